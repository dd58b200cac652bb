"""Which source and which contents belong to a cue: held against plain loops, on drawn vectors."""

import math
import time
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tellings.attribution.decoding import Role, Tagged
from tellings.attribution.linking import WIDTH, Linked, link_spans
from tellings.attribution.pairing import PLACE_CODES, place_code

Floats = NDArray[np.float32]
CUE_FOR_SOURCE, SOURCE, CUE_FOR_CONTENT, CONTENT = range(4)  # vectors of a word, in their order
NO_SOURCE, NO_CUE = 4 * WIDTH, 4 * WIDTH + 1
FLAT = np.zeros(2 * PLACE_CODES, np.float32)


def source(start: int, end: int, sure: float = 1.0) -> Tagged:
    return Tagged(Role.SOURCE, start, end, sure)


def cue(start: int, end: int, sure: float = 1.0) -> Tagged:
    return Tagged(Role.CUE, start, end, sure)


def content(start: int, end: int, sure: float = 1.0) -> Tagged:
    return Tagged(Role.CONTENT, start, end, sure)


def vectors_of(words: int) -> Floats:
    return np.zeros((words, 4 * WIDTH + 2), np.float32)


def pair(vectors: Floats, left: Tagged, right: Tagged, *, how_well: float = 400.0) -> None:
    """Make two spans fit each other: a cue and a source, or a cue and a content."""
    cue_side, side = (CUE_FOR_SOURCE, SOURCE) if right.role is Role.SOURCE else (CUE_FOR_CONTENT, CONTENT)
    axis = left.start % WIDTH
    vectors[left.start : left.end, cue_side * WIDTH + axis] = math.sqrt(how_well)
    vectors[right.start : right.end, side * WIDTH + axis] = math.sqrt(how_well)


# ---------------------------------------------------------------- an oracle


def mean(vectors: Floats, span: Tagged, part: int) -> list[float]:
    rows = vectors[span.start : span.end, part * WIDTH : (part + 1) * WIDTH]
    return [math.fsum(float(row[k]) for row in rows) / len(rows) for k in range(WIDTH)]


def fit(vectors: Floats, one: Tagged, other: Tagged, parts: tuple[int, int]) -> float:
    left, right = mean(vectors, one, parts[0]), mean(vectors, other, parts[1])
    return math.fsum(a * b for a, b in zip(left, right, strict=True)) / math.sqrt(WIDTH)


def slow(
    spans: Sequence[Tagged], vectors: Floats, paragraphs: Sequence[int], places: Floats
) -> list[tuple[Tagged, Tagged | None, tuple[Tagged, ...], float]]:
    cues = [span for span in spans if span.role is Role.CUE]
    starts = [one.start for one in cues]

    def place(of: Tagged, span: Tagged) -> float:
        if paragraphs[of.start] != paragraphs[span.start] or abs(of.start - span.start) > 100:
            return -1e4
        code = place_code((of.start, of.end), (span.start, span.end), starts, same_paragraph=True)
        return float(places[code + PLACE_CODES * (span.role is Role.CONTENT)])

    def best(scores: list[float]) -> tuple[int, float]:
        most = max(scores)
        return scores.index(most), 1 / math.fsum(math.exp(score - most) for score in scores)

    def alone(span: Tagged, column: int) -> float:
        return math.fsum(float(vectors[k, column]) for k in range(span.start, span.end)) / (
            span.end - span.start
        )

    taken: dict[int, list[tuple[Tagged, float]]] = {}
    for told in spans:
        if told.role is Role.CONTENT and cues:
            fits = [fit(vectors, told, one, (CONTENT, CUE_FOR_CONTENT)) + place(one, told) for one in cues]
            which, sure = best([*fits, alone(told, NO_CUE)])
            taken.setdefault(which, []).append((told, sure))
    sources = [span for span in spans if span.role is Role.SOURCE]
    linked = []
    for number, one in enumerate(cues):
        if number not in taken:
            continue
        fits = [fit(vectors, one, who, (CUE_FOR_SOURCE, SOURCE)) + place(one, who) for who in sources]
        which, sure = best([*fits, alone(one, NO_SOURCE)])
        who = sources[which] if which < len(sources) else None
        least = min(one.sure, sure, who.sure if who else 1.0, *(min(t.sure, s) for t, s in taken[number]))
        linked.append((one, who, tuple(told for told, _ in taken[number]), least))
    return linked


def drawn(seed: int, words: int) -> tuple[list[Tagged], Floats, list[int], Floats]:
    """Spans in order and apart, paragraphs of a few words, vectors that leave no tie."""
    chance = np.random.default_rng(seed)
    spans, at = [], 0
    while (start := at + int(chance.integers(0, 3))) + 3 <= words:
        at = start + int(chance.integers(1, 4))
        spans.append(Tagged(Role(int(chance.integers(0, 3))), start, at, float(chance.uniform(0.3, 1))))
    paragraphs = np.cumsum(chance.random(words) < 0.15).tolist()
    vectors = chance.normal(0, 1.5, (words, 4 * WIDTH + 2)).astype(np.float32)
    return spans, vectors, paragraphs, chance.normal(0, 2, 2 * PLACE_CODES).astype(np.float32)


@pytest.mark.parametrize("words", [8, 20, 60])
@pytest.mark.parametrize("seed", range(8))
def test_links_are_those_of_plain_loops(seed: int, words: int) -> None:
    case = drawn(seed, words)
    found, expected = link_spans(*case), slow(*case)
    assert [(one.cue, one.source, one.contents) for one in found] == [told[:3] for told in expected], (
        f"seed {seed}"
    )
    assert [one.sure for one in found] == pytest.approx([told[3] for told in expected], abs=1e-6)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 80))
def test_each_cue_stands_once_and_each_content_has_one_cue(seed: int, words: int) -> None:
    spans, vectors, paragraphs, places = drawn(seed, words)
    linked = link_spans(spans, vectors, paragraphs, places)
    cues = [one.cue for one in linked]
    assert cues == sorted(cues, key=lambda span: span.start)
    contents = [part for one in linked for part in one.contents]
    assert len(set(cues)) == len(cues)
    assert len(set(contents)) == len(contents)
    assert all(one.contents for one in linked)
    for one in linked:
        assert list(one.contents) == sorted(one.contents, key=lambda span: span.start)
        assert 0.0 <= one.sure <= 1.0
        parts = [*one.contents, *([one.source] if one.source else [])]
        assert {one.cue, *parts} <= set(spans)
        assert all(paragraphs[part.start] == paragraphs[one.cue.start] for part in parts)


# ---------------------------------------------------------------- by hand


def link(spans: Sequence[Tagged], vectors: Floats, paragraphs: Sequence[int] | None = None) -> list[Linked]:
    return link_spans(spans, vectors, paragraphs or [0] * len(vectors), FLAT)


def test_two_cues_may_share_a_source() -> None:
    who, said, first, added, second = source(0, 2), cue(2, 3), content(3, 6), cue(7, 8), content(8, 11)
    vectors = vectors_of(11)
    vectors[:, NO_SOURCE] = 9
    for one, told in ((said, first), (added, second)):
        pair(vectors, one, told)
        vectors[one.start, CUE_FOR_SOURCE * WIDTH] = 20
    vectors[0:2, SOURCE * WIDTH] = 20
    linked = link([who, said, first, added, second], vectors)
    assert [(one.cue, one.source, one.contents) for one in linked] == [
        (said, who, (first,)),
        (added, who, (second,)),
    ]


def test_contents_on_both_sides_of_a_cue_are_joined() -> None:
    first, who, said, second = content(0, 3), source(3, 4), cue(4, 5), content(5, 9)
    vectors = vectors_of(9)
    for part in (who, first, second):
        pair(vectors, said, part)
    (one,) = link([first, who, said, second], vectors)
    assert (one.source, one.contents) == (who, (first, second))


def test_a_cue_that_wants_no_source_has_none() -> None:
    who, said, told = source(0, 1), cue(1, 2), content(2, 5)
    vectors = vectors_of(5)
    pair(vectors, said, told)
    vectors[said.start, NO_SOURCE] = 30
    (one,) = link([who, said, told], vectors)
    assert one.source is None


def test_a_content_that_wants_no_cue_and_a_cue_without_content_are_dropped() -> None:
    who, said, told = source(0, 1), cue(1, 2), content(2, 5)
    vectors = vectors_of(5)
    pair(vectors, said, who)
    vectors[2:5, NO_CUE] = 30
    assert link([who, said, told], vectors) == []


def test_a_content_goes_to_the_cue_that_it_fits_and_not_to_the_nearer_one() -> None:
    far, near, told = cue(0, 1), cue(5, 6), content(6, 9)
    vectors = vectors_of(9)
    pair(vectors, far, told)
    vectors[near.start, NO_SOURCE] = 1
    (one,) = link([far, near, told], vectors)
    assert one.cue == far


def test_a_link_stays_in_its_paragraph() -> None:
    said, told = cue(0, 1), content(1, 3)
    vectors = vectors_of(3)
    pair(vectors, said, told)
    assert len(link([said, told], vectors, [0, 0, 0])) == 1
    assert link([said, told], vectors, [0, 1, 1]) == []


def test_a_link_reaches_a_hundred_words_and_no_further() -> None:
    said, near, far = cue(0, 1), content(100, 103), content(101, 104)
    for told, is_told in ((near, True), (far, False)):
        vectors = vectors_of(110)
        pair(vectors, said, told)
        assert bool(link([said, told], vectors)) is is_told


def test_time_grows_with_the_length_of_a_paragraph_and_not_with_its_square() -> None:
    def seconds(tellings: int) -> float:
        spans = [
            part
            for n in range(0, 40 * tellings, 40)
            for part in (source(n, n + 2), cue(n + 2, n + 3), content(n + 3, n + 30))
        ]
        vectors = np.random.default_rng(7).normal(0, 1, (40 * tellings, 4 * WIDTH + 2)).astype(np.float32)
        start = time.process_time()
        link(spans, vectors)
        return time.process_time() - start

    short, long = seconds(150), seconds(600)
    assert long < 9 * short + 0.2, f"{short:.3f} s for 150 tellings, {long:.3f} s for 600"


def test_the_place_decides_where_the_words_say_nothing() -> None:
    before, said, after, told = source(0, 1), cue(1, 2), source(2, 3), content(3, 5)
    vectors = vectors_of(5)
    pair(vectors, said, told)
    for wanted in (before, after):
        places = FLAT.copy()
        code = place_code((1, 2), (wanted.start, wanted.end), [1], same_paragraph=True)
        places[code] = 8
        (one,) = link_spans([before, said, after, told], vectors, [0] * 5, places)
        assert one.source == wanted


def test_a_link_is_no_surer_than_the_least_of_its_parts() -> None:
    vectors = vectors_of(6)
    parts = [source(0, 1, 0.9), cue(1, 2, 0.8), content(2, 4, 0.7), content(4, 6, 0.6)]
    for part in (parts[0], parts[2], parts[3]):
        pair(vectors, parts[1], part)
    (one,) = link(parts, vectors)
    assert one.sure == pytest.approx(0.6)


@pytest.mark.parametrize(
    "spans",
    [[], [cue(0, 1)], [content(0, 2)], [source(0, 1), cue(1, 2)], [source(0, 1), content(1, 2)]],
)
def test_without_a_cue_and_a_content_nothing_is_told(spans: list[Tagged]) -> None:
    assert link(spans, vectors_of(2)) == []


def test_of_an_empty_text_nothing_is_told() -> None:
    assert link_spans([], vectors_of(0), [], FLAT) == []
