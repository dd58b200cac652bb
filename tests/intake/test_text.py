import codecs
import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.intake import RENDERING_NOTICE, Taken, read_bytes
from tellings.model import Report, SetAside
from tellings.vocabulary import ReportKind

SEED = Path(__file__).resolve().parents[2] / "examples/camp-liberty/reports/stop-fundamentalism.txt"
ARABIC = "قال متحدث إن اثني عشر شخصا على الأقل قتلوا يوم الاثنين في هجوم على القرية بينهم ثلاثة أطفال. " * 5


def report(data: bytes | str, name: str = "report.txt") -> Report:
    outcome = read_bytes(data.encode() if isinstance(data, str) else data, name=name)
    assert isinstance(outcome, Taken), outcome
    return outcome.report


def aside(data: bytes | str, name: str = "report.txt") -> SetAside:
    outcome = read_bytes(data.encode() if isinstance(data, str) else data, name=name)
    assert isinstance(outcome, SetAside), outcome
    assert outcome.message
    assert outcome.next_step
    return outcome


@settings(deadline=None)
@given(st.text())
def test_any_text_survives_intake_unchanged_or_is_set_aside_with_a_reason(text: str) -> None:
    outcome = read_bytes(text.encode(), name="report.txt")
    if isinstance(outcome, Taken):
        assert outcome.report.text == text.removeprefix("\ufeff")
        assert outcome.original.data == text.encode()
    else:
        is_blank = not text.removeprefix("\ufeff").strip()
        # a zero beside every letter is what UTF-16 has
        assert outcome.reason in (("binary", "wrong_encoding") if "\x00" in text else ("empty",))
        assert is_blank or "\x00" in text


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
def test_the_text_after_front_matter_survives_unchanged(text: str) -> None:
    taken = report(f"---\noutlet: The Daily Example\n---\n{text}x")
    assert taken.text == f"{text}x"
    assert taken.outlet == "The Daily Example"


@given(st.binary(max_size=300))
def test_any_bytes_are_taken_or_set_aside(data: bytes) -> None:
    outcome = read_bytes(data, name="report.txt")
    assert isinstance(outcome, Taken | SetAside)


@pytest.mark.skipif(not SEED.exists(), reason="the example case is not there")
def test_the_seed_survives_byte_for_byte_with_its_odd_spaces_and_three_standfirsts() -> None:
    data = SEED.read_bytes()
    taken = report(data, str(SEED))
    assert taken.text.encode() == data
    assert taken.text_sha256 == taken.original_sha256 == hashlib.sha256(data).hexdigest()
    assert taken.extractor == "plain text 1"
    assert taken.text.count("\u00a0") > 0
    assert (
        taken.text.count("Camp Liberty residents demand to return to Camp Ashraf fearing further attacks")
        == 3
    )
    assert taken.language == "en"


def test_line_ends_of_every_kind_stay() -> None:
    text = "One.\r\n\r\nTwo.\rThree.\n\n\n  Four \n"
    assert report(text).text == text


def test_a_byte_order_mark_is_encoding_and_not_text() -> None:
    taken = report(codecs.BOM_UTF8 + b"Six were killed.")
    assert taken.text == "Six were killed."
    assert taken.text_sha256 != taken.original_sha256


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_utf_16_and_utf_32_are_read_by_their_mark(encoding: str) -> None:
    assert report("Six – killed \U0001f4a5.\r\n".encode(encoding)).text == "Six – killed \U0001f4a5.\r\n"


def test_another_encoding_is_not_guessed_in_silence_but_named_with_the_way_to_say_it() -> None:
    told = aside(ARABIC.encode("windows-1256"))
    assert told.reason == "wrong_encoding"
    assert "encoding: windows-1256" in told.next_step
    assert "report.txt.toml" in told.next_step


def test_front_matter_may_say_the_encoding() -> None:
    header = "---\noutlet: El Ejemplo\nencoding: windows-1256\n---\n"
    assert report((header + ARABIC).encode("windows-1256")).text == ARABIC


def test_bytes_that_are_not_in_the_told_encoding_are_set_aside() -> None:
    told = aside("---\nencoding: utf-8\n---\nsí".encode("latin-1"))
    assert told.reason == "wrong_encoding"
    assert "utf-8" in told.message


def test_utf_16_without_a_mark_is_named() -> None:
    told = aside("Six were killed in Ardeh.".encode("utf-16-le"))
    assert told.reason == "wrong_encoding"
    assert "utf-16-le" in told.next_step


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n1 0 obj",
        b"PK\x03\x04\x14\x00",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"text with a \x00 in it",
        bytes(range(256)) * 40,
    ],
)
def test_what_is_no_text_is_set_aside_as_binary(data: bytes) -> None:
    assert aside(data).reason == "binary"


@pytest.mark.parametrize("data", ["", " \n\t\r\n", "\u00a0\u3000", "---\noutlet: A\n---\n", "\ufeff"])
def test_what_holds_no_text_is_set_aside_as_empty(data: str) -> None:
    assert aside(data).reason == "empty"


def test_front_matter_fills_the_report_and_leaves_the_text() -> None:
    taken = report(
        '---\noutlet: "The Daily: Example"\ntitle: Six killed: army\nauthor: M. Holt\nagency: AFP\n'
        "published: 2013-02\npublished_inferred: yes\nurl: https://example.org/a?b=c:d\n"
        "retrieved: 2020-01-02T03:04:05Z\nkind: translation\nlanguage: en-GB\noriginal_language: ar\n"
        "note: kept by us\nmood: grim\n# ours\n\n---\n\nSix.\n"
    )
    assert taken.text == "\nSix.\n"
    assert taken.extractor == "front matter 1"
    assert taken.text_sha256 == hashlib.sha256(b"\nSix.\n").hexdigest() != taken.original_sha256
    assert (taken.outlet, taken.title, taken.agency) == ("The Daily: Example", "Six killed: army", "AFP")
    assert (taken.published, taken.published_inferred) == ("2013-02", True)
    assert (taken.url, taken.retrieved) == ("https://example.org/a?b=c:d", "2020-01-02T03:04:05Z")
    assert (taken.kind, taken.language, taken.original_language) == (ReportKind.TRANSLATION, "en", "ar")


@pytest.mark.parametrize(
    "line", ["mood: grim", "__proto__: x", "_id: 7", "field2: x", "наслов: x", "dc-title: x"]
)
def test_a_key_that_is_not_known_is_left_alone_whatever_its_letters(line: str) -> None:
    assert report(f"---\noutlet: The Daily\n{line}\n---\nSix were killed.").outlet == "The Daily"


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("2013", "2013"),
        ("2013-02", "2013-02"),
        ("2013-02-09", "2013-02-09"),
        ("2013-02-09T23:30:00-05:00", "2013-02-09"),
        ("2013-02-09 23:30", "2013-02-09"),
    ],
)
def test_a_publication_date_keeps_its_precision_and_a_time_is_cut_to_the_day(told: str, kept: str) -> None:
    assert report(f"---\npublished: {told}\n---\nSix.").published == kept


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("published: yesterday", "yesterday"),
        ("published: 2013-02-30", "2013-02-30"),
        ("published: 09/02/2013", "09/02/2013"),
        ("published_inferred: perhaps", "perhaps"),
        ("kind: rumour", "rumour"),
        ("language: in English", "in English"),
        ("encoding: base64", "base64"),
        ("outlet: The Other", "twice"),
        ("no key at all", "no key at all"),
    ],
)
def test_a_bad_line_in_front_matter_is_named_with_its_number(line: str, word: str) -> None:
    told = aside(f"---\noutlet: The Daily Example\n{line}\n---\nSix were killed.")
    assert told.reason == "bad_front_matter"
    assert "line 3" in told.message
    assert word in told.message


@pytest.mark.parametrize(
    "text",
    [
        "---\nSix were killed.\n---\n",
        "---\n\n---\nSix were killed.",
        "---\nWitness: I saw six dead.\n---\nMore.",
        "---\noutlet: never closed\n\nSix were killed.",
        "----\noutlet: A\n---\nSix.",
        "--- Six were killed ---",
        "\n---\noutlet: A\n---\nSix.",
    ],
)
def test_dashes_that_open_no_front_matter_are_plain_text(text: str) -> None:
    taken = report(text)
    assert taken.text == text
    assert taken.extractor == "plain text 1"


def test_front_matter_may_have_windows_line_ends() -> None:
    taken = report("---\r\noutlet: A\r\n---\r\nSix.\r\n")
    assert (taken.outlet, taken.text) == ("A", "Six.\r\n")


def test_the_notice_of_a_rendering_is_kept_and_stands_outside_its_body() -> None:
    notice = f"{RENDERING_NOTICE} The Daily Example; not its words."
    taken = report(f"---\nkind: rendering\n---\n{notice}\n\n\nSix killed\n\nSix.")
    assert taken.text.startswith(notice)
    assert taken.text[taken.body_start :] == "Six killed\n\nSix."


def test_a_rendering_without_the_notice_starts_at_once() -> None:
    assert report("---\nkind: rendering\n---\nSix.").body_start == 0


def test_a_published_report_that_quotes_the_notice_starts_at_once() -> None:
    assert report(f"{RENDERING_NOTICE} A.\n\nSix.").body_start == 0


def test_one_page_told_twice_is_one_report_and_two_outlets_with_one_text_are_two() -> None:
    one = report("---\noutlet: A\n---\nSix were killed.")
    again = report("---\noutlet: A\nnote: found again\n---\nSix were killed.")
    other = report("---\noutlet: B\n---\nSix were killed.")
    assert one.report_id == again.report_id != other.report_id
    assert one.text_sha256 == other.text_sha256
