"""Read the cells of a sheet: how many, and when.

In:   the words of one cell, and how the sheet's map says dates are written.
Out:  a Count, a DateValue; or a NotRead that says what is wrong with the cell.
Holds: nothing is guessed: a date of two meanings, or a figure with words around it, is not read. What a cell tells is
as exact as its words: a month stays a month, "at least 6" has no upper end. 0 is zero; an empty cell is no cell here.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime

from tellings.events.quantities import read_quantity
from tellings.intake.sheet_map import date_precision
from tellings.model import Count, DateValue, Span
from tellings.text.clean import view
from tellings.text.segment import tokenise
from tellings.vocabulary import DateBasis, Field

FIRST_YEAR, LAST_YEAR = (
    1901,
    2100,
)  # a workbook's day 0 is in 1900: what lies there is a number that was shown as a day

_GROUPED = re.compile(r"\d{1,3}(?:[,' \u00a0\u2009\u202f]\d{3})+")
_MOST_PERSONS = 999_999_999  # more is a slip, or a number of something else
_WHOLE = re.compile(r"(\d{1,9})(?:\.0+)?")
_MARKS = (
    (re.compile(r"^(?:>=|≥|=>)\s*"), "at least "),
    (re.compile(r"^(?:<=|≤|=<)\s*"), "up to "),
    (re.compile(r"^>\s*"), "more than "),
    (re.compile(r"^<\s*"), "fewer than "),
    (re.compile(r"^(?:~|≈|c\.|ca\.?|circa|approx\.?|appr\.)\s*"), "about "),
)
_BARE_ARTICLES = frozenset({"a", "an", "another"})

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?)?)?([~?%]?)")
_SLASHED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./-](\d{4})")
_DAY_MONTH = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+)?(?P<month>[A-Za-z]{3,9})\.?,?[\s-]+(?P<year>\d{4})"
)
_MONTH_DAY = re.compile(r"(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})")
_MONTHS = "january february march april may june july august september october november december".split()


@dataclass(frozen=True, slots=True)
class NotRead:
    """Why a cell is not read, and what to do."""

    why: str


# ---------------------------------------------------------------- how many


def read_count(words: str, field: Field) -> Count | NotRead:
    """Return the figure of one cell: "6", "1,200", "6-8", "at least 6", ">5", "dozens"."""
    number = _whole_number(words)
    if number is not None:
        return Count(field, number, number, words, is_total=True)
    plain = view(" ".join(words.split()))
    for mark, instead in _MARKS:
        plain = mark.sub(instead, plain, count=1)
    tokens = tokenise(plain, Span(0, len(plain))) if plain else ()
    if not tokens:
        return NotRead(_no_count(words))
    quantity = read_quantity(tokens, 0)
    if quantity is not None and quantity.zero:
        return NotRead(f'"{_shown(words)}" may mean zero or not known; write 0, or list it under unknown')
    is_word_alone = len(tokens) == 1 and tokens[0].low in _BARE_ARTICLES
    if quantity is None or quantity.end != len(tokens) or quantity.more or is_word_alone:
        return NotRead(_no_count(words))
    if max(quantity.low or 0, quantity.high or 0) > _MOST_PERSONS:
        return NotRead(_no_count(words))
    return Count(
        field,
        quantity.low,
        quantity.high,
        words,
        approximate=quantity.approximate,
        strict=quantity.strict,
        vague=quantity.vague,
        is_total=True,
    )


def read_bound(words: str) -> int | NotRead:
    """Return the whole number of a cell that holds the lower or the upper end alone."""
    number = _whole_number(words)
    return NotRead(_no_count(words, "a whole number")) if number is None else number


def _whole_number(words: str) -> int | None:
    bare = re.sub(r"[,' \u00a0\u2009\u202f]", "", words) if _GROUPED.fullmatch(words) else words
    found = _WHOLE.fullmatch(bare)
    return int(found[1]) if found else None


def _no_count(words: str, wanted: str = "a number of persons") -> str:
    if _ISO.fullmatch(words) and "-" in words[:-1]:
        return f'"{words}" is a date; a spreadsheet may have made one of "6-8": type the figure as text'
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", words):
        return f'"{words}" may be thousands or a fraction; write it without the point'
    step = (
        "put words into a column of notes"
        if re.search(r"\d", words)
        else "list it under unknown, if it means that"
    )
    return f'"{_shown(words)}" is not {wanted}; {step}'


# ---------------------------------------------------------------- when


def read_dates(first: str, last: str | None, date_format: str | None) -> DateValue | NotRead:
    """Return the date of one cell, or the stretch that two cells span.

    A cell holds 2013, 2013-02, 2013-02-09 (with ~ for about), two of these parted by a slash, "9 February 2013", or
    what `date_format` says. Days of which the first two numbers could change places are not read without it.
    """
    near, mark, far = first.partition("/")
    is_interval = bool(mark) and all(_ISO.fullmatch(part.strip()) for part in (near, far))
    if is_interval and last is not None:
        return NotRead("holds a stretch of days, and so tells two last days with the other cell; empty one")
    told = [near.strip(), far.strip()] if is_interval else [first, *([] if last is None else [last])]
    days: list[_Day] = []
    for words in told:
        day = _read_date(words, date_format)
        if isinstance(day, NotRead):
            return day
        days.append(day)
    start, end = days[0], days[-1]
    if start.earliest > end.earliest or start.latest > end.latest:
        return NotRead(f'the last day, "{_shown(told[-1])}", comes before the first, "{_shown(told[0])}"')
    edtf = "/".join(dict.fromkeys(day.edtf for day in days))
    wording = first if last is None else f"{first} to {last}"
    return DateValue(edtf, start.earliest, end.latest, wording, DateBasis.STATED)


@dataclass(frozen=True, slots=True)
class _Day:
    edtf: str
    earliest: date
    latest: date


def _read_date(words: str, date_format: str | None) -> _Day | NotRead:
    if iso := _ISO.fullmatch(words):
        year, month, day, about = iso.groups()
        return _made(words, int(year), int(month) if month else None, int(day) if day else None, about)
    if named := _DAY_MONTH.fullmatch(words) or _MONTH_DAY.fullmatch(words):
        months = [n for n, one in enumerate(_MONTHS, start=1) if named["month"].casefold() in _forms(one)]
        if len(months) != 1:
            return NotRead(f'"{_shown(words)}" names no month; write it like 2013-02-09')
        return _made(words, int(named["year"]), months[0], int(named["day"]) if named["day"] else None)
    if of_month := _MONTH_YEAR.fullmatch(words):
        return _made(words, int(of_month[2]), int(of_month[1]), None)
    if date_format is not None:
        return _read_by_format(words, date_format)
    if slashed := _SLASHED.fullmatch(words):
        left, right, year = (int(part) for part in slashed.groups())
        readings = {
            (month, day) for month, day in ((left, right), (right, left)) if _is_day(year, month, day)
        }
        if len(readings) == 2:
            step = 'say in the map which number is the day: date_format = "%d/%m/%Y"'
            return NotRead(f'"{words}" may be two days; {step}')
        return _made(words, year, *(readings.pop() if readings else (left, right)))
    step = 'write it like 2013-02-09, or say how it is written: date_format = "%d/%m/%Y"'
    if words.isdecimal():
        step = "if it is a spreadsheet's number of a day, format the column as dates"
    return NotRead(f'"{_shown(words)}" is no date that can be read; {step}')


def _read_by_format(words: str, date_format: str) -> _Day | NotRead:
    try:
        told = datetime.strptime(words, date_format)  # noqa: DTZ007  # a day has no time zone
    except ValueError:
        return NotRead(
            f'"{_shown(words)}" is not written as the map says ({date_format}); write it so, or like 2013-02-09'
        )
    precision = date_precision(date_format)
    month = told.month if precision != "year" else None
    return _made(words, told.year, month, told.day if precision == "day" else None)


def _forms(month: str) -> tuple[str, ...]:
    return month, month[:3], month[:4]  # "sept"


def _made(words: str, year: int, month: int | None, day: int | None, about: str = "") -> _Day | NotRead:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return NotRead(
            f'"{_shown(words)}" lies outside {FIRST_YEAR} to {LAST_YEAR}; is it a number shown as a date?'
        )
    if not _is_day(year, month or 1, day or 1):
        return NotRead(f'"{_shown(words)}" is a day that there never was')
    first = date(year, month or 1, day or 1)
    if day is not None:
        last, edtf = first, first.isoformat()
    elif month is not None:
        last, edtf = date(year, month, monthrange(year, month)[1]), f"{year:04}-{month:02}"
    else:
        last, edtf = date(year, 12, 31), f"{year:04}"
    return _Day(edtf + about, first, last)


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _shown(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= 60 else one_line[:57] + "..."
