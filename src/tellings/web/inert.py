"""Draw a web page that came from outside as its words in their order, and nothing that could act.

In:   the bytes of a page, as they came.
Out:  the text of an HTML document.
Holds: it is written anew from a short list of elements and attributes, every word of it escaped. No script, style,
image, link, form or address gets into it, so the policy under which it is served has nothing left to stop. What a style
hid stands in sight; an image is its words.
"""

from typing import TYPE_CHECKING

from markupsafe import escape

from tellings.intake.encoding import Undecoded
from tellings.intake.html import decode_page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DRAWN = frozenset(
    (
        "address article aside b blockquote br caption center cite code dd del div dl dt em figcaption figure footer "
        "h1 h2 h3 h4 h5 h6 header hr i ins kbd li main nav ol p pre q s section small span strong sub sup table tbody "
        "td tfoot th thead time tr u ul"
    ).split()
)
_VOID = frozenset(("br", "hr"))
_SILENT = frozenset("iframe noframes object script style template title".split())  # with all that they hold
_SPANS = frozenset(("colspan", "rowspan"))
_NUMBERS = frozenset(map(str, range(1, 1000)))


def draw_inert(data: bytes) -> str:
    """Return a page's words as a page in which nothing acts. Bytes that cannot be decoded stand as U+FFFD."""
    decoded = decode_page(data)
    page = data.decode("utf-8", "replace") if isinstance(decoded, Undecoded) else decoded[0]
    return (
        '<!doctype html><html><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head>\n'
        f"<body>{_drawn(page)}</body></html>\n"
    )


def _drawn(page: str) -> str:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        # a parser in C takes NUL for the end
        tree = html.document_fromstring(page.replace("\0", "\ufffd").encode(), parser=parser)
    except etree.LxmlError:
        return ""  # no element in it at all; the page shows the bytes as text as well
    written: list[str] = []
    silent = 0
    opened: list[bool] = []  # of the elements around: whether each was written
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        name = str(element.tag).lower()
        if event == "start":
            silent += name in _SILENT
            is_drawn = name in _DRAWN and not silent
            opened.append(is_drawn)
            if is_drawn:
                written.append(f"<{name}{_attributes(element)}>")
            if not silent:
                words = element.get("alt", "") if name == "img" else element.text or ""
                written.append(str(escape(f"[{words}]" if name == "img" and words else words)))
        else:
            if opened.pop():
                written.append("" if name in _VOID else f"</{name}>")
            silent -= name in _SILENT
            if not silent:
                written.append(str(escape(element.tail or "")))
    return "".join(written)


def _attributes(element: "HtmlElement") -> str:
    """Return the attributes that say how words run and how many cells of a table they take."""
    told = {name: element.get(name, "").strip().lower() for name in ("dir", *_SPANS)}
    held = [f' dir="{told["dir"]}"'] if told["dir"] in ("ltr", "rtl", "auto") else []
    held += [f' {name}="{told[name]}"' for name in sorted(_SPANS) if told[name] in _NUMBERS]
    return "".join(held)
