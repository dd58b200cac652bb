"""Look up the places of the world by name, offline.

In:   a name as a report prints it ("Sana'a", "al-Ramadi", "Honduras").
Out:  every place of that name, the likeliest first; an empty tuple where none is known.
Holds: nothing is chosen here. A name borne by many places gives them all, each with its country and
      province; which one a report means is for the caller to judge.

The shipped index, `gazetteer.bin`, is made by `tools/build_gazetteer.py` from GeoNames data
(https://www.geonames.org, licence CC BY 4.0: name GeoNames wherever its places are shown). It holds
countries, first and second order divisions, and settlements of about 500 people or more. It is mapped
into memory and read block by block, so that opening it costs one pass over its checksum.

The file, numbers big-endian:
    8 bytes  magic;  8  length of the whole;  4  CRC-32 of all that follows;  4  length of the header;
             the header, JSON;  the body.
    header   "format", "licence", "attribution", "sources" (packages: name, version, sha256 of each file),
             "counts", "content_sha256" (of the body before compression), "countries" ([ISO code, name]) and
             "sections" ({name: [offset in the body, length]}).
    sections "ids" is 4 bytes a place. "first_keys" is one zlib stream. Every other section is a run of
             zlib blocks: their number n, n + 1 offsets, the blocks. Keys and places stand in sorted order.
"""

from __future__ import annotations

import csv
import json
import math
import mmap
import re
import struct
import unicodedata
import zlib
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from tellings.errors import GazetteerError
from tellings.vocabulary import PlacePrecision

_T = TypeVar("_T")

SHIPPED_INDEX = Path(__file__).with_name("gazetteer.bin")

MAGIC = b"TELLGAZ\n"
PREFIX = struct.Struct(">8sQI")  # magic, length of the whole file, CRC-32 of what follows this
FORMAT = 1
KINDS = ("country", "admin1", "admin2", "capital", "city")  # stored by position; add at the end only
PLACES_A_BLOCK = 256
NO_DIVISION = 0xFFFF
ADMIN_MARK = 0x8000_0000  # in "ids": the rest is a row of the divisions' table, not a GeoNames number
OWN_COLUMNS = ("name", "variants", "lat", "lon", "radius_km", "precision", "within", "country", "note")

# Where a leading "al-", "el " and the like is the Arabic article and may be left out: countries with
# Arabic-speaking towns or Arabic-derived names. Elsewhere ("El Paso", "As" in Belgium) it belongs to the name.
ARTICLE_COUNTRIES = frozenset(
    "AE AF BH DJ DZ EG EH ER IL IQ IR JO KM KW LB LY MA ML MR NE OM PS QA SA SD SO SS SY TD TN TR YE".split()
)

_ALTERNATE_DISCOUNT = 10  # an alternate name counts as a tenth of the population; guess, unmeasured
_PEOPLE_A_KM2 = 3_000  # of built-up land, for the extent of a town; guess, unmeasured
_SMALLEST_TOWN_KM, _UNKNOWN_TOWN_KM, _LARGEST_TOWN_KM = 1.0, 2.0, 40.0  # guesses, unmeasured
_OWN_RADIUS_KM = {  # where a case's own place gives none; guesses, unmeasured
    PlacePrecision.EXACT: 0.5,
    PlacePrecision.SETTLEMENT: 2.0,
    PlacePrecision.APPROXIMATE: 5.0,
    PlacePrecision.ADMIN: 50.0,
    PlacePrecision.COUNTRY: 300.0,
}
_CACHED_BLOCKS = 64
_KEPT_FINDS = 4_096  # names with what was found under them, in memory: some 5 MB
KEPT_NAMES = 65_536  # folded names held in memory: under 20 MB


class DamagedGazetteer(GazetteerError):
    """The index is not a gazetteer of this version, or its bytes have changed since it was built."""

    def __init__(self, path: Path, fact: str) -> None:
        super().__init__(
            f"{path}: {fact}; install Tellings again, or run `make gazetteer` to build the index"
        )
        self.path = path


class OwnPlacesError(GazetteerError):
    """A row of a case's own places cannot be used. line: of the file, 1 is the header; column: its name."""

    def __init__(self, path: Path, *, line: int, column: str, fact: str) -> None:
        super().__init__(f"{path}, line {line}, column {column}: {fact}")
        self.path = path
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One place on the earth.

    gazetteer_id: "geonames:2950159" (a settlement or country, by its GeoNames number), "geonames:IQ.07" or
        "geonames:US.TX.201" (a division, by its GeoNames code), "own:camp-liberty" (from the case's file).
    name: as GeoNames prints it, accents included; or as the case's file has it.
    kind: one of `KINDS`; for an own place its precision, one of `PlacePrecision`.
    country, country_name: ISO 3166-1 alpha-2 ("IQ") and English name; "" where not known.
    admin1, admin2: names of the first and second order division that it lies in; "" where not known. For an
        own place, its "within".
    lat, lon: degrees, WGS 84. Of a country or division: the middle of its listed settlements.
    radius_km: a rough extent around that point, no boundary. Country: a disc of its area. Division: the
        distance within which 90 in 100 of its listed settlements lie, 5 km at least. Settlement: a disc for
        its population at 3,000 a km2, from 1 to 40 km, 2 km where no population is known. The density and the
        limits are guesses, unmeasured.
    population: persons, as GeoNames has it, undated; 0 where not known, and for every division.
    own: whether it comes from the case's own file.
    note: the case's own remark; "" for GeoNames places.
    """

    gazetteer_id: str
    name: str
    kind: str
    country: str
    country_name: str
    admin1: str
    admin2: str
    lat: float
    lon: float
    radius_km: float
    population: int
    own: bool
    note: str

    @property
    def precision(self) -> PlacePrecision:
        """How exactly naming this place says where: a settlement, a division, a country; own places say it."""
        if self.own:
            return PlacePrecision(self.kind)
        if self.kind == "country":
            return PlacePrecision.COUNTRY
        return PlacePrecision.ADMIN if self.kind in ("admin1", "admin2") else PlacePrecision.SETTLEMENT


class Gazetteer:
    """An open index, with the case's own places before it if there are any.

    Reading is safe from several threads; a pickled one opens its file anew.
    """

    def __init__(self, index: _Index, own: _OwnPlaces | None = None) -> None:
        self._index = index
        self._own = own
        self._found: dict[str, tuple[GazetteerPlace, ...]] = {}
        self._countries: dict[str, str] | None = None

    @classmethod
    def open(cls, path: Path | None = None) -> Gazetteer:
        """Open the index at path; None: the shipped one. Opened once, then kept for the life of the process.

        Raises: DamagedGazetteer if the file is missing, foreign, of another format, cut short or changed.
        """
        return cls(_open_index((path or SHIPPED_INDEX).resolve()))

    def __reduce__(self) -> tuple[Callable[..., Gazetteer], tuple[Path, Path | None]]:
        return _open_again, (self._index.path, self._own.path if self._own else None)

    @property
    def about(self) -> Mapping[str, object]:
        """The index's header: sources with versions and digests, licence, attribution, counts."""
        return self._index.header

    def find(self, name: str) -> tuple[GazetteerPlace, ...]:
        """Return every place called name, the likeliest first; () if there is none.

        Names match whole, after `fold_name`. If nothing does, "the" is left off the front, then an Arabic
        article (for places of Arabic-speaking countries), then a closing "province", "city" and the like
        (for places of that kind). An all-lowercase name of up to three letters finds nothing: "us" is no country.

        Order: own places first, in the order of their file; then by population, where an alternate name counts
        a tenth of it and a division counts as its largest settlement (or as the one that bears its name, if
        that is a tenth as large or more); then the more specific kind.
        """
        found = self._found.get(name)
        if found is None:
            if len(self._found) >= _KEPT_FINDS:
                self._found.clear()
            found = self._found[name] = self._find(name)
        return found

    def _find(self, name: str) -> tuple[GazetteerPlace, ...]:
        if _is_bare_word(name):
            return ()
        for key, is_wanted in _keys_to_try(fold_name(name)):
            own = self._own.find(key) if self._own else ()
            found = (*own, *(place for place in self._index.find(key) if is_wanted(place)))
            if found:
                return found
        return ()

    def country_called(self, folded: str) -> str | None:
        """Return the code of the country whose main name this is, folded, if a country is the likeliest of that name.

        Quicker than `find` for words of a text, which are names of countries seldom.
        """
        if self._countries is None:  # two threads that both come here make the same
            named = {fold_name(name): name for _, name in self._index.countries}
            likeliest = {key: found[0] for key, name in named.items() if (found := self._find(name))}
            self._countries = {
                key: place.country
                for key, place in likeliest.items()
                if place.kind == "country" and fold_name(place.name) == key
            }
        return self._countries.get(folded)

    def country_name(self, code: str) -> str | None:
        """Return the English name of a country by its ISO 3166-1 alpha-2 code, or None."""
        return next((name for held, name in self._index.countries if held == code), None)

    def get(self, gazetteer_id: str) -> GazetteerPlace | None:
        """Return the place with this id (forms: see `GazetteerPlace`), or None if it is not held."""
        if self._own and (place := self._own.by_id.get(gazetteer_id)):
            return place
        scheme, _, code = gazetteer_id.partition(":")
        return self._index.get(code) if scheme == "geonames" else None

    def settlements(self, countries: Collection[str]) -> Iterator[GazetteerPlace]:
        """Yield every settlement of these countries (ISO 3166-1 alpha-2), own places left out, in a fixed order."""
        return self._index.settlements(countries)

    def with_own(self, path_to_csv: Path) -> Gazetteer:
        """Return a gazetteer that consults the case's own places before this one's index.

        path_to_csv: UTF-8, with a header out of `OWN_COLUMNS`; name, lat and lon are required.
            variants: other names, separated by ";".  lat, lon: degrees, WGS 84.  radius_km: above 0; empty: a guess
            by precision.  precision: exact, settlement (if empty), approximate, admin or country.  within: the
            place it lies in, by name.  country: ISO 3166-1 alpha-2 code or English name; empty: that of within.
        Raises: OwnPlacesError, naming line and column, at the first row that cannot be used;
            GazetteerError if the file cannot be read at all.
        """
        return Gazetteer(self._index, _read_own_places(Path(path_to_csv), self._index))


@cache
def _open_index(path: Path) -> _Index:
    return _Index(path)


def _open_again(path: Path, own: Path | None) -> Gazetteer:
    gazetteer = Gazetteer.open(path)
    return gazetteer.with_own(own) if own else gazetteer


# ---- names ---------------------------------------------------------------------------------------

_APOSTROPHES = "'’‘‛`´ʹʻʼʽʾʿˈˊˋ′׳״\"“”."
_DROPPED = dict.fromkeys(map(ord, _APOSTROPHES + "ـ\u200c\u200d"))
_LETTERS = str.maketrans(
    {
        **{
            "ø": "o",
            "đ": "d",
            "ð": "d",
            "ł": "l",
            "ı": "i",
            "æ": "ae",
            "œ": "oe",
            "þ": "th",
            "ħ": "h",
            "ŧ": "t",
        },
        **{"ə": "a", "ŋ": "n", "ƙ": "k", "ɗ": "d", "ɓ": "b", "ɔ": "o", "ɛ": "e"},
        **{"ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ە": "ه", "ہ": "ه", "_": " "},
    }
)
_NOT_A_WORD = re.compile(r"\W+")


@lru_cache(maxsize=KEPT_NAMES)  # linking compares the same few thousand names over and over
def fold_name(name: str) -> str:
    """Return the key that a name is looked up by; "" if it has no letter or digit.

    Case folded, accents and vowel signs stripped, apostrophes, quotes and full stops dropped ("Sana'a" and
    "Sanaa", "U.S." and "US" are one), hyphens and other marks turned to single spaces. Letters with no plain
    form in Unicode are spelt by hand (ø o, ł l, æ ae); Arabic and Persian forms of one letter are joined.
    """
    bare = unicodedata.normalize("NFKD", name.translate(_DROPPED).casefold())
    bare = "".join(c for c in bare if unicodedata.category(c) != "Mn").translate(_LETTERS)
    return _NOT_A_WORD.sub(" ", bare).strip()


_ARTICLE = re.compile(r"(?:al|el|ad|adh|an|ar|as|ash|at|ath|az|ud|ul|ez|ed|er|es|esh|et) (?=\S{3})")
_ADMIN_WORDS = frozenset(
    "province governorate muhafazah region state district department oblast prefecture county canton raion".split()
)


def without_article(key: str) -> str | None:
    """Return a folded name less its leading Arabic article ("al anbar": "anbar"); None if it has none."""
    match = _ARTICLE.match(key)
    return key[match.end() :] if match else None


def without_admin_word(key: str) -> str | None:
    """Return a folded name less a closing "province", "governorate" or the like; None if it has none."""
    rest, _, last = key.rpartition(" ")
    return rest if rest and last in _ADMIN_WORDS else None


def _keys_to_try(key: str) -> Iterator[tuple[str, Callable[[GazetteerPlace], bool]]]:
    if not key:
        return
    yield key, lambda place: True
    if key.startswith("the ") and key[4:]:
        key = key[4:]
        yield key, lambda place: True
    if shorter := without_article(key):
        yield shorter, lambda place: place.country in ARTICLE_COUNTRIES
    if shorter := without_admin_word(key):
        yield shorter, lambda place: place.kind in ("admin1", "admin2")
        if bare := without_article(shorter):
            yield (
                bare,
                lambda place: place.kind in ("admin1", "admin2") and place.country in ARTICLE_COUNTRIES,
            )
    if key.endswith(" city"):
        yield key[:-5], lambda place: place.kind in ("capital", "city")


def _is_bare_word(name: str) -> bool:
    return len(name.strip()) <= 3 and name.isascii() and name.islower()


def town_radius_km(population: int) -> float:
    """Return the rough radius of a settlement, in km: see `GazetteerPlace`. population: persons, 0 if not known."""
    if population <= 0:
        return _UNKNOWN_TOWN_KM
    radius = math.sqrt(population / _PEOPLE_A_KM2 / math.pi)
    return round(min(max(radius, _SMALLEST_TOWN_KM), _LARGEST_TOWN_KM), 1)


# ---- the index -----------------------------------------------------------------------------------

_MOST_SPECIFIC_FIRST = {"capital": 0, "city": 0, "admin2": 1, "admin1": 2, "country": 3}


class _Index:
    """The mapped file. Checked whole at the door, so that what follows need not doubt its bytes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = _map_file(path)
        self.header, body_at = _read_header(path, self._file)
        body = memoryview(self._file)[body_at:]
        sections = {name: body[at : at + length] for name, (at, length) in self.header["sections"].items()}
        self.countries: list[tuple[str, str]] = [(code, name) for code, name in self.header["countries"]]
        self._first_keys = zlib.decompress(sections["first_keys"]).split(b"\n")
        self._keys = _Blocks(sections["keys"], bytes)
        self._key_places = _Blocks(sections["key_places"], bytes)
        self._names = _Blocks(sections["names"], _split_lines)
        self._numbers = _Blocks(sections["numbers"], bytes)
        self._divisions = _Blocks(sections["divisions"], _split_lines)
        ids_at, ids_length = self.header["sections"]["ids"]
        self._ids_at, self._ids_end = body_at + ids_at, body_at + ids_at + ids_length

    def find(self, key: str) -> tuple[GazetteerPlace, ...]:
        """Return the places under a folded key, in `Gazetteer.find`'s order."""
        ranked = []
        for numbered in self._places_under(key.encode()):
            weight, place = self._place(numbered >> 1)
            score = weight * _ALTERNATE_DISCOUNT if numbered & 1 else weight
            ranked.append((-score, _MOST_SPECIFIC_FIRST[place.kind], place.gazetteer_id, place))
        return tuple(place for *_, place in sorted(ranked, key=lambda row: row[:3]))

    def _places_under(self, key: bytes) -> list[int]:
        """Return twice the number of each place under the key, plus 1 where the key is its main name.

        A block of "keys" is its keys, each followed by a newline, with one before the first. Its block of
        "key_places" holds how many places each key has, then those numbers, key after key. All numbers stand
        byte plane by byte plane: the high bytes of all, then the next ones, which compresses better.
        """
        block = bisect_right(self._first_keys, key) - 1
        if block < 0:
            return []
        text = self._keys[block]
        at = text.find(b"\n" + key + b"\n")
        if at < 0:
            return []
        nth, keys = text.count(b"\n", 0, at), text.count(b"\n") - 1
        data = self._key_places[block]
        total = (len(data) - 2 * keys) // 3
        first = 256 * sum(data[:nth]) + sum(data[keys : keys + nth])
        here = _plane_number(data, at=nth, width=2, stride=keys)
        planes = data[2 * keys :]
        return [_plane_number(planes, at=first + n, width=3, stride=total) for n in range(here)]

    def _place(self, number: int) -> tuple[int, GazetteerPlace]:
        """Return the place of this number with its weight: its population, a division's largest settlement's.

        A block of "numbers" holds these columns in turn, in byte planes: kind 1 byte, country 1, admin1 2,
        admin2 2 (rows of "divisions", 65535 is none), latitude 4 and longitude 4 (in 0.00001 degrees, from
        the south pole and from 180 degrees west), weight 4, radius 2 (0.1 km; 0 for settlements).
        """
        block, at = divmod(number, PLACES_A_BLOCK)
        name, data = self._names[block][at], self._numbers[block]
        stride = len(data) // 20

        def column(start: int, width: int) -> int:
            return _plane_number(data, at=start * stride + at, width=width, stride=stride)

        kind = KINDS[column(0, 1)]
        country, country_name = self.countries[column(1, 1)]
        weight = column(14, 4)
        population = 0 if kind in ("admin1", "admin2") else weight
        place = GazetteerPlace(
            gazetteer_id=self._id(number),
            name=name,
            kind=kind,
            country=country,
            country_name=country_name,
            admin1=self._division_name(column(2, 2)),
            admin2=self._division_name(column(4, 2)),
            lat=round(column(6, 4) / 1e5 - 90.0, 5),
            lon=round(column(10, 4) / 1e5 - 180.0, 5),
            radius_km=column(18, 2) / 10 or town_radius_km(population),
            population=population,
            own=False,
            note="",
        )
        return weight, place

    def settlements(self, countries: Collection[str]) -> Iterator[GazetteerPlace]:
        """Yield the settlements of these countries, in the order of the index."""
        wanted = {n for n, (code, _) in enumerate(self.countries) if code in countries}
        settled = {KINDS.index("capital"), KINDS.index("city")}
        for number in range(int(self.header["counts"]["places"])):
            block, at = divmod(number, PLACES_A_BLOCK)
            data = self._numbers[block]
            if data[at] in settled and data[len(data) // 20 + at] in wanted:
                yield self._place(number)[1]

    def get(self, code: str) -> GazetteerPlace | None:
        """Return the place with this GeoNames number or division code, or None."""
        if code.isascii() and code.isdigit():
            wanted = int(code)
            if wanted >= ADMIN_MARK:
                return None
        else:
            row = self._division_row(code)
            if row is None:
                return None
            wanted = ADMIN_MARK | row
        packed, at = struct.pack(">I", wanted), self._ids_at - 1
        while (at := self._file.find(packed, at + 1, self._ids_end)) >= 0:
            number, offset = divmod(at - self._ids_at, 4)
            if offset == 0:
                return self._place(number)[1]
        return None

    def _id(self, number: int) -> str:
        (packed,) = struct.unpack_from(">I", self._file, self._ids_at + 4 * number)
        if packed >= ADMIN_MARK:
            return f"geonames:{self._division(packed - ADMIN_MARK)[0]}"
        return f"geonames:{packed}"

    def _division(self, row: int) -> tuple[str, str]:
        block, at = divmod(row, PLACES_A_BLOCK)
        code, _, name = self._divisions[block][at].partition("\t")
        return code, name

    def _division_name(self, row: int) -> str:
        return "" if row == NO_DIVISION else self._division(row)[1]

    def _division_row(self, code: str) -> int | None:
        """Return the row of a code, by bisection: the table is sorted by code."""
        low, high = 0, int(self.header["counts"]["divisions"])
        while low < high:
            middle = (low + high) // 2
            if self._division(middle)[0] < code:
                low = middle + 1
            else:
                high = middle
        is_held = low < int(self.header["counts"]["divisions"]) and self._division(low)[0] == code
        return low if is_held else None


class _Blocks(Generic[_T]):
    """A section made of zlib blocks; the last ones used are kept, decoded."""

    def __init__(self, view: memoryview, decode: Callable[[bytes], _T]) -> None:
        (count,) = struct.unpack_from(">I", view)
        self._offsets = struct.unpack_from(f">{count + 1}I", view, 4)
        self._view = view[4 * (count + 2) :]
        self._decode = decode
        self._kept: dict[int, _T] = {}

    def __getitem__(self, number: int) -> _T:
        block = self._kept.get(number)
        if block is None:
            start, end = self._offsets[number], self._offsets[number + 1]
            block = self._decode(zlib.decompress(self._view[start:end]))
            if len(self._kept) >= _CACHED_BLOCKS:
                self._kept.clear()
            self._kept[number] = block
        return block


def _split_lines(block: bytes) -> list[str]:
    return block.decode().split("\n")


def _plane_number(data: bytes, *, at: int, width: int, stride: int) -> int:
    """Return the number whose bytes stand at `at` in each of `width` planes, `stride` bytes apart."""
    return int.from_bytes(data[at : at + width * stride : stride], "big")


def _map_file(path: Path) -> mmap.mmap:
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except FileNotFoundError as exc:
        raise DamagedGazetteer(path, "there is no such file") from exc
    except ValueError as exc:
        raise DamagedGazetteer(path, "the file is empty") from exc
    except OSError as exc:
        raise DamagedGazetteer(path, f"it cannot be opened ({exc.strerror})") from exc


def _read_header(path: Path, file: mmap.mmap) -> tuple[dict[str, Any], int]:
    """Return the header, parsed, and where the body begins, once the whole file has passed its checksum."""
    if file[: len(MAGIC)] != MAGIC:
        raise DamagedGazetteer(path, "this is no gazetteer index (its first bytes say so)")
    if len(file) < PREFIX.size:
        raise DamagedGazetteer(path, "the file is cut short")
    _, length, checksum = PREFIX.unpack_from(file)
    if len(file) != length:
        raise DamagedGazetteer(path, f"it has {len(file):,} bytes where {length:,} were written")
    with memoryview(file) as whole:
        if zlib.crc32(whole[PREFIX.size :]) != checksum:
            raise DamagedGazetteer(path, "its bytes are not those that were written (the checksum differs)")
    (header_length,) = struct.unpack_from(">I", file, PREFIX.size)
    start = PREFIX.size + 4
    header: dict[str, Any] = json.loads(file[start : start + header_length])
    if header["format"] != FORMAT:
        found = header["format"]
        raise DamagedGazetteer(
            path, f"it is of format {found}, this version of Tellings reads format {FORMAT}"
        )
    return header, start + header_length


# ---- the case's own places -----------------------------------------------------------------------


class _OwnPlaces:
    """A case's own places, by folded name (file order kept) and by id."""

    def __init__(self, path: Path, rows: Iterable[tuple[GazetteerPlace, tuple[str, ...]]]) -> None:
        self.path = path
        self.by_id: dict[str, GazetteerPlace] = {}
        self._by_key: dict[str, list[GazetteerPlace]] = {}
        for place, names in rows:
            self.by_id[place.gazetteer_id] = place
            for key in dict.fromkeys(map(fold_name, names)):
                self._by_key.setdefault(key, []).append(place)

    def find(self, key: str) -> tuple[GazetteerPlace, ...]:
        return tuple(self._by_key.get(key, ()))


def _read_own_places(path: Path, index: _Index) -> _OwnPlaces:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as exc:
        raise GazetteerError(
            f"{path}: it cannot be opened ({exc.strerror}); give the path of a CSV file"
        ) from exc
    except UnicodeDecodeError as exc:
        raise GazetteerError(
            f"{path}: not UTF-8 ({exc.reason} at byte {exc.start}); save it as UTF-8"
        ) from exc
    reader = csv.DictReader(text.splitlines(keepends=True), strict=True)
    rows: list[tuple[GazetteerPlace, tuple[str, ...]]] = []
    lines: dict[str, int] = {}
    try:
        _check_columns(path, reader.fieldnames or ())
        for row in reader:
            if not any(value for key, value in row.items() if key is not None):
                continue
            own = _OwnRow(path, reader.line_num, row)
            place = _own_place(own, index)
            if (line := lines.setdefault(place.gazetteer_id, own.line)) != own.line:
                raise own.error(
                    "name", f"{place.name!r} stands on line {line} already; give one of them another name"
                )
            rows.append((place, (place.name, *own.variants())))
    except csv.Error as exc:
        raise GazetteerError(f"{path}, line {reader.line_num}: {exc}; is it a CSV file?") from exc
    return _OwnPlaces(path, rows)


def _check_columns(path: Path, columns: Sequence[str]) -> None:
    for column in ("name", "lat", "lon"):
        if column not in columns:
            raise OwnPlacesError(
                path, line=1, column=column, fact=f"is missing; the header is {','.join(OWN_COLUMNS)}"
            )
    for column in columns:
        if column not in OWN_COLUMNS:
            raise OwnPlacesError(
                path, line=1, column=column, fact=f"is not known; the header is {','.join(OWN_COLUMNS)}"
            )


class _OwnRow:
    """One row of the file, each cell read with an error that names it."""

    def __init__(self, path: Path, line: int, cells: Mapping[str | None, Any]) -> None:
        self.path = path
        self.line = line
        self._cells = cells
        if None in cells:
            raise self.error(
                "note", "more cells than the header has; put a cell with a comma in double quotes"
            )

    def error(self, column: str, fact: str) -> OwnPlacesError:
        return OwnPlacesError(self.path, line=self.line, column=column, fact=fact)

    def text(self, column: str) -> str:
        return (self._cells.get(column) or "").strip()

    def variants(self) -> tuple[str, ...]:
        return tuple(stripped for name in self.text("variants").split(";") if (stripped := name.strip()))

    def number(self, column: str, *, low: float, high: float) -> float:
        """Return the cell as a number in [low, high]."""
        text = self.text(column)
        try:
            value = float(text)
        except ValueError:
            raise self.error(column, f"{text!r} is no number; write it like 33.2971") from None
        if not low <= value <= high:
            raise self.error(column, f"{text} is not between {low:g} and {high:g}")
        return value


def _own_place(row: _OwnRow, index: _Index) -> GazetteerPlace:
    name = row.text("name")
    if not fold_name(name):
        raise row.error("name", "no name here; every place needs one")
    try:
        precision = PlacePrecision(row.text("precision") or PlacePrecision.SETTLEMENT)
        guessed_km = _OWN_RADIUS_KM[precision]
    except (ValueError, KeyError):
        raise row.error(
            "precision", f"{row.text('precision')!r} is none of {', '.join(_OWN_RADIUS_KM)}"
        ) from None
    country, country_name = _own_country(row, index)
    within, admin1, admin2 = row.text("within"), "", ""
    if within:
        around = next((p for p in index.find(fold_name(within)) if country in ("", p.country)), None)
        if around is None:
            admin1 = within
        else:
            country, country_name = around.country, around.country_name
            admin1 = {"country": "", "admin1": around.name}.get(around.kind, around.admin1)
            admin2 = "" if around.kind in ("country", "admin1") else around.name
    has_radius = row.text("radius_km") != ""
    return GazetteerPlace(
        gazetteer_id="own:" + fold_name(name).replace(" ", "-"),
        name=name,
        kind=precision.value,
        country=country,
        country_name=country_name,
        admin1=admin1,
        admin2=admin2,
        lat=row.number("lat", low=-90, high=90),
        lon=row.number("lon", low=-180, high=180),
        radius_km=row.number("radius_km", low=0.001, high=20_000) if has_radius else guessed_km,
        population=0,
        own=True,
        note=row.text("note"),
    )


def _own_country(row: _OwnRow, index: _Index) -> tuple[str, str]:
    """Return code and name of the row's country; two empty strings where its cell is empty."""
    told = row.text("country")
    if not told:
        return "", ""
    for code, name in index.countries:
        if told.upper() == code:
            return code, name
    for place in index.find(fold_name(told)):
        if place.kind == "country":
            return place.country, place.country_name
    raise row.error("country", f"{told!r} is no country known here; write its ISO 3166-1 code, like IQ")
