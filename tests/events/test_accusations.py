"""Accusations, read from invented sentences: role and accused, as "role: name"; "-" before a denied one."""

import pytest

from tellings.events.accusations import AccusationMention, find_accusations
from tellings.model import Span
from tellings.text.segment import segment
from tests.builders import report, span

BEFORE = "Six people were killed when rockets hit the camp at Varna on Monday. "


def read(text: str) -> tuple[AccusationMention, ...]:
    return find_accusations(segment(report(text)))


def told(text: str) -> list[str]:
    return sorted(
        ("-" if m.denied else "?" if m.hedged else "") + f"{m.role}: {m.accused}" for m in read(BEFORE + text)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The attack was ordered by General Ivo Stern.", ["ordered: Ivo Stern"]),
        ("The operation was ordered by the Morvian president, Lena Dask.", ["ordered: Lena Dask"]),
        (
            "The shelling was coordinated with the Interior Ministry, including the Border Guard and also the "
            "Fifth Corps, by Colonel Ando Reyl.",
            [
                "coordinated: Ando Reyl",
                "coordinated_with: Border Guard",
                "coordinated_with: Fifth Corps",
                "coordinated_with: Interior Ministry",
            ],
        ),
        ("All the logistics for the attack were provided by the Navy and the Morvian police.",
         ["supplied: Morvian police", "supplied: Navy"]),
        ("The rockets were brought up with the escort provided by two harbour police jeeps.",
         ["escorted: harbour police"]),
        ("Morvian and Lessian governments were directly involved in the attack.",
         ["involved: Lessian government", "involved: Morvian government"]),
        ("The bombing was carried out by fighters of the Red Column, she said.",
         ["carried_out: fighters of the Red Column"]),
        ("He said that the army shelled the town.", ["carried_out: army"]),
        ("The governor of Varna, Tomas Erd, paid for the rockets.", ["financed: Tomas Erd"]),
        ("The Red Column had planned to blow up the bridge.", ["planned: Red Column"]),
        ("Colonel Reyl, she alleged, gave the order in person.", ["ordered: Reyl"]),
        ("The government accused Lessia of supplying the rockets.", ["supplied: Lessia"]),
        ("He accused the republic of Lessia of ordering and financing the attack.",
         ["financed: republic of Lessia", "ordered: republic of Lessia"]),
        ("The union blamed the Red Column for the attack.", ["carried_out: Red Column"]),
        ("Officials blamed the attack on the Red Column.", ["carried_out: Red Column"]),
        ("He named the Red Column, a gang from the port, as the perpetrators.", ["carried_out: Red Column"]),
        ("She named the harbour master, Odo Kell, as the man who ordered the attack.", ["ordered: Odo Kell"]),
        ("The gunners acted on the direct orders of Minister Ada Voss.", ["ordered: Ada Voss"]),
        ("It was done with the knowledge of the Morvian police.", ["involved: Morvian police"]),
        ("All evidence points to the regime in Morva.", ["involved: regime"]),
        ("She called the Black Guard a likely suspect.", ["?involved: Black Guard"]),
        ("The shells came from an army battery at Lenn.", ["carried_out: army battery at Lenn"]),
        ("The explosives came from the stores of the Ninth Regiment.", ["supplied: Ninth Regiment"]),
        ("The provincial police had been warned and did nothing.", ["failed_to_prevent: provincial police"]),
        ("The Interior Ministry refused to move the residents.", ["failed_to_prevent: Interior Ministry"]),
        ("The suspects were released after interventions by the office of the governor.",
         ["intervened: office of the governor"]),
        ("The attack may have been ordered by the Black Guard.", ["?ordered: Black Guard"]),
        ("The Black Guard was behind the attack, police said.", ["carried_out: Black Guard"]),
        ("Police held the Black Guard responsible for the attack.", ["carried_out: Black Guard"]),
    ],
)  # fmt: skip
def test_accusations_are_read_with_role_and_accused(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen opened fire on the crowd.",
        "The bombs were planted by unknown attackers.",
        "Somebody ordered the attack, she said.",
        "The minister ordered an inquiry into the attack.",
        "Police arrested two men.",
        "The staff had been ordered not to speak to journalists.",
        "The Red Cross provided blankets and ambulances.",
        "It was not clear who was behind the attack.",
        "If the army ordered the attack, it must say so.",
        "They wanted to know whether the army had ordered the attack.",
        "Did the army order the attack?",
        "Each side blamed the other for the attack.",
        "The police car hit a mine.",
        "Two people were killed by shrapnel.",
        "The Council condemned the attack in a statement by its secretary.",
        "The Black Guard is another name for the Red Column.",
        "The leader threatened to attack the port.",
        "The army would attack the port if it had to.",
        "He was accused of lying to parliament.",
    ],
)
def test_what_accuses_nobody_of_violence_is_no_accusation(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister denied that the army had shelled the town.", ["-carried_out: army"]),
        ("He dismissed claims that the army ordered the attack.", ["-ordered: army"]),
        ("The army did not order the attack, he said.", ["-ordered: army"]),
        ("He dismissed an allegation by Senator Orl that the explosives had come from the army's own stores.",
         ["supplied: army"]),
    ],
)  # fmt: skip
def test_a_denied_accusation_is_marked_and_its_maker_is_not_the_denier(
    text: str, expected: list[str]
) -> None:
    assert told(text) == expected


def test_two_that_share_a_head_have_the_place_of_the_whole() -> None:
    text = "Morvian and Lessian governments were involved in the shelling of Varna."
    places = {m.accused_span for m in read(text)}
    assert places == {span("Morvian and Lessian governments", of=text)}


def test_the_clause_holds_the_accused_and_the_wording_is_the_text_there() -> None:
    text = BEFORE + "The attack was ordered by General Ivo Stern."
    (mention,) = read(text)
    assert mention.span.contains(mention.accused_span)
    assert mention.wording == mention.span.of(text)
    assert mention.accused_span == span("General Ivo Stern", of=text)


def test_a_repeated_passage_accuses_once() -> None:
    line = "The rockets that hit the camp were fired by the Black Guard of Morva."
    assert len(read(f"{line}\n\n{line}\n")) == 1


def test_offsets_are_those_of_the_text_with_odd_characters() -> None:
    text = "The\u00a0attack was ordered by “General” Ivo Stern’s deputy, Orm\u00a0Vale."
    for mention in read(text):
        assert mention.wording == mention.span.of(text)
        assert isinstance(mention.accused_span, Span)
