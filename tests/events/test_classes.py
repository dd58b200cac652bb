"""What kind of person, thing or weapon a phrase names: invented phrases, in both cases."""

import pytest

from tellings.events.classes import WIDER, person_class, target_class, weapon_class


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("FORMER MAYOR OF OLD VARNA", "former_official"),
        ("two retired colonels", "former_military"),
        ("the president of the Supreme Court", "legal"),
        ("the president of the Growers' Party", "political_figure"),
        ("president of the savings bank", "civilian"),
        ("EMBASSY OFFICIALS", "diplomat"),
        ("national police officers", "police"),
        ("A POLICE COLONEL", "police"),
        ("air force officers", "military"),
        ("one of the minister's bodyguards", "guard"),
        ("the wife of a judge", "civilian"),
        ("the governor's driver", "civilian"),
        ("MAYORAL CANDIDATE", "political_figure"),
        ("members of the Dock Workers Union", "political_figure"),
        ("seven villagers", "civilian"),
    ],
)
def test_a_person_is_of_the_class_that_the_head_tells(phrase: str, kind: str) -> None:
    assert person_class(phrase) == person_class(phrase.swapcase()) == kind


def test_what_stands_beside_a_name_says_what_its_bearer_is() -> None:
    assert person_class("Ilmar Dorn") == "civilian"
    assert person_class("Ilmar Dorn", "deputy governor of Tesh") == "government_official"


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("POWER PYLONS", "energy"),
        ("the telephone poles", "communications"),
        ("the Varnan embassy building", "diplomatic"),
        ("a police car", "transport_vehicle"),
        ("POLICE STATION", "law_enforcement"),
        ("a gas station", "commercial"),
        ("the bus station", "transport_facility"),
        ("radio station", "communications"),
        ("branch of the Tesh Bank", "financial"),
        ("party headquarters", "organisation_office"),
        ("the mayor's house", "government_office"),
        ("the home of a party leader", "political_office"),
        ("fishermen's houses", "residence"),
        ("water pipes", "water"),
        ("the bridge over the Osk", "transport_route"),
        ("army barracks", "military"),
        ("a market", "commercial"),
        ("the crowd", "other"),
    ],
)
def test_a_thing_is_of_the_class_that_its_head_and_the_words_beside_it_tell(phrase: str, kind: str) -> None:
    assert target_class(phrase) == target_class(phrase.upper()) == kind


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("CAR BOMB", "vehicle_bomb"),
        ("a truck loaded with explosives", "vehicle_bomb"),
        ("8 kg of dynamite", "dynamite"),
        ("barrel bombs", "aerial_bomb"),
        ("M-16 RIFLES", "rifle"),
        ("submachine guns", "machine_gun"),
        ("automatic weapons", "machine_gun"),
        ("petrol bombs", "molotov"),
        ("hand grenade", "grenade"),
        ("an explosive device", "explosive"),
        ("machetes and axes", "cutting"),
        ("leaflets", "other"),
    ],
)
def test_a_weapon_is_of_the_class_that_its_words_tell(phrase: str, kind: str) -> None:
    assert weapon_class(phrase) == weapon_class(phrase.upper()) == kind


def test_what_a_bomb_was_in_makes_it_a_vehicle_bomb() -> None:
    assert weapon_class("bomb", "in a parked van") == "vehicle_bomb"


def test_every_wider_class_ends_at_one_that_has_no_wider_one() -> None:
    for kind in WIDER:
        steps = 0
        while kind in WIDER:
            kind, steps = WIDER[kind], steps + 1
        assert steps <= 2 and kind in {"gun", "explosive", "projectile"}
