"""A first reader of who says what, by rules: source, cue and content in the orders of English news.

In:   a Document.
Out:  Telling values: token-exact spans, nested by `outer`, in order of the text; no chain resolved.
Holds: the promise of `SpanReader`, which a trained reader fills later; the fragments of a telling lie in one
paragraph; time grows with the length of the text, whatever its sentences are like.

How a sentence is read, a room a step: `sites` finds where a telling may be, `forms` and `verbs` read it there,
`placing` puts it among the others, `quotations` joins what runs over sentences.
"""

from collections.abc import Iterator, Sequence

from tellings.attribution.furnishing import furnish_all
from tellings.attribution.lexicon import OUTLET_WORDS, SPEAKER_NOUNS
from tellings.attribution.phrases import Stretch, Tokens, has_finite
from tellings.attribution.placing import SentencePlacer
from tellings.attribution.quotations import join_quotations, mark_quoted
from tellings.attribution.shouting import in_running_case, is_shouted
from tellings.attribution.telling import Draft, SpanReader, Telling
from tellings.text.segment import Document

__all__ = ["SpanReader", "Telling", "propose_tellings", "read_tellings"]

_LONGEST_SENTENCE = 240  # tokens; more is a text that lost its full stops, and is read in pieces
_BREAKS = frozenset({".", ";", ","})


def read_tellings(document: Document) -> tuple[Telling, ...]:
    """Return every telling of the document, in order of the text. The rule-based `SpanReader`."""
    return furnish_all(document, propose_tellings(document))


def propose_tellings(document: Document) -> tuple[Telling, ...]:
    """Return the same tellings as spans alone, for a reader that furnishes what it takes of them."""
    tellings: list[Telling] = []
    quoted = mark_quoted(document)
    for sentence in document.sentences:
        tokens: Tokens = sentence.tokens
        if is_shouted(tokens):
            tokens = in_running_case(tokens)
        placer = SentencePlacer(sentence, tokens, quoted[sentence.index], tellings)
        credit = _headline_credit(tokens, quoted[sentence.index]) if sentence.headline else None
        if credit is not None:
            placer.add(credit)
            continue
        for lo, hi in _pieces(tokens, sentence.lead_in):
            placer.read(lo, hi)
    return join_quotations(document, tellings, quoted)


def _pieces(tokens: Tokens, start: int) -> Iterator[Stretch]:
    """Yield the sentence as a whole or, where it is far too long for one, in pieces cut at marks."""
    while len(tokens) - start > _LONGEST_SENTENCE:
        latest = start + _LONGEST_SENTENCE
        cut = next((k for k in range(latest, latest - 80, -1) if tokens[k].low in _BREAKS), latest)
        yield Stretch(start, cut)
        start = cut
    yield Stretch(start, len(tokens))


def _headline_credit(tokens: Tokens, quoted: Sequence[int]) -> Draft | None:
    """Read "Camp was shelled: Residents" and "Residents: Camp was shelled"."""
    colons = [k for k, token in enumerate(tokens) if token.low == ":" and not quoted[k]]
    if not colons:
        return None
    end, k = len(tokens), colons[-1]
    if 0 < end - k - 1 <= 5 and k >= 3 and _names_a_speaker(tokens, k + 1, end):
        return Draft(Stretch(k + 1, end), Stretch(k, k + 1), (Stretch(0, k),))
    k = colons[0]
    if 0 < k <= 4 and end - k > 3 and _names_a_speaker(tokens, 0, k):
        return Draft(Stretch(0, k), Stretch(k, k + 1), (Stretch(k + 1, end),))
    return None


def _names_a_speaker(tokens: Tokens, lo: int, hi: int) -> bool:
    words = tokens[lo:hi]
    if has_finite(tokens, lo, hi):
        return False
    return any(w.low in SPEAKER_NOUNS or w.low in OUTLET_WORDS for w in words) or all(
        w.is_name_like or w.low in {"of", "for", "the"} for w in words
    )
