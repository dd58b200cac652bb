"""Read a split of PolNeAR with a checkpoint in float, by the same steps as Tellings, and score what is found.

In:   a reader of words, a split's folder with the benchmark's own scorer beside it.
Out:  the scorer's figures; the finds of each text.
Holds: only the outermost tellings are written, as PolNeAR marks them; the rules take no part here.
"""

import importlib.util
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from tellings.attribution.trained import TrainedReader
from tellings.inference import Word, cut_windows, window_pieces
from training.corpus import as_read
from training.encoder import Reader


class FloatEncoder:
    """What `inference.Encoder` is, in torch and float."""

    def __init__(self, reader: Reader, cutter: Tokenizer) -> None:
        self.cutter = cutter
        self._reader = reader

    def read(self, words: Sequence[Word]) -> Mapping[str, NDArray[np.float32]]:
        """Return what the heads say of each word."""
        heads: dict[str, NDArray[np.float32]] = {}
        for window in cut_windows(words):
            ids, firsts = window_pieces(words, window)
            with torch.no_grad():
                outputs = self._reader(torch.tensor([ids]), None)
            for name, output in zip(("tags", "links"), outputs, strict=True):
                values = output[0].numpy()[firsts]
                whole = heads.setdefault(name, np.zeros((len(words), values.shape[1]), np.float32))
                own = slice(window.own_start - window.start, window.own_end - window.start)
                whole[window.own_start : window.own_end] = values[own]
        return heads


def reader_in_float(reader: Reader, cutter: Tokenizer) -> TrainedReader:
    """Return the trained reader of a checkpoint."""
    return TrainedReader(
        FloatEncoder(reader, cutter),
        moves=reader.moves.detach().numpy(),
        places=reader.distance.weight.detach().numpy()[:, 0],
    )


def score(reader: TrainedReader, split: Path) -> dict[str, Any]:
    """Return the figures of PolNeAR's own scorer, as its `--json` has them."""
    scorer = _scorer(split.parent / "score.py")
    gold = split / "gold.jsonl"
    texts = scorer.load_texts(gold, split / "texts")
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found.jsonl"
        with found.open("w", encoding="utf-8") as out:
            for doc_id, text in texts.items():
                out.write(json.dumps({"doc_id": doc_id, "attributions": _outermost(reader, text)}) + "\n")
        wanted, given = scorer.load(gold, texts), scorer.load(found, texts)
    counts = scorer.score_documents((texts[k], wanted[k], given[k]) for k in texts)
    return {
        f"{metric} {role}": {"p": round(c.p, 4), "r": round(c.r, 4), "f": round(c.f, 4)}
        for (metric, role), c in counts.items()
    }


def _outermost(reader: TrainedReader, text: str) -> list[dict[str, list[list[int]]]]:
    document = as_read(text)
    if document is None:
        return []
    return [
        {
            "source": [[span.start, span.end] for span in found.source],
            "cue": [[found.cue.start, found.cue.end]],
            "content": [[span.start, span.end] for span in found.content],
        }
        for found in reader.read(document).found
        if found.outer is None
    ]


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("polnear_score", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module
