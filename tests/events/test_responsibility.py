"""Claims of responsibility, read from invented sentences."""

import pytest

from tellings.attribution import attribute
from tellings.events.responsibility import ResponsibilityMention, find_responsibility
from tellings.text.segment import segment
from tests.builders import report


def read(text: str) -> tuple[ResponsibilityMention, ...]:
    document = segment(report(text))
    voices, attributions = attribute(document)
    return find_responsibility(document, attributions, voices)


@pytest.mark.parametrize(
    ("text", "claimant", "channel"),
    [
        ("The Black Guard claimed responsibility for the attack.", "Black Guard", None),
        ("The Black Guard took responsibility for the bombing in a statement.", "Black Guard", "in a statement"),
        ("The Black Guard claimed the attack in a message on its Telegram channel.", "Black Guard",
         "in a message on its Telegram channel"),
        ("The attack was claimed by the Black Guard.", "Black Guard", None),
        ("Odo Kell, who heads the Black Guard, told reporters by telephone that his men had shelled the port.",
         "Odo Kell", "by telephone"),
        ("A car bombing claimed by the Black Guard tore apart a bus.", "Black Guard", None),
        ("The Black Guard claimed to have killed six officers.", "Black Guard", None),
        ("The Black Guard said they were responsible for the bombing.", "Black Guard", None),
        ("A group calling itself the Sons of Varna said that it had fired the mortars.", "Sons of Varna", None),
    ],
)  # fmt: skip
def test_a_claim_has_its_claimant_and_channel(text: str, claimant: str, channel: str | None) -> None:
    (mention,) = read("Six people were killed by mortar fire on Monday. " + text)
    assert (mention.claimant, mention.channel, mention.unclaimed) == (claimant, channel, False)


def test_the_group_that_took_responsibility_gets_the_name_told_after_it() -> None:
    text = "Noted is the group that took responsibility for the attack. “The Army of Dawn” was formed in May."
    assert [m.claimant for m in read(text)] == ["The Army of Dawn"] or [m.claimant for m in read(text)] == [
        "Army of Dawn"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "No group has claimed responsibility for the attack.",
        "Nobody has yet claimed the bombing.",
        "There was no immediate claim of responsibility for the blast.",
    ],
)
def test_that_nobody_claims_is_no_claim(text: str) -> None:
    (mention,) = read(text)
    assert mention.unclaimed
    assert mention.claimant is None


@pytest.mark.parametrize(
    "text",
    [
        "The minister denied responsibility for the attack.",
        "He claimed that the road was safe.",
        "Police said they had found the gun.",
        "The Front says that it was attacked by the army.",
        "Families claimed the bodies on Tuesday.",
    ],
)
def test_other_claims_take_no_responsibility(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Black Guard claimed the attack. The claim could not be verified independently.",
         "could not be verified independently"),
        ("The Black Guard claimed the attack in a video that has not been verified.", "has not been verified"),
        ("The Black Guard claimed the attack. The road is open again.", None),
    ],
)  # fmt: skip
def test_authenticity_is_as_told(text: str, words: str | None) -> None:
    assert read(text)[0].authenticity == words


@pytest.mark.parametrize(
    "text",
    [
        "The rebels repeated these claims and the council will meet.",
        "It is impossible to confirm the gas attack claim, the ministry said.",
        "The union believes it has stocks of mustard gas.",
        "The panel said it also investigated the attack.",
    ],
)
def test_claims_that_are_nouns_and_speakers_who_did_nothing_claim_nothing(text: str) -> None:
    assert read("Six people were killed by mortar fire on Monday. " + text) == ()


@pytest.mark.parametrize(
    ("text", "authentic", "by"),
    [
        ("The claim could not be independently verified.", "not_verified", None),
        ("Harbour Times could not verify the claim.", "not_verified", "Harbour Times"),
        ("Harbour Watch later confirmed the claim.", "confirmed", "Harbour Watch"),
        ("The claim was read out on the radio.", None, None),
    ],
)
def test_whether_a_claim_is_real_is_kept_with_who_says_so(
    text: str, authentic: str | None, by: str | None
) -> None:
    (mention,) = read("The Black Guard claimed responsibility for the attack on Varna. " + text)
    assert (mention.authentic, mention.authenticity_by) == (authentic, by)
