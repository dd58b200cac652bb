"""Date what an incident's reports leave open, from one another: the year, the day of a later death.

In:   claims of one incident, and its reports.
Out:  derived readings of the date; the day that relative words ("yesterday") come to.
Holds: a claim keeps the date it told. What is worked out stands beside it, marked, with its inputs.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from tellings.model import Claim, Count, DateValue, Derivation, Reading, Report, content_id
from tellings.resolve.dates import NotEdtf, date_candidates, edtf_bounds, fix_year
from tellings.vocabulary import CountBasis, DateBasis, Field, Stance

YEAR_RULE = "year fixed by the other reports"
ISSUE_RULE = "year counted back from the publication date, which is inferred"
_REJECTING = (Stance.DENIES, Stance.DOUBTS, Stance.CANNOT_CONFIRM, Stance.WITHDRAWS)


def fix_years(claims: Sequence[Claim], reports: Mapping[str, Report] | None = None) -> tuple[Reading, ...]:
    """Return a derived reading for each date told without its year that other reports leave one year for.

    claims: of one incident. Inputs: the claims that left the year open, then those of other reports that fix it. Where
    no other report does, an inferred publication date of the report itself serves (`reports`), and the rule says so.
    """
    fixed = _fixed_by_others(claims)
    if fixed or any(isinstance(c.value, DateValue) and len(_candidates(c.value)) == 1 for c in claims):
        return fixed
    return _fixed_by_issue(claims, reports or {})


def _candidates(value: DateValue) -> tuple[tuple[date, date], ...]:
    try:
        return date_candidates(value)
    except NotEdtf:
        return ()


def _fixed_by_issue(claims: Sequence[Claim], reports: Mapping[str, Report]) -> tuple[Reading, ...]:
    """Return the last candidate of a date on or before the day its report is inferred to have come out."""
    found: dict[str, tuple[DateValue, list[str]]] = {}
    for claim in sorted(claims, key=lambda one: one.claim_id):
        value, issued = claim.value, day_of_issue(reports.get(claim.report_id))
        if not isinstance(value, DateValue) or claim.stance in _REJECTING or issued is None:
            continue
        days = _candidates(value)
        past = [stretch for stretch in days if stretch[0] <= issued]
        if len(days) < 2 or not past:
            continue
        low, high = past[-1]
        anchor = DateValue(low.isoformat(), low, low, "", DateBasis.INFERRED)
        fixed = _fixed(value, [anchor])
        if fixed is not None and fixed.latest == high:
            found.setdefault(fixed.edtf, (fixed, []))[1].append(claim.claim_id)
    return tuple(_derived(value, ISSUE_RULE, tuple(ids)) for _, (value, ids) in sorted(found.items()))


def _derived(value: DateValue, rule: str, inputs: tuple[str, ...]) -> Reading:
    return Reading(
        reading_id=content_id("reading", Field.DATE, "derived", value.edtf, *inputs),
        value=value,
        stance=Stance.ASSERTS,
        claims=(),
        derived=Derivation(rule, inputs),
    )


def _fixed_by_others(claims: Sequence[Claim]) -> tuple[Reading, ...]:
    told: dict[DateValue, list[Claim]] = {}  # each date once, with all who tell it
    for claim in sorted(claims, key=lambda claim: claim.claim_id):
        if isinstance(claim.value, DateValue) and claim.stance not in _REJECTING:
            told.setdefault(claim.value, []).append(claim)
    homes = {value: {claim.report_id for claim in held} for value, held in told.items()}
    fixed: dict[str, tuple[DateValue, list[Claim]]] = {}
    for value, held in told.items():
        if len(_candidates(value)) < 2:
            continue
        everywhere = [other for other, reports in homes.items() if len(reports) > 1]
        found_in: dict[str, DateValue | None] = {}
        for claim in held:
            if claim.report_id not in found_in:
                elsewhere = [o for o, r in homes.items() if len(r) == 1 and claim.report_id not in r]
                found_in[claim.report_id] = _fixed(value, [*everywhere, *elsewhere])
            found = found_in[claim.report_id]
            if found is not None:
                fixed.setdefault(found.edtf, (found, []))[1].append(claim)
    readings = []
    for _, (value, own) in sorted(fixed.items()):
        in_reports = {claim.report_id for claim in own}
        helping = {
            claim.claim_id
            for other, held in told.items()
            if _tells(other, value)
            for claim in held
            if len(in_reports) > 1 or claim.report_id not in in_reports
        }
        ids = sorted({claim.claim_id for claim in own})
        readings.append(_derived(value, YEAR_RULE, (*ids, *sorted(helping - set(ids)))))
    return tuple(readings)


def _fixed(value: DateValue, others: Sequence[DateValue]) -> DateValue | None:
    try:
        return fix_year(value, others)
    except NotEdtf:
        return None


def _tells(value: DateValue, found: DateValue) -> bool:
    """Whether a date is one stretch of days that meets the one found."""
    days = _candidates(value)
    if len(days) != 1 or found.earliest is None or found.latest is None:
        return False
    return days[0][0] <= found.latest and found.earliest <= days[0][1]


def day_of_issue(report: Report | None) -> date | None:
    """Return the day a report was published, inferred or not; None if it is not known to the day."""
    if report is None or not report.published:
        return None
    try:
        first, last = edtf_bounds(report.published[:10])
    except NotEdtf:
        return None
    return first if first == last else None


def days_of_increments(claims: Sequence[Claim], reports: Mapping[str, Report]) -> dict[str, str]:
    """Return claim id -> EDTF day, for counts that a date in the same report, relative to its publication, dates.

    "Another resident died ... yesterday": the day before the report came out, also where that is inferred; whoever
    shows the day has to say so. The date is told by another claim of the same sentence, or by its words.
    """
    found: dict[str, str] = {}
    dates = [(c, when) for c in claims if (when := _when(c)) is not None and when.offset_days is not None]
    for claim in claims:
        if not isinstance(claim.value, Count) or claim.value.as_of:
            continue
        if claim.value.basis is not CountBasis.INCREMENT and not claim.value.scope.died_later:
            continue
        issued = day_of_issue(reports.get(claim.report_id))
        offsets = {
            when.offset_days
            for other, when in dates
            if other.report_id == claim.report_id
            and when.offset_days is not None
            and (other.span.overlaps(claim.span) or _in_one_sentence(other, claim, reports))
        }
        if issued is not None and len(offsets) == 1:
            found[claim.claim_id] = (issued + timedelta(offsets.pop())).isoformat()
        elif issued is not None and not offsets and (days := days_back(claim, reports)) is not None:
            found[claim.claim_id] = (issued - timedelta(days)).isoformat()
    return found


def _when(claim: Claim) -> DateValue | None:
    if isinstance(claim.value, DateValue):
        return claim.value
    when = getattr(claim.value, "when", None)
    return when if isinstance(when, DateValue) else None


_LONGEST = 2000  # code points to either side in which a sentence's ends are looked for
_STOPS = (". ", "! ", "? ", ".\xa0", "\n")


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the sentence of a text that holds [start, end), by full stops followed by a gap, and line ends."""
    low, high = sentence_bounds(text, start, end)
    return text[low:high]


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence that holds [start, end) begins and ends."""
    floor, ceiling = max(0, start - _LONGEST), min(len(text), end + _LONGEST)
    begins = [at + len(mark) for mark in _STOPS if (at := text.rfind(mark, floor, start)) >= 0]
    ends = [at for mark in _STOPS if (at := text.find(mark, end, ceiling)) >= 0]
    return max(begins, default=floor), min(ends, default=ceiling)


def _in_one_sentence(left: Claim, right: Claim, reports: Mapping[str, Report]) -> bool:
    report = reports.get(left.report_id)
    if report is None:
        return False
    low, high = min(left.span.start, right.span.start), max(left.span.end, right.span.end)
    between = report.text[min(left.span.end, right.span.end) : max(left.span.start, right.span.start)]
    return high - low < 400 and not any(mark in between for mark in (". ", "! ", "? ", ".\xa0", "\n"))


_DAYS_BACK = (("the day before yesterday", 2), ("yesterday", 1), ("earlier today", 0), ("today", 0))


def days_back(claim: Claim, reports: Mapping[str, Report]) -> int | None:
    """Return how many days before publication the sentence of a claim says that it was, None where it does not say."""
    report = reports.get(claim.report_id)
    if report is None:
        return None
    words = f" {sentence_around(report.text, claim.span.start, claim.span.end).casefold()}"
    return next((days for phrase, days in _DAYS_BACK if f" {phrase}" in words), None)
