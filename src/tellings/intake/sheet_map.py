"""Read the map of a sheet: which of its columns holds what, and how its cells are written.

In:   the bytes of a TOML file that a person wrote.
Out:  a SheetMap; or a map to start from, for a sheet that has none yet.
Holds: nothing is guessed and nothing in a map is passed over: a key that is not known, or a value of the wrong form,
is an `InputError` that names the map, the key and what is allowed.
"""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

from tellings.errors import InputError
from tellings.intake.facts import BadFact, Facts, facts_from

# In the order in which they stand in a row's text: what belongs together stands together.
COLUMN_KEYS: Mapping[str, str] = {
    "id": "the sheet's own number of the row",
    "date": "the day, month or year",
    "date_to": "the last day, where it lasted for several",
    "place": "the place; what contains it after a comma",
    "killed_low": "at least so many killed",
    "killed_high": "at most so many killed",
    "killed": 'killed, in one column: "6", "6-8", "at least 6", "dozens"',
    "injured_low": "at least so many injured",
    "injured_high": "at most so many injured",
    "injured": "injured, in one column",
    "source": "who says so; left out, the sheet says it in its own voice",
    "title": "kept in the text, in no claim",
    "url": "kept in the text, in no claim",
    "published": "kept in the text, in no claim",
    "notes": "kept in the text, in no claim",
}
SHEET_KEYS: Mapping[str, str] = {
    "name": "who keeps the sheet; required",
    "published": "when it was put out: 2013, 2013-02 or 2013-02-09",
    "language": "ISO 639-1, such as en",
    "date_format": 'how dates in words are written: "%d/%m/%Y"',
    "sheet": "the name of the worksheet; left out, the first",
    "header_row": "the number of the row that names the columns; left out, 1",
    "encoding": "of a csv that is not UTF-8, such as windows-1252",
    "unknown": 'cells that mean not stated: ["?", "n/a", "-99"]',
    "source_separator": 'what parts several sources in one cell: ";"',
}
VALUE_KEYS = tuple(key for key in COLUMN_KEYS if key.startswith(("date", "place", "killed", "injured")))

_DIRECTIVES = frozenset("dmYybBHMS%")
_DIRECTIVE = re.compile(r"%(.?)")


@dataclass(frozen=True, slots=True)
class SheetMap:
    """Which column holds what, and how cells are written.

    columns: our key -> the header in the file, in the order of `COLUMN_KEYS`. unknown: cells that mean not stated,
    compared without regard to case. The rest is as in `SHEET_KEYS`; None where not told.
    """

    name: str
    columns: Mapping[str, str]
    published: str | None = None
    language: str | None = None
    date_format: str | None = None
    sheet: str | None = None
    header_row: int = 1
    encoding: str | None = None
    unknown: tuple[str, ...] = ()
    source_separator: str | None = None


def read_map(data: bytes, *, name: str) -> SheetMap:
    """Return the map that the bytes of a TOML file hold. name: of the file, for messages. Raises: InputError."""
    return _Reader(name).read(data)


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name

    def read(self, data: bytes) -> SheetMap:
        try:
            told = tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
        except UnicodeDecodeError as exc:
            raise InputError(f"{self.name}: is not UTF-8 (byte {exc.start}); save it as UTF-8") from exc
        except (ValueError, RecursionError) as exc:
            raise InputError(f"{self.name}: is not TOML: {exc}; mend that place") from exc
        for key in told:
            if key not in ("sheet", "columns"):
                self._fail(key, "is not known", "allowed are the tables [sheet] and [columns]")
        columns = self._table(told, "columns", COLUMN_KEYS)
        sheet = self._table(told, "sheet", SHEET_KEYS)
        facts = facts_from({"outlet": sheet.get("name"), **{k: sheet.get(k) for k in _FACTS}})
        if isinstance(facts, BadFact):
            key = "name" if facts.key == "outlet" else facts.key
            self._fail(f"[sheet] {key}", facts.why, f"it is {SHEET_KEYS[key]}")
        if facts.outlet is None:
            self._fail("[sheet] name", "is missing or empty", 'say who keeps the sheet: name = "..."')
        return self._made(facts.outlet, facts, self._columns(columns), sheet)

    def _made(
        self, outlet: str, facts: Facts, columns: Mapping[str, str], sheet: Mapping[str, Any]
    ) -> SheetMap:
        header_row = sheet.get("header_row", 1)
        if not isinstance(header_row, int) or isinstance(header_row, bool) or header_row < 1:
            self._fail("[sheet] header_row", f"{header_row!r} is no row", "it takes a number from 1 on")
        unknown = sheet.get("unknown", [])
        if not isinstance(unknown, list) or not all(isinstance(one, str) and one.strip() for one in unknown):
            self._fail("[sheet] unknown", "is no list of words", 'it takes a list: ["?", "n/a", "-99"]')
        separator = self._words(sheet, "source_separator")
        if separator is not None and not separator.strip():
            self._fail("[sheet] source_separator", "is blank", 'it takes a mark such as ";" or "|"')
        return SheetMap(
            name=outlet,
            columns=columns,
            published=facts.published,
            language=facts.language,
            date_format=self._date_format(sheet),
            sheet=self._words(sheet, "sheet"),
            header_row=header_row,
            encoding=facts.encoding,
            unknown=tuple(dict.fromkeys(" ".join(one.split()).casefold() for one in unknown)),
            source_separator=separator.strip() if separator else None,
        )

    def _columns(self, told: Mapping[str, Any]) -> dict[str, str]:
        columns: dict[str, str] = {}
        for key in COLUMN_KEYS:
            if key not in told:
                continue
            header = told[key]
            if not isinstance(header, str) or not header.strip():
                self._fail(f"[columns] {key}", "is no header", f'it takes words: {key} = "column header"')
            if (shown := " ".join(header.split())) in columns.values():
                self._fail(f"[columns] {key}", f'"{shown}" is given twice', "give each column to one key")
            columns[key] = shown
        if not columns.keys() & set(VALUE_KEYS):
            self._fail("[columns]", "names no column that tells anything", f"use {', '.join(VALUE_KEYS)}")
        if "date_to" in columns and "date" not in columns:
            self._fail("[columns] date_to", "stands without date", "name the column of the first day too")
        for kind in ("killed", "injured"):
            if kind in columns and columns.keys() & {f"{kind}_low", f"{kind}_high"}:
                fact = f"stands beside {kind}_low or {kind}_high"
                self._fail(f"[columns] {kind}", fact, "use the one column, or the two")
        return columns

    def _date_format(self, sheet: Mapping[str, Any]) -> str | None:
        told = self._words(sheet, "date_format")
        if told is None:
            return None
        marks = _DIRECTIVE.findall(told)
        has_year, has_day = bool({"Y", "y"} & set(marks)), "d" in marks
        has_month = bool({"m", "b", "B"} & set(marks))
        is_known = set(marks) <= _DIRECTIVES and has_year and (has_month or not has_day)
        if not is_known or len(marks) != len(set(marks)) or "\n" in told:
            self._fail(
                "[sheet] date_format",
                f"{told!r} tells no date",
                "it takes %d, %m (or %b, %B), %Y (or %y): %d/%m/%Y",
            )
        if told.startswith(("%Y-%d", "%Y-%m-%d")):
            self._fail(
                "[sheet] date_format",
                f"{told!r} cannot be told from 2013-02-09",
                "leave it out: a date that starts with the year is read as year, month, day",
            )
        return told

    def _words(self, table: Mapping[str, Any], key: str) -> str | None:
        value = table.get(key)
        if value is not None and not isinstance(value, str):
            self._fail(f"[sheet] {key}", f"is {value!r}", f'it takes words in quotes: {key} = "..."')
        return value

    def _table(self, told: Mapping[str, Any], name: str, allowed: Mapping[str, str]) -> dict[str, Any]:
        table = told.get(name, {})
        if not isinstance(table, dict):
            self._fail(name, "is no table", f"write [{name}] on a line, and its keys below")
        for key in table:
            if key not in allowed:
                self._fail(f"[{name}] {key}", "is not known", f"allowed here: {', '.join(allowed)}")
        return table

    def _fail(self, key: str, fact: str, step: str) -> NoReturn:
        raise InputError(f"{self.name}: {key}: {fact}; {step}")


_FACTS = ("published", "language", "encoding")


def date_precision(date_format: str) -> str:
    """Return "day", "month" or "year": what the dates of this form tell."""
    marks = set(_DIRECTIVE.findall(date_format))
    return "day" if "d" in marks else "month" if marks & {"m", "b", "B"} else "year"


def map_to_start_from(headers: Sequence[str]) -> str:
    """Return a map as a person can edit it: every key as a comment, and the headers that the sheet has."""
    shown = [header for header in headers if header]
    lines = [
        "# A map: which column of the sheet holds what. Take the # off the lines that you need.",
        "# The columns of the sheet:",
        *(f"#   {_quoted(header)}" for header in shown),
        "",
        "[sheet]",
        'name = ""' + _aside(SHEET_KEYS["name"]),
        *(
            f"# {key} = {_EXAMPLES.get(key, _NOTHING)}{_aside(meaning)}"
            for key, meaning in SHEET_KEYS.items()
            if key != "name"
        ),
        "",
        "[columns]",
        *(f'# {key} = ""{_aside(meaning)}' for key, meaning in COLUMN_KEYS.items()),
    ]
    return "\n".join(lines) + "\n"


_NOTHING = '""'
_EXAMPLES = {
    "header_row": "1",
    "unknown": '["?", "n/a"]',
    "date_format": '"%d/%m/%Y"',
    "published": str(date(2013, 2, 9)),
}


def _quoted(header: str) -> str:
    return json.dumps(header, ensure_ascii=False)  # a basic string of JSON is one of TOML too


def _aside(meaning: str) -> str:
    return f"    # {meaning}"
