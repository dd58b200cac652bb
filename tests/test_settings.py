"""Settings: what the two files say, and errors that name the file, the table, the key and what is allowed."""

import re
from pathlib import Path

import pytest

from tellings.errors import InputError
from tellings.model import Actor, Actors, ActType, Level, Method
from tellings.settings import ACTORS_TEMPLATE, METHOD_TEMPLATE, read_actors, read_method
from tellings.taxonomy import type_names
from tellings.vocabulary import VoiceKind

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "camp-liberty"

ACTORS = """
[[side]]
name = "North"
[[actor]]
name = "Northern Council"
aliases = ["the Council"]
kind = "armed_group"
side = "North"
members = ["a Council spokesman"]
[[actor]]
name = "The Daily"
kind = "outlet"
"""


def written(folder: Path, text: str | bytes, name: str = "file.toml") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_actors_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    council = Actor(
        "Northern Council", VoiceKind.ARMED_GROUP, "North", ("the Council",), ("a Council spokesman",)
    )
    wanted = Actors(("North",), (council, Actor("The Daily", VoiceKind.OUTLET)))
    assert read_actors(written(tmp_path, ACTORS)) == wanted
    assert read_actors(written(tmp_path, b"\xef\xbb\xbf" + ACTORS.replace("\n", "\r\n").encode())) == wanted


def test_words_may_stand_with_two_sides_of_which_one_lies_within_the_other(tmp_path: Path) -> None:
    text = (
        '[[side]]\nname = "State"\n[[side]]\nname = "Police"\nwithin = "State"\n'
        '[[actor]]\nname = "The State"\nkind = "state_body"\nside = "State"\nmembers = ["an officer"]\n'
        '[[actor]]\nname = "The Police"\nkind = "state_body"\nside = "Police"\nmembers = ["an officer"]\n'
    )
    actors = read_actors(written(tmp_path, text))
    assert actors.within == {"Police": "State"}
    assert [actors.outermost(side) for side in actors.sides] == ["State", "State"]


def test_a_method_keeps_its_words_and_dates_as_told(tmp_path: Path) -> None:
    text = 'title = "Ardeh"\nconfirmation_levels = ["a", "b"]\n[period]\nfrom = 2013-02-09\nto = "2013-10"\n'
    assert read_method(written(tmp_path, text)) == Method(
        title="Ardeh", confirmation_levels=("a", "b"), period_from="2013-02-09", period_to="2013-10"
    )


def test_a_method_keeps_what_it_leaves_out(tmp_path: Path) -> None:
    text = (
        'countries = ["IQ", "SY"]\n[exclude]\noutlets = ["The Mill"]\nreport_kinds = ["rendering"]\n'
        'incident_types = ["attack", "killing/murder"]\nperson_statuses = ["combatant"]\n'
    )
    assert read_method(written(tmp_path, text)) == Method(
        countries=("IQ", "SY"),
        excluded_types=("attack", "killing/murder"),
        excluded_outlets=("The Mill",),
        excluded_kinds=("rendering",),
        excluded_statuses=("combatant",),
    )


def test_a_method_keeps_the_sorts_of_act_that_a_case_adds_and_may_leave_them_out(tmp_path: Path) -> None:
    text = (
        '[exclude]\nincident_types = ["attack/acid"]\n'
        '[[type]]\nname = "attack/acid"\nmeaning = "Acid."\nwords = ["acid attack*"]\nacled = "Attack"\n'
        '[[type]]\nname = "detention"\nwords = ["hauled off"]\nviolent = false\n'
    )
    method = read_method(written(tmp_path, text))
    assert method.excluded_types == ("attack/acid",)
    assert method.own_types == (
        ActType("attack/acid", "Acid.", ("acid attack*",), acled="Attack"),
        ActType("detention", "", ("hauled off",), violent=False),
    )


def test_every_sort_of_act_and_its_family_may_be_left_out(tmp_path: Path) -> None:
    wanted = list(type_names())
    path = written(tmp_path, f"[exclude]\nincident_types = {wanted}\n")
    assert read_method(path).excluded_types == tuple(wanted)
    with pytest.raises(InputError) as caught:
        read_method(written(tmp_path, '[exclude]\nincident_types = ["?"]\n'))
    assert sorted(re.findall(r'"([\w/]+)"', str(caught.value))) == wanted


def test_the_templates_read_as_nothing_told_and_as_an_example_once_uncommented(tmp_path: Path) -> None:
    assert read_actors(written(tmp_path, ACTORS_TEMPLATE)) == Actors()
    assert read_method(written(tmp_path, METHOD_TEMPLATE)) == Method()

    def uncommented(text: str) -> str:
        lines = [line.removeprefix("# ") for line in text.splitlines()]
        return "\n".join(line for line in lines if line.startswith("[") or " = " in line)

    assert len(read_actors(written(tmp_path, uncommented(ACTORS_TEMPLATE))).actors) == 1
    method = read_method(written(tmp_path, uncommented(METHOD_TEMPLATE)))
    assert (method.period_to, method.excluded_statuses) == ("2015-10-29", ("combatant",))


def test_the_example_case_is_read() -> None:
    actors = read_actors(EXAMPLE / "actors.toml")
    assert len(actors.actors) > len(actors.sides) > 1
    method = read_method(EXAMPLE / "method.toml")
    assert (method.policy, bool(method.period_from)) == ("range", True)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[[actors]]\nname = "A"', ["the file", "'actors'", "allowed here: side, actor"]),
        (
            '[[actor]]\nname = "A"\nkind = "goverment"',
            ["[[actor]] 'A'", "'kind'", "'goverment'", "state_body"],
        ),
        ('[[actor]]\nname = "A"', ["[[actor]] 'A'", "'kind'", "is missing", "armed_group"]),
        ('[[actor]]\nkind = "outlet"', ["[[actor]] number 1", "'name'", "is missing"]),
        ('[[actor]]\nname = "A"\nkind = "outlet"\nalias = ["B"]', ["'alias'", "aliases"]),
        ('[[actor]]\nname = "A"\nkind = "outlet"\naliases = "B"', ["'aliases'", "is words", "a list"]),
        ('[[actor]]\nname = "A"\nkind = "outlet"\naliases = [""]', ["'aliases'", "a list"]),
        ('[[actor]]\nname = 3\nkind = "outlet"', ["'name'", "is a number"]),
        ('[actor]\nname = "A"', ["'actor'", "is a table", "[[actor]]"]),
        (
            '[[side]]\nname = "N"\n[[actor]]\nname = "A"\nkind = "outlet"\nside = "S"',
            ["[[actor]] 'A'", "'side'", "'S' is not listed", '"N"'],
        ),
        ('[[side]]\nname = "N"\n[[side]]\nname = "N"', ["[[side]] number 2", "stands twice"]),
        (
            '[[actor]]\nname = "A"\nkind = "outlet"\n[[actor]]\nname = "B"\naliases = ["A"]\nkind = "outlet"',
            ["[[actor]] 'B'", "'A'", "take it off one"],
        ),
        (
            '[[side]]\nname = "N"\n[[actor]]\nname = "A"\nkind = "group"\nmembers = ["a man"]\nside = "N"\n'
            '[[actor]]\nname = "B"\nkind = "group"\nmembers = ["a man"]',
            ["[[actor]] 'B'", "'members'", "'a man'", "another side"],
        ),
        ("name = \n", ["is not TOML", "line 1", "column 8"]),
        ('[[side]]\nname = "N', ["is not TOML", "at line 2, column 10", "the end of the file"]),
        (
            '[[side]]\nname = "N"\nwithin = "S"',
            ["[[side]] 'N'", "'within'", "'S' is not listed", 'use one of: "N"'],
        ),
        (
            '[[side]]\nname = "N"\nwithin = "S"\n[[side]]\nname = "S"\nwithin = "T"\n'
            '[[side]]\nname = "T"\nwithin = "S"',
            ["[[side]] 'S'", "'within'", "in a circle", '"S" within "T" within "S"', "take one"],
        ),
        ('[[side]]\nname = "N"\nwithin = "N"', ["in a circle", '"N" within "N"']),
        (b'[[side]]\nname = "\xff"', ["is not UTF-8", "byte 17"]),
    ],
)
def test_what_is_wrong_with_actors_is_named(tmp_path: Path, text: str | bytes, named: list[str]) -> None:
    path = written(tmp_path, text)
    with pytest.raises(InputError) as caught:
        read_actors(path)
    for part in [str(path), *named]:
        assert part in str(caught.value)


def test_the_name_that_the_range_had_before_there_were_policies_still_reads(tmp_path: Path) -> None:
    assert read_method(written(tmp_path, 'policy = "none"')).policy == "range"


def test_levels_stand_weakest_first_whatever_their_order_in_the_file(tmp_path: Path) -> None:
    text = (
        'confirmation_levels = ["told: by a voice", "borne out", "checked"]\n'
        '[[level]]\nname = "borne out"\norigins = 2\nsides = 2\n'
        '[[level]]\nname = "told"\nvoices = 1\n'
    )
    levels = read_method(written(tmp_path, text)).levels
    assert levels == (Level("told", voices=1), Level("borne out", origins=2, sides=2))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('titel = "A"', ["the file", "'titel'", "title, incident_definition"]),
        ("title = 3", ["'title'", "is a number", "words in quotes"]),
        ('policy = ""', ["'policy'", "'' is not known", '"range"', '"gtd-cascade"']),
        ('policy = "highest"', ["'policy'", "'highest' is not known", '"range"']),
        ('policy = "preferred-voices"', ["'policy'", "nobody to prefer", "preferred_voices = "]),
        ('[[level]]\nname = "a"\norigins = 2', ["[[level]] number 1", "'a' is not listed"]),
        ('confirmation_levels = ["a: b"]\n[[level]]\nname = "a"', ["'a' asks for nothing", "origins"]),
        (
            'confirmation_levels = ["a: b"]\n[[level]]\nname = "a"\norigins = 0',
            ["'origins'", "is 0", "from 1 on"],
        ),
        (
            'confirmation_levels = ["a"]\n[[level]]\nname = "a"\nsides = 1\n[[level]]\nname = "a"\nsides = 2',
            ["[[level]] number 2", "'a' stands twice"],
        ),
        ('confirmation_levels = "a"', ["'confirmation_levels'", "a list"]),
        ('period = "2013"', ["'period'", "[period]"]),
        ('[period]\nuntil = "2013"', ["[period]", "'until'", "from, to"]),
        ('[period]\nfrom = "9 February"', ["[period]", "'from'", "9 February", "2013-02-09"]),
        ("[period]\nfrom = 2013-02-09T10:00:00", ["[period]", "'from'", "is no date"]),
        ('[period]\nfrom = 2013-02-09\nto = "2012"', ["[period]", "'to'", "comes before"]),
        ('countries = ["Iraq"]', ["the file", "'countries'", "'Iraq' is not known", '"IQ"']),
        ('countries = ["iq"]', ["'countries'", "'iq' is not known"]),
        ('countries = "IQ"', ["'countries'", "is words", "a list"]),
        ('[exclude]\noutlet = ["A"]', ["[exclude]", "'outlet'", "outlets, report_kinds"]),
        ('[exclude]\nreport_kinds = ["blog"]', ["[exclude]", "'report_kinds'", "'blog'", '"rendering"']),
        (
            '[exclude]\nincident_types = ["attack/kick"]',
            ["'incident_types'", "'attack/kick'", '"attack/raid"'],
        ),
        ('[[type]]\nmeaning = "m"', ["[[type]] number 1", "'name'", 'write name = "..."']),
        (
            '[[type]]\nname = "attack/acid"\ncolour = "red"',
            ["[[type]] number 1", "'colour'", "meaning, words"],
        ),
        (
            '[[type]]\nname = "attack/acid"\nmeaning = "m"\nwords = ["acid"]\nviolent = "no"',
            ["[[type]] number 1", "'violent'", "is words", "true or false"],
        ),
        (
            '[[type]]\nname = "attack/acid"\nmeaning = "m"\n[[type]]\nname = "attack"\nwords = ["shelling"]',
            ["[[type]] number 2", "'words'", "'attack/shelling' already", "take it out"],
        ),
        (
            '[[type]]\nname = "attack/acid"\nmeaning = "m"\nacled = "Acid"',
            ["[[type]] number 1", "'acled'", "'Acid' is no ACLED", '"Chemical weapon"'],
        ),
        ('[exclude]\nperson_statuses = ["soldier"]', ["'person_statuses'", "'soldier'", '"combatant"']),
    ],
)
def test_what_is_wrong_with_a_method_is_named(tmp_path: Path, text: str, named: list[str]) -> None:
    path = written(tmp_path, text)
    with pytest.raises(InputError) as caught:
        read_method(path)
    for part in [str(path), *named]:
        assert part in str(caught.value)


@pytest.mark.parametrize("read", [read_actors, read_method])
def test_a_missing_file_is_no_empty_file(tmp_path: Path, read: object) -> None:
    assert callable(read)
    with pytest.raises(InputError, match="is missing; put it back, or leave an empty file"):
        read(tmp_path / "file.toml")
