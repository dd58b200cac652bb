"""What incidents come to, in the form of an evaluation set: documents, a range, the voices behind it."""

import json

from click.testing import CliRunner

from tellings.cli import main
from tests.test_cli import lines_of

AT = "in the village of Brekkavod, Honduras, on Monday 6 May 2024"
DOCS = [
    {
        "doc_id": "a",
        "outlet": "The Lantern",
        "text": f"A bomb killed 12 people {AT}, the Harbour Monitor said.\n",
    },
    {
        "doc_id": "b",
        "outlet": "The Tide",
        "text": f"A bomb blast {AT} killed at least 14 people, Mayor Ada Lund said.\n",
    },
    {"doc_id": "c", "outlet": "The Tide", "text": "The council met to speak of the price of bread.\n"},
]


def test_an_incident_has_its_documents_its_range_and_the_voices_behind_it() -> None:
    done = CliRunner().invoke(main, ["records", "--format", "dossiers"], input=lines_of(DOCS))
    assert done.exit_code == 0, done.output
    incidents = json.loads(done.stdout)["incidents"]
    told, other = sorted(incidents, key=lambda one: len(one["doc_ids"]), reverse=True)
    assert sorted(told["doc_ids"]) == ["a", "b"]
    assert told["killed"] == {"low": 12, "high": 14}
    assert any("Harbour Monitor" in name for name in told["independent_origins"])
    assert any("Ada Lund" in name for name in told["independent_origins"])
    assert "The Lantern" not in told["independent_origins"]
    # a document that tells of no incident has one of its own, of which nothing is told
    assert (other["doc_ids"], other["killed"], other["independent_origins"]) == (["c"], None, [])
