"""The reader in use: the trained one, and the rules for what they know better.

In:   a Document.
Out:  its tellings, with stance and manner; nobody identified yet.
Holds: the promise of `SpanReader`.
"""

from tellings.attribution import rules
from tellings.attribution.merging import merge
from tellings.attribution.telling import Telling
from tellings.attribution.trained import shared_reader
from tellings.text.segment import Document


def read_tellings(document: Document) -> tuple[Telling, ...]:
    """Return every telling of the document, outer before inner, in order of the text.

    Raises: ModelMissing, ModelAltered, EngineUnusable.
    """
    return merge(document, shared_reader().read(document), rules.propose_tellings(document))
