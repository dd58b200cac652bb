"""The timeline of a view, in a real browser: what is uncertain is spread, and a period can be chosen by hand or key."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.harness import VIEW, Point, point, served

Show = Callable[[list[Point]], Page]
MODULES, SHEETS = ("timeline", "view"), ("timeline",)


@pytest.fixture
def show(page: Page) -> Iterator[Show]:
    with ExitStack() as stack:

        def opened(points: list[Point]) -> Page:
            page.goto(stack.enter_context(served(VIEW, modules=MODULES, sheets=SHEETS, points=points)))
            page.wait_for_selector(".timeline-key li")
            return page

        yield opened


def told(earliest: str | None, latest: str | None = None) -> Point:
    return point(f"{earliest} {latest}", earliest=earliest, latest=latest or earliest)


def bars(page: Page, *spans: tuple[str, str]) -> Any:
    """What timeline.js makes of spans of days."""
    return page.evaluate(
        """async spans => {
            const { barsOf } = await import("/static/timeline.js");
            const day = text => Date.parse(text + "T00:00:00Z");
            const { unit, bars } = barsOf(spans.map(([first, last]) => ({ first: day(first), last: day(last) })));
            return { unit: unit.name, bars: bars.map(bar => [new Date(bar.start).toISOString().slice(0, 10), bar.sure,
                                                            Math.round(bar.unsure * 1000) / 1000]) };
        }""",
        spans,
    )


def test_each_incident_counts_once_and_an_uncertain_date_is_spread_over_its_days(show: Show) -> None:
    page = show([told("2013-02-09")])
    assert bars(page, ("2013-02-09", "2013-02-09"), ("2013-02-09", "2013-02-12")) == {
        "unit": "day",
        "bars": [
            ["2013-02-09", 1, 0.25],
            ["2013-02-10", 0, 0.25],
            ["2013-02-11", 0, 0.25],
            ["2013-02-12", 0, 0.25],
        ],
    }


@pytest.mark.parametrize(
    ("last", "unit", "first_bar"),
    [
        ("2013-03-01", "day", "2013-01-02"),
        ("2013-12-30", "week", "2012-12-31"),
        ("2018-03-30", "month", "2013-01-01"),
        ("2031-03-30", "year", "2013-01-01"),
    ],
)
def test_the_bars_are_as_wide_as_the_range_asks_for(show: Show, last: str, unit: str, first_bar: str) -> None:
    found = bars(show([told("2013-02-09")]), ("2013-01-02", "2013-01-02"), (last, last))
    assert (found["unit"], found["bars"][0][0]) == (unit, first_bar)
    assert sum(sure for _, sure, _ in found["bars"]) == 2


def test_a_month_that_is_told_is_certain_where_the_bars_are_years(show: Show) -> None:
    found = bars(show([told("2013-02-09")]), ("2013-02-01", "2013-02-28"), ("2030-01-01", "2030-01-01"))
    assert found["bars"][0] == ["2013-01-01", 1, 0]


def test_uncertain_dates_look_different_and_undated_incidents_are_told_of(show: Show) -> None:
    page = show([told("2013-02-09"), told("2013-02-01", "2013-02-28"), told(None)])
    key = page.locator(".timeline-key")
    expect(key).to_contain_text("date uncertain")
    expect(key).to_contain_text("Without a date: 1")
    assert page.locator(".timeline-chart .unsure rect").count() > 1


def test_a_period_is_chosen_with_handles_by_keyboard(show: Show) -> None:
    page = show([told("2013-02-09"), told("2013-02-11"), told("2013-02-14")])
    first = page.get_by_label("First day")
    first.press("ArrowRight")
    first.press("ArrowRight")
    expect(first).to_have_attribute("aria-valuetext", "11 Feb 2013")
    page.get_by_label("Last day").press("ArrowLeft")
    expect(page.locator(".timeline-chosen")).to_have_text("11 Feb 2013 to 13 Feb 2013")
    page.get_by_role("button", name="Show only these days").press("Enter")
    page.wait_for_url("**from=2013-02-11&to=2013-02-13*")
    page.get_by_role("button", name="Show all days").click()
    page.wait_for_url("**from=&to=*")
    expect(page.locator(".timeline-chosen")).to_have_text("9 Feb 2013 to 14 Feb 2013")


def test_the_handles_never_cross(show: Show) -> None:
    page = show([told("2013-02-09"), told("2013-02-10")])
    for _ in range(4):
        page.get_by_label("First day").press("ArrowRight")
    expect(page.locator(".timeline-chosen")).to_have_text("10 Feb 2013 to 10 Feb 2013")


def test_a_period_is_chosen_by_drawing_over_the_bars(show: Show) -> None:
    page = show([told(f"2013-02-{n:02d}") for n in range(1, 11)])
    box = page.locator(".timeline-chart").bounding_box()
    assert box
    inner = box["width"] - 34 - 12
    page.mouse.move(box["x"] + 34 + inner * 0.25, box["y"] + 60)  # the third of ten days
    page.mouse.down()
    page.mouse.move(box["x"] + 34 + inner * 0.55, box["y"] + 60, steps=4)  # the sixth
    page.mouse.up()
    page.wait_for_url("**from=2013-02-03&to=2013-02-06*")
    expect(page.get_by_role("button", name="Show all days")).to_be_visible()


def test_a_view_without_dates_says_so(show: Show) -> None:
    page = show([told(None)])
    expect(page.locator(".timeline-key")).to_contain_text("No incident of this view has a date.")
    expect(page.locator(".timeline-handles")).to_be_hidden()
