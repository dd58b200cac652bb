"""Words that suggest a side."""

import pytest

from tellings.resolve.side_words import suggesting_words


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("a pro-government monitor", "pro-government"),
        ("an opposition activist", "opposition"),
        ("a rebel spokesman in the town", "rebel"),
        ("state media", "state media"),
        ("a government official", "government"),
        ("a fighter against the government", None),
        ("a resident", None),
        ("governmental experts", None),
    ],
)
def test_words_that_describe_a_voice_suggest_its_side(phrase: str, words: str | None) -> None:
    assert suggesting_words([phrase]) == words


def test_of_a_named_voice_only_what_stands_before_its_name_counts() -> None:
    assert suggesting_words(["The opposition Hill Council"], names=["Hill Council"]) == "opposition"
    assert suggesting_words(["Ilka Voss the wife of a rebel"], names=["Ilka Voss"]) is None


def test_an_affiliation_counts() -> None:
    assert suggesting_words([], names=["Ilka Voss"], affiliations=["opposition"]) == "opposition"
