"""Fit the linear model of words that tells texts with an incident from those without.

In:   the made passages.
Out:  `words.npz` in the folder of the model.
Holds: the same passages give the same model: one batch, a fixed number of steps.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch

from tellings.events.telling_words import words_of
from training.incidents.arrays import write_arrays

LEAST_TEXTS = 2  # that a word or pair stands in
INVERSE_STRENGTH = (
    20.0  # of the penalty on weights, as logistic regression's C is told. Chosen on passages held apart
)
STEPS = 60


def fit_words(passages: Iterable[tuple[str, bool]], path: Path) -> None:
    """Fit and write the model. passages: a text each, and whether it tells of an incident."""
    texts, has_incident = zip(*passages, strict=True)
    counted = [Counter(words_of(text)) for text in texts]
    spread = Counter(word for one in counted for word in one)
    vocabulary = sorted(word for word, number in spread.items() if number >= LEAST_TEXTS)
    numbers = {word: number for number, word in enumerate(vocabulary)}
    rarity = np.array(
        [math.log((1 + len(texts)) / (1 + spread[word])) + 1 for word in vocabulary], np.float32
    )
    rows, columns, values = [], [], []
    for row, one in enumerate(counted):
        held = {
            numbers[w]: (1 + math.log(n)) * float(rarity[numbers[w]]) for w, n in one.items() if w in numbers
        }
        length = math.sqrt(sum(value * value for value in held.values())) or 1.0
        for number, value in held.items():
            rows.append(row)
            columns.append(number)
            values.append(value / length)
    x = torch.sparse_coo_tensor(
        torch.tensor([rows, columns]), torch.tensor(values), (len(texts), len(vocabulary))
    ).coalesce()
    y = torch.tensor(has_incident).float()
    weight = torch.zeros(len(vocabulary), requires_grad=True)
    bias = torch.zeros(1, requires_grad=True)
    optimiser = torch.optim.LBFGS([weight, bias], max_iter=STEPS, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        scores = torch.sparse.mm(x, weight[:, None])[:, 0] + bias
        told = torch.nn.functional.binary_cross_entropy_with_logits(scores, y, reduction="sum")
        total = INVERSE_STRENGTH * told + 0.5 * (weight * weight).sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    write_arrays(
        {
            "vocabulary": np.frombuffer(json.dumps(vocabulary).encode("utf-8"), np.uint8),
            "rarity": rarity,
            "weight": weight.detach().numpy().astype(np.float32),
            "bias": bias.detach().numpy().astype(np.float32),
        },
        path,
    )
