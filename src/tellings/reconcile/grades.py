"""Grade an incident by published rules: what Airwars, Iraq Body Count or the house would ask for.

In:   a record, and the case's actors.
Out:  a RecordGrade for each scheme.
Holds: a grade is computed here by a rule that others published, and is no grade of theirs. Where a rule asks for what
       no text tells, there is none, and whose input is missing is said. Origins are counted, not pages, which is
       stricter than what either of the two counts. No sentence names anybody.

The rules, in the house's words; docs/methodology.md has their sources, dates and what is left to people:
    airwars   discounted  those harmed were combatants
              confirmed   a party to the conflict has accepted responsibility
              contested   several parties are held responsible
              fair        two credible sources or more, and a party's action nearby
              weak        one source
    ibc       two_sources   deaths told by two independent sources or more, of civilians
              provisional   by one
    house     the highest level of the method whose asks, and those of all below it, are met
"""

from collections.abc import Iterable

from tellings.model import (
    Accusation,
    Claim,
    Count,
    FieldRecord,
    Level,
    Reading,
    Record,
    RecordGrade,
    ResponsibilityTaken,
    Standing,
    Support,
    VictimGroup,
)
from tellings.reconcile.policies import range_in_force
from tellings.reconcile.resting import SUPPORTING
from tellings.reconcile.values import is_numeric, printed
from tellings.resolve.names import ActorBook
from tellings.vocabulary import Assessed, Field, GradeScheme, PersonStatus, Role, Status

_HARM = (Field.KILLED, Field.INJURED, Field.KILLED_OR_INJURED, Field.BODIES_FOUND)
_DEATHS = (Field.KILLED, Field.BODIES_FOUND)
_DID_IT = (Role.INVOLVED, Role.ORDERED, Role.CARRIED_OUT)
_FIGHTERS = {PersonStatus.COMBATANT}


def grade_record(record: Record, book: ActorBook) -> tuple[RecordGrade, ...]:
    """Return what the incident comes to by each scheme; the house's only where the method has levels."""
    grades = [_airwars(record, book), _ibc(record)]
    if record.method.confirmation_levels:
        grades.append(_house(record))
    return tuple(grades)


def _not_gradable(scheme: GradeScheme, why: str) -> RecordGrade:
    return RecordGrade(scheme, None, f"Not gradable: {why}.")


# ---------------------------------------------------------------- Airwars


def _airwars(record: Record, book: ActorBook) -> RecordGrade:
    scheme = GradeScheme.AIRWARS
    harm = _first_told(record, _HARM)
    if harm is None:
        return _not_gradable(scheme, "nobody tells of people killed or injured in a number")
    statuses = _statuses(record, _HARM)
    if statuses <= _FIGHTERS:
        return RecordGrade(scheme, "discounted", "All who are said to be harmed are described as combatants.")
    open_status = _open_status(statuses)
    if open_status:
        return _not_gradable(scheme, open_status)
    accusations = record.fields.get(Field.ACCUSATIONS)
    if accusations is not None and accusations.standing.status is Status.CONCEDED:
        return RecordGrade(
            scheme, "confirmed", "All who are accused have themselves taken responsibility for it."
        )
    parties, is_open = _parties(record, book)
    if is_open:
        return _not_gradable(
            scheme, f"a person must say whether the {parties} who are held responsible are one party"
        )
    if parties > 1:
        return RecordGrade(
            scheme, "contested", f"{parties} parties are held responsible by those who tell of it."
        )
    return _by_sources(harm.standing.support, has_party=parties == 1)


def _by_sources(support: Support, *, has_party: bool) -> RecordGrade:
    scheme = GradeScheme.AIRWARS
    origins = support.origins
    if origins.low >= 2 and has_party:
        words = (
            f"At least {origins.low} independent origins tell of the harm, and it is put down to one party"
        )
        return RecordGrade(
            scheme, "fair", f"{words}; that its forces acted nearby is as told, and was not checked."
        )
    if origins.low >= 2:
        return _not_gradable(
            scheme, "nobody says whose act it was; a person must say whether a party acted nearby that day"
        )
    if origins.high >= 2:
        return _not_gradable(scheme, _OPEN_ORIGINS)
    return RecordGrade(scheme, "weak", _one_source(support))


def _parties(record: Record, book: ActorBook) -> tuple[int, bool]:
    """Return how many parties are held responsible, and whether some of them may be one.

    Those of one side are one party; of names without a side nobody knows, and two of them are left open.
    """
    held = [
        reading.value
        for field in (Field.ACCUSATIONS, Field.RESPONSIBILITY_TAKEN)
        for reading in _told(record, field)
    ]
    names = {one.accused for one in held if isinstance(one, Accusation) and one.role in _DID_IT}
    names |= {one.claimant for one in held if isinstance(one, ResponsibilityTaken)}
    sides = {
        book.canonical(name): actor.side if (actor := book.find(name)) is not None else None for name in names
    }
    known = {side for side in sides.values() if side is not None}
    unknown = [name for name, side in sides.items() if side is None]
    return len(known) + len(unknown), bool(unknown) and len(sides) > 1


# ---------------------------------------------------------------- Iraq Body Count


def _ibc(record: Record) -> RecordGrade:
    scheme = GradeScheme.IBC
    deaths = _first_told(record, _DEATHS)
    if deaths is None:
        return _not_gradable(scheme, "nobody tells of deaths in a number")
    statuses = _statuses(record, _DEATHS)
    if statuses <= _FIGHTERS:
        return _not_gradable(scheme, "only civilian deaths are recorded, and all are described as combatants")
    open_status = _open_status(statuses)
    if open_status:
        return _not_gradable(scheme, open_status)
    ends = [ends for toll in record.tolls if toll.kind in _DEATHS and (ends := range_in_force(toll))]
    figures = "no figure of all of them is in force"
    if ends:
        lowest, highest = min(low for low, _ in ends), max(high for _, high in ends)
        figures = f"minimum {lowest}, maximum {highest} of the figures in force"
    support = deaths.standing.support
    if support.origins.low >= 2:
        return RecordGrade(
            scheme,
            "two_sources",
            f"At least {support.origins.low} independent origins tell of deaths; {figures}.",
        )
    if support.origins.high >= 2:
        return _not_gradable(scheme, _OPEN_ORIGINS)
    return RecordGrade(scheme, "provisional", f"{_one_source(support).removesuffix('.')}; {figures}.")


# ---------------------------------------------------------------- the house


def _house(record: Record) -> RecordGrade:
    scheme = GradeScheme.HOUSE
    levels = {level.name: level for level in record.method.levels}
    if not levels:
        return _not_gradable(scheme, "the method says of no level what it asks for, so a person gives it")
    harm = _first_told(record, _HARM)
    if harm is None:
        return _not_gradable(scheme, "nobody tells of people killed or injured in a number")
    reached = ""
    for name in (words.partition(":")[0].strip() for words in record.method.confirmation_levels):
        level = levels.get(name)
        missing = _missing(level, harm.standing.support) if level is not None else _unassessed(harm.standing)
        if missing and reached:
            return RecordGrade(scheme, reached, f"It reaches “{reached}”; for “{name}” it lacks {missing}.")
        if missing:
            return _not_gradable(scheme, f"for “{name}”, the lowest level, it lacks {missing}")
        reached = name
    return RecordGrade(scheme, reached, f"It reaches “{reached}”, the highest level.")


def _unassessed(standing: Standing) -> str:
    """Return what a level lacks that a person gives; "" where a person found a value of the field to be so."""
    is_found = any(one.found is Assessed.CONFIRMED for one in standing.assessments)
    return "" if is_found else "a person's assessment"


def _missing(level: Level, support: Support) -> str:
    """Return the first ask of a level that is not met, in words; "" where all are."""
    if support.origins.low < level.origins <= support.origins.high:
        return f"a person's word on whether {support.origins.high} origins are {support.origins.low}"
    asks = (
        (level.voices, support.voices, "voices"),
        (level.origins, support.origins.low, "independent origins"),
        (level.sides, len(support.sides), "sides"),
        (level.first_hand, len(support.first_hand), "first-hand voices"),
    )
    return next((f"{asked} {what} ({held} told)" for asked, held, what in asks if held < asked), "")


# ---------------------------------------------------------------- what the rules ask of a record

_OPEN_ORIGINS = "a person must say whether voices that were not shown to differ are one source"


def _one_source(support: Support) -> str:
    if not support.origins.high:
        return "Outlets tell of it in their own voice, and name no source."
    return "It rests on one origin."


def _told(record: Record, field: Field) -> Iterable[Reading]:
    held = record.fields.get(field)
    for reading in held.readings if held is not None else ():
        if reading.stance in SUPPORTING and any(not claim.headline for claim in reading.claims):
            yield reading


def _first_told(record: Record, fields: Iterable[Field]) -> FieldRecord | None:
    """Return the first of these fields of which a number above zero is told, of all or of some, and not taken back."""
    for field in fields:
        values = [one.value for one in _told(record, field) if isinstance(one.value, Count)]
        numbers = [printed(value)[1] for value in values if is_numeric(value)]
        if any(numbers) and record.fields[field].standing.status is not Status.WITHDRAWN:
            return record.fields[field]
    return None


def _statuses(record: Record, fields: Iterable[Field]) -> set[PersonStatus]:
    """Return what those harmed are said to have been, by every voice that counts or describes them."""
    claims: list[Claim] = [c for f in (*fields, Field.VICTIMS) for r in _told(record, f) for c in r.claims]
    found = {claim.value.group.status for claim in claims if isinstance(claim.value, Count)}
    return found | {claim.value.status for claim in claims if isinstance(claim.value, VictimGroup)}


def _open_status(statuses: set[PersonStatus]) -> str:
    """Return what a person must say of who was harmed, "" where somebody calls them civilians."""
    if PersonStatus.DISPUTED in statuses:
        return "it is disputed who was harmed; a person must say whether they were civilians"
    if PersonStatus.CIVILIAN in statuses:
        return ""
    if PersonStatus.SECURITY_FORCE in statuses:
        return "a person must say whether those harmed, described as of the security forces, were police or soldiers"
    return "no voice says whether those harmed were civilians; a person must"
