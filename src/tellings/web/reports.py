"""The reports of a case as a list.

In:   words that must stand in them; the number of a page.
Out:  the page.
Holds: a report that tells no incident is in the list as any other, and says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tellings.model import Report
from tellings.publish.card import Card
from tellings.publish.page import language_of
from tellings.publish.words import edtf_in_words, kind_mark
from tellings.web.pages import desk_of, page
from tellings.web.wording import _

router = APIRouter()

_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A row of the list of reports. incidents: where each stands, and its title."""

    report: Report
    mark: str
    published: str
    language: str
    incidents: tuple[tuple[str, str], ...]


@router.get("/reports")
def reports_page(request: Request, number: int = 1, q: str = "") -> Response:
    """Show the reports of the case, by the incident that they tell. number: of the page, from 1; q: words that must
    stand in them."""
    desk = desk_of(request)
    told = desk.index.told_in()
    cards = {card.incident_id: card for card in desk.cards()}
    ids = (
        list(dict.fromkeys(desk.index.reports_with(q)))
        if q.strip()
        else _by_incident(desk.case.report_ids(), told, cards)
    )
    last = max(1, -(-len(ids) // _A_PAGE))
    number = min(max(1, number), last)
    shown = ids[(number - 1) * _A_PAGE : number * _A_PAGE]
    database = desk.case.database  # asked for once: each time it is held against the log
    reports = [desk.case.report_of(row) for key in shown if (row := database.report(key)) is not None]
    return page(
        request,
        "reports.html.j2",
        {
            "rows": [_row(report, cards, told.get(report.report_id, ())) for report in reports],
            "total": len(ids),
            "number": number,
            "last": last,
            "q": q,
            "previous": f"/reports?{urlencode({'q': q, 'number': number - 1})}" if number > 1 else "",
            "following": f"/reports?{urlencode({'q': q, 'number': number + 1})}" if number < last else "",
        },
        title=_("Reports"),
        section="reports",
        modules=("keys",),
        sheets=("report",),
    )


def _by_incident(
    report_ids: Sequence[str], told: Mapping[str, Sequence[str]], cards: Mapping[str, Card]
) -> list[str]:
    """Return reports by the first incident that they tell: the newest incident first, and last those that tell none."""
    order = {card.incident_id: n for n, card in enumerate(sorted(cards.values(), key=_newest))}
    return sorted(
        report_ids,
        key=lambda key: min((order.get(i, len(order)) for i in told.get(key, ())), default=len(order)),
    )


def _newest(card: Card) -> tuple[int, str]:
    return -(card.latest.toordinal() if card.latest is not None else 0), card.incident_id


def _row(report: Report, cards: Mapping[str, Card], incident_ids: Sequence[str]) -> ReportRow:
    held = [cards[key] for key in incident_ids if key in cards]
    return ReportRow(
        report,
        kind_mark(report.kind),
        edtf_in_words(report.published) if report.published else "",
        language_of(report),
        tuple((f"/incidents/{card.incident_id}", card.title) for card in held),
    )
