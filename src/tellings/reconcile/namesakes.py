"""Say which names that reports tell of victims are one person's.

In:   claims on persons of one incident, and the judgements that hold.
Out:  Bearers, what one report tells of one name; joined where they are one person.
Holds: persons are joined by name alone, never against a judgement, a told sex, or two lines of one report.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from tellings.model import Claim, Judgement, Leaf, PersonFact
from tellings.reconcile.resting import SUPPORTING
from tellings.resolve.names import fold, skeleton, sounds_like
from tellings.vocabulary import LeafKind, PersonAspect, Verdict

AGE_GAP = 2  # one name told with ages further apart than this, in one report, is two persons'. By the project's rule


def fact_of(claim: Claim) -> PersonFact:
    """Return what a claim on a person tells. Such a claim always holds a value."""
    assert isinstance(claim.value, PersonFact)
    return claim.value


@dataclass(slots=True)
class Bearer:
    """What one report tells of one name, or of one of two persons of that name.

    into: the number of the bearer it was joined into, or its own. parted: of those judged to be somebody else.
    """

    report_id: str
    name: str
    claims: list[Claim]
    into: int
    parted: set[int] = field(default_factory=set)

    @property
    def order(self) -> tuple[str, str, int]:
        """The key by which bearers stand: name, report, place."""
        return fold(self.name), self.report_id, min(claim.span.start for claim in self.claims)

    def told(self, aspect: PersonAspect) -> set[str]:
        """Return what is told in one aspect, less what is denied."""
        return {
            fact_of(c).told for c in self.claims if fact_of(c).aspect is aspect and c.stance in SUPPORTING
        }


def bearers_of(claims: Sequence[Claim]) -> list[Bearer]:
    """Return what each report tells of each name, by report and name. claims: on persons, sorted by id."""
    by_name: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        by_name.setdefault((claim.report_id, fold(fact_of(claim).name)), []).append(claim)
    bearers: list[Bearer] = []
    for (report_id, _), held in sorted(by_name.items()):
        for members in _by_age(held):
            name = max((fact_of(claim).name for claim in members), key=lambda told: (len(told), told))
            bearers.append(Bearer(report_id, name, members, len(bearers)))
    return bearers


def _by_age(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Part what one report tells of one name where it tells ages that cannot be one person's; by the nearest age."""
    ages = sorted((c for c in claims if fact_of(c).aspect is PersonAspect.AGE), key=lambda c: c.span)
    years = sorted({int(fact_of(c).told) for c in ages})
    cuts = [right for left, right in pairwise(years) if right - left > AGE_GAP]
    if not cuts:
        return [list(claims)]
    groups: dict[int, list[Claim]] = {}
    for claim in claims:
        nearest = min(ages, key=lambda age: (abs(age.span.start - claim.span.start), age.span))
        groups.setdefault(sum(int(fact_of(nearest).told) >= cut for cut in cuts), []).append(claim)
    return [groups[key] for key in sorted(groups)]


def root_of(bearers: Sequence[Bearer], number: int) -> int:
    """Return the number of the bearer that one was joined into in the end."""
    while bearers[number].into != number:
        number = bearers[number].into
    return number


def join_bearers(bearers: list[Bearer], judgements: Sequence[Judgement]) -> None:
    """Join the bearers who are one person: those judged the same, then equal names, then forms of one name."""
    same, different = _judged(bearers, judgements)
    for left, right in different:
        bearers[left].parted.add(right)
        bearers[right].parted.add(left)
    for left, right in same:
        _unite(bearers, left, right)
    for is_one in (_is_equal, _is_near):
        for left, right in combinations(range(len(bearers)), 2):
            if is_one(bearers[left].name, bearers[right].name) and _may_unite(bearers, left, right):
                _unite(bearers, left, right)


def _unite(bearers: list[Bearer], left: int, right: int) -> None:
    a, b = sorted((root_of(bearers, left), root_of(bearers, right)))
    bearers[b].into = a


def _may_unite(bearers: list[Bearer], left: int, right: int) -> bool:
    a, b = root_of(bearers, left), root_of(bearers, right)
    if a == b:
        return False
    members = (
        [n for n in range(len(bearers)) if root_of(bearers, n) == a],
        [n for n in range(len(bearers)) if root_of(bearers, n) == b],
    )
    for one in members[0]:
        for other in members[1]:
            if bearers[one].report_id == bearers[other].report_id or other in bearers[one].parted:
                return False
            sexes = bearers[one].told(PersonAspect.SEX), bearers[other].told(PersonAspect.SEX)
            if sexes[0] and sexes[1] and not sexes[0] & sexes[1]:
                return False
    return not _is_better_elsewhere(bearers, left, right)


def _is_better_elsewhere(bearers: list[Bearer], left: int, right: int) -> bool:
    """Whether a report holds two persons of this name, and the other of them has the nearer age."""
    for one, other in ((left, right), (right, left)):
        ages = [int(age) for age in bearers[one].told(PersonAspect.AGE)]
        rivals = [u for u in bearers if u.report_id == bearers[other].report_id and u is not bearers[other]]
        for rival in rivals:
            if fold(rival.name) != fold(bearers[other].name) or not ages:
                continue
            here = [abs(int(a) - ages[0]) for a in bearers[other].told(PersonAspect.AGE)]
            there = [abs(int(a) - ages[0]) for a in rival.told(PersonAspect.AGE)]
            if here and there and min(there) < min(here):
                return True
    return False


def _is_equal(left: str, right: str) -> bool:
    return fold(left) == fold(right)


def _is_near(left: str, right: str) -> bool:
    """Whether two full names may be one: transliterated, with a middle name left out, or with an initial."""
    a, b = skeleton(left).split(), skeleton(right).split()
    if len(a) < 2 or len(b) < 2:
        return False
    if a == b or sounds_like(left, right):
        return True
    if a[-1] != b[-1]:
        return False
    first, second = a[0], b[0]
    is_initial = 1 in (len(first), len(second)) and first[0] == second[0]
    return is_initial or (first == second and (set(a) <= set(b) or set(b) <= set(a)))


def _judged(
    bearers: Sequence[Bearer], judgements: Sequence[Judgement]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    same: list[tuple[int, int]] = []
    different: list[tuple[int, int]] = []
    for one in sorted(judgements, key=lambda judgement: judgement.judgement_id):
        if one.right is None or one.verdict not in (Verdict.SAME, Verdict.DIFFERENT):
            continue
        if one.left.kind != LeafKind.NAME or one.right.kind != LeafKind.NAME:
            continue
        pairs = [(a, b) for a in _named(bearers, one.left) for b in _named(bearers, one.right) if a != b]
        (same if one.verdict is Verdict.SAME else different).extend(pairs)
    return same, different


def _named(bearers: Sequence[Bearer], leaf: Leaf) -> list[int]:
    """Return the bearers whose name a leaf stands for: by its words, in its report."""
    return [
        number
        for number, bearer in enumerate(bearers)
        if bearer.report_id == leaf.report_id
        and fold(leaf.quote) in {fold(form) for form in forms_of([bearer])}
    ]


def forms_of(bearers: Sequence[Bearer]) -> tuple[str, ...]:
    """Return every form told of a name, the fullest first: as the reports name the person, and shorter ones quoted."""
    forms: set[str] = set()
    for bearer in bearers:
        forms.update(fact_of(claim).name for claim in bearer.claims)
        words = bearer.name.split()
        for claim in bearer.claims:
            quote = " ".join(claim.quote.split())
            if fact_of(claim).name not in quote:
                forms.update(w for w in {words[0], words[-1]} if re.search(rf"\b{re.escape(w)}\b", quote))
    return tuple(sorted(forms, key=lambda form: (-len(form.split()), -len(form), form)))
