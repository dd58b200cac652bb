"""What the page shows, piece by piece, before any markup: the typed context of `record.html.j2`.

In:   findings; of a single record also how the page that shows it links to words and reports.
Out:  a `Page`, or an `IncidentView`, of plain strings, numbers and drawings, unescaped.
Holds: every quote carries its voice, its place and, from a rendering, that word; every sentence with an accused
has the accuser; anchors are unique on the page; nothing depends on clock or order of intake.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tellings.judging.leaves import lead_id
from tellings.model import (
    Accusation,
    Claim,
    Count,
    FieldRecord,
    Findings,
    Lead,
    Reading,
    Record,
    Report,
    Voice,
)
from tellings.publish.lookup import Lookup, look_up
from tellings.publish.marked import MarkedText, Marking, Token, mark_text
from tellings.publish.notices import accusations_held, head_of, leads_held
from tellings.publish.stemma import Drawing, StemmaNode, Tie, draw_stemma
from tellings.publish.summary import Summary, summarise
from tellings.publish.toll_chart import TollChart, draw_toll, shapes_of_sides
from tellings.publish.victims import tell_victim
from tellings.publish.words import (
    ACCESS_WORDS,
    CONNECTION_WORDS,
    EDGE_WORDS,
    EXCLUSION_WORDS,
    FIELD_WORDS,
    HOW_WORDS,
    KIND_WORDS,
    LEAD_WORDS,
    NAMING_WORDS,
    RELATED_WORDS,
    RELATION_WORDS,
    ROLE_WORDS,
    STANCE_WORDS,
    STATUS_WORDS,
    WARNING_WORDS,
    accusation_in_words,
    assessment_in_words,
    edtf_in_words,
    follow_up_in_words,
    grade_in_words,
    judgement_in_words,
    listing,
    method_in_words,
    policy_in_words,
    review_in_words,
    sentence_case,
    side_in_words,
    support_in_words,
    voice_in_words,
)
from tellings.vocabulary import EdgeKind, Field, Naming, RelationKind, Stance, VoiceKind, WarningCode

_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "ps", "ckb", "ku", "yi", "sd", "ug", "dv", "syr")


@dataclass(frozen=True, slots=True)
class Links:
    """How a page links. to_words: from a report's id and the key of a claim or lead to the address of its words, "" for
    none; to_report: from a report's id to the address of the report."""

    to_words: Callable[[str, str], str]
    to_report: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words from a report. href: the address of their place in it, "" if none.

    place: "R3 [418:446]"; mark: "rendering", "translation" or ""; chain: the voices, outlet first.
    language: of the report, "" if not told; direction: "rtl", or "auto" to go by the first strong letter.
    """

    words: str
    chain: str
    place: str
    href: str
    mark: str
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim in a reading: its quote, what is to be known of it, and how it bears on other claims.

    is_judged: whether a person confirmed or corrected it."""

    claim_id: str
    is_judged: bool
    quote: Quote
    notes: tuple[str, ...]
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadingView:
    """One value, in words."""

    value: str
    stance: str
    origins: str
    claims: tuple[ClaimView, ...]
    is_derived: bool


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field: its readings side by side, and how it stands. chosen: what a policy or person chose, or ""."""

    field: Field
    heading: str
    anchor: str
    status: str
    status_code: str
    grounds: str
    method: str
    support: str
    chosen: str
    assessed: tuple[str, ...]
    readings: tuple[ReadingView, ...]


@dataclass(frozen=True, slots=True)
class AccusationView:
    """One accusation by one accuser: always a whole sentence with both in it."""

    role: str
    sentence: str
    claims: tuple[ClaimView, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class LeadView:
    """A lead, with where it is told, and what became of it, in words: "" where nobody followed it."""

    lead_id: str
    kind: str
    what: str
    minor: bool
    quote: Quote
    followed: str


@dataclass(frozen=True, slots=True)
class WarningView:
    """A warning: its short title, its text, and where the claims behind it stand: (place, address)."""

    title: str
    text: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class VoiceView:
    """A row of the table of voices. joined: why those that it is called differently by are one."""

    voice_id: str
    name: str
    also: str
    joined: tuple[str, ...]
    kind: str
    naming: str
    side: str
    suggested_by: str
    shape: str
    access: str
    connection: str
    protected: bool


@dataclass(frozen=True, slots=True)
class OriginView:
    """Voices that count as one origin, why they were joined, and who was not shown to differ."""

    number: str
    voices: tuple[str, ...]
    joined: tuple[str, ...]
    may_join: str


@dataclass(frozen=True, slots=True)
class TieView:
    """A line of the list below the stemma."""

    teller: str
    how: str
    told_by: str
    why: str


@dataclass(frozen=True, slots=True)
class AccountView:
    """A line of the list of reports that tell an incident."""

    account_id: str
    label: str
    href: str
    outlet: str
    published: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkView:
    """Why two reports are held to tell of one incident. pair: their labels; likely: the probability, in words."""

    pair: str
    likely: str
    why: str


@dataclass(frozen=True, slots=True)
class NeighbourView:
    """Another incident that this one has to do with. href: its address, "" where it is not shown."""

    words: str
    title: str
    href: str
    why: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """A named victim: the forms of the name; told: what, by whom, and where each stands, a row a reading."""

    names: tuple[str, ...]
    told: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class ExcludedView:
    """A claim that the method, or a person, leaves out. claim: None where it may not be shown here."""

    reason: str
    text: str
    claim: ClaimView | None


@dataclass(frozen=True, slots=True)
class JudgementView:
    """A judgement in force: what was decided, of which claims or, in words, of what else."""

    judgement_id: str
    words: str
    claims: tuple[ClaimView, ...]
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IncidentView:
    """Everything shown of one record. out_of_scope: why the method leaves it out as a whole, or "". review: how far
    persons have got with it, or ""; is_changed: it is another since."""

    anchor: str
    title: str
    incident_id: str
    summary: Summary
    charts: tuple[TollChart, ...]
    fields: tuple[FieldView, ...]
    accusations: tuple[AccusationView, ...]
    accusation_grounds: str
    answers: tuple[str, ...]
    no_response: bool
    accusations_held: str
    leads: tuple[LeadView, ...]
    leads_held: str
    warnings: tuple[WarningView, ...]
    voices: tuple[VoiceView, ...]
    origins: tuple[OriginView, ...]
    stemma: Drawing | None
    ties: tuple[TieView, ...]
    accounts: tuple[AccountView, ...]
    links: tuple[LinkView, ...]
    neighbours: tuple[NeighbourView, ...]
    persons: tuple[PersonView, ...]
    shapes: tuple[tuple[str, str], ...]
    out_of_scope: str
    excluded: tuple[ExcludedView, ...]
    judgements: tuple[JudgementView, ...]
    grades: tuple[str, ...]
    review: str
    is_changed: bool

    def shape_of(self, side: str) -> str:
        """Return the shape that stands for a side, by its name as shown."""
        return dict(self.shapes).get(side, "")


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report in full, marked. facts: (name, words), the ones that are told."""

    label: str
    anchor: str
    outlet: str
    title: str
    mark: str
    facts: tuple[tuple[str, str], ...]
    notice: str
    tokens: tuple[Token, ...]
    language: str
    direction: str
    told_in: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SetAsideView:
    """Something that was not read."""

    item: str
    reason: str
    message: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Page:
    """All of the page. excluded: reports that the method leaves out: (name, anchor, why)."""

    title: str
    method: tuple[tuple[str, str], ...]
    made_with: tuple[tuple[str, str], ...]
    incidents: tuple[IncidentView, ...]
    reports: tuple[ReportView, ...]
    set_aside: tuple[SetAsideView, ...]
    excluded: tuple[tuple[str, str, str], ...]
    is_masked: bool
    head: str


def lay_out(findings: Findings) -> Page:
    """Return what the page shows of the findings: every record, every report, everything set aside."""
    lookup = look_up(findings)
    marked = _mark_reports(findings, lookup)
    shown = {
        record.incident_id: (record.title, f"#{_anchor(n)}")
        for n, record in enumerate(findings.records, start=1)
    }

    def to_words(report_id: str, key: str) -> str:
        anchor = marked[report_id].anchors.get(key) if report_id in marked else None
        return f"#{anchor}" if anchor else ""

    links = Links(to_words, lambda report_id: f"#{_report_anchor(lookup.label(report_id))}")
    incidents = tuple(
        lay_out_record(record, lookup.within(record), links, shown, anchor=_anchor(n))
        for n, record in enumerate(findings.records, start=1)
    )
    told_in: dict[str, list[tuple[str, str]]] = {report.report_id: [] for report in findings.reports}
    for incident, record in zip(incidents, findings.records, strict=True):
        for report_id in dict.fromkeys(account.report_id for account in record.accounts):
            told_in.setdefault(report_id, []).append((incident.title, incident.anchor))
    reports = tuple(_report(report, lookup, told_in[report.report_id], marked) for report in findings.reports)
    title = (
        f"Incident record: {incidents[0].title}"
        if len(incidents) == 1
        else f"{len(incidents)} incident records"
    )
    readers = {record.reader for record in findings.records} | {e.reader for e in findings.extractions}
    first = findings.records[0] if findings.records else None
    return Page(
        title=title,
        method=method_in_words(first.method) if first else (),
        made_with=tuple(
            [("Read with", listing(sorted(readers)))]
            + [("Form", record.schema) for record in findings.records[:1]]
            + [("Policy", policy_in_words(record.policy)) for record in findings.records[:1]]
        ),
        incidents=incidents,
        reports=reports,
        set_aside=tuple(
            SetAsideView(s.item, s.reason.replace("_", " "), s.message, s.next_step)
            for s in findings.set_aside
        ),
        excluded=tuple(
            (
                f"{lookup.label(row.id)} {lookup.outlet(row.id)}",
                _report_anchor(lookup.label(row.id)),
                f"{EXCLUSION_WORDS[row.reason]}: {row.text}",
            )
            for row in findings.excluded
        ),
        is_masked=findings.masked,
        head=head_of(findings),
    )


# ---------------------------------------------------------------- reports


def _report_anchor(label: str) -> str:
    return f"report-{label}"


def _mark_reports(findings: Findings, lookup: Lookup) -> dict[str, MarkedText]:
    """Return the marked text of every report, by id; anchors by claim id, attribution id and lead place."""
    markings: dict[str, dict[tuple[str, str], Marking]] = {
        report.report_id: {} for report in findings.reports
    }

    def add(report_id: str, marking: Marking) -> None:
        if report_id in markings:
            markings[report_id][marking.kind, marking.key] = marking

    for extraction in findings.extractions:
        for attribution in extraction.attributions:
            for kind in ("source", "cue", "content"):
                for n, span in enumerate(getattr(attribution, kind)):
                    add(
                        attribution.report_id, Marking(kind, f"{attribution.attribution_id} {kind} {n}", span)
                    )
        for account in extraction.accounts:
            for claim in account.claims:
                add(claim.report_id, Marking("claim", claim.claim_id, claim.span))
            for lead in account.leads:
                add(lead.report_id, Marking("claim", _lead_key(lead), lead.span))
    for record in findings.records:
        for claim in _claims(record):
            add(claim.report_id, Marking("claim", claim.claim_id, claim.span))
        for lead in record.leads:
            add(lead.report_id, Marking("claim", _lead_key(lead), lead.span))
    return {
        report.report_id: mark_text(
            report.text, markings[report.report_id].values(), prefix=lookup.label(report.report_id)
        )
        for report in findings.reports
    }


def _lead_key(lead: Lead) -> str:
    return f"lead {lead.span.start} {lead.span.end}"


def _claims(record: Record) -> Iterable[Claim]:
    for field in record.fields.values():
        for reading in field.readings:
            yield from reading.claims


def _report(
    report: Report, lookup: Lookup, told_in: list[tuple[str, str]], marked: dict[str, MarkedText]
) -> ReportView:
    label = lookup.label(report.report_id)
    notice = (
        f"The first {report.body_start} characters are a notice by whoever kept the text."
        if report.body_start
        else ""
    )
    return ReportView(
        label=label,
        anchor=_report_anchor(label),
        outlet=lookup.outlet(report.report_id),
        title=report.title or "",
        mark=lookup.kind_mark(report.report_id),
        facts=facts_of(report),
        notice=notice,
        tokens=marked[report.report_id].tokens,
        language=language_of(report),
        direction=direction_of(report),
        told_in=tuple(told_in),
    )


def facts_of(report: Report) -> tuple[tuple[str, str], ...]:
    """Return what is known of a report as (name, words), what is not told left out."""
    published = edtf_in_words(report.published) + (" (inferred)" if report.published_inferred else "")
    facts = [
        ("Published", published),
        ("Author", report.author),
        ("Agency credited", report.agency),
        ("Address", report.url),
        ("Retrieved", report.retrieved),
        ("Language", report.language),
        ("Language of the original", report.original_language),
        ("Text taken out by", report.extractor),
        ("SHA-256 of the text", report.text_sha256),
        ("SHA-256 of the original", report.original_sha256),
    ]
    return tuple((name, words) for name, words in facts if words)


def language_of(report: Report | None) -> str:
    """Return a report's language as a browser takes it, "" if it is not told."""
    code = report.language if report is not None else None
    return code if code and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", code) else ""


def direction_of(report: Report | None) -> str:
    """Return "rtl" for a report in a script that runs from right to left, else "auto": by its first strong letter."""
    code = language_of(report)
    return "rtl" if code.split("-")[0] in _RIGHT_TO_LEFT else "auto"


# ---------------------------------------------------------------- one incident


def _anchor(number: int) -> str:
    return f"incident-{number}"


def lay_out_record(
    record: Record, lookup: Lookup, links: Links, shown: Mapping[str, tuple[str, str]], *, anchor: str
) -> IncidentView:
    """Return what is shown of one record.

    lookup: that knows the record first (`Lookup.within`). shown: title and address of every incident that can be
    linked to, by id. anchor: starts every anchor of the incident.
    """
    sides = [side.side for toll in record.tolls for side in toll.sides] + [v.side for v in record.voices]
    shapes = shapes_of_sides(sorted({side for side in sides if side is not None}))
    charts = [draw_toll(toll, lookup, shapes) for toll in record.tolls]
    accusations = record.fields.get(Field.ACCUSATIONS)
    followed = {one.lead_id: follow_up_in_words(one) for one in record.follow_ups}
    view = _Writer(record, lookup, links, shapes, anchor)
    return IncidentView(
        anchor=anchor,
        title=record.title,
        incident_id=record.incident_id,
        summary=summarise(record, lookup),
        charts=tuple(chart for chart in charts if chart is not None),
        fields=tuple(
            view.field(kind, record.fields[kind])
            for kind in Field
            if kind in record.fields and kind is not Field.ACCUSATIONS
        ),
        accusations=view.accusations(accusations) if accusations else (),
        accusation_grounds=accusations.standing.grounds if accusations else "",
        answers=view.answers(),
        no_response=any(w.code is WarningCode.NO_RESPONSE_FROM_ACCUSED for w in record.warnings),
        accusations_held=accusations_held(record.held_back),
        leads=tuple(
            LeadView(
                lead_id(lead),
                LEAD_WORDS[lead.kind],
                lead.what,
                lead.minor,
                view.lead_quote(lead),
                followed.get(lead_id(lead), ""),
            )
            for lead in sorted(record.leads, key=lambda lead: lead.minor)
        ),
        leads_held=leads_held(record.held_back),
        warnings=tuple(
            WarningView(WARNING_WORDS[w.code], w.text, view.places(w.claim_ids)) for w in record.warnings
        ),
        voices=tuple(view.voice(voice) for voice in sorted(record.voices, key=_voice_order)),
        origins=tuple(view.origins()),
        stemma=view.stemma(),
        ties=tuple(
            TieView(view.node_name(e.teller), EDGE_WORDS[e.kind], view.node_name(e.told_by), e.why)
            for e in record.stemma
        ),
        accounts=tuple(view.accounts()),
        links=tuple(view.links()),
        neighbours=tuple(
            NeighbourView(
                RELATED_WORDS[one.kind], *shown.get(one.incident_id, (one.incident_id, "")), one.why
            )
            for one in record.related
        ),
        persons=tuple(
            PersonView(
                p.name_forms,
                tuple(
                    (line.what, line.told_by, view.places(claim.claim_id for claim in line.claims))
                    for line in tell_victim(p, view.lookup)
                ),
            )
            for p in record.persons
        ),
        shapes=tuple((side_in_words(side), shape) for side, shape in shapes.items()),
        out_of_scope=record.out_of_scope.text if record.out_of_scope is not None else "",
        excluded=tuple(view.excluded()),
        judgements=tuple(view.judgements()),
        grades=tuple(sentence_case(grade_in_words(grade)) for grade in record.grades),
        review=review_in_words(record.review),
        is_changed=record.review.changed_since,
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the parts of one incident's view."""

    record: Record
    lookup: Lookup
    address: Links
    shapes: dict[str | None, str]
    anchor: str

    def field(self, kind: Field, held: FieldRecord) -> FieldView:
        standing = held.standing
        chosen = (
            self.lookup.value(Reading("", standing.value, Stance.ASSERTS, ()))
            if (standing.value is not None and held.readings)
            else ""
        )
        return FieldView(
            field=kind,
            heading=FIELD_WORDS[kind],
            anchor=f"{self.anchor}-{kind.value}",
            status=STATUS_WORDS[standing.status],
            status_code=standing.status.value,
            grounds=standing.grounds,
            method=standing.method,
            support=support_in_words(standing.support),
            chosen=chosen,
            assessed=tuple(assessment_in_words(one) for one in standing.assessments),
            readings=tuple(self.reading(reading) for reading in held.readings),
        )

    def reading(self, reading: Reading) -> ReadingView:
        return ReadingView(
            value=self.lookup.value(reading),
            stance="worked out" if reading.derived else STANCE_WORDS[reading.stance],
            origins="by arithmetic; supports nothing"
            if reading.derived and not reading.claims
            else listing(self.lookup.origin(claim) for claim in reading.claims),
            claims=tuple(self.claim(claim) for claim in reading.claims),
            is_derived=reading.derived is not None,
        )

    def claim(self, claim: Claim) -> ClaimView:
        notes = [HOW_WORDS[claim.how]] if claim.origin is not None else []
        if claim.hedged:
            notes.append("hedged")
        if claim.carried_on:
            notes.append(self.lookup.carried_on(claim))
        if claim.headline:
            notes.append("headline: counts for nothing as support")
        rests_on = self.lookup.rests_on(claim)
        if rests_on:
            notes.append(f"rests on {rests_on}, the deepest voice that can be reached")
        if isinstance(claim.value, Count):
            if claim.value.as_of:
                notes.append(f"as of {claim.value.as_of}")
            if claim.value.group.said_by is not None:
                notes.append(f"so described by {self.lookup.name(claim.value.group.said_by)}")
        notes += self.lookup.judged(claim)
        relations = [self._relation(r.kind, r.claim_id) for r in claim.relations]
        return ClaimView(
            claim.claim_id,
            bool(claim.judged),
            self.quote(claim),
            tuple(notes),
            tuple(words for words in relations if words),
        )

    def _relation(self, kind: RelationKind, claim_id: str) -> str:
        other = self.lookup.claims.get(claim_id)
        if other is None:
            return f"{RELATION_WORDS[kind]} a claim that is not in this record"
        return f"{RELATION_WORDS[kind]} what {self.lookup.origin(other)} says: “{_one_line(other.wording)}”"

    def quote(self, claim: Claim) -> Quote:
        return self._quote(
            claim.report_id,
            claim.span.start,
            claim.span.end,
            claim.quote,
            self.lookup.chain(claim),
            claim.claim_id,
        )

    def lead_quote(self, lead: Lead) -> Quote:
        chain = self.lookup.chain_of(lead.chain, lead.report_id)
        return self._quote(lead.report_id, lead.span.start, lead.span.end, lead.quote, chain, _lead_key(lead))

    def _quote(self, report_id: str, start: int, end: int, words: str, chain: str, key: str) -> Quote:
        report = self.lookup.reports.get(report_id)
        return Quote(
            words=words,
            chain=chain,
            place=f"{self.lookup.label(report_id)} [{start}:{end}]",
            href=self.address.to_words(report_id, key),
            mark=report.kind.value if report is not None and self.lookup.kind_mark(report_id) else "",
            language=language_of(report),
            direction=direction_of(report),
        )

    def accusations(self, held: FieldRecord) -> tuple[AccusationView, ...]:
        """One line an accusation and accuser; what one sentence would hide by joining stays apart."""
        views = []
        for reading in held.readings:
            if not isinstance(reading.value, Accusation):
                continue
            by_accuser: dict[str, list[Claim]] = {}
            for claim in reading.claims:
                by_accuser.setdefault(self.lookup.accuser(claim), []).append(claim)
            for accuser, claims in by_accuser.items():
                words = accusation_in_words(
                    reading.value,
                    accuser=accuser,
                    stance=reading.stance,
                    hedged=all(claim.hedged for claim in claims),
                    accused_by=[self.lookup.accusers(self.record, reading.value)],
                )
                views.append(
                    AccusationView(
                        role=ROLE_WORDS[reading.value.role],
                        sentence=sentence_case(words),
                        claims=tuple(self.claim(claim) for claim in claims),
                        answer=self._answer({claim.claim_id for claim in claims}),
                    )
                )
        return tuple(views)

    def _answer(self, claim_ids: set[str]) -> str:
        answers = [
            f"{self.lookup.origin(claim)} {STANCE_WORDS[claim.stance]} it: “{_one_line(claim.wording)}”"
            for claim in _claims(self.record)
            if any(r.kind is RelationKind.DISPUTES and r.claim_id in claim_ids for r in claim.relations)
        ]
        return "; ".join(dict.fromkeys(answers))

    def answers(self) -> tuple[str, ...]:
        denials = self.record.fields.get(Field.DENIALS)
        return tuple(
            sentence_case(
                f"{listing(self.lookup.origin(claim) for claim in reading.claims)} {self.lookup.value(reading)}"
            )
            for reading in (denials.readings if denials else ())
        )

    def places(self, claim_ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
        rows = []
        for claim_id in claim_ids:
            claim = self.lookup.claims.get(claim_id)
            if claim is not None:
                quote = self.quote(claim)
                rows.append((quote.place, quote.href))
        return tuple(dict.fromkeys(rows))

    def voice(self, voice: Voice) -> VoiceView:
        connection = CONNECTION_WORDS[voice.connection] if voice.connection else "not told"
        return VoiceView(
            voice_id=voice.voice_id,
            name=voice_in_words(voice),
            also=listing(voice.aliases),
            joined=tuple(dict.fromkeys(join.why for join in voice.joined)),
            kind=KIND_WORDS[voice.kind],
            naming=NAMING_WORDS[voice.naming],
            side=voice.side or "undecided",
            suggested_by=voice.suggested_by or "",
            shape=self.shapes.get(voice.side, ""),
            access=ACCESS_WORDS[voice.access],
            connection=connection,
            protected=voice.protected,
        )

    def origins(self) -> Iterable[OriginView]:
        numbers = {origin.class_id: f"O{n}" for n, origin in enumerate(self.record.origins, start=1)}
        for origin in self.record.origins:
            yield OriginView(
                number=numbers[origin.class_id],
                voices=tuple(self.lookup.name(voice) for voice in origin.voices),
                joined=tuple(
                    f"{self.lookup.name(j.a)} and {self.lookup.name(j.b)}: {j.why}" for j in origin.joined
                ),
                may_join=listing(
                    [
                        *(numbers.get(other, other) for other in origin.may_join),
                        *([f"{origin.may_join_more} more"] if origin.may_join_more else []),
                    ],
                    last="or",
                ),
            )

    def excluded(self) -> Iterable[ExcludedView]:
        for row in self.record.excluded:
            claim = self.lookup.claims.get(row.id)
            shown = self.claim(claim) if claim is not None else None
            yield ExcludedView(EXCLUSION_WORDS[row.reason], row.text, shown)

    def judgements(self) -> Iterable[JudgementView]:
        for judgement in self.record.judgements:
            about = self.lookup.about(judgement)
            yield JudgementView(
                judgement_id=judgement.judgement_id,
                words=sentence_case(judgement_in_words(judgement)),
                claims=tuple(self.claim(one) for one in about if isinstance(one, Claim)),
                about=tuple(one for one in about if isinstance(one, str)),
            )

    def node_name(self, key: str) -> str:
        if key in self.lookup.reports:
            return f"{self.lookup.label(key)} {self.lookup.outlet(key)}"
        return self.lookup.name(key)

    def stemma(self) -> Drawing | None:
        keys = [account.report_id for account in self.record.accounts]
        keys += [end for edge in self.record.stemma for end in (edge.told_by, edge.teller)]
        keys = list(dict.fromkeys(keys))
        if not self.record.stemma:
            return None
        ties = [
            Tie(
                e.teller,
                e.told_by,
                f"{self.node_name(e.teller)} {EDGE_WORDS[e.kind]} {self.node_name(e.told_by)}. {e.why}",
                e.kind in (EdgeKind.COPIES, EdgeKind.ADAPTS, EdgeKind.TRANSLATES),
            )
            for e in self.record.stemma
        ]
        return draw_stemma([self._node(key) for key in keys], ties)

    def _node(self, key: str) -> StemmaNode:
        report = self.lookup.reports.get(key)
        if report is not None:
            mark = f" · {report.kind.value}" if self.lookup.kind_mark(key) else ""
            caption = f"{report.published or 'date not told'}{mark}"
            name = self.node_name(key)
            return StemmaNode(key, name, caption, f"Report {name}, {caption}", "report", "")
        voice = self.lookup.voices.get(key)
        side = voice.side if voice else None
        name = voice.name if voice and voice.name else voice_in_words(voice)
        unnamed = voice is not None and voice.naming is Naming.UNNAMED
        caption = f"{side or 'side undecided'}{', not named' if unnamed else ''}"
        kind = "agency" if voice is not None and voice.kind is VoiceKind.AGENCY else "voice"
        if kind == "agency":
            caption = "agency" + (f", {side}" if side else "")
        shape = "" if kind == "agency" and side is None else self.shapes.get(side, "")
        full = f"Voice: {voice_in_words(voice)}; {side_in_words(side)}"
        return StemmaNode(key, name, caption, full, kind, shape, unnamed)

    def accounts(self) -> Iterable[AccountView]:
        for account in self.record.accounts:
            label = self.lookup.label(account.report_id)
            notes = [f"carries the text of {self.node_name(account.copy_of)}"] if account.copy_of else []
            if account.background:
                notes.append("only mentions it")
            mark = self.lookup.kind_mark(account.report_id)
            if mark:
                notes.append(mark)
            yield AccountView(
                account_id=account.account_id,
                label=label,
                href=self.address.to_report(account.report_id),
                outlet=account.outlet or "an outlet that is not told",
                published=account.published or "date not told",
                notes=tuple(notes),
            )

    def links(self) -> Iterable[LinkView]:
        """Yield what ties the reports, the surest last: what a reader should look at stands first."""
        told_in = {account.account_id: account.report_id for account in self.record.accounts}
        for tie in sorted(self.record.ties, key=lambda one: (one.probability, one.left, one.right)):
            labels = [self.lookup.label(told_in[account]) for account in (tie.left, tie.right)]
            likely = "over 0.99" if tie.probability > 0.99 else f"{tie.probability:.2f}"
            yield LinkView(" and ".join(labels), likely, "; ".join(tie.reasons))


def _voice_order(voice: Voice) -> tuple[int, bool, str, str, str]:
    """Speakers first, side by side; then agencies, then outlets."""
    rank = {VoiceKind.AGENCY: 1, VoiceKind.OUTLET: 2}.get(voice.kind, 0)
    return rank, voice.side is None, voice.side or "", voice.name or "", voice.voice_id


def _one_line(text: str) -> str:
    return " ".join(text.split())
