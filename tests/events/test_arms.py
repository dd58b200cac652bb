"""Weapons and rounds, read from invented sentences."""

import pytest

from tellings.events.arms import CATEGORIES, find_rounds, find_weapons
from tellings.model import Report
from tellings.text.segment import Document, segment


def document(text: str) -> Document:
    return segment(Report("report-1", text, "", "", "plain 1"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rockets fell on the camp.", ["rocket: Rockets"]),
        ("Four 107 mm rockets were found.", ["rocket: 107 mm rockets"]),
        ("A 122mm Katyusha rocket hit it.", ["rocket: 122mm Katyusha rocket"]),
        ("The missile struck at dawn.", ["missile: missile"]),
        ("Mortar shells hit the yard.", ["mortar: Mortar shells"]),
        ("The shelling went on, and shells fell.", ["shell: shelling", "shell: shells"]),
        ("The army used artillery.", ["artillery: artillery"]),
        ("A car bomb went off.", ["car_bomb: car bomb"]),
        ("An explosives-laden truck drove in.", ["car_bomb: explosives-laden truck"]),
        ("A bomb went off.", ["bomb: bomb"]),
        ("He wore an explosive belt.", ["suicide_vest: explosive belt"]),
        (
            "Air strikes hit the town; warplanes came back.",
            ["air_strike: Air strikes", "air_strike: warplanes"],
        ),
        ("Barrel bombs fell.", ["barrel_bomb: Barrel bombs"]),
        ("They had Kalashnikovs and machetes.", ["small_arms: Kalashnikovs", "knife: machetes"]),
        ("They carried knives.", ["knife: knives"]),
        ("A hand grenade was thrown.", ["grenade: hand grenade"]),
        ("It was a landmine.", ["mine_or_ied: landmine"]),
        ("The jeep drove over a mine that exploded.", ["mine_or_ied: mine"]),
        ("A drone circled.", ["drone: drone"]),
        ("Sarin was used, a poison gas.", ["chemical: Sarin", "chemical: poison gas"]),
        ("Petrol bombs set the hall on fire.", ["arson: Petrol bombs"]),
        (
            "They stood on launch pads beside a rocket launcher.",
            ["launcher: launch pads", "launcher: rocket launcher"],
        ),
        ("The coal mine was closed, and that view is mine.", []),
        ("The Shell company sold gas.", []),
        ("The children sang.", []),
    ],
)
def test_weapons_are_named_and_sorted(text: str, expected: list[str]) -> None:
    mentions = find_weapons(document(text))
    assert [f"{mention.category}: {mention.wording}" for mention in mentions] == expected
    for mention in mentions:
        assert mention.category in CATEGORIES
        assert mention.span.of(text) == mention.wording
        assert mention.weapon().category == mention.category


def told(text: str) -> str:
    out = []
    for mention in find_rounds(document(text)):
        low, high = mention.low, mention.high
        number = (
            f"{low}"
            if low == high
            else f"{low}+"
            if high is None
            else f"<={high}"
            if low is None
            else f"{low}-{high}"
        )
        mark = "~~" if mention.vague else "~" if mention.approximate else ""
        out.append(f"{mention.state.value} {mark}{number} {mention.munition or '-'}")
        assert mention.span.of(text).startswith(mention.wording)
        assert mention.rounds().state is mention.state
    return "; ".join(out)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("35 rockets hit the camp.", "fired 35 rockets"),
        ("They fired about 40 mortar rounds.", "fired ~40 mortar rounds"),
        ("Three rockets landed.", "fired 3 rockets"),
        ("Dozens of missiles fell, and more than 20 landed in the camp.", "fired ~~24+ missiles; fired 20+ missiles"),
        ("There were 31 points of impact.", "fired 31+ -"),
        ("Two attacks were to take place, firing a total of 100 shells at the camp.", "planned 100 shells"),
        ("Of 80 planned rockets, 35 were fired.", "planned 80 rockets; fired 35 rockets"),
        ("They had planned to set off 80 explosive charges, of which 30 were defused.",
         "planned 80 explosive charges; unfired 30 explosive charges"),
        ("They intended to launch 12 missiles.", "planned 12 missiles"),
        ("That left 60 unfired missiles at the scene.", "unfired 60 missiles"),
        ("Police seized 12 rockets in a barn.", "unfired 12 rockets"),
        ("Twelve rockets were defused.", "unfired 12 rockets"),
        ("Four 107 mm rockets did not explode.", "unexploded 4 107 mm rockets"),
        ("Two of the shells failed to explode.", "unexploded 2 shells"),
        ("One of the four bombs did not explode.", "unexploded 1 bombs"),
        ("We found an unexploded 120mm round in the yard.", "unexploded 1 120mm round"),
        ("The jets dropped four bombs.", "fired 4 bombs"),
        ("At least 70 rockets and mortar rounds hit the capital.", "fired 70+ rockets and mortar rounds"),
        ("46 spent cartridges were recovered.", "fired 46 cartridges"),
        ("Between 20 and 25 shells fell.", "fired 20-25 shells"),
        ("Patrols recovered 37 cartridge cases and two unexploded rifle grenades.",
         "fired 37 cartridge cases; unexploded 2 rifle grenades"),
        ("Nine shell casings lay by the gate.", "fired 9 shell casings"),
        ("Two unexploded tear-gas grenades have been sealed.", "unexploded 2 tear-gas grenades"),
        ("Sixteen rockets were to be fired in two passes.", "planned 16 rockets"),
        ("One gunship left with its eight rockets still in the pods, and three of those fired did not explode.",
         "unfired 8 rockets; unexploded 3 rockets"),
        ("Five rockets landed, and two of them failed to explode.", "fired 5 rockets; unexploded 2 rockets"),
        ("Three of those present did not explode in anger.", ""),
        ("Two rounds of talks failed.", ""),
        ("Twelve rocket launchers stood there.", ""),
        ("The rocket hit at 5 a.m. on 9 February.", ""),
        ("Six people were killed by a rocket.", ""),
        ("Three missile strikes followed.", ""),
        ("They did not fire 12 rockets.", ""),
    ],
)  # fmt: skip
def test_rounds_are_counted_with_what_became_of_them(text: str, expected: str) -> None:
    assert told(text) == expected
