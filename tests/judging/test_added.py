"""Claims that persons added: in the right account, told by the right voices, and from then on as any other."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from tellings.judging import (
    Applied,
    InAccount,
    Speaker,
    added_claim_id,
    apply_judgements,
    leaf_of_account,
    leaf_of_claim,
    leaf_of_passage,
    made_account_id,
    missed_claim,
    new_speaker,
    other_words,
    speaker_of,
    unreviewed,
    voices_of,
    words_at,
)
from tellings.model import (
    Account,
    Accusation,
    Actors,
    Claim,
    Count,
    Extraction,
    Findings,
    Judgement,
    Method,
    Report,
    Value,
)
from tellings.record import findings
from tellings.vocabulary import Field, Naming, Role, Stance, VoiceKind
from tests.builders import Page, judgement, page, report, said, span

TEXT = (
    "Six people were killed in Ardeh, a ministry official said. Nine were hurt there, a nurse said.\n\n"
    "In Ostara two died on the same day, and one of them was a nurse, Oren Tal said. Four houses burned.\n"
)
PAGE = page(
    "The Daily",
    said(
        "killed",
        "Six",
        "a ministry official",
        sentence="Six people were killed in Ardeh, a ministry official said.",
    ),
    passing=[
        said("killed", "two", "Oren Tal", sentence="In Ostara two died on the same day, and one of them was")
    ],
    text=TEXT,
)
OWN, PASSING = PAGE.extraction.accounts
OUTLET, OFFICIAL, TAL = PAGE.extraction.voices


def nurse(of: Report = PAGE.report) -> Speaker:
    return new_speaker(span("a nurse", of=of), of, naming=Naming.UNNAMED, kind=VoiceKind.PERSON)


def added(
    words: str,
    field: Field = Field.INJURED,
    value: Value | None = None,
    *,
    by: Speaker | None = None,
    stance: Stance = Stance.ASSERTS,
    account: InAccount | None = None,
    within: Report = PAGE.report,
    outlet: Speaker | None = None,
    **more: Any,
) -> Judgement:
    chain = [outlet or speaker_of(OUTLET), *([by] if by is not None else [])]
    told = value if value is not None or stance is Stance.CANNOT_CONFIRM else Count(field, 9, 9, "")
    now = missed_claim(field, told, stance, chain, account=account)
    return judgement(leaf_of_passage(span(words, of=within), within), verdict="added", now=now, **more)


def applied(*judgements: Judgement, within: Page = PAGE) -> Applied:
    return apply_judgements([within.report], [within.extraction], judgements)


def built(*judgements: Judgement, within: Page = PAGE) -> Findings:
    return findings(
        [within.report], [within.extraction], actors=Actors(), method=Method(), judgements=judgements
    )


def claims(found: Applied) -> dict[str, tuple[Account, Claim]]:
    return {c.claim_id: (a, c) for e in found.extractions for a in e.accounts for c in a.claims}


def test_an_added_claim_stands_in_the_nearest_account_with_its_words_and_chain() -> None:
    made = added("Nine", by=nurse())
    account, claim = claims(applied(made))[added_claim_id(made)]
    assert account.account_id == OWN.account_id
    assert (claim.quote, claim.wording, claim.value) == ("Nine", "Nine", Count(Field.INJURED, 9, 9, "Nine"))
    assert (claim.confidence, claim.judged) == (1.0, (made.judgement_id,))
    assert claim.chain[0] == OUTLET.voice_id and claim.origin == claim.rests_on == claim.chain[1]
    assert [one.span for one in account.claims] == sorted(one.span for one in account.claims)


def test_the_account_may_be_named_and_is_found_again_by_its_words() -> None:
    named = InAccount(PASSING.account_id, words_at(PASSING.claims[0].span, PAGE.report))
    made = added("Nine", account=named)
    assert claims(applied(made))[added_claim_id(made)][0].account_id == PASSING.account_id
    anew = replace(PASSING, account_id="account-anew")
    within = Page(PAGE.report, replace(PAGE.extraction, accounts=(OWN, anew)))
    assert claims(applied(made, within=within))[added_claim_id(made)][0].account_id == "account-anew"
    lost = added("Nine", account=InAccount("account-x"))
    assert [one.reason for one in applied(lost).set_aside] == ["judgement_without_place"]


def test_a_report_without_an_account_gets_one_and_all_that_is_added_goes_there() -> None:
    bare = Page(PAGE.report, replace(PAGE.extraction, accounts=()))
    first, second = added("Nine", by=nurse()), added("Six", Field.KILLED, Count(Field.KILLED, 6, 6, ""))
    found = built(first, second, within=bare)
    (record,) = found.records
    assert [told.account_id for told in record.accounts] == [made_account_id(PAGE.report.report_id)]
    assert set(record.fields) == {Field.KILLED, Field.INJURED}
    assert {one.judgement_id for one in record.judgements} == {first.judgement_id, second.judgement_id}
    undone = [judgement(one.left, verdict="undone", replaces=(one.judgement_id,)) for one in (first, second)]
    assert built(first, second, *undone, within=bare) == built(within=bare)


def test_a_person_may_add_what_a_report_tells_that_is_not_read_at_all() -> None:
    foreign = report("قتل ستة أشخاص في أرده، قال مسؤول.", outlet="The Crescent", language="ar")
    within = Page(foreign, Extraction(foreign.report_id, "test", (), (), ()))
    (outlet,) = voices_of(foreign, within.extraction)
    official = new_speaker(span("مسؤول", of=foreign), foreign, naming=Naming.UNNAMED, kind=VoiceKind.PERSON)
    six = Count(Field.KILLED, 6, 6, "")
    made = added("ستة", Field.KILLED, six, by=official, within=foreign, outlet=speaker_of(outlet))
    found = built(made, within=within)
    (record,) = found.records
    assert not found.set_aside and record.fields[Field.KILLED].standing.support.voices == 1
    assert [voice.name for voice in record.voices] in (["The Crescent", "مسؤول"], ["مسؤول", "The Crescent"])


def test_an_added_claim_is_reviewed_and_judged_as_any_other() -> None:
    made = added("Nine", by=nurse())
    claim = claims(applied(made))[added_claim_id(made)][1]
    leaf = leaf_of_claim(claim, PAGE.report)
    chosen = judgement(leaf, verdict="chosen")
    other = judgement(leaf, verdict="corrected", aspect="stance", now="alleges")
    moved = judgement(
        leaf, verdict="corrected", aspect="words", now=other_words(span("Four", of=TEXT), PAGE.report)
    )
    for given_in in permutations((made, chosen, other, moved)):
        (record, *_) = built(*given_in).records
        assert claim.claim_id not in {one.claim_id for one in unreviewed(record)}
        assert record.fields[Field.INJURED].standing.method == f"judgement {chosen.judgement_id}"
        (reading,) = record.fields[Field.INJURED].readings
        assert (reading.stance, reading.claims[0].quote) == (Stance.ALLEGES, "Four")
    rejected = judgement(leaf, verdict="rejected", why="it is of another day")
    (record, *_) = built(made, rejected).records
    assert [row.id for row in record.excluded] == [claim.claim_id] and Field.INJURED not in record.fields


def test_what_was_judged_about_an_added_claim_is_set_aside_once_it_is_gone() -> None:
    made = added("Nine")
    leaf = leaf_of_claim(claims(applied(made))[added_claim_id(made)][1], PAGE.report)
    confirmed = judgement(leaf, verdict="confirmed")
    undone = judgement(made.left, verdict="undone", replaces=(made.judgement_id,))
    assert [one.reason for one in applied(made, undone, confirmed).set_aside] == ["judgement_without_place"]


def test_accounts_made_of_what_was_added_are_joined_and_staged_as_any() -> None:
    bare = Page(PAGE.report, replace(PAGE.extraction, accounts=()))
    made = added("Nine")
    (account,) = applied(made, within=bare).extractions[0].accounts
    staged = judgement(leaf_of_account(account, PAGE.report), verdict="staged", now="reviewed")
    for given_in in ((made, staged), (staged, made)):
        assert built(*given_in, within=bare).records[0].review.stage == "reviewed"


def test_what_the_reader_finds_by_now_is_not_added_twice_nor_what_was_added_already() -> None:
    again = added("Six", Field.KILLED, Count(Field.KILLED, 6, 6, ""), by=speaker_of(OFFICIAL))
    assert [one.reason for one in applied(again).set_aside] == ["judgement_outdated"]
    first, second = added("Nine", why="seen"), added("Nine", why="seen again", made_at="2024-05-02T12:00:00Z")
    for given_in in ((first, second), (second, first)):
        found = applied(*given_in)
        assert [(one.item, one.reason) for one in found.set_aside] == [
            (second.judgement_id, "judgement_misfit")
        ]
        assert first.judgement_id in found.set_aside[0].message
        assert [one.judgement_id for one in found.placed] == [first.judgement_id]


@pytest.mark.parametrize(
    "made",
    [
        added("Nine", Field.PLACE, Count(Field.KILLED, 9, 9, "")),
        added("Nine", value=Count(Field.KILLED, 9, 9, "")),
        added("Nine", stance=Stance.DENIES, by=Speaker("", "x")),
        replace(added("Nine"), now="{}"),
        replace(added("Nine"), now="nine"),
        replace(added("Nine"), now='{"field": "killed", "value": null, "stance": "asserts", "chain": []}'),
        replace(added("Nine"), left=leaf_of_claim(OWN.claims[0], PAGE.report)),
        replace(added("Nine"), left=replace(added("Nine").left, quote="Ninety")),
    ],
)
def test_what_is_no_claim_is_set_aside_and_leaves_no_trace(made: Judgement) -> None:
    found = applied(made)
    assert len(found.set_aside) == 1 and found.extractions == (PAGE.extraction,) and not found.placed


def test_a_voice_that_gives_no_figure_can_be_added_too() -> None:
    made = added("Nine", Field.KILLED, stance=Stance.CANNOT_CONFIRM, by=nurse())
    claim = claims(applied(made))[added_claim_id(made)][1]
    assert (claim.value, claim.stance) == (None, Stance.CANNOT_CONFIRM)


def test_an_added_accusation_is_never_chosen() -> None:
    blamed = Accusation(Role.INVOLVED, "Oren Tal", span("Oren Tal", of=TEXT), "")
    made = added("Four houses burned", Field.ACCUSATIONS, blamed, by=nurse(), stance=Stance.ALLEGES)
    claim = claims(applied(made))[added_claim_id(made)][1]
    chosen = judgement(leaf_of_claim(claim, PAGE.report), verdict="chosen")
    assert [one.reason for one in applied(made, chosen).set_aside] == ["judgement_misfit"]
