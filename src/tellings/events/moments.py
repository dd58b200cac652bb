"""Find the words of a report that tell a date or a time of day.

In:   a Document.
Out:  Moments, in order of the text: absolute ("9 February 2013"), relative ("yesterday", "the night before"), or
      a time of day ("5:30 in the morning").
Holds: a Moment keeps the precision of its words and resolves nothing: no year is added and no day counted.
       Upper-case text is read too. Moments do not overlap. English only.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from tellings.model import Span
from tellings.text.segment import Document, Sentence


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


@dataclass(frozen=True, slots=True)
class Moment:
    """One expression of date, time of day, or both ("Saturday morning").

    span: without a leading "on", "in" or "at", with a leading "about". wording: the text there, as printed.
    sentence: its index. time: "05:30" local as told, "02:50Z" where told in GMT, one of `PARTS_OF_DAY`, or None.
    approximate, time_approximate: the date or the time is told as near ("about 5", "shortly before dawn").
    is_own_date: the report's own date (a dateline, a line of its own), not a part of the telling. bound: "from" where
    all that follows it is meant ("since Monday"), "until" where all before it is ("by Friday", "before 3 March").
    """

    span: Span
    wording: str
    sentence: int
    calendar: Calendar | None = None
    time: str | None = None
    approximate: bool = False
    time_approximate: bool = False
    is_own_date: bool = False
    bound: str | None = None


PARTS_OF_DAY = (
    "early morning", "dawn", "morning", "noon", "afternoon", "dusk", "evening", "late evening", "night", "midnight",
)  # fmt: skip


def find_moments(document: Document) -> tuple[Moment, ...]:
    """Return every expression of date or time of day in the report, in order; () where there is none."""
    return tuple(moment for sentence in document.sentences for moment in moments_in(document, sentence))


def moments_in(document: Document, sentence: Sentence) -> tuple[Moment, ...]:
    """Return every expression of date or time of day in one sentence, in order."""
    cues = _cues(sentence)
    if not cues:
        return ()
    found = [
        (match.start(), match.end(), reading)
        for wanted, pattern, read in _PATTERNS
        if all(cues & either for either in wanted)
        for match in pattern.finditer(document.view, sentence.span.start, sentence.span.end)
        if (reading := read(_Match(document.view, match))) is not None
    ]
    moments: list[Moment] = []
    end = 0
    for start, stop, reading in sorted(found, key=lambda row: (row[0], -row[1])):
        if start < end:
            continue
        end = stop
        span = Span(start, stop)
        moments.append(
            Moment(
                span=span,
                wording=span.of(document.report.text),
                sentence=sentence.index,
                calendar=reading.calendar,
                time=reading.time,
                approximate=reading.approximate,
                time_approximate=reading.time_approximate,
                is_own_date=_is_own_date(document, sentence, span, reading),
                bound=_bound(document.view, sentence, start) if reading.calendar else None,
            )
        )
    return tuple(moments)


_BOUNDS = {
    "since": "from",
    "after": "from",
    "until": "until",
    "till": "until",
    "by": "until",
    "before": "until",
}
_WORD_BEFORE = re.compile(r"(\w+)\s+(?:the\s+)?$")


def _bound(view: str, sentence: Sentence, start: int) -> str | None:
    """Return "from" or "until" where the word before a date says that it bounds a stretch of time."""
    word = _WORD_BEFORE.search(view, max(sentence.span.start, start - 12), start)
    return _BOUNDS.get(word.group(1).casefold()) if word else None


ACT_NOUN = (
    r"(?:attacks?|shellings?|blasts?|explosions?|bombings?|air ?strikes?|strikes?|raids?|assaults?|killings?"
    r"|massacres?|shootings?|ambush(?:es)?|bombardments?|barrages?|incidents?|launch(?:es)?|kidnappings?"
    r"|abductions?|murders?|assassinations?|clash(?:es)?|offensives?|operation)"
)
_EARLIER_INCIDENT = re.compile(
    rf"\b(?:similar|previous|earlier|past|prior|first such)\s+(?:[\w-]+\s+){{0,2}}?{ACT_NOUN}"
    r"|\b(?:has|have|had) (?:also |already )?(?:been|come) (?:\w+ ){0,3}(?:before|earlier|previously|in the past)\b"
    r"|\bin the past\b(?! (?:few |several |two |three |\d+ )?(?:hours?|days?|night|week))"
    r"|\bin recent (?:weeks|months|years)\b",
    re.IGNORECASE,
)
_MENTIONED_BEFORE = re.compile(
    rf"\b(?:attacked|shelled|bombed|hit|targeted|struck|{ACT_NOUN}) (?:[\w-]+ ){{0,2}}before\b[^\w]*$",
    re.IGNORECASE,
)


def is_background(document: Document, sentence: int) -> bool:
    """Whether a sentence, by its index, tells of an earlier incident than the report's own.

    True for "a similar attack in March", "has been attacked before", and for the sentence after the latter.
    """
    words = document.sentences[sentence].span.of(document.view)
    if _EARLIER_INCIDENT.search(words) or _MENTIONED_BEFORE.search(words):
        return True
    if sentence == 0 or document.sentences[sentence - 1].paragraph != document.sentences[sentence].paragraph:
        return False
    return bool(_MENTIONED_BEFORE.search(document.sentences[sentence - 1].span.of(document.view)))


_OWN_DATE_WORDS = frozenset(
    "press release statement published publication posted updated update on at date dated issued last by from of "
    "modified".split()
)


def _is_own_date(document: Document, sentence: Sentence, span: Span, reading: "_Reading") -> bool:
    if document.dateline and document.dateline.span.overlaps(span):
        return True
    calendar = reading.calendar
    if calendar is None or calendar.day is None:
        return False
    paragraph = document.paragraphs[sentence.paragraph]
    rest = document.view[paragraph.start : span.start] + " " + document.view[span.end : paragraph.end]
    if all(word.casefold() in _OWN_DATE_WORDS for word in re.findall(r"[^\W\d]+", rest)):
        return True
    if calendar.year is None or document.view[span.end : span.end + 1] == ",":
        return False
    if sentence.index > 1 or span.start - document.report.body_start > _OPENING:
        return False
    opening = document.view[document.report.body_start : span.start]
    if all(word in _OWN_DATE_WORDS for word in opening.casefold().split()):
        return opening.split()[-1:] != ["On"]
    # a line of its own that has lost its line: "Six die in Velm blast Monitor ABC Monday 9 Feb 2015 At least six ..."
    return (
        not document.view.isupper()
        and _CAPITAL_BEFORE.search(opening) is not None
        and _CAPITAL_AFTER.match(document.view, span.end) is not None
    )


_OPENING = 250  # code points at the start of a text in which its own date may stand. Guess, unmeasured
_CAPITAL_BEFORE = re.compile(r"(?:^|\s)[A-Z][\w.'-]*\s+$")
_CAPITAL_AFTER = re.compile(r"\s+[A-Z]")


# ---- what the patterns share ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Reading:
    calendar: Calendar | None = None
    time: str | None = None
    approximate: bool = False
    time_approximate: bool = False


class _Match:
    """A match with its named groups, lower-cased, and a look at what stands around it."""

    def __init__(self, view: str, match: re.Match[str]) -> None:
        self.view = view
        self.start, self.end = match.span()
        self._match = match

    def get(self, group: str) -> str | None:
        found = self._match.groupdict().get(group)
        return found.casefold() if found else None

    def raw(self, group: str) -> str:
        return self._match.groupdict().get(group) or ""

    def number(self, group: str) -> int | None:
        found = self.get(group)
        return None if found is None else _NUMBERS[found] if found in _NUMBERS else int(found)

    @property
    def before(self) -> str:
        """The word before the match, lower-case; "" at the start or after a mark."""
        found = re.search(r"([^\W_]+)\s+$", self.view[max(0, self.start - 20) : self.start])
        return found.group(1).casefold() if found else ""

    @property
    def after(self) -> str:
        """The word after the match, as printed; "" at the end or before a mark."""
        found = re.match(r"\s+([^\W_]+)", self.view[self.end : self.end + 30])
        return found.group(1) if found else ""


_MONTHS = "january february march april may june july august september october november december".split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
} | {"a": 1, "an": 1, "twenty": 20, "thirty": 30, "a couple of": 2}
_ONE_TO_TWELVE = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"

_MONTH = (
    r"(?:(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?))(?!\w)"
)
_FULL_WEEKDAY = (  # "Saturdays attack" too, out of text that has lost its apostrophes
    r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
    rf"(?:\b|(?=s\s+(?:[a-z-]+\s+){{0,2}}?{ACT_NOUN}\b))"
)
_ANY_WEEKDAY = (
    r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?)(?!\w)"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_DAYS = rf"{_DAY}(?:\s?(?:-|to|through|/)\s?(?P<to_day>[0-3]?\d)(?:st|nd|rd|th)?)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b(?![-:.,]?\d)"
_SHORT_YEAR = r"(?P<short_year>\d\d)\b"
_ABOUT = (
    r"(?:\b(?P<about>(?:on or )?(?:about|around)|approximately|roughly|circa|some time around"
    r"|(?:shortly|just|soon) (?:before|after))\s+)?"
)
_PART_NAME = r"(?:morning|afternoon|evening|night|noon|midnight|dawn)"
_PART_BEFORE = (
    rf"(?:\b(?P<part_before>(?:early |late )?{_PART_NAME}|early hours|small hours)\s+(?:of|on)\s+)?"
)
_PART_AFTER = rf"(?:(?:'s)?,?\s+(?P<part_after>(?:early |late )?{_PART_NAME})\b)?"
_WEEKDAY_OR_MONTH = "|".join((*_WEEKDAYS, *_MONTHS))
_FLAGS = re.IGNORECASE

_COUNTED = frozenset(
    "people persons civilians refugees residents members homes houses families rockets shells troops soldiers men "
    "women children fighters km kilometres kilometers metres meters tons dollars wounded dead injured police".split()
)


def _month(word: str | None) -> int | None:
    if not word:
        return None
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(word[:3]))


def _weekday(word: str | None) -> int | None:
    if not word:
        return None
    return next(number for number, day in enumerate(_WEEKDAYS) if day.startswith(word[:3]))


def _part_of_day(words: str | None) -> str | None:
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


def _is_day(year: int | None, month: int | None, day: int) -> bool:
    try:
        date(year or 2000, month or 1, day)
    except ValueError:
        return False
    return True


# ---- dates ---------------------------------------------------------------------------------------


def _read_date(m: _Match) -> _Reading | None:
    if not m.raw("month")[:1].isupper():
        return None
    month, day, year, to_day = _month(m.get("month")), m.number("day"), m.number("year"), m.number("to_day")
    to_month = _month(m.get("to_month"))
    if m.get("short_year"):
        short = m.number("short_year") or 0
        year = 2000 + short if short < 50 else 1900 + short
    if day is None or not _is_day(year, month, day):
        return None
    if to_day is not None and not _is_day(year, to_month or month, to_day):
        return None
    if to_day is not None and to_day <= day and to_month in (None, month):
        return None
    if to_month and m.before != "between" and re.search(r"\band\b", m.view[m.start : m.end], _FLAGS):
        return None  # "on 28 March and 2 April": two dates
    part = _part_of_day(m.get("part_before") or m.get("part_after"))
    return _Reading(
        Calendar(
            year=year,
            month=month,
            day=day,
            to_day=to_day,
            to_month=to_month,
            weekday=_weekday(m.get("weekday")),
            overnight=part == "night" and to_month is None and to_day == day + 1,
        ),
        time=part,
        approximate=m.get("about") is not None,
    )


def _read_dateless_year(m: _Match) -> _Reading | None:
    """A date whose year was swallowed: "February 9, 2000 people"; read it without the year."""
    return None if m.after.casefold() in _COUNTED and m.get("year") else _read_date(m)


def _read_short_year(m: _Match) -> _Reading | None:
    """Read "30 AUG 89"; not "30 Aug 89 people fled"."""
    return None if m.after.casefold() in _COUNTED else _read_date(m)


def _read_next_day(m: _Match) -> _Reading | None:
    """Read two days that follow one another ("on 3 and 4 March") as one stretch; others stay what they are."""
    day, to_day = m.number("day"), m.number("to_day")
    return _read_date(m) if day is not None and to_day == day + 1 else None


def _read_iso(m: _Match) -> _Reading | None:
    year, month, day = m.number("year"), m.number("month_number"), m.number("day")
    if day is None or month is None or not 1 <= month <= 12 or not _is_day(year, month, day):
        return None
    return _Reading(Calendar(year=year, month=month, day=day))


def _read_slashed(m: _Match) -> _Reading | None:
    first, second, year = m.number("first"), m.number("second"), m.number("year")
    if first is None or second is None or year is None:
        return None
    if year < 100:
        year += 2000 if year < 50 else 1900
    day_first = 1 <= second <= 12 and _is_day(year, second, first)
    month_first = 1 <= first <= 12 and _is_day(year, first, second)
    if m.get("mark") == "." or (m.get("mark") == "-" and len(m.raw("year")) == 2):
        month_first = False
    if m.get("mark") == "-" and (len(m.raw("first")) < 2 or len(m.raw("second")) < 2):
        return None  # "4-4-2" is no date
    if not day_first and not month_first:
        return None
    month, day = (second, first) if day_first else (first, second)
    is_open = day_first and month_first and first != second
    return _Reading(Calendar(year=year, month=month, day=day, swapped=(first, second) if is_open else None))


_BEFORE_MONTH = frozenset(
    "in since last this of until during between next from by before after through to the early late mid and".split()
)


def _read_month(m: _Match) -> _Reading | None:
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
        if m.get("month") not in _MONTHS:
            return None
    part = {"beginning": "early", "start": "early", "end": "late", "middle": "mid"}.get(
        part.removeprefix("the ").removesuffix(" of"), part
    )
    which = m.get("which")
    return _Reading(
        Calendar(year=m.number("year"), month=_month(m.get("month")), part=part or None, which=which),
        approximate=m.get("about") is not None,
    )


_BEFORE_YEAR = frozenset(
    "in since during until of from by before after through late early mid between and".split()
)


def _read_year(m: _Match) -> _Reading | None:
    part = (m.get("part") or "").strip("- ")
    if not part and m.before not in _BEFORE_YEAR:
        return None
    if m.before in ("of", "by", "from", "and", "between", "before", "after") and m.after[:1].islower():
        return None
    if m.after.casefold() in _COUNTED or m.view[m.end : m.end + 1] in ("s", "-", "%"):
        return None
    return _Reading(
        Calendar(year=m.number("year"), part=part or None), approximate=m.get("about") is not None
    )


def _read_weekday(m: _Match) -> _Reading | None:
    if not m.raw("weekday")[:1].isupper():
        return None
    if m.before in ("bloody", "black", "good", "palm", "easter", "every", "each"):
        return None
    if m.after.casefold() in ("prayer", "prayers", "sermon", "mass", "school"):
        return None
    whose = f"{m.get('whose')} week" if m.get("whose") else None
    which, part = m.get("which"), m.get("part_before") or m.get("part_after")
    time = _part_of_day(part)
    is_loose = False
    if which in ("early", "late") and time is None:
        time, is_loose = ("early morning", True) if which == "early" else ("late evening", True)
    elif which in ("early", "late") and part:
        time = _part_of_day(f"{which} {part}")
    if which in ("early", "late", "earlier"):
        which = None
    return _Reading(
        Calendar(
            weekday=_weekday(m.get("weekday")),
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


def _read_day_only(m: _Match) -> _Reading | None:
    day = m.number("day")
    if day is None or not 1 <= day <= 31:
        return None
    if m.get("which"):
        back = -1 if m.get("which") == "last" else 0
        return _Reading(Calendar(day=day, anchor=Anchor.PUBLICATION, unit=Unit.MONTH, offset=back))
    return _Reading(Calendar(day=day))


# ---- relative dates ------------------------------------------------------------------------------


def _publication(
    unit: Unit, offset: int | None, *, overnight: bool = False, part: str | None = None
) -> Calendar:
    return Calendar(anchor=Anchor.PUBLICATION, unit=unit, offset=offset, overnight=overnight, part=part)


def _read_named_day(m: _Match) -> _Reading | None:
    word = " ".join((m.get("word") or "").split())
    if word == "overnight":
        if m.after.casefold() in ("stay", "stays", "bag"):
            return None
        return _Reading(_publication(Unit.DAY, 0, overnight=True), time="night")
    if word == "tonight":
        return _Reading(_publication(Unit.DAY, 0), time="night")
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
    time = _part_of_day(f"{early} {part}" if early and part else part)
    if early and part is None:
        time = "early morning" if early == "early" else "late evening"
    return _Reading(
        _publication(Unit.DAY, offset[word.removeprefix("the ")]),
        time=time,
        time_approximate=early is not None and part is None,
    )


_UNIT_OF = {
    "hour": Unit.HOUR, "day": Unit.DAY, "week": Unit.WEEK, "weekend": Unit.WEEKEND, "month": Unit.MONTH,
    "year": Unit.YEAR, "night": Unit.DAY, "morning": Unit.DAY, "afternoon": Unit.DAY, "evening": Unit.DAY,
}  # fmt: skip
_DAY_PARTS = ("night", "morning", "afternoon", "evening")


def _read_this_or_last(m: _Match) -> _Reading | None:
    which, noun = m.get("which") or "", m.get("noun") or ""
    offset = {"last": -1, "next": 1}.get(which, 0)
    if noun in _DAY_PARTS:
        if which == "last" and noun == "night":
            return _Reading(_publication(Unit.DAY, 0, overnight=True), time="night")
        early = m.get("earlier")
        time = _part_of_day(f"{early} {noun}") if early in ("early", "late") else noun
        return _Reading(_publication(Unit.DAY, offset), time=time)
    if m.get("earlier"):
        part = "early" if (m.get("earlier") or "").startswith("earl") else "late"
        return _Reading(_publication(_UNIT_OF[noun], offset, part=part))
    return _Reading(_publication(_UNIT_OF[noun], offset))


def _read_earlier_in(m: _Match) -> _Reading | None:
    part = "early" if (m.get("earlier") or "").startswith("earl") else "late"
    return _Reading(_publication(_UNIT_OF[m.get("noun") or ""], 0, part=part))


def _read_weekend(m: _Match) -> _Reading | None:
    return _Reading(_publication(Unit.WEEKEND, 0))


def _read_until_now(m: _Match) -> _Reading | None:
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
    return _Reading(
        Calendar(anchor=Anchor.PUBLICATION, unit=unit, offset=offset, is_back=True, until_then=True)
    )


_FEASTS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "new year's eve": (12, 31),
}


def _read_feast(m: _Match) -> _Reading | None:
    feast = m.get("feast") or ""
    if feast == "christmas" and (
        m.before not in ("on", "at", "since", "before", "after", "last") or m.after[:1].islower()
    ):
        return None
    month, day = _FEASTS[feast]
    return _Reading(Calendar(month=month, day=day))


def _count(words: str | None) -> int | None:
    """Return the number that a count names; None for "several", "a few" and none at all; 0 for "half an"."""
    if words is None:
        return None
    words = " ".join(words.split())
    if words in _VAGUE_NUMBERS:
        return None
    return int(words) if words.isdigit() else 0 if words == "half an" else int(_NUMBERS.get(words, 0)) or None


_VAGUE_NUMBERS = frozenset(("several", "some", "a few", "few", "many", "just", "the"))


def _read_counted(m: _Match) -> _Reading | None:
    """Read "three days ago", "a week before the attack", "hours later"."""
    unit, number = _UNIT_OF[(m.get("unit") or "").removesuffix("s")], _count(m.get("count"))
    direction = m.get("direction") or ""
    is_back = direction in ("ago", "earlier", "before", "beforehand", "previously", "prior to")
    offset = None if number is None else -number if is_back else number
    if direction == "ago":
        now = replace(_publication(unit, offset), is_back=True)
        return _Reading(now, approximate=m.get("about") is not None)
    anchor = Anchor.INCIDENT
    if direction in ("before", "after", "prior to") and not m.get("event") and m.after:
        anchor = Anchor.NONE  # "a week after he took office"
    return _Reading(
        Calendar(anchor=anchor, unit=unit, offset=offset, is_back=is_back),
        approximate=m.get("about") is not None,
    )


def _read_neighbouring(m: _Match) -> _Reading | None:
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
    return _Reading(Calendar(anchor=Anchor.INCIDENT, unit=_UNIT_OF[noun], offset=offset), time=time)


def _read_same_day(m: _Match) -> _Reading | None:
    part = m.get("noun") or "day"
    time = part if part in _DAY_PARTS else None
    return _Reading(Calendar(anchor=Anchor.INCIDENT, unit=Unit.DAY, offset=0), time=time)


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


def _timed(m: _Match, hour: int, minute: int) -> _Reading | None:
    time = _clock(hour, minute, half=m.get("half"), part=m.get("part"), zone=m.get("zone"))
    return None if time is None else _Reading(time=time, time_approximate=m.get("about") is not None)


def _read_clock(m: _Match) -> _Reading | None:
    if m.get("mark") == "." and not (m.get("half") or m.get("part") or m.get("zone")):
        return None
    return _timed(m, m.number("hour") or 0, m.number("minute") or 0)


_BEFORE_HOUR = frozenset(
    "at about around by before after until since was nearly approximately roughly from to".split()
)


def _read_hour(m: _Match) -> _Reading | None:
    has_half = m.get("half") is not None or m.get("oclock") is not None
    if not has_half and not (m.get("part") and (m.before in _BEFORE_HOUR or m.get("about"))):
        return None
    hour = m.number("hour") or 0
    return _timed(m, hour, 0) if hour <= (12 if has_half else 24) else None


def _read_past(m: _Match) -> _Reading | None:
    hour, words = m.number("hour") or 0, m.get("minutes") or ""
    minute = {"half": 30, "quarter": 15, "a quarter": 15, "twenty-five": 25}.get(words)
    if minute is None:
        minute = _NUMBERS.get(words) or (int(words) if words.isdigit() else 0)
    if m.get("direction") == "to":
        hour, minute = (hour - 1) % 12 or 12, 60 - minute
    return _timed(m, hour, minute)


def _read_four_digits(m: _Match) -> _Reading | None:
    return _timed(m, m.number("hour") or 0, m.number("minute") or 0)


def _read_part(m: _Match) -> _Reading | None:
    is_near = m.get("near") is not None or m.get("about") is not None
    return _Reading(time=_part_of_day(m.get("part")), time_approximate=is_near)


_COUNT = (
    r"(?P<count>\d{1,3}|half an|an?|a couple of|a few|few|several|some|many|fifteen|twenty|thirty"
    rf"|{_ONE_TO_TWELVE})"
)
_ZONE = r"(?:\s*\(?(?P<zone>local(?: time)?|GMT|UTC(?:[+-]\d{1,2}(?::?\d\d)?)?|hours|hrs)\b\)?)?"
_HALF = r"(?P<half>[ap]\.m\.|[ap]\.?m\b)"
_IN_PART = r"(?:\s+(?:in the|at)\s+(?:early )?(?P<part>morning|afternoon|evening|night)\b)?"
_EVENT = rf"(?:\s+(?P<event>(?:the|that|this|its|their|those)\s+(?:[\w'-]+\s+){{0,2}}?{ACT_NOUN}\b))?"

_Read = Callable[[_Match], _Reading | None]


# ---- cheap tests before the patterns -------------------------------------------------------------

# Bits for the words that a pattern cannot do without: most sentences have none of them, and cost one look at each word.
_DIGIT, _MONTH_WORD, _WEEKDAY_WORD, _DAY_WORD, _UNIT_WORD, _NUMBER_WORD = 1, 2, 4, 8, 16, 32
_PART_WORD, _CLOCK_WORD, _DAWN_WORD, _SIDE_WORD, _FEAST_WORD = 64, 128, 256, 512, 1024
_CUE_WORDS: dict[str, int] = {}
for _bit, _words in (
    (_MONTH_WORD, [*_MONTHS, *"jan feb mar apr jun jul aug sept sep oct nov dec".split()]),
    (_WEEKDAY_WORD, [*_WEEKDAYS, *(day + "s" for day in _WEEKDAYS)]),
    (_WEEKDAY_WORD, "mon tue tues wed thu thur thurs fri sat sun".split()),
    (_DAY_WORD, "yesterday today tomorrow tonight overnight".split()),
    (_UNIT_WORD, "hour day week weekend month year night morning afternoon evening".split()),
    (_UNIT_WORD, "hours days weeks weekends months years".split()),
    (_NUMBER_WORD, [*_ONE_TO_TWELVE.split("|"), "half", "quarter"]),
    (_PART_WORD, "morning afternoon evening night hours noon midnight dawn".split()),
    (_CLOCK_WORD, "am pm a.m p.m a.m. p.m. o'clock oclock gmt utc local hrs hours past to".split()),
    (_DAWN_WORD, "dawn daybreak sunrise sunset sundown dusk nightfall noon midday midnight light".split()),
    (
        _SIDE_WORD,
        "ago later earlier beforehand before afterward afterwards after previously prior previous".split(),
    ),
    (_SIDE_WORD, "preceding following next same that of last this past recent early late coming".split()),
    (_FEAST_WORD, "eve christmas".split()),
):
    for _word in _words:
        _CUE_WORDS[_word] = _CUE_WORDS.get(_word, 0) | _bit


def _cues(sentence: Sentence) -> int:
    """Return the bits of the words in a sentence that may belong to a date or a time."""
    cues = 0
    for token in sentence.tokens:
        low = token.low
        if low[0].isdigit():
            cues |= (
                _DIGIT
                if low.isdigit()
                else _DIGIT | _CLOCK_WORD | _CUE_WORDS.get(low.lstrip("0123456789"), 0)
            )
        elif (bits := _CUE_WORDS.get(low)) is not None:
            cues |= bits
        elif "-" in low or "'" in low:
            for part in re.split("[-']", low):
                cues |= _CUE_WORDS.get(part, _DIGIT if part[:1].isdigit() else 0)
    return cues


# What must be there: each of these bits, or one of several joined by |
_Wanted = tuple[int, ...]


def _compiled() -> Iterator[tuple[_Wanted, re.Pattern[str], _Read]]:
    year = rf"(?:,?\s+(?:of\s+)?{_YEAR})?"
    weekday = rf"(?:\b{_ANY_WEEKDAY},?\s+(?:the\s+)?)?"
    day_first = rf"{_ABOUT}{_PART_BEFORE}{weekday}\b{_DAYS}(?:\s+of)?[\s-]+{_MONTH}"
    month_first = rf"{_ABOUT}{_PART_BEFORE}{weekday}\b{_MONTH}\s+(?:the\s+)?{_DAYS}\b(?![:.,]?\d)"
    other_month = _MONTH.replace("?P<month>", "?P<to_month>")
    other_day = r"(?P<to_day>[0-3]?\d)(?:st|nd|rd|th)?"
    until = r"\s*(?:-|to|through|until|and)\s*(?:the\s+)?"
    weekdays, dated, units = (_WEEKDAY_WORD,), (_DIGIT, _MONTH_WORD), (_UNIT_WORD, _SIDE_WORD)
    for wanted, source, read in (
        (dated, rf"{day_first}(?:,?[\s-]+(?:of\s+)?{_YEAR}){_PART_AFTER}", _read_dateless_year),
        (dated, rf"{day_first}{_PART_AFTER}", _read_date),
        (
            dated,
            rf"{_PART_BEFORE}\b{_DAY}[\s-]+(?P<month>JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\.?[\s-]+'?"
            rf"{_SHORT_YEAR}(?![:.,]?\d)",
            _read_short_year,
        ),
        (dated, rf"{_PART_BEFORE}\b{_MONTH}\s+{_DAY},?\s+'{_SHORT_YEAR}(?![:.,]?\d)", _read_date),
        (dated, rf"{month_first},?\s+{_YEAR}{_PART_AFTER}", _read_dateless_year),
        (dated, rf"{month_first}{_PART_AFTER}", _read_date),
        (
            dated,
            rf"{_PART_BEFORE}\b{_DAY}\s+(?:of\s+)?{_MONTH}{until}{other_day}\s+(?:of\s+)?{other_month}{year}",
            _read_date,
        ),
        (dated, rf"{_PART_BEFORE}\b{_MONTH}\s+{_DAY}{until}{other_month}\s+{other_day}\b{year}", _read_date),
        (
            dated,
            rf"(?<=\bbetween )(?:the )?{_DAY} and (?:the )?(?P<to_day>[0-3]?\d)(?:st|nd|rd|th)? (?:of )?{_MONTH}{year}",
            _read_date,
        ),
        (dated, rf"(?<=\bbetween ){_MONTH} {_DAY} and (?P<to_day>[0-3]?\d)\b{year}", _read_date),
        (
            dated,
            rf"(?<=\bon )(?:the )?{_DAY} and (?:the )?{other_day} (?:of )?{_MONTH}{year}",
            _read_next_day,
        ),
        (dated, rf"(?<=\bon ){_MONTH} {_DAY} and {other_day}\b(?! [a-z]){year}", _read_next_day),
        (
            dated,
            rf"{_PART_BEFORE}(?<=\bof )(?:the )?{_DAY} and (?:the )?{other_day} (?:of )?{_MONTH}{year}",
            _read_next_day,
        ),
        (
            (_DIGIT,),
            r"(?<![\d/-])(?P<year>(?:19|20)\d\d)-(?P<month_number>\d\d)-(?P<day>\d\d)(?![\d-])",
            _read_iso,
        ),
        (
            (_DIGIT,),
            r"(?<![\d/.-])(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)"
            r"(?P<year>(?:19|20)\d\d|\d\d)(?![\d/-])",
            _read_slashed,
        ),
        (
            (_MONTH_WORD,),
            rf"{_ABOUT}(?:\b(?P<part>early|mid|late|(?:the )?(?:beginning|start|middle|end) of)[\s-]+)?"
            rf"\b{_MONTH}{year}",
            _read_month,
        ),
        ((_MONTH_WORD, _SIDE_WORD), rf"\b(?P<which>last|next|this)\s+{_MONTH}", _read_month),
        ((_DIGIT,), rf"{_ABOUT}(?:\b(?P<part>early|mid|late)[\s-]+)?\b{_YEAR}", _read_year),
        (
            weekdays,
            rf"{_PART_BEFORE}(?:\b(?P<which>last|next|this past|past|this|early|late|earlier)\s+(?:on\s+)?)?"
            rf"(?:\b(?P<overnight>overnight)\s+(?:on\s+)?)?\b{_FULL_WEEKDAY}{_PART_AFTER}"
            r"(?:\s+(?:of\s+)?(?P<whose>last|this)\s+week\b)?",
            _read_weekday,
        ),
        ((_DIGIT,), r"(?<=\bon )the (?P<day>[0-3]?\d)(?:st|nd|rd|th)\b(?=\s*(?:[.,;)]|$))", _read_day_only),
        (
            (_DIGIT,),
            r"\bthe (?P<day>[0-3]?\d)(?:st|nd|rd|th) of (?P<which>this|last) month\b",
            _read_day_only,
        ),
        (
            (_DAY_WORD,),
            rf"{_PART_BEFORE}(?:\b(?P<early>early|late)\s+)?\b(?P<word>(?:the )?day before yesterday"
            rf"|(?:the )?day after tomorrow|yesterday|today|tomorrow|tonight|overnight)\b{_PART_AFTER}",
            _read_named_day,
        ),
        (
            units,
            r"(?:\b(?P<earlier>earlier|later|early|late)\s+)?\b(?P<which>last|this|next)\s+"
            r"(?P<noun>night|weekend|week|month|year|morning|afternoon|evening)\b",
            _read_this_or_last,
        ),
        ((_UNIT_WORD,), r"\b(?:over|during|at) the (?P<noun>weekend)\b", _read_weekend),
        (
            (_UNIT_WORD,),
            rf"\b(?:(?:in|over|during|within) )?(?:the )?(?:last|past|recent) (?:{_COUNT} )?"
            r"(?P<unit>hours?|days?|weeks?|months?)\b",
            _read_until_now,
        ),
        (
            units,
            r"\b(?P<earlier>earlier|later|early|late) in the (?P<noun>day|week|month|year)\b",
            _read_earlier_in,
        ),
        (
            units,
            rf"{_ABOUT}(?:\b{_COUNT}\s+)?\b(?P<unit>hours?|days?|nights?|weeks?|months?|years?)\s+"
            rf"(?P<direction>ago|later|earlier|beforehand|before|afterwards?|after|previously|prior to)\b{_EVENT}",
            _read_counted,
        ),
        (
            units,
            r"\b(?:the|a)\s+(?P<noun>night|day|morning|evening|week|month|year)\s+(?P<side>before|after)\b"
            + _EVENT,
            _read_neighbouring,
        ),
        (
            units,
            r"\b(?:the\s+(?P<which>previous|preceding|following|next|same)|(?P<side>that(?: same)?))\s+"
            r"(?P<noun>day|night|morning|afternoon|evening|week|month|year)\b",
            _read_neighbouring,
        ),
        (
            units,
            rf"\bthe (?P<noun>day|night|morning|evening) of the (?:[\w'-]+\s+){{0,2}}?{ACT_NOUN}\b",
            _read_same_day,
        ),
        ((_FEAST_WORD,), r"\b(?P<feast>Christmas Eve|Christmas Day|Christmas|New Year's Eve)\b", _read_feast),
        (
            (_DIGIT,),
            rf"{_ABOUT}(?<![\d:.,])(?P<hour>[01]?\d|2[0-3])(?P<mark>[:.])(?P<minute>[0-5]\d)(?![\d:]|\.\d)"
            rf"(?:\s?{_HALF})?{_IN_PART}{_ZONE}",
            _read_clock,
        ),
        (
            (_DIGIT | _NUMBER_WORD, _CLOCK_WORD | _PART_WORD),
            rf"{_ABOUT}(?<![\d:.,$-])\b(?P<hour>\d{{1,2}}|{_ONE_TO_TWELVE})(?:\s?{_HALF}|\s+(?P<oclock>o'?clock))?"
            rf"{_IN_PART}{_ZONE}",
            _read_hour,
        ),
        (
            (_NUMBER_WORD, _CLOCK_WORD),
            rf"{_ABOUT}\b(?P<minutes>half|a quarter|quarter|five|ten|twenty|twenty-five)\s+(?P<direction>past|to)\s+"
            rf"(?P<hour>{_ONE_TO_TWELVE})\b{_IN_PART}",
            _read_past,
        ),
        (
            (_DIGIT, _CLOCK_WORD),
            rf"{_ABOUT}\b(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s*"
            r"\(?(?P<zone>local(?: time)?|GMT|UTC(?:[+-]\d{1,2}(?::?\d\d)?)?|hours|hrs)\b\)?",
            _read_four_digits,
        ),
        (
            (_DIGIT,),
            r"(?<=\bat )(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?=,?\s+(?:today|yesterday|on|this|last)\b)",
            _read_four_digits,
        ),
        (
            (_DAWN_WORD,),
            rf"{_ABOUT}(?:\b(?P<near>(?:(?:right|hours?|minutes) )?(?:before|after))\s+)?"
            r"(?:the break of )?\b(?P<part>dawn|daybreak|sunrise|sunset|sundown|dusk|nightfall|noon|midday|midnight"
            r"|first light)\b",
            _read_part,
        ),
        ((_DAWN_WORD,), r"\b(?P<near>pre-)(?P<part>dawn)\b", _read_part),
        (
            (_PART_WORD,),
            r"\bin the (?P<part>(?:early|late) (?:morning|afternoon|evening)|(?:early|small) hours|morning|afternoon"
            r"|evening)\b"
            rf"(?!\s+(?:of|on)\s+(?:\d|{_WEEKDAY_OR_MONTH}))",
            _read_part,
        ),
        (
            (_PART_WORD,),
            r"\b(?:at|(?:during|in|through) the) (?P<part>night)\b(?! of (?:the )?\d)",
            _read_part,
        ),
    ):
        yield wanted, re.compile(source, _FLAGS), read


_PATTERNS = tuple(_compiled())
