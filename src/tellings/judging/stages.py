"""Say how far persons have got with an incident, and what of it nobody has looked at.

In:   a record; the judgements on stages that hold, by the account they name.
Out:  its `Review`; the claims that wait for a person; a refusal to publish while there are any.
Holds: a stage is of the accounts that the incident had when it was given, and of what it told then. What it gained,
lost or tells otherwise since is said: no stage passes over in silence to accounts that nobody gave it to.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tellings.codec import from_json, to_text
from tellings.errors import BrokenPromise, InputError
from tellings.judging.force import latest, made
from tellings.model import Claim, Judgement, Record, Review, content_id
from tellings.vocabulary import COUNT_FIELDS, Field, ReviewStage

FOR_REVIEW = frozenset({*COUNT_FIELDS, Field.ACCUSATIONS, Field.RESPONSIBILITY_TAKEN})
REASONED = frozenset({ReviewStage.WITHDRAWN, ReviewStage.CORRECTED})  # say what, and why
_MOST_NAMED = 10  # claims in one refusal; the rest is counted


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a stage was given to. accounts: (report id, account id), sorted; told: a digest of what the record told."""

    accounts: tuple[tuple[str, str], ...]
    told: str


def reviewed(record: Record) -> str:
    """Return the text that a judgement on a stage holds as `was`: the incident as it is now, to be known again."""
    accounts = tuple(sorted((told.report_id, told.account_id) for told in record.accounts))
    return to_text(Reviewed(accounts, _told(record)))


def reviewed_in(judgement: Judgement) -> Reviewed | None:
    """Return what a stage was given to, None where the judgement does not say it."""
    try:
        return from_json(Reviewed, json.loads(judgement.was))
    except (BrokenPromise, ValueError, RecursionError):
        return None


def by_account(placed: Iterable[Judgement]) -> dict[str, Judgement]:
    """Return the judgement on a stage that holds for each account that one names: of several the latest.

    placed: those on stages that are in force, their leaves naming what stands there today.
    """
    held: dict[str, Judgement] = {}
    for one in sorted(placed, key=made):
        named = reviewed_in(one)
        for account_id in {one.left.id, *(key for _, key in (named.accounts if named else ()))}:
            held[account_id] = one
    return held


def review_of(record: Record, staged: Mapping[str, Judgement]) -> Review:
    """Return how far persons have got with an incident. staged: as `by_account` gives it, of this record or of more."""
    waiting = len(unreviewed(record))
    here = {told.account_id for told in record.accounts}
    rows = {account_id: staged[account_id] for account_id in here if account_id in staged}
    if not rows:
        return Review(unreviewed=waiting)
    holding = latest(rows.values())
    named = reviewed_in(holding)
    known = {key for _, key in named.accounts} if named is not None else set()
    stage = ReviewStage(holding.now)
    others = {ReviewStage(one.now) for one in rows.values()} - {stage}
    return Review(
        stage=stage,
        judgement_id=holding.judgement_id,
        by=holding.by,
        made_at=holding.made_at,
        why=holding.why,
        accounts=tuple(sorted(known or {holding.left.id})),
        gained=tuple(sorted(here - known - {holding.left.id})),
        lost=tuple(sorted(known - here)),
        told_otherwise=named is not None and named.told != _told(record),
        differing=tuple(one for one in ReviewStage if one in others),
        unreviewed=waiting,
    )


def _told(record: Record) -> str:
    """Return a digest of what a record tells: each claim with value, stance and chain, and how its fields stand."""
    claims = sorted(
        (claim.claim_id, claim.field, to_text(claim.value), claim.stance, *claim.chain)
        for claim in _claims(record)
    )
    fields = [
        (field, held.standing.status, to_text(held.standing.value))
        for field, held in sorted(record.fields.items())
    ]
    return content_id("told", *(to_text(row) for row in (*claims, *fields)))


def _claims(record: Record) -> Iterator[Claim]:
    for held in record.fields.values():
        for reading in held.readings:
            yield from reading.claims
    for person in record.persons:
        for reading in person.readings:
            yield from reading.claims


# ---------------------------------------------------------------- what waits for a person


def unreviewed(record: Record) -> tuple[Claim, ...]:
    """Return the figures, accusations and claims of responsibility of a record that no person confirmed or corrected,
    those of lowest confidence first, then in order of the reports and their texts."""
    waiting = {
        claim.claim_id: claim for claim in _claims(record) if claim.field in FOR_REVIEW and not claim.judged
    }
    return tuple(
        sorted(waiting.values(), key=lambda c: (c.confidence, c.report_id, c.span, c.field, c.claim_id))
    )


def require_publishable(record: Record) -> None:
    """Raises: InputError, naming what waits for a person, while a figure or an accusation of the record does."""
    waiting = unreviewed(record)
    if not waiting:
        return
    outlets = {told.report_id: told.outlet or told.report_id for told in record.accounts}
    named = [_named(claim, outlets) for claim in waiting[:_MOST_NAMED]]
    more = f"; and {len(waiting) - len(named)} more" if len(waiting) > len(named) else ""
    number = "one figure or accusation" if len(waiting) == 1 else f"{len(waiting)} figures and accusations"
    raise InputError(
        f"{record.incident_id}: cannot be published while nobody has confirmed or corrected {number}: "
        f"{'; '.join(named)}{more}; judge each, then publish"
    )


def _named(claim: Claim, outlets: Mapping[str, str]) -> str:
    outlet = outlets.get(claim.report_id, claim.report_id)
    return f"“{' '.join(claim.quote.split())}” ({claim.field.replace('_', ' ')}, {outlet})"
