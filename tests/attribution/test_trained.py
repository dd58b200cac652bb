"""How levels of telling are read: with an encoder that says what the test wants it to say, word by word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import BertPreTokenizer

from tellings.attribution import attribute
from tellings.attribution.decoding import TAGS
from tellings.attribution.linking import WIDTH
from tellings.attribution.pairing import PLACE_CODES
from tellings.attribution.trained import Found, Reading, TrainedReader, may_hold_another, shared_reader
from tellings.inference import Word
from tellings.model import Span
from tellings.text.segment import segment
from tests.builders import report, span

Heads = Mapping[str, NDArray[np.float32]]
FREE_MOVES = np.zeros((TAGS, TAGS), np.float32)
ANY_PLACE = np.zeros(2 * PLACE_CODES, np.float32)


@dataclass(frozen=True)
class Told:
    """A telling in words of a text; in each part, every word stands in the text once."""

    source: str | None
    cue: str
    content: tuple[str, ...]


def told(source: str | None, cue: str, *content: str) -> Told:
    return Told(source, cue, content)


@cache
def plain_cutter() -> Tokenizer:
    """A cutter to whom each word and mark is one piece."""
    cutter = Tokenizer(WordLevel({"[UNK]": 100}, unk_token="[UNK]"))
    cutter.pre_tokenizer = BertPreTokenizer()
    return cutter


class Scripted:
    """An encoder that finds what it is told to find: of each level, these tellings."""

    def __init__(self, text: str, *levels: Sequence[Told], sure: float = 20.0) -> None:
        self.cutter = plain_cutter()
        self.read_again: list[str] = []  # what was read at each level, a bar between paragraphs
        self._text, self._levels, self._sure = text, levels, sure

    def read(self, words: Sequence[Word]) -> Heads:
        level = self._levels[len(self.read_again)] if len(self.read_again) < len(self._levels) else ()
        paragraphs = {word.paragraph: "" for word in words}
        for word in words:
            paragraphs[word.paragraph] += f" {self._text[word.start : word.end]}"
        self.read_again.append("|".join(paragraph.strip() for paragraph in paragraphs.values()))
        tags = np.zeros((len(words), TAGS), np.float32)
        tags[:, 0] = 20
        links = np.zeros((len(words), 4 * WIDTH + 2), np.float32)
        for axis, telling in enumerate(level):
            for words_of_part, role, vectors in (
                ((telling.source,) if telling.source else (), 0, (1,)),
                ((telling.cue,), 1, (0, 2)),
                (telling.content, 2, (3,)),
            ):
                for place in (self._places(words, part) for part in words_of_part):
                    assert place, f"{telling} lies in what is read: {self.read_again[-1]}"
                    tags[place, 0] = 0
                    tags[place, 2 + 2 * role] = self._sure
                    tags[place[0], 1 + 2 * role] = self._sure + 1
                    for vector in vectors:
                        links[place, vector * WIDTH + axis] = 20
            if telling.source is None:
                links[self._places(words, telling.cue), 4 * WIDTH] = 90
        return {"tags": tags, "links": links}

    def _places(self, words: Sequence[Word], part: str) -> list[int]:
        """The numbers of the words of a part, which may go on over what lies between two stretches."""
        wanted = self.cutter.encode(part, add_special_tokens=False).offsets
        texts = [part[start:end] for start, end in wanted]
        own = [self._text[word.start : word.end] for word in words]
        for k in range(len(own) - len(texts) + 1):
            if own[k : k + len(texts)] == texts:
                return list(range(k, k + len(texts)))
        return []


def read_with(encoder: Scripted, text: str) -> Reading:
    return TrainedReader(encoder, moves=FREE_MOVES, places=ANY_PLACE).read(segment(report(text)))


def in_words(text: str, found: Found) -> tuple[str, str, tuple[str, ...], int | None]:
    """Source, cue, content, outer."""
    return (
        " ... ".join(part.of(text) for part in found.source),
        found.cue.of(text),
        tuple(part.of(text) for part in found.content),
        found.outer,
    )


def heard(text: str, *levels: Sequence[Told]) -> list[tuple[str, str, tuple[str, ...], int | None]]:
    return [in_words(text, found) for found in read_with(Scripted(text, *levels), text).found]


# ---------------------------------------------------------------- levels

NESTED = "Voss said that the clinic had reported that a guard claimed that six people died. Obi denied it."


def test_each_level_is_read_from_the_contents_of_the_one_before() -> None:
    encoder = Scripted(
        NESTED,
        [told("Voss", "said", "that the clinic had reported that a guard claimed that six people died")],
        [told("the clinic", "had reported", "that a guard claimed that six people died")],
        [told("a guard", "claimed", "that six people died")],
    )
    found = read_with(encoder, NESTED).found
    assert [in_words(NESTED, one) for one in found] == [
        ("Voss", "said", ("that the clinic had reported that a guard claimed that six people died",), None),
        ("the clinic", "had reported", ("that a guard claimed that six people died",), 0),
        ("a guard", "claimed", ("that six people died",), 1),
    ]
    assert encoder.read_again == [
        "Voss said that the clinic had reported that a guard claimed that six people died . Obi denied it .",
        "that the clinic had reported that a guard claimed that six people died",
        "that a guard claimed that six people died",
    ]


def test_tellings_inside_several_contents_are_read_side_by_side_and_know_their_own_outer() -> None:
    text = "Voss said that Obi denied that it rained. Katz added that Lind thought that it snowed."
    encoder = Scripted(
        text,
        [
            told("Voss", "said", "that Obi denied that it rained"),
            told("Katz", "added", "that Lind thought that it snowed"),
        ],
        [
            told("Obi", "denied", "that it rained"),
            told("Lind", "thought", "that it snowed"),
        ],
    )
    found = read_with(encoder, text).found
    assert [(in_words(text, one)[0], one.outer) for one in found] == [
        ("Voss", None),
        ("Katz", None),
        ("Obi", 0),
        ("Lind", 1),
    ]
    assert encoder.read_again[1:] == ["that Obi denied that it rained|that Lind thought that it snowed"]


def test_a_content_that_has_no_word_of_telling_is_not_read_again() -> None:
    text = "Voss said that six people died near Ardeh. Obi added that Katz had confirmed the toll."
    encoder = Scripted(
        text,
        [
            told("Voss", "said", "that six people died near Ardeh"),
            told("Obi", "added", "that Katz had confirmed the toll"),
        ],
        [told("Katz", "had confirmed", "the toll")],
    )
    found = read_with(encoder, text).found
    assert encoder.read_again[1:] == ["that Katz had confirmed the toll"]
    assert in_words(text, found[2]) == ("Katz", "had confirmed", ("the toll",), 1)


def test_levels_go_no_deeper_than_six() -> None:
    names = "Ilka Omar Ada Renn Mila Tobe Arik Jana Pim Sten".split()
    text = " ".join(f"{name} says{n} said" for n, name in enumerate(names)) + " it was six."
    levels = []
    for n, name in enumerate(names):
        rest = text[text.index(f"{name} says{n} said") + len(f"{name} says{n} said ") :].rstrip(".")
        levels.append([told(name, f"says{n} said", rest.replace(".", ""))])
    encoder = Scripted(text, *levels)
    found = read_with(encoder, text).found
    assert [one.outer for one in found] == [None, 0, 1, 2, 3, 4]
    assert len(encoder.read_again) == 6


def test_reading_ends_at_the_first_level_that_tells_nothing() -> None:
    encoder = Scripted(NESTED, [told("Voss", "said", "that the clinic had reported that a guard claimed")])
    assert len(read_with(encoder, NESTED).found) == 1
    assert len(encoder.read_again) == 2


def test_a_text_without_words_is_not_read_at_all() -> None:
    for text in ("", " \n\n", "\u200b"):
        encoder = Scripted(text)
        assert read_with(encoder, text).found == ()
        assert encoder.read_again == []


# ---------------------------------------------------------------- parts that do not belong together


@pytest.mark.parametrize(
    ("across", "kept"),
    [
        (told("Obi", "denied", "that it snowed"), []),
        (told("Lind", "denied", "that it rained"), [("", "denied", ("that it rained",), 0)]),
        (
            told("Obi", "denied", "that it rained", "that it snowed"),
            [("Obi", "denied", ("that it rained",), 0)],
        ),
    ],
    ids=["its content", "its source", "one of its contents"],
)
def test_what_stands_in_another_content_is_no_part_of_a_telling(
    across: Told, kept: list[tuple[str, str, tuple[str, ...], int | None]]
) -> None:
    text = "Voss said that Obi denied that it rained. Katz added that Lind thought that it snowed."
    outer = [
        told("Voss", "said", "that Obi denied that it rained"),
        told("Katz", "added", "that Lind thought that it snowed"),
    ]
    assert heard(text, outer, [across])[2:] == kept


def test_a_telling_lies_in_one_paragraph() -> None:
    text = "Voss spoke on Monday.\n\n\u201cSix people died near the market of Ardeh.\u201d"
    assert heard(text, [told("Voss", "spoke", "Six people died near the market of Ardeh .")]) == []


BROKEN = "The shells, Voss said, were fired by men who a guard claimed had come from Ardeh."


def test_the_fragments_of_a_content_are_read_again_as_one_without_what_breaks_them() -> None:
    encoder = Scripted(
        BROKEN,
        [told("Voss", "said", "The shells", "were fired by men who a guard claimed had come from Ardeh")],
        [told("a guard", "claimed", "were fired by men who", "had come from Ardeh")],
    )
    found = read_with(encoder, BROKEN).found
    assert encoder.read_again[1] == "The shells were fired by men who a guard claimed had come from Ardeh"
    assert in_words(BROKEN, found[1]) == (
        "a guard",
        "claimed",
        ("were fired by men who", "had come from Ardeh"),
        0,
    )


def test_a_part_that_runs_over_a_break_of_the_outer_content_leaves_out_what_breaks_it() -> None:
    outer = [told("Voss", "said", "The shells", "were fired by men who a guard claimed had come from Ardeh")]
    inner = [told("a guard", "claimed", "The shells were fired by men who")]
    _, found = read_with(Scripted(BROKEN, outer, inner), BROKEN).found
    assert [part.of(BROKEN) for part in found.content] == ["The shells", "were fired by men who"]


# ---------------------------------------------------------------- how sure


def test_how_sure_a_cue_is_stands_for_its_words_and_nothing_else() -> None:
    reading = read_with(Scripted(NESTED, [told("Voss", "said", "that the clinic had reported")]), NESTED)
    sure = reading.cue_sure
    assert len(sure) == len(NESTED)
    assert sure.dtype == np.float32
    said = span("said", of=NESTED)
    assert (sure[said.start : said.end] > 0.99).all()
    assert sure[: said.start].max() < 0.1
    assert sure[said.end :].max() < 0.1
    assert all(sure[place] == 0 for place, char in enumerate(NESTED) if char == " ")


def test_a_cue_counts_at_the_level_where_it_is_surest() -> None:
    encoder = Scripted(
        NESTED,
        [told("Voss", "said", "that the clinic had reported that a guard claimed that six people died")],
        [told("a guard", "claimed", "that six people died")],
    )
    sure = read_with(encoder, NESTED).cue_sure
    for cue in ("said", "claimed"):
        place = span(cue, of=NESTED)
        assert (sure[place.start : place.end] > 0.99).all()


def test_a_find_is_as_sure_as_the_scores_that_it_comes_from() -> None:
    level = [told("Voss", "said", "that the clinic had reported")]
    (strong,) = read_with(Scripted(NESTED, level), NESTED).found
    (weak,) = read_with(Scripted(NESTED, level, sure=1.0), NESTED).found
    assert 0.0 <= weak.sure < strong.sure <= 1.0


# ---------------------------------------------------------------- which contents may hold another


@pytest.mark.parametrize(
    ("content", "may"),
    [
        ("that the army said six had died", True),
        ("THE ARMY SAID SIX HAD DIED", True),
        ("six had died, according to the clinic", True),
        ("the group's claim of responsibility was false", True),
        ("the paper, citing two guards", True),
        ("a report that ended there", True),
        ("that six people had died near Ardeh", False),
        ("he said so", False),
        ("said", False),
        ("", False),
    ],
)
def test_a_content_is_read_again_if_it_has_room_and_a_word_that_may_mark_a_telling(
    content: str, may: bool
) -> None:
    assert may_hold_another(content, (Span(0, len(content)),) if content else ()) is may


def test_the_words_of_all_fragments_count_and_those_between_them_do_not() -> None:
    text = "the roof, he said, fell on two people and said"
    assert not may_hold_another(text, (span("the roof", of=text), span("fell on two people", of=text)))
    assert may_hold_another(text, (span("the roof", of=text), span("fell on two people and said", of=text)))


# ---------------------------------------------------------------- the reader that came with Tellings

UNITS = st.sampled_from(
    [
        *"he she they said told according to claimed that police army Ilka Voss Reuters six dead 12 not denied".split(),
        *"reported by U.S. THE ARMY SAID [SEP] \u201c \u201d \" ' , . : ; ( ) - -- \u2014".split(),
        *"e\u0301te\u0301 日本語 \U0001f44d\U0001f3fd \U0001f469\u200d\U0001f467 \u202esaid\u202c".split(),
        *(
            "\u2066x\u2069",
            "قال",
            "pol\u200bice",
            "\u200b",
            "\x85",
            "\x00",
            "\u00a0",
            "\n",
            "\n\n",
            "\r\n",
            "\t",
            "",
        ),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(UNITS, max_size=60).map(" ".join))
def test_every_span_lies_in_its_report_and_every_inner_telling_in_the_content_of_its_outer(text: str) -> None:
    document = segment(report(text))
    reading = shared_reader().read(document)
    assert len(reading.cue_sure) == len(text)
    for number, found in enumerate(reading.found):
        assert found.content
        assert 0.0 <= found.sure <= 1.0
        assert list(found.content) == sorted(found.content)
        spans = (*found.source, found.cue, *found.content)
        assert all(0 <= part.start < part.end <= len(text) for part in spans)
        for part in spans:
            words = document.view[part.start : part.end]
            assert words == words.strip()
        assert not any(a.overlaps(b) for a in spans for b in spans if a is not b)
        if found.outer is not None:
            assert found.outer < number
            around = reading.found[found.outer].content
            assert all(any(own.contains(part) for own in around) for part in spans)
    _, attributions = attribute(document)
    for told_here in attributions:
        for part in (*told_here.source, *told_here.cue, *told_here.content):
            assert 0 <= part.start < part.end <= len(text)


def test_a_document_is_read_the_same_again() -> None:
    document = segment(report(NESTED))
    first, again = shared_reader().read(document), shared_reader().read(document)
    assert first.found == again.found
    assert first.cue_sure.tobytes() == again.cue_sure.tobytes()
