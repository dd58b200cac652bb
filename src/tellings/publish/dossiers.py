"""Write records in the form of an evaluation set of several reports an incident: what they come to together.

In:   the findings of documents, and what the documents are called.
Out:  one JSON object, an incident each; a document of no incident has one of its own.
Holds: a range is of totals that anyone gives, in plain figures; who is behind it are distinct voices, before voices of
       one side or body are joined: the product never calls those independent, the set's own form does.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from tellings.attribution.lexicon import PRONOUNS
from tellings.model import Findings, Record, ToldBy, Toll
from tellings.reconcile.tolls import range_of
from tellings.vocabulary import Field, Naming, VoiceKind

Json = dict[str, Any]


def dossiers_form(findings: Findings, doc_ids: Mapping[str, Sequence[str | int]]) -> Json:
    """Return `{"incidents": [...]}`. doc_ids: report id -> what the documents that brought it are called."""
    incidents = [_incident(record, doc_ids) for record in findings.records]
    told = {account.report_id for record in findings.records for account in _own(record)}
    incidents += [
        {
            "incident_id": report.report_id,
            "doc_ids": list(doc_ids.get(report.report_id, ())),
            "killed": None,
            "independent_origins": [],
        }
        for report in findings.reports
        if report.report_id not in told
    ]
    return {"incidents": incidents}


def _own(record: Record) -> list[ToldBy]:
    return [account for account in record.accounts if not account.background]


def _incident(record: Record, doc_ids: Mapping[str, Sequence[str | int]]) -> Json:
    toll = next((one for one in record.tolls if one.kind is Field.KILLED), None)
    low, high = range_of(toll) if toll is not None else (None, None)
    reports = dict.fromkeys(account.report_id for account in _own(record))
    return {
        "incident_id": record.incident_id,
        "doc_ids": [doc_id for report_id in reports for doc_id in doc_ids.get(report_id, ())],
        "killed": None if low is None else {"low": low, "high": high},
        "independent_origins": _voices_behind(toll, record) if toll is not None else [],
    }


def _voices_behind(toll: Toll, record: Record) -> list[str]:
    """Return the names of the distinct voices that give a figure of the whole, vague ones too, sorted.

    None for a voice that nothing names: a pronoun, or a document that is called by no name ("initial reports").
    """
    held = {voice.voice_id: voice for voice in record.voices}
    behind = {
        held[one] for side in toll.sides for figure in side.figures for one in figure.voices if one in held
    }
    return sorted(
        {
            voice.name
            for voice in behind
            if voice.name
            and voice.name.casefold() not in PRONOUNS
            and not (voice.kind is VoiceKind.DOCUMENT and voice.naming is not Naming.NAMED)
        }
    )
