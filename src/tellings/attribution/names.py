"""Forms of one name: articles, surnames, acronyms.

In:   names as printed; a Document.
Out:  whether two names may be one; the acronyms that a text explains.
Holds: a name is never joined to one that only sounds alike.
"""

import re
from collections.abc import Iterator

from tellings.attribution.lexicon import ORGANISATION_WORDS, STATE_WORDS
from tellings.attribution.shouting import is_shouted_text
from tellings.attribution.voice_kinds import kind_of_name
from tellings.text.segment import Document
from tellings.vocabulary import VoiceKind

_BODY_WORDS = ORGANISATION_WORDS | STATE_WORDS
_LINK_WORDS = frozenset({"of", "for", "the", "and", "in", "on", "e"})
_BRACKET = re.compile(r" \(([^()\n]{2,40})\)")
_NAME_RUN = re.compile(r"[A-Z][\w'-]+(?: (?:of|for|the|and|on|in|[A-Z][\w'-]+)){0,10} [A-Z][\w'-]+")
_ACRONYM = re.compile(r"\b[A-Z]{2,8}\b")
_BEFORE_BRACKET = 120  # code points in which the name before "(MAG)" stands


def fold_name(name: str) -> str:
    """Return the name for comparison: lower-case, without article and marks."""
    return re.sub(r"[^\w]+", " ", re.sub(r"^(?:the|an?) ", "", name.casefold())).strip()


def is_short_for(short: str, full: str) -> bool:
    """Whether `short` is a surname, an acronym or the first words of `full`, or `full` itself."""
    if short == full or fold_name(short) == fold_name(full) != "":
        return True
    if short.isupper() and len(short) > 1 and short == _initials(full.split()):
        return True
    few, many = fold_name(short).split(), fold_name(full).split()
    if not few or len(few) >= len(many):
        return False
    if many[-len(few) :] == few or (len(few) >= 2 and many[: len(few)] == few):
        return True
    if len(few) == 1 and few[0] in _BODY_WORDS and few[0] in many:
        return True  # "the Observatory"
    is_first_word = len(few) == 1 and len(short) > 4 and many[0] == few[0]
    return is_first_word and kind_of_name(full) is not VoiceKind.PERSON


def explained_acronyms(document: Document) -> dict[str, str]:
    """Return acronym -> full name, as the text itself gives them: "Mine Action Group (MAG)".

    An acronym without a bracket counts where a name of the text has its initials.
    """
    found: dict[str, str] = {}
    for match in _BRACKET.finditer(document.view):
        words = _name_before(document.view, match.start())
        for short in re.split(r",? or |, |/", match.group(1)):
            name = _name_for(short.strip(), words)
            if name is not None:
                found[short.strip()] = name
    if is_shouted_text(document):
        return found  # every word looks like an acronym there
    by_initials: dict[str, str] = {}
    for name in sorted(set(_NAME_RUN.findall(document.view))):
        for tail in _tails(name.split()):
            by_initials.setdefault(_initials(tail), " ".join(tail))
    for short in _ACRONYM.findall(document.view):
        if short not in found and short in by_initials:
            found[short] = by_initials[short]
    return found


def _tails(words: list[str]) -> Iterator[list[str]]:
    for k in range(len(words) - 1):
        if words[k][0].isupper():
            yield words[k:]


def _name_before(view: str, end: int) -> list[str]:
    """Return the run of capitalised and linking words that ends at `end`."""
    words: list[str] = []
    for word in reversed(view[max(0, end - _BEFORE_BRACKET) : end].split()):
        if not (word[0].isupper() or word in _LINK_WORDS) or word.endswith((",", ".", ";", ":", '"', ")")):
            break
        words.insert(0, word)
    while words and not words[0][0].isupper():
        words.pop(0)
    return words


def _name_for(short: str, words: list[str]) -> str | None:
    """Return the name among the last of `words` that `short` stands for, or None."""
    if not (2 <= len(short) <= 10 and short.isupper() and short.isalpha()):
        return None
    for tail in _tails(words):
        if _initials(tail) == short:
            return " ".join(tail)
    for tail in _tails(words):
        # an acronym from another language: the same letters in another order
        if len(tail) == len(short) and sorted(_initials(tail)) == sorted(short):
            return " ".join(tail)
    if len(words) < 2 or all(word.isupper() for word in words):
        return None
    return " ".join(words)


def _initials(words: list[str]) -> str:
    parts = (part for word in words for part in word.split("-"))
    return "".join(part[0] for part in parts if part and part[0].isupper())
