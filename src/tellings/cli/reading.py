"""The commands that need no case: read, attribute, extract, records.

In:   files, or JSON lines with one document each.
Out:  records, or a line of JSON a document, on standard output; what was not read, on standard error.
Holds: reading a plain text loads no database and no parser of markup; `attribute` and `extract` hold a
few documents at a time.
"""

import contextlib
import dataclasses
import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from tellings import pipeline
from tellings.cli.arguments import internal_option
from tellings.cli.edge import (
    UNREAD,
    Waiting,
    counted,
    examples,
    require_place_for,
    say,
    show_set_aside,
    stdout_console,
    write_file,
)
from tellings.cli.forms import (
    Json,
    as_line,
    attributions_line,
    extraction_line,
    figures_line,
    findings_form,
)
from tellings.cli.masked import masked_reading
from tellings.codec import to_json
from tellings.errors import InputError
from tellings.intake import (
    KEYS,
    BadFact,
    Facts,
    Line,
    Taken,
    facts_from,
    read_json_lines,
    read_paths,
    safe_name,
)
from tellings.intake.facts import TOLD_KINDS
from tellings.intake.text import report_of
from tellings.model import Findings, Report, SetAside
from tellings.pipeline import Gathered
from tellings.resolve.gazetteer import Gazetteer
from tellings.settings import read_actors
from tellings.vocabulary import WarningCode

if TYPE_CHECKING:
    from tellings.publish.muc4 import Places

STDIN = "-"
ACCOUNTS, FIGURES, MUC4 = "accounts", "figures", "muc4"  # the forms of `extract`
RECORDS, DOSSIERS = "records", "dossiers"  # and those of `records`

_EXAMPLE_DOCUMENT = '{"doc_id": "a1", "text": "...", "published": "2013-02-09", "outlet": "The Daily"}'

file_argument = click.argument("file", default=STDIN, metavar="[FILE]")
carried_on_option = click.option(
    "--carried-on", is_flag=True, help="Also print sentences that carry a speaker's account on without a cue."
)


@click.command(
    short_help="Read reports and print their records; no case needed.",
    epilog=examples(
        "tellings read report.txt",
        "tellings read --html record.html reports/",
        "tellings read --outlet 'The Daily' --published 2013-02-09 page.html --json",
        "cat report.txt | tellings read -",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print reports, incidents and set-asides as JSON, for machines: not masked.",
)
@click.option("--html", type=click.Path(path_type=Path), metavar="PATH", help="Also write one HTML file.")
@internal_option
@click.option("--outlet", metavar="NAME", help="Who published the reports, whatever they say themselves.")
@click.option("--published", metavar="DATE", help="When they were published: 2013-02-09, 2013-02 or 2013.")
@click.option("--kind", type=click.Choice([kind.value for kind in TOLD_KINDS]), help="What the texts are.")
@click.pass_context
def read(
    ctx: click.Context,
    files: tuple[str, ...],
    as_json: bool,
    html: Path | None,
    internal: bool,
    outlet: str | None,
    published: str | None,
    kind: str | None,
) -> None:
    """Read reports and print the record of each incident they tell of. Nothing is kept.

    FILE is a text, a web page, JSON lines (.jsonl), a folder of these, or - for standard input.

    What is printed for people, also with --html, is masked: private persons stand under pseudonyms, accusations and
    leads are held back. Without a case these pseudonyms can be guessed. --json is a working form and is not masked.
    """
    if html is not None:
        require_place_for(html)
    told = _told(outlet=outlet, published=published, kind=kind)
    with Waiting("Reading") as waiting:
        gathered = pipeline.gather(_with_facts(read_paths(files, progress=waiting.item), told))
        findings = pipeline.read_findings(gathered, progress=waiting)
    _mention_doubles(gathered)
    if as_json:
        click.echo(as_line(findings_form(findings, gathered.doc_ids)))
    shown = masked_reading(findings, internal=internal)
    if not as_json and any(extraction.set_aside is None for extraction in findings.extractions):
        show_findings(shown)
    if html is not None:
        write_page(html, shown)
    mention_left_out(findings, gathered.names)
    show_set_aside(shown.set_aside)
    if findings.set_aside:
        ctx.exit(UNREAD)


def show_findings(findings: Findings, *, compact: bool = False) -> None:
    """Print findings for a person. What was set aside is for standard error: it is not printed here."""
    from tellings.publish import terminal

    terminal.show_findings(dataclasses.replace(findings, set_aside=()), stdout_console(), compact=compact)


def write_page(path: Path, findings: Findings) -> None:
    """Write findings as one HTML file and say where."""
    from tellings.publish.html import render

    write_file(path, render(findings))
    say(f"written: {safe_name(str(path))}")


def _told(*, outlet: str | None, published: str | None, kind: str | None) -> Facts:
    told = facts_from({"outlet": outlet, "published": published, "kind": kind})
    if isinstance(told, BadFact):
        raise click.BadParameter(told.why, param_hint=f"--{told.key}")
    return told


def _with_facts(outcomes: Iterator[Taken | SetAside], told: Facts) -> Iterator[Taken | SetAside]:
    """Yield reports with what a person told of them in the place of what they say of themselves."""
    for outcome in outcomes:
        if isinstance(outcome, Taken) and told != Facts():
            outcome = dataclasses.replace(outcome, report=_retold(outcome.report, told))
        yield outcome


def _retold(report: Report, told: Facts) -> Report:
    own = Facts(**{key: getattr(report, key) for key in KEYS if hasattr(report, key)})
    again = report_of(
        report.text, told.over(own), original_sha256=report.original_sha256, extractor=report.extractor
    )
    return report if again is None else again


def mention_left_out(findings: Findings, names: Mapping[str, str] | None = None) -> None:
    """Say of which reports figures were left out, since they are held to tell of no incident.

    names: what a person knows a report by, by the digest of its original; None: by its id.
    """
    names = names or {}
    for report, extraction in zip(findings.reports, findings.extractions, strict=True):
        for warning in extraction.warnings:
            if warning.code is WarningCode.NO_INCIDENT_TOLD:
                say(f"{safe_name(str(names.get(report.original_sha256, report.report_id)))}: {warning.text}")


def _mention_doubles(gathered: Gathered) -> None:
    if gathered.doubles:
        doubles = counted(gathered.doubles, "report")
        say(f"{doubles} came more than once (the same text, outlet, address and date); each is read once")


# ---------------------------------------------------------------- documents in, lines out


@click.command(
    short_help="Print who says what: a line of JSON a document.",
    epilog=examples(
        "tellings attribute < docs.jsonl > attributions.jsonl",
        "tellings attribute --carried-on docs.jsonl",
        f"echo '{_EXAMPLE_DOCUMENT}' |",
        "  tellings attribute",
    ),
)
@file_argument
@carried_on_option
@click.pass_context
def attribute(ctx: click.Context, file: str, carried_on: bool) -> None:
    """Print who says what in each document: one line of JSON in, one line out.

    A document is {"doc_id", "text"} with "outlet", "published", "title" and others where known. Out comes
    {"doc_id", "attributions": [{"source", "cue", "content", "chain", "stance", "how", "hedged", "headline"}]}:
    places in the text as [start, end) in characters, chains as names from outlet to origin. A line that
    cannot be read gives {"set_aside": ...} beside no attributions. A working form for machines: nothing is masked.
    """

    def line_of(line: Line) -> tuple[Json, SetAside | None]:
        outcome = line.outcome
        told = outcome if isinstance(outcome, SetAside) else pipeline.read_attributions(outcome.report)
        if isinstance(told, SetAside):
            aside = _named(told, line)
            return attributions_line(line.doc_id, (), (), set_aside=aside), aside
        return attributions_line(line.doc_id, *told, carried_on=carried_on), None

    _print_line_by_line(ctx, file, line_of)


@click.command(
    short_help="Print what each document tells: a line of JSON a document.",
    epilog=examples(
        "tellings extract < docs.jsonl > accounts.jsonl",
        "tellings extract --carried-on docs.jsonl",
        "tellings extract --format figures docs.jsonl",
        "tellings extract --format muc4 --locations set-list.txt docs.jsonl > templates.json",
    ),
)
@file_argument
@carried_on_option
@click.option(
    "--format",
    "form",
    type=click.Choice([ACCOUNTS, FIGURES, MUC4]),
    default=ACCOUNTS,
    help="accounts (the default), or the form of an evaluation set: figures (of the dossiers), muc4 (templates).",
)
@click.option(
    "--locations",
    type=click.Path(dir_okay=False, path_type=Path),
    help="With --format muc4: the task's list of places, lines of the form NAME (KIND).",
)
@click.pass_context
def extract(ctx: click.Context, file: str, carried_on: bool, form: str, locations: Path | None) -> None:
    """Print what each document tells of incidents: one line of JSON in, one line out.

    As `tellings attribute`, and with "accounts": each incident as the document tells it, every claim with its
    words, its place and its chain of voices. Nothing is linked or reconciled, and nothing is masked.

    --format figures prints {"doc_id", "figures", "responsibility", "weapons"} instead: each casualty figure with its
    place and the voice it is from, who is said to have done it, and where weapons are named.

    --format muc4 prints one JSON list: the incident templates of the Message Understanding Conference of 1992.
    """
    if carried_on and form != ACCOUNTS:
        raise click.UsageError(
            f"--carried-on lists attributions, and --format {form} has none; leave one out"
        )
    if locations is not None and form != MUC4:
        raise click.UsageError(
            "--locations is the list of places for --format muc4; give that, or leave it out"
        )
    gazetteer = Gazetteer.open()
    if form == MUC4:
        _print_templates(ctx, file, gazetteer=gazetteer, locations=locations)
        return

    def line_of(line: Line) -> tuple[Json, SetAside | None]:
        extraction, aside = None, line.outcome if isinstance(line.outcome, SetAside) else None
        if not isinstance(line.outcome, SetAside):
            extraction = pipeline.read_report(line.outcome.report, gazetteer=gazetteer)
            if extraction.set_aside is not None:
                aside = _named(extraction.set_aside, line)
                extraction = dataclasses.replace(extraction, set_aside=aside)
        if form == FIGURES:
            return figures_line(line.doc_id, extraction, set_aside=aside), aside
        return extraction_line(line.doc_id, extraction, carried_on=carried_on, set_aside=aside), aside

    _print_line_by_line(ctx, file, line_of)


def _print_templates(ctx: click.Context, file: str, *, gazetteer: Gazetteer, locations: Path | None) -> None:
    from tellings.publish.muc4 import Places

    places = Places({}) if locations is None else _read_places(locations)
    any_set_aside, any_printed = False, False

    def read(line: Line) -> list[Json] | SetAside:
        if isinstance(line.outcome, SetAside):
            return line.outcome
        made = pipeline.read_templates(
            line.outcome.report, str(line.doc_id), gazetteer=gazetteer, places=places
        )
        return _named(made, line) if isinstance(made, SetAside) else made

    shows_progress = not sys.stdout.isatty()
    with _documents(file) as (lines, is_file), Waiting("Reading") as waiting:
        for done, made in enumerate(pipeline.read_ahead(read, lines) if is_file else map(read, lines)):
            if shows_progress:
                waiting(done, None, f"document {done + 1}")
            if isinstance(made, SetAside):
                any_set_aside = True
                show_set_aside([made])
                continue
            for template in made:
                click.echo(("," if any_printed else "[") + as_line(template))
                any_printed = True
    click.echo("]" if any_printed else "[]")
    if any_set_aside:
        ctx.exit(UNREAD)


def _read_places(path: Path) -> "Places":
    """Return the places of a list. Raises: InputError if it cannot be read, or holds no line of the form."""
    from tellings.publish.muc4 import Places

    try:
        places = Places.read(path.read_text("utf-8").splitlines())
    except (OSError, UnicodeDecodeError) as exc:
        why = exc.strerror if isinstance(exc, OSError) and exc.strerror else "it is not UTF-8"
        raise InputError(
            f'"{safe_name(str(path))}" cannot be read: {why}; give --locations a list of places'
        ) from exc
    if not places.kinds:
        raise InputError(
            f'"{safe_name(str(path))}" holds no line of the form NAME (KIND); give --locations a list of places'
        )
    return places


def _print_line_by_line(
    ctx: click.Context, file: str, line_of: Callable[[Line], tuple[Json, SetAside | None]]
) -> None:
    any_set_aside = False
    shows_progress = not sys.stdout.isatty()  # else the lines themselves show it
    with _documents(file) as (lines, is_file), Waiting("Reading") as waiting:
        # who sends a line and waits for its answer gets it at once; a file is read ahead
        for done, (form, aside) in enumerate(
            pipeline.read_ahead(line_of, lines) if is_file else map(line_of, lines)
        ):
            if shows_progress:
                waiting(done, None, f"document {done + 1}")
            click.echo(as_line(form))
            if aside is not None:
                any_set_aside = True
                show_set_aside([aside])
    if any_set_aside:
        ctx.exit(UNREAD)


def _named(aside: SetAside, line: Line) -> SetAside:
    if isinstance(line.outcome, SetAside):
        return aside
    original = line.outcome.original
    return pipeline.name_set_aside(aside, {original.sha256: original.name})


@contextlib.contextmanager
def _documents(file: str) -> Iterator[tuple[Iterator[Line], bool]]:
    """Open JSON lines, and tell whether they are all there, in a file. Raises: InputError if there are none to open."""
    if file == STDIN:
        if sys.stdin is None:
            raise InputError("standard input is closed; give a FILE of JSON lines")
        if sys.stdin.isatty():
            say(f"reading documents from the keyboard, a line each: {_EXAMPLE_DOCUMENT}; end with Ctrl-D")
        yield read_json_lines(sys.stdin.buffer), _is_file(sys.stdin.buffer)
        return
    with contextlib.ExitStack() as stack:
        try:
            stream = stack.enter_context(open(file, "rb"))
        except (OSError, ValueError) as exc:  # a ValueError for a zero character in the name
            why = exc.strerror if isinstance(exc, OSError) and exc.strerror else str(exc)
            raise InputError(
                f'"{safe_name(file)}" cannot be read: {why}; give a file of JSON lines, or {STDIN}'
            ) from exc
        yield read_json_lines(stream, name=file), _is_file(stream)


def _is_file(stream: BinaryIO) -> bool:
    """Whether all that a stream holds is there already."""
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):  # a stream of no file
        return False


@click.command(
    short_help="Link documents: a line of JSON an incident.",
    epilog=examples(
        "tellings records < docs.jsonl > records.jsonl",
        "tellings records --actors actors.toml docs.jsonl",
        "tellings records --format dossiers docs.jsonl > incidents.json",
    ),
)
@file_argument
@click.option(
    "--format",
    "form",
    type=click.Choice([RECORDS, DOSSIERS]),
    default=RECORDS,
    help="records (the default), or the form of an evaluation set: dossiers (of incidents of several reports).",
)
@click.option(
    "--actors",
    type=click.Path(dir_okay=False, path_type=Path),
    help="An actors.toml: who belongs to whom.",
)
@click.pass_context
def records(ctx: click.Context, file: str, form: str, actors: Path | None) -> None:
    """Read documents, link what they tell, and print a record an incident: one line of JSON each.

    The documents are those of `tellings attribute`. Their order changes nothing. Nothing is masked.

    --format dossiers prints one JSON object instead: of each incident its documents, the lowest and the highest number
    of dead that anybody gives as the total, and the distinct voices behind such totals.
    """
    known = read_actors(actors) if actors is not None else None
    with _documents(file) as (lines, _), Waiting("Reading") as waiting:
        gathered = pipeline.gather(_in_hand(lines, waiting))
        findings = pipeline.read_findings(gathered, actors=known, progress=waiting)
    _mention_doubles(gathered)
    if form == DOSSIERS:
        from tellings.publish.dossiers import dossiers_form

        click.echo(as_line(dossiers_form(findings, gathered.doc_ids)))
    else:
        for record in findings.records:
            click.echo(as_line(to_json(record)))
    mention_left_out(findings, gathered.names)
    show_set_aside(findings.set_aside)
    if findings.set_aside:
        ctx.exit(UNREAD)


def _in_hand(lines: Iterator[Line], waiting: Waiting) -> Iterator[Taken | SetAside]:
    for done, line in enumerate(lines):
        waiting(done, None, f"line {line.number}")
        yield line.outcome
