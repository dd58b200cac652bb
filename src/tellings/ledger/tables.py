"""Make the tables of a ledger out of findings.

In:   findings as they are, and as they are shown; the judgements; facts about the case.
Out:  a `Ledger`: its tables, and for each row that can be edited what it stands for.
Holds: words come from the findings as shown, ids and spans from the findings as they are, so that a masked ledger
leads back to the kept text. What is masked or held back stands in no cell. The same findings give the same cells.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from tellings.judging import Matter
from tellings.ledger.cells import Cell, digest_of, fitted, normal
from tellings.ledger.claim_rows import ClaimEntry, claim_rows
from tellings.ledger.codebook import LAYOUTS, Form, Layout, words_of
from tellings.ledger.incident_rows import incident_rows, report_rows
from tellings.ledger.person_rows import LeadEntry, PersonEntry, lead_rows, person_rows
from tellings.ledger.states import States
from tellings.ledger.view import View
from tellings.model import Findings, Judgement, Method
from tellings.publish.words import told_in_method
from tellings.vocabulary import Field

MASKED = "masked"
INTERNAL = "internal"

_HELD_BACK = {
    "accusations": "claims that accuse, held back until a person confirms them",
    "persons": "things told of named persons held back until their names are released",
    "leads": "leads held back",
    "other": "other claims held back",
}


@dataclass(frozen=True, slots=True)
class Table:
    """One table. columns: names; rows: as many cells each, in the same order; text in them starts no formula."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The tables of a case, in the order of `LAYOUTS`; leads only where nothing is masked.

    mode: MASKED or INTERNAL. claims: by claim and incident id; persons: by claim id; leads: by lead id;
    incidents: ids of the accounts of each, by incident id. choices: ids of the claims with a choice in force, by
    incident id and field.
    """

    mode: str
    tables: tuple[Table, ...]
    states: States
    claims: Mapping[tuple[str, str], ClaimEntry]
    persons: Mapping[str, PersonEntry]
    leads: Mapping[str, LeadEntry]
    incidents: Mapping[str, tuple[str, ...]]
    choices: Mapping[tuple[str, Field], tuple[str, ...]]

    def table(self, name: str) -> Table:
        """Return the table of that name; one without rows where the ledger has none."""
        held = next((table for table in self.tables if table.name == name), None)
        return held if held is not None else Table(name, LAYOUTS[name].names, ())


def make_ledger(
    findings: Findings,
    shown: Findings,
    *,
    judgements: Sequence[Judgement],
    facts: Sequence[tuple[str, str]] = (),
) -> Ledger:
    """Return the ledger of a case.

    findings: unmasked. shown: the same, masked; or the very same, for an internal ledger. judgements: all of the case.
    facts: further rows of `about`, such as the version and the basis.
    """
    mode = MASKED if shown.masked else INTERNAL
    states = States.of(judgements, findings.reports, findings.extractions, findings.own_types)
    view = View.of(findings, shown, states)
    claims, persons, leads = claim_rows(view), person_rows(view), lead_rows(view)
    incidents = incident_rows(view)
    sheets: dict[str, Sequence[dict[str, Cell]]] = {
        "claims": [entry.cells for entry in claims],
        "incidents": [cells for cells, _ in incidents],
        "reports": report_rows(view),
        "persons": [entry.cells for entry in persons],
        "leads": [entry.cells for entry in leads],
    }
    tables = [
        _table(LAYOUTS[name], rows, mode)
        for name, rows in sheets.items()
        if name != "leads" or mode == INTERNAL
    ]
    codebook = _table(
        LAYOUTS["codebook"], _codebook([*(table.name for table in tables), "codebook", "about"]), mode
    )
    about = _table(LAYOUTS["about"], _about(view, mode, facts), mode)
    return Ledger(
        mode,
        (*tables, codebook, about),
        view.states,
        {(entry.claim.claim_id, entry.incident_id): entry for entry in claims},
        {entry.claim.claim_id: entry for entry in persons},
        {entry.lead_id: entry for entry in leads},
        {str(cells["incident_id"]): account_ids for cells, account_ids in incidents},
        _choices(claims, view.states),
    )


def _choices(claims: Sequence[ClaimEntry], states: States) -> Mapping[tuple[str, Field], tuple[str, ...]]:
    found: dict[tuple[str, Field], tuple[str, ...]] = {}
    for entry in claims:
        if states.in_force(entry.claim.claim_id, Matter.CHOICE):
            where = (entry.incident_id, entry.claim.field)
            found[where] = (*found.get(where, ()), entry.claim.claim_id)
    return found


def _table(layout: Layout, rows: Sequence[dict[str, Cell]], mode: str) -> Table:
    made = []
    for cells in rows:
        notes = []
        for name, cell in cells.items():
            if isinstance(cell, str):
                cells[name], note = fitted(cell)
                notes += [note] if note else []
        if notes:
            cells["notes"] = "; ".join(dict.fromkeys(notes))
        row = [cells.get(name) for name in layout.names]
        if layout.key:
            row[-1] = digest_of(mode, normals(layout, row[:-1]))
        made.append(tuple(cell if cell != "" else None for cell in row))
    return Table(layout.name, layout.names, tuple(made))


def normals(layout: Layout, cells: Sequence[Cell | bool]) -> tuple[str, ...]:
    """Return the normal forms of a row's cells, those of its first columns where there are fewer."""
    return tuple(
        normal(cell, is_decimal=column.form is Form.DECIMAL)
        for column, cell in zip(layout.columns, cells, strict=False)
    )


def _codebook(names: Sequence[str]) -> list[dict[str, Cell]]:
    return [
        {
            "column": column.name,
            "table": name,
            "meaning": column.meaning,
            "form": column.form.value,
            "editable": "yes" if column.editable else "",
            "words": words_of(column),
        }
        for name in names
        for column in LAYOUTS[name].columns
    ]


def _about(view: View, mode: str, facts: Sequence[tuple[str, str]]) -> list[dict[str, Cell]]:
    is_masked = mode == MASKED
    what = "masked: who is to be protected stands under a pseudonym" if is_masked else "INTERNAL: not masked"
    rows: list[tuple[str, str]] = [("ledger", what), *facts]
    records = view.findings.records
    method = records[0].method if records else Method()
    for one in fields(method):
        words = told_in_method(getattr(method, one.name))
        rows += [(f"method: {one.name}", words)] if words else []
    rows.append(("reader", ", ".join(sorted({record.reader for record in records}))))
    rows.append(("incidents", str(len(records))))
    rows.append(("reports", str(len(view.findings.reports))))
    rows += [(_HELD_BACK[what], str(number)) for what, number in sorted(view.held_back.items()) if number]
    if is_masked:
        rows.append(("names held back", str(view.shown.held_back.names)))
    rows.append(
        ("an apostrophe at the start of a cell", "stands before what a spreadsheet could take for a formula")
    )
    return [{"item": item, "told": told} for item, told in rows]
