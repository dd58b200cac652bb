"""The model on disk: what differs from its manifest is named, and never used."""

import hashlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tellings import models, pipeline
from tellings.cli import main
from tellings.errors import EngineUnusable, InputError, ModelAltered, ModelError, ModelMissing
from tellings.models import FORM, MANIFEST, open_model

READER, CUTTER = "reader.onnx", "tokenizer.json"
WEIGHTS = bytes(range(256)) * 40
FILES = {READER: WEIGHTS, CUTTER: b'{"made": "up"}\n'}
DOCUMENT = (
    '{"doc_id": "a1", "text": "Six people were killed in Ardeh, a hospital director said on Monday."}\n'
)


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def manifest_of(files: dict[str, bytes]) -> dict[str, Any]:
    listed = {name: {"sha256": digest_of(content), "bytes": len(content)} for name, content in files.items()}
    return {"form": FORM, "name": "stand-in-1", "files": listed, "trained": {"seeds": [1, 2]}}


def put_model(folder: Path, manifest: dict[str, Any] | None = None) -> Path:
    """Write a model of made-up files and return its folder."""
    folder.mkdir(parents=True)
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    text = json.dumps(manifest_of(FILES) if manifest is None else manifest)
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return put_model(tmp_path / "models")


# ---------------------------------------------------------------- whole


def test_a_whole_model_gives_the_bytes_that_were_checked(folder: Path) -> None:
    model = open_model(folder)
    (folder / READER).write_bytes(b"changed after it was checked")
    assert (model.name, dict(model.files), dict(model.trained)) == ("stand-in-1", FILES, {"seeds": [1, 2]})
    assert model.digest == digest_of((folder / MANIFEST).read_bytes())
    with model.loading(READER) as data:
        assert data == WEIGHTS


def test_what_the_manifest_does_not_list_is_left_alone(folder: Path) -> None:
    (folder / "README.md").write_text("the card", encoding="utf-8")
    (folder / "notes").mkdir()
    assert set(open_model(folder).files) == set(FILES)


def test_an_empty_file_may_be_listed(tmp_path: Path) -> None:
    listed = put_model(tmp_path / "models", manifest_of({READER: b""}))
    (listed / READER).write_bytes(b"")
    assert open_model(listed).file(READER) == b""


def test_a_file_that_is_asked_for_and_not_listed_is_named(folder: Path) -> None:
    with pytest.raises(ModelAltered, match=r"manifest\.json: lists no 'counts\.onnx'"):
        open_model(folder).file("counts.onnx")


@pytest.mark.parametrize(
    ("package", "within", "found"),
    [
        ("src/tellings", None, "models"),
        (
            "lib/site-packages/tellings",
            "lib/site-packages/tellings/models",
            "lib/site-packages/tellings/models",
        ),
        ("lib/site-packages/tellings", None, "lib/site-packages/tellings/models"),
        ("src/tellings", "src/tellings/models", "src/tellings/models"),  # installed into a folder called src
    ],
)
def test_the_model_lies_in_the_installed_package_or_at_the_root_of_the_source_tree(
    package: str, within: str | None, found: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / package).mkdir(parents=True)
    if within is not None:
        (tmp_path / within).mkdir()
    monkeypatch.setattr(models, "__file__", str(tmp_path / package / "models.py"))
    assert models.model_folder() == tmp_path.resolve() / found


# ---------------------------------------------------------------- files that are not as listed


def cut_short(path: Path) -> None:
    path.write_bytes(WEIGHTS[:-1])


def go_on(path: Path) -> None:
    path.write_bytes(WEIGHTS + b"\n")


def alter_one_byte(path: Path) -> None:
    path.write_bytes(WEIGHTS[:5000] + b"!" + WEIGHTS[5001:])


def change_line_ends(path: Path) -> None:
    path.write_bytes(WEIGHTS.replace(b"\n", b"\r\n"))


def leave_a_pointer(path: Path) -> None:
    path.write_text("version https://git-lfs.example/spec/v1\nsize 10240\n", encoding="utf-8")


@pytest.mark.parametrize("alter", [cut_short, go_on, alter_one_byte, change_line_ends, leave_a_pointer])
def test_an_altered_file_is_named_with_both_digests(alter: Callable[[Path], None], folder: Path) -> None:
    alter(folder / READER)
    with pytest.raises(ModelAltered) as caught:
        open_model(folder)
    found = (folder / READER).read_bytes()
    for told in (
        str(folder / READER),
        digest_of(found),
        digest_of(WEIGHTS),
        f"{len(found)} bytes",
        "10240 bytes",
    ):
        assert told in str(caught.value)
    assert "pip install --force-reinstall" in str(caught.value)


def put_nothing(path: Path) -> None:
    path.unlink()


def put_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def put_a_link_to_nothing(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("gone"))


def put_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize("name", [MANIFEST, READER, CUTTER])
@pytest.mark.parametrize(
    "put",
    [
        put_nothing,
        put_a_folder,
        put_a_link_to_nothing,
        pytest.param(
            put_a_pipe, marks=pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
        ),
    ],
)
def test_a_file_that_is_not_there_is_named(put: Callable[[Path], None], name: str, folder: Path) -> None:
    put(folder / name)
    with pytest.raises(ModelMissing) as caught:
        open_model(folder)
    assert str(caught.value).startswith(f"{folder / name}: the model's file is not there")


def test_a_file_that_may_not_be_read_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refuse(path: Path, *arguments: Any, **more: Any) -> Any:
        if path.name == READER:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **more)

    monkeypatch.setattr(Path, "open", refuse)  # rights do not bind whoever runs tests as root
    with pytest.raises(
        ModelMissing, match=r"reader\.onnx: .* cannot be read \(Permission denied\); see to its rights"
    ):
        open_model(folder)


def test_a_model_folder_that_is_not_there_or_is_a_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"manifest\.json: the model's file is not there; install"):
        open_model(tmp_path / "models")
    (tmp_path / "models").write_bytes(b"")
    with pytest.raises(ModelMissing, match=r"manifest\.json: the model's file (is not there|cannot be read)"):
        open_model(tmp_path / "models")


def test_in_a_clone_the_way_to_restore_it_is_git(folder: Path) -> None:
    (folder.parent / ".git").mkdir()
    cut_short(folder / READER)
    with pytest.raises(ModelAltered, match=r"; restore it: `git checkout -- models` in "):
        open_model(folder)


# ---------------------------------------------------------------- manifests


@pytest.mark.parametrize(
    ("content", "fact"),
    [
        (b"", "is not JSON in UTF-8"),
        (b'{"form": 1, "name": ', "is not JSON in UTF-8"),
        (b"\xff\xfe{}", "is not JSON in UTF-8"),
        (b"[" * 200_000, "is not JSON in UTF-8"),
        (b"[]", "is no JSON object"),
        (b"{}", "has no form"),
        (b" " * 1_000_001, "is no manifest, since it has 1000001 bytes"),
    ],
    ids=["empty", "cut short", "UTF-16", "nested deeply", "a list", "nothing in it", "swollen"],
)
def test_a_broken_manifest_is_named(content: bytes, fact: str, folder: Path) -> None:
    (folder / MANIFEST).write_bytes(content)
    with pytest.raises(ModelAltered) as caught:
        open_model(folder)
    assert str(caught.value).startswith(f"{folder / MANIFEST}: {fact}")
    assert "\n" not in str(caught.value)


ENTRY = {"sha256": digest_of(WEIGHTS), "bytes": len(WEIGHTS)}


@pytest.mark.parametrize(
    ("change", "fact"),
    [
        ({"form": FORM + 1, "heads": []}, f"is of form {FORM + 1}, and this version of Tellings reads form {FORM}"),
        ({"form": "1"}, "has no form"),
        ({"form": True}, "has no form"),
        ({"heads": []}, "the manifest has an unknown key 'heads'"),
        ({"name": ""}, "'name' is no name"),
        ({"name": 1}, "'name' is no name"),
        ({"trained": "by hand"}, "'trained' is no JSON object"),
        ({"files": {}}, "'files' lists no files"),
        ({"files": [READER]}, "'files' lists no files"),
        ({"files": {READER: ENTRY["sha256"]}}, "'reader.onnx' is no JSON object"),
        ({"files": {READER: {**ENTRY, "from": "afar"}}}, "'reader.onnx' has an unknown key 'from'"),
        ({"files": {READER: {"bytes": 1}}}, "'reader.onnx' lacks the key 'sha256'"),
        ({"files": {READER: {**ENTRY, "sha256": "ABC"}}}, "the 'sha256' of 'reader.onnx' is no digest"),
        ({"files": {READER: {**ENTRY, "bytes": -1}}}, "the 'bytes' of 'reader.onnx' are no number"),
        ({"files": {READER: {**ENTRY, "bytes": 1.5}}}, "the 'bytes' of 'reader.onnx' are no number"),
        ({"files": {"../reader.onnx": ENTRY}}, "'../reader.onnx' is no name of a file beside it"),
        ({"files": {"/reader.onnx": ENTRY}}, "'/reader.onnx' is no name of a file beside it"),
        ({"files": {"..": ENTRY}}, "'..' is no name of a file beside it"),
        ({"files": {"C:\\reader.onnx": ENTRY}}, "is no name of a file beside it"),
    ],
)  # fmt: skip
def test_a_manifest_of_another_form_is_refused(change: dict[str, Any], fact: str, tmp_path: Path) -> None:
    listed = put_model(tmp_path / "models", {**manifest_of(FILES), **change})
    with pytest.raises(ModelAltered) as caught:
        open_model(listed)
    assert fact in str(caught.value)


@pytest.mark.parametrize("key", ["name", "files", "trained"])
def test_a_manifest_that_lacks_a_key_is_refused(key: str, tmp_path: Path) -> None:
    manifest = manifest_of(FILES)
    del manifest[key]
    with pytest.raises(ModelAltered, match=f"the manifest lacks the key '{key}'"):
        open_model(put_model(tmp_path / "models", manifest))


# ---------------------------------------------------------------- what runs it


def load(folder: Path) -> None:
    """Load the made-up weights with ONNX Runtime."""
    with open_model(folder).loading(READER) as data:
        import onnxruntime

        onnxruntime.InferenceSession(data, providers=["CPUExecutionProvider"])


def test_weights_that_cannot_be_loaded_though_they_are_as_listed_are_named(folder: Path) -> None:
    with pytest.raises(EngineUnusable) as caught:
        load(folder)
    assert f"{folder / READER}: is as its manifest lists it, and what runs it cannot load it" in str(
        caught.value
    )
    assert "install Tellings again with its parts" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_tokenizer_that_cannot_be_loaded_though_it_is_as_listed_is_named(folder: Path) -> None:
    with (
        pytest.raises(EngineUnusable, match=r"tokenizer\.json: is as its manifest lists it"),
        open_model(folder).loading(CUTTER) as data,
    ):
        from tokenizers import Tokenizer

        Tokenizer.from_buffer(data)


def test_a_part_that_is_not_installed_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(
        EngineUnusable, match=r"^onnxruntime, which runs reader\.onnx, cannot be imported: .*; install"
    ):
        load(folder)


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        (
            ImportError("DLL load failed while importing core:\nmodule not found"),
            "a part, which runs reader.onnx",
        ),
        (
            RuntimeError("built with baseline optimizations that this machine lacks"),
            "RuntimeError: built with base",
        ),
        (OSError(8, "Exec format error"), "OSError: [Errno 8] Exec format error"),
    ],
    ids=["a library beneath it is missing", "an old processor", "another kind of machine"],
)
def test_a_machine_that_cannot_run_it_is_told_so(raised: Exception, told: str, folder: Path) -> None:
    with pytest.raises(EngineUnusable) as caught, open_model(folder).loading(READER):
        raise raised
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.__cause__ is raised


@pytest.mark.parametrize("raised", [MemoryError(), InputError("of ours"), KeyboardInterrupt()])
def test_want_of_memory_an_interrupt_and_errors_of_ours_pass_as_they_are(
    raised: BaseException, folder: Path
) -> None:
    with pytest.raises(type(raised)) as caught, open_model(folder).loading(READER):
        raise raised
    assert caught.value is raised


# ---------------------------------------------------------------- at the command line


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda folder: put_nothing(folder / READER), "reader.onnx: the model's file is not there; "),
        (
            lambda folder: alter_one_byte(folder / READER),
            "reader.onnx: is not the file that the manifest lists: its SHA",
        ),
        (lambda folder: put_nothing(folder / MANIFEST), "manifest.json: the model's file is not there; "),
        (lambda folder: None, "reader.onnx: is as its manifest lists it, and what runs it cannot load it: "),
    ],
    ids=["missing", "altered", "no manifest", "no weights for this engine"],
)
def test_the_command_line_says_it_in_one_line_and_prints_no_attributions(
    spoil: Callable[[Path], None], told: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(folder)
    monkeypatch.setattr(models, "model_folder", lambda: folder)
    monkeypatch.setattr(pipeline, "read_attributions", lambda report: load(models.model_folder()))
    done = CliRunner().invoke(main, ["attribute"], input=DOCUMENT)
    assert done.exit_code == ModelError.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.startswith("error: ") and done.stderr.count("\n") == 1
    assert told in done.stderr and "pip install --force-reinstall" in done.stderr
