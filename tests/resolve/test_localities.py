"""Small places that two reports name tie them together, whatever the spelling; countries and large towns do not."""

import pytest

from tellings.link import link_accounts
from tellings.resolve.localities import bones, localities
from tellings.resolve.gazetteer import Gazetteer
from tellings.text.segment import segment
from tests.builders import Page, page, report, said
from tests.link.test_link import kind


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Rashadin", "Rashideen"),
        ("Kefrayya", "Kafraya"),
        ("Ikrima", "Akrameh"),
        ("Orum", "Urum"),
        ("Doura", "Dura"),
    ],
)
def test_spellings_of_one_name_have_one_key(left: str, right: str) -> None:
    assert bones(left.lower()) == bones(right.lower())


@pytest.mark.parametrize(("left", "right"), [("Brekka", "Dolwirra"), ("Tesh", "Tamar"), ("Orum", "Norum")])
def test_other_names_have_other_keys(left: str, right: str) -> None:
    assert bones(left.lower()) != bones(right.lower())


def test_small_places_are_found_and_countries_and_large_towns_are_not(gazetteer: Gazetteer) -> None:
    text = (
        "Shells hit the village of Dolwirra near Brekkavod in Honduras on Monday and killed six people, a doctor in "
        "Tegucigalpa said.\n"
    )
    assert localities(segment(report(text)), gazetteer) == {bones("dolwirra"), bones("brekkavod")}


def told(outlet: str, village: str, other: str) -> Page:
    """Return an undated page that names two villages in its text, and no place in its account."""
    text = (
        f"Shells hit the villages of {village} and {other}. A shelling (type), as is known here. Six died.\n"
    )
    line = said("type", "shelling", value=kind().value, sentence="A shelling (type), as is known here.")
    return page(outlet, line, said("killed", "Six", sentence="Six died."), text=text, published=None)


def test_two_small_places_and_the_sort_of_act_link_reports_without_a_date(gazetteer: Gazetteer) -> None:
    pages = [
        told("A", "Dolwirra", "Brekkavod"),
        told("B", "Dolwira", "Brekavod"),
        told("C", "Quolmesh", "Tarvishad"),
    ]
    found = link_accounts([p.extraction for p in pages], [p.report for p in pages], gazetteer=gazetteer)
    assert sorted(len(one.account_ids) for one in found.incidents) == [1, 2]
    (match,) = (m for one in found.incidents for m in one.matches)
    assert "2 small places that both name" in match.reasons
    without = link_accounts([p.extraction for p in pages], [p.report for p in pages])
    assert len(without.incidents) == 3
