"""Find which reports carry one text: copies, excerpts and edited versions, among any number of reports.

In:   the texts of reports, as sorted hashes of their runs of five words.
Out:  pairs of reports that share text, with how much of each stands in the other; groups of reports of one text.
Holds: whether two reports are one text depends on these two and on the agencies that they credit, on no third report
       and on no order. Of a text that very many carry, a few pairs for each report are found, and not all of them;
       the groups come out whole.

How much of one text stands in another is counted in runs of words, after A. Z. Broder, "On the resemblance and
containment of documents" (1997), and candidates are found by his sample: the runs whose hash is a multiple of a number.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeAlias

from tellings.resolve.names import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RUN_WORDS = 5
OPENING_WORDS = 60  # of a report, or the first third of a shorter one: where a news report has its news
COPY_SHARE = 0.8  # of the shorter report's runs: it carries the text whole. Guess, unmeasured
BULK_SHARE = 0.5  # of either report's runs: one text, wherever in it they stand
PART_SHARE = 0.3  # the same, where the opening of one is part of what they share. Guess, unmeasured
CREDITED_SHARE = 0.15  # the same, where both credit the same agency besides. Guess, unmeasured
OPENING_SHARE = 1 / 3  # of the runs in a report's opening: it is part of what is shared
LEAST_RUNS = 12  # shared runs below which nothing is said: a stock phrase can be that long. Guess, unmeasured

_KEPT_ONE_IN = 4
_ALL_UP_TO = 2_000_000  # runs of a pile; in a larger one candidates are looked for by the kept runs alone
_PAIRED_UP_TO = 12  # holders of one run; where more hold it, each is paired with the first few
_FIRST_HOLDERS = 4
_LEAST_PROBES = 2  # shared, before a pair is looked at
_LEAST_PROBED = (
    0.05  # the same, as a share of the shorter one's: well below the least share that says anything
)
_BLOCK = 1 << 20  # sorted runs that are paired at a time, to bound memory

_WORD = re.compile(r"\w+")
_PLACES = (  # odd numbers, one for each place in a run, so that the order of its words tells
    0x9E3779B97F4A7C15,
    0xC2B2AE3D27D4EB4F,
    0x165667B19E3779F9,
    0xD6E8FEB86659FD93,
    0xA0761D6478BD642F,
)

Runs: TypeAlias = "NDArray[np.uint64]"
_Numbers: TypeAlias = "NDArray[np.int64]"
_Owners: TypeAlias = "NDArray[np.int32]"


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two reports that share text; left < right.

    left_share: of the runs of `left`, how many stand in `right`; left_opening: the same of its opening's.
    shared: how many runs both hold.
    """

    left: str
    right: str
    left_share: float
    right_share: float
    left_opening: float = 1.0
    right_opening: float = 1.0
    shared: int = LEAST_RUNS

    @property
    def share(self) -> float:
        """The larger share: how much of the shorter text the two have in common."""
        return max(self.left_share, self.right_share)


# ---------------------------------------------------------------- the runs of a text


def runs_of(text: str) -> Runs:
    """Return the hashes of the runs of five words in a text, case and marks aside: sorted, each once.

    The lowest bit tells whether the run stands in the text's opening, and is no part of the hash. Fewer words than five
    are one run; no words, none. The same on every machine.
    """
    import numpy as np

    words = _WORD.findall(text.casefold())
    if not words:
        return np.empty(0, np.uint64)
    hashes = np.zeros(max(len(words), RUN_WORDS), np.uint64)
    hashes[: len(words)] = [_word_hash(word) for word in words]
    mixed = np.zeros(len(hashes) - RUN_WORDS + 1, np.uint64)
    for place in range(RUN_WORDS):
        mixed += hashes[place : place + len(mixed)] * _PLACES[place]
    # The finaliser of SplitMix64: every bit of the sum bears on every bit of the hash.
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed = (mixed ^ (mixed >> np.uint64(31))) & ~np.uint64(1)
    opening = min(OPENING_WORDS, max(len(words) // 3, RUN_WORDS))
    mixed[: opening - RUN_WORDS + 1] |= np.uint64(1)
    found = np.unique(mixed)
    is_again = np.append(_keys(found[1:]) == _keys(found[:-1]), False)  # also in the opening: that one stays
    unique: Runs = found[~is_again]
    return unique


@lru_cache(maxsize=1 << 16)
def _word_hash(word: str) -> int:
    digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def _keys(runs: Runs) -> Runs:
    keys: Runs = runs >> 1  # type: ignore[assignment]
    return keys


def kept(runs: Runs) -> Runs:
    """Return one run in four, always the same ones: enough to find a report's copies by."""
    few: Runs = runs[_keys(runs) % _KEPT_ONE_IN == 0]
    return few


# ---------------------------------------------------------------- which reports share text


def overlaps(runs: Mapping[str, Runs], *, one_in: int = 1) -> list[Overlap]:
    """Return the pairs of reports that share text worth a look, sorted; shares are exact for the runs given.

    runs: report id -> what `runs_of` gave; or `kept` of it, with one_in=4, for shares that are estimates. Reports with
    the very same runs are paired with the first of them alone.
    """
    first_of: dict[bytes, str] = {}
    found: list[Overlap] = []
    for key in sorted(runs):
        if not len(runs[key]):
            continue
        first = first_of.setdefault(blake2b(_keys(runs[key]).tobytes(), digest_size=16).digest(), key)
        if first != key:
            found.append(Overlap(first, key, 1.0, 1.0, shared=len(runs[key]) * one_in))
    ids = sorted(first_of.values())
    held = [runs[key] for key in ids]
    for left, right in _candidates(held):
        found.append(measure(ids[left], ids[right], runs, one_in=one_in))
    return sorted(found, key=lambda one: (one.left, one.right))


def _candidates(held: Sequence[Runs]) -> Iterator[tuple[int, int]]:
    """Yield pairs of places in `held`, the lower first, of reports that share some runs."""
    import numpy as np

    is_large = sum(map(len, held)) > _ALL_UP_TO
    probes = [_keys(kept(one) if is_large else one) for one in held]
    sizes = np.array([len(one) for one in probes], np.int64)
    if not sizes.any():
        return
    every = np.concatenate(probes)
    del probes
    order = np.argsort(every, kind="stable")  # stable: the holders of one run stand in order of their ids
    every = every[order]
    owners = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)[order]
    starts = np.flatnonzero(np.append(True, every[1:] != every[:-1]))
    bounds = np.append(starts, len(every))
    codes, counts = _paired(owners, bounds, len(sizes))
    lefts, rights = codes // len(sizes), codes % len(sizes)
    enough = np.maximum(_LEAST_PROBES, _LEAST_PROBED * np.minimum(sizes[lefts], sizes[rights]))
    for at in np.flatnonzero(counts >= enough):
        yield int(lefts[at]), int(rights[at])


def _paired(owners: _Owners, bounds: _Numbers, number: int) -> tuple[_Numbers, ...]:
    """Return pairs of holders of one run, as left * number + right, and how many runs paired them.

    owners: holders, run after run; bounds: where each run's holders start, and the end of the last.
    """
    import numpy as np

    sizes = np.diff(bounds)
    starts, sizes = bounds[:-1][sizes > 1], sizes[sizes > 1]  # what one report holds pairs nobody
    pieces: list[tuple[_Numbers, _Numbers]] = []
    block = np.cumsum(sizes) // _BLOCK
    for number_of_block in np.unique(block):
        chosen = block == number_of_block
        begins, lengths = starts[chosen], sizes[chosen]
        few = lengths <= _PAIRED_UP_TO
        found = [
            *_all_pairs(owners, begins[few], lengths[few], number),
            *_with_the_first(owners, begins[~few], lengths[~few], number),
        ]
        pieces.append(np.unique(np.concatenate(found), return_counts=True))
    if not pieces:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    codes, where = np.unique(np.concatenate([piece[0] for piece in pieces]), return_inverse=True)
    counts = np.bincount(where, weights=np.concatenate([piece[1] for piece in pieces]))
    return codes, counts.astype(np.int64)


def _all_pairs(owners: _Owners, starts: _Numbers, lengths: _Numbers, number: int) -> Iterator[_Numbers]:
    import numpy as np

    for first in range(_PAIRED_UP_TO - 1):
        for second in range(first + 1, _PAIRED_UP_TO):
            at = starts[lengths > second]
            yield owners[at + first].astype(np.int64) * number + owners[at + second]


def _with_the_first(owners: _Owners, starts: _Numbers, lengths: _Numbers, number: int) -> Iterator[_Numbers]:
    import numpy as np

    ranks = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    begin = np.repeat(starts, lengths)
    for first in range(_FIRST_HOLDERS):
        later = ranks > first
        yield owners[begin[later] + first].astype(np.int64) * number + owners[(begin + ranks)[later]]


def measure(left: str, right: str, runs: Mapping[str, Runs], *, one_in: int = 1) -> Overlap:
    """Return how much text two reports share; left < right, and neither is without words."""
    left_runs, right_runs = runs[left], runs[right]
    left_keys, right_keys = _keys(left_runs), _keys(right_runs)
    places = right_keys.searchsorted(left_keys).clip(max=len(right_keys) - 1)
    is_shared = right_keys[places] == left_keys
    shared = int(is_shared.sum())
    left_opens = left_runs & 1 == 1
    right_opens = right_runs & 1 == 1
    return Overlap(
        left,
        right,
        shared / len(left_runs),
        shared / len(right_runs),
        float(is_shared[left_opens].mean()) if left_opens.any() else 0.0,
        float(right_opens[places[is_shared]].sum() / right_opens.sum()) if right_opens.any() else 0.0,
        shared * one_in,
    )


# ---------------------------------------------------------------- which reports are one text


def is_one_text(overlap: Overlap, agency: str | None = None) -> bool:
    """Whether two reports carry one text, whole or in part. agency: the one that both credit with it, if any.

    A part that is less than half of either must take in the opening of one of them. News agencies open with the
    news; paragraphs of background, and what an outlet sets under every page, stand further down, go from report to
    report for weeks, and tie no two reports. The house's rule.
    """
    if overlap.left_share == overlap.right_share == 1.0:
        return True
    if overlap.shared < LEAST_RUNS:
        return False
    if overlap.share >= BULK_SHARE:
        return True
    has_opening = max(overlap.left_opening, overlap.right_opening) >= OPENING_SHARE
    return has_opening and overlap.share >= (CREDITED_SHARE if agency else PART_SHARE)


def agency_of_both(overlap: Overlap, agencies: Mapping[str, str]) -> str | None:
    """Return the agency that both reports credit, in the words of the left one, or None."""
    left, right = agencies.get(overlap.left), agencies.get(overlap.right)
    return left if left and right and fold(left) == fold(right) else None


def text_groups(found: Iterable[Overlap], agencies: Mapping[str, str]) -> dict[str, str]:
    """Return report id -> the smallest id of the reports of its text, for reports whose text others carry too.

    agencies: report id -> the agency that it credits with its text.
    """
    first_of: dict[str, str] = {}

    def first(key: str) -> str:
        while (up := first_of.setdefault(key, key)) != key:
            first_of[key] = first_of[up]
            key = up
        return key

    for overlap in found:
        if is_one_text(overlap, agency_of_both(overlap, agencies)):
            one, other = sorted((first(overlap.left), first(overlap.right)))
            first_of[other] = one
    return {key: first(key) for key in sorted(first_of)}
