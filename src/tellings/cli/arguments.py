"""Arguments and options that several commands share."""

import getpass
import os
from pathlib import Path

import click


def default_by() -> str:
    """Return who decides where nobody is named: TELLINGS_BY, else the login name."""
    return os.environ.get("TELLINGS_BY") or getpass.getuser()


case_argument = click.argument("case_folder", metavar="CASE", type=click.Path(path_type=Path))
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
by_option = click.option(
    "--by",
    metavar="NAME",
    default=default_by,
    show_default="TELLINGS_BY, else the login name",
    help="Who decides this.",
)
internal_option = click.option(
    "--internal",
    is_flag=True,
    help="Mask nobody and hold nothing back. For those who work on the case.",
)
