"""Find every place in a text that a stored value names, and hold it against that text.

In:   the wire form of an extraction or a record; the text of a report.
Out:  the places with their quotes; what is wrong with one.
Holds: places are found by shape, not by type, so that what an older reader stored is checked too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Placed:
    """A place in a report's text, with the words said to be there (None where none are given)."""

    report_id: str | None
    start: int
    end: int
    quote: str | None


def placed(data: Any, report_id: str | None = None) -> Iterator[Placed]:
    """Yield every span in the wire form of a value, with its quote and the report it is a place of.

    data: of any version of the model: found by shape (`span` beside `quote`; `start` with `end`), not by type.
    """
    if isinstance(data, list):
        for item in data:
            yield from placed(item, report_id)
        return
    if not isinstance(data, dict):
        return
    named = data.get("report_id")
    report_id = named if isinstance(named, str) else report_id
    if set(data) == {"start", "end"}:
        yield Placed(report_id, data["start"], data["end"], None)
        return
    span, quote = data.get("span"), data.get("quote")
    quoted = isinstance(span, dict) and set(span) == {"start", "end"} and isinstance(quote, str)
    if isinstance(span, dict) and quoted:
        yield Placed(report_id, span["start"], span["end"], quote)
    for key, item in data.items():
        if not (quoted and key == "span"):
            yield from placed(item, report_id)


def misplaced(place: Placed, text: str) -> str | None:
    """Return what is wrong with a place in `text`, None if nothing is."""
    if not (
        type(place.start) is int and type(place.end) is int and 0 <= place.start < place.end <= len(text)
    ):
        return (
            f"the span [{place.start}, {place.end}) lies outside the text, which has {len(text)} code points"
        )
    if place.quote is not None and text[place.start : place.end] != place.quote:
        return f"the quote at [{place.start}, {place.end}) is not the words of the text there"
    return None
