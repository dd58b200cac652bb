"""What names and phrases join over the reports of one incident, and what stays open."""

import random
import time
from dataclasses import replace
from typing import Any

import pytest

from tellings.model import Actors, Leaf
from tellings.resolve.voices import VoiceMap, resolve_voices
from tellings.vocabulary import Connection, VoiceKind
from tests.builders import Page, attribution, judgement, page, said

BODY = {"kind": "organisation"}
MONITOR = {**BODY, "connection": "monitor"}
FULL = "Osk Observatory for Rights"


def told_by(outlet: str, *speakers: str, **voices: dict[str, Any]) -> Page:
    """Return a page on which each speaker tells a figure; voices: what is to be known of each, by `_` for a space."""
    told = [said("killed", str(n), speaker) for n, speaker in enumerate(speakers)]
    return page(outlet, *told, voices={name.replace("_", " "): facts for name, facts in voices.items()})


def body(outlet: str, *speakers: str, **facts: Any) -> Page:
    """Return a page on which bodies speak, all with these facts."""
    told = [said("killed", str(n), speaker) for n, speaker in enumerate(speakers)]
    return page(outlet, *told, voices={speaker: {**BODY, **facts} for speaker in speakers})


def resolved(*pages: Page, judgements: Any = ()) -> VoiceMap:
    return resolve_voices(
        [one.report for one in pages],
        [one.extraction for one in pages],
        Actors(),
        same_text={},
        judgements=judgements,
    )


def names(found: VoiceMap) -> list[str]:
    """Return the names of all voices but outlets, sorted."""
    return sorted(str(v.name) for v in found.voices if v.kind is not VoiceKind.OUTLET)


def whys(found: VoiceMap) -> set[str]:
    return {join.why for join in found.joins}


# ---------------------------------------------------------------- names of bodies


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        (FULL, "OOR", FULL),
        ("United Nations", "U.N.", "United Nations"),
        ("Médecins Sans Frontières", "Doctors Without Borders", "Médecins Sans Frontières"),
        ("Osk Observatory", FULL, FULL),
        ("Sarras army", "the Sarran army", "the Sarran army"),
        ("Sarra's army", "Sarras army", "Sarra's army"),
        ("the Ministry of Health", "Health Ministry", "the Ministry of Health"),
        ("the Sarran Health Ministry", "the Health Ministry", "the Sarran Health Ministry"),
        ("The opposing Osk Observatory for Rights monitoring group", FULL, None),
    ],
)
def test_two_forms_of_a_bodys_name_are_one_voice(one: str, other: str, kept: str | None) -> None:
    kind = "state_body" if "inistry" in one or "army" in one else "organisation"
    found = resolved(body("A", one, naming="named", kind=kind), body("B", other, naming="named", kind=kind))
    assert len(names(found)) == 1
    assert kept is None or names(found) == [kept]
    assert len(found.joins) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Osk Army", "Osk Army Veterans"),
        ("Hill Council", "Hill Council Watch"),
        ("Council", "Hill Council"),
        ("ORO", FULL),
    ],
)
def test_names_that_only_look_alike_are_two_voices(one: str, other: str) -> None:
    assert len(names(resolved(body("A", one), body("B", other)))) == 2


def test_an_acronym_that_fits_two_names_joins_neither() -> None:
    found = resolved(body("A", "Osk Relief Board"), body("B", "Oren Rescue Bureau"), body("C", "ORB"))
    assert len(names(found)) == 3


def test_a_name_that_a_text_gives_besides_another_joins_both() -> None:
    text = (
        "1 (killed), Osk Civil Guard. The Osk Civil Guard, also known as the Grey Caps, dug for survivors.\n"
    )
    one = page(
        "A",
        said("killed", "1", "Osk Civil Guard", sentence="1 (killed), Osk Civil Guard."),
        voices={"Osk Civil Guard": BODY},
        text=text,
    )
    found = resolved(one, body("B", "the Grey Caps", naming="named"))
    assert names(found) == ["Osk Civil Guard"]
    assert any("also known as the Grey Caps" in why for why in whys(found))


def test_a_name_in_a_phrase_that_describes_it_names_the_voice() -> None:
    for phrase in (f"a monitor the {FULL}", f"a new toll from the {FULL}"):
        assert names(resolved(body("A", phrase, naming="unnamed"), body("B", FULL))) == [FULL]


def test_a_pronoun_printed_like_a_name_joins_nothing() -> None:
    found = resolved(told_by("A", "One"), told_by("B", "One"))
    assert len(names(found)) == 2


def test_an_official_of_a_body_is_not_the_body() -> None:
    found = resolved(
        told_by("A", f"an official of the {FULL}"), body("B", FULL), told_by("C", f"a guard at the {FULL}")
    )
    assert len(names(found)) == 3


# ---------------------------------------------------------------- names of persons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("General Ilka Voss", "Brigadier General Ilka Voss"),
        ("Ilka Voss", "Gen. Voss"),
        ("Hasib Abdul-Rahman", "Hasib Abdel Rahman"),
        ("Hasib Abdurrahman", "Hasib Abd al-Rahman"),
        ("Muhammad al-Karat", "Mohamed Karat"),
        ("Jona bin Osk Karat", "Osk Karat"),
    ],
)
def test_two_forms_of_a_persons_name_are_one_voice(one: str, other: str) -> None:
    assert len(names(resolved(told_by("A", one), told_by("B", other)))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hasan Karat", "Husein Karat"),
        ("Ilka Voss", "Oren Voss"),
        ("Voss", "Ilka Vossberg"),
        ("General", "Osk General"),
        ("Sarra", "Voss in Sarra"),
    ],
)
def test_names_of_two_persons_are_two_voices(one: str, other: str) -> None:
    assert len(names(resolved(told_by("A", one), told_by("B", other)))) == 2


def test_a_surname_that_fits_two_persons_joins_neither_and_is_told_as_open() -> None:
    found = resolved(told_by("A", "Ilka Voss"), told_by("B", "Oren Voss"), told_by("C", "Voss"))
    assert len(names(found)) == 3
    (open_,) = found.undecided
    assert (len(open_.voices), open_.why) == (3, 'the name "Voss" fits more than one of them')


def test_a_medic_and_an_official_of_one_surname_are_two() -> None:
    medic = told_by("A", "Ilka Voss", Ilka_Voss={"connection": "medic"})
    assert len(names(resolved(medic, told_by("B", "Voss", Voss={"connection": "official"})))) == 2


# ---------------------------------------------------------------- who heads a monitor


@pytest.mark.parametrize(
    "phrase",
    ["Ilka Voss the Observatory chief", "Observatory director Ilka Voss", "Ilka Voss, who heads the OOR"],
)
def test_who_heads_a_monitor_is_the_monitors_voice_and_goes_by_its_name(phrase: str) -> None:
    head = told_by("A", "Ilka Voss", Ilka_Voss={"aliases": (phrase,), "connection": "official"})
    found = resolved(head, body("B", FULL, connection=Connection.MONITOR, aliases=(f"the {FULL} (OOR)",)))
    assert names(found) == [FULL]
    (voice,) = (v for v in found.voices if v.name == FULL)
    assert (voice.kind, voice.connection) == (VoiceKind.ORGANISATION, Connection.MONITOR)
    assert [join.why for join in voice.joined] == ["told to head it, or to speak for it"]


@pytest.mark.parametrize(
    "phrase",
    ["former Observatory director Ilka Voss", "Ilka Voss, a guard at the Observatory", "Ilka Voss"],
)
def test_who_is_not_told_to_head_a_monitor_is_a_voice_of_its_own(phrase: str) -> None:
    other = told_by("A", "Ilka Voss", Ilka_Voss={"aliases": (phrase,)})
    assert len(names(resolved(other, body("B", FULL, connection="monitor")))) == 2


def test_an_envoy_of_a_body_known_all_over_the_world_is_its_voice() -> None:
    envoy = told_by(
        "A", "Ilka Voss", Ilka_Voss={"aliases": ("UN special envoy Ilka Voss",), "connection": "official"}
    )
    assert names(resolved(envoy, body("B", "United Nations"))) == ["United Nations"]


def test_the_spokesman_of_a_party_is_a_voice_of_his_own() -> None:
    speaks = {"aliases": ("Osk Relief Front spokesman Ilka Voss",), "connection": "spokesperson"}
    front = body("B", "Osk Relief Front", connection=Connection.PARTY)
    assert len(names(resolved(told_by("A", "Ilka Voss", Ilka_Voss=speaks), front))) == 2


def test_a_ministrys_spokesman_is_a_voice_of_its_own() -> None:
    speaks = {"aliases": ("Health Ministry spokesman Ilka Voss",), "connection": "spokesperson"}
    found = resolved(
        told_by("A", "Ilka Voss", Ilka_Voss=speaks),
        body("B", "the Health Ministry", kind="state_body", naming="named"),
    )
    assert len(names(found)) == 2


# ---------------------------------------------------------------- descriptions


def test_a_monitor_that_its_report_names_afterwards_is_that_monitor() -> None:
    found = resolved(body("A", "a monitor", FULL))
    assert names(found) == [FULL]
    assert whys(found) == {'its report says "a monitor" and names one such body only'}


@pytest.mark.parametrize(
    "speakers",
    [
        (FULL, "a monitor"),  # behind the name: another one
        ("another monitor", FULL),
        ("a monitor", FULL, "Hill Watch"),  # two are named
        ("an aid group", FULL),
        ("a Turkey-based monitor", "a monitor the Osk-based Osk Observatory for Rights"),
        ("a Sarran rights group", FULL),
    ],
)
def test_a_description_that_does_not_fit_one_body_only_is_a_voice_of_its_own(
    speakers: tuple[str, ...],
) -> None:
    facts = {speaker: dict(BODY) for speaker in speakers}
    told = [said("killed", str(n), speaker) for n, speaker in enumerate(speakers)]
    assert len(names(resolved(page("A", *told, voices=facts)))) == len(speakers)


def test_a_monitor_that_passes_on_what_a_named_one_tells_is_another() -> None:
    made = body("A", "a monitor", FULL)
    relayed = replace(
        attribution("0", within=made.report), chain=tuple(voice.voice_id for voice in made.extraction.voices)
    )
    told = Page(made.report, replace(made.extraction, attributions=(relayed,)))
    assert len(names(resolved(told))) == 2


def test_a_definite_description_is_joined_over_reports_where_one_body_is_told_to_be_so() -> None:
    named = body("A", FULL, connection="monitor", aliases=(f"the Britain-based {FULL}",))
    told = body("B", "the British-based monitoring group", naming="role")
    found = resolved(named, told)
    assert names(found) == [FULL]
    assert whys(found) == {'one body only is told to be "the British-based monitoring group"'}


@pytest.mark.parametrize("phrase", ["the monitoring group", "a monitor", "a Britain-based monitor"])
def test_less_than_that_is_left_open_between_reports(phrase: str) -> None:
    named = body("A", FULL, connection="monitor", aliases=(f"the Britain-based {FULL}",))
    naming = "role" if phrase.startswith("the") else "unnamed"
    found = resolved(named, body("B", phrase, naming=naming))
    assert len(names(found)) == 2
    (open_,) = found.undecided
    assert open_.why == f'"{phrase}" may be a body that other reports name, or another'


def test_one_description_in_two_independent_reports_is_undecided_and_says_so() -> None:
    found = resolved(
        told_by("A", "an interior ministry official"), told_by("B", "an interior ministry official")
    )
    assert len(names(found)) == 2
    (open_,) = found.undecided
    assert open_.why == 'each is called "an interior ministry official"; no text says whether they are one'


# ---------------------------------------------------------------- judgements, order, many


def test_a_judgement_parts_what_names_would_join_and_joins_what_they_do_not() -> None:
    pages = [body("A", FULL), body("B", "OOR"), told_by("C", "an official")]
    full, short, official = (one.extraction.voices[1].voice_id for one in pages)
    apart = judgement(Leaf("voice", full), Leaf("voice", short), verdict="different")
    assert len(names(resolved(*pages, judgements=[apart]))) == 3
    one = judgement(Leaf("voice", full), Leaf("voice", official), why="the editor told us")
    found = resolved(*pages, judgements=[one])
    assert names(found) == [FULL]
    assert "judged the same by reviewer-1: the editor told us" in whys(found)


def test_the_order_of_reports_changes_neither_joins_nor_what_is_open() -> None:
    pages = [
        body("A", "a monitor", FULL, "ORB", "Osk Observatory"),
        told_by("B", "Ilka Voss", "Voss", Ilka_Voss={"aliases": ("Observatory director Ilka Voss",)}),
        told_by("C", "an official", "Oren Voss", "Voss"),
        body("D", "OOR", "Osk Relief Board", "the monitoring group"),
        told_by("E", "an official", "Ilka Vos"),
    ]
    expected = resolved(*pages)
    for seed in range(5):
        random.Random(seed).shuffle(pages)
        found = resolved(*pages)
        assert (found.voices, found.joins, found.undecided) == (
            expected.voices,
            expected.joins,
            expected.undecided,
        )


def test_voices_of_four_thousand_reports_take_seconds_at_most() -> None:
    rng = random.Random(7)
    given = ["".join(rng.choices("abdeghklmnorstuvz", k=9)).title() for _ in range(2000)]
    pages = [told_by(f"Outlet {n}", f"{name} Karat{n % 40}", "an official") for n, name in enumerate(given)]
    pages += [body(f"Paper {n}", f"{name} Council", "a monitor") for n, name in enumerate(given)]
    began = time.perf_counter()
    found = resolved(*pages)
    assert time.perf_counter() - began < 10
    assert len(names(found)) == 8000
