"""The commands that keep a case safe: what they print, how they end, and what they leave."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tellings.case import Case
from tellings.cli import main
from tests.builders import report, taken


@pytest.fixture
def case(tmp_path: Path) -> Path:
    made = Case.new(tmp_path / "case")
    made.folder.chmod(0o700)
    made.add([taken(report())])
    return made.folder


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def test_a_checkpoint_is_printed_written_and_held_against_the_case(case: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    signed = run("case", "checkpoint", case, "--out", kept, "--key", tmp_path / "key.pem")
    assert signed.exit_code == 0, signed.output
    assert "a new key: " in signed.output and "fingerprint of the key: " in signed.output
    assert "note both, that file and the fingerprint, elsewhere" in signed.output
    held = run("case", "verify", case, "--checkpoint", kept)
    assert held.exit_code == 0, held.output
    assert "last checkpoint: up to act 2" in held.output
    kept.write_bytes(kept.read_bytes().replace(b'"seq":2', b'"seq":1'))
    assert run("case", "verify", case, "--checkpoint", kept).exit_code == 3
    kept.write_bytes(b"{}")
    assert run("case", "verify", case, "--checkpoint", kept).exit_code == 2
    assert run("case", "verify", case, "--checkpoint", tmp_path / "nowhere").exit_code == 2


def test_without_a_key_told_it_lies_in_the_folder_of_keys(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELLINGS_KEYS", str(tmp_path / "own"))
    for _ in range(2):
        assert run("case", "checkpoint", case).exit_code == 0
    first = Case.open(case).log.first()
    assert first is not None
    assert [path.name for path in (tmp_path / "own").iterdir()] == [f"{first.digest[:16]}.pem"]


def test_a_case_goes_through_a_file_and_comes_out_again(case: Path, tmp_path: Path) -> None:
    file, out = tmp_path / "case.zip", tmp_path / "out"
    assert run("case", "build", case).exit_code == 0
    packed = run("case", "pack", case, file)
    assert packed.exit_code == 0, packed.output
    assert f"closing digest, to be noted elsewhere: {file.read_bytes()[-64:].decode()}" in packed.output
    assert run("case", "verify", file).exit_code == 0
    unpacked = run("case", "unpack", file, out)
    assert unpacked.exit_code == 0, unpacked.output
    assert "Build its records" not in unpacked.output
    assert run("case", "list", out).output == run("case", "list", case).output
    assert run("case", "unpack", file, out).exit_code == 2


def test_a_damaged_file_ends_with_3_and_names_it(case: Path, tmp_path: Path) -> None:
    file = tmp_path / "case.zip"
    run("case", "pack", case, file)
    file.write_bytes(file.read_bytes()[:-70])
    for command, *into in (("verify",), ("unpack", tmp_path / "out")):
        ended = run("case", command, file, *into)
        assert ended.exit_code == 3
        assert "case.zip: its closing digest is not that of its bytes" in ended.output
    assert not (tmp_path / "out").exists()


def test_the_doctor_ends_with_1_where_there_is_something_to_see_to_and_3_where_there_is_damage(
    case: Path,
) -> None:
    told = run("case", "doctor", case)
    assert told.exit_code == 1
    assert "see to: the records: are not built" in told.output
    assert "see to: checkpoints: none was ever signed" in told.output
    assert run("case", "build", case).exit_code == 0
    assert run("case", "checkpoint", case).exit_code == 0
    well = run("case", "doctor", case)
    assert (well.exit_code, well.output.splitlines()[-1]) == (0, "there is nothing to see to")
    (case / "case.db").unlink()
    assert "mended: case.db: is made anew" in run("case", "doctor", case, "--repair").output
    assert run("case", "doctor", case).exit_code == 0
    (case / "HEAD").write_bytes(b"")
    hurt = run("case", "doctor", case, "--repair", "--json")
    assert hurt.exit_code == 3
    assert '"damage":[{"item":"HEAD"' in hurt.output
