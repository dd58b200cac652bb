"""An edited ledger read back: each change is a judgement, or a fault that is named; nothing else happens."""

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tellings import pipeline
from tellings.case import Case
from tellings.codec import to_text
from tellings.judging import added_claim_id, in_force, leaf_of_lead, leaf_of_passage, missed_claim, speaker_of
from tellings.ledger.codebook import LAYOUTS
from tellings.ledger.csv_files import write_csv
from tellings.ledger.tables import INTERNAL, MASKED
from tellings.ledger.values import retold
from tellings.ledger.workbook import write_workbook
from tellings.model import Account, Claim, Count, Extraction, Judgement, Lead, Place, Report, Span
from tellings.publish.words import judgement_in_words
from tellings.resolve.gazetteer import Gazetteer
from tellings.vocabulary import Field, LeadKind, PlacePrecision, Stance, Verdict
from tests.builders import judgement, page, said
from tests.ledger.made import Cells, edit, facts_of, ledger, made_case, pages, read_back, row_of, rows_of

MADE = pages(9)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a made case, to be copied."""
    folder = tmp_path_factory.mktemp("edits") / "case"
    made_case(folder, MADE)
    return folder


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Case:
    return Case.open(shutil.copytree(built, tmp_path / "case"))


def exported(case: Case, mode: str = INTERNAL) -> Path:
    """Write the ledger of a case as CSV beside it, and return the folder."""
    folder = case.folder.parent / f"{mode}-ledger"
    folder.mkdir()
    for table in ledger(case, mode).tables:
        with open(folder / f"{table.name}.csv", "w", encoding="utf-8", newline="") as stream:
            write_csv(table, stream)
    return folder


def workbook(case: Case, mode: str = INTERNAL) -> Path:
    path = case.folder.parent / f"{mode}.xlsx"
    path.write_bytes(write_workbook(ledger(case, mode).tables))
    return path


def decided(
    case: Case, change: Callable[[list[Cells]], object], table: str = "claims", mode: str = INTERNAL
) -> list[Judgement]:
    """Return what a change of a table's rows comes to; there must be no faults."""
    folder = exported(case, mode)
    edit(folder / f"{table}.csv", change)
    edits = read_back(case, folder)
    assert not edits.problems, facts_of(edits.problems)
    return list(edits.judgements)


def faults(
    case: Case, change: Callable[[list[Cells]], object], table: str = "claims", mode: str = INTERNAL
) -> str:
    """Return the faults of a change, and check that nothing was decided without them."""
    folder = exported(case, mode)
    edit(folder / f"{table}.csv", change)
    return facts_of(read_back(case, folder).problems)


def taken_in(case: Case, judgements: list[Judgement]) -> None:
    case.add_judgements(judgements)
    pipeline.build_case(case)


def read_back_with(case: Case, which: str, **cells: str) -> list[Judgement]:
    """Return what these cells, written into the row of `row_of`, come to; the ledger is made anew for it."""
    folder = case.folder.parent / f"again-{random.random()}"
    exported(case).rename(folder)
    edit(folder / "claims.csv", lambda rows: row_of(rows, which).update(cells))
    edits = read_back(case, folder)
    assert not edits.problems, facts_of(edits.problems)
    return list(edits.judgements)


# ---------------------------------------------------------------- nothing changed


@pytest.mark.parametrize("mode", [INTERNAL, MASKED])
@pytest.mark.parametrize("of", [exported, workbook])
def test_a_ledger_that_nobody_changed_changes_nothing(
    case: Case, mode: str, of: Callable[[Case, str], Path]
) -> None:
    edits = read_back(case, of(case, mode))
    assert (edits.decided, edits.problems, edits.as_held, edits.idle) == ((), (), 0, 0)
    assert edits.unedited > 50


@pytest.mark.parametrize(
    "form",
    [
        {"delimiter": ";"},
        {"delimiter": "\t", "encoding": "utf-16"},
        {"line_end": "\n"},
        {"encoding": "utf-8"},
    ],
)
def test_another_spreadsheets_csv_is_read_the_same(case: Case, form: dict[str, str]) -> None:
    folder = exported(case)
    for file in folder.iterdir():
        edit(file, lambda rows: None, **form)
    edits = read_back(case, folder)
    assert not edits.problems and not edits.decided and edits.unedited > 50


def test_what_a_spreadsheet_does_to_cells_by_itself_is_no_edit(case: Case) -> None:
    def spoil(rows: list[Cells]) -> None:
        for row in rows:
            row["low"] = f"{row['low']}.0" if row["low"] else ""
            row["headline"] = row["headline"].upper()
            row["quote"] = row["quote"].replace("\n", "\r\n") + "  "
            row["confidence"] = row["confidence"].replace(".", ",")

    assert decided(case, spoil) == []


def test_empty_rows_and_columns_in_another_order_are_no_matter(case: Case) -> None:
    file = exported(case) / "claims.csv"
    text = rows_of(file)
    columns = sorted(text[0])
    lines = [
        ",".join(columns),
        "",
        *(",".join('"' + row[c].replace('"', '""') + '"' for c in columns) for row in text),
    ]
    file.write_text("\r\n".join(lines) + "\r\n\r\n", "utf-8")
    edits = read_back(case, file)
    assert not edits.problems and edits.unedited == len(text)


def test_a_row_as_exported_is_passed_over_when_the_case_has_moved_on(case: Case) -> None:
    kept = exported(case).rename(case.folder.parent / "kept")
    taken_in(case, read_back_with(case, "killed", verdict="rejected"))
    edits = read_back(case, kept)
    assert not edits.problems and not edits.decided


# ---------------------------------------------------------------- one change, one judgement


def test_low_and_high_together_are_one_correction(case: Case) -> None:
    (one,) = decided(case, lambda rows: row_of(rows, "killed").update(low="7", high="9", why="a recount"))
    assert (one.verdict, one.aspect, one.why, one.by) == (
        Verdict.CORRECTED,
        "value",
        "a recount",
        "A. Reviewer",
    )
    assert '"low":7,"high":9' in one.now and one.left.quote and one.left.field == "killed"
    taken_in(case, [one])
    row = row_of(rows_of(exported_again(case) / "claims.csv"), one.left.id)
    assert (row["low"], row["high"]) == ("7", "9") and "a recount" in row["judgements"]


def test_a_correction_keeps_the_earlier_value_beside_who_when_and_why(case: Case) -> None:
    before = row_of(rows_of(exported(case) / "claims.csv"), "killed")
    taken_in(case, read_back_with_kept(case, low="7", high="9", why="a recount"))
    row = row_of(rows_of(exported_again(case) / "claims.csv"), before["claim_id"])
    assert f"corrected (value, {before['low']} → between 7 and 9) by A. Reviewer on " in row["judgements"]
    assert ": a recount (judgement-" in row["judgements"]
    (told,) = (one for one in case.judgements())
    assert judgement_in_words(told).startswith(
        f"corrected from {before['low']} to between 7 and 9; by A. Reviewer on "
    )


def read_back_with_kept(case: Case, **cells: str) -> list[Judgement]:
    edit(
        case.folder.parent / f"{INTERNAL}-ledger" / "claims.csv",
        lambda rows: row_of(rows, "killed").update(cells),
    )
    edits = read_back(case, case.folder.parent / f"{INTERNAL}-ledger")
    assert not edits.problems, facts_of(edits.problems)
    return list(edits.judgements)


def exported_again(case: Case) -> Path:
    shutil.rmtree(case.folder.parent / f"{INTERNAL}-ledger")
    return exported(case)


@pytest.mark.parametrize(
    ("field", "cell", "told"),
    [
        ("date", "2013-02", '"edtf":"2013-02","earliest":"2013-02-01","latest":"2013-02-28"'),
        ("place", "Upper Ardeh", '"name":"Upper Ardeh"'),
        ("type", "attack/bombing", '"type":"attack/bombing"'),
        ("targets", "school", '"name":"school"'),
        ("weapons", "howitzer (artillery)", '"name":"howitzer","category":"artillery"'),
        ("denials", "casualties", '"denies":"casualties"'),
        ("persons", "Ilka Voss | age | 33", '"told":"33"'),
    ],
)
def test_a_value_is_read_by_the_kind_of_its_field(case: Case, field: str, cell: str, told: str) -> None:
    (one,) = decided(case, lambda rows: row_of(rows, field).update(value=cell))
    assert one.verdict is Verdict.CORRECTED and told in one.now


def test_a_place_corrected_to_one_elsewhere_is_not_said_to_lie_where_the_other_did() -> None:
    words = "Mosul, Nineveh"
    was = Place(
        "Mosul", words, PlacePrecision.SETTLEMENT, within=("Mosul District", "Nineveh"), country="Iraq"
    )
    now = retold(was, Field.PLACE, "Tikrit", wording=words, gazetteer=Gazetteer.open())
    assert isinstance(now, Place) and now.gazetteer_id is not None
    assert not {"Mosul District", "Nineveh"} & set(now.within)


def test_every_editable_cell_of_a_row_is_a_matter_of_its_own(case: Case) -> None:
    def change(rows: list[Cells]) -> None:
        row_of(rows, "injured").update(
            low="3", stance="alleges", verdict="confirmed", chosen="yes", released="TRUE", by="B. Other"
        )

    found = decided(case, change)
    assert [one.verdict for one in found] == [
        Verdict.CORRECTED, Verdict.CORRECTED, Verdict.CONFIRMED, Verdict.CHOSEN, Verdict.RELEASED,
    ]  # fmt: skip
    assert {one.by for one in found} == {"B. Other"} and len({one.left.id for one in found}) == 1


def test_a_choice_stands_in_the_record_and_in_the_row(case: Case) -> None:
    taken_in(case, read_back_with(case, "killed", chosen="yes"))
    row = row_of(rows_of(exported(case) / "claims.csv"), "killed")
    assert row["chosen"] == "yes" and "A. Reviewer" in row["chosen_because"]


def test_a_cell_emptied_again_undoes_its_judgement(case: Case) -> None:
    made = read_back_with(
        case, "killed", low="7", high="7", stance="alleges", verdict="confirmed", chosen="yes"
    )
    taken_in(case, made)
    undone = read_back_with(case, made[0].left.id, low="", high="", stance="", verdict="", chosen="")
    assert {one.verdict for one in undone} == {Verdict.UNDONE} and len(undone) == 4
    assert sorted(old for one in undone for old in one.replaces) == sorted(one.judgement_id for one in made)
    case.add_judgements(undone)
    assert in_force(case.judgements()) == ()


def test_a_new_verdict_replaces_the_one_in_force(case: Case) -> None:
    (first,) = read_back_with(case, "killed", verdict="confirmed")
    taken_in(case, [first])
    (second,) = read_back_with(case, "killed", verdict="rejected")
    assert (second.verdict, second.replaces) == (Verdict.REJECTED, (first.judgement_id,))


def test_a_rejected_claim_keeps_its_row_and_can_be_taken_back(case: Case) -> None:
    (first,) = read_back_with(case, "targets", verdict="rejected")
    taken_in(case, [first])
    rows = [row for row in rows_of(exported(case) / "claims.csv") if row["verdict"] == "rejected"]
    assert [row["standing"] for row in rows] == ["excluded: rejected"]
    shutil.rmtree(case.folder.parent / f"{INTERNAL}-ledger")

    def change(rows: list[Cells]) -> None:
        next(row for row in rows if row["verdict"] == "rejected").update(verdict="")

    (undone,) = decided(case, change)
    assert undone.replaces == (first.judgement_id,)


def test_another_choice_takes_the_place_of_the_one_before_in_one_judgement(case: Case) -> None:
    (first,) = read_back_with(case, "killed", chosen="yes")
    taken_in(case, [first])

    def change(rows: list[Cells]) -> None:
        held = next(row for row in rows if row["chosen"] == "yes")
        rival = next(
            row for row in rows
            if row["incident_id"] == held["incident_id"] and row["field"] == "killed" and row is not held
            and row["stance"] == "asserts"
        )  # fmt: skip
        held["chosen"], rival["chosen"] = "", "yes"

    (second,) = decided(case, change)
    assert (second.verdict, second.replaces) == (Verdict.CHOSEN, (first.judgement_id,))
    assert second.left.id != first.left.id


def test_a_person_is_released_once_whichever_rows_say_so(case: Case) -> None:
    found = decided(case, lambda rows: [row.update(released="yes") for row in rows[:2]], table="persons")
    assert {(one.verdict, one.left.kind, one.left.quote) for one in found} == {
        (Verdict.RELEASED, "name", "Ilka Voss")
    }
    taken_in(case, found)
    assert "yes" in {row["released"] for row in rows_of(exported_again(case) / "persons.csv")}


def test_a_claim_that_stands_in_two_incidents_has_a_row_in_each(tmp_path: Path) -> None:
    told = [said("killed", "four"), said("place", "Ardeh")]
    one = page("The Daily", *told, said("date", "2013-02-09"))
    two = page("Harbour Times", said("killed", "nine"), said("date", "2013-06-01"), said("place", "Brekka"))
    (account,) = one.extraction.accounts
    passing = replace(
        two.extraction.accounts[0].claims[1],
        report_id=one.report.report_id,
        span=account.claims[-1].span,
        quote=account.claims[-1].quote,
        claim_id="claim-0000000000000001",
        chain=account.claims[-1].chain,
        origin=account.claims[-1].origin,
        rests_on=account.claims[-1].rests_on,
    )
    other = replace(account, account_id="account-0000000000000001", claims=(*account.claims[:2], passing))
    made = replace(one, extraction=replace(one.extraction, accounts=(account, other)))
    case = made_case(tmp_path / "case", [made, two])
    killed = account.claims[0].claim_id

    def change(rows: list[Cells]) -> None:
        doubled = [row for row in rows if row["claim_id"] == killed]
        assert len({row["incident_id"] for row in doubled}) == 2
        for row in doubled:
            row["verdict"] = "rejected"

    (rejected,) = decided(case, change)
    assert (rejected.verdict, rejected.left.id) == (Verdict.REJECTED, killed)


def test_two_incidents_are_joined_by_an_account_of_each(tmp_path: Path) -> None:
    told = [said("type", "a shelling"), said("killed", "four")]
    one = page("The Daily", *told, said("date", "2013-02-09"), said("place", "Ardeh"))
    two = page("Harbour Times", *told, published="2013-07-01")
    case = made_case(tmp_path / "case", [one, two])
    assert len(case.records()) == 2

    def change(rows: list[Cells]) -> None:
        rows[0]["same_as"], rows[1]["same_as"] = rows[1]["incident_id"], rows[0]["incident_id"]

    (same,) = decided(case, change, table="incidents")
    assert same.verdict is Verdict.SAME and same.right is not None
    assert same.left.kind == same.right.kind == "account"
    case.add_judgement(same)
    again = read_back(case, case.folder.parent / "internal-ledger")
    assert (again.judgements, again.problems, again.as_held) == ((), (), 2)
    pipeline.build_case(case)
    assert len(case.records()) == 1


def test_incidents_at_odds_are_joined_with_all_their_accounts(case: Case) -> None:
    found = decided(case, lambda rows: rows[0].update(same_as=rows[1]["incident_id"]), table="incidents")
    assert {one.verdict for one in found} == {Verdict.SAME} and len(found) == 5
    before = len(case.records())
    taken_in(case, found)
    assert len(case.records()) == before - 1


@pytest.mark.parametrize("other", ["incident-0000000000000000", "itself"])
def test_an_incident_that_is_none_or_the_same_is_named(case: Case, other: str) -> None:
    def change(rows: list[Cells]) -> None:
        rows[0]["same_as"] = rows[0]["incident_id"] if other == "itself" else other

    assert 'row 2, column "same_as"' in faults(case, change, table="incidents")


def test_the_same_file_twice_adds_nothing_the_second_time(case: Case) -> None:
    folder = exported(case)
    edit(
        folder / "claims.csv",
        lambda rows: row_of(rows, "killed").update(low="7", high="7", verdict="confirmed"),
    )
    case.add_judgements(read_back(case, folder).judgements)
    for _ in ("before the build", "after it"):
        again = read_back(case, folder)
        assert not again.decided and not again.problems and again.as_held == 1
        pipeline.build_case(case)


@pytest.mark.parametrize("kept", range(6))
def test_an_import_that_was_cut_short_goes_on_where_it_stopped(case: Case, kept: int) -> None:
    folder = exported(case)

    def change(rows: list[Cells]) -> None:
        row_of(rows, "killed").update(low="7", high="9", stance="alleges", verdict="confirmed", chosen="yes")
        row_of(rows, "targets").update(verdict="rejected")

    edit(folder / "claims.csv", change)
    due = read_back(case, folder).judgements
    assert len(due) == 5
    case.add_judgements(due[:kept])
    rest = read_back(case, folder)
    assert not rest.problems, facts_of(rest.problems)
    assert [(one.verdict, one.aspect, one.left.id) for one in rest.judgements] == [
        (one.verdict, one.aspect, one.left.id) for one in due[kept:]
    ]


def test_a_masked_row_is_edited_like_any_other(case: Case) -> None:
    (one,) = decided(case, lambda rows: row_of(rows, "killed").update(low="1"), mode=MASKED)
    assert '"low":1' in one.now


# ---------------------------------------------------------------- what cannot be taken


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"quote": "other words"}, 'column "quote": is not to be edited'),
        ({"low": "9", "high": "4"}, 'column "low": 9 is above high'),
        ({"low": "six"}, 'column "low": "six" is no whole number'),
        ({"low": "12.000"}, 'column "low": "12.000" is no whole number'),
        ({"low": "", "high": ""}, 'column "low": is empty'),
        ({"low": "=1+1"}, 'column "low": holds a formula; Tellings evaluates none: paste its value'),
        ({"stance": "says"}, 'column "stance": "says" is not among asserts'),
        ({"verdict": "ok"}, 'column "verdict": "ok" is neither confirmed nor rejected'),
        ({"chosen": "maybe"}, 'column "chosen": "maybe" is neither yes nor empty'),
        ({"value": "ten"}, "edit low and high"),
        ({"chosen": "yes", "verdict": "rejected"}, 'column "chosen": the claim chosen is also rejected'),
        ({"claim_id": "claim-0000000000000000"}, 'column "claim_id": "claim" stands in no row'),
        ({"row_digest": "mine"}, 'column "row_digest": is not to be edited'),
        ({"row_digest": ""}, 'column "row_digest": the row was not exported'),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named_with_its_row(case: Case, cells: Cells, fault: str) -> None:
    found = faults(case, lambda rows: row_of(rows, "killed").update(cells))
    row = [n for n, row in enumerate(rows_of(case.folder.parent / "internal-ledger" / "claims.csv"), start=2)
           if row["field"] == "killed" or row["claim_id"] == "claim-0000000000000000"]  # fmt: skip
    assert fault in found and f"claims.csv, row {row[0]}, " in found


@pytest.mark.parametrize(
    ("field", "cells", "fault"),
    [
        ("date", {"value": "9 February"}, "is no date that can be read"),
        ("date", {"value": "41314"}, "is how a spreadsheet keeps a day"),
        ("type", {"value": "attack/unheard"}, "is not among abduction, "),
        ("place", {"low": "3"}, "place is told in no number"),
        ("place", {"value": ""}, 'set verdict to "rejected"'),
        ("accusations", {"value": "nobody"}, "is not to be edited: confirm it, or reject it"),
        ("accusations", {"chosen": "yes"}, "no accusation is ever chosen"),
        ("persons", {"value": "Ilka Voss"}, "write it like"),
    ],
)
def test_a_value_that_its_field_cannot_hold_is_named(
    case: Case, field: str, cells: Cells, fault: str
) -> None:
    assert fault in faults(case, lambda rows: row_of(rows, field).update(cells))


def test_a_change_without_a_reason_is_named(case: Case) -> None:
    folder = exported(case)
    edit(folder / "claims.csv", lambda rows: row_of(rows, "killed").update(verdict="confirmed"))
    assert 'column "why": gives no reason' in facts_of(read_back(case, folder, why=None).problems)


def test_a_reason_alone_changes_nothing_and_is_counted(case: Case) -> None:
    folder = exported(case)
    edit(folder / "claims.csv", lambda rows: row_of(rows, "killed").update(why="look again"))
    edits = read_back(case, folder)
    assert (edits.decided, edits.problems, edits.idle) == ((), (), 1)


def test_two_choices_in_one_field_of_an_incident_are_named(case: Case) -> None:
    def change(rows: list[Cells]) -> None:
        first = row_of(rows, "killed")
        same = [r for r in rows if r["incident_id"] == first["incident_id"] and r["field"] == "killed"]
        for row in same[:2]:
            row["chosen"] = "yes"

    found = faults(case, change)
    assert found.count("is chosen too, in the same field") == 2


def test_a_second_choice_beside_the_one_in_force_is_named(case: Case) -> None:
    taken_in(case, read_back_with(case, "killed", chosen="yes"))

    def change(rows: list[Cells]) -> None:
        held = next(row for row in rows if row["chosen"] == "yes")
        next(
            row for row in rows
            if row["incident_id"] == held["incident_id"] and row["field"] == "killed" and row is not held
        )["chosen"] = "yes"  # fmt: skip

    assert "empty that cell first" in faults(case, change)


def test_a_row_that_stands_twice_with_other_edits_is_named(case: Case) -> None:
    def change(rows: list[Cells]) -> None:
        row = row_of(rows, "killed")
        rows.append({**row, "verdict": "rejected"})
        row["verdict"] = "confirmed"

    assert "edited otherwise; leave one of them" in faults(case, change)


def test_an_edit_of_a_row_that_the_case_has_changed_since_is_stale(case: Case) -> None:
    kept = exported(case).rename(case.folder.parent / "kept")
    taken_in(case, read_back_with(case, "killed", verdict="confirmed"))
    edit(kept / "claims.csv", lambda rows: row_of(rows, "killed").update(verdict="rejected"))
    told = facts_of(read_back(case, kept).problems)
    assert "the case has changed here since the export (it has: confirmed by A. Reviewer on " in told


def test_a_date_that_is_not_to_be_edited_may_come_back_as_the_spreadsheets_own_day(case: Case) -> None:
    path = workbook(case)
    book = load_workbook(path)
    for row in book["claims"].iter_rows(min_row=2):
        for cell, column in zip(row, LAYOUTS["claims"].columns, strict=True):
            if column.name == "published":
                cell.value = datetime.fromisoformat(str(cell.value))
    book.save(path)
    edits = read_back(case, path)
    assert not edits.problems and not edits.decided


def test_a_csv_whose_dates_a_spreadsheet_wrote_its_own_way_says_what_to_use_instead(case: Case) -> None:
    found = faults(case, lambda rows: row_of(rows, "killed").update(published="1/1/2013"))
    assert "its own way" in found and "--to xlsx" in found


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        (lambda names: names.replace("stance", "Standpoint"), 'column "standpoint": is no column of claims'),
        (lambda names: names.replace("stance", "Standpoint"), 'column "stance": is missing'),
        (lambda names: names.replace("hedged", "stance"), 'column "stance": stands there twice'),
    ],
)
def test_a_column_renamed_missing_or_doubled_is_named(
    case: Case, head: Callable[[str], str], fault: str
) -> None:
    file = exported(case) / "claims.csv"
    first, _, rest = file.read_text("utf-8-sig").partition("\n")
    file.write_text(head(first) + "\n" + rest, "utf-8")
    assert fault in facts_of(read_back(case, file).problems)


def test_a_masked_cell_cannot_be_edited(case: Case) -> None:
    found = faults(case, lambda rows: row_of(rows, "targets").update(outlet="Another"), mode=MASKED)
    assert 'column "outlet": is not to be edited' in found


def test_all_faults_are_named_at_once_and_in_order(case: Case) -> None:
    def change(rows: list[Cells]) -> None:
        row_of(rows, "killed").update(low="many")
        row_of(rows, "injured").update(outlet="other", verdict="ok")

    assert len(faults(case, change).split("\n")) == 2


# ---------------------------------------------------------------- five hundred edits


def random_edits(rows: list[Cells], number: int, chance: random.Random) -> list[tuple[str, str, str]]:
    """Edit cells of so many rows, and say what each comes to: (claim id, verdict, aspect); the oracle."""
    due = []
    chosen: set[tuple[str, str]] = set()
    for row in chance.sample(rows, number):
        sort = chance.choice(["value", "value", "stance", "verdict", "chosen", "released"])
        key, field = row["claim_id"], row["field"]
        if sort == "value" and field in ("killed", "injured"):
            low = int(row["low"]) + 1
            row["low"], row["high"] = str(low), str(low + chance.randint(0, 5))
            due.append((key, "corrected", "value"))
        elif sort == "value" and field in ("targets", "place"):
            row["value"] += " upper"
            due.append((key, "corrected", "value"))
        elif sort == "stance" and field != "denials":
            row["stance"] = chance.choice([s.value for s in Stance if s.value != row["stance"]])
            due.append((key, "corrected", "stance"))
        elif (
            sort == "chosen"
            and field not in ("accusations", "persons")
            and (row["incident_id"], field) not in chosen
        ):
            chosen.add((row["incident_id"], field))
            row["chosen"] = chance.choice(["yes", "TRUE"])
            due.append((key, "chosen", ""))
        elif sort == "released":
            row["released"] = "yes"
            due.append((key, "released", ""))
        else:
            row["verdict"] = chance.choice(["confirmed", "rejected"])
            due.append((key, row["verdict"], ""))
        row["why"] = f"edit {len(due)}"
    return due


def better_read(found: Extraction, report: Report, chance: random.Random) -> Extraction:
    """Return what a better reader might find: spans moved by up to 20 code points at an end, ids anew."""

    def moved(claim: Claim) -> Claim:
        start = max(0, claim.span.start - chance.randint(0, 20))
        span = Span(start, min(len(report.text), claim.span.end + chance.randint(0, 20)))
        key = f"claim-anew-{claim.claim_id[6:]}"
        return replace(claim, claim_id=key, span=span, quote=span.of(report.text))

    def anew(account: Account) -> Account:
        return replace(account, account_id=f"account-anew-{account.account_id[8:]}",
                       claims=tuple(moved(claim) for claim in account.claims))  # fmt: skip

    return replace(found, accounts=tuple(anew(one) for one in found.accounts))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_five_hundred_edits_come_back_as_those_judgements_and_survive(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    case = made_case(tmp_path / "case", pages(60, seed))
    folder = exported(case)
    due: list[tuple[str, str, str]] = []
    edit(folder / "claims.csv", lambda rows: due.extend(random_edits(rows, 500, chance)))
    edits = read_back(case, folder / "claims.csv", why=None)
    assert not edits.problems, f"seed {seed}: {facts_of(edits.problems[:5])}"
    assert sorted((one.left.id, str(one.verdict), one.aspect) for one in edits.judgements) == sorted(due)
    assert case.add_judgements(edits.judgements) == len(due)
    before = pipeline.build_case(case)

    (case.folder / "case.db").unlink()
    again = Case.open(case.folder)
    assert {one.judgement_id for one in again.judgements()} == {one.judgement_id for one in edits.judgements}
    assert to_text(pipeline.build_case(again).records) == to_text(before.records)

    reports = {report.report_id: report for report in again.reports()}
    again.store_extractions(
        better_read(one, reports[one.report_id], chance) for one in again.extractions(pipeline.READER)
    )
    found = pipeline.build_case(again)
    applied = {one.judgement_id for one in found.judgements}
    aside = {one.item for one in found.set_aside}
    held = {one.judgement_id for one in edits.judgements}
    assert held <= applied | aside, f"seed {seed}"
    assert len(held & applied) > 0.9 * len(held), f"seed {seed}: {len(held & applied)} of {len(held)}"


def test_edits_of_a_workbook_come_back_as_those_judgements(case: Case) -> None:
    from openpyxl import load_workbook

    path = workbook(case)
    book = load_workbook(path)
    sheet = book["claims"]
    names = [cell.value for cell in sheet[1]]
    rows = [
        n for n in range(2, sheet.max_row + 1) if sheet.cell(n, names.index("field") + 1).value == "killed"
    ]
    for n in rows:
        sheet.cell(n, names.index("high") + 1).value = 99
        sheet.cell(n, names.index("why") + 1).value = "counted anew"
    book.save(path)
    edits = read_back(case, path)
    assert not edits.problems, facts_of(edits.problems)
    assert len(edits.judgements) == len(rows)
    for one in edits.judgements:
        assert '"high":99' in one.now and one.why == "counted anew"


# ---------------------------------------------------------------- what was decided elsewhere


def test_a_claim_that_was_added_stands_in_the_ledger_and_is_judged_there_as_any(case: Case) -> None:
    home = MADE[0]
    chain = [speaker_of(home.extraction.voices[0])]
    missed = missed_claim(Field.MISSING, Count(Field.MISSING, 4, 4, ""), Stance.ASSERTS, chain)
    added = judgement(leaf_of_passage(Span(0, 8), home.report), verdict="added", now=missed)
    taken_in(case, [added])
    assert not read_back(case, exported(case)).decided
    (row,) = [
        row
        for row in rows_of(case.folder.parent / "internal-ledger" / "claims.csv")
        if row["field"] == "missing"
    ]
    assert (row["claim_id"], row["low"], row["verdict"]) == (added_claim_id(added), "4", "")

    def judged(cells: dict[str, str]) -> list[Judgement]:
        folder = case.folder.parent / f"ledger-{random.random()}"
        (case.folder.parent / "internal-ledger").rename(folder)
        edit(
            folder / "claims.csv",
            lambda rows: next(one for one in rows if one["claim_id"] == added_claim_id(added)).update(cells),
        )
        edits = read_back(case, folder)
        assert not edits.problems, facts_of(edits.problems)
        return list(edits.judgements)

    taken_in(case, judged({"low": "5", "high": "5", "verdict": "confirmed"}))
    exported(case)
    (row,) = [
        row
        for row in rows_of(case.folder.parent / "internal-ledger" / "claims.csv")
        if row["field"] == "missing"
    ]
    assert (row["low"], row["verdict"]) == ("5", "confirmed")
    taken_in(case, judged({"verdict": "rejected"}))
    exported(case)
    (row,) = [
        row
        for row in rows_of(case.folder.parent / "internal-ledger" / "claims.csv")
        if row["field"] == "missing"
    ]
    assert row["standing"] == "excluded: rejected"


def test_stages_and_follow_ups_say_their_word_among_the_judgements_of_their_row(case: Case) -> None:
    home = MADE[0]
    (account,) = home.extraction.accounts
    lead = Lead(
        LeadKind.FOOTAGE,
        "film",
        home.report.report_id,
        Span(0, 8),
        home.report.text[:8],
        account.claims[0].chain,
    )
    told = replace(account, leads=(lead,))
    case.store_extraction(replace(home.extraction, reader=pipeline.READER, accounts=(told,)))
    asked = judgement(leaf_of_lead(lead, home.report), verdict="followed", now="asked", why="wrote to them")
    taken_in(case, [asked])
    exported(case)
    (row,) = rows_of(case.folder.parent / "internal-ledger" / "leads.csv")
    assert row["judgements"].startswith("followed (asked) by reviewer-1 on 2024-05-01: wrote to them (")
