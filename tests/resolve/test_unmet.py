"""Which actors of a case no report names."""

from collections.abc import Iterator

import pytest

from tellings.model import Actor, Actors, Report
from tellings.resolve.unmet import actors_not_named
from tellings.vocabulary import VoiceKind
from tests.builders import report


def actors(*names: str, aliases: tuple[str, ...] = (), members: tuple[str, ...] = ()) -> Actors:
    return Actors((), tuple(Actor(name, VoiceKind.GROUP, None, aliases, members) for name in names))


def test_an_actor_that_no_report_names_is_told_in_the_order_of_the_file() -> None:
    told = [report("The Northern Council denied it."), report("Nobody spoke.", outlet="Harbour Times")]
    found = actors_not_named(actors("Zeal Party", "Northern Council", "Harbour Times", "Grey Caps"), told)
    assert found == ("Zeal Party", "Grey Caps")


@pytest.mark.parametrize(
    "text", ["THE NORTHÉRN COUNCIL spoke.", "northern-council men", "the Northern\nCouncil’s men"]
)
def test_case_accents_hyphens_and_lines_hide_no_name(text: str) -> None:
    assert actors_not_named(actors("the Northern Council"), [report(text)]) == ()


def test_an_alias_or_words_of_its_members_name_an_actor_and_a_part_of_a_word_does_not() -> None:
    told = [report("A council spokesman and the NCO were there.")]
    assert actors_not_named(actors("Northern Council", members=("a council spokesman",)), told) == ()
    assert actors_not_named(actors("Northern Council", aliases=("NC",)), told) == ("Northern Council",)


def test_reports_are_read_no_further_than_is_needed() -> None:
    def reports() -> Iterator[Report]:
        yield report("The Northern Council spoke.")
        raise AssertionError("every actor was named already")

    assert actors_not_named(actors("Northern Council"), reports()) == ()
