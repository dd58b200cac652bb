import itertools
import random

from tellings.publish.stemma import BOX_WIDTH, Box, StemmaNode, Tie, draw_stemma, fit, text_width


def _overlap(a: Box, b: Box) -> bool:
    return a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height


def _many_reports(seed: int) -> tuple[list[StemmaNode], list[Tie]]:
    chance = random.Random(seed)
    voices = [
        StemmaNode(
            f"v{n}", f"spokesman number {n} for the ministry of works", "a side", "", "voice", "circle"
        )
        for n in range(14)
    ]
    agencies = [StemmaNode(f"a{n}", f"Wire {n}", "agency", "", "agency", "") for n in range(4)]
    reports = [
        StemmaNode(
            f"r{n}", f"R{n} The Long Named Evening Chronicle", "2013-02-09, rendering", "", "report", ""
        )
        for n in range(40)
    ]
    ties = [Tie(a.node_id, chance.choice(voices).node_id, "why", False) for a in agencies for _ in range(3)]
    for n, report in enumerate(reports):
        ties.append(Tie(report.node_id, chance.choice(voices + agencies).node_id, "why", False))
        ties.append(Tie(report.node_id, chance.choice(voices + agencies).node_id, "why", False))
        if n % 5 == 4:
            ties.append(Tie(report.node_id, f"r{n - 1}", "why", True))
    return voices + agencies + reports, ties


def test_forty_reports_stand_apart_and_their_words_fit() -> None:
    for seed in range(5):
        nodes, ties = _many_reports(seed)
        drawing = draw_stemma(nodes, ties)
        assert len(drawing.boxes) == len(nodes)
        for a, b in itertools.combinations(drawing.boxes, 2):
            assert not _overlap(a, b), (seed, a, b)
        for box in drawing.boxes:
            assert box.x >= 0 and box.x + box.width <= drawing.width
            assert box.y >= 0 and box.y + box.height <= drawing.height
            assert max(text_width(line, 13.0) for line in box.lines) <= BOX_WIDTH - box.indent
            assert all(text_width(line, 11.0) <= BOX_WIDTH - box.indent for line in box.captions)


def test_words_run_from_origins_on_the_left_to_pages_on_the_right() -> None:
    nodes, ties = _many_reports(1)
    drawing = draw_stemma(nodes, ties)
    x = {box.node.node_id: box.x for box in drawing.boxes}
    assert all(x[tie.told_by] < x[tie.teller] for tie in ties)
    assert max(x[f"v{n}"] for n in range(14)) < min(x[f"r{n}"] for n in range(40))


def test_the_order_of_the_input_changes_nothing() -> None:
    nodes, ties = _many_reports(2)
    assert draw_stemma(nodes, ties) == draw_stemma(nodes[::-1], ties[::-1])


def test_a_cycle_is_drawn_and_its_closing_edge_marked() -> None:
    nodes = [StemmaNode(key, key, "", "", "report", "") for key in ("a", "b", "c")]
    drawing = draw_stemma(nodes, [Tie("a", "b", "", True), Tie("b", "c", "", True), Tie("c", "a", "", True)])
    assert len(drawing.boxes) == 3
    assert sum(curve.closes_cycle for curve in drawing.curves) == 1
    back = next(curve for curve in drawing.curves if curve.closes_cycle)
    told_by, teller = drawing.boxes[back.start], drawing.boxes[back.end]
    tip = max(float(corner.split(",")[0]) for corner in back.arrow.split())
    assert teller.x + teller.width < tip < told_by.x, "it runs back, between the boxes and not beneath them"


def test_each_line_knows_the_boxes_at_its_ends() -> None:
    nodes, ties = _many_reports(3)
    drawing = draw_stemma(nodes, ties)
    ends = {(drawing.boxes[c.start].node.node_id, drawing.boxes[c.end].node.node_id) for c in drawing.curves}
    assert ends == {(tie.told_by, tie.teller) for tie in ties}


def test_words_that_do_not_fit_are_cut_with_a_sign() -> None:
    lines = fit("one two three four five six seven", width=60.0, font_size=13.0, max_lines=2)
    assert len(lines) == 2 and lines[-1].endswith("…")
    assert fit("W" * 80, width=60.0, font_size=13.0, max_lines=1)[0].endswith("…")
