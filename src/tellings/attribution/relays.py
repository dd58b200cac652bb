"""Words that one voice has from another in one and the same telling: "citing police", "heard from a neighbour that".

In:   a Document; cue and content of a telling.
Out:  where the voice behind stands, or None.
Holds: the voice behind tells the whole content; who passes it on stands before it in the chain.
"""

from collections.abc import Sequence

from tellings.attribution.lexicon import PRONOUNS
from tellings.attribution.phrases import Tokens, has_finite, right_phrase
from tellings.model import Span
from tellings.text.segment import Document, tokenise

_CITING = frozenset({"citing", "quoting", "cites", "cited", "quotes", "quoted"})
_HEARING = frozenset(
    "heard hear hears hearing learned learnt learns learn gathered had".split()
)  # "had it from"
_TOLD = frozenset("told informed assured warned tipped".split())
_BE = frozenset("been was were being is are be".split())


def is_citing(document: Document, cue: Sequence[Span], content: Sequence[Span]) -> bool:
    """Whether the content is no telling but the voice that is cited: "citing" / "two police officers"."""
    words = {token.low for span in cue for token in tokenise(document.view, span)}
    if not words & _CITING or "as" in words or len(content) != 1:
        return False
    tokens = tokenise(document.view, content[0])
    return not any(token.low == "as" for token in tokens) and not has_finite(tokens, 0, len(tokens))


def heard_from(document: Document, cue: Sequence[Span], content: Sequence[Span]) -> Span | None:
    """Return the voice behind what was heard: "a priest" in "learned from a priest that the bridge was held"."""
    if not cue or not content or content[0].start < cue[0].end:
        return None
    tokens = tokenise(document.view, Span(cue[0].start, content[0].start))
    for k in range(1, len(tokens) - 1):
        before = {token.low for token in tokens[:k]}
        is_from = tokens[k].low == "from" and before & _HEARING
        is_by = tokens[k].low == "by" and before & _TOLD and before & _BE
        if is_from or is_by:
            return _phrase(tokens, k + 1)
    return None


def _phrase(tokens: Tokens, start: int) -> Span | None:
    end = right_phrase(tokens, start, len(tokens))
    if end == start or tokens[start].low in PRONOUNS:
        return None
    return Span(tokens[start].start, tokens[end - 1].end)
