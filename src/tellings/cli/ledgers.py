"""The commands of the ledger: give a case out as tables, and take the edited tables back as judgements.

In:   a case; an edited ledger.
Out:  a workbook or a folder of CSV files; judgements in the case, and on standard output what they are.
Holds: a ledger takes the place of an earlier one whole or not at all, and of nothing else; edits in it that the case
does not hold are never written over. An import keeps all of its judgements or none.
"""

import contextlib
import os
import secrets
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from tellings import __version__, pipeline
from tellings.case import Case
from tellings.cli.arguments import by_option, case_argument, internal_option, json_option
from tellings.cli.edge import Waiting, counted, examples, require_place_for, say, stdout_console, typed
from tellings.cli.forms import as_line
from tellings.custody.disk import TEMPORARY, put_in_place, refusals, sync_folder
from tellings.errors import InputError
from tellings.intake import safe_name
from tellings.ledger.codebook import LAYOUTS
from tellings.ledger.csv_files import write_csv
from tellings.ledger.edits import Decided, Edits, read_edits
from tellings.ledger.sheets import open_sheets
from tellings.ledger.tables import INTERNAL, MASKED, Ledger, Table, make_ledger
from tellings.ledger.workbook import write_workbook
from tellings.model import Findings, Judgement

_MOST_PROBLEMS = 40  # that are printed; --json gives all


# ---------------------------------------------------------------- out


@click.command(
    short_help="Give a case out as tables: csv or xlsx.",
    epilog=examples(
        "tellings export my-case --to xlsx",
        "tellings export my-case --to csv --out tables",
        "tellings export my-case --to xlsx --internal",
    ),
)
@case_argument
@click.option("--to", "form", type=click.Choice(["csv", "xlsx"]), required=True, help="Which form.")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), metavar="PATH", help="Where to; CASE-ledger if left out."
)
@internal_option
def export(case_folder: Path, form: str, out: Path | None, internal: bool) -> None:
    """Give CASE out as a ledger: claims, incidents, reports and named persons, with a codebook.

    xlsx is one workbook, csv a folder with a file a table. Masked unless --internal. Edit the columns that the codebook
    names, then bring them back with `tellings case import-judgements`.
    """
    with Case.open(case_folder) as opened, Waiting("Exporting") as waiting:
        path = _place_for(case_folder, form, out)
        waiting.item("the findings")
        findings = pipeline.stored_findings(opened)
        if not opened.is_built():
            raise InputError(
                f"{typed(case_folder)}: its records are not built of what it holds now; "
                f"run `tellings case build {typed(case_folder)}`, then export"
            )
        ledger_of = ledgers_of(opened, findings)
        ledger = ledger_of(INTERNAL if internal else MASKED, opened.judgements())
        if path.exists():
            _require_no_edits(path, opened, findings, ledger_of)
        if form == "xlsx":
            put_in_place(path, write_workbook(ledger.tables, waiting))
        else:
            _put_folder(path, ledger.tables, waiting)
    rows = len(ledger.table("claims").rows)
    click.echo(f"written: {safe_name(str(path))} ({counted(rows, 'claim')}, {ledger.mode})")


def _place_for(case_folder: Path, form: str, out: Path | None) -> Path:
    """Return where the ledger goes. Raises: InputError for a place in the case, or of another kind."""
    named = case_folder if case_folder.name not in ("", "..") else case_folder.resolve()
    path = (
        out if out is not None else named.with_name(f"{named.name}-ledger{'.xlsx' if form == 'xlsx' else ''}")
    )
    if case_folder.resolve() in (path.resolve(), *path.resolve().parents):
        raise InputError(f"{safe_name(str(path))}: lies in the case itself; choose a place outside it")
    if form == "xlsx":
        require_place_for(path)
    elif path.exists() and not path.is_dir():
        raise InputError(f"{safe_name(str(path))}: is a file; a csv ledger is a folder: name another")
    elif not path.resolve().parent.is_dir():
        raise InputError(f"{safe_name(str(path.parent))}: is no folder; make it first, or write to another")
    return path


LedgerOf = Callable[[str, Sequence[Judgement]], Ledger]


def ledgers_of(opened: Case, findings: Findings) -> LedgerOf:
    """Return what makes the ledger of a case, masked or internal, as these judgements have it."""
    head = opened.log.last()
    facts = [
        ("made by", f"Tellings {__version__}"),
        ("built from", opened.basis()),
        ("log", f"act {head.seq}, {head.digest}" if head is not None else ""),
    ]

    def ledger_of(mode: str, judgements: Sequence[Judgement]) -> Ledger:
        from tellings.publish.masking import mask

        shown = findings
        if mode == MASKED:
            shown = mask(findings, opened.pseudonym_key(), actors=opened.actors(), judgements=judgements)
        return make_ledger(findings, shown, judgements=judgements, facts=facts)

    return ledger_of


def _require_no_edits(path: Path, opened: Case, findings: Findings, ledger_of: LedgerOf) -> None:
    """Check that what stands at `path` is a ledger, and that none of its edits would be lost. Raises: InputError."""
    names = {one.name for one in path.iterdir()} if path.is_dir() else set()
    if not names <= {f"{name}.csv" for name in LAYOUTS} or (names and "codebook.csv" not in names):
        raise InputError(
            f"{safe_name(str(path))}: is no ledger, and is not written over; name another with --out"
        )
    if path.is_dir() and not names:
        return
    edits = read_edits(
        open_sheets(path),
        findings=findings,
        judgements=opened.judgements(),
        ledger_of=ledger_of,
        gazetteer=pipeline.case_gazetteer(opened),
        by="nobody",
        why="a look at what is there",
        made_at=_now(),
    )
    if edits.decided or edits.problems:
        raise InputError(
            f"{safe_name(str(path))}: holds edits that the case does not; import them with "
            f"`tellings case import-judgements {typed(opened.folder)} {typed(path)}`, or name another with --out"
        )


def _put_folder(path: Path, tables: tuple[Table, ...], progress: Callable[[int, int, str], None]) -> None:
    """Write a csv ledger, in the place of an earlier one, whole or not at all. Raises: CannotWrite."""
    mark = f"{secrets.token_hex(6)}{TEMPORARY}"
    new, old = path.with_name(f".{path.name}-{mark}"), path.with_name(f".{path.name}-old-{mark}")
    with refusals(path):
        try:
            new.mkdir()
            for done, table in enumerate(tables):
                progress(done, len(tables), table.name)
                with open(new / f"{table.name}.csv", "w", encoding="utf-8", newline="") as stream:
                    write_csv(table, stream)
                    stream.flush()
                    os.fsync(stream.fileno())
            sync_folder(new)
            if path.exists():
                path.rename(old)
            new.rename(path)
        except BaseException:
            with contextlib.suppress(OSError):
                if old.exists() and not path.exists():
                    old.rename(path)
            shutil.rmtree(new, ignore_errors=True)
            raise
        shutil.rmtree(old, ignore_errors=True)
        sync_folder(path.resolve().parent)


# ---------------------------------------------------------------- in


@click.command(
    name="import-judgements",
    short_help="Take the edits of a ledger as judgements.",
    epilog=examples(
        "tellings case import-judgements my-case my-case-ledger.xlsx --dry-run",
        "tellings case import-judgements my-case claims.csv --by 'A. Reviewer' --why 'read again'",
    ),
)
@case_argument
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@by_option
@click.option("--why", metavar="TEXT", help="The reason of the changes whose rows give none.")
@click.option("--dry-run", is_flag=True, help="Show the judgements and keep none.")
@json_option
def import_judgements(
    case_folder: Path, file: Path, by: str, why: str | None, dry_run: bool, as_json: bool
) -> None:
    """Take the edits in FILE, a ledger that `tellings export` wrote, into CASE: each change is a judgement.

    FILE is a workbook, one of its CSV files, or the folder of them. A row as it was exported is passed over. If
    anything cannot be taken, it is named by sheet, row and column, and nothing is changed.
    """
    if not by.strip():
        raise InputError("--by is empty; say who decides this")
    with contextlib.ExitStack() as stack:
        opened = stack.enter_context(Case.open(case_folder))
        waiting = stack.enter_context(Waiting("Importing"))
        if not dry_run:
            stack.enter_context(opened.held_still())
        waiting.item(file.name)
        findings = pipeline.stored_findings(opened)
        if not findings.records:
            raise InputError(
                f"{typed(case_folder)}: has no records; run `tellings case build {typed(case_folder)}` first"
            )
        edits = read_edits(
            open_sheets(file),
            findings=findings,
            judgements=opened.judgements(),
            ledger_of=ledgers_of(opened, findings),
            gazetteer=pipeline.case_gazetteer(opened),
            by=by.strip(),
            why=why,
            made_at=_now(),
            progress=lambda done, sheet: waiting(done, None, sheet),
        )
        kept = 0 if dry_run or edits.problems else pipeline.add_judgements(opened, edits.judgements)
    if as_json:
        click.echo(as_line(_form(edits, dry_run=dry_run, kept=kept)))
    if edits.problems:
        raise InputError(_problems_in_words(edits, file))
    if not as_json:
        _show(edits, case_folder, dry_run=dry_run, kept=kept)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _form(edits: Edits, *, dry_run: bool, kept: int) -> dict[str, object]:
    return {
        "dry_run": dry_run,
        "kept": kept,
        "judgements": [_judgement_form(one) for one in edits.decided],
        "problems": [
            {"sheet": one.sheet, "row": one.row, "column": one.column, "fact": one.fact}
            for one in edits.problems
        ],
        "rows": {"unedited": edits.unedited, "as_held": edits.as_held, "only_reasons": edits.idle},
    }


def _judgement_form(one: Decided) -> dict[str, object]:
    made, change = one.judgement, one.change
    return {
        "judgement_id": made.judgement_id,
        "verdict": made.verdict.value,
        "aspect": made.aspect,
        "kind": made.left.kind,
        "id": made.left.id,
        "other": made.right.id if made.right is not None else None,
        "sheet": change.noted.sheet,
        "row": change.noted.row,
        "column": change.column,
        "was": change.shown_was,
        "now": change.shown_now,
        "by": made.by,
        "why": made.why,
        "replaces": list(made.replaces),
    }


def _problems_in_words(edits: Edits, file: Path) -> str:
    shown = [f"  {problem}" for problem in edits.problems[:_MOST_PROBLEMS]]
    more = len(edits.problems) - len(shown)
    rest = [f"  and {more:,} more; --json gives all"] if more else []
    faults = counted(len(edits.problems), "fault")
    head = f"{safe_name(file.name)}: {faults}, so nothing was changed; mend them, then import again"
    return "\n".join([head, *shown, *rest])


def _show(edits: Edits, case_folder: Path, *, dry_run: bool, kept: int) -> None:
    if edits.idle:
        say(f"{counted(edits.idle, 'row')} give a reason and change nothing; passed over")
    if not edits.decided:
        held = (
            f"; {counted(edits.as_held, 'edited row')} say what the case holds already"
            if edits.as_held
            else ""
        )
        click.echo(f"no edits: nothing to import{held}")
        return
    if dry_run:
        _show_judgements(edits)
        click.echo(f"{counted(len(edits.decided), 'judgement')}; a dry run: nothing was changed")
        return
    click.echo(f"{counted(kept, 'judgement')} added; now build: tellings case build {typed(case_folder)}")


def _show_judgements(edits: Edits) -> None:
    rows = [
        (
            f"{one.change.noted.sheet} {one.change.noted.row}",
            _about(one),
            one.judgement.verdict.value,
            f"{one.change.shown_was} → {one.change.shown_now}",
            f"{one.judgement.by}: {one.judgement.why}",
        )
        for one in edits.decided
    ]
    if not sys.stdout.isatty():
        for where, about, verdict, change, reason in rows:
            click.echo(safe_name(f"{where}: {about}: {verdict}: {change} ({reason})"))
        return
    from rich import box
    from rich.table import Table as Shown
    from rich.text import Text

    shown = Shown(box=box.SIMPLE, pad_edge=False)
    for head in ("Row", "About", "Judgement", "Change", "By, why"):
        shown.add_column(head, overflow="fold")
    for row in rows:
        shown.add_row(*(Text(safe_name(words)) for words in row))
    stdout_console().print(shown)


def _about(one: Decided) -> str:
    cells = one.change.noted.cells
    parts = [cells.get("incident") or cells.get("title", ""), cells.get("name") or cells.get("what", "")]
    return ", ".join(part for part in (*parts, cells.get("field", ""), one.change.column) if part)
