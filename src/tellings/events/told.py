"""What the trained heads tell of a report: which sentences tell of an incident, and which of them of the same one.

In:   a Document, and what the encoder found in it.
Out:  Told.
Holds: a sentence's shares follow from its stretch of the text alone; order is that of the text.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellings.attribution.trained import Reading
from tellings.events.incident_net import MAIN, PASSING, Bounds, IncidentNet, shared_net, to_share
from tellings.events.telling_words import TellingWords, shared_words
from tellings.inference import Word
from tellings.text.segment import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What the scores of the likeliest sentence, of all sentences in the mean, and of the words weigh: logistic regression
# on made passages that none of them was trained on.
OF_LIKELIEST, OF_ALL, OF_WORDS, LEANING = 0.14, 0.17, 0.76, 0.66
TELLS = 0.5  # share from which a sentence is held to tell of a reported incident
ONE_TOLD = 0.5  # mean share at which sentences tell of one incident
MOST_TOGETHER = 150  # sentences whose pairs are held at once: a long list is taken in parts


@dataclass(frozen=True, slots=True)
class Told:
    """What a document tells.

    main, background: shares in [0, 1], a sentence each: that it tells of an incident that the document reports, and of
    one in passing. report: share that the document reports any, by its sentences and by its words. parts:
    the sentences that likely tell of a reported incident, those of one incident together.
    """

    main: tuple[float, ...]
    background: tuple[float, ...]
    report: float
    parts: tuple[tuple[int, ...], ...]


def read_told(
    document: Document, reading: Reading, *, net: IncidentNet | None = None, words: TellingWords | None = None
) -> Told:
    """Return what a document tells of incidents. net, words: None for those that came with Tellings.

    Raises: ModelMissing, ModelAltered, EngineUnusable.
    """
    import numpy as np

    sentences = sentence_bounds(document, reading.words)
    main, background = [0.0] * len(sentences), [0.0] * len(sentences)
    if reading.lower is None:  # no words
        return Told(tuple(main), tuple(background), 0.0, ())
    net = shared_net() if net is None else net
    vectors: dict[int, NDArray[np.float32]] = {}
    for stretch in net.stretches(reading.lower, sentences):
        for row, number in enumerate(stretch.sentences):
            main[number] = to_share(stretch.told[row, MAIN])
            background[number] = to_share(stretch.told[row, PASSING])
            if main[number] >= TELLS:
                vectors[number] = stretch.vectors[row]
    parts: list[list[int]] = []
    for numbers in _batches(sorted(vectors), MOST_TOGETHER):
        shares = net.sentence_pairs(np.stack([vectors[number] for number in numbers]), numbers)
        parts += [[numbers[k] for k in group] for group in joined(shares, ONE_TOLD)]
    report = to_share(
        OF_LIKELIEST * _score(max(main))
        + OF_ALL * _score(sum(main) / len(main))
        + OF_WORDS * _score((shared_words() if words is None else words).share(document.view))
        + LEANING
    )
    return Told(tuple(main), tuple(background), report, tuple(sorted(tuple(sorted(part)) for part in parts)))


def _score(share: float) -> float:
    """Return the score that a share stands for, the share held off from 0 and 1."""
    held = min(max(share, 1e-4), 1 - 1e-4)
    return math.log(held / (1 - held))


def _batches(items: Sequence[int], most: int) -> Iterator[Sequence[int]]:
    for at in range(0, len(items), most):
        yield items[at : at + most]


def sentence_bounds(document: Document, words: Sequence[Word]) -> list[Bounds]:
    """Return where each sentence of the document stands, in words."""
    bounds: list[Bounds] = []
    place = 0
    for number in range(len(document.sentences)):
        # words before the first sentence belong to it, as do those between two to the one before
        last = number + 1 == len(document.sentences)
        end = math.inf if last else document.sentences[number + 1].span.start
        start = place
        while place < len(words) and words[place].start < end:
            place += 1
        bounds.append((start, place))
    return bounds


def joined(shares: "NDArray[np.float32]", least: float) -> list[list[int]]:
    """Return things in groups, by number: the two that fit best on average are joined, while that is `least` or more.

    shares: (things, things), symmetric, how well two fit.
    """
    import numpy as np

    groups = [[k] for k in range(len(shares))]
    fit = shares.astype(np.float64)
    np.fill_diagonal(fit, -1.0)
    while len(groups) > 1:
        i, j = sorted(divmod(int(fit.argmax()), len(groups)))
        if fit[i, j] < least:
            break
        left, right = len(groups[i]), len(groups[j])
        mean = (fit[i] * left + fit[j] * right) / (left + right)
        fit[i], fit[:, i] = mean, mean
        fit[i, i] = -1.0
        fit = np.delete(np.delete(fit, j, axis=0), j, axis=1)
        groups[i] += groups.pop(j)
    return [sorted(group) for group in groups]
