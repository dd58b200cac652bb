"""Put the record of each incident together.

In:   reports, what was read in each, a case's actors and method, and its judgements.
Out:  a Record for each incident; or all of it as `Findings`.
Holds: a record is a function of these values: no clock, no order of intake. A report that has nothing to do with an
       incident changes nothing in its record: voices and origins are joined within the incident. Every value stands
       with its claims; nothing is chosen but by a person. What a judgement or the method leaves out stands in the
       record, or in the findings, with its reason.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tellings.judging import (
    Applied,
    Lost,
    added_claim_id,
    apply_judgements,
    exclude_counts,
    exclude_reports,
    latest,
    lead_id,
    leave_out,
    review_of,
)
from tellings.judging.scope import everything_rejected
from tellings.link import Incident, link_accounts
from tellings.link.judged import place_judgements
from tellings.model import (
    Account,
    Actors,
    Attribution,
    Claim,
    Count,
    Exclusion,
    Extraction,
    FieldRecord,
    Findings,
    FollowUp,
    Judgement,
    Lead,
    Method,
    Person,
    Reading,
    Record,
    Report,
    SetAside,
    StemmaEdge,
    ToldBy,
    Voice,
)
from tellings.reconcile.assessments import assess
from tellings.reconcile.briefings import find_briefings
from tellings.reconcile.cautions import Told, find_cautions
from tellings.reconcile.dating import days_of_increments, fix_years
from tellings.reconcile.deaths import less_the_dead
from tellings.reconcile.descent import trace_descent
from tellings.reconcile.grades import grade_record
from tellings.reconcile.independence import Origins, find_origins
from tellings.reconcile.notices import out_of_force
from tellings.reconcile.outlines import with_neighbours
from tellings.reconcile.overtaken import Overtaken, superseded_by_sums, superseded_claims
from tellings.reconcile.persons import join_persons
from tellings.reconcile.policies import ToldCount, apply_policy, open_leads
from tellings.reconcile.readings import by_field, derive_readings, field_of, gather_readings
from tellings.reconcile.relations import relate_claims
from tellings.reconcile.resting import in_voices_of_the_case, rest_claims, translate_chain
from tellings.reconcile.sheet_rows import SheetRows
from tellings.reconcile.standing import choose, judge_standing
from tellings.reconcile.stemma import credited_voices, draw_edges
from tellings.reconcile.titles import first_day, title_of
from tellings.reconcile.tolls import count_toll
from tellings.reconcile.values import is_part
from tellings.resolve.gazetteer import Gazetteer
from tellings.resolve.names import fold
from tellings.resolve.voices import resolve_voices
from tellings.vocabulary import COUNT_FIELDS, Field, LeadState, LeafKind, ReportKind, Verdict


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
    applied = apply_judgements(reports, extractions, judgements, own_types=method.own_types)
    return _build(reports, applied, actors, method, gazetteer)


def findings(
    reports: Sequence[Report],
    extractions: Sequence[Extraction],
    *,
    actors: Actors,
    method: Method,
    gazetteer: Gazetteer | None = None,
    judgements: Sequence[Judgement] = (),
) -> Findings:
    """Return all that a run comes to: its records, and what they stand in (`findings_of`).

    gazetteer: tells small places, which link reports, from large ones, and countries; without it only the incidents'
    own places link, and no area leaves anything out.
    """
    applied = apply_judgements(reports, extractions, judgements, own_types=method.own_types)
    records = _build(reports, applied, actors, method, gazetteer)
    return _findings(records, reports, extractions, method, applied)


def findings_of(
    records: Sequence[Record],
    reports: Sequence[Report],
    extractions: Sequence[Extraction],
    *,
    method: Method,
    judgements: Sequence[Judgement] = (),
) -> Findings:
    """Return records that were built before, in what they stand in: reports and extractions as they were read, both
    sorted by report id; the reports that the method leaves out; the judgements that hold; and what was set aside:
    reports that could not be read, and judgements that could not be applied.
    """
    applied = apply_judgements(reports, extractions, judgements, own_types=method.own_types)
    return _findings(records, reports, extractions, method, applied)


def _findings(
    records: Sequence[Record],
    reports: Sequence[Report],
    extractions: Sequence[Extraction],
    method: Method,
    applied: Applied,
) -> Findings:
    excluded = exclude_reports(reports, method)
    left_out = {row.id for row in excluded}
    unread = [extraction.set_aside for extraction in extractions if extraction.set_aside is not None]
    used = [extraction for extraction in applied.extractions if extraction.report_id not in left_out]
    pairs = place_judgements(applied.placed, reports, used)
    contradicted = [aside for aside in pairs.set_aside if aside.reason == "judgement_contradicted"]
    asides = {*unread, *applied.set_aside, *contradicted, *_values_left_out(applied, records)}
    return Findings(
        reports=tuple(sorted(reports, key=lambda report: report.report_id)),
        extractions=tuple(sorted(extractions, key=lambda extraction: extraction.report_id)),
        records=tuple(records),
        set_aside=tuple(sorted(asides, key=lambda one: (one.item, one.reason, one.message))),
        excluded=excluded,
        judgements=applied.placed,
    )


def _values_left_out(applied: Applied, records: Iterable[Record]) -> Iterable[SetAside]:
    """Yield each choice and assessment of a claim that stands in no record, set aside."""
    judged = [*sorted(applied.chosen.items()), *sorted(applied.assessed.items())]
    if not judged:
        return
    held = {
        claim.claim_id
        for record in records
        for field in record.fields.values()
        for reading in field.readings
        for claim in reading.claims
    }
    for claim_id, judgement in judged:
        if claim_id not in held:
            verdict = judgement.verdict
            yield Lost(
                reason="judgement_left_out",
                fact=f"the claim {verdict} stands in no record: left out by the method, or of no incident: {claim_id}",
                step="undo the judgement, or change what leaves the claim out",
            ).set_aside(judgement)


def _build(
    reports: Sequence[Report],
    applied: Applied,
    actors: Actors,
    method: Method,
    gazetteer: Gazetteer | None,
) -> tuple[Record, ...]:
    left_out = {row.id for row in exclude_reports(reports, method)}
    held = {report.report_id: report for report in reports if report.report_id not in left_out}
    read = {one.report_id: one for one in applied.extractions if one.report_id in held}
    linked = link_accounts(list(read.values()), list(held.values()), judgements=applied.placed)
    maker = Maker(applied, actors=actors, method=method, gazetteer=gazetteer)
    made = [maker.record(incident, held, read) for incident in linked.incidents]
    return tuple(sorted(with_neighbours(made), key=by_date))


def by_date(record: Record) -> tuple[str, str]:
    """Return the key by which records stand: the earliest day first, undated ones last; then the id."""
    return first_day(record.fields) or "9999", record.incident_id


class Maker:
    """Makes the record of one incident after the other, each out of its own accounts alone."""

    def __init__(
        self, applied: Applied, *, actors: Actors, method: Method, gazetteer: Gazetteer | None
    ) -> None:
        self.applied = applied
        self.actors = actors
        self.method = method
        self.gazetteer = gazetteer
        self._sheets: dict[str, SheetRows] = {}
        self._judged: dict[str, list[Judgement]] = {}
        for one in applied.placed:
            for report_id in {leaf.report_id for leaf in (one.left, one.right) if leaf is not None}:
                self._judged.setdefault(report_id, []).append(one)

    def record(
        self, incident: Incident, reports: Mapping[str, Report], extractions: Mapping[str, Extraction]
    ) -> Record:
        """Return the record of one incident, what it has to do with others aside.

        reports, extractions: by report id, those of the incident's accounts at least; extractions as judged.
        """
        return _Making(self, incident, reports, extractions).record()

    def judged_in(self, report_ids: Iterable[str]) -> tuple[Judgement, ...]:
        """Return the judgements that hold and name one of these reports, or none: sorted by id."""
        found = {one.judgement_id: one for key in ("", *report_ids) for one in self._judged.get(key, ())}
        return tuple(found[key] for key in sorted(found))

    def rows_of(self, extraction: Extraction, accounts: Sequence[Account]) -> Extraction:
        """Return what these accounts, rows of a sheet, tell."""
        rows = self._sheets.get(extraction.report_id)
        if rows is None:
            rows = self._sheets[extraction.report_id] = SheetRows(extraction)
        return rows.of(accounts)


class _Making:
    """The making of one record."""

    def __init__(
        self,
        maker: Maker,
        incident: Incident,
        reports: Mapping[str, Report],
        extractions: Mapping[str, Extraction],
    ) -> None:
        self.incident = incident
        self.method = maker.method
        self.applied = maker.applied
        self.gazetteer = maker.gazetteer
        wanted = set(incident.account_ids)
        told_in = incident.report_ids
        told = sorted(
            (
                account
                for key in told_in
                for account in extractions[key].accounts
                if account.account_id in wanted
            ),
            key=lambda account: (account.report_id, account.account_id),
        )
        rejected = [row for account in told for row in self.applied.rejected.get(account.account_id, ())]
        not_counted = exclude_counts((claim for account in told for claim in account.claims), self.method)
        self.excluded = tuple(sorted((*rejected, *not_counted), key=lambda row: row.id))
        self.judged = maker.judged_in(told_in)
        self.accounts = [_without(account, {row.id for row in not_counted}) for account in told]
        self.reports = {key: reports[key] for key in told_in}
        self.extractions = [
            maker.rows_of(extractions[key], [a for a in self.accounts if a.report_id == key])
            if self.reports[key].kind is ReportKind.SHEET
            else extractions[key]
            for key in told_in
        ]
        self.descent = trace_descent(list(self.reports.values()), self.extractions)
        self.same_text = self.descent.same_text
        self.voices = resolve_voices(
            list(self.reports.values()),
            self.extractions,
            maker.actors,
            same_text=self.same_text,
            judgements=self.judged,
        )

    def record(self) -> Record:
        claims, persons, origins, superseded, derived = self._reconciled()
        of_persons = _told_of(persons)
        fields = by_field(gather_readings(claims, canonical=self.voices.book.canonical), derived)
        records = {
            field: FieldRecord(
                readings,
                assess(
                    choose(
                        judge_standing(
                            readings,
                            origins=origins,
                            voices=self.voices,
                            superseded=superseded,
                            claims=claims,
                        ),
                        readings,
                        self.applied.chosen,
                    ),
                    readings,
                    self.applied.assessed,
                    standard=self.method.standard_of_proof,
                ),
            )
            for field, readings in fields.items()
            if any(reading.claims for reading in readings)
        }
        tolls = tuple(
            count_toll(
                kind,
                claims,
                sums=[
                    reading for reading in derived if field_of(reading) is kind and not _is_of_part(reading)
                ],
                superseded=superseded,
                voices=self.voices,
                reports=self.reports,
            )
            for kind in COUNT_FIELDS
            if kind in records
        )
        edges = draw_edges(
            (*claims, *of_persons),
            self.voices,
            reports=self.reports,
            attributions=self._attributions(),
            descent=self.descent,
        )
        counts = [ToldCount(toll, claims, origins, self.voices) for toll in tolls]
        for count in counts:
            held = records[count.toll.kind]
            records[count.toll.kind] = replace(held, standing=apply_policy(held.standing, count, self.method))
        leads, follow_ups = self._leads(open_leads(counts, self.method))
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
            superseded=superseded,
        )
        record = Record(
            incident_id=self.incident.incident_id,
            title=title_of(records),
            method=self.method,
            fields=records,
            accounts=tuple(self._told_by(account) for account in self.accounts),
            persons=persons,
            voices=self._used((*claims, *of_persons), leads, edges),
            origins=origins.classes,
            tolls=tolls,
            stemma=edges,
            leads=leads,
            warnings=find_cautions(told),
            reader=", ".join(sorted({extraction.reader for extraction in self.extractions})),
            policy=self.method.policy,
            judgements=self._judgements(fields),
            excluded=self.excluded,
            out_of_scope=self._out_of_scope(fields),
            ties=self.incident.ties,
            follow_ups=follow_ups,
        )
        return replace(
            record,
            grades=grade_record(record, self.voices.book),
            review=review_of(record, self.applied.staged),
        )

    def _reconciled(
        self,
    ) -> tuple[tuple[Claim, ...], tuple[Person, ...], Origins, dict[str, Overtaken], tuple[Reading, ...]]:
        """Return the claims as they stand in the record, the named victims, whose claims stand apart, the origins, what
        is superseded and what is derived."""
        told = [claim for account in self.accounts for claim in account.claims]
        rested = rest_claims(in_voices_of_the_case(told, self.voices), self.voices)
        days = days_of_increments(rested, self.reports)
        of_fields = [claim for claim in rested if claim.field is not Field.PERSONS]
        claims = relate_claims(of_fields, self.voices, self.reports)
        dates = fix_years(claims, self.reports)
        persons = join_persons(
            rested,
            incident_id=self.incident.incident_id,
            reports=self.reports,
            dates=(*gather_readings(claim for claim in claims if claim.field is Field.DATE), *dates),
            judgements=self.judged,
            released=self.applied.names_released,
        )
        derived = (*derive_readings(claims, as_of=days), *dates, *less_the_dead(claims, persons))
        superseded = {
            **superseded_by_sums(derived, (*claims, *_told_of(persons)), self.voices, self.reports),
            **superseded_claims(claims, self.voices, self.reports),
            **out_of_force(claims, self.descent.notices, self.reports),
        }
        origins = find_origins(
            claims,
            self.voices,
            same_text=self.descent.one_relay,
            judgements=self.judged,
            briefings=find_briefings(
                claims, self.voices, reports=self.reports, attributions=self._attributions()
            ),
        )
        return claims, persons, origins, superseded, derived

    def _attributions(self) -> dict[str, Attribution]:
        return {one.attribution_id: one for extraction in self.extractions for one in extraction.attributions}

    def _out_of_scope(self, fields: Mapping[Field, tuple[Reading, ...]]) -> Exclusion | None:
        if self.excluded and not any(account.claims for account in self.accounts):
            is_rejected = all(row.by is not None for row in self.excluded)
            return everything_rejected(self.incident.incident_id) if is_rejected else None
        readings = [reading for held in fields.values() for reading in held]
        return leave_out(self.incident.incident_id, readings, self.method, gazetteer=self.gazetteer)

    def _judgements(self, fields: Mapping[Field, tuple[Reading, ...]]) -> tuple[Judgement, ...]:
        """Return the judgements that bear on the incident, less choices that a later one in their field ended."""
        ids = {account.account_id for account in self.accounts} | self.reports.keys()
        ids |= {claim.claim_id for account in self.accounts for claim in account.claims}
        ids |= {row.id for row in self.excluded}
        ids |= {lead_id(lead) for account in self.accounts for lead in account.leads}
        ids |= {voice.voice_id for extraction in self.extractions for voice in extraction.voices}
        chosen, staged = self.applied.chosen, self.applied.staged
        ended = set()
        for readings in fields.values():
            rows = [chosen[c.claim_id] for r in readings for c in r.claims if c.claim_id in chosen]
            ended |= {one.judgement_id for one in rows} - {latest(rows).judgement_id if rows else ""}
        found = {
            judgement.judgement_id: judgement
            for judgement in self.judged
            if judgement.verdict is not Verdict.STAGED
            and judgement.judgement_id not in ended
            and any(
                leaf.id in ids or (leaf.kind == LeafKind.NAME and leaf.report_id in self.reports)
                for leaf in (judgement.left, judgement.right)
                if leaf is not None
            )
        }
        added = (one for one in self.judged if one.verdict is Verdict.ADDED and added_claim_id(one) in ids)
        found.update((judgement.judgement_id, judgement) for judgement in added)
        stages = [staged[a.account_id] for a in self.accounts if a.account_id in staged]
        found.update((judgement.judgement_id, judgement) for judgement in stages)
        return tuple(found[key] for key in sorted(found))

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

    def _leads(self, opened: Iterable[Lead]) -> tuple[tuple[Lead, ...], tuple[FollowUp, ...]]:
        """Return the leads of all accounts and those that a policy opened, each once: of what several reports of one
        text tell, the first. And what became of each, by the latest judgement on any of those that are one."""
        found: dict[tuple[str, str, str], Lead] = {}
        followed: dict[tuple[str, str, str], list[Judgement]] = {}
        told = [*(lead for account in self.accounts for lead in account.leads), *opened]
        for lead in sorted(told, key=lambda one: (one.minor, one.report_id, one.span, one.kind, one.what)):
            text = self.same_text.get(lead.report_id, lead.report_id)
            kept = replace(lead, chain=translate_chain(lead.chain, self.voices))
            key = (lead.kind, fold(lead.what), text)
            found.setdefault(key, kept)
            if lead_id(lead) in self.applied.followed:
                followed.setdefault(key, []).append(self.applied.followed[lead_id(lead)])
        leads = sorted(
            found.values(), key=lambda one: (one.minor, one.kind, one.what, one.report_id, one.span)
        )
        ups = [_follow_up(found[key], latest(rows)) for key, rows in followed.items()]
        return tuple(leads), tuple(sorted(ups, key=lambda one: one.lead_id))

    def _used(
        self, claims: Iterable[Claim], leads: Iterable[Lead], edges: Iterable[StemmaEdge]
    ) -> tuple[Voice, ...]:
        """Return the voices that the record names, sorted by id."""
        used: set[str] = set()
        for claim in claims:
            used.update(claim.chain, claim.undecided)
            said_by = getattr(getattr(claim.value, "group", None), "said_by", None)
            used.update([said_by] if said_by else [])
        for lead in leads:
            used.update(lead.chain)
        used.update(edge.told_by for edge in edges)
        every = (*self.voices.voices, *credited_voices(self.descent.credits, self.voices))
        return tuple(sorted((v for v in every if v.voice_id in used), key=lambda voice: voice.voice_id))


def _told_of(persons: Iterable[Person]) -> list[Claim]:
    return [claim for person in persons for reading in person.readings for claim in reading.claims]


def _follow_up(lead: Lead, judgement: Judgement) -> FollowUp:
    return FollowUp(
        lead_id(lead),
        LeadState(judgement.now),
        judgement.why,
        judgement.judgement_id,
        judgement.by,
        judgement.made_at,
    )


def _is_of_part(reading: Reading) -> bool:
    return isinstance(reading.value, Count) and is_part(reading.value)


def _without(account: Account, claim_ids: set[str]) -> Account:
    if not claim_ids:
        return account
    return replace(account, claims=tuple(c for c in account.claims if c.claim_id not in claim_ids))
