"""What holds for every drawing: axe finds nothing serious, and each fits a narrow screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.web.harness import VIEW, Point, point, served
from tests.web.test_toll import PAGE as TOLL
from tests.web.test_toll import figure

POINTS: list[Point] = [
    point("Camp", 33.3, 44.2), point("Camp, again", 33.3, 44.2), point("Ford", 36.0, 40.0, radius_km=200.0),
    point("Nowhere"), point("No day", 15.0, 47.0, earliest=None, latest=None),
    point("Year", 24.0, 52.0, latest="2014-01-31"),
]  # fmt: skip
FIGURES = [figure(4, 7), figure(9, None, as_of="2013-02-12", basis="derived"), figure(5, 5, superseded=True)]


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {each['nodes'][0]['html']}"
        for each in found
        if each["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_map_and_timeline_can_be_used_by_all(page: Page, scheme: str) -> None:
    modules, sheets = ("map", "timeline", "view"), ("vendor/leaflet", "map", "timeline")
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    with served(VIEW, modules=modules, sheets=sheets, points=POINTS) as address:
        page.goto(address)
        page.wait_for_selector(".map-canvas[data-ready]")
        page.get_by_role("button", name="2 incidents: open").click()
        page.get_by_label("First day").press("ArrowRight")
        assert serious(page) == []
        page.set_viewport_size({"width": 320, "height": 700})
        page.wait_for_timeout(300)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_toll_can_be_read_by_all(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    data = {"kind": "Killed", "figures": FIGURES}
    with served(TOLL, modules=("toll",), sheets=("incident", "toll"), data=data) as address:
        page.goto(address)
        page.wait_for_selector(".toll-mark")
        page.locator(".toll-mark").first.focus()
        assert serious(page) == []
