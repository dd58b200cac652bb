"""The same report gives the same output, to the byte: alone, among others, in any order, on any number of threads."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tellings.attribution import attribute, rules
from tellings.attribution.merging import merge
from tellings.attribution.telling import Telling
from tellings.attribution.trained import TrainedReader
from tellings.cli.forms import as_line, attributions_line
from tellings.inference import Encoder
from tellings.models import ModelFiles, open_model
from tellings.text.segment import Document, segment
from tests.builders import TEXT, report

LONG = (
    "Shells hit the market of Ardeh on Monday, and the clinic in Tesh said that it had treated forty people, among "
    "them a guard who had heard from a neighbour that the bridge was mined. "
)
TEXTS = {
    "plain": TEXT,
    "one word": "Shelling",
    "headlines alone": "Market of Ardeh shelled: Residents\nArmy denies it fired\nUN: six dead",
    "quotations alone": '\u201cSix were dead,\u201d Ilka Voss said. \u201cWe counted them.\u201d "No," said Obi.',
    "nested": "A monitor quoted a colonel as saying that prisoners had told him that Osk ordered the attack, and the "
    "Front denied it. A spokesman told Reuters that the council believed the claim was false.",
    "capitals": "ARDEH, 9 FEB (AFP) -- SIX PEOPLE WERE KILLED, POLICE SAID. THE ARMY DENIED THAT IT HAD FIRED.",
    "lost marks": "Ilka Voss said six people died We counted them she said The army denied it had fired the shells",
    "table": "Date\tPlace\tKilled\n2013-02-09\tArdeh\t6\n2013-02-10\tTesh\t3\n",
    "odd characters": "Ilka\u200b Voss \u202esaid\u202c that \u201csix\ufeff people\u201d had died, Andre\u0301 told "
    "[SEP] 日本語 \U0001f44d\U0001f3fd."
    "\r\n\r\nPolice \u2066said\u2069 so, the army\x92s men claimed\u2028that it was over.",
    "mixed languages": f"{TEXT}\n\n"
    "قال مدير المستشفى إن ستة أشخاص قتلوا في السوق يوم الاثنين وأصيب ثلاثة آخرون بجروح.",
    "many windows": "\n\n".join(f"{LONG}Voss, {n} miles away, denied it." for n in range(12)),
    "one long paragraph": LONG * 14,
    "one long word": f"Voss said that {'x' * 30_000} was hit, and Obi denied that it was.",
}  # fmt: skip


def document_line(name: str) -> str:
    return json.dumps({"doc_id": name, "text": TEXTS[name]}) + "\n"


@cache
def model() -> ModelFiles:
    return open_model()


@cache
def reader_on(threads: int) -> TrainedReader:
    files = model()
    numbers = json.loads(files.file("attribution.json"))
    return TrainedReader(
        Encoder(files, threads=threads),
        moves=np.array(numbers["moves"], np.float32),
        places=np.array(numbers["places"], np.float32),
    )


def line_of(name: str, *, threads: int) -> str:
    """What `tellings attribute --carried-on` prints of a text, read on so many threads."""

    def read(document: Document) -> tuple[Telling, ...]:
        return merge(document, reader_on(threads).read(document), rules.read_tellings(document))

    voices, attributions = attribute(segment(report(TEXTS[name], outlet=None)), read_spans=read)
    return as_line(attributions_line(name, voices, attributions, carried_on=True))


@cache
def alone(name: str) -> str:
    return line_of(name, threads=1)


def test_the_texts_are_worth_comparing() -> None:
    assert sum(len(json.loads(alone(name))["attributions"]) for name in TEXTS) > 40


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_a_report_is_read_alike_in_any_order_and_on_any_number_of_threads(threads: int) -> None:
    for seed in range(2):
        order = sorted(TEXTS)
        random.Random(seed).shuffle(order)
        assert {name: line_of(name, threads=threads) for name in order} == {
            name: alone(name) for name in TEXTS
        }


def printed(names: Iterable[str], folder: Path, *, hash_seed: int) -> dict[str, bytes]:
    """What the command prints for documents in this order, by doc_id. hash_seed: orders what Python keeps unordered."""
    file = folder / "docs.jsonl"
    file.write_text("".join(map(document_line, names)), encoding="utf-8")
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "from tellings.cli import main; main()",
            "attribute",
            "--carried-on",
            str(file),
        ],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONHASHSEED": str(hash_seed)},
    )
    assert run.returncode == 0, run.stderr.decode()
    return {json.loads(line)["doc_id"]: line for line in run.stdout.splitlines()}


def test_the_command_prints_the_same_bytes_in_any_order_and_for_one_document_alone(tmp_path: Path) -> None:
    names: Sequence[str] = list(TEXTS)
    forth = printed(names, tmp_path, hash_seed=1)
    assert list(forth) == names
    assert printed(names[::-1], tmp_path, hash_seed=2) == forth
    for name in ("nested", "many windows"):
        assert printed([name], tmp_path, hash_seed=3) == {name: forth[name]}
    assert {name: line.decode() for name, line in forth.items()} == {name: alone(name) for name in names}
