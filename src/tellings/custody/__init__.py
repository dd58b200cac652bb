"""Custody: what came in, byte for byte, and every act since, so that anyone can check both.

In:   bytes to keep, acts to log.
Out:  the same bytes again, under their SHA-256; the acts in order; a report of what has changed since.
Holds: an object is never rewritten; an act is on the disk before anything derived knows of it; the log holds
digests and ids only. How to check a case with nothing but `sha256sum` stands in `objects` and `log`.
"""

from tellings.custody.log import (
    Act,
    CaseCreated,
    Entry,
    ExtractionStored,
    Head,
    JudgementAdded,
    Log,
    LogWriter,
    ReportAdded,
    SetAsideNoted,
)
from tellings.custody.objects import Objects, sha256_of
from tellings.custody.places import Placed, misplaced, placed
from tellings.custody.verify import Checked, Comparison, Problem, VerifyReport, verify

__all__ = [
    "Act",
    "CaseCreated",
    "Checked",
    "Comparison",
    "Entry",
    "ExtractionStored",
    "Head",
    "JudgementAdded",
    "Log",
    "LogWriter",
    "Objects",
    "Placed",
    "Problem",
    "ReportAdded",
    "SetAsideNoted",
    "VerifyReport",
    "misplaced",
    "placed",
    "sha256_of",
    "verify",
]
