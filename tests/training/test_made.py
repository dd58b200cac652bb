"""The made training texts: their marks are true, and mistakes in them are named."""

import random
from pathlib import Path

import pytest

from training.made.generate import made_passages
from training.made.markup import MarkupError, read_passages, read_words, write
from training.made.passage import Marked, Passage, check, edited
from training.made.worn import change_quotes, lose_marks, run_in
from training.made.wrap import wrap

MADE = Path(__file__).resolve().parents[2] / "training" / "made"


def written(body: str, tmp_path: Path, words: str = 'who = ["the ministry"]') -> Passage:
    (tmp_path / "words.toml").write_text(words, "utf-8")
    folder = tmp_path / "passages"
    folder.mkdir(exist_ok=True)
    (folder / "one.txt").write_text(f"# a remark\n\n{body}\n", "utf-8")
    lists = read_words(tmp_path / "words.toml")
    (template,) = read_passages(folder, lists)
    return write(template, lists, random.Random(1))


def words_of(passage: Passage, mark: Marked) -> tuple[list[str], list[str], list[str]]:
    source, cue, content = ([passage.text[s:e] for s, e in f] for f in (mark.source, mark.cue, mark.content))
    return source, cue, content


def test_made_passages_keep_their_promises_and_leave_no_slot() -> None:
    for passage in made_passages(4, 300):
        check(passage)
        assert not set("{}[]|￼") & set(passage.text), passage.text
        assert "  " not in passage.text and passage.text == passage.text.strip(), passage.text


def test_every_written_passage_can_be_filled() -> None:
    words = read_words(MADE / "words.toml")
    templates = read_passages(MADE / "passages", words)
    assert len(templates) >= 500
    for template in templates:
        write(template, words, random.Random(template.place))


def test_the_same_seed_gives_the_same_passages_whatever_the_count() -> None:
    assert list(made_passages(7, 20)) == list(made_passages(7, 40))[:20]
    assert list(made_passages(7, 20)) != list(made_passages(8, 20))


def test_tellings_stand_inside_tellings_to_depth_three_and_more() -> None:
    def depth(passage: Passage, at: int | None) -> int:
        return 0 if at is None else 1 + depth(passage, passage.marks[at].outer)

    depths = {depth(p, at) for p in made_passages(2, 300) for at in range(len(p.marks))}
    assert depths >= {1, 2, 3}


def test_marks_of_a_passage_are_paired_by_number_and_by_the_content_they_stand_in(tmp_path: Path) -> None:
    passage = written("[S12 {who}] [C1 said] [T1 [S he] [C knew] [T it]], [C2 adding] [T2 more].", tmp_path)
    assert passage.text == "The ministry said he knew it, adding more."
    assert [words_of(passage, m) for m in passage.marks] == [
        (["The ministry"], ["said"], ["he knew it"]),
        (["The ministry"], ["adding"], ["more"]),
        (["he"], ["knew"], ["it"]),
    ]
    assert [m.outer for m in passage.marks] == [None, None, 0]


def test_a_quotation_that_its_cue_breaks_is_one_content_in_two_fragments(tmp_path: Path) -> None:
    passage = written('[T "we ran,"] [S {who}] [C said]. [T "we hid."]', tmp_path)
    assert words_of(passage, passage.marks[0])[2] == ['"We ran,"', '"We hid."']


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("[S {who} [C said] [T this].", "one.txt:3: a ] is missing"),
        ("[S {who}] [C said] {this.", "one.txt:3: a } is missing"),
        ("[S {whom}] [C said] [T this].", "one.txt:3: no slot 'whom'"),
        ("[S {who}] [C said] this.", "one.txt:3: no cue or content"),
        ("[S {who}] [C said] [T this] [C said].", "one.txt:3: no cue or content"),
        ("[S {who}] [C said] [T this] as [S he] said.", "one.txt:3: two sources"),
        ("[S {who}] [X said] [T this].", "one.txt:3: no mark at '[X said]"),
        ("[S [S {who}]] [C said] [T this].", "one.txt:3: a mark inside a source"),
        ("[S {who.2}] [C said] [T this].", "one.txt:3: not every item of who has a form 2"),
    ],
)
def test_a_mistake_in_a_passage_is_named_with_its_file_and_line(body: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(MarkupError) as caught:
        written(body, tmp_path)
    assert str(caught.value).startswith(told)


@pytest.mark.parametrize("words", ["who = []", "who = [3]", 'who = ["{nobody}"]', "who = ["])
def test_a_mistake_in_the_words_is_named_with_its_file(words: str, tmp_path: Path) -> None:
    with pytest.raises(MarkupError, match=r"^words\.toml: "):
        written("[S {who}] [C said] [T this].", tmp_path, words)


def test_lost_marks_leave_every_word_and_its_role() -> None:
    text = 'The army\'s spokesman said: "We won, we did."\n\nHe left.'
    passage = Passage(text, (Marked(((0, 20),), ((21, 26),), ((27, 44),)),))
    check(passage)
    lost = run_in(lose_marks(passage, ",'\""))
    assert lost.text == "The armys spokesman said: We won we did. He left."
    assert words_of(lost, lost.marks[0]) == (["The armys spokesman"], ["said:"], ["We won we did."])


def test_other_quotation_marks_keep_the_spans() -> None:
    passage = Passage('"We won," he said.', (Marked(((10, 12),), ((13, 17),), ((0, 9),)),))
    styles = {
        words_of(p, p.marks[0])[2][0] for p in (change_quotes(passage, random.Random(k)) for k in range(20))
    }
    assert styles == {'"We won,"', "“We won,”", "''We won,''"}


def test_an_attribution_whose_content_is_cut_away_goes_with_those_inside_it() -> None:
    marks = (Marked(((0, 1),), ((2, 3),), ((4, 9),)), Marked(((4, 5),), ((6, 7),), ((8, 9),), 0))
    assert edited(Passage("a b c d e", marks), [(4, 9, "")]).marks == ()


def test_a_wrapped_sentence_stands_in_the_content_of_the_outer_voice() -> None:
    text = "The mayor said it was over."
    mark = Marked(((0, 9),), ((10, 14),), ((15, 26),))
    for seed in range(200):
        passage = wrap(seed, text, [mark])
        assert passage.marks[0].outer is None
        (inner,) = [m for m in passage.marks if [passage.text[s:e] for s, e in m.cue] == ["said"]
                    and passage.text[m.content[0][0] : m.content[0][1]] == "it was over"]  # fmt: skip
        assert inner.outer is not None
    assert wrap(3, text, [mark]) == wrap(3, text, [mark])


@pytest.mark.parametrize(("text", "inside"), [("The mayor left.", "the mayor left"), ("I left.", "I left"),
                                              ("Karim left.", "Karim left")])  # fmt: skip
def test_the_first_word_is_made_small_unless_it_may_be_a_name(text: str, inside: str) -> None:
    told = {wrap(seed, text, []).text for seed in range(60)}
    assert any(f"that {inside}" in t for t in told)


def test_a_question_or_a_sentence_with_quotations_is_not_put_into_quotation_marks() -> None:
    for seed in range(100):
        assert wrap(seed, "Who did it?", []).text.count('"') == 0
        assert '""' not in wrap(seed, 'He called it "a lie."', []).text


@pytest.mark.parametrize("text", ["", "One line.\nAnother."])
def test_wrapping_nothing_or_several_lines_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="one sentence"):
        wrap(1, text, [])
