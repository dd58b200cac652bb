"""Incidents as the trained heads tell them: who is told to have done what to whom, with what, and how far it came.

In:   a Document, and what the encoder found in it.
Out:  ToldIncidents: each incident with those who stand in it.
Holds: every span is of whole words in one sentence; one incident is of one sort; order is that of the text. The words
of the slots are those of MUC-4, from whose keys this was learned.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellings.attribution.trained import Reading
from tellings.events.incident_net import (
    REPORT,
    ROLES,
    Bounds,
    IncidentNet,
    Mentioned,
    Stretch,
    shared_net,
    to_share,
)
from tellings.events.told import joined, sentence_bounds
from tellings.inference import Word
from tellings.model import Span
from tellings.text.segment import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Chosen on the dev split of MUC-4; sweeps are in docs/methodology.md.
# For each role how a word in it is leaned to, and the mean share that a span wants.
BEGINS = {"person": 2.5, "organisation": 1.0, "target": 0.7, "victim": 1.0, "weapon": 1.5, "place": 1.5}
SURE = {"person": 0.3, "organisation": 0.4, "target": 0.5, "victim": 0.4, "weapon": 0.3, "place": 0.3}
ANEW = 20.0  # so many times likelier a first word than a later one: a span ends before it
OF_SORT = 0.5  # share at which a mention stands in an incident of a sort
SURE_OF_SORT = 0.75  # the same, of the surest mention in an incident
ONE_INCIDENT = 0.6  # mean share at which two groups of mentions are of one incident
ONE_AND_SAME = 0.3
EFFECT = 0.4
CATEGORY = 0.4
INSTRUMENT = 0.5
PLACE = 0.2
APART = 0.3  # share of two mentions that were not read together


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that fill a role in an incident.

    sure: share. named: a name and no description. kinds: share of each sort of act. stretch, row: where it was read.
    """

    role: str
    span: Span
    sentence: int
    sure: float
    named: bool
    kinds: tuple[float, ...]
    stretch: int
    row: int


@dataclass(frozen=True, slots=True)
class Party:
    """One person, body or thing in an incident, with all its mentions.

    name, described: its fullest name, and its surest description. told: of each slot its likeliest value; effects: all
    that befell it, the likeliest first.
    """

    role: str
    mentions: tuple[Mention, ...]
    name: Span | None
    described: Span | None
    told: Mapping[str, str]
    effects: tuple[str, ...]

    @property
    def span(self) -> Span:
        """Where it is named best."""
        best = self.name or self.described
        assert best is not None
        return best


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident as the heads tell it.

    kind, stage, category: words of `IncidentNet.values`; category may be open. weapons: sorts of weapon that no words
    of their own name. places: likely ones, the likeliest first. sentences: where it is told.
    """

    kind: str
    stage: str
    category: str | None
    weapons: tuple[str, ...]
    parties: tuple[Party, ...]
    places: tuple[Mention, ...]
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ToldIncidents:
    """What a document tells. report: share that it reports any incident of the kinds that MUC-4 has."""

    report: float
    incidents: tuple[Incident, ...]


def read_incidents(document: Document, reading: Reading, net: IncidentNet | None = None) -> ToldIncidents:
    """Return the incidents that a document tells of. net: None for the heads that came with Tellings.

    Raises: ModelMissing, ModelAltered, EngineUnusable.
    """
    if reading.lower is None:  # no words
        return ToldIncidents(0.0, ())
    return _Reader(shared_net() if net is None else net, document, reading.words).read(reading.lower)


class _Reader:
    """One document in the reading."""

    def __init__(self, net: IncidentNet, document: Document, words: Sequence[Word]) -> None:
        self._net = net
        self._document = document
        self._words = words
        self._read: list[tuple[Stretch, Mentioned | None]] = []

    def read(self, lower: "NDArray[np.float16]") -> ToldIncidents:
        report = 0.0
        found: list[Mention] = []
        for stretch in self._net.stretches(lower, sentence_bounds(self._document, self._words)):
            report = max(report, _any_of(stretch.told[:, REPORT]))
            mentions, mentioned = self._mentions(stretch, len(self._read))
            self._read.append((stretch, mentioned))
            found += mentions
        places = [mention for mention in found if mention.role == "place"]
        incidents = [
            self._incident(kind, group, places)
            for kind in range(len(self._net.values["inc-type"]))
            for group in self._groups(found, kind)
        ]
        incidents.sort(key=lambda incident: incident.parties[0].mentions[0].span)
        return ToldIncidents(report, tuple(incidents))

    def _mentions(self, stretch: Stretch, number: int) -> tuple[list[Mention], Mentioned | None]:
        row_of = {}
        for row, (lo, hi) in enumerate(stretch.bounds):
            for word in range(lo, hi):
                row_of[word] = row
        places: list[tuple[int, Bounds, float]] = []
        for role, name in enumerate(ROLES):
            spans = _spans(stretch.tags[:, role], BEGINS[name], row_of)
            for lo, hi in _whole(spans, [self._word(stretch, k) for k in range(len(stretch.tags))], row_of):
                sure = float((1 - stretch.tags[lo:hi, role, 0]).mean())
                if sure >= SURE[name]:
                    places.append((role, (lo, hi), sure))
        if not places:
            return [], None
        rows = [row_of[lo] for _, (lo, _), _ in places]
        told = self._net.mentions(
            stretch, [span for _, span, _ in places], rows, [role for role, _, _ in places]
        )
        made = []
        for row, (role, (lo, hi), sure) in enumerate(places):
            span = Span(self._words[stretch.start + lo].start, self._words[stretch.start + hi - 1].end)
            kinds = tuple(to_share(score) for score in told.told["inc-type"][row])
            named = bool(told.named[row] > 0.5)
            made.append(
                Mention(ROLES[role], span, stretch.sentences[rows[row]], sure, named, kinds, number, row)
            )
        return made, told

    def _word(self, stretch: Stretch, number: int) -> str:
        word = self._words[stretch.start + number]
        return self._document.view[word.start : word.end].lower()

    def _incident(
        self,
        kind: int,
        group: list[Mention],
        places: Sequence[Mention],
    ) -> Incident:
        import numpy as np

        values = self._net.values
        lines = sorted({mention.sentence for mention in group})
        rows = [
            stretch.vectors[stretch.sentences.index(line)]
            for line in lines
            for stretch, _ in self._read
            if line in stretch.sentences
        ]
        scores = self._net.group(np.stack([self._vector(mention) for mention in group]), np.stack(rows))
        category = scores["perp-inc-cat"]
        likely = []
        for place in places:
            share = sum(self._pair(place, mention, 0) for mention in group) / len(group)
            share += 0.3 if place.sentence in lines else 0.0
            if share > PLACE:
                likely.append((-share, place.span.start, place))
        return Incident(
            kind=values["inc-type"][kind],
            stage=values["inc-stage"][int(scores["inc-stage"].argmax())],
            category=values["perp-inc-cat"][int(category.argmax())]
            if to_share(category.max()) > CATEGORY
            else None,
            weapons=tuple(
                value
                for value, score in zip(values["inc-instr-type"], scores["inc-instr-type"], strict=True)
                if to_share(score) > INSTRUMENT
            ),
            parties=self._parties(group),
            places=tuple(place for _, _, place in sorted(likely, key=lambda told: told[:2])),
            sentences=tuple(lines),
        )

    def _parties(self, group: Sequence[Mention]) -> tuple[Party, ...]:
        parties = []
        for role in ROLES[:-1]:
            own = [mention for mention in group if mention.role == role]

            def alike(one: Mention, other: Mention) -> float:
                view = self._document.view
                is_same = _is_same(plain(one.span.of(view)), plain(other.span.of(view)))
                return 1.0 if is_same else self._pair(one, other, 1)

            parties += [self._party(role, held) for held in _joined(own, alike, ONE_AND_SAME)]
        return tuple(sorted(parties, key=lambda party: (party.mentions[0].span, party.role)))

    def _party(self, role: str, held: list[Mention]) -> Party:
        import numpy as np

        held = sorted(held, key=lambda mention: mention.span)
        names = [m for m in held if m.named] if role == "victim" else []
        described = [m for m in held if m not in names]
        told: dict[str, str] = {}
        effects: tuple[str, ...] = ()
        for slot in _SLOTS[role]:
            values = self._net.values[slot]
            scores = np.mean([self._told(mention, slot) for mention in held], axis=0)
            if slot.endswith("effect"):
                order = [int(k) for k in np.argsort(-scores, kind="stable")]
                effects = tuple(values[k] for k in order if to_share(scores[k]) > EFFECT)
            else:
                told[slot] = values[int(scores.argmax())]
        return Party(
            role=role,
            mentions=tuple(held),
            name=max(names, key=lambda m: (m.span.end - m.span.start, m.sure)).span if names else None,
            described=max(described, key=lambda m: (round(m.sure, 4), -m.span.start)).span
            if described
            else None,
            told=told,
            effects=effects,
        )

    def _groups(self, found: Sequence[Mention], kind: int) -> list[list[Mention]]:
        """Return the mentions of each incident of a sort."""
        own = [m for m in found if m.role != "place" and m.kinds[kind] > OF_SORT]
        groups = _joined(own, lambda one, other: self._pair(one, other, 0), ONE_INCIDENT)
        return [group for group in groups if max(m.kinds[kind] for m in group) >= SURE_OF_SORT]

    def _pair(self, one: Mention, other: Mention, what: int) -> float:
        mentioned = self._read[one.stretch][1]
        if one.stretch != other.stretch or mentioned is None:
            return APART
        return float(mentioned.pairs[one.row, other.row, what])

    def _mentioned(self, mention: Mention) -> Mentioned:
        mentioned = self._read[mention.stretch][1]
        assert mentioned is not None
        return mentioned

    def _vector(self, mention: Mention) -> "NDArray[np.float32]":
        vector: NDArray[np.float32] = self._mentioned(mention).vectors[mention.row]
        return vector

    def _told(self, mention: Mention, slot: str) -> "NDArray[np.float32]":
        scores: NDArray[np.float32] = self._mentioned(mention).told[slot][mention.row]
        return scores


_SLOTS: dict[str, tuple[str, ...]] = {
    "person": (),
    "organisation": ("perp-org-conf",),
    "target": ("phys-tgt-type", "phys-tgt-effect"),
    "victim": ("hum-tgt-type", "hum-tgt-effect"),
    "weapon": ("inc-instr-type",),
}
_ARTICLE = re.compile(r"(?:the|an?) ", re.I)


def plain(words: str) -> str:
    """Return words in upper case, without article and line breaks."""
    return _ARTICLE.sub("", " ".join(words.split()), count=1).upper() if words else ""


_LINKS = frozenset({"of", "-"})  # what joins the words of one phrase
_OPEN_ENDS = frozenset({"of", "the", "a", "an", "and", "in", "at", "by", "-", ",", "(", '"'})


def _whole(spans: Sequence[Bounds], words: Sequence[str], row_of: Mapping[int, int]) -> list[Bounds]:
    """Return spans mended: two that only "of" or a hyphen parts are one, and none ends on a word that leads on."""
    joined_up: list[Bounds] = []
    for lo, hi in spans:
        if joined_up:
            start, end = joined_up[-1]
            between = words[end:lo]
            leads_on = words[end - 1] in _LINKS and not between
            if row_of[start] == row_of[lo] and (leads_on or (len(between) == 1 and between[0] in _LINKS)):
                joined_up[-1] = (start, hi)
                continue
        joined_up.append((lo, hi))
    made = []
    for lo, hi in joined_up:
        while hi > lo and words[hi - 1] in _OPEN_ENDS:
            hi -= 1
        while lo < hi and words[lo] in _OPEN_ENDS - {"the", "a", "an"}:
            lo += 1
        if lo < hi:
            made.append((lo, hi))
    return made


def _is_same(one: str, other: str) -> bool:
    """Whether words name one thing: the same, one in the plural, or one the end of the other ("Voss", "Ilka Voss")."""
    short, long = sorted((one, other), key=len)
    return one == other or long == f"{short}S" or (len(short) > 4 and long.endswith(f" {short}"))


def _spans(shares: "NDArray[np.float32]", lean: float, row_of: Mapping[int, int]) -> list[Bounds]:
    """Return where a role is filled. shares: (words, 3); none goes over a sentence's end.

    A word is in a span where being a first or a later word of one is together likelier than being outside; in a span, a
    new one starts only where that is clearly likelier than going on.
    """
    inside = (shares[:, 1] + shares[:, 2]) * lean > shares[:, 0]
    anew = shares[:, 1] > ANEW * shares[:, 2]
    found: list[Bounds] = []
    start = -1
    for k in range(len(shares) + 1):
        is_in = k < len(shares) and bool(inside[k]) and k in row_of
        if start >= 0 and (not is_in or anew[k] or row_of[k] != row_of[start]):
            found.append((start, k))
            start = -1
        if is_in and start < 0:
            start = k
    return found


def _joined(
    items: Sequence[Mention], share: Callable[[Mention, Mention], float], least: float
) -> list[list[Mention]]:
    """Return mentions in groups, see `told.joined`."""
    import numpy as np

    if len(items) < 2:
        return [list(items)] if items else []
    shares = np.array([[share(one, other) for other in items] for one in items], np.float32)
    return [[items[k] for k in group] for group in joined(shares, least)]


def _any_of(scores: "NDArray[np.float32]") -> float:
    """Return the share that any sentence reports an incident, as it was learned: their soft maximum, less for many."""
    top = float(scores.max())
    total = top + math.log(sum(math.exp(float(score) - top) for score in scores))
    return to_share(total - 0.5 * math.log(len(scores)))
