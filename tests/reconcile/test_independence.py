"""On whom a claim rests, and how many independent origins stand behind it."""

import random
from itertools import combinations
from typing import Any

import pytest

from tellings.model import Actors, OriginCount
from tellings.reconcile.open_pairs import least_apart
from tellings.reconcile.resting import is_by_opponent
from tests.builders import page, said
from tests.reconcile.bench import ACTORS, bench

BODY = {"kind": "organisation", "connection": "party"}
AGENCY = {"kind": "agency"}
SPOKESMAN = {"connection": "spokesperson", "affiliation": "the ministry"}


def test_outlets_and_agencies_pass_on_and_the_claim_rests_on_the_speaker() -> None:
    told = page(
        "The Daily", said("killed", "six", "Nordic Wire", "Ilka Voss"), voices={"Nordic Wire": AGENCY}
    )
    assert bench(told).rests() == ["Ilka Voss"]


def test_what_a_speaker_passes_on_rests_on_the_speaker() -> None:
    told = page("The Daily", said("killed", "six", "Northern Council", "an army officer"))
    assert bench(told).rests() == ["Northern Council"]


def test_a_partys_page_that_quotes_an_official_on_television_rests_on_the_party() -> None:
    told = page(
        "NC", said("killed", "six", "Canal Six", "an army officer"), voices={"Canal Six": {"kind": "outlet"}}
    )
    found = bench(told)
    assert found.rests() == ["Northern Council"]
    assert is_by_opponent(found.claims[0], found.voices)


def test_what_the_origin_itself_tells_elsewhere_rests_on_the_origin() -> None:
    relayed = page("NC", said("killed", "six", "Southern Ministry"))
    own = page("The Daily", said("killed", "six", "Southern Ministry"))
    found = bench(relayed, own)
    assert found.rests() == ["Southern Ministry", "Southern Ministry"]
    assert not any(is_by_opponent(claim, found.voices) for claim in found.claims)


def test_another_value_told_elsewhere_does_not_lift_what_is_relayed() -> None:
    relayed = page("NC", said("killed", "six", "Southern Ministry"))
    own = page("The Daily", said("killed", "two", "Southern Ministry"))
    assert bench(relayed, own).rests() == ["Northern Council", "Southern Ministry"]


@pytest.mark.parametrize(("second", "rests"), [("Relief Watch", "Ilka Voss"), ("Northern Guard", None)])
def test_two_independent_relays_carry_an_origin_and_two_of_one_side_do_not(
    second: str, rests: str | None
) -> None:
    one = page("A", said("killed", "six", "Northern Council", "Ilka Voss"))
    two = page("B", said("killed", "six", second, "Ilka Voss"))
    found = bench(one, two).rests()
    assert (found == [rests, rests]) if rests else ("Ilka Voss" not in found)


def test_the_outlets_own_voice_has_no_origin() -> None:
    found = bench(page("The Daily", said("killed", "six")))
    assert found.rests() == [None]
    assert found.support().origins == OriginCount(0, 0)
    assert found.support().pages == 1


def test_an_agency_in_its_own_voice_is_no_origin_either() -> None:
    found = bench(page("The Daily", said("killed", "six", "Nordic Wire"), voices={"Nordic Wire": AGENCY}))
    assert (found.support().voices, found.support().origins) == (0, OriginCount(0, 0))


def test_an_agencys_own_reporter_who_counted_is_an_origin() -> None:
    saw = {**AGENCY, "access": "counted"}
    found = bench(page("The Daily", said("killed", "six", "Nordic Wire"), voices={"Nordic Wire": saw}))
    assert found.support().origins == OriginCount(1, 1)
    assert len(found.support().first_hand) == 1


def test_a_bodys_own_page_is_its_statement() -> None:
    found = bench(page("Relief Watch", said("killed", "six")))
    assert found.rests() == ["Relief Watch"]
    assert found.support().origins == OriginCount(1, 1)


def test_forty_pages_of_one_voice_are_one_origin() -> None:
    pages = [page(f"Outlet {n}", said("killed", "six", "Ilka Voss")) for n in range(40)]
    support = bench(*pages).support()
    assert (support.pages, support.voices, support.origins) == (40, 1, OriginCount(1, 1))


def test_two_voices_without_a_name_count_as_at_least_one_and_at_most_two() -> None:
    pages = [page(outlet, said("killed", "six", "a doctor")) for outlet in ("A", "B")]
    assert bench(*pages, actors=Actors()).support().origins == OriginCount(1, 2)


def test_two_descriptions_in_one_text_are_two() -> None:
    told = page("A", said("killed", "six", "a doctor"), said("killed", "seven", "a policeman"))
    assert bench(told, actors=Actors()).support().origins == OriginCount(2, 2)


def test_a_medic_and_an_official_are_shown_to_differ() -> None:
    medic = page("A", said("killed", "six", "a doctor"), voices={"a doctor": {"connection": "medic"}})
    official = page(
        "B", said("killed", "six", "a policeman"), voices={"a policeman": {"connection": "official"}}
    )
    assert bench(medic, official, actors=Actors()).support().origins == OriginCount(2, 2)


def test_voices_of_one_side_are_not_independent_and_not_one_voice() -> None:
    told = page("A", said("killed", "six", "Northern Council"), said("killed", "six", "Northern Guard"))
    found = bench(told)
    assert (found.support().voices, found.support().origins) == (2, OriginCount(1, 1))
    (origin,) = found.origins.classes
    assert [join.why for join in origin.joined] == ["one side, North: not independent of each other"]


def test_a_spokesman_and_his_ministry_are_one_origin() -> None:
    ministry = {"kind": "state_body"}
    told = page(
        "A",
        said("killed", "six", "the ministry"),
        said("killed", "six", "a spokesman for the ministry"),
        voices={"the ministry": {**ministry, "naming": "named"}, "a spokesman for the ministry": SPOKESMAN},
    )
    found = bench(told, actors=Actors())
    assert found.support().origins == OriginCount(1, 1)
    assert found.origins.classes[0].joined[0].why == "one is the body, the other speaks for it"


def test_an_unnamed_official_speaks_for_no_body() -> None:
    told = page(
        "A",
        said("killed", "six", "the ministry"),
        said("killed", "six", "an official"),
        voices={
            "the ministry": {"kind": "state_body", "naming": "named"},
            "an official": {"connection": "official", "affiliation": "the ministry"},
        },
    )
    assert bench(told, actors=Actors()).support().origins == OriginCount(2, 2)


@pytest.mark.parametrize(
    "more", [{"headline": True}, {"stance": "denies"}, {"stance": "doubts"}, {"stance": "cannot_confirm"}]
)
def test_what_holds_no_value_counts_for_nothing(more: dict[str, Any]) -> None:
    found = bench(page("A", said("killed", "six", "Ilka Voss", **more)))
    assert (found.support().pages, found.support().origins) == (0, OriginCount(0, 0))


def test_a_sentence_carried_on_that_may_be_the_outlets_own_is_no_sure_origin() -> None:
    more: dict[str, Any] = {"carried_on": True, "undecided": ("Ilka Voss", "A")}
    found = bench(page("A", said("killed", "six", "Ilka Voss", **more)))
    assert found.support().origins == OriginCount(0, 1)


def slow_least_apart(nodes: list[str], may_join: dict[str, set[str]]) -> int:
    """Try every way to put the nodes into groups."""
    if not nodes:
        return 0
    first, rest = nodes[0], nodes[1:]
    best = len(nodes)
    for size in range(len(rest) + 1):
        for others in combinations(rest, size):
            group = (first, *others)
            if all(b in may_join[a] for a, b in combinations(group, 2)):
                left = [node for node in rest if node not in others]
                best = min(best, 1 + slow_least_apart(left, may_join))
    return best


@pytest.mark.parametrize("seed", range(25))
def test_the_least_number_of_origins_agrees_with_a_slow_search(seed: int) -> None:
    rng = random.Random(seed)
    nodes = [f"n{k}" for k in range(rng.randint(1, 7))]
    may_join: dict[str, set[str]] = {node: set() for node in nodes}
    for a, b in combinations(nodes, 2):
        if rng.random() < 0.5:
            may_join[a].add(b)
            may_join[b].add(a)
    assert least_apart(nodes, may_join) == slow_least_apart(nodes, may_join), f"seed {seed}"


def test_a_large_tangle_gives_a_bound_that_is_never_too_high() -> None:
    nodes = [f"n{k}" for k in range(14)]
    ring = {n: {nodes[(k + 1) % 14], nodes[k - 1]} for k, n in enumerate(nodes)}
    assert 1 <= least_apart(nodes, ring) <= 7


def test_the_order_of_pages_changes_nothing() -> None:
    speakers = ["Ilka Voss", "a doctor", "Northern Council", "a ministry official", "Northern Guard"]
    pages = [page(f"O{n}", *(said("killed", "six", s) for s in speakers[n % 3 :])) for n in range(6)]
    expected = bench(*pages, actors=ACTORS)
    for seed in range(4):
        random.Random(seed).shuffle(pages)
        again = bench(*pages, actors=ACTORS)
        assert (again.claims, again.origins, again.support()) == (
            expected.claims,
            expected.origins,
            expected.support(),
        )
