"""How each voice of a chain told it, and on whom a report alone lets an attribution rest."""

import pytest

from tellings.attribution import attribute
from tellings.attribution.rules import read_tellings
from tellings.cli.forms import attributions_line
from tellings.codec import from_json, to_json
from tellings.errors import BrokenPromise
from tellings.model import Attribution, Link, Span
from tellings.text.segment import segment
from tellings.vocabulary import How
from tests.attribution.voices_marked import Marked, hear_marked
from tests.builders import report


def links(heard: Marked, place: int) -> list[tuple[str, str, str | None]]:
    """Return (voice, how, told to whom) for each voice of a chain after the outlet."""
    told = heard.attributions[place]
    return [
        (
            heard.plain(voice_id),
            link.how.value,
            heard.plain(link.told_to) if link.told_to is not None else None,
        )
        for voice_id, link in zip(told.chain[1:], told.links, strict=True)
    ]


def rests_on(heard: Marked, place: int) -> str | None:
    voice_id = heard.attributions[place].rests_on
    return heard.plain(voice_id) if voice_id is not None else None


def test_each_voice_of_a_chain_says_how_it_told() -> None:
    heard = hear_marked(
        "[s:The Harbour Union] [c:said] in a [d:statement] [t:that [s:a nurse] [c:told it] [t:six had died]]."
    )
    assert links(heard, 1) == [("harbour union", "document", None), ("a nurse", "indirect", None)]


def test_words_told_to_an_agency_say_so() -> None:
    heard = hear_marked('[s:A sailor] [c:told] [to:AFP] [t:"six had died"].')
    assert links(heard, 0) == [("afp", "direct", None), ("a sailor", "direct", "afp")]


def test_words_told_to_the_outlet_itself_have_no_relay_and_say_so() -> None:
    heard = hear_marked("[s:A sailor] [c:told] [to:the Morning Mast] [t:that six had died].")
    assert links(heard, 0) == [("a sailor", "indirect", "morning mast")]


def test_the_agency_that_carries_the_report_has_a_link_too() -> None:
    heard = hear_marked("[s:A sailor] [c:told] [to:AFP] [t:that six had died].", agency="AFP")
    assert links(heard, 0) == [("afp", "indirect", None), ("a sailor", "indirect", "afp")]


def test_a_chain_that_comes_back_to_a_voice_keeps_the_links_up_to_it() -> None:
    heard = hear_marked("[s:Ada Lund] [c:said] [t:[s:the army] [c:denied] [t:[s:she] [c:had said] [t:so]]].")
    assert [len(told.links) for told in heard.attributions] == [1, 2, 1]


@pytest.mark.parametrize(
    ("passage", "voices"),
    [
        ("[s:A nurse] [c:said] [t:six had died].", ["a nurse"]),
        (
            "[s:A spokesman] [c:said] [t:[s:the hospital] [c:counted] [t:six]].",
            ["a spokesman", "a spokesman"],
        ),
        ("[s:The army] [c:said] [t:[s:the rebels] [c:admitted] [t:it]].", ["army", "army"]),
        ("[s:A sailor] [c:told] [to:AFP] [t:that six had died].", ["a sailor"]),
        (
            "[s:The Velm Gazette] [c:quoted] [t:[s:a nurse] [c:as saying] [t:so]].",
            ["velm gazette", "a nurse"],
        ),
        ("[c:It is said] [t:that six had died].", [None]),
        ("[s:The Morning Mast] [c:reports] [t:six deaths].", [None]),
    ],
    ids=["origin", "relay", "opponent", "agency", "paper", "nobody", "outlet"],
)
def test_an_attribution_rests_on_the_first_voice_that_is_more_than_a_relay_of_news(
    passage: str, voices: list[str | None]
) -> None:
    heard = hear_marked(passage)
    assert [rests_on(heard, place) for place in range(len(voices))] == voices


def test_a_sentence_carried_on_has_the_links_of_what_it_goes_on_with() -> None:
    text = "The council said that guards had fled. They were brought there by night."
    _, attributions = attribute(segment(report(text)), read_spans=read_tellings)
    said, carried = attributions
    assert carried.carried_on
    assert (carried.links, carried.rests_on) == (said.links, said.rests_on)


def test_a_chain_with_too_few_links_is_refused() -> None:
    with pytest.raises(BrokenPromise, match="a link for each voice"):
        Attribution("a", "r", (), (Span(0, 1),), (), ("outlet", "x", "y"), links=(Link(),))


def test_an_attribution_stored_before_there_were_links_still_opens() -> None:
    told = Attribution("a", "r", (), (Span(0, 1),), (), ("outlet", "x"), links=(Link(How.DIRECT),))
    stored = to_json(told)
    assert from_json(Attribution, stored) == told
    for name in ("links", "rests_on", "confidence"):
        del stored[name]
    assert from_json(Attribution, stored).links == ()


def test_the_printed_form_names_voices_and_says_in_which_telling_one_lies() -> None:
    heard = hear_marked("[s:A spokesman] [c:said] [t:[s:the hospital] [c:counted] [t:six]].")
    outer, inner = attributions_line("d", heard.voices.values(), heard.attributions)["attributions"]
    assert (outer["outer"], inner["outer"]) == (None, 0)
    assert inner["rests_on"] == "a spokesman"
    assert inner["links"] == [
        {"voice": "a spokesman", "how": "indirect", "told_to": None},
        {"voice": "the hospital", "how": "indirect", "told_to": None},
    ]
