"""Corrections of a claim's words, field and chain, and of what a voice is: all that follows, follows."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from tellings.codec import to_text
from tellings.judging import (
    Applied,
    Speaker,
    apply_judgements,
    leaf_of_claim,
    leaf_of_voice,
    new_speaker,
    other_chain,
    other_field,
    other_words,
    speaker_of,
)
from tellings.model import Actors, Claim, Count, Extraction, Judgement, Leaf, Method, Span, Voice
from tellings.record import findings
from tellings.resolve.voices import resolve_voices
from tellings.vocabulary import Access, Connection, Field, How, Naming, Stance, VoiceKind
from tests.builders import Page, attribution, judgement, page, said, span

TEXT = (
    "Six dead in Ardeh\n\nSix people were killed in Ardeh, the hospital director told a rescue worker. "
    "Two were hurt, a ministry official said. Nobody was told of seven dead, Oren Tal said.\n"
)
PAGE = page(
    "The Daily",
    said(
        "killed",
        "Six",
        "a ministry official",
        sentence="Six people were killed in Ardeh, the hospital director",
    ),
    said("injured", "Two", "a ministry official", sentence="Two were hurt, a ministry official said."),
    said("accusations", "seven", "Oren Tal", stance="alleges", sentence="seven dead, Oren Tal said."),
    text=TEXT,
)
SIX, TWO, BLAME = PAGE.claims()
OUTLET, OFFICIAL, TAL = PAGE.extraction.voices
DIRECTOR = span("the hospital director", of=TEXT)
RESCUER = span("a rescue worker", of=TEXT)


def director(of: Page = PAGE) -> Speaker:
    return new_speaker(DIRECTOR, of.report, naming=Naming.ROLE, kind=VoiceKind.PERSON)


def rescuer(of: Page = PAGE) -> Speaker:
    return new_speaker(RESCUER, of.report, naming=Naming.UNNAMED, kind=VoiceKind.PERSON)


def corrected(claim: Claim, aspect: str, now: str, within: Page = PAGE, **more: Any) -> Judgement:
    return judgement(leaf_of_claim(claim, within.report), verdict="corrected", aspect=aspect, now=now, **more)


def chain(*speakers: Speaker, claim: Claim = SIX, **more: Any) -> Judgement:
    return corrected(claim, "voice", other_chain([speaker_of(OUTLET), *speakers]), **more)


def applied(*judgements: Judgement, within: Page = PAGE) -> Applied:
    return apply_judgements([within.report], [within.extraction], judgements)


def told(found: Applied, claim: Claim = SIX) -> Claim:
    return next(
        c for e in found.extractions for a in e.accounts for c in a.claims if c.claim_id == claim.claim_id
    )


def voices(found: Applied) -> dict[str | None, Voice]:
    return {voice.name: voice for voice in found.extractions[0].voices}


# ---------------------------------------------------------------- words


def test_other_words_move_quote_span_and_wording_and_the_claim_keeps_its_id() -> None:
    place = span("Two were hurt", of=TEXT)
    claim = told(applied(corrected(SIX, "words", other_words(place, PAGE.report))))
    assert (claim.claim_id, claim.span, claim.quote, claim.wording) == (
        SIX.claim_id,
        place,
        "Two were hurt",
        "Two were hurt",
    )
    assert isinstance(claim.value, Count) and (claim.value.low, claim.value.wording) == (6, "Two were hurt")


def test_words_moved_into_the_headline_count_as_a_headline_s_and_out_of_it_no_more() -> None:
    up = told(applied(corrected(SIX, "words", other_words(span("Six dead", of=TEXT), PAGE.report))))
    assert up.headline and not SIX.headline
    head = replace(SIX, headline=True)
    (account,) = PAGE.extraction.accounts
    within = Page(PAGE.report, replace(PAGE.extraction, accounts=(replace(account, claims=(head,)),)))
    assert not told(
        applied(corrected(head, "words", other_words(SIX.span, PAGE.report)), within=within)
    ).headline


def test_words_that_do_not_stand_there_are_set_aside() -> None:
    for now in (
        '{"start": 0, "end": 3, "quote": "Two"}',
        '{"start": 3, "end": 3, "quote": ""}',
        '{"start": -3, "end": 0, "quote": "xyz"}',
        '{"start": 0, "end": 99999, "quote": "Six"}',
        "Six",
        "[" * 100_000,
    ):
        found = applied(corrected(SIX, "words", now))
        assert len(found.set_aside) == 1 and told(found) == SIX, now


def test_a_value_and_other_words_go_together_in_either_order() -> None:
    value = corrected(SIX, "value", to_text(replace(SIX.value, low=2, high=2)))  # type: ignore[type-var]
    words = corrected(SIX, "words", other_words(TWO.span, PAGE.report))
    for given_in in ((value, words), (words, value)):
        claim = told(applied(*given_in))
        assert isinstance(claim.value, Count) and (claim.value.low, claim.value.wording, claim.quote) == (
            2,
            "Two",
            "Two",
        )
        assert claim.judged == tuple(sorted((value.judgement_id, words.judgement_id)))


# ---------------------------------------------------------------- field


def in_field(field: Field, low: int, **more: Any) -> Judgement:
    return corrected(SIX, "field", other_field(field, Count(field, low, low, "")), **more)


def test_another_field_brings_its_value_and_a_later_value_is_of_that_field() -> None:
    moved = in_field(Field.INJURED, 6, made_at="2024-05-02T12:00:00Z")
    claim = told(applied(moved))
    assert (claim.field, claim.claim_id) == (Field.INJURED, SIX.claim_id)
    assert claim.value == Count(Field.INJURED, 6, 6, "Six")
    later = corrected(SIX, "value", to_text(Count(Field.INJURED, 9, 9, "")), made_at="2024-05-03T12:00:00Z")
    early = corrected(SIX, "value", to_text(Count(Field.KILLED, 7, 7, "")), made_at="2024-05-01T12:00:00Z")
    assert told(applied(moved, later)).value == Count(Field.INJURED, 9, 9, "Six")
    found = applied(moved, early)
    assert told(found) == claim and not found.set_aside
    assert [one.judgement_id for one in found.placed] == [moved.judgement_id]
    assert told(applied(early)).value == Count(Field.KILLED, 7, 7, "Six"), (
        "without the other field it holds again"
    )


def test_a_field_that_its_value_does_not_fit_is_set_aside_and_the_value_before_it_holds() -> None:
    wrong = corrected(
        SIX, "field", other_field(Field.PLACE, Count(Field.KILLED, 7, 7, "")), made_at="2024-05-02T12:00:00Z"
    )
    early = corrected(SIX, "value", to_text(Count(Field.KILLED, 7, 7, "")))
    found = applied(wrong, early)
    assert [one.item for one in found.set_aside] == [wrong.judgement_id]
    assert told(found).value == Count(Field.KILLED, 7, 7, "Six")


def test_a_figure_that_turns_out_not_to_be_told_may_change_field_and_stance_together() -> None:
    field = corrected(SIX, "field", other_field(Field.INJURED, None))
    stance = corrected(SIX, "stance", "cannot_confirm")
    claim = told(applied(field, stance))
    assert (claim.field, claim.value, claim.stance) == (Field.INJURED, None, Stance.CANNOT_CONFIRM)
    assert [one.reason for one in applied(field).set_aside] == ["judgement_misfit"]


# ---------------------------------------------------------------- who tells it


def test_a_chain_of_voices_that_were_read_and_new_ones_gives_origin_and_rests_on() -> None:
    found = applied(chain(rescuer(), director()))
    claim, known = told(found), voices(found)
    assert [v.name for v in found.extractions[0].voices[:3]] == [v.name for v in PAGE.extraction.voices]
    assert claim.chain == tuple(
        known[name].voice_id for name in ("The Daily", "a rescue worker", "the hospital director")
    )
    assert (claim.origin, claim.rests_on) == (claim.chain[2], claim.chain[1])
    made = known["the hospital director"]
    assert (made.naming, made.kind) == (Naming.ROLE, VoiceKind.PERSON)
    assert [(m.span, m.quote) for m in made.mentions] == [(DIRECTOR, "the hospital director")]


def test_what_the_outlet_tells_in_its_own_voice_has_no_origin() -> None:
    claim = told(applied(chain()))
    assert (claim.chain, claim.origin, claim.rests_on) == ((OUTLET.voice_id,), None, None)


def test_a_chain_that_a_person_gave_leaves_nothing_open() -> None:
    (account,) = PAGE.extraction.accounts
    carried = replace(SIX, carried_on=True, undecided=(OFFICIAL.voice_id, TAL.voice_id))
    within = Page(PAGE.report, replace(PAGE.extraction, accounts=(replace(account, claims=(carried,)),)))
    claim = told(applied(chain(speaker_of(TAL)), within=within))
    assert (claim.carried_on, claim.undecided, claim.origin) == (False, (), TAL.voice_id)


def test_the_telling_of_the_chain_is_the_one_that_reading_found_there_if_any() -> None:
    made = attribution("Six people were killed", within=PAGE.report, chain=["x"], how=How.DOCUMENT)
    by_tal = replace(made, attribution_id="attribution-tal", chain=(OUTLET.voice_id, TAL.voice_id))
    within = Page(PAGE.report, replace(PAGE.extraction, attributions=(made, by_tal)))
    claim = told(applied(chain(speaker_of(TAL)), within=within))
    assert (claim.attribution_id, claim.how) == ("attribution-tal", How.DOCUMENT)
    assert told(applied(chain(rescuer(within)), within=within)).attribution_id is None


def test_words_by_which_a_voice_is_known_already_are_that_voice() -> None:
    (mention,) = TAL.mentions
    again = new_speaker(mention.span, PAGE.report, naming=Naming.NAMED, kind=VoiceKind.PERSON)
    found = applied(chain(again))
    assert told(found).origin == TAL.voice_id and len(found.extractions[0].voices) == 3


@pytest.mark.parametrize(
    ("speakers", "reason"),
    [
        ([], "judgement_misfit"),
        ([speaker_of(TAL)], "judgement_misfit"),
        ([speaker_of(OUTLET), speaker_of(OUTLET)], "judgement_misfit"),
        ([speaker_of(OUTLET), Speaker("voice-x", "Nobody")], "judgement_without_place"),
        ([speaker_of(OUTLET), replace(director(), name="Ilka Voss")], "judgement_misfit"),
        ([speaker_of(OUTLET), replace(director(), kind=VoiceKind.OUTLET)], "judgement_misfit"),
        ([speaker_of(OUTLET), replace(director(), naming=None)], "judgement_misfit"),
    ],
)
def test_a_chain_that_cannot_be_is_set_aside_and_brings_no_voice(
    speakers: list[Speaker], reason: str
) -> None:
    found = applied(corrected(SIX, "voice", other_chain(speakers)))
    assert [one.reason for one in found.set_aside] == [reason]
    assert found.extractions == (PAGE.extraction,)


def test_a_voice_of_another_id_after_a_better_reader_is_found_by_its_name_if_one_alone_bears_it() -> None:
    anew = {v.voice_id: replace(v, voice_id=f"{v.voice_id}-anew") for v in PAGE.extraction.voices}
    claims = tuple(replace(c, chain=tuple(anew[v].voice_id for v in c.chain)) for c in PAGE.claims())
    (account,) = PAGE.extraction.accounts
    read = replace(PAGE.extraction, voices=tuple(anew.values()), accounts=(replace(account, claims=claims),))
    told_by = judgement(
        leaf_of_claim(SIX, PAGE.report),
        verdict="corrected",
        aspect="voice",
        now=other_chain([speaker_of(OUTLET), speaker_of(TAL)]),
    )
    found = applied(told_by, within=Page(PAGE.report, read))
    # the outlet has another id too, and its name alone finds it
    assert told(found).origin == anew[TAL.voice_id].voice_id
    twin = replace(read, voices=(*read.voices, replace(TAL, voice_id="voice-twin")))
    assert [one.reason for one in applied(told_by, within=Page(PAGE.report, twin)).set_aside] == [
        "judgement_ambiguous"
    ]


def test_an_accusation_that_got_another_chain_has_to_be_confirmed_anew() -> None:
    leaf = leaf_of_claim(BLAME, PAGE.report)
    early = judgement(leaf, verdict="confirmed", made_at="2024-05-01T12:00:00Z")
    other = chain(director(), claim=BLAME, made_at="2024-05-02T12:00:00Z")
    late = replace(early, judgement_id="judgement-late", made_at="2024-05-03T12:00:00Z")
    found = applied(early, other)
    assert [one.reason for one in found.set_aside] == ["judgement_outdated"]
    assert told(found, BLAME).judged == (other.judgement_id,)
    assert told(applied(early, other, late), BLAME).judged == tuple(
        sorted((late.judgement_id, other.judgement_id))
    )


# ---------------------------------------------------------------- voices


def voice_leaf(voice: Voice) -> Leaf:
    return leaf_of_voice(voice, PAGE.report)


def of_voice(voice: Voice, aspect: str, now: str, **more: Any) -> Judgement:
    return judgement(voice_leaf(voice), verdict="corrected", aspect=aspect, now=now, **more)


def test_connection_and_access_of_a_voice_are_put_right_and_undone() -> None:
    witness, present = of_voice(TAL, "connection", "witness"), of_voice(TAL, "access", "present")
    found = applied(witness, present)
    tal = voices(found)["Oren Tal"]
    assert (tal.connection, tal.access, tal.protected) == (Connection.WITNESS, Access.PRESENT, True)
    undone = [
        judgement(one.left, verdict="undone", replaces=(one.judgement_id,)) for one in (witness, present)
    ]
    assert applied(witness, present, *undone).extractions == (PAGE.extraction,)


def test_what_is_put_right_of_one_voice_stands_over_what_others_tell_of_those_it_is_joined_with() -> None:
    pages = [
        page(
            outlet,
            said("killed", "six", "Oren Tal"),
            voices={"Oren Tal": {"connection": "official", "access": "counted"}},
        )
        for outlet in ("The Daily", "The Post", "The Herald")
    ]
    tal = pages[0].extraction.voices[1]
    leaf = leaf_of_voice(tal, pages[0].report)
    decided = [
        judgement(leaf, verdict="corrected", aspect="connection", now=""),
        judgement(leaf, verdict="corrected", aspect="access", now="not_told"),
    ]
    reports, extractions = [one.report for one in pages], [one.extraction for one in pages]
    found = apply_judgements(reports, extractions, decided)
    joined = resolve_voices(reports, found.extractions, Actors(), same_text={}, judgements=found.placed).of(
        tal.voice_id
    )
    assert len(joined.members) == 3
    assert (joined.connection, joined.access) == (None, Access.NOT_TOLD)


@pytest.mark.parametrize(("aspect", "now"), [("connection", "friend"), ("access", ""), ("kind", "person")])
def test_what_a_voice_cannot_be_is_set_aside(aspect: str, now: str) -> None:
    assert [one.reason for one in applied(of_voice(TAL, aspect, now)).set_aside] == ["judgement_misfit"]


def test_a_voice_that_a_chain_brought_in_may_be_judged_as_any_and_not_once_it_is_gone() -> None:
    brought = chain(director())
    made = voices(applied(brought))["the hospital director"]
    medic = of_voice(made, "connection", "medic")
    for given_in in permutations((brought, medic)):
        assert voices(applied(*given_in))["the hospital director"].connection is Connection.MEDIC
    assert [one.reason for one in applied(medic).set_aside] == ["judgement_without_place"]


# ---------------------------------------------------------------- in the record


def test_records_follow_a_corrected_chain_and_forget_it_once_it_is_undone() -> None:
    def built(*judgements: Judgement) -> Any:
        return findings(
            [PAGE.report], [PAGE.extraction], actors=Actors(), method=Method(), judgements=judgements
        )

    brought = chain(director())
    (record,) = built(brought).records
    (reading,) = record.fields[Field.KILLED].readings
    names = {voice.voice_id: voice.name for voice in record.voices}
    assert [names[v] for v in reading.claims[0].chain] == ["The Daily", "the hospital director"]
    assert brought in record.judgements
    assert (
        built(brought, judgement(brought.left, verdict="undone", replaces=(brought.judgement_id,))) == built()
    )


def test_every_quote_is_the_text_at_its_span_however_a_claim_is_corrected() -> None:
    made = [
        corrected(SIX, "words", other_words(Span(5, 30), PAGE.report)),
        chain(rescuer(), director()),
        in_field(Field.INJURED, 6),
        corrected(SIX, "stance", "alleges"),
    ]
    expected: tuple[Extraction, ...] | None = None
    for given_in in permutations(made):
        found = applied(*given_in)
        assert not found.set_aside
        claim = told(found)
        assert claim.quote == claim.span.of(TEXT) and len(claim.judged) == 4
        expected = expected or found.extractions
        assert found.extractions == expected
