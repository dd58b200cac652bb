"""A name is placed as exactly as the report and the gazetteer allow, and no further."""

import re
from pathlib import Path

import pytest

from tellings.events.whereabouts import PlaceMention, Relation, find_places
from tellings.model import Place, Span
from tellings.resolve.gazetteer import Gazetteer
from tellings.resolve.places import (
    BESIDE_KM,
    countries_named,
    distance_km,
    incident_place,
    is_same_place,
    resolve_place,
)
from tellings.text.segment import Document, segment
from tellings.vocabulary import PlacePrecision
from tests.builders import report

ACTS = re.compile(r"\b(?:attack|shelling|blast|killed|hit|struck|fell|died|exploded)\b")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def document(text: str) -> Document:
    return segment(report(text))


def mention(name: str, relation: Relation = Relation.IN, **more: object) -> PlaceMention:
    return PlaceMention(Span(0, len(name)), name, name, 0, relation, **more)  # type: ignore[arg-type]


def place(
    name: str, lat: float | None = None, lon: float | None = None, radius_km: float = 2.0, **more: object
) -> Place:
    precision = more.pop("precision", PlacePrecision.UNRESOLVED if lat is None else PlacePrecision.SETTLEMENT)
    return Place(name, name, precision, lat, lon, None if lat is None else radius_km, **more)  # type: ignore[arg-type]


def test_between_two_towns_is_halfway_and_as_far_off_as_either(gazetteer: Gazetteer) -> None:
    road = mention("Aleppo", Relation.BETWEEN, near=("Homs",))
    found = resolve_place(road, gazetteer=gazetteer, country_hint=["Syria"])
    ends = [
        resolve_place(mention(name), gazetteer=gazetteer, country_hint=["Syria"])
        for name in ("Aleppo", "Homs")
    ]
    assert found.precision is PlacePrecision.APPROXIMATE and found.gazetteer_id is None
    assert found.lat and found.lon and found.radius_km and ends[0].lat and ends[1].lat
    assert found.lat == pytest.approx((ends[0].lat + ends[1].lat) / 2, abs=0.01)
    for end in ends:
        assert end.lat and end.lon
        assert distance_km(found.lat, found.lon, end.lat, end.lon) <= found.radius_km


def test_two_ends_too_far_apart_say_no_more_than_beside_the_first(gazetteer: Gazetteer) -> None:
    found = resolve_place(mention("Quetta", Relation.BETWEEN, near=("Karachi",)), gazetteer=gazetteer)
    assert found.lat == resolve_place(mention("Quetta"), gazetteer=gazetteer).lat


def test_a_part_of_a_country_or_province_is_placed_as_the_whole(gazetteer: Gazetteer) -> None:
    found = resolve_place(mention("Central Syria"), gazetteer=gazetteer)
    assert (found.precision, found.country) == (PlacePrecision.COUNTRY, "Syria")
    assert (
        resolve_place(mention("Central Quetta"), gazetteer=gazetteer).precision is PlacePrecision.UNRESOLVED
    )


def test_nothing_contains_a_country(gazetteer: Gazetteer) -> None:
    found = resolve_place(mention("Italy", within=("Spain",)), gazetteer=gazetteer)
    assert (found.precision, found.country, found.within) == (PlacePrecision.COUNTRY, "Italy", ())


def test_a_town_is_found_with_its_country(gazetteer: Gazetteer) -> None:
    found = resolve_place(mention("Quetta"), gazetteer=gazetteer)
    assert (found.precision, found.country) == (PlacePrecision.SETTLEMENT, "Pakistan")
    assert found.gazetteer_id is not None
    assert found.lat == pytest.approx(30.2, abs=0.3)


def test_a_country_named_in_the_report_decides_between_namesakes(gazetteer: Gazetteer) -> None:
    for hint, country in ((("Lebanon",), "Lebanon"), (("LY",), "Libya")):
        assert resolve_place(mention("Tripoli"), gazetteer=gazetteer, country_hint=hint).country == country


def test_what_contains_a_place_decides_over_size(gazetteer: Gazetteer) -> None:
    assert resolve_place(mention("Hyderabad"), gazetteer=gazetteer).country == "India"
    told = resolve_place(mention("Hyderabad", within=("Sindh",)), gazetteer=gazetteer)
    assert (told.country, told.within[0]) == ("Pakistan", "Sindh")


def test_near_and_outside_are_approximate_with_a_wider_radius(gazetteer: Gazetteer) -> None:
    town = resolve_place(mention("Quetta"), gazetteer=gazetteer)
    outside = resolve_place(mention("Quetta", Relation.OUTSIDE), gazetteer=gazetteer)
    assert (outside.precision, outside.gazetteer_id) == (PlacePrecision.APPROXIMATE, None)
    assert outside.radius_km == round((town.radius_km or 0) + BESIDE_KM, 1)
    far = resolve_place(mention("Quetta", Relation.OUTSIDE, distance_km=80.0), gazetteer=gazetteer)
    assert (far.radius_km or 0.0) > (outside.radius_km or 0.0) > 0.0


def test_an_unknown_name_stays_unresolved_with_its_words(gazetteer: Gazetteer) -> None:
    found = resolve_place(mention("Zzyrvelm camp", kind="camp", within=("Qqorst",)), gazetteer=gazetteer)
    assert (found.precision, found.lat, found.gazetteer_id) == (PlacePrecision.UNRESOLVED, None, None)
    assert (found.name, found.within) == ("Zzyrvelm camp", ("Qqorst",))


def test_an_unknown_name_is_placed_by_its_neighbour_and_says_so(gazetteer: Gazetteer) -> None:
    text = "Camp Zzyrvelm, beside Baghdad's international airport, was hit."
    first = find_places(document(text))[0]
    found = resolve_place(first, gazetteer=gazetteer)
    assert (found.name, found.precision, found.country) == (
        "Camp Zzyrvelm",
        PlacePrecision.APPROXIMATE,
        "Iraq",
    )
    assert found.gazetteer_id is None and found.radius_km is not None and found.radius_km >= BESIDE_KM


def test_a_country_alone_does_not_place_an_unknown_name(gazetteer: Gazetteer) -> None:
    found = resolve_place(mention("Zzyrvelm", within=("Iraq",)), gazetteer=gazetteer)
    assert (found.precision, found.lat, found.country) == (PlacePrecision.UNRESOLVED, None, "Iraq")


def test_the_cases_own_places_come_first(gazetteer: Gazetteer, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(
        "name,variants,lat,lon,radius_km,precision,country\nCamp Tamar,Tamar base,33.3,44.2,5,approximate,IQ\n"
    )
    own = gazetteer.with_own(path)
    found = resolve_place(mention("Tamar base"), gazetteer=own)
    assert (found.name, found.gazetteer_id, found.radius_km) == ("Tamar base", "own:camp-tamar", 5.0)
    assert found.precision is PlacePrecision.APPROXIMATE
    alias = resolve_place(mention("Camp Rosa", also=("Camp Tamar",)), gazetteer=own)
    assert alias.gazetteer_id == "own:camp-tamar"


def test_countries_are_counted_by_name_adjective_and_town(gazetteer: Gazetteer) -> None:
    doc = document(
        "Two people were killed in Quetta. The Pakistani police blamed nobody. Pakistan has sent help to Iran."
    )
    found = countries_named(find_places(doc), doc, gazetteer=gazetteer)
    assert found == ("PK", "IR")


@pytest.mark.parametrize(
    ("text", "best"),
    [
        (
            "BAGHDAD (AFP) - Two people were killed in the shelling of Camp Tamar, officials in Osra said.",
            "Camp Tamar",
        ),
        ("Shells hit Kesh on Monday. He died in a Velm hospital.", "Kesh"),
        ("They were moved from Camp Ostra. Rockets struck Camp Tamar.", "Camp Tamar"),
        ("A bomb exploded in Kesh. A similar attack in Velm killed six.", "Kesh"),
    ],
)
def test_the_place_of_the_incident_is_the_one_of_the_act(text: str, best: str) -> None:
    doc = document(text)
    acts = [Span(*match.span()) for match in ACTS.finditer(doc.view)]
    assert incident_place(doc, find_places(doc), acts)[0].name == best


def test_a_dateline_comes_last() -> None:
    doc = document("OSTRA (AFP) - Two people were killed in Kesh on Monday.")
    acts = [Span(*match.span()) for match in ACTS.finditer(doc.view)]
    found = incident_place(doc, find_places(doc), acts)
    assert [m.name for m in found] == ["Kesh", "Ostra"]


def test_places_are_the_same_by_id_by_distance_and_by_name() -> None:
    kesh = place("Kesh", 33.0, 44.0, gazetteer_id="own:kesh")
    assert is_same_place(kesh, place("Kish", 33.0, 44.0, gazetteer_id="own:kesh"), within_km=5) is True
    assert is_same_place(kesh, place("Velm", 33.01, 44.0, gazetteer_id="own:velm"), within_km=5) is True
    assert is_same_place(kesh, place("Velm", 34.0, 44.0, gazetteer_id="own:velm"), within_km=5) is False
    assert is_same_place(place("Kefraya"), place("Kafrayya"), within_km=5) is True
    assert is_same_place(place("Kesh", country="Iraq"), place("Kesh", country="Mali"), within_km=5) is False


def test_what_cannot_be_told_is_neither_same_nor_different() -> None:
    kesh = place("Kesh", 33.0, 44.0)
    province = place("Velm", 33.2, 44.0, 80.0, precision=PlacePrecision.ADMIN)
    assert is_same_place(kesh, place("Osra"), within_km=5) is None
    assert is_same_place(kesh, province, within_km=5) is None
    assert is_same_place(province, province, within_km=5) is None
    loose = place("Osra", 33.2, 44.0, 25.0, precision=PlacePrecision.APPROXIMATE)
    assert is_same_place(kesh, loose, within_km=5) is None
    assert (
        is_same_place(place("Kesh", within=("Velm",)), place("Kesh", within=("Osra",)), within_km=5) is None
    )


def test_distance_is_the_great_circle() -> None:
    assert distance_km(0.0, 0.0, 0.0, 90.0) == pytest.approx(10007.5, rel=1e-3)
    assert distance_km(33.0, 44.0, 33.0, 44.0) == 0.0
