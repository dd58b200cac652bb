"""Dates and places are given sentence by sentence, against the day of writing and the gazetteer."""

from tellings.events.datelines import dateline
from tellings.model import Report
from tellings.resolve.gazetteer import Gazetteer
from tellings.resolve.told import DateTold, dates_told, places_told
from tellings.text.segment import segment
from tellings.vocabulary import DateBasis
from tests.builders import report

WIRE = "LIMA, 30 AUG 89 (RADIO UNO) -- [TEXT] "


def dates(of: Report) -> list[DateTold]:
    document = segment(of)
    return [told for told in dates_told(document, dateline(document)) if not told.is_own_date]


def test_days_count_from_the_dateline_and_are_marked_as_inferred() -> None:
    (told,) = dates(report(WIRE + "A BOMB WENT OFF YESTERDAY MORNING."))
    assert (told.edtf, told.basis, told.time) == ("1989-08-29", DateBasis.INFERRED, "morning")


def test_a_date_without_its_year_is_the_last_one_before_the_dateline() -> None:
    assert [told.edtf for told in dates(report(WIRE + "IT FELL ON 3 MARCH, NOT ON 5 DECEMBER."))] == [
        "1989-03-03",
        "1988-12-05",
    ]


def test_a_told_day_of_publication_wins_over_a_dateline_of_another_month() -> None:
    text = "LIMA, May 3 (Continental) - A bomb went off on Monday."
    assert [told.edtf for told in dates(report(text, published="2021-05-04"))] == ["2021-05-03"]
    assert [told.edtf for told in dates(report(text, published="2021-08-11"))] == ["2021-08-09"]


def test_words_that_only_bound_a_day_have_one_end() -> None:
    by, recent = dates(report(WIRE + "THEY LEFT BEFORE 27 AUGUST. SIX HAVE DIED IN RECENT DAYS."))
    assert by.is_bounded_above_only and str(by.latest) == "1989-08-27"
    assert recent.is_bounded_above_only and str(recent.latest) == "1989-08-30"
    (since,) = dates(report(WIRE + "SIX HAVE DIED SINCE 20 AUGUST."))
    assert (str(since.earliest), str(since.latest)) == ("1989-08-20", "1989-08-30")


def test_days_later_count_from_the_day_told_last() -> None:
    told = dates(report(WIRE + "IT BEGAN ON 3 AUGUST. TWO DAYS LATER SIX DIED. THE SAME DAY THE MEN LEFT."))
    assert [one.edtf for one in told] == ["1989-08-03", "1989-08-05", "1989-08-05"]


def test_places_go_from_the_country_down_to_the_place() -> None:
    document = segment(report(WIRE + "A BOMB WENT OFF IN SAN ISIDRO, A NEIGHBORHOOD OF LIMA, TODAY."))
    told = {place.wording: place for place in places_told(document, Gazetteer.open())}
    assert [step.name for step in told["SAN ISIDRO"].steps] == ["Peru", "Lima region", "Lima", "San Isidro"]
    assert told["SAN ISIDRO"].steps[0].kind == "country"


def test_a_place_that_no_gazetteer_holds_keeps_its_name() -> None:
    document = segment(report("Two people were killed in the village of Qwezzilu in Peru."))
    place = places_told(document, Gazetteer.open())[0]
    assert (place.is_known, [step.name for step in place.steps]) == (False, ["Peru", "Qwezzilu"])
