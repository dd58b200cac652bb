"""What persons decided of stages, leads, chains and missed claims: in words, and masked with all else."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from tellings.codec import to_text
from tellings.judging import (
    leaf_of_account,
    leaf_of_claim,
    leaf_of_lead,
    leaf_of_passage,
    leaf_of_voice,
    missed_claim,
    new_speaker,
    other_chain,
    other_field,
    other_words,
    reviewed,
    speaker_of,
)
from tellings.model import Accusation, Actors, Count, Findings, Judgement, Lead, Method, Review
from tellings.publish.html import render
from tellings.publish.lookup import look_up
from tellings.publish.masking import mask
from tellings.publish.terminal import show_findings
from tellings.publish.words import correction_in_words, judgement_in_words, review_in_words
from tellings.record import findings
from tellings.vocabulary import Field, LeadKind, Naming, ReviewStage, Role, Stance, VoiceKind
from tests.builders import Page, judgement, page, said, span

TEXT = (
    "Six people were killed in Ardeh, a ministry official said. Zorvana Quillit, a witness, saw two boys fall. "
    "Neighbours accuse a coal dealer, Hartwig Lummox, of having guided the fire.\n"
)
PLAIN = page(
    "The Daily",
    said(
        "killed",
        "Six",
        "a ministry official",
        sentence="Six people were killed in Ardeh, a ministry official",
    ),
    text=TEXT,
)
SIX = PLAIN.claims()[0]
OUTLET, OFFICIAL = PLAIN.extraction.voices
FILM = Lead(LeadKind.FOOTAGE, "film", PLAIN.report.report_id, SIX.span, SIX.quote, SIX.chain)
(ACCOUNT,) = PLAIN.extraction.accounts
PAGE = Page(PLAIN.report, replace(PLAIN.extraction, accounts=(replace(ACCOUNT, leads=(FILM,)),)))
QUILLIT = new_speaker(
    span("Zorvana Quillit", of=TEXT), PAGE.report, naming=Naming.NAMED, kind=VoiceKind.PERSON
)
NEIGHBOURS = new_speaker(
    span("Neighbours", of=TEXT), PAGE.report, naming=Naming.UNNAMED, kind=VoiceKind.GROUP
)
MADE = "2024-05-01T12:00:00Z"


def built(*judgements: Judgement) -> Findings:
    return findings([PAGE.report], [PAGE.extraction], actors=Actors(), method=Method(), judgements=judgements)


def told(found: Findings) -> str:
    out = StringIO()
    show_findings(found, Console(file=out, width=500))
    return out.getvalue()


def accusation() -> Judgement:
    words = "accuse a coal dealer, Hartwig Lummox, of having guided the fire"
    blamed = Accusation(Role.COORDINATED, "Hartwig Lummox", span("Hartwig Lummox", of=TEXT), "")
    now = missed_claim(Field.ACCUSATIONS, blamed, Stance.ALLEGES, [speaker_of(OUTLET), NEIGHBOURS])
    return judgement(leaf_of_passage(span(words, of=TEXT), PAGE.report), verdict="added", now=now)


def test_stage_and_follow_up_stand_on_the_page_and_in_the_terminal() -> None:
    out = judgement(
        leaf_of_account(ACCOUNT, PAGE.report),
        verdict="staged",
        now="published",
        was=reviewed(built().records[0]),
        why="sent to the editor",
        made_at=MADE,
    )
    asked = judgement(
        leaf_of_lead(FILM, PAGE.report), verdict="followed", now="asked", why="wrote to them", made_at=MADE
    )
    for shown in (render(built(out, asked)), told(built(out, asked))):
        assert "Stage of review: published, by reviewer-1 on 2024-05-01: sent to the editor." in shown
        assert "One figure or accusation of it no person has confirmed or corrected." in shown
        assert "asked, by reviewer-1 on 2024-05-01: wrote to them" in shown
    for shown in (render(built()), told(built())):
        assert "Stage of review" not in shown


def test_what_became_of_an_incident_since_its_stage_was_given_is_said() -> None:
    review = Review(
        ReviewStage.PUBLISHED,
        "judgement-1",
        "an editor",
        MADE,
        "checked.",
        ("account-1",),
        gained=("account-2",),
        lost=("account-3", "account-4"),
        told_otherwise=True,
        differing=(ReviewStage.IN_REVIEW, ReviewStage.WITHDRAWN),
    )
    assert review_in_words(review) == (
        "Stage of review: published, by an editor on 2024-05-01: checked. Since then 1 account joined it, "
        "2 accounts left it and what it tells has changed. Some of its accounts were in review or withdrawn before, "
        "by another judgement."
    )
    assert review_in_words(Review(unreviewed=3)) == ""


@pytest.mark.parametrize(
    ("aspect", "now", "was_shown", "now_shown"),
    [
        ("words", other_words(span("two boys", of=TEXT), PAGE.report), "“Six”", "“two boys”"),
        ("field", other_field(Field.INJURED, Count(Field.INJURED, 6, 6, "")), "killed", "injured: 6"),
        ("voice", other_chain([speaker_of(OUTLET), QUILLIT]), "what was read", "The Daily ← Zorvana Quillit"),
        ("value", to_text(Count(Field.KILLED, 7, None, "")), "6", "at least 7"),
    ],
)
def test_a_correction_says_what_it_puts_right(aspect: str, now: str, was_shown: str, now_shown: str) -> None:
    leaf = leaf_of_claim(SIX, PAGE.report)
    made = judgement(leaf, verdict="corrected", aspect=aspect, was=to_text(SIX.value), now=now)
    assert correction_in_words(made) == (was_shown, now_shown)
    assert correction_in_words(replace(made, now="{}")) is None or aspect == "value"


def test_other_judgements_say_their_word() -> None:
    voice = judgement(
        leaf_of_voice(OFFICIAL, PAGE.report),
        verdict="corrected",
        aspect="access",
        was="not_told",
        now="present",
    )
    assert judgement_in_words(voice).startswith("corrected from not told to present; ")
    assert judgement_in_words(accusation()).startswith("added: the text says so; "), (
        "no accusation without its accuser"
    )
    nine = missed_claim(Field.INJURED, Count(Field.INJURED, 9, 9, ""), Stance.ASSERTS, [speaker_of(OUTLET)])
    added = judgement(leaf_of_passage(span("two", of=TEXT), PAGE.report), verdict="added", now=nine)
    assert judgement_in_words(added).startswith("added: the text says so, injured: 9; ")


def test_a_judgement_that_added_a_claim_is_shown_with_that_claim() -> None:
    found = built(accusation())
    lookup = look_up(found, found.records[0])
    (claim,) = lookup.about(accusation())
    assert not isinstance(claim, str) and claim.field is Field.ACCUSATIONS


# ---------------------------------------------------------------- masked


def test_an_added_accusation_goes_out_once_it_is_confirmed_and_its_judgement_with_it() -> None:
    added = accusation()
    shut = mask(built(added), b"a key")
    assert Field.ACCUSATIONS not in shut.records[0].fields and not shut.records[0].judgements
    assert shut.records[0].held_back.accusations == 1
    assert "Lummox" not in to_text(shut.records[0])
    (claim,) = [c for r in built(added).records[0].fields[Field.ACCUSATIONS].readings for c in r.claims]
    confirmed = judgement(leaf_of_claim(claim, PAGE.report), verdict="confirmed")
    opened = mask(built(added, confirmed), b"a key").records[0]
    assert Field.ACCUSATIONS in opened.fields and "Lummox" not in to_text(opened)


def test_a_witness_whom_a_person_named_in_a_chain_is_masked_and_a_follow_up_goes_with_its_lead() -> None:
    chain = judgement(
        leaf_of_claim(SIX, PAGE.report),
        verdict="corrected",
        aspect="voice",
        now=other_chain([speaker_of(OUTLET), QUILLIT]),
    )
    asked = judgement(
        leaf_of_lead(FILM, PAGE.report), verdict="followed", now="asked", why="asked Zorvana Quillit"
    )
    shut = mask(built(chain, asked), b"a key")
    assert "Quillit" in to_text(built(chain, asked).records[0])
    assert "Quillit" not in to_text(shut.records[0]) and "Quillit" not in to_text(list(shut.judgements))
    assert not shut.records[0].follow_ups
    released = judgement(leaf_of_lead(FILM, PAGE.report), verdict="released")
    opened = mask(built(chain, asked, released), b"a key").records[0]
    assert len(opened.follow_ups) == 1 and "Quillit" not in to_text(opened)
