"""Words of date and time are found with the precision they were told in."""

import pytest

from tellings.events.calendar import Anchor, Unit
from tellings.events.moments import Moment, find_moments, is_background
from tellings.text.segment import Document, segment
from tests.builders import report


def document(text: str) -> Document:
    return segment(report(text))


def moments(text: str) -> list[Moment]:
    return list(find_moments(document(text)))


def only(text: str) -> Moment:
    found = moments(text)
    assert len(found) == 1, [moment.wording for moment in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "wording", "expected"),
    [
        ("Shells hit the camp on February 9 at last.", "February 9", (None, 2, 9, None)),
        ("Shells hit Kesh on 9 February 2013.", "9 February 2013", (2013, 2, 9, None)),
        ("It fell on Saturday, 9 February 2013, in Kesh.", "Saturday, 9 February 2013", (2013, 2, 9, 5)),
        ("The Feb. 9, 2013 attack was the first.", "Feb. 9, 2013", (2013, 2, 9, None)),
        ("The raid of 2013-02-09 killed two.", "2013-02-09", (2013, 2, 9, None)),
        ("A blast in February killed two.", "February", (None, 2, None, None)),
        ("A blast in February 2013 killed two.", "February 2013", (2013, 2, None, None)),
        ("The war began in 2012.", "2012", (2012, None, None, None)),
        ("ON 12 JANUARY THE TOWER OF OSTRA FELL.", "12 JANUARY", (None, 1, 12, None)),
        ("THE BOMB WENT OFF ON 3 FEB 89.", "3 FEB 89", (1989, 2, 3, None)),
        ("It fell on the 9th of March.", "9th of March", (None, 3, 9, None)),
        ("Shells fell on Monday, April 29, at the camp.", "Monday, April 29", (None, 4, 29, 0)),
        ("On February 9, 2000 people fled.", "February 9", (None, 2, 9, None)),
        ("On August 22 1300 people fled.", "August 22", (None, 8, 22, None)),
    ],
)
def test_an_absolute_date_is_read_as_far_as_it_is_told(
    text: str, wording: str, expected: tuple[int | None, ...]
) -> None:
    moment = only(text)
    assert moment.calendar is not None
    c = moment.calendar
    assert (moment.wording, (c.year, c.month, c.day, c.weekday)) == (wording, expected)
    assert moment.span.of(text) == moment.wording


def test_late_march_keeps_its_part_and_no_day() -> None:
    calendar = only("Fighting began in late March.").calendar
    assert calendar is not None and (calendar.month, calendar.day, calendar.part) == (3, None, "late")


def test_a_date_in_figures_that_may_be_read_two_ways_keeps_both() -> None:
    calendar = only("It fell on 09/02/2013 at the camp.").calendar
    assert calendar is not None
    assert {(calendar.month, calendar.day), calendar.swapped} == {(2, 9), (9, 2)}
    unambiguous = only("It fell on 29/02/2012 at the camp.").calendar
    assert unambiguous is not None and unambiguous.swapped is None


@pytest.mark.parametrize(
    ("text", "wording", "weekday", "time"),
    [
        ("Rockets hit the camp on Saturday.", "Saturday", 5, None),
        ("It said the Saturday's attack was planned.", "Saturday", 5, None),
        ("It said the Saturdays attack was planned.", "Saturday", 5, None),
        ("It fell on Saturday morning.", "Saturday morning", 5, "morning"),
        ("It fell last Friday.", "last Friday", 4, None),
        ("It fell in the early hours of Monday.", "early hours of Monday", 0, "early morning"),
    ],
)
def test_a_weekday_counts_from_publication(text: str, wording: str, weekday: int, time: str | None) -> None:
    moment = only(text)
    assert moment.calendar is not None and moment.calendar.anchor is Anchor.PUBLICATION
    assert (moment.wording, moment.calendar.weekday, moment.time) == (wording, weekday, time)


@pytest.mark.parametrize(
    ("text", "wording", "anchor", "unit", "offset"),
    [
        ("He died yesterday.", "yesterday", Anchor.PUBLICATION, Unit.DAY, -1),
        ("He died today.", "today", Anchor.PUBLICATION, Unit.DAY, 0),
        ("They leave tomorrow.", "tomorrow", Anchor.PUBLICATION, Unit.DAY, 1),
        ("They moved last year.", "last year", Anchor.PUBLICATION, Unit.YEAR, -1),
        ("They moved last week.", "last week", Anchor.PUBLICATION, Unit.WEEK, -1),
        ("They moved three days ago.", "three days ago", Anchor.PUBLICATION, Unit.DAY, -3),
        ("They moved earlier this month.", "earlier this month", Anchor.PUBLICATION, Unit.MONTH, 0),
        ("Tents stood from the night before.", "the night before", Anchor.INCIDENT, Unit.DAY, -1),
        ("It met a week before the attack.", "a week before the attack", Anchor.INCIDENT, Unit.WEEK, -1),
        ("He died two days later.", "two days later", Anchor.INCIDENT, Unit.DAY, 2),
        ("He left two days earlier.", "two days earlier", Anchor.INCIDENT, Unit.DAY, -2),
        ("He died on the same day.", "the same day", Anchor.INCIDENT, Unit.DAY, 0),
        ("He died hours later.", "hours later", Anchor.INCIDENT, Unit.HOUR, None),
        ("It fell a week after he took office.", "a week after", Anchor.NONE, Unit.WEEK, 1),
        ("THEY DIED YESTERDAY.", "YESTERDAY", Anchor.PUBLICATION, Unit.DAY, -1),
    ],
)
def test_a_relative_expression_keeps_what_it_counts_from_and_in_what(
    text: str, wording: str, anchor: Anchor, unit: Unit, offset: int | None
) -> None:
    moment = only(text)
    c = moment.calendar
    assert c is not None
    assert (moment.wording, c.anchor, c.unit, c.offset) == (wording, anchor, unit, offset)


def test_overnight_is_the_night_that_ends_on_the_day_of_issue() -> None:
    moment = only("Shells fell overnight.")
    assert moment.calendar is not None and moment.calendar.overnight and moment.time == "night"


@pytest.mark.parametrize(
    ("text", "wording", "time", "is_near"),
    [
        ("It came at 5:30 in the morning.", "5:30 in the morning", "05:30", False),
        ("It was about 5 in the morning.", "about 5 in the morning", "05:00", True),
        ("It came at 17:50 local time.", "17:50 local time", "17:50", False),
        ("It came at 1450 GMT.", "1450 GMT", "14:50Z", False),
        ("It came at 5.30am.", "5.30am", "05:30", False),
        ("It came at 5 p.m. and ended.", "5 p.m.", "17:00", False),
        ("It came shortly before dawn.", "shortly before dawn", "dawn", True),
        ("It came at noon.", "noon", "noon", False),
        ("It came at twenty past six.", "twenty past six", "06:20", False),
    ],
)
def test_a_time_of_day_is_read(text: str, wording: str, time: str, is_near: bool) -> None:
    moment = only(text)
    assert (moment.wording, moment.time, moment.time_approximate) == (wording, time, is_near)


@pytest.mark.parametrize(
    "text",
    [
        "The residents may march on the capital.",
        "May Oster leads the group.",
        "They fired 100 shells at the half kilometer square camp.",
        "Two attacks with a one hour gap in between were planned.",
        "They killed 5 in the village.",
        "The talks lasted 12 hours.",
        "He fled with 2000 people.",
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert moments(text) == []


def test_the_date_of_the_report_itself_is_told_apart() -> None:
    text = (
        "OSTRA, May 14 (Continental) - Two died on Thursday in Kesh.\n\nMore is to follow.\n\nMay 15, 2021\n"
    )
    assert [(m.wording, m.is_own_date) for m in moments(text)] == [
        ("May 14", True),
        ("Thursday", False),
        ("May 15, 2021", True),
    ]


def test_an_earlier_incident_is_background() -> None:
    doc = document(
        "Two died in Kesh on Monday. The camp was attacked before. Five died then, in March. It rained."
    )
    assert [is_background(doc, sentence.index) for sentence in doc.sentences] == [False, True, True, False]
    assert is_background(document("A similar attack in March killed six."), 0)
