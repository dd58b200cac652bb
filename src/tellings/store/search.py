"""The index that a case is searched by: search.db, beside case.db.

In:   rows of what is to be found: incidents, reports, claims; a query that is parsed already.
Out:  the rows of incidents; what a query finds, the best first, with words around it.
Holds: it is derived from the case, lies outside of its custody, and is deleted and made anew at will: a file that is
damaged, foreign or of another form is. What is written in one turn is there wholly or not at all. It holds words of
reports: whoever removes something from the case on purpose deletes it (`forget`).
"""

import contextlib
import errno
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, bindparam, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from tellings.custody.disk import cannot_write, refusals
from tellings.errors import CaseBusy

_FORM = "1"  # of the tables below: another one, and the file is made anew
_BUSY_SECONDS = 5.0
_ERRNO = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EACCES,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
}
_OPEN, _CLOSE = "\x02", "\x03"  # around the words that were found, in a snippet

_T = TypeVar("_T")

_WORDS = "tokenize = 'unicode61 remove_diacritics 2'"
_TABLES = (
    "TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "TABLE IF NOT EXISTS incidents (incident_id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, card TEXT NOT NULL)",
    "TABLE IF NOT EXISTS tells "
    "(report_id TEXT NOT NULL, incident_id TEXT NOT NULL, PRIMARY KEY (report_id, incident_id))",
    "INDEX IF NOT EXISTS tells_by_incident ON tells (incident_id)",
    "TABLE IF NOT EXISTS reports (number INTEGER PRIMARY KEY, report_id TEXT NOT NULL UNIQUE, digest TEXT NOT NULL)",
    f"VIRTUAL TABLE IF NOT EXISTS report_words USING fts5 (title, outlet, body, {_WORDS})",
    "TABLE IF NOT EXISTS claims "
    "(number INTEGER PRIMARY KEY, claim_id TEXT NOT NULL, report_id TEXT NOT NULL, incident_id TEXT NOT NULL)",
    "INDEX IF NOT EXISTS claims_by_incident ON claims (incident_id)",
    f"VIRTUAL TABLE IF NOT EXISTS claim_words USING fts5 (quote, wording, voices, {_WORDS})",
    "VIRTUAL TABLE IF NOT EXISTS report_terms USING fts5vocab (report_words, 'row')",
    "VIRTUAL TABLE IF NOT EXISTS claim_terms USING fts5vocab (claim_words, 'row')",
)


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """What a claim is found by. voices: the names and aliases of those in its chain, in a line each."""

    claim_id: str
    report_id: str
    quote: str
    wording: str
    voices: str


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident in the index. sha256: of its record; card: JSON."""

    incident_id: str
    sha256: str
    card: str
    report_ids: tuple[str, ...]
    claims: tuple[ClaimWords, ...]


@dataclass(frozen=True, slots=True)
class ReportWords:
    """What a report is found by. digest: of its metadata and text."""

    report_id: str
    digest: str
    title: str
    outlet: str
    body: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a snippet; is_found: whether it is what was looked for."""

    words: str
    is_found: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that a query found. number: its row; claim_id: "" for a whole report; incident_ids: those that it is
    told in, sorted."""

    number: int
    report_id: str
    claim_id: str
    incident_ids: tuple[str, ...]


class SearchIndex:
    """The index at a path. Any thread may use it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = _engine(path)

    # ------------------------------------------------------------ what is in it

    def digests(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return the digests of the records and of the reports that it knows, by id."""

        def ask(connection: Connection) -> tuple[dict[str, str], dict[str, str]]:
            incidents = connection.execute(text("SELECT incident_id, sha256 FROM incidents"))
            reports = connection.execute(text("SELECT report_id, digest FROM reports"))
            return {row[0]: row[1] for row in incidents}, {row[0]: row[1] for row in reports}

        return self._ask(ask)

    def cards(self) -> dict[str, str]:
        """Return the card of each incident, as JSON, by id."""
        return self._ask(
            lambda c: {row[0]: row[1] for row in c.execute(text("SELECT incident_id, card FROM incidents"))}
        )

    def terms(self) -> set[str]:
        """Return every word that stands in it, folded."""
        return self._ask(
            lambda c: {
                row[0]
                for table in ("report_terms", "claim_terms")
                for row in c.execute(text(f"SELECT term FROM {table}"))
            }
        )

    def tells(self) -> dict[str, tuple[str, ...]]:
        """Return the incidents that each report tells, by its id; a report that tells none is not there."""

        def ask(connection: Connection) -> dict[str, tuple[str, ...]]:
            found: dict[str, list[str]] = {}
            rows = text("SELECT report_id, incident_id FROM tells ORDER BY report_id, incident_id")
            for report_id, incident_id in connection.execute(rows):
                found.setdefault(report_id, []).append(incident_id)
            return {key: tuple(held) for key, held in found.items()}

        return self._ask(ask)

    def find(self, expression: str, *, most: int) -> tuple[Hit, ...]:
        """Return what an expression of FTS5 finds: claims, then reports, the best first; so many of each at most."""

        def ask(connection: Connection) -> tuple[Hit, ...]:
            told = {"query": expression, "most": most}
            # Ranked first, and joined then: of what is found in thousands only a few are looked at closer.
            claims = connection.execute(
                text(
                    "SELECT c.number, c.report_id, c.claim_id, c.incident_id FROM "
                    "(SELECT rowid AS n, rank AS r FROM claim_words WHERE claim_words MATCH :query "
                    "AND rank MATCH 'bm25(2.0, 2.0, 4.0)' ORDER BY rank LIMIT :most) "
                    "JOIN claims AS c ON c.number = n ORDER BY r, n"
                ),
                told,
            )
            found = [Hit(row[0], row[1], row[2], (row[3],)) for row in claims]
            reports = connection.execute(
                text(
                    "SELECT r.number, r.report_id, "
                    "(SELECT group_concat(incident_id, ' ') FROM tells WHERE tells.report_id = r.report_id) FROM "
                    "(SELECT rowid AS n, rank AS best FROM report_words WHERE report_words MATCH :query "
                    "AND rank MATCH 'bm25(8.0, 3.0, 1.0)' ORDER BY rank LIMIT :most) "
                    "JOIN reports AS r ON r.number = n ORDER BY best, n"
                ),
                told,
            )
            found += [Hit(row[0], row[1], "", tuple(sorted((row[2] or "").split()))) for row in reports]
            return tuple(found)

        return self._ask(ask)

    def snippets(self, expression: str, hits: Collection[Hit]) -> dict[Hit, tuple[Piece, ...]]:
        """Return for each hit of an expression some words around what was found."""

        def ask(connection: Connection) -> dict[Hit, tuple[Piece, ...]]:
            found: dict[Hit, tuple[Piece, ...]] = {}
            for table, some in (
                ("claim_words", [hit for hit in hits if hit.claim_id]),
                ("report_words", [hit for hit in hits if not hit.claim_id]),
            ):
                query = text(
                    f"SELECT rowid, snippet({table}, -1, :open, :close, '…', 24) FROM {table} "
                    f"WHERE {table} MATCH :query AND rowid IN :numbers"
                ).bindparams(bindparam("numbers", expanding=True))
                numbers = [hit.number for hit in some]
                told = {"query": expression, "open": _OPEN, "close": _CLOSE, "numbers": numbers}
                words = {row[0]: row[1] for row in connection.execute(query, told)} if some else {}
                found.update((hit, _pieces(words[hit.number])) for hit in some if hit.number in words)
            return found

        return self._ask(ask)

    # ------------------------------------------------------------ to bring it up to date

    def put_reports(self, reports: Iterable[ReportWords]) -> None:
        """Put these reports in the place of what is known of them."""
        held = list(reports)

        def write(connection: Connection) -> None:
            for one in held:
                _drop_report(connection, one.report_id)
            at = _next(connection, "reports")
            run = connection.exec_driver_sql
            if held:
                run(
                    "INSERT INTO report_words (rowid, title, outlet, body) VALUES (?, ?, ?, ?)",
                    [(at + n, one.title, one.outlet, one.body) for n, one in enumerate(held)],
                )
                run(
                    "INSERT INTO reports VALUES (?, ?, ?)",
                    [(at + n, one.report_id, one.digest) for n, one in enumerate(held)],
                )

        self._ask(write)

    def put_incidents(self, incidents: Iterable[IncidentRow]) -> None:
        """Put these incidents in the place of what is known of them."""
        held = list(incidents)
        claims = [(one.incident_id, claim) for one in held for claim in one.claims]
        tells = [(key, one.incident_id) for one in held for key in sorted(set(one.report_ids))]

        def write(connection: Connection) -> None:
            for one in held:
                _drop_incident(connection, one.incident_id)
            at = _next(connection, "claims")
            run = connection.exec_driver_sql
            if held:
                rows = [(one.incident_id, one.sha256, one.card) for one in held]
                run("INSERT INTO incidents VALUES (?, ?, ?)", rows)
            if tells:
                run("INSERT INTO tells VALUES (?, ?)", tells)
            if claims:
                run(
                    "INSERT INTO claim_words (rowid, quote, wording, voices) VALUES (?, ?, ?, ?)",
                    [(at + n, c.quote, c.wording, c.voices) for n, (_, c) in enumerate(claims)],
                )
                run(
                    "INSERT INTO claims VALUES (?, ?, ?, ?)",
                    [(at + n, c.claim_id, c.report_id, key) for n, (key, c) in enumerate(claims)],
                )

        self._ask(write)

    def drop(self, *, incident_ids: Collection[str] = (), report_ids: Collection[str] = ()) -> None:
        """Forget incidents and reports that the case has no more."""

        def write(connection: Connection) -> None:
            for incident_id in incident_ids:
                _drop_incident(connection, incident_id)
            for report_id in report_ids:
                _drop_report(connection, report_id)

        self._ask(write)

    # ------------------------------------------------------------ the file

    def _ask(self, ask: Callable[[Connection], _T]) -> _T:
        """Return what a question comes to; a file that is none of ours, or damaged, is made anew before it is asked."""
        try:
            self._make_sure()
            with self._engine.begin() as connection:
                return ask(connection)
        except DBAPIError as exc:
            code = getattr(exc.orig, "sqlite_errorcode", 0) & 0xFF
            if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise CaseBusy(
                    f"{self.path}: another program is writing to it; wait until it is done, then try again"
                ) from exc
            if code not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR):
                raise cannot_write(self.path, _ERRNO.get(code, errno.EIO)) from exc
            forget(self.path)
            self._make_sure()
            with self._engine.begin() as connection:
                return ask(connection)

    def _make_sure(self) -> None:
        if self.path.exists():
            with contextlib.suppress(DBAPIError), self._engine.begin() as connection:
                form = connection.execute(text("SELECT value FROM state WHERE key = 'form'")).scalar()
                if form == _FORM:
                    return
            forget(self.path)
        with self._engine.begin() as connection:
            for statement in _TABLES:
                connection.exec_driver_sql(f"CREATE {statement}")
            connection.execute(text("INSERT OR REPLACE INTO state VALUES ('form', :form)"), {"form": _FORM})


def forget(path: Path) -> None:
    """Delete the index at a path, if there is one."""
    for left in (path, *(path.with_name(f"{path.name}{end}") for end in ("-journal", "-wal", "-shm"))):
        with refusals(left):
            left.unlink(missing_ok=True)


def expression_of(terms: Sequence[Sequence[str]], *, prefixes: Collection[int] = ()) -> str:
    """Return an expression of FTS5 that wants all terms, each in any of its spellings.

    terms: spellings of each, at least one, of any characters; a spelling of several words is a phrase. prefixes: the
    numbers of terms of which a beginning is enough.
    """
    parts = []
    for number, spellings in enumerate(terms):
        star = " *" if number in prefixes else ""
        quoted = ['"{}"{}'.format(one.replace("\0", " ").replace('"', '""'), star) for one in spellings]
        parts.append(f"({' OR '.join(quoted)})")
    return " AND ".join(parts)


def _drop_incident(connection: Connection, incident_id: str) -> None:
    told = {"id": incident_id}
    connection.execute(
        text("DELETE FROM claim_words WHERE rowid IN (SELECT number FROM claims WHERE incident_id = :id)"),
        told,
    )
    for table in ("claims", "tells", "incidents"):
        connection.execute(text(f"DELETE FROM {table} WHERE incident_id = :id"), told)


def _drop_report(connection: Connection, report_id: str) -> None:
    told = {"id": report_id}
    connection.execute(
        text("DELETE FROM report_words WHERE rowid IN (SELECT number FROM reports WHERE report_id = :id)"),
        told,
    )
    connection.execute(text("DELETE FROM reports WHERE report_id = :id"), told)


def _next(connection: Connection, table: str) -> int:
    return int(connection.execute(text(f"SELECT coalesce(max(number), 0) + 1 FROM {table}")).scalar_one())


def _pieces(snippet: str) -> tuple[Piece, ...]:
    return tuple(_split(snippet))


def _split(snippet: str) -> Iterator[Piece]:
    for number, part in enumerate(snippet.split(_OPEN)):
        found, mark, rest = part.partition(_CLOSE)
        if number == 0 or not mark:
            yield from ([Piece(part, False)] if part else [])
            continue
        yield Piece(found, True)
        if rest:
            yield Piece(rest, False)


def _engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)),
        poolclass=NullPool,
        connect_args={"timeout": _BUSY_SECONDS, "isolation_level": None, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(
        "BEGIN"
    )  # the driver's own way would end a transaction before it makes a table


def _prepare(connection: object, _record: object) -> None:
    execute = connection.execute  # type: ignore[attr-defined]
    execute("PRAGMA journal_mode=DELETE")
    execute("PRAGMA synchronous=OFF")  # what a power cut leaves half is made anew
    execute("PRAGMA secure_delete=ON")
