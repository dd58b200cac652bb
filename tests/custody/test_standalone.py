"""verify.py: under 200 lines of plain Python that say what `case verify` says."""

import ast
import importlib.util
import io
import json
import random
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from types import ModuleType

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tellings.case import Case
from tellings.custody import verify
from tellings.custody.checkpoints import sign
from tellings.custody.log import ExtractionStored, ReportAdded
from tellings.custody.packed import LIST
from tellings.custody.packing import pack
from tellings.custody.unpacking import verify_pack
from tellings.errors import CaseTooNew
from tests.builders import TEXT, attribution, claim, extraction, report, taken, voice
from tests.custody.packs import changed, members_of, relisted, remade

PAGE = b"<p>" + TEXT.encode() + b"</p>"
TOLD = report(original=PAGE)


def loaded() -> ModuleType:
    spec = importlib.util.find_spec("tellings.custody.standalone.verify")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ALONE = loaded()
SCRIPT = Path(str(ALONE.__file__))


def run(*args: str | Path) -> tuple[int, str]:
    """Run it in this process; return its exit code and what it printed."""
    out = io.StringIO()
    with redirect_stdout(out):
        code = ALONE.main([str(arg) for arg in args])
    return code, out.getvalue()


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = Case.new(tmp_path / "case")
    made.add([taken(TOLD, original=PAGE)])
    six = claim(
        "killed", "Six", within=TOLD, quote="Six people were killed", chain=["The Daily", "Ilka Voss"]
    )
    said = attribution("Six people were killed", source="Ilka Voss", cue="said", within=TOLD)
    made.store_extraction(
        extraction(TOLD, [six], attributions=[said], voices=[voice("Ilka Voss", within=TOLD)])
    )
    return made


# ---------------------------------------------------------------- itself


def test_it_is_under_200_lines_and_needs_the_standard_library_alone() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 200
    names = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(text))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert names <= sys.stdlib_module_names
    assert not names & {"socket", "subprocess", "urllib", "os", "shutil"}


def test_it_knows_every_act_of_the_log_and_every_key_that_names_an_object() -> None:
    from tellings.custody import log

    assert set(ALONE.ACTS) == set(log._ACTS)
    for kind in log._ACTS.values():
        filled = kind(*("0" * 64 for _ in kind.__dataclass_fields__))  # type: ignore[arg-type]
        keys = {key for key in kind.__dataclass_fields__ if key in ALONE.NAMING}
        assert len(keys) == len(filled.objects()), kind


def test_it_runs_in_an_interpreter_without_site_packages_and_environment(case: Case, tmp_path: Path) -> None:
    pack(case, tmp_path / "pack.zip")
    ended = subprocess.run(
        [sys.executable, "-I", "-S", str(SCRIPT), str(tmp_path / "pack.zip")],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "unchanged since" in ended.stdout.splitlines()[-1]


def test_its_signatures_are_those_of_another_implementation() -> None:
    drawn = random.Random(20130209)
    for number in range(200):
        key = Ed25519PrivateKey.from_private_bytes(drawn.randbytes(32))
        public, message = key.public_key().public_bytes_raw(), drawn.randbytes(drawn.randrange(300))
        signature = bytearray(key.sign(message))
        assert ALONE.is_signed(public, message, bytes(signature)), number
        signature[drawn.randrange(64)] ^= 1 << drawn.randrange(8)
        assert not ALONE.is_signed(public, message, bytes(signature)), number


@pytest.mark.parametrize("length", [0, 31, 63, 65])
def test_a_signature_or_key_of_another_length_is_none(length: int) -> None:
    assert not ALONE.is_signed(bytes(32), b"", bytes(length))
    assert not ALONE.is_signed(bytes(length), b"", bytes(64))


def test_a_signature_whose_factor_is_raised_by_the_order_is_none() -> None:
    key = Ed25519PrivateKey.from_private_bytes(b"\1" * 32)
    signature = key.sign(b"words")
    raised = (int.from_bytes(signature[32:], "little") + ALONE.ORDER).to_bytes(32, "little")
    assert not ALONE.is_signed(key.public_key().public_bytes_raw(), b"words", signature[:32] + raised)


# ---------------------------------------------------------------- against verify


def judged(case: Case) -> tuple[bool, int]:
    return verify(case).is_unchanged, run(case.folder)[0]


def test_an_unchanged_case_is_unchanged_to_both(case: Case) -> None:
    assert judged(case) == (True, 0)


def test_a_flipped_byte_in_log_head_or_any_object_is_seen_by_both(case: Case) -> None:
    paths = [case.log.path, case.log.head_path, *(path for path, _ in case.objects.files())]
    for path in paths:
        whole = path.read_bytes()
        path.chmod(0o644)
        for place in range(0, len(whole), max(1, len(whole) // 9)):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            assert judged(case) == (False, 3), f"byte {place} of {path.name}"
        path.write_bytes(whole)
    assert judged(case) == (True, 0)


def forged_extraction(case: Case, change: Callable[[str], str]) -> None:
    digest = next(e.act.object for e in case.log.entries() if isinstance(e.act, ExtractionStored))
    data = change(case.objects.get(digest).decode())
    case.log.writer().append(ExtractionStored(TOLD.report_id, "another", case.objects.put(data.encode())))
    for name in ("case.db", "case.db.sha256"):
        (case.folder / name).unlink(missing_ok=True)


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told.replace("Six people were", "Two people were"),
        lambda told: told.replace('"start":0', '"start":1'),
        lambda told: told.replace('"end":22', '"end":22000'),
        lambda told: told.replace(TOLD.report_id, "report-0000"),
    ],
)
def test_a_finding_that_is_not_of_its_text_is_seen_by_both(case: Case, change: Callable[[str], str]) -> None:
    forged_extraction(case, change)
    assert judged(case) == (False, 3)


def test_the_metadata_of_another_report_is_seen_by_both(case: Case) -> None:
    act = next(e.act for e in case.log.entries() if isinstance(e.act, ReportAdded))
    case.log.writer().append(ReportAdded("report-0000", act.original, act.text, act.metadata))
    for name in ("case.db", "case.db.sha256"):
        (case.folder / name).unlink(missing_ok=True)
    assert judged(case) == (False, 3)


def test_it_holds_a_noted_digest_and_a_checkpoint_against_the_log(case: Case, tmp_path: Path) -> None:
    head = case.log.head()
    assert head is not None
    _, data, _ = sign(case, tmp_path / "key.pem")
    (tmp_path / "kept.json").write_bytes(data)
    assert run(case.folder, "--noted", head.sha256, "--checkpoint", tmp_path / "kept.json")[0] == 0
    assert run(case.folder, "--noted", "0" * 64)[0] == 3
    (tmp_path / "kept.json").write_bytes(json.dumps({**json.loads(data), "seq": 0}).encode())
    assert run(case.folder, "--checkpoint", tmp_path / "kept.json")[0] == 3


def test_a_checkpoint_with_a_foreign_key_in_the_log_is_seen(case: Case, tmp_path: Path) -> None:
    sign(case, tmp_path / "key.pem")
    other = Case.new(tmp_path / "other")
    _, foreign, _ = sign(other, tmp_path / "other.pem")
    case.log_checkpoint(foreign)
    assert judged(case) == (False, 3)


@pytest.mark.parametrize("number", range(40))
def test_it_agrees_on_packs_that_were_changed_with_list_and_closing_digest_made_right(
    case: Case, tmp_path: Path, number: int
) -> None:
    drawn = random.Random(number)
    sign(case, tmp_path / "key.pem")
    pack(case, tmp_path / "whole.zip")
    members = members_of(tmp_path / "whole.zip")
    name = drawn.choice([entry.filename for entry, _ in members if entry.filename not in (LIST, "verify.py")])
    place, bit = drawn.random(), 1 << drawn.randrange(8)

    def flip(data: bytes) -> bytes:
        at = int(len(data) * place)
        return data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :]

    left_out = [one for one in members if one[0].filename != name]
    told = left_out if number % 5 == 0 else changed(members, name, flip)
    path = remade(tmp_path / "forged.zip", relisted(told))
    try:
        is_unchanged = verify_pack(path).is_unchanged
    except CaseTooNew:  # an act or a form that no version knows yet
        is_unchanged = False
    code, said = run(path)
    assert (code == 0) is is_unchanged, f"{name}: {said}"
    assert is_unchanged is name.endswith((".toml", ".csv")), f"{name}: {said}"  # the user's own, to edit


@pytest.mark.parametrize("kind", ["report", "original", "name"])
def test_what_was_sealed_is_said_and_is_no_change(case: Case, tmp_path: Path, kind: str) -> None:
    why = {"by": "reviewer-1", "why": "asked for by a witness"}
    if kind == "name":
        case.seal_name(["Ilka Voss"], **why)
    elif kind == "report":
        case.seal_report(TOLD.report_id, **why)
    else:
        case.seal_original(TOLD.report_id, **why)
    pack(case, tmp_path / "pack.zip")
    for path in (case.folder, tmp_path / "pack.zip"):
        code, told = run(path)
        assert code == 0, told
        assert "removed on purpose" in told and "asked for by a witness" in told
    assert verify(case).is_unchanged


@pytest.mark.parametrize(
    "make", [lambda path: path.mkdir(), lambda path: path.write_text("x"), lambda path: None]
)
def test_what_is_no_case_cannot_be_used(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path / "it")
    code, told = run(tmp_path / "it")
    assert (code, told[:6]) == (2, "error:")


def test_nothing_in_a_case_steers_the_screen(case: Case) -> None:
    first = next(path for path, _ in case.objects.files())
    (first.parent / "x").write_bytes(b"")
    case.log.path.write_bytes(b'{"act":"\\u001b[2J"}\n' + case.log.path.read_bytes())
    code, told = run(case.folder)
    assert code == 3 and "\x1b" not in told
