"""Spans out of scores: the likeliest tags, held against oracles that try every sequence or go word by word."""

import math
import random
import tracemalloc
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tellings.attribution.decoding import TAGS, Role, Tagged, find_spans

Scores = NDArray[np.float32]
Tags = tuple[int, ...]
SEEDS = range(12)


def may_follow(before: int | None, tag: int) -> bool:
    """Whether a tag may stand after another, or at the start of a paragraph: none goes on with nothing."""
    return tag % 2 == 1 or tag == 0 or before in (tag - 1, tag)


def all_sequences(length: int) -> Iterator[Tags]:
    if length == 0:
        yield ()
        return
    for start in all_sequences(length - 1):
        yield from ((*start, tag) for tag in range(TAGS) if may_follow(start[-1] if start else None, tag))


def worth(tags: Tags, scores: Scores, moves: Scores) -> float:
    steps = sum(float(moves[a, b]) for a, b in pairwise(tags))
    return steps + sum(float(scores[k, tag]) for k, tag in enumerate(tags))


def best_of_all(scores: Scores, moves: Scores) -> Tags:
    """The likeliest tags of a paragraph: every sequence is tried."""
    return max(all_sequences(len(scores)), key=lambda tags: worth(tags, scores, moves))


def best_step_by_step(scores: Scores, moves: Scores) -> Tags:
    """The same for a longer paragraph: of every tag at every word the best way there is kept, whole."""
    ways: dict[int, Tags] = {tag: (tag,) for tag in range(TAGS) if may_follow(None, tag)}
    for k in range(1, len(scores)):
        ways = {
            tag: max(
                ((*way, tag) for last, way in ways.items() if may_follow(last, tag)),
                key=lambda way, end=k + 1: worth(way, scores[:end], moves),  # type: ignore[misc]
            )
            for tag in range(TAGS)
            if any(may_follow(last, tag) for last in ways)
        }
    return max(ways.values(), key=lambda way: worth(way, scores, moves))


def spans_of(tags: Tags, start: int, scores: Scores) -> list[Tagged]:
    """Tags as spans, the paragraph starting at this word of the text."""
    spans = []
    for k, tag in enumerate(tags):
        if tag % 2 == 0:
            continue
        end = k + 1
        while end < len(tags) and tags[end] == tag + 1:
            end += 1
        shares = [math.fsum(share_of(scores[n], of) for of in (tag, tag + 1)) for n in range(k, end)]
        spans.append(Tagged(Role(tag // 2), start + k, start + end, math.fsum(shares) / len(shares)))
    return spans


def share_of(scores: Scores, tag: int) -> float:
    return math.exp(float(scores[tag])) / math.fsum(math.exp(float(score)) for score in scores)


def drawn(seed: int, lengths: Sequence[int]) -> tuple[Scores, list[int], Scores]:
    chance = np.random.default_rng(seed)
    scores = chance.normal(0, 2, (sum(lengths), TAGS)).astype(np.float32)
    paragraphs = [3 * number for number, length in enumerate(lengths) for _ in range(length)]
    return scores, paragraphs, chance.normal(0, 1, (TAGS, TAGS)).astype(np.float32)


def agree(found: list[Tagged], expected: list[Tagged]) -> bool:
    places = [(span.role, span.start, span.end) for span in found]
    return places == [(span.role, span.start, span.end) for span in expected] and all(
        math.isclose(a.sure, b.sure, abs_tol=1e-5) for a, b in zip(found, expected, strict=True)
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_spans_are_those_of_the_best_of_all_sequences_of_tags(seed: int) -> None:
    lengths = [random.Random(seed).randint(1, 4) for _ in range(3)]
    scores, paragraphs, moves = drawn(seed, lengths)
    expected, start = [], 0
    for length in lengths:
        part = scores[start : start + length]
        expected += spans_of(best_of_all(part, moves), start, part)
        start += length
    assert agree(find_spans(scores, paragraphs, moves), expected), f"seed {seed}, lengths {lengths}"


@pytest.mark.parametrize("seed", SEEDS)
def test_spans_of_longer_paragraphs_side_by_side_are_those_of_each_alone(seed: int) -> None:
    lengths = [random.Random(seed).randint(1, 40) for _ in range(5)]
    scores, paragraphs, moves = drawn(seed, lengths)
    expected, start = [], 0
    for length in lengths:
        part = scores[start : start + length]
        expected += spans_of(best_step_by_step(part, moves), start, part)
        start += length
    assert agree(find_spans(scores, paragraphs, moves), expected), f"seed {seed}, lengths {lengths}"


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32), st.lists(st.integers(1, 30), max_size=8))
def test_spans_are_in_order_apart_and_each_in_one_paragraph(seed: int, lengths: list[int]) -> None:
    scores, paragraphs, moves = drawn(seed, lengths)
    spans = find_spans(scores, paragraphs, moves)
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(scores)
        assert paragraphs[span.start] == paragraphs[span.end - 1]
        assert 0.0 <= span.sure <= 1.0
        end = span.end
    assert find_spans(scores, paragraphs, moves) == spans


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32), st.lists(st.integers(1, 12), min_size=2, max_size=6))
def test_no_paragraph_has_a_say_in_another(seed: int, lengths: list[int]) -> None:
    scores, paragraphs, moves = drawn(seed, lengths)
    apart, start = [], 0
    for length in lengths:
        own = slice(start, start + length)
        apart += [
            Tagged(span.role, start + span.start, start + span.end, span.sure)
            for span in find_spans(scores[own], paragraphs[own], moves)
        ]
        start += length
    assert find_spans(scores, paragraphs, moves) == apart


def test_one_long_paragraph_among_many_short_ones_takes_no_more_room_than_they_do() -> None:
    scores, paragraphs, moves = drawn(1, [2000, *[2] * 1000])
    tracemalloc.start()
    find_spans(scores, paragraphs, moves)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 7e6  # bytes; steps for each paragraph as for the longest would take 14e6


def test_a_span_that_the_scores_would_carry_over_a_paragraph_ends_there() -> None:
    scores = np.full((4, TAGS), -5, np.float32)
    scores[0, 5], scores[1:, 6] = 5, 5  # begins a content, and goes on
    free = np.zeros((TAGS, TAGS), np.float32)
    assert [(s.role, s.start, s.end) for s in find_spans(scores, [0, 0, 0, 0], free)] == [
        (Role.CONTENT, 0, 4)
    ]
    parted = find_spans(scores, [0, 0, 1, 1], free)
    assert parted[0].end == 2
    assert all(span.start >= 2 for span in parted[1:])


def test_two_spans_of_one_role_may_stand_side_by_side() -> None:
    scores = np.zeros((4, TAGS), np.float32)
    for word, tag in enumerate((5, 6, 5, 6)):
        scores[word, tag] = 9
    spans = find_spans(scores, [0] * 4, np.zeros((TAGS, TAGS), np.float32))
    assert [(span.start, span.end) for span in spans] == [(0, 2), (2, 4)]


def test_no_words_have_no_spans() -> None:
    assert find_spans(np.zeros((0, TAGS), np.float32), [], np.zeros((TAGS, TAGS), np.float32)) == []
