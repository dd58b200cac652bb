"""Objects: bytes in, the same bytes out, or an error that names them."""

import errno
import os
from pathlib import Path

import pytest

from tellings.custody import Objects, sha256_of
from tellings.custody.objects import is_digest
from tellings.errors import CannotWrite, CaseDamaged


@pytest.fixture
def objects(tmp_path: Path) -> Objects:
    return Objects(tmp_path / "objects")


@pytest.mark.parametrize("data", [b"", b"Six killed\r\n", b"\xff\xfe\x00", b"x" * 3_000_000])
def test_bytes_come_back_as_they_came(objects: Objects, data: bytes) -> None:
    digest = objects.put(data)
    assert objects.get(digest) == data
    assert objects.path_of(digest) == objects.folder / digest[:2] / digest[2:]
    assert sha256_of(objects.path_of(digest).read_bytes()) == digest


def test_an_object_that_is_there_is_not_written_again(objects: Objects) -> None:
    path = objects.path_of(objects.put(b"kept"))
    before = path.stat()
    objects.put(b"kept")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_an_object_of_another_size_is_named_and_not_written_over(objects: Objects) -> None:
    path = objects.path_of(objects.put(b"kept"))
    path.chmod(0o644)
    path.write_bytes(b"kep")
    with pytest.raises(CaseDamaged, match="has 3 bytes instead of 4"):
        objects.put(b"kept")
    assert path.read_bytes() == b"kep"


def test_changed_bytes_are_never_handed_out(objects: Objects) -> None:
    path = objects.path_of(objects.put(b"six"))
    path.chmod(0o644)
    path.write_bytes(b"one")
    with pytest.raises(CaseDamaged, match="have changed since they came in"):
        objects.get(sha256_of(b"six"))


def test_a_missing_object_is_named(objects: Objects) -> None:
    with pytest.raises(CaseDamaged, match="is missing"):
        objects.get(sha256_of(b"six"))


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_disk_that_refuses_leaves_nothing_behind(
    objects: Objects, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    objects.put(b"before")

    def refuse(*_: object) -> int:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        with pytest.raises(CannotWrite, match=os.strerror(code)) as caught:
            objects.put(b"after")
    assert "then" in str(caught.value) or "copy" in str(caught.value)
    assert [named for _, named in objects.files()] == [sha256_of(b"before")]
    assert objects.get(objects.put(b"after")) == b"after"


def test_a_write_that_comes_short_goes_on(objects: Objects, monkeypatch: pytest.MonkeyPatch) -> None:
    whole_write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: whole_write(fd, bytes(data)[:3]))
    assert objects.get(objects.put(b"a longer text")) == b"a longer text"


def test_no_name_in_a_case_depends_on_upper_and_lower_case(tmp_path: Path) -> None:
    objects = Objects(tmp_path / "objects")
    digests = [objects.put(b"%d" % number) for number in range(50)]
    names = [path.relative_to(tmp_path).as_posix() for path, _ in objects.files()]
    assert sorted(names) == sorted({name.lower() for name in names})
    assert {named for _, named in objects.files()} == set(digests)
    assert not is_digest(digests[0].upper().replace("0", "A"))


def test_an_object_that_is_removed_is_gone_and_one_that_is_not_there_is_passed_over(tmp_path: Path) -> None:
    objects = Objects(tmp_path / "objects")
    kept, gone = objects.put(b"kept"), objects.put(b"gone")
    assert objects.remove([gone, sha256_of(b"never there")]) == 1
    assert (objects.has(kept), objects.has(gone)) == (True, False)
