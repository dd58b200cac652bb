"""Whether the words of a text, taken together, are those of a report of a violent incident.

In:   a text.
Out:  a share.
Holds: only which words and pairs of words stand there counts, not where. It knows scores, plots and crashes by their
company of words, where a sentence by itself reads like an attack.
Source: a linear model of words and pairs of words (TF-IDF, logistic regression), `training/incidents/words.py`.
"""

import io
import json
import math
import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from threading import Lock

from tellings.events.incident_net import to_share
from tellings.models import ModelFiles, open_model

_WORD = re.compile(r"[a-z]+|\d+")
_APOSTROPHES = str.maketrans("", "", "'’")


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, apostrophes left out, any number as "0", and its pairs of words."""
    words = [
        "0" if word[0].isdigit() else word for word in _WORD.findall(text.lower().translate(_APOSTROPHES))
    ]
    return [*words, *map(" ".join, pairwise(words))]


class TellingWords:
    """The linear model, ready to read."""

    def __init__(self, files: ModelFiles) -> None:
        """Load it. Raises: ModelAltered, EngineUnusable."""
        import numpy as np

        with files.loading("words.npz") as data, np.load(io.BytesIO(data), allow_pickle=False) as held:
            vocabulary: list[str] = json.loads(held["vocabulary"].tobytes())
            self._number = {word: number for number, word in enumerate(vocabulary)}
            self._rarity: list[float] = held["rarity"].tolist()
            self.rarest = max(self._rarity)  # what a word that is not known has at least
            self._weight: list[float] = held["weight"].tolist()
            self._bias = float(held["bias"][0])

    def rarity(self, word: str) -> float | None:
        """Return how rare a word in lower case is among reports: its inverse document frequency; None if not known."""
        number = self._number.get(word)
        return None if number is None else self._rarity[number]

    def share(self, text: str) -> float:
        """Return the share in [0, 1] that a text tells of a violent incident."""
        numbers = map(self._number.get, words_of(text))
        counts = Counter([number for number in numbers if number is not None])
        total = length = 0.0
        for number, times in sorted(counts.items()):
            value = (1 + math.log(times)) * self._rarity[number]
            total += value * self._weight[number]
            length += value * value
        return to_share(self._bias + (total / math.sqrt(length) if length else 0.0))


_loading = Lock()


def shared_words() -> TellingWords:
    """Return the model that came with Tellings, loaded when first asked for, once for all threads.

    Raises: ModelMissing, ModelAltered, EngineUnusable.
    """
    with _loading:
        return _load_words()


@lru_cache(maxsize=1)
def _load_words() -> TellingWords:
    return TellingWords(open_model())
