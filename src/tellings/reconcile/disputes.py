"""Say what denials and doubts are turned against.

In:   claims of one incident in its own voices.
Out:  pairs of claims: the one disputes the other.
Holds: nobody disputes itself. To play down the dead disputes what is more than the denier's own figure, and answers
       no accusation; to deny a part in it disputes accusations against the denier alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.model import Accusation, Claim, Count, Denial, Voice
from tellings.reconcile.resting import SUPPORTING, counts_as_support
from tellings.reconcile.values import bounds, is_numeric, is_part, value_key
from tellings.resolve.names import fold
from tellings.resolve.voices import VoiceMap
from tellings.vocabulary import COUNT_FIELDS, Denied, Field, Stance

_REJECTS = (Stance.DENIES, Stance.DOUBTS)


@dataclass(frozen=True, slots=True)
class _Own:
    """What one voice tells of counts itself: the fields in which it gives a figure, and its totals by field."""

    fields: tuple[Field, ...]
    totals: Mapping[Field, tuple[Count, ...]]


def find_disputes(claims: Sequence[Claim], voices: VoiceMap) -> Iterator[tuple[Claim, Claim]]:
    """Yield (denial or doubt, what it is turned against) for claims of one incident.

    Each denial is paired with one claim of each value that it is turned against, and each claim of that value with one
    denial at least: many copies of a text take as many pairs as there are copies, and not their square.
    """
    own = _own_figures(claims)
    told: dict[Field, dict[str, _Told]] = {}
    denials: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        if claim.stance in SUPPORTING and not isinstance(claim.value, Denial):
            key = value_key(claim.value, voices.book.canonical)
            told.setdefault(claim.field, {}).setdefault(key, _Told()).add(claim)
        elif not claim.headline and (claim.stance in _REJECTS or isinstance(claim.value, Denial)):
            denials.setdefault(_denial_key(claim, own, voices), []).append(claim)
    for _, group in sorted(denials.items()):
        for field in _fields_rejected(group[0], own):
            for _, value in sorted(told.get(field, {}).items()):
                if _is_aimed_at(group[0], value.claims[0], own, voices):
                    yield from value.disputed_by(group)


class _Told:
    """The claims of one value, whoever tells it."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self._first_of: dict[str, Claim] = {}  # speaker -> its first claim
        self._undisputed: list[Claim] = []

    def add(self, claim: Claim) -> None:
        """Take in one more claim of the value."""
        self.claims.append(claim)
        self._undisputed.append(claim)
        self._first_of.setdefault(_speaker(claim), claim)

    def disputed_by(self, denials: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
        """Yield (denial, claim) for denials of one speaker: nobody disputes itself."""
        speaker = _speaker(denials[0])
        first = next((claim for one, claim in self._first_of.items() if one != speaker), None)
        if first is None:
            return
        yield from ((denial, first) for denial in denials)
        yield from ((denials[0], claim) for claim in self._undisputed if _speaker(claim) != speaker)
        self._undisputed = [claim for claim in self._undisputed if _speaker(claim) == speaker]


def _own_figures(claims: Sequence[Claim]) -> dict[str | None, _Own]:
    fields: dict[str | None, dict[Field, None]] = {}
    totals: dict[str | None, dict[Field, dict[Count, None]]] = {}
    for claim in claims:
        if claim.field in COUNT_FIELDS:
            fields.setdefault(claim.origin, {})[claim.field] = None
            if is_total(claim) and isinstance(claim.value, Count):
                totals.setdefault(claim.origin, {}).setdefault(claim.field, {})[claim.value] = None
    return {
        origin: _Own(tuple(told), {f: tuple(values) for f, values in totals.get(origin, {}).items()})
        for origin, told in fields.items()
    }


def _speaker(claim: Claim) -> str:
    """Return whose claim it is: its origin's, or its outlet's in its own voice. Nobody disputes itself."""
    return claim.origin if claim.origin is not None else f"own voice {claim.chain[0]}"


def _denial_key(claim: Claim, own: Mapping[str | None, _Own], voices: VoiceMap) -> tuple[str, ...]:
    """Return the key of denials that are turned against the same."""
    told = value_key(claim.value, voices.book.canonical)
    return (_speaker(claim), claim.field, claim.stance, told, *_fields_rejected(claim, own))


def _fields_rejected(claim: Claim, own: Mapping[str | None, _Own]) -> Sequence[Field]:
    """Return the fields of which a denial or doubt may reject claims."""
    if not isinstance(claim.value, Denial):
        return (claim.field,)
    match claim.value.denies:
        case Denied.EVENT:
            return (Field.TYPE, Field.STAGE, *COUNT_FIELDS)
        case Denied.CASUALTIES:
            return _fields_denied(claim, own)
        case Denied.INVOLVEMENT | Denied.INTENT:
            return (Field.ACCUSATIONS,)
        case Denied.STATUS:
            return (Field.VICTIMS,)
    return ()


def _is_aimed_at(claim: Claim, other: Claim, own: Mapping[str | None, _Own], voices: VoiceMap) -> bool:
    """Whether a denial is turned against a claim of a field that it may reject."""
    value = claim.value
    if not isinstance(value, Denial):
        if isinstance(value, Accusation) and isinstance(other.value, Accusation):
            book = voices.book
            return book.canonical(value.accused) == book.canonical(other.value.accused)
        return value is None or value_key(value) == value_key(other.value)
    if value.denies is Denied.CASUALTIES:
        return _exceeds_own(claim, other, own)
    if value.denies in (Denied.INVOLVEMENT, Denied.INTENT):
        if claim.origin is None or not isinstance(other.value, Accusation):
            return False
        return _is_about(voices.of(claim.origin), other.value, voices)
    return True


_OF_THE_DEAD = re.compile(r"\b(?:deaths?|dead|died|killed|killings?|fatalit\w+|toll|bodies)\b", re.IGNORECASE)
_OF_THE_HURT = re.compile(r"\b(?:injur\w+|wound\w+|hurt)\b", re.IGNORECASE)


def _fields_denied(claim: Claim, own: Mapping[str | None, _Own]) -> Sequence[Field]:
    """Return the counts that a denial of casualties is turned against: those its words name, else those in which the
    denier gives a figure, else all."""
    of_dead = _OF_THE_DEAD.search(claim.quote) is not None
    of_hurt = _OF_THE_HURT.search(claim.quote) is not None
    if of_dead != of_hurt:
        return (Field.KILLED, Field.BODIES_FOUND) if of_dead else (Field.INJURED,)
    told = own.get(claim.origin)
    return told.fields if told is not None else COUNT_FIELDS


def _exceeds_own(claim: Claim, other: Claim, own: Mapping[str | None, _Own]) -> bool:
    """Whether a figure is more than the denier's own of that field, where there is one; any figure else."""
    if not isinstance(other.value, Count) or other.value.low == other.value.high == 0:
        return False
    told = own[claim.origin].totals.get(other.field, ()) if claim.origin in own else ()
    if not told:
        return _any_number(other.value)
    return all(bounds(other.value)[0] > bounds(value)[1] for value in told)


def _any_number(value: Count) -> bool:
    """Whether a count says that there were any: a number above zero, or vague words."""
    return value.vague or bool(value.low) or bool(value.high)


def _is_about(voice: Voice, accusation: Accusation, voices: VoiceMap) -> bool:
    """Whether an accusation is made against a voice: by name, or against its side's own body."""
    book = voices.book
    accused = book.canonical(accusation.accused)
    names = {
        book.canonical(name) for name in (voice.name or "", voice.affiliation or "", *voice.aliases) if name
    }
    if accused in names or fold(accusation.accused) in names:
        return True
    actor = book.find(accusation.accused)
    return actor is not None and actor.side is not None and actor.side == voice.side


def is_total(claim: Claim) -> bool:
    """Whether a claim gives a plain figure of the whole, and holds it."""
    value = claim.value
    return isinstance(value, Count) and counts_as_support(claim) and is_numeric(value) and not is_part(value)
