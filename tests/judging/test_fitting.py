"""Whether a value that a correction gives can stand in its field."""

from tellings.codec import to_text
from tellings.judging import read_value
from tellings.model import ActType, IncidentType
from tests.builders import claim

SHELLING = claim("type", "shelling", value=IncidentType("attack/shelling", "shelling"))
ACID = ActType("attack/acid", "Acid thrown at somebody.", ("acid attack(s|)",))


def test_a_correction_may_name_a_sort_of_act_that_the_case_adds() -> None:
    now = to_text(IncidentType("attack/acid", "shelling"))
    assert read_value(SHELLING, now, text="") == "'attack/acid' is no sort of act"
    assert read_value(SHELLING, now, text="", own_types=(ACID,)) == IncidentType("attack/acid", "shelling")


def test_a_correction_may_name_a_family_that_ships() -> None:
    now = to_text(IncidentType("killing", "shelling"))
    assert read_value(SHELLING, now, text="") == IncidentType("killing", "shelling")
