"""What the trained heads tell is put together by rule: spans, groups, and what a document comes to."""

import numpy as np

from tellings.attribution.reading import read_encoded
from tellings.events.incident_net import MOST_WORDS, _cut, _gap_codes
from tellings.events.told import Told, joined, read_told
from tellings.events.told_incidents import _spans, plain
from tellings.intake import report_from_document
from tellings.model import Report
from tellings.text.segment import segment


def read(text: str) -> Told:
    report = report_from_document({"doc_id": "a", "text": text, "language": "en"})
    assert isinstance(report, Report)
    document = segment(report)
    return read_told(document, read_encoded(document))


def shares(*rows: tuple[float, float, float]) -> "np.ndarray[tuple[int, ...], np.dtype[np.float32]]":
    return np.array(rows, np.float32)


OUT, FIRST, LATER = (0.9, 0.05, 0.05), (0.02, 0.96, 0.02), (0.1, 0.1, 0.8)


def test_a_role_is_filled_from_a_first_word_through_later_ones() -> None:
    found = _spans(shares(OUT, FIRST, LATER, OUT, FIRST, FIRST), 1.0, dict.fromkeys(range(6), 0))
    assert found == [(1, 3), (4, 5), (5, 6)]  # the last two are parted: a first word is clearly likelier


def test_no_role_goes_over_the_end_of_a_sentence() -> None:
    assert _spans(shares(FIRST, LATER, LATER), 1.0, {0: 0, 1: 0, 2: 1}) == [(0, 2), (2, 3)]


def test_groups_join_while_their_members_fit_on_average() -> None:
    fit = np.array(
        [[1, 0.9, 0.6, 0.1], [0.9, 1, 0.1, 0.1], [0.6, 0.1, 1, 0.8], [0.1, 0.1, 0.8, 1]], np.float32
    )
    assert sorted(joined(fit, 0.5)) == [[0, 1], [2, 3]]
    assert sorted(joined(fit, 0.2)) == [[0, 1, 2, 3]]


def test_groups_do_not_hang_on_the_order_of_their_members() -> None:
    places = np.array([0.0, 0.1, 0.2, 0.9, 1.0, 2.0])
    fit = (1 - np.abs(places[:, None] - places[None, :]) / 2).astype(np.float32)
    back = np.arange(5, -1, -1)
    turned = [sorted(int(back[k]) for k in group) for group in joined(fit[back][:, back], 0.8)]
    assert sorted(turned) == sorted(joined(fit, 0.8)) == [[0, 1, 2], [3, 4], [5]]


def test_stretches_hold_whole_sentences_up_to_their_size() -> None:
    half = MOST_WORDS // 2
    sentences = [(0, half), (half, half), (half, 2 * half), (2 * half, 2 * half + 30)]
    assert list(_cut(sentences)) == [[0, 2], [3]]


def test_gaps_are_coded_as_in_training() -> None:
    codes = _gap_codes(np.array([0, 0, 7, 8, 11, 12, 18, 30]))[0]
    assert codes.tolist() == [0, 0, 7, 8, 8, 9, 10, 11]


def test_words_are_compared_without_article_and_line_breaks() -> None:
    assert plain("the power\npylons") == plain("Power pylons") == "POWER PYLONS"


def test_a_short_report_of_an_attack_tells_of_one_and_a_match_report_does_not() -> None:
    attack = read("Gunmen opened fire on a bus near Ardeh on Monday, killing six passengers, police said.")
    match = read("Ardeh killed off the game in the second half and shot themselves to the top of the league.")
    assert attack.report > 0.5 > match.report
