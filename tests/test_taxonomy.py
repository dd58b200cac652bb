"""The taxonomy file holds together, keeps to the codebooks it names, and is what its page says."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from tellings.model import ActType
from tellings.taxonomy import CODEBOOKS, act_types, amiss, crosswalk, muc4_type, shipped_types, type_names

PAGE = Path(__file__).resolve().parent.parent / "docs" / "taxonomy.md"
ACID = ActType(
    "attack/acid", "Acid thrown at somebody.", ("acid attack(s|)", "doused with acid"), acled="Attack"
)


def row(one: ActType) -> str:
    """Return a type's row of the page's table."""
    terms = [getattr(one, book) or "–" for book in CODEBOOKS]
    words = ", ".join(f"`{phrase}`" for phrase in one.words).replace("|", "\\|") or "–"
    return f"| `{one.name}` | {one.meaning} | {' | '.join(terms)} | {words} |"


def test_the_page_has_a_row_for_each_type_as_the_file_has_it() -> None:
    told = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    wanted = [row(one) for one in shipped_types()]
    assert [line for line in told if line in wanted] == wanted, "\n" + "\n".join(wanted)


@pytest.mark.parametrize("number", range(len(shipped_types())), ids=lambda n: shipped_types()[n].name)
def test_a_shipped_type_keeps_the_rules_that_a_cases_own_must_keep(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    types = shipped_types()
    monkeypatch.setattr("tellings.taxonomy.shipped_types", lambda: ())
    assert amiss(types, number) is None


def test_a_general_word_of_a_family_stands_behind_its_kinds() -> None:
    names = [one.name for one in shipped_types()]
    for one in shipped_types():
        assert one.general == ("/" not in one.name) or not any(n.startswith(f"{one.name}/") for n in names)
    for name in names:
        assert "/" not in name or name.partition("/")[0] in names


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("attack", "ATTACK"),
        ("attack/vehicle_bomb", "BOMBING"),
        ("attack/air_strike", "ATTACK"),  # MUC-4 has no bombing from aircraft
        ("abduction/hostage_taking", "KIDNAPPING"),
        ("destruction/arson", "ARSON"),
        ("hijacking", "HIJACKING"),
        ("robbery", "ROBBERY"),
        ("work_stoppage", "FORCED WORK STOPPAGE"),
        ("killing/massacre", "ATTACK"),
        ("displacement", ""),
        ("unheard", ""),
    ],
)
def test_a_type_has_its_muc4_type_or_none(name: str, expected: str) -> None:
    assert muc4_type(name) == expected


def test_the_crosswalk_names_every_codebook_and_only_what_fits() -> None:
    assert crosswalk("attack/drone_strike") == {
        "acled": "Air/drone strike",
        "ucdp": "",
        "muc4": "ATTACK",
        "plover": "ASSAULT.heavy-weapons",
        "huridocs": "",
    }
    assert set(CODEBOOKS) == {field.name for field in fields(ActType)[5:]}


def test_a_case_adds_types_words_and_terms() -> None:
    shelling = ActType("attack/shelling", "", ("stonk*",), ucdp="state-based conflict")
    own = (ACID, shelling)
    assert [amiss(own, number) for number in range(2)] == [None, None]
    types = {one.name: one for one in act_types(own)}
    assert types["attack/acid"] == ACID
    assert types["attack/shelling"].words[-1] == "stonk*"
    assert types["attack/shelling"].meaning == "Artillery, mortars, rockets or missiles."
    assert crosswalk("attack/shelling", own)["ucdp"] == "state-based conflict"
    assert "attack/acid" in type_names(own)
    assert "attack/acid" not in type_names()


@pytest.mark.parametrize(
    ("own", "key", "fact"),
    [
        (ActType("Attack/Acid", "m", ()), "name", "no name of a type"),
        (ActType("attack/acid", "", ("acid attack",)), "meaning", "is missing"),
        (ActType("attack", "Another meaning.", ()), "meaning", "its meaning stands"),
        (ActType("attack", "", (), acled="Other"), "acled", "has the term 'Attack' already"),
        (ActType("attack/acid", "m", ("shelling",)), "words", "tells 'attack/shelling' already"),
        (ActType("attack/acid", "m", ("*acid",)), "words", "no phrase"),
        (ActType("attack/acid", "m", ("Acid",)), "words", "no phrase"),
        (ActType("attack/acid", "m", ("(acid|)",)), "words", "no phrase"),
        (ActType("attack/acid", "m", ("acid (a(b))",)), "words", "no phrase"),
        (ActType("attack/acid", "m", ("acid attack",), acled="attack"), "acled", "'attack' is no ACLED"),
        (ActType("attack/acid", "m", ("acid attack",), plover="FIGHT"), "plover", "'FIGHT' is no PLOVER"),
    ],
)
def test_what_would_change_what_ships_or_cannot_be_read_is_named(own: ActType, key: str, fact: str) -> None:
    wrong = amiss((own,), 0)
    assert wrong is not None and wrong[0] == key and fact in wrong[1] and wrong[2]


def test_one_type_stands_once() -> None:
    wrong = amiss((ACID, ACID), 1)
    assert wrong is not None and "stands twice" in wrong[1]


def test_no_phrase_stands_with_two_types() -> None:
    phrases = [phrase for one in shipped_types() for phrase in one.words]
    assert len(phrases) == len(set(phrases))
    assert all(re.match(r"\(?[a-z]{3}", phrase) for phrase in phrases)
