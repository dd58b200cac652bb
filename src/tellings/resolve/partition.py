"""Join items into groups, under bans on some pairs.

In:   item ids; joins, one after another; pairs that must never share a group.
Out:  the groups, each sorted, in order of their first member.
Holds: two items of a banned pair are never in one group, whatever else is joined. A join that a ban forbids
changes nothing and says so.
"""

from collections.abc import Iterable


class Partition:
    """Groups of items. items: ids, any order; banned: pairs that must stay apart, each way round."""

    def __init__(self, items: Iterable[str], *, banned: Iterable[tuple[str, str]] = ()) -> None:
        self._group: dict[str, frozenset[str]] = {item: frozenset((item,)) for item in sorted(items)}
        self._banned: dict[str, set[str]] = {}
        for left, right in banned:
            if left != right:
                self._banned.setdefault(left, set()).add(right)
                self._banned.setdefault(right, set()).add(left)

    def join(self, left: str, right: str) -> bool:
        """Put the groups of two items together; return whether they are together now."""
        a, b = self._group[left], self._group[right]
        if a is b:
            return True
        if any(not b.isdisjoint(self._banned.get(item, ())) for item in a):
            return False
        joined = a | b
        self._group.update(dict.fromkeys(joined, joined))
        return True

    def members(self, item: str) -> frozenset[str]:
        """Return the items of one group, the given one included."""
        return self._group[item]

    def are_together(self, left: str, right: str) -> bool:
        """Whether two items share a group."""
        return self._group[left] is self._group[right]

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Return every group, sorted within and among themselves."""
        return tuple(sorted(tuple(sorted(group)) for group in set(self._group.values())))
