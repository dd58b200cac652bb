"""Join cues, sources and contents into attributions.

In:   spans of a text, and what the encoder says of each of its words as a part of a link.
Out:  attributions in words: a cue, its source or None, its contents.
Holds: each cue has at most one source, which it may share; each content has one cue; a cue without content and a
content without cue are no attribution; time grows with the length of the text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellings.attribution.decoding import Role, Tagged
from tellings.attribution.pairing import PLACE_CODES, place_code

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WIDTH = (
    64  # of a link vector; a word has four (cue for source, source, cue for content, content) and two scores
)
_REACH = 100  # words that a link may lie apart, in one paragraph; chosen on PolNeAR's dev split


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution; sure: the least of its spans' and links' probabilities, 0 to 1."""

    cue: Tagged
    source: Tagged | None
    contents: tuple[Tagged, ...]
    sure: float


def link_spans(
    spans: Sequence[Tagged],
    vectors: "NDArray[np.float32]",
    paragraphs: Sequence[int],
    places: "NDArray[np.float32]",
) -> list[Linked]:
    """Return the attributions of a text, in order of their cues.

    vectors: (words, 258). paragraphs: the number of each word's. places: (2 x PLACE_CODES,), a score for each place
    of a source, then of a content, relative to a cue.
    """
    import numpy as np

    cues = [span for span in spans if span.role is Role.CUE]
    sources = [span for span in spans if span.role is Role.SOURCE]
    contents = [span for span in spans if span.role is Role.CONTENT]
    if not cues or not contents:
        return []
    starts = [cue.start for cue in cues]

    def pooled(tagged: Sequence[Tagged], columns: slice) -> "NDArray[np.float64]":
        means = [vectors[span.start : span.end, columns].mean(axis=0, dtype=np.float64) for span in tagged]
        return np.array(means).reshape(len(tagged), columns.stop - columns.start)

    def placed(one: Tagged, other: Tagged) -> float:
        cue, span = (one, other) if one.role is Role.CUE else (other, one)
        same = paragraphs[cue.start] == paragraphs[span.start]
        code = place_code((cue.start, cue.end), (span.start, span.end), starts, same_paragraph=same)
        return float(places[code + (PLACE_CODES if span.role is Role.CONTENT else 0)])

    def choose(
        chooser: int, chosen: int, left: Sequence[Tagged], right: Sequence[Tagged], none: int
    ) -> list[tuple[Tagged | None, float]]:
        """Return for each span on the left which on the right it takes, if any, and how surely."""
        wanting = pooled(left, slice(chooser * WIDTH, (chooser + 1) * WIDTH))
        offering = pooled(right, slice(chosen * WIDTH, (chosen + 1) * WIDTH))
        alone = pooled(left, slice(4 * WIDTH + none, 4 * WIDTH + none + 1))
        right_starts = [span.start for span in right]
        right_paragraphs = [paragraphs[start] for start in right_starts]
        taken: list[tuple[Tagged | None, float]] = []
        for k, one in enumerate(left):
            paragraph = paragraphs[one.start]
            first = max(
                bisect_left(right_paragraphs, paragraph), bisect_left(right_starts, one.start - _REACH)
            )
            last = min(
                bisect_right(right_paragraphs, paragraph), bisect_right(right_starts, one.start + _REACH)
            )
            near = right[first:last]
            fit = offering[first:last] @ wanting[k] / WIDTH**0.5
            scores = np.append(fit + [placed(one, other) for other in near], alone[k])
            shares = np.exp(scores - scores.max())
            best = int(shares.argmax())
            taken.append((near[best] if best < len(near) else None, float(shares[best] / shares.sum())))
        return taken

    told: dict[Tagged, list[tuple[Tagged, float]]] = {}
    for content, (cue, sure) in zip(contents, choose(3, 2, contents, cues, 1), strict=True):
        if cue is not None:
            told.setdefault(cue, []).append((content, sure))
    linked = []
    for cue, (source, source_sure) in zip(cues, choose(0, 1, cues, sources, 0), strict=True):
        if cue not in told:
            continue
        sure = min(
            cue.sure,
            source_sure,
            source.sure if source else 1.0,
            *(min(content.sure, link_sure) for content, link_sure in told[cue]),
        )
        linked.append(Linked(cue, source, tuple(content for content, _ in told[cue]), sure))
    return linked
