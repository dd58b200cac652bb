"""Words of any text lie where they stand, windows are a function of one report, and the encoder of its words."""

import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.attribution.decoding import TAGS
from tellings.attribution.linking import WIDTH
from tellings.inference import (
    BREAK,
    CLASS,
    CLOSE,
    OVERLAP,
    ROOM,
    Encoder,
    Window,
    Word,
    cut_windows,
    lay_out,
    window_pieces,
)
from tellings.models import ModelFiles, open_model
from tellings.text.clean import view

PADDING = 0  # the id of [PAD], which no window holds

ODD = (
    "Ilka Voss said|that six people|were killed in Ardeh.|e\u0301te\u0301|\u0301|n\u0303|a\u0301\u0323b|"
    "\U0001f469\u200d\U0001f469\u200d\U0001f467|\U0001f44d\U0001f3fd|\u2764\ufe0f|日本語|医院院长说|한국|"
    "\u1112\u1161\u11ab|قال|שלום|है|\u200b|pol\u200bice|\ufeff|\u202esaid\u202c|\u2066x\u2069|\x00|\x07|\x85|\x1f|"
    "\u2028|\u00a0|\u3000|\t|\n|\r\n|\u201cQuoted\u201d|--|...|U.S.|5,000|ǅ|İSTANBUL|ß|ﬁ|\ue000|\U0001d54f|"
    "[SEP]|[CLS]|[PAD]|[MASK]s|[UNK]|[unused0]|##s|SHELLS HIT"
).split("|")
TEXTS = st.lists(st.one_of(st.sampled_from([*ODD, " ", " "]), st.text(max_size=8)), max_size=40).map("".join)
SIZES = st.lists(  # of the words of each paragraph, in word pieces
    st.lists(st.one_of(st.integers(1, 4), st.integers(1, 100)), min_size=1, max_size=60), max_size=12
)
ROOMS = st.tuples(st.integers(20, 220), st.integers(0, 60))


@cache
def model() -> ModelFiles:
    return open_model()


@cache
def encoder(threads: int = 1) -> Encoder:
    return Encoder(model(), threads=threads)


def words_of(text: str) -> list[Word]:
    """The words of a text that is one paragraph a line."""
    plain, lines, place = view(text), [], 0
    for line in plain.split("\n"):
        lines.append([(place, place + len(line))])
        place += len(line) + 1
    return lay_out(plain, lines, encoder().cutter)


def words_of_size(sizes: Sequence[Sequence[int]]) -> list[Word]:
    """Paragraphs of words that have so many pieces each."""
    made: list[Word] = []
    for number, paragraph in enumerate(sizes):
        for size in paragraph:
            made.append(Word(len(made) * 2, len(made) * 2 + 1, number, (2000,) * size))
    return made


def rising_and_apart(words: Sequence[Word]) -> bool:
    return all(a.end <= b.start for a, b in pairwise(words))


# ---------------------------------------------------------------- words


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_words_lie_in_the_text_in_order_with_nothing_left_out_but_space(text: str) -> None:
    plain = view(text)
    words = lay_out(plain, [[(0, len(plain))]], encoder().cutter)
    assert rising_and_apart(words)
    left = list(plain)
    for word in words:
        assert 0 <= word.start < word.end <= len(plain)
        assert not any(char.isspace() for char in plain[word.start : word.end])
        assert 1 <= len(word.pieces) <= 100
        assert not {CLASS, CLOSE, BREAK, PADDING} & set(word.pieces), (
            "no word of a report is a mark of the model's"
        )
        left[word.start : word.end] = [" "] * (word.end - word.start)
    assert not any(char.isalnum() and char.isascii() for char in left)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(TEXTS, max_size=3), max_size=4))
def test_stretches_are_cut_each_by_itself_and_their_words_know_their_paragraph(
    parts: list[list[str]],
) -> None:
    text = ""
    paragraphs: list[list[tuple[int, int]]] = []
    for stretches in parts:
        paragraphs.append([])
        for stretch in map(view, stretches):
            text += "unread "
            paragraphs[-1].append((len(text), len(text) + len(stretch)))
            text += stretch
    words = lay_out(text, paragraphs, encoder().cutter)
    expected = [
        (start + word.start, start + word.end, number, word.pieces)
        for number, stretches in enumerate(paragraphs)
        for start, end in stretches
        for word in lay_out(text[start:end], [[(0, end - start)]], encoder().cutter)
    ]
    assert [(word.start, word.end, word.paragraph, word.pieces) for word in words] == expected


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b", "\u202e\u202c", "\u0301", "\x00"])
def test_what_has_no_letter_has_no_word(text: str) -> None:
    assert words_of(text) == []


def test_a_mark_that_combines_with_a_letter_belongs_to_its_word() -> None:
    text = "Andre\u0301 Bele\u0301m\u0323 said"
    assert [text[word.start : word.end] for word in words_of(text)] == [
        "Andre\u0301",
        "Bele\u0301m\u0323",
        "said",
    ]


def test_the_mark_of_a_stretch_goes_no_further_than_the_stretch() -> None:
    text = "Rene\u0301"
    (word,) = lay_out(text, [[(0, 4)]], encoder().cutter)
    assert (word.start, word.end) == (0, 4)


def test_what_looks_like_a_mark_of_the_model_is_read_as_words() -> None:
    words = words_of("He said [SEP] and [PAD] and [MASK].")
    assert [
        word for word in words if len(word.pieces) == 1 and word.pieces[0] in (0, 100, 101, 102, 103)
    ] == []


def test_a_word_of_thirty_thousand_letters_is_one_piece() -> None:
    words = words_of("Voss said " + "x" * 30_000 + " was hit")
    assert [word.end - word.start for word in words] == [4, 4, 30_000, 3, 3]
    assert len(words[2].pieces) == 1


def test_words_do_not_join_over_the_gap_between_two_stretches() -> None:
    text = "shell, he said, ing"
    words = lay_out(text, [[(0, 5), (16, 19)]], encoder().cutter)
    assert [text[word.start : word.end] for word in words] == ["shell", "ing"]


# ---------------------------------------------------------------- windows


@settings(max_examples=500, deadline=None)
@given(SIZES, ROOMS)
def test_each_word_is_owned_by_one_window_that_reads_it(
    sizes: list[list[int]], room_and_overlap: tuple[int, int]
) -> None:
    room, overlap = room_and_overlap
    words = words_of_size(sizes)
    owned: list[int] = []
    for window in cut_windows(words, room=room, overlap=overlap):
        assert window.start <= window.own_start <= window.own_end <= window.end
        owned += range(window.own_start, window.own_end)
    assert owned == list(range(len(words)))


@settings(max_examples=500, deadline=None)
@given(SIZES, ROOMS)
def test_no_window_is_larger_than_its_room(sizes: list[list[int]], room_and_overlap: tuple[int, int]) -> None:
    room, overlap = room_and_overlap
    words = words_of_size(sizes)
    for window in cut_windows(words, room=room, overlap=overlap):
        ids, firsts = window_pieces(words, window)
        within = [words[k] for k in range(window.start, window.end)]
        assert len(ids) <= room + 2 or len(within) == 1
        assert (ids[0], ids[-1], len(firsts)) == (CLASS, CLOSE, len(within))
        assert all(
            tuple(ids[at : at + len(word.pieces)]) == word.pieces
            for at, word in zip(firsts, within, strict=True)
        )
        breaks = sum(a.paragraph != b.paragraph for a, b in pairwise(within))
        assert ids.count(BREAK) == breaks
        assert len(ids) == 2 + breaks + sum(len(word.pieces) for word in within)


@settings(max_examples=300, deadline=None)
@given(SIZES, SIZES, ROOMS)
def test_windows_do_not_depend_on_what_follows(
    sizes: list[list[int]], more: list[list[int]], room_and_overlap: tuple[int, int]
) -> None:
    room, overlap = room_and_overlap
    alone = list(cut_windows(words_of_size(sizes), room=room, overlap=overlap))
    followed = list(cut_windows(words_of_size([*sizes, *more]), room=room, overlap=overlap))
    assert followed[: max(0, len(alone) - 1)] == alone[:-1]


@settings(max_examples=200, deadline=None)
@given(SIZES)
def test_paragraphs_that_fit_are_whole_in_one_window(sizes: list[list[int]]) -> None:
    words = words_of_size(sizes)
    for window in cut_windows(words):
        for edge in (window.start, window.end):
            if 0 < edge < len(words) and words[edge].paragraph == words[edge - 1].paragraph:
                assert sum(sizes[words[edge].paragraph]) > ROOM
                assert words[window.start].paragraph == words[window.end - 1].paragraph


def test_windows_of_a_long_paragraph_overlap_and_each_owns_what_is_nearer_its_middle() -> None:
    words = words_of_size([[1] * (3 * ROOM)])
    windows = list(cut_windows(words))
    assert windows[0] == Window(0, ROOM, 0, ROOM - OVERLAP // 2)
    for left, right in pairwise(windows):
        assert left.end - right.start == OVERLAP
        assert left.own_end == right.own_start == right.start + OVERLAP // 2
    assert windows[-1].end == len(words)


def test_no_words_have_no_window() -> None:
    assert list(cut_windows([])) == []


# ---------------------------------------------------------------- the encoder

PARAGRAPHS = (
    "Shells hit the market of Ardeh on Monday, killing six people, the hospital director Ilka Voss said.",
    "A spokesman for the Northern Council denied that its men had fired, and said three had died.",
    "SIX WERE DEAD, POLICE SAID.",
    "日本語 \u201cSix died\u201d 👍🏽, e\u0301te\u0301 \u202esaid\u202c pol\u200bice [SEP] " + "x" * 3000,
    "Residents told the Harbour Times that "
    + "the shelling had gone on for hours and " * 40
    + "that it was over.",
)


def as_bytes(text: str, *, threads: int = 1) -> dict[str, bytes]:
    return {name: scores.tobytes() for name, scores in encoder(threads).read(words_of(text)).items()}


def test_each_head_says_something_finite_of_each_word() -> None:
    words = words_of("\n".join(PARAGRAPHS))
    heads = encoder().read(words)
    assert heads["tags"].shape == (len(words), TAGS)
    assert heads["links"].shape == (len(words), 4 * WIDTH + 2)
    assert all(scores.dtype == np.float32 and np.isfinite(scores).all() for scores in heads.values())


def test_of_no_words_nothing_is_said() -> None:
    assert encoder().read([]) == {}


def test_scores_are_the_same_to_the_bit_on_any_number_of_threads() -> None:
    text = "\n".join(PARAGRAPHS)
    alone = as_bytes(text)
    assert as_bytes(text, threads=2) == alone
    assert as_bytes(text, threads=4) == alone


def test_scores_are_the_same_to_the_bit_whatever_was_read_before() -> None:
    alone = [as_bytes(paragraph) for paragraph in PARAGRAPHS]
    order = list(range(len(PARAGRAPHS)))
    random.Random(4).shuffle(order)
    assert [as_bytes(PARAGRAPHS[k]) for k in order] == [alone[k] for k in order]


def test_scores_are_the_same_to_the_bit_when_callers_read_at_the_same_time() -> None:
    alone = [as_bytes(paragraph) for paragraph in PARAGRAPHS]
    with ThreadPoolExecutor(4) as callers:
        told = list(callers.map(lambda k: as_bytes(PARAGRAPHS[k], threads=2), [0, 1, 2, 3, 4] * 2))
    assert told == alone * 2


def test_scores_of_the_first_windows_do_not_depend_on_what_follows() -> None:
    start = "\n".join(PARAGRAPHS[:2] * 6)
    words = words_of(start)
    settled = list(cut_windows(words))[-1].own_start
    assert settled > 0
    alone, followed = encoder().read(words), encoder().read(words_of(f"{start}\n{PARAGRAPHS[4]}"))
    assert all(followed[name][:settled].tobytes() == alone[name][:settled].tobytes() for name in alone)
