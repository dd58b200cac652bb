"""Packed cases taken apart, changed as somebody with time and skill would, and put together again.

In:   a packed file: a ZIP whose last 64 bytes are the hex SHA-256 of all bytes before them.
Out:  a packed file of the same build, with other members, its closing digest made right again.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import io
import json
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import rfc8785

import tellings
from tests.trust.made import Ran, chained, head_of, object_name, run

VERIFIER = Path(tellings.__file__).parent / "custody" / "standalone" / "verify.py"
DIGEST_LENGTH = 64


@dataclass(slots=True)
class Pack:
    """A packed case taken apart: its members in order, each with its entry, and its archive comment."""

    members: list[tuple[zipfile.ZipInfo, bytes]]
    comment: bytes = b""
    is_closed_in_comment: bool = True
    names: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.names = [entry.filename for entry, _ in self.members]

    @classmethod
    def read(cls, path: Path) -> Pack:
        with zipfile.ZipFile(path) as archive:
            members = [(entry, archive.read(entry)) for entry in archive.infolist()]
            comment = archive.comment
        return cls(members, comment, comment.endswith(path.read_bytes()[-DIGEST_LENGTH:]))

    def __getitem__(self, name: str) -> bytes:
        return next(data for entry, data in self.members if entry.filename == name)

    def __setitem__(self, name: str, data: bytes) -> None:
        self.members = [(e, data if e.filename == name else d) for e, d in self.members]

    def leave_out(self, name: str) -> None:
        self.members = [(e, d) for e, d in self.members if e.filename != name]

    def add(self, name: str, data: bytes, *, mode: int = 0o100644, method: int = zipfile.ZIP_STORED) -> None:
        """Put a member at the end, under any name at all, one that a path would not take included."""
        like, _ = self.members[-1]
        entry = zipfile.ZipInfo("x", like.date_time)
        entry.filename = entry.orig_filename = name
        entry.external_attr = mode << 16
        entry.create_system = 3
        entry.compress_type = method
        self.members.append((entry, data))

    def rename(self, old: str, new: str) -> None:
        for entry, _ in self.members:
            if entry.filename == old:
                entry.filename = entry.orig_filename = new

    def objects(self) -> list[str]:
        return [n for n in self.names if n.startswith("objects/") and not n.endswith("/")]

    def log(self) -> list[bytes]:
        return self["log.jsonl"].splitlines(keepends=True)

    def write(self, path: Path) -> Path:
        """Write the pack with a closing digest that is right for it."""
        out = io.BytesIO()
        with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
            warnings.filterwarnings("ignore", message="Duplicate name")
            for entry, data in self.members:
                copied = zipfile.ZipInfo("x", entry.date_time)
                for kept in (
                    "filename",
                    "orig_filename",
                    "compress_type",
                    "create_system",
                    "external_attr",
                    "extra",
                ):
                    setattr(copied, kept, getattr(entry, kept))
                archive.writestr(copied, data)
            if self.is_closed_in_comment:
                archive.comment = self.comment[:-DIGEST_LENGTH] + b"0" * DIGEST_LENGTH
            else:
                archive.comment = self.comment
        whole = out.getvalue()
        body = whole[:-DIGEST_LENGTH] if self.is_closed_in_comment else whole
        path.write_bytes(closed(body))
        return path


def closed(body: bytes) -> bytes:
    """Bytes followed by their hex SHA-256."""
    return body + hashlib.sha256(body).hexdigest().encode()


def swap_digest(pack: Pack, old: str, new_data: bytes) -> None:
    """Replace the object of digest `old`, and every mention of it in the log; chain and HEAD follow."""
    new = hashlib.sha256(new_data).hexdigest()
    pack[object_name(old)] = new_data
    pack.rename(object_name(old), object_name(new))
    lines = [line.replace(old.encode(), new.encode()) for line in pack.log()]
    set_log(pack, chained(lines))
    pack.names = [entry.filename for entry, _ in pack.members]


def set_log(pack: Pack, lines: list[bytes], *, is_head_fitted: bool = True) -> None:
    pack["log.jsonl"] = b"".join(lines)
    if is_head_fitted:
        pack["HEAD"] = head_of(lines)


def extraction_digests(pack: Pack) -> list[str]:
    """Digests of the findings that the log names and the pack holds."""
    acts = [json.loads(line) for line in pack.log()]
    named = [act["object"] for act in acts if act["act"] == "extraction_stored"]
    return [digest for digest in named if object_name(digest) in pack.names]


def with_changed_value(data: bytes, change: Callable[[dict[str, Any]], bool]) -> bytes:
    """An object's JSON in which `change` changed the first mapping that it returned true for."""
    tree = json.loads(data)
    assert _change_first(tree, change), "nothing in this object to change"
    return rfc8785.dumps(tree) + (b"\n" if data.endswith(b"\n") else b"")


def _change_first(tree: Any, change: Callable[[dict[str, Any]], bool]) -> bool:
    if isinstance(tree, dict):
        return change(tree) or any(_change_first(branch, change) for branch in tree.values())
    return isinstance(tree, list) and any(_change_first(branch, change) for branch in tree)


@cache
def _verifier_main() -> Callable[[list[str]], int]:
    spec = importlib.util.spec_from_file_location("standalone_verify", VERIFIER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    main: Callable[[list[str]], int] = module.main
    return main


def verify_alone(path: Path) -> Ran:
    """verify.py on a path, called in this process: `main(argv)` with the arguments after the script's name."""
    assert VERIFIER.is_file(), "verify.py is not there yet"
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = _verifier_main()([str(path)])
        except SystemExit as exc:
            code = exc.code if isinstance(exc.code, int) else 1
    return Ran(code, out.getvalue(), err.getvalue())


def verify_apart(path: Path, script: Path = VERIFIER) -> Ran:
    """verify.py on a path in an interpreter of its own: no site-packages, no environment, no current folder."""
    ended = subprocess.run(
        [sys.executable, "-I", "-S", str(script), str(path)], capture_output=True, text=True, timeout=120
    )
    return Ran(ended.returncode, ended.stdout, ended.stderr)


def verify_within(path: Path) -> Ran:
    """`tellings case verify --json` on a path."""
    return run("case", "verify", path, "--json")
