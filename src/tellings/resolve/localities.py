"""Tell villages, quarters and camps, which two reports of one incident share, from places that any report names.

In:   names of places; a gazetteer, to tell small places from countries, provinces and large towns.
Out:  keys of names, the same for spellings that differ in vowels ("Rashidin", "Rashideen").
Holds: a place that very many reports of a war name ties none of them together.
"""

import re
from collections.abc import Iterable

from tellings.resolve.gazetteer import Gazetteer
from tellings.resolve.names import fold, skeleton

LARGE_TOWN = 400_000  # people: towns of that size are named in reports of many incidents. Guess, unmeasured
_LEAST_BONES = 3  # consonants by which a name is known whatever its vowels; shorter names keep theirs
_KINDS = frozenset(
    "camp city town village hamlet quarter district neighbourhood neighborhood suburb suburbs province governorate "
    "region area countryside hospital airport airbase base school market mosque church square street road bridge "
    "border river valley mountain old new north south east west northern southern eastern western central upper lower "
    "greater international national general emergency security council collection celebrate kill kills bomb blast "
    "attack attacks region monitor state republic union towns villages camps monday tuesday wednesday thursday friday "
    "saturday sunday".split()
)


def small_places(names: Iterable[str], gazetteer: Gazetteer) -> frozenset[str]:
    """Return the keys of those of these names that are no country's, province's or large town's."""
    small = (name for name in names if not _is_wide(name, gazetteer))
    return frozenset(key for name in small for key in locality_keys(name, gazetteer))


def locality_keys(name: str, gazetteer: Gazetteer) -> Iterable[str]:
    """Yield a key for each word of a name that could be a small place by itself."""
    for word in _telling_words(name):
        if not _is_wide(word, gazetteer):
            yield bones(fold(word))


def name_keys(name: str) -> Iterable[str]:
    """Yield a key for each word of the name of one place that tells it from others: all but "camp", "north", "al-"."""
    return map(bones, map(fold, _telling_words(name)))


def _telling_words(name: str) -> Iterable[str]:
    for word in re.split(r"[\s-]+", name):
        key = fold(word)
        if len(key) >= 3 and key not in _KINDS and key.isalpha():
            yield word


def bones(name: str) -> str:
    """Return a name less what its spellings differ in: vowels (but for whether it opens with one), doubled letters."""
    plain = re.sub(r"^[aeiou]", "*", skeleton(name))
    kept = re.sub(r"(?<=.)[aeiou]", "", plain)
    return kept if len(kept.lstrip("*")) >= _LEAST_BONES else plain


def _is_wide(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a name is that of a country, a province, a capital or a large town; also with a possessive "s" left."""
    for form in (name, re.sub(r"['’]?s$", "", name)):
        for place in gazetteer.find(form)[:3]:
            if place.kind in ("country", "admin1", "capital") or place.population >= LARGE_TOWN:
                return True
    return False
