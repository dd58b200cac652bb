"""Claims gathered into readings, and what follows from them by arithmetic."""

import random
from datetime import date

import pytest

from tellings.model import Count, DateValue, Group, Place, Rounds, Value
from tellings.reconcile.dating import days_of_increments, fix_years
from tellings.reconcile.readings import derive_readings, gather_readings
from tellings.reconcile.values import can_both_hold, value_key
from tellings.vocabulary import CountBasis, DateBasis, Field, PersonStatus, PlacePrecision, RoundsState
from tests.builders import claim, page, said
from tests.reconcile.bench import bench


def killed(low: int | None, high: int | None = None, **more: object) -> Count:
    return Count(Field.KILLED, low, low if high is None else high, f"{low}", **more)  # type: ignore[arg-type]


def at_least(low: int, **more: object) -> Count:
    return Count(Field.KILLED, low, None, f"at least {low}", **more)  # type: ignore[arg-type]


def rounds(number: int, state: RoundsState = RoundsState.FIRED) -> Rounds:
    return Rounds(number, number, f"{number} shells", "shells", state)


def test_a_denial_stays_a_rival_reading_and_is_not_counted_as_zero() -> None:
    told = claim("killed", "12", chain=["The Daily", "hospital director"])
    denied = claim("killed", "12", chain=["The Daily", "army spokesman"], stance="denies")
    assert [r.stance for r in gather_readings([told, denied])] == ["asserts", "denies"]


def test_wording_makes_no_two_readings_of_one_value_and_bounds_do() -> None:
    values = [
        killed(6),
        Count(Field.KILLED, 6, 6, "half a dozen"),
        at_least(6),
        killed(6, approximate=True),
        at_least(6, strict=True),
    ]
    claims = [claim("killed", v.wording, value=v, quote=f"{v.wording} {n}") for n, v in enumerate(values)]
    assert [len(reading.claims) for reading in gather_readings(claims)].count(2) == 1
    assert len(gather_readings(claims)) == 4


def test_readings_stand_by_size_then_stance() -> None:
    told = [claim("killed", w, quote=f"{w} dead") for w in ("12", "3", "7")]
    told.append(claim("killed", "3", stance="denies", quote="not 3"))
    found = gather_readings(told)
    assert [(r.value.low, r.stance) for r in found if isinstance(r.value, Count)] == [
        (3, "asserts"),
        (3, "denies"),
        (7, "asserts"),
        (12, "asserts"),
    ]


def test_who_cannot_confirm_is_a_reading_without_a_value() -> None:
    (reading,) = gather_readings([claim("killed", "no figure yet", stance="cannot_confirm")])
    assert (reading.value, reading.stance) == (None, "cannot_confirm")


def test_a_reading_keeps_only_what_its_claims_share() -> None:
    told = [
        claim("killed", "six", value=killed(6, as_of=day, group=Group(function=who)), quote=f"{day} {who}")
        for day, who in (("2024-05-06", "teachers"), ("2024-05-07", "people"))
    ]
    (reading,) = gather_readings(told)
    assert isinstance(reading.value, Count)
    assert (reading.value.as_of, reading.value.group) == (None, Group())


def test_a_place_on_the_map_and_its_bare_name_are_one_reading() -> None:
    on_map = Place("Ardeh", "Ardeh", PlacePrecision.SETTLEMENT, 1.0, 2.0, 3.0, "place-1")
    told = [claim("place", "Ardeh", value=on_map), claim("place", "ardeh")]
    (reading,) = gather_readings(told)
    assert isinstance(reading.value, Place) and reading.value.gazetteer_id == "place-1"


def test_two_names_of_one_actor_are_one_accused() -> None:
    told = page(
        "The Daily",
        said("accusations", "NC", "Ilka Voss"),
        said("accusations", "the Northern Council", "Ilka Voss"),
    )
    assert len(bench(told).readings("accusations")) == 1


def test_the_order_of_claims_changes_nothing_and_every_claim_lands_once() -> None:
    rng = random.Random(20240506)
    told = []
    for n in range(60):
        field, words = ("killed", "injured")[n % 2], str(rng.randint(1, 4))
        stance = rng.choice(["asserts", "denies"])
        told.append(claim(field, words, quote=f"{words} in line {n}", stance=stance))
    expected = gather_readings(told)
    assert sorted(c.claim_id for r in expected for c in r.claims) == sorted(c.claim_id for c in told)
    for _ in range(4):
        rng.shuffle(told)
        assert gather_readings(told) == expected


# ---------------------------------------------------------------- arithmetic


def another(number: int = 1) -> Count:
    return Count(Field.KILLED, number, number, "another", basis=CountBasis.INCREMENT)


def test_six_and_another_one_of_one_origin_is_a_derived_seven() -> None:
    told = page(
        "The Daily",
        said("killed", "six", "Ilka Voss", sentence="Ilka Voss said six died."),
        said("killed", "Another", "Ilka Voss", value=another(), sentence="Another died later, she said."),
    )
    (seven,) = bench(told).sums
    assert isinstance(seven.value, Count) and seven.derived is not None
    assert (seven.value.low, seven.value.basis, seven.claims) == (7, CountBasis.DERIVED, ())
    assert seven.derived.rule == "6 and another one"
    assert seven.value.inputs == seven.derived.inputs == tuple(c.claim_id for c in told.claims())


def test_an_increment_of_another_origin_is_added_to_nothing() -> None:
    told = page(
        "The Daily",
        said("killed", "six", "Ilka Voss"),
        said("killed", "Another", "Oren Haddad", value=another()),
    )
    assert bench(told).sums == ()


def test_an_increment_to_an_open_or_vague_figure_is_not_added() -> None:
    for base in (at_least(6), Count(Field.KILLED, None, None, "dozens", vague=True)):
        told = page(
            "The Daily",
            said("killed", base.wording, "Ilka Voss", value=base),
            said("killed", "Another", "Ilka Voss", value=another()),
        )
        assert bench(told).sums == ()


def test_increments_add_up_one_after_the_other() -> None:
    told = page(
        "The Daily",
        said("killed", "five", "Ilka Voss"),
        said("killed", "Another", "Ilka Voss", value=another(), sentence="Another died on Tuesday."),
        said("killed", "Another two", "Ilka Voss", value=another(2), sentence="Another two died on Friday."),
    )
    found = [r.value.low for r in bench(told).sums if isinstance(r.value, Count)]
    assert found == [6, 8]


def test_planned_less_unfired_is_derived_and_stands_beside_the_others() -> None:
    told = page(
        "The Daily",
        said("rounds", "100", "Ilka Voss", value=rounds(100, RoundsState.PLANNED)),
        said("rounds", "60", "Ilka Voss", value=rounds(60, RoundsState.UNFIRED)),
    )
    (forty,) = bench(told).sums
    assert isinstance(forty.value, Rounds) and forty.derived is not None
    assert (forty.value.low, forty.value.derived, forty.derived.rule) == (
        40,
        True,
        "100 planned less 60 unfired",
    )


def test_a_headline_is_no_base_of_a_sum() -> None:
    told = [
        claim("killed", "six", headline=True, rests_on="v"),
        claim("killed", "Another", value=another(), rests_on="v"),
    ]
    assert derive_readings(told) == ()


# ---------------------------------------------------------------- dates


def open_year() -> DateValue:
    return DateValue("XXXX-05-06", date(2002, 5, 6), date(2019, 5, 6), "May 6", DateBasis.INFERRED)


def test_a_year_is_fixed_by_the_other_reports_beside_what_was_told() -> None:
    bare = claim("date", "May 6", value=open_year(), chain=["A"])
    dated = claim("date", "2013-05-06", chain=["B"])
    (fixed,) = fix_years([bare, dated])
    assert isinstance(fixed.value, DateValue) and fixed.derived is not None
    assert (fixed.value.edtf, fixed.value.basis) == ("2013-05-06", DateBasis.INFERRED)
    assert fixed.derived.rule == "year fixed by the other reports"
    assert fixed.derived.inputs == (bare.claim_id, dated.claim_id)


def test_a_year_that_others_leave_open_or_dispute_is_not_fixed() -> None:
    bare = claim("date", "May 6", value=open_year(), chain=["A"])
    assert fix_years([bare]) == ()
    others = [claim("date", f"{year}-05-06", chain=[str(year)]) for year in (2013, 2014)]
    assert fix_years([bare, *others]) == ()


@pytest.mark.parametrize(("words", "day"), [("yesterday", "2024-05-05"), ("in hospital", None)])
def test_a_later_death_is_dated_by_its_own_words(words: str, day: str | None) -> None:
    told = page(
        "A",
        said(
            "killed",
            "Another",
            "Ilka Voss",
            value=another(),
            sentence=f"Another died {words}, Ilka Voss said.",
        ),
    )
    (one,) = told.claims()
    found = days_of_increments([one], {told.report.report_id: told.report})
    assert found.get(one.claim_id) == day


# ---------------------------------------------------------------- pairs of values


@pytest.mark.parametrize(
    ("left", "right", "holds"),
    [
        (killed(6), killed(6), True),
        (killed(5), killed(6), False),
        (at_least(5), killed(6), True),
        (at_least(5, strict=True), killed(5), False),
        (killed(39, 40), killed(40), True),
        (killed(40, approximate=True), killed(42), True),
        (killed(40, approximate=True), killed(50), False),
        (killed(6), Count(Field.KILLED, None, None, "dozens", vague=True), None),
        (killed(6), killed(3, basis=CountBasis.SUBTOTAL), None),
        (killed(6), killed(3, group=Group(PersonStatus.SECURITY_FORCE, "policemen")), None),
        (rounds(35), rounds(40), False),
        (rounds(100, RoundsState.PLANNED), rounds(40), None),
    ],
)
def test_which_figures_are_rivals(left: Value, right: Value, holds: bool | None) -> None:
    assert can_both_hold(left, right) is holds
    assert can_both_hold(right, left) is holds


def test_a_part_has_another_key_than_a_total_of_the_same_number() -> None:
    assert value_key(killed(3)) != value_key(killed(3, basis=CountBasis.SUBTOTAL))
    assert value_key(killed(3)) != value_key(killed(3, is_total=False))
