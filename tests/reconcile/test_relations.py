"""What claims do to one another: updates, corrections, withdrawals, differences of scope."""

import random

import pytest

from tellings.model import Count, Denial, Group
from tellings.reconcile.readings import gather_readings
from tellings.reconcile.tolls import in_force, range_of
from tellings.vocabulary import CountBasis, Denied, Field, PersonStatus, RelationKind, Status
from tests.builders import Page, Said, page, said
from tests.reconcile.bench import Bench, bench


def related(found: Bench) -> set[tuple[str, str, str]]:
    """Return (kind, words of a claim, words of the claim it is turned to)."""
    words = {claim.claim_id: claim.wording for claim in found.claims}
    return {
        (one.kind.value, claim.wording, words[one.claim_id])
        for claim in found.claims
        for one in claim.relations
    }


def out_of_force(found: Bench) -> dict[str, str]:
    return {
        claim.wording: found.superseded[claim.claim_id].why
        for claim in found.claims
        if claim.claim_id in found.superseded
    }


def in_one_sentence(sentence: str, *figures: str, by: str = "Ilka Voss") -> list[Said]:
    return [said("killed", figure, by, sentence=sentence) for figure in figures]


def test_up_from_an_earlier_figure_is_an_update_in_the_words() -> None:
    sentence = "Ilka Voss raised the toll to 26, up from an earlier 18."
    found = bench(page("A", *in_one_sentence(sentence, "26", "18")))
    assert related(found) == {("updates", "26", "18")}
    toll = found.toll()
    assert range_of(toll) == (26, 26)
    assert (toll.lowest, toll.highest) == (18, 26), "everything ever told stays"


def test_an_earlier_figure_is_overtaken_by_another_voice_in_the_same_text() -> None:
    told = page(
        "A",
        said("killed", "18", sentence="The previous death toll was 18."),
        said("killed", "26", "Ilka Voss", sentence="Ilka Voss said 26 died."),
        said(
            "killed",
            "eighteen",
            sentence="Related: eighteen dead.",
            value=Count(Field.KILLED, 18, None, "eighteen"),
        ),
    )
    assert range_of(bench(told).toll()) == (26, 26)


def test_not_as_first_reported_is_a_correction() -> None:
    sentence = "Ilka Voss said 19 died, not 17 as first reported."
    assert related(bench(page("A", *in_one_sentence(sentence, "19", "17")))) == {("corrects", "19", "17")}


def test_lower_without_a_word_for_a_mistake_is_an_update_downwards() -> None:
    early = page("A", said("killed", "19", "Ilka Voss"), published="2024-05-06")
    late = page(
        "B",
        said("killed", "17", "Ilka Voss", sentence="Ilka Voss lowered the toll to 17.", stance="corrects"),
        published="2024-05-08",
    )
    assert {kind for kind, *_ in related(bench(early, late))} == {"updates"}


@pytest.mark.parametrize(
    "sentence",
    ["Ilka Voss corrected the toll to 17.", "Ilka Voss cut the toll to 17 after counting two bodies twice."],
)
def test_a_word_for_a_mistake_makes_it_a_correction(sentence: str) -> None:
    early = page("A", said("killed", "19", "Ilka Voss"), published="2024-05-06")
    late = page("B", said("killed", "17", "Ilka Voss", sentence=sentence), published="2024-05-06")
    found = bench(early, late)
    assert related(found) == {("corrects", "17", "19")}
    assert out_of_force(found) == {"19": "corrected later"}


def test_what_a_voice_took_back_stands_behind_nothing() -> None:
    told = page("A", said("killed", "19", "Ilka Voss"), published="2024-05-06")
    back = page(
        "B",
        said("killed", "19", "Ilka Voss", sentence="Ilka Voss withdrew her statement that 19 had died."),
        published="2024-05-07",
    )
    alone = bench(told, back)
    assert related(alone) == {("withdraws", "19", "19")}
    assert alone.standing().status is Status.WITHDRAWN
    other = page("C", said("killed", "12", "Oren Haddad"))
    both = bench(told, back, other)
    assert both.standing().status is Status.SINGLE_ORIGIN
    assert both.standing().support.voices == 1


def test_a_figure_told_after_it_was_taken_back_holds() -> None:
    back = page("A", said("killed", "19", "Ilka Voss", stance="withdraws"), published="2024-05-06")
    again = page("B", said("killed", "19", "Ilka Voss"), published="2024-05-09")
    assert not out_of_force(bench(back, again))


def civilians(number: int) -> Count:
    group = Group(status=PersonStatus.CIVILIAN, function="civilians")
    return Count(Field.KILLED, number, number, str(number), is_total=True, group=group)


def test_civilians_and_all_are_no_rivals_unless_there_are_more_civilians() -> None:
    twenty = page("A", said("killed", "20", "Ilka Voss"))
    fewer = bench(twenty, page("B", said("killed", "12", "Oren Haddad", value=civilians(12))))
    assert related(fewer) == {("scope_differs", "12", "20")} | {("scope_differs", "20", "12")} & related(
        fewer
    )
    assert fewer.standing().status is not Status.CONTESTED
    more = bench(twenty, page("B", said("killed", "30", "Oren Haddad", value=civilians(30))))
    assert more.standing().status is Status.CONTESTED


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        (
            "Ilka Voss said 12 were killed in the first strike.",
            "Oren Haddad said 20 were killed in both strikes.",
        ),
        ("Ilka Voss said 12 were killed.", "Oren Haddad said 20 were killed over three days."),
        (
            "Ilka Voss said 12 were killed in the camp.",
            "Oren Haddad said 20 were killed across the district.",
        ),
    ],
)
def test_what_covers_something_else_is_no_rival(narrow: str, wide: str) -> None:
    found = bench(
        page(
            "A",
            said(
                "killed",
                "12 were killed",
                "Ilka Voss",
                sentence=narrow,
                value=Count(Field.KILLED, 12, 12, "12"),
            ),
        ),
        page(
            "B",
            said(
                "killed",
                "20 were killed",
                "Oren Haddad",
                sentence=wide,
                value=Count(Field.KILLED, 20, 20, "20"),
            ),
        ),
    )
    assert {kind for kind, *_ in related(found)} == {"scope_differs"}
    assert found.standing().status is not Status.CONTESTED


def test_a_figure_of_one_wave_is_the_toll_where_nothing_else_is_told() -> None:
    sentence = "Ilka Voss said 12 were killed in the first strike."
    figure = said(
        "killed", "12 were killed", "Ilka Voss", sentence=sentence, value=Count(Field.KILLED, 12, 12, "12")
    )
    assert range_of(bench(page("A", figure)).toll()) == (12, 12)


def test_killed_and_injured_summed_differ_from_the_killed_in_scope() -> None:
    told = page("A", said("killed_or_injured", "40", "Ilka Voss"), said("killed", "12", "Oren Haddad"))
    assert related(bench(told)) == {("scope_differs", "40", "12")}


@pytest.mark.parametrize(("low", "high"), [(20, None), (20, 30)])
def test_bounds_that_hold_a_figure_are_compatible_with_it(low: int, high: int | None) -> None:
    open_end = Count(Field.KILLED, low, high, "twenty")
    found = bench(
        page("A", said("killed", "twenty", "Ilka Voss", value=open_end)),
        page("B", said("killed", "26", "Oren Haddad")),
    )
    assert not related(found)
    assert found.standing().status is Status.COMPATIBLE


def test_an_official_who_is_not_named_divides_his_own_body() -> None:
    voices = {
        "Harbour Board": {"kind": "state_body", "connection": "official"},
        "a Harbour Board official": {"connection": "official", "affiliation": "Harbour Board"},
    }
    found = bench(
        page("A", said("killed", "two", "Harbour Board"), published="2024-05-06", voices=voices),
        page(
            "B",
            said("killed", "nine", "a Harbour Board official"),
            published="2024-05-08",
            voices=voices,
        ),
    )
    standing = found.standing()
    assert not related(found), "no update"
    assert standing.status is Status.CONTESTED
    assert standing.side_divided == ("harbour board",)
    assert standing.grounds == "Somebody of a body and the body itself give values that cannot all hold."


def test_origins_that_agree_now_agree_though_one_has_told_less_before() -> None:
    found = bench(
        page("A", said("killed", "12", "Ilka Voss"), published="2024-05-06"),
        page("B", said("killed", "26", "Ilka Voss"), published="2024-05-07"),
        page("C", said("killed", "26", "Oren Haddad"), published="2024-05-07"),
    )
    assert found.standing().status is Status.AGREED


def test_the_toll_stands_as_it_was_known_on_a_day() -> None:
    pages = [
        page(f"O{day}", said("killed", str(number), "Ilka Voss"), published=f"2024-05-0{day}")
        for day, number in ((6, 12), (7, 20), (9, 26))
    ]
    toll = bench(*pages, page("X", said("killed", "5", "Oren Haddad"), published=None)).toll()
    assert [(f.value.low, f.until) for side in toll.sides for f in side.figures][:2] == [
        (12, "2024-05-07"),
        (20, "2024-05-09"),
    ]
    standing = [
        [(f.value.low, f.superseded) for side in in_force(toll, day).sides for f in side.figures]
        for day in ("2024-05-05", "2024-05-06", "2024-05-08", "2024-05")
    ]
    assert standing == [[], [(12, False)], [(20, False)], [(26, False)]]
    assert in_force(toll, "2024-05-08").highest == 20


def made_pages(rng: random.Random, number: int) -> list[Page]:
    speakers = ["Northern Council", "Northern Guard", "a ministry official", "Ilka Voss", "Oren Haddad"]
    more = Denial(Denied.CASUALTIES, "was exaggerated")
    pages = []
    for n in range(number):
        who = rng.choice(speakers)
        told = [
            said(
                "killed",
                str(rng.randint(4, 8)),
                who,
                stance=rng.choice(["asserts", "denies", "corrects", "withdraws"]),
            ),
            said("killed_or_injured", str(rng.randint(20, 22)), rng.choice(speakers)),
            said(
                "killed",
                "Another",
                who,
                value=Count(Field.KILLED, 1, 1, "Another", basis=CountBasis.INCREMENT),
            ),
            said("denials", more.wording, rng.choice(speakers), stance="denies", value=more),
        ]
        pages.append(
            page(f"O{n}", *rng.sample(told, rng.randint(1, 4)), published=f"2024-05-{rng.randint(1, 9):02}")
        )
    return pages


@pytest.mark.parametrize("seed", range(12))
def test_every_claim_is_in_one_reading_and_no_order_changes_anything(seed: int) -> None:
    rng = random.Random(seed)
    pages = made_pages(rng, rng.randint(1, 12))
    found = bench(*pages)
    told = sorted(claim.claim_id for one in pages for claim in one.claims())
    assert sorted(c.claim_id for r in gather_readings(found.claims) for c in r.claims) == told
    rng.shuffle(pages)
    again = bench(*pages)
    assert again.claims == found.claims
    assert again.superseded == found.superseded
    assert again.toll() == found.toll()


def test_relations_grow_with_the_claims_and_not_with_their_square() -> None:
    def number(copies: int) -> int:
        pages = [
            page(
                f"O{n}",
                said("killed", str(6 + n % 3), "Ilka Voss"),
                said("killed", "three", "Oren Haddad", stance="denies"),
                said("killed", "three", "Mara Holt"),
                published=f"2024-05-0{1 + n % 3}",
            )
            for n in range(copies)
        ]
        return sum(len(claim.relations) for claim in bench(*pages).claims)

    assert 0 < number(60) <= 2.2 * number(30)
    assert RelationKind.DISPUTES in {
        one.kind for c in bench(*made_pages(random.Random(3), 12)).claims for one in c.relations
    }
