"""Workbooks and CSV, out and in: the same bytes each time, no formula out, nothing evaluated or unpacked blindly in."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tellings.errors import InputError
from tellings.ledger.cells import Cell
from tellings.ledger.codebook import LAYOUTS
from tellings.ledger.csv_files import write_csv
from tellings.ledger.sheets import Row, open_sheets
from tellings.ledger.tables import Table
from tellings.ledger.workbook import Dated, Formula, write_workbook

NAMES = LAYOUTS["persons"].names
HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "#N/A", "a\x00b", "_x0041_", "one\r\ntwo")


def table(*rows: dict[str, Cell], name: str = "persons") -> Table:
    names = LAYOUTS[name].names
    return Table(name, names, tuple(tuple(row.get(column) for column in names) for row in rows))


def named(text: str) -> Table:
    from tellings.ledger.cells import fitted

    return table({"claim_id": "claim-1", "name": fitted(text)[0]})


def rows_in(path: Path) -> list[Row]:
    return [row for sheet in open_sheets(path) for row in sheet.rows]


def problems_in(path: Path) -> str:
    return "\n".join(str(problem) for sheet in open_sheets(path) for problem in sheet.problems)


def changed(path: Path, change: Callable[[Any], object]) -> Path:
    """Write a workbook of one row, changed by openpyxl as a person would change it."""
    path.write_bytes(write_workbook([named("Ilka Voss")]))
    book = load_workbook(path)
    change(book["persons"])
    book.save(path)
    return path


def test_a_workbook_of_the_same_tables_has_the_same_bytes() -> None:
    assert write_workbook([named("Ilka Voss")]) == write_workbook([named("Ilka Voss")])


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_workbook_is_anything_but_text_or_a_number(text: str) -> None:
    book = load_workbook(io.BytesIO(write_workbook([named(text)])))
    assert {cell.data_type for row in book["persons"] for cell in row} <= {"s", "n"}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_csv_starts_a_formula(text: str) -> None:
    stream = io.StringIO(newline="")
    write_csv(named(text), stream)
    assert f",{text}," not in stream.getvalue() or text[0] not in "=+-@\t\r"
    assert stream.getvalue().startswith("\ufeffclaim_id,") and stream.getvalue().endswith("\r\n")


def test_the_head_is_frozen_and_filtered_and_what_can_be_edited_is_tinted() -> None:
    sheet: Any = load_workbook(io.BytesIO(write_workbook([named("Ilka Voss")])))["persons"]
    assert sheet.freeze_panes == "A2" and str(sheet.auto_filter.ref).endswith("2")
    tinted = {
        str(cell.value)
        for cell in sheet[1]
        if sheet.column_dimensions[cell.column_letter].fill.start_color.rgb == "00FFF3DA"
    }
    assert tinted == {column.name for column in LAYOUTS["persons"].columns if column.editable}


def test_what_has_a_closed_list_is_picked_from_it_and_the_heads_of_editable_columns_are_tinted() -> None:
    row: dict[str, Cell] = {"claim_id": "claim-1", "verdict": ""}
    sheet: Any = load_workbook(io.BytesIO(write_workbook([table(row, name="claims")])))["claims"]
    heads = {cell.column_letter: cell for cell in sheet[1]}
    lists = {
        heads[str(one.sqref).partition("2")[0]].value: one.formula1
        for one in sheet.data_validations.dataValidation
    }
    assert lists.keys() == {"stance", "verdict", "chosen", "released"}
    assert lists["verdict"] == '"confirmed,rejected"' and "cannot_confirm" in lists["stance"]
    tinted = {cell.value for cell in heads.values() if cell.fill.fill_type}
    assert tinted == {column.name for column in LAYOUTS["claims"].columns if column.editable}


def test_a_table_too_long_for_a_sheet_is_refused() -> None:
    rows: Any = range(1_048_576)
    with pytest.raises(InputError, match="export with --to csv"):
        write_workbook([Table("persons", NAMES, rows)])


# ---------------------------------------------------------------- in


def test_merged_cells_are_named(tmp_path: Path) -> None:
    path = changed(tmp_path / "a.xlsx", lambda sheet: sheet.merge_cells("B2:C3"))
    assert problems_in(path) == "persons: the cells B2:C3 are merged; take them apart"


def test_a_formula_is_seen_and_not_evaluated(tmp_path: Path) -> None:
    path = changed(tmp_path / "a.xlsx", lambda sheet: sheet.cell(2, 3, "=1+1"))
    assert rows_in(path)[0].cells[2] == Formula("=1+1")


def test_what_the_spreadsheet_made_a_date_of_is_seen(tmp_path: Path) -> None:
    day = datetime(2013, 2, 9)  # noqa: DTZ001
    path = changed(tmp_path / "a.xlsx", lambda sheet: sheet.cell(2, 3, day))
    assert isinstance(rows_in(path)[0].cells[2], Dated)


def test_row_numbers_are_those_that_the_spreadsheet_shows(tmp_path: Path) -> None:
    path = changed(tmp_path / "a.xlsx", lambda sheet: sheet.cell(7, 1, "claim-2"))
    assert [row.number for row in rows_in(path)] == [2, 7]


def test_what_stands_beside_the_columns_is_seen(tmp_path: Path) -> None:
    path = changed(tmp_path / "a.xlsx", lambda sheet: sheet.cell(2, len(NAMES) + 2, "note"))
    assert rows_in(path)[0].cells == ()


def test_a_sheet_of_ones_own_is_passed_over_and_a_renamed_one_is_known(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.title = "Opfer"
        sheet.parent.create_sheet("my notes").append(["look", "again"])

    path = changed(tmp_path / "a.xlsx", change)
    assert [(sheet.name, sheet.layout.name) for sheet in open_sheets(path)] == [("Opfer", "persons")]


def test_a_sheet_without_its_head_is_named(tmp_path: Path) -> None:
    path = changed(tmp_path / "a.xlsx", lambda sheet: sheet.delete_rows(1))
    assert "row 1: the first row does not hold the names of the columns" in problems_in(path)


def bomb(inner: bytes, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, inner)
    return written.getvalue()


def entities() -> bytes:
    """Return a workbook whose sheet declares entities that would grow without end."""
    written = io.BytesIO(write_workbook([named("Ilka Voss")]))
    grown = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(grown, "w") as new:
        for member in old.infolist():
            data = old.read(member)
            if member.filename.endswith("sheet1.xml"):
                text = data.decode().partition("?>")[2] or data.decode()
                data = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]>{text}'.encode()
            new.writestr(member.filename, data)
    return grown.getvalue()


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (bomb(bytes(50_000_000)), "times its size"),
        (bomb(bytes(200_000_001)), "would unpack to 200,000,001 bytes"),
        (entities(), "is no workbook that can be read"),
        (bomb(b"none", "a.txt"), "is no workbook that can be read"),
        (b"PK\x03\x04 cut short", "is no workbook that can be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or a locked workbook"),
        (b"\xff\xfe\x00", "is not in UTF-8"),
        (b"caf\xe9,b\n", "is not in UTF-8"),
        (b'claim_id,"name\n', "is no CSV"),
        (b"", "holds no table of a ledger"),
        (b"a,b\n1,2\n", "holds no table of a ledger"),
        ("claim_id\x00".encode("utf-16-le"), "holds no table of a ledger"),
    ],
)
def test_a_file_that_is_no_ledger_is_refused_with_the_reason(tmp_path: Path, data: bytes, fault: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with pytest.raises(InputError, match=fault):
        rows_in(path)


def test_a_workbook_saved_by_another_program_is_read(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "persons"
    sheet.append(list(NAMES))
    sheet.append(["claim-1", *[None] * (len(NAMES) - 2), "internal-1"])
    book.save(tmp_path / "a.xlsx")
    (row,) = rows_in(tmp_path / "a.xlsx")
    assert row.cells[0] == "claim-1" and row.cells[-1] == "internal-1"


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        rows_in(tmp_path / "nowhere.csv")
