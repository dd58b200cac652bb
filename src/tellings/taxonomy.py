"""Say what the sorts of act are: what each means, the words that tell it, and its terms in other codebooks.

In:   taxonomy.toml, which ships beside this file; a case's own types, from its method.toml.
Out:  `ActType`s, the most telling first; the names that a value or a method may use; terms of other codebooks.
Holds: a case adds types, words and terms; it changes nothing that is shipped. `amiss` names what would.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from tellings.model import ActType

# The codebooks by the field of `ActType`, with what a reader of a table calls their term.
CODEBOOKS: Mapping[str, str] = {
    "acled": "ACLED sub-event type",
    "ucdp": "UCDP type of violence",
    "muc4": "MUC-4 incident type",
    "plover": "PLOVER event type",
    "huridocs": "HURIDOCS term",
}
# What those codebooks allow whose lists are closed; the editions are named in taxonomy.toml.
_TERMS: Mapping[str, tuple[str, ...]] = {
    "acled": (
        "Government regains territory", "Non-state actor overtakes territory", "Armed clash",
        "Excessive force against protesters", "Protest with intervention", "Peaceful protest",
        "Violent demonstration", "Mob violence", "Chemical weapon", "Air/drone strike", "Suicide bomb",
        "Shelling/artillery/missile attack", "Remote explosive/landmine/IED", "Grenade", "Sexual violence", "Attack",
        "Abduction/forced disappearance", "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory",
        "Other",
    ),
    "ucdp": ("state-based conflict", "non-state conflict", "one-sided violence"),
    "muc4": ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "HIJACKING", "ROBBERY", "FORCED WORK STOPPAGE"),
    "plover": (
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "DEMAND", "ACCUSE", "REJECT",
        "THREATEN", "MOBILIZE", "SANCTION", "PROTEST",
        *(f"PROTEST.{mode}" for mode in "demo riot strike-gen strike-lim strike-hun boycott obstruct".split()),
        "COERCE",
        *(
            f"COERCE.{mode}"
            for mode in "confiscate restrict ban censor curfew martial-law arrest deport withhold".split()
        ),
        "ASSAULT",
        *(
            f"ASSAULT.{mode}"
            for mode in "abduct beat torture execute sexual assassinate destroy primitive firearms explosives "
            "suicide-attack heavy-weapons".split()
        ),
    ),
}  # fmt: skip
_NAME = re.compile(r"[a-z]+(?:_[a-z]+)*(?:/[a-z]+(?:_[a-z]+)*)?")
# A phrase: words, wildcards and flat choices; three letters first, which the matcher looks a word up by.
_PHRASE = re.compile(
    r"(?:[a-z]{3}|\((?:[a-z]{3}[a-z' *-]*\|)*[a-z]{3}[a-z' *-]*\))(?:[a-z' *_-]|\([a-z' *_|-]*\))*"
)
LONGEST_PHRASE = 300  # characters: a phrase longer than that is no phrase; guess, unmeasured


@lru_cache(maxsize=1)
def shipped_types() -> tuple[ActType, ...]:
    """Return the types that ship, the most telling first."""
    text = Path(__file__).with_name("taxonomy.toml").read_text(encoding="utf-8")
    return tuple(ActType(**{**row, "words": tuple(row["words"])}) for row in tomllib.loads(text)["type"])


@lru_cache(maxsize=8)
def act_types(own: tuple[ActType, ...] = ()) -> tuple[ActType, ...]:
    """Return the shipped types, with what a case adds to them, and then the case's own."""
    added = {one.name: one for one in own}
    shipped = [_with_added(one, added.pop(one.name)) if one.name in added else one for one in shipped_types()]
    return (*shipped, *added.values())


def _with_added(shipped: ActType, added: ActType) -> ActType:
    terms = {book: getattr(shipped, book) or getattr(added, book) for book in CODEBOOKS}
    return replace(shipped, words=(*shipped.words, *added.words), **terms)


def type_names(own: tuple[ActType, ...] = ()) -> tuple[str, ...]:
    """Return the names that the value of a type may have, sorted: every type, and every family."""
    names = {one.name for one in act_types(own)}
    return tuple(sorted(names | {name.partition("/")[0] for name in names}))


def crosswalk(name: str, own: tuple[ActType, ...] = ()) -> dict[str, str]:
    """Return the nearest term of each codebook for a type, "" where none fits or the type is not known."""
    found = next((one for one in act_types(own) if one.name == name), None)
    return {book: getattr(found, book) if found is not None else "" for book in CODEBOOKS}


def muc4_type(name: str, own: tuple[ActType, ...] = ()) -> str:
    """Return the MUC-4 incident type of a type ("attack/bombing" -> "BOMBING"), "" where none fits."""
    return crosswalk(name, own)["muc4"]


# ---------------------------------------------------------------- what a case may add


def amiss(own: Sequence[ActType], number: int) -> tuple[str, str, str] | None:
    """Return what is wrong with a case's type number `number` (from 0): key, fact, next step; None where nothing is."""
    one = own[number]
    if not _NAME.fullmatch(one.name):
        return "name", f"{one.name!r} is no name of a type", 'write it like "attack/acid"'
    if one.name in {earlier.name for earlier in own[:number]}:
        return "name", f"{one.name!r} stands twice", "give each type once"
    shipped = next((known for known in shipped_types() if known.name == one.name), None)
    if shipped is None and not one.meaning.strip():
        return "meaning", "is missing or empty", "say in a line what the type means"
    if shipped is not None and one.meaning:
        step = "leave it out here, or give your type a name of its own"
        return "meaning", f"{one.name!r} ships with Tellings, and its meaning stands", step
    return _amiss_in_words(one, own[:number]) or _amiss_in_terms(one, shipped)


def _amiss_in_words(one: ActType, earlier: Iterable[ActType]) -> tuple[str, str, str] | None:
    for phrase in one.words:
        if len(phrase) > LONGEST_PHRASE or not _PHRASE.fullmatch(phrase):
            step = "write small letters, three of them first; * ends a word, (a|b) is a choice, _ is any one word"
            return "words", f"{phrase!r} is no phrase", step
    taken = {phrase: known.name for known in (*shipped_types(), *earlier) for phrase in known.words}
    for phrase in one.words:
        if phrase in taken:
            return "words", f"{phrase!r} tells {taken[phrase]!r} already", "take it out"
    return None


def _amiss_in_terms(one: ActType, shipped: ActType | None) -> tuple[str, str, str] | None:
    for book in CODEBOOKS:
        term = getattr(one, book)
        if term and shipped is not None and getattr(shipped, book):
            fact = f"{one.name!r} has the term {getattr(shipped, book)!r} already"
            return book, fact, "leave it out here, or give your type a name of its own"
        if term and term not in _TERMS.get(book, (term,)):
            known = ", ".join(f'"{word}"' for word in _TERMS[book])
            return book, f"{term!r} is no {CODEBOOKS[book]}", f"use one of: {known}"
    return None
