"""Dates keep the precision and the doubt of their words; what is printed as EDTF can be read back."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.events.moments import Moment, find_moments
from tellings.model import DateValue, Span
from tellings.resolve.dates import (
    NotEdtf,
    days_apart,
    edtf_bounds,
    edtf_candidates,
    fix_year,
    incident_dates,
    incident_times,
    intersects,
    resolve_date,
    resolve_time,
    telling_dates,
    weekday_evidence,
)
from tellings.text.segment import Document, segment
from tellings.vocabulary import DateBasis
from tests.builders import report

ACTS = re.compile(r"\b(?:attack|shelling|blast|killed|hit|struck|fell|died)\b")


def document(text: str) -> Document:
    return segment(report(text))


def act_spans(doc: Document) -> list[Span]:
    return [Span(*match.span()) for match in ACTS.finditer(doc.view)]


def moment(text: str) -> Moment:
    found = find_moments(document(text))
    assert len(found) == 1, [one.wording for one in found]
    return found[0]


def resolved(
    text: str, published: str | None = "2013-02-13", *, inferred: bool = False, weekday: int | None = None
) -> DateValue:
    return resolve_date(
        moment(text), published=published, published_inferred=inferred, latest_year=2024, weekday=weekday
    )


def day(edtf: str, wording: str = "then") -> DateValue:
    earliest, latest = edtf_bounds(edtf, latest_year=2024)
    return DateValue(edtf, earliest, latest, wording, DateBasis.STATED)


@pytest.mark.parametrize(
    ("text", "edtf", "basis"),
    [
        ("It fell on 9 February 2013.", "2013-02-09", DateBasis.STATED),
        ("It fell in February 2013.", "2013-02", DateBasis.STATED),
        ("It fell in 2012.", "2012", DateBasis.STATED),
        ("It fell on February 9.", "2013-02-09", DateBasis.INFERRED),
        ("It fell on February 14.", "2012-02-14", DateBasis.INFERRED),
        ("It fell in late March.", "2012-03", DateBasis.INFERRED),
        ("It fell on Saturday.", "2013-02-09", DateBasis.RELATIVE),
        ("It fell on Wednesday.", "2013-02-13", DateBasis.RELATIVE),
        ("It fell last Wednesday.", "2013-02-06", DateBasis.RELATIVE),
        ("It fell yesterday.", "2013-02-12", DateBasis.RELATIVE),
        ("It fell overnight.", "2013-02-12/2013-02-13", DateBasis.RELATIVE),
        ("It fell last year.", "2012", DateBasis.RELATIVE),
        ("It fell last month.", "2013-01", DateBasis.RELATIVE),
        ("It fell on or about 9 February 2013.", "2013-02-09~", DateBasis.STATED),
        ("It fell on 09/11/2012.", "[2012-09-11,2012-11-09]", DateBasis.STATED),
        ("It fell on 09/02/2013.", "2013-02-09", DateBasis.INFERRED),
        ("Shells fell on 8-10 February 2013.", "2013-02-08/2013-02-10", DateBasis.STATED),
    ],
)
def test_with_a_publication_date_the_words_come_to_a_date(text: str, edtf: str, basis: DateBasis) -> None:
    value = resolved(text)
    assert (value.edtf, value.basis) == (edtf, basis)
    assert (value.earliest, value.latest) == edtf_bounds(edtf)


def test_yesterday_keeps_its_offset_with_and_without_a_publication_date() -> None:
    assert resolved("He died yesterday.").offset_days == -1
    bare = resolved("He died yesterday.", None)
    assert (bare.edtf, bare.earliest, bare.latest, bare.offset_days) == ("", None, None, -1)
    assert bare.basis is DateBasis.RELATIVE


@pytest.mark.parametrize("latest_year", range(2019, 2030))
def test_without_a_year_the_weekday_leaves_the_years_that_fit(latest_year: int) -> None:
    value = resolve_date(
        moment("It fell on February 9."),
        published=None,
        published_inferred=False,
        latest_year=latest_year,
        weekday=5,
    )
    assert value.edtf == "[2002-02-09,2008-02-09,2013-02-09,2019-02-09]"
    assert (value.earliest, value.latest, value.basis) == (
        date(2002, 2, 9),
        date(2019, 2, 9),
        DateBasis.INFERRED,
    )


def test_without_year_and_weekday_the_year_stays_unspecified() -> None:
    value = resolved("It fell on February 9.", None)
    assert (value.edtf, value.earliest, value.latest) == ("XXXX-02-09", date(2000, 2, 9), date(2024, 2, 9))


def test_an_inferred_publication_date_fixes_nothing() -> None:
    assert resolved("It fell on February 9.", inferred=True).edtf == "XXXX-02-09"
    assert resolved("It fell on February 9.", inferred=True, weekday=5).edtf.startswith("[2002-02-09,")
    assert resolved("It fell on Saturday.", inferred=True).edtf == ""


def test_a_publication_date_told_by_year_leaves_two_years_open() -> None:
    assert resolved("It fell on February 9.", "2013").edtf == "[2012-02-09,2013-02-09]"


def test_words_that_count_from_the_incident_need_its_date() -> None:
    later = moment("He died two days later.")
    told = day("2013-02-09")
    assert resolve_date(later, published="2013-02-13", published_inferred=False, latest_year=2024).edtf == ""
    value = resolve_date(
        later, published="2013-02-13", published_inferred=False, latest_year=2024, incident=told
    )
    assert value.edtf == "2013-02-11" and value.offset_days is None


def test_a_time_is_given_with_its_doubt() -> None:
    time = resolve_time(moment("It fell at about 5 in the morning."))
    assert time is not None and (time.time, time.wording, time.approximate) == (
        "05:00",
        "about 5 in the morning",
        True,
    )
    assert resolve_time(moment("It fell in February.")) is None


# ---- EDTF ----------------------------------------------------------------------------------------

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2030, 12, 31))


@given(days, st.sampled_from(["", "~", "?", "%"]))
def test_a_day_reads_back_as_itself(one: date, mark: str) -> None:
    assert edtf_bounds(f"{one}{mark}") == (one, one)


@given(st.lists(days, min_size=2, max_size=5, unique=True))
def test_a_set_reads_back_as_its_members(members: list[date]) -> None:
    edtf = f"[{','.join(str(one) for one in sorted(members))}]"
    assert edtf_candidates(edtf) == tuple((one, one) for one in sorted(members))
    assert edtf_bounds(edtf) == (min(members), max(members))


@given(days, st.integers(0, 400))
def test_an_interval_reads_back_as_its_ends(first: date, length: int) -> None:
    last = first + timedelta(length)
    assert edtf_bounds(f"{first}/{last}") == (first, last)


@given(st.integers(1, 12), st.integers(1, 28))
def test_an_unspecified_year_spans_the_years_that_are_allowed(month: int, number: int) -> None:
    found = edtf_candidates(f"XXXX-{month:02}-{number:02}", latest_year=2024)
    assert [low.year for low, _ in found] == list(range(2000, 2025))
    assert edtf_bounds(f"XXXX-{month:02}-{number:02}") == (None, None)


@given(days, days, st.sampled_from(["day", "month", "year"]))
def test_precision_is_kept_as_told(told: date, published: date, precision: str) -> None:
    month = told.strftime("%B")
    words = {
        "day": f"{told.day} {month} {told.year}",
        "month": f"{month} {told.year}",
        "year": f"{told.year}",
    }
    edtf = {"day": str(told), "month": f"{told:%Y-%m}", "year": f"{told:%Y}"}
    value = resolved(f"Shells hit Kesh in {words[precision]}.", str(published))
    assert value.edtf == edtf[precision]
    assert (value.earliest, value.latest) == edtf_bounds(value.edtf)


@given(days, st.sampled_from(["Monday", "Saturday"]))
def test_a_weekday_falls_in_the_week_up_to_the_day_of_issue(published: date, weekday: str) -> None:
    value = resolved(f"It fell on {weekday}.", str(published))
    assert value.earliest is not None and value.earliest == value.latest
    assert 0 <= (published - value.earliest).days < 7 and f"{value.earliest:%A}" == weekday


@pytest.mark.parametrize("edtf", ["2013-02-30", "2013-13", "February", "2013-02-10/2013-02-09", "[2013,x]"])
def test_what_is_no_date_is_refused(edtf: str) -> None:
    with pytest.raises(NotEdtf):
        edtf_bounds(edtf)


def test_no_date_has_no_bounds() -> None:
    assert edtf_bounds("") == (None, None)


# ---- dates against one another -------------------------------------------------------------------


def test_days_apart_takes_the_nearest_candidates() -> None:
    open_year = day("[2002-02-09,2013-02-09]")
    assert days_apart(open_year, day("2013-02-11")) == 2
    assert days_apart(open_year, day("2013-02")) == 0
    assert days_apart(open_year, day("")) is None
    assert intersects(open_year, day("2013")) is True
    assert intersects(open_year, day("2008-02-09")) is False
    assert intersects(day(""), open_year) is None


@given(days, days)
def test_days_apart_is_the_same_both_ways(left: date, right: date) -> None:
    gap = abs((left - right).days)
    assert days_apart(day(str(left)), day(str(right))) == days_apart(day(str(right)), day(str(left))) == gap


def test_other_reports_fix_the_year_only_where_they_leave_one() -> None:
    value = day("[2002-02-09,2008-02-09,2013-02-09,2019-02-09]", "February 9")
    fixed = fix_year(value, [day("2013-02-09"), day("XXXX-02-09"), day("")])
    assert fixed is not None
    assert (fixed.edtf, fixed.wording, fixed.basis) == ("2013-02-09", "February 9", DateBasis.INFERRED)
    assert fix_year(value, [day("2013-02-09"), day("2019-02-09")]) is None
    assert fix_year(value, [day("2014-02-09")]) is None
    assert fix_year(value, []) is None
    assert fix_year(day("2013-02-09"), [day("2013-02-09")]) is None
    month = fix_year(day("XXXX-02"), [day("2013-02-09")])
    assert month is not None and month.edtf == "2013-02"


# ---- which moments date the incident -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wordings"),
    [
        ("The February 9 shelling of Kesh killed six. Another died yesterday in hospital.", ["February 9"]),
        ("Rockets hit Kesh on Saturday, killing five.", ["Saturday"]),
        ("Shells hit Kesh on Monday. A similar attack in March killed six.", ["Monday"]),
        ("Shells hit Kesh on Monday. Six died in an attack there in September.", ["Monday"]),
        ("Six were killed in the attack, a ministry said on Thursday.", []),
        ("The council confirmed on Saturday that a deadly attack had struck Kesh.", []),
        ("Shells hit Kesh. The camp was set up last year.", []),
        ("Shells hit Kesh. He died on February 12 of his wounds.", []),
    ],
)
def test_the_moments_that_date_the_incident_are_chosen(text: str, wordings: list[str]) -> None:
    doc = document(text)
    assert [m.wording for m in incident_dates(doc, find_moments(doc), act_spans(doc))] == wordings


def test_the_date_of_a_statement_is_given_apart() -> None:
    doc = document("The council confirmed on Saturday that a deadly attack had struck Kesh.")
    assert [m.wording for m in telling_dates(doc, find_moments(doc))] == ["Saturday"]


def test_a_weekday_told_elsewhere_is_evidence() -> None:
    doc = document("The February 9 shelling killed six. The Saturday's attack was planned, they say.")
    found = find_moments(doc)
    assert [m.wording for m in incident_dates(doc, found, act_spans(doc))] == ["February 9", "Saturday"]
    assert weekday_evidence(doc, found, act_spans(doc)) == 5


def test_the_time_of_the_incident_is_found() -> None:
    doc = document("Shells hit Kesh on Monday. A guard said the attack came at 5:30 in the morning.")
    assert [m.wording for m in incident_times(doc, find_moments(doc), act_spans(doc))] == [
        "5:30 in the morning"
    ]
