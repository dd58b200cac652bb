"""Put together what an account says of its incident that can be compared: when, where, what, who.

In:   an Account, its Report.
Out:  a Profile.
Holds: the publication date is never the incident's date; where an account tells no date, it gives a weak window
       that only supports a link which the place supports too. A background mention without a date has none.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tellings.events.moments import find_moments
from tellings.resolve.localities import localities, small_places
from tellings.model import (
    Account,
    Claim,
    Count,
    DateValue,
    IncidentType,
    Place,
    Report,
    ResponsibilityTaken,
    Target,
    VictimGroup,
)
from tellings.resolve.dates import NotEdtf, date_candidates, edtf_bounds, resolve_date
from tellings.resolve.gazetteer import Gazetteer
from tellings.resolve.names import fold, name_forms
from tellings.text.segment import Document, segment
from tellings.vocabulary import CountBasis, Field, ReportKind, Stance

WINDOW_DAYS = 10  # how long before its publication an undated account may tell of. Guess, unmeasured
FIRM_DAYS = 2  # a date that spans no more days is firm: "overnight" spans two
_REJECTING = (Stance.DENIES, Stance.DOUBTS, Stance.CANNOT_CONFIRM, Stance.WITHDRAWS)

Days = tuple[date, date]  # the first and the last


@dataclass(frozen=True, slots=True)
class Profile:
    """What one account gives to compare.

    days: the stretches of days that its incident may have been on, sorted; () where nothing tells. is_firm: one
    stretch of at most FIRM_DAYS, told or counted from the publication date. is_window: `days` only reaches back from
    the publication date. places: the places of the incident as told; () where none. types: sorts of act, as told.
    names: folded names of those hit and of those who took responsibility; never of the accused. killed: totals told
    for the dead. localities: keys of the small places that its report names. sites: what was hit, in one word each
    ("market", "convoy"). is_row: it is a row of a recorder's sheet, whose other rows tell of other incidents.
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
    is_row: bool = False


def profile_accounts(
    accounts: Sequence[Account], reports: Mapping[str, Report], gazetteer: Gazetteer | None = None
) -> tuple[Profile, ...]:
    """Return the profile of each account, sorted by account id.

    A background account that names no place is taken to be where its report's own account is, and says so.
    gazetteer: tells small places from large ones; without it, no localities are compared.
    """
    told_in = {account.report_id for account in accounts if not account.background}
    sheets = {key for key in told_in & reports.keys() if reports[key].kind is ReportKind.SHEET}
    pages = {key: _read_page(reports[key], gazetteer) for key in sorted((told_in & reports.keys()) - sheets)}
    own_places: dict[str, tuple[Place, ...]] = {}
    for account in sorted(accounts, key=lambda one: one.account_id):
        if not account.background:
            own_places.setdefault(account.report_id, _places(account))
    made = []
    for account in sorted(accounts, key=lambda one: one.account_id):
        places = _places(account)
        assumed = () if places or not account.background else own_places.get(account.report_id, ())
        is_row = account.report_id in sheets
        page = _page_of_row(places, gazetteer) if is_row else pages.get(account.report_id, _NO_PAGE)
        days, is_firm, is_window = _days(account, page.issued)
        made.append(
            Profile(
                account_id=account.account_id,
                report_id=account.report_id,
                is_background=account.background,
                days=days,
                is_firm=is_firm,
                is_window=is_window,
                places=places or assumed,
                is_place_assumed=bool(assumed),
                types=_types(account),
                names=_names(account),
                killed=_killed(account),
                localities=frozenset() if account.background else page.localities,
                sites=_sites(account),
                is_row=is_row,
            )
        )
    return tuple(made)


def _held(account: Account, of: Field) -> list[Claim]:
    return [claim for claim in account.told(of) if claim.stance not in _REJECTING]


def _places(account: Account) -> tuple[Place, ...]:
    places = [claim.value for claim in account.told(Field.PLACE) if isinstance(claim.value, Place)]
    unique = {(p.gazetteer_id or "", fold(p.name), p.precision): p for p in reversed(places)}
    return tuple(unique[key] for key in sorted(unique))


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


def _stretches(value: DateValue) -> tuple[Days, ...]:
    try:
        return date_candidates(value)
    except NotEdtf:
        return ((value.earliest, value.latest),) if value.earliest and value.latest else ()


@dataclass(frozen=True, slots=True)
class _Page:
    """What the whole text of a report tells of its incident."""

    issued: tuple[Days, ...]
    localities: frozenset[str]


_NO_PAGE = _Page((), frozenset())


def _read_page(report: Report, gazetteer: Gazetteer | None) -> _Page:
    """Return when a report came out, by its metadata or by its own first lines, and the small places that it names."""
    document = segment(report)
    issued = _issued(report.published) if report.published else _own_days(document)
    return _Page(issued, localities(document, gazetteer) if gazetteer is not None else frozenset())


def _page_of_row(places: Iterable[Place], gazetteer: Gazetteer | None) -> _Page:
    """Return what a row of a sheet tells: the small places in its own cell; when the sheet came out says nothing."""
    names = [name for place in places for name in (place.name, *place.within)]
    return _Page((), small_places(names, gazetteer) if gazetteer is not None else frozenset())


def _own_days(document: Document) -> tuple[Days, ...]:
    """Return the day, with its year, that a report's own date line gives; two for "04-03-2016", () for none."""
    for moment in find_moments(document):
        calendar = moment.calendar
        if moment.is_own_date and calendar is not None and calendar.year and calendar.day:
            value = resolve_date(moment, published=None, published_inferred=False, latest_year=calendar.year)
            return _stretches(value)
    return ()


def _issued(published: str) -> tuple[Days, ...]:
    try:
        first, last = edtf_bounds(published[:10])
    except NotEdtf:
        return ()
    return ((first, last),) if first and last else ()


def _names(account: Account) -> frozenset[str]:
    told: list[str] = []
    for claim in account.claims:
        match claim.value:
            case VictimGroup(described=words) | Target(name=words):
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


def gap_days(left: Sequence[Days], right: Sequence[Days]) -> int | None:
    """Return the fewest days between any stretch of the one and any of the other; 0 where they meet, None if either
    is empty."""
    gaps = [
        max(0, (low_b - high_a).days, (low_a - high_b).days)
        for low_a, high_a in left
        for low_b, high_b in right
    ]
    return min(gaps, default=None)


def in_words(days: Sequence[Days]) -> str:
    """Return stretches of days in words: "2013-02-09", "2013-02-01 to 2013-02-28", "one of 4 days"."""
    if len(days) > 1:
        return f"one of {len(days)} dates from {days[0][0]} to {days[-1][1]}"
    if not days:
        return "no date"
    first, last = days[0]
    return str(first) if first == last else f"{first} to {last}"
