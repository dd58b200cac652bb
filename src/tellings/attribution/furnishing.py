"""Furnish bare spans with what their words say: stance, certainty, manner, to whom, in which document.

In:   a Document; source, cue and content of a telling, however they were found; what lies in its content.
Out:  a whole Telling.
Holds: one set of rules for the tellings of every reader; of a content, only words of the telling's own level count
for stance and certainty, never those of a telling inside it; who speaks decides nothing.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tellings.attribution.denied import what_is_denied
from tellings.attribution.hedges import is_hedged
from tellings.attribution.manner import Parts, manner_of
from tellings.attribution.stances import stance_of
from tellings.attribution.telling import Telling
from tellings.model import Span, covering
from tellings.text.segment import Document, Token
from tellings.vocabulary import Stance


def furnish_all(document: Document, tellings: Sequence[Telling]) -> tuple[Telling, ...]:
    """Return the tellings, each furnished by the words of its own level; `outer` says what lies in what."""
    inner: dict[int, list[Span]] = {}
    for telling in tellings:
        if telling.outer is not None:
            inner.setdefault(telling.outer, []).extend((*telling.source, *telling.cue, *telling.content))
    return tuple(
        furnish(
            document,
            source=telling.source,
            cue=telling.cue,
            content=telling.content,
            outer=telling.outer,
            inner=inner.get(number, ()),
            sure=telling.sure,
        )
        for number, telling in enumerate(tellings)
    )


def furnish(
    document: Document,
    *,
    source: tuple[Span, ...],
    cue: tuple[Span, ...],
    content: tuple[Span, ...],
    outer: int | None,
    inner: Sequence[Span] = (),
    sure: float | None = None,
) -> Telling:
    """Return the telling of these spans with all that its words tell of it.

    source, cue, content: fragments in order of the text; any may be empty, but not cue and content both.
    inner: spans of the tellings that lie in the content, in any order. outer, sure: handed through.
    """
    number = _sentence(document, (cue or content)[0].start)
    parts = Parts(source, cue, content, *(_tokens(document, spans) for spans in (source, cue, content)))
    within = _joined(inner)
    own = [token for token in parts.content_tokens if not _is_in(within, token.start)]
    manner = manner_of(document, document.sentences[number], parts)
    words = _words(own)
    stance = stance_of(
        _words(parts.cue_tokens), words, _words(parts.source_tokens), is_quoted=manner.is_quoted
    )
    return Telling(
        source=source,
        cue=cue,
        content=content,
        stance=stance,
        how=manner.how,
        hedged=is_hedged(parts.cue_tokens, own),
        headline=document.sentences[number].headline,
        told_to=None if stance is Stance.DEMANDS else manner.told_to,  # "told the Front to leave"
        document=manner.document,
        outer=outer,
        denies=what_is_denied(words) if stance is Stance.DENIES else None,
        sentence=number,
        sure=sure,
    )


def _sentence(document: Document, place: int) -> int:
    """Return the number of the sentence in which a place of the text lies."""
    return max(0, bisect_right(document.sentences, place, key=lambda sentence: sentence.span.start) - 1)


def _tokens(document: Document, spans: Sequence[Span]) -> list[Token]:
    """Return the tokens that start in the spans, in order."""
    found: list[Token] = []
    for span in spans:
        number = _sentence(document, span.start)
        while number < len(document.sentences) and document.sentences[number].span.start < span.end:
            tokens = document.sentences[number].tokens
            first = bisect_left(tokens, span.start, key=lambda token: token.start)
            last = bisect_left(tokens, span.end, lo=first, key=lambda token: token.start)
            found += tokens[first:last]
            number += 1
    return found


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Return the spans sorted, those that meet made one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            span = covering((joined.pop(), span))
        joined.append(span)
    return joined


def _is_in(joined: Sequence[Span], place: int) -> bool:
    k = bisect_right(joined, place, key=lambda span: span.start) - 1
    return k >= 0 and place < joined[k].end


def _words(tokens: Sequence[Token]) -> list[str]:
    return [token.low for token in tokens if token.is_word]
