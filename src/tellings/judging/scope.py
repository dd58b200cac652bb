"""Say what a case's method leaves out, and why.

In:   a Method; reports, claims, or the readings of an incident.
Out:  Exclusions.
Holds: what is left out is named with its reason, and dropped nowhere. Where it cannot be told whether something lies
outside, it is not left out: an incident without a date or a resolved place, a month that reaches into the period.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from tellings.model import (
    Claim,
    Count,
    DateValue,
    Exclusion,
    IncidentType,
    Method,
    Place,
    Reading,
    Report,
)
from tellings.resolve.dates import NotEdtf, date_candidates, edtf_bounds
from tellings.resolve.gazetteer import Gazetteer
from tellings.resolve.names import fold
from tellings.vocabulary import ExclusionReason, Stance

_REJECTING = (Stance.DENIES, Stance.DOUBTS, Stance.CANNOT_CONFIRM, Stance.WITHDRAWS)


def exclude_reports(reports: Iterable[Report], method: Method) -> tuple[Exclusion, ...]:
    """Return the reports that a method does not use, sorted by id: by outlet first, then by kind."""
    outlets = {fold(name): name for name in method.excluded_outlets}
    found = []
    for report in sorted(reports, key=lambda one: one.report_id):
        if report.outlet is not None and fold(report.outlet) in outlets:
            text = f"The method uses no reports of {outlets[fold(report.outlet)]}."
            found.append(Exclusion(report.report_id, ExclusionReason.OUTLET_NOT_USED, text))
        elif report.kind in method.excluded_kinds:
            text = f"The method uses no reports of the kind {report.kind}."
            found.append(Exclusion(report.report_id, ExclusionReason.KIND_NOT_USED, text))
    return tuple(found)


def exclude_counts(claims: Iterable[Claim], method: Method) -> tuple[Exclusion, ...]:
    """Return the counts of persons whom a method does not count, by the status that the text gives them; by id."""
    return tuple(
        Exclusion(
            claim.claim_id,
            ExclusionReason.STATUS_NOT_COUNTED,
            f"The method counts nobody told to be {claim.value.group.status}.",
            claim.quote,
        )
        for claim in sorted(claims, key=lambda one: one.claim_id)
        if isinstance(claim.value, Count) and claim.value.group.status in method.excluded_statuses
    )


def leave_out(
    incident_id: str, readings: Sequence[Reading], method: Method, *, gazetteer: Gazetteer | None
) -> Exclusion | None:
    """Return why a method leaves an incident as a whole out of what is counted: period, then area, then sort of act.

    readings: all of the incident; what is denied or doubted says nothing here. Only where every date, every resolved
    place or every sort of act lies outside is the incident left out; which of them was chosen changes nothing.
    """
    held = [reading for reading in readings if reading.stance not in _REJECTING and reading.value is not None]
    values = [reading.value for reading in held if reading.value is not None]
    for reason, text in (
        _by_period(_dates(held), method),
        _by_area([value for value in values if isinstance(value, Place)], method, gazetteer),
        _by_type([value.type for value in values if isinstance(value, IncidentType)], method),
    ):
        if reason is not None:
            return Exclusion(incident_id, reason, text)
    return None


def everything_rejected(incident_id: str) -> Exclusion:
    """Return why an incident is left out of which every claim has been rejected."""
    text = "All that was read of it has been rejected."
    return Exclusion(incident_id, ExclusionReason.REJECTED, text)


_Verdict = tuple[ExclusionReason | None, str]
_NOT_LEFT_OUT: _Verdict = (None, "")


def _dates(readings: Sequence[Reading]) -> list[DateValue]:
    """Return the dates told; where a year was fixed for a date, the one that it was fixed to."""
    derived = [r.derived for r in readings if r.derived is not None and isinstance(r.value, DateValue)]
    fixed = {claim_id for one in derived for claim_id in one.inputs}
    return [
        reading.value
        for reading in readings
        if isinstance(reading.value, DateValue)
        and not (len(_days(reading.value)) > 1 and {claim.claim_id for claim in reading.claims} <= fixed)
    ]


def _by_period(dates: Sequence[DateValue], method: Method) -> _Verdict:
    first, last = _first_day(method.period_from), _last_day(method.period_to)
    told = [days for value in dates for days in _days(value)]  # a date of several years: each of them
    if not told or (first is None and last is None):
        return _NOT_LEFT_OUT
    is_before = [first is not None and day < first for _, day in told]
    is_after = [last is not None and day > last for day, _ in told]
    if not all(before or after for before, after in zip(is_before, is_after, strict=True)):
        return _NOT_LEFT_OUT
    if not any(is_before):
        return ExclusionReason.AFTER_PERIOD, f"Every date told of it lies after {method.period_to}."
    if all(is_before):
        return ExclusionReason.BEFORE_PERIOD, f"Every date told of it lies before {method.period_from}."
    return (
        ExclusionReason.BEFORE_PERIOD,
        "Every date told of it lies before the period of the method, or after it.",
    )


def _days(value: DateValue) -> tuple[tuple[date, date], ...]:
    try:
        return date_candidates(value)
    except NotEdtf:
        return ()


def _first_day(edtf: str) -> date | None:
    return edtf_bounds(edtf)[0]


def _last_day(edtf: str) -> date | None:
    return edtf_bounds(edtf)[1]


def _by_area(places: Sequence[Place], method: Method, gazetteer: Gazetteer | None) -> _Verdict:
    if not method.countries:
        return _NOT_LEFT_OUT
    told = {place.country for place in places if place.country is not None}
    known = {name: codes for name in told if (codes := _codes(name, gazetteer))}
    if not known or any(codes & set(method.countries) for codes in known.values()):
        return _NOT_LEFT_OUT
    text = f"All its places that are known lie in {', '.join(sorted(known))}; the method covers "
    return ExclusionReason.OUTSIDE_AREA, f"{text}{', '.join(method.countries)}."


def _codes(country: str, gazetteer: Gazetteer | None) -> set[str]:
    """Return the ISO 3166-1 codes of the countries of a name; none where it is not known."""
    places = gazetteer.find(country) if gazetteer is not None else ()
    return {place.country for place in places if place.kind == "country"}


def _by_type(types: Sequence[str], method: Method) -> _Verdict:
    def is_excluded(kind: str) -> bool:
        return any(kind == out or kind.startswith(f"{out}/") for out in method.excluded_types)

    if not types or not all(is_excluded(kind) for kind in types):
        return _NOT_LEFT_OUT
    told = ", ".join(sorted(set(types)))
    return ExclusionReason.TYPE_NOT_COUNTED, f"The method counts no incidents of this sort of act: {told}."
