"""Say which figures are out of force, why, and since when.

In:   claims of one incident with their relations; derived sums; its reports and voices.
Out:  claim id -> Overtaken.
Holds: a figure is put out of force by its own voice or body, by the words of its own text, or by a sum of its side.
       The figure itself stays, and so does the day up to which it held.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tellings.model import Claim, Count, Reading, Report
from tellings.reconcile.dating import day_of_issue
from tellings.reconcile.disputes import is_total
from tellings.reconcile.lines import LineKeys, day_told
from tellings.reconcile.resting import is_unsourced
from tellings.reconcile.told_as import read_words
from tellings.reconcile.values import bounds, can_both_hold, printed
from tellings.resolve.voices import VoiceMap
from tellings.vocabulary import COUNT_FIELDS, Field, RelationKind

_ORDINAL = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth|\w+tieth|\d+(?:st|nd|rd|th))\b",
    re.IGNORECASE,
)
_WHY = {  # the weightiest first
    RelationKind.WITHDRAWS: "withdrawn later",
    RelationKind.CORRECTS: "corrected later",
    RelationKind.UPDATES: "updated later",
}


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Why a figure is out of force, in words; since: the day from which, EDTF, None where it is not known.

    in_own_text: the report that tells it says so.
    """

    why: str
    since: str | None = None
    in_own_text: bool = False

    @property
    def is_withdrawn(self) -> bool:
        """Whether whoever gave it took it back."""
        return self.why.startswith("withdrawn")


def superseded_claims(
    claims: Sequence[Claim], voices: VoiceMap, reports: Mapping[str, Report]
) -> dict[str, Overtaken]:
    """Return what is out of force by a later figure of its voice or body, by the words of its text, or as a first toll.

    claims: with their relations. A first toll is out of force once a voice of its side gives a higher figure, an
    earlier one once it gives another; "the sixth" in a report that goes on to eight is a step of its count.
    """
    held = sorted(claims, key=lambda one: one.claim_id)
    found = _by_relations(held, reports)
    told = read_words(held, voices, reports)
    sides = _Sides(held, voices, reports)
    keys = LineKeys(voices)
    called_earlier: dict[tuple[str, Field, object], set[str | None]] = {}
    taken_back: dict[tuple[str | None, Field, object], str | None] = {}
    for claim in held:
        words = told.get(claim.claim_id)
        if not isinstance(claim.value, Count):
            continue
        if words is not None and words.withdrawn is not None and words.withdrawn.start >= claim.span.start:
            day = _issued(claim, reports)
            found[claim.claim_id] = Overtaken(_WHY[RelationKind.WITHDRAWS], day, in_own_text=True)
            taken_back[keys.of(claim), claim.field, printed(claim.value)] = day
            continue
        since = sides.higher_since(claim)
        if words is not None and words.earlier is not None:
            by_text = found.get(claim.claim_id)
            if by_text is not None and by_text.in_own_text:
                place = (claim.report_id, claim.field, printed(claim.value))
                called_earlier.setdefault(place, set()).add(claim.origin)
            elif sides.differs(claim):
                found[claim.claim_id] = Overtaken(
                    "told as an earlier figure", since or None, in_own_text=True
                )
        elif words is not None and words.first is not None and since is not None:
            found[claim.claim_id] = Overtaken("a first toll", since or None, in_own_text=True)
        elif _ORDINAL.search(claim.wording) and sides.has_higher_in_report(claim):
            step = Overtaken("counted on in the same report", _issued(claim, reports), in_own_text=True)
            found.setdefault(claim.claim_id, step)
    _spread(held, found, called_earlier, taken_back, keys, voices, reports)
    return found


def _issued(claim: Claim, reports: Mapping[str, Report]) -> str | None:
    day = day_of_issue(reports.get(claim.report_id))
    return day.isoformat() if day else None


def _by_relations(claims: Iterable[Claim], reports: Mapping[str, Report]) -> dict[str, Overtaken]:
    homes = {claim.claim_id: claim.report_id for claim in claims}
    turned: dict[str, dict[RelationKind, list[str]]] = {}
    in_text = set()
    for claim in claims:
        for one in claim.relations:
            if one.kind in _WHY and one.claim_id in homes:
                days = turned.setdefault(one.claim_id, {}).setdefault(one.kind, [])
                days.append(day_told(claim, reports) or "")
                if one.span is not None and homes[one.claim_id] == claim.report_id:
                    in_text.add(one.claim_id)
    made = {}
    for claim_id, kinds in turned.items():
        kind = next(kind for kind in _WHY if kind in kinds)
        since = min((day for day in kinds[kind] if day), default=None)
        made[claim_id] = Overtaken(_WHY[kind], since, claim_id in in_text)
    return made


def _spread(
    claims: Iterable[Claim],
    found: dict[str, Overtaken],
    called_earlier: Mapping[tuple[str, Field, object], set[str | None]],
    taken_back: Mapping[tuple[str | None, Field, object], str | None],
    keys: LineKeys,
    voices: VoiceMap,
    reports: Mapping[str, Report],
) -> None:
    """Put out of force what tells again a figure that its text calls an earlier one, or that its voice took back: the
    same number there, by the same voice or in the outlet's own; the same number by that voice, told no later."""
    for claim in claims:
        if claim.claim_id in found or not isinstance(claim.value, Count) or not is_total(claim):
            continue
        tellers = called_earlier.get((claim.report_id, claim.field, printed(claim.value)), set())
        if claim.origin in tellers or (tellers and is_unsourced(claim, voices)):
            found[claim.claim_id] = Overtaken("told as an earlier figure", _issued(claim, reports), True)
            continue
        key = (keys.of(claim), claim.field, printed(claim.value))
        if key[0] is not None and key in taken_back:
            day, since = day_told(claim, reports), taken_back[key]
            if day is None or since is None or day <= since:
                found[claim.claim_id] = Overtaken(_WHY[RelationKind.WITHDRAWS], since)


class _Sides:
    """The totals of each side, or of each line of voices without a side, by kind."""

    def __init__(self, claims: Iterable[Claim], voices: VoiceMap, reports: Mapping[str, Report]) -> None:
        self._keys = LineKeys(voices)
        self._voices = voices
        self._told: dict[tuple[Field, str], dict[Count, str]] = {}
        self._highest: dict[tuple[Field, str, str], float] = {}
        for claim in claims:
            key = self._key(claim)
            if key is None or not isinstance(claim.value, Count) or not is_total(claim):
                continue
            days, day = self._told.setdefault(key, {}), day_told(claim, reports) or ""
            days[claim.value] = min(days.get(claim.value, day), day) if day else days.get(claim.value, "")
            place = (*key, claim.report_id)
            self._highest[place] = max(self._highest.get(place, 0.0), bounds(claim.value)[0])

    def _key(self, claim: Claim) -> tuple[Field, str] | None:
        side = side_key(claim, self._keys, self._voices)
        return (claim.field, side) if claim.field in COUNT_FIELDS and side is not None else None

    def higher_since(self, claim: Claim) -> str | None:
        """Return the day on which a claim's side first gave a higher total, "" where it is not known; None: it never
        did."""
        key = self._key(claim)
        if key is None or not isinstance(claim.value, Count) or not is_total(claim):
            return None
        value = claim.value
        days = [
            day
            for other, day in self._told.get(key, {}).items()
            if bounds(other)[0] > bounds(value)[1] and can_both_hold(other, value) is False
        ]
        return min((day for day in days if day), default="") if days else None

    def differs(self, claim: Claim) -> bool:
        """Whether a claim's side gives another number as well."""
        key = self._key(claim)
        if key is None or not isinstance(claim.value, Count):
            return False
        return any(printed(other) != printed(claim.value) for other in self._told.get(key, {}))

    def has_higher_in_report(self, claim: Claim) -> bool:
        """Whether a claim's side gives a higher total in the same report."""
        key = self._key(claim)
        if key is None or not isinstance(claim.value, Count) or not is_total(claim):
            return False
        return self._highest.get((*key, claim.report_id), 0.0) > bounds(claim.value)[1]


def side_key(claim: Claim, keys: LineKeys, voices: VoiceMap) -> str | None:
    """Return the key of the side whose own figure a claim gives, else of its line; None for what another passes on, and
    for what outlets tell in their own voice."""
    if is_unsourced(claim, voices) or claim.rests_on is None or claim.rests_on != claim.origin:
        return None
    side = voices.of(claim.rests_on).side
    return f"side {side}" if side is not None else keys.of(claim)


def superseded_by_sums(
    sums: Iterable[Reading], claims: Sequence[Claim], voices: VoiceMap, reports: Mapping[str, Report]
) -> dict[str, Overtaken]:
    """Return what a derived total of its side has put out of force: 6, where 6 and another one are told.

    Not so what another voice of the side tells again in a later report than the one that adds to it.
    """
    by_id = {claim.claim_id: claim for claim in claims}
    keys = LineKeys(voices)
    totals: dict[tuple[Field, str, tuple[float, float]], list[Claim]] = {}
    for claim in claims:
        side = side_key(claim, keys, voices)
        if side is not None and isinstance(claim.value, Count) and is_total(claim):
            totals.setdefault((claim.field, side, bounds(claim.value)), []).append(claim)
    adding: dict[tuple[Field, str, tuple[float, float]], dict[str, list[tuple[Claim, Claim, Count]]]] = {}
    for reading in sums:
        if not isinstance(reading.value, Count) or reading.derived is None:
            continue
        base, last = by_id.get(reading.derived.inputs[0]), by_id.get(reading.derived.inputs[-1])
        if base is None or last is None or not isinstance(base.value, Count):
            continue
        side = side_key(base, keys, voices)
        if side is not None:
            rules = adding.setdefault((base.field, side, bounds(base.value)), {})
            rules.setdefault(reading.derived.rule, []).append((base, last, reading.value))
    found: dict[str, Overtaken] = {}
    for key, rules in adding.items():
        for rule, told in rules.items():
            days = [day_of_issue(reports.get(last.report_id)) for _, last, _ in told]
            last_day = max((day for day in days if day is not None), default=None)
            adders = {base.rests_on for base, _, _ in told}
            since = min(
                (one for _, last, value in told if (one := value.as_of or _issued(last, reports))),
                default=None,
            )
            verb = "lowered" if bounds(told[0][2]) < key[2] else "raised"
            for claim in totals.get(key, []):
                day = day_of_issue(reports.get(claim.report_id))
                is_later = day is not None and last_day is not None and day > last_day and None not in days
                if claim.rests_on in adders or not is_later:
                    found[claim.claim_id] = Overtaken(f"{verb} by the same side: {rule}", since)
    return found
