"""The persons whom a report names, whether they speak or not.

In:   a Document.
Out:  the full name that a surname stands for; who was told of shortly before a place.
Holds: a name counts as a person's by the words beside it (a title, an age, "who", an apposition), or where it is
only asked what a surname is short for; texts in capitals name nobody here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tellings.attribution.lexicon import (
    ANAPHORIC_PERSON_NOUNS,
    DETERMINERS,
    MONTHS,
    OUTLET_WORDS,
    PREPOSITIONS,
    SPEAKER_NOUNS,
    SUBORDINATORS,
    TITLES,
    WEEKDAYS,
)
from tellings.attribution.person_names import BODY_WORDS, is_name_word
from tellings.attribution.phrases import Tokens, right_phrase
from tellings.attribution.shouting import is_shouted
from tellings.attribution.speakers import Speaker, read_speaker
from tellings.model import Span
from tellings.text.segment import Document
from tellings.vocabulary import VoiceKind

_NO_NAMES = (
    DETERMINERS | PREPOSITIONS | SUBORDINATORS | WEEKDAYS | MONTHS | {"but", "and", "or", "mr", "mrs", "ms"}
)
_LONGEST_NAME = 5  # words


@dataclass(frozen=True, slots=True)
class Named:
    """One place where a person is named: the whole phrase, and what it says."""

    span: Span
    speaker: Speaker


class People:
    """The persons named in one report; the text is gone through once, when first asked."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def full_name(self, surname: str, before: int) -> str | None:
        """Return the full name that a single word stands for, by what is named before that place.

        None where nobody is, or where two of that name are.
        """
        places = self._by_surname.get(surname.casefold(), {})
        found = [name for name, start in places.items() if start < before]
        return found[0] if len(found) == 1 else None

    def is_person(self, name: str) -> bool:
        """Whether the words beside a name say somewhere in the report that it is a person's."""
        return name.casefold() in self._persons

    @cached_property
    def _persons(self) -> frozenset[str]:
        return frozenset(
            (person.speaker.name or "").casefold()
            for sentence in self._document.sentences
            for person in self._persons_in(sentence.tokens)
        )

    def told_of(self, sentence: int) -> tuple[Named, ...]:
        """Return the persons named in a sentence, in order."""
        return tuple(self._persons_in(self._document.sentences[sentence].tokens))

    @cached_property
    def _by_surname(self) -> dict[str, dict[str, int]]:
        """Surname, lower-case -> full name -> where it first stands; a name of "al-Hadri" is there as "hadri" too."""
        index: dict[str, dict[str, int]] = {}
        for sentence in self._document.sentences:
            if is_shouted(sentence.tokens):
                continue
            for run in self._runs(sentence.tokens):
                words = sentence.tokens[run[0] : run[1]]
                surname = words[-1].low.removesuffix("'s")
                name = self._document.view[words[0].start : words[-1].end].removesuffix("'s")
                for form in {surname, surname.split("-", 1)[-1]}:
                    index.setdefault(form, {}).setdefault(name, words[0].start)
        return index

    @cached_property
    def _low_words(self) -> frozenset[str]:
        """Words that the report also prints without a capital: no names where a sentence starts with them."""
        return frozenset(
            token.text
            for sentence in self._document.sentences
            for token in sentence.tokens
            if token.text.islower()
        )

    def _runs(self, tokens: Tokens) -> Iterator[tuple[int, int]]:
        """Yield [start, end) of each run of two to five words that may be a person's name, titles left out."""
        k = 0
        while k < len(tokens):
            end = k
            while end < len(tokens) and is_name_word(tokens[end]) and not self._is_no_name(tokens, end):
                end += 1
                if tokens[end - 1].low.endswith("'s"):
                    break
            start = k
            while start < end and tokens[start].low.rstrip(".") in TITLES | SPEAKER_NOUNS.keys():
                start += 1
            lows = {token.low for token in tokens[start:end]}
            if 2 <= end - start <= _LONGEST_NAME and not lows & (BODY_WORDS | OUTLET_WORDS):
                yield start, end
            k = max(end, k + 1)

    def _is_no_name(self, tokens: Tokens, k: int) -> bool:
        low = tokens[k].low
        return low in _NO_NAMES or (k == 0 and low in self._low_words)

    def _persons_in(self, tokens: Tokens) -> Iterator[Named]:
        if is_shouted(tokens):
            return
        for start, end in self._runs(tokens):
            first = start
            while first and tokens[first - 1].low.rstrip(".") in TITLES | ANAPHORIC_PERSON_NOUNS:
                first -= 1
            last = right_phrase(tokens, start, len(tokens))
            is_named_person = (
                first < start
                or last > end
                or (end < len(tokens) and tokens[end].low in {"who", "whose"})
                or (
                    end + 1 < len(tokens)
                    and tokens[end].low == ","
                    and tokens[end + 1].low in {"who", "whose"}
                )
            )
            if not is_named_person:
                continue
            phrase = tuple(tokens[first : max(last, end)])
            speaker = read_speaker(phrase)
            if speaker.name is not None and speaker.kind is VoiceKind.PERSON and not speaker.plural:
                yield Named(Span(phrase[0].start, phrase[-1].end), speaker)
