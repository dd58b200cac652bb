"""An incident's page: each side's figures, what changed since a day, what became of its leads, and its history."""

import json
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tellings import pipeline
from tellings.case import Case
from tellings.custody import log as custody_log
from tellings.judging import lead_id
from tellings.vocabulary import Field, LeadState
from tellings.web import Desk
from tellings.web.earlier import changed_since
from tests.builders import Page, page, said, taken
from tests.ledger.made import made_case
from tests.web.made import made_desk, records, visitor, words_of


def told(outlet: str, killed: str, speaker: str) -> Page:
    return page(
        outlet,
        said("type", "shelling"),
        said("date", "2024-05-06"),
        said("place", "Ardeh"),
        said("killed", killed, speaker, sentence=f"{speaker} said that {killed} died, {outlet} has it."),
        published="2024-05-07",
    )


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return made_desk(tmp_path / "case")


@pytest.fixture
def client(desk: Desk) -> TestClient:
    return visitor(desk)


class Later:
    """A clock that runs some days ahead: what is kept from now on is kept then."""

    def __init__(self, days: int) -> None:
        self.days = days

    def now(self, zone: object = None) -> datetime:
        return datetime.now(UTC) + timedelta(days=self.days)


def keep(case: Case, one: Page) -> None:
    case.add([taken(one.report)])
    case.store_extraction(replace(one.extraction, reader=pipeline.READER))
    pipeline.update_case(case)


def test_what_came_since_a_day_is_told_and_nothing_from_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = made_case(tmp_path / "case", [told("The Daily", "six", "Northern Council")])
    desk = Desk(case, by="A. Reviewer")
    monkeypatch.setattr(custody_log, "datetime", Later(3))
    keep(case, told("Harbour Times", "nine", "the hospital director"))
    (record,) = case.records()
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    texts = [change.text for change in changed_since(desk, record, tomorrow)]
    assert any("Harbour Times" in text for text in texts)
    assert not any("The Daily" in text for text in texts)
    assert changed_since(desk, record, tomorrow + timedelta(days=9)) == ()
    answer = visitor(desk).get(f"/incidents/{record.incident_id}", params={"since": tomorrow.isoformat()})
    assert texts[0] in words_of(answer)


def test_a_day_that_is_none_is_said_to_be_none(desk: Desk, client: TestClient) -> None:
    key = records(desk)[0].incident_id
    assert "no day" in words_of(client.get(f"/incidents/{key}", params={"since": "lately"}))


def test_the_figures_of_the_drawing_are_those_of_the_summary(desk: Desk, client: TestClient) -> None:
    record = records(desk)[0]
    text = client.get(f"/incidents/{record.incident_id}").text
    (data,) = [
        found for found in map(json.loads, re.findall(r'<script type="application/json">(.*?)</script>', text))
        if found["kind"] == "Killed"
    ]  # fmt: skip
    toll = next(one for one in record.tolls if one.kind is Field.KILLED)
    held = [figure.value.low for side in toll.sides for figure in side.figures]
    held += [figure.value.low for figure in toll.unsourced]
    assert [figure["low"] for figure in data["figures"]] == held


def test_every_accusation_has_its_accuser_in_the_same_line(desk: Desk, client: TestClient) -> None:
    record = records(desk)[0]
    text = client.get(f"/incidents/{record.incident_id}").text
    lines = re.findall(r'class="sentence">(.*?)</td>', text)
    assert lines and all(
        "ministry spokesman" in line.lower() and "Northern Council" in line for line in lines
    )


def test_a_lead_that_is_followed_stands_with_its_note(example: Path, tmp_path: Path) -> None:

    desk = Desk(Case.open(shutil.copytree(example, tmp_path / "case")), by="A. Reviewer")
    client = visitor(desk)
    record = max(records(desk), key=lambda one: len(one.leads))
    sent = {
        "incident": record.incident_id, "lead": lead_id(record.leads[0]), "now": "asked", "seen": "",
        "why": "letter sent to the hospital",
    }  # fmt: skip
    assert client.post("/judge/lead", data=sent, follow_redirects=False).status_code == 303
    now = max(records(desk), key=lambda one: len(one.leads))
    assert [(one.state, one.note) for one in now.follow_ups] == [
        (LeadState.ASKED, "letter sent to the hospital")
    ]
    words = words_of(client.get(f"/incidents/{now.incident_id}"))
    assert "letter sent to the hospital" in words and "1 asked for" in words
    undone = desk.judgements()[0].judgement_id
    sent = {"judgement": undone, "why": "it went astray"}
    assert client.post("/judge/undo", data=sent, follow_redirects=False).status_code == 303
    words = words_of(client.get(f"/incidents/{now.incident_id}"))
    assert "1 asked for" not in words
    assert "letter sent to the hospital" in words and "it went astray" in words


def test_an_incident_that_is_not_there_is_said_to_be_not_there(client: TestClient) -> None:
    assert client.get("/incidents/incident-0000000000000000").status_code == 404
    assert client.get("/incidents/incident-0000000000000000/voices/voice-0000000000000000").status_code == 404


def test_the_history_of_an_incident_has_what_was_undone_and_nothing_of_another(
    desk: Desk, client: TestClient
) -> None:
    one, other = records(desk)[:2]
    for record, why in ((one, "looked at"), (other, "looked elsewhere")):
        sent = {"incident": record.incident_id, "now": "in_review", "why": why, "seen": ""}
        client.post("/judge/stage", data=sent, follow_redirects=False)
    mine = next(j for j in desk.case.judgements() if j.why == "looked at")
    client.post(
        "/judge/undo", data={"judgement": mine.judgement_id, "why": "too soon"}, follow_redirects=False
    )
    words = words_of(client.get(f"/incidents/{one.incident_id}"))
    assert "looked at" in words and "too soon" in words and "looked elsewhere" not in words
