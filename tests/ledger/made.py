"""A made case for the tests of the ledger: invented pages of invented incidents, and ways to edit its tables."""

import csv
import io
import random
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from tellings import pipeline
from tellings.case import Case
from tellings.cli.ledgers import ledgers_of
from tellings.ledger.edits import Edits, read_edits
from tellings.ledger.sheets import open_sheets
from tellings.ledger.tables import Ledger
from tellings.model import PersonFact
from tellings.vocabulary import PersonAspect
from tests.builders import Page, page, said, taken

PLACES = ("Ardeh", "Brekka", "Dolwirra", "Koromo", "Marlow", "Tesh Valley", "Quay Road", "Vesk")
OUTLETS = ("The Daily", "Harbour Times", "Northern Post", "Radio Quay", "Evening Ledger")
MADE_AT = "2024-06-01T10:00:00Z"

Cells = dict[str, str]


def pages(number: int, seed: int = 1) -> list[Page]:
    """Return invented pages, a few of each incident; the seed decides what they tell."""
    chance = random.Random(seed)
    made = []
    for n in range(number):
        incident = n // 3
        place = f"{PLACES[incident % len(PLACES)]} {chr(65 + incident // len(PLACES))}"
        day = f"2013-{incident % 12 + 1:02}-{incident % 27 + 1:02}"
        killed, injured = chance.randint(1, 40), chance.randint(1, 90)
        made.append(
            page(
                OUTLETS[n % len(OUTLETS)],
                said("type", f"shelling number {n}"),
                said("date", day, sentence=f"It was on {day}, the paper of page {n} says."),
                said("place", place, sentence=f"Shells fell on {place}, page {n} says."),
                said("killed", str(killed), "the hospital director", sentence=f"Killed were {killed}, so page {n}."),
                said("injured", str(injured), "the hospital director", sentence=f"Hurt were {injured}, so page {n}."),
                said("killed", "two", "the ministry spokesman", sentence=f"The ministry says two on page {n}."),
                said("targets", "market", sentence=f"The market was hit, page {n}."),
                said("weapons", "mortar", "a resident", sentence=f"A resident saw a mortar, page {n}."),
                said("accusations", "Northern Council", "the ministry spokesman", stance="alleges",
                     sentence=f"The ministry blames the Northern Council on page {n}."),
                said("denials", "had no part", "the Northern Council spokesman", stance="denies",
                     sentence=f"The Council said that it had no part, page {n}."),
                said("persons", "Ilka Voss", "a resident", value=PersonFact(
                    "Ilka Voss", PersonAspect.AGE, str(20 + n % 60), "aged"),
                    sentence=f"Among the dead is Ilka Voss, page {n}."),
                published=day,
            )
        )  # fmt: skip
    return made


def made_case(folder: Path, of: Iterable[Page]) -> Case:
    """Return a case that holds these pages as its reader would have read them, built."""
    case = Case.new(folder)
    held = list(of)
    case.add(taken(one.report) for one in held)
    case.store_extractions(replace(one.extraction, reader=pipeline.READER) for one in held)
    pipeline.build_case(case)
    return case


def ledger(case: Case, mode: str = "internal") -> Ledger:
    """Return the ledger of a case as it would be exported now."""
    return ledgers_of(case, pipeline.stored_findings(case))(mode, case.judgements())


def read_back(
    case: Case, path: Path, *, why: str | None = "held against the text", by: str = "A. Reviewer"
) -> Edits:
    """Return what an edited ledger comes to for a case."""
    findings = pipeline.stored_findings(case)
    return read_edits(
        open_sheets(path),
        findings=findings,
        judgements=case.judgements(),
        ledger_of=ledgers_of(case, findings),
        gazetteer=pipeline.case_gazetteer(case),
        by=by,
        why=why,
        made_at=MADE_AT,
    )


def rows_of(path: Path) -> list[Cells]:
    """Return the rows of a CSV table."""
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def edit(path: Path, change: Callable[[list[Cells]], object], **form: str) -> None:
    """Change the rows of a CSV table, and write it as a spreadsheet of that form would."""
    rows = rows_of(path)
    columns = next(csv.reader([path.read_bytes().decode("utf-8-sig").partition("\r\n")[0]]))
    change(rows)
    written = io.StringIO(newline="")
    writer = csv.DictWriter(
        written, columns, delimiter=form.get("delimiter", ","), lineterminator=form.get("line_end", "\r\n")
    )
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(written.getvalue().encode(form.get("encoding", "utf-8-sig")))


def row_of(rows: list[Cells], which: str) -> Cells:
    """Return the row of a claim by its id, or the first about a field."""
    return next(row for row in rows if which in (row["field"], row["claim_id"]))


def facts_of(problems: Iterable[object]) -> str:
    """Return problems in words, ids left out."""
    return re.sub(r"-[0-9a-f]{16}", "", "\n".join(map(str, problems)))
