"""What a method leaves out, and what it does not."""

from datetime import date

import pytest

from tellings.judging import exclude_counts, exclude_reports, leave_out
from tellings.model import Count, DateValue, Group, IncidentType, Method, Place, Value
from tellings.reconcile.readings import gather_readings
from tellings.resolve.gazetteer import Gazetteer
from tellings.vocabulary import DateBasis, ExclusionReason, Field, PersonStatus, PlacePrecision, ReportKind
from tests.builders import claim, report, value_of

YEAR = Method(period_from="2013-02", period_to="2013-10-15")


def reason(method: Method, *values: Value, stance: str = "asserts") -> ExclusionReason | None:
    fields = {DateValue: "date", Place: "place", IncidentType: "type"}
    told = [claim(fields[type(v)], f"told {n}", value=v, stance=stance) for n, v in enumerate(values)]
    found = leave_out("incident-1", gather_readings(told), method, gazetteer=Gazetteer.open())
    return None if found is None else found.reason


def told_on(edtf: str, first: str, last: str) -> DateValue:
    return DateValue(edtf, date.fromisoformat(first), date.fromisoformat(last), edtf, DateBasis.STATED)


def day(edtf: str) -> DateValue:
    value = value_of("date", edtf)
    assert isinstance(value, DateValue)
    return value


def test_a_date_is_outside_the_period_only_where_all_of_it_is() -> None:
    assert reason(YEAR, day("2013-01-31")) is ExclusionReason.BEFORE_PERIOD
    assert reason(YEAR, day("2013-02-01")) is None
    assert reason(YEAR, day("2013-10-15")) is None
    assert reason(YEAR, day("2013-10-16")) is ExclusionReason.AFTER_PERIOD
    assert reason(YEAR, told_on("2013-10", "2013-10-01", "2013-10-31")) is None, "a part of it lies inside"
    assert reason(YEAR, told_on("2013-11", "2013-11-01", "2013-11-30")) is ExclusionReason.AFTER_PERIOD
    assert reason(YEAR, told_on("2013", "2013-01-01", "2013-12-31")) is None
    both = told_on("[2012-05-06,2014-05-06]", "2012-05-06", "2014-05-06")
    assert reason(YEAR, both) is ExclusionReason.BEFORE_PERIOD
    assert reason(YEAR, told_on("[2012-05-06,2013-05-06]", "2012-05-06", "2013-05-06")) is None


def test_rival_dates_leave_out_only_together_and_a_denied_one_says_nothing() -> None:
    assert reason(YEAR, day("2013-01-31"), day("2013-02-01")) is None
    assert reason(YEAR, day("2013-01-31"), day("2014-02-01")) is ExclusionReason.BEFORE_PERIOD
    assert reason(YEAR, day("2013-01-31"), stance="denies") is None


def test_an_incident_without_a_date_is_not_left_out() -> None:
    assert reason(YEAR) is None
    assert reason(YEAR, DateValue("", None, None, "that day", DateBasis.INFERRED)) is None


def placed(name: str, country: str | None) -> Place:
    exact = PlacePrecision.UNRESOLVED if country is None else PlacePrecision.SETTLEMENT
    return Place(name, name, exact, country=country)


def test_an_incident_is_outside_the_area_where_all_its_known_places_are() -> None:
    area = Method(countries=("IQ", "SY"))
    assert reason(area, placed("Basra", "Iraq")) is None
    assert reason(area, placed("Amman", "Jordan")) is ExclusionReason.OUTSIDE_AREA
    assert reason(area, placed("Amman", "Jordan"), placed("Basra", "Iraq")) is None
    assert reason(area, placed("Amman", "Jordan"), placed("a camp", None)) is ExclusionReason.OUTSIDE_AREA
    assert reason(area, placed("a camp", None)) is None, "a place that is not known excludes nothing"
    assert reason(area, placed("Ardeh", "Karsovia")) is None


def test_a_sort_of_act_is_left_out_by_itself_or_with_its_family() -> None:
    shelling, murder = IncidentType("attack/shelling", "shelling"), IncidentType("killing/murder", "murder")
    assert reason(Method(excluded_types=("attack",)), shelling) is ExclusionReason.TYPE_NOT_COUNTED
    assert reason(Method(excluded_types=("attack/shelling",)), shelling) is ExclusionReason.TYPE_NOT_COUNTED
    assert reason(Method(excluded_types=("attack/shell",)), shelling) is None
    assert reason(Method(excluded_types=("attack",)), shelling, murder) is None
    assert reason(Method(excluded_types=("attack",))) is None


@pytest.mark.parametrize(
    ("method", "why"),
    [
        (Method(excluded_outlets=("the daily",)), ExclusionReason.OUTLET_NOT_USED),
        (Method(excluded_kinds=("rendering",)), ExclusionReason.KIND_NOT_USED),
        (Method(excluded_kinds=("sheet",)), None),
        (Method(), None),
    ],
)
def test_reports_are_left_out_by_outlet_and_by_kind(method: Method, why: ExclusionReason | None) -> None:
    told = report(outlet="The Daily", kind=ReportKind.RENDERING)
    nameless = report("another", outlet=None)
    assert [(row.id, row.reason, row.quote) for row in exclude_reports([nameless, told], method)] == (
        [(told.report_id, why, "")] if why else []
    )


def test_counts_of_a_status_are_left_out_with_their_words() -> None:
    soldiers = Count(Field.KILLED, 4, 4, "four", group=Group(PersonStatus.SECURITY_FORCE))
    told = [claim("killed", "four", value=soldiers), claim("killed", "six")]
    (row,) = exclude_counts(told, Method(excluded_statuses=("security_force",)))
    assert (row.id, row.quote, row.reason) == (
        told[0].claim_id,
        "four",
        ExclusionReason.STATUS_NOT_COUNTED,
    )
