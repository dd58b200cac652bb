"""`tellings export` and `tellings case import-judgements`: what they write, print and end with."""

import json
import shutil
from pathlib import Path

import pytest

from tellings.case import Case
from tests.ledger.made import edit, made_case, pages, row_of
from tests.test_cli import run


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands") / "case"
    made_case(folder, pages(6))
    return folder


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "case"))


def test_an_export_goes_beside_the_case_and_is_the_same_each_time(case: Path) -> None:
    for form, name in (("csv", "case-ledger"), ("xlsx", "case-ledger.xlsx")):
        done = run("export", case, "--to", form)
        assert done.exit_code == 0 and f"{name} (54 claims, masked)" in done.output, done.output
        path = case.with_name(name)
        first = (
            path.read_bytes() if path.is_file() else [file.read_bytes() for file in sorted(path.iterdir())]
        )
        assert run("export", case, "--to", form).exit_code == 0
        again = (
            path.read_bytes() if path.is_file() else [file.read_bytes() for file in sorted(path.iterdir())]
        )
        assert first == again
    assert not [path for path in case.parent.iterdir() if path.name.startswith(".")]


def test_an_internal_export_says_so_and_holds_the_leads_sheet(case: Path) -> None:
    done = run("export", case, "--to", "csv", "--internal")
    assert "internal" in done.output and (case.with_name("case-ledger") / "leads.csv").exists()
    assert "INTERNAL: not masked" in (case.with_name("case-ledger") / "about.csv").read_text("utf-8")


@pytest.mark.parametrize("out", ["case/ledger", "case/objects/x.xlsx", "nowhere/ledger", "full", "file.txt"])
def test_an_export_writes_over_nothing_but_a_ledger(case: Path, out: str) -> None:
    (case.parent / "full").mkdir()
    (case.parent / "full" / "mine.csv").write_text("a,b\n")
    (case.parent / "file.txt").write_text("mine")
    done = run("export", case, "--to", "csv", "--out", case.parent / out)
    assert done.exit_code == 2 and (case.parent / "full" / "mine.csv").read_text() == "a,b\n"


def test_an_export_does_not_write_over_edits_that_the_case_does_not_hold(case: Path) -> None:
    assert run("export", case, "--to", "csv").exit_code == 0
    claims = case.with_name("case-ledger") / "claims.csv"
    edit(claims, lambda rows: row_of(rows, "killed").update(verdict="confirmed", why="read"))
    refused = run("export", case, "--to", "csv")
    assert refused.exit_code == 2 and "holds edits that the case does not" in refused.output
    assert run("case", "import-judgements", case, claims.parent).exit_code == 0
    assert run("case", "build", case).exit_code == 0
    assert run("export", case, "--to", "csv").exit_code == 0


def test_a_case_that_is_not_built_is_not_exported(case: Path) -> None:
    (case / "actors.toml").write_text('[[sides]]\nname = "A"\n')
    done = run("export", case, "--to", "csv")
    assert done.exit_code == 2 and "tellings case build" in done.output


def test_a_dry_run_shows_each_judgement_and_keeps_none(case: Path) -> None:
    run("export", case, "--to", "csv")
    claims = case.with_name("case-ledger") / "claims.csv"
    edit(claims, lambda rows: row_of(rows, "killed").update(high="77", why="a recount"))
    done = run("case", "import-judgements", case, claims, "--dry-run", "--by", "A. Reviewer")
    assert "killed, low: corrected: " in done.output and "to 77 (A. Reviewer: a recount)" in done.output
    assert "a dry run: nothing was changed" in done.output and Case.open(case).judgements() == ()
    form = json.loads(run("case", "import-judgements", case, claims, "--dry-run", "--json").output)
    (one,) = form["judgements"]
    assert (one["verdict"], one["why"], one["column"], form["kept"]) == ("corrected", "a recount", "low", 0)


def test_an_import_says_how_many_came_in_and_what_to_do_next(case: Path) -> None:
    run("export", case, "--to", "xlsx")
    assert (
        "no edits: nothing to import"
        in run("case", "import-judgements", case, case.with_name("case-ledger.xlsx")).output
    )
    run("export", case, "--to", "csv")
    claims = case.with_name("case-ledger") / "claims.csv"
    edit(claims, lambda rows: row_of(rows, "killed").update(verdict="confirmed", chosen="yes"))
    done = run("case", "import-judgements", case, claims, "--why", "held against the text")
    assert done.exit_code == 0 and "2 judgements added; now build: tellings case build" in done.output
    again = run("case", "import-judgements", case, claims, "--why", "held against the text")
    assert again.exit_code == 0 and "say what the case holds already" in again.output
    assert len(Case.open(case).judgements()) == 2


def test_any_fault_changes_nothing_and_all_are_named(case: Path) -> None:
    run("export", case, "--to", "csv")
    claims = case.with_name("case-ledger") / "claims.csv"
    log = (case / "log.jsonl").read_bytes()

    def change(rows: list[dict[str, str]]) -> None:
        row_of(rows, "killed").update(verdict="confirmed", why="read")
        row_of(rows, "injured").update(low="many", why="read")

    edit(claims, change)
    done = run("case", "import-judgements", case, claims)
    assert done.exit_code == 2 and "1 fault, so nothing was changed" in done.output
    assert 'column "low": "many" is no whole number' in done.output and "Traceback" not in done.output
    assert (case / "log.jsonl").read_bytes() == log
    form = json.loads(run("case", "import-judgements", case, claims, "--json").stdout)
    assert [problem["column"] for problem in form["problems"]] == ["low"]


def test_no_name_of_a_masked_ledger_stands_in_a_dry_run(case: Path) -> None:
    run("export", case, "--to", "csv")
    claims = case.with_name("case-ledger") / "claims.csv"
    edit(claims, lambda rows: [row.update(verdict="confirmed", why="read") for row in rows])
    done = run("case", "import-judgements", case, claims, "--dry-run")
    assert done.exit_code == 0 and "Voss" not in done.output
