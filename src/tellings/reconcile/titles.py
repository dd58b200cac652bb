"""Name an incident in neutral words: sort of act, place, date.

In:   the fields of a record.
Out:  a title such as "Shelling of Camp Tamar, 9 February 2013"; the day by which records are sorted.
Holds: nobody is named in a title, least of all an accused. Of rival values it shows the one that most pages tell: a
       label, no choice among them.
"""

from collections.abc import Callable, Mapping

from tellings.model import DateValue, FieldRecord, IncidentType, Place, Reading
from tellings.resolve.dates import NotEdtf, date_candidates
from tellings.vocabulary import Field, PlacePrecision, Stance

_MONTHS = "January February March April May June July August September October November December".split()
_REJECTING = (Stance.DENIES, Stance.DOUBTS, Stance.CANNOT_CONFIRM, Stance.WITHDRAWS)
# The kind of a type -> what to call it, and whether it is "of" a place. Others are called by their own word.
_NOUNS = {
    "chemical": "Chemical attack",
    "vehicle_bomb": "Vehicle bombing",
    "mine": "Mine blast",
    "grenade": "Grenade attack",
    "crackdown": "Force against a protest",
    "custody_death": "Death in custody",
    "massacre": "Mass killing",
    "execution": "Killing",
    "assassination": "Killing",
    "murder": "Killing",
}
_GENERIC = frozenset(
    {"", "attack", "other", "violence", "incident", "unknown", "killing", "destruction", "protest"}
)
_OF_A_PLACE = frozenset({"shelling", "bombardment"})


def title_of(fields: Mapping[Field, FieldRecord]) -> str:
    """Return the title of an incident: each part as most pages tell it, the more exact value before the less exact."""
    kind, place = shown_type(fields.get(Field.TYPE)), shown_place(fields.get(Field.PLACE))
    leaf = kind.type.rpartition("/")[2] if kind is not None else ""
    noun = "Attack" if leaf in _GENERIC else _NOUNS.get(leaf, leaf[:1].upper() + leaf[1:].replace("_", " "))
    where = f" {_link(leaf, place)} {place.name}" if place is not None else ""
    day = shown_date(fields.get(Field.DATE))
    return f"{noun}{where}, {in_words(day) if day is not None else 'date not told'}"


def shown_type(field: FieldRecord | None) -> IncidentType | None:
    """Return the sort of act to show: the most exact, of those the one on most pages; None where none is told."""
    best = _best(field, _type_exactness)
    return best if isinstance(best, IncidentType) else None


def shown_place(field: FieldRecord | None) -> Place | None:
    """Return the place to show: a place before a province, of those the one on most pages; None where none is told."""
    best = _best(field, _place_exactness)
    return best if isinstance(best, Place) else None


def _link(leaf: str, place: Place) -> str:
    if place.precision in (
        PlacePrecision.SETTLEMENT,
        PlacePrecision.ADMIN,
        PlacePrecision.COUNTRY,
    ):
        return "in"
    return "of" if leaf in _OF_A_PLACE else "at"


def first_day(fields: Mapping[Field, FieldRecord]) -> str | None:
    """Return the first day that the shown date may mean, in ISO form; None where nothing fixes it."""
    value = shown_date(fields.get(Field.DATE))
    return value.earliest.isoformat() if value is not None and value.earliest is not None else None


def _best(field: FieldRecord | None, exactness: Callable[[object], int]) -> object | None:
    """Return the most exact value, of those the one on most pages, then the first by its words."""
    if field is None:
        return None
    told = [r for r in field.readings if r.value is not None and r.stance not in _REJECTING]
    best = max(
        told,
        key=lambda r: (exactness(r.value), _pages(r), _is_placed(r.value), _descending(repr(r.value))),
        default=None,
    )
    return best.value if best is not None else None


def _pages(reading: Reading) -> int:
    return len({claim.report_id for claim in reading.claims if not claim.headline})


def _is_placed(value: object) -> bool:
    return isinstance(value, Place) and value.precision is not PlacePrecision.UNRESOLVED


def _descending(words: str) -> tuple[int, ...]:
    """Return a key that puts the first in the order of words last, for use with max."""
    return tuple(-ord(char) for char in words)


def _place_exactness(value: object) -> int:
    wide = {PlacePrecision.COUNTRY: 0, PlacePrecision.ADMIN: 1}
    return wide.get(value.precision, 2) if isinstance(value, Place) else 0


def _type_exactness(value: object) -> int:
    return 1 if isinstance(value, IncidentType) and value.type.rpartition("/")[2] not in _GENERIC else 0


def shown_date(field: FieldRecord | None) -> DateValue | None:
    """Return the date to show: one day before a stretch of days, a fixed year before an open one, then by pages."""
    if field is None:
        return None
    rows = []
    for reading in field.readings:
        value = reading.value
        if not isinstance(value, DateValue) or not value.edtf or reading.stance in _REJECTING:
            continue
        try:
            days = date_candidates(value)
        except NotEdtf:
            continue
        length = max(((last - first).days for first, last in days), default=0)
        inputs = len(reading.derived.inputs) if reading.derived is not None else 0
        pages = _pages(reading) + inputs
        rows.append(((len(days) == 1, -length, pages, _descending(value.edtf)), value))
    return max(rows, key=lambda row: row[0])[1] if rows else None


def in_words(value: DateValue) -> str:
    """Return a date for a title: "9 February 2013", "February 2013", "9 February, year not told"."""
    edtf = value.edtf.rstrip("~?%")
    parts = edtf.split("-")
    if edtf.startswith("["):
        members = [member.split("-") for member in edtf[1:-1].split(",")]
        if len({tuple(member[1:]) for member in members}) == 1 and len(members[0]) > 1:
            parts = ["XXXX", *members[0][1:]]
        else:
            return value.wording
    if "/" in edtf or not all(part.isdigit() or set(part) == {"X"} for part in parts) or not edtf:
        first, has_slash, last = edtf.partition("/")
        return f"{first} to {last}" if has_slash else value.wording
    year = parts[0] if parts[0].isdigit() else ""
    month = _MONTHS[int(parts[1]) - 1] if len(parts) > 1 and parts[1].isdigit() else ""
    day = f"{int(parts[2])} " if len(parts) > 2 and parts[2].isdigit() else ""
    if not month:
        return year or value.wording
    return f"{day}{month} {year}" if year else f"{day}{month}, year not told"
