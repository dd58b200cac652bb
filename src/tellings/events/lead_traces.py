"""The grammar of leads that are people, vehicles, places and published words.

In:   a Scene.
Out:  Leads: a kind and the tokens of the words.
Holds: what was destroyed in the act (the car of a car bomb) is no lead; who is arrested is told as a lead only.
"""

import re
from collections.abc import Callable, Iterator

from tellings.attribution.lexicon import (
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
)
from tellings.events.actors import first_auxiliary, group_end, subject_start
from tellings.events.acts import ACT_NOUNS, MUNITION_NOUNS, PERPETRATOR_NOUNS
from tellings.events.lead_phrases import Lead, phrase, phrase_end, phrase_start
from tellings.events.scenes import Scene
from tellings.vocabulary import LeadKind

_HELD = frozenset("arrested detained seized captured apprehended imprisoned jailed".split())
_PERSONS = re.compile(
    r"\b(?:suspects?|m[ae]n|wom[ae]n|persons?|people|youths?|boys?|drivers?|officers?|soldiers?|group|"
    r"fighters?|militants?|gunm[ae]n|members?|brothers?|those|one|two|three|four|five|six|guards?|"
    r"policem[ae]n|citizens?|journalists?|activists?|attackers?|assailants?|others?)\b",
    re.I,
)

_TAKEN = _HELD | {"taken"}


def _detained(scene: Scene) -> Iterator[Lead]:
    for verb in scene.places(_TAKEN):
        low = scene.low(verb)
        in_custody = low == "taken" and scene.low(verb + 1) == "into" and scene.low(verb + 2) == "custody"
        if verb == scene.lo or (low not in _HELD and not in_custody):
            continue
        first = first_auxiliary(scene.tokens, scene.lo, verb)
        passive = {"was", "were", "been", "being"} & {scene.low(m) for m in range(first, verb)}
        if scene.low(verb - 1) in {"and", "or"} and scene.low(verb - 2).endswith(
            "ed"
        ):  # "was detected and arrested"
            passive = {"was"}
            first = first_auxiliary(scene.tokens, scene.lo, verb - 2)
        if scene.low(verb - 1) == "those":
            yield Lead(LeadKind.DETAINED_PERSON, verb - 1, verb + 1)
        elif passive:
            start = subject_start(scene.tokens, scene.lo, verb)
            if (
                start is not None
                and first > start
                and _PERSONS.search(scene.span(start, first).of(scene.document.view))
            ):
                end = first if scene.low(first - 1) != "," else first - 1
                yield Lead(LeadKind.DETAINED_PERSON, start, end)
        else:
            end = group_end(scene.tokens, verb + 1, scene.hi)
            if end > verb + 1 and _PERSONS.search(scene.span(verb + 1, end).of(scene.document.view)):
                yield Lead(LeadKind.DETAINED_PERSON, verb + 1, end)
        stop = next(
            (m for m in range(verb + 1, scene.hi) if scene.low(m) in {"and", "but", "following", "released"}),
            scene.hi,
        )
        by = next((m for m in range(verb + 1, min(verb + 14, stop)) if scene.low(m) == "by"), None)
        if by is not None and (passive or scene.low(verb - 1) == "those"):
            end = group_end(scene.tokens, by + 1, scene.hi)
            if end > by + 1:
                yield Lead(LeadKind.DETAINED_PERSON, by + 1, end)


_CUSTODY = frozenset(
    "custody detention questioning interrogation arrest bars questioned held interrogated".split()
)
_IN_CUSTODY = re.compile(
    r"\b(?:(?:(?:was|were|is|are|been|being) )?(?:still |now |also )?(?:in (?:custody|detention)|under (?:questioning|"
    r"interrogation|arrest)|behind bars|being (?:questioned|held|interrogated)|held for questioning|"
    r"brought in for questioning|questioned by))\b",
    re.I,
)


def _held(scene: Scene) -> Iterator[Lead]:
    """Read "nineteen people are in custody", "two men were under questioning"."""
    for _, at, after in scene.matches(_IN_CUSTODY, _CUSTODY):
        verb = next(
            (k for k in range(at, after) if scene.low(k) in {"in", "under", "being", "behind"}), after - 1
        )
        start = subject_start(scene.tokens, scene.lo, verb)
        if start is None or scene.low(start) in {"he", "she", "they", "it", "nobody", "no", "none"}:
            continue
        if scene.low(at - 1) == "and" or scene.low(verb - 2) == "and":
            end = group_end(scene.tokens, start, at)
            end = next((k for k in range(start, at) if scene.low(k) in AUXILIARIES), end)
        else:
            end = first_auxiliary(scene.tokens, scene.lo, verb)
        if end > start and _PERSONS.search(scene.span(start, end).of(scene.document.view)):
            yield Lead(LeadKind.DETAINED_PERSON, start, end)


_VEHICLES = frozenset(
    "ambulance ambulances truck trucks lorry lorries car cars pick-up pick-ups pickup pickups jeep "
    "jeeps vehicle vehicles van vans "
    "motorcycle motorcycles motorbike motorbikes minibus boat boats".split()
)
_COLOURS = frozenset("white black grey gray red blue green silver yellow brown".split())
_CARRIED = frozenset(
    "transferred escorted transported came arrived drove driving using loaded delivered passed "
    "brought carried escort parked fled stolen".split()
)


_BUSES = frozenset("bus buses minibus minibuses tractor tractors trailer trailers coach coaches".split())
_BEARING = frozenset({"bearing", "marked", "carrying", "displaying"})
_MARKS = frozenset(
    "mark marks logo logos name emblem emblems insignia plates plate colours colors sign signs".split()
)
_TOOK = frozenset("brought carried ferried took transported drove delivered moved".split())

_CARRIERS = _VEHICLES | _BUSES


def _marked(scene: Scene) -> Iterator[Lead]:
    """Read "lorries bearing the company's mark" and "the buses that brought the gunmen"."""
    for k in scene.places(_CARRIERS):
        after = scene.low(k + 1)
        if after in _BEARING:
            mark = next((m for m in range(k + 2, min(k + 9, scene.hi)) if scene.low(m) in _MARKS), None)
            if mark is not None:
                yield Lead(LeadKind.VEHICLE, phrase_start(scene, k), mark + 1)
        elif after in {"that", "which"} and scene.low(k + 2) in _TOOK:
            who = next(
                (m for m in range(k + 3, min(k + 8, scene.hi)) if scene.low(m) in PERPETRATOR_NOUNS), None
            )
            if who is not None:
                yield Lead(LeadKind.VEHICLE, phrase_start(scene, k), who + 1)


def _vehicles(scene: Scene) -> Iterator[Lead]:
    lows = scene.bag
    for k in scene.places(_VEHICLES):
        if scene.low(k + 1) in MUNITION_NOUNS | ACT_NOUNS | _VEHICLES | {
            "packed",
            "laden",
            "rigged",
        }:
            continue
        start = phrase_start(scene, k)
        modifiers = [scene.tokens[m] for m in range(start, k)]
        has_mark = bool(_COLOURS & {t.low for t in modifiers}) or "plates" in lows or "plate" in lows
        is_named = any(t.is_name_like and t.low not in DETERMINERS for t in modifiers)
        is_moved = bool(lows & _CARRIED)
        if has_mark and (
            is_named or bool(_COLOURS & {t.low for t in modifiers}) or scene.low(k + 1) in {"with", "without"}
        ):
            yield phrase(scene, LeadKind.VEHICLE, k, frozenset({"with", "without"}))
        elif is_moved and (is_named or len(modifiers) > 1 or scene.low(k - 1) == "the"):
            yield Lead(LeadKind.VEHICLE, start, k + 1)


_SAW = frozenset(
    "saw heard witnessed watched lay hid survived escaped fled crouched ran stood treated filmed "
    "waited".split()
)
_WITNESS_NOUNS = frozenset(
    "witness witnesses eyewitness eyewitnesses survivor survivors bystander bystanders passer-by".split()
)


_HEARD = re.compile(
    r"\b(?:an? (?:[\w-]+ ){0,2}?(?:resident|villager|trader|driver|neighbour|shopkeeper)|residents|villagers) "
    r"(?:reached|contacted|interviewed) by\b",
    re.I,
)
_INSIDERS = re.compile(
    r"\b(?:an?|two|three|four|five|several) former (?:\w+ )?(?:officers?|soldiers?|guards?|policem[ae]n|crewm[ae]n|"
    r"officials?|employees?)(?= (?:told|said|described|recalled|testified)\b)",
    re.I,
)
_BEREFT = re.compile(
    r"\b(?:an?|two|three) (?:\w+ )?(?:wom[ae]n|m[ae]n|mothers?|fathers?|widows?)(?: of \d+)?,? who "
    r"(?:lost (?:\w+ ){1,2}(?:daughters?|sons?|children|child|husband|wife|brothers?|sisters?|parents?)|"
    r"recogni[sz]ed)\b",
    re.I,
)
_OUR_OWN = re.compile(
    r"\b(?:our|my) (?:people|members|drivers|neighbours|colleagues|workers|staff|men) (?:saw|watched|heard) (?=\w)",
    re.I,
)

_THERE = (
    (_HEARD, frozenset("reached contacted interviewed".split())),
    (_INSIDERS, frozenset({"former"})),
    (_BEREFT, frozenset({"who"})),
    (_OUR_OWN, frozenset({"our", "my"})),
)


def _heard(scene: Scene) -> Iterator[Lead]:
    """Read who was there or inside, and spoke: "a resident reached by telephone", "two former officers told"."""
    for pattern, having in _THERE:
        for _, at, after in scene.matches(pattern, having):
            yield Lead(LeadKind.WITNESS, at, after)


def _witnesses(scene: Scene) -> Iterator[Lead]:
    for k in scene.places(_WITNESS_NOUNS | {"who"}):
        low = scene.low(k)
        if k == scene.lo or k == scene.hi - 1:
            continue
        if low == "who":
            verb = next((m for m in range(k + 1, min(k + 4, scene.hi)) if scene.low(m) not in AUXILIARIES), k)
            if "never" in {scene.low(m) for m in range(k, verb)} or scene.low(verb) not in _SAW | {
                "waiting",
                "standing",
                "sleeping",
                "working",
                "living",
            }:
                continue
            start = subject_start(scene.tokens, scene.lo, verb)
            if start is not None and start < k:
                end = k if scene.low(k - 1) != "," else k - 1
                yield Lead(LeadKind.WITNESS, start, end, minor=True)
        elif low in _WITNESS_NOUNS and scene.low(k + 1) not in {"account", "accounts"}:
            yield phrase(scene, LeadKind.WITNESS, k, frozenset({"of"}), minor=True)
    if scene.hi > scene.lo and scene.low(scene.lo) in _WITNESS_NOUNS | {"residents", "villagers"}:
        yield Lead(LeadKind.WITNESS, scene.lo, scene.lo + 1, minor=True)


_CLAIMED = re.compile(
    r"\b(?:boast(?:s|ed) of (?:the|this) (?:attack|crime|bombing|raid|killings?|massacre)|"
    r"claim(?:s|ed)?\s+responsibility|(?:took|taken|takes?|accepted|"
    r"assumed)\s+(?:full\s+)?responsibility|"
    r"(?:claimed|claims)\s+(?:the|an?)\s+(?:\w+\s+)?(?:attack|bombing|blast|shelling|strike|killing|"
    r"ambush|raid))\b(?:\s+for\s+(?:the|an?)\s+(?:\w+\s+)?\w+)?",
    re.I,
)
_CLAIMING = frozenset("boasts boasted claim claims claimed took taken take takes accepted assumed".split())
_SAID = frozenset({"said"})
_OWN_CLAIM = re.compile(
    r"\b(?:group|brigade|army|front|militia|movement|"
    r"fighters)\b[^.;]{0,60}\bsaid\s+(?:that\s+)?(?:it|they)\s+had\s+(?:fired|carried|attacked|"
    r"shelled|struck|killed|bombed|planted)",
    re.I,
)
_POSTED = frozenset(
    "message post video statement tweet recording letter leaflet communiqué communique audio call".split()
)


def _claims(scene: Scene) -> Iterator[Lead]:
    for pattern, having in ((_CLAIMED, _CLAIMING), (_OWN_CLAIM, _SAID)):
        for _, at, after in scene.matches(pattern, having):
            if re.search(
                r"\b(?:no|nobody|none|not|nor)\b[^,]*$",
                scene.words[: scene.tokens[at].start - scene.sentence.span.start],
            ):
                continue
            posted = next(
                (
                    m
                    for m in range(scene.lo, scene.hi)
                    if scene.low(m) in _POSTED and scene.low(m - 1) != "the"
                ),
                None,
            )
            if posted is None:
                yield Lead(LeadKind.RESPONSIBILITY_CLAIM, at, after, minor=True)
                continue
            end = phrase_end(scene, posted, frozenset({"on", "to", "in"}))
            if scene.low(end) in {"whose", "that", "which"}:
                while end < scene.hi and scene.low(end) not in {",", ".", ";", "and"}:
                    end += 1
            yield Lead(LeadKind.RESPONSIBILITY_CLAIM, phrase_start(scene, posted), end)


_PADS = re.compile(
    r"\b(?:launch\s+(?:pads?|sites?|locations?|points?)|launchers?|launching\s+(?:pads?|sites?)|"
    r"firing\s+positions?)\b",
    re.I,
)
_FROM = re.compile(r"\b(?:fired|launched|took\s+off|taken\s+off|came)\s+from\b", re.I)
_STORES = frozenset({"stores", "store", "stocks", "depot", "arsenal"})
_LAUNCHING = frozenset("launch launching launcher launchers firing".split())
_COMING = frozenset("fired launched took taken came".split())
_SUCH = frozenset({"such"})
_PUBLIC = frozenset("press television tv radio newspaper".split())
_SUCH_AS = re.compile(r"\b(?:media|newspapers?|channels?|outlets?|agencies)\s+such\s+as\b", re.I)


def _sites(scene: Scene) -> Iterator[Lead]:
    for _, _, after in scene.matches(_PADS, _LAUNCHING):
        yield phrase(scene, LeadKind.LAUNCH_SITE, after - 1, minor=True)
    for _, _, after in scene.matches(_FROM, _COMING):
        noun = after
        while (
            noun < scene.hi
            and scene.tokens[noun].is_word
            and scene.low(noun) not in PREPOSITIONS | AUXILIARIES | {"and", "that"}
        ):
            noun += 1
        if _STORES & {scene.low(m) for m in range(after, noun)}:
            continue
        if noun > after and (scene.low(after) in DETERMINERS or scene.tokens[after].is_name_like):
            yield Lead(
                LeadKind.LAUNCH_SITE,
                after,
                phrase_end(scene, noun - 1, frozenset({"at", "in", "of"})),
                minor=True,
            )
    for _, _, after in scene.matches(_SUCH_AS, _SUCH):
        if after < scene.hi and scene.tokens[after].is_name_like:
            yield Lead(
                LeadKind.MEDIA_REPORT,
                after,
                max(group_end(scene.tokens, after, scene.hi), after + 1),
                minor=True,
            )
    for k in scene.places(_PUBLIC):
        if k > scene.lo and scene.tokens[k].is_name_like and scene.tokens[k - 1].is_name_like:
            yield Lead(LeadKind.MEDIA_REPORT, phrase_start(scene, k), k + 1, minor=True)


TRACE_READERS: tuple[Callable[[Scene], Iterator[Lead]], ...] = (
    _detained,
    _held,
    _marked,
    _vehicles,
    _claims,
    _heard,
    _witnesses,
    _sites,
)
