"""Time the reader of attributions in turns with a known pipeline, `en_core_web_sm` of spaCy, and the whole reading in
turns with both.

In:   the reports of PolNeAR's dev split, where the folder that TELLINGS_SHARED names has them; else made ones.
Out:  documents a second of each, and their ratios; how long the reader takes to start, and what memory each wants.
Holds: each is a process of its own, loaded before the first round, that reads all on two threads and two processors
and sits still in the others' turns. A ratio is of two turns side by side. Nothing is asserted.

    python -m benchmarks.beside_spacy [--documents 3] [--rounds 1]
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from benchmarks.made_reports import make_reports
from benchmarks.turns import PROCESSORS

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("TELLINGS_SHARED", ROOT.parent / "shared"))
POLNEAR = SHARED / "bench" / "polnear" / "dev" / "texts"
SPACY_ROOM = ROOT / ".venv-bench"
MADE = 84  # as many as PolNeAR's dev split has
ROUNDS = 5
THREADS = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "RAYON_NUM_THREADS"),
    str(PROCESSORS),
)


@dataclass(frozen=True, slots=True)
class Speed:
    """What was measured, medians over the rounds. texts: what was read, in words.

    reader, spacy: documents a second. ratio: the reader's over spaCy's, with the lowest and the highest of a round.
    spacy and both ratios are None where spaCy is not installed. start_seconds: from the start of a process until the
    reader has read a first sentence. peak_bytes: the most that it held, all documents read; 0 if the system does not
    tell. whole, whole_ratio: of the whole reading, as `tellings extract` does it, and its share of the reader's speed.
    """

    texts: str
    documents: int
    characters: int
    reader: float
    spacy: float | None
    ratio: float | None
    ratio_spread: tuple[float, float] | None
    start_seconds: float
    peak_bytes: int
    whole: float
    whole_ratio: float
    whole_ratio_spread: tuple[float, float]
    whole_peak_bytes: int


def measure_reader(*, documents: int | None = None, rounds: int = ROUNDS) -> Speed:
    """Measure the reader, beside spaCy where that is installed. documents: how many to read; None for all there are."""
    texts, found = _documents(documents)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "documents.jsonl"
        file.write_text("".join(f"{json.dumps(one)}\n" for one in found), encoding="utf-8")
        starts = []
        for _ in range(rounds):
            since = time.perf_counter()
            with _Worker(sys.executable, "reader", file):
                starts.append(time.perf_counter() - since)
        seconds, beside, whole_seconds = [], [], []
        with (
            _Worker(sys.executable, "reader", file) as reader,
            _Worker(sys.executable, "whole", file) as whole,
            _spacy(file) as spacy,
        ):
            if spacy is not None:
                spacy.turn()  # both have read all texts once before what counts
            reader.turn()
            whole.turn()
            for _ in range(rounds):
                if spacy is not None:
                    beside.append(spacy.turn())
                seconds.append(reader.turn())
                whole_seconds.append(whole.turn())
            peak, whole_peak = reader.peak_bytes, whole.peak_bytes
    shares = [ours / all_of_it for ours, all_of_it in zip(seconds, whole_seconds, strict=True)]
    ratios = [theirs / ours for ours, theirs in zip(seconds, beside, strict=bool(beside))]
    return Speed(
        texts=texts,
        documents=len(found),
        characters=sum(len(one["text"]) for one in found),
        reader=len(found) / statistics.median(seconds),
        spacy=len(found) / statistics.median(beside) if beside else None,
        ratio=statistics.median(ratios) if ratios else None,
        ratio_spread=(min(ratios), max(ratios)) if ratios else None,
        start_seconds=statistics.median(starts),
        peak_bytes=peak,
        whole=len(found) / statistics.median(whole_seconds),
        whole_ratio=statistics.median(shares),
        whole_ratio_spread=(min(shares), max(shares)),
        whole_peak_bytes=whole_peak,
    )


def lines_of(speed: Speed) -> Iterator[str]:
    """Yield what was measured, as lines for people."""
    mean = speed.characters // speed.documents
    yield f"the reader on {speed.documents} {speed.texts}, {mean:,} characters each in the mean; two threads:"
    yield f"  reader     {speed.reader:>8.2f} documents a second"
    if speed.spacy is None or speed.ratio_spread is None:
        yield "  spaCy      is not installed, so there is no ratio; `make bench` puts it into .venv-bench if it can"
    else:
        yield f"  spaCy      {speed.spacy:>8.2f} documents a second (en_core_web_sm, whole pipeline)"
        low, high = speed.ratio_spread
        yield f"  ratio      {speed.ratio:>8.2f} reader to spaCy, {low:.2f} to {high:.2f} (wanted 1.5, aimed at 3)"
    yield f"  start-up   {speed.start_seconds:>8.2f} s, a process until its first sentence is read (wanted: under 1)"
    if speed.peak_bytes:
        yield f"  peak       {speed.peak_bytes / 1e6:>8.0f} MB of memory (wanted: under 500)"
    yield "the whole reading, accounts and all, of the same:"
    yield f"  extract    {speed.whole:>8.2f} documents a second"
    low, high = speed.whole_ratio_spread
    yield f"  ratio      {speed.whole_ratio:>8.2f} whole to attributions alone, {low:.2f} to {high:.2f} (wanted: 0.6)"
    if speed.whole_peak_bytes:
        yield f"  peak       {speed.whole_peak_bytes / 1e6:>8.0f} MB of memory (wanted: under 700)"


def _documents(number: int | None) -> tuple[str, list[dict[str, str]]]:
    """Return what the texts are, in words, and the first so many of them."""
    if POLNEAR.is_dir():
        files = sorted(POLNEAR.glob("*.txt"))[:number]
        texts = "reports of PolNeAR's dev split"
        found = [{"doc_id": file.stem, "text": file.read_bytes().decode("utf-8")} for file in files]
    else:
        texts = "made reports, since PolNeAR is not at hand (TELLINGS_SHARED): no measure of its floor"
        found = [
            {"doc_id": name, "text": text.split("---\n", 2)[2]}
            for name, text in make_reports(MADE if number is None else number)
        ]
    return texts, found


@contextmanager
def _spacy(file: Path) -> "Iterator[_Worker | None]":
    """Give spaCy's worker, or None where it is not installed."""
    if not (SPACY_ROOM / ".locked").exists():  # the Makefile writes it last
        yield None
        return
    with _Worker(str(SPACY_ROOM / "bin" / "python"), "spacy", file) as worker:
        yield worker


class _Worker:
    """A process of `benchmarks.turns`; entered when the reader in it is loaded."""

    def __init__(self, python: str, name: str, file: Path) -> None:
        self._name = name
        self._process = subprocess.Popen(
            [python, "-m", "benchmarks.turns", name, str(file)],
            cwd=ROOT,
            env={**os.environ, **THREADS},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        self.peak_bytes = 0

    def __enter__(self) -> "_Worker":
        self._hear()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()  # its input ends, and it with that

    def turn(self) -> float:
        """Have all documents read once; return the seconds that it took."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return self._hear()["seconds"]

    def _hear(self) -> dict[str, float]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(
                f"bench: the process of {self._name} ended with {self._process.wait()}; see above"
            )
        told: dict[str, float] = json.loads(line)
        self.peak_bytes = int(told["peak_bytes"])
        return told


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time the reader of attributions in turns with spaCy.")
    parser.add_argument("--documents", type=int, help="how many to read (all there are)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often to measure (%(default)s)")
    chosen = parser.parse_args(arguments)
    print("\n".join(lines_of(measure_reader(documents=chosen.documents, rounds=chosen.rounds))))


if __name__ == "__main__":
    main()
