"""The wire forms: what goes out comes back, and stands in its JSON Schema."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tellings.codec import from_json, schema_of, to_json, to_text
from tellings.errors import BrokenPromise
from tellings.intake import read_paths
from tellings.model import Extraction, Findings, Record, Report
from tellings.pipeline import gather, read_findings

SEED = (
    Path(__file__).resolve().parent.parent
    / "examples"
    / "camp-liberty"
    / "reports"
    / "stop-fundamentalism.txt"
)


@cache
def found() -> Findings:
    return read_findings(gather(read_paths([SEED])))


def values() -> list[tuple[type, Any]]:
    findings = found()
    return [
        (Report, findings.reports[0]),
        (Extraction, findings.extractions[0]),
        (Record, findings.records[0]),
    ]


@pytest.mark.parametrize("place", [0, 1, 2], ids=["report", "extraction", "record"])
def test_what_is_written_comes_back_the_same(place: int) -> None:
    kind, value = values()[place]
    assert from_json(kind, json.loads(to_text(value))) == value


@pytest.mark.parametrize("place", [0, 1, 2], ids=["report", "extraction", "record"])
def test_the_wire_form_stands_in_its_schema(place: int) -> None:
    kind, value = values()[place]
    schema = schema_of(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(to_json(value), schema)


def test_the_schema_refuses_another_shape() -> None:
    wire = to_json(found().records[0])
    wire["fields"]["killed"]["standing"]["status"] = "certain"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wire, schema_of(Record))


def test_a_record_has_the_keys_of_the_contract() -> None:
    wire = to_json(found().records[0])
    contract = (
        "incident_id title method fields accounts persons voices origins leads warnings schema reader policy"
    )
    assert set(contract.split()) <= set(wire)
    claim = wire["fields"]["killed"]["readings"][0]["claims"][0]
    of_claim = (
        "claim_id field report_id attribution_id chain origin rests_on span quote wording hedged carried_on undecided "
        "how confidence relations"
    )
    assert set(of_claim.split()) <= set(claim)
    assert set(claim["span"]) == {"start", "end"}
    support = wire["fields"]["killed"]["standing"]["support"]
    assert set(support) == {"pages", "voices", "origins", "sides", "first_hand"}


def test_a_value_of_another_shape_is_named() -> None:
    with pytest.raises(BrokenPromise, match="not a Report: at text"):
        from_json(Report, {"report_id": "report-1"})
