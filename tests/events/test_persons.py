"""Named victims and lists of names, read from invented sentences, as "Name: aspect told"."""

import pytest

from tellings.events.persons import tell_persons
from tellings.events.rolls import read_rolls
from tellings.text.segment import Document, segment
from tellings.vocabulary import Field
from tests.builders import report

LISTED_LINES = """The dead were:

- Ada Lund, 39, farmer, gunshot wounds to the chest
- Ivo Till (52), shot in the neck
- Dora Venn

The mayor, Odo Ban, read out the names."""


def document(text: str) -> Document:
    return segment(report(f"A shell hit the town of Ardeh.\n\n{text}"))


def told(text: str) -> list[str]:
    read = document(text)
    found = tell_persons(read, read_rolls(read))
    assert all(mention.span.of(read.report.text).strip() for mention in found)
    rows = [f"{m.fact.name}: {'not ' if m.denied else ''}{m.fact.aspect} {m.fact.told}" for m in found]
    return sorted(set(rows))


def fates(text: str) -> list[str]:
    return [row.replace("fate ", "") for row in told(text) if "fate " in row]


def rolls(text: str) -> list[tuple[Field, int, bool]]:
    return [(roll.kind, roll.number, roll.whole) for roll in read_rolls(document(text)).rolls]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ivo Till was shot dead at noon, police said.", ["Ivo Till: killed"]),
        ("Gunmen killed Ivo Till, a 34-year-old teacher.", ["Ivo Till: killed"]),
        ("The body of Ana Porter was found in a well on Monday.", ["Ana Porter: killed"]),
        ("Ana Porter's body was found in a well.", ["Ana Porter: killed"]),
        ("Ivo Till was wounded and died of his wounds on Friday.",
         ["Ivo Till: died_of_wounds", "Ivo Till: injured"]),
        ("Ivo Till, who had been wounded on Monday, died in hospital two days later.",
         ["Ivo Till: died_of_wounds", "Ivo Till: injured"]),
        ("Odo Kell has been missing since Friday.", ["Odo Kell: missing"]),
        ("Odo Kell is presumed dead.", ["Odo Kell: presumed_dead"]),
        ("Police arrested Karl Ost, a driver.", ["Karl Ost: detained"]),
        ("Gunmen abducted the pharmacist Odo Kell.", ["Odo Kell: abducted"]),
        ("Odo Kell was taken away by armed men.", ["Odo Kell: abducted"]),
        ("Nine-year-old Dara Venn was injured.", ["Dara Venn: injured"]),
        ("Stan Broz was injured by glass. He died of his wounds on Friday.",
         ["Stan Broz: died_of_wounds", "Stan Broz: injured"]),
        ("Two men were arrested. Police named them as Ada Lund and Ivo Till.",
         ["Ada Lund: detained", "Ivo Till: detained"]),
        ("Ivo Till was not killed, his wife said.", ["Ivo Till: not killed"]),
    ],
)  # fmt: skip
def test_what_befell_somebody_by_name_is_read(text: str, expected: list[str]) -> None:
    assert fates(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Till would have been killed, the mayor said.",
        "Gunmen threatened to kill Ivo Till.",
        "Shells killed four people, the mayor Odo Ban said.",
        "The hospital director, Odo Ban, said that four people had been killed.",
        "The brother of Ivo Till said that a guard was killed.",
        "Residents of Port Ardel were killed.",
        "Ard Keel was captured by the army.",
        "Four people were killed in the shelling of Sar Ardel.",
    ],
)
def test_speakers_relatives_places_and_what_did_not_happen_befall_nobody(text: str) -> None:
    assert fates(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells killed Ivo Till, a 34-year-old teacher, and his daughter Mina, 6.",
         ["Ivo Till: age 34", "Ivo Till: fate killed", "Ivo Till: function teacher", "Ivo Till: sex male",
          "Mina: age 6", "Mina: fate killed", "Mina: sex female"]),
        ("Brothers Ike and Uzo Achal were killed when gunmen opened fire.",
         ["Ike Achal: fate killed", "Ike Achal: sex male", "Uzo Achal: fate killed", "Uzo Achal: sex male"]),
        ("Two police officers, Ada Lund and Ivo Till, were killed.",
         ["Ada Lund: fate killed", "Ada Lund: function police officer", "Ada Lund: status security_force",
          "Ivo Till: fate killed", "Ivo Till: function police officer", "Ivo Till: status security_force"]),
        ("A driver, Stan Broz, was injured by flying glass. He was 34.",
         ["Stan Broz: age 34", "Stan Broz: cause flying glass", "Stan Broz: fate injured",
          "Stan Broz: function driver", "Stan Broz: sex male"]),
        ("Mia and Ilo Venn, both 8, were killed.",
         ["Ilo Venn: age 8", "Ilo Venn: fate killed", "Mia: age 8", "Mia: fate killed"]),
        ("Ada Lund, a soldier, was killed.", ["Ada Lund: fate killed", "Ada Lund: function soldier",
         "Ada Lund: status combatant"]),
    ],
)  # fmt: skip
def test_what_is_said_of_a_victim_is_read_beside_the_name(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LISTED_LINES, [(Field.KILLED, 3, True)]),
        ("The dead are Ada Lund, 39, a baker; Ivo Till, 52; and Dora Venn.", [(Field.KILLED, 3, True)]),
        (
            "The dead were named as Ada Lund (34), Ivo Till (31) and Dora Venn (12).",
            [(Field.KILLED, 3, True)],
        ),
        ("Among the injured are Ada Lund and Ivo Till.", [(Field.INJURED, 2, False)]),
        (
            "Four people died, including the nurse Ada Lund and the baker Ivo Till.",
            [(Field.KILLED, 2, False)],
        ),
        ("Also missing are Ada Lund, 61, and her son Ivo Lund, 17.", [(Field.MISSING, 2, False)]),
        (
            "The army detained three: Ada Lund, a student; Ivo Till, 45; and Dora Venn.",
            [(Field.DETAINED, 3, True)],
        ),
        ("The dead are Ada Lund.", []),
        ("The winners were Ada Lund, Ivo Till and Dora Venn.", []),
    ],
)
def test_a_list_of_names_is_as_long_as_its_names(text: str, expected: list[tuple[Field, int, bool]]) -> None:
    assert rolls(text) == expected


def test_each_line_of_a_list_tells_its_own() -> None:
    rows = told(LISTED_LINES)
    assert "Ada Lund: cause gunshot wounds to the chest" in rows
    assert "Ivo Till: age 52" in rows
    assert not any(row.startswith("Odo Ban") for row in rows)


def test_a_surname_alone_is_taken_for_the_one_who_bears_it() -> None:
    assert fates("Ivo Till, a baker, was hurt. Till died of his wounds on Monday.") == [
        "Ivo Till: died_of_wounds",
        "Ivo Till: injured",
    ]


def test_what_all_on_a_list_are_said_to_have_been_is_told_of_each() -> None:
    rows = told("The dead are Ada Lund, 39, and Ivo Till, 52. Both were civilians.")
    assert [row for row in rows if "status" in row] == [
        "Ada Lund: status civilian",
        "Ivo Till: status civilian",
    ]
