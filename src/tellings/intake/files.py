"""Find the reports in files and folders, and take each one in.

In:   paths of files and folders, or "-" for standard input.
Out:  a Taken or a SetAside for each report, in an order that depends on the paths alone.
Holds: nothing is lost in silence: what is not read is a SetAside, but for hidden files and sidecars. A folder
       is read with all folders in it, sorted by name; links that lead out of it are not followed, and no
       file is read twice. A missing path is the caller's mistake and raises before anything is read.

In a folder only the forms named in `REPORT_SUFFIXES`, and names without a suffix, are taken for reports. A
file that is named itself is read whatever its suffix: as a web page if it starts like one, else as text.
"""

import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from tellings.errors import InputError
from tellings.intake import documents, html
from tellings.intake.facts import NO_FACTS, BadFact, Facts, facts_from_sidecar
from tellings.intake.taken import MAX_BYTES, Taken, original, safe_name, too_large
from tellings.intake.text import take_text
from tellings.model import SetAside

STDIN = "-"
STDIN_NAME = "standard input"
SIDECAR_SUFFIX = ".toml"
REPORT_SUFFIXES = (".txt", ".text", *html.SUFFIXES, *documents.SUFFIXES)

_MAX_SIDECAR_BYTES = 100_000


def read_paths(
    paths: Sequence[str | os.PathLike[str]],
    *,
    max_bytes: int = MAX_BYTES,
    stdin: BinaryIO | None = None,
    progress: Callable[[str], None] | None = None,
) -> Iterator[Taken | SetAside]:
    """Return an iterator over the reports in files and folders, each read when it is asked for.

    paths: "-" is standard input. max_bytes: of one report; a larger one is a SetAside and is not read.
    stdin: read for "-"; by default the process's own. progress: called with a file's name before it is read.
    Raises: InputError if a path does not exist; at once, before anything is read.
    """
    names = [os.fspath(path) for path in paths]
    for name in names:
        _require_there(name)
    walk = _Walk(max_bytes=max_bytes, stdin=stdin, progress=progress or (lambda name: None))
    return walk.over(names)


def _require_there(name: str) -> None:
    if name == STDIN:
        return
    try:
        os.stat(name)
    except PermissionError:
        return  # it may be there: a SetAside when its turn comes
    except (OSError, ValueError) as exc:  # a ValueError for a zero character in the name
        why = exc.strerror if isinstance(exc, OSError) and exc.strerror else str(exc)
        raise InputError(
            f"{_quoted(name)} cannot be read: {why}. Check the path; quote it if it holds spaces, "
            f"and use {STDIN} for standard input"
        ) from exc


def _quoted(name: str) -> str:
    return f'"{safe_name(name)}"'


def read_bytes(data: bytes, *, name: str, told: Facts = NO_FACTS) -> Taken | SetAside:
    """Return the report that bytes hold.

    name: where they came from; its suffix tells a web page from a text, and so does the start of the bytes.
    told: by a sidecar or a person; wins over what the bytes tell.
    """
    kept = original(name, data)
    is_page = name.lower().endswith(html.SUFFIXES) or html.looks_like_html(data)
    return html.take_html(kept, told=told) if is_page else take_text(kept, told=told)


@dataclass
class _Walk:
    max_bytes: int
    stdin: BinaryIO | None
    progress: Callable[[str], None]
    seen: set[tuple[int, int]] = field(default_factory=set)  # (device, inode): a loop of links ends here

    def over(self, names: Sequence[str]) -> Iterator[Taken | SetAside]:
        is_stdin_read = False
        for name in names:
            if name == STDIN:
                if not is_stdin_read:
                    yield self.standard_input()
                is_stdin_read = True
                continue
            try:
                status = os.stat(name)
            except OSError as exc:
                yield _unreadable(name, exc)
                continue
            if not stat.S_ISDIR(status.st_mode):
                yield from self.file(name, status)
                continue
            found = False
            for outcome in self.folder(name, root=os.path.realpath(name), status=status):
                found = True
                yield outcome
            if not found:
                yield _no_reports(name)

    def standard_input(self) -> Taken | SetAside:
        self.progress(STDIN_NAME)
        stream = self.stdin or (sys.stdin.buffer if sys.stdin is not None else None)
        if stream is None:
            raise InputError("standard input is closed; give a file instead of -")
        data = stream.read(self.max_bytes + 1)
        if len(data) > self.max_bytes:
            return too_large(STDIN_NAME, self.max_bytes)
        return read_bytes(data, name=STDIN_NAME)

    def folder(self, folder: str, *, root: str, status: os.stat_result) -> Iterator[Taken | SetAside]:
        waiting: list[tuple[str, os.stat_result] | SetAside] = [(folder, status)]
        while waiting:
            entry = waiting.pop()
            if isinstance(entry, SetAside):
                yield entry
            elif not stat.S_ISDIR(entry[1].st_mode):
                yield from self.file(*entry)
            elif self.is_new(entry[1]):
                waiting += reversed(self.entries(entry[0], root=root))

    def entries(self, folder: str, *, root: str) -> list[tuple[str, os.stat_result] | SetAside]:
        """Return what a folder holds, sorted by name: what to read with its status, and what is set aside."""
        try:
            with os.scandir(folder) as scan:
                listed = sorted(entry.name for entry in scan)
        except OSError as exc:
            return [_unreadable(folder, exc)]
        there = set(listed)
        entries: list[tuple[str, os.stat_result] | SetAside] = []
        for base in listed:
            if base.startswith(".") or (
                base.endswith(SIDECAR_SUFFIX) and base.removesuffix(SIDECAR_SUFFIX) in there
            ):
                continue
            entries.append(_entry(os.path.join(folder, base), root=root))
        return entries

    def is_new(self, status: os.stat_result) -> bool:
        key = (status.st_dev, status.st_ino)
        is_new = key not in self.seen
        self.seen.add(key)
        return is_new

    def file(self, name: str, status: os.stat_result) -> Iterator[Taken | SetAside]:
        if _is_sidecar(name) or not self.is_new(status):
            return
        self.progress(safe_name(name))
        is_lines = name.lower().endswith(documents.SUFFIXES)
        if stat.S_ISREG(status.st_mode) and status.st_size > self.max_bytes and not is_lines:
            yield too_large(safe_name(name), self.max_bytes)
            return
        told = _sidecar(name)
        if isinstance(told, SetAside):
            yield told
            return
        try:
            with open(name, "rb") as stream:
                if is_lines:
                    lines = documents.read_json_lines(stream, name=name, told=told, max_bytes=self.max_bytes)
                    yield from (line.outcome for line in lines)
                    return
                data = stream.read(self.max_bytes + 1)
        except OSError as exc:
            yield _unreadable(name, exc)
            return
        if len(data) > self.max_bytes:
            yield too_large(safe_name(name), self.max_bytes)
        else:
            yield read_bytes(data, name=name, told=told)


def _entry(name: str, *, root: str) -> tuple[str, os.stat_result] | SetAside:
    try:
        status = os.stat(name)
        target = os.path.realpath(name, strict=True)
    except OSError as exc:
        return _unreadable(name, exc)
    shown = safe_name(name)
    if target != root and not target.startswith(root.rstrip(os.sep) + os.sep):
        return SetAside(
            item=shown,
            reason="outside_folder",
            message="it is a link that leads out of the folder, and was not followed",
            next_step="name what it leads to as well, if that should be read",
        )
    if stat.S_ISDIR(status.st_mode):
        return name, status
    if not stat.S_ISREG(status.st_mode):
        return SetAside(
            item=shown,
            reason="not_a_file",
            message="it is a device, pipe or socket, and no file",
            next_step="nothing, unless a report should stand there",
        )
    suffix = os.path.splitext(name)[1].lower()
    if suffix and suffix not in REPORT_SUFFIXES:
        return SetAside(
            item=shown,
            reason="other_form",
            message=f"of a folder, only {', '.join(REPORT_SUFFIXES)} files are read",
            next_step="if it is a report in plain text, name the file itself",
        )
    return name, status


def _is_sidecar(name: str) -> bool:
    return name.endswith(SIDECAR_SUFFIX) and os.path.isfile(name.removesuffix(SIDECAR_SUFFIX))


def _sidecar(name: str) -> Facts | SetAside:
    sidecar = name + SIDECAR_SUFFIX
    try:
        with open(sidecar, "rb") as stream:
            data = stream.read(_MAX_SIDECAR_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return NO_FACTS
    except OSError as exc:
        return _unreadable(sidecar, exc)
    if len(data) > _MAX_SIDECAR_BYTES:
        told: Facts | BadFact = BadFact("", f"it is larger than {_MAX_SIDECAR_BYTES:,} bytes")
    else:
        told = facts_from_sidecar(data)
    if isinstance(told, Facts):
        return told
    return SetAside(
        item=safe_name(name),
        reason="bad_sidecar",
        message=f"{_quoted(sidecar)}, which stands beside it, cannot be used: {told.sentence}",
        next_step="put it right, or take it away",
    )


def _no_reports(folder: str) -> SetAside:
    return SetAside(
        item=safe_name(folder),
        reason="empty",
        message="the folder holds no reports that were not read before",
        next_step=f"check the path; of a folder, {', '.join(REPORT_SUFFIXES)} files are read",
    )


def _unreadable(name: str, exc: OSError) -> SetAside:
    if isinstance(exc, PermissionError):
        reason, message, next_step = "no_rights", "you have no right to read it", "have its rights changed"
    elif isinstance(exc, FileNotFoundError):
        reason, message = "vanished", "it is not there, or no longer"
        next_step = "check whether it was moved; if it is a link, whether what it leads to is there"
    else:
        reason, message = "unreadable", f"it cannot be read: {exc.strerror or exc}"
        next_step = "check the disk, the link or the mount it is on"
    return SetAside(item=safe_name(name), reason=reason, message=message, next_step=next_step)
