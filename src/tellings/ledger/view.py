"""Findings twice over: as they are, and as they are shown; and the ways from the one to the other.

In:   findings, unmasked and masked (or unmasked twice); what is in force.
Out:  a `View`.
Holds: claims, reports, accounts and incidents have one id in both; voices and persons may have two. What is not shown
is counted, by what it is.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from tellings.ledger.states import States
from tellings.model import Claim, Extraction, Findings, Judgement, Record, Report
from tellings.publish.lookup import Lookup, look_up
from tellings.publish.words import SAID_BY_A_WORD, correction_in_words


@dataclass(frozen=True, slots=True)
class View:
    """What rows are made of. Make one with `View.of`.

    read: claims as the reader left them or a person added them, by id. shown_claims: those of shown records, by id;
    shown_read: those of shown extractions. held_back: how many of what do not stand in the tables; filled as rows are
    made.
    """

    findings: Findings
    shown: Findings
    states: States
    lookup: Lookup
    reports: Mapping[str, Report]
    shown_reports: Mapping[str, Report]
    shown_records: Mapping[str, Record]
    read: Mapping[str, Claim]
    shown_claims: Mapping[str, Claim]
    shown_read: Mapping[str, Claim]
    shown_judgements: Mapping[str, Judgement]
    held_back: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, findings: Findings, shown: Findings, states: States) -> "View":
        """Return the view. findings: unmasked; shown: the same, masked or not."""
        return cls(
            findings=findings,
            shown=shown,
            states=states,
            lookup=look_up(shown),
            reports={report.report_id: report for report in findings.reports},
            shown_reports={report.report_id: report for report in shown.reports},
            shown_records={record.incident_id: record for record in shown.records},
            read=states.read,
            shown_claims={claim.claim_id: claim for record in shown.records for claim in claims_of(record)},
            shown_read=_claims_of(shown.extractions) if shown.masked else states.read,
            shown_judgements={
                one.judgement_id: one
                for one in chain(shown.judgements, *(record.judgements for record in shown.records))
            },
        )

    @property
    def is_masked(self) -> bool:
        """Whether persons stand under pseudonyms."""
        return self.shown.masked

    def judgements_in_words(self, leaf_id: str, more: Sequence[Judgement] = ()) -> str:
        """Return what is in force on a leaf: "confirmed by NAME on DAY: WHY (ID)", several with " | " between them.

        A correction says what was read before: "corrected (value, 6 → at least 9) by ...". more: others that bear on
        the row. In a masked ledger the reason and the values are those that masking left.
        """
        told = []
        for one in (*self.states.on(leaf_id), *more):
            shown = self.shown_judgements.get(one.judgement_id) if self.is_masked else one
            why = f": {shown.why}" if shown is not None and shown.why else ""
            change = correction_in_words(shown) if shown is not None else None
            what = f"{one.aspect}, {change[0]} → {change[1]}" if change is not None else one.aspect
            what = one.now.replace("_", " ") if one.verdict in SAID_BY_A_WORD else what
            aspect = f" ({what})" if what else ""
            told.append(f"{one.verdict}{aspect} by {one.by} on {one.made_at[:10]}{why} ({one.judgement_id})")
        return " | ".join(told)


def claims_of(record: Record) -> tuple[Claim, ...]:
    """Return the claims of a record, in the order of its fields and readings; what is told of persons comes last."""
    fields = (reading for held in record.fields.values() for reading in held.readings)
    persons = (reading for person in record.persons for reading in person.readings)
    return tuple(dict.fromkeys(claim for reading in chain(fields, persons) for claim in reading.claims))


def _claims_of(extractions: Sequence[Extraction]) -> dict[str, Claim]:
    return {
        claim.claim_id: claim for one in extractions for account in one.accounts for claim in account.claims
    }
