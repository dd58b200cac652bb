"""Read what a figure covers, where its sentence narrows or widens it: the first of two strikes, three days, a district.

In:   claims of one incident, and its reports.
Out:  the claims with the scope that their sentences tell; pairs of figures that count something else.
Holds: what counts something else is no rival. A figure of one wave, or of a longer time, is taken for less, or more,
       than the incident's toll only where others are told without it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from tellings.model import Claim, Count, Report
from tellings.reconcile.dating import sentence_bounds
from tellings.reconcile.resting import counts_as_support
from tellings.reconcile.values import is_numeric, is_part, meet, scope_key, scopes_differ
from tellings.vocabulary import COUNT_FIELDS, CountBasis, Field

_BLOWS = r"(?:strikes?|air ?strikes?|blasts?|explosions?|bombings?|attacks?|raids?|waves?|barrages?|rounds?|shellings?)"
_WAVE = re.compile(
    rf"\W*(?:\w+\s+){{0,3}}?(?:in|by|from|during)\s+(?:the|an?)\s+(?P<window>(?:first|second|third|initial|later|earlier)"
    rf"(?:\s+\w+)?\s+{_BLOWS})\b",
    re.IGNORECASE,
)
_SPAN_OF_TIME = re.compile(
    r"\W*(?:\w+\s+){0,3}?(?P<window>(?:over|in|during|within|across)\s+(?:the\s+)?(?:(?:past|last|previous)\s+)?"
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several)\s+(?:days|weeks|hours|months)"
    r"|(?:over|during)\s+the\s+(?:weekend|week|month)|this\s+(?:week|month|year))\b",
    re.IGNORECASE,
)
_WITHIN = 60  # code points after the figure in which its scope stands. Guess, unmeasured
_LEVELS = {
    "school": 1, "hospital": 1, "market": 1, "camp": 1, "base": 1, "mosque": 1, "church": 1,
    "village": 2, "suburb": 2, "neighbourhood": 2, "neighborhood": 2, "town": 3, "city": 3,
    "district": 4, "county": 4, "province": 5, "governorate": 5, "region": 5, "country": 6,
}  # fmt: skip
_AREA = re.compile(
    r"\W*(?:\w+\s+){0,2}?(?P<place>(?:in|at|across|throughout)\s+(?:the\s+)?(?:whole\s+|entire\s+)?(?:[A-Z][\w'’-]*\s+){0,3}"
    rf"(?P<area>{'|'.join(_LEVELS)}))\b"
)


def with_scopes(claims: Sequence[Claim], reports: Mapping[str, Report]) -> list[Claim]:
    """Return the claims, counts with the scope that stands in their sentences; in their order.

    A count of one wave ("in the first strike") or of a stretch of time ("over three days") is no total where others of
    its kind are told without. Of areas those alone are told that figures of one kind give at different levels: "in the
    camp", "in the district".
    """
    found = {
        claim.claim_id: told
        for claim in claims
        if _may_be_narrowed(claim) and (told := _read(claim, reports)) != (None, None)
    }
    plain = {
        c.field for c in claims if _may_be_narrowed(c) and found.get(c.claim_id, (None, None))[0] is None
    }
    levels: dict[Field, set[int]] = {}
    for claim in claims:
        place = found.get(claim.claim_id, (None, None))[1]
        if place is not None:
            levels.setdefault(claim.field, set()).add(_level(place))
    made = []
    for claim in claims:
        window, place = found.get(claim.claim_id, (None, None))
        value = claim.value
        if isinstance(value, Count):
            if window is not None and claim.field in plain:
                value = replace(value, is_total=False, scope=replace(value.scope, window=window))
            if place is not None and len(levels[claim.field]) > 1:
                value = replace(value, is_total=True, scope=replace(value.scope, place=place))
        made.append(claim if value is claim.value else replace(claim, value=value))
    return made


def _may_be_narrowed(claim: Claim) -> bool:
    """Whether a claim gives a figure of the whole of which its sentence may say what it covers."""
    value = claim.value
    if not isinstance(value, Count) or is_part(value) or claim.headline:
        return False
    return value.scope.place is None and value.scope.window is None


def _read(claim: Claim, reports: Mapping[str, Report]) -> tuple[str | None, str | None]:
    """Return the wave or time, and the area, that stand right after a figure."""
    report = reports.get(claim.report_id)
    if report is None:
        return None, None
    end = sentence_bounds(report.text, claim.span.start, claim.span.end)[1]
    after = report.text[claim.span.end : min(end, claim.span.end + _WITHIN)]
    window = _WAVE.match(after) or _SPAN_OF_TIME.match(after)
    area = _AREA.match(after)
    return (window["window"] if window else None), (area["place"] if area else None)


def _level(place: str) -> int:
    return _LEVELS[place.split()[-1].casefold()]


def differing_scopes(claims: Iterable[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Yield (figure of something narrower or summed, figure of the whole) that do not hold of one thing.

    The first claim of each narrower figure is paired with the first of each figure of the whole, the others with one.
    Killed and injured told together are paired with the killed, else with the injured.
    """
    values: dict[Field, dict[str, list[Claim]]] = {}
    for claim in claims:
        value = claim.value
        if not isinstance(value, Count) or not counts_as_support(claim) or not is_numeric(value):
            continue
        if value.basis in (CountBasis.STATED, CountBasis.LISTED):
            key = f"{value.low} {value.high} {value.strict} {value.approximate} {scope_key(value)}"
            values.setdefault(claim.field, {}).setdefault(key, []).append(claim)
    for field in COUNT_FIELDS:
        groups = list(values.get(field, {}).values())
        wholes = [group for group in groups if _is_whole(group[0])]
        for group in groups:
            other = [whole for whole in wholes if whole is not group and _differ(group[0], whole[0])]
            yield from ((group[0], whole[0]) for whole in other)
            yield from ((claim, other[0][0]) for claim in group[1:] if other)
    for summed in values.get(Field.KILLED_OR_INJURED, {}).values():
        for field in (Field.KILLED, Field.INJURED):
            apart = [group for group in values.get(field, {}).values() if _is_whole(group[0])]
            if apart and _is_whole(summed[0]):
                yield from ((claim, apart[0][0]) for claim in summed)
                break


def _is_whole(claim: Claim) -> bool:
    return isinstance(claim.value, Count) and not is_part(claim.value)


def _differ(left: Claim, right: Claim) -> bool:
    if not isinstance(left.value, Count) or not isinstance(right.value, Count):
        return False
    return scopes_differ(left.value, right.value) and meet(left.value, right.value) is False
