"""Say which judgements are in force, and what each is about.

In:   judgements, in any order.
Out:  those in force; the matter of each; of several on one matter the one that holds.
Holds: a judgement that another names in `replaces` is out of force for good: an undoing ends it, and the undoing's own
end does not bring it back. Nothing depends on the order in which judgements came.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum

from tellings.model import Judgement
from tellings.vocabulary import LeafKind, Verdict


class Matter(StrEnum):
    """What a judgement decides about its leaf. Two on one matter of one leaf do not both hold."""

    ASSESSMENT = "assessment"  # whether the text says it
    VALUE = "value"  # what value the text gives
    STANCE = "stance"  # how the voice stands to it
    WORDS = "words"  # where the text says it
    FIELD = "field"  # what it is about
    CHAIN = "chain"  # who tells it
    FINDING = "finding"  # what was found of the value, by the case's standard of proof
    CHOICE = "choice"  # which reading of its field an incident is told by
    RELEASE = "release"  # whether it may go out
    PROTECTION = "protection"  # whether it is masked
    SIDE = "side"  # whose side a voice is on
    CONNECTION = "connection"  # what ties a voice to the incident
    ACCESS = "access"  # how a voice is told to know
    STAGE = "stage"  # how far the review of an incident has got
    FOLLOW_UP = "follow_up"  # what became of a lead
    GRAPHIC = "graphic"  # whether a passage is hard to read


_OF_VERDICT = {
    Verdict.CONFIRMED: Matter.ASSESSMENT,
    Verdict.REJECTED: Matter.ASSESSMENT,
    Verdict.ASSESSED: Matter.FINDING,
    Verdict.CHOSEN: Matter.CHOICE,
    Verdict.RELEASED: Matter.RELEASE,
    Verdict.PROTECTED: Matter.PROTECTION,
    Verdict.SIDED: Matter.SIDE,
    Verdict.STAGED: Matter.STAGE,
    Verdict.FOLLOWED: Matter.FOLLOW_UP,
    Verdict.GRAPHIC: Matter.GRAPHIC,
}
ASPECTS = {  # of a correction, by the kind of leaf: what it puts right
    LeafKind.CLAIM: {
        "value": Matter.VALUE,
        "stance": Matter.STANCE,
        "words": Matter.WORDS,
        "field": Matter.FIELD,
        "voice": Matter.CHAIN,
    },
    LeafKind.VOICE: {"connection": Matter.CONNECTION, "access": Matter.ACCESS},
}


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that no other one replaces, less `undone` ones; sorted by time, then id.

    Of two on one matter both are here: which holds is known once their places are found (`latest`).
    """
    held = {one.judgement_id: one for one in judgements}
    replaced = {old for one in held.values() for old in one.replaces if old != one.judgement_id}
    holding = [one for key, one in held.items() if key not in replaced and one.verdict is not Verdict.UNDONE]
    return tuple(sorted(holding, key=made))


def matter_of(judgement: Judgement) -> Matter | None:
    """Return what a judgement decides about its one leaf; None for pairs, `undone`, `added`, and an aspect that is not
    known."""
    if judgement.verdict is Verdict.CORRECTED:
        return next(
            (found[judgement.aspect] for found in ASPECTS.values() if judgement.aspect in found), None
        )
    return _OF_VERDICT.get(judgement.verdict)


def latest(judgements: Iterable[Judgement]) -> Judgement:
    """Return the one that holds of several on one matter: the last by time, then by id; at least one is needed."""
    return max(judgements, key=made)


def made(judgement: Judgement) -> tuple[datetime, str, str]:
    """Return the key by which one judgement is later than another; a time that cannot be read comes first."""
    try:
        at = datetime.fromisoformat(judgement.made_at)
        at = at.astimezone(UTC) if at.tzinfo is not None else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        at = datetime.min.replace(tzinfo=UTC)
    return at, judgement.made_at, judgement.judgement_id
