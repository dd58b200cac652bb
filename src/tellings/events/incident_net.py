"""The trained heads that read incidents: what each word, sentence, mention and group of mentions tells.

In:   words of a text with the hidden states of the shared layers, and where sentences stand.
Out:  arrays, a stretch of a text at a time.
Holds: a stretch holds whole sentences, and is a function of its words alone; nothing is decided here.
Source: `training/incidents`; how well it reads is in docs/methodology.md.
"""

import io
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from tellings.models import ModelFiles, open_model

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROLES = ("person", "organisation", "target", "victim", "weapon", "place")
MOST_WORDS = 384  # in a stretch
MOST_SENTENCES = 96  # numbers of sentences above this are read as this one, less one

# the columns of what a sentence tells, after those for the sorts of act and one for what a template of MUC-4 holds:
# that the report has any template; an incident that the report brings; one in passing
REPORT, MAIN, PASSING = 7, 8, 9

Bounds = tuple[int, int]  # [start, end) in words


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sentences that are read together.

    start: its first word. sentences: their numbers in the text. bounds: where each stands, in words of the stretch.
    tags: (words, 6, 3), shares of outside, first word and later word in each role. hidden: (words, 384).
    vectors: (sentences, 768). told: (sentences, columns), what each sentence tells, as scores before the sigmoid.
    """

    start: int
    sentences: tuple[int, ...]
    bounds: tuple[Bounds, ...]
    tags: "NDArray[np.float32]"
    hidden: "NDArray[np.float32]"
    vectors: "NDArray[np.float32]"
    told: "NDArray[np.float32]"


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What mentions tell. vectors: (mentions, 384). told: of each slot (mentions, values), scores. named: (mentions,),
    shares. pairs: (mentions, mentions, 2), shares: of one incident; one and the same."""

    vectors: "NDArray[np.float32]"
    told: "Mapping[str, NDArray[np.float32]]"
    named: "NDArray[np.float32]"
    pairs: "NDArray[np.float32]"


class IncidentNet:
    """The heads, ready to read.

    values: of each slot the words for its values, in the order of the scores.
    """

    def __init__(self, files: ModelFiles) -> None:
        """Load them. Raises: ModelAltered, EngineUnusable."""
        import numpy as np

        with files.loading("incidents.json") as data:
            self.values: dict[str, tuple[str, ...]] = {
                slot: tuple(values) for slot, values in json.loads(data)["values"].items()
            }
        with files.loading("incidents.npz") as data, np.load(io.BytesIO(data), allow_pickle=False) as held:
            self._weights: dict[str, NDArray[np.float32]] = {name: held[name] for name in held.files}
        self._session = _open_session(files, "incidents.onnx")
        # numpy would share a product among threads that then wait for one another, and not always in the same order
        self._product = _open_session(files, "line.onnx")

    def stretches(self, lower: "NDArray[np.float16]", sentences: Sequence[Bounds]) -> Iterator[Stretch]:
        """Yield a text in stretches of whole sentences.

        lower: (words, 384). sentences: where each stands, in words; one without words is passed over, and of one with
        more than a stretch holds, the first words are read.
        """
        import numpy as np

        for numbers in _cut(sentences):
            start = sentences[numbers[0]][0]
            end = min(sentences[numbers[-1]][1], start + MOST_WORDS)
            bounds = tuple((lo - start, min(hi, end) - start) for lo, hi in (sentences[n] for n in numbers))
            order = np.zeros((1, end - start), np.int64)
            for number, (lo, hi) in zip(numbers, bounds, strict=True):
                order[0, lo:hi] = min(number, MOST_SENTENCES - 1)
            states = lower[start:end].astype(np.float32)[None]
            tags, hidden = self._session.run(["tags", "hidden"], {"lower": states, "order": order})
            words = hidden[0]
            # the sentences of a stretch stand one after another
            starts, sizes = [lo for lo, _ in bounds], np.array([[hi - lo] for lo, hi in bounds], np.float32)
            vectors = np.concatenate(
                [np.add.reduceat(words, starts) / sizes, np.maximum.reduceat(words, starts)], axis=1
            )
            yield Stretch(
                start=start,
                sentences=tuple(numbers),
                bounds=bounds,
                tags=_shares(tags[0].reshape(len(words), len(ROLES), 3)),
                hidden=words,
                vectors=vectors,
                told=self._line("sentence", vectors),
            )

    def mentions(
        self, stretch: Stretch, spans: Sequence[Bounds], rows: Sequence[int], roles: Sequence[int]
    ) -> Mentioned:
        """Return what mentions tell.

        spans: in words of the stretch. rows: the row of the sentence of each. roles: of each, by number.
        """
        import numpy as np

        own = np.stack([stretch.hidden[lo:hi].mean(0) for lo, hi in spans])
        vectors = _gelu(self._line("shape.0", np.concatenate([own, stretch.vectors[list(rows)]], axis=1)))
        told = {
            slot: self._line(f"told.{slot}", vectors)
            for slot in self.values
            if f"told.{slot}.weight" in self._weights
        }
        numbers = np.array([stretch.sentences[row] for row in rows])
        kinds = np.array(roles)
        pairs = (
            self._pairs(vectors, "pair")
            + self._weights["gap.weight"][_gap_codes(numbers)]
            + self._weights["pair_roles.weight"][kinds[:, None] * len(ROLES) + kinds[None, :]]
        )
        return Mentioned(vectors, told, _sigmoid(self._line("named", vectors))[:, 0], _sigmoid(pairs))

    def sentence_pairs(self, vectors: "NDArray[np.float32]", numbers: Sequence[int]) -> "NDArray[np.float32]":
        """Return (sentences, sentences), shares: whether two sentences tell of one incident.

        vectors: (sentences, 768), of any stretches of a text. numbers: of the sentences in the text.
        """
        import numpy as np

        gaps = _gap_codes(np.array(numbers))
        scores = self._pairs(vectors, "told") + self._weights["told_gap.weight"][gaps]
        shares: NDArray[np.float32] = _sigmoid(scores[..., 0])
        return shares

    def group(
        self, mentions: "NDArray[np.float32]", sentences: "NDArray[np.float32]"
    ) -> "dict[str, NDArray[np.float32]]":
        """Return scores of each slot for a group.

        mentions: (mentions, 384), there may be none. sentences: (sentences, 768), at least one.
        """
        import numpy as np

        left = mentions.mean(0) if len(mentions) else np.zeros(384, np.float32)
        vector = _gelu(self._line("group_shape.0", np.concatenate([left, sentences.mean(0)])[None]))
        return {
            slot: self._line(f"group.{slot}", vector)[0]
            for slot in self.values
            if f"group.{slot}.weight" in self._weights
        }

    def _pairs(self, vectors: "NDArray[np.float32]", name: str) -> "NDArray[np.float32]":
        import numpy as np

        v = self._line(f"{name}_left", vectors)
        # the same whichever stands first: each pair is asked once
        first, second = np.triu_indices(len(v))
        a, b = v[first], v[second]
        mixed = np.concatenate([a * b, np.abs(a - b), a + b], axis=-1)
        asked = self._line(f"{name}_mix.2", _gelu(self._line(f"{name}_mix.0", mixed)))
        scores = np.empty((len(v), len(v), asked.shape[-1]), asked.dtype)
        scores[first, second] = scores[second, first] = asked
        return scores

    def _line(self, name: str, x: "NDArray[np.float32]") -> "NDArray[np.float32]":
        weight, bias = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        made: NDArray[np.float32] = self._product.run(
            None, {"x": x.reshape(-1, x.shape[-1]), "w": weight, "b": bias}
        )[0]
        return made.reshape(*x.shape[:-1], len(bias))


def _cut(sentences: Sequence[Bounds]) -> Iterator[list[int]]:
    """Yield the numbers of the sentences of each stretch."""
    held: list[int] = []
    size = 0
    for number, (lo, hi) in enumerate(sentences):
        if hi <= lo:
            continue
        if held and size + hi - lo > MOST_WORDS:
            yield held
            held, size = [], 0
        held.append(number)
        size += hi - lo
    if held:
        yield held


def _gap_codes(numbers: "NDArray[np.int64]") -> "NDArray[np.int64]":
    """Return codes of how far apart sentences stand, as in training."""
    import numpy as np

    gaps = np.abs(numbers[:, None] - numbers[None, :])
    codes: NDArray[np.int64] = np.where(gaps < 8, gaps, 8 + np.searchsorted([12, 18, 30], gaps, side="right"))
    return np.where(gaps < 8, np.minimum(codes, 7), codes)


def to_share(score: float) -> float:
    """Return the share in [0, 1] that a score stands for."""
    return 1 / (1 + math.exp(-max(min(float(score), 40.0), -40.0)))


def _sigmoid(x: "NDArray[np.float32]") -> "NDArray[np.float32]":
    import numpy as np

    shares: NDArray[np.float32] = (1 / (1 + np.exp(-np.clip(x, -40, 40)))).astype(np.float32)
    return shares


def _shares(x: "NDArray[np.float32]") -> "NDArray[np.float32]":
    import numpy as np

    raised = np.exp(x - x.max(axis=-1, keepdims=True))
    shares: NDArray[np.float32] = raised / raised.sum(axis=-1, keepdims=True)
    return shares


def _gelu(x: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Return GELU by its tanh form, which numpy has; it is within 0.001 of the one trained with."""
    import numpy as np

    # a power, which numpy works out by logarithms, would cost more than all the rest
    made: NDArray[np.float32] = 0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * (x * x * x))))
    return made


def _open_session(files: ModelFiles, name: str) -> Any:
    with files.loading(name) as data:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            data, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
        )


_loading = Lock()


def shared_net() -> IncidentNet:
    """Return the heads that came with Tellings, loaded when first asked for, once for all threads.

    Raises: ModelMissing, ModelAltered, EngineUnusable.
    """
    with _loading:
        return _load_net()


@lru_cache(maxsize=1)
def _load_net() -> IncidentNet:
    return IncidentNet(open_model())
