"""Find what marks one incident off from the next: the small places and the rare words that an account is told with.

In:   a Document; the sentences of an account; a gazetteer.
Out:  keys of places; keys of words, each with its weight.
Holds: keys are those of one spelling or another. Words are weighed by how rare they are in news at large, by a list
       that ships with Tellings, so that no other report of a case changes them.
Source: TF-IDF, after G. Salton and C. Buckley, "Term-weighting approaches in automatic text retrieval" (1988).
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable

from tellings.events.telling_words import shared_words
from tellings.events.whereabouts import find_places
from tellings.model import Marks
from tellings.resolve.gazetteer import Gazetteer
from tellings.resolve.localities import bones, small_places
from tellings.text.segment import Document

MOST_WORDS = 40  # of an account, the weightiest; a guess, unmeasured
LEAST_RARITY = 3.0  # of a word that is kept: it stands in less than a tenth of the texts. Guess, unmeasured
_WORD = re.compile(r"[^\W\d_]{3,}")


def marks_of(document: Document, sentences: Collection[int], *, gazetteer: Gazetteer) -> Marks:
    """Return what marks off that which these sentences tell of. sentences: indexes, those of another incident aside."""
    places: set[str] = set()
    for mention in find_places(document):
        if mention.sentence in sentences:
            places |= small_places((mention.name, *mention.also, *mention.within, *mention.near), gazetteer)
    told = (document.sentences[number].span.of(document.view) for number in sorted(sentences))
    return Marks(tuple(sorted(places)), rarest_words(told))


def rarest_words(texts: Iterable[str]) -> tuple[tuple[str, float], ...]:
    """Return the rarest words of texts with their weights, which have length 1 together; sorted."""
    known = shared_words()
    told = Counter(word for text in texts for word in _WORD.findall(text))
    counted: Counter[tuple[str, float]] = Counter()
    for word, times in told.items():
        low = word.casefold()
        rarity = known.rarity(low) or known.rarity(low.removesuffix("s"))
        if rarity is None:  # a name, most often, which other reports may spell otherwise
            counted[bones(low) if word[0].isupper() else low, known.rarest] += times
        elif rarity >= LEAST_RARITY:
            counted[low, rarity] += times
    weighed = sorted(
        ((word, (1.0 + math.log(times)) * rarity) for (word, rarity), times in counted.items()),
        key=lambda row: (-row[1], row[0]),
    )[:MOST_WORDS]
    length = math.sqrt(sum(weight * weight for _, weight in weighed))
    return tuple(sorted((word, round(weight / length, 4)) for word, weight in weighed))
