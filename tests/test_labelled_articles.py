"""The reader holds its floor on articles labelled by people who had not seen it, and on the seed where that is at hand.

The five of `attributed` were at hand while the reader was written. Those of `attributed_blind` and `attributed_third`
were kept apart until it stood, and widened it then, one after the other: docs/methodology.md says what it reached on
each at first. Floors are lowered on purpose only.
"""

import hashlib
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tellings.cli.forms import findings_form
from tellings.intake import Facts, Taken, facts_from, read_bytes
from tellings.pipeline import gather, read_findings
from tests.attributed.scorer import Scores, score, total

TESTS = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("TELLINGS_SHARED", TESTS.parent.parent / "shared"))
SUITES = ("attributed", "attributed_blind", "attributed_third")
# measure -> the least share of what is labelled
FLOORS = {
    "attributed": {
        "attributions": 0.90,
        "casualties": 0.85,
        "accusations": 0.95,
        "responsibility_taken": 1.0,
        "leads": 0.95,
        "own_voice": 0.95,
        "quotes": 1.0,
    },
    "attributed_blind": {
        "attributions": 0.85,
        "casualties": 0.85,
        "accusations": 0.85,
        "responsibility_taken": 1.0,
        "leads": 0.90,
        "own_voice": 0.90,
        "quotes": 1.0,
    },
    "attributed_third": {
        "attributions": 0.70,
        "casualties": 0.80,
        "accusations": 0.75,
        "responsibility_taken": 1.0,
        "leads": 0.90,
        "own_voice": 0.85,
        "quotes": 1.0,
    },
}


def read(path: Path, given: dict[str, str | None]) -> Any:
    told = facts_from({key: value for key, value in given.items() if value})
    assert isinstance(told, Facts)
    taken = read_bytes(path.read_bytes(), name=path.name, told=told)
    assert isinstance(taken, Taken)
    gathered = gather([taken])
    return findings_form(read_findings(gathered), gathered.doc_ids)


@cache
def scores_of(suite: str) -> Scores:
    return total(
        score(read(path.with_name(path.name.replace(".gold.json", ".txt")), gold.get("given") or {}), gold)
        for path in sorted((TESTS / suite).glob("*.gold.json"))
        for gold in [json.loads(path.read_text("utf-8"))]
    )


@pytest.mark.parametrize("suite", SUITES)
def test_the_labelled_articles_are_what_they_were(suite: str) -> None:
    folder = TESTS / suite
    kept = dict(line.split()[::-1] for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines())
    assert {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in kept} == kept


@pytest.mark.parametrize(("suite", "measure"), [(s, m) for s in SUITES for m in FLOORS[s]])
def test_the_reader_holds_its_floor(suite: str, measure: str) -> None:
    reached = scores_of(suite).measures[measure]
    floor = FLOORS[suite][measure]
    assert reached.right >= floor * reached.of, (
        f"{measure}: {reached.right} of {reached.of}: {reached.missed}"
    )


@cache
def seed_scores() -> Scores:
    folder = SHARED / "seed"
    if not (folder / "gold.json").is_file():
        pytest.skip("the seed's labels are not at hand; TELLINGS_SHARED names the folder that holds them")
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    return score(read(folder / "article.txt", {}), gold)


@pytest.mark.parametrize(
    ("measure", "least"),
    [
        ("attributions", 13),
        ("carried_on", 4),
        ("casualties", 3),
        ("accusations", 11),
        ("responsibility_taken", 1),
        ("leads", 6),
        ("warnings", 7),
    ],
)
def test_the_seed_comes_out_right(measure: str, least: int) -> None:
    reached = seed_scores().measures[measure]
    assert reached.right >= least, f"{measure}: {reached.right} of {reached.of}: {reached.missed}"


@pytest.mark.parametrize("measure", ["own_voice", "quotes"])
def test_of_the_seed_nothing_is_misquoted_or_given_to_the_outlet(measure: str) -> None:
    reached = seed_scores().measures[measure]
    assert reached.right == reached.of, reached.missed
