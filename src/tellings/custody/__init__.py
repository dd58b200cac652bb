"""Custody: what came in, byte for byte, and every act since, so that anyone can check both.

In:   bytes to keep, acts to log, what to remove on purpose.
Out:  the same bytes again, under their SHA-256; the acts in order; a report of what has changed since.
Holds: an object is never rewritten; an act is on the disk before anything derived knows of it; the log holds
digests and ids only. How to check a case with nothing but `sha256sum` stands in `objects` and `log`.
"""

from tellings.custody.log import (
    Act,
    CaseCreated,
    CaseUpgraded,
    CheckpointSigned,
    Entry,
    ExtractionStored,
    Head,
    JudgementAdded,
    Log,
    LogWriter,
    PseudonymsKeyed,
    ReportAdded,
    Sealed,
    SetAsideNoted,
    SettingsKept,
)
from tellings.custody.names import Name
from tellings.custody.objects import Objects, sha256_of
from tellings.custody.places import Placed, misplaced, placed
from tellings.custody.sealing import Kept, SealPlan, plan_name, plan_original, plan_report, seal_of
from tellings.custody.seals import Seal, SealKind, read_seals, removed_by, standing_for
from tellings.custody.verify import Checked, Comparison, Problem, VerifyReport, verify

__all__ = [
    "Act",
    "CaseCreated",
    "CaseUpgraded",
    "Checked",
    "CheckpointSigned",
    "Comparison",
    "Entry",
    "ExtractionStored",
    "Head",
    "JudgementAdded",
    "Kept",
    "Log",
    "LogWriter",
    "Name",
    "Objects",
    "Placed",
    "Problem",
    "PseudonymsKeyed",
    "ReportAdded",
    "Seal",
    "SealKind",
    "SealPlan",
    "Sealed",
    "SetAsideNoted",
    "SettingsKept",
    "VerifyReport",
    "misplaced",
    "placed",
    "plan_name",
    "plan_original",
    "plan_report",
    "read_seals",
    "removed_by",
    "seal_of",
    "sha256_of",
    "standing_for",
    "verify",
]
