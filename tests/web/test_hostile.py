"""Hostile reports are read, shown and searched, and do nothing else: every page of a case of them, in a real browser.

What each case is and asks for stands in `tests/hostile/README.md`.
"""

import csv
import re
import subprocess
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import openpyxl
import pytest
from playwright.sync_api import Browser

from tellings import pipeline
from tellings.case import Case
from tellings.intake import read_paths
from tellings.model import SetAside
from tests.web.conftest import TELLINGS, served
from tests.web.walk import Seen, Walker, fold, walking

SUITE = Path(__file__).resolve().parents[1] / "hostile"
TOLD: dict[str, Any] = tomllib.loads((SUITE / "cases.toml").read_text(encoding="utf-8"))
ADDED: list[dict[str, Any]] = [one for one in TOLD["case"] if one["how"] == "add" and "file" in one]
SELECTORS = sorted({one for case in TOLD["case"] for one in case["must_not_dom"]})
NEVER_SHOWN = sorted({words for case in TOLD["case"] for words in case.get("must_not_show", ())})
EVERYWHERE = ("/", "/reports", "/history", "/review", "/keys", "/add", "/set-aside", "/export")
each_added = pytest.mark.parametrize("case", ADDED, ids=[one["id"] for one in ADDED])


def having(key: str) -> pytest.MarkDecorator:
    """Run a test for the cases that ask for something."""
    cases = [one for one in ADDED if one.get(key)]
    return pytest.mark.parametrize("case", cases, ids=[one["id"] for one in cases])


@dataclass
class Brought:
    """A case of hostile reports. reports: their ids, by the hostile case's number; aside: what was refused of it."""

    folder: Path
    reports: dict[str, list[str]] = field(default_factory=dict)
    aside: dict[str, list[SetAside]] = field(default_factory=dict)


@dataclass
class Walked:
    """What was seen. of: the pages of each hostile case; tabs: what its originals did; whole: the other pages."""

    of: dict[str, list[Seen]] = field(default_factory=dict)
    tabs: dict[str, list[str]] = field(default_factory=dict)
    whole: list[Seen] = field(default_factory=list)
    incidents: list[Seen] = field(default_factory=list)
    searched: dict[str, list[Seen]] = field(default_factory=dict)
    rtl: dict[str, list[str]] = field(default_factory=dict)

    def all(self) -> Iterator[Seen]:
        """Yield every page that was seen."""
        for held in (*self.of.values(), *self.searched.values()):
            yield from held
        yield from self.whole
        yield from self.incidents


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Brought:
    """A case that holds every hostile report that comes in by the command, read and built."""
    folder = tmp_path_factory.mktemp("hostile") / "case"
    brought = Brought(folder)
    with Case.new(folder) as held:
        for case in ADDED:
            taken = list(read_paths([SUITE / case["file"]]))
            held.add(taken)
            brought.aside[case["id"]] = [one for one in taken if isinstance(one, SetAside)]
            brought.reports[case["id"]] = [
                one.report.report_id for one in taken if not isinstance(one, SetAside)
            ]
        pipeline.update_case(held)
    return brought


@pytest.fixture(scope="module")
def walked(browser: Browser, brought: Brought) -> Walked:
    """Every page of the case, looked at once."""
    walked = Walked()
    with served(brought.folder) as address, walking(browser, address, SELECTORS) as walker:
        for path in EVERYWHERE:
            walked.whole.append(walker.see(path, settle=True))
        for case in ADDED:
            name = case["id"]
            pages = [_report(walker, key, walked.tabs.setdefault(name, [])) for key in brought.reports[name]]
            walked.of[name] = [seen for held in pages for seen in held]
            for words in case.get("must_be_rtl", ()):
                walker.see(f"/reports/{brought.reports[name][0]}")
                walked.rtl.setdefault(name, []).append(walker.evaluate(DIRECTION, words))
            for words in case.get("search", ()):
                asked = quote(words, safe="")
                held = walked.searched.setdefault(name, [])
                held += [walker.see(f"/?q={asked}"), walker.see(f"/reports?q={asked}")]
        for record in Case.open(brought.folder).records():
            walked.incidents.append(walker.see(f"/incidents/{record.incident_id}"))
            voice = walker.page.locator("a[href*='/voices/']")
            if voice.count():
                walked.incidents.append(walker.see(str(voice.first.get_attribute("href"))))
    return walked


DIRECTION = """words => {
  const walker = document.createTreeWalker(document.querySelector("[data-text]"), NodeFilter.SHOW_ELEMENT);
  let found = document.querySelector("[data-text]");
  while (walker.nextNode()) if (walker.currentNode.textContent.includes(words)) found = walker.currentNode;
  return found.textContent.includes(words) ? getComputedStyle(found).direction : "not there";
}"""


def _report(walker: Walker, report_id: str, tabs: list[str]) -> list[Seen]:
    """Look at a report, at its first claim, and at its original in its page and, drawn, in a tab of its own."""
    here = f"/reports/{report_id}"
    seen = [walker.see(here)]
    claims = walker.page.locator(".claim-list a")
    if claims.count():
        seen.append(walker.see(str(claims.first.get_attribute("href"))))
    seen.append(walker.see(f"{here}/original"))
    tabs += walker.open_in_a_tab(f"{here}/original.bin?shown=true")
    return seen


def is_refused(brought: Brought, case: dict[str, Any]) -> bool:
    """Whether a case that may be refused was, in whole or in part."""
    return bool(case.get("may_set_aside") and brought.aside[case["id"]])


def test_no_page_of_the_whole_case_does_anything(walked: Walked) -> None:
    assert [f"{seen.path}: {did}" for seen in walked.whole + walked.incidents for did in seen.did] == []


@each_added
def test_a_report_acts_on_none_of_its_pages(case: dict[str, Any], walked: Walked) -> None:
    assert [f"{seen.path}: {did}" for seen in walked.of[case["id"]] for did in seen.did] == []


@each_added
def test_an_original_in_a_tab_of_its_own_does_nothing(case: dict[str, Any], walked: Walked) -> None:
    assert walked.tabs.get(case["id"], []) == []


@each_added
def test_a_report_s_words_stand_on_its_page(case: dict[str, Any], brought: Brought, walked: Walked) -> None:
    pages = walked.of[case["id"]]
    if not is_refused(brought, case):
        assert brought.aside[case["id"]] == []
        wanted = [case["speaker"], case["figure"], *case["must_show"]]
        assert [words for words in wanted if not any(fold(words) in seen.words for seen in pages)] == []
    assert all(seen.status == 200 for seen in pages)


@each_added
def test_no_element_of_a_report_stands_on_any_page(case: dict[str, Any], walked: Walked) -> None:
    wanted = set(case["must_not_dom"])
    assert [(seen.path, found) for seen in walked.all() if (found := seen.matched & wanted)] == []


@having("must_not_show")
def test_words_that_may_not_be_shown_are_not(case: dict[str, Any], walked: Walked) -> None:
    found = [
        (seen.path, words) for seen in walked.all() for words in case["must_not_show"] if words in seen.words
    ]
    assert found == []


def test_a_control_of_direction_reaches_no_further_than_its_own_words(walked: Walked) -> None:
    assert [f"{seen.path}: {leak}" for seen in walked.all() for leak in seen.leaks] == []


@having("must_be_rtl")
def test_right_to_left_words_are_laid_out_so(case: dict[str, Any], brought: Brought, walked: Walked) -> None:
    assert set(walked.rtl[case["id"]]) == {"rtl"}


@having("search")
def test_a_search_for_commands_is_a_page(case: dict[str, Any], walked: Walked) -> None:
    pages = walked.searched[case["id"]]
    assert [(seen.path, seen.status) for seen in pages if seen.status >= 500] == []
    assert [f"{seen.path}: {did}" for seen in pages for did in seen.did] == []


def test_what_was_refused_is_on_screen_with_its_reason(brought: Brought, walked: Walked) -> None:
    shown = next(seen.words for seen in walked.whole if seen.path == "/set-aside")
    for one in (aside for held in brought.aside.values() for aside in held):
        assert fold(one.message) in shown


# ---------------------------------------------------------------- commands, and tables


def tellings(*told: str | Path) -> str:
    """Return all that a command prints."""
    ran = subprocess.run([str(TELLINGS), *map(str, told)], capture_output=True)
    assert ran.returncode in (0, 1), ran.stderr  # 1: something was set aside
    return (ran.stdout + ran.stderr).decode()


@having("must_not_print")
def test_no_command_prints_what_a_terminal_acts_on(case: dict[str, Any], brought: Brought) -> None:
    folder = brought.folder
    shown = [tellings("case", verb, folder) for verb in ("list", "show", "build", "verify")]
    shown += [tellings("case", verb, folder, "--json", "--internal") for verb in ("list", "show")]
    shown += [tellings("case", verb, folder, "--internal") for verb in ("list", "show")]
    found = [
        (n, repr(char)) for n, words in enumerate(shown) for char in case["must_not_print"] if char in words
    ]
    assert found == []


@pytest.fixture(scope="module")
def cells(brought: Brought, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """Every cell of words, of the tables and of the workbook, with where it stands."""
    into = tmp_path_factory.mktemp("tables")
    tellings("export", brought.folder, "--to", "csv", "--internal", "--out", into / "csv")
    tellings("export", brought.folder, "--to", "xlsx", "--internal", "--out", into / "ledger.xlsx")
    found: list[tuple[str, str]] = []
    for file in sorted((into / "csv").glob("*.csv")):
        with open(file, encoding="utf-8-sig", newline="") as rows:
            found += [(f"{file.name} {n}", cell) for n, row in enumerate(csv.reader(rows)) for cell in row]
    for sheet in openpyxl.load_workbook(into / "ledger.xlsx"):
        for row in sheet.iter_rows():
            found += [
                (f"{sheet.title} {cell.coordinate}", "=formula" if cell.data_type == "f" else cell.value)
                for cell in row
                if isinstance(cell.value, str)
            ]
    return found


@having("must_not_cell")
def test_no_cell_of_a_table_is_a_formula(case: dict[str, Any], cells: Sequence[tuple[str, str]]) -> None:
    starts = tuple(case["must_not_cell"])
    assert len(cells) > 1000
    assert [
        one for one in cells if one[1].startswith(starts) and not re.fullmatch(r"-?\d+(\.\d+)?", one[1])
    ] == []


def test_no_table_holds_what_may_not_be_shown(cells: Sequence[tuple[str, str]]) -> None:
    assert [at for at, words in cells for never in NEVER_SHOWN if never in words] == []
