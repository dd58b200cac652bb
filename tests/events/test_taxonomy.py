"""Words that tell of sorts of act, in invented sentences."""

import time

import pytest

from tellings.events.incident_words import find_types
from tellings.events.taxonomy import type_words
from tellings.model import ActType
from tellings.taxonomy import shipped_types
from tellings.text.segment import segment
from tests.builders import report

ACID = ActType("attack/acid", "Acid thrown at somebody.", ("acid attack(s|)", "doused with acid"))


def types(text: str, *own: ActType) -> list[tuple[str, str]]:
    return [(m.type, m.wording) for m in find_types(segment(report(text)), own)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A drone strike killed two in Lenn.", ("attack/drone_strike", "drone strike")),
        (
            "Drones that repeatedly struck the port came back.",
            ("attack/drone_strike", "Drones that repeatedly struck"),
        ),
        ("Two men threw hand grenades at the door.", ("attack/grenade", "hand grenades")),
        ("Gunmen fired rocket-propelled grenades at it.", ("attack/shelling", "rocket-propelled grenades")),
        ("He drove a van into the crowd in Varna.", ("attack/vehicle_ramming", "drove a van into the crowd")),
        ("A teacher was stabbed in Lenn.", ("attack/stabbing", "stabbed")),
        ("Gunmen opened fire on a bus.", ("attack/shooting", "opened fire")),
        (
            "Police fired on a crowd of demonstrators in Lenn.",
            ("protest/crackdown", "fired on a crowd of demonstrators"),
        ),
        ("Two men died in police custody.", ("killing/custody_death", "died in police custody")),
        ("They took eight hostages.", ("abduction/hostage_taking", "hostages")),
        ("A bus was hijacked.", ("hijacking", "hijacked")),
        ("Gunmen robbed a bank.", ("robbery", "robbed")),
        ("The pylons were toppled by night.", ("destruction/sabotage", "pylons were toppled")),
        ("An armed strike shut the roads.", ("work_stoppage", "armed strike")),
        ("Three women were raped.", ("sexual_violence", "raped")),
        ("Shops were ransacked.", ("destruction/looting", "ransacked")),
        ("A ground offensive began at dawn.", ("attack/ground_assault", "ground offensive")),
        ("Enforced disappearances went on.", ("abduction/disappearance", "Enforced disappearances")),
        ("A petrol-bombed shop burnt.", ("attack/bombing", "bombed")),
        ("IEDs killed two.", ("attack/mine", "IEDs")),
    ],
)
def test_words_tell_their_sort_of_act(text: str, expected: tuple[str, str]) -> None:
    assert expected in types(text)


@pytest.mark.parametrize(
    "text",
    ["The bombastic speech was long.", "Riot police stood by.", "The carpet was new.", "A striker scored."],
)
def test_other_words_that_begin_alike_tell_of_none(text: str) -> None:
    assert types(text) == []


def test_of_words_that_fit_two_sorts_the_more_telling_sort_has_them() -> None:
    assert types("A suicide attack hit the base.") == [("attack/suicide_bombing", "suicide attack")]
    assert types("The rocket attack was heard in Lenn.") == [("attack/shelling", "rocket attack")]


def test_arrests_and_displacement_are_given_only_where_nothing_violent_is_named() -> None:
    assert types("Mass arrests went on in Lenn.") == [("detention", "Mass arrests")]
    assert types("The shelling went on. Many were driven from their homes.") == [
        ("attack/shelling", "shelling")
    ]


def test_a_cases_own_words_take_part_and_win_where_they_hold_more() -> None:
    assert types("An acid attack hurt two. She was doused with acid.", ACID) == [
        ("attack/acid", "acid attack"),
        ("attack/acid", "doused with acid"),
    ]
    assert types("An acid attack hurt two.") == [("attack", "attack")]


def test_a_cases_own_words_take_none_from_what_ships() -> None:
    greedy = ActType("attack/other_sort", "Any.", ("att*", "raid by"))
    assert types("An attack hurt two.", greedy) == [("attack", "attack")]
    assert types("An air raid by night hurt two.", greedy) == [("attack/air_strike", "air raid")]


def test_words_added_to_a_shipped_type_tell_that_type() -> None:
    more = ActType("attack/shelling", "", ("stonk*",))
    assert types("The stonking of Varna went on.", more) == [("attack/shelling", "stonking")]


def test_a_space_in_a_phrase_is_a_line_break_or_a_hyphen_too() -> None:
    for words in ("car bomb", "car\nbomb", "car-bomb", "car  bomb"):
        assert type_words().find(words, [0]) == [(0, len(words), "attack/vehicle_bomb")]
    assert type_words().find("carbomb", [0]) == []


def test_letters_that_grow_in_lower_case_shift_no_place() -> None:
    text = "İİİ: the shelling of İzmit went on."
    assert types(text) == [("attack/shelling", "shelling")]


def test_every_phrase_is_found_by_the_words_it_is_made_of() -> None:
    words = type_words()
    for one in shipped_types():
        for phrase in one.words:
            plain = _plainest(phrase)
            assert any(told.start == 0 for told in words.find(plain, [0])), phrase


def _plainest(phrase: str) -> str:
    """Return the words that a phrase fits, its first choice taken each time."""
    while "(" in phrase:
        head, _, rest = phrase.partition("(")
        choice, _, tail = rest.partition(")")
        phrase = head + choice.split("|")[0] + tail
    return " ".join(phrase.replace("*", "").replace("_", "word").split())


def test_time_grows_with_the_length_of_a_sentence_and_no_faster() -> None:
    def seconds(times: int) -> float:
        words = "drones that the " * times
        starts = [k for k in range(len(words)) if k == 0 or words[k - 1] == " "]
        begun = time.perf_counter()
        type_words().find(words, starts)
        return time.perf_counter() - begun

    seconds(100)
    assert min(seconds(8_000) for _ in range(3)) < 40 * max(min(seconds(1_000) for _ in range(3)), 1e-4)
