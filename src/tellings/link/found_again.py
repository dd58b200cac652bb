"""Find what a change to a case touches: which accounts and texts it has to be compared with again.

In:   keys of accounts, or runs of texts, kept in pieces.
Out:  the ids that share enough keys with some, in memory for a hundred thousand accounts within half a second.
Holds: what is not found here shares too little to be compared. Whoever holds a key that too many hold is told, since
       what is compared then follows from all of them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

Piece = tuple[
    Sequence[str], bytes, bytes
]  # ids; how many keys each has, as int32; the keys, as int64; little-endian


@dataclass(frozen=True)
class KeyTable:
    """Keys with those who have them. ids: each once; keys: in no order; owners: beside them, places in `ids`."""

    ids: Sequence[str]
    keys: "Numbers"
    owners: "Numbers"

    @classmethod
    def of(cls, pieces: Sequence[Piece], *, alive: Collection[str]) -> "KeyTable":
        """Return the table that pieces come to, the oldest first.

        An id is of a report, or of a report and one of its accounts, a space between. alive: reports that still count;
        what stands in several pieces holds as in the last that any account or text of its report is in.
        """
        import numpy as np

        last = {
            report: number
            for number, (ids, _, _) in enumerate(pieces)
            for report in {one.partition(" ")[0] for one in ids}
            if report in alive
        }
        ids: list[str] = []
        found, owners = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        for number, (names, counts, keys) in enumerate(pieces):
            sizes = np.frombuffer(counts, dtype="<i4").astype(np.int64)
            is_held = np.fromiter(
                (last.get(one.partition(" ")[0]) == number for one in names), dtype=bool, count=len(names)
            )
            places = np.cumsum(is_held) - 1 + len(ids)
            held = np.repeat(is_held, sizes)
            found.append(np.frombuffer(keys, dtype="<i8")[held].astype(np.int64))
            owners.append(np.repeat(places, sizes)[held])
            ids += [one.rpartition(" ")[2] for one, is_one in zip(names, is_held, strict=True) if is_one]
        return cls(ids, np.concatenate(found), np.concatenate(owners))

    def sharing(self, keys: Collection[int], *, least: int) -> dict[str, int]:
        """Return who has at least so many of these keys, with how many."""
        import numpy as np

        is_held, _ = self._held(keys)
        found, times = np.unique(self.owners[is_held], return_counts=True)
        return {
            self.ids[place]: int(number)
            for place, number in zip(found.tolist(), times.tolist(), strict=True)
            if number >= least
        }

    def most_held(self, keys: Collection[int]) -> int:
        """Return how many hold that of these keys which most hold; 0 where nobody holds any."""
        import numpy as np

        is_held, places = self._held(keys)
        return int(np.bincount(places[is_held]).max(initial=0))

    def _held(self, keys: Collection[int]) -> "tuple[NDArray[np.bool_], Numbers]":
        """Return (which of the table's keys are among these, and their places among these): one look at each, which is
        quicker than to sort them all for a few."""
        import numpy as np

        wanted = np.unique(np.fromiter(keys, dtype=np.int64, count=len(keys)))
        if not len(wanted) or not len(self.keys):
            return np.zeros(len(self.keys), dtype=bool), np.zeros(len(self.keys), dtype=np.int64)
        places = wanted.searchsorted(self.keys).clip(max=len(wanted) - 1)
        return wanted[places] == self.keys, places


def piece_of(keys: Mapping[str, Iterable[int]]) -> tuple[tuple[str, ...], bytes, bytes]:
    """Return a piece as `KeyTable.of` takes it. keys: by id, each within 63 bits."""
    import numpy as np

    ids = tuple(keys)
    every = [np.array(sorted(keys[one]), dtype="<i8") for one in ids]
    counts = np.array([len(one) for one in every], dtype="<i4")
    return ids, counts.tobytes(), np.concatenate([np.zeros(0, dtype="<i8"), *every]).tobytes()
