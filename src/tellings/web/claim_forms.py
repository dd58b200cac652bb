"""Take in what a person decides of a claim, or of words that the reader missed.

In:   forms of a report's page.
Out:  judgements; a way back.
Holds: only what a form has otherwise than the claim is a correction, each matter by itself. Words that a person points
at are found in the text, by their place or, without scripts, by themselves where they stand there once.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel

from tellings import pipeline
from tellings.codec import to_text
from tellings.errors import InputError
from tellings.judging import (
    Speaker,
    judgement,
    leaf_of_claim,
    leaf_of_passage,
    missed_claim,
    new_speaker,
    other_chain,
    other_field,
    other_words,
    speaker_of,
)
from tellings.ledger.cells import normal
from tellings.ledger.values import Unreadable, cells_of, is_number, retold, retold_number
from tellings.model import Accusation, Claim, Count, Report, Span, Value
from tellings.publish.words import sentence_case
from tellings.vocabulary import Field, Naming, PersonStatus, Role, Stance, Verdict, VoiceKind
from tellings.web.desk import Desk, NotHere, now
from tellings.web.judging import Decision, Text, decide
from tellings.web.pages import desk_of
from tellings.web.report import Told, told_in
from tellings.web.wording import _

router = APIRouter()


class Meant(BaseModel):
    """What a form says of a claim. value: where it is no number; speaker: its chain after the outlet, by id;
    words, start, end: the place that tells it; back: the page to return to. All as typed, "" where nothing was."""

    report: str
    field: str
    stance: str = Stance.ASSERTS.value
    low: str = ""
    high: str = ""
    value: str = ""
    status: str = ""
    accused: str = ""
    role: str = ""
    words: str = ""
    start: str = ""
    end: str = ""
    speaker: list[str] = []
    new_speaker_words: str = ""
    new_speaker_naming: str = Naming.NAMED.value
    new_speaker_kind: str = VoiceKind.PERSON.value
    why: str = ""
    back: str = "/"


class Correction(Meant):
    """What a form says of a claim that was read."""

    claim: str
    seen: str = ""


@router.post("/judge/claim")
def judge_claim(
    request: Request,
    report: Text,
    claim: Text,
    verdict: Text,
    why: Text = "",
    back: Text = "/",
    seen: Text = "",
) -> Response:
    """Accept a claim as the text has it, or reject it."""
    desk = desk_of(request)
    told = told_in(desk, report)
    held = _claim(told, claim)
    if verdict not in (Verdict.CONFIRMED, Verdict.REJECTED):
        raise InputError(_("“%s” is no verdict on a claim: accept it, or reject it.") % verdict)
    if verdict == Verdict.CONFIRMED and not why.strip():
        why = _("the text says so")
    leaf = leaf_of_claim(_as_read(desk, held), told.report)
    decision = Decision(Verdict(verdict), leaf, was=to_text(held.value))
    return decide(request, [decision], why=why, back=back, seen=seen)


@router.post("/judge/correct")
def correct(request: Request, form: Annotated[Correction, Form()]) -> Response:
    """Correct what was read of a claim: value, stance, field, words, or who tells it.

    A claim that was rejected is so no longer: the text says something after all.
    """
    desk = desk_of(request)
    told = told_in(desk, form.report)
    held = _claim(told, form.claim)
    leaf = leaf_of_claim(_as_read(desk, held), told.report)
    decisions: list[Decision] = []
    rejections = [one.judgement_id for one in desk.in_force_on(leaf.id) if one.verdict is Verdict.REJECTED]

    def corrected(aspect: str, was: str, to: str) -> None:
        if was != to:
            decisions.append(Decision(Verdict.CORRECTED, leaf, aspect=aspect, was=was, now=to))

    kind, stance = _field(form.field), _stance(form.stance)
    points_at_words = bool(form.words.strip() or form.start)
    span = _span(told.report, form.words, form.start, form.end) if points_at_words else held.span
    meant = _Typed(desk, told.report, form).value(kind, held.value if kind is held.field else None, span)
    if kind is not held.field:
        corrected("field", other_field(held.field, held.value), other_field(kind, meant))
    else:
        corrected("value", to_text(held.value), to_text(meant))
    corrected("stance", held.stance.value, stance.value)
    corrected("words", other_words(held.span, told.report), other_words(span, told.report))
    if form.speaker or form.new_speaker_words.strip():
        chain = _chain(told, form)
        before = [speaker_of(told.lookup.voices[key]) for key in held.chain]
        corrected("voice", other_chain(before), other_chain(chain))
    if not decisions:
        raise InputError(
            _("Nothing in the form is otherwise than it was read. To say that it is right, accept it.")
        )
    return _keep(request, told, decisions, why=form.why, back=form.back, seen=form.seen, replaces=rejections)


@router.post("/judge/add")
def add(request: Request, form: Annotated[Meant, Form()]) -> Response:
    """Add a claim that the reader missed, by the words that tell it."""
    desk = desk_of(request)
    told = told_in(desk, form.report)
    kind, stance = _field(form.field), _stance(form.stance)
    span = _span(told.report, form.words, form.start, form.end)
    meant = _Typed(desk, told.report, form).value(kind, None, span)
    missed = missed_claim(kind, meant, stance, _chain(told, form))
    decision = Decision(Verdict.ADDED, leaf_of_passage(span, told.report), now=missed)
    return _keep(request, told, [decision], why=form.why, back=form.back)


@router.post("/judge/graphic")
def graphic(
    request: Request,
    report: Text,
    words: Text = "",
    start: Text = "",
    end: Text = "",
    why: Text = "",
    back: Text = "/",
) -> Response:
    """Mark a passage as hard to read: it is blurred until somebody asks for it."""
    desk = desk_of(request)
    held = desk.read(report)[0]
    span = _span(held, words, start, end)
    decision = Decision(Verdict.GRAPHIC, leaf_of_passage(span, held))
    return decide(request, [decision], why=why or _("hard to read"), back=back)


def _keep(
    request: Request,
    told: Told,
    decisions: Sequence[Decision],
    *,
    why: str,
    back: str,
    seen: str | None = None,
    replaces: Sequence[str] = (),
) -> Response:
    """Keep decisions about a report, if they fit what stands in it. Raises: InputError where the build would set one
    aside."""
    desk = desk_of(request)
    tried = [
        judgement(
            one.verdict,
            one.left,
            by=desk.by,
            made_at=now(),
            why=why,
            aspect=one.aspect,
            was=one.was,
            now=one.now,
            replaces=replaces,
        )
        for one in decisions
    ]
    ids = {one.judgement_id for one in tried}
    applied = desk.applied(told.report, told.read, tried)
    misfit = next((one for one in applied.set_aside if one.item in ids), None)
    if misfit is not None:
        raise InputError(f"{sentence_case(misfit.message)}; {misfit.next_step}. {_('Nothing was changed.')}")
    return decide(request, decisions, why=why, back=back, seen=seen, replaces=replaces)


# ---------------------------------------------------------------- what forms say


def _claim(told: Told, claim_id: str) -> Claim:
    found = next((one for one in told.claims if one.claim_id == claim_id), None)
    if found is None:
        raise NotHere(claim_id)
    return found


def _as_read(desk: Desk, claim: Claim) -> Claim:
    """Return a claim as the reader left it, by which it is found again; one that was added, as it is."""
    read = desk.read(claim.report_id)[1]
    return next((c for a in read.accounts for c in a.claims if c.claim_id == claim.claim_id), claim)


def _field(told: str) -> Field:
    if told not in set(Field):
        raise InputError(_("“%s” is no field.") % told)
    return Field(told)


def _stance(told: str) -> Stance:
    if told not in set(Stance):
        raise InputError(_("“%s” is no stance.") % told)
    return Stance(told)


def _naming(told: str) -> Naming:
    if told not in set(Naming):
        raise InputError(_("“%s” is no way in which a voice is named.") % told)
    return Naming(told)


def _kind(told: str) -> VoiceKind:
    if told not in set(VoiceKind):
        raise InputError(_("“%s” is no kind of voice.") % told)
    return VoiceKind(told)


def _span(report: Report, words: str, start: str, end: str) -> Span:
    """Return the place of words that a person points at: by its ends, if they hold them; else where they stand once.

    A browser hands line ends on in its own way, and white space is no difference.
    """
    if (
        re.fullmatch(r"[0-9]{1,9}", start)
        and re.fullmatch(r"[0-9]{1,9}", end)
        and int(start) < int(end) <= len(report.text)
    ):
        span = Span(int(start), int(end))
        if not words.strip() or _bare(span.of(report.text)) == _bare(words):
            return span
    if not words.strip():
        raise InputError(_("No words are given. Select them in the text, or copy them into the form."))
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = [Span(match.start(), match.end()) for match in re.finditer(pattern, report.text)]
    if not found:
        raise InputError(
            _("“%s” does not stand in the report. Copy the words as they stand there.") % words[:80]
        )
    if len(found) > 1:
        raise InputError(
            _(
                "“%(words)s” stands %(number)d times in the report. Take in words beside them: one place is meant."
            )
            % {"words": words[:80], "number": len(found)}
        )
    return found[0]


def _bare(words: str) -> str:
    return " ".join(words.split())


def _chain(told: Told, form: Meant) -> list[Speaker]:
    """Return the chain that a form says: the outlet, then who is chosen, then who is made of words of the text."""
    naming, kind = _naming(form.new_speaker_naming), _kind(form.new_speaker_kind)
    voices = {one.voice_id: one for one in told.voices}
    chain = [speaker_of(told.voices[0])]
    for key in form.speaker:
        if not key or key == told.voices[0].voice_id:
            continue
        if key not in voices:
            raise NotHere(key)
        chain.append(speaker_of(voices[key]))
    if form.new_speaker_words.strip():
        span = _span(told.report, form.new_speaker_words, "", "")
        chain.append(new_speaker(span, told.report, naming=naming, kind=kind))
    return chain


class _Typed:
    """What was typed as a value, to be read as one of some field."""

    def __init__(self, desk: Desk, report: Report, form: Meant) -> None:
        self.desk = desk
        self.report = report
        self.low, self.high = normal(form.low), normal(form.high)
        self.text = normal(form.value)
        self.status = form.status
        self.accused, self.role = form.accused, form.role

    def value(self, field: Field, was: Value | None, span: Span) -> Value | None:
        """Return the value; as it was where the form says no other. Raises: InputError, in words."""
        wording = span.of(self.report.text)
        if field is Field.ACCUSATIONS:
            return self._accusation(was, wording, span)
        if was is not None and not self._is_otherwise(field, was):
            return was
        try:
            if not is_number(field):
                if not self.text and was is None:
                    raise InputError(_("No value is given. Write what the text says."))
                return retold(
                    was,
                    field,
                    self.text,
                    wording=wording,
                    gazetteer=pipeline.case_gazetteer(self.desk.case),
                    own_types=self.desk.case.method().own_types,
                )
            cells = cells_of(was)
            ends = (
                "" if cells.low is None else str(cells.low),
                "" if cells.high is None else str(cells.high),
            )
            told = (
                was
                if was is not None and ends == (self.low, self.high)
                else retold_number(was, field, low=self.low, high=self.high, wording=wording)
            )
            return self._of_status(told)
        except Unreadable as exc:
            raise InputError(f"{exc.column}: {exc.fact}") from exc

    def _is_otherwise(self, field: Field, was: Value) -> bool:
        cells = cells_of(was)
        if not is_number(field):
            return bool(self.text) and normal(cells.text) != self.text
        ends = ("" if cells.low is None else str(cells.low), "" if cells.high is None else str(cells.high))
        is_other_status = isinstance(was, Count) and self.status not in ("", was.group.status)
        return ends != (self.low, self.high) or is_other_status

    def _of_status(self, value: Value | None) -> Value | None:
        if isinstance(value, Count) and self.status in set(PersonStatus):
            return replace(value, group=replace(value.group, status=PersonStatus(self.status)))
        return value

    def _accusation(self, was: Value | None, wording: str, span: Span) -> Value | None:
        before = was if isinstance(was, Accusation) else None
        if (
            before is not None
            and self.accused.strip() in ("", before.accused)
            and self.role in ("", before.role)
        ):
            return before
        if self.role and self.role not in set(Role):
            raise InputError(_("“%s” is no role.") % self.role)
        role = Role(self.role) if self.role else before.role if before is not None else None
        if role is None:
            raise InputError(_("No role is given. Choose what the accused is said to have done."))
        if before is not None and self.accused.strip() in ("", before.accused):
            return replace(before, role=role)
        if not self.accused.strip():
            raise InputError(_("Nobody is accused in the form. Copy the words that name the accused."))
        place = self._nearest(self.accused, span)
        words = " ".join(place.of(self.report.text).split())
        if before is not None:
            return replace(before, role=role, accused=words, accused_span=place)
        return Accusation(role, words, place, wording)

    def _nearest(self, words: str, to: Span) -> Span:
        """Return the place of the accused's words that is nearest to the claim."""
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        found = [Span(match.start(), match.end()) for match in re.finditer(pattern, self.report.text)]
        if not found:
            raise InputError(
                _("“%s” does not stand in the report. Copy the words as they stand there.") % words[:80]
            )
        return min(found, key=lambda span: (abs(span.start - to.start), span.start))
