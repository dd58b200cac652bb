"""Say in a few words what an incident comes to: a row of a list of incidents.

In:   a record.
Out:  `Card`, small enough to hold those of a whole case at once.
Holds: no figure without how it stands and what stands behind it; no accusation, and no name of a person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tellings.model import DateValue, FieldRecord, IncidentType, Place, Record, Toll
from tellings.publish.words import FIELD_WORDS, STATUS_WORDS, edtf_in_words
from tellings.reconcile.policies import range_in_force
from tellings.vocabulary import COUNT_FIELDS, Assessed, Field, PlacePrecision, ReviewStage, Stance, Status

UNASSESSED = "unassessed"

_EXACTNESS = {precision: number for number, precision in enumerate(PlacePrecision)}


@dataclass(frozen=True, slots=True)
class Where:
    """A place that is told for an incident. lat, lon, radius_km: None where no gazetteer at hand holds it."""

    name: str
    precision: PlacePrecision
    lat: float | None
    lon: float | None
    radius_km: float | None
    country: str | None


@dataclass(frozen=True, slots=True)
class CardToll:
    """A kind of count in a row. low, high: of the figures in force; None where none is told in numbers."""

    kind: Field
    low: int | None
    high: int | None
    status: Status


@dataclass(frozen=True, slots=True)
class Card:
    """A row of a list of incidents.

    types: sorts of act, the most told first. earliest, latest: the days that its dates span, None where none is fixed;
    when: in words, the most told date first; where: the most exact place first. standing: of `standing_of`, the killed
    or, where nobody tells of any, the next kind of count that is told, else the sort of act. origins_low, origins_high,
    sides: what stands behind that field. assessments: what persons found of any of its values, sorted; `UNASSESSED`
    where nobody did. outlets: sorted. is_out_of_scope: whether the method leaves it out.
    """

    incident_id: str
    title: str
    types: tuple[str, ...]
    earliest: date | None
    latest: date | None
    when: str
    where: tuple[Where, ...]
    standing_of: Field | None
    standing: Status
    origins_low: int
    origins_high: int
    sides: tuple[str, ...]
    tolls: tuple[CardToll, ...]
    assessments: tuple[str, ...]
    stage: ReviewStage
    changed_since: bool
    unreviewed: int
    reports: int
    outlets: tuple[str, ...]
    warnings: int
    is_out_of_scope: bool

    @property
    def killed(self) -> CardToll | None:
        """The killed, None where nobody tells of any."""
        return next((toll for toll in self.tolls if toll.kind is Field.KILLED), None)


def card_of(record: Record) -> Card:
    """Return the row of a record."""
    days = _days(record)
    kind = _standing_field(record)
    held = record.fields[kind] if kind is not None else None
    support = held.standing.support if held is not None else None
    found = {a.found.value for f in record.fields.values() for a in f.standing.assessments}
    return Card(
        incident_id=record.incident_id,
        title=record.title,
        types=_types(record),
        earliest=min((first for first, _, _ in days), default=None),
        latest=max((last for _, last, _ in days), default=None),
        when=edtf_in_words(days[0][2]) if days else "",
        where=_places(record),
        standing_of=kind,
        standing=held.standing.status if held is not None else Status.UNKNOWN,
        origins_low=support.origins.low if support is not None else 0,
        origins_high=support.origins.high if support is not None else 0,
        sides=tuple(sorted({voice.side for voice in record.voices if voice.side is not None})),
        tolls=tuple(_toll(toll, record) for toll in record.tolls),
        assessments=tuple(one.value for one in Assessed if one.value in found) or (UNASSESSED,),
        stage=record.review.stage,
        changed_since=record.review.changed_since,
        unreviewed=record.review.unreviewed,
        reports=len({account.report_id for account in record.accounts}),
        outlets=tuple(sorted({account.outlet for account in record.accounts if account.outlet})),
        warnings=len(record.warnings),
        is_out_of_scope=record.out_of_scope is not None,
    )


def toll_in_words(toll: CardToll) -> str:
    """Return a count of a row, never bare: "1 to 8 killed, contested"."""
    if toll.low is None or toll.high is None:
        told = "no figure"
    else:
        told = f"{toll.low}" if toll.low == toll.high else f"{toll.low} to {toll.high}"
    return f"{FIELD_WORDS[toll.kind]}: {told}, {STATUS_WORDS[toll.status]}"


def _values(record: Record, field: Field) -> list[object]:
    """Return what is told for a field, the most told first; what is only denied or doubted is not told."""
    held = record.fields.get(field)
    if held is None:
        return []
    told = [
        reading
        for reading in held.readings
        if reading.stance not in (Stance.DENIES, Stance.DOUBTS) and reading.value is not None
    ]
    ranked = sorted(told, key=lambda one: -len({claim.report_id for claim in one.claims}))
    return [reading.value for reading in ranked]


def _types(record: Record) -> tuple[str, ...]:
    told = dict.fromkeys(v.type for v in _values(record, Field.TYPE) if isinstance(v, IncidentType))
    # "an attack" says nothing beside "a shelling"
    return tuple(one for one in told if not any(other.startswith(f"{one}/") for other in told))


def _days(record: Record) -> list[tuple[date, date, str]]:
    """Return the days that an incident is told to be on, each with its EDTF: those of the most told date, and of the
    others that are told no less exactly. A day without its year would span all years."""
    told = [
        (one.earliest, one.latest, one.edtf)
        for one in _values(record, Field.DATE)
        if isinstance(one, DateValue) and one.earliest is not None and one.latest is not None
    ]
    return [row for row in told if row[1] - row[0] <= told[0][1] - told[0][0]]


def _standing_field(record: Record) -> Field | None:
    order = (Field.KILLED, *(field for field in Field if field in COUNT_FIELDS), Field.TYPE)
    return next((field for field in order if _is_told(record.fields.get(field))), None)


def _is_told(held: FieldRecord | None) -> bool:
    return held is not None and bool(held.readings)


def _toll(toll: Toll, record: Record) -> CardToll:
    held = record.fields.get(toll.kind)
    status = held.standing.status if held is not None else Status.UNKNOWN
    low, high = range_in_force(toll) or (None, None)
    return CardToll(toll.kind, low, high, status)


def _places(record: Record) -> tuple[Where, ...]:
    found: Iterable[Place] = [one for one in _values(record, Field.PLACE) if isinstance(one, Place)]
    rows = {
        (one.name, one.lat, one.lon): Where(
            one.name, one.precision, one.lat, one.lon, one.radius_km, one.country
        )
        for one in found
    }
    return tuple(sorted(rows.values(), key=lambda row: (row.lat is None, _EXACTNESS[row.precision])))
