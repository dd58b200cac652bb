"""The pile of made reports is what it says it is: the same for a seed, true to its texts, with a known truth."""

import random
from collections import Counter
from pathlib import Path

import pytest
from benchmarks.made_pile import COPIES, Made, add_made, make_pile, new_case
from benchmarks.made_world import draw_sizes

from tellings.codec import from_json, to_json
from tellings.model import Extraction
from tellings.pipeline import READER
from tellings.vocabulary import Field


@pytest.fixture(scope="module")
def pile() -> list[Made]:
    return list(make_pile(600, seed=11))


def test_the_same_seed_gives_the_same_reports_and_another_seed_gives_others(pile: list[Made]) -> None:
    assert [made.document for made in make_pile(600, seed=11)] == [made.document for made in pile]
    assert next(make_pile(600, seed=12)).report.text != pile[0].report.text


def test_every_report_is_one_of_its_own(pile: list[Made]) -> None:
    assert len({made.report.report_id for made in pile}) == len(pile) == 600


def test_an_extraction_is_what_a_case_takes(tmp_path: Path, pile: list[Made]) -> None:
    case = new_case(tmp_path / "case", seed=11)
    add_made(case, make_pile(40, seed=11))
    kept = case.extractions(READER)
    assert len(kept) == 40 and case.actors().sides
    assert {one.report_id: one for one in kept} == {
        m.report.report_id: m.extraction for m in make_pile(40, seed=11)
    }


def test_a_quote_is_the_text_at_its_span_and_an_accused_stands_where_it_is_named(pile: list[Made]) -> None:
    for made in pile:
        for account in made.extraction.accounts:
            for claim in account.claims:
                assert claim.quote == claim.span.of(made.report.text)
                if claim.field is Field.ACCUSATIONS:
                    assert claim.value.accused in claim.value.accused_span.of(made.report.text)  # type: ignore[union-attr]
        for voice in made.extraction.voices:
            assert all(mention.quote == mention.span.of(made.report.text) for mention in voice.mentions)


def test_an_extraction_survives_being_stored_as_json(pile: list[Made]) -> None:
    for made in pile[:50]:
        assert from_json(Extraction, to_json(made.extraction)) == made.extraction


def test_each_account_has_its_incident_and_a_copy_has_those_of_what_it_copies(pile: list[Made]) -> None:
    held = {made.report.report_id: made for made in pile}
    for made in pile:
        assert len(made.incidents) == len(made.extraction.accounts) > 0
        if made.copy_of is not None:
            assert set(made.incidents) <= set(held[made.copy_of].incidents)


def test_what_the_reports_are_is_as_often_as_documented(pile: list[Made]) -> None:
    copies = sum(made.copy_of is not None for made in pile) / len(pile)
    assert abs(copies - COPIES) < 0.07
    several = Counter(sum(not account.background for account in made.extraction.accounts) for made in pile)
    assert 0 < several[2] < 0.08 * len(pile)
    assert (
        0 < sum(label.startswith("summary") for made in pile for label in made.incidents) < 0.04 * len(pile)
    )
    assert len({label for made in pile for label in made.incidents if label.startswith("incident")}) == 30


def test_every_incident_is_told_and_the_sizes_add_up() -> None:
    sizes = draw_sizes(1000, 50, random.Random(3))
    assert sum(sizes) == 1000 and len(sizes) == 50 and min(sizes) >= 1 and max(sizes) > 40
    with pytest.raises(ValueError, match="cannot tell"):
        draw_sizes(3, 4, random.Random(3))
