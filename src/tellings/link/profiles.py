"""Put together what an account says of its incident that can be compared: when, where, what, who.

In:   Extractions, and what is known of their reports.
Out:  Profiles, small enough to hold those of a hundred thousand accounts at once.
Holds: the publication date is never the incident's date; where an account tells no date, it gives a weak window
       that only supports a link which the place supports too. A background mention without a date has none. Nothing
       here reads a text.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from tellings.model import (
    Account,
    Claim,
    Count,
    DateValue,
    Extraction,
    IncidentType,
    PersonFact,
    Place,
    Report,
    ResponsibilityTaken,
    Target,
    VictimGroup,
)
from tellings.resolve.dates import NotEdtf, date_candidates, edtf_bounds
from tellings.resolve.localities import name_keys
from tellings.resolve.names import fold, name_forms
from tellings.vocabulary import CountBasis, Field, PlacePrecision, ReportKind, Stance

WINDOW_DAYS = 10  # how long before its publication an undated account may tell of. Guess, unmeasured
FIRM_DAYS = 2  # a date that spans no more days is firm: "overnight" spans two
SUMMARY_DAYS = (
    3  # an account of a stretch longer than this, over a province or a country, sums up. Guess, unmeasured
)
_REJECTING = (Stance.DENIES, Stance.DOUBTS, Stance.CANNOT_CONFIRM, Stance.WITHDRAWS)
WIDE_PLACES = frozenset({PlacePrecision.COUNTRY, PlacePrecision.ADMIN})

Days = tuple[date, date]  # the first and the last


@dataclass(frozen=True, slots=True)
class Profile:
    """What one account gives to compare.

    days: the stretches of days that its incident may have been on, sorted; () where nothing tells. is_firm: one
    stretch of at most FIRM_DAYS, told or counted from the publication date. is_window: `days` only reaches back from
    the publication date. places: the places of the incident as told; () where none. is_place_assumed: they are those
    of another account of its report. types: sorts of act, as told. names: folded names of those hit, of named victims
    and of those who took responsibility; never of the accused. killed: totals told for the dead. localities: keys of
    the small places told around it. around: these less the words of its places' own names. place_keys: of each of
    `places` the keys of the words of its name, () for a country or a province. special_types: types less general words.
    sites: what was hit, in one word each ("market", "convoy"). words: keys of its
    rarest words with their weights. is_row: it is a row of a recorder's sheet, whose other rows tell of other
    incidents. is_summary: it sums up many incidents; "five were killed in February", in passing, may be one.
    """

    account_id: str
    report_id: str
    is_background: bool
    days: tuple[Days, ...]
    is_firm: bool
    is_window: bool
    places: tuple[Place, ...]
    is_place_assumed: bool
    types: frozenset[str]
    names: frozenset[str]
    killed: frozenset[int]
    localities: frozenset[str]
    sites: frozenset[str]
    words: Mapping[str, float] = field(default_factory=dict)
    place_keys: tuple[frozenset[str], ...] = ()
    around: frozenset[str] = frozenset()
    special_types: frozenset[str] = frozenset()
    is_row: bool = False
    is_summary: bool = False

    @property
    def features(self) -> tuple[object, ...]:
        """All that is compared, the ids left out: accounts with the same features are alike to all others."""
        words = tuple(self.words.items())
        return (
            *(
                self.is_background,
                self.days,
                self.is_firm,
                self.is_window,
                self.places,
                self.is_place_assumed,
            ),
            *(
                self.types,
                self.names,
                self.killed,
                self.localities,
                self.sites,
                words,
                self.is_row,
                self.is_summary,
            ),
        )


def profile_accounts(extractions: Iterable[Extraction], reports: Mapping[str, Report]) -> tuple[Profile, ...]:
    """Return the profile of each account, sorted by account id. reports: by id; their texts are not looked at."""
    made = [
        one for extraction in extractions for one in profiles_of(extraction, reports[extraction.report_id])
    ]
    return tuple(sorted(made, key=lambda profile: profile.account_id))


def profiles_of(extraction: Extraction, report: Report) -> tuple[Profile, ...]:
    """Return the profile of each account of one report, in their order.

    A background account that names no place is taken to be where its report's own account is, and says so.
    """
    issued = _issued(report.published) if report.published else _stretches(extraction.own_date)
    own = next((account for account in _by_id(extraction.accounts) if not account.background), None)
    own_places = _places(own) if own is not None else ()
    is_sheet = report.kind is ReportKind.SHEET
    return tuple(
        _profile(account, () if is_sheet else issued, own_places, is_row=is_sheet)
        for account in extraction.accounts
    )


def _by_id(accounts: Iterable[Account]) -> list[Account]:
    return sorted(accounts, key=lambda account: account.account_id)


def _profile(
    account: Account, issued: tuple[Days, ...], own_places: tuple[Place, ...], *, is_row: bool
) -> Profile:
    places = _places(account)
    assumed = () if places or not account.background else own_places
    days, is_firm, is_window = _days(account, issued)
    localities = frozenset(map(sys.intern, account.marks.places))
    place_keys = tuple(map(_keys_of, places or assumed))
    types = _types(account)
    return Profile(
        account_id=account.account_id,
        report_id=account.report_id,
        is_background=account.background,
        days=days,
        is_firm=is_firm,
        is_window=is_window,
        places=places or assumed,
        is_place_assumed=bool(assumed),
        types=types,
        names=_names(account),
        killed=_killed(account),
        localities=localities,
        sites=_sites(account),
        words={sys.intern(word): _once(weight) for word, weight in account.marks.words},
        place_keys=place_keys,
        around=localities.difference(*place_keys),
        special_types=types - GENERIC_TYPES,
        is_row=is_row,
        is_summary=not (is_row or account.background)
        and _is_summary(account, days, places, is_window=is_window),
    )


def _held(account: Account, of: Field) -> list[Claim]:
    return [claim for claim in account.told(of) if claim.stance not in _REJECTING]


def _places(account: Account) -> tuple[Place, ...]:
    places = [claim.value for claim in account.told(Field.PLACE) if isinstance(claim.value, Place)]
    unique = {(p.gazetteer_id or "", fold(p.name), p.precision): p for p in reversed(places)}
    return tuple(_same_place(unique[key]) for key in sorted(unique))


@lru_cache(maxsize=1 << 16)
def _same_place(place: Place) -> Place:
    """Return the one object for equal places: very many accounts tell of the same towns."""
    return place


@lru_cache(maxsize=1 << 14)
def _once(weight: float) -> float:
    """Return the one object for equal weights: they have four decimals."""
    return weight


def _keys_of(place: Place) -> frozenset[str]:
    """Return the keys of the words that tell a village, a quarter or a town from others."""
    return (
        frozenset() if place.precision in WIDE_PLACES else frozenset(map(sys.intern, name_keys(place.name)))
    )


def _days(account: Account, issued: tuple[Days, ...]) -> tuple[tuple[Days, ...], bool, bool]:
    """Return (days, is firm, is a window): of the most exact date that the account tells, headlines last."""
    told: list[tuple[tuple[bool, int, int, int], DateValue]] = []
    for claim in _held(account, Field.DATE):
        value = claim.value
        if isinstance(value, DateValue) and (stretches := _stretches(value)):
            length = max((last - first).days for first, last in stretches)
            told.append(((claim.headline, len(stretches), length, claim.span.start), value))
    if told:
        stretches = _stretches(min(told, key=lambda row: row[0])[1])
        first, last = stretches[0]
        is_firm = len(stretches) == 1 and (last - first).days < FIRM_DAYS
        return stretches, is_firm, False
    if not issued or account.background:
        return (), False, False
    return tuple((first - timedelta(WINDOW_DAYS), last) for first, last in issued), False, True


def _stretches(value: DateValue | None) -> tuple[Days, ...]:
    if value is None:
        return ()
    try:
        return date_candidates(value)
    except NotEdtf:
        return ((value.earliest, value.latest),) if value.earliest and value.latest else ()


def _issued(published: str) -> tuple[Days, ...]:
    try:
        first, last = edtf_bounds(published[:10])
    except NotEdtf:
        return ()
    return ((first, last),) if first and last else ()


def _is_summary(
    account: Account, days: tuple[Days, ...], places: tuple[Place, ...], *, is_window: bool
) -> bool:
    """Whether an account sums up many incidents: its tolls are all of a stretch of time or, over a province or a
    country, its date is a stretch of days."""
    totals = [claim.value for claim in _held(account, Field.KILLED) if isinstance(claim.value, Count)]
    totals = [count for count in totals if count.is_total is not False]
    if totals and all(count.scope.window for count in totals):
        return True
    is_wide = bool(places) and all(place.precision in WIDE_PLACES for place in places)
    is_long = not is_window and len(days) == 1 and SUMMARY_DAYS < (days[0][1] - days[0][0]).days + 1 < 100
    return is_wide and is_long


def _names(account: Account) -> frozenset[str]:
    told: list[str] = []
    for claim in account.claims:
        match claim.value:
            case VictimGroup(described=words) | Target(name=words) | PersonFact(name=words):
                told.append(words)
            case ResponsibilityTaken(claimant=words):
                told.append(words)
            case _:
                pass
    return frozenset(fold(form) for form in _capitalised(told)) - {""}


def _capitalised(phrases: Iterable[str]) -> Iterable[str]:
    """Yield the runs of capitalised words in phrases ("members of the Mujahedin-e-Khalq organisation")."""
    for phrase in phrases:
        for run in re.findall(r"[^\W\d_a-z][\w'’-]*(?: (?:of|al|the|and|[^\W\d_a-z])[\w'’-]*)*", phrase):
            yield from name_forms(re.sub(r"(?: (?:of|the|and))+$", "", run))


def is_numeric_total(count: Count) -> bool:
    """Whether a count is a plain figure of all the dead: no part, no increment, no vague word."""
    return not count.vague and count.basis is CountBasis.STATED and count.is_total is not False


def _killed(account: Account) -> frozenset[int]:
    return frozenset(
        number
        for claim in _held(account, Field.KILLED)
        if isinstance(claim.value, Count) and is_numeric_total(claim.value)
        for number in (claim.value.low, claim.value.high)
        if number
    )


_ANY_SITE = frozenset(
    "area town city village district neighbourhood neighborhood region position house building home suburb quarter "
    "province country state road street site target place point civilian people person resident force soldier group "
    "side outskirt capital centre center part".split()
)


def _sites(account: Account) -> frozenset[str]:
    """Return the kinds of target that an account tells, singular; none that every report of a war tells ("area")."""
    found = set()
    for claim in account.told(Field.TARGETS):
        words = claim.value.name.split() if isinstance(claim.value, Target) else []
        if words and words[-1].islower():
            head = re.sub(r"(?<=[sxz])es$|(?<=ch)es$|(?<=[^s])s$", "", words[-1])
            found.add(head)
    return frozenset(found - _ANY_SITE)


GENERIC_TYPES = frozenset({"attack", "killing", "destruction", "fighting", "other", "unknown", ""})


def _types(account: Account) -> frozenset[str]:
    """Return the sorts of act that an account tells of most: those told at least half as often as the most frequent.
    General words ("attack") count only where there is no other."""
    told = Counter(c.value.type for c in _held(account, Field.TYPE) if isinstance(c.value, IncidentType))
    special = {kind: number for kind, number in told.items() if kind not in GENERIC_TYPES}
    counted = special or dict(told)
    most = max(counted.values(), default=0)
    return frozenset(kind for kind, number in counted.items() if 2 * number >= most)


def gap_days(left: tuple[Days, ...], right: tuple[Days, ...]) -> int | None:
    """Return the fewest days between any stretch of the one and any of the other; 0 where they meet, None if either
    is empty."""
    gaps = [
        max(0, (low_b - high_a).days, (low_a - high_b).days)
        for low_a, high_a in left
        for low_b, high_b in right
    ]
    return min(gaps, default=None)


def in_words(days: tuple[Days, ...]) -> str:
    """Return stretches of days in words: "2013-02-09", "2013-02-01 to 2013-02-28", "one of 4 days"."""
    if len(days) > 1:
        return f"one of {len(days)} dates from {days[0][0]} to {days[-1][1]}"
    if not days:
        return "no date"
    first, last = days[0]
    return str(first) if first == last else f"{first} to {last}"
