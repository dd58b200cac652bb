"""What a report's words do to the direction of a line ends with these words, on pages and in what scripts draw."""

import json
from pathlib import Path

from playwright.sync_api import Page

from tellings.web.pages import environment
from tests.builders import page as told
from tests.builders import said
from tests.ledger.made import made_case
from tests.web.conftest import served

TURNED = "The \u202eyliaD\u202c Echo"
SIGNED = "The \\u202eyliaD\\u202c Echo"


def test_a_name_stands_with_its_controls_of_direction_as_signs(tmp_path: Path, page: Page) -> None:
    case = made_case(tmp_path / "case", [told(TURNED, said("killed", "six", "Northern Council"))])
    with served(case.folder) as address:
        page.goto(address)
        page.get_by_role("link", name="Reports", exact=True).click()
        assert SIGNED in page.inner_text("main")
        page.get_by_role("link", name="yliaD").first.click()
        assert page.inner_text("h1").endswith(SIGNED)
        assert SIGNED in page.title()


def test_what_is_typed_into_a_field_comes_back_as_it_was(tmp_path: Path, page: Page) -> None:
    case = made_case(tmp_path / "case", [told("The Daily", said("killed", "six", "Northern Council"))])
    with served(case.folder) as address:
        page.goto(address)
        page.locator("#q").fill(TURNED)
        page.locator("#q").press("Enter")
        page.wait_for_url("**q=**")
        page.reload()
        assert page.locator("#q").input_value() == TURNED


def test_data_for_a_drawing_hold_signs_as_well() -> None:
    block = environment().from_string("{{ data|json_block }}").render(data={"name": TURNED})
    assert json.loads(block) == {"name": SIGNED}
