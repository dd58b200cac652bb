"""pack and unpack: the same case out again, or nothing; and nothing anywhere else."""

import contextlib
import hashlib
import stat
import zipfile
from pathlib import Path
from unittest import mock

import pytest

from tellings.case import Case
from tellings.custody import verify
from tellings.custody.packed import LIST, is_pack
from tellings.custody.packing import pack
from tellings.custody.unpacking import unpack, verify_pack
from tellings.errors import CannotWrite, CaseDamaged, CaseExists, InputError, NotACase
from tests.builders import record, report, taken
from tests.custody.packs import changed, members_of, relisted, remade


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = Case.new(tmp_path / "case")
    made.add([taken(report()), taken(report("Another text.", outlet=None))])
    (made.folder / "gazetteer.csv").write_bytes(b"name,lat,lon\r\nArdeh,33.3,44.3\r\n")
    return made


@pytest.fixture
def packed(case: Case, tmp_path: Path) -> Path:
    pack(case, tmp_path / "pack.zip")
    return tmp_path / "pack.zip"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_the_same_case_gives_the_same_bytes_with_neither_database_nor_lock(case: Case, packed: Path) -> None:
    again = packed.with_name("again.zip")
    pack(case, again)
    assert again.read_bytes() == packed.read_bytes()
    names = [entry.filename for entry, _ in members_of(packed)]
    assert names[0] == LIST
    assert names[1:] == sorted(names[1:])
    assert {"HEAD", "log.jsonl", "actors.toml", "method.toml", "gazetteer.csv", "verify.py"} < set(names)
    assert not {"case.db", "case.db.sha256", "case.lock"} & set(names)


def test_the_last_64_bytes_are_the_digest_of_all_before_them(packed: Path) -> None:
    whole = packed.read_bytes()
    assert hashlib.sha256(whole[:-64]).hexdigest().encode() == whole[-64:]


def test_an_unpacked_case_holds_what_the_packed_one_held(case: Case, packed: Path, tmp_path: Path) -> None:
    found = unpack(packed, tmp_path / "out")
    assert found.is_unchanged
    kept = {name: data for name, data in contents(case.folder).items() if not name.startswith("case.")}
    assert contents(tmp_path / "out") == kept
    assert Case.open(tmp_path / "out").reports() == case.reports()
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("state", ["none", "built", "due"])
def test_records_stand_as_they_stood_in_the_packed_case(case: Case, tmp_path: Path, state: str) -> None:
    if state != "none":
        case.store_records([record("incident-1")])
    if state == "due":
        case.add([taken(report("A third text.", outlet=None))])
    pack(case, tmp_path / "pack.zip")
    unpack(tmp_path / "pack.zip", tmp_path / "out", make_records=lambda _: [record("incident-1")])
    out = Case.open(tmp_path / "out")
    assert (out.records(), out.is_built()) == (case.records(), case.is_built())
    assert verify(out).is_unchanged


def test_an_empty_folder_may_be_unpacked_into_and_a_full_one_not(packed: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    unpack(packed, tmp_path / "empty")
    with pytest.raises(CaseExists):
        unpack(packed, tmp_path / "empty")
    with pytest.raises(InputError, match="is no folder"):
        unpack(packed, tmp_path / "nowhere" / "case")


def test_a_damaged_case_is_not_packed(case: Case, tmp_path: Path) -> None:
    path = next(path for path, _ in case.objects.files())
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(CaseDamaged, match="was not packed"):
        pack(case, tmp_path / "pack.zip")
    assert not list(tmp_path.glob("*pack*"))


def test_a_pack_replaces_a_pack_and_nothing_else(case: Case, packed: Path, tmp_path: Path) -> None:
    pack(case, packed)
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    for path in (
        tmp_path / "notes.txt",
        case.folder / "pack.zip",
        tmp_path,
        tmp_path / "nowhere" / "pack.zip",
    ):
        with pytest.raises(InputError):
            pack(case, path)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_full_disk_leaves_the_pack_that_was_there(case: Case, packed: Path) -> None:
    before = packed.read_bytes()
    case.add([taken(report("A third text.", outlet=None))])
    with (
        mock.patch("os.fsync", side_effect=OSError(28, "No space left on device")),
        pytest.raises(CannotWrite),
    ):
        pack(case, packed)
    assert packed.read_bytes() == before
    assert not list(packed.parent.glob(".*"))


def test_a_report_of_nothing_but_blanks_is_packed_and_comes_out_again(tmp_path: Path) -> None:
    blank = Case.new(tmp_path / "blank")
    blank.add([taken(report("A" + " " * 9_000_000 + chr(65 + n), outlet=None)) for n in range(3)])
    pack(blank, tmp_path / "pack.zip")
    assert unpack(tmp_path / "pack.zip", tmp_path / "out").is_unchanged


def test_what_a_removal_has_yet_to_delete_is_not_packed(case: Case, tmp_path: Path) -> None:
    page = b"<p>A page.</p>"
    told = report("A page.", original=page)
    case.add([taken(told, original=page)])
    case.seal_original(told.report_id, by="reviewer-1", why="asked for")
    case.objects.put(page)
    pack(case, tmp_path / "pack.zip")
    assert not any(data == page for _, data in members_of(tmp_path / "pack.zip"))


def test_an_interrupt_in_the_middle_of_unpacking_leaves_nothing(packed: Path, tmp_path: Path) -> None:
    def stop(done: int, of: int | None, item: str) -> None:
        if done == 3:
            raise KeyboardInterrupt

    before = sorted(tmp_path.iterdir())
    with pytest.raises(KeyboardInterrupt):
        unpack(packed, tmp_path / "out", progress=stop)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("data", [b"", b"PK\5\6" + bytes(18), b"some text", b"0" * 87])
def test_what_is_no_pack_is_said_to_be_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "file").write_bytes(data)
    assert not is_pack(tmp_path / "file")
    with pytest.raises(NotACase):
        unpack(tmp_path / "file", tmp_path / "out")
    with pytest.raises(NotACase):
        verify_pack(tmp_path / "file")


@pytest.mark.parametrize("name", ["log.jsonl", "HEAD", "object"])
def test_a_case_changed_in_a_pack_with_list_and_digest_made_right_is_damaged(
    packed: Path, tmp_path: Path, name: str
) -> None:
    members = members_of(packed)
    if name == "object":
        name = next(entry.filename for entry, _ in members if entry.filename.startswith("objects/"))
    forged = remade(
        tmp_path / "forged.zip",
        relisted(changed(members, name, lambda data: data.replace(b"2", b"3").replace(b"a", b"b"))),
    )
    assert not verify_pack(forged).is_unchanged
    with pytest.raises(CaseDamaged, match="was not unpacked"):
        unpack(forged, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_users_own_files_are_checked_against_the_packs_list(packed: Path, tmp_path: Path) -> None:
    forged = remade(
        tmp_path / "forged.zip", changed(members_of(packed), "actors.toml", lambda data: data + b"#")
    )
    assert [one.item for one in verify_pack(forged).problems] == ["actors.toml"]


def test_a_log_that_is_left_out_of_pack_and_list_is_named(packed: Path, tmp_path: Path) -> None:
    members = [one for one in members_of(packed) if one[0].filename != "log.jsonl"]
    forged = remade(tmp_path / "forged.zip", relisted(members))
    assert [one.item for one in verify_pack(forged).problems] == ["log.jsonl"]


def entry(name: str, *, mode: int = stat.S_IFREG | 0o644) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo("x")
    made.filename = made.orig_filename = name
    made.create_system, made.external_attr = 3, mode << 16
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


UNSAFE = {
    "a way out": (entry("../out.txt"), b"x"),
    "an absolute name": (entry("/tmp/out.txt"), b"x"),
    "a drive": (entry("C:\\out.txt"), b"x"),
    "a back slash": (entry("objects\\out"), b"x"),
    "a link": (entry("gazetteer.csv2", mode=stat.S_IFLNK | 0o777), b"/etc/passwd"),
    "a pipe under a name that packs have": (entry("log.torn-9", mode=stat.S_IFIFO | 0o644), b""),
    "a folder": (entry("objects/ab/"), b""),
    "another case of letters": (entry("head"), b"x"),
    "a bomb": (entry("objects/ab/" + "c" * 62), bytes(64_000_000)),
}


@pytest.mark.parametrize("kind", UNSAFE)
def test_an_unsafe_pack_is_refused_before_anything_is_written(
    packed: Path, tmp_path: Path, kind: str
) -> None:
    forged = remade(tmp_path / "forged.zip", relisted([*members_of(packed), UNSAFE[kind]]))
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(InputError, match="not made by Tellings"):
        unpack(forged, tmp_path / "out")
    with pytest.raises(InputError, match="not made by Tellings"):
        verify_pack(forged)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_pack_of_very_many_members_is_refused_by_counting_alone(packed: Path, tmp_path: Path) -> None:
    with mock.patch("tellings.custody.opening.MAX_MEMBERS", 5), mock.patch("zipfile.ZipFile") as opened:
        with pytest.raises(InputError, match="more than 5 members"):
            unpack(packed, tmp_path / "out")
        assert not opened.called


def test_a_pack_that_needs_more_than_the_disk_has_is_refused(packed: Path, tmp_path: Path) -> None:
    with (
        mock.patch("shutil.disk_usage", return_value=mock.Mock(free=10)),
        pytest.raises(CannotWrite, match="10 free"),
    ):
        unpack(packed, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_every_cut_and_every_flipped_byte_is_named(packed: Path, tmp_path: Path) -> None:
    whole = packed.read_bytes()
    path = tmp_path / "hurt.zip"
    for place in range(0, len(whole), max(1, len(whole) // 60)):
        for hurt in (whole[:place], whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]):
            path.write_bytes(hurt)
            with contextlib.suppress(NotACase):  # cut so short that nothing tells what it was
                assert not verify_pack(path).is_unchanged, place
