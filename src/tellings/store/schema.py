"""The tables of a case, in types that SQLite and PostgreSQL share.

Migrations: `SCHEMA_VERSION` stands in `meta`. A database with a newer number is refused. One with an older
number is made again from the objects and the log: since every row is derived from them, making it again is
the migration, and no step from one number to the next is ever written. Raise the number with every change here.
"""

from sqlalchemy import Column, Index, Integer, MetaData, String, Table, Text

SCHEMA_VERSION = 2

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
    Column("position", Integer, nullable=False),  # in the order in which the records were given
    Column("sha256", _DIGEST, nullable=False),  # of body
    Column("body", Text, nullable=False),
)

LOGGED = (
    REPORTS,
    EXTRACTIONS,
    JUDGEMENTS,
    SET_ASIDES,
    FACTS,
    SEALS,
)  # what the log and the objects determine
