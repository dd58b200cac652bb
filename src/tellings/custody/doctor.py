"""Look after a case: what is not as it should be in it and around it, and what of that can be mended.

In:   a case that is open.
Out:  what is damaged; what a person should see to, each with its fact and next step; notes.
Holds: nothing is written but by `repair`, which mends what is derived and what was left over, and never touches
objects, log, HEAD or the user's files.
"""

import contextlib
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tellings.case import Case
from tellings.custody import checkpoints
from tellings.custody.disk import TEMPORARY, refusals
from tellings.custody.log import CASE_SCHEMA, CaseCreated, CaseUpgraded, CheckpointSigned, Entry, ReportAdded
from tellings.custody.seals import read_seals
from tellings.custody.verify import Problem, VerifyReport, verify
from tellings.errors import CannotWrite, CaseBusy, CaseDamaged, GazetteerError, InputError, TellingsError
from tellings.model import Record
from tellings.store import sqlite_version

LEAST_FREE_BYTES = 500_000_000  # below it an intake of a few hundred reports may not end. A guess, unmeasured
MANY_ACTS = 200  # since the last checkpoint. A guess: about a day's intake
_LEFT_SECONDS = 3600  # a temporary file older than this is no longer being written
_CLOCK_SLACK = timedelta(minutes=5)  # two machines' clocks differ
_NETWORK = ("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afpfs", "9p", "ncpfs", "fuse.sshfs", "davfs")
_MOUNTS = Path("/proc/mounts")  # Linux
_REPAIR = "`tellings case doctor --repair` makes it anew"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was found. damage: what `verify` says has changed; findings: to be seen to; notes: need nothing."""

    damage: tuple[Problem, ...]
    findings: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def examine(
    case: Case, *, keys: Path, free_bytes: int, readings: Sequence[Callable[[], object]]
) -> Diagnosis:
    """Look at a case and what is around it.

    keys: the folder of private keys. free_bytes: on the case's disk. readings: each reads one of the user's files and
    raises a TellingsError if it cannot be used.
    Raises: CaseBusy if somebody is writing to the case now.
    """
    found = verify(case)
    entries = _entries(case)
    findings = [
        *_of_disk(case, free_bytes),
        *_of_rights(case),
        *_of_clock(entries),
        *_of_leftovers(case, entries),
        *_of_database(found),
        *_of_records(case, entries, found),
        *_of_log(entries, case),
        *_of_key(case, entries, keys),
        *_of_user_files(readings),
    ]
    return Diagnosis(found.problems, tuple(findings), tuple(_notes(case, entries, keys)))


def repair(case: Case, make_records: Callable[[Case], Sequence[Record]]) -> tuple[Problem, ...]:
    """Delete what interrupted writes left over an hour ago, and make case.db anew where it is not as it should be.

    make_records: as `Case.rebuild` takes it; where it cannot, there are no records until they are built.
    Returns: what was mended. Raises: CaseBusy; CannotWrite. A damaged log or object is left as it is, and so is a
    case.db that would have to be made of it.
    """
    mended = []
    for path in _temporaries(case.folder):
        if time.time() - path.stat().st_mtime > _LEFT_SECONDS:
            with refusals(path):
                path.unlink(missing_ok=True)
            mended.append(
                Problem(path.relative_to(case.folder).as_posix(), "was left over, and is deleted", "")
            )
    found = verify(case)
    if _of_database(found) or any(one.item.startswith("case.db") for one in found.problems):
        with contextlib.suppress(CaseDamaged):
            with contextlib.suppress(InputError, GazetteerError):
                case.rebuild(make_records)
            mended.append(Problem("case.db", "is made anew from the log and the objects", ""))
    return tuple(mended)


def _entries(case: Case) -> list[Entry]:
    """Return the entries of the log up to where it is damaged."""
    entries = []
    with contextlib.suppress(CaseDamaged, OSError):
        for entry in case.log.entries():
            entries.append(entry)
    return entries


# ---------------------------------------------------------------- around the case


def _of_disk(case: Case, free_bytes: int) -> Iterator[Problem]:
    if free_bytes < LEAST_FREE_BYTES:
        yield Problem("the disk", f"has {free_bytes:,} bytes free", "free some space before you add reports")
    kind = _network_kind(case.folder)
    if kind is not None:
        yield Problem(
            "the disk",
            f"is on a network ({kind}), where two writers may not keep each other out, and others may read along",
            "keep the case on a disk of this machine, and its packs on the network",
        )


def _network_kind(folder: Path) -> str | None:
    """Return the kind of network file system that a folder is on, None if on none or if there is no telling."""
    place = str(folder.resolve())
    if place.startswith("\\\\"):
        return "a share"
    try:
        mounts = [line.split(" ") for line in _MOUNTS.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError):
        return None
    inside = [parts for parts in mounts if len(parts) > 2 and _is_within(place, parts[1])]
    kind = max(inside, key=lambda parts: len(parts[1]))[2] if inside else ""
    return kind if kind in _NETWORK else None


def _is_within(place: str, mount: str) -> bool:
    return mount == "/" or place == mount or place.startswith(f"{mount}/")


def _of_rights(case: Case) -> Iterator[Problem]:
    for path in (case.folder, case.objects.folder, case.log.path, case.log.head_path):
        if path.exists() and not os.access(path, os.W_OK):
            yield Problem(
                path.name,
                "cannot be written: the case can be read only",
                "use a copy of it, or get the right to write",
            )
    if os.name != "nt" and _is_open_to_others(case.folder.resolve()):
        yield Problem(
            case.folder.name,
            "every account of this machine may read it",
            f"keep others out: chmod -R go-rwx {case.folder.name}",
        )


def _is_open_to_others(folder: Path) -> bool:
    ways = [path.stat().st_mode for path in folder.parents]
    return folder.stat().st_mode & 0o005 == 0o005 and all(mode & 0o001 for mode in ways)


def _of_clock(entries: Sequence[Entry]) -> Iterator[Problem]:
    if not entries:
        return
    with contextlib.suppress(ValueError):
        if datetime.fromisoformat(entries[-1].at) > datetime.now(UTC) + _CLOCK_SLACK:
            yield Problem(
                "the clock",
                f"the last act is of {entries[-1].at}, which is still to come",
                "set the clock of this machine; what was logged stays as it is",
            )


# ---------------------------------------------------------------- in the case


def _temporaries(folder: Path) -> list[Path]:
    left = [path for path in folder.rglob(f".*{TEMPORARY}") if path.is_file()]
    return sorted([*left, *(path for path in [folder / "case.db-new"] if path.is_file())])


def _of_leftovers(case: Case, entries: Sequence[Entry]) -> Iterator[Problem]:
    for path in _temporaries(case.folder):
        item = path.relative_to(case.folder).as_posix()
        yield Problem(item, "was left by an interrupted write", "`tellings case doctor --repair` deletes it")
    with contextlib.suppress(CaseDamaged):
        for seal in read_seals(entries, case.objects):
            for digest in filter(case.objects.has, seal.removed):
                item = case.objects.path_of(digest).relative_to(case.folder).as_posix()
                yield Problem(
                    item,
                    f"was removed on purpose on {seal.at}, and is there again or still",
                    "the next command that writes to the case deletes it; look where it came from",
                )


def _of_database(found: VerifyReport) -> list[Problem]:
    """Return what is out of step about case.db, which is derived; what has changed in it is damage."""
    return [Problem(one.item, one.fact, _REPAIR) for one in found.notes if one.item == "case.db"]


def _of_records(case: Case, entries: Sequence[Entry], found: VerifyReport) -> Iterator[Problem]:
    if not any(isinstance(entry.act, ReportAdded) for entry in entries):
        return
    if _of_database(found) or found.problems:
        return  # to ask for the records would bring case.db up, and nothing is written here
    try:
        is_built = case.is_built()
    except (CaseDamaged, CaseBusy, CannotWrite):
        return  # said elsewhere, or for another time
    if not is_built:
        yield Problem(
            "the records", "are not built of what the case holds now", "build them with `tellings case build`"
        )


def _of_log(entries: Sequence[Entry], case: Case) -> Iterator[Problem]:
    forms = [entry.act.schema for entry in entries if isinstance(entry.act, CaseCreated | CaseUpgraded)]
    if forms and max(forms) < CASE_SCHEMA:
        yield Problem(
            "the case",
            f"is of form {max(forms)}, and this version writes form {CASE_SCHEMA}",
            "pack it for a backup; the next command that writes takes it to that form",
        )
    signed = [entry.seq for entry in entries if isinstance(entry.act, CheckpointSigned)]
    step = "sign the log with `tellings case checkpoint`, and keep what it prints elsewhere"
    if not signed and any(isinstance(entry.act, ReportAdded) for entry in entries):
        yield Problem("checkpoints", "none was ever signed", step)
    elif signed and entries[-1].seq - signed[-1] > MANY_ACTS:
        yield Problem("checkpoints", f"{entries[-1].seq - signed[-1]:,} acts since the last one", step)


def _of_key(case: Case, entries: Sequence[Entry], keys: Path) -> Iterator[Problem]:
    for path in sorted(case.folder.glob("**/*.pem")):
        yield Problem(
            path.relative_to(case.folder).as_posix(),
            "looks like a private key, and lies in the case",
            "move it out: with it a stolen case can be signed again",
        )
    with contextlib.suppress(CaseDamaged):
        path = checkpoints.key_file(case, keys)
        if path.is_file() and not checkpoints.is_private(path):
            yield Problem(str(path), "others may read the private key", f"keep them out: chmod 600 {path}")


def _of_user_files(readings: Sequence[Callable[[], object]]) -> Iterator[Problem]:
    for read in readings:
        try:
            read()
        except TellingsError as exc:
            item, _, fact = str(exc).partition(": ")
            fact, _, step = fact.rpartition("; ")
            yield Problem(Path(item).name, fact, step)


def _notes(case: Case, entries: Sequence[Entry], keys: Path) -> Iterator[Problem]:
    if (case.folder / "LOG.JSONL").exists():
        yield Problem(
            "the disk", "does not tell capital letters from small ones; a case needs no such telling", ""
        )
    for path in sorted(case.folder.glob("log.torn-*")):
        yield Problem(
            path.name, "a line cut short by an interrupted write, set apart; its act was not done", ""
        )
    if any(isinstance(entry.act, CheckpointSigned) for entry in entries):
        with contextlib.suppress(CaseDamaged):
            path = checkpoints.key_file(case, keys)
            fact = "the key is there" if path.is_file() else "no key is there: it is kept elsewhere, or lost"
            yield Problem(str(path), fact, "")
    yield Problem(
        "this machine", f"Python {platform.python_version()}, SQLite {sqlite_version()}, {sys.platform}", ""
    )
