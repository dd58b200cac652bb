"""The grammar of deeds told in verbs: "was ordered by X", "X shelled", "X failed to stop it".

In:   a Scene.
Out:  Found deeds: a role, an actor, the tokens of the clause.
Holds: a rule asks for an act of violence, or what is tied to one, where its verb alone could mean peace.
       Police who arrest, and whoever carries aid, are accused of nothing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tellings.attribution.lexicon import AUXILIARIES, DETERMINERS, PREPOSITIONS
from tellings.attribution.phrases import is_finite
from tellings.events.actor_nouns import ACTOR_NOUNS, TITLES, VICTIMS
from tellings.events.actors import Actor, first_auxiliary, group_end, read_actors, subject_start, verb_before
from tellings.events.acts import (
    ACT_NOUNS,
    GATHERING_NOUNS,
    LAUNCHING_FORMS,
    MUNITION_NOUNS,
    PERPETRATOR_NOUNS,
    ROLE_FORMS,
    VIOLENT_FORMS,
    VIOLENT_PARTICIPLES,
    is_act_word,
)
from tellings.events.scenes import Scene
from tellings.vocabulary import Role

_BE = frozenset("is are was were been being be".split())
_UNREAL_MODALS = frozenset("would should must will shall can to".split())
_HEDGING = frozenset(
    "may might could possibly probably reportedly allegedly apparently likely perhaps".split()
)
_PROVIDED = {  # "the escort provided by X"
    "escort": Role.ESCORTED, "escorts": Role.ESCORTED, "money": Role.FINANCED, "funds": Role.FINANCED,
    "funding": Role.FINANCED, "financing": Role.FINANCED, "shelter": Role.HARBOURED,
}  # fmt: skip
_NEGATION = frozenset({"not", "never", "n't"})


@dataclass(frozen=True, slots=True)
class Found:
    """A role of one actor, told in tokens [lo, hi)."""

    role: Role
    actor: Actor
    lo: int
    hi: int
    hedged: bool = False
    negated: bool = False
    cleared: bool = False  # "acquitted of"
    blamed: bool = False  # "X holds Y responsible": the accuser stands before the verb


def read_deeds(scene: Scene) -> Iterator[Found]:
    """Yield each deed that a rule reads in the sentence; one deed may come twice."""
    for rule in _RULES:
        yield from rule(scene)


def actors_at(scene: Scene, lo: int, hi: int | None = None) -> tuple[Actor, ...]:
    """Return the actors of the noun groups that start at token `lo`."""
    return read_actors(
        scene.document.report.text, scene.tokens, lo, scene.hi if hi is None else hi, scene.names
    )


def subjects(scene: Scene, verb: int) -> tuple[Actor, ...]:
    """Return the actors that are the subject of the verb at a token."""
    start = subject_start(scene.tokens, scene.lo, verb)
    if start is None:
        return ()
    if scene.low(start) == "of":
        return ()  # "its jets or those of its allies": whose they are is told by a pronoun
    end = first_auxiliary(scene.tokens, scene.lo, verb)
    if end == start + 1 and scene.low(start) in _PRONOUNS:
        return _taken_up(scene, start)
    end = _end_of_subject(scene, start, end)
    actors = actors_at(scene, start, end)
    if actors and actors[0].start == start:
        is_relative = scene.low(end - 1) == "who"
        first = _named_before(scene, actors[0]) if is_relative else actors[0]
        actors = (_with_office(scene, first), *actors[1:])
    between = range(actors[-1].end if actors else end, end)
    if any(is_act_word(scene.low(k)) for k in between) and scene.low(end - 1) != ",":
        return ()  # "rebels in the town and rockets killed": another subject stands nearer
    return actors


def _end_of_subject(scene: Scene, start: int, end: int) -> int:
    """Return where the subject shared by two verbs ends: "soldiers | locked the hall and set it alight"."""
    if scene.low(end - 1) != "and":
        return end
    joint = verb_before(scene.tokens, scene.lo, end - 1)
    if joint is not None and joint > start and not scene.tokens[joint].is_name_like:
        return joint
    for k in range(start + 1, end - 1):
        before = scene.tokens[k - 1]
        if scene.low(k).endswith("ed") and (before.low in ACTOR_NOUNS or before.is_name_like):
            return k
    return end


_PRONOUNS = frozenset({"they", "he", "she", "it"})


def _taken_up(scene: Scene, k: int) -> tuple[Actor, ...]:
    """Return whom a pronoun in a quotation takes up: the accused of the sentence before.

    Outside quotation marks it may as well be the speaker, and is left alone.
    """
    is_quoted = sum(scene.low(m) == '"' for m in range(scene.lo, k)) % 2 == 1
    return (Actor(scene.accused, k, k + 1),) if is_quoted and scene.accused else ()


def _named_before(scene: Scene, actor: Actor) -> Actor:
    """Return who is named before an office in commas: "Colonel Stern, commander of the fort, who"."""
    k = actor.start - 1
    if scene.low(k) != "," or scene.tokens[actor.start].is_name_like:
        return actor
    start = k
    while start > scene.lo and scene.tokens[start - 1].is_name_like:
        start -= 1
    if start == k or scene.low(start - 1) in {"in", "on", "at", "near", "of", "since"}:
        return actor
    named = actors_at(scene, start, k)
    return Actor(named[0].name, start, actor.end) if named else actor


def _with_office(scene: Scene, actor: Actor) -> Actor:
    """Take in the office before a name in commas: "the police chief, General Ivo Stern, who"."""
    is_name = all(t.is_name_like for t in scene.tokens[actor.start : actor.end])
    if not is_name or scene.low(actor.start - 1) != ",":
        return actor
    for k in range(actor.start - 2, max(scene.lo, actor.start - 12) - 1, -1):
        if not scene.tokens[k].is_word or is_finite(scene.tokens, k) or scene.low(k) in AUXILIARIES:
            return actor
        before = scene.low(k - 1)
        if scene.low(k) in DETERMINERS and before not in PREPOSITIONS | {"and"}:
            office = {scene.low(m) for m in range(k, actor.start - 1)}
            return Actor(actor.name, k, actor.end) if office & (TITLES | ACTOR_NOUNS) else actor
    return actor


def _auxiliaries(scene: Scene, verb: int) -> list[str]:
    words: list[str] = []
    k = verb - 1
    while k >= scene.lo and (
        scene.low(k)
        in AUXILIARIES
        | {"to", "reportedly", "allegedly", "possibly", "believed", "said", "thought", "suspected"}
        or scene.low(k).endswith("ly")
    ):
        words.append(scene.low(k))
        k -= 1
    return words


def _found(
    scene: Scene, role: Role, actors: tuple[Actor, ...], verb: int, hi: int, *, lo: int | None = None
) -> Iterator[Found]:
    """Yield the deed for each actor, unless the words before the verb put it in the future or in doubt."""
    before = _auxiliaries(scene, verb)
    if "to" in before and not ({"have", "been"} & set(before)):
        return
    if (_UNREAL_MODALS - {"to"}) & set(before):
        return
    for actor in actors:
        yield Found(
            role,
            actor,
            min(actor.start, verb) if lo is None else lo,
            max(hi, actor.end),
            hedged=bool(_HEDGING & set(before)) or bool({"believed", "thought", "suspected"} & set(before)),
            negated=bool(_NEGATION & set(before)) or any(w.endswith("n't") for w in before),
        )


# ---------------------------------------------------------------- passive: "was ordered by X"


_PASSIVE_FORMS = frozenset({*ROLE_FORMS, *VIOLENT_PARTICIPLES, *LAUNCHING_FORMS, "carried", "paid"})


def _passive(scene: Scene) -> Iterator[Found]:
    if "by" not in scene.bag and "with" not in scene.bag:
        return
    for verb in scene.places(_PASSIVE_FORMS):
        if not scene.lo < verb < scene.hi - 2:
            continue
        low = scene.low(verb)
        role = ROLE_FORMS.get(low)
        if (
            (low == "carried" and scene.low(verb + 1) in {"out", "by"})
            or low in VIOLENT_PARTICIPLES
            or (low in LAUNCHING_FORMS and low.endswith(("ed", "wn", "id")))
        ):
            role = Role.CARRIED_OUT
        elif low == "paid" and scene.low(verb + 1) == "for":
            role = Role.FINANCED
        if role is None or low.endswith(("ing", "es")) or not _is_passive_of_act(scene, verb, role):
            continue
        if role is Role.COORDINATED:
            for k in range(verb + 1, min(verb + 3, scene.hi)):
                if scene.low(k) == "with":
                    yield from _found(scene, Role.COORDINATED_WITH, actors_at(scene, k + 1), verb, verb + 1)
        role = _PROVIDED.get(scene.low(verb - 1), role) if role is Role.SUPPLIED else role
        agent = _agent(scene, verb)
        if agent is not None:
            lo = subject_start(scene.tokens, scene.lo, verb)
            yield from _found(
                scene, role, actors_at(scene, agent), verb, verb + 1, lo=verb if lo is None else lo
            )


_LED = {  # "the gunmen were led to the gate by X"
    **dict.fromkeys("escorted guided led accompanied ushered ferried driven brought".split(), Role.ESCORTED),
    **dict.fromkeys(("armed", "equipped", "trained", "supplied", "transported"), Role.SUPPLIED),
    **dict.fromkeys(("paid", "hired", "financed", "funded", "bankrolled"), Role.FINANCED),
    **dict.fromkeys(("sheltered", "harboured", "harbored", "hidden", "housed", "lodged"), Role.HARBOURED),
    **dict.fromkeys(("sent", "ordered", "dispatched", "commanded"), Role.ORDERED),
    **dict.fromkeys(("protected", "shielded"), Role.INTERVENED),
    **dict.fromkeys(("helped", "aided", "assisted", "backed"), Role.INVOLVED),
}  # fmt: skip

_LED_FORMS = frozenset({*_LED, "let", "waved"})


def _led(scene: Scene) -> Iterator[Found]:
    """Read what was done for those who acted: "escorted by X", "let in by X", "hid the gunmen"."""
    for verb in scene.places(_LED_FORMS):
        if not scene.lo < verb < scene.hi - 2:
            continue
        low = scene.low(verb)
        is_let_in = low in {"let", "waved"} and scene.low(verb + 1) in {"in", "through", "past"}
        role = Role.ESCORTED if is_let_in else _LED.get(low)
        if role is None:
            continue
        agent = _agent(scene, verb)
        start = subject_start(scene.tokens, scene.lo, verb)
        if agent is None or start is None or not (_BE & set(_auxiliaries(scene, verb))):
            continue
        if _is_of_perpetrators(scene, start, verb):
            yield from _found(scene, role, actors_at(scene, agent), verb, verb + 1, lo=start)
    for match, verb, after in scene.matches(_SERVED, _SERVING):
        word = match.group().casefold()
        end = scene.object_end(after, scene.hi)
        if _BE & set(_auxiliaries(scene, verb)) and not word.endswith("ing"):
            continue
        is_hidden = word.startswith(("hid", "shel", "harb", "hous", "lodg", "conceal"))
        if not _is_of_perpetrators(scene, after, end) and not (is_hidden and _is_of_force(scene, after, end)):
            continue
        role = Role.HARBOURED if is_hidden else _LED.get(word, Role.ESCORTED)
        yield from _found(scene, role, subjects(scene, verb), verb, end)


_SERVING = frozenset(
    "escorted guided led ushered ferried drove let waved armed equipped trained transported paid hired sheltered "
    "harboured harbored hid housed lodged concealed protected shielded sheltering harbouring harboring hiding".split()
)
_SERVED = re.compile(
    r"\b(?:escorted|guided|led|ushered|ferried|drove|let|waved|armed|equipped|trained|transported|paid|hired|sheltered|"
    r"harbou?red|hid|housed|lodged|concealed|protected|shielded|sheltering|harbou?ring|hiding)\b",
    re.I,
)
_FORCE = frozenset(
    "soldiers fighters militiamen rebels militants commander commanders officers suspects suspect fugitives deserters "
    "policemen".split()
)


def _is_of_perpetrators(scene: Scene, lo: int, hi: int) -> bool:
    """Whether the noun group at [lo, hi) names those who acted: "the attackers", "two of the gunmen"."""
    words = [scene.low(k) for k in range(lo, min(hi, lo + 5)) if scene.tokens[k].is_word]
    stop = next((i for i, low in enumerate(words) if low in PREPOSITIONS - {"of"}), len(words))
    if words[:1] == ["him"] or words[:1] == ["them"]:
        return scene.accused is not None
    return any(low in PERPETRATOR_NOUNS for low in words[:stop])


def _is_of_force(scene: Scene, lo: int, hi: int) -> bool:
    words = [scene.low(k) for k in range(lo, min(hi, lo + 5))]
    return any(low in _FORCE for low in words) and (scene.near or scene.has_act())


def _agent(scene: Scene, verb: int) -> int | None:
    """Return the token after the "by" of a passive; lists in commas may stand between."""
    for k in range(verb + 1, min(verb + 32, scene.hi - 1)):
        low = scene.low(k)
        if low == "by":
            return k + 1 if scene.low(k + 1) not in {"telephone", "phone"} else None
        if low in {";", '"', ":"} or low in {"that", "which", "who", "while", "when", "after", "before"}:
            return None
        if is_finite(scene.tokens, k) and low not in VIOLENT_FORMS:
            return None
    return None


def _is_passive_of_act(scene: Scene, verb: int, role: Role) -> bool:
    before = _auxiliaries(scene, verb)
    full = bool(_BE & set(before))
    if not full and not (
        scene.tokens[verb - 1].is_word and scene.low(verb - 1) not in DETERMINERS | PREPOSITIONS
    ):
        return False
    if not full and scene.low(verb - 1) in AUXILIARIES:
        return False  # "had ordered": active
    if scene.low(verb) in VIOLENT_PARTICIPLES - {"executed", "targeted"} or scene.low(verb) in {
        "shot",
        "killed",
    }:
        return True
    if scene.low(verb) in LAUNCHING_FORMS and full:
        return any(scene.low(k) in MUNITION_NOUNS for k in range(max(scene.lo, verb - 10), verb))
    if not full:
        k = verb
        while k > scene.lo and (scene.tokens[k - 1].is_word and scene.low(k - 1) not in PREPOSITIONS):
            k -= 1
        return scene.is_act_group(k, verb)
    start = subject_start(scene.tokens, scene.lo, verb)
    if start is None:
        left = [scene.low(k) for k in range(max(scene.lo, verb - 10), verb)]
        return any(is_act_word(low) for low in left)
    return scene.is_act_group(start, verb) or (
        role is Role.COORDINATED and any(is_act_word(scene.low(k)) for k in range(start, verb))
    )


# ---------------------------------------------------------------- active: "X ordered the attack"

_PHRASAL = tuple(  # words of which one must stand there, words after the subject, role, whether an act must follow
    (frozenset(having.split()), re.compile(rf"\b(?:{words})", re.I), role, wants_act)
    for having, words, role, wants_act in (
        ("carry carries carried", r"carr(?:y|ies|ied) out\b", Role.CARRIED_OUT, True),
        ("blow blows blew blown", r"(?:blow|blows|blew|blown) up\b", Role.CARRIED_OUT, False),
        ("set sets", r"set(?:s)? (?:off|fire to|ablaze)\b", Role.CARRIED_OUT, False),
        ("alight ablaze fire", r"set (?:[\w'’-]+ ){1,5}(?:alight|ablaze|on fire)\b", Role.CARRIED_OUT, False),
        ("open opens opened", r"open(?:s|ed)? fire\b", Role.CARRIED_OUT, False),
        ("fires fired", r"(?:fires|fired) (?:on|at|into)\b", Role.CARRIED_OUT, False),
        ("pay pays paid", r"pa(?:y|ys|id) for\b", Role.FINANCED, True),
        (
            "order orders",
            r"(?:gave|given|gives|issued|signed) (?:the|an?|direct|personal|written)? ?(?:direct |personal |"
            r"written )?orders?\b",
            Role.ORDERED, False,
        ),
        (
            "part participated hand role",
            r"(?:took|taken|take|takes) part in|\bparticipated in|\bha[ds] a hand in|\bplayed a (?:part|role) in",
            Role.INVOLVED, True,
        ),
        (
            "planned plotted planning conspired prepared intended",
            r"(?:planned|plotted|was planning|were planning|conspired|prepared|intended) to (?=\w)",
            Role.PLANNED, True,
        ),
        (
            "watch surveillance observation",
            r"(?:kept|had|put) (?:\w+ ){1,4}under (?:\w+ )?(?:watch|surveillance|observation)\b",
            Role.INVOLVED, False,
        ),
        ("light go-ahead nod", r"gave (?:the |a )?(?:green light|go-ahead|nod)\b", Role.ORDERED, False),
        ("through", r"(?:wav(?:ed|es)|let) (?:\w+ ){1,4}through\b", Role.INVOLVED, False),
    )
)  # fmt: skip

_OF_PHRASALS = frozenset().union(*(having for having, _, _, _ in _PHRASAL))


_USING = frozenset("use uses used".split())


def _is_done_with(scene: Scene, verb: str, lo: int, hi: int) -> bool:
    """Whether the object is an act or a munition; what is only used must be a munition."""
    if verb in _USING and (MUNITION_NOUNS.isdisjoint(scene.lows[lo:hi]) or scene.low(lo) == "such"):
        return False
    return scene.is_act_group(lo, hi)


_ACTIVE_FORMS = frozenset({*ROLE_FORMS, *VIOLENT_FORMS, *LAUNCHING_FORMS, *_USING})


def _active(scene: Scene) -> Iterator[Found]:
    for verb in scene.places(_ACTIVE_FORMS):
        if not scene.lo < verb < scene.hi - 1:
            continue
        low = scene.low(verb)
        role = ROLE_FORMS.get(low)
        if low.endswith("ing") and not (_BE & set(_auxiliaries(scene, verb))):
            continue
        if not _is_active_verb(scene, verb):
            continue
        first = verb + 2 if scene.low(verb + 1) == '"' else verb + 1  # 'fired "rockets with gas"'
        end = scene.object_end(first, scene.hi)
        if scene.low(end) == '"' and end > first:
            end = scene.object_end(end + 1, scene.hi)  # 'dropped crude "barrel bombs"'
        if low in VIOLENT_FORMS and (role is None or role is Role.CARRIED_OUT):
            if not _takes_victim(scene, verb, end) or _hits_perpetrators(scene, verb, end):
                continue
            role = Role.CARRIED_OUT
        elif not _is_done_with(scene, low, first, end) and not _is_gathering(scene, role, verb + 1, end):
            continue
        actors = subjects(scene, verb)
        if role in (Role.COORDINATED, Role.PLANNED):
            yield from _partners(scene, verb)
        yield from _found(scene, role or Role.CARRIED_OUT, actors, verb, max(end, verb + 1))


def _hits_perpetrators(scene: Scene, verb: int, end: int) -> bool:
    """Whether the object is those who acted: "troops chased the attackers and killed seven of them"."""
    words = [scene.low(k) for k in range(verb + 1, end)]
    if words[-1:] == ["them"] and len(words) <= 4:
        return any(scene.low(k) in PERPETRATOR_NOUNS - {"snipers"} for k in range(scene.lo, verb))
    return False


def _is_gathering(scene: Scene, role: Role | None, lo: int, hi: int) -> bool:
    """Whether a gathering that ended in an act was paid for or provoked: "financed the march"."""
    if role is not Role.FINANCED and not scene.low(lo - 1).startswith("provok"):
        return False
    return scene.near and any(scene.low(k) in GATHERING_NOUNS for k in range(lo, min(hi, lo + 4)))


def _partners(scene: Scene, verb: int) -> Iterator[Found]:
    """Read with whom: "coordinated the operation with the governor"."""
    for k in range(verb + 1, min(verb + 12, scene.hi - 1)):
        if not scene.tokens[k].is_word or scene.low(k) in {"and", "but", "who", "which"}:
            return
        if scene.low(k) == "with":
            yield from _found(scene, Role.COORDINATED_WITH, actors_at(scene, k + 1), verb, k)
            return


_PAST = frozenset("sold hid oversaw struck shot undertook threw set laid gave".split())


# base forms that are nouns as well: verbs only after a plural, as in "rebels attack", not in "the chemical attack"
_ALSO_NOUNS = frozenset(
    "attack shell bomb strike raid storm ambush murder massacre slaughter target assault gas torture gun burn torch "
    "pound blast wound fire launch drop plant gasses".split()
)


_NOUNS_IN_S = frozenset(
    "attacks bombs shells strikes raids blasts assaults murders hits drops fires mines".split()
)
_COMPOUNDING = frozenset(
    "air barrel car truck cluster rocket missile mortar artillery suicide drone gas chemical tank petrol roadside nail "
    "bomb mass revenge terror terrorist fire deadly recent".split()
)


def _can_govern(scene: Scene, k: int) -> bool:
    low = scene.low(k)
    if low in AUXILIARIES or low.endswith("ly") or low in _PLURALS:
        return True
    return low.endswith("s") and not low.endswith(("'s", "ss")) and low not in ACT_NOUNS | MUNITION_NOUNS


_PLURALS = frozenset(
    "police men women people militiamen gunmen policemen gendarmerie they we who that to".split()
)


def _is_active_verb(scene: Scene, verb: int) -> bool:
    before = scene.low(verb - 1)
    if before in DETERMINERS or before in PREPOSITIONS or before in {"by", "and", ",", "a", '"'}:
        return before in {"and", ","} and (scene.low(verb).endswith("ed") or scene.low(verb) in _PAST)
    if _BE & set(_auxiliaries(scene, verb)) and not scene.low(verb).endswith("ing"):
        return False
    if scene.low(verb) in {"gas", "gun"} and scene.low(verb + 1) != "down":
        return False
    if scene.low(verb) in _NOUNS_IN_S and scene.low(verb - 1) in _COMPOUNDING:
        return False
    if scene.low(verb) in _ALSO_NOUNS and not _can_govern(scene, verb - 1):
        return False
    token = scene.tokens[verb]
    return not token.is_name_like or scene.sentence.headline or scene.document.view.isupper()


def _takes_victim(scene: Scene, verb: int, end: int) -> bool:
    """Whether a verb of violence has an object: "shelled the town", not "shelled by" or "shells hit"."""
    if end <= verb + 1:
        return False
    first = scene.tokens[verb + 1]
    if not first.is_word or first.low in PREPOSITIONS | AUXILIARIES or is_finite(scene.tokens, verb + 1):
        return False
    if first.low in {
        "and",
        "or",
        "as",
        "when",
        "while",
        "that",
        "today",
        "yesterday",
        "dead",
        "out",
        "down",
        "more",
    }:
        return False
    if first.low.endswith("ing") and not first.is_name_like:
        return False
    if first.low.endswith("day") or (
        first.low.isdigit() and scene.low(verb + 2) in {"wounded", "injured", "others"}
    ):
        return False
    if scene.low(verb) in {"hit", "hits", "struck", "strikes", "strike"}:
        return not any(scene.low(k) in MUNITION_NOUNS | {"deal", "back"} for k in range(verb + 1, end))
    return True


def _phrasal(scene: Scene) -> Iterator[Found]:
    if _OF_PHRASALS.isdisjoint(scene.bag) or not (scene.near or scene.has_act()):
        return
    for having, pattern, role, wants_act in _PHRASAL:
        if having.isdisjoint(scene.bag):
            continue
        for _, verb, after in scene.matches(pattern):
            end = scene.object_end(after, scene.hi)
            if role is Role.INVOLVED and VICTIMS & {scene.low(k) for k in range(verb, after)}:
                continue
            if _BE & set(_auxiliaries(scene, verb)) and "planning" not in scene.low(verb + 1):
                continue
            if role is Role.PLANNED:
                is_act = scene.low(after) in VIOLENT_FORMS | {"blow", "blowing"} or (
                    any(is_act_word(scene.low(k)) for k in range(after, end))
                )
            else:
                is_act = (
                    not wants_act or scene.is_act_group(after, end) or _is_gathering(scene, role, after, end)
                )
            if is_act:
                yield from _found(scene, role, subjects(scene, verb), verb, max(end, after))


# ---------------------------------------------------------------- states: "X was behind it", "X failed to stop it"

_BLAMED = frozenset("behind responsible involved implicated complicit blame guilty".split())
_BEHIND = re.compile(
    r"\b(?:behind|responsible for|involved in|implicated in|complicit in|to blame for|to blame|guilty of)\b",
    re.I,
)
_FAILING = frozenset(
    "failed fail fails refused refuses refuse declined neglected nothing stood looked turned did didn't ignored "
    "locked".split()
)
_FAILED = re.compile(
    r"\b(?:(?:fail(?:ed|s)?|refus(?:ed|es|e)|declined|neglected) to (?:protect|stop|prevent|move|"
    r"evacuate|act|intervene|warn|"
    r"respond|help|secure|relocate|search|halt|pass on|heed)|did nothing|stood (?:idly )?by|looked on|"
    r"turned a blind eye|"
    r"(?:did not|didn't) (?:intervene|act|come|stop|move|help|warn|search|protect|prevent|"
    r"respond(?! (?:\w+ )?to (?:[\w'’-]+ ){0,4}(?:requests?|questions?|e-?mails?|messages?|inquir(?:y|ies)|letters?|"
    r"calls? for comment)))|"
    r"ignored (?:[\w'’-]+ ){0,4}(?:warnings?|pleas?|letters?|appeals?|alerts?)|"
    r"locked (?:(?:the|their|its|his) )?(?:own )?(?:gates?|doors?|posts?))\b",
    re.I,
)


_WITHDRAWING = frozenset("withdrew withdraw removed recalled redeployed pulled took lifted dismissed".split())
_WITHDREW = re.compile(
    r"\b(?:withdr[ae]w|removed|recalled|redeployed|pulled(?: (?:out|back|away))?|took away|lifted|dismissed)"
    r"\s+(?:[\w'’-]+\s+){0,4}(?:platoon|company|battalion|guards?|soldiers|troops|police\w*|escorts?|checkpoints?|"
    r"roadblocks?|units?|patrols?|protection|security|garrison|sentries|forces|peacekeepers)\b",
    re.I,
)
_DESPITE = re.compile(
    r"\b(?:despite|in spite of|ignoring|notwithstanding|warn(?:ed|ings?)|threats?|"
    r"(?:hours?|days?|minutes?|night|week) before|shortly before|on the eve of)\b",
    re.I,
)
_BELONGING = frozenset(
    "belong belonged belongs member members soldiers fighters men part agents employees officers work worked works pay "
    "answer answered answers report reported reports sit sits sat".split()
)
_BELONGED = re.compile(
    r"\b(?:belong(?:ed|s)? to|(?:were|was|are|is) (?:all |mostly |known |serving |active )?(?:a )?"
    r"(?:members?|soldiers|fighters|men|part|agents|employees|officers) (?:of|from|in)|work(?:ed|s) for|"
    r"(?:were|was|are) in the pay of|answer(?:ed|s)? to|report(?:ed|s)? to|sit on|sits on|sat on)(?= )",
    re.I,
)


_ROLE_OF_ING = {form: role for form, role in ROLE_FORMS.items() if form.endswith("ing")}


def _belonged(scene: Scene) -> Iterator[Found]:
    """Read "the attackers belonged to X", "those who planned this sit on the board of X"."""
    for _, verb, after in scene.matches(_BELONGED, _BELONGING):
        actors = actors_at(scene, after)
        if not actors:
            continue
        accused = next((k for k in range(scene.lo + 1, verb - 2) if scene.low(k) == "accused"), None)
        if accused is not None and scene.low(accused + 1) == "of":
            role = _ROLE_OF_ING.get(scene.low(accused + 2))
            if role is not None and scene.is_act_group(accused + 3, verb):
                yield from _found(scene, role, actors, verb, after, lo=accused)
            continue
        start = next((k for k in range(scene.lo, verb) if scene.low(k) == "those"), None)
        if start is not None and scene.low(start + 1) == "who":
            deed = start + 2
            while deed < verb and scene.low(deed) in AUXILIARIES:
                deed += 1
            role = ROLE_FORMS.get(scene.low(deed))
            if scene.low(deed) in VIOLENT_FORMS | LAUNCHING_FORMS | {"carried"}:
                role = Role.CARRIED_OUT
            if role is not None and scene.is_act_group(
                deed + (2 if scene.low(deed) == "carried" else 1), verb
            ):
                yield from _found(scene, role, actors, verb, after, lo=start)
            continue
        if "sit" in scene.low(verb) or "sat" in scene.low(verb):
            continue
        start = subject_start(scene.tokens, scene.lo, verb)
        if start is not None and _is_of_perpetrators(scene, start, verb):
            yield from _found(scene, Role.CARRIED_OUT, actors, verb, after, lo=start)


_TOLD_TO = frozenset("ordered orders commanded instructed directed told".split())
_MEN = frozenset(
    "men soldiers troops forces police policemen officers guards fighters units unit pilots gunners".split()
)


def _told_to(scene: Scene) -> Iterator[Found]:
    """Read "ordered his men to shoot": the order, and who was to carry it out."""
    if _TOLD_TO.isdisjoint(scene.bag):
        return
    for verb in range(scene.lo + 1, scene.hi - 3):
        if scene.low(verb) not in _TOLD_TO or not (scene.near or scene.has_act()):
            continue
        to = next((k for k in range(verb + 1, min(verb + 9, scene.hi - 1)) if scene.low(k) == "to"), None)
        if to is None or not all(t.is_word for t in scene.tokens[verb + 1 : to]):
            continue
        if scene.low(to + 1) not in VIOLENT_FORMS | {"fire", "open", "burn", "shoot"} or (
            scene.low(to + 1) == "open" and scene.low(to + 2) != "fire"
        ):
            continue
        end = scene.object_end(to + 1, scene.hi)
        if _BE & set(_auxiliaries(scene, verb)):
            by = next((k for k in range(to + 2, min(to + 9, scene.hi - 1)) if scene.low(k) == "by"), None)
            if by is not None:
                yield from _found(scene, Role.ORDERED, actors_at(scene, by + 1), verb, end)
            continue
        if scene.low(to - 1) not in _MEN:
            continue
        ordering = subjects(scene, verb)
        yield from _found(scene, Role.ORDERED, ordering, verb, end)
        first = scene.low(verb + 1)
        if first in {"his", "her", "its", "their"} and ordering:
            men = Actor(f"{ordering[0].name}'s {scene.low(to - 1)}", verb + 1, to)
            yield from _found(scene, Role.CARRIED_OUT, (men,), verb, end)
        elif group_end(scene.tokens, verb + 1, to) == to:
            yield from _found(scene, Role.CARRIED_OUT, actors_at(scene, verb + 1, to), verb, end)


_HELD_TO_BE = frozenset({"believed", "thought", "suspected", "considered", "likely"})


def _states(scene: Scene) -> Iterator[Found]:
    for match, at, after in scene.matches(_BEHIND, _BLAMED):
        be = at - 1
        while be > scene.lo and (
            scene.low(be).endswith("ly") or scene.low(be) in {"not", "being", "been", "also"} | _HELD_TO_BE
        ):
            be -= 1
        if scene.low(after) == '"':
            after += 1
        end = scene.object_end(after, scene.hi)
        words = match.group().casefold()
        is_told = words == "to blame" and (scene.near or scene.has_act())
        if not is_told and not scene.is_act_group(after, end):
            continue
        role = (
            Role.INVOLVED if words.split()[0] in {"involved", "implicated", "complicit"} else Role.CARRIED_OUT
        )
        if scene.low(be) in _BE | {"stood", "stands", "stand", "has", "had"}:
            is_negated = not _NEGATION.isdisjoint(scene.lows[be:at])
            for found in _found(scene, role, subjects(scene, be), be + 1, end):
                yield replace(found, negated=found.negated or is_negated)
        elif words.startswith("responsible") and any(
            scene.low(k) in {"held", "holds", "hold", "holding"} for k in range(max(scene.lo, at - 9), at)
        ):
            held = next(
                k
                for k in range(at - 1, scene.lo - 1, -1)
                if scene.low(k) in {"held", "holds", "hold", "holding"}
            )
            for found in _found(scene, role, actors_at(scene, held + 1, at), held, end):
                yield replace(found, blamed=True)
        elif scene.sentence.headline and role is Role.INVOLVED:
            yield from _found(scene, role, subjects(scene, at), at, end)
    if not (scene.near or scene.has_act()):
        return
    if not _WITHDRAWING.isdisjoint(scene.bag) and _DESPITE.search(scene.words):
        for _, verb, after in scene.matches(_WITHDREW):
            yield from _found(scene, Role.FAILED_TO_PREVENT, subjects(scene, verb), verb, after)
    for _, verb, after in scene.matches(_FAILED, _FAILING):
        actors = subjects(scene, verb)
        yield from (
            Found(Role.FAILED_TO_PREVENT, actor, min(actor.start, verb), scene.object_end(after, scene.hi))
            for actor in actors
        )


_RULES: tuple[Callable[[Scene], Iterator[Found]], ...] = (
    _passive, _active, _phrasal, _states, _led, _belonged, _told_to,
)  # fmt: skip
