"""The store: the only room that knows SQL. `case.db` is derived; the truth is the objects and the log.

In:   entries of the log with their objects; records that were built.
Out:  rows, quickly found again.
Holds: dropped and made again from objects and log, the rows are the same bytes.
"""

from tellings.store.built import BuildRows, BuiltAccount, BuiltReport, KeyPiece, RecordRow
from tellings.store.database import (
    Database,
    ExtractionRow,
    JudgementRow,
    ReportRow,
    rebuild,
    sqlite_version,
)
from tellings.store.derived import DerivedDatabase
from tellings.store.schema import SCHEMA_VERSION
from tellings.store.sums import DatabaseSum, SumState

__all__ = [
    "SCHEMA_VERSION",
    "BuildRows",
    "BuiltAccount",
    "BuiltReport",
    "Database",
    "DatabaseSum",
    "DerivedDatabase",
    "ExtractionRow",
    "JudgementRow",
    "KeyPiece",
    "RecordRow",
    "ReportRow",
    "SumState",
    "rebuild",
    "sqlite_version",
]
