"""Nothing typed is lost, and nothing is kept twice, however a save goes wrong."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tellings.case import Case
from tests.web.conftest import served

WHY = "the hospital's own list"


@pytest.fixture
def case(example: Path, tmp_path: Path) -> Path:
    """A copy of the example case, to be judged in."""
    return Path(shutil.copytree(example, tmp_path / "case"))


@pytest.fixture
def form(case: Path, page: Page) -> Iterator[Locator]:
    """The form that chooses a toll, filled in and open in the browser."""
    with served(case) as address:
        page.goto(address)
        page.get_by_role("link", name="Shelling of Camp Liberty, 9 February 2013").first.click()
        found = page.locator("#i-killed form[action='/judge/choose']").first
        found.locator("xpath=ancestor::details[1]").evaluate("one => one.open = true")
        found.locator("textarea[name=why]").fill(WHY)
        yield found


def judged_here(case: Path) -> int:
    return sum(one.by == "A. Reviewer" for one in Case.open(case).judgements())


def send(form: Locator) -> None:
    form.locator("button").click()


def test_a_connection_that_is_lost_is_said_and_what_was_typed_stays(
    form: Locator, case: Path, page: Page, mishaps: list[str]
) -> None:
    page.route("**/judge/**", lambda route: route.abort())
    send(form)
    expect(form.locator("[data-unsent]")).to_be_visible()
    expect(form.locator("textarea[name=why]")).to_have_value(WHY)
    assert judged_here(case) == 0
    page.unroute("**/judge/**")
    with page.expect_navigation():
        send(form)
    assert judged_here(case) == 1
    mishaps.clear()  # the browser notes the connection that was lost


def test_a_save_whose_answer_was_lost_is_kept_once(
    form: Locator, case: Path, page: Page, mishaps: list[str]
) -> None:
    def kept_and_lost(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort()

    page.route("**/judge/**", kept_and_lost)
    send(form)
    expect(form.locator("[data-unsent]")).to_be_visible()
    assert judged_here(case) == 1
    page.unroute("**/judge/**")
    with page.expect_navigation():
        send(form)
    assert judged_here(case) == 1
    mishaps.clear()


def test_what_was_typed_is_there_again_after_the_page_was_left(form: Locator, page: Page) -> None:
    address = page.url
    page.goto(address.split("/incidents")[0] + "/history")
    page.goto(address)
    again = page.locator("#i-killed form[action='/judge/choose'] textarea[name=why]").first
    expect(again).to_have_value(WHY)
    expect(again).to_be_visible()


def test_two_tabs_that_judge_the_same_see_each_other(
    form: Locator, case: Path, page: Page, mishaps: list[str]
) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    theirs = other.locator("#i-killed form[action='/judge/choose']").first
    theirs.locator("xpath=ancestor::details[1]").evaluate("one => one.open = true")
    theirs.locator("textarea[name=why]").fill("another list")
    with other.expect_navigation():
        send(theirs)
    send(form)
    expect(page.locator("#notice")).to_contain_text("another list")
    expect(form.locator("textarea[name=why]")).to_have_value(WHY)
    assert judged_here(case) == 1
    mishaps.clear()  # a refusal is noted as one


def test_without_scripts_a_decision_is_kept_as_well(case: Path, browser: Browser) -> None:
    with served(case) as address:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(address)
        page.get_by_role("link", name="Shelling of Camp Liberty, 9 February 2013").first.click()
        form = page.locator("#i-killed form[action='/judge/choose']").first
        form.locator("xpath=ancestor::details[1]").locator("summary").first.click()
        form.locator("textarea[name=why]").fill(WHY)
        send(form)
        expect(page.locator("#i-killed .chosen")).to_contain_text("Chosen")
        expect(page.locator("#notice")).to_contain_text("kept")
        context.close()
    assert judged_here(case) == 1
