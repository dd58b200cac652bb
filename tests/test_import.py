"""A recorder's sheet goes into a case: `tellings case import`."""

import json
import random
from pathlib import Path

import pytest
from openpyxl import Workbook

from tellings import pipeline
from tellings.case import Case
from tellings.custody import verify
from tellings.model import Record
from tests.intake.test_sheet import as_csv
from tests.test_cli import run, write

MAP = """
[sheet]
name = "Ardeh recorders"
date_format = "%d/%m/%Y"
unknown = ["?"]
source_separator = ";"

[columns]
date = "Date"
place = "Place"
killed_low = "Killed (min)"
killed_high = "Killed (max)"
source = "Source"
notes = "Notes"
"""
HEADERS = ["Date", "Place", "Killed (min)", "Killed (max)", "Source", "Notes"]
PLACES = ("Mosul, Iraq", "Tikrit, Iraq", "near Baquba, Iraq", "Xyrgh")
SOURCES = ("Harbour Times", "Northern Post; a resident", "the health ministry", "?")


def rows(number: int, *, seed: int = 7) -> list[list[str]]:
    """Return so many invented rows of one year, always the same."""
    chance = random.Random(seed)
    made = []
    for n in range(number):
        low = chance.randint(0, 9)
        day = f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/2013"
        high = str(low + chance.randint(0, 4))
        made.append([day, chance.choice(PLACES), str(low), high, chance.choice(SOURCES), f"note {n}"])
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Case.new(tmp_path / "case")
    write(tmp_path / "map.toml", MAP)
    return tmp_path


def bring(
    folder: Path, table: list[list[str]], *options: str, name: str = "sheet.csv"
) -> "tuple[int, str, str]":
    """Import a table as csv; return exit code, standard output and standard error."""
    sheet = write(folder / name, as_csv([HEADERS, *table]))
    done = run("case", "import", folder / "case", sheet, "--map", folder / "map.toml", *options)
    return done.exit_code, done.stdout, done.stderr


def records(folder: Path) -> tuple[Record, ...]:
    return pipeline.build_case(Case.open(folder / "case")).records


def test_two_hundred_rows_come_in_and_records_come_out_each_quote_in_its_place(folder: Path) -> None:
    code, out, _ = bring(folder, rows(200))
    assert code == 0 and '"Ardeh recorders": 200 rows, 200 accounts' in out
    made = records(folder)
    assert len(made) == 200
    opened = Case.open(folder / "case")
    (text,) = [report.text for report in opened.reports()]
    claims = [c for record in made for f in record.fields.values() for r in f.readings for c in r.claims]
    assert claims and all(claim.quote == claim.span.of(text) for claim in claims)
    assert verify(opened).is_unchanged


def test_the_original_is_kept_byte_for_byte(folder: Path) -> None:
    bring(folder, rows(3))
    opened = Case.open(folder / "case")
    assert opened.original(opened.reports()[0]) == (folder / "sheet.csv").read_bytes()


def test_rows_of_one_day_and_place_stay_apart_and_keep_their_own_voices(folder: Path) -> None:
    same = ["05/02/2013", "Mosul, Iraq", "6", "8"]
    bring(folder, [[*same, "Harbour Times", ""], [*same, "the health ministry", ""]])
    made = records(folder)
    assert not any(record.warnings for record in made)
    names = [{voice.name for voice in record.voices} for record in made]
    assert sorted(map(sorted, names)) == [  # type: ignore[arg-type]
        ["Ardeh recorders", "Harbour Times"],
        ["Ardeh recorders", "the health ministry"],
    ]


def test_a_row_joins_the_press_report_of_its_day_and_place(folder: Path) -> None:
    press = (
        "---\noutlet: Harbour Times\npublished: 2013-02-06\n---\nShells hit a market in Mosul in Iraq on Tuesday, "
        "killing six people, the health ministry said.\n"
    )
    run("case", "add", folder / "case", write(folder / "press.txt", press))
    bring(folder, [*rows(50), ["05/02/2013", "Mosul, Iraq", "6", "6", "", ""]])
    joined = [record for record in records(folder) if len(record.accounts) > 1]
    assert [sorted(str(told.outlet) for told in record.accounts) for record in joined] == [
        ["Ardeh recorders", "Harbour Times"]
    ]


@pytest.mark.parametrize("told", ["2013", "Feb 2013", "", "2013-02-01/2013-02-20"])
def test_a_row_without_a_day_joins_no_press_report_however_well_the_rest_fits(
    folder: Path, told: str
) -> None:
    press = (
        "---\noutlet: Harbour Times\npublished: 2013-02-06\n---\nShells hit a market in Tikrit in Iraq on Tuesday, "
        "killing 23 people, the health ministry said.\n"
    )
    run("case", "add", folder / "case", write(folder / "press.txt", press))
    bring(folder, [[told, "Tikrit, Iraq", "23", "23", "", ""]])
    assert [len(record.accounts) for record in records(folder)] == [1, 1]


def test_a_dry_run_changes_nothing(folder: Path) -> None:
    before = (folder / "case" / "log.jsonl").read_bytes()
    code, out, _ = bring(folder, rows(3), "--dry-run")
    assert code == 0 and "nothing was changed" in out
    assert (folder / "case" / "log.jsonl").read_bytes() == before


def test_a_sheet_with_one_bad_cell_brings_nothing_in_and_every_bad_cell_is_named(folder: Path) -> None:
    table = rows(80)
    for row in table[:60]:
        row[2] = "many"
    code, _, err = bring(folder, table)
    assert code == 2
    assert 'row 2, column "Killed (min)": "many" is not a whole number' in err
    assert err.count("row ") == 50 and "and 10 more" in err
    assert not Case.open(folder / "case").report_ids()


def test_the_same_sheet_again_is_held_already(folder: Path) -> None:
    bring(folder, rows(3))
    code, out, err = bring(folder, rows(3), name="copy.csv")
    assert code == 0 and "held already" in out and "earlier sheet" not in err
    assert len(Case.open(folder / "case").report_ids()) == 1


def test_an_edited_sheet_stands_beside_the_earlier_one_and_says_how_to_take_that_out(folder: Path) -> None:
    bring(folder, rows(3))
    (earlier,) = Case.open(folder / "case").report_ids()
    table = rows(3)
    table[0][2] = "0"
    _, _, err = bring(folder, table)
    assert f"an earlier sheet of this name is held, {earlier}" in err and "case seal" in err
    made = records(folder)
    assert len(made) == 3 and all(len(record.accounts) == 2 for record in made)


def test_without_a_map_the_columns_and_a_map_to_edit_are_printed(folder: Path) -> None:
    sheet = write(folder / "sheet.csv", as_csv([HEADERS, *rows(1)]))
    done = run("case", "import", folder / "case", sheet)
    assert done.exit_code == 2 and "no --map" in done.stderr
    assert '#   "Killed (min)"' in done.stdout and '# date = ""' in done.stdout


def test_json_tells_what_came_in(folder: Path) -> None:
    code, out, _ = bring(
        folder, [*rows(2), ["?", "", "", "", "", "a note"], ["", "", "7", "", "", ""]], "--json"
    )
    told = json.loads(out)
    assert code == 0
    assert (told["rows"], told["accounts"]) == (4, 3)
    assert (told["rows_without_claims"], told["rows_without_date_and_place"]) == ([4], [5])


def test_an_xlsx_gives_the_same_report_as_the_csv(folder: Path) -> None:
    bring(folder, rows(5))
    workbook = Workbook()
    assert workbook.active is not None
    for row in [HEADERS, *rows(5)]:
        workbook.active.append(row)
    workbook.save(folder / "sheet.xlsx")
    done = run("case", "import", folder / "case", folder / "sheet.xlsx", "--map", folder / "map.toml")
    assert "held already" in done.stdout


@pytest.mark.parametrize("missing", ["sheet.csv", "map.toml"])
def test_a_file_that_is_not_there_is_named(folder: Path, missing: str) -> None:
    write(folder / "sheet.csv", as_csv([HEADERS, *rows(1)]))
    (folder / missing).unlink()
    done = run("case", "import", folder / "case", folder / "sheet.csv", "--map", folder / "map.toml")
    assert done.exit_code == 2 and missing in done.stderr


def test_nobody_can_call_a_text_a_sheet(folder: Path) -> None:
    posing = write(folder / "posing.txt", "---\noutlet: X\nkind: sheet\n---\nsheet: X\n")
    done = run("case", "add", folder / "case", posing)
    assert done.exit_code == 1 and "kind is 'sheet'" in done.stderr
