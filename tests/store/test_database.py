"""The database: derived, told apart by its number, made again the same."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tellings.case import Case
from tellings.custody import Log, Objects, verify
from tellings.errors import BrokenPromise, CaseDamaged, CaseTooNew
from tellings.store import SCHEMA_VERSION, Database, rebuild
from tests.builders import TEXT, claim, extraction, report, taken


def rows(path: Path) -> dict[str, list[Any]]:
    """Return every row of every table, sorted, as it stands in the file."""
    connection = sqlite3.connect(path)
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {name: sorted(connection.execute(f"SELECT * FROM {name}")) for name in names}
    connection.close()
    return found


def ask(path: Path, query: str) -> Any:
    connection = sqlite3.connect(path)
    with connection:
        answer = connection.execute(query).fetchone()
    connection.close()
    return answer


@pytest.fixture
def case(tmp_path: Path) -> Case:
    case = Case.new(tmp_path / "case")
    told = report()
    case.add([taken(told), taken(report("A second text.", outlet="The Weekly"))])
    case.store_extraction(extraction(told, [claim("killed", "Six", within=told)]))
    case.store_extraction(extraction(told, [claim("killed", "three", within=told)]))
    return case


def test_a_rebuild_gives_the_same_bytes(case: Case) -> None:
    path = case.folder / "case.db"
    before = rows(path)
    assert sorted(before) == sorted(
        [
            *("built_accounts", "built_keys", "built_reports", "extractions", "facts", "judgements", "meta"),
            *("records", "reports", "seals", "set_asides"),
        ]
    )
    case.rebuild()
    assert rows(path) == before
    path.unlink()
    assert len(case.reports()) == 2
    assert rows(path) == before


def test_the_database_is_one_file_with_a_rollback_journal(case: Case) -> None:
    assert ask(case.folder / "case.db", "PRAGMA journal_mode") == ("delete",)
    assert sorted(path.name for path in case.folder.glob("case.db*")) == ["case.db", "case.db.sha256"]


def test_an_older_form_is_made_again(case: Case) -> None:
    path = case.folder / "case.db"
    before = rows(path)
    ask(path, f"UPDATE meta SET value = '{SCHEMA_VERSION - 1}' WHERE key = 'schema_version'")
    ask(path, "DROP TABLE extractions")
    with Case.open(case.folder) as again:
        assert len(again.reports()) == 2
    assert rows(path) == before


def test_a_newer_form_is_refused(case: Case) -> None:
    ask(case.folder / "case.db", "UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    with pytest.raises(CaseTooNew, match=r"form 99.*later Tellings"):
        Case.open(case.folder)


def test_a_database_left_behind_by_an_interrupt_is_brought_up(case: Case) -> None:
    path = case.folder / "case.db"
    behind = path.read_bytes()
    case.add([taken(report("A third text."))])
    wanted = rows(path)
    path.write_bytes(behind)
    assert len(Case.open(case.folder).reports()) == 3
    assert rows(path) == wanted


def test_entries_must_follow_from_the_last_applied(case: Case) -> None:
    with pytest.raises(BrokenPromise, match="act 2 came where act 0 was due"):
        Database.in_memory().apply(Log(case.folder).entries(after=1), case.objects)


def test_a_rebuild_that_fails_leaves_what_stood_there(case: Case) -> None:
    path = case.folder / "case.db"
    before = path.read_bytes()
    with pytest.raises(CaseDamaged, match="is missing"):
        rebuild(path, Log(case.folder).entries(), Objects(case.folder / "nowhere"))
    assert path.read_bytes() == before
    assert sorted(left.name for left in case.folder.glob("case.db*")) == ["case.db", "case.db.sha256"]


def test_a_journal_of_the_old_database_never_meets_the_new_one(case: Case) -> None:
    (case.folder / "case.db-journal").write_bytes(b"left by a process that was killed")
    case.rebuild()
    assert not (case.folder / "case.db-journal").exists()
    assert len(case.reports()) == 2


def test_what_is_no_database_is_named_with_the_way_out(case: Case) -> None:
    (case.folder / "case.db").write_bytes(b"x" * 5000)
    with pytest.raises(CaseDamaged, match=r"delete case\.db"):
        case.reports()
    (case.folder / "case.db").unlink()
    assert len(case.reports()) == 2


def test_the_latest_extraction_of_a_reader_stands(case: Case) -> None:
    found = case.extractions("test-reader-1")
    assert [one.accounts[0].claims[0].wording for one in found] == ["three"]


def test_the_way_in_that_tells_most_of_a_report_stands_whatever_the_order(tmp_path: Path) -> None:
    bare = report(original=b"bare")
    full = report(original=b"full", title="Shells hit Ardeh", report_id=bare.report_id)
    ways = [taken(bare, original=b"bare"), taken(full, original=b"full")]
    for name, order in (("forth", ways), ("back", ways[::-1])):
        case = Case.new(tmp_path / name)
        summary = case.add(order)
        assert (summary.added, summary.already_held) == ((bare.report_id,), (bare.report_id,))
        assert case.reports() == (full,)
        assert case.objects.get(bare.original_sha256) == b"bare"


def test_what_was_found_before_more_was_told_of_a_report_no_longer_stands(tmp_path: Path) -> None:
    bare = report(TEXT)
    case = Case.new(tmp_path / "case")
    case.add([taken(bare)])
    case.store_extraction(extraction(bare))
    case.add([taken(report(TEXT, title="Shells hit Ardeh", report_id=bare.report_id))])
    assert case.extractions("test-reader-1") == ()


# ---------------------------------------------------------------- the digest beside it


def test_the_digest_beside_the_database_is_that_of_its_bytes_after_every_turn(case: Case) -> None:
    path = case.folder / "case.db"
    for change in (
        lambda: None,
        lambda: case.add([taken(report("A third text."))]),
        lambda: case.store_records([]),
    ):
        change()
        noted = (case.folder / "case.db.sha256").read_text(encoding="utf-8")
        assert noted == f"{Objects.hash_file(path)}  case.db\n"
    before = (case.folder / "case.db.sha256").stat().st_mtime_ns
    case.add([taken(report("A third text."))])
    assert (case.folder / "case.db.sha256").stat().st_mtime_ns == before


@pytest.mark.parametrize("name", ["case.db", "case.db.sha256"])
def test_a_changed_byte_of_the_database_or_its_digest_is_named(case: Case, name: str) -> None:
    path = case.folder / name
    whole = path.read_bytes()
    for at in {*range(0, len(whole), 1 + len(whole) // 70), len(whole) - 1}:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        found = verify(case)
        assert any(problem.item.startswith("case.db") for problem in found.problems), at
    path.write_bytes(whole)
    assert (verify(case).problems, verify(case).notes) == ((), ())


def test_a_turn_that_was_cut_short_is_a_note_and_the_next_opening_sees_to_it(case: Case) -> None:
    noted = case.folder / "case.db.sha256"
    whole = noted.read_bytes()
    noted.write_bytes(b"writing\n")
    found = verify(case)
    assert found.is_unchanged
    assert "a write was cut short" in found.notes[0].fact
    with Case.open(case.folder) as again:
        assert noted.read_bytes() == whole
        assert verify(again).notes == ()


def test_a_missing_digest_is_a_problem_and_the_next_writer_holds_the_rows_against_the_log(case: Case) -> None:
    (case.folder / "case.db.sha256").unlink()
    assert [problem.item for problem in verify(case).problems] == ["case.db.sha256"]
    case.add([taken(report("A third text."))])
    assert verify(case).problems == ()


def test_a_database_that_something_else_wrote_to_is_made_anew_by_the_next_writer(case: Case) -> None:
    case.store_records([])
    wanted = rows(case.folder / "case.db")["reports"]
    ask(case.folder / "case.db", "UPDATE reports SET metadata = replace(metadata, 'Daily', 'Weekly')")
    case.add([taken(report("A third text."))])
    assert [row for row in wanted if row not in rows(case.folder / "case.db")["reports"]] == []
    assert verify(case).problems == ()
    assert not case.has_records()
