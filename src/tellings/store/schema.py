"""The tables of a case, in types that SQLite and PostgreSQL share.

Migrations: `SCHEMA_VERSION` stands in `meta`. A database with a newer number is refused. One with an older
number is made again from the objects and the log: since every row is derived from them, making it again is
the migration, and no step from one number to the next is ever written. Raise the number with every change here.
"""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

SCHEMA_VERSION = 3

_DIGEST = String(64)

METADATA = MetaData()

META = Table(
    "meta",
    METADATA,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

REPORTS = Table(  # a row for each way a report came in: one text may come in several originals
    "reports",
    METADATA,
    Column("report_id", String(255), primary_key=True),
    Column("metadata_sha256", _DIGEST, primary_key=True),
    Column("original_sha256", _DIGEST, nullable=False),
    Column("text_sha256", _DIGEST, nullable=False),
    Column("told", Integer, nullable=False),  # how many of the metadata's keys have a value
    Column("metadata", Text, nullable=False),  # JSON: a report without its text, as in the object
)

EXTRACTIONS = Table(
    "extractions",
    METADATA,
    Column("report_id", String(255), primary_key=True),
    Column("reader", String(255), primary_key=True),
    Column("object_sha256", _DIGEST, nullable=False),
    Index("extractions_by_reader", "reader", "report_id"),
)

JUDGEMENTS = Table(
    "judgements",
    METADATA,
    Column("judgement_id", String(255), primary_key=True),
    Column("object_sha256", _DIGEST, nullable=False),
    Column("body", Text, nullable=False),
)

SET_ASIDES = Table(
    "set_asides",
    METADATA,
    Column("object_sha256", _DIGEST, primary_key=True),
    Column("body", Text, nullable=False),
)

FACTS = Table(  # of the case itself: `schema`, `pseudonym_key`, and by its name each user's file as last kept
    "facts",
    METADATA,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

SEALS = Table(
    "seals",
    METADATA,
    Column("log_seq", Integer, primary_key=True),
    Column("object_sha256", _DIGEST, nullable=False),  # as the log names it
    Column("body", Text, nullable=False),
)

RECORDS = Table(  # built from the rows above, and kept so that a page need not build them
    "records",
    METADATA,
    Column("incident_id", String(255), primary_key=True),
    Column("sort_key", String(255), nullable=False),  # records stand by it, then by their id
    Column("sha256", _DIGEST, nullable=False),  # of the JSON
    Column("body", LargeBinary, nullable=False),  # JSON, packed by zlib: most of a case's bytes are records
    Column(
        "outline", Text, nullable=False
    ),  # JSON: what other incidents are held against; "" in records stored alone
)

BUILT_REPORTS = Table(  # the reports that the records stand on, as they were then
    "built_reports",
    METADATA,
    Column("report_id", String(255), primary_key=True),
    Column("stamp", String(255), nullable=False),  # of its metadata and of what was read in it
    Column("text_key", String(255), nullable=False),  # reports of one text share it; "" for a text of its own
    Column("noted", Text, nullable=False),  # JSON: what a build says of the report by itself
)

BUILT_ACCOUNTS = Table(  # which account is in which incident, and in which component of linking
    "built_accounts",
    METADATA,
    Column("account_id", String(255), primary_key=True),
    Column("report_id", String(255), nullable=False),
    Column("component", String(255), nullable=False),
    Column("level", Integer, nullable=False),  # of the component
    Column(
        "is_leader", Integer, nullable=False
    ),  # 1: it was compared with others; 0: it went with one that was
    Column("incident_id", String(255), nullable=False),  # "" for a mention in passing that joined none
    Index("built_accounts_by_report", "report_id"),
    Index("built_accounts_by_component", "component"),
    Index("built_accounts_by_incident", "incident_id"),
)

BUILT_KEYS = Table(  # what accounts and texts are found by, in pieces: a build adds a piece
    "built_keys",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("ids", Text, nullable=False),  # JSON: of the accounts or reports
    Column("counts", LargeBinary, nullable=False),  # int32: how many keys each has
    Column("keys", LargeBinary, nullable=False),  # int64 or uint64, those of one after the other
)

LOGGED = (
    REPORTS,
    EXTRACTIONS,
    JUDGEMENTS,
    SET_ASIDES,
    FACTS,
    SEALS,
)  # what the log and the objects determine
BUILT = (RECORDS, BUILT_REPORTS, BUILT_ACCOUNTS, BUILT_KEYS)  # what a build makes of them
