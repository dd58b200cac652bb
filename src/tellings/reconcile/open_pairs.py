"""Say which origin classes were not shown to differ, and how few origins a set of them may come to.

In:   the voices of each class, as far as they can be told apart; classes that a person or a report parts.
Out:  OpenPairs; the least number of origins.
Holds: who is not named may be anybody that nothing sets apart: no report tells of both, and side, kind, connection
       and body are not at odds. The least number is exact where few classes hang together; where many do, it may be
       too low, never too high. Classes are compared by what they share, never each with each.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from tellings.model import Voice
from tellings.resolve.names import fold
from tellings.resolve.partition import Partition
from tellings.vocabulary import Connection, Naming, VoiceKind

_EXACT_UP_TO = 10  # classes that hang together; above it the lower bound may be too low, never too high
_DRAWN_UP_TO = 60  # classes of which all pairs are compared to see which hang together; above it, a bound
_PERSONS = frozenset({VoiceKind.PERSON, VoiceKind.GROUP})
_WAS_THERE = frozenset({Connection.VICTIM, Connection.WITNESS, Connection.RELATIVE})
_IN_OFFICE = frozenset({Connection.OFFICIAL, Connection.SPOKESPERSON})
_BODY_WORDS = frozenset(
    {"police", "army", "military", "ministry", "hospital", "clinic", "council", "embassy"}
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What may set one voice apart from another. "", or no words: not told."""

    is_named: bool
    kind: str
    side: str
    connection: str
    body: frozenset[str]

    def fits(self, other: "Shape") -> bool:
        """Whether voices of these two shapes may be one: one of them is not named, and nothing is at odds.

        Bodies are at odds where each has a word that the other lacks: "interior ministry" and "health ministry".
        """
        if (self.is_named and other.is_named) or self.kind != other.kind:
            return False
        for a, b in ((self.side, other.side), (self.connection, other.connection)):
            if a and b and a != b:
                return False
        bodies = self.body and other.body
        return not bodies or self.body <= other.body or other.body <= self.body


def shape_of(voice: Voice) -> Shape:
    """Return what may set a voice apart. Who was hit, saw it or mourns may be one person; so may an official and a
    spokesperson. A body counts by words that name one ("police", "interior ministry"), not by "local" or "security"."""
    kind = "person" if voice.kind in _PERSONS else str(voice.kind)
    connection = str(voice.connection or "")
    if voice.connection in _WAS_THERE:
        connection = "was there"
    elif voice.connection in _IN_OFFICE:
        connection = "in office"
    words = fold(voice.affiliation or "").replace("'s", "").split()
    last = words[-1:] if words and words[-1] in _BODY_WORDS else []
    which = words[-2:-1] if last == ["ministry"] else []
    return Shape(voice.naming is Naming.NAMED, kind, voice.side or "", connection, frozenset(last + which))


@dataclass(frozen=True, slots=True)
class Member:
    """One voice that stands for a class. told_in: keys of the reports that tell of it, sorted."""

    class_id: str
    shape: Shape
    told_in: tuple[str, ...]


class OpenPairs:
    """Which classes were not shown to differ.

    members: at least one for each class. apart: pairs of class ids that a person parted. also: pairs that are open
    for another reason, parted ones left out.
    """

    def __init__(
        self,
        members: Sequence[Member],
        *,
        apart: Iterable[tuple[str, str]] = (),
        also: Iterable[tuple[str, str]] = (),
    ) -> None:
        self._apart = _both_ways(apart)
        self._also = _both_ways(also)
        self._number: dict[Shape, Counter[str]] = defaultdict(Counter)
        for member in members:
            self._number[member.shape][member.class_id] += 1
        self._ways = self._find_ways(members)
        self._unions: dict[frozenset[Shape], frozenset[str]] = {}  # kept, since most classes ask for the same
        self._orders: dict[frozenset[Shape], tuple[str, ...]] = {}

    def _find_ways(self, members: Sequence[Member]) -> dict[str, dict[Shape, frozenset[str]]]:
        """Return for each class: shape that fits one of its members -> the classes all of whose members of that shape
        some report tells of beside that member."""
        present: dict[str, list[Member]] = defaultdict(list)
        for member in members:
            for report in member.told_in:
                present[report].append(member)
        fitting = {one: [other for other in self._number if one.fits(other)] for one in self._number}
        ways: dict[str, dict[Shape, frozenset[str]]] = {member.class_id: {} for member in members}
        for member in members:
            beside = {id(one): one for report in member.told_in for one in present[report]}.values()
            met = Counter((one.shape, one.class_id) for one in beside)
            shut: dict[Shape, set[str]] = defaultdict(set)
            for (shape, class_id), number in met.items():
                if number == self._number[shape][class_id]:
                    shut[shape].add(class_id)
            held = ways[member.class_id]
            for shape in fitting[member.shape]:
                held[shape] = held.get(shape, frozenset(shut[shape])) & shut[shape]
        return ways

    def may_be_one(self, left: str, right: str) -> bool:
        """Whether nothing shows that two classes differ. No class is open to itself."""
        if left == right or right in self._apart.get(left, ()):
            return False
        if right in self._also.get(left, ()):
            return True
        return any(
            right in self._number[shape] and right not in shut
            for shape, shut in self._ways.get(left, {}).items()
        )

    def open_to(self, class_id: str, *, at_most: int) -> tuple[tuple[str, ...], int]:
        """Return (the first classes, by id, that this one may be one with, no more than `at_most`; how many more)."""
        shapes = frozenset(self._ways.get(class_id, ()))
        near = self._near(shapes)
        special = {class_id, *self._apart.get(class_id, ()), *self._also.get(class_id, ())}
        special = special.union(*self._ways.get(class_id, {}).values())
        number = len(near) - sum(one in near for one in special)
        number += sum(self.may_be_one(class_id, one) for one in special)
        beyond = sorted(one for one in self._also.get(class_id, ()) if one not in near)
        first: list[str] = []
        for one in (*self._sorted_near(shapes), *beyond):
            if len(first) == min(at_most, number):
                break
            if one not in special or self.may_be_one(class_id, one):
                first.append(one)
        return tuple(sorted(first)), number - len(first)

    def _near(self, shapes: frozenset[Shape]) -> frozenset[str]:
        if shapes not in self._unions:
            self._unions[shapes] = frozenset().union(*(self._number[shape] for shape in shapes))
        return self._unions[shapes]

    def _sorted_near(self, shapes: frozenset[Shape]) -> tuple[str, ...]:
        if shapes not in self._orders:
            self._orders[shapes] = tuple(sorted(self._near(shapes)))
        return self._orders[shapes]

    def least(self, classes: Collection[str]) -> int:
        """Return how many origins these classes are at least. Exact up to _EXACT_UP_TO that hang together, where no
        more than _DRAWN_UP_TO are given; else a bound that may be too low, never too high."""
        held = sorted(set(classes))
        if len(held) > _DRAWN_UP_TO:
            return self._surely_apart(held)
        near: dict[str, set[str]] = {one: set() for one in held}
        for a, b in combinations(held, 2):
            if self.may_be_one(a, b):
                near[a].add(b)
                near[b].add(a)
        return least_apart(held, near)

    def _surely_apart(self, classes: Sequence[str]) -> int:
        """Return how many of these classes certainly differ from each other, taken one by one."""
        taken: set[str] = set()
        by_shape: dict[Shape, set[str]] = defaultdict(set)
        for one in sorted(classes, key=lambda key: (self.open_to(key, at_most=0)[1], key)):
            if not self._is_open_to_any(one, taken, by_shape):
                taken.add(one)
                for shape in self._shapes_of[one]:
                    by_shape[shape].add(one)
        return len(taken)

    def _is_open_to_any(self, one: str, taken: set[str], by_shape: Mapping[Shape, set[str]]) -> bool:
        apart = self._apart.get(one, set())
        if any(other in taken and other not in apart for other in self._also.get(one, ())):
            return True
        for shape, shut in self._ways.get(one, {}).items():
            there = by_shape.get(shape, set())
            if there and len(there) > sum(other in there for other in apart | shut):
                return True
        return False

    @cached_property
    def _shapes_of(self) -> dict[str, list[Shape]]:
        shapes: dict[str, list[Shape]] = defaultdict(list)
        for shape, number in self._number.items():
            for class_id in number:
                shapes[class_id].append(shape)
        return shapes


def _both_ways(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for left, right in pairs:
        if left != right:
            found[left].add(right)
            found[right].add(left)
    return dict(found)


# ---------------------------------------------------------------- the least number


def least_apart(nodes: Iterable[str], may_join: Mapping[str, set[str]]) -> int:
    """Return the fewest groups into which nodes fall if all that may be one is one: a least cover by cliques.

    Within a group every two must be such that they may be one. Where more than _EXACT_UP_TO nodes hang together,
    a lower bound is returned: how many of them, taken one by one, certainly differ from each other.
    """
    held = sorted(set(nodes))
    partition = Partition(held)
    for a, b in combinations(held, 2):
        if b in may_join.get(a, ()):
            partition.join(a, b)
    return sum(_least_cliques(group, may_join) for group in partition.groups())


def _least_cliques(group: Sequence[str], may_join: Mapping[str, set[str]]) -> int:
    if len(group) <= 2:
        return 1
    if len(group) > _EXACT_UP_TO:
        apart: list[str] = []
        for node in sorted(group, key=lambda key: (len(may_join.get(key, ())), key)):
            if all(node not in may_join.get(other, ()) for other in apart):
                apart.append(node)
        return len(apart)
    near = [sum(1 << n for n, b in enumerate(group) if b in may_join.get(a, ())) for a in group]
    whole = (1 << len(group)) - 1
    is_clique = [True] * (whole + 1)
    least = [0] * (whole + 1)
    for mask in range(1, whole + 1):
        first = (mask & -mask).bit_length() - 1
        rest = mask & (mask - 1)
        is_clique[mask] = is_clique[rest] and rest & near[first] == rest
        best, part = len(group), rest
        while True:  # the clique that holds the first node: any subset of the rest
            if is_clique[part | 1 << first]:
                best = min(best, 1 + least[rest & ~part])
            if part == 0:
                break
            part = (part - 1) & rest
        least[mask] = best
    return least[whole]
