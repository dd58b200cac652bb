"""What a person is shown of a case: masked unless they ask for all of it.

In:   findings, of a case or of none.
Out:  the same findings, masked or as they are.
Holds: without --internal nothing goes to a screen or a file unmasked.
"""

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tellings import pipeline
from tellings.model import Findings, SetAside
from tellings.publish.masking import READING_KEY, Masker, mask

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


def _masker(opened: "Case", findings: Findings) -> Masker:
    return Masker(findings, opened.pseudonym_key(), actors=opened.actors(), judgements=opened.judgements())
