"""Warnings about how a report tells, from invented texts."""

import pytest

from tellings.attribution import attribute
from tellings.events.frames import Frame, find_frames
from tellings.text.segment import segment
from tests.builders import report


def read(text: str) -> dict[str, Frame]:
    document = segment(report(text, outlet="The Varna Daily"))
    voices, attributions = attribute(document)
    return {str(frame.code): frame for frame in find_frames(document, attributions, voices)}


def test_a_passage_that_stands_twice_is_told() -> None:
    line = "Shells hit the market of Varna on Monday."
    assert "repeated_passage" in read(f"{line}\n\n{line}\n")


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("The regime shelled the town.", True),
        ("It was a massacre.", True),
        ("“The regime shelled the town,” she said.", False),
        ("She said that the regime had shelled the town.", False),
        ("The minister opened a criminal investigation.", False),
        ("The Martyrs Brigade left on Monday, and the Martyrs Brigade came back.", False),
        ("Shells hit the market.", False),
    ],
)
def test_loaded_words_count_in_the_outlets_own_voice_only(text: str, taken: bool) -> None:
    assert ("outlet_takes_frame" in read(text)) is taken


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The village of Tamra was hit. Two men from Tamrah fled.", True),
        ("The Army of Belkar. The name Delkar stands for it.", True),
        ("People in Morva fled. The Morvan army came.", False),
        ("The Morvan army and two Morvans fled.", False),
        ("Odo Karimi and Ada Karima fled.", False),
        ("They went North and then the Northern road.", False),
        ("Shells hit Varna. More shells hit Varna.", False),
    ],
)
def test_two_spellings_of_one_name(text: str, told: bool) -> None:
    assert ("name_variants" in read(text)) is told


def test_a_headline_credit_that_the_body_does_not_bear_out() -> None:
    body = "Morva was involved in the shelling of Varna, killing six, said a statement by the Exile Council."
    assert "headline_credit_differs" in read(f"Morva Involved in Varna Shelling: Residents\n\n{body}\n")
    assert "headline_credit_differs" not in read(
        f"Morva Involved in Varna Shelling: Exile Council\n\n{body}\n"
    )


def test_a_pull_quote_is_a_passage_that_stands_twice() -> None:
    words = "We were carrying a coffin, not rifles"
    assert "repeated_passage" in read(
        f"Gunships hit a funeral at Varna\n\n“{words}”\n\nGunships hit a funeral on Monday.\n\n"
        f"“{words},” the mayor said.\n"
    )


@pytest.mark.parametrize(("teller", "warned"), [("the head of the hospital", True), ("the police", False)])
def test_a_toll_that_the_body_has_from_another_voice_is_told(teller: str, warned: bool) -> None:
    text = (
        "Nine dead as gunmen attack Varna market: police\n\n"
        f"Nine people were killed when gunmen attacked the market of Varna on Monday, {teller} said.\n\n"
        "Police said that two men had been stopped.\n"
    )
    assert ("headline_credit_differs" in read(text)) is warned


def test_a_place_spelt_otherwise_in_the_dateline_is_told() -> None:
    assert "name_variants" in read(
        "KABULA — Two men died on Monday. They lay at the gate of Cabula terminal.\n"
    )


def test_paragraphs_in_another_language_are_told_by_their_languages() -> None:
    text = (
        "Shells hit Varna on Monday, police said.\n\nПо меньшей мере шесть человек погибли, сообщил врач.\n"
    )
    assert "Russian (ru)" in read(text)["passage_not_read"].what
    assert "passage_not_read" not in read(
        "Shells hit Varna on Monday, police said.\n\nSix people died there.\n"
    )
