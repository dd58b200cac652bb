"""Hold a quantity with its noun on its way to becoming a count of persons.

In:   nothing.
Out:  the Candidate that the rooms of counts fill in, and what it takes to tell that two of them are joined.
Holds: a candidate without a predicate, and one at a dead end, counts nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tellings.events.outcome_words import Predicate
from tellings.events.person_nouns import NounPhrase
from tellings.events.quantities import Quantity
from tellings.text.segment import Token
from tellings.vocabulary import Field


@dataclass(slots=True)
class Candidate:
    """A quantity with its noun on the way to becoming a mention; tokens [start, end)."""

    quantity: Quantity
    noun: NounPhrase
    start: int
    end: int
    subset: bool = False
    predicate: Predicate | None = None
    is_after: bool = False
    shared: bool = False  # the predicate is a neighbour's
    in_list: bool = False  # stands in a list of the same kind: none of them is the whole
    parent: "Candidate | None" = None
    place: tuple[int, int] | None = None
    kind: Field | None = None
    dead_end: bool = False
    as_part: bool = False
    fixed: bool = False  # the predicate was read with the noun
    shares: bool = False  # one of several shares of a number, told by day or by turn
    denied: bool = False  # somebody rejects the figure


POSSESSIVES = frozenset("his her their".split())


_JOINTS = frozenset(", and & as well plus or along together with in addition to besides alongside".split())


def is_joint(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether only "and", a comma or nothing stands between two places."""
    if end - start > 5:
        return False
    between = [token.low for token in tokens[start:end]]
    if between and between[-1] in POSSESSIVES:
        between.pop()
    if between[:1] == [","] and between[2:3] == [","] and between[1].isdigit():
        del between[1]  # "a boy, 9, and his sister"
    return all(word in _JOINTS for word in between)


CLAUSE_ENDS = frozenset("; but while whereas although though however after before -".split())
