"""Make incidents by a seeded generator: what happened, where and when, and what each voice says of it.

In:   how many incidents, how many a day, a chance with a seed; the gazetteer, of which towns are drawn.
Out:  incidents, in order of their days; the parties, bodies and outlets of the made world, and its actors.
Holds: towns, their divisions and coordinates are real, so that places resolve as they do in real reports; everything
else is invented: parties, outlets, people, incidents and figures. Incidents are made to be confused: one in eight lies
in the town of an earlier one within five days, one in twelve in a town close by on the same day.
"""

import random
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from benchmarks.made_filler import WORK, person
from benchmarks.made_telling import Speaker

from tellings.model import Actor, Actors
from tellings.resolve.gazetteer import Gazetteer, GazetteerPlace
from tellings.resolve.places import distance_km
from tellings.vocabulary import Access, Connection, Naming, TargetClass, VoiceKind

FIRST_DAY = date(2012, 1, 2)
COUNTRIES = ("IQ", "SY", "YE", "NG", "AF", "MM")
NEAR_KM = 40.0  # a town so close to a village is told in its place

SAME_TOWN, NEXT_TOWN = 1 / 8, 1 / 12  # how many incidents are made to be confused with an earlier one
UNLISTED = 1 / 4  # how many lie in a village that no gazetteer holds

# ---------------------------------------------------------------- people and bodies

_PARTIES = (
    ("Ashlan Brigades", "Vale Front"),
    ("Korrin Division", "Free Rivers Army"),
    ("Movement of the Terraces", "Southern Guard"),
    ("Ember Caliphal Host", "Delta Avengers"),
    ("Mountain Resistance", "Eastern Order"),
    ("Lotus Defence Force", "Hill Peoples Army"),
)
AGENCIES = ("Northwire", "Meridian Press", "Orbis News Agency", "Continental Wire")
WORLD_OUTLETS = tuple(
    f"{first} {last}"
    for first in ("Harbour", "Northern", "Capital", "Valley", "Lakeside", "Union", "Morning")
    for last in ("Times", "Post", "Observer", "Gazette", "Courier")
)


@dataclass(frozen=True, slots=True)
class Country:
    """A country with its parties and outlets; the first speaker of `government` is the interior ministry.

    outlets: names; own_outlets: a party's or the government's own, with its side.
    """

    code: str
    name: str
    government: tuple[Speaker, ...]
    monitor: Speaker
    parties: tuple[Speaker, ...]
    spokesmen: tuple[Speaker, ...]  # one for each party
    outlets: tuple[str, ...]
    own_outlets: tuple[tuple[str, str], ...]
    towns: tuple[GazetteerPlace, ...]

    @property
    def state(self) -> str:
        """The name of the government's side."""
        return f"The government of {self.name}"


def make_countries(gazetteer: Gazetteer, chance: random.Random) -> tuple[Country, ...]:
    """Return the countries of the made world, with the towns that the gazetteer has there."""
    towns: dict[str, list[GazetteerPlace]] = {code: [] for code in COUNTRIES}
    for town in gazetteer.settlements(COUNTRIES):
        if plain_name(town.name).replace(" ", "").replace("-", "").isalpha():
            towns[town.country].append(town)
    made = []
    for code, names in zip(COUNTRIES, _PARTIES, strict=True):
        country = gazetteer.country_name(code) or code
        parties = tuple(
            Speaker(f"the {name}", VoiceKind.ARMED_GROUP, connection=Connection.PARTY) for name in names
        )
        made.append(
            Country(
                code=code,
                name=country,
                government=_government(country),
                monitor=Speaker(
                    f"the {country} Casualty Observatory",
                    VoiceKind.ORGANISATION,
                    connection=Connection.MONITOR,
                    access=Access.COUNTED,
                ),
                parties=parties,
                spokesmen=tuple(
                    Speaker(
                        person(chance),
                        connection=Connection.SPOKESPERSON,
                        affiliation=party.name.removeprefix("the "),
                        title=f"a spokesman for {party.name}",
                    )
                    for party in parties
                ),
                outlets=tuple(
                    f"{country} {word}" for word in ("Today", "Herald", "Mirror", "Daily", "Radio Net")
                ),
                own_outlets=(
                    (f"{country} State Television", f"The government of {country}"),
                    *((f"{name} Media", f"The {name}") for name in names),
                ),
                towns=tuple(towns[code]),
            )
        )
    return tuple(made)


def _government(country: str) -> tuple[Speaker, ...]:
    def body(name: str) -> Speaker:
        return Speaker(f"{country}'s {name}", VoiceKind.STATE_BODY, connection=Connection.OFFICIAL)

    return (
        body("interior ministry"),
        body("health ministry"),
        body("army"),
        Speaker(
            "an interior ministry official",
            naming=Naming.UNNAMED,
            connection=Connection.OFFICIAL,
            affiliation="interior ministry",
        ),
        Speaker(
            "a police officer", naming=Naming.UNNAMED, connection=Connection.OFFICIAL, affiliation="police"
        ),
    )


def make_actors(countries: Sequence[Country]) -> Actors:
    """Return who belongs to whom in the made world, as a case's actors.toml would tell."""
    sides, actors = [], []
    for country in countries:
        sides.append(country.state)
        bodies = [speaker for speaker in country.government if speaker.naming is Naming.NAMED]
        actors += [Actor(_bare(body.name), body.kind, country.state, (body.name,)) for body in bodies]
        for party in country.parties:
            name = _bare(party.name)
            sides.append(f"The {name}")
            actors.append(
                Actor(name, party.kind, f"The {name}", (party.name,), (f"a spokesman for {party.name}",))
            )
        actors += [Actor(name, VoiceKind.OUTLET, side) for name, side in country.own_outlets]
    return Actors(tuple(sides), tuple(actors))


def _bare(name: str) -> str:
    return name.removeprefix("the ").replace("'s", "")


# ---------------------------------------------------------------- places


def plain_name(name: str) -> str:
    """Return a place's name as a newspaper prints it: without accents and marks that few type."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if unicodedata.category(c) != "Mn")
    return "".join(c for c in bare if c not in "‘’ʻʼ'`ʿʾ")


_SYLLABLES = (
    "tel ash dar bey khir qas sul mar zeb hal nor wad jis kaf rum ban del gor min sha tor yab lak fen".split()
)


def _village_name(chance: random.Random) -> str:
    word = "".join(chance.choice(_SYLLABLES) for _ in range(chance.choice((2, 2, 3)))).capitalize()
    return (
        f"{chance.choice(('Kafr', 'Deir', 'Ain', 'Upper', 'Old'))} {word}" if chance.random() < 0.3 else word
    )


class _Neighbours:
    """The towns around a town, the nearest first; looked up once each."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[GazetteerPlace, ...]] = {}

    def of(self, town: GazetteerPlace, country: Country) -> tuple[GazetteerPlace, ...]:
        found = self._known.get(town.gazetteer_id)
        if found is None:
            gaps = [
                (distance_km(town.lat, town.lon, other.lat, other.lon), other.gazetteer_id, other)
                for other in country.towns
                if abs(other.lat - town.lat) < 0.6 and other.gazetteer_id != town.gazetteer_id
            ]
            found = tuple(other for gap, _, other in sorted(gaps, key=lambda row: row[:2]) if gap <= NEAR_KM)
            self._known[town.gazetteer_id] = found
        return found


# ---------------------------------------------------------------- incidents


@dataclass(frozen=True, slots=True)
class Act:
    """A sort of act: its type, the words for it, and what is used. weapons: (words, name, category)."""

    type: str
    noun: str
    weapons: tuple[tuple[str, str, str], ...]
    verbs: tuple[str, ...]


ACTS = (
    Act(
        "attack/shelling",
        "shelling",
        (
            ("shells", "shell", "shell"),
            ("mortar rounds", "mortar round", "mortar"),
            ("rockets", "rocket", "rocket"),
        ),
        ("hit", "struck", "slammed into", "landed on"),
    ),
    Act(
        "attack/air_strike",
        "air strike",
        (("warplanes", "warplane", "air_strike"),),
        ("bombed", "struck", "hit"),
    ),
    Act(
        "attack/bombing",
        "bombing",
        (("a bomb", "bomb", "bomb"), ("explosives", "explosive", "bomb")),
        ("tore through", "blew up at", "ripped through"),
    ),
    Act(
        "attack/vehicle_bomb",
        "car bombing",
        (("a car bomb", "car bomb", "car_bomb"),),
        ("exploded at", "tore apart"),
    ),
    Act(
        "attack/shooting",
        "shooting",
        (
            ("automatic rifles", "automatic rifle", "small_arms"),
            ("machine guns", "machine gun", "small_arms"),
        ),
        ("raked", "were fired at", "were turned on"),
    ),
    Act(
        "attack/drone_strike", "drone strike", (("drones", "drone", "drone"),), ("hit", "attacked", "struck")
    ),
    Act(
        "attack/mine",
        "roadside bombing",
        (("a roadside bomb", "roadside bomb", "mine_or_ied"),),
        ("went off beside", "hit", "exploded under"),
    ),
)
_ACT_WEIGHTS = (30, 20, 16, 8, 14, 5, 7)

TARGETS = {
    "market": TargetClass.COMMERCIAL,
    "school": TargetClass.EDUCATION,
    "bus station": TargetClass.TRANSPORT_FACILITY,
    "mosque": TargetClass.WORSHIP,
    "bakery": TargetClass.COMMERCIAL,
    "hospital": TargetClass.MEDICAL,
    "checkpoint": TargetClass.MILITARY,
    "convoy": TargetClass.TRANSPORT_VEHICLE,
    "wedding hall": TargetClass.OTHER,
    "petrol station": TargetClass.ENERGY,
    "police station": TargetClass.LAW_ENFORCEMENT,
    "courthouse": TargetClass.GOVERNMENT_OFFICE,
    "bridge": TargetClass.TRANSPORT_ROUTE,
    "flour mill": TargetClass.COMMERCIAL,
    "apartment block": TargetClass.RESIDENCE,
    "minibus": TargetClass.TRANSPORT_VEHICLE,
    "barracks": TargetClass.MILITARY,
    "waterworks": TargetClass.WATER,
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What one voice says of the dead and the hurt: on the first two days, and later. None: it gives no figure."""

    speaker: Speaker
    killed: tuple[int | None, int | None]
    injured: tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Dead:
    """One of the dead who is known by name."""

    name: str
    age: int
    work: str


@dataclass(frozen=True, slots=True)
class MadeIncident:
    """What happened. town: the gazetteer's place; village: the name of a place by it that no gazetteer holds, or None.

    near: a larger town by which it may be told. figures: what the voices that speak of it say. dead: some by name.
    blamed: the party accused; taken_by: the party that takes responsibility, or None.
    """

    label: str
    country: Country
    town: GazetteerPlace
    village: str | None
    near: GazetteerPlace | None
    day: date
    act: Act
    weapon: tuple[str, str, str]
    target: str
    killed: tuple[int, int]
    figures: tuple[Figures, ...]
    dead: tuple[Dead, ...]
    blamed: Speaker
    taken_by: Speaker | None

    @property
    def site(self) -> str:
        """The name of the narrowest place, as printed."""
        return self.village or plain_name(self.town.name)


def make_incidents(
    number: int, countries: Sequence[Country], chance: random.Random, *, per_day: float
) -> Iterator[MadeIncident]:
    """Yield so many incidents, in order of their days.

    per_day: how many there are a day, all countries together: a longer pile goes on for longer, as a case does.
    """
    neighbours = _Neighbours()
    weights = {c.code: [(town.population + 2_000) ** 0.4 for town in c.towns] for c in countries}
    days = sorted(chance.random() * number / per_day for _ in range(number))
    earlier: list[MadeIncident] = []
    for n, offset in enumerate(days):
        day = FIRST_DAY + timedelta(int(offset))
        drawn = chance.random()
        recent = [one for one in earlier[-40:] if (day - one.day).days <= 5]
        country, town, village = _drawn_place(countries, weights, chance)
        act, target = chance.choices(ACTS, _ACT_WEIGHTS)[0], chance.choice(tuple(TARGETS))
        if recent and drawn < SAME_TOWN:
            like = chance.choice(recent)
            country, town, village = like.country, like.town, like.village if chance.random() < 0.3 else None
            act = like.act if chance.random() < 0.5 else act
        elif recent and drawn < SAME_TOWN + NEXT_TOWN:
            like = chance.choice([one for one in recent if one.day == day] or recent)
            if around := neighbours.of(like.town, like.country):
                country, town, village = like.country, chance.choice(around[:6]), None
        near = max(neighbours.of(town, country), key=lambda place: place.population, default=None)
        if near is not None and near.population <= town.population:
            near = None
        made = _incident(f"incident-{n:06}", country, town, village, near, day, act, target, chance)
        earlier = [*earlier[-40:], made]
        yield made


def _drawn_place(
    countries: Sequence[Country], weights: dict[str, list[float]], chance: random.Random
) -> tuple[Country, GazetteerPlace, str | None]:
    country = chance.choice(countries)
    town = chance.choices(country.towns, weights[country.code])[0]
    return country, town, _village_name(chance) if chance.random() < UNLISTED else None


def _incident(
    label: str,
    country: Country,
    town: GazetteerPlace,
    village: str | None,
    near: GazetteerPlace | None,
    day: date,
    act: Act,
    target: str,
    chance: random.Random,
) -> MadeIncident:
    first = min(int(chance.lognormvariate(1.4, 0.9)), 180)
    last = first + (chance.choice((0, 0, 1, 1, 2, 3)) if first < 6 else chance.randint(0, first // 3))
    hurt = int(first * chance.uniform(0.5, 3.0)) + chance.randint(0, 4)
    at = chance.randrange(len(country.parties))
    blamed = country.parties[at]
    hospital = plain_name((near or town).name)
    return MadeIncident(
        label=label,
        country=country,
        town=town,
        village=village,
        near=near,
        day=day,
        act=act,
        weapon=chance.choice(act.weapons),
        target=target,
        killed=(first, last),
        figures=_figures(country, at, hospital, (first, last), hurt, chance),
        dead=tuple(
            Dead(person(chance), chance.randint(4, 81), chance.choice(WORK))
            for _ in range(min(last, chance.choice((0, 0, 0, 1, 2, 4))))
        ),
        blamed=blamed,
        taken_by=blamed if chance.random() < 0.2 else None,
    )


def _figures(
    country: Country, blamed: int, hospital: str, killed: tuple[int, int], hurt: int, chance: random.Random
) -> tuple[Figures, ...]:
    """Return what eight voices say: those who treat and count know best; the sides tell it as it suits them."""

    def told(speaker: Speaker, share: float = 1.0, *, more: int = 0, counts_hurt: bool = True) -> Figures:
        early, late = (max(0, round(number * share) + more) for number in killed)
        injured = max(0, round(hurt * share)) if counts_hurt else None
        return Figures(speaker, (early, max(early, late)), (injured, injured))

    doctor = Speaker(
        f"a doctor at the {hospital} hospital",
        naming=Naming.UNNAMED,
        connection=Connection.MEDIC,
        access=Access.TREATED,
        affiliation=f"{hospital} hospital",
    )
    director = Speaker(
        person(chance),
        connection=Connection.MEDIC,
        access=Access.TREATED,
        affiliation=f"{hospital} hospital",
        title=f"the director of the {hospital} hospital",
    )
    residents = Speaker(
        "residents", VoiceKind.GROUP, Naming.UNNAMED, Connection.WITNESS, Access.PRESENT, at_most=None
    )
    ministry, health, army, official, officer = country.government
    other = country.spokesmen[1 - blamed]
    return (
        told(doctor),
        told(director, more=chance.choice((0, 0, 1))),
        told(chance.choice((official, officer)), more=chance.choice((0, 0, 0, -1))),
        told(
            ministry if chance.random() < 0.7 else army,
            chance.choice((0.5, 0.8, 1.0, 1.0)),
            counts_hurt=False,
        ),
        told(health),
        told(other, chance.choice((1.0, 1.2, 1.5)), counts_hurt=False),
        told(country.monitor, more=chance.choice((0, 0, 1))),
        Figures(residents, (None, None), (None, None)),
    )


def draw_sizes(number: int, incidents: int, chance: random.Random) -> tuple[int, ...]:
    """Return how many reports tell of each incident: `number` in all, one at least, most few and some very many."""
    if incidents > number:
        raise ValueError(f"{number} reports cannot tell of {incidents} incidents")
    shares = [min(chance.lognormvariate(0.0, 1.0), 12.0) for _ in range(incidents)]
    whole = sum(shares)
    spare = number - incidents
    ends = [0.0]
    for share in shares:
        ends.append(ends[-1] + share)
    cuts = [round(spare * end / whole) for end in ends]
    return tuple(1 + high - low for low, high in pairwise(cuts))
