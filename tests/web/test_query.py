"""Whatever is typed is looked for, in the spellings that will do."""

import sqlite3
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.web.query import Query, key_of, read_query, spelled, spellings


def read(told: str, *known: str) -> Query:
    among = spelled(known)
    return read_query(told, lambda word: spellings(word, among))


@pytest.mark.parametrize(
    "names",
    [
        ("muhammad", "mohammed", "mohamed", "mohammad"),
        ("hussein", "husayn", "hussain", "husein"),
        ("youssef", "yusuf", "yousef"),
        ("mujahideen", "mojahedin", "mujahedin"),
    ],
)
def test_a_name_is_found_in_its_other_spellings(names: tuple[str, ...]) -> None:
    for name in names:
        (term,) = read(name.capitalize(), *names, "market", "killed").terms
        assert set(names) <= {one.casefold() for one in term.spellings}


@pytest.mark.parametrize("typed", ["muhammad", '"Muhammad"', "Muhammad*"])
def test_a_word_that_is_small_or_quoted_or_begun_is_taken_as_typed(typed: str) -> None:
    (term,) = read(typed, "mohammed").terms
    assert len(term.spellings) == 1


def test_a_tilde_makes_a_name_of_a_small_word() -> None:
    assert "mohammed" in read("~muhammad", "mohammed").terms[0].spellings


def test_an_article_before_a_name_is_no_part_of_what_is_wanted() -> None:
    assert "Batat" in read("al-Batat").terms[0].spellings


def test_names_that_share_consonants_alone_are_not_one() -> None:
    assert "mahmudiyah" not in read("Muhammad", "mahmudiyah").terms[0].spellings
    assert key_of("muhammad") != key_of("market")


def test_a_phrase_that_was_never_closed_is_one_all_the_same() -> None:
    (term,) = read('"were killed').terms
    assert term.spellings == ("were killed",)


def test_of_very_many_words_it_is_said_how_many_were_left_out() -> None:
    assert read(" ".join(string.ascii_letters)).left_out == 52 - 12


TYPED = st.text(st.sampled_from(list("ab \"*~()-:^+{}[]\\'.,ANDORNOTé\0\u202e\U0001f600 ")), max_size=40)


@settings(max_examples=400, deadline=None)
@given(TYPED | st.text(max_size=40))
def test_nothing_that_is_typed_is_an_error(typed: str) -> None:
    query = read(typed, "abab", "ABBA")
    if query.expression:
        with sqlite3.connect(":memory:") as held:
            held.execute("CREATE VIRTUAL TABLE words USING fts5 (body)")
            held.execute("SELECT * FROM words WHERE words MATCH ?", [query.expression.encode("utf-8", "replace")
                         .decode("utf-8")]).fetchall()  # fmt: skip
