"""What people decided, and what the method leaves out, stands on the screen and on the page."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from tellings.judging import leaf_of_claim
from tellings.model import Actors, Findings, Level, Method
from tellings.publish.html import render
from tellings.publish.masking import mask
from tellings.publish.terminal import show_findings
from tellings.record import findings
from tests.builders import judgement, page, said

TOLD = [
    page("The Daily", said("killed", "six", "Northern Council"), said("date", "2024-05-06")),
    page(
        "The Post",
        said("killed", "six", "Northern Council"),
        said("killed", "two", "Ilka Voss"),
        said("accusations", "Orsk Tamm", "Northern Council", stance="alleges"),
        said("date", "2024-05-06"),
    ),
]


def shown(told: Findings, *, as_page: bool) -> str:
    """Return the screen, or the words of the page, on one line."""
    if as_page:
        return " ".join(render(told).split())
    console = Console(file=StringIO(), width=200, force_terminal=False)
    show_findings(told, console)
    assert isinstance(console.file, StringIO)
    return " ".join(console.file.getvalue().split())


@pytest.mark.parametrize("as_page", [False, True], ids=["screen", "page"])
def test_judgements_and_what_is_left_out_are_shown(as_page: bool) -> None:
    post = TOLD[1]
    six, two = post.claims("killed")
    (blame,) = post.claims("accusations")
    told = findings(
        [one.report for one in TOLD],
        [one.extraction for one in TOLD],
        actors=Actors(),
        method=Method(period_from="2025", excluded_outlets=("The Daily",)),
        judgements=[
            judgement(leaf_of_claim(six, post.report), verdict="chosen", why="a list bears it out"),
            judgement(leaf_of_claim(two, post.report), verdict="rejected", why="two were hurt"),
            judgement(leaf_of_claim(blame, post.report), verdict="rejected", why="a question, not a charge"),
            judgement(replace(leaf_of_claim(two, post.report), id="x", quote="gone"), verdict="confirmed"),
        ],
    )
    words = shown(told, as_page=as_page)
    for part in (
        "Left out of what the case counts.",
        "Every date told of it lies before 2025.",
        "Chosen by reviewer-1 on 2024-05-01: a list bears it out; no other is told.",
        "rejected by a person",
        "two were hurt",
        "Judgements in force",
        "Outlets left out",
        "The method uses no reports of The Daily.",
        "judgement without place",
    ):
        assert part in words, part
    at = words.index("Rejected by reviewer-1 on 2024-05-01: a question")
    assert "The Post ← Northern Council" in words[at : at + 600], (
        "an accusation that is left out has its accuser"
    )


@pytest.mark.parametrize("as_page", [False, True], ids=["screen", "page"])
@pytest.mark.parametrize("is_masked", [False, True], ids=["internal", "masked"])
def test_policy_grades_and_assessments_are_shown_masked_or_not(as_page: bool, is_masked: bool) -> None:
    (six, _), post = TOLD[1].claims("killed"), TOLD[1]
    told = findings(
        [one.report for one in TOLD],
        [one.extraction for one in TOLD],
        actors=Actors(),
        method=Method(
            policy="majority-of-origins",
            standard_of_proof="Seen by two.",
            confirmation_levels=("told: by a voice",),
            levels=(Level("told", voices=1),),
        ),
        judgements=[judgement(leaf_of_claim(six, post.report), verdict="assessed", now="inconclusive")],
    )
    words = shown(mask(told, b"key") if is_masked else told, as_page=as_page)
    for part in (
        "majority-of-origins: what more than half of the independent origins give",
        "no figure is surely given by more than half of the origins",
        "told: at least 1 voice",
        "6: inconclusive, by reviewer-1 on 2024-05-01, by the standard “Seen by two.”",
        "computed by Airwars' published rule, not an Airwars grade",
        "It reaches “told”, the highest level.",
    ):
        assert part in words.replace("&#39;", "'"), part
