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

# Embeddings, overrides and isolates, with what ends them. A mark that only hints (U+200E, U+200F) turns nothing round.
CONTROLS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SIGNS = {code: f"\\u{code:04x}" for code in CONTROLS}
_ISOLATE, _END = "\u2068", "\u2069"  # what `lookup` puts around a name that runs from right to left
_SIGNS_BUT_ISOLATES = {code: sign for code, sign in _SIGNS.items() if chr(code) not in (_ISOLATE, _END)}


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
        finalize=signed,
    )
    environment.filters["kept"] = kept
    return environment


def signed(printed: object) -> object:
    r"""Return what a template prints, with controls of direction as signs (\u202e), as commands print them.

    A name that holds one would turn round what stands after it in its sentence, or pass for another. Given text goes
    through `kept`, and stands in an element that keeps its directions to itself. Isolates that are closed turn nothing
    round, and stay.
    """
    if isinstance(printed, str) and not isinstance(printed, Markup):
        return printed.translate(_SIGNS_BUT_ISOLATES if _is_closed(printed) else _SIGNS)
    return printed


def _is_closed(text: str) -> bool:
    """Whether every isolate in a text is ended in it: then none of them reaches beyond it."""
    depth = 0
    for char in text:
        depth += (char == _ISOLATE) - (char == _END)
        if depth < 0:
            return False
    return depth == 0


def kept(text: str) -> Markup:
    """Escape report text so that a parser gives back the same code points.

    A bare carriage return would come back as a line feed, so it is written as a reference. U+0000 cannot stand
    in HTML at all and is shown as its picture, U+2400.
    """
    return Markup(str(escape(text)).replace("\r", "&#13;").replace("\0", "␀"))
