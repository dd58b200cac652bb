"""A name: found however it is set, blotted without moving anything."""

import io
import json
import zipfile

import pytest

from tellings.custody.names import BLOT, Blotter, Name
from tellings.errors import InputError

VOSS = Name(["Ilka Voss"])


@pytest.mark.parametrize(
    "text",
    ["Ilka Voss said.", "ILKA VOSS", "ilka\nvoss", "Ilka  \t Voss", "Ilka-Voss", "Ilka\u00a0Voss", "/ilka_voss.html",
     "x/ilka%20voss",
     "ilka.voss@paper.example", "(Ilka Voss)", "Ilka\u2010Voss", "Il\u00adka Vo\u200dss", "\u200fIlka\u200e\u2067 Voss",
     "x%2Filka-voss"],
)  # fmt: skip
def test_a_name_is_found_however_it_is_set(text: str) -> None:
    blotted = VOSS.blot(text)
    assert len(blotted) == len(text)
    assert BLOT * 4 in blotted
    assert "lka" not in blotted.lower() and "voss" not in blotted.lower()
    assert [c for c in blotted if c.isspace()] == [c for c in text if c.isspace()]


@pytest.mark.parametrize(
    "text", ["Silka Voss", "Ilka Vossen", "Ilka and Voss", "Voss, Ilka", "Ilka. Voss left."]
)
def test_what_is_another_word_stays(text: str) -> None:
    assert VOSS.blot(text) == text


def test_a_possessive_stays_and_accents_matter_in_either_spelling() -> None:
    assert (
        VOSS.blot("Ilka Voss's car, Ilka Voss’s car")
        == f"{BLOT * 4} {BLOT * 4}'s car, {BLOT * 4} {BLOT * 4}’s car"
    )
    ana = Name(["José Ana"])
    assert ana.find("JOSÉ ANA") and ana.find("Jose\u0301 Ana")
    assert not ana.find("Jose Ana")
    assert not Name(["Jose"]).find("Jose\u0301")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("José Ana", "https://paper.example/jos%C3%A9-ana"),
        ("José Ana", "https://paper.example/JOS%c3%89-ANA.html"),
        ("محمد الأحمد", "/%D9%85%D8%AD%D9%85%D8%AF-%D8%A7%D9%84%D8%A3%D8%AD%D9%85%D8%AF/"),
        ("علی\u200cرضا آذر", "علیرضا آذر"),
        ("Ana O'Dell", "Ana O\u2019Dell"),
        ("Ana O\u2019Dell", "/ana-o%27dell"),
    ],
)
def test_letters_may_be_escaped_joined_or_set_otherwise(name: str, text: str) -> None:
    (found,) = Name([name]).find(text)
    left = Name([name]).blot(text)
    assert len(left) == len(text) and found[1] - found[0] >= len("Ana ODell") - 1
    assert not Name([name]).find(left) and "%C3" not in left.upper() and "%D9" not in left


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("Иван Петров", "cp1251"), ("Иван Петров", "koi8-r"), ("محمد الأحمد", "cp1256"), ("Łukasz Dąb", "iso8859-2"),
     ("山田 太郎", "shift_jis"), ("Ilka Voss", "utf-32-le")],
)  # fmt: skip
def test_a_name_is_seen_in_bytes_of_older_encodings(name: str, encoding: str) -> None:
    page = f"<p>- <b>{name.upper()}</b> -</p>".encode(encoding)
    assert Name([name]).is_in(page)
    assert not Name(["Ñandú Ñ Şöz"]).is_in(page)


def test_a_name_of_letters_beyond_the_first_plane_is_seen_under_the_escapes_of_json() -> None:
    rohingya = "\U00010d00\U00010d01 \U00010d02\U00010d03"
    assert Name([rohingya]).is_in(json.dumps({"text": f"- {rohingya} -"}).encode())


@pytest.mark.parametrize("form", ["", "  ", "X", "4 2"])
def test_what_is_no_name_is_refused(form: str) -> None:
    with pytest.raises(InputError, match="name"):
        Name([form])


def test_a_name_is_seen_in_bytes_of_any_encoding_under_markup_and_in_a_zip() -> None:
    rosa = Name(["Róza Küng"])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", "<t>Róza Küng</t>" + "x" * 500)
    held = [
        *("Róza Küng".encode(encoding) for encoding in ("utf-8", "utf-16", "utf-16-be", "cp1252")),
        "<p>Róza <b>Kü</b>ng</p>".encode(),
        "<td>Róza</td><td>Küng</td>".encode(),
        b"R&oacute;za K&#252;ng",
        b'{"text": "R\\u00f3za\\nK\\u00fcng"}',
        b"/R%C3%B3za%20K%C3%BCng",
        packed.getvalue(),
    ]
    assert [rosa.is_in(data) for data in held] == [True] * len(held)
    assert not rosa.is_in(b"Roza Kung")
    assert not rosa.is_in(b"PK\x03\x04 no archive")


def test_quotes_and_pieces_of_the_text_are_blotted_by_their_place() -> None:
    text = "The nurse Ilka Voss said six died. Voss left."
    blotter = Blotter(VOSS, text)
    cut = {"span": {"start": 15, "end": 24}, "quote": "Voss said", "wording": "Voss", "kind": "named", "n": 6}
    assert blotter.value(cut) == {**cut, "quote": f"{BLOT * 4} said", "wording": BLOT * 4}
    assert blotter.value([{"left": "Voss left"}]) == [{"left": "Voss left"}]
    assert blotter.window("e nurse Ilka ", "Voss said", " six") == (
        f"e nurse {BLOT * 4} ",
        f"{BLOT * 4} said",
        " six",
    )
    assert blotter.window("nurse Il", "ka Voss said six", " died") == (
        f"nurse {BLOT * 2}", f"{BLOT * 2} {BLOT * 4} said six", " died",
    )  # fmt: skip


def test_words_that_are_no_piece_of_the_text_lose_what_may_be_of_the_name() -> None:
    blotter = Blotter(VOSS, "The nurse Ilka Voss said six died.")
    assert blotter.window("as ", "Voss told it", " once") == ("as ", f"{BLOT * 4} told it", " once")
    assert Blotter(VOSS).window("as ", "Voss told it", " once") == ("as ", "Voss told it", " once")
