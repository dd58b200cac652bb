"""Find the trained model, check each of its files against the manifest, and hand over the bytes that were checked.

In:   the folder of the model: `manifest.json` and the files that it lists.
Out:  `ModelFiles`, bytes in hand; or an error that names the file, what was found, and how to restore it.
Holds: what is used is what was checked, since each file is read once. The manifest shows damage, a half-done update
or a wrong version; whoever changes a file and the manifest together is not shown.

The manifest, JSON in UTF-8:
    {"form": 1, "name": "attribution-1",
     "files": {"reader.onnx": {"sha256": 64 digits of base 16, "bytes": n}, ...},      names of files, no folders
     "trained": {...}}                                                                 facts on how it was made, free
"""

import hashlib
import json
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tellings.errors import EngineUnusable, ModelAltered, ModelMissing, TellingsError

MANIFEST = "manifest.json"
FORM = 1

_MOST_MANIFEST_BYTES = 1_000_000
_FILE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model, whole and as its manifest lists it. `files` holds their bytes, by name.

    name: of the model, "attribution-1". digest: the SHA-256 of the manifest, which stands for all files listed there.
    trained: what the manifest says on how it was made, as it stands there.
    """

    folder: Path
    name: str
    digest: str
    files: Mapping[str, bytes]
    trained: Mapping[str, Any]

    def file(self, name: str) -> bytes:
        """Return the bytes of a file. Raises: ModelAltered if the manifest lists none of that name."""
        if name not in self.files:
            raise ModelAltered(f"{self.folder / MANIFEST}: lists no {name!r}; {_restoring(self.folder)}")
        return self.files[name]

    @contextmanager
    def loading(self, name: str) -> Iterator[bytes]:
        """Hand over the bytes of a file to what runs it: import that, and load the file, within the block.

            with model.loading("reader.onnx") as data:
                import onnxruntime

                session = onnxruntime.InferenceSession(data, ...)

        Raises: ModelAltered if the manifest lists no such file; EngineUnusable for whatever the block raises, except
        an error of Tellings and where memory ran out.
        """
        data = self.file(name)
        try:
            yield data
        except ImportError as exc:
            raise EngineUnusable(
                f"{exc.name or 'a part'}, which runs {name}, cannot be imported: {_one_line(exc)}; {_ENGINE_STEP}"
            ) from exc
        except (MemoryError, TellingsError):
            raise
        except Exception as exc:  # each part has errors of its own, with no root but this
            raise EngineUnusable(
                f"{self.folder / name}: is as its manifest lists it, and what runs it cannot load it: "
                f"{type(exc).__name__}: {_one_line(exc)}; {_ENGINE_STEP}"
            ) from exc


def model_folder() -> Path:
    """Return where the model is: within the package in an installed copy, else at the root of the source tree."""
    package = Path(__file__).resolve().parent
    within = package / "models"
    is_source_tree = package.parent.name == "src" and not within.is_dir()
    return package.parent.parent / "models" if is_source_tree else within


def open_model(folder: Path | None = None) -> ModelFiles:
    """Read and check the model. A file in the folder that the manifest does not list is left alone.

    folder: None for the one that came with Tellings.
    Raises: ModelMissing, ModelAltered.
    """
    folder = model_folder() if folder is None else folder
    path = folder / MANIFEST
    with _reading(path) as size:
        if size > _MOST_MANIFEST_BYTES:
            raise ModelAltered(f"{path}: is no manifest, since it has {size} bytes; {_restoring(folder)}")
        manifest = path.read_bytes()
    form = _Manifest(path, manifest)
    return ModelFiles(
        folder=folder,
        name=form.name,
        digest=hashlib.sha256(manifest).hexdigest(),
        files=MappingProxyType(
            {name: _checked(folder / name, listed) for name, listed in form.files.items()}
        ),
        trained=MappingProxyType(form.trained),
    )


# ---------------------------------------------------------------- files


@contextmanager
def _reading(path: Path) -> Iterator[int]:
    """Give the size of a file that is to be read; say what is wrong if it cannot be."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise ModelMissing(
                f"{path}: the model's file is not there, but a folder or the like; {_restoring(path.parent)}"
            )
        yield found.st_size
    except FileNotFoundError as exc:
        raise ModelMissing(f"{path}: the model's file is not there; {_restoring(path.parent)}") from exc
    except OSError as exc:
        raise ModelMissing(
            f"{path}: the model's file cannot be read ({exc.strerror}); see to its rights, or {_restoring(path.parent)}"
        ) from exc


def _checked(path: Path, listed: "_Listed") -> bytes:
    """Return the bytes of a file that is as listed."""
    with _reading(path) as size, path.open("rb") as stream:
        if size == listed.size:
            content = stream.read(size + 1)
            found, size = hashlib.sha256(content).hexdigest(), len(content)
            if found == listed.sha256:
                return content
        else:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    raise ModelAltered(
        f"{path}: is not the file that the manifest lists: its SHA-256 is {found} ({size} bytes), not {listed.sha256} "
        f"({listed.size} bytes); {_restoring(path.parent)}"
    )


# ---------------------------------------------------------------- the manifest


@dataclass(frozen=True, slots=True)
class _Listed:
    """What a manifest says of one file."""

    sha256: str
    size: int


class _Manifest:
    """A manifest, with each value of its form. Raises: ModelAltered."""

    name: str
    files: dict[str, _Listed]
    trained: dict[str, Any]

    def __init__(self, path: Path, content: bytes) -> None:
        self._path = path
        try:
            told = json.loads(content.decode("utf-8"))
        except (ValueError, RecursionError) as exc:
            raise self._error(f"is not JSON in UTF-8: {exc}") from exc
        if not isinstance(told, dict):
            raise self._error("is no JSON object")
        form = told.get("form")
        if type(form) is not int or form < 1:
            raise self._error("has no form")
        if form > FORM:
            raise self._error(f"is of form {form}, and this version of Tellings reads form {FORM}")
        self._require_keys(told, {"form", "name", "files", "trained"}, "the manifest")
        name, listed, trained = told["name"], told["files"], told["trained"]
        if not isinstance(name, str) or not name:
            raise self._error("'name' is no name")
        if not isinstance(listed, dict) or not listed:
            raise self._error("'files' lists no files")
        if not isinstance(trained, dict):
            raise self._error("'trained' is no JSON object")
        self.name, self.trained = name, trained
        self.files = {name: self._listed(name, entry) for name, entry in listed.items()}

    def _listed(self, name: str, entry: object) -> _Listed:
        if not _FILE_NAME.fullmatch(name):
            raise self._error(f"{name!r} is no name of a file beside it")
        if not isinstance(entry, dict):
            raise self._error(f"{name!r} is no JSON object")
        self._require_keys(entry, {"sha256", "bytes"}, repr(name))
        digest, size = entry["sha256"], entry["bytes"]
        if not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
            raise self._error(f"the 'sha256' of {name!r} is no digest of 64 digits 0-9 and a-f")
        if type(size) is not int or size < 0:
            raise self._error(f"the 'bytes' of {name!r} are no number")
        return _Listed(digest, size)

    def _require_keys(self, told: dict[str, Any], wanted: set[str], where: str) -> None:
        if odd := sorted(wanted ^ told.keys()):
            key = odd[0]
            raise self._error(f"{where} {'lacks the' if key in wanted else 'has an unknown'} key {key!r}")

    def _error(self, fact: str) -> ModelAltered:
        return ModelAltered(f"{self._path}: {fact}; {_restoring(self._path.parent)}")


# ---------------------------------------------------------------- what to do


_ENGINE_STEP = (
    "install Tellings again with its parts, `pip install --force-reinstall` and where you have it from, on a system "
    "that ONNX Runtime supports (64 bits: Linux, macOS 14 or later, Windows)"
)


def _restoring(folder: Path) -> str:
    """Return how a model in this folder is restored."""
    if folder.name == "models" and (folder.parent / ".git").exists():
        return f"restore it: `git checkout -- models` in {folder.parent}"
    return "install Tellings again: `pip install --force-reinstall`, and where you have it from"


def _one_line(exc: Exception) -> str:
    return " ".join(str(exc).split())
