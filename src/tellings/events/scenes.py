"""A sentence set out for the reading of deeds: its tokens, what may be a name, whether an act is in sight.

In:   a Document.
Out:  Scenes, one a sentence, with the small questions that the grammar of accusations asks.
Holds: offsets are those of the text; a scene looks back a few paragraphs at most.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from tellings.attribution.lexicon import AUXILIARIES, DETERMINERS, PREPOSITIONS
from tellings.attribution.phrases import is_finite
from tellings.events.actor_nouns import VICTIMS
from tellings.events.acts import (
    ACT_ANAPHORA,
    ACT_NOUNS,
    HARM_WORDS,
    MEANS_NOUNS,
    MUNITION_NOUNS,
    PERPETRATOR_NOUNS,
    TARGETING_NOUNS,
    TELLING_MEANS,
    VIOLENT_FORMS,
    is_act_word,
)
from tellings.model import Span
from tellings.text.segment import Document, Sentence, Token, once_a_document

_MEASURES = frozenset(
    "series wave spate string number total dozens scores hundreds couple pair rest most some all part "
    "phase barrage "
    "lot types kind round one two three four".split()
)
NEAR_PARAGRAPHS = 3  # how far back an act told before is still in sight; guess, unmeasured
_LINK = re.compile(r"\b(?:used|for|in|during|behind|that|which|to)\b", re.I)
_FOR_VICTIMS = VICTIMS | frozenset({"bodies", "body", "survivors", "rescue", "aid", "relief", "evacuate"})

_OF_AN_ACT = ACT_NOUNS | MUNITION_NOUNS | HARM_WORDS
_start = attrgetter("start")


@dataclass(frozen=True)
class Scene:
    """One sentence. lo: the first token after a dateline; near: an act of violence stands shortly before."""

    document: Document
    sentence: Sentence
    names: frozenset[str]
    near: bool
    guilty: frozenset[str] = frozenset()  # what earlier accusations said to be supplied: "trucks"
    accused: str | None = None  # whom the sentence before in this paragraph accuses last

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The sentence's tokens, dateline included."""
        return self.sentence.tokens

    @cached_property
    def lo(self) -> int:
        """The first token after a dateline."""
        return self.sentence.lead_in

    @cached_property
    def hi(self) -> int:
        """One past the last token."""
        return len(self.sentence.tokens)

    @cached_property
    def words(self) -> str:
        """The view of the sentence."""
        return self.sentence.span.of(self.document.view)

    @cached_property
    def lows(self) -> tuple[str, ...]:
        """The lower-case form of each token."""
        return tuple([token.low for token in self.sentence.tokens])

    @cached_property
    def bag(self) -> frozenset[str]:
        """The lower-case words of the sentence, for a cheap look before a rule is tried."""
        return frozenset(self.lows)

    def low(self, k: int) -> str:
        """The lower-case form of token k, "" outside the sentence."""
        return self.lows[k] if 0 <= k < self.hi else ""

    def token_at(self, offset: int) -> int:
        """The first token that starts at or after an offset in `words`."""
        place = self.sentence.span.start + offset
        return bisect_left(self.sentence.tokens, place, key=_start)

    def places(self, words: frozenset[str]) -> list[int]:
        """The tokens, from `lo` on, that are one of the lower-case words."""
        if words.isdisjoint(self.bag):
            return []
        return [k for k, low in enumerate(self.lows) if low in words and k >= self.lo]

    def matches(
        self, pattern: re.Pattern[str], having: frozenset[str] | None = None
    ) -> Iterator[tuple[re.Match[str], int, int]]:
        """Each match in `words`, with its first token and the token after it.

        having: words of which one stands wherever the pattern matches; without any of them it is not tried.
        """
        if having is not None and having.isdisjoint(self.bag):
            return
        for match in pattern.finditer(self.words):
            start = self.token_at(match.start())
            if start >= self.lo:
                yield match, start, self.token_at(match.end())

    def span(self, lo: int, hi: int) -> Span:
        """The place of tokens [lo, hi) in the text."""
        return Span(self.tokens[lo].start, self.tokens[hi - 1].end)

    def has_act(self) -> bool:
        """Whether the sentence itself names an act, a munition or harm."""
        return not _OF_AN_ACT.isdisjoint(self.bag)

    def is_act_group(self, lo: int, hi: int) -> bool:
        """Whether the noun group at [lo, hi) is an act of violence, a munition, or what is tied to one."""
        if lo >= hi or self.low(lo) in PREPOSITIONS:
            return False
        first = self.low(lo)
        if first in {"it", "them", "what", "this", "these", "that", "both"} and (
            hi == lo + 1 or self.low(lo + 1) not in ACT_NOUNS | ACT_ANAPHORA | MUNITION_NOUNS
        ):
            core_ends = hi == lo + 1 or not self.tokens[lo + 1].is_word or first != "that"
            if first in {"it", "them", "what", "both"} or core_ends:
                return self.near or any(is_act_word(self.low(k)) for k in range(self.lo, lo))
        core = lo
        while core < hi:
            low = self.low(core)
            if not self.tokens[core].is_word and low not in {"'", '"', "-"}:
                break
            if core > lo and (
                low in PREPOSITIONS or low in AUXILIARIES or low in {"that", "which", "and", "or", "to"}
            ):
                if low == "of" and self.low(core - 1) in _MEASURES:
                    core += 1
                    continue
                break
            if core > lo and is_finite(self.tokens, core) and low not in ACT_NOUNS | MUNITION_NOUNS:
                break
            core += 1
        heads = [self.low(k) for k in range(lo, core) if self.tokens[k].is_word]
        if not heads:
            return False
        head = next(
            (h for h in reversed(heads) if h in ACT_NOUNS | MUNITION_NOUNS | ACT_ANAPHORA | MEANS_NOUNS), ""
        )
        if not head or head not in heads[-2:]:
            return False
        if head in ACT_NOUNS or head in MUNITION_NOUNS:
            return True
        if head in ACT_ANAPHORA:
            return self.near or first in DETERMINERS - {"a", "an"} or self.has_act()
        if head in TARGETING_NOUNS or head in self.guilty:
            return True
        if head in TELLING_MEANS and first in {"the", "those", "these"} and (self.near or self.has_act()):
            return True
        return self.is_tied(core) or any(t.low in MUNITION_NOUNS for t in self.tokens)

    def is_tied(self, core: int) -> bool:
        """Whether the words after a noun group tie it to an act: "used in the attack", "that brought the gunmen"."""
        if not _LINK.match(self.low(core)):
            return False
        for k in range(core, min(core + 9, self.hi)):
            low = self.low(k)
            if low in _FOR_VICTIMS or low in {".", ";", '"'}:
                return False
            if is_act_word(low) or low in PERPETRATOR_NOUNS or (low in VIOLENT_FORMS and k > core + 1):
                return True
        return False

    def object_end(self, lo: int, hi: int) -> int:
        """Return the end of the object that starts at `lo`: up to a mark, a subordinator or a verb."""
        k = lo
        while k < hi and k - lo < 14:
            low = self.low(k)
            if not self.tokens[k].is_word and low not in {"'", "-"}:
                break
            if k > lo and (
                is_finite(self.tokens, k)
                or low
                in {"that", "which", "who", "and", "but", "when", "while", "as", "so", "after", "before"}
            ):
                break
            k += 1
        return k


@once_a_document
def scenes(document: Document) -> tuple[Scene, ...]:
    """Return a scene for each sentence that is no question and does not stand in the text before."""
    found = []
    names = _names(document)
    near_at = -9
    for sentence in document.sentences:
        if any(passage.contains(sentence.span) for passage in document.repeated):
            continue
        near = near_at >= 0 and sentence.paragraph - near_at <= NEAR_PARAGRAPHS
        scene = Scene(document, sentence, names, near)
        if scene.has_act():
            near_at = sentence.paragraph
        if sentence.tokens[-1].low != "?":
            found.append(scene)
    return tuple(found)


def _names(document: Document) -> frozenset[str]:
    """The words, in lower case, that stand capitalised within sentences and never small."""
    small: set[str] = set()
    large: set[str] = set()
    for sentence in document.sentences:
        if sentence.headline:
            continue
        for token in sentence.tokens[sentence.lead_in + 1 :]:
            (large if token.is_name_like else small).add(token.low)
    return frozenset(large - small)
