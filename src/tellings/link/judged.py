"""Find what a person's judgement names: the accounts that its leaves stand for.

In:   judgements; reports and extractions as they are now.
Out:  pairs of accounts that are the same, pairs that differ, and a SetAside for each judgement that finds no place.
Holds: a leaf is found by its id; failing that by its quote and the words to either side, so that a judgement
       outlives a better reader. What is found in two places is not guessed at.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tellings.model import Account, Extraction, Judgement, Leaf, Report, SetAside, Span
from tellings.vocabulary import Verdict


@dataclass(frozen=True, slots=True)
class JudgedPairs:
    """Pairs of account ids that a person joined or parted, sorted; and judgements that found no place."""

    same: tuple[tuple[str, str], ...]
    different: tuple[tuple[str, str], ...]
    set_aside: tuple[SetAside, ...]


def place_judgements(
    judgements: Iterable[Judgement], reports: Sequence[Report], extractions: Sequence[Extraction]
) -> JudgedPairs:
    """Return the pairs of accounts that these judgements are about.

    A report stands for its own accounts, those in the background left out; a claim for the account it is in. A
    judgement about voices is none of this room's and is passed over.
    """
    places = _Places.of(reports, extractions)
    same: set[tuple[str, str]] = set()
    different: set[tuple[str, str]] = set()
    set_aside: list[SetAside] = []
    for judgement in sorted(judgements, key=lambda one: one.judgement_id):
        if {judgement.left.kind, judgement.right.kind} & {
            "voice",
            "voice-mention",
            "voice_mention",
            "mention",
        }:
            continue
        left, right = places.accounts(judgement.left), places.accounts(judgement.right)
        if not left or not right:
            lost = [
                leaf.id for leaf, found in ((judgement.left, left), (judgement.right, right)) if not found
            ]
            set_aside.append(
                SetAside(
                    item=judgement.judgement_id,
                    reason="judgement_without_place",
                    message=f"what the judgement is about is not found any more: {', '.join(lost)}",
                    next_step="look at the reports again, and judge anew if it still holds",
                )
            )
            continue
        pairs = {(min(a, b), max(a, b)) for a in left for b in right if a != b}
        (same if judgement.verdict is Verdict.SAME else different).update(pairs)
    return JudgedPairs(tuple(sorted(same)), tuple(sorted(different)), tuple(set_aside))


@dataclass(frozen=True, slots=True)
class _Places:
    """Where ids and words stand."""

    of_account: Mapping[str, Account]
    of_claim: Mapping[str, str]
    of_report: Mapping[str, tuple[str, ...]]
    reports: Mapping[str, Report]

    @classmethod
    def of(cls, reports: Sequence[Report], extractions: Sequence[Extraction]) -> "_Places":
        accounts = {account.account_id: account for one in extractions for account in one.accounts}
        own: dict[str, tuple[str, ...]] = {}
        for one in extractions:
            mine = [a for a in one.accounts if not a.background] or list(one.accounts)
            own[one.report_id] = tuple(sorted(a.account_id for a in mine))
        claims = {
            claim.claim_id: account.account_id for account in accounts.values() for claim in account.claims
        }
        return cls(accounts, claims, own, {report.report_id: report for report in reports})

    def accounts(self, leaf: Leaf) -> tuple[str, ...]:
        """Return the accounts that a leaf stands for, () where it finds no place."""
        if leaf.id in self.of_account:
            return (leaf.id,)
        if leaf.id in self.of_claim:
            return (self.of_claim[leaf.id],)
        if leaf.id in self.of_report:
            return self.of_report[leaf.id]
        return self._by_words(leaf)

    def _by_words(self, leaf: Leaf) -> tuple[str, ...]:
        if not leaf.quote:
            return ()
        words = leaf.before + leaf.quote + leaf.after
        found: list[tuple[str, Span]] = []
        for report_id, report in sorted(self.reports.items()):
            start = report.text.find(words)
            if start >= 0:
                place = start + len(leaf.before)
                found.append((report_id, Span(place, place + len(leaf.quote))))
        if len(found) != 1:
            return ()
        report_id, span = found[0]
        touching = {
            account_id
            for account_id, account in self.of_account.items()
            if account.report_id == report_id and any(claim.span.overlaps(span) for claim in account.claims)
        }
        return tuple(sorted(touching)) if len(touching) == 1 else self.of_report.get(report_id, ())
