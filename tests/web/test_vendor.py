"""What the workbench takes from others: as it was built, small, complete, and asking nobody else for anything."""

import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest

import tellings.web

STATIC = Path(tellings.web.__file__).parent / "static"
VENDOR = STATIC / "vendor"
ROOT = Path(__file__).resolve().parents[2]
LOADED = sorted(path for path in STATIC.rglob("*") if path.suffix in {".js", ".css", ".json"})

BOUND = 300_000  # bytes
MAP_BOUND = 700_000  # the shapes of the world, which cannot be smaller and still be told from each other

# What looks like an address and is none that is asked for: names of forms of markup, and Leaflet's own signature.
NAMES = {"http://www.w3.org/", "https://leafletjs.com"}


def test_every_file_has_the_bytes_that_were_built() -> None:
    lines = (VENDOR / "SHA256SUMS").read_text("ascii").splitlines()
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VENDOR.iterdir()}
    found.pop("SHA256SUMS")
    assert found == listed, "run: make assets"


@pytest.mark.parametrize("path", LOADED, ids=lambda path: path.name)
def test_no_asset_is_large_but_the_map_of_the_world(path: Path) -> None:
    assert path.stat().st_size <= (MAP_BOUND if path.name == "world.json" else BOUND)


@pytest.mark.parametrize("path", LOADED, ids=lambda path: path.name)
def test_no_asset_names_an_address_to_load_from(path: Path) -> None:
    text = path.read_text("utf-8")
    addresses = re.findall(r"""https?://[^\s"'`)]*""", text)
    assert [address for address in addresses if not address.startswith(tuple(NAMES))] == []
    assert not re.search(r"""url\(\s*["']?//|@import|sourceMappingURL""", text)


def test_every_package_that_was_built_in_has_its_licence_beside_it() -> None:
    wanted = json.loads((ROOT / "frontend" / "package.json").read_text("utf-8"))["dependencies"]
    told = (VENDOR / "LICENSES.txt").read_text("utf-8")
    assert [name for name, version in wanted.items() if f"\n{name} {version} (" not in told] == []
    assert set(re.findall(r"^\S+ [\d.]+ \((.+)\)$", told, re.M)) <= {
        "0BSD", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT",
    }  # fmt: skip


def test_every_package_is_pinned_to_one_version() -> None:
    package = json.loads((ROOT / "frontend" / "package.json").read_text("utf-8"))
    pins = {**package["dependencies"], **package["devDependencies"]}
    locked = json.loads((ROOT / "frontend" / "package-lock.json").read_text("utf-8"))["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in pins} == pins
    assert [name for name, about in locked.items() if name and not about.get("integrity")] == []


def test_git_holds_every_asset_so_that_the_wheel_carries_it() -> None:
    """hatchling puts in what git does not ignore."""
    if not (ROOT / ".git").exists():
        pytest.skip("no git here")
    ignored = subprocess.run(
        ["git", "check-ignore", *STATIC.rglob("*")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ignored.stdout == ""


def test_the_world_has_land_borders_and_names() -> None:
    world = json.loads((VENDOR / "world.json").read_text("utf-8"))
    assert {"land", "borders"} == set(world["objects"])
    _name, longitude, latitude, room = next(row for row in world["names"] if row[0] == "Iraq")
    assert 40 < longitude < 48 and 30 < latitude < 37 and room > 1
