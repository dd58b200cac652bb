"""Read the cells of a sheet: comma, semicolon or tab separated text, or an Excel workbook.

In:   the bytes of a file. What it is, its bytes decide, not its name.
Out:  a Grid: rows of cells in words, numbered as a spreadsheet shows them; faults of single cells beside them.
Holds: nothing is evaluated: a formula is a fault, and so is the value that was stored with it. A workbook is measured
before it is opened. Whatever else is wrong with the file as a whole raises `SheetError`.
"""

import contextlib
import csv
import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from tellings.errors import InputError
from tellings.intake.encoding import Undecoded, decode

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

MOST_ROWS = 20_000  # with anything in them. Guess: a case of more incidents is beyond one build at a desk
MOST_UNPACKED = 100_000_000  # bytes, of a workbook; a sheet of MOST_ROWS and forty columns has about 60 MB
MOST_TIMES_PACKED = 200  # how far a part of a workbook may unfold; plain ones unfold some 10 to 30 times
_UNFOLDS_UNASKED = 1_000_000  # bytes: a smaller part may unfold as it likes
_LAST_ROW = 1_048_576  # of a worksheet. Source: Excel specifications and limits
_LAST_COLUMN = 16_384

_SEPARATORS = (",", ";", "\t")
_FORMULA = "holds a formula, and none is evaluated; put its value in its place"
_IS_FORMULA = re.compile(r"=[^=\s]").match
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BROKEN_WORKBOOK = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, EOFError, OverflowError,
    NotImplementedError, RuntimeError, OSError, struct.error, zipfile.BadZipFile, zlib.error,
)  # fmt: skip # what openpyxl and what it stands on raise for bytes that are no workbook


class SheetError(InputError):
    """A sheet cannot be taken in; the message names the row and column, or what is wrong with the whole."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell, and what to do. row: as the spreadsheet shows it; column: from 0."""

    row: int
    column: int
    fact: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row with anything in it. number: as the spreadsheet shows it, from 1. cells: in words, "" where empty."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a sheet. headers: of its columns, white space made single. rows: those below the headers.

    faults: of cells that cannot be taken as they are; such a cell is "" in its row.
    """

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


def read_grid(
    data: bytes,
    *,
    name: str,
    header_row: int = 1,
    encoding: str | None = None,
    sheet: str | None = None,
    wanted: Sequence[str] = (),
) -> Grid:
    """Return the cells of a sheet. Raises: SheetError.

    name: of the file, for messages. header_row: the number of the row with the headers; those above it are passed
    over. encoding: of a text that is not UTF-8. sheet: the worksheet's name; None: the first. wanted: the headers
    that are looked for, by which a text's separator is known; without them the one that parts most.
    """
    if not data.strip():
        raise SheetError(f"{name}: is empty; check whether it was saved")
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED in data:
            raise SheetError(f"{name}: is protected with a password; save it without one")
        raise SheetError(f"{name}: is of the old .xls form, which is not read; save it as .xlsx or .csv")
    if data.startswith(b"PK"):
        numbered, faults = _read_workbook(data, name, sheet, header_row)
    else:
        if sheet is not None:
            raise SheetError(f"{name}: is a text, which has no worksheets; take `sheet` out of the map")
        numbered, faults = _read_text(data, name, encoding, header_row, wanted)
    headers: tuple[str, ...] = ()
    rows = []
    for row in numbered:
        if row.number == header_row:
            headers = tuple(" ".join(cell.split()) for cell in row.cells)
        elif row.number > header_row and any(row.cells):
            rows.append(row)
    if not any(headers):
        raise SheetError(
            f"{name}: row {header_row} names no columns; say which row does: header_row in the map"
        )
    if len(rows) > MOST_ROWS:
        raise _too_many(name)
    return Grid(headers, tuple(rows), tuple(fault for fault in faults if fault.row >= header_row))


def _too_many(name: str) -> SheetError:
    return SheetError(f"{name}: has more than {MOST_ROWS:,} rows; split it into several files")


def _plain(words: str) -> str:
    """Return the words of a cell: one kind of line end, no white space around them; nothing else is changed."""
    return words.replace("_x000D_", "\r").replace("\r\n", "\n").replace("\r", "\n").strip()


# ---------------------------------------------------------------- text


def _read_text(
    data: bytes, name: str, encoding: str | None, header_row: int, wanted: Sequence[str]
) -> tuple[list[Row], list[Fault]]:
    text = decode(data, encoding=encoding)
    if isinstance(text, Undecoded):
        guess = f"; it may be {text.guess}" if text.guess else ""
        step = (
            'say so in the map (encoding = "NAME")' if text.reason == "wrong_encoding" else "save it as csv"
        )
        raise SheetError(f"{name}: {text.message}{guess}; {step}, or save it as UTF-8")
    separator = max(_SEPARATORS, key=lambda mark: _fit(text, mark, header_row, wanted))
    rows: list[Row] = []
    faults: list[Fault] = []
    try:
        for number, cells in enumerate(_records(text, separator), start=1):
            plain = tuple(_plain(cell) for cell in cells)
            if any(plain):
                rows.append(Row(number, plain))
                faults += [Fault(number, at, _FORMULA) for at, cell in enumerate(plain) if _IS_FORMULA(cell)]
            if len(rows) > MOST_ROWS + header_row:
                raise _too_many(name)
    except csv.Error as exc:
        step = "mend the quotation marks there, or save the sheet again as csv"
        raise SheetError(f"{name}: row {len(rows) + 1} or after cannot be read: {exc}; {step}") from exc
    return rows, faults


def _records(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _fit(text: str, separator: str, header_row: int, wanted: Sequence[str]) -> tuple[int, int]:
    """Return how many of the wanted headers, and how many columns, the header row has with this separator."""
    with contextlib.suppress(csv.Error):
        for number, cells in enumerate(_records(text, separator), start=1):
            if number == header_row:
                headers = {" ".join(cell.split()) for cell in cells}
                return len(headers & set(wanted)), len(cells)
    return -1, 0


# ---------------------------------------------------------------- a workbook


def _read_workbook(
    data: bytes, name: str, sheet: str | None, header_row: int
) -> tuple[list[Row], list[Fault]]:
    _require_small(data, name)
    with _opened(data, name) as workbook:
        names = [one.title for one in workbook.worksheets]
        if not names or (sheet is not None and sheet not in names):
            held = ", ".join(f'"{one}"' for one in names) or "none"
            raise SheetError(f'{name}: has no worksheet "{sheet}"; those it has: {held}')
        chosen: Any = workbook.worksheets[0 if sheet is None else names.index(sheet)]
        chosen.reset_dimensions()  # what a file says of its own size may be wrong, and would cut rows off
        rows: list[Row] = []
        faults: list[Fault] = []
        for number, cells in enumerate(chosen.iter_rows(), start=1):
            words = []
            for column, cell in enumerate(cells[:_LAST_COLUMN]):
                told = _words_of(cell.value, cell.data_type)
                if isinstance(told, Exception):
                    faults.append(Fault(number, column, str(told)))
                words.append("" if isinstance(told, Exception) else told)
            if any(words):
                rows.append(Row(number, tuple(words)))
            if len(rows) > MOST_ROWS + header_row or len(faults) > MOST_ROWS or number > _LAST_ROW:
                raise _too_many(name)
        faults += _merged(workbook, vars(chosen)["_worksheet_path"], header_row)
    return rows, faults


def _require_small(data: bytes, name: str) -> None:
    """Measure a workbook before it is opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except _BROKEN_WORKBOOK as exc:
        raise SheetError(f"{name}: cannot be read as a workbook ({exc}); save it again as .xlsx") from exc
    unpacked = sum(member.file_size for member in members)
    unfolds = any(
        member.file_size > max(_UNFOLDS_UNASKED, MOST_TIMES_PACKED * member.compress_size)
        for member in members
    )
    if unpacked > MOST_UNPACKED or unfolds:
        raise SheetError(
            f"{name}: unfolds to {unpacked:,} bytes, more than a sheet needs; it was not opened: save it as csv"
        )
    held = {member.filename for member in members}
    if "xl/workbook.bin" in held:
        raise SheetError(f"{name}: is of the .xlsb form, which is not read; save it as .xlsx or .csv")
    if "[Content_Types].xml" not in held or not any(one.startswith("xl/") for one in held):
        raise SheetError(f"{name}: is an archive and no Excel workbook; save the sheet as .xlsx or .csv")


@contextlib.contextmanager
def _opened(data: bytes, name: str) -> Iterator["Workbook"]:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and other parts that nothing here needs
            workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            try:
                yield workbook
            finally:
                workbook.close()
    except SheetError:
        raise
    except _BROKEN_WORKBOOK as exc:
        fact = " ".join(str(exc).split())[:200]
        raise SheetError(f"{name}: cannot be read as a workbook ({fact}); save it again as .xlsx") from exc


def _words_of(value: object, data_type: str) -> str | Exception:
    """Return a cell in words, or what is wrong with it."""
    if value is None:
        return ""
    if data_type == "f":
        return ValueError(_FORMULA)
    if data_type == "e":
        return ValueError(f"holds the error {value}; put a value in its place")
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime():
            return value.date().isoformat() if _is_midnight(value) else value.isoformat(sep=" ")
        case date():
            return value.isoformat()
        case float():
            return str(int(value)) if value.is_integer() else str(value)
        case int():
            return str(value)
        case str():
            words = _plain(value)
            if any("\ud800" <= char <= "\udfff" for char in words):
                return ValueError("holds half of a surrogate pair, which is no character; type it anew")
            return words
        case _:
            return ValueError(f"holds a time or a length of time ({value}), and no day; format it as a date")


def _is_midnight(value: datetime) -> bool:
    return (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)


def _merged(workbook: "Workbook", path: str, header_row: int) -> list[Fault]:
    """Return a fault for each column of each merged range below the title: which row it tells of is not known."""
    from openpyxl.utils.cell import range_boundaries
    from openpyxl.xml.functions import iterparse  # defusedxml's

    faults = []
    with vars(workbook)["_archive"].open(path) as stream:
        for _, element in iterparse(stream):
            if element.tag.rpartition("}")[2] == "mergeCell":
                told = element.get("ref", "")
                left, top, right, bottom = (at or 1 for at in range_boundaries(told))
                fact = f"is merged with others ({told}); take the cells apart and give each row its own"
                if bottom >= header_row:
                    row, end = max(top, header_row), min(right, _LAST_COLUMN)
                    faults += [Fault(row, column - 1, fact) for column in range(left, end + 1)]
            element.clear()
    return faults
