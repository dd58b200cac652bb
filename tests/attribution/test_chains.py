"""Who is meant, and from whom they have it."""

import pytest

from tests.attribution.telling import hear

COUNCIL = "The National Council of Harbours said in a statement that six had died. "


@pytest.mark.parametrize(
    "text",
    [
        COUNCIL + "Two were children, the statement said.",
        COUNCIL + "The council said two were children.",
        COUNCIL + "It said two were children.",
        COUNCIL + "Two were children, said the same source.",
        "The National Council of Harbours (NCH) said six had died. The NCH said two were children.",
        "The National Council of Harbours said six had died. The NCH said two were children.",
        "The National Council of Harbours said six had died. The National Council said two were children.",
    ],
    ids=["the statement", "the council", "it", "the same source", "acronym told", "acronym", "short name"],
)
def test_a_body_is_one_voice_under_all_its_names(text: str) -> None:
    assert hear(text).origins == ["National Council of Harbours"] * 2


@pytest.mark.parametrize(
    "second",
    [
        "Voss said two were children.",
        "She said two were children.",
        "“Two were children,” the director said.",
    ],
)
def test_a_person_is_one_voice_under_surname_pronoun_and_role(second: str) -> None:
    assert hear("Ilka Voss, the hospital director, said six had died. " + second).origins == ["Ilka Voss"] * 2


def test_a_surname_and_a_pronoun_mean_the_person_named() -> None:
    heard = hear("Ilka Voss said six had died. Voss said two were children. She said the pier burned.")
    assert heard.origins == ["Ilka Voss"] * 3
    assert heard.voices["Ilka Voss"].aliases == ("She", "Voss")


def test_the_fullest_name_is_kept() -> None:
    assert hear("Voss said six had died. Ilka Voss said two were children.").origins == ["Ilka Voss"] * 2


def test_the_noun_of_a_name_is_its_short_form() -> None:
    heard = hear(
        "The Velm-based Northern Observatory for Harbours said six had died. The Observatory said nine had."
    )
    assert heard.origins == ["Northern Observatory for Harbours"] * 2


def test_an_indefinite_speaker_is_somebody_new_each_time() -> None:
    heard = hear("A policeman said six had died. A policeman said two were children.")
    first, second = heard.told
    assert first.attribution.chain != second.attribution.chain


def test_another_official_is_another_voice() -> None:
    heard = hear("An official said six had died. Another official said nine had.")
    assert len({told.attribution.chain for told in heard.told}) == len(heard.told) == 2


def test_a_spokesman_is_not_the_body_he_speaks_for() -> None:
    heard = hear("The Harbour Union said six had died. A spokesman for the union said two were children.")
    assert heard.origins == ["Harbour Union", "a spokesman for the union"]


def test_it_means_the_body_that_spoke_last() -> None:
    heard = hear(
        "The Sarran government rejected the report. None of its guns was in range, the defence ministry said. "
        "All of them stood at Velm, it said."
    )
    assert heard.origins == ["the Sarran government", "the defence ministry", "the defence ministry"]


def test_the_woman_is_no_government() -> None:
    heard = hear("The Sarran government denied the report. The woman said that she saw the guns.")
    assert heard.origins == ["the Sarran government", "the woman"]


def test_a_head_introduced_by_role_is_named_in_the_next_sentence() -> None:
    heard = hear(
        "The head of a militia in Osk has said his group was behind the raid. Omar al-Hadri, who heads the "
        "Osk Brigade, told AFP that his fighters had fired 20 rockets. “We had warned them,” Hadri said."
    )
    assert heard.origins == ["Omar al-Hadri"] * 3
    voice = heard.voices["Omar al-Hadri"]
    assert (voice.affiliation, voice.connection) == ("Osk Brigade", "party")


def test_two_heads_that_are_both_new_stay_two() -> None:
    heard = hear(
        "A head of a militia said six had died. Omar al-Hadri, who heads the Osk Brigade, said nine had."
    )
    assert len(set(heard.origins)) == len(heard.told) == 2


def test_a_group_may_be_named_later() -> None:
    heard = hear(
        "Curious is the group that took responsibility for the raid. It was formed in May. “The Army of Osk” is "
        "said to be small."
    )
    assert heard.origins[0] == "Army of Osk"


def test_words_told_to_an_agency_are_relayed_by_it() -> None:
    heard = hear("A sailor told Reuters that six had died.", outlet="The Daily Mast")
    assert [told.chain for told in heard.told] == [("Reuters", "a sailor")]
    assert heard.voices["Reuters"].kind == "agency"


@pytest.mark.parametrize("outlet", ["The Daily Mast", "Daily Mast"])
def test_words_told_to_the_reports_own_outlet_have_no_relay(outlet: str) -> None:
    heard = hear("A sailor told the Daily Mast that six had died.", outlet=outlet)
    assert [told.chain for told in heard.told] == [("a sailor",)]


def test_words_told_to_reporters_have_no_relay() -> None:
    assert [told.chain for told in hear("Voss told reporters that six had died.").told] == [("Voss",)]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("VELM (AFP) - The harbour council said six had died.", None),
        ("The harbour council said six had died in the bay on Monday.\n\nSource: AFP", None),
        ("The harbour council said six had died.", "Agence France-Presse"),
    ],
    ids=["dateline", "sign-off", "intake"],
)
def test_a_credited_agency_stands_behind_the_outlet(text: str, agency: str | None) -> None:
    heard = hear(text, outlet="The Daily Mast", agency=agency)
    assert heard.told[0].chain[0] == "AFP"


def test_an_agency_that_is_the_outlet_stands_once() -> None:
    heard = hear("VELM (AFP) - The council said six had died.", outlet="AFP")
    assert [told.chain for told in heard.told] == [("the council",)]


def test_an_inner_telling_has_the_longer_chain() -> None:
    heard = hear("The council said that survivors told it that the guards had fled.")
    assert [told.chain for told in heard.told] == [("the council",), ("the council", "survivors")]


def test_a_chain_that_comes_back_to_a_voice_ends_there() -> None:
    heard = hear("Voss said that the guards had fled and that he said so at once to the mayor.")
    for told in heard.told:
        assert len(set(told.attribution.chain)) == len(told.attribution.chain)


def test_a_text_in_capitals_keeps_its_voices_apart_and_their_names_as_printed() -> None:
    heard = hear(
        "THE SARRAN ARMY DENIED TODAY THAT GUERRILLAS ATTACKED THE PIER.\n\nARMED FORCES SPOKESMAN COLONEL PAVEL "
        "ORDIN SAID THAT THE RAID WAS OVER. ORDIN ADDED THAT SIX HAD DIED. THE OSK NATIONAL LIBERATION FRONT "
        "(ONLF) SAID TWO WERE CHILDREN. THE ONLF SAID THE RAID HAD FAILED."
    )
    assert heard.origins == [
        "THE SARRAN ARMY",
        "PAVEL ORDIN",
        "PAVEL ORDIN",
        "OSK NATIONAL LIBERATION FRONT",
        "OSK NATIONAL LIBERATION FRONT",
    ]


def test_a_mention_quotes_the_text_at_its_span() -> None:
    text = "Ilka Voss said six had died. She said two were children."
    mentions = hear(text).voices["Ilka Voss"].mentions
    assert [m.quote for m in mentions] == ["Ilka Voss", "She"]
    assert all(m.quote == m.span.of(text) for m in mentions)
