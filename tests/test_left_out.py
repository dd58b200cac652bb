"""Figures in a report that is held to tell of no violent incident are not lost in silence."""

import json
from pathlib import Path

from click.testing import CliRunner

from tellings.cli import main

LONELY = "Cancer killed 12 of the miners who worked at Ilk, the doctors found in a study of lungs.\n"
SHOOTING = "Gunmen shot dead four farmers near Tesh on Monday, police said.\n"


def test_the_warning_stands_with_the_report_in_extract() -> None:
    lines = "".join(json.dumps({"doc_id": k, "text": t}) + "\n" for k, t in (("a", LONELY), ("s", SHOOTING)))
    told = [
        json.loads(line) for line in CliRunner().invoke(main, ["extract"], input=lines).stdout.splitlines()
    ]
    codes = [[warning["code"] for warning in one["warnings"]] for one in told]
    assert [one["accounts"] == [] for one in told] == [True, False]
    assert codes == [["no_incident_told"], []]


def test_read_and_a_build_name_the_report_on_standard_error(tmp_path: Path) -> None:
    for name, text in (("lonely.txt", LONELY), ("shooting.txt", SHOOTING)):
        (tmp_path / name).write_text(text, "utf-8")
    read = CliRunner().invoke(main, ["read", str(tmp_path / "lonely.txt"), str(tmp_path / "shooting.txt")])
    assert "lonely.txt: " in read.stderr and "left out" in read.stderr
    assert "shooting.txt" not in read.stderr
    case = str(tmp_path / "case")
    for command in (["new", case], ["add", case, str(tmp_path / "lonely.txt")]):
        assert CliRunner().invoke(main, ["case", *command]).exit_code == 0
    built = CliRunner().invoke(main, ["case", "build", case])
    assert "report-" in built.stderr and "left out" in built.stderr
