"""The log of a case: one line an act, each holding the digest of the line before.

In:   acts, in the order they are done.
Out:  `log.jsonl`, its lines RFC 8785 JSON; `HEAD`, the number and digest of the last line, kept apart.
Holds: a line is on the disk before anything derived knows of the act; lines are only ever added; they hold
digests and ids, never names or text. `sed -n 3p log.jsonl | sha256sum` gives the `prev` of line 4: the digest
is of the raw line with its newline. A line cut short by a power cut is set apart, never finished by guess.
Does not hold: whoever can write here can make a whole new chain. Against that, note HEAD's digest elsewhere.
"""

import dataclasses
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import rfc8785

from tellings.custody.disk import put_in_place, refusals, sync_folder, write_all
from tellings.custody.objects import is_digest, sha256_of
from tellings.errors import CaseDamaged, CaseTooNew

CASE_SCHEMA = 2  # the form of objects and log; a case in a newer one is refused
ZEROS = "0" * 64  # the `prev` of the first line
_TAIL_BYTES = 1 << 16  # lines are far shorter; read again from further back where one is not
_BINARY = getattr(os, "O_BINARY", 0)
_VERIFY = "run `tellings case verify` to see what has changed, and restore from a copy of the case"


# ---------------------------------------------------------------- the acts


@dataclass(frozen=True, slots=True)
class CaseCreated:
    """The case was made. schema: the form of its files; tellings: the version that made it."""

    schema: int
    tellings: str

    def objects(self) -> dict[str, str]:
        """Return the objects that the act names, by what each one is."""
        return {}


@dataclass(frozen=True, slots=True)
class ReportAdded:
    """A report came in. original, text, metadata: digests; metadata is all of a report but its text."""

    report_id: str
    original: str
    text: str
    metadata: str

    def objects(self) -> dict[str, str]:
        """Return the objects that the act names, by what each one is."""
        return {"original": self.original, "text": self.text, "metadata": self.metadata}


@dataclass(frozen=True, slots=True)
class ExtractionStored:
    """What a reader found in a report was kept. A later one by the same reader takes the place of this one."""

    report_id: str
    reader: str
    object: str

    def objects(self) -> dict[str, str]:
        """Return the objects that the act names, by what each one is."""
        return {"extraction": self.object}


@dataclass(frozen=True, slots=True)
class JudgementAdded:
    """A person's decision was kept."""

    judgement_id: str
    object: str

    def objects(self) -> dict[str, str]:
        """Return the objects that the act names, by what each one is."""
        return {"judgement": self.object}


@dataclass(frozen=True, slots=True)
class SetAsideNoted:
    """Something that was not read was noted, with its reason."""

    object: str

    def objects(self) -> dict[str, str]:
        """Return the objects that the act names, by what each one is."""
        return {"set-aside": self.object}


@dataclass(frozen=True, slots=True)
class CaseUpgraded:
    """The case goes on in a later form. schema: of its files from here on; tellings: the version that says so."""

    schema: int
    tellings: str

    def objects(self) -> dict[str, str]:
        """Return the objects that the act names, by what each one is."""
        return {}


@dataclass(frozen=True, slots=True)
class PseudonymsKeyed:
    """The case's key for pseudonyms was drawn. key: 64 random hexadecimal digits; it never leaves in an export."""

    key: str

    def objects(self) -> dict[str, str]:
        """Return the objects that the act names, by what each one is."""
        return {}


@dataclass(frozen=True, slots=True)
class SettingsKept:
    """One of the user's files, as records were built with it. name: actors.toml, method.toml or gazetteer.csv."""

    name: str
    object: str

    def objects(self) -> dict[str, str]:
        """Return the objects that the act names, by what each one is."""
        return {"settings": self.object}


@dataclass(frozen=True, slots=True)
class Sealed:
    """Something was removed on purpose. The object says what, by whom and why, see `seals`."""

    object: str

    def objects(self) -> dict[str, str]:
        """Return the objects that the act names, by what each one is."""
        return {"seal": self.object}


@dataclass(frozen=True, slots=True)
class CheckpointSigned:
    """The log's end, as it was before this act, was signed. The object is the checkpoint, see `checkpoints`."""

    object: str

    def objects(self) -> dict[str, str]:
        """Return the objects that the act names, by what each one is."""
        return {"checkpoint": self.object}


Act = (
    CaseCreated
    | ReportAdded
    | ExtractionStored
    | JudgementAdded
    | SetAsideNoted
    | CaseUpgraded
    | PseudonymsKeyed
    | SettingsKept
    | Sealed
    | CheckpointSigned
)

_ACTS: dict[str, type[Act]] = {
    "case_created": CaseCreated,
    "report_added": ReportAdded,
    "extraction_stored": ExtractionStored,
    "judgement_added": JudgementAdded,
    "set_aside_noted": SetAsideNoted,
    "case_upgraded": CaseUpgraded,
    "pseudonyms_keyed": PseudonymsKeyed,
    "settings_kept": SettingsKept,
    "sealed": Sealed,
    "checkpoint_signed": CheckpointSigned,
}
_WORDS = {kind: word for word, kind in _ACTS.items()}
_FRAME = ("seq", "act", "at", "prev")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. at: RFC 3339, UTC; prev: the digest of the line before; digest: of this raw line."""

    seq: int
    at: str
    prev: str
    act: Act
    digest: str


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the log, as kept in HEAD: the last line's number, from 0, and its digest."""

    seq: int
    sha256: str


class UnreadableLine(ValueError):
    """A line is not one that this version writes. is_unknown_act: it is whole, but of a kind not known here."""

    def __init__(self, fact: str, *, is_unknown_act: bool = False) -> None:
        super().__init__(fact)
        self.is_unknown_act = is_unknown_act


def parse_line(raw: bytes) -> Entry:
    """Return the entry that a raw line, newline included, holds. Raises: UnreadableLine with the fact."""
    try:
        data = json.loads(raw)
    except ValueError as exc:
        raise UnreadableLine("is not JSON") from exc
    if not isinstance(data, dict) or not isinstance(data.get("act"), str):
        raise UnreadableLine("names no act")
    kind = _ACTS.get(data["act"])
    if kind is None:
        raise UnreadableLine(f"holds an act unknown to this version: {data['act']!r}", is_unknown_act=True)
    fields = {f.name: f.type for f in dataclasses.fields(kind)}
    if set(data) != {*_FRAME, *fields}:
        raise UnreadableLine(f"has other keys than {data['act']} has")
    for key, value in data.items():
        if type(value) is not (int if key == "seq" or fields.get(key) is int else str):
            raise UnreadableLine(f"has a value of the wrong type in {key!r}")
    act = kind(**{key: data[key] for key in fields})
    if not all(is_digest(digest) for digest in (data["prev"], *act.objects().values())):
        raise UnreadableLine("has a value that is no SHA-256 where one belongs")
    if rfc8785.dumps(data) + b"\n" != raw:
        raise UnreadableLine("is not in the form (RFC 8785) in which it was written")
    return Entry(seq=data["seq"], at=data["at"], prev=data["prev"], act=act, digest=sha256_of(raw))


def refuse_later_form(folder: Path, entry: Entry) -> None:
    """Raise CaseTooNew if the entry says that the case in `folder` goes on in a form that is not known here."""
    if isinstance(entry.act, CaseCreated | CaseUpgraded) and entry.act.schema > CASE_SCHEMA:
        raise CaseTooNew(
            f"{folder}: was written by Tellings {entry.act.tellings}, in form {entry.act.schema}; this version knows "
            f"forms up to {CASE_SCHEMA}: open it with a later Tellings"
        )


# ---------------------------------------------------------------- reading


class Log:
    """The log of the case in `folder`, for reading; `writer()` for adding to it. Nothing is read before asked."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "log.jsonl"
        self.head_path = folder / "HEAD"

    def lines(self) -> Iterator[bytes]:
        """Yield the raw lines in order, newline included. The last may be torn: then it has no newline."""
        with self.path.open("rb") as file:
            yield from file

    def entries(self, *, after: int = -1) -> Iterator[Entry]:
        """Yield the whole entries with a number above `after`, in order; a torn last line is left out.

        The chain is checked from the first line on, whatever `after` is.
        Raises: CaseDamaged at the first line that does not hold; CaseTooNew at an act not known here.
        """
        previous = ZEROS
        for seq, raw in enumerate(self.lines()):
            if not raw.endswith(b"\n"):
                return
            entry = self._parsed(raw, f"line {seq + 1}")
            if entry.seq != seq or entry.prev != previous:
                raise CaseDamaged(
                    f"{self.path}: line {seq + 1} does not follow from the one before; {_VERIFY}"
                )
            previous = entry.digest
            if seq > after:
                yield entry

    def first(self) -> Entry | None:
        """Return the first entry, None if it is torn or missing. Raises as `entries` does."""
        return next(self.entries(), None)

    def last(self) -> Entry | None:
        """Return the last whole entry, reading the end of the file only; None if there is none."""
        end = self._end()
        return None if end.last is None else self._parsed(end.last, "its last line")

    def head(self) -> Head | None:
        """Return what HEAD says; None if there is no such file. Raises: CaseDamaged if it makes no sense."""
        try:
            data = json.loads(self.head_path.read_bytes())
        except FileNotFoundError:
            return None
        except ValueError:
            data = None
        if (
            isinstance(data, dict)
            and set(data) == {"seq", "sha256"}
            and type(data["seq"]) is int
            and is_digest(data["sha256"])
        ):
            return Head(data["seq"], data["sha256"])
        raise CaseDamaged(f"{self.head_path}: is not what Tellings writes there; {_VERIFY}")

    def writer(self) -> "LogWriter":
        """Return a writer at the log's end; a torn last line is set apart first. Hold the case's lock.

        Raises: CaseDamaged if log and HEAD do not fit together; CannotWrite if the disk refuses.
        """
        end = self._end()
        last = None if end.last is None else self._parsed(end.last, "its last line")
        self.check_head(last)
        if end.torn:
            self._set_apart(end.torn, end.whole_bytes)
        writer = LogWriter(self, last, end.whole_bytes)
        if last is not None and self.head() != Head(last.seq, last.digest):
            writer.move_head()  # an interrupted write: HEAD must never come to lie two lines behind
        return writer

    def check_head(self, last: Entry | None) -> None:
        """Hold the log's last entry against HEAD, which may be one line behind it (an interrupted write).

        Raises: CaseDamaged if the two do not fit together.
        """
        head = self.head()
        if head is None:
            if last is None or last.seq == 0:
                return
            written = head_bytes(last).decode().strip()
            raise CaseDamaged(
                f"{self.head_path}: is missing, so nothing tells whether the log's end is whole; restore it from a "
                f"copy of the case, or, if you know why it is gone, write this line into it: {written}"
            )
        if last is None or last.seq < head.seq:
            ends = "nowhere" if last is None else f"at act {last.seq}"
            raise CaseDamaged(
                f"{self.path}: the tail of the log is cut: HEAD names act {head.seq}, the log ends {ends}; {_VERIFY}"
            )
        if head not in (Head(last.seq, last.digest), Head(last.seq - 1, last.prev)):
            raise CaseDamaged(f"{self.path}: its end is not the one HEAD names (act {head.seq}); {_VERIFY}")

    def _parsed(self, raw: bytes, where: str) -> Entry:
        try:
            entry = parse_line(raw)
        except UnreadableLine as exc:
            if exc.is_unknown_act:
                raise CaseTooNew(f"{self.path}: {where} {exc}; open the case with a later Tellings") from exc
            raise CaseDamaged(f"{self.path}: {where} {exc}; {_VERIFY}") from exc
        refuse_later_form(self.path.parent, entry)
        return entry

    def _end(self) -> "_End":
        if not self.path.exists():
            return _End(None, b"", 0)
        with self.path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            taken = _TAIL_BYTES
            while True:
                start = max(0, size - taken)
                file.seek(start)
                data = file.read(size - start)
                whole, newline, torn = data.rpartition(b"\n")
                _, earlier, last = whole.rpartition(b"\n")
                if earlier or start == 0:
                    break
                taken *= 4
        return _End(last + newline if newline else None, torn, size - len(torn))

    def _set_apart(self, torn: bytes, whole_bytes: int) -> None:
        folder = self.path.parent
        kept = sorted(folder.glob("log.torn-*"))
        if not any(path.read_bytes() == torn for path in kept):  # else: interrupted in the middle of this
            numbers = [int(path.name.rpartition("-")[2]) for path in kept if path.name[9:].isdigit()]
            put_in_place(folder / f"log.torn-{max(numbers, default=0) + 1}", torn)
        self._cut_to(whole_bytes)

    def _cut_to(self, size: int) -> None:
        with refusals(self.path):
            fd = os.open(self.path, os.O_WRONLY | _BINARY)
            try:
                os.ftruncate(fd, size)
                os.fsync(fd)
            finally:
                os.close(fd)


@dataclass(frozen=True, slots=True)
class _End:
    """The last whole raw line, the torn bytes after it, and how many bytes stand before those."""

    last: bytes | None
    torn: bytes
    whole_bytes: int


def head_bytes(last: Entry) -> bytes:
    """Return what HEAD holds when `last` is the log's last entry."""
    return rfc8785.dumps({"seq": last.seq, "sha256": last.digest}) + b"\n"


# ---------------------------------------------------------------- writing


class LogWriter:
    """Adds lines at the end of a log, and moves HEAD after each. Made by `Log.writer`, under the case's lock."""

    def __init__(self, log: Log, last: Entry | None, whole_bytes: int) -> None:
        self._log = log
        self._size = whole_bytes
        self.last = last

    def append(self, act: Act) -> Entry:
        """Write and sync one line, then HEAD, and return the entry.

        Raises: CannotWrite if the disk refuses. Then nobody was told that the act is done; it is, if its line
        came through whole and only HEAD did not.
        """
        fields: dict[str, Any] = {f.name: getattr(act, f.name) for f in dataclasses.fields(act)}
        raw = rfc8785.dumps(
            {
                "seq": 0 if self.last is None else self.last.seq + 1,
                "act": _WORDS[type(act)],
                "at": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                "prev": ZEROS if self.last is None else self.last.digest,
                **fields,
            }
        )
        raw += b"\n"
        self._write(raw)
        self.last = parse_line(raw)
        self._size += len(raw)
        self.move_head()
        return self.last

    def move_head(self) -> None:
        """Let HEAD name the last entry."""
        assert self.last is not None
        put_in_place(self._log.head_path, head_bytes(self.last))

    def _write(self, raw: bytes) -> None:
        path = self._log.path
        is_new = not path.exists()
        with refusals(path):
            fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | _BINARY, 0o666)
            try:
                write_all(fd, raw)
            except OSError:
                # Nobody was told of this act: take back what got through. Where even that fails, the next
                # writer finds a torn line and sets it apart.
                os.ftruncate(fd, self._size)
                raise
            finally:
                os.close(fd)
            if is_new:
                sync_folder(path.parent)
