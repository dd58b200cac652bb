"""Read the match of a pattern of date or time into what its words tell.

In:   matches of the patterns in `date_patterns`, with the text around them.
Out:  Readings, or None where the words around show that no date is meant.
Holds: a reader looks a few words around its match at most.
"""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from tellings.events.calendar import (
    MONTHS,
    NUMBERS,
    Anchor,
    Calendar,
    Unit,
    is_day,
    month_number,
    part_of_day,
    weekday_number,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression tells; the fields are those of `Moment`."""

    calendar: Calendar | None = None
    time: str | None = None
    approximate: bool = False
    time_approximate: bool = False


class Match:
    """A match with its named groups, lower-cased, and a look at what stands around it."""

    def __init__(self, view: str, match: re.Match[str]) -> None:
        self.view = view
        self.start, self.end = match.span()
        self._match = match
        self._takes_about = False

    def get(self, group: str) -> str | None:
        """The words of a group in lower case, or None."""
        found = self._match.groupdict().get(group)
        return found.casefold() if found else None

    def raw(self, group: str) -> str:
        """The words of a group as they stand, "" if it took no part."""
        return self._match.groupdict().get(group) or ""

    def number(self, group: str) -> int | None:
        """The number that a group names, in digits or in words, or None."""
        found = self.get(group)
        return None if found is None else NUMBERS[found] if found in NUMBERS else int(found)

    @property
    def first(self) -> int:
        """Where the expression starts: with "about", if the reader has asked for it."""
        return self._opens if self._takes_about else self.start

    @cached_property
    def _opens(self) -> int:
        words = self.view[max(0, self.start - 20) : self.start]
        if not words[-1:].isspace():
            return self.start
        found = _ABOUT.search(words) or (_SHORTLY.search(words) if self.get("near") else None)
        return self.start - (len(words) - found.start() if found else 0)

    @property
    def is_about(self) -> bool:
        """Whether words right before make it a near one: "about", "shortly before". They are then part of it."""
        self._takes_about = True
        return self._opens < self.start

    @property
    def before(self) -> str:
        """The word before the expression, lower-case; "" at the start or after a mark."""
        found = re.search(r"([^\W_]+)\s+$", self.view[max(0, self._opens - 20) : self._opens])
        return found.group(1).casefold() if found else ""

    @property
    def after(self) -> str:
        """The word after the match, as printed; "" at the end or before a mark."""
        found = re.match(r"\s+([^\W_]+)", self.view[self.end : self.end + 30])
        return found.group(1) if found else ""


_ABOUT = re.compile(
    r"\b(?:(?:on or )?(?:about|around)|approximately|roughly|circa|some time around"
    r"|(?:shortly|just|soon) (?:before|after))\s+$",
    re.IGNORECASE,
)
_SHORTLY = re.compile(r"\b(?:shortly|just|soon)\s+$", re.IGNORECASE)
_COUNTED = frozenset(
    "people persons civilians refugees residents members homes houses families rockets shells troops soldiers men "
    "women children fighters km kilometres kilometers metres meters tons dollars wounded dead injured police".split()
)


# ---- dates ---------------------------------------------------------------------------------------


def read_date(m: Match) -> Reading | None:
    """Read "9 February 2013", "Saturday, Feb. 9", "8-10 February", "28 March to 2 April"."""
    if not m.raw("month")[:1].isupper():
        return None
    month, day, year, to_day = (
        month_number(m.get("month")),
        m.number("day"),
        m.number("year"),
        m.number("to_day"),
    )
    to_month = month_number(m.get("to_month"))
    if m.get("short_year"):
        short = m.number("short_year") or 0
        year = 2000 + short if short < 50 else 1900 + short
    if day is None or not is_day(year, month, day):
        return None
    if to_day is not None and not is_day(year, to_month or month, to_day):
        return None
    if to_day is not None and to_day <= day and to_month in (None, month):
        return None
    if to_month and m.before != "between" and re.search(r"\band\b", m.view[m.start : m.end], re.IGNORECASE):
        return None  # "on 28 March and 2 April": two dates
    part = part_of_day(m.get("part_before") or m.get("part_after"))
    return Reading(
        Calendar(
            year=year,
            month=month,
            day=day,
            to_day=to_day,
            to_month=to_month,
            weekday=weekday_number(m.get("weekday")),
            overnight=part == "night" and to_month is None and to_day == day + 1,
        ),
        time=part,
        approximate=m.is_about,
    )


def read_dateless_year(m: Match) -> Reading | None:
    """A date whose year was swallowed: "February 9, 2000 people"; read it without the year."""
    return None if m.after.casefold() in _COUNTED and m.get("year") else read_date(m)


def read_short_year(m: Match) -> Reading | None:
    """Read "30 AUG 89"; not "30 Aug 89 people fled"."""
    return None if m.after.casefold() in _COUNTED else read_date(m)


def read_next_day(m: Match) -> Reading | None:
    """Read two days that follow one another ("on 3 and 4 March") as one stretch; others stay what they are."""
    day, to_day = m.number("day"), m.number("to_day")
    return read_date(m) if day is not None and to_day == day + 1 else None


def read_iso(m: Match) -> Reading | None:
    """Read "2013-02-09"."""
    year, month, day = m.number("year"), m.number("month_number"), m.number("day")
    if day is None or month is None or not 1 <= month <= 12 or not is_day(year, month, day):
        return None
    return Reading(Calendar(year=year, month=month, day=day))


def read_slashed(m: Match) -> Reading | None:
    """Read "09/02/2013", "9.2.13", "14-03-90", both ways where both are days."""
    first, second, year = m.number("first"), m.number("second"), m.number("year")
    if first is None or second is None or year is None:
        return None
    if year < 100:
        year += 2000 if year < 50 else 1900
    day_first = 1 <= second <= 12 and is_day(year, second, first)
    month_first = 1 <= first <= 12 and is_day(year, first, second)
    if m.get("mark") == "." or (m.get("mark") == "-" and len(m.raw("year")) == 2):
        month_first = False
    if m.get("mark") == "-" and (len(m.raw("first")) < 2 or len(m.raw("second")) < 2):
        return None  # "4-4-2" is no date
    if not day_first and not month_first:
        return None
    month, day = (second, first) if day_first else (first, second)
    is_open = day_first and month_first and first != second
    return Reading(Calendar(year=year, month=month, day=day, swapped=(first, second) if is_open else None))


_BEFORE_MONTH = frozenset(
    "in since last this of until during between next from by before after through to the early late mid and".split()
)


def read_month(m: Match) -> Reading | None:
    """Read "February 2013", "late March", "last May"."""
    if not m.raw("month")[:1].isupper():
        return None
    if m.get("year") and m.after.casefold() in _COUNTED:
        return None
    part = (m.get("part") or "").strip("- ")
    if not m.get("year") and not part:
        is_named_by = m.before in _BEFORE_MONTH or m.get("which") or m.view[m.end : m.end + 2] == "'s"
        # an unfinished date ("May 12"), a person ("by May"), or the verb at the start ("March on the capital")
        if not is_named_by or re.match(r"\s+\d", m.view[m.end : m.end + 3]):
            return None
        if m.before in ("by", "to", "the", "and", "of", "from") and m.get("month") in (
            "may",
            "march",
            "april",
            "june",
        ):
            return None
        is_shouted = m.view[m.start : m.end].isupper()
        if m.get("month") in ("april", "may", "june", "august") and m.after[:1].isupper() and not is_shouted:
            return None
        if m.get("month") not in MONTHS:
            return None
    part = {"beginning": "early", "start": "early", "end": "late", "middle": "mid"}.get(
        part.removeprefix("the ").removesuffix(" of"), part
    )
    which = m.get("which")
    return Reading(
        Calendar(year=m.number("year"), month=month_number(m.get("month")), part=part or None, which=which),
        approximate=m.is_about,
    )


_BEFORE_YEAR = frozenset(
    "in since during until of from by before after through late early mid between and".split()
)


def read_year(m: Match) -> Reading | None:
    """Read "in 2012", "early 2013"."""
    part = (m.get("part") or "").strip("- ")
    if not part and m.before not in _BEFORE_YEAR:
        return None
    if m.before in ("of", "by", "from", "and", "between", "before", "after") and m.after[:1].islower():
        return None
    if m.after.casefold() in _COUNTED or m.view[m.end : m.end + 1] in ("s", "-", "%"):
        return None
    return Reading(Calendar(year=m.number("year"), part=part or None), approximate=m.is_about)


def read_weekday(m: Match) -> Reading | None:
    """Read "Saturday morning", "last Friday", "overnight on Monday", "Monday of last week"."""
    if not m.raw("weekday")[:1].isupper():
        return None
    if m.before in ("bloody", "black", "good", "palm", "easter", "every", "each"):
        return None
    if m.after.casefold() in ("prayer", "prayers", "sermon", "mass", "school"):
        return None
    whose = f"{m.get('whose')} week" if m.get("whose") else None
    which, part = m.get("which"), m.get("part_before") or m.get("part_after")
    time = part_of_day(part)
    is_loose = False
    if which in ("early", "late") and time is None:
        time, is_loose = ("early morning", True) if which == "early" else ("late evening", True)
    elif which in ("early", "late") and part:
        time = part_of_day(f"{which} {part}")
    if which in ("early", "late", "earlier"):
        which = None
    return Reading(
        Calendar(
            weekday=weekday_number(m.get("weekday")),
            anchor=Anchor.PUBLICATION,
            which=whose
            or {"this past": "last", "this": "this", "last": "last", "next": "next", "past": "last"}.get(
                which or ""
            ),
            overnight=m.get("overnight") is not None,
        ),
        time="night" if m.get("overnight") else time,
        time_approximate=is_loose,
    )


def read_day_only(m: Match) -> Reading | None:
    """Read "on the 9th", "the 12th of last month"."""
    day = m.number("day")
    if day is None or not 1 <= day <= 31:
        return None
    if m.get("which"):
        back = -1 if m.get("which") == "last" else 0
        return Reading(Calendar(day=day, anchor=Anchor.PUBLICATION, unit=Unit.MONTH, offset=back))
    return Reading(Calendar(day=day))


# ---- relative dates ------------------------------------------------------------------------------


def _publication(
    unit: Unit, offset: int | None, *, overnight: bool = False, part: str | None = None
) -> Calendar:
    return Calendar(anchor=Anchor.PUBLICATION, unit=unit, offset=offset, overnight=overnight, part=part)


def read_named_day(m: Match) -> Reading | None:
    """Read "yesterday morning", "early today", "overnight"."""
    word = " ".join((m.get("word") or "").split())
    if word == "overnight":
        if m.after.casefold() in ("stay", "stays", "bag"):
            return None
        return Reading(_publication(Unit.DAY, 0, overnight=True), time="night")
    if word == "tonight":
        return Reading(_publication(Unit.DAY, 0), time="night")
    offset = {
        "today": 0,
        "yesterday": -1,
        "tomorrow": 1,
        "day before yesterday": -2,
        "day after tomorrow": 2,
    }
    if word == "today" and m.view[m.start - 1 : m.start] == "-":
        return None
    part, early = m.get("part_after") or m.get("part_before"), m.get("early")
    time = part_of_day(f"{early} {part}" if early and part else part)
    if early and part is None:
        time = "early morning" if early == "early" else "late evening"
    return Reading(
        _publication(Unit.DAY, offset[word.removeprefix("the ")]),
        time=time,
        time_approximate=early is not None and part is None,
    )


_UNIT_OF = {
    "hour": Unit.HOUR, "day": Unit.DAY, "week": Unit.WEEK, "weekend": Unit.WEEKEND, "month": Unit.MONTH,
    "year": Unit.YEAR, "night": Unit.DAY, "morning": Unit.DAY, "afternoon": Unit.DAY, "evening": Unit.DAY,
}  # fmt: skip
_DAY_PARTS = ("night", "morning", "afternoon", "evening")


def read_this_or_last(m: Match) -> Reading | None:
    """Read "last night", "this morning", "late last month", "earlier this week"."""
    which, noun = m.get("which") or "", m.get("noun") or ""
    offset = {"last": -1, "next": 1}.get(which, 0)
    if noun in _DAY_PARTS:
        if which == "last" and noun == "night":
            return Reading(_publication(Unit.DAY, 0, overnight=True), time="night")
        early = m.get("earlier")
        time = part_of_day(f"{early} {noun}") if early in ("early", "late") else noun
        return Reading(_publication(Unit.DAY, offset), time=time)
    if m.get("earlier"):
        part = "early" if (m.get("earlier") or "").startswith("earl") else "late"
        return Reading(_publication(_UNIT_OF[noun], offset, part=part))
    return Reading(_publication(_UNIT_OF[noun], offset))


def read_earlier_in(m: Match) -> Reading | None:
    """Read "earlier in the week"."""
    part = "early" if (m.get("earlier") or "").startswith("earl") else "late"
    return Reading(_publication(_UNIT_OF[m.get("noun") or ""], 0, part=part))


def read_weekend(m: Match) -> Reading | None:
    """Read "over the weekend"."""
    return Reading(_publication(Unit.WEEKEND, 0))


def read_until_now(m: Match) -> Reading | None:
    """Read "the past three days", "in recent days", "the last 48 hours": from then until now."""
    words = m.view[m.start : m.end].casefold()
    if m.get("count") is None and not words.endswith("s") and "past" not in words:
        return None  # "the last day", "last week"
    number, unit = _count(m.get("count")), _UNIT_OF[(m.get("unit") or "").removesuffix("s")]
    if m.get("count") is None and not words.endswith("s"):
        number = 1
    if unit is Unit.HOUR and number:
        number, unit = -(-number // 24), Unit.DAY
    offset = -number if number else None
    return Reading(
        Calendar(anchor=Anchor.PUBLICATION, unit=unit, offset=offset, is_back=True, until_then=True)
    )


_FEASTS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "new year's eve": (12, 31),
}


def read_feast(m: Match) -> Reading | None:
    """Read "on Christmas Eve"."""
    feast = m.get("feast") or ""
    if feast == "christmas" and (
        m.before not in ("on", "at", "since", "before", "after", "last") or m.after[:1].islower()
    ):
        return None
    month, day = _FEASTS[feast]
    return Reading(Calendar(month=month, day=day))


def _count(words: str | None) -> int | None:
    """Return the number that a count names; None for "several", "a few" and none at all; 0 for "half an"."""
    if words is None:
        return None
    words = " ".join(words.split())
    if words in _VAGUE_NUMBERS:
        return None
    return int(words) if words.isdigit() else 0 if words == "half an" else int(NUMBERS.get(words, 0)) or None


_VAGUE_NUMBERS = frozenset(("several", "some", "a few", "few", "many", "just", "the"))


def read_counted(m: Match) -> Reading | None:
    """Read "three days ago", "a week before the attack", "hours later"."""
    unit, number = _UNIT_OF[(m.get("unit") or "").removesuffix("s")], _count(m.get("count"))
    direction = m.get("direction") or ""
    is_back = direction in ("ago", "earlier", "before", "beforehand", "previously", "prior to")
    offset = None if number is None else -number if is_back else number
    if direction == "ago":
        now = replace(_publication(unit, offset), is_back=True)
        return Reading(now, approximate=m.is_about)
    anchor = Anchor.INCIDENT
    if direction in ("before", "after", "prior to") and not m.get("event") and m.after:
        anchor = Anchor.NONE  # "a week after he took office"
    return Reading(
        Calendar(anchor=anchor, unit=unit, offset=offset, is_back=is_back),
        approximate=m.is_about,
    )


def read_neighbouring(m: Match) -> Reading | None:
    """Read "the night before", "the same day", "the following morning", "that evening"."""
    noun = m.get("noun") or ""
    which = m.get("which") or m.get("side") or ""
    if which in ("before", "after") and m.view[m.end : m.end + 10].casefold().startswith(
        (" yesterday", " tomorrow")
    ):
        return None
    offset = {"before": -1, "previous": -1, "preceding": -1, "same": 0, "that": 0, "that same": 0}.get(
        which, 1
    )
    time = noun if noun in _DAY_PARTS else None
    return Reading(Calendar(anchor=Anchor.INCIDENT, unit=_UNIT_OF[noun], offset=offset), time=time)


def read_same_day(m: Match) -> Reading | None:
    """Read "the night of the attack"."""
    part = m.get("noun") or "day"
    time = part if part in _DAY_PARTS else None
    return Reading(Calendar(anchor=Anchor.INCIDENT, unit=Unit.DAY, offset=0), time=time)


# ---- times of day --------------------------------------------------------------------------------


def _clock(hour: int, minute: int, *, half: str | None, part: str | None, zone: str | None) -> str | None:
    if hour > 23 or minute > 59:
        return None
    half = (half or "").replace(".", "")
    if half and hour > 12:
        half = ""
    if half == "pm" or (part in ("afternoon", "evening") and hour < 12):
        hour = hour % 12 + 12
    elif half == "am":
        hour %= 12
    elif part == "night" and hour <= 12:
        hour = (hour + 12) % 24 if hour >= 6 else hour
    is_universal = (zone or "").strip("() ") in ("gmt", "utc")
    return f"{hour:02}:{minute:02}{'Z' if is_universal else ''}"


def _timed(m: Match, hour: int, minute: int) -> Reading | None:
    time = _clock(hour, minute, half=m.get("half"), part=m.get("part"), zone=m.get("zone"))
    return None if time is None else Reading(time=time, time_approximate=m.is_about)


def read_clock(m: Match) -> Reading | None:
    """Read "17:50 local time", "5.30am"."""
    if m.get("mark") == "." and not (m.get("half") or m.get("part") or m.get("zone")):
        return None
    return _timed(m, m.number("hour") or 0, m.number("minute") or 0)


_BEFORE_HOUR = frozenset(
    "at about around by before after until since was nearly approximately roughly from to".split()
)


def read_hour(m: Match) -> Reading | None:
    """Read "5 p.m.", "five o'clock", "about 5 in the morning"."""
    has_half = m.get("half") is not None or m.get("oclock") is not None
    if not has_half and not (m.get("part") and (m.before in _BEFORE_HOUR or m.is_about)):
        return None
    hour = m.number("hour") or 0
    return _timed(m, hour, 0) if hour <= (12 if has_half else 24) else None


def read_past(m: Match) -> Reading | None:
    """Read "twenty past six", "half past five"."""
    hour, words = m.number("hour") or 0, m.get("minutes") or ""
    minute = {"half": 30, "quarter": 15, "a quarter": 15, "twenty-five": 25}.get(words)
    if minute is None:
        minute = NUMBERS.get(words) or (int(words) if words.isdigit() else 0)
    if m.get("direction") == "to":
        hour, minute = (hour - 1) % 12 or 12, 60 - minute
    return _timed(m, hour, minute)


def read_four_digits(m: Match) -> Reading | None:
    """Read "1450 GMT", "1450 hours"."""
    return _timed(m, m.number("hour") or 0, m.number("minute") or 0)


def read_part(m: Match) -> Reading | None:
    """Read "shortly before dawn", "at noon", "in the early hours"."""
    is_near = m.is_about or m.get("near") is not None
    return Reading(time=part_of_day(m.get("part")), time_approximate=is_near)
