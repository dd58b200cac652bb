"""What linking knows of a place besides the words: one code for side, cues between, paragraph and distance."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tellings.attribution.pairing import PLACE_CODES, WordSpan, place_code

SPANS = st.tuples(st.integers(0, 120), st.integers(1, 12)).map(lambda drawn: (drawn[0], sum(drawn)))


def facts(
    cue: WordSpan, span: WordSpan, cue_starts: Sequence[int], same_paragraph: bool
) -> tuple[object, ...]:
    """What the code is to tell, counted one by one."""
    is_after = span[0] >= cue[0]
    if is_after:
        gap, between = span[0] - cue[1], sum(cue[0] < start < span[0] for start in cue_starts)
    else:
        gap, between = cue[0] - span[1], sum(span[1] <= start < cue[0] for start in cue_starts)
    steps = sum(max(gap, 0) >= step for step in (1, 2, 3, 5, 9, 17, 33, 65))
    return is_after, min(between, 2), same_paragraph, steps


CASES = st.tuples(SPANS, SPANS, st.lists(st.integers(0, 130), max_size=8), st.booleans())


@given(CASES, CASES)
def test_two_places_have_one_code_if_they_are_alike_in_side_cues_between_paragraph_and_distance(
    left: tuple[WordSpan, WordSpan, list[int], bool], right: tuple[WordSpan, WordSpan, list[int], bool]
) -> None:
    codes, known = [], []
    for cue, span, others, same in (left, right):
        starts = sorted({*others, cue[0]})
        codes.append(place_code(cue, span, starts, same_paragraph=same))
        known.append(facts(cue, span, starts, same))
    assert all(0 <= code < PLACE_CODES for code in codes)
    assert (codes[0] == codes[1]) == (known[0] == known[1])


def test_a_span_within_its_cue_lies_no_distance_after_it() -> None:
    assert place_code((5, 9), (6, 7), [5], same_paragraph=True) == place_code(
        (5, 9), (9, 12), [5], same_paragraph=True
    )
    assert place_code((5, 9), (5, 6), [5], same_paragraph=True) == place_code(
        (5, 9), (9, 12), [5], same_paragraph=True
    )
