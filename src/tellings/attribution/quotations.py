"""Which words stand inside quotation marks, and quotations that run over more than one sentence.

In:   a Document; the tellings of its sentences.
Out:  a mark for each token; the tellings with the rest of their quotations.
Holds: a quotation ends with its paragraph, whether closed or not.
"""

from collections.abc import Sequence
from dataclasses import replace

from tellings.attribution.telling import Telling
from tellings.model import Span
from tellings.text.segment import Document, Sentence


def mark_quoted(document: Document) -> list[list[int]]:
    """Return, sentence by sentence, 1 for each token inside double quotation marks and 0 for the rest.

    The marks themselves are 0. What stands around a mark decides whether it opens or closes; only where that
    leaves it open ('"' between spaces), the mark before does.
    """
    marked: list[list[int]] = []
    inside = False
    paragraph = -1
    for sentence in document.sentences:
        if sentence.paragraph != paragraph:
            inside, paragraph = False, sentence.paragraph
        own: list[int] = []
        tokens = sentence.tokens
        for k, token in enumerate(tokens):
            if token.low != '"':
                own.append(int(inside))
                continue
            opens = k == 0 or tokens[k - 1].end < token.start or tokens[k - 1].low in {"(", "["}
            closes = k + 1 == len(tokens) or tokens[k + 1].start > token.end or not tokens[k + 1].is_word
            inside = opens if opens != closes else not inside
            own.append(0)
        marked.append(own)
    return marked


def join_quotations(
    document: Document, tellings: Sequence[Telling], quoted: Sequence[Sequence[int]]
) -> tuple[Telling, ...]:
    """Give each telling the whole of its quotation: '"A. B," he said. "C. D."' is one content.

    Only sentences of the same paragraph without an outer telling of their own are taken in.
    """
    joined = list(tellings)
    outermost: dict[int, list[int]] = {}
    for index, telling in enumerate(joined):
        if telling.outer is None:
            outermost.setdefault(telling.sentence, []).append(index)

    def is_free(number: int, paragraph: int) -> bool:
        is_there = 0 <= number < len(document.sentences)
        return is_there and document.sentences[number].paragraph == paragraph and number not in outermost

    for number, indexes in outermost.items():
        sentence = document.sentences[number]
        first, last = indexes[0], indexes[-1]
        before = number - 1
        while (
            quoted[before + 1][0]
            and is_free(before, sentence.paragraph)
            and _opens_the_sentence(joined[first], sentence)
        ):
            joined[first] = _from_sentence(joined[first], document.sentences[before])
            before -= 1
        pieces: list[Span] = []
        after = number + 1
        while _ends_quoted(document, joined[last]) and is_free(after, sentence.paragraph):
            piece = _quoted_start(document.sentences[after], quoted[after])
            if piece is None:
                break
            pieces.append(piece)
            after += 1
        if pieces:
            joined[last] = replace(joined[last], content=(*joined[last].content, *pieces))
    return tuple(joined)


def _ends_quoted(document: Document, telling: Telling) -> bool:
    """Whether a fragment of the content starts or ends with a quotation mark."""
    marks = {document.view[place] for span in telling.content for place in (span.start, span.end - 1)}
    return '"' in marks


def _opens_the_sentence(telling: Telling, sentence: Sentence) -> bool:
    tokens = sentence.tokens
    if not telling.content or any(span.start < telling.content[0].start for span in telling.source):
        return False
    return telling.content[0].start <= tokens[min(3, len(tokens) - 1)].start


def _from_sentence(telling: Telling, sentence: Sentence) -> Telling:
    """Return the telling with its first fragment begun at the quotation mark of an earlier sentence."""
    start = next((t.start for t in sentence.tokens if t.low == '"'), sentence.span.start)
    whole = Span(start, telling.content[0].end)
    return replace(telling, content=(whole, *telling.content[1:]))


def _quoted_start(sentence: Sentence, quoted: Sequence[int]) -> Span | None:
    """Return the sentence up to its last quotation mark, where it starts inside a quotation; else None."""
    tokens = sentence.tokens
    if tokens[0].low != '"' and not quoted[0]:
        return None
    closing = next((k for k in range(len(tokens) - 1, 0, -1) if tokens[k].low == '"'), len(tokens) - 1)
    return Span(tokens[0].start, tokens[closing].end)
