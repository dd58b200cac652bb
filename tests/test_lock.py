"""The lock holds what the project asks for, by digest, and names no host."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def name_of(requirement: str) -> str:
    """Return a requirement's name in the form that the registry compares."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]).lower()


def test_every_dependency_stands_in_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
    ]
    lock = (ROOT / "requirements" / "lock.txt").read_text(encoding="utf-8")
    held = {name_of(line) for line in lock.splitlines() if "==" in line}
    missing = sorted({name_of(one) for one in asked} - held)
    assert not missing, f"run `make lock`: the lock lacks {missing}"


def test_every_pin_has_digests_and_no_lock_names_a_host() -> None:
    assert LOCKS
    for path in LOCKS:
        text = path.read_text(encoding="utf-8")
        pins = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", text, flags=re.MULTILINE | re.DOTALL)
        assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []
        assert not re.search(r"https?://|--(extra-)?index-url|--find-links", text), path.name
