"""All that was judged in a case, the newest first, and how to undo it.

In:   who judged, where asked for.
Out:  the page.
Holds: what was undone stays here, and says so.
"""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tellings.publish.words import judgement_in_words, sentence_case
from tellings.web.incident import HistoryLine
from tellings.web.pages import desk_of, page
from tellings.web.wording import _

router = APIRouter()

_A_PAGE = 100


@router.get("/history")
def history_page(request: Request, number: int = 1) -> Response:
    """Show what was judged. number: of the page, from 1."""
    desk = desk_of(request)
    judgements = desk.judgements()
    last = max(1, -(-len(judgements) // _A_PAGE))
    number = min(max(1, number), last)
    holding = {one.judgement_id for one in desk.holding()}
    shown = judgements[(number - 1) * _A_PAGE : number * _A_PAGE]
    return page(
        request,
        "history.html.j2",
        {
            "history": [
                HistoryLine(one, sentence_case(judgement_in_words(one)), one.judgement_id in holding)
                for one in shown
            ],
            "total": len(judgements),
            "number": number,
            "last": last,
            "here": f"/history?number={number}",
            "set_aside": [one for one in desk.set_aside() if one.item.startswith("judgement-")],
        },
        title=_("History of judgements"),
        section="history",
        modules=("acts",),
        sheets=("incident",),
    )
