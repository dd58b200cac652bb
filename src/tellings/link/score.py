"""Say how likely two accounts tell of one incident, feature by feature.

In:   two Profiles; whether their reports carry one text.
Out:  a weight in bits, from which a probability follows, and the reasons in words.
Holds: what is not told speaks neither for nor against. A publication date alone links nothing.

The model is that of I. P. Fellegi and A. B. Sunter, "A theory for record linkage" (1969): each feature has levels, and
a level weighs log2(m / u), m being how often accounts of one incident agree so, and u how often others do that are
compared at all. m and u stand in `weights.toml`, where it says whence they are.
"""

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from tellings.link.block import LARGE_KM
from tellings.link.profiles import WIDE_PLACES, Profile, gap_days, in_words
from tellings.model import Place, Tie
from tellings.resolve.names import fold
from tellings.resolve.places import distance_km, is_same_place
from tellings.vocabulary import PlacePrecision

WITHIN_KM = 5.0  # how far apart two points of one place may be
A_WEEK = 7  # days: from so many on, a day read wrongly is no likely reason for the gap
NEAR_KM = 25.0  # a report may put a village's attack into the town beside it
IMPOSSIBLE = (
    -12.0
)  # bits, where days or places cannot be one: once in 4,000 a report is wrong, or read wrongly

_COMMON_TYPES = frozenset(
    {"attack/shelling", "attack/air_strike", "attack/bombing", "attack/shooting", "attack/raid"}
)
_ALIKE = (  # cosines of words, and their levels
    *((0.5, "p50"), (0.4, "p40"), (0.33, "p33"), (0.28, "p28"), (0.24, "p24"), (0.2, "p20"), (0.16, "p16")),
    *((0.12, "p12"), (0.08, "p08")),
)
_IMPOSSIBLE_TIMES = ("apart", "before")  # what is told of two days a week apart needs no second look
_TELLING = 0.2  # cosines below it speak against

Levels = dict[str, str]


@dataclass(frozen=True, slots=True)
class Weights:
    """bits: weight by feature and level. prior, prior_in_passing: of a pair that is compared at all, log2 of its odds
    to be one; of a mention in passing with an account: what a report looks back on, others of the case tell of often.
    """

    bits: Mapping[str, Mapping[str, float]]
    prior: float
    prior_in_passing: float

    @classmethod
    def of(
        cls, table: Mapping[str, Mapping[str, tuple[float, float]]], prior: float, prior_in_passing: float
    ) -> "Weights":
        """Return the weights that shares come to. table: feature -> level -> (m, u)."""
        bits = {
            feature: {level: math.log2(m / u) for level, (m, u) in levels.items()}
            for feature, levels in table.items()
        }
        odds = [math.log2(share / (1.0 - share)) for share in (prior, prior_in_passing)]
        return cls(bits, *odds)

    def sum(self, levels: Levels, *, in_passing: bool = False) -> float:
        """Return what levels come to, in bits: above 0 it is likelier than not that they are of one incident."""
        prior = self.prior_in_passing if in_passing else self.prior
        return prior + sum(self.bits[feature][level] for feature, level in levels.items())


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """Return the weights that come with Tellings."""
    table = tomllib.loads(resources.files("tellings.link").joinpath("weights.toml").read_text("utf-8"))
    priors = float(table.pop("prior")), float(table.pop("prior_in_passing"))
    return Weights.of(table, *priors)


def probability(bits: float) -> float:
    """Return the probability of a weight, in (0, 1)."""
    return 1.0 / (1.0 + math.exp2(-bits))


def weigh(left: Profile, right: Profile, *, one_text: bool = False) -> float:
    """Return how strongly two accounts seem to tell of one incident, in bits. one_text: their reports carry one."""
    if why_apart(left, right) or (left.days and right.days and _time(left, right) in _IMPOSSIBLE_TIMES):
        return IMPOSSIBLE
    in_passing = left.is_background or right.is_background
    levels = levels_of(left, right, one_text=one_text)
    return max(IMPOSSIBLE, shipped_weights().sum(levels, in_passing=in_passing))


def why_apart(left: Profile, right: Profile) -> str | None:
    """Return why two accounts cannot be of one incident whatever they tell, in words; None where they may."""
    if left.report_id == right.report_id:
        if left.is_row:
            return "they are two rows of one sheet"
        if not (left.is_background or right.is_background):
            return "one report tells of them apart"
        if not _is_told_again(left, right):
            return "one report tells of the one and, in passing, of the other"
    if (left.is_background and not left.days) or (right.is_background and not right.days):
        return "a mention in passing tells no date"
    if left.is_summary != right.is_summary:
        return "one of them sums up many incidents"
    if (left.is_row or right.is_row) and not (_has_days(left) and _has_days(right)):
        return "a sheet has many rows of one place, and the day is not told"
    return None


def _is_told_again(left: Profile, right: Profile) -> bool:
    """Whether what a report tells in passing is its own incident once more: of the same day, at the same place."""
    if not (left.days and right.days and left.places and right.places):
        return False
    return _time(left, right) == "same_day" and _best_place(left, right)[0] == "same"


def _has_days(profile: Profile) -> bool:
    return bool(profile.days) and all((last - first).days < 2 for first, last in profile.days)


# ---------------------------------------------------------------- features


def levels_of(left: Profile, right: Profile, *, one_text: bool) -> Levels:
    """Return the level of each feature that both tell of."""
    levels: Levels = {}
    if left.days and right.days:
        levels["time"] = _time(left, right)
    if left.places and right.places:
        nearest, a, b = _best_place(left, right)
        # of a province or a country told it is not known whether the other's place lies in it
        if nearest != "country" or not {a.precision, b.precision} & WIDE_PLACES:
            levels["place"] = nearest
    if left.around and right.around:
        levels["localities"] = ("none", "one", "two", "three")[min(len(left.around & right.around), 3)]
    if left.special_types and right.special_types:
        shared_types = left.special_types & right.special_types
        levels["type"] = (
            "other" if not shared_types else "common" if shared_types <= _COMMON_TYPES else "rare"
        )
    if left.killed and right.killed:
        levels["dead"] = _dead(left, right)
    if left.sites and right.sites:
        levels["sites"] = "other" if left.sites.isdisjoint(right.sites) else "same"
    if left.names and right.names:
        levels["names"] = "other" if left.names.isdisjoint(right.names) else "same"
    if left.words and right.words:
        cosine = alike(left, right)
        level = next((level for least, level in _ALIKE if cosine >= least), "p00")
        if (
            not (left.is_background or right.is_background) or cosine >= _TELLING
        ):  # one sentence has few words
            levels["words"] = level
    if one_text and left.is_background == right.is_background and left.report_id != right.report_id:
        levels["text"] = "one"
    return levels


def _time(left: Profile, right: Profile) -> str:
    gap = gap_days(left.days, right.days) or 0
    if left.is_window != right.is_window:
        told, window = (right, left) if left.is_window else (left, right)
        if gap == 0:
            return "window"
        came_before = min(first for first, _ in told.days) > max(last for _, last in window.days)
        return "before" if came_before else "late"
    if left.is_window:
        return "windows" if gap == 0 else "apart"
    if left.is_firm and right.is_firm and gap < 2:
        return "same_day" if gap == 0 else "next_day"
    if gap > 0:
        return "days_apart" if gap < A_WEEK else "apart"
    return "days_meet" if _has_days(left) and _has_days(right) else "stretch"


_PLACES = (
    *("same", "named", "assumed", "same_large", "inside", "near", "part", "country", "other", "apart"),
)  # the nearest first


def _best_place(left: Profile, right: Profile) -> tuple[str, Place, Place]:
    is_assumed = left.is_place_assumed or right.is_place_assumed
    best = ("apart", left.places[0], right.places[0])
    nearest = len(_PLACES)
    for a, keys_a in zip(left.places, left.place_keys, strict=True):
        for b, keys_b in zip(right.places, right.place_keys, strict=True):
            level = _by_map(a, b)
            if level in ("same", "same_large"):
                pass
            elif keys_a and keys_a == keys_b:
                level = "same"
            elif (keys_a and keys_a <= right.localities) or (keys_b and keys_b <= left.localities):
                level = "named"
            elif level == "country" and keys_a and keys_b:
                level = "other" if keys_a.isdisjoint(keys_b) else "part"
            if _PLACES.index(level) < nearest:
                best, nearest = (level, a, b), _PLACES.index(level)
    return ("assumed", *best[1:]) if is_assumed and best[0] in ("same", "named") else best


@lru_cache(maxsize=1 << 18)
def _by_map(a: Place, b: Place) -> str:
    """Return how two places lie to each other, their names in the texts aside."""
    if is_same_place(a, b, within_km=WITHIN_KM):
        return "same_large" if min(place.radius_km or 0.0 for place in (a, b)) >= LARGE_KM else "same"
    if _is_inside(a, b) or _is_inside(b, a):
        return "inside"
    if a.country and b.country and fold(a.country) != fold(b.country):
        return "apart"
    if (
        a.lat is not None and a.lon is not None and b.lat is not None and b.lon is not None
    ) and PlacePrecision.COUNTRY not in (a.precision, b.precision):
        away = distance_km(a.lat, a.lon, b.lat, b.lon) - (a.radius_km or 0.0) - (b.radius_km or 0.0)
        return "near" if away <= NEAR_KM else "apart"
    return "country"


def _is_inside(inner: Place, outer: Place) -> bool:
    """Whether one place is told, or known, to lie in the other, and the other is less than a country."""
    if outer.precision is PlacePrecision.COUNTRY:
        return False
    return fold(outer.name) in {fold(name) for name in inner.within}


def _dead(left: Profile, right: Profile) -> str:
    """Large numbers meet by chance less often; tolls of one incident differ, but seldom by more than twice."""
    if shared := left.killed & right.killed:
        most = max(shared)
        return "large" if most >= 20 else "some" if most >= 5 else "few"
    ratio = min(max(a, b) / min(a, b) for a in left.killed for b in right.killed)
    return "near" if ratio <= 2.0 else "far"


def alike(left: Profile, right: Profile) -> float:
    """Return how much the rare words of two accounts are the same, in [0, 1]: the cosine of their weights."""
    few, many = sorted((left.words, right.words), key=len)
    return min(1.0, sum(weight * many[word] for word, weight in few.items() if word in many))


# ---------------------------------------------------------------- in words


def explain(left: Profile, right: Profile, *, one_text: bool = False) -> Tie:
    """Return what ties two accounts: what speaks for it, then what speaks against it."""
    left, right = sorted((left, right), key=lambda profile: profile.account_id)
    apart = why_apart(left, right)
    levels = levels_of(left, right, one_text=one_text)
    bits = weigh(left, right, one_text=one_text)
    told = [
        (shipped_weights().bits[feature][level], _words_for(feature, level, left, right))
        for feature, level in levels.items()
    ]
    reasons = [words for weight, words in told if weight > 0 and words]
    reasons += [f"but {words}" for weight, words in told if weight < 0 and words and not apart]
    return Tie(
        left.account_id,
        right.account_id,
        round(probability(bits), 3),
        (*reasons, *([f"but {apart}"] if apart else [])),
    )


def _words_for(feature: str, level: str, left: Profile, right: Profile) -> str:
    match feature:
        case "time":
            return _time_in_words(level, left, right)
        case "place":
            return _place_in_words(left, right)
        case "localities":
            shared = len(left.around & right.around)
            both = f"both name {shared} small place{'' if shared == 1 else 's'} around it"
            return both if shared else "the small places that they name around it differ"
        case "type":
            kinds = [_listed(profile.special_types) for profile in (left, right)]
            shared_types = left.special_types & right.special_types
            return (
                f"the same sort of act: {_listed(shared_types)}"
                if shared_types
                else f"told as other sorts of act: {kinds[0]}, and {kinds[1]}"
            )
        case "dead":
            if shared_dead := left.killed & right.killed:
                return f"the same number of dead: {_listed(map(str, sorted(shared_dead)))}"
            tolls = " and ".join(_listed(map(str, sorted(profile.killed))) for profile in (left, right))
            return (
                f"the tolls {tolls} are near each other"
                if level == "near"
                else f"the tolls {tolls} lie apart"
            )
        case "sites":
            shared_sites = left.sites & right.sites
            return (
                f"the same sort of target: {_listed(shared_sites)}"
                if shared_sites
                else "other sorts of target"
            )
        case "names":
            # how many, and not which: a reason is printed where names of victims are masked
            names = len(left.names & right.names)
            return f"{names} name{'' if names == 1 else 's'} that both tell" if names else ""
        case "words":
            return f"their rarer words are {round(100 * alike(left, right))} % alike"
        case _:
            return "their reports carry one text"


def _time_in_words(level: str, left: Profile, right: Profile) -> str:
    match level:
        case "same_day":
            return f"the same day: {in_words(left.days)}"
        case "next_day":
            return f"one day apart: {in_words(left.days)}, and {in_words(right.days)}"
        case "window":
            return "told, without a date of its own, in the days after the other's date"
        case "windows":
            return "neither tells its date, and they came out in the same days"
        case "late":
            return "told, without a date of its own, long after the other's date"
        case "before":
            return "the report of the one came out before the day of the other"
        case "apart" | "days_apart":
            return f"their dates are apart: {in_words(left.days)}, and {in_words(right.days)}"
        case _:
            return f"their dates meet: {in_words(left.days)}, and {in_words(right.days)}"


def _place_in_words(left: Profile, right: Profile) -> str:
    level, a, b = _best_place(left, right)
    names = a.name if fold(a.name) == fold(b.name) else f"{a.name}, and {b.name}"
    match level:
        case "same":
            return f"the same place: {names}"
        case "assumed":
            return f"the place taken to be the same: {names}"
        case "same_large":
            return f"the same large town: {names}"
        case "inside":
            return f"one place in the other: {names}"
        case "named":
            return f"the place of the one is named by the other: {names}"
        case "near":
            return f"places near each other: {names}"
        case "part":
            return f"places with a name in part the same: {names}"
        case "country":
            return f"not known to be one place: {names}"
        case "other":
            return f"places of other names: {names}"
        case _:
            return f"places apart: {names}"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words, key=lambda word: (len(word), word) if word.isdigit() else (0, word)))
