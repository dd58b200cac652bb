"""Open a packed case that anybody may have made.

In:   a file, hostile until its closing digest, its members' names and its list have been held against each other.
Out:  the open archive, its list, and what does not fit the list.
Holds: no member is read before all are known to be few, plain, and named as no pack names anything else.
"""

import contextlib
import json
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from tellings.custody.packed import (
    ANOTHER_COPY,
    CLOSING,
    COMMENT,
    DIGITS,
    FORM,
    LIST,
    MAX_MEMBERS,
    MAX_RATIO,
    MEMBER,
    Listed,
    RecordsWere,
    hash_up_to,
    is_pack,
)
from tellings.custody.verify import Problem
from tellings.errors import CaseDamaged, InputError, NotACase

BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError, KeyError, struct.error)

_MOST_LIST_BYTES = 64 << 20  # of the list of the most members there may be
_UNSAFE = "it was not made by Tellings; nothing of it was unpacked"


@dataclass(frozen=True, slots=True)
class PackList:
    """What a pack says of itself. files: by path."""

    records: RecordsWere
    files: dict[str, Listed]


@contextlib.contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, PackList, list[Problem]]]:
    """Open a pack whose closing digest holds; yield it with its list, and what does not fit the list.

    Raises: NotACase; CaseDamaged if the closing digest or the form does not hold; InputError if it is not safe.
    """
    if not is_pack(path):
        raise NotACase(f"{path}: is no packed case; give one that `tellings case pack` wrote")
    with path.open("rb") as file:
        _require_closed(path, file)
        try:
            _require_few(path, file)
            archive = zipfile.ZipFile(file)
            _require_safe(path, archive)
            told = _list_of(archive)
        except BROKEN as exc:
            raise CaseDamaged(f"{path}: is not written as a packed case is ({exc}); {ANOTHER_COPY}") from exc
        with archive:
            yield archive, told, list(_misfits(archive, told.files))


def _require_closed(path: Path, file: IO[bytes]) -> None:
    size = file.seek(0, os.SEEK_END)
    told = hash_up_to(file, size - DIGITS).encode()
    file.seek(max(0, size - len(COMMENT) - DIGITS))
    closing = CLOSING.fullmatch(file.read())
    if closing is None or closing[1] != told:
        raise CaseDamaged(
            f"{path}: its closing digest is not that of its bytes: some have changed since it was packed, or it is "
            f"cut short; {ANOTHER_COPY}"
        )


def _require_few(path: Path, file: IO[bytes]) -> None:
    """Count the members before anything is made of them: the list of a ZIP may be longer than memory is large."""
    # The comment is ours, so the ZIP's end record, of 22 bytes, must stand right before it.
    end = file.seek(0, os.SEEK_END) - len(COMMENT) - DIGITS - 22
    file.seek(max(0, end - 20 - 56))
    told = file.read(20 + 56 + 22)
    if told[-22:-18] != b"PK\5\6":
        raise zipfile.BadZipFile("its end is not that of a ZIP")
    length, start = struct.unpack("<II", told[-10:-2])
    if told[-42:-38] == b"PK\6\7" and told[:4] == b"PK\6\6":  # so large that it has a second end record
        length, start = struct.unpack("<QQ", told[40:56])
    if start + length > end:
        raise zipfile.BadZipFile("its list of members lies outside it")
    file.seek(start)
    count = 0
    while file.tell() < start + length:
        head = file.read(46)
        if head[:4] != b"PK\1\2" or len(head) < 46:
            raise zipfile.BadZipFile("its list of members is broken")
        file.seek(sum(struct.unpack("<HHH", head[28:34])), os.SEEK_CUR)
        count += 1
        if count > MAX_MEMBERS:
            raise InputError(f"{path}: has more than {MAX_MEMBERS:,} members; {_UNSAFE}")


def _require_safe(path: Path, archive: zipfile.ZipFile) -> None:
    """Refuse what no pack holds, before any member is read: names, kinds, sizes."""
    seen: set[str] = set()
    for entry in archive.infolist():
        name = entry.orig_filename  # as it stands there: zipfile may make "/" of it, and cuts at a zero
        rights = entry.external_attr >> 16
        if not (MEMBER.fullmatch(name) or name == LIST) or entry.filename != name:
            fact = "a name that no pack has (it may lead elsewhere)"
        elif name in seen:  # names in two cases of letters are of no pack: all are written in one case
            fact = "a name that is there twice"
        elif stat.S_IFMT(rights) not in (0, stat.S_IFREG) or entry.external_attr & 0x10:
            fact = "no plain file (a link, a folder or something special)"
        elif entry.flag_bits & 0x1:
            fact = "encrypted"
        elif entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            fact = "packed in a way that no pack is"
        else:
            seen.add(name)
            continue
        raise InputError(f"{path}: the member {name[:100]!r} is {fact}; {_UNSAFE}")
    if LIST not in seen:
        raise zipfile.BadZipFile(f"it has no {LIST}")
    if archive.getinfo(LIST).file_size > _MOST_LIST_BYTES:
        raise InputError(f"{path}: its {LIST} is larger than any list of a pack; {_UNSAFE}")
    if sum(entry.file_size for entry in archive.infolist()) > MAX_RATIO * path.stat().st_size:
        raise InputError(f"{path}: swells to more than {MAX_RATIO:,} times its size; {_UNSAFE}")


def _list_of(archive: zipfile.ZipFile) -> PackList:
    """Return a pack's list. Raises: ValueError if it is none."""
    told: Any = json.loads(archive.read(LIST))
    if not isinstance(told, dict) or told.get("form") != FORM or not isinstance(told.get("files"), list):
        raise ValueError(f"{LIST} is not of the form {FORM}")
    listed: dict[str, Listed] = {}
    for one in told["files"]:
        if not isinstance(one, dict) or set(one) != {"path", "bytes", "sha256"}:
            raise ValueError(f"{LIST} has a line of another form")
        listed[str(one["path"])] = Listed(**one)
    return PackList(RecordsWere(str(told.get("records"))), listed)


def _misfits(archive: zipfile.ZipFile, listed: dict[str, Listed]) -> Iterator[Problem]:
    """Yield what is in the pack or in its list alone, and members of another size than it says."""
    there = {entry.filename: entry.file_size for entry in archive.infolist()}
    del there[LIST]
    for name in sorted({*there, *listed}):
        if name not in there:
            yield Problem(name, "is missing in the pack", ANOTHER_COPY)
        elif name not in listed:
            yield Problem(name, "is in the pack, and not in its list", ANOTHER_COPY)
        elif there[name] != listed[name].bytes:
            yield Problem(name, "has another size than the pack's list says", ANOTHER_COPY)
