"""What holds for any text at all, however broken."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.attribution import attribute
from tellings.attribution.lexicon import CUE_STANCE
from tellings.text.segment import segment
from tests.builders import report

WORDS = st.sampled_from(
    "he she it they said says according to told that by the a in an of for and but while who which had was were "
    "police army council statement report spokesman Ilka Voss Reuters NCH quoted as saying citing quoting claimed "
    "responsibility attack denied confirmed called accused demanded adding believes estimate claim killed six "
    "12".split()
    + list('.,;:"()[]-?!') + ["“", "”", "—", "\n\n", "\n", "'s", "...", "(NCH)"]
)  # fmt: skip
SENTENCES = st.lists(WORDS, max_size=45).map(" ".join)
CAPITALS = SENTENCES.map(str.upper)


def check(text: str) -> None:
    document = segment(report(text))
    voices, attributions = attribute(document)
    assert len({voice.voice_id for voice in voices}) == len(voices)
    known = {voice.voice_id for voice in voices}
    outer = {attribution.attribution_id: attribution for attribution in attributions}
    for attribution in attributions:
        for part in (attribution.source, attribution.cue, attribution.content):
            assert all(span.end <= len(text) for span in part), "a span lies inside its report"
            assert list(part) == sorted(part), "fragments are in order of the text"
            assert all(not a.overlaps(b) for a in part for b in part if a is not b)
        for source in attribution.source:
            assert not any(source.overlaps(content) for content in attribution.content)
        assert attribution.chain[0] == voices[0].voice_id, "a chain starts at the outlet"
        assert set(attribution.chain) <= known
        assert len(set(attribution.chain)) == len(attribution.chain)
        if attribution.outer is not None:
            around = outer[attribution.outer].content
            for content in attribution.content:
                assert any(span.contains(content) for span in around), (
                    "an inner content lies in its outer one"
                )
    for voice in voices:
        assert all(mention.quote == mention.span.of(text) for mention in voice.mentions)


@settings(max_examples=400, deadline=None)
@given(st.one_of(SENTENCES, CAPITALS))
def test_words_of_news_in_any_order(text: str) -> None:
    check(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120))
def test_any_characters(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n", ".", "said", "Said.", "“”", '"', '""""', "()", "((((", "]", "He", "12345",
        "9" * 5000 + " said it", "...", "- - -", ":", "Voss:", ": Voss", "according to", "citing", "quoted as",
        "X said", "said X",
        "ТАСС сообщил", "他说了", "\u202e said \u202c", "İSTANBUL SAID THAT ALL WAS WELL THERE",
        "“Six died, police said", "Six died,” police said", "the army's", "X's claim that", "by his estimate",
    ],
)  # fmt: skip
def test_odd_texts(text: str) -> None:
    check(text)


LONG = {
    "cues": "he said that ",
    "speakers": "Ilka Voss, a spokeswoman for Osk, said it and ",
    "names": "Osk ",
    "capitals": "THE ARMY SAID ",
    "marks": '" ',
    "brackets": "(",
    "stops": ".",
    "relative clauses": "the man who said ",
    "citations": "citing the army, ",
    "acronyms": "Osk Union (OU) ",
    "sentences": "The army said it. ",
    "blank lines": "\n ",
}


@pytest.mark.parametrize("unit", LONG.values(), ids=LONG.keys())
def test_time_grows_with_length_not_its_square(unit: str) -> None:
    """Four times the text takes about four times as long; sixteen times would be its square."""

    def seconds(times: int) -> float:
        text = unit * times
        best = float("inf")
        for _ in range(2):
            start = time.perf_counter()
            check_speed(text)
            best = min(best, time.perf_counter() - start)
        return best

    short, long = seconds(750), seconds(3000)
    assert long < 9 * short + 0.2, f"{short:.3f} s for 750, {long:.3f} s for 3000"


def check_speed(text: str) -> None:
    attribute(segment(report(text)))


@pytest.mark.parametrize("cue", sorted(CUE_STANCE))
def test_every_cue_can_be_read_without_error(cue: str) -> None:
    check(f"The council {cue} that six had died. “Six had died,” {cue} the council. Six had died, it {cue}.")
