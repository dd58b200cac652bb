"""A made case on a desk, and a browser's part in talking to it, for the tests of the workbench."""

import re
from html import unescape
from pathlib import Path

from fastapi.testclient import TestClient
from httpx2 import Response

from tellings.case import Case
from tellings.model import Record
from tellings.web import Desk, make_app
from tests.ledger.made import made_case, pages

KEY = "a-key-for-tests"
PORT = 8765
ADDRESS = f"http://127.0.0.1:{PORT}"


def made_desk(folder: Path, number: int = 6) -> Desk:
    """Return a desk on a case of made pages, three of each incident."""
    return Desk(made_case(folder, pages(number)), by="A. Reviewer")


def visitor(desk: Desk) -> TestClient:
    """Return a client with the key, as a browser sends what it sends from one of our own pages."""
    client = TestClient(make_app(desk, key=KEY, port=PORT), base_url=ADDRESS, headers={"Origin": ADDRESS})
    client.cookies.set(f"tellings_{PORT}", KEY)
    return client


def reopened(desk: Desk) -> Desk:
    """Return another desk on the same case, as another program would open it."""
    return Desk(Case.open(desk.case.folder), by="B. Other")


def records(desk: Desk) -> tuple[Record, ...]:
    """Return the records of the case as they are stored."""
    return desk.case.records()


def words_of(answer: Response) -> str:
    """Return the text of a page on one line, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())
