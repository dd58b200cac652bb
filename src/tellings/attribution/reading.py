"""The reader in use: the trained one, and the rules for what they know better.

In:   a Document.
Out:  its tellings, with stance and manner; nobody identified yet.
Holds: the promise of `SpanReader`.
"""

from concurrent.futures import ThreadPoolExecutor

from tellings.attribution import rules
from tellings.attribution.merging import merge
from tellings.attribution.telling import Telling
from tellings.attribution.trained import shared_reader
from tellings.text.segment import Document

_beside = ThreadPoolExecutor(1, "trained")  # starts its thread with the first text


def read_tellings(document: Document) -> tuple[Telling, ...]:
    """Return every telling of the document, outer before inner, in order of the text.

    The rules read while the encoder does, which leaves Python's lock free.
    Raises: ModelMissing, ModelAltered, EngineUnusable.
    """
    reading = _beside.submit(shared_reader().read, document)
    proposed = rules.propose_tellings(document)
    return merge(document, reading.result(), proposed)
