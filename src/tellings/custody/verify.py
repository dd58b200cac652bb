"""Check that a case is unchanged since its acts: every object, every line of the log, every quote.

In:   a case.
Out:  a `VerifyReport`: what was checked, what has changed and what to do about it, and notes.
Holds: nothing is repaired, nothing written. It says "unchanged since", and no more: that bytes are the same
tells nothing about whether a report is true. Changes by somebody who rewrites objects, log and HEAD together
show only against a digest of HEAD that was noted elsewhere (`noted`).
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

from tellings.custody import checkpoints
from tellings.custody.checkpoints import Checkpoint
from tellings.custody.disk import TEMPORARY
from tellings.custody.log import (
    ZEROS,
    Entry,
    ExtractionStored,
    Head,
    Log,
    ReportAdded,
    Sealed,
    SettingsKept,
    UnreadableLine,
    parse_line,
    refuse_later_form,
)
from tellings.custody.objects import RESTORE, Objects, sha256_of
from tellings.custody.places import misplaced, placed
from tellings.custody.seals import Seal, SealKind, read_seal, standing_for
from tellings.errors import CaseDamaged, TellingsError

_RESTORE_LOG = "restore log.jsonl and HEAD from a copy of the case"
_DELETE_DATABASE = (
    "delete case.db: it is made again from the objects and the log; then build the records again"
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it was, or a note: which item, what about it, what to do next ("" for nothing)."""

    item: str
    fact: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The database held against the log: how many rows were compared, and what was found."""

    rows: int
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


class Verifiable(Protocol):
    """What `verify` needs of a case."""

    @property
    def folder(self) -> Path:
        """The case's folder."""

    @property
    def objects(self) -> Objects:
        """Its objects."""

    @property
    def log(self) -> Log:
        """Its log."""

    def held_still(self) -> AbstractContextManager[None]:
        """Keep writers out meanwhile, where that can be done."""

    def compare_database(self, entries: Sequence[Entry]) -> Comparison:
        """Hold the database against the log's entries, as it stands, changing nothing."""

    def record_bodies(self) -> Iterator[tuple[str, str]]:
        """Yield incident id and JSON of each stored record, as they stand; nothing where they cannot be read."""


@dataclass(frozen=True, slots=True)
class Checked:
    """How much was checked. quotes: words held against the kept text; spans: places held against its length."""

    acts: int
    objects: int
    reports: int
    extractions: int
    quotes: int
    spans: int
    rows: int


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What `verify` found. since: when the case was made, as its log says; head: the log's end, to note elsewhere.

    signed: the last checkpoint in the case, None if none was signed.
    notes: what is no change of anything kept: files left by an interrupted write, objects no act names, what was
    removed on purpose, a clock that ran backwards.
    """

    checked: Checked
    since: str | None
    head: Head | None
    signed: Checkpoint | None
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]

    @property
    def is_unchanged(self) -> bool:
        """Whether everything that was kept is there and unchanged since."""
        return not self.problems


def verify(case: Verifiable, *, noted: str | None = None, checkpoint: bytes | None = None) -> VerifyReport:
    """Check a case from the bytes up.

    noted: the digest of a HEAD that somebody wrote down earlier; it must be that of a line of the log.
    checkpoint: the bytes of a checkpoint that was kept elsewhere; the log must hold the line that it signed.
    Returns: problems in the order log, objects, extractions, database, records; none of them stops the rest.
    Raises: CaseBusy if somebody is writing to the case now; CaseTooNew if a later version wrote to it.
    """
    with case.held_still():
        return _verify(case, noted, checkpoint)


def _verify(case: Verifiable, noted: str | None, checkpoint: bytes | None) -> VerifyReport:
    found = _Found()
    entries = _check_log(case.log, found)
    for entry in entries if not found.problems else ():  # a changed line says nothing of a later form
        refuse_later_form(case.folder, entry)
    if noted is not None and noted.lower() not in {entry.digest for entry in entries}:
        found.problem(
            "the noted digest",
            f"no line of the log has the digest {noted}: the log is another one than when it was noted",
            _RESTORE_LOG,
        )
    seals = _read_seals(case.objects, entries, found)
    whole = _check_objects(case.objects, entries, seals, found)
    for item, fact, next_step in checkpoints.faults(entries, case.objects, whole, checkpoint):
        found.problem(item, fact, next_step)
    texts = _check_reports(case.objects, entries, seals, whole, found)
    extractions = _check_extractions(case.objects, entries, seals, whole, texts, found)
    _note_settings(case.folder, entries, found)
    comparison = case.compare_database(entries)
    found.problems.extend(comparison.problems)
    found.notes.extend(comparison.notes)
    _check_records(case, texts, found)
    return VerifyReport(
        checked=Checked(
            acts=len(entries),
            objects=len(whole),
            reports=len(texts),
            extractions=extractions,
            quotes=found.quotes,
            spans=found.spans,
            rows=comparison.rows,
        ),
        since=entries[0].at if entries else None,
        head=Head(entries[-1].seq, entries[-1].digest) if entries else None,
        signed=checkpoints.latest(entries, case.objects),
        problems=tuple(found.problems),
        notes=tuple(found.notes),
    )


@dataclass
class _Found:
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    quotes: int = 0
    spans: int = 0

    def problem(self, item: str, fact: str, next_step: str) -> None:
        self.problems.append(Problem(item, fact, next_step))

    def note(self, item: str, fact: str, next_step: str = "") -> None:
        self.notes.append(Problem(item, fact, next_step))


# ---------------------------------------------------------------- the log


def _check_log(log: Log, found: _Found) -> list[Entry]:
    """Return the entries that could be read, in order; what does not hold is in `found`."""
    head: Head | None = None
    try:
        head = log.head()
    except CaseDamaged:
        found.problem("HEAD", "is not what Tellings writes there", _RESTORE_LOG)
    entries: list[Entry] = []
    previous = ZEROS
    number = 0
    try:
        for number, raw in enumerate(log.lines(), start=1):
            if not raw.endswith(b"\n"):
                number -= 1
                found.note(
                    f"log.jsonl, after line {number}",
                    f"{len(raw)} bytes of a line cut short by an interrupted write; its act was not done",
                    "nothing to do: the next write sets them apart in log.torn-1 or the next number",
                )
                break
            _check_line(raw, number, previous, entries, found)
            previous = sha256_of(raw)
    except FileNotFoundError:
        found.problem("log.jsonl", "is missing", _RESTORE_LOG)
    _check_end(head, entries, number, previous, found)
    _note_clock(entries, found)
    for path in sorted(log.path.parent.glob("log.torn-*")):
        found.note(path.name, "a line cut short by an interrupted write, set apart; its act was not done")
    return entries


def _check_line(raw: bytes, number: int, previous: str, entries: list[Entry], found: _Found) -> None:
    try:
        entry = parse_line(raw)
    except UnreadableLine as exc:
        found.problem(f"log.jsonl, line {number}", str(exc), _RESTORE_LOG)
        return
    if entry.prev != previous:
        fact = (
            f"has changed since line {number} was written"
            if number > 1
            else "is not the first line: lines before it are gone"
        )
        found.problem(f"log.jsonl, line {max(1, number - 1)}", fact, _RESTORE_LOG)
    if entry.seq != number - 1:
        found.problem(
            f"log.jsonl, line {number}", f"is act {entry.seq}: lines are missing or doubled", _RESTORE_LOG
        )
    entries.append(entry)


def _check_end(head: Head | None, entries: list[Entry], lines: int, last_digest: str, found: _Found) -> None:
    if head is None:
        if lines > 1 and not any(problem.item == "HEAD" for problem in found.problems):
            found.problem("HEAD", "is missing, so nothing tells whether the log's end is whole", _RESTORE_LOG)
        return
    last = lines - 1
    if last < head.seq:
        found.problem(
            "log.jsonl",
            f"the tail of the log is cut: HEAD names act {head.seq}, the log ends at act {last}",
            _RESTORE_LOG,
        )
    elif last == head.seq:
        if head.sha256 != last_digest:
            found.problem(
                f"log.jsonl, line {lines}", "has changed since HEAD was written, or HEAD has", _RESTORE_LOG
            )
    elif last == head.seq + 1:
        if entries and entries[-1].seq == last and entries[-1].prev != head.sha256:
            found.problem("HEAD", f"is not the digest of line {lines - 1}", _RESTORE_LOG)
        else:
            found.note(
                "HEAD", "is one act behind the log, as an interrupted write leaves it; the next one moves it"
            )
    else:
        found.problem(
            "HEAD",
            f"names act {head.seq}, and the log goes on to act {last}: HEAD is an old one, or lines were added "
            "by something else",
            _RESTORE_LOG,
        )


def _note_clock(entries: list[Entry], found: _Found) -> None:
    """Note where the times of acts cannot be right. All are UTC in one form, and so are in the order of their words."""
    for before, entry in pairwise(entries):
        if entry.at < before.at:
            place = f"between line {before.seq + 1} and {entry.seq + 1}"
            found.note(
                "log.jsonl",
                f"the clock ran backwards {place}: from {before.at} to {entry.at}",
                "nothing to do: the order of the lines is that of the acts, whatever the clock said",
            )
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    ahead = [entry for entry in entries if entry.at > now]
    if ahead:
        found.note(
            f"log.jsonl, line {ahead[0].seq + 1}",
            f"is of {ahead[0].at}, which is still to come by this clock ({now})",
            "look at the clock of this machine, and of the one that wrote it",
        )


# ---------------------------------------------------------------- the objects


def _read_seals(objects: Objects, entries: list[Entry], found: _Found) -> tuple[Seal, ...]:
    """Return the seals that can be read, in the log's order; one that cannot is named among the objects."""
    seals: tuple[Seal, ...] = ()
    for entry in reversed(entries):
        if not isinstance(entry.act, Sealed):
            continue
        try:
            seals = (read_seal(entry.act.object, seals, objects), *seals)
        except CaseDamaged as exc:
            found.problem(f"log.jsonl, line {entry.seq + 1}, a seal", str(exc).partition("; ")[0], RESTORE)
    for seal in seals:
        about = (
            "a name"
            if seal.kind is SealKind.NAME
            else "an original"
            if seal.kind is SealKind.ORIGINAL
            else ""
        )
        item = " of ".join(part for part in (about, ", ".join(seal.items)) if part)
        found.note(item, f"removed on purpose, on {seal.at[:10]}, by {seal.by}: {seal.why}")
    return seals


def _check_objects(objects: Objects, entries: list[Entry], seals: Sequence[Seal], found: _Found) -> set[str]:
    """Return the digests of the objects that are there and unchanged."""
    roles = _roles(entries, seals)
    removed = {digest for seal in seals for digest in seal.removed}
    whole: set[str] = set()
    changed: set[str] = set()
    for path, named in objects.files():
        place = path.relative_to(objects.folder.parent).as_posix()
        if named is None:
            fact = (
                "was left by an interrupted write; nothing refers to it"
                if path.name.endswith(TEMPORARY)
                else "is no object: its name is no SHA-256"
            )
            found.note(place, fact, "it may be deleted")
            continue
        if named in removed:
            fact = "was removed on purpose, and is still there or was put back: the removal is to be ended"
            found.note(place, fact, "the next command that writes to the case deletes it")
            continue
        try:
            actual = objects.hash_file(path)
        except OSError as exc:
            actual = ""
            fact = f"cannot be read ({exc.strerror})"
        else:
            fact = f"its bytes have changed since they came in: their SHA-256 is now {actual}"
        if actual != named:
            changed.add(named)
            found.problem(_called(named, roles, place), fact, RESTORE)
            continue
        whole.add(named)
        if named not in roles:
            found.note(
                place, "is named by no act: an interrupted write leaves such, and a cut log too", "keep it"
            )
    for digest in sorted(set(roles) - whole - changed - removed):
        place = objects.path_of(digest).relative_to(objects.folder.parent).as_posix()
        found.problem(_called(digest, roles, place), "is missing", RESTORE)
    return whole


def _roles(entries: list[Entry], seals: Sequence[Seal]) -> dict[str, list[str]]:
    """Return what each object named in the log is, in words; what stands for one after the seals is the same."""
    roles: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        owner = getattr(entry.act, "report_id", None) or getattr(entry.act, "judgement_id", None)
        for role, digest in entry.act.objects().items():
            words = f"the {role}" + (f" of {owner}" if owner else "")
            for named in (digest, standing_for(digest, seals)):
                if named is not None and words not in roles[named]:
                    roles[named].append(words)
    return dict(roles)


def _called(digest: str, roles: dict[str, list[str]], place: str) -> str:
    return f"{' and '.join(roles[digest])} ({place})" if digest in roles else place


def _check_reports(
    objects: Objects, entries: list[Entry], seals: Sequence[Seal], whole: set[str], found: _Found
) -> dict[str, str]:
    """Return the digest of each report's text, as it stands; what its metadata says must be what the log says."""
    texts: dict[str, str] = {}
    for entry in entries:
        act = entry.act
        if not isinstance(act, ReportAdded):
            continue
        text, metadata = standing_for(act.text, seals), standing_for(act.metadata, seals)
        if text is not None:
            texts[act.report_id] = text
        if metadata is None or metadata not in whole:
            continue
        told = _parsed(objects.get(metadata))
        for key, logged in (
            ("report_id", act.report_id),
            ("text_sha256", act.text),
            ("original_sha256", act.original),
        ):
            if told.get(key) != logged:
                found.problem(
                    f"the metadata of {act.report_id}", f"says another {key} than the log does", _RESTORE_LOG
                )
    return texts


# ---------------------------------------------------------------- quotes and spans


class _Texts:
    """The reports' texts, one at a time: what is asked in order of reports is read once each."""

    def __init__(self, objects: Objects, digests: dict[str, str], whole: set[str]) -> None:
        self._objects = objects
        self._digests = digests
        self._whole = whole
        self._held: tuple[str | None, str | None] = (None, None)

    def holds(self, report_id: str) -> bool:
        """Whether the log names such a report."""
        return report_id in self._digests

    def of(self, report_id: str) -> str | None:
        """Return the text, None where the report is unknown or its text damaged."""
        if self._held[0] != report_id:
            digest = self._digests.get(report_id)
            text = None
            if digest is not None and (digest in self._whole or self._objects.has(digest)):
                try:
                    text = self._objects.get(digest).decode("utf-8")
                except (TellingsError, UnicodeDecodeError):
                    text = None
            self._held = (report_id, text)
        return self._held[1]


def _note_settings(folder: Path, entries: list[Entry], found: _Found) -> None:
    """Note where the user's files are other than when the records were last built."""
    kept = {entry.act.name: entry.act.object for entry in entries if isinstance(entry.act, SettingsKept)}
    for name, digest in sorted(kept.items()):
        path = folder / name
        if not path.is_file():
            found.note(name, "is gone since the records were last built", "the next build goes without it")
        elif Objects.hash_file(path) != digest:
            found.note(
                name, "was edited since the records were last built", "build them again, so that it counts"
            )


def _check_extractions(
    objects: Objects,
    entries: list[Entry],
    seals: Sequence[Seal],
    whole: set[str],
    texts: dict[str, str],
    found: _Found,
) -> int:
    added = {entry.act.report_id for entry in entries if isinstance(entry.act, ReportAdded)}
    stored: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if isinstance(entry.act, ExtractionStored):
            digest = standing_for(entry.act.object, seals)
            stored[entry.act.report_id] += [] if digest is None else [digest]
    kept = _Texts(objects, texts, whole)
    checked = 0
    for report_id, digests in stored.items():
        if report_id not in added:
            found.problem(
                f"the extraction of {report_id}", "is of a report that the log does not hold", _RESTORE_LOG
            )
        for digest in digests:
            if digest not in whole:
                continue
            checked += 1
            item = f"the extraction of {report_id} ({digest[:12]}...)"
            data = _parsed(objects.get(digest))
            if data.get("report_id") != report_id:
                found.problem(item, "is of another report than the log says", _RESTORE_LOG)
            _check_places(item, data, kept, found, only=report_id)
    return checked


def _check_records(case: Verifiable, texts: dict[str, str], found: _Found) -> None:
    kept = _Texts(case.objects, texts, set())
    for incident_id, body in case.record_bodies():
        _check_places(f"the record {incident_id} (case.db)", _parsed(body.encode()), kept, found, only=None)


def _check_places(item: str, data: Any, kept: _Texts, found: _Found, *, only: str | None) -> None:
    places = sorted(placed(data), key=lambda place: place.report_id or "")
    for place in places:
        if place.report_id is None:
            continue
        if only is not None and place.report_id != only:
            found.problem(item, f"holds a place in another report, {place.report_id}", _READ_AGAIN)
            continue
        text = kept.of(place.report_id)
        if text is None:
            if only is None and not kept.holds(place.report_id):
                found.problem(
                    item, f"quotes {place.report_id}, which the case does not hold", _DELETE_DATABASE
                )
                return
            continue  # the text is missing or changed, and named as such
        found.spans += 1
        found.quotes += place.quote is not None
        wrong = misplaced(place, text)
        if wrong is not None:
            found.problem(item, wrong, _READ_AGAIN)


_READ_AGAIN = "read the report again, then build the records again; and report this as a mistake in Tellings"


def _parsed(data: bytes) -> dict[str, Any]:
    """Return the JSON object in `data`; {} where it is none, which then fits nothing that the log says."""
    try:
        value = json.loads(data)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
