"""Numbers in words and digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.events.numbers import read_number, read_ordinal, spell
from tellings.model import Span
from tellings.text.segment import Token, tokenise


def tokens(text: str) -> tuple[Token, ...]:
    return tokenise(text, Span(0, len(text)))


@given(st.integers(min_value=0, max_value=9999))
def test_every_number_it_spells_it_reads(number: int) -> None:
    words = tokens(spell(number))
    assert read_number(words, 0) == (number, len(words))


@given(st.integers(min_value=0, max_value=9_999_999))
def test_digits_are_read_with_and_without_commas(number: int) -> None:
    assert read_number(tokens(f"{number} people"), 0) == (number, 1)
    assert read_number(tokens(f"{number:,} people"), 0) == (number, 1)


@pytest.mark.parametrize(
    ("text", "value", "used"),
    [
        ("six people", 6, 1),
        ("forty-two people", 42, 1),
        ("forty two people", 42, 2),
        ("one hundred people", 100, 2),
        ("a hundred people", 100, 2),
        ("hundred and fifty people", 150, 3),
        ("one hundred and fifty people", 150, 4),
        ("twelve hundred people", 1200, 2),
        ("two thousand three hundred people", 2300, 4),
        ("3,100 people", 3100, 1),
        ("3 100 residents", 3100, 2),
        ("3 100 wounded", 3, 1),
        ("1.5 million people", 1_500_000, 2),
        ("15 thousand people", 15_000, 2),
        ("a dozen people", 12, 2),
        ("two dozen people", 24, 2),
        ("half a dozen people", 6, 3),
        ("a million people", 1_000_000, 2),
        ("five and six", 5, 1),
        ("Twenty-Five", 25, 1),
    ],
)
def test_numbers_are_read_to_their_end(text: str, value: int, used: int) -> None:
    assert read_number(tokens(text), 0) == (value, used)


@pytest.mark.parametrize(
    "text", ["people", "a man", "third", "12th", "1.5", "12:30", "hundreds", "3.100", "dozens"]
)
def test_what_is_no_number_is_not_read(text: str) -> None:
    assert read_number(tokens(text), 0) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("seventh", 7),
        ("43rd", 43),
        ("twenty-first", 21),
        ("twentieth", 20),
        ("twelfth", 12),
        ("north", None),
        ("six", None),
    ],
)
def test_ordinals_are_read(text: str, value: int | None) -> None:
    assert read_ordinal(tokens(text), 0) == value


@pytest.mark.parametrize("number", [-1, 1_000_000])
def test_spelling_refuses_what_is_out_of_range(number: int) -> None:
    with pytest.raises(ValueError, match="write it in digits"):
        spell(number)
