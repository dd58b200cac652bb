"""Write pages: the frame around every one, and the environment of their templates.

In:   a request, a template, and what the template shows.
Out:  an HTML answer.
Holds: templates escape all that they print. A page names every file it loads, and all are ours.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from tellings.publish.html import CONTROLS, kept, signed
from tellings.web.desk import Desk
from tellings.web.wording import _, counted, spoken

_SIGNS_IN_JSON = {code: f"\\\\u{code:04x}" for code in CONTROLS}  # read as JSON, the sign and not the control


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page. section: which of the places at its head is meant; is_due: whether something came in
    since the records were built; modules: the scripts of its behaviours; sheets: the style sheets of its own."""

    title: str
    section: str
    case: str
    by: str
    is_due: bool
    language: str
    direction: str
    modules: tuple[str, ...]
    sheets: tuple[str, ...]
    notice: str


def desk_of(request: Request) -> Desk:
    """Return the desk that a request is about."""
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


def page(
    request: Request,
    template: str,
    shown: Mapping[str, Any],
    *,
    title: str,
    section: str = "",
    modules: Sequence[str] = (),
    sheets: Sequence[str] = (),
    status_code: int = 200,
) -> HTMLResponse:
    """Return a page. shown: what its template names. modules, sheets: files of `static/`, less their suffix.

    htmx asks for a page as a browser does, and takes the part of it that it wants.
    """
    desk = desk_of(request)
    frame = Frame(
        title=title,
        section=section,
        case=desk.name,
        by=desk.by,
        is_due=desk.is_due(),
        language=spoken().code,
        direction=spoken().direction,
        modules=tuple(modules),
        sheets=tuple(sheets),
        notice=_notice(request.query_params.get("said", "")),
    )
    text = environment().get_template(template).render(frame=frame, **shown)
    return HTMLResponse(text, status_code=status_code)


def _notice(code: str) -> str:
    """Return what is said on the next page of what was done on the one before; its address brings only the code."""
    notices = {
        "built": _("The records are up to date."),
        "kept": _("Your judgement is kept, and the record stands by it."),
        "held": _("That judgement was held already; nothing was added."),
        "undone": _("Undone. What was judged and undone stays in the history."),
        "published": _("Published. What changes from now on is shown as changed since."),
    }
    return notices.get(code, "")


@cache
def environment() -> Environment:
    """Return the environment of the templates; those of the record's own page are under `publish/`."""
    record = PackageLoader("tellings.publish")
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("tellings.web"), PrefixLoader({"publish": record})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        finalize=signed,
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        _, lambda one, many, number: spoken().texts.ngettext(one, many, number), newstyle=True
    )
    environment.filters["kept"] = kept
    environment.filters["json_block"] = _json_block
    environment.globals["counted"] = counted
    return environment


def _json_block(value: object) -> Markup:
    """Return a value as JSON that may stand in a script element as data: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_SIGNS_IN_JSON)
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))
