"""Say what may stand in a cell of a sheet, and when two cells hold the same.

In:   text, numbers; cells as a spreadsheet gives them back.
Out:  cells that start no formula and fit a spreadsheet; their normal form; the digest of a row.
Holds: `unguarded(guarded(text)) == text`. What a spreadsheet changes by itself (6 into 6.0, line ends, white space at
the ends, a control character that XML cannot hold) changes no normal form, and so is no edit.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from tellings.model import content_id

Cell = str | int | float | None

MOST_CHARS = 32_767  # of a cell, in UTF-16 units. Source: Excel specifications and limits
MOST_ROWS = 1_048_576  # of a sheet, the head included. Source: as above

CUT_NOTE = "a cell was cut to what a spreadsheet holds"
REPLACED_NOTE = "control characters are shown as � in a workbook"

_STARTS = "=+-@\t\r\n"  # of a cell that a spreadsheet may take for a formula
_MARK = "'"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ESCAPED = re.compile(r"_x(?:005F_x)?([0-9A-Fa-f]{4})_")  # how a workbook writes what XML cannot hold
_WHOLE = re.compile(r"[+-]?\d+(?:\.0)?")
_DECIMAL = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def guarded(text: str) -> str:
    """Return text that starts no formula: one apostrophe stands before what may; `unguarded` takes it off."""
    inner = text[1:] if text.startswith(_MARK) else text
    return _MARK + text if inner[:1] and inner[0] in _STARTS + _MARK else text


def unguarded(text: str) -> str:
    """Return the text without the apostrophe that `guarded` put before it."""
    return text[1:] if text.startswith(_MARK) and text[1:2] and text[1] in _STARTS + _MARK else text


def fitted(text: str) -> tuple[str, str]:
    """Return text as it fits a cell, guarded, and a note where it had to change; "" where it had not."""
    shown = guarded(text)
    if len(shown) * 2 > MOST_CHARS and len(shown.encode("utf-16-le")) // 2 > MOST_CHARS:
        cut = shown.encode("utf-16-le")[: 2 * MOST_CHARS]
        return cut.decode("utf-16-le", "ignore"), CUT_NOTE
    return shown, REPLACED_NOTE if _NOT_IN_XML.search(shown) else ""


def printable_in_xml(text: str) -> str:
    """Return text that a workbook can hold: what XML cannot is U+FFFD, and nothing in it reads as an escape."""
    shown = _NOT_IN_XML.sub("\ufffd", text)
    return re.sub(r"_x(?=[0-9A-Fa-f]{4}_)", "_x005F_x", shown) if "_x" in shown else shown


def normal(cell: Cell | bool, *, is_decimal: bool = False) -> str:
    """Return the form in which cells are compared; "" for an empty one.

    is_decimal: the column holds numbers with a fraction, whose point some spreadsheets write as a comma.
    """
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return _canonical(str(cell)) if cell == cell and abs(cell) != float("inf") else str(cell)
    text = unguarded(cell)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "_x" in text:
        text = (
            _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")
        )
    text = _NOT_IN_XML.sub("\ufffd", text).strip()
    if is_decimal and _DECIMAL.fullmatch(text):
        return _canonical(text.replace(",", "."))
    return _canonical(text) if _WHOLE.fullmatch(text) else text


def _canonical(number: str) -> str:
    plain = f"{Decimal(number):f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain).removeprefix("+")


def digest_of(mode: str, cells: Iterable[str]) -> str:
    """Return the digest of a row: the mode it was exported in, and a hash of the normal forms of its cells."""
    return content_id(mode, *cells)
