"""The invariants of the values, each broken once."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.errors import BrokenPromise
from tellings.model import Accusation, Claim, Count, DateValue, Place, Span, content_id
from tellings.vocabulary import CountBasis, DateBasis, Field, PlacePrecision, Role, Stance
from tests.builders import claim


def count(low: int | None, high: int | None, **more: object) -> Count:
    return Count(kind=Field.KILLED, low=low, high=high, wording="so many", **more)  # type: ignore[arg-type]


@given(st.lists(st.text(), min_size=1, max_size=4), st.lists(st.text(), min_size=1, max_size=4))
def test_ids_of_different_parts_differ(left: list[str], right: list[str]) -> None:
    assert (content_id("x", *left) == content_id("x", *right)) == (left == right)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2)])
def test_a_span_holds_text(start: int, end: int) -> None:
    with pytest.raises(BrokenPromise, match="holds no text"):
        Span(start, end)


def test_an_interval_runs_forwards() -> None:
    with pytest.raises(BrokenPromise, match="runs backwards"):
        count(7, 6)


def test_not_told_zero_and_an_open_end_are_three_counts() -> None:
    assert len({count(None, None), count(0, 0), count(0, None)}) == 3


def test_a_derived_count_names_its_inputs_and_no_other_does() -> None:
    with pytest.raises(BrokenPromise, match="names its inputs"):
        count(7, 7, basis=CountBasis.DERIVED)
    with pytest.raises(BrokenPromise, match="names its inputs"):
        count(7, 7, inputs=("claim-1",))


def test_only_a_kind_of_count_is_counted() -> None:
    with pytest.raises(BrokenPromise, match="no kind of count"):
        Count(kind=Field.WEAPONS, low=1, high=1, wording="one")


def test_a_date_has_both_ends_or_none() -> None:
    with pytest.raises(BrokenPromise, match="both ends"):
        DateValue("2013-02", date(2013, 2, 1), None, "in February", DateBasis.STATED)


def test_a_point_on_the_map_has_its_uncertainty() -> None:
    with pytest.raises(BrokenPromise, match="uncertainty"):
        Place("Kesh", "Kesh", PlacePrecision.SETTLEMENT, lat=1.0, lon=2.0)


def test_a_claim_without_a_value_cannot_confirm_or_doubts() -> None:
    with pytest.raises(BrokenPromise):
        _without_value(Stance.ASSERTS)
    assert _without_value(Stance.CANNOT_CONFIRM).value is None


def _without_value(stance: Stance) -> Claim:
    return replace(claim(Field.KILLED, "12"), value=None, stance=stance)


def test_a_field_takes_its_own_kind_of_value() -> None:
    accusation = Accusation(Role.ORDERED, "somebody", Span(0, 3), "words")
    with pytest.raises(BrokenPromise, match="takes Count"):
        replace(claim(Field.KILLED, "12"), value=accusation)


def test_a_quote_is_as_long_as_its_span() -> None:
    with pytest.raises(BrokenPromise, match="quote and span differ"):
        replace(claim(Field.KILLED, "12"), quote="something else altogether")
