"""The keys of the workbench, and how to read its pages.

In:   nothing.
Out:  the page.
"""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tellings.web.pages import page
from tellings.web.wording import _

router = APIRouter()


@router.get("/keys")
def keys_page(request: Request) -> Response:
    """Show the keys, and let them be switched off."""
    keys = [
        ("a", _("accept the claim")),
        ("r", _("reject it: goes to the reason")),
        ("c", _("correct it: opens the form")),
        ("n", _("the next claim")),
        ("p", _("the one before")),
        ("s", _("skip it, in a review")),
        ("u", _("undo what was judged of it last")),
        ("m", _("add a missed claim from the selected words")),
        ("g", _("mark the selected words as graphic")),
        ("/", _("search")),
        ("?", _("this page")),
    ]
    return page(request, "keys.html.j2", {"keys": keys}, title=_("Keys and help"), modules=("keys",))
