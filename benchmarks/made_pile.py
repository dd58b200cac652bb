"""Make a pile of reports with known truth by a seeded generator; every party, person and figure in it is invented.

In:   how many reports, and a seed.
Out:  a stream of reports, in order of publication, each with the extraction that a reader would give of it, the
      incident of each of its accounts, and the report that it was copied from.
Holds: the same seed gives the same bytes. Little is held in memory: the incidents, and the pages of those which are
       still written about. Neither the encoder nor the rules of reading are run: the extractions are made beside the
       texts (`made_telling`), with the dates, places and voices that a reader gives.

One report in twenty brings a new incident, or as many as are asked for. Of an incident tell one report or several
hundred (log-normal). Of the reports, 30 in 100 are copies: the whole text under another outlet, the text cut, or with a
headline and a local line of their own. One in a hundred sums up a week of incidents, three in a hundred tell of two
incidents, and five in a hundred mention an earlier one in passing. Places are told as a village, a town, a district or
a province, misspelt or "near" a larger town; days with their year, by weekday, "overnight", without a year, as a month,
or not at all; tolls grow, and the sides tell them as it suits them. What is made to be confused stands in `made_world`.

    python -m benchmarks.made_pile [--reports 1000] [--seed 7] > pile.jsonl     documents, each with its truth
    python -m benchmarks.made_pile --case FOLDER [--reports 1000] [--seed 7]    a case that has them, read
"""

import argparse
import heapq
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.made_page import Issue, Places, local_line, mention, summary, tell
from benchmarks.made_telling import Page, extraction_of, text_of
from benchmarks.made_world import (
    WORLD_OUTLETS,
    Country,
    MadeIncident,
    draw_sizes,
    make_actors,
    make_countries,
    make_incidents,
)

from tellings.case import Case
from tellings.intake import report_from_document
from tellings.intake.taken import Taken, original
from tellings.model import Actors, Extraction, Report
from tellings.pipeline import READER
from tellings.resolve.gazetteer import Gazetteer

SEED = 7
REPORTS = 1000
REPORTS_AN_INCIDENT = 20
PER_DAY = 2.5  # incidents; a war of the size of those that casualty recorders work on

COPIES, SUMMARIES, OF_TWO, IN_PASSING, UNDATED = 0.30, 0.01, 0.03, 0.06, 0.03
_DELAYS = (
    (0, 45),
    (1, 30),
    (2, 12),
    (4, 6),
    (9, 4),
    (30, 3),
)  # days up to which a report is late, and its weight
_BATCH = 2_000  # reports that a case takes in at a time
_KEPT_PAGES = 4  # of an incident, to be copied


@dataclass(frozen=True, slots=True)
class Made:
    """A report with what a reader would find in it, and the truth of it.

    incidents: the label of what each account of the extraction tells of, in their order; of one in the background, of
    what it mentions; of a summary, a label of its own. copy_of: the id of the report whose text this one carries on.
    """

    report: Report
    extraction: Extraction
    incidents: tuple[str, ...]
    copy_of: str | None = None

    @property
    def document(self) -> dict[str, Any]:
        """The report as a line of JSON takes it, with its truth."""
        accounts = [
            {"account_id": account.account_id, "incident": label, "background": account.background}
            for account, label in zip(self.extraction.accounts, self.incidents, strict=True)
        ]
        told = {"text": self.report.text, "outlet": self.report.outlet, "published": self.report.published}
        return {
            "doc_id": self.report.report_id,
            **{key: value for key, value in told.items() if value is not None},
            "url": self.report.url,
            "language": "en",
            "truth": {"accounts": accounts, "copy_of": self.copy_of},
        }


def make_pile(
    number: int = REPORTS,
    *,
    seed: int = SEED,
    per_day: float = PER_DAY,
    an_incident: float = REPORTS_AN_INCIDENT,
) -> Iterator[Made]:
    """Yield so many reports, in order of their publication.

    per_day: how many incidents there are a day. A larger pile goes on for longer; it is no denser. an_incident: how
    many reports each has in the mean; more than 1.
    """
    gazetteer = Gazetteer.open()
    chance = random.Random(seed)
    countries = make_countries(gazetteer, chance)
    yield from _Pile(number, countries, Places(gazetteer), chance, per_day, an_incident).reports()


def actors_of(seed: int = SEED) -> Actors:
    """Return who belongs to whom in the piles of this seed."""
    return make_actors(make_countries(Gazetteer.open(), random.Random(seed)))


@dataclass(slots=True)
class _Running:
    """An incident that is still written about. pages: the last of its own pages, to be copied, with their reports."""

    incident: MadeIncident
    pages: list["_Original"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Original:
    report_id: str
    page: Page
    labels: tuple[str, ...]
    background: frozenset[int]


class _Pile:
    """Writes the reports of all incidents in turn, by the days on which they come out."""

    def __init__(
        self,
        number: int,
        countries: tuple[Country, ...],
        places: Places,
        chance: random.Random,
        per_day: float,
        an_incident: float,
    ) -> None:
        self._number = number
        self._incidents = max(1, int(number // an_incident))
        self._copies = COPIES * an_incident / (an_incident - 1)  # an incident's first report is never a copy
        self._countries = countries
        self._places = places
        self._chance = chance
        self._per_day = per_day
        self._written = 0
        self._recent: list[
            MadeIncident
        ] = []  # the last ones, to be told of together, mentioned and summed up

    def reports(self) -> Iterator[Made]:
        sizes = draw_sizes(self._number, self._incidents, self._chance)
        waiting: list[tuple[date, int, _Running]] = []  # what will come out, the soonest first
        turn = 0
        made = make_incidents(self._incidents, self._countries, self._chance, per_day=self._per_day)
        for incident, size in zip(made, sizes, strict=True):
            while waiting and waiting[0][0] < incident.day:
                day, _, running = heapq.heappop(waiting)
                yield self._report(running, day)
            self._recent = [*self._recent[-400:], incident]
            running = _Running(incident)
            for _ in range(size):
                heapq.heappush(waiting, (incident.day + timedelta(self._delay()), turn, running))
                turn += 1
        while waiting:
            day, _, running = heapq.heappop(waiting)
            yield self._report(running, day)

    def _delay(self) -> int:
        chosen = self._chance.choices(_DELAYS, [weight for _, weight in _DELAYS])[0][0]
        earlier = max((days + 1 for days, _ in _DELAYS if days < chosen), default=0)
        return self._chance.randint(earlier, chosen)

    def _report(self, running: _Running, day: date) -> Made:
        """Return one report about a running incident: a copy of an earlier one, a summary, or a page of its own."""
        chance = self._chance
        self._written += 1
        issue = Issue(day, None if chance.random() < UNDATED else day.isoformat())
        if running.pages and chance.random() < self._copies:
            return self._copy(running, issue)
        if chance.random() < SUMMARIES / (1 - COPIES):  # summaries are not copied
            week = [
                one
                for one in self._recent
                if 0 <= (day - one.day).days < 7 and one.country is running.incident.country
            ]
            label = f"summary-{self._written:06}"
            page = tuple(summary(week or [running.incident], issue, chance, self._places))
            return self._made(page, running.incident.country, issue, (label,), frozenset())
        page, labels, background = self._own_page(running.incident, issue)
        made = self._made(page, running.incident.country, issue, labels, background)
        running.pages = [
            *running.pages[1 - _KEPT_PAGES :],
            _Original(made.report.report_id, page, labels, background),
        ]
        return made

    def _own_page(self, incident: MadeIncident, issue: Issue) -> tuple[Page, tuple[str, ...], frozenset[int]]:
        chance, places = self._chance, self._places
        paragraphs = tell(incident, issue, chance, places)
        labels, background = [incident.label], frozenset[int]()
        if chance.random() < OF_TWO:
            others = [
                one for one in self._recent if one is not incident and abs((issue.day - one.day).days) <= 3
            ]
            near = [one for one in others if one.country is incident.country] or others
            if near:
                other = chance.choice(near)
                paragraphs += tell(other, issue, chance, places, account=1)[1:]
                labels.append(other.label)
        if chance.random() < IN_PASSING:
            earlier = [
                one
                for one in self._recent[:-1]
                if one.country is incident.country and one.label not in labels and one.day < incident.day
            ]
            if earlier:
                other, number = chance.choice(earlier), len(labels)
                paragraphs.append((mention(other, issue, chance, places, account=number),))
                labels.append(other.label)
                background = frozenset({number})
        return tuple(paragraphs), tuple(labels), background

    def _copy(self, running: _Running, issue: Issue) -> Made:
        """Return a copy of one of the incident's last pages: whole, cut, or with a line of the outlet's own."""
        chance, incident = self._chance, running.incident
        copied = chance.choice(running.pages)
        page = copied.page
        drawn = chance.random()
        if drawn < 0.3 and len(page) > 4:
            page = page[: max(3, int(len(page) * chance.uniform(0.5, 0.9)))]
        elif drawn < 0.5:
            headline = tell(incident, issue, chance, self._places)[0]
            at = chance.randint(2, len(page))
            page = (headline, *page[1:at], (local_line(incident, chance),), *page[at:])
        told = {sentence.account for paragraph in page for sentence in paragraph if sentence.told}
        labels = tuple(label for number, label in enumerate(copied.labels) if number in told)
        return self._made(page, incident.country, issue, labels, copied.background, copied.report_id)

    def _made(
        self,
        page: Page,
        country: Country,
        issue: Issue,
        labels: tuple[str, ...],
        background: frozenset[int],
        copy_of: str | None = None,
    ) -> Made:
        document = {
            "text": text_of(page),
            "outlet": self._outlet(country),
            "published": issue.published,
            "url": f"https://example.org/{self._written}",
            "language": "en",
        }
        report = report_from_document(document)
        assert isinstance(report, Report)
        extraction = extraction_of(
            page, report, background=background, small_places=self._places.small, reader=READER
        )
        return Made(report, extraction, labels, copy_of)

    def _outlet(self, country: Country) -> str:
        drawn = self._chance.random()
        if drawn < 0.1:
            return self._chance.choice(country.own_outlets)[0]
        return self._chance.choice(country.outlets if drawn < 0.5 else WORLD_OUTLETS)


# ---------------------------------------------------------------- a case, and lines of JSON


def new_case(folder: Path, *, seed: int = SEED) -> Case:
    """Make an empty case whose actors are those of the piles of this seed; return it, open."""
    case = Case.new(folder)
    (folder / "actors.toml").write_text(toml_of(actors_of(seed)), encoding="utf-8")
    return case


def add_made(case: Case, pile: Iterable[Made]) -> None:
    """Keep reports in a case, with their extractions, a few thousand at a time."""
    waiting = iter(pile)
    while batch := list(islice(waiting, _BATCH)):
        case.add(
            Taken(original(f"{made.report.report_id}.txt", made.report.text.encode()), made.report)
            for made in batch
        )
        case.store_extractions(made.extraction for made in batch)


def toml_of(actors: Actors) -> str:
    """Return actors as an actors.toml tells them."""
    lines = [f"[[side]]\nname = {json.dumps(side)}\n" for side in actors.sides]
    for actor in actors.actors:
        told = {
            "name": actor.name,
            "kind": actor.kind.value,
            "side": actor.side,
            "aliases": list(actor.aliases),
            "members": list(actor.members),
        }
        lines.append(
            "[[actor]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in told.items() if value)
        )
    return "\n".join(lines)


def main() -> None:
    """Print a pile as lines of JSON, or fill a case with it."""
    parser = argparse.ArgumentParser(description="Make a pile of invented reports with known truth.")
    parser.add_argument("--reports", type=int, default=REPORTS, help="how many (%(default)s)")
    parser.add_argument("--seed", type=int, default=SEED, help="of the generator (%(default)s)")
    parser.add_argument("--per-day", type=float, default=PER_DAY, help="incidents a day (%(default)s)")
    parser.add_argument(
        "--case", type=Path, help="make a case in this folder, with the reports and what was read"
    )
    chosen = parser.parse_args()
    pile = make_pile(chosen.reports, seed=chosen.seed, per_day=chosen.per_day)
    if chosen.case is not None:
        add_made(new_case(chosen.case, seed=chosen.seed), pile)
        return
    for made in pile:
        print(json.dumps(made.document, ensure_ascii=False))


if __name__ == "__main__":
    main()
