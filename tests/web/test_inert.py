"""A page that came from outside is drawn as its words in their order, with nothing in it that could act."""

import pytest

from tellings.web.inert import draw_inert


def body(page: str, encoding: str = "utf-8") -> str:
    """Return what stands in the body of a page that was drawn."""
    return draw_inert(page.encode(encoding)).split("<body>")[1].split("</body>")[0].strip()


def test_words_stand_in_their_elements_and_in_their_order() -> None:
    drawn = body(
        "<html><body><h1>Six killed</h1><p>Six were <b>killed</b>, she said.</p><hr>After</body></html>"
    )
    assert drawn == "<h1>Six killed</h1><p>Six were <b>killed</b>, she said.</p><hr>After"


@pytest.mark.parametrize(
    "page",
    [
        "<p onclick='x()' style='color:red' id=a class=b>Six</p>",
        "<p><a href='javascript:x()'>Six</a></p>",
        "<p><font color=red>Six</font></p>",
        "<p>Six<script>x()</script><style>p{}</style></p>",
        "<p>Six<iframe srcdoc='<p>x</p>'></iframe><object data=x>y</object></p>",
        "<p>Six<img src=x onerror=y()></p>",
    ],
)
def test_what_could_act_or_load_is_left_out(page: str) -> None:
    assert body(f"<html><head><title>x</title><base href=x></head><body>{page}") == "<p>Six</p>"


def test_an_image_is_its_words() -> None:
    assert body("<html><body><p>Before <img src=x alt='a <burnt> bus'> after</p>") == (
        "<p>Before [a &lt;burnt&gt; bus] after</p>"
    )


def test_the_direction_of_words_and_the_shape_of_a_table_are_kept() -> None:
    page = "<html><body><p dir=RTL>a</p><p dir='x'>b</p><table><tr><td colspan=3 rowspan='9\"'>c</td></tr></table>"
    assert body(page) == '<p dir="rtl">a</p><p>b</p><table><tr><td colspan="3">c</td></tr></table>'


def test_words_that_look_like_mark_up_stay_words() -> None:
    assert (
        body("<html><body><p>&lt;script&gt;x()&lt;/script&gt;") == "<p>&lt;script&gt;x()&lt;/script&gt;</p>"
    )


def test_a_page_in_the_encoding_that_it_declares_is_read_so() -> None:
    assert body("<html><meta charset=windows-1252><p>Café</p>", "windows-1252") == "<p>Café</p>"


@pytest.mark.parametrize("data", [b"", b"<html>", b"<html>\xff\xfe\xff", b"<html>a\0b"])
def test_bytes_that_are_no_page_are_no_mistake(data: bytes) -> None:
    assert draw_inert(data).startswith("<!doctype html>")
