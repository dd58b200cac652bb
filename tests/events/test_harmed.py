"""Who and what was hit: how many, of what class, with what effect. Every text is invented."""

import pytest

from tellings.events.harmed import find_targets, find_victims
from tellings.text.segment import segment
from tests.builders import report


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Six civilians were killed when rockets hit Varna.", ("civilians", "civilian", 6, 6, "death")),
        ("The raid wounded two policemen in Varna.", ("policemen", "police", 2, 2, "injury")),
        ("At least three soldiers died in the blast.", ("soldiers", "military", 3, None, "death")),
    ],
)
def test_a_group_has_its_number_class_and_effect(
    text: str, told: tuple[str, str, int | None, int | None, str]
) -> None:
    (group,) = find_victims(segment(report(text)))
    assert (group.described, group.kind, group.low, group.high, group.effect) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Shells hit a hospital in Varna.", ("hospital", "medical", None, None, None)),
        (
            "The raid on the bus depot destroyed it.",
            ("bus depot", "transport_facility", None, None, "destroyed"),
        ),
        ("Rockets struck two schools, damaging both.", ("schools", "education", 2, 2, "damaged")),
    ],
)
def test_a_thing_has_its_class_and_only_an_effect_that_is_told(
    text: str, told: tuple[str, str, int | None, int | None, str | None]
) -> None:
    (target,) = find_targets(segment(report(text)))
    value = target.target()
    assert (value.name, value.kind, value.low, value.high, value.effect) == told


def test_nobody_hurt_is_told_and_no_word_is_no_effect() -> None:
    (group,) = find_victims(segment(report("The unarmed residents were not injured in the blast at Varna.")))
    assert group.effect == "unhurt"
    (other,) = find_victims(segment(report("Rockets were fired on unarmed residents of the camp.")))
    assert other.effect is None
