"""Find the villages, quarters and camps that a report names: what two reports of one incident share.

In:   a report's text; a gazetteer, to tell small places from countries, provinces and large towns.
Out:  keys of names, the same for spellings that differ in vowels ("Rashidin", "Rashideen").
Holds: a place that very many reports of a war name ties none of them together; places of other incidents that the
       report only mentions are left out.
"""

import re
from collections.abc import Iterable

from tellings.events.surroundings import background_sentences
from tellings.events.whereabouts import find_places
from tellings.resolve.gazetteer import Gazetteer
from tellings.resolve.names import fold, skeleton
from tellings.text.segment import Document

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


def localities(document: Document, gazetteer: Gazetteer) -> frozenset[str]:
    """Return the keys of the small places that a report names outside its background sentences."""
    aside = background_sentences(document)
    found: set[str] = set()
    for mention in find_places(document):
        if mention.sentence in aside:
            continue
        found |= small_places((mention.name, *mention.also, *mention.within, *mention.near), gazetteer)
    return frozenset(found)


def small_places(names: Iterable[str], gazetteer: Gazetteer) -> frozenset[str]:
    """Return the keys of those of these names that are no country's, province's or large town's."""
    small = (name for name in names if not _is_wide(name, gazetteer))
    return frozenset(key for name in small for key in locality_keys(name, gazetteer))


def locality_keys(name: str, gazetteer: Gazetteer) -> Iterable[str]:
    """Yield a key for each word of a name that could be a small place by itself."""
    for word in re.split(r"[\s-]+", name):
        key = fold(word)
        if len(key) < 3 or key in _KINDS or not key.isalpha():
            continue
        if not _is_wide(word, gazetteer):
            yield bones(key)


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
