"""Which voices of several reports are one, and whose side they are on."""

import random

import pytest

from tellings.model import Actor, Actors, Leaf
from tellings.resolve.voices import VoiceMap, resolve_voices
from tellings.vocabulary import VoiceKind
from tests.builders import Page, judgement, page, said

BODY = {"kind": "organisation"}


def resolved(*pages: Page, actors: Actors | None = None, one_text: bool = False) -> VoiceMap:
    """Return the voices of these pages; one_text: they carry one text."""
    return resolve_voices(
        [one.report for one in pages],
        [one.extraction for one in pages],
        actors or Actors(),
        same_text={one.report.report_id: "text" for one in pages} if one_text else {},
    )


def names(found: VoiceMap) -> list[str | None]:
    """Return the names of all voices but outlets, sorted."""
    return sorted((v.name for v in found.voices if v.kind is not VoiceKind.OUTLET), key=str)


def test_a_name_joins_voices_of_two_reports_whatever_its_case_and_accents() -> None:
    found = resolved(
        page("The Daily", said("killed", "six", "Ilka Vóss")),
        page("The Post", said("killed", "7", "ILKA VOSS")),
    )
    assert len(names(found)) == 1
    (voice,) = (v for v in found.voices if v.kind is not VoiceKind.OUTLET)
    assert len(voice.members) == 2


def test_an_acronym_that_a_text_explains_joins_the_voice_that_goes_by_it() -> None:
    told = page(
        "The Daily",
        said("killed", "six", "Northern Relief Council"),
        voices={"Northern Relief Council": {**BODY, "aliases": ("the Northern Relief Council (NRC)",)}},
    )
    short = page("The Post", said("killed", "7", "NRC"), voices={"NRC": BODY})
    assert names(resolved(told, short)) == ["Northern Relief Council"]


def test_a_name_that_two_voices_bear_joins_neither() -> None:
    ilka = page("A", said("killed", "six", "Ilka Voss"), voices={"Ilka Voss": {"aliases": ("Voss",)}})
    oren = page("B", said("killed", "7", "Oren Voss"), voices={"Oren Voss": {"aliases": ("Voss",)}})
    bare = page("C", said("killed", "8", "Voss"))
    assert names(resolved(ilka, oren, bare)) == ["Ilka Voss", "Oren Voss", "Voss"]


def test_a_transliteration_of_one_persons_name_is_one_voice_and_another_surname_is_not() -> None:
    found = resolved(
        page("A", said("killed", "six", "Hassib al-Karat")),
        page("B", said("killed", "7", "Hasib al-Karrat")),
        page("C", said("killed", "8", "Hassib al-Karam")),
    )
    assert len(names(found)) == 2


def test_a_voice_without_a_name_is_never_joined_across_independent_reports() -> None:
    told = [page(outlet, said("killed", "six", "a police officer")) for outlet in ("A", "B")]
    assert names(resolved(*told)) == ["a police officer", "a police officer"]


def test_a_role_of_two_reports_stays_two_voices() -> None:
    told = [page(outlet, said("killed", "six", "the ministry's spokesman")) for outlet in ("A", "B")]
    assert len(names(resolved(*told))) == 2


def test_one_description_in_the_passage_that_two_copies_share_is_one_voice() -> None:
    line = said(
        "killed",
        "six",
        "a police officer",
        sentence="In the town six died, a police officer told reporters there.",
    )
    copies = [page(outlet, line) for outlet in ("A", "B")]
    assert names(resolved(*copies, one_text=True)) == ["a police officer"]


def test_one_description_in_passages_that_differ_stays_two_voices_even_in_copies() -> None:
    first = said(
        "killed", "six", "a police officer", sentence="In the town six died, a police officer told reporters."
    )
    other = said(
        "killed", "7", "a police officer", sentence="Up on the hill a police officer spoke of 7 dead by noon."
    )
    assert len(names(resolved(page("A", first), page("B", other), one_text=True))) == 2


ACTORS = Actors(
    sides=("North", "South"),
    actors=(
        Actor(
            "Northern Council",
            VoiceKind.ORGANISATION,
            "North",
            ("NC",),
            ("a council spokesman", "camp residents"),
        ),
        Actor(
            "Southern Army", VoiceKind.ARMED_GROUP, "South", ("the army",), ("an army officer", "residents")
        ),
        Actor("Relief Watch", VoiceKind.ORGANISATION),
        Actor("The Probe", VoiceKind.OUTLET),
        Actor("The Herald", VoiceKind.OUTLET, "South"),
    ),
)


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("NC", "North"),
        ("a council spokesman", "North"),
        ("an army officer at the gate", "South"),
        ("two camp residents", "North"),  # the longer words win
        ("a resident", None),
        ("an officer", None),
        ("Relief Watch", None),
    ],
)
def test_the_side_follows_the_actors_file(name: str, side: str | None) -> None:
    found = resolved(page("The Daily", said("killed", "six", name)), actors=ACTORS)
    assert [v.side for v in found.voices if v.kind is not VoiceKind.OUTLET] == [side]


def test_member_words_of_two_sides_that_are_as_long_leave_the_side_open() -> None:
    actors = Actors(
        ("North", "South"),
        (
            Actor("N", VoiceKind.ORGANISATION, "North", (), ("gate guard",)),
            Actor("S", VoiceKind.ORGANISATION, "South", (), ("camp cooks",)),
        ),
    )
    found = resolved(page("The Daily", said("killed", "six", "a gate guard and camp cooks")), actors=actors)
    assert [v.side for v in found.voices if v.name != "The Daily"] == [None]


def test_a_member_of_a_side_is_a_voice_of_its_own() -> None:
    found = resolved(
        page("The Daily", said("killed", "six", "NC"), said("killed", "7", "a council spokesman")),
        actors=ACTORS,
    )
    assert sorted(str(v.name) for v in found.voices if v.side == "North") == [
        "Northern Council",
        "a council spokesman",
    ]


def test_a_spokesman_of_a_body_belongs_to_its_side_by_his_affiliation() -> None:
    told = page(
        "The Daily",
        said("killed", "six", "Mara Holt"),
        voices={"Mara Holt": {"connection": "spokesperson", "affiliation": "the Northern Council"}},
    )
    voice = next(v for v in resolved(told, actors=ACTORS).voices if v.name == "Mara Holt")
    assert (voice.side, voice.suggested_by) == ("North", "the Northern Council")


def test_sides_within_one_side_are_one_side_also_where_a_person_gave_one() -> None:
    council, army = ACTORS.actors[:2]
    actors = Actors(("North", "South", "State"), (council, army), {"North": "State", "South": "State"})
    told = page("The Daily", *(said("killed", "six", by) for by in ("NC", "the army", "Ilka Voss")))
    ilka = next(voice for voice in told.extraction.voices if voice.name == "Ilka Voss")
    found = resolve_voices(
        [told.report],
        [told.extraction],
        actors,
        same_text={},
        judgements=[judgement(Leaf("voice", ilka.voice_id), verdict="sided", now="North")],
    )
    assert [v.side for v in found.voices if v.kind is not VoiceKind.OUTLET] == ["State"] * 3


def test_words_of_a_text_suggest_a_side_and_never_give_one() -> None:
    found = resolved(page("The Daily", said("killed", "six", "a rebel spokesman")), actors=ACTORS)
    (voice,) = (v for v in found.voices if v.kind is not VoiceKind.OUTLET)
    assert (voice.side, voice.suggested_by) == (None, "rebel")


@pytest.mark.parametrize(
    ("outlet", "is_relay"),
    [("Relief Watch", False), ("The Herald", False), ("The Probe", True), ("The Daily", True)],
)
def test_an_outlet_that_is_a_body_or_on_a_side_speaks_for_itself(outlet: str, is_relay: bool) -> None:
    found = resolved(page(outlet, said("killed", "six")), actors=ACTORS)
    assert bool(found.relays) is is_relay


def test_a_page_that_names_its_own_publisher_as_a_speaker_is_that_bodys_own() -> None:
    told = page(
        "Hill Council",
        said("killed", "six", "the Hill Council"),
        voices={"the Hill Council": {**BODY, "naming": "named"}},
    )
    found = resolved(told)
    assert len(found.voices) == 1
    assert not found.relays


def test_judgements_about_voices_join_and_part() -> None:
    one = page("A", said("killed", "six", "Ilka Voss"))
    two = page("B", said("killed", "7", "Ilka Voss"))
    ids = [p.extraction.voices[1].voice_id for p in (one, two)]
    parted = judgement(Leaf("voice", ids[0]), Leaf("voice", ids[1]), verdict="different")
    reports, extractions = [p.report for p in (one, two)], [p.extraction for p in (one, two)]
    assert len(resolve_voices(reports, extractions, Actors(), same_text={}).voices) == 3
    found = resolve_voices(reports, extractions, Actors(), same_text={}, judgements=[parted])
    assert len(found.voices) == 4


def test_a_side_that_a_person_gives_stands_over_the_actors_file_for_all_that_the_voice_is() -> None:
    pages = [page(outlet, said("killed", "six", "NC")) for outlet in ("A", "B")]
    side = judgement(Leaf("voice", pages[0].extraction.voices[1].voice_id), verdict="sided", now="South")
    found = resolve_voices(
        [one.report for one in pages],
        [one.extraction for one in pages],
        ACTORS,
        same_text={},
        judgements=[side],
    )
    assert [(v.side, len(v.members)) for v in found.voices if v.name == "Northern Council"] == [("South", 2)]


def test_two_actors_are_never_one_voice_even_if_a_text_gives_them_one_name() -> None:
    told = page(
        "The Daily",
        said("killed", "six", "Northern Council"),
        voices={"Northern Council": {**BODY, "aliases": ("Relief Watch",)}},
    )
    other = page("The Post", said("killed", "7", "Relief Watch"), voices={"Relief Watch": BODY})
    found = resolved(told, other, actors=ACTORS)
    assert {"Relief Watch"} <= {v.name for v in found.voices}
    assert len([v for v in found.voices if v.kind is VoiceKind.ORGANISATION]) == 2


def test_the_order_of_reports_changes_nothing() -> None:
    speakers = ["Ilka Voss", "NC", "a police officer", "the army", "Mara Holt", "Ilka Vos"]
    pages = [
        page(f"Outlet {n}", *(said("killed", str(k), s) for k, s in enumerate(speakers[n % 3 :])))
        for n in range(6)
    ]
    expected = resolved(*pages, actors=ACTORS, one_text=True)
    for seed in range(5):
        random.Random(seed).shuffle(pages)
        assert resolved(*pages, actors=ACTORS, one_text=True) == expected
