"""The index follows the case, finds what stands in it, and is nothing that cannot be lost."""

from dataclasses import replace
from pathlib import Path

import pytest

from tellings import pipeline
from tellings.case import Case
from tellings.custody.verify import verify
from tellings.web.index import SEARCH, Index
from tests.builders import page, said, taken
from tests.ledger.made import made_case, pages


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return made_case(
        tmp_path / "case",
        [
            *pages(3),
            page(
                "Radio Quay",
                said("type", "bombing"),
                said("date", "2024-05-06"),
                said("killed", "nine", "Colonel Yusuf Al-Tahir", sentence="Colonel Yusuf Al-Tahir said nine died."),
            ),
        ],
    )  # fmt: skip


def test_there_is_a_card_for_every_incident_in_the_order_of_the_records(case: Case) -> None:
    told = [card.incident_id for card in Index(case).cards()]
    assert told == [record.incident_id for record in case.records()]


def test_a_word_of_a_claim_leads_to_its_incident_and_the_claim(case: Case) -> None:
    index = Index(case)
    found = index.search('"said nine died"')
    (incident_id,) = found.hits
    record = case.record(incident_id)
    assert record is not None and record.accounts[0].outlet == "Radio Quay"
    words = index.snippets(found, found.hits[incident_id])
    assert any(piece.is_found and "nine" in piece.words for one in words.values() for piece in one)


def test_a_claim_is_found_by_the_name_of_its_voice_in_another_spelling(case: Case) -> None:
    assert len(Index(case).search("Youssef Tahir").hits) == 1


def test_what_stands_nowhere_is_found_nowhere(case: Case) -> None:
    found = Index(case).search("zeppelin")
    assert not found.hits and not found.reports


def test_a_report_that_came_in_is_found(case: Case) -> None:
    index = Index(case)
    assert not index.search("harpoon").hits
    more = page(
        "The Daily",
        said("type", "stabbing", sentence="A stabbing: a harpoon was the weapon."),
        said("date", "2024-07-07"),
    )
    case.add([taken(more.report)])
    case.store_extraction(replace(more.extraction, reader=pipeline.READER))
    pipeline.update_case(case)
    assert len(index.search("harpoon").hits) == 1


def test_a_second_index_on_the_same_file_makes_nothing_again(case: Case) -> None:
    Index(case).cards()
    before = (case.folder / SEARCH).stat().st_mtime_ns
    assert Index(case).search("nine").hits
    assert (case.folder / SEARCH).stat().st_mtime_ns == before


@pytest.mark.parametrize("damage", [b"", b"no database at all", b"SQLite format 3\0" + bytes(4000)])
def test_a_file_that_is_damaged_is_made_anew(damage: bytes, case: Case) -> None:
    Index(case).cards()
    (case.folder / SEARCH).write_bytes(damage)
    assert Index(case).search("nine").hits


def test_the_case_is_content_with_it_and_without_it(case: Case) -> None:
    Index(case).cards()
    assert verify(case).is_unchanged
    (case.folder / SEARCH).unlink()
    assert verify(case).is_unchanged


def test_what_is_removed_on_purpose_stands_in_the_index_no_more(case: Case) -> None:
    index = Index(case)
    (incident_id,) = index.search('"said nine died"').hits
    record = case.record(incident_id)
    assert record is not None
    case.seal_report(record.accounts[0].report_id, by="A. Reviewer", why="asked to")
    assert not any(
        b"said nine died" in path.read_bytes() for path in case.folder.rglob("*") if path.is_file()
    )
    assert not index.search('"said nine died"').hits
