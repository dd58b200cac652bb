"""Phrases that count among those who spoke before: "another", "one of them", "both", "the two men".

In:   the tokens of a source phrase, and the voices met so far, the latest first.
Out:  the tokens with the noun put in that they leave out; the two that "both" means.
Holds: the noun is that of the last voice without a name; a pair is the last two persons, or a voice that is two.
"""

from collections.abc import Sequence
from dataclasses import replace

from tellings.attribution.known import Known
from tellings.attribution.lexicon import PLURAL_SPEAKERS, SPEAKER_NOUNS
from tellings.attribution.phrases import Tokens
from tellings.text.segment import Token
from tellings.vocabulary import Naming, VoiceKind

ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3}
_ONE_MORE = frozenset({"another", "one", "other", *ORDINALS})
_SOME_MORE = frozenset({"others", "several", "some", "many", "most", "two", "three", "four", "five", "few"})
_PAIRS = frozenset({"both", "two", "pair", "couple", "duo"})
_OF_PAIRS = frozenset(
    "men women officials brothers sisters sources witnesses doctors leaders ministers of them".split()
)


def put_noun_in(tokens: Tokens, recent: Sequence[Known]) -> Tokens:
    """Return the phrase with the noun that it leaves out: "another" -> "another resident"; else as it is."""
    words = [token for token in tokens if token.is_word]
    lows = [token.low for token in words]
    if lows[1:] == ["of", "them"] and lows[0] in _ONE_MORE | _SOME_MORE:
        noun = _last_noun(recent, is_many=True)
        if noun is not None:
            return (*words[:2], _made("the", words[2], at_end=False), _made(noun, words[2]))
        return tokens
    bare = lows[1:] if lows[:1] in (["a"], ["the"]) else lows
    if len(bare) != 1 or bare[0] not in _ONE_MORE | _SOME_MORE:
        return tokens
    noun = _last_noun(recent, is_many=bare[0] in _SOME_MORE)
    if noun is None:
        return tokens
    if bare[0] == "others":
        return (*words[:-1], replace(words[-1], text="other", low="other"), _made(noun, words[-1]))
    return (*words, _made(noun, words[-1]))


def _made(word: str, beside: Token, *, at_end: bool = True) -> Token:
    """Return a token that the text does not have, put at the end of one that it has."""
    place = beside.end if at_end else beside.start
    return Token(word, word, place + at_end, place + at_end + len(word))


def _last_noun(recent: Sequence[Known], *, is_many: bool) -> str | None:
    """Return the noun of the last voice that has no name, in the number wanted."""
    for known in recent:
        head, is_several = known.speaker.head, known.speaker.plural
        if known.speaker.name is not None or head is None or not (is_several or head in SPEAKER_NOUNS):
            continue
        if is_several == is_many:
            return head
        return _in_plural(head) if is_many else _in_singular(head)
    return None


def _in_plural(noun: str) -> str:
    forms = (noun + "s", noun + "es", noun[:-3] + "men", noun[:-1] + "ies")
    return next((form for form in forms if form in PLURAL_SPEAKERS), noun + "s")


def _in_singular(noun: str) -> str:
    forms = (noun.removesuffix("s"), noun.removesuffix("es"), noun[:-3] + "man", noun[:-3] + "y")
    known = (form for form in forms if form in SPEAKER_NOUNS and form not in PLURAL_SPEAKERS)
    return next(known, noun.removesuffix("s"))


def is_pair(tokens: Tokens) -> bool:
    """Whether the phrase means two who were told of: "both", "the two men", "the pair"."""
    lows = [token.low for token in tokens if token.is_word]
    bare = lows[1:] if lows[:1] == ["the"] else lows
    if not bare or bare[0] not in _PAIRS or (bare[0] != "both" and lows[:1] != ["the"]):
        return False
    return all(low in _OF_PAIRS for low in bare[1:])


def pair_meant(recent: Sequence[Known]) -> Known | tuple[Known, Known] | None:
    """Return whom "both" means: a voice that is two, or the last two persons who spoke, the earlier first; or None."""
    for known in recent[:2]:
        if known.speaker.plural and known.speaker.at_most == 2:
            return known
    last_two = recent[:2]
    if len(last_two) < 2 or any(known.kind is not VoiceKind.PERSON for known in last_two):
        return None
    first, second = sorted(last_two, key=lambda known: known.order)
    return first, second


def pair_name(first: Known, second: Known) -> str | None:
    """Return "Ada Obi and Salim Ode" where both are named, else None."""
    is_named = all(known.speaker.naming is Naming.NAMED for known in (first, second))
    return f"{first.name} and {second.name}" if is_named else None
