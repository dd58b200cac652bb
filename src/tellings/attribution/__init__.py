"""Who says what: attributions with their chains of voices.

In:   a Document.
Out:  the report's voices, outlet first, and its attributions in order of the text, carried-on sentences last
      in their place.
Holds: `read_spans` may be any `SpanReader`; chains and carried-on sentences are the same for all.
"""

from tellings.attribution.carried import carry_on
from tellings.attribution.chains import resolve_chains
from tellings.attribution.reading import read_tellings
from tellings.attribution.telling import SpanReader, Telling
from tellings.model import Attribution, Voice
from tellings.text.segment import Document

__all__ = ["SpanReader", "Telling", "attribute", "read_tellings"]


def attribute(
    document: Document, *, read_spans: SpanReader = read_tellings
) -> tuple[tuple[Voice, ...], tuple[Attribution, ...]]:
    """Return (voices, attributions) of a document.

    read_spans: finds source, cue and content; by default the trained reader with the rules.
    Returns: voices with the outlet first; attributions sorted by where their first words stand.
    """
    voices, attributions = resolve_chains(document, read_spans(document))
    told = (*attributions, *carry_on(document, attributions))
    return voices, tuple(sorted(told, key=_first_word))


def _first_word(attribution: Attribution) -> tuple[int, int]:
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    return min(span.start for span in spans), attribution.outer is not None
