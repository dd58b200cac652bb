"""The queue: claim after claim that waits for a person, those that the reader is least sure of first.

In:   an incident, or none for whichever has most that waits; claims that are to be skipped for now.
Out:  a way to the next claim, in its report; a page where nothing waits.
Holds: figures, accusations and claims of responsibility come before anything else. Skipping decides nothing.
"""

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from tellings.judging import unreviewed
from tellings.model import Claim, Record
from tellings.web.pages import desk_of, page
from tellings.web.wording import _

router = APIRouter()

_SHOWN = 100  # incidents with something that waits


@router.get("/review")
def review(request: Request, incident: str = "", skip: str = "", said: str = "") -> Response:
    """Lead to the next claim of an incident; without one, show which incidents have something that waits."""
    desk = desk_of(request)
    if not incident:
        cards = sorted((card for card in desk.cards() if card.unreviewed), key=lambda card: -card.unreviewed)
        return page(
            request,
            "review.html.j2",
            {"cards": cards[:_SHOWN], "more": max(0, len(cards) - _SHOWN), "record": None, "skipped": 0},
            title=_("Review"),
            section="review",
            sheets=("report",),
        )
    record = desk.record_now(incident)
    skipped = set(skip.split())
    waiting = waiting_in(record)
    following = next((claim for claim in waiting if claim.claim_id not in skipped), None)
    if following is None:
        return page(
            request,
            "review.html.j2",
            {"cards": [], "more": 0, "record": record, "skipped": len(waiting)},
            title=_("Review"),
            section="review",
            sheets=("report",),
        )
    query = {"claim": following.claim_id, "queue": record.incident_id, "skip": skip, "said": said}
    query = {name: value for name, value in query.items() if value}
    return RedirectResponse(f"/reports/{following.report_id}?{urlencode(query)}#here", status_code=303)


def waiting_in(record: Record) -> tuple[Claim, ...]:
    """Return the claims of a record that no person confirmed or corrected: figures, accusations and claims of
    responsibility first, and of each those of lowest confidence first."""
    first = unreviewed(record)
    held = {claim.claim_id for claim in first}
    rest = {
        claim.claim_id: claim
        for field in record.fields.values()
        for reading in field.readings
        for claim in reading.claims
        if not claim.judged and claim.claim_id not in held
    }
    return (
        *first,
        *sorted(rest.values(), key=lambda c: (c.confidence, c.report_id, c.span, c.field, c.claim_id)),
    )
