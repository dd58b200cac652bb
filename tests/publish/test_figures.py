"""Figures, responsibility and weapons in the form of the dossiers' evaluation set. Every text is invented."""

import json
from typing import Any

import pytest
from click.testing import CliRunner

from tellings.cli import main
from tellings.pipeline import read_report
from tellings.publish.figures import figures_form
from tellings.resolve.gazetteer import Gazetteer
from tests.builders import report

TEXT = (
    "At least 43 people were killed on Monday when a car bomb hit buses near Ardeh, the Osk Monitoring Group said. "
    "The group said dozens were wounded. About 12 bodies lay in the street.\n\n"
    "The Northern Front denied that its men were behind the bombing. The interior ministry accused the Northern Front "
    "of carrying out the attack.\n"
)


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    return figures_form(read_report(report(TEXT), gazetteer=Gazetteer.open()))


def words(place: list[int] | None) -> str | None:
    return None if place is None else TEXT[place[0] : place[1]]


def test_a_figure_has_its_interval_its_place_and_its_voice(told: dict[str, Any]) -> None:
    first = told["figures"][0]
    assert (first["kind"], first["low"], first["high"], first["approximate"]) == ("killed", 43, None, False)
    assert "43" in (words(first["span"]) or "")
    assert first["origin"]["name"] == "Osk Monitoring Group"
    assert "Osk Monitoring Group" in (words(first["origin"]["span"]) or "")


def test_a_vague_figure_keeps_its_open_end_and_a_group_that_is_meant_goes_by_its_name(
    told: dict[str, Any],
) -> None:
    wounded = next(figure for figure in told["figures"] if figure["kind"] == "injured")
    assert (wounded["low"], wounded["high"], wounded["approximate"]) == (24, None, True)
    assert wounded["origin"]["name"] == "Osk Monitoring Group"


def test_what_the_outlet_tells_itself_has_no_origin_and_a_body_is_a_death(told: dict[str, Any]) -> None:
    bodies = next(figure for figure in told["figures"] if figure["low"] == 12)
    assert (bodies["kind"], bodies["origin"]) == ("killed", None)


def test_each_accuser_accused_and_stance_stands_once(told: dict[str, Any]) -> None:
    assert [
        (item["stance"], words(item["by"]["span"]), words(item["accused"]["span"]))
        for item in told["responsibility"]
    ] == [
        ("denies", "The Northern Front", "The Northern Front"),
        ("alleges", "The interior ministry", "the Northern Front"),
    ]


def test_weapons_are_places_in_the_text(told: dict[str, Any]) -> None:
    assert "car bomb" in {words(place) for place in told["weapons"]}


def test_what_is_denied_worked_out_or_listed_is_no_figure() -> None:
    text = (
        "Police denied that nine people had been killed in the raid on Ardeh. Six people died in the shelling and "
        "another one died in hospital.\n\nThe dead:\nIlka Voss\nOmar Dell\nAda Obi\n"
    )
    found = figures_form(read_report(report(text), gazetteer=Gazetteer.open()))["figures"]
    assert {figure["low"] for figure in found} == {6, 1}


def test_the_command_prints_a_line_a_document_and_one_for_what_it_could_not_read() -> None:
    lines = [
        json.dumps({"doc_id": "a", "text": TEXT}),
        "no json",
        json.dumps({"doc_id": "b", "text": "Rain fell."}),
    ]
    result = CliRunner().invoke(main, ["extract", "--format", "figures"], input="\n".join(lines))
    assert result.exit_code == 1
    first, bad, last = (json.loads(line) for line in result.stdout.splitlines())
    assert set(first) == {"doc_id", "figures", "responsibility", "weapons"}
    assert first["figures"]
    assert (bad["figures"], bad["set_aside"]["reason"]) == ([], "not_json")
    assert last == {"doc_id": "b", "figures": [], "responsibility": [], "weapons": []}


def test_figures_alone_have_no_attributions_to_list() -> None:
    result = CliRunner().invoke(main, ["extract", "--format", "figures", "--carried-on"], input="")
    assert result.exit_code == 2
    assert "leave one out" in result.stderr
