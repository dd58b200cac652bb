"""Groups of items under bans."""

import random
import time

import pytest

from tellings.resolve.partition import Partition


def test_a_banned_pair_stays_apart_whatever_else_is_joined() -> None:
    partition = Partition("abcd", banned=[("a", "d")])
    assert partition.join("a", "b")
    assert partition.join("c", "d")
    assert not partition.join("b", "c")
    assert partition.groups() == (("a", "b"), ("c", "d"))


def test_items_of_two_owners_stay_apart_through_items_of_none() -> None:
    partition = Partition("abcd", owners={"a": "North", "d": "South"})
    assert partition.join("b", "a")
    assert partition.join("c", "d")
    assert not partition.join("c", "b")
    assert partition.members("b") == {"a", "b"}


@pytest.mark.parametrize("seed", range(20))
def test_groups_agree_with_a_slow_search(seed: int) -> None:
    rng = random.Random(seed)
    items = [str(n) for n in range(14)]
    banned = [(rng.choice(items), rng.choice(items)) for _ in range(4)]
    owners = {item: rng.choice("NS") for item in items if rng.random() < 0.2}
    partition = Partition(items, banned=banned, owners=owners)
    groups = [{item} for item in items]
    for _ in range(20):
        left, right = rng.choice(items), rng.choice(items)
        both = {item for group in groups if left in group or right in group for item in group}
        is_free = all({a, b} - both for a, b in banned if a != b)
        is_free &= len({owners[item] for item in both if item in owners}) < 2
        if is_free:
            groups = [group for group in groups if not group & both] + [both]
        assert partition.join(left, right) is is_free
    assert partition.groups() == tuple(sorted(tuple(sorted(group)) for group in groups))


def test_many_joins_into_one_group_stay_cheap() -> None:
    items = [f"{n:06}" for n in range(100_000)]
    partition = Partition(items)
    began = time.perf_counter()
    for item in items[1:]:
        partition.join(items[0], item)
    assert time.perf_counter() - began < 3
    assert len(partition.members(items[7])) == 100_000
