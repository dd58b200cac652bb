"""Join items into groups, under bans on some pairs.

In:   item ids; joins, one after another; pairs that must never share a group; what items are of that must not mix.
Out:  the groups, each sorted, in order of their first member.
Holds: two items of a banned pair, or of two owners, are never in one group, whatever else is joined. A join that this
forbids changes nothing and says so. The smaller group goes into the larger one, so that many joins stay cheap.
"""

from collections.abc import Iterable, Mapping


class Partition:
    """Groups of items. items: ids, any order; banned: pairs that must stay apart, each way round; owners: item -> whose
    it is, for those of whom it is known: items of two owners stay apart."""

    def __init__(
        self,
        items: Iterable[str],
        *,
        banned: Iterable[tuple[str, str]] = (),
        owners: Mapping[str, str] | None = None,
    ) -> None:
        self._group: dict[str, set[str]] = {item: {item} for item in items}
        self._key: dict[str, str] = {item: item for item in self._group}
        self._owner: dict[str, str] = dict(owners or {})  # key of a group -> its owner
        self._banned: dict[str, set[str]] = {}
        for left, right in banned:
            if left != right:
                self._banned.setdefault(left, set()).add(right)
                self._banned.setdefault(right, set()).add(left)

    def join(self, left: str, right: str) -> bool:
        """Put the groups of two items together; return whether they are together now."""
        large, small = self._key[left], self._key[right]
        if large == small:
            return True
        if len(self._group[large]) < len(self._group[small]):
            large, small = small, large
        if not self._may_join(small, large):
            return False
        if small in self._owner:
            self._owner[large] = self._owner[small]
        moved = self._group.pop(small)
        self._group[large] |= moved
        self._key.update(dict.fromkeys(moved, large))
        return True

    def _may_join(self, small: str, large: str) -> bool:
        owners = self._owner.get(small), self._owner.get(large)
        if None not in owners and owners[0] != owners[1]:
            return False
        if not self._banned:
            return True
        there = self._group[large]
        return all(there.isdisjoint(self._banned.get(item, ())) for item in self._group[small])

    def key(self, item: str) -> str:
        """Return a key that items of one group share, until the next join."""
        return self._key[item]

    def members(self, item: str) -> frozenset[str]:
        """Return the items of one group, the given one included."""
        return frozenset(self._group[self._key[item]])

    def are_together(self, left: str, right: str) -> bool:
        """Whether two items share a group."""
        return self._key[left] == self._key[right]

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Return every group, sorted within and among themselves."""
        return tuple(sorted(tuple(sorted(group)) for group in self._group.values()))
