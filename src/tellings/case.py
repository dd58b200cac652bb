"""A case: a folder that keeps reports, what was found in them, what people judged, and what was built of it.

In:   a folder; reports as intake took them in, extractions, judgements, records.
Out:  the same values again, sorted by what they are and never by when they came.
Holds: originals and texts are kept byte for byte; what was done is on the disk, and in the log, before anything
says that it is done; an interrupt at any point leaves a whole case. One process writes at a time; readers need
no lock. The folder: `objects/`, `log.jsonl` and `HEAD` are the truth, `case.db` is derived from them,
`actors.toml`, `method.toml` and `gazetteer.csv` are the user's to edit.
"""

import contextlib
import dataclasses
import importlib.metadata
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from filelock import FileLock, Timeout

from tellings.codec import from_json, to_json, to_text
from tellings.custody import (
    Act,
    CaseCreated,
    Comparison,
    Entry,
    ExtractionStored,
    Head,
    JudgementAdded,
    Log,
    LogWriter,
    Objects,
    Problem,
    ReportAdded,
    SetAsideNoted,
    misplaced,
    placed,
    sha256_of,
)
from tellings.custody.disk import put_in_place, refusals
from tellings.errors import (
    BrokenPromise,
    CannotWrite,
    CaseBusy,
    CaseDamaged,
    CaseError,
    CaseExists,
    CaseTooNew,
    NotACase,
)
from tellings.model import Actors, Extraction, Judgement, Method, Record, Report, SetAside, content_id
from tellings.settings import ACTORS_TEMPLATE, METHOD_TEMPLATE, read_actors, read_method
from tellings.store import Database, ReportRow, rebuild

CASE_SCHEMA = 1  # the form of objects and log; a case with a newer one is refused
BUSY_SECONDS = 2.0  # how long a writer waits for another: a single act is over sooner, an intake is not
_ACTS_A_TRANSACTION = (
    32  # case.db may lag the log by so many acts within one intake; it is brought up from there
)


class KeptOriginal(Protocol):
    """The bytes that came in, as intake hands them on. name: a file's name or an address, for messages."""

    @property
    def name(self) -> str:
        """What the user knows it by."""

    @property
    def data(self) -> bytes:
        """The bytes."""

    @property
    def sha256(self) -> str:
        """Their digest."""


class TakenReport(Protocol):
    """One report as intake hands it on, with the bytes it came from."""

    @property
    def original(self) -> KeptOriginal:
        """Where its text was taken from."""

    @property
    def report(self) -> Report:
        """The report."""


@dataclass(frozen=True, slots=True)
class AddSummary:
    """What became of what was given to `Case.add`. added, already_held: report ids, in the order given."""

    added: tuple[str, ...]
    already_held: tuple[str, ...]
    set_aside: tuple[SetAside, ...]


class Case:
    """A case that is open. Make one with `Case.new` or `Case.open`; any thread may use it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.objects = Objects(folder / "objects")
        self.log = Log(folder)
        self._database_path = folder / "case.db"
        self._lock = FileLock(folder / "case.lock")
        self._in_memory: tuple[Head, Database] | None = None

    # ------------------------------------------------------------ opening

    @classmethod
    def new(cls, path: str | os.PathLike[str]) -> Self:
        """Make a case in `path`, a folder that is empty or not there yet, and open it.

        Raises: CaseExists if there is anything in the folder; CannotWrite.
        """
        folder = Path(path)
        if (folder / "log.jsonl").exists():
            raise CaseExists(f"{folder}: already holds a case; open that one, or choose another folder")
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise CaseExists(f"{folder}: is not an empty folder; choose an empty or a new one")
        with refusals(folder):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "objects").mkdir(exist_ok=True)
        case = cls(folder)
        with case._locked():
            put_in_place(folder / "actors.toml", ACTORS_TEMPLATE.encode())
            put_in_place(folder / "method.toml", METHOD_TEMPLATE.encode())
            case.log.writer().append(CaseCreated(schema=CASE_SCHEMA, tellings=_version()))
            case._brought_up()
        return case

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Self:
        """Open the case in the folder `path`. Changed bytes are not looked for here: that is `verify`'s.

        Raises: NotACase; CaseTooNew if a later version wrote it.
        """
        folder = Path(path)
        if not folder.is_dir():
            raise NotACase(f"{folder}: is no folder; make a case with `tellings case new {folder}`")
        if not (folder / "log.jsonl").exists():
            raise NotACase(
                f"{folder}: holds no case (no log.jsonl); make one with `tellings case new FOLDER`"
            )
        case = cls(folder)
        with contextlib.suppress(CaseDamaged):  # `verify` must be able to open it, to say what is damaged
            first = case.log.first()
            if first is None or not isinstance(first.act, CaseCreated):
                raise NotACase(
                    f"{folder}: its log does not begin; the making of this case was cut short: make it anew"
                )
            if first.act.schema > CASE_SCHEMA:
                raise CaseTooNew(
                    f"{folder}: was made by Tellings {first.act.tellings}, in form {first.act.schema}; this version "
                    f"knows forms up to {CASE_SCHEMA}: open it with a later Tellings"
                )
            case._stored()
        return case

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of what is held in memory. Nothing on the disk waits for this; the case may be used again."""
        self._in_memory = None

    # ------------------------------------------------------------ reports

    def add(self, taken: Iterable[TakenReport | SetAside]) -> AddSummary:
        """Keep each report with its original, and note what was set aside, one after the other.

        A report that is held already is left alone, so an intake that was interrupted is simply run again. One that
        is held, but came another way (another original, more metadata), counts as held; what came is kept too.
        Raises: CaseBusy; CannotWrite; CaseDamaged; BrokenPromise if a digest is not that of its bytes. Whatever
        stops it, each report before is there, and wholly.
        """
        added: list[str] = []
        already_held: list[str] = []
        set_aside: list[SetAside] = []
        with self._writing() as session:
            held = set(session.database.held_reports())
            texts = {report_id: text for (report_id, _), text in session.database.held_reports().items()}
            noted = set(session.database.set_asides())
            for item in taken:
                if isinstance(item, SetAside):
                    digest = self.objects.put(_encoded(to_text(item), item.item))
                    if digest not in noted:
                        session.record(SetAsideNoted(digest))
                        noted.add(digest)
                    set_aside.append(item)
                    continue
                report_id = item.report.report_id
                is_held = report_id in texts
                self._keep(item, held, texts, session)
                (already_held if is_held else added).append(report_id)
        return AddSummary(tuple(added), tuple(already_held), tuple(set_aside))

    def _keep(
        self, item: TakenReport, held: set[tuple[str, str]], texts: dict[str, str], session: "_Session"
    ) -> None:
        """Keep one report and log it, if it is not held, and enter it into `held` and `texts`."""
        report, original = item.report, item.original
        text = _encoded(report.text, original.name)
        metadata = to_json(report)
        del metadata["text"]
        encoded = _encoded(to_text(metadata), original.name)
        for what, data, told in (
            ("the original", original.data, original.sha256),
            ("the report's original", original.data, report.original_sha256),
            ("the text", text, report.text_sha256),
        ):
            if sha256_of(data) != told:
                raise BrokenPromise(f"{original.name}: {what} has another SHA-256 than {told}")
        if texts.setdefault(report.report_id, report.text_sha256) != report.text_sha256:
            raise BrokenPromise(f"{original.name}: {report.report_id} is held with another text")
        key = (report.report_id, sha256_of(encoded))
        if key in held:
            return
        for data in (original.data, text, encoded):
            self.objects.put(data)
        session.record(ReportAdded(report.report_id, report.original_sha256, report.text_sha256, key[1]))
        held.add(key)

    def reports(self) -> tuple[Report, ...]:
        """Return all reports with their texts, sorted by report id, whatever the order in which they came.

        Of one that came in several ways, the metadata that tells most. Raises: CaseDamaged if a text has changed.
        """
        return tuple(self._report(row) for row in self._database().reports())

    def report_ids(self) -> tuple[str, ...]:
        """Return the ids of all reports, sorted."""
        return tuple(sorted({report_id for report_id, _ in self._database().held_reports()}))

    def report(self, report_id: str) -> Report | None:
        """Return one report, None if the case does not hold it. Raises: CaseDamaged if its text has changed."""
        row = self._database().report(report_id)
        return None if row is None else self._report(row)

    def _report(self, row: ReportRow) -> Report:
        text = self.objects.get(row.text_sha256).decode("utf-8")
        return from_json(Report, {**json.loads(row.metadata), "text": text})

    def original(self, report: Report) -> bytes:
        """Return the bytes that a report came in as. Raises: CaseDamaged if they are missing or have changed."""
        return self.objects.get(report.original_sha256)

    def set_asides(self) -> tuple[SetAside, ...]:
        """Return what was set aside at intake, sorted by item, then reason."""
        bodies = self._database().set_asides().values()
        asides = [from_json(SetAside, json.loads(body)) for body in bodies]
        return tuple(sorted(asides, key=lambda aside: (aside.item, aside.reason, aside.message)))

    # ------------------------------------------------------------ what was found, and judged

    def extractions(self, reader: str) -> tuple[Extraction, ...]:
        """Return what `reader` found, the last time it read each report, sorted by report id."""
        return tuple(self._extraction(row.object_sha256) for row in self._database().extractions(reader))

    def extraction(self, report_id: str, reader: str) -> Extraction | None:
        """Return what `reader` found in one report, None if it has not read it."""
        row = self._database().extraction(report_id, reader)
        return None if row is None else self._extraction(row.object_sha256)

    def _extraction(self, digest: str) -> Extraction:
        return from_json(Extraction, json.loads(self.objects.get(digest)))

    def store_extraction(self, extraction: Extraction) -> bool:
        """Keep what a reader found in a report; return whether it is other than what is kept already.

        One by the same reader of the same report comes to stand in the place of the earlier, which stays in
        objects and log. Raises: BrokenPromise if the report is not held, or a quote is not the text at its span.
        """
        return self.store_extractions([extraction]) == 1

    def store_extractions(self, extractions: Iterable[Extraction]) -> int:
        """Keep several, as `store_extraction` does, one after the other; return how many were not kept yet."""
        count = 0
        with self._writing() as session:
            held = {(row.report_id, row.reader): row.object_sha256 for row in session.database.extractions()}
            for extraction in extractions:
                data = to_json(extraction)
                row = session.database.report(extraction.report_id)
                if row is None:
                    raise BrokenPromise(
                        f"{extraction.report_id}: an extraction of a report that the case does not hold"
                    )
                _require_places(extraction.report_id, data, self.objects.get(row.text_sha256).decode("utf-8"))
                encoded = _encoded(to_text(data), extraction.report_id)
                key = (extraction.report_id, extraction.reader)
                if held.get(key) != sha256_of(encoded):
                    held[key] = self.objects.put(encoded)
                    session.record(ExtractionStored(*key, held[key]))
                    count += 1
        return count

    def judgements(self) -> tuple[Judgement, ...]:
        """Return all judgements, sorted by id."""
        return tuple(from_json(Judgement, json.loads(row.body)) for row in self._database().judgements())

    def add_judgement(self, judgement: Judgement) -> bool:
        """Keep a judgement; return whether it was not held yet.

        Raises: BrokenPromise if another one is held under its id: judgements are only ever added.
        """
        encoded = _encoded(to_text(judgement), judgement.judgement_id)
        digest = sha256_of(encoded)
        with self._writing() as session:
            held = {row.judgement_id: row.object_sha256 for row in session.database.judgements()}
            if held.get(judgement.judgement_id, digest) != digest:
                raise BrokenPromise(f"{judgement.judgement_id}: another judgement is held under this id")
            if judgement.judgement_id in held:
                return False
            self.objects.put(encoded)
            session.record(JudgementAdded(judgement.judgement_id, digest))
            return True

    # ------------------------------------------------------------ records

    def store_records(self, records: Sequence[Record], *, basis: str | None = None) -> None:
        """Put these records in the place of the ones stored.

        basis: what `basis()` said before the reading began whose outcome they are; None: what it says now.
        """
        told = self.basis() if basis is None else basis
        bodies = [(record.incident_id, to_text(record)) for record in records]
        with self._writing() as session:
            session.database.store_records(bodies, told)

    def records(self) -> tuple[Record, ...]:
        """Return the records as stored, in the order given then; none before they are built."""
        return tuple(from_json(Record, json.loads(row.body)) for row in self._database().records())

    def basis(self) -> str:
        """Return a digest of all that records are built from: reports, extractions, judgements, the user's files."""
        database = self._database()
        parts = ["reports", *(" ".join(key) for key in database.held_reports())]
        parts += [
            "extractions",
            *(f"{e.report_id} {e.reader} {e.object_sha256}" for e in database.extractions()),
        ]
        parts += ["judgements", *(row.object_sha256 for row in database.judgements())]
        for name in ("actors.toml", "method.toml", "gazetteer.csv"):
            path = self.folder / name
            parts += [name, Objects.hash_file(path) if path.exists() else ""]
        return content_id("basis", *parts)

    def is_built(self) -> bool:
        """Whether the stored records were built from what the case holds now."""
        return self._database().records_basis() == self.basis()

    # ------------------------------------------------------------ the user's files

    def actors(self) -> Actors:
        """Return what actors.toml says now. Raises: InputError."""
        return read_actors(self.folder / "actors.toml")

    def method(self) -> Method:
        """Return what method.toml says now. Raises: InputError."""
        return read_method(self.folder / "method.toml")

    def gazetteer_path(self) -> Path | None:
        """Return the case's own gazetteer.csv, None if it has none."""
        path = self.folder / "gazetteer.csv"
        return path if path.is_file() else None

    # ------------------------------------------------------------ the database, and checking

    def rebuild(self, make_records: Callable[["Case"], Sequence[Record]] | None = None) -> None:
        """Drop case.db and make it again from the objects and the log alone.

        make_records: builds the records from the case; without it there are none until they are built.
        Raises: CaseDamaged if log, HEAD or an object does not hold, and then case.db is left as it was.
        """
        with self._locked():
            self.log.check_head(self.log.last())
            rebuild(self._database_path, self.log.entries(), self.objects)
        if make_records is not None:
            basis = self.basis()
            self.store_records(make_records(self), basis=basis)

    @contextlib.contextmanager
    def held_still(self) -> Iterator[None]:
        """Keep writers out for a while, where this process may do so; for checking and copying.

        Raises: CaseBusy if somebody is writing now.
        """
        with contextlib.ExitStack() as stack:
            with contextlib.suppress(CannotWrite):  # a read-only disk: nobody writes to it anyway
                stack.enter_context(self._locked())
            yield

    def compare_database(self, entries: Sequence[Entry]) -> Comparison:
        """Hold case.db against entries of the log, as it stands; for `verify`."""
        if not self._database_path.exists():
            fact = "is not there; it is made again from the objects and the log"
            return Comparison(0, notes=(Problem("case.db", fact, "nothing to do"),))
        return Database.at(self._database_path).compare(entries, self.objects)

    def record_bodies(self) -> Iterator[tuple[str, str]]:
        """Yield incident id and JSON of each stored record; nothing where they cannot be read; for `verify`."""
        if not self._database_path.exists():
            return
        with contextlib.suppress(CaseError):
            database = Database.at(self._database_path)
            if database.check_version():
                yield from ((row.incident_id, row.body) for row in database.records())

    def _stored(self) -> Database | None:
        """Return case.db, None if it is not there or of an older form. Raises: CaseTooNew; CaseDamaged."""
        if not self._database_path.exists():
            return None
        database = Database.at(self._database_path)
        return database if database.check_version() else None

    def _database(self) -> Database:
        """Return the database to read from, brought up to the log where an interrupt left it behind."""
        last = self._last()
        database = self._stored()
        if database is not None and database.applied() == Head(last.seq, last.digest):
            return database
        try:
            with self._locked(0.0 if database is not None else None):
                return self._brought_up()
        except CaseBusy:
            if database is None:
                raise
            return database  # another process is writing: it brings the database up
        except CannotWrite:
            return self._made_in_memory(last)  # a read-only or full disk: the case can still be read

    def _brought_up(self) -> Database:
        """Return case.db with the rows of every act in the log. The lock is held."""
        last = self._last()
        self.log.check_head(last)
        database = self._stored()
        if database is None:
            return rebuild(self._database_path, self.log.entries(), self.objects)
        applied = database.applied()
        if applied == Head(last.seq, last.digest):
            return database
        entries = list(self.log.entries())
        if applied is not None and (
            applied.seq >= len(entries) or entries[applied.seq].digest != applied.sha256
        ):
            raise CaseDamaged(
                f"{self.log.path}: case.db knows of act {applied.seq}, which the log holds otherwise or not; "
                "run `tellings case verify` to see what has changed"
            )
        database.apply(entries[0 if applied is None else applied.seq + 1 :], self.objects)
        return database

    def _made_in_memory(self, last: Entry) -> Database:
        end = Head(last.seq, last.digest)
        if self._in_memory is None or self._in_memory[0] != end:
            database = Database.in_memory()
            database.apply(self.log.entries(), self.objects)
            self._in_memory = (end, database)
        return self._in_memory[1]

    def _last(self) -> Entry:
        last = self.log.last()
        if last is None:
            raise CaseDamaged(f"{self.log.path}: holds no whole line; restore it from a copy of the case")
        return last

    # ------------------------------------------------------------ writing

    @contextlib.contextmanager
    def _locked(self, seconds: float | None = None) -> Iterator[None]:
        with refusals(self.folder / "case.lock"):
            try:
                self._lock.acquire(timeout=BUSY_SECONDS if seconds is None else seconds)
            except Timeout as exc:
                raise CaseBusy(
                    f"{self.folder}: another process is writing to this case; wait until it is done, then try again"
                ) from exc
        try:
            yield
        finally:
            self._lock.release()

    @contextlib.contextmanager
    def _writing(self) -> Iterator["_Session"]:
        with self._locked():
            writer = self.log.writer()
            session = _Session(writer, self._brought_up(), self.objects)
            try:
                yield session
            except BaseException:
                with contextlib.suppress(CaseError):  # what stopped us matters more; the log has it all
                    session.flush()
                raise
            session.flush()


@dataclass
class _Session:
    """One writer's turn: acts go into the log at once, and into the database some at a time."""

    writer: LogWriter
    database: Database
    objects: Objects
    _waiting: list[Entry] = dataclasses.field(default_factory=list)

    def record(self, act: Act) -> None:
        """Log an act; its objects are in place."""
        self._waiting.append(self.writer.append(act))
        if len(self._waiting) >= _ACTS_A_TRANSACTION:
            self.flush()

    def flush(self) -> None:
        """Write the rows of the acts logged since."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            self.database.apply(waiting, self.objects)


def _encoded(text: str, item: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as exc:
        raise BrokenPromise(
            f"{item}: holds a lone surrogate at {exc.start}, which no UTF-8 can carry"
        ) from exc


def _require_places(report_id: str, data: Any, text: str) -> None:
    for place in placed(data, report_id):
        wrong = (
            f"names a place in another report, {place.report_id}"
            if place.report_id != report_id
            else misplaced(place, text)
        )
        if wrong is not None:
            raise BrokenPromise(f"the extraction of {report_id}: {wrong}")


def _version() -> str:
    try:
        return importlib.metadata.version("tellings")
    except importlib.metadata.PackageNotFoundError:
        return "unknown"
