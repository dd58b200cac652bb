"""Rows of what was built: records, and what the next build needs to build no more than a change asks for.

In:   a connection; rows as frozen values.
Out:  the same values again.
Holds: one build's rows are written in one transaction. Dropped, they are built again, the same bytes.
"""

import json
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Column, Connection, delete, func, insert, select

from tellings.custody.objects import sha256_of
from tellings.store.schema import BUILT, BUILT_ACCOUNTS, BUILT_KEYS, BUILT_REPORTS, RECORDS

_AT_ONCE = 500  # rows or ids of one statement; SQLite takes some 32,000 values at most


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A built record. sha256: of its JSON; packed: the JSON, by zlib; outline: JSON, or ""."""

    incident_id: str
    sort_key: str
    sha256: str
    packed: bytes
    outline: str = ""

    @classmethod
    def of(cls, incident_id: str, sort_key: str, body: str, outline: str = "") -> "RecordRow":
        """Return the row of a record, by its JSON."""
        data = body.encode()
        return cls(incident_id, sort_key, sha256_of(data), zlib.compress(data, 1), outline)

    @property
    def body(self) -> str:
        """The JSON; of what is no packed text any more its own words, which fit no digest."""
        try:
            return zlib.decompress(self.packed).decode()
        except (zlib.error, UnicodeDecodeError, TypeError):
            return str(self.packed)

    @property
    def is_whole(self) -> bool:
        """Whether the JSON is what its digest says."""
        return sha256_of(self.body.encode()) == self.sha256


@dataclass(frozen=True, slots=True)
class BuiltReport:
    """A report that the records stand on. stamp: of its metadata and of what was read in it; text_key: what reports of
    one text share, or ""; noted: JSON of what a build says of it."""

    report_id: str
    stamp: str
    text_key: str
    noted: str


@dataclass(frozen=True, slots=True)
class BuiltAccount:
    """Where an account went: its component, with the component's level, and its incident, "" for a mention in passing
    that joined none. is_leader: 1 where it was compared with others, 0 where it went with one that was."""

    account_id: str
    report_id: str
    component: str
    level: int
    is_leader: int
    incident_id: str


@dataclass(frozen=True, slots=True)
class KeyPiece:
    """What some accounts or texts are found by. ids: theirs; counts: int32, how many keys each has; keys: theirs, one
    after the other, int64 or uint64. All little-endian."""

    kind: str
    ids: tuple[str, ...]
    counts: bytes
    keys: bytes


@dataclass(frozen=True, slots=True)
class BuildRows:
    """What a build writes. basis: a digest of what the records were built from.

    is_whole: everything that stood there goes. Else the records of `gone` go, with the accounts of `gone_accounts_of`,
    which are reports; a report or an account that is given stands in the place of the one with its id.
    """

    basis: str
    records: Sequence[RecordRow]
    is_whole: bool = True
    gone: Collection[str] = ()
    gone_accounts_of: Collection[str] = ()
    reports: Collection[BuiltReport] = ()
    accounts: Collection[BuiltAccount] = ()
    pieces: Collection[KeyPiece] = ()
    facts: dict[str, str] = field(default_factory=dict)


def write(connection: Connection, rows: BuildRows) -> None:
    """Write a build's rows; the caller's transaction holds them together."""
    if rows.is_whole:
        for table in BUILT:
            connection.execute(delete(table))
    for some in _some(rows.gone):
        connection.execute(delete(RECORDS).where(RECORDS.c.incident_id.in_(some)))
    for some in _some(rows.gone_accounts_of):
        connection.execute(delete(BUILT_ACCOUNTS).where(BUILT_ACCOUNTS.c.report_id.in_(some)))
    if not rows.is_whole:
        for some in _some([one.report_id for one in rows.reports]):
            connection.execute(delete(BUILT_REPORTS).where(BUILT_REPORTS.c.report_id.in_(some)))
        for some in _some([one.account_id for one in rows.accounts]):
            connection.execute(delete(BUILT_ACCOUNTS).where(BUILT_ACCOUNTS.c.account_id.in_(some)))
    for record in rows.records:
        connection.execute(
            insert(RECORDS).values(
                incident_id=record.incident_id,
                sort_key=record.sort_key,
                sha256=record.sha256,
                body=record.packed,
                outline=record.outline,
            )
        )
    for some_reports in _some(rows.reports):
        connection.execute(
            insert(BUILT_REPORTS),
            [
                {"report_id": one.report_id, "stamp": one.stamp, "text_key": one.text_key, "noted": one.noted}
                for one in some_reports
            ],
        )
    for some_accounts in _some(rows.accounts):
        connection.execute(
            insert(BUILT_ACCOUNTS),
            [
                {
                    "account_id": one.account_id,
                    "report_id": one.report_id,
                    "component": one.component,
                    "level": one.level,
                    "is_leader": one.is_leader,
                    "incident_id": one.incident_id,
                }
                for one in some_accounts
            ],
        )
    last = connection.execute(select(func.max(BUILT_KEYS.c.number))).scalar_one_or_none()
    for number, piece in enumerate(rows.pieces, start=0 if last is None else last + 1):
        connection.execute(
            insert(BUILT_KEYS).values(
                number=number,
                kind=piece.kind,
                ids=json.dumps(piece.ids),
                counts=piece.counts,
                keys=piece.keys,
            )
        )


def records(connection: Connection, incident_ids: Collection[str] | None = None) -> Iterator[RecordRow]:
    """Yield records in their order, all or some."""
    query = select(RECORDS).order_by(RECORDS.c.sort_key, RECORDS.c.incident_id)
    queries = [query]
    if incident_ids is not None:
        queries = [query.where(RECORDS.c.incident_id.in_(some)) for some in _some(incident_ids)]
    for one in queries:
        for row in connection.execute(one):
            yield RecordRow(row.incident_id, row.sort_key, row.sha256, row.body, row.outline)


def record_digests(connection: Connection) -> dict[str, str]:
    """Return the digest of each record, by incident id, in the order of the records."""
    query = select(RECORDS.c.incident_id, RECORDS.c.sha256)
    rows = connection.execute(query.order_by(RECORDS.c.sort_key, RECORDS.c.incident_id))
    return {row.incident_id: row.sha256 for row in rows}


def outlines(connection: Connection) -> dict[str, str]:
    """Return the outline of each record, by incident id."""
    rows = connection.execute(select(RECORDS.c.incident_id, RECORDS.c.outline))
    return {row.incident_id: row.outline for row in rows}


def built_reports(connection: Connection) -> dict[str, BuiltReport]:
    """Return the reports that the records stand on, by id."""
    rows = connection.execute(select(BUILT_REPORTS))
    return {row.report_id: BuiltReport(*row) for row in rows}


def noted_reports(connection: Connection) -> dict[str, str]:
    """Return what a build says of single reports, as JSON, by report id, of those of which it says anything."""
    query = select(BUILT_REPORTS.c.report_id, BUILT_REPORTS.c.noted).where(BUILT_REPORTS.c.noted != "")
    return {row.report_id: row.noted for row in connection.execute(query)}


def accounts_of_reports(connection: Connection, report_ids: Collection[str]) -> list[BuiltAccount]:
    """Return where the accounts of some reports went, sorted by id."""
    return _accounts(connection, BUILT_ACCOUNTS.c.report_id, report_ids)


def accounts_of_components(connection: Connection, components: Collection[str]) -> list[BuiltAccount]:
    """Return where the accounts of some components went, sorted by id."""
    return _accounts(connection, BUILT_ACCOUNTS.c.component, components)


def accounts_by_id(connection: Connection, account_ids: Collection[str]) -> list[BuiltAccount]:
    """Return where some accounts went, sorted by id."""
    return _accounts(connection, BUILT_ACCOUNTS.c.account_id, account_ids)


def _accounts(connection: Connection, column: Column[str], wanted: Collection[str]) -> list[BuiltAccount]:
    found = [
        BuiltAccount(*row)
        for some in _some(wanted)
        for row in connection.execute(select(BUILT_ACCOUNTS).where(column.in_(some)))
    ]
    return sorted(found, key=lambda one: one.account_id)


def pieces(connection: Connection, kind: str) -> list[KeyPiece]:
    """Return the pieces of one kind, the oldest first."""
    query = select(BUILT_KEYS).where(BUILT_KEYS.c.kind == kind).order_by(BUILT_KEYS.c.number)
    return [
        KeyPiece(row.kind, tuple(json.loads(row.ids)), row.counts, row.keys)
        for row in connection.execute(query)
    ]


def _some(items: Collection[object]) -> Iterator[list]:  # type: ignore[type-arg]
    every = list(items)
    for at in range(0, len(every), _AT_ONCE):
        yield every[at : at + _AT_ONCE]
