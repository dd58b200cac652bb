from dataclasses import replace
from datetime import date
from enum import StrEnum

import pytest

from tellings.errors import BrokenPromise
from tellings.model import (
    Accusation,
    Count,
    DateValue,
    Denial,
    Place,
    Rounds,
    Scope,
    Span,
    Value,
    Voice,
)
from tellings.publish import words
from tellings.publish.words import (
    accusation_in_words,
    chain_in_words,
    count_in_figures,
    count_in_words,
    edtf_in_words,
    ever_told_in_words,
    inputs_in_words,
    listing,
    origin_in_chain,
    value_in_words,
    voice_in_words,
)
from tellings.vocabulary import (
    CountBasis,
    DateBasis,
    Denied,
    Field,
    How,
    Naming,
    PlacePrecision,
    Role,
    RoundsState,
    Stance,
    VoiceKind,
)
from tests.publish.sample import killed


@pytest.mark.parametrize(
    ("count", "reads", "mark"),
    [
        (killed(6, 6, "six"), "6", "6"),
        (killed(5, None, "at least five"), "at least 5", "≥5"),
        (killed(43, None, "more than 43", strict=True), "more than 43", ">43"),
        (killed(None, 43, "up to 43"), "up to 43", "≤43"),
        (killed(None, 43, "fewer than 43", strict=True), "fewer than 43", "<43"),
        (killed(100, 100, "about one hundred", approximate=True), "about 100", "~100"),
        (killed(39, 40, "39-40"), "between 39 and 40", "39–40"),
        (killed(24, None, "dozens", vague=True), "dozens (vague)", "?"),
        (killed(0, 0, "none"), "0", "0"),
        (killed(1, 1, "another", basis=CountBasis.INCREMENT), "another one", "+1"),
        (killed(2, 2, "two more", basis=CountBasis.INCREMENT), "another 2", "+2"),
        (killed(4, 4, "", basis=CountBasis.LISTED), "4, as many as are named", "4"),
        (killed(1, 1, "one", scope=Scope(died_later=True)), "1 (died of wounds later)", "1"),
    ],
)
def test_a_count_reads_as_it_was_told(count: Count, reads: str, mark: str) -> None:
    assert count_in_words(count) == reads
    assert count_in_figures(count) == mark


def test_what_a_figure_was_worked_out_from_is_said() -> None:
    more = killed(1, 1, "another", basis=CountBasis.INCREMENT)
    assert inputs_in_words([killed(6, 6, "six"), more]) == "6, and another one later"
    hurt = replace(killed(11, 11, "eleven"), kind=Field.INJURED)
    assert inputs_in_words([hurt, more]) == "11, less one who died later"
    planned = Rounds(100, 100, "100", "shells", RoundsState.PLANNED)
    left = Rounds(60, 60, "60", "missiles", RoundsState.UNFIRED)
    assert inputs_in_words([planned, left]) == "100 shells, planned; 60 missiles, unfired"


def test_a_vague_number_of_rounds_keeps_its_words() -> None:
    for wording in ("dozens", "dozens of", "dozens of rockets"):
        assert value_in_words(Rounds(None, None, wording, "rockets", vague=True)) == (
            "dozens of rockets (vague), fired or landed"
        )


def test_unknown_denied_cannot_confirm_and_zero_read_as_four_things() -> None:
    values: list[tuple[Value | None, Stance]] = [
        (killed(None, None, "some"), Stance.ASSERTS),
        (Denial(Denied.CASUALTIES, "no casualties"), Stance.DENIES),
        (None, Stance.CANNOT_CONFIRM),
        (killed(0, 0, "nobody"), Stance.ASSERTS),
    ]
    assert len({value_in_words(value, stance) for value, stance in values}) == 4


def test_a_denied_figure_says_so_before_the_number() -> None:
    assert value_in_words(killed(12, 12, "12"), Stance.DENIES) == "denied: 12"


@pytest.mark.parametrize(
    ("edtf", "reads"),
    [
        ("2013-02-09", "9 February 2013"),
        ("2013-02", "February 2013"),
        ("2013", "2013"),
        ("2013-02~", "about February 2013"),
        ("2013-02-09/2013-02-11", "from 9 February 2013 to 11 February 2013"),
        ("2013-02/..", "from February 2013 on"),
        ("[2002-02-09,2013-02-09]", "one of: 9 February 2002; 9 February 2013"),
        ("XXXX-02-09", "9 February, year not told"),
        ("", "not told"),
        (None, "not told"),
        ("some day", "some day"),
    ],
)
def test_a_date_keeps_its_precision_in_words(edtf: str | None, reads: str) -> None:
    assert edtf_in_words(edtf) == reads


def test_an_inferred_year_and_a_coarse_place_say_so() -> None:
    day = date(2013, 2, 9)
    told = DateValue("2013-02-09", day, day, "February 9", DateBasis.INFERRED)
    assert value_in_words(told) == "9 February 2013 (year inferred)"
    place = Place("Camp Alder", "Camp Alder", PlacePrecision.APPROXIMATE, 41.0, 19.0, 5.0)
    assert value_in_words(place) == "Camp Alder (placed coarsely, within 5 km)"


def test_a_chain_reads_from_outlet_to_origin() -> None:
    last = origin_in_chain("Council of Free Tolmia", How.DOCUMENT, source_words="a statement by the Council")
    assert chain_in_words(["The Daily", last]) == "The Daily ← statement of the Council of Free Tolmia"
    assert chain_in_words(["The Daily"]) == "as told by The Daily, in its own voice"
    assert origin_in_chain("the council", How.DOCUMENT, source_words="it") == "document of the council"


def test_an_unnamed_voice_says_that_and_how_many_it_may_be() -> None:
    two = Voice("v", "two officials", VoiceKind.GROUP, Naming.UNNAMED, at_most=2)
    assert voice_in_words(two) == "two officials (not named, at most 2 speakers)"


def test_no_accusation_has_words_without_its_accuser() -> None:
    accusation = Accusation(Role.ORDERED, "Orsk Tamm", Span(0, 1), "ordered")
    with pytest.raises(BrokenPromise, match="accuser"):
        value_in_words(accusation)
    assert accusation_in_words(accusation, accuser="The Council", stance=Stance.ALLEGES) == (
        "The Council alleges: Orsk Tamm ordered it"
    )
    assert accusation_in_words(
        accusation, accuser="The ministry", stance=Stance.DENIES, accused_by=["The Council"]
    ) == ("The ministry denies what The Council says: Orsk Tamm ordered it")


def test_every_word_of_the_closed_lists_has_its_words() -> None:
    for name, table in vars(words).items():
        if name.endswith("_WORDS") and isinstance(table, dict) and table:
            kind = type(next(iter(table)))
            if issubclass(kind, StrEnum):
                assert set(table) == set(kind), name
    assert set(words.FIELD_WORDS) == set(Field)


def test_ranges_and_lists_read_plainly() -> None:
    assert ever_told_in_words(lowest=1, highest=8) == "1 to 8"
    assert ever_told_in_words(lowest=6, highest=6) == "6"
    assert ever_told_in_words(lowest=11, highest=None) == "11 or more, with no upper end told"
    assert listing(["a", "b", "a", "c"]) == "a, b and c"
