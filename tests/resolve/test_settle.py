"""Accounts have their dates and places as claims, each as far as the report tells it."""

import pytest

from tellings import pipeline
from tellings.model import Claim, DateValue, Place
from tellings.resolve.gazetteer import Gazetteer
from tellings.vocabulary import DateBasis, Field, PlacePrecision
from tests.builders import report


def claims(text: str, field: Field, published: str | None = None) -> list[Claim]:
    found = pipeline.read_report(report(text, published=published), gazetteer=Gazetteer.open())
    return [
        claim
        for account in found.accounts
        if not account.background
        for claim in account.claims
        if claim.field is field
    ]


def dates(text: str, published: str | None = None) -> list[tuple[str, DateBasis]]:
    values = [claim.value for claim in claims(text, Field.DATE, published)]
    return [(value.edtf, value.basis) for value in values if isinstance(value, DateValue)]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            "OSTRA, 30 Aug 2012 (Continental) - Shells killed two people in Velm on Tuesday.",
            None,
            [("2012-08-28", DateBasis.INFERRED)],
        ),
        (
            "OSTRA, Aug 30 (Continental) - Shells killed two people in Velm on Tuesday.",
            "2012-08-31",
            [("2012-08-28", DateBasis.RELATIVE)],
        ),
        ("OSTRA, Aug 30 (Continental) - Shells killed two people in Velm on Tuesday.", None, []),
    ],
)
def test_an_incident_is_dated_from_the_day_of_writing(
    text: str, published: str | None, expected: list[tuple[str, DateBasis]]
) -> None:
    assert dates(text, published) == expected


def test_each_day_of_one_account_is_a_claim_of_its_own() -> None:
    text = (
        "Shells killed two people in Velm on Monday, the mayor said. "
        "The attack happened on Sunday, a resident said."
    )
    assert sorted(day for day, _ in dates(text, published="2012-08-31")) == ["2012-08-26", "2012-08-27"]


def test_a_quote_of_a_date_or_place_is_the_text_there() -> None:
    text = "OSTRA, 30 Aug 2012 (Continental) - Shells killed two people outside Velm on Tuesday."
    for field in (Field.DATE, Field.PLACE):
        for claim in claims(text, field):
            assert claim.quote == text[claim.span.start : claim.span.end]


def test_the_place_of_the_dateline_is_not_preferred_to_one_that_is_told() -> None:
    text = (
        "BEIRUT, 30 Aug 2012 (Continental) - Shells killed two people in the village of Qwezzilu on Tuesday."
    )
    values = [claim.value for claim in claims(text, Field.PLACE)]
    assert [(v.name, v.precision) for v in values if isinstance(v, Place)] == [
        ("Qwezzilu", PlacePrecision.UNRESOLVED)
    ]
