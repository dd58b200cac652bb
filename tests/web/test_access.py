"""Every page can be used by everybody: with a screen reader, by keyboard, on a narrow screen, enlarged."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PAGES = (
    "incidents", "incident", "voice", "report", "reports", "review", "add", "set-aside", "history", "export", "keys",
    "not here",
)  # fmt: skip
# A narrow screen (WCAG 1.4.10), and one of 1280 px enlarged to 200 % and to 400 %.
WIDTHS = (320, 640)


@pytest.fixture
def at(page: Page, workbench: str) -> Page:
    """A browser that has opened the workbench."""
    page.goto(workbench)
    return page


def open_page(page: Page, workbench: str, name: str) -> None:
    """Go to a page by its name."""
    parts = urlsplit(workbench)
    root = f"{parts.scheme}://{parts.netloc}"
    if name == "incidents":
        page.goto(root)
        return
    if name in ("incident", "voice", "report"):
        page.goto(root)
        page.get_by_role("link", name="Shelling of Camp Liberty, 9 February 2013").first.click()
    if name == "voice":
        page.locator("a[href*='/voices/']").first.click()
    elif name == "report":
        page.locator(".judge a").first.click()
    elif name == "not here":
        page.goto(f"{root}/incidents/incident-0000000000000000")
    elif name != "incident":
        page.goto(f"{root}/{name}")
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_serious_problem(
    name: str, scheme: str, at: Page, workbench: str, mishaps: list[str]
) -> None:
    at.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_page(at, workbench, name)
    for details in at.locator("details").all()[:40]:
        details.evaluate("one => one.open = true")
    found = Axe().run(at).response["violations"]
    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    assert not serious, [(one["id"], one["nodes"][0]["html"][:200], len(one["nodes"])) for one in serious]
    if name == "not here":
        mishaps.clear()  # a browser notes every 404


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_narrow_screen(
    name: str, width: int, at: Page, workbench: str, mishaps: list[str]
) -> None:
    at.set_viewport_size({"width": width, "height": 800})
    open_page(at, workbench, name)
    for details in at.locator("details").all()[:40]:
        details.evaluate("one => one.open = true")
    assert at.evaluate("document.documentElement.scrollWidth") <= width
    if name == "not here":
        mishaps.clear()


@pytest.mark.parametrize("name", PAGES)
def test_everything_that_can_be_used_is_large_enough_to_hit(
    name: str, at: Page, workbench: str, mishaps: list[str]
) -> None:
    open_page(at, workbench, name)
    small = at.evaluate(
        """() => [...document.querySelectorAll("button, select, input:not([type=hidden]), textarea, summary")]
          .filter(one => {
            const box = (one.closest("label") ?? one).getBoundingClientRect();
            return box.width > 0 && (box.height < 23.5 || box.width < 23.5); })
          .map(one => one.outerHTML.slice(0, 120))"""
    )
    assert small == []
    if name == "not here":
        mishaps.clear()
