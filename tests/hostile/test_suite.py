"""The suite of hostile reports holds what it says: measures of the suite, not of the product."""

import hashlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.recipes import RECIPES

HERE = Path(__file__).parent
CASES_TOML: dict[str, Any] = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = CASES_TOML["case"]
NAMES: list[dict[str, str]] = CASES_TOML["name"]
REQUIRED = {"id", "how", "field", "attack", "speaker", "figure", "must_show", "must_not_dom"}
OPTIONAL = {
    *("file", "recipe", "recipe_name", "sha256", "sidecar", "upload_name", "given", "encoding", "search"),
    *("must_not_show", "must_isolate", "must_be_rtl", "must_not_print", "must_not_cell", "may_set_aside"),
}
NO_ELEMENT = {"07", "08", "12", "21", "22", "23", "24", "25", "26", "27", "28", "31", "37", "46", "52", "54"}

each_case = pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])


def bytes_of(case: dict[str, Any]) -> bytes:
    if "recipe" in case:
        recipe: str = case["recipe"]
        return RECIPES[recipe]()
    file: str = case["file"]
    return (HERE / file).read_bytes()


def words_of(case: dict[str, Any]) -> str:
    """All that the case brings in, with the escapes of JSON and the entities of mark-up as they are."""
    words = bytes_of(case).decode(case.get("encoding", "utf-8"))
    if "sidecar" in case:
        words += (HERE / case["sidecar"]).read_text(encoding="utf-8")
    return words


def shown_of(case: dict[str, Any]) -> str:
    """The same, with the escapes of JSON, or one layer of entities in a page, undone."""
    words = words_of(case)
    if case.get("file", "").endswith(".jsonl"):
        lines: list[str] = []
        for line in words.splitlines():
            try:
                lines.extend(str(value) for value in json.loads(line).values())
            except (ValueError, RecursionError):
                lines.append(line)
        return "\n".join(lines)
    if case.get("file", "").endswith(".html"):
        for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):  # &amp; last: one layer only
            words = words.replace(entity, character)
    return words


def test_ids_are_unique() -> None:
    ids = [case["id"] for case in CASES] + [name["id"] for name in NAMES]
    assert len(ids) == len(set(ids))
    assert len({name["name"] for name in NAMES}) == len(NAMES)


def test_every_file_is_in_one_case_and_every_case_has_its_file() -> None:
    named = [case[key] for case in CASES for key in ("file", "sidecar") if key in case]
    assert len(named) == len(set(named))
    assert set(named) == {f"cases/{path.name}" for path in (HERE / "cases").iterdir()}


def test_every_recipe_is_in_one_case() -> None:
    assert sorted(case["recipe"] for case in CASES if "recipe" in case) == sorted(RECIPES)


def test_the_digests_match() -> None:
    lines = (HERE / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    digests = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    assert set(digests) == {"cases.toml"} | {f"cases/{path.name}" for path in (HERE / "cases").iterdir()}
    found = {name: hashlib.sha256((HERE / name).read_bytes()).hexdigest() for name in digests}
    assert found == digests


@pytest.mark.parametrize(
    "case", [case for case in CASES if "recipe" in case], ids=lambda case: case["recipe"]
)
def test_a_recipe_makes_the_same_bytes_under_the_limit(case: dict[str, Any]) -> None:
    made = bytes_of(case)
    assert hashlib.sha256(made).hexdigest() == case["sha256"]
    assert len(made) < 10_000_000


@each_case
def test_a_case_has_the_keys_that_the_readme_tells_of(case: dict[str, Any]) -> None:
    assert set(case) >= REQUIRED
    assert set(case) <= REQUIRED | OPTIONAL
    assert ("file" in case) != ("recipe" in case)
    assert case["how"] in {"add", "paste", "upload"}
    assert ("upload_name" in case) == (case["how"] == "upload")
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    assert [key for key in case if f"`{key}`" not in readme] == []


@each_case
def test_a_case_tells_a_figure_and_a_speaker(case: dict[str, Any]) -> None:
    words = words_of(case)
    assert case["speaker"] in words
    assert case["figure"] in words


@each_case
def test_what_a_case_must_show_is_in_it(case: dict[str, Any]) -> None:
    shown = shown_of(case)
    assert [words for words in case["must_show"] if words not in shown] == []
    assert [words for words in case["must_show"] if re.search(r"[\n\r]", words)] == []
    assert [words for words in case.get("search", []) if words not in shown] == []


@each_case
def test_an_id_that_a_case_forbids_is_one_that_it_brings(case: dict[str, Any]) -> None:
    brought = words_of(case) + case.get("upload_name", "") + "".join(case.get("given", {}).values())
    ids = [selector[1:] for selector in case["must_not_dom"] if selector.startswith("#")]
    assert bool(ids) != (case["id"] in NO_ELEMENT)
    assert [name for name in ids if not re.search(rf"\b{re.escape(name)}\b", brought)] == []
    assert {name[:10] for name in ids} <= {f"hostile-{case['id']}"}


@each_case
def test_what_a_case_calls_is_the_one_counter_and_the_one_host(case: dict[str, Any]) -> None:
    brought = words_of(case) + "".join(case.get("given", {}).values())
    hosts = set(re.findall(r"(?:https?:)?//([a-z][a-z.-]*\.[a-z]+)", brought))
    assert hosts <= {"hostile.invalid", "ember.example"}
