"""Lay out the stemma: who has it from whom, origins first, pages last.

In:   nodes (voices and reports) and edges (teller, told by).
Out:  a `Drawing`: boxes, curves and their words with coordinates, in SVG user units; no markup.
Holds: no two boxes overlap; the words of a box fit in it (by `text_width`, which errs on the wide side); the
same input gives the same drawing. A cycle is drawn, its closing edge marked.

Columns run from left (origins) through relays and agencies to right (reports, then those that carry their
text), because names lie flat: forty reports under each other can be read and printed, beside each other not.
The method is Sugiyama's: layers by longest path, crossings reduced by barycentres, long edges led through
places of their own, heights by least squares under the order found (pool adjacent violators).
"""

import itertools
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

BOX_WIDTH = 196.0
_COLUMN_GAP = 76.0
_MARGIN = 8.0
_NAME = 14.3  # what a name takes: it is drawn at 13, and bold
_SMALL = 11.0
_LINE = 15.0
_SMALL_LINE = 14.0
_PAD = 7.0
_ROW_GAP = 10.0
_DUMMY = 8.0
_BACK = 7.0
_COMPACT_FROM = 24  # nodes in one column from which a report's box holds one line only


@dataclass(frozen=True, slots=True)
class StemmaNode:
    """One voice or report. label: its name; caption: a second, smaller line; full: all that is known, for a title.

    kind: "report", "agency" or "voice"; shape: the shape of its side; is_unnamed: drawn with a broken outline.
    """

    node_id: str
    label: str
    caption: str
    full: str
    kind: str
    shape: str
    is_unnamed: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """`teller` has it from `told_by`; why: in words. is_copy: text carried on, drawn dashed."""

    teller: str
    told_by: str
    why: str
    is_copy: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A node in its place. lines, captions: its name and its second words, broken to fit."""

    node: StemmaNode
    x: float
    y: float
    width: float
    height: float
    indent: float
    lines: tuple[str, ...]
    captions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """An edge as an SVG path from origin to teller, and the corners of its arrow head.

    start, end: the places, among the boxes of the drawing, of who told and of who has it from there.
    """

    path: str
    arrow: str
    why: str
    is_copy: bool
    closes_cycle: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A laid out stemma, in SVG user units."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]


def indent(node: StemmaNode) -> float:
    """Return how far the words of a box stand from its left edge: right of the mark of its side, if it has one."""
    return 25.0 if node.shape else 13.0


def text_width(text: str, font_size: float) -> float:
    """Return about how wide `text` is in a plain sans-serif font; on the wide side."""
    width = 0.0
    for char in text:
        if unicodedata.combining(char):
            continue
        if unicodedata.east_asian_width(char) in "WF":
            width += 1.05
        elif char in "MWmw@%—…ÆŒ":
            width += 0.92
        elif char.isupper() or char in "←≥≤~+<>=×":
            width += 0.74
        elif char in "iljtfr.,;:'|!()[] -’I":
            width += 0.37
        else:
            width += 0.59
    return width * font_size


def fit(text: str, *, width: float, font_size: float, max_lines: int) -> tuple[str, ...]:
    """Break `text` at spaces into at most max_lines lines no wider than `width`; what does not fit ends in "…"."""
    lines: list[str] = []
    rest = text.split()
    while rest and len(lines) < max_lines:
        line = ""
        while rest and text_width(f"{line} {rest[0]}".strip(), font_size) <= width:
            line = f"{line} {rest.pop(0)}".strip()
        if not line:  # one word wider than the line
            line = _cut(rest.pop(0), width=width, font_size=font_size)
        lines.append(line)
    if rest:
        lines[-1] = _cut(f"{lines[-1]} {' '.join(rest)}", width=width, font_size=font_size)
    return tuple(lines) or ("",)


def _cut(text: str, *, width: float, font_size: float) -> str:
    if text_width(text, font_size) <= width:
        return text
    while text and text_width(text + "…", font_size) > width:
        text = text[:-1]
    return text.rstrip() + "…"


@dataclass(slots=True)
class _Spot:
    """A node, or a place that a long edge is led through (node is None), while it is moved about."""

    key: str
    layer: int
    height: float
    node: StemmaNode | None
    lines: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    y: float = 0.0


def draw_stemma(nodes: Sequence[StemmaNode], ties: Sequence[Tie]) -> Drawing:
    """Return the drawing of a stemma; ties whose ends are not among the nodes are left out.

    nodes: any order, at least one; ids differ.
    """
    held = {node.node_id: node for node in nodes}
    known = [t for t in ties if t.teller in held and t.told_by in held and t.teller != t.told_by]
    known = sorted(dict.fromkeys(known), key=lambda t: (t.told_by, t.teller, t.is_copy, t.why))
    closing = _closing_ties(sorted(held), known)
    forward = [tie for tie in known if tie not in closing]
    layers = _layers(held, forward)
    in_layer = [sum(n == layer for n in layers.values()) for layer in range(max(layers.values()) + 1)]
    compact = max(in_layer) >= _COMPACT_FROM
    spots = {key: _spot(node, layers[key], compact=compact) for key, node in held.items()}
    paths = [_lead_through(tie, spots, layers) for tie in forward]
    columns = _order(spots, paths)
    _set_heights(columns, paths, gap=_ROW_GAP / 2 if compact else _ROW_GAP)
    return _finish(spots, forward, paths, sorted(closing, key=known.index))


def _closing_ties(keys: Sequence[str], ties: Sequence[Tie]) -> set[Tie]:
    """Return ties that would close a cycle when ties are added one after another."""
    above: dict[str, set[str]] = {key: set() for key in keys}
    closing: set[Tie] = set()
    for tie in ties:
        reached, todo = set(), [tie.told_by]
        while todo:
            key = todo.pop()
            if key not in reached:
                reached.add(key)
                todo += above[key]
        if tie.teller in reached:
            closing.add(tie)
        else:
            above[tie.teller].add(tie.told_by)
    return closing


def _layers(held: dict[str, StemmaNode], ties: Sequence[Tie]) -> dict[str, int]:
    """Return each node's column: one past the furthest it has it from; reports after every voice."""
    above: dict[str, list[str]] = {key: [] for key in held}
    for tie in ties:
        above[tie.teller].append(tie.told_by)
    layers: dict[str, int] = {}

    def settle(keys: Iterable[str], floor: int) -> None:
        todo = sorted(keys)
        while todo:  # the ties hold no cycle, so every round settles at least one
            ready = [key for key in todo if all(told in layers for told in above[key])]
            for key in ready:
                layers[key] = max((layers[told] + 1 for told in above[key]), default=floor)
                layers[key] = max(layers[key], floor)
            todo = [key for key in todo if key not in layers]
            if not ready:
                break

    voices = [key for key, node in held.items() if node.kind != "report"]
    settle(voices, 0)
    floor = max((layers[key] for key in voices if key in layers), default=-1) + 1
    settle([key for key in held if key not in layers], floor)
    _pull_right(layers, held, ties)
    return layers


def _pull_right(layers: dict[str, int], held: dict[str, StemmaNode], ties: Sequence[Tie]) -> None:
    """Move voices towards those who have it from them: fewer long edges."""
    below: dict[str, list[str]] = {}
    for tie in ties:
        below.setdefault(tie.told_by, []).append(tie.teller)
    for key in sorted(held, key=lambda k: (-layers[k], k)):
        has_origin = any(tie.teller == key for tie in ties)
        if held[key].kind != "report" and has_origin and below.get(key):
            layers[key] = max(layers[key], min(layers[k] for k in below[key]) - 1)


def _spot(node: StemmaNode, layer: int, *, compact: bool) -> _Spot:
    room = BOX_WIDTH - indent(node) - _PAD
    if compact and node.kind == "report":
        lines = fit(node.label, width=room, font_size=_NAME, max_lines=1)
        return _Spot(node.node_id, layer, _LINE + 8.0, node, lines)
    lines = fit(node.label, width=room, font_size=_NAME, max_lines=3)
    captions = fit(node.caption, width=room, font_size=_SMALL, max_lines=2) if node.caption else ()
    height = _LINE * len(lines) + _SMALL_LINE * len(captions) + 2 * _PAD
    return _Spot(node.node_id, layer, height, node, lines, captions)


def _lead_through(tie: Tie, spots: dict[str, _Spot], layers: dict[str, int]) -> list[str]:
    """Return the keys an edge passes, with new spots made in the columns between its ends."""
    first, last = layers[tie.told_by], layers[tie.teller]
    path = [tie.told_by]
    for layer in range(first + 1, last):
        key = f"\0{tie.told_by}\0{tie.teller}\0{tie.is_copy}\0{tie.why}\0{layer}"
        spots[key] = _Spot(key, layer, _DUMMY, None)
        path.append(key)
    return [*path, tie.teller]


def _order(spots: dict[str, _Spot], paths: Sequence[Sequence[str]]) -> list[list[_Spot]]:
    """Return the columns, each in an order with few crossings: the best of a few barycentre sweeps."""
    left: dict[str, list[str]] = {key: [] for key in spots}
    right: dict[str, list[str]] = {key: [] for key in spots}
    for path in paths:
        for a, b in itertools.pairwise(path):
            right[a].append(b)
            left[b].append(a)
    count = max(spot.layer for spot in spots.values()) + 1
    columns: list[list[str]] = [[] for _ in range(count)]
    for key, spot in sorted(spots.items(), key=lambda item: (item[1].node is None, _name(item[1]), item[0])):
        columns[spot.layer].append(key)
    best, fewest = [list(column) for column in columns], _crossings(columns, right)
    for sweep in range(16):
        forwards = sweep % 2 == 0
        for n in range(count) if forwards else reversed(range(count)):
            near = left if forwards else right
            place = {key: float(i) for column in columns for i, key in enumerate(column)}
            here = {key: i for i, key in enumerate(columns[n])}
            columns[n].sort(
                key=lambda key: (_mean([place[k] for k in near[key]], float(here[key])), here[key])
            )
        crossings = _crossings(columns, right)
        if crossings < fewest:
            best, fewest = [list(column) for column in columns], crossings
    return [[spots[key] for key in column] for column in best]


def _name(spot: _Spot) -> str:
    return f"{spot.node.shape} {spot.node.label}" if spot.node is not None else ""


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _crossings(columns: Sequence[Sequence[str]], right: dict[str, list[str]]) -> int:
    total = 0
    for column, following in itertools.pairwise(columns):
        place = {key: i for i, key in enumerate(following)}
        ends = [place[b] for a in column for b in sorted(right[a], key=lambda k: place[k])]
        total += sum(ends[i] > ends[j] for i in range(len(ends)) for j in range(i + 1, len(ends)))
    return total


def _set_heights(columns: Sequence[Sequence[_Spot]], paths: Sequence[Sequence[str]], *, gap: float) -> None:
    """Give every spot the middle height nearest to its neighbours' that keeps order and distance."""
    near: dict[str, list[_Spot]] = {spot.key: [] for column in columns for spot in column}
    by_key = {spot.key: spot for column in columns for spot in column}
    for path in paths:
        for a, b in itertools.pairwise(path):
            near[a].append(by_key[b])
            near[b].append(by_key[a])
    for column in columns:
        y = 0.0
        for spot in column:
            spot.y = y + spot.height / 2
            y += spot.height + gap
    tallest = max(sum(s.height + gap for s in column) for column in columns)
    for column in columns:  # start with every column in the middle
        free = (tallest - sum(s.height + gap for s in column)) / 2
        for spot in column:
            spot.y += free
    for sweep in range(24):
        for column in columns if sweep % 2 == 0 else list(reversed(columns)):
            wanted = [_mean([other.y for other in near[spot.key]], spot.y) for spot in column]
            for spot, y in zip(column, _keep_apart(column, wanted, gap), strict=True):
                spot.y = y
    lowest = min(spot.y - spot.height / 2 for column in columns for spot in column)
    for column in columns:
        for spot in column:
            spot.y += _MARGIN - lowest


def _keep_apart(column: Sequence[_Spot], wanted: Sequence[float], gap: float) -> list[float]:
    offsets, total = [], 0.0
    for before, spot in zip([None, *column], column, strict=False):
        if before is not None:
            total += (before.height + spot.height) / 2 + gap
        offsets.append(total)
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        pools.append((want - offset, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, m), (b, k) = pools[-2], pools[-1]
            pools[-2:] = [((a * m + b * k) / (m + k), m + k)]
    flat = [mean for mean, size in pools for _ in range(size)]
    return [mean + offset for mean, offset in zip(flat, offsets, strict=True)]


def _finish(
    spots: dict[str, _Spot], ties: Sequence[Tie], paths: Sequence[Sequence[str]], closing: Sequence[Tie]
) -> Drawing:
    def x_of(spot: _Spot) -> float:
        return _MARGIN + spot.layer * (BOX_WIDTH + _COLUMN_GAP)

    boxes = [
        Box(
            node=spot.node,
            x=x_of(spot),
            y=round(spot.y - spot.height / 2, 1),
            width=BOX_WIDTH,
            height=round(spot.height, 1),
            indent=indent(spot.node),
            lines=spot.lines,
            captions=spot.captions,
        )
        for spot in spots.values()
        if spot.node is not None
    ]
    boxes.sort(key=lambda box: (box.x, box.y))
    number = {box.node.node_id: n for n, box in enumerate(boxes)}
    ends = {tie: (number[tie.told_by], number[tie.teller]) for tie in (*ties, *closing)}
    curves = [
        _curve(tie, [spots[key] for key in path], x_of, ends[tie])
        for tie, path in zip(ties, paths, strict=True)
    ]
    for tie in closing:
        curves.append(_curve_back(tie, spots[tie.told_by], spots[tie.teller], x_of, ends[tie]))
    return Drawing(
        width=round(max(box.x for box in boxes) + BOX_WIDTH + _MARGIN, 1),
        height=round(max(box.y + box.height for box in boxes) + _MARGIN, 1),
        boxes=tuple(boxes),
        curves=tuple(curves),
    )


def _curve(tie: Tie, spots: Sequence[_Spot], x_of: Callable[[_Spot], float], ends: tuple[int, int]) -> Curve:
    points = [(x_of(spots[0]) + BOX_WIDTH, spots[0].y)]
    for spot in spots[1:-1]:
        points += [(x_of(spot), spot.y), (x_of(spot) + BOX_WIDTH, spot.y)]
    end_x, end_y = x_of(spots[-1]), spots[-1].y
    points.append((end_x - 7.0, end_y))
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for n in range(0, len(points) - 1, 2):
        (x1, y1), (x2, y2) = points[n], points[n + 1]
        bend = max(abs(x2 - x1) / 2, 24.0)
        path += f" C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        if n + 2 < len(points):
            path += f" L{points[n + 2][0]:.1f} {points[n + 2][1]:.1f}"
    arrow = f"{end_x:.1f},{end_y:.1f} {end_x - 8:.1f},{end_y - 4:.1f} {end_x - 8:.1f},{end_y + 4:.1f}"
    return Curve(path, arrow, tie.why, tie.is_copy, closes_cycle=False, start=ends[0], end=ends[1])


def _curve_back(
    tie: Tie, told_by: _Spot, teller: _Spot, x_of: Callable[[_Spot], float], ends: tuple[int, int]
) -> Curve:
    """Lead a tie that closes a cycle leftwards, from the side of its box that faces the teller's, a little lower."""
    x1, y1 = x_of(told_by), told_by.y + _BACK
    x2, y2 = x_of(teller) + BOX_WIDTH, teller.y + _BACK
    bend = max((x1 - x2) / 2, 24.0)
    path = f"M{x1:.1f} {y1:.1f} C{x1 - bend:.1f} {y1:.1f} {x2 + 7 + bend:.1f} {y2:.1f} {x2 + 7:.1f} {y2:.1f}"
    arrow = f"{x2:.1f},{y2:.1f} {x2 + 8:.1f},{y2 - 4:.1f} {x2 + 8:.1f},{y2 + 4:.1f}"
    return Curve(path, arrow, tie.why, tie.is_copy, closes_cycle=True, start=ends[0], end=ends[1])
