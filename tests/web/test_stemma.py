"""A stemma, in a real browser: a chain can be followed and each line says why it stands there, at forty reports too."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from types import SimpleNamespace

import pytest
from playwright.sync_api import Locator, Page, expect

from tellings.publish.stemma import StemmaNode, Tie, draw_stemma
from tests.web.harness import served

PAGE = """{% extends "frame.html.j2" %}{% import "publish/pieces.html.j2" as pieces %}{% block content %}
<h1>A stemma</h1>
<div data-stemma data-t-in="Larger" data-t-out="Smaller" data-t-fit="All of it" data-t-hint="Choose a line.">
{% include "publish/stemma.svg.j2" %}<p data-stemma-why aria-live="polite"></p></div>{% endblock %}"""

Show = Callable[[Sequence[StemmaNode], Sequence[Tie]], Page]


def voice(name: str) -> StemmaNode:
    return StemmaNode(name, name, "", f"{name}, a voice", "voice", "circle")


def report(name: str) -> StemmaNode:
    return StemmaNode(name, name, "", f"{name}, a report", "report", "")


def tie(teller: str, told_by: str, *, is_copy: bool = False) -> Tie:
    return Tie(teller, told_by, f"{teller} has it from {told_by} <b>", is_copy)


CHAIN = [
    voice("Guard"),
    voice("Council"),
    voice("Stranger"),
    report("Courier"),
    report("Star"),
    report("Mirror"),
]
TIES = [
    tie("Council", "Guard"), tie("Courier", "Council"), tie("Star", "Courier", is_copy=True), tie("Mirror", "Stranger")
]  # fmt: skip


@pytest.fixture
def show(page: Page) -> Iterator[Show]:
    with ExitStack() as stack:

        def opened(nodes: Sequence[StemmaNode], ties: Sequence[Tie]) -> Page:
            incident = SimpleNamespace(stemma=draw_stemma(nodes, ties), ties=())
            sheets = ("incident", "stemma")
            page.goto(
                stack.enter_context(served(PAGE, modules=("stemma",), sheets=sheets, incident=incident))
            )
            page.wait_for_selector(".stemma-sizes")
            return page

        yield opened


def named(page: Page, words: str) -> Locator:
    return page.locator(f"[aria-label^='{words}']")


def lit(page: Page) -> set[str]:
    labels = page.locator(".node.on").evaluate_all(
        "nodes => nodes.map(node => node.getAttribute('aria-label'))"
    )
    return {label.split(",")[0] for label in labels}


def test_a_box_in_hand_lights_its_whole_chain_and_nothing_else(show: Show) -> None:
    page = show(CHAIN, TIES)
    named(page, "Council, a voice").hover()
    assert lit(page) == {"Guard", "Council", "Courier", "Star"}
    expect(page.locator(".tie.on")).to_have_count(3)
    page.mouse.move(5, 5)
    assert lit(page) == set()


def test_a_line_that_is_pressed_says_why_it_stands_there(show: Show) -> None:
    page = show(CHAIN, TIES)
    expect(page.locator("[data-stemma-why]")).to_have_text("Choose a line.")
    head = named(page, "Courier has it from Council").locator("polygon").bounding_box()
    assert head
    page.mouse.click(head["x"] - 12, head["y"] + head["height"] / 2 + 4)  # beside the line, but near enough
    expect(page.locator("[data-stemma-why]")).to_have_text("Courier has it from Council <b>")
    page.mouse.move(5, 5)
    expect(page.locator("[data-stemma-why]")).to_have_text("Courier has it from Council <b>")
    assert lit(page) == {"Guard", "Council", "Courier", "Star"}


def test_a_chain_is_followed_by_keyboard_from_origin_to_page(show: Show) -> None:
    page = show(CHAIN, TIES)
    named(page, "Guard, a voice").focus()
    why = page.locator("[data-stemma-why]")
    for words in ("Council has it from Guard <b>", "Council, a voice", "Courier has it from Council <b>"):
        page.keyboard.press("ArrowRight")
        expect(why).to_have_text(words)
    page.keyboard.press("ArrowLeft")
    expect(why).to_have_text("Council, a voice")
    expect(page.locator(".stemma [tabindex='0']")).to_have_count(1)


def test_a_cycle_is_followed_once_around(show: Show) -> None:
    page = show([voice("A"), voice("B"), report("R")], [tie("A", "B"), tie("B", "A"), tie("R", "B")])
    named(page, "A, a voice").hover()
    assert lit(page) == {"A", "B", "R"}


def test_forty_reports_start_at_a_size_that_can_be_read_and_are_all_seen_on_demand(show: Show) -> None:
    nodes = [voice(f"Voice {n}") for n in range(25)] + [report(f"Report {n}") for n in range(40)]
    ties = [tie(f"Report {n}", f"Voice {n * 7 % 25}") for n in range(40)]
    ties += [tie(f"Report {n}", f"Report {n - 9}", is_copy=True) for n in range(9, 40, 3)]
    page = show(nodes, ties)
    words = page.locator(".node text").first.bounding_box()
    assert words and words["height"] >= 11
    overflowing = page.locator(".node").evaluate_all(
        """nodes => nodes.filter(node => { const box = node.querySelector("rect").getBBox();
             return [...node.querySelectorAll("text")].some(text => { const words = text.getBBox();
               return words.x + words.width > box.x + box.width || words.y + words.height > box.y + box.height + 1;
             }) })
           .map(node => node.textContent)"""
    )
    assert overflowing == []
    page.get_by_role("button", name="All of it").click()
    room, drawing = (
        page.locator(selector).bounding_box() for selector in (".stemma-room", ".stemma-room svg")
    )
    assert room and drawing
    assert drawing["width"] <= room["width"] and drawing["height"] <= room["height"]


def test_size_changes_by_button_and_key_and_a_drag_moves_the_drawing(show: Show) -> None:
    nodes = [voice("Guard"), *(report(f"Report {n}") for n in range(60))]
    page = show(nodes, [tie(f"Report {n}", "Guard") for n in range(60)])
    drawing = page.locator(".stemma-room svg")
    before = float(drawing.get_attribute("width") or 0)
    page.get_by_role("button", name="Larger").click()
    larger = float(drawing.get_attribute("width") or 0)
    assert larger > before
    page.locator(".node").first.focus()
    page.keyboard.press("-")
    assert float(drawing.get_attribute("width") or 0) == before
    room = page.locator(".stemma-room")
    at = room.evaluate("room => room.scrollTop")
    box = room.bounding_box()
    assert box
    page.mouse.move(box["x"] + 300, box["y"] + 300)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 200, steps=3)
    page.mouse.up()
    assert room.evaluate("room => room.scrollTop") == pytest.approx(at + 100, abs=2)


def test_it_fits_a_screen_of_320_pixels(show: Show) -> None:
    page = show(CHAIN, TIES)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
