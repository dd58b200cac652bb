"""What of a case is looked at: searched, narrowed by what incidents have in common, and sorted.

In:   the query of an address; a card for every incident; what a search found.
Out:  `View`; `Listed`, what it comes to, with what may be chosen further.
Holds: a facet counts what the rest of the view leaves, so a second choice in it widens. What has no place or date is
a value of a facet, and never left out in silence. What cannot be read in an address asks for nothing.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from tellings.publish.card import UNASSESSED, Card
from tellings.publish.words import STATUS_WORDS
from tellings.vocabulary import Assessed, ReviewStage, Status
from tellings.web.index import Found
from tellings.web.stages import review_stages
from tellings.web.wording import _

NONE = "-"  # in a facet: nothing is told
_YES = "yes"

Box = tuple[float, float, float, float]  # west, south, east, north, in degrees


@dataclass(frozen=True, slots=True)
class View:
    """What of a case is looked at, and in which order. facets: the values chosen in each, by its name, sorted.

    first, last: days; bbox: west, south, east, north. number: of the page, from 1.
    """

    q: str = ""
    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    first: date | None = None
    last: date | None = None
    bbox: Box | None = None
    sort: str = "newest"
    number: int = 1

    def chosen(self, facet: str) -> tuple[str, ...]:
        """Return the values that are chosen in a facet."""
        return dict(self.facets).get(facet, ())

    def query(self, **changed: object) -> str:
        """Return the view as the query of an address, with some of it changed."""
        view = replace(self, **changed)  # type: ignore[arg-type]
        rows: list[tuple[str, str]] = [("q", view.q)] if view.q else []
        rows += [(name, value) for name, values in view.facets for value in values]
        rows += [("from", view.first.isoformat())] if view.first else []
        rows += [("to", view.last.isoformat())] if view.last else []
        rows += [("bbox", ",".join(f"{end:g}" for end in view.bbox))] if view.bbox else []
        rows += [("sort", view.sort)] if view.sort != "newest" else []
        rows += [("page", str(view.number))] if view.number > 1 else []
        return urlencode(rows)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: how many incidents have it, and whether it is chosen."""

    value: str
    words: str
    number: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """Something by which incidents may be narrowed."""

    name: str
    heading: str
    choices: tuple[Choice, ...]

    @property
    def tells(self) -> bool:
        """Whether there is anything to choose in it: not where all that is left has a place, say."""
        only = {choice.value for choice in self.choices if not choice.is_chosen}
        return only != {_YES} and bool(self.choices)


@dataclass(frozen=True, slots=True)
class Listed:
    """What a view comes to. cards: all of it, in order; facets: in the order of the page."""

    cards: tuple[Card, ...]
    facets: tuple[Facet, ...]


# ---------------------------------------------------------------- from an address to a view


def read_view(query: QueryParams) -> View:
    """Return the view that an address asks for; what cannot be read in it asks for nothing."""
    chosen = {facet: tuple(sorted({value for value in query.getlist(facet) if value})) for facet in _FACETS}
    return View(
        q=query.get("q", "").strip()[:500],
        facets=tuple((name, values) for name, values in chosen.items() if values),
        first=_day(query.get("from", "")),
        last=_day(query.get("to", "")),
        bbox=_box(query.get("bbox", "")),
        sort=query.get("sort", "") if query.get("sort", "") in _SORTS else "newest",
        number=int(query.get("page", "1")) if query.get("page", "1").isdecimal() else 1,
    )


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None


def _box(told: str) -> Box | None:
    try:
        west, south, east, north = (float(end) for end in told.split(","))
    except ValueError:
        return None
    is_one = -90 <= south <= north <= 90 and abs(west) <= 540 and abs(east) <= 540
    return (west, south, east, north) if is_one else None


# ---------------------------------------------------------------- what a card has in each facet


def _origins(card: Card) -> str:
    return "3" if card.origins_low >= 3 else str(card.origins_low)


_FACETS: Mapping[str, Callable[[Card], tuple[str, ...]]] = {
    "type": lambda card: card.types or (NONE,),
    "country": lambda card: (
        tuple(dict.fromkeys(where.country for where in card.where if where.country)) or (NONE,)
    ),
    "placed": lambda card: ("yes",) if has_place(card) else (NONE,),
    "dated": lambda card: ("yes",) if card.earliest is not None else (NONE,),
    "standing": lambda card: (card.standing.value,),
    "origins": lambda card: (_origins(card),),
    "side": lambda card: card.sides or (NONE,),
    "assessment": lambda card: card.assessments,
    "stage": lambda card: (card.stage.value,),
}


def has_place(card: Card) -> bool:
    """Whether an incident can be drawn on the map."""
    return any(where.lat is not None for where in card.where)


def _words(facet: str, value: str) -> str:
    """Return what a value of a facet is called."""
    if facet == "type":
        return _("no sort of act told") if value == NONE else value.replace("/", ": ").replace("_", " ")
    if facet in ("country", "placed"):
        return {NONE: _("no place"), _YES: _("on the map")}.get(value, value)
    if facet == "dated":
        return {NONE: _("no date"), _YES: _("with a date")}.get(value, value)
    if facet == "standing":
        return STATUS_WORDS[Status(value)] if value in set(Status) else value
    if facet == "origins":
        return {"0": _("none"), "3": _("3 or more")}.get(value, value)
    if facet == "side":
        return _("no side known") if value == NONE else value
    if facet == "stage":
        return dict(review_stages()).get(value, value)
    return _("unassessed") if value == UNASSESSED else value


def _headings() -> dict[str, str]:
    return {
        "stage": _("Stage of review"),
        "standing": _("Standing"),
        "type": _("Sort of act"),
        "country": _("Country"),
        "placed": _("Place"),
        "dated": _("Date"),
        "origins": _("Independent origins, at least"),
        "side": _("Sides that speak"),
        "assessment": _("Assessment"),
    }


# ---------------------------------------------------------------- from a view to what it comes to


_SORTS: Mapping[str, Callable[[Card], tuple[object, ...]]] = {
    "newest": lambda card: (card.earliest is None, -(card.latest or date.min).toordinal()),
    "oldest": lambda card: (card.earliest is None, (card.earliest or date.max).toordinal()),
    "killed": lambda card: (-(_killed(card) if _killed(card) is not None else -1),),
    "origins": lambda card: (-card.origins_low, -card.origins_high),
    "waiting": lambda card: (-card.unreviewed,),
    "reports": lambda card: (-card.reports,),
    "match": lambda card: (0,),
}


def _killed(card: Card) -> int:
    killed = card.killed
    return killed.high if killed is not None and killed.high is not None else -1


def sort_words() -> list[tuple[str, str]]:
    """Return the orders that a list may be in, each with what it is called."""
    return [
        ("newest", _("newest first")),
        ("oldest", _("oldest first")),
        ("match", _("best match first")),
        ("killed", _("most killed, as told")),
        ("origins", _("most independent origins")),
        ("waiting", _("most that waits for a person")),
        ("reports", _("most reports")),
    ]


def select(view: View, cards: Sequence[Card], found: Found | None) -> Listed:
    """Return what a view comes to. found: of its search, None where it searches for nothing."""
    rank = {key: number for number, key in enumerate(found.hits)} if found is not None else None
    kept: list[Card] = []
    numbers: dict[str, Counter[str]] = {facet: Counter() for facet in _FACETS}
    wanted = {facet: set(values) for facet, values in view.facets}
    for card in cards:
        if (rank is not None and card.incident_id not in rank) or not _is_within(card, view):
            continue
        values = {facet: of(card) for facet, of in _FACETS.items()}
        missed = [facet for facet in wanted if wanted[facet].isdisjoint(values[facet])]
        if not missed:
            kept.append(card)
        for facet in missed if len(missed) == 1 else _FACETS if not missed else ():
            numbers[facet].update(values[facet])
    by = "newest" if view.sort == "match" and rank is None else view.sort
    kept.sort(key=_SORTS[by])
    if by == "match" and rank is not None:
        kept.sort(key=lambda card: rank[card.incident_id])
    facets = (_facet(name, words, numbers[name], view) for name, words in _headings().items())
    return Listed(tuple(kept), tuple(one for one in facets if one.tells))


def _is_within(card: Card, view: View) -> bool:
    if view.first is not None and (card.latest is None or card.latest < view.first):
        return False
    if view.last is not None and (card.earliest is None or card.earliest > view.last):
        return False
    return view.bbox is None or _is_in(card, view.bbox)


def _is_in(card: Card, box: Box) -> bool:
    """Whether a card's first place lies in a box. West may be beyond east's other side: the globe is round."""
    where = next((one for one in card.where if one.lat is not None and one.lon is not None), None)
    if where is None or where.lat is None or where.lon is None:
        return False
    west, south, east, north = box
    return south <= where.lat <= north and any(west <= where.lon + turn <= east for turn in (-360, 0, 360))


def _facet(name: str, heading: str, numbers: Counter[str], view: View) -> Facet:
    chosen = set(view.chosen(name))
    order = {
        "standing": [one.value for one in Status],
        "stage": [one.value for one in ReviewStage],
        "assessment": [UNASSESSED, *(one.value for one in Assessed)],
        "origins": ["0", "1", "2", "3"],
    }.get(name)
    values = order or sorted(numbers, key=lambda value: (value == NONE, -numbers[value], value))
    return Facet(
        name,
        heading,
        tuple(
            Choice(value, _words(name, value), numbers[value], value in chosen)
            for value in dict.fromkeys((*values, *sorted(chosen)))
            if numbers[value] or value in chosen
        ),
    )
