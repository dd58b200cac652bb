"""checkpoint: the log's end is signed with a key outside the case, and a case made anew does not fit it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tellings.case import Case
from tellings.custody import verify
from tellings.custody.checkpoints import Checkpoint, key_file, keys_folder, parse, sign
from tellings.custody.log import CheckpointSigned, JudgementAdded
from tellings.errors import InputError
from tests.builders import report, taken

KEY_PLACES: list[tuple[dict[str, str], bool, str]] = [
    ({"TELLINGS_KEYS": "/keys", "XDG_CONFIG_HOME": "/config"}, False, "/keys"),
    ({"XDG_CONFIG_HOME": "/config"}, False, "/config/tellings/keys"),
    ({"APPDATA": "/roaming", "XDG_CONFIG_HOME": "/config"}, True, "/roaming/tellings/keys"),
]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = Case.new(tmp_path / "case")
    made.add([taken(report())])
    return made


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "case.pem"


def facts(case: Case, checkpoint: bytes | None = None) -> str:
    return "\n".join(f"{one.item}: {one.fact}" for one in verify(case, checkpoint=checkpoint).problems)


@pytest.mark.parametrize(("environment", "is_windows", "folder"), KEY_PLACES)
def test_the_key_lies_where_the_environment_says(
    environment: dict[str, str], is_windows: bool, folder: str
) -> None:
    assert keys_folder(environment, is_windows=is_windows) == Path(folder)


def test_a_checkpoint_signs_the_logs_end_as_it_was_and_is_kept_and_logged(case: Case, key: Path) -> None:
    before = case.log.head()
    signed, data, is_new = sign(case, key)
    assert is_new and before is not None
    assert (signed.seq, signed.sha256) == (before.seq, before.sha256)
    first, last = case.log.first(), case.log.last()
    assert first is not None and last is not None
    assert signed.case == first.digest
    assert isinstance(last.act, CheckpointSigned)
    assert case.objects.get(last.act.object) == data
    assert parse(data) == signed
    found = verify(case)
    assert found.is_unchanged and found.signed == signed


def test_the_key_is_its_owners_alone_and_not_in_the_case(case: Case, key: Path) -> None:
    sign(case, key)
    assert key.stat().st_mode & 0o077 == 0
    secret = key.read_bytes().splitlines()[1]
    assert not any(secret in path.read_bytes() for path in case.folder.rglob("*") if path.is_file())
    with pytest.raises(InputError, match="lies in the case"):
        sign(case, case.folder / "key.pem")
    with pytest.raises(InputError, match="lies in the case"):
        sign(case, case.folder / "objects" / ".." / "key.pem")


def test_the_second_checkpoint_is_of_the_same_key_and_another_is_refused(case: Case, key: Path) -> None:
    first, _, _ = sign(case, key)
    second, _, is_new = sign(case, key)
    assert not is_new
    assert (second.public_key, second.seq) == (first.public_key, first.seq + 1)
    head = case.log.head()
    with pytest.raises(InputError, match="this case was signed before"):
        sign(case, key.with_name("other.pem"))
    assert not key.with_name("other.pem").exists()
    other = Case.new(case.folder.with_name("other"))
    sign(other, key.with_name("other.pem"))
    with pytest.raises(InputError, match="a case has one key"):
        sign(case, key.with_name("other.pem"))
    assert case.log.head() == head


def test_each_case_has_a_key_file_of_its_own(case: Case, tmp_path: Path) -> None:
    other = Case.new(tmp_path / "other")
    assert key_file(case, tmp_path) != key_file(other, tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b"not a key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_a_file_that_holds_no_key_is_refused(case: Case, key: Path, content: bytes) -> None:
    key.parent.mkdir()
    key.write_bytes(content)
    with pytest.raises(InputError, match="no private key that can be read"):
        sign(case, key)
    assert key.read_bytes() == content


def test_a_checkpoint_of_another_key_in_the_log_is_named_with_its_line(case: Case, key: Path) -> None:
    sign(case, key)
    other = Case.new(case.folder.with_name("other"))
    _, foreign, _ = sign(other, key.with_name("other.pem"))
    case.log_checkpoint(foreign)
    assert "the checkpoint of log.jsonl, line 5: is of another case" in facts(case)


def altered(**change: object) -> Callable[[bytes], bytes]:
    return lambda data: json.dumps({**json.loads(data), **change}).encode()


@pytest.mark.parametrize(
    "alter",
    [
        altered(seq=0),
        altered(at="2020-01-01T00:00:00.000Z"),
        altered(sha256="0" * 64),
        altered(signature="00" * 64),
        altered(signature="no digits"),
        altered(public_key="00" * 32),
    ],
)
def test_an_altered_checkpoint_is_named(case: Case, key: Path, alter: Callable[[bytes], bytes]) -> None:
    _, data, _ = sign(case, key)
    case.log_checkpoint(alter(data))
    assert "line 5: its signature is not that of its words" in facts(case)
    assert "kept elsewhere: its signature is not that of its words" in facts(case, alter(data))


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"form":"tellings-checkpoint-2"}', b"\xff"])
def test_what_is_no_checkpoint_is_none(data: bytes) -> None:
    assert parse(data) is None


def test_a_copy_kept_elsewhere_fits_the_case_and_what_it_grew_to(case: Case, key: Path) -> None:
    _, data, _ = sign(case, key)
    case.add([taken(report("Another text.", outlet=None))])
    assert facts(case, data) == ""


def test_a_copy_kept_elsewhere_shows_a_case_that_was_made_anew_with_a_new_key(case: Case, key: Path) -> None:
    _, data, _ = sign(case, key)
    anew = Case.new(case.folder.with_name("anew"))
    anew.add([taken(report("Nobody was killed, an official said."))])
    sign(anew, key.with_name("anew.pem"))
    assert facts(anew) == ""
    assert "the checkpoint that was kept elsewhere: is of another case" in facts(anew, data)


def test_a_copy_kept_elsewhere_shows_a_log_that_was_written_on_anew_from_some_line(
    case: Case, key: Path
) -> None:
    lines = case.log.path.read_bytes().splitlines(keepends=True)
    _, data, _ = sign(case, key)
    case.log.path.write_bytes(b"".join(lines[:2]))
    case.log.head_path.unlink()
    case.log.head_path.write_text(
        '{"seq":1,"sha256":"' + json.loads(lines[2])["prev"] + '"}\n', encoding="utf-8"
    )
    for name in ("case.db", "case.db.sha256"):
        (case.folder / name).unlink(missing_ok=True)
    case.objects.put(b"{}")
    case.log.writer().append(JudgementAdded("judgement-0", case.objects.put(b"{}")))
    told = parse(data)
    assert isinstance(told, Checkpoint)
    assert f"signed line {told.seq + 1} of a log that is another than this one" in facts(case, data)
