"""Keep bytes under their own digest: originals, texts, what the reader found, judgements.

In:   bytes.
Out:  their SHA-256, under which the same bytes come back.
Holds: the object `abcd...` is the file `objects/ab/cd...`, so `sha256sum` on any of them must print its own
name; an object is never rewritten, and deleted only once a seal in the log says so; bytes that are no longer those
of their name are never handed out.
"""

import errno
import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tellings.custody.disk import put_in_place, refusals, sync_folder
from tellings.errors import CaseDamaged

_DIGEST = re.compile(r"[0-9a-f]{64}")
_CHUNK_BYTES = 1 << 20
RESTORE = "put it back from a copy of the case: its name is its SHA-256, so a good copy shows itself"


def sha256_of(data: bytes) -> str:
    """Return the SHA-256 of `data`, 64 hexadecimal digits in lower case."""
    return hashlib.sha256(data).hexdigest()


def is_digest(text: object) -> bool:
    """Whether `text` is a SHA-256 as it stands in names and in the log."""
    return isinstance(text, str) and _DIGEST.fullmatch(text) is not None


class Objects:
    """The objects of one case. folder: `CASE/objects`; it need not exist before the first `put`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path_of(self, digest: str) -> Path:
        """Return where the object is or would be."""
        return self.folder / digest[:2] / digest[2:]

    def put(self, data: bytes) -> str:
        """Keep `data`, synced, and return its digest. An object that is there already is left alone.

        Raises: CaseDamaged if it is there in another size; CannotWrite if the disk refuses.
        """
        digest = sha256_of(data)
        path = self.path_of(digest)
        try:
            size = path.stat().st_size
        except FileNotFoundError:
            self._place(path, data)
            return digest
        if size != len(data):
            raise CaseDamaged(f"{path}: has {size} bytes instead of {len(data)}; {RESTORE}")
        return digest

    def _place(self, path: Path, data: bytes) -> None:
        with refusals(path):
            if not path.parent.is_dir():
                path.parent.mkdir(parents=True, exist_ok=True)
                sync_folder(self.folder)
        put_in_place(path, data, mode=0o444)  # read-only: an editor that opens one by mistake cannot save it

    def get(self, digest: str) -> bytes:
        """Return the bytes of an object. Raises: CaseDamaged if it is missing or has changed."""
        path = self.path_of(digest)
        if path.exists() and not path.is_file():  # to read a pipe would be to wait for ever
            raise CaseDamaged(f"{path}: is no plain file; {RESTORE}")
        try:
            data = path.read_bytes()
        except FileNotFoundError as exc:
            raise CaseDamaged(f"{path}: is missing; {RESTORE}") from exc
        if sha256_of(data) != digest:
            raise CaseDamaged(f"{path}: its bytes have changed since they came in; {RESTORE}")
        return data

    def has(self, digest: str) -> bool:
        """Whether the object's file is there; its bytes are not looked at."""
        return self.path_of(digest).is_file()

    def remove(self, digests: Iterable[str]) -> int:
        """Delete objects that were sealed, and return how many were there; their folders are synced.

        Raises: CannotWrite if the disk refuses; then the rest is still there.
        """
        folders: set[Path] = set()
        count = 0
        for digest in digests:
            path = self.path_of(digest)
            if not path.is_file():
                continue
            with refusals(path):
                if os.name == "nt":  # which deletes no file that is read-only
                    path.chmod(0o666)
                path.unlink()
            folders.add(path.parent)
            count += 1
        for folder in sorted(folders):
            sync_folder(folder)
        return count

    def files(self) -> Iterator[tuple[Path, str | None]]:
        """Yield every file under the folder, sorted, with the digest its name says (None: no object's name)."""
        if not self.folder.is_dir():
            return
        for path in sorted(self.folder.rglob("*")):
            if path.is_dir():
                continue
            named = "".join(path.relative_to(self.folder).parts)
            is_object = is_digest(named) and path == self.path_of(named)
            yield path, named if is_object else None

    @staticmethod
    def hash_file(path: Path) -> str:
        """Return the SHA-256 of a file as it is now, without holding all of it in memory."""
        if path.exists() and not path.is_file():
            raise OSError(errno.EINVAL, "it is no plain file", str(path))
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK_BYTES):
                digest.update(chunk)
        return digest.hexdigest()
