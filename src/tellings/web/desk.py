"""Hold a case open for the workbench: what its pages ask for again and again, and one writer at a time.

In:   a case; judgements that a person made.
Out:  records, findings, rows of the list; what a judgement changed.
Holds: what is kept in memory is thrown away when the bytes that it was made of are others; the case on the disk says
what is true. Any thread may ask. Two threads never write at once; another process may, and is waited for a little.
"""

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeVar

from tellings import pipeline
from tellings.building import Built, Noted
from tellings.case import Case
from tellings.codec import from_json
from tellings.custody import JudgementAdded, ReportAdded
from tellings.custody.log import Head
from tellings.judging import Applied, apply_judgements, in_force
from tellings.model import Extraction, Findings, Judgement, Record, Report, SetAside
from tellings.publish.card import Card
from tellings.store import built as built_rows
from tellings.vocabulary import Verdict
from tellings.web.index import Index
from tellings.web.jobs import Jobs

_K = TypeVar("_K")
_V = TypeVar("_V")

_RECORDS = 64  # records that are kept as values, the last that were asked for
_REPORTS = 512  # reports with what was read in them


class NotHere(Exception):
    """The case holds nothing of this name (any more)."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of judgements. kept: how many were new; built: what the records became."""

    kept: int
    built: Built


class Desk:
    """An open case, and the person who works on it."""

    def __init__(self, case: Case, *, by: str) -> None:
        self.case = case
        self.by = by
        self.name = case.method().title or case.folder.resolve().name
        self.jobs = Jobs()
        self.index = Index(case)
        self.turn = threading.RLock()  # whoever of this process writes to the case
        self._came = _Kept[str, dict[str, str]](1)
        self._judgements = _Kept[Head | None, tuple[Judgement, ...]](1)
        self._due = _Kept[tuple[object, ...], bool](1)
        self._records = _Kept[tuple[str, str], Record](_RECORDS)
        self._read = _Kept[tuple[str, str], tuple[Report, Extraction]](_REPORTS)
        self._became: dict[str, str] = {}  # incidents that this desk saw go -> what most of each became

    # ------------------------------------------------------------ to see

    def is_due(self) -> bool:
        """Whether something came into the case since its records were built."""
        files = [self.case.folder / name for name in ("actors.toml", "method.toml", "gazetteer.csv")]
        stamps = [str(path.stat().st_mtime_ns) if path.is_file() else "" for path in files]
        database = self.case.database
        key = (database.applied(), database.records_basis(), *stamps)
        return self._due.get(key, lambda: not self.case.is_built())

    def record(self, incident_id: str) -> Record:
        """Return a record. Raises: NotHere."""
        rows = self.case.database.records([incident_id])
        if not rows:
            raise NotHere(incident_id)
        row = rows[0]
        database = self.case.database
        return self._records.get((incident_id, row.sha256), lambda: database.value_of(Record, row.body))

    def record_now(self, incident_id: str) -> Record:
        """Return a record, or the one of the incident that it became. Raises: NotHere."""
        try:
            return self.record(incident_id)
        except NotHere:
            now = self.became(incident_id)
            if now is None:
                raise
            return self.record(now)

    def became(self, incident_id: str) -> str | None:
        """Return the incident that one which is gone came to be part of, as far as this desk saw it go."""
        seen = set()
        while incident_id in self._became and incident_id not in seen:
            seen.add(incident_id)
            incident_id = self._became[incident_id]
        return incident_id if seen else None

    def read(self, report_id: str) -> tuple[Report, Extraction]:
        """Return a report and what was read in it, before anything was judged. Raises: NotHere."""
        reader = pipeline.reader_with(self.case.method().own_types)
        database = self.case.database
        row, found = database.report(report_id), database.extraction(report_id, reader)
        if row is None or found is None:
            raise NotHere(report_id)
        return self._read.get(
            (f"{report_id} {row.metadata_sha256}", found.object_sha256),
            lambda: (self.case.report_of(row), self.case.extraction_of(found.object_sha256)),
        )

    def judgements_on(self, report_id: str) -> tuple[Judgement, ...]:
        """Return the judgements that may bear on a report, those that hold no longer included."""
        return tuple(one for one in self._judged() if _may_bear_on(one, report_id))

    def applied(self, report: Report, read: Extraction, more: Sequence[Judgement] = ()) -> Applied:
        """Return what judgements make of a report. more: some that are not kept yet."""
        held = (*self.judgements_on(report.report_id), *more)
        return apply_judgements([report], [read], held, own_types=self.case.method().own_types)

    def judged(self, report_id: str) -> tuple[Report, Extraction]:
        """Return a report and what was read in it, as it stands judged. Raises: NotHere."""
        report, read = self.read(report_id)
        return report, self.applied(report, read).extractions[0]

    def findings(self, records: Sequence[Record]) -> Findings:
        """Return findings of some records alone, with the reports that they stand on."""
        wanted = sorted({account.report_id for record in records for account in record.accounts})
        pairs = [self.read(key) for key in wanted]
        return Findings(
            reports=tuple(report for report, _ in pairs),
            extractions=tuple(found for _, found in pairs),
            records=tuple(records),
            set_aside=(),
        )

    def unread(self) -> tuple[str, ...]:
        """Return the ids of the reports that have not been read, sorted."""
        return self.case.unread(pipeline.reader_with(self.case.method().own_types))

    def judgements(self) -> tuple[Judgement, ...]:
        """Return all judgements of the case, the newest first."""
        return tuple(sorted(self._judged(), key=lambda one: (one.made_at, one.judgement_id), reverse=True))

    def judgement(self, judgement_id: str) -> Judgement:
        """Return one judgement. Raises: NotHere."""
        found = next((one for one in self._judged() if one.judgement_id == judgement_id), None)
        if found is None:
            raise NotHere(judgement_id)
        return found

    def in_force_on(self, leaf_id: str) -> tuple[Judgement, ...]:
        """Return the judgements in force that name a leaf, sorted by id."""
        held = [one for one in self.holding() if leaf_id in (one.left.id, one.right.id if one.right else "")]
        return tuple(sorted(held, key=lambda one: one.judgement_id))

    def holding(self) -> tuple[Judgement, ...]:
        """Return the judgements in force, the earliest first."""
        return in_force(self._judged())

    def came(self) -> dict[str, str]:
        """Return when each report and judgement first came in, RFC 3339, by id."""
        last = self.case.log.last()
        return self._came.get(last.digest if last is not None else "", self._read_log)

    def _read_log(self) -> dict[str, str]:
        came: dict[str, str] = {}
        for entry in self.case.log.entries():
            if isinstance(entry.act, ReportAdded):
                came.setdefault(entry.act.report_id, entry.at)
            elif isinstance(entry.act, JudgementAdded):
                came.setdefault(entry.act.judgement_id, entry.at)
        return came

    def _judged(self) -> tuple[Judgement, ...]:
        # While another process writes, the database is behind the log: what is kept is what the database knew.
        return self._judgements.get(self.case.database.applied(), self.case.judgements)

    def incident_of(self, account_id: str) -> str:
        """Return the incident that an account is in. Raises: NotHere."""
        rows = self.case.database.ask_built(lambda c: built_rows.accounts_by_id(c, [account_id]))
        if not rows or not rows[0].incident_id:
            raise NotHere(account_id)
        return rows[0].incident_id

    def cards(self) -> tuple[Card, ...]:
        """Return a row for every incident, in the order of the records."""
        return self.index.cards()

    def set_aside(self) -> tuple[SetAside, ...]:
        """Return the judgements that the last build could not apply, and the reports that could not be read."""
        database = self.case.database
        judged = [from_json(SetAside, row) for row in json.loads(database.built_fact("built_asides") or "[]")]
        noted = database.ask_built(built_rows.noted_reports).values()
        unread = [aside for one in noted if (aside := from_json(Noted, json.loads(one)).aside) is not None]
        return tuple(dict.fromkeys((*judged, *unread)))

    def others(self, record: Record, *, most: int) -> tuple[Card, ...]:
        """Return rows of incidents that it might be one with: those it has to do with, then the nearest in time."""
        cards = {card.incident_id: card for card in self.cards()}
        mine = cards.pop(record.incident_id, None)
        related = [one.incident_id for one in record.related if one.incident_id in cards]
        day = mine.earliest if mine is not None else None
        near = sorted(cards, key=lambda key: (_days_apart(cards[key].earliest, day), key))
        return tuple(cards[key] for key in list(dict.fromkeys((*related, *near)))[:most])

    def titles(self, incident_ids: Iterable[str]) -> dict[str, str]:
        """Return the titles of some incidents, by id."""
        wanted = set(incident_ids)
        return {card.incident_id: card.title for card in self.cards() if card.incident_id in wanted}

    # ------------------------------------------------------------ to judge

    def judge(self, judgements: Iterable[Judgement]) -> Judged:
        """Keep judgements, then bring the records up to date by them.

        Raises: InputError where they contradict others, and none is kept; CaseBusy, CannotWrite, CaseDamaged. What was
        kept stays kept where the records cannot be made at once: they are due then, and every page says so.
        """
        with self.turn:
            kept = pipeline.add_judgements(self.case, judgements)
            return Judged(kept, self.build())

    def build(self) -> Built:
        """Bring the records up to date by what has been read."""
        with self.turn:
            built = pipeline.update_case(self.case, read=False)
            here = {record.incident_id for record in built.changed}
            for change in built.changes or ():
                for was in change.was_ids:
                    if was != change.incident_id and change.incident_id in here:
                        self._became.setdefault(was, change.incident_id)
            for held in here:
                self._became.pop(held, None)
            return built


class _Kept(OrderedDict[_K, _V]):
    """The values that were asked for last, by what they are made of."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most
        self.turn = threading.Lock()

    def get(self, key: _K, make: Callable[[], _V]) -> _V:  # type: ignore[override]
        """Return what is kept under a key, or make it."""
        with self.turn:
            if key in self:
                self.move_to_end(key)
                return self[key]
        made = make()
        with self.turn:
            self[key] = made
            while len(self) > self.most:
                self.popitem(last=False)
        return made


def _may_bear_on(judgement: Judgement, report_id: str) -> bool:
    leaves = [leaf for leaf in (judgement.left, judgement.right) if leaf is not None]
    return judgement.verdict is Verdict.UNDONE or any(
        report_id in (leaf.report_id, leaf.id) or not leaf.report_id for leaf in leaves
    )


def _days_apart(left: date | None, right: date | None) -> int:
    return abs((left - right).days) if left is not None and right is not None else date.max.toordinal()


def now() -> str:
    """Return the time as a judgement holds it: RFC 3339, UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
