"""Go over pages of the workbench in a real browser, and note what each was like and what it did.

In:   a browser, addresses.
Out:  `Seen`, one a page.
Holds: nothing is judged here, and nothing that a page does is missed: what runs in it or in a frame of it, what it asks
for, whether it leaves its address. The pointer is moved over it, and the tabulator pressed, before it is looked at.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request
from playwright.sync_api import Error as BrowserError

HERE = {"127.0.0.1", "localhost"}
TABS = 8

LOOK = """selectors => {
  const words = [];
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  const hidden = new Set(["SCRIPT", "STYLE", "NOSCRIPT"]);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!hidden.has(node.parentElement.tagName)) words.push(node.data);
  }
  return {
    words: words.join(""),
    title: document.title,
    handlers: [...document.querySelectorAll("*")]
      .flatMap(one => one.getAttributeNames()).filter(name => name.startsWith("on")),
    matched: selectors.filter(one => document.querySelector(one)),
    address: location.href,
    width: document.documentElement.scrollWidth,
  };
}"""

# Elements that hold a direction's control outside of the report's own text, and nothing that keeps it to itself.
LEAKS = """() => {
  const control = /[\\u202a-\\u202e\\u2066-\\u2069]/;
  const keeps = new Set(["isolate", "isolate-override", "plaintext"]);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    let one = node.parentElement;
    if (!control.test(node.data) || one.closest("[data-text], pre.original, script, textarea, option")) continue;
    const alone = node.data.trim();
    let isKept = false;
    for (; one && one.textContent.trim().replace(/^[“"]|[”"]$/g, "") === alone && !isKept; one = one.parentElement) {
      const style = getComputedStyle(one);
      isKept = keeps.has(style.unicodeBidi) || !/^(inline|contents|none)/.test(style.display);
    }
    if (!isKept) found.push(`${node.parentElement.outerHTML.slice(0, 200)}`);
  }
  return found;
}"""


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as it was. words: its text, white space folded; did: what no page may do; matched: selectors that found
    something; leaks: elements out of which a control of direction reaches; width: in CSS pixels."""

    path: str
    status: int
    title: str
    words: str
    did: tuple[str, ...]
    matched: frozenset[str]
    leaks: tuple[str, ...]
    width: int


def fold(words: str) -> str:
    """Return words with every run of white space as one blank."""
    return " ".join(words.split())


class Walker:
    """A browser in front of a workbench. selectors: what every page is searched for."""

    def __init__(self, context: BrowserContext, address: str, selectors: Sequence[str]) -> None:
        self.page: Page = context.new_page()
        self.context = context
        self.selectors = list(selectors)
        self.noted: list[str] = []
        parts = urlsplit(address)
        self.root = f"{parts.scheme}://{parts.netloc}"
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.noted.append(f"thrown: {error.error}"))
        context.on("request", self._watch)
        self.page.goto(address)

    def see(self, path: str, *, settle: bool = False) -> Seen:
        """Open a page, use it, and return what it was like. settle: wait until its drawings stand."""
        self.noted.clear()
        answer = self.page.goto(self.root + path, wait_until="networkidle" if settle else "load")
        assert answer is not None
        for y in range(60, 860, 200):
            self.page.mouse.move(300 + y % 200, y)
        for _ in range(TABS):
            self.page.keyboard.press("Tab")
        status = answer.status
        did = [one for one in self.noted if not (status >= 400 and f"status of {status}" in one)]
        for frame in self.page.frames:
            count = frame.evaluate("String(window.__hostile)")
            did += [f"ran in {frame.url}: {count}"] if count != "undefined" else []
        look = self.page.evaluate(LOOK, self.selectors)
        did += [f"has {name}" for name in look["handlers"]]
        left = look["address"].split("#")[0]
        did += [f"went to {left}"] if left != (self.root + path).split("#")[0] else []
        did += [f"is titled {look['title']}"] if look["title"].startswith("hostile-") else []
        return Seen(
            path, status, look["title"], fold(look["words"]), tuple(did), frozenset(look["matched"]),
            tuple(self.page.evaluate(LEAKS)), look["width"],
        )  # fmt: skip

    def open_in_a_tab(self, path: str) -> tuple[str, ...]:
        """Open an address of something that came from outside in a tab of its own; return what it did."""
        self.noted.clear()
        tab = self.context.new_page()
        try:
            tab.goto(self.root + path)
            tab.mouse.move(200, 200)
            for _ in range(TABS):
                tab.keyboard.press("Tab")
            did = list(self.noted)
            count = tab.evaluate("String(window.__hostile)")
            did += [f"ran: {count}"] if count != "undefined" else []
            did += [f"is titled {tab.title()}"] if tab.title().startswith("hostile-") else []
            did += [f"went to {tab.url}"] if tab.url != self.root + path else []
        except BrowserError as exc:
            if "Download is starting" not in str(exc):
                raise
            did = list(self.noted)
        finally:
            tab.close()
        return tuple(did)

    def evaluate(self, script: str, told: Any = None) -> Any:
        """Ask the page that is open."""
        return self.page.evaluate(script, told)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.noted.append(f"{message.type}: {message.text}")

    def _watch(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob", "about"} and address.hostname not in HERE:
            self.noted.append(f"asked {request.url}")


@contextmanager
def walking(browser: Browser, address: str, selectors: Sequence[str], **options: Any) -> Iterator[Walker]:
    """Open a workbench in a browser that holds nothing yet."""
    options = {"viewport": {"width": 1280, "height": 900}, **options}
    context = browser.new_context(**options)
    context.set_default_timeout(20_000)
    try:
        yield Walker(context, address, selectors)
    finally:
        context.close()
