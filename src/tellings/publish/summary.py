"""The summary of one record, as words both views print.

In:   a record and its lookup.
Out:  a `Summary`: when and where, each toll side by side, what is unsourced, who cannot confirm, then the range.
Holds: no lowest and highest without the figures of every side before them; no accusation, only how many there
are and where they stand; a figure keeps its date, its voices and its marks (derived, superseded, vague).
"""

from dataclasses import dataclass

from tellings.model import Accusation, Figure, IncidentType, Reading, Record, SideFigures, Toll
from tellings.publish.lookup import Lookup
from tellings.publish.notices import accusations_held
from tellings.publish.words import (
    FIELD_WORDS,
    OWN_VOICE,
    STATUS_WORDS,
    count_in_words,
    counted,
    ever_told_in_words,
    inputs_in_words,
    listing,
    side_in_words,
    support_in_words,
)
from tellings.vocabulary import CountBasis, Field, Status

_GLANCE = (Field.TYPE, Field.DATE, Field.TIME, Field.PLACE)


@dataclass(frozen=True, slots=True)
class FigureWords:
    """One figure: "6", "as of 2013-02-09", who told it, and its marks ("superseded", "derived: ...")."""

    value: str
    when: str
    told_by: str
    marks: tuple[str, ...]
    note: str
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class SideWords:
    """One side's figures, oldest first. is_series: they follow each other; else they stand beside each other."""

    name: str
    divided: bool
    is_series: bool
    figures: tuple[FigureWords, ...]


@dataclass(frozen=True, slots=True)
class TollWords:
    """One kind of count in words. ever_told: the range of all stated figures, to be printed last."""

    kind: Field
    heading: str
    status: str
    support: str
    sides: tuple[SideWords, ...]
    unsourced: tuple[FigureWords, ...]
    no_figure: tuple[str, ...]
    ever_told: str


@dataclass(frozen=True, slots=True)
class Glance:
    """A field at a glance: every value told for it, rivals included, and how it stands."""

    heading: str
    values: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands at the top of a record. reports: how many tell it, in words."""

    reports: str
    glances: tuple[Glance, ...]
    tolls: tuple[TollWords, ...]
    accusations: str


def summarise(record: Record, lookup: Lookup) -> Summary:
    """Return the summary of a record; a field that nobody tells is left out."""
    return Summary(
        reports=_reports(record, lookup),
        glances=tuple(_glance(record, lookup, field) for field in _GLANCE if field in record.fields),
        tolls=tuple(_toll(record, lookup, toll) for toll in record.tolls),
        accusations=_accusations(record, lookup),
    )


def as_of_in_words(figure: Figure, lookup: Lookup) -> tuple[str, str]:
    """Return a figure's date as words and as the EDTF it stands on ("" where no date is told).

    Without an "as of" of its own, a figure has the day of the first page that carries it, and says so.
    """
    if figure.as_of:
        return f"as of {figure.as_of}", figure.as_of
    claims = [lookup.claims[c] for c in figure.claim_ids if c in lookup.claims]
    reports = [lookup.reports[c.report_id] for c in claims if c.report_id in lookup.reports]
    dates = sorted(report.published for report in reports if report.published)
    return (f"published {dates[0]}", dates[0]) if dates else ("date not told", "")


def figure_in_words(figure: Figure, lookup: Lookup) -> FigureWords:
    """Return a figure with its date, its voices and its marks."""
    claims = [lookup.claims[c] for c in figure.claim_ids if c in lookup.claims]
    names = [lookup.name(voice) for voice in figure.voices]
    if not names:
        names = [f"{lookup.outlet(claim.report_id)}, {OWN_VOICE}" for claim in claims]
    marks: list[str] = []
    if figure.value.basis is CountBasis.DERIVED:
        inputs = [lookup.claims[c].value for c in figure.value.inputs if c in lookup.claims]
        words = inputs_in_words(inputs)
        marks.append(f"derived: {words}" if words else "derived")
    if figure.superseded:
        marks.append("superseded")
    if claims and all(claim.hedged for claim in claims):
        marks.append("hedged")
    if claims and all(claim.headline for claim in claims):
        marks.append("headline only")
    return FigureWords(
        value=count_in_words(figure.value),
        when=as_of_in_words(figure, lookup)[0],
        told_by=listing(names),
        marks=tuple(marks),
        note=figure.note,
        is_in_force=not figure.superseded,
    )


def _reports(record: Record, lookup: Lookup) -> str:
    told = [account for account in record.accounts if not account.background]
    copies = sum(account.copy_of is not None for account in told)
    renderings = sum(lookup.is_rendering(account.report_id) for account in record.accounts)
    words = f"as told by {counted(len(told), 'report')}"
    notes = [f"{copies} of them carrying another's text"] if copies else []
    mentions = len(record.accounts) - len(told)
    if mentions:
        notes.append(f"{mentions} more only mention it")
    if renderings:
        which = "all" if renderings == len(record.accounts) else f"{renderings} of {len(record.accounts)}"
        notes.append(f"{which} kept as renderings, not in the outlets' words")
    return "; ".join([words, *notes])


def _glance(record: Record, lookup: Lookup, field: Field) -> Glance:
    held = record.fields[field]
    ranked = sorted(held.readings, key=lambda reading: (reading.derived is None, -_pages(reading)))
    told = {reading.value.type for reading in ranked if isinstance(reading.value, IncidentType)}
    values = dict.fromkeys(
        lookup.value(reading)
        for reading in ranked
        # "an attack" says nothing beside "a shelling"
        if not (
            isinstance(reading.value, IncidentType)
            and any(t.startswith(f"{reading.value.type}/") for t in told)
        )
    )
    return Glance(FIELD_WORDS[field], tuple(values), STATUS_WORDS[held.standing.status])


def _pages(reading: Reading) -> int:
    return len({claim.report_id for claim in reading.claims if not claim.headline})


def _toll(record: Record, lookup: Lookup, toll: Toll) -> TollWords:
    held = record.fields.get(toll.kind)
    return TollWords(
        kind=toll.kind,
        heading=FIELD_WORDS[toll.kind],
        status=STATUS_WORDS[held.standing.status] if held else STATUS_WORDS[Status.UNKNOWN],
        support=support_in_words(held.standing.support) if held else "",
        sides=tuple(_side(side, lookup) for side in toll.sides if side.figures),
        unsourced=tuple(figure_in_words(figure, lookup) for figure in toll.unsourced),
        no_figure=tuple(lookup.name(voice) for voice in toll.no_figure),
        ever_told=ever_told_in_words(lowest=toll.lowest, highest=toll.highest),
    )


def _side(side: SideFigures, lookup: Lookup) -> SideWords:
    follows = len(side.figures) > 1 and all(figure.superseded for figure in side.figures[:-1])
    return SideWords(
        name=side_in_words(side.side),
        divided=side.divided,
        is_series=follows and not side.divided and side.side is not None,
        figures=tuple(figure_in_words(figure, lookup) for figure in side.figures),
    )


def _accusations(record: Record, lookup: Lookup) -> str:
    held = record.fields.get(Field.ACCUSATIONS)
    held_back = accusations_held(record.held_back)
    if held is None or not held.readings:
        return held_back or "none told"
    told = {
        (reading.reading_id, lookup.accuser(claim))
        for reading in held.readings
        if isinstance(reading.value, Accusation)
        for claim in reading.claims
    }
    words = f"{len(told)} told; each stands below with who makes it"
    return f"{words}; {held_back}" if held_back else words
