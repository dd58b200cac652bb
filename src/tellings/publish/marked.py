"""Mark a report's text: where its sources, cues, contents and claims stand.

In:   a text and the spans to mark, in any order, overlapping at will.
Out:  a flat run of tokens (open, text, close) that nests properly, and the anchor of every mark.
Holds: the texts of the tokens, joined, are the text, code point for code point; a mark that another one's end
would cut is closed there and goes on behind it; equal spans of one kind share one mark and its anchor.
"""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass

from tellings.model import Span

# The outer first, where spans are equal. "here" is what a link names; counts, places and dates are claims of a kind.
KINDS = ("graphic", "here", "content", "claim", "count", "place", "date", "source", "cue")


@dataclass(frozen=True, slots=True)
class Marking:
    """A span to mark. kind: one of `KINDS`; key: what it marks, found again in `MarkedText.anchors`."""

    kind: str
    key: str
    span: Span


@dataclass(frozen=True, slots=True)
class Token:
    """A step in the marked text. act: "open", "text" or "close"; kind: of the mark that opens or closes.

    anchor: the id of an opened mark, "" for a mark that only goes on.
    """

    act: str
    text: str = ""
    kind: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """The tokens of a text, and the anchor where each marking starts: anchors[key]."""

    tokens: tuple[Token, ...]
    anchors: dict[str, str]


def mark_text(text: str, markings: Iterable[Marking], *, prefix: str) -> MarkedText:
    """Return the text with its marks. prefix: starts every anchor, so that reports on one page differ.

    A marking past the end of the text is cut to it; one that starts there has no mark and no anchor.
    """
    anchors: dict[str, str] = {}
    seen: dict[tuple[int, int, str], str] = {}
    for marking in sorted(markings, key=_place):
        start, end = marking.span.start, min(marking.span.end, len(text))
        if start < end:
            anchor = seen.setdefault((start, end, marking.kind), f"{prefix}-{marking.kind}-{start}-{end}")
            anchors.setdefault(marking.key, anchor)
    return MarkedText(tuple(_tokens(text, seen)), anchors)


def _place(marking: Marking) -> tuple[int, int, int, str]:
    return marking.span.start, -marking.span.end, KINDS.index(marking.kind), marking.key


def _tokens(text: str, marks: dict[tuple[int, int, str], str]) -> Iterable[Token]:
    waiting = [(start, -end, KINDS.index(kind), anchor) for (start, end, kind), anchor in marks.items()]
    heapq.heapify(waiting)
    open_marks: list[tuple[int, str]] = []  # end and kind, the innermost last; ends never rise inwards
    at = 0
    while waiting or open_marks:
        if open_marks and (not waiting or open_marks[-1][0] <= waiting[0][0]):
            end, kind = open_marks.pop()
            if at < end:
                yield Token("text", text[at:end])
            at = end
            yield Token("close", kind=kind)
            continue
        start, minus_end, rank, anchor = heapq.heappop(waiting)
        if at < start:
            yield Token("text", text[at:start])
        at = start
        end = -minus_end
        if open_marks and end > open_marks[-1][0]:  # it would cross: the rest goes on behind the outer mark
            heapq.heappush(waiting, (open_marks[-1][0], minus_end, rank, ""))
            end = open_marks[-1][0]
        open_marks.append((end, KINDS[rank]))
        yield Token("open", kind=KINDS[rank], anchor=anchor)
    if at < len(text):
        yield Token("text", text[at:])
