"""Whole packed cases and damaged ones, judged by `case verify` and by verify.py alone; unsafe ones, refused.

Fifty whole packs and two hundred damaged ones. verify.py runs in an interpreter of its own on a few of each kind and
inside this process on all of them, since starting an interpreter costs more than the check.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import re
import shutil
import stat
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tellings.errors import TellingsError
from tests.trust.made import (
    chained,
    digest_in,
    done,
    files_under,
    is_named,
    judge,
    make_case,
    make_reports,
    name_of,
    object_name,
    object_paths,
    overwrite,
    report_ids,
    run,
)
from tests.trust.packs import (
    VERIFIER,
    Pack,
    closed,
    extraction_digests,
    set_log,
    swap_digest,
    verify_alone,
    verify_apart,
    verify_within,
    with_changed_value,
)

SEED = int(os.environ.get("TELLINGS_SEED", "20130209"))


@dataclass(frozen=True, slots=True)
class Shape:
    """What a case to pack holds. seal: what is removed from it, `report`, `original`, `name` or nothing."""

    reports: int
    has_checkpoint: bool = False
    has_judgement: bool = False
    seal: str | None = None
    has_unread: bool = False

    def __str__(self) -> str:
        parts = [
            f"{self.reports} reports",
            "checkpoint" * self.has_checkpoint,
            "judgement" * self.has_judgement,
        ]
        parts += [f"sealed {self.seal}" if self.seal else "", "unread" * self.has_unread]
        return ", ".join(p for p in parts if p)


def _shapes() -> Iterator[Shape]:
    seals = ("report", "original", "name")
    for number in range(48):
        seal = seals[(number // 2) % 3] if number & 4 else None
        yield Shape(number % 3 + 1, bool(number & 1), bool(number & 2), seal, bool(number & 8))
    yield Shape(0)
    yield Shape(0, has_checkpoint=True)


WHOLE = tuple(_shapes())
SIGNED = Shape(3, has_checkpoint=True, has_judgement=True)
PLAIN = Shape(3)
FULL = Shape(3, has_checkpoint=True, has_judgement=True, seal="report", has_unread=True)


class Packs:
    """Packs made when first asked for, each once, from cases that are made once."""

    def __init__(self, ground: Path) -> None:
        self.ground = ground
        self._packed: dict[tuple[Shape, int], tuple[Path, Path]] = {}
        self._cases: dict[tuple[int, bool, int], Path] = {}

    def packed(self, shape: Shape, seed: int = 1) -> Path:
        if (shape, seed) not in self._packed:
            path = self.ground / f"pack-{len(self._packed)}.tellings"
            folder = self.folder(shape, seed)
            done("case", "pack", folder, path)
            self._packed[shape, seed] = path, folder
        return self._packed[shape, seed][0]

    def source(self, shape: Shape, seed: int = 1) -> Path:
        """The folder that the pack of this shape was made from."""
        self.packed(shape, seed)
        return self._packed[shape, seed][1]

    def folder(self, shape: Shape, seed: int = 1) -> Path:
        """The case folder of a shape. Sealing comes before the checkpoint, which so covers it."""
        folder = self.ground / f"case-{len(list(self.ground.iterdir()))}"
        shutil.copytree(self._unsealed(shape.reports, shape.has_unread, seed), folder)
        if shape.has_judgement:
            judge(folder, folder.with_name(folder.name + ".claims"))
        if shape.seal is not None:
            report_id = report_ids(folder)[0]
            name = f"name:{name_of(0, seed)}"
            item = {"report": report_id, "original": f"original:{report_id}", "name": name}[shape.seal]
            done("case", "seal", folder, item, "--reason", "asked for by a witness", "--by", "A. Reviewer")
        if shape.has_checkpoint:
            done("case", "checkpoint", folder)
        return folder

    def objects_before(self, shape: Shape, seed: int = 1) -> dict[str, bytes]:
        """Name to bytes of the objects that the case of this shape held before anything was sealed."""
        case = self._unsealed(shape.reports, shape.has_unread, seed)
        return {p.relative_to(case).as_posix(): p.read_bytes() for p in object_paths(case)}

    def _unsealed(self, reports: int, has_unread: bool, seed: int) -> Path:
        key = (reports, has_unread, seed)
        if key not in self._cases:
            folder = self.ground / f"made-{reports}-{has_unread}-{seed}"
            self._cases[key] = make_case(folder, reports, seed, has_unread=has_unread)
        return self._cases[key]


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Packs:
    return Packs(tmp_path_factory.mktemp("packs"))


# Whole packs.


@pytest.mark.parametrize("number", range(len(WHOLE)), ids=lambda n: f"{n}: {WHOLE[n]}")
def test_a_whole_pack_is_unchanged_to_both(packs: Packs, number: int) -> None:
    path = packs.packed(WHOLE[number])
    within = verify_within(path)
    assert within.code == 0, within.said
    told = json.loads(within.stdout)
    assert told["is_unchanged"] is True
    assert told["problems"] == []
    if WHOLE[number].seal:
        assert any("removed on purpose" in str(note) for note in told["notes"]), told["notes"]
    alone = verify_alone(path)
    assert alone.code == 0, alone.said
    assert "unchanged" in alone.stdout.splitlines()[-1]


@pytest.mark.parametrize("number", range(0, len(WHOLE), 7))
def test_verify_py_runs_alone_and_from_inside_the_pack(packs: Packs, tmp_path: Path, number: int) -> None:
    path = packs.packed(WHOLE[number])
    inside = tmp_path / "verify.py"
    inside.write_bytes(Pack.read(path)["verify.py"])
    assert inside.read_bytes() == VERIFIER.read_bytes()
    ended = verify_apart(path, inside)
    assert ended.code == 0, ended.said
    assert "unchanged" in ended.stdout.splitlines()[-1]


def test_a_pack_ends_with_the_digest_of_all_before_it_and_opens_as_a_zip(packs: Packs) -> None:
    path = packs.packed(FULL)
    whole = path.read_bytes()
    assert closed(whole[:-64]) == whole
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert {"log.jsonl", "HEAD", "verify.py"} <= set(archive.namelist())


@pytest.mark.parametrize("shape", [PLAIN, SIGNED, FULL], ids=str)
def test_an_unpacked_case_is_the_packed_one_and_unchanged_to_both(
    packs: Packs, tmp_path: Path, shape: Shape
) -> None:
    path = packs.packed(shape)
    folder = tmp_path / "unpacked"
    done("case", "unpack", path, folder)
    pack = Pack.read(path)
    for name in [*pack.objects(), "log.jsonl", "HEAD"]:
        assert (folder / name).read_bytes() == pack[name], name
    assert len(object_paths(folder)) == len(pack.objects())
    done("case", "verify", folder)
    assert verify_alone(folder).code == 0, verify_alone(folder).said
    shown = done("case", "list", folder, "--json").stdout
    assert shown == done("case", "list", packs.source(shape), "--json").stdout


def test_packing_what_was_unpacked_and_unpacking_that_keeps_every_act(packs: Packs, tmp_path: Path) -> None:
    done("case", "unpack", packs.packed(SIGNED), tmp_path / "first")
    done("case", "pack", tmp_path / "first", tmp_path / "again")
    done("case", "unpack", tmp_path / "again", tmp_path / "second")
    for name in ("log.jsonl", "HEAD"):
        assert (tmp_path / "second" / name).read_bytes() == (tmp_path / "first" / name).read_bytes()


@pytest.mark.parametrize("kind", ["object", "log", "head"])
def test_verify_py_sees_and_names_what_was_changed_in_a_case_folder(
    packs: Packs, tmp_path: Path, kind: str
) -> None:
    folder = tmp_path / "case"
    done("case", "unpack", packs.packed(SIGNED), folder)
    path = {"object": object_paths(folder)[0], "log": folder / "log.jsonl", "head": folder / "HEAD"}[kind]
    data = path.read_bytes()
    overwrite(path, data[:9] + bytes([data[9] ^ 1]) + data[10:])
    alone = verify_alone(folder)
    assert alone.code == 3, alone.said
    assert is_named(path.relative_to(folder).as_posix(), alone.stdout), alone.said


# Damaged packs: 60 + 40 + 20 + 32 + 12 + 12 + 24 = 200.


def _assert_both_see(path: Path, *, names: str | None = None, is_apart: bool = False) -> None:
    within = verify_within(path)
    assert within.code == 3, f"seed {SEED}: case verify says {within.said}"
    alone = verify_alone(path)
    assert alone.code == 3, f"seed {SEED}: verify.py says {alone.said}"
    # "... how many items are not as kept"
    assert re.search(r"\d", alone.stdout.splitlines()[-1]), alone.said
    if names is not None:
        assert is_named(names, within.stdout + within.stderr), (
            f"{names} is not named by case verify: {within.said}"
        )
        assert is_named(names, alone.stdout), f"{names} is not named by verify.py: {alone.said}"
    if is_apart:
        apart = verify_apart(path)
        assert apart.code == 3, f"seed {SEED}: verify.py in its own interpreter says {apart.said}"


def _shape_of(number: int) -> Shape:
    return WHOLE[number * 5 % 48]


@pytest.mark.parametrize("number", range(60))
def test_one_flipped_byte_anywhere_in_a_pack_is_seen(packs: Packs, tmp_path: Path, number: int) -> None:
    drawn = random.Random(f"flipped {number} {SEED}")
    whole = bytearray(packs.packed(_shape_of(number)).read_bytes())
    # The first and last bytes, and the first of the closing digest, are hit for certain.
    certain = {0: 0, 1: len(whole) - 1, 2: len(whole) - 64, 3: len(whole) - 65}
    at = certain.get(number, drawn.randrange(len(whole)))
    whole[at] ^= 1 << drawn.randrange(8)
    path = tmp_path / "damaged"
    path.write_bytes(whole)
    _assert_both_see(path, is_apart=number < 4)


@pytest.mark.parametrize("number", range(40))
def test_changed_bytes_of_a_member_are_seen_and_named_under_a_right_closing_digest(
    packs: Packs, tmp_path: Path, number: int
) -> None:
    drawn = random.Random(f"member {number} {SEED}")
    pack = Pack.read(packs.packed(_shape_of(number)))
    kept = [n for n in ("log.jsonl", "HEAD", "case.db") if n in pack.names]
    name = kept[number // 2 % len(kept)] if number % 2 else drawn.choice(pack.objects() or kept)
    data = bytearray(pack[name])
    at = drawn.randrange(len(data))
    data[at] ^= drawn.randrange(1, 256)
    pack[name] = bytes(data)
    _assert_both_see(pack.write(tmp_path / "damaged"), names=name, is_apart=number < 3)


@pytest.mark.parametrize("number", range(20))
def test_a_member_left_out_is_seen_and_named(packs: Packs, tmp_path: Path, number: int) -> None:
    drawn = random.Random(f"left out {number} {SEED}")
    # Shapes with an original that nobody sealed; what is sealed is left out already, and rightly.
    pack = Pack.read(packs.packed(WHOLE[drawn.choice([n for n in range(48) if n % 3 == 2])]))
    name = {0: "HEAD", 1: "log.jsonl"}.get(number, drawn.choice(pack.objects()))
    pack.leave_out(name)
    _assert_both_see(pack.write(tmp_path / "damaged"), names=name, is_apart=number < 3)


@pytest.mark.parametrize("is_head_fitted", [False, True], ids=["HEAD left", "HEAD fitted"])
@pytest.mark.parametrize("change", ["removed", "edited", "swapped", "cut"])
@pytest.mark.parametrize("number", range(4))
def test_a_log_with_a_line_removed_edited_swapped_or_its_tail_cut_is_seen(
    packs: Packs, tmp_path: Path, number: int, change: str, is_head_fitted: bool
) -> None:
    drawn = random.Random(f"{change} {number} {is_head_fitted} {SEED}")
    pack = Pack.read(packs.packed((PLAIN, SIGNED, FULL, Shape(2, has_unread=True))[number]))
    lines = pack.log()
    # Not the last line: with it gone or edited and HEAD made to fit, the chain alone is whole again.
    at = drawn.randrange(1, len(lines) - 2)
    if change == "removed":
        del lines[at]
    elif change == "edited":
        lines[at] = _edited(lines[at])
    elif change == "swapped":
        lines[at], lines[at + 1] = lines[at + 1], lines[at]
    else:
        lines = _cut_before_a_report(lines, drawn)
    set_log(pack, lines, is_head_fitted=is_head_fitted)
    _assert_both_see(
        pack.write(tmp_path / "damaged"), names="log.jsonl" if change != "cut" else None, is_apart=number == 0
    )


def _edited(line: bytes) -> bytes:
    edited = re.sub(rb'"at":"20(\d\d)', lambda m: b'"at":"20%02d' % (int(m[1]) - 1), line)
    assert edited != line
    return edited


def _cut_before_a_report(lines: list[bytes], drawn: random.Random) -> list[bytes]:
    """The log up to an act that brought a report, so that a report goes with the tail."""
    acts = [json.loads(line)["act"] for line in lines]
    return lines[: drawn.choice([n for n, act in enumerate(acts) if act == "report_added"])]


@pytest.mark.parametrize("number", range(12))
def test_an_object_swapped_for_another_is_seen_and_named(packs: Packs, tmp_path: Path, number: int) -> None:
    drawn = random.Random(f"swapped {number} {SEED}")
    pack = Pack.read(packs.packed((PLAIN, SIGNED, FULL)[number % 3]))
    one, other = drawn.sample(pack.objects(), 2)
    if number % 2:
        pack[one], pack[other] = pack[other], pack[one]
    else:
        pack[one] = pack[other]
    _assert_both_see(pack.write(tmp_path / "damaged"), names=one)


@pytest.mark.parametrize("number", range(12))
def test_a_sealed_object_put_back_is_seen_and_named(packs: Packs, tmp_path: Path, number: int) -> None:
    seal = ("report", "original", "name")[number % 3]
    shape = Shape(number // 6 + 2, bool(number & 1), bool(number & 2), seal)
    pack = Pack.read(packs.packed(shape))
    gone = sorted(set(packs.objects_before(shape)) - set(pack.names))
    assert gone, "the seal removed no object"
    name = gone[number % len(gone)]
    pack.add(name, packs.objects_before(shape)[name])
    _assert_both_see(pack.write(tmp_path / "damaged"), names=name)


@pytest.mark.parametrize("change", ["quote", "value"])
@pytest.mark.parametrize("number", range(12))
def test_findings_forged_with_their_object_the_log_and_the_chain_break_the_checkpoint(
    packs: Packs, tmp_path: Path, number: int, change: str
) -> None:
    shape = Shape(number % 3 + 1, has_checkpoint=True, has_judgement=bool(number & 1))
    path = packs.packed(shape)
    pack = Pack.read(path)
    digests = extraction_digests(pack)
    old = digests[number % len(digests)]
    forged = with_changed_value(
        pack[object_name(old)], _quote_changed if change == "quote" else _value_changed
    )
    swap_digest(pack, old, forged)
    assert chained(pack.log()) == pack.log(), "the forgery is not a good one"
    if "case.db" in pack.names and number % 2:
        # By turns the database follows too, so that nothing but the signature is left to tell.
        _database_follows(pack, path, tmp_path)
    _assert_both_see(pack.write(tmp_path / "damaged"), is_apart=number == 0)


def _quote_changed(values: dict[str, Any]) -> bool:
    if not values.get("quote"):
        return False
    quote: str = values["quote"]
    values["quote"] = ("X" if quote[0] != "X" else "Y") + quote[1:]
    return True


def _value_changed(values: dict[str, Any]) -> bool:
    if values.get("kind") != "killed" or not isinstance(values.get("high"), int):
        return False
    values["high"] += 2
    return True


def _database_follows(pack: Pack, path: Path, tmp_path: Path) -> None:
    """Have the database made anew from the forged log, where that is let."""
    folder = tmp_path / "forged"
    done("case", "unpack", path, folder)
    shutil.rmtree(folder / "objects")
    for name in ("case.db", "case.db.sha256"):
        (folder / name).unlink(missing_ok=True)
    for name in [*pack.objects(), "log.jsonl", "HEAD"]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(pack[name])
    try:
        built = run("case", "build", folder)
    except TellingsError:
        return
    if built.code != 0 or (folder / "log.jsonl").read_bytes() != pack["log.jsonl"]:
        return  # a program that will not build on a forged log: the old database stays, and is one more trace
    for name in ("case.db", "case.db.sha256"):
        if name in pack.names and (folder / name).exists():
            pack[name] = (folder / name).read_bytes()


@pytest.mark.parametrize("number", range(6))
def test_on_an_object_that_no_act_names_both_say_the_same(packs: Packs, tmp_path: Path, number: int) -> None:
    pack = Pack.read(packs.packed((PLAIN, SIGNED, FULL)[number % 3]))
    data = f"nobody named this {number}".encode()
    # By turns under its own digest and under another's.
    digest = hashlib.sha256(data if number < 3 else b"other").hexdigest()
    pack.add(object_name(digest), data)
    path = pack.write(tmp_path / "more")
    assert verify_within(path).code == verify_alone(path).code


def test_a_pack_put_together_again_unchanged_is_unchanged(packs: Packs, tmp_path: Path) -> None:
    # Guards the tests above: what they change must be all that there is to see.
    path = Pack.read(packs.packed(SIGNED)).write(tmp_path / "again")
    assert verify_within(path).code == 0, verify_within(path).said
    assert verify_alone(path).code == 0, verify_alone(path).said


# Unsafe packs.

ESCAPED = "escaped-from-a-pack.txt"


def _refused(path: Path, into: Path) -> None:
    beside = set(into.parent.rglob("*"))
    ran = run("case", "unpack", path, into)
    assert ran.code in (2, 3), ran.said
    assert ran.stderr.strip(), "refused without a word"
    assert "Traceback" not in ran.stderr
    assert not into.exists()
    assert set(into.parent.rglob("*")) == beside, "something is left behind"


@pytest.mark.parametrize(
    "name",
    [
        f"../{ESCAPED}",
        f"objects/../../{ESCAPED}",
        f"objects/ab/../../../{ESCAPED}",
        f"..\\{ESCAPED}",
        f"/tmp/{ESCAPED}",
        f"C:\\{ESCAPED}",
        f"C:/{ESCAPED}",
        f"//server/{ESCAPED}",
        f"./{ESCAPED}",
        f"objects//{ESCAPED}",
    ],
)
def test_unpack_refuses_a_name_that_leads_out_or_is_absolute(packs: Packs, tmp_path: Path, name: str) -> None:
    pack = Pack.read(packs.packed(PLAIN))
    pack.add(name, b"out")
    (tmp_path / "in").mkdir()
    _refused(pack.write(tmp_path / "unsafe"), tmp_path / "in" / "case")
    assert not (tmp_path / ESCAPED).exists()
    assert not Path("/tmp", ESCAPED).exists()


@pytest.mark.parametrize("name", ["notes.txt", "objects/ab/" + "c" * 62, "gazetteer.csv", "objects/ab"])
def test_unpack_refuses_a_symbolic_link(packs: Packs, tmp_path: Path, name: str) -> None:
    pack = Pack.read(packs.packed(PLAIN))
    pack.add(name, b"/etc/passwd", mode=stat.S_IFLNK | 0o777)
    (tmp_path / "in").mkdir()
    _refused(pack.write(tmp_path / "unsafe"), tmp_path / "in" / "case")


def test_unpack_refuses_a_member_that_becomes_a_link(packs: Packs, tmp_path: Path) -> None:
    pack = Pack.read(packs.packed(PLAIN))
    for entry, _ in pack.members:
        if entry.filename == "actors.toml":
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            entry.create_system = 3
    assert "actors.toml" in pack.names
    (tmp_path / "in").mkdir()
    _refused(pack.write(tmp_path / "unsafe"), tmp_path / "in" / "case")


def test_unpack_refuses_a_member_that_swells_beyond_all_measure(packs: Packs, tmp_path: Path) -> None:
    pack = Pack.read(packs.packed(PLAIN))
    swollen = bytes(256 * 1024 * 1024)
    pack.add(object_name(hashlib.sha256(swollen).hexdigest()), swollen, method=zipfile.ZIP_DEFLATED)
    path = pack.write(tmp_path / "unsafe")
    assert path.stat().st_size < 4_000_000
    (tmp_path / "in").mkdir()
    _refused(path, tmp_path / "in" / "case")


def test_unpack_refuses_a_member_that_is_larger_than_it_says(packs: Packs, tmp_path: Path) -> None:
    pack = Pack.read(packs.packed(PLAIN))
    swollen = bytes(32 * 1024 * 1024)
    name = object_name(hashlib.sha256(swollen).hexdigest())
    pack.add(name, swollen, method=zipfile.ZIP_DEFLATED)
    whole = pack.write(tmp_path / "unsafe").read_bytes()[:-64]
    with zipfile.ZipFile(io.BytesIO(whole + b"0" * 64)) as archive:
        entry = archive.getinfo(name)
    # The size stands in the member's own header and in the central list; both are made to say ten bytes.
    true, false = entry.file_size.to_bytes(4, "little"), (10).to_bytes(4, "little")
    packed = entry.compress_size.to_bytes(4, "little")
    assert whole.count(packed + true) == 2
    (tmp_path / "unsafe").write_bytes(closed(whole.replace(packed + true, packed + false)))
    (tmp_path / "in").mkdir()
    _refused(tmp_path / "unsafe", tmp_path / "in" / "case")


@pytest.mark.parametrize("name", ["HEAD", "log.jsonl", "actors.toml", "verify.py", "an object"])
def test_unpack_refuses_a_name_that_comes_twice(packs: Packs, tmp_path: Path, name: str) -> None:
    pack = Pack.read(packs.packed(PLAIN))
    name = pack.objects()[0] if name == "an object" else name
    pack.add(name, pack[name])
    (tmp_path / "in").mkdir()
    _refused(pack.write(tmp_path / "unsafe"), tmp_path / "in" / "case")


@pytest.mark.parametrize("name", ["head", "LOG.jsonl", "Actors.toml", "Verify.py", "an object"])
def test_unpack_refuses_names_that_differ_by_case_alone(packs: Packs, tmp_path: Path, name: str) -> None:
    pack = Pack.read(packs.packed(PLAIN))
    if name == "an object":
        like = next(n for n in pack.objects() if re.search("[a-f]", digest_in(n)))
        name = f"objects/{like.removeprefix('objects/').upper()}"
    else:
        like = next(n for n in pack.names if n.lower() == name.lower())
    pack.add(name, pack[like])
    (tmp_path / "in").mkdir()
    _refused(pack.write(tmp_path / "unsafe"), tmp_path / "in" / "case")


@pytest.mark.parametrize(
    "name", ["notes.exe", ".bashrc", "objects/readme", "extra/case.db", "sitecustomize.py"]
)
def test_unpack_refuses_a_member_that_no_case_has(packs: Packs, tmp_path: Path, name: str) -> None:
    pack = Pack.read(packs.packed(PLAIN))
    pack.add(name, b"anything")
    (tmp_path / "in").mkdir()
    _refused(pack.write(tmp_path / "unsafe"), tmp_path / "in" / "case")


Spoil = Callable[[bytes], bytes]


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda whole: whole[:-1], id="a byte short"),
        pytest.param(lambda whole: whole[: len(whole) // 2], id="cut in half"),
        pytest.param(lambda whole: whole + b"\n", id="a byte more"),
        pytest.param(lambda whole: b"", id="empty"),
        pytest.param(lambda whole: closed(b"not an archive at all"), id="no archive"),
        pytest.param(lambda whole: closed(b""), id="a digest of nothing"),
        pytest.param(lambda whole: closed(whole[:-64] + b"more"), id="bytes put in before the digest"),
        pytest.param(lambda whole: bytes([whole[0] ^ 1]) + whole[1:], id="its first byte"),
    ],
)
def test_unpack_refuses_what_is_damaged_and_leaves_no_folder(
    packs: Packs, tmp_path: Path, spoil: Spoil
) -> None:
    path = tmp_path / "spoilt"
    path.write_bytes(spoil(packs.packed(PLAIN).read_bytes()))
    (tmp_path / "in").mkdir()
    _refused(path, tmp_path / "in" / "case")
    assert verify_within(path).code in (2, 3)
    assert verify_alone(path).code != 0


def test_unpack_refuses_a_pack_whose_case_is_not_as_kept_under_a_right_closing_digest(
    packs: Packs, tmp_path: Path
) -> None:
    pack = Pack.read(packs.packed(PLAIN))
    name = pack.objects()[0]
    pack[name] = pack[name] + b" "
    (tmp_path / "in").mkdir()
    path = pack.write(tmp_path / "damaged")
    _refused(path, tmp_path / "in" / "case")
    assert run("case", "unpack", path, tmp_path / "in" / "case").code == 3


def test_unpack_does_not_write_into_a_folder_that_holds_something(packs: Packs, tmp_path: Path) -> None:
    make_reports(tmp_path / "mine", 1, 9)
    before = {p: p.read_bytes() for p in files_under(tmp_path / "mine")}
    ran = run("case", "unpack", packs.packed(PLAIN), tmp_path / "mine")
    assert ran.code == 2, ran.said
    assert {p: p.read_bytes() for p in files_under(tmp_path / "mine")} == before


def test_pack_does_not_pack_a_damaged_case(packs: Packs, tmp_path: Path) -> None:
    folder = packs.folder(PLAIN)
    victim = object_paths(folder)[0]
    overwrite(victim, b"x" + victim.read_bytes()[1:])
    ran = run("case", "pack", folder, tmp_path / "pack")
    assert ran.code == 3, ran.said
    assert not (tmp_path / "pack").exists()
