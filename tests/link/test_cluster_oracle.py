"""Clustering against a slow, obvious clustering, over two thousand random sets of accounts.

The oracle is written from what `link.cluster` says of itself: dictionaries of sets, every mean worked out anew at every
step. It shares with the fast code the weight of a pair (`score.weigh`) and the keys of accounts (`block.keys_of`),
which are held against each other key by key here.
"""

from itertools import combinations, product

import pytest

from tellings.link.block import LEAST_MET, Keys, keys_of
from tellings.link.cluster import AT_ODDS, BRIDGED, CLEARLY_BETTER, HEAVIEST, SAMPLE, SURELY, cluster
from tellings.link.profiles import Profile
from tellings.link.score import weigh
from tests.link.made_profiles import CASES, MadeCase, made_case

_BOX = 1 << 44  # keys of one box of days lie between two multiples of it


def meet(left: Keys, right: Keys) -> bool:
    """Whether two accounts are worth comparing: they share two keys of one box, or one where days are open."""
    shared = [key // _BOX for key in set(left.dated) & set(right.dated)]
    if any(shared.count(box) >= LEAST_MET for box in shared):
        return True
    return (left.is_open or right.is_open) and bool(set(left.timeless) & set(right.timeless))


class Oracle:
    """Clusters one case, slowly."""

    def __init__(self, case: MadeCase) -> None:
        self.profiles = {one.account_id: one for one in sorted(case.profiles, key=lambda p: p.account_id)}
        self.text = {key: case.same_text.get(one.report_id) for key, one in self.profiles.items()}
        self.same, self.different = case.judged.same, case.judged.different
        self.kin = {key: {key} for key in self.profiles}
        for left, right in self.same:
            joined = self.kin[left] | self.kin[right]
            for key in joined:
                self.kin[key] = joined
        self.with_leader = self.bundles()
        leaders = list(self.with_leader)
        keys = {key: keys_of(self.profiles[key]) for key in leaders}
        self.known = {
            (a, b): self.weight(a, b) for a, b in combinations(leaders, 2) if meet(keys[a], keys[b])
        }
        self.groups: list[set[str]] = []

    def weight(self, left: str, right: str) -> float:
        return max(
            weigh(
                self.profiles[a],
                self.profiles[b],
                one_text=self.text[a] is not None and self.text[a] == self.text[b],
            )
            for a, b in product(self.kin[left], self.kin[right])
        )

    def bundles(self) -> dict[str, list[str]]:
        judged = {key for pair in (*self.same, *self.different) for key in pair}
        found: dict[str, list[str]] = {}
        for key, one in self.profiles.items():
            alike = [k for k in found if k not in judged and self.profiles[k].features == one.features]
            of_text = [
                k
                for k in found
                if k not in judged
                and self.text[k] is not None
                and self.text[k] == self.text[key]
                and self.profiles[k].is_background == one.is_background
            ]
            for leader in [] if key in judged else [*alike, *of_text]:
                reports = {self.profiles[k].report_id for k in found[leader]}
                if one.report_id not in reports and self.weight(leader, key) >= SURELY:
                    found[leader].append(key)
                    break
            else:
                found[key] = [key]
        return found

    # ------------------------------------------------------------ groups

    def mean(self, a: set[str], b: set[str]) -> float | None:
        told = [
            (self.known[min(x, y), max(x, y)], len(self.with_leader[x]) * len(self.with_leader[y]))
            for x, y in product(a, b)
            if (min(x, y), max(x, y)) in self.known
        ]
        return sum(bits * number for bits, number in told) / sum(n for _, n in told) if told else None

    def look_closer(self, a: set[str], b: set[str]) -> float:
        for x, y in product(some(a), some(b)):
            self.known.setdefault((min(x, y), max(x, y)), self.weight(min(x, y), max(x, y)))
        mean = self.mean(a, b)
        assert mean is not None
        return mean

    def may_join(self, a: set[str], b: set[str]) -> bool:
        parted = any((min(x, y), max(x, y)) in self.different for x, y in product(a, b))
        reports = [
            {
                self.profiles[k].report_id
                for leader in group
                for k in self.with_leader[leader]
                if not self.profiles[k].is_background
            }
            for group in (a, b)
        ]
        return not parted and not reports[0] & reports[1]

    def join(self, a: set[str], b: set[str]) -> None:
        self.groups = [group for group in self.groups if group is not a and group is not b] + [a | b]

    def group_of(self, key: str) -> set[str]:
        return next(group for group in self.groups if key in group)

    def agglomerate(self, wanted: set[str], settled: set[str]) -> None:
        while True:
            found = []
            among = [group for group in self.groups if group & wanted]
            for a, b in combinations(among, 2):
                mean = self.mean(a, b)
                before = [self.weight(x, y) for x, y in product(some(a & settled), some(b & settled))]
                bridged = bool(before) and sum(before) / len(before) < BRIDGED
                if mean is not None and mean > 0.0 and self.may_join(a, b) and not bridged:
                    first, second = sorted((a, b), key=min)
                    found.append((-mean, min(first), min(second), first, second))
            if not found:
                return
            negative, _, _, a, b = min(found, key=lambda row: row[:3])
            if self.look_closer(a, b) >= -negative - 1e-9:
                self.join(a, b)

    def fits(self, key: str, to: set[str]) -> list[tuple[float, str, set[str]]]:
        one = self.group_of(key)
        found = []
        for group in sorted(self.groups, key=min):
            if (
                group is one
                or not group & to
                or not self.may_join(one, group)
                or self.mean(one, group) is None
            ):
                continue
            if self.look_closer(one, group) > 0.0:
                bits = [
                    self.known[min(key, k), max(key, k)]
                    for k in group
                    if (min(key, k), max(key, k)) in self.known
                ]
                best = sorted(bits, reverse=True)[:HEAVIEST]
                found.append((sum(best) / len(best), min(group), group))
        return sorted(found, key=lambda row: (-row[0], row[1]))

    def attach(self, keys: list[str], to: set[str]) -> set[str]:
        todo = []
        for key in keys:
            if len(self.group_of(key)) == 1 and (fits := self.fits(key, to)):
                todo.append((-fits[0][0], key))
        torn = set()
        for _, key in sorted(todo):
            fits = self.fits(key, to)
            if not fits:
                continue
            best, _, group = fits[0]
            rivals = [other for mean, _, other in fits[1:] if mean > best - CLEARLY_BETTER]
            if any(self.at_odds(group, other) for other in rivals):
                torn.add(key)
            else:
                self.join(group, self.group_of(key))
        return torn

    def at_odds(self, a: set[str], b: set[str]) -> bool:
        return self.look_closer(a, b) < AT_ODDS

    # ------------------------------------------------------------ all of it

    def components(self) -> list[set[str]]:
        parts = [{key} for key in self.with_leader]
        for left, right in [*(pair for pair, bits in self.known.items() if bits > 0.0), *self.same]:
            a = next(part for part in parts if left in part)
            b = next(part for part in parts if right in part)
            if a is not b:
                parts = [part for part in parts if part is not a and part is not b] + [a | b]
        return parts

    def incidents(self) -> set[frozenset[str]]:
        found: set[frozenset[str]] = set()
        background = {key for key, one in self.profiles.items() if one.is_background}
        all_known = dict(self.known)
        for part in self.components():
            self.known = {pair: bits for pair, bits in all_known.items() if set(pair) <= part}
            self.groups = [{key} for key in sorted(part)]
            for left, right in self.same:
                if left in part and self.group_of(left) is not self.group_of(right):
                    self.join(self.group_of(left), self.group_of(right))
            own = [key for key in sorted(part) if key not in background]
            reports = [self.profiles[key].report_id for key in own]
            alone = [key for key in own if reports.count(self.profiles[key].report_id) == 1]
            firm = {key for key in alone if self.profiles[key].is_firm}
            self.agglomerate(firm, set())
            torn = self.attach([key for key in alone if key not in firm], firm)
            self.agglomerate(set(alone) - torn, firm)
            several = [key for key in own if key not in alone]
            torn |= self.attach(several, set(alone) - torn)
            self.agglomerate(set(own) - torn, firm)
            passing = [key for key in sorted(part) if key in background]
            self.attach(passing, set(own))
            self.agglomerate({key for key in passing if len(self.group_of(key)) == 1}, set())
            found |= {
                frozenset(k for leader in group for k in self.with_leader[leader]) for group in self.groups
            }
        has_own = len(background) < len(self.profiles)
        return {group for group in found if not (has_own and group <= background)}


def some(members: set[str]) -> list[str]:
    """Return some members, evenly spaced: all of a small group."""
    held = sorted(members)
    if len(held) <= SAMPLE:
        return held
    return [held[number * (len(held) - 1) // (SAMPLE - 1)] for number in range(SAMPLE)]


def fast(case: MadeCase, profiles: list[Profile] | None = None) -> set[frozenset[str]]:
    found = cluster(
        profiles or list(case.profiles),
        case.judged,
        same_text=case.same_text,
        only_background=all(one.is_background for one in case.profiles),
    )
    return {frozenset(incident.account_ids) for incident in found.incidents}


@pytest.mark.parametrize("block", range(20))
def test_the_fast_clustering_is_the_slow_one(block: int) -> None:
    for seed in range(block * CASES // 20, (block + 1) * CASES // 20):
        case = made_case(seed)
        assert fast(case) == Oracle(case).incidents(), f"seed {seed}"


def test_the_order_of_accounts_changes_nothing() -> None:
    for seed in range(0, CASES, 7):
        case = made_case(seed)
        assert fast(case) == fast(case, list(reversed(case.profiles))), f"seed {seed}"
