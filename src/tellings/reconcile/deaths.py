"""Work out what deaths of named victims come to: they are among the injured no longer.

In:   claims and Persons of one incident.
Out:  derived counts of the injured less those who died.
Holds: a derived count names its rule and inputs and enters no range.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tellings.model import Claim, Count, Derivation, Person, Reading, content_id
from tellings.reconcile.namesakes import fact_of
from tellings.reconcile.persons import DEAD
from tellings.reconcile.resting import SUPPORTING
from tellings.vocabulary import CountBasis, Fate, Field, PersonAspect, RelationKind, Stance


def less_the_dead(claims: Sequence[Claim], persons: Sequence[Person]) -> Iterator[Reading]:
    """Yield derived readings: the injured less those who died of wounds since.

    A list of the injured goes down by the names on it that are told dead; a stated number of one origin by its own
    "one of the injured died". The counts are derived: their inputs are the number, then what was told of the deaths.
    Nothing is taken from "about 100" or "more than 40": they are too coarse for it.
    """
    injured = [
        c for c in claims if c.field is Field.INJURED and isinstance(c.value, Count) and not c.headline
    ]
    for claim in sorted(injured, key=lambda one: one.claim_id):
        count = claim.value
        assert isinstance(count, Count)
        if count.low is None or count.low != count.high or claim.stance not in SUPPORTING:
            continue
        if count.approximate or count.vague or count.strict:
            continue
        if count.basis is CountBasis.LISTED:
            dead = [ids for person in persons if (ids := _died_off(claim, person))]
            gone, inputs = len(dead), sorted({one for ids in dead for one in ids})
        elif count.basis is CountBasis.STATED and count.is_total:
            deaths = [c for c in claims if _is_own_death(c, claim)]
            gone = sum(c.value.low or 0 for c in deaths if isinstance(c.value, Count))
            inputs = sorted(c.claim_id for c in deaths)
        else:
            continue
        if 0 < gone <= count.low:
            left = count.low - gone
            rule = f"{count.low} injured, less {gone} who died of wounds"
            chain = (claim.claim_id, *inputs)
            value = replace(
                count, low=left, high=left, wording="", basis=CountBasis.DERIVED, inputs=chain, as_of=None
            )
            reading_id = content_id("reading", Field.INJURED, "derived", rule, *chain)
            yield Reading(reading_id, value, Stance.ASSERTS, (), Derivation(rule, chain))


def _died_off(listed: Claim, person: Person) -> list[str]:
    """Return ids of the claims that tell dead a person whom a list of the injured names; () where it does not."""
    fates = [
        claim
        for reading in person.readings
        for claim in reading.claims
        if fact_of(claim).aspect is PersonAspect.FATE and claim.stance in SUPPORTING
    ]
    on_list = {
        c.claim_id
        for c in fates
        if fact_of(c).told == Fate.INJURED
        and c.report_id == listed.report_id
        and listed.span.overlaps(c.span)
    }
    return sorted(
        claim.claim_id
        for claim in fates
        if fact_of(claim).told in DEAD
        and any(r.kind is RelationKind.UPDATES and r.claim_id in on_list for r in claim.relations)
    )


def _is_own_death(claim: Claim, injured: Claim) -> bool:
    """Whether a claim tells that some of the injured of the same origin and report died since."""
    count = claim.value
    return (
        claim.field is Field.KILLED
        and isinstance(count, Count)
        and count.basis is CountBasis.INCREMENT
        and count.scope.died_later
        and count.low is not None
        and count.low == count.high
        and claim.report_id == injured.report_id
        and claim.rests_on == injured.rests_on
        and claim.span.start > injured.span.start
        and not claim.headline
    )
