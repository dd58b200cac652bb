"""The grammar of blame and of deeds told in nouns: "accused X of", "on the orders of X", "evidence "
"points to X".

In:   a Scene.
Out:  Found deeds: a role, an actor, the tokens of the clause.
Holds: what X is accused of decides the role; to be accused of what is no violence is no accusation here.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from tellings.attribution.lexicon import AUXILIARIES, CUE_STANCE, PREPOSITIONS
from tellings.attribution.phrases import is_finite
from tellings.events.actor_nouns import ACTOR_NOUNS, SIDE_ADJECTIVES, VICTIMS
from tellings.events.actors import Actor, subject_start
from tellings.events.acts import (
    ACT_NOUNS,
    LAUNCHING_FORMS,
    MUNITION_NOUNS,
    PERPETRATOR_NOUNS,
    ROLE_FORMS,
    TELLING_MEANS,
    VIOLENT_FORMS,
    is_act_word,
)
from tellings.events.deeds import Found, actors_at, subjects
from tellings.events.person_nouns import is_nationality
from tellings.events.scenes import Scene
from tellings.vocabulary import Role

_ACCUSE = re.compile(r"\b(?:accus(?:e|es|ed|ing)|charg(?:es|ed) (?=\w)|suspect(?:s|ed) (?=\w))", re.I)
_ACCUSING = frozenset("accuse accuses accused accusing charges charged suspects suspected".split())
_BLAME = re.compile(r"\bblam(?:e|es|ed|ing)\b", re.I)
_BLAMING = frozenset("blame blames blamed blaming".split())
_BE = frozenset("is are was were been being stands stood".split())
_PERPETRATORS = frozenset(
    "perpetrators perpetrator attackers attacker culprits culprit killers killer gunmen bombers "
    "bomber shooter".split()
)


def read_blame(scene: Scene) -> Iterator[Found]:
    """Yield each deed that a rule reads in the sentence; one deed may come twice."""
    for rule in _RULES:
        yield from rule(scene)


def _all(role: Role, actors: tuple[Actor, ...], lo: int, hi: int, *, hedged: bool = False) -> Iterator[Found]:
    for actor in actors:
        yield Found(role, actor, min(lo, actor.start), max(hi, actor.end), hedged=hedged)


# ---------------------------------------------------------------- accused of, blamed for


def _accuse(scene: Scene) -> Iterator[Found]:
    for match, verb, _ in scene.matches(
        _ACCUSE, _ACCUSING
    ):  # "whom she accused of it" names its accused before
        link = "with" if match.group().casefold().startswith("charg") else "of"
        of = _charge_at(scene, verb + 1, link)
        if of is None:
            continue
        is_passive = scene.low(verb - 1) in _BE or scene.low(verb - 2) in _BE
        stands = verb - 1 if scene.low(verb - 1) in {"stands", "stood", "stand"} else verb
        actors = subjects(scene, stands) if is_passive else actors_at(scene, verb + 1, of)
        if not actors and of == verb + 1:
            actors = _antecedent(scene, verb)
        for role, end in _charges(scene, of + 1):
            for found in _all(role, actors, verb, end):
                yield replace(found, blamed=not is_passive)


_CLEARED = re.compile(r"\b(?:acquit(?:s|ted)|exonerat(?:es|ed)|clear(?:s|ed)) (?=\w)", re.I)
_CLEARING = frozenset("acquits acquitted exonerates exonerated clears cleared".split())


def _cleared(scene: Scene) -> Iterator[Found]:
    """Read "was acquitted of the killings", "the panel cleared X of any part in the raid"."""
    for _, verb, after in scene.matches(_CLEARED, _CLEARING):
        of = _charge_at(scene, after, "of")
        if of is None:
            continue
        is_passive = scene.low(verb - 1) in _BE
        actors = subjects(scene, verb) if is_passive and of == after else actors_at(scene, after, of)
        role = _noun_role(scene, of + 1) or Role.INVOLVED
        end = scene.object_end(of + 1, scene.hi)
        for actor in actors:
            yield Found(role, actor, min(verb, actor.start), max(end, actor.end), cleared=True)


def _antecedent(scene: Scene, verb: int) -> tuple[Actor, ...]:
    """Return who stands before "whom she accused": the actors of the noun group before the relative."""
    for k in range(verb - 1, max(scene.lo, verb - 6), -1):
        if not scene.tokens[k].is_word:
            return ()
        if scene.low(k) in {"whom", "who", "which", "that"}:
            end = k - 1 if scene.low(k - 1) == "," else k
            start = subject_start(scene.tokens, scene.lo, end)
            return () if start is None else actors_at(scene, start, end)
    return ()


def _charge_at(scene: Scene, lo: int, link: str) -> int | None:
    """Return the "of" that opens what one is accused of: before an -ing form or a noun of guilt."""
    for k in range(lo, min(lo + 22, scene.hi - 1)):
        if scene.low(k) in {";", '"', "that"}:
            return None
        if scene.low(k) == link:
            after = scene.low(k + 1)
            if (after.endswith("ing") and after not in {"beijing", "nothing"}) or _noun_role(
                scene, k + 1
            ) is not None:
                return k
    return None


_IDLE = {("doing", "nothing"), ("looking", "on"), ("standing", "by"), ("standing", "idly"), ("turning", "a")}


def _noun_role(scene: Scene, k: int) -> Role | None:
    for m in range(k, min(k + 4, scene.hi)):
        low = scene.low(m)
        if low in ACT_NOUNS or low in {"crimes", "aggression", "genocide", "responsibility"}:
            return Role.CARRIED_OUT
        if low in {"complicity", "involvement", "collusion", "collaboration"}:
            return Role.INVOLVED
        if low in {"negligence", "inaction", "indifference"}:
            return Role.FAILED_TO_PREVENT
        if low in {"of", "in", "on", ","}:
            return None
    return None


def _charges(scene: Scene, lo: int) -> Iterator[tuple[Role, int]]:
    """Yield the roles of "ordering and financing the attack", each with the end of the words."""
    noun = _noun_role(scene, lo)
    end = scene.object_end(lo + 1, scene.hi)
    if not scene.low(lo).endswith("ing") or scene.low(lo) in ACT_NOUNS:
        if noun is not None:
            yield noun, max(end, lo + 1)
        return
    k = lo
    while k < scene.hi and k - lo < 12:
        low = scene.low(k)
        if low == "from" and k > lo:
            return
        if low.endswith("ing") or k == lo:
            role = _role_of_form(scene, k)
            stop = scene.object_end(k + 1, scene.hi)
            if role is not None:
                yield role, max(stop, k + 1)
        if low in {".", ";", '"'}:
            return
        k += 1


def _role_of_form(scene: Scene, k: int) -> Role | None:
    low, after = scene.low(k), scene.low(k + 1)
    window = [scene.low(m) for m in range(k + 1, min(k + 12, scene.hi))]
    has_act = (
        any(is_act_word(word) or word in VIOLENT_FORMS for word in window) or scene.near or scene.has_act()
    )
    if low in {"failing", "refusing", "neglecting"}:
        return Role.FAILED_TO_PREVENT if has_act else None
    if low in {"doing", "ignoring", "looking", "standing", "withdrawing", "turning"}:
        is_idle = (low, after) in _IDLE or low in {"ignoring", "withdrawing"}
        return Role.FAILED_TO_PREVENT if has_act and is_idle else None
    if (
        low in {"bringing", "carrying", "smuggling", "stockpiling", "handing", "giving", "passing"}
        and after != "out"
    ):
        return Role.SUPPLIED if any(word in MUNITION_NOUNS for word in window[:6]) else None
    if low == "carrying" and after == "out":
        return Role.CARRIED_OUT if has_act else None
    if low == "being" and after in {"behind", "responsible"}:
        return Role.CARRIED_OUT
    if low == "being" and after in {"involved", "complicit"}:
        return Role.INVOLVED
    if low == "paying" and after == "for":
        return Role.FINANCED if has_act else None
    if low in {"using", "dropping", "setting", "opening"} | LAUNCHING_FORMS:
        return Role.CARRIED_OUT if any(is_act_word(word) for word in window) else None
    if low in VIOLENT_FORMS:
        return Role.CARRIED_OUT
    role = ROLE_FORMS.get(low)
    return role if role is not None and any(is_act_word(word) for word in window) else None


def _blame(scene: Scene) -> Iterator[Found]:
    for _, verb, after in scene.matches(_BLAME, _BLAMING):
        if scene.low(verb - 1) in {"trade", "traded", "the", "to", "of"}:
            continue
        if scene.low(verb - 1) in _BE or scene.low(verb - 2) in _BE:
            is_for_act = scene.low(after) == "for" and scene.is_act_group(after + 1, scene.hi)
            if is_for_act and "what" not in {scene.low(k) for k in range(max(scene.lo, verb - 8), verb)}:
                end = scene.object_end(after + 1, scene.hi)
                yield from _all(Role.CARRIED_OUT, subjects(scene, verb), verb, end)
            continue
        if scene.low(after) == "on":  # "a bombing blamed on X"
            if any(is_act_word(scene.low(k)) for k in range(max(scene.lo, verb - 6), verb)):
                yield from _all(Role.CARRIED_OUT, actors_at(scene, after + 1), verb, after, hedged=True)
            continue
        for found in _blame_actively(scene, verb, after):
            yield replace(found, blamed=True)


def _blame_actively(scene: Scene, verb: int, after: int) -> Iterator[Found]:
    """Read "blamed the attack on X", "blamed X", "blamed X for shelling the town"."""
    on = next((k for k in range(after, min(after + 12, scene.hi)) if scene.low(k) == "on"), None)
    if on is not None and scene.is_act_group(after, on):
        yield from _all(Role.CARRIED_OUT, actors_at(scene, on + 1), verb, on)
        return
    actors = actors_at(scene, after)
    if not actors:
        return
    end = actors[-1].end
    if scene.low(end) != "for":
        if scene.near or scene.has_act():
            own = {scene.low(k) for k in range(after, end)} >= {"own", "air"}  # a missile gone astray
            yield from _all(Role.INVOLVED if own else Role.CARRIED_OUT, actors, verb, end)
    elif scene.low(end + 1).endswith("ing") and scene.low(end + 1) not in ACT_NOUNS:
        for role, stop in _charges(scene, end + 1):
            yield from _all(role, actors, verb, stop)
    elif scene.is_act_group(end + 1, scene.hi):
        yield from _all(Role.CARRIED_OUT, actors, verb, scene.object_end(end + 1, scene.hi))


_FAULTED = re.compile(r"\bfault(?:s|ed|ing)\b", re.I)
_HELD = re.compile(r"\bh(?:eld|olds?|olding)\b", re.I)
_POINTED_TO = re.compile(r"\bpoint(?:s|ed|ing) to\b", re.I)
_FAULTING = frozenset("faults faulted faulting".split())
_HOLDING = frozenset("held hold holds holding".split())
_POINTING = frozenset("points pointed pointing".split())
_SUSPICION = frozenset({"suspicion"})
_LAID = re.compile(r"\b(?:the blame|suspicion)\b[^.;\"]{0,40}?\b(?:on|upon|with|at the door of)(?= )", re.I)


_BEARS = re.compile(
    r"\b(?:holds?|held|bears?|bore|carr(?:y|ies|ied)|shares?) (?:(?:full|sole|the|all|direct|primary|ultimate) )*"
    r"responsibility for\b",
    re.I,
)
_RESPONSIBILITY = frozenset({"responsibility"})


def _faulted(scene: Scene) -> Iterator[Found]:
    """Read "faulted X", "held X responsible", "pointed to X", "suspicion fell on X"."""
    if not (scene.near or scene.has_act()):
        return
    for _, verb, after in scene.matches(_FAULTED, _FAULTING):
        actors = actors_at(scene, after)
        yield from _all(Role.FAILED_TO_PREVENT, actors, verb, after)
    for _, verb, after in scene.matches(_HELD, _HOLDING):
        at = next(
            (
                k
                for k in range(after, min(after + 16, scene.hi))
                if scene.low(k) in {"responsible", "accountable"}
            ),
            None,
        )
        if at is not None and all(t.is_word or t.low in {",", "'", "(", ")"} for t in scene.tokens[after:at]):
            is_for = scene.low(at + 1) == "for"
            if not is_for or (scene.low(at) == "accountable" and scene.is_act_group(at + 2, scene.hi)):
                for found in _all(Role.CARRIED_OUT, actors_at(scene, after, at), verb, at + 1):
                    yield replace(found, blamed=True)
    for _, verb, after in scene.matches(_BEARS, _RESPONSIBILITY):
        if scene.is_act_group(after, scene.object_end(after, scene.hi)):
            yield from _all(Role.CARRIED_OUT, subjects(scene, verb), verb, after)
    for _, verb, after in scene.matches(_POINTED_TO, _POINTING):
        actors = actors_at(scene, after)
        if "as" in {scene.low(k) for k in range(after, min(after + 25, scene.hi))}:
            continue
        yield from _all(Role.INVOLVED, tuple(a for a in actors if _is_headed(scene, a)), verb, after)
    for _, at, after in scene.matches(_LAID, _BLAMING | _SUSPICION):
        actors = actors_at(scene, after)
        yield from _all(Role.INVOLVED, tuple(a for a in actors if _is_headed(scene, a)), at, after)


_KIN = frozenset("brothers sisters sons family clan network ring".split())


def _is_headed(scene: Scene, actor: Actor) -> bool:
    """Whether the noun group itself is somebody, not what is somebody's: "the army", not "the army's checkpoint"."""
    k = actor.start
    while k < actor.end and scene.low(k) not in {"of", ",", "in", "from"}:
        k += 1
    head = scene.tokens[max(k - 1, actor.start)]
    if head.low in _KIN and any(t.is_name_like for t in scene.tokens[actor.start : k]):
        return True
    return head.low in ACTOR_NOUNS or (head.is_name_like and not head.low.endswith("'s"))


# ---------------------------------------------------------------- "names X as the man who ordered it"

_NAMING = frozenset("name names named identify identifies identified singled pointed".split())
_NAMES_AS = re.compile(r"\b(?:name[sd]?|identif(?:y|ies|ied)|singled out|pointed to)\b", re.I)


def _names_as(scene: Scene) -> Iterator[Found]:
    for _, _, after in scene.matches(_NAMES_AS, _NAMING):
        for k in range(after + 1, min(after + 30, scene.hi - 1)):
            if scene.low(k) in {'"', ";"}:
                break
            if scene.low(k) != "as":
                continue
            role, end = _named_role(scene, k + 1)
            if role is not None:
                yield from _all(role, actors_at(scene, after, k), after, end)
                break


def _named_role(scene: Scene, lo: int) -> tuple[Role | None, int]:
    for k in range(lo, min(lo + 8, scene.hi)):
        low = scene.low(k)
        if low in _PERPETRATORS:
            return Role.CARRIED_OUT, k + 1
        if low in {"mastermind", "masterminds", "planner", "planners", "organiser", "organizer", "architect"}:
            return Role.PLANNED, k + 1
        if low in {"financier", "financiers", "paymaster"}:
            return Role.FINANCED, k + 1
        if low in {"suspect", "suspects"}:
            return Role.INVOLVED, k + 1
        if low in {"who", "that"}:
            role = ROLE_FORMS.get(scene.low(k + 1))
            if role is None and (scene.low(k + 1) in VIOLENT_FORMS | LAUNCHING_FORMS | {"carried"}):
                role = Role.CARRIED_OUT
            return role, scene.object_end(k + 2, scene.hi)
    return None, lo


# ---------------------------------------------------------------- nouns: "on the orders of X", "with the help of X"

_HELPS = "help support backing assistance knowledge connivance complicity collusion consent approval aid"
_BEFORE_ACTOR: tuple[tuple[frozenset[str], re.Pattern[str], Role, bool, bool], ...] = tuple(
    # words of which one must stand there, words before the actor, role, whether an act must be told, hedged
    (frozenset(having.split()), re.compile(rf"\b(?:{words})\s+(?=\S)", re.I), role, wants_act, hedged)
    for having, words, role, wants_act, hedged in (
        (
            "order orders instruction instructions behest instigation command direction",
            r"(?:on|under|upon|at|by) (?:the |an? )?(?:direct |personal |express |explicit |written )?"
            r"(?:orders?|instructions?|behest|instigation|command|direction) (?:of|from|by)",
            Role.ORDERED, True, False,
        ),
        (
            f"{_HELPS} participation involvement blessing cover protection acquiescence encouragement light",
            r"with (?:the )?(?:active |full |tacit |direct |prior )?(?:help|support|backing|"
            r"assistance|knowledge|connivance|complicity|"
            r"collusion|consent|approval|aid|participation|involvement|blessing|cover|protection|acquiescence|"
            r"encouragement|green light)(?: and (?:help|support|"
            r"backing|assistance|knowledge|connivance|"
            r"complicity|consent|approval|aid))? (?:of|from|by)",
            Role.INVOLVED, True, False,
        ),
        (
            "coordination co-ordination concert league cahoots collusion agreement",
            r"in (?:close |full |direct )?(?:co-?ordination|concert|league|cahoots|collusion|agreement) with",
            Role.COORDINATED_WITH, True, False,
        ),
        (
            "cover protection eyes nose noses",
            r"under (?:the )?(?:cover|protection|eyes|noses?) of",
            Role.INVOLVED, True, False,
        ),
        (
            "money funds cash funding financing",
            r"with (?:the )?(?:money|funds|cash|funding|financing) (?:of|from|provided by|given by)",
            Role.FINANCED, True, False,
        ),
        (
            "weapon weapons arms guns rifles ammunition explosives fuel diesel petrol gasoline grenades rockets "
            "machetes uniforms",
            r"with (?:the )?(?:\w+ )?(?:weapons?|arms|guns|rifles|ammunition|explosives|fuel|diesel|petrol|"
            r"gasoline|grenades|rockets|machetes|uniforms) (?:from|of|belonging to|"
            r"supplied by|provided by|bought from|given by)",
            Role.SUPPLIED, True, False,
        ),
        (
            "point points",
            r"(?:evidence|clues|signs|traces|everything|indications|"
            r"fingers?) (?:all )?points? (?:clearly |directly )?(?:to|towards?|at)",
            Role.INVOLVED, False, False,
        ),
        (
            "finger fingers",
            r"point(?:s|ed|ing)? (?:the |a )?(?:finger|fingers)(?: of blame)? at",
            Role.INVOLVED, False, False,
        ),
        (
            "hallmark hallmarks fingerprints signature",
            r"(?:bears?|bore|carr(?:y|ied)|has|had) (?:all )?the (?:hallmarks?|fingerprints|signature) of",
            Role.INVOLVED, False, True,
        ),
        ("work hands", r"(?:the work|at the hands) of", Role.CARRIED_OUT, True, False),
        (
            "involvement complicity participation collusion",
            r"(?:involvement|complicity|participation|collusion) (?:of|by)",
            Role.INVOLVED, True, False,
        ),
        (
            "intervention interventions pressure intercession",
            r"(?:after|following|thanks to|through|upon|due to) (?:the |an? |direct |"
            r"personal )?(?:interventions?|pressure|intercession) (?:by|of|from)",
            Role.INTERVENED, False, False,
        ),
        (
            "attributed attributes attributing ascribed ascribes ascribing",
            r"(?:attribut|ascrib)(?:ed|es|ing) (?:the |this |that )?(?:\w+ ){1,6}to",
            Role.CARRIED_OUT, True, False,
        ),
    )
)  # fmt: skip
_RELEASED = re.compile(r"\b(?:releas|free[ds]?\b|let go|bail)", re.I)
_INTERVENED = re.compile(r"\b(?:intervened|interceded|pressed for)\b", re.I)
_INTERVENING = frozenset("intervened interceded pressed".split())
_ORDERS = frozenset("order orders instruction instructions".split())
_PARTS = frozenset("involvement complicity role hand participation order orders".split())
_ORDER_CAME = re.compile(
    r"\b(?:orders?|instructions?)(?: to [\w ]{2,30})?(?:, [^,.;\"]{2,40},)? (?:had |have |has )?"
    r"(?:came|come|was given|were given|was issued|"
    r"were issued)\b",
    re.I,
)
_OWN_NOUN = re.compile(
    r"(?<=\w)'s? (?:own |direct |alleged )?(?P<noun>involvement|complicity|role|hand|participation|"
    r"orders?) (?P<in>in|to|for)\b",
    re.I,
)


_SPONSORED = {  # "on X's orders", "with X's blessing", "with X's money"
    **dict.fromkeys(
        "order orders instruction instructions command behest instigation direction".split(), Role.ORDERED
    ),
    **dict.fromkeys(
        "help support backing assistance knowledge connivance complicity collusion consent approval blessing cover "
        "protection encouragement".split(),
        Role.INVOLVED,
    ),
    **dict.fromkeys("money funds cash funding".split(), Role.FINANCED),
    **dict.fromkeys(
        "weapons arms guns rifles ammunition explosives fuel diesel petrol trucks lorries buses vehicles".split(),
        Role.SUPPLIED,
    ),
}
_OWNED = frozenset(_SPONSORED)
_BY_HIS = frozenset({"on", "under", "at", "by", "upon", "with", "in"})
_ARRIVED = frozenset("came arrived brought ferried driven drove travelled traveled rode transported".split())
_SUFFERED = VICTIMS | frozenset({"bodies", "survivors", "hospital", "treated", "evacuated"})


def _owned(scene: Scene) -> Iterator[Found]:
    """Read the nouns of order and support that have an owner: "on the colonel's orders"."""
    if _OWNED.isdisjoint(scene.bag) or not (scene.near or scene.has_act()):
        return
    for k in range(scene.lo + 2, scene.hi):
        role = _SPONSORED.get(scene.low(k))
        if role is None:
            continue
        last = k - 1
        while last > scene.lo and scene.low(last) in {
            "direct",
            "personal",
            "express",
            "full",
            "tacit",
            "own",
            "written",
        }:
            last -= 1
        if not (scene.low(last).endswith("'s") or scene.low(last) == "'"):
            continue
        prep = next(
            (m for m in range(last - 1, max(scene.lo, last - 11) - 1, -1) if scene.low(m) in _BY_HIS), None
        )
        if prep is None or not all(t.is_word or t.low in {",", "'"} for t in scene.tokens[prep:last]):
            continue
        if (role is Role.ORDERED) is (scene.low(prep) in {"with", "in"}):
            continue
        if role is Role.SUPPLIED and not _brought_those_who_acted(scene, prep):
            continue
        for actor in actors_at(scene, prep + 1, last + 1):
            name = actor.name.removesuffix("'").removesuffix("'s").removesuffix("’s").removesuffix("’")
            yield Found(role, Actor(name, actor.start, actor.end), prep, k + 1)


_BOARDING = frozenset("in on aboard".split())
_IN_TRUCKS = re.compile(
    r"\b(?:in|on|aboard) (?:the )?(?:\w+ )?(?:lorries|trucks|buses|vehicles|vans|boats|jeeps|cars|pick-?ups|tractors) "
    r"(?:of|belonging to|owned by|lent by|provided by|supplied by|hired by|rented by)(?= )",
    re.I,
)


def _brought_those_who_acted(scene: Scene, before: int) -> bool:
    lows = {t.low for t in scene.tokens}
    if lows & _SUFFERED:
        return False
    ahead = {scene.low(k) for k in range(scene.lo, before)}
    return bool(lows & PERPETRATOR_NOUNS) or bool(
        ahead & {"they", "men", "fighters", "militiamen"} and ahead & _ARRIVED
    )


def _in_trucks(scene: Scene) -> Iterator[Found]:
    """Read "they came in lorries of the mine"; whoever carries the wounded supplied nothing."""
    for _, at, after in scene.matches(_IN_TRUCKS, _BOARDING):
        if (scene.near or scene.has_act()) and _brought_those_who_acted(scene, at):
            yield from _all(Role.SUPPLIED, actors_at(scene, after), at, after)


_AGREEING = frozenset({"agreed"})
_AGREED = re.compile(r"\bagreed\b", re.I)


def _agreed(scene: Scene) -> Iterator[Found]:
    """Read "the raid was agreed with X", "agreed the operation with X"."""
    for _, verb, after in scene.matches(_AGREED, _AGREEING):
        at = next((k for k in range(after, min(after + 9, scene.hi - 1)) if scene.low(k) == "with"), None)
        if at is None or not all(t.is_word for t in scene.tokens[after:at]):
            continue
        start = subject_start(scene.tokens, scene.lo, verb)
        is_planned = (
            scene.is_act_group(after, at)
            if at > after
            else (
                start is not None
                and scene.low(verb - 1) in {"was", "were", "been"}
                and scene.is_act_group(start, verb)
            )
        )
        if is_planned:
            yield from _all(Role.COORDINATED_WITH, actors_at(scene, at + 1), verb, at)


_ARE_HIS = re.compile(r"\b(?:is|are|was|were)\b", re.I)


def _are_his(scene: Scene) -> Iterator[Found]:
    """Read "the dynamite is the minister's": whose a munition was."""
    for _, verb, after in scene.matches(_ARE_HIS, MUNITION_NOUNS):
        if scene.low(verb - 1) not in MUNITION_NOUNS:
            continue
        for actor in actors_at(scene, after)[:1]:
            if (
                scene.low(actor.end - 1).endswith("'s")
                and not scene.tokens[min(actor.end, scene.hi - 1)].is_word
            ):
                name = actor.name.removesuffix("'s").removesuffix("’s")
                yield Found(Role.INVOLVED, Actor(name, actor.start, actor.end), verb - 1, actor.end)


_CASE = "(?:case|charges?|inquiry|enquiry|investigation|probe|prosecution|trial|proceedings|file|extradition)"
_DROPPED = re.compile(
    rf"\b{_CASE}\b[^.;]{{0,70}}\b(?:dropped|closed|shelved|halted|abandoned|suspended|quashed|withdrawn|buried)\b|"
    rf"\b(?:dropped|closed|shelved|halted|quashed)\b[^.;]{{0,30}}\b{_CASE}\b",
    re.I,
)
_STOPPED_CASE = re.compile(
    rf"\b(?:blocked|quashed|shelved|buried|stalled|obstructed|halted|derailed|sabotaged|thwarted) "
    rf"(?:the|an|any|every|all|their|his|her|two|several) (?:[\w'’-]+ ){{0,3}}?{_CASE}\b|"
    r"\b(?:had|got) (?:him|her|them|the (?:[\w'’-]+ ){1,4}?)(?: )?(?:released|freed|flown out|transferred)\b|"
    r"\bsecured (?:his|her|their|the (?:[\w'’-]+ ){1,3})(?: )?release\b",
    re.I,
)
_SHIELDED = re.compile(
    r"\b(?:flown out|flown abroad|spirited (?:out|away)|whisked (?:out|away)|protected|promoted|shielded|pardoned|"
    r"smuggled out|set free|released|freed)\b",
    re.I,
)
_STANDING_BEFORE = frozenset(  # one of these stands in whatever the three forms above match
    "case charge charges inquiry enquiry investigation probe prosecution trial proceedings file extradition "
    "released freed flown transferred release spirited whisked protected promoted shielded pardoned smuggled "
    "set".split()
)
_RULING = frozenset(
    "presidency president palace government minister ministry prime army regime embassy party king emir governor "
    "authorities junta general commander command".split()
)
_SHIELDED_MEN = PERPETRATOR_NOUNS | frozenset(
    "he she they him them who colonel general commander officer captain major sergeant soldiers suspect "
    "suspects men man governor leader chief lieutenant".split()
)


def _intervening(scene: Scene) -> Iterator[Found]:
    """Read who stood before justice: "blocked the inquiry", "was flown out by the presidency"."""
    if _STANDING_BEFORE.isdisjoint(scene.bag) or not (scene.near or scene.has_act()):
        return
    if _DROPPED.search(scene.words):
        for _, at, after in scene.matches(_INTERVENED):
            yield from _all(Role.INTERVENED, _ruling(scene, subjects(scene, at)), at, after)
    for _, verb, after in scene.matches(_STOPPED_CASE):
        yield from _all(Role.INTERVENED, subjects(scene, verb), verb, after)
    for _, verb, after in scene.matches(_SHIELDED):
        by = next((k for k in range(after, min(after + 8, scene.hi - 1)) if scene.low(k) == "by"), None)
        start = subject_start(scene.tokens, scene.lo, verb)
        if (
            by is None
            or start is None
            or not ({"was", "were", "been"} & {scene.low(k) for k in range(start, verb)})
        ):
            continue
        if not _SHIELDED_MEN & {scene.low(k) for k in range(start, verb)}:
            continue
        yield from _all(Role.INTERVENED, _ruling(scene, actors_at(scene, by + 1)), verb, by)


def _ruling(scene: Scene, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Return those of the actors who rule: guards and police protect as their work."""
    return tuple(a for a in actors if _RULING & {scene.low(k) for k in range(a.start, a.end)})


_BEFORE_ACTOR_WORDS = frozenset().union(*(having for having, *_ in _BEFORE_ACTOR))


def _nouns(scene: Scene) -> Iterator[Found]:
    told = scene.has_act() or scene.near
    may_stand = not _BEFORE_ACTOR_WORDS.isdisjoint(scene.bag)
    for having, pattern, role, wants_act, hedged in _BEFORE_ACTOR if may_stand else ():
        if (wants_act and not told) or having.isdisjoint(scene.bag):
            continue
        for _, at, after in scene.matches(pattern):
            if role is Role.INTERVENED and not _RELEASED.search(scene.words):
                continue
            actors = tuple(
                a for a in actors_at(scene, after) if scene.low(a.end) != "-"
            )  # "U.S.-led strikes"
            yield from _all(role, actors, at, after, hedged=hedged)
    if not _INTERVENING.isdisjoint(scene.bag) and _RELEASED.search(scene.words):
        for _, at, after in scene.matches(_INTERVENED):
            yield from _all(Role.INTERVENED, subjects(scene, at), at, after)
    for _, at, after in scene.matches(_ORDER_CAME, _ORDERS):
        if told:
            froms = [k for k in range(after, scene.hi) if scene.low(k) in {"from", "by"}]
            for k in reversed(froms):
                actors = actors_at(scene, k + 1)
                if actors:
                    yield from _all(Role.ORDERED, actors, at, k)
                    break
    for match, at, _ in scene.matches(_OWN_NOUN, _PARTS):
        holder = (
            scene.token_at(match.start()) - 1
            if scene.tokens[at].start > scene.sentence.span.start + match.start()
            else at
        )
        start = subject_start(scene.tokens, scene.lo, holder + 1)
        if start is not None and told and "order" not in match.group("noun"):
            yield from _all(
                Role.INVOLVED, actors_at(scene, start, holder + 1), start, scene.token_at(match.end())
            )


# ---------------------------------------------------------------- "an attack by X", "the shells came from X"

_REPORTS = frozenset(
    "condemnation report reports account investigation inquiry statement reaction response claim "
    "coverage".split()
)
_COMING = frozenset("came come originated stemmed fired launched taken".split())
_CAME_FROM = re.compile(r"\b(?:came|come|originated|stemmed|fired|launched|taken) (?:out of|from)\b", re.I)
_THESE_WERE = re.compile(r"\b(?:these|those|they|it) (?:were|was|are|is)\b", re.I)
_LANDING = frozenset(
    "shell shells rocket rockets missile missiles mortar mortars round rounds fire shots bullets "
    "gunfire artillery".split()
)


def _acts_by(scene: Scene) -> Iterator[Found]:
    """Read "an attack on the market by X", "the use of gas by X"."""
    for by in scene.places(_BY):
        if by < scene.lo + 2 or by >= scene.hi - 1:
            continue
        act = _act_before(scene, by)
        if act is None:
            continue
        start = act
        while start > scene.lo and scene.tokens[start - 1].is_word and act - start < 5:
            if scene.low(start - 1) in {"in", "after", "during", "from", "with", "of", "on", "about", "to"}:
                break
            start -= 1
        if scene.low(start - 1) in {"of", "on", "about", "to"} or any(
            scene.low(k) in _REPORTS for k in range(start, by)
        ):
            continue
        yield from _all(Role.CARRIED_OUT, actors_at(scene, by + 1), start, by)


_BY = frozenset({"by"})
_NOT_DONE = frozenset("made make makes prevent prevents ban bans banned prohibit prohibits".split())
_OF_A_PLACE = frozenset("on in at against near of upon".split())


def _act_before(scene: Scene, by: int) -> int | None:
    """Return the noun of the act that a "by" belongs to: beside it, or with the place it hit between."""
    if scene.low(by - 1) in ACT_NOUNS:
        return by - 1
    for k in range(by - 1, max(scene.lo, by - 9), -1):
        low = scene.low(k)
        if (
            not scene.tokens[k].is_word
            or is_finite(scene.tokens, k)
            or low in AUXILIARIES
            or low.endswith("ed")
        ):
            return None
        if low == "use" and scene.low(k + 1) == "of":
            if scene.low(k - 2) in _NOT_DONE:
                return None
            return k if any(scene.low(m) in MUNITION_NOUNS for m in range(k + 2, by)) else None
        if low in ACT_NOUNS:
            return k if scene.low(k + 1) in _OF_A_PLACE else None
    return None


_FROM = frozenset({"from"})
_FIRED_FROM = frozenset("fire barrage shelling gunfire salvo bombardment shells rockets mortars".split())


def _fire_from(scene: Scene) -> Iterator[Found]:
    """Read "rocket fire from the rebels killed six": who fired, not the place it came from."""
    for at in scene.places(_FROM):
        if scene.low(at - 1) not in _FIRED_FROM or at + 1 >= scene.hi:
            continue
        makers = tuple(a for a in actors_at(scene, at + 1) if _is_headed(scene, a))
        kinds = tuple(a for a in makers if scene.low(a.end - 1) in ACTOR_NOUNS)
        yield from _all(Role.CARRIED_OUT, kinds, at - 1, at)


def _owned_acts(scene: Scene) -> Iterator[Found]:
    """Read "the army's shelling of the town", also where the apostrophe is lost, and "the regime's use of gas"."""
    for k in scene.places(_OWNED_ACTS):
        if scene.low(k) == "use" and not (
            scene.low(k + 1) == "of" and any(scene.low(m) in MUNITION_NOUNS for m in range(k + 2, k + 5))
        ):
            continue
        owner = next((m for m in range(k - 1, max(scene.lo, k - 4), -1) if _is_owner(scene.low(m))), None)
        between = range(k if owner is None else owner + 1, k)
        if owner is None or not all(scene.tokens[m].is_word for m in range(owner, k)):
            continue
        if any(
            scene.low(m) in PREPOSITIONS or scene.low(m).endswith(("ing", "ed")) or is_finite(scene.tokens, m)
            for m in between
        ):
            continue
        start = owner
        while start > scene.lo and owner - start < 4:
            before = scene.tokens[start - 1]
            if not (before.is_name_like or before.low in SIDE_ADJECTIVES or is_nationality(before.low)):
                break
            start -= 1
        if scene.low(start - 1) in PREPOSITIONS - {"by", "of"}:
            continue
        for actor in actors_at(scene, start, owner + 1):
            name = actor.name.removesuffix("s").removesuffix("'").removesuffix("’")
            yield Found(Role.CARRIED_OUT, Actor(name, actor.start, actor.end), start, k + 1)


_OWNED_ACTS = ACT_NOUNS - {"fire", "crossfire", "violence", "bloodshed"} | {"use"}


def _is_owner(low: str) -> bool:
    """Whether a word owns what follows: "army's", and "armys" for it; "governments" may be either."""
    bare = low.removesuffix("'s")
    if bare != low:
        return bare in ACTOR_NOUNS
    return low.endswith("s") and low[:-1] in _OWNERS


_OWNERS = frozenset("army regime government militia group coalition military police state".split())


# ---------------------------------------------------------------- "regime air strikes", "suspected Russian raids"

_FROM_AFAR = frozenset(
    "airstrike airstrikes air-strike air-strikes shelling bombardment bombardments raids raid strikes strike".split()
)
_SIDES = frozenset(
    "regime government army rebel rebels coalition militant militants insurgent insurgents military opposition "
    "guerrilla guerrillas loyalist state-backed jihadist jihadists".split()
)
_NO_SIDE = frozenset({"anti", "pro", "anti-government", "pro-government"})


def _attributive(scene: Scene) -> Iterator[Found]:
    """Read whose strikes they were before the noun: "regime air strikes", "Russian-led raids killed six"."""
    if not scene.has_act():
        return
    for k in scene.places(_FROM_AFAR):
        end = k - 1 if scene.low(k - 1) in {"air", "rocket", "artillery", "missile", "mortar"} else k
        start = end
        while start > scene.lo and end - start < 4 and _tells_side(scene, start - 1):
            start -= 1
        while start < end and scene.low(start) in {"and", "or"}:
            start += 1
        if start == end or not _hits_here(scene, k):
            continue
        words = [scene.low(m) for m in range(start, end)]
        is_side = any(low in _SIDES or low.endswith(("-led", "-backed")) for low in words)
        is_nation = any(is_nationality(low) for low in words)
        if not (is_side or (is_nation and scene.low(end) != "strike")) or _NO_SIDE & set(words):
            continue
        name = " ".join(scene.span(start, end).of(scene.document.report.text).split())
        hedged = scene.low(start - 1) in {"suspected", "apparent", "alleged", "presumed"}
        yield Found(Role.CARRIED_OUT, Actor(name, start, end), start, k + 1, hedged=hedged)


def _tells_side(scene: Scene, k: int) -> bool:
    low = scene.low(k)
    if low in _SIDES or is_nationality(low) or low.endswith(("-led", "-backed")):
        return True
    return low in {"and", "or"} and (scene.low(k - 1) in _SIDES or is_nationality(scene.low(k - 1)))


def _hits_here(scene: Scene, k: int) -> bool:
    """Whether the strikes are told of, not planned, threatened or stopped: they harm, or hit a place."""
    after = scene.lows[k + 1 : k + 15]
    before = scene.lows[max(scene.lo, k - 8) : k]
    is_told = any(low in _HARMS for low in after) or any(low in _HARMED for low in before)
    return is_told and not any(low in _NOT_YET for low in after[:3])


_HARMS = frozenset(
    "killed kill kills killing hit hits struck targeted targeting wounded injured destroyed left pounded "
    "hitting".split()
)
_HARMED = frozenset("killed died wounded injured destroyed".split())
_NOT_YET = frozenset("would could will may might should to if against".split())


def _provenance(scene: Scene) -> Iterator[Found]:
    for match, verb, after in scene.matches(_CAME_FROM, _COMING):
        start = subject_start(scene.tokens, scene.lo, verb)
        subject = [scene.low(k) for k in range(scene.lo if start is None else start, verb)]
        if {"order", "orders", "command", "instruction", "instructions"} & set(subject):
            continue
        is_means = (
            bool(set(subject) & TELLING_MEANS) and start is not None and scene.is_act_group(start, verb)
        )
        if is_means and "came" in match.group().casefold():
            makers = tuple(a for a in actors_at(scene, after) if _is_headed(scene, a))
            yield from _all(Role.SUPPLIED, makers, verb if start is None else start, after)
            continue
        arms = [low for low in subject if low in MUNITION_NOUNS or low in _LANDING]
        if not arms and "taken" in match.group().casefold():
            continue
        group = actors_at(scene, after)
        words = {scene.low(k) for actor in group for k in range(actor.start, actor.end)}
        is_store = bool(
            words
            & {
                "stores",
                "store",
                "stocks",
                "stockpile",
                "stockpiles",
                "arsenal",
                "arsenals",
                "depot",
                "depots",
            }
        )
        if is_store and arms:
            yield from _all(Role.SUPPLIED, group, verb if start is None else start, after)
        elif arms and arms[-1] in _LANDING and any(word.removesuffix("'s") in ACTOR_NOUNS for word in words):
            yield from _all(Role.CARRIED_OUT, group, verb if start is None else start, after)
        elif (
            arms
            and group
            and not match.group().casefold().startswith(("fired", "launched"))
            and arms[-1] not in _LANDING
        ):
            yield from _all(Role.SUPPLIED, group, verb if start is None else start, after)
    for _, at, after in scene.matches(_THESE_WERE, MUNITION_NOUNS):
        k = after
        while (
            k < scene.hi and scene.tokens[k].is_word and scene.low(k) not in MUNITION_NOUNS and k - after < 6
        ):
            k += 1
        if k < scene.hi and k > after and scene.low(k) in MUNITION_NOUNS and scene.low(at) != "it":
            actors = actors_at(scene, after, k)
            for actor in actors:
                yield Found(Role.CARRIED_OUT, Actor(actor.name, actor.start, k + 1), at, k + 1)


# ---------------------------------------------------------------- suspects

_SUSPECTS = frozenset("suspect suspects culprit culprits".split())
_SUSPECT = re.compile(
    r"\b(?:an?|the|as) (?:likely|prime|main|chief|possible|obvious|leading|top) (?:suspects?|culprits?)\b",
    re.I,
)


def _suspects(scene: Scene) -> Iterator[Found]:
    for _, at, after in scene.matches(_SUSPECT, _SUSPECTS):
        k = at
        while k > scene.lo and scene.low(k - 1) in {"as", "be", "also"}:
            k -= 1
        if scene.low(k - 1) in _BE | {"remains", "remained"}:
            yield from _all(Role.INVOLVED, subjects(scene, k - 1), k, after, hedged=True)
            continue
        for m in range(k - 1, max(scene.lo, k - 14), -1):
            if scene.low(m) in {
                "called",
                "calls",
                "names",
                "named",
                "sees",
                "saw",
                "considers",
                "considered",
            } or (scene.low(m) in CUE_STANCE):
                yield from _all(Role.INVOLVED, actors_at(scene, m + 1, k), m, after, hedged=True)
                break


_STANDING_FOR = frozenset("name front cover alias".split())
_OTHER_NAME = re.compile(
    r"\b(?:is|was|are|were|be|as)\s+(?:(?:just|only|merely|nothing but|in fact|really)\s+)?"
    r"(?:another name for|a front for|a cover(?: name)? for|an alias (?:of|for))\b",
    re.I,
)


def _other_names(scene: Scene) -> Iterator[Found]:
    """Read "the group is another name for X" in a report of an act: it puts X behind what the group did."""
    for _, at, after in scene.matches(_OTHER_NAME, _STANDING_FOR):
        if not any(t.low in ACT_NOUNS for sentence in scene.document.sentences for t in sentence.tokens):
            return
        if subject_start(scene.tokens, scene.lo, at) is not None:
            yield from _all(Role.INVOLVED, actors_at(scene, after), at, after)


_RULES: tuple[Callable[[Scene], Iterator[Found]], ...] = (
    _faulted, _owned, _in_trucks, _agreed, _are_his, _intervening,
    _accuse, _cleared, _blame, _names_as, _nouns, _acts_by, _owned_acts, _fire_from, _attributive,
    _provenance, _suspects, _other_names,
)  # fmt: skip
