"""A report stands with what was read in it, and every claim can be accepted, rejected, corrected or added there."""

import re
from dataclasses import replace
from html import unescape
from itertools import groupby
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tellings import pipeline
from tellings.case import Case
from tellings.intake import Taken, read_bytes
from tellings.model import Accusation, Claim, Count, Report
from tellings.vocabulary import Field, PersonStatus, Stance, Verdict
from tellings.web import Desk
from tests.builders import Page, page, report, said, taken
from tests.ledger.made import made_case, pages
from tests.web.made import visitor, words_of

WHY = "held against the text"
PAGE = page(
    "The Daily",
    said("type", "shelling"),
    said("date", "2024-05-06"),
    said("killed", "six", "Northern Council"),
    said("killed", "two", "the ministry spokesman"),
    said("accusations", "Northern Army", "the ministry spokesman", stance="alleges"),
    title="Shells fall on Ardeh",
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(made_case(tmp_path / "case", [PAGE]), by="A. Reviewer")


@pytest.fixture
def client(desk: Desk) -> TestClient:
    return visitor(desk)


def told(desk: Desk) -> Report:
    return desk.case.reports()[0]


def claim(desk: Desk, field: Field = Field.KILLED, number: int = 0) -> Claim:
    """A claim as the record has it now."""
    (record,) = desk.case.records()
    found = [c for reading in record.fields[field].readings for c in reading.claims]
    return sorted(found, key=lambda one: one.span)[number]


def form(desk: Desk, one: Claim, **changed: str | list[str]) -> dict[str, str | list[str]]:
    """What the form of a claim sends where nothing in it was changed but this."""
    value = one.value
    sent: dict[str, str | list[str]] = {
        "report": told(desk).report_id, "claim": one.claim_id, "field": one.field.value,
        "stance": one.stance.value, "why": WHY, "words": one.quote, "start": str(one.span.start),
        "end": str(one.span.end), "speaker": speakers(desk, one),
    }  # fmt: skip
    if isinstance(value, Count):
        sent |= {
            "low": str(value.low or ""),
            "high": str(value.high or ""),
            "status": value.group.status.value,
        }
    return {**sent, **changed}


def speakers(desk: Desk, one: Claim) -> list[str]:
    read = desk.read(told(desk).report_id)[1]
    return [*next(c.chain for a in read.accounts for c in a.claims if c.claim_id == one.claim_id)[1:]]


def test_the_text_on_the_page_is_the_report_s_code_point_for_code_point(
    desk: Desk, client: TestClient
) -> None:
    text = client.get(f"/reports/{told(desk).report_id}").text
    shown = re.search(r'<div class="text".*?>(.*?)</div>', text, re.S)
    assert shown is not None
    assert unescape(re.sub(r"<[^>]*>", "", shown[1])) == told(desk).text


def test_the_claim_that_is_looked_at_is_lit_in_its_text(desk: Desk, client: TestClient) -> None:
    one = claim(desk)
    text = client.get(f"/reports/{told(desk).report_id}?claim={one.claim_id}").text
    lit = re.search(r'<mark class="k-here" id="here">(.*?)</mark>', text, re.S)
    assert lit is not None and unescape(re.sub(r"<[^>]*>", "", lit[1])) == one.quote


def test_names_that_run_from_right_to_left_are_kept_apart_in_a_chain_and_nothing_else_of_it_shows(
    tmp_path: Path,
) -> None:
    held = page("صحيفة الفجر", said("killed", "six", "وزارة الداخلية"))
    case = made_case(tmp_path / "case", [held])
    text = visitor(Desk(case, by="A. Reviewer")).get(f"/reports/{held.report.report_id}").text
    apart = r"(?:\u2068|<bdi[^>]*>){}(?:\u2069|</bdi>)"
    assert re.search(apart.format("صحيفة الفجر") + " ← " + apart.format("وزارة الداخلية"), text)
    assert "\\u206" not in text


def test_a_link_to_what_is_not_there_any_more_says_so_and_shows_the_report(
    desk: Desk, client: TestClient
) -> None:
    answer = client.get(f"/reports/{told(desk).report_id}?claim=claim-0000000000000000")
    assert answer.status_code == 200 and "not found in this report any more" in words_of(answer)


def test_a_report_that_is_not_there_is_said_to_be_not_there(client: TestClient) -> None:
    assert client.get("/reports/report-0000000000000000").status_code == 404


def test_a_claim_that_is_accepted_is_looked_at(desk: Desk, client: TestClient) -> None:
    sent = {"report": told(desk).report_id, "claim": claim(desk).claim_id, "verdict": "confirmed", "seen": ""}
    assert client.post("/judge/claim", data=sent, follow_redirects=False).status_code == 303
    (made,) = desk.case.judgements()
    assert made.verdict is Verdict.CONFIRMED and claim(desk).judged == (made.judgement_id,)


def test_a_claim_that_is_rejected_stands_in_the_list_and_in_no_reading(
    desk: Desk, client: TestClient
) -> None:
    one = claim(desk)
    sent = {"report": told(desk).report_id, "claim": one.claim_id, "verdict": "rejected", "seen": ""}
    assert client.post("/judge/claim", data=sent).status_code == 400  # without a reason
    client.post("/judge/claim", data={**sent, "why": "it says no such thing"}, follow_redirects=False)
    assert claim(desk).claim_id != one.claim_id
    answer = client.get(f"/reports/{told(desk).report_id}?claim={one.claim_id}")
    assert "rejected" in words_of(answer) and "it says no such thing" in words_of(answer)


def test_a_form_in_which_nothing_was_changed_corrects_nothing(desk: Desk, client: TestClient) -> None:
    answer = client.post("/judge/correct", data=form(desk, claim(desk)))
    assert answer.status_code == 400 and "Nothing in the form is otherwise" in words_of(answer)
    assert not desk.case.judgements()


def test_each_matter_that_is_otherwise_is_a_correction_of_its_own(desk: Desk, client: TestClient) -> None:
    one = claim(desk)
    sent = form(desk, one, low="7", high="9", stance="alleges", status="civilian")
    assert client.post("/judge/correct", data=sent, follow_redirects=False).status_code == 303
    assert sorted(made.aspect for made in desk.case.judgements()) == ["stance", "value"]
    now = claim(desk)
    assert isinstance(now.value, Count) and (now.value.low, now.value.high) == (7, 9)
    assert (now.value.group.status, now.stance) == (PersonStatus.CIVILIAN, Stance.ALLEGES)
    assert now.quote == one.quote


def test_a_chain_that_is_corrected_is_the_claim_s(desk: Desk, client: TestClient) -> None:
    one, other = claim(desk), claim(desk, number=1)
    assert one.origin != other.origin
    sent = form(desk, one, speaker=speakers(desk, other))
    assert client.post("/judge/correct", data=sent, follow_redirects=False).status_code == 303
    assert claim(desk).origin == claim(desk, number=1).origin


def test_a_voice_that_the_reader_missed_is_made_of_words_of_the_text(desk: Desk, client: TestClient) -> None:
    words = "Northern Army"
    assert told(desk).text.count(words) == 1
    sent = form(desk, claim(desk), speaker=[""], new_speaker_words=words)
    assert client.post("/judge/correct", data=sent, follow_redirects=False).status_code == 303
    (record,) = desk.case.records()
    made = next(one for one in record.voices if claim(desk).origin in (one.voice_id, *one.members))
    assert words in [mention.quote for mention in made.mentions]
    # It is a voice like any: it has its page, and its side can be set.
    home = f"/incidents/{record.incident_id}/voices/{made.voice_id}"
    assert words in words_of(client.get(home))
    sent = {"incident": record.incident_id, "voice": made.voice_id, "other": "the Army", "why": WHY}
    assert client.post("/judge/side", data=sent, follow_redirects=False).status_code == 303
    (record,) = desk.case.records()
    sides = [one.side for one in record.voices if claim(desk).origin in (one.voice_id, *one.members)]
    assert sides == ["the Army"]


def test_words_that_stand_more_than_once_name_no_voice(desk: Desk, client: TestClient) -> None:
    words = "known here"
    assert told(desk).text.count(words) > 1
    answer = client.post("/judge/correct", data=form(desk, claim(desk), new_speaker_words=words))
    assert answer.status_code == 400 and "times in the report" in words_of(answer)
    assert not desk.case.judgements()


def test_an_outlet_alone_tells_in_its_own_voice(desk: Desk, client: TestClient) -> None:
    sent = form(desk, claim(desk), speaker=[""])
    assert client.post("/judge/correct", data=sent, follow_redirects=False).status_code == 303
    assert claim(desk).origin is None


def test_other_words_are_the_claim_s_quote(desk: Desk, client: TestClient) -> None:
    one = claim(desk)
    sentence = next(line for line in told(desk).text.splitlines() if one.quote in line)
    sent = form(desk, one, words=sentence, start="", end="")
    assert client.post("/judge/correct", data=sent, follow_redirects=False).status_code == 303
    now = claim(desk)
    assert now.quote == sentence == now.span.of(told(desk).text)


@pytest.mark.parametrize(
    ("changed", "said_back"),
    [
        ({"low": "many"}, "no whole number"),
        ({"low": "9", "high": "3"}, "above high"),
        ({"stance": "shouts"}, "no stance"),
        ({"field": "weather"}, "no field"),
        ({"words": "zeppelins", "start": ""}, "does not stand in the report"),
        ({"words": "is known here", "start": ""}, "times in the report"),
    ],
)
def test_what_cannot_be_read_is_said_and_changes_nothing(
    changed: dict[str, str], said_back: str, desk: Desk, client: TestClient
) -> None:
    answer = client.post("/judge/correct", data=form(desk, claim(desk), **changed))
    assert answer.status_code == 400 and said_back in words_of(answer)
    assert not desk.case.judgements()


def test_a_claim_of_another_field_takes_the_value_of_that_field(desk: Desk, client: TestClient) -> None:
    one = claim(desk, number=1)
    sent = form(desk, one, field="injured", low="2", high="2")
    assert client.post("/judge/correct", data=sent, follow_redirects=False).status_code == 303
    assert claim(desk, Field.INJURED).claim_id == one.claim_id


def test_the_accused_is_corrected_by_words_of_the_text(desk: Desk, client: TestClient) -> None:
    one = claim(desk, Field.ACCUSATIONS)
    sent = form(desk, one, accused="Northern Council", role="ordered")
    assert client.post("/judge/correct", data=sent, follow_redirects=False).status_code == 303
    now = claim(desk, Field.ACCUSATIONS).value
    assert isinstance(now, Accusation) and (now.accused, now.role) == ("Northern Council", "ordered")
    assert now.accused_span.of(told(desk).text) == "Northern Council"


def test_a_chain_that_nobody_can_have_told_is_refused_and_not_kept(desk: Desk, client: TestClient) -> None:
    one = claim(desk)
    sent = form(desk, one, speaker=[*speakers(desk, one), *speakers(desk, one)])
    answer = client.post("/judge/correct", data=sent)
    assert answer.status_code == 400 and "Nothing was changed" in words_of(answer)
    assert not desk.case.judgements()


def test_a_claim_that_was_rejected_and_is_corrected_is_rejected_no_more(
    desk: Desk, client: TestClient
) -> None:
    one = claim(desk)
    sent = {"report": told(desk).report_id, "claim": one.claim_id, "verdict": "rejected", "why": "misread"}
    client.post("/judge/claim", data=sent, follow_redirects=False)
    held = desk.judgements()[0].judgement_id
    answer = client.post(
        "/judge/correct", data=form(desk, one, low="7", high="7", seen=held), follow_redirects=False
    )
    assert answer.status_code == 303
    now = claim(desk)
    assert now.claim_id == one.claim_id and isinstance(now.value, Count) and now.value.low == 7


@pytest.mark.parametrize("place", ["9" * 5000, "²", "-1", "1e3"])
def test_a_place_that_is_none_is_not_used(place: str, desk: Desk, client: TestClient) -> None:
    one = claim(desk)
    answer = client.post("/judge/correct", data=form(desk, one, start=place, end=place, low="7", high="7"))
    assert answer.status_code == 200 and claim(desk).span == one.span


def test_a_missed_claim_is_added_and_undone(desk: Desk, client: TestClient) -> None:
    words = "shelling"
    at = told(desk).text.index(words)
    sent = {
        "report": told(desk).report_id, "field": "injured", "low": "4", "high": "", "words": words,
        "start": str(at), "end": str(at + len(words)), "why": WHY,
    }  # fmt: skip
    assert client.post("/judge/add", data=sent, follow_redirects=False).status_code == 303
    now = claim(desk, Field.INJURED)
    assert isinstance(now.value, Count) and now.value.low == 4 and now.quote == words
    shown = client.get(f"/reports/{told(desk).report_id}?claim={now.claim_id}")
    assert "added by a person" in words_of(shown) and desk.judgements()[0].judgement_id in shown.text
    undone = desk.judgements()[0].judgement_id
    client.post("/judge/undo", data={"judgement": undone, "why": "a slip"}, follow_redirects=False)
    (record,) = desk.case.records()
    assert Field.INJURED not in record.fields


def test_an_incident_that_a_person_alone_found_can_be_reviewed(tmp_path: Path) -> None:
    empty = page("The Daily", text="Two people died at Ardeh.\n")
    of_none = Page(empty.report, replace(empty.extraction, accounts=(), voices=()))
    desk = Desk(made_case(tmp_path / "case", [of_none]), by="A. Reviewer")
    assert not desk.case.records()
    client = visitor(desk)
    sent = {"report": told(desk).report_id, "field": "killed", "low": "2", "words": "Two people", "why": WHY}
    assert client.post("/judge/add", data=sent, follow_redirects=False).status_code == 303
    (record,) = desk.case.records()
    sent = {"incident": record.incident_id, "now": "in_review", "why": WHY, "seen": ""}
    assert client.post("/judge/stage", data=sent, follow_redirects=False).status_code == 303
    (record,) = desk.case.records()
    assert record.review.stage == "in_review"


def test_a_graphic_passage_is_blurred_where_it_stands(desk: Desk, client: TestClient) -> None:
    sent = {"report": told(desk).report_id, "words": claim(desk).quote}
    assert client.post("/judge/graphic", data=sent, follow_redirects=False).status_code == 303
    text = client.get(f"/reports/{told(desk).report_id}").text
    blurred = re.search(r'<span class="graphic"[^>]*>(.*?)</span>', text, re.S)
    assert blurred is not None and unescape(re.sub(r"<[^>]*>", "", blurred[1])) == claim(desk).quote


def test_a_graphic_passage_is_blurred_where_a_claim_quotes_it_too(desk: Desk, client: TestClient) -> None:
    one, other = claim(desk), claim(desk, number=1)
    sent = {"report": told(desk).report_id, "words": one.quote}
    client.post("/judge/graphic", data=sent, follow_redirects=False)
    blurred = {
        key: "data-blur" in client.get(f"/reports/{told(desk).report_id}?claim={key}").text.split("<aside")[1]
        for key in (one.claim_id, other.claim_id)
    }
    assert blurred == {one.claim_id: True, other.claim_id: False}


def test_counts_and_dates_are_marked_as_what_they_are(desk: Desk, client: TestClient) -> None:
    text = (
        client.get(f"/reports/{told(desk).report_id}").text.split('<div class="text"')[1].split("</div>")[0]
    )
    marked = {
        kind: {
            unescape(re.sub(r"<[^>]*>", "", one)) for one in re.findall(rf'k-{kind}"[^>]*>(.*?)</mark>', text)
        }
        for kind in ("count", "date", "claim")
    }
    assert marked["count"] == {"six", "two"} and marked["date"] == {"2024-05-06"}
    assert "shelling" in marked["claim"]


def test_a_report_that_nobody_read_yet_is_shown_and_says_so(saved: tuple[Desk, Report]) -> None:
    desk, held = saved
    answer = visitor(desk).get(f"/reports/{held.report_id}")
    assert answer.status_code == 200
    assert "was not read yet" in words_of(answer) and "Six people were killed" in words_of(answer)


def test_the_queue_goes_from_claim_to_claim_until_nothing_waits(desk: Desk, client: TestClient) -> None:
    (record,) = desk.case.records()
    seen = []
    for _ in range(20):
        answer = client.get(f"/review?incident={record.incident_id}", follow_redirects=False)
        if answer.status_code == 200:
            break
        claim_id = re.search(r"claim=(claim-[0-9a-f]+)", answer.headers["location"])
        assert claim_id is not None
        seen.append(claim_id[1])
        waits = 6 - len(seen)
        assert f": {waits} wait" in words_of(client.get(answer.headers["location"]))
        sent = {"report": told(desk).report_id, "claim": seen[-1], "verdict": "confirmed", "seen": ""}
        client.post("/judge/claim", data=sent, follow_redirects=False)
    assert len(seen) == len(set(seen)) == 5
    fields = {c.claim_id: c.field for f in record.fields.values() for r in f.readings for c in r.claims}
    assert {fields[key] for key in seen[:3]} == {Field.KILLED, Field.ACCUSATIONS}


def test_a_claim_that_is_skipped_waits_and_is_said_to(desk: Desk, client: TestClient) -> None:
    (record,) = desk.case.records()
    every = " ".join(c.claim_id for f in record.fields.values() for r in f.readings for c in r.claims)
    answer = client.get("/review", params={"incident": record.incident_id, "skip": every})
    assert "5 claims were skipped" in words_of(answer)


def test_a_review_of_an_incident_that_is_gone_still_shows_the_claim(desk: Desk, client: TestClient) -> None:
    address = f"/reports/{told(desk).report_id}?claim={claim(desk).claim_id}&queue=incident-0000000000000000"
    assert client.get(address).status_code == 200


# ---------------------------------------------------------------- texts and originals that are hard to show


def test_a_long_text_is_shown_in_parts_that_come_to_the_whole(tmp_path: Path) -> None:
    held = report("x" * 150_000 + " the end", outlet="The Daily")
    case = Case.new(tmp_path / "case")
    case.add([taken(held)])
    case.store_extraction(replace(PAGE.extraction, report_id=held.report_id, reader=pipeline.READER,
                                  voices=(), attributions=(), accounts=()))  # fmt: skip
    pipeline.update_case(case)
    client = visitor(Desk(case, by="A. Reviewer"))
    parts = []
    for number in (1, 2, 3):
        text = client.get(f"/reports/{held.report_id}?part={number}").text
        shown = re.search(r'<div class="text".*?>(.*?)</div>', text, re.S)
        assert shown is not None
        parts.append(unescape(shown[1]))
    assert "".join(parts) == held.text
    assert "Part 2 of 3, characters 60001 to 120000" in words_of(
        client.get(f"/reports/{held.report_id}?part=2")
    )


SAVED = b"""<!doctype html><html><head><title>Six killed in Ardeh</title></head><body><article>
<h1>Six killed in Ardeh</h1><p onclick="x()">Six people were killed when shells fell on a market in Ardeh on Monday, the
hospital director said. She named none of them.</p><script>x()</script></article></body></html>"""


@pytest.fixture
def saved(tmp_path: Path) -> tuple[Desk, Report]:
    """A case with a saved web page, and its report."""
    took = read_bytes(SAVED, name="page.html")
    assert isinstance(took, Taken)
    case = Case.new(tmp_path / "saved")
    case.add([took])
    return Desk(case, by="A. Reviewer"), took.report


def test_an_original_page_is_answered_with_everything_switched_off(saved: tuple[Desk, Report]) -> None:
    desk, held = saved
    client = visitor(desk)
    shown = client.get(f"/reports/{held.report_id}/original.bin?shown=true")
    assert "<h1>Six killed in Ardeh</h1>" in shown.text and "x()" not in shown.text
    assert "sandbox" in shown.headers["content-security-policy"]
    assert "script-src" not in shown.headers["content-security-policy"]
    plain = client.get(f"/reports/{held.report_id}/original.bin")
    assert plain.content == SAVED
    assert plain.headers["content-type"] == "application/octet-stream"
    assert plain.headers["content-disposition"].startswith("attachment")
    assert "<script>" not in client.get(f"/reports/{held.report_id}/original").text.split("<main")[1]


def test_an_original_that_was_sealed_says_so(saved: tuple[Desk, Report]) -> None:
    desk, held = saved
    client = visitor(desk)
    desk.case.seal_original(held.report_id, by="A. Reviewer", why="asked to")
    assert "removed on purpose" in words_of(client.get(f"/reports/{held.report_id}/original"))
    assert client.get(f"/reports/{held.report_id}/original.bin").status_code == 404


def test_the_list_of_reports_finds_words_and_names_what_each_tells(desk: Desk, client: TestClient) -> None:
    (record,) = desk.case.records()
    assert record.title in words_of(client.get("/reports"))
    assert "No report is left" in words_of(client.get("/reports", params={"q": "zeppelin"}))
    assert "The Daily" in words_of(client.get("/reports", params={"q": "shelling"}))


def test_reports_of_one_incident_stand_together_and_those_of_none_last(tmp_path: Path) -> None:
    case = made_case(tmp_path / "case", pages(9))
    alone = report("Nothing happened here.", outlet="The Quiet Post")
    case.add([taken(alone)])
    shown = re.findall(
        r'<a href="/reports/(report-[0-9a-f]+)">', visitor(Desk(case, by="A. Reviewer")).get("/reports").text
    )
    homes = {
        account.report_id: record.incident_id for record in case.records() for account in record.accounts
    }
    told_by = [homes.get(key, "") for key in shown]
    assert len(shown) == 10 and shown[-1] == alone.report_id
    assert [key for key, _ in groupby(told_by)] == list(dict.fromkeys(told_by))
