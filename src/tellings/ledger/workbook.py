"""Tables as a workbook (xlsx), out and in.

In:   tables; the bytes of a workbook as some spreadsheet saved it.
Out:  the bytes of a workbook, the same for the same tables; sheets with their rows of cells, read as a stream.
Holds: no formula is written, and none is evaluated. A workbook that would unpack to far more than it is, or that no
export of ours could be, is refused before it is opened.
"""

import io
import re
import shutil
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import IO, Any

from tellings.errors import InputError
from tellings.ledger.cells import MOST_ROWS, Cell, printable_in_xml
from tellings.ledger.codebook import LAYOUTS, Column, Form
from tellings.ledger.tables import Table

MOST_BYTES = 200_000_000  # that a workbook may unpack to
MOST_RATIO = 200  # of unpacked to packed bytes
MOST_COLUMNS = 200  # that are looked at; ours have fewer

_MADE = datetime(1980, 1, 1)  # noqa: DTZ001  # a workbook tells no time zone; the same for all, so that bytes are
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_TINT = "FFF3DA"  # of the cells to be edited
_WIDE = {
    "quote": 60,
    "value": 28,
    "chain": 40,
    "meaning": 80,
    "words": 60,
    "told": 60,
    "title": 40,
    "why": 40,
}
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+[0-9]+(?::[A-Z]+[0-9]+)?)"')


class BadWorkbook(ValueError):
    """The bytes are no workbook that can be read; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that holds a formula."""

    text: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A cell that the spreadsheet keeps as a date, a time or a span of time."""

    text: str


Raw = Cell | bool | Formula | Dated


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet of a file. merged: its merged ranges. rows: the head first; may raise BadWorkbook as it goes."""

    name: str
    merged: tuple[str, ...]
    rows: Iterator[Sequence[Raw]]


# ---------------------------------------------------------------- out


def write_workbook(tables: Sequence[Table], progress: Callable[[int, int, str], None] | None = None) -> bytes:
    """Return a workbook with a sheet a table, the head frozen and filtered, the editable columns tinted, with lists to
    pick from where their words are closed.

    progress: called before each sheet, with how many are done, of how many, and its name.
    Raises: InputError for more than a sheet, or a workbook that is read back, can hold.
    """
    from openpyxl import Workbook
    from openpyxl.xml.functions import tostring

    too_long = next((table for table in tables if len(table.rows) >= MOST_ROWS), None)
    if too_long is not None:
        raise InputError(
            f"{too_long.name}: {len(too_long.rows):,} rows are more than a sheet holds; export with --to csv"
        )
    book = Workbook(write_only=True)
    book.properties.creator = "Tellings"
    book.properties.created = _MADE
    for done, table in enumerate(tables):
        if progress is not None:
            progress(done, len(tables), table.name)
        _write_sheet(book, table)
    written = io.BytesIO()
    book.save(written)
    book.properties.modified = _MADE
    return _with_fixed_times(written, tostring(book.properties.to_tree()))


def _write_sheet(book: Any, table: Table) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet = book.create_sheet(table.name)
    sheet.freeze_panes = "A2"
    whole = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    sheet.auto_filter.ref = whole
    sheet.calculate_dimension = lambda: whole  # a reader that is not told goes through the whole sheet for it
    tint = PatternFill("solid", start_color=_TINT)
    columns = LAYOUTS[table.name].columns
    styles: dict[int, Any] = {}
    for number, column in enumerate(columns):
        dimension = sheet.column_dimensions[get_column_letter(number + 1)]
        dimension.width = _width(column)
        styled: Any = WriteOnlyCell(sheet)
        if column.editable:
            styled.fill = dimension.fill = tint
            if column.form is not Form.WHOLE:  # text, lest a spreadsheet make a date of 2013-02
                styled.number_format = dimension.number_format = "@"
        if column.name in ("quote", "meaning", "words"):
            styled.alignment = Alignment(wrap_text=True, vertical="top")
        if styled.has_style:
            styles[number] = styled._style
        if column.editable and table.rows and (choices := _choices(column)):
            letter = get_column_letter(number + 1)
            listed = DataValidation(
                "list", formula1=f'"{",".join(choices)}"', allow_blank=True, errorStyle="warning",
                sqref=f"{letter}2:{letter}{len(table.rows) + 1}",
            )  # fmt: skip
            sheet.data_validations.append(listed)
    head = []
    for column in columns:
        cell = WriteOnlyCell(sheet, column.name)
        cell.font = Font(bold=True)
        if column.editable:
            cell.fill = tint
        head.append(cell)
    sheet.append(head)

    def made(value: Cell, number: int) -> object:
        if isinstance(value, str):
            value = printable_in_xml(value)
            if number not in styles and value[:1] != "#":  # "#N/A" would become an error
                return value
        elif value is None or number not in styles:
            return value
        cell: Any = WriteOnlyCell(sheet, value)
        if isinstance(value, str):
            cell.data_type = "s"
        if number in styles:
            cell._style = styles[number]
        return cell

    for row in table.rows:
        sheet.append([made(value, number) for number, value in enumerate(row)])


def _choices(column: Column) -> tuple[str, ...]:
    """Return what a cell to be edited can be picked from, () where it is free."""
    if column.form is Form.YES:
        return ("yes",)
    return column.words if column.form is Form.WORD else ()


def _width(column: Column) -> int:
    if column.form in (Form.WHOLE, Form.DECIMAL, Form.YES):
        return 11
    return _WIDE.get(column.name, 20)


def _with_fixed_times(written: IO[bytes], core: bytes) -> bytes:
    """Return the workbook with no time of its making in it. core: its properties, with fixed times."""
    fixed = io.BytesIO()
    total = 0
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(fixed, "w") as new:
        for member in old.infolist():
            info = zipfile.ZipInfo(member.filename, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            total += member.file_size
            if member.filename == "docProps/core.xml":
                new.writestr(info, core)
                continue
            with old.open(member) as source, new.open(info, "w") as target:
                shutil.copyfileobj(source, target, 1 << 20)
    if total > MOST_BYTES:
        raise InputError("the ledger is larger than a workbook that could be read back; export with --to csv")
    return fixed.getvalue()


# ---------------------------------------------------------------- in


def read_workbook(data: bytes) -> Iterator[RawSheet]:
    """Yield the sheets of a workbook, in its order; the rows of one are to be taken before the next is asked for.

    Raises: BadWorkbook for bytes that are none, that unpack to more than MOST_BYTES, or to more than MOST_RATIO times
    what they are; also as rows are taken.
    """
    from openpyxl import load_workbook

    _require_harmless(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl leaves out; nothing of it is data
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        except Exception as exc:  # a made-up workbook can make openpyxl raise anything
            raise _unreadable(exc) from exc
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for sheet in book.worksheets:
                merged = _merged(archive, sheet._worksheet_path) if hasattr(sheet, "_worksheet_path") else ()
                yield RawSheet(sheet.title, merged, _rows(sheet))
    finally:
        book.close()


def _unreadable(exc: Exception) -> BadWorkbook:
    fact = " ".join(str(exc).split())[:120] or type(exc).__name__
    return BadWorkbook(f"is no workbook that can be read ({fact}); save it anew as xlsx")


def _require_harmless(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as exc:
        raise BadWorkbook("is no workbook that can be read; save it as xlsx, or as CSV") from exc
    total = sum(member.file_size for member in members)
    if total > MOST_BYTES:
        raise BadWorkbook(
            f"would unpack to {total:,} bytes, more than the {MOST_BYTES:,} that are taken; save it as CSV"
        )
    if any(
        one.file_size > MOST_RATIO * max(one.compress_size, 1) and one.file_size > 100_000 for one in members
    ):
        raise BadWorkbook(
            f"would unpack to over {MOST_RATIO} times its size, and is not opened; save it as CSV"
        )


def _merged(archive: zipfile.ZipFile, path: str) -> tuple[str, ...]:
    """Return the merged ranges of a sheet, in order; the bytes are searched, as a stream of rows does not tell them."""
    found: list[str] = []
    rest = b""
    try:
        with archive.open(path.lstrip("/")) as stream:
            while block := stream.read(1 << 20):
                rest += block
                end = 0
                for match in _MERGED.finditer(rest):
                    found.append(match[1].decode())
                    end = match.end()
                rest = rest[max(end, len(rest) - 200) :]
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError) as exc:
        raise _unreadable(exc) from exc
    return tuple(found)


def _rows(sheet: Any) -> Iterator[Sequence[Raw]]:
    rows = iter(())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            sheet.reset_dimensions()  # a workbook may lie about them
            rows = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
        except Exception as exc:  # as above
            raise _unreadable(exc) from exc
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                row = next(rows, None)
            except Exception as exc:  # as above
                raise _unreadable(exc) from exc
        if row is None:
            return
        yield [_raw(value) for value in row]


def _raw(value: object) -> Raw:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return Formula(value) if value.startswith("=") else value
    if isinstance(value, datetime | date | time | timedelta):
        return Dated(str(value))
    return Formula("=")  # an array formula, or a table of data
