"""Give every date and every place that a report tells, resolved, sentence by sentence.

In:   a Document, and a gazetteer for the places.
Out:  DatesTold and PlacesTold in order of the text, each with its span and the index of its sentence.
Holds: nothing is chosen: which of them belong to an incident is for the caller. A day that the words only bound
       has that one end; what nothing fixes has neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tellings.events.calendar import Anchor
from tellings.events.datelines import FiledLine
from tellings.events.durations import find_durations
from tellings.events.moments import Moment, find_moments
from tellings.events.whereabouts import PlaceMention, Relation, find_places
from tellings.model import DateValue, Place, Span
from tellings.resolve.dates import Written, date_told, dates_a_telling, edtf_bounds, stretched, written_on
from tellings.resolve.gazetteer import Gazetteer, GazetteerPlace, fold_name
from tellings.resolve.places import countries_named, resolve_place
from tellings.resolve.settle import LATEST_YEAR
from tellings.text.segment import Document
from tellings.vocabulary import DateBasis, PlacePrecision


@dataclass(frozen=True, slots=True)
class DateTold:
    """One date as told at `span`, in the sentence of this index.

    edtf, basis: as in `DateValue`; "" where nothing fixes it. earliest, latest: the days that it may mean, inclusive.
    Only latest: "before 3 March", "a few hours ago", "in recent days". "Since Monday" reaches to the day of writing.
    time: as in `Moment`. is_own_date: the report's own date; dates_a_telling: when something was said, not done.
    """

    span: Span
    wording: str
    sentence: int
    edtf: str
    earliest: date | None
    latest: date | None
    basis: DateBasis
    time: str | None
    is_own_date: bool
    dates_a_telling: bool

    @property
    def is_bounded_above_only(self) -> bool:
        """Whether the words only say by when."""
        return self.earliest is None and self.latest is not None


def dates_told(
    document: Document, line: FiledLine | None = None, *, moments: Sequence[Moment] | None = None
) -> tuple[DateTold, ...]:
    """Return every date that a report tells. "Two days later" counts from the day told last before it.

    line: the report's dateline, whose day, if it has a year, is the day of writing; None: as `written_on` has it.
    moments: all those of the document, where they are known already.
    """
    found = find_moments(document) if moments is None else moments
    has_day = line is not None and line.date is not None and not line.date.startswith("X")
    written = Written(line.date, is_inferred=True) if line and has_day else written_on(document, found)
    durations = find_durations(document)
    told: list[DateTold] = []
    before: DateValue | None = None
    for moment in found:
        if moment.calendar is None:
            continue
        value = date_told(moment, written, latest_year=LATEST_YEAR, incident=before)
        value = stretched(value, moment, document, durations)
        one = _date_told(document, moment, value, written)
        told.append(one)
        if not (one.is_own_date or one.dates_a_telling) and value.earliest and value.earliest == value.latest:
            before = value
    return tuple(told)


def _date_told(document: Document, moment: Moment, value: DateValue, written: Written) -> DateTold:
    today = edtf_bounds(written.on)[1] if written.on else None
    earliest, latest = value.earliest, value.latest
    calendar = moment.calendar
    if moment.bound == "until":
        earliest = None
    elif moment.bound == "from" and earliest is not None:
        latest = max(earliest, today) if today else None
    elif (
        calendar is not None
        and calendar.is_back
        and calendar.anchor is Anchor.PUBLICATION
        and earliest is None
    ):
        latest = today
    return DateTold(
        span=moment.span,
        wording=moment.wording,
        sentence=moment.sentence,
        edtf=value.edtf,
        earliest=earliest,
        latest=latest,
        basis=value.basis,
        time=moment.time,
        is_own_date=moment.is_own_date,
        dates_a_telling=dates_a_telling(document, moment),
    )


@dataclass(frozen=True, slots=True)
class PlaceStep:
    """One name on the way to a place. kind: "country", "admin1", "city", or the word that the report has; or None."""

    name: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """One place as told at `span`, in the sentence of this index.

    place: its country, precision and point, and what contains it, the nearest first. steps: the same from the country
    down to the place itself. is_known: whether a gazetteer holds a place of this name where the report puts it.
    likely_country: the place's, by its English name; where nothing tells it, that of which the report names most.
    """

    span: Span
    wording: str
    sentence: int
    relation: Relation
    place: Place
    steps: tuple[PlaceStep, ...]
    is_known: bool
    likely_country: str | None


def places_told(
    document: Document, gazetteer: Gazetteer, *, mentions: Sequence[PlaceMention] | None = None
) -> tuple[PlaceTold, ...]:
    """Return every place that a report names, those of the dateline included (relation DATELINE).

    mentions: all those of the document, where they are known already.
    """
    found = find_places(document) if mentions is None else mentions
    countries = countries_named(found, document, gazetteer=gazetteer)
    most_named = gazetteer.country_name(countries[0]) if countries else None
    return tuple(_place_told(mention, gazetteer, countries, most_named) for mention in found)


def _place_told(
    mention: PlaceMention, gazetteer: Gazetteer, countries: Sequence[str], most_named: str | None
) -> PlaceTold:
    # where the named place lies, also for "near" it
    beside = mention.relation in (Relation.NEAR, Relation.OUTSIDE, Relation.BETWEEN)
    named = replace(mention, relation=Relation.IN) if beside else mention
    at = resolve_place(named, gazetteer=gazetteer, country_hint=countries)
    place = resolve_place(mention, gazetteer=gazetteer, country_hint=countries) if beside else at
    names = [] if at.country is None else [at.country]
    names += [name for name in reversed(at.within) if fold_name(name) != fold_name(at.country or "")]
    steps = [PlaceStep(name, _kind(name, at, gazetteer)) for name in names]
    is_known = at.gazetteer_id is not None
    if at.precision is not PlacePrecision.COUNTRY or not is_known:
        known = gazetteer.get(at.gazetteer_id) if at.gazetteer_id else None
        steps.append(PlaceStep(at.name, mention.kind or (_plain_kind(known) if known else None)))
    return PlaceTold(
        span=mention.span,
        wording=mention.wording,
        sentence=mention.sentence,
        relation=mention.relation,
        place=place,
        steps=tuple(steps),
        is_known=is_known,
        likely_country=at.country or most_named,
    )


def _kind(name: str, at: Place, gazetteer: Gazetteer) -> str | None:
    """Return what a containing place is, as far as a place of that name is known in the same country."""
    for place in gazetteer.find(name):
        if at.country is None or place.country_name == at.country:
            return _plain_kind(place)
    return None


def _plain_kind(place: GazetteerPlace) -> str:
    return "city" if place.kind == "capital" else place.kind
