"""The command that brings a recorder's own sheet into a case.

In:   a case; a sheet, and a map of its columns.
Out:  a report in the case; on standard output what became of it, or a map to edit.
Holds: a sheet comes in whole or not at all, and every fault in it is named by row and column.
"""

from dataclasses import dataclass
from pathlib import Path

import click

from tellings.case import Case
from tellings.cli.arguments import case_argument, json_option
from tellings.cli.edge import UNREAD, Waiting, counted, examples, say, show_set_aside, typed
from tellings.cli.forms import as_line
from tellings.codec import to_json
from tellings.errors import InputError
from tellings.events.sheet import RowsTold, check_rows
from tellings.intake import MAX_BYTES, safe_name
from tellings.intake.grid import read_grid
from tellings.intake.sheet import TakenSheet, raise_for, take_sheet
from tellings.intake.sheet_map import map_to_start_from, read_map
from tellings.model import Report
from tellings.vocabulary import ReportKind

_MOST_ROWS_NAMED = 10


@click.command(
    name="import",
    short_help="Bring a recorder's own sheet in.",
    epilog=examples(
        "tellings case import my-case sheet.xlsx > map.toml",
        "tellings case import my-case sheet.xlsx --map map.toml --dry-run",
        "tellings case import my-case sheet.csv --map map.toml",
    ),
)
@case_argument
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--map", "map_file", type=click.Path(path_type=Path), metavar="MAP", help="Which column is what."
)
@click.option("--dry-run", is_flag=True, help="Say what would come in, and change nothing.")
@json_option
@click.pass_context
def import_(
    ctx: click.Context, case_folder: Path, file: Path, map_file: Path | None, dry_run: bool, as_json: bool
) -> None:
    """Bring the rows of FILE, a csv or xlsx, into CASE: a row an account, with the sheet as its report.

    MAP is a TOML file that says which column holds what. Without it, a map to edit is printed, with the columns that
    FILE has. If any cell cannot be read, all that cannot are named and nothing is brought in.
    """
    with Case.open(case_folder) as opened, Waiting("Importing") as waiting:
        waiting.item(str(file))
        data = _read(file)
        if map_file is None:
            click.echo(map_to_start_from(read_grid(data, name=safe_name(str(file))).headers), nl=False)
            raise InputError(
                f"{safe_name(str(file))}: no --map says which of its columns is what; edit the map that was printed, "
                "save it, and give it as --map"
            )
        sheet_map = read_map(_read(map_file), name=safe_name(str(map_file)))
        sheet = take_sheet(data, name=str(file), sheet_map=sheet_map)
        report = sheet.taken.report
        told, faults = check_rows(report)
        raise_for([*sheet.faults, *faults], name=safe_name(str(file)))
        held = opened.reports()
        is_held = any(one.report_id == report.report_id for one in held)
        summary = None if dry_run else opened.add([sheet.taken])
    outcome = _Outcome(sheet, told, is_held=is_held, earlier=_earlier(report, held))
    set_aside = summary.set_aside if summary is not None else ()
    if as_json:
        click.echo(as_line({**outcome.form(), "dry_run": dry_run, "set_aside": to_json(set_aside)}))
    else:
        outcome.show(case_folder, dry_run=dry_run, is_refused=bool(set_aside))
    show_set_aside(set_aside)
    if set_aside:
        ctx.exit(UNREAD)


def _read(path: Path) -> bytes:
    """Return the bytes of a file, one more than may be read where it holds more. Raises: InputError."""
    try:
        with open(path, "rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as exc:  # a ValueError for a zero character in the name
        why = exc.strerror if isinstance(exc, OSError) and exc.strerror else str(exc)
        raise InputError(f'"{safe_name(str(path))}" cannot be read: {why}; check the path') from exc


def _earlier(report: Report, held: tuple[Report, ...]) -> tuple[str, ...]:
    """Return the ids of other sheets that the case holds by the same name."""
    return tuple(
        one.report_id
        for one in held
        if one.kind is ReportKind.SHEET and one.outlet == report.outlet and one.report_id != report.report_id
    )


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of a sheet. earlier: ids of other sheets of that name."""

    sheet: TakenSheet
    told: RowsTold
    is_held: bool
    earlier: tuple[str, ...]

    def form(self) -> dict[str, object]:
        """Return it as JSON."""
        return {
            "report_id": self.sheet.taken.report.report_id,
            "rows": self.sheet.rows,
            "accounts": len(self.told.accounts),
            "claims": sum(len(account.claims) for account in self.told.accounts),
            "rows_without_claims": list(self.told.silent),
            "rows_without_date_and_place": list(self.told.bare),
            "is_held": self.is_held,
            "earlier_sheets": list(self.earlier),
        }

    def show(self, folder: Path, *, dry_run: bool, is_refused: bool) -> None:
        """Print it for a person."""
        report = self.sheet.taken.report
        claims = sum(len(account.claims) for account in self.told.accounts)
        click.echo(
            f'"{safe_name(report.outlet or "")}": {counted(self.sheet.rows, "row")}, '
            f"{counted(len(self.told.accounts), 'account')}, {counted(claims, 'claim')}"
        )
        if self.told.silent:
            click.echo(
                f"no date, place or figure in {_rows(self.told.silent)}: kept in the text, in no account"
            )
        if self.told.bare:
            click.echo(
                f"figures without date and place in {_rows(self.told.bare)}: take them out if they are sums"
            )
        if self.is_held:
            click.echo(f"held already, as {report.report_id}; nothing was changed")
        elif dry_run:
            click.echo(f"a dry run: nothing was changed; it would come in as {report.report_id}")
        elif not is_refused:
            click.echo(f"brought in as {report.report_id}")
            click.echo(f"Build the records again: tellings case build {typed(folder)}")
        for earlier in () if self.is_held or is_refused else self.earlier:
            say(
                f"an earlier sheet of this name is held, {earlier}: its rows and these stand as two tellings of one "
                "outlet, rivals where they differ. If this one takes its place: "
                f'tellings case seal {typed(folder)} {earlier} --reason "a newer sheet takes its place"'
            )


def _rows(numbers: tuple[int, ...]) -> str:
    shown = ", ".join(f"{number}" for number in numbers[:_MOST_ROWS_NAMED])
    more = len(numbers) - _MOST_ROWS_NAMED
    return f"row{'s' if len(numbers) > 1 else ''} {shown}" + (f" and {more:,} more" if more > 0 else "")
