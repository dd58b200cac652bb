"""The list of incidents narrows, sorts and pages, and leaves nothing out in silence."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.datastructures import QueryParams

from tellings.publish.card import UNASSESSED, Card, CardToll, Where
from tellings.vocabulary import Field, PlacePrecision, ReviewStage, Status
from tellings.web import Desk
from tellings.web.view import NONE, View, read_view, select
from tests.web.made import made_desk, records, visitor, words_of


def card(number: int, **told: object) -> Card:
    day = date(2024, 1, 1 + number)
    held = Card(
        incident_id=f"incident-{number}", title=f"Shelling {number}", types=("attack/shelling",),
        earliest=day, latest=day, when="", where=(), standing_of=Field.KILLED, standing=Status.CONTESTED,
        origins_low=1, origins_high=2, sides=("North",),
        tolls=(CardToll(Field.KILLED, number, number, Status.CONTESTED),), assessments=(UNASSESSED,),
        stage=ReviewStage.NEW, changed_since=False, unreviewed=0, reports=1, outlets=(), warnings=0,
        is_out_of_scope=False,
    )  # fmt: skip
    return replace(held, **told)  # type: ignore[arg-type]


def at(lat: float, lon: float) -> tuple[Where, ...]:
    return (Where("Ardeh", PlacePrecision.SETTLEMENT, lat, lon, 5.0, "Arland"),)


CARDS = (
    card(1, where=at(10, 20)),
    card(2, types=("attack/bombing",), sides=("South",), where=at(10, 179)),
    card(3, earliest=None, latest=None, sides=()),
    card(4, types=("attack/bombing",), standing=Status.AGREED, origins_low=5, origins_high=5),
)


def shown(**asked: str | list[str]) -> list[int]:
    rows = [(k, one) for k, v in asked.items() for one in ([v] if isinstance(v, str) else v)]
    view = read_view(QueryParams([(name.rstrip("_"), value) for name, value in rows]))
    return [int(one.incident_id[-1]) for one in select(view, CARDS, None).cards]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [4, 2, 1, 3]),
        ({"sort": "oldest"}, [1, 2, 4, 3]),
        ({"sort": "killed"}, [4, 3, 2, 1]),
        ({"sort": "origins"}, [4, 1, 2, 3]),
        ({"sort": "sideways"}, [4, 2, 1, 3]),
        ({"type": "attack/bombing"}, [4, 2]),
        ({"type": ["attack/bombing", "attack/shelling"]}, [4, 2, 1, 3]),
        ({"type": "attack/bombing", "standing": "agreed"}, [4]),
        ({"side": NONE}, [3]),
        ({"dated": NONE}, [3]),
        ({"placed": NONE}, [4, 3]),
        ({"origins": "3"}, [4]),
        ({"from_": "2024-01-03"}, [4, 2]),
        ({"to": "2024-01-03"}, [2, 1]),
        ({"from_": "tomorrow", "page": "x", "bbox": "1,2"}, [4, 2, 1, 3]),
        ({"bbox": "19,9,21,11"}, [1]),
        ({"bbox": "170,0,190,20"}, [2]),
        ({"bbox": "-190,0,-170,20"}, [2]),  # the same, from the other side of the globe
    ],
)
def test_a_view_shows_what_it_asks_for(asked: dict[str, str | list[str]], found: list[int]) -> None:
    assert shown(**asked) == found


def test_a_facet_counts_what_the_rest_of_the_view_leaves() -> None:
    view = read_view(QueryParams("type=attack/bombing&side=South"))
    facets = {
        facet.name: {c.value: c.number for c in facet.choices} for facet in select(view, CARDS, None).facets
    }
    assert facets["type"] == {"attack/bombing": 1}  # of those on which the South speaks
    assert facets["side"] == {"North": 1, "South": 1}  # of the bombings


def test_a_value_that_is_chosen_stays_to_be_taken_back_where_nothing_has_it() -> None:
    view = read_view(QueryParams("side=West"))
    listed = select(view, CARDS, None)
    assert not listed.cards
    assert any(c.value == "West" and c.is_chosen for facet in listed.facets for c in facet.choices)


def test_a_view_comes_back_from_its_address() -> None:
    view = read_view(QueryParams("q=a+b&type=x&type=y&from=2024-01-02&bbox=1,2,3,4&sort=killed&page=3"))
    assert read_view(QueryParams(view.query())) == view
    assert View().query() == ""


# ---------------------------------------------------------------- the pages


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return made_desk(tmp_path / "case")


@pytest.fixture
def client(desk: Desk) -> TestClient:
    return visitor(desk)


def test_every_incident_stands_in_the_list_with_its_figures_and_how_they_stand(
    desk: Desk, client: TestClient
) -> None:
    words = words_of(client.get("/"))
    for record in records(desk):
        assert record.title in words
    assert "Killed: 2 to" in words and "contested" in words and "independent origins" in words


def test_what_was_searched_for_is_shown_where_it_stands(desk: Desk, client: TestClient) -> None:
    answer = client.get("/", params={"q": "hospital"})
    assert '<mark class="hit">hospital</mark>' in answer.text


def test_an_empty_case_and_an_empty_view_say_what_to_do_next(client: TestClient, tmp_path: Path) -> None:
    assert "Show all" in words_of(client.get("/", params={"q": "zeppelin"}))
    from tellings.case import Case

    empty = visitor(Desk(Case.new(tmp_path / "empty"), by="A. Reviewer"))
    assert 'href="/add"' in empty.get("/").text


def test_the_points_are_those_of_the_view(desk: Desk, client: TestClient) -> None:
    told = client.get("/points.json", params={"q": "hospital"}).json()
    assert told["of"] == len(records(desk)) == len(told["points"])
    assert {one["id"] for one in told["points"]} == {record.incident_id for record in records(desk)}


@pytest.mark.parametrize(
    "path", ["/?page=99999", "/?page=0", "/?q=%00", "/?bbox=nan,nan,nan,nan", "/?sort=&type="]
)
def test_an_odd_address_is_a_page_all_the_same(path: str, client: TestClient) -> None:
    assert client.get(path).status_code == 200
