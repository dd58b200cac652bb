"""verify: whatever changed is named, and nothing else is."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tellings.case import Case
from tellings.custody import Objects, VerifyReport, placed, sha256_of, verify
from tellings.custody.log import CASE_SCHEMA, CaseUpgraded, ExtractionStored
from tellings.errors import CaseTooNew
from tellings.model import Leaf, Report
from tests.builders import TEXT, attribution, claim, extraction, judgement, report, span, taken, voice

TOLD = report(original=b"<p>" + TEXT.encode() + b"</p>")


def facts(found: VerifyReport) -> str:
    return "\n".join(f"{problem.item}: {problem.fact}" for problem in found.problems)


def alter(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.chmod(0o644)
    path.write_bytes(change(path.read_bytes()))


def flip(place: int) -> Callable[[bytes], bytes]:
    def flipped(data: bytes) -> bytes:
        at = place % len(data)
        return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]

    return flipped


def filled(folder: Path) -> Case:
    case = Case.new(folder)
    case.add([taken(TOLD, original=b"<p>" + TEXT.encode() + b"</p>")])
    six = claim(
        "killed", "Six", within=TOLD, quote="Six people were killed", chain=["The Daily", "Ilka Voss"]
    )
    said = attribution("Six people were killed", source="Ilka Voss", cue="said", within=TOLD)
    case.store_extraction(
        extraction(TOLD, [six], attributions=[said], voices=[voice("Ilka Voss", within=TOLD)])
    )
    case.add_judgement(judgement(Leaf("report", TOLD.report_id), Leaf("report", "report-other")))
    return case


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return filled(tmp_path / "case")


def test_an_unchanged_case_has_no_problems_and_says_what_was_checked(case: Case) -> None:
    found = verify(case)
    assert (found.problems, found.notes) == ((), ())
    assert found.is_unchanged
    checked = found.checked
    assert (checked.acts, checked.objects, checked.reports, checked.extractions) == (5, 5, 1, 1)
    assert (checked.quotes, checked.spans, checked.rows) == (2, 5, 5)
    assert found.since is not None
    assert found.head == case.log.head()


@pytest.mark.parametrize("what", ["original", "text", "metadata", "extraction", "judgement"])
@pytest.mark.parametrize("place", [0, -1, 50])
def test_a_flipped_byte_in_any_object_is_named(case: Case, what: str, place: int) -> None:
    digests = {role: digest for entry in case.log.entries() for role, digest in entry.act.objects().items()}
    alter(case.objects.path_of(digests[what]), flip(place))
    found = verify(case)
    assert f"the {what} of" in facts(found)
    assert "its bytes have changed since they came in" in facts(found)
    assert all(problem.next_step for problem in found.problems)
    assert len(found.problems) == 1


def test_a_missing_object_is_named(case: Case) -> None:
    case.objects.path_of(TOLD.original_sha256).unlink()
    assert f"the original of {TOLD.report_id}" in facts(verify(case))
    assert "is missing" in facts(verify(case))


def test_a_flipped_byte_anywhere_in_the_log_or_in_head_is_named(case: Case) -> None:
    for path in (case.log.path, case.log.head_path):
        whole = path.read_bytes()
        for place in {*range(0, len(whole), 7), len(whole) - 1}:
            alter(path, flip(place))
            found = verify(case)
            assert any("log.jsonl" in problem.item or "HEAD" in problem.item for problem in found.problems), (
                f"byte {place} of {path.name}"
            )
        path.write_bytes(whole)
    assert verify(case).is_unchanged


@pytest.mark.parametrize("cut", [1, 2, 3, 4])
def test_a_cut_tail_is_named(case: Case, cut: int) -> None:
    alter(case.log.path, lambda data: b"".join(data.splitlines(keepends=True)[:-cut]))
    assert "the tail of the log is cut" in facts(verify(case))


def test_a_cut_tail_shows_in_the_database_even_where_head_was_cut_back_too(case: Case) -> None:
    lines = case.log.path.read_bytes().splitlines(keepends=True)[:-1]
    case.log.path.write_bytes(b"".join(lines))
    head = {"seq": 3, "sha256": sha256_of(lines[-1])}
    case.log.head_path.write_text(json.dumps(head), encoding="utf-8")
    assert "case.db: knows of act 4" in facts(verify(case))


def test_a_digest_noted_elsewhere_tells_when_the_whole_chain_is_another(case: Case, tmp_path: Path) -> None:
    head = case.log.head()
    assert head is not None
    case.add([taken(report("Another text.", outlet=None))])
    assert verify(case, noted=head.sha256).is_unchanged
    other = filled(tmp_path / "other")
    assert "the noted digest" in facts(verify(other, noted=head.sha256))


def test_a_torn_line_a_lagging_head_and_strange_files_are_notes_and_no_problems(case: Case) -> None:
    head = case.log.head_path.read_bytes()
    case.add([taken(report("Another text.", outlet=None))])
    case.log.head_path.write_bytes(head)
    with case.log.path.open("ab") as file:
        file.write(b'{"act":"rep')
    digest = case.objects.put(b"named by no act")
    (case.objects.folder / "ab").mkdir(exist_ok=True)
    (case.objects.folder / "ab" / ".half-written.tmp").write_bytes(b"half")
    (case.objects.folder / "notes.txt").write_bytes(b"mine")
    found = verify(case)
    assert found.is_unchanged
    told = "\n".join(f"{note.item}: {note.fact}" for note in found.notes)
    assert "HEAD: is one act behind" in told
    assert "a line cut short" in told
    assert f"{digest[2:]}: is named by no act" in told
    assert ".half-written.tmp: was left by an interrupted write" in told
    assert "notes.txt: is no object" in told


def test_a_quote_that_is_not_the_text_is_named(case: Case) -> None:
    data = json.loads(case.objects.get(next(iter(extractions_of(case)))))
    data["accounts"][0]["claims"][0]["quote"] = "Two people were killed"
    data["reader"] = "another"
    digest = case.objects.put(json.dumps(data).encode())
    case.log.writer().append(ExtractionStored(TOLD.report_id, "another", digest))
    assert "the quote at [0, 22) is not the words of the text there" in facts(verify(case))


def extractions_of(case: Case) -> list[str]:
    return [entry.act.object for entry in case.log.entries() if isinstance(entry.act, ExtractionStored)]


def test_places_are_found_by_shape_wherever_they_stand() -> None:
    told: Report = report("Six were killed.")
    data = {
        "report_id": told.report_id,
        "deep": [{"span": {"start": 0, "end": 3}, "quote": "Six"}, {"accused_span": {"start": 4, "end": 8}}],
        "joined": {"report_id": "report-2", "span": {"start": 1, "end": 2}, "quote": "x"},
    }
    assert [(place.report_id, place.start, place.quote) for place in placed(data)] == [
        (told.report_id, 0, "Six"),
        (told.report_id, 4, None),
        ("report-2", 1, "x"),
    ]
    assert span("were", of=told).of(told.text) == "were"


@pytest.mark.parametrize(
    ("change", "fact"),
    [
        ("UPDATE reports SET metadata = replace(metadata, 'Daily', 'Weekly')", "is not what the log"),
        ("DELETE FROM judgements", "is missing"),
        ("INSERT INTO set_asides VALUES ('0', '{}')", "is in no act of the log"),
        ("UPDATE extractions SET object_sha256 = '0'", "is not what the log"),
        ("UPDATE meta SET value = '9' WHERE key = 'log_seq'", "knows of act 9"),
    ],
)
def test_a_changed_row_is_named(case: Case, change: str, fact: str) -> None:
    connection = sqlite3.connect(case.folder / "case.db")
    with connection:
        connection.execute(change)
    connection.close()
    found = verify(case)
    assert fact in facts(found)
    assert all(problem.item.startswith("case.db") for problem in found.problems)


def test_a_flipped_byte_in_the_database_is_named(case: Case) -> None:
    path = case.folder / "case.db"
    whole = path.read_bytes()
    for words in (b"SQLite format 3", b"The Daily", b"the same shelling", TOLD.text_sha256.encode()):
        place = whole.index(words) + 2
        path.write_bytes(flip(place)(whole))
        assert "case.db" in facts(verify(case)), words
    path.write_bytes(whole)
    assert verify(case).is_unchanged


def test_a_missing_database_is_a_note(case: Case) -> None:
    (case.folder / "case.db").unlink()
    found = verify(case)
    assert found.is_unchanged
    assert [note.item for note in found.notes] == ["case.db"]
    assert not (case.folder / "case.db").exists()


def test_checking_changes_nothing(case: Case) -> None:
    def everything() -> dict[str, str]:
        files = [path for path in case.folder.rglob("*") if path.is_file() and path.name != "case.lock"]
        return {str(path): Objects.hash_file(path) for path in files}

    before = everything()
    verify(case)
    assert everything() == before


def test_the_words_promise_no_more_than_unchanged(case: Case) -> None:
    case.objects.path_of(TOLD.original_sha256).unlink()
    told = repr(verify(case)).lower().replace("verifyreport", "")
    assert "prove" not in told
    assert "verified" not in told


def test_a_case_that_goes_on_in_a_later_form_is_not_said_to_be_unchanged(tmp_path: Path) -> None:
    case = filled(tmp_path / "case")
    case.log.writer().append(CaseUpgraded(schema=CASE_SCHEMA + 1, tellings="9.9"))
    with pytest.raises(CaseTooNew, match="later Tellings"):
        verify(case)
