"""Say which accounts a person joined or parted.

In:   judgements; reports and extractions as they are now.
Out:  pairs of accounts that are the same, pairs that differ, and a SetAside for each judgement that cannot hold.
Holds: a leaf is found as `judging.places` finds it. What is parted stays parted: a `same` that would join what a
       `different` parts is set aside, with both named.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from tellings.judging.contradiction import contradicted
from tellings.judging.force import in_force
from tellings.judging.places import Lost, Places, contradicts, stands_for
from tellings.model import Extraction, Judgement, Report, SetAside
from tellings.vocabulary import LeafKind, Verdict


@dataclass(frozen=True, slots=True)
class JudgedPairs:
    """Pairs of account ids that a person joined or parted, sorted; and judgements that cannot hold, set aside.

    alone: accounts that a person parted from some that are not among those in hand.
    """

    same: tuple[tuple[str, str], ...]
    different: tuple[tuple[str, str], ...]
    set_aside: tuple[SetAside, ...]
    alone: frozenset[str] = frozenset()

    @property
    def named(self) -> frozenset[str]:
        """The accounts that a person joined to any or parted from any: each stands for itself."""
        return self.alone.union(*self.same, *self.different)

    def within(self, account_ids: Collection[str]) -> "JudgedPairs":
        """Return the pairs of which both accounts are among these."""
        among = frozenset(account_ids)
        same, different = (
            tuple(pair for pair in pairs if among.issuperset(pair)) for pairs in (self.same, self.different)
        )
        return JudgedPairs(same, different, self.set_aside, self.named & among)


def place_judgements(
    judgements: Iterable[Judgement], reports: Sequence[Report], extractions: Sequence[Extraction]
) -> JudgedPairs:
    """Return the pairs of accounts that the judgements in force are about.

    A report stands for its own accounts, those in the background left out; a claim for the account it is in. A
    judgement about one leaf, about voices or about names is none of this room's and is passed over.
    """
    places = Places.of(reports, extractions)
    held: dict[Judgement, set[tuple[str, str]]] = {}
    set_aside: list[SetAside] = []
    for judgement in sorted(in_force(judgements), key=lambda one: one.judgement_id):
        found = _pairs(judgement, places)
        if isinstance(found, Lost):
            set_aside.append(found.set_aside(judgement))
        elif found is not None:
            held[judgement] = found
    refused = contradicted(held)
    set_aside += [contradicts(one.others()).set_aside(one.same) for one in refused]
    for one in refused:
        del held[one.same]
    same, different = (
        tuple(sorted({pair for one, pairs in held.items() if one.verdict is verdict for pair in pairs}))
        for verdict in (Verdict.SAME, Verdict.DIFFERENT)
    )
    return JudgedPairs(same, different, tuple(set_aside))


def _pairs(judgement: Judgement, places: Places) -> set[tuple[str, str]] | Lost | None:
    """Return the pairs of accounts that a judgement is about, None where it is about no accounts."""
    if judgement.right is None or {stands_for(judgement.left), stands_for(judgement.right)} != {
        LeafKind.ACCOUNT
    }:
        return None
    left, right = places.account_ids(judgement.left), places.account_ids(judgement.right)
    if isinstance(left, Lost):
        return left
    if isinstance(right, Lost):
        return right
    return {(min(a, b), max(a, b)) for a in left for b in right if a != b}
