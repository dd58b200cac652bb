"""Sentences that carry a speaker's account on without a cue."""

import pytest

from tests.attribution.telling import hear

SAID = "The council said six rockets were hidden in tents. "


@pytest.mark.parametrize(
    "following",
    [
        "They were brought there by night.",
        "Also, two guards had fled.",
        "That prevented a second raid.",
        "The rockets had come by sea.",
        "The second group was held at the gate.",
        "Nobody saw them come.",
    ],
)
def test_a_sentence_tied_to_the_one_before_is_carried_on(following: str) -> None:
    (carried,) = hear(SAID + following).carried
    assert carried.content == following
    assert (carried.source, carried.cue) == ("", "")
    assert carried.chain == ("the council",)


@pytest.mark.parametrize(
    "following",
    [
        "Osk bay lies in the north.",
        "A spokesman for the army declined to comment.",
        "The council is the largest body of the island.",
    ],
)
def test_a_sentence_without_a_tie_is_the_outlets_own(following: str) -> None:
    assert hear(SAID + following).carried == ()


def test_the_outlet_stays_among_the_voices_it_may_be() -> None:
    heard = hear(SAID + "They were brought there by night.", outlet="The Daily Mast")
    (carried,) = heard.carried
    attribution = carried.attribution
    assert attribution.undecided == (attribution.chain[-1], attribution.chain[0])


def test_what_lies_in_a_nested_telling_may_be_either_voices() -> None:
    heard = hear(
        "The council says survivors said that the rockets were hidden. They were brought there by night."
    )
    (carried,) = heard.carried
    assert carried.chain == ("the council", "survivors")
    assert len(carried.attribution.undecided) == 3


def test_a_new_paragraph_breaks_the_account() -> None:
    assert hear(SAID + "\n\nThe rockets had come by sea.").carried == ()


def test_an_account_is_broken_by_a_sentence_of_the_outlets_own() -> None:
    heard = hear(SAID + "Osk bay lies in the north. They were brought there by night.")
    assert heard.carried == ()


def test_a_demand_is_not_carried_on() -> None:
    assert hear("The council demanded an inquiry. It was formed in May.").carried == ()


def test_headlines_carry_nothing_on() -> None:
    heard = hear(
        "Rockets hidden in tents: Residents\nThey came by night\n\nThe bay lies in the north of the island."
    )
    assert heard.carried == ()
