"""Read the value that a correction gives, and say whether it can stand in its field.

In:   a claim, and the text that a correction holds as the value that should have been read.
Out:  the value; or why it does not fit, in words.
Holds: nothing raises. The words of the value stay those of the text: a correction says what they mean. What could not
have been read out of a text (a derived figure, a day that is none, a point off the globe) fits no field.
"""

import json
from dataclasses import fields
from typing import Any

from tellings.codec import from_json, to_text
from tellings.errors import BrokenPromise
from tellings.events.arms import CATEGORIES
from tellings.model import (
    VALUE_TYPES,
    Accusation,
    ActType,
    Claim,
    Count,
    DateValue,
    IncidentType,
    PersonFact,
    Place,
    RelatedEvent,
    Rounds,
    Value,
    Weapon,
)
from tellings.resolve.dates import NotEdtf, edtf_bounds
from tellings.taxonomy import type_names
from tellings.vocabulary import CountBasis, Fate, Field, PersonAspect, PersonStatus

MOST = 1_000_000_000  # persons or rounds: a number above it is a slip of the keys


def read_value(
    claim: Claim,
    now: str,
    *,
    text: str,
    own_types: tuple[ActType, ...] = (),
    told_in: Field | None = None,
) -> Value | str | None:
    """Return the value that `now` is the wire form of; a string says why it does not fit the claim's field.

    None is the value of a voice that gives none ("null", or nothing). text: of the claim's report.
    own_types: sorts of act of the case's own. told_in: another field, where the claim's own is put right too.
    """
    try:
        data = json.loads(now or "null", parse_constant=_no_number)
    except (ValueError, RecursionError):
        return "it is no JSON"
    return value_from(data, told_in or claim.field, wording=wording_of(claim), text=text, own_types=own_types)


def value_from(
    data: object, field: Field, *, wording: str, text: str, own_types: tuple[ActType, ...] = ()
) -> Value | str | None:
    """Return the value of a field that parsed JSON is the wire form of, in these words; as `read_value` does."""
    kind = VALUE_TYPES[field]
    if data is None:
        return None
    if not isinstance(data, dict) or not data.keys() <= {one.name for one in fields(kind)}:
        return f"it is no {kind.__name__}"
    try:
        value: Value = from_json(kind, {**data, "wording": wording})
        to_text(value).encode("utf-8")
    except (BrokenPromise, UnicodeEncodeError, ValueError, TypeError, RecursionError):
        return f"it is no {kind.__name__}"
    if isinstance(value, Count) and value.kind is not field:
        return f"it counts the {value.kind}"
    return _misfit(value, text, own_types) or value


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def wording_of(claim: Claim) -> str:
    """Return the words of a claim's value; of one without a value its own."""
    return claim.wording if claim.value is None else claim.value.wording


def _misfit(value: Value, text: str, own_types: tuple[ActType, ...]) -> str:
    """Return what no text could have told about a value, in words; "" where there is nothing."""
    match value:
        case Count() | Rounds():
            is_derived = value.derived if isinstance(value, Rounds) else value.basis is CountBasis.DERIVED
            if is_derived:
                return "a derived figure is worked out, and not told"
            if max(value.low or 0, value.high or 0) > MOST:
                return f"it is over {MOST}"
            return _no_day(value.as_of) if isinstance(value, Count) and value.as_of else ""
        case DateValue():
            return _no_date(value)
        case RelatedEvent(when=DateValue() as when):
            return _no_date(when)
        case Place(lat=float() as lat, lon=float() as lon):
            on_globe = -90 <= lat <= 90 and -180 <= lon <= 180 and (value.radius_km or 0) >= 0
            return "" if on_globe else "its point is not on the globe"
        case IncidentType():
            return "" if value.type in type_names(own_types) else f"{value.type!r} is no sort of act"
        case Weapon():
            return "" if value.category in CATEGORIES else f"{value.category!r} is no category of weapon"
        case Accusation():
            return "" if value.accused_span.end <= len(text) else "the accused stands outside the text"
        case PersonFact():
            return _no_fact(value)
        case _:
            return ""


def _no_date(value: DateValue) -> str:
    told = _no_day(value.edtf)
    if told:
        return told
    days = edtf_bounds(value.edtf)
    is_open = days == (None, None) and bool(
        value.edtf
    )  # a year that is not told: its bounds are the reader's
    return (
        ""
        if is_open or days == (value.earliest, value.latest)
        else "its first and last day are not its date's"
    )


def _no_day(edtf: str) -> str:
    try:
        edtf_bounds(edtf)
    except NotEdtf:
        return f"{edtf!r} is no date"
    return ""


def _no_fact(fact: PersonFact) -> str:
    words: dict[PersonAspect, set[str]] = {
        PersonAspect.FATE: set(Fate),
        PersonAspect.SEX: {"female", "male"},
        PersonAspect.STATUS: set(PersonStatus),
    }
    if not fact.name.strip() or not fact.told.strip():
        return "name and what is told of the person are empty"
    if fact.told not in words.get(fact.aspect, {fact.told}):
        return f"{fact.told!r} is no {fact.aspect}"
    if fact.aspect is PersonAspect.AGE and not (fact.told.isdecimal() and len(fact.told) <= 3):
        return f"{fact.told!r} is no age in years"
    return _no_day(fact.told) if fact.aspect is PersonAspect.DATE else ""
