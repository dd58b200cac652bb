"""Small places that two reports name tie them together, whatever the spelling; countries and large towns do not."""

import pytest

from tellings.resolve.gazetteer import Gazetteer
from tellings.resolve.localities import bones
from tellings.resolve.marks import marks_of
from tellings.text.segment import segment
from tests.builders import report


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Rashadin", "Rashideen"),
        ("Kefrayya", "Kafraya"),
        ("Ikrima", "Akrameh"),
        ("Orum", "Urum"),
        ("Doura", "Dura"),
    ],
)
def test_spellings_of_one_name_have_one_key(left: str, right: str) -> None:
    assert bones(left.lower()) == bones(right.lower())


@pytest.mark.parametrize(("left", "right"), [("Brekka", "Dolwirra"), ("Tesh", "Tamar"), ("Orum", "Norum")])
def test_other_names_have_other_keys(left: str, right: str) -> None:
    assert bones(left.lower()) != bones(right.lower())


def test_small_places_are_found_and_countries_and_large_towns_are_not(gazetteer: Gazetteer) -> None:
    text = (
        "Shells hit the village of Dolwirra near Brekkavod in Honduras on Monday and killed six people, a doctor in "
        "Tegucigalpa said.\n"
    )
    marks = marks_of(segment(report(text)), [0], gazetteer=gazetteer)
    assert set(marks.places) == {bones("dolwirra"), bones("brekkavod")}


def test_words_count_by_how_rare_they_are_and_names_whatever_their_spelling(gazetteer: Gazetteer) -> None:
    texts = [
        f"Gunmen stopped the ferry to {name} and took nine pilgrims.\n" for name in ("Dolwirra", "Dolwira")
    ]
    one, other = (dict(marks_of(segment(report(text)), [0], gazetteer=gazetteer).words) for text in texts)
    assert one == other
    assert one[bones("dolwirra")] > one["ferry"] > one.get("stopped", 0.0)
    assert "and" not in one
    assert sum(weight * weight for weight in one.values()) == pytest.approx(1.0, abs=1e-3)


def test_only_the_sentences_asked_for_mark_an_incident_off(gazetteer: Gazetteer) -> None:
    text = "Gunmen took a ferry at Dolwirra. A train was shelled at Quolmesh last year.\n"
    marks = marks_of(segment(report(text)), [0], gazetteer=gazetteer)
    assert bones("quolmesh") not in marks.places
    assert "train" not in dict(marks.words)
