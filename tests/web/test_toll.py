"""A toll over time, in a real browser: every figure is there, with its words, and none by colour alone."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.harness import served

PAGE = """{% extends "frame.html.j2" %}{% import "drawings.html.j2" as drawings %}{% block content %}
<h1>A toll</h1><h2>Killed</h2>{{ drawings.toll(data) }}{% endblock %}"""

Figure = dict[str, Any]
Show = Callable[[list[Figure]], Page]


def figure(low: int | None, high: int | None, *, as_of: str = "2013-02-09", **told: Any) -> Figure:
    known: Figure = {
        "side": "The camp", "shape": "circle", "voices": "a resident", "low": low, "high": high, "as_of": as_of,
        "superseded": False, "basis": "stated", "title": f"{low} to {high} killed, as of {as_of}",
    }  # fmt: skip
    return known | told


@pytest.fixture
def show(page: Page) -> Iterator[Show]:
    with ExitStack() as stack:

        def opened(figures: list[Figure]) -> Page:
            data = {"kind": "Killed", "figures": figures}
            page.goto(
                stack.enter_context(served(PAGE, modules=("toll",), sheets=("incident", "toll"), data=data))
            )
            page.locator("[data-toll] > :nth-child(2)").first.wait_for(state="attached")
            return page

        yield opened


def test_each_side_has_a_panel_with_its_name_and_its_shape(show: Show) -> None:
    page = show(
        [
            figure(6, 6),
            figure(2, 2, side="The <b>ministry</b>", shape="square"),
            figure(7, 7, side="", basis="unsourced"),
        ]
    )
    assert page.locator(".toll-panel h3").all_inner_texts() == [
        "The ministry".replace("ministry", "<b>ministry</b>"),
        "The camp",
        "Unsourced: outlets in their own voice",
    ]
    shapes = page.locator(".toll-mark path").evaluate_all(
        "paths => paths.map(path => path.getAttribute('d'))"
    )
    assert len(set(shapes)) == 2, "square and circle"
    fills = page.locator(".toll-mark path").evaluate_all(
        "paths => paths.map(path => getComputedStyle(path).fill)"
    )
    assert fills[2] == page.locator(".toll-panel").first.evaluate(
        """panel => { const probe = document.createElement("i"); probe.style.color = "var(--card)"; panel.append(probe);
                      return getComputedStyle(probe).color; }"""
    ), "what is unsourced is hollow"


def test_a_range_is_a_bar_and_an_open_end_an_arrow(show: Show) -> None:
    page = show([figure(4, 7), figure(9, None, as_of="2013-02-12"), figure(None, 3, as_of="2013-02-14")])
    expect(page.locator(".bar path")).to_have_count(1)
    expect(page.locator(".open path[marker-end]")).to_have_count(2)
    assert page.locator(".number text").all_text_contents() == ["4–7", "≥9", "≤3"]


def test_an_overtaken_figure_is_struck_and_ends_where_the_next_begins(show: Show) -> None:
    page = show([figure(5, 5, superseded=True), figure(7, 7, as_of="2013-02-12")])
    old, new = page.locator(".toll-mark path").evaluate_all(
        "paths => paths.map(path => path.getAttribute('d'))"
    )
    assert old.startswith(new) and len(old) > len(new), "the old one has a stroke besides"
    first, second = (box for step in page.locator(".step path").all() if (box := step.bounding_box()))
    assert first["x"] + first["width"] == pytest.approx(second["x"], abs=2)
    expect(page.locator(".toll-key")).to_contain_text("overtaken by a later figure")


def test_arrows_go_from_figure_to_figure_and_say_each_in_full(show: Show) -> None:
    page = show(
        [figure(5, 5, title="5 killed, told by a guard"), figure(7, 7, as_of="2013-02-12", title="7 killed")]
    )
    marks = page.locator(".toll-mark")
    marks.first.focus()
    expect(page.locator(".toll-why")).to_have_text("5 killed, told by a guard")
    page.keyboard.press("ArrowRight")
    expect(marks.nth(1)).to_be_focused()
    expect(page.locator(".toll-why")).to_have_text("7 killed")
    assert marks.evaluate_all("marks => marks.map(mark => mark.getAttribute('tabindex'))") == ["-1", "0"]


def test_figures_that_say_the_same_are_one_mark_with_all_their_words(show: Show) -> None:
    page = show([figure(6, 6, title="6, told by A"), figure(6, 6, title="6, told by B")])
    expect(page.locator(".toll-mark")).to_have_attribute("aria-label", "6, told by A; 6, told by B")


def test_marks_of_one_day_and_number_do_not_cover_each_other(show: Show) -> None:
    page = show([figure(6, 6), figure(6, 6, basis="derived"), figure(6, 6, basis="vague")])
    lefts = sorted(box["x"] for mark in page.locator(".toll-mark").all() if (box := mark.bounding_box()))
    assert all(right - left > 8 for left, right in itertools.pairwise(lefts))


def test_what_has_no_number_or_no_day_stands_below_in_words(show: Show) -> None:
    page = show(
        [
            figure(6, 6),
            figure(None, None, title="many killed"),
            figure(9, 9, as_of="", title="9 killed, some day"),
        ]
    )
    assert page.locator(".toll-beside li").all_inner_texts() == ["many killed", "9 killed, some day"]
    expect(page.locator(".toll-mark")).to_have_count(1)


def test_dates_keep_the_precision_they_were_told_with(show: Show) -> None:
    page = show(
        [
            figure(6, 6, as_of="2013-02"),
            figure(7, 7, as_of="2013-02-09T10:00"),
            figure(8, 8, as_of="2013-01/2013-03-05"),
        ]
    )
    days = page.evaluate(
        """async () => {
            const { daysOf } = await import("/static/toll.js");
            const text = time => new Date(time).toISOString().slice(0, 10);
            const told = ["2013", "2013-02", "2013-12", "2013-02-09T10:00", "2013-01/2013-03-05", ""];
            return told.map(it => daysOf(it)?.map(text) ?? null);
        }"""
    )
    assert days == [
        ["2013-01-01", "2013-12-31"],
        ["2013-02-01", "2013-02-28"],
        ["2013-12-01", "2013-12-31"],
        ["2013-02-09", "2013-02-09"],
        ["2013-01-01", "2013-03-05"],
        None,
    ]
    expect(page.locator(".span path")).to_have_count(2)


def test_it_fits_a_screen_of_320_pixels(show: Show) -> None:
    page = show([figure(n, n, as_of=f"2013-02-{n + 9:02d}") for n in range(12)])
    page.set_viewport_size({"width": 320, "height": 700})
    page.wait_for_timeout(500)  # it is drawn anew for the width
    assert page.evaluate("document.querySelector('.toll-chart svg').clientWidth") < 320
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
