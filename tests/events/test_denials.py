"""Denials and "cannot confirm", read from invented sentences."""

import pytest

from tellings.events.denials import cannot_confirm, find_denials
from tellings.text.segment import segment
from tests.builders import report


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Front denies that it fired on the town.", ["involvement"]),
        ("He denied any involvement in the attack.", ["involvement"]),
        ("Her lawyer rejected the allegation.", ["involvement"]),
        ("The army described his account as “a grotesque lie”.", ["involvement"]),
        ("The ministry denied that the camp was hit.", ["event"]),
        ("The ministry dismissed reports of an attack.", ["event"]),
        ("The ministry denies the attack on the camp and its casualties.", ["event", "casualties"]),
        ("He said reports of more deaths were exaggerated.", ["casualties"]),
        (
            "The figure was rejected by nobody, and talk of twenty dead is pure invention, he said.",
            ["casualties"],
        ),
        ("The army denied that the dead were civilians.", ["status"]),
        ("The army denied that it had deliberately hit the school.", ["intent"]),
        ("The ministry denies the attack. The rockets fell on empty ground, it said.", ["event", "event"]),
        ("The ministry denies the attack. There were no casualties, it said.", ["event", "casualties"]),
    ],
)
def test_what_is_denied(text: str, expected: list[str]) -> None:
    assert [str(m.denies) for m in find_denials(segment(report(text)))] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The refugees were denied entry.",
        "They denied the prisoners medical care.",
        "The Front rejected a ceasefire.",
        "She was dismissed from the service.",
        "He did not deny the charge.",
        "The rockets fell on open ground.",
        "The minister rejected the call for talks.",
    ],
)
def test_what_denies_nothing_that_was_told(text: str) -> None:
    assert find_denials(segment(report(text))) == ()


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("She said the mission could not confirm the number of dead.", [["killed"]]),
        (
            "There were dead and injured. The exact number could not be confirmed, she said.",
            [["killed", "injured"]],
        ),
        ("The claim could not be confirmed independently.", [["responsibility_taken"]]),
        ("The mission had no toll yet.", [["killed"]]),
        ("The minister confirmed the number of dead.", []),
        ("The news was not bad.", []),
    ],
)
def test_what_cannot_be_confirmed(text: str, fields: list[list[str]]) -> None:
    assert [[str(f) for f in m.fields] for m in cannot_confirm(segment(report(text)))] == fields
