"""Write findings as one HTML file that needs nothing else: no network, no script, no other file.

In:   findings.
Out:  the text of an HTML document; the same findings give the same bytes.
Holds: report text is hostile: every string of the findings goes through Jinja's escaping, here and in the
templates; the content policy allows one style sheet, by its digest, and nothing else; every link stays on
the page. An address of a report is printed, not linked: opening it would tell its owner.
"""

import base64
import hashlib
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from tellings.model import Findings
from tellings.publish.page import lay_out


def render(findings: Findings) -> str:
    """Return the page of all records of `findings`, with every report in full and everything set aside."""
    sheet = style()
    # Jinja escapes what it prints; the style sheet is a file of ours, and escaping would break it.
    return (
        _environment()
        .get_template("record.html.j2")
        .render(page=lay_out(findings), style=Markup(sheet), policy=content_policy(sheet))
    )


def content_policy(sheet: str) -> str:
    """Return the content security policy of the page: the one style sheet, known by its digest, and no more."""
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def style() -> str:
    """Return the style sheet of the page; the workbench builds on it."""
    source, _, _ = PackageLoader("tellings.publish").get_source(_environment(), "record.css")
    return source


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tellings.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["kept"] = kept
    return environment


def kept(text: str) -> Markup:
    """Escape report text so that a parser gives back the same code points.

    A bare carriage return would come back as a line feed, so it is written as a reference. U+0000 cannot stand
    in HTML at all and is shown as its picture, U+2400.
    """
    return Markup(str(escape(text)).replace("\r", "&#13;").replace("\0", "␀"))
