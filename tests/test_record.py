"""The record of an incident: a function of reports, extractions, actors, method and judgements alone."""

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tellings.codec import from_json, to_json, to_text
from tellings.model import (
    Actors,
    DateValue,
    Denial,
    Findings,
    IncidentType,
    Judgement,
    Lead,
    Leaf,
    Method,
    Place,
    Record,
    RecordWarning,
    SetAside,
    Span,
)
from tellings.record import build_records, findings
from tellings.vocabulary import (
    DateBasis,
    Denied,
    EdgeKind,
    Field,
    LeadKind,
    PlacePrecision,
    ReportKind,
    Status,
    WarningCode,
)
from tests.builders import Page, Said, judgement, page, said
from tests.reconcile.bench import ACTORS

CAMP = Place(
    "Camp Tamar",
    "Camp Tamar",
    PlacePrecision.APPROXIMATE,
    41.0,
    20.0,
    5.0,
    "own:tamar",
    ("Varsa",),
    "Karsovia",
)
WIRE = {"Nordic Wire": {"kind": "agency"}}


def shelling(*told: Said, day: str = "2024-05-06", by: str | None = None) -> list[Said]:
    """Return what makes an account of the shelling of Camp Tamar, with what else is told."""
    speakers = [by] if by else []
    return [
        said("type", "shelling", *speakers, value=IncidentType("attack/shelling", "shelling")),
        said("place", "Camp Tamar", *speakers, value=CAMP),
        said("date", day, *speakers),
        *told,
    ]


def records(
    *pages: Page, actors: Actors = ACTORS, judgements: tuple[Judgement, ...] = ()
) -> tuple[Record, ...]:
    return build_records(
        [one.report for one in pages],
        [one.extraction for one in pages],
        actors,
        Method(title="Camp"),
        judgements,
    )


def one_record(*pages: Page, **more: Any) -> Record:
    (record,) = records(*pages, **more)
    return record


def codes(record: Record) -> list[WarningCode]:
    return [warning.code for warning in record.warnings]


PAGES = [
    page(
        "The Daily",
        *shelling(said("killed", "six", "Northern Council"), said("killed", "two", "a ministry official")),
    ),
    page("The Post", *shelling(said("killed", "six", "Northern Council"))),
    page("NC", *shelling(said("accusations", "the ministry", stance="alleges")), published="2024-05-08"),
    page(
        "The Herald",
        *shelling(said("killed", "eight", "Ilka Voss"), day="2024-06-20"),
        published="2024-06-21",
    ),
]


def test_a_record_holds_every_claim_in_the_voices_of_the_case() -> None:
    record, other = records(*PAGES)
    ids = {claim.claim_id for p in PAGES[:3] for claim in p.claims()}
    held = [
        claim for field in record.fields.values() for reading in field.readings for claim in reading.claims
    ]
    assert sorted(claim.claim_id for claim in held) == sorted(ids)
    known = {voice.voice_id for voice in record.voices}
    assert all({*claim.chain, claim.origin, claim.rests_on} - {None} <= known for claim in held)
    assert other.title == "Shelling of Camp Tamar, 20 June 2024"


def test_records_are_sorted_by_day_and_titled_by_act_place_and_day() -> None:
    assert [record.title for record in records(*reversed(PAGES))] == [
        "Shelling of Camp Tamar, 6 May 2024",
        "Shelling of Camp Tamar, 20 June 2024",
    ]


@pytest.mark.parametrize("seed", range(4))
def test_a_record_is_the_same_byte_for_byte_whatever_the_order(seed: int) -> None:
    expected = [to_text(record) for record in records(*PAGES)]
    mixed = list(PAGES)
    random.Random(seed).shuffle(mixed)
    assert [to_text(record) for record in records(*mixed)] == expected


def test_a_report_of_another_incident_changes_nothing_in_a_record() -> None:
    first, _ = records(*PAGES)
    assert one_record(*PAGES[:3]) == first


def test_a_record_comes_back_from_its_wire_form() -> None:
    for record in records(*PAGES):
        assert from_json(Record, to_json(record)) == record


def test_the_stemma_says_who_has_it_from_whom() -> None:
    told = page(
        "The Daily",
        *shelling(said("killed", "six", "Nordic Wire", "Ilka Voss")),
        voices=WIRE,
        agency="Nordic Wire",
    )
    own = page("NC", *shelling(said("killed", "six", "a ministry official")))
    record = one_record(told, own)
    names = {voice.voice_id: voice.name for voice in record.voices}
    names |= {p.report.report_id: str(p.report.outlet) for p in (told, own)}
    edges = {(names[e.teller], e.kind, names[e.told_by]) for e in record.stemma}
    assert {
        ("The Daily", EdgeKind.CREDITS, "Nordic Wire"),
        ("Nordic Wire", EdgeKind.RELAYS, "Ilka Voss"),
        ("NC", EdgeKind.TELLS, "Northern Council"),
        ("Northern Council", EdgeKind.RELAYS, "a ministry official"),
    } <= edges
    assert all(edge.why for edge in record.stemma)


def test_a_copy_names_what_it_copies_and_makes_no_second_origin() -> None:
    line = said(
        "killed",
        "six",
        "a doctor",
        sentence="In the dark of the night, long before the first bus, six people died there, a doctor told the paper.",
    )
    copies = [
        page(outlet, *shelling(line), published=day)
        for outlet, day in (("A", "2024-05-06"), ("B", "2024-05-07"))
    ]
    record = one_record(*copies)
    assert [account.copy_of for account in record.accounts if account.copy_of] == [copies[0].report.report_id]
    support = record.fields[Field.KILLED].standing.support
    assert (support.pages, support.voices, support.origins.high) == (2, 1, 1)
    assert EdgeKind.COPIES in {edge.kind for edge in record.stemma}


def test_a_year_is_fixed_by_the_other_reports_and_the_claim_keeps_what_it_said() -> None:
    bare = DateValue("XXXX-05-06", date(2002, 5, 6), date(2024, 5, 6), "May 6", DateBasis.INFERRED)
    told = shelling(said("killed", "six", "Ilka Voss"))
    undated = page(
        "B",
        *[said("date", "May 6", value=bare) if one.field == "date" else one for one in told],
        published=None,
    )
    record = one_record(page("A", *told), undated)
    held = record.fields[Field.DATE]
    shown = [
        (r.value.edtf, r.derived.rule if r.derived else "")
        for r in held.readings
        if isinstance(r.value, DateValue)
    ]
    assert shown == [
        ("2024-05-06", ""),
        ("2024-05-06", "year fixed by the other reports"),
        ("XXXX-05-06", ""),
    ]
    assert WarningCode.YEAR_INFERRED in codes(record)
    assert record.title.endswith("6 May 2024")


def test_one_party_behind_every_figure_and_accusation_is_warned_of() -> None:
    told = page(
        "The Daily",
        *shelling(
            said("killed", "six", "Northern Council"),
            said("accusations", "the ministry", "Northern Council", stance="alleges"),
        ),
    )
    record = one_record(told)
    (warning,) = (w for w in record.warnings if w.code is WarningCode.ONE_PARTY_ORIGIN)
    assert warning.text == (
        "Every casualty figure and every accusation that has an origin rests on one: Northern Council, of the side "
        "North."
    )
    assert len(warning.claim_ids) == 2
    assert WarningCode.NO_RESPONSE_FROM_ACCUSED in codes(record)
    with_other = page("The Post", *shelling(said("killed", "two", "Ilka Voss")))
    assert WarningCode.ONE_PARTY_ORIGIN not in codes(one_record(told, with_other))


def test_an_answer_of_the_accused_ends_the_warning_and_playing_down_the_dead_is_none() -> None:
    accused = said("accusations", "the ministry", "Northern Council", stance="alleges")

    def answered(denies: Denied) -> list[WarningCode]:
        words = Denial(denies, "no such thing")
        reply = said("denials", words.wording, "Southern Ministry", stance="denies", value=words)
        return codes(one_record(page("The Daily", *shelling(accused, reply))))

    assert WarningCode.NO_RESPONSE_FROM_ACCUSED not in answered(Denied.INVOLVEMENT)
    assert WarningCode.NO_RESPONSE_FROM_ACCUSED in answered(Denied.CASUALTIES)


def test_what_an_opponent_relays_is_warned_of() -> None:
    told = page("NC", *shelling(said("killed", "six", "a ministry official")))
    (warning,) = (w for w in one_record(told).warnings if w.code is WarningCode.RELAYED_BY_OPPONENT)
    assert "a ministry official" in warning.text
    assert "no admission" in warning.text


def test_renderings_and_inferred_publication_dates_are_warned_of() -> None:
    told = page("The Daily", *shelling(), kind=ReportKind.RENDERING, published_inferred=True)
    assert codes(one_record(told)) == [
        WarningCode.RENDERING_NOT_OUTLETS_WORDS,
        WarningCode.PUBLICATION_DATE_INFERRED,
    ]


def test_reports_that_have_it_from_each_other_in_a_circle_are_warned_of() -> None:
    paper = {"kind": "outlet"}
    one = page("The Daily", *shelling(said("killed", "six", "The Post")), voices={"The Post": paper})
    two = page("The Post", *shelling(said("killed", "six", "The Daily")), voices={"The Daily": paper})
    (warning,) = (w for w in one_record(one, two).warnings if w.code is WarningCode.DESCENT_CYCLE)
    assert "The Daily" in warning.text and "The Post" in warning.text
    other = page("The Post", *shelling(said("killed", "six", "Ilka Voss")))
    assert WarningCode.DESCENT_CYCLE not in codes(one_record(one, other))


def test_what_a_reading_warned_of_is_passed_on() -> None:
    told = page("The Daily", *shelling())
    warned = RecordWarning(WarningCode.REPEATED_PASSAGE, "A passage stands twice.")
    found = replace(told, extraction=replace(told.extraction, warnings=(warned,)))
    assert warned in one_record(found).warnings


def test_no_title_and_no_warning_names_an_accused() -> None:
    told = page("NC", *shelling(said("accusations", "Orsk Tamm", "Ilka Voss", stance="alleges")))
    record = one_record(told)
    assert "Orsk" not in " ".join(
        [record.title, *(w.text for w in record.warnings), *(e.why for e in record.stemma)]
    )
    assert record.fields[Field.ACCUSATIONS].standing.value is None


def test_leads_stand_once_with_their_chain_in_the_voices_of_the_case() -> None:
    told = page("The Daily", *shelling(said("killed", "six", "Ilka Voss")))
    chain = told.claims("killed")[0].chain
    lead = Lead(LeadKind.FOOTAGE, "a camera", told.report.report_id, Span(0, 8), told.report.text[:8], chain)
    (account,) = told.extraction.accounts
    twice = replace(
        told, extraction=replace(told.extraction, accounts=(replace(account, leads=(lead, lead)),))
    )
    record = one_record(twice)
    assert [one.what for one in record.leads] == ["a camera"]
    assert set(record.leads[0].chain) <= {voice.voice_id for voice in record.voices}


def test_a_background_mention_counts_among_the_accounts_and_says_so() -> None:
    main = page("A", *shelling())
    later = page(
        "B", *shelling(day="2024-06-20"), passing=shelling(said("killed", "five")), published="2024-06-20"
    )
    first = records(main, later)[0]
    assert sorted(account.background for account in first.accounts) == [False, True]


def test_one_report_alone_makes_a_record() -> None:
    told = page("The Daily", *shelling(said("killed", "six", "Ilka Voss")), published=None)
    record = one_record(told, actors=Actors())
    assert record.fields[Field.KILLED].standing.status is Status.SINGLE_ORIGIN
    assert record.policy == "none"


def test_a_report_without_title_date_outlet_and_voices_makes_a_record_too() -> None:
    record = one_record(page(None, said("killed", "six"), published=None), actors=Actors())
    assert record.title == "Attack, date not told"
    assert record.fields[Field.KILLED].standing.status is Status.UNSOURCED


def test_a_report_that_tells_of_no_act_makes_none() -> None:
    assert records(page("The Daily")) == ()


def all_findings(*pages: Page, judgements: tuple[Judgement, ...] = ()) -> Findings:
    return findings(
        [p.report for p in pages],
        [p.extraction for p in pages],
        actors=ACTORS,
        method=Method(),
        judgements=judgements,
    )


def test_findings_are_sorted_and_keep_what_was_set_aside() -> None:
    aside = SetAside("report-x", "unread_language", "It is in no language that is read.", "Translate it.")
    unread = page("The Daily", text="Ein Bericht.\n")
    unread = replace(unread, extraction=replace(unread.extraction, set_aside=aside))
    lost = judgement(Leaf("account", "account-gone"), Leaf("report", PAGES[0].report.report_id))
    found = all_findings(*PAGES, unread, judgements=(lost,))
    assert [r.report_id for r in found.reports] == sorted(r.report_id for r in found.reports)
    assert [e.report_id for e in found.extractions] == [r.report_id for r in found.reports]
    assert sorted(one.reason for one in found.set_aside) == ["judgement_without_place", "unread_language"]


def test_a_judgement_of_different_keeps_two_records_and_its_undoing_is_another_build() -> None:
    pages = PAGES[:2]
    left, right = (Leaf("report", p.report.report_id) for p in pages)
    parted = records(*pages, judgements=(judgement(left, right, verdict="different"),))
    assert len(parted) == 2
    assert len(records(*pages)) == 1


def test_every_quote_is_the_text_at_its_span() -> None:
    texts = {p.report.report_id: p.report.text for p in PAGES}
    for record in records(*PAGES):
        for field in record.fields.values():
            for reading in field.readings:
                for claim in reading.claims:
                    assert claim.span.of(texts[claim.report_id]) == claim.quote
