"""Number words that are printed are also read: 0 to a million, with and without hyphens, "and", and small letters."""

from hypothesis import given
from hypothesis import strategies as st

from tellings.events.numbers import read_number, spell
from tellings.events.quantities import read_quantity
from tellings.model import Span
from tellings.text.segment import Token, tokenise

NUMBERS = st.integers(min_value=0, max_value=10**6)


def tokens(text: str) -> tuple[Token, ...]:
    return tokenise(text, Span(0, len(text)))


def words_of(number: int) -> str:
    return "one million" if number == 10**6 else spell(number)


@given(
    NUMBERS, st.booleans(), st.booleans(), st.sampled_from([str.lower, str.upper, str.capitalize, str.title])
)
def test_any_number_is_read_from_its_words(number: int, hyphens: bool, joins: bool, cased: object) -> None:
    words = words_of(number)
    if not hyphens:
        words = words.replace("-", " ")
    if not joins:
        words = words.replace(" and ", " ")
    spelled = tokens(cased(words))  # type: ignore[operator]
    assert read_number(spelled, 0) == (number, len(spelled))


@given(NUMBERS)
def test_a_number_in_words_is_read_before_its_noun(number: int) -> None:
    spelled = tokens(f"{words_of(number)} people were killed")
    quantity = read_quantity(spelled, 0)
    assert quantity is not None
    assert (quantity.low, quantity.high, quantity.end) == (number, number, len(spelled) - 3)


@given(NUMBERS)
def test_words_and_digits_tell_the_same(number: int) -> None:
    in_words, in_digits = tokens(words_of(number)), tokens(f"{number:,}")
    told = [read_number(read, 0) for read in (in_words, in_digits)]
    assert [value[0] for value in told if value] == [number, number]
