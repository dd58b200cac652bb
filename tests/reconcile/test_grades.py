"""Grades by published rules: what each asks for, and whose input is missing where it gives none."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.judging import leaf_of_claim
from tellings.model import Accusation, Count, Group, Level, Method, Record, RecordGrade, Span, Value
from tellings.record import build_records
from tellings.vocabulary import Field, GradeScheme, PersonStatus, Role
from tests.builders import Page, Said, judgement, page, said
from tests.reconcile.bench import ACTORS

LEVELS = Method(
    confirmation_levels=("reported: told by a voice", "borne out: by two sides", "checked: by a reviewer"),
    levels=(Level("reported", voices=1), Level("borne out", origins=2, sides=2)),
)


def killed(words: str, *by: str, status: str = "civilian", **more: Any) -> Said:
    number = int(words)
    value = Count(Field.KILLED, number, number, words, group=Group(status=PersonStatus(status)))
    return said("killed", words, *by, value=value, **more)


def blamed(accused: str, *by: str, **more: Any) -> Said:
    value: Value = Accusation(Role.CARRIED_OUT, accused, Span(0, len(accused)), accused)
    return said("accusations", accused, *by, value=value, **more)


def shelling(outlet: str, *lines: Said, published: str = "2024-05-06") -> Page:
    at = (said("date", "2024-05-05"), said("place", "Ardeh"), said("type", "shelling"))
    return page(outlet, *at, *lines, published=published)


def record_of(*lines: Said, method: Method = LEVELS) -> Record:
    """Return the record of one incident, each thing told on a page of its own."""
    pages = [shelling(f"Outlet {n}", line) for n, line in enumerate(lines)]
    (made,) = build_records([one.report for one in pages], [one.extraction for one in pages], ACTORS, method)
    return made


def grade(scheme: GradeScheme, *lines: Said, method: Method = LEVELS) -> RecordGrade:
    (found,) = (one for one in record_of(*lines, method=method).grades if one.scheme is scheme)
    return found


def airwars(*lines: Said) -> RecordGrade:
    return grade(GradeScheme.AIRWARS, *lines)


TWO = (killed("6", "Ilka Voss"), killed("4", "Relief Watch"))


# ---------------------------------------------------------------- Airwars


def test_two_independent_origins_and_a_party_that_is_blamed_are_fair() -> None:
    found = airwars(*TWO, blamed("the ministry", "Ilka Voss"))
    assert found.grade == "fair"
    assert "acted nearby is as told, and was not checked" in found.why


def test_without_a_party_somebody_must_say_whether_one_acted_nearby() -> None:
    assert airwars(*TWO).grade is None
    assert "a person must say whether a party acted nearby" in airwars(*TWO).why


def test_one_origin_is_weak_however_many_pages_carry_it() -> None:
    assert airwars(*(killed("6", "Ilka Voss") for _ in range(5))).grade == "weak"
    assert airwars(killed("6")).grade == "weak"


def test_parties_of_two_sides_that_are_blamed_make_it_contested() -> None:
    found = airwars(*TWO, blamed("Southern Ministry", "Ilka Voss"), blamed("Northern Guard", "Relief Watch"))
    assert (found.grade, found.why) == (
        "contested",
        "2 parties are held responsible by those who tell of it.",
    )


def test_two_bodies_of_one_side_are_one_party() -> None:
    found = airwars(*TWO, blamed("Northern Council", "Ilka Voss"), blamed("Northern Guard", "Relief Watch"))
    assert found.grade == "fair"


def test_whether_two_names_without_a_side_are_one_party_is_for_a_person_to_say() -> None:
    found = airwars(*TWO, blamed("the fleet", "Ilka Voss"), blamed("the navy", "Relief Watch"))
    assert found.grade is None
    assert "a person must say whether the 2 who are held responsible are one party" in found.why


def test_a_denied_accusation_holds_nobody_responsible() -> None:
    assert airwars(*TWO, blamed("the ministry", "the ministry", stance="denies")).grade is None


def test_a_party_that_takes_responsibility_for_what_it_is_blamed_for_makes_it_confirmed() -> None:
    taken = said("responsibility_taken", "Northern Guard", "Northern Guard", stance="takes_responsibility")
    assert airwars(*TWO, blamed("Northern Guard", "Ilka Voss"), taken).grade == "confirmed"


def test_combatants_alone_are_discounted() -> None:
    assert airwars(killed("6", "Ilka Voss", status="combatant")).grade == "discounted"


@pytest.mark.parametrize(
    ("status", "asked"),
    [
        ("unknown", "no voice says whether those harmed were civilians; a person must"),
        ("disputed", "it is disputed who was harmed"),
        ("security_force", "were police or soldiers"),
    ],
)
@pytest.mark.parametrize("scheme", [GradeScheme.AIRWARS, GradeScheme.IBC])
def test_who_was_harmed_is_for_a_person_to_say_where_no_voice_calls_them_civilians(
    scheme: GradeScheme, status: str, asked: str
) -> None:
    found = grade(scheme, killed("6", "Ilka Voss", status=status))
    assert found.grade is None
    assert found.why.startswith("Not gradable: ") and asked in found.why


# ---------------------------------------------------------------- Iraq Body Count


def test_deaths_by_two_independent_origins_have_two_sources_with_minimum_and_maximum() -> None:
    found = grade(GradeScheme.IBC, *TWO)
    assert found.grade == "two_sources"
    assert found.why.endswith("minimum 4, maximum 6 of the figures in force.")


def test_deaths_by_one_origin_are_provisional() -> None:
    assert grade(GradeScheme.IBC, killed("6", "Ilka Voss"), killed("6")).grade == "provisional"


def test_whether_voices_that_may_be_one_are_two_sources_is_for_a_person_to_say() -> None:
    found = grade(GradeScheme.IBC, killed("6", "a doctor"), killed("4", "a doctor"))
    assert found.grade is None
    assert "a person must say whether voices that were not shown to differ are one source" in found.why


def test_the_injured_alone_are_no_deaths() -> None:
    assert grade(GradeScheme.IBC, said("injured", "six", "Ilka Voss")).why == (
        "Not gradable: nobody tells of deaths in a number."
    )


# ---------------------------------------------------------------- the house


def test_the_house_gives_the_highest_level_whose_asks_and_those_below_are_met() -> None:
    found = grade(GradeScheme.HOUSE, killed("6", "Ilka Voss"))
    assert (found.grade, found.why) == (
        "reported",
        "It reaches “reported”; for “borne out” it lacks 2 independent origins (1 told).",
    )
    both = (killed("6", "Northern Council"), killed("4", "Southern Ministry"))
    assert grade(GradeScheme.HOUSE, *both).grade == "borne out"


def test_a_level_without_asks_is_given_by_a_person_alone() -> None:
    both = (killed("6", "Northern Council"), killed("4", "Southern Ministry"))
    assert "for “checked” it lacks a person's assessment" in grade(GradeScheme.HOUSE, *both).why


def test_a_persons_assessment_gives_the_level_that_is_a_persons_to_give() -> None:
    pages = [
        shelling("A", killed("6", "Northern Council")),
        shelling("B", killed("4", "Southern Ministry")),
    ]
    leaf = leaf_of_claim(pages[0].claims("killed")[0], pages[0].report)
    for word, reached in (("confirmed", "checked"), ("inconclusive", "borne out")):
        found = judgement(leaf, verdict="assessed", now=word)
        (made,) = build_records(
            [one.report for one in pages], [one.extraction for one in pages], ACTORS, LEVELS, (found,)
        )
        assert made.grades[-1].grade == reached


def test_an_open_number_of_origins_stops_at_the_level_below_and_says_so() -> None:
    found = grade(GradeScheme.HOUSE, killed("6", "a doctor"), killed("4", "a doctor"))
    assert found.grade == "reported"
    assert "it lacks a person's word on whether 2 origins are 1" in found.why


def test_the_house_is_silent_without_levels_and_says_so_where_they_ask_nothing() -> None:
    assert len(record_of(*TWO, method=Method()).grades) == 2
    plain = replace(LEVELS, levels=())
    assert grade(GradeScheme.HOUSE, *TWO, method=plain).grade is None


# ---------------------------------------------------------------- what holds of every grade

WORDS = {
    GradeScheme.AIRWARS: {"discounted", "confirmed", "contested", "fair", "weak"},
    GradeScheme.IBC: {"two_sources", "provisional"},
    GradeScheme.HOUSE: {"reported", "borne out"},
}
LINES = st.one_of(
    st.builds(
        killed,
        st.sampled_from(("0", "4", "6")),
        st.sampled_from(("Ilka Voss", "Northern Council", "a doctor", "Relief Watch")),
        status=st.sampled_from(("civilian", "unknown", "combatant", "disputed")),
    ),
    st.builds(
        blamed,
        st.sampled_from(("Northern Guard", "Southern Ministry", "the fleet")),
        st.sampled_from(("Ilka Voss", "Northern Council")),
        stance=st.sampled_from(("alleges", "denies")),
    ),
)


@given(st.lists(LINES, min_size=1, max_size=6))
def test_every_grade_is_a_word_of_its_scheme_or_says_what_is_missing_and_names_nobody(
    lines: list[Said],
) -> None:
    made = record_of(*lines)
    assert [one.scheme for one in made.grades] == list(GradeScheme)
    for one in made.grades:
        assert one.grade is None or one.grade in WORDS[one.scheme]
        assert (one.grade is None) == one.why.startswith("Not gradable: ")
        assert not any(
            name in one.why for name in ("Guard", "Ministry", "fleet", "Voss", "Council", "doctor", "Watch")
        )
