"""Find the words of a report that tell a date or a time of day.

In:   a Document.
Out:  Moments, in order of the text: absolute ("9 February 2013"), relative ("yesterday", "the night before"), or
      a time of day ("5:30 in the morning").
Holds: a Moment keeps the precision of its words and resolves nothing: no year is added and no day counted.
       Upper-case text is read too. Moments do not overlap. English only.
"""

import re
from dataclasses import dataclass

from tellings.events.calendar import Calendar
from tellings.events.date_patterns import ACT_NOUN, cues_of, patterns_for
from tellings.events.date_readers import Match, Reading
from tellings.model import Span
from tellings.text.segment import Document, Sentence


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


def find_moments(document: Document) -> tuple[Moment, ...]:
    """Return every expression of date or time of day in the report, in order; () where there is none."""
    return tuple(moment for sentence in document.sentences for moment in moments_in(document, sentence))


def moments_in(document: Document, sentence: Sentence) -> tuple[Moment, ...]:
    """Return every expression of date or time of day in one sentence, in order."""
    cues = cues_of(sentence)
    if not cues:
        return ()
    found = [
        (match.first, match.end, reading)
        for pattern, read in patterns_for(cues)
        for match in (
            Match(document.view, one)
            for one in pattern.finditer(document.view, sentence.span.start, sentence.span.end)
        )
        if (reading := read(match)) is not None
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
    here = document.sentences[sentence]
    if any(token.low in _BEFORE_NOW for token in here.tokens):
        words = here.span.of(document.view)
        if _EARLIER_INCIDENT.search(words) or _MENTIONED_BEFORE.search(words):
            return True
    before = document.sentences[sentence - 1] if sentence else here
    if before is here or before.paragraph != here.paragraph or all(t.low != "before" for t in before.tokens):
        return False
    return bool(_MENTIONED_BEFORE.search(before.span.of(document.view)))


_BEFORE_NOW = frozenset("similar previous earlier past prior first before previously recent".split())


_OWN_DATE_WORDS = frozenset(
    "press release statement published publication posted updated update on at date dated issued last by from of "
    "modified".split()
)


def _is_own_date(document: Document, sentence: Sentence, span: Span, reading: "Reading") -> bool:
    if document.dateline and document.dateline.span.overlaps(span):
        return True
    calendar = reading.calendar
    if calendar is None or calendar.day is None:
        return False
    paragraph = document.paragraphs[sentence.paragraph]
    rest = document.view[paragraph.start : span.start] + " " + document.view[span.end : paragraph.end]
    if all(word.casefold() in _OWN_DATE_WORDS for word in re.findall(r"[^\W\d]+", rest)):
        return True
    if calendar.year is None or document.view[span.end : span.end + 1] in (",", ":"):
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
