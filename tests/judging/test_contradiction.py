"""Judgements that contradict each other are found, all of them named, whatever the order in which they came."""

import random
from pathlib import Path

import pytest

from tellings.case import Case
from tellings.errors import InputError
from tellings.judging.contradiction import contradicted, contradictions
from tellings.model import Judgement, Leaf
from tellings.pipeline import add_judgements
from tellings.resolve.partition import Partition
from tests.builders import judgement


def judged(left: str, right: str, verdict: str = "same", *, minute: int = 0) -> Judgement:
    return judgement(
        Leaf("account", left),
        Leaf("account", right),
        verdict=verdict,
        made_at=f"2024-05-01T12:{minute:02}:00Z",
    )


AB = judged("a", "b")
BC = judged("b", "c", minute=1)
A_C = judged("a", "c", "different", minute=2)


def test_the_same_two_judged_same_and_different_contradict() -> None:
    apart = judged("b", "a", "different", minute=1)
    (found,) = contradictions([AB, apart])
    assert (found.same, found.different, found.by_way_of) == (AB, apart, ())
    assert found.others() == f"{apart.judgement_id} keeps them apart"


@pytest.mark.parametrize("order", [(AB, BC, A_C), (A_C, BC, AB), (BC, A_C, AB)])
def test_a_third_may_make_a_contradiction_and_the_earlier_join_holds(order: tuple[Judgement, ...]) -> None:
    (found,) = contradictions(order)
    assert (found.same, found.different, found.by_way_of) == (BC, A_C, (AB,))
    assert found.others() == f"{A_C.judgement_id} keeps them apart, by way of {AB.judgement_id}"
    assert set(found.judgements) == {AB, BC, A_C}


@pytest.mark.parametrize("taken_back", [AB, BC, A_C])
def test_undoing_any_one_of_them_ends_a_contradiction(taken_back: Judgement) -> None:
    undone = judgement(taken_back.left, verdict="undone", replaces=(taken_back.judgement_id,))
    assert contradictions([AB, BC, A_C, undone]) == ()


def test_a_judgement_of_several_pairs_holds_wholly_or_not_at_all() -> None:
    report = judged("report", "c", minute=1)  # a report of two accounts, a and b
    later = judged("a", "d", minute=3)
    a_d, b_c = judged("c", "d", "different"), judged("b", "c", "different")
    found = contradicted(
        {report: [("a", "c"), ("b", "c")], b_c: [("b", "c")], a_d: [("c", "d")], later: [("a", "d")]}
    )
    assert [one.same for one in found] == [report]  # a and c are not joined, so a and d may be


def test_what_is_left_never_joins_what_is_parted_and_each_refusal_is_borne_out() -> None:
    for seed in range(300):
        dice = random.Random(seed)
        made = {
            judged(left, right, dice.choice(["same", "same", "different"]), minute=dice.randrange(60))
            for _ in range(dice.randrange(2, 14))
            for left, right in (dice.sample("abcdefg", 2),)
        }
        order = sorted(made, key=lambda one: one.judgement_id)
        dice.shuffle(order)
        found = contradictions(order)
        assert found == contradictions(sorted(made, key=lambda one: one.judgement_id)), seed
        refused = {one.same for one in found}
        apart = [one for one in made if one.verdict == "different"]
        assert _holds([one for one in made if one.verdict == "same" and one not in refused], apart), seed
        for one in found:  # those that are named suffice for a contradiction, and none of them is idle
            assert not _holds([one.same, *one.by_way_of], [one.different]), seed
            for idle in one.by_way_of:
                assert _holds([one.same, *(way for way in one.by_way_of if way != idle)], [one.different]), (
                    seed
                )


def _holds(same: list[Judgement], different: list[Judgement]) -> bool:
    partition = Partition("abcdefg")
    for one in same:
        assert one.right is not None
        partition.join(one.left.id, one.right.id)
    return not any(
        one.right is not None and partition.are_together(one.left.id, one.right.id) for one in different
    )


def test_a_case_refuses_what_contradicts_what_it_holds_and_names_all(tmp_path: Path) -> None:
    case = Case.new(tmp_path / "case")
    add_judgements(case, [AB, BC])
    log = case.log.path.read_bytes()
    unrelated = judged("x", "y")
    with pytest.raises(InputError) as caught:
        add_judgements(case, [unrelated, A_C])
    for one in (AB, BC, A_C):
        assert f"{one.judgement_id} ({one.verdict}, {one.by}: {one.why})" in str(caught.value)
    assert "undo the one or the other" in str(caught.value)
    assert (case.judgements(), case.log.path.read_bytes()) == (tuple(sorted([AB, BC], key=_id)), log)
    undone = judgement(AB.left, verdict="undone", replaces=(AB.judgement_id,))
    assert add_judgements(case, [undone, A_C, unrelated]) == 3


def _id(one: Judgement) -> str:
    return one.judgement_id
