"""Put a claim's value into cells, and read an edited cell back as a value.

In:   a value of the model; what a person typed in the cells of its row.
Out:  `ValueCells`; the value that the edited cells say.
Holds: cells that nobody edited read back as the value they were made of. The words of the text stay as they are:
an edit changes what they are taken to say, never the wording. An accusation, a demand and the words of a count are
not to be edited.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tellings.events.arms import CATEGORIES
from tellings.events.whereabouts import PlaceMention, Relation
from tellings.ledger.cells import normal
from tellings.model import (
    ActType,
    Count,
    DateValue,
    Denial,
    Group,
    IncidentType,
    PersonFact,
    Place,
    RelatedEvent,
    ResponsibilityTaken,
    Rounds,
    Span,
    StageValue,
    Target,
    TimeValue,
    Value,
    VictimGroup,
    Weapon,
)
from tellings.publish.words import value_in_words
from tellings.resolve.dates import NotEdtf, edtf_bounds
from tellings.resolve.gazetteer import Gazetteer, fold_name
from tellings.resolve.places import resolve_place
from tellings.taxonomy import type_names
from tellings.vocabulary import (
    COUNT_FIELDS,
    DateBasis,
    Denied,
    Fate,
    Field,
    PersonAspect,
    PersonStatus,
    PlacePrecision,
    Stage,
)

BETWEEN = " | "  # the parts of what is told of a person: name, aspect, what is told
MOST_COUNTED = 10**9

_DAY_NUMBER = re.compile(r"[3-5]\d{4}")  # how spreadsheets keep a day since 1900


class Unreadable(ValueError):
    """What was typed cannot be read as a value. column: where it stands; fact: what is wrong, and what to do."""

    def __init__(self, column: str, fact: str) -> None:
        super().__init__(fact)
        self.column = column
        self.fact = fact


@dataclass(frozen=True, slots=True)
class ValueCells:
    """The cells of a value. text: in the form that `retold` reads, or in words for a number."""

    text: str = ""
    low: int | None = None
    high: int | None = None
    approximate: bool = False
    vague: bool = False
    basis: str = ""
    as_of: str = ""
    group: str = ""


def cells_of(value: Value | None) -> ValueCells:
    """Return the cells of a value; all are empty for None. Not for an accusation, which needs its accuser."""
    match value:
        case None:
            return ValueCells()
        case Count():
            return ValueCells(
                value_in_words(value), value.low, value.high, value.approximate, value.vague, value.basis.value,
                value.as_of or "", _group(value.group),
            )  # fmt: skip
        case Rounds():
            words = value_in_words(value)
            return ValueCells(words, value.low, value.high, value.approximate, value.vague)
        case DateValue():
            return ValueCells(value.edtf, basis=value.basis.value)
        case TimeValue():
            return ValueCells(value.time, approximate=value.approximate)
        case _:
            return ValueCells(_text(value))


def _group(group: Group) -> str:
    status = "" if group.status is PersonStatus.UNKNOWN else group.status.value
    return "; ".join(part for part in (status, group.function, group.sex_age, group.nationality) if part)


def _text(value: Value) -> str:
    match value:
        case Place() | Target():
            return value.name
        case IncidentType():
            return value.type
        case StageValue():
            return value.stage.value
        case Weapon():
            return f"{value.name} ({value.category})" if value.category else value.name
        case VictimGroup():
            unknown = value.status is PersonStatus.UNKNOWN
            return value.described if unknown else f"{value.described} ({value.status})"
        case ResponsibilityTaken():
            return value.claimant
        case Denial():
            return value.denies.value
        case RelatedEvent():
            return value.what
        case PersonFact():
            return BETWEEN.join((value.name, value.aspect, value.told))
    return value.wording


def is_number(field: Field) -> bool:
    """Whether the values of a field are told in `low` and `high`."""
    return field in COUNT_FIELDS or field is Field.ROUNDS


def retold_number(value: Value | None, field: Field, *, low: str, high: str, wording: str) -> Value:
    """Return a count, or a number of rounds, with other ends; both count in, and it is no longer vague.

    low, high: in normal form, "" for an open end. Raises: Unreadable.
    """
    ends = {"low": _whole(low, "low"), "high": _whole(high, "high")}
    if ends["low"] is None and ends["high"] is None:
        raise Unreadable("low", 'neither low nor high is given; give one, or set verdict to "rejected"')
    if ends["low"] is not None and ends["high"] is not None and ends["low"] > ends["high"]:
        raise Unreadable("low", f"{low} is above high, which is {high}; exchange them")
    if isinstance(value, Count | Rounds):
        return replace(value, low=ends["low"], high=ends["high"], strict=False, vague=False)
    if field is Field.ROUNDS:
        return Rounds(ends["low"], ends["high"], wording)
    return Count(field, ends["low"], ends["high"], wording)


def _whole(text: str, column: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"\d{1,12}", text) or int(text) > MOST_COUNTED:
        raise Unreadable(
            column, f'"{text[:40]}" is no whole number from 0 on; write it in digits, such as 12'
        )
    return int(text)


def retold(
    value: Value | None,
    field: Field,
    text: str,
    *,
    wording: str,
    gazetteer: Gazetteer,
    own_types: tuple[ActType, ...] = (),
) -> Value:
    """Return the value that an edited cell says.

    value: what it was, None where no value was given. text: in normal form, not empty. wording: the claim's own
    words, for a value that has none yet. gazetteer: says where an edited place lies. own_types: the case's
    sorts of act.
    Raises: Unreadable.
    """
    words = value.wording if value is not None else wording
    match field:
        case Field.DATE:
            return _date(value, text, words)
        case Field.TIME:
            if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d|[a-z]+(?: [a-z]+)?", text):
                raise Unreadable("value", f'"{text[:40]}" is no time; write it like 05:30, or like morning')
            return TimeValue(text, words, isinstance(value, TimeValue) and value.approximate)
        case Field.PLACE:
            return _place(value, text, words, gazetteer)
        case Field.TYPE:
            return IncidentType(_word(text, type_names(own_types)), words)
        case Field.STAGE:
            return StageValue(Stage(_word(text, Stage)), words)
        case Field.WEAPONS:
            name, category = _with_brackets(text, CATEGORIES)
            kept = value.category if isinstance(value, Weapon) else "other"
            return Weapon(name, category or kept, words)
        case Field.VICTIMS:
            described, status = _with_brackets(text, [one.value for one in PersonStatus])
            told = PersonStatus(status or PersonStatus.UNKNOWN)
            if isinstance(value, VictimGroup) and described == value.described:
                return replace(value, status=told)
            return VictimGroup(described, told, words)
        case Field.TARGETS:
            return Target(text, words)
        case Field.RESPONSIBILITY_TAKEN:
            if isinstance(value, ResponsibilityTaken):
                return replace(value, claimant=text)
            return ResponsibilityTaken(text, None, None, words)
        case Field.DENIALS:
            return Denial(Denied(_word(text, Denied)), words)
        case Field.RELATED_EVENTS:
            if isinstance(value, RelatedEvent):
                return replace(value, what=text)
            return RelatedEvent(text, "before", None, words)
        case Field.PERSONS:
            return _person(text, words)
        case Field.ACCUSATIONS:
            raise Unreadable("value", "an accusation is not to be edited: confirm it, or reject it")
        case Field.DEMANDS:
            raise Unreadable("value", "the words of a demand are the text's own and not to be edited")
    raise Unreadable("value", "a number is not to be edited here: edit low and high")


def _word(text: str, words: Iterable[str]) -> str:
    """Return the word of a closed list that was typed, in whatever case."""
    known = [str(word) for word in words]
    if text.lower() not in known:
        raise Unreadable("value", f'"{text[:40]}" is not among {", ".join(known)}')
    return text.lower()


def _with_brackets(text: str, words: Sequence[str]) -> tuple[str, str]:
    """Return what stands before the closing brackets and the word in them; "" where they hold no such word."""
    found = re.fullmatch(r"(.+) \((\w+)\)", text, re.S)
    if found and found[2] in words:
        return found[1], found[2]
    return text, ""


def _date(value: Value | None, text: str, words: str) -> DateValue:
    if _DAY_NUMBER.fullmatch(text):
        raise Unreadable(
            "value",
            f"{text} is how a spreadsheet keeps a day; format the cell as text and write it like 2013-02-09",
        )
    try:
        earliest, latest = edtf_bounds(text)
    except NotEdtf as exc:
        raise Unreadable("value", str(exc)) from exc
    basis = value.basis if isinstance(value, DateValue) else DateBasis.STATED
    return DateValue(text, earliest, latest, words, basis)


def _place(value: Value | None, text: str, words: str, gazetteer: Gazetteer) -> Place:
    """Return a place of that name, in the country that was told before; known by name alone if none is found."""
    was = value if isinstance(value, Place) else Place(text, words, PlacePrecision.UNRESOLVED)
    within = tuple(name for name in was.within if name != text)
    hint = (was.country,) if was.country else ()

    def found(within: tuple[str, ...]) -> Place:
        mention = PlaceMention(Span(0, len(words) or 1), words, text, 0, Relation.IN, within=within)
        return replace(resolve_place(mention, gazetteer=gazetteer, country_hint=hint), name=text)

    # what contained the place before tells namesakes apart, and is not said to contain one that lies elsewhere
    inside, alone = found(within), found(())
    told_in = {fold_name(name) for name in within}
    for place in (inside, alone):
        known = gazetteer.get(place.gazetteer_id) if place.gazetteer_id is not None else None
        if known is None:
            continue
        holders = tuple(name for name in (known.admin2, known.admin1) if name)
        if place is alone or told_in & {fold_name(name) for name in holders}:
            return replace(place, within=holders)
    return inside


def _person(text: str, words: str) -> PersonFact:
    parts = [part.strip() for part in text.split(BETWEEN.strip())]
    if len(parts) != 3 or not all(parts):
        raise Unreadable("value", f'write it like "name{BETWEEN}aspect{BETWEEN}what is told"')
    name, aspect, told = parts[0], PersonAspect(_word(parts[1], PersonAspect)), parts[2]
    if aspect is PersonAspect.FATE:
        told = _word(told, Fate)
    elif aspect is PersonAspect.STATUS:
        told = _word(told, PersonStatus)
    elif aspect is PersonAspect.SEX:
        told = _word(told, ("female", "male"))
    elif aspect is PersonAspect.AGE and not re.fullmatch(r"\d{1,3}", told):
        raise Unreadable("value", f'"{told[:40]}" is no age; write it in years, in digits')
    elif aspect is PersonAspect.DATE:
        told = _date(None, normal(told), words).edtf
    return PersonFact(name, aspect, told, words)
