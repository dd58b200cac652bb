"""What is told around an incident, of what sort it is, whom and what it hit: from invented sentences."""

import pytest

from tellings.events.harmed import find_targets, find_victims
from tellings.events.incident_words import act_spans, find_stages, find_types
from tellings.events.surroundings import background_sentences, find_related
from tellings.text.segment import Document, segment
from tests.builders import report

FIRST = "Shells hit the market of Varna on Monday, killing six. The market was full. "


def document(text: str) -> Document:
    return segment(report(text))


@pytest.mark.parametrize(
    "text",
    [
        "A similar attack in March killed eleven people in Lenn.",
        "In November 2019, a blast at a police post killed 27 people.",
        "The camp has been attacked before.",
        "At least five people died in an attack there in February.",
        "More than 300 people have been killed in the valley since January.",
    ],
)
def test_another_incident_or_a_period_is_background(text: str) -> None:
    told = document(FIRST + text)
    assert background_sentences(told) == {2}
    assert [m.relation for m in find_related(told)] == ["other_incident"]


@pytest.mark.parametrize(
    "text",
    [
        "It was formed only a week before the attack.",
        "The attack killed six people.",
        "In the attack on Monday six people were killed.",
        "The Front, which has fought here since 2009, said its men had killed nine.",
    ],
)
def test_the_incident_itself_is_no_background(text: str) -> None:
    assert background_sentences(document(FIRST + text)) == frozenset()


def test_the_first_sentence_of_the_body_is_never_background() -> None:
    assert (
        background_sentences(document("In May 2020, a blast at a post killed two people. It was loud."))
        == frozenset()
    )


def test_a_sentence_about_that_one_goes_with_the_background_before_it() -> None:
    text = FIRST + "A similar attack in March killed two. Nobody was charged for that one."
    assert background_sentences(document(text)) == {2, 3}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The group was formed only a week before the attack.",
            ("before", "formed only a week before the attack"),
        ),
        ("They were moved to the camp last year.", ("before", "moved to the camp last year")),
        ("A third man died in hospital yesterday.", ("after", "died in hospital yesterday")),
        ("Two separate attacks were to take place.", ("planned", "Two separate attacks were to take place")),
        ("That prevented the second attack.", ("prevented", "prevented the second attack")),
        ("Those arrested were all released.", ("after", "Those arrested were all released")),
    ],
)
def test_what_is_told_around_it_has_a_relation(text: str, expected: tuple[str, str]) -> None:
    assert expected in [(m.relation, m.wording) for m in find_related(document(FIRST + text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The shelling of Varna went on.", "attack/shelling"),
        ("Warplanes struck the port.", "attack/air_strike"),
        ("A car bomb killed two.", "attack/vehicle_bomb"),
        ("A suicide bomber killed two.", "attack/suicide_bombing"),
        ("A roadside bomb killed two.", "attack/mine"),
        ("Two men were shot dead.", "attack/shooting"),
        ("A nurse was kidnapped.", "abduction"),
        ("An attack killed two.", "attack"),
    ],
)
def test_types_are_those_of_the_taxonomy(text: str, expected: str) -> None:
    assert [m.type for m in find_types(document(text))][:1] == [expected]


def test_act_words_leave_out_background_and_what_is_only_feared() -> None:
    text = "Shells hit the market, killing six. They flee, fearing further attacks. A similar attack in May killed two."
    assert [span.of(text) for span in act_spans(document(text))] == ["Shells", "hit", "killing"] or [
        span.of(text) for span in act_spans(document(text))
    ] == ["hit", "killing"]


def test_stages_are_told_apart() -> None:
    text = "They had planned to blow up the bridge. The attack was foiled. He threatened more attacks."
    assert {"planned", "prevented", "threatened"} <= {str(m.stage) for m in find_stages(document(text))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blast killed six unarmed residents.", ("unarmed residents", "civilian")),
        ("Four soldiers were killed.", ("soldiers", "combatant")),
        ("The camp houses members of the Free Varna Movement (FVM).",
         ("members of the Free Varna Movement (FVM)", "unknown")),
    ],
)  # fmt: skip
def test_victims_are_described_as_told(text: str, expected: tuple[str, str]) -> None:
    assert expected in [(m.described, str(m.status)) for m in find_victims(document(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells hit the fish market.", ["fish market"]),
        ("The shelling of Camp Lenn went on.", ["Camp Lenn"]),
        ("A truck blew up at the gate of an army base.", ["army base"]),
        ("Rockets fell on a refugee camp.", ["refugee camp"]),
        ("He was wounded in three hospitals.", []),
        ("Mortars killed six people.", []),
    ],
)
def test_targets_are_places_and_things_that_were_hit(text: str, expected: list[str]) -> None:
    assert [m.name for m in find_targets(document(text))] == expected
