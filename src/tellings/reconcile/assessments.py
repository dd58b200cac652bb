"""Put what persons found of the values of a field beside how it stands.

In:   a field's standing and readings, the assessments in force, and the case's standard of proof.
Out:  the standing with its assessments.
Holds: an assessment stands apart: no value, status or support follows from it. Of several of one value the latest
       holds. An accusation has none: `judging.applied` sets those aside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tellings.judging.force import latest
from tellings.model import Assessment, Judgement, Reading, Standing
from tellings.reconcile.values import value_key
from tellings.vocabulary import Assessed


def assess(
    standing: Standing, readings: Sequence[Reading], assessed: Mapping[str, Judgement], *, standard: str
) -> Standing:
    """Return a field's standing with what was found of its values, in the order of its readings.

    readings: all of the field. assessed: claim id -> the judgement on its value; `now` is a word of `Assessed`.
    """
    if not assessed:
        return standing
    rows: dict[str, list[tuple[Judgement, Reading]]] = {}
    for reading in readings:
        for claim in reading.claims:
            if claim.claim_id in assessed:
                rows.setdefault(value_key(reading.value), []).append((assessed[claim.claim_id], reading))
    found = []
    for held in rows.values():
        last = latest(judgement for judgement, _ in held)
        value = next(reading.value for judgement, reading in held if judgement is last)
        if value is not None:
            found.append(
                Assessment(
                    judgement_id=last.judgement_id,
                    found=Assessed(last.now),
                    value=value,
                    standard=standard,
                    by=last.by,
                    made_at=last.made_at,
                    why=last.why,
                )
            )
    return replace(standing, assessments=tuple(found))
