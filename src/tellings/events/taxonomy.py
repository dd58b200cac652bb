"""Find the words that tell of sorts of act.

In:   the lower-case view of a sentence and where its words start; a case's own types.
Out:  places in the sentence, each with the type that its words tell.
Holds: of words that fit two sorts the more telling one is given. A case's words win over shipped ones only where they
       hold more than these. Every word costs one look-up: only one whose first letters begin a phrase meets a pattern.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from tellings.model import ActType
from tellings.taxonomy import act_types, shipped_types

_LEADING_CHOICE = re.compile(r"\(([^()]*)\)(.*)", re.S)
_WILDCARDS = {"(": "(?:", "|": "|", ")": ")", "*": r"\w*", "_": r"\w+", " ": r"[\s-]+"}
_KEY = 3  # letters of a word by which its phrases are found


class Told(NamedTuple):
    """A type at the place [start, end) of a sentence."""

    start: int
    end: int
    type: str


class _Found(NamedTuple):
    order: int  # the smallest has the words
    start: int
    end: int
    rank: int  # among the types; 0: the most telling
    is_own: bool


class TypeWords:
    """The words of all types, made ready. Any thread may use it."""

    def __init__(self, own: tuple[ActType, ...]) -> None:
        self.types = sorted(act_types(own), key=lambda one: one.general)
        self._harmless = frozenset(one.name for one in self.types if not one.violent)
        self._by_key: dict[str, list[tuple[int, bool, re.Pattern[str]]]] = defaultdict(list)
        shipped = {phrase for one in shipped_types() for phrase in one.words}
        for rank, one in enumerate(self.types):
            for phrase in one.words:
                for spelt in _spelt_out(phrase):
                    self._by_key[spelt[:_KEY]].append((rank, phrase not in shipped, _pattern(spelt)))

    def is_violent(self, name: str) -> bool:
        """Whether a type is violence by itself."""
        return name not in self._harmless

    def find(self, words: str, starts: Iterable[int]) -> list[Told]:
        """Return what is told in a sentence, in its order, without overlaps.

        words: in lower case. starts: where its words start, in order.
        """
        by_key = self._by_key
        found = []
        for start in starts:
            for rank, is_own, pattern in by_key.get(words[start : start + _KEY], ()):
                match = pattern.match(words, start)
                if match is not None:
                    found.append(_Found(rank, start, match.end(), rank, is_own))
        if not found:
            return []
        kept: list[_Found] = []
        for one in sorted(_fair(found), key=lambda one: (one.order, one.start, -one.end)):
            if not any(one.start < other.end and other.start < one.end for other in kept):
                kept.append(one)
        return sorted(Told(one.start, one.end, self.types[one.rank].name) for one in kept)


@lru_cache(maxsize=8)
def type_words(own: tuple[ActType, ...] = ()) -> TypeWords:
    """Return the words of the shipped types and of a case's own, made ready once."""
    return TypeWords(own)


def _fair(found: list[_Found]) -> list[_Found]:
    """Return the matches, a case's own first; of these only those that hold more than each shipped one they meet."""
    if not any(one.is_own for one in found):
        return found
    fair = shipped = [one for one in found if not one.is_own]
    for own in (one for one in found if one.is_own):
        met = [one for one in shipped if one.start < own.end and own.start < one.end]
        if all(own.start <= one.start and one.end <= own.end and own[1:3] != one[1:3] for one in met):
            fair = [*fair, own._replace(order=-1)]
    return fair


def _spelt_out(phrase: str) -> list[str]:
    """Return a phrase once for each word that its leading choice holds."""
    choice = _LEADING_CHOICE.match(phrase)
    return [phrase] if choice is None else [first + choice[2] for first in choice[1].split("|")]


def _pattern(phrase: str) -> re.Pattern[str]:
    """Return the pattern of a phrase without a leading choice, to be tried where a word starts."""
    return re.compile("".join(_WILDCARDS.get(char, re.escape(char)) for char in phrase) + r"\b")
