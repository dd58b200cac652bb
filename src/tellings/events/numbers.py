"""Read English numbers, in words or digits, at a place in the tokens of a sentence.

In:   tokens and a place.
Out:  the value and how many tokens tell it, or None.
Holds: whatever `spell` prints, 0 to 999,999, these functions read back, with and without hyphens and "and".

"3 100" with a space is read as 3,100 where the two groups stand one apart and nothing says that they are two
figures; "3.100" is not read at all, since it is 3,100 to one writer and a little over three to another.
"""

import re
from collections.abc import Sequence

from tellings.text.segment import Token

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)

_SMALL = {word: value for value, word in enumerate(UNITS)}
_TENS = {word: 10 * value for value, word in enumerate(TENS, start=2)} | {"fourty": 40}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
}  # fmt: skip
ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_DECIMAL = re.compile(r"\d+\.\d+")
_ORDINAL_DIGITS = re.compile(r"(\d+)(?:st|nd|rd|th)")
_YOUNG = frozenset(
    "boy girl man woman child youth lad daughter son student pupil schoolboy schoolgirl".split()
)
_NOT_A_GROUP = frozenset("dead killed wounded injured hurt missing in at of from and or were others".split())


def read_number(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Return (value, tokens used) of the whole number that starts at `at`, or None.

    Reads "six", "forty-two", "one hundred", "a hundred and fifty", "3,100", "1.5 million", "a dozen", "half a
    dozen", "two dozen". Not read: ordinals, decimals, clock times, plurals ("hundreds").
    """
    if at >= len(tokens):
        return None
    low = tokens[at].low
    if not starts_number(low):
        return None
    if low == "half" and _low(tokens, at + 1) == "a" and _low(tokens, at + 2) in _HALVED:
        return _HALVED[_low(tokens, at + 2)], 3
    if low in ("a", "an"):
        following = _low(tokens, at + 1)
        if following == "dozen":
            return 12, 2
        if following == "hundred" or following in _SCALES:
            rest = _read_words(tokens, at + 1)
            return (rest[0], rest[1] + 1) if rest else None
        return None
    if low == "dozen":
        return 12, 1
    if low[0].isdigit():
        return _read_digits(tokens, at)
    halved = _and_a_half(tokens, at)
    if halved:
        return halved
    read = _read_words(tokens, at)
    if read and _low(tokens, at + read[1]) in _LOTS:
        return _LOTS[_low(tokens, at + read[1])] * read[0], read[1] + 1
    return read


_HALVED = {"dozen": 6, "hundred": 50, "thousand": 500, "million": 500_000}
_LOTS = {"dozen": 12, "score": 20}  # "three score"


def _and_a_half(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Read "two and a half thousand", "one and a half million"."""
    if _lows(tokens, at + 1, 3) != ["and", "a", "half"] or _low(tokens, at) not in _SMALL:
        return None
    scale = _SCALES.get(_low(tokens, at + 4))
    return (_SMALL[tokens[at].low] * scale + scale // 2, 5) if scale else None


_NUMBER_STARTS = frozenset({*_SMALL, *_TENS, *_SCALES, "hundred", "half", "a", "an", "dozen"})


def starts_number(low: str) -> bool:
    """Whether a number may start with this lower-case token: a cheap test before the reading."""
    return low in _NUMBER_STARTS or low[0].isdigit() or ("-" in low and low.partition("-")[0] in _TENS)


def read_ordinal(tokens: Sequence[Token], at: int) -> int | None:
    """Return the value of the one-word ordinal at `at` ("seventh", "43rd", "twenty-first"), or None."""
    low = _low(tokens, at)
    if low[-2:] not in ORDINAL_ENDINGS:
        return None
    digits = _ORDINAL_DIGITS.fullmatch(low)
    if digits:
        return int(digits.group(1))
    head, _, tail = low.rpartition("-")
    base = _TENS.get(head, 0) if head else 0
    if head and not base:
        return None
    if tail in _ORDINALS:
        return base + _ORDINALS[tail]
    if tail.endswith("ieth") and tail[:-4] + "y" in _TENS and not head:
        return _TENS[tail[:-4] + "y"]
    if tail.endswith("th") and tail[:-2] in _SMALL and tail[:-2] not in ("zero", "one", "two", "three"):
        return base + _SMALL[tail[:-2]]
    return None


def spell(number: int) -> str:
    """Return a number in English words: 142 is "one hundred and forty-two".

    number: 0 to 999,999; ValueError outside.
    """
    if not 0 <= number < 1_000_000:
        raise ValueError(f"{number} is outside 0 to 999,999: write it in digits")
    if number < 20:
        return UNITS[number]
    if number < 100:
        tens, unit = divmod(number, 10)
        return TENS[tens - 2] + (f"-{UNITS[unit]}" if unit else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{UNITS[hundreds]} hundred" + (f" and {spell(rest)}" if rest else "")
    thousands, rest = divmod(number, 1000)
    joint = "" if not rest else " and " if rest < 100 else " "
    return f"{spell(thousands)} thousand{joint}{spell(rest) if rest else ''}"


def is_date_part(tokens: Sequence[Token], at: int) -> bool:
    """Whether the digits at `at` are a day or a year beside a month, a clock time or an age."""
    before, after = _low(tokens, at - 1), _low(tokens, at + 1)
    if before == "of" and _low(tokens, at - 2) in _YOUNG and not after.endswith("s"):
        return True
    back = at - 1
    while back >= at - 4 and (
        _low(tokens, back) in ("and", ",", "between", "or", "to")
        or _low(tokens, back).isdigit()
        or _low(tokens, back) in _SMALL
    ):
        back -= 1
    if _low(tokens, back) in ("aged", "ages", "age"):
        return True
    value = int(tokens[at].low) if tokens[at].low.isdigit() else None
    if value is None:
        # a day or an hour in words: "five o'clock", "at seven a.m."
        return after in ("o'clock", "a.m.", "p.m.")
    if after.endswith("year-old") or _lows(tokens, at + 1, 2) == ["-", "year"]:
        return True
    if _lows(tokens, at + 1, 2) == ["-", "year-old"]:
        return True
    if after in ("a.m.", "p.m.", "am", "pm", "gmt", "utc"):
        return True
    if value <= 31 and (_is_month(tokens, at + 1) or _is_month(tokens, at - 1)):
        return True
    if (
        value <= 31
        and before in ("/", "-")
        and at >= 2
        and tokens[at - 2].low.isdigit()
        and after in ("/", "-")
    ):
        return True
    if 1900 <= value <= 2099:
        if (
            before in MONTHS
            or before in ("since", "in", "during", "year", "of", "mid", "early", "late", "until")
            or after in ("-", "/")
        ):
            return True
        if at >= 2 and _is_month(tokens, at - 2):
            return True
        return at >= 3 and _is_month(tokens, at - 3) and before == ","
    return False


def _is_month(tokens: Sequence[Token], at: int) -> bool:
    low = _low(tokens, at)
    # "may" and "march" are months only where capitalised
    return low in MONTHS and (low not in ("may", "march") or tokens[at].text[0].isupper())


def _read_digits(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    low = tokens[at].low
    following = _low(tokens, at + 1)
    if _DECIMAL.fullmatch(low):
        if following in _SCALES:
            return round(float(low) * _SCALES[following]), 2
        return None
    if not _DIGITS.fullmatch(low):
        return None
    value = int(low.replace(",", ""))
    if following in _SCALES or following == "hundred":
        return value * _SCALES.get(following, 100), 2
    if following == "dozen":
        return 12 * value, 2
    is_group = (
        len(low) <= 3
        and low[0] != "0"
        and len(following) == 3
        and following.isdigit()
        and tokens[at + 1].start == tokens[at].end + 1
        and _low(tokens, at - 1) not in MONTHS
        and _low(tokens, at + 2).isalpha()
        and _low(tokens, at + 2) not in _NOT_A_GROUP
    )
    if is_group:
        return value * 1000 + int(following), 2
    return value, 1


def _read_words(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Read a number written in words: groups of hundreds, each followed by its scale."""
    total, place, smallest = 0, at, 10**12
    while True:
        start = place
        if total and _low(tokens, place) == "and":
            start = place + 1
        group = _read_below_thousand(tokens, start)
        if group is None:
            break
        value, end = group
        scale = _SCALES.get(_low(tokens, end), 1)
        if scale >= smallest or (start > place and value >= 100 and scale == 1):
            break
        total += value * scale
        smallest = scale
        place = end + (scale > 1)
        if scale == 1:
            break
    return (total, place - at) if place > at else None


def _read_below_thousand(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    low = _low(tokens, at)
    if low in _SCALES:
        return 1, at
    if low == "hundred":
        value, place = 1, at
    else:
        simple = _read_below_hundred(tokens, at)
        if simple is None:
            return None
        value, place = simple
    if _low(tokens, place) != "hundred" or value == 0:
        return value, place
    value, place = value * 100, place + 1
    start = place + 1 if _low(tokens, place) == "and" else place
    rest = _read_below_hundred(tokens, start)
    if rest and rest[0] and _low(tokens, rest[1]) != "hundred":
        return value + rest[0], rest[1]
    return value, place


def _read_below_hundred(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    low = _low(tokens, at)
    if low in _SMALL:
        return _SMALL[low], at + 1
    if low in _TENS:
        unit = _SMALL.get(_low(tokens, at + 1), 0)
        if 0 < unit < 10:
            return _TENS[low] + unit, at + 2
        if _low(tokens, at + 1) == "-" and 0 < _SMALL.get(_low(tokens, at + 2), 0) < 10:
            return _TENS[low] + _SMALL[tokens[at + 2].low], at + 3
        return _TENS[low], at + 1
    head, _, tail = low.partition("-")
    if head in _TENS and 0 < _SMALL.get(tail, 0) < 10:
        return _TENS[head] + _SMALL[tail], at + 1
    return None


def _low(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""


def _lows(tokens: Sequence[Token], at: int, number: int) -> list[str]:
    return [token.low for token in tokens[at : at + number]]
