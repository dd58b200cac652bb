"""Whatever is brought in by the browser is read, or set aside with its reason, and the case stays whole."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

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
from tests.trust.test_bad_surroundings import Disk
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


@contextmanager
def held_by_another(case: Case) -> Iterator[None]:
    """Another process holds the case."""
    held = "import sys; from pathlib import Path; from tellings.case import Case\n"
    held += "with Case.open(Path(sys.argv[1])).held_still(): print('held', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", held, str(case.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        yield


def go_on(client: TestClient, answer: Response) -> str:
    """Press the button of a job's page that failed; return what came of it."""
    job = answer.headers["location"].rsplit("/", 1)[-1]
    return done(client, client.post("/add/go-on", data={"job": job}, follow_redirects=False))


def test_what_comes_while_another_process_holds_the_case_waits_and_is_added_later(
    desk: Desk, client: TestClient
) -> None:
    with held_by_another(desk.case):
        answer = paste(client, text=TEXT)
        words = done(client, answer)
        assert (
            "another process is writing" in words and "1 report or file that came is not in the case" in words
        )
        assert client.get("/").status_code == 200
    assert "1 report was added" in go_on(client, answer)
    assert verify(desk.case).is_unchanged


@pytest.mark.parametrize("is_torn", [False, True], ids=["refused", "torn"])
@pytest.mark.parametrize("room", [0, 1, 2, 3, 5, 8, 12])
def test_a_disk_that_fills_up_while_adding_is_said_and_going_on_finishes(
    room: int, is_torn: bool, desk: Desk, client: TestClient
) -> None:
    with mock.patch("os.write", Disk(room, is_torn=is_torn).write):
        answer = paste(client, text=TEXT)
        words = done(client, answer)
    assert verify(desk.case).is_unchanged
    if room == 0:
        assert "No space left" in words and "not in the case yet" in words
    go_on(client, answer)
    assert [report.text for report in desk.case.reports()] == [TEXT]
    assert len(desk.case.records()) == 1 and verify(desk.case).is_unchanged


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_disk_that_is_too_full_for_an_upload_is_said(
    desk: Desk, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = open("/dev/full", "wb", buffering=0)  # noqa: SIM115  # whoever takes it for a file closes it
    monkeypatch.setattr("tempfile.TemporaryFile", lambda *_, **__: full)
    long = TEXT.encode() + b" " * 3_000_000  # long enough that it is not held in memory
    answer = client.post("/add", files=[("files", ("page.txt", long))])
    assert answer.status_code == 507 and "No space left" in words_of(answer)
    assert not desk.case.reports() and client.get("/add").status_code == 200


def test_an_upload_that_grows_too_long_is_refused_and_the_page_answers_on(
    desk: Desk, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tellings.web.guard.LONGEST_UPLOAD", 100_000)

    def grows() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        yield from (TEXT.encode() * 10 for _ in range(100))
        yield b"\r\n--x--\r\n"

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = client.post("/add", content=grows(), headers=headers)
    assert answer.status_code == 413 and "nothing was changed" in answer.text
    assert not desk.case.reports() and client.get("/add").status_code == 200
