"""Draw how seconds grow with accounts: both axes logarithmic, so that a power is a straight line.

In:   points (accounts, seconds); the exponent of their fit.
Out:  an SVG file, made by hand; nothing but text and lines.
Holds: the same points give the same bytes. Beside the points stand two lines through the first: linear growth, and what
is wanted at most, the power of 1.2.
"""

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

WANTED = 1.2
_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 640, 420, 70, 30, 40, 55

Point = tuple[float, float]


def draw_growth(points: Sequence[Point], exponent: float | None, path: Path) -> None:
    """Write the chart of at least one point; the folder is made if it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(_drawn(sorted(points), exponent)) + "\n", encoding="utf-8")


def _drawn(points: Sequence[Point], exponent: float | None) -> Iterator[str]:
    (first_x, first_y), (last_x, _) = points[0], points[-1]
    at_most = first_y * (last_x / first_x) ** WANTED
    xs = _decades(first_x, last_x)
    ys = _decades(min(y for _, y in points), max(at_most, *(y for _, y in points)))

    def x_of(accounts: float) -> float:
        share = (math.log10(accounts) - math.log10(xs[0])) / math.log10(xs[-1] / xs[0])
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def y_of(seconds: float) -> float:
        share = (math.log10(seconds) - math.log10(ys[0])) / math.log10(ys[-1] / ys[0])
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)

    def line(ends: Sequence[Point], style: str) -> str:
        told = " ".join(f"{x_of(x):.1f},{y_of(y):.1f}" for x, y in ends)
        return f'<polyline points="{told}" fill="none" {style}/>'

    def words(x: float, y: float, said: str, anchor: str = "middle") -> str:
        return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{said}</text>'

    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        'font-size="13">'
    )
    yield '<rect width="100%" height="100%" fill="white"/>'
    told = "" if exponent is None else f": the power of {exponent:.2f}"
    yield words(_WIDTH / 2, 22, f"Seconds to link and reconcile, by accounts{told}")
    for accounts in xs:
        yield line([(accounts, ys[0]), (accounts, ys[-1])], 'stroke="#ddd"')
        yield words(x_of(accounts), _HEIGHT - _BOTTOM + 18, f"{accounts:,.0f}")
    for seconds in ys:
        yield line([(xs[0], seconds), (xs[-1], seconds)], 'stroke="#ddd"')
        yield words(_LEFT - 8, y_of(seconds) + 4, f"{seconds:g} s", "end")
    yield words(_WIDTH / 2, _HEIGHT - 14, "accounts")
    for power, style in ((1.0, 'stroke="#888"'), (WANTED, 'stroke="#888" stroke-dasharray="5 4"')):
        end = first_y * (last_x / first_x) ** power
        yield line([(first_x, first_y), (last_x, end)], style)
        yield words(x_of(last_x) - 6, y_of(end) + (16 if power == 1.0 else -6), f"power {power:g}", "end")
    yield line(points, 'stroke="#0b5394" stroke-width="2"')
    for accounts, seconds in points:
        yield f'<circle cx="{x_of(accounts):.1f}" cy="{y_of(seconds):.1f}" r="4" fill="#0b5394"/>'
        yield words(x_of(accounts) - 8, y_of(seconds) - 8, f"{seconds:.3g} s", "end")
    yield "</svg>"


def _decades(low: float, high: float) -> list[float]:
    """Return the powers of ten around two numbers, at least two of them."""
    first = math.floor(math.log10(low))
    last = max(math.ceil(math.log10(high)), first + 1)
    return [10.0**power for power in range(first, last + 1)]
