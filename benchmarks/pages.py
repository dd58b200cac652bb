"""Measure how long the workbench takes to answer: every kind of page, of a made case, in a process of its own.

In:   how many reports; a seed. The case is made (`benchmarks.made_pile`), built, judged and indexed first.
Out:  a table on standard output. Nothing is asserted; it says which pages take longer than they should.
Holds: what is timed is a whole answer, from the request to its last byte, over one connection that is kept. The
emptiest page there is, `/keys`, is the yardstick: asked in turns with the others, so that the ratio of the two tells
the same on a fast machine and on a busy one. Pages of incidents and reports are drawn by the seed, each a few times.

About half as many incidents as reports, and a judgement for every five reports, as in a case that is worked on.

    .venv/bin/python -m benchmarks.pages --reports 10000 [--room FOLDER]
"""

import argparse
import http.client
import math
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from benchmarks.made_pile import SEED, Made, add_made, make_pile, new_case

from tellings.case import Case
from tellings.judging import judgement, leaf_of_claim
from tellings.model import Claim, Judgement, Record
from tellings.pipeline import add_judgements, update_case
from tellings.publish.card import Card
from tellings.vocabulary import Verdict
from tellings.web.desk import Desk

REPORTS = 10_000
AN_INCIDENT = 1.9  # reports; few, so that there are many incidents
REPORTS_A_JUDGEMENT = 5
WANTED = 0.2  # seconds, of each page, in the median
ROUNDS = 3
DRAWN = 60  # incidents
SINGLE = 5  # times in each round, of a page that is one of its kind
JUDGED = 20  # judgements that are sent
BY = "A. Reviewer"
YARDSTICK = "empty page"

_SERVE = (sys.executable, "-c", "from tellings.cli import main; main()", "serve")
_FINE = range(200, 400)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. kind: of the page; form: what is sent, where something is decided."""

    kind: str
    address: str
    form: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """What pages of one kind took, in seconds. first: the first answer after the workbench started; ratio: the median
    in medians of the yardstick."""

    name: str
    answers: int
    first: float
    median: float
    p95: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Pages:
    """What a case of one size came to."""

    reports: int
    incidents: int
    judgements: int
    start: float
    kinds: tuple[Kind, ...]


def measure_pages(
    reports: int, *, seed: int = SEED, rounds: int = ROUNDS, drawn: int = DRAWN, room: Path | None = None
) -> Pages:
    """Make a case, serve it and ask for its pages. drawn: incidents; room: where the case is, or is made to stay."""
    with tempfile.TemporaryDirectory() as passing:
        folder = (room or Path(passing)) / "case"
        if not folder.exists():
            make_case(folder, reports, seed=seed)
        with Case.open(folder) as case:
            desk = Desk(case, by=BY)
            asked, forms = draw(desk, random.Random(seed), drawn=drawn)
            told = len(case.report_ids()), len(desk.cards()), len(case.judgements())
        since = time.perf_counter()
        with served(folder) as (workbench, cookie):
            start = time.perf_counter() - since
            taken = _ask_all(workbench, cookie, asked, forms, rounds)
    return Pages(*told, start, _kinds_of(taken))


# ---------------------------------------------------------------- the case


def make_case(folder: Path, reports: int, *, seed: int) -> None:
    """Make a case of so many reports, with judgements, built and indexed."""
    case = new_case(folder, seed=seed)
    judged: list[Judgement] = []

    def noted() -> Iterator[Made]:
        for number, made in enumerate(make_pile(reports, seed=seed, an_incident=AN_INCIDENT)):
            claims = [claim for account in made.extraction.accounts for claim in account.claims]
            if claims and number % REPORTS_A_JUDGEMENT == 0:
                leaf = leaf_of_claim(claims[0], made.report)
                judged.append(
                    judgement(Verdict.CONFIRMED, leaf, by=BY, made_at=_moment(number), why="the text says so")
                )
            yield made

    add_made(case, noted())
    add_judgements(case, judged)
    update_case(case)
    Desk(case, by=BY).index.bring_up()


def _moment(number: int) -> str:
    return datetime.fromtimestamp(1_500_000_000 + number, UTC).isoformat().replace("+00:00", "Z")


# ---------------------------------------------------------------- what is asked


def draw(desk: Desk, chance: random.Random, *, drawn: int) -> tuple[list[Asked], list[Asked]]:
    """Return what is asked for again and again, and the judgements that are sent once each."""
    cards = desk.cards()
    largest = max(cards, key=lambda card: (card.reports, card.incident_id))
    some = chance.sample(cards, min(drawn, len(cards)))
    records = [desk.record(card.incident_id) for card in some]
    asked = [*_lists(largest), *_largest(desk.record(largest.incident_id))]
    for record in records:
        asked += _of_record(record)
    forms: list[Asked] = []
    for record in records:
        claim = next((claim for claim in _claims(record) if not claim.judged), None)
        if claim is not None and len(forms) < JUDGED:
            forms.append(_confirmed(claim))
    return asked, forms


def _lists(largest: Card) -> list[Asked]:
    place = largest.where[0] if largest.where else None
    words = place.name if place is not None else "market"
    country = (place.country if place is not None else None) or "none"
    return [
        Asked("list", "/"),
        Asked("list, searched", f"/?{urlencode({'q': words})}"),
        Asked("list, narrowed", f"/?{urlencode({'country': country, 'dated': 'yes'})}"),
        Asked("list, page 40", "/?page=40"),
        Asked("points", "/points.json"),
        Asked("reports", "/reports"),
        Asked("reports, searched", f"/reports?{urlencode({'q': words})}"),
        Asked("review", "/review"),
        Asked("history", "/history"),
        Asked("add", "/add"),
        Asked("set aside", "/set-aside"),
        Asked("take out", "/export"),
    ]


def _largest(record: Record) -> list[Asked]:
    here, day = f"/incidents/{record.incident_id}", datetime.now(UTC).date().isoformat()
    return [
        Asked("largest incident", here),
        Asked("largest, changed since", f"{here}?since={day}"),
        Asked("largest, a voice", f"{here}/voices/{record.voices[0].voice_id}"),
    ]


def _of_record(record: Record) -> list[Asked]:
    here, day = f"/incidents/{record.incident_id}", datetime.now(UTC).date().isoformat()
    report_id = record.accounts[0].report_id
    asked = [
        Asked("incident", here),
        Asked("incident, changed since", f"{here}?since={day}"),
        Asked("report", f"/reports/{report_id}"),
        Asked("original", f"/reports/{report_id}/original"),
        Asked("next claim to review", f"/review?incident={record.incident_id}"),
    ]
    if record.voices:
        asked.append(Asked("voice", f"{here}/voices/{record.voices[0].voice_id}"))
    claim = next(iter(_claims(record)), None)
    if claim is not None:
        asked.append(Asked("report at a claim", f"/reports/{claim.report_id}?claim={claim.claim_id}"))
    return asked


def _claims(record: Record) -> Iterator[Claim]:
    for told in record.fields.values():
        for reading in told.readings:
            yield from reading.claims


def _confirmed(claim: Claim) -> Asked:
    form = {"report": claim.report_id, "claim": claim.claim_id, "verdict": Verdict.CONFIRMED.value}
    return Asked("a judgement", "/judge/claim", {**form, "why": "the text says so", "seen": ""})


# ---------------------------------------------------------------- asking


@contextmanager
def served(folder: Path) -> Iterator[tuple[http.client.HTTPConnection, str]]:
    """Serve a case as a person does, by the command; yield a connection to it, and the cookie that lets one in."""
    command = [*_SERVE, str(folder), "--port", "0", "--by", BY]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            address = urlsplit(process.stdout.readline().split()[-1])
            with closing(http.client.HTTPConnection(str(address.hostname), address.port)) as workbench:
                workbench.request("GET", f"{address.path}?{address.query}")
                answer = workbench.getresponse()
                answer.read()
                yield workbench, str(answer.getheader("Set-Cookie")).partition(";")[0]
        finally:
            process.terminate()


def _ask_all(
    workbench: http.client.HTTPConnection,
    cookie: str,
    asked: Sequence[Asked],
    forms: Sequence[Asked],
    rounds: int,
) -> dict[str, list[float]]:
    """Ask for every page in each round, for those that are one of their kind more often, with the yardstick between
    them; then judge. Return the seconds of every answer by kind of page, in the order of asking."""
    taken: dict[str, list[float]] = defaultdict(list)
    empty = Asked(YARDSTICK, "/keys")
    of_kind = Counter(one.kind for one in asked)
    single = [one for one in asked if of_kind[one.kind] == 1] * SINGLE
    rest = [one for one in asked if of_kind[one.kind] > 1]
    for _ in range(rounds):
        waiting = iter(rest)
        for one in single:
            for each in (empty, one, *islice(waiting, len(rest) // len(single) + 1)):
                _ask(workbench, cookie, each, taken)
    for one in forms:
        _ask(workbench, cookie, one, taken)
    return taken


def _ask(
    workbench: http.client.HTTPConnection, cookie: str, one: Asked, taken: dict[str, list[float]]
) -> None:
    headers = {"Cookie": cookie}
    body = None
    if one.form is not None:
        body = urlencode(one.form)
        headers |= {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://{workbench.host}:{workbench.port}",
        }
    since = time.perf_counter()
    workbench.request("GET" if body is None else "POST", one.address, body, headers)
    answer = workbench.getresponse()
    answer.read()
    taken[one.kind].append(time.perf_counter() - since)
    if answer.status not in _FINE:
        raise RuntimeError(f"{one.address}: the workbench answered with {answer.status}")
    if one.form is not None and "said=kept" not in str(answer.getheader("Location")):
        raise RuntimeError(f"{one.address}: nothing was judged; another process works on this case")


def _kinds_of(taken: Mapping[str, Sequence[float]]) -> tuple[Kind, ...]:
    empty = statistics.median(taken[YARDSTICK])
    found = []
    for name, seconds in taken.items():
        median = statistics.median(seconds)
        p95 = sorted(seconds)[math.ceil(0.95 * len(seconds)) - 1]
        found.append(Kind(name, len(seconds), seconds[0], median, p95, median / empty))
    return tuple(found)


# ---------------------------------------------------------------- what it comes to


def lines_of(pages: Pages) -> list[str]:
    """Return the table, and which pages take longer than they should."""
    lines = [
        f"{pages.reports:,} made reports of {pages.incidents:,} incidents, {pages.judgements:,} judgements; "
        f"the workbench answers {pages.start:.1f} s after the start",
        f"{'page, ms':<26}{'answers':>8}{'first':>9}{'median':>9}{'p95':>9}{'empty pages':>13}",
    ]
    lines += [
        f"{one.name:<26}{one.answers:>8}{one.first * 1000:>9.1f}{one.median * 1000:>9.1f}{one.p95 * 1000:>9.1f}"
        f"{one.ratio:>13.1f}"
        for one in pages.kinds
    ]
    slow = [one.name for one in pages.kinds if one.median > WANTED]
    lines.append(f"over {WANTED * 1000:.0f} ms in the median: {', '.join(slow) or 'none'}")
    return lines


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure how long the workbench takes to answer.")
    parser.add_argument("--reports", type=int, default=REPORTS, help="of the made case (%(default)s)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often to ask (%(default)s)")
    parser.add_argument("--seed", type=int, default=SEED, help="of the generator (%(default)s)")
    parser.add_argument("--room", type=Path, help="a folder where the made case stays, and is asked again")
    chosen = parser.parse_args(arguments)
    pages = measure_pages(chosen.reports, seed=chosen.seed, rounds=chosen.rounds, room=chosen.room)
    print("\n".join(lines_of(pages)))


if __name__ == "__main__":
    main()
