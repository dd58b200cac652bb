"""Forms in which reports tell where something happened: names, what holds them, and how the incident stands to them."""

import pytest

from tellings.events.whereabouts import PlaceMention, Relation, find_places
from tellings.text.segment import segment
from tests.builders import report

IN, NEAR, OUTSIDE, OF = Relation.IN, Relation.NEAR, Relation.OUTSIDE, Relation.OF
FROM, TO, BETWEEN = Relation.FROM, Relation.TO, Relation.BETWEEN
CALM = " NOBODY HAS SAID WHO DID IT, AND THE MEN HAVE NOT BEEN FOUND."  # so that a text is in capitals as a whole


def told(text: str) -> list[PlaceMention]:
    return [
        mention for mention in find_places(segment(report(text))) if mention.relation is not Relation.DATELINE
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # in a place, with and without what it is
        ("A bomb went off in Velm.", [("Velm", IN, ())]),
        ("A bomb went off at Velm market.", [("Velm", IN, ())]),
        ("A bomb went off in the village of Velm.", [("Velm", IN, ())]),
        ("A bomb went off in the northern town of Velm.", [("Velm", IN, ())]),
        ("A bomb went off in downtown Velm.", [("Velm", IN, ())]),
        ("A bomb went off inside Velm prison.", [("Velm", IN, ())]),
        (
            "A bomb went off in the Velm district of Ostra.",
            [("Velm district", IN, ("Ostra",)), ("Ostra", IN, ())],
        ),
        # nested places
        (
            "A bomb went off in San Telo, a neighbourhood of Ostra.",
            [("San Telo", IN, ("Ostra",)), ("Ostra", IN, ())],
        ),
        (
            "A bomb went off in San Telo, a poor suburb of Ostra, on Monday.",
            [("San Telo", IN, ("Ostra",)), ("Ostra", IN, ())],
        ),
        ("A bomb went off in Velm, Tarsia.", [("Velm", IN, ("Tarsia",))]),
        ("A bomb went off in Velm, in Osra province.", [("Velm", IN, ("Osra province",))]),
        ("A bomb went off in Velm in northern Tarsia.", [("Velm", IN, ("Tarsia",))]),
        ("A bomb went off in Tarsia's Osra province.", [("Osra province", IN, ("Tarsia",))]),
        (
            "A bomb went off in the village of Velm in Osra province, 20 km north of Ostra.",
            [("Velm", IN, ("Osra province",))],
        ),
        # near, outside, on the edge
        ("A bomb went off near Velm.", [("Velm", NEAR, ())]),
        ("A bomb went off close to Velm.", [("Velm", NEAR, ())]),
        ("A bomb went off in the vicinity of Velm.", [("Velm", NEAR, ())]),
        ("A bomb went off outside Velm.", [("Velm", OUTSIDE, ())]),
        ("A bomb went off just outside the town of Velm.", [("Velm", OUTSIDE, ())]),
        ("A bomb went off on the outskirts of Velm.", [("Velm", OUTSIDE, ())]),
        ("A bomb went off 20 km north of Velm.", [("Velm", OUTSIDE, ())]),
        ("A bomb went off about 12 miles from Velm.", [("Velm", OUTSIDE, ())]),
        ("A bomb went off south-east of Velm.", [("Velm", OUTSIDE, ())]),
        ("A bomb went off in the south-east of Tarsia.", [("Tarsia", IN, ())]),
        # borders, roads, and between two places
        ("A bomb went off near the border with Montera.", [("Montera", NEAR, ())]),
        ("A bomb went off on the border with Montera.", [("Montera", NEAR, ())]),
        ("A bomb went off along the Montera border.", [("Montera", NEAR, ())]),
        ("A bomb went off between Velm and Osra.", [("Velm", BETWEEN, ()), ("Osra", BETWEEN, ())]),
        (
            "A bomb went off on the road from Velm to Osra.",
            [("Velm", BETWEEN, ()), ("Osra", BETWEEN, ())],
        ),
        (
            "A bomb went off on the road between Velm and Osra.",
            [("Velm", BETWEEN, ()), ("Osra", BETWEEN, ())],
        ),
        (
            "A bus was stopped on the highway linking Velm with Osra.",
            [("Velm", BETWEEN, ()), ("Osra", BETWEEN, ())],
        ),
        ("A bus was stopped on the Velm-Osra road.", [("Velm", BETWEEN, ()), ("Osra", BETWEEN, ())]),
        ("A bus was stopped on the road to Velm.", [("Velm", NEAR, ())]),
        ("They fled from Velm to Osra.", [("Velm", FROM, ()), ("Osra", TO, ())]),
        # the place itself is hit
        ("They condemned the shelling of Velm.", [("Velm", OF, ())]),
        ("Shells hit Velm on Monday.", [("Velm", OF, ())]),
        # named after people
        ("A bomb went off in San Rufo.", [("San Rufo", IN, ())]),
        ("A bomb went off in Santa Rosa de Osra.", [("Santa Rosa de Osra", IN, ())]),
        ("A bomb went off in Ilka Voss Square in Velm.", [("Ilka Voss Square", IN, ("Velm",))]),
        ("A bomb went off in Ciudad Ilka.", [("Ciudad Ilka", IN, ())]),
        ("A bomb went off at Oto Maur airport.", [("Oto Maur airport", IN, ("Oto Maur",))]),
        # lists
        ("Bombs went off in Velm, Osra and Kesh.", [("Velm", IN, ()), ("Osra", IN, ()), ("Kesh", IN, ())]),
        ("Bombs went off in Velm and in Osra.", [("Velm", IN, ()), ("Osra", IN, ())]),
        # titles that ran into the text
        ("Shells Fired at Velm Kills Six Residents of the town died.", [("Velm", IN, ())]),
        ("Car bomb in Velm Attack Dozens of people were hurt.", [("Velm", IN, ())]),
        # commas that were lost
        (
            "A bomb went off in San Telo a neighbourhood of Ostra.",
            [("San Telo", IN, ("Ostra",)), ("Ostra", IN, ())],
        ),
    ],
)
def test_a_place_is_told_so(text: str, places: list[tuple[str, Relation, tuple[str, ...]]]) -> None:
    found = [(mention.name, mention.relation, mention.within) for mention in told(text)]
    assert found[: len(places)] == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A BOMB WENT OFF IN VELM TODAY.", [("Velm", IN, ())]),
        ("A BOMB WENT OFF IN THE TOWN OF VELM, OSRA DEPARTMENT.", [("Velm", IN, ("Osra Department",))]),
        ("A BOMB WENT OFF IN VELM, OSRA DEPARTMENT, YESTERDAY.", [("Velm", IN, ("Osra Department",))]),
        (
            "A CLASH TOOK PLACE NEAR LA RENTA FARM, SANTA VILKA JURISDICTION, OSRA DEPARTMENT.",
            [("La Renta", NEAR, ("Santa Vilka Jurisdiction", "Osra Department"))],
        ),
        ("A BOMB WENT OFF IN SAN TELO, A NEIGHBORHOOD OF OSTRA.", [("San Telo", IN, ("Ostra",))]),
        (
            "A BOMB WENT OFF IN THE SAN TELO NEIGHBORHOOD, IN NORTHERN OSTRA.",
            [("San Telo Neighborhood", IN, ("Ostra",))],
        ),
        ("A BOMB WENT OFF 20 KM NORTH OF VELM.", [("Velm", OUTSIDE, ())]),
        ("A BOMB WENT OFF ON THE OUTSKIRTS OF VELM.", [("Velm", OUTSIDE, ())]),
        ("A BUS WAS BURNED ON THE ROAD FROM VELM TO OSRA.", [("Velm", BETWEEN, ()), ("Osra", BETWEEN, ())]),
        (
            "A BUS WAS BURNED ON THE HIGHWAY BETWEEN VELM AND OSRA.",
            [("Velm", BETWEEN, ()), ("Osra", BETWEEN, ())],
        ),
        ("A BUS WAS BURNED NEAR THE BORDER WITH MONTERA.", [("Montera", NEAR, ())]),
        ("SIX PEASANTS WERE KILLED IN VELM AND OSRA DEPARTMENTS.", [("Velm", IN, ()), ("Osra", IN, ())]),
        ("SIX PEASANTS WERE KILLED IN SANTA VILKA, IN NORTHEASTERN OSRA.", [("Santa Vilka", IN, ("Osra",))]),
        ("THE ATTACK ON THE VELM POLICE STATION LEFT TWO DEAD.", [("Velm", OF, ())]),
        ("THE CAR BLEW UP IN FRONT OF THE HOUSE IN VELM.", [("Velm", IN, ())]),
    ],
)
def test_in_capitals_a_place_is_told_so(
    text: str, places: list[tuple[str, Relation, tuple[str, ...]]]
) -> None:
    found = [(mention.name, mention.relation, mention.within) for mention in told(text + CALM)]
    assert found[: len(places)] == places


@pytest.mark.parametrize(
    "text",
    [
        "Damascus denied it.",
        "Washington said it had no part in it.",
        "Moscow and Ankara have agreed to talk.",
        "Paris accused Tripoli of arming the men.",
        "It was a blow to Tehran, which denies it.",
        "The Washington Herald reported it.",
        "He told Damascus Radio so.",
        "Jordan Maur was shot by Israel Voss.",
        "Doctor Santiago Ostra was shot.",
        "The victim, Paris Ilka, was 30.",
        "The Geneva Convention forbids it.",
        "He was shot in Ramadan.",
        "She was shot in September.",
        "They met in Parliament.",
        "He was shot in Arabic class.",
    ],
)
def test_what_speaks_under_a_places_name_or_bears_one_is_no_place(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "THE EXPLOSION CAME IN RESPONSE TO THE KILLING.",
        "THE MEN WERE SHOT IN COLD BLOOD.",
        "THEY WERE KILLED ON ORDERS OF THE COMMAND.",
        "THE ATTACK LEFT SIX PERSONS DEAD.",
        "THE GOVERNMENT OF MONTERA DENIED IT.",
    ],
)
def test_in_capitals_common_words_and_speakers_are_no_places(text: str) -> None:
    assert told(text + CALM) == []


def test_a_distance_in_words_or_miles_is_read() -> None:
    assert told("A bomb went off 20 kilometres north of Velm.")[0].distance_km == 20.0
    assert told("A bomb went off about 10 miles from Velm.")[0].distance_km == 16.1


def test_the_other_end_of_a_road_stands_beside_each_end() -> None:
    first, second = told("A bus was stopped on the road from Velm to Osra.")
    assert (first.near, second.near) == (("Osra",), ("Velm",))


def test_a_place_that_opens_its_sentence_is_read() -> None:
    (place,) = told("In Kellen, gunmen abducted a doctor.")
    assert (place.name, place.relation) == ("Kellen", IN)
