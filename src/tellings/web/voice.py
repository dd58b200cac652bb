"""One voice of an incident: what it is, who it was taken to be in each report, and what a person can decide of it.

In:   an incident and a voice of its record; decisions.
Out:  the page; judgements.
Holds: a judgement names the voice of one report, with the words that name it there. Side and access are two things, and
deciding the one says nothing of the other.
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from tellings.errors import InputError
from tellings.model import Leaf, Record, Report, Voice
from tellings.publish.lookup import look_up
from tellings.publish.words import ACCESS_WORDS, CONNECTION_WORDS, NAMING_WORDS, voice_in_words
from tellings.vocabulary import Access, Connection, Verdict
from tellings.web.desk import Desk, NotHere
from tellings.web.judging import MOST_PAIRS, Decision, Text, decide, seen_of, voice_leaf
from tellings.web.pages import desk_of, page
from tellings.web.wording import _

router = APIRouter()

_SHOWN = 30  # claims that rest on a voice


@dataclass(frozen=True, slots=True)
class Member:
    """A voice as one report has it. place: "R3"; seen: what was in force on it, as forms note it."""

    voice: Voice
    report: Report
    place: str
    words: str
    quotes: tuple[str, ...]
    seen: str


def members_of(desk: Desk, record: Record, voice_id: str) -> tuple[tuple[Report, Voice], ...]:
    """Return the voices of single reports that a voice of a record is made of, with their reports. Raises: NotHere."""
    voice = _voice(record, voice_id)
    wanted = set(voice.members or (voice_id,))
    found = []
    for report_id in sorted({account.report_id for account in record.accounts}):
        report, extraction = desk.judged(report_id)
        found += [(report, one) for one in extraction.voices if one.voice_id in wanted]
    if not found:
        raise NotHere(voice_id)
    return tuple(found)


def _voice(record: Record, voice_id: str) -> Voice:
    found = next((one for one in record.voices if voice_id in (one.voice_id, *one.members)), None)
    if found is None:
        raise NotHere(voice_id)
    return found


@router.get("/incidents/{incident_id}/voices/{voice_id}")
def voice_page(request: Request, incident_id: str, voice_id: str) -> Response:
    """Show a voice. voice_id: of the record, or of any report's voice that it is made of."""
    desk = desk_of(request)
    record = desk.record_now(incident_id)
    voice = _voice(record, voice_id)
    lookup = look_up(desk.findings([record]), record)
    members = [
        Member(
            voice=one,
            report=report,
            place=lookup.label(report.report_id),
            words=voice_in_words(one),
            quotes=tuple(dict.fromkeys(mention.quote for mention in one.mentions))[:6],
            seen=seen_of(desk.in_force_on(one.voice_id)),
        )
        for report, one in members_of(desk, record, voice.voice_id)
    ]
    claims = [
        claim
        for field in record.fields.values()
        for reading in field.readings
        for claim in reading.claims
        if voice.voice_id in (claim.origin, claim.rests_on)
        or set(voice.members) & {claim.origin, claim.rests_on}
    ]
    return page(
        request,
        "voice.html.j2",
        {
            "record": record,
            "voice": voice,
            "name": lookup.name(voice.voice_id),
            "members": members,
            "others": [
                (one.members[0] if one.members else one.voice_id, lookup.name(one.voice_id))
                for one in record.voices
                if one.voice_id != voice.voice_id
            ],
            "sides": desk.case.actors().sides,
            "accesses": [(one.value, ACCESS_WORDS[one]) for one in Access],
            "connections": [(one.value, CONNECTION_WORDS[one]) for one in Connection],
            "naming": NAMING_WORDS[voice.naming],
            "claims": claims[:_SHOWN],
            "claims_more": max(0, len(claims) - _SHOWN),
            "lookup": lookup,
            "here": f"/incidents/{record.incident_id}/voices/{members[0].voice.voice_id}",
        },
        title=lookup.name(voice.voice_id),
        section="incidents",
        modules=("acts",),
        sheets=("incident",),
    )


# ---------------------------------------------------------------- decisions


@router.post("/judge/side")
def side(
    request: Request,
    incident: Text,
    voice: Text,
    now: Text = "",
    other: Text = "",
    why: Text = "",
    back: Text = "/",
    seen: Text = "",
) -> Response:
    """Set the side of a voice: one of actors.toml, or one that is named here."""
    desk = desk_of(request)
    report, member = members_of(desk, desk.record_now(incident), voice)[0]
    chosen = other.strip() or now.strip()
    if not chosen:
        raise InputError(_("No side is named. Go back and choose one, or name another."))
    decision = Decision(Verdict.SIDED, voice_leaf(desk, report.report_id, member), now=chosen)
    return decide(request, [decision], why=why, back=back, seen=seen)


@router.post("/judge/voice")
def correct_voice(
    request: Request,
    incident: Text,
    voice: Text,
    aspect: Text,
    now: Text,
    why: Text = "",
    back: Text = "/",
    seen: Text = "",
) -> Response:
    """Correct how a voice is told to know, or what ties it to the incident, in every report that it stands in."""
    desk = desk_of(request)
    lists = {"access": Access, "connection": Connection}
    if aspect not in lists or now not in set(lists[aspect]):
        raise InputError(_("“%s” is not among the words that there are for it.") % now)
    members = members_of(desk, desk.record_now(incident), voice)
    decisions = [
        Decision(
            Verdict.CORRECTED,
            voice_leaf(desk, report.report_id, one),
            aspect=aspect,
            was=str(getattr(one, aspect) or ""),
            now=now,
        )
        for report, one in members
        if str(getattr(one, aspect) or "") != now
    ]
    return decide(request, decisions, why=why, back=back, seen=seen)


@router.post("/judge/same-voice")
def same_voice(
    request: Request, incident: Text, voice: Text, other: Text, why: Text = "", back: Text = "/"
) -> Response:
    """Join two voices of an incident: they are one speaker."""
    desk = desk_of(request)
    record = desk.record_now(incident)
    first, second = members_of(desk, record, voice), members_of(desk, record, other)
    if first == second:
        raise InputError(_("That is the voice itself; choose another."))
    decision = Decision(Verdict.SAME, _leaf(desk, first[0]), _leaf(desk, second[0]))
    return decide(request, [decision], why=why, back=back)


@router.post("/judge/part-voice")
def part_voice(
    request: Request,
    incident: Text,
    voice: Text,
    member: Annotated[list[str], Form()] = [],  # noqa: B006  # FastAPI copies it
    why: Text = "",
    back: Text = "/",
) -> Response:
    """Part a voice: what is marked is another speaker than the rest."""
    desk = desk_of(request)
    members = members_of(desk, desk.record_now(incident), voice)
    going = [pair for pair in members if pair[1].voice_id in member]
    staying = [pair for pair in members if pair[1].voice_id not in member]
    if not going or not staying:
        raise InputError(_("Mark the reports in which it is another speaker: some of them, and not all."))
    if len(going) * len(staying) > MOST_PAIRS:
        raise InputError(_("Those are too many pairs at once; part fewer at a time."))
    decisions = [
        Decision(Verdict.DIFFERENT, _leaf(desk, left), _leaf(desk, right))
        for left in going
        for right in staying
    ]
    return decide(request, decisions, why=why, back=back)


def _leaf(desk: Desk, pair: tuple[Report, Voice]) -> Leaf:
    return voice_leaf(desk, pair[0].report_id, pair[1])
