"""The tables of a ledger: what stands in them, and what does not."""

from pathlib import Path

import pytest

from tellings import pipeline
from tellings.case import Case
from tellings.judging import leaf_of_claim, leaf_of_name
from tellings.ledger.codebook import LAYOUTS
from tellings.ledger.tables import INTERNAL, MASKED, Ledger, Table
from tellings.taxonomy import CODEBOOKS, crosswalk
from tellings.vocabulary import COUNT_FIELDS, WarningCode
from tests.builders import judgement, span
from tests.ledger.made import ledger, made_case, pages

MADE_OF_THREE = [claim for one in pages(3) for claim in one.claims()]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return made_case(tmp_path_factory.mktemp("ledger") / "case", pages(9))


@pytest.fixture(scope="module")
def internal(case: Case) -> Ledger:
    return ledger(case, INTERNAL)


def cells(table: Table) -> list[dict[str, object]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def test_every_claim_has_one_row_that_leads_back_to_the_kept_text(case: Case, internal: Ledger) -> None:
    texts = {report.report_id: report.text for report in case.reports()}
    rows = cells(internal.table("claims"))
    assert len({row["claim_id"] for row in rows}) == len(rows) == 9 * 11
    for row in rows:
        start, end = row["span_start"], row["span_end"]
        assert isinstance(start, int) and isinstance(end, int)
        quote = texts[str(row["report_id"])][start:end]
        assert quote == row["quote"] or (row["field"] == "accusations" and quote in str(row["quote"]))


def test_a_row_says_who_stands_behind_the_claim_and_how_its_field_stands(internal: Ledger) -> None:
    rows = [row for row in cells(internal.table("claims")) if row["field"] == "killed"]
    row = next(row for row in rows if row["outlet"] == "The Daily" and row["low"] != 2)
    assert row["chain"] == "The Daily ← the hospital director (by role only)"
    assert row["origin"] == row["rests_on"] == "the hospital director (by role only)"
    assert (row["standing"], row["low"], row["high"]) == ("contested", row["high"], row["low"])
    assert {"pages", "voices", "origins_low", "origins_high"} <= {name for name, cell in row.items() if cell}


def test_no_cell_holds_an_accused_without_the_accuser(internal: Ledger) -> None:
    for row in cells(internal.table("claims")):
        if row["field"] == "accusations":
            for cell in row.values():
                assert "Northern Council" not in str(cell) or "the ministry spokesman" in str(cell)


def test_a_masked_ledger_holds_no_accusation_no_lead_no_name_and_says_how_many(case: Case) -> None:
    masked = ledger(case, MASKED)
    text = str([table.rows for table in masked.tables])
    assert "Ilka" not in text and "Voss" not in text
    fields = {row["field"] for row in cells(masked.table("claims"))}
    assert not fields & {"accusations", "persons"} and "leads" not in {table.name for table in masked.tables}
    told = {str(item): told for item, told in masked.table("about").rows}
    assert told["claims that accuse, held back until a person confirms them"] == "9"
    assert told["things told of named persons held back until their names are released"] == "9"


def test_the_name_of_one_who_died_stands_in_a_masked_ledger_once_it_is_released(tmp_path: Path) -> None:
    case = made_case(tmp_path / "case", pages(3))
    report = case.reports()[0]
    name = leaf_of_name(span("Ilka Voss", of=report), report)
    case.add_judgement(judgement(name, verdict="released"))
    pipeline.build_case(case)
    masked = ledger(case, MASKED)
    assert {row["name"] for row in cells(masked.table("persons"))} == {"Ilka Voss"}
    assert "persons" in {row["field"] for row in cells(masked.table("claims"))}


def test_a_confirmed_accusation_stands_in_a_masked_ledger_with_its_accuser(tmp_path: Path) -> None:
    case = made_case(tmp_path / "case", pages(3))
    blame = next(one for one in MADE_OF_THREE if one.field == "accusations")
    report = next(one for one in case.reports() if one.report_id == blame.report_id)
    case.add_judgement(judgement(leaf_of_claim(blame, report), verdict="confirmed"))
    pipeline.build_case(case)
    (row,) = [row for row in cells(ledger(case, MASKED).table("claims")) if row["field"] == "accusations"]
    assert "the ministry spokesman" in str(row["value"]) and "Northern Council" in str(row["value"])
    assert row["verdict"] == "confirmed" and "the ministry spokesman" in str(row["quote"])


def test_ids_and_places_are_the_same_masked_and_not(case: Case, internal: Ledger) -> None:
    places = {
        (row["claim_id"], row["span_start"], row["span_end"]) for row in cells(internal.table("claims"))
    }
    masked = cells(ledger(case, MASKED).table("claims"))
    assert {(row["claim_id"], row["span_start"], row["span_end"]) for row in masked} <= places


def test_the_codebook_explains_every_column(internal: Ledger) -> None:
    told = {(row["table"], row["column"]) for row in cells(internal.table("codebook"))}
    assert told == {(table.name, name) for table in internal.tables for name in table.columns}
    assert all(column.meaning for layout in LAYOUTS.values() for column in layout.columns)


def test_every_word_of_a_closed_list_stands_in_the_codebook_with_what_it_means_there(
    internal: Ledger,
) -> None:
    told = {
        (row["table"], row["column"]): str(row["words"] or "") for row in cells(internal.table("codebook"))
    }
    for layout in LAYOUTS.values():
        for column in layout.columns:
            words = told.get((layout.name, column.name), "")
            assert all(str(word) in words for word in column.words)
    assert "document (a report, order, letter or list)" in told["leads", "kind"]
    assert "document (in a statement, letter or report)" in told["claims", "how"]
    assert "excluded: rejected (rejected by a person)" in told["claims", "standing"]
    assert "(counted)" not in told["claims", "access"] and "attack/shelling" in told["claims", "value"]
    assert all(code in told["incidents", "warnings"] for code in WarningCode)


def test_the_range_ever_told_of_every_kind_of_count_stands_in_the_incidents_table(internal: Ledger) -> None:
    names = internal.table("incidents").columns
    assert {f"{kind}_{end}" for kind in COUNT_FIELDS for end in ("lowest", "highest", "chosen")} <= set(names)
    row = cells(internal.table("incidents"))[0]
    assert row["killed_lowest"] == 2 and row["date"] and row["place"] and row["type"] == "attack/shelling"


def test_an_incident_has_the_nearest_terms_of_its_type(internal: Ledger) -> None:
    rows = cells(internal.table("incidents"))
    assert any(row["type"] for row in rows)
    for row in rows:
        wanted = crosswalk(str(row["type"]))
        assert {book: row[book] or "" for book in CODEBOOKS} == wanted
    assert any(row["acled"] for row in rows if row["type"])


def test_an_incident_says_how_exact_its_day_and_place_are_in_the_codes_of_others(internal: Ledger) -> None:
    row = cells(internal.table("incidents"))[0]
    is_day = row["earliest"] == row["latest"] != ""
    assert is_day and (row["date_prec"], row["time_precision"]) == (1, 1)
    known = {"settlement": (1, 1), "approximate": (2, 2), "country": (6, None), "unresolved": (None, None)}
    assert (row["where_prec"], row["geo_precision"]) == known[str(row["precision"])]


def test_what_the_method_leaves_out_has_rows_that_say_why(tmp_path: Path) -> None:
    case = made_case(tmp_path / "case", pages(3))
    method = case.folder / "method.toml"
    method.write_text(method.read_text() + '\n[exclude]\noutlets = ["The Daily"]\n')
    pipeline.build_case(case)
    made = ledger(case)
    rows = [row for row in cells(made.table("claims")) if row["outlet"] == "The Daily"]
    assert len(rows) == 11 and {row["standing"] for row in rows} == {"excluded: outlet_not_used"}
    (report,) = [row for row in cells(made.table("reports")) if row["outlet"] == "The Daily"]
    assert str(report["excluded"]).startswith("outlet_not_used: ")


def test_the_claims_of_an_incident_that_is_not_counted_say_so_in_their_rows(tmp_path: Path) -> None:
    case = made_case(tmp_path / "case", pages(3))
    method = case.folder / "method.toml"
    method.write_text(method.read_text() + '\n[period]\nfrom = "2019"\n')
    pipeline.build_case(case)
    standings = {row["standing"] for row in cells(ledger(case).table("claims"))}
    assert standings == {"excluded: before_period"}


def test_the_same_case_gives_the_same_cells(case: Case, internal: Ledger) -> None:
    assert ledger(case, INTERNAL).tables == internal.tables
