"""Where a span stands to a cue, as a small number: what linking knows besides the words.

In:   spans of words, and the cues of a text, in order.
Out:  a code below `PLACE_CODES`, which a trained table scores.
Holds: training and reading use this one function, so that they mean the same by a code.
"""

from bisect import bisect_left
from collections.abc import Sequence

WordSpan = tuple[int, int]  # [start, end) in words

_STEPS = (1, 2, 3, 5, 9, 17, 33, 65)  # distances in words at which another code starts
PLACE_CODES = 2 * 3 * 2 * (len(_STEPS) + 1)


def place_code(cue: WordSpan, span: WordSpan, cue_starts: Sequence[int], *, same_paragraph: bool) -> int:
    """Return the code of how a span stands to a cue.

    cue_starts: where the cues of the text start, sorted, this one among them.
    Returns: a code in [0, PLACE_CODES): side, cues between (none, one, more), paragraph, distance in words.
    """
    is_after = span[0] >= cue[0]
    if is_after:
        gap = max(0, span[0] - cue[1])
        between = bisect_left(cue_starts, span[0]) - bisect_left(cue_starts, cue[0] + 1)
    else:
        gap = max(0, cue[0] - span[1])
        between = bisect_left(cue_starts, cue[0]) - bisect_left(cue_starts, span[1])
    distance = sum(gap >= step for step in _STEPS)
    code = int(is_after) * 3 + min(max(between, 0), 2)
    return (code * 2 + int(same_paragraph)) * (len(_STEPS) + 1) + distance
