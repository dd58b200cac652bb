"""A text with its attributions marked, and the edits that keep the marks true.

In:   a text and its marks, or several to be joined.
Out:  Passage, Marked.
Holds: every offset is in code points of the text; an attribution inside another lies in the other's content.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution of a passage.

    source, cue, content: fragments [start, end), sorted. A cue is one, a source one or none.
    outer: index in the passage of the attribution in whose content this one stands; None for an outermost.
    """

    source: Spans
    cue: Spans
    content: Spans
    outer: int | None = None

    def shifted(self, by: int, outer: int | None) -> "Marked":
        """Return it `by` code points further on, inside the given outer."""

        def moved(spans: Spans) -> Spans:
            return tuple((start + by, end + by) for start, end in spans)

        return Marked(moved(self.source), moved(self.cue), moved(self.content), outer)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and its attributions, an outer one always before those inside it."""

    text: str
    marks: tuple[Marked, ...]


class BrokenPassage(ValueError):
    """A passage whose marks do not fit its text or one another; the message says how."""


def check(passage: Passage) -> None:
    """Raise BrokenPassage unless the passage keeps its promises.

    No fragment is empty or edged by white space; roles of one attribution share nothing; attributions of one
    content share nothing but whole sources; an inner one lies in its outer's content; a cue is one fragment, a
    source one or none.
    """
    text, marks = passage.text, passage.marks
    roles_of: dict[int | None, dict[tuple[int, int], str]] = {}
    for at, mark in enumerate(marks):
        _hold(len(mark.cue) == 1 and bool(mark.content), "no cue or content", text)
        _hold(len(mark.source) < 2, "two sources", text)
        spans: Spans
        for role, spans in (("source", mark.source), ("cue", mark.cue), ("content", mark.content)):
            for start, end in spans:
                _hold(0 <= start < end <= len(text), f"an empty {role}, or one outside the text", text)
                _hold((start, end) == trimmed(text, start, end), f"a {role} edged by space", text)
                kept = roles_of.setdefault(mark.outer, {}).setdefault((start, end), role)
                _hold(kept == role, "two roles share a span", text)
            _hold(all(a[1] <= b[0] for a, b in pairwise(spans)), f"a {role} out of order", text)
        if mark.outer is not None:
            _hold(mark.outer < at, "an inner attribution before its outer", text)
            room = marks[mark.outer].content
            inside = (
                any(a <= s and e <= b for a, b in room) for s, e in mark.source + mark.cue + mark.content
            )
            _hold(all(inside), "an inner attribution outside its outer's content", text)
    for roles in roles_of.values():
        _hold(all(a[1] <= b[0] for a, b in pairwise(sorted(roles))), "fragments overlap", text)


def _hold(is_kept: bool, told: str, text: str) -> None:
    if not is_kept:
        raise BrokenPassage(f"{told}: {text!r}")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the white space at its edges; of white space alone, an empty span."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def edited(passage: Passage, edits: Sequence[tuple[int, int, str]]) -> Passage:
    """Return the passage with each [start, end) replaced by the given text, and the marks moved along.

    edits: sorted, not overlapping. A mark that begins or ends inside a replaced stretch takes its whole
    replacement; a mark whose every fragment of cue or content is gone is left out with those inside it.
    """
    pieces, firsts, lasts, at = [], [], [], 0
    length = 0
    for start, end, new in edits:
        for _ in range(at, start):
            firsts.append(length)
            length += 1
            lasts.append(length)
        pieces += [passage.text[at:start], new]
        firsts += [length] * (end - start)
        length += len(new)
        lasts += [length] * (end - start)
        at = end
    for _ in range(at, len(passage.text)):
        firsts.append(length)
        length += 1
        lasts.append(length)
    pieces.append(passage.text[at:])
    text = "".join(pieces)

    def moved(spans: Spans) -> Spans:
        out = []
        for start, end in spans:
            lo, hi = trimmed(text, firsts[start], lasts[end - 1])
            if lo < hi:
                out.append((lo, hi))
        return tuple(out)

    marks: list[Marked] = []
    places: dict[int, int] = {}
    for index, mark in enumerate(passage.marks):
        cue, content = moved(mark.cue), moved(mark.content)
        if not cue or not content or (mark.outer is not None and mark.outer not in places):
            continue
        places[index] = len(marks)
        outer = None if mark.outer is None else places[mark.outer]
        marks.append(Marked(moved(mark.source), cue, content, outer))
    return Passage(text, tuple(marks))


def joined(passages: Iterable[Passage], between: Sequence[str]) -> Passage:
    """Return the passages as one text; between: what stands after each but the last, one fewer than passages."""
    text, marks = "", list[Marked]()
    for number, passage in enumerate(passages):
        if number:
            text += between[number - 1]
        by, first = len(text), len(marks)
        text += passage.text
        for mark in passage.marks:
            marks.append(mark.shifted(by, None if mark.outer is None else mark.outer + first))
    return Passage(text, tuple(marks))
