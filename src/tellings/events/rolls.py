"""Read a roll of names with ages: "named the dead as Ada Lund, 39, Ivo Till, 52, and the cleaner Dora Venn, 60".

In:   the tokens of a sentence.
Out:  how many are named, and the tokens of the words.
Holds: each name has its age; where one has none, or two share one, nothing is counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tellings.text.segment import Token

_NAMES = frozenset("named identified names identifies naming listed".split())
_DEAD = frozenset("dead victims killed deceased fatalities slain".split())
_OLDEST = 115


@dataclass(frozen=True, slots=True)
class Roll:
    """number named; start: of "the dead as"; names, end: the tokens of the names."""

    number: int
    start: int
    names: int
    end: int


def read_roll(tokens: Sequence[Token]) -> Roll | None:
    """Return the roll of the dead that a sentence gives, or None."""
    for at in range(2, len(tokens) - 4):
        if tokens[at].low not in ("as", ":") or tokens[at - 1].low not in _DEAD:
            continue
        start = at - 1
        while start > 0 and tokens[start - 1].low in ("the", "its", "their", "of", "those", "four", "five"):
            start -= 1
        if not any(token.low in _NAMES for token in tokens[max(0, start - 1) : start]):
            continue
        ages = _ages(tokens, at + 1)
        if len(ages) > 1:
            return Roll(len(ages), start, at + 1, ages[-1] + 1)
    return None


def _ages(tokens: Sequence[Token], at: int) -> list[int]:
    """Return the places of the ages, or nothing where the list is not one name to one age throughout."""
    ages: list[int] = []
    group = at
    while True:
        comma = next(
            (k for k in range(group, min(group + 10, len(tokens) - 1)) if tokens[k].low == "," and k > group),
            None,
        )
        if comma is None or not tokens[comma - 1].is_name_like:
            break
        age = tokens[comma + 1].low
        between = tokens[group:comma]
        is_joint = any(
            token.low == "and" and k > 0 and between[k - 1].is_name_like for k, token in enumerate(between)
        )
        if is_joint or not age.isdigit() or int(age) > _OLDEST:
            return []
        ages.append(comma + 1)
        group = comma + 2
        if group < len(tokens) and tokens[group].low == ",":
            group += 1
        elif group >= len(tokens) or tokens[group].low != "and":
            return ages
    rest = tokens[group : group + 4]
    return [] if any(token.is_name_like for token in rest) else ages
