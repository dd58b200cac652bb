"""Forms in which reports tell when something happened, each with the days that it comes to.

Where nothing else is told, a report is of Thursday 14 March 2013.
"""

import pytest

from tellings.events.moments import find_moments
from tellings.resolve.told import DateTold, dates_told
from tellings.text.segment import segment
from tests.builders import report

THURSDAY = "2013-03-14"


def told(text: str, published: str | None = THURSDAY) -> list[DateTold]:
    return [one for one in dates_told(segment(report(text, published=published))) if not one.is_own_date]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # days before the day of writing
        ("Six people died today in Velm.", ["2013-03-14"]),
        ("Six people died yesterday in Velm.", ["2013-03-13"]),
        ("Six people died the day before yesterday.", ["2013-03-12"]),
        ("SIX PEOPLE DIED DAY BEFORE YESTERDAY IN VELM.", ["2013-03-12"]),
        ("Six people died two days ago in Velm.", ["2013-03-12"]),
        ("A WEEK AGO THE BRIDGE WAS BLOWN UP.", ["2013-03-04/2013-03-10"]),
        ("The bridge was blown up yesterday morning.", ["2013-03-13"]),
        ("THE BRIDGE WAS BLOWN UP EARLY YESTERDAY MORNING.", ["2013-03-13"]),
        ("The bridge was blown up early today.", ["2013-03-14"]),
        ("The bridge was blown up this morning.", ["2013-03-14"]),
        ("THE BRIDGE WAS BLOWN UP EARLY THIS MORNING.", ["2013-03-14"]),
        ("The bridge was blown up last night.", ["2013-03-13/2013-03-14"]),
        ("THE BRIDGE WAS BLOWN UP LATE LAST NIGHT.", ["2013-03-13/2013-03-14"]),
        ("The bridge was blown up last evening.", ["2013-03-13"]),
        ("The bridge was blown up overnight.", ["2013-03-13/2013-03-14"]),
        ("Shells fell a few hours ago.", ["2013-03-13/2013-03-14"]),
        ("Shells fell three hours ago.", ["2013-03-13/2013-03-14"]),
        # weekdays: the one on or before
        ("Six people died on Friday.", ["2013-03-08"]),
        ("Six people died on Thursday.", ["2013-03-14"]),
        ("Six people died last Thursday.", ["2013-03-07"]),
        ("Six people died last Friday.", ["2013-03-08"]),
        ("Fridays attack killed six.", ["2013-03-08"]),
        ("Friday's attack killed six.", ["2013-03-08"]),
        ("SIX PEOPLE DIED LAST MONDAY.", ["2013-03-11"]),
        ("Six people died on Monday of last week.", ["2013-03-04"]),
        ("Six people died on Friday last week.", ["2013-03-08"]),
        ("Six people died on Monday this week.", ["2013-03-11"]),
        ("Six people died in the early hours of Saturday.", ["2013-03-09"]),
        ("SIX PEOPLE DIED EARLY ON SATURDAY MORNING.", ["2013-03-09"]),
        ("Six people died early Saturday.", ["2013-03-09"]),
        ("Six people died late on Saturday night.", ["2013-03-09"]),
        ("Six people died overnight on Saturday.", ["2013-03-09/2013-03-10"]),
        ("Six people died on Wed. evening.", ["2013-03-13"]),
        ("Two died on Monday and four on Tuesday.", ["2013-03-11", "2013-03-12"]),
        # weeks, months, years
        ("Six people died last week.", ["2013-03-03/2013-03-10"]),
        ("Six people died earlier this week.", ["2013-03-10/2013-03-14"]),
        ("Six people died earlier this month.", ["2013-03-01/2013-03-14"]),
        ("Six people died earlier this year.", ["2013-01-01/2013-03-14"]),
        ("Six people died late last month.", ["2013-02"]),
        ("Six people died last month.", ["2013-02"]),
        ("Six people died last year.", ["2012"]),
        ("Six people died over the weekend.", ["2013-03-09/2013-03-10"]),
        ("Six people died last weekend.", ["2013-03-09/2013-03-10"]),
        ("SIX PEOPLE DIED AT THE WEEKEND.", ["2013-03-09/2013-03-10"]),
        ("Six people died in February.", ["2013-02"]),
        ("Six people died in late February.", ["2013-02"]),
        ("Six people died in November.", ["2012-11"]),
        ("Six people died at the end of January.", ["2013-01"]),
        # from then until now
        ("Six people died in the past three days.", ["2013-03-11/2013-03-14"]),
        ("SIX PEOPLE DIED IN THE LAST 48 HOURS.", ["2013-03-12/2013-03-14"]),
        ("Six people died over the past week.", ["2013-03-07/2013-03-14"]),
        ("Six people died in recent days.", [""]),
        # days of the calendar
        ("Six people died on March 3.", ["2013-03-03"]),
        ("SIX PEOPLE DIED ON 3 MARCH.", ["2013-03-03"]),
        ("Six people died on 3 December.", ["2012-12-03"]),
        ("Six people died on the 3rd of March 2012.", ["2012-03-03"]),
        ("Six people died on Sunday, March 3rd, 2013.", ["2013-03-03"]),
        ("Six people died on 2013-03-03.", ["2013-03-03"]),
        ("Six people died at 2013-03-03T14:30 local time.", ["2013-03-03"]),
        ("Six people died on 23/02/2013.", ["2013-02-23"]),
        ("Six people died on 02/03/2013.", ["[2013-02-03,2013-03-02]"]),
        ("Six people died on 23.2.13.", ["2013-02-23"]),
        ("Six people died on 23-02-2013.", ["2013-02-23"]),
        ("SIX PEOPLE DIED ON 23 FEB 13.", ["2013-02-23"]),
        ("Six people died on the 9th.", ["2013-03-09"]),
        ("Six people died on the 20th of last month.", ["2013-02-20"]),
        ("Six people died on Christmas Eve.", ["2012-12-24"]),
        # stretches of days
        ("Six people died on the night of 3 to 4 March.", ["2013-03-03/2013-03-04"]),
        ("SIX PEOPLE DIED DURING THE NIGHT OF 3-4 MARCH.", ["2013-03-03/2013-03-04"]),
        ("Six people died between 3 and 5 March.", ["2013-03-03/2013-03-05"]),
        ("Six people died between March 3 and 5.", ["2013-03-03/2013-03-05"]),
        ("SIX PEOPLE DIED FROM 3 TO 5 MARCH.", ["2013-03-03/2013-03-05"]),
        ("Six people died from 27 February to 2 March.", ["2013-02-27/2013-03-02"]),
        ("Six people died between 30 December and 2 January.", ["2012-12-30/2013-01-02"]),
        ("Six people died between February 27 and March 2.", ["2013-02-27/2013-03-02"]),
        ("Six people died on 3 and 4 March.", ["2013-03-03/2013-03-04"]),
        ("Two died on 28 February and four on 2 March.", ["2013-02-28", "2013-03-02"]),
        ("Two died on 28 February and 2 March.", ["2013-02-28", "2013-03-02"]),
        # days that something lasted
        ("A three-day siege of the prison ended on Friday.", ["2013-03-06/2013-03-08"]),
        ("A THREE-DAY BATTLE BEGAN ON 3 MARCH.", ["2013-03-03/2013-03-05"]),
        ("A two-hour battle ended on Friday.", ["2013-03-08"]),
        ("A three-day siege was told of on Friday.", ["2013-03-08"]),
        # several dates in one account, each its own
        (
            "Shells fell on Monday, the police said on Tuesday; the mayor put it on 10 March.",
            ["2013-03-11", "2013-03-12", "2013-03-10"],
        ),
    ],
)
def test_words_of_a_date_come_to_these_days(text: str, days: list[str]) -> None:
    assert [one.edtf for one in told(text)] == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("VELM, 30 AUG 89 (RADIO UNO) -- [TEXT] A BUS WAS BURNED YESTERDAY.", ["1989-08-29"]),
        ("VELM, 30 AUG 89 (RADIO UNO) -- [TEXT] A BUS WAS BURNED ON 27 AUGUST.", ["1989-08-27"]),
        ("VELM, 2 JAN 90 (RADIO UNO) -- [TEXT] A BUS WAS BURNED ON 30 DECEMBER.", ["1989-12-30"]),
        ("VELM, 2 JAN 90 (RADIO UNO) -- [TEXT] A BUS WAS BURNED LAST FRIDAY.", ["1989-12-29"]),
        ("VELM, 2 JAN 90 -- [REPORT] [TEXT] A BUS WAS BURNED LAST NIGHT.", ["1990-01-01/1990-01-02"]),
        ("VELM, NO DATE (RADIO UNO) -- [TEXT] A BUS WAS BURNED YESTERDAY.", [""]),
        ("Published April 15 2017 A bus was burned on Saturday in Velm.", ["2017-04-15"]),
        ("Wed 01 Oct 2014 A bus was burned on Monday in Velm.", ["2014-09-29"]),
        ("01.10.2014 A bus was burned on Monday in Velm.", ["2014-09-29"]),
        ("Bus burned in Velm Monitor UNA Monday 9 Feb 2015 A bus was burned on Sunday.", ["2015-02-08"]),
        ("VELM, Aug 12 (Continental) - A bus was burned on Sunday.", [""]),
        ("A bus was burned on Sunday in Velm.", [""]),
    ],
)
def test_without_a_day_of_publication_the_report_itself_tells_its_day_or_none(
    text: str, days: list[str]
) -> None:
    assert [one.edtf for one in told(text, None)] == days


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("Clashes have gone on since Monday.", "2013-03-11", THURSDAY),
        ("SIX HAVE DIED SINCE 20 FEBRUARY.", "2013-02-20", THURSDAY),
        ("The men had left by Friday.", None, "2013-03-08"),
        ("The men left before 3 March.", None, "2013-03-03"),
        ("Six people died a few days ago.", None, THURSDAY),
        ("Six people died in recent days.", None, THURSDAY),
        ("SIX PEOPLE DIED IN THE PAST FEW HOURS.", None, THURSDAY),
    ],
)
def test_a_bound_is_no_day(text: str, earliest: str | None, latest: str) -> None:
    (one,) = told(text)
    assert (one.earliest and str(one.earliest), str(one.latest)) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("It fell in the early hours of Saturday.", "early morning"),
        ("IT FELL EARLY YESTERDAY MORNING.", "early morning"),
        ("It fell early this morning.", "early morning"),
        ("It fell late on Saturday evening.", "late evening"),
        ("It fell yesterday afternoon.", "afternoon"),
        ("It fell last night.", "night"),
        ("It fell on the night of 3 to 4 March.", "night"),
        ("It fell on Saturday at 0530 hours.", "05:30"),
        ("It fell on Saturday at about half past five in the morning.", "05:30"),
        ("IT FELL AT DAWN TODAY.", "dawn"),
        ("It fell shortly before midnight on Sunday.", "midnight"),
    ],
)
def test_the_part_of_the_day_is_kept(text: str, time: str) -> None:
    assert [moment.time for moment in find_moments(segment(report(text))) if moment.time] == [time]


@pytest.mark.parametrize(
    "text",
    [
        "The men may march on the capital.",
        "THE GENERAL MAY HAVE ORDERED IT.",
        "The chapter ends at verse 3-4.",
        "They fired 2012 rounds at the fort.",
        "The Third of Four brothers was hurt.",
        "The convoy of 10-12 lorries was hit.",
        "A Sunday school burned.",
        "He wore size 12.",
        "An overnight bag was found.",
        "They won 3-2 in extra time.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert told(text) == []
