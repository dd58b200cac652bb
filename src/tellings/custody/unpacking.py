"""Check a packed case, or take it out into a folder.

In:   a packed case, from whoever may have changed it.
Out:  a case folder, in which every check of `verify` holds; or what is not as it was packed.
Holds: nothing outside the one folder is ever written, whatever the members are called, and no more than the list
declares; a folder appears whole, or not at all; what was changed is not unpacked.
"""

import contextlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tellings.case import Case
from tellings.custody.disk import TEMPORARY, refusals, sync_folder
from tellings.custody.opening import BROKEN, opened
from tellings.custody.packed import (
    ANOTHER_COPY,
    VERIFIER,
    Listed,
    Progress,
    RecordsWere,
    copied,
)
from tellings.custody.verify import Checked, Problem, VerifyReport, verify
from tellings.errors import CannotWrite, CaseDamaged, CaseExists, GazetteerError, InputError, NotACase
from tellings.model import Record

RecordMaker = Callable[[Case], Sequence[Record]]


def unpack(
    path: Path, folder: Path, *, make_records: RecordMaker | None = None, progress: Progress | None = None
) -> VerifyReport:
    """Take a packed case out into `folder`, which must not be there or be empty; return what its check said.

    make_records: as `Case.rebuild` takes it; where it cannot, or is None, there are no records until they are built.
    Raises: NotACase; CaseExists; InputError if the pack is not safe; CaseDamaged if anything in it is not as it was
    packed, or the case in it not as it was kept; CannotWrite. Whatever stops it, there is no such folder then.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CaseExists(f"{folder}: is not an empty folder; choose an empty or a new one")
    if not folder.absolute().parent.is_dir():
        raise InputError(f"{folder.absolute().parent}: is no folder; make it first, or unpack to another")
    with opened(path) as (archive, told, problems):
        listed = told.files
        if not problems:
            _require_room(path, folder.absolute().parent, listed)
            with refusals(folder), _emptied(folder.absolute().parent, folder.name) as temporary:
                problems = _extract(archive, listed, temporary, progress, is_kept=True)
                if not problems:
                    found = _checked(temporary)
                    problems = list(found.problems)
                if not problems:
                    if make_records is not None:
                        _make_records(temporary, told.records, make_records)
                    (temporary / "case.lock").unlink(missing_ok=True)
                    with contextlib.suppress(FileNotFoundError):
                        folder.rmdir()
                    temporary.rename(folder)
                    sync_folder(folder.absolute().parent)
                    return found
    first = problems[0]
    more = f", and {len(problems) - 1:,} more" if len(problems) > 1 else ""
    raise CaseDamaged(
        f"{path}: is not as kept, and was not unpacked: {first.item}: {first.fact}{more}; `tellings case verify` names "
        f"all that is not; {ANOTHER_COPY}"
    )


def _make_records(folder: Path, were: RecordsWere, make: RecordMaker) -> None:
    """Let the records stand as they stood in the case that was packed: those that were due are so again."""
    with contextlib.suppress(InputError, GazetteerError), Case.open(folder) as case:
        case.rebuild()
        if were is not RecordsWere.NONE:
            basis = case.basis() if were is RecordsWere.BUILT else ""
            case.store_records(make(case), basis=basis)


def verify_pack(
    path: Path,
    *,
    noted: str | None = None,
    checkpoint: bytes | None = None,
    progress: Progress | None = None,
) -> VerifyReport:
    """Check a packed case: its closing digest, its list, and then all that `verify` checks of a case.

    noted, checkpoint: as `verify` takes them. It is unpacked into a temporary folder, which is removed.
    Raises: NotACase; InputError if the pack is not safe; CannotWrite.
    """
    try:
        with opened(path) as (archive, told, problems):
            if problems:
                return _damaged(problems)
            listed = told.files
            place = Path(tempfile.gettempdir())
            _require_room(path, place, listed)
            with refusals(place), _emptied(place, "tellings") as temporary:
                problems = _extract(archive, listed, temporary, progress, is_kept=False)
                return (
                    _damaged(problems)
                    if problems
                    else _checked(temporary, noted=noted, checkpoint=checkpoint)
                )
    except CaseDamaged as exc:
        fact = str(exc).removeprefix(f"{path}: ").removesuffix(f"; {ANOTHER_COPY}")
        return _damaged([Problem(str(path), fact, ANOTHER_COPY)])


def _damaged(problems: list[Problem]) -> VerifyReport:
    nothing = Checked(acts=0, objects=0, reports=0, extractions=0, quotes=0, spans=0, rows=0)
    return VerifyReport(nothing, since=None, head=None, signed=None, problems=tuple(problems), notes=())


def _require_room(path: Path, place: Path, listed: dict[str, Listed]) -> None:
    total = sum(one.bytes for one in listed.values())
    free = shutil.disk_usage(place).free
    if total > free:
        raise CannotWrite(
            f"{path}: needs {total:,} bytes, and {place} has {free:,} free; free some space, or use another disk"
        )


@contextlib.contextmanager
def _emptied(place: Path, name: str) -> Iterator[Path]:
    """Make a folder in `place` that only we may enter, and remove what is left of it at the end."""
    folder = Path(tempfile.mkdtemp(prefix=f".{name[:12]}-", suffix=TEMPORARY, dir=place))
    try:
        yield folder
    finally:
        if folder.exists():
            for path in folder.rglob("*") if os.name == "nt" else ():
                path.chmod(0o666)  # Windows removes no file that is read-only
            shutil.rmtree(folder, ignore_errors=True)


def _extract(
    archive: zipfile.ZipFile,
    listed: dict[str, Listed],
    folder: Path,
    progress: Progress | None,
    *,
    is_kept: bool,
) -> list[Problem]:
    """Write the members into `folder`, no byte more than the list says; return those that are not as listed.

    is_kept: whether the bytes are to outlive a power cut.
    """
    problems = []
    (folder / "objects").mkdir()
    for number, (name, one) in enumerate(sorted(listed.items())):
        if progress is not None:
            progress(number, len(listed), name)
        target = folder / name  # of a form that `_require_safe` has let pass, and new
        target.parent.mkdir(exist_ok=True)
        try:
            with archive.open(name) as source, target.open("xb") as file:
                if copied(source, file, one.bytes) != one.sha256:
                    problems.append(Problem(name, "is not the file that the pack's list says", ANOTHER_COPY))
                if is_kept:
                    file.flush()
                    os.fsync(file.fileno())
        except BROKEN as exc:
            problems.append(Problem(name, f"cannot be unpacked ({exc})", ANOTHER_COPY))
        if name.startswith("objects/"):
            target.chmod(0o444)
    (folder / VERIFIER).unlink(missing_ok=True)  # a case holds none; whoever unpacks it has Tellings
    for inner in {target.parent for target in map(folder.joinpath, listed)} if is_kept else ():
        sync_folder(inner)
    return problems


def _checked(folder: Path, **against: Any) -> VerifyReport:
    """Check an unpacked case; one that cannot even be opened is damaged. Raises: CaseTooNew."""
    try:
        with Case.open(folder) as case:
            return verify(case, **against)
    except NotACase as exc:
        fact = str(exc).removeprefix(f"{folder}: ")
        return _damaged([Problem("log.jsonl", f"begins no case: {fact}", ANOTHER_COPY)])
