"""Build the records of a case: all of them, or no more than a change asks for.

In:   a case whose reports have been read.
Out:  `Built`; the case's records, stored with what the next build needs.
Holds: what is built is what would be built from nothing, byte for byte: linking decides component by component, and a
       record follows from its incident alone, so that only components are linked again in which something changed, and
       only their records are made again. What the user's files say, and which reader read, bear on all: another word
       there, and all is built. Texts and extractions are read one by one, and let go.
"""

import dataclasses
import json
import math
import multiprocessing
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from tellings.changes import what_changed
from tellings.codec import from_json, to_json, to_text
from tellings.errors import CaseDamaged
from tellings.judging import Applied, apply_judgements, exclude_reports, in_force
from tellings.judging.touching import Touched, bearing_on, reports_named, touched_by
from tellings.link.block import LEAST_MET, MOST_TOGETHER, keys_of
from tellings.link.cluster import Clustered, Incident, cluster
from tellings.link.found_again import KeyTable, piece_of
from tellings.link.judged import JudgedPairs, place_judgements
from tellings.link.profiles import Profile, profiles_of
from tellings.link.score import weigh
from tellings.link.texts import Trace, same_text, trace_of
from tellings.model import Change, Extraction, Judgement, Record, Report, SetAside, content_id
from tellings.reconcile.outlines import (
    Neighbours,
    Outline,
    beside,
    find_neighbours,
    neighbours_of,
    outline_of,
)
from tellings.record import Maker, by_date
from tellings.resolve.gazetteer import Gazetteer
from tellings.store import BuildRows, BuiltAccount, BuiltReport, KeyPiece, RecordRow, ReportRow, built
from tellings.vocabulary import WarningCode

if TYPE_CHECKING:
    from tellings.case import Case

Progress = Callable[[int, int, str], None]  # how many are done, of how many, and of what, in words

LINKING = "linking"
PUTTING_TOGETHER = "putting the records together"
LEAST_SHARED = 2  # kept runs of words that two texts share before they are held against each other
MOST_COMPARED = (
    500  # incidents of a case that is built as a whole: of more, what changed is not said one by one
)
MANY = 400  # incidents from which several processes make the records
AT_A_TIME = 20  # incidents that one of them makes before it hands them over
MOST_PROCESSES = 4
MOST_IN_PART = 50  # reports that changed, or a fifth of the case: of more, all is built
_FORM = "3"  # of what is stored for the next build: another one, and all is built


@dataclass(frozen=True, slots=True)
class Noted:
    """What a build says of one report by itself. aside: why it was not read; left_out: of figures that stand in no
    record, since it is held to tell of no incident; "" for nothing."""

    aside: SetAside | None = None
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build comes to.

    made: how many records were made; is_whole: all of them were. changes: what became other in the records; None where
    so many were made that they were not compared one by one. changed: the records that changes are of, as they are now.
    noted: by report id, of reports of which there is something to say. set_aside: judgements that could not be
    applied, and reports that could not be read.
    """

    reports: int
    incidents: int
    made: int
    is_whole: bool
    changes: tuple[Change, ...] | None
    changed: tuple[Record, ...]
    noted: Mapping[str, Noted]
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True)
class _Bearing:
    """The judgements that bear on some reports, and what they come to there."""

    applied: Applied
    judgements: tuple[Judgement, ...]

    @property
    def judged(self) -> dict[str, Extraction]:
        """What was read in each report, as judged, by report id."""
        return {one.report_id: one for one in self.applied.extractions}


def build_records_of(
    case: "Case", *, reader: str, gazetteer: Gazetteer, basis: str, progress: Progress | None = None
) -> Built:
    """Bring the records of a case up to date, and return what was done. Every report has been read by `reader`.

    basis: what the records are to be stored with. progress: done, of how many, and what, in words.
    Raises: CaseBusy; CannotWrite; CaseDamaged; InputError for the user's files.
    """
    return _Building(case, reader, gazetteer, basis, progress).built()


class _Building:
    """One build of one case."""

    def __init__(
        self,
        case: "Case",
        reader: str,
        gazetteer: Gazetteer,
        basis: str,
        progress: Progress | None,
    ) -> None:
        self.case = case
        self.gazetteer = gazetteer
        self.basis = basis
        self.progress = progress or _silently
        self.database = case.database
        self.actors, self.method = case.actors(), case.method()
        self.judgements = case.judgements()
        self.extraction_at = {row.report_id: row.object_sha256 for row in self.database.extractions(reader)}
        metadata = self.database.chosen_metadata()
        self.stamps = {
            key: f"{metadata[key]} {self.extraction_at[key]}" for key in metadata if key in self.extraction_at
        }
        files = [to_text(self.actors), to_text(self.method), *_own_places(case)]
        self.settings = content_id("settings", _FORM, reader, *files)
        self.judged = sorted(one.judgement_id for one in self.judgements)
        self.names_all = all(reports_named(one) is not None for one in self.judgements)
        self._rows: dict[str, ReportRow] = {}
        self._tables: dict[str, list[KeyPiece]] = {}

    # ------------------------------------------------------------ values, one by one

    def read(self, report_id: str) -> tuple[Report, Extraction]:
        """Return a report and what was read in it."""
        row = self._rows.get(report_id) or self.database.report(report_id)
        assert row is not None
        return self.case.report_of(row), self.case.extraction_of(self.extraction_at[report_id])

    def applied(self) -> Applied:
        """Return the judgements as they are applied to the reports that they name; to all, if one names none."""
        named = {key for one in self.judgements for key in reports_named(one) or ()}
        return self.applied_to(named if self.names_all else self.stamps, self.judgements)

    def applied_to(self, report_ids: Iterable[str], judgements: Sequence[Judgement]) -> Applied:
        """Return judgements as they are applied to these reports. judgements: all that are of them, and no others."""
        if not judgements:
            return Applied(())
        pairs = [self.read(key) for key in sorted(set(report_ids) & self.stamps.keys())]
        return apply_judgements(
            [report for report, _ in pairs],
            [extraction for _, extraction in pairs],
            judgements,
            own_types=self.method.own_types,
        )

    def bearing_on(self, report_ids: Iterable[str]) -> "_Bearing":
        """Return what of the judgements bears on these reports."""
        reports, judgements = bearing_on(report_ids, self.judgements)
        return _Bearing(self.applied_to(reports, judgements), judgements)

    def still_aside(self, bearing: "_Bearing", found: Iterable[SetAside]) -> tuple[SetAside, ...]:
        """Return the judgements that could not be applied: those found now, and those of the builds before that are in
        force and bear on nothing that was built."""
        looked_at = {one.judgement_id for one in bearing.judgements}
        holding = {one.judgement_id for one in in_force(self.judgements)} - looked_at
        before = [
            from_json(SetAside, row) for row in json.loads(self.database.built_fact("built_asides") or "[]")
        ]
        return _sorted({*found, *(one for one in before if one.item in holding)})

    # ------------------------------------------------------------ what to build

    def built(self) -> Built:
        """Build what is to be built."""
        fact = self.database.built_fact
        if fact("built_settings") != self.settings or not self.names_all:
            return self.whole()
        known = self.database.ask_built(built.built_reports)
        changed = {key for key, stamp in self.stamps.items() if key not in known or known[key].stamp != stamp}
        touched = self.touched()
        if touched is None or known.keys() - self.stamps.keys():
            return self.whole()
        changed |= touched.linked & self.stamps.keys()
        remade = touched.remade & self.stamps.keys() - changed
        if len(changed) > max(MOST_IN_PART, len(self.stamps) // 5):
            return self.whole()
        return (self.part(known, changed, remade) or self.whole()) if changed else self.again(known, remade)

    def touched(self) -> Touched | None:
        """Return what the judgements touch that have come since the last build; None where one has gone since."""
        before = set(json.loads(self.database.built_fact("built_judged") or "[]"))
        if before - set(self.judged):
            return None
        return touched_by((one for one in self.judgements if one.judgement_id not in before), self.judgements)

    def facts(self, set_aside: Sequence[SetAside]) -> dict[str, str]:
        """Return what the next build asks for first. set_aside: judgements that could not be applied."""
        return {
            "built_settings": self.settings,
            "built_judged": json.dumps(self.judged),
            "built_asides": to_text(list(set_aside)),
        }

    def done(
        self,
        known: Mapping[str, BuiltReport],
        *,
        made: int,
        is_whole: bool,
        before: Sequence[Record] | None = (),
        after: Sequence[Record] = (),
        set_aside: Sequence[SetAside] = (),
    ) -> Built:
        noted = {key: from_json(Noted, json.loads(one.noted)) for key, one in known.items() if one.noted}
        unread = [one.aside for one in noted.values() if one.aside is not None]
        changes = what_changed(before, after) if before is not None else None
        about = {change.incident_id for change in changes or ()}
        return Built(
            reports=len(known),
            incidents=self.case.database.counts()["records"],
            made=made,
            is_whole=is_whole,
            changes=changes,
            changed=tuple(record for record in after if record.incident_id in about),
            noted={key: noted[key] for key in sorted(noted)},
            set_aside=(*set_aside, *unread),
        )

    # ------------------------------------------------------------ all of it

    def whole(self) -> Built:
        """Build everything."""
        self._rows = {row.report_id: row for row in self.database.reports()}
        applied = self.applied()
        judged = {one.report_id: one for one in applied.extractions}
        profiles, traces, reports = self.profiled(sorted(self.stamps), judged)
        texts = same_text(traces)
        pairs = self.pairs(applied)
        has_own = any(not profile.is_background for profile in profiles)
        found = cluster(profiles, pairs, same_text=texts, only_background=not has_own)
        accounts = _account_rows(found, {one.account_id: one.report_id for one in profiles})
        pieces = (*_account_pieces(profiles), _text_piece(traces))
        del profiles, traces
        known = {
            one.report_id: dataclasses.replace(one, text_key=texts.get(one.report_id, "")) for one in reports
        }
        is_small = max(self.database.counts()["records"], len(found.incidents)) <= MOST_COMPARED
        before = self.database_records() if is_small else None
        rows = self.rows_of_all(found, applied)
        asides = _sorted({*applied.set_aside, *pairs.set_aside})
        self.case.store_built(
            BuildRows(
                self.basis,
                rows,
                reports=list(known.values()),
                accounts=accounts,
                pieces=pieces,
                facts={**self.facts(asides), "built_has_own": str(has_own)},
            )
        )
        after = self.case.records() if before is not None else ()
        return self.done(known, made=len(rows), is_whole=True, before=before, after=after, set_aside=asides)

    def database_records(self) -> tuple[Record, ...]:
        """Return the records as they were; none where an older version built them, in another form."""
        try:
            return self.case.records()
        except CaseDamaged:
            return ()

    def rows_of_all(self, found: Clustered, applied: Applied) -> list[RecordRow]:
        """Return the rows of all records. What incidents have to do with each other is known when the last is made."""
        rows: list[RecordRow] = []
        for done, row in enumerate(self.rows_alone(found, applied)):
            self.progress(done, len(found.incidents), PUTTING_TOGETHER)
            rows.append(row)
        outlines = [from_json(Outline, json.loads(row.outline)) for row in rows]
        neighbours = find_neighbours(outlines)
        return [
            _row_beside(row, neighbours[row.incident_id]) if row.incident_id in neighbours else row
            for row in rows
        ]

    def rows_alone(self, found: Clustered, applied: Applied) -> Iterator[RecordRow]:
        """Yield the row of each record, what it has to do with others aside; those of a large case by several
        processes."""
        processes = min(MOST_PROCESSES, os.cpu_count() or 1)
        if len(found.incidents) < MANY or processes < 2 or sys.platform != "linux":
            yield from (_row(record, outline_of(record)) for record in self.make(found.incidents, applied))
            return
        # Forked, so that what was read so far is at hand in each; nothing is written meanwhile.
        global _AT_WORK
        _AT_WORK = self, found.incidents, applied
        parts = [
            range(at, min(at + AT_A_TIME, len(found.incidents)))
            for at in range(0, len(found.incidents), AT_A_TIME)
        ]
        try:
            with multiprocessing.get_context("fork").Pool(processes) as pool:
                for rows in pool.imap(_rows_of_part, parts):
                    yield from rows
        finally:
            _AT_WORK = None

    def make(self, incidents: Iterable[Incident], applied: Applied) -> Iterator[Record]:
        """Yield the record of each incident, what it has to do with others aside."""
        judged = {one.report_id: one for one in applied.extractions}
        maker = Maker(applied, actors=self.actors, method=self.method, gazetteer=self.gazetteer)
        for incident in incidents:
            pairs = [self.read(key) for key in incident.report_ids]
            yield maker.record(
                incident,
                {report.report_id: report for report, _ in pairs},
                {one.report_id: judged.get(one.report_id, one) for _, one in pairs},
            )

    def records(self, incident_ids: Iterable[str]) -> list[Record]:
        """Return records as they are stored."""
        database = self.case.database
        return [database.value_of(Record, row.body) for row in database.records(list(incident_ids))]

    def pairs(self, applied: Applied) -> JudgedPairs:
        if not applied.placed:
            return JudgedPairs((), (), ())
        reports = [
            report for key in {e.report_id for e in applied.extractions} if (report := self.case.report(key))
        ]
        return place_judgements(applied.placed, reports, applied.extractions)

    def report_row(self, report: Report, extraction: Extraction) -> BuiltReport:
        left_out = [one.text for one in extraction.warnings if one.code is WarningCode.NO_INCIDENT_TOLD]
        noted = Noted(extraction.set_aside, " ".join(left_out))
        words = to_text(noted) if noted != Noted() else ""
        return BuiltReport(report.report_id, self.stamps[report.report_id], "", words)

    # ------------------------------------------------------------ a part of it

    def again(self, known: Mapping[str, BuiltReport], remade: Collection[str]) -> Built:
        """Make the records again that these reports stand in; nothing is linked otherwise."""
        ask = self.database.ask_built
        at = ask(lambda c: built.accounts_of_reports(c, remade))
        before = self.records(sorted({one.incident_id for one in at if one.incident_id}))
        bearing = self.bearing_on(
            {told.report_id for record in before for told in record.accounts} | set(remade)
        )
        made = {
            record.incident_id: record
            for record in self.make([_incident_of(record) for record in before], bearing.applied)
        }
        rows = BuildRows(self.basis, (), is_whole=False)
        return self.written(known, made, before, rows, bearing, bearing.applied.set_aside)

    def part(
        self, known: Mapping[str, BuiltReport], changed: set[str], remade: Collection[str]
    ) -> Built | None:
        """Build what the reports that changed touch, and make the records of others again; None where that follows from
        too much of the case."""
        judged = self.bearing_on(changed).judged
        ask = self.database.ask_built
        news, traces, rows = self.profiled(sorted(changed), judged)
        texts = self.texts_beside(known, changed, traces)
        moved = [
            dataclasses.replace(known[key], text_key=text)
            for key, text in sorted(texts.items())
            if key in known and key not in changed and known[key].text_key != text
        ]
        at = {*changed, *remade, *(one.report_id for one in moved)}
        touched = ask(lambda c: built.accounts_of_reports(c, at))
        like, level = self.components_like(news, known, changed, texts)
        components = like | {one.component for one in touched}
        members = {
            one.account_id: one
            for one in ask(lambda c: built.accounts_of_components(c, components))
            if one.report_id not in changed
        }
        bearing = self.bearing_on({*changed, *(one.report_id for one in members.values())})
        others, _, _ = self.profiled(sorted({one.report_id for one in members.values()}), bearing.judged)
        profiles = [*news, *(one for one in others if one.account_id in members)]
        if self.is_crowded(profiles, news, known) or not self.has_own(profiles):
            return None
        pairs = self.pairs(bearing.applied)
        level |= {one.account_id: one.level for one in members.values()}
        found = cluster(
            profiles,
            pairs.within({one.account_id for one in profiles}),
            level=level,
            same_text={
                one.report_id: text for one in profiles if (text := self.text_of(one.report_id, texts, known))
            },
        )
        before_ids = {one.incident_id for one in (*touched, *members.values()) if one.incident_id}
        made = {record.incident_id: record for record in self.make(found.incidents, bearing.applied)}
        reports = [dataclasses.replace(one, text_key=texts.get(one.report_id, "")) for one in rows]
        return self.written(
            {**known, **{one.report_id: one for one in reports}},
            made,
            self.records(sorted(before_ids)),
            BuildRows(
                self.basis,
                (),
                is_whole=False,
                gone_accounts_of=changed,
                reports=[*reports, *moved],
                accounts=_account_rows(found, {one.account_id: one.report_id for one in profiles}),
                pieces=(*_account_pieces(news), _text_piece(traces)),
            ),
            bearing,
            (*bearing.applied.set_aside, *pairs.set_aside),
        )

    def written(
        self,
        known: Mapping[str, BuiltReport],
        made: Mapping[str, Record],
        before: Sequence[Record],
        rows: BuildRows,
        bearing: "_Bearing",
        set_aside: Iterable[SetAside],
    ) -> Built:
        """Write records that were made in the place of others, and what becomes other beside them.

        made: by incident id, what each has to do with others aside. before: those that they were. rows: what is
        written beside the records.
        """
        outlines = {key: outline_of(record) for key, record in made.items()}
        if outlines == {record.incident_id: outline_of(record) for record in before}:
            now = {record.incident_id: neighbours_of(record) for record in before}
            elsewhere: list[Record] = []
        else:
            read = self.database.ask_built(built.outlines).items()
            was_all = {key: from_json(Outline, json.loads(words)) for key, words in read}
            ended = {record.incident_id for record in before}
            now_all = {**{key: one for key, one in was_all.items() if key not in ended}, **outlines}
            was, now = (find_neighbours([held[key] for key in sorted(held)]) for held in (was_all, now_all))
            others = [
                key
                for key in sorted(was.keys() | now.keys())
                if key in now_all and key not in made and was.get(key) != now.get(key)
            ]
            elsewhere = self.records(others)
            outlines |= {key: now_all[key] for key in others}
        after = [
            beside(record, now.get(record.incident_id, Neighbours()))
            for record in sorted((*made.values(), *elsewhere), key=by_date)
        ]
        asides = self.still_aside(bearing, set_aside)
        self.case.store_built(
            dataclasses.replace(
                rows,
                records=[_row(record, outlines[record.incident_id]) for record in after],
                gone={record.incident_id for record in (*before, *elsewhere)},
                facts=self.facts(asides),
            )
        )
        was_there = (*before, *elsewhere)
        return self.done(
            known, made=len(made), is_whole=False, before=was_there, after=after, set_aside=asides
        )

    def profiled(
        self, report_ids: Sequence[str], judged: Mapping[str, Extraction]
    ) -> tuple[list[Profile], list[Trace], list[BuiltReport]]:
        """Return what these reports give to compare: their accounts, their texts, and the row of each."""
        profiles: list[Profile] = []
        traces: list[Trace] = []
        rows: list[BuiltReport] = []
        for done, key in enumerate(report_ids):
            self.progress(done, len(report_ids), LINKING)
            report, extraction = self.read(key)
            extraction = judged.get(key, extraction)
            rows.append(self.report_row(report, extraction))
            if not exclude_reports([report], self.method):
                profiles += profiles_of(extraction, report)
                trace = trace_of(report, extraction)
                traces += [trace] if trace is not None else []
        return profiles, traces, rows

    def texts_beside(
        self, known: Mapping[str, BuiltReport], changed: set[str], traces: Sequence[Trace]
    ) -> dict[str, str]:
        """Return report id -> the key of its text, "" for one of its own: of the reports given, and of those that share
        text with them or did."""
        table = self.table("runs", known.keys() - changed)
        near = {one for trace in traces for one in table.sharing(trace.keys, least=LEAST_SHARED)}
        keys = {known[key].text_key for key in near | (changed & known.keys())} - {""}
        near |= {key for key, one in known.items() if one.text_key in keys} - changed
        pile = [*traces]
        for key in sorted(near):
            trace = trace_of(*self.read(key))
            pile += [trace] if trace is not None else []
        found = same_text(pile)
        return {key: found.get(key, "") for key in near | changed}

    @staticmethod
    def text_of(report_id: str, texts: Mapping[str, str], known: Mapping[str, BuiltReport]) -> str:
        return texts[report_id] if report_id in texts else known[report_id].text_key

    def components_like(
        self,
        news: Sequence[Profile],
        known: Mapping[str, BuiltReport],
        changed: set[str],
        texts: Mapping[str, str],
    ) -> tuple[set[str], dict[str, int]]:
        """Return the components that hold an account which is tied to one of these; and of each of these the level
        under which its component is too large, since it is tied to one that is."""
        alive = known.keys() - changed
        dated, timeless, open_ones = (self.table(kind, alive) for kind in ACCOUNT_KINDS)
        met: dict[str, set[str]] = {}
        for one in news:
            keys = keys_of(one)
            found = (
                {**timeless.sharing(keys.timeless, least=1)}
                if keys.is_open
                else {
                    **dated.sharing(keys.dated, least=LEAST_MET),
                    **open_ones.sharing(keys.timeless, least=1),
                }
            )
            for other in found:
                met.setdefault(other, set()).add(one.account_id)
        by_id = {one.account_id: one for one in news}
        rows = self.database.ask_built(lambda c: built.accounts_by_id(c, met))
        judged = self.bearing_on({row.report_id for row in rows}).judged
        like: set[str] = set()
        level = dict.fromkeys(by_id, 0)
        for report_id, held in groupby(sorted(rows, key=_by_report), key=_by_report):
            report, extraction = self.read(report_id)
            profiles = {one.account_id: one for one in profiles_of(judged.get(report_id, extraction), report)}
            for row in held:
                if not row.is_leader or row.account_id not in profiles:
                    continue
                for new in sorted(met[row.account_id]):
                    text = self.text_of(report_id, texts, known)
                    is_one = bool(text) and text == texts.get(by_id[new].report_id)
                    bits = weigh(profiles[row.account_id], by_id[new], one_text=is_one)
                    if bits > row.level:
                        like.add(row.component)
                    level[new] = max(level[new], min(row.level, math.ceil(bits)))
        return like, level

    def is_crowded(
        self, profiles: Sequence[Profile], news: Sequence[Profile], known: Mapping[str, BuiltReport]
    ) -> bool:
        """Whether some key of these accounts is held by so many that which pairs are compared follows from all.

        news: those of them that are not stored yet.
        """
        dated = self.table(ACCOUNT_KINDS[0], known.keys())
        most = dated.most_held({key for one in profiles for key in keys_of(one).dated})
        return most + len(news) > MOST_TOGETHER

    def has_own(self, profiles: Sequence[Profile]) -> bool:
        """Whether the case had accounts that are no mention in passing, before this build; these may be its first."""
        return self.database.built_fact("built_has_own") == str(True) or not any(
            not one.is_background for one in profiles
        )

    def table(self, kind: str, alive: Collection[str]) -> KeyTable:
        """Return what accounts or texts are found by. alive: the reports that still count."""
        if kind not in self._tables:
            self._tables[kind] = self.database.ask_built(lambda c: built.pieces(c, kind))
        rows = self._tables[kind]
        return KeyTable.of([(one.ids, one.counts, one.keys) for one in rows], alive=alive)


ACCOUNT_KINDS = ("dated", "timeless", "open")  # of the keys of accounts: `block.Keys`; of open ones once more


_AT_WORK: tuple[_Building, Sequence[Incident], Applied] | None = None  # of the process that forks others


def _rows_of_part(part: range) -> list[RecordRow]:
    assert _AT_WORK is not None
    work, incidents, applied = _AT_WORK
    made = work.make([incidents[place] for place in part], applied)
    return [_row(record, outline_of(record)) for record in made]


def _silently(done: int, of: int, item: str) -> None:
    """Take no note of how far a build has come."""


def _by_report(row: BuiltAccount) -> str:
    return row.report_id


def _own_places(case: "Case") -> list[str]:
    """Return a digest of the case's own gazetteer.csv, if it has one."""
    path = case.gazetteer_path()
    return [case.objects.hash_file(path)] if path is not None else []


def _incident_of(record: Record) -> Incident:
    """Return the incident that a stored record is of."""
    return Incident(
        record.incident_id,
        tuple(sorted(told.account_id for told in record.accounts)),
        tuple(sorted({told.report_id for told in record.accounts})),
        record.ties,
    )


def _sorted(set_aside: Iterable[SetAside]) -> tuple[SetAside, ...]:
    return tuple(sorted(set_aside, key=lambda aside: (aside.item, aside.reason, aside.message)))


def _row(record: Record, outline: Outline) -> RecordRow:
    day, _ = by_date(record)
    return RecordRow.of(record.incident_id, day, to_text(record), to_text(outline))


def _row_beside(row: RecordRow, found: Neighbours) -> RecordRow:
    """Return the row of a record with what it has to do with others, as `outlines.beside` puts it there, on its JSON:
    to read a record as a value costs ten times as much."""
    data = json.loads(row.body)
    data["related"] = to_json(found.related)
    warnings = [*data["warnings"], *to_json(found.warnings)]
    order = {code.value: number for number, code in enumerate(WarningCode)}
    data["warnings"] = sorted(
        warnings, key=lambda one: (order[one["code"]], one["text"], tuple(one["claim_ids"]))
    )
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return RecordRow.of(row.incident_id, row.sort_key, body, row.outline)


def _account_rows(found: Clustered, of_report: Mapping[str, str]) -> list[BuiltAccount]:
    at = {account: one.incident_id for one in found.incidents for account in one.account_ids}
    return [
        BuiltAccount(
            account,
            of_report[account],
            component,
            found.levels[account],
            int(account in found.leaders),
            at.get(account, ""),
        )
        for account, component in sorted(found.components.items())
    ]


def _account_pieces(profiles: Iterable[Profile]) -> list[KeyPiece]:
    """Return the pieces of what these accounts are found by, under `ACCOUNT_KINDS`; ids: report, account."""
    keys = {f"{one.report_id} {one.account_id}": keys_of(one) for one in profiles}
    dated = {key: held.dated for key, held in keys.items() if not held.is_open}
    timeless = {key: held.timeless for key, held in keys.items()}
    open_ones = {key: held.timeless for key, held in keys.items() if held.is_open}
    made = zip(ACCOUNT_KINDS, (dated, timeless, open_ones), strict=True)
    return [KeyPiece(kind, *piece_of(held)) for kind, held in made]


def _text_piece(traces: Iterable[Trace]) -> KeyPiece:
    return KeyPiece("runs", *piece_of({trace.report_id: trace.keys for trace in traces}))
