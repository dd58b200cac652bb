"""The page of one incident: what each side says, reading beside reading, and what a person can decide of it.

In:   an incident's id; a day, to see what changed since.
Out:  the page.
Holds: the figures of every side stand before anything that was ever told, and an accuser stands in the line of every
accusation. The page shows the record as it is stored, and the judgements that made it so.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from tellings.judging.force import in_force
from tellings.judging.leaves import lead_id
from tellings.model import Change, Judgement, Record, Toll
from tellings.publish.lookup import Lookup, look_up
from tellings.publish.page import Links, lay_out_record
from tellings.publish.summary import as_of_in_words, figure_in_words
from tellings.publish.toll_chart import shapes_of_sides
from tellings.publish.words import FIELD_WORDS, judgement_in_words, sentence_case, side_in_words
from tellings.vocabulary import Assessed, CountBasis, Field, LeadState, LeafKind
from tellings.web.desk import NotHere
from tellings.web.earlier import changed_since
from tellings.web.judging import by_leaf, seen_of
from tellings.web.pages import desk_of, page
from tellings.web.stages import review_stages, states_of_leads
from tellings.web.wording import _

router = APIRouter()

_WORDS = (LeafKind.NAME, LeafKind.PASSAGE)  # leaves that are words of a report, whatever was read of them
_OTHERS = 60  # incidents that may be joined to one, offered by name


@dataclass(frozen=True, slots=True)
class TollData:
    """What the drawing of one kind of count is made of, and its heading. data: goes to the page as JSON."""

    heading: str
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A judgement that bears on an incident. is_in_force: whether nothing replaced or undid it."""

    judgement: Judgement
    words: str
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since a day. told: the day as it was asked for; problem: why it could not be used, or ""."""

    told: str
    changes: tuple[Change, ...]
    problem: str = ""


def links_of() -> Links:
    """Return how pages of the workbench link to words and reports."""
    return Links(
        to_words=lambda report_id, key: f"/reports/{report_id}?{urlencode({'claim': key})}#here",
        to_report=lambda report_id: f"/reports/{report_id}",
    )


@router.get("/incidents/{incident_id}")
def incident_page(request: Request, incident_id: str, since: str = "") -> Response:
    """Show an incident; one that was joined or parted leads on to what it became."""
    desk = desk_of(request)
    try:
        record = desk.record(incident_id)
    except NotHere:
        now = desk.became(incident_id)
        if now is None:
            raise
        return RedirectResponse(f"/incidents/{now}", status_code=303)
    findings = desk.findings([record])
    lookup = look_up(findings, record)
    titles = desk.titles({one.incident_id for one in record.related})
    shown = {key: (title, f"/incidents/{key}") for key, title in titles.items()}
    view = lay_out_record(record, lookup, links_of(), shown, anchor="i")
    sides = shapes_of_sides(_sides(record))
    judgements = desk.judgements()
    held = by_leaf(in_force(judgements))
    stages, lead_states = review_stages(), states_of_leads()
    follow_ups = {one.lead_id: one for one in record.follow_ups}
    order = {state: number for number, state in enumerate(LeadState)}
    states = {
        lead.lead_id: follow_ups[lead.lead_id].state if lead.lead_id in follow_ups else LeadState.OPEN
        for lead in view.leads
    }
    return page(
        request,
        "incident.html.j2",
        {
            "record": record,
            "view": view,
            "stages": stages,
            "stage_words": dict(stages),
            "lead_states": lead_states,
            "lead_state_words": dict(lead_states),
            "follow_ups": follow_ups,
            "leads": sorted(view.leads, key=lambda lead: (order[states[lead.lead_id]], lead.minor)),
            "lead_numbers": Counter(state.value for state in states.values()),
            "can_choose": _can_choose,
            "seen": lambda leaf_id: seen_of(held.get(leaf_id, ())),
            "assessments": [("unassessed", _("unassessed")), *((one.value, one.value) for one in Assessed)],
            "others": desk.others(record, most=_OTHERS),
            "here": f"/incidents/{record.incident_id}",
            "zip": zip,
            "tolls": [toll_data(toll, lookup, sides) for toll in record.tolls],
            "history": history_of(record, judgements),
            "since": _since(request, record, since) if since else None,
            "reports": {report.report_id: report for report in findings.reports},
        },
        title=record.title,
        section="incidents",
        modules=("toll", "stemma", "acts"),
        sheets=("incident", "toll", "stemma"),
    )


def _can_choose(field: Field) -> bool:
    """Whether readings of a field are rivals among which a person may choose, and which may be assessed."""
    return field not in (Field.ACCUSATIONS, Field.PERSONS)


def _sides(record: Record) -> list[str]:
    sides = [side.side for toll in record.tolls for side in toll.sides] + [v.side for v in record.voices]
    return sorted({side for side in sides if side is not None})


def toll_data(toll: Toll, lookup: Lookup, shapes: Mapping[str | None, str]) -> TollData:
    """Return what a toll over time is drawn of: every figure of every side, and the unsourced ones."""
    rows = [(side.side, figure, figure.value.basis.value) for side in toll.sides for figure in side.figures]
    rows += [(None, figure, "unsourced") for figure in toll.unsourced]
    figures = []
    for side, figure, basis in rows:
        words = figure_in_words(figure, lookup)
        is_unsourced = basis == "unsourced"
        name = "" if is_unsourced else side_in_words(side)
        told = ", ".join((words.value, words.when, words.told_by, *words.marks))
        figures.append(
            {
                "side": name,
                "shape": "circle" if is_unsourced else shapes.get(side, "circle"),
                "voices": words.told_by,
                "low": figure.value.low,
                "high": figure.value.high,
                "as_of": as_of_in_words(figure, lookup)[1],
                "superseded": figure.superseded,
                "basis": "vague"
                if figure.value.vague
                else "derived"
                if basis == CountBasis.DERIVED
                else basis,
                "title": told,
            }
        )
    return TollData(FIELD_WORDS[toll.kind], {"kind": FIELD_WORDS[toll.kind], "figures": figures})


def history_of(record: Record, judgements: Sequence[Judgement]) -> tuple[HistoryLine, ...]:
    """Return every judgement that bears on an incident, those that hold no longer included, in the order given.

    It bears on it if it is about a claim, account, voice or lead that the record knows, or a name or passage of one of
    its reports, or is in force in it, or replaced or undid one of these.
    """
    claims = {c.claim_id for f in record.fields.values() for r in f.readings for c in r.claims}
    known = {
        *claims,
        *(row.id for row in record.excluded),
        *(account.account_id for account in record.accounts),
        *(member for voice in record.voices for member in (*voice.members, voice.voice_id)),
        *(lead_id(lead) for lead in record.leads),
    }
    told_by = {account.report_id for account in record.accounts}
    here = {one.judgement_id for one in record.judgements}
    for one in judgements:
        leaves = [leaf for leaf in (one.left, one.right) if leaf is not None]
        if any(leaf.id in known or (leaf.kind in _WORDS and leaf.report_id in told_by) for leaf in leaves):
            here.add(one.judgement_id)
    while True:
        more = {one.judgement_id for one in judgements if here.intersection(one.replaces)} - here
        more |= {old for one in judgements if one.judgement_id in here for old in one.replaces} - here
        if not more:
            break
        here |= more
    holding = {one.judgement_id for one in in_force(judgements)}
    return tuple(
        HistoryLine(one, sentence_case(judgement_in_words(one)), one.judgement_id in holding)
        for one in judgements
        if one.judgement_id in here
    )


def _since(request: Request, record: Record, told: str) -> Since:
    try:
        day = date.fromisoformat(told)
    except ValueError:
        return Since(told, (), "not a day")
    return Since(told, changed_since(desk_of(request), record, day))
