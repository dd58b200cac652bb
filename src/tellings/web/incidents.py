"""The incidents of a case as a list, on a map and over time.

In:   a view, which stands in the address.
Out:  the page; the same incidents as points for the map and the timeline.
Holds: no figure stands without its standing and what stands behind it. What has no place or no date is listed as such.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from tellings.publish.card import Card, toll_in_words
from tellings.publish.words import FIELD_WORDS, counted, listing
from tellings.store.search import Hit, Piece
from tellings.vocabulary import COUNT_FIELDS, PlacePrecision
from tellings.web.pages import desk_of, page
from tellings.web.stages import review_stages
from tellings.web.view import has_place, read_view, select, sort_words
from tellings.web.wording import _

router = APIRouter()

A_PAGE = 50
_SNIPPETS = 2  # of what a search found, in a row


@dataclass(frozen=True, slots=True)
class Row:
    """An incident in the list. snippets: where what was searched for stands, with the address of each."""

    card: Card
    when: str
    where: str
    tolls: tuple[str, ...]
    support: str
    stage: str
    snippets: tuple[tuple[str, tuple[Piece, ...]], ...]


@router.get("/")
def incidents_page(request: Request) -> Response:
    """Show the incidents of a view."""
    desk = desk_of(request)
    view = read_view(request.query_params)
    cards = desk.cards()
    found = desk.index.search(view.q) if view.q else None
    listed = select(view, cards, found)
    last = max(1, -(-len(listed.cards) // A_PAGE))
    view = replace(view, number=min(max(1, view.number), last))
    shown = listed.cards[(view.number - 1) * A_PAGE : view.number * A_PAGE]
    hits = {card.incident_id: found.hits.get(card.incident_id, ()) if found else () for card in shown}
    near = [hit for some in hits.values() for hit in some[:_SNIPPETS]]
    reports = found.reports[:A_PAGE] if found else ()
    snippets = desk.index.snippets(found, [*near, *reports]) if found else {}
    return page(
        request,
        "incidents.html.j2",
        {
            "view": view,
            "facets": listed.facets,
            "rows": [row_of(card, hits[card.incident_id], snippets) for card in shown],
            "found": found,
            "reports": [(hit.report_id, snippets.get(hit, ())) for hit in reports],
            "total": len(listed.cards),
            "of": len(cards),
            "last": last,
            "sorts": sort_words(),
            "points": f"/points.json?{view.query(number=1)}",
            "previous": f"/?{view.query(number=view.number - 1)}" if view.number > 1 else "",
            "following": f"/?{view.query(number=view.number + 1)}" if view.number < last else "",
            "is_narrowed": bool(view.q or view.facets or view.first or view.last or view.bbox),
        },
        title=_("Incidents"),
        section="incidents",
        modules=("map", "timeline"),
        sheets=("vendor/leaflet", "map", "timeline", "incidents"),
    )


@router.get("/points.json")
def points(request: Request) -> Response:
    """Return the incidents of a view, to be drawn on the map and the timeline."""
    desk = desk_of(request)
    view = read_view(request.query_params)
    cards = desk.cards()
    listed = select(view, cards, desk.index.search(view.q) if view.q else None)
    return JSONResponse(
        {
            "points": [_point(card) for card in listed.cards],
            "no_place": [
                {"id": card.incident_id, "title": card.title, "url": f"/incidents/{card.incident_id}"}
                for card in listed.cards
                if not has_place(card)
            ],
            "no_date": sum(card.earliest is None for card in listed.cards),
            "of": len(listed.cards),
        }
    )


def _point(card: Card) -> dict[str, object]:
    where = next((one for one in card.where if one.lat is not None), None)
    killed = card.killed
    return {
        "id": card.incident_id,
        "title": card.title,
        "lat": where.lat if where is not None else None,
        "lon": where.lon if where is not None else None,
        "radius_km": where.radius_km if where is not None else None,
        "precision": _precision(where.precision) if where is not None else None,
        "place": _place_in_words(where.name, where.country) if where is not None else None,
        "earliest": card.earliest.isoformat() if card.earliest is not None else None,
        "latest": card.latest.isoformat() if card.latest is not None else None,
        "origins_low": card.origins_low,
        "origins_high": card.origins_high,
        "killed": toll_in_words(killed).partition(": ")[2] if killed is not None else None,
        "url": f"/incidents/{card.incident_id}",
    }


def _precision(precision: PlacePrecision) -> str:
    return {
        PlacePrecision.EXACT: _("exact"),
        PlacePrecision.SETTLEMENT: _("known by its town or village"),
        PlacePrecision.APPROXIMATE: _("placed coarsely"),
        PlacePrecision.ADMIN: _("known only by its district or province"),
        PlacePrecision.COUNTRY: _("known only by its country"),
        PlacePrecision.UNRESOLVED: _("in no gazetteer at hand"),
    }[precision]


def row_of(card: Card, hits: Sequence[Hit], snippets: Mapping[Hit, tuple[Piece, ...]]) -> Row:
    """Return how an incident stands in the list."""
    origins = (
        f"{card.origins_low}"
        if card.origins_low == card.origins_high
        else f"{card.origins_low} to {card.origins_high}"
    )
    held = FIELD_WORDS[card.standing_of] if card.standing_of is not None else ""
    number = counted(card.origins_high, "independent origin").partition(" ")[2]
    behind = f"{held}: {origins} {number}" if held else ""
    where = card.where[0] if card.where else None
    return Row(
        card=card,
        when=card.when or _("no date told"),
        where=_place_in_words(where.name, where.country) if where is not None else _("no place told"),
        tolls=tuple(
            toll_in_words(toll) for toll in card.tolls if toll.low is not None or toll.kind in COUNT_FIELDS
        )[:3],
        support=f"{behind}, {listing(card.sides)}" if behind and card.sides else behind,
        stage=dict(review_stages())[card.stage.value],
        snippets=tuple(
            (f"/reports/{hit.report_id}" + (f"?claim={hit.claim_id}#here" if hit.claim_id else ""), words)
            for hit in hits[:_SNIPPETS]
            if (words := snippets.get(hit))
        ),
    )


def _place_in_words(name: str, country: str | None) -> str:
    return f"{name}, {country}" if country and country not in name else name
