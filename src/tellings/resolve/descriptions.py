"""What a phrase says of a body that it does not name: "a monitor", "the Britain-based monitoring group".

In:   a phrase; the names and phrases of a named body.
Out:  its sort and the words that describe it; whether it fits a body.
Holds: a phrase fits a body only if all that tells bodies apart (its sort, where it is based, names in it) is told of
       that body. "Another monitor" is nobody told before.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tellings.resolve.body_names import places_meant
from tellings.resolve.names import fold

SORTS: dict[str, frozenset[str]] = {  # sort of body -> words that tell it
    "monitor": frozenset("monitor monitors monitoring watchdog observatory observers watch".split()),
    "rights": frozenset({"rights"}),
    "aid": frozenset("aid relief humanitarian charity".split()),
    "rescue": frozenset({"rescue", "rescuers"}),
}
_SORT_OF = {word: sort for sort, words in SORTS.items() for word in words}
_SAYS_ALL = frozenset(
    {"monitor", "watchdog", "charity", "observatory"}
)  # nouns that are a description by themselves
_BODY_NOUNS = frozenset(
    "group organisation organization body agency network service charity monitor watchdog observatory ngo".split()
)
_OTHER = frozenset("another other second third different separate rival two three several some one".split())
_ARTICLES = frozenset({"a", "an", "the", "another", "other", "one"})
_CLAUSE = re.compile(r"(?:,| (?:which|who|whose|that|citing|quoting)\b).*$", re.DOTALL)
_BASED = re.compile(r"\b([A-Z][\w.]*)-based\b|\bbased in (?:the )?([A-Z]\w*)")


@dataclass(frozen=True, slots=True)
class Description:
    """sorts: of SORTS, at least one. told: folded words beside the sort that tell bodies apart: names of places and the
    like; based: what "Britain-based" may mean. definite: opens with "the"."""

    sorts: frozenset[str]
    told: frozenset[str]
    based: frozenset[str]
    definite: bool

    @property
    def says_which(self) -> bool:
        """Whether more is told than the sort."""
        return bool(self.told or self.based)


@dataclass(frozen=True, slots=True)
class Bearing:
    """What names and phrases say of one named body."""

    sorts: frozenset[str]
    told: frozenset[str]
    based: frozenset[str]


def describe(phrase: str) -> Description | None:
    """Return what a phrase tells that describes one body by its sort and names none; None for any other phrase."""
    bare = _CLAUSE.sub("", phrase).strip()
    based = _based(bare)
    words = re.findall(r"[\w'’-]+", _BASED.sub(" ", bare))
    start = max((k for k, word in enumerate(words) if word.casefold() in _ARTICLES), default=-1)
    before, within = words[: max(start, 0)], words[start + 1 :]
    if any(word[0].islower() for word in before) or not within:
        return None  # "the head of a monitoring group"; a dateline before the phrase is no part of it
    determiner = words[start].casefold() if start >= 0 else ""
    lows = [fold(word) for word in within]
    head = lows[-1]
    sorts = frozenset(_SORT_OF[low] for low in lows if low in _SORT_OF)
    if head not in _BODY_NOUNS or not sorts or not {determiner, *lows}.isdisjoint(_OTHER):
        return None
    if head in _SAYS_ALL or any(low in _SORT_OF for low in lows[:-1]):
        told = frozenset(
            low
            for word, low in zip(within, lows, strict=True)
            if word[0].isupper() and low not in _SORT_OF and not (start < 0 and word is within[0])
        )
        return Description(sorts, told, based, determiner == "the")
    return None


def bearing(phrases: Iterable[str], *, is_monitor: bool = False) -> Bearing:
    """Return what these names and phrases of one body tell of it. is_monitor: it is told to be one elsewhere."""
    sorts: set[str] = {"monitor"} if is_monitor else set()
    told: set[str] = set()
    based: set[str] = set()
    for phrase in phrases:
        words = fold(phrase).split()
        sorts |= {_SORT_OF[word] for word in words if word in _SORT_OF}
        told.update(words)
        based |= _based(phrase)
        if "civil defence" in " ".join(words) or "civil defense" in " ".join(words):
            sorts.add("rescue")
    return Bearing(frozenset(sorts), frozenset(told), frozenset(based))


def fits(description: Description, body: Bearing, *, strictly: bool) -> bool:
    """Whether a description fits a body. strictly: where it is based must be told of the body; else it is enough that
    nothing else is told."""
    if not description.sorts <= body.sorts:
        return False
    meant = {place for word in body.told for place in places_meant(word)} if description.told else set()
    if not all(places_meant(word) & meant for word in description.told):
        return False
    if not description.based or (not body.based and not strictly):
        return True
    return not description.based.isdisjoint(body.based)


def _based(phrase: str) -> frozenset[str]:
    found = (one or other for one, other in _BASED.findall(phrase))
    return frozenset(place for word in found for place in places_meant(fold(word)))
