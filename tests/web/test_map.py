"""The map of a view, in a real browser: what is uncertain is an area, and everything can be reached by keyboard."""

import math
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Page, expect

from tests.web.harness import VIEW, Point, point, served

Show = Callable[[list[Point]], Page]


@pytest.fixture
def show(page: Page) -> Iterator[Show]:
    """Open a page that holds a map of some incidents, and wait until it is drawn."""
    with ExitStack() as stack:

        def opened(points: list[Point]) -> Page:
            address = stack.enter_context(
                served(
                    VIEW, modules=("map", "timeline", "view"), sheets=("vendor/leaflet", "map"), points=points
                )
            )
            page.goto(address)
            page.wait_for_selector(".map-canvas[data-ready]")
            expect(page.locator(".map-state")).not_to_be_empty()
            return page

        yield opened


def width(page: Page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["width"]


def test_an_incident_is_drawn_as_large_as_its_place_is_uncertain(show: Show) -> None:
    page = show([point("Oasis", 33.0, 44.0, radius_km=90.0), point("Well", 36.5, 47.0, radius_km=180.0)])
    narrow, wide = (page.locator(".map-area").all()[n].bounding_box() for n in (1, 0))
    assert narrow and wide
    stretched = math.cos(math.radians(33.0)) / math.cos(
        math.radians(36.5)
    )  # as the map widens towards the pole
    assert wide["width"] / narrow["width"] == pytest.approx(2 * stretched, rel=0.05)


def test_a_place_too_small_to_hit_is_a_hollow_ring_and_nothing_is_a_pin(show: Show) -> None:
    page = show([point("Camp", 33.3, 44.2, radius_km=0.5)])
    assert width(page, ".map-ring") == pytest.approx(18, abs=3)
    assert page.locator(".map-ring").evaluate("ring => getComputedStyle(ring).fillOpacity") == "0"
    assert page.locator(".map-canvas img").count() == 0


def test_incidents_told_to_be_in_one_country_share_its_area_and_are_counted(show: Show) -> None:
    page = show([point(f"No {n}", 15.4, 47.6, radius_km=450.0, place="Yemen") for n in range(25)])
    expect(page.locator(".map-area")).to_have_count(1)
    expect(page.locator(".map-number")).to_have_text("25")
    page.locator(".map-area").press("Enter")
    expect(page.locator(".map-incident")).to_have_count(25)


def test_a_popup_says_what_is_told_and_sets_it_as_text(show: Show) -> None:
    hostile = "Raid <img src=x onerror=alert(1)> on Camp"
    page = show([point("Camp", 33.3, 44.2, title=hostile, precision="a camp", latest="2013-02-11")])
    page.locator(".map-ring").click()
    told = page.locator(".map-incident")
    expect(told.get_by_role("link")).to_have_text(hostile)
    expect(told.get_by_role("link")).to_have_attribute("href", "/incidents/Camp")
    expect(told).to_contain_text("between 9 February 2013 and 11 February 2013")
    expect(told).to_contain_text("Camp, a camp")
    expect(told).to_contain_text("origins: 1–2")
    expect(told).to_contain_text("killed, as told: 6 to 7")
    assert page.locator(".map-canvas img").count() == 0


def test_incidents_are_reached_opened_and_left_by_keyboard(show: Show) -> None:
    page = show([point("Camp", 33.3, 44.2), point("Ford", 36.0, 40.0)])
    page.locator(".map-canvas").focus()
    page.keyboard.press("Tab")
    ring = page.locator(":focus")
    expect(ring).to_have_attribute("role", "button")
    label = ring.get_attribute("aria-label") or ""
    assert "9 February 2013" in label and "a town" in label
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_attribute("href", f"/incidents/{label.split(';')[0].split()[-1]}")
    page.keyboard.press("Escape")
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    expect(page.locator(":focus")).to_have_attribute("aria-label", label)


def test_a_cluster_shows_how_many_and_parts_when_it_is_pressed(show: Show) -> None:
    near = [point(f"Near {n}", 33.3 + n / 10, 44.2, radius_km=0.2) for n in range(4)]
    page = show([*near, point("Far", -20.0, 20.0)])
    cluster = page.get_by_role("button", name="4 incidents: open")
    expect(cluster).to_have_text("4")
    cluster.press("Enter")
    expect(page.locator(".map-ring")).to_have_count(4)


def test_incidents_of_one_spot_are_listed_when_no_closer_look_can_part_them(show: Show) -> None:
    page = show([point(f"Spot {n}", 33.3, 44.2) for n in range(3)])
    page.get_by_role("button", name="3 incidents: open").click()
    expect(page.locator(".map-incident")).to_have_count(3)


def test_moving_the_map_offers_to_search_there_and_so_changes_view_and_address(show: Show) -> None:
    page = show([point("Camp", 33.3, 44.2), point("Ford", 14.0, 3.0), point("Nowhere")])
    search = page.get_by_role("button", name="Search in this area")
    expect(search).to_be_hidden()
    page.evaluate("window.sameMap = document.querySelector('.map-canvas')")
    page.locator(".map-canvas").focus()
    for _ in range(4):
        page.keyboard.press("+")
        page.wait_for_timeout(350)
    page.keyboard.press("Escape")
    page.mouse.move(640, 400)
    page.mouse.down()
    page.mouse.move(100, 400, steps=4)
    page.mouse.up()
    page.wait_for_timeout(400)
    search.click()
    page.wait_for_url("**bbox=*")
    west, south, east, north = map(float, page.locator("input[name=bbox]").input_value().split(","))
    assert west < east and south < north
    expect(search).to_be_hidden()
    for _ in range(100):  # it outlives the swap, and moves into the host that came with it
        if page.evaluate("window.sameMap === document.querySelector('.map-canvas')"):
            break
        page.wait_for_timeout(50)
    assert page.evaluate("window.sameMap === document.querySelector('.map-canvas')")
    page.get_by_role("button", name="Search everywhere").click()
    expect(page.locator("input[name=bbox]")).to_have_value("")
    expect(page.locator(".map-state")).to_contain_text("2 of 3 incidents")


def test_what_has_no_place_is_listed_below(show: Show) -> None:
    page = show([point("Camp", 33.3, 44.2), point("Nowhere")])
    expect(page.locator(".map-state")).to_contain_text("1 of 2 incidents have a place")
    page.get_by_text("Without a place: 1").click()
    expect(page.get_by_role("link", name="Shelling of Nowhere")).to_be_visible()


def test_a_view_without_places_shows_the_world_and_says_so(show: Show) -> None:
    page = show([])
    expect(page.locator(".map-state")).to_have_text("No incident of this view has a place.")


def test_no_line_of_land_runs_from_one_side_of_the_map_to_the_other(show: Show) -> None:
    longest = show([]).evaluate(
        """async () => {
            const { land } = await (await import("/static/world.js")).loadWorld();
            const above = ([, latitude]) => latitude > -85;
            const steps = land.coordinates.flat().flatMap(ring => ring.slice(1).map((point, n) => [ring[n], point]))
                .filter(([a, b]) => above(a) && above(b)).map(([a, b]) => Math.abs(a[0] - b[0]));
            return steps.reduce((most, step) => Math.max(most, step));
        }"""
    )
    assert longest < 20


def test_points_that_cannot_be_fetched_are_told_of(page: Page, mishaps: list[str]) -> None:
    with served(VIEW, modules=("map", "view"), sheets=("vendor/leaflet", "map")) as address:
        page.route("**/points.json*", lambda route: route.abort())
        page.goto(address)
        expect(page.locator(".map-state")).to_contain_text("could not be fetched")
    mishaps.clear()
