"""From scores of single words to spans: the likeliest sequence of tags that is a sequence of spans.

In:   a score for each word and tag, and for each step from tag to tag.
Out:  spans of sources, cues and contents, in words, each with how sure the reader is.
Holds: a span lies in one paragraph; spans do not overlap; the same scores give the same spans.
Source: Viterbi's algorithm over the steps that a conditional random field has learned (Lafferty et al. 2001).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TAGS = 7  # outside; begin and inside of source, cue, content
_INSIDE = (2, 4, 6)
_BARRED = -1e4


class Role(IntEnum):
    """What a span is to its attribution."""

    SOURCE = 0
    CUE = 1
    CONTENT = 2


@dataclass(frozen=True, slots=True)
class Tagged:
    """Words [start, end) in a role; sure: the mean probability of its words' tags, 0 to 1."""

    role: Role
    start: int
    end: int
    sure: float


def find_spans(
    scores: "NDArray[np.float32]", paragraphs: Sequence[int], moves: "NDArray[np.float32]"
) -> list[Tagged]:
    """Return the spans of a text, in order.

    scores: (words, 7). paragraphs: the number of each word's, rising. moves: (7, 7), from tag, to tag.
    """
    import numpy as np

    if not len(scores):
        return []
    tags = _best_tags(scores, np.asarray(paragraphs), moves)
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    sure = (shifted / shifted.sum(axis=1, keepdims=True))[:, 1:]
    roles = sure[:, 0::2] + sure[:, 1::2]  # begin and inside together
    spans: list[Tagged] = []
    start = 0
    for k in range(1, len(tags) + 1):
        goes_on = k < len(tags) and tags[k] in _INSIDE and tags[start] and paragraphs[k] == paragraphs[start]
        if goes_on:
            continue
        if tags[start]:
            role = Role((int(tags[start]) - 1) // 2)
            spans.append(Tagged(role, start, k, float(roles[start:k, role].mean())))
        start = k
    return spans


def _best_tags(
    scores: "NDArray[np.float32]", paragraphs: "NDArray[np.int64]", moves: "NDArray[np.float32]"
) -> "NDArray[np.int64]":
    """Return the likeliest tags, paragraph by paragraph, all paragraphs side by side."""
    import numpy as np

    steps = np.array(moves, dtype=np.float64)
    for inside in _INSIDE:
        for before in range(TAGS):
            if before not in (inside - 1, inside):
                steps[before, inside] = _BARRED
    starts = np.flatnonzero(np.diff(paragraphs, prepend=paragraphs[0] - 1))
    ends = np.append(starts[1:], len(scores))
    order = np.argsort(
        starts - ends, kind="stable"
    )  # the longest first, so that the open ones are the first rows
    starts, ends = starts[order], ends[order]
    lengths = ends - starts
    state = scores[starts].astype(np.float64)
    state[:, list(_INSIDE)] += _BARRED
    came = []  # of each word after the first: the tag it is best come to from, for those paragraphs and tags
    for k in range(1, int(lengths[0])):
        rows = int(np.searchsorted(-lengths, -k, side="left"))  # those longer than k words
        options = state[:rows, :, None] + steps
        best = options.argmax(axis=1)
        came.append(best.astype(np.int8))
        state[:rows] = np.take_along_axis(options, best[:, None, :], axis=1)[:, 0] + scores[starts[:rows] + k]
    tags = np.zeros(len(scores), dtype=np.int64)
    for row, (start, length) in enumerate(zip(starts, lengths, strict=True)):
        tag = int(state[row].argmax())
        for k in range(int(length) - 1, -1, -1):
            tags[start + k] = tag
            if k:
                tag = int(came[k - 1][row, tag])
    return tags
