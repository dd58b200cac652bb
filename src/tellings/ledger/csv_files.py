"""Tables as CSV, out and in.

In:   a table; the bytes of a CSV file as some spreadsheet saved it.
Out:  UTF-8 with a byte order mark, CRLF, quoted as RFC 4180 has it; rows of cells.
Holds: a table comes out the same bytes each time. Read back are UTF-8 and UTF-16, commas, semicolons and tabs, and
line ends of any system.
"""

import csv
import io
from collections.abc import Iterator
from typing import TextIO

from tellings.ledger.cells import Cell
from tellings.ledger.tables import Table

_DELIMITERS = ",;\t"
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class BadCsv(ValueError):
    """The bytes are no CSV that can be read; the message says why, and what to do."""


def write_csv(table: Table, stream: TextIO) -> None:
    """Write a table to a text stream that translates no line ends."""
    stream.write("\ufeff")
    writer = csv.writer(stream, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(table.columns)
    writer.writerows(table.rows)


def read_csv(data: bytes) -> Iterator[list[Cell]]:
    """Yield the rows, the head first, a list of text cells each; an empty line is an empty row.

    Raises: BadCsv, also while rows are taken.
    """
    text = _decoded(data)
    head = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=lambda one: (head.count(one), -_DELIMITERS.index(one)))
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as exc:
        raise BadCsv(f"is no CSV ({exc}); save it anew as CSV in UTF-8") from exc


def _decoded(data: bytes) -> str:
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as exc:
        raise BadCsv(
            f"is not in UTF-8 (at byte {exc.start}); save it as CSV UTF-8, or as a workbook"
        ) from exc
