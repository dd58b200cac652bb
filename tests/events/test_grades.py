"""How firmly an accusation is made. Every text is invented."""

import pytest

from tellings.model import Accusation
from tellings.pipeline import read_report
from tellings.resolve.gazetteer import Gazetteer
from tests.builders import report

BEFORE = "Six people were killed when rockets hit the camp at Varna on Monday. "


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("The Red Column carried out the attack.", "reported_as_fact"),
        (
            "The interior ministry accused the Red Column of carrying out the attack.",
            "accused_by_authorities",
        ),
        ("Residents said the Red Column carried out the attack.", "accused"),
        ("The governor admitted that the Red Column carried out the attack.", "claimed"),
        ("The attack may have been ordered by the Red Column.", "possible"),
        ("A court on Friday acquitted the Red Column of the killings.", "cleared"),
    ],
)
def test_the_grade_follows_the_words_and_the_sort_of_voice(text: str, grade: str) -> None:
    extraction = read_report(report(BEFORE + text + "\n"), gazetteer=Gazetteer.open())
    told = [c.value for one in extraction.accounts for c in one.claims if isinstance(c.value, Accusation)]
    assert {(value.accused.removeprefix("the "), value.grade) for value in told} == {("Red Column", grade)}
