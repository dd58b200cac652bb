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
    single_origin  one voice, or voices of one origin by more than their side, however many pages carry it
    one_side       several voices, all of one side
    agreed         at least two independent origins tell the same value
    compatible     several origins; their values can all hold, or side by side
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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
    Value,
)
from tellings.reconcile.bodies import BODIES
from tellings.reconcile.independence import Origins, support_of
from tellings.reconcile.overtaken import Overtaken
from tellings.reconcile.readings import field_of
from tellings.reconcile.resting import counts_as_support, is_by_opponent, is_unsourced
from tellings.reconcile.values import can_both_hold, is_fired, is_part, scope_key, value_key
from tellings.resolve.voices import VoiceMap
from tellings.vocabulary import COUNT_FIELDS, Field, Naming, RelationKind, Stance, Status

METHOD = "standing rules 2"
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
    superseded: Mapping[str, Overtaken],
    claims: Sequence[Claim],
) -> Standing:
    """Return how a field stands.

    readings: all of one field, at least one. superseded: ids of claims that are out of force. claims: all of the
    incident, for what disputes this field and for who has owned to what.
    """
    field = field_of(readings[0])
    told = [claim for reading in readings for claim in reading.claims]
    behind = [claim for claim in told if counts_as_support(claim)]
    standing = [claim for claim in behind if not _is_taken_back(claim, superseded)]
    support = support_of(standing or behind, origins, voices)
    rivals = _find_rivals(field, standing, superseded, voices)
    status, grounds = _status(field, told, standing, rivals, support, origins, voices, superseded, claims)
    if behind and not standing:
        status, grounds = Status.WITHDRAWN, "Whoever told it has taken it back."
    return Standing(status, support, grounds, METHOD, side_divided=rivals.divided)


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
    rivals: "_Rivals",
    support: Support,
    origins: Origins,
    voices: VoiceMap,
    superseded: Mapping[str, Overtaken],
    claims: Sequence[Claim],
) -> tuple[Status, str]:
    if not behind:
        return _without_support(told)
    if field is Field.ACCUSATIONS and _is_conceded(behind, claims, voices):
        return Status.CONCEDED, "Those who are accused have taken responsibility themselves."
    against = _against(field, told, behind, claims, voices)
    if against:
        return Status.CONTESTED, against
    if rivals.who:
        return Status.CONTESTED, _contest(rivals)
    sourced = [claim for claim in behind if not is_unsourced(claim, voices)]
    if not sourced:
        return Status.UNSOURCED, "Outlets tell it in their own voice, and name nobody from whom they have it."
    more = " Outlets tell it in their own voice as well." if len(sourced) < len(behind) else ""
    in_force = [claim for claim in sourced if claim.claim_id not in superseded]
    return _by_origins(field, sourced, in_force or sourced, support, origins, voices, more)


def _without_support(told: Sequence[Claim]) -> tuple[Status, str]:
    if any(claim.stance in _REJECTS for claim in told):
        return (
            Status.CONTESTED,
            "It is denied or doubted, and in no report of the case does a voice assert it.",
        )
    if any(claim.stance is Stance.WITHDRAWS and not claim.headline for claim in told):
        return Status.WITHDRAWN, "Whoever told it has taken it back."
    if any(claim.headline for claim in told):
        return Status.UNKNOWN, "A headline alone tells it; the text below it does not."
    if any(claim.stance is Stance.CANNOT_CONFIRM for claim in told):
        return Status.UNKNOWN, "No voice gives a value; those asked cannot confirm any."
    return Status.UNKNOWN, "No voice gives a value that can be counted."


def _is_taken_back(claim: Claim, superseded: Mapping[str, Overtaken]) -> bool:
    return claim.claim_id in superseded and superseded[claim.claim_id].is_withdrawn


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


@dataclass(frozen=True, slots=True)
class _Rivals:
    """Who gives values in force that cannot both hold. who: words of `_WHO`; divided: sides and bodies, by name."""

    who: frozenset[str] = frozenset()
    divided: tuple[str, ...] = ()


_WHO = {
    "one voice": "one voice gives values",
    "within": "voices of one side give values",
    "within a body": "somebody of a body and the body itself give values",
    "across": "different origins give values",
    "unsourced": "outlets in their own voice give values",
}


def _find_rivals(
    field: Field, behind: Sequence[Claim], superseded: Mapping[str, Overtaken], voices: VoiceMap
) -> _Rivals:
    """Return who gives values in force that cannot both hold: of each value those who tell it, value against value."""
    if field in _SIDE_BY_SIDE:
        return _Rivals()
    in_force = [claim for claim in behind if claim.claim_id not in superseded]
    if field in COUNT_FIELDS and any(_is_whole(claim) for claim in in_force):
        in_force = [claim for claim in in_force if _is_whole(claim)]
    if field is Field.ROUNDS:
        in_force = [c for c in in_force if isinstance(c.value, Rounds) and is_fired(c.value)]
    values: dict[str, Value] = {}
    tellers: dict[str, set[str]] = {}  # value -> voices; "" for outlets in their own voice
    for claim in in_force:
        if claim.value is None:
            continue
        scope = scope_key(claim.value) if isinstance(claim.value, Count) else ""
        key = value_key(claim.value) + scope
        values.setdefault(key, claim.value)
        tellers.setdefault(key, set()).add("" if is_unsourced(claim, voices) else claim.origin or "")
    who: set[str] = set()
    divided: set[str] = set()
    houses = _houses({voice for told in tellers.values() for voice in told if voice}, voices)
    held = {key: _Tellers(frozenset(told), houses) for key, told in tellers.items()}
    for a, b in combinations(sorted(values), 2):
        if can_both_hold(values[a], values[b]) is False:
            kinds, sides = _who_differ(held[a], held[b])
            who |= kinds
            divided |= sides
    return _Rivals(frozenset(who), tuple(sorted(divided)))


@dataclass(frozen=True, slots=True)
class _House:
    """Who a voice belongs to: its side, else the body that it is or is described by. side: whether it is a side."""

    name: str
    is_side: bool


def _houses(ids: Iterable[str], voices: VoiceMap) -> dict[str, _House]:
    """Return voice id -> its house, for voices that are told to have one.

    An official who is not named belongs to his ministry's house, though he does not speak for it.
    """
    found = {}
    for voice in map(voices.of, sorted(ids)):
        if voice.side is not None:
            found[voice.voice_id] = _House(voice.side, is_side=True)
        elif voice.naming is Naming.NAMED and voice.kind in BODIES and voice.name:
            found[voice.voice_id] = _House(voices.book.canonical(voice.name), is_side=False)
        elif voice.affiliation:
            found[voice.voice_id] = _House(voices.book.canonical(voice.affiliation), is_side=False)
    return found


class _Tellers:
    """Who tells one value: voices, whether outlets do in their own voice, and how many voices of each house."""

    def __init__(self, voices: frozenset[str], houses: Mapping[str, _House]) -> None:
        self.voices = voices - {""}
        self.has_unsourced = "" in voices
        self.houses: dict[_House, set[str]] = {}
        for voice in self.voices:
            if voice in houses:
                self.houses.setdefault(houses[voice], set()).add(voice)


def _who_differ(left: _Tellers, right: _Tellers) -> tuple[set[str], set[str]]:
    """Return the words for who stands against whom, and the houses that are divided."""
    kinds: set[str] = set()
    if left.has_unsourced or right.has_unsourced:
        kinds.add("unsourced")
    common = left.voices & right.voices
    if common:
        kinds.add("one voice")
    shared = left.houses.keys() & right.houses.keys()
    split = {house for house in shared if len(left.houses[house] | right.houses[house]) > 1}
    kinds |= {"within" if house.is_side else "within a body" for house in split}
    within = sum(len(left.houses[house]) * len(right.houses[house]) for house in shared)
    alone = sum(1 for voice in common if not any(voice in left.houses[house] for house in shared))
    if len(left.voices) * len(right.voices) > within + alone:
        kinds.add("across")
    return kinds, {house.name for house in split}


def _is_whole(claim: Claim) -> bool:
    return isinstance(claim.value, Count) and not is_part(claim.value)


def _contest(rivals: _Rivals) -> str:
    told = " and ".join(words for kind, words in _WHO.items() if kind in rivals.who)
    return f"{told[:1].upper()}{told[1:]} that cannot all hold."


def _by_origins(
    field: Field,
    sourced: Sequence[Claim],
    in_force: Sequence[Claim],
    support: Support,
    origins: Origins,
    voices: VoiceMap,
    more: str,
) -> tuple[Status, str]:
    speakers = {claim.rests_on for claim in sourced if claim.rests_on is not None}
    pages = len({claim.report_id for claim in sourced})
    if len(speakers) == 1 or (support.origins.high == 1 and not support.sides):
        carried = f", which {pages} pages carry" if pages > 1 else ""
        return Status.SINGLE_ORIGIN, f"It rests on one origin{carried}.{more}"
    if support.origins.high == 1:
        if _are_one_body(speakers, origins):
            return Status.SINGLE_ORIGIN, f"It rests on the voices of one body, and they are one origin.{more}"
        if {voices.of(voice).side for voice in speakers} == {support.sides[0]}:
            return (
                Status.ONE_SIDE,
                f"It rests on {len(speakers)} voices, all of one side: {support.sides[0]}.{more}",
            )
        return (
            Status.SINGLE_ORIGIN,
            f"It rests on {len(speakers)} voices that have it from one another.{more}",
        )
    agreeing = _agreeing(in_force, origins)
    if agreeing >= 2 and (field in _SIDE_BY_SIDE or _is_one_value(in_force)):
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
