"""Write to the disk so that a power cut leaves the old bytes or the new, never a mixture.

In:   a path and bytes.
Out:  the bytes on the disk, synced, their folder synced too.
Holds: a file appears under its name whole or not at all. What the disk refuses is a `CannotWrite` that
names the item, the fact and the next step.
"""

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from tellings.errors import CannotWrite

TEMPORARY = ".tmp"  # what the name of a file still being written ends with

_BINARY = getattr(os, "O_BINARY", 0)  # Windows would translate newlines without it

_NEXT_STEPS = {
    errno.ENOSPC: "free some space on that disk, then run this again",
    errno.EDQUOT: "free some space within your quota, then run this again",
    errno.EROFS: "the disk is read-only: copy the case to one that can be written, and use the copy",
    errno.EACCES: "get the right to write there, or use a copy of the case that is yours",
    errno.EPERM: "get the right to write there, or use a copy of the case that is yours",
    errno.EIO: "the disk itself reports an error: copy the case to another disk, then check this one",
}


@contextlib.contextmanager
def refusals(item: Path) -> Iterator[None]:
    """Turn what the disk refuses while `item` is written into `CannotWrite`; other errors pass."""
    try:
        yield
    except OSError as exc:
        if exc.errno not in _NEXT_STEPS:
            raise
        raise cannot_write(item, exc.errno) from exc


def cannot_write(item: Path, code: int) -> CannotWrite:
    """Return the error for `item`, which the disk refused with errno `code`."""
    fact = os.strerror(code)
    step = _NEXT_STEPS.get(code, "look at the disk, then run this again")
    return CannotWrite(f"{item}: cannot be written ({fact}); what was kept before is whole; {step}")


def write_all(fd: int, data: bytes) -> None:
    """Write all of `data` and sync it; a short write goes on where it stopped."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]
    os.fsync(fd)


def put_in_place(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Write `data` under `path`, over what stood there, whole or not at all.

    mode: the rights of the new file, less the umask. Raises: CannotWrite.
    """
    temporary = path.with_name(f".{path.name[:12]}-{secrets.token_hex(6)}{TEMPORARY}")
    with refusals(path):
        try:
            fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode)
            try:
                write_all(fd, data)
            finally:
                os.close(fd)
            os.replace(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Sync the names in `folder`; on Windows, which has no such call, nothing happens."""
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
