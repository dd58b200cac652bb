"""Paragraphs, headlines, datelines, sentences and tokens, at their places in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.text.segment import Document, segment
from tests.builders import report

BODY = "The bay lies in the north of the island."


def cut(text: str, *, body_start: int = 0) -> Document:
    return segment(report(text, body_start=body_start))


def sentences(text: str) -> list[str]:
    return [" ".join(sentence.span.of(text).split()) for sentence in cut(text).sentences]


def paragraphs(text: str) -> list[str]:
    return [paragraph.of(text) for paragraph in cut(text).paragraphs]


# ---------------------------------------------------------------- paragraphs


def test_blank_lines_part_paragraphs() -> None:
    assert paragraphs("One stood.\n\nTwo fell.\n \n\nThree ran.") == ["One stood.", "Two fell.", "Three ran."]


def test_single_line_breaks_part_paragraphs_too() -> None:
    assert paragraphs("One stood there.\nTwo fell.") == ["One stood there.", "Two fell."]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "The ferry had left the harbour of Osk at six in the morning\n"
        "and was half way across the bay when the first rocket struck\n"
        "the water beside it."
    )
    assert paragraphs(wrapped) == [wrapped]
    assert len(sentences(wrapped)) == 1


def test_a_line_that_stands_twice_is_not_a_wrapped_one() -> None:
    line = "The ferry had left the harbour of Osk at six in the morning"
    assert paragraphs(f"{line}\n{line}") == [line, line]


def test_windows_line_ends_part_paragraphs() -> None:
    assert paragraphs("One stood.\r\n\r\nTwo fell.") == ["One stood.", "Two fell."]


def test_what_stands_before_the_body_is_left_out() -> None:
    text = f"Kept by somebody.\n\n{BODY}"
    document = cut(text, body_start=text.index("The bay"))
    assert [paragraph.of(text) for paragraph in document.paragraphs] == [BODY]


def test_a_passage_that_stands_in_the_text_before_is_marked_as_repeated() -> None:
    text = f"{BODY}\n\nNobody lives there.\n\nThe  BAY lies in the north of the island."
    assert [span.start for span in cut(text).repeated] == [text.rindex("The")]


def test_short_lines_are_not_repeated_passages() -> None:
    assert cut(f"Read more\n\n{BODY}\n\nRead more").repeated == ()


# ---------------------------------------------------------------- headlines and datelines


def test_lines_at_the_top_without_a_full_stop_are_headlines() -> None:
    document = cut(f"Ferry hit in the bay\n\nSix are missing\n\n{BODY}\n\nNo stop here")
    assert [sentence.headline for sentence in document.sentences] == [True, True, False, False]


def test_a_body_alone_has_no_headline() -> None:
    assert [sentence.headline for sentence in cut(BODY).sentences] == [False]


@pytest.mark.parametrize(
    ("line", "outlet", "agency", "place"),
    [
        ("VELM (AFP) - ", None, "AFP", "VELM"),
        ("VELM, May 14 (Harbour Wire) – ", None, "Harbour Wire", "VELM"),
        ("NEW VELM CITY, 4 FEB 90 (ORNA) -- [TEXT] ", None, "ORNA", "NEW VELM CITY"),
        ("VELM — ", None, None, "VELM"),
        ("Velm - ", None, None, "Velm"),
        ("Harbour Times – ", "Harbour Times", None, None),
        ("Voice of the Bay - ", "Voice of the Bay", None, None),
    ],
)
def test_a_dateline_tells_outlet_agency_or_place(
    line: str, outlet: str | None, agency: str | None, place: str | None
) -> None:
    text = line + BODY
    document = cut(text)
    found = document.dateline
    assert found is not None
    parts = (found.outlet, found.agency, found.place)
    assert tuple(part.of(text) if part else None for part in parts) == (outlet, agency, place)
    (sentence,) = document.sentences
    assert sentence.tokens[sentence.lead_in].text == "The"


@pytest.mark.parametrize(
    "text",
    [BODY, "Two men - both sailors - were held.", "“Six died - or more,” he said.", "They came, and - fell."],
)
def test_a_dash_in_a_sentence_is_no_dateline(text: str) -> None:
    assert cut(text).dateline is None


# ---------------------------------------------------------------- sentences


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Voss and Mr. Ordin left at once.",
        "Gen. Ordin spoke on Feb. 9 in Velm.",
        "The U.N. mission in Velm left.",
        "The J. P. Ordin school burned.",
        "It rose to 3.5 million in Velm.",
        "“Who fired?” Voss asked.",
        "“Leave us!” the harbour master said.",
        "The raid began at 5 a.m. on Monday.",
    ],
)
def test_a_mark_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The bay is deep.", "Nobody lives there."),
        ("Is the bay deep?", "Nobody knows."),
        ("“The bay is deep.”", "Nobody lives there."),
        ("“Is the bay deep?”", "Nobody answered."),
        ("The raid began at 5 p.m.", "The ferry sank."),
        ("They waited…", "Nobody came."),
        ("It was over.", "“They left,” he said."),
        ("Six died.", "12 were hurt."),
        ("THE BAY IS DEEP.", "NOBODY LIVES THERE."),
    ],
)
def test_a_sentence_ends_where_the_next_begins(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]


# ---------------------------------------------------------------- tokens


def words(text: str) -> list[str]:
    return [token.text for sentence in cut(text).sentences for token in sentence.tokens]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("The army’s 120mm guns", ["The", "army's", "120mm", "guns"]),
        ("Al-Hadri said no.", ["Al-Hadri", "said", "no", "."]),
        ("U.N. men", ["U.N.", "men"]),
        ("1,500 left at 5:30", ["1,500", "left", "at", "5:30"]),
        ("“No,” she said", ['"', "No", ",", '"', "she", "said"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert words(text) == tokens


@given(st.text(alphabet="Ab. !?\"'()\n\r,-—…“”’é7ß\u00a0İ", max_size=80))
def test_every_token_stands_at_its_place_in_exactly_one_sentence(text: str) -> None:
    document = cut(text)
    assert len(document.view) == len(text)
    end = 0
    for number, sentence in enumerate(document.sentences):
        assert sentence.index == number
        assert document.paragraphs[sentence.paragraph].contains(sentence.span)
        assert 0 <= sentence.lead_in <= len(sentence.tokens)
        for token in sentence.tokens:
            assert end <= token.start < token.end <= sentence.span.end
            assert document.view[token.start : token.end] == token.text
            end = token.end
    inside = {
        place for sentence in document.sentences for t in sentence.tokens for place in range(t.start, t.end)
    }
    outside = [c for place, c in enumerate(document.view) if place not in inside]
    assert not any(char.isalnum() for char in outside), "no letter or digit is lost"
