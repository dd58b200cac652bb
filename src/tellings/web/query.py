"""Read what somebody typed to search for.

In:   the text of a search; the words that the index holds.
Out:  a `Query`: its terms, each with the spellings that will do.
Holds: nothing that is typed is an error. All terms have to stand; "a phrase" as it is; a beginning with a star. A word
with a capital, or behind "~", stands for a name: other spellings of it will do too, unless it is quoted.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from tellings.resolve.names import skeleton
from tellings.store.search import expression_of

MOST_TERMS = 12
MOST_SPELLINGS = 12  # of one word
SOUNDS_LIKE = (
    75  # rapidfuzz ratio of what `skeleton` leaves of two words of a name, 0 to 100. Guess, unmeasured
)
LEAST_LETTERS = 4  # of a name whose spellings are looked for

_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_WORD = re.compile(r"\w", re.UNICODE)
_ARTICLE = re.compile(r"^(?:al|el|ul|as|ash|ad|an|ar|at|az)[-‐‑’\' ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that has to stand. typed: as typed; spellings: that will do, as typed first."""

    typed: str
    spellings: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. left_out: how many terms were too many."""

    terms: tuple[Term, ...]
    left_out: int = 0

    @property
    def expression(self) -> str:
        """The expression that the index is asked with; "" for nothing."""
        if not self.terms:
            return ""
        prefixes = {number for number, term in enumerate(self.terms) if term.is_prefix}
        return expression_of([term.spellings for term in self.terms], prefixes=prefixes)


def read_query(told: str, spellings_of: Callable[[str], tuple[str, ...]]) -> Query:
    """Return what a text asks for. spellings_of: other spellings of a name that the index holds."""
    terms = []
    for quoted, bare in _TERM.findall(told):
        term = _phrase(quoted) if quoted else _word(bare, spellings_of)
        if term is not None:
            terms.append(term)
    return Query(tuple(terms[:MOST_TERMS]), max(0, len(terms) - MOST_TERMS))


def _phrase(words: str) -> Term | None:
    return Term(words, (words,)) if _WORD.search(words) else None


def _word(typed: str, spellings_of: Callable[[str], tuple[str, ...]]) -> Term | None:
    is_name = typed.startswith("~") or any(char.isupper() for char in typed)
    word = typed.lstrip("~")
    if not _WORD.search(word):
        return None
    if word.endswith("*"):
        return Term(typed, (word.rstrip("*"),), is_prefix=True)
    if not is_name:
        return Term(typed, (word,))
    bare = _ARTICLE.sub("", word)
    return Term(typed, tuple(dict.fromkeys((word, bare, *spellings_of(bare)))))


def spelled(terms: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the words of an index by what transliterations leave of them, sorted; those of numbers are left out."""
    found: dict[str, list[str]] = {}
    for term in terms:
        if len(term) >= LEAST_LETTERS and not any(char.isdigit() for char in term):
            found.setdefault(key_of(term), []).append(term)
    return {key: tuple(sorted(held)) for key, held in found.items()}


def spellings(word: str, among: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return what may be the same name as a word, the likest first. among: as `spelled` gives it."""
    if len(word) < LEAST_LETTERS:
        return ()
    plain = skeleton(word)
    near = [(fuzz.ratio(plain, skeleton(term)), term) for term in among.get(key_of(word), ())]
    ranked = sorted((row for row in near if row[0] >= SOUNDS_LIKE), key=lambda row: (-row[0], row[1]))
    return tuple(term for _, term in ranked[:MOST_SPELLINGS])


def key_of(word: str) -> str:
    """Return what transliterations leave of one word of a name: its consonants, and where a vowel starts it.

    "Mohammed", "Muhammad" and "Mohamed" have one key, and so have "Hussein" and "Husayn", "Yusuf" and "Youssef".
    """
    plain = skeleton(word)
    consonants = re.sub(r"[aeiou]", "", plain[1:])
    return plain[:1] + re.sub(r"(.)\1+", r"\1", consonants)
