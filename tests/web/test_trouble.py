"""A full disk and another program: the page says so in words, nothing is half there, and the same form works later."""

import threading
from pathlib import Path
from unittest import mock

import pytest
from fastapi.testclient import TestClient

from tellings.case import Case
from tellings.custody.verify import verify
from tellings.vocabulary import Field
from tellings.web import Desk
from tests.trust.test_bad_surroundings import Disk
from tests.web.made import made_desk, records, visitor, words_of


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return made_desk(tmp_path / "case")


@pytest.fixture
def client(desk: Desk) -> TestClient:
    return visitor(desk)


def choice(desk: Desk) -> dict[str, str]:
    record = records(desk)[0]
    claim = record.fields[Field.KILLED].readings[0].claims[0]
    return {"incident": record.incident_id, "claim": claim.claim_id, "why": "read again", "seen": ""}


@pytest.mark.parametrize("is_torn", [False, True], ids=["refused", "torn"])
@pytest.mark.parametrize("room", [0, 1, 2, 3, 4])
def test_a_disk_that_fills_up_while_judging_is_said_and_the_same_form_works_later(
    room: int, is_torn: bool, desk: Desk, client: TestClient
) -> None:
    sent = choice(desk)
    with mock.patch("os.write", Disk(room, is_torn=is_torn).write):
        answer = client.post("/judge/choose", data=sent, follow_redirects=False)
    if answer.status_code != 303:  # some room is enough for the judgement, and for its log
        assert answer.status_code == 507
        assert "No space left" in words_of(answer) and "Traceback" not in answer.text
    assert verify(desk.case).is_unchanged
    assert client.get("/").status_code == 200
    client.post("/judge/choose", data=sent, follow_redirects=False)
    client.post("/build", follow_redirects=False)
    assert len(desk.case.judgements()) == 1
    assert records(desk)[0].fields[Field.KILLED].standing.value is not None
    assert verify(desk.case).is_unchanged


def test_some_of_these_disks_are_met(desk: Desk, client: TestClient) -> None:
    # Guards the test above: were a judgement written by another road, its full disk would never be met.
    disk = Disk(None, is_torn=False)
    with mock.patch("os.write", disk.write):
        client.post("/judge/choose", data=choice(desk), follow_redirects=False)
    assert disk.writes >= 2


def test_a_case_that_another_program_writes_to_is_said_to_be_busy_and_a_later_try_works(
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
    sent = choice(desk)
    answer = client.post("/judge/choose", data=sent)
    assert answer.status_code == 503 and "another process is writing" in words_of(answer)
    assert client.get("/").status_code == 200  # it can be looked at meanwhile
    free.set()
    other.join()
    assert client.post("/judge/choose", data=sent, follow_redirects=False).status_code == 303
    assert len(desk.case.judgements()) == 1


def test_a_damaged_case_is_said_to_be_damaged(desk: Desk, client: TestClient) -> None:
    key = records(desk)[0].accounts[0].report_id
    report = desk.case.report(key)
    assert report is not None
    path = desk.case.folder / "objects" / report.text_sha256[:2] / report.text_sha256[2:]
    path.chmod(0o600)
    path.write_bytes(b"other words")
    answer = client.get(f"/reports/{key}")
    assert answer.status_code == 500 and "its bytes have changed since they came in" in words_of(answer)
    assert "Traceback" not in answer.text
