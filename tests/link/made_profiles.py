"""Small sets of profiles by a seeded generator, for holding clustering against a slow, obvious oracle.

In:   a seed.
Out:  profiles of two to nine accounts, which of their reports carry one text, and the pairs that a person judged.
Holds: the same seed gives the same set. Days, places, types, names, words and tolls come from few each, so that
       accounts agree in part, contradict one another, and form chains whose ends are no match. Judgements never
       contradict one another: as `place_judgements` leaves them, no `same` joins what a `different` parts.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from tellings.link.judged import JudgedPairs
from tellings.link.profiles import FIRM_DAYS, WINDOW_DAYS, Days, Profile
from tellings.model import Place
from tellings.resolve.partition import Partition
from tellings.vocabulary import PlacePrecision

CASES = 2_000
_T = TypeVar("_T")
_START = date(2014, 5, 5)


def _place(name: str, lat: float | None, lon: float | None, radius_km: float | None, *within: str) -> Place:
    precision = PlacePrecision.UNRESOLVED if lat is None else PlacePrecision.SETTLEMENT
    return Place(name, name, precision, lat, lon, radius_km, None, within, "Tarsia")


_PLACES = (
    _place("Ardeh", 34.00, 44.00, 3.0, "North"),
    _place("Brekka", 34.05, 44.05, 2.0, "North"),  # 7 km from Ardeh: the two may be one
    _place("Dolwirra", 34.60, 44.50, 2.0, "North"),  # 80 km away
    _place("Sarran", 31.00, 47.00, 16.0, "South"),  # a large town, far off
    _place("Ardeeh", None, None, None, "North"),  # the first, spelt otherwise and unknown
    Place("North", "North", PlacePrecision.ADMIN, 34.3, 44.3, 60.0, None, (), "Tarsia"),
    Place("Tarsia", "Tarsia", PlacePrecision.COUNTRY, 33.0, 45.0, 300.0, None, (), "Tarsia"),
)
_KEYS = dict(zip(_PLACES, ("*rdh", "brkk", "dlwr", "srrn", "*rdh", None, None), strict=True))
_TYPES = ("attack/shelling", "attack/air_strike", "killing/massacre", "attack")
_NAMES = ("ilka voss", "tomas harrim", "northern council")
_LOCALITIES = ("tsh", "hmml", "qdsl", "brkk")
_SITES = ("market", "school", "convoy")
_WORDS = ("flour", "minaret", "vss", "hrrm", "ferry", "tunnel")
_TOLLS = (3, 6, 12, 22, 26, 60)


@dataclass(frozen=True, slots=True)
class MadeCase:
    """One random case. same_text: report id -> a key that reports of one text share."""

    seed: int
    profiles: tuple[Profile, ...]
    judged: JudgedPairs
    same_text: dict[str, str]


def made_case(seed: int) -> MadeCase:
    """Return the case of a seed: two to nine accounts of two to nine reports."""
    dice = random.Random(seed)
    number = dice.randint(2, 9)
    reports = [f"report-{n}" for n in range(number)]
    if dice.random() < 0.3:  # two accounts of one report
        reports[-1] = reports[0]
    profiles = tuple(_profile(n, report, dice) for n, report in enumerate(reports))
    texts = {report: f"text-{dice.randint(0, 2)}" for report in sorted(set(reports)) if dice.random() < 0.25}
    return MadeCase(seed, profiles, _judged([one.account_id for one in profiles], dice), texts)


def _profile(number: int, report_id: str, dice: random.Random) -> Profile:
    is_background = dice.random() < 0.12
    days, is_window = _days(dice, may_be_window=not is_background)
    places = tuple(_some(_PLACES, dice, (0, 1, 1, 1, 1, 2)))
    return Profile(
        account_id=f"account-{number}",
        report_id=report_id,
        is_background=is_background,
        days=days,
        is_firm=not is_window and len(days) == 1 and (days[0][1] - days[0][0]).days < FIRM_DAYS,
        is_window=is_window,
        places=places,
        is_place_assumed=is_background and bool(places) and dice.random() < 0.3,
        types=frozenset(_some(_TYPES, dice, (0, 1, 1, 2))),
        names=frozenset(_some(_NAMES, dice, (0, 0, 1, 2))),
        killed=frozenset(_some(_TOLLS, dice, (0, 1, 1, 2))),
        localities=frozenset(_some(_LOCALITIES, dice, (0, 0, 1, 2, 3))),
        sites=frozenset(_some(_SITES, dice, (0, 0, 1))),
        place_keys=tuple(frozenset({key} if (key := _KEYS[place]) else ()) for place in places),
        words=dict.fromkeys(_some(_WORDS, dice, (0, 0, 3, 4)), 0.5),
        is_summary=dice.random() < 0.04,
    )


def _days(dice: random.Random, *, may_be_window: bool) -> tuple[tuple[Days, ...], bool]:
    """Return (days, is a window): most tell a day, some two, a month, one of several years, or none."""
    day = _START + timedelta(dice.choice((0, 0, 0, 1, 1, 2, 9)))
    drawn = dice.random()
    if drawn < 0.6:
        return ((day, day),), False
    if drawn < 0.7:
        return ((day, day + timedelta(1)),), False
    if drawn < 0.8:
        return ((date(2014, 5, 1), date(2014, 5, 31)),), False
    if drawn < 0.86:
        years = (day.replace(year=year) for year in (2013, 2014, 2015))
        return tuple((one, one) for one in years), False
    if drawn < 0.94 and may_be_window:
        return ((day - timedelta(WINDOW_DAYS), day),), True
    return (), False


def _some(of: tuple[_T, ...], dice: random.Random, how_many: tuple[int, ...]) -> list[_T]:
    return dice.sample(of, dice.choice(how_many))


def _judged(ids: list[str], dice: random.Random) -> JudgedPairs:
    pairs = [(a, b) for n, a in enumerate(ids) for b in ids[n + 1 :]]
    drawn = dice.sample(pairs, min(len(pairs), dice.choice((0, 0, 0, 1, 1, 2, 3, 4))))
    same: list[tuple[str, str]] = []
    different: list[tuple[str, str]] = []
    for pair in sorted(drawn):
        (same if dice.random() < 0.5 else different).append(pair)
    partition = Partition(ids, banned=different)
    held = tuple(pair for pair in same if partition.join(*pair))
    return JudgedPairs(held, tuple(different), ())
