"""Tell apart the incidents of a report that is told in prose, or entry by entry as a day goes on.

In:   a Document, the sentences that tell of an incident in groups that likely tell of the same, those told in passing.
Out:  the sentences of each incident, in order of the text.
Holds: each telling sentence is of one incident. Within a paragraph a new one begins only with a place of its own or
words that set it apart; who differs over what happened tells of the same one.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tellings.attribution.lexicon import DETERMINERS
from tellings.events.acts import PERPETRATOR_NOUNS
from tellings.events.listed import ACTS, SPEAKERS, opens_with_day
from tellings.events.whereabouts import PlaceMention, Relation, find_places
from tellings.text.segment import Document, Sentence

_ACT = (
    r"(?:attacks?|incidents?|blasts?|bombings?|explosions?|shootings?|raids?|strikes?|air ?strikes?|ambush(?:es)?|"
    r"killings?|shellings?|assaults?|clash(?:es)?|kidnappings?|abductions?|violence|murders?|operation|bomb|protest|"
    r"robbery|case)"
)
# words that set what follows apart, wherever it happened
_SETS_APART = re.compile(
    rf"\b(?:an(?:other)?|two other|three other|one)\s+(?:(?:other|separate|unrelated|different|further)\s+)?(?<!\ban )"
    rf"(?:separate\s+)?(?:[\w-]+\s+){{0,1}}?{_ACT}\s+(?:in|at|near|on|outside)\b(?!\s+(?:the\s+same|a\s+row))"
    rf"|\b(?:an?|in)\s+(?:entirely\s+|quite\s+)?(?:separate|unrelated|other|different)\s+"
    rf"(?:[\w-]+\s+){{0,2}}?{_ACT}\b|\bseparately,|\bunrelated\s+to\b|"
    r"\bin\s+(?:other|further|related)\s+(?:violence|incidents?|developments?|attacks?)\b",
    re.I,
)
_OPENS_APART = re.compile(
    r"\W*(?:\w+,?\s+)?(?:elsewhere\b|lastly,|finally,|also\s+(?:on|in|yesterday|today|overnight)\b|separately\b)",
    re.I,
)
# words that set it apart where another place is named with them
_WITH_A_PLACE = re.compile(
    r"\b(?:meanwhile|another|(?P<weak>earlier|later|also|too|overnight)|hours\s+(?:before|after|later|earlier)|"
    r"(?:the\s+)?(?:same|previous|next|following)\s+(?:day|night|evening|morning|week)|a\s+(?:day|week)\s+"
    r"(?:before|after|earlier|later))\b",
    re.I,
)
_FAR = re.compile(
    r"\b(?:\d+|two|three|four|five|several|some)\s+(?:\w+\s+)?(?:streets|blocks|kilomet(?:re|er)s|km|miles)\s+"
    r"(?:away|from\s+there|up\s+the|down\s+the|to\s+the\s+\w+|further|\w+\s+of)\b|\bacross\s+town\b|"
    r"\bat\s+the\s+other\s+end\s+of\b",
    re.I,
)
_REFERS_BACK = re.compile(
    r"\b(?:the|that|this|these|those|both)\s+(?:[\w-]+\s+)?(?:attacks?|blasts?|bombings?|explosions?|shootings?|"
    r"massacres?|raids?|strikes?|ambush|killings?|shellings?|assaults?|incident|kidnapping|abduction|victims?|dead|"
    r"wounded|injured|toll|gunmen|gunman|attackers?|bombers?)\b|\b(?:the|death)\s+toll\b|\bof\s+(?:his|her|their)\s+(?:wounds|injuries|"
    r"burns)\b|\b(?:has|have|had)\s+risen\b|\b(?:two|three|four|\d+|an?other|one)\s+(?:more|others)\b",
    re.I,
)
_OPENS_WITH_PLACE = re.compile(
    r"\W*(?:and\s+|but\s+|then\s+)?(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Ff]urther\s+\w+,?\s+in|[Oo]ver\s+in|[Ii]nside|[Oo]n)"
    r"\s+(?:the\s+\w+\s+(?:of|near)\s+)?(?:the\s+)?(?:\w+\s+)?[A-Z]"
)
_TIME = r"[\[(]?\d{1,2}(?:[:.h]\d{2})?\s?(?:[ap]\.?m\.?)?(?:\s?(?:GMT|UTC|local))?[\])]?"
_OPENS_WITH_TIME = re.compile(r"\s*(?:update\s+)?(?:\d{1,2}[:.h]\d{2}|\d{1,2}\s?[ap]\.?m)", re.I)
_OPENS_WITH_SPEAKER = re.compile(r"\W*(?P<speaker>[A-Z][\w'’-]*(?: [\w'’-]+){0,3}):\s")
_LABEL = re.compile(
    rf"\s*(?:[Uu][Pp][Dd][Aa][Tt][Ee]\s+)?{_TIME}\s*[-–—:|,]*\s*(?P<label>[A-ZÀ-Þ][A-ZÀ-Þ'’ -]{{3,40}}(?=\s*[.:–—|])|"
    r"(?:[A-Z][\w'’]+)(?:[ -](?:[A-Z][\w'’]+|of|the|de|la|al)){0,3}(?=\s*(?:[:—–]|\s-\s)\s*\S))"
)
_NO_LABELS = frozenset(
    "police army ministry minister government hospital update breaking correction summary mayor witness witnesses "
    "officials president opening good reuters news latest recap live confirmed now toll dead killed injured".split()
)
_OPENING = 70  # code points of a sentence in which it is set apart; guess
_MOST_IN_SIGHT = 16  # incidents that a sentence may return to
_FEWEST_TIMES = 3
_FEWEST_OPENINGS = 2
_PLAIN_RELATIONS = frozenset({Relation.IN, Relation.NEAR, Relation.OUTSIDE, Relation.OF, Relation.BETWEEN})
# where the hurt are taken and where it is talked about: no place of an act by itself
_NO_SCENES = frozenset(
    {"hospital", "clinic", "morgue", "mortuary", "court", "ministry", "country", "province", "region"}
)
_NO_GROUP = -1  # of a sentence that the heads do not hold to tell of an incident
_LEAST_WORD = 4  # letters of a noun that tells whom or what a sentence takes up
# what "the" stands before without taking anything up
_EVERYWHERE = frozenset(
    "town city village police army government area people country province district region north south east west "
    "capital military same time night morning evening afternoon state minister president authorities "
    "first second third last "
    "other road street house market army's spokesman governor mayor deadliest worst early centre "
    "outskirts".split()
)
_SAID = re.compile(r"\b(?:said|says|told|recalled|according\s+to|added)\b", re.I)
# several attacks at once: what stands before the first of them, and no incident
_SUMS_UP = re.compile(
    r"(?<!\bthe )(?<!\bboth )\b(?:two|three|four|five|six|seven|eight|\d{1,2}|several|separate|"
    r"(?:series|string|wave|spate)\s+of|multiple|different)\s+(?:[\w-]+\s+){0,2}(?:attacks|bombings|incidents|blasts|explosions|shootings|raids|strikes|"
    r"assaults|clashes|killings|kidnappings|abductions|ambushes)\b",
    re.I,
)
_DEFINITE = frozenset({"the", "that", "this", "those", "these"})


@dataclass(slots=True, eq=False)
class _Incident:
    sentences: list[int]
    groups: set[int]  # those of the sentences that open it
    places: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    label: str | None = None
    is_lead: bool = True  # headlines and what sums up alone tell of it yet
    sums: list[tuple[int, frozenset[str]]] = field(
        default_factory=list
    )  # sentences that sum up, with their places


def told_apart(
    document: Document, groups: Sequence[Sequence[int]], passing: Collection[int]
) -> tuple[tuple[int, ...], ...]:
    """Return the sentences of each incident.

    groups: the sentences that tell of an incident, those together that likely tell of the same. passing: sentences
    that tell of another incident in passing.
    """
    group_of = {number: k for k, one in enumerate(groups) for number in one if number not in passing}
    if len(group_of) < 2:
        return (tuple(group_of),) if group_of else ()
    found: list[_Incident] = []
    in_sight: list[_Incident] = []  # those told of last, the one being told of at the end
    for unit in _units(document, group_of, passing):
        _put(unit, in_sight)
        if len(in_sight[-1].sentences) == 1:
            found.append(in_sight[-1])
        del in_sight[:-_MOST_IN_SIGHT]
    found.sort(key=lambda one: one.sentences[0])
    if len(found) > 1:
        return tuple(_without_sums(one) for one in found)
    return tuple(tuple(one.sentences) for one in found)


def sums_up(words: str) -> bool:
    """Whether a sentence tells of several attacks at once: "at least 19 people were killed in three attacks"."""
    return _SUMS_UP.search(words) is not None


def _without_sums(incident: _Incident) -> tuple[int, ...]:
    """Return the sentences of one of several incidents without those that sum all of them up."""
    sums = {number for number, places in incident.sums if not places or not places & incident.places}
    return tuple(number for number in incident.sentences if number not in sums) or tuple(incident.sentences)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A telling sentence. opens: the first that tells in its paragraph; dated: its paragraph opens with a time."""

    sentence: Sentence
    words: str
    group: int
    places: frozenset[str]
    opens: bool
    dated: bool
    label: str | None
    is_round_up: bool  # paragraphs of the report open with places of their own


def _units(document: Document, group_of: dict[int, int], passing: Collection[int]) -> Iterator[_Unit]:
    places: dict[int, set[str]] = {}
    named = find_places(document)
    for place in named:
        if _is_scene(place):
            places.setdefault(place.sentence, set()).update(
                name.casefold() for name in (place.name, *place.within, *place.near, *place.also)
            )
    words = [sentence.span.of(document.view) for sentence in document.sentences]
    timed: dict[int, str | None] = {}
    openings: set[str] = set()
    firsts: dict[int, int] = {}
    for sentence, said in zip(document.sentences, words, strict=True):
        is_first = sentence.paragraph not in firsts
        if is_first:
            firsts[sentence.paragraph] = sentence.index
            if _OPENS_WITH_TIME.match(said):
                timed[sentence.paragraph] = _label(said)
        if is_first and sentence.index in group_of and _OPENS_WITH_PLACE.match(said):
            openings |= {min(places[sentence.index])} if sentence.index in places else set()
    is_live = len(timed) >= _FEWEST_TIMES
    is_round_up = len(openings) >= _FEWEST_OPENINGS
    before = -1
    for sentence, said in zip(document.sentences, words, strict=True):
        number = sentence.index
        is_update = is_live and sentence.paragraph != before and _has_act(sentence)
        if number not in group_of and (number in passing or not is_update):
            continue
        here = places.get(number, set())
        first = firsts[sentence.paragraph]
        if sentence.paragraph != before and first != number:  # the place may stand in the words before
            here = here | {name for k in range(first, number) for name in places.get(k, ())}
        yield _Unit(
            sentence,
            said,
            group_of.get(number, _NO_GROUP),
            frozenset(here),
            sentence.paragraph != before,
            is_live,
            timed.get(sentence.paragraph) if is_live else None,
            is_round_up,
        )
        before = sentence.paragraph


def _is_scene(place: PlaceMention) -> bool:
    return place.relation in _PLAIN_RELATIONS and place.kind not in _NO_SCENES


def _has_act(sentence: Sentence) -> bool:
    return not ACTS.isdisjoint(token.low for token in sentence.tokens)


def _label(words: str) -> str | None:
    match = _LABEL.match(words)
    if match is None:
        return None
    label = match["label"].strip().casefold()
    return None if _NO_LABELS & set(label.split()) else label


def _put(unit: _Unit, found: list[_Incident]) -> None:
    """Put a sentence into the incident it tells of, or let it open a new one, which is put last."""
    nouns = {t.low for t in unit.sentence.tokens if len(t.low) >= _LEAST_WORD and t.is_word}
    here = _fitting(unit, found)
    if here is None:
        here = _Incident([], {unit.group})
    elif here in found:
        found.remove(here)
    found.append(here)  # the last is the one that is being told of
    here.sentences.append(unit.sentence.index)
    here.words |= nouns
    here.label = here.label or unit.label
    is_sum = here.is_lead and sums_up(unit.words)
    if is_sum:
        here.sums.append((unit.sentence.index, unit.places))
    else:
        here.places |= unit.places
    here.is_lead = here.is_lead and (unit.sentence.headline or is_sum)
    if unit.opens:
        here.groups.add(unit.group)


def _fitting(unit: _Unit, found: list[_Incident]) -> _Incident | None:
    """Return the incident that a sentence tells of, None for a new one."""
    if not found:
        return None
    last = found[-1]
    if last.is_lead:
        return last  # what is told first is what the headline says
    if unit.label and unit.opens:
        if last.label == unit.label:
            return last
        same = [one for one in found if one.label and _is_same_label(one.label, unit.label)]
        if not same and len(found) == 1 and last.label is None and not last.places:
            return last  # what stands before the first place sums up
        return same[-1] if same else None
    is_elsewhere = bool(unit.places) and not unit.places & last.places
    is_likely_other = unit.group not in last.groups
    if _sets_apart(unit, is_elsewhere=is_elsewhere and bool(last.places), is_likely_other=is_likely_other):
        back = [one for one in found if unit.places & one.places and one is not last]
        return back[-1] if back else None
    if unit.dated and unit.opens and not is_elsewhere and (taken := _taken_up(unit, found)) is not None:
        return taken
    if not is_likely_other or _is_version(unit):
        return last
    if not _takes_up(unit) and _has_act(unit.sentence) and opens_with_day(unit.words):
        back = [one for one in found if unit.places & one.places]
        return back[-1] if back else None
    if not unit.opens and not (is_elsewhere and last.places and not _takes_up(unit)):
        return last
    if unit.opens or is_elsewhere:
        back = [one for one in found[:-1] if unit.places & one.places]
        if back and is_elsewhere:
            return back[-1]
    if _takes_up(unit):
        return last
    taken = _taken_up(unit, found)
    if taken is not None:
        return taken
    if unit.group == _NO_GROUP:
        return last
    if not _has_act(unit.sentence) or (not unit.places and _SAID.search(unit.words)):
        return last
    if unit.places & last.places:
        return last
    known = [one for one in found if unit.group in one.groups]
    if known and not is_elsewhere:
        return known[-1]
    if unit.dated and not is_elsewhere:
        return last
    return None


def _is_version(unit: _Unit) -> bool:
    """Whether the sentence opens with who gives this version: "Red Crescent: ..."."""
    match = _OPENS_WITH_SPEAKER.match(unit.words)
    return match is not None and not SPEAKERS.isdisjoint(match["speaker"].casefold().split())


def _is_same_label(left: str, right: str) -> bool:
    return not set(left.split()).isdisjoint(word for word in right.split() if len(word) >= _LEAST_WORD)


def _sets_apart(unit: _Unit, *, is_elsewhere: bool, is_likely_other: bool) -> bool:
    """Whether words set the sentence apart from what is being told. is_likely_other: the trained groups do too."""
    words = unit.words
    if not _has_act(unit.sentence) and PERPETRATOR_NOUNS.isdisjoint(t.low for t in unit.sentence.tokens):
        return False
    if _OPENS_APART.match(words) or _SETS_APART.search(words) or (_FAR.search(words) and not _takes_up(unit)):
        return True
    if not is_elsewhere or _takes_up(unit):
        return False
    if unit.opens and unit.is_round_up and _OPENS_WITH_PLACE.match(words):
        return True
    match = _WITH_A_PLACE.search(words, 0, _OPENING)
    return match is not None and (match["weak"] is None or is_likely_other)


def _takes_up(unit: _Unit) -> bool:
    """Whether the sentence takes up an act told before: "the attack", "the toll"."""
    return _REFERS_BACK.search(unit.words) is not None


def _taken_up(unit: _Unit, found: list[_Incident]) -> _Incident | None:
    """Return the one incident of which "the woman" or "the bomb" was told, None where none or several are likely."""
    tokens = unit.sentence.tokens
    taken = {
        noun.low
        for article, noun in pairwise(tokens)
        if article.low in _DEFINITE
        and len(noun.low) >= _LEAST_WORD
        and noun.low not in DETERMINERS | _EVERYWHERE
    }
    likely = [one for one in found if taken & one.words]
    return likely[0] if len(likely) == 1 else None
