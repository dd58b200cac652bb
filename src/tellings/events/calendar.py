"""What words tell of a date, before anything is resolved.

In:   nothing.
Out:  the values that expressions of time are read into, and the words of the calendar.
Holds: precision as told: what the words do not fix is None.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Anchor(StrEnum):
    """What a relative expression is counted from."""

    PUBLICATION = "publication"  # "yesterday", "Saturday", "last year"
    INCIDENT = "incident"  # "the night before", "two days later": or another event just told; the words leave it open
    NONE = "none"  # the words stand on their own, or count from something that is not the incident


class Unit(StrEnum):
    """The unit that a relative expression is told in: its precision."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the words fix of a date. None: the words do not tell.

    weekday: 0 is Monday. to_day: last day of a range within the month ("8-10 February").
    to_month: the month of to_day where it is another one ("28 March to 2 April").
    swapped: the (month, day) of the other way to read "09/02/2013". part: "early", "mid" or "late" of month or year.
    anchor, unit, offset: "yesterday" is (PUBLICATION, DAY, -1), "last year" (PUBLICATION, YEAR, -1), "days later"
    (INCIDENT, DAY, None). is_back: counted backwards, though by no number ("a few hours ago"). until_then: all the
    time from the offset to what it counts from ("the past three days"). which: "last", "next" or "this" before a
    weekday, "last week" or "this week" behind one. overnight: the night that ends on the day counted ("overnight",
    "last night"), or that begins on a date or weekday told with it.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    to_day: int | None = None
    to_month: int | None = None
    swapped: tuple[int, int] | None = None
    part: str | None = None
    anchor: Anchor = Anchor.NONE
    unit: Unit | None = None
    offset: int | None = None
    which: str | None = None
    overnight: bool = False
    is_back: bool = False
    until_then: bool = False

    @property
    def offset_days(self) -> int | None:
        """Days from the publication date, where the words count them ("yesterday" is -1); else None."""
        if self.anchor is Anchor.PUBLICATION and self.unit is Unit.DAY:
            return self.offset
        return None

    @property
    def is_day(self) -> bool:
        """Whether the words point at one day or night, known or not."""
        return self.day is not None or self.weekday is not None or self.unit in (Unit.DAY, Unit.HOUR)


PARTS_OF_DAY = (
    "early morning", "dawn", "morning", "noon", "afternoon", "dusk", "evening", "late evening", "night", "midnight",
)  # fmt: skip

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
} | {"a": 1, "an": 1, "twenty": 20, "thirty": 30, "a couple of": 2}
ONE_TO_TWELVE = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"


def month_number(word: str | None) -> int | None:
    """Return the number of the month whose name starts so, 1 to 12; None without a word."""
    if not word:
        return None
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(word[:3]))


def weekday_number(word: str | None) -> int | None:
    """Return the number of the weekday whose name starts so, 0 is Monday; None without a word."""
    if not word:
        return None
    return next(number for number, day in enumerate(WEEKDAYS) if day.startswith(word[:3]))


def part_of_day(words: str | None) -> str | None:
    """Return the one of `PARTS_OF_DAY` that the words name."""
    if not words:
        return None
    words = " ".join(words.split())
    if words in ("early hours", "small hours", "early morning"):
        return "early morning"
    for plain, part in (
        (("dawn", "daybreak", "sunrise", "first light"), "dawn"),
        (("sunset", "dusk", "nightfall", "sundown"), "dusk"),
        (("midday", "noon"), "noon"),
    ):
        if words.endswith(plain) and not words.endswith("afternoon"):
            return part
    if words in ("late evening", "late night"):
        return "late evening" if words == "late evening" else "night"
    return words.removeprefix("early ").removeprefix("late ")


def is_day(year: int | None, month: int | None, day: int) -> bool:
    """Whether there is such a day; where no year is told, in a leap year."""
    try:
        date(year or 2000, month or 1, day)
    except ValueError:
        return False
    return True
