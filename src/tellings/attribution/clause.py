"""A stretch of a sentence that is read at one level of speech, and the small questions asked of it.

In:   the tokens of a sentence, which of them are quoted, and where the stretch starts and ends.
Out:  Clause.
Holds: a clause is a window, never a copy; indexes are those of the whole sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tellings.attribution.lexicon import (
    AGENCIES,
    AUXILIARIES,
    DETERMINERS,
    OUTLET_WORDS,
    PRONOUNS,
    SPEAKER_NOUNS,
    TELL_FORMS,
)
from tellings.attribution.phrases import (
    Stretch,
    Tokens,
    is_adjunct_start,
    is_finite,
    left_phrase,
    right_phrase,
    skip_adjunct,
)
from tellings.text.segment import Token

BE = frozenset({"is", "are", "was", "were", "been", "being", "be"})
_OUTER_MARKS = frozenset({",", ";", ":", "-", "--", "."})
_LISTENERS = PRONOUNS | set("us them him me her reporters journalists parliament lawmakers".split())
_LONGEST_LISTENER = 8  # tokens


@dataclass(frozen=True, slots=True)
class Clause:
    """The tokens [lo, hi) of a sentence.

    quoted: for each token of the sentence, 1 inside quotation marks, else 0. last_speaker: the source of the
    telling before, for "... and demanded that". is_title_case: a headline that capitalises its verbs too.
    """

    tokens: Tokens
    quoted: Sequence[int]
    lo: int
    hi: int
    is_title_case: bool = False
    last_speaker: Stretch | None = None

    def part(self, lo: int, hi: int) -> "Clause":
        """Return the clause [lo, hi) of the same sentence."""
        return replace(self, lo=lo, hi=hi)

    def low(self, k: int) -> str:
        """Return the lower-case token at k; "" outside the sentence."""
        return self.tokens[k].low if 0 <= k < len(self.tokens) else ""

    def words(self, start: int, end: int) -> Sequence[Token]:
        """Return the tokens [start, end), as far as they lie in the clause."""
        return self.tokens[max(start, self.lo) : min(end, self.hi)]

    def trim(self, start: int, end: int) -> Stretch:
        """Return [start, end) without the marks and conjunctions at its ends; may be empty."""
        t = self.tokens
        while start < end and t[start].low in _OUTER_MARKS:
            start += 1
        while end > start and t[end - 1].low in _OUTER_MARKS | {"and", "but", "while"}:
            end -= 1
        return Stretch(start, end)

    def cue_start(self, k: int) -> int:
        """Return where the verb group of the verb at k starts: its auxiliaries and adverbs taken in."""
        t = self.tokens
        while k - 1 >= self.lo and (
            t[k - 1].low in AUXILIARIES
            or (t[k - 1].low.endswith("ly") and not t[k - 1].is_name_like and len(t[k - 1].low) > 4)
        ):
            k -= 1
        return k

    def phrase_before(self, k: int) -> Stretch | None:
        """Return the noun phrase that ends just before token k, or None."""
        return left_phrase(self.tokens, self.lo, k)

    def phrase_end(self, k: int, *, with_aside: bool = True) -> int:
        """Return the end of the noun phrase that starts at k; k itself where none starts."""
        return right_phrase(self.tokens, k, self.hi, with_aside=with_aside)

    def subject_before(self, k: int) -> Stretch | None:
        """Return the subject of the clause, where a finite verb stands before k."""
        for m in range(self.lo, k):
            if is_finite(self.tokens, m):
                return self.phrase_before(self.cue_start(m))
        return None

    def is_passive(self, k: int) -> bool:
        """Whether a form of "be" stands right before k."""
        return k > self.lo and self.tokens[k - 1].low in BE

    def closes_apposition(self, k: int) -> bool:
        """Whether the comma before k closes an apposition: "Ada Obi, a spokesman, said ..."."""
        phrase = self.phrase_before(k)
        return phrase is not None and phrase.end < k and phrase.start <= self.lo + 2

    def listener(self, k: int) -> Stretch:
        """Return who was told, from just after the verb; empty where nobody is named."""
        t, hi = self.tokens, self.hi
        if k >= hi:
            return Stretch(k, k)
        if t[k].low in _LISTENERS:
            return Stretch(k, k + 1)
        m = k
        while m < hi and m - k < _LONGEST_LISTENER and self._names_a_listener(t[m]):
            if t[m].low in DETERMINERS and m > k:
                break
            m += 1
        if m == k + 1 and t[k].low in DETERMINERS:
            return Stretch(k, k)
        return Stretch(k, m)

    def _names_a_listener(self, token: Token) -> bool:
        low = token.low
        return (
            token.is_name_like
            or low in OUTLET_WORDS
            or low in AGENCIES
            or low in SPEAKER_NOUNS
            or (low in DETERMINERS and low != "that")
            or low in {"of", "news", "state", "local", "conference", "'"}
        )

    def after_telling(self, k: int) -> int:
        """Return where the listener and the adverbials after a reporting verb, which ends at k, end."""
        t, hi = self.tokens, self.hi
        if k < hi and t[k - 1].low in TELL_FORMS:
            k = self.listener(k).end
        elif k + 1 < hi and t[k].low == "to":
            listener = self.listener(k + 1)
            k = listener.end if listener.start < listener.end else k
        while k < hi and is_adjunct_start(t, k, hi):
            moved = skip_adjunct(t, k, hi)
            if moved == k:
                break
            k = moved
        if (
            (
                k < hi
                and t[k].low in {"outside", "inside", "at", "near", "from"}
                and t[k - 1].low in SPEAKER_NOUNS
            )
            and hi - k < 9
            and not any(t[m].low in {",", '"', "that"} for m in range(k, hi))
        ):
            return hi  # "police told reporters outside the gate"
        while k < hi and t[k].low in {".", '"', ")"}:
            k += 1
        return k
