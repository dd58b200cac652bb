"""The documentation is true: it names what the code has, its links resolve, its examples run."""

import ast
import importlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import click
import pytest

from tellings import cli, model, vocabulary
from tellings.codec import from_json, to_json
from tellings.errors import TellingsError
from tellings.events.arms import CATEGORIES
from tellings.intake import KEYS
from tellings.model import VALUE_TYPES
from tellings.resolve.gazetteer import OWN_COLUMNS, Gazetteer
from tellings.settings import ACTORS_TEMPLATE, METHOD_TEMPLATE, read_actors, read_method
from tellings.taxonomy import shipped_types

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "tellings"
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").glob("**/*.md"),
        *(ROOT / "examples").glob("**/*.md"),
        ROOT / "models" / "README.md",
        ROOT / "tests" / "attributed" / "README.md",
    ]
)
COMMANDS = ROOT / "docs" / "commands.md"
CONCEPTS = ROOT / "docs" / "concepts.md"
METHODOLOGY = ROOT / "docs" / "methodology.md"
TAXONOMY = ROOT / "docs" / "taxonomy.md"

LISTS = [
    kind
    for kind in vars(vocabulary).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
]


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def section(page: Path, heading: str) -> str:
    """Return what stands under a heading, up to the next one of its rank or above."""
    lines = text_of(page).split("\n")
    start = next(n for n, line in enumerate(lines) if line.lstrip("#") == f" {heading}" and line[:1] == "#")
    rank = len(lines[start]) - len(lines[start].lstrip("#"))
    above = re.compile(rf"#{{1,{rank}}} ")
    end = next((n for n in range(start + 1, len(lines)) if above.match(lines[n])), len(lines))
    return "\n".join(lines[start:end])


def words_in_code(text: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", text))


def blocks(page: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (language, name, text) of each fenced block."""
    for match in re.finditer(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", text_of(page), re.M | re.S):
        yield match.group(1), match.group(2) or "", match.group(3)


# ---------------------------------------------------------------- the words


@pytest.mark.parametrize("kind", LISTS, ids=lambda kind: kind.__name__)
def test_every_word_of_every_closed_list_is_explained(kind: type[StrEnum]) -> None:
    assert {member.value for member in kind} <= words_in_code(text_of(CONCEPTS))


def test_every_sort_of_act_and_every_means_is_explained() -> None:
    assert set(CATEGORIES) <= words_in_code(text_of(CONCEPTS))
    assert {one.name for one in shipped_types()} <= words_in_code(text_of(TAXONOMY))


@pytest.mark.parametrize(
    ("heading", "kind"), [("Warnings", vocabulary.WarningCode), ("Standing", vocabulary.Status)]
)
def test_the_methodology_gives_the_rule_of_every_warning_and_status(
    heading: str, kind: type[StrEnum]
) -> None:
    assert {member.value for member in kind} <= words_in_code(section(METHODOLOGY, heading))


def test_every_threshold_of_descent_stands_in_the_methodology() -> None:
    descent = importlib.import_module("tellings.reconcile.descent")
    told = section(METHODOLOGY, "Copies and versions (descent)")
    copies = importlib.import_module("tellings.link.copies")
    values = {
        name: getattr(copies, name)
        for name in ("RUN_WORDS", "COPY_SHARE", "BULK_SHARE", "PART_SHARE", "CREDITED_SHARE", "OPENING_WORDS")
    }
    values |= {"OPENING_SHARE": round(copies.OPENING_SHARE, 2), "LEAST_RUNS": copies.LEAST_RUNS}
    values |= {"CLEARLY_MORE": descent.CLEARLY_MORE}
    for name, value in values.items():
        assert f"| {value} |" in told, name


# ---------------------------------------------------------------- commands, errors, files


def commands(group: click.Group, path: str = "tellings") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


def test_every_command_has_a_section_that_names_its_options() -> None:
    assert isinstance(cli.main, click.Group)
    for path, command in commands(cli.main):
        told = section(COMMANDS, f"`{path}`")
        for option in command.params:
            if isinstance(option, click.Option):
                assert any(name in told for name in option.opts), f"{path}: {option.opts}"


def subclasses(kind: type[TellingsError]) -> Iterator[type[TellingsError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from subclasses(below)


def test_every_error_stands_there_with_its_exit_code() -> None:
    for path in SOURCE.rglob("*.py"):  # an error counts wherever it is made
        if re.search(r"^class \w+\(\w*Error\w*\):", text_of(path), re.M):
            importlib.import_module(".".join(("tellings", *path.relative_to(SOURCE).with_suffix("").parts)))
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| (\d+) \|$", section(COMMANDS, "Errors"), re.M))
    kinds = {kind for kind in subclasses(TellingsError) if kind.__module__.startswith("tellings.")}
    assert {kind.__name__: str(kind.exit_code) for kind in kinds} == rows


def reasons() -> set[str]:
    """Return every reason of a SetAside: those that intake lists, and those written out anywhere."""
    intake = ast.get_docstring(ast.parse(text_of(SOURCE / "intake" / "__init__.py"))) or ""
    found = set(re.findall(r"[a-z]+(?:_[a-z]+)*", intake.partition("a closed list: ")[2].partition(";")[0]))
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(text_of(path))):
            if (
                isinstance(node, ast.keyword)
                and node.arg == "reason"
                and isinstance(node.value, ast.Constant)
            ):
                found.add(str(node.value.value))
    return found


def test_every_reason_to_set_something_aside_is_explained() -> None:
    assert {"empty", "not_json", "unread_language"} < reasons()
    assert reasons() <= words_in_code(section(COMMANDS, "Set aside"))


def test_every_key_about_a_report_is_explained() -> None:
    assert set(KEYS) <= words_in_code(section(COMMANDS, "What you tell about a report"))


@pytest.mark.parametrize(
    ("file", "template"), [("actors.toml", ACTORS_TEMPLATE), ("method.toml", METHOD_TEMPLATE)]
)
def test_every_key_of_a_settings_file_is_explained(file: str, template: str) -> None:
    keys = set(re.findall(r"^# (\w+) = ", template, re.M))
    assert keys and keys <= words_in_code(section(COMMANDS, file))


def test_every_column_of_a_gazetteer_is_explained() -> None:
    assert set(OWN_COLUMNS) <= words_in_code(section(COMMANDS, "gazetteer.csv"))


def test_every_variable_that_is_read_is_explained() -> None:
    told = words_in_code(section(COMMANDS, "Environment"))
    files = [*SOURCE.rglob("*.py"), *(ROOT / "tests").rglob("*.py"), ROOT / "Makefile"]
    found = {name for path in files for name in re.findall(r"TELLINGS_[A-Z]+", text_of(path))}
    assert found <= told


def test_the_example_settings_can_be_read(tmp_path: Path) -> None:
    for _, name, text in blocks(COMMANDS):
        if name.endswith((".toml", ".csv")):
            (tmp_path / name).write_text(text, encoding="utf-8")
    assert read_actors(tmp_path / "actors.toml").actors
    method = read_method(tmp_path / "method.toml")
    assert (method.policy, [level.name for level in method.levels]) == ("range", ["reported"])
    places = Gazetteer.open().with_own(tmp_path / "gazetteer.csv").find("Camp Ardeh")
    assert [place.gazetteer_id for place in places] == ["own:ardeh-camp"]


# ---------------------------------------------------------------- the JSON forms

JSON_EXAMPLES = [(name, text) for language, name, text in blocks(COMMANDS) if language == "json"]


@pytest.mark.parametrize(("name", "text"), JSON_EXAMPLES, ids=[name for name, _ in JSON_EXAMPLES])
def test_every_json_example_is_a_value_of_the_model(name: str, text: str) -> None:
    data = json.loads(text)
    assert to_json(from_json(getattr(model, name), data)) == data


def test_every_kind_of_value_has_an_example() -> None:
    assert {kind.__name__ for kind in VALUE_TYPES.values()} <= {name for name, _ in JSON_EXAMPLES}


# ---------------------------------------------------------------- examples, links, words of ours

CONSOLES = [text for language, _, text in blocks(COMMANDS) if language == "console"]


@pytest.mark.parametrize("console", CONSOLES, ids=[text.split("\n")[0][2:50] for text in CONSOLES])
def test_an_example_prints_what_the_page_says(console: str, tmp_path: Path) -> None:
    for language, name, text in blocks(COMMANDS):
        if language == "text" and name:
            (tmp_path / name).write_text(text, encoding="utf-8")
    for typed, told in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", console, re.M):
        line = typed.replace("tellings ", f'"{sys.executable}" -c "from tellings.cli import main; main()" ')
        run = subprocess.run(
            ["sh", "-c", f"{{ {line}; }} 2>&1"],
            cwd=tmp_path,
            capture_output=True,
            timeout=60,
            check=False,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        told_parts = re.split(r"(?:^|(?<=[ ,\n]))\.\.\.", told.rstrip("\n"))
        printed = run.stdout.decode("utf-8").rstrip("\n")
        assert re.fullmatch(r"[\s\S]*?".join(map(re.escape, told_parts)), printed), printed


def anchors(page: Path) -> set[str]:
    """Return the anchors that a page's headings have, as GitHub makes them."""
    text = re.sub(r"^```.*?^```$", "", text_of(page), flags=re.M | re.S)
    titles = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_within_the_project_resolves(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", text_of(page), flags=re.M | re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        there = (page.parent / file).resolve() if file else page
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_page_names_a_place_outside_the_project(page: Path) -> None:
    assert not re.search(r"\.\./shared|(?<![\w.])/(?:work|home|root|Users)/", text_of(page))


def test_pictures_are_small() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").rglob("*.png"))
    assert pictures and all(picture.stat().st_size <= 260_000 for picture in pictures)


def test_every_page_of_the_workbench_is_drawn_in_light_and_in_dark() -> None:
    names = {picture.stem for picture in (ROOT / "docs" / "pictures" / "workbench").glob("*.png")}
    pages = {name.rpartition("-")[0] for name in names}
    assert {
        "incidents",
        "incident",
        "voice",
        "report",
        "reports",
        "review",
        "add",
        "history",
        "export",
    } <= pages
    assert names == {f"{page}-{scheme}" for page in pages for scheme in ("light", "dark")}
