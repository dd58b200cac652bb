"""On whom a claim rests, and how many independent origins stand behind it."""

import random
import string
from itertools import combinations
from typing import Any

import pytest

from tellings.judging import leaf_of_voice
from tellings.model import Actors, Count, OriginCount
from tellings.reconcile.independence import LISTED
from tellings.reconcile.open_pairs import least_apart
from tellings.reconcile.resting import is_by_opponent
from tellings.vocabulary import Field, Status
from tests.builders import Page, judgement, page, said
from tests.reconcile.bench import ACTORS, Bench, bench

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


# ---------------------------------------------------------------- rules that tie, and what keeps voices apart


def reasons(found: Bench) -> set[str]:
    return {join.why.split(":")[0] for one in found.origins.classes for join in one.joined}


def told_by(*speakers: str, count: str = "six", **facts: Any) -> list[Page]:
    """Return a page for each speaker, each of an outlet of its own. facts: what is to be known of all speakers."""
    return [
        page(f"Outlet {n}", said("killed", count, speaker), voices={speaker: facts})
        for n, speaker in enumerate(speakers)
    ]


def test_who_passes_on_all_its_figures_is_one_origin_with_whom_it_has_them_from() -> None:
    relayed = page("A", said("killed", "seven", "Jonas Reik", "Ilka Voss"))
    own = page("B", said("killed", "six", "Ilka Voss"))
    found = bench(relayed, own)
    assert (found.support().voices, found.support().origins) == (2, OriginCount(1, 1))
    assert reasons(found) == {"one passes on what the other told"}


def test_a_neutral_voice_and_the_party_that_it_passes_on_are_a_single_origin_and_not_of_one_side() -> None:
    at_least = Count(Field.KILLED, 6, None, "six")
    relayed = page("A", said("killed", "six", "Jonas Reik", "Northern Council", value=at_least))
    own = page("B", said("killed", "seven", "Northern Council"))
    found = bench(relayed, own)
    assert (found.support().voices, found.support().origins, found.support().sides) == (
        2,
        OriginCount(1, 1),
        ("North",),
    )
    assert found.standing().status is Status.SINGLE_ORIGIN


def test_who_passes_on_some_of_its_figures_is_not_shown_to_differ() -> None:
    relayed = page(
        "A", said("killed", "seven", "Jonas Reik", "Ilka Voss"), said("injured", "nine", "Jonas Reik")
    )
    own = page("B", said("killed", "six", "Ilka Voss"))
    assert bench(relayed, own).support().origins == OriginCount(1, 2)


def test_who_passes_on_a_hospital_counts_with_it_and_no_longer_with_its_own_side() -> None:
    relayed = page("A", said("killed", "seven", "Northern Council", "Ilka Voss"))
    pages = (
        relayed,
        page("B", said("killed", "six", "Ilka Voss")),
        page("C", said("killed", "five", "Northern Guard")),
    )
    found = bench(*pages)
    assert {len(one.voices) for one in found.origins.classes} == {1, 2}
    assert found.support().origins == OriginCount(2, 2)
    assert reasons(found) == {"one passes on what the other told"}


def test_two_independent_relays_of_one_voice_are_one_origin_though_their_figures_differ() -> None:
    one = page("A", said("killed", "six", "Relief Watch", "Ilka Voss"))
    two = page("B", said("killed", "seven", "Jonas Reik", "Ilka Voss"))
    found = bench(one, two)
    assert (found.rests(), found.support().origins) == (["Jonas Reik", "Relief Watch"], OriginCount(1, 1))
    assert reasons(found) == {"both pass on what one voice told them"}


def test_a_monitor_that_compiles_is_an_origin_beside_the_voice_that_it_names() -> None:
    watch = {"Relief Watch": {"kind": "organisation", "connection": "monitor"}}
    compiled = page("A", said("killed", "seven", "Relief Watch", "Ilka Voss"), voices=watch)
    own = page("B", said("killed", "six", "Ilka Voss"))
    assert bench(compiled, own).support().origins == OriginCount(2, 2)


def test_a_party_that_tells_of_its_opponents_words_is_no_relay_of_the_opponent() -> None:
    relayed = page("A", said("killed", "seven", "Northern Council", "Southern Ministry"))
    own = page("B", said("killed", "six", "Southern Ministry"))
    assert bench(relayed, own).support().origins == OriginCount(2, 2)


def test_relays_that_are_not_named_lift_no_figure_to_its_origin() -> None:
    one = page("A", said("killed", "six", "a policeman", "Ilka Voss"))
    two = page("B", said("killed", "six", "a fireman", "Ilka Voss"))
    assert bench(one, two, actors=Actors()).rests() == ["a fireman", "a policeman"]


def test_voices_without_a_name_that_give_one_figure_through_one_agency_are_one_origin() -> None:
    wire = {"Nordic Wire": AGENCY}
    one = page("A", said("killed", "six", "Nordic Wire", "a policeman"), voices=wire)
    two = page("B", said("killed", "six", "Nordic Wire", "a police officer"), voices=wire)
    three = page("C", said("killed", "seven", "Nordic Wire", "an officer"), voices=wire)
    found = bench(one, two, three, actors=Actors())
    assert (found.support().voices, found.support().origins) == (3, OriginCount(1, 2))
    assert reasons(found) == {"one wire text"}


def test_two_voices_without_a_name_in_one_report_keep_an_agencys_figure_undecided() -> None:
    wire = {"Nordic Wire": AGENCY}
    one = page(
        "A",
        said("killed", "six", "Nordic Wire", "a policeman"),
        said("killed", "six", "Nordic Wire", "a guard", sentence="six of them, a guard told the wire."),
        voices=wire,
    )
    two = page("B", said("killed", "six", "Nordic Wire", "a police officer"), voices=wire)
    found = bench(one, two, actors=Actors())
    assert (reasons(found), found.support().origins) == (set(), OriginCount(2, 3))


def test_police_without_more_are_one_body_with_their_spokesman() -> None:
    force = {"kind": "group", "naming": "unnamed", "connection": "official"}
    told = page(
        "A",
        said("killed", "six", "police"),
        said("killed", "seven", "Karl Ober"),
        voices={"police": force, "Karl Ober": {"connection": "spokesperson", "affiliation": "police"}},
    )
    assert bench(told, actors=Actors()).support().origins == OriginCount(1, 1)


@pytest.mark.parametrize(
    ("left", "right", "low"),
    [
        ("interior ministry", "health ministry", 2),
        ("interior ministry", "senior interior ministry", 1),
        ("police", "army", 2),
        ("police", "security", 1),
        ("police", None, 1),
    ],
)
def test_words_of_two_bodies_show_that_two_officials_differ(left: str, right: str | None, low: int) -> None:
    one = page("A", said("killed", "six", "an official"), voices={"an official": {"affiliation": left}})
    two = page("B", said("killed", "six", "one official"), voices={"one official": {"affiliation": right}})
    assert bench(one, two, actors=Actors()).support().origins == OriginCount(low, 2)


@pytest.mark.parametrize(
    ("left", "right", "low"),
    [
        ("witness", "relative", 1),
        ("victim", "witness", 1),
        ("official", "spokesperson", 1),
        ("medic", "witness", 2),
    ],
)
def test_who_was_hit_saw_it_or_mourns_may_be_one_person(left: str, right: str, low: int) -> None:
    one = page("A", said("killed", "six", "a woman"), voices={"a woman": {"connection": left}})
    two = page("B", said("killed", "six", "one woman"), voices={"one woman": {"connection": right}})
    assert bench(one, two, actors=Actors()).support().origins == OriginCount(low, 2)


def test_copies_that_describe_a_voice_differently_do_not_show_two_voices() -> None:
    one, two = told_by("a doctor", "a medic")
    text = {one.report.report_id: "wire", two.report.report_id: "wire"}
    assert bench(one, two, actors=Actors(), same_text=text).support().origins == OriginCount(1, 1)


def test_a_person_parts_a_third_voice_from_neither_more_than_needed() -> None:
    pages = told_by(
        "Karl Ober", "Mira Sund", "Otto Falk", connection="spokesperson", affiliation="Harbour Board"
    )
    first, second = (leaf_of_voice(one.extraction.voices[1], one.report) for one in pages[:2])
    parted = judgement(first, second, verdict="different")
    assert bench(*pages, actors=Actors()).support().origins == OriginCount(1, 1)
    found = bench(*pages, actors=Actors(), judgements=(parted,))
    assert found.support().origins == OriginCount(2, 2)
    assert sorted(len(one.voices) for one in found.origins.classes) == [1, 2]


def test_two_voices_without_a_name_that_a_person_parted_are_two() -> None:
    one, two = told_by("a doctor", "one doctor")
    leaves = [leaf_of_voice(each.extraction.voices[1], each.report) for each in (one, two)]
    parted = judgement(*leaves, verdict="different")
    assert bench(one, two, actors=Actors()).support().origins == OriginCount(1, 2)
    assert bench(one, two, actors=Actors(), judgements=(parted,)).support().origins == OriginCount(2, 2)


def test_a_class_names_the_first_of_very_many_that_it_may_be_one_with_and_counts_the_rest() -> None:
    found = bench(*told_by(*(f"a source of outlet {n}" for n in range(70))), actors=Actors())
    assert {(len(one.may_join), one.may_join_more) for one in found.origins.classes} == {
        (LISTED, 69 - LISTED)
    }
    assert found.support().origins == OriginCount(1, 70)


def test_of_very_many_voices_those_that_surely_differ_are_the_least_number() -> None:
    rng = random.Random(1)
    names = ("".join(rng.sample(string.ascii_lowercase, 9)).title() for _ in range(60))
    pages = told_by(*(f"Ada {name}" for name in names), "a man", "one man")
    assert bench(*pages, actors=Actors()).support().origins == OriginCount(60, 62)


# ---------------------------------------------------------------- the least number


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
