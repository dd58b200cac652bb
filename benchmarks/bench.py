"""Measure how fast Tellings reads: `make bench`.

In:   nothing: the reports are made here, by a seeded generator; every text, name and figure in them is invented.
      `benchmarks.beside_spacy` reads PolNeAR's where they are at hand.
Out:  a table on standard output. Nothing is asserted: compare two runs, before and after a change.
Holds: each measure stands beside a yardstick, a fixed piece of pure Python that is timed in turns with it, so that
the ratio of the two tells the same on a fast machine and on a slow or busy one. Medians of several rounds.

    attribute      one document: segmented, who says what                       (in process, after loading)
    extract        one document: the same, and its accounts, dates and places   (in process, after loading)
    cold start     `tellings read` of one example report, a process of its own, until it has ended
    demo, again    `tellings demo` where its case is built already, a process of its own
    200 in         a case of 200 reports, a report of it: `case new`, `add` and `build`, each a process of its own
    200 out        the same case, a report of it: `case verify`, and `export` of its ledger as csv

Then the reader of attributions beside spaCy, `benchmarks.beside_spacy`, and how linking and reconciling grow with a
case, `benchmarks.scale`, with a chart in build/scale.svg. Last how long the workbench takes to answer, of a made case,
`benchmarks.pages`.
"""

import argparse
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.beside_spacy import lines_of, measure_reader
from benchmarks.made_reports import REPORTS, write_reports
from benchmarks.pages import lines_of as lines_of_pages
from benchmarks.pages import measure_pages
from benchmarks.scale import SIZES, exponent
from benchmarks.scale import lines_of as lines_of_scale
from benchmarks.scale import measure as measure_scale
from benchmarks.scale_chart import draw_growth

from tellings.intake import report_from_document
from tellings.model import Report, SetAside
from tellings.pipeline import read_attributions, read_report
from tellings.resolve.gazetteer import Gazetteer

SEED = 20130209
DOCUMENTS = 60
ROUNDS = 5
CASE_ROUNDS = 3  # a case of 200 reports takes half a minute
PAGES_OF = 1_000  # reports of the case whose pages are asked for
CHART = Path("build/scale.svg")
EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "camp-liberty" / "reports"
COMMAND = (sys.executable, "-c", "from tellings.cli import main; main()")

# ---------------------------------------------------------------- the reports

PLACES = ("Ardeh", "Brekka", "Tesh", "Dolwirra", "Quay Road", "Sarran", "Hammel", "North Ilk")
FIRST_NAMES = ("Ilka", "Tomas", "Rana", "Jorit", "Selma", "Adan", "Mirra", "Pell")
LAST_NAMES = ("Voss", "Harrim", "Dekker", "Osei", "Lantos", "Brandt", "Nassar", "Quill")
BODIES = (
    "the health ministry",
    "the Northern Council",
    "the army",
    "the relief agency",
    "the harbour police",
)
ROLES = ("spokesman for {body}", "hospital director", "resident", "colonel", "official of {body}", "doctor")
ARMS = ("rockets", "mortar rounds", "shells", "bombs")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OUTLETS = ("The Daily", "Harbour Times", "Northern Post", "Ilk Observer")

SENTENCES = (
    "{Count} people were killed and {count2} wounded when {arms} hit {place} on {day}, {name}, a {role}, said.",
    '"We counted {count} bodies in the yard," {name} told {outlet}. "There may be more."',
    "{Body} said in a statement that it had no part in the attack and called the figure exaggerated.",
    "According to {body}, at least {count} {arms} were fired from the hills above {place}.",
    "{name} said {count} of the dead were children. She added that the wounded had been taken to {place2}.",
    "A {role} who asked not to be named denied that anyone had been killed.",
    "The number could not be confirmed, {body} said, citing the hospital of {place}.",
    "Residents accused {body} of having ordered the shelling, and demanded an inquiry.",
    "It was the second attack on {place} since January, when {count} people died.",
    "State television reported on {day} that {name} had claimed responsibility by telephone.",
    "The market stands beside the old harbour and is busy in the morning.",
    "{name} had told reporters earlier that footage of the attack would be published.",
    "Another {count} died of their wounds in the night, raising the toll to {count2}, {body} said.",
    "The road from {place} to {place2} was closed, and telephone lines were down for hours.",
)
NUMBERS = ("two", "three", "four", "five", "six", "seven", "nine", "a dozen", "14", "21", "more than 30")


def make_reports(number: int, *, seed: int = SEED) -> list[Report]:
    """Return so many invented reports of 12 to 32 sentences each, always the same for a seed."""
    chance = random.Random(seed)
    reports = []
    for n in range(number):
        document = {
            "doc_id": n,
            "text": _text(chance),
            "outlet": chance.choice(OUTLETS),
            "published": f"2013-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            "language": "en",
        }
        report = report_from_document(document)
        assert not isinstance(report, SetAside)
        reports.append(report)
    return reports


def _text(chance: random.Random) -> str:
    paragraphs = [f"Shells hit {chance.choice(PLACES)}, toll unclear"]
    for _ in range(chance.randint(6, 16)):
        paragraphs.append(" ".join(_sentence(chance) for _ in range(2)))
    return "\n\n".join(paragraphs) + "\n"


def _sentence(chance: random.Random) -> str:
    body = chance.choice(BODIES)
    count = chance.choice(NUMBERS)
    return chance.choice(SENTENCES).format(
        Count=count[0].upper() + count[1:],
        count=count,
        count2=chance.choice(NUMBERS),
        arms=chance.choice(ARMS),
        place=chance.choice(PLACES),
        place2=chance.choice(PLACES),
        day=chance.choice(DAYS),
        name=f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}",
        role=chance.choice(ROLES).format(body=body),
        body=body,
        Body=body[0].upper() + body[1:],
        outlet=chance.choice(OUTLETS),
    )


# ---------------------------------------------------------------- the yardstick

_YARD = _text(random.Random(0)) * 100
_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")


def yardstick() -> int:
    """Do a fixed piece of work of the kind that reading is made of: expressions, slices, dictionaries, sorting."""
    words = [(match.group().casefold(), match.start()) for match in _WORD.finditer(_YARD)]
    pairs = Counter((left, right) for (left, _), (right, _) in pairwise(words))
    places: dict[str, list[int]] = {}
    for word, start in words:
        places.setdefault(word, []).append(start)
    ranked = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
    return len(json.dumps(ranked)) + sum(
        _YARD[at : at + 3].isupper() for held in places.values() for at in held
    )


# ---------------------------------------------------------------- measuring


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians over the rounds. seconds: of one piece of work; ratio: that, in yardsticks; spread: of the ratio."""

    seconds: float
    ratio: float
    spread: tuple[float, float]


def measure(work: Callable[[], object], *, pieces: int, rounds: int) -> Measured:
    """Time `work`, which does so many pieces, in turns with the yardstick: before and after each round."""
    seconds, ratios = [], []
    before = _time(yardstick)
    for _ in range(rounds):
        taken = _time(work)
        after = _time(yardstick)
        seconds.append(taken / pieces)
        ratios.append(taken / pieces / ((before + after) / 2))
        before = after
    return Measured(statistics.median(seconds), statistics.median(ratios), (min(ratios), max(ratios)))


def _time(work: Callable[[], object]) -> float:
    since = time.perf_counter()
    work()
    return time.perf_counter() - since


def _measure_case(folder: Path, *, rounds: int) -> dict[str, Measured]:
    """Measure a case of REPORTS made reports: in, and out again."""
    reports, ledger = folder / "reports", folder / "ledger"
    write_reports(reports)
    cases = [folder / f"case-{n}" for n in range(rounds)]
    waiting = iter(cases)

    def take_in() -> None:
        case = str(next(waiting))
        _run("case", "new", case)
        _run("case", "add", case, str(reports))
        _run("case", "build", case)

    def give_out() -> None:
        _run("case", "verify", str(cases[0]))
        _run("export", str(cases[0]), "--to", "csv", "-o", str(ledger))

    return {
        f"{REPORTS} in": measure(take_in, pieces=REPORTS, rounds=rounds),
        f"{REPORTS} out": measure(give_out, pieces=REPORTS, rounds=rounds),
    }


def _run(*arguments: str) -> None:
    subprocess.run([*COMMAND, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure how fast Tellings reads.")
    parser.add_argument(
        "--documents", type=int, default=DOCUMENTS, help="how many reports to make (%(default)s)"
    )
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often to measure (%(default)s)")
    parser.add_argument("--texts", type=int, help="how many texts to read beside spaCy (all there are)")
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=SIZES, help="of made cases; give none to leave them out"
    )
    parser.add_argument(
        "--pages-of",
        type=int,
        default=PAGES_OF,
        metavar="REPORTS",
        help="how many reports the case of the workbench has; 0 leaves it out (%(default)s)",
    )
    parser.add_argument("--seed", type=int, default=SEED, help="of the generator (%(default)s)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    chosen = parser.parse_args(arguments)
    reports = make_reports(chosen.documents, seed=chosen.seed)
    gazetteer = Gazetteer.open()
    for report in reports[:2]:  # what loads with the first report is no part of reading the next
        read_report(report, gazetteer=gazetteer)
    yardstick()

    def attribute() -> None:
        for report in reports:
            read_attributions(report)

    def extract() -> None:
        for report in reports:
            read_report(report, gazetteer=gazetteer)

    found = {
        "attribute": measure(attribute, pieces=len(reports), rounds=chosen.rounds),
        "extract": measure(extract, pieces=len(reports), rounds=chosen.rounds),
    }
    with tempfile.TemporaryDirectory() as folder:
        example = str(EXAMPLE / "stop-fundamentalism.txt")
        case = str(Path(folder) / "case")
        _run("read", example)  # the disk's cache is warm from here on
        found["cold start"] = measure(lambda: _run("read", example), pieces=1, rounds=chosen.rounds)
        _run("demo", "--no-serve", "--into", case)
        found["demo, again"] = measure(
            lambda: _run("demo", "--no-serve", "--into", case), pieces=1, rounds=chosen.rounds
        )
        found |= _measure_case(Path(folder), rounds=min(chosen.rounds, CASE_ROUNDS))
    speed = measure_reader(documents=chosen.texts, rounds=chosen.rounds)
    scale = measure_scale(chosen.sizes)
    if scale:
        draw_growth([(one.accounts, one.seconds) for one in scale], exponent(scale), CHART)
    pages = measure_pages(chosen.pages_of) if chosen.pages_of else None
    characters = sum(len(report.text) for report in reports)
    if chosen.json:
        table = {
            name: {"seconds": one.seconds, "ratio": one.ratio, "ratio_spread": one.spread}
            for name, one in found.items()
        }
        told: dict[str, object] = {"documents": len(reports), "characters": characters, "measures": table}
        told |= {"beside_spacy": asdict(speed), "scale": list(map(asdict, scale))}
        print(json.dumps({**told, "pages": asdict(pages) if pages is not None else None}))
        return
    print(
        f"{len(reports)} made-up reports (seed {chosen.seed}), {characters // len(reports):,} characters each in the "
        f"mean; medians of {chosen.rounds} rounds; 1 yardstick here is {_time(yardstick) * 1000:.0f} ms"
    )
    print(f"{'':<14}{'a second':>10}{'ms each':>11}{'yardsticks each':>18}   lowest to highest")
    for name, one in found.items():
        print(
            f"{name:<14}{1 / one.seconds:>10.1f}{one.seconds * 1000:>11.1f}{one.ratio:>18.3f}"
            f"   {one.spread[0]:.3f} to {one.spread[1]:.3f}"
        )
    print("\n".join(["", *lines_of(speed)]))
    if scale:
        print(
            "\n".join(["", "made cases, linked and reconciled:", *lines_of_scale(scale), f"chart: {CHART}"])
        )
    if pages is not None:
        print("\n".join(["", "the workbench:", *lines_of_pages(pages)]))


if __name__ == "__main__":
    main()
