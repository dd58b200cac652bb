"""The log: lines that hold each other, a torn end set apart, a cut end recognised."""

import errno
import hashlib
import json
import os
from pathlib import Path

import pytest

from tellings.custody import CaseCreated, Log, SetAsideNoted, sha256_of
from tellings.custody.log import ZEROS
from tellings.errors import CannotWrite, CaseDamaged, CaseTooNew


def noted(number: int) -> SetAsideNoted:
    return SetAsideNoted(sha256_of(b"%d" % number))


@pytest.fixture
def log(tmp_path: Path) -> Log:
    log = Log(tmp_path)
    writer = log.writer()
    writer.append(CaseCreated(schema=1, tellings="1.0"))
    for number in range(4):
        writer.append(noted(number))
    return log


def test_each_line_holds_the_digest_of_the_raw_line_before(log: Log) -> None:
    previous = ZEROS
    for seq, raw in enumerate(log.path.read_bytes().splitlines(keepends=True)):
        data = json.loads(raw)
        assert (data["seq"], data["prev"]) == (seq, previous)
        assert list(data) == sorted(data)
        assert data["at"].endswith("Z")
        previous = hashlib.sha256(raw).hexdigest()
    assert json.loads(log.head_path.read_bytes()) == {"seq": 4, "sha256": previous}


def test_entries_come_back_in_order_and_after_a_number(log: Log) -> None:
    assert [entry.act for entry in log.entries()][1:] == [noted(number) for number in range(4)]
    assert [entry.seq for entry in log.entries(after=2)] == [3, 4]
    assert log.last() == list(log.entries())[-1]


def test_the_last_line_is_found_behind_any_length(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    for taken in (1, 10, 100, 1000):
        monkeypatch.setattr("tellings.custody.log._TAIL_BYTES", taken)
        last = log.last()
        assert last is not None
        assert last.act == noted(3)


@pytest.mark.parametrize("kept", [1, 20, -2])
def test_a_torn_last_line_is_set_apart_and_the_log_goes_on(log: Log, kept: int) -> None:
    whole = log.path.read_bytes()
    line = whole.splitlines(keepends=True)[-1]
    torn = line[:kept]
    log.path.write_bytes(whole + torn)
    assert len(list(log.entries())) == 5  # readers pass over it
    log.writer().append(noted(9))
    assert (log.path.parent / "log.torn-1").read_bytes() == torn
    assert [entry.act for entry in log.entries()][-1] == noted(9)


def test_torn_lines_get_a_file_each(log: Log) -> None:
    for torn in (b'{"act":', b'{"act":"set'):
        with log.path.open("ab") as file:
            file.write(torn)
        log.writer()
    assert [path.name for path in sorted(log.path.parent.glob("log.torn-*"))] == ["log.torn-1", "log.torn-2"]


def test_a_head_one_act_behind_is_an_interrupted_write_and_is_moved(log: Log) -> None:
    head = log.head_path.read_bytes()
    log.writer().append(noted(5))
    log.head_path.write_bytes(head)
    log.writer()
    assert json.loads(log.head_path.read_bytes())["seq"] == 5


@pytest.mark.parametrize("lines", [1, 2, 4])
def test_nothing_is_added_to_a_log_whose_tail_is_cut(log: Log, lines: int) -> None:
    log.path.write_bytes(b"".join(log.path.read_bytes().splitlines(keepends=True)[:lines]))
    before = log.path.read_bytes()
    with pytest.raises(CaseDamaged, match="the tail of the log is cut"):
        log.writer()
    assert log.path.read_bytes() == before


def test_nothing_is_added_to_a_log_that_has_another_end_or_lost_its_head(log: Log) -> None:
    log.path.write_bytes(log.path.read_bytes().replace(b'"at":"2', b'"at":"1'))
    with pytest.raises(CaseDamaged, match="is not the one HEAD names"):
        log.writer()
    log.head_path.unlink()
    with pytest.raises(CaseDamaged, match="write this line into it"):
        log.writer()


def test_a_changed_line_in_the_middle_is_named(log: Log) -> None:
    lines = log.path.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b'"at":"2', b'"at":"1')
    log.path.write_bytes(b"".join(lines))
    with pytest.raises(CaseDamaged, match="line 4 does not follow"):
        list(log.entries())


def test_an_act_of_a_later_version_asks_for_that_version(log: Log) -> None:
    line = log.path.read_bytes().splitlines(keepends=True)[-1].replace(b"set_aside_noted", b"seal_set")
    with log.path.open("ab") as file:
        file.write(line)
    with pytest.raises(CaseTooNew, match="seal_set"):
        list(log.entries())


@pytest.mark.parametrize("written", [0, 30])
def test_an_act_that_a_full_disk_refused_is_not_in_the_log(
    log: Log, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    writer = log.writer()
    before = log.path.read_bytes()
    whole_write = os.write

    def fill_up(fd: int, data: bytes) -> int:
        if written and len(data) > 100:
            return whole_write(fd, bytes(data)[:written])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", fill_up)
        with pytest.raises(CannotWrite, match="free some space"):
            writer.append(noted(5))
    assert log.path.read_bytes() == before
    assert log.writer().append(noted(6)).seq == 5
