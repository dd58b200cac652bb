"""Place one toll's figures on small charts, one a side, over the dates they held on.

In:   a toll and its lookup.
Out:  a `TollChart`: marks, bars, lines and labels with coordinates, in SVG user units; no markup.
Holds: every figure is on the chart once (equal ones of one date and kind share a mark and say how many);
dates stand in order and evenly, not to scale; a vague figure has no height: it stands in a lane of its own.

The template `toll.svg.j2` draws it. All panels of a chart share both scales. Shape is a side, beside its name;
filled is stated, hollow is unsourced, dashed is derived, struck through is superseded, underlined a rendering.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tellings.model import Figure, Toll
from tellings.publish.lookup import Lookup
from tellings.publish.stemma import text_width
from tellings.publish.summary import as_of_in_words, figure_in_words
from tellings.publish.words import FIELD_WORDS, UNSOURCED, count_in_figures, side_in_words
from tellings.vocabulary import CountBasis

SHAPES = ("circle", "square", "triangle", "diamond", "pentagon", "cross")
UNDECIDED_SHAPE = "kite"  # no side's shape: for voices whose side is not decided, and for outlets themselves

_LEFT, _TOP, _PLOT, _BOTTOM = 34.0, 14.0, 168.0, 40.0
_LANE = 24.0  # the lane above the plot for what has no number
_SLOT = 15.0  # between marks of one date that would touch
_LABEL_GAP = 13.0  # between the baselines of two labels
_LABEL_FONT = 12.0


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure on the chart. ys: its told ends, one or two; arrow: "up" or "down" where an end is open.

    label_x, label_y: where its label stands; label_moved: the label had to give way, so a thin line leads to it.
    """

    x: float
    ys: tuple[float, ...]
    arrow: str
    shape: str
    basis: str
    superseded: bool
    rendering: bool
    label: str
    label_x: float
    label_y: float
    label_moved: bool
    title: str


@dataclass(frozen=True, slots=True)
class Link:
    """A line from a figure to the one that put it right or raised it."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Panel:
    """One side's figures. vague: (x, words) of figures without a number."""

    title: str
    shape: str
    divided: bool
    is_unsourced: bool
    marks: tuple[Mark, ...]
    links: tuple[Link, ...]
    vague: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis, with up to two lines of words. gap_before: much time lies between it and the last."""

    at: float
    label: str
    second: str = ""
    gap_before: bool = False


@dataclass(frozen=True, slots=True)
class TollChart:
    """All panels of one toll and the scales they share. features: what the key has to explain."""

    heading: str
    panels: tuple[Panel, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    width: float
    height: float
    left: float
    plot_top: float
    plot_bottom: float
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Dot:
    """Figures of one panel that share date, value and kind, before they have a place."""

    date: str
    figures: tuple[Figure, ...]
    low: int | None
    high: int | None
    label: str
    basis: str
    superseded: bool
    rendering: bool
    title: str


def shapes_of_sides(sides: Iterable[str | None]) -> dict[str | None, str]:
    """Return a shape for each side, in the order given; past six sides the shapes start again."""
    named = list(dict.fromkeys(side for side in sides if side is not None))
    shapes: dict[str | None, str] = {side: SHAPES[n % len(SHAPES)] for n, side in enumerate(named)}
    shapes[None] = UNDECIDED_SHAPE
    return shapes


def draw_toll(toll: Toll, lookup: Lookup, shapes: dict[str | None, str]) -> TollChart | None:
    """Return the chart of a toll, or None where there is nothing to compare: under two figures with a number."""
    groups: list[tuple[str, str, bool, tuple[Figure, ...], bool]] = [
        (side_in_words(side.side), shapes.get(side.side, UNDECIDED_SHAPE), side.divided, side.figures, False)
        for side in toll.sides
        if side.figures
    ]
    if toll.unsourced:
        groups.append((UNSOURCED, UNDECIDED_SHAPE, False, toll.unsourced, True))
    dots = [_gather(figures, lookup, is_unsourced=unsourced) for *_, figures, unsourced in groups]
    numbers = [n for panel in dots for dot in panel for n in (dot.low, dot.high) if n is not None]
    if sum(bool(_ends(dot)) for panel in dots for dot in panel) < 2:
        return None
    top, step = _scale(max(numbers))
    lane = _LANE if any(_is_vague(dot) for panel in dots for dot in panel) else 0.0
    plot_top, plot_bottom = _TOP + lane, _TOP + lane + _PLOT

    def height_of(value: float) -> float:
        return plot_bottom - (value / top) * _PLOT

    dates = sorted({dot.date for panel in dots for dot in panel}, key=lambda date: (date == "", date))
    widths = {
        date: max(_width([d for d in panel if d.date == date], height_of) for panel in dots) for date in dates
    }
    starts: dict[str, float] = {}
    x = _LEFT + 10.0
    for date in dates:
        starts[date] = x
        x += widths[date]
    panels = tuple(
        _panel(title, shape, divided, unsourced, panel, starts, height_of)
        for (title, shape, divided, _, unsourced), panel in zip(groups, dots, strict=True)
    )
    return TollChart(
        heading=FIELD_WORDS[toll.kind],
        panels=panels,
        x_ticks=tuple(_date_ticks(dates, starts)),
        y_ticks=tuple(Tick(height_of(n), str(n)) for n in range(0, top + 1, step)),
        width=round(max(x + 4.0, 230.0), 1),
        height=plot_bottom + _BOTTOM,
        left=_LEFT,
        plot_top=plot_top,
        plot_bottom=plot_bottom,
        features=_features(dots, panels),
    )


def _is_vague(dot: _Dot) -> bool:
    return dot.label == "?"


def _gather(figures: Sequence[Figure], lookup: Lookup, *, is_unsourced: bool) -> list[_Dot]:
    groups: dict[tuple[str, str, str, bool, bool], list[Figure]] = {}
    for figure in figures:
        claims = [lookup.claims[c] for c in figure.claim_ids if c in lookup.claims]
        rendering = bool(claims) and all(lookup.is_rendering(claim.report_id) for claim in claims)
        basis = "unsourced" if is_unsourced else "stated"
        if figure.value.basis is CountBasis.DERIVED:
            basis = "derived"
        label = count_in_figures(figure.value)
        date = as_of_in_words(figure, lookup)[1]
        groups.setdefault((date, label, basis, figure.superseded, rendering), []).append(figure)
    dots = []
    for (date, label, basis, superseded, rendering), held in groups.items():
        first = held[0].value
        numbers = (None, None) if label == "?" else (first.low, first.high)
        words = [figure_in_words(figure, lookup) for figure in held]
        title = "; ".join(
            f"{w.value}, {w.when}: {w.told_by}" + (f" ({', '.join(w.marks)})" if w.marks else "")
            for w in words
        )
        shown = words[0].value if label == "?" else label + (f" ×{len(held)}" if len(held) > 1 else "")
        dots.append(
            _Dot(
                date=date,
                figures=tuple(held),
                low=numbers[0],
                high=numbers[1],
                label="?" if label == "?" else shown,
                basis=basis,
                superseded=superseded,
                rendering=rendering,
                title=title,
            )
        )
    return dots


def _ends(dot: _Dot) -> tuple[int, ...]:
    return tuple(sorted({n for n in (dot.low, dot.high) if n is not None}))


def _slots(dots: Sequence[_Dot], height_of: Callable[[float], float]) -> dict[int, int]:
    """Give each dot of one date a slot to the right, so that no two marks touch."""
    placed: list[tuple[int, float, float]] = []
    slots: dict[int, int] = {}
    order = sorted((n for n, dot in enumerate(dots) if _ends(dot)), key=lambda n: (-len(_ends(dots[n])), n))
    for n in sorted(order):
        ys = [height_of(end) for end in _ends(dots[n])]
        low, high = min(ys) - 7.0, max(ys) + 7.0
        if dots[n].high is None:
            low -= 14.0
        if dots[n].low is None:
            high += 14.0
        slot = 0
        while any(s == slot and low < b and a < high for s, a, b in placed):
            slot += 1
        placed.append((slot, low, high))
        slots[n] = slot
    return slots


def _width(dots: Sequence[_Dot], height_of: Callable[[float], float]) -> float:
    """How wide a date's column must be for these dots and their labels."""
    slots = _slots(dots, height_of)
    label = max((text_width(dot.label, _LABEL_FONT) for dot in dots if _ends(dot)), default=0.0)
    vague = max((text_width(dot.title.split(",")[0], 11.0) for dot in dots if _is_vague(dot)), default=0.0)
    return max(50.0, 26.0 + _SLOT * max(slots.values(), default=0) + label, vague + 14.0)


def _panel(
    title: str,
    shape: str,
    divided: bool,
    is_unsourced: bool,
    dots: Sequence[_Dot],
    starts: dict[str, float],
    height_of: Callable[[float], float],
) -> Panel:
    marks: list[Mark] = []
    at: dict[int, tuple[float, float]] = {}
    for date in starts:
        column = [dot for dot in dots if dot.date == date and _ends(dot)]
        slots = _slots(column, height_of)
        label_x = starts[date] + _SLOT * max(slots.values(), default=0) + 10.0
        middles = [sum(height_of(e) for e in _ends(dot)) / len(_ends(dot)) for dot in column]
        spread = spread_apart(middles, gap=_LABEL_GAP)
        for n, dot in enumerate(column):
            x = starts[date] + _SLOT * slots[n]
            ys = tuple(round(height_of(end), 1) for end in _ends(dot))
            at[id(dot)] = (x, ys[-1])
            marks.append(
                Mark(
                    x=round(x, 1),
                    ys=ys,
                    arrow="up" if dot.high is None else "down" if dot.low is None else "",
                    shape=shape,
                    basis=dot.basis,
                    superseded=dot.superseded,
                    rendering=dot.rendering,
                    label=dot.label,
                    label_x=round(label_x, 1),
                    label_y=round(spread[n], 1),
                    label_moved=abs(spread[n] - middles[n]) > 3.0 or x + 11.0 < label_x,
                    title=dot.title,
                )
            )
    vague = tuple((round(starts[d.date], 1), d.title.split(",")[0]) for d in dots if _is_vague(d))
    links = tuple(_links(dots, at, divided=divided))
    return Panel(title, shape, divided, is_unsourced, tuple(marks), links, vague)


def _links(dots: Sequence[_Dot], at: dict[int, tuple[float, float]], *, divided: bool) -> Iterable[Link]:
    """Join a superseded figure with the next one; within a divided side only where a voice is the same."""
    placed = [dot for dot in dots if id(dot) in at]
    for n, dot in enumerate(placed):
        if not dot.superseded:
            continue
        voices = {voice for figure in dot.figures for voice in figure.voices}
        for later in placed[n + 1 :]:
            theirs = {voice for figure in later.figures for voice in figure.voices}
            if divided and not voices & theirs:
                continue
            (x1, y1), (x2, y2) = at[id(dot)], at[id(later)]
            yield Link(round(x1, 1), y1, round(x2, 1), y2)
            break


def spread_apart(wanted: Sequence[float], *, gap: float) -> list[float]:
    """Return places at least `gap` apart, as near to the wanted ones as can be, in the same order.

    Least squares under an order: pool adjacent violators (Barlow and others, 1972).
    """
    order = sorted(range(len(wanted)), key=lambda n: (wanted[n], n))
    pools: list[tuple[float, int]] = []  # mean, size
    for rank, n in enumerate(order):
        pools.append((wanted[n] - rank * gap, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, m), (b, k) = pools[-2], pools[-1]
            pools[-2:] = [((a * m + b * k) / (m + k), m + k)]
    flat = [mean for mean, size in pools for _ in range(size)]
    placed = [0.0] * len(wanted)
    for rank, n in enumerate(order):
        placed[n] = flat[rank] + rank * gap
    return placed


def _scale(highest: int) -> tuple[int, int]:
    """Return the top of the axis and the step of its ticks, in whole persons."""
    for step in (
        1,
        2,
        5,
        10,
        20,
        25,
        50,
        100,
        200,
        250,
        500,
        1000,
        2000,
        5000,
        10000,
        50000,
        100000,
        1000000,
    ):
        if highest * 1.12 / step <= 6:
            break
    top = step
    while top < highest * 1.12:
        top += step
    return top, step


def _date_ticks(dates: Sequence[str], starts: dict[str, float]) -> Iterable[Tick]:
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    last_year, last_month = "", 0
    for date in dates:
        found = re.search(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", date)
        if not found:
            yield Tick(round(starts[date], 1), "no date", "told")
            continue
        year, month, day = found.groups()
        number = int(year) * 12 + int(month or 1)
        label = f"{int(day)} {months[int(month) - 1]}" if day else months[int(month) - 1] if month else year
        second = year if year != last_year and month else ""
        yield Tick(round(starts[date], 1), label, second, bool(last_year) and number - last_month > 1)
        last_year, last_month = year, number


def _features(dots: Sequence[Sequence[_Dot]], panels: Sequence[Panel]) -> tuple[str, ...]:
    flat = [dot for panel in dots for dot in panel]
    has = {
        "stated": any(dot.basis == "stated" for dot in flat),
        "unsourced": any(dot.basis == "unsourced" for dot in flat),
        "derived": any(dot.basis == "derived" for dot in flat),
        "superseded": any(dot.superseded for dot in flat),
        "rendering": any(dot.rendering for dot in flat),
        "interval": any(dot.low != dot.high for dot in flat),
        "series": any(panel.links for panel in panels),
        "vague": any(_is_vague(dot) for dot in flat),
    }
    return tuple(name for name, held in has.items() if held)
