"""What a speaker is called who has no name: the words of the phrase that tell him apart.

In:   the tokens of a source phrase.
Out:  its words up to where they only say more; a description; whether the phrase is two speakers.
Holds: words are left out, none is added; only the first letter may change.
"""

from dataclasses import replace

from tellings.attribution.lexicon import DETERMINERS, PREPOSITIONS, SPEAKER_NOUNS
from tellings.attribution.phrase_parts import words_of
from tellings.attribution.phrases import Tokens
from tellings.attribution.voice_kinds import is_name_of_body

HERE = frozenset({"scene", "spot", "site"})  # "a nurse at the scene"
NUMBERS: dict[str, int | None] = {  # None: how many is not told
    "one": 1, "two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "several": None, "some": None,
}  # fmt: skip
_LONGEST_NAME = 12  # words of a description that serves as a name; guess, unmeasured
_SAYS_MORE = PREPOSITIONS | {"who", "whose", "which", "that"}
_KEEPS_ITS_CLAUSE = frozenset(  # nouns that say nothing alone: "a person familiar with the talks"
    "source sources person people those somebody someone man men woman women".split()
)
_OPEN_SETS = frozenset(
    "those some many most others people anyone everyone few".split()
)  # "those who were there"
_OPENS_LOW = (  # first words that only the start of a sentence capitalises
    DETERMINERS | NUMBERS.keys() | {"another", "others", "other", "many", "most", "no", "nobody", "everyone"}
)


def describe(tokens: Tokens, role: str | None) -> str:
    """Return the words that serve as a name where none is told: "a police colonel", "residents of Velm".

    What only says how he came to speak is left out ("briefed on the talks", "at the scene"), unless the noun alone
    says nothing; the first word is as in running text.
    """
    tokens = tuple(token for token in tokens if token.low not in {'"', ","})
    head = max((k for k, token in enumerate(tokens) if token.low == role), default=None)
    end = len(tokens)
    if head is not None:
        for k in range(head + 1, len(tokens)):
            is_place = tokens[k].low in HERE and k + 1 == len(tokens)
            is_more = role not in _KEEPS_ITS_CLAUSE and (
                tokens[k].low in {"familiar", "aware", "there", "here"}
                or (
                    tokens[k].low.endswith(("ed", "ing"))
                    and not tokens[k].is_name_like
                    and tokens[k - 1].low not in PREPOSITIONS | DETERMINERS
                )
            )
            if is_more or is_place:
                end = k
                break
    while end > 1 and end < len(tokens) and tokens[end - 1].low in PREPOSITIONS | {"the", "on", "and"}:
        end -= 1
    kept = tokens[: min(end, _LONGEST_NAME)]
    for first in kept[:1]:
        opens_low = first.low in _OPENS_LOW or (first.low in SPEAKER_NOUNS and first.low == role)
        if opens_low and not (first.text.isupper() and len(first.text) > 1):
            kept = (replace(first, text=first.low), *kept[1:])
    return words_of(kept)


def words_meant(whole: Tokens, core: Tokens, *, is_one_of_many: bool) -> Tokens:
    """Return the words that a description is made of: the core, unless it says too little alone."""
    says_little = all(token.low in _OPEN_SETS for token in core)
    if says_little:
        return whole[:_LONGEST_NAME]
    return tuple(token for token in whole if token.end <= core[-1].end) if is_one_of_many else core


def up_to_link(tokens: Tokens) -> Tokens:
    """Return the words that say what somebody is, before "of", "for" or a relative clause say more."""
    end = next((k for k, token in enumerate(tokens) if token.low in _SAYS_MORE), len(tokens))
    return tokens[:end]


def are_joined(core: Tokens) -> bool:
    """Whether two speakers share the phrase, each with an article: "a colonel and a nurse"."""
    return any(
        core[k].low == "and"
        and k > 1
        and core[k + 1].low in DETERMINERS - {"its", "his", "her", "their"}
        # but not "Ministry of Health and the Environment"
        and not (core[k - 1].is_name_like and core[k + 2].is_name_like)
        for k in range(len(core) - 2)
    )


def names_two(body: Tokens) -> bool:
    """Whether a name is two persons': "Ada Obi and Salim Ode", but no "Aid and Relief Fund"."""
    joints = [k for k, token in enumerate(body) if token.low == "and"]
    if len(joints) != 1 or not 0 < joints[0] < len(body) - 1:
        return False
    left, right = body[: joints[0]], body[joints[0] + 1 :]
    return all(t.is_name_like for t in (*left, *right)) and not any(
        is_name_of_body(words_of(part)) for part in (left, right)
    )
