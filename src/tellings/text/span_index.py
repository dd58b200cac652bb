"""Find quickly what lies over a place of a text.

In:   things, each with the spans it covers.
Out:  for a span, those that share a code point with it, in the order they were given.
Holds: a look-up costs as much as there is near the place, however long the text is.
"""

from collections.abc import Iterable
from typing import Generic, TypeVar

from tellings.model import Span

_STEP = 256  # code points in a stretch; about two sentences

T = TypeVar("T")


class SpanIndex(Generic[T]):
    """Things by the stretches of text that their spans touch."""

    def __init__(self, placed: Iterable[tuple[T, Iterable[Span]]]) -> None:
        """Take in things with their spans; one without spans is never found."""
        self._things: list[tuple[T, tuple[Span, ...]]] = []
        self._by_stretch: dict[int, list[int]] = {}
        for number, (thing, spans) in enumerate(placed):
            held = tuple(spans)
            self._things.append((thing, held))
            for stretch in sorted({k for span in held for k in _stretches(span)}):
                self._by_stretch.setdefault(stretch, []).append(number)

    def over(self, span: Span) -> list[T]:
        """Return the things of which a span overlaps `span`, in the order they were given."""
        numbers = {number for k in _stretches(span) for number in self._by_stretch.get(k, ())}
        near = (self._things[number] for number in sorted(numbers))
        return [thing for thing, spans in near if any(held.overlaps(span) for held in spans)]


def _stretches(span: Span) -> range:
    return range(span.start // _STEP, (span.end - 1) // _STEP + 1)
