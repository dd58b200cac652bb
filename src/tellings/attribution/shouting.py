"""Read texts in capitals: wires and headlines where a capital letter tells nothing about names.

In:   the tokens of a sentence.
Out:  the same tokens, places unchanged, with the case they would have in running text, as far as that can be guessed.
Holds: tokens of ordinary text come back as they are; the guess is only used to find phrases, never printed.
"""

from dataclasses import replace

from tellings.attribution.lexicon import (
    AUXILIARIES,
    CUE_STANCE,
    DETERMINERS,
    DOCUMENT_NOUNS,
    FINITE_VERBS,
    MONTHS,
    ORGANISATION_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    PRONOUNS_PERSON,
    SPEAKER_NOUNS,
    STATE_WORDS,
    SUBORDINATORS,
    TITLES,
    WEAK_CUES,
    WEEKDAYS,
)
from tellings.attribution.phrases import Tokens
from tellings.text.segment import Document, Token

_SHOUTED_SHARE = 0.9  # of the words of a sentence
_FEWEST_WORDS = 4  # fewer, and "UN: NATO" would be a shout
_COMMON = (
    AUXILIARIES
    | DETERMINERS
    | DOCUMENT_NOUNS
    | FINITE_VERBS
    | ORGANISATION_WORDS
    | PREPOSITIONS
    | PRONOUNS
    | PRONOUNS_PERSON
    | STATE_WORDS
    | SUBORDINATORS
    | frozenset(CUE_STANCE)
    | frozenset(SPEAKER_NOUNS)
    | frozenset("and or but not no today yesterday here there more than several some other others".split())
)
_NO_NAME_ENDINGS = ("ed", "ing", "ly", "tion", "ment", "ists")
_PLAIN_CUES = frozenset(CUE_STANCE) - WEAK_CUES
_LEADS_A_NAME = (TITLES | frozenset(SPEAKER_NOUNS)) - {"the"}
_LONGEST_NAME = 7  # tokens before a bracket
_LONGEST_GUESS = 4  # words of a speaker's name
_ENDS_A_NAME = (
    DETERMINERS | PREPOSITIONS | AUXILIARIES | FINITE_VERBS | SUBORDINATORS | frozenset(CUE_STANCE)
) - {"of"}
_VOWELS = frozenset("aeiouy")


def is_shouted(tokens: Tokens) -> bool:
    """Whether the sentence stands in capitals throughout."""
    words = [token for token in tokens if token.text[0].isalpha()]
    return len(words) >= _FEWEST_WORDS and _share(words) >= _SHOUTED_SHARE


def is_shouted_text(document: Document) -> bool:
    """Whether most of the text stands in capitals."""
    words = [token for sentence in document.sentences for token in sentence.tokens if token.text[0].isalpha()]
    return len(words) >= _FEWEST_WORDS and _share(words) >= _SHOUTED_SHARE


def is_lowered(tokens: Tokens) -> bool:
    """Whether the sentence has lost its capitals throughout."""
    words = [token for token in tokens if token.text[0].isalpha()]
    return len(words) >= _FEWEST_WORDS and all(token.text.islower() for token in words)


def name_speaker(tokens: Tokens) -> Tokens:
    """Return the words of a source, recased by `in_running_case`, with a name at its start capitalised.

    A name is what stands before the first comma or link, titles aside, where no word of it is a common one:
    "ada obi, director of the clinic".
    """
    start = 0
    while start < len(tokens) - 1 and tokens[start].low.rstrip(".") in TITLES:
        start += 1
    end = start
    while end < len(tokens) and tokens[end].is_word and tokens[end].low not in PREPOSITIONS:
        end += 1
    words = tokens[start:end]
    is_name = 0 < len(words) <= _LONGEST_GUESS and not any(
        t.low in _COMMON or not t.text[0].isalpha() or t.low.endswith(_NO_NAME_ENDINGS) for t in words
    )
    if not is_name or (len(words) == 1 and start == 0 and words[0].low.endswith("s")):
        return tokens  # "critics"
    named = (replace(t, text=t.text if _is_acronym(t.low) else t.low.capitalize()) for t in words)
    return (*tokens[:start], *named, *tokens[end:])


def in_running_case(tokens: Tokens) -> Tokens:
    """Return the tokens of a sentence in capitals, or without any, in the case of running text.

    A word is guessed to be a name after a title or a speaker's noun ("COLONEL LUIS ISAACS"), right before a
    reporting verb ("ISAACS SAID"), or where it reads as an acronym; weekdays and months are names.
    """
    recased: list[Token] = []
    is_after_name = False
    for k, token in enumerate(tokens):
        before = tokens[k - 1].low if k else ""
        after = tokens[k + 1].low if k + 1 < len(tokens) else ""
        is_name = False
        if token.low in WEEKDAYS | MONTHS:
            text = token.low.capitalize()
        elif not token.text[0].isalpha() or token.low in _COMMON:
            text = token.low
        elif _is_acronym(token.low) and token.low not in TITLES:
            text = token.text.upper()
        else:
            leads = before in _LEADS_A_NAME or is_after_name or after in _PLAIN_CUES
            is_name = leads and not token.low.endswith(_NO_NAME_ENDINGS)
            text = token.low.capitalize() if is_name else token.low
        is_after_name = is_name
        recased.append(replace(token, text=text))
    for k in range(2, len(tokens) - 1):
        if tokens[k - 1].low == "(" and tokens[k + 1].low == ")" and tokens[k].text.isalpha():
            _capitalise_before_bracket(recased, k - 1)
    return tuple(recased)


def _capitalise_before_bracket(tokens: list[Token], bracket: int) -> None:
    """Make a name of the words before "(FMLN)", and an acronym of what stands in the bracket."""
    inside = tokens[bracket + 1]
    tokens[bracket + 1] = replace(inside, text=inside.text.upper())
    for k in range(bracket - 1, max(-1, bracket - 1 - _LONGEST_NAME), -1):
        token = tokens[k]
        if not token.is_word or token.low in _ENDS_A_NAME:
            return
        tokens[k] = replace(token, text=token.low.capitalize() if token.low != "of" else "of")


def _share(words: list[Token]) -> float:
    return sum(token.text.isupper() for token in words) / len(words)


def _is_acronym(low: str) -> bool:
    """Whether a word outside the lists has too few vowels to be one: "fmln", "farc"; of six letters at most."""
    vowels = sum(letter in _VOWELS for letter in low)
    return low.isalpha() and 2 <= len(low) <= 6 and (vowels == 0 or (vowels == 1 and len(low) <= 3))
