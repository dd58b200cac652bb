"""The words of a source as they are read: without quotation marks, in one phrase, in the case of running text.

In:   a Document and its tellings.
Out:  tokens; what stands before "who".
Holds: places stay those of the text; a case is guessed only where the sentence's own tells nothing.
"""

from bisect import bisect_left

from tellings.attribution.lexicon import DETERMINERS, PREPOSITIONS, SUBORDINATORS
from tellings.attribution.phrases import Tokens, is_finite
from tellings.attribution.shouting import in_running_case, is_lowered, is_shouted, name_speaker
from tellings.attribution.telling import Telling
from tellings.model import Span
from tellings.text.segment import Document, Sentence, Token, tokenise

_ENDS_A_PHRASE = (PREPOSITIONS - {"of", "for"}) | SUBORDINATORS | {"and", "but", "or"}


class SourceWords:
    """Reads the sources of one report."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._running: dict[int, tuple[Tokens | None, bool]] = {}  # by sentence, see `_recased`

    def of(self, telling: Telling) -> tuple[Tokens, bool]:
        """Return (tokens of the source without quotation marks, whether they stand in capitals and were recased).

        A source in several fragments reads as one phrase with its asides: a comma stands between them.
        """
        joined: list[Token] = []
        is_recased = False
        for fragment in telling.source:
            tokens, is_guessed = self._tokens(fragment)
            if joined and tokens:
                end = joined[-1].end
                joined.append(Token(",", ",", end, end + 1))
            joined += tokens
            is_recased = is_recased or is_guessed
        return tuple(joined), is_recased

    def before(self, telling: Telling) -> Tokens:
        """Return the phrase right before a source that is "who" or "which"; may be empty."""
        sentence = self._document.sentence_at(telling.source[0])
        if sentence is None:
            return ()
        tokens = sentence.tokens
        end = bisect_left(tokens, telling.source[0].start, key=lambda t: t.start)
        while end and not tokens[end - 1].is_word:
            end -= 1
        return tokens[_phrase_start(tokens, end) : end]

    def _tokens(self, span: Span) -> tuple[Tokens, bool]:
        sentence = self._document.sentence_at(span)
        running, stands_in_capitals = self._recased(sentence) if sentence is not None else (None, False)
        if running is None:
            return tuple(t for t in tokenise(self._document.view, span) if t.low != '"'), False
        first = bisect_left(running, span.start, key=lambda t: t.start)
        last = bisect_left(running, span.end, key=lambda t: t.start)
        return name_speaker(tuple(t for t in running[first:last] if t.low != '"')), stands_in_capitals

    def _recased(self, sentence: Sentence) -> tuple[Tokens | None, bool]:
        """Return (the sentence in running case, None where its own case tells something; whether it is in capitals)."""
        if sentence.index not in self._running:
            shouted = is_shouted(sentence.tokens)
            is_flat = shouted or is_lowered(sentence.tokens)
            self._running[sentence.index] = (in_running_case(sentence.tokens) if is_flat else None, shouted)
        return self._running[sentence.index]


def _phrase_start(tokens: Tokens, end: int) -> int:
    """Return where the phrase that ends before "who" starts: its article or name, an apposition's name taken in."""
    start = end
    while start and tokens[start - 1].is_word and not is_finite(tokens, start - 1):
        low = tokens[start - 1].low
        if low in _ENDS_A_PHRASE:
            break
        start -= 1
        if low in DETERMINERS:
            break
    if start > 1 and tokens[start - 1].low == "," and tokens[start].low in DETERMINERS:
        name = start - 1
        while name and tokens[name - 1].is_name_like:
            name -= 1
        return start if name == start - 1 else name  # "Ada Obi, a nurse, who"
    return start
