"""Counts by who tells them, in the course of time."""

import random
from typing import Any

import pytest

from tellings.model import Count, Denial, Figure, Toll
from tellings.vocabulary import CountBasis, Denied, Field, RelationKind
from tests.builders import Page, page, said
from tests.reconcile.bench import Bench, bench

COUNCIL: dict[str, dict[str, Any]] = {"Northern Council": {"kind": "organisation"}}


def sides(toll: Toll) -> dict[str | None, list[tuple[int | None, bool]]]:
    """Return, for each side, its figures in order: (low, superseded)."""
    return {side.side: [(f.value.low, f.superseded) for f in side.figures] for side in toll.sides}


def figures(toll: Toll) -> list[Figure]:
    return [figure for side in toll.sides for figure in side.figures]


def relations(found: Bench, kind: RelationKind) -> list[tuple[str, str]]:
    """Return (words of a claim, words of the claim it is turned to)."""
    words = {claim.claim_id: claim.wording for claim in found.claims}
    return sorted(
        (claim.wording, words[one.claim_id])
        for claim in found.claims
        for one in claim.relations
        if one.kind is kind
    )


def test_each_side_stands_by_itself_and_the_undecided_last() -> None:
    told = page(
        "A",
        said("killed", "six", "Northern Council"),
        said("killed", "two", "Southern Ministry"),
        said("killed", "four", "Ilka Voss"),
        said("killed", "nine"),
    )
    toll = bench(told).toll()
    assert sides(toll) == {"North": [(6, False)], "South": [(2, False)], None: [(4, False)]}
    assert [figure.value.low for figure in toll.unsourced] == [9]
    assert (toll.lowest, toll.highest) == (2, 9)


@pytest.mark.parametrize("later", ["Northern Council", "the Northern Council spokesman"])
def test_a_later_figure_of_one_voice_or_body_is_its_update(later: str) -> None:
    speaks = {later: {"connection": "spokesperson", "affiliation": "Northern Council"}}
    early = page("A", said("killed", "six", "Northern Council"), published="2024-05-06", voices=COUNCIL)
    late = page("B", said("killed", "seven", later), published="2024-05-08", voices=COUNCIL | speaks)
    found = bench(early, late)
    assert sides(found.toll()) == {"North": [(6, True), (7, False)]}
    assert relations(found, RelationKind.UPDATES) == [("seven", "six")]
    assert not found.toll().sides[0].divided


def test_another_voice_of_the_side_updates_nothing_and_divides_it() -> None:
    early = page("A", said("killed", "six", "Northern Council"), published="2024-05-06")
    late = page("B", said("killed", "seven", "Northern Guard"), published="2024-05-08")
    found = bench(early, late)
    assert sides(found.toll()) == {"North": [(6, False), (7, False)]}
    assert found.toll().sides[0].divided
    assert found.standing().side_divided == ("North",)


def test_a_figure_told_again_later_updates_nothing() -> None:
    first = page("A", said("killed", "six", "Northern Council"), published="2024-05-06")
    higher = page("B", said("killed", "seven", "Northern Council"), published="2024-05-07")
    again = page("C", said("killed", "six", "Northern Council"), published="2024-05-09")
    assert relations(bench(first, higher, again), RelationKind.UPDATES) == [
        ("seven", "six"),
        ("seven", "six"),
    ]


@pytest.mark.parametrize(("day", "words"), [("2024-05-06", "seven"), ("2024-05-08", "two")])
def test_another_voice_of_the_side_on_the_same_day_or_lower_is_a_dispute_within_it(
    day: str, words: str
) -> None:
    early = page("A", said("killed", "six", "Northern Council"), published="2024-05-06")
    other = page("B", said("killed", words, "Northern Guard"), published=day)
    toll = bench(early, other).toll()
    assert toll.sides[0].divided
    assert not any(figure.superseded for figure in figures(toll))


def test_an_unnamed_official_updates_nobody() -> None:
    early = page("A", said("killed", "six", "a ministry official"), published="2024-05-06")
    late = page("B", said("killed", "seven", "an army officer"), published="2024-05-08")
    assert bench(early, late).toll().sides[0].divided


def test_one_voice_may_put_its_figure_down() -> None:
    early = page("A", said("killed", "six", "Ilka Voss"), published="2024-05-06")
    late = page("B", said("killed", "five", "Ilka Voss"), published="2024-05-08")
    assert sides(bench(early, late).toll()) == {None: [(6, True), (5, False)]}


def test_another_sides_later_figure_supersedes_nothing() -> None:
    early = page("A", said("killed", "six", "Northern Council"), published="2024-05-06")
    late = page("B", said("killed", "nine", "Southern Ministry"), published="2024-05-08")
    assert not any(figure.superseded for figure in figures(bench(early, late).toll()))


def test_a_first_toll_is_superseded_once_its_side_gives_more() -> None:
    first = said(
        "killed", "three", "an army officer", sentence="In a first toll, an army officer spoke of three dead."
    )
    alone = bench(page("A", first))
    assert sides(alone.toll()) == {"South": [(3, False)]}
    toll = bench(page("A", first), page("B", said("killed", "five", "a ministry official"))).toll()
    assert sides(toll) == {"South": [(3, True), (5, False)]}
    assert toll.sides[0].figures[0].note.startswith("a first toll")
    assert not toll.sides[0].divided
    assert (toll.lowest, toll.highest) == (3, 5)


def another() -> Count:
    return Count(Field.KILLED, 1, 1, "Another", basis=CountBasis.INCREMENT, as_of="2024-05-08")


def test_six_and_another_one_supersede_the_six_and_enter_no_range() -> None:
    early = page("A", said("killed", "six", "Northern Guard"), published="2024-05-06")
    late = page(
        "B",
        said("killed", "six", "Northern Council"),
        said(
            "killed",
            "Another",
            "Northern Council",
            value=another(),
            sentence="Another died, Northern Council said.",
        ),
        published="2024-05-09",
    )
    toll = bench(early, late).toll()
    assert sides(toll) == {"North": [(6, True), (7, False)]}
    assert [f.as_of for f in figures(toll)] == ["2024-05-06", "2024-05-08"]
    assert (toll.lowest, toll.highest) == (6, 6)
    assert not toll.sides[0].divided


def test_what_another_voice_of_the_side_tells_again_afterwards_stays_in_force() -> None:
    added = page(
        "A",
        said("killed", "six", "Northern Council"),
        said(
            "killed",
            "Another",
            "Northern Council",
            value=another(),
            sentence="Another died, Northern Council said.",
        ),
        published="2024-05-09",
    )
    after = page("B", said("killed", "six", "Northern Guard"), published="2024-05-20")
    toll = bench(added, after).toll()
    assert toll.sides[0].divided


def test_who_cannot_confirm_gives_no_figure() -> None:
    told = page(
        "A", said("killed", "no toll yet", "Ilka Voss", stance="cannot_confirm"), said("killed", "six")
    )
    found = bench(told)
    assert [found.name(voice) for voice in found.toll().no_figure] == ["Ilka Voss"]
    assert found.toll().lowest == 6


def test_zero_is_a_figure() -> None:
    toll = bench(page("A", said("killed", "zero", "Ilka Voss"), said("killed", "six", "Oren Haddad"))).toll()
    assert (toll.lowest, toll.highest) == (0, 6)


def test_parts_vague_words_and_headlines_enter_no_range() -> None:
    told = page(
        "A",
        said("killed", "six", "Ilka Voss"),
        said("killed", "dozens", "Ilka Voss", value=Count(Field.KILLED, 24, None, "dozens", vague=True)),
        said("killed", "two", "Ilka Voss", value=Count(Field.KILLED, 2, 2, "two", basis=CountBasis.SUBTOTAL)),
        said("killed", "eleven", "Ilka Voss", headline=True),
    )
    toll = bench(told).toll()
    assert (toll.lowest, toll.highest) == (6, 6)
    assert [figure.value.vague for figure in figures(toll)] == [False, True]


def test_what_a_party_passes_on_of_the_other_side_stands_with_that_side_and_says_so() -> None:
    told = page("NC", said("injured", "four", "a ministry official"), said("injured", "eleven"))
    toll = bench(told).toll(Field.INJURED)
    assert sides(toll) == {"North": [(11, False)], "South": [(4, False)]}
    assert "known only through Northern Council" in toll.sides[1].figures[0].note


def test_a_denial_is_turned_against_what_exceeds_the_deniers_own_figure() -> None:
    more = Denial(Denied.CASUALTIES, "reports of more deaths were exaggerated")
    told = page(
        "A",
        said("killed", "five", "a ministry official"),
        said("killed", "one", "Mara Holt", value=Count(Field.KILLED, 1, 1, "one")),
        said("injured", "nine", "a ministry official"),
        said("denials", more.wording, "Mara Holt", stance="denies", value=more),
    )
    assert relations(bench(told), RelationKind.DISPUTES) == [(more.wording, "five")]


def test_the_order_of_pages_changes_nothing() -> None:
    rng = random.Random(7)
    speakers = ["Northern Council", "Northern Guard", "a ministry official", "Ilka Voss"]
    pages: list[Page] = []
    for n in range(9):
        told = said("killed", str(rng.randint(4, 8)), rng.choice(speakers))
        pages.append(page(f"O{n}", told, published=f"2024-05-{rng.randint(1, 9):02}"))
    expected = bench(*pages).toll()
    for _ in range(4):
        rng.shuffle(pages)
        assert bench(*pages).toll() == expected
