"""A full disk, two writers at once, a case that cannot be written, and a clock that runs backwards.

What was reported as done stays; what was not is done by the same command later; nothing is half there.
"""

from __future__ import annotations

import errno
import itertools
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from unittest import mock

import pytest

from tests.trust.made import (
    assert_unchanged,
    command_line,
    done,
    make_case,
    make_reports,
    report_ids,
    run,
)


class Disk:
    """`os.write` on a disk that holds so many more writes, and the first half of one more."""

    def __init__(self, room: int | None, *, is_torn: bool) -> None:
        self.room = room  # None: it never fills
        self.is_torn = is_torn
        self.writes = 0
        self._write = os.write

    def write(self, fd: int, data: bytes) -> int:
        self.writes += 1
        if self.room is None or self.writes <= self.room:
            return self._write(fd, data)
        if self.is_torn and self.writes == self.room + 1 and len(data) > 1:
            return self._write(fd, bytes(data[: len(data) // 2]))
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A case of two reports, and a folder of four more."""
    folder = tmp_path_factory.mktemp("surroundings")
    case = make_case(folder / "case", 2, seed=5)
    make_reports(folder / "more", 4, 6)
    return case, folder / "more"


@pytest.fixture
def case(made: tuple[Path, Path], tmp_path: Path) -> Path:
    return Path(shutil.copytree(made[0], tmp_path / "case"))


def test_adding_to_a_case_writes_through_os_write(case: Path, made: tuple[Path, Path]) -> None:
    # Guards the tests below: were the bytes written by another road, their full disk would never be met.
    disk = Disk(None, is_torn=False)
    with mock.patch("os.write", disk.write):
        done("case", "add", case, made[1])
    assert disk.writes >= 4 * 3


@pytest.mark.parametrize("is_torn", [False, True], ids=["refused", "torn"])
@pytest.mark.parametrize("share", [0.0, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.99])
def test_a_disk_that_fills_up_while_adding_loses_nothing_and_the_same_add_finishes(
    made: tuple[Path, Path], tmp_path: Path, share: float, is_torn: bool
) -> None:
    case, more = made
    whole = Path(shutil.copytree(case, tmp_path / "whole"))
    counted = Disk(None, is_torn=False)
    with mock.patch("os.write", counted.write):
        done("case", "add", whole, more)

    tried = Path(shutil.copytree(case, tmp_path / "tried"))
    before = report_ids(tried)
    disk = Disk(int(counted.writes * share), is_torn=is_torn)
    with mock.patch("os.write", disk.write):
        full = run("case", "add", tried, more)
    assert full.code == 5, full.said
    assert "Traceback" not in full.stderr

    assert_unchanged(tried)
    assert report_ids(tried)[: len(before)] == before
    done("case", "add", tried, more)
    assert_unchanged(tried)
    assert sorted(report_ids(tried)) == sorted(report_ids(whole))
    done("case", "build", tried)
    assert_unchanged(tried)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.9])
def test_a_disk_that_fills_up_while_building_loses_nothing_and_the_same_build_finishes(
    made: tuple[Path, Path], tmp_path: Path, share: float
) -> None:
    case, more = made
    tried = Path(shutil.copytree(case, tmp_path / "tried"))
    done("case", "add", tried, more)
    whole = Path(shutil.copytree(tried, tmp_path / "whole"))
    counted = Disk(None, is_torn=False)
    with mock.patch("os.write", counted.write):
        done("case", "build", whole)

    held = report_ids(tried)
    disk = Disk(int(counted.writes * share), is_torn=False)
    with mock.patch("os.write", disk.write):
        full = run("case", "build", tried)
    assert full.code == 5, full.said
    assert report_ids(tried) == held
    done("case", "build", tried)
    assert_unchanged(tried)
    assert done("case", "show", tried, "--json").stdout == done("case", "show", whole, "--json").stdout


@pytest.mark.parametrize("turn", range(3))
def test_of_two_that_add_at_once_one_waits_or_is_told_that_the_case_is_busy_and_nothing_is_lost(
    case: Path, tmp_path: Path, turn: int
) -> None:
    folders = [tmp_path / "left", tmp_path / "right"]
    for number, folder in enumerate(folders):
        make_reports(folder, 6, 100 + 2 * turn + number)
    before = report_ids(case)
    started = [
        subprocess.Popen(
            [*command_line(), "case", "add", str(case), str(folder)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for folder in folders
    ]
    ended = [(process.communicate(timeout=120), process.returncode) for process in started]
    codes = [code for _, code in ended]
    assert set(codes) <= {0, 4}, ended
    assert 0 in codes, ended

    assert_unchanged(case)
    assert len(report_ids(case)) == len(before) + 6 * codes.count(0)
    for folder in folders:
        done("case", "add", case, folder)
    assert_unchanged(case)
    kept = report_ids(case)
    assert kept[: len(before)] == before
    assert len(kept) == len(set(kept)) == len(before) + 12


@pytest.fixture
def read_only(made: tuple[Path, Path], tmp_path: Path) -> Iterator[Path]:
    """A copy of the case in which nothing can be written."""
    folder = Path(shutil.copytree(made[0], tmp_path / "case"))
    inside = list(folder.rglob("*"))
    for path in inside:
        path.chmod(0o555 if path.is_dir() else 0o444)
    folder.chmod(0o555)
    yield folder
    for path in [folder, *inside]:
        path.chmod(0o755)


def _without_rights() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command as somebody who cannot write to a read-only folder; skip where there is nobody such."""
    # Root writes to what is read-only: without its capabilities it is a user like any other.
    bare = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"] if os.geteuid() == 0 else []

    def run_it(*args: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*bare, *command_line(), *map(str, args)], capture_output=True, text=True, timeout=120
        )

    if bare and (shutil.which("setpriv") is None or run_it("--version").returncode != 0):
        pytest.skip("root can write anyway, and cannot lay its rights down here")
    return run_it


def test_a_case_that_cannot_be_written_is_verified_and_shown(read_only: Path) -> None:
    run_it = _without_rights()
    verified = run_it("case", "verify", read_only, "--json")
    assert verified.returncode == 0, verified.stderr
    assert json.loads(verified.stdout)["is_unchanged"] is True
    shown = run_it("case", "show", read_only, "--json")
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout == done("case", "show", read_only, "--json").stdout
    assert run_it("case", "list", read_only).returncode == 0


def test_adding_to_a_case_that_cannot_be_written_is_refused_by_the_disk_and_changes_nothing(
    read_only: Path, made: tuple[Path, Path]
) -> None:
    run_it = _without_rights()
    before = {p: p.read_bytes() for p in read_only.rglob("*") if p.is_file()}
    added = run_it("case", "add", read_only, made[1])
    assert added.returncode == 5, added.stderr
    assert "Traceback" not in added.stderr
    assert {p: p.read_bytes() for p in read_only.rglob("*") if p.is_file()} == before


class BackwardClock(datetime):
    """A clock that goes back by an hour each time it is read."""

    told: datetime = datetime(2013, 6, 1, 12, tzinfo=UTC)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> BackwardClock:
        BackwardClock.told -= timedelta(hours=1)
        at = BackwardClock.told.astimezone(tz)
        return cls(at.year, at.month, at.day, at.hour, at.minute, at.second, at.microsecond, tzinfo=at.tzinfo)


def test_acts_are_kept_and_unchanged_under_a_clock_that_runs_backwards(
    case: Path, made: tuple[Path, Path]
) -> None:
    before = len(report_ids(case))
    with mock.patch("tellings.custody.log.datetime", BackwardClock):
        done("case", "add", case, made[1])
        done("case", "build", case)
    acts = [json.loads(line) for line in (case / "log.jsonl").read_bytes().splitlines()]
    # Compared as text: all are UTC in one form. Without this the test could pass with an unfaked clock.
    assert any(later["at"] < earlier["at"] for earlier, later in itertools.pairwise(acts)), acts
    assert [act["seq"] for act in acts] == list(range(len(acts)))
    assert len(report_ids(case)) == before + 4
    assert_unchanged(case)
    done("case", "verify", case)


def test_acts_written_after_the_clock_was_put_right_again_are_kept_and_unchanged(
    case: Path, made: tuple[Path, Path]
) -> None:
    with mock.patch("tellings.custody.log.datetime", BackwardClock):
        done("case", "add", case, sorted(made[1].glob("*.txt"))[0])
    done("case", "add", case, made[1])
    done("case", "build", case)
    assert_unchanged(case)
