"""What a removal on purpose says of itself: which bytes went, what stands for them, by whom, and why.

In:   the objects that the `sealed` acts of the log name.
Out:  `Seal`; over a whole log, where each object that went has gone.
Holds: a seal names digests and report ids, and the reason in a person's words; never the text or name that it
removed. The log's line names the seal's own digest only. The object of an earlier seal may itself stand for
another since (its reason held a name that was sealed later): so seals are read from the last to the first, and
each one's digest is followed through those after it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tellings.codec import from_json
from tellings.custody.log import Entry, Sealed
from tellings.custody.objects import Objects
from tellings.errors import BrokenPromise, CaseDamaged


class SealKind(StrEnum):
    """What was removed."""

    REPORT = "report"  # its original, its text, and all that was found in it
    ORIGINAL = "original"  # the bytes that came in; the text taken out of them stays
    NAME = "name"  # a person's name, wherever it stood


@dataclass(frozen=True, slots=True)
class Seal:
    """A removal on purpose.

    items: the reports it is about, sorted. removed: digests of objects whose bytes are gone, sorted. replaced: of
    these, which object stands in the place of which (a text with the name blotted out); its values are in the case.
    at: RFC 3339.
    """

    kind: SealKind
    items: tuple[str, ...]
    removed: tuple[str, ...]
    replaced: Mapping[str, str]
    by: str
    why: str
    at: str


def standing_for(digest: str, seals: Iterable[Seal]) -> str | None:
    """Return the object that stands for `digest` after these seals, in the log's order; None if it is gone."""
    now = digest
    for seal in seals:
        if now in seal.replaced:
            now = seal.replaced[now]
        elif now in seal.removed:
            return None
    return now


def removed_by(seals: Iterable[Seal]) -> frozenset[str]:
    """Return the digests of all that these seals removed."""
    return frozenset(digest for seal in seals for digest in seal.removed)


def read_seals(entries: Sequence[Entry], objects: Objects) -> tuple[Seal, ...]:
    """Return the seals that these entries of the log name, in the log's order.

    Raises: CaseDamaged if the object of one is missing, has changed, or holds no seal.
    """
    seals: tuple[Seal, ...] = ()
    for entry in reversed(entries):
        if isinstance(entry.act, Sealed):
            seals = (read_seal(entry.act.object, seals, objects), *seals)
    return seals


def read_seal(digest: str, later: Sequence[Seal], objects: Objects) -> Seal:
    """Return the seal whose act names `digest`. later: the seals after it. Raises as `read_seals` does."""
    path = objects.path_of(digest)
    now = standing_for(digest, later)
    if now is None:
        raise CaseDamaged(f"{path}: a seal was removed; restore it from a copy of the case")
    try:
        return from_json(Seal, json.loads(objects.get(now)))
    except (ValueError, BrokenPromise) as exc:
        raise CaseDamaged(f"{path}: holds no seal where the log says it does") from exc
