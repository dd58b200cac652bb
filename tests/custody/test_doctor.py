"""doctor: what is around a case is said with its next step, and only what is derived is mended."""

import os
import time
from pathlib import Path
from unittest import mock

import pytest

from tellings.case import Case
from tellings.custody import verify
from tellings.custody.checkpoints import key_file, sign
from tellings.custody.doctor import Diagnosis, examine, repair
from tellings.errors import InputError
from tellings.model import Record
from tests.builders import record, report, taken


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = Case.new(tmp_path / "case")
    made.folder.chmod(0o700)
    made.add([taken(report())])
    made.store_records([record("incident-1")])
    sign(made, key_file(made, tmp_path / "keys"))
    return made


def looked(case: Case, *, free_bytes: int = 10**12) -> Diagnosis:
    return examine(
        case,
        keys=case.folder.with_name("keys"),
        free_bytes=free_bytes,
        readings=(case.actors, case.method),
    )


def found(case: Case, **more: int) -> str:
    return "\n".join(f"{one.item}: {one.fact}" for one in looked(case, **more).findings)


def test_a_case_in_order_has_nothing_to_see_to(case: Case) -> None:
    told = looked(case)
    assert (told.damage, told.findings) == ((), ())
    assert any("SQLite" in note.fact for note in told.notes)


def test_every_finding_says_what_to_do(case: Case) -> None:
    case.folder.chmod(0o755)
    (case.folder / "actors.toml").write_bytes(b"[[")
    (case.folder / "case.db").unlink()
    told = looked(case, free_bytes=0)
    assert len(told.findings) >= 3
    assert all(one.item and one.fact and one.next_step for one in told.findings)


def test_little_space_is_said(case: Case) -> None:
    assert "the disk: has 1,000 bytes free" in found(case, free_bytes=1000)


def test_a_folder_that_others_may_read_is_said(case: Case, tmp_path: Path) -> None:
    case.folder.chmod(0o755)
    with mock.patch("tellings.custody.doctor._is_open_to_others", return_value=True):
        assert "every account of this machine may read it" in found(case)


def test_a_network_disk_is_said(case: Case, tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"disk / ext4 rw 0 0\nserver:/x {tmp_path} nfs4 rw 0 0\n", encoding="utf-8")
    with mock.patch("tellings.custody.doctor._MOUNTS", mounts):
        assert "is on a network (nfs4)" in found(case)
    mounts.write_text(f"server:/x / nfs4 rw 0 0\ndisk {tmp_path} ext4 rw 0 0\n", encoding="utf-8")
    with mock.patch("tellings.custody.doctor._MOUNTS", mounts):
        assert "network" not in found(case)


def test_an_act_that_is_still_to_come_is_said(case: Case) -> None:
    with mock.patch("tellings.custody.doctor.datetime") as clock:
        from datetime import UTC, datetime

        clock.fromisoformat = datetime.fromisoformat
        clock.now.return_value = datetime(2013, 2, 9, tzinfo=UTC)
        assert "which is still to come" in found(case)


def test_what_an_interrupted_write_left_is_said_and_deleted_after_an_hour(case: Case) -> None:
    old, young = case.folder / ".HEAD-0123.tmp", case.objects.folder / "ab" / ".x-0123.tmp"
    young.parent.mkdir(exist_ok=True)
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 7200, time.time() - 7200))
    assert found(case).count("was left by an interrupted write") == 2
    assert [one.item for one in repair(case, lambda _: ())] == [".HEAD-0123.tmp"]
    assert not old.exists() and young.exists()


def test_a_database_that_is_gone_is_made_anew_with_its_records(case: Case) -> None:
    (case.folder / "case.db").unlink()
    assert "case.db: is not there" in found(case)
    repair(case, lambda _: [record("incident-1")])
    assert (case.folder / "case.db").exists()
    assert found(case) == ""
    assert [one.incident_id for one in case.records()] == ["incident-1"]
    assert verify(case).is_unchanged


def test_where_records_cannot_be_made_the_database_is_made_without_them(case: Case) -> None:
    def cannot(_: Case) -> list[Record]:
        raise InputError("method.toml: is not as it should be; mend it")

    (case.folder / "case.db").unlink()
    repair(case, cannot)
    assert (case.folder / "case.db").exists()
    assert found(case) == "the records: are not built of what the case holds now"


def test_a_database_that_was_changed_is_damage_until_it_is_made_anew(case: Case) -> None:
    path = case.folder / "case.db"
    data = path.read_bytes()
    path.write_bytes(data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])
    assert any(one.item.startswith("case.db") for one in looked(case).damage)
    repair(case, lambda _: [record("incident-1")])
    assert looked(case).damage == ()


def test_a_damaged_object_is_damage_and_is_not_touched(case: Case) -> None:
    path = next(path for path, _ in case.objects.files())
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b" ")
    hurt = path.read_bytes()
    (case.folder / "case.db").unlink()
    repair(case, lambda _: [record("incident-1")])
    assert path.read_bytes() == hurt
    assert looked(case).damage


def test_a_case_that_was_never_signed_is_said_and_one_long_ago_too(tmp_path: Path) -> None:
    plain = Case.new(tmp_path / "plain")
    plain.folder.chmod(0o700)
    assert "checkpoints" not in found(plain)
    plain.add([taken(report())])
    assert "checkpoints: none was ever signed" in found(plain)
    sign(plain, tmp_path / "keys" / "key.pem")
    plain.add([taken(report("Another.", outlet=None))])
    with mock.patch("tellings.custody.doctor.MANY_ACTS", 0):
        assert "checkpoints: 1 acts since the last one" in found(plain)


def test_a_key_in_the_case_and_one_that_others_may_read_are_said(case: Case, tmp_path: Path) -> None:
    (case.folder / "case.pem").write_bytes(b"")
    key_file(case, tmp_path / "keys").chmod(0o644)
    told = found(case)
    assert "case.pem: looks like a private key, and lies in the case" in told
    assert "others may read the private key" in told


def test_a_file_of_the_user_that_cannot_be_read_is_said(case: Case) -> None:
    (case.folder / "method.toml").write_text("titel = 'x'", encoding="utf-8")
    with pytest.raises(InputError):
        case.method()
    assert "method.toml: " in found(case)


def test_what_was_sealed_and_came_back_is_said(case: Case) -> None:
    told = report("A page.", original=b"<p>A page.</p>")
    case.add([taken(told, original=b"<p>A page.</p>")])
    case.seal_original(told.report_id, by="reviewer-1", why="asked for")
    assert "removed on purpose" not in found(case)
    case.objects.put(b"<p>A page.</p>")
    assert "was removed on purpose on" in found(case)
