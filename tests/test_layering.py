"""The house stands: imports point one way, SQL keeps to its room, and plain reading stays light."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "tellings"

# A room is a module or a folder right under src/tellings. In each row a room may import those before it.
BASE = ["errors", "vocabulary", "model", "codec", "taxonomy", "settings", "models", "inference"]
STAGES = [
    "intake", "text", "attribution", "events", "resolve", "judging", "link", "reconcile", "record", "publish",
    "changes", "ledger",
]  # fmt: skip
OUTSIDE = ["store", "custody", "case"]  # hold a database or the disk. They may import one another.
BUILDS = ["building"]  # makes a case's records of what stands in its database
ABOVE = ["pipeline", "spark"]  # put the stages in order. Neither imports the other.
EDGE = ["web", "cli", "__main__", "__init__"]  # what a person meets; may import anything.

ROOMS = [*BASE, *STAGES, *OUTSIDE, *BUILDS, *ABOVE, *EDGE]
SQL = {"sqlite3", "sqlalchemy", "alembic", "psycopg"}

# What reading a plain text file has no use for: databases, parsers of markup, the web. Word pieces are cut by
# tokenizers, which is installed with a client of a model hub: that client is never loaded.
HEAVY = {
    "alembic", "courlan", "cryptography", "fastapi", "flask", "hf_xet", "htmldate", "http.client", "http.server",
    "httpx", "httpx2", "huggingface_hub", "jinja2", "justext", "lxml", "openpyxl", "psycopg", "requests",
    "socketserver", "sqlalchemy", "sqlite3", "ssl", "starlette", "trafilatura", "urllib.request", "urllib3",
    "uvicorn", "wsgiref",
}  # fmt: skip
# What the trained reader runs on: wanted to read, not to import.
READS = {"numpy", "onnxruntime", "tokenizers"}


def allowed(room: str) -> set[str]:
    """Return the rooms that `room` may import, itself included."""
    if room in BASE:
        return set(BASE[: BASE.index(room) + 1])
    if room in STAGES:
        return {*BASE, *STAGES[: STAGES.index(room) + 1]}
    if room in OUTSIDE:
        return {*BASE, *OUTSIDE} - {"models", "inference"}
    if room in BUILDS:
        return {*BASE, *STAGES, *OUTSIDE, room}
    if room in ABOVE:
        return {*BASE, *STAGES, *OUTSIDE, *BUILDS, room}
    return set(ROOMS)


def room_of(path: Path) -> str:
    """Return the room that a file of the package belongs to."""
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


def package_files() -> list[Path]:
    """Return every Python file of the package, sorted."""
    return sorted(SOURCE.rglob("*.py"))


def imported(tree: ast.AST, package: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Yield (line, dotted name) for every import, wherever it stands: late and type-only ones count too.

    package: the dotted path of the package that the file is in, to resolve relative imports.
    For `from a import b` the name is "a.b", since b may be a module.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = [*base, *([node.module] if node.module else [])]
            for alias in node.names:
                yield node.lineno, ".".join([*stem, alias.name])


def backward_imports(source: str, path: Path) -> list[str]:
    """Return one sentence for each import in `source` that points backwards. `path` says where it stands."""
    room = room_of(path)
    package = ("tellings", *path.relative_to(SOURCE).parts[:-1])
    faults = []
    for line, name in imported(ast.parse(source), package):
        parts = name.split(".")
        if parts[0] != "tellings" or name == "tellings.__version__":
            continue
        target = parts[1] if len(parts) > 1 and parts[1] in ROOMS else "__init__"
        if target not in allowed(room):
            faults.append(f"{path.relative_to(SOURCE)}:{line}: {room} may not import {target} ({name})")
    return faults


def test_every_room_has_its_place_in_the_order() -> None:
    strangers = sorted({room_of(path) for path in package_files()} - set(ROOMS))
    assert not strangers, f"give these rooms a place at the top of {Path(__file__).name}: {strangers}"


def test_no_import_points_backwards() -> None:
    faults: list[str] = []
    for path in package_files():
        faults += backward_imports(path.read_text(encoding="utf-8"), path)
    assert not faults, "\n" + "\n".join(faults)


@pytest.mark.parametrize(
    ("file", "line", "is_backward"),
    [
        ("text/segment.py", "from tellings.intake import html", False),
        ("text/segment.py", "from tellings.model import Span", False),
        ("text/segment.py", "from tellings import __version__", False),
        ("text/segment.py", "from . import clean", False),
        ("text/segment.py", "from tellings.attribution.cues import CUES", True),
        ("text/segment.py", "from tellings import attribution", True),
        ("text/segment.py", "import tellings.attribution", True),
        ("text/segment.py", "from ..attribution import cues", True),
        ("text/segment.py", "from .. import store", True),
        ("text/segment.py", "def f():\n    from tellings.store import open_case", True),
        ("intake/html.py", "from tellings import read", True),
        ("model.py", "from tellings.codec import to_json", True),
        ("link/score.py", "from tellings.events import counts", False),
        ("events/counts.py", "from tellings.resolve import dates", True),
        ("publish/tables.py", "from tellings.custody import log", True),
        ("record.py", "from tellings.pipeline import read", True),
        ("record.py", "from tellings.cli import main", True),
        ("store/schema.py", "from tellings.custody import digest", False),
        ("store/schema.py", "from tellings.link import cluster", True),
        ("custody.py", "from tellings.inference import Encoder", True),
        ("pipeline.py", "from tellings.publish import tables", False),
        ("pipeline.py", "from tellings.cli import main", True),
        ("cli.py", "from tellings.store import cases", False),
    ],
)
def test_the_walk_tells_backward_from_forward(file: str, line: str, is_backward: bool) -> None:
    assert bool(backward_imports(line, SOURCE / file)) is is_backward


def test_sql_keeps_to_the_store() -> None:
    faults = [
        f"{path.relative_to(SOURCE)}:{line}: imports {name}"
        for path in package_files()
        if room_of(path) != "store"
        for line, name in imported(ast.parse(path.read_text(encoding="utf-8")), ())
        if name.split(".")[0] in SQL
    ]
    assert not faults, "\n" + "\n".join(faults)


def test_reading_a_plain_text_file_loads_no_database_no_markup_and_no_web(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_bytes(
        b"Two people were killed in a shelling of Ardeh on Monday, a hospital director said.\n"
    )
    loaded = tmp_path / "loaded.json"
    program = (
        "import json, pathlib, sys\n"
        "from tellings.cli import main\n"
        "main(['read', sys.argv[1], '--json'], standalone_mode=False)\n"
        "pathlib.Path(sys.argv[2]).write_text(json.dumps(sorted(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(report), str(loaded)],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "incidents" in json.loads(done.stdout)
    modules = set(json.loads(loaded.read_text(encoding="utf-8")))
    assert not sorted(modules & HEAVY), "import these where they are used, not on the way to plain text"


def test_importing_every_room_loads_neither_the_trained_reader_s_libraries_nor_the_hub() -> None:
    names = [
        ".".join(("tellings", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__")
        for path in package_files()
        if path.name != "__main__.py" and "standalone" not in path.parts
    ]
    program = (
        "import importlib, json, sys\n"
        "for name in json.loads(sys.stdin.read()): importlib.import_module(name)\n"
        "print(json.dumps(sorted(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps(names),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    loaded = set(json.loads(done.stdout)) & {*READS, "hf_xet", "httpx2", "huggingface_hub"}
    assert not sorted(loaded), "import these inside the functions that use them"
