"""A real browser for the tests of the workbench. It complains of anything that a page does wrong."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
REQUIRED = "TELLINGS_BROWSER"  # set to "required", in CI: a browser that is missing fails its tests
HERE = {"127.0.0.1", "localhost"}
TELLINGS = Path(sys.executable).parent / "tellings"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once for all tests."""
    if CHROMIUM is None:
        assert os.environ.get(REQUIRED) != "required", f"{REQUIRED} is set, and no Chromium is found"
        pytest.skip("no Chromium is found here (on Debian: apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def mishaps() -> list[str]:
    """What went wrong in the page so far. A test that provokes an error looks for it here, and clears the list."""
    return []


@pytest.fixture
def page(browser: Browser, mishaps: list[str]) -> Iterator[Page]:
    """A page of a browser that holds nothing yet; it fails the test if it asks another host, or reports an error.

    What the content policy forbids is among the errors that Chromium reports.
    """

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            mishaps.append(f"{message.type}: {message.text}")

    def watch(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob", "about"} and address.hostname not in HERE:
            mishaps.append(f"asked {request.url}")

    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    context.on("console", hear)
    context.on("weberror", lambda error: mishaps.append(f"thrown: {error.error}"))
    context.on("request", watch)
    yield context.new_page()
    context.close()
    assert mishaps == []


@contextmanager
def served(case: Path, *, by: str = "A. Reviewer") -> Iterator[str]:
    """Serve a case as a person does, by the command; yield the address that it prints."""
    command = [str(TELLINGS), "serve", str(case), "--port", "0", "--by", by]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().split()[-1]
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example case, built. No test changes it."""
    into = tmp_path_factory.mktemp("example") / "case"
    subprocess.run(
        [str(TELLINGS), "demo", "--no-serve", "--into", str(into)], check=True, stdout=subprocess.DEVNULL
    )
    return into


@pytest.fixture(scope="session")
def workbench(example: Path) -> Iterator[str]:
    """The address of a workbench of the example case. No test changes the case."""
    with served(example) as address:
        yield address
