"""`tellings serve`: the workbench, a case in the browser.

In:   a case's folder.
Out:  the address to open, on standard output; pages until interrupted.
"""

import webbrowser
from pathlib import Path

import click

from tellings.cli.arguments import by_option, case_argument
from tellings.cli.edge import Waiting, examples, say
from tellings.intake import safe_name


@click.command(
    short_help="See a case and judge it, in the browser.",
    epilog=examples("tellings serve my-case", "tellings serve my-case --port 8800 --by 'A. Reviewer'"),
)
@case_argument
@click.option(
    "--port", type=click.IntRange(0, 65535), metavar="N", help="Where to serve; 8765 or the next free one."
)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="A loopback address.")
@click.option("--open/--no-open", "opens", default=False, help="Open it in the browser, too.")
@by_option
def serve(case_folder: Path, port: int | None, host: str, opens: bool, by: str) -> None:
    """Serve a case to the person in front of this machine, until interrupted (Ctrl-C).

    The address that is printed holds a key; whoever has not got it is not answered. Nothing leaves the machine, and the
    workbench binds to a loopback address alone. Nobody is masked in it: it is for those who work on the case.
    """
    serve_case(case_folder, port=port, host=host, opens=opens, by=by)


def serve_case(
    case_folder: Path, *, port: int | None = None, host: str = "127.0.0.1", opens: bool = False, by: str
) -> None:
    """Serve a case until interrupted."""
    from tellings.case import Case
    from tellings.web import Desk
    from tellings.web.serving import serve as serve_desk

    with Case.open(case_folder) as case:
        desk = Desk(case, by=by)
        with Waiting("Indexing") as waiting:
            desk.index.bring_up(waiting)

        def ready(address: str) -> None:
            click.echo(f"the workbench of {safe_name(str(case_folder))}: {address}")
            say("Nobody is masked in it. It answers until you press Ctrl-C.")
            if opens:
                webbrowser.open(address)

        serve_desk(desk, host=host, port=port, ready=ready)
