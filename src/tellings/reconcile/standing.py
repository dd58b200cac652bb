"""Say how each field stands, by rules that anyone can follow.

In:   the readings of one field, with the origins and voices of the incident.
Out:  a Standing: a status, what stands behind the field, and the grounds in one sentence.
Holds: no value is chosen but by a person, who is named with the day and the reason; an accusation never has one. What
       is superseded, vague, derived, in a headline or a part of the whole is no rival of a total. A status never says
       more than the narrowest link allows.

The rules, the first that fits:
    unknown        nobody gives a value
    withdrawn      all who gave it took it back
    conceded       accusations only: every accused has owned to it, in words that no opponent alone relays
    contested      a denial, a doubt or a dispute stands against it; or two values in force cannot both hold
    unsourced      outlets and agencies alone tell it, in their own voice
    single_origin  one voice, or voices of one body, however many pages carry it
    one_side       several voices, all of one side
    agreed         at least two independent origins tell the same value
    compatible     several origins; their values can all hold, or side by side
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from tellings.judging.applied import day_of
from tellings.judging.force import latest
from tellings.model import (
    Accusation,
    Claim,
    Count,
    Judgement,
    Reading,
    ResponsibilityTaken,
    Rounds,
    Standing,
    Support,
)
from tellings.reconcile.independence import Origins, support_of
from tellings.reconcile.readings import field_of
from tellings.reconcile.resting import counts_as_support, is_by_opponent, is_unsourced
from tellings.reconcile.values import can_both_hold, is_fired, is_part, value_key
from tellings.resolve.voices import VoiceMap
from tellings.vocabulary import COUNT_FIELDS, Field, RelationKind, Stance, Status

METHOD = "standing rules 1"
_SIDE_BY_SIDE = frozenset(
    {
        Field.WEAPONS,
        Field.VICTIMS,
        Field.TARGETS,
        Field.ACCUSATIONS,
        Field.RESPONSIBILITY_TAKEN,
        Field.DENIALS,
        Field.DEMANDS,
        Field.RELATED_EVENTS,
    }
)
_REJECTS = (Stance.DENIES, Stance.DOUBTS)


def judge_standing(
    readings: Sequence[Reading],
    *,
    origins: Origins,
    voices: VoiceMap,
    superseded: Mapping[str, str],
    claims: Sequence[Claim],
) -> Standing:
    """Return how a field stands.

    readings: all of one field, at least one. superseded: ids of claims that are out of force. claims: all of the
    incident, for what disputes this field and for who has owned to what.
    """
    field = field_of(readings[0])
    told = [claim for reading in readings for claim in reading.claims]
    behind = [claim for claim in told if counts_as_support(claim)]
    support = support_of(told, origins, voices)
    status, grounds = _status(field, told, behind, support, origins, voices, superseded, claims)
    return Standing(status, support, grounds, METHOD)


def choose(standing: Standing, readings: Sequence[Reading], chosen: Mapping[str, Judgement]) -> Standing:
    """Return a field's standing with the value that a person chose; as it is where nobody chose.

    readings: all of the field. chosen: claim id -> the judgement that its reading stands; of several the later holds,
    and the grounds name the earlier ones. Never for accusations: `judging.applied` sets those aside.
    """
    rows = [(chosen[c.claim_id], c) for reading in readings for c in reading.claims if c.claim_id in chosen]
    if not rows:
        return standing
    holding = latest(judgement for judgement, _ in rows)
    value = next(claim.value for judgement, claim in rows if judgement is holding)
    others = sum(1 for reading in readings if reading.claims) - 1
    kind = "other" if field_of(readings[0]) in _SIDE_BY_SIDE else "rival"
    stand = (
        f"{others} {kind} reading{' stands' if others == 1 else 's stand'}" if others else "no other is told"
    )
    why = holding.why.strip().rstrip(".")
    words = [f"Chosen by {holding.by} on {day_of(holding)}: {why}; {stand}."]
    words += sorted(
        f"An earlier choice, by {judgement.by} on {day_of(judgement)}, holds no longer."
        for judgement, _ in rows
        if judgement is not holding
    )
    return replace(
        standing,
        value=value,
        method=f"judgement {holding.judgement_id}",
        grounds=" ".join([*words, standing.grounds]),
    )


def _status(
    field: Field,
    told: Sequence[Claim],
    behind: Sequence[Claim],
    support: Support,
    origins: Origins,
    voices: VoiceMap,
    superseded: Mapping[str, str],
    claims: Sequence[Claim],
) -> tuple[Status, str]:
    if not behind:
        return _without_support(told)
    if _is_withdrawn(behind, superseded):
        return Status.WITHDRAWN, "Whoever told it has taken it back."
    if field is Field.ACCUSATIONS and _is_conceded(behind, claims, voices):
        return Status.CONCEDED, "Those who are accused have taken responsibility themselves."
    against = _against(field, told, behind, claims, voices)
    if against:
        return Status.CONTESTED, against
    rivals = _rivals(field, behind, superseded)
    if rivals:
        return Status.CONTESTED, _contest(rivals, voices)
    sourced = [claim for claim in behind if not is_unsourced(claim, voices)]
    if not sourced:
        return Status.UNSOURCED, "Outlets tell it in their own voice, and name nobody from whom they have it."
    return _by_origins(field, sourced, support, origins, voices, has_unsourced=len(sourced) < len(behind))


def _without_support(told: Sequence[Claim]) -> tuple[Status, str]:
    if any(claim.stance in _REJECTS for claim in told):
        return (
            Status.CONTESTED,
            "It is denied or doubted, and in no report of the case does a voice assert it.",
        )
    if any(claim.headline for claim in told):
        return Status.UNKNOWN, "A headline alone tells it; the text below it does not."
    if any(claim.stance is Stance.CANNOT_CONFIRM for claim in told):
        return Status.UNKNOWN, "No voice gives a value; those asked cannot confirm any."
    return Status.UNKNOWN, "No voice gives a value that can be counted."


def _is_withdrawn(behind: Sequence[Claim], superseded: Mapping[str, str]) -> bool:
    return all(superseded.get(claim.claim_id, "").startswith("withdrawn") for claim in behind)


def _is_conceded(behind: Sequence[Claim], claims: Sequence[Claim], voices: VoiceMap) -> bool:
    """Whether every accused has owned to it: taken responsibility or conceded, and not by an opponent's word alone."""
    book = voices.book
    owned = set()
    for claim in claims:
        if claim.headline or is_by_opponent(claim, voices) or claim.origin is None:
            continue
        speaker = voices.of(claim.origin)
        names = {book.canonical(name) for name in (speaker.name or "", speaker.affiliation or "") if name}
        if isinstance(claim.value, ResponsibilityTaken) and claim.stance is Stance.TAKES_RESPONSIBILITY:
            if book.canonical(claim.value.claimant) in names:
                owned |= names
        elif isinstance(claim.value, Accusation) and claim.stance is Stance.CONCEDES:
            owned |= names & {book.canonical(claim.value.accused)}
    accused = {book.canonical(c.value.accused) for c in behind if isinstance(c.value, Accusation)}
    return bool(accused) and accused <= owned


def _against(
    field: Field, told: Sequence[Claim], behind: Sequence[Claim], claims: Sequence[Claim], voices: VoiceMap
) -> str:
    if field is Field.DENIALS:
        return ""
    if any(claim.stance in _REJECTS and not claim.headline for claim in told):
        return "A voice denies or doubts what another tells."
    ids = {claim.claim_id for claim in behind}
    disputing = [
        claim
        for claim in claims
        if any(one.kind is RelationKind.DISPUTES and one.claim_id in ids for one in claim.relations)
    ]
    if not disputing:
        return ""
    if all(is_by_opponent(claim, voices) for claim in disputing):
        return "A denial, known only through an opponent, is turned against what others tell."
    return "A denial is turned against what others tell."


def _rivals(
    field: Field, behind: Sequence[Claim], superseded: Mapping[str, str]
) -> list[tuple[Claim, Claim]]:
    """Return the pairs of claims in force whose values cannot both hold."""
    if field in _SIDE_BY_SIDE:
        return []
    in_force = [claim for claim in behind if claim.claim_id not in superseded]
    if field in COUNT_FIELDS and any(_is_whole(claim) for claim in in_force):
        in_force = [claim for claim in in_force if _is_whole(claim)]
    if field is Field.ROUNDS:
        in_force = [c for c in in_force if isinstance(c.value, Rounds) and is_fired(c.value)]
    return [
        (a, b)
        for a, b in combinations(in_force, 2)
        if a.value is not None and b.value is not None and can_both_hold(a.value, b.value) is False
    ]


def _is_whole(claim: Claim) -> bool:
    return isinstance(claim.value, Count) and not is_part(claim.value)


def _contest(rivals: Sequence[tuple[Claim, Claim]], voices: VoiceMap) -> str:
    kinds = {_who_differ(a, b, voices) for a, b in rivals}
    words = []
    if "one voice" in kinds:
        words.append("one voice gives values")
    if "within" in kinds:
        words.append("voices of one side give values")
    if "across" in kinds:
        words.append("different origins give values")
    if "unsourced" in kinds:
        words.append("outlets in their own voice give values")
    told = " and ".join(words)
    return f"{told[:1].upper()}{told[1:]} that cannot all hold."


def _who_differ(left: Claim, right: Claim, voices: VoiceMap) -> str:
    if is_unsourced(left, voices) or is_unsourced(right, voices):
        return "unsourced"
    if left.origin == right.origin:
        return "one voice"
    sides = {voices.of(claim.origin or "").side for claim in (left, right)}
    return "within" if len(sides) == 1 and None not in sides else "across"


def _by_origins(
    field: Field,
    sourced: Sequence[Claim],
    support: Support,
    origins: Origins,
    voices: VoiceMap,
    *,
    has_unsourced: bool,
) -> tuple[Status, str]:
    more = " Outlets tell it in their own voice as well." if has_unsourced else ""
    speakers = {claim.rests_on for claim in sourced if claim.rests_on is not None}
    pages = len({claim.report_id for claim in sourced})
    if len(speakers) == 1 or (support.origins.high == 1 and not support.sides):
        carried = f", which {pages} pages carry" if pages > 1 else ""
        return Status.SINGLE_ORIGIN, f"It rests on one origin{carried}.{more}"
    if support.origins.high == 1:
        if _are_one_body(speakers, origins):
            return Status.SINGLE_ORIGIN, f"It rests on the voices of one body, and they are one origin.{more}"
        return (
            Status.ONE_SIDE,
            f"It rests on {len(speakers)} voices, all of one side: {support.sides[0]}.{more}",
        )
    agreeing = _agreeing(sourced, origins)
    if agreeing >= 2 and (field in _SIDE_BY_SIDE or _is_one_value(sourced)):
        return Status.AGREED, f"At least {agreeing} independent origins tell the same.{more}"
    if support.origins.low < 2:
        return Status.COMPATIBLE, f"Voices that were not shown to differ tell what can all hold.{more}"
    if field in _SIDE_BY_SIDE:
        return Status.COMPATIBLE, f"Several origins tell of it, and what they tell stands side by side.{more}"
    return Status.COMPATIBLE, f"Several origins give values that can all hold.{more}"


def _are_one_body(speakers: Iterable[str], origins: Origins) -> bool:
    """Whether these voices were joined as one body's, and not only as voices of one side."""
    held = set(speakers)
    joins = [j for one in origins.classes for j in one.joined if j.a in held and j.b in held]
    return bool(joins) and len(joins) >= len(held) - 1 and all("body" in j.why for j in joins)


def _agreeing(sourced: Sequence[Claim], origins: Origins) -> int:
    """Return how many independent origins, at least, tell one value: of the value that most tell."""
    told: dict[str, set[str]] = {}
    for claim in sourced:
        if claim.rests_on is not None and len(claim.undecided) < 2:
            told.setdefault(value_key(claim.value), set()).add(claim.rests_on)
    return max((origins.count(voices).low for voices in told.values()), default=0)


def _is_one_value(sourced: Sequence[Claim]) -> bool:
    """Whether all totals, or all values of a field that has no totals, are one value."""
    whole = [claim for claim in sourced if _is_whole(claim)] or list(sourced)
    return len({value_key(claim.value) for claim in whole}) == 1
