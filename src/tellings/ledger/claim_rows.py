"""Make the rows of the claims table: a row a claim, in force or left out.

In:   a `View`.
Out:  `ClaimEntry` values, in the order of the incidents, fields and readings; what is left out comes last.
Holds: an accusation stands in a cell only together with its accuser; unless confirmed, it stands in an internal
ledger alone. A claim that a method or a judgement leaves out has a row that says why.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tellings.judging import Matter, latest, read_value
from tellings.ledger.cells import Cell, normal
from tellings.ledger.values import ValueCells, cells_of
from tellings.ledger.view import View, claims_of
from tellings.model import Accusation, Claim, FieldRecord, Judgement, OriginClass, Record, Value
from tellings.publish.lookup import Lookup
from tellings.publish.words import accusation_in_words, joined_in_words
from tellings.vocabulary import Field, Stance


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A claim's row, and what it stands for.

    claim: as the reader left it; recorded: as its record has it. cells: by column. value, stance: what holds after the
    judgements in force, be they built into the record or not; unmasked.
    incident_id: "" where the whole report is left out. is_counted: whether it is among its field's readings.
    """

    claim: Claim
    recorded: Claim
    incident_id: str
    cells: dict[str, Cell]
    value: Value | None
    stance: Stance
    is_counted: bool

    @property
    def now(self) -> dict[str, str]:
        """The cells, in normal form, that judgements not yet built into the record make others."""
        now, recorded = cells_of(self.value), cells_of(self.recorded.value)
        if now == recorded:
            return {"stance": self.stance.value}
        ends = {"low": normal(now.low), "high": normal(now.high)}
        return {"stance": self.stance.value, "value": normal(now.text), **ends}


def claim_rows(view: View) -> list[ClaimEntry]:
    """Return the rows; what is not shown is counted in `view.held_back`."""
    rows: list[ClaimEntry] = []
    for record in view.findings.records:
        rows += _Rows(view, record, view.shown_records.get(record.incident_id)).rows()
    held = {entry.claim.claim_id for entry in rows}
    left_out = {one.id: one for one in view.findings.excluded}
    for one in view.findings.extractions:
        exclusion = left_out.get(one.report_id)
        for claim in [c for account in one.accounts for c in account.claims] if exclusion else ():
            if claim.claim_id in held:
                continue
            shown = view.shown_read.get(claim.claim_id)
            if shown is None or _is_private(claim, view):
                view.held_back[_sort(claim)] += 1
                continue
            assert exclusion is not None
            cells = _cells(view, view.lookup, claim, shown)
            cells["standing"] = f"excluded: {exclusion.reason}"
            rows.append(_entry(view, claim, claim, "", cells, is_counted=False))
    return rows


def _sort(claim: Claim) -> str:
    return {Field.ACCUSATIONS: "accusations", Field.PERSONS: "persons"}.get(claim.field, "other")


def _is_private(claim: Claim, view: View) -> bool:
    """Whether a claim that stands in no reading is kept out of a masked ledger."""
    return view.is_masked and claim.field in (Field.ACCUSATIONS, Field.PERSONS)


class _Rows:
    """Makes the rows of one incident."""

    def __init__(self, view: View, record: Record, shown: Record | None) -> None:
        self.view = view
        self.record = record
        self.shown = shown
        self.lookup = view.lookup.within(shown) if shown is not None else view.lookup
        self.unreleased = {
            claim.claim_id
            for person in record.persons
            if person.released is None and view.is_masked
            for reading in person.readings
            for claim in reading.claims
        }

    @cached_property
    def classes(self) -> dict[str, OriginClass]:
        """The origin class of each voice that has one."""
        return {v: one for one in self.shown.origins for v in one.voices} if self.shown is not None else {}

    @cached_property
    def joined(self) -> dict[str, str]:
        """Why each voice was joined to others of its class."""
        voices = self.shown.voices if self.shown is not None else ()
        names = {voice.voice_id: self.lookup.name(voice.voice_id) for voice in voices}
        told: dict[str, dict[str, None]] = {}
        for pair in (
            pair for one in (self.shown.origins if self.shown is not None else ()) for pair in one.joined
        ):
            for voice in (pair.a, pair.b):
                told.setdefault(voice, {})[joined_in_words(pair, names)] = None
        return {voice: "; ".join(words) for voice, words in told.items()}

    def rows(self) -> Iterator[ClaimEntry]:
        choices = {field: self.choice(held) for field, held in self.record.fields.items()}
        for claim in claims_of(self.record):
            shown = self.view.shown_claims.get(claim.claim_id)
            if shown is None or claim.claim_id in self.unreleased:
                self.view.held_back[_sort(claim)] += 1
                continue
            yield self.row(claim, shown, choices.get(claim.field))
        for one in self.record.excluded:
            read = self.view.read.get(one.id)
            shown = self.view.shown_read.get(one.id)
            if read is None:
                continue
            if shown is None or _is_private(read, self.view):
                self.view.held_back[_sort(read)] += 1
                continue
            cells = _cells(self.view, self.lookup, read, shown)
            cells.update(
                incident_id=self.record.incident_id, incident=self.title, standing=f"excluded: {one.reason}"
            )
            yield _entry(self.view, read, read, self.record.incident_id, cells, is_counted=False)

    @property
    def title(self) -> str:
        return self.shown.title if self.shown is not None else ""

    def choice(self, held: FieldRecord) -> Judgement | None:
        """Return the choice that holds for a field: the latest one of a claim in it."""
        states = self.view.states
        found = [
            choice
            for reading in held.readings
            for claim in reading.claims
            if (choice := states.held(claim.claim_id, Matter.CHOICE)) is not None
        ]
        return latest(found) if found else None

    def row(self, claim: Claim, shown: Claim, choice: Judgement | None) -> ClaimEntry:
        cells = _cells(self.view, self.lookup, claim, shown)
        group = self.classes.get(shown.rests_on or "")
        accusation = shown.value
        if isinstance(accusation, Accusation) and self.shown is not None:
            cells["value"] = accusation_in_words(
                accusation,
                accuser=self.lookup.accuser(shown),
                stance=shown.stance,
                hedged=shown.hedged,
                accused_by=[self.lookup.accusers(self.shown, accusation)],
            )
        cells.update(
            incident_id=self.record.incident_id,
            incident=self.title,
            origin_class=group.class_id if group is not None else "",
            joined_because=self.joined.get(shown.rests_on or "", ""),
            chosen=_yes(choice is not None and choice.left.id == claim.claim_id),
        )
        held = self.shown.fields.get(claim.field) if self.shown is not None else None
        if held is not None:  # what is told of a person has no standing
            standing, support = held.standing, held.standing.support
            cells.update(
                standing=standing.status.value,
                pages=support.pages,
                voices=support.voices,
                origins_low=support.origins.low,
                origins_high=support.origins.high,
                chosen_because=standing.grounds if standing.value is not None else "",
            )
        if self.record.out_of_scope is not None:  # nobody is to count it by its standing
            cells["standing"] = f"excluded: {self.record.out_of_scope.reason}"
        read = self.view.read.get(claim.claim_id, claim)
        return _entry(self.view, read, claim, self.record.incident_id, cells, is_counted=True)


def _entry(
    view: View, read: Claim, recorded: Claim, incident_id: str, cells: dict[str, Cell], *, is_counted: bool
) -> ClaimEntry:
    corrected = view.states.held(read.claim_id, Matter.VALUE)
    stance = view.states.held(read.claim_id, Matter.STANCE)
    return ClaimEntry(
        claim=read,
        recorded=recorded,
        incident_id=incident_id,
        cells=cells,
        value=read.value if corrected is None else _corrected(view, read, corrected),
        stance=read.stance if stance is None else Stance(stance.now),
        is_counted=is_counted,
    )


def _corrected(view: View, read: Claim, correction: Judgement) -> Value | None:
    report = view.reports.get(read.report_id)
    text = report.text if report is not None else ""
    value = read_value(read, correction.now, text=text, own_types=view.findings.own_types)
    return read.value if isinstance(value, str) else value


def _cells(view: View, lookup: Lookup, claim: Claim, shown: Claim) -> dict[str, Cell]:
    """Return the cells of a claim by itself. claim: where it stands; shown: its words."""
    is_accusation = isinstance(shown.value, Accusation)
    value = ValueCells() if is_accusation else cells_of(shown.value)
    report = view.shown_reports.get(claim.report_id)
    origin = lookup.voices.get(shown.origin) if shown.origin is not None else None
    assessment = view.states.held(claim.claim_id, Matter.ASSESSMENT)
    return {
        "claim_id": claim.claim_id,
        "field": claim.field.value,
        "value": value.text,
        "low": value.low,
        "high": value.high,
        "approximate": _yes(value.approximate),
        "vague": _yes(value.vague),
        "basis": value.basis,
        "as_of": value.as_of,
        "group": value.group,
        "stance": shown.stance.value,
        "wording": "" if is_accusation else shown.wording,
        "quote": f"{lookup.accuser(shown)}: “{shown.quote}”" if is_accusation else shown.quote,
        "span_start": claim.span.start,
        "span_end": claim.span.end,
        "chain": lookup.chain(shown),
        "origin": lookup.name(shown.origin) if shown.origin is not None else "",
        "rests_on": lookup.name(shown.rests_on) if shown.rests_on is not None else "",
        "side": origin.side if origin is not None else "",
        "access": origin.access.value if origin is not None else "",
        "hedged": _yes(shown.hedged),
        "carried_on": _yes(shown.carried_on),
        "headline": _yes(shown.headline),
        "how": shown.how.value,
        "confidence": shown.confidence,
        "relations": "; ".join(f"{relation.kind} {relation.claim_id}" for relation in shown.relations),
        "report_id": claim.report_id,
        "outlet": report.outlet if report is not None else "",
        "published": report.published if report is not None else "",
        "url": report.url if report is not None else "",
        "verdict": assessment.verdict.value if assessment is not None else "",
        "released": _yes(view.states.held(claim.claim_id, Matter.RELEASE) is not None),
        "judgements": view.judgements_in_words(claim.claim_id),
    }


def _yes(holds: bool) -> str:
    return "yes" if holds else ""
