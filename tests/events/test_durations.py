"""How long an act lasted is told by words of its own, and not by terms of prison or of truces."""

import pytest

from tellings.events.durations import find_durations
from tellings.text.segment import segment
from tests.builders import report


@pytest.mark.parametrize(
    ("text", "iso", "days"),
    [
        ("A three-day siege of the prison ended on Friday.", "P3D", 3),
        ("THE 48-HOUR BATTLE LEFT SIX DEAD.", "PT48H", 2),
        ("A two-hour gun battle followed.", "PT2H", 1),
        ("The attack lasted about two hours.", "PT2H", 1),
        ("The fighting went on for two weeks.", "P2W", 14),
        ("A month-long siege was lifted.", "P1M", None),
        ("A two-month siege was lifted.", "P2M", None),
        ("He was jailed for two years.", None, None),
        ("A three-day truce was agreed.", None, None),
        ("A three-day-old baby was hurt in the attack.", None, None),
    ],
)
def test_what_an_act_lasted_is_read(text: str, iso: str | None, days: int | None) -> None:
    found = [(one.iso, one.days) for one in find_durations(segment(report(text)))]
    assert found == ([] if iso is None else [(iso, days)])
