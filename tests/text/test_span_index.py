"""Looking up what lies over a place."""

from hypothesis import given
from hypothesis import strategies as st

from tellings.model import Span
from tellings.text.segment import segment
from tellings.text.span_index import SpanIndex
from tests.builders import report

SPANS = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 1500), st.integers(1, 700)
)


@given(st.lists(st.lists(SPANS, max_size=3), max_size=12), SPANS)
def test_a_look_up_finds_what_a_walk_over_everything_finds(placed: list[list[Span]], place: Span) -> None:
    index = SpanIndex(enumerate(placed))
    slow = [k for k, spans in enumerate(placed) if any(span.overlaps(place) for span in spans)]
    assert index.over(place) == slow


TEXT = "Shells fell on Ardeh. Six people died there.\n\nPolice said nothing. The council denied it.\n"


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 60))
def test_the_sentences_over_a_place_are_those_that_a_walk_finds(start: int, length: int) -> None:
    document, place = segment(report(TEXT)), Span(start, start + length)
    slow = tuple(sentence for sentence in document.sentences if sentence.span.overlaps(place))
    assert document.sentences_over(place) == slow
    assert document.sentence_at(place) == (slow[0] if slow else None)
