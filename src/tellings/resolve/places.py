"""Say which place a name in a report means, and how exactly that is known.

In:   PlaceMentions, and an open gazetteer.
Out:  Places with coordinates, a radius that says how far off they may be, and a precision.
Holds: a name that no gazetteer at hand knows stays UNRESOLVED and keeps its words; it is placed, APPROXIMATE, only
       by a place that the report says contains or neighbours it. A name that two places may bear equally well is
       not chosen between.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tellings.events.date_patterns import ACT_NOUN
from tellings.events.moments import is_background
from tellings.events.whereabouts import PlaceMention, Relation
from tellings.model import Place, Span
from tellings.resolve.gazetteer import KEPT_NAMES, Gazetteer, GazetteerPlace, fold_name
from tellings.text.segment import Document
from tellings.vocabulary import PlacePrecision

BESIDE_KM = 25.0  # how far off "near" a town, or a place known by its neighbour, may be. Guess, unmeasured
ROAD_KM = 400.0  # between two places no further apart, the middle is meant. Guess, unmeasured
KNOWN_ABROAD = 200_000  # people: smaller places are not meant outside the countries named. Guess, unmeasured
CLEARLY_LARGER = 3.0  # so many times as populous as the next of its name: the one meant. Guess, unmeasured
_EARTH_KM = 6371.0

_ADMIN_KINDS = frozenset(
    "province governorate region state county department district prefecture oblast canton".split()
)
_SETTLEMENT_KINDS = frozenset(
    "village town city hamlet suburb neighbourhood capital municipality commune township quarter".split()
)
_FACILITY_NAME = re.compile(
    r"(?:'s)?(?: (?:international|general|central|military|army|air|university|national|main))*"
    r" (?:airport|airfield|hospital|base|airbase|prison|jail|station|clinic|suburbs?|neighbou?rhood"
    r"|outskirts|countryside|village|town|city|municipality|jurisdiction|district|area|region)$",
    re.IGNORECASE,
)


_DIRECTION = re.compile(r"(?:(?:north|south)?-?(?:east|west)|north|south|central)(?:ern)? ", re.IGNORECASE)

# ---- one mention ---------------------------------------------------------------------------------


def resolve_place(mention: PlaceMention, *, gazetteer: Gazetteer, country_hint: Sequence[str] = ()) -> Place:
    """Return the place that a mention means.

    country_hint: countries that the report names, as English names or ISO 3166-1 codes, the most telling first
    (`countries_named`). Of several places of one name, that wins which lies in what is told to contain it, near its
    neighbour, or in a hinted country; failing that, the clearly larger one. "Near", "outside" and "20 km from" a place
    give APPROXIMATE with no gazetteer id. A name not found: APPROXIMATE by what contains or neighbours it, else
    UNRESOLVED. country: its English name, where known.
    """
    codes = _country_codes(country_hint, gazetteer)
    anchors = _anchors(mention, gazetteer, codes)
    chosen = None
    for name in (mention.name, *mention.also):
        chosen = _choose(gazetteer.find(name), mention, anchors, codes)
        if chosen:
            break
    if chosen is None and (directed := _DIRECTION.match(mention.name)):
        wide = [p for p in gazetteer.find(mention.name[directed.end() :]) if p.kind in ("country", "admin1")]
        chosen = _choose(wide, mention, anchors, codes)  # "Central Tarsia"
    if chosen is None and is_country(mention.name, gazetteer):
        chosen = gazetteer.find(mention.name)[0]  # "in Montera, Tarsia and Osra": nothing holds a country
        mention = replace(mention, within=())
    if chosen is None:
        return _by_neighbours(mention, gazetteer, codes, anchors)
    if mention.relation is Relation.BETWEEN and anchors.near:
        return _halfway(mention, chosen, anchors.near[0])
    return _placed(mention, chosen)


def countries_named(
    mentions: Sequence[PlaceMention], document: Document, *, gazetteer: Gazetteer
) -> tuple[str, ...]:
    """Return the countries of a report as ISO codes, the most often named first; () where none is.

    Counted: countries by name and by adjective ("Iraqi"), countries told to contain a place, and those of the
    dateline and of towns of more than KNOWN_ABROAD people, once each.
    """
    counts: Counter[str] = Counter()
    for mention in mentions:
        for name in (mention.name, *mention.within):
            places = gazetteer.find(name)
            if not places:
                continue
            likeliest = places[0]
            if likeliest.kind == "country" or likeliest.own or likeliest.population >= KNOWN_ABROAD:
                counts[likeliest.country] += 2
    seen: dict[str, str | None] = {}
    for sentence in document.sentences:
        for token in sentence.tokens:
            if token.is_name_like and len(token.text) > 3:
                word = token.text.removesuffix("'s").removesuffix("'S")
                if word not in seen:
                    seen[word] = country_of_word(word, gazetteer)
                if code := seen[word]:
                    counts[code] += 1
    return tuple(code for code, _ in sorted(counts.items(), key=lambda row: (-row[1], row[0])) if code)


_ENDINGS = (
    ("i", ""),
    ("n", ""),
    ("an", ""),
    ("ian", ""),
    ("ian", "ia"),
    ("ese", ""),
    ("ese", "a"),
    ("ese", "on"),
    ("ish", "ey"),
    ("vian", ""),
    ("nian", ""),
    ("an", "as"),
    ("ine", "ina"),
)
_ADJECTIVES = {
    "afghan": "AF", "british": "GB", "french": "FR", "dutch": "NL", "greek": "GR", "filipino": "PH", "thai": "TH",
    "german": "DE", "spanish": "ES", "swiss": "CH", "danish": "DK", "swedish": "SE", "finnish": "FI", "polish": "PL",
    "turkish": "TR", "yemeni": "YE", "emirati": "AE", "burmese": "MM", "salvadoran": "SV", "mexican": "MX",
}  # fmt: skip


def country_of_word(word: str, gazetteer: Gazetteer) -> str | None:
    """Return the code of a country that a word names, by itself or as its adjective; None for other words."""
    key = fold_name(word)
    if code := _ADJECTIVES.get(key) or gazetteer.country_called(key):
        return code
    for end, new in _ENDINGS:
        if key.endswith(end) and len(key) - len(end) > 2:
            code = gazetteer.country_called(key[: -len(end)] + new)
            if code:
                return code
    return None


def _country_codes(hint: Iterable[str], gazetteer: Gazetteer) -> tuple[str, ...]:
    codes: list[str] = []
    for name in hint:
        if re.fullmatch(r"[A-Z]{2}", name):
            codes.append(name)
            continue
        codes.extend(place.country for place in gazetteer.find(name) if place.kind == "country")
    return tuple(dict.fromkeys(codes))


@dataclass(frozen=True, slots=True)
class _Anchors:
    """What a report tells around a place: the places that contain it and those beside it, as far as known."""

    within: tuple[GazetteerPlace, ...]
    near: tuple[GazetteerPlace, ...]


def _anchors(mention: PlaceMention, gazetteer: Gazetteer, codes: tuple[str, ...]) -> _Anchors:
    plain = _Anchors((), ())
    found = []
    for names in (mention.within, mention.near):
        places = []
        for name in names:
            if place := _known(name, gazetteer, codes, plain):
                places.append(place)
        found.append(tuple(places))
    return _Anchors(*found)


def _known(
    name: str, gazetteer: Gazetteer, codes: tuple[str, ...], anchors: _Anchors
) -> GazetteerPlace | None:
    bare = PlaceMention(Span(0, 1), name, name, 0, Relation.IN)
    return _choose(gazetteer.find(name), bare, anchors, codes)


def _choose(
    places: Sequence[GazetteerPlace], mention: PlaceMention, anchors: _Anchors, codes: tuple[str, ...]
) -> GazetteerPlace | None:
    """Return the place that is meant; None where none fits or two fit as well."""
    if not places:
        return None
    if places[0].own:
        return places[0]
    scored = sorted(
        ((_score(place, mention, anchors, codes), -at, place) for at, place in enumerate(places)),
        key=lambda row: row[:2],
        reverse=True,
    )
    best, _, place = scored[0]
    has_evidence = bool(anchors.within or anchors.near or codes)
    if best < 0 or (
        has_evidence and best == 0 and place.population < KNOWN_ABROAD and place.kind != "country"
    ):
        return None
    rivals = [other for score, _, other in scored[1:] if score == best and not _is_same_area(place, other)]
    if not rivals or place.kind == "country":
        return place
    largest = max(other.population for other in rivals)
    return (
        place
        if place.population >= CLEARLY_LARGER * max(largest, 1) or (best > 0 and place.population > largest)
        else None
    )


def _score(place: GazetteerPlace, mention: PlaceMention, anchors: _Anchors, codes: tuple[str, ...]) -> int:
    """Return how well a place fits what the report tells: below 0 it cannot be meant."""
    score = 0
    for holder in anchors.within:
        if holder.gazetteer_id == place.gazetteer_id:
            continue
        if holder.kind == "country" or holder.country != place.country:
            score += 40 if holder.country == place.country else -100
        elif (
            fold_name(holder.name) in (fold_name(place.admin1), fold_name(place.admin2))
            or _km(holder, place) < 60
        ):
            score += 80
        elif holder.kind in ("admin1", "admin2") and place.kind not in ("admin1", "admin2"):
            score -= 20
    # the other end of a road may be anywhere; what lies beside a place may not
    reach_km, if_further = (ROAD_KM, 0) if mention.relation is Relation.BETWEEN else (100, -60)
    for neighbour in anchors.near:
        score += 60 if _km(neighbour, place) < reach_km else if_further
    if codes:
        score += 40 - 5 * min(codes.index(place.country), 4) if place.country in codes else 0
    if mention.kind in _ADMIN_KINDS and place.kind in ("admin1", "admin2"):
        score += 10
    if mention.kind in _SETTLEMENT_KINDS and place.kind in ("capital", "city"):
        score += 10
    if place.kind == "country":
        score += 50
    return score


def _is_same_area(left: GazetteerPlace, right: GazetteerPlace) -> bool:
    """Whether two entries are one place for a reader: a town, and the province that it gives its name to."""
    return left.country == right.country and _km(left, right) <= left.radius_km + right.radius_km + 20


def _placed(mention: PlaceMention, place: GazetteerPlace) -> Place:
    is_beside = mention.relation in (Relation.NEAR, Relation.OUTSIDE, Relation.BETWEEN)
    precision, radius_km, gazetteer_id = place.precision, place.radius_km, place.gazetteer_id
    if is_beside and precision is not PlacePrecision.COUNTRY:
        precision = PlacePrecision.APPROXIMATE
        off_km = BESIDE_KM if mention.distance_km is None else max(5.0, 1.25 * mention.distance_km)
        if place.own and mention.distance_km is None:
            off_km = min(BESIDE_KM, 10.0)
        radius_km = round(place.radius_km + off_km, 1)
    within = [place.admin2, place.admin1]
    return Place(
        name=mention.name,
        wording=mention.wording,
        precision=precision,
        lat=place.lat,
        lon=place.lon,
        radius_km=radius_km,
        gazetteer_id=None if is_beside else gazetteer_id,
        within=_names_once(mention, [*mention.within, *within], country=place.country_name),
        country=place.country_name or None,
    )


def _halfway(mention: PlaceMention, place: GazetteerPlace, other: GazetteerPlace) -> Place:
    """Return the middle of two places, as far off as either; beside the one where they lie too far apart."""
    here, gap_km = _placed(mention, place), _km(place, other)
    if gap_km > ROAD_KM or abs(place.lon - other.lon) > 180 or here.precision is PlacePrecision.COUNTRY:
        return here
    return replace(
        here,
        lat=round((place.lat + other.lat) / 2, 5),
        lon=round((place.lon + other.lon) / 2, 5),
        radius_km=round(gap_km / 2 + max(place.radius_km, other.radius_km), 1),
    )


def _names_once(mention: PlaceMention, names: Iterable[str], *, country: str | None) -> tuple[str, ...]:
    """Return the names, each once by its folded form, less the place itself and its country."""
    kept: dict[str, str] = {}
    for name in names:
        key = fold_name(name)
        if key and key not in (fold_name(mention.name), fold_name(country or "")):
            kept.setdefault(key, name)
    return tuple(kept.values())


def _by_neighbours(
    mention: PlaceMention, gazetteer: Gazetteer, codes: tuple[str, ...], anchors: _Anchors
) -> Place:
    """Place a name that is not known by what contains or neighbours it, if that is less than a country."""
    stem = _FACILITY_NAME.sub("", mention.name)
    by_name = _known(stem, gazetteer, codes, anchors) if stem != mention.name else None
    local = [
        place for place in (by_name, *anchors.within, *anchors.near) if place and place.kind != "country"
    ]
    holder = min(local, key=lambda place: place.radius_km, default=None)
    countries = {place.country_name for place in (*local, *anchors.within) if place.country_name}
    country = countries.pop() if len(countries) == 1 else None
    is_inside = holder is not None and (holder not in anchors.near or not anchors.within)
    names = [
        *mention.within,
        *([stem] if by_name else []),
        *([holder.admin1] if holder and is_inside else []),
    ]
    within = _names_once(mention, names, country=country)
    if holder is None:
        return Place(mention.name, mention.wording, PlacePrecision.UNRESOLVED, within=within, country=country)
    return Place(
        name=mention.name,
        wording=mention.wording,
        precision=PlacePrecision.APPROXIMATE,
        lat=holder.lat,
        lon=holder.lon,
        radius_km=round(max(BESIDE_KM, holder.radius_km), 1),
        within=within,
        country=country,
    )


# ---- the place of the incident -------------------------------------------------------------------

_IN_HOSPITAL = re.compile(
    r"\b(?:died|treated|admitted|taken|rushed|transferred|brought|evacuated)\b[^.;]{0,60}$", re.IGNORECASE
)
_TELLING_FROM = re.compile(
    r"\b(?:reporters|journalists|told|speaking|correspondent|government|based|offices?|rulers|regime|authorities"
    r"|officials|embassy|spokes\w+|ambassador|talks|conference|operatives|sources)\b[^,.;]{0,30}$",
    re.IGNORECASE,
)


def incident_place(
    document: Document,
    mentions: Sequence[PlaceMention],
    act_spans: Sequence[Span],
    *,
    gazetteer: Gazetteer | None = None,
) -> tuple[PlaceMention, ...]:
    """Return the mentions that may tell where the report's main incident was, best first; () where none does.

    act_spans: the words that tell of the incident. Best: what the act words name ("the shelling of Camp Tamar"),
    then the nearest in a sentence with such words, headlines and the first sentences before later ones; places
    told without an act word follow, then countries (which only a gazetteer tells apart), and datelines last.
    Left out: where somebody came from or went, a hospital where victims are treated, where a speaker sits, and
    sentences about an earlier incident.
    """
    rows = []
    body = [sentence.index for sentence in document.sentences if not sentence.headline]
    first = body[0] if body else 0
    for mention in mentions:
        if mention.relation is Relation.DATELINE:
            rows.append(((4, 0, mention.span.start), mention))
            continue
        if mention.relation in (Relation.FROM, Relation.TO) or is_background(document, mention.sentence):
            continue
        if _tells_of_a_journey(mention, mentions):
            continue
        sentence = document.sentences[mention.sentence].span
        before = document.view[sentence.start : mention.span.start]
        is_act_of = bool(
            re.search(
                rf"\b{ACT_NOUN}\s+(?:of|on|against|at|in|near|outside)\s+(?:the\s+)?(?:[\w-]+\s+){{0,3}}$",
                before,
                re.IGNORECASE,
            )
        )
        if not is_act_of and (
            _TELLING_FROM.search(before)
            or (mention.kind in ("hospital", "clinic") and _IN_HOSPITAL.search(before))
        ):
            continue
        acts = [act for act in act_spans if sentence.contains(act)]
        steps = min((_gap(mention.span, act) for act in acts), default=400)
        late = max(0, mention.sentence - first)
        rank = 0 if is_act_of and late <= 2 else 1 if acts else 2
        if gazetteer and mention.kind is None:
            # capitals say nothing in upper-case text: there an unknown name is often no name
            is_doubtful = mention.wording.isupper() and not gazetteer.find(mention.name)
            rank = 3 if is_doubtful or is_country(mention.name, gazetteer) else rank
        rows.append(((rank, steps + 15 * late + _vagueness(mention), mention.span.start), mention))
    return tuple(mention for _, mention in sorted(rows, key=lambda row: row[0]))


def _tells_of_a_journey(mention: PlaceMention, mentions: Sequence[PlaceMention]) -> bool:
    """Whether a place only says where another one lies that somebody came from or went to."""
    return any(
        other.relation in (Relation.FROM, Relation.TO)
        and other.sentence == mention.sentence
        and 0 <= mention.span.start - other.span.end < 40
        and mention.name in (*other.within, *other.near, *other.also)
        for other in mentions
    )


def is_country(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a name is first of all that of a country."""
    places = gazetteer.find(name)
    return bool(places) and places[0].kind == "country"


def _gap(left: Span, right: Span) -> int:
    return max(0, left.start - right.end, right.start - left.end)


def _vagueness(mention: PlaceMention) -> int:
    """Return a handicap in characters for mentions that say less exactly where."""
    if mention.relation in (Relation.NEAR, Relation.OUTSIDE, Relation.BETWEEN):
        return 120
    return 0 if mention.kind else 10


# ---- places against one another ------------------------------------------------------------------

_WIDE = (PlacePrecision.ADMIN, PlacePrecision.COUNTRY)


def is_same_place(left: Place, right: Place, *, within_km: float) -> bool | None:
    """Whether two places may stand for one spot; None where that cannot be told.

    True: one gazetteer id of something no wider than a town, one name that nothing contradicts, or points no more
    than within_km apart. False: further apart than within_km and both radii, or in different countries. A province
    or a country is never the same spot as anything.
    """
    if left.country and right.country and fold_name(left.country) != fold_name(right.country):
        return False
    gap_km = _gap_km(left, right)
    if gap_km is not None and gap_km - (left.radius_km or 0.0) - (right.radius_km or 0.0) > within_km:
        is_inside = PlacePrecision.COUNTRY in (left.precision, right.precision)
        return None if is_inside and left.country == right.country else False
    if left.precision in _WIDE or right.precision in _WIDE:
        return None
    if left.gazetteer_id is not None and left.gazetteer_id == right.gazetteer_id:
        return True
    if gap_km is not None:
        is_loose = PlacePrecision.APPROXIMATE in (left.precision, right.precision)
        if _same_name(left.name, right.name):
            return True
        is_by_another = left.gazetteer_id is None or right.gazetteer_id is None
        return True if gap_km <= within_km and not (is_loose and is_by_another) else None
    if _same_name(left.name, right.name):
        return None if _contradict(left, right) else True
    return None


def _gap_km(left: Place, right: Place) -> float | None:
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    return distance_km(left.lat, left.lon, right.lat, right.lon)


def _contradict(left: Place, right: Place) -> bool:
    """Whether the places told to contain the two have no name in common, though both are told."""
    holders = [{fold_name(name) for name in place.within} for place in (left, right)]
    return bool(holders[0] and holders[1] and not holders[0] & holders[1])


def _same_name(left: str, right: str) -> bool:
    """Whether two names are one, or two spellings of one: other vowels, doubled letters ("Kefraya", "Kafrayya")."""
    a, b = fold_name(left), fold_name(right)
    if a == b:
        return True
    bones = _bones(a)
    return bones == _bones(b) and len(bones.replace(" ", "")) >= 4


@lru_cache(maxsize=KEPT_NAMES)
def _bones(folded: str) -> str:
    """Return a folded name less what its spellings differ in."""
    bare = re.sub(r"^(?:al|el|the) ", "", folded)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"(?<=\w)[aeiou]", "", bare))


def distance_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Return the great-circle distance between two points, in km. Degrees in; the earth as a sphere."""
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    half = math.sin((phi_b - phi_a) / 2) ** 2
    half += math.cos(phi_a) * math.cos(phi_b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _km(left: GazetteerPlace, right: GazetteerPlace) -> float:
    return distance_km(left.lat, left.lon, right.lat, right.lon)
