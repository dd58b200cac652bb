"""Which reports carry one text."""

import random
import re
from collections.abc import Iterable, Mapping
from itertools import combinations
from time import process_time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.link.copies import (
    OPENING_WORDS,
    Overlap,
    is_one_text,
    kept,
    overlaps,
    runs_of,
    text_groups,
)


def made_words(rng: random.Random, number: int) -> list[str]:
    """Return words that stand in no other made text."""
    return [f"w{rng.randrange(10**9)}" for _ in range(number)]


def groups(texts: Mapping[str, str], agencies: Mapping[str, str] | None = None) -> set[frozenset[str]]:
    key_of = text_groups(overlaps({key: runs_of(text) for key, text in texts.items()}), agencies or {})
    return {frozenset(key for key in key_of if key_of[key] == first) for first in key_of.values()}


def slow_runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + 5]) for at in range(max(1, len(words) - 4))} if words else set()


# ---------------------------------------------------------------- runs


@given(st.lists(st.sampled_from(["shell", "Market", "six", "dead", "the", "on"]), max_size=90))
def test_there_are_as_many_hashes_as_there_are_runs_of_five_words(words: list[str]) -> None:
    runs = runs_of(" ".join(words))
    assert len(runs) == len(slow_runs(" ".join(words)))
    assert np.all(runs[1:] > runs[:-1])


def test_hashes_are_the_same_on_every_machine() -> None:
    text = "Shells hit the market of Ardeh on Monday"
    assert runs_of(text).tolist() == [
        0x4CB058E1427734A0,
        0x534869A24F339649,
        0x62356FF264592C0C,
        0x75C924269C191A80,
    ]


def test_case_and_marks_are_no_part_of_a_run() -> None:
    assert runs_of("Six died, she said: “six”!").tolist() == runs_of("six DIED she said six").tolist()


def test_the_order_of_words_tells() -> None:
    assert runs_of("one two three four five").tolist() != runs_of("five four three two one").tolist()


def test_a_run_of_the_opening_is_marked_so_and_is_the_same_run_further_down() -> None:
    rng = random.Random(1)
    opening, rest = made_words(rng, OPENING_WORDS), made_words(rng, 200)
    runs = runs_of(" ".join(opening + rest))
    assert int((runs & np.uint64(1)).sum()) == OPENING_WORDS - 4
    (pair,) = overlaps({"a": runs, "b": runs_of(" ".join(rest + opening))})
    assert pair.shared == len(runs) - 4
    assert pair.left_opening == 1.0


def test_of_a_short_report_the_first_third_is_the_opening() -> None:
    runs = runs_of(" ".join(made_words(random.Random(1), 90)))
    assert int((runs & np.uint64(1)).sum()) == 30 - 4


def test_a_text_without_words_has_no_runs_and_no_copies() -> None:
    assert len(runs_of(" … ")) == 0
    assert overlaps({"a": runs_of(""), "b": runs_of("")}) == []


def test_about_one_run_in_four_is_kept_and_always_the_same() -> None:
    words = made_words(random.Random(2), 4000)
    whole, part = kept(runs_of(" ".join(words))), kept(runs_of(" ".join(words[1000:2000])))
    assert 900 < len(whole) < 1100
    assert set((part >> np.uint64(1)).tolist()) <= set((whole >> np.uint64(1)).tolist())


# ---------------------------------------------------------------- pairs and groups


def test_shares_agree_with_a_slow_count() -> None:
    rng = random.Random(3)
    pool = [" ".join(made_words(rng, 14)) for _ in range(12)]
    texts = {f"r{n:02}": ". ".join(rng.sample(pool, 5)) for n in range(30)}
    slow = {key: slow_runs(text) for key, text in texts.items()}
    found = overlaps({key: runs_of(text) for key, text in texts.items()})
    assert found
    for one in found:
        shared = len(slow[one.left] & slow[one.right])
        assert one.left < one.right
        assert (one.shared, one.left_share) == (shared, shared / len(slow[one.left]))
    tied = {(one.left, one.right) for one in found if is_one_text(one)}
    for left, right in combinations(sorted(slow), 2):
        shared = len(slow[left] & slow[right])
        assert 2 * shared < min(len(slow[left]), len(slow[right])) or (left, right) in tied


@pytest.mark.parametrize("edits", [0, 1])
def test_very_many_copies_fall_into_one_group_by_few_pairs(edits: int) -> None:
    rng = random.Random(4)
    words = made_words(rng, 200)
    texts = {}
    for n in range(3000):
        at = rng.randrange(200)
        texts[f"r{n:05}"] = " ".join([*words[:at], *made_words(rng, 15 * edits), *words[at:]])
    runs = {key: runs_of(text) for key, text in texts.items()}
    began = process_time()
    found = overlaps(runs)
    assert process_time() - began < 5.0
    assert len(found) < 5 * len(texts)
    assert set(text_groups(found, {}).values()) == {"r00000"}


def test_the_order_of_the_reports_changes_nothing() -> None:
    rng = random.Random(5)
    pool = [" ".join(made_words(rng, 30)) for _ in range(9)]
    runs = {f"r{n:02}": runs_of(" ".join(rng.sample(pool, 4))) for n in range(40)}
    keys = list(runs)
    rng.shuffle(keys)
    assert overlaps(runs) == overlaps({key: runs[key] for key in keys})


def test_groups_of_a_large_pile_are_those_of_a_slow_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tellings.link.copies._ALL_UP_TO", 1000)  # so that candidates are found by kept runs
    rng = random.Random(6)
    stock = [" ".join(made_words(rng, 9)) for _ in range(5)]  # phrases that stand in many reports
    texts: dict[str, str] = {}
    truth = set()
    for n in range(120):
        body = made_words(rng, 240)
        held = set()
        for copy in range(rng.choice([1, 1, 1, 2, 3, 20])):
            added = made_words(rng, rng.randrange(40)) + rng.choice(stock).split()
            key = f"r{rng.randrange(10**6):06}-{n}-{copy}"
            texts[key] = " ".join(added + body if rng.random() < 0.5 else body + added)
            held.add(key)
        truth |= {frozenset(held)} if len(held) > 1 else set()
    assert groups(texts) == truth


def background(rng: random.Random) -> tuple[str, str, str]:
    news = [" ".join(made_words(rng, 90)) for _ in range(2)]
    standing = " ".join(made_words(rng, 70))
    return (*news, standing)  # type: ignore[return-value]


def test_a_standing_paragraph_under_other_news_ties_no_reports() -> None:
    one, other, standing = background(random.Random(7))
    texts = {"a": f"{one} {standing}", "b": f"{other} {standing}"}
    (pair,) = overlaps({key: runs_of(text) for key, text in texts.items()})
    assert pair.share > 0.4
    assert groups(texts) == set()
    assert groups(texts, {"a": "NW", "b": "NW"}) == set()


def test_the_opening_and_little_more_is_one_text() -> None:
    one, other, standing = background(random.Random(8))
    assert groups({"a": f"{standing} {one}", "b": f"{standing} {other}"}) == {frozenset("ab")}


def test_half_of_a_report_is_one_text_under_another_opening_too() -> None:
    one, other, _ = background(random.Random(9))
    assert groups({"a": one, "b": f"{other[:300]} {one}"}) == {frozenset("ab")}


def test_a_little_text_ties_those_who_credit_one_agency_only() -> None:
    rng = random.Random(10)
    opening = made_words(rng, 50)
    texts = {key: " ".join(opening + made_words(rng, 180)) for key in "ab"}
    assert groups(texts) == set()
    assert groups(texts, {"a": "New Wire", "b": "the new wire"}) == {frozenset("ab")}
    assert groups(texts, {"a": "New Wire", "b": "Old Wire"}) == set()


def test_a_stock_phrase_ties_no_short_reports() -> None:
    phrase = "said in a statement on its website late on Monday evening"
    texts = {"a": f"Voss {phrase}", "b": f"Irden {phrase}"}
    assert groups(texts) == set()


def test_groups_are_named_after_their_smallest_id_however_they_hang_together() -> None:
    def tie(left: str, right: str) -> Overlap:
        return Overlap(left, right, 0.9, 0.9)

    def named(ties: Iterable[Overlap]) -> dict[str, str]:
        return text_groups(ties, {})

    ties = [tie("c", "d"), tie("a", "d"), tie("x", "y")]
    assert named(ties) == named(reversed(ties)) == {"a": "a", "c": "a", "d": "a", "x": "x", "y": "x"}
