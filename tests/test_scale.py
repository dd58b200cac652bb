"""The scale bench fills, builds and scores cases, and fits and draws how time grows."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from benchmarks.b_cubed import Score
from benchmarks.scale import Size, exponent, lines_of, measure
from benchmarks.scale_chart import draw_growth


def size(accounts: int, seconds: float) -> Size:
    score = Score(1.0, 0.5, accounts)
    return Size(accounts, accounts, 5, seconds, {"linking": seconds}, 0.1, 0.05, 2.0, 10**8, score, 1.0)


def test_a_small_case_is_measured_and_scored() -> None:
    (found,) = measure([30], seed=5)
    assert found.reports == 30 and found.accounts >= 30 and found.incidents >= 1
    assert found.seconds > 0 and found.one_more > 0 and found.peak_bytes > 0
    assert sum(found.stages.values()) == pytest.approx(found.seconds, rel=0.2, abs=0.2)
    assert 0.0 < found.score.f1 <= 1.0 and 0.0 <= found.in_passing <= 1.0


def test_the_exponent_is_that_of_the_power_by_which_seconds_grow() -> None:
    assert exponent([size(n, 3.0 * n**1.5) for n in (10, 100, 1000)]) == pytest.approx(1.5)
    assert exponent([size(10, 1.0)]) is None and exponent([]) is None


def test_the_table_tells_every_size_the_stages_and_the_growth() -> None:
    told = "\n".join(lines_of([size(1000, 1.0), size(10_000, 12.0)]))
    assert "1,000" in told and "10,000" in told and "linking 12.0 s" in told
    assert "power of 1.08" in told and "0.667" in told


def test_the_chart_is_well_formed_and_holds_every_point(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "scale.svg"
    draw_growth([(1e4, 3.0), (1e3, 0.25), (1e5, 40.0)], 1.08, path)
    drawn = ElementTree.parse(path).getroot()
    circles = drawn.findall("{http://www.w3.org/2000/svg}circle")
    assert len(circles) == 3 and "1.08" in path.read_text()
    heights = [float(one.attrib["cy"]) for one in circles]
    assert heights == sorted(heights, reverse=True)  # more accounts, more seconds, higher up


def test_the_chart_of_one_size_is_drawn_too(tmp_path: Path) -> None:
    draw_growth([(1000.0, 1.0)], None, tmp_path / "one.svg")
    assert ElementTree.parse(tmp_path / "one.svg").getroot().tag.endswith("svg")
