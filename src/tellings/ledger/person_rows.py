"""Make the rows of the persons table and of the leads table.

In:   a `View`.
Out:  `PersonEntry` values, a row a thing told of a person; `LeadEntry` values, a row a lead.
Holds: of a person whose name is not released, and of any lead, a masked ledger has no row; how many there are is
counted.
"""

from dataclasses import dataclass

from tellings.judging import Matter, lead_id
from tellings.ledger.cells import Cell
from tellings.ledger.view import View
from tellings.model import Claim, Lead, Person, PersonFact


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A row of a person. claim: as the reader left it; person: in the record, unmasked."""

    claim: Claim
    person: Person
    incident_id: str
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class LeadEntry:
    """A row of a lead."""

    lead_id: str
    lead: Lead
    cells: dict[str, Cell]


def person_rows(view: View) -> list[PersonEntry]:
    """Return the rows, in the order of the incidents and persons; what is not shown is counted."""
    rows = []
    for record in view.findings.records:
        shown_record = view.shown_records.get(record.incident_id)
        if shown_record is None:
            continue
        shown = {c.claim_id: (p, c) for p in shown_record.persons for r in p.readings for c in r.claims}
        lookup = view.lookup.within(shown_record)
        for person in record.persons:
            releases = view.states.releases(person)
            for claim in [claim for reading in person.readings for claim in reading.claims]:
                person_now, told = shown.get(claim.claim_id, (None, None))
                is_private = view.is_masked and person.released is None
                if person_now is None or told is None or is_private or not isinstance(told.value, PersonFact):
                    continue  # counted as a claim of the field
                report = view.shown_reports.get(claim.report_id)
                rows.append(
                    PersonEntry(
                        view.read.get(claim.claim_id, claim),
                        person,
                        record.incident_id,
                        {
                            "claim_id": claim.claim_id,
                            "person_id": person_now.person_id,
                            "name": person_now.name_forms[0] if person_now.name_forms else "",
                            "name_forms": "; ".join(person_now.name_forms[1:]),
                            "incident_id": record.incident_id,
                            "incident": shown_record.title,
                            "aspect": told.value.aspect.value,
                            "told": told.value.told,
                            "stance": told.stance.value,
                            "quote": told.quote,
                            "chain": lookup.chain(told),
                            "report_id": claim.report_id,
                            "outlet": report.outlet if report is not None else "",
                            "published": report.published if report is not None else "",
                            "released": "yes" if releases else "",
                            "judgements": view.judgements_in_words("", releases),
                        },
                    )
                )
    return rows


def lead_rows(view: View) -> list[LeadEntry]:
    """Return the rows of all leads; in a masked ledger none, and how many there are is counted."""
    rows = []
    for record in view.findings.records:
        if view.is_masked:
            view.held_back["leads"] += len(record.leads)
            continue
        lookup = view.lookup.within(record)
        for lead in record.leads:
            key = lead_id(lead)
            report = view.reports.get(lead.report_id)
            cells: dict[str, Cell] = {
                "lead_id": key,
                "incident_id": record.incident_id,
                "incident": record.title,
                "kind": lead.kind.value,
                "what": lead.what,
                "minor": "yes" if lead.minor else "",
                "quote": lead.quote,
                "span_start": lead.span.start,
                "span_end": lead.span.end,
                "chain": lookup.chain_of(lead.chain, lead.report_id),
                "report_id": lead.report_id,
                "outlet": report.outlet if report is not None else "",
                "published": report.published if report is not None else "",
                "released": "yes" if view.states.held(key, Matter.RELEASE) is not None else "",
                "judgements": view.judgements_in_words(key),
            }
            rows.append(LeadEntry(key, lead, cells))
    return rows
