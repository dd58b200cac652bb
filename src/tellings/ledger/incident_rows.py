"""Make the rows of the incidents table and of the reports table.

In:   a `View`.
Out:  cells by column, a row an incident, a row a report, in the order of the findings.
Holds: a value that nobody chose is the one of the incident's title, and the codebook says so; the range of all that
was ever told stands beside what was chosen, never in its place.
"""

from typing import TypeVar

from tellings.ledger.cells import Cell
from tellings.ledger.view import View
from tellings.model import DateValue, Exclusion, IncidentType, Place, Record, Value
from tellings.publish.words import value_in_words
from tellings.reconcile.titles import shown_date, shown_place, shown_type
from tellings.resolve.precision import (
    acled_geo_precision,
    acled_time_precision,
    ucdp_date_prec,
    ucdp_where_prec,
)
from tellings.taxonomy import crosswalk
from tellings.vocabulary import COUNT_FIELDS, Field

T = TypeVar("T")


def incident_rows(view: View) -> list[tuple[dict[str, Cell], tuple[str, ...]]]:
    """Return the rows, each with the ids of the accounts of its incident, sorted; without mentions in passing."""
    return [
        (_incident(record, view.shown_records[record.incident_id]), _accounts_of(record))
        for record in view.findings.records
        if record.incident_id in view.shown_records
    ]


def _accounts_of(record: Record) -> tuple[str, ...]:
    own = [account for account in record.accounts if not account.background] or list(record.accounts)
    return tuple(sorted(account.account_id for account in own))


def _incident(record: Record, shown: Record) -> dict[str, Cell]:
    day = _chosen(shown, Field.DATE, DateValue) or shown_date(shown.fields.get(Field.DATE))
    place = _chosen(shown, Field.PLACE, Place) or shown_place(shown.fields.get(Field.PLACE))
    kind = _chosen(shown, Field.TYPE, IncidentType) or shown_type(shown.fields.get(Field.TYPE))
    killed = shown.fields.get(Field.KILLED)
    cells: dict[str, Cell] = {"incident_id": record.incident_id, "title": shown.title}
    if day is not None:
        cells["date"] = day.edtf
        cells["earliest"] = day.earliest.isoformat() if day.earliest is not None else ""
        cells["latest"] = day.latest.isoformat() if day.latest is not None else ""
        cells.update(date_prec=ucdp_date_prec(day), time_precision=acled_time_precision(day))
    if place is not None:
        cells.update(place=place.name, lat=place.lat, lon=place.lon, radius_km=place.radius_km)
        cells.update(precision=place.precision.value, country=place.country or "")
        cells.update(where_prec=ucdp_where_prec(place), geo_precision=acled_geo_precision(place))
    cells["type"] = kind.type if kind is not None else ""
    if kind is not None:
        cells.update(crosswalk(kind.type, record.method.own_types))
    tolls = {toll.kind: toll for toll in shown.tolls}
    for count in COUNT_FIELDS:
        toll, held = tolls.get(count), shown.fields.get(count)
        cells[f"{count}_lowest"] = toll.lowest if toll is not None else None
        cells[f"{count}_highest"] = toll.highest if toll is not None else None
        chosen = held.standing.value if held is not None else None
        cells[f"{count}_chosen"] = value_in_words(chosen) if chosen is not None else ""
    if killed is not None:
        support = killed.standing.support
        cells["killed_standing"] = killed.standing.status.value
        cells.update(origins_low=support.origins.low, origins_high=support.origins.high)
    cells["pages"] = len({account.report_id for account in record.accounts if not account.background})
    cells["voices"] = len(shown.voices)
    cells["sides"] = "; ".join(sorted({voice.side for voice in shown.voices if voice.side}))
    cells["warnings"] = "; ".join(dict.fromkeys(warning.code.value for warning in shown.warnings))
    cells["out_of_scope"] = _reason(shown.out_of_scope)
    return cells


def _chosen(record: Record, field: Field, kind: type[T]) -> T | None:
    held = record.fields.get(field)
    value: Value | None = held.standing.value if held is not None else None
    return value if isinstance(value, kind) else None


def _reason(exclusion: Exclusion | None) -> str:
    return f"{exclusion.reason}: {exclusion.text}" if exclusion is not None else ""


def report_rows(view: View) -> list[dict[str, Cell]]:
    """Return the rows: every report that the case holds, those that the method leaves out included."""
    incidents: dict[str, list[str]] = {}
    copies: dict[str, dict[str, None]] = {}
    for record in view.findings.records:
        for account in record.accounts:
            incidents.setdefault(account.report_id, []).append(record.incident_id)
            if account.copy_of is not None:
                copies.setdefault(account.report_id, {})[account.copy_of] = None
    excluded = {one.id: one for one in view.shown.excluded}
    unread = {one.report_id: one.set_aside for one in view.shown.extractions if one.set_aside is not None}
    rows: list[dict[str, Cell]] = []
    for report in view.findings.reports:
        shown = view.shown_reports.get(report.report_id)
        aside = unread.get(report.report_id)
        if shown is None:
            continue
        rows.append(
            {
                "report_id": report.report_id,
                "outlet": shown.outlet,
                "title": shown.title,
                "author": shown.author,
                "agency": shown.agency,
                "published": shown.published,
                "published_inferred": "yes" if shown.published_inferred else "",
                "url": shown.url,
                "retrieved": shown.retrieved,
                "kind": shown.kind.value,
                "language": shown.language,
                "copy_of": "; ".join(copies.get(report.report_id, ())),
                "text_sha256": report.text_sha256,
                "original_sha256": report.original_sha256,
                "incidents": "; ".join(dict.fromkeys(incidents.get(report.report_id, ()))),
                "excluded": _reason(excluded.get(report.report_id)),
                "unread": f"{aside.reason}: {aside.message}" if aside is not None else "",
            }
        )
    return rows
