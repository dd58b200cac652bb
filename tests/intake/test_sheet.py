"""A recorder's own sheet comes in as a report whose text tells all, and a bad sheet is refused by row and column."""

import contextlib
import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tellings.errors import InputError
from tellings.intake import grid, sheet
from tellings.intake.grid import SheetError, read_grid
from tellings.intake.sheet import TakenSheet, read_sheet_text, take_sheet
from tellings.intake.sheet_map import COLUMN_KEYS, SHEET_KEYS, map_to_start_from, read_map

MAP = b"""
[sheet]
name = "Ardeh recorders"
date_format = "%d/%m/%Y"
unknown = ["?", "N/A"]

[columns]
date = "Date"
place = "Where"
killed = "Dead"
source = "Who says"
notes = "Notes"
"""
HEADERS = ["Date", "Where", "Dead", "Who says", "Notes"]
ROW = ["05/02/2013", "Ardeh", "6", "Harbour Times", "seen twice"]


def as_csv(rows: Sequence[Sequence[object]], *, separator: str = ",", end: str = "\r\n") -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, lineterminator=end).writerows(rows)
    return stream.getvalue().encode()


def as_xlsx(rows: Sequence[Sequence[Any]], **more: Any) -> bytes:
    """Return a workbook of one worksheet. more: `merged`, a range; `epoch`."""
    workbook = Workbook()
    if "epoch" in more:
        workbook.epoch = more["epoch"]
    worksheet = workbook.active
    assert worksheet is not None
    for row in rows:
        worksheet.append(list(row))
    if "merged" in more:
        worksheet.merge_cells(more["merged"])
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def take(data: bytes, told: bytes = MAP, *, name: str = "sheet.csv") -> TakenSheet:
    return take_sheet(data, name=name, sheet_map=read_map(told, name="map.toml"))


def text_of(data: bytes, told: bytes = MAP) -> str:
    return take(data, told).taken.report.text


def words(text: str) -> list[tuple[int, dict[str, str]]]:
    _, rows = read_sheet_text(text)
    return [(row.number, {key: span.of(text) for key, span in row.cells.items()}) for row in rows]


# ---------------------------------------------------------------- what comes in


def test_a_row_stands_in_the_text_by_our_words_and_the_cells_own() -> None:
    taken = take(as_csv([HEADERS, ROW])).taken
    assert taken.report.text.endswith(
        "\n\nrow 2\ndate: 05/02/2013\nplace: Ardeh\nkilled: 6\nsource: Harbour Times\nnotes: seen twice\n"
    )
    assert (taken.report.kind, taken.report.outlet) == ("sheet", "Ardeh recorders")
    assert taken.report.original_sha256 == taken.original.sha256


def test_the_head_of_the_text_tells_how_its_cells_are_read() -> None:
    head, _ = read_sheet_text(text_of(as_csv([HEADERS, ROW])))
    assert (head.name, head.date_format, head.columns["killed"]) == ("Ardeh recorders", "%d/%m/%Y", "Dead")
    assert head.is_unknown("n/a") and head.is_unknown("?") and not head.is_unknown("0")


@pytest.mark.parametrize(
    "data",
    [
        as_csv([HEADERS, ROW]),
        as_csv([HEADERS, ROW], separator=";"),
        as_csv([HEADERS, ROW], separator="\t"),
        as_csv([HEADERS, ROW], end="\n"),
        b"\xef\xbb\xbf" + as_csv([HEADERS, ROW]),
        as_csv([HEADERS, ROW]).decode().encode("utf-16"),
        as_xlsx([HEADERS, ROW]),
        as_xlsx([HEADERS, [*ROW[:2], 6, *ROW[3:]]]),
        as_xlsx([HEADERS, [*ROW[:2], 6.0, *ROW[3:]]]),
    ],
)
def test_the_same_cells_give_the_same_text_however_they_are_kept(data: bytes) -> None:
    assert text_of(data) == text_of(as_csv([HEADERS, ROW]))


def test_a_csv_in_another_encoding_is_read_when_the_map_says_so() -> None:
    data = as_csv([HEADERS, [*ROW[:3], "Café Ardeh", ""]]).decode().encode("cp1252")
    with pytest.raises(SheetError, match=r"not UTF-8.*encoding"):
        take(data)
    told = MAP.replace(b"[sheet]\n", b'[sheet]\nencoding = "windows-1252"\n')
    assert "source: Café Ardeh" in text_of(data, told)


def test_what_a_file_is_its_bytes_decide() -> None:
    assert take(as_xlsx([HEADERS, ROW]), name="sheet.csv").rows == 1
    assert take(as_csv([HEADERS, ROW]), name="sheet.xlsx").rows == 1


@pytest.mark.parametrize("epoch", [None, CALENDAR_MAC_1904])
def test_a_day_of_a_workbook_is_that_day_in_either_calendar(epoch: datetime | None) -> None:
    rows: list[list[Any]] = [
        HEADERS,
        [date(2013, 2, 5), *ROW[1:]],
        [datetime.fromisoformat("2013-02-06T14:30"), *ROW[1:]],
    ]
    text = text_of(as_xlsx(rows, **({"epoch": epoch} if epoch else {})))
    assert [row["date"] for _, row in words(text)] == ["2013-02-05", "2013-02-06 14:30:00"]


def test_rows_keep_the_numbers_that_the_spreadsheet_shows() -> None:
    note = [*ROW[:4], "two\nlines"]
    rows = [["a title"], [], HEADERS, note, [], ROW]
    told = MAP.replace(b"[sheet]\n", b"[sheet]\nheader_row = 3\n")
    for data in (as_csv(rows), as_xlsx(rows)):
        assert [number for number, _ in words(text_of(data, told))] == [4, 6]


def test_a_named_worksheet_is_read_and_else_the_first() -> None:
    workbook = Workbook()
    assert workbook.active is not None
    workbook.active.append(["nothing"])
    other = workbook.create_sheet("2013")
    other.append(HEADERS)
    other.append(ROW)
    stream = io.BytesIO()
    workbook.save(stream)
    told = MAP.replace(b"[sheet]\n", b'[sheet]\nsheet = "2013"\n')
    assert take(stream.getvalue(), told).rows == 1
    with pytest.raises(SheetError, match=r'no worksheet "2014"; those it has: "Sheet", "2013"'):
        take(stream.getvalue(), told.replace(b"2013", b"2014"))


def test_a_cell_cannot_pose_as_a_row() -> None:
    forged = "seen\n\nrow 9\nkilled: 900\r\nkilled: 901\u2028row 10"
    text = text_of(as_csv([HEADERS, [*ROW[:4], forged]]))
    assert [(number, row["killed"]) for number, row in words(text)] == [(2, "6")]


@given(
    cells=st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),
        min_size=5,
        max_size=5,
    )
)
def test_whatever_the_cells_hold_the_text_gives_them_back(cells: list[str]) -> None:
    plain = [grid._plain(cell) for cell in cells]
    if not any(plain) or any(grid._IS_FORMULA(cell) for cell in plain):
        return
    text = text_of(as_csv([HEADERS, cells]))
    keys = ["date", "place", "killed", "source", "notes"]
    held = words(text)[0][1]
    assert [held.get(key, "").replace("\n  ", "\n") for key in keys] == plain


# ---------------------------------------------------------------- what is wrong with a cell


def test_a_formula_is_named_and_neither_evaluated_nor_its_stored_value_used() -> None:
    taken = take(as_xlsx([HEADERS, [*ROW[:2], "=3+3", *ROW[3:]], ROW]))
    assert [fault.sentence for fault in taken.faults] == [
        'row 2, column "Dead": holds a formula, and none is evaluated; put its value in its place'
    ]
    assert [row.get("killed") for _, row in words(taken.taken.report.text)] == [None, "6"]
    assert take(as_csv([HEADERS, [*ROW[:2], "=3+3", *ROW[3:]]])).faults == taken.faults


def test_a_formula_in_a_column_that_is_not_mapped_is_passed_over() -> None:
    assert not take(as_xlsx([[*HEADERS, "Sum"], [*ROW, "=1+1"]])).faults


@pytest.mark.parametrize(("merged", "columns"), [("A2:A3", ["Date"]), ("B2:C2", ["Dead", "Where"])])
def test_merged_cells_are_named_by_their_range(merged: str, columns: list[str]) -> None:
    faults = take(as_xlsx([HEADERS, ROW, ROW], merged=merged)).faults
    assert sorted(fault.header for fault in faults) == columns
    assert all(fault.row == 2 and merged in fault.fact for fault in faults)


def test_a_merged_title_above_the_headers_is_no_fault() -> None:
    told = MAP.replace(b"[sheet]\n", b"[sheet]\nheader_row = 2\n")
    assert not take(as_xlsx([["Our sheet"], HEADERS, ROW], merged="A1:C1"), told).faults


def test_an_error_value_is_named() -> None:
    assert "#REF!" in take(as_xlsx([HEADERS, [*ROW[:2], "#REF!", *ROW[3:]]])).faults[0].fact


def test_more_cells_than_headers_are_named_as_a_mark_that_was_not_quoted() -> None:
    faults = take(as_csv([HEADERS, [*ROW, "more"]])).faults
    assert [(fault.row, fault.header) for fault in faults] == [(2, "Notes")]


# ---------------------------------------------------------------- what is wrong with a file


def test_a_renamed_column_is_named_with_those_that_are_there() -> None:
    with pytest.raises(SheetError, match=r'"Dead" \(killed\) is not there.*"Deaths"'):
        take(as_csv([["Date", "Where", "Deaths", "Who says", "Notes"], ROW]))


def test_a_column_that_stands_twice_is_refused() -> None:
    with pytest.raises(SheetError, match=r'"Dead" \(killed\) stands 2 times'):
        take(as_csv([[*HEADERS, "Dead"], [*ROW, "7"]]))


def test_twenty_thousand_rows_come_in_and_more_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert grid.MOST_ROWS == 20_000
    monkeypatch.setattr(grid, "MOST_ROWS", 50)
    assert take(as_csv([HEADERS, *[ROW] * 50])).rows == 50
    for data in (as_csv([HEADERS, *[ROW] * 51]), as_xlsx([HEADERS, *[ROW] * 51])):
        with pytest.raises(SheetError, match="more than 50 rows; split it"):
            take(data)


def test_a_hundred_thousand_rows_are_refused_without_reading_them_all() -> None:
    with pytest.raises(SheetError, match="more than 20,000 rows"):
        take(as_csv([HEADERS, *[ROW] * 100_000]))


def _zip(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def test_a_bomb_is_measured_and_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openpyxl.load_workbook", None)
    bomb = _zip({"[Content_Types].xml": b"x", "xl/worksheets/sheet1.xml": b" " * 30_000_000})
    with pytest.raises(SheetError, match="it was not opened"):
        take(bomb)


def test_entities_of_a_workbook_are_not_unfolded() -> None:
    data = as_xlsx([HEADERS, ROW])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    path = "xl/worksheets/sheet1.xml"
    members[path] = (
        laughs + members[path].partition(b"?>")[2] if b"?>" in members[path] else laughs + members[path]
    )
    with pytest.raises(SheetError, match="cannot be read as a workbook"):
        take(_zip(members))


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        (b"", "is empty"),
        (b" \r\n ", "is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), r"old \.xls form"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64) + "EncryptedPackage".encode("utf-16-le"),
            "protected with a password",
        ),
        (b"PK\x03\x04 and no more", "cannot be read as a workbook"),
        (_zip({"content.xml": b"<a/>", "mimetype": b"x"}), "no Excel workbook"),
        (_zip({"xl/workbook.bin": b"x"}), r"\.xlsb"),
        (_zip({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"}), "cannot be read as a workbook"),
        (as_xlsx([HEADERS, ROW])[:-200], "cannot be read as a workbook"),
        (b"%PDF-1.4 ...", "a PDF file"),
        (as_csv([HEADERS]), "no rows below its headers"),
        (b'Date,Where,Dead,Who says,Notes\r\n"05/02/2013,Ardeh,6,x,y\r\n', "cannot be read: "),
        (b'Date,Where,Dead,Who says,Notes\r\n"05/02"/2013,Ardeh,6,x,y\r\n', "cannot be read: "),
        (b"\r\n" + as_csv([HEADERS, ROW]), "names no columns"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(data: bytes, fact: str) -> None:
    with pytest.raises(SheetError, match=fact) as told:
        take(data)
    assert str(told.value).startswith("sheet.csv: ")


@given(cut=st.integers(0, 6000), flip=st.integers(1, 255))
def test_a_workbook_with_a_changed_byte_is_read_or_refused_and_never_breaks(cut: int, flip: int) -> None:
    data = bytearray(as_xlsx([HEADERS, ROW]))
    data[cut % len(data)] ^= flip
    with contextlib.suppress(SheetError):
        read_grid(bytes(data), name="sheet.xlsx")


def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MAX_BYTES", 20)
    with pytest.raises(SheetError, match="larger than 20 bytes; split it"):
        take(as_csv([HEADERS, ROW]))


# ---------------------------------------------------------------- the map


@pytest.mark.parametrize(
    ("told", "fact"),
    [
        (b"x", "is not TOML"),
        (b"\xff", "is not UTF-8"),
        (b"[colums]\n", "colums: is not known"),
        (b'[sheet]\nname = "a"\nnmae = "b"\n', r"\[sheet\] nmae: is not known"),
        (b'[columns]\ndate = "Date"\ndeaths = "x"\n', r"\[columns\] deaths: is not known"),
        (b'[columns]\ndate = "Date"\n', r"\[sheet\] name: is missing"),
        (b'[sheet]\nname = "a"\n', "names no column that tells anything"),
        (b'[sheet]\nname = "a"\n[columns]\nnotes = "n"\n', "names no column that tells anything"),
        (b'[sheet]\nname = "a"\n[columns]\ndate = 3\n', "is no header"),
        (b'[sheet]\nname = "a"\n[columns]\ndate = "x"\nplace = "x"\n', "is given twice"),
        (b'[sheet]\nname = "a"\n[columns]\ndate_to = "x"\n', "stands without date"),
        (b'[sheet]\nname = "a"\n[columns]\nkilled = "x"\nkilled_low = "y"\n', "stands beside"),
        (b'[sheet]\nname = "a"\nheader_row = 0\n[columns]\ndate = "x"\n', "is no row"),
        (b'[sheet]\nname = "a"\nunknown = "?"\n[columns]\ndate = "x"\n', "is no list"),
        (b'[sheet]\nname = "a"\ndate_format = "day"\n[columns]\ndate = "x"\n', "tells no date"),
        (b'[sheet]\nname = "a"\ndate_format = "%d/%Y"\n[columns]\ndate = "x"\n', "tells no date"),
        (b'[sheet]\nname = "a"\ndate_format = "%Y-%d-%m"\n[columns]\ndate = "x"\n', "leave it out"),
        (b'[sheet]\nname = "a"\npublished = "soon"\n[columns]\ndate = "x"\n', "published is 'soon'"),
        (b'[sheet]\nname = "a"\nencoding = "base64"\n[columns]\ndate = "x"\n', "no encoding of that name"),
        (b'[sheet]\nname = "a"\nsheet = 1\n[columns]\ndate = "x"\n', "takes words in quotes"),
    ],
)
def test_a_map_that_cannot_be_used_says_which_key_and_why(told: bytes, fact: str) -> None:
    with pytest.raises(InputError, match=fact) as error:
        read_map(told, name="map.toml")
    assert str(error.value).startswith("map.toml: ")


def test_the_map_to_start_from_names_every_key_and_every_column() -> None:
    made = map_to_start_from(["Date", 'the "dead"', ""])
    for key in (*SHEET_KEYS, *COLUMN_KEYS):
        assert f"{key} = " in made
    assert '#   "the \\"dead\\""' in made
    with pytest.raises(InputError, match="name: is missing"):
        read_map(made.encode(), name="map.toml")
    filled = made.replace('name = ""', 'name = "Us"').replace('# date = ""', 'date = "Date"')
    assert read_map(filled.encode(), name="map.toml").columns == {"date": "Date"}


def test_every_key_of_a_map_is_explained() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
    told = page.partition("#### `tellings case import`")[2].partition("\n#### ")[0]
    assert all(f"`{key}`" in told for key in (*SHEET_KEYS, *COLUMN_KEYS))
