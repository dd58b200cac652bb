"""Stages of review: given to an incident as it was, and said to be of that incident alone once it is another."""

from dataclasses import replace
from typing import Any

import pytest

from tellings.errors import InputError
from tellings.judging import (
    apply_judgements,
    leaf_of_account,
    leaf_of_claim,
    require_publishable,
    reviewed,
    unreviewed,
)
from tellings.model import Actors, Findings, Judgement, Leaf, Method, Record
from tellings.record import findings
from tellings.vocabulary import ReviewStage
from tests.builders import Page, judgement, page, said

EARLY, LATE, LATER = (f"2024-09-0{day}T12:00:00Z" for day in (1, 2, 3))


def shelling(outlet: str, killed: str, *by: str) -> Page:
    return page(
        outlet,
        said("date", "2024-05-06"),
        said("place", "Ardeh"),
        said("killed", killed, *by),
        published="2024-05-06",
    )


DAILY = shelling("The Daily", "six", "Ilka Voss")
POST = shelling("The Post", "eight", "a ministry official")
HERALD = shelling("The Herald", "six", "Oren Tal")
PAGES = (DAILY, POST, HERALD)


def account(of: Page) -> Leaf:
    return leaf_of_account(of.extraction.accounts[0], of.report)


def account_id(of: Page) -> str:
    return of.extraction.accounts[0].account_id


def same(*pages: Page) -> list[Judgement]:
    return [judgement(account(pages[0]), account(one), made_at=EARLY) for one in pages[1:]]


def built(*judgements: Judgement, pages: tuple[Page, ...] = PAGES) -> Findings:
    return findings(
        [one.report for one in pages],
        [one.extraction for one in pages],
        actors=Actors(),
        method=Method(),
        judgements=judgements,
    )


def record_of(found: Findings, of: Page) -> Record:
    return next(r for r in found.records if account_id(of) in {told.account_id for told in r.accounts})


def staged(record: Record, of: Page, stage: str, made_at: str = LATE, **more: Any) -> Judgement:
    return judgement(
        account(of),
        verdict="staged",
        was=reviewed(record),
        now=stage,
        made_at=made_at,
        **{"why": "seen", **more},
    )


def test_an_incident_that_nobody_judged_is_new_and_says_how_much_waits() -> None:
    review = record_of(built(*same(*PAGES)), DAILY).review
    assert (review.stage, review.judgement_id, review.unreviewed) == (ReviewStage.NEW, "", 3)


def test_the_latest_stage_of_any_account_is_the_incident_s() -> None:
    joined = same(*PAGES)
    record = record_of(built(*joined), DAILY)
    first, last = staged(record, DAILY, "in_review"), staged(record, POST, "reviewed", LATER)
    for given_in in ([first, last], [last, first]):
        after = record_of(built(*joined, *given_in), HERALD)
        assert (after.review.stage, after.review.judgement_id) == ("reviewed", last.judgement_id)
        assert not after.review.changed_since and not after.review.differing
        assert last in after.judgements and first not in after.judgements


def test_a_report_that_joins_a_published_incident_leaves_it_published_but_not_in_silence() -> None:
    two = built(*same(DAILY, POST), pages=(DAILY, POST))
    out = staged(record_of(two, DAILY), DAILY, "published")
    review = record_of(built(*same(*PAGES), out), HERALD).review
    assert (review.stage, review.gained, review.changed_since) == ("published", (account_id(HERALD),), True)
    assert review.accounts == tuple(sorted((account_id(DAILY), account_id(POST))))


def test_both_parts_of_a_published_incident_keep_that_they_were_and_what_they_lost() -> None:
    out = staged(record_of(built(*same(*PAGES)), DAILY), DAILY, "published")
    apart = [
        judgement(account(HERALD), account(one), verdict="different", made_at=LATER) for one in (DAILY, POST)
    ]
    found = built(*same(DAILY, POST), *apart, out)
    with_herald, without = record_of(found, HERALD), record_of(found, DAILY)
    assert {record.review.stage for record in (with_herald, without)} == {ReviewStage.PUBLISHED}
    assert with_herald.review.lost == tuple(sorted((account_id(DAILY), account_id(POST))))
    assert without.review.lost == (account_id(HERALD),)
    assert out in with_herald.judgements, "it names the account, if not as its leaf"


def test_an_incident_joined_of_two_stages_has_the_later_and_names_the_other() -> None:
    apart = built(judgement(account(DAILY), account(POST), verdict="different"), pages=(DAILY, POST))
    gone = staged(record_of(apart, POST), POST, "withdrawn", LATE, why="the figure was of another day")
    out = staged(record_of(apart, DAILY), DAILY, "published", LATER)
    review = record_of(built(*same(DAILY, POST), out, gone, pages=(DAILY, POST)), POST).review
    assert (review.stage, review.differing) == ("published", (ReviewStage.WITHDRAWN,))
    assert review.gained == (account_id(POST),)


def test_what_is_judged_after_it_was_published_shows_and_undone_shows_no_more() -> None:
    out = staged(record_of(built(*same(*PAGES)), DAILY), DAILY, "published")
    claim = DAILY.claims("killed")[0]
    rejected = judgement(leaf_of_claim(claim, DAILY.report), verdict="rejected", made_at=LATER)
    assert record_of(built(*same(*PAGES), out, rejected), DAILY).review.told_otherwise
    confirmed = replace(rejected, verdict=rejected.verdict.CONFIRMED)
    assert not record_of(built(*same(*PAGES), out, confirmed), DAILY).review.changed_since
    undone = judgement(rejected.left, verdict="undone", replaces=(rejected.judgement_id,))
    assert not record_of(built(*same(*PAGES), out, rejected, undone), DAILY).review.changed_since


def test_a_stage_is_undone_without_trace() -> None:
    plain = built(*same(*PAGES))
    out = staged(record_of(plain, DAILY), DAILY, "published")
    undone = judgement(out.left, verdict="undone", replaces=(out.judgement_id,))
    assert built(*same(*PAGES), out, undone) == plain


@pytest.mark.parametrize(
    ("stage", "why"), [("withdrawn", " "), ("corrected", ""), ("done", "seen"), ("", "seen")]
)
def test_a_stage_without_its_reason_or_of_another_name_is_set_aside(stage: str, why: str) -> None:
    plain = built(*same(*PAGES))
    found = built(*same(*PAGES), staged(record_of(plain, DAILY), DAILY, stage, why=why))
    assert [one.reason for one in found.set_aside] == ["judgement_misfit"]
    assert found.records == plain.records


def test_a_stage_that_does_not_say_what_it_was_given_to_is_of_its_one_account() -> None:
    bare = judgement(account(DAILY), verdict="staged", now="published")
    review = record_of(built(*same(*PAGES), bare), POST).review
    assert (review.stage, review.accounts) == ("published", (account_id(DAILY),))
    assert review.gained == tuple(sorted((account_id(POST), account_id(HERALD))))


def test_a_stage_finds_its_account_by_its_words_after_a_better_reader() -> None:
    plain = built(pages=(DAILY,))
    out = staged(record_of(plain, DAILY), DAILY, "published")
    (held,) = DAILY.extraction.accounts
    read = Page(DAILY.report, replace(DAILY.extraction, accounts=(replace(held, account_id="account-anew"),)))
    review = built(out, pages=(read,)).records[0].review
    assert (review.stage, review.lost) == ("published", (account_id(DAILY),))


# ---------------------------------------------------------------- what waits for a person


def test_what_waits_is_every_figure_and_accusation_that_nobody_judged_the_least_sure_first() -> None:
    told = page(
        "The Daily",
        said("killed", "six", "Ilka Voss", confidence=0.9),
        said("injured", "ten", "Ilka Voss", confidence=0.6),
        said("accusations", "the ministry", "Ilka Voss", stance="alleges", confidence=0.8),
        said("responsibility_taken", "the Council", "Northern Council", confidence=0.7),
        said("targets", "market"),
    )
    (record,) = built(pages=(told,)).records
    assert [claim.field for claim in unreviewed(record)] == [
        "injured",
        "responsibility_taken",
        "accusations",
        "killed",
    ]
    ten = told.claims("injured")[0]
    (record,) = built(judgement(leaf_of_claim(ten, told.report), verdict="confirmed"), pages=(told,)).records
    assert ten.claim_id not in {claim.claim_id for claim in unreviewed(record)}
    assert record.review.unreviewed == 3


def test_publishing_is_refused_with_what_waits_and_allowed_once_nothing_does() -> None:
    (record,) = built(pages=(DAILY,)).records
    with pytest.raises(InputError, match=r"one figure or accusation: “six” \(killed, The Daily\)"):
        require_publishable(record)
    six = judgement(leaf_of_claim(DAILY.claims("killed")[0], DAILY.report), verdict="confirmed")
    require_publishable(built(six, pages=(DAILY,)).records[0])


def test_a_stored_publication_of_what_nobody_reviewed_stays_and_says_so() -> None:
    out = judgement(account(DAILY), verdict="staged", now="published")
    review = built(out, pages=(DAILY,)).records[0].review
    assert (review.stage, review.unreviewed) == ("published", 1)


def test_the_order_of_judgements_on_stages_changes_nothing() -> None:
    record = record_of(built(*same(*PAGES)), DAILY)
    made = [staged(record, of, stage) for of, stage in ((DAILY, "reviewed"), (POST, "published"))]
    applied = [
        apply_judgements([one.report for one in PAGES], [one.extraction for one in PAGES], given_in)
        for given_in in (made, made[::-1])
    ]
    assert applied[0] == applied[1]
