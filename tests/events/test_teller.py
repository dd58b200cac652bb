"""Who tells a figure, from invented sentences."""

import pytest

from tellings.attribution import SpanReader, Telling, attribute, read_tellings, rules
from tellings.events.accounts import tell_accounts
from tellings.model import Accusation, Count
from tellings.text.segment import segment
from tellings.vocabulary import Stance
from tests.builders import attribution, report, span, voice


def origins(text: str, *, read_spans: SpanReader = rules.read_tellings) -> dict[int | None, str | None]:
    """Return the lowest number of each count with the name of its origin."""
    document = segment(report(text))
    voices, attributions = attribute(document, read_spans=read_spans)
    names = {voice.voice_id: voice.name for voice in voices}
    return {
        claim.value.low: names[claim.origin] if claim.origin else None
        for account in tell_accounts(document, voices, attributions)
        for claim in account.claims
        if isinstance(claim.value, Count)
    }


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed in the raid, the Osk Union said on Monday, updating an earlier toll of six dead.",
        "Nine people were killed in the raid the Osk Union said revising a previous toll of six dead.",
    ],
)
def test_a_figure_that_a_speaker_puts_right_in_an_aside_is_the_speakers(text: str) -> None:
    assert origins(text) == {9: "Osk Union", 6: "Osk Union"}


def test_a_figure_after_the_telling_in_words_of_its_own_is_the_outlets() -> None:
    assert (
        origins("Nine people were killed, the Osk Union said. A raid in June killed six people.")[6] is None
    )


def test_in_a_text_of_one_paragraph_each_figure_is_its_own_speakers() -> None:
    names = (
        "the Osk Union",
        "the interior ministry",
        "Ilka Voss",
        "the Northern Front",
        "the fire service",
        "Omar Dell",
    )
    text = "Shells fell on Ardeh. " + " ".join(
        f"{name[0].upper()}{name[1:]} said {11 + k} people were killed. Smoke rose over the market all day."
        for k, name in enumerate(names)
    )
    told = origins(text, read_spans=read_tellings)
    assert [(told[11 + k] or "").casefold().removeprefix("the ") for k in range(len(names))] == [
        name.casefold().removeprefix("the ") for name in names
    ]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The Osk Union on Monday raised the death toll from the blast to 61.", "raised", "the death toll"),
        ("The Osk Union said that 61 people were killed in the blast.", "said", "that 61"),
    ],
)
def test_a_figure_that_runs_over_the_end_of_a_content_is_its_speakers(
    text: str, cue: str, content: str
) -> None:
    telling = Telling(
        source=(span("The Osk Union", of=text),),
        cue=(span(cue, of=text),),
        content=(span(content, of=text),),
        stance=Stance.ASSERTS,
    )
    assert origins(text, read_spans=lambda document: (telling,)) == {61: "Osk Union"}


def accusers(text: str, content: str) -> list[str | None]:
    """Return who accuses, where one telling of Ilka Voss holds only the words of `content`."""
    made = report(text, outlet="The Daily")
    voices = (voice("The Daily", kind="outlet"), voice("Ilka Voss", within=made))
    told = attribution(content, within=made, source="Ilka Voss", cue="said", chain=("The Daily", "Ilka Voss"))
    names = {one.voice_id: one.name for one in voices}
    return [
        names[claim.origin] if claim.origin else None
        for account in tell_accounts(segment(made), voices, (told,))
        for claim in account.claims
        if isinstance(claim.value, Accusation)
    ]


def test_an_accusation_outside_a_telling_is_left_out_where_its_sentence_names_a_speaker() -> None:
    beside = (
        "The Red Column shelled Ardeh at noon, when the market, Ilka Voss said, was full. Six people died."
    )
    assert accusers(beside, "was full") == []
    apart = "The Red Column shelled Ardeh at noon. Six people died. The market, Ilka Voss said, was full."
    assert accusers(apart, "was full") == [None]
    blaming = (
        "The Osk Union holds the Red Column responsible for the raid. The market, Ilka Voss said, was full."
    )
    assert accusers(blaming, "was full") == []
    held = "The Red Column shelled Ardeh at noon, Ilka Voss said. Six people died."
    assert accusers(held, "The Red Column shelled Ardeh at noon") == ["Ilka Voss"]
