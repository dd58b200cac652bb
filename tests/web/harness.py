"""A page of nothing but one drawing, served from loopback under the workbench's own content policy.

In:   what the page holds, and the incidents that its view is about.
Out:  an address. `/` is the page, in the workbench's frame; `/points.json` answers by bbox and days of its query.
Holds: scripts, sheets and templates are the real ones; only case and routes are left out.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import tellings.web
from tellings.publish.html import style
from tellings.web.guard import POLICY
from tellings.web.pages import Frame, environment

STATIC = Path(tellings.web.__file__).parent / "static"
TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}

Point = dict[str, Any]

VIEW = """{% extends "frame.html.j2" %}{% import "drawings.html.j2" as drawings %}{% block content %}
<h1>Incidents</h1>
<form data-view action="/" hx-get="/" hx-select="#results" hx-target="#results" hx-swap="outerHTML" hx-push-url="true">
{% for name, value in view.items() %}<label>{{ name }} <input name="{{ name }}" value="{{ value }}"></label>{% endfor %}
<button>Show</button></form>
<div id="results">{{ drawings.map(points) }}{{ drawings.timeline(points) }}</div>
{% endblock %}"""


def point(incident_id: str, lat: float | None = None, lon: float | None = None, **told: Any) -> Point:
    """An incident as the list hands it to the drawings; what is not said is as most incidents have it."""
    known: Point = {
        "id": incident_id, "title": f"Shelling of {incident_id}", "lat": lat, "lon": lon,
        "radius_km": None if lat is None else 3.0, "precision": None if lat is None else "a town",
        "place": None if lat is None else incident_id, "earliest": "2013-02-09", "latest": "2013-02-09",
        "origins_low": 1, "origins_high": 2, "killed": "6 to 7", "url": f"/incidents/{incident_id}",
    }  # fmt: skip
    return known | told


def answer_for(points: Sequence[Point], query: Mapping[str, str]) -> dict[str, Any]:
    """What `/points.json` holds for a view."""
    held = [each for each in points if _in_box(each, query.get("bbox", "")) and _in_days(each, query)]
    return {
        "points": held,
        "no_place": [{k: each[k] for k in ("id", "title", "url")} for each in held if each["lat"] is None],
        "no_date": sum(each["earliest"] is None and each["latest"] is None for each in held),
        "of": len(points),
    }


def _in_box(each: Point, bbox: str) -> bool:
    if not bbox:
        return True
    west, south, east, north = map(float, bbox.split(","))
    return each["lat"] is not None and west <= each["lon"] <= east and south <= each["lat"] <= north


def _in_days(each: Point, query: Mapping[str, str]) -> bool:
    if not (query.get("from") or query.get("to")):
        return True
    first, last = each["earliest"] or each["latest"], each["latest"] or each["earliest"]
    return bool(first) and last >= query.get("from", "") and first <= (query.get("to") or "9999")


@contextmanager
def served(
    template: str,
    *,
    modules: Sequence[str],
    sheets: Sequence[str],
    points: Sequence[Point] = (),
    **shown: Any,
) -> Iterator[str]:
    """Serve one page; yield its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            query = {name: values[-1] for name, values in parse_qs(address.query).items()}
            if address.path == "/":
                view = {name: query.get(name, "") for name in ("bbox", "from", "to")}
                asked = f"/points.json?{urlencode(view)}"
                frame = Frame(
                    "A drawing",
                    "",
                    "case",
                    "A. Reviewer",
                    False,
                    "en",
                    "ltr",
                    tuple(modules),
                    tuple(sheets),
                    "",
                )
                text = (
                    environment().from_string(template).render(frame=frame, view=view, points=asked, **shown)
                )
                self.answer(text.encode(), "text/html; charset=utf-8")
            elif address.path == "/points.json":
                self.answer(json.dumps(answer_for(points, query)).encode(), "application/json")
            elif address.path == "/static/record.css":
                self.answer(style().encode(), "text/css")
            else:
                file = STATIC / address.path.removeprefix("/static/")
                self.answer(file.read_bytes(), TYPES[file.suffix])

        def answer(self, body: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
