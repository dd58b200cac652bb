"""Leads that are followed, and passages that are hard to read."""

from dataclasses import replace

import pytest

from tellings.judging import lead_id, leaf_of_claim, leaf_of_lead, leaf_of_passage, leaf_of_report
from tellings.model import Actors, Findings, FollowUp, Judgement, Lead, Method, Span
from tellings.record import findings
from tellings.vocabulary import LeadKind, LeadState
from tests.builders import Page, judgement, page, said, span

TOLD = page("The Daily", said("killed", "six", "Ilka Voss"), said("killed", "six", "Oren Tal"))
FILM = Lead(
    LeadKind.FOOTAGE,
    "film",
    TOLD.report.report_id,
    span("Ilka Voss", of=TOLD.report),
    "Ilka Voss",
    TOLD.claims()[0].chain,
)


def with_leads(of: Page, *leads: Lead) -> Page:
    (account,) = of.extraction.accounts
    return Page(of.report, replace(of.extraction, accounts=(replace(account, leads=leads),)))


PAGE = with_leads(TOLD, FILM)
LEAF = leaf_of_lead(FILM, TOLD.report)


def built(*judgements: Judgement, pages: tuple[Page, ...] = (PAGE,)) -> Findings:
    return findings(
        [one.report for one in pages],
        [one.extraction for one in pages],
        actors=Actors(),
        method=Method(),
        judgements=judgements,
    )


def test_a_lead_that_is_followed_says_what_became_of_it_and_stays_what_was_read() -> None:
    asked = judgement(
        LEAF, verdict="followed", now="asked", why="wrote to the agency", made_at="2024-05-01T12:00:00Z"
    )
    lost = judgement(
        LEAF, verdict="followed", now="lost", why="it was deleted", made_at="2024-05-02T12:00:00Z"
    )
    for given_in in ((asked, lost), (lost, asked)):
        (record,) = built(*given_in).records
        assert record.leads == built().records[0].leads
        assert record.follow_ups == (
            FollowUp(
                lead_id(FILM), LeadState.LOST, "it was deleted", lost.judgement_id, lost.by, lost.made_at
            ),
        )
        assert lost in record.judgements and asked not in record.judgements


def test_a_follow_up_holds_for_the_one_lead_that_copies_of_a_text_share() -> None:
    text = TOLD.report.text + " ".join(f"and {n} more such lines" for n in range(60))
    told = (said("killed", "six", "Ilka Voss"), said("killed", "six", "Oren Tal"))
    copies = [page(outlet, *told, text=text) for outlet in ("The Daily", "The Post", "The Herald")]
    pages = tuple(with_leads(one, replace(FILM, report_id=one.report.report_id)) for one in copies)
    first, *others = (leaf_of_report(one.report) for one in copies)
    same = [judgement(first, other) for other in others]
    for one in pages:
        lead = one.extraction.accounts[0].leads[0]
        asked = judgement(leaf_of_lead(lead, one.report), verdict="followed", now="asked")
        (record,) = built(asked, *same, pages=pages).records
        (kept,) = record.leads
        assert [up.lead_id for up in record.follow_ups] == [lead_id(kept)]


@pytest.mark.parametrize(("now", "verdict"), [("found", "followed"), ("", "followed")])
def test_a_state_that_is_none_is_set_aside(now: str, verdict: str) -> None:
    found = built(judgement(LEAF, verdict=verdict, now=now))
    assert [one.reason for one in found.set_aside] == ["judgement_misfit"]
    assert found.records == built().records


def test_a_graphic_passage_is_listed_and_changes_no_record() -> None:
    leaf = leaf_of_passage(span("six (killed), Oren Tal", of=TOLD.report), TOLD.report)
    marked = judgement(leaf, verdict="graphic")
    found = built(marked)
    assert found.judgements == (marked,) and found.records == built().records
    undone = judgement(leaf, verdict="undone", replaces=(marked.judgement_id,))
    assert built(marked, undone) == built()


def test_a_passage_is_its_own_place_where_the_same_words_stand_twice() -> None:
    again = page(
        "The Daily",
        said("killed", "six"),
        text="six (killed), as is known here. " + ("-" * 40 + "six" + "-" * 40) * 2,
    )
    for place in (span("six", of=again.report, nth=1), span("six", of=again.report, nth=2)):
        marked = judgement(leaf_of_passage(place, again.report), verdict="graphic")
        assert [one.left.id for one in built(marked, pages=(again,)).judgements] == [marked.left.id]


def test_only_a_passage_is_graphic_and_only_a_lead_is_followed() -> None:
    claim = leaf_of_claim(TOLD.claims()[0], TOLD.report)
    passage = leaf_of_passage(Span(0, 3), TOLD.report)
    wrong = [judgement(claim, verdict="graphic"), judgement(passage, verdict="followed", now="asked")]
    assert [one.reason for one in built(*wrong).set_aside] == ["judgement_misfit"] * 2
    pair = judgement(passage, passage, verdict="same")
    assert [one.reason for one in built(pair).set_aside] == ["judgement_misfit"]
