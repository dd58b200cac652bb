"""Which judgements are in force."""

import random

from tellings.judging import in_force, latest
from tellings.model import Leaf
from tests.builders import judgement

LEAF = Leaf("claim", "claim-1")


def test_a_judgement_that_another_replaces_is_out_of_force() -> None:
    first = judgement(LEAF, verdict="confirmed")
    second = judgement(LEAF, verdict="rejected", replaces=(first.judgement_id,))
    assert in_force([first, second]) == (second,)


def test_an_undoing_ends_what_it_names_and_is_itself_without_effect() -> None:
    first = judgement(LEAF, verdict="confirmed")
    undone = judgement(LEAF, verdict="undone", replaces=(first.judgement_id,))
    again = judgement(LEAF, verdict="undone", replaces=(undone.judgement_id,))
    assert in_force([first, undone]) == ()
    assert in_force([first, undone, again]) == (), "what was once replaced does not come back"


def test_a_judgement_does_not_replace_itself() -> None:
    one = judgement(LEAF, verdict="confirmed", judgement_id="judgement-1", replaces=("judgement-1",))
    assert in_force([one]) == (one,)


def test_the_later_of_two_holds_by_the_instant_then_by_id() -> None:
    noon = judgement(LEAF, verdict="confirmed", made_at="2024-05-01T12:00:00Z")
    earlier = judgement(LEAF, verdict="rejected", made_at="2024-05-01T13:00:00+02:00")
    unreadable = judgement(LEAF, verdict="rejected", made_at="yesterday")
    assert latest([noon, earlier, unreadable]) == noon
    same = [judgement(LEAF, verdict="confirmed", judgement_id=f"judgement-{n}") for n in (2, 1)]
    assert latest(same).judgement_id == "judgement-2"


def test_the_order_in_which_judgements_came_changes_nothing() -> None:
    made = [judgement(LEAF, verdict="confirmed", why=f"{n}") for n in range(8)]
    made += [
        judgement(LEAF, verdict="undone", why=f"{n}", replaces=(made[n].judgement_id,)) for n in range(4)
    ]
    wanted = in_force(made)
    random.Random(3).shuffle(made)
    assert in_force(made) == wanted
    assert len(wanted) == 4
