"""Let nobody in but the person who started the workbench, and let no page do what ours do not.

In:   every request, before any route sees it.
Out:  the request, passed on; or a short refusal. Every answer carries the headers that hold a browser to our own files.
Holds: a request names this machine by its loopback name (so that no other site's name can be pointed here), brings the
key that `tellings serve` printed, and changes something only from a page of ours. A body that is too long is refused,
by its stated length at once and by its true one as it comes.
"""

import hmac
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from fastapi import HTTPException
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

KEY = "key"  # of the query: the key as it stands in the address that is printed
LONGEST_FORM = 2_000_000  # bytes of a form: a judgement, with a reason
LONGEST_UPLOAD = 250_000_000  # bytes of what is brought in at once

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# What came from outside is drawn by `inert` with nothing left that could act. This is the second wall around it.
INERT_POLICY = "sandbox; default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",  # what a case holds is not for a browser to keep on the disk
}
_SAFE = ("GET", "HEAD")


class Guard:
    """The outermost layer of the workbench. key: what a browser has to bring; port: where it is served."""

    def __init__(self, app: ASGIApp, *, key: str, port: int, uploads: Iterable[str] = ("/add",)) -> None:
        self.app = app
        self.key = key
        self.hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}
        self.cookie = f"tellings_{port}"  # cookies know no ports: two workbenches, two names
        self.uploads = tuple(uploads)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        answer = self._refused(scope, headers)
        if answer is not None:
            await answer(scope, receive, _with_headers(send))
            return
        longest = LONGEST_UPLOAD if scope["path"].startswith(self.uploads) else LONGEST_FORM
        stated = headers.get("content-length", "0")
        if not stated.isdecimal() or int(stated) > longest:
            await _too_long(longest)(scope, receive, _with_headers(send))
            return
        await self._within(longest, scope, receive, _with_headers(send))

    def _refused(self, scope: Scope, headers: Headers) -> Response | None:
        host = headers.get("host", "")
        if host not in self.hosts:
            return PlainTextResponse(
                "This workbench answers to its loopback address alone. Open the address that `tellings serve` printed.",
                status_code=421,
            )
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        brought = next((value for name, value in query if name == KEY), None)
        if brought is not None and scope["method"] in _SAFE and self._is_key(brought):
            rest = urlencode([(name, value) for name, value in query if name != KEY])
            answer = RedirectResponse(scope["path"] + (f"?{rest}" if rest else ""), status_code=303)
            answer.set_cookie(self.cookie, self.key, httponly=True, samesite="lax", path="/")
            return answer
        if not self._is_key(_cookie(headers, self.cookie)):
            return PlainTextResponse(
                "This workbench is opened with a key. Open the address that `tellings serve` printed, with all that "
                "follows the question mark.",
                status_code=403,
            )
        if scope["method"] not in _SAFE and not _is_own(headers, host):
            return PlainTextResponse(
                "This came from another site, and nothing was changed. Use the pages of the workbench.",
                status_code=403,
            )
        return None

    def _is_key(self, brought: str) -> bool:
        return hmac.compare_digest(brought.encode("utf-8", "replace"), self.key.encode())

    async def _within(self, longest: int, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; its body is broken off where it grows longer than it may be."""
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            if message["type"] == "http.request":
                taken += len(message.get("body", b""))
                if taken > longest:
                    raise HTTPException(413, _too_long_words(longest), headers={"Connection": "close"})
            return message

        await self.app(scope, counted, send)


def _is_own(headers: Headers, host: str) -> bool:
    """Whether what changes something comes from a page of ours. A browser tells one or the other, or both."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if origin is not None and origin != f"http://{host}":
        return False
    return origin is not None or site == "same-origin"


def _cookie(headers: Headers, name: str) -> str:
    try:
        morsel = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return morsel.value if morsel is not None else ""


def _too_long(longest: int) -> Response:
    return PlainTextResponse(_too_long_words(longest), status_code=413, headers={"Connection": "close"})


def _too_long_words(longest: int) -> str:
    return (
        f"This is longer than the {longest // 1_000_000} MB that the workbench takes at once, and nothing was changed. "
        "Bring in fewer or smaller files, or use `tellings case add`."
    )


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sent
