"""Find what a record's ids stand for: reports, voices, claims, the words of a source.

In:   findings, and the record in view (voices joined over reports come first).
Out:  a `Lookup`, with names and chains in words.
Holds: an id that nothing explains is said to be not told; no view fails on it.
"""

import unicodedata
from collections import ChainMap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

from tellings.judging import added_claim_id
from tellings.model import Accusation, Attribution, Claim, Findings, Judgement, Reading, Record, Report, Voice
from tellings.publish.words import (
    OWN_VOICE,
    carried_on_in_words,
    chain_in_words,
    inputs_in_words,
    judgement_in_words,
    kind_mark,
    listing,
    origin_in_chain,
    value_in_words,
    voice_in_words,
)
from tellings.vocabulary import Field, ReportKind, Stance, Verdict

T = TypeVar("T")

_REJECTING = (Stance.DENIES, Stance.DOUBTS, Stance.WITHDRAWS, Stance.CANNOT_CONFIRM)


@dataclass(frozen=True, slots=True)
class Lookup:
    """Ids of one record, and what they stand for. labels: "R1", "R2", ... in the order of the findings."""

    reports: Mapping[str, Report]
    labels: Mapping[str, str]
    voices: Mapping[str, Voice]
    claims: Mapping[str, Claim]
    attributions: Mapping[str, Attribution]
    judgements: Mapping[str, Judgement] = field(default_factory=dict)

    def within(self, record: Record) -> "Lookup":
        """Return a lookup that knows a record's joined voices and its claims first; what is here stays shared."""
        voices = {member: voice for voice in record.voices for member in voice.members}
        voices.update((voice.voice_id, voice) for voice in record.voices)
        claims = {
            claim.claim_id: claim
            for told in record.fields.values()
            for reading in told.readings
            for claim in reading.claims
        }
        return replace(
            self,
            voices=_first(voices, self.voices),
            claims=_first(claims, self.claims),
            judgements=_first({one.judgement_id: one for one in record.judgements}, self.judgements),
        )

    def label(self, report_id: str) -> str:
        """Return a report's short label, "R3"; the id itself for a report that is not here."""
        return self.labels.get(report_id, report_id)

    def outlet(self, report_id: str) -> str:
        """Return the name of a report's outlet."""
        report = self.reports.get(report_id)
        return _isolated(report.outlet) if report and report.outlet else "an outlet that is not told"

    def is_rendering(self, report_id: str) -> bool:
        """Whether the kept text tells the facts of a page in other words."""
        report = self.reports.get(report_id)
        return report is not None and report.kind is ReportKind.RENDERING

    def kind_mark(self, report_id: str) -> str:
        """Return the mark of a rendering or translation, "" for the publisher's own words."""
        report = self.reports.get(report_id)
        return kind_mark(report.kind) if report is not None else ""

    def name(self, voice_id: str | None, *, report_id: str | None = None) -> str:
        """Return a voice's name in words. report_id: whose outlet it is when the voice has no name."""
        voice = self.voices.get(voice_id) if voice_id is not None else None
        if (voice is None or voice.name is None) and report_id is not None:
            return self.outlet(report_id)
        return _isolated(voice_in_words(voice))

    def origin(self, claim: Claim) -> str:
        """Return who says it: the origin, or the outlet in its own voice.

        An origin that only another voice lets us hear is named with that voice: "an official, as told by ...".
        """
        if claim.origin is None:
            return f"{self.outlet(claim.report_id)}, {OWN_VOICE}"
        rests_on = self.rests_on(claim)
        return f"{self.name(claim.origin)}, as told by {rests_on}" if rests_on else self.name(claim.origin)

    def accuser(self, claim: Claim) -> str:
        """Return who accuses: the origin or, in a sentence carried on, every voice that it may be."""
        if claim.carried_on and claim.undecided:
            return f"{listing(self._undecided(claim), last='or')} (carried on)"
        return self.origin(claim)

    def _undecided(self, claim: Claim) -> list[str]:
        outlet = claim.chain[:1]
        return [self.name(v, report_id=claim.report_id if (v,) == outlet else None) for v in claim.undecided]

    def chain(self, claim: Claim) -> str:
        """Return the chain of a claim in words, outlet first."""
        source_words = ""
        attribution = self.attributions.get(claim.attribution_id or "")
        report = self.reports.get(claim.report_id)
        if attribution is not None and report is not None:
            source_words = " ".join(span.of(report.text) for span in attribution.source + attribution.cue)
        names = [
            self.name(v, report_id=claim.report_id if n == 0 else None) for n, v in enumerate(claim.chain)
        ]
        if len(names) > 1:
            names[-1] = origin_in_chain(names[-1], claim.how, source_words=source_words)
        return chain_in_words(names or [self.outlet(claim.report_id)])

    def chain_of(self, chain: Iterable[str], report_id: str) -> str:
        """Return any chain of voice ids in words, outlet first."""
        held = list(chain)
        names = [self.name(v, report_id=report_id if n == 0 else None) for n, v in enumerate(held)]
        return chain_in_words(names or [self.outlet(report_id)])

    def carried_on(self, claim: Claim) -> str:
        """Return the mark of a claim in a sentence carried on, "" for others."""
        if not claim.carried_on:
            return ""
        return carried_on_in_words(self._undecided(claim))

    def rests_on(self, claim: Claim) -> str:
        """Return the voice a claim rests on, where that is another than its origin; else ""."""
        if claim.rests_on is None or claim.rests_on == claim.origin:
            return ""
        return self.name(claim.rests_on)

    def judged(self, claim: Claim) -> tuple[str, ...]:
        """Return what people decided of what a claim says: "corrected; by A. on 2024-05-01: ..."."""
        held = (self.judgements.get(judgement_id) for judgement_id in claim.judged)
        return tuple(judgement_in_words(one) for one in held if one is not None)

    def about(self, judgement: Judgement) -> tuple[Claim | str, ...]:
        """Return what a judgement is about: a claim, to be shown with its chain; else its report, with the quote."""
        found: list[Claim | str] = []
        if judgement.verdict is Verdict.ADDED and (added := self.claims.get(added_claim_id(judgement))):
            return (added,)
        for leaf in (judgement.left, judgement.right):
            if leaf is not None and leaf.id in self.claims:
                found.append(self.claims[leaf.id])
            elif leaf is not None:
                quote = f"“{' '.join(leaf.quote.split())}” " if leaf.quote else ""
                found.append(f"{quote}{leaf.kind.replace('_', ' ')} {self.label(leaf.report_id or leaf.id)}")
        return tuple(found)

    def value(self, reading: Reading) -> str:
        """Return a reading's value in words; a derived one says from what. Not for accusations."""
        words = value_in_words(reading.value, reading.stance)
        if reading.derived is None:
            return words
        inputs = [self.claims[i].value for i in reading.derived.inputs if i in self.claims]
        how = inputs_in_words(inputs) or reading.derived.rule
        return f"{words.removesuffix(', derived')} (derived: {how})"

    def accusers(self, record: Record, accusation: Accusation) -> str:
        """Return who accuses the same accused of the same, "" if nobody does."""
        field = record.fields.get(Field.ACCUSATIONS)
        names: list[str] = []
        for reading in field.readings if field else ():
            same = isinstance(reading.value, Accusation) and (
                (reading.value.role, reading.value.accused) == (accusation.role, accusation.accused)
            )
            if same and reading.stance not in _REJECTING:
                names += [self.accuser(claim) for claim in reading.claims]
        return listing(names)


def _isolated(name: str) -> str:
    """Return a name that may be set in a line of English without turning its order: isolated if it runs left.

    The marks are U+2068 FIRST STRONG ISOLATE and U+2069 POP DIRECTIONAL ISOLATE.
    """
    runs_left = any(unicodedata.bidirectional(char) in ("R", "AL") for char in name)
    return f"\u2068{name}\u2069" if runs_left else name


def _first(first: dict[str, T], second: Mapping[str, T]) -> Mapping[str, T]:
    # ChainMap wants its maps mutable, though only the first would ever be written to, and here none is.
    return ChainMap(first, cast(dict[str, T], second))


def look_up(findings: Findings, record: Record | None = None) -> Lookup:
    """Return the lookup for one record of the findings; without one, for the reports alone."""
    voices: dict[str, Voice] = {}
    claims: dict[str, Claim] = {}
    attributions: dict[str, Attribution] = {}
    for extraction in findings.extractions:
        voices.update((voice.voice_id, voice) for voice in extraction.voices)
        attributions.update((a.attribution_id, a) for a in extraction.attributions)
        for account in extraction.accounts:
            claims.update((claim.claim_id, claim) for claim in account.claims)
    lookup = Lookup(
        reports={report.report_id: report for report in findings.reports},
        labels={report.report_id: f"R{n}" for n, report in enumerate(findings.reports, start=1)},
        voices=voices,
        claims=claims,
        attributions=attributions,
        judgements={one.judgement_id: one for one in findings.judgements},
    )
    return lookup.within(record) if record is not None else lookup
