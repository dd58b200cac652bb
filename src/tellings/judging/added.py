"""Put the claims that persons added where they belong in what was read.

In:   judgements that add claims, and what was read in their reports.
Out:  the extractions with these claims; the judgements, their passages as they stand today; what could not be added.
Holds: a claim that was added is as any other from then on: it may be corrected, rejected, chosen. It stands in the
account that the judgement names; failing one, in that of its report whose claims stand nearest, those of its paragraph
first; a report without an account has one made. What the reader has found by now, or another judgement adds, is not
added twice.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tellings.codec import to_text
from tellings.errors import BrokenPromise
from tellings.judging.fitting import value_from
from tellings.judging.force import made
from tellings.judging.forms import InAccount, Missed, read_form
from tellings.judging.leaves import passage_id
from tellings.judging.places import NEAR, Lost, Places, misfit
from tellings.judging.retelling import Retelling
from tellings.model import Account, ActType, Claim, Extraction, Judgement, Leaf, Span, content_id
from tellings.vocabulary import LeafKind

_PARAGRAPH_END = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Adding:
    """What adding comes to. extractions: as given, with what was added. placed: the judgements that hold, sorted by
    id; lost: those that do not, each with why."""

    extractions: tuple[Extraction, ...]
    placed: tuple[Judgement, ...]
    lost: tuple[tuple[Judgement, Lost], ...]


def added_claim_id(judgement: Judgement) -> str:
    """Return the id of the claim that a judgement adds: it follows from all that the judgement holds."""
    return content_id("claim", judgement.judgement_id)


def made_account_id(report_id: str) -> str:
    """Return the id of the account that is made for what is added to a report without any."""
    return content_id("account", report_id)


def add_claims(
    judgements: Iterable[Judgement],
    places: Places,
    extractions: Sequence[Extraction],
    retelling_of: Callable[[str], Retelling],
    *,
    own_types: tuple[ActType, ...] = (),
) -> Adding:
    """Return the extractions with the claims that these judgements add. retelling_of: by report id.

    judgements: in force, each of the verdict `added`, in any order.
    """
    read = {one.report_id: one for one in extractions}
    new: dict[str, dict[str, list[Claim]]] = {}  # report -> account -> claims
    first: dict[tuple[object, ...], str] = {}
    placed: list[Judgement] = []
    lost: list[tuple[Judgement, Lost]] = []
    for judgement in sorted(judgements, key=made):
        found = _found(judgement, places, read, retelling_of, own_types)
        if not isinstance(found, Lost):
            where, claim, account_id = found
            earlier = first.setdefault(_told(claim), judgement.judgement_id)
            if earlier != judgement.judgement_id:
                found = misfit(f"it adds what {earlier} adds already", "undo it; the claim stands")
            else:
                new.setdefault(claim.report_id, {}).setdefault(account_id, []).append(claim)
                placed.append(replace(judgement, left=where))
        if isinstance(found, Lost):
            lost.append((judgement, found))
    return Adding(
        tuple(_with(one, new.get(one.report_id, {})) for one in extractions),
        tuple(sorted(placed, key=lambda one: one.judgement_id)),
        tuple(lost),
    )


def _found(
    judgement: Judgement,
    places: Places,
    read: Mapping[str, Extraction],
    retelling_of: Callable[[str], Retelling],
    own_types: tuple[ActType, ...],
) -> tuple[Leaf, Claim, str] | Lost:
    """Return the passage as it stands today, the claim that is added there, and the account that it goes into."""
    if judgement.left.kind != LeafKind.PASSAGE:
        return misfit(f"nothing can be added at a {judgement.left.kind}: at a passage it can")
    missed = read_form(Missed, judgement.now)
    if missed is None:
        return misfit("what it adds is no claim")
    passage = places.passage(judgement.left)
    if isinstance(passage, Lost):
        return passage
    if passage[0] not in read:
        return Lost(reason="judgement_without_place", fact=f"its report has not been read: {passage[0]}")
    report_id, span = passage
    where = replace(judgement.left, id=passage_id(report_id, span), report_id=report_id)
    retelling = retelling_of(report_id)
    claim = _claim(judgement, missed, span, retelling, own_types)
    if isinstance(claim, Lost):
        return claim
    accounts = read[report_id].accounts
    if any(
        _told(held) == _told(claim)
        for account in accounts
        for held in account.claims
        if held.span.overlaps(span)
    ):
        return Lost(reason="judgement_outdated", fact="what it adds is read there now")
    account_id = _account_id(missed.account, accounts, span, retelling)
    if isinstance(account_id, Lost):
        return account_id
    return where, claim, account_id


def _claim(
    judgement: Judgement, missed: Missed, span: Span, retelling: Retelling, own_types: tuple[ActType, ...]
) -> Claim | Lost:
    text = retelling.report.text
    quote = span.of(text)
    value = value_from(missed.value, missed.field, wording=quote, text=text, own_types=own_types)
    if isinstance(value, str):
        return misfit(f"what it adds does not fit the field {missed.field}: {value}")
    chain = retelling.chain(missed.chain)
    if isinstance(chain, Lost):
        return chain
    try:
        bare = Claim(
            claim_id=added_claim_id(judgement),
            field=missed.field,
            value=value,
            stance=missed.stance,
            report_id=retelling.report.report_id,
            attribution_id=None,
            chain=chain,
            origin=None,
            rests_on=None,
            span=span,
            quote=quote,
            wording=quote,
            how=retelling.how(span, chain),
            headline=retelling.is_headline(span),
            judged=(judgement.judgement_id,),
        )
    except BrokenPromise as exc:
        return misfit(f"what it adds is no claim: {exc}")
    return retelling.told_by(bare, chain)


def _told(claim: Claim) -> tuple[object, ...]:
    """Return what a claim tells, and who: two with the same at one place are one."""
    value = json.loads(to_text(claim.value))
    if isinstance(value, dict):
        value.pop("wording", None)
    return claim.report_id, claim.field, json.dumps(value, sort_keys=True), claim.stance, claim.chain


def _account_id(
    named: InAccount | None, accounts: Sequence[Account], span: Span, retelling: Retelling
) -> str | Lost:
    """Return the account that a claim goes into: the one named, by its id or its words; else the nearest."""
    if not accounts:
        return made_account_id(retelling.report.report_id)
    if named is None:
        return _nearest(accounts, span, retelling.report.text)
    if any(account.account_id == named.id for account in accounts):
        return named.id
    place = retelling.span(named.span) if named.span is not None else None
    if isinstance(place, Span):
        there = [a for a in accounts if any(_apart(claim.span, place) <= NEAR for claim in a.claims)]
        if there:
            return _nearest(there, place, retelling.report.text)
    return Lost(
        reason="judgement_without_place",
        fact=f"the account that it adds to is not found any more: {named.id}",
    )


def _nearest(accounts: Sequence[Account], span: Span, text: str) -> str:
    """Return the account whose claims stand nearest to a place: by the paragraphs between, then by code points; of two
    as near, one that is no mention in passing."""
    far = (len(text), len(text))
    best = min(
        accounts,
        key=lambda account: (
            min((_away(claim.span, span, text) for claim in account.claims), default=far),
            account.background,
            account.account_id,
        ),
    )
    return best.account_id


def _away(span: Span, place: Span, text: str) -> tuple[int, int]:
    """Return how many ends of paragraphs and how many code points lie between two places."""
    first, last = sorted((span, place))
    between = text[first.end : max(first.end, last.start)]
    return len(_PARAGRAPH_END.findall(between)), _apart(span, place)


def _apart(span: Span, place: Span) -> int:
    """Return how many code points lie between two places."""
    return max(0, span.start - place.end, place.start - span.end)


def _with(extraction: Extraction, new: Mapping[str, Sequence[Claim]]) -> Extraction:
    """Return an extraction with claims added to its accounts; under an id that it does not have, an account is made."""
    if not new:
        return extraction
    made_anew = [
        Account(account_id, extraction.report_id, ())
        for account_id in sorted(new.keys() - {account.account_id for account in extraction.accounts})
    ]
    accounts = (*extraction.accounts, *made_anew)
    return replace(
        extraction, accounts=tuple(_more(account, new.get(account.account_id, ())) for account in accounts)
    )


def _more(account: Account, claims: Sequence[Claim]) -> Account:
    return in_order(replace(account, claims=(*account.claims, *claims))) if claims else account


def in_order(account: Account) -> Account:
    """Return an account with its claims in order of the text."""
    return replace(account, claims=tuple(sorted(account.claims, key=lambda c: (c.span, c.field, c.claim_id))))
