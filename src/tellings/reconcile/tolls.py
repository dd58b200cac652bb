"""Set out each count as it is told by whom: side by side, in the course of time.

In:   the claims of one kind of count, derived totals, and which claims are superseded.
Out:  a Toll.
Holds: no figure is dropped; who cannot confirm gives none, and that is no zero. Parts (three policemen, another one)
       are no tolls and stand in the readings alone. Vague and derived figures are shown and enter no range.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from tellings.model import Claim, Count, Figure, Group, Reading, Report, Scope, SideFigures, Toll
from tellings.reconcile.dating import day_of_issue, days_back
from tellings.reconcile.lines import day_told
from tellings.reconcile.overtaken import Overtaken
from tellings.reconcile.resting import SUPPORTING, is_unsourced
from tellings.reconcile.values import can_both_hold, is_numeric, is_part, value_key
from tellings.resolve.dates import NotEdtf, edtf_bounds
from tellings.resolve.voices import VoiceMap
from tellings.vocabulary import CountBasis, Field, Stance

_RELAYED = "known only through"


def count_toll(
    kind: Field,
    claims: Sequence[Claim],
    *,
    sums: Iterable[Reading],
    superseded: Mapping[str, Overtaken],
    voices: VoiceMap,
    reports: Mapping[str, Report],
) -> Toll:
    """Return the toll of one kind.

    claims: of the whole incident. sums: derived totals of this kind. superseded: what is out of force, by claim id.
    lowest, highest: over every figure ever told, superseded ones too; an open end ("at least 50") counts as the
    number that is told. Sides sorted by name, undecided voices last.
    """
    held = [c for c in claims if c.field is kind and not c.headline]
    totals = [
        c for c in held if isinstance(c.value, Count) and not is_part(c.value) and c.stance in SUPPORTING
    ]
    by_side: dict[str | None, list[Figure]] = {}
    for group in _grouped(totals, superseded, voices):
        side = _side_of(group[0], voices)
        by_side.setdefault(side, []).append(_figure(group, superseded, voices, reports))
    by_id = {claim.claim_id: claim for claim in held}
    for reading in sums:
        if isinstance(reading.value, Count) and reading.derived is not None:
            inputs = [by_id[one] for one in reading.derived.inputs if one in by_id]
            base = by_id.get(reading.derived.inputs[0])
            side = _side_of(base, voices) if base is not None else None
            by_side.setdefault(side, []).append(_derived_figure(reading, inputs, reports))
    unsourced = [
        _figure(group, superseded, voices, reports) for group in _unsourced(totals, superseded, voices)
    ]
    numbers = {n for value in {c.value for c in totals} if isinstance(value, Count) for n in _ends(value)}
    return Toll(
        kind=kind,
        sides=tuple(
            SideFigures(side, tuple(sorted(figures, key=_in_time)), _is_divided(figures, side))
            for side, figures in sorted(by_side.items(), key=lambda row: (row[0] is None, row[0] or ""))
        ),
        unsourced=tuple(sorted(unsourced, key=_in_time)),
        no_figure=tuple(
            sorted({c.origin for c in held if c.stance is Stance.CANNOT_CONFIRM and c.origin is not None})
        ),
        lowest=min(numbers, default=None),
        highest=max(numbers, default=None),
    )


def range_of(toll: Toll) -> tuple[int | None, int | None]:
    """Return the lowest and the highest number that anybody gives as the total, in force or not.

    Left out is what its own text calls overtaken ("up from 18"): nobody gives that any more where it is told. Unlike
    `Toll.lowest` and `Toll.highest`, which are of every figure ever told. Vague and derived figures enter neither.
    """
    held = [figure for side in toll.sides for figure in side.figures] + list(toll.unsourced)
    return _ends_of(figure for figure in held if not figure.in_own_text)


def _ends_of(figures: Iterable[Figure]) -> tuple[int | None, int | None]:
    numbers = [end for figure in figures for end in _ends(figure.value)]
    return min(numbers, default=None), max(numbers, default=None)


def in_force(toll: Toll, as_of: str) -> Toll:
    """Return the toll as it stood at the end of a day: what was told by then, and not out of force by then.

    as_of: an EDTF day, month or year, whose last day counts. A figure of which no day is known is left out: nothing
    says that it was told by then. So is one that is out of force since a day not known. lowest, highest: of what is
    left. Raises: NotEdtf.
    """
    last = edtf_bounds(as_of)[1] or date.max

    def standing(figures: Iterable[Figure]) -> tuple[Figure, ...]:
        held = (figure for figure in figures if _is_told_by(figure.as_of, last))
        return tuple(
            replace(figure, superseded=False)
            for figure in held
            if not figure.superseded or (figure.until is not None and not _is_told_by(figure.until, last))
        )

    sides = [(side.side, standing(side.figures)) for side in toll.sides]
    unsourced = standing(toll.unsourced)
    lowest, highest = _ends_of([*(figure for _, held in sides for figure in held), *unsourced])
    return replace(
        toll,
        sides=tuple(SideFigures(side, held, _is_divided(held, side)) for side, held in sides if held),
        unsourced=unsourced,
        lowest=lowest,
        highest=highest,
    )


def _is_told_by(day: str | None, last: date) -> bool:
    try:
        told = edtf_bounds(day)[1] if day is not None else None
    except NotEdtf:
        return False
    return told is not None and told <= last


def _side_of(claim: Claim, voices: VoiceMap) -> str | None:
    """Return the side of whoever is said to have given the figure, also where another voice passes it on."""
    return voices.of(claim.origin).side if claim.origin is not None else None


def _ends(value: Count) -> tuple[int, ...]:
    """Return the numbers of a count that may enter a range."""
    return tuple(end for end in (value.low, value.high) if end is not None) if is_numeric(value) else ()


def _grouped(
    totals: Sequence[Claim], superseded: Mapping[str, Overtaken], voices: VoiceMap
) -> list[list[Claim]]:
    """Return sourced claims by side and value; those out of force, those that another voice passes on, and undecided
    voices each apart."""
    groups: dict[tuple[str, str, str, str], list[Claim]] = {}
    for claim in sorted(totals, key=lambda one: one.claim_id):
        if not is_unsourced(claim, voices):
            relay = claim.rests_on if claim.rests_on is not None and claim.rests_on != claim.origin else ""
            out = superseded.get(claim.claim_id)
            why = f"{out.why} {out.since} {out.in_own_text}" if out is not None else ""
            whose = _side_of(claim, voices) or f"voice {claim.origin}"
            key = (whose, value_key(claim.value), why, relay)
            groups.setdefault(key, []).append(claim)
    return list(groups.values())


def _unsourced(
    totals: Sequence[Claim], superseded: Mapping[str, Overtaken], voices: VoiceMap
) -> list[list[Claim]]:
    groups: dict[tuple[str, Overtaken | None], list[Claim]] = {}
    for claim in sorted(totals, key=lambda one: one.claim_id):
        if is_unsourced(claim, voices):
            groups.setdefault((value_key(claim.value), superseded.get(claim.claim_id)), []).append(claim)
    return list(groups.values())


def _figure(
    claims: Sequence[Claim],
    superseded: Mapping[str, Overtaken],
    voices: VoiceMap,
    reports: Mapping[str, Report],
) -> Figure:
    counts = [claim.value for claim in claims if isinstance(claim.value, Count)]
    value = counts[0]
    if len(counts) > 1:
        value = replace(value, as_of=None, group=Group(), scope=Scope())
    told = sorted({count.as_of for count in counts if count.as_of})
    issued = sorted({day for claim in claims if (day := day_told(claim, reports)) is not None})
    out = superseded.get(claims[0].claim_id)  # of all of them, or of none: they are grouped by it
    notes = [out.why] if out is not None else []
    relays = sorted({c.rests_on for c in claims if c.rests_on is not None and c.rests_on != c.origin})
    notes += [f"{_RELAYED} {voices.of(relay).name or 'a voice that is not named'}" for relay in relays]
    if not told and issued:
        inferred = all(_is_inferred(c, reports) for c in claims if day_told(c, reports) == issued[0])
        notes.append("dated by its first publication" + (", which is inferred" if inferred else ""))
    return Figure(
        claim_ids=tuple(claim.claim_id for claim in claims),
        value=value,
        as_of=min(told, default=min(issued, default=None)),
        voices=tuple(sorted({claim.origin for claim in claims if claim.origin is not None})),
        superseded=out is not None,
        note="; ".join(notes),
        until=out.since if out is not None else None,
        in_own_text=out is not None and out.in_own_text,
    )


def _is_inferred(claim: Claim, reports: Mapping[str, Report]) -> bool:
    report = reports.get(claim.report_id)
    return report is not None and report.published_inferred


def _derived_figure(reading: Reading, inputs: Sequence[Claim], reports: Mapping[str, Report]) -> Figure:
    assert isinstance(reading.value, Count) and reading.derived is not None
    value = reading.value
    days = [day for c in inputs if (day := day_of_issue(reports.get(c.report_id))) is not None]
    note = f"derived: {reading.derived.rule}"
    if value.as_of and any(_is_inferred(c, reports) and days_back(c, reports) is not None for c in inputs):
        note += "; its day is counted from an inferred publication date"
    return Figure(
        claim_ids=reading.derived.inputs,
        value=value,
        as_of=value.as_of or (max(days).isoformat() if days else None),
        voices=tuple(sorted({c.origin for c in inputs if c.origin is not None})),
        superseded=False,
        note=note,
    )


def _in_time(figure: Figure) -> tuple[str, int, bool, float, tuple[str, ...]]:
    """Return the key by which figures stand: the oldest first; of one day, those out of force, then by size."""
    size = figure.value.low if figure.value.low is not None else figure.value.high
    return (
        figure.as_of or "9999",
        not figure.superseded,
        figure.value.basis is CountBasis.DERIVED,
        float(size) if size is not None else float("inf"),
        figure.claim_ids,
    )


def is_relayed(figure: Figure) -> bool:
    """Whether a figure is known only through a voice that is not the one said to have given it."""
    return _RELAYED in figure.note


def _is_divided(figures: Sequence[Figure], side: str | None) -> bool:
    """Whether figures in force within a side cannot all hold. Voices whose side is undecided are no side, and what
    another voice passes on of a side does not divide it."""
    if side is None:
        return False
    held = {_stated(f.value) for f in figures if not f.superseded and not is_relayed(f)}
    return any(can_both_hold(a, b) is False for a, b in combinations(held, 2))


def _stated(value: Count) -> Count:
    """Return a derived total as if it were stated, so that it can be held against the others."""
    return replace(value, basis=CountBasis.STATED, inputs=()) if value.basis is CountBasis.DERIVED else value
