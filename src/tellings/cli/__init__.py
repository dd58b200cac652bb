"""The command line: `tellings COMMAND`, a thin command for each stage and for a case.

In:   arguments, files, standard input.
Out:  results on standard output, all else on standard error, an exit code (`edge` lists them).
Holds: a command's module loads when the command is called, so that reading a text loads no database.
"""

import importlib
from collections.abc import Mapping

import click

from tellings import __version__
from tellings.cli.edge import Edge, examples

_COMMANDS: Mapping[str, str] = {  # in the order of the help page
    "read": "tellings.cli.reading",
    "demo": "tellings.cli.demo",
    "case": "tellings.cli.cases",
    "serve": "tellings.cli.serving",
    "export": "tellings.cli.ledgers",
    "attribute": "tellings.cli.reading",
    "extract": "tellings.cli.reading",
    "records": "tellings.cli.reading",
}


class _Commands(Edge):
    """The group of all commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, None if there is none of that name."""
        room = _COMMANDS.get(cmd_name)
        if room is None:
            return None
        command = getattr(importlib.import_module(room), cmd_name)
        assert isinstance(command, click.Command)
        return command


@click.command(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples(
        "tellings demo",
        "tellings read report.txt",
        "tellings case new my-case",
        "tellings attribute < docs.jsonl",
    ),
)
@click.version_option(__version__, prog_name="tellings", message="%(prog)s %(version)s")
def main() -> None:
    """Every telling of an incident, and who is behind it.

    Reads reports that disagree, works out who says what and from whom they have it, and gives back a record in
    which every value stands with its words and the voices behind it. It works offline; nothing leaves this machine.

    Ends with 0 if all is well; 1 if something could not be read (the rest was); 2 for wrong use; 3 if a case is
    damaged; 4 if it is busy; 5 if the disk refuses; 70 for a mistake in Tellings, whose traceback TELLINGS_DEBUG=1
    prints; 130 if interrupted; 141 if whoever reads the output went away.
    """
