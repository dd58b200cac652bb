"""Take a recorder's own sheet in as a report: its rows, as a text that tells all by itself.

In:   the bytes of a sheet, and its map.
Out:  a Report of kind `sheet` with the original beside it; the rows and cells of such a text, by their places.
Holds: a cell's words stand in the text exactly, but for blanks around them and a line break within, which stands as a
line break and two spaces. `read_sheet_text` gives back what `take_sheet` wrote. Same bytes, same map: same text.

The text: how its cells are to be read, then a block a row, in our words for the columns.

    sheet: Ardeh recorders
    columns: {"date": "Date", "killed": "Dead", "source": "Who says"}
    date_format: %d/%m/%Y
    unknown: ["?"]
    source_separator: ;

    row 2
    date: 05/02/2013
    killed: 6
    source: Harbour Times; a resident
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.errors import BrokenPromise
from tellings.intake.facts import Facts
from tellings.intake.grid import Fault, Grid, SheetError, read_grid
from tellings.intake.language import ENGLISH
from tellings.intake.sheet_map import COLUMN_KEYS, SheetMap
from tellings.intake.taken import MAX_BYTES, Taken, original
from tellings.intake.text import report_of
from tellings.model import Span
from tellings.vocabulary import ReportKind

EXTRACTOR = "sheet-1"
MOST_CELL_CHARS = 32_767  # of one cell. Source: Excel specifications and limits
MOST_SHOWN = 50  # of the faults that one message names

_ROW = re.compile(r"row (\d+)")
_CONTINUED = "\n  "


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong with a cell, and what to do. row: as the spreadsheet shows it. header: of its column."""

    row: int
    header: str
    fact: str

    @property
    def sentence(self) -> str:
        """The whole complaint."""
        return f'row {self.row}, column "{self.header}": {self.fact}'


@dataclass(frozen=True, slots=True)
class TakenSheet:
    """A sheet as a report. faults: of single cells, which are left out of its text; rows: how many it tells."""

    taken: Taken
    faults: tuple[CellFault, ...]
    rows: int


def take_sheet(data: bytes, *, name: str, sheet_map: SheetMap) -> TakenSheet:
    """Return a sheet as a report. name: of the file, for messages. Raises: SheetError."""
    came = original(name, data)
    if len(data) > MAX_BYTES:
        raise SheetError(f"{came.name}: is larger than {MAX_BYTES:,} bytes; split it into several files")
    grid = read_grid(
        data,
        name=came.name,
        header_row=sheet_map.header_row,
        encoding=sheet_map.encoding,
        sheet=sheet_map.sheet,
        wanted=tuple(sheet_map.columns.values()),
    )
    places = _places(grid, sheet_map, came.name)
    faults = [
        CellFault(fault.row, header, fault.fact)
        for fault in grid.faults
        if (header := _header_at(fault, places, sheet_map)) is not None
    ]
    blocks = [_head(sheet_map)]
    for row in grid.rows:
        if any(row.cells[len(grid.headers) :]):
            fact = "holds more cells than there are headers; is a mark in a cell taken for the end of it?"
            faults.append(CellFault(row.number, grid.headers[-1], fact))
        lines = [f"row {row.number}"]
        for key, at in places.items():
            words = row.cells[at] if at < len(row.cells) else ""
            if len(words) > MOST_CELL_CHARS:
                fact = f"holds more than {MOST_CELL_CHARS:,} characters; shorten it"
                faults.append(CellFault(row.number, sheet_map.columns[key], fact))
            elif words:
                lines.append(f"{key}: {words.replace(chr(10), _CONTINUED)}")
        if len(lines) > 1:
            blocks.append("\n".join(lines))
    if len(blocks) == 1 and not faults:
        raise SheetError(
            f"{came.name}: has no rows below its headers; check the map's columns and header_row"
        )
    facts = Facts(
        outlet=sheet_map.name,
        published=sheet_map.published,
        language=sheet_map.language
        or ENGLISH,  # the words for the columns are ours; cells have no language to detect
        kind=ReportKind.SHEET,
    )
    report = report_of("\n\n".join(blocks) + "\n", facts, original_sha256=came.sha256, extractor=EXTRACTOR)
    assert report is not None  # the head is never blank
    return TakenSheet(Taken(came, report), tuple(faults), len(blocks) - 1)


def raise_for(faults: Sequence[CellFault], *, name: str) -> None:
    """Raise SheetError if there are any faults: the first MOST_SHOWN of them, in order of the rows."""
    if not faults:
        return
    ordered = sorted(set(faults), key=lambda fault: (fault.row, fault.header, fault.fact))
    lines = [f"{name}: nothing was taken in: {len(ordered):,} cells cannot be read"]
    lines += [f"  {fault.sentence}" for fault in ordered[:MOST_SHOWN]]
    if len(ordered) > MOST_SHOWN:
        lines.append(f"  and {len(ordered) - MOST_SHOWN:,} more")
    lines.append("mend these cells, or what the map says of them, and import the sheet again")
    raise SheetError("\n".join(lines))


def _places(grid: Grid, sheet_map: SheetMap, name: str) -> dict[str, int]:
    """Return which column each key has, in the order of `COLUMN_KEYS`."""
    held = ", ".join(f'"{header}"' for header in grid.headers if header)
    places = {}
    for key, header in sheet_map.columns.items():
        number = grid.headers.count(header)
        if number != 1:
            fact = "is not there" if number == 0 else f"stands {number} times"
            step = "was it renamed?" if number == 0 else "rename all but one."
            raise SheetError(f'{name}: the column "{header}" ({key}) {fact}; {step} Those there are: {held}')
        places[key] = grid.headers.index(header)
    return places


def _header_at(fault: Fault, places: Mapping[str, int], sheet_map: SheetMap) -> str | None:
    return next((sheet_map.columns[key] for key, at in places.items() if at == fault.column), None)


def _head(sheet_map: SheetMap) -> str:
    told = {
        "sheet": sheet_map.name,
        "columns": json.dumps(dict(sheet_map.columns), ensure_ascii=False),
        "date_format": sheet_map.date_format,
        "unknown": json.dumps(list(sheet_map.unknown), ensure_ascii=False) if sheet_map.unknown else None,
        "source_separator": sheet_map.source_separator,
    }
    return "\n".join(f"{key}: {value}" for key, value in told.items() if value is not None)


# ---------------------------------------------------------------- the text again


@dataclass(frozen=True, slots=True)
class SheetHead:
    """How the cells of a sheet's text are to be read; as in `SheetMap`. name_span: where the name stands."""

    name: str
    name_span: Span
    columns: Mapping[str, str]
    date_format: str | None
    unknown: frozenset[str]
    source_separator: str | None

    def is_unknown(self, words: str) -> bool:
        """Whether a cell's words mean that nothing is stated."""
        return " ".join(words.split()).casefold() in self.unknown


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet's text. number: as the spreadsheet shows it. cells: our key -> where the words stand."""

    number: int
    cells: Mapping[str, Span]


def read_sheet_text(text: str) -> tuple[SheetHead, tuple[SheetRow, ...]]:
    """Return the head and the rows of a text that `take_sheet` wrote. Raises: BrokenPromise for any other."""
    blocks = iter(_blocks(text))
    _, head = next(blocks)
    told = {key: span.of(text) for key, span in head.items()}
    try:
        columns = json.loads(told["columns"])
        made = SheetHead(
            name=told["sheet"],
            name_span=head["sheet"],
            columns={key: columns[key] for key in COLUMN_KEYS if key in columns},
            date_format=told.get("date_format"),
            unknown=frozenset(json.loads(told.get("unknown", "[]"))),
            source_separator=told.get("source_separator"),
        )
    except (KeyError, TypeError, ValueError) as exc:
        raise BrokenPromise("a text of kind sheet whose head is none that this version writes") from exc
    return made, tuple(SheetRow(number, cells) for number, cells in blocks)


def _blocks(text: str) -> Iterator[tuple[int, dict[str, Span]]]:
    """Yield the number (0 for the head) and the cells of each block."""
    number, cells, key, at = 0, dict[str, Span](), "", 0
    for line in text.split("\n"):
        end = at + len(line)
        name, mark, words = line.partition(": ")
        if row := _ROW.fullmatch(line):
            yield number, cells
            number, cells, key = int(row[1]), {}, ""
        elif line.startswith("  ") and key:
            cells[key] = Span(cells[key].start, end)
        elif mark and words:
            key = name
            cells[key] = Span(at + len(name) + len(mark), end)
        elif line:
            raise BrokenPromise(f"a text of kind sheet with a line of another form, at character {at}")
        at = end + 1
    yield number, cells
