"""A claim is judged in its text by keyboard, and words are taken from the text by selecting them, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tellings.case import Case
from tellings.model import Claim, Count
from tellings.vocabulary import Field, Verdict
from tests.builders import page as paper
from tests.builders import said
from tests.ledger.made import made_case
from tests.web.conftest import served

PAPER = paper(
    "The Daily",
    said("type", "shelling", sentence="\U0001f4a3\U0001f4a3 A shelling was heard.\r\n"),
    said("killed", "six", "Northern Council", sentence="The Council says six died.\r\n"),
    said("killed", "two", "the ministry spokesman", sentence="The ministry says two died \U0001f600 there."),
    said("injured", "eleven", "the ministry spokesman", sentence="Eleven it calls hurt: eleven."),
    said("accusations", "Northern Army", "the ministry spokesman", stance="alleges"),
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    made_case(tmp_path / "case", [PAPER])
    return tmp_path / "case"


@pytest.fixture
def root(case: Path, page: Page) -> Iterator[str]:
    """The workbench's address, opened in the browser."""
    with served(case) as address:
        page.goto(address)
        yield address.split("/?")[0]


def claims(case: Path, field: Field) -> list[Claim]:
    (record,) = Case.open(case).records()
    found = [c for reading in record.fields[field].readings for c in reading.claims]
    return sorted(found, key=lambda one: one.span)


def text_of(case: Path) -> str:
    return Case.open(case).reports()[0].text


def open_claim(page: Page, root: str, one: Claim) -> None:
    page.goto(f"{root}/reports/{one.report_id}?claim={one.claim_id}#here")
    page.wait_for_load_state("networkidle")


def verdicts(case: Path) -> list[Verdict]:
    return [one.verdict for one in Case.open(case).judgements()]


def select(page: Page, words: str) -> None:
    """Select words in the text as a hand with a mouse would, over whatever marks they stand in."""
    found = page.evaluate(
        """words => { const text = document.querySelector("[data-text]"), walk = document.createTreeWalker(text, 4);
        const nodes = []; while (walk.nextNode()) nodes.push(walk.currentNode);
        let at = text.textContent.indexOf(words), end = at + words.length, range = document.createRange();
        if (at < 0) return false;
        for (const node of nodes) {
          if (at >= 0 && at < node.length) { range.setStart(node, at); at = -1; }
          if (at >= 0) at -= node.length;
          if (end <= node.length) { range.setEnd(node, end); break; }
          end -= node.length;
        }
        getSelection().removeAllRanges(); getSelection().addRange(range); return true; }""",
        words,
    )
    assert found


def test_a_review_is_gone_through_by_keyboard_alone(root: str, case: Path, page: Page) -> None:
    (record,) = Case.open(case).records()
    page.goto(f"{root}/review?incident={record.incident_id}")
    for _ in range(5):
        expect(page.locator("#desk")).to_be_focused()
        expect(page.locator("#here")).to_be_in_viewport()
        expect(page.locator("#desk")).to_be_in_viewport()
        with page.expect_navigation(wait_until="load"):
            page.keyboard.press("a")
    assert page.url.startswith(f"{root}/review?") and verdicts(case) == [Verdict.CONFIRMED] * 5


def test_what_was_done_is_said_on_the_next_claim(root: str, case: Path, page: Page) -> None:
    (record,) = Case.open(case).records()
    page.goto(f"{root}/review?incident={record.incident_id}")
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("a")
    expect(page.locator("#notice")).to_contain_text("kept")


def test_next_previous_and_skip_decide_nothing(root: str, case: Path, page: Page) -> None:
    first, second = claims(case, Field.KILLED)
    open_claim(page, root, first)
    for key, there in (("n", second), ("p", first), ("j", second), ("k", first)):
        with page.expect_navigation(wait_until="load"):
            page.keyboard.press(key)
        expect(page.locator("#here")).to_have_text(there.quote)
    (record,) = Case.open(case).records()
    page.goto(f"{root}/review?incident={record.incident_id}")
    before = page.url
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("s")
    assert page.url != before and "skip=claim" in page.url
    assert verdicts(case) == []


def test_a_rejection_wants_its_reason_and_u_takes_it_back(root: str, case: Path, page: Page) -> None:
    one = claims(case, Field.KILLED)[0]
    open_claim(page, root, one)
    page.keyboard.press("r")
    expect(page.locator("#why-reject")).to_be_focused()
    page.keyboard.type("a man and ascorn")  # every letter of it is a key elsewhere
    assert verdicts(case) == []
    with page.expect_navigation(wait_until="load"):
        page.locator("#reject button").click()
    assert verdicts(case) == [Verdict.REJECTED]
    expect(page.locator("#desk")).to_contain_text("a man and ascorn")
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("u")
    assert sorted(verdicts(case)) == [Verdict.REJECTED, Verdict.UNDONE]
    assert one.claim_id in {c.claim_id for c in claims(case, Field.KILLED)}


def test_a_letter_with_ctrl_alt_or_meta_is_the_browser_s(root: str, case: Path, page: Page) -> None:
    open_claim(page, root, claims(case, Field.KILLED)[0])
    for held in ("Control", "Alt", "Meta"):
        page.keyboard.press(f"{held}+u")
        page.keyboard.press(f"{held}+c")
    expect(page.locator("#correct form")).to_be_hidden()


def test_keys_are_switched_off_and_on(root: str, case: Path, page: Page) -> None:
    one = claims(case, Field.KILLED)[0]
    page.goto(f"{root}/keys")
    page.locator("[data-keys-switch] input").uncheck()
    open_claim(page, root, one)
    page.keyboard.press("c")
    expect(page.locator("#correct form")).to_be_hidden()
    page.goto(f"{root}/keys")
    page.locator("[data-keys-switch] input").check()
    open_claim(page, root, one)
    page.keyboard.press("c")
    expect(page.locator("#correct form")).to_be_visible()


def test_a_value_is_corrected_by_keyboard(root: str, case: Path, page: Page) -> None:
    open_claim(page, root, claims(case, Field.KILLED)[0])
    page.keyboard.press("c")
    page.locator("#fix-low").fill("7")
    page.locator("#fix-high").fill("7")
    page.locator("#why-correct").fill("one more died")
    with page.expect_navigation(wait_until="load"):
        page.locator("#correct button.main").click()
    value = claims(case, Field.KILLED)[0].value
    assert isinstance(value, Count) and (value.low, value.high) == (7, 7)


@pytest.mark.parametrize(
    "words", ["\U0001f4a3 A shelling was", "heard.\r\n The Council", "died \U0001f600 there", "two died"]
)
def test_words_selected_behind_astral_letters_and_line_ends_are_those_of_the_claim(
    words: str, root: str, case: Path, page: Page
) -> None:
    open_claim(page, root, claims(case, Field.KILLED)[1])
    at = text_of(case).index(words)
    select(page, words)
    page.keyboard.press("m")
    form = page.locator("#add form")
    expect(form.locator("[data-start]")).to_have_value(str(at))
    expect(form.locator("[data-end]")).to_have_value(str(at + len(words)))
    form.locator("#new-field").select_option("missing")
    form.locator("#new-low").fill("3")
    form.locator("#why-add").fill("it stands there")
    with page.expect_navigation(wait_until="load"):
        form.locator("button.main").click()
    (added,) = claims(case, Field.MISSING)
    assert added.quote == words and added.span.start == at


def test_a_key_pressed_before_the_browser_tells_of_the_selection_means_the_words(
    root: str, case: Path, page: Page
) -> None:
    open_claim(page, root, claims(case, Field.KILLED)[1])
    page.evaluate(
        """() => { getSelection().selectAllChildren(document.querySelector("#here"));
        document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "m", bubbles: true})); }"""
    )
    form = page.locator("#add form")
    expect(form.locator("[data-words]")).to_have_value("two")
    expect(form.locator("[data-start]")).to_have_value(str(text_of(case).index("two")))


def test_of_words_that_stand_twice_those_that_were_selected_are_meant(
    root: str, case: Path, page: Page
) -> None:
    one = claims(case, Field.KILLED)[0]
    open_claim(page, root, one)
    page.keyboard.press("c")
    text = text_of(case)
    words = text[text.index("hurt: eleven") : text.index("hurt: eleven") + 12]
    select(page, words)
    page.locator("#correct [data-take]").click()
    page.locator("#why-correct").fill("these words")
    with page.expect_navigation(wait_until="load"):
        page.locator("#correct button.main").click()
    assert words in {c.quote for c in claims(case, Field.KILLED)}


def test_a_form_shows_the_cells_of_its_field(root: str, case: Path, page: Page) -> None:
    open_claim(page, root, claims(case, Field.KILLED)[0])
    page.keyboard.press("c")
    shown = {
        "killed": (True, True, False, False), "rounds": (True, False, False, False),
        "accusations": (False, False, True, False), "place": (False, False, False, True),
    }  # fmt: skip
    for field, wanted in shown.items():
        page.locator("#fix-field").select_option(field)
        parts = [
            page.locator(f"[data-part=fix-{one}]") for one in ("number", "persons", "accusation", "text")
        ]
        assert tuple(one.is_visible() for one in parts) == wanted, field


def test_a_graphic_passage_is_shown_by_enter_or_a_click_and_not_by_passing(
    root: str, case: Path, page: Page
) -> None:
    open_claim(page, root, claims(case, Field.KILLED)[0])
    select(page, "The ministry says two died")
    page.keyboard.press("g")
    with page.expect_navigation(wait_until="load"):
        page.locator("#graphic button.main").click()
    passage = page.locator("[data-text] .graphic").first
    blurred = "one => getComputedStyle(one).filter !== 'none'"
    assert passage.evaluate(blurred)
    passage.focus()
    assert passage.evaluate(blurred)
    page.keyboard.press("Enter")
    assert not passage.evaluate(blurred)
    page.keyboard.press("Enter")
    assert passage.evaluate(blurred)
    passage.click()
    assert not passage.evaluate(blurred)
