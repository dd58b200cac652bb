"""Patterns of who has it from whom, from the raw text of invented reports to the origins behind a toll.

Each report is read and put together as a case would do it. A pattern says who stands behind the number of the dead.
"""

from collections.abc import Sequence

from tellings.intake import Taken, read_bytes
from tellings.judging import leaf_of_voice
from tellings.model import (
    Actor,
    Actors,
    Extraction,
    Judgement,
    OriginCount,
    Record,
    Report,
    Support,
)
from tellings.pipeline import build_findings, read_report
from tellings.resolve.gazetteer import Gazetteer
from tellings.vocabulary import Field, Status, VoiceKind, WarningCode
from tests.builders import judgement

ACTORS = Actors(
    sides=("North", "South"),
    actors=(
        Actor("Northern Council", VoiceKind.ORGANISATION, "North"),
        Actor("Interior Ministry", VoiceKind.STATE_BODY, "South", (), ("army officer",)),
        Actor("State Radio", VoiceKind.OUTLET, "South"),
    ),
)
GAZETTEER = Gazetteer.open()

WIRE = (
    "Shells hit the crowded vegetable market of Ardeh shortly after dawn on Monday, and six people were killed, "
    "a police officer said. The officer said that nineteen others were being treated for burns and shrapnel wounds in "
    "the two wards of the town hospital. Shopkeepers swept glass from the pavement while soldiers closed the road that "
    "leads to the harbour.\n"
)


def published(outlet: str, text: str, *, on: str = "2024-05-06", **more: str) -> Report:
    """Return a report as intake takes it in. more: further lines of its front matter."""
    lines = {"outlet": outlet, "published": on, **more}
    front = "".join(f"{key}: {value}\n" for key, value in lines.items())
    taken = read_bytes(f"---\n{front}---\n{text}".encode(), name=f"{outlet}.txt")
    assert isinstance(taken, Taken)
    return taken.report


def read(reports: Sequence[Report]) -> list[Extraction]:
    return [read_report(one, gazetteer=GAZETTEER) for one in reports]


def record_of(*reports: Report, actors: Actors | None = None, judgements: Sequence[Judgement] = ()) -> Record:
    """Return the record of the one incident that all these reports tell of."""
    found = build_findings(reports, read(reports), actors=actors, gazetteer=GAZETTEER, judgements=judgements)
    (record,) = found.records
    return record


def behind(record: Record, field: Field = Field.KILLED) -> Support:
    return record.fields[field].standing.support


def origins(record: Record, field: Field = Field.KILLED) -> tuple[int, int]:
    """Return how many origins stand behind a field, at least and at most."""
    count = behind(record, field).origins
    return count.low, count.high


def rest_on(record: Record, field: Field = Field.KILLED) -> set[str | None]:
    """Return the names of those on whom the claims of a field rest; None for an outlet's own voice."""
    names = {voice.voice_id: voice.name for voice in record.voices}
    claims = [c for reading in record.fields[field].readings for c in reading.claims if not c.headline]
    return {names[c.rests_on] if c.rests_on else None for c in claims}


def reasons(record: Record) -> set[str]:
    return {join.why.split(":")[0] for origin in record.origins for join in origin.joined}


# ---------------------------------------------------------------- copies


def test_a_copy_with_its_credit_is_the_agencys_one_origin() -> None:
    record = record_of(
        published("Nordic Wire", WIRE),
        published("The Daily", WIRE + "\nSource: Nordic Wire\n", on="2024-05-07"),
    )
    assert (behind(record).pages, behind(record).voices, origins(record)) == (2, 1, (1, 1))


def test_a_copy_without_its_credit_is_the_agencys_one_origin_too() -> None:
    record = record_of(published("Nordic Wire", WIRE), published("The Daily", WIRE, on="2024-05-07"))
    assert (behind(record).pages, behind(record).voices, origins(record)) == (2, 1, (1, 1))


def test_a_translated_copy_that_credits_the_agency_is_one_origin_with_it() -> None:
    told_again = (
        "Shells fell at dawn on Monday on the vegetable market in the town of Ardeh and killed six people, according "
        "to a policeman. Nineteen more are in treatment at the hospital.\n"
    )
    record = record_of(
        published("Nordic Wire", WIRE),
        published(
            "El Faro",
            told_again,
            on="2024-05-07",
            kind="translation",
            original_language="es",
            agency="Nordic Wire",
        ),
    )
    assert (behind(record).pages, origins(record)) == (2, (1, 1))
    assert "one wire text" in reasons(record)


def test_a_local_line_added_to_a_copy_is_an_origin_of_its_own() -> None:
    line = (
        "A baker who was in the market told the Ardeh Herald that he had seen the dead. "
        '"Six people were killed," the baker said.\n'
    )
    record = record_of(
        published("Nordic Wire", WIRE), published("Ardeh Herald", f"{WIRE}\n{line}", on="2024-05-07")
    )
    assert rest_on(record) == {"a police officer", "a baker"}
    assert origins(record) == (2, 2)
    assert origins(record, Field.INJURED) == (1, 1)


def test_a_corrected_wire_is_one_origin_with_the_copies_of_what_it_corrects() -> None:
    put_right = WIRE.replace("six people", "four people")
    corrected = f"CORRECTED: Nordic Wire corrects the toll from six to four.\n\n{put_right}"
    record = record_of(
        published("Nordic Wire", WIRE),
        published("Nordic Wire", corrected, on="2024-05-07"),
        published("A Post", WIRE),
        published("The Daily", put_right, on="2024-05-07"),
    )
    assert (behind(record).pages, origins(record)) == (4, (1, 1))


def test_a_killed_wire_adds_no_origin_to_its_copies() -> None:
    kill = "Nordic Wire withdraws its story of Monday on the shelling of the market in Ardeh. No one should use it.\n"
    record = record_of(
        published("Nordic Wire", WIRE),
        published("Nordic Wire", kill, on="2024-05-07"),
        published("The Daily", WIRE, on="2024-05-07"),
    )
    assert origins(record)[1] <= 1


# ---------------------------------------------------------------- one occasion


def test_two_outlets_at_one_briefing_have_one_origin() -> None:
    record = record_of(
        published(
            "A Post",
            "Shells killed six people in the market of Ardeh on Monday, a police official told a news conference in "
            "Ardeh on Monday.\n",
        ),
        published(
            "B Times",
            "Six people died when shells struck Ardeh's market, a senior police officer said on Monday at a news "
            "conference in Ardeh.\n",
            on="2024-05-07",
        ),
    )
    assert (behind(record).voices, origins(record)) == (2, (1, 1))
    assert "one press conference" in reasons(record)


def test_briefings_of_two_days_are_not_shown_to_be_one() -> None:
    record = record_of(
        published(
            "A Post",
            "Shells killed six people in the market of Ardeh on Sunday, a police official told a news conference in "
            "Ardeh on Monday.\n",
        ),
        published(
            "B Times",
            "Six people died when shells struck Ardeh's market on Sunday, a senior police officer said on Tuesday at "
            "a news conference in Ardeh.\n",
            on="2024-05-07",
        ),
    )
    assert (behind(record).voices, origins(record)) == (2, (1, 2))
    assert not reasons(record)


def test_briefings_in_two_places_are_not_shown_to_be_one() -> None:
    record = record_of(
        published(
            "A Post",
            "Six people were killed when shells hit the market of Ardeh on Monday, a police official told a news "
            "conference in Ardeh.\n",
        ),
        published(
            "B Times",
            "Shells struck Ardeh's market on Monday and killed six, a senior police officer told a press conference in "
            "Brekka.\n",
        ),
    )
    assert (behind(record).voices, origins(record)) == (2, (1, 2))


def test_an_unnamed_official_at_a_ministrys_briefing_is_one_origin_with_the_ministry() -> None:
    record = record_of(
        published(
            "A Post",
            "Six people were killed when shells hit the market of Ardeh on Monday, an official told a news conference "
            "at the Interior Ministry on Monday.\n",
        ),
        published(
            "B Times",
            "The Interior Ministry said seven people had died when shells hit the market of Ardeh on Monday.\n",
        ),
    )
    assert (behind(record).voices, origins(record)) == (2, (1, 1))


# ---------------------------------------------------------------- who passes on whom


def test_an_outlet_citing_an_outlet_citing_a_post_has_one_origin() -> None:
    record = record_of(
        published("A Post", "Shells killed six people in the market of Ardeh on Monday, B Times reported.\n"),
        published(
            "B Times",
            "Six people were killed by shells in Ardeh's market on Monday, C Radio said, citing a post on Facebook by "
            "the activist Mirko Dahl.\n",
        ),
        published(
            "C Radio",
            "The activist Mirko Dahl wrote on Facebook on Monday that six people had been killed when shells hit the "
            "market in Ardeh.\n",
        ),
    )
    assert (behind(record).pages, behind(record).voices, origins(record)) == (3, 1, (1, 1))


def test_an_official_who_repeats_anothers_figure_is_no_second_origin() -> None:
    record = record_of(
        published(
            "A Post",
            "Hospital director Ilka Voss said on Monday that six people were killed when shells hit the market of "
            "Ardeh.\n",
        ),
        published(
            "B Times",
            "The governor Jonas Reik, citing hospital director Ilka Voss, said seven people were killed when shells "
            "hit the market in Ardeh on Monday.\n",
        ),
    )
    assert rest_on(record) == {"Ilka Voss", "Jonas Reik"}
    assert origins(record) == (1, 1)
    assert "one passes on what the other told" in reasons(record)


def test_a_mayor_who_cites_police_is_one_origin_with_what_police_said_elsewhere() -> None:
    record = record_of(
        published(
            "A Post", "Six people were killed when shells hit the market of Ardeh on Monday, police said.\n"
        ),
        published(
            "B Times",
            "Mayor Jonas Reik, citing police, said seven people had died when shells hit the market of Ardeh on "
            "Monday.\n",
        ),
    )
    assert rest_on(record) == {"police", "Jonas Reik"}
    assert origins(record) == (1, 1)


def test_local_media_without_a_name_are_no_origin_and_state_media_are_one() -> None:
    words = "Six people were killed when shells hit the market of Ardeh on Monday, according to {}.\n"
    assert origins(record_of(published("A Post", words.format("local media")))) == (0, 0)
    assert origins(record_of(published("A Post", words.format("state media")))) == (1, 1)


def test_a_spokesman_who_relays_a_hospital_is_one_origin_with_it() -> None:
    record = record_of(
        published(
            "A Post",
            "Police spokesman Karl Ober said the Ardeh Hospital had told police that six people were killed when "
            "shells hit the market in Ardeh on Monday.\n",
        ),
        published(
            "B Times",
            "Seven people were killed when shells hit the market in Ardeh on Monday, the Ardeh Hospital said.\n",
        ),
    )
    assert rest_on(record) == {"Karl Ober", "Ardeh Hospital"}
    assert origins(record) == (1, 1)


def test_a_un_spokeswoman_who_relays_officials_may_be_one_origin_with_officials_told_elsewhere() -> None:
    record = record_of(
        published(
            "A Post",
            "UN spokeswoman Marta Lind said local officials had told her that six people were killed when shells hit "
            "the market in Ardeh on Monday.\n",
        ),
        published(
            "B Times",
            "Six people were killed when shells hit the market in Ardeh on Monday, local officials said.\n",
        ),
    )
    assert rest_on(record) == {"Marta Lind", "local officials"}
    assert origins(record) == (1, 2)


def test_a_party_that_relays_an_officials_broadcast_is_the_only_origin_of_it() -> None:
    record = record_of(
        published(
            "A Post",
            "The Northern Council said that an army officer had conceded on state television that six people were "
            "killed when shells hit the market in Ardeh on Monday.\n",
        ),
        published(
            "B Times",
            "Two people were killed when shells hit the market in Ardeh on Monday, the Interior Ministry said.\n",
        ),
        actors=ACTORS,
    )
    assert rest_on(record) == {"Northern Council", "Interior Ministry"}
    assert (origins(record), behind(record).sides) == ((2, 2), ("North", "South"))
    assert WarningCode.RELAYED_BY_OPPONENT in {warning.code for warning in record.warnings}


def test_a_party_that_cites_its_opponents_alleged_document_is_the_only_origin_of_it() -> None:
    record = record_of(
        published(
            "A Post",
            "The Northern Council said that a letter of the Interior Ministry showed that nine people were killed "
            "when shells hit the market in Ardeh on Monday.\n",
        ),
        published(
            "B Times",
            "Two people were killed when shells hit the market in Ardeh on Monday, the Interior Ministry said.\n",
        ),
        actors=ACTORS,
    )
    assert rest_on(record) == {"Northern Council", "Interior Ministry"}
    assert origins(record) == (2, 2)
    assert not reasons(record)


def test_state_media_that_quote_a_monitor_add_no_origin_to_it() -> None:
    record = record_of(
        published(
            "State Radio",
            "The Relief Watch said that six people were killed when shells hit the market in Ardeh on Monday.\n",
        ),
        published(
            "B Times",
            "Six people were killed when shells hit the market in Ardeh on Monday, the Relief Watch said.\n",
        ),
        actors=ACTORS,
    )
    assert rest_on(record) == {"Relief Watch"}
    assert (behind(record).pages, origins(record)) == (2, (1, 1))


def test_a_credit_in_the_headline_alone_is_no_origin() -> None:
    title = "Interior Ministry says six killed in Ardeh market"
    text = "Six people were killed when shells hit the market in Ardeh on Monday, witness Mirko Dahl said.\n"
    record = record_of(published("A Post", f"{title}\n\n{text}", title=title), actors=ACTORS)
    assert rest_on(record) == {"Mirko Dahl"}
    assert origins(record) == (1, 1)
    assert WarningCode.HEADLINE_CREDIT_DIFFERS in {warning.code for warning in record.warnings}


# ---------------------------------------------------------------- what a person judges


def judged(reports: Sequence[Report], verdict: str) -> Judgement:
    """Return a judgement on the first speaker of each of two reports."""
    left, right = (leaf_of_voice(e.voices[1], r) for e, r in zip(read(reports), reports, strict=True))
    return judgement(left, right, verdict=verdict, why="asked both outlets")


BRIEFED = (
    published(
        "A Post",
        "Shells killed six people in the market of Ardeh on Monday, a police official told a news conference in "
        "Ardeh.\n",
    ),
    published(
        "B Times",
        "Six people died when shells struck Ardeh's market on Monday, a senior police officer said at a news "
        "conference in Ardeh.\n",
    ),
)


def test_two_voices_that_a_person_parts_are_two_origins_whatever_the_rules_say() -> None:
    parted = judged(BRIEFED, "different")
    assert origins(record_of(*BRIEFED)) == (1, 1)
    assert origins(record_of(*BRIEFED, judgements=[parted])) == (2, 2)


def test_two_voices_that_a_person_joins_are_one_origin() -> None:
    reports = (
        published("A Post", "Shells killed six people in the market of Ardeh on Monday, a doctor said.\n"),
        published(
            "B Times", "Six people died when shells struck Ardeh's market on Monday, according to a medic.\n"
        ),
    )
    assert origins(record_of(*reports)) == (1, 2)
    assert origins(record_of(*reports, judgements=[judged(reports, "same")])) == (1, 1)


def test_what_a_person_parted_is_one_again_when_that_is_undone() -> None:
    parted = judged(BRIEFED, "different")
    undone = judgement(parted.left, verdict="undone", why="mistaken", replaces=(parted.judgement_id,))
    before, after = record_of(*BRIEFED), record_of(*BRIEFED, judgements=[parted, undone])
    assert (after.origins, after.fields) == (before.origins, before.fields)


# ---------------------------------------------------------------- the adversary: one actor under many names

OPENINGS = (
    "Six people were killed when shells hit the {0} market of Ardeh {1} on Monday",
    "Shells fell on the {0} market of Ardeh {1} on Monday and six people were killed",
    "The {0} market of Ardeh came under shelling {1} on Monday, leaving six people dead",
    "In Ardeh, six people died in the shelling of a {0} market {1} on Monday",
)
GOODS = "flower fish grain spice horse cloth copper bird fruit timber".split()


def opening(n: int) -> str:
    """Return how the n-th report tells it, in words of its own."""
    return OPENINGS[n % 4].format(GOODS[n // 4], f"at {5 + n // 10}:{10 + n} am")


def under_forty_names(telling: str) -> list[Report]:
    """Return forty reports under names of their own. telling: with a place for the opening."""
    return [published(f"Outlet {n}", telling.format(opening(n)) + "\n") for n in range(40)]


def warned_of(record: Record) -> set[WarningCode]:
    return {warning.code for warning in record.warnings}


def test_one_text_under_forty_names_is_one_origin() -> None:
    record = record_of(*(published(f"Outlet {n}", WIRE) for n in range(40)))
    assert (behind(record).pages, behind(record).voices, origins(record)) == (40, 1, (1, 1))
    assert WarningCode.MAY_BE_ONE_HAND not in warned_of(record)


def test_forty_texts_that_name_nobody_have_no_origin() -> None:
    record = record_of(*under_forty_names("{}."))
    assert record.fields[Field.KILLED].standing.status is Status.UNSOURCED
    assert (behind(record).pages, behind(record).origins) == (40, OriginCount(0, 0))


def test_forty_texts_that_all_have_it_from_a_local_source_are_at_least_one_origin_and_at_most_forty() -> None:
    record = record_of(*under_forty_names("{}, a local source said."))
    assert (behind(record).pages, behind(record).voices, origins(record)) == (40, 40, (1, 40))


def test_forty_unnamed_voices_of_one_description_on_one_day_may_be_one_hand_and_the_record_says_so() -> None:
    record = record_of(*under_forty_names("{}, a local source said."))
    (warning,) = [one for one in record.warnings if one.code is WarningCode.MAY_BE_ONE_HAND]
    assert warning.text.startswith("40 outlets give one figure on one day, 2024-05-06, ")
    assert warning.text.endswith("the texts do not show whether they have.")
    assert len(warning.claim_ids) == 40


def test_outlets_that_describe_their_unnamed_voices_differently_give_no_hint_of_one_hand() -> None:
    voices = (
        "a doctor",
        "a resident",
        "a fireman",
        "a local source",
        "a policeman",
        "a teacher",
        "an official",
    )
    told = [f"{opening(n)}, {voice} said.\n" for n, voice in enumerate(voices)]
    record = record_of(*(published(f"Outlet {n}", text) for n, text in enumerate(told)))
    assert WarningCode.MAY_BE_ONE_HAND not in warned_of(record)
