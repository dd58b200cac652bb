"""What a report came in as, shown and handed out with everything in it that could act switched off.

In:   a report's id.
Out:  a page with the bytes as text; the words of a web page, drawn anew; the bytes themselves, to be saved.
Holds: bytes from outside are never answered as a page of ours. What was removed on purpose is said to be.
"""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tellings.intake.html import looks_like_html
from tellings.model import Report
from tellings.web.desk import Desk, NotHere
from tellings.web.guard import INERT_POLICY
from tellings.web.inert import draw_inert
from tellings.web.pages import desk_of, page
from tellings.web.wording import _

router = APIRouter()

_MOST_SHOWN = 200_000  # characters that are shown as text


@router.get("/reports/{report_id}/original")
def original_page(request: Request, report_id: str) -> Response:
    """Show what a report came in as: its bytes as text, and the words of a web page in their order."""
    desk = desk_of(request)
    report, data = _original(desk, report_id)
    words, note = _as_text(data) if data is not None else ("", "")
    return page(
        request,
        "original.html.j2",
        {
            "report": report,
            "outlet": report.outlet or _("an outlet that is not told"),
            "words": words[:_MOST_SHOWN],
            "more": max(0, len(words) - _MOST_SHOWN),
            "note": note,
            "size": len(data) if data is not None else 0,
            "is_kept": data is not None,
            "is_page": data is not None and looks_like_html(data),
        },
        title=_("The original"),
        section="reports",
        sheets=("report",),
    )


@router.get("/reports/{report_id}/original.bin")
def original_bytes(request: Request, report_id: str, shown: bool = False) -> Response:
    """Return the bytes that a report came in as. shown: the words of a web page, drawn with nothing that could act."""
    report, data = _original(desk_of(request), report_id)
    if data is None:
        raise NotHere(report_id)
    headers = {"Content-Security-Policy": INERT_POLICY, "X-Content-Type-Options": "nosniff"}
    if shown and looks_like_html(data):
        return Response(draw_inert(data), media_type="text/html", headers=headers)
    headers["Content-Disposition"] = f'attachment; filename="{report.report_id}.bin"'
    return Response(data, media_type="application/octet-stream", headers=headers)


def _original(desk: Desk, report_id: str) -> tuple[Report, bytes | None]:
    report = desk.case.report(report_id)
    if report is None:
        raise NotHere(report_id)
    return report, desk.case.original(report)


def _as_text(data: bytes) -> tuple[str, str]:
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return data.decode("latin-1"), _("These bytes are no UTF-8; they are shown as Latin-1.")
