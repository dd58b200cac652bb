"""Measure how linking and reconciling grow with a case: made piles of several sizes, each in a process of its own.

In:   sizes, in reports; a seed. The reports and what is read in them are made (`benchmarks.made_pile`).
Out:  a table on standard output, and a chart where a file is named for it.
Holds: nothing is read: each case is filled beforehand with the extractions of its reports, so that a build links and
reconciles, stores its records, and no more. Memory is the most that the building process held at once.

    build          all records of a case that has none yet, by stages
    one more       the records again, after one more report came in
    unchanged      the records again, after nothing came in
    B-cubed        how well the accounts are grouped, by the generator's truth; mentions in passing apart

The exponent is that of the fit of log seconds over log accounts, by least squares: 1 is linear.

    .venv/bin/python -m benchmarks.scale --sizes 10000 30000 100000 [--chart build/scale.svg]
"""

import argparse
import json
import math
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.b_cubed import Score, b_cubed
from benchmarks.made_pile import SEED, Made, add_made, make_pile, new_case
from benchmarks.scale_chart import draw_growth
from benchmarks.turns import peak_bytes

from tellings.case import Case
from tellings.codec import from_json, to_json
from tellings.model import Extraction, Report
from tellings.pipeline import update_case

SIZES = (300, 1_000, 3_000)  # what `make bench` measures: some minutes
_TRUTH, _NEXT = "truth.json", "next.json"  # beside the case


@dataclass(frozen=True, slots=True)
class Size:
    """What one size came to. stages: seconds of the build by what it was doing, in its own words.

    ratio: yardsticks (`bench.yardstick`) for a thousand accounts. score: of accounts that are no mention in passing;
    in_passing: of mentions in passing, the share that joined the incident that they mention.
    """

    reports: int
    accounts: int
    incidents: int
    seconds: float
    stages: dict[str, float]
    one_more: float
    unchanged: float
    ratio: float
    peak_bytes: int
    score: Score
    in_passing: float


def measure(sizes: Sequence[int], *, seed: int = SEED, folder: Path | None = None) -> list[Size]:
    """Fill a case of each size and build it; the smallest first. folder: where the cases are kept meanwhile."""
    found = []
    for size in sorted(sizes):
        with tempfile.TemporaryDirectory(dir=folder) as room:
            _run("fill", room, str(size), str(seed))
            told = json.loads(_run("build", room))
            more = json.loads(_run("one-more", room))
        found.append(Size(**{**told, **more, "score": Score(**told["score"])}))
    return found


def _run(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.scale", "--step", *arguments],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


# ---------------------------------------------------------------- steps, each a process


def _fill(room: Path, size: int, seed: int) -> None:
    """Make a case of so many reports; keep the truth beside it, and one report more that will come in later."""
    truth: dict[str, tuple[str, bool]] = {}
    case = new_case(room / "case", seed=seed)
    pile = make_pile(size + 1, seed=seed)

    def noted() -> Any:
        for made in islice(pile, size):
            for account, label in zip(made.extraction.accounts, made.incidents, strict=True):
                truth[account.account_id] = label, account.background
            yield made

    add_made(case, noted())
    (room / _TRUTH).write_text(json.dumps(truth), encoding="utf-8")
    last = next(pile)
    told = {"report": to_json(last.report), "extraction": to_json(last.extraction)}
    (room / _NEXT).write_text(json.dumps(told), encoding="utf-8")


def _build(room: Path) -> dict[str, Any]:
    from benchmarks.bench import yardstick  # the bench measures the reader too, and loads it

    case = Case.open(room / "case")
    before = _seconds(yardstick)
    stages = _Stages()
    seconds = _seconds(lambda: update_case(case, progress=stages))
    stages.end()
    peak, after = peak_bytes(), _seconds(yardstick)
    truth = json.loads((room / _TRUTH).read_text(encoding="utf-8"))
    groups = _groups(case)
    score, in_passing = _scores(groups, truth)
    return {
        "reports": len(case.report_ids()),
        "accounts": len(truth),
        "incidents": len(set(groups.values())),
        "seconds": seconds,
        "stages": stages.seconds,
        "ratio": seconds / len(truth) * 1000 / ((before + after) / 2),
        "peak_bytes": peak,
        "score": asdict(score),
        "in_passing": in_passing,
    }


def _one_more(room: Path) -> dict[str, float]:
    told = json.loads((room / _NEXT).read_text(encoding="utf-8"))
    made = Made(from_json(Report, told["report"]), from_json(Extraction, told["extraction"]), ())
    case = Case.open(room / "case")

    def take_in() -> None:
        add_made(case, [made])
        update_case(case)

    return {"one_more": _seconds(take_in), "unchanged": _seconds(lambda: update_case(case))}


def _seconds(work: Callable[[], object]) -> float:
    since = time.perf_counter()
    work()
    return time.perf_counter() - since


class _Stages:
    """Notes how long a build says that it is at what: the words before a colon, where it names the one in hand."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._now, self._since = "opening", time.perf_counter()

    def __call__(self, done: int, of: int, item: str) -> None:
        self.end()
        self._now = item.partition(":")[0]

    def end(self) -> None:
        now = time.perf_counter()
        self.seconds[self._now] = self.seconds.get(self._now, 0.0) + now - self._since
        self._since = now


def _groups(case: Case) -> dict[str, str]:
    """Return the incident of each account that stands in a record."""
    groups: dict[str, str] = {}
    for incident_id, body in case.record_bodies():
        groups |= {account["account_id"]: incident_id for account in json.loads(body)["accounts"]}
    return groups


def _scores(groups: dict[str, str], truth: dict[str, tuple[str, bool]]) -> tuple[Score, float]:
    """Return the B-cubed score of the own accounts, and the share of mentions in passing that joined their incident:
    the one of whose own accounts most tell of what they mention."""
    own = {account: label for account, (label, is_background) in truth.items() if not is_background}
    score = b_cubed({account: groups.get(account, account) for account in own}, own)
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for account, label in own.items():
        told[groups.get(account, account)][label] += 1
    mostly = {incident: labels.most_common(1)[0][0] for incident, labels in told.items()}
    mentions = {account: label for account, (label, is_background) in truth.items() if is_background}
    joined = sum(mostly.get(groups.get(account, "")) == label for account, label in mentions.items())
    return score, joined / len(mentions) if mentions else 1.0


# ---------------------------------------------------------------- what it comes to


def exponent(sizes: Sequence[Size]) -> float | None:
    """Return the slope of log seconds over log accounts, by least squares; None for fewer than two sizes."""
    points = [(math.log(one.accounts), math.log(one.seconds)) for one in sizes]
    if len({x for x, _ in points}) < 2:
        return None
    return statistics.linear_regression(*zip(*points, strict=True)).slope


def lines_of(sizes: Sequence[Size]) -> list[str]:
    """Return the table, line by line."""
    lines = [
        f"{'reports':>9}{'accounts':>10}{'incidents':>11}{'build s':>10}{'yardsticks/1000':>17}{'one more s':>12}"
        f"{'unchanged s':>13}{'MB':>8}   B-cubed P, R, F1       in passing"
    ]
    lines += [
        f"{one.reports:>9,}{one.accounts:>10,}{one.incidents:>11,}{one.seconds:>10.1f}{one.ratio:>17.1f}"
        f"{one.one_more:>12.2f}{one.unchanged:>13.2f}{one.peak_bytes / 1e6:>8,.0f}   {one.score.precision:.3f}, "
        f"{one.score.recall:.3f}, {one.score.f1:.3f}    {one.in_passing:.3f}"
        for one in sizes
    ]
    if sizes:
        told = sorted(sizes[-1].stages.items(), key=lambda row: -row[1])
        stages = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in told if seconds >= 0.05)
        lines.append(f"of the largest: {stages}")
    slope = exponent(sizes)
    if slope is not None:
        lines.append(f"seconds grow with the accounts to the power of {slope:.2f} (1 is linear)")
    return lines


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure how linking and reconciling grow with a case.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="in reports")
    parser.add_argument("--seed", type=int, default=SEED, help="of the generator (%(default)s)")
    parser.add_argument("--folder", type=Path, help="where the cases are kept meanwhile (the system's own)")
    parser.add_argument("--chart", type=Path, help="write a chart of the growth here, as SVG")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--step", nargs="+", help=argparse.SUPPRESS)  # one step, in the process made for it
    chosen = parser.parse_args(arguments)
    if chosen.step is not None:
        match chosen.step:
            case ["fill", room, size, seed]:
                _fill(Path(room), int(size), int(seed))
            case ["build", room]:
                print(json.dumps(_build(Path(room))))
            case ["one-more", room]:
                print(json.dumps(_one_more(Path(room))))
        return
    found = measure(chosen.sizes, seed=chosen.seed, folder=chosen.folder)
    if chosen.chart is not None:
        draw_growth([(one.accounts, one.seconds) for one in found], exponent(found), chosen.chart)
    print(json.dumps([asdict(one) for one in found]) if chosen.json else "\n".join(lines_of(found)))


if __name__ == "__main__":
    main()
