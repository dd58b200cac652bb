"""Names that a text gives to one."""

import pytest

from tellings.resolve.other_names import other_names


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("The Osk Civil Guard, also known as the Grey Caps, dug.", ("The Osk Civil Guard", "Grey Caps")),
        ("said Osk Civil Guard volunteers popularly known as Grey Caps.", ("Osk Civil Guard", "Grey Caps")),
        ("Jona Karat, better known as Abu Osk, said", ("Jona Karat", "Abu Osk")),
        ("The Hill Council is known in the north. The Grey Caps dug.", None),
        ("The Hill Council called the Grey Caps.", None),
        ("Jona is also known as Abu Osk.", ("Jona", "Abu Osk")),
        ("Sarras rescuers known as the Grey Caps dug.", None),
        ("a rescue service known as the Grey Caps", None),
    ],
)
def test_a_text_says_that_two_names_are_of_one(text: str, pair: tuple[str, str] | None) -> None:
    assert [told[:2] for told in other_names(text)] == ([] if pair is None else [pair])
