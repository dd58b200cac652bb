"""The reader in use: the trained one, and the rules for what they know better.

In:   a Document.
Out:  what the encoder found in it; its tellings, with stance and manner; nobody identified yet.
Holds: the promise of `SpanReader`. The encoder reads a document once: what else goes on from it takes its `Reading`.
"""

from tellings.attribution import rules
from tellings.attribution.merging import merge
from tellings.attribution.telling import Telling
from tellings.attribution.trained import Reading, shared_reader
from tellings.text.segment import Document


def read_encoded(document: Document) -> Reading:
    """Return what the encoder finds in a document. Raises: ModelMissing, ModelAltered, EngineUnusable."""
    return shared_reader().read(document)


def read_tellings(document: Document, reading: Reading | None = None) -> tuple[Telling, ...]:
    """Return every telling of the document, outer before inner, in order of the text.

    reading: what the encoder found in it, where that is at hand.
    Raises: ModelMissing, ModelAltered, EngineUnusable.
    """
    found = read_encoded(document) if reading is None else reading
    return merge(document, found, rules.propose_tellings(document))
