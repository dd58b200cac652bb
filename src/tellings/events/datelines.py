"""Read what a report's dateline tells: where it was filed, on which day, and by whom.

In:   a Document.
Out:  a FiledLine, or None where the text opens with none.
Holds: words as told, nothing is looked up; a date without its year stays without.

Forms: "BEIRUT, Aug 12 (Agency) -", "OSTRA (TARSIA), 30 AUG 89 (RADIO ONE) -- [TEXT]", "NO CITY (TARSIA), NO DATE --",
"Velm, Tarsia -". Without a dateline, a day that the report opens with or has on a line of its own is its date.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tellings.events.calendar import Calendar
from tellings.events.moments import Moment, moments_in
from tellings.model import Span
from tellings.text.segment import Document


@dataclass(frozen=True, slots=True)
class FiledLine:
    """What a dateline tells. Each is None where it does not tell.

    span: the whole of it, the dash included. place: "Velm"; country: "Tarsia", what stands behind the place, in
    brackets or after a comma: a country for the most part. Both have capitals at the start of words only, also out of
    upper-case text. date: EDTF, "1989-08-30" or "XXXX-08-12". source: the agency or station, as printed.
    """

    span: Span
    place_span: Span | None
    place: str | None
    country: str | None
    date: str | None
    source: str | None


_DATE_WORD = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|no date|undated)\b.*",
    re.IGNORECASE,
)
_NOWHERE = frozenset(("no city", "clandestine", "undisclosed location", "unknown location"))
_HOLDER = re.compile(r"\s*(?:\(([^)\d]+)\)|,\s*([A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?)\b)")


def dateline(document: Document) -> FiledLine | None:
    """Return what the report's dateline tells; None where it has none."""
    line = document.dateline
    if line is None:
        return None
    place, country = dateline_place(document)
    source = line.agency or line.outlet
    calendar = next(
        (
            moment.calendar
            for sentence in document.sentences_over(line.span)
            for moment in moments_in(document, sentence)
            if moment.calendar and moment.calendar.day and line.span.contains(moment.span)
        ),
        None,
    )
    return FiledLine(
        span=line.span,
        place_span=line.place if place else None,
        place=place,
        country=country,
        date=_edtf(calendar) if calendar else None,
        source=source.of(document.report.text) if source else None,
    )


def dateline_place(document: Document) -> tuple[str | None, str | None]:
    """Return the words for the place of the dateline and for what holds it, (None, None) where they are no place."""
    line = document.dateline
    if line is None or line.place is None:
        return None, None
    head, _, inside = line.place.of(document.view).partition("(")
    words = head.strip()
    if words.casefold().startswith("no ") and inside:  # "NO CITY (TARSIA)"
        words, inside = inside.rstrip(") "), ""
    if not words or words.casefold() in _NOWHERE or re.search(r"\d", words):
        return None, None
    behind = _HOLDER.match(document.view, line.place.end, line.span.end)
    holder = inside.rstrip(") ") or ((behind.group(1) or behind.group(2)) if behind else None)
    if holder and (_DATE_WORD.fullmatch(holder) or (line.agency and holder == line.agency.of(document.view))):
        holder = None
    return _capitalised(words), _capitalised(holder) if holder else None


def _capitalised(words: str) -> str:
    return words.title().replace("'S", "'s") if words.isupper() else words


def _edtf(calendar: Calendar) -> str:
    year = "XXXX" if calendar.year is None else f"{calendar.year:04}"
    return f"{year}-{calendar.month:02}-{calendar.day:02}"


def report_date(document: Document, moments: Sequence[Moment]) -> str | None:
    """Return the day on which a report says that it was written or put out, EDTF with its year; None if it does not.

    moments: all those of the document. The dateline comes before a date line.
    """
    own = [
        moment
        for moment in moments
        if moment.is_own_date and moment.calendar and moment.calendar.year and moment.calendar.month
    ]
    line = document.dateline.span if document.dateline else None
    own.sort(key=lambda moment: (line is None or not line.contains(moment.span), moment.span))
    for moment in own:
        if moment.calendar and moment.calendar.day and moment.calendar.swapped is None:
            return _edtf(moment.calendar)
    return None
