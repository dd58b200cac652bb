"""The demo: build the example case, print its record, write it as a page, and serve it.

In:   the example that comes with Tellings (`examples/camp-liberty`).
Out:  a case folder of the user's own, to look at and to change.
Holds: a second run takes the case as it stands: what was changed in it stays, and nothing is read twice.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from tellings import pipeline
from tellings.case import Case
from tellings.cli.arguments import default_by, internal_option
from tellings.cli.cases import built_in_words
from tellings.cli.edge import UNREAD, Waiting, examples, say, show_set_aside, write_file
from tellings.cli.forms import as_line, findings_form
from tellings.cli.masked import masked_of_case
from tellings.cli.reading import show_findings
from tellings.cli.serving import serve_case
from tellings.codec import from_json
from tellings.custody.disk import put_in_place
from tellings.errors import InputError
from tellings.intake import read_paths, safe_name
from tellings.model import Judgement
from tellings.publish.html import render
from tellings.settings import ACTORS_TEMPLATE, METHOD_TEMPLATE

EXAMPLE = "camp-liberty"
PAGE = "record.html"

_PACKAGE = Path(__file__).resolve().parent.parent
_PLACES = (_PACKAGE / "examples" / EXAMPLE, _PACKAGE.parent.parent / "examples" / EXAMPLE)
_SETTINGS = {
    "actors.toml": ACTORS_TEMPLATE.encode(),
    "method.toml": METHOD_TEMPLATE.encode(),
    "gazetteer.csv": None,
}


@click.command(
    short_help="Build the example case and show its records.",
    epilog=examples("tellings demo", "tellings demo --into my-look", "tellings demo --json | head"),
)
@click.option("--no-serve", is_flag=True, help="Print and write, and serve nothing.")
@click.option(
    "--port", type=click.IntRange(0, 65535), metavar="N", help="Where to serve; 8765 or the next free one."
)
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    default=Path(f"{EXAMPLE}-case"),
    show_default=True,
    metavar="DIR",
    help="The folder to build the case in.",
)
@click.option("--json", "as_json", is_flag=True, help="Print reports, incidents and set-asides as JSON.")
@internal_option
@click.pass_context
def demo(
    ctx: click.Context, no_serve: bool, port: int | None, into: Path, as_json: bool, internal: bool
) -> None:
    """Build the example case, print its records, write them as a page that opens in any browser, and serve the case.

    The example is an attack that its reports tell differently, with later attacks on the same place. A second
    run takes the case as it stands. What is printed is masked; the accusations that the example's authors have held
    against the texts are confirmed, and so are shown. The workbench that is served then masks nobody; `--json` and
    `--no-serve` end before it.
    """
    say(f"the example case: {safe_name(str(into))}")
    with _example_case(into) as case, Waiting("Reading") as waiting:
        built = pipeline.update_case(case, progress=waiting)
        findings = pipeline.stored_findings(case)
        findings = masked_of_case(case, findings, internal=internal)
    page = into / PAGE
    write_file(page, render(findings))
    if as_json:
        click.echo(as_line(findings_form(findings)))
    else:
        show_findings(findings)
        click.echo()
    show_set_aside(findings.set_aside)
    for line in _ending(built_in_words(built, read_now=waiting.pieces), into, page):
        if as_json:
            say(line)
        else:
            click.echo(line)
    if not (no_serve or as_json):
        serve_case(into, port=port, by=default_by())
    if pipeline.has_unread(findings):
        ctx.exit(UNREAD)


def _ending(built: str, into: Path, page: Path) -> Iterator[str]:
    yield f"{built}; the case is in {safe_name(str(into))}"
    yield f"as a page: {safe_name(str(page))}"
    yield f"open it in a browser: {page.resolve().as_uri()}"


def _example_case(into: Path) -> Case:
    """Return the example's case in a folder: made there, or as it stands there."""
    example = next((place for place in _PLACES if place.is_dir()), None)
    if example is None:
        raise InputError(f"the example case is not at {_PLACES[0]}; install Tellings again")
    case = Case.open(into) if (into / "log.jsonl").exists() else Case.new(into)
    for name, template in _SETTINGS.items():
        # as `Case.new` left it: whatever else stands there is somebody's own
        path = into / name
        if (path.read_bytes() if path.is_file() else None) == template:
            put_in_place(path, (example / name).read_bytes())
    with Waiting("Adding") as waiting:
        taken = tuple(read_paths([example / "reports"], progress=waiting.item))
        if len(case.report_ids()) < len(taken):  # new, or interrupted
            case.add(taken)
    case.add_judgements(example_judgements(example))
    return case


def example_judgements(example: Path) -> Iterator[Judgement]:
    """Yield the judgements that come with the example in a folder, a line of JSON each."""
    for line in (example / "judgements.jsonl").read_text("utf-8").splitlines():
        yield from_json(Judgement, json.loads(line))
