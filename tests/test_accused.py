"""Nobody is put down as accused by a voice that does not accuse it: the gravest error, measured apart from the scorer.

An accusation given is right here where the gold has that voice accuse that party of whatever part in it. Titles, and
what is said of other incidents, carry no label in these suites and count as wrong: a share is a lower bound. To print
what is wrong: `.venv/bin/python -m tests.test_accused`.
"""

import json
from functools import cache
from typing import Any

import pytest

from tests.attributed.scorer import Measure, _accused_span, _cut, _Pair, _plain, _touch
from tests.test_labelled_articles import SUITES, TESTS, read

Json = dict[str, Any]
FLOORS = {"attributed": 22 / 23, "attributed_blind": 23 / 26, "attributed_third": 16 / 19}


def accused_by_voice(output: Json, gold: Json) -> Measure:
    """Return how many of the accusations that one article gives are of somebody whom that voice accuses."""
    pair = _Pair(output, gold)
    golds = pair.incident["alleged_responsibility"]
    given = [out for out in pair.claims("accusations") if out[1]["stance"] != "denies"]
    wrong = tuple(
        f"{pair.name(claim['origin'])} does not accuse {reading['value']['accused']}: {_cut(claim['quote'])!r}"
        for reading, claim in given
        if not any(_is_accused(pair, one, reading, claim) for one in golds)
    )
    return Measure(len(given) - len(wrong), len(given), wrong)


def _is_accused(pair: _Pair, gold: Json, reading: Json, claim: Json) -> bool:
    by = gold["by"]
    if not (pair.is_voice(claim["origin"], by) or pair.is_voice(claim.get("rests_on"), by)):
        return False
    return _touch(gold, _accused_span(reading, claim)) or _plain(gold["actor"]) == _plain(
        reading["value"]["accused"]
    )


@cache
def measure_of(suite: str) -> Measure:
    right, of = 0, 0
    wrong: tuple[str, ...] = ()
    for path in sorted((TESTS / suite).glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        output = read(path.with_name(path.name.replace(".gold.json", ".txt")), gold.get("given") or {})
        one = accused_by_voice(output, gold)
        right, of, wrong = right + one.right, of + one.of, (*wrong, *one.missed)
    return Measure(right, of, wrong)


@pytest.mark.parametrize("suite", SUITES)
def test_whoever_is_put_down_as_accused_is_accused_by_that_voice(suite: str) -> None:
    measure = measure_of(suite)
    assert measure.right / measure.of >= FLOORS[suite], measure.missed


if __name__ == "__main__":
    for suite in SUITES:
        told = measure_of(suite)
        print(suite, told.right, "of", told.of, *(f"\n  {words}" for words in told.missed))
