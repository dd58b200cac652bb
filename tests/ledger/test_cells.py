"""What may stand in a cell, and when two cells hold the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.ledger.cells import (
    CUT_NOTE,
    MOST_CHARS,
    REPLACED_NOTE,
    fitted,
    guarded,
    normal,
    printable_in_xml,
    unguarded,
)


@given(st.text())
def test_an_apostrophe_put_before_a_cell_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.text())
def test_no_cell_can_start_a_formula(text: str) -> None:
    assert guarded(text)[:1] not in tuple("=+-@\t\r\n")


@given(st.text())
def test_the_normal_form_of_a_cell_is_that_of_the_cell_as_exported(text: str) -> None:
    assert normal(guarded(text)) == normal(text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_what_a_workbook_holds_has_the_same_normal_form(text: str) -> None:
    assert normal(printable_in_xml(text)) == normal(text)


@pytest.mark.parametrize(
    ("exported", "saved"),
    [
        ("6", 6), ("6", 6.0), (6, "6.0"), ("2013", 2013), ("yes", "yes "), ("one\ntwo", "one\r\ntwo"),
        ("true", True), ("a\x07b", "a_x0007_b"), ("a\x07b", "a\ufffdb"),
        ("one\r\ntwo", "one_x000D_\ntwo"), (None, ""), ("=x", "'=x"), (0, "0"),
    ],
)  # fmt: skip
def test_what_a_spreadsheet_changes_by_itself_is_no_edit(
    exported: str | int | None, saved: str | float
) -> None:
    assert normal(exported) == normal(saved)


@pytest.mark.parametrize(
    ("left", "right"), [("6", "7"), ("12.000", "12"), ("12,000", "12"), ("a", "A"), ("0", "")]
)
def test_what_a_person_changes_is_an_edit(left: str, right: str) -> None:
    assert normal(left) != normal(right)


def test_a_decimal_comma_is_no_edit_where_numbers_have_fractions() -> None:
    assert normal(0.9) == normal("0,9", is_decimal=True) == normal("0.90", is_decimal=True)


def test_a_cell_is_cut_to_what_a_spreadsheet_holds_and_says_so() -> None:
    text, note = fitted("\U0001f600" * MOST_CHARS)
    assert len(text.encode("utf-16-le")) // 2 == MOST_CHARS - 1 and note == CUT_NOTE


def test_a_control_character_is_noted() -> None:
    assert fitted("a\x00b") == ("a\x00b", REPLACED_NOTE)
