"""Read an edited ledger back: each change of a row is a judgement, or a problem that is named.

In:   sheets; the ledger as it would be exported now; who decides, why, and when.
Out:  `Edits`: the judgements that the changes come to, with where they were made; the problems.
Holds: a row that is as it was exported is passed over, whatever became of the case. Nothing is guessed: what cannot be
read, is not to be edited, or was made of another state than today's is a problem with its row and column. One changed
matter of a row is one judgement, which replaces what was in force on it; a cell emptied again undoes it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tellings.judging import apply_judgements
from tellings.judging.deciding import judgement
from tellings.judging.force import made
from tellings.ledger.cells import digest_of
from tellings.ledger.changes import Change, ClaimChanges, Noted, incident_changes, release_change
from tellings.ledger.codebook import LAYOUTS, Column, Form, Layout
from tellings.ledger.sheets import Problem, Row, Sheet
from tellings.ledger.tables import INTERNAL, MASKED, Ledger, normals
from tellings.ledger.values import is_number
from tellings.ledger.workbook import Dated, Formula, Raw
from tellings.model import Findings, Judgement
from tellings.resolve.gazetteer import Gazetteer

_FREE = ("by", "why")  # say who and why; no change by themselves
_DAY = re.compile(r"\d{4}(?:-\d\d){1,2}")
_SPREADSHEET_DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|[A-Za-z]{3,4}-\d\d")


@dataclass(frozen=True, slots=True)
class Decided:
    """A judgement, and the change of which row it comes from. was, now: the cells, as the sheet showed them."""

    judgement: Judgement
    change: Change


@dataclass(frozen=True, slots=True)
class Edits:
    """What an edited ledger comes to. If there are problems, none of it is to be kept.

    decided: in the order of the sheets. unedited: rows as exported; as_held: edited rows that say what the case holds
    already; idle: rows that give a reason and change nothing.
    """

    decided: tuple[Decided, ...]
    problems: tuple[Problem, ...]
    unedited: int
    as_held: int
    idle: int

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """The judgements, in the order of the rows."""
        return tuple(one.judgement for one in self.decided)


def read_edits(
    sheets: Iterable[Sheet],
    *,
    findings: Findings,
    judgements: Sequence[Judgement],
    ledger_of: Callable[[str, Sequence[Judgement]], Ledger],
    gazetteer: Gazetteer,
    by: str,
    why: str | None,
    made_at: str,
    progress: Callable[[int, str], None] | None = None,
) -> Edits:
    """Return what the edited rows come to.

    findings: unmasked; judgements: all of the case. ledger_of: gives the ledger as it would be exported with these
    judgements, MASKED or INTERNAL; asked for those that rows were exported in. by, why: for rows that do not say.
    made_at: RFC 3339, of all of them. progress: called now and then with how many rows were looked at, and the sheet.
    """
    reading = _Reading(findings, judgements, ledger_of, gazetteer)
    for sheet in sheets:
        reading.take(sheet, progress)
    return reading.edits(by=by, why=why, made_at=made_at)


@dataclass(frozen=True, slots=True)
class _Present:
    """A ledger as it would be exported now, its rows by table and key."""

    ledger: Ledger
    rows: Mapping[str, Mapping[str, tuple[str, ...]]]

    @classmethod
    def of(cls, ledger: Ledger) -> "_Present":
        rows: dict[str, dict[str, tuple[str, ...]]] = {}
        for table in ledger.tables:
            layout = LAYOUTS[table.name]
            if layout.key:
                rows[table.name] = {
                    layout.row_key(dict(zip(layout.names, row, strict=True))): normals(layout, row)
                    for row in table.rows
                }
        return cls(ledger, rows)


class _Reading:
    """Goes through the rows, and gathers changes and problems."""

    def __init__(
        self,
        findings: Findings,
        judgements: Sequence[Judgement],
        ledger_of: Callable[[str, Sequence[Judgement]], Ledger],
        gazetteer: Gazetteer,
    ) -> None:
        self.findings = findings
        self.judgements = judgements
        self.ledger_of = ledger_of
        self.gazetteer = gazetteer
        self.reports = {report.report_id: report for report in findings.reports}
        self.present: dict[str, _Present] = {}
        self.earlier: dict[str, _Present] = {}
        self.changes: list[Change] = []
        self.problems: list[Problem] = []
        self.seen: dict[tuple[str, str], tuple[int, tuple[str, ...]]] = {}
        self.unedited = self.as_held = self.idle = 0

    def take(self, sheet: Sheet, progress: Callable[[int, str], None] | None) -> None:
        self.problems += sheet.problems
        for looked_at, row in enumerate(sheet.rows):
            if progress is not None and looked_at % 500 == 0:
                progress(looked_at, sheet.name)
            self.row(sheet, row)

    # ------------------------------------------------------------ one row

    def row(self, sheet: Sheet, row: Row) -> None:
        layout = sheet.layout
        if not row.cells:
            self.problem(sheet, row, "", "holds something outside the columns; take it out")
            return
        told = [_whole_day(column, cell) for column, cell in zip(layout.columns, row.cells, strict=True)]
        spoilt = [
            (column.name, cell)
            for column, cell in zip(layout.columns, told, strict=True)
            if isinstance(cell, Formula | Dated)
        ]
        for name, cell in spoilt:
            self.problem(sheet, row, name, _spoilt(cell))
        if spoilt:
            return
        cells = normals(layout, told)  # type: ignore[arg-type]
        digest = cells[-1]
        mode = digest.partition("-")[0]
        if not digest:
            self.problem(
                sheet, row, "row_digest", "the row was not exported; nothing is added in a sheet: take it out"
            )
            return
        if mode not in (MASKED, INTERNAL):
            self.problem(sheet, row, "row_digest", "is not to be edited; export the ledger again")
            return
        if digest == digest_of(mode, cells[:-1]):
            self.unedited += 1
            return
        self.edited(sheet, row, dict(zip(layout.names, cells, strict=True)), mode)

    def edited(self, sheet: Sheet, row: Row, cells: dict[str, str], mode: str) -> None:
        layout = sheet.layout
        if mode not in self.present:
            self.present[mode] = _Present.of(self.ledger_of(mode, self.judgements))
        held = self.present[mode]
        key = cells[layout.key]
        present = held.rows.get(layout.name, {}).get(layout.row_key(cells))
        if present is None and any(
            row_key.split(" ")[0] == key for row_key in held.rows.get(layout.name, ())
        ):
            self.problem(sheet, row, "incident_id", "is not to be edited; it names where the row stands")
            return
        if present is None:
            held_back = ", or it is held back in a masked ledger" if mode == MASKED else ""
            self.problem(
                sheet,
                row,
                layout.key,
                f'"{key[:60]}" stands in no row of the case{held_back}; export it again',
            )
            return
        was = dict(zip(layout.names, present, strict=True))
        edited = [c.name for c in layout.columns[:-1] if cells[c.name] != was[c.name]]
        if cells["row_digest"] != was["row_digest"]:
            now = held_now(held.ledger, layout, was)
            if all(cells[name] == held_cell for name, held_cell in now.items()):
                self.as_held += 1
                return
            before = self.before_the_last(mode, layout, layout.row_key(cells))
            if (
                before is None
                or before["row_digest"] != cells["row_digest"]
                or any(cell not in (before[name], cells[name]) for name, cell in now.items())
            ):
                since = f" (it has: {was['judgements'][:200]})" if was.get("judgements") else ""
                self.problem(
                    sheet,
                    row,
                    "",
                    f"the case has changed here since the export{since}; export it again, and edit that row",
                )
                return
            # an import was cut short: it goes on from there
            was = {**before, **{name: was[name] for name in now}}
            edited = [c.name for c in layout.columns[:-1] if cells[c.name] != was[c.name]]
        if self.is_double(sheet, row, layout.row_key(cells), cells):
            return
        fixed = [c.name for c in layout.columns if not c.editable and c.name in edited]
        for name in fixed:
            self.problem(sheet, row, name, _fixed(was[name], cells[name]))
        if fixed:
            return
        if all(name in _FREE for name in edited):
            self.idle += 1
            return
        noted = Noted(sheet.name, row.number, layout.name, key, was, cells, frozenset(edited))
        self.decide(noted, held.ledger)

    def before_the_last(self, mode: str, layout: Layout, key: str) -> Mapping[str, str] | None:
        """Return a row as it was before the latest judgements, those of one time; None where there was none."""
        if mode not in self.earlier:
            last = max((made(one) for one in self.judgements), default=None)
            kept = [one for one in self.judgements if last is not None and made(one)[:2] != last[:2]]
            self.earlier[mode] = _Present.of(self.ledger_of(mode, kept))
        row = self.earlier[mode].rows.get(layout.name, {}).get(key)
        return None if row is None else dict(zip(layout.names, row, strict=True))

    def is_double(self, sheet: Sheet, row: Row, key: str, cells: dict[str, str]) -> bool:
        """Whether the row stands there once more; with other edits, that is a problem."""
        told = tuple(cells.values())
        first, before = self.seen.setdefault((sheet.layout.name, key), (row.number, told))
        if first != row.number and before != told:
            self.problem(sheet, row, "", f"stands in row {first} too, edited otherwise; leave one of them")
        return first != row.number

    def decide(self, noted: Noted, ledger: Ledger) -> None:
        if noted.table == "claims":
            read = ClaimChanges(
                noted, ledger, self.reports, self.gazetteer, own_types=self.findings.own_types
            )
            self.changes += read.changes
            self.problems += read.problems
            return
        outcome = (
            incident_changes(noted, ledger, self.findings)
            if noted.table == "incidents"
            else release_change(noted, ledger, self.reports)
        )
        if isinstance(outcome, Problem):
            self.problems.append(outcome)
            return
        found = outcome if isinstance(outcome, list) else [outcome]
        self.changes += found
        self.as_held += not found

    def problem(self, sheet: Sheet, row: Row, column: str, fact: str) -> None:
        self.problems.append(Problem(sheet.name, row.number, column, fact))

    # ------------------------------------------------------------ all of them

    def edits(self, *, by: str, why: str | None, made_at: str) -> Edits:
        changes = self.choices(self.once(self.changes))
        decided = []
        for change in changes:
            reason = change.noted.cells.get("why") or (why or "").strip()
            if not reason:
                self.problems.append(
                    change.problem(
                        "why", 'gives no reason for the change; write one, or give one with "--why"'
                    )
                )
                continue
            decided.append(
                Decided(_judgement(change, change.noted.cells.get("by") or by, reason, made_at), change)
            )
        if not self.problems:
            self.problems += self.misfits(decided)
        problems = sorted(self.problems, key=lambda one: (one.sheet, one.row or 0))
        return Edits(tuple(decided), tuple(problems), self.unedited, self.as_held, self.idle)

    def once(self, changes: Iterable[Change]) -> list[Change]:
        """Return the changes, each matter once: a person stands in several rows, a pair of incidents in two."""
        held: dict[str, Change] = {}
        for change in changes:
            first = held.setdefault(change.matter, change)
            if first.verdict != change.verdict or first.now != change.now:
                self.problems.append(
                    change.problem(
                        change.column, f"row {first.noted.row} says otherwise of the same; leave one of them"
                    )
                )
        return list(held.values())

    def choices(self, changes: Sequence[Change]) -> list[Change]:
        """Return the changes with one choice a field: what is chosen anew ends what was chosen before."""
        chosen: dict[str, list[Change]] = {}
        emptied = {change.matter for change in changes if change.field_choice and change.ends}
        for change in changes:
            if change.field_choice and not change.ends:
                chosen.setdefault(change.field_choice, []).append(change)
        kept = []
        for change in changes:
            several = chosen.get(change.field_choice, []) if change.field_choice else []
            if change.field_choice and change.ends and several:
                continue  # the choice that takes its place ends it
            if change in several:
                others = [other.noted.row for other in several if other is not change]
                still = [key for key in change.rivals if key not in emptied]
                if others:
                    rows = ", ".join(str(row) for row in others)
                    self.problems.append(
                        change.problem(
                            "chosen",
                            f"row {rows} is chosen too, in the same field of the incident; choose one",
                        )
                    )
                elif still:
                    self.problems.append(
                        change.problem(
                            "chosen", f"{still[0]} is chosen in the same field already; empty that cell first"
                        )
                    )
            kept.append(change)
        return kept

    def misfits(self, decided: Sequence[Decided]) -> list[Problem]:
        """Return a problem for each judgement that could not be applied, with the reason."""
        new = {one.judgement.judgement_id: one.change for one in decided}
        held = [*self.judgements, *(one.judgement for one in decided)]
        found = self.findings
        applied = apply_judgements(found.reports, found.extractions, held, own_types=found.own_types)
        return [
            new[aside.item].problem(new[aside.item].column, f"{aside.message}; {aside.next_step}")
            for aside in applied.set_aside
            if aside.item in new
        ]


def held_now(ledger: Ledger, layout: Layout, row: Mapping[str, str]) -> Mapping[str, str]:
    """Return the editable cells of a row as they are after all judgements, built into the records or not."""
    entry = ledger.claims[row["claim_id"], row["incident_id"]] if layout.name == "claims" else None
    held = row if entry is None else {**row, **entry.now}
    passed_over = _FREE if entry is None or not is_number(entry.claim.field) else (*_FREE, "value")
    return {c.name: held[c.name] for c in layout.columns if c.editable and c.name not in passed_over}


def _spoilt(cell: Formula | Dated) -> str:
    if isinstance(cell, Formula):
        return "holds a formula; Tellings evaluates none: paste its value"
    return f"the spreadsheet made a date of it ({cell.text}); format the cell as text, and write it like 2013-02-09"


def _whole_day(column: Column, cell: Raw) -> Raw:
    """Return a cell; in words where a spreadsheet made a day of what is a date and not to be edited."""
    if column.form is Form.DATE and not column.editable and isinstance(cell, Dated):
        day, _, time = cell.text.partition(" ")
        return day if time in ("", "00:00:00") else cell
    return cell


def _fixed(was: str, now: str) -> str:
    if _DAY.fullmatch(was) and _SPREADSHEET_DAY.fullmatch(now):
        return (
            f'the spreadsheet wrote "{was}" its own way, as "{now}"; edit the workbook of '
            "`tellings export --to xlsx`, whose cells stay as they are, or open the csv with all columns as text"
        )
    return f'is not to be edited; put back "{was[:60]}"'


def _judgement(change: Change, by: str, why: str, made_at: str) -> Judgement:
    return judgement(
        change.verdict,
        change.left,
        change.right,
        by=by,
        made_at=made_at,
        why=why,
        aspect=change.aspect,
        was=change.was,
        now=change.now,
        replaces=change.replaces,
    )
