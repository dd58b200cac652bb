"""Quantities with their bounds and their vagueness."""

import pytest

from tellings.events.quantities import read_quantity
from tellings.model import Span
from tellings.text.segment import tokenise

PLAIN, ABOUT, VAGUE, STRICT = "", "approximate", "approximate vague", "strict"


@pytest.mark.parametrize(
    ("text", "low", "high", "how", "used"),
    [
        ("43 people", 43, 43, PLAIN, 1),
        ("at least 12 people", 12, None, PLAIN, 3),
        ("no fewer than 12 people", 12, None, PLAIN, 4),
        ("more than 43 people", 43, None, STRICT, 3),
        ("over 43 people", 43, None, STRICT, 2),
        ("up to 43 people", None, 43, PLAIN, 3),
        ("as many as 43 people", None, 43, PLAIN, 4),
        ("no more than 43 people", None, 43, PLAIN, 4),
        ("fewer than 43 people", None, 43, STRICT, 3),
        ("between 39 and 40 people", 39, 40, PLAIN, 4),
        ("from 20 to 25 people", 20, 25, PLAIN, 4),
        ("20 to 25 people", 20, 25, PLAIN, 3),
        ("20-25 people", 20, 25, PLAIN, 3),
        ("two or three people", 2, 3, PLAIN, 3),
        ("from about 500 to some 1,300 people", 500, 1300, ABOUT, 6),
        ("about 43 people", 43, 43, ABOUT, 2),
        ("around 43 people", 43, 43, ABOUT, 2),
        ("some five people", 5, 5, ABOUT, 2),
        ("nearly 43 people", 43, 43, ABOUT, 2),
        ("almost 43 people", 43, 43, ABOUT, 2),
        ("roughly 43 people", 43, 43, ABOUT, 2),
        ("approximately 43 people", 43, 43, ABOUT, 2),
        ("an estimated 43 people", 43, 43, ABOUT, 3),
        ("about one hundred people", 100, 100, ABOUT, 3),
        ("a dozen people", 12, 12, ABOUT, 2),
        ("at least a dozen people", 12, None, "", 4),
        ("several people", 3, None, VAGUE, 1),
        ("tens of people", 20, None, VAGUE, 2),
        ("dozens of people", 24, None, VAGUE, 1),
        ("several dozen people", 24, None, VAGUE, 2),
        ("scores of people", 40, None, VAGUE, 1),
        ("hundreds of people", 200, None, VAGUE, 1),
        ("thousands of people", 2000, None, VAGUE, 1),
        ("tens of thousands of people", 20_000, None, VAGUE, 3),
        ("43 or more people", 43, None, PLAIN, 3),
        ("43+ people", 43, None, PLAIN, 2),
        ("43 or so people", 43, 43, ABOUT, 3),
        ("a total of 43 people", 43, 43, PLAIN, 4),
        ("only one person", 1, 1, PLAIN, 2),
        ("no one was", 0, 0, PLAIN, 2),
        ("nobody was", 0, 0, PLAIN, 1),
        ("none were", 0, 0, PLAIN, 1),
        ("no casualties", 0, 0, PLAIN, 1),
    ],
)
def test_bounds_are_read_as_told(text: str, low: int | None, high: int | None, how: str, used: int) -> None:
    quantity = read_quantity(tokenise(text, Span(0, len(text))), 0)
    assert quantity is not None
    flags = [name for name in ("approximate", "vague", "strict") if getattr(quantity, name)]
    assert (quantity.low, quantity.high, " ".join(flags), quantity.end) == (low, high, how, used)


@pytest.mark.parametrize(
    ("text", "more", "article", "zero"),
    [
        ("another resident", True, True, False),
        ("another five residents", True, False, False),
        ("two more residents", True, False, False),
        ("a further three residents", True, False, False),
        ("a resident", False, True, False),
        ("one resident", False, True, False),
        ("nobody", False, False, True),
        ("no soldiers", False, True, True),
        ("12 residents", False, False, False),
    ],
)
def test_increments_articles_and_zeros_are_told_apart(
    text: str, more: bool, article: bool, zero: bool
) -> None:
    quantity = read_quantity(tokenise(text, Span(0, len(text))), 0)
    assert quantity is not None
    assert (quantity.more, quantity.article, quantity.zero) == (more, article, zero)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("some people", 0),
        ("a number of people", 2),
        ("many people", 0),
        ("9 February", 0),
        ("February 9", 1),
        ("in 2013", 1),
        ("5 a.m. on", 0),
        ("aged 43", 1),
        ("43-year-old", 0),
        ("from the camp", 0),
        ("the third", 1),
    ],
)
def test_what_is_no_quantity_is_not_read(text: str, at: int) -> None:
    assert read_quantity(tokenise(text, Span(0, len(text))), at) is None
