import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.model import Account, Attribution, Claim, Extraction, Findings, Report, Span
from tellings.publish.html import render
from tellings.vocabulary import Field, ReportKind
from tests.publish.sample import ACCUSED, findings, killed

HOSTILE = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)>&amp;{{ 7*7 }}</title></style></svg>"
VOID = {"meta", "br", "rect", "circle", "polygon", "line", "path"}


class Tree(HTMLParser):
    """Reads a page: its tags with their attributes and, for each element, its own text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[int] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()
        assert not self.open, "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self.text.append("")
        if tag not in VOID:
            self.open.append(len(self.tags) - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self.text.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.tags[self.open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for n in self.open:
            self.text[n] += data

    def all(self, tag: str, **wanted: str) -> Iterator[tuple[dict[str, str], str]]:
        """Yield attributes and whole text of the elements of a tag with these attributes."""
        for (name, attrs), text in zip(self.tags, self.text, strict=True):
            if name == tag and all(attrs.get(k.rstrip("_")) == v for k, v in wanted.items()):
                yield attrs, text


def test_the_page_loads_nothing_and_links_nowhere_else() -> None:
    page = render(findings())
    tree = Tree(page)
    for tag, attrs in tree.tags:
        assert tag not in {
            "script",
            "link",
            "img",
            "iframe",
            "object",
            "embed",
            "base",
            "form",
            "image",
            "use",
        }
        assert not {"src", "srcset", "style", "action", "data", "poster"} & set(attrs)
        assert not [name for name in attrs if name.startswith("on")]
        assert attrs.get("href", "#").startswith("#")
    assert not re.search(r"url\(|@import|expression\(", page)
    ids = [attrs["id"] for _, attrs in tree.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    for _, attrs in tree.tags:
        if "href" in attrs:
            assert attrs["href"][1:] in ids
        for name in attrs.get("aria-labelledby", "").split():
            assert name in ids


def test_the_policy_allows_the_one_style_sheet_and_nothing_else() -> None:
    tree = Tree(render(findings()))
    (policy,) = [a for a, _ in tree.all("meta") if a.get("http-equiv") == "Content-Security-Policy"]
    ((_, style),) = tree.all("style")
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_report_text_outlet_title_and_voices_stay_text() -> None:
    held = findings()
    report = held.reports[0]
    text = report.text + HOSTILE
    hostile = replace(report, text=text, outlet=HOSTILE, title=HOSTILE, author=HOSTILE, url="javascript:alert(1)",
                      language="\"><script>", published=HOSTILE, agency=HOSTILE)  # fmt: skip
    record = held.records[0]
    record = replace(
        record,
        title=HOSTILE,
        voices=tuple(
            replace(voice, name=HOSTILE, side=HOSTILE, aliases=(HOSTILE,)) for voice in record.voices
        ),
        leads=tuple(replace(lead, what=HOSTILE) for lead in record.leads),
        warnings=tuple(replace(warning, text=HOSTILE) for warning in record.warnings),
        tolls=tuple(
            replace(toll, sides=tuple(replace(side, side=HOSTILE) for side in toll.sides))
            for toll in record.tolls
        ),
    )
    aside = tuple(replace(item, item=HOSTILE, message=HOSTILE) for item in held.set_aside)
    page = render(replace(held, reports=(hostile, *held.reports[1:]), records=(record,), set_aside=aside))
    tree = Tree(page)
    known = {tag for tag, _ in Tree(render(held)).tags}
    assert {tag for tag, _ in tree.tags} <= known
    assert "<script" not in page and "<img" not in page and "49" not in re.findall(r"&amp;amp;(\d+)", page)
    assert any(HOSTILE in text for _, text in tree.all("div", class_="text"))


def test_no_accused_without_an_accuser_beside_and_none_in_titles_or_summaries() -> None:
    tree = Tree(render(findings()))
    accusers = ("Council of Free Tolmia", "People's Column")
    for tag in ("h1", "h2", "h3", "h4", "h5", "title", "li", "dd", "dt", "figcaption", "summary", "th"):
        for attrs, text in tree.all(tag):
            assert not any(name in text for name in ACCUSED), (tag, attrs, text)
    cells = [text for _, text in tree.all("td") if any(name in text for name in ACCUSED)]
    assert len(cells) >= 2 * len(ACCUSED)
    assert all(any(accuser in text for accuser in accusers) for text in cells)
    for _, text in tree.all("section", class_="summary"):
        assert not any(name in text for name in ACCUSED)


def test_the_same_findings_give_the_same_bytes() -> None:
    assert render(findings()) == render(findings())


def test_every_report_stands_in_full_with_its_language_and_direction() -> None:
    held = findings()
    texts = list(Tree(render(held)).all("div", class_="text"))
    assert [text for _, text in texts] == [report.text for report in held.reports]
    assert next(attrs for attrs, text in texts if "عقيد" in text)["dir"] == "rtl"
    assert texts[4][0]["lang"] == "ar"


def test_every_quote_from_a_rendering_carries_the_word() -> None:
    held = findings()
    kinds = {f"R{n}": report.kind for n, report in enumerate(held.reports, start=1)}
    seen = 0
    for _, text in Tree(render(held)).all("p", class_="facts"):
        label = re.match(r"\s*(R\d+) \[\d+:\d+\]", text)
        assert label
        assert ("rendering" in text) == (kinds[label[1]] is ReportKind.RENDERING)
        seen += 1
    assert seen > 50


def test_headings_come_in_order_and_tables_say_what_heads_what() -> None:
    tree = Tree(render(findings()))
    levels = [int(tag[1]) for tag, _ in tree.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))
    assert all(attrs.get("scope") in ("row", "col") for attrs, _ in tree.all("th"))
    assert next(tree.all("html"))[0]["lang"] == "en"
    assert next(tree.all("a"))[0]["href"] == "#content"


def test_the_page_never_says_that_something_is_certain() -> None:
    page = re.sub(r"<style>.*?</style>", "", render(findings()), flags=re.S).lower()
    for word in ("verified", "proved", "proven", "truth"):
        assert word not in page


def test_findings_without_a_record_still_give_a_page() -> None:
    page = render(Findings((), (), (), ()))
    assert "0 incident records" in page and "Nothing was set aside" in page


def _one_report(text: str, spans: list[tuple[int, int]]) -> Findings:
    report = Report("r", text, "0" * 64, "0" * 64, "plain text 1", outlet="The Daily")
    held = [Span(a, min(a + size, len(text))) for a, size in spans if a < len(text)]
    attributions = tuple(
        Attribution(f"a{n}", "r", (span,), (span,), (span,), ("v",)) for n, span in enumerate(held)
    )
    claims = tuple(
        Claim(f"c{n}", Field.KILLED, killed(1, 1, "one"), attributions[n].stance, "r", f"a{n}", ("v",), None,
              None, span, span.of(text), "one")
        for n, span in enumerate(held)
    )  # fmt: skip
    extraction = Extraction("r", "hand 1", (), attributions, (Account("x", "r", claims),))
    return Findings((report,), (extraction,), (), ())


_TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(_TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=6))
def test_the_text_of_a_marked_report_is_the_report(text: str, spans: list[tuple[int, int]]) -> None:
    ((_, shown),) = Tree(render(_one_report(text, spans))).all("div", class_="text")
    assert shown == text


def test_carriage_returns_and_first_line_feeds_survive() -> None:
    for text in ("\n\nSix died.\r\nSaid X.\r", "<b>&lt;"):
        ((_, shown),) = Tree(render(_one_report(text, [(0, 3)]))).all("div", class_="text")
        assert shown == text
