"""Find where a noun phrase starts and ends around a reporting verb, without a parser.

In:   the tokens of a sentence and an index.
Out:  token indexes.
Holds: nothing outside [lo, hi) is looked at; an empty phrase is None.
"""

from tellings.attribution.adjuncts import TIME_WORDS, is_adjunct_start, skip_adjunct
from tellings.attribution.lexicon import (
    AUXILIARIES,
    CUE_STANCE,
    DETERMINERS,
    DOCUMENT_NOUNS,
    MONTHS,
    ORGANISATION_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    SPEAKER_NOUNS,
    STATE_WORDS,
    SUBORDINATORS,
    WEEKDAYS,
)
from tellings.attribution.verb_forms import Stretch, Tokens, has_finite, is_finite

__all__ = [
    "Stretch",
    "Tokens",
    "has_finite",
    "is_adjunct_start",
    "is_finite",
    "left_phrase",
    "right_phrase",
    "skip_adjunct",
]

_ARTICLES = frozenset({"the", "a", "an"})
_JOINS_AN_ARTICLE = frozenset(
    "and or both all such as itself himself herself themselves than is was are were".split()
)
LONGEST_SOURCE = 32  # tokens; guess, unmeasured
_HARD_MARKS = frozenset({";", ":", '"', "--", "-", "—", "?", "!"})
_HARMED = frozenset("others people civilians children persons victims passengers worshippers pupils".split())
_HARMING = frozenset("killing wounding injuring".split())
_AMOUNTS = frozenset("two three four five six seven eight nine ten several many dozens other".split())
_ROLE_ENDINGS = ("or", "er", "ist", "man", "woman", "ary", "eer")
_BARE_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i"})
_ANONYMITY_VERBS = frozenset("asked declined named identified wanted refused requested insisted".split())
_RELATIVE = frozenset({"who", "which", "whose", "that"})
_OPENERS = frozenset(
    "but and however meanwhile later then also furthermore moreover still yet so nor or besides additionally "
    "earlier separately now thus therefore instead similarly likewise yesterday today".split()
)
_NP_PREPOSITIONS = frozenset({"of", "for", "from", "in", "at", "to", "near", "with", "on", "by"})


def left_phrase(tokens: Tokens, lo: int, end: int) -> Stretch | None:
    """Return (start, end) of the noun phrase that ends just before token `end`, or None.

    A name may be followed by an apposition or relative clause in commas: "Ada Obi, a spokesman, said".
    """
    stop = end
    k = end - 1
    if k >= lo and tokens[k].low in _BARE_PRONOUNS and not _is_in_relative(tokens, lo, k):
        return Stretch(k, k + 1)
    if k >= lo and tokens[k].low == ",":
        opening = _previous_comma(tokens, lo, k)
        if opening is None or k - opening > 24 or not _is_aside(tokens, opening + 1, k):
            return None
        stop = k
        k = opening - 1
    if k == end - 1:
        k = stop = _before_time_words(tokens, lo, k)
        stop += 1
    start = _phrase_start(tokens, lo, k)
    start = _trim_opening(tokens, start, k + 1)
    start = _after_lost_comma(tokens, lo, _after_the_harmed(tokens, start, k + 1), k + 1)
    if start > k:
        return None
    if stop - start > LONGEST_SOURCE:
        return None
    return Stretch(start, stop)


def _is_in_relative(tokens: Tokens, lo: int, k: int) -> bool:
    """Whether the pronoun at k is what a relative clause acts on: "the group that runs it"."""
    return (
        k - 3 >= lo
        and tokens[k - 2].low in {"that", "which", "who"}
        and tokens[k - 3].is_word
        and tokens[k - 1].low not in AUXILIARIES | {"he", "she"}
        and tokens[k - 1].low not in CUE_STANCE
    )


def _after_the_harmed(tokens: Tokens, start: int, end: int) -> int:
    """Return where the speaker starts behind those harmed, where no comma parts them, else `start`.

    "(wounded) 40 others medics said", "(hit a clinic) killing three of the staff activists in the town said".
    """
    for m in range(end - 2, start, -1):
        if tokens[m].low in _HARMED and _is_amount(tokens[m - 1].low) and tokens[m + 1].is_word:
            return start if tokens[m + 1].low in PREPOSITIONS | _JOINS_AN_ARTICLE | _RELATIVE else m + 1
        if tokens[m].low in _HARMING:
            speaker = next((k for k in range(end - 1, m, -1) if tokens[k].low in SPEAKER_NOUNS), None)
            if speaker is None:
                return start
            opening = (k for k in range(speaker, max(m, speaker - 4), -1) if tokens[k].low in _ARTICLES)
            return next(opening, speaker)
    return start


def _is_amount(low: str) -> bool:
    return low.isdigit() or low in _AMOUNTS


def _before_time_words(tokens: Tokens, lo: int, k: int) -> int:
    """Return the last token before words of time that end a phrase: "the ministry on Wednesday (denied)"."""
    if k - 1 > lo and tokens[k].low in TIME_WORDS and tokens[k].low != "here":
        return k - 2 if tokens[k - 1].low in {"on", "late", "early"} and k - 2 >= lo else k - 1
    return k


def _previous_comma(tokens: Tokens, lo: int, k: int) -> int | None:
    """Return the comma that opens the aside closed at k: the nearest that leaves a phrase starting an aside."""
    commas = [c for c in range(k - 1, max(lo, k - 24), -1) if tokens[c].low == ","]
    for comma in commas[:3]:
        if _is_aside(tokens, comma + 1, k):
            return comma
    return None


def _is_aside(tokens: Tokens, lo: int, hi: int) -> bool:
    """Whether [lo, hi) reads as an apposition or relative clause rather than a clause of its own."""
    if hi <= lo:
        return False
    first = tokens[lo].low
    if first in {"who", "which", "whose", "speaking", "quoted", "citing", "quoting", "himself", "herself"}:
        return True
    if first.isdigit() and hi - lo == 1:
        return True
    if hi - lo <= 4 and all(t.is_name_like for t in tokens[lo:hi]):
        # "its coordinator, Ada Obi,": a name is an aside where what it names stands before
        before = tokens[max(0, lo - 9) : lo - 1]
        return any(
            t.low in SPEAKER_NOUNS
            or t.low in ORGANISATION_WORDS
            or t.low in STATE_WORDS
            or t.low.endswith(_ROLE_ENDINGS)
            for t in before
        ) or (
            bool(before) and before[0].low in DETERMINERS and not has_finite(tokens, max(0, lo - 9), lo - 1)
        )
    if has_finite(tokens, lo, hi) and not any(tokens[m].low in _RELATIVE for m in range(lo, hi)):
        return False
    return first in DETERMINERS or any(
        t.low in SPEAKER_NOUNS or t.low.endswith(_ROLE_ENDINGS) for t in tokens[lo : min(lo + 8, hi)]
    )


def _phrase_start(tokens: Tokens, lo: int, k: int) -> int:
    """Walk left from token k to the start of its phrase."""
    depth = 0
    while k >= lo:
        low = tokens[k].low
        if low in {")", "]"}:
            depth += 1
        elif low in {"(", "["}:
            if depth == 0:
                return k + 1
            depth -= 1
        elif depth == 0:
            if (low in _HARD_MARKS and not _is_hyphen(tokens, k)) or low == ",":
                return k + 1
            if low in SUBORDINATORS and not (low == "that" and _leads_relative(tokens, k, lo)):
                relative = _relative_before(tokens, lo, k) if low in {"as", "when", "where"} else None
                if relative is None:
                    return k + 1
                k = relative
            if low in {"but", "what", "how", "why"}:
                return k + 1
            if low in {"and", "or"} and (has_finite(tokens, lo, k) or not _joins_names(tokens, lo, k)):
                return k + 1
            if is_finite(tokens, k):
                relative = _relative_before(tokens, lo, k)
                if relative is None:
                    return k + 1
                k = relative
        k -= 1
    return lo


def _is_hyphen(tokens: Tokens, k: int) -> bool:
    """Whether the dash at k joins two words: "12-year-old"."""
    if tokens[k].low != "-" or not 0 < k < len(tokens) - 1:
        return False
    return tokens[k - 1].end == tokens[k].start and tokens[k].end == tokens[k + 1].start


def _leads_relative(tokens: Tokens, k: int, lo: int) -> bool:
    return k > lo and tokens[k - 1].low in SPEAKER_NOUNS


def _relative_before(tokens: Tokens, lo: int, k: int) -> int | None:
    for m in range(k - 1, max(lo, k - 10), -1):
        if tokens[m].low == ",":
            return None
        if tokens[m].low in {"who", "whose"} or (
            tokens[m].low in {"which", "that"} and _leads_relative(tokens, m, lo)
        ):
            return m
    return None


def _joins_names(tokens: Tokens, lo: int, k: int) -> bool:
    """Whether "and" at k stands between two parts of one phrase."""
    return k > lo and k + 1 < len(tokens) and tokens[k - 1].is_word and tokens[k - 1].low not in AUXILIARIES


def _after_lost_comma(tokens: Tokens, lo: int, start: int, end: int) -> int:
    """Return where the last of two phrases starts that lost the comma between them, else `start`.

    "Two guards of the convoy the monitor said": the convoy is no speaker. An apposition that lost its comma at
    the head of a clause stays whole: "Ada Obi the council's head said".
    """
    for m in range(end - 2, start, -1):
        if tokens[m].low not in _ARTICLES:
            continue
        before = tokens[m - 1]
        is_joined = before.low in PREPOSITIONS | _JOINS_AN_ARTICLE or before.low.endswith(("ing", "ed", "'s"))
        if (
            is_joined
            or not before.is_word
            or any(t.low in _RELATIVE or t.low == "," for t in tokens[start:m])
        ):
            return start
        is_name = all(t.is_name_like for t in tokens[start:m])
        return start if is_name or (start == lo and m - start <= 4) else m
    return start


def _trim_opening(tokens: Tokens, start: int, end: int) -> int:
    """Drop what stands before the phrase proper: "But", "On Saturday", "In Aleppo the monitor"."""
    moved = True
    while moved and start < end:
        moved = False
        low = tokens[start].low
        if (
            low in _OPENERS
            or low == ","
            or low in WEEKDAYS
            or (low.endswith("ly") and not tokens[start].is_name_like)
        ):
            start += 1
            moved = True
        elif low in PREPOSITIONS and low != "about":
            inner = _speaker_start(tokens, start + 1, end)
            if inner is None:
                return start + 1 if tokens[start].low in {"by"} else end
            start = inner
            moved = True
    return start


def _speaker_start(tokens: Tokens, lo: int, end: int) -> int | None:
    """Return where the phrase of the speaker starts after an adverbial: the last determiner, pronoun or
    name run whose phrase reaches `end`."""
    for k in range(end - 1, lo - 1, -1):
        low = tokens[k].low
        if low in PRONOUNS:
            return k
        if low in DETERMINERS and (k == lo or tokens[k - 1].low not in PREPOSITIONS):
            return k
    k = end - 1
    while k >= lo and (tokens[k].is_name_like or tokens[k].low in SPEAKER_NOUNS):
        k -= 1
    if lo < k + 1 < end and tokens[k].low not in PREPOSITIONS:
        return k + 1
    if k + 1 < end and (tokens[k].low in WEEKDAYS or tokens[k].low in MONTHS):
        return k + 1
    # "On Saturday police said": the weekday is itself name-like
    for m in range(lo, end - 1):
        if tokens[m].low in WEEKDAYS or tokens[m].low.isdigit() or tokens[m].low in MONTHS:
            return m + 1
    return None


def right_phrase(tokens: Tokens, lo: int, hi: int, *, with_aside: bool = True) -> int:
    """Return the end of the noun phrase that starts at `lo`; `lo` itself where none starts."""
    k = lo
    while k < hi and k - lo < LONGEST_SOURCE:
        low = tokens[k].low
        if low == "(":
            close = next((m for m in range(k, min(hi, k + 12)) if tokens[m].low == ")"), None)
            if close is None:
                break
            k = close + 1
            continue
        if low in {"who", "whose"}:
            k = _relative_end(tokens, k, hi)
            break
        if not tokens[k].is_word:
            if low in {"'", "&"} or _is_hyphen(tokens, k):
                k += 1
                continue
            break
        if low == "such" and k + 2 < hi and tokens[k + 1].low == "as":
            k += 2
            continue
        if low in SUBORDINATORS or low in {"but", "which"}:
            break
        if k > lo and (low in TIME_WORDS or is_adjunct_start(tokens, k, hi)):
            break
        if k > lo and (
            is_finite(tokens, k) or (low in AUXILIARIES and low not in {"first", "now", "just", "only"})
        ):
            break
        if low in {"and", "or"}:
            after = tokens[k + 1] if k + 1 < hi else None
            if after is None or not (
                after.is_name_like or after.low in DETERMINERS or after.low in SPEAKER_NOUNS
            ):
                break
            if has_finite(tokens, k + 1, min(hi, k + 9)):
                break
        if k > lo and low in PREPOSITIONS and low not in _NP_PREPOSITIONS and low not in {"inside", "under"}:
            break
        if k > lo and low in PRONOUNS:
            break
        k += 1
    while k > lo and tokens[k - 1].low in PREPOSITIONS | {"and", "or", "'"}:
        k -= 1
    if with_aside and k > lo:
        k = _with_aside(tokens, k, hi)
    return k


def _relative_end(tokens: Tokens, k: int, hi: int) -> int:
    while k < hi and tokens[k].low not in {",", ";", ":", '"', "."}:
        k += 1
    return k


def _with_aside(tokens: Tokens, k: int, hi: int) -> int:
    """Take in an apposition in commas after a phrase that ends at k."""
    if k >= hi or tokens[k].low != ",":
        return k
    if k + 1 < hi and tokens[k + 1].low.isdecimal() and (k + 2 >= hi or tokens[k + 2].low in {",", "."}):
        return _with_aside(tokens, k + 2, hi)  # an age: "Ada Obi, 45, a farmer"
    end = next((m for m in range(k + 1, hi) if tokens[m].low in {",", ";", ":", '"', "--", "-"}), hi)
    while end > k + 1 and tokens[end - 1].low in {".", "!", "?"}:
        end -= 1
    if end - k > 22 or end == k + 1:
        return k
    if end - k <= 5 and all(t.is_name_like for t in tokens[k + 1 : end]):
        return end if any(t.low in SPEAKER_NOUNS for t in tokens[max(0, k - 6) : k]) else k
    first = tokens[k + 1].low
    if first in {"who", "whose", "speaking"}:
        # a short one says who it is ("who asked not to be named"); a long one, or one that tells, is news of its own
        tells = any(t.low in CUE_STANCE and t.low not in _ANONYMITY_VERBS for t in tokens[k + 2 : end])
        return end if end - k <= 9 and not tells and first != "whose" else k
    if has_finite(tokens, k + 1, end):
        return k
    starts_right = first in DETERMINERS - {"this", "that", "these", "those"} or (
        any(t.low in SPEAKER_NOUNS for t in tokens[k + 1 : min(k + 6, end)]) and first not in PREPOSITIONS
    )
    names_a_speaker = any(
        t.low in SPEAKER_NOUNS or t.low in DOCUMENT_NOUNS or t.low.endswith(("man", "woman"))
        for t in tokens[k + 1 : end]
    )
    return end if starts_right and names_a_speaker else k
