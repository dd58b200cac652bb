"""Templates of MUC-4: the form holds, fills are words of the text, and the task's own rules are kept."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tellings.cli import main
from tellings.publish.muc4 import Places

REPORT = (
    "   BOGOTA, 12 JAN 90 (RADIO ARDEH) -- [TEXT] GUERRILLAS OF THE RED HILL FRONT KILLED MAYOR ILKA VOSS AND TWO\n"
    "PEASANTS TODAY IN AN ATTACK WITH DYNAMITE ON THE TOWN HALL OF ARDEH. THE BUILDING WAS DESTROYED.\n"
)


def run(text: str, *options: str) -> str:
    line = json.dumps({"doc_id": "M-1", "text": text, "language": "en"})
    done = CliRunner().invoke(main, ["extract", "--format", "muc4", *options], input=line + "\n")
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_report_of_an_attack_gives_templates_in_their_form() -> None:
    templates = json.loads(run(REPORT))
    assert templates and [template["template"] for template in templates] == [*range(1, len(templates) + 1)]
    text = " ".join(REPORT.split())
    for template in templates:
        assert template["message_id"] == "M-1"
        slots = template["slots"]
        assert slots["inc-type"] in (["ATTACK"], ["BOMBING"])
        assert slots["inc-stage"] == ["ACCOMPLISHED"]
        assert slots["inc-date"] == ["12 JAN 90"]
        assert slots["inc-loc"][0].startswith("COLOMBIA")
        for slot in (
            "perp-ind-id",
            "perp-org-id",
            "phys-tgt-id",
            "hum-tgt-name",
            "hum-tgt-desc",
            "inc-instr-id",
        ):
            for fill in slots.get(slot, []):
                value = fill["value"] if isinstance(fill, dict) else fill
                assert value in text, (slot, value)


def test_a_report_of_no_incident_gives_an_empty_list() -> None:
    assert json.loads(run("LIMA, 3 MAR 90 (AFP) -- [TEXT] THE MINISTER SPOKE ON TRADE TODAY.")) == []


def test_an_incident_in_no_country_of_the_task_gives_no_template() -> None:
    assert json.loads(run(REPORT.replace("BOGOTA", "PARIS (FRANCE)"))) == []


def test_kinds_of_places_come_from_the_list_that_is_given(tmp_path: Path) -> None:
    places = tmp_path / "places.txt"
    places.write_text("A list\n\nARDEH (TOWN)\nTESH (RIVER)\n", "utf-8")
    assert Places.read(places.read_text("utf-8").splitlines()).kinds == {
        "ARDEH": ("TOWN",),
        "TESH": ("RIVER",),
    }
    assert "(CITY)" not in run(REPORT, "--locations", str(places))


@pytest.mark.parametrize("content", [None, b"no place here\n", b"\xff\xfe ARDEH (TOWN)\n"])
def test_a_list_of_places_that_cannot_be_used_is_named(tmp_path: Path, content: bytes | None) -> None:
    places = tmp_path / "places.txt"
    if content is not None:
        places.write_bytes(content)
    done = CliRunner().invoke(main, ["extract", "--format", "muc4", "--locations", str(places)], input="")
    assert done.exit_code != 0 and "places.txt" in done.output and "Traceback" not in done.output


def test_a_list_of_places_is_for_this_form_only(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["extract", "--locations", str(tmp_path / "x")], input="")
    assert done.exit_code == 2 and "--format muc4" in done.output
