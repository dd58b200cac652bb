"""Gather the claims about one incident into readings, field by field, and work out what follows by arithmetic.

In:   claims already linked to one incident.
Out:  readings, each holding every claim that supports it; derived readings, which hold none.
Holds: every claim lands in exactly one reading; nothing is ranked or dropped here. What is derived names its rule
       and its inputs, supports nothing and enters no range.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from tellings.model import (
    Claim,
    Count,
    DateValue,
    Derivation,
    Group,
    Place,
    Reading,
    Rounds,
    Scope,
    Value,
    content_id,
)
from tellings.reconcile.values import is_part, value_key
from tellings.resolve.names import fold
from tellings.vocabulary import (
    CountBasis,
    DateBasis,
    Field,
    PlacePrecision,
    RoundsState,
    Stance,
)

_FIELDS = {field: n for n, field in enumerate(Field)}
_STANCES = {stance: n for n, stance in enumerate(Stance)}
_ASSERTING = (Stance.ASSERTS, Stance.CONFIRMS, Stance.ALLEGES, Stance.CONCEDES, Stance.CORRECTS)


def gather_readings(
    claims: Iterable[Claim], *, canonical: Callable[[str], str] = fold
) -> tuple[Reading, ...]:
    """Return one reading per distinct (field, value, stance).

    claims: of a single incident, any order, may be empty. canonical: the key of whoever bears a name.
    Returns: sorted by field, value, stance, so the order of the claims changes nothing. A reading's value is that of
    one of its claims, less what its other claims do not share (as of, group, scope).
    """
    held = sorted({claim.claim_id: claim for claim in claims}.values(), key=lambda claim: claim.claim_id)
    places = _place_ids(held)
    groups: dict[tuple[Field, str, Stance], list[Claim]] = {}
    for claim in held:
        key = value_key(_placed(claim.value, places), canonical)
        groups.setdefault((claim.field, key, claim.stance), []).append(claim)
    readings = [
        Reading(
            reading_id=content_id("reading", field, key, stance, *(c.claim_id for c in members)),
            value=_shown(members),
            stance=stance,
            claims=tuple(members),
        )
        for (field, key, stance), members in groups.items()
    ]
    return tuple(sorted(readings, key=lambda one: order_of(one, one.claims[0].field)))


def order_of(reading: Reading, field: Field) -> tuple[int, float, float, str, int, str]:
    """Return the key by which readings stand: field, then numbers by size, then other values, then stance."""
    value = reading.value
    low = high = float("inf")
    if isinstance(value, Count | Rounds):
        ends = [float(end) for end in (value.low, value.high) if end is not None]
        low, high = (ends[0], ends[-1]) if ends else (low, high)
    words = value.edtf if isinstance(value, DateValue) else value_key(value)
    return _FIELDS[field], low, high, words, _STANCES[reading.stance], reading.reading_id


def _place_ids(claims: Iterable[Claim]) -> dict[str, str]:
    """Return folded name -> gazetteer id, for names that the claims place in one way only."""
    found: dict[str, set[str]] = {}
    for claim in claims:
        if isinstance(claim.value, Place) and claim.value.gazetteer_id:
            found.setdefault(fold(claim.value.name), set()).add(claim.value.gazetteer_id)
    return {name: min(ids) for name, ids in found.items() if len(ids) == 1}


def _placed(value: Value | None, ids: Mapping[str, str]) -> Value | None:
    if isinstance(value, Place) and value.gazetteer_id is None and fold(value.name) in ids:
        return replace(value, gazetteer_id=ids[fold(value.name)])
    return value


def _shown(claims: Sequence[Claim]) -> Value | None:
    """Return the value to show for claims of one value: of the claim that tells it best, less what is not shared."""
    names = Counter(c.value.name for c in claims if isinstance(c.value, Place))
    best = min(
        claims,
        key=lambda c: (
            c.headline,
            c.carried_on,
            not _is_full(c.value),
            -names[c.value.name] if isinstance(c.value, Place) else 0,
            c.claim_id,
        ),
    ).value
    if isinstance(best, Count):
        counts = [claim.value for claim in claims if isinstance(claim.value, Count)]
        best = replace(
            best,
            as_of=best.as_of if len({c.as_of for c in counts}) == 1 else None,
            group=best.group if len({replace(c.group, said_by=None) for c in counts}) == 1 else Group(),
            scope=best.scope if len({c.scope for c in counts}) == 1 else Scope(),
            is_total=best.is_total if len({c.is_total for c in counts}) == 1 else None,
        )
    return best


def _is_full(value: Value | None) -> bool:
    """Whether a value is told as well as such values are: a day stated outright, a place that is on the map."""
    if isinstance(value, DateValue):
        return value.basis is DateBasis.STATED
    return not isinstance(value, Place) or value.precision is not PlacePrecision.UNRESOLVED


# ---------------------------------------------------------------- what follows by arithmetic


def derive_readings(
    claims: Sequence[Claim], *, as_of: Mapping[str, str] | None = None
) -> tuple[Reading, ...]:
    """Return the readings that claims come to by arithmetic, sorted like others.

    "6" and "another one" of one origin give 7; "100 planned" less "60 unfired" give 40 fired. Only exact figures of
    one origin are put together: of one report, or, where that report gives no figure to add to, of several.
    as_of: claim id -> the day an increment happened, EDTF, where it was worked out.
    """
    held = [c for c in claims if c.stance in _ASSERTING and not c.headline and c.rests_on is not None]
    held.sort(key=lambda claim: (claim.report_id, claim.span, claim.claim_id))
    made = [*_sums(held, as_of or {}), *_differences(held)]
    unique = {reading.reading_id: reading for _, reading in made}
    fields = {reading.reading_id: field for field, reading in made}
    return tuple(sorted(unique.values(), key=lambda one: order_of(one, fields[one.reading_id])))


def _exact(value: Value | None) -> int | None:
    """Return the number that a count or a number of rounds is, None if it is open, vague or a range."""
    if isinstance(value, Count | Rounds) and value.low == value.high and not value.vague:
        return value.low
    return None


def _sums(claims: Sequence[Claim], as_of: Mapping[str, str]) -> Iterable[tuple[Field, Reading]]:
    increments: dict[tuple[Field, str, str], list[Claim]] = {}
    for claim in claims:
        is_increment = isinstance(claim.value, Count) and claim.value.basis is CountBasis.INCREMENT
        if is_increment and _exact(claim.value) and claim.rests_on is not None:
            increments.setdefault((claim.field, claim.rests_on, claim.report_id), []).append(claim)
    bases = _totals(claims)
    for (field, origin, report_id), added in sorted(increments.items()):
        base = _base(bases.get((field, origin), {}), report_id)
        if base is None or not isinstance(base.value, Count):
            continue
        inputs, total = [base], _exact(base.value) or 0
        for claim in _once_each(added):
            inputs.append(claim)
            total += _exact(claim.value) or 0
            ids = tuple(one.claim_id for one in inputs)
            told = claim.value.as_of if isinstance(claim.value, Count) else None
            value = Count(
                kind=field,
                low=total,
                high=total,
                wording="",
                approximate=base.value.approximate,
                basis=CountBasis.DERIVED,
                inputs=ids,
                is_total=base.value.is_total,
                as_of=told or as_of.get(claim.claim_id),
            )
            rule = " and ".join(
                [f"{_exact(base.value)}", *(_another(_exact(one.value)) for one in inputs[1:])]
            )
            yield field, _derived(field, value, rule, ids)


def _another(number: int | None) -> str:
    return "another one" if number == 1 else f"another {number}"


def _once_each(added: Sequence[Claim]) -> list[Claim]:
    """Return the increments of one report, less repetitions in the same words."""
    seen: dict[str, Claim] = {}
    for claim in added:
        seen.setdefault(fold(claim.quote), claim)
    return list(seen.values())


def _totals(claims: Sequence[Claim]) -> dict[tuple[Field, str], dict[str, list[Claim]]]:
    """Return the exact totals of each kind and origin, by report, in the order of the claims."""
    found: dict[tuple[Field, str], dict[str, list[Claim]]] = {}
    for claim in claims:
        value = claim.value
        if not isinstance(value, Count) or claim.rests_on is None or is_part(value) or _exact(value) is None:
            continue
        if value.basis in (CountBasis.STATED, CountBasis.LISTED):
            by_report = found.setdefault((claim.field, claim.rests_on), {})
            by_report.setdefault(claim.report_id, []).append(claim)
    return found


def _base(totals: Mapping[str, Sequence[Claim]], report_id: str) -> Claim | None:
    """Return the figure that an increment is added to: its origin's exact total in that report, if it gives one only;
    where it gives none there, its only one in other reports. totals: by report."""
    held = totals.get(report_id) or [claim for told in totals.values() for claim in told]
    return held[0] if len({_exact(claim.value) for claim in held}) == 1 else None


def _differences(claims: Sequence[Claim]) -> Iterable[tuple[Field, Reading]]:
    rounds: dict[tuple[str, str], dict[RoundsState, list[Claim]]] = {}
    for claim in claims:
        if isinstance(claim.value, Rounds) and _exact(claim.value) is not None and claim.rests_on is not None:
            states = rounds.setdefault((claim.rests_on, claim.report_id), {})
            states.setdefault(claim.value.state, []).append(claim)
    for _, states in sorted(rounds.items()):
        planned, unfired = states.get(RoundsState.PLANNED, []), states.get(RoundsState.UNFIRED, [])
        if len({_exact(c.value) for c in planned}) != 1 or len({_exact(c.value) for c in unfired}) != 1:
            continue
        whole, left = _exact(planned[0].value) or 0, _exact(unfired[0].value) or 0
        if whole < left or not isinstance(planned[0].value, Rounds):
            continue
        value = Rounds(
            low=whole - left,
            high=whole - left,
            wording="",
            munition=planned[0].value.munition,
            approximate=any(
                isinstance(c.value, Rounds) and c.value.approximate for c in (planned[0], unfired[0])
            ),
            derived=True,
        )
        ids = (planned[0].claim_id, unfired[0].claim_id)
        yield Field.ROUNDS, _derived(Field.ROUNDS, value, f"{whole} planned less {left} unfired", ids)


def _derived(field: Field, value: Value, rule: str, inputs: tuple[str, ...]) -> Reading:
    return Reading(
        reading_id=content_id("reading", field, "derived", rule, *inputs),
        value=value,
        stance=Stance.ASSERTS,
        claims=(),
        derived=Derivation(rule, inputs),
    )


def by_field(readings: Iterable[Reading], derived: Iterable[Reading]) -> dict[Field, tuple[Reading, ...]]:
    """Return the readings by field, in the order of the fields; derived ones among the others of their field."""
    found: dict[Field, list[Reading]] = {}
    for reading in (*readings, *derived):
        found.setdefault(field_of(reading), []).append(reading)
    return {
        field: tuple(sorted(found[field], key=lambda one: order_of(one, field)))
        for field in Field
        if field in found
    }


def field_of(reading: Reading) -> Field:
    """Return the field of a reading: of its claims, or, where it is derived, of its value."""
    if reading.claims:
        return reading.claims[0].field
    if isinstance(reading.value, Count):
        return reading.value.kind
    return Field.DATE if isinstance(reading.value, DateValue) else Field.ROUNDS
