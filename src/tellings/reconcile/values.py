"""Compare two values of one field: are they one, and can they both hold?

In:   values of claims.
Out:  keys by which claims of one value are gathered; verdicts on pairs.
Holds: how a value is worded never makes two of it; how it is bounded ("5", "at least 5", "about 5") always does.
       A part of the dead is no rival of their total, nor is a count of policemen one of residents.
"""

import json
from collections.abc import Callable, Iterator, Sequence

from tellings.codec import to_json
from tellings.model import (
    Accusation,
    Claim,
    Count,
    DateValue,
    Demand,
    Denial,
    IncidentType,
    PersonFact,
    Place,
    RelatedEvent,
    ResponsibilityTaken,
    Rounds,
    StageValue,
    Target,
    TimeValue,
    Value,
    VictimGroup,
    Weapon,
)
from tellings.resolve.dates import NotEdtf, date_candidates
from tellings.resolve.names import fold
from tellings.resolve.places import is_same_place
from tellings.vocabulary import CountBasis, PersonStatus, RoundsState

ABOUT = 0.1  # how far "about 40" reaches to either side, as a share. Guess, unmeasured
WITHIN_KM = 5.0
NEAR_MINUTES = 60  # how far apart two times of day, one of them about, may be. Guess, unmeasured

_PARTS_OF_DAY = {
    "dawn": (240, 420), "early morning": (180, 480), "morning": (240, 720), "noon": (690, 780), "midday": (660, 840),
    "afternoon": (720, 1080), "evening": (1020, 1320), "night": (1080, 1800), "overnight": (1080, 1800),
    "midnight": (1380, 1500),
}  # fmt: skip


def value_key(value: Value | None, canonical: Callable[[str], str] = fold) -> str:
    """Return the key that claims of one value share; "" for no value.

    canonical: the key of whoever bears a name, so that two names of one actor are one accused or claimant.
    """
    return (
        json.dumps(_parts(value, canonical), ensure_ascii=False, sort_keys=True) if value is not None else ""
    )


def _parts(value: Value, canonical: Callable[[str], str]) -> object:
    match value:
        case Count():
            plain = [value.low, value.high, value.approximate, value.vague, value.strict, value.basis]
            wording = fold(value.wording) if value.vague and value.low is None and value.high is None else ""
            if is_part(value):
                scope = [
                    fold(value.scope.place or ""),
                    fold(value.scope.window or ""),
                    value.scope.died_later,
                ]
                group = to_json(value.group)
                group.pop("said_by")
                return [*plain, wording, "part", group, scope]
            return [*plain, wording]
        case Rounds():
            wording = fold(value.wording) if value.vague and value.low is None and value.high is None else ""
            return [
                value.low,
                value.high,
                value.approximate,
                value.vague,
                value.strict,
                value.derived,
                value.state,
                wording,
            ]
        case DateValue():
            return [value.edtf] if value.edtf else ["", value.offset_days, fold(value.wording)]
        case TimeValue():
            return [value.time, value.approximate]
        case Place():
            return [value.gazetteer_id or fold(value.name)]
        case IncidentType():
            return [value.type]
        case StageValue():
            return [value.stage]
        case Weapon():
            return [fold(value.name), value.category]
        case VictimGroup():
            return [fold(value.described), value.status]
        case Target():
            return [fold(value.name)]
        case Accusation():
            return [value.role, canonical(value.accused)]
        case ResponsibilityTaken():
            return [canonical(value.claimant)]
        case Denial():
            return [value.denies]
        case Demand():
            return [fold(value.wording)]
        case RelatedEvent():
            return [value.relation, fold(value.what)]
        case PersonFact():
            return [fold(value.name), value.aspect, fold(value.told)]


def is_part(count: Count) -> bool:
    """Whether a count is of some of those hit only, or of others too: an increment, a subtotal, one place's, one
    wave's, a longer time's, or a group told apart."""
    if count.basis in (CountBasis.INCREMENT, CountBasis.SUBTOTAL) or count.is_total is False:
        return True
    if count.is_total:
        return False
    is_other_group = count.group.status in (PersonStatus.SECURITY_FORCE, PersonStatus.COMBATANT)
    return is_other_group or bool(count.group.sex_age) or bool(count.scope.place) or count.scope.died_later


def between(left: Sequence[Claim], right: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Yield pairs of claims of two groups such that each claim is in one: as many as there are claims, not their
    product."""
    yield from ((claim, right[0]) for claim in left)
    yield from ((left[0], claim) for claim in right[1:])


def is_numeric(value: Count | Rounds) -> bool:
    """Whether a number is told that may enter a range: not vague, not derived."""
    derived = value.derived if isinstance(value, Rounds) else value.basis is CountBasis.DERIVED
    return not value.vague and not derived and (value.low is not None or value.high is not None)


def printed(value: Count) -> tuple[int | None, int | None]:
    """Return the number that is told, whatever its bounds: (20, 20) for "20", "at least 20" and "over 20"."""
    low, high = value.low, value.high
    return (low if low is not None else high), (high if high is not None else low)


def bounds(value: Count | Rounds) -> tuple[float, float]:
    """Return the ends of what a number allows: "more than 5" starts at 6, "about 40" reaches from 36 to 44."""
    low = float(value.low) if value.low is not None else 0.0
    high = float(value.high) if value.high is not None else float("inf")
    if value.strict and value.low is not None and value.low != value.high:
        low += 1
    if value.strict and value.high is not None and value.low != value.high:
        high -= 1
    if value.approximate:
        low, high = low - max(1.0, ABOUT * low), high + max(1.0, ABOUT * high)
    return max(0.0, low), high


def can_both_hold(left: Value, right: Value) -> bool | None:
    """Whether two values of one field can both be so; None where the field holds many values side by side, or where it
    cannot be told. Numbers: their bounds meet. A part and a total, or rounds in two states, are no rivals (None)."""
    match left, right:
        case Count(), Count():
            if is_part(left) != is_part(right):
                return None
            if is_part(left) and value_group(left) != value_group(right):
                return None
            is_met = meet(left, right)
            return None if is_met is False and _may_lie_within(left, right) else is_met
        case Rounds(), Rounds():
            return meet(left, right) if left.state is right.state else None
        case DateValue(), DateValue():
            return _dates_meet(left, right)
        case TimeValue(), TimeValue():
            return _times_meet(left, right)
        case Place(), Place():
            return _places_meet(left, right)
        case IncidentType(), IncidentType():
            return True if _types_meet(left.type, right.type) else None
        case _:
            return None


def value_group(count: Count) -> str:
    """Return whom a part counts, as a key."""
    group = count.group
    scope = [count.scope.place, count.scope.window]
    return json.dumps([count.basis, group.status, group.function, group.sex_age, group.nationality, *scope])


def scope_key(count: Count) -> str:
    """Return what a count covers, as a key: civilians only, one place, one wave or time, those who died later."""
    scope, group = count.scope, count.group
    narrower = [group.status, group.function, group.sex_age, group.nationality] if is_part(count) else []
    window = (
        scope.window if is_part(count) else None
    )  # of a total it says which incident is meant: "in February"
    return json.dumps([*narrower, _is_of_civilians(count), scope.place, window, scope.died_later])


def scopes_differ(left: Count, right: Count) -> bool:
    """Whether two counts cover different things. A place counts as a difference only where both tell one."""
    if left.scope.died_later != right.scope.died_later:
        return True
    if left.scope.place and right.scope.place and fold(left.scope.place) != fold(right.scope.place):
        return True
    if is_part(left) != is_part(right):
        return True
    return _is_of_civilians(left) != _is_of_civilians(right)


def _is_of_civilians(count: Count) -> bool:
    """Whether a count is told to be of civilians, by that word: "residents" are as often all who were hit."""
    return count.group.status is PersonStatus.CIVILIAN and "civilian" in (count.group.function or "")


def _may_lie_within(left: Count, right: Count) -> bool:
    """Whether two counts cover different things, the narrower no more than the wider: 12 civilians of 20 dead."""
    if not scopes_differ(left, right):
        return False
    for narrow, wide in ((left, right), (right, left)):
        if _is_of_civilians(narrow) and not _is_of_civilians(wide) and narrow.scope == wide.scope:
            return bounds(narrow)[0] <= bounds(wide)[1]
    return True


def meet(left: Count | Rounds, right: Count | Rounds) -> bool | None:
    """Whether the bounds of two numbers meet, whatever they count; None where one is vague or derived."""
    if left.vague or right.vague or not (is_numeric(left) and is_numeric(right)):
        return None
    (low_a, high_a), (low_b, high_b) = bounds(left), bounds(right)
    return low_a <= high_b and low_b <= high_a


def _dates_meet(left: DateValue, right: DateValue) -> bool | None:
    try:
        days_left, days_right = date_candidates(left), date_candidates(right)
    except NotEdtf:
        return None
    if not days_left or not days_right:
        return None
    return any(a <= d and c <= b for a, b in days_left for c, d in days_right)


def _minutes(value: TimeValue) -> tuple[int, int] | None:
    digits = value.time.partition(":")
    if digits[0].isdigit():
        at = int(digits[0]) * 60 + (int(digits[2][:2]) if digits[2][:2].isdigit() else 0)
        slack = NEAR_MINUTES if value.approximate else 0
        return at - slack, at + slack
    return _PARTS_OF_DAY.get(value.time.casefold())


def _times_meet(left: TimeValue, right: TimeValue) -> bool | None:
    a, b = _minutes(left), _minutes(right)
    if a is None or b is None:
        return None
    day = 24 * 60
    return any(a[0] <= b[1] + turn and b[0] + turn <= a[1] for turn in (-day, 0, day))


def _places_meet(left: Place, right: Place) -> bool | None:
    verdict = is_same_place(left, right, within_km=WITHIN_KM)
    if verdict is None:
        names = [{fold(name) for name in place.within} for place in (left, right)]
        if fold(left.name) in names[1] or fold(right.name) in names[0]:
            return True
    return verdict


def _types_meet(left: str, right: str) -> bool:
    """Whether two sorts of act are one, or one is the other's family ("attack" of "attack/shelling")."""
    return left == right or left.startswith(right + "/") or right.startswith(left + "/")


def is_fired(value: Rounds) -> bool:
    """Whether these rounds are told to have been fired or to have landed."""
    return value.state in (RoundsState.FIRED, RoundsState.UNEXPLODED)
