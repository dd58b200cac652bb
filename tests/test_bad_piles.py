"""Piles that no method is made for: one report, one text ten thousand times, no date and no place, one hand."""

import json
import time
from collections.abc import Iterable
from pathlib import Path

from click.testing import CliRunner

from tellings.cli import main
from tellings.codec import to_text
from tellings.model import Actor, Actors, IncidentType, Method, Place, Record
from tellings.record import build_records
from tellings.vocabulary import Field, PlacePrecision, Status, VoiceKind
from tests.builders import Page, Said, page, said

TOWN = Place("Ardeh", "Ardeh", PlacePrecision.EXACT, 41.0, 20.0, 2.0, "own:ardeh", (), "Karsovia")
LATEST_SECONDS = 120.0  # for ten thousand copies, on the slowest machine that this is run on


def shelling(*told: Said, when: str | None = "2024-05-06", where: Place | None = TOWN) -> list[Said]:
    return [
        said("type", "shelling", value=IncidentType("attack/shelling", "shelling")),
        *([said("place", "Ardeh", value=where)] if where else []),
        *([said("date", when)] if when else []),
        *told,
    ]


def records(pages: Iterable[Page], actors: Actors | None = None) -> tuple[Record, ...]:
    held = list(pages)
    return build_records(
        [one.report for one in held], [one.extraction for one in held], actors or Actors(), Method()
    )


def copies(number: int) -> list[Page]:
    """Return one text as `number` outlets carry it."""
    return [
        page(
            f"Paper {n:05}",
            *shelling(said("killed", "six", "Ilka Voss"), said("injured", "nine", "a resident")),
        )
        for n in range(number)
    ]


def origins_of(record: Record, field: Field = Field.KILLED) -> tuple[int, int, int]:
    """Return (pages, lowest, highest number of origins) behind a field."""
    support = record.fields[field].standing.support
    return support.pages, support.origins.low, support.origins.high


def test_a_case_of_one_report_is_built_shown_and_added_up(tmp_path: Path) -> None:
    report, folder = tmp_path / "a.txt", str(tmp_path / "case")
    report.write_text(
        "---\noutlet: The Daily\npublished: 2024-05-07\n---\n"
        "Shells hit the market of Ardeh on 6 May 2024, killing six people, the hospital director said.\n"
    )
    for command in (["new", folder], ["add", folder, str(report)], ["build", folder], ["show", folder]):
        ended = CliRunner().invoke(main, ["case", *command])
        assert ended.exit_code == 0, ended.output
    ended = CliRunner().invoke(main, ["case", "show", folder, "--json"])
    (incident,) = json.loads(ended.stdout)["incidents"]
    assert incident["fields"]["killed"]["standing"]["status"] == "single_origin"


def test_reports_without_date_and_place_are_not_put_together_for_what_they_leave_out() -> None:
    told = [
        page(
            "The Daily", *shelling(said("killed", "six", "Ilka Voss"), when=None, where=None), published=None
        ),
        page("The Post", *shelling(said("killed", "ten", "Oren Tal"), when=None, where=None), published=None),
        page("The Herald", said("killed", "two", "Ada Lind"), published=None),
    ]
    made = records(told)
    assert [len(record.accounts) for record in made] == [1, 1, 1]
    assert all(Field.DATE not in record.fields and Field.PLACE not in record.fields for record in made)
    assert [to_text(one) for one in records(reversed(told))] == [to_text(one) for one in made]


def test_a_report_without_date_and_place_stands_beside_an_incident_that_has_them() -> None:
    bare = page(
        "The Post", *shelling(said("killed", "ten", "Oren Tal"), when=None, where=None), published=None
    )
    full = page("The Daily", *shelling(said("killed", "six", "Ilka Voss")))
    assert [len(record.accounts) for record in records([bare, full])] == [1, 1]


def test_forty_outlets_of_one_hand_that_print_one_text_are_one_origin() -> None:
    (record,) = records(copies(40))
    assert origins_of(record) == (40, 1, 1)
    assert record.fields[Field.KILLED].standing.status is Status.SINGLE_ORIGIN


def test_forty_outlets_that_the_actors_file_gives_to_one_side_are_of_one_side_and_speak_with_one_voice() -> (
    None
):
    owned = Actor(
        "Northern Council", VoiceKind.ORGANISATION, "North", tuple(f"Paper {n:05}" for n in range(40))
    )
    told = [
        page(f"Paper {n:05}", *shelling(said("killed", "six", sentence=f"Word {n}: the dead are six ({n}).")))
        for n in range(40)
    ]
    (record,) = records(told, Actors(("North",), (owned,)))
    assert origins_of(record)[2] <= 1


def test_one_hand_that_words_each_page_anew_is_not_joined_by_machine_but_said() -> None:
    told = []
    for n in range(40):
        lines = shelling(said("killed", "six", "a local resident"))
        own_words = [" ".join(f"word{n}x{k}x{nth}" for k in range(20)) for nth in range(len(lines))]
        text = "\n\n".join(f"{line.sentence} {own}." for line, own in zip(lines, own_words, strict=True))
        told.append(page(f"Paper {n:05}", *lines, text=f"{text}\n"))
    (record,) = records(told)
    assert origins_of(record) == (40, 1, 40)  # what cannot be known from text is left open
    assert "may_be_one_hand" in {warning.code for warning in record.warnings}


def test_ten_thousand_copies_of_one_text_are_one_origin_within_two_minutes() -> None:
    told = copies(10_000)
    began = time.monotonic()
    (record,) = records(told)
    assert time.monotonic() - began < LATEST_SECONDS
    assert origins_of(record) == (10_000, 1, 1)


def test_an_actor_that_no_report_names_is_told_once_in_words_and_as_data(tmp_path: Path) -> None:
    report, folder = tmp_path / "a.txt", tmp_path / "case"
    report.write_text("Shells hit Ardeh on 6 May 2024, killing six people, the Northern Council said.\n")
    for command in (["new", str(folder)], ["add", str(folder), str(report)]):
        assert CliRunner().invoke(main, ["case", *command]).exit_code == 0
    known = '[[actor]]\nname = "Northern Council"\nkind = "organisation"\n'
    (folder / "actors.toml").write_text(known + '[[actor]]\nname = "Northen Guard"\nkind = "armed_group"\n')
    first, second = (CliRunner().invoke(main, ["case", "build", str(folder)]) for _ in range(2))
    assert '"Northen Guard" of actors.toml is named in no report' in first.stderr
    assert "Northern Council" not in first.stderr
    assert "actors.toml" not in second.stderr
    (folder / "actors.toml").write_text(known + '[[actor]]\nname = "Grey Caps"\nkind = "armed_group"\n')
    ended = CliRunner().invoke(main, ["case", "build", "--json", str(folder)])
    assert json.loads(ended.stdout)["actors_not_named"] == ["Grey Caps"]
