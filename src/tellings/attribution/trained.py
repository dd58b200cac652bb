"""Who says what, by the trained reader: outermost tellings first, then what their contents tell, level by level.

In:   a Document; the encoder with its heads of attribution.
Out:  tellings found, outer before inner, as bare spans; `merging` joins them with those of the rules.
Holds: a level is read from the contents of the level before, by themselves; only contents with a word in them that
may mark a telling are read again; what is found is a function of the document alone.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from tellings.attribution.decoding import Tagged, find_spans
from tellings.attribution.lexicon import CUE_STANCE, NOUN_CUES
from tellings.attribution.linking import link_spans
from tellings.inference import LOWER, Encoder, Word, lay_out
from tellings.model import Span
from tellings.models import open_model
from tellings.text.segment import Document, tokenise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

_DEEPEST = 6  # levels of telling inside telling
_MARKS = frozenset(CUE_STANCE) | frozenset(NOUN_CUES) | {"according", "citing", "quoting", "responsibility"}
_Content = tuple[
    int | None, tuple[Span, ...]
]  # its telling's number, None at the outermost level; its fragments
_PART = 100_000  # code points that are read at once: about 20 MB of scores
_FEWEST_WORDS = 4  # of a content that may hold another telling: "they said so that" has no room for one


@dataclass(frozen=True, slots=True)
class Found:
    """One telling as spans of the text. sure: 0 to 1. outer: index of the one in whose content it lies."""

    source: tuple[Span, ...]
    cue: Span
    content: tuple[Span, ...]
    sure: float
    outer: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the encoder found in a document.

    cue_sure: for each code point of the text that lies in a word, how sure the encoder is that it marks a telling,
    at the level where it is surest; elsewhere 0.
    words, lower: the words of the outermost level, and the hidden states of the layers that all heads share: float16,
    (words, 384), for heads that go on from there. lower has no rows where the model does not hand them over.
    """

    found: tuple[Found, ...]
    cue_sure: "NDArray[np.float32]"
    words: tuple[Word, ...] = ()
    lower: "NDArray[np.float16] | None" = None


class WordReader(Protocol):
    """What is wanted of an `inference.Encoder`."""

    cutter: "Tokenizer"

    def read(self, words: Sequence[Word]) -> "Mapping[str, NDArray[np.float32]]":
        """Return what each head says of each word."""
        ...


class TrainedReader:
    """Reads documents with an encoder and what its heads of attribution were trained with.

    moves: (7, 7), the score of each step from tag to tag. places: (2 x PLACE_CODES,), see `linking.link_spans`.
    """

    def __init__(
        self, encoder: WordReader, *, moves: "NDArray[np.float32]", places: "NDArray[np.float32]"
    ) -> None:
        self._encoder = encoder
        self._moves = moves
        self._places = places

    def read(self, document: Document) -> Reading:
        """Return the tellings of a document, outer before inner, each level in order of the text."""
        import numpy as np

        text = document.view
        cue_sure = np.zeros(len(text), np.float32)
        found: list[Found] = []
        outermost: list[Word] = []
        lower: list[NDArray[np.float16]] = []
        level: list[_Content] = [(None, (span,)) for span in document.paragraphs]
        for depth in range(_DEEPEST):
            first = len(found)
            for part in _parts(level):
                stretches = [[(span.start, span.end) for span in spans] for _, spans in part]
                words = lay_out(text, stretches, self._encoder.cutter)
                if not words:
                    continue
                heads = self._encoder.read(words)
                found += self._read_part(words, heads, part, cue_sure)
                if depth == 0 and LOWER in heads:
                    outermost += words
                    lower.append(heads[LOWER].astype(np.float16))
            level = [
                (first + k, telling.content)
                for k, telling in enumerate(found[first:])
                if may_hold_another(text, telling.content)
            ]
        return Reading(tuple(found), cue_sure, tuple(outermost), np.concatenate(lower) if lower else None)

    def _read_part(
        self,
        words: Sequence[Word],
        heads: "Mapping[str, NDArray[np.float32]]",
        level: Sequence[_Content],
        cue_sure: "NDArray[np.float32]",
    ) -> list[Found]:
        """Return what words tell. level: for each paragraph of theirs, the telling of which it is the content."""
        import numpy as np

        scores, paragraphs = heads["tags"], [word.paragraph for word in words]
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        for word, sure in zip(words, shares[:, 3] + shares[:, 4], strict=True):
            cue_sure[word.start : word.end] = np.maximum(cue_sure[word.start : word.end], sure)
        spans = find_spans(scores, paragraphs, self._moves)
        tellings = []
        for linked in link_spans(spans, heads["links"], paragraphs, self._places):
            number, stretches = level[paragraphs[linked.cue.start]]

            def cut(part: Tagged, stretches: Sequence[Span] = stretches) -> tuple[Span, ...]:
                return _spans(words[part.start : part.end], stretches)

            cue = cut(linked.cue)
            if len(cue) > 1:
                continue  # what breaks the content breaks no cue
            tellings.append(
                Found(
                    source=cut(linked.source) if linked.source else (),
                    cue=cue[0],
                    content=tuple(span for part in linked.contents for span in cut(part)),
                    sure=linked.sure,
                    outer=number,
                )
            )
        return tellings


def _parts(level: Sequence[_Content]) -> Iterator[Sequence[_Content]]:
    """Yield a level in parts of some tens of pages, so that what the heads say of a long report is not held at once."""
    start, held = 0, 0
    for k, (_, spans) in enumerate(level):
        size = sum(span.end - span.start for span in spans)
        if held and held + size > _PART:
            yield level[start:k]
            start, held = k, 0
        held += size
    yield level[start:]


def _spans(words: Sequence[Word], stretches: Sequence[Span]) -> tuple[Span, ...]:
    """Return where words in a row stand, cut where the stretches are that they lie in."""
    held = [[word for word in words if stretch.start <= word.start < stretch.end] for stretch in stretches]
    return tuple(Span(own[0].start, own[-1].end) for own in held if own)


def may_hold_another(text: str, content: Sequence[Span]) -> bool:
    """Whether a content has room for another telling, and a word that may mark one."""
    tokens = [token for span in content for token in tokenise(text, span)]
    return len(tokens) >= _FEWEST_WORDS and any(token.low in _MARKS for token in tokens)


_loading = Lock()


def shared_reader() -> TrainedReader:
    """Return the reader that came with Tellings, loaded when first asked for, once for all threads.

    Raises: ModelMissing, ModelAltered, EngineUnusable.
    """
    with _loading:
        return _load_reader()


@lru_cache(maxsize=1)
def _load_reader() -> TrainedReader:
    import numpy as np

    files = open_model()
    numbers = json.loads(files.file("attribution.json"))
    return TrainedReader(
        Encoder(files),
        moves=np.array(numbers["moves"], np.float32),
        places=np.array(numbers["places"], np.float32),
    )
