"""The grammar of blame told by circumstances: whose office, whose yard, whose telephone call, who looked on.

In:   a Scene.
Out:  Found deeds: a role, an actor, the tokens of the clause.
Holds: an act of violence stands in the sentence or shortly before; what is done for those who suffered it
       (a hostage freed after a call, aid under escort) accuses nobody.
"""

import re
from collections.abc import Callable, Iterator

from tellings.attribution.lexicon import DETERMINERS
from tellings.events.actor_nouns import VICTIMS
from tellings.events.actors import Actor, subject_start
from tellings.events.acts import AIRCRAFT_AND_VEHICLES, MUNITION_NOUNS, PERPETRATOR_NOUNS, TELLING_MEANS
from tellings.events.deeds import Found, actors_at
from tellings.events.scenes import Scene
from tellings.vocabulary import Role

_BREAKS = frozenset({"that", "said", "says", "and", "but", "while", ",", ";", ":", '"'})
_AID = frozenset("aid relief food medicine medicines ambulance ambulances wheat flour supplies".split())
_MEANS = MUNITION_NOUNS | TELLING_MEANS | frozenset({"drone", "drones"})


def read_circumstances(scene: Scene) -> Iterator[Found]:
    """Yield each deed that a rule reads in the sentence; one deed may come twice."""
    if scene.near or scene.has_act():
        for rule in _RULES:
            yield from rule(scene)


def _each(role: Role, actors: tuple[Actor, ...], lo: int, hi: int) -> Iterator[Found]:
    for actor in actors:
        yield Found(role, actor, min(lo, actor.start), max(hi, actor.end))


def _ahead(scene: Scene, verb: int) -> tuple[Actor, ...]:
    """Return who stands before a verb, over an aside in commas or a quotation mark."""
    end = verb
    while end > scene.lo and scene.low(end - 1) in {"had", "have", "has", "simply", "then"}:
        end -= 1
    if scene.low(end - 1) == '"':
        end -= 1
    elif scene.low(end - 1) == ",":
        opening = next((k for k in range(end - 2, max(scene.lo, end - 12), -1) if scene.low(k) == ","), None)
        if opening is None:
            return ()
        end = opening
    start = end
    while start > scene.lo and scene.low(start - 1) not in _BREAKS:
        start -= 1
    return actors_at(scene, start, end)[:1] if start < end else ()


def _before(scene: Scene, verb: int) -> frozenset[str]:
    """Return the words before a verb, back to where its clause starts."""
    start = verb
    while start > scene.lo and verb - start < 14 and scene.low(start - 1) not in {"that", "said", '"', ";"}:
        start -= 1
    return frozenset(scene.low(k) for k in range(start, verb))


_OFFICES = frozenset("office offices palace headquarters residence house villa bureau".split())
_IN_OFFICE = re.compile(
    r"\b(?P<verb>planned|prepared|plotted|decided(?: up)?(?:on)?|hatched|organi[sz]ed|drawn up) (?:\w+ ){0,2}?"
    r"in(?:side)? the (?:private )?(?:offices?|palace|headquarters|residence|house|villa|bureau) of (?=\S)",
    re.I,
)


def _in_office(scene: Scene) -> Iterator[Found]:
    """Read "was planned in the office of X"."""
    for _, verb, after in scene.matches(_IN_OFFICE, _OFFICES):
        start = subject_start(scene.tokens, scene.lo, verb)
        if start is not None and scene.is_act_group(start, verb):
            yield from _each(Role.PLANNED, actors_at(scene, after), start, after)


_CALLS = frozenset("call calls telegram message visit".split())
_AFTER_CALL = re.compile(
    r"\b(?:after|following|upon|thanks to) (?:an? |the |one |several |repeated )?(?:\w+ )?"
    r"(?:(?:tele)?phone |radio )?(?:calls?|telegram|message|visit) (?:by|from) (?=\S)",
    re.I,
)
_FREE = re.compile(
    r"\b(?:(?:was|were|walked|been|set|go|let|went) (?:\w+ )?(?:free|freed|released|let go)|let (?:\w+ ){1,3}go|"
    r"released (?:him|her|them|the (?:suspects?|gunm[ae]n)))\b",
    re.I,
)


def _after_call(scene: Scene) -> Iterator[Found]:
    """Read "all three were free after a telephone call from X"."""
    if _CALLS.isdisjoint(scene.bag) or not _FREE.search(scene.words) or VICTIMS & scene.bag:
        return
    for _, at, after in scene.matches(_AFTER_CALL):
        yield from _each(Role.INTERVENED, actors_at(scene, after), at, after)


_LOOKING_ON = frozenset(
    "nothing happen failed answer answered heed heeded react reacted respond responded walked left abandoned".split()
)
_LOOKED_ON = re.compile(
    r"\bwatched and (?:did nothing|let \w+ happen)\b|"
    r"\bfailed to (?:come to the (?:aid|help|rescue)|answer (?:the|any|their|its|a) (?:\w+ )?calls?)\b|"
    r"\b(?:did not|didn't|never) (?:answer(?:ed)?|heed(?:ed)?|react(?:ed)? to|respond(?:ed)? to) "
    r"(?:the|any|their|its|a|repeated) (?:\w+ )?calls?\b(?! for comment)|"
    r"\b(?:walked off|left (?:its|their) posts?|abandoned (?:its|their) posts?) (?:[\w-]+ ){0,2}?"
    r"(?:minutes?|hours?|shortly|moments?|just) before\b",
    re.I,
)


def _looked_on(scene: Scene) -> Iterator[Found]:
    """Read "watched and did nothing", "did not answer the call", "walked off minutes before"."""
    for _, verb, after in scene.matches(_LOOKED_ON, _LOOKING_ON):
        yield from _each(Role.FAILED_TO_PREVENT, _ahead(scene, verb), verb, after)


_YARDS = frozenset("yard warehouse pump pumps garage workshop workshops tanks quarry".split())
_FROM_YARD = re.compile(
    r"\b(?:came|come|brought|taken|drawn|bought) from (?:the )?(?:\w+ )?(?:yard|warehouse|pumps?|garage|"
    r"workshops?|tanks|quarry) of (?=\S)",
    re.I,
)


def _from_yard(scene: Scene) -> Iterator[Found]:
    """Read "the petrol had come from the yard of X"."""
    for _, verb, after in scene.matches(_FROM_YARD, _YARDS):
        if _MEANS & _before(scene, verb) and not _AID & _before(scene, verb):
            yield from _each(Role.SUPPLIED, _named(scene, after), verb, after)


def _named(scene: Scene, lo: int) -> tuple[Actor, ...]:
    """Return the actor at a place, or the bare name there: a firm may be called by a name alone."""
    actors = actors_at(scene, lo)[:1]
    if actors:
        return actors
    start = lo + 1 if scene.low(lo) in DETERMINERS else lo
    end = start
    while end < scene.hi and scene.tokens[end].is_name_like:
        end += 1
    if end == start:
        return ()
    return (Actor(" ".join(scene.span(start, end).of(scene.document.report.text).split()), lo, end),)


_WORKS = frozenset("works factory plant workshop workshops shipyard foundry".split())
_AT_WORKS = re.compile(
    r"\b(?:supplied|built|made|fitted|assembled|manufactured|delivered) (?:\w+ly )?(?:by|at|in) (?P<who>the "
    r"(?-i:[A-Z][\w-]*) (?:(?-i:[A-Z][\w-]*) )?(?:works|factory|plant|workshops?|shipyard|foundry))\b",
    re.I,
)


def _at_works(scene: Scene) -> Iterator[Found]:
    """Read "the drones were fitted at the Volna works"."""
    for match, verb, after in scene.matches(_AT_WORKS, _WORKS):
        if _MEANS & _before(scene, verb) and not {"not", "never"} & _before(scene, verb):
            who = scene.token_at(match.start("who"))
            name = " ".join(scene.span(who + 1, after).of(scene.document.report.text).split())
            yield Found(Role.SUPPLIED, Actor(name, who, after), verb, after)


_KNOWING = frozenset("recognised recognized identified knew".split())
_KNOWN_AS = re.compile(
    r"\b(?:recogni[sz]ed|identified|knew) (?:(?:some|two|three|four|several|many|most|one) of )?"
    r"(?:them|him|the (?:\w+ )?(?:attackers?|gunm[ae]n|assailants?|raiders?|killers?|men)) as (?:an? |the )?"
    r"(?:\w+ )?(?:members?|soldiers?|men|fighters?|agents?|officers?|policem[ae]n|guards?|employees?) (?:of|from) "
    r"(?=\S)",
    re.I,
)


def _known_as(scene: Scene) -> Iterator[Found]:
    """Read "recognised them as members of X"; of the dead it accuses nobody."""
    if {"dead", "bodies", "victims", "corpses", "wounded"} & scene.bag:
        return
    for _, verb, after in scene.matches(_KNOWN_AS, _KNOWING):
        yield from _each(Role.CARRIED_OUT, actors_at(scene, after), verb, after)


_SETTING = frozenset("set started lit".split())
_SET_BY = re.compile(r"\b(?:was|were|been) (?:deliberately )?(?:set|started|lit) by (?=\S)", re.I)


def _fire_set(scene: Scene) -> Iterator[Found]:
    """Read "the fire was set by X"."""
    for _, at, after in scene.matches(_SET_BY, _SETTING):
        if {"fire", "fires", "blaze", "blazes"} & {scene.low(k) for k in range(max(scene.lo, at - 16), at)}:
            yield from _each(Role.CARRIED_OUT, actors_at(scene, after), at, after)


_ORDERS = frozenset("order orders instruction instructions".split())
_OWN_COMMANDER = re.compile(
    r"\b(?:on|under) (?:the )?(?:direct )?(?:orders?|instructions?) (?:of|from) (?P<who>(?:their|its|his) "
    r"(?:\w+ )?(?:commanders?|chiefs?|leaders?|superiors?|colonel|general))\b",
    re.I,
)


def _own_commander(scene: Scene) -> Iterator[Found]:
    """Read "on the orders of their provincial commander", under the office."""
    for match, at, after in scene.matches(_OWN_COMMANDER, _ORDERS):
        who = scene.token_at(match.start("who"))
        name = " ".join(scene.span(who + 1, after).of(scene.document.report.text).split())
        yield Found(Role.ORDERED, Actor(name, who, after), at, after)


_ESCORTED = frozenset("escorted".split())
_ESCORTED_BY = re.compile(
    r"\bescorted by (?:an? |the |one |two |three )?(?:\w+ )?(?:pick-?ups?(?: trucks?)?|trucks?|jeeps?|vehicles?|cars?|"
    r"boats?|launch(?:es)?|motorcycles?) (?:of|from|belonging to) (?=\S)",
    re.I,
)


def _escorted(scene: Scene) -> Iterator[Found]:
    """Read "the mortars were brought up escorted by a pick-up of X"."""
    for _, verb, after in scene.matches(_ESCORTED_BY, _ESCORTED):
        lows = {scene.low(k) for k in range(scene.lo, verb)}
        if (MUNITION_NOUNS | PERPETRATOR_NOUNS) & lows and not (_AID | VICTIMS) & lows:
            yield from _each(Role.ESCORTED, actors_at(scene, after), verb, after)


_OPENED = frozenset("unlocked opened left".split())
_OPENED_FOR = re.compile(
    r"\b(?:unlocked|opened|left open|left unlocked) for (?:them|him|the (?:\w+ )?(?:attackers?|gunm[ae]n|assailants?|"
    r"raiders?|killers?|bombers?)) by (?=\S)",
    re.I,
)


def _opened_for(scene: Scene) -> Iterator[Found]:
    """Read "the gate had been unlocked for them by X", where the sentence names those who acted."""
    for _, verb, after in scene.matches(_OPENED_FOR, _OPENED):
        if PERPETRATOR_NOUNS & scene.bag:
            yield from _each(Role.INVOLVED, actors_at(scene, after), verb, after)


_ACCUSING = frozenset("accuse accuses accused accusing".split())
_BROUGHT_DOWN = re.compile(
    r"\baccus(?:e|es|ed|ing) (?=\S)(?P<who>[^.;,\"]{3,50}?) of (?:bringing|steering|diverting)\b"
    r"(?P<what>[^.;\"]{0,40}?)\b(?:down|onto|off course)\b",
    re.I,
)


def _brought_down(scene: Scene) -> Iterator[Found]:
    """Read "accused X's own air defence of bringing the aircraft down on the town"."""
    for match, verb, after in scene.matches(_BROUGHT_DOWN, _ACCUSING):
        if (AIRCRAFT_AND_VEHICLES | MUNITION_NOUNS) & set(match.group("what").casefold().split()):
            who = scene.token_at(match.start("who"))
            of = next(
                k for k in range(who, after) if scene.low(k) == "of" and scene.low(k + 1).endswith("ing")
            )
            yield from _each(Role.INVOLVED, actors_at(scene, who, of), verb, after)


_RULES: tuple[Callable[[Scene], Iterator[Found]], ...] = (
    _in_office, _after_call, _looked_on, _from_yard, _at_works, _known_as, _fire_set, _escorted, _opened_for,
    _brought_down, _own_commander,
)  # fmt: skip
