"""Hostile texts, files and names come in by the browser's forms, and do nothing else: not there, and on no later page.

What each case is and asks for stands in `tests/hostile/README.md`. Bodies are made by hand: libraries
clean names.
"""

import subprocess
import time
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tellings.case import Case
from tests.hostile.recipes import RECIPES
from tests.web.conftest import TELLINGS, served
from tests.web.walk import Seen, Walker, fold, walking

SUITE = Path(__file__).resolve().parents[1] / "hostile"
TOLD: dict[str, Any] = tomllib.loads((SUITE / "cases.toml").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = [one for one in TOLD["case"] if one["how"] != "add" and "file" in one]
LARGE: list[dict[str, Any]] = [one for one in TOLD["case"] if "recipe" in one]
NAMES: list[dict[str, str]] = TOLD["name"]
SELECTORS = sorted({one for case in TOLD["case"] for one in case["must_not_dom"]})
PLAIN = (SUITE / "cases" / "54-plain-for-names.txt").read_bytes()
SECONDS = 60.0  # in which a large report has to be read or refused
MOST_MEMORY = 1_000_000  # kB that serving may take meanwhile
MARK = "----hostile0bound"
each_case = pytest.mark.parametrize("case", CASES, ids=[one["id"] for one in CASES])
# What the reader itself cannot do within the bounds yet; the pages have no part in it.
UNREAD = {
    "60": "5 MB in one line take it more than a minute",
    "61": "100,000 paragraphs take it more than a minute",
    "67": "2,000 figures in one report take it more than a minute",
    "68": "a word of 1,000,000 letters takes it more than a minute",
    "69": "5 MB in one line take it more than 1 GB",
}
each_large = pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            one,
            id=one["id"],
            marks=[pytest.mark.xfail(reason=UNREAD[one["id"]], run=False)] if one["id"] in UNREAD else [],
        )
        for one in LARGE
    ],
)
each_name = pytest.mark.parametrize("name", NAMES, ids=[one["id"] for one in NAMES])


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of something that was sent. told: the words of the answer; job: where what it began is watched."""

    status: int
    headers: Mapping[str, str]
    told: str
    job: str


class Bench:
    """A workbench that serves an empty case, with a browser in front of it."""

    def __init__(self, folder: Path, walker: Walker) -> None:
        self.folder = folder
        self.walker = walker
        self.host = urlsplit(walker.root).netloc
        self.cookie = "; ".join(f"{one['name']}={one['value']}" for one in walker.context.cookies())

    def request(self, method: str, path: str, body: bytes | None = None) -> Answer:
        """Ask as a browser does that has the key. body: a form."""
        headers = {
            "Cookie": self.cookie, "Origin": self.walker.root,
            "Content-Type": f"multipart/form-data; boundary={MARK}",
        }  # fmt: skip
        connection = HTTPConnection(self.host, timeout=SECONDS)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            told = answer.read().decode("utf-8", "replace")
            held = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, held, told, held.get("location", ""))
        finally:
            connection.close()

    def wait(self, job: str) -> Seen:
        """Wait until a job is over, and look at what it came to."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            if "data-job=" not in self.request("GET", job).told:
                return self.walker.see(job)
            time.sleep(0.1)
        raise AssertionError(f"not over within {SECONDS:.0f} s")

    def bring(self, body: bytes) -> tuple[Answer, Seen | None, list[str]]:
        """Send a form and wait for what it begins; return the answer, the page of the job, and what reports came."""
        before = set(self.reports())
        answer = self.request("POST", "/add", body)
        came = self.wait(answer.job) if answer.status == 303 else None
        return answer, came, [key for key in self.reports() if key not in before]

    def reports(self) -> tuple[str, ...]:
        """Return the ids of the reports that the case holds."""
        with Case.open(self.folder) as case:
            return case.report_ids()

    def pages_of(self, report_id: str) -> Iterator[Seen]:
        """Look at a report, its first claim and its original."""
        yield self.walker.see(f"/reports/{report_id}")
        claims = self.walker.page.locator(".claim-list a")
        if claims.count():
            yield self.walker.see(str(claims.first.get_attribute("href")))
        yield self.walker.see(f"/reports/{report_id}/original")


@pytest.fixture(scope="module")
def bench(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("browser") / "case"
    Case.new(folder).close()
    with served(folder) as address, walking(browser, address, SELECTORS) as walker:
        yield Bench(folder, walker)


def form(fields: Mapping[str, str]) -> bytes:
    """Return fields as a browser sends them."""
    parts = [
        f'--{MARK}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()
        + value.encode()
        + b"\r\n"
        for name, value in fields.items()
    ]
    return b"".join(parts) + f"--{MARK}--\r\n".encode()


def upload(name: str, data: bytes) -> bytes:
    """Return a file under a name, as it stands, in the header of its part."""
    head = f'--{MARK}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
    return head.encode() + b"Content-Type: text/plain\r\n\r\n" + data + f"\r\n--{MARK}--\r\n".encode()


def body_of(case: dict[str, Any], data: bytes) -> bytes:
    if case["how"] == "paste":
        words = data.decode(case.get("encoding", "utf-8"))
        return form({"text": words, **case.get("given", {})})
    return upload(case.get("upload_name") or case["recipe_name"], data)


def did(pages: list[Seen]) -> list[str]:
    return [f"{seen.path}: {one}" for seen in pages for one in (*seen.did, *seen.leaks, *seen.matched)]


@each_case
def test_what_comes_in_by_a_form_is_words(case: dict[str, Any], bench: Bench) -> None:
    answer, came, keys = bench.bring(body_of(case, (SUITE / case["file"]).read_bytes()))
    pages = [] if came is None else [came]
    if not keys:
        assert case.get("may_set_aside") and (400 <= answer.status < 500 or came is not None)
        assert came is None or "set aside" in came.words
    told = [seen for key in keys for seen in bench.pages_of(key)]
    wanted = [case["speaker"], case["figure"], *case["must_show"]] if keys else []
    assert [words for words in wanted if not any(fold(words) in seen.words for seen in told)] == []
    pages += [*told, bench.walker.see("/"), bench.walker.see("/reports"), bench.walker.see("/set-aside")]
    assert did(pages) == []
    assert all(seen.status == 200 for seen in pages)


def files_of(folder: Path) -> set[str]:
    """The files of a case, but those that it keeps by digest, its log and its databases."""
    own = ("case.db", "search.db", "log.jsonl", "HEAD", "lock", ".lock")
    held = (str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())
    return {one for one in held if not one.startswith(("objects/", *own))}


@each_name
def test_a_name_of_an_upload_is_a_name_and_never_a_path(name: dict[str, str], bench: Bench) -> None:
    settings = {one: (bench.folder / one).read_bytes() for one in files_of(bench.folder)}
    around = {one.name for one in bench.folder.parent.iterdir()}
    answer, came, _ = bench.bring(upload(name["name"], PLAIN))
    assert answer.status == 303 or 400 <= answer.status < 500
    assert "set-cookie" not in answer.headers
    pages = [] if came is None else [came]
    assert did(pages) == []
    assert not any("62615533" in seen.words for seen in pages)
    assert all(seen.width <= 1280 for seen in pages)
    assert {one: (bench.folder / one).read_bytes() for one in files_of(bench.folder)} == settings
    assert {one.name for one in bench.folder.parent.iterdir()} == around


def test_the_case_is_whole_after_every_name(bench: Bench) -> None:
    assert did([bench.walker.see(path) for path in ("/", "/reports", "/set-aside", "/history")]) == []
    ran = subprocess.run([str(TELLINGS), "case", "verify", str(bench.folder)], capture_output=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def most_memory(folder: Path) -> int:
    """Return the most memory that serving a case has taken so far, in kB."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
            if b"serve" in words and str(folder).encode() in words:
                told = (process / "status").read_text()
                return int(told.split("VmHWM:")[1].split()[0])
        except OSError:
            continue  # it has ended meanwhile
    pytest.skip("this system does not tell what a process takes")


@each_large
def test_a_large_report_is_taken_or_refused_in_time(case: dict[str, Any], bench: Bench) -> None:
    since = time.monotonic()
    answer, came, keys = bench.bring(body_of(case, RECIPES[case["recipe"]]()))
    assert time.monotonic() - since < SECONDS
    assert answer.status == 303 or 400 <= answer.status < 500
    if not keys:
        assert came is None or "set aside" in came.words
        return
    bench.walker.page.set_viewport_size({"width": 320, "height": 800})
    try:
        for key in keys:
            since = time.monotonic()
            seen = bench.walker.see(f"/reports/{key}")
            assert time.monotonic() - since < 5.0
            assert seen.status == 200 and seen.width <= 320
            assert case["figure"] in seen.words.lower() and case["speaker"] in seen.words
            assert did([seen]) == []
    finally:
        bench.walker.page.set_viewport_size({"width": 1280, "height": 900})


def test_serving_large_reports_takes_little_memory(bench: Bench) -> None:
    assert most_memory(bench.folder) < MOST_MEMORY


def test_an_ordinary_report_still_comes_in(bench: Bench) -> None:
    words = "Two people were killed in Ardeh on Monday, the mayor, Lena Stroud, said."
    _, came, keys = bench.bring(form({"text": words, "outlet": "The Daily"}))
    assert came is not None and len(keys) == 1
    pages = list(bench.pages_of(keys[0]))
    assert "Lena Stroud" in pages[0].words and did(pages) == []
