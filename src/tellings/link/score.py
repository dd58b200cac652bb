"""Weigh whether two accounts tell of one incident.

In:   Profiles of accounts; which reports carry one text.
Out:  Matches, each with a score and its reasons in words; and bans, for accounts that cannot tell of one incident.
Holds: a match needs the time and the place, or one of them and more than one other thing in common. What is not
       told speaks neither for nor against. A publication date alone links nothing.

The weights are set by hand. On an open set of 52 news reports of one war (eight incidents), by their texts alone, they
join 68 of 97 pairs, and none wrongly. Their order is meant: a day and a place told outweigh all the rest.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tellings.link.profiles import GENERIC_TYPES, Profile, gap_days, in_words
from tellings.model import Place
from tellings.resolve.names import fold
from tellings.resolve.places import is_same_place
from tellings.vocabulary import PlacePrecision

ENOUGH = 4.5  # score from which two accounts are taken to tell of one incident
ENOUGH_UNDATED = 5.0  # the same, where one of them gives no time at all
ENOUGH_FOR_BACKGROUND = 4.0  # the same, where one of them only mentions it
WITHIN_KM = 5.0  # how far apart two points of one place may be
WIDE_DAYS = 400  # accounts whose days spread over more are compared by place, not by month

_SAME_DAY, _SAME_DAY_OPEN_YEAR, _SAME_STRETCH, _NEXT_DAY, _IN_WINDOW = 4.0, 3.0, 2.0, 0.25, 1.5
_SAME_PLACE, _ASSUMED_PLACE, _LARGE_PLACE, _INSIDE_PLACE, _SAME_COUNTRY = 3.0, 2.0, 1.5, 1.5, 0.5
_LARGE_KM = 15.0  # a town of such a radius is told of in many reports of one week
_SAME_TYPE, _SAME_RARE_TYPE, _OTHER_TYPE, _SAME_NAMES, _SAME_TEXT, _SAME_SITE = 1.0, 1.5, -1.5, 1.0, 3.0, 1.5
_COMMON_TYPES = frozenset(
    {"attack/shelling", "attack/air_strike", "attack/bombing", "attack/shooting", "attack/raid"}
)
_SAME_FIGURES = (
    (50, 2.0),
    (20, 1.5),
    (10, 1.0),
    (5, 0.5),
    (1, 0.25),
)  # large numbers meet by chance less often
_LOCALITIES = (0.0, 2.5, 4.0, 5.0, 5.5)  # for none, one, two, ... small places in common


@dataclass(frozen=True, slots=True)
class Match:
    """Two accounts that may tell of one incident: how strongly, and why, in words. left < right."""

    left: str
    right: str
    score: float
    reasons: tuple[str, ...]
    is_enough: bool


def match_accounts(profiles: Sequence[Profile], *, same_text: Mapping[str, str]) -> tuple[Match, ...]:
    """Return every pair of accounts with something of weight in common, sorted by their ids.

    same_text: report id -> a key that reports of one text share. Pairs that cannot be one incident are left out.
    """
    held = {profile.account_id: profile for profile in profiles}
    matches = []
    for left, right in sorted(_pairs(profiles)):
        match = weigh(held[left], held[right], same_text=same_text)
        if match is not None:
            matches.append(match)
    return tuple(matches)


def weigh(left: Profile, right: Profile, *, same_text: Mapping[str, str]) -> Match | None:
    """Return the match of two accounts, None where something tells them apart or nothing binds them."""
    left, right = sorted((left, right), key=lambda profile: profile.account_id)
    if must_differ(left, right) is not None or not _rows_tell_days(left, right):
        return None
    time, time_words = _time(left, right)
    place, place_words = max(_place(left, right), _localities(left, right))
    others = list(_others(left, right, same_text))
    other = sum(weight for weight, _ in others)
    score = time + place + other
    told_of_both = bool(left.days and right.days)
    in_passing = left.is_background or right.is_background
    if ((told_of_both or in_passing) and time <= 0.0) or (place < _INSIDE_PLACE and other < 2.0):
        return None
    needed = ENOUGH_FOR_BACKGROUND if in_passing else ENOUGH if time > 0.0 else ENOUGH_UNDATED
    if left.report_id == right.report_id:
        needed = _SAME_DAY + _SAME_PLACE
        if time < _SAME_DAY or place < _SAME_PLACE:
            return None
    reasons = tuple(words for words in (time_words, place_words, *(w for _, w in others)) if words)
    return Match(left.account_id, right.account_id, score, reasons, score >= needed)


def must_differ(left: Profile, right: Profile) -> str | None:
    """Return why two accounts cannot tell of one incident, in words; None where they may.

    Days told that are more than one apart; a day told, and a report without one that came out before it or long
    after; or places that cannot be one, all of them; or two rows of one sheet, or two accounts that one report brings.
    """
    if _are_rows_of_one(left, right):
        return "they are two rows of one sheet"
    if left.report_id == right.report_id and not (left.is_background or right.is_background):
        return "one report tells of them apart"
    gap = gap_days(left.days, right.days)
    if gap is not None and gap > (1 if left.is_firm and right.is_firm else 0):
        return f"their dates are apart: {in_words(left.days)}, and {in_words(right.days)}"
    if left.places and right.places and not left.localities & right.localities:
        verdicts = [is_same_place(a, b, within_km=WITHIN_KM) for a in left.places for b in right.places]
        if all(verdict is False for verdict in verdicts):
            return f"their places are apart: {left.places[0].name}, and {right.places[0].name}"
    return None


def _are_rows_of_one(left: Profile, right: Profile) -> bool:
    return left.is_row and right.is_row and left.report_id == right.report_id


def _rows_tell_days(left: Profile, right: Profile) -> bool:
    """Whether both tell days, where one is a row of a sheet: a sheet has many rows of one town and one year."""
    if not (left.is_row or right.is_row):
        return True
    return all(one.days and not one.is_window and _has_days(one.days) for one in (left, right))


def _time(left: Profile, right: Profile) -> tuple[float, str]:
    gap = gap_days(left.days, right.days)
    if gap is None:
        return 0.0, ""
    words = f"their dates meet: {in_words(left.days)}, and {in_words(right.days)}"
    if left.is_window or right.is_window:
        if gap > 0:
            return 0.0, ""
        return _IN_WINDOW, "told, without a date of its own, in the days after the other's date"
    if gap == 1:
        return _NEXT_DAY, f"one day apart: {in_words(left.days)}, and {in_words(right.days)}"
    if left.is_firm and right.is_firm:
        return _SAME_DAY, f"the same day: {in_words(left.days)}"
    days = [_has_days(profile.days) for profile in (left, right)]
    return (_SAME_DAY_OPEN_YEAR if all(days) else _SAME_STRETCH), words


def _has_days(days: Iterable[tuple[date, date]]) -> bool:
    return all((last - first).days < 2 for first, last in days)


def _place(left: Profile, right: Profile) -> tuple[float, str]:
    best: tuple[float, str] = (0.0, "")
    for a in left.places:
        for b in right.places:
            names = a.name if fold(a.name) == fold(b.name) else f"{a.name}, and {b.name}"
            if is_same_place(a, b, within_km=WITHIN_KM):
                if left.is_place_assumed or right.is_place_assumed:
                    row = _ASSUMED_PLACE, f"the place taken to be the same: {names}"
                elif min(place.radius_km or 0.0 for place in (a, b)) >= _LARGE_KM:
                    row = _LARGE_PLACE, f"the same large town: {names}"
                else:
                    row = _SAME_PLACE, f"the same place: {names}"
            elif _is_inside(a, b) or _is_inside(b, a):
                row = _INSIDE_PLACE, f"one place in the other: {names}"
            elif a.country and b.country and fold(a.country) == fold(b.country):
                row = _SAME_COUNTRY, f"the same country: {a.country}"
            else:
                continue
            best = max(best, row)
    return best


def _localities(left: Profile, right: Profile) -> tuple[float, str]:
    """Weigh the small places in common; fully where they are half of those that the report with fewer of them names."""
    shared = left.localities & right.localities
    fewer = min(len(left.localities), len(right.localities))
    weight = _LOCALITIES[min(len(shared), len(_LOCALITIES) - 1)] * min(1.0, 2 * len(shared) / max(fewer, 1))
    return weight, f"{len(shared)} small places that both name" if shared else ""


def _is_inside(inner: Place, outer: Place) -> bool:
    """Whether one place is told, or known, to lie in the other, and the other is less than a country."""
    if outer.precision is PlacePrecision.COUNTRY:
        return False
    return fold(outer.name) in {fold(name) for name in inner.within}


def _others(left: Profile, right: Profile, same_text: Mapping[str, str]) -> Iterable[tuple[float, str]]:
    special = [profile.types - GENERIC_TYPES for profile in (left, right)]
    if shared := special[0] & special[1]:
        weight = _SAME_TYPE if shared <= _COMMON_TYPES else _SAME_RARE_TYPE
        yield weight, f"the same sort of act: {_listed(shared)}"
    elif special[0] and special[1]:
        yield _OTHER_TYPE, f"told as other sorts of act: {_listed(special[0])}, and {_listed(special[1])}"
    if shared := left.names & right.names:
        yield _SAME_NAMES, f"the same names: {_listed(shared)}"
    if figures := left.killed & right.killed:
        weight = next(weight for least, weight in _SAME_FIGURES if max(figures) >= least)
        yield weight, f"the same number of dead: {', '.join(str(n) for n in sorted(figures))}"
    if shared := left.sites & right.sites:
        yield _SAME_SITE, f"the same sort of target: {_listed(shared)}"
    text = same_text.get(left.report_id) if left.report_id != right.report_id else None
    is_shared = text is not None and text == same_text.get(right.report_id)
    if is_shared and left.is_background == right.is_background:
        yield _SAME_TEXT, "in reports that carry one text"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))


# ---------------------------------------------------------------- which pairs are weighed at all


def _pairs(profiles: Sequence[Profile]) -> set[tuple[str, str]]:
    """Return the pairs that share a month, a neighbouring day or, where one of them is wide open in time, a place."""
    blocks: dict[tuple[str, str], list[str]] = {}
    wide: set[str] = set()
    sheets = {profile.account_id: profile.report_id for profile in profiles if profile.is_row}
    for profile in profiles:
        months = _months(profile)
        if not months:
            wide.add(profile.account_id)
        keys = [("month", month) for month in months] + [("place", name) for name in _place_keys(profile)]
        for key in keys:
            blocks.setdefault(key, []).append(profile.account_id)
    pairs = set()
    for (kind, _), ids in blocks.items():
        for n, left in enumerate(ids):
            for right in ids[n + 1 :]:
                if left == right or (left in sheets and sheets[left] == sheets.get(right)):
                    continue
                if kind == "month" or left in wide or right in wide:
                    pairs.add((min(left, right), max(left, right)))
    return pairs


def _months(profile: Profile) -> set[str]:
    """Return the months that the account's days touch, a day to either side too; none where they spread too far."""
    if sum((last - first).days + 1 for first, last in profile.days) > WIDE_DAYS:
        return set()
    months: set[str] = set()
    for first, last in profile.days:
        low, high = first.toordinal() - 1, last.toordinal() + 1
        months |= {date.fromordinal(day).isoformat()[:7] for day in (*range(low, high, 27), high)}
    return months


def _place_keys(profile: Profile) -> set[str]:
    keys = {fold(place.name) for place in profile.places}
    keys |= {place.gazetteer_id for place in profile.places if place.gazetteer_id}
    keys |= {fold(name) for place in profile.places for name in place.within[:1]} | profile.localities
    return keys - {""}
