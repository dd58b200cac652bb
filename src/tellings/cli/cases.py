"""The commands about a case: make one, add reports, build its records, list, show and check them.

In:   a case's folder.
Out:  what was done, or what the case holds, on standard output; what was not read, on standard error.
Holds: of these, `new`, `add` and `build` alone change a case; `verify` repairs nothing. Other rooms hold the rest of
`tellings case`.
"""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tellings import pipeline
from tellings.case import Case
from tellings.cli.arguments import case_argument, internal_option, json_option
from tellings.cli.changed import lines_of_changes
from tellings.cli.edge import (
    UNREAD,
    InOrder,
    Waiting,
    counted,
    examples,
    require_place_for,
    say,
    show_set_aside,
    stdout_console,
    typed,
)
from tellings.cli.exchange import import_
from tellings.cli.forms import as_line, findings_form
from tellings.cli.keeping import checkpoint, doctor, pack, unpack
from tellings.cli.ledgers import import_judgements
from tellings.cli.masked import masked_changes, masked_of_case, masked_set_aside
from tellings.cli.reading import show_findings, write_page
from tellings.cli.removing import seal
from tellings.codec import to_json
from tellings.custody import Problem, VerifyReport
from tellings.custody import verify as verify_case
from tellings.custody.checkpoints import parse as parse_checkpoint
from tellings.errors import CaseDamaged, InputError
from tellings.intake import read_paths, safe_name
from tellings.model import Findings, Record
from tellings.publish.totals import total_in_words
from tellings.reconcile.totals import add_up

if TYPE_CHECKING:
    from tellings.building import Built

_MIN_ID_CHARS = 4  # of an incident's id, where its beginning alone is given


@click.group(
    cls=InOrder,
    short_help="Keep reports in a folder: new, add, build, list, show, verify.",
    epilog=examples(
        "tellings case new my-case",
        "tellings case add my-case reports/",
        "tellings case build my-case",
        "tellings case show my-case",
    ),
)
def case() -> None:
    """Keep reports, and what they come to, in a folder.

    Originals stay byte for byte; every act stands in a log that shows whether anything was changed since.
    """


@case.command(short_help="Make an empty case.", epilog=examples("tellings case new my-case"))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Make an empty case in DIR, a folder that is empty or not there yet."""
    made = Case.new(folder)
    name = typed(made.folder)
    click.echo(f"a new case: {name}")
    click.echo("Say who belongs to whom in its actors.toml and how it works in its method.toml, then:")
    click.echo(f"  tellings case add {name} FILE...")
    click.echo(f"  tellings case build {name}")


@case.command(
    short_help="Keep reports in a case.",
    epilog=examples(
        "tellings case add my-case report.txt page.html",
        "tellings case add my-case reports/",
        "cat report.txt | tellings case add my-case -",
    ),
)
@case_argument
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.pass_context
def add(ctx: click.Context, case_folder: Path, files: tuple[str, ...]) -> None:
    """Keep reports in CASE, each with its original bytes.

    FILE is a text, a web page, JSON lines (.jsonl), a folder of these, or - for standard input. Outlet, date and
    address stand in a text's front matter or in FILE.toml beside it. What is held already is left alone.
    """
    with Case.open(case_folder) as opened, Waiting("Adding") as waiting:
        summary = opened.add(read_paths(files, progress=waiting.item))
        set_aside = masked_set_aside(opened, summary.set_aside)
    parts = [
        f"{counted(len(summary.added), 'report')} added",
        *([f"{len(summary.already_held):,} held already"] if summary.already_held else []),
        *([f"{len(summary.set_aside):,} set aside"] if summary.set_aside else []),
    ]
    click.echo("; ".join(parts))
    show_set_aside(set_aside)
    if set_aside:
        ctx.exit(UNREAD)


@case.command(
    short_help="Read what is unread and build the records.",
    epilog=examples("tellings case build my-case", "tellings case build --again my-case"),
)
@case_argument
@click.option(
    "--again",
    is_flag=True,
    help="Read all reports anew, as after a change to gazetteer.csv or a newer Tellings.",
)
@json_option
@click.pass_context
def build(ctx: click.Context, case_folder: Path, again: bool, as_json: bool) -> None:
    """Read the reports of CASE that have not been read, build its records, and say what changed in them. Masked.

    Interrupted, it goes on where it stopped. The same reports, judgements and settings give the same records. Ends
    with 1 if there is a report that could not be read.
    """
    with Case.open(case_folder) as opened, Waiting("Reading") as waiting:
        built = pipeline.update_case(opened, again=again, progress=waiting)
        changes, titles = masked_changes(opened, built.changed, built.changes or ())
        asides = {*built.set_aside, *opened.set_asides()}
        ordered = sorted(asides, key=lambda one: (one.item, one.reason, one.message))
        set_aside = masked_set_aside(opened, ordered)
        # told when all is built, as after a change to actors.toml: else it was told before
        not_named = pipeline.actors_not_named(opened) if built.is_whole else ()
    if as_json:
        counts = {"reports": built.reports, "incidents": built.incidents}
        told = None if built.changes is None else to_json(changes)
        form = {"changes": told, "set_aside": to_json(set_aside), "actors_not_named": list(not_named)}
        click.echo(as_line({**counts, **form}))
    else:
        click.echo(built_in_words(built, read_now=waiting.pieces))
        for line in lines_of_changes(
            None if built.changes is None else changes, titles, incidents=built.incidents
        ):
            click.echo(safe_name(line))
    for name in not_named:
        say(f'"{safe_name(name)}" of actors.toml is named in no report; see to its spelling, or leave it')
    for report_id, noted in built.noted.items():
        if noted.left_out:
            say(f"{safe_name(report_id)}: {noted.left_out}")
    show_set_aside(set_aside)
    if any(noted.aside is not None for noted in built.noted.values()):
        ctx.exit(UNREAD)


def built_in_words(built: "Built", *, read_now: int) -> str:
    """Return what a build came to. read_now: how many of the reports it read; the others were read before."""
    words = f"{counted(built.incidents, 'incident')} in {counted(built.reports, 'report')}"
    before = built.reports - read_now
    return (
        f"{words}, {before:,} of them read before (`tellings case build --again` reads anew)"
        if before
        else words
    )


@case.command(
    name="list",
    short_help="List the incidents.",
    epilog=examples("tellings case list my-case", "tellings case list my-case --json"),
)
@case_argument
@json_option
@internal_option
def list_(case_folder: Path, as_json: bool, internal: bool) -> None:
    """List the incidents of CASE, a few lines each, with their ids and what each side says. Masked."""
    with Case.open(case_folder) as opened:
        findings = pipeline.stored_findings(opened)
        _say_if_not_built(opened, findings)
        if as_json:  # also the reports that are not read yet
            findings = dataclasses.replace(findings, reports=opened.reports())
        findings = masked_of_case(opened, findings, internal=internal)
        if as_json:
            rows = [_row(record) for record in findings.records]
            reports = [to_json(report) for report in findings.reports]
            for report in reports:
                del report["text"]
            asides, is_built = to_json(findings.set_aside), opened.is_built()
            form = {
                "incidents": rows,
                "reports": reports,
                "set_aside": asides,
                "is_built": is_built,
                "masked": findings.masked,
            }
            click.echo(as_line(form))
            return
    show_findings(findings, compact=True)
    show_set_aside(findings.set_aside)


@case.command(
    short_help="Add the figures of the incidents up.",
    epilog=examples("tellings case total my-case", "tellings case total my-case --json"),
)
@case_argument
@json_option
def total(case_folder: Path, as_json: bool) -> None:
    """Add up the figures in force over the incidents of CASE, kind of count by kind of count, as ranges.

    No part is added beside its whole, no summary, no incident that the method leaves out, and of incidents that share
    the name of somebody dead only one. What is not added is listed with its reason; no name is.
    """
    with Case.open(case_folder) as opened:
        if not opened.is_built():
            say(f"the case is not built as it stands; `tellings case build {typed(opened.folder)}` does that")
        added = add_up(opened.records())
    if as_json:
        click.echo(as_line(to_json(added)))
        return
    for line in total_in_words(added):
        click.echo(safe_name(line))


def _row(record: Record) -> dict[str, object]:
    return {
        "incident_id": record.incident_id,
        "title": record.title,
        "reports": sorted({account.report_id for account in record.accounts}),
    }


@case.command(
    short_help="Print the records, or one of them.",
    epilog=examples(
        "tellings case show my-case",
        "tellings case show my-case incident-3f2a --html record.html",
        "tellings case show my-case --json",
    ),
)
@case_argument
@click.argument("incident", required=False)
@json_option
@click.option("--html", type=click.Path(path_type=Path), metavar="PATH", help="Write one HTML file instead.")
@internal_option
def show(case_folder: Path, incident: str | None, as_json: bool, html: Path | None, internal: bool) -> None:
    """Print the records of CASE, or the one of INCIDENT: an id from `tellings case list`, or how it begins.

    Masked: private persons stand under pseudonyms, accusations are held back until a person confirms them, leads
    until one releases them.
    """
    if html is not None:
        require_place_for(html)
    with Case.open(case_folder) as opened:
        findings = pipeline.stored_findings(opened)
        _say_if_not_built(opened, findings)
        findings = masked_of_case(opened, findings, internal=internal)
    record = None if incident is None else _record_of(findings, incident, case_folder)
    chosen = findings if record is None else _about(record, findings)
    if as_json:
        click.echo(as_line(findings_form(chosen)))
    if html is not None:
        write_page(html, chosen)
    if not as_json and html is None:
        if record is None:
            show_findings(findings)
        else:
            from tellings.publish.terminal import show_record

            show_record(record, findings, stdout_console())
    show_set_aside(chosen.set_aside)


def _record_of(findings: Findings, incident: str, folder: Path) -> Record:
    exact = [record for record in findings.records if record.incident_id == incident]
    near = [
        record
        for record in findings.records
        if len(incident) >= _MIN_ID_CHARS
        and incident not in ("incident", "incident-")
        and record.incident_id.startswith((incident, f"incident-{incident}"))
    ]
    fits = exact or near
    if len(fits) != 1:
        fact = "fits several incidents" if fits else "is no incident of this case"
        raise InputError(
            f'"{safe_name(incident)}" {fact}; `tellings case list {typed(folder)}` shows their ids'
        )
    return fits[0]


def _about(record: Record, findings: Findings) -> Findings:
    """Return the findings of one record and its reports alone."""
    reports = {account.report_id for account in record.accounts}
    return Findings(
        reports=tuple(report for report in findings.reports if report.report_id in reports),
        extractions=tuple(found for found in findings.extractions if found.report_id in reports),
        records=(record,),
        set_aside=(),
        masked=findings.masked,
        held_back=record.held_back,
    )


def _say_if_not_built(opened: Case, findings: Findings) -> None:
    if not opened.is_built():
        fact = "has changed since its records were built" if findings.records else "has no records yet"
        say(f"the case {fact}; build them with `tellings case build {typed(opened.folder)}`")


# ---------------------------------------------------------------- checking


@case.command(
    short_help="Check that nothing was changed since.",
    epilog=examples(
        "tellings case verify my-case",
        "tellings case verify my-case --noted 9c1f...e2",
        "tellings case verify my-case --checkpoint my-case.checkpoint.json",
        "tellings case verify my-case-2024-05.zip --json",
    ),
)
@click.argument("case_or_pack", metavar="CASE_OR_PACK", type=click.Path(path_type=Path))
@click.option("--noted", metavar="DIGEST", help="A digest that an earlier verify printed, kept elsewhere.")
@click.option(
    "--checkpoint",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A checkpoint of the case that was kept elsewhere.",
)
@json_option
@click.pass_context
def verify(
    ctx: click.Context, case_or_pack: Path, noted: str | None, checkpoint: Path | None, as_json: bool
) -> None:
    """Check that a case, a folder or packed, is unchanged since: reports, extractions, judgements, log.

    Nothing is repaired. actors.toml, method.toml and gazetteer.csv in a folder are yours to edit and not checked.

    Keep the digest that it prints, or a checkpoint, somewhere else: given as --noted or --checkpoint later, it shows
    whether the whole case was made anew. Ends with 3 if anything has changed.
    """
    outside = None if checkpoint is None else _read_checkpoint(checkpoint)
    with Waiting("Checking") as waiting:
        waiting.item(str(case_or_pack))
        if case_or_pack.is_file():
            from tellings.custody.unpacking import verify_pack

            found = verify_pack(case_or_pack, noted=noted, checkpoint=outside, progress=waiting)
        else:
            with Case.open(case_or_pack) as opened:
                found = verify_case(opened, noted=noted, checkpoint=outside)
    if as_json:
        click.echo(as_line({"is_unchanged": found.is_unchanged, **to_json(found)}))
    else:
        for line in lines_of_check(found):
            click.echo(line)
    if not found.is_unchanged:
        ctx.exit(CaseDamaged.exit_code)


def _read_checkpoint(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as exc:
        raise InputError(f"{path}: cannot be read ({exc.strerror}); give a file with --checkpoint") from exc
    if parse_checkpoint(data) is None:
        raise InputError(f"{path}: is no checkpoint; give a file that `tellings case checkpoint --out` wrote")
    return data


def lines_of_check(found: VerifyReport) -> Iterator[str]:
    """Yield in words what a check came to."""
    checked = found.checked
    yield (
        f"checked: {counted(checked.acts, 'act')} of the log, {counted(checked.objects, 'object')}, "
        f"{counted(checked.reports, 'report')}, {counted(checked.extractions, 'extraction')}, "
        f"{counted(checked.quotes, 'quote')} against the kept text"
    )
    yield from (f"CHANGED: {_in_words(problem)}" for problem in found.problems)
    yield from (f"note: {_in_words(note)}" for note in found.notes)
    if not found.is_unchanged:
        yield f"{counted(len(found.problems), 'item')} not as kept; nothing was repaired"
        return
    yield f"all of it is unchanged since {found.since}"
    if found.head is not None:
        yield f"digest of the log's end (act {found.head.seq}), to be noted elsewhere: {found.head.sha256}"
    if found.signed is not None:
        yield (
            f"last checkpoint: up to act {found.signed.seq}, with the key of fingerprint {found.signed.public_key}"
        )


def _in_words(problem: Problem) -> str:
    step = f"; {problem.next_step}" if problem.next_step else ""
    return safe_name(f"{problem.item}: {problem.fact}{step}")


case.add_command(import_judgements)
case.add_command(import_)


for _command in (seal, checkpoint, pack, unpack, doctor):
    case.add_command(_command)
