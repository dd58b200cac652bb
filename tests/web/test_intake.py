"""Whatever is brought in by the browser is read, or set aside with its reason, and the case stays whole."""

import json
import re
import threading
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from tellings.case import Case
from tellings.custody.verify import verify
from tellings.intake import MAX_BYTES
from tellings.judging.deciding import judgement
from tellings.model import Leaf
from tellings.vocabulary import Verdict
from tellings.web import Desk
from tests.web.made import visitor, words_of

TEXT = (
    "Six people were killed when shells fell on a market in Ardeh on 9 February 2013, the hospital director said. "
    "The ministry's spokesman said that two had died."
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(Case.new(tmp_path / "case"), by="A. Reviewer")


@pytest.fixture
def client(desk: Desk) -> TestClient:
    return visitor(desk)


def done(client: TestClient, answer: Response) -> str:
    """The words of a job's page when the job is over. answer: what led there."""
    assert answer.status_code == 303, answer.text
    for _ in range(600):
        page = client.get(answer.headers["location"])
        if "data-job" not in page.text:
            return words_of(page)
        time.sleep(0.1)
    raise AssertionError("the job does not end")


def upload(client: TestClient, *files: tuple[str, bytes]) -> str:
    sent = [("files", (name, data)) for name, data in files]
    return done(client, client.post("/add", files=sent, follow_redirects=False))


def paste(client: TestClient, **fields: str) -> Response:
    return client.post(
        "/add", files={key: (None, value) for key, value in fields.items()}, follow_redirects=False
    )


def test_a_pasted_text_is_read_and_its_incident_is_there(desk: Desk, client: TestClient) -> None:
    words = done(client, paste(client, text=TEXT, outlet="Harbour Times", published="2013-02-10"))
    assert "1 report was added" in words and "a new incident" in words
    (report,) = desk.case.reports()
    assert (report.text, report.outlet, report.published) == (TEXT, "Harbour Times", "2013-02-10")
    assert len(desk.case.records()) == 1


def test_a_file_comes_with_what_its_sidecar_tells(desk: Desk, client: TestClient) -> None:
    upload(client, ("page.txt", TEXT.encode()), ("page.txt.toml", b'outlet = "Harbour Times"\n'))
    (report,) = desk.case.reports()
    assert report.outlet == "Harbour Times"


def test_json_lines_and_web_pages_are_read_as_the_command_reads_them(desk: Desk, client: TestClient) -> None:
    line = json.dumps({"doc_id": "a", "text": TEXT, "outlet": "The Daily"}) + "\n"
    page = (
        f"<!doctype html><html><head><title>t</title></head><body><article><p>{TEXT} So it is.</p></article>"
    )
    assert "2 reports were added" in upload(
        client, ("some.jsonl", line.encode()), ("page.html", page.encode())
    )


def test_what_is_held_already_is_said_to_be(client: TestClient) -> None:
    upload(client, ("page.txt", TEXT.encode()))
    assert "1 was held already" in upload(client, ("again.txt", TEXT.encode()))


def test_what_cannot_be_read_is_set_aside_and_the_rest_of_the_upload_is_kept(
    desk: Desk, client: TestClient
) -> None:
    words = upload(
        client,
        ("empty.txt", b""),
        ("picture.txt", bytes(range(256)) * 40),
        ("large.txt", b"x" * (MAX_BYTES + 1)),
        ("page.txt", TEXT.encode()),
    )
    assert "1 report was added" in words and "3 were set aside" in words
    for name in ("empty.txt", "picture.txt", "large.txt"):
        assert name in words
    assert "tellings-" not in words  # where it lay meanwhile is nobody's business
    shown = words_of(client.get("/set-aside"))
    assert "large.txt" in shown and "tellings-" not in shown


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd", "..\\..\\boot.ini", "/etc/shadow", "a/b/../c.txt", "-rf.txt", "~root.txt", ".hidden.txt",
        "x" * 400 + ".txt", "\u202etxt.exe", "con.txt", "name\twith\ttabs.txt", "\U0001f4a5.txt", "....",
    ],
)  # fmt: skip
def test_a_name_of_an_upload_is_a_name_and_never_a_path(
    name: str, desk: Desk, client: TestClient, tmp_path: Path
) -> None:
    before = {path for path in tmp_path.rglob("*") if desk.case.folder not in path.parents}
    assert "1 report was added" in upload(client, (name, TEXT.encode()))
    assert {path for path in tmp_path.rglob("*") if desk.case.folder not in path.parents} == before
    assert verify(desk.case).is_unchanged


def test_two_files_of_one_name_are_two(desk: Desk, client: TestClient) -> None:
    other = TEXT.replace("Ardeh", "Brekka")
    assert "2 reports were added" in upload(client, ("page.txt", TEXT.encode()), ("page.txt", other.encode()))
    assert {report.text for report in desk.case.reports()} == {TEXT, other}


def test_a_date_that_is_none_is_said_and_nothing_is_added(desk: Desk, client: TestClient) -> None:
    answer = paste(client, text=TEXT, published="last Tuesday")
    assert answer.status_code == 400 and "published" in words_of(answer)
    assert not desk.case.reports()


def test_nothing_that_came_is_said(client: TestClient) -> None:
    assert paste(client, text="  ").status_code == 400


def test_the_steps_of_a_job_come_in_order_and_from_where_one_left_off(client: TestClient) -> None:
    answer = paste(client, text=TEXT)
    done(client, answer)
    events = client.get(f"{answer.headers['location']}/events").text
    numbers = [int(number) for number in re.findall(r"^id: (\d+)$", events, re.M)]
    assert numbers == list(range(len(numbers))) and events.rstrip().endswith("event: over\ndata: {}")
    rest = client.get(f"{answer.headers['location']}/events", headers={"Last-Event-ID": "0"}).text
    assert "id: 0\n" not in rest and "id: 1\n" in rest


def test_a_job_that_is_not_there_is_said_to_be_not_there(client: TestClient) -> None:
    assert client.get("/jobs/0000000000000000").status_code == 404


def test_judging_goes_on_while_reports_are_read(desk: Desk, client: TestClient) -> None:
    done(client, paste(client, text=TEXT))
    (record,) = desk.case.records()
    many = [(f"{n}.txt", TEXT.replace("Ardeh", f"Ardeh {n}").encode()) for n in range(25)]
    answer = client.post("/add", files=[("files", one) for one in many], follow_redirects=False)
    sent = {"incident": record.incident_id, "now": "in_review", "why": "begun", "seen": ""}
    began = time.monotonic()
    assert client.post("/judge/stage", data=sent, follow_redirects=False).status_code == 303
    took = time.monotonic() - began
    is_reading = "data-job" in client.get(answer.headers["location"]).text
    assert "25 reports were added" in done(client, answer)
    assert is_reading and took < 10, took
    assert [one.verdict for one in desk.case.judgements()] == ["staged"]


def test_another_process_that_holds_the_case_is_said_and_a_later_try_works(
    desk: Desk, client: TestClient
) -> None:
    held, free = threading.Event(), threading.Event()

    def hold() -> None:
        with Case.open(desk.case.folder).held_still():
            held.set()
            free.wait(30)

    other = threading.Thread(target=hold)
    other.start()
    held.wait(10)
    words = done(client, paste(client, text=TEXT))
    assert "another process is writing" in words
    free.set()
    other.join()
    assert "1 report was added" in done(client, paste(client, text=TEXT))
    assert verify(desk.case).is_unchanged


def test_a_report_in_another_language_and_a_judgement_without_a_place_are_said_to_be_set_aside(
    desk: Desk, client: TestClient
) -> None:
    other = "Sechs Menschen wurden getötet, als Granaten auf einen Markt fielen, sagte die Direktorin. " * 6
    upload(client, ("page.txt", TEXT.encode()), ("andere.txt", other.encode()))
    gone = Leaf("claim", "claim-0000000000000000", "no such words", report_id=desk.case.report_ids()[0])
    lost = judgement(Verdict.CONFIRMED, gone, by="A. Reviewer", made_at="2024-05-01T10:00:00Z", why="read")
    desk.judge([lost])
    words = words_of(client.get("/set-aside"))
    assert "de" in words and "unread language" in words
    assert lost.judgement_id in words and lost.judgement_id in words_of(client.get("/history"))
