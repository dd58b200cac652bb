"""Add up what incidents come to, kind of count by kind of count, and say what was not added.

In:   records of a case, one after the other.
Out:  a CaseTotal: a Total for each kind of count, and every incident that is in none, with the reason.
Holds: ranges are added, never single figures: the lowest figures in force make the low end, the highest the high one.
       Added twice is nobody: no part beside its whole, no summary beside what it sums, and of incidents that share the
       name of somebody dead only one. An incident without a figure is counted as such and never as zero. A sum of
       ranges is no estimate: it says nothing of incidents that nobody told.

Source: the rule against counting twice and the adding of ranges follow Standards for Casualty Recording (Every
Casualty, 2016) and the practice of Iraq Body Count; which of several incidents stays is the house's rule.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tellings.model import Record
from tellings.reconcile.policies import range_in_force
from tellings.vocabulary import COUNT_FIELDS, Field, NotAdded, RelatedKind, WarningCode


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An incident that enters no total. other: the incident that it is held against, "" where there is none."""

    incident_id: str
    title: str
    reason: NotAdded
    other: str
    text: str


@dataclass(frozen=True, slots=True)
class Total:
    """One kind of count over incidents. incidents: how many give a figure in force; no_figure: how many of those that
    were looked at give none, which is not zero."""

    kind: Field
    low: int
    high: int
    incidents: int
    no_figure: int


@dataclass(frozen=True, slots=True)
class CaseTotal:
    """The totals of a case. incidents: how many were looked at, those left out aside; left_out: sorted by id."""

    totals: tuple[Total, ...]
    incidents: int
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """What adding up needs of a record: little, so that a case of any size fits."""

    incident_id: str
    title: str
    ranges: Mapping[Field, tuple[int, int]]
    parts_of: tuple[str, ...]
    sums: tuple[str, ...]
    names_shared_with: tuple[str, ...]
    out_of_scope: str


def add_up(records: Iterable[Record]) -> CaseTotal:
    """Return the totals over these records. A kind of count of which no incident gives a figure has no total."""
    rows = sorted((_row(record) for record in records), key=lambda row: row.incident_id)
    left_out = {one.incident_id: one for one in _in_scope(rows)}
    for rule in (_summaries, _parts, _sharing_names):
        left = [row for row in rows if row.incident_id not in left_out]
        left_out.update({one.incident_id: one for one in rule(left)})
    added = [row for row in rows if row.incident_id not in left_out]
    totals = []
    for kind in COUNT_FIELDS:
        ranges = [row.ranges[kind] for row in added if kind in row.ranges]
        if ranges:
            low, high = sum(low for low, _ in ranges), sum(high for _, high in ranges)
            totals.append(Total(kind, low, high, len(ranges), len(added) - len(ranges)))
    return CaseTotal(
        tuple(totals), len(added), tuple(sorted(left_out.values(), key=lambda one: one.incident_id))
    )


def _row(record: Record) -> _Row:
    related = [(one.kind, one.incident_id) for one in record.related]
    return _Row(
        incident_id=record.incident_id,
        title=record.title,
        ranges={toll.kind: ends for toll in record.tolls if (ends := range_in_force(toll)) is not None},
        parts_of=tuple(sorted(other for kind, other in related if kind == RelatedKind.PART_OF)),
        sums=tuple(sorted(other for kind, other in related if kind == RelatedKind.SUMS)),
        names_shared_with=tuple(
            sorted(
                {
                    one.incident_id
                    for one in record.warnings
                    if one.code is WarningCode.NAME_IN_TWO_INCIDENTS and one.incident_id
                }
            )
        ),
        out_of_scope=record.out_of_scope.text if record.out_of_scope is not None else "",
    )


def _in_scope(rows: Sequence[_Row]) -> Iterable[LeftOut]:
    for row in rows:
        if row.out_of_scope:
            yield LeftOut(row.incident_id, row.title, NotAdded.OUT_OF_SCOPE, "", row.out_of_scope)


def _summaries(rows: Sequence[_Row]) -> Iterable[LeftOut]:
    """Yield the incidents that sum up others of those that are left: what a summary counts, they count."""
    held = {row.incident_id for row in rows}
    for row in rows:
        others = [other for other in row.sums if other in held]
        if others:
            text = f"It sums up {len(others)} of the incidents of the case."
            yield LeftOut(row.incident_id, row.title, NotAdded.SUMMARY, others[0], text)


def _parts(rows: Sequence[_Row]) -> Iterable[LeftOut]:
    """Yield the parts of incidents that are left and give figures: the whole counts them. Of incidents that are told to
    be parts of each other the first by id stays."""
    by_id = {row.incident_id: row for row in rows}
    wholes = {row.incident_id: list(_wholes(row, by_id)) for row in rows}
    for row in rows:
        kept = next((other for other in wholes[row.incident_id] if not wholes[other]), None)
        if kept is not None:
            yield LeftOut(row.incident_id, row.title, NotAdded.PART_OF, kept, f"It is a part of {kept}.")


def _wholes(row: _Row, by_id: Mapping[str, _Row]) -> Iterable[str]:
    """Yield the incidents that count what one is a part of; of those that are parts of each other, the first counts."""
    for other in _above(row, by_id):
        are_mutual = row.incident_id in _above(by_id[other], by_id)
        if by_id[other].ranges and not (are_mutual and row.incident_id < other):
            yield other


def _above(row: _Row, by_id: Mapping[str, _Row]) -> tuple[str, ...]:
    """Return the incidents that one is a part of, or a part of a part of, the nearest first; never itself."""
    found: dict[str, None] = {}
    waiting = list(row.parts_of)
    while waiting:
        other = waiting.pop(0)
        if other in by_id and other not in found and other != row.incident_id:
            found[other] = None
            waiting += by_id[other].parts_of
    return tuple(found)


def _sharing_names(rows: Sequence[_Row]) -> Iterable[LeftOut]:
    """Yield the incidents that share the name of somebody dead with one that is added: the one with the higher figures
    stays."""
    added: set[str] = set()
    for row in sorted(rows, key=lambda one: (tuple(-size for size in _sizes(one)), one.incident_id)):
        others = [other for other in row.names_shared_with if other in added]
        if others:
            text = f"A name told dead in it is told dead in {others[0]} too, which is added: they may be one incident."
            yield LeftOut(row.incident_id, row.title, NotAdded.SHARED_NAME, others[0], text)
        else:
            added.add(row.incident_id)


def _sizes(row: _Row) -> tuple[int, ...]:
    return tuple(row.ranges[kind][1] if kind in row.ranges else -1 for kind in COUNT_FIELDS)
