"""The one encoder: words of a text laid out in windows, and what its heads say of each word.

In:   a text and the stretches of it that are to be read, paragraph by paragraph.
Out:  arrays over words: one a head.
Holds: offsets are code points of the text; a window is a function of one reading alone, so nothing depends on what
is read beside it.
"""

import os
import unicodedata
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tellings.models import ModelFiles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

CLASS, CLOSE, BREAK = 101, 102, 1  # ids of word pieces: [CLS], [SEP], a paragraph's end
ROOM = 190  # word pieces of text in a window
OVERLAP = 48  # word pieces that two windows of one long paragraph share
# the output that other heads go on from: hidden states of the shared layers, of a word the mean of its pieces'
LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark at [start, end) of the text, with its word pieces and the number of its paragraph."""

    start: int
    end: int
    paragraph: int
    pieces: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Words [start, end) read together; the scores of [own_start, own_end) are kept."""

    start: int
    end: int
    own_start: int
    own_end: int


def lay_out(text: str, paragraphs: Sequence[Sequence[tuple[int, int]]], cutter: "Tokenizer") -> list[Word]:
    """Return the words of a text.

    paragraphs: each a list of stretches [start, end) in code points, read as if nothing stood between them.
    """
    words: list[Word] = []
    for number, stretches in enumerate(paragraphs):
        for start, end in stretches:
            pieces = cutter.encode(text[start:end], add_special_tokens=False)
            last, first = None, len(words)
            for piece, (lo, hi), word in zip(pieces.ids, pieces.offsets, pieces.word_ids, strict=True):
                hi = _past_marks(text, start + hi, end)
                # a mark that the word before holds already, and the cutter took for a word, goes with that word
                if len(words) > first and (word == last or start + lo < words[-1].end):
                    before = words[-1]
                    words[-1] = Word(before.start, max(before.end, hi), number, (*before.pieces, piece))
                else:
                    words.append(Word(start + lo, hi, number, (piece,)))
                last = word
    return words


def _past_marks(text: str, place: int, end: int) -> int:
    """Return where the marks end that combine with the letter before: the cutter drops them, a word holds them."""
    while place < end and unicodedata.category(text[place]) == "Mn":
        place += 1
    return place


def cut_windows(words: Sequence[Word], *, room: int = ROOM, overlap: int = OVERLAP) -> Iterator[Window]:
    """Yield windows that hold whole paragraphs where they can; a longer paragraph is cut into some that overlap.

    room, overlap: in word pieces; a word has at most 100.
    """
    start, used, k = 0, 0, 0
    while k < len(words):
        end, size = k, 0
        while end < len(words) and words[end].paragraph == words[k].paragraph:
            size += len(words[end].pieces)
            end += 1
        if used and used + size + 1 > room:
            yield Window(start, k, start, k)
            start, used = k, 0
        if size > room:
            yield from _cut_paragraph(words, k, end, room, overlap)
            start, used = end, 0
        else:
            used += size + bool(used)
        k = end
    if used:
        yield Window(start, k, start, k)


def _cut_paragraph(words: Sequence[Word], start: int, end: int, room: int, overlap: int) -> Iterator[Window]:
    """Yield windows over one long paragraph; of the words in two, each owns those nearer to its middle."""
    lo, own = start, start
    while True:
        hi, size = lo, 0
        while hi < end and (hi == lo or size + len(words[hi].pieces) <= room):
            size += len(words[hi].pieces)
            hi += 1
        if hi == end:
            yield Window(lo, hi, own, hi)
            return
        back, shared = hi, 0
        while back > lo + 1 and shared < overlap:
            back -= 1
            shared += len(words[back].pieces)
        own_end = (back + hi + 1) // 2
        yield Window(lo, hi, own, own_end)
        lo, own = back, own_end


def window_pieces(words: Sequence[Word], window: Window) -> tuple[list[int], list[int]]:
    """Return (ids, firsts): the word pieces of a window, and where among them each of its words starts."""
    ids, firsts = [CLASS], []
    for k in range(window.start, window.end):
        if k > window.start and words[k].paragraph != words[k - 1].paragraph:
            ids.append(BREAK)
        firsts.append(len(ids))
        ids.extend(words[k].pieces)
    return [*ids, CLOSE], firsts


# ---------------------------------------------------------------- the encoder


class Encoder:
    """The encoder with all its heads, ready to read.

    Each window goes through by itself, unpadded and on one thread; several go through side by side. So what is
    found in a window depends on nothing but its words.
    """

    def __init__(self, files: ModelFiles, *, threads: int | None = None) -> None:
        """Load a model. threads: windows read side by side; None for one a processor, four at most.

        Raises: ModelAltered, EngineUnusable.
        """
        self.cutter = _open_cutter(files)
        self._session = _open_session(files)
        self._outputs = [output.name for output in self._session.get_outputs()]
        threads = min(4, os.cpu_count() or 1) if threads is None else threads
        self._workers = ThreadPoolExecutor(threads, "reading") if threads > 1 else None

    def read(self, words: Sequence[Word]) -> "dict[str, NDArray[np.float32]]":
        """Return what each head says of each word, by the name of the head: float32, (words, width of the head)."""
        import numpy as np

        windows = list(cut_windows(words))
        over: Any = map if self._workers is None else self._workers.map
        found: dict[str, NDArray[np.float32]] = {}
        read = over(lambda window: self._read_window(words, window), windows)
        for window, outputs in zip(windows, read, strict=True):
            own = slice(window.own_start - window.start, window.own_end - window.start)
            for name, scores in zip(self._outputs, outputs, strict=True):
                if name not in found:
                    found[name] = np.zeros((len(words), scores.shape[1]), np.float32)
                found[name][window.own_start : window.own_end] = scores[own]
        return found

    def _read_window(self, words: Sequence[Word], window: Window) -> "list[NDArray[np.float32]]":
        import numpy as np

        ids, firsts = window_pieces(words, window)
        outputs = self._session.run(self._outputs, {"ids": np.array([ids], np.int64)})
        sizes = np.array([len(word.pieces) for word in words[window.start : window.end]], np.float32)[:, None]
        return [
            _mean_of_pieces(output[0], firsts, sizes) if name == LOWER else output[0, firsts]
            for name, output in zip(self._outputs, outputs, strict=True)
        ]


def _mean_of_pieces(
    states: "NDArray[np.float32]", firsts: Sequence[int], sizes: "NDArray[np.float32]"
) -> "NDArray[np.float32]":
    """Return the mean over the pieces of each word.

    states: (pieces, width). firsts: where words start. sizes: (words, 1), their pieces.
    """
    import numpy as np

    ends = np.array(firsts) + sizes[:, 0].astype(np.int64)
    places = np.stack([np.array(firsts), ends], axis=1).ravel()
    sums: NDArray[np.float32] = np.add.reduceat(states, places, axis=0)[::2]
    return sums / sizes


def _open_cutter(files: ModelFiles) -> "Tokenizer":
    with files.loading("tokenizer.json") as data:
        from tokenizers import Tokenizer

        cutter = Tokenizer.from_str(data.decode("utf-8"))
        cutter.encode_special_tokens = True  # "[SEP]" in a report is a word like others
        cutter.no_truncation()
        cutter.no_padding()
        return cutter


def _open_session(files: ModelFiles) -> Any:
    with files.loading("reader.onnx") as data:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # fused into one step, adding and norming takes ten times as long on a CPU
        return onnxruntime.InferenceSession(
            data, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
        )
