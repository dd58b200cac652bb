"""Put the workbench together: its routes, its files, and what becomes of errors.

In:   a desk; the key and port that `serving` chose.
Out:  an ASGI application.
Holds: no traceback reaches a browser. Every error says what it is about, the fact and the next step, with the status
that fits it; what a person had typed is not lost by it.
"""

import logging
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import PlainTextResponse, Response
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from tellings import __version__
from tellings.errors import (
    CannotWrite,
    CaseBusy,
    CaseDamaged,
    InputError,
    TellingsError,
)
from tellings.publish.html import style
from tellings.web import (
    claim_forms,
    help,
    history,
    incident,
    incidents,
    intake,
    judging,
    original,
    report,
    reports,
    review,
    taking_out,
    voice,
)
from tellings.web.desk import Desk, NotHere
from tellings.web.guard import Guard
from tellings.web.pages import page
from tellings.web.wording import ENGLISH, Language, _, speak

_LOG = logging.getLogger(__name__)
# Where OTEL_... is set for other programs, FastAPI would send them what is asked for here. Nothing leaves this machine.
_NO_TELEMETRY = TelemetryConfig(tracing=False, metrics=False, logs=False, auto_configure=False)
_STATIC = Path(__file__).parent / "static"
_STATUS: tuple[tuple[type[TellingsError], int], ...] = (
    (CaseBusy, 503),
    (CannotWrite, 507),
    (CaseDamaged, 500),
    (InputError, 400),
    (TellingsError, 500),
)


def make_app(desk: Desk, *, key: str, port: int, language: Language = ENGLISH) -> FastAPI:
    """Return the workbench of a desk. key: what a browser has to bring; language: of the interface."""
    app = FastAPI(
        title="Tellings",
        version=__version__,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        telemetry=_NO_TELEMETRY,
    )
    app.state.desk = desk

    @app.get("/static/record.css", include_in_schema=False)
    def record_css() -> Response:
        return Response(style(), media_type="text/css", headers={"Cache-Control": "private, no-cache"})

    app.mount("/static", _Static(directory=_STATIC), name="static")
    rooms = (
        incidents, incident, voice, reports, report, original, review, judging, claim_forms, history, intake,
        taking_out, help,
    )  # fmt: skip
    for room in rooms:
        app.include_router(room.router)
    app.add_exception_handler(NotHere, _not_here)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _misread)
    app.add_exception_handler(TellingsError, _refused)
    app.add_exception_handler(Exception, _mistake)
    app.add_middleware(_InLanguage, language=language)
    app.add_middleware(Guard, key=key, port=port)
    return app


class _InLanguage:
    """Says what a request is answered with in a language."""

    def __init__(self, app: ASGIApp, language: Language) -> None:
        self.app = app
        self.language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        speak(self.language)
        await self.app(scope, receive, send)


class _Static(StaticFiles):
    """Our own files, which a browser may keep and asks after each time."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """Return a file."""
        answer = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        answer.headers["Cache-Control"] = "private, no-cache"
        return answer


def _error(request: Request, title: str, fact: str, status: int) -> Response:
    return page(request, "error.html.j2", {"fact": fact}, title=title, status_code=status)


async def _not_here(request: Request, exc: Exception) -> Response:
    fact = _(
        "This case holds nothing of that name. It may have been joined, parted or removed since the link was made."
    )
    return _error(request, _("Not here"), fact, 404)


async def _http(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, HTTPException)
    if exc.status_code == 404:
        return await _not_here(request, exc)
    return PlainTextResponse(str(exc.detail), status_code=exc.status_code)


async def _misread(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, RequestValidationError)
    names = ", ".join(sorted({str(one["loc"][-1]) for one in exc.errors()}))
    fact = (
        _("This form came without something that it needs, or with something else in its place: %s.") % names
    )
    return _error(request, _("Not understood"), f"{fact} {_('Nothing was changed.')}", 422)


async def _refused(request: Request, exc: Exception) -> Response:
    status = next(number for kind, number in _STATUS if isinstance(exc, kind))
    title = {503: _("The case is busy"), 507: _("The disk refuses"), 400: _("This cannot be done")}
    return _error(request, title.get(status, _("Something is wrong with the case")), str(exc), status)


async def _mistake(request: Request, exc: Exception) -> Response:
    _LOG.error("%s %s: %s: %s", request.method, request.url.path, type(exc).__name__, exc)
    fact = _("A mistake in Tellings %(version)s: %(what)s. What was kept before is whole.") % {
        "version": __version__,
        "what": type(exc).__name__,
    }
    return _error(request, _("A mistake in Tellings"), fact, 500)
