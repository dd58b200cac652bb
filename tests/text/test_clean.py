import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.text.clean import view

ODD = "\u00a0\u2009\u3000\u200b\u200d\ufeff\u202e\u2066\u00ad\r\n\t\x0b\x0c\x85\x93\x97\u2028"
ODD += "’“”«»–—−\U0001f4a5\U00020bb7é"


@given(st.text() | st.text(alphabet=ODD + "ab 1\x00"))
def test_a_view_is_as_long_as_its_text(text: str) -> None:
    assert len(view(text)) == len(text)


@given(st.text() | st.text(alphabet=ODD + "ab 1\x00"))
def test_a_view_holds_no_control_character_but_newlines(text: str) -> None:
    assert all(
        char == "\n" or unicodedata.category(char) not in ("Cc", "Cf", "Zl", "Zp") for char in view(text)
    )


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126) | st.just("\n")))
def test_plain_text_is_its_own_view(text: str) -> None:
    assert view(text) == text


@given(st.text() | st.text(alphabet=ODD))
def test_a_view_of_a_view_is_the_same(text: str) -> None:
    assert view(view(text)) == view(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("six\u00a0killed", "six killed"),
        ("the “attack”, the ministry’s", 'the "attack", the ministry\'s'),
        ("«six killed»", '"six killed"'),
        ("BAGHDAD – Rockets", "BAGHDAD - Rockets"),
        ("the camp — home to exiles — was hit", "the camp - home to exiles - was hit"),
        ("39–40 injured", "39-40 injured"),
        ("a\u200bb\u202ec\ufeffd", "a b c d"),
        ("one\r\ntwo\rthree", "one \ntwo\nthree"),
        ("one\u2028two\u2029three\x0cfour", "one\ntwo\nthree\nfour"),
        ("the \x93attack\x94 \x96 the ministry\x92s", 'the "attack" - the ministry\'s'),
        ("\U0001f4a5 hit\u00a0it", "\U0001f4a5 hit it"),
        ("Danaiéfar said…", "Danaiéfar said…"),
    ],
)
def test_odd_characters_are_read_as_the_plain_ones(text: str, plain: str) -> None:
    assert view(text) == plain


def test_an_em_dash_between_two_words_does_not_join_them_as_a_hyphen_would() -> None:
    assert view("the camp—home to exiles—was hit") == "the camp—home to exiles—was hit"


def test_an_offset_in_the_view_is_one_in_the_text() -> None:
    text = "\U0001f6d1 “Six\u00a0killed,” said a doctor"
    start = view(text).index('"Six killed,"')
    assert text[start : start + len('"Six killed,"')] == "“Six\u00a0killed,”"
