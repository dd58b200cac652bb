"""How a field stands, by the documented rules."""

import random

import pytest

from tellings.model import Actors, Count, Denial, Rounds, StageValue, TimeValue
from tellings.vocabulary import CountBasis, Denied, Field, RoundsState, Stage, Status
from tests.builders import Page, Said, page, said
from tests.reconcile.bench import bench


def status(*pages: Page, field: str = "killed") -> Status:
    return bench(*pages).standing(field).status


def denial(words: str, *by: str, denies: str = "casualties") -> Said:
    return said("denials", words, *by, stance="denies", value=Denial(Denied(denies), words))


def test_nobody_gives_a_value() -> None:
    told = page("A", said("killed", "how many is not known", "Ilka Voss", stance="cannot_confirm"))
    assert status(told) is Status.UNKNOWN


def test_a_headline_alone_gives_no_value() -> None:
    assert status(page("A", said("killed", "six", "Ilka Voss", headline=True))) is Status.UNKNOWN


def test_outlets_in_their_own_voice_are_unsourced() -> None:
    assert status(page("A", said("killed", "six")), page("B", said("killed", "six"))) is Status.UNSOURCED


def test_one_voice_on_many_pages_is_a_single_origin() -> None:
    found = bench(*(page(outlet, said("killed", "six", "Ilka Voss")) for outlet in "ABC"))
    standing = found.standing()
    assert standing.status is Status.SINGLE_ORIGIN
    assert standing.grounds == "It rests on one origin, which 3 pages carry."
    assert standing.value is None


def test_several_voices_of_one_side_are_one_side() -> None:
    told = page("A", said("killed", "six", "Northern Council"), said("killed", "six", "Northern Guard"))
    assert status(told) is Status.ONE_SIDE


def test_a_body_and_its_spokesman_are_a_single_origin() -> None:
    told = page(
        "A",
        said("killed", "six", "Northern Council"),
        said("killed", "six", "Mara Holt"),
        voices={"Mara Holt": {"connection": "spokesperson", "affiliation": "Northern Council"}},
    )
    assert status(told) is Status.SINGLE_ORIGIN


def test_two_independent_origins_with_one_value_agree() -> None:
    told = page("A", said("killed", "six", "Northern Council"), said("killed", "six", "Southern Ministry"))
    assert status(told) is Status.AGREED


def test_origins_whose_values_can_all_hold_are_compatible() -> None:
    at_least = Count(Field.KILLED, 5, None, "at least five")
    told = page(
        "A",
        said("killed", "six", "Northern Council"),
        said("killed", "at least five", "Relief Watch", value=at_least),
    )
    assert status(told) is Status.COMPATIBLE


def test_two_unnamed_voices_that_may_be_one_do_not_agree() -> None:
    pages = [page(outlet, said("killed", "six", "a doctor")) for outlet in "AB"]
    standing = bench(*pages, actors=Actors()).standing()
    assert standing.status is Status.COMPATIBLE
    assert "not shown to differ" in standing.grounds


def test_values_that_cannot_both_hold_are_contested_across_and_within_sides() -> None:
    across = page("A", said("killed", "six", "Northern Council"), said("killed", "two", "Southern Ministry"))
    within = page("A", said("killed", "six", "Northern Council"), said("killed", "two", "Northern Guard"))
    assert bench(across).standing().grounds == "Different origins give values that cannot all hold."
    assert bench(within).standing().grounds == "Voices of one side give values that cannot all hold."


def test_what_an_outlet_tells_in_its_own_voice_is_a_rival_too() -> None:
    found = bench(page("A", said("killed", "six", "Ilka Voss")), page("B", said("killed", "8"))).standing()
    assert (found.status, found.support.origins.high) == (Status.CONTESTED, 1)


def test_a_denial_contests_and_is_no_zero() -> None:
    told = page("A", said("killed", "six", "Ilka Voss"), denial("Nobody died", "Southern Ministry"))
    found = bench(told)
    assert found.standing().status is Status.CONTESTED
    assert [r.value.low for r in found.readings() if isinstance(r.value, Count)] == [6]


def test_a_denial_that_an_opponent_relays_says_so() -> None:
    told = page(
        "NC",
        said("killed", "six", "Ilka Voss"),
        denial("Nobody died", "Southern Ministry"),
        said("killed", "six"),
    )
    assert "known only through an opponent" in bench(told).standing().grounds


@pytest.mark.parametrize(
    "part",
    [
        Count(Field.KILLED, 2, 2, "two", basis=CountBasis.SUBTOTAL),
        Count(Field.KILLED, 1, 1, "another", basis=CountBasis.INCREMENT),
        Count(Field.KILLED, 2, 2, "two", is_total=False),
        Count(Field.KILLED, None, None, "dozens", vague=True),
    ],
)
def test_a_part_is_no_rival_of_a_total(part: Count) -> None:
    told = page(
        "A", said("killed", "six", "Ilka Voss"), said("killed", part.wording, "Oren Haddad", value=part)
    )
    assert status(told) is not Status.CONTESTED


def test_rounds_planned_are_no_rivals_of_rounds_fired() -> None:
    told = page(
        "A",
        said("rounds", "100", "Ilka Voss", value=Rounds(100, 100, "100", state=RoundsState.PLANNED)),
        said("rounds", "40", "Ilka Voss"),
    )
    assert status(told, field="rounds") is Status.SINGLE_ORIGIN


def test_an_update_of_one_voice_is_no_contest() -> None:
    early = page("A", said("killed", "six", "Ilka Voss"), published="2024-05-06")
    late = page("B", said("killed", "seven", "Ilka Voss"), published="2024-05-08")
    assert status(early, late) is Status.SINGLE_ORIGIN


def test_what_all_who_told_it_took_back_is_withdrawn() -> None:
    told = page("A", said("killed", "six", "Ilka Voss"), published="2024-05-06")
    back = page("B", said("killed", "six", "Ilka Voss", stance="withdraws"), published="2024-05-08")
    assert status(told, back) is Status.WITHDRAWN


def accused(name: str, *by: str, stance: str = "alleges") -> Said:
    return said("accusations", name, *by, stance=stance)


def took(name: str, *by: str) -> Said:
    return said("responsibility_taken", name, *by, stance="takes_responsibility")


def test_an_accusation_has_no_value_and_is_conceded_only_by_the_accused() -> None:
    alleged = page("A", accused("Northern Guard", "Southern Ministry"))
    owned = page("B", took("Northern Guard", "Northern Guard"))
    assert bench(alleged).standing("accusations").status is Status.SINGLE_ORIGIN
    conceded = bench(alleged, owned).standing("accusations")
    assert (conceded.status, conceded.value) == (Status.CONCEDED, None)


def test_what_only_an_opponent_relays_is_no_admission() -> None:
    alleged = page("A", accused("Northern Guard", "Southern Ministry"))
    relayed = page("Southern Ministry", took("Northern Guard", "Northern Guard"))
    assert bench(alleged, relayed).standing("accusations").status is not Status.CONCEDED


def test_a_denial_by_the_accused_contests_the_accusation() -> None:
    told = page(
        "A",
        accused("Northern Guard", "Southern Ministry"),
        denial("its men had not fired", "Northern Guard", denies="involvement"),
    )
    assert status(told, field="accusations") is Status.CONTESTED


def test_many_values_side_by_side_are_no_rivals() -> None:
    told = page(
        "A", said("weapons", "mortars", "Northern Council"), said("weapons", "tanks", "Southern Ministry")
    )
    assert status(told, field="weapons") is Status.COMPATIBLE


def test_a_denial_of_the_event_contests_that_it_happened() -> None:
    happened = said("stage", "shelled", "Ilka Voss", value=StageValue(Stage.HAPPENED, "shelled"))
    told = page("A", happened, denial("no such thing", "Southern Ministry", denies="event"))
    assert status(told, field="stage") is Status.CONTESTED


def test_the_order_of_pages_changes_nothing() -> None:
    rng = random.Random(20240506)
    speakers = ["Ilka Voss", "Northern Council", "Southern Ministry", "a doctor"]
    pages = [
        page(f"O{n}", *(said("killed", str(rng.randint(5, 6)), s) for s in rng.sample(speakers, 2)))
        for n in range(8)
    ]
    expected = bench(*pages).standing()
    for _ in range(4):
        rng.shuffle(pages)
        assert bench(*pages).standing() == expected


def test_times_that_are_close_can_both_hold() -> None:
    def told(other: TimeValue) -> Page:
        return page(
            "A", said("time", "05:30", "Ilka Voss"), said("time", other.time, "Oren Haddad", value=other)
        )

    assert status(told(TimeValue("05:00", "about 5", approximate=True)), field="time") is Status.COMPATIBLE
    assert status(told(TimeValue("morning", "in the morning")), field="time") is Status.COMPATIBLE
    assert status(told(TimeValue("17:00", "5 pm")), field="time") is Status.CONTESTED
