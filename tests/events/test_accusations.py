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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It was the harbour chief, Colonel Ivo Stern, who told his guards to open fire, she said.",
            ["carried_out: Ivo Stern's guards", "ordered: Ivo Stern"],
        ),
        ("It was a colonel who gave the order, he said.", ["ordered: colonel"]),
        ("She named Colonel Odo Kell, whom she accused of ordering the killings.", ["ordered: Odo Kell"]),
        ("The men he accused of planning the attack belong to the Red Column.", ["planned: Red Column"]),
        ("Those who planned this violence sit on the board of the union.", ["planned: board of the union"]),
        ("The gunmen acted on Colonel Stern's orders, he said.", ["ordered: Stern"]),
        ("The order to fire, she said, came from General Ada Voss.", ["ordered: Ada Voss"]),
        ("General Stern's men opened fire on the market.", ["carried_out: General Stern's men"]),
        ("Guards locked the gate and set the hall alight, he said.", ["carried_out: Guards"]),
        ("The attackers belonged to the Red Column, he said.", ["carried_out: Red Column"]),
    ],
)
def test_clefts_relatives_and_owners_are_read(text: str, expected: list[str]) -> None:
    assert [one for one in told(text) if not one.startswith("failed")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mine's contractor, Varna Haulage, provided the trucks that carried the killers.",
            ["supplied: Varna Haulage"],
        ),
        ("A dealer, Odo Kell, sold the rifles used in the attack.", ["supplied: Odo Kell"]),
        ("The diesel came from the Varna Timber Company.", ["supplied: Varna Timber Company"]),
        ("They came in lorries belonging to the Varna Mining Company.", ["supplied: Varna Mining Company"]),
        ("The raiders came with weapons from the Morvian army.", ["supplied: Morvian army"]),
        ("The guns were bought with Odo Kell's money, she said.", ["financed: Odo Kell"]),
        ("A rival of the mine had financed the march, he said.", ["financed: rival of the mine"]),
        ("He accused the organisers of bringing dynamite into the town.", ["supplied: organisers"]),
        ("“The bullets are the minister’s,” she said.", ["involved: minister"]),
    ],
)
def test_whatever_served_the_act_is_read_where_the_words_tie_it_to_one(
    text: str, expected: list[str]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Colonel Stern, commander of the fort, who coordinated the raid with the mayor, Tomas Erd, left.",
            ["coordinated: Stern", "coordinated_with: Tomas Erd"],
        ),
        ("The raid was agreed with the Morvian army, he said.", ["coordinated_with: Morvian army"]),
        ("It was an attack in coordination with the Border Guard.", ["coordinated_with: Border Guard"]),
        ("It was done with the blessing of the governor, Tomas Erd.", ["involved: Tomas Erd"]),
        ("He pointed to the owners of a rival line, the Sandak brothers.", ["involved: Sandak brothers"]),
        ("Suspicion fell on the Red Column, she said.", ["involved: Red Column"]),
        ("The union held the Navy responsible.", ["carried_out: Navy"]),
        ("Colonel Stern stands accused of ordering the massacre.", ["ordered: Stern"]),
        (
            "She faulted the regional command, which she said removed two guards in May despite three letters.",
            ["failed_to_prevent: regional command"],
        ),
        ("The army withdrew its soldiers despite warnings.", ["failed_to_prevent: army"]),
        ("He accused the U.N. mission of doing nothing to stop it.", ["failed_to_prevent: U.N. mission"]),
        ("Mayor Erd sheltered two of the gunmen on his farm.", ["harboured: Erd"]),
        ("The attackers were let in by the guards.", ["escorted: guards"]),
        ("They had no mercy. The gunmen were led to the gate by deserters from the forest guard.",
         ["escorted: deserters from the forest guard"]),
        ("The colonel was flown out by the presidency, she said.", ["intervened: presidency"]),
        ("The minister had him released, the lawyer said.", ["intervened: minister"]),
        ("The presidency blocked the inquiry, the group said.", ["intervened: presidency"]),
        ("The case was dropped after the presidency intervened.", ["intervened: presidency"]),
    ],
)  # fmt: skip
def test_partners_the_idle_and_protectors_are_read(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ambulances that carried the wounded were supplied by the Red Cross.",
        "The Navy provided boats for the rescue.",
        "The wounded were taken in trucks of the army to the hospital.",
        "The government provided food to the refugees after the attack.",
        "The minister was protected by his guards.",
        "Rebels sheltered villagers in the hall.",
        "The army withdrew from the town.",
        "He pointed to the army's checkpoint.",
        "The police intervened and an investigation was closed.",
        "The union planned the march for Sunday.",
        "He paid for those guns, she said.",
    ],
)
def test_whoever_helps_or_works_near_an_act_is_accused_of_nothing(text: str) -> None:
    assert told(text) == []


def test_a_pronoun_in_a_quotation_takes_up_the_accused_of_the_sentence_before() -> None:
    text = "The head of the union pointed to the Sandak brothers. “They paid for those guns,” he said."
    found = read(BEFORE + text)
    assert [(m.role, m.accused, m.accused_span.of(BEFORE + text)) for m in found] == [
        ("involved", "Sandak brothers", "the Sandak brothers"),
        ("financed", "Sandak brothers", "They"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She condemned the army's shelling of the town.", ["carried_out: army"]),
        ("She condemned the Varnan armys shelling of the town.", ["carried_out: Varnan army"]),
        ("They described the brutal use of poison gas by the regime.", ["carried_out: regime"]),
        ("An attack on the market by the Red Column left two wounded.", ["carried_out: Red Column"]),
        ("A barrage of rocket fire from Morvian rebels killed two.", ["carried_out: Morvian rebels"]),
        ("Two more died in rebel shelling of the port.", ["carried_out: rebel"]),
        ("Suspected Turkish and regime airstrikes killed four men.", ["?carried_out: Turkish and regime"]),
        ("Army helicopters dropped crude \"barrel bombs\" on the market.", ["carried_out: Army"]),
        ("The army has used chlorine gas on the camp.", ["carried_out: army"]),
        ("Ministers said the Red Column was to blame.", ["carried_out: Red Column"]),
        ("The ministry said the Red Column bears full responsibility for the attack.", ["carried_out: Red Column"]),
        ("A car bombing blamed on the Red Column killed two.", ["?carried_out: Red Column"]),
        ("Elsewhere in Tesh rebel fighters attacked a checkpoint.", ["carried_out: rebel fighters"]),
        ("August 21 2013 Army jets bombed the camp.", ["carried_out: Army"]),
        ("VARNA (Osk News) Army jets bombed the camp.", ["carried_out: Army"]),
        ("Turkish or Greek warplanes bombed the camp.", ["carried_out: Turkish or Greek warplanes"]),
        ("Navy jets which support the Morvian army have bombed the port.", ["carried_out: Navy"]),
    ],
)  # fmt: skip
def test_deeds_told_in_nouns_and_in_the_shorthand_of_wires_are_read(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "World leaders react to the gas attack claim.",
        "Twin car bombs and the chemical attack shook the port.",
        "Deadly bombing raids on Varna wounded many.",
        "The army frequently shells the camp.",
        "Residents feared an attack by the army.",
        "Reporters saw plastic jugs gas masks and other things.",
        "The panel investigated suggestions that the army was responsible for the attack.",
        "The minister made the use of poison gas by the army a red line.",
    ],
)
def test_nouns_that_look_like_verbs_habits_and_inquiries_accuse_nobody(text: str) -> None:
    assert told(text) == []


def test_not_to_blame_is_a_denial() -> None:
    assert told("Moscow suggested that the army was not to blame.") == ["-carried_out: army"]


def test_an_allegation_keeps_the_noun_it_hangs_on() -> None:
    (mention,) = read(BEFORE + "The ministry answered rebel claims that the army shelled the camp.")
    assert mention.alleged_at is not None
    assert mention.alleged_at.of(BEFORE + "The ministry answered rebel claims that") == "claims"


def test_of_two_readings_of_one_subject_the_wider_stands() -> None:
    assert [m.accused for m in read(BEFORE + "Greek or Turkish jets bombed the camp.")] == [
        "Greek or Turkish jets"
    ]
