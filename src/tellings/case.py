"""A case: a folder that keeps reports, what was found in them, what people judged, and what was built of it.

In:   a folder; reports as intake took them in, extractions, judgements, records.
Out:  the same values again, sorted by what they are and never by when they came.
Holds: originals and texts are kept byte for byte; what was done is on the disk, and in the log, before anything
says that it is done; an interrupt at any point leaves a whole case. One process writes at a time; readers need
no lock. The folder: `objects/`, `log.jsonl` and `HEAD` are the truth, `case.db` is derived from them,
`actors.toml`, `method.toml` and `gazetteer.csv` are the user's to edit.
"""

import contextlib
import importlib.metadata
import json
import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from filelock import FileLock, Timeout

from tellings.codec import from_json, to_json, to_text
from tellings.custody import (
    Act,
    CaseCreated,
    CaseUpgraded,
    CheckpointSigned,
    Comparison,
    Entry,
    ExtractionStored,
    Head,
    JudgementAdded,
    Kept,
    Log,
    LogWriter,
    Name,
    Objects,
    PseudonymsKeyed,
    ReportAdded,
    Seal,
    Sealed,
    SealKind,
    SealPlan,
    SetAsideNoted,
    SettingsKept,
    misplaced,
    placed,
    plan_name,
    plan_original,
    plan_report,
    removed_by,
    seal_of,
    sha256_of,
)
from tellings.custody.disk import put_in_place, refusals
from tellings.custody.log import CASE_SCHEMA
from tellings.errors import (
    BrokenPromise,
    CannotWrite,
    CaseBusy,
    CaseDamaged,
    CaseError,
    CaseExists,
    NotACase,
)
from tellings.model import Actors, Extraction, Judgement, Method, Record, Report, SetAside, content_id
from tellings.settings import ACTORS_TEMPLATE, METHOD_TEMPLATE, read_actors, read_method
from tellings.store import BuildRows, Database, DerivedDatabase, RecordRow, ReportRow

USER_FILES = ("actors.toml", "method.toml", "gazetteer.csv")  # what a case is built with besides its reports
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


@dataclass(frozen=True, slots=True)
class SealedItem:
    """One thing that a seal removed something of. item: a report's id; on: RFC 3339; why: as given."""

    item: str
    kind: SealKind
    on: str
    by: str
    why: str


class Case:
    """A case that is open. Make one with `Case.new` or `Case.open`; any thread may use it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.objects = Objects(folder / "objects")
        self.log = Log(folder)
        self._derived = DerivedDatabase(folder / "case.db", self.log, self.objects)
        self._lock = FileLock(folder / "case.lock")

    # ------------------------------------------------------------ opening

    @classmethod
    def new(cls, path: str | os.PathLike[str]) -> Self:
        """Make a case in `path`, a folder that is empty or not there yet, and open it.

        A folder made here is the user's alone to enter; one that was there keeps its rights.
        Raises: CaseExists if there is anything in the folder; CannotWrite.
        """
        folder = Path(path)
        if (folder / "log.jsonl").exists():
            raise CaseExists(f"{folder}: already holds a case; open that one, or choose another folder")
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise CaseExists(f"{folder}: is not an empty folder; choose an empty or a new one")
        with refusals(folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (folder / "objects").mkdir(exist_ok=True)
        case = cls(folder)
        with case._locked():
            put_in_place(folder / "actors.toml", ACTORS_TEMPLATE.encode())
            put_in_place(folder / "method.toml", METHOD_TEMPLATE.encode())
            writer = case.log.writer()
            writer.append(CaseCreated(schema=CASE_SCHEMA, tellings=_version()))
            writer.append(PseudonymsKeyed(secrets.token_hex(32)))
            case._derived.brought_up()
        return case

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Self:
        """Open the case in the folder `path`. Changed bytes are not looked for here: that is `verify`'s.

        Raises: NotACase; CaseTooNew if a later version wrote it; CaseDamaged if what should be a file is none.
        """
        folder = Path(path)
        if not folder.is_dir():
            raise NotACase(f"{folder}: is no folder; make a case with `tellings case new {folder}`")
        if not (folder / "log.jsonl").exists():
            raise NotACase(
                f"{folder}: holds no case (no log.jsonl); make one with `tellings case new FOLDER`"
            )
        for name in ("log.jsonl", "HEAD", "case.db", "case.db.sha256", *USER_FILES):
            path = folder / name
            if path.exists() and not path.is_file():  # to read a pipe would be to wait for ever
                raise CaseDamaged(f"{path}: is no plain file; move it away, and put a copy of the file back")
        case = cls(folder)
        with contextlib.suppress(CaseDamaged):  # `verify` must be able to open it, to say what is damaged
            first = case.log.first()
            if first is None or not isinstance(first.act, CaseCreated):
                raise NotACase(
                    f"{folder}: its log does not begin; the making of this case was cut short: make it anew"
                )
            if case._derived.stored() is not None and case._derived.sum.is_writing():
                with contextlib.suppress(CaseBusy, CannotWrite), case._locked(0.0):
                    case._derived.brought_up()
        return case

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of what is held in memory. Nothing on the disk waits for this; the case may be used again."""
        self._derived.forget()

    # ------------------------------------------------------------ reports

    def add(self, taken: Iterable[TakenReport | SetAside]) -> AddSummary:
        """Keep each report with its original, and note what was set aside, one after the other.

        What was sealed does not come in again: it is set aside, with the seal's reason.

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
            noted = set(session.database.set_asides()) | removed_by(session.seals)
            for item, tainting in _with_siblings(taken, session.seals):
                if isinstance(item, SetAside):
                    encoded = _encoded(to_text(item), item.item)
                    digest = sha256_of(encoded)
                    if digest not in noted:
                        self.objects.put(encoded)
                        session.record(SetAsideNoted(digest))
                        noted.add(digest)
                    set_aside.append(item)
                    continue
                report_id = item.report.report_id
                is_held = report_id in texts
                refused = self._keep(item, held, texts, session, tainting)
                if refused is not None:
                    set_aside.append(refused)
                else:
                    (already_held if is_held else added).append(report_id)
        return AddSummary(tuple(added), tuple(already_held), tuple(set_aside))

    def _keep(
        self,
        item: TakenReport,
        held: set[tuple[str, str]],
        texts: dict[str, str],
        session: "_Session",
        tainting: Seal | None,
    ) -> SetAside | None:
        """Keep one report and log it, if it is not held, and enter it into `held` and `texts`.

        tainting: the seal of another report in the same original, if there is one.
        Returns: why not, where its text or its original was sealed.
        """
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
        key = (report.report_id, sha256_of(encoded))
        # one that is held needs nothing of its original, which may have been sealed for the sake of another report
        is_held = key in held
        wanted = {report.text_sha256, *(() if is_held else (report.original_sha256, key[1]))}
        seal = _first_with(wanted, session.seals) or (None if is_held else tainting)
        if seal is not None:
            return SetAside(
                item=original.name,
                reason="sealed",
                message=f"it was removed from this case on {seal.at[:10]}, by {seal.by}: {seal.why}",
                next_step="leave it out; or keep it in another case",
                original_sha256=report.original_sha256,
            )
        if texts.setdefault(report.report_id, report.text_sha256) != report.text_sha256:
            raise BrokenPromise(f"{original.name}: {report.report_id} is held with another text")
        if not is_held:
            for data in (original.data, text, encoded):
                self.objects.put(data)
            session.record(ReportAdded(report.report_id, report.original_sha256, report.text_sha256, key[1]))
            held.add(key)
        return None

    def reports(self) -> tuple[Report, ...]:
        """Return all reports with their texts, sorted by report id, whatever the order in which they came.

        Of one that came in several ways, the metadata that tells most. Raises: CaseDamaged if a text has changed.
        """
        return tuple(self._report(row) for row in self._database().reports())

    def report_ids(self) -> tuple[str, ...]:
        """Return the ids of all reports, sorted."""
        return tuple(sorted({report_id for report_id, _ in self._database().held_reports()}))

    def unread(self, reader: str) -> tuple[str, ...]:
        """Return the ids of the reports that a reader has not read, sorted."""
        database = self._database()
        read = {row.report_id for row in database.extractions(reader)}
        return tuple(key for key in database.chosen_metadata() if key not in read)

    def report(self, report_id: str) -> Report | None:
        """Return one report, None if the case does not hold it. Raises: CaseDamaged if its text has changed."""
        row = self._database().report(report_id)
        return None if row is None else self._report(row)

    def some_reports(self, report_ids: Iterable[str]) -> Iterator[Report]:
        """Return these reports, those that are held, sorted by id: each text is read when it is asked for."""
        wanted = set(report_ids)
        rows = [row for row in self._database().reports() if row.report_id in wanted]
        return (self._report(row) for row in rows)

    def report_of(self, row: ReportRow) -> Report:
        """Return the report that a row of the database is of. Raises: CaseDamaged if its text has changed."""
        return self._report(row)

    def _report(self, row: ReportRow) -> Report:
        text = self.objects.get(row.text_sha256).decode("utf-8")
        try:
            told = {**json.loads(row.metadata), "text": text, "text_sha256": row.text_sha256}
            return from_json(Report, told)
        except (ValueError, TypeError, BrokenPromise) as exc:
            fact = f"the row of {row.report_id} is not what the log and the objects say"
            raise CaseDamaged(
                f"{self._derived.path}: {fact}; delete case.db: it is made again from them"
            ) from exc

    def original(self, report: Report) -> bytes | None:
        """Return the bytes that a report came in as, None if they were sealed.

        Raises: CaseDamaged if they are missing or have changed.
        """
        if report.original_sha256 in removed_by(self._database().seals()):
            return None
        return self.objects.get(report.original_sha256)

    def set_asides(self) -> tuple[SetAside, ...]:
        """Return what was set aside at intake, sorted by item, then reason."""
        database = self._database()
        asides = [database.value_of(SetAside, body) for body in database.set_asides().values()]
        return tuple(sorted(asides, key=lambda aside: (aside.item, aside.reason, aside.message)))

    # ------------------------------------------------------------ what was found, and judged

    def extractions(self, reader: str) -> tuple[Extraction, ...]:
        """Return what `reader` found, the last time it read each report, sorted by report id."""
        return tuple(self._extraction(row.object_sha256) for row in self._database().extractions(reader))

    def extraction(self, report_id: str, reader: str) -> Extraction | None:
        """Return what `reader` found in one report, None if it has not read it."""
        row = self._database().extraction(report_id, reader)
        return None if row is None else self._extraction(row.object_sha256)

    def extraction_of(self, object_sha256: str) -> Extraction:
        """Return the extraction that an object holds. Raises: CaseDamaged."""
        return self._extraction(object_sha256)

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
        database = self._database()
        return tuple(database.value_of(Judgement, row.body) for row in database.judgements())

    def add_judgement(self, judgement: Judgement) -> bool:
        """Keep a judgement; return whether it was not held yet. One that was sealed does not come in again.

        Raises: BrokenPromise if another one is held under its id: judgements are only ever added.
        """
        return self.add_judgements([judgement]) == 1

    def add_judgements(self, judgements: Iterable[Judgement]) -> int:
        """Keep several, as `add_judgement` does, in one writing turn; return how many were not held yet.

        None is kept if one of them cannot be. Whether they contradict each other is not asked here: see
        `pipeline.add_judgements`.
        """
        encoded = {one: _encoded(to_text(one), one.judgement_id) for one in judgements}
        with self._writing() as session:
            held = {row.judgement_id: row.object_sha256 for row in session.database.judgements()}
            known = {*held.values(), *removed_by(session.seals)}
            new = {one: data for one, data in encoded.items() if sha256_of(data) not in known}
            for one, data in new.items():
                if held.setdefault(one.judgement_id, sha256_of(data)) != sha256_of(data):
                    raise BrokenPromise(f"{one.judgement_id}: another judgement is held under this id")
            for one, data in new.items():
                session.record(JudgementAdded(one.judgement_id, self.objects.put(data)))
        return len(new)

    def log_checkpoint(self, data: bytes) -> Entry:
        """Keep a checkpoint, as `custody.checkpoints` writes it, and log it; return the log's line for it."""
        with self._writing() as session:
            return session.record(CheckpointSigned(self.objects.put(data)))

    # ------------------------------------------------------------ records

    def store_records(self, records: Sequence[Record], *, basis: str | None = None) -> None:
        """Put these records in the place of the ones stored.

        basis: what `basis()` said before the reading began whose outcome they are; None: what it says now.
        """
        told = self.basis() if basis is None else basis
        # what is stored alone keeps its order by its place: nothing is known of the days
        rows = [
            RecordRow.of(record.incident_id, f"{place:08}", to_text(record))
            for place, record in enumerate(records)
        ]
        self.store_built(BuildRows(told, rows))

    def store_built(self, rows: BuildRows) -> None:
        """Put what a build made in the place of what it replaces. Raises: CaseBusy; CannotWrite."""
        with self._writing() as session:
            session.begin_change()
            session.database.store_built(rows)

    @property
    def database(self) -> Database:
        """The rows of the case as they stand, to read from."""
        return self._database()

    def records(self) -> tuple[Record, ...]:
        """Return the records as stored, in the order given then; none before they are built."""
        database = self._database()
        return tuple(database.value_of(Record, row.body) for row in database.records())

    def record(self, incident_id: str) -> Record | None:
        """Return one record as stored; None if there is none of that id."""
        database = self._database()
        rows = database.records([incident_id])
        return database.value_of(Record, rows[0].body) if rows else None

    def basis(self) -> str:
        """Return a digest of all that records are built from: reports, extractions, judgements, the user's files."""
        database = self._database()
        parts = ["reports", *(" ".join(key) for key in database.held_reports())]
        parts += [
            "extractions",
            *(f"{e.report_id} {e.reader} {e.object_sha256}" for e in database.extractions()),
        ]
        parts += ["judgements", *(row.object_sha256 for row in database.judgements())]
        for name in USER_FILES:
            path = self.folder / name
            parts += [name, Objects.hash_file(path) if path.exists() else ""]
        return content_id("basis", *parts)

    def has_records(self) -> bool:
        """Whether records were ever built and are still stored, in date or not."""
        return self._database().records_basis() is not None

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

    def keep_settings(self) -> None:
        """Keep actors.toml, method.toml and gazetteer.csv as they are now, each if it is other than last kept.

        A file as it was before a name in it was sealed is not kept again. Raises: CaseBusy; CannotWrite.
        """
        with self._writing() as session:
            facts, gone = session.database.facts(), removed_by(session.seals)
            for name in USER_FILES:
                path = self.folder / name
                if not path.is_file():
                    continue
                data = path.read_bytes()
                digest = sha256_of(data)
                if facts.get(name) != digest and digest not in gone:
                    self.objects.put(data)
                    session.record(SettingsKept(name, digest))

    def pseudonym_key(self) -> bytes:
        """Return the case's own key for pseudonyms, 32 bytes.

        A case of form 1 has none before it is first written to: until then the key follows from the first line of
        its log, so that pseudonyms hold from one reading to the next; anyone who knows that line can work it out.
        """
        key = self._database().facts().get("pseudonym_key")
        if key is not None:
            return bytes.fromhex(key)
        first = self.log.first()
        assert first is not None  # `_database` reads nothing else
        return bytes.fromhex(sha256_of(f"pseudonyms {first.digest}".encode()))

    def gazetteer_path(self) -> Path | None:
        """Return the case's own gazetteer.csv, None if it has none."""
        path = self.folder / "gazetteer.csv"
        return path if path.is_file() else None

    # ------------------------------------------------------------ removal on purpose

    def plan_report_seal(self, report_id: str) -> SealPlan:
        """Return what `seal_report` would do. Raises: InputError; CaseDamaged."""
        return plan_report(self._kept(), report_id)

    def plan_original_seal(self, report_id: str) -> SealPlan:
        """Return what `seal_original` would do. Raises: InputError; CaseDamaged."""
        return plan_original(self._kept(), report_id)

    def plan_name_seal(self, forms: Iterable[str]) -> SealPlan:
        """Return what `seal_name` would do. Raises: InputError; CaseDamaged."""
        return plan_name(self._kept(), Name(forms))

    def seal_report(self, report_id: str, *, by: str, why: str) -> SealPlan:
        """Remove a report from all that is kept, and return what was done. The records are to be built again.

        by: who decides it; why: in words; both stay on record. Ids stay as well.
        Raises: InputError, CaseDamaged, CaseBusy, CannotWrite. Interrupted before the seal is in the log, nothing
        was removed; after it, the next that writes to the case, or reads it, ends the removal.
        """
        return self._seal(lambda kept: plan_report(kept, report_id), by=by, why=why)

    def seal_original(self, report_id: str, *, by: str, why: str) -> SealPlan:
        """Remove the bytes that a report came in as; its text stays. Else as `seal_report`."""
        return self._seal(lambda kept: plan_original(kept, report_id), by=by, why=why)

    def seal_name(self, forms: Iterable[str], *, by: str, why: str) -> SealPlan:
        """Remove a person's name, in these forms, from all that is kept; see `custody.names`. Else as `seal_report`.

        Where it stands nowhere, nothing is done, and the plan returned is empty. The user's own files are not
        touched: `user_files_with` tells which still hold it.
        """
        name = Name(forms)
        return self._seal(lambda kept: plan_name(kept, name), by=by, why=why, name=name)

    def user_files_with(self, forms: Iterable[str]) -> tuple[str, ...]:
        """Return which of actors.toml, method.toml and gazetteer.csv hold a name as they are now."""
        name = Name(forms)
        paths = [self.folder / file for file in USER_FILES]
        return tuple(path.name for path in paths if path.is_file() and name.is_in(path.read_bytes()))

    def sealed(self) -> tuple[SealedItem, ...]:
        """Return what was removed on purpose, in the order of the log; a row for each report that a seal is about."""
        return tuple(
            SealedItem(item, seal.kind, seal.at, seal.by, seal.why)
            for seal in self._database().seals()
            for item in seal.items or ("the case",)
        )

    def _kept(self) -> Kept:
        return Kept(list(self.log.entries()), self.objects, self._database().seals())

    def _seal(
        self, plan_of: Callable[[Kept], SealPlan], *, by: str, why: str, name: Name | None = None
    ) -> SealPlan:
        with self._writing() as session:
            plan = plan_of(Kept(list(self.log.entries()), self.objects, session.seals))
            if plan.is_empty:
                return plan
            for data in plan.replaced.values():
                self.objects.put(data)
            seal = seal_of(
                plan, by=by, why=why, at=datetime.now(UTC).isoformat(timespec="seconds"), name=name
            )
            # From this line of the log on, the removal is done or will be: nothing was deleted before it.
            session.record(Sealed(self.objects.put(_encoded(to_text(seal), "the seal"))))
            session.remake()
            return plan

    # ------------------------------------------------------------ the database, and checking

    def rebuild(self, make_records: Callable[["Case"], Sequence[Record]] | None = None) -> None:
        """Drop case.db and make it again from the objects and the log alone.

        make_records: builds the records from the case; without it there are none until they are built.
        Raises: CaseDamaged if log, HEAD or an object does not hold, and then case.db is left as it was.
        """
        with self._locked():
            self.log.check_head(self.log.last())
            self._derived.remade(list(self.log.entries()))
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
        """Hold case.db against its digest and against entries of the log, as it stands; for `verify`."""
        return self._derived.compare(entries)

    def record_bodies(self) -> Iterator[tuple[str, str]]:
        """Yield incident id and JSON of each stored record; nothing where they cannot be read; for `verify`."""
        return self._derived.record_bodies()

    def _database(self) -> Database:
        """Return the database to read from, brought up to the log where an interrupt left it behind."""
        last = self._derived.last()
        database = self._derived.stored()
        is_up = database is not None and database.applied() == Head(last.seq, last.digest)
        if database is not None and is_up and not self._derived.sum.is_writing():
            return database
        try:
            with self._locked(0.0 if database is not None else None):
                return self._derived.brought_up()
        except CaseBusy:
            if database is None or self._derived.is_before_a_seal(database):
                raise
            return database  # another process is writing: it brings the database up
        except CannotWrite:  # a read-only or full disk: the case can still be read
            return database if database is not None and is_up else self._derived.made_in_memory(last)

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
            database = self._derived.settled(self._derived.brought_up())
            if self._derived.end_removals(database.seals()):  # put back from a copy, or by another program
                database = self._derived.remade(list(self.log.entries()))
            session = _Session(self, writer, database)
            try:
                yield session
            except BaseException:
                with contextlib.suppress(CaseError):  # what stopped us matters more; the log has it all
                    session.close()
                raise
            session.close()


class _Session:
    """One writer's turn: acts go into the log at once, and into the database some at a time."""

    def __init__(self, case: Case, writer: LogWriter, database: Database) -> None:
        self.database = database
        self.seals = database.seals()
        self._case = case
        self._writer = writer
        self._waiting: list[Entry] = []
        self._has_begun = False  # whether the database has been noted as about to change
        self._is_of_this_form = False

    def record(self, act: Act) -> Entry:
        """Log an act, and return its line; its objects are in place."""
        self._take_to_this_form()
        return self._append(act)

    def begin_change(self) -> None:
        """Note that the database is about to change."""
        if not self._has_begun:
            self._case._derived.sum.begin()
            self._has_begun = True

    def flush(self) -> None:
        """Write the rows of the acts logged since."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            self.begin_change()
            self.database.apply(waiting, self._case.objects, self.seals)

    def remake(self) -> None:
        """Make the database anew from the log, after a seal."""
        self._waiting = []
        self.database = self._case._derived.remade(list(self._case.log.entries()))
        self.seals = self.database.seals()
        self._has_begun = False

    def close(self) -> None:
        """Write what waits, and note the database's digest."""
        self.flush()
        if self._has_begun:
            self._case._derived.sum.end()

    def _take_to_this_form(self) -> None:
        """Before the first act of a turn: a case that an earlier version made goes on in this version's form."""
        if self._is_of_this_form:
            return
        self._is_of_this_form = True
        facts = self.database.facts()
        if int(facts["schema"]) < CASE_SCHEMA:
            self._append(CaseUpgraded(schema=CASE_SCHEMA, tellings=_version()))
        if "pseudonym_key" not in facts:
            self._append(PseudonymsKeyed(secrets.token_hex(32)))

    def _append(self, act: Act) -> Entry:
        entry = self._writer.append(act)
        self._waiting.append(entry)
        if len(self._waiting) >= _ACTS_A_TRANSACTION:
            self.flush()
        return entry


def _with_siblings(
    taken: Iterable[TakenReport | SetAside], seals: Sequence[Seal]
) -> Iterator[tuple[TakenReport | SetAside, Seal | None]]:
    """Yield each item with the seal of a text that came out of the same original, None if there is none.

    An original that holds several reports (JSON lines) must not bring one that was sealed back with the others.
    """
    if not seals:  # then each is kept as it comes
        yield from ((item, None) for item in taken)
        return
    for _, group in groupby(taken, lambda item: "" if isinstance(item, SetAside) else item.original.sha256):
        items = list(group)
        texts = {item.report.text_sha256 for item in items if not isinstance(item, SetAside)}
        yield from ((item, _first_with(texts, seals)) for item in items)


def _first_with(digests: set[str], seals: Iterable[Seal]) -> Seal | None:
    """Return the first seal that removed any of these objects."""
    return next((seal for seal in seals if not digests.isdisjoint(seal.removed)), None)


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
