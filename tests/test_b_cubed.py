"""The B-cubed scorer gives what its definition gives, item by item."""

import random

import pytest
from benchmarks.b_cubed import b_cubed


def slow(found: dict[str, object], true: dict[str, object]) -> tuple[float, float]:
    """The definition, word for word."""
    precisions, recalls = [], []
    for item in found:
        group = {other for other in found if found[other] == found[item]}
        own = {other for other in true if true[other] == true[item]}
        precisions.append(len(group & own) / len(group))
        recalls.append(len(group & own) / len(own))
    return sum(precisions) / len(found), sum(recalls) / len(found)


def of(groups: str) -> dict[str, object]:
    """Groups of one-letter items: "abc de" puts a, b and c together, and d and e."""
    return {item: number for number, group in enumerate(groups.split()) for item in group}


def test_the_true_grouping_scores_full_whatever_its_groups_are_called() -> None:
    score = b_cubed({"a": "x", "b": "x", "c": "y"}, {"a": 1, "b": 1, "c": 2})
    assert (score.precision, score.recall, score.f1, score.items) == (1.0, 1.0, 1.0, 3)


def test_all_apart_is_precise_and_finds_little() -> None:
    score = b_cubed(of("a b c d"), of("abcd"))
    assert score.precision == 1.0 and score.recall == pytest.approx(1 / 4)
    assert score.f1 == pytest.approx(0.4)


def test_all_together_finds_all_and_is_not_precise() -> None:
    score = b_cubed(of("abcd"), of("ab c d"))
    assert score.recall == 1.0 and score.precision == pytest.approx((2 * 2 / 4 + 1 / 4 + 1 / 4) / 4)


def test_the_example_of_the_paper() -> None:
    """Twelve mentions of 5, 2 and 5; an answer that joins the second and third: its response 1 has 16/21 precision."""
    true = of("abcde fg hijkl")
    assert b_cubed(of("abcde fghijkl"), true).precision == pytest.approx(16 / 21)
    assert b_cubed(of("abcdehijkl fg"), true).precision == pytest.approx(7 / 12)


def test_it_agrees_with_the_definition_on_random_groupings() -> None:
    dice = random.Random(5)
    for _ in range(100):
        items = [f"item {n}" for n in range(dice.randint(1, 12))]
        found: dict[str, object] = {item: dice.randint(0, 4) for item in items}
        true: dict[str, object] = {item: dice.randint(0, 4) for item in items}
        score = b_cubed(found, true)
        assert (score.precision, score.recall) == pytest.approx(slow(found, true))


def test_groupings_of_other_items_are_refused() -> None:
    with pytest.raises(ValueError, match="2 items stand in one"):
        b_cubed(of("ab"), of("ac"))


def test_nothing_to_group_is_grouped_right() -> None:
    assert b_cubed({}, {}).f1 == 1.0
