"""Names of places are found by the words around them; persons and organisations are not taken for places."""

import pytest

from tellings.events.whereabouts import PlaceMention, Relation, find_places
from tellings.text.segment import segment
from tests.builders import report


def places(text: str) -> list[PlaceMention]:
    return list(find_places(segment(report(text))))


@pytest.mark.parametrize(
    ("text", "name", "relation", "kind"),
    [
        ("Two people were killed in Baghdad.", "Baghdad", Relation.IN, None),
        ("Shells landed at Camp Tamar.", "Camp Tamar", Relation.IN, "camp"),
        (
            "It lies near Baghdad's international airport.",
            "Baghdad's international airport",
            Relation.NEAR,
            "airport",
        ),
        ("The camp beside Kesh burned.", "Kesh", Relation.NEAR, None),
        ("A bus was hit outside Quetta.", "Quetta", Relation.OUTSIDE, None),
        ("They condemned the shelling of Camp Tamar.", "Camp Tamar", Relation.OF, "camp"),
        ("They condemned the attack on Kesh.", "Kesh", Relation.OF, None),
        ("Camp Tamar residents want to leave.", "Camp Tamar", Relation.OF, "camp"),
        ("Rockets struck Kesh again.", "Kesh", Relation.OF, None),
        ("Two died in the village of Osra.", "Osra", Relation.IN, "village"),
        ("Two died in the northern city of Marat.", "Marat", Relation.IN, "city"),
        ("Two died in Velm district.", "Velm district", Relation.IN, "district"),
        ("Another resident died in a Baghdad hospital.", "Baghdad", Relation.IN, "hospital"),
        ("They were moved from Camp Ostra.", "Camp Ostra", Relation.FROM, "camp"),
        ("Two died in eastern Zandara.", "Zandara", Relation.IN, None),
    ],
)
def test_a_place_is_found_with_how_it_is_told(
    text: str, name: str, relation: Relation, kind: str | None
) -> None:
    found = places(text)
    assert [(m.name, m.relation, m.kind) for m in found] == [(name, relation, kind)]
    assert found[0].span.of(text) == found[0].wording


@pytest.mark.parametrize(
    "text",
    [
        "Damascus denied it, and Washington said nothing.",
        "A statement by the National Council of Resistance of Iran said so.",
        "The attack was blamed on Colonel Oto Maur.",
        "He wrote in Arabic.",
        "They were held in Iraqi custody.",
        "He works in the Interior Ministry.",
        "It fell in February.",
    ],
)
def test_what_is_no_place_is_left_alone(text: str) -> None:
    assert places(text) == []


def test_what_contains_or_neighbours_a_place_goes_with_it() -> None:
    (first, second) = places("A bomb went off in San Telo, a neighbourhood of Lima.")
    assert (first.name, first.kind, first.within) == ("San Telo", "neighbourhood", ("Lima",))
    assert second.name == "Lima"
    beside = places("Camp Tamar, beside Ostra airport, was hit.")
    assert beside[0].near == ("Ostra airport", "Ostra")
    assert places("A bus was hit in Velm, Tarsia.")[0].within == ("Tarsia",)
    assert places("Shells hit Ostra's Velm district.")[0].within == ("Ostra",)


def test_a_list_is_no_containment() -> None:
    found = places("Two people died in Velm, Osra and Kesh.")
    assert [(m.name, m.within) for m in found] == [("Velm", ()), ("Osra", ()), ("Kesh", ())]


def test_another_name_of_a_place_is_kept_both_ways() -> None:
    found = places("Rockets hit Camp Tamar, also known as Camp Rosa.")
    assert [(m.name, m.also) for m in found] == [
        ("Camp Tamar", ("Camp Rosa",)),
        ("Camp Rosa", ("Camp Tamar",)),
    ]


def test_a_distance_is_read_in_kilometres() -> None:
    assert places("A truck was hit 20 km north of Gao.")[0].distance_km == 20.0
    assert places("A truck was hit ten or 10 miles west of Gao.")[0].distance_km == 16.1


def test_the_place_of_a_dateline_is_marked_as_such() -> None:
    found = places("BAGHDAD (AFP) - Rockets fell on a camp in Kesh on Monday.")
    assert [(m.name, m.relation) for m in found] == [("Baghdad", Relation.DATELINE), ("Kesh", Relation.IN)]


def test_upper_case_text_is_read_by_its_prepositions() -> None:
    text = "A BOMB EXPLODED IN THE SAN TELO NEIGHBORHOOD OF LIMA TODAY. NOBODY WAS KILLED IN THE ATTACK."
    assert [m.name for m in places(text)] == ["San Telo Neighborhood", "Lima"]


def test_a_headline_in_capitals_of_words_gives_no_ordinary_words() -> None:
    text = "Two Killed in Camp Tamar Shelling: Residents\n\nTwo people were killed in the shelling, residents said.\n"
    assert [m.name for m in places(text)] == ["Camp Tamar"]
