"""Settle the places of a sheet's rows.

In:   the accounts of a sheet, whose places are words only; a gazetteer.
Out:  the same accounts, each place looked up as those of any report are.
Holds: claims keep their ids, places their wording. "Near" and "outside" keep a place approximate. The countries that
the rows name most tell places of one name apart.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tellings.events.whereabouts import PlaceMention, Relation
from tellings.model import Account, Claim, Marks, Place, Report
from tellings.resolve.gazetteer import Gazetteer
from tellings.resolve.localities import small_places
from tellings.resolve.places import countries_named, resolve_place
from tellings.text.segment import Document

_BESIDE = re.compile(
    r"(?:(?P<km>\d+(?:\.\d+)?)\s*(?:km|kilomet(?:re|er)s?)\s+)?"
    r"(?P<how>near|close to|beside|next to|around|outside(?: of)?|on the outskirts of|outskirts of"
    r"|(?:to the )?(?:north|south|east|west)(?:[ -]?(?:east|west))?\s+of|from|off)\s+(?:the\s+)?(?=\S)",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"(?:in|at|inside)\s+(?:the\s+)?(?=\S)", re.IGNORECASE)


def settle_places(
    report: Report, accounts: Sequence[Account], *, gazetteer: Gazetteer
) -> tuple[Account, ...]:
    """Return the accounts of a sheet with their places looked up, and the small ones among them as their marks."""
    mentions = {
        claim.claim_id: mention_of(claim, claim.value)
        for account in accounts
        for claim in account.claims
        if isinstance(claim.value, Place)
    }
    nothing_else = Document(report, "", (), (), None, ())  # notes name countries of all sorts
    countries = countries_named(tuple(mentions.values()), nothing_else, gazetteer=gazetteer)

    def settled(claims: Iterable[Claim]) -> Iterable[Claim]:
        for claim in claims:
            mention = mentions.get(claim.claim_id)
            if mention is not None:
                place = resolve_place(mention, gazetteer=gazetteer, country_hint=countries)
                claim = replace(claim, value=place)
            yield claim

    return tuple(
        replace(account, claims=claims, marks=_marks(claims, gazetteer))
        for account in accounts
        for claims in (tuple(settled(account.claims)),)
    )


def _marks(claims: Iterable[Claim], gazetteer: Gazetteer) -> Marks:
    places = [claim.value for claim in claims if isinstance(claim.value, Place)]
    names = [name for place in places for name in (place.name, *place.within)]
    return Marks(tuple(sorted(small_places(names, gazetteer))))


def mention_of(claim: Claim, place: Place) -> PlaceMention:
    """Return what the words of a place cell mention: "near Ardeh, North Province" is beside Ardeh, in the province."""
    name, relation, distance_km = place.name, Relation.IN, None
    if beside := _BESIDE.match(name):
        is_outside = beside["how"].casefold().startswith(("outside", "on the out", "outskirts"))
        relation = Relation.OUTSIDE if is_outside else Relation.NEAR
        distance_km = float(beside["km"]) if beside["km"] else None
        name = name[beside.end() :]
    elif inside := _INSIDE.match(name):
        name = name[inside.end() :]
    return PlaceMention(
        span=claim.span,
        wording=place.wording,
        name=name,
        sentence=0,
        relation=relation,
        within=place.within,
        distance_km=distance_km,
    )
