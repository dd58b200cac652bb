"""One report, as told by its outlet: its text with what was read in it, and the place where claims are judged.

In:   a report's id; the claim that is looked at; the queue that it is looked at in.
Out:  the page.
Holds: the text on the page is the report's, code point for code point. A text too long for one page is shown in parts,
and the page says which part it is. What was rejected or added by a person stands among the claims, and says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tellings.judging import Applied, graphic_spans, voices_of
from tellings.ledger.values import cells_of, is_number
from tellings.model import (
    Accusation,
    Claim,
    Count,
    Extraction,
    Findings,
    Judgement,
    Report,
    Span,
    Voice,
)
from tellings.publish.lookup import Lookup, look_up
from tellings.publish.marked import Marking, Token, mark_text
from tellings.publish.page import direction_of, facts_of, language_of
from tellings.publish.words import (
    FIELD_WORDS,
    HOW_WORDS,
    KIND_WORDS,
    NAMING_WORDS,
    ROLE_WORDS,
    STANCE_WORDS,
    accusation_in_words,
    judgement_in_words,
    kind_mark,
    sentence_case,
    value_in_words,
    voice_in_words,
)
from tellings.vocabulary import (
    Field,
    Naming,
    PersonStatus,
    Role,
    Stance,
    Verdict,
    VoiceKind,
)
from tellings.web.desk import Desk, NotHere
from tellings.web.judging import seen_of
from tellings.web.pages import desk_of, page
from tellings.web.review import waiting_in
from tellings.web.wording import _

router = APIRouter()

A_PART = 60_000  # code points of a text on one page


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text: the numbers of its first and last code point, its number and how many there are, from 1."""

    start: int
    end: int
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in the list beside the text. confidence: in words; state: "open", "judged", "rejected" or "added"."""

    claim: Claim
    heading: str
    value: str
    stance: str
    chain: str
    notes: tuple[str, ...]
    confidence: str
    state: str
    href: str


@dataclass(frozen=True, slots=True)
class Panel:
    """The claim that is looked at, with what its forms start from. speakers: its chain after the outlet, by id.

    accused: the words of the accused, "" for any other claim. decided: judgements in force on it, in words.
    is_graphic: whether its words are marked as hard to read.
    """

    line: ClaimLine
    seen: str
    cells: Mapping[str, str]
    status: str
    accused: str
    role: str
    speakers: tuple[str, ...]
    decided: tuple[tuple[Judgement, str], ...]
    is_graphic: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A report with what was read in it, and as it stands judged.

    applied: what judgements made of it; rejected: claims that persons rejected, as they were read; is_read: whether a
    reader got to it.
    """

    report: Report
    read: Extraction
    extraction: Extraction
    applied: Applied
    lookup: Lookup
    rejected: Mapping[str, Claim]
    is_read: bool

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All its claims in order of the text, those rejected as they were read."""
        held = {claim.claim_id: claim for account in self.extraction.accounts for claim in account.claims}
        return tuple(
            sorted({**self.rejected, **held}.values(), key=lambda one: (one.span, one.field, one.claim_id))
        )

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Its voices, the outlet first."""
        return voices_of(self.report, self.extraction)


def told_in(desk: Desk, report_id: str) -> Told:
    """Return a report as it stands judged. Raises: NotHere."""
    report, read, is_read = _read(desk, report_id)
    applied = desk.applied(report, read)
    (judged,) = applied.extractions
    as_read = {claim.claim_id: claim for account in read.accounts for claim in account.claims}
    gone = {row.id for rows in applied.rejected.values() for row in rows}
    findings = Findings((report,), (judged,), (), (), judgements=applied.placed)
    return Told(
        report,
        read,
        judged,
        applied,
        replace(look_up(findings), judgements={one.judgement_id: one for one in applied.placed}),
        {key: as_read[key] for key in gone if key in as_read},
        is_read,
    )


def _read(desk: Desk, report_id: str) -> tuple[Report, Extraction, bool]:
    try:
        return (*desk.read(report_id), True)
    except NotHere:
        report = desk.case.report(report_id)
        if report is None:
            raise
        return report, Extraction(report_id, "", (), (), ()), False


# ---------------------------------------------------------------- the page


@router.get("/reports/{report_id}")
def report_page(
    request: Request, report_id: str, claim: str = "", queue: str = "", part: int = 0, skip: str = ""
) -> Response:
    """Show a report. claim: the one that is looked at, or a lead by its key; queue: the incident under review."""
    desk = desk_of(request)
    told = told_in(desk, report_id)
    report = told.report
    held = desk.holding()
    claims = told.claims
    lit = _lit(told, claim)
    shown = _part(report, part, lit.start if lit is not None else 0)
    graphic = graphic_spans(held, report)
    here = f"/reports/{report_id}?{urlencode(_query(claim, queue, skip))}"
    titles = desk.titles(desk.index.told_in().get(report_id, ()))
    chosen = next((one for one in claims if one.claim_id == claim), None)
    return page(
        request,
        "report.html.j2",
        {
            "report": report,
            "is_read": told.is_read,
            "set_aside": told.extraction.set_aside,
            "outlet": report.outlet or _("an outlet that is not told"),
            "mark": kind_mark(report.kind),
            "facts": facts_of(report),
            "language": language_of(report),
            "direction": direction_of(report),
            "tokens": _tokens(told, shown, lit, graphic),
            "part": shown,
            "lines": [_line(told, one, queue) for one in claims if _overlaps(one.span, shown)],
            "claims_total": len(claims),
            "claims_judged": sum(1 for one in claims if one.judged or one.claim_id in told.rejected),
            "state_words": {
                "open": _("not judged"),
                "judged": _("looked at"),
                "rejected": _("rejected"),
                "added": _("added by a person"),
            },
            "chosen": _panel(told, chosen, held, graphic, queue) if chosen is not None else None,
            "neighbours": _neighbours(claims, chosen, queue),
            "is_lost": bool(claim) and lit is None,
            "voices": [(one.voice_id, voice_in_words(one)) for one in told.voices],
            "fields": [(one.value, FIELD_WORDS[one]) for one in Field if one is not Field.DEMANDS],
            "numbers": [one.value for one in Field if is_number(one)],
            "stances": [(one.value, STANCE_WORDS[one]) for one in Stance],
            "statuses": [(one.value, one.value.replace("_", " ")) for one in PersonStatus],
            "roles": [(one.value, ROLE_WORDS[one]) for one in Role],
            "namings": [(one.value, NAMING_WORDS[one]) for one in Naming],
            "kinds": [(one.value, KIND_WORDS[one]) for one in VoiceKind],
            "incidents": [(f"/incidents/{key}", title) for key, title in sorted(titles.items())],
            "graphic": [
                one for one in held if one.verdict is Verdict.GRAPHIC and one.left.report_id == report_id
            ],
            "queue": queue,
            "left": _left(desk, queue) if queue else 0,
            "skip": _next_in(queue, f"{skip} {claim}".strip()) if queue else "",
            "back": _next_in(queue, skip) if queue else f"{here}#here",
            "here": f"{here}#here",
            "original_kept": desk.case.original(report) is not None,
        },
        title=_("As told by %s") % (report.outlet or _("an outlet that is not told")),
        section="review" if queue else "reports",
        modules=("acts", "arrive", "keys", "select", "blur", "fields"),
        sheets=("incident", "report"),
    )


def _left(desk: Desk, queue: str) -> int:
    """Return how many claims of the incident under review wait; 0 of one that is gone, which ends its review."""
    try:
        return len(waiting_in(desk.record_now(queue)))
    except NotHere:
        return 0


def _query(claim: str, queue: str, skip: str = "") -> dict[str, str]:
    told = {"claim": claim, "queue": queue, "skip": skip}
    return {name: value for name, value in told.items() if value}


def _next_in(queue: str, skip: str) -> str:
    """Return the address of what is next in a review. skip: ids of what was skipped, parted by blanks."""
    return f"/review?{urlencode({'incident': queue, 'skip': skip} if skip else {'incident': queue})}"


def _address(claim: Claim, queue: str) -> str:
    return f"/reports/{claim.report_id}?{urlencode(_query(claim.claim_id, queue))}#here"


def _neighbours(claims: Sequence[Claim], chosen: Claim | None, queue: str) -> dict[str, str]:
    """Return the addresses of the claims before and after the one that is looked at, "" for none."""
    at = claims.index(chosen) if chosen is not None else -1
    return {
        "before": _address(claims[at - 1], queue) if at > 0 else "",
        "after": _address(claims[at + 1], queue) if chosen is not None and at + 1 < len(claims) else "",
    }


def _lit(told: Told, key: str) -> Span | None:
    """Return the place of what is looked at: a claim, or a lead by "lead START END"."""
    found = next((claim.span for claim in told.claims if claim.claim_id == key), None)
    if found is not None:
        return found
    leads = [lead for account in told.extraction.accounts for lead in account.leads]
    return next((lead.span for lead in leads if key == f"lead {lead.span.start} {lead.span.end}"), None)


def _part(report: Report, asked: int, at: int) -> Part:
    """Return the part of a text that is shown: the one that was asked for, or the one in which a place stands."""
    whole = len(report.text)
    of = max(1, -(-whole // A_PART))
    number = min(max(1, asked), of) if asked else min(at // A_PART + 1, of)
    return Part((number - 1) * A_PART, min(number * A_PART, whole), number, of)


def _tokens(told: Told, part: Part, lit: Span | None, graphic: Sequence[Span]) -> tuple[Token, ...]:
    markings = [
        Marking(kind, f"{one.attribution_id} {kind} {n}", span)
        for one in told.extraction.attributions
        for kind in ("source", "cue", "content")
        for n, span in enumerate(getattr(one, kind))
    ]
    markings += [Marking(_kind(one), one.claim_id, one.span) for one in told.claims]
    markings += [Marking("graphic", f"graphic {n}", span) for n, span in enumerate(graphic)]
    if lit is not None:
        markings.append(Marking("here", "here", lit))
    within = [
        replace(
            one,
            span=Span(max(one.span.start, part.start) - part.start, min(one.span.end, part.end) - part.start),
        )
        for one in markings
        if _overlaps(one.span, part)
    ]
    marked = mark_text(told.report.text[part.start : part.end], within, prefix="t")
    here = marked.anchors.get("here", "")
    return tuple(replace(one, anchor="here") if here and one.anchor == here else one for one in marked.tokens)


def _overlaps(span: Span, part: Part) -> bool:
    return span.start < part.end and span.end > part.start


def _kind(claim: Claim) -> str:
    """Return how a claim is marked in the text."""
    if is_number(claim.field):
        return "count"
    return {Field.PLACE: "place", Field.DATE: "date", Field.TIME: "date"}.get(claim.field, "claim")


def _line(told: Told, claim: Claim, queue: str) -> ClaimLine:
    lookup = told.lookup
    notes = [HOW_WORDS[claim.how]] if claim.origin is not None else []
    notes += ["hedged"] if claim.hedged else []
    notes += [lookup.carried_on(claim)] if claim.carried_on else []
    notes += ["headline: counts for nothing as support"] if claim.headline else []
    rests_on = lookup.rests_on(claim)
    notes += [f"rests on {rests_on}"] if rests_on else []
    added = any(
        one.verdict is Verdict.ADDED and one.judgement_id in claim.judged for one in told.applied.placed
    )
    state = "rejected" if claim.claim_id in told.rejected else "added" if added else ""
    return ClaimLine(
        claim=claim,
        heading=FIELD_WORDS[claim.field],
        value=_value(claim, lookup),
        stance=STANCE_WORDS[claim.stance],
        chain=lookup.chain(claim),
        notes=tuple(notes),
        confidence=_("confidence %.2f") % claim.confidence,
        state=state or ("judged" if claim.judged else "open"),
        href=_address(claim, queue),
    )


def _value(claim: Claim, lookup: Lookup) -> str:
    """Return a claim's value in words; of an accusation a sentence, with whoever makes it."""
    if isinstance(claim.value, Accusation):
        words = accusation_in_words(
            claim.value,
            accuser=lookup.accuser(claim),
            stance=claim.stance,
            hedged=claim.hedged,
            accused_by=[],
        )
        return sentence_case(words)
    return value_in_words(claim.value, claim.stance)


def _panel(
    told: Told, claim: Claim, holding: Sequence[Judgement], graphic: Sequence[Span], queue: str
) -> Panel:
    held = [one for one in holding if claim.claim_id in (one.left.id, one.right.id if one.right else "")]
    added = [one for one in holding if one.verdict is Verdict.ADDED and one.judgement_id in claim.judged]
    cells = cells_of(claim.value)
    value = claim.value
    return Panel(
        line=_line(told, claim, queue),
        seen=seen_of(sorted(held, key=lambda one: one.judgement_id)),
        cells={
            "low": "" if cells.low is None else str(cells.low),
            "high": "" if cells.high is None else str(cells.high),
            "value": "" if isinstance(value, Accusation) else cells.text,
        },
        status=value.group.status.value if isinstance(value, Count) else "",
        accused=value.accused if isinstance(value, Accusation) else "",
        role=value.role.value if isinstance(value, Accusation) else "",
        speakers=claim.chain[1:],
        decided=tuple((one, sentence_case(judgement_in_words(one))) for one in (*added, *held)),
        is_graphic=any(one.start < claim.span.end and claim.span.start < one.end for one in graphic),
    )
