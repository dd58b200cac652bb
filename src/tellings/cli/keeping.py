"""The commands that keep a case safe: sign its log, pack it, take it out again, look after it.

In:   a case's folder, or a packed case.
Out:  what was done, and what is to be noted elsewhere, on standard output.
Holds: the private key never lies in the case; a damaged case is neither packed nor unpacked.
"""

import os
import shutil
from pathlib import Path

import click

from tellings.case import Case
from tellings.cli.arguments import case_argument, json_option
from tellings.cli.edge import UNREAD, Waiting, counted, examples, require_place_for, say, typed
from tellings.cli.forms import as_line
from tellings.codec import to_json
from tellings.custody import checkpoints
from tellings.custody.disk import put_in_place
from tellings.errors import CaseDamaged
from tellings.intake import safe_name


def keys_folder() -> Path:
    """Return the folder of private keys, as the environment says. Raises: InputError."""
    return checkpoints.keys_folder(os.environ, is_windows=os.name == "nt")


@click.command(
    short_help="Sign the end of the log.",
    epilog=examples(
        "tellings case checkpoint my-case",
        "tellings case checkpoint my-case --out my-case.checkpoint.json",
        "tellings case checkpoint my-case --key /media/stick/my-case.pem",
    ),
)
@case_argument
@click.option(
    "--key", type=click.Path(path_type=Path), metavar="FILE", help="The private key, outside the case."
)
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), metavar="FILE", help="Also write it to this file."
)
def checkpoint(case_folder: Path, key: Path | None, out: Path | None) -> None:
    """Sign the end of the log of CASE, so that a case made anew as a whole shows.

    The first time, a key is made, in a folder of yours outside the case: TELLINGS_KEYS, or tellings/keys among your
    settings. Keep a copy of the checkpoint, and the key's fingerprint, where whoever can write to the case cannot.
    """
    if out is not None:
        require_place_for(out)
    with Case.open(case_folder) as opened:
        path = checkpoints.key_file(opened, keys_folder()) if key is None else key
        signed, data, is_new = checkpoints.sign(opened, path)
    if out is not None:
        put_in_place(out, data)
    if is_new:
        click.echo(f"a new key: {safe_name(str(path))}; keep a copy of it, and never in the case")
    click.echo(f"signed: the log up to act {signed.seq}, digest {signed.sha256}")
    click.echo(f"fingerprint of the key: {signed.public_key}")
    if out is not None:
        click.echo(f"written: {safe_name(str(out))}")
    kept = "that file and the fingerprint" if out is not None else "digest and fingerprint"
    say(f"note both, {kept}, elsewhere: only against them does a case that was made anew as a whole show")


@click.command(
    short_help="Put a case into one file.",
    epilog=examples("tellings case pack my-case my-case-2024-05.zip"),
)
@case_argument
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
def pack(case_folder: Path, file: Path) -> None:
    """Put CASE into one FILE, a ZIP, for a backup or another machine. The case is checked first.

    A packed case that is FILE already is replaced, anything else is not. The file holds all that the case holds: it
    is not encrypted, and nothing in it is masked.
    """
    from tellings.custody.packing import pack as pack_case

    with Case.open(case_folder) as opened, Waiting("Packing") as waiting:
        packed = pack_case(opened, file, progress=waiting)
    click.echo(f"packed: {safe_name(str(file))}, {counted(packed.members, 'file')}, {packed.size:,} bytes")
    click.echo(f"closing digest, to be noted elsewhere: {packed.sha256}")


@click.command(
    short_help="Take a case out of its file.",
    epilog=examples("tellings case unpack my-case-2024-05.zip my-case"),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def unpack(file: Path, folder: Path) -> None:
    """Take the packed case FILE out into DIR, which is empty or not there yet, and check it.

    Nothing is written anywhere else, whatever the file holds. If anything in it is not as it was kept, there is no DIR
    afterwards.
    """
    from tellings import pipeline
    from tellings.custody.unpacking import unpack as unpack_case

    with Waiting("Unpacking") as waiting:
        found = unpack_case(file, folder, make_records=pipeline.records_as_read, progress=waiting)
        with Case.open(folder) as opened:
            is_built = opened.is_built()
    reports = counted(found.checked.reports, "report")
    click.echo(f"unpacked: {typed(folder)}, {reports}, unchanged since {found.since}")
    if not is_built:
        click.echo(f"Build its records: tellings case build {typed(folder)}")


@click.command(
    short_help="Look after what is around a case.",
    epilog=examples("tellings case doctor my-case", "tellings case doctor my-case --repair"),
)
@case_argument
@click.option(
    "--repair", is_flag=True, help="Mend what is derived: leftovers, case.db. Never objects or log."
)
@json_option
@click.pass_context
def doctor(ctx: click.Context, case_folder: Path, repair: bool, as_json: bool) -> None:
    """Say what is not as it should be in and around CASE: the disk, rights, leftovers, records, checkpoints, settings.

    Ends with 0 if there is nothing to see to, 1 if there is, 3 if the case is damaged.
    """
    from tellings import pipeline
    from tellings.custody.doctor import examine
    from tellings.custody.doctor import repair as mend

    with Case.open(case_folder) as opened, Waiting("Looking") as waiting:
        waiting.item(str(opened.folder))
        mended = mend(opened, pipeline.records_as_read) if repair else ()
        found = examine(
            opened,
            keys=keys_folder(),
            free_bytes=shutil.disk_usage(opened.folder).free,
            readings=(opened.actors, opened.method, lambda: pipeline.case_gazetteer(opened)),
        )
    if as_json:
        click.echo(as_line({"mended": to_json(mended), **to_json(found)}))
    else:
        for kind, problems in (
            ("mended", mended),
            ("DAMAGED", found.damage),
            ("see to", found.findings),
            ("note", found.notes),
        ):
            for one in problems:
                step = f"; {one.next_step}" if one.next_step else ""
                click.echo(safe_name(f"{kind}: {one.item}: {one.fact}{step}"))
        if not (found.damage or found.findings):
            click.echo("there is nothing to see to")
    if found.damage:
        ctx.exit(CaseDamaged.exit_code)
    if found.findings:
        ctx.exit(UNREAD)
