import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tellings.errors import InputError
from tellings.intake import Taken, read_paths
from tellings.intake import files as files_module
from tellings.model import SetAside

TEXT = "Six people were killed in the shelling of Ardeh on Monday, a doctor said.\n"


def write(folder: Path, *names: str, text: str = TEXT) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((f"{name}: {text}" if not name.endswith(".toml") else "").encode())


def outcomes(*paths: Path | str, max_bytes: int = 10_000) -> list[Taken | SetAside]:
    return list(read_paths(paths, max_bytes=max_bytes))


def names(found: Sequence[Taken | SetAside], folder: Path) -> list[str]:
    """Return the names of what was taken, and "reason: name" for what was set aside, in order."""
    prefix = f"{folder}{os.sep}"
    return [
        outcome.original.name.removeprefix(prefix)
        if isinstance(outcome, Taken)
        else f"{outcome.reason}: {outcome.item.removeprefix(prefix)}"
        for outcome in found
    ]


def only_aside(*paths: Path | str, max_bytes: int = 10_000) -> SetAside:
    (found,) = outcomes(*paths, max_bytes=max_bytes)
    assert isinstance(found, SetAside), found
    assert found.message
    assert found.next_step
    return found


def test_a_folder_is_read_with_its_folders_sorted_without_hidden_files_and_sidecars(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a.txt", "sub/c.txt", "sub/.hidden.txt", ".git/d.txt", "a.txt.toml")
    assert names(outcomes(tmp_path), tmp_path) == ["a.txt", "b.txt", "sub/c.txt"]


def test_a_file_of_a_folder_in_no_form_we_read_is_set_aside_and_read_when_it_is_named(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "notes.md", "method.toml")
    found = names(outcomes(tmp_path), tmp_path)
    assert found == ["a.txt", "other_form: method.toml", "other_form: notes.md"]
    assert names(outcomes(tmp_path / "notes.md"), tmp_path) == ["notes.md"]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert only_aside(tmp_path).reason == "empty"


def test_a_glob_that_names_sidecars_reads_each_report_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "a.txt.toml")
    found = outcomes(tmp_path / "a.txt", tmp_path / "a.txt.toml", tmp_path / "a.txt", tmp_path)
    assert names(found, tmp_path) == ["a.txt", f"empty: {tmp_path}"]


def test_links_are_followed_within_the_folder_and_not_out_of_it(tmp_path: Path) -> None:
    write(tmp_path, "case/a.txt", "outside.txt", "elsewhere/b.txt")
    case = tmp_path / "case"
    (case / "again.txt").symlink_to(case / "a.txt")
    (case / "link.txt").symlink_to(tmp_path / "outside.txt")
    (case / "more").symlink_to(tmp_path / "elsewhere")
    (case / "broken.txt").symlink_to(case / "nothing.txt")
    found = names(outcomes(case), case)
    assert found == [
        "a.txt",
        "vanished: broken.txt",
        "outside_folder: link.txt",
        "outside_folder: more",
    ]


def test_a_loop_of_folders_ends(tmp_path: Path) -> None:
    write(tmp_path, "a/b/c.txt")
    (tmp_path / "a/b/up").symlink_to(tmp_path / "a")
    (tmp_path / "a/self").symlink_to(tmp_path / "a/self")
    assert names(outcomes(tmp_path), tmp_path) == ["a/b/c.txt", "unreadable: a/self"]


def test_a_missing_path_raises_at_once_and_names_it_and_the_next_step(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    with pytest.raises(InputError, match=r"nothing\.txt.*Check the path"):
        read_paths([tmp_path / "a.txt", tmp_path / "nothing.txt"])


@pytest.mark.parametrize("name", ["x" * 5000, "a\x00b", ""])
def test_a_path_that_cannot_be_is_a_missing_one(name: str) -> None:
    with pytest.raises(InputError):
        read_paths([name])


def test_a_file_that_vanishes_meanwhile_is_set_aside(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt")
    found = read_paths([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert isinstance(next(found), Taken)
    (tmp_path / "b.txt").unlink()
    gone = next(found)
    assert isinstance(gone, SetAside)
    assert gone.reason == "vanished"


def test_a_file_without_rights_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str, mode: str) -> io.BufferedReader:
        if name.endswith(".toml"):
            raise FileNotFoundError(2, "No such file", name)
        raise PermissionError(13, "Permission denied", name)

    write(tmp_path, "a.txt")
    monkeypatch.setattr(files_module, "open", refuse, raising=False)  # rights do not bind root
    told = only_aside(tmp_path / "a.txt")
    assert told.reason == "no_rights"
    assert "a.txt" in told.item


def test_a_folder_without_rights_is_named_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.txt", "locked/b.txt", "z.txt")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("locked"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert names(outcomes(tmp_path), tmp_path) == ["a.txt", "no_rights: locked", "z.txt"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="rights do not bind root")
def test_rights_that_the_disk_refuses_are_told(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "a.txt").chmod(0)
    assert only_aside(tmp_path / "a.txt").reason == "no_rights"


def test_fifty_megabytes_are_refused_without_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as stream:
        stream.truncate(50_000_000)
    monkeypatch.delattr("builtins.open")
    told = next(read_paths([large]))
    assert isinstance(told, SetAside)
    assert told.reason == "too_large"
    assert "10,000,000 bytes" in told.message


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("two\nlines.txt", r"two\nlines.txt"),
        ("right\u202etxt.exe", r"right\u202etxt.exe"),
        ("odd\udcff.txt", r"odd\xff.txt"),
    ],
)
def test_an_odd_file_name_is_read_and_shown_on_one_safe_line(tmp_path: Path, name: str, shown: str) -> None:
    path = tmp_path / name
    try:
        path.write_bytes(b"")
    except (OSError, UnicodeError):
        pytest.skip("this file system holds no such name")
    told = only_aside(path)
    assert told.item.endswith(shown)
    path.write_text(TEXT)
    (taken,) = outcomes(path)
    assert isinstance(taken, Taken)
    assert taken.original.name.endswith(shown)
    taken.original.name.encode()


def test_an_odd_name_that_is_missing_is_shown_safely(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_paths([tmp_path / "no\nsuch\udcff.txt"])
    assert r"no\nsuch\xff.txt" in str(caught.value)


def test_a_pipe_in_a_folder_is_set_aside_and_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    os.mkfifo(tmp_path / "pipe")
    assert only_aside(tmp_path).reason == "not_a_file"


def test_standard_input_is_read_once_for_a_dash() -> None:
    found = list(read_paths(["-", "-"], stdin=io.BytesIO(b"Six were killed in Ardeh.")))
    assert [outcome.report.text for outcome in found if isinstance(outcome, Taken)] == [
        "Six were killed in Ardeh."
    ]
    (told,) = read_paths(["-"], stdin=io.BytesIO(b"x" * 2000), max_bytes=1000)
    assert isinstance(told, SetAside)
    assert told.reason == "too_large"


def test_progress_is_told_each_name_before_it_is_read(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt")
    told: list[str] = []
    for _ in read_paths([tmp_path], progress=told.append):
        pass
    assert [Path(name).name for name in told] == ["a.txt", "b.txt"]


def test_a_sidecar_tells_of_a_report_and_leaves_its_bytes_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        f"---\noutlet: From Within\nagency: AFP\npublished_inferred: true\n---\n{TEXT}"
    )
    (tmp_path / "a.txt.toml").write_text(
        'outlet = "From Beside"\npublished = 2013-02-09\nmood = ["grim"]\nretrieved = 2020-01-02T03:04:05Z\n'
    )
    (taken,) = outcomes(tmp_path / "a.txt")
    assert isinstance(taken, Taken)
    assert (taken.report.outlet, taken.report.agency) == ("From Beside", "AFP")
    assert (taken.report.published, taken.report.published_inferred) == ("2013-02-09", False)
    assert taken.report.retrieved == "2020-01-02T03:04:05+00:00"
    assert taken.report.text == TEXT


def test_a_sidecar_may_say_the_encoding(tmp_path: Path) -> None:
    text = "Six were killed in the café “Ardeh”.\r\n"
    (tmp_path / "a.txt").write_bytes(text.encode("windows-1252"))
    (tmp_path / "a.txt.toml").write_text('encoding = "windows-1252"\n')
    (taken,) = outcomes(tmp_path / "a.txt")
    assert isinstance(taken, Taken)
    assert taken.report.text == text


@pytest.mark.parametrize(
    ("sidecar", "word"),
    [
        (b"published = 2013-02-31", "TOML"),
        (b'published = "9 Feb"', "9 Feb"),
        (b"outlet = true", "outlet"),
        (b"outlet", "TOML"),
        (b'outlet = "\xff"', "UTF-8"),
        (b"x" * 200_000, "larger"),
    ],
)
def test_a_bad_sidecar_sets_its_report_aside_and_says_why(tmp_path: Path, sidecar: bytes, word: str) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "a.txt.toml").write_bytes(sidecar)
    told = only_aside(tmp_path / "a.txt")
    assert told.reason == "bad_sidecar"
    assert word in told.message
    assert "a.txt.toml" in told.message


def test_json_lines_give_one_report_a_line_whatever_the_size_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "docs.jsonl"
    documents = [{"doc_id": f"d{number}", "text": f"{number}: {TEXT}"} for number in range(300)]
    path.write_text("\n".join([*map(json.dumps, documents), "{"]))
    found = outcomes(path, max_bytes=1000)
    assert [outcome.doc_id for outcome in found[:-1] if isinstance(outcome, Taken)] == [
        d["doc_id"] for d in documents
    ]
    last = found[-1]
    assert isinstance(last, SetAside)
    assert last.item == f"{path}, line 301"


def test_a_sidecar_of_json_lines_fills_in_what_a_line_does_not_tell(tmp_path: Path) -> None:
    (tmp_path / "d.jsonl").write_text('{"text": "One."}\n{"text": "Two.", "outlet": "Its Own"}\n')
    (tmp_path / "d.jsonl.toml").write_text('outlet = "All Of Them"\n')
    found = outcomes(tmp_path / "d.jsonl")
    assert [o.report.outlet for o in found if isinstance(o, Taken)] == ["All Of Them", "Its Own"]


def test_reading_plain_text_loads_no_parser_of_markup_no_database_and_no_web(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt")
    (tmp_path / "b.txt.toml").write_text('outlet = "A"\n')
    program = (
        "import json, sys\n"
        "from tellings.intake import Taken, read_paths\n"
        "assert all(isinstance(outcome, Taken) for outcome in read_paths(sys.argv[1:]))\n"
        "print(json.dumps(sorted(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    heavy = {
        "trafilatura", "htmldate", "lxml", "sqlite3", "urllib3", "charset_normalizer", "numpy", "py3langid", "pydantic",
        "http.client", "socket", "email",
    }  # fmt: skip
    assert not heavy & set(json.loads(done.stdout))
