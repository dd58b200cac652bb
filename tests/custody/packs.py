"""Packed cases taken apart and put together again, as somebody with skill would."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import rfc8785

from tellings.custody.packed import LIST

Member = tuple[zipfile.ZipInfo, bytes]


def remade(path: Path, members: Iterable[Member]) -> Path:
    """Write a pack of these members, with a right closing digest."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for entry, data in members:
            archive.writestr(entry, data)
        archive.comment = b"tellings-pack-1 sha256 " + b"0" * 64
    whole = out.getvalue()[:-64]
    path.write_bytes(whole + hashlib.sha256(whole).hexdigest().encode())
    return path


def members_of(path: Path) -> list[Member]:
    with zipfile.ZipFile(path) as archive:
        return [(entry, archive.read(entry)) for entry in archive.infolist()]


def relisted(members: Iterable[Member]) -> list[Member]:
    """Let the list follow what the members are, as somebody with skill would."""
    told = list(members)
    files: list[dict[str, Any]] = [
        {"path": entry.filename, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for entry, data in told
        if entry.filename != LIST
    ]
    return [
        (entry, rfc8785.dumps({**json.loads(data), "files": files}) if entry.filename == LIST else data)
        for entry, data in told
    ]


def changed(members: Iterable[Member], name: str, change: Callable[[bytes], bytes]) -> list[Member]:
    return [(entry, change(data) if entry.filename == name else data) for entry, data in members]
