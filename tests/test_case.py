"""The case: whole after any interrupt, one writer at a time, the same whatever the order of intake."""

import errno
import functools
import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Self

import pytest
from filelock import FileLock

from tellings import pipeline
from tellings.case import Case
from tellings.custody import SettingsKept, verify
from tellings.errors import (
    BrokenPromise,
    CannotWrite,
    CaseBusy,
    CaseDamaged,
    CaseExists,
    CaseTooNew,
    NotACase,
)
from tellings.intake.taken import Taken
from tellings.model import Actors, Leaf, Method, SetAside
from tests.builders import READER, attribution, claim, extraction, judgement, record, report, span, taken

ROOT = Path(__file__).resolve().parent.parent
REPORTS = [report(f"{word} people were killed in Ardeh.", outlet=f"Paper {word}") for word in "ABCDEFGH"]
ASIDE = SetAside("scan.pdf", "unread_language", "it is in a language that is not read", "translate it")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.new(tmp_path / "case")


# ---------------------------------------------------------------- making and opening


def test_a_new_case_is_a_folder_that_opens(tmp_path: Path) -> None:
    with Case.new(tmp_path / "deep" / "case") as made:
        assert made.reports() == ()
    names = {path.name for path in (tmp_path / "deep" / "case").iterdir()}
    assert {"objects", "log.jsonl", "HEAD", "case.db", "actors.toml", "method.toml"} <= names
    with Case.open(tmp_path / "deep" / "case") as opened:
        assert (opened.actors(), opened.method(), opened.gazetteer_path()) == (Actors(), Method(), None)
        assert verify(opened).is_unchanged


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_a_folder_that_is_made_for_a_case_is_its_makers_alone(tmp_path: Path) -> None:
    assert Case.new(tmp_path / "made" / "case").folder.stat().st_mode & 0o077 == 0
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o750)
    assert Case.new(tmp_path / "shared").folder.stat().st_mode & 0o777 == 0o750


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes among the files here")
@pytest.mark.parametrize("name", ["HEAD", "log.jsonl", "case.db", "case.db.sha256", "actors.toml", "objects"])
def test_a_pipe_or_a_folder_where_a_file_belongs_is_damage_and_is_not_waited_for(
    tmp_path: Path, name: str
) -> None:
    for make in (os.mkfifo, os.mkdir):
        case = Case.new(tmp_path / make.__name__)
        case.add([taken(REPORTS[0])])
        path = case.objects.path_of(REPORTS[0].text_sha256) if name == "objects" else case.folder / name
        path.unlink()
        make(path)
        if name == "objects":
            assert any(path.name in problem.item for problem in verify(case).problems)
        else:
            with pytest.raises(CaseDamaged, match="is no plain file"):
                Case.open(case.folder)


def test_a_new_case_takes_an_empty_folder_and_no_other(tmp_path: Path) -> None:
    Case.new(tmp_path)
    with pytest.raises(CaseExists, match="already holds a case"):
        Case.new(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CaseExists, match="is not an empty folder"):
        Case.new(tmp_path / "mine")
    with pytest.raises(CaseExists, match="is not an empty folder"):
        Case.new(tmp_path / "mine" / "letter.txt")


def test_what_is_no_case_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(NotACase, match="is no folder"):
        Case.open(tmp_path / "nowhere")
    with pytest.raises(NotACase, match=r"holds no case \(no log.jsonl\)"):
        Case.open(tmp_path)
    (tmp_path / "log.jsonl").write_bytes(b'{"act":"case_cr')
    with pytest.raises(NotACase, match="cut short"):
        Case.open(tmp_path)


def test_a_case_of_a_later_form_is_refused(case: Case) -> None:
    data = case.log.path.read_bytes().replace(b'"schema":2', b'"schema":3')
    case.log.path.write_bytes(data)
    with pytest.raises(CaseTooNew, match="later Tellings"):
        Case.open(case.folder)


def test_a_damaged_case_opens_for_verify_and_for_nothing_else(case: Case) -> None:
    case.log.path.write_bytes(case.log.path.read_bytes()[:-2] + b"?\n")
    with Case.open(case.folder) as opened:
        assert not verify(opened).is_unchanged
        with pytest.raises(CaseDamaged, match="tellings case verify"):
            opened.add([taken(REPORTS[0])])


# ---------------------------------------------------------------- adding


def test_what_was_added_comes_back_byte_for_byte(case: Case) -> None:
    text = "\ufeffZwölf\r\n\tدوازده 🕊\x00 e\u0301\u2028end \n"
    told = report(text, original=b"\x89raw\r\n")
    summary = case.add([taken(told, original=b"\x89raw\r\n")])
    assert summary.added == (told.report_id,)
    with Case.open(case.folder) as again:
        assert again.reports() == (told,)
        assert again.report(told.report_id) == told
        assert again.original(told) == b"\x89raw\r\n"
        assert again.report("report-none") is None


def test_the_same_report_again_is_already_held(case: Case) -> None:
    case.add([taken(REPORTS[0])])
    before = case.log.path.read_bytes()
    summary = case.add([taken(REPORTS[0]), taken(REPORTS[0])])
    assert (summary.added, len(summary.already_held)) == ((), 2)
    assert case.log.path.read_bytes() == before


def test_what_was_set_aside_stays_in_view_and_is_noted_once(case: Case) -> None:
    for _ in range(2):
        assert case.add([ASIDE, taken(REPORTS[0])]).set_aside == (ASIDE,)
    assert case.set_asides() == (ASIDE,)
    assert case.log.path.read_bytes().count(b"set_aside_noted") == 1


def test_the_order_of_adding_changes_no_report(tmp_path: Path) -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    told = []
    for number in range(3):
        shuffled = random.Random(seed + number).sample(REPORTS, len(REPORTS))
        case = Case.new(tmp_path / str(number))
        case.add(taken(one) for one in shuffled)
        told.append((case.reports(), case.report_ids(), case.basis()))
    assert told[0] == told[1] == told[2]
    assert list(told[0][0]) == sorted(REPORTS, key=lambda one: one.report_id)


@pytest.mark.parametrize("broken", ["text_sha256", "original_sha256"])
def test_a_digest_that_is_not_that_of_its_bytes_is_refused(case: Case, broken: str) -> None:
    wrong = replace(REPORTS[0], **{broken: "0" * 64})  # type: ignore[arg-type]
    with pytest.raises(BrokenPromise, match="another SHA-256"):
        case.add([taken(wrong)])
    assert case.reports() == ()


def test_the_log_holds_no_names_and_no_text(case: Case) -> None:
    told = report("Ilka Voss counted six in Ardeh.", outlet="The Daily", url="https://paper.example/1")
    case.add([taken(told, name="interview-with-ilka.txt"), ASIDE])
    case.store_extraction(extraction(told, [claim("killed", "six", within=told)]))
    case.add_judgement(judgement(Leaf("report", told.report_id, "six"), Leaf("report", "report-2")))
    kept = (case.log.path.read_bytes() + case.log.head_path.read_bytes()).lower()
    for word in (
        b"ilka",
        b"voss",
        b"ardeh",
        b"daily",
        b"paper",
        b"interview",
        b"scan",
        b"reviewer",
        b"shell",
    ):
        assert word not in kept


# ---------------------------------------------------------------- interrupts


@pytest.mark.parametrize("stop", [KeyboardInterrupt, RuntimeError])
def test_an_interrupt_between_items_leaves_a_whole_case(case: Case, stop: type[BaseException]) -> None:
    def items() -> Iterator[Taken]:
        yield from (taken(one) for one in REPORTS[:3])
        raise stop

    with pytest.raises(stop):
        case.add(items())
    with Case.open(case.folder) as again:
        assert set(again.reports()) == set(REPORTS[:3])
        assert (verify(again).problems, verify(again).notes) == ((), ())
        assert len(again.add(taken(one) for one in REPORTS).added) == len(REPORTS) - 3


def test_an_interrupt_at_any_write_leaves_a_whole_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stop at the first, second, ... call that touches the disk, until an add comes through unstopped."""
    calls = {name: getattr(os, name) for name in ("write", "fsync", "replace", "open")}
    for stop_at in itertools.count():
        case = Case.new(tmp_path / str(stop_at))
        case.add([taken(REPORTS[0])])
        left = stop_at

        def counted(name: str, *given: object, **named: object) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                raise KeyboardInterrupt
            return calls[name](*given, **named)

        with monkeypatch.context() as patch:
            for name in calls:
                patch.setattr(os, name, functools.partial(counted, name))
            try:
                case.add([taken(REPORTS[1])])
                came_through = True
            except KeyboardInterrupt:
                came_through = False
        with Case.open(case.folder) as again:
            assert verify(again).problems == (), stop_at
            assert REPORTS[0] in again.reports()
            again.add([taken(REPORTS[1]), taken(REPORTS[2])])
            assert len(again.reports()) == 3
            assert verify(again).problems == (), stop_at
        if came_through:
            assert stop_at > 10
            return


ADD_FOR_EVER = """
    import sys
    from tellings.case import Case
    from tests.builders import report, taken

    with Case.open(sys.argv[1]) as case:
        for number in range(10_000):
            told = report(f"{sys.argv[2]}-{number} people were killed in Ardeh.")
            case.add([taken(told)])
            print(told.report_id, flush=True)
"""


def child(program: str, *given: str) -> subprocess.Popen[str]:
    path = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program), *given],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system knows no kill -9")
def test_all_that_was_reported_as_added_is_there_after_a_kill(case: Case) -> None:
    told: list[str] = []
    for turn in range(5):
        with child(ADD_FOR_EVER, str(case.folder), str(turn)) as process:
            assert process.stdout is not None
            told.append(process.stdout.readline().strip())
            time.sleep(random.uniform(0.0, 0.15))
            process.kill()
            told += [line.strip() for line in process.stdout if line.endswith("\n")]
        with Case.open(case.folder) as again:
            assert set(told) <= set(again.report_ids())
            found = verify(again)
            assert found.problems == ()
            assert found.checked.reports == len(again.reports())


# ---------------------------------------------------------------- two at once


def test_a_second_writer_is_told_that_the_case_is_busy_and_readers_are_not(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tellings.case.BUSY_SECONDS", 0.2)
    case.add([taken(REPORTS[0])])
    holding = """
        import sys
        from filelock import FileLock
        with FileLock(sys.argv[1]):
            print("held", flush=True)
            sys.stdin.readline()
    """
    path = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(holding), str(case.folder / "case.lock")],
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "held\n"
        with Case.open(case.folder) as second:
            with pytest.raises(CaseBusy, match=r"another process is writing.*wait"):
                second.add([taken(REPORTS[1])])
            assert second.reports() == (REPORTS[0],)
        process.stdin.write("\n")
    assert Case.open(case.folder).add([taken(REPORTS[1])]).added == (REPORTS[1].report_id,)


def test_two_processes_that_take_turns_lose_nothing(case: Case) -> None:
    taking_turns = """
        import sys
        from tellings.case import Case
        from tests.builders import report, taken

        with Case.open(sys.argv[1]) as case:
            for number in range(15):
                case.add([taken(report(f"{sys.argv[2]}-{number} people were killed in Ardeh."))])
                case.reports()
    """
    running = [child(taking_turns, str(case.folder), name) for name in "ab"]
    assert [process.wait() for process in running] == [0, 0]
    for process in running:
        process.communicate()
    assert len(case.reports()) == 30
    assert (verify(case).problems, verify(case).notes) == ((), ())


def test_a_reader_goes_on_with_what_stands_while_a_writer_is_ahead_of_the_database(case: Case) -> None:
    case.add([taken(REPORTS[0])])
    behind = (case.folder / "case.db").read_bytes()
    case.add([taken(REPORTS[1])])
    (case.folder / "case.db").write_bytes(behind)
    with FileLock(case.folder / "case.lock"):
        assert Case.open(case.folder).reports() == (REPORTS[0],)
    assert len(Case.open(case.folder).reports()) == 2


# ---------------------------------------------------------------- the disk refuses


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_disk_that_refuses_is_named_and_the_case_stays_whole(
    case: Case, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    case.add([taken(REPORTS[0])])
    whole_call = getattr(os, call)
    for allowed in range(40):
        left = allowed

        def refuse(*given: object) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                raise OSError(code, os.strerror(code))
            return whole_call(*given)

        with monkeypatch.context() as patch:
            patch.setattr(os, call, refuse)
            try:
                case.add([taken(report(f"{allowed} people were killed."))])
                break
            except CannotWrite as exc:
                assert str(case.folder) in str(exc)
                assert exc.exit_code == 5
        assert verify(case).problems == ()
        assert REPORTS[0] in case.reports()
    else:
        pytest.fail("no add came through")


def test_a_case_whose_database_cannot_be_brought_up_is_still_read(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.add([taken(REPORTS[0])])
    (case.folder / "case.db").unlink()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    with Case.open(case.folder) as opened:
        monkeypatch.setattr(opened._lock, "acquire", refuse)
        assert opened.reports() == (REPORTS[0],)
        assert opened.reports() == (REPORTS[0],)
        assert verify(opened).is_unchanged
        with pytest.raises(CannotWrite, match="read-only"):
            opened.add([taken(REPORTS[1])])


# ---------------------------------------------------------------- what is found, judged and built


def test_extractions_come_back_by_reader_and_a_later_one_takes_the_place(case: Case) -> None:
    told = report()
    case.add([taken(told), taken(REPORTS[0])])
    first = extraction(told, [claim("killed", "Six", within=told)])
    other = extraction(told, [claim("killed", "three", within=told)], reader="test-reader-2")
    assert case.store_extraction(first)
    assert not case.store_extraction(first)
    assert case.store_extractions([other, first]) == 1
    assert case.extractions(READER) == (first,)
    assert case.extraction(told.report_id, "test-reader-2") == other
    assert case.extraction(REPORTS[0].report_id, READER) is None
    later = extraction(told)
    assert case.store_extraction(later)
    assert case.extractions(READER) == (later,)
    assert verify(case).checked.extractions == 3


def test_an_extraction_whose_words_are_not_in_the_text_is_refused(case: Case) -> None:
    told = report()
    case.add([taken(told)])
    six = claim("killed", "Six", within=told)
    with pytest.raises(BrokenPromise, match="is not the words of the text"):
        case.store_extraction(extraction(told, [replace(six, quote="Two")]))
    beyond = replace(attribution("Six", within=told), cue=(replace(span("Six", of=told), end=9999),))
    with pytest.raises(BrokenPromise, match="outside the text"):
        case.store_extraction(extraction(told, attributions=[beyond]))
    with pytest.raises(BrokenPromise, match="does not hold"):
        case.store_extraction(extraction(REPORTS[0]))
    assert case.extractions(READER) == ()


def test_judgements_are_only_ever_added(case: Case) -> None:
    one = judgement(Leaf("report", "report-1"), Leaf("report", "report-2"))
    two = judgement(Leaf("report", "report-1"), Leaf("report", "report-2"), verdict="different")
    assert case.add_judgement(one)
    assert not case.add_judgement(one)
    assert case.add_judgement(two)
    assert set(case.judgements()) == {one, two}
    with pytest.raises(BrokenPromise, match="another judgement"):
        case.add_judgement(replace(one, why="on second thoughts"))


def test_records_come_back_in_the_order_given_and_are_built_again_the_same(case: Case) -> None:
    records = (record("incident-2"), record("incident-1", title="Ambush"))
    case.store_records(records)
    assert case.records() == records
    before = (case.folder / "case.db").read_bytes()
    case.rebuild()
    assert case.records() == ()
    case.rebuild(make_records=lambda _: records)
    assert case.records() == records
    assert sorted(before) == sorted((case.folder / "case.db").read_bytes())
    case.store_records(records[:1])
    assert case.records() == records[:1]


def test_records_are_known_to_be_out_of_date_when_anything_they_rest_on_changes(case: Case) -> None:
    assert not case.is_built()
    told = report()
    changes: list[Callable[[], object]] = [
        lambda: case.add([taken(told)]),
        lambda: case.store_extraction(extraction(told)),
        lambda: case.add_judgement(judgement(Leaf("report", "report-1"), Leaf("report", "report-2"))),
        lambda: (case.folder / "actors.toml").write_text('[[side]]\nname = "North"\n', encoding="utf-8"),
        lambda: (case.folder / "gazetteer.csv").write_text("name,lat,lon\n", encoding="utf-8"),
    ]
    for change in changes:
        case.store_records([])
        assert case.is_built()
        change()
        assert not case.is_built()
    before = case.basis()
    case.add([taken(REPORTS[0])])
    case.store_records([], basis=before)
    assert not case.is_built()


def test_the_users_files_are_read_anew_each_time(case: Case) -> None:
    (case.folder / "actors.toml").write_text('[[side]]\nname = "North"\n', encoding="utf-8")
    assert case.actors() == Actors(sides=("North",))
    (case.folder / "method.toml").write_text('title = "Ardeh"\n', encoding="utf-8")
    assert case.method() == Method(title="Ardeh")
    (case.folder / "gazetteer.csv").write_text("name,lat,lon\n", encoding="utf-8")
    assert case.gazetteer_path() == case.folder / "gazetteer.csv"


# ---------------------------------------------------------------- a case of an earlier form


FORM_1 = ROOT / "tests" / "cases" / "form-1"  # made by the first version, and never edited since


@pytest.fixture
def form_1(tmp_path: Path) -> Path:
    folder = tmp_path / "form-1"
    shutil.copytree(FORM_1, folder, ignore=shutil.ignore_patterns("case.db*", "case.lock"))
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith("case.")
    }


def test_a_case_of_form_1_is_read_and_verified_as_it_is(form_1: Path) -> None:
    before = files_of(form_1)
    with Case.open(form_1) as case:
        found = verify(case)
        assert found.problems == ()
        assert len(case.reports()) == 2
        assert len(case.judgements()) == 1
        assert len(case.pseudonym_key()) == 32
        assert case.pseudonym_key() == Case.open(form_1).pseudonym_key()
        assert verify(case).problems == ()
    assert files_of(form_1) == before


def test_a_case_of_form_1_is_taken_to_this_form_by_its_first_writer(form_1: Path) -> None:
    with Case.open(form_1) as case:
        derived, judged = case.pseudonym_key(), case.judgements()
        lines = case.log.path.read_bytes()
        found = pipeline.build_case(case)
        assert case.log.path.read_bytes().startswith(lines)
        acts = [type(entry.act).__name__ for entry in case.log.entries(after=lines.count(b"\n") - 1)]
        assert acts[:2] == ["CaseUpgraded", "PseudonymsKeyed"]
        assert acts.count("CaseUpgraded") == acts.count("PseudonymsKeyed") == 1
        assert case.pseudonym_key() != derived
        assert case.judgements() == judged
        assert not [aside for aside in found.set_aside if aside.reason.startswith("judgement")]
        joined = {account.report_id for account in found.records[0].accounts}
        assert len(found.records) == 1 and len(joined) == 2
    with Case.open(form_1) as case:
        assert (verify(case).problems, verify(case).notes) == ((), ())
        assert case.is_built()


def test_a_case_of_form_1_on_a_disk_that_cannot_be_written_is_still_read(
    form_1: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr("filelock.FileLock.acquire", refuse)
    with Case.open(form_1) as case:
        assert len(case.reports()) == 2
        assert len(case.pseudonym_key()) == 32
        assert verify(case).is_unchanged


def test_a_new_case_draws_its_own_key_for_pseudonyms(tmp_path: Path) -> None:
    one, two = Case.new(tmp_path / "one"), Case.new(tmp_path / "two")
    assert one.pseudonym_key() != two.pseudonym_key()
    assert one.pseudonym_key() == Case.open(tmp_path / "one").pseudonym_key()


def test_a_case_whose_making_was_cut_short_before_its_key_gets_one_from_the_next_writer(
    tmp_path: Path,
) -> None:
    case = Case.new(tmp_path / "case")
    first = case.log.path.read_bytes().splitlines(keepends=True)[0]
    case.log.path.write_bytes(first)
    case.log.head_path.unlink()
    (tmp_path / "case" / "case.db").unlink()
    case.add([taken(REPORTS[0])])
    acts = [type(entry.act).__name__ for entry in case.log.entries()]
    assert acts == ["CaseCreated", "PseudonymsKeyed", "ReportAdded"]
    assert verify(case).problems == ()


# ---------------------------------------------------------------- settings and the clock


def test_the_users_files_are_kept_as_the_records_were_built_with_them(case: Case) -> None:
    case.keep_settings()
    case.keep_settings()
    kept = [entry.act for entry in case.log.entries() if isinstance(entry.act, SettingsKept)]
    assert [act.name for act in kept] == ["actors.toml", "method.toml"]
    assert verify(case).notes == ()
    (case.folder / "actors.toml").write_bytes(b'[[side]]\nname = "North"\n')
    (case.folder / "method.toml").unlink()
    told = {note.item: note.fact for note in verify(case).notes}
    assert told["actors.toml"] == "was edited since the records were last built"
    assert told["method.toml"] == "is gone since the records were last built"
    case.keep_settings()
    last = [entry.act for entry in case.log.entries() if isinstance(entry.act, SettingsKept)][-1]
    assert case.objects.get(last.object) == b'[[side]]\nname = "North"\n'
    assert verify(case).is_unchanged


def test_a_clock_that_runs_backwards_or_ahead_is_a_note(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls(told, 1, 1, tzinfo=tz)

    for told in (2099, 2001):
        monkeypatch.setattr("tellings.custody.log.datetime", Clock)
        case.add([taken(report(f"{told} people were killed."))])
    monkeypatch.undo()
    found = verify(case)
    assert found.is_unchanged
    facts = [f"{note.item}: {note.fact}" for note in found.notes]
    assert any("the clock ran backwards between line 3 and 4" in fact for fact in facts)
    assert any(fact.startswith("log.jsonl, line 3: is of 2099-01-01") for fact in facts)
