"""Take the report out of a web page.

In:   the bytes of an HTML page, its name, and what a sidecar tells of it.
Out:  Taken, or a SetAside with its reason.
Holds: the text is the page's main text in the page's words, a blank line between paragraphs, the headline
       first; scripts and styles are neither run nor text; nothing is fetched. The same bytes give the same
       report on every day: no clock time serves as a date, or as the latest date that is believed.

What the page tells of itself fills the report's outlet, title, author, address and publication date; a
sidecar wins. Its `lang` is not believed, since it is often the template's: the text decides. A date that
the page declares (its meta elements, JSON-LD or address) is told; one found elsewhere on the page, such as
beside the byline, counts as inferred; one in the running text is no publication date: there the incident's
own date stands.
"""

import logging
import re
from copy import deepcopy
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from tellings.intake.encoding import Undecoded, decode
from tellings.intake.facts import NO_FACTS, BadFact, Facts, facts_from
from tellings.intake.taken import Original, Taken
from tellings.intake.text import empty, report_of, undecoded
from tellings.model import SetAside

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SUFFIXES = (".html", ".htm", ".xhtml")

MAX_ELEMENTS = 50_000  # trafilatura takes some 6 s for as many on a laptop; a long news page has under 5,000
MAX_DEPTH = 200  # elements within elements; libraries that walk the tree by recursion hold out to here
MAX_ATTRIBUTES = 200  # of one element: the parser's time grows with their square
MAX_ALL_ATTRIBUTES = 200_000  # of all elements together; the libraries copy each several times
MAX_ODD_SHARE = 0.001  # of bytes that are not in the declared encoding: up to here they show as U+FFFD

# The libraries' own default is today, which would make a record depend on the day it was built.
_LATEST_DATE = "2100-12-31"

_HEAD_BYTES = 4096
_PAGE_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head)\b", re.I | re.S
)
_META_CHARSET = re.compile(rb"""<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_XML_ENCODING = re.compile(rb"""<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']""", re.I)
# As browsers take them (WHATWG Encoding Standard): pages that declare the left are written in the right.
_AS_BROWSERS = {"iso8859-1": "windows-1252", "ascii": "windows-1252", "gb2312": "gb18030", "gbk": "gb18030"}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

_BLOCKS = frozenset({"p", "head", "quote", "item", "list", "row", "table", "ab", "code", "div", "body"})
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_TAG = re.compile(r"""<[A-Za-z](?:[^>"']++|"[^"]*+"|'[^']*+')*+""")
_ATTRIBUTE = re.compile(r"""[^\s=/"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"']*))?|"[^"]*"|'[^']*'""")
_BYLINE_CHARS = 80  # a longer paragraph is running text
_MAX_BYLINES = 200
_ASIDE = frozenset({"aside", "nav", "footer"})
_DATE_MARK = re.compile(r"date|time|publi|posted|byline", re.I)
# A picture may be older than the page, an update is younger, and a title may carry the incident's date.
_NO_PUBLICATION = re.compile(r"image|modif|update|title|description|event|expir|copyright", re.I)
_WHOLE_DATE = r"""(?<!\d) (?:
    {y}\D{{0,2}}{m}\D{{0,2}}{d}
    | (?: {d}\D{{1,2}}{m} | {m}\D{{1,2}}{d} ) \D{{1,2}}{y}
    | {d}(?:st|nd|rd|th|\.)? \s{{1,5}}(?:of\s|de\s)? [^\W\d_]{{1,20}} [.,]? \s{{1,5}}(?:de\s)? {y}
    | (?<![^\W\d_])[^\W\d_]{{1,20}} [.,]? \s{{1,5}} {d}(?:st|nd|rd|th)? ,?\s{{1,5}} {y}
    ) (?!\d)"""  # 2019-03-04, 04/03/2019 in either order, 4 March 2019, March 4, 2019
_UPDATED = re.compile(r"updated|modified", re.I)

# What the libraries raise over pages they did not foresee, beside lxml's own errors.
_LIBRARY_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


def looks_like_html(data: bytes) -> bool:
    """Whether bytes start as a web page does."""
    return _PAGE_START.match(data[:_HEAD_BYTES].removeprefix(b"\xef\xbb\xbf")) is not None


def decode_page(data: bytes, told: str | None = None) -> tuple[str, int] | Undecoded:
    """Return the page's text and how many bytes of it could not be decoded, or why it has no text.

    told: the encoding, by somebody; it wins over what the page declares.
    """
    plain = decode(data, encoding=told)
    if told is None and isinstance(plain, Undecoded) and plain.reason == "wrong_encoding":
        declared = _declared_encoding(data)
        if declared is not None:
            plain = decode(data, encoding=declared)
        told = declared
    if isinstance(plain, str):
        return plain, 0
    if told is None or plain.reason == "binary":
        return plain
    shown = data.decode(told, "replace")
    odd = shown.count("\ufffd")
    return (shown, odd) if odd <= MAX_ODD_SHARE * len(data) else plain


def take_html(original: Original, *, told: Facts = NO_FACTS) -> Taken | SetAside:
    """Return the report that a web page holds.

    told: by a sidecar; it wins over the page where both tell.
    """
    decoded = decode_page(original.data, told.encoding)
    if isinstance(decoded, Undecoded):
        return undecoded(original, decoded)
    page, odd = decoded
    if not page or page.isspace():
        return empty(original)
    from lxml.etree import LxmlError

    _hush_libraries()
    fault = _attribute_fault(page)
    if fault is not None:
        return _set_aside(original, "too_large", fault)
    try:
        tree = _parse(page)
        fault = _size_fault(tree)
        if fault is not None:
            return _set_aside(original, "too_large", fault)
        facts = _page_facts(tree)
        text = _main_text(tree, title=facts.title)
    except (LxmlError, *_LIBRARY_FAULTS) as exc:
        return _set_aside(original, "unreadable_page", f"it cannot be read as HTML ({type(exc).__name__})")
    extractor = _extractor(odd)
    report = report_of(text, told.over(facts), original_sha256=original.sha256, extractor=extractor)
    if report is None:
        return _set_aside(original, "no_text", "no running text was found in it")
    return Taken(original, report)


def _hush_libraries() -> None:
    # without a handler, Python prints their complaints to the terminal, with words of the page in them
    for library in ("trafilatura", "htmldate"):
        logger = logging.getLogger(library)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())


def _extractor(odd: int) -> str:
    from importlib.metadata import version

    parts = [f"{library} {version(library)}" for library in ("trafilatura", "htmldate")]
    if odd:
        parts.append(f"{odd} undecodable bytes shown as U+FFFD")
    return ", ".join([*parts, "page 1"])


def _set_aside(original: Original, reason: str, message: str) -> SetAside:
    return SetAside(
        item=original.name,
        reason=reason,
        message=message,
        next_step="save the report's own words as a .txt file, and add that",
        original_sha256=original.sha256,
    )


def _declared_encoding(data: bytes) -> str | None:
    match = _META_CHARSET.search(data[:_HEAD_BYTES]) or _XML_ENCODING.match(data[:_HEAD_BYTES].lstrip())
    if match is None:
        return None
    facts = facts_from({"encoding": match.group(1).decode("ascii", "replace")})
    if isinstance(facts, BadFact) or facts.encoding is None:
        return None
    return _AS_BROWSERS.get(facts.encoding, facts.encoding)


def _parse(page: str) -> "HtmlElement":
    from lxml import html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    return html.document_fromstring(_NOT_XML.sub("", page).encode("utf-8"), parser=parser)


def _attribute_fault(page: str) -> str | None:
    for tag in _TAG.finditer(page):
        if tag.end() - tag.start() > MAX_ATTRIBUTES:
            found = sum(1 for _ in islice(_ATTRIBUTE.finditer(tag.group()), MAX_ATTRIBUTES + 2))
            if found > MAX_ATTRIBUTES + 1:  # the element's own name is found as well
                return f"one of its elements has more than {MAX_ATTRIBUTES:,} attributes"
    return None


def _size_fault(tree: "HtmlElement") -> str | None:
    depth = count = attributes = 0
    element: Any = tree
    # an own walk: it leaves as soon as one of the limits is passed
    while element is not None:
        count += 1
        if count > MAX_ELEMENTS:
            return f"it holds more than {MAX_ELEMENTS:,} elements"
        attributes += len(element.attrib)
        if attributes > MAX_ALL_ATTRIBUTES:
            return f"its elements have more than {MAX_ALL_ATTRIBUTES:,} attributes"
        if len(element):
            element = element[0]
            depth += 1
            if depth > MAX_DEPTH:
                return f"its elements stand more than {MAX_DEPTH} deep in one another"
            continue
        while element is not None and element.getnext() is None:
            element = element.getparent()
            depth -= 1
        if element is not None:
            element = element.getnext()
    return None


def _page_facts(tree: "HtmlElement") -> Facts:
    from trafilatura.metadata import extract_metadata

    told = extract_metadata(
        deepcopy(tree),
        date_config={"extensive_search": False, "original_date": True, "max_date": _LATEST_DATE},
    )
    published, is_inferred = _publication_date(tree, url=told.url)
    facts = facts_from({"outlet": told.sitename, "title": told.title, "author": told.author, "url": told.url})
    if isinstance(facts, BadFact):  # pragma: no cover - the parser has dropped what could make words bad
        facts = NO_FACTS
    return replace(facts, published=published, published_inferred=is_inferred)


def _publication_date(tree: "HtmlElement", *, url: str | None) -> tuple[str | None, bool]:
    """Return the publication date and whether it had to be inferred from the look of the page."""
    declared = _date_in(_declarations(tree), url=url)
    if declared is not None:
        return declared, False
    found = _date_in(_bylines(tree), url=None)
    return found, found is not None


def _date_in(page: "HtmlElement", *, url: str | None) -> str | None:
    from htmldate import find_date
    from lxml.html import tostring

    found = find_date(
        page,
        extensive_search=False,
        original_date=True,
        url=url,
        deferred_url_extractor=True,
        max_date=_LATEST_DATE,
    )
    if found is None:
        return None
    # htmldate makes a day of "March 2019" by taking today's: only a date that stands there whole is believed
    year, month, day = (int(part) for part in found.split("-"))
    told = _WHOLE_DATE.format(y=year, m=f"0?{month}", d=f"0?{day}")
    shown = f"{tostring(page, encoding='unicode')} {url or ''}"
    return found if re.search(told, shown, re.VERBOSE) else None


def _declarations(tree: "HtmlElement") -> "HtmlElement":
    """Return a page of nothing but what the page declares of itself: meta, canonical link and JSON-LD."""
    bare, head, _ = _empty_page()
    for element in tree.iter("meta", "link", "script"):
        says = " ".join(element.get(key, "") for key in ("property", "name", "itemprop", "http-equiv"))
        if element.tag == "meta":
            is_wanted = _NO_PUBLICATION.search(says) is None
        elif element.tag == "link":
            is_wanted = element.get("rel", "").lower() == "canonical"
        else:
            is_wanted = element.get("type", "").lower() == "application/ld+json"
        if is_wanted:
            _add(head, element)
    return bare


def _bylines(tree: "HtmlElement") -> "HtmlElement":
    """Return a page of the short parts of a page that are marked as its date, outside the running text."""
    bare, _, body = _empty_page()
    added: set[HtmlElement] = set()
    for element in tree.iter("time", "abbr", "span", "div", "p", "li", "td"):
        if len(added) == _MAX_BYLINES:
            break
        says = " ".join(element.get(key, "") for key in ("class", "id", "itemprop"))
        is_date = element.tag == "time" or _DATE_MARK.search(says) is not None
        if not is_date or _NO_PUBLICATION.search(says) or _UPDATED.search(_words_of(element)):
            continue
        around = [element, *element.iterancestors("p", "li", "td", "blockquote")]
        is_elsewhere = any(part in added or part.tag in _ASIDE for part in element.iterancestors())
        if not is_elsewhere and all(len(_words_of(part)) <= _BYLINE_CHARS for part in around):
            _add(body, element)
            added.add(element)
    return bare


def _empty_page() -> tuple["HtmlElement", "HtmlElement", "HtmlElement"]:
    """Return a page, its head and its body."""
    from lxml.html import document_fromstring

    page = document_fromstring("<html><head></head><body><p></p></body></html>")
    head, body = page
    return page, head, body


def _add(parent: "HtmlElement", element: "HtmlElement") -> None:
    copied = deepcopy(element)
    copied.tail = None
    parent.append(copied)


def _words_of(element: "HtmlElement") -> str:
    """Return the first words of an element, enough to see whether it is longer than a byline."""
    words = ""
    for part in element.itertext():
        words += part
        if len(words) > _BYLINE_CHARS:
            break
    return words


def _main_text(tree: "HtmlElement", *, title: str | None) -> str:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(deepcopy(tree), include_comments=False, include_tables=True)
    if found is None or found.body is None:
        return ""
    paragraphs = _paragraphs(found.body)
    if not paragraphs:
        return ""
    headline = _BLANKS.sub(" ", title or "").strip()
    if headline and headline not in paragraphs[:3]:
        paragraphs.insert(0, headline)
    return "\n\n".join(paragraphs) + "\n"


def _paragraphs(body: Any) -> list[str]:
    """Return the paragraphs of trafilatura's tree, line breaks kept."""
    from lxml.etree import iterwalk

    done: list[str] = []
    words: list[str] = []

    def close() -> None:
        lines = (_BLANKS.sub(" ", line).strip() for line in "".join(words).split("\v"))
        paragraph = "\n".join(line for line in lines if line)
        if paragraph:
            done.append(paragraph)
        words.clear()

    for event, element in iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCKS:
            close()
        elif event == "start" and element.tag == "lb":
            words.append("\v")
        elif event == "start" and element.tag == "cell":
            words.append(" ")
        words.append((element.text if event == "start" else element.tail) or "")
    close()
    return done
