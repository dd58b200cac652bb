"""Keep the search index of a case up to date, and ask it.

In:   a case; what somebody typed.
Out:  a card for every incident; what a search finds.
Holds: only what changed since is put in again. A card is of the record whose digest stands beside it.
"""

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.case import Case
from tellings.codec import from_json, to_text
from tellings.custody.log import Head
from tellings.model import Record
from tellings.publish.card import Card, card_of
from tellings.store import built
from tellings.store.search import ClaimWords, Hit, IncidentRow, Piece, ReportWords, SearchIndex
from tellings.web.query import Query, read_query, spelled, spellings

SEARCH = "search.db"
MOST_FOUND = 2_000  # claims, and reports, of one search
_AT_ONCE = 100  # incidents or reports that are put in by one turn

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found. hits: by incident, the best first; reports: hits in reports that tell no incident."""

    query: Query
    hits: Mapping[str, Sequence[Hit]]
    reports: tuple[Hit, ...]


class Index:
    """The search index of an open case, and its cards in memory. Any thread may ask."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._store = SearchIndex(case.folder / SEARCH)
        self._turn = threading.Lock()
        self._cards: dict[str, Card] = {}  # in the order of the records
        self._digests: dict[str, str] = {}  # of the records that the cards are of
        self._stands_on: tuple[Head | None, str | None] | None = None  # what of the log, and which records
        self._told: Mapping[str, tuple[str, ...]] | None = None
        self._spelled: Mapping[str, tuple[str, ...]] | None = None

    def cards(self) -> tuple[Card, ...]:
        """Return a card for every incident, in the order of the records."""
        self.bring_up()
        return tuple(self._cards.values())

    def search(self, told: str) -> Found:
        """Return what a text finds."""
        self.bring_up()
        query = read_query(told, self._spellings)
        if not query.expression:
            return Found(query, {}, ())
        hits: dict[str, list[Hit]] = {}
        reports = []
        for hit in self._store.find(query.expression, most=MOST_FOUND):
            if not hit.incident_ids:
                reports.append(hit)
            for incident_id in hit.incident_ids:
                hits.setdefault(incident_id, []).append(hit)
        return Found(query, hits, tuple(reports))

    def snippets(self, found: Found, hits: Iterable[Hit]) -> dict[Hit, tuple[Piece, ...]]:
        """Return for some hits of a search the words around what was found."""
        return self._store.snippets(found.query.expression, list(hits))

    def reports_with(self, told: str) -> tuple[str, ...]:
        """Return the ids of the reports in which what is searched for stands, the best first."""
        self.bring_up()
        query = read_query(told, self._spellings)
        if not query.expression:
            return ()
        hits = self._store.find(query.expression, most=MOST_FOUND)
        return tuple(hit.report_id for hit in hits if not hit.claim_id)

    def told_in(self) -> Mapping[str, tuple[str, ...]]:
        """Return the incidents that each report tells, by the report's id."""
        self.bring_up()
        if self._told is None:
            self._told = self._store.tells()
        return self._told

    def bring_up(self, progress: Progress | None = None) -> None:
        """Bring the index and the cards up to date with the case."""
        with self._turn:
            database = self._case.database  # it is behind the log while another process writes
            stands_on = (database.applied(), database.records_basis())
            if stands_on == self._stands_on and self._store.path.exists():
                return
            now, reports = database.ask_built(built.record_digests), database.chosen_metadata()
            self._bring_up(now, reports, progress or _silently)
            self._stands_on = stands_on

    def _bring_up(self, now: Mapping[str, str], reports: Mapping[str, str], progress: Progress) -> None:
        incidents_in, reports_in = self._store.digests()
        self._store.drop(
            incident_ids=incidents_in.keys() - now.keys(), report_ids=reports_in.keys() - reports.keys()
        )
        waiting = [key for key, digest in reports.items() if reports_in.get(key) != digest]
        changed = [key for key, digest in now.items() if incidents_in.get(key) != digest]
        whole = len(waiting) + len(changed)
        for done, some in _some(waiting):
            progress(done, whole, "reports")
            self._store.put_reports(
                ReportWords(
                    one.report_id, reports[one.report_id], one.title or "", one.outlet or "", one.text
                )
                for one in self._case.some_reports(some)
            )
        known = {key: card for key, card in self._cards.items() if self._digests.get(key) == now.get(key)}
        for done, some in _some(changed):
            progress(len(waiting) + done, whole, "incidents")
            rows = []
            for row in self._case.database.records(some):
                record = self._case.database.value_of(Record, row.body)
                known[row.incident_id] = card_of(record)
                rows.append(_row(record, row.sha256, known[row.incident_id]))
            self._store.put_incidents(rows)
        missing = now.keys() - known.keys()
        if missing:
            stored = self._store.cards()
            known |= {key: from_json(Card, json.loads(stored[key])) for key in missing if key in stored}
        self._cards = {key: known[key] for key in now if key in known}
        self._digests = dict(now)
        self._told = None
        if waiting or changed:
            self._spelled = None

    def _spellings(self, word: str) -> tuple[str, ...]:
        if self._spelled is None:
            self._spelled = spelled(self._store.terms())
        return spellings(word, self._spelled)


def _row(record: Record, sha256: str, card: Card) -> IncidentRow:
    names = {
        member: "\n".join(name for name in (voice.name, *voice.aliases) if name)
        for voice in record.voices
        for member in (*voice.members, voice.voice_id)
    }
    claims = {
        claim.claim_id: ClaimWords(
            claim.claim_id,
            claim.report_id,
            claim.quote,
            claim.wording,
            "\n".join(dict.fromkeys(names[voice] for voice in claim.chain if names.get(voice))),
        )
        for field in record.fields.values()
        for reading in field.readings
        for claim in reading.claims
    }
    return IncidentRow(
        record.incident_id,
        sha256,
        to_text(card),
        tuple(account.report_id for account in record.accounts),
        tuple(claims[key] for key in sorted(claims)),
    )


def _some(keys: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    for at in range(0, len(keys), _AT_ONCE):
        yield at, list(keys[at : at + _AT_ONCE])


def _silently(done: int, of: int, item: str) -> None:
    """Take no note."""
