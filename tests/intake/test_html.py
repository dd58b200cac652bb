import time

import pytest

from tellings.intake import Taken, read_bytes
from tellings.intake.facts import Facts
from tellings.intake.html import looks_like_html
from tellings.model import Report, SetAside

ARTICLE = """<article><h1>Two killed in Ardeh shelling, hospital says</h1>
<p class="byline">By Mira Holt, 4 March 2019</p>
<p>Two people were killed and five wounded when shells fell on the market of Ardeh on Monday, the director of
the town’s hospital said.</p>
<p>A spokesman for the army denied that its guns had fired. “We had no operations there on 3 March 2019,” he
said, and blamed an armed group in the hills above the town.</p></article>"""
PARAGRAPH = "<p>Two people were killed in the shelling of the market on Monday, the director of the hospital said.</p>"


def page(body: str = ARTICLE, head: str = "") -> bytes:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Two killed - The Daily Example</title>'
        f"{head}</head><body><nav><a href='/'>Home</a></nav>{body}<footer>Copyright 2024</footer></body></html>"
    ).encode()


def read(data: bytes, name: str = "page.html", told: Facts | None = None) -> Taken | SetAside:
    return read_bytes(data, name=name, told=told or Facts())


def report(data: bytes, name: str = "page.html", told: Facts | None = None) -> Report:
    outcome = read(data, name, told)
    assert isinstance(outcome, Taken), outcome
    return outcome.report


def test_the_main_text_is_taken_out_with_the_headline_first_and_blank_lines_between_paragraphs() -> None:
    paragraphs = report(page()).text.split("\n\n")
    assert paragraphs[0] == "Two killed in Ardeh shelling, hospital says"
    assert paragraphs[1].startswith("Two people were killed and five wounded")
    assert paragraphs[2].endswith("hills above the town.\n")
    assert "Home" not in "".join(paragraphs)


def test_the_text_is_kept_beside_the_original_with_the_extractors_version() -> None:
    outcome = read(page())
    assert isinstance(outcome, Taken)
    assert outcome.original.data == page()
    assert outcome.report.text_sha256 != outcome.report.original_sha256 == outcome.original.sha256
    assert outcome.report.extractor.startswith("trafilatura ")


def test_what_the_page_declares_fills_the_report() -> None:
    head = (
        '<meta property="og:site_name" content="The Daily Example"><meta name="author" content="Mira Holt">'
        '<meta property="article:published_time" content="2019-03-05T01:10:00+02:00">'
        '<link rel="canonical" href="https://daily.example.com/world/ardeh">'
    )
    told = report(page(head=head))
    assert (told.outlet, told.author) == ("The Daily Example", "Mira Holt")
    assert told.title == "Two killed in Ardeh shelling, hospital says"
    assert told.url == "https://daily.example.com/world/ardeh"
    assert (told.published, told.published_inferred) == ("2019-03-05", False)
    assert told.language == "en"


def test_json_ld_tells_the_publication_date() -> None:
    data = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2019-03-06"}</script>'
    )
    told = report(page(head=data))
    assert (told.published, told.published_inferred) == ("2019-03-06", False)


def test_a_date_beside_the_byline_counts_as_inferred() -> None:
    told = report(page(ARTICLE.replace("byline", "published-date")))
    assert (told.published, told.published_inferred) == ("2019-03-04", True)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", PARAGRAPH.replace("Monday", "3 March 2019")),
        ("", "<div>Attack of 2019-03-03</div>"),
        (
            "",
            "<p class='lead-date'>"
            + "Two were killed on 3 March 2019 in the market, the hospital said. " * 3
            + "</p>",
        ),
        ("", "<div class='date'>Updated 6 March 2019</div>"),
        ("", "<aside><time datetime='2018-01-02'>Another report</time></aside>"),
        ("<meta property='article:modified_time' content='2019-03-06'>", ""),
        ("<meta property='og:title' content='Attack of 3 March 2019'>", ""),
        ("<meta property='og:image' content='/2018/01/02/ardeh.jpg'>", ""),
    ],
)
def test_no_other_date_of_the_page_and_not_today_serves_as_publication_date(head: str, body: str) -> None:
    told = report(page(PARAGRAPH * 3 + body, head))
    assert (told.published, told.published_inferred) == (None, False)


@pytest.mark.parametrize("told", ["March 2019", "2019-03", "2019"])
def test_no_day_is_made_up_for_a_date_without_one(told: str) -> None:
    declared = f"<meta property='article:published_time' content='{told}'>"
    assert report(page(PARAGRAPH * 3, declared)).published is None
    assert report(page(PARAGRAPH * 3 + f"<div class='date'>{told}</div>")).published is None


@pytest.mark.parametrize(
    "told", ["4 March 2019", "March 4, 2019", "2019-03-04T23:00:00Z", "4th of March 2019"]
)
def test_a_date_is_read_in_the_forms_that_pages_use(told: str) -> None:
    assert report(page(PARAGRAPH * 3 + f"<div class='date'>{told}</div>")).published == "2019-03-04"


def test_a_sidecar_beats_the_page() -> None:
    told = report(page(), told=Facts(outlet="Ardeh Weekly", title="Ours", published="2019-03", language="en"))
    assert (told.outlet, told.title, told.published) == ("Ardeh Weekly", "Ours", "2019-03")
    assert told.published_inferred is False


def test_scripts_and_styles_neither_run_nor_stand_in_the_text() -> None:
    hostile = (
        "<script>document.write('four hundred killed')</script><style>p {content: 'nine hundred'}</style>"
        "<p onclick='alert(1)'>A doctor counted the wounded in the yard of the hospital on Monday evening.</p>"
        "<noscript>seven hundred</noscript><iframe src='https://example.org/x'>six hundred</iframe>"
    )
    text = report(page(ARTICLE + hostile)).text
    assert not [word for word in ("four hundred", "nine hundred", "alert", "six hundred") if word in text]


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.xhtml", "a.txt", "standard input"])
def test_a_page_is_known_by_its_suffix_or_by_its_first_bytes(name: str) -> None:
    assert report(page(), name).extractor.startswith("trafilatura ")


def test_a_text_that_speaks_of_html_is_no_page() -> None:
    assert looks_like_html(b"\xef\xbb\xbf \n<?xml version='1.0'?><!-- x --><HTML>")
    assert not looks_like_html(b"He wrote <html> on the wall.")
    assert not looks_like_html(b"<htmlish>")


def test_a_declared_encoding_is_used_as_browsers_use_it() -> None:
    data = page().replace(b"utf-8", b"iso-8859-1").decode().encode("windows-1252")
    assert "town’s" in report(data).text
    assert "“We had" in report(data).text


def test_an_encoding_that_nobody_tells_is_not_guessed() -> None:
    outcome = read(page().replace(b'<meta charset="utf-8">', b"").decode().encode("windows-1252"))
    assert isinstance(outcome, SetAside)
    assert outcome.reason == "wrong_encoding"


def test_a_stray_byte_is_shown_and_counted_and_many_set_the_page_aside() -> None:
    told = report(page(ARTICLE + PARAGRAPH * 20).replace(b"the market", b"the \xffmarket", 1))
    assert "the \ufffdmarket" in told.text
    assert "1 undecodable" in told.extractor
    outcome = read(page().replace(b"e", b"\xff"))
    assert isinstance(outcome, SetAside)
    assert outcome.reason == "wrong_encoding"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"<html></html>", "no_text"),
        (b"<html><body><script>x</script></body></html>", "no_text"),
        (b"%PDF-1.4", "binary"),
        (b"<html>\x00\x00", "binary"),
    ],
)
def test_a_page_without_text_is_set_aside(data: bytes, reason: str) -> None:
    outcome = read(data)
    assert isinstance(outcome, SetAside), outcome.report.text
    assert outcome.reason == reason


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + PARAGRAPH,
        "<b>" * 150 + PARAGRAPH * 10,
        "<blockquote><ul><li>" * 60 + PARAGRAPH,
        PARAGRAPH * 60_000,
        "<p>" + "word<br>" * 20_000,
        "<p " + " ".join(f"a{number}=1" for number in range(100_000)) + ">" + PARAGRAPH,
        "<p x='>' " + " ".join(f"a{number}=1" for number in range(100_000)) + ">" + PARAGRAPH,
        ("<p " + " ".join(f"a{number}=1" for number in range(190)) + ">x</p>") * 5000,
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script>" + PARAGRAPH,
        "<p>" + "2019-03-04 " * 200_000 + "</p>",
        "<" * 500_000,
        "<!--" * 200_000,
        "<p a='" * 100_001,
        "&#0;&#xD800;&#x110000;" * 1000 + PARAGRAPH,
    ],
    ids=lambda body: body[:12],
)
def test_a_hostile_page_neither_crashes_nor_takes_more_than_seconds(body: str) -> None:
    start = time.monotonic()
    outcome = read(page(body))
    assert isinstance(outcome, Taken | SetAside)
    assert time.monotonic() - start < 10
    if isinstance(outcome, Taken):
        outcome.report.text.encode("utf-8")


def test_what_a_library_raises_over_a_page_is_a_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*args: object, **options: object) -> None:
        raise RecursionError

    monkeypatch.setattr("trafilatura.bare_extraction", break_down)
    outcome = read(page())
    assert isinstance(outcome, SetAside)
    assert outcome.reason == "unreadable_page"
