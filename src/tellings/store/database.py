"""Rows of a case: what its log and objects say, and the records built from them.

In:   entries of the log, in order, with the objects they name; records as JSON.
Out:  rows as frozen values; what the driver raises comes out as an error of Tellings.
Holds: the number and digest of the last entry applied are written in one transaction with its rows, so a
database that an interrupt left behind knows it, and is brought up from there.

SQLite keeps a rollback journal (DELETE), not a write-ahead log: a case is carried about on laptops, sticks and
shared folders, and so its database must be one file that is whole whenever nobody writes. A write-ahead log
splits it into three, loses what was committed when only case.db is copied, wants shared memory that network
disks do not have, and cannot be read from a read-only disk. Its gain, readers who never wait for a writer, is
small here: one person writes, in short transactions, and a reader waits a moment (`_BUSY_SECONDS`).
"""

import contextlib
import errno
import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Select,
    Table,
    create_engine,
    delete,
    event,
    func,
    insert,
    inspect,
    select,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, StaticPool

from tellings.codec import from_json, to_text
from tellings.custody.disk import cannot_write, refusals, sync_folder
from tellings.custody.log import (
    CaseCreated,
    CaseUpgraded,
    Entry,
    ExtractionStored,
    Head,
    JudgementAdded,
    PseudonymsKeyed,
    ReportAdded,
    Sealed,
    SetAsideNoted,
    SettingsKept,
)
from tellings.custody.objects import Objects
from tellings.custody.seals import Seal, read_seals, standing_for
from tellings.custody.verify import Comparison, Problem
from tellings.errors import BrokenPromise, CannotWrite, CaseBusy, CaseDamaged, CaseTooNew
from tellings.store import built
from tellings.store.built import BuildRows, RecordRow
from tellings.store.schema import (
    EXTRACTIONS,
    FACTS,
    JUDGEMENTS,
    LOGGED,
    META,
    METADATA,
    RECORDS,
    REPORTS,
    SCHEMA_VERSION,
    SEALS,
    SET_ASIDES,
)
from tellings.store.sums import DatabaseSum

T = TypeVar("T")

_BUSY_SECONDS = 5.0  # how long SQLite waits for another connection's transaction; ours take milliseconds
_AGAIN = "delete case.db: it is made again from the objects and the log; then build the records again"


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report without its text, as it came in one way. metadata: JSON; told: how much of it has a value.

    metadata_sha256, text_sha256: of the objects that stand for them, see `custody.seals`; original_sha256: of the
    bytes that came in, whether they are still kept or not.
    """

    report_id: str
    metadata_sha256: str
    original_sha256: str
    text_sha256: str
    told: int
    metadata: str


@dataclass(frozen=True, slots=True)
class ExtractionRow:
    """Which object holds what a reader found in a report, the last time it read it."""

    report_id: str
    reader: str
    object_sha256: str


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """A judgement; body: JSON."""

    judgement_id: str
    object_sha256: str
    body: str


class Database:
    """One database. Every method opens a connection and closes it again, so any thread may call any of them."""

    def __init__(self, engine: Engine, path: Path | None) -> None:
        self._engine = engine
        self._path = path

    @classmethod
    def at(cls, path: Path) -> "Database":
        """Return the database in the SQLite file `path`; nothing is opened yet."""
        url = URL.create("sqlite", database=str(path))
        engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": _BUSY_SECONDS})
        event.listen(engine, "connect", _prepare)
        return cls(engine, path)

    @classmethod
    def in_memory(cls) -> "Database":
        """Return a new, empty database that ends with the process."""
        engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
        database = cls(engine, None)
        database.create()
        return database

    # ------------------------------------------------------------ as a whole

    def create(self) -> None:
        """Make the tables, empty, with the schema's number."""
        with self._begin() as connection:
            METADATA.create_all(connection)
            _set_meta(connection, schema_version=str(SCHEMA_VERSION))

    def version(self) -> int | None:
        """Return the number in `meta`; None where there is none. Raises: CaseDamaged if it cannot be read."""
        with self._begin() as connection:
            if not inspect(connection).has_table(META.name):
                return None
            number = _meta(connection, "schema_version")
        if number is None or not number.isdigit():
            return None
        return int(number)

    def check_version(self) -> bool:
        """Whether the tables are of this version's form; False: older, or none. Raises: CaseTooNew."""
        number = self.version()
        if number is not None and number > SCHEMA_VERSION:
            raise CaseTooNew(
                f"{self._name}: has form {number}, and this version knows forms up to {SCHEMA_VERSION}; "
                "open the case with a later Tellings"
            )
        return number == SCHEMA_VERSION

    def applied(self) -> Head | None:
        """Return the last entry of the log whose rows stand here; None before the first."""
        with self._begin() as connection:
            seq, digest = _meta(connection, "log_seq"), _meta(connection, "log_sha256")
        if seq is None or digest is None or not seq.isdigit():
            return None
        return Head(int(seq), digest)

    def apply(self, entries: Iterable[Entry], objects: Objects, seals: Sequence[Seal] = ()) -> None:
        """Add the rows of the log's next entries, all in one transaction.

        seals: all that the log holds, in its order. A seal among the entries changes rows that stand already: then
        the database is made anew, from the first entry on.
        Raises: BrokenPromise if they do not follow from the last one applied; CaseDamaged if an object they
        name is missing or changed; CannotWrite.
        """
        with self._begin() as connection:
            seq = _meta(connection, "log_seq")
            following = 0 if seq is None else int(seq) + 1
            last: Entry | None = None
            for entry in entries:
                if entry.seq != following:
                    raise BrokenPromise(f"{self._name}: act {entry.seq} came where act {following} was due")
                _add_rows(connection, entry, objects, seals)
                following, last = following + 1, entry
            if last is not None:
                _set_meta(connection, log_seq=str(last.seq), log_sha256=last.digest)

    # ------------------------------------------------------------ rows

    def reports(self) -> tuple[ReportRow, ...]:
        """Return all reports, sorted by id: of each, the way it came in that tells most about it.

        Of ways that tell as much, the one with the lowest digest: when they came changes nothing.
        """
        with self._begin() as connection:
            rows = [ReportRow(*row) for row in connection.execute(_by_fullness())]
        first: dict[str, ReportRow] = {}
        for row in rows:
            first.setdefault(row.report_id, row)
        return tuple(first.values())

    def report(self, report_id: str) -> ReportRow | None:
        """Return one report, chosen as `reports` chooses; None if it is not held."""
        with self._begin() as connection:
            return _chosen(connection, report_id)

    def held_reports(self) -> dict[tuple[str, str], str]:
        """Return the text's digest of everything that came in, by report id and the metadata's digest."""
        with self._begin() as connection:
            columns = (REPORTS.c.report_id, REPORTS.c.metadata_sha256, REPORTS.c.text_sha256)
            rows = connection.execute(select(*columns).order_by(*REPORTS.primary_key.columns))
            return {(report_id, metadata): text for report_id, metadata, text in rows}

    def extractions(self, reader: str | None = None) -> tuple[ExtractionRow, ...]:
        """Return where the extractions are, of one reader or of all, sorted by report id, then reader."""
        query = select(EXTRACTIONS).order_by(EXTRACTIONS.c.report_id, EXTRACTIONS.c.reader)
        if reader is not None:
            query = query.where(EXTRACTIONS.c.reader == reader)
        with self._begin() as connection:
            return tuple(ExtractionRow(*row) for row in connection.execute(query))

    def chosen_metadata(self) -> dict[str, str]:
        """Return report id -> the digest of the metadata that `reports` chooses, sorted by id."""
        query = select(REPORTS.c.report_id, REPORTS.c.metadata_sha256).order_by(
            REPORTS.c.report_id, REPORTS.c.told.desc(), REPORTS.c.metadata_sha256
        )
        first: dict[str, str] = {}
        with self._begin() as connection:
            for report_id, digest in connection.execute(query):
                first.setdefault(report_id, digest)
        return first

    def extraction(self, report_id: str, reader: str) -> ExtractionRow | None:
        """Return where one extraction is, None if that reader has not read that report."""
        query = select(EXTRACTIONS).where(
            EXTRACTIONS.c.report_id == report_id, EXTRACTIONS.c.reader == reader
        )
        with self._begin() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else ExtractionRow(*row)

    def judgements(self) -> tuple[JudgementRow, ...]:
        """Return all judgements, sorted by id."""
        return tuple(JudgementRow(*row) for row in self._rows(JUDGEMENTS))

    def set_asides(self) -> dict[str, str]:
        """Return the JSON of what was set aside, by the digest of its object, in the order of the digests."""
        return {row.object_sha256: row.body for row in self._rows(SET_ASIDES)}

    def facts(self) -> dict[str, str]:
        """Return what the log says of the case itself: schema, pseudonym_key, and of files of settings the digests."""
        return {row.key: row.value for row in self._rows(FACTS)}

    def seals(self) -> tuple[Seal, ...]:
        """Return the seals, in the log's order."""
        return tuple(self.value_of(Seal, row.body) for row in self._rows(SEALS))

    def value_of(self, kind: type[T], body: str) -> T:
        """Return the value that the JSON of a row is the wire form of. Raises: CaseDamaged if it is none."""
        try:
            return from_json(kind, json.loads(body))
        except (ValueError, TypeError, BrokenPromise) as exc:
            raise CaseDamaged(f"{self._name}: a row holds no {kind.__name__}; {_AGAIN}") from exc

    def counts(self) -> dict[str, int]:
        """Return how many rows each table of reports, extractions, judgements, set_asides and records has."""
        with self._begin() as connection:
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (*LOGGED, RECORDS)
            }

    # ------------------------------------------------------------ records

    def store_built(self, rows: BuildRows) -> None:
        """Put what a build made in the place of what it replaces, all in one transaction."""
        with self._begin() as connection:
            built.write(connection, rows)
            _set_meta(connection, records_basis=rows.basis, **rows.facts)

    def ask_built(self, ask: Callable[[Connection], T]) -> T:
        """Return what a question of `store.built` comes to."""
        with self._begin() as connection:
            return ask(connection)

    def built_fact(self, key: str) -> str | None:
        """Return what a build noted under a key; None if none did."""
        with self._begin() as connection:
            return _meta(connection, key)

    def records_basis(self) -> str | None:
        """Return the basis that the records were stored with; None if none were."""
        with self._begin() as connection:
            return _meta(connection, "records_basis")

    def records(self, incident_ids: Collection[str] | None = None) -> tuple[RecordRow, ...]:
        """Return the records in their order, all or some. Raises: CaseDamaged if one has changed."""
        with self._begin() as connection:
            rows = tuple(built.records(connection, incident_ids))
        for row in rows:
            if not row.is_whole:
                raise CaseDamaged(
                    f"{self._name}: the record {row.incident_id} has changed since it was built; {_AGAIN}"
                )
        return rows

    # ------------------------------------------------------------ checking

    def compare(self, entries: Sequence[Entry], objects: Objects) -> Comparison:
        """Hold every row against the log's entries and the objects they name; nothing is changed here."""
        item = "case.db"
        try:
            if not self.check_version():
                return Comparison(
                    0, notes=(Problem(item, "is of an older form", "open the case to renew it"),)
                )
            applied = self.applied()
            reached = -1 if applied is None else applied.seq
            if any(entry.seq != place for place, entry in enumerate(entries)):
                return Comparison(
                    0, notes=(Problem(item, "was not held against the log, which is damaged", ""),)
                )
            if reached >= len(entries) or (applied is not None and entries[reached].digest != applied.sha256):
                fact = f"knows of act {reached}, which the log does not hold, or holds otherwise"
                return Comparison(
                    0, (Problem(item, fact, f"restore the log from a copy of the case, or {_AGAIN}"),)
                )
            if any(isinstance(entry.act, Sealed) for entry in entries[reached + 1 :]):
                fact = "is from before something was sealed, and may still hold it: the removal was cut short"
                return Comparison(0, notes=(Problem(item, fact, "opening the case makes it anew"),))
            damage = self._integrity()
            expected = Database.in_memory()
            try:
                expected.apply(entries[: reached + 1], objects, read_seals(entries, objects))
            except CaseDamaged:
                fact = "was not held against the log: objects that the log names are damaged"
                return Comparison(0, notes=(Problem(item, fact, "restore those first"),))
            rows, problems = self._compare_rows(expected)
        except CaseTooNew as exc:
            return Comparison(0, (Problem(item, str(exc), "open the case with a later Tellings"),))
        except CaseDamaged as exc:
            fact = f"cannot be held against the log: {str(exc).partition(';')[0]}"
            return Comparison(0, (Problem(item, fact, _AGAIN),))
        except (
            CannotWrite
        ):  # an interrupted write stands in its journal, and SQLite may not take it back here
            fact = "was left in the middle of a write, on a disk that cannot be written"
            return Comparison(
                0, notes=(Problem(item, fact, "copy the case to another disk, and open it there"),)
            )
        if damage is not None:
            problems.append(Problem(item, f"is damaged: {damage}", _AGAIN))
        notes = []
        if reached + 1 < len(entries):
            fact = f"is {len(entries) - reached - 1} acts behind the log, as an interrupted write leaves it"
            notes.append(Problem(item, fact, "opening the case brings it up"))
        return Comparison(rows, tuple(problems), tuple(notes))

    def _compare_rows(self, expected: "Database") -> tuple[int, list[Problem]]:
        count = 0
        problems: list[Problem] = []
        for table in LOGGED:
            keys = len(table.primary_key.columns)
            # a damaged file may hold anything in any column: keys are told apart, and put in order, by their words
            actual = {tuple(map(str, row[:keys])): tuple(row) for row in self._rows(table)}
            wanted = {tuple(map(str, row[:keys])): tuple(row) for row in expected._rows(table)}
            count += len(actual)
            for key in sorted(actual.keys() | wanted.keys()):
                if actual.get(key) == wanted.get(key):
                    continue
                if key not in wanted:
                    fact = "is in no act of the log"
                elif key not in actual:
                    fact = "is missing"
                else:
                    fact = "is not what the log and the objects say"
                problems.append(Problem(f"case.db, {table.name}, {' '.join(key)}", fact, _AGAIN))
        with self._begin() as connection:
            held = list(built.records(connection))
        for row in held:
            count += 1
            if not row.is_whole:
                problems.append(
                    Problem(f"case.db, records, {row.incident_id}", "has changed since it was built", _AGAIN)
                )
        return count, problems

    def _integrity(self) -> str | None:
        with self._begin() as connection:
            told = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
        return None if told == "ok" else str(told).replace("\n", " ")

    # ------------------------------------------------------------ connections

    @property
    def _name(self) -> str:
        return "the database in memory" if self._path is None else str(self._path)

    def _rows(self, table: Table) -> list[Any]:
        with self._begin() as connection:
            return list(connection.execute(select(table).order_by(*table.primary_key.columns)))

    @contextlib.contextmanager
    def _begin(self) -> Iterator[Connection]:
        """Open a transaction; what the driver raises in it comes out as an error of ours."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as exc:
            raise self._translated(exc) from exc
        except UnicodeDecodeError as exc:  # SQLite's own tables hold bytes that are no text any more
            raise CaseDamaged(f"{self._name}: cannot be read ({exc}); {_AGAIN}") from exc

    def _translated(self, exc: DBAPIError) -> Exception:
        code = getattr(exc.orig, "sqlite_errorcode", 0) & 0xFF
        path = self._path or Path("case.db")
        if code == sqlite3.SQLITE_FULL:
            return cannot_write(path, errno.ENOSPC)
        if code == sqlite3.SQLITE_IOERR:
            return cannot_write(path, errno.EIO)
        if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
            return cannot_write(path, errno.EACCES)
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return CaseBusy(f"{path}: another program has been holding it; close that, then run this again")
        return CaseDamaged(f"{path}: cannot be read ({exc.orig}); {_AGAIN}")


def sqlite_version() -> str:
    """Return the version of SQLite that is in use, as its own words."""
    return sqlite3.sqlite_version


def rebuild(path: Path, entries: Iterable[Entry], objects: Objects, seals: Sequence[Seal] = ()) -> Database:
    """Drop the database at `path` and make it from the log's entries and the objects they name. Hold the lock.

    seals: all that the log holds, in its order. The digest that is kept beside the database comes with it. The
    records are not the log's: they are gone until they are built again, which gives the same bytes.
    Raises: CaseDamaged if an object is missing or changed, and then what stood at `path` still stands.
    """
    new = path.with_name(f"{path.name}-new")
    with refusals(path):
        for left in (new, _journal_of(new)):
            left.unlink(missing_ok=True)
        try:
            database = Database.at(new)
            database.create()
            database.apply(entries, objects, seals)
            # In this order: a journal of the old database must never meet the new one, and a case without a
            # case.db is merely rebuilt again.
            noted = DatabaseSum(path)
            noted.begin()
            path.unlink(missing_ok=True)
            _journal_of(path).unlink(missing_ok=True)
            new.replace(path)
            sync_folder(path.parent)
            noted.end()
        except BaseException:
            new.unlink(missing_ok=True)
            raise
    return Database.at(path)


def _journal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _prepare(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA synchronous=FULL")


def _meta(connection: Connection, key: str) -> str | None:
    return connection.execute(select(META.c.value).where(META.c.key == key)).scalar_one_or_none()


def _set_meta(connection: Connection, **values: str) -> None:
    connection.execute(delete(META).where(META.c.key.in_(values)))
    connection.execute(insert(META), [{"key": key, "value": value} for key, value in values.items()])


def _add_rows(connection: Connection, entry: Entry, objects: Objects, seals: Sequence[Seal]) -> None:
    """Add what one entry says, as it stands after the seals: nothing for what is gone.

    Of extractions by one reader of one report the latest stands; the log keeps all.
    """
    act = entry.act
    if isinstance(act, CaseCreated | CaseUpgraded):
        _set_fact(connection, "schema", str(act.schema))
    elif isinstance(act, PseudonymsKeyed):
        _set_fact(connection, "pseudonym_key", act.key)
    elif isinstance(act, SettingsKept):
        _set_fact(connection, act.name, act.object)
    elif isinstance(act, Sealed):
        place = connection.execute(
            select(func.count()).select_from(SEALS)
        ).scalar_one()  # seals come in order
        connection.execute(
            insert(SEALS).values(log_seq=entry.seq, object_sha256=act.object, body=to_text(seals[place]))
        )
    elif isinstance(act, ReportAdded):
        _add_report(connection, act, objects, seals)
    elif isinstance(act, ExtractionStored):
        connection.execute(
            delete(EXTRACTIONS).where(
                EXTRACTIONS.c.report_id == act.report_id, EXTRACTIONS.c.reader == act.reader
            )
        )
        standing = standing_for(act.object, seals)
        if standing is not None:
            connection.execute(
                insert(EXTRACTIONS).values(report_id=act.report_id, reader=act.reader, object_sha256=standing)
            )
    elif isinstance(act, JudgementAdded):
        connection.execute(delete(JUDGEMENTS).where(JUDGEMENTS.c.judgement_id == act.judgement_id))
        standing = standing_for(act.object, seals)
        if standing is not None:
            connection.execute(
                insert(JUDGEMENTS).values(
                    judgement_id=act.judgement_id, object_sha256=standing, body=_json_of(objects, standing)
                )
            )
    elif isinstance(act, SetAsideNoted):
        standing = standing_for(act.object, seals)
        if standing is not None:
            connection.execute(delete(SET_ASIDES).where(SET_ASIDES.c.object_sha256 == standing))
            connection.execute(
                insert(SET_ASIDES).values(object_sha256=standing, body=_json_of(objects, standing))
            )


def _add_report(connection: Connection, act: ReportAdded, objects: Objects, seals: Sequence[Seal]) -> None:
    text, metadata_sha256 = standing_for(act.text, seals), standing_for(act.metadata, seals)
    if text is None or metadata_sha256 is None:
        return
    before = _chosen(connection, act.report_id)
    metadata = _json_of(objects, metadata_sha256)
    if before is not None:  # two ways in that differed in nothing but a name are one, once it is sealed
        connection.execute(
            delete(REPORTS).where(
                REPORTS.c.report_id == act.report_id, REPORTS.c.metadata_sha256 == metadata_sha256
            )
        )
    connection.execute(
        insert(REPORTS).values(
            report_id=act.report_id,
            metadata_sha256=metadata_sha256,
            original_sha256=act.original,
            text_sha256=text,
            told=sum(value is not None for value in json.loads(metadata).values()),
            metadata=metadata,
        )
    )
    if before is not None and before != _chosen(connection, act.report_id):
        # More is told of the report now (its title, its agency): what was found without that is of no use.
        connection.execute(delete(EXTRACTIONS).where(EXTRACTIONS.c.report_id == act.report_id))


def _set_fact(connection: Connection, key: str, value: str) -> None:
    connection.execute(delete(FACTS).where(FACTS.c.key == key))
    connection.execute(insert(FACTS).values(key=key, value=value))


def _by_fullness() -> Select[Any]:
    return select(REPORTS).order_by(REPORTS.c.report_id, REPORTS.c.told.desc(), REPORTS.c.metadata_sha256)


def _chosen(connection: Connection, report_id: str) -> ReportRow | None:
    query = _by_fullness().where(REPORTS.c.report_id == report_id).limit(1)
    row = connection.execute(query).one_or_none()
    return None if row is None else ReportRow(*row)


def _json_of(objects: Objects, digest: str) -> str:
    data = objects.get(digest)
    try:
        json.loads(data)
        return data.decode("utf-8")
    except ValueError as exc:
        raise CaseDamaged(f"{objects.path_of(digest)}: holds no JSON where the log says it does") from exc
