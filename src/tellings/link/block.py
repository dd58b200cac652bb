"""Say which accounts are worth comparing: few pairs, and no true one lost.

In:   Profiles.
Out:  the keys of each; pairs of accounts that share one.
Holds: two accounts meet in a key if their days may be the same, or next to each other, and they have a patch of the
       map, a small place, a rare word or a large toll in common; they are worth comparing if they meet in two keys of
       one box of days. An account of which no day is known meets others in its places and words alone. What keys an
       account has depends on nothing but itself.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from tellings.link.profiles import Profile
from tellings.model import Place
from tellings.resolve.names import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]

BUCKET_DAYS = (
    4  # days are put into boxes of so many, and an account into each that its days, and one more, touch
)
MOST_BUCKETS = 12  # an account that may be of more boxes (a year told alone) goes by its places and words
LARGE_KM = 15.0  # a town of such a radius is told of in many reports of one week
CELL_DEGREES = 0.25  # some 28 km: two points that may be one place lie in one patch or in two that touch
MOST_CELLS = 9  # a place that covers more patches (a province) goes by its name
WORDS = 12  # of an account, the rarest, serve as keys
FEW = 6  # places, names and words of an account that serve as keys two by two
LEAST_DEAD = 10  # a toll from which it serves as a key: smaller ones are told of any day
MOST_TOGETHER = (
    200  # accounts of one key that are all compared; of more, each with its next ones in a fixed order
)
NEXT = 40  # how many next ones

LEAST_MET = 2  # keys that two accounts share before they are compared: one word alone is a chance
_BITS = 44  # of a key, for what is told; those above them are for the box of days

Key = int


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of an account, sorted, each once. dated: of its boxes of days, each with one thing that it has; none
    where its days are open.
    timeless: of its own small places, and of two things that it has: in these it meets accounts whose days are open, or
    all where its own are."""

    dated: "array[int]"
    timeless: "array[int]"

    @property
    def is_open(self) -> bool:
        """Whether its days are open."""
        return len(self.dated) == 0


def keys_of(profile: Profile) -> Keys:
    """Return the keys of an account: 64-bit numbers."""
    places = {f"place {name}" for place in profile.places if (name := fold(place.name))}
    places |= {f"place {name}" for name in profile.localities}
    names = {f"name {name}" for name in profile.names}
    rarest = sorted(profile.words.items(), key=lambda row: (-row[1], row[0]))
    words = [f"word {word}" for word, _ in rarest[:WORDS]]
    cells = {f"cell {cell}" for place in profile.places for cell in _cells(place)}
    dead = {f"dead {number}" for number in profile.killed if number >= LEAST_DEAD}
    things = {_number(thing) for thing in (*places, *names, *words, *cells, *dead)}
    alone = {
        f"place {fold(place.name)}" for place in profile.places if 0.0 < (place.radius_km or 1.0) < LARGE_KM
    }
    two = combinations(sorted({*sorted(places)[:FEW], *sorted(names)[:FEW], *words[:FEW]}), 2)
    timeless = {_number(thing) for thing in (*alone, *(f"{one} and {other}" for one, other in two))}
    return Keys(
        dated=array("q", sorted(box << _BITS | thing for box in buckets_of(profile) for thing in things)),
        timeless=array("q", sorted(timeless)),
    )


def buckets_of(profile: Profile) -> tuple[int, ...]:
    """Return the boxes of days that an account touches, sorted; () where none is known, or too many."""
    boxes: set[int] = set()
    for first, last in profile.days:
        low, high = (first.toordinal() - 1) // BUCKET_DAYS, (last.toordinal() + 1) // BUCKET_DAYS
        if high - low > MOST_BUCKETS:
            return ()
        boxes.update(range(low, high + 1))
    return tuple(sorted(boxes)) if len(boxes) <= MOST_BUCKETS else ()


def _cells(place: Place) -> Iterable[str]:
    """Return the patches of the map that a place, with its radius, may touch; none where it has no point or is wide."""
    if place.lat is None or place.lon is None:
        return ()
    reach = min((place.radius_km or 0.0) + 5.0, 60.0) / 111.0
    rows = range(_cell(place.lat - reach), _cell(place.lat + reach) + 1)
    columns = range(_cell(place.lon - reach), _cell(place.lon + reach) + 1)
    if len(rows) * len(columns) > MOST_CELLS:
        return ()
    return [f"{row} {column}" for row in rows for column in columns]


def _cell(degrees: float) -> int:
    return int(degrees // CELL_DEGREES)


def _number(thing: str) -> Key:
    return int.from_bytes(blake2b(thing.encode(), digest_size=8).digest(), "little") >> (64 - _BITS)


# ---------------------------------------------------------------- pairs


def pairs_of(keys: Mapping[str, Keys]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of accounts that are worth comparing, the lesser id first, each once; sorted.

    keys: by account id. An account whose days are open meets the others in what they have in common alone.
    """
    import numpy as np

    ids = sorted(keys)
    is_open = np.fromiter((keys[one].is_open for one in ids), dtype=bool, count=len(ids))
    found = [_met(ids, lambda one: keys[one].dated, LEAST_MET)]
    if is_open.any():
        codes = _met(ids, lambda one: keys[one].timeless, 1)
        left, right = np.divmod(codes, len(ids))
        found.append(codes[is_open[left] | is_open[right]])
    for code in np.unique(np.concatenate(found)).tolist():
        yield ids[code // len(ids)], ids[code % len(ids)]


def _met(ids: Sequence[str], keys_of_one: Callable[[str], "array[int]"], least: int) -> "Codes":
    """Return the pairs that meet in so many keys of one box of days, as numbers: left * how many ids + right."""
    import numpy as np

    counts = np.fromiter((len(keys_of_one(one)) for one in ids), dtype=np.int64, count=len(ids))
    keys = np.concatenate(
        [np.zeros(0, dtype=np.int64), *(np.frombuffer(keys_of_one(one), dtype=np.int64) for one in ids)]
    )
    owners = np.repeat(np.arange(len(ids), dtype=np.int64), counts)
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    heads: Codes = (
        np.flatnonzero(np.r_[True, keys[1:] >> _BITS != keys[:-1] >> _BITS])
        if len(keys)
        else np.zeros(0, dtype=np.int64)
    )
    found = [
        _often(_met_in_box(keys[start:end], owners[start:end], len(ids)), least)
        for start, end in pairwise((*heads, len(keys)))
    ]
    return np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *found]))


def _met_in_box(keys: "Codes", owners: "Codes", number: int) -> "Codes":
    """Return a pair for each key that two accounts share, as numbers. keys: sorted, with their owners."""
    import numpy as np

    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    sizes = np.diff(np.r_[starts, len(keys)])
    held = [np.zeros(0, dtype=np.int64)]
    for size in np.unique(sizes[sizes > 1]).tolist():
        heads = starts[sizes == size]
        if size > MOST_TOGETHER:
            for head in heads.tolist():
                members = owners[head : head + size]
                held += [members[:-step] * number + members[step:] for step in range(1, NEXT + 1)]
            continue
        lefts, rights = np.triu_indices(size, 1)
        members = owners[heads[:, None] + np.arange(size)]
        held.append((members[:, lefts] * number + members[:, rights]).ravel())
    return np.concatenate(held)


def _often(codes: "Codes", least: int) -> "Codes":
    import numpy as np

    unique, times = np.unique(codes, return_counts=True)
    return unique[times >= least]
