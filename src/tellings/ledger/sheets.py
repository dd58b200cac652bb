"""Open an edited ledger: a workbook, one CSV file, or a folder of them.

In:   a path.
Out:  `Sheet` values: which table each is, where its columns stand, what is wrong with its head, and its rows.
Holds: a table is known by its columns, not by the name of sheet or file; the columns may stand in any order, but each
of them once, under its own name. Sheets that are none of the ledger's are passed over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tellings.errors import InputError
from tellings.intake.taken import safe_name
from tellings.ledger.cells import normal
from tellings.ledger.codebook import LAYOUTS, Layout
from tellings.ledger.csv_files import BadCsv, read_csv
from tellings.ledger.workbook import MOST_BYTES, BadWorkbook, Dated, Formula, Raw, RawSheet, read_workbook

_READ_BACK = tuple(layout for layout in LAYOUTS.values() if layout.key)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with an edited ledger. row: as the spreadsheet counts, from 1, None for the whole sheet."""

    sheet: str
    row: int | None
    column: str
    fact: str

    def __str__(self) -> str:
        row = f", row {self.row}" if self.row is not None else ""
        column = f', column "{self.column}"' if self.column else ""
        return f"{self.sheet}{row}{column}: {self.fact}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number, as the spreadsheet counts, and its cells in the order of the layout's columns."""

    number: int
    cells: tuple[Raw, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of an edited ledger. problems: of its head; if there are any, it has no rows."""

    name: str
    layout: Layout
    problems: tuple[Problem, ...]
    rows: Iterator[Row]


def open_sheets(path: Path) -> Iterator[Sheet]:
    """Yield the tables of an edited ledger; the rows of one are to be taken before the next is asked for.

    Raises: InputError for what is no ledger, or cannot be read; also as rows are taken.
    """
    found = False
    try:
        for raw in _raw_sheets(path):
            sheet = _sheet(raw)
            if sheet is not None:
                found = True
                yield sheet
    except (BadCsv, BadWorkbook) as exc:
        raise InputError(f"{safe_name(path.name)}: {exc}") from exc
    if not found:
        raise InputError(
            f"{safe_name(path.name)}: holds no table of a ledger; give what `tellings export` wrote, edited"
        )


def _raw_sheets(path: Path) -> Iterator[RawSheet]:
    if path.is_dir():
        files = sorted(one for one in path.iterdir() if one.suffix.lower() == ".csv" and one.is_file())
        for file in files:
            yield _csv_sheet(file)
        return
    data = _bytes_of(path)
    if data.startswith(b"PK"):
        yield from read_workbook(data)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadWorkbook("is an old or a locked workbook; save it as xlsx without a password")
    else:
        yield RawSheet(path.name, (), _as_raw(data))


def _csv_sheet(path: Path) -> RawSheet:
    return RawSheet(path.name, (), _as_raw(_bytes_of(path)))


def _as_raw(data: bytes) -> Iterator[Sequence[Raw]]:
    for row in read_csv(data):
        yield [Formula(cell) if isinstance(cell, str) and cell.startswith("=") else cell for cell in row]


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(
                f"{safe_name(path.name)}: is over {MOST_BYTES:,} bytes; give the edited rows alone"
            )
        return path.read_bytes()
    except (OSError, ValueError) as exc:
        why = exc.strerror if isinstance(exc, OSError) and exc.strerror else str(exc)
        raise InputError(
            f"{safe_name(str(path))}: cannot be read ({why}); give an xlsx, a csv, or a folder of csv files"
        ) from exc


# ---------------------------------------------------------------- the head


def _sheet(raw: RawSheet) -> Sheet | None:
    """Return a sheet as the table that its columns are most like, None where they are like none that is read back."""
    head = [_name_of(cell) for cell in next(raw.rows, [])]
    layout = _layout_of(head)
    if layout is None:
        named = next((one for one in _READ_BACK if one.name == Path(raw.name).stem.lower()), None)
        if named is None:
            return None
        problem = Problem(
            raw.name, 1, "", "the first row does not hold the names of the columns; put it back"
        )
        return Sheet(raw.name, named, (problem,), iter(()))
    problems = [
        Problem(raw.name, None, "", f"the cells {place} are merged; take them apart") for place in raw.merged
    ]
    problems += _head_problems(raw.name, head, layout)
    places = [head.index(name) if name in head else -1 for name in layout.names]
    return Sheet(raw.name, layout, tuple(problems), iter(()) if problems else _rows(raw, head, places))


def _name_of(cell: Raw) -> str:
    return "" if isinstance(cell, Formula | Dated) else normal(cell).lower()


def _layout_of(head: Sequence[str]) -> Layout | None:
    told = set(head)

    def likeness(layout: Layout) -> float:
        return len(told & set(layout.names)) / len(set(layout.names) | told)

    best = max(LAYOUTS.values(), key=likeness)
    return best if likeness(best) >= 0.5 and best.key else None


def _head_problems(sheet: str, head: Sequence[str], layout: Layout) -> Iterator[Problem]:
    for name in dict.fromkeys(head):
        if name and name not in layout.names:
            yield Problem(
                sheet, 1, name, f"is no column of {layout.name}; take it out, or give it its name back"
            )
        if name and head.count(name) > 1:
            yield Problem(sheet, 1, name, "stands there twice; take one out")
    for name in layout.names:
        if name not in head:
            yield Problem(sheet, 1, name, "is missing; put it back")


def _rows(raw: RawSheet, head: Sequence[str], places: Sequence[int]) -> Iterator[Row]:
    """Yield the rows that are not empty; what stands outside the columns with a name is a problem of its row."""
    unnamed = [place for place, name in enumerate(head) if not name]
    for number, cells in enumerate(raw.rows, start=2):
        if all(_is_empty(cell) for cell in cells):
            continue
        width = len(cells)
        strays = [*(cells[place] for place in unnamed if place < width), *cells[len(head) :]]
        if not all(_is_empty(cell) for cell in strays):
            yield Row(number, ())
            continue
        yield Row(number, tuple(cells[place] if place < width else None for place in places))


def _is_empty(cell: Raw) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
