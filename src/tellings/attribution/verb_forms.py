"""Tell finite verbs from the words around them, without a parser.

In:   the tokens of a sentence and an index.
Out:  whether a finite verb stands there; Stretch, a run of tokens.
Holds: form and neighbours decide; nothing further away is looked at.
"""

from collections.abc import Sequence
from typing import NamedTuple

from tellings.attribution.lexicon import (
    CUE_STANCE,
    DETERMINERS,
    DOCUMENT_NOUNS,
    FINITE_VERBS,
    PREPOSITIONS,
    SPEAKER_NOUNS,
    WEEKDAYS,
)
from tellings.text.segment import Token

Tokens = Sequence[Token]

_REDUCED = frozenset(
    "reached contacted interviewed questioned quoted based stationed trapped wounded injured identified named "
    "asked called caught living working standing treated briefed".split()
)


class Stretch(NamedTuple):
    """The tokens [start, end) of a sentence; `words` is how many, 0 or less for none."""

    start: int
    end: int

    @property
    def words(self) -> int:
        """How many tokens it holds."""
        return self.end - self.start


def is_finite(tokens: Tokens, k: int) -> bool:
    """Whether the token is, by its form and neighbours, a finite verb."""
    low = tokens[k].low
    if low in _REDUCED and k > 0 and tokens[k - 1].low in SPEAKER_NOUNS and k + 1 < len(tokens):
        # "residents reached by telephone": a participle that says which ones
        return tokens[k + 1].low not in {"by", "at", "in", "on", "near", "over"}
    if low.endswith(("ed", "sent", "seen", "written")) and k > 0 and tokens[k - 1].low in DOCUMENT_NOUNS:
        return (
            k + 1 < len(tokens)
            and tokens[k + 1].low
            not in PREPOSITIONS | {"late", "early", "yesterday", "today", "earlier"} | WEEKDAYS
        )
    if low in FINITE_VERBS:
        if k > 0 and tokens[k - 1].low in DETERMINERS | {"of", "to"}:
            return False
        # "the wounded", "the injured man": a participle before a noun is no verb
        return not (tokens[k].is_name_like and k > 0 and tokens[k - 1].is_name_like)
    if low in CUE_STANCE and low.endswith("ed") and k > 0 and tokens[k - 1].low not in DETERMINERS:
        return True
    if low.endswith("ed") and len(low) > 4 and k > 0:
        before = tokens[k - 1].low
        after = tokens[k + 1].low if k + 1 < len(tokens) else ""
        return before not in DETERMINERS | PREPOSITIONS and (
            after in DETERMINERS or after in PREPOSITIONS or not after.isalpha()
        )
    return False


def has_finite(tokens: Tokens, lo: int, hi: int) -> bool:
    """Whether any token of [lo, hi) is a finite verb."""
    return any(is_finite(tokens, k) for k in range(lo, hi))
