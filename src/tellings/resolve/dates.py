"""Say which day, month or year the words of a report mean, keeping their precision and their doubt.

In:   Moments, and what is known of the report's publication date.
Out:  DateValues with an EDTF expression, the days it may span, and what it rests on; TimeValues.
Holds: a date is never more precise than its words; earliest and latest are `edtf_bounds` of the expression; what
       the words leave open stays a set of candidates; an inferred publication date fixes nothing.

The EDTF that is printed here (ISO 8601-2:2019, levels 1 and 2): 2013, 2013-02, 2013-02-09; unspecified digits,
XXXX-02-09; one of a set, [2002-02-09,2013-02-09]; an interval, 2013-02-08/2013-02-09; each date with ~ (about).
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tellings.errors import InputError
from tellings.events.calendar import Anchor, Calendar, Unit
from tellings.events.date_patterns import ACT_NOUN
from tellings.events.datelines import dateline, report_date
from tellings.events.durations import Duration
from tellings.events.moments import Moment, is_background
from tellings.model import DateValue, Span, TimeValue
from tellings.text.segment import Document
from tellings.vocabulary import DateBasis

EARLIEST_YEAR = 2000  # reports without a date are taken to tell of this century. Guess, unmeasured.


# ---- EDTF ----------------------------------------------------------------------------------------

_PART = re.compile(r"(\d{4}|XXXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?[~?%]?")


class NotEdtf(InputError):
    """A date is not written in the part of EDTF that is read here."""

    def __init__(self, edtf: str) -> None:
        super().__init__(f"{edtf!r} is no date that can be read; write it like 2013, 2013-02 or 2013-02-09")
        self.edtf = edtf


def edtf_bounds(edtf: str, *, latest_year: int | None = None) -> tuple[date | None, date | None]:
    """Return the first and the last day that an EDTF expression may span; (None, None) for "".

    latest_year: unspecified years (XXXX) run from EARLIEST_YEAR to it; None: such a date has no bounds.
    ~, ? and % widen nothing: how far "about" reaches is not told.
    Raises: NotEdtf for an expression outside the subset at the top of this file.
    """
    found = edtf_candidates(edtf, latest_year=latest_year)
    return (min(low for low, _ in found), max(high for _, high in found)) if found else (None, None)


def edtf_candidates(edtf: str, *, latest_year: int | None = None) -> tuple[tuple[date, date], ...]:
    """Return each stretch of days that an EDTF expression may mean, (first, last), sorted; () for "".

    A plain date or interval is one stretch, one of a set has one for each member, and an unspecified year one for
    each year that has such a day. latest_year: as in `edtf_bounds`; () where it is None and needed.
    Raises: NotEdtf.
    """
    if not edtf:
        return ()
    if edtf.startswith("[") and edtf.endswith("]"):
        members = edtf[1:-1].split(",")
        return tuple(
            sorted({days for member in members for days in _stretches(member.strip(), edtf, latest_year)})
        )
    return tuple(sorted(_stretches(edtf, edtf, latest_year)))


def _stretches(member: str, edtf: str, latest_year: int | None) -> Iterator[tuple[date, date]]:
    first, has_slash, last = member.partition("/")
    if has_slash:
        lows, highs = list(_stretches(first, edtf, latest_year)), list(_stretches(last, edtf, latest_year))
        if len(lows) != 1 or len(highs) != 1 or lows[0][0] > highs[0][1]:
            raise NotEdtf(edtf)
        yield lows[0][0], highs[0][1]
        return
    match = _PART.fullmatch(member)
    if not match:
        raise NotEdtf(edtf)
    year, month, day = match.groups()
    if year != "XXXX":
        years = range(int(year), int(year) + 1)
    else:
        years = range(EARLIEST_YEAR, (latest_year or EARLIEST_YEAR - 1) + 1)
    for one in years:
        months = range(1, 13) if month in (None, "XX") else range(int(month), int(month) + 1)
        if day in (None, "XX"):
            if not 1 <= months[0] <= 12 or one < 1:
                raise NotEdtf(edtf)
            yield date(one, months[0], 1), date(one, months[-1], monthrange(one, months[-1])[1])
            continue
        days = [made for each in months if (made := _day(one, each, int(day)))]
        if days:
            yield days[0], days[-1]
        elif year != "XXXX":
            raise NotEdtf(edtf)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _date_value(
    edtf: str,
    wording: str,
    basis: DateBasis,
    *,
    latest_year: int,
    offset_days: int | None = None,
    approximate: bool = False,
) -> DateValue:
    if approximate and edtf and not edtf.startswith("["):
        edtf = "/".join(part + "~" for part in edtf.split("/"))
    earliest, latest = edtf_bounds(edtf, latest_year=latest_year)
    return DateValue(edtf, earliest, latest, wording, basis, offset_days)


# ---- the day of writing --------------------------------------------------------------------------

_FILED_BEFORE = (
    7  # days that a dateline may lie before the day of publication and still be its report's. Guess
)


@dataclass(frozen=True, slots=True)
class Written:
    """The day from which a report's "yesterday" counts. on: EDTF, None where nothing tells it.

    is_inferred: read off the text, since nobody told when the report was published.
    """

    on: str | None
    is_inferred: bool = False


def written_on(document: Document, moments: Sequence[Moment]) -> Written:
    """Return the day of writing: the dateline's, if it lies in the week before publication, else that of publication.

    moments: all those of the document. Where no publication date is told, or it was worked out from outside the text,
    the dateline or the date that the text opens with is taken, marked as inferred; one without a year is not.
    """
    report = document.report
    if not report.published or report.published_inferred:
        own = report_date(document, moments)
        return Written(own, is_inferred=own is not None)
    line = dateline(document) if document.dateline else None
    issued = edtf_bounds(report.published)[1]
    if line is not None and line.date is not None and issued is not None:
        for year in (issued.year, issued.year - 1):
            for first, _ in edtf_candidates(line.date.replace("XXXX", f"{year:04}")):
                if 0 <= (issued - first).days <= _FILED_BEFORE:
                    return Written(first.isoformat())
    return Written(report.published)


def date_told(
    moment: Moment,
    written: Written,
    *,
    latest_year: int,
    weekday: int | None = None,
    incident: DateValue | None = None,
) -> DateValue:
    """Return what `resolve_date` makes of a moment; INFERRED where it hangs on a day of writing that was inferred."""
    value = resolve_date(
        moment,
        published=written.on,
        published_inferred=False,
        latest_year=latest_year,
        weekday=weekday,
        incident=incident,
    )
    is_hung = written.is_inferred and value.basis is DateBasis.RELATIVE and bool(value.edtf)
    return replace(value, basis=DateBasis.INFERRED) if is_hung else value


_ENDED = re.compile(
    r"\b(?:ended|ending|ends|over|lifted|broken|freed|released|stormed)\b[^.;]{0,30}$", re.IGNORECASE
)
_BEGAN = re.compile(
    r"\b(?:began|begun|beginning|started|starting|opened|launched|broke out)\b[^.;]{0,30}$", re.IGNORECASE
)


def stretched(
    value: DateValue, moment: Moment, document: Document, durations: Sequence[Duration]
) -> DateValue:
    """Return a day on which something ended or began as the days that it lasted: "a three-day siege ended on Friday".

    durations: all those of the document; the one of the moment's sentence serves. Other dates come back as they are.
    """
    days = next((d.days for d in durations if d.sentence == moment.sentence and d.days and d.days > 1), None)
    if days is None or value.earliest is None or value.earliest != value.latest:
        return value
    before = document.view[document.sentences[moment.sentence].span.start : moment.span.start]
    first = last = value.earliest
    if _ENDED.search(before):
        first -= timedelta(days - 1)
    elif _BEGAN.search(before):
        last += timedelta(days - 1)
    else:
        return value
    return replace(value, edtf=_interval(first, last), earliest=first, latest=last)


# ---- one moment ----------------------------------------------------------------------------------


def resolve_date(
    moment: Moment,
    *,
    published: str | None,
    published_inferred: bool,
    latest_year: int,
    weekday: int | None = None,
    incident: DateValue | None = None,
) -> DateValue:
    """Return the date that the words of a moment come to.

    published: an EDTF date or None; where published_inferred, it is left aside. latest_year: the last year that
    an undated report may tell of. weekday: 0 is Monday; what the report says elsewhere of the same event's day
    (`weekday_evidence`), used only where the year is open. incident: the date of the incident, for words that
    count from it; without it they come to edtf "".
    Basis: STATED where the words have it all, RELATIVE where days are counted, INFERRED where a year was worked
    out or is open. A moment without a calendar part gives edtf "".
    Raises: NotEdtf if published cannot be read.
    """
    calendar = moment.calendar
    known = None if published_inferred or not published else edtf_bounds(published)
    day_of_issue = known if known and known[0] and known[1] else None
    issued = (
        (day_of_issue[0], day_of_issue[1]) if day_of_issue and day_of_issue[0] and day_of_issue[1] else None
    )
    if calendar is None:
        return DateValue("", None, None, moment.wording, DateBasis.RELATIVE)
    if calendar.unit is None and (calendar.month or calendar.year or calendar.day):
        edtf, basis = _absolute(calendar, issued, latest_year=latest_year, weekday=weekday)
        return _date_value(
            edtf, moment.wording, basis, latest_year=latest_year, approximate=moment.approximate
        )
    offset_days = None if calendar.overnight else calendar.offset_days
    start = issued
    if calendar.anchor is Anchor.INCIDENT:
        start = (
            (incident.earliest, incident.latest)
            if incident and incident.earliest and incident.latest
            else None
        )
        if incident and incident.edtf.startswith(("[", "X")):
            start = None
    edtf = ""
    if start and calendar.anchor is not Anchor.NONE:
        edtf = _weekday_before(calendar, start) if calendar.weekday is not None else _counted(calendar, start)
        if calendar.day and edtf:
            edtf = f"{edtf}-{calendar.day:02}"  # "the 12th of last month"
            if not _is_written_day(edtf):
                edtf = ""
    is_loose = moment.approximate or (
        calendar.unit in (Unit.WEEK, Unit.MONTH) and abs(calendar.offset or 0) > 1 and not calendar.until_then
    )
    return _date_value(
        edtf,
        moment.wording,
        DateBasis.RELATIVE,
        latest_year=latest_year,
        offset_days=offset_days,
        approximate=is_loose and "/" not in edtf,
    )


def _is_written_day(edtf: str) -> bool:
    try:
        date.fromisoformat(edtf)
    except ValueError:
        return False
    return True


def resolve_time(moment: Moment) -> TimeValue | None:
    """Return the time of day that a moment tells; None where it tells none."""
    return None if moment.time is None else TimeValue(moment.time, moment.wording, moment.time_approximate)


Issued = tuple[date, date]  # the first and the last day that a publication date may mean


def _absolute(
    calendar: Calendar, issued: Issued | None, *, latest_year: int, weekday: int | None
) -> tuple[str, DateBasis]:
    if calendar.swapped and calendar.year and calendar.month and calendar.day:
        both = sorted({(calendar.month, calendar.day), calendar.swapped})
        days = [date(calendar.year, month, day) for month, day in both]
        likely = [day for day in days if not issued or day <= issued[1]] or days
        basis = DateBasis.STATED if len(likely) > 1 else DateBasis.INFERRED
        return _one_of([str(day) for day in likely]), basis
    if calendar.year:
        return _form(calendar, calendar.year), DateBasis.STATED
    if calendar.month is None:
        return _day_of_month(calendar, issued), DateBasis.INFERRED
    years = [year for year in range(EARLIEST_YEAR, latest_year + 1) if _fits(calendar, year, None)]
    if issued:
        years = [
            year for year in range(issued[0].year - 12, issued[1].year + 1) if _fits(calendar, year, None)
        ]
        in_time = _latest_on_or_before(calendar, years, issued, weekday=calendar.weekday)
        in_time = in_time or _latest_on_or_before(calendar, years, issued, weekday=None)
        return _one_of([_form(calendar, year) for year in in_time]), DateBasis.INFERRED
    evidence = calendar.weekday if calendar.weekday is not None else weekday
    on_that_day = [year for year in years if _fits(calendar, year, evidence)]
    if evidence is not None and calendar.day and on_that_day:
        return _one_of([_form(calendar, year) for year in on_that_day]), DateBasis.INFERRED
    return _form(calendar, None), DateBasis.INFERRED


def _first_day(calendar: Calendar, year: int) -> date | None:
    return _day(year, calendar.month or 1, calendar.day or 1)


def _fits(calendar: Calendar, year: int, weekday: int | None) -> bool:
    first = _first_day(calendar, year)
    return first is not None and (weekday is None or not calendar.day or first.weekday() == weekday)


def _latest_on_or_before(
    calendar: Calendar, years: Sequence[int], issued: Issued, *, weekday: int | None
) -> list[int]:
    """Return the years that the words mean if the report was issued on some day of the stretch."""
    dated = [
        (first, year)
        for year in years
        if _fits(calendar, year, weekday) and (first := _first_day(calendar, year))
    ]
    past = [row for row in dated if row[0] <= issued[0]]
    return [year for _, year in past[-1:]] + [year for first, year in dated if issued[0] < first <= issued[1]]


def _form(calendar: Calendar, year: int | None) -> str:
    """Return the EDTF of the calendar's words in a year; None: the year stays open."""
    shown = "XXXX" if year is None else f"{year:04}"
    if calendar.month is None:
        return shown
    if calendar.day is None:
        return f"{shown}-{calendar.month:02}"
    first = f"{shown}-{calendar.month:02}-{calendar.day:02}"
    if year is None:
        return first if calendar.to_day is None else f"{shown}-{calendar.month:02}"
    if calendar.to_day is not None:
        to_month = calendar.to_month or calendar.month
        to_year = year + (to_month < calendar.month)  # "30 December to 2 January" ends in the next year
        return f"{first}/{date(to_year, to_month, calendar.to_day)}"
    return (
        f"{first}/{date(year, calendar.month, calendar.day) + timedelta(1)}" if calendar.overnight else first
    )


def _one_of(members: Sequence[str]) -> str:
    return members[0] if len(members) == 1 else f"[{','.join(members)}]" if members else ""


def _day_of_month(calendar: Calendar, issued: Issued | None) -> str:
    """Return "on the 9th": the last such day on or before the day of issue."""
    if not issued or not calendar.day:
        return f"XXXX-XX-{calendar.day:02}"
    found = [
        day
        for back in range((issued[1] - issued[0]).days + 62)
        if (day := issued[1] - timedelta(back)).day == calendar.day
    ]
    inside = [day for day in found if issued[0] < day]
    before = [day for day in found if day <= issued[0]][:1]
    return _one_of([str(day) for day in sorted(inside + before)])


def _weekday_before(calendar: Calendar, issued: Issued) -> str:
    """Return the last such weekday on or before the day of issue, the one before for "last", the next for "next"."""
    first, last = issued
    if (last - first).days >= 6:  # a month or a year: any of its weeks
        return ""
    wanted = calendar.weekday or 0
    days = set()
    for back in range((last - first).days + 1):
        day = last - timedelta(back)
        if calendar.which in ("last week", "this week"):
            monday = day - timedelta(day.weekday() + (7 if calendar.which == "last week" else 0))
            days.add(monday + timedelta(wanted))
        elif calendar.which in ("next", "this"):
            ahead = (wanted - day.weekday()) % 7
            days.add(day + timedelta(ahead or (7 if calendar.which == "next" else 0)))
        else:
            behind = (day.weekday() - wanted) % 7
            days.add(day - timedelta(behind or (7 if calendar.which == "last" else 0)))
    spans = [f"{day}/{day + timedelta(1)}" if calendar.overnight else str(day) for day in sorted(days)]
    return _one_of(spans) if len(spans) == 1 or not calendar.overnight else ""


def _counted(calendar: Calendar, start: Issued) -> str:
    """Return the stretch that lies so many units from the start, in the precision of the unit; "" if not told."""
    first, last = start
    offset, unit = calendar.offset, calendar.unit
    if calendar.until_then:
        return "" if offset is None or unit is None else _interval(_before(first, offset, unit), last)
    if unit is Unit.HOUR:
        is_later = not calendar.is_back and (offset is None or offset >= 0)
        return _interval(first, last + timedelta(1)) if is_later else _interval(first - timedelta(1), last)
    if offset is None or unit is None:
        return ""
    if unit is Unit.DAY:
        return _interval(
            first + timedelta(offset - (1 if calendar.overnight else 0)), last + timedelta(offset)
        )
    if unit is Unit.WEEKEND:
        return _weekend(first, offset) if first == last else ""
    if unit is Unit.WEEK:
        if (
            calendar.anchor is Anchor.PUBLICATION
            and abs(offset) <= 1
            and first == last
            and not calendar.is_back
        ):
            stretch = _week(first, offset)
            is_past = calendar.part == "early" and offset == 0
            return f"{stretch.partition('/')[0]}/{last}" if is_past else stretch
        middle = timedelta(7 * offset)
        return _interval(first + middle - timedelta(3), last + middle + timedelta(3))
    if unit is Unit.MONTH:
        months = {_month_after(day, offset) for day in (first, last)}
        if len(months) == 1:
            year, month = months.pop()
            is_past = calendar.part == "early" and offset == 0  # "earlier this month": by the day of issue
            return _interval(date(year, month, 1), last) if is_past else f"{year:04}-{month:02}"
        return ""
    if calendar.part == "early" and offset == 0 and calendar.anchor is Anchor.PUBLICATION and first == last:
        return _interval(date(last.year, 1, 1), last)
    years = {first.year + offset, last.year + offset}
    return f"{min(years):04}" if len(years) == 1 else f"[{min(years):04},{max(years):04}]"


def _interval(first: date, last: date) -> str:
    return str(first) if first == last else f"{first}/{last}"


def _week(issued: date, offset: int) -> str:
    """Return the week before, of or after the day of issue, wide enough for weeks that start on Sunday or Monday.

    "Last week" said on a weekend may be the week that is ending.
    """
    monday = issued - timedelta(issued.weekday()) + timedelta(7 * offset)
    first, last = monday - timedelta(1), monday + timedelta(6)
    if offset == 0:
        return _interval(first, last)
    if offset < 0 and issued.weekday() >= 5:
        last = issued - timedelta(1)
    return _interval(first, last)


def _weekend(issued: date, offset: int) -> str:
    """Return the Saturday and Sunday that ended last, or are going on; those to come for "next weekend".

    "Last weekend" said on a Saturday or Sunday is the one before.
    """
    saturday = issued - timedelta((issued.weekday() - 5) % 7)
    if offset > 0:
        saturday += timedelta(7)
    elif offset < 0 and issued.weekday() >= 5:
        saturday -= timedelta(7)
    return _interval(saturday, saturday + timedelta(1))


def _before(day: date, offset: int, unit: Unit) -> date:
    """Return the first day of a stretch that reaches back so many units: "the past three days"."""
    return day + timedelta(offset * {Unit.WEEK: 7, Unit.MONTH: 31, Unit.YEAR: 366}.get(unit, 1))


def _month_after(day: date, months: int) -> tuple[int, int]:
    count = day.year * 12 + day.month - 1 + months
    return count // 12, count % 12 + 1


# ---- dates against one another -------------------------------------------------------------------


def date_candidates(value: DateValue) -> tuple[tuple[date, date], ...]:
    """Return each stretch of days that a date may mean, sorted; () where nothing fixes it."""
    return edtf_candidates(value.edtf, latest_year=value.latest.year if value.latest else None)


def days_apart(left: DateValue, right: DateValue) -> int | None:
    """Return the fewest days that lie between any candidate of the two; 0 where they meet, None if one is open."""
    gaps = [
        max(0, (low_b - high_a).days, (low_a - high_b).days)
        for low_a, high_a in date_candidates(left)
        for low_b, high_b in date_candidates(right)
    ]
    return min(gaps, default=None)


def intersects(left: DateValue, right: DateValue) -> bool | None:
    """Whether some candidate of the one shares a day with one of the other; None where nothing fixes one of them."""
    gap = days_apart(left, right)
    return None if gap is None else gap == 0


def fix_year(value: DateValue, others: Sequence[DateValue]) -> DateValue | None:
    """Return the one candidate of a date that other dates of the same incident leave, in its own precision.

    others: dates of other reports; those that are open themselves say nothing. Returns None where the date has no
    two candidates, or where the others leave none or several. Basis of what is returned: INFERRED.
    """
    candidates = date_candidates(value)
    if len(candidates) < 2:
        return None
    fixed = [days[0] for other in others if len(days := date_candidates(other)) == 1]
    left = [
        (low, high) for low, high in candidates if any(low <= last and first <= high for first, last in fixed)
    ]
    if len(left) != 1:
        return None
    low, high = left[0]
    edtf = _fixed_form(value.edtf, low, high)
    earliest, latest = edtf_bounds(edtf)
    return DateValue(edtf, earliest, latest, value.wording, DateBasis.INFERRED, value.offset_days)


def _fixed_form(edtf: str, low: date, high: date) -> str:
    """Return the candidate as it stands in the expression: a member of its set, or its year put in."""
    if edtf.startswith("["):
        members = (member.strip() for member in edtf[1:-1].split(","))
        return next(member for member in members if edtf_bounds(member) == (low, high))
    return edtf.replace("XXXX", f"{low.year:04}")


# ---- the moments of a report that date its incident ----------------------------------------------

_TELLING = re.compile(
    r"\b(?:said|says|say|told|tells|announced|announces|confirmed|added|reported|claimed(?: responsibility)?|denied"
    r"|stated|declared|condemned|warned|released|issued|published|posted|spoke|demanded|called|vowed|pledged"
    r"|reporters|journalists|interview|conference|statement|release|letter|report|communique|remarks|speech|tweet"
    r"|message|broadcast|dated|urged|announcing|saying)\b(?:\s+(?:earlier|late|early|on|of|in|by|a|an|the|at|that|from))*\s*$",
    re.IGNORECASE,
)
_DIED_LATER = re.compile(
    r"\bthe (?:wounded|injured) (?:had |have )?died\b"
    r"|\b(?:died|dies|succumbed|death)\b[^.;]*\b(?:in (?:an? )?(?:\w+ )?hospital"
    r"|(?:of|from|to) (?:his|her|their|its)?\s?(?:wounds|injuries)"
    r"|as (?:the|a) result of (?:his|her|their))",
    re.IGNORECASE,
)
_TOLL_ROSE = re.compile(
    r"\b(?:rose|risen|rises|climbed|increased|went up|grew)\s+to\s+[\w-]+\s+(?:on|by)\s+$", re.IGNORECASE
)
_DEATH_CLAUSE = re.compile(r",\s+(?:when|after|as|while|and)\b")  # "..., when one of the wounded died"
_OPEN_ENDED = re.compile(
    r"\b(?:since|until|till|by|before|after|from|next|due|scheduled)(?:\s+(?:the|last))?\s*$", re.IGNORECASE
)
_CLAUSE_BREAK = re.compile(
    r"[;:]|,\s+(?:but|and|while|whereas|after|although|who|which|where)\b|\b(?:but|while|whereas)\b|\s-+\s"
)
_ACT_AFTER = re.compile(
    rf"^(?:'s)?\s+(?:(?!that|for|when|where|after|before|as|of|in|on|at|the|an?|to|and|by)[\w-]+\s+){{0,2}}?{ACT_NOUN}\b",
    re.IGNORECASE,
)
_TELLING_AFTER = re.compile(
    r"^,?\s+(?:the\s+)?(?:[\w'-]+\s+){1,3}?(?:(?:had|has)\s+)?(?:said|told|spoken|spoke|announced|confirmed|reported"
    r"|put|claimed|denied|stated|warned|condemned|called)\b",
)
_ACT_BEFORE = re.compile(
    rf"\b(?:the|an?|this|that|under)\s+(?:[\w'-]+\s+){{0,4}}?{ACT_NOUN}\s+"
    r"(?:(?:on|of|that happened on)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)


def incident_dates(
    document: Document, moments: Sequence[Moment], act_spans: Sequence[Span]
) -> tuple[Moment, ...]:
    """Return the moments that date the report's main incident, best first; () where the text dates it nowhere.

    act_spans: the words that tell of the incident ("shelling", "attack", "killed").
    Left out: the report's own date; the date of a statement ("said on Thursday"); what counts from the incident;
    later deaths; earlier incidents, and months or years where some day is told. Best: in one phrase with an act
    word ("the February 9 shelling"), then nearest in the same clause, then earlier in the text.
    """
    ranked = _ranked(document, [m for m in moments if _can_date(m)], act_spans)
    has_day = any(moment.calendar and moment.calendar.is_day for _, moment in ranked)
    return tuple(
        moment for _, moment in ranked if moment.calendar and (moment.calendar.is_day or not has_day)
    )


def incident_times(
    document: Document, moments: Sequence[Moment], act_spans: Sequence[Span]
) -> tuple[Moment, ...]:
    """Return the moments that tell the incident's time of day, best first; as `incident_dates`."""
    timed = [moment for moment in moments if moment.time is not None and not moment.is_own_date]
    from_incident = [
        m for m in timed if m.calendar and m.calendar.anchor is Anchor.INCIDENT and m.calendar.offset != 0
    ]
    return tuple(
        moment for _, moment in _ranked(document, [m for m in timed if m not in from_incident], act_spans)
    )


def telling_dates(document: Document, moments: Sequence[Moment]) -> tuple[Moment, ...]:
    """Return the moments that date a statement ("confirmed on Saturday"), not the incident: it was not later."""
    return tuple(
        moment
        for moment in moments
        if moment.calendar and not moment.is_own_date and dates_a_telling(document, moment)
    )


def weekday_evidence(document: Document, moments: Sequence[Moment], act_spans: Sequence[Span]) -> int | None:
    """Return the weekday of the incident where the report names just one (0 is Monday); else None."""
    weekdays = {
        moment.calendar.weekday
        for moment in incident_dates(document, moments, act_spans)
        if moment.calendar and moment.calendar.weekday is not None
    }
    return weekdays.pop() if len(weekdays) == 1 else None


def _can_date(moment: Moment) -> bool:
    calendar = moment.calendar
    if calendar is None or moment.is_own_date or calendar.anchor is Anchor.INCIDENT:
        return False
    if calendar.unit in (Unit.WEEK, Unit.MONTH, Unit.YEAR) and calendar.offset is None:
        return False
    if calendar.unit is Unit.YEAR or calendar.which == "next" or (calendar.offset or 0) > 0:
        return False
    return calendar.anchor is not Anchor.NONE or bool(calendar.year or calendar.month or calendar.day)


def dates_a_telling(document: Document, moment: Moment) -> bool:
    """Whether a moment says when something was told ("said on Thursday"), not when it happened."""
    sentence = document.sentences[moment.sentence].span
    before, after = (
        document.view[sentence.start : moment.span.start],
        document.view[moment.span.end : sentence.end],
    )
    opens = re.fullmatch(r"\W*(?:(?:on|in|late on|early on)\s+)?", before, re.IGNORECASE) is not None
    return bool(_TELLING.search(before)) or (opens and _TELLING_AFTER.match(after) is not None)


def _ranked(
    document: Document, moments: Sequence[Moment], act_spans: Sequence[Span]
) -> list[tuple[tuple[int, bool, int], Moment]]:
    rows = []
    for moment in moments:
        sentence = document.sentences[moment.sentence].span
        acts = [act for act in act_spans if sentence.contains(act)]
        before = document.view[sentence.start : moment.span.start]
        after = document.view[moment.span.end : sentence.end]
        in_phrase = bool(_ACT_AFTER.search(after) or _ACT_BEFORE.search(before))
        # "It was about 5 in the morning." tells a time, far from every act word; a date needs one
        if not acts and not in_phrase and (moment.time is None or moment.calendar is not None):
            continue
        if is_background(document, moment.sentence) or (_OPEN_ENDED.search(before) and not in_phrase):
            continue
        if not in_phrase and (
            dates_a_telling(document, moment)
            or _TOLL_ROSE.search(before)
            or _is_of_later_death(before, after)
        ):
            continue
        nearness = 0 if in_phrase else 1 + _distance(document, moment.span, acts)
        has_year = moment.calendar is not None and moment.calendar.year is not None
        rows.append(((nearness, not has_year, moment.span.start), moment))
    return sorted(rows, key=lambda row: row[0])


def _is_of_later_death(before: str, after: str) -> bool:
    """Whether a sentence tells a death of wounds, and the words behind the moment start no other clause for it."""
    told = before + " " + after
    match = _DIED_LATER.search(told)
    if match is None:
        return False
    clause = max((m.start() for m in _DEATH_CLAUSE.finditer(told, 0, match.start())), default=-1)
    return clause < len(before)


def _distance(document: Document, span: Span, acts: Sequence[Span]) -> int:
    """Return the characters to the nearest act word, in steps of twenty; another clause counts as far."""
    steps = []
    for act in acts:
        start, end = min(span.end, act.end), max(span.start, act.start)
        between = document.view[start:end] if start < end else ""
        steps.append(len(between) // 20 + (10 if _CLAUSE_BREAK.search(between) else 0))
    return min(steps, default=99)
