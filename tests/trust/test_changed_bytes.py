"""One thousand bytes of a case, each changed alone: every change is seen, and the changed file is named.

The seed stands in every failure's message; TELLINGS_SEED sets another one.
"""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import SQLAlchemyError

from tellings.errors import TellingsError
from tests.trust.made import (
    assert_unchanged,
    files_under,
    is_named,
    make_case,
    object_paths,
    overwrite,
    verdict_on,
)

SEED = int(os.environ.get("TELLINGS_SEED", "20130209"))
CHANGES = {"objects": 500, "log": 300, "database": 200}
# What a command has no word for: a failure like an unseen change, told beside the others and not instead of them.
LET_OUT = (
    ArithmeticError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    sqlite3.Error,
    SQLAlchemyError,
)
SHOWN = 12  # of the failures, this many are printed


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_case(tmp_path_factory.mktemp("changed") / "case", 3, seed=SEED)
    assert_unchanged(folder)
    return folder


def test_a_changed_byte_of_an_object_is_seen_and_the_object_named(case: Path) -> None:
    objects = object_paths(case)
    # Each object is hit by turns: drawn by size alone, the short ones would hardly be.
    _change_each(case, [objects[i % len(objects)] for i in range(CHANGES["objects"])], kind="objects")


def test_a_changed_byte_of_the_log_or_its_head_is_seen_and_named(case: Path) -> None:
    log, head = case / "log.jsonl", case / "HEAD"
    _change_each(case, [head if i % 5 == 4 else log for i in range(CHANGES["log"])], kind="log")


def test_a_changed_byte_of_the_database_is_seen_and_named(case: Path) -> None:
    _change_each(case, [case / "case.db"] * CHANGES["database"], kind="database")


def test_the_first_and_the_last_byte_of_every_file_count_like_any_other(case: Path) -> None:
    # Ends are where a reader forgives: a missing last newline, a mark at the start.
    failures = []
    for path in [*object_paths(case), case / "log.jsonl", case / "HEAD", case / "case.db"]:
        size = path.stat().st_size
        for at in (0, size - 1):
            failures += _fault(case, path, at=at, flip=1)
    assert not failures, _told("ends", failures)
    assert_unchanged(case)


def _change_each(case: Path, paths: list[Path], *, kind: str) -> None:
    drawn = random.Random(f"{kind} {SEED}")
    before = _digests(case)
    failures = []
    for number, path in enumerate(paths):
        at = drawn.randrange(path.stat().st_size)
        # By turns one bit, and any other byte: both happen, to a disk and to a hand.
        flip = 1 << drawn.randrange(8) if number % 2 else drawn.randrange(1, 256)
        failures += _fault(case, path, at=at, flip=flip)
    assert not failures, _told(kind, failures)
    assert _digests(case) == before, f"{kind}: the case was not put back as it was (seed {SEED})"
    assert_unchanged(case)


def _fault(case: Path, path: Path, *, at: int, flip: int) -> list[str]:
    """Change one byte, verify, put it back. Returns what went wrong, as a list of none or one."""
    name = path.relative_to(case).as_posix()
    kept = path.read_bytes()
    beside = {p: p.read_bytes() for p in case.iterdir() if p.is_file()}
    overwrite(path, kept[:at] + bytes([kept[at] ^ flip]) + kept[at + 1 :])
    fact = f"{name}, byte {at}: {kept[at]:#04x} made {kept[at] ^ flip:#04x}"
    try:
        told = verdict_on(case)
    except TellingsError as exc:
        words, is_seen = [str(exc)], True
    except LET_OUT as exc:
        return [f"{fact}: let out {type(exc).__name__}: {exc}"]
    else:
        words, is_seen = list(told.items), not told.is_unchanged
    finally:
        if path.exists():
            overwrite(path, kept)
        # Opening may have made the database anew, with its digest or with files beside it.
        for extra in {p for p in case.iterdir() if p.is_file()} - set(beside):
            extra.unlink()
        for top, data in beside.items():
            if not top.exists() or top.read_bytes() != data:
                top.write_bytes(data)
    if not is_seen:
        return [f"{fact}: not seen"]
    return [] if any(is_named(name, w) for w in words) else [f"{fact}: seen, and not named in {words[:5]}"]


def _digests(case: Path) -> dict[str, str]:
    return {
        p.relative_to(case).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files_under(case)
    }


def _told(kind: str, failures: list[str]) -> str:
    head = f"seed {SEED}, {kind}: {len(failures)} changes were missed or not named"
    return "\n  ".join([head, *failures[:SHOWN]])
