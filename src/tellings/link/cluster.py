"""Group accounts into incidents.

In:   extractions, their reports, judgements, and which reports carry one text.
Out:  Incidents: the accounts judged to tell of one, with the reasons; and what was left out, with its reason.
Holds: no incident holds two accounts that a person called different, or that cannot be one by their dates or places;
       "same" joins whatever else is told. A background mention joins an incident and makes none, unless the case
       has nothing else. Accounts without a date of their own, or with an open year, join last, and only where one
       incident fits best. An account that has nothing to do with others changes nothing about them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tellings.link.judged import JudgedPairs, place_judgements
from tellings.link.profiles import Profile, profile_accounts
from tellings.link.score import Match, match_accounts, must_differ
from tellings.model import Account, Extraction, Judgement, Report, SetAside, content_id
from tellings.resolve.gazetteer import Gazetteer
from tellings.resolve.partition import Partition

CLEARLY_BETTER = (
    0.5  # by how much one incident has to fit an open account better than the next. Guess, unmeasured
)


@dataclass(frozen=True, slots=True)
class Incident:
    """Accounts judged to tell of one incident, sorted. incident_id: follows from them. reasons: the matches between
    them that were strong enough, and the judgements, in words by pair."""

    incident_id: str
    account_ids: tuple[str, ...]
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking comes to. left_out: background accounts that joined no incident, sorted; set_aside: judgements
    whose leaves were not found."""

    incidents: tuple[Incident, ...]
    left_out: tuple[str, ...]
    set_aside: tuple[SetAside, ...]


def link_accounts(
    extractions: Sequence[Extraction],
    reports: Sequence[Report],
    *,
    judgements: Sequence[Judgement] = (),
    same_text: Mapping[str, str] | None = None,
    gazetteer: Gazetteer | None = None,
) -> Linked:
    """Return the incidents that these extractions tell of, sorted by id.

    same_text: report id -> a key that reports of one text share. gazetteer: see `profile_accounts`.
    Every account that is no background mention is in exactly one incident.
    """
    accounts = [account for extraction in extractions for account in extraction.accounts]
    profiles = profile_accounts(accounts, {report.report_id: report for report in reports}, gazetteer)
    odds = _Odds(profiles)
    matches = match_accounts(profiles, same_text=same_text or {})
    judged = place_judgements(judgements, reports, extractions)
    partition = _judged_partition(profiles, matches, judged, odds)
    _join_firm(profiles, matches, partition)
    _join_open(profiles, matches, partition, odds)
    return _incidents(accounts, partition, matches, judged.set_aside)


class _Odds:
    """Which accounts, and groups of them, cannot be of one incident; each pair is weighed once."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self._by_id = {profile.account_id: profile for profile in profiles}
        self._known: dict[tuple[str, str], bool] = {}
        self._known_of_groups: dict[tuple[frozenset[str], frozenset[str]], bool] = {}

    def must_differ(self, left: str, right: str) -> bool:
        """Whether two accounts cannot tell of one incident."""
        key = (left, right) if left < right else (right, left)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = must_differ(self._by_id[left], self._by_id[right]) is not None
        return known

    def may_join(self, left: frozenset[str], right: frozenset[str]) -> bool:
        """Whether some account of the one group may tell of the incident of some account of the other."""
        return any(not self.must_differ(a, b) for a in left for b in right)

    def are_at_odds(self, left: frozenset[str], right: frozenset[str]) -> bool:
        """Whether two groups are two incidents: some account of the one cannot tell of what one of the other does."""
        known = self._known_of_groups.get((left, right))
        if known is None:
            known = any(self.must_differ(a, b) for a in left for b in right)
            self._known_of_groups[left, right] = known
        return known


def _judged_partition(
    profiles: Sequence[Profile], matches: Sequence[Match], judged: JudgedPairs, odds: _Odds
) -> Partition:
    """Return the accounts with what a person joined joined, and all bans in place.

    A ban by dates or places holds only where every account of a joined group is at odds with every one of the other:
    a person who joins two reports with different days has seen the days.
    """
    ids = [profile.account_id for profile in profiles]
    joined = Partition(ids, banned=judged.different)
    for left, right in judged.same:
        joined.join(left, right)
    by_id = {profile.account_id: profile for profile in profiles}
    enough = {(match.left, match.right) for match in matches if match.is_enough}
    bans = []
    for group in _hanging_together(ids, [*((m.left, m.right) for m in matches), *judged.same]):
        for n, left in enumerate(group):
            for right in group[n + 1 :]:
                if joined.are_together(left, right) or (left, right) in enough:
                    continue
                told_apart = by_id[left].report_id == by_id[right].report_id
                if told_apart or not odds.may_join(joined.members(left), joined.members(right)):
                    bans.append((left, right))
    partition = Partition(ids, banned=[*bans, *judged.different])
    for left, right in judged.same:
        partition.join(left, right)
    return partition


def _hanging_together(ids: Iterable[str], ties: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Return the sets of accounts that any ties hold together: only within one could two ever share an incident."""
    partition = Partition(ids)
    for left, right in ties:
        partition.join(left, right)
    return partition.groups()


def _join_firm(profiles: Sequence[Profile], matches: Sequence[Match], partition: Partition) -> None:
    """Join accounts that each tell their day, the strongest match first."""
    firm = {p.account_id for p in profiles if p.is_firm and not p.is_background}
    strong = [m for m in matches if m.is_enough and m.left in firm and m.right in firm]
    for match in sorted(strong, key=_strongest_first):
        partition.join(match.left, match.right)


def _strongest_first(match: Match) -> tuple[float, str, str]:
    return -match.score, match.left, match.right


def _join_open(
    profiles: Sequence[Profile], matches: Sequence[Match], partition: Partition, odds: _Odds
) -> None:
    """Join the other accounts, the strongest match first, background mentions last.

    An account that fits two incidents about as well, which are at odds with each other, is joined to neither.
    """
    by_id = {profile.account_id: profile for profile in profiles}
    of: dict[str, list[Match]] = {}
    for match in matches:
        if match.is_enough:
            of.setdefault(match.left, []).append(match)
            of.setdefault(match.right, []).append(match)
    open_ones = {p.account_id for p in profiles if not p.is_firm or p.is_background}
    todo = [m for m in matches if m.is_enough and (m.left in open_ones or m.right in open_ones)]

    def in_turn(match: Match) -> tuple[bool, float, str, str]:
        in_passing = by_id[match.left].is_background or by_id[match.right].is_background
        return in_passing, -match.score, match.left, match.right

    for match in sorted(todo, key=in_turn):
        ends = ((match.left, match.right), (match.right, match.left))
        if not any(
            _fits_another(one, other, match.score, of[one], partition, odds)
            for one, other in ends
            if one in open_ones
        ):
            partition.join(match.left, match.right)


def _fits_another(
    one: str,
    other: str,
    score: float,
    matches: Iterable[Match],
    partition: Partition,
    odds: _Odds,
) -> bool:
    """Whether an open account also fits, about as well, a group that cannot be the other account's."""
    wanted = partition.members(other)
    rivals = {
        partition.members(match.right if match.left == one else match.left)
        for match in matches
        if match.score > score - CLEARLY_BETTER
    }
    return any(odds.are_at_odds(rival, wanted) for rival in rivals - {wanted})


def _incidents(
    accounts: Sequence[Account],
    partition: Partition,
    matches: Sequence[Match],
    set_aside: tuple[SetAside, ...],
) -> Linked:
    background = {account.account_id for account in accounts if account.background}
    has_own = any(not account.background for account in accounts)
    incidents: list[Incident] = []
    left_out: list[str] = []
    for group in partition.groups():
        if has_own and background.issuperset(group):
            left_out += group
            continue
        within = tuple(m for m in matches if m.is_enough and m.left in group and m.right in group)
        incidents.append(Incident(content_id("incident", *group), group, within))
    return Linked(
        tuple(sorted(incidents, key=lambda one: one.incident_id)), tuple(sorted(left_out)), set_aside
    )
