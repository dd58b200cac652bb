"""Say what denials and doubts are turned against.

In:   claims of one incident in its own voices.
Out:  pairs of claims: the one disputes the other.
Holds: nobody disputes itself. To play down the dead disputes what is more than the denier's own figure, and answers
       no accusation; to deny a part in it disputes accusations against the denier alone.
"""

import re
from collections.abc import Iterable, Sequence

from tellings.model import Accusation, Claim, Count, Denial, Voice
from tellings.reconcile.resting import SUPPORTING, counts_as_support
from tellings.reconcile.values import bounds, is_numeric, is_part, value_key
from tellings.resolve.names import fold
from tellings.resolve.voices import VoiceMap
from tellings.vocabulary import COUNT_FIELDS, Denied, Field, RelationKind, Stance

_REJECTS = (Stance.DENIES, Stance.DOUBTS)


def find_disputes(claims: Sequence[Claim], voices: VoiceMap) -> Iterable[tuple[Claim, Claim, RelationKind]]:
    """Yield (denial or doubt, what it is turned against, DISPUTES) for claims of one incident."""
    for claim in claims:
        if claim.headline or (claim.stance not in _REJECTS and not isinstance(claim.value, Denial)):
            continue
        for other in claims:
            if other.claim_id == claim.claim_id or other.stance not in SUPPORTING or _are_one(claim, other):
                continue
            if _is_aimed_at(claim, other, claims, voices):
                yield claim, other, RelationKind.DISPUTES


def _are_one(left: Claim, right: Claim) -> bool:
    """Whether two claims are one voice's, or one outlet's in its own voice: nobody disputes itself."""
    if left.origin is None and right.origin is None:
        return left.chain[0] == right.chain[0]
    return left.origin == right.origin


def _is_aimed_at(claim: Claim, other: Claim, claims: Sequence[Claim], voices: VoiceMap) -> bool:
    value = claim.value
    if not isinstance(value, Denial):
        same_field = other.field is claim.field
        if isinstance(value, Accusation) and isinstance(other.value, Accusation):
            book = voices.book
            return same_field and book.canonical(value.accused) == book.canonical(other.value.accused)
        return same_field and (value is None or value_key(value) == value_key(other.value))
    match value.denies:
        case Denied.EVENT:
            return other.field in (Field.TYPE, Field.STAGE, *COUNT_FIELDS)
        case Denied.CASUALTIES:
            return other.field in _fields_denied(claim, claims) and _exceeds_own(claim, other, claims)
        case Denied.INVOLVEMENT | Denied.INTENT:
            if claim.origin is None or not isinstance(other.value, Accusation):
                return False
            return _is_about(voices.of(claim.origin), other.value, voices)
        case Denied.STATUS:
            return other.field is Field.VICTIMS
    return False


_OF_THE_DEAD = re.compile(r"\b(?:deaths?|dead|died|killed|killings?|fatalit\w+|toll|bodies)\b", re.IGNORECASE)
_OF_THE_HURT = re.compile(r"\b(?:injur\w+|wound\w+|hurt)\b", re.IGNORECASE)


def _fields_denied(claim: Claim, claims: Sequence[Claim]) -> Sequence[Field]:
    """Return the counts that a denial of casualties is turned against: those its words name, else those in which the
    denier gives a figure, else all."""
    of_dead = _OF_THE_DEAD.search(claim.quote) is not None
    of_hurt = _OF_THE_HURT.search(claim.quote) is not None
    if of_dead != of_hurt:
        return (Field.KILLED, Field.BODIES_FOUND) if of_dead else (Field.INJURED,)
    own = [one.field for one in claims if one.origin == claim.origin and one.field in COUNT_FIELDS]
    return own or COUNT_FIELDS


def _exceeds_own(claim: Claim, other: Claim, claims: Sequence[Claim]) -> bool:
    """Whether a figure is more than the denier's own of that field, where there is one; any figure else."""
    own = [
        one.value
        for one in claims
        if one.origin == claim.origin and one.field is other.field and is_total(one)
        if isinstance(one.value, Count)
    ]
    if not isinstance(other.value, Count) or other.value.low == other.value.high == 0:
        return False
    if not own:
        return _any_number(other.value)
    return all(bounds(other.value)[0] > bounds(value)[1] for value in own)


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
