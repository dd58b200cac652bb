"""Say what claims of one incident do to one another: update, correct, withdraw, dispute.

In:   claims of one incident in its own voices, resting where they rest; its reports and voices.
Out:  the same claims with their relations; which of them are superseded, and why.
Holds: an update follows in time and is the same voice's; or it is another voice's of the same side that says more,
       if neither is unnamed. All else that differs is a dispute, also within a side. A correction needs the word for
       it. Nobody's figure supersedes another side's.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tellings.model import Claim, Count, Reading, Relation, Report
from tellings.reconcile.dating import day_of_issue, sentence_around
from tellings.reconcile.disputes import find_disputes, is_total
from tellings.reconcile.resting import is_unsourced
from tellings.reconcile.values import bounds, can_both_hold, value_key
from tellings.resolve.voices import VoiceMap
from tellings.vocabulary import COUNT_FIELDS, Naming, RelationKind, Stance

FIRST_TOLL = re.compile(
    r"\b(?:first|initial|preliminary|provisional|interim|earlier|early) (?:\w+ )?(?:tolls?|counts?|figures?|estimates?"
    r"|numbers?|reports?|assessments?|tally)\b|\binitially\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth|\w+tieth|\d+(?:st|nd|rd|th))\b",
    re.IGNORECASE,
)
_OVERTAKING = (RelationKind.UPDATES, RelationKind.CORRECTS, RelationKind.WITHDRAWS)


def relate_claims(
    claims: Sequence[Claim], voices: VoiceMap, reports: Mapping[str, Report]
) -> tuple[Claim, ...]:
    """Return the claims with all that the case's dates and words add to their relations; sorted by id."""
    held = sorted(claims, key=lambda claim: claim.claim_id)
    found: dict[str, list[Relation]] = {claim.claim_id: list(claim.relations) for claim in held}
    for later, earlier, kind in (
        *_updates(held, voices, reports),
        *_by_words(held),
        *find_disputes(held, voices),
    ):
        relation = Relation(kind, earlier.claim_id, None)
        known = {(one.kind, one.claim_id) for one in found[later.claim_id]}
        if (relation.kind, relation.claim_id) not in known:
            found[later.claim_id].append(relation)
    return tuple(
        replace(
            claim,
            relations=tuple(
                sorted(
                    dict.fromkeys(found[claim.claim_id]),
                    key=lambda one: (one.kind, one.claim_id, one.span or claim.span),
                )
            ),
        )
        for claim in held
    )


def superseded_claims(
    claims: Sequence[Claim], voices: VoiceMap, reports: Mapping[str, Report]
) -> dict[str, str]:
    """Return claim id -> why it is superseded, in words: by a later figure of its side, or as a first toll.

    claims: with their relations. A first toll is superseded once a voice of its side gives a higher figure; "the
    sixth" in a report that goes on to eight is a step of its count.
    """
    by_id = {claim.claim_id: claim for claim in claims}
    found: dict[str, str] = {}
    for claim in sorted(claims, key=lambda one: one.claim_id):
        for relation in claim.relations:
            if relation.kind in _OVERTAKING and relation.claim_id in by_id:
                words = {
                    RelationKind.UPDATES: "updated later",
                    RelationKind.CORRECTS: "corrected later",
                    RelationKind.WITHDRAWS: "withdrawn later",
                }
                found.setdefault(relation.claim_id, words[relation.kind])
    for claim in claims:
        higher = [other for other in claims if _is_higher(other, claim, voices)]
        if higher and is_first_toll(claim, reports):
            found[claim.claim_id] = "a first toll"
        elif _ORDINAL.search(claim.wording) and any(o.report_id == claim.report_id for o in higher):
            found.setdefault(claim.claim_id, "counted on in the same report")
    return found


def superseded_by_sums(
    sums: Iterable[Reading], claims: Sequence[Claim], voices: VoiceMap, reports: Mapping[str, Report]
) -> dict[str, str]:
    """Return claim id -> why, for figures that a derived total of their side has overtaken: 6, where 6 and another one
    are told.

    Not overtaken: what another voice of the side tells again in a later report than the one that adds to it.
    """
    by_id = {claim.claim_id: claim for claim in claims}
    found: dict[str, str] = {}
    for reading in sums:
        if not isinstance(reading.value, Count) or reading.derived is None:
            continue
        base, last = by_id.get(reading.derived.inputs[0]), by_id.get(reading.derived.inputs[-1])
        if base is None or last is None:
            continue
        issued = day_of_issue(reports.get(last.report_id))
        for claim in claims:
            if claim.field is not base.field or not is_total(claim) or not _are_one_side(claim, base, voices):
                continue
            day = day_of_issue(reports.get(claim.report_id))
            is_later = (
                day is not None and issued is not None and day > issued and claim.rests_on != base.rests_on
            )
            if _bounds_of(claim) == _bounds_of(base) and not is_later:
                verb = "lowered" if bounds(reading.value) < (_bounds_of(base) or (0.0, 0.0)) else "raised"
                found[claim.claim_id] = f"{verb} by the same side: {reading.derived.rule}"
    return found


def _bounds_of(claim: Claim) -> tuple[float, float] | None:
    return bounds(claim.value) if isinstance(claim.value, Count) else None


def is_first_toll(claim: Claim, reports: Mapping[str, Report]) -> bool:
    """Whether a figure is told as a first or preliminary one, in its own sentence."""
    report = reports.get(claim.report_id)
    if not isinstance(claim.value, Count) or report is None:
        return False
    return FIRST_TOLL.search(sentence_around(report.text, claim.span.start, claim.span.end)) is not None


def _is_higher(other: Claim, claim: Claim, voices: VoiceMap) -> bool:
    if other.field is not claim.field or not (is_total(other) and is_total(claim)):
        return False
    return _are_one_side(other, claim, voices) and _is_above(other, claim)


def _is_above(left: Claim, right: Claim) -> bool:
    if not isinstance(left.value, Count) or not isinstance(right.value, Count):
        return False
    return can_both_hold(left.value, right.value) is False and bounds(left.value)[0] > bounds(right.value)[0]


def _are_one_side(left: Claim, right: Claim, voices: VoiceMap) -> bool:
    """Whether two figures are one side's own: what another voice passes on of it is not."""
    if left.rests_on is None or right.rests_on is None:
        return False
    if left.rests_on != left.origin or right.rests_on != right.origin:
        return False
    if left.rests_on == right.rests_on:
        return not is_unsourced(left, voices)
    side = voices.of(left.rests_on).side
    return side is not None and side == voices.of(right.rests_on).side


def told_on(claim: Claim, reports: Mapping[str, Report]) -> str | None:
    """Return the day a figure held on, as told, else the day its report came out; None if neither is known."""
    if isinstance(claim.value, Count) and claim.value.as_of:
        return claim.value.as_of
    day = day_of_issue(reports.get(claim.report_id))
    return day.isoformat() if day else None


def _updates(
    claims: Sequence[Claim], voices: VoiceMap, reports: Mapping[str, Report]
) -> Iterable[tuple[Claim, Claim, RelationKind]]:
    """Yield (later, earlier): totals of one side that cannot both hold, the later one higher or of the same voice.

    A figure counts from the day on which its side first told it: told again later, it updates nothing.
    """
    totals = [
        claim
        for claim in claims
        if claim.field in COUNT_FIELDS and is_total(claim) and not is_unsourced(claim, voices)
    ]
    first: dict[tuple[str, str, str], str] = {}
    for claim in totals:
        day = told_on(claim, reports)
        if day is not None:
            key = _figure_key(claim, voices)
            first[key] = min(first.get(key, day), day)
    for later in totals:
        for earlier in totals:
            if later.field is not earlier.field or not _are_one_side(later, earlier, voices):
                continue
            day, before = first.get(_figure_key(later, voices)), first.get(_figure_key(earlier, voices))
            if day is None or before is None or day <= before:
                continue
            differ = isinstance(later.value, Count) and isinstance(earlier.value, Count)
            if not differ or can_both_hold(later.value, earlier.value) is not False:  # type: ignore[arg-type]
                continue
            if later.rests_on == earlier.rests_on or (
                _is_above(later, earlier) and _speak_for_a_side(later, earlier, voices)
            ):
                yield later, earlier, RelationKind.UPDATES


def _speak_for_a_side(left: Claim, right: Claim, voices: VoiceMap) -> bool:
    """Whether both figures are a named voice's or a role's: an unnamed official's figure raises nobody else's."""
    return all(voices.of(claim.rests_on or "").naming is not Naming.UNNAMED for claim in (left, right))


def _figure_key(claim: Claim, voices: VoiceMap) -> tuple[str, str, str]:
    voice = voices.of(claim.rests_on or "")
    value = claim.value
    figure = f"{value.low} {value.high}" if isinstance(value, Count) else ""
    return claim.field, voice.side or voice.voice_id, figure


def _by_words(claims: Sequence[Claim]) -> Iterable[tuple[Claim, Claim, RelationKind]]:
    """Yield what one voice corrects or withdraws: its own other claims of the field, of another value."""
    kinds = {Stance.CORRECTS: RelationKind.CORRECTS, Stance.WITHDRAWS: RelationKind.WITHDRAWS}
    for claim in claims:
        kind = kinds.get(claim.stance)
        if kind is None or claim.origin is None or claim.rests_on != claim.origin:
            continue
        for other in claims:
            is_own = other.rests_on == other.origin == claim.origin and other.field is claim.field
            is_same = value_key(other.value) == value_key(claim.value)
            if is_own and other.stance not in kinds and (kind is RelationKind.WITHDRAWS or not is_same):
                yield claim, other, kind
