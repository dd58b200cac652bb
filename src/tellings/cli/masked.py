"""What a person is shown of a case: masked unless they ask for all of it.

In:   findings, of a case or of none.
Out:  the same findings, masked or as they are.
Holds: without --internal nothing goes to a screen or a file unmasked.
"""

import dataclasses
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tellings import pipeline
from tellings.model import Change, Findings, Record, SetAside
from tellings.publish.masking import READING_KEY, Masker, mask
from tellings.vocabulary import ChangeKind

if TYPE_CHECKING:  # a case brings a database along, which reading does without
    from tellings.case import Case


def masked_reading(findings: Findings, *, internal: bool) -> Findings:
    """Return findings of no case as they are shown. Their pseudonyms can be guessed: there is no key to keep."""
    return findings if internal else mask(findings, READING_KEY)


def masked_of_case(opened: "Case", findings: Findings, *, internal: bool = False) -> Findings:
    """Return findings of a case as they are shown; also the ledger is made from these."""
    return findings if internal else _masker(opened, findings).findings()


def masked_set_aside(opened: "Case", set_aside: Iterable[SetAside]) -> tuple[SetAside, ...]:
    """Return what was set aside without the names that the case's reports tell of people who are masked."""
    held = tuple(set_aside)
    if not held:
        return ()
    found = dataclasses.replace(pipeline.stored_findings(opened), reports=opened.reports())
    return _masker(opened, found).set_aside(held)


def masked_changes(
    opened: "Case", changed: Sequence[Record], changes: Sequence[Change]
) -> tuple[tuple[Change, ...], dict[str, str]]:
    """Return what a build changed as it is shown, and the title of each incident in it that stands, by id.

    changed: the records that changes are of. Only what their reports tell is gone through for names, so that one more
    report in a large case costs little.
    """
    if all(change.kind is ChangeKind.INCIDENT_NEW for change in changes) or not changed:
        return tuple(changes), {}  # how many, without a title: no name needs to be looked for
    words = _masker(opened, pipeline.findings_about(opened, changed)).words
    shown = tuple(dataclasses.replace(change, text=words(change.text)) for change in changes)
    return shown, {record.incident_id: words(record.title) for record in changed}


def _masker(opened: "Case", findings: Findings) -> Masker:
    return Masker(findings, opened.pseudonym_key(), actors=opened.actors(), judgements=opened.judgements())
