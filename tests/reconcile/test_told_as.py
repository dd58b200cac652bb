"""What the words around a figure make of it."""

import pytest

from tellings.model import Actors, Count
from tellings.reconcile.told_as import ToldAs, read_words
from tellings.resolve.voices import resolve_voices
from tellings.vocabulary import Field
from tests.builders import page, said


def told_as(sentence: str, number: str, *, by: str = "Ilka Voss", after: str = "") -> ToldAs:
    """Return what the words make of one figure of a sentence."""
    figures = [said("killed", word, by, sentence=sentence) for word in (number,)]
    made = page("A", *figures, text=f"Shells hit Ardeh. {sentence} {after}\n")
    voices = resolve_voices([made.report], [made.extraction], Actors(), same_text={})
    (claim,) = made.claims()
    found = read_words(made.claims(), voices, {made.report.report_id: made.report})
    return found.get(claim.claim_id, ToldAs())


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("Ilka Voss raised the toll to 26, up from an earlier 18.", "18"),
        ("The death toll has risen to 26 from 18, Ilka Voss said.", "18"),
        ("Ilka Voss spoke of 26 dead, updating a previous toll of 18 dead.", "18"),
        ("The previous death toll was 18.", "18"),
        ("Ilka Voss initially said 18 people died, but later put the toll at 26.", "18"),
        ("Ilka Voss revised the toll down to 17 from 18.", "18"),
    ],
)
def test_a_figure_is_an_earlier_one_where_its_words_say_so(sentence: str, number: str) -> None:
    words = told_as(sentence, number)
    assert words.earlier is not None
    assert not words.is_wrong


@pytest.mark.parametrize(
    "sentence",
    [
        "Ilka Voss raised the toll to 26, up from an earlier 18.",
        "Ilka Voss spoke of 26 dead, updating a previous toll of 18 dead.",
        "Ilka Voss initially said 18 people died, but later put the toll at 26.",
        "Ilka Voss said 26 people from the village died.",
    ],
)
def test_the_figure_that_takes_its_place_is_none(sentence: str) -> None:
    assert told_as(sentence, "26").earlier is None


def test_not_as_first_reported_calls_a_figure_wrong() -> None:
    words = told_as("Nineteen people were killed, not 17 as first reported, Ilka Voss said.", "17")
    assert words.earlier is not None
    assert words.is_wrong


@pytest.mark.parametrize(
    "sentence",
    [
        "Ilka Voss corrected the toll to 17.",
        "Ilka Voss revised the toll down to 17 after counting two bodies twice.",
        "Ilka Voss said the first number was wrong and 17 had died.",
    ],
)
def test_a_correction_needs_a_word_for_a_mistake(sentence: str) -> None:
    assert told_as(sentence, "17").corrects is not None


@pytest.mark.parametrize("verb", ["raised", "lowered", "updated", "revised"])
def test_a_change_alone_corrects_nothing(verb: str) -> None:
    words = told_as(f"Ilka Voss {verb} the toll to 17.", "17")
    assert words.corrects is None
    assert words.changes


def test_an_agencys_notice_makes_all_its_figures_corrections() -> None:
    figure = said("killed", "17", "Ilka Voss", sentence="Ilka Voss said 17 died.")
    made = page("A", figure, text="(Corrects toll in first paragraph)\nIlka Voss said 17 died.\n")
    voices = resolve_voices([made.report], [made.extraction], Actors(), same_text={})
    (words,) = read_words(made.claims(), voices, {made.report.report_id: made.report}).values()
    assert words.corrects is not None


@pytest.mark.parametrize(
    ("sentence", "after"),
    [
        ("Ilka Voss withdrew her statement that 19 people were killed.", ""),
        ("Ilka Voss said that 19 people were killed.", "On Tuesday she withdrew the figure."),
        (
            "Ilka Voss said that 19 people were killed.",
            "The market was full. Ilka Voss later retracted her toll.",
        ),
    ],
)
def test_a_figure_is_taken_back_in_its_sentence_or_soon_after(sentence: str, after: str) -> None:
    assert told_as(sentence, "19", after=after).withdrawn is not None


@pytest.mark.parametrize(
    ("sentence", "after"),
    [
        ("Troops withdrew and 19 people were killed, Ilka Voss said.", ""),
        ("Ilka Voss said that 19 people were killed.", "Oren Haddad retracted his statement."),
        ("Ilka Voss said that 19 people were killed.", "On Tuesday the army withdrew from the town."),
    ],
)
def test_nothing_is_taken_back_by_others_or_by_troops_that_leave(sentence: str, after: str) -> None:
    assert told_as(sentence, "19", after=after).withdrawn is None


def test_a_first_toll_is_called_first_and_no_other_in_its_sentence() -> None:
    sentence = "The toll rose to 26 after a preliminary count of 12, Ilka Voss said."
    both = page(
        "A",
        said("killed", "26", "Ilka Voss", sentence=sentence),
        said("killed", "12", "Ilka Voss", sentence=sentence, value=Count(Field.KILLED, 12, 12, "12")),
        text=sentence + "\n",
    )
    voices = resolve_voices([both.report], [both.extraction], Actors(), same_text={})
    found = read_words(both.claims(), voices, {both.report.report_id: both.report})
    first = {c.wording for c in both.claims() if c.claim_id in found and found[c.claim_id].first is not None}
    assert first == {"12"}
