"""The record of an incident: a function of reports, extractions, actors, method and judgements alone."""

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tellings.codec import from_json, to_json, to_text
from tellings.judging import leaf_of_claim, leaf_of_report, leaf_of_voice
from tellings.model import (
    Actors,
    Claim,
    Count,
    DateValue,
    Denial,
    Findings,
    Group,
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
from tellings.record import build_records, findings, findings_of
from tellings.vocabulary import (
    DateBasis,
    Denied,
    EdgeKind,
    ExclusionReason,
    Field,
    LeadKind,
    PersonStatus,
    PlacePrecision,
    ReportKind,
    Status,
    WarningCode,
)
from tests.builders import Page, Said, judgement, page, said, value_of
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
    assert record.policy == "range"


def test_a_report_without_title_date_outlet_and_voices_makes_a_record_too() -> None:
    record = one_record(page(None, said("killed", "six"), published=None), actors=Actors())
    assert record.title == "Attack, date not told"
    assert record.fields[Field.KILLED].standing.status is Status.UNSOURCED


def test_a_report_that_tells_of_no_act_makes_none() -> None:
    assert records(page("The Daily")) == ()


def all_findings(
    *pages: Page, judgements: tuple[Judgement, ...] = (), method: Method | None = None
) -> Findings:
    return findings(
        [p.report for p in pages],
        [p.extraction for p in pages],
        actors=ACTORS,
        method=method or Method(),
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


# ---------------------------------------------------------------- judgements and the method


RIVALS = [
    page("The Daily", *shelling(said("killed", "six", "Northern Council"))),
    page("The Post", *shelling(said("killed", "two", "Ilka Voss"), said("targets", "market", "Ilka Voss"))),
]
(SIX,), (TWO,) = (one.claims("killed") for one in RIVALS)


def judged(claim: Claim, verdict: str, *, of: Page, **more: Any) -> Judgement:
    return judgement(leaf_of_claim(claim, of.report), verdict=verdict, **more)


def test_a_choice_stands_beside_its_rivals_with_who_when_and_why() -> None:
    first = judged(SIX, "chosen", of=RIVALS[0], why="a list of names", made_at="2024-05-07T10:00:00Z")
    record = one_record(*RIVALS, judgements=(first,))
    plain = one_record(*RIVALS).fields[Field.KILLED]
    field = record.fields[Field.KILLED]
    assert field.readings == plain.readings
    assert (field.standing.value, field.standing.status) == (SIX.value, plain.standing.status)
    assert field.standing.method == f"judgement {first.judgement_id}"
    assert field.standing.grounds.startswith(
        "Chosen by reviewer-1 on 2024-05-07: a list of names; 1 rival reading stands."
    )
    assert record.judgements == (first,)


def test_an_assessment_stands_apart_from_status_and_value_with_standard_who_when_and_why() -> None:
    found = judged(SIX, "assessed", of=RIVALS[0], now="confirmed", why="the morgue's list was seen")
    doubted = judged(TWO, "assessed", of=RIVALS[1], now="inconclusive")
    standing = one_record(*RIVALS, judgements=(found, doubted)).fields[Field.KILLED].standing
    plain = one_record(*RIVALS).fields[Field.KILLED].standing
    assert replace(standing, assessments=()) == plain and not plain.assessments
    assert [(one.value, one.found.value) for one in standing.assessments] == [
        (TWO.value, "inconclusive"),
        (SIX.value, "confirmed"),
    ]
    assert standing.assessments[1].why == "the morgue's list was seen"


def test_of_two_assessments_of_one_value_on_two_pages_the_later_holds() -> None:
    again = page("Third", *shelling(said("killed", "six", "Relief Watch")))
    other = again.claims("killed")[0]
    first = judged(SIX, "assessed", of=RIVALS[0], now="confirmed", made_at="2024-05-07T10:00:00Z")
    second = judged(other, "assessed", of=again, now="rejected", made_at="2024-05-08T10:00:00Z")
    for judgements in ((first, second), (second, first)):
        record = one_record(*RIVALS, again, judgements=judgements)
        (found,) = record.fields[Field.KILLED].standing.assessments
        assert (found.found.value, found.judgement_id) == ("rejected", second.judgement_id)


def test_an_assessment_of_what_the_method_leaves_out_is_set_aside() -> None:
    found = judged(SIX, "assessed", of=RIVALS[0], now="confirmed")
    reports, extractions = [one.report for one in RIVALS], [one.extraction for one in RIVALS]
    method = Method(excluded_outlets=(RIVALS[0].report.outlet or "",))
    made = findings(reports, extractions, actors=ACTORS, method=method, judgements=(found,))
    assert [aside.reason for aside in made.set_aside] == ["judgement_left_out"]


def test_of_two_choices_in_one_field_of_an_incident_the_later_holds_and_names_the_earlier() -> None:
    first = judged(SIX, "chosen", of=RIVALS[0], made_at="2024-05-07T10:00:00Z")
    second = judged(TWO, "chosen", of=RIVALS[1], made_at="2024-05-08T10:00:00Z")
    for judgements in ((first, second), (second, first)):
        record = one_record(*RIVALS, judgements=judgements)
        standing = record.fields[Field.KILLED].standing
        assert standing.value == TWO.value
        assert "An earlier choice, by reviewer-1 on 2024-05-07, holds no longer." in standing.grounds
        assert record.judgements == (second,)


def test_a_choice_of_what_the_method_leaves_out_is_set_aside() -> None:
    told = judged(SIX, "chosen", of=RIVALS[0])
    found = all_findings(*RIVALS, judgements=(told,), method=Method(excluded_outlets=("The Daily",)))
    assert [one.reason for one in found.set_aside] == ["judgement_left_out"]


def test_a_rejected_claim_stands_in_the_record_where_its_account_goes() -> None:
    told = judged(TWO, "rejected", of=RIVALS[1], why="two were hurt")
    record = one_record(*RIVALS, judgements=(told,))
    assert [row.id for row in record.excluded] == [TWO.claim_id]
    assert len(record.fields[Field.KILLED].readings) == 1
    assert TWO.claim_id not in {claim_id for told_by in record.accounts for claim_id in told_by.claim_ids}
    assert record.judgements == (told,)
    assert record.out_of_scope is None


def test_an_incident_of_which_all_is_rejected_is_kept_and_marked() -> None:
    told = tuple(judged(claim, "rejected", of=RIVALS[0]) for claim in RIVALS[0].claims())
    record = one_record(RIVALS[0], judgements=told)
    assert record.fields == {} and len(record.excluded) == len(told)
    assert record.out_of_scope is not None and record.out_of_scope.reason is ExclusionReason.REJECTED


def test_a_correction_of_the_day_moves_an_account_to_another_incident() -> None:
    (day,) = RIVALS[0].claims("date")
    now = to_text(value_of("date", "2024-03-01"))
    told = judged(day, "corrected", of=RIVALS[0], aspect="value", was=to_text(day.value), now=now)
    assert len(records(*RIVALS)) == 1
    assert len(records(*RIVALS, judgements=(told,))) == 2


def test_a_record_names_the_judgements_that_bear_on_it_and_no_others() -> None:
    other = judged(PAGES[3].claims("killed")[0], "confirmed", of=PAGES[3])
    mine = judged(PAGES[0].claims("killed")[0], "confirmed", of=PAGES[0])
    first, second = records(*PAGES, judgements=(other, mine))
    assert (first.judgements, second.judgements) == ((mine,), (other,))


def test_reports_that_the_method_does_not_use_enter_no_record_and_stay() -> None:
    found = all_findings(*RIVALS, method=Method(excluded_outlets=("The Post",)))
    (record,) = found.records
    assert [told_by.outlet for told_by in record.accounts] == ["The Daily"]
    assert [row.reason for row in found.excluded] == [ExclusionReason.OUTLET_NOT_USED]
    assert len(found.reports) == len(found.extractions) == 2


def test_a_judgement_about_a_report_left_out_is_not_lost() -> None:
    told = judgement(leaf_of_report(RIVALS[0].report), leaf_of_report(RIVALS[1].report), verdict="different")
    found = all_findings(*RIVALS, judgements=(told,), method=Method(excluded_outlets=("The Post",)))
    assert found.set_aside == () and found.judgements == (told,)


def test_counts_that_the_method_does_not_count_stand_beside_the_readings() -> None:
    four = Count(Field.KILLED, 4, 4, "four", group=Group(PersonStatus.COMBATANT))
    told = page("The Daily", *shelling(said("killed", "six"), said("killed", "four", value=four)))
    found = all_findings(told, method=Method(excluded_statuses=("combatant",)))
    (record,) = found.records
    (row,) = record.excluded
    assert (row.quote, row.reason) == ("four", ExclusionReason.STATUS_NOT_COUNTED)
    assert len(record.fields[Field.KILLED].readings) == 1


def test_an_incident_outside_the_method_is_built_and_marked() -> None:
    found = all_findings(*RIVALS, method=Method(period_from="2025"))
    (record,) = found.records
    assert record.out_of_scope is not None
    assert record.out_of_scope.reason is ExclusionReason.BEFORE_PERIOD
    assert record.fields == all_findings(*RIVALS).records[0].fields


def test_a_same_that_a_different_forbids_is_set_aside() -> None:
    left, right = (leaf_of_report(one.report) for one in RIVALS)
    told = (judgement(left, right, verdict="same"), judgement(left, right, verdict="different"))
    found = all_findings(*RIVALS, judgements=told)
    assert len(found.records) == 2
    assert [one.reason for one in found.set_aside] == ["judgement_contradicted"]


def test_a_judgement_about_voices_that_are_gone_is_set_aside() -> None:
    (voice,) = (one for one in RIVALS[0].extraction.voices if one.name == "Northern Council")
    leaf = replace(leaf_of_voice(voice, RIVALS[0].report), id="voice-of-before")
    held = leaf_of_voice(RIVALS[1].extraction.voices[1], RIVALS[1].report)
    assert all_findings(*RIVALS, judgements=(judgement(leaf, held),)).set_aside == ()
    gone = replace(leaf, quote="Nobody at all")
    found = all_findings(*RIVALS, judgements=(judgement(gone, held),))
    assert [one.reason for one in found.set_aside] == ["judgement_without_place"]


def test_findings_of_stored_records_are_those_of_the_build() -> None:
    told = (
        judged(TWO, "rejected", of=RIVALS[1]),
        judged(SIX, "chosen", of=RIVALS[0]),
        judgement(Leaf("claim", "claim-gone"), verdict="confirmed"),
    )
    method = Method(excluded_kinds=("rendering",))
    built = all_findings(*RIVALS, judgements=told, method=method)
    reports, extractions = built.reports, built.extractions
    assert findings_of(built.records, reports, extractions, method=method, judgements=told) == built


# ---------------------------------------------------------------- texts that are killed or corrected


def carried(
    outlet: str, *told: Said, above: str = "", rest: str = "wire", published: str = "2024-05-06"
) -> Page:
    """Return a page of a text that others of the same `rest` carry too, with a line of its own above it."""
    body = " ".join((*(one.sentence for one in told), *(f"{rest}{n}" for n in range(60))))
    return page(outlet, *told, text=f"{above}{body}\n", published=published)


def test_what_a_killed_text_told_is_withdrawn_in_every_copy_and_copies_still_up_are_named() -> None:
    told = shelling(said("killed", "6", "a medic"))
    first = carried("Nordic Wire", *told, above="KILL NOTICE: the medic was not there.\n")
    copy = carried("The Post", *told)
    record = one_record(first, copy)
    assert record.fields[Field.KILLED].standing.status is Status.WITHDRAWN
    (warning,) = [w for w in record.warnings if w.code is WarningCode.KILLED_COPY_STILL_UP]
    assert "The Post" in warning.text
    assert "KILL NOTICE: the medic was not there." in warning.text
    assert set(warning.claim_ids) == {claim.claim_id for claim in copy.claims()}


def test_the_same_figure_from_elsewhere_outlives_a_kill() -> None:
    killed = carried("Nordic Wire", *shelling(said("killed", "6", "a medic")), above="KILL NOTICE\n")
    own = carried("The Echo", *shelling(said("killed", "6", "Ilka Voss")), rest="own")
    standing = one_record(killed, own).fields[Field.KILLED].standing
    assert standing.status is Status.SINGLE_ORIGIN
    assert standing.support.pages == 1


def test_the_old_figure_of_a_corrected_wire_is_out_of_force_and_its_copies_are_named() -> None:
    old = carried("The Post", *shelling(said("killed", "8", "Ilka Voss")))
    line = "(Corrects to say 6, not 8)\n"
    new = carried(
        "Nordic Wire", *shelling(said("killed", "6", "Ilka Voss")), above=line, published="2024-05-07"
    )
    record = one_record(old, new)
    (toll,) = [toll for toll in record.tolls if toll.kind is Field.KILLED]
    figures = {figure.value.low: figure.superseded for side in toll.sides for figure in side.figures}
    assert figures == {6: False, 8: True}
    (warning,) = [w for w in record.warnings if w.code is WarningCode.UNCORRECTED_COPY_STILL_UP]
    assert "the old figure stands in: The Post" in warning.text


def test_a_kill_that_may_mean_two_texts_is_named_and_takes_none_back() -> None:
    one = carried("Nordic Wire", *shelling(said("killed", "6", "Ilka Voss")))
    other = carried("Nordic Wire", *shelling(said("injured", "9", "Ilka Voss")), rest="other")
    kill = carried("Nordic Wire", *shelling(), above="KILL NOTICE\n", rest="kill")
    record = one_record(one, other, kill)
    assert WarningCode.NOTICE_UNPLACED in codes(record)
    assert record.fields[Field.KILLED].standing.status is not Status.WITHDRAWN


def test_an_agency_that_only_a_credit_names_stands_among_the_voices() -> None:
    told = shelling(said("killed", "6", "Ilka Voss"))
    body = " ".join(one.sentence for one in told)
    record = one_record(page("The Post", *told, text=f"{body}\nBased on reporting by AP and Reuters\n"))
    names = {voice.voice_id: voice.name for voice in record.voices}
    credits = [edge for edge in record.stemma if edge.kind is EdgeKind.CREDITS]
    assert sorted(names[edge.told_by] or "" for edge in credits) == ["AP", "Reuters"]
