"""The bench of the pages serves a made case, asks for every kind of page, and says which are slow."""

import pytest
from benchmarks.pages import WANTED, Kind, Pages, lines_of, measure_pages


def test_every_kind_of_page_of_a_made_case_is_answered_and_timed() -> None:
    found = measure_pages(16, seed=5, rounds=1, drawn=2)
    assert found.reports == 16 and found.incidents >= 3 and found.judgements > 0
    kinds = {kind.name: kind for kind in found.kinds}
    wanted = {"list", "points", "incident", "voice", "report", "history", "a judgement", "largest incident"}
    assert wanted <= kinds.keys()
    assert all(0 < kind.median <= kind.p95 for kind in found.kinds)
    assert kinds["empty page"].ratio == pytest.approx(1.0)


def test_the_table_names_the_pages_that_take_longer_than_they_should() -> None:
    kinds = (
        Kind("quick", 3, 0.4, WANTED / 2, 0.3, 2.0),
        Kind("slow", 3, 0.5, WANTED * 2, 0.6, 8.0),
    )
    *rows, last = lines_of(Pages(10, 5, 2, 1.0, kinds))
    assert "slow" in last and "quick" not in last
    assert "100.0" in rows[-2] and "400.0" in rows[-1]
