"""What the rules read in text that lost its commas, and words that look like a telling and are none. All invented."""

import pytest

from tellings.attribution import rules
from tests.attribution.telling import Heard, hear


def by_rules(text: str) -> Heard:
    return hear(text, read_spans=rules.read_tellings)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "At least six people were killed in the raid the Osk Monitoring Group said updating an earlier toll.",
            "the Osk Monitoring Group",
            "At least six people were killed in the raid",
        ),
        (
            "Nine of the dead were drivers the monitoring group said while the rest were guards of the convoy.",
            "the monitoring group",
            "Nine of the dead were drivers",
        ),
        (
            "Six people were killed in a blast that tore through two buses a monitor said in an updated toll.",
            "a monitor",
            "Six people were killed in a blast that tore through two buses",
        ),
        (
            "Five volunteers were killed in the second strike said the Civil Guard.",
            "the Civil Guard",
            "Five volunteers were killed in the second strike",
        ),
        (
            "Shells killed six people and wounded 40 others state news agency OSKA reported.",
            "state news agency OSKA",
            "Shells killed six people and wounded 40 others",
        ),
        (
            "Jets bombed a clinic in Ardeh on Monday killing three of its nurses activists in the town reported.",
            "activists in the town",
            "Jets bombed a clinic in Ardeh on Monday killing three of its nurses",
        ),
        (
            "Five nurses were killed when a shell hit the clinic the aid group that runs it said.",
            "the aid group that runs it",
            "Five nurses were killed when a shell hit the clinic",
        ),
        (
            "An aid group citing figures compiled in clinics put the death toll at 49.",
            "An aid group",
            "the death toll at 49",
        ),
    ],
)
def test_who_says_it_is_found_without_the_comma(text: str, source: str, content: str) -> None:
    assert (source, content) in [(told.source, told.content) for told in by_rules(text).told]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("A video shot in the market showed six bodies on the ground.", "A video shot in the market", "showed"),
        ("Photographs taken by residents show the bodies of nine men.", "Photographs taken by residents", "show"),
        ("The Osk Monitoring Group counted 24 dead and dozens wounded.", "The Osk Monitoring Group", "counted"),
        ("The health ministry raised the death toll from the blast to 61.", "The health ministry", "raised"),
    ],
)  # fmt: skip
def test_who_counts_and_what_shows_tells_a_figure(text: str, source: str, cue: str) -> None:
    assert (source, cue) in [(told.source, told.cue) for told in by_rules(text).told]


@pytest.mark.parametrize(
    "text",
    [
        "A double attack in the city of Ardeh has claimed the lives of 18 people.",
        "The blast claimed six victims.",
        "The rifle was provided by a trader known as Abu Osk.",
        "The council showed the visitors six houses.",
        "Nobody counted the cars.",
        "They released a video purporting to show the deaths of six men.",
    ],
)
def test_what_looks_like_a_telling_and_is_none(text: str) -> None:
    assert by_rules(text).told == ()


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("When the shells fell the police said nobody was at home.", "nobody was at home"),
        ("The army attacked at dawn and the council said six had died.", "six had died"),
        (
            "The monitoring group said the army shelled the town killing six.",
            "the army shelled the town killing six",
        ),
        (
            "The town was bombed hours after the army announced a truce of three days.",
            "a truce of three days",
        ),
        ("Two people residents of Ardeh knew said they had fled.", "they had fled"),
    ],
)
def test_what_follows_the_verb_stays_what_is_said(text: str, content: str) -> None:
    assert content in [told.content for told in by_rules(text).told]
