"""The reader of attribution holds its floors: on the nested passages, and on PolNeAR and the dossiers where at hand.

What it reaches stands in docs/methodology.md and in the model's card. Floors are lowered on purpose only.
"""

import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tellings.cli.forms import attributions_line, figures_line
from tellings.intake import Line, Taken, read_json_lines
from tellings.model import SetAside
from tellings.pipeline import read_attributions, read_report
from tellings.resolve.gazetteer import Gazetteer
from tests.nested import scorer

Json = dict[str, Any]
TESTS = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("TELLINGS_SHARED", TESTS.parent.parent / "shared"))

# measure -> the least share
NESTED_FLOORS = {"f1": 0.85, "chain": 0.75, "origin": 0.78, "rests_on": 0.79}
# metric and role of the corpus's scorer -> the least F1, outermost tellings against outermost
POLNEAR_FLOORS = {
    "linked source+content": 0.73,
    "exact source": 0.80,
    "exact cue": 0.74,
    "exact content": 0.62,
}
# metric of the set's scorer -> the least accuracy, or recall
DOSSIER_FLOORS = {
    "origin of matched figures": 0.90,
    "attributed in gold": 0.88,
    "figures": 0.90,
}


def lines_of(documents: Iterable[Json]) -> Iterator[Line]:
    """Documents as the command would take them from standard input."""
    return read_json_lines(io.BytesIO(b"".join(json.dumps(one).encode() + b"\n" for one in documents)))


def attributed(documents: Iterable[Json], *, carried_on: bool = False) -> Iterator[Json]:
    """What `tellings attribute` prints of documents."""
    for line in lines_of(documents):
        assert isinstance(line.outcome, Taken)
        told = read_attributions(line.outcome.report)
        if isinstance(told, SetAside):
            yield attributions_line(line.doc_id, (), (), set_aside=told)
        else:
            yield attributions_line(line.doc_id, *told, carried_on=carried_on)


def extracted(documents: Iterable[Json]) -> Iterator[Json]:
    """What `tellings extract --format figures` prints of documents."""
    gazetteer = Gazetteer.open()
    for line in lines_of(documents):
        assert isinstance(line.outcome, Taken)
        yield figures_line(line.doc_id, read_report(line.outcome.report, gazetteer=gazetteer))


def at_hand(*parts: str) -> Path:
    path = SHARED.joinpath("bench", *parts)
    if not path.exists():
        pytest.skip(f"{'/'.join(parts)} is not at hand; TELLINGS_SHARED names the folder that holds bench/")
    return path


def scored_apart(script: Path, *given: str | Path) -> Json:
    """What a set's own scorer says."""
    run = subprocess.run(
        [sys.executable, str(script), "score", *map(str, given), "--json"], capture_output=True, check=False
    )
    assert run.returncode == 0, run.stderr.decode()
    told: Json = json.loads(run.stdout)
    return told


def write_lines(path: Path, lines: Iterable[Json]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


# ---------------------------------------------------------------- the nested passages


def test_the_nested_passages_are_what_they_were() -> None:
    folder = TESTS / "nested"
    kept = dict(line.split()[::-1] for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines())
    assert scorer.PASSAGES.name in kept
    assert {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in kept} == kept


@cache
def nested_shares() -> dict[str, tuple[float, str]]:
    """Of each measure the share, and in words how it is made up."""
    passages = scorer.read_lines(scorer.PASSAGES)
    reached = scorer.score(attributed(scorer.documents(passages), carried_on=True), passages)
    shares = {"f1": (reached.f1, f"F1 {reached.f1:.3f}")}
    for name, measure in reached.all.items():
        shares[name] = (measure.share or 0.0, f"{measure.right} of {measure.of}")
    return shares


@pytest.mark.parametrize("measure", NESTED_FLOORS)
def test_the_reader_holds_its_floor_on_nested_passages(measure: str) -> None:
    share, words = nested_shares()[measure]
    assert share >= NESTED_FLOORS[measure], f"{measure}: {words}"


# ---------------------------------------------------------------- the corpora that do not ship


@pytest.fixture(scope="module")
def polnear(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """F1 by metric and role."""
    folder = at_hand("polnear", "dev")
    documents = (
        {"doc_id": path.stem, "text": path.read_bytes().decode("utf-8")}
        for path in sorted((folder / "texts").glob("*.txt"))
    )
    out = write_lines(tmp_path_factory.mktemp("polnear") / "out.jsonl", attributed(documents))
    told = scored_apart(at_hand("polnear", "score.py"), folder / "gold.jsonl", out, "--outermost")
    return {f"{row['metric']} {row['role']}": row["f"] for row in told["metrics"]}


@pytest.mark.parametrize("measure", POLNEAR_FLOORS)
def test_the_reader_holds_its_floor_on_polnear(measure: str, polnear: dict[str, float]) -> None:
    assert polnear[measure] >= POLNEAR_FLOORS[measure], f"{measure}: {polnear[measure]:.3f}"


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """Accuracy or recall by metric. Each article is read from its text alone, as the set wants it."""
    gold = at_hand("dossiers", "open.json")
    articles = scorer.read_lines(at_hand("dossiers", "articles.jsonl"))
    documents = ({"doc_id": article["unit_id"], "text": article["text"]} for article in articles)
    out = write_lines(tmp_path_factory.mktemp("dossiers") / "accounts.jsonl", extracted(documents))
    told = scored_apart(at_hand("dossiers", "score.py"), gold, "--accounts", out)
    return {row["metric"]: row["accuracy"] if "accuracy" in row else row["r"] for row in told["metrics"]}


@pytest.mark.parametrize("measure", DOSSIER_FLOORS)
def test_the_reader_holds_its_floor_on_the_dossiers(measure: str, dossiers: dict[str, float]) -> None:
    assert dossiers[measure] >= DOSSIER_FLOORS[measure], f"{measure}: {dossiers[measure]:.3f}"
