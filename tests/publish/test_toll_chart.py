from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tellings.model import Figure, SideFigures
from tellings.publish.lookup import look_up
from tellings.publish.toll_chart import TollChart, draw_toll, shapes_of_sides, spread_apart
from tests.publish.sample import COUNCIL, OFFICIALS, findings, killed


def _chart(number: int) -> TollChart:
    held = findings()
    record = held.records[0]
    chart = draw_toll(record.tolls[number], look_up(held, record), shapes_of_sides([OFFICIALS, COUNCIL]))
    assert chart is not None
    return chart


def test_every_figure_is_on_the_chart_once() -> None:
    toll = findings().records[0].tolls[0]
    told = sum(len(side.figures) for side in toll.sides) + len(toll.unsourced)
    titles = [mark.title for panel in _chart(0).panels for mark in panel.marks]
    assert sum(len(title.split("; 5, published")) for title in titles) == told


def test_marks_of_one_panel_do_not_cover_each_other_and_labels_stay_apart() -> None:
    for chart in (_chart(0), _chart(1)):
        for panel in chart.panels:
            for n, a in enumerate(panel.marks):
                for b in panel.marks[n + 1 :]:
                    assert abs(a.x - b.x) >= 10 or max(a.ys) + 9 < min(b.ys) or max(b.ys) + 9 < min(a.ys)
                    assert a.label_x != b.label_x or abs(a.label_y - b.label_y) >= 12.9


def test_open_derived_superseded_and_unsourced_figures_look_different() -> None:
    marks = {mark.label: mark for panel in _chart(0).panels for mark in panel.marks}
    assert marks[">5"].arrow == "up"
    assert marks["3"].superseded
    council = _chart(0).panels[1]
    assert [mark.basis for mark in council.marks] == ["stated", "derived"] and len(council.links) == 1
    assert {mark.basis for mark in _chart(0).panels[-1].marks} == {"unsourced"}


def test_a_vague_figure_stands_in_a_lane_of_its_own_and_moves_no_scale() -> None:
    held = findings()
    record = held.records[0]
    toll = record.tolls[0]
    vague = Figure((), killed(24, None, "dozens", vague=True), "2013-02-09", ("v-council",))
    more = replace(toll, sides=(*toll.sides, SideFigures(COUNCIL, (vague,), divided=False)))
    chart = draw_toll(more, look_up(held, record), shapes_of_sides([OFFICIALS, COUNCIL]))
    assert chart is not None
    assert [words for panel in chart.panels for _, words in panel.vague] == ["dozens (vague)"]
    assert [tick.label for tick in chart.y_ticks] == [tick.label for tick in _chart(0).y_ticks]


def test_a_single_figure_needs_no_chart() -> None:
    held = findings()
    assert draw_toll(held.records[1].tolls[0], look_up(held, held.records[1]), shapes_of_sides([])) is None


@given(st.lists(st.floats(-200, 200, allow_nan=False), max_size=12))
def test_places_are_spread_in_order_and_left_alone_where_they_may(wanted: list[float]) -> None:
    placed = spread_apart(wanted, gap=13.0)
    order = sorted(range(len(wanted)), key=lambda n: (wanted[n], n))
    assert all(placed[b] - placed[a] >= 13.0 - 1e-6 for a, b in pairwise(order))
    if all(wanted[b] - wanted[a] >= 13.0 for a, b in pairwise(order)):
        assert all(abs(a - b) < 1e-6 for a, b in zip(placed, wanted, strict=True))
