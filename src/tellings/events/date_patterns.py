"""The patterns of dates and times of day, each with its reader and the words that it cannot do without.

In:   a sentence.
Out:  which words of time it has (`cues`); the patterns worth trying on it.
Holds: a pattern is tried only where words of each kind that it wants stand; most sentences want none.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from tellings.events.calendar import MONTHS, ONE_TO_TWELVE, WEEKDAYS
from tellings.events.date_readers import (
    Match,
    Reading,
    read_clock,
    read_counted,
    read_date,
    read_dateless_year,
    read_day_only,
    read_earlier_in,
    read_feast,
    read_four_digits,
    read_hour,
    read_iso,
    read_month,
    read_named_day,
    read_neighbouring,
    read_next_day,
    read_part,
    read_past,
    read_same_day,
    read_short_year,
    read_slashed,
    read_this_or_last,
    read_until_now,
    read_weekday,
    read_weekend,
    read_year,
)
from tellings.text.segment import Sentence

# nouns of violence, as a date stands beside them: "Saturday's attack", "the night of the raid"
ACT_NOUN = (
    r"(?:attacks?|shellings?|blasts?|explosions?|bombings?|air ?strikes?|strikes?|raids?|assaults?|killings?"
    r"|massacres?|shootings?|ambush(?:es)?|bombardments?|barrages?|incidents?|launch(?:es)?|kidnappings?"
    r"|abductions?|murders?|assassinations?|clash(?:es)?|offensives?|operation)"
)

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
_PART_NAME = r"(?:morning|afternoon|evening|night|noon|midnight|dawn)"
_PART_BEFORE = (
    rf"(?:\b(?P<part_before>(?:early |late )?{_PART_NAME}|early hours|small hours)\s+(?:of|on)\s+)?"
)
_PART_AFTER = rf"(?:(?:'s)?,?\s+(?P<part_after>(?:early |late )?{_PART_NAME})\b)?"
_WEEKDAY_OR_MONTH = "|".join((*WEEKDAYS, *MONTHS))
_FLAGS = re.IGNORECASE
_COUNT = (
    r"(?P<count>\d{1,3}|half an|an?|a couple of|a few|few|several|some|many|fifteen|twenty|thirty"
    rf"|{ONE_TO_TWELVE})"
)
_ZONE = r"(?:\s*\(?(?P<zone>local(?: time)?|GMT|UTC(?:[+-]\d{1,2}(?::?\d\d)?)?|hours|hrs)\b\)?)?"
_HALF = r"(?P<half>[ap]\.m\.|[ap]\.?m\b)"
_IN_PART = r"(?:\s+(?:in the|at)\s+(?:early )?(?P<part>morning|afternoon|evening|night)\b)?"
_EVENT = rf"(?:\s+(?P<event>(?:the|that|this|its|their|those)\s+(?:[\w'-]+\s+){{0,2}}?{ACT_NOUN}\b))?"

_Read = Callable[[Match], Reading | None]


# ---- cheap tests before the patterns -------------------------------------------------------------

# Bits for the words that a pattern cannot do without: most sentences have none of them, and cost one look at each word.
_DIGIT, _MONTH_WORD, _WEEKDAY_WORD, _DAY_WORD, _UNIT_WORD, _NUMBER_WORD = 1, 2, 4, 8, 16, 32
_PART_WORD, _CLOCK_WORD, _DAWN_WORD, _SIDE_WORD, _FEAST_WORD = 64, 128, 256, 512, 1024
_CUE_WORDS: dict[str, int] = {}
for _bit, _words in (
    (_MONTH_WORD, [*MONTHS, *"jan feb mar apr jun jul aug sept sep oct nov dec".split()]),
    (_WEEKDAY_WORD, [*WEEKDAYS, *(day + "s" for day in WEEKDAYS)]),
    (_WEEKDAY_WORD, "mon tue tues wed thu thur thurs fri sat sun".split()),
    (_DAY_WORD, "yesterday today tomorrow tonight overnight".split()),
    (_UNIT_WORD, "hour day week weekend month year night morning afternoon evening".split()),
    (_UNIT_WORD, "hours days weeks weekends months years".split()),
    (_NUMBER_WORD, [*ONE_TO_TWELVE.split("|"), "half", "quarter"]),
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


def cues_of(sentence: Sentence) -> int:
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
    day_first = rf"{_PART_BEFORE}{weekday}\b{_DAYS}(?:\s+of)?[\s-]+{_MONTH}"
    month_first = rf"{_PART_BEFORE}{weekday}\b{_MONTH}\s+(?:the\s+)?{_DAYS}\b(?![:.,]?\d)"
    other_month = _MONTH.replace("?P<month>", "?P<to_month>")
    other_day = r"(?P<to_day>[0-3]?\d)(?:st|nd|rd|th)?"
    until = r"\s*(?:-|to|through|until|and)\s*(?:the\s+)?"
    weekdays, dated, units = (_WEEKDAY_WORD,), (_DIGIT, _MONTH_WORD), (_UNIT_WORD, _SIDE_WORD)
    for wanted, source, read in (
        (dated, rf"{day_first}(?:,?[\s-]+(?:of\s+)?{_YEAR}){_PART_AFTER}", read_dateless_year),
        (dated, rf"{day_first}{_PART_AFTER}", read_date),
        (
            dated,
            rf"{_PART_BEFORE}\b{_DAY}[\s-]+(?P<month>JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\.?[\s-]+'?"
            rf"{_SHORT_YEAR}(?![:.,]?\d)",
            read_short_year,
        ),
        (dated, rf"\b{_DAY}\s+{_MONTH}\s+{_SHORT_YEAR}(?=\s*(?:\(|--))", read_date),  # in a dateline
        (dated, rf"{_PART_BEFORE}\b{_MONTH}\s+{_DAY},?\s+'{_SHORT_YEAR}(?![:.,]?\d)", read_date),
        (dated, rf"{month_first},?\s+{_YEAR}{_PART_AFTER}", read_dateless_year),
        (dated, rf"{month_first}{_PART_AFTER}", read_date),
        (
            dated,
            rf"{_PART_BEFORE}\b{_DAY}\s+(?:of\s+)?{_MONTH}{until}{other_day}\s+(?:of\s+)?{other_month}{year}",
            read_date,
        ),
        (dated, rf"{_PART_BEFORE}\b{_MONTH}\s+{_DAY}{until}{other_month}\s+{other_day}\b{year}", read_date),
        (
            dated,
            rf"(?<=\bbetween )(?:the )?{_DAY} and (?:the )?(?P<to_day>[0-3]?\d)(?:st|nd|rd|th)? (?:of )?{_MONTH}{year}",
            read_date,
        ),
        (dated, rf"(?<=\bbetween ){_MONTH} {_DAY} and (?P<to_day>[0-3]?\d)\b{year}", read_date),
        (
            dated,
            rf"(?<=\bon )(?:the )?{_DAY} and (?:the )?{other_day} (?:of )?{_MONTH}{year}",
            read_next_day,
        ),
        (dated, rf"(?<=\bon ){_MONTH} {_DAY} and {other_day}\b(?! [a-z]){year}", read_next_day),
        (
            dated,
            rf"{_PART_BEFORE}(?<=\bof )(?:the )?{_DAY} and (?:the )?{other_day} (?:of )?{_MONTH}{year}",
            read_next_day,
        ),
        (
            (_DIGIT,),
            r"(?<![\d/-])(?P<year>(?:19|20)\d\d)-(?P<month_number>\d\d)-(?P<day>\d\d)(?![\d-])",
            read_iso,
        ),
        (
            (_DIGIT,),
            r"(?<![\d/.-])(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)"
            r"(?P<year>(?:19|20)\d\d|\d\d)(?![\d/-])",
            read_slashed,
        ),
        (
            (_MONTH_WORD,),
            rf"(?:\b(?P<part>early|mid|late|(?:the )?(?:beginning|start|middle|end) of)[\s-]+)?"
            rf"\b{_MONTH}{year}",
            read_month,
        ),
        ((_MONTH_WORD, _SIDE_WORD), rf"\b(?P<which>last|next|this)\s+{_MONTH}", read_month),
        ((_DIGIT,), rf"(?:\b(?P<part>early|mid|late)[\s-]+)?\b{_YEAR}", read_year),
        (
            weekdays,
            rf"{_PART_BEFORE}(?:\b(?P<which>last|next|this past|past|this|early|late|earlier)\s+(?:on\s+)?)?"
            rf"(?:\b(?P<overnight>overnight)\s+(?:on\s+)?)?\b{_FULL_WEEKDAY}{_PART_AFTER}"
            r"(?:\s+(?:of\s+)?(?P<whose>last|this)\s+week\b)?",
            read_weekday,
        ),
        (
            weekdays,
            rf"(?<=\bon )(?P<weekday>Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?{_PART_AFTER}",
            read_weekday,
        ),
        ((_DIGIT,), r"(?<=\bon )the (?P<day>[0-3]?\d)(?:st|nd|rd|th)\b(?=\s*(?:[.,;)]|$))", read_day_only),
        (
            (_DIGIT,),
            r"\bthe (?P<day>[0-3]?\d)(?:st|nd|rd|th) of (?P<which>this|last) month\b",
            read_day_only,
        ),
        (
            (_DAY_WORD,),
            rf"{_PART_BEFORE}(?:\b(?P<early>early|late)\s+)?\b(?P<word>(?:the )?day before yesterday"
            rf"|(?:the )?day after tomorrow|yesterday|today|tomorrow|tonight|overnight)\b{_PART_AFTER}",
            read_named_day,
        ),
        (
            units,
            r"(?:\b(?P<earlier>earlier|later|early|late)\s+)?\b(?P<which>last|this|next)\s+"
            r"(?P<noun>night|weekend|week|month|year|morning|afternoon|evening)\b",
            read_this_or_last,
        ),
        ((_UNIT_WORD,), r"\b(?:over|during|at) the (?P<noun>weekend)\b", read_weekend),
        (
            (_UNIT_WORD,),
            rf"\b(?:(?:in|over|during|within) )?(?:the )?(?:last|past|recent) (?:{_COUNT} )?"
            r"(?P<unit>hours?|days?|weeks?|months?)\b",
            read_until_now,
        ),
        (
            units,
            r"\b(?P<earlier>earlier|later|early|late) in the (?P<noun>day|week|month|year)\b",
            read_earlier_in,
        ),
        (
            units,
            rf"(?:\b{_COUNT}\s+)?\b(?P<unit>hours?|days?|nights?|weeks?|months?|years?)\s+"
            rf"(?P<direction>ago|later|earlier|beforehand|before|afterwards?|after|previously|prior to)\b{_EVENT}",
            read_counted,
        ),
        (
            units,
            r"\b(?:the|a)\s+(?P<noun>night|day|morning|evening|week|month|year)\s+(?P<side>before|after)\b"
            + _EVENT,
            read_neighbouring,
        ),
        (
            units,
            r"\b(?:the\s+(?P<which>previous|preceding|following|next|same)|(?P<side>that(?: same)?))\s+"
            r"(?P<noun>day|night|morning|afternoon|evening|week|month|year)\b",
            read_neighbouring,
        ),
        (
            units,
            rf"\bthe (?P<noun>day|night|morning|evening) of the (?:[\w'-]+\s+){{0,2}}?{ACT_NOUN}\b",
            read_same_day,
        ),
        ((_FEAST_WORD,), r"\b(?P<feast>Christmas Eve|Christmas Day|Christmas|New Year's Eve)\b", read_feast),
        (
            (_DIGIT,),
            rf"(?<![\d:.,])(?P<hour>[01]?\d|2[0-3])(?P<mark>[:.])(?P<minute>[0-5]\d)(?![\d:]|\.\d)"
            rf"(?:\s?{_HALF})?{_IN_PART}{_ZONE}",
            read_clock,
        ),
        (
            (_DIGIT | _NUMBER_WORD, _CLOCK_WORD | _PART_WORD),
            rf"(?<![\d:.,$-])\b(?P<hour>\d{{1,2}}|{ONE_TO_TWELVE})(?:\s?{_HALF}|\s+(?P<oclock>o'?clock))?"
            rf"{_IN_PART}{_ZONE}",
            read_hour,
        ),
        (
            (_NUMBER_WORD, _CLOCK_WORD),
            rf"\b(?P<minutes>half|a quarter|quarter|five|ten|twenty|twenty-five)\s+(?P<direction>past|to)\s+"
            rf"(?P<hour>{ONE_TO_TWELVE})\b{_IN_PART}",
            read_past,
        ),
        (
            (_DIGIT, _CLOCK_WORD),
            r"\b(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s*"
            r"\(?(?P<zone>local(?: time)?|GMT|UTC(?:[+-]\d{1,2}(?::?\d\d)?)?|hours|hrs)\b\)?",
            read_four_digits,
        ),
        (
            (_DIGIT,),
            r"(?<=\bat )(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?=,?\s+(?:today|yesterday|on|this|last)\b)",
            read_four_digits,
        ),
        (
            (_DAWN_WORD,),
            r"(?:\b(?P<near>(?:(?:right|hours?|minutes) )?(?:before|after))\s+)?"
            r"(?:the break of )?\b(?P<part>dawn|daybreak|sunrise|sunset|sundown|dusk|nightfall|noon|midday|midnight"
            r"|first light)\b",
            read_part,
        ),
        ((_DAWN_WORD,), r"\b(?P<near>pre-)(?P<part>dawn)\b", read_part),
        (
            (_PART_WORD,),
            r"\bin the (?P<part>(?:early|late) (?:morning|afternoon|evening)|(?:early|small) hours|morning|afternoon"
            r"|evening)\b"
            rf"(?!\s+(?:of|on)\s+(?:\d|{_WEEKDAY_OR_MONTH}))",
            read_part,
        ),
        (
            (_PART_WORD,),
            r"\b(?:at|(?:during|in|through) the) (?P<part>night)\b(?! of (?:the )?\d)",
            read_part,
        ),
    ):
        yield wanted, re.compile(source, _FLAGS), read


_PATTERNS = tuple(_compiled())


@lru_cache(maxsize=2 * _FEAST_WORD)
def patterns_for(cues: int) -> tuple[tuple[re.Pattern[str], _Read], ...]:
    """Return the patterns, each with its reader, that a sentence with these words of time may match."""
    return tuple(
        (pattern, read) for wanted, pattern, read in _PATTERNS if all(cues & either for either in wanted)
    )
