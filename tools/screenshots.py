"""Draw the workbench for the docs: every page of the example case, in light and dark, as a browser shows it.

In:   the example case; Chromium.
Out:  docs/pictures/workbench/NAME-light.png and NAME-dark.png; nothing else is left behind.
Holds: the pictures are of the real workbench, served as `tellings serve` serves it. Run by `make screenshots`.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures" / "workbench"
CHROMIUM = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--no-first-run")  # fmt: skip
WIDTH, HEIGHT = 1280, 900


@contextmanager
def served() -> Iterator[str]:
    """Serve the example case, made anew; yield the address to open."""
    tellings = Path(sys.executable).parent / "tellings"
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "camp-liberty-case"
        subprocess.run(
            [tellings, "demo", "--no-serve", "--into", case], check=True, stdout=subprocess.DEVNULL
        )
        command = [str(tellings), "serve", str(case), "--port", "0", "--by", "A. Reviewer"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            try:
                yield process.stdout.readline().split()[-1]
            finally:
                process.terminate()


def shots(page: Page, root: str) -> Iterator[str]:
    """Go from page to page, and yield the name of each when it is ready to be looked at."""
    page.goto(f"{root}/")
    page.wait_for_selector("[data-map] svg, [data-map] canvas")
    yield "incidents"
    page.get_by_role("link", name="Shelling of Camp Liberty, 9 February 2013").first.click()
    incident = page.url
    yield "incident"
    for anchor in ("toll", "stemma", "leads", "accusations"):
        page.goto(f"{incident}#i-{anchor}")
        yield f"incident-{anchor}"
    page.goto(f"{incident}")
    page.locator("a[href*='/voices/']").first.click()
    yield "voice"
    page.goto(incident)
    page.locator("#i-killed .judge a").first.click()
    yield "report"
    for name in ("reports", "review", "add", "history", "export", "keys"):
        page.goto(f"{root}/{name}")
        yield name


def main() -> None:
    """Draw them all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--into", type=Path, default=PICTURES)
    into: Path = parser.parse_args().into
    chromium = next((path for name in ("chromium", "chromium-browser") if (path := shutil.which(name))), None)
    if chromium is None:
        sys.exit("screenshots: no Chromium found. On Debian and Ubuntu: apt install chromium")
    into.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM))
        root = address.split("/?")[0]
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": WIDTH, "height": HEIGHT},
                color_scheme="light" if scheme == "light" else "dark",
                reduced_motion="reduce",
            )
            page = context.new_page()
            page.goto(address)
            for name in shots(page, root):
                page.wait_for_load_state("networkidle")
                page.wait_for_timeout(400)
                page.screenshot(path=into / f"{name}-{scheme}.png")
                print(f"{name}-{scheme}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
