"""The stages in order: nothing depends on the order of intake, and what was read stays read."""

import dataclasses
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from tellings import pipeline
from tellings.case import Case
from tellings.custody import verify
from tellings.errors import CaseBusy, InputError
from tellings.intake import Taken, read_bytes
from tellings.model import ActType, Extraction, Findings, IncidentType, Report, SetAside
from tellings.pipeline import READER, build_case, gather, read_findings, read_report, stored_findings
from tellings.resolve.gazetteer import Gazetteer
from tellings.vocabulary import Field
from tests.builders import report, taken

GERMAN = (
    "Zwei Menschen wurden am Montag in der Stadt getötet, sagte der Direktor des Krankenhauses nach dem Angriff. "
    "Die Polizei bestätigte das nicht."
)


def told(number: int) -> Taken:
    """Return an invented report on a shelling of its own, as intake hands it on."""
    day, place = f"2013-0{number % 9 + 1}-1{number % 7}", ("Ardeh", "Brekka", "Tesh")[number % 3]
    text = (
        f"{place} HARBOUR - Shells hit the market of {place} on {day}, killing {number + 2} people, the hospital "
        f"director Ilka Voss said.\n\nA spokesman for the Northern Council said three had died, and denied that its "
        "men had fired. Another resident died of his wounds later, Voss added.\n"
    )
    front = f"---\noutlet: Paper {number}\npublished: {day}\n---\n"
    outcome = read_bytes((front + text).encode(), name=f"{number}.txt")
    assert isinstance(outcome, Taken)
    return outcome


TOLD = [told(number) for number in range(6)]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = Case.new(tmp_path / "case")
    made.add(TOLD)
    return made


@pytest.fixture
def read_now(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows by the outlet of each report that is read."""
    outlets: list[str] = []
    whole = pipeline.read_report

    def noted(report: Report, *, gazetteer: Gazetteer, own_types: tuple[ActType, ...]) -> Extraction:
        outlets.append(report.outlet or "")
        return whole(report, gazetteer=gazetteer, own_types=own_types)

    monkeypatch.setattr(pipeline, "read_report", noted)
    return outlets


# ---------------------------------------------------------------- gathering


def test_a_report_that_came_twice_is_read_once_with_the_metadata_that_tells_most() -> None:
    bare = report()
    full = dataclasses.replace(bare, title="Shelling of Ardeh", author="A. Writer")
    for order in ([bare, full, bare], [full, bare, bare]):
        gathered = gather(taken(one) for one in order)
        assert (gathered.reports, gathered.doubles) == ((full,), 2)


def test_the_ids_that_lines_give_a_report_are_kept_whatever_their_order() -> None:
    lines = [dataclasses.replace(taken(report()), doc_id=doc_id) for doc_id in ("b", 7, "a")]
    for order in (lines, lines[::-1]):
        (ids,) = gather(order).doc_ids.values()
        assert ids == (7, "a", "b")


# ---------------------------------------------------------------- reading


def test_an_unread_language_gives_its_set_aside_and_nothing_else() -> None:
    found = read_report(report(GERMAN), gazetteer=Gazetteer.open())
    assert found == Extraction(
        found.report_id, READER, voices=(), attributions=(), accounts=(), set_aside=found.set_aside
    )
    assert found.set_aside is not None and found.set_aside.reason == "unread_language"


def test_what_is_not_read_stands_in_the_findings_under_the_name_that_a_person_knows() -> None:
    unread = taken(report(GERMAN, outlet=None), name="heute.txt")
    lost = SetAside("scan.pdf", "binary", "it is a PDF file, not text", "save it as text")
    found = read_findings(gather([unread, lost]))
    assert [aside.item for aside in found.set_aside] == ["heute.txt", "scan.pdf"]
    assert [report.outlet for report in found.reports] == [None]


def test_a_mistake_while_reading_names_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(report: Report) -> None:
        raise ZeroDivisionError("no")

    monkeypatch.setattr(pipeline, "segment", fail)
    with pytest.raises(ZeroDivisionError) as caught:
        read_report(report(outlet="The Daily"), gazetteer=Gazetteer.open())
    assert "while reading The Daily (report-" in caught.value.__notes__[0]


def test_every_quote_of_findings_is_the_text_at_its_span() -> None:
    found = read_findings(gather(TOLD))
    texts = {report.report_id: report.text for report in found.reports}
    claims = [
        claim
        for record in found.records
        for field in record.fields.values()
        for reading in field.readings
        for claim in reading.claims
    ]
    assert claims
    for claim in claims:
        assert claim.quote == claim.span.of(texts[claim.report_id])


def test_the_order_of_the_reports_changes_nothing() -> None:
    found = read_findings(gather(TOLD))
    assert found.records
    assert read_findings(gather(TOLD[::-1])) == found
    assert read_findings(gather([*TOLD[3:], *TOLD[:3], TOLD[1]])) == found


# ---------------------------------------------------------------- a case


def test_a_build_stores_what_it_finds_and_the_next_reads_nothing(case: Case, read_now: list[str]) -> None:
    found = build_case(case)
    assert found.records and found.records == case.records()
    assert case.is_built()
    assert len(read_now) == len(TOLD)
    assert build_case(case) == found == stored_findings(case)
    assert len(read_now) == len(TOLD)


def test_what_came_since_is_read_and_again_reads_everything(case: Case, read_now: list[str]) -> None:
    build_case(case)
    read_now.clear()
    case.add([told(7)])
    assert not case.is_built()
    build_case(case)
    assert read_now == ["Paper 7"]
    read_now.clear()
    build_case(case, again=True)
    assert len(read_now) == len(TOLD) + 1
    assert case.is_built()


def test_a_case_s_own_words_are_read_and_a_change_to_them_reads_again(
    case: Case, read_now: list[str]
) -> None:
    def with_words(words: str, meaning: str = "Fire on a market.") -> Findings:
        told = f'[[type]]\nname = "attack/market"\nmeaning = "{meaning}"\nwords = ["{words}"]\nacled = "Attack"\n'
        (case.folder / "method.toml").write_text(told, encoding="utf-8")
        read_now.clear()
        return build_case(case)

    def told_in(found: Findings) -> set[str]:
        readings = [row for record in found.records for row in record.fields[Field.TYPE].readings]
        return {row.value.type for row in readings if isinstance(row.value, IncidentType)}

    build_case(case)
    found = with_words("shells hit the market")
    assert len(read_now) == len(TOLD)
    assert "attack/market" in told_in(found)
    assert found == stored_findings(case)
    assert {one.reader for one in found.extractions} != {READER}
    with_words("shells hit the market", meaning="Said otherwise.")
    assert read_now == []
    assert "attack/market" not in told_in(with_words("stalls were hit"))
    assert len(read_now) == len(TOLD)
    assert told_in(with_words("shells hit the market")) == told_in(found)
    assert read_now == [], "what those words had found is still kept"
    (case.folder / "method.toml").write_text("", encoding="utf-8")
    assert {one.reader for one in build_case(case).extractions} == {READER}
    assert read_now == []


def test_the_order_of_intake_changes_no_record(case: Case, tmp_path: Path) -> None:
    other = Case.new(tmp_path / "other")
    for one in TOLD[::-1]:
        other.add([one])
        build_case(other)
    assert build_case(other) == build_case(case)


def test_an_interrupt_keeps_what_was_read_and_the_next_build_goes_on(
    case: Case, read_now: list[str], tmp_path: Path
) -> None:
    def interrupt(done: int, of: int, item: str) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_case(case, progress=interrupt)
    assert len(case.extractions(READER)) == 4
    assert not case.is_built()
    read_now.clear()
    found = build_case(case)
    assert len(read_now) == 2
    whole = Case.new(tmp_path / "whole")
    whole.add(TOLD)
    assert build_case(whole) == found
    assert verify(case).is_unchanged


def test_progress_tells_how_many_of_how_many_and_when_all_are_read(case: Case) -> None:
    steps: list[tuple[int, int]] = []
    build_case(case, progress=lambda done, of, item: steps.append((done, of)))
    assert steps == [(done, len(TOLD)) for done in range(len(TOLD) + 1)]


@pytest.fixture
def held_elsewhere(case: Case, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("tellings.case.BUSY_SECONDS", 0.1)
    lock = FileLock(case.folder / "case.lock")
    is_held, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        with lock:
            is_held.set()
            may_end.wait()

    other = threading.Thread(target=hold)
    other.start()
    is_held.wait()
    yield
    may_end.set()
    other.join()


@pytest.mark.usefixtures("held_elsewhere")
def test_a_second_build_is_told_that_the_case_is_busy(case: Case, read_now: list[str]) -> None:
    with pytest.raises(CaseBusy, match="another process is writing"):
        build_case(case)
    assert read_now == []


def test_nobody_else_writes_while_a_build_is_at_work(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tellings.case.BUSY_SECONDS", 0.1)
    refused: list[int] = []

    def add_meanwhile(done: int, of: int, item: str) -> None:
        other = Case.open(case.folder)
        with pytest.raises(CaseBusy):
            other.add([told(8)])
        refused.append(done)

    build_case(case, progress=add_meanwhile)
    assert len(refused) == len(TOLD) + 1


def test_a_file_of_settings_changed_during_a_build_leaves_the_case_due_for_another(case: Case) -> None:
    def edit(done: int, of: int, item: str) -> None:
        (case.folder / "method.toml").write_text(f'title = "Changed {done} times"\n', encoding="utf-8")

    build_case(case, progress=edit)
    assert not case.is_built()
    assert build_case(case).records[0].method.title == "Changed 6 times"
    assert case.is_built()


def test_settings_that_cannot_be_used_are_said_before_anything_is_read(
    case: Case, read_now: list[str]
) -> None:
    (case.folder / "actors.toml").write_text("[[actor]]\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"actors\.toml"):
        build_case(case)
    assert read_now == []
