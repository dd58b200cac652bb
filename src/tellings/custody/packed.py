"""The form of a packed case: one ZIP, of the same bytes for the same case and version.

`tellings-pack.json` stands first: the form, the version, the log's end, how the records stood, and path, size and
SHA-256 of every other member. Then the members by name: objects, log.jsonl, HEAD, the user's files, torn lines,
verify.py. The last 64 bytes of the file are the SHA-256, in hexadecimal digits, of all bytes before them; they end
the ZIP's comment. case.db, which is derived, and all else that lies in a case's folder stay out.

In:   a file.
Out:  whether it is a packed case; its parts.
Holds: no more than a chunk of a file is in memory.
"""

import hashlib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO

from tellings.case import USER_FILES

Progress = Callable[[int, int | None, str], None]

FORM = "tellings-pack-1"
LIST = "tellings-pack.json"
VERIFIER = "verify.py"
MAX_MEMBERS = 200_000  # a case of forty thousand reports has fewer
MAX_RATIO = 200  # of a whole pack; a case of texts comes to 3 or 4, a bomb to about 1000
COMMENT = f"{FORM} sha256 ".encode()
DIGITS = 64
CLOSING = re.compile(re.escape(COMMENT) + rb"([0-9a-f]{64})")
MEMBER = re.compile(
    r"objects/[0-9a-f]{2}/[0-9a-f]{62}|log\.jsonl|HEAD|log\.torn-[0-9]+|verify\.py|"
    + "|".join(map(re.escape, USER_FILES))
)
ANOTHER_COPY = "take another copy of the pack"
_CHUNK_BYTES = 1 << 20


class RecordsWere(StrEnum):
    """How the records of a case stood when it was packed: they are derived, and made again as it is unpacked."""

    BUILT = "built"
    DUE = "due"  # the case had changed since, and still has when it is unpacked
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a pack's list."""

    path: str
    bytes: int
    sha256: str


def is_pack(path: Path) -> bool:
    """Whether a file is a packed case, be it a damaged one: by how it begins, or how it ends."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        start = file.read(30 + len(LIST))
        file.seek(max(0, file.seek(0, os.SEEK_END) - len(COMMENT) - DIGITS))
        is_closed = CLOSING.fullmatch(file.read()) is not None
    return is_closed or start[:4] + start[30:] == b"PK\3\4" + LIST.encode()


def copied(source: IO[bytes], target: IO[bytes], size: int) -> str | None:
    """Copy `size` bytes and return their SHA-256; None if there are more or fewer."""
    digest, left = hashlib.sha256(), size
    while chunk := source.read(min(_CHUNK_BYTES, left + 1)):
        left -= len(chunk)
        if left < 0:
            return None
        digest.update(chunk)
        target.write(chunk)
    return digest.hexdigest() if left == 0 else None


def hash_up_to(file: IO[bytes], end: int) -> str:
    """Return the SHA-256 of the bytes of a file before `end`."""
    digest, left = hashlib.sha256(), end
    file.seek(0)
    while left > 0 and (chunk := file.read(min(_CHUNK_BYTES, left))):
        digest.update(chunk)
        left -= len(chunk)
    return digest.hexdigest()
