"""Find judgements that join what others keep apart.

In:   judgements; or judgements of pairs, each with the pairs of ids that it joins or parts.
Out:  for each `same` that cannot hold, the judgements that it stands against, all of them named.
Holds: what is parted stays parted, also by way of a third: where A is B and B is C, A and C cannot differ. Of those
       that join, the earlier holds. A judgement holds wholly or not at all. The order of the input changes nothing.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tellings.errors import InputError
from tellings.judging.force import in_force, made
from tellings.model import Judgement
from tellings.resolve.partition import Partition
from tellings.vocabulary import Verdict

Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A `same` that cannot hold. different: the judgement that keeps its two apart; by_way_of: those of `same` over
    which they are its two, in order, none where it is about the very pair. Either may be the judgement itself."""

    same: Judgement
    different: Judgement
    by_way_of: tuple[Judgement, ...] = ()

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """All that are part of it, each once, sorted by id."""
        held = {one.judgement_id: one for one in (self.same, self.different, *self.by_way_of)}
        return tuple(held[key] for key in sorted(held))

    def others(self) -> str:
        """Return in words what the `same` stands against."""
        words = f"{self.different.judgement_id} keeps them apart"
        way = [one.judgement_id for one in self.by_way_of if one != self.same]
        return f"{words}, by way of {', '.join(way)}" if way else words


def contradictions(judgements: Iterable[Judgement]) -> tuple[Contradiction, ...]:
    """Return the contradictions among the judgements in force, by the ids of their leaves as they stand.

    A report and an account in it are two leaves here: what they come to is known once they are found in the texts.
    """
    pairs = {
        one: ((one.left.id, one.right.id),)
        for one in in_force(judgements)
        if one.right is not None and one.left.id != one.right.id
    }
    return contradicted(pairs)


def require_none(held: Iterable[Judgement], new: Iterable[Judgement]) -> None:
    """Raises: InputError if any of the new judgements is part of a contradiction with others, new or held."""
    added = {one.judgement_id: one for one in new}
    for found in contradictions({**{one.judgement_id: one for one in held}, **added}.values()):
        if any(one.judgement_id in added for one in found.judgements):
            told = [f"{one.judgement_id} ({one.verdict}, {one.by}: {one.why})" for one in found.judgements]
            raise InputError(
                f"judgements contradict each other: {'; '.join(told)}; none was kept: undo the one or the other, "
                "or leave it out, and add them again"
            )


def contradicted(pairs: Mapping[Judgement, Pairs]) -> tuple[Contradiction, ...]:
    """Return the contradictions among judgements, sorted by when the `same` was made. pairs: what each is about."""
    held = {one: sorted(set(found)) for one, found in sorted(pairs.items(), key=lambda row: made(row[0]))}
    apart: dict[tuple[str, str], Judgement] = {}
    for one, found in held.items():
        if one.verdict is Verdict.DIFFERENT:
            for left, right in found:
                apart.setdefault((min(left, right), max(left, right)), one)
    if not apart:
        return ()
    items = {item for found in held.values() for pair in found for item in pair}
    joined: list[tuple[str, str, Judgement]] = []
    partition = Partition(items, banned=apart)
    refused: list[Contradiction] = []
    for one, found in held.items():
        if one.verdict is not Verdict.SAME:
            continue
        done: list[tuple[str, str, Judgement]] = []
        for left, right in found:
            if partition.join(left, right):
                done.append((left, right, one))
                continue
            refused.append(_explained(one, (left, right), [*joined, *done], apart))
            if done:  # what it joined before is parted again
                partition = Partition(items, banned=apart)
                for a, b, _ in joined:
                    partition.join(a, b)
            break
        else:
            joined += done
    return tuple(refused)


def _explained(
    same: Judgement,
    pair: tuple[str, str],
    joined: list[tuple[str, str, Judgement]],
    apart: Mapping[tuple[str, str], Judgement],
) -> Contradiction:
    """Return why a pair cannot be joined to what is joined already: the shortest way to a pair that is parted."""
    near: dict[str, list[tuple[str, Judgement]]] = {}
    for left, right, why in joined:
        near.setdefault(left, []).append((right, why))
        near.setdefault(right, []).append((left, why))
    here, there = _ways(pair[0], near), _ways(pair[1], near)
    found = [
        (len(here[a]) + len(there[b]), made(different), here[a], there[b], different)
        for (left, right), different in apart.items()
        for a, b in ((left, right), (right, left))
        if a in here and b in there
    ]
    _, _, before, after, different = min(found, key=lambda row: row[:2])
    return Contradiction(same, different, (*reversed(before), *after))


def _ways(start: str, near: Mapping[str, list[tuple[str, Judgement]]]) -> dict[str, tuple[Judgement, ...]]:
    """Return every item that is joined to `start`, with the judgements on a shortest way there."""
    ways: dict[str, tuple[Judgement, ...]] = {start: ()}
    waiting = deque([start])
    while waiting:
        item = waiting.popleft()
        for other, why in near.get(item, ()):
            if other not in ways:
                ways[other] = (*ways[item], *(() if ways[item][-1:] == (why,) else (why,)))
                waiting.append(other)
    return ways
