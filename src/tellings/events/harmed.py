"""Find who was hit, in the words that describe them, and what was hit.

In:   a Document.
Out:  VictimMentions and TargetMentions in order of the text.
Holds: a status is what the words say ("unarmed residents", "soldiers"), never what is known; no counts here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tellings.attribution.lexicon import (
    AUXILIARIES,
    CUE_STANCE,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
)
from tellings.attribution.phrases import is_finite
from tellings.events.acts import ACT_NOUNS, HARM_WORDS, MUNITION_NOUNS, VIOLENT_FORMS
from tellings.events.classes import person_class, target_class
from tellings.events.effects import person_effect, target_effect
from tellings.events.quantities import read_quantity
from tellings.events.scenes import Scene, scenes
from tellings.events.surroundings import background_sentences
from tellings.model import Span, Target, VictimGroup
from tellings.text.segment import Document
from tellings.vocabulary import PersonClass, PersonEffect, PersonStatus, TargetClass, TargetEffect

_STATUS: dict[str, PersonStatus] = {
    **dict.fromkeys(
        "civilians civilian residents resident refugees refugee children child women worshippers "
        "pilgrims villagers students teachers "
        "journalists doctors nurses patients shoppers passengers families exiles dissidents "
        "protesters demonstrators workers "
        "farmers passers-by guests mourners".split(),
        PersonStatus.CIVILIAN,
    ),
    **dict.fromkeys(
        "fighters militants rebels insurgents soldiers troops jihadists combatants militiamen "
        "terrorists".split(),
        PersonStatus.COMBATANT,
    ),
    **dict.fromkeys("prisoners detainees captives hostages wounded".split(), PersonStatus.HORS_DE_COMBAT),
    **dict.fromkeys(
        "policemen police officers guards gendarmes recruits cadets".split(), PersonStatus.SECURITY_FORCE
    ),
    **dict.fromkeys(
        "members people men supporters opponents asylum-seekers seekers victims".split(), PersonStatus.UNKNOWN
    ),
}
_DESCRIBING = frozenset(_STATUS)
_HARMLESS = frozenset(
    "unarmed innocent defenceless defenseless civilian displaced peaceful sleeping helpless".split()
)
_HIT = re.compile(
    r"\b(?:killed|killing|kills|wounded|wounding|injured|injuring|dead|died|shot|victims?|unarmed|"
    r"innocent|massacred|among)\b",
    re.I,
)
_BEFORE_GROUP = frozenset({"about", "around", "least", "some", "than"})
_OFFICERS = frozenset({"said", "say", "told", "says"})


@dataclass(frozen=True, slots=True)
class VictimMention:
    """Words that describe those hit, or those who live where it hit. status: what the words make them."""

    described: str
    status: PersonStatus
    span: Span
    wording: str
    sentence: int
    low: int | None = None
    high: int | None = None
    kind: PersonClass | None = None
    effect: PersonEffect | None = None

    def group(self) -> VictimGroup:
        """Return the value a claim carries."""
        return VictimGroup(
            self.described, self.status, self.wording, self.low, self.high, kind=self.kind, effect=self.effect
        )


@dataclass(frozen=True, slots=True)
class TargetMention:
    """What was hit: a place or thing, as told, without determiner."""

    name: str
    span: Span
    wording: str
    sentence: int
    low: int | None = None
    high: int | None = None
    kind: TargetClass | None = None
    effect: TargetEffect | None = None

    def target(self) -> Target:
        """Return the value a claim carries."""
        return Target(self.name, self.wording, self.low, self.high, kind=self.kind, effect=self.effect)


def find_victims(document: Document) -> tuple[VictimMention, ...]:
    """Return the descriptions of those hit, in order of the text; each wording once."""
    found: list[VictimMention] = []
    background = background_sentences(document)
    for scene in scenes(document):
        if scene.sentence.index in background:
            continue
        for start, end, status in _groups(scene):
            span = scene.span(start, end)
            described = " ".join(span.of(document.report.text).split())
            if not any(described == made.described for made in found):
                low, high = _number_before(scene, start)
                found.append(
                    VictimMention(
                        described,
                        status,
                        span,
                        span.of(document.report.text),
                        scene.sentence.index,
                        low,
                        high,
                        kind=_class_of(described, status),
                        effect=person_effect(scene, start, end),
                    )
                )
    return tuple(found)


def _number_before(scene: Scene, at: int) -> tuple[int | None, int | None]:
    """Return the number whose words end at token `at`, as an interval; nothing where none stands there."""
    for start in range(max(scene.lo, at - 3), at):
        quantity = read_quantity(scene.tokens, start) if scene.tokens[start].is_word else None
        if (
            quantity is not None
            and quantity.end == at
            and not (quantity.article or quantity.vague or quantity.zero)
        ):
            return quantity.low, quantity.high
    return None, None


_OF_STATUS = {PersonStatus.CIVILIAN: PersonClass.CIVILIAN}


def _class_of(described: str, status: PersonStatus) -> PersonClass | None:
    """Return the class that the words tell; a civilian only where they say so."""
    found = person_class(described)
    return _OF_STATUS.get(status) if found is PersonClass.CIVILIAN else found


def _groups(scene: Scene) -> Iterator[tuple[int, int, PersonStatus]]:
    places = scene.places(_DESCRIBING)
    hit = _HIT.search(scene.words) if places else None
    for k in places:
        low = scene.low(k)
        if low == "members" and scene.low(k + 1) == "of":
            end = _named_end(scene, k + 2)
            if end > k + 2:
                yield k, end, PersonStatus.UNKNOWN
            continue
        status = _STATUS.get(low)
        if status is None or not hit or scene.low(k + 1) in _OFFICERS or scene.low(k - 1) in {"by", "said"}:
            continue
        if scene.tokens[k].is_name_like and k > scene.lo and not scene.sentence.headline:
            continue
        start = _left(scene, k)
        if low in _SINGULAR and scene.low(start - 1) not in {"a", "an", "one", "another", "other", "the"}:
            continue
        modifiers = {scene.low(m) for m in range(start, k)}
        if status is PersonStatus.UNKNOWN and modifiers & _HARMLESS:
            status = PersonStatus.CIVILIAN
        if status is PersonStatus.UNKNOWN and start == k:
            continue
        if not modifiers & _HARMLESS and not _is_beside_harm(scene, start, k):
            continue
        if scene.low(start - 1) == "by" or (start == k and low in {"police", "women", "wounded"}):
            continue
        yield start, k + 1, status


def _is_beside_harm(scene: Scene, start: int, k: int) -> bool:
    """Whether words of harm stand close by: "killing six refugees", "civilians were killed"."""
    near = [
        scene.low(m) for m in (*range(max(scene.lo, start - 6), start), *range(k + 1, min(k + 7, scene.hi)))
    ]
    if scene.low(k + 1) in {"claim", "claimed", "claims", "killed", "fired", "attacked"} and scene.low(
        k + 2
    ) not in {"in", "by", "and", "when"}:
        return False
    return any(low in _HARMING for low in near)


_HARMING = frozenset(
    "killed killing kills wounded wounding injured injuring dead died shot victims massacred fell".split()
)
_SINGULAR = frozenset({"refugee", "resident", "child", "civilian"})


def _left(scene: Scene, k: int) -> int:
    start = k
    while start > scene.lo and k - start < 4:
        token = scene.tokens[start - 1]
        low = token.low
        if (
            not token.is_word
            or low.isdigit()
            or low in PREPOSITIONS | AUXILIARIES | DETERMINERS | PRONOUNS | SUBORDINATORS | _BEFORE_GROUP
        ):
            break
        if (
            low in CUE_STANCE
            or low.endswith("ing")
            or low in HARM_WORDS
            or low
            in {
                "and",
                "or",
                "killing",
                "wounding",
                "many",
                "several",
                "more",
                "other",
                "another",
                "hundred",
                "including",
                "about",
            }
        ):
            break
        if low in _STATUS and low not in {"civilian"}:
            break
        start -= 1
    while start < k and scene.low(start) in _NUMBERS:
        start += 1
    return start


_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty dozens "
    "scores hundreds".split()
)


def _named_end(scene: Scene, k: int) -> int:
    """Return the end of a capitalised name with its bracket: "the Northern Council (NC)"."""
    start = k
    while k < scene.hi:
        token = scene.tokens[k]
        if token.low in DETERMINERS and k == start:
            k += 1
        elif token.low == "(":
            close = next((m for m in range(k, min(k + 7, scene.hi)) if scene.low(m) == ")"), None)
            return close + 1 if close else k
        elif token.is_word and (token.is_name_like or (token.low in _NAME_PARTS and k > start)):
            k += 1
        else:
            break
    while k > start and scene.low(k - 1) in {"of", "for"} | DETERMINERS:
        k -= 1
    return k if any(scene.tokens[m].is_name_like for m in range(start, k)) else start


_NAME_PARTS = frozenset(
    "of for exiled opposition group organisation organization dissident terrorist party movement "
    "militant sect tribe".split()
)
_PLACES = frozenset(
    "camp camps school schools hospital hospitals market markets convoy convoys base bases mosque "
    "mosques church churches airport embassy checkpoint "
    "checkpoints village villages building buildings station stations bus buses house houses home "
    "homes clinic clinics bakery bridge power plant "
    "compound prison consulate neighbourhood neighborhood district town city university shelter "
    "shelters warehouse depot post headquarters "
    "barracks hotel restaurant cafe train plane ship tanker pipeline court synagogue temple wedding "
    "funeral procession column road positions area".split()
)
_ON = re.compile(
    rf"\b(?:{'|'.join(sorted(ACT_NOUNS - {'fire'}))}|fired|fell|landed|launched|rained|dropped|shells|"
    rf"blew\s+up|exploded|shot\s+dead|went\s+off|charges|bombs|rounds)\s+(?:\w+\s+){{0,3}}?(?:on|upon|"
    rf"at|against|into|in|of)\s+(?=\S)",
    re.I,
)


_HITTING = VIOLENT_FORMS - {"shells", "strikes", "attacks", "raids"} | {"struck", "hit", "hits", "up"}
_BLOWN = frozenset("blew blow blows blown".split())


def find_targets(document: Document) -> tuple[TargetMention, ...]:
    """Return what is said to have been hit, in order of the text; each name once."""
    found: list[TargetMention] = []
    background = background_sentences(document)
    for scene in scenes(document):
        if _PLACES.isdisjoint(scene.bag) or scene.sentence.index in background:
            continue
        starts = [after for _, _, after in scene.matches(_ON)]
        starts += [
            k + 1
            for k in scene.places(_HITTING)
            if k < scene.hi - 1 and (scene.low(k) != "up" or scene.low(k - 1) in _BLOWN)
        ]
        for told in sorted(starts):
            start = _past_part(scene, told)
            end = None if scene.low(start) in PREPOSITIONS else _target_end(scene, start)
            if end is None:
                continue
            first = start + 1 if scene.low(start) in DETERMINERS and end > start + 1 else start
            counted = read_quantity(scene.tokens, first) if scene.low(first) in _NUMBERS else None
            first = counted.end if counted is not None and first < counted.end < end else first
            span = scene.span(start, end)
            name = " ".join(scene.span(first, end).of(document.report.text).split())
            if not any(name == made.name or span.overlaps(made.span) for made in found):
                low, high = _number_before(scene, first)
                kind = target_class(name)
                found.append(
                    TargetMention(
                        name,
                        span,
                        span.of(document.report.text),
                        scene.sentence.index,
                        low,
                        high,
                        kind=None if kind is TargetClass.OTHER else kind,
                        effect=target_effect(scene, start, end),
                    )
                )
    return tuple(sorted(found, key=lambda mention: mention.span))


def _past_part(scene: Scene, start: int) -> int:
    """Return where the whole starts after a part: "the gate of an army base"."""
    for k in range(start, min(start + 4, scene.hi - 1)):
        if scene.low(k) in _PARTS and scene.low(k + 1) == "of":
            return k + 2
    return start


_PARTS = frozenset(
    "gate gates edge outskirts yard area roof side entrance courtyard grounds centre center".split()
)


def _target_end(scene: Scene, start: int) -> int | None:
    """Return the end of the noun group at `start` if it names a place or thing that can be hit, else "
    "None."""
    k = start
    head = None
    while k < scene.hi and k - start < 9:
        token = scene.tokens[k]
        low = token.low
        if (
            not token.is_word
            or low in SUBORDINATORS | AUXILIARIES | PRONOUNS | {"and", "or", "but", "which"}
            or (k > start and low in PREPOSITIONS)
        ):
            break
        if k > start and (
            is_finite(scene.tokens, k) or low in DETERMINERS or (low.endswith("ing") and low != "building")
        ):
            break
        if low in _PLACES:
            head = k
        k += 1
    if head is None or scene.low(start) in MUNITION_NOUNS or scene.low(head + 1) in {"police", "officials"}:
        return None
    end = head + 1
    while end < k and scene.tokens[end].is_name_like:
        end += 1  # "Camp Liberty"
    return end
