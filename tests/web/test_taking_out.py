"""What is taken out is masked unless somebody asks for all of it, and can be taken back in."""

import io
import json
import re
import time
import zipfile
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tellings.ledger.sheets import open_sheets
from tellings.web import Desk
from tests.web.made import made_desk, records, visitor, words_of


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return made_desk(tmp_path / "case")


@pytest.fixture
def client(desk: Desk) -> TestClient:
    return visitor(desk)


def test_the_ledger_comes_as_a_workbook_that_can_be_read_back(client: TestClient, tmp_path: Path) -> None:
    answer = client.post("/export", data={"form": "xlsx"})
    assert answer.headers["content-disposition"] == 'attachment; filename="masked-ledger.xlsx"'
    path = tmp_path / "ledger.xlsx"
    path.write_bytes(answer.content)
    assert {"claims", "incidents"} <= {sheet.name for sheet in open_sheets(path)}


@pytest.mark.parametrize(("internal", "is_named"), [("", False), ("true", True)])
def test_private_persons_are_named_only_where_all_of_it_is_asked_for(
    internal: str, is_named: bool, client: TestClient
) -> None:
    sent = {"form": "csv", **({"internal": internal} if internal else {})}
    with zipfile.ZipFile(io.BytesIO(client.post("/export", data=sent).content)) as packed:
        told = b"".join(packed.read(name) for name in packed.namelist())
    assert (b"Ilka Voss" in told) is is_named
    assert ("Ilka Voss" in client.post("/export", data={**sent, "form": "html"}).text) is is_named


def test_the_records_come_as_json_of_one_incident_or_of_all(desk: Desk, client: TestClient) -> None:
    one = records(desk)[0].incident_id
    told = json.loads(client.post("/export", data={"form": "json", "incident": one}).text)
    assert [held["incident_id"] for held in told["incidents"]] == [one]
    assert len(json.loads(client.post("/export", data={"form": "json"}).text)["incidents"]) == len(
        records(desk)
    )


def test_a_form_that_there_is_not_is_refused(client: TestClient) -> None:
    assert client.post("/export", data={"form": "docx"}).status_code == 400


def test_a_case_whose_records_are_due_is_not_taken_out(desk: Desk, client: TestClient) -> None:
    (desk.case.folder / "actors.toml").write_text("[[side]]\nname = 'North'\n")
    answer = client.post("/export", data={"form": "xlsx"})
    assert answer.status_code == 400 and "Build them" in words_of(answer)


@pytest.mark.parametrize("is_changed", [False, True])
def test_whether_the_case_is_unchanged_is_checked_and_said(
    is_changed: bool, desk: Desk, client: TestClient
) -> None:
    if is_changed:
        digest = desk.case.reports()[0].text_sha256
        some = desk.case.folder / "objects" / digest[:2] / digest[2:]
        some.chmod(0o600)
        some.write_bytes(b"something else")
    where = client.post("/verify", follow_redirects=False).headers["location"]
    for _ in range(200):
        page = client.get(where)
        if "data-job" not in page.text:
            break
        time.sleep(0.05)
    assert ("all of it is unchanged" in words_of(page)) is not is_changed
    assert ("CHANGED" in page.text) is is_changed, words_of(page)


def test_the_digest_to_be_noted_is_the_log_s(desk: Desk, client: TestClient) -> None:
    last = desk.case.log.last()
    assert last is not None
    assert re.search(rf"<code[^>]*>{last.digest}</code>", client.get("/export").text)
