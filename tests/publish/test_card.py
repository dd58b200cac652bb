"""A card says in a few words what an incident comes to, and names nobody."""

from dataclasses import replace

import pytest

from tellings.codec import from_json, to_json
from tellings.model import Record, Review
from tellings.publish.card import UNASSESSED, Card, card_of, toll_in_words
from tellings.vocabulary import Field, PlacePrecision, ReviewStage, Status
from tests.builders import page, said
from tests.ledger.made import made_case


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    case = made_case(
        tmp_path_factory.mktemp("card") / "case",
        [
            page(
                "The Daily",
                said("type", "an attack"),
                said("type", "shelling"),
                said("date", "2024-05-06"),
                said("place", "Ardeh"),
                said("killed", "six", "Northern Council"),
                said("killed", "two", "the ministry spokesman"),
                said("accusations", "Northern Army", "the ministry spokesman", stance="alleges"),
            )
        ],
    )
    (held,) = case.records()
    return held


def test_a_figure_stands_with_how_it_stands(record: Record) -> None:
    killed = card_of(record).killed
    assert killed is not None
    assert (killed.low, killed.high, killed.status) == (2, 6, record.fields[Field.KILLED].standing.status)
    assert toll_in_words(killed) == "Killed: 2 to 6, contested"


def test_the_general_word_for_an_act_is_left_out_beside_a_sort_of_it(record: Record) -> None:
    assert card_of(record).types == ("attack/shelling",)


def test_what_stands_behind_it_is_of_the_field_that_it_names(record: Record) -> None:
    card = card_of(record)
    support = record.fields[Field.KILLED].standing.support
    assert (card.standing_of, card.standing) == (Field.KILLED, Status.CONTESTED)
    assert (card.origins_low, card.origins_high) == (support.origins.low, support.origins.high)


def test_an_accusation_never_enters_a_card(record: Record) -> None:
    assert "Northern Army" not in str(to_json(card_of(record)))


def test_a_place_in_no_gazetteer_is_kept_by_its_name(record: Record) -> None:
    where = card_of(record).where[0]
    assert (where.name, where.lat) == ("Ardeh", None) or where.precision is not PlacePrecision.UNRESOLVED


def test_a_record_of_which_nothing_is_told_has_a_card_as_well(record: Record) -> None:
    bare = replace(record, fields={}, tolls=(), review=Review(stage=ReviewStage.REVIEWED))
    card = card_of(bare)
    assert (card.earliest, card.where, card.types, card.assessments) == (None, (), (), (UNASSESSED,))
    assert (card.standing_of, card.standing, card.stage) == (None, Status.UNKNOWN, ReviewStage.REVIEWED)


def test_a_card_comes_back_from_its_json(record: Record) -> None:
    card = card_of(record)
    assert from_json(Card, to_json(card)) == card
