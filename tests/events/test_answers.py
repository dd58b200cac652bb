"""What a denial answers, and which claims of one deed are rivals. Every text is invented."""

import pytest

from tellings.events.answers import is_of_party, is_same_party, with_answers
from tellings.model import Accusation, Claim, Denial, ResponsibilityTaken, Span
from tellings.vocabulary import Denied, Role
from tests.builders import claim, report, voice

TEXT = report(
    "Dorn said Varnan army jets bombed the market. Obi said the Red Column fired on it too. The Varnan government "
    "denied it. The Red Column said it did it. The Osk Front claimed the attack. Kell denied the toll.",
    outlet="The Daily",
)
VOICES = (
    voice("The Daily", kind="outlet"),
    voice("Dorn"),
    voice("Obi"),
    voice("Kell", affiliation="Lessian foreign ministry"),
    voice("Varnan government", kind="state_body"),
    voice("Red Column", kind="armed_group"),
    voice("Osk Front", kind="armed_group"),
)


def accuses(by: str, accused: str, quote: str) -> Claim:
    value = Accusation(Role.CARRIED_OUT, accused, Span(0, 1), quote)
    return claim("accusations", quote, value=value, stance="alleges", within=TEXT, chain=("The Daily", by))


def denies(by: str, quote: str, what: Denied = Denied.INVOLVEMENT) -> Claim:
    return claim(
        "denials", quote, value=Denial(what, quote), stance="denies", within=TEXT, chain=("The Daily", by)
    )


def claims_it(by: str, quote: str) -> Claim:
    value = ResponsibilityTaken(by, None, None, quote)
    return claim(
        "responsibility_taken",
        quote,
        value=value,
        stance="takes_responsibility",
        within=TEXT,
        chain=("The Daily", by),
    )


OF_THE_ARMY = accuses("Dorn", "Varnan army jets", "Varnan army jets bombed the market")
OF_THE_COLUMN = accuses("Obi", "Red Column", "the Red Column fired on it")


def disputed(*claims: Claim) -> list[str]:
    told = with_answers(claims, VOICES)
    return [relation.claim_id for one in told for relation in one.relations if relation.kind == "disputes"]


def test_a_government_that_denies_answers_what_its_army_is_accused_of() -> None:
    denial = denies("Varnan government", "denied it")
    assert disputed(OF_THE_ARMY, OF_THE_COLUMN, denial) == [OF_THE_ARMY.claim_id]


def test_another_who_rejects_an_accusation_answers_the_last_one_told() -> None:
    denial = denies("Osk Front", "denied it")
    assert disputed(OF_THE_ARMY, OF_THE_COLUMN, denial) == [OF_THE_COLUMN.claim_id]


def test_to_deny_a_toll_answers_no_accusation() -> None:
    denial = denies("Kell", "denied the toll", Denied.CASUALTIES)
    assert disputed(OF_THE_ARMY, OF_THE_COLUMN, denial) == []


def test_nobody_disputes_its_own_accusation() -> None:
    own = accuses("Varnan government", "Varnan army jets", "Varnan army jets bombed the market")
    assert disputed(own, denies("Varnan government", "denied it")) == []


def test_two_who_claim_one_deed_dispute_each_other() -> None:
    column, front = claims_it("Red Column", "it did it"), claims_it("Osk Front", "claimed the attack")
    assert disputed(column, front) == [front.claim_id, column.claim_id]
    assert disputed(column) == []


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("the Varnan government", "Varnan army jets", True),
        ("Varna", "Varnan warplanes", True),
        ("government forces", "the regime", True),
        ("Varnan rebels", "Varnan government", False),
        ("the Lessian army", "the Varnan army", False),
        ("Red Column", "Osk Front", False),
    ],
)
def test_names_of_one_party_are_known_by_their_words(one: str, two: str, same: bool) -> None:
    assert is_same_party(one, two) is is_same_party(two, one) is same


def test_a_minister_of_another_country_is_not_of_an_unnamed_government() -> None:
    minister = VOICES[3]
    assert not is_of_party(minister, "the government")
    assert is_of_party(minister, "Lessian army")
