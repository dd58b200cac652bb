"""Pack a case into one file, for backups and for moving it to another machine.

In:   a case.
Out:  a packed case, in the form that `packed` tells.
Holds: a damaged case is not packed; the file appears whole, or not at all.
"""

import contextlib
import dataclasses
import os
import secrets
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rfc8785

from tellings import __version__
from tellings.case import USER_FILES, Case
from tellings.custody.disk import TEMPORARY, refusals, sync_folder
from tellings.custody.objects import Objects
from tellings.custody.packed import (
    COMMENT,
    DIGITS,
    FORM,
    LIST,
    MAX_MEMBERS,
    MAX_RATIO,
    MEMBER,
    VERIFIER,
    Listed,
    Progress,
    RecordsWere,
    copied,
    hash_up_to,
    is_pack,
)
from tellings.custody.seals import read_seals
from tellings.custody.verify import verify
from tellings.errors import CaseDamaged, InputError

_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can say: when a file was packed is not its content


@dataclass(frozen=True, slots=True)
class Packed:
    """What was packed. sha256: the closing digest, of all bytes of the file but its last 64."""

    members: int
    size: int
    sha256: str


def pack(case: Case, path: Path, *, progress: Progress | None = None) -> Packed:
    """Write a case as one file, whole or not at all; a packed case that stood there before is replaced.

    progress: called before each member, with how many are done, how many there are, and its name.
    Raises: InputError if the file cannot stand there; CaseDamaged if the case is not as kept; CaseBusy; CannotWrite.
    """
    _require_place(case, path)
    with case.held_still():
        found = verify(case)
        if found.problems:
            first = found.problems[0]
            raise CaseDamaged(
                f"{case.folder}: is not as kept, and was not packed: {first.item}: {first.fact}; "
                "`tellings case verify` names all that is not"
            )
        assert found.head is not None  # or there would be problems
        members = _members(case)
        if len(members) > MAX_MEMBERS:
            raise InputError(
                f"{case.folder}: holds {len(members):,} files, and a pack at most {MAX_MEMBERS:,}; copy the folder"
            )
        listed = [Listed(name, member.stat().st_size, _digest_of(name, member)) for name, member in members]
        about: dict[str, Any] = {
            "form": FORM,
            "tellings": __version__,
            "head": dataclasses.asdict(found.head),
            "records": _records_of(case).value,
        }
        told = rfc8785.dumps({**about, "files": [dataclasses.asdict(one) for one in listed]})
        temporary = path.with_name(f".{path.name[:12]}-{secrets.token_hex(6)}{TEMPORARY}")
        with refusals(path):
            try:
                for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
                    size, digest = _write(temporary, told, members, listed, method, progress)
                    if sum(one.bytes for one in listed) < MAX_RATIO // 2 * size:
                        break  # else: pages of nothing but blanks, which would look like a bomb
                os.replace(temporary, path)
            except BaseException:
                with contextlib.suppress(OSError):
                    temporary.unlink()
                raise
            sync_folder(path.parent)
    return Packed(len(members) + 1, size, digest)


def _records_of(case: Case) -> RecordsWere:
    if case.is_built():
        return RecordsWere.BUILT
    return RecordsWere.DUE if case.has_records() else RecordsWere.NONE


def _require_place(case: Case, path: Path) -> None:
    if path.is_dir():
        raise InputError(f"{path}: is a folder; give the name of a file in it")
    if not path.parent.is_dir():
        raise InputError(f"{path.parent}: is no folder; make it first, or write to another")
    if path.resolve().is_relative_to(case.folder.resolve()):
        raise InputError(f"{path}: lies in the case itself; write to another folder, best to another disk")
    if path.exists() and not is_pack(path):
        raise InputError(f"{path}: is there already, and no packed case; choose another name")


def _members(case: Case) -> list[tuple[str, Path]]:
    """Return name and place of what goes in, sorted by name; what a removal on purpose has yet to delete stays out."""
    gone = {digest for seal in read_seals(list(case.log.entries()), case.objects) for digest in seal.removed}
    members = [
        (f"objects/{digest[:2]}/{digest[2:]}", path)
        for path, digest in case.objects.files()
        if digest is not None and digest not in gone
    ]
    own = [case.folder / name for name in ("log.jsonl", "HEAD", *USER_FILES)]
    members += [(path.name, path) for path in [*own, *case.folder.glob("log.torn-*")] if path.is_file()]
    members.append((VERIFIER, Path(__file__).parent / "standalone" / VERIFIER))
    return sorted((name, path) for name, path in members if MEMBER.fullmatch(name))


def _digest_of(name: str, path: Path) -> str:
    return name[8:].replace("/", "") if name.startswith("objects/") else Objects.hash_file(path)


def _write(
    path: Path,
    told: bytes,
    members: list[tuple[str, Path]],
    listed: list[Listed],
    method: int,
    progress: Progress | None,
) -> tuple[int, str]:
    """Write the file, synced; return its size and closing digest."""
    with path.open("w+b") as file:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(_entry(LIST, len(told), method), told)
            for number, ((name, member), one) in enumerate(zip(members, listed, strict=True)):
                if progress is not None:
                    progress(number, len(members), name)
                entry = _entry(name, one.bytes, method)
                with member.open("rb") as source, archive.open(entry, "w") as target:
                    if copied(source, target, one.bytes) != one.sha256:
                        raise CaseDamaged(
                            f"{member}: changed while it was packed; run `tellings case pack` again"
                        )
            archive.comment = COMMENT + b"0" * DIGITS
        size = file.seek(0, os.SEEK_END)
        digest = hash_up_to(file, size - DIGITS)
        file.seek(size - DIGITS)
        file.write(digest.encode())
        file.flush()
        os.fsync(file.fileno())
    return size, digest


def _entry(name: str, size: int, method: int) -> zipfile.ZipInfo:
    """Return a member's entry: the same on every system, with no field but those that must be there."""
    entry = zipfile.ZipInfo(name, _DATE)
    entry.create_system = 3  # Unix, so that the rights below are read as such
    entry.external_attr = (stat.S_IFREG | 0o644) << 16
    entry.compress_type = method
    entry.file_size = size
    return entry
