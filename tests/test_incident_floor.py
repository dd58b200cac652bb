"""What is read of incidents holds its floors: on counts, on traps, and on MUC-4 and the dossiers where at hand.

What it reaches stands in docs/methodology.md. Floors are lowered on purpose only.
"""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tellings.cli.forms import extraction_line
from tellings.intake import Taken
from tellings.model import SetAside
from tellings.pipeline import read_report, read_templates
from tellings.publish.muc4 import Places
from tellings.resolve.gazetteer import Gazetteer
from tests.counts import scorer as counts
from tests.incidents import scorer as incidents
from tests.test_quality_floor import at_hand, extracted, lines_of, scored_apart, write_lines

Json = dict[str, Any]
TESTS = Path(__file__).resolve().parent

COUNTS_RIGHT = 0.91  # of the cases
TRAPS_WITH_ACCOUNT = 0.145  # at most
FALSE_TOLLS = 0.105  # at most, of the traps
REAL_WITH_ACCOUNT = 0.95
MANY_CLOSE = 0.80
MUC4_F = 43.0  # ALL TEMPLATES, in percent
MUC4_QUIET = 0.90  # of the reports without an incident
DOSSIER_FLOORS = {"responsibility": 0.60, "by of matched responsibility": 0.75, "weapons recall": 0.90}


def accounts_of(documents: Iterable[Json]) -> Iterator[Json]:
    """What `tellings extract` prints of documents."""
    gazetteer = Gazetteer.open()
    for line in lines_of(documents):
        assert isinstance(line.outcome, Taken)
        extraction = read_report(line.outcome.report, gazetteer=gazetteer)
        yield extraction_line(line.doc_id, extraction, carried_on=False, set_aside=extraction.set_aside)


@pytest.mark.parametrize("suite", ["counts", "incidents"])
def test_the_suites_are_what_they_were(suite: str) -> None:
    folder = TESTS / suite
    kept = dict(line.split()[::-1] for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines())
    assert kept
    assert {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in kept} == kept


@cache
def counted() -> Json:
    cases = counts.read_lines(counts.CASES)
    return as_json(counts, accounts_of(counts.documents(cases)))


@cache
def told() -> Json:
    passages = incidents.read_lines(incidents.PASSAGES)
    return as_json(incidents, accounts_of(incidents.documents(passages)))


def as_json(scorer: Any, outputs: Iterable[Json]) -> Json:
    """What a suite's scorer prints with --json."""
    lines = "".join(json.dumps(one) + "\n" for one in outputs)
    run = subprocess.run(
        [sys.executable, str(scorer.__file__), "/dev/stdin", "--json"],
        input=lines,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    found: Json = json.loads(run.stdout)
    return found


def share(measure: Json) -> float:
    """The share of a measure."""
    return float(measure["share"])


def test_counts_hold_their_floor() -> None:
    assert share(counted()["right"]) >= COUNTS_RIGHT


def test_texts_without_an_incident_give_no_account() -> None:
    assert share(told()["all"]["traps_with_account"]) <= TRAPS_WITH_ACCOUNT


def test_texts_without_an_incident_give_no_toll() -> None:
    assert share(told()["all"]["false_tolls"]) <= FALSE_TOLLS


def test_short_reports_of_an_incident_give_an_account() -> None:
    assert share(told()["all"]["real_with_account"]) >= REAL_WITH_ACCOUNT


def test_reports_of_many_give_about_as_many_accounts() -> None:
    assert share(told()["all"]["many_close"]) >= MANY_CLOSE


# ---------------------------------------------------------------- the sets that do not ship


@pytest.fixture(scope="module")
def muc4(tmp_path_factory: pytest.TempPathFactory) -> tuple[float, float]:
    """F over all templates in percent, and the share of reports without an incident that get no template."""
    folder = at_hand("muc4", "dev")
    places = Places.read(at_hand("muc4", "set-list-location.txt").read_text("utf-8").splitlines())
    gazetteer = Gazetteer.open()
    documents = [
        {"doc_id": path.stem, "text": path.read_text("utf-8")}
        for path in sorted((folder / "texts").glob("*.txt"))
    ]
    templates: list[Json] = []
    for line in lines_of(documents):
        assert isinstance(line.outcome, Taken)
        made = read_templates(line.outcome.report, str(line.doc_id), gazetteer=gazetteer, places=places)
        assert not isinstance(made, SetAside)
        templates += made
    response = tmp_path_factory.mktemp("muc4") / "response.json"
    response.write_text(json.dumps(templates), "utf-8")
    script = at_hand("muc4", "score.py")
    command = [sys.executable, str(script), "--key", str(folder / "keys.json"), "--response", str(response)]
    run = subprocess.run([*command, "--json", "--quiet"], capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()
    keys = json.loads((folder / "keys.json").read_text("utf-8"))
    quiet = {one["doc_id"] for one in documents} - {k["message_id"] for k in keys if k["template"] != "*"}
    given = {template["message_id"] for template in templates}
    f = json.loads(run.stdout)["summary"]["ALL TEMPLATES"]["f"]
    return f, len(quiet - given) / len(quiet)


def test_templates_hold_their_floor(muc4: tuple[float, float]) -> None:
    assert muc4[0] >= MUC4_F


def test_reports_without_an_incident_get_no_template(muc4: tuple[float, float]) -> None:
    assert muc4[1] >= MUC4_QUIET


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """F1, accuracy or recall by metric."""
    gold = at_hand("dossiers", "open.json")
    articles = incidents.read_lines(at_hand("dossiers", "articles.jsonl"))
    documents = ({"doc_id": article["unit_id"], "text": article["text"]} for article in articles)
    out = write_lines(tmp_path_factory.mktemp("dossiers") / "accounts.jsonl", extracted(documents))
    scored = scored_apart(at_hand("dossiers", "score.py"), gold, "--accounts", out)
    return {
        row["metric"]: next(row[key] for key in ("accuracy", "f", "f1", "r") if key in row)
        for row in scored["metrics"]
    }


@pytest.mark.parametrize("measure", DOSSIER_FLOORS)
def test_roles_hold_their_floor_on_the_dossiers(measure: str, dossiers: dict[str, float]) -> None:
    assert dossiers[measure] >= DOSSIER_FLOORS[measure], f"{measure}: {dossiers[measure]:.3f}"
