"""Score a grouping of items against the true one: B-cubed precision, recall and F1.

In:   for each item the group that it was put into, and the true one.
Out:  a Score.
Holds: each item counts the same, whatever the size of its group. Linear in the items.
Source: A. Bagga and B. Baldwin, "Algorithms for scoring coreference chains", LREC workshop on linguistic coreference
(1998). Of an item, precision is the share of its group that truly is of its own; recall, the share of its true group
that stands in its group; both are averaged over all items.
"""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, each in [0, 1], averaged over so many items; 1 and 1 where there are none."""

    precision: float
    recall: float
    items: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        whole = self.precision + self.recall
        return 2 * self.precision * self.recall / whole if whole else 0.0


def b_cubed(found: Mapping[str, Hashable], true: Mapping[str, Hashable]) -> Score:
    """Return the score of `found`, item by item.

    Raises: ValueError if the two do not hold the same items: what a grouping leaves out is to be given a group of its
    own by whoever asks, so that it counts as missed.
    """
    if found.keys() != true.keys():
        raise ValueError(f"{len(found.keys() ^ true.keys())} items stand in one of the two groupings alone")
    if not found:
        return Score(1.0, 1.0, 0)
    in_found, in_true = Counter(found.values()), Counter(true.values())
    in_both = Counter((found[item], true[item]) for item in found)
    precision = sum(number * number / in_found[group] for (group, _), number in in_both.items())
    recall = sum(number * number / in_true[group] for (_, group), number in in_both.items())
    return Score(precision / len(found), recall / len(found), len(found))
