"""Masking, measured on articles that were written and labelled without sight of it (tests/masked)."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tellings import pipeline
from tellings.codec import to_text
from tellings.intake import read_paths
from tellings.publish.masking import READING_KEY, mask

TEXTS = Path(__file__).resolve().parent / "masked"


@dataclass(frozen=True)
class Score:
    """Forms that leak of those hidden; names lost of those shown; phrases lost of those told; each with its article."""

    leaked: tuple[tuple[str, str], ...]
    hidden: int
    lost: tuple[tuple[str, str], ...]
    shown: int
    untold: tuple[tuple[str, str], ...]
    told: int


def _pattern(words: str) -> re.Pattern[str]:
    bare = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<!\w){bare}(?!\w)", re.IGNORECASE)


@cache
def score() -> Score:
    """Return what masking every article on its own, without a case, comes to."""
    leaked: list[tuple[str, str]] = []
    lost: list[tuple[str, str]] = []
    untold: list[tuple[str, str]] = []
    hidden = shown = told = 0
    for path in sorted(TEXTS.glob("*.txt")):
        labels = json.loads(path.with_suffix(".labels.json").read_text("utf-8"))
        found = pipeline.read_findings(pipeline.gather(read_paths([path])))
        masked = mask(found, READING_KEY)
        printed = to_text(masked)
        before, after = found.reports[0].text, masked.reports[0].text
        for person in labels["hidden"]:
            for form in person["forms"]:
                hidden += 1
                if _pattern(form).search(printed) or _pattern(form).search(after):
                    leaked.append((path.stem, form))
        for name in labels["shown"]:
            shown += 1
            if len(_pattern(name).findall(after)) < len(_pattern(name).findall(before)):
                lost.append((path.stem, name))
        for phrase in labels["told"]:
            told += 1
            if len(_pattern(phrase).findall(after)) < len(_pattern(phrase).findall(before)):
                untold.append((path.stem, phrase))
    return Score(tuple(leaked), hidden, tuple(lost), shown, tuple(untold), told)


# What was measured when these floors were set, after the first look (docs/methodology.md has that one): none of 143
# forms leaked, none of 115 names and none of 55 phrases lost. The floors leave room for a handful.
MOST_LEAKED = 2
MOST_LOST = 3
MOST_UNTOLD = 1


def test_hardly_a_form_of_a_hidden_name_leaks() -> None:
    assert score().hidden > 100
    assert len(score().leaked) <= MOST_LEAKED, score().leaked


def test_public_names_and_told_facts_stay() -> None:
    assert score().shown > 100 and score().told > 50
    assert len(score().lost) <= MOST_LOST, score().lost
    assert len(score().untold) <= MOST_UNTOLD, score().untold
