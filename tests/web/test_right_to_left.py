"""The workbench turns with its language: laid out from right to left, every text of it out of the catalogue."""

import gettext
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Page

from tellings.case import Case
from tellings.web import Desk, make_app
from tellings.web.serving import bound_to
from tellings.web.wording import Language
from tests.web.made import KEY


class Mirrored(gettext.NullTranslations):
    """Says every text in letters that run from right to left, so that one which is not translated shows."""

    def gettext(self, message: str) -> str:
        parts = re.split(r"(%\(\w+\)s)", message)  # what is filled in is no text
        return "".join(part if part.startswith("%(") else _mirrored(part) for part in parts)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        kept = (msgid1 if n == 1 else msgid2).split("%(num)s")
        return "%(num)s".join(self.gettext(part) for part in kept)


def _mirrored(words: str) -> str:
    return "".join(chr(0x5D0 + ord(char) % 27) if char.isalpha() else char for char in words)


@pytest.fixture
def mirrored(example: Path) -> Iterator[str]:
    """The address of a workbench in a language that runs from right to left."""
    bound = bound_to("127.0.0.1", 0)
    port = bound.getsockname()[1]
    with Case.open(example) as case:
        app = make_app(
            Desk(case, by="A. Reviewer"), key=KEY, port=port, language=Language("he", "rtl", Mirrored())
        )
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(10)


@pytest.mark.parametrize("path", ["/", "/history", "/add", "/reports", "/export", "/keys"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_is_laid_out_from_right_to_left_and_stays_within_the_screen(
    path: str, width: int, mirrored: str, page: Page
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{mirrored}{path}?key={KEY}")
    assert page.locator("html").get_attribute("dir") == "rtl"
    title = page.locator("h1").bounding_box()
    assert title is not None and title["x"] + title["width"] > width * 0.8
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_text_of_the_interface_is_said_past_the_catalogue(mirrored: str, page: Page) -> None:
    page.goto(f"{mirrored}/add?key={KEY}")
    texts = page.locator("nav a, button, label, legend, h1").all_inner_texts()
    assert texts
    assert [text for text in texts if any("a" <= char.lower() <= "z" for char in text)] == []
