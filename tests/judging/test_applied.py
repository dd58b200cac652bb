"""Judgements in their places: what they do to claims, and what is set aside."""

from dataclasses import replace
from typing import Any

import pytest

from tellings.codec import to_text
from tellings.judging import (
    Applied,
    apply_judgements,
    lead_id,
    leaf_of_account,
    leaf_of_claim,
    leaf_of_lead,
    leaf_of_name,
    leaf_of_report,
    leaf_of_voice,
)
from tellings.model import Claim, Count, Extraction, Judgement, Lead, Leaf, Report, Span
from tellings.vocabulary import ExclusionReason, Field, LeadKind, Stance
from tests.builders import Page, judgement, page, said, span

PAGE = page(
    "The Daily",
    said("killed", "six", "Northern Council"),
    said("injured", "ten", "Northern Council"),
    said("accusations", "the ministry", "Northern Council", stance="alleges"),
    said("killed", "two", "the ministry spokesman", stance="denies"),
    said("targets", "market"),
)
SIX, TEN, BLAME, TWO, MARKET = PAGE.claims()


def seven() -> str:
    assert isinstance(SIX.value, Count)
    return to_text(replace(SIX.value, low=7, high=7))


def about(claim: Claim, verdict: str, within: Page = PAGE, **more: Any) -> Judgement:
    return judgement(leaf_of_claim(claim, within.report), verdict=verdict, **more)


def applied(*judgements: Judgement, within: Page = PAGE) -> Applied:
    return apply_judgements([within.report], [within.extraction], judgements)


def held(found: Applied) -> dict[str, Claim]:
    return {c.claim_id: c for e in found.extractions for a in e.accounts for c in a.claims}


def reasons(found: Applied) -> list[str]:
    return [aside.reason for aside in found.set_aside]


def reread(claim: Claim, within: Page = PAGE, **changes: Any) -> Page:
    """Return the page as another reader finds it: one claim with another id, and what else changes."""
    changes.setdefault("claim_id", "claim-read-anew")
    where = changes.get("span", claim.span)
    anew = replace(claim, **{**changes, "quote": where.of(within.report.text)})
    (account,) = within.extraction.accounts
    claims = tuple(anew if one is claim else one for one in account.claims)
    return Page(within.report, replace(within.extraction, accounts=(replace(account, claims=claims),)))


# ---------------------------------------------------------------- what they do


def test_a_correction_changes_the_value_and_leaves_the_words() -> None:
    told = about(SIX, "corrected", aspect="value", was=to_text(SIX.value), now=seven())
    claim = held(applied(told))[SIX.claim_id]
    assert isinstance(claim.value, Count) and (claim.value.low, claim.value.wording) == (7, "six")
    assert (claim.quote, claim.span, claim.wording) == (SIX.quote, SIX.span, SIX.wording)
    assert claim.judged == (told.judgement_id,)


def test_value_and_stance_may_be_corrected_together_where_neither_could_be_alone() -> None:
    value = about(TEN, "corrected", aspect="value", now="null")
    stance = about(TEN, "corrected", aspect="stance", was="asserts", now="cannot_confirm")
    claim = held(applied(value, stance))[TEN.claim_id]
    assert (claim.value, claim.stance) == (None, Stance.CANNOT_CONFIRM)
    assert claim.judged == tuple(sorted((value.judgement_id, stance.judgement_id)))
    alone = applied(value)
    assert held(alone)[TEN.claim_id] == TEN and reasons(alone) == ["judgement_misfit"]


def test_a_rejected_claim_leaves_its_account_and_stays_with_quote_and_reason() -> None:
    told = about(SIX, "rejected", why="this is the day's count of shells")
    found = applied(told)
    assert SIX.claim_id not in held(found)
    ((account_id, (row,)),) = found.rejected.items()
    assert account_id == PAGE.extraction.accounts[0].account_id
    assert (row.id, row.quote, row.by, row.reason) == (
        SIX.claim_id,
        "six",
        told.judgement_id,
        ExclusionReason.REJECTED,
    )
    assert "the day's count of shells" in row.text


def test_a_confirmation_marks_the_claim_and_changes_nothing_else() -> None:
    told = about(BLAME, "confirmed")
    assert held(applied(told))[BLAME.claim_id] == replace(BLAME, judged=(told.judgement_id,))


def test_of_two_on_one_matter_the_later_holds_and_the_earlier_holds_no_longer() -> None:
    rejected = about(SIX, "rejected", made_at="2024-05-01T12:00:00Z")
    confirmed = about(SIX, "confirmed", made_at="2024-05-02T12:00:00Z")
    found = applied(confirmed, rejected)
    assert held(found)[SIX.claim_id].judged == (confirmed.judgement_id,)
    assert [one.judgement_id for one in found.placed] == [confirmed.judgement_id]
    assert not found.rejected and not found.set_aside


def test_a_judgement_holds_for_its_own_page_alone() -> None:
    twin = page("The Post", *[said("killed", "six", "Northern Council")], text=PAGE.report.text)
    reports, extractions = [PAGE.report, twin.report], [PAGE.extraction, twin.extraction]
    gone = replace(
        about(SIX, "rejected"), left=replace(leaf_of_claim(SIX, PAGE.report), id="claim-of-before")
    )
    kept = held(apply_judgements(reports, extractions, [gone]))
    assert SIX.claim_id not in kept and twin.claims()[0].claim_id in kept


def test_names_and_leads_are_released_and_protected() -> None:
    lead = Lead(LeadKind.FOOTAGE, "film", PAGE.report.report_id, MARKET.span, MARKET.quote, MARKET.chain)
    (account,) = PAGE.extraction.accounts
    within = Page(PAGE.report, replace(PAGE.extraction, accounts=(replace(account, leads=(lead,)),)))
    council = span("Northern Council", of=PAGE.report)
    name = leaf_of_name(council, PAGE.report)
    out = judgement(name, verdict="released")
    lead_out = judgement(leaf_of_lead(lead, PAGE.report), verdict="released")
    found = applied(out, lead_out, within=within)
    assert found.released == {lead_id(lead): lead_out.judgement_id}
    assert found.names_released == {(PAGE.report.report_id, "northern council"): out.judgement_id}
    shut = judgement(name, verdict="protected")
    found = applied(out, shut, within=within)
    assert not found.names_released and len(found.names_protected) == 1, "protected goes before released"


def test_the_id_of_a_name_is_of_its_place() -> None:
    one, two = (Report("report-1", text, "", "", "test") for text in ("Ilka Voss", "Orsk Tamm"))
    assert leaf_of_name(Span(0, 9), one).id == leaf_of_name(Span(0, 9), two).id


# ---------------------------------------------------------------- what is set aside


@pytest.mark.parametrize(
    ("claim", "verdict", "more"),
    [
        (SIX, "corrected", {"aspect": "value", "now": "{"}),
        (SIX, "corrected", {"aspect": "value", "now": "[" * 100_000}),
        (SIX, "corrected", {"aspect": "value", "now": "7"}),
        (SIX, "corrected", {"aspect": "value", "now": '{"name": "Ardeh"}'}),
        (SIX, "corrected", {"aspect": "value", "now": to_text(TEN.value)}),
        (SIX, "corrected", {"aspect": "value", "now": seven().replace('"low":7', '"low":8')}),
        (SIX, "corrected", {"aspect": "value", "now": seven().replace("7", "9" * 5000)}),
        (SIX, "corrected", {"aspect": "value", "now": seven().replace("7", "99999999999")}),
        (
            SIX,
            "corrected",
            {"aspect": "value", "now": seven().replace('"function":null', '"function":"\\ud800"')},
        ),
        (SIX, "corrected", {"aspect": "value", "now": ""}),
        (SIX, "corrected", {"aspect": "stance", "now": "shouts"}),
        (SIX, "corrected", {"aspect": "origin", "now": "x"}),
        (BLAME, "chosen", {}),
        (TWO, "chosen", {}),
        (BLAME, "assessed", {"now": "confirmed"}),
        (TWO, "assessed", {"now": "confirmed"}),
        (SIX, "assessed", {"now": "proven"}),
        (SIX, "assessed", {}),
    ],
)
def test_what_does_not_fit_is_set_aside_and_changes_nothing(claim: Claim, verdict: str, more: Any) -> None:
    found = applied(about(claim, verdict, **more))
    assert reasons(found) == ["judgement_misfit"]
    assert held(found) == {one.claim_id: one for one in PAGE.claims()}
    assert not found.placed and not found.chosen and not found.assessed


def test_a_choice_of_a_rejected_claim_contradicts_it() -> None:
    assert reasons(applied(about(SIX, "chosen"), about(SIX, "rejected"))) == ["judgement_contradicted"]


def test_an_assessment_of_a_rejected_claim_contradicts_it_and_of_two_the_later_holds() -> None:
    early = about(SIX, "assessed", now="pending", made_at="2024-05-01T12:00:00Z")
    late = about(SIX, "assessed", now="confirmed", made_at="2024-05-02T12:00:00Z")
    assert reasons(applied(early, about(SIX, "rejected"))) == ["judgement_contradicted"]
    for given_in in ((early, late), (late, early)):
        assert [one.now for one in applied(*given_in).assessed.values()] == ["confirmed"]


def test_a_verdict_about_the_wrong_sort_of_leaf_is_set_aside() -> None:
    whole = leaf_of_report(PAGE.report)
    voice = leaf_of_voice(PAGE.extraction.voices[1], PAGE.report)
    account = leaf_of_account(PAGE.extraction.accounts[0], PAGE.report)
    wrong = [
        judgement(whole, verdict="rejected"),
        judgement(voice, verdict="released"),
        judgement(account, verdict="protected"),
        judgement(voice, account, verdict="same"),
    ]
    assert reasons(applied(*wrong)) == ["judgement_misfit"] * 4


def test_an_undoing_of_what_is_not_held_is_said() -> None:
    lost = judgement(Leaf("claim", "claim-x"), verdict="undone", replaces=("judgement-x",))
    assert reasons(applied(lost)) == ["judgement_without_place"]


# ---------------------------------------------------------------- after a better reader


def test_a_claim_is_found_where_its_words_stand() -> None:
    told = about(SIX, "corrected", aspect="value", was=to_text(SIX.value), now=seven())
    within = reread(SIX, span=Span(SIX.span.start, SIX.span.end + 20))
    claim = held(applied(told, within=within))["claim-read-anew"]
    assert isinstance(claim.value, Count) and claim.value.low == 7


def test_what_is_read_otherwise_now_is_neither_confirmed_nor_rejected() -> None:
    assert isinstance(SIX.value, Count)
    within = reread(SIX, value=replace(SIX.value, low=60, high=60))
    for verdict in ("confirmed", "rejected", "chosen"):
        found = applied(about(SIX, verdict, was=to_text(SIX.value)), within=within)
        assert reasons(found) == ["judgement_outdated"]
        assert not found.chosen and not found.rejected


def test_a_confirmed_accusation_that_is_read_anew_is_confirmed_no_longer() -> None:
    found = applied(about(BLAME, "confirmed", was=to_text(BLAME.value)), within=reread(BLAME))
    assert reasons(found) == ["judgement_outdated"]
    assert held(found)["claim-read-anew"].judged == ()


def test_two_claims_that_are_equally_good_are_not_guessed_at() -> None:
    (account,) = PAGE.extraction.accounts
    others = [replace(SIX, claim_id=f"claim-{n}") for n in "ab"]
    claims = tuple(one for one in account.claims if one is not SIX)
    both = replace(PAGE.extraction, accounts=(replace(account, claims=(*others, *claims)),))
    found = apply_judgements([PAGE.report], [both], [about(SIX, "rejected")])
    assert reasons(found) == ["judgement_ambiguous"]


def test_what_stands_nearby_with_another_value_is_another_claim() -> None:
    told = page("The Daily", said("killed", "six", sentence="six died, two later."), said("injured", "ten"))
    six = told.claims()[0]
    two = replace(six, claim_id="claim-two", value=None, stance=Stance.DOUBTS)
    two = replace(two, span=span("two", of=told.report), quote="two")
    (account,) = told.extraction.accounts
    lost = replace(told.extraction, accounts=(replace(account, claims=(two, *account.claims[1:])),))
    rejected = judgement(leaf_of_claim(six, told.report), verdict="rejected", was=to_text(six.value))
    assert reasons(apply_judgements([told.report], [lost], [rejected])) == ["judgement_without_place"]


def test_a_blotted_name_does_not_lose_the_place() -> None:
    def blotted(words: str) -> str:
        return words.replace("Northern Council", "████████ ███████")

    text = blotted(PAGE.report.text)
    report = replace(PAGE.report, text=text)
    within = reread(SIX, Page(report, PAGE.extraction))
    plain = about(SIX, "rejected")
    sealed = replace(plain, left=replace(plain.left, after=blotted(plain.left.after)))
    for told in (plain, sealed):
        assert "claim-read-anew" not in held(apply_judgements([report], [within.extraction], [told]))


def test_judgements_of_the_first_version_find_their_report_by_its_words() -> None:
    leaf = replace(leaf_of_claim(SIX, PAGE.report), id="claim-of-before", report_id="", field="")
    assert leaf.quote and reasons(applied(judgement(leaf, verdict="rejected"))) == []
    twin = page("The Post", text=PAGE.report.text)
    found = apply_judgements(
        [PAGE.report, twin.report], [PAGE.extraction, twin.extraction], [judgement(leaf, verdict="rejected")]
    )
    assert reasons(found) == ["judgement_without_place"], "two pages hold its words"


def test_without_judgements_nothing_is_touched() -> None:
    assert applied() == Applied((PAGE.extraction,))
    assert isinstance(applied().extractions[0], Extraction)
    assert BLAME.field is Field.ACCUSATIONS


# ---------------------------------------------------------------- sides of voices


def test_a_side_is_given_to_a_voice_alone_and_the_later_holds() -> None:
    leaf = leaf_of_voice(PAGE.extraction.voices[1], PAGE.report)
    first = judgement(leaf, verdict="sided", now="North")
    later = judgement(leaf, verdict="sided", now="South", made_at="2024-06-01T12:00:00Z")
    assert [one.now for one in applied(first, later).placed] == ["South"]
    assert reasons(applied(about(SIX, "sided", now="North"))) == ["judgement_misfit"]
    assert reasons(applied(judgement(leaf, verdict="sided"))) == ["judgement_misfit"]
