"""What a person decides in the workbench is a judgement, and the record stands by it at once."""

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tellings.model import Claim, Record
from tellings.vocabulary import Field, ReviewStage, Verdict
from tellings.web import Desk
from tests.web.made import made_desk, records, reopened, visitor, words_of

WHY = "held against the text"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return made_desk(tmp_path / "case")


@pytest.fixture
def client(desk: Desk) -> TestClient:
    return visitor(desk)


def first(desk: Desk) -> Record:
    return records(desk)[0]


def claims_of(record: Record, field: Field) -> list[Claim]:
    return [claim for reading in record.fields[field].readings for claim in reading.claims]


def test_a_choice_stands_in_the_record_with_its_reason_and_the_rivals_stay(
    desk: Desk, client: TestClient
) -> None:
    before = first(desk)
    claim = claims_of(before, Field.KILLED)[0]
    sent = {"incident": before.incident_id, "claim": claim.claim_id, "why": WHY}
    answer = client.post("/judge/choose", data=sent, follow_redirects=False)
    assert answer.status_code == 303
    after = first(desk)
    assert after.fields[Field.KILLED].standing.value == claim.value
    assert len(after.fields[Field.KILLED].readings) == len(before.fields[Field.KILLED].readings)
    (made,) = desk.case.judgements()
    assert (made.verdict, made.by, made.why) == (Verdict.CHOSEN, "A. Reviewer", WHY)
    assert WHY in words_of(client.get(f"/incidents/{after.incident_id}"))


def test_a_second_choice_takes_the_place_of_the_first_and_undoing_it_brings_none_back(
    desk: Desk, client: TestClient
) -> None:
    one, *_, other = claims_of(first(desk), Field.KILLED)
    for claim in (one, other):
        record = first(desk)
        client.post(
            "/judge/choose", data={"incident": record.incident_id, "claim": claim.claim_id, "why": WHY}
        )
    assert first(desk).fields[Field.KILLED].standing.value == other.value
    newest = desk.judgements()[0]
    client.post("/judge/undo", data={"judgement": newest.judgement_id, "why": "a slip"})
    assert first(desk).fields[Field.KILLED].standing.value is None
    assert len(desk.case.judgements()) == 3


def test_a_form_that_was_sent_twice_is_kept_once(desk: Desk, client: TestClient) -> None:
    record = first(desk)
    claim = claims_of(record, Field.KILLED)[0]
    sent = {
        "incident": record.incident_id, "claim": claim.claim_id, "now": "confirmed", "why": WHY, "seen": "",
    }  # fmt: skip
    answers = [client.post("/judge/assess", data=sent, follow_redirects=False) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert "said=held" in answers[1].headers["location"]
    assert len(desk.case.judgements()) == 1


def test_of_two_tabs_the_second_sees_what_the_first_decided_and_nothing_of_its_own_is_kept(
    desk: Desk, client: TestClient
) -> None:
    record = first(desk)
    claim = claims_of(record, Field.KILLED)[0]
    sent = {"incident": record.incident_id, "claim": claim.claim_id, "seen": ""}
    client.post("/judge/assess", data={**sent, "now": "confirmed", "why": "the hospital's list"})
    answer = client.post("/judge/assess", data={**sent, "now": "rejected", "why": "no list at all"})
    assert answer.status_code == 409
    assert "the hospital's list" in words_of(answer)
    assert len(desk.case.judgements()) == 1


def test_what_another_program_judged_is_seen_as_well(desk: Desk, client: TestClient) -> None:
    record = first(desk)
    claim = claims_of(record, Field.KILLED)[0]
    sent = {"incident": record.incident_id, "claim": claim.claim_id, "seen": "", "now": "confirmed"}
    visitor(reopened(desk)).post("/judge/assess", data={**sent, "why": "read elsewhere"})
    answer = client.post("/judge/assess", data={**sent, "why": "read here"})
    assert answer.status_code == 409
    assert "B. Other" in words_of(answer)


def test_a_decision_without_a_reason_is_not_kept(desk: Desk, client: TestClient) -> None:
    record = first(desk)
    claim = claims_of(record, Field.KILLED)[0]
    answer = client.post(
        "/judge/choose", data={"incident": record.incident_id, "claim": claim.claim_id, "why": "  \n "}
    )
    assert answer.status_code == 400
    assert "No reason" in words_of(answer)
    assert not desk.case.judgements()


def test_an_account_that_is_split_off_is_an_incident_of_its_own_and_joins_again(
    desk: Desk, client: TestClient
) -> None:
    before = first(desk)
    goes = before.accounts[-1]
    answer = client.post(
        "/judge/part", data={"incident": before.incident_id, "account": goes.account_id, "why": WHY}
    )
    assert answer.status_code == 200  # what the incident became
    homes = {a.account_id: record.incident_id for record in records(desk) for a in record.accounts}
    assert homes[goes.account_id] != homes[before.accounts[0].account_id]
    assert client.get(f"/incidents/{before.incident_id}").status_code == 200  # leads on
    stays = homes[before.accounts[0].account_id]
    judgements = [one.judgement_id for one in desk.case.judgements()]
    client.post("/judge/undo", data={"judgement": judgements, "why": "it is one after all"})
    assert first(desk).accounts == before.accounts
    assert stays not in {record.incident_id for record in records(desk)}


def test_two_incidents_that_are_joined_are_one(desk: Desk, client: TestClient) -> None:
    one, other = records(desk)[:2]
    answer = client.post(
        "/judge/join", data={"incident": one.incident_id, "other": other.incident_id, "why": WHY}
    )
    assert answer.status_code == 200
    homes = {a.account_id: record.incident_id for record in records(desk) for a in record.accounts}
    assert len({homes[a.account_id] for a in (*one.accounts, *other.accounts)}) == 1


def test_an_incident_is_not_joined_to_itself(desk: Desk, client: TestClient) -> None:
    one = first(desk).incident_id
    answer = client.post("/judge/join", data={"incident": one, "other": one, "why": WHY})
    assert answer.status_code == 400 and not desk.case.judgements()


def test_a_side_that_is_set_is_the_voice_s_in_the_record(desk: Desk, client: TestClient) -> None:
    record = first(desk)
    voice = next(one for one in record.voices if one.name == "the hospital director")
    answer = client.post(
        "/judge/side",
        data={"incident": record.incident_id, "voice": voice.voice_id, "other": "Medics", "why": WHY},
        follow_redirects=False,
    )
    assert answer.status_code == 303
    homes = {member: one for one in first(desk).voices for member in one.members}
    assert homes[voice.members[0]].side == "Medics"


def test_voices_that_are_joined_are_one_until_they_are_parted(desk: Desk, client: TestClient) -> None:
    record = first(desk)
    one, other, *_ = [voice for voice in record.voices if voice.name == "the hospital director"]
    sent = {"incident": record.incident_id, "voice": one.voice_id, "why": WHY}
    client.post("/judge/same-voice", data={**sent, "other": other.voice_id}, follow_redirects=False)
    assert home_of(desk, one.members[0]) == home_of(desk, other.members[0])
    undone = desk.judgements()[0].judgement_id
    client.post("/judge/undo", data={"judgement": undone, "why": "two people"}, follow_redirects=False)
    assert home_of(desk, one.members[0]) != home_of(desk, other.members[0])


def test_what_a_person_joined_is_not_parted_beside_it_and_the_refusal_names_both(
    desk: Desk, client: TestClient
) -> None:
    record = first(desk)
    one, other, *_ = [voice for voice in record.voices if voice.name == "the hospital director"]
    sent = {"incident": record.incident_id, "voice": one.voice_id, "why": "one director"}
    client.post("/judge/same-voice", data={**sent, "other": other.voice_id}, follow_redirects=False)
    joined = desk.judgements()[0].judgement_id
    sent = {**sent, "voice": one.members[0], "member": one.members[0], "why": "two directors"}
    answer = client.post("/judge/part-voice", data=sent)
    assert answer.status_code == 400
    assert joined in words_of(answer) and "two directors" in words_of(answer)
    assert len(desk.case.judgements()) == 1


def test_a_voice_of_several_reports_is_corrected_in_all_and_back_again(
    desk: Desk, client: TestClient
) -> None:
    record = first(desk)
    one, other, *_ = [voice for voice in record.voices if voice.name == "the hospital director"]
    names = {"incident": record.incident_id, "why": WHY}
    # What was decided of one of the two alone is no reason to refuse what is decided of both.
    sent = {**names, "voice": other.voice_id, "aspect": "connection", "now": "medic"}
    client.post("/judge/voice", data={**sent, "seen": ""}, follow_redirects=False)
    sent = {**names, "voice": one.voice_id, "other": other.voice_id}
    client.post("/judge/same-voice", data=sent, follow_redirects=False)
    both = home_of(desk, one.members[0])
    for access in ("counted", "present", "counted"):
        page = client.get(f"/incidents/{record.incident_id}/voices/{both}")
        seen = re.search(r'name="seen" value="([^"]*)"', page.text)
        assert seen is not None
        sent = {**names, "voice": both, "aspect": "access", "now": access, "seen": seen[1]}
        answer = client.post("/judge/voice", data=sent, follow_redirects=False)
        assert (answer.status_code, "said=kept" in answer.headers["location"]) == (303, True)
        voice = next(v for v in first(desk).voices if both in (*v.members, v.voice_id))
        assert (voice.access, len(voice.members)) == (access, 2)


def home_of(desk: Desk, member: str) -> str:
    """Return the voice of the record that a voice of one report is part of."""
    return next(one.voice_id for one in first(desk).voices if member in (*one.members, one.voice_id))


def test_publishing_is_refused_while_a_figure_waits_and_says_which(desk: Desk, client: TestClient) -> None:
    record = first(desk)
    sent = {"incident": record.incident_id, "now": "published", "why": WHY, "seen": ""}
    answer = client.post("/judge/stage", data=sent)
    assert answer.status_code == 400
    assert claims_of(record, Field.KILLED)[0].quote in words_of(answer)
    assert first(desk).review.stage is ReviewStage.NEW


def test_a_stage_is_shown_with_who_and_why(desk: Desk, client: TestClient) -> None:
    record = first(desk)
    sent = {"incident": record.incident_id, "now": "in_review", "why": "begun today", "seen": ""}
    assert client.post("/judge/stage", data=sent, follow_redirects=False).status_code == 303
    assert first(desk).review.stage is ReviewStage.IN_REVIEW
    assert "begun today" in words_of(client.get(f"/incidents/{record.incident_id}"))


def test_a_withdrawal_wants_a_reason_of_its_own_like_all(desk: Desk, client: TestClient) -> None:
    record = first(desk)
    sent = {"incident": record.incident_id, "now": "withdrawn", "why": "", "seen": ""}
    assert client.post("/judge/stage", data=sent).status_code == 400


@pytest.mark.parametrize("path", ["/judge/choose", "/judge/assess", "/judge/stage", "/judge/side"])
def test_what_is_not_there_is_said_and_changes_nothing(path: str, desk: Desk, client: TestClient) -> None:
    sent = {"incident": "incident-0000000000000000", "claim": "x", "voice": "x", "now": "new", "why": WHY}
    assert client.post(path, data=sent).status_code == 404
    assert not desk.case.judgements()


@pytest.mark.parametrize("back", ["//evil.example/x", "https://evil.example/", "javascript:alert(1)", ""])
def test_no_form_leads_away_from_the_workbench(back: str, desk: Desk, client: TestClient) -> None:
    record = first(desk)
    claim = claims_of(record, Field.KILLED)[0]
    sent = {"incident": record.incident_id, "claim": claim.claim_id, "why": WHY, "back": back}
    answer = client.post("/judge/choose", data=sent, follow_redirects=False)
    assert answer.headers["location"].startswith("/?said=")


@pytest.mark.parametrize(
    "back", ["/\\evil.example/x", "/\t/evil.example", "/\n/evil.example", "/x\r\nSet-Cookie: a=b"]
)
def test_what_a_browser_would_mend_into_another_address_leads_nowhere_else(
    back: str, desk: Desk, client: TestClient
) -> None:
    sent = {"judgement": [], "why": WHY, "back": back}
    location = client.post("/judge/undo", data=sent, follow_redirects=False).headers["location"]
    assert re.fullmatch(r"/(?![/\\\\])[!-\[\]-~]*", location)
