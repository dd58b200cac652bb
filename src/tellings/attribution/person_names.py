"""Find a person's name in a phrase: behind titles, with initials, behind whose it is.

In:   the tokens of a phrase.
Out:  the tokens with initials joined to their stops; TitledName.
Holds: words are only grouped, none is added or changed.
"""

import re
from dataclasses import replace
from typing import NamedTuple

from tellings.attribution.lexicon import (
    ANAPHORIC_PERSON_NOUNS,
    ARMED_WORDS,
    DETERMINERS,
    ORGANISATION_WORDS,
    OUTLET_WORDS,
    PREPOSITIONS,
    SPEAKER_NOUNS,
    STATE_WORDS,
    TITLES,
)
from tellings.attribution.phrases import Tokens
from tellings.text.segment import Token

BODY_WORDS = ORGANISATION_WORDS | STATE_WORDS | ARMED_WORDS
_SHORT_TITLES = frozenset(
    "rep sen gov maj lt capt cmdr brig adm rev hon sgt pres atty vice general-secretary secretary-general "
    "miss lady queen princess chairman chairwoman mrs mr ms".split()
)
_OFFICES = (  # what a title says besides who bears it: no name follows these alone
    frozenset("foreign interior defence defense deputy prime vice source".split())
)
_TITLES = ((TITLES | ANAPHORIC_PERSON_NOUNS | _SHORT_TITLES) - _OFFICES) - BODY_WORDS
_PAST = frozenset({"former", "ex", "then", "acting", "retired", "late"})
_ABBREVIATED = re.compile(r"[A-Za-z]|jr|sr|st", re.IGNORECASE)  # what a full stop behind belongs to
_PREFIXED_NAME = re.compile(r"(?:a[a-z]{1,2}|el|ul|bin|ibn|de|da|d'|o')-?[A-Z]")  # "al-Hadri", "as-Salim"
_PARTICLES = frozenset("de la del al el bin ibn abu van von der da dos".split())
_LONGEST_NAME = 5  # words


class TitledName(NamedTuple):
    """name: the words of the name. role: the title or noun before it, None for an owner's. before: what stands before
    the title. end: the token behind the name."""

    name: Tokens
    role: str | None
    before: Tokens
    end: int


def is_name_word(token: Token) -> bool:
    """Whether a token may be part of a person's name: capitalised, or with a particle before the capital."""
    return token.is_name_like or bool(_PREFIXED_NAME.match(token.text))


def join_stops(tokens: Tokens) -> Tokens:
    """Return the tokens with "H" and "." of "Paul H. Orr" joined, and the apostrophe of "Dockers' League"."""
    joined: list[Token] = []
    for token in tokens:
        last = joined[-1] if joined else None
        if last is not None and last.end == token.start and _belongs_to(token, last):
            joined[-1] = replace(last, text=last.text + token.text, low=last.low + token.low, end=token.end)
        else:
            joined.append(token)
    return tuple(joined)


def _belongs_to(mark: Token, word: Token) -> bool:
    if mark.text == ".":
        return word.is_name_like and bool(_ABBREVIATED.fullmatch(word.text))
    return mark.text == "'" and word.low.endswith("s") and word.is_word


def titled_name(body: Tokens, link: int) -> TitledName | None:
    """Return the person named behind a title ("Police Chief Ada Obi") or an owner ("the Front's Ada Obi"), or None.

    body: the phrase without its determiner; link: its first preposition, or its length.
    """
    for k in range(link - 2, -1, -1):
        if _is_title(body[k]) and _names_a_person(body[k + 1 : link]):
            first = k
            while first and _is_title(body[first - 1]):
                first -= 1
            roles = [t.low.rstrip(".") for t in body[first : k + 1]]
            role = next((role for role in roles if role in SPEAKER_NOUNS), None)
            before = body[1:first] if body[0].low in _PAST else body[:first]
            return TitledName(body[k + 1 : link], role, before, link)
        if body[k].low.endswith("'s") and link - k > 2 and _names_a_person(body[k + 1 : link]):
            owner = replace(body[k], text=body[k].text[:-2], low=body[k].low[:-2], end=body[k].end - 2)
            return TitledName(body[k + 1 : link], None, (*body[:k], owner), link)
    return _behind_an_office(body, link)


def _behind_an_office(body: Tokens, link: int) -> TitledName | None:
    """Return the name at the end of "army chief of staff Gen. Ada Obi", but not of "a spokesman for President Obi"."""
    for k in range(len(body) - 2, link, -1):
        if not (_is_title(body[k]) and body[k].is_name_like and _names_a_person(body[k + 1 :])):
            continue
        before = k - 1
        while before > link and body[before].is_name_like:
            before -= 1
        if body[before].low in PREPOSITIONS | DETERMINERS or body[before].is_name_like:
            return None
        role = next((t.low for t in reversed(body[:link]) if t.low in SPEAKER_NOUNS), None)
        return TitledName(body[k + 1 :], role, body[: before + 1], len(body))
    return None


def _is_title(token: Token) -> bool:
    return token.low.rstrip(".") in _TITLES and not (token.text.isupper() and len(token.text) > 1)


def _names_a_person(tokens: Tokens) -> bool:
    """Whether the tokens read as a person's name and nothing else."""
    if not 0 < len(tokens) <= _LONGEST_NAME or not tokens[0].text[0].isalpha():
        return False
    if tokens[0].low.rstrip(".") in {"jr", "sr"} or not is_name_word(tokens[-1]):
        return False
    return (
        tokens[0].low not in OUTLET_WORDS  # "Mayor Ada Guardian" has a surname like a paper's
        and all(is_name_word(t) or t.low in _PARTICLES for t in tokens)
        and not any(t.low in BODY_WORDS for t in tokens)
    )
