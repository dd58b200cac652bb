"""How the tellings of two readers become one list: whose spans stand, what of the rules is taken, in which order."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.attribution.merging import LEAST_SURE, SURE_OF_CONTENT, SURE_OF_SOURCE, merge
from tellings.attribution.rules import read_tellings
from tellings.attribution.telling import Telling
from tellings.attribution.trained import Found, Reading
from tellings.model import Span
from tellings.text.segment import segment
from tellings.vocabulary import Stance
from tests.builders import report, span

ABOVE, BELOW = LEAST_SURE + 0.05, LEAST_SURE - 0.05
Words = tuple[str, str, str, int | None, float | None]  # source, cue, content, outer, sure


def found(
    text: str, source: str, cue: str, *content: str, outer: int | None = None, sure: float = 0.9
) -> Found:
    """A find of the trained reader, in words of which each part stands once in the text."""
    return Found(
        source=(span(source, of=text),) if source else (),
        cue=span(cue, of=text),
        content=tuple(span(part, of=text) for part in content),
        sure=sure,
        outer=outer,
    )


def proposal(
    text: str, source: str, cue: str, *content: str, outer: int | None = None, headline: bool = False
) -> Telling:
    """A telling of the rules, in such words."""
    return Telling(
        source=(span(source, of=text),) if source else (),
        cue=(span(cue, of=text),),
        content=tuple(span(part, of=text) for part in content),
        stance=Stance.ASSERTS,
        headline=headline,
        outer=outer,
    )


def reading(text: str, *finds: Found, sure: Mapping[str, float] | None = None) -> Reading:
    """What the trained reader hands on. sure: words of the text -> how sure it is that they mark a telling."""
    cue_sure = np.zeros(len(text), np.float32)
    for one in finds:
        cue_sure[one.cue.start : one.cue.end] = one.sure
    for words, how_sure in (sure or {}).items():
        place = span(words, of=text)
        cue_sure[place.start : place.end] = how_sure
    return Reading(finds, cue_sure)


def in_words(text: str, tellings: Sequence[Telling]) -> list[Words]:
    def words(spans: Sequence[Span]) -> str:
        return " ... ".join(part.of(text) for part in spans)

    return [
        (
            words(one.source),
            words(one.cue),
            words(one.content),
            one.outer,
            None if one.sure is None else round(one.sure, 2),
        )
        for one in tellings
    ]


def merged(text: str, read: Reading, *proposed: Telling) -> list[Words]:
    return in_words(text, merge(segment(report(text)), read, proposed))


# ---------------------------------------------------------------- whose spans

PLAIN = "The hospital director Ilka Voss said on Monday that six people had died."


def test_what_both_found_stands_once_with_the_spans_of_the_trained_reader() -> None:
    read = reading(PLAIN, found(PLAIN, "The hospital director Ilka Voss", "said", "that six people had died"))
    proposed = proposal(PLAIN, "Ilka Voss", "said on Monday", "six people had died.")
    assert merged(PLAIN, read, proposed) == [
        ("The hospital director Ilka Voss", "said", "that six people had died", None, 0.9)
    ]


def test_a_source_that_the_trained_reader_does_not_give_is_taken_from_the_rules() -> None:
    read = reading(PLAIN, found(PLAIN, "", "said", "that six people had died", sure=1.0))
    proposed = proposal(PLAIN, "Ilka Voss", "said", "that six people had died")
    assert merged(PLAIN, read, proposed) == [("Ilka Voss", "said", "that six people had died", None, 1.0)]


@pytest.mark.parametrize("sure", [SURE_OF_SOURCE - 0.05, SURE_OF_SOURCE + 0.05])
def test_of_two_sources_that_of_the_trained_reader_stands_if_it_is_sure(sure: float) -> None:
    text = "Voss of the clinic in Ardeh said that six people had died."
    read = reading(text, found(text, "Ardeh", "said", "that six people had died", sure=sure))
    ((source, *_),) = merged(
        text, read, proposal(text, "Voss of the clinic", "said", "that six people had died")
    )
    assert source == ("Ardeh" if sure > SURE_OF_SOURCE else "Voss of the clinic")


@pytest.mark.parametrize("sure", [SURE_OF_CONTENT - 0.05, SURE_OF_CONTENT + 0.05])
def test_of_two_contents_that_of_the_trained_reader_stands_if_it_is_sure(sure: float) -> None:
    text = "Six people had died, Voss said on Monday in the town of Ardeh."
    read = reading(text, found(text, "Voss", "said", "in the town of Ardeh", sure=sure))
    ((_, _, content, *_),) = merged(text, read, proposal(text, "Voss", "said", "Six people had died"))
    assert content == ("in the town of Ardeh" if sure > SURE_OF_CONTENT else "Six people had died")


TWO = "Six people had died, Voss said. Obi added that the bridge was held."


def test_words_that_a_telling_takes_over_are_no_longer_told_by_another() -> None:
    finds = [
        found(TWO, "Obi", "added", "Six people had died", "that the bridge was held"),
        found(TWO, "Voss", "said", "bridge was held", sure=0.4),
    ]
    finds[1] = replace(finds[1], content=(span("Obi", of=TWO),))
    told = merged(TWO, reading(TWO, *finds), proposal(TWO, "Voss", "said", "Six people had died"))
    assert [one[:3] for one in told] == [
        ("Voss", "said", "Six people had died"),
        ("Obi", "added", "that the bridge was held"),
    ]


def test_no_telling_is_left_without_content_for_the_sake_of_another() -> None:
    finds = [
        found(TWO, "Obi", "added", "Six people had died"),
        found(TWO, "Voss", "said", "that the bridge was held", sure=0.4),
    ]
    told = merged(TWO, reading(TWO, *finds), proposal(TWO, "Voss", "said", "Six people had died"))
    assert sorted(one[:3] for one in told) == [
        ("Obi", "added", "Six people had died"),
        ("Voss", "said", "that the bridge was held"),
    ]


def test_two_proposals_for_one_cue_leave_one_telling() -> None:
    read = reading(PLAIN, found(PLAIN, "Ilka Voss", "said", "that six people had died"))
    twice = [
        proposal(PLAIN, "Ilka Voss", "said on Monday", "that six people had died"),
        proposal(PLAIN, "Ilka Voss", "said", "six people had died"),
    ]
    assert merged(PLAIN, read, *twice) == [("Ilka Voss", "said", "that six people had died", None, 0.9)]


# ---------------------------------------------------------------- the rules alone


def test_a_cue_of_the_rules_alone_is_taken_where_the_encoder_does_not_rule_it_out() -> None:
    proposed = proposal(PLAIN, "Ilka Voss", "said", "that six people had died")
    assert merged(PLAIN, reading(PLAIN, sure={"said": ABOVE}), proposed) == [
        ("Ilka Voss", "said", "that six people had died", None, None)
    ]
    assert merged(PLAIN, reading(PLAIN, sure={"said": BELOW}), proposed) == []


def test_the_surest_word_of_a_cue_counts() -> None:
    proposed = proposal(PLAIN, "Ilka Voss", "said on Monday", "that six people had died")
    assert len(merged(PLAIN, reading(PLAIN, sure={"said": ABOVE, "on Monday": 0.0}), proposed)) == 1


def test_a_credit_in_a_headline_is_taken_without_asking_the_encoder() -> None:
    text = "Market of Ardeh shelled: Residents\n\nShells fell on Monday, and the town was without power."
    proposed = proposal(text, "Residents", ":", "Market of Ardeh shelled", headline=True)
    told = [("Residents", ":", "Market of Ardeh shelled", None, None)]
    assert merged(text, reading(text), proposed) == told
    assert merged(text, reading(text), replace(proposed, headline=False)) == []


def test_a_headline_with_a_verb_is_asked_about_like_other_text() -> None:
    text = "Residents say market of Ardeh shelled\n\nShells fell on Monday, and the town was without power."
    proposed = proposal(text, "Residents", "say", "market of Ardeh shelled", headline=True)
    assert merged(text, reading(text, sure={"say": BELOW}), proposed) == []
    assert len(merged(text, reading(text, sure={"say": ABOVE}), proposed)) == 1


def test_words_that_the_trained_reader_gives_to_another_cue_are_not_given_away() -> None:
    text = "Police, who spoke on Monday, said that six people had died."
    read = reading(text, found(text, "Police", "said", "that six people had died"), sure={"spoke": 0.9})
    assert merged(text, read, proposal(text, "Police", "spoke", "that six people had died")) == [
        ("Police", "said", "that six people had died", None, 0.9)
    ]


def test_a_proposal_without_content_is_not_taken() -> None:
    assert merged(PLAIN, reading(PLAIN, sure={"said": 1.0}), proposal(PLAIN, "Ilka Voss", "said")) == []


INSIDE = "Voss said that the guards claimed that six had died. Obi left."


def test_a_telling_of_the_rules_alone_goes_into_the_content_that_holds_it() -> None:
    read = reading(
        INSIDE,
        found(INSIDE, "Voss", "said", "that the guards claimed that six had died"),
        sure={"claimed": ABOVE},
    )
    for outer in (None, 0):
        inner = proposal(INSIDE, "the guards", "claimed", "that six had died", outer=outer)
        around = proposal(INSIDE, "Voss", "said", "that the guards claimed that six had died")
        assert merged(INSIDE, read, around, inner) == [
            ("Voss", "said", "that the guards claimed that six had died", None, 0.9),
            ("the guards", "claimed", "that six had died", 0, None),
        ]


def test_of_the_contents_that_hold_it_a_telling_goes_into_the_innermost() -> None:
    text = "Voss said that Obi wrote that the guards claimed that six had died."
    read = reading(
        text,
        found(text, "Voss", "said", "that Obi wrote that the guards claimed that six had died"),
        found(text, "Obi", "wrote", "that the guards claimed that six had died", outer=0),
        sure={"claimed": ABOVE},
    )
    told = merged(text, read, proposal(text, "the guards", "claimed", "that six had died"))
    assert [(one[0], one[3]) for one in told] == [("Voss", None), ("Obi", 0), ("the guards", 1)]


def test_two_levels_of_the_rules_alone_stand_one_in_the_other() -> None:
    proposed = [
        proposal(INSIDE, "Voss", "said", "that the guards claimed that six had died"),
        proposal(INSIDE, "the guards", "claimed", "that six had died", outer=0),
    ]
    told = merged(INSIDE, reading(INSIDE, sure={"said": 0.9, "claimed": 0.9}), *proposed)
    assert [(one[0], one[3]) for one in told] == [("Voss", None), ("the guards", 0)]


def test_an_inner_telling_of_the_rules_stays_where_its_outer_is_not_taken() -> None:
    proposed = [
        proposal(INSIDE, "Voss", "said", "that the guards claimed that six had died"),
        proposal(INSIDE, "the guards", "claimed", "that six had died", outer=0),
    ]
    told = merged(INSIDE, reading(INSIDE, sure={"said": BELOW, "claimed": ABOVE}), *proposed)
    assert [(one[0], one[3]) for one in told] == [("the guards", None)]


# ---------------------------------------------------------------- words passed on


def test_whom_a_speaker_cites_tells_what_the_speaker_says() -> None:
    text = "Reuters, citing two guards, said that six people had died."
    read = reading(
        text,
        found(text, "Reuters", "citing", "two guards", sure=0.8),
        found(text, "Reuters", "said", "that six people had died"),
    )
    assert merged(text, read) == [
        ("Reuters", "said", "that six people had died", None, 0.9),
        ("two guards", "citing", "that six people had died", 0, 0.8),
    ]


def test_citing_after_what_is_said_does_the_same() -> None:
    text = "Six people had died, Reuters reported, quoting the mayor."
    read = reading(
        text,
        found(text, "Reuters", "reported", "Six people had died"),
        found(text, "Reuters", "quoting", "the mayor", sure=0.8),
    )
    assert merged(text, read) == [
        ("Reuters", "reported", "Six people had died", None, 0.9),
        ("the mayor", "quoting", "Six people had died", 0, 0.8),
    ]


def test_two_who_are_cited_for_one_thing_both_tell_it() -> None:
    text = "Reuters, citing two guards and quoting the mayor, said that six people had died."
    finds = [
        found(text, "Reuters", "citing", "two guards", sure=0.8),
        found(text, "Reuters", "quoting", "the mayor", sure=0.7),
        found(text, "Reuters", "said", "that six people had died"),
    ]
    expected = [
        ("Reuters", "said", "that six people had died", None, 0.9),
        ("two guards", "citing", "that six people had died", 0, 0.8),
        ("the mayor", "quoting", "that six people had died", 0, 0.7),
    ]
    assert merged(text, reading(text, *finds)) == expected
    assert merged(text, reading(text, *reversed(finds))) == expected


def test_what_is_cited_goes_to_the_nearest_telling_of_the_same_speaker() -> None:
    text = "Reuters said that shells fell. Reuters, citing two guards, wrote that six people had died."
    later = span("Reuters", of=text, nth=1)
    first = found(text, "Reuters", "said", "that shells fell")
    citing = replace(found(text, "", "citing", "two guards"), source=(later,))
    wrote = replace(found(text, "", "wrote", "that six people had died"), source=(later,))
    assert merged(text, reading(text, first, citing, wrote)) == [
        ("Reuters", "said", "that shells fell", None, 0.9),
        ("Reuters", "wrote", "that six people had died", None, 0.9),
        ("two guards", "citing", "that six people had died", 1, 0.9),
    ]


@pytest.mark.parametrize(
    "finds",
    [
        [("Reuters", "citing", "two guards")],  # and says nothing that was found
        [("Reuters", "citing", "two guards"), ("The mayor", "added", "that it was over")],
    ],
)
def test_who_is_cited_for_nothing_stays_a_content(finds: list[tuple[str, str, str]]) -> None:
    text = "Reuters was there, citing two guards. The mayor added that it was over."
    told = merged(text, reading(text, *(found(text, *one) for one in finds)))
    assert told == [(*one, None, 0.9) for one in finds]


def test_a_clause_after_citing_is_a_content_and_no_voice() -> None:
    text = "Reuters, citing reports that the bridge had fallen, said that six people had died."
    finds = [
        ("Reuters", "citing", "reports that the bridge had fallen"),
        ("Reuters", "said", "that six people had died"),
    ]
    told = merged(text, reading(text, *(found(text, *one) for one in finds)))
    assert [one[:4] for one in told] == [(*one, None) for one in finds]


def test_whom_the_rules_find_quoted_tells_the_same_words_as_the_one_who_quotes() -> None:
    text = "The Herald quoted Ilka Voss as saying six people had died."
    read = reading(text, found(text, "The Herald", "quoted", "six people had died"))
    proposed = [
        proposal(text, "The Herald", "quoted", "six people had died."),
        proposal(text, "Ilka Voss", "as saying", "six people had died.", outer=0),
    ]
    assert merged(text, read, *proposed) == [
        ("The Herald", "quoted", "six people had died", None, 0.9),
        ("Ilka Voss", "as saying", "six people had died", 0, None),
    ]


def test_from_whom_a_speaker_has_heard_it_is_the_one_who_tells_it() -> None:
    text = "Voss said she had learned from a priest that the bridge was held."
    read = reading(
        text,
        found(text, "Voss", "said", "she had learned from a priest that the bridge was held"),
        found(text, "she", "had learned", "that the bridge was held", outer=0),
    )
    assert merged(text, read) == [
        ("Voss", "said", "she had learned from a priest that the bridge was held", None, 0.9),
        ("she", "had learned", "that the bridge was held", 0, 0.9),
        ("a priest", "had learned", "that the bridge was held", 1, 0.9),
    ]


# ---------------------------------------------------------------- in order


def test_tellings_stand_in_order_of_the_text_each_followed_by_those_inside_it() -> None:
    text = "Voss said that Obi denied that it rained. Katz added that Lind thought that it snowed."
    finds = [
        found(text, "Voss", "said", "that Obi denied that it rained"),
        found(text, "Katz", "added", "that Lind thought that it snowed"),
        found(text, "Obi", "denied", "that it rained", outer=0),
        found(text, "Lind", "thought", "that it snowed", outer=1),
    ]
    told = merged(text, reading(text, *finds))
    assert [(one[0], one[3]) for one in told] == [("Voss", None), ("Obi", 0), ("Katz", None), ("Lind", 2)]


def test_of_nothing_nothing_is_told() -> None:
    assert merged("", reading("")) == []
    assert merged(PLAIN, reading(PLAIN)) == []


CUES = st.sampled_from("said claimed reported denied added wrote warned".split())


@dataclass
class Written:
    """A text that is made with the tellings that stand in it, as the trained reader would hand them on."""

    text: str
    finds: list[Found]  # outer before inner, level by level


def written(cues: Sequence[str], chance: random.Random) -> Written:
    """Return sentences that use the cues in turn, some inside the content of another, with every part distinct."""
    text = ""
    made: list[tuple[int, Found]] = []  # level, with the number in this list as outer
    left = list(enumerate(cues))

    def tell(level: int, outer: int | None) -> None:
        nonlocal text
        number, cue = left.pop()
        source = Span(len(text), len(text) + len(f"Witness{number}"))
        text += f"Witness{number} "
        cue_place = Span(len(text), len(text) + len(cue))
        text += f"{cue} "
        start, own = len(text), len(made)
        made.append((level, Found((source,), cue_place, (), 0.5 + number / 100, outer)))
        text += f"that {number} men had left"
        while left and chance.random() < 0.5:
            text += " and that "
            tell(level + 1, own)
        made[own] = (level, replace(made[own][1], content=(Span(start, len(text)),)))

    while left:
        tell(0, None)
        text += ". "
    return Written(text, by_level(made, range(len(made))))


def by_level(made: Sequence[tuple[int, Found]], order: Sequence[int]) -> list[Found]:
    """Return finds level by level, within a level in this order, each outer as the number it has there."""
    ranked = sorted(range(len(made)), key=lambda k: (made[k][0], order.index(k)))
    places = {k: place for place, k in enumerate(ranked)}
    return [
        replace(made[k][1], outer=None if (outer := made[k][1].outer) is None else places[outer])
        for k in ranked
    ]


def shuffled(finds: Sequence[Found], chance: random.Random) -> list[Found]:
    levels = [0] * len(finds)
    for k, one in enumerate(finds):
        levels[k] = 0 if one.outer is None else levels[one.outer] + 1
    order = list(range(len(finds)))
    chance.shuffle(order)
    return by_level(list(zip(levels, finds, strict=True)), order)


@settings(max_examples=150, deadline=None)
@given(st.lists(CUES, max_size=9), st.integers(0, 2**32))
def test_no_telling_is_lost_and_the_order_of_finds_within_a_level_changes_nothing(
    cues: list[str], seed: int
) -> None:
    chance = random.Random(seed)
    made = written(cues, chance)
    document = segment(report(made.text))
    assert document.view == made.text
    proposed = read_tellings(document)
    told = merge(document, reading(made.text, *made.finds), proposed)
    for mixed in (made.finds, shuffled(made.finds, chance)):
        assert merge(document, reading(made.text, *mixed), proposed) == told
    outers = {one.cue: None if one.outer is None else told[one.outer].cue for one in told if one.sure}
    for one in made.finds:
        assert [t.sure for t in told if t.cue == (one.cue,) and t.source == one.source] == [one.sure]
        assert outers[(one.cue,)] == (None if one.outer is None else (made.finds[one.outer].cue,))
    for number, telling in enumerate(told):
        if telling.outer is not None:
            assert telling.outer < number
            around = told[telling.outer].content
            assert all(any(own.contains(part) for own in around) for part in telling.content)
    for siblings in {one.outer for one in told}:
        starts = [
            min(part.start for part in (*one.source, *one.cue, *one.content))
            for one in told
            if one.outer == siblings
        ]
        assert all(before <= after for before, after in pairwise(starts))


# ---------------------------------------------------------------- whatever two readers say

WORDS = 40
THREE = (
    "the",
    "old",
    "man",
    "was",
    "out",
    "and",
    "she",
    "had",
    "not",
    "yet",
    "met",
    "him",
    "who",
    "ran",
    "far",
    "but",
)
EVEN = " ".join(THREE[n % len(THREE)] for n in range(WORDS)) + "."  # word n starts at 4 x n


def place_of(start: int, end: int) -> Span:
    """Where words [start, end) of the even text stand."""
    return Span(4 * start, 4 * end - 1)


@dataclass
class Drawn:
    """A telling in words; outer: its number among those drawn."""

    source: tuple[Span, ...]
    cue: Span
    content: tuple[Span, ...]
    outer: int | None
    level: int


def draw(chance: random.Random, start: int, end: int, made: list[Drawn], outer: int | None = None) -> None:
    """Add tellings that lie side by side in words [start, end), and some in their contents."""
    level = 0 if outer is None else made[outer].level + 1
    at = start + chance.randrange(3)
    while end - at >= 4:
        length = chance.randint(4, end - at)
        before = chance.choice(
            (0, 0, length - 2, chance.randint(0, length - 2))
        )  # words of content before the cue
        cue, *others = chance.sample((at + before, at + before + 1), 2)
        source = chance.choice((others, others, []))
        after = at + before + 1 + (bool(source) or cue > at + before)
        parts = [(at, min(cue, *source, after)), (after, at + length)]
        contents = [(lo, hi) for lo, hi in parts if lo < hi]
        made.append(
            Drawn(
                tuple(place_of(n, n + 1) for n in source),
                place_of(cue, cue + 1),
                tuple(place_of(lo, hi) for lo, hi in contents),
                outer,
                level,
            )
        )
        own = len(made) - 1
        if level < 3 and chance.random() < 0.6:
            for lo, hi in contents:
                draw(chance, lo, hi, made, own)
        at += length + chance.randrange(3)


def as_finds(drawn: Sequence[Drawn], chance: random.Random) -> list[Found]:
    made = [
        (one.level, Found(one.source, one.cue, one.content, chance.uniform(0.2, 1), one.outer))
        for one in drawn
    ]
    return by_level(made, range(len(made)))


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_whatever_two_readers_say_a_telling_keeps_its_promises(seed: int) -> None:
    chance = random.Random(seed)
    by_trained: list[Drawn] = []
    by_rules: list[Drawn] = []
    draw(chance, 0, WORDS, by_trained)
    draw(chance, 0, WORDS, by_rules)
    finds = as_finds(by_trained, chance)
    cue_sure = np.repeat(np.random.default_rng(seed).random(WORDS), 4).astype(np.float32)
    proposed = [
        Telling(one.source, (one.cue,), one.content, stance=Stance.ASSERTS, outer=one.outer)
        for one in by_rules
    ]
    told = merge(segment(report(EVEN)), Reading(tuple(finds), cue_sure), proposed)
    for number, one in enumerate(told):
        assert one.content
        for part in one.content:
            assert not any(part.overlaps(other) for other in (*one.source, *one.cue)), f"{number}: {one}"
        if one.outer is not None:
            assert one.outer < number
            around = told[one.outer].content
            assert all(any(own.contains(part) for own in around) for part in one.content), f"{number}: {one}"
    assert {one.cue for one in finds} <= {cue for one in told for cue in one.cue}
    for outer in {one.outer for one in told}:
        parts = sorted(part for one in told if one.outer == outer for part in one.content)
        assert not any(before.overlaps(after) for before, after in pairwise(parts)), "no words are told twice"
