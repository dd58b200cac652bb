"""The digest of case.db, kept beside it: any changed byte of a derived file shows as well.

In:   the path of a database.
Out:  `case.db.sha256`, in the form that `sha256sum --check` reads, while nobody writes to the database; the word
      "writing" while somebody does, or where somebody was stopped.
Holds: "writing" is on the disk before the first byte of the database changes, and the digest after the last. A
database whose digest is not the one noted was changed by something else; one that is "writing" was interrupted.
"""

import re
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from tellings.custody.disk import put_in_place
from tellings.custody.objects import Objects

_WRITING = b"writing\n"


class SumState(Enum):
    """How a database stands to its digest."""

    HOLDS = "holds"
    MISSING = "missing"  # no digest was noted: a case of form 1 has none
    WRITING = "writing"  # a write was begun and not ended
    CHANGED = "changed"  # the database's bytes are others than the ones noted
    UNREADABLE = "unreadable"  # what is noted is not what Tellings writes there


@dataclass(frozen=True, slots=True)
class DatabaseSum:
    """The digest of the database at `database`; nothing is read before asked."""

    database: Path

    @property
    def path(self) -> Path:
        """Where the digest is kept."""
        return self.database.with_name(f"{self.database.name}.sha256")

    def is_writing(self) -> bool:
        """Whether a write was begun and not ended; the database is not hashed for that."""
        return self._noted() == _WRITING

    def state(self) -> SumState:
        """Hash the database and hold it against what was noted. Raises: OSError if it cannot be read."""
        noted = self._noted()
        if noted is None:
            return SumState.MISSING
        if noted == _WRITING:
            return SumState.WRITING
        if re.fullmatch(rb"[0-9a-f]{64}  " + re.escape(self.database.name.encode()) + rb"\n", noted) is None:
            return SumState.UNREADABLE
        return SumState.HOLDS if noted == self._line() else SumState.CHANGED

    def begin(self) -> None:
        """Note that the database is about to change. Raises: CannotWrite."""
        if self._noted() != _WRITING:
            put_in_place(self.path, _WRITING)

    def end(self) -> None:
        """Note the database's digest as it is now. Raises: CannotWrite."""
        put_in_place(self.path, self._line())

    def _noted(self) -> bytes | None:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None

    def _line(self) -> bytes:
        return f"{Objects.hash_file(self.database)}  {self.database.name}\n".encode()
