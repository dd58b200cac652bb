"""The database: derived, told apart by its number, made again the same."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tellings.case import Case
from tellings.custody import Log, Objects
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
    assert sorted(before) == ["extractions", "judgements", "meta", "records", "reports", "set_asides"]
    case.rebuild()
    assert rows(path) == before
    path.unlink()
    assert len(case.reports()) == 2
    assert rows(path) == before


def test_the_database_is_one_file_with_a_rollback_journal(case: Case) -> None:
    assert ask(case.folder / "case.db", "PRAGMA journal_mode") == ("delete",)
    assert sorted(path.name for path in case.folder.glob("case.db*")) == ["case.db"]


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
    assert sorted(left.name for left in case.folder.glob("case.db*")) == ["case.db"]


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
