"""Put the record of each incident together.

In:   reports, what was read in each, a case's actors and method, and its judgements.
Out:  a Record for each incident; or all of it as `Findings`.
Holds: a record is a function of these values: no clock, no order of intake. A report that has nothing to do with an
       incident changes nothing in its record: voices and origins are joined within the incident. Every value stands
       with its claims; nothing is chosen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tellings.link import Incident, link_accounts
from tellings.model import (
    Account,
    Actors,
    Claim,
    Extraction,
    FieldRecord,
    Findings,
    Judgement,
    Lead,
    Method,
    Reading,
    Record,
    Report,
    SetAside,
    ToldBy,
    Voice,
)
from tellings.reconcile.cautions import Told, find_cautions
from tellings.reconcile.dating import days_of_increments, fix_years
from tellings.reconcile.descent import Descent, trace_descent
from tellings.reconcile.independence import Origins, find_origins
from tellings.reconcile.readings import by_field, derive_readings, field_of, gather_readings
from tellings.reconcile.relations import relate_claims, superseded_by_sums, superseded_claims
from tellings.reconcile.resting import in_voices_of_the_case, rest_claims, translate_chain
from tellings.reconcile.standing import judge_standing
from tellings.reconcile.stemma import draw_edges
from tellings.reconcile.titles import first_day, title_of
from tellings.reconcile.tolls import count_toll
from tellings.resolve.gazetteer import Gazetteer
from tellings.resolve.names import fold
from tellings.resolve.voices import resolve_voices
from tellings.vocabulary import COUNT_FIELDS, Field


def build_records(
    reports: Sequence[Report],
    extractions: Sequence[Extraction],
    actors: Actors,
    method: Method,
    judgements: Sequence[Judgement] = (),
    gazetteer: Gazetteer | None = None,
) -> tuple[Record, ...]:
    """Return the record of each incident, sorted by its earliest date, then by id; undated ones last.

    reports, extractions: one to one by report id, in any order; an extraction of a report that is not here is an
    error of the caller and passed over.
    """
    return _build(reports, extractions, actors, method, judgements, gazetteer)[0]


def findings(
    reports: Sequence[Report],
    extractions: Sequence[Extraction],
    *,
    actors: Actors,
    method: Method,
    gazetteer: Gazetteer | None = None,
    judgements: Sequence[Judgement] = (),
) -> Findings:
    """Return all that a run comes to: reports and extractions sorted by report id, records, and what was set aside:
    reports that could not be read, and judgements that find no place any more.

    gazetteer: tells small places, which link reports, from large ones; without it only the incidents' own do.
    """
    records, lost = _build(reports, extractions, actors, method, judgements, gazetteer)
    unread = [extraction.set_aside for extraction in extractions if extraction.set_aside is not None]
    return Findings(
        reports=tuple(sorted(reports, key=lambda report: report.report_id)),
        extractions=tuple(sorted(extractions, key=lambda extraction: extraction.report_id)),
        records=records,
        set_aside=tuple(sorted({*unread, *lost}, key=lambda one: (one.item, one.reason, one.message))),
    )


def _build(
    reports: Sequence[Report],
    extractions: Sequence[Extraction],
    actors: Actors,
    method: Method,
    judgements: Sequence[Judgement],
    gazetteer: Gazetteer | None,
) -> tuple[tuple[Record, ...], tuple[SetAside, ...]]:
    held = {report.report_id: report for report in sorted(reports, key=lambda report: report.report_id)}
    read = [e for e in sorted(extractions, key=lambda one: one.report_id) if e.report_id in held]
    descent = trace_descent(list(held.values()), read)
    linked = link_accounts(
        read, list(held.values()), judgements=judgements, same_text=descent.same_text, gazetteer=gazetteer
    )
    makers = [
        _Maker(incident, held, read, actors, method, judgements, descent) for incident in linked.incidents
    ]
    made = [maker.record() for maker in makers]
    return tuple(sorted(made, key=_by_date)), linked.set_aside


def _by_date(record: Record) -> tuple[str, str]:
    return first_day(record.fields) or "9999", record.incident_id


class _Maker:
    """Makes the record of one incident, out of its own accounts alone."""

    def __init__(
        self,
        incident: Incident,
        reports: Mapping[str, Report],
        extractions: Sequence[Extraction],
        actors: Actors,
        method: Method,
        judgements: Sequence[Judgement],
        descent: Descent,
    ) -> None:
        wanted = set(incident.account_ids)
        self.incident = incident
        self.method = method
        self.descent = descent
        self.accounts = sorted(
            (a for e in extractions for a in e.accounts if a.account_id in wanted),
            key=lambda account: (account.report_id, account.account_id),
        )
        told_in = {account.report_id for account in self.accounts}
        self.reports = {key: report for key, report in reports.items() if key in told_in}
        self.extractions = [extraction for extraction in extractions if extraction.report_id in told_in]
        self.same_text = {key: text for key, text in descent.same_text.items() if key in told_in}
        self.voices = resolve_voices(
            list(self.reports.values()),
            self.extractions,
            actors,
            same_text=self.same_text,
            judgements=judgements,
        )

    def record(self) -> Record:
        claims, origins, superseded, derived = self._reconciled()
        fields = by_field(gather_readings(claims, canonical=self.voices.book.canonical), derived)
        records = {
            field: FieldRecord(
                readings,
                judge_standing(
                    readings, origins=origins, voices=self.voices, superseded=superseded, claims=claims
                ),
            )
            for field, readings in fields.items()
            if any(reading.claims for reading in readings)
        }
        tolls = tuple(
            count_toll(
                kind,
                claims,
                sums=[reading for reading in derived if field_of(reading) is kind],
                superseded=superseded,
                voices=self.voices,
                reports=self.reports,
            )
            for kind in COUNT_FIELDS
            if kind in records
        )
        attributions = {a.attribution_id: a for e in self.extractions for a in e.attributions}
        edges = draw_edges(
            claims, self.voices, reports=self.reports, attributions=attributions, descent=self.descent
        )
        leads = self._leads()
        own = {account.report_id for account in self.accounts if not account.background} or set(self.reports)
        told = Told(
            claims=claims,
            voices=self.voices,
            origins=origins,
            tolls=tolls,
            dates=fields.get(Field.DATE, ()),
            reports={key: report for key, report in self.reports.items() if key in own},
            extractions=[extraction for extraction in self.extractions if extraction.report_id in own],
            descent=self.descent,
        )
        return Record(
            incident_id=self.incident.incident_id,
            title=title_of(records),
            method=self.method,
            fields=records,
            accounts=tuple(self._told_by(account) for account in self.accounts),
            persons=(),
            voices=self._used(claims, leads),
            origins=origins.classes,
            tolls=tolls,
            stemma=edges,
            leads=leads,
            warnings=find_cautions(told),
            reader=", ".join(sorted({extraction.reader for extraction in self.extractions})),
            policy=self.method.policy,
        )

    def _reconciled(self) -> tuple[tuple[Claim, ...], Origins, dict[str, str], tuple[Reading, ...]]:
        """Return the claims as they stand in the record, the origins, what is superseded and what is derived."""
        told = [claim for account in self.accounts for claim in account.claims]
        rested = rest_claims(in_voices_of_the_case(told, self.voices), self.voices)
        days = days_of_increments(rested, self.reports)
        claims = relate_claims(rested, self.voices, self.reports)
        derived = (*derive_readings(claims, as_of=days), *fix_years(claims, self.reports))
        superseded = {
            **superseded_by_sums(derived, claims, self.voices, self.reports),
            **superseded_claims(claims, self.voices, self.reports),
        }
        origins = find_origins(claims, self.voices, same_text=self.same_text)
        return claims, origins, superseded, derived

    def _told_by(self, account: Account) -> ToldBy:
        report = self.reports[account.report_id]
        copied = self.descent.copy_of(account.report_id)
        return ToldBy(
            account_id=account.account_id,
            report_id=report.report_id,
            outlet=report.outlet,
            published=report.published,
            kind=report.kind,
            background=account.background,
            claim_ids=tuple(sorted(claim.claim_id for claim in account.claims)),
            copy_of=copied if copied in self.reports else None,
        )

    def _leads(self) -> tuple[Lead, ...]:
        """Return the leads of all accounts, each once: of what several reports of one text tell, the first."""
        found: dict[tuple[str, str, str], Lead] = {}
        told = [lead for account in self.accounts for lead in account.leads]
        for lead in sorted(told, key=lambda one: (one.minor, one.report_id, one.span, one.kind, one.what)):
            text = self.same_text.get(lead.report_id, lead.report_id)
            kept = replace(lead, chain=translate_chain(lead.chain, self.voices))
            found.setdefault((lead.kind, fold(lead.what), text), kept)
        return tuple(
            sorted(found.values(), key=lambda one: (one.minor, one.kind, one.what, one.report_id, one.span))
        )

    def _used(self, claims: Iterable[Claim], leads: Iterable[Lead]) -> tuple[Voice, ...]:
        """Return the voices that the record names, sorted by id."""
        used: set[str] = set()
        for claim in claims:
            used.update(claim.chain, claim.undecided)
            said_by = getattr(getattr(claim.value, "group", None), "said_by", None)
            used.update([said_by] if said_by else [])
        for lead in leads:
            used.update(lead.chain)
        return tuple(voice for voice in self.voices.voices if voice.voice_id in used)
