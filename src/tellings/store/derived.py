"""Keep case.db in step with the log: brought up after an interrupt, made anew after a removal, held against both.

In:   a case's log and objects.
Out:  a database to read from or write on; what is wrong with the one that is there.
Holds: whatever stands in case.db can be made again from the log and the objects, but the records. What was sealed is
deleted before the database is made without it. Callers hold the case's lock where a method says so.
"""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from tellings.custody.disk import TEMPORARY, refusals, sync_folder
from tellings.custody.log import CaseCreated, CaseUpgraded, Entry, Head, Log, Sealed
from tellings.custody.objects import Objects
from tellings.custody.seals import Seal, read_seals, removed_by
from tellings.custody.verify import Comparison, Problem
from tellings.errors import CaseDamaged, CaseError
from tellings.store.database import Database, rebuild
from tellings.store.sums import DatabaseSum, SumState

_AGAIN = "delete case.db: it is made again from the objects and the log; then build the records again"


class DerivedDatabase:
    """The database at `path`, which follows from a log and objects."""

    def __init__(self, path: Path, log: Log, objects: Objects) -> None:
        self.path = path
        self.sum = DatabaseSum(path)
        self._log = log
        self._objects = objects
        self._in_memory: tuple[Head, Database] | None = None

    def forget(self) -> None:
        """Let go of what is held in memory."""
        self._in_memory = None

    def stored(self) -> Database | None:
        """Return case.db, None if it is not there or of an older form. Raises: CaseTooNew; CaseDamaged."""
        if not self.path.exists():
            return None
        database = Database.at(self.path)
        return database if database.check_version() else None

    def brought_up(self) -> Database:
        """Return case.db with the rows of every act in the log, and what was sealed gone. The lock is held."""
        last = self.last()
        self._log.check_head(last)
        database = self.stored()
        applied = None if database is None else database.applied()
        if database is not None and applied == Head(last.seq, last.digest) and not self.sum.is_writing():
            return database
        entries = list(self._log.entries())
        if applied is not None and (
            applied.seq >= len(entries) or entries[applied.seq].digest != applied.sha256
        ):
            raise CaseDamaged(
                f"{self._log.path}: case.db knows of act {applied.seq}, which the log holds otherwise or not; "
                "run `tellings case verify` to see what has changed"
            )
        missing = entries[0 if applied is None else applied.seq + 1 :]
        if database is None or any(isinstance(entry.act, Sealed) for entry in missing):
            return self.remade(entries)
        database = self.settled(database)
        if database.applied() == Head(last.seq, last.digest):
            return database
        self.sum.begin()
        database.apply(missing, self._objects, database.seals())
        self.sum.end()
        return database

    def settled(self, database: Database) -> Database:
        """Return a database that may be written on: as its digest says, or its rows held against the log.

        What is otherwise than it was written is derived all the same: it is made anew. The lock is held.
        """
        state = self.sum.state()
        if state is SumState.HOLDS:
            return database
        entries = list(self._log.entries())
        is_interrupted = state in (SumState.WRITING, SumState.MISSING)
        if is_interrupted and not database.compare(entries, self._objects).problems:
            self.sum.end()
            return database
        return self.remade(entries)

    def remade(self, entries: Sequence[Entry]) -> Database:
        """See that what was sealed is gone, and make case.db anew, without records. The lock is held."""
        seals = read_seals(entries, self._objects)
        self.end_removals(seals)
        return rebuild(self.path, entries, self._objects, seals)

    def made_in_memory(self, last: Entry) -> Database:
        """Return the rows of the log up to its last entry, in memory: for a disk that cannot be written."""
        end = Head(last.seq, last.digest)
        if self._in_memory is None or self._in_memory[0] != end:
            entries = list(self._log.entries())
            database = Database.in_memory()
            database.apply(entries, self._objects, read_seals(entries, self._objects))
            self._in_memory = (end, database)
        return self._in_memory[1]

    def last(self) -> Entry:
        """Return the log's last whole entry. Raises: CaseDamaged if there is none."""
        last = self._log.last()
        if last is None:
            raise CaseDamaged(f"{self._log.path}: holds no whole line; restore it from a copy of the case")
        return last

    def end_removals(self, seals: Sequence[Seal]) -> bool:
        """Delete what was sealed and is still there; return whether there was anything. The lock is held."""
        left = [digest for digest in sorted(removed_by(seals)) if self._objects.has(digest)]
        if not left:
            return False
        # First what no later turn would look for: pieces of interrupted writes, and the database from before.
        pieces = [*self.path.parent.glob(f".*{TEMPORARY}"), *self._objects.folder.rglob(f".*{TEMPORARY}")]
        derived = [path for name in ("case.db*", "search.db*") for path in self.path.parent.glob(name)]
        for path in (*pieces, *derived):
            with refusals(path):
                path.unlink(missing_ok=True)
        sync_folder(self.path.parent)
        self._objects.remove(left)
        return True

    def is_before_a_seal(self, database: Database) -> bool:
        """Whether something was sealed after the last act that the database knows of."""
        applied = database.applied()
        after = self._log.entries(after=-1 if applied is None else applied.seq)
        return any(isinstance(entry.act, Sealed) for entry in after)

    def compare(self, entries: Sequence[Entry]) -> Comparison:
        """Hold case.db against its digest and against entries of the log, as it stands; for `verify`."""
        if not self.path.exists():
            fact = "is not there; it is made again from the objects and the log"
            return Comparison(0, notes=(Problem("case.db", fact, "nothing to do"),))
        found = Database.at(self.path).compare(entries, self._objects)
        problems, notes = list(found.problems), list(found.notes)
        match self.sum.state():
            case SumState.CHANGED:
                fact = "its bytes have changed since they were written"
                problems.insert(0, Problem("case.db", fact, _AGAIN))
            case SumState.UNREADABLE:
                fact = "is not what Tellings writes there"
                problems.insert(0, Problem("case.db.sha256", fact, _AGAIN))
            case SumState.WRITING:
                fact = "a write was cut short; its rows were held against the log"
                notes.append(Problem("case.db", fact, "opening the case sees to it"))
            case SumState.MISSING if _form(entries) == 1:
                fact = "is not there: a case of form 1 has none before it is first written to"
                notes.append(Problem("case.db.sha256", fact, ""))
            case SumState.MISSING:
                problems.insert(0, Problem("case.db.sha256", "is missing", _AGAIN))
        return Comparison(found.rows, tuple(problems), tuple(notes))

    def record_bodies(self) -> Iterator[tuple[str, str]]:
        """Yield incident id and JSON of each stored record; nothing where they cannot be read; for `verify`.

        Records from before something was sealed quote what is gone: they are passed over.
        """
        if not self.path.exists():
            return
        with contextlib.suppress(CaseError):
            database = Database.at(self.path)
            if database.check_version() and not self.is_before_a_seal(database):
                yield from ((row.incident_id, row.body) for row in database.records())


def _form(entries: Sequence[Entry]) -> int:
    """Return the form that a log is in after these entries."""
    forms = [entry.act.schema for entry in entries if isinstance(entry.act, CaseCreated | CaseUpgraded)]
    return forms[-1] if forms else 1
