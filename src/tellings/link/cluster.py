"""Group accounts into incidents.

In:   Profiles; pairs that a person joined or parted; which reports carry one text.
Out:  Incidents: the accounts judged to tell of one, with the reasons; and what was left out.
Holds: no incident holds two accounts that a person called different, or two that one report brings, unless a person
       joined them; "same" joins whatever else is told. A background mention joins an incident and makes none, unless
       the case has nothing else. Accounts without a day of their own join last, and only where one incident fits best.
       Accounts fall into components by the pairs that seem to be one; what is decided in one component depends on no
       other, so that a new report changes only those that it touches.

Groups join the likeliest first while the mean weight of the pairs between them says that they are one: average linkage
(R. R. Sokal and C. D. Michener, 1958), on the weights of `score`, under bans as in correlation clustering (N. Bansal,
A. Blum and S. Chawla, 2004). A single pair that seems alike bridges no two incidents so.
"""

import heapq
from array import array
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from types import MappingProxyType

from tellings.link.block import keys_of, pairs_of
from tellings.link.judged import JudgedPairs
from tellings.link.profiles import Profile
from tellings.link.score import explain, weigh
from tellings.model import Tie, content_id
from tellings.resolve.partition import Partition

LEVELS = 8  # of components: ties of more than 0, 1, ... and 7 bits
MOST_IN_COMPONENT = 200  # accounts; of more, only stronger ties hold a component together
SURELY = 3.5  # bits from which a copy of a text is taken to tell what the text tells. Guess, unmeasured
CLEARLY_BETTER = (
    1.0  # bits by which one incident has to fit an open account better than another. Guess, unmeasured
)
SAMPLE = 6  # of each of two groups, so many accounts are compared before the groups join
HEAVIEST = 3  # pairs by which an account that tells no day is held against a group. Guess, unmeasured
BRIDGED = -0.75  # bits between what tells its day in two groups, under which nothing else joins them. Guess
AT_ODDS = -4.0  # bits between two groups from which they are two incidents, and not one not yet known as one


_NO_LEVELS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Incident:
    """Accounts judged to tell of one incident, sorted, and the reports that bring them, sorted. incident_id: follows
    from the accounts. ties: of each account but the
    first the one that holds it to the others best, sorted; what a person joined needs none."""

    incident_id: str
    account_ids: tuple[str, ...]
    report_ids: tuple[str, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Clustered:
    """What clustering comes to. left_out: background accounts that joined no incident, sorted. components: account id
    -> the first account of its component, for every account; levels: account id -> the level of it. leaders: the
    accounts that were compared with others; the others go with one of them."""

    incidents: tuple[Incident, ...]
    left_out: tuple[str, ...]
    components: Mapping[str, str]
    levels: Mapping[str, int]
    leaders: frozenset[str]


def cluster(
    profiles: Sequence[Profile],
    judged: JudgedPairs,
    *,
    same_text: Mapping[str, str],
    only_background: bool = False,
    level: Mapping[str, int] = _NO_LEVELS,
) -> Clustered:
    """Return the incidents that accounts tell of, sorted by id.

    same_text: report id -> a key that reports of one text share. only_background: whether the case these accounts are
    of has nothing but background mentions, which then make incidents. level: of accounts of a larger pile, the level
    under which their components are known to be too large there (`Clustered.levels`).
    Every account that is no background mention is in exactly one incident.
    """
    held = {profile.account_id: profile for profile in sorted(profiles, key=lambda one: one.account_id)}
    weights = _Weights(held, same_text, judged.same)
    bundles = _bundled(held, judged, weights)
    leaders = {account: leader for leader, members in bundles.items() for account in members}
    weighed = _weigh_all({key: held[key] for key in bundles}, weights)
    same = [(leaders[left], leaders[right]) for left, right in judged.same]
    too_large = {leader: max(level.get(one, 0) for one in members) for leader, members in bundles.items()}
    groups, levels = _components(bundles, weighed, same, too_large)
    firsts = {leader: group[0] for group in groups for leader in group}
    pairs: dict[str, dict[tuple[str, str], float]] = {}
    for left, right, bits in weighed:
        if firsts[left] == firsts[right]:
            pairs.setdefault(firsts[left], {})[left, right] = bits
    makes_incidents = only_background or all(profile.is_background for profile in profiles)
    incidents: list[Incident] = []
    left_out: list[str] = []
    for component in groups:
        known = pairs.pop(component[0], {})
        parted = _groups(component, known, bundles, judged, weights)
        for group, ties in zip(parted, _ties(parted, known, bundles, weights), strict=True):
            accounts = sorted(account for leader in group for account in bundles[leader])
            if not makes_incidents and all(held[account].is_background for account in accounts):
                left_out += accounts
            else:
                told_in = sorted({held[account].report_id for account in accounts})
                incidents.append(
                    Incident(content_id("incident", *accounts), tuple(accounts), tuple(told_in), ties)
                )
    return Clustered(
        tuple(sorted(incidents, key=lambda one: one.incident_id)),
        tuple(sorted(left_out)),
        {account: firsts[leader] for leader, members in bundles.items() for account in members},
        {account: levels[leader] for leader, members in bundles.items() for account in members},
        frozenset(bundles),
    )


def _components(
    bundles: Mapping[str, tuple[str, ...]],
    weighed: "_Weighed",
    same: Sequence[tuple[str, str]],
    too_large: Mapping[str, int],
) -> tuple[list[tuple[str, ...]], dict[str, int]]:
    """Return the components, sorted, and of each leader the level of its own.

    A component of a level holds what pairs of more bits than its number tie. Where the one of a level is too large,
    those of the next stand in its place: in a case of very many reports weak ties would hold half of it together.
    """
    found: list[tuple[str, ...]] = []
    levels: dict[str, int] = {}
    waiting = set(bundles)
    for level in range(LEVELS):
        parts = Partition(waiting)
        for left, right, bits in weighed:
            if bits > level and left in waiting and right in waiting:
                parts.join(left, right)
        for left, right in same:
            if left in waiting and right in waiting:
                parts.join(left, right)
        waiting = set()
        for group in parts.groups():
            size = sum(len(bundles[leader]) for leader in group)
            is_too_large = size > MOST_IN_COMPONENT or any(too_large[leader] > level for leader in group)
            if is_too_large and level + 1 < LEVELS:
                waiting.update(group)
            else:
                found.append(group)
                levels.update(dict.fromkeys(group, level))
    return sorted(found), levels


class _Weights:
    """What pairs of accounts weigh. A person who joined accounts has seen where they differ: the best of them stands
    for each when they are compared with others."""

    def __init__(
        self, held: Mapping[str, Profile], same_text: Mapping[str, str], same: Sequence[tuple[str, str]]
    ) -> None:
        self.held = held
        self._same_text = same_text
        joined = Partition({account for pair in same for account in pair})
        for left, right in same:
            joined.join(left, right)
        self._kin = {account: group for group in joined.groups() for account in group}

    def of(self, left: str, right: str) -> float:
        if not self._kin:
            return self._of(left, right)
        lefts, rights = self._kin.get(left, (left,)), self._kin.get(right, (right,))
        return max(self._of(a, b) for a in lefts for b in rights)

    def _of(self, left: str, right: str) -> float:
        a, b = self.held[left], self.held[right]
        return weigh(a, b, one_text=self.is_one_text(left, right))

    def is_one_text(self, left: str, right: str) -> bool:
        text = self.text_of(left)
        return text is not None and text == self.text_of(right)

    def text_of(self, account: str) -> str | None:
        return self._same_text.get(self.held[account].report_id)

    def tie(self, left: str, right: str) -> Tie:
        return explain(self.held[left], self.held[right], one_text=self.is_one_text(left, right))


# ---------------------------------------------------------------- copies


def _bundled(
    held: Mapping[str, Profile], judged: JudgedPairs, weights: _Weights
) -> dict[str, tuple[str, ...]]:
    """Return leader -> the accounts that go with it: those of copies of its text, and those told alike in all.

    Ten thousand copies of one text are compared with what else there is once. What a person has joined or parted
    stands for itself.
    """
    named = judged.named
    leaders: dict[object, list[str]] = {}
    bundles: dict[str, list[str]] = {}
    reports_of: dict[str, set[str]] = {}
    for account, profile in held.items():
        bundles[account] = [account]
        reports_of[account] = {profile.report_id}
        if account in named or profile.is_row:
            continue
        text = weights.text_of(account)
        alike = hash(profile.features)  # the features themselves would take as much room as all profiles
        keys: list[object] = [alike] if text is None else [alike, (text, profile.is_background)]
        for key in keys:
            for leader in leaders.get(key, ()):
                reports = reports_of[leader]
                if profile.report_id not in reports and weights.of(leader, account) >= SURELY:
                    bundles[leader].append(account)
                    reports.add(profile.report_id)
                    del bundles[account]
                    break
            if account not in bundles:
                break
        else:
            for key in keys:
                leaders.setdefault(key, []).append(account)
    return {leader: tuple(members) for leader, members in bundles.items()}


class _Weighed:
    """Pairs of accounts with their weights, in little memory: a large case has millions."""

    def __init__(self, ids: Sequence[str]) -> None:
        self._ids = ids
        self._numbers = {account: number for number, account in enumerate(ids)}
        self._lefts, self._rights, self._bits = array("i"), array("i"), array("d")

    def add(self, left: str, right: str, bits: float) -> None:
        self._lefts.append(self._numbers[left])
        self._rights.append(self._numbers[right])
        self._bits.append(bits)

    def __iter__(self) -> Iterator[tuple[str, str, float]]:
        for left, right, bits in zip(self._lefts, self._rights, self._bits, strict=True):
            yield self._ids[left], self._ids[right], bits


def _weigh_all(profiles: Mapping[str, Profile], weights: _Weights) -> _Weighed:
    """Return what each pair weighs that is worth comparing."""
    made = _Weighed(list(profiles))
    for left, right in pairs_of({account: keys_of(profile) for account, profile in profiles.items()}):
        made.add(left, right, weights.of(left, right))
    return made


# ---------------------------------------------------------------- one component


@dataclass(slots=True)
class _Group:
    """Leaders that are together so far. size: how many accounts they stand for; near: other group -> [sum, number] of
    the weights between the two, each for as many pairs of accounts as it stands for."""

    members: list[str]
    size: int
    reports: set[str]
    banned: set[str]
    near: dict[int, list[float]] = field(default_factory=dict)
    version: int = 0
    sampled: dict[int, tuple[int, int]] = field(default_factory=dict)


class _Groups:
    """The groups of one component, joined step by step."""

    def __init__(
        self,
        component: Sequence[str],
        pairs: Mapping[tuple[str, str], float],
        bundles: Mapping[str, tuple[str, ...]],
        judged: JudgedPairs,
        weights: _Weights,
    ) -> None:
        self.weights = weights
        self.bundles = bundles
        self.known = dict(pairs)
        within = set(component)
        banned: dict[str, set[str]] = {}
        for left, right in judged.different:
            if left in within and right in within:
                banned.setdefault(left, set()).add(right)
                banned.setdefault(right, set()).add(left)
        self.of: dict[str, int] = {}
        self.groups: dict[int, _Group] = {}
        for number, leader in enumerate(component):
            self.of[leader] = number
            reports = {
                weights.held[one].report_id for one in bundles[leader] if not weights.held[one].is_background
            }
            self.groups[number] = _Group([leader], len(bundles[leader]), reports, banned.get(leader, set()))
        for (left, right), bits in sorted(self.known.items()):
            self._note(left, right, bits)
        for left, right in judged.same:
            if left in within and right in within and self.of[left] != self.of[right]:
                self.join(self.of[left], self.of[right])

    def _note(self, left: str, right: str, bits: float) -> None:
        number = len(self.bundles[left]) * len(self.bundles[right])
        a, b = self.of[left], self.of[right]
        if a == b:
            return
        for one, other in ((a, b), (b, a)):
            row = self.groups[one].near.setdefault(other, [0.0, 0.0])
            row[0] += bits * number
            row[1] += number

    def mean(self, a: int, b: int) -> float | None:
        """Return the mean weight of the pairs between two groups that were compared; None where none was."""
        row = self.groups[a].near.get(b)
        return row[0] / row[1] if row else None

    def sampled_mean(self, a: int, b: int) -> float:
        """Return the mean weight between two groups, over some of each at least."""
        left, right = self.groups[a], self.groups[b]
        if left.sampled.get(b) != (left.version, right.version):
            left.sampled[b], right.sampled[a] = (left.version, right.version), (right.version, left.version)
            for one in _some(left.members):
                for other in _some(right.members):
                    pair = (min(one, other), max(one, other))
                    if pair not in self.known:
                        self.known[pair] = self.weights.of(*pair)
                        self._note(*pair, self.known[pair])
        mean = self.mean(a, b)
        assert mean is not None
        return mean

    def best(self, leader: str, number: int) -> list[float]:
        """Return the heaviest weights that were found between a leader and the members of a group."""
        pairs = ((min(leader, other), max(leader, other)) for other in self.groups[number].members)
        return sorted((self.known[pair] for pair in pairs if pair in self.known), reverse=True)[:HEAVIEST]

    def mean_of(self, a: int, b: int, leaders: Set[str]) -> float:
        """Return the mean weight between some leaders of two groups, a few of each; 0 where one has none of them."""
        lefts, rights = (
            _some([one for one in self.groups[number].members if one in leaders]) for number in (a, b)
        )
        bits = [self.weights.of(min(one, other), max(one, other)) for one in lefts for other in rights]
        return sum(bits) / len(bits) if bits else 0.0

    def may_join(self, a: int, b: int) -> bool:
        """Whether no person parted any two of two groups, and no report brings accounts of both."""
        left, right = self.groups[a], self.groups[b]
        return left.banned.isdisjoint(right.members) and left.reports.isdisjoint(right.reports)

    def join(self, a: int, b: int) -> int:
        """Put two groups together and return which they are now."""
        if len(self.groups[a].near) < len(self.groups[b].near):
            a, b = b, a
        kept, gone = self.groups[a], self.groups.pop(b)
        kept.members = sorted([*kept.members, *gone.members])
        kept.size += gone.size
        kept.reports |= gone.reports
        kept.banned = kept.banned | gone.banned
        kept.version += 1
        for leader in gone.members:
            self.of[leader] = a
        kept.near.pop(b, None)
        for other, row in gone.near.items():
            if other == a:
                continue
            near = self.groups[other].near
            del near[b]
            mine = kept.near.setdefault(other, [0.0, 0.0])
            mine[0] += row[0]
            mine[1] += row[1]
            near[a] = list(mine)
        return a

    def is_alone(self, leader: str) -> bool:
        """Whether a leader has been joined to no other yet."""
        return len(self.groups[self.of[leader]].members) == 1

    def agglomerate(self, wanted: set[str], *, settled: Collection[str] = ()) -> None:
        """Join groups of these leaders, the likeliest first, while their means say that they are one.

        settled: leaders that were held against each other before: two groups join no more whose settled leaders alone
        speak against it, since what tells no day bridges no two incidents.
        """
        before = set(settled)
        waiting: list[tuple[float, str, str, int, int, int, int]] = []

        def put(a: int, b: int) -> None:
            mean = self.mean(a, b)
            if mean is None or mean <= 0.0 or not self.may_join(a, b):
                return
            if not before or self.mean_of(a, b, before) >= BRIDGED:
                first, second = sorted((a, b), key=lambda one: self.groups[one].members[0])
                row = (self.groups[first], self.groups[second])
                heapq.heappush(
                    waiting,
                    (
                        -mean,
                        row[0].members[0],
                        row[1].members[0],
                        first,
                        second,
                        row[0].version,
                        row[1].version,
                    ),
                )

        numbers = sorted({self.of[leader] for leader in wanted})
        among = set(numbers)
        for a in numbers:
            for b in self.groups[a].near:
                if b in among and a < b:
                    put(a, b)
        while waiting:
            negative, _, _, a, b, version_a, version_b = heapq.heappop(waiting)
            if (
                a not in self.groups
                or b not in self.groups
                or (self.groups[a].version, self.groups[b].version) != (version_a, version_b)
            ):
                continue
            mean = self.sampled_mean(a, b)
            if mean < -negative - 1e-9:  # what was not compared before says otherwise: wait in turn
                put(a, b)
                continue
            if mean <= 0.0:
                continue
            joined = self.join(a, b)
            among.discard(b if joined == a else a)
            for other in sorted(self.groups[joined].near):
                if other in among:
                    put(joined, other)


def _some(members: Sequence[str]) -> Sequence[str]:
    """Return some members, evenly spaced: all of a small group."""
    if len(members) <= SAMPLE:
        return members
    return [members[number * (len(members) - 1) // (SAMPLE - 1)] for number in range(SAMPLE)]


def _groups(
    component: Sequence[str],
    pairs: Mapping[tuple[str, str], float],
    bundles: Mapping[str, tuple[str, ...]],
    judged: JudgedPairs,
    weights: _Weights,
) -> list[list[str]]:
    """Return the incidents of one component, as leaders."""
    if len(component) == 1:
        return [list(component)]
    groups = _Groups(component, pairs, bundles, judged, weights)
    profiles = weights.held
    own = [leader for leader in component if not profiles[leader].is_background]
    told_in = Counter(profiles[leader].report_id for leader in own)
    # A report that tells of several is the likeliest to have been parted wrongly: its accounts wait for the others.
    alone = [leader for leader in own if told_in[profiles[leader].report_id] == 1]
    firm = {leader for leader in alone if profiles[leader].is_firm}
    groups.agglomerate(firm)
    torn = _attach([leader for leader in alone if leader not in firm], firm, groups)
    groups.agglomerate(set(alone) - torn, settled=firm)
    several = [leader for leader in own if told_in[profiles[leader].report_id] > 1]
    torn |= _attach(several, set(alone) - torn, groups)
    groups.agglomerate(set(own) - torn, settled=firm)
    background = [leader for leader in component if profiles[leader].is_background]
    _attach(background, set(own), groups)
    groups.agglomerate({leader for leader in background if groups.is_alone(leader)})
    return [groups.groups[number].members for number in sorted(groups.groups)]


def _attach(open_ones: Sequence[str], to: set[str], groups: _Groups) -> set[str]:
    """Join each of these that stands alone to the group of `to` that it fits best, the best fits first.

    Returns: those that fit two groups about as well, which are two incidents: they are joined to neither.
    """
    todo: list[tuple[float, str]] = []
    for leader in open_ones:
        if groups.is_alone(leader) and (fits := _fits(leader, to, groups)):
            todo.append((-fits[0][0], leader))
    torn = set()
    for _, leader in sorted(todo):
        fits = _fits(leader, to, groups)
        if not fits:
            continue
        best, number = fits[0]
        rivals = [other for mean, other in fits[1:] if mean > best - CLEARLY_BETTER]
        if any(groups.sampled_mean(number, other) < AT_ODDS for other in rivals):
            torn.add(leader)
        else:
            groups.join(number, groups.of[leader])
    return torn


def _fits(leader: str, to: set[str], groups: _Groups) -> list[tuple[float, int]]:
    """Return the groups that an account may join, the best first, each with the mean of the pairs that weigh most: a
    large group holds accounts that tell little as well."""
    one = groups.of[leader]
    found = []
    for number in sorted(groups.groups[one].near):
        if number == one or to.isdisjoint(groups.groups[number].members) or not groups.may_join(one, number):
            continue
        if groups.sampled_mean(one, number) > 0.0:
            best = groups.best(leader, number)
            found.append((sum(best) / len(best), groups.groups[number].members[0], number))
    return [(mean, number) for mean, _, number in sorted(found, key=lambda row: (-row[0], row[1]))]


# ---------------------------------------------------------------- reasons


def _ties(
    groups: Sequence[Sequence[str]],
    pairs: Mapping[tuple[str, str], float],
    bundles: Mapping[str, tuple[str, ...]],
    weights: _Weights,
) -> list[tuple[Tie, ...]]:
    """Return the ties that hold each incident of a component together: of each copy with its leader, and between
    leaders a tree of the strongest."""
    of = {leader: number for number, group in enumerate(groups) for leader in group}
    made = [
        [weights.tie(leader, account) for leader in group for account in bundles[leader] if account != leader]
        for group in groups
    ]
    tree = Partition(of)
    for _, left, right in sorted((-bits, left, right) for (left, right), bits in pairs.items() if bits > 0.0):
        if of[left] == of[right] and not tree.are_together(left, right):
            tree.join(left, right)
            made[of[left]].append(weights.tie(left, right))
    return [tuple(sorted(ties, key=lambda tie: (tie.left, tie.right))) for ties in made]
