"""Demands, condemnations and threats, read from invented sentences."""

import pytest

from tellings.events.demands import find_demands
from tellings.text.segment import segment
from tests.builders import report


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Residents demand to return to Old Varna fearing further attacks.", "demands: demand to return to Old Varna"),
        ("The union has called for a permanent patrol and will stop work.",
         "demands: has called for a permanent patrol"),
        ("She called on the Council to send monitors before the rain comes.",
         "demands: called on the Council to send monitors"),
        ("He demanded that the army leave and that the road be opened.",
         "demands: demanded that the army leave and that the road be opened"),
        ("The Council condemned the attack, she said.", "condemns: condemned the attack"),
        ("The group threatened further attacks.", "threatens: threatened further attacks"),
        ("He has warned that there is more to come.", "threatens: has warned that there is more to come"),
    ],
)  # fmt: skip
def test_a_demand_has_its_stance_and_words(text: str, expected: str) -> None:
    assert [f"{m.stance}: {m.wording}" for m in find_demands(segment(report(text)))] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The demand for bread rose.",
        "The police had been warned of a grey truck.",
        "She called her mother.",
        "The man was condemned to death.",
        "He warned of heavy rain.",
        "The building was threatened by fire.",
    ],
)
def test_what_demands_nothing(text: str) -> None:
    assert find_demands(segment(report(text))) == ()
