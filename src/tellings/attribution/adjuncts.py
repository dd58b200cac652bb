"""Adverbials of a telling: "in a statement", "on Saturday", "by telephone".

In:   the tokens of a sentence and an index.
Out:  whether one starts there, and where it ends.
Holds: an adverbial ends before the next verb or pronoun.
"""

from tellings.attribution.lexicon import DETERMINERS, DOCUMENT_NOUNS, MONTHS, PRONOUNS, WEEKDAYS
from tellings.attribution.verb_forms import Tokens, is_finite

TIME_WORDS = WEEKDAYS | frozenset("here yesterday today tomorrow tonight late early earlier later".split())
_MEANS = frozenset("condition telephone phone twitter facebook television".split())  # "by telephone"
_OCCASIONS = DOCUMENT_NOUNS | frozenset("call conference briefing comments remarks speech".split())
_HEADS = DETERMINERS | WEEKDAYS | MONTHS | DOCUMENT_NOUNS
_OPENS = frozenset({"a", "an", "its", "his", "her", "their", "the", "comments", "remarks"})
_LEADS = frozenset("in on at during through via by from".split())
_LONGEST = 12  # tokens


def is_adjunct_start(tokens: Tokens, k: int, hi: int) -> bool:
    """Whether an adverbial of the telling starts at k: "in a statement", "on Saturday", "by telephone"."""
    low = tokens[k].low
    if low in TIME_WORDS:
        return True
    following = [t.low for t in tokens[k + 1 : min(k + 6, hi)]]
    if low not in _LEADS or not following:
        return False
    if following[0] in TIME_WORDS | MONTHS | _MEANS:
        return True
    return following[0] in _OPENS and any(word in _OCCASIONS for word in following)


def skip_adjunct(tokens: Tokens, k: int, hi: int) -> int:
    """Return where the adverbials of the telling that start at k end; k itself where there are none."""
    while k < hi and is_adjunct_start(tokens, k, hi):
        m = k + 1
        while m < hi and tokens[m].is_word and tokens[m].low != "that" and m - k < _LONGEST:
            if m > k + 1 and is_adjunct_start(tokens, m, hi):
                break
            if is_finite(tokens, m) or tokens[m].low in PRONOUNS:
                break
            m += 1
        if m < hi and (is_finite(tokens, m) or tokens[m].low in PRONOUNS):
            # ran into a clause: the adverbial is only its first words
            head = k + 1
            while head < m and (tokens[head].low in _HEADS or tokens[head].low.isdigit()):
                head += 1
            return head
        k = m
    return k
