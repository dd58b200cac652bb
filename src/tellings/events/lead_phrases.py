"""Read the noun phrase of a lead: where it starts, and how far its own words go.

In:   a Scene and the token of a noun.
Out:  a Lead: a kind and the tokens of the words.
Holds: a phrase crosses no verb, mark or clause.
"""

from dataclasses import dataclass

from tellings.attribution.lexicon import (
    AUXILIARIES,
    CUE_STANCE,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
)
from tellings.attribution.phrases import is_finite
from tellings.events.scenes import Scene
from tellings.vocabulary import LeadKind

OFFICE = frozenset(
    "director directors official officials source sources staff spokesman spokeswoman spokesperson "
    "worker workers bed beds "
    "chief manager employee employees doctor doctors nurse nurses bomb bombs bombing attack strike "
    "strikes crew "
    "team reporter network service services".split()
)


_TIMELY = frozenset({"daily", "weekly", "monthly", "yearly", "early", "only"})
_PLURAL_VERBS = frozenset(
    "look looks show shows see lie lies carry carries say tell prove bear suggest appear".split()
)


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead of a kind at tokens [start, end)."""

    kind: LeadKind
    start: int
    end: int
    minor: bool = False


def phrase_start(scene: Scene, noun: int) -> int:
    """Return where the noun phrase of a noun starts."""
    k = noun
    while k > scene.lo and noun - k < 7:
        token = scene.tokens[k - 1]
        low = token.low
        if not token.is_word or low in PREPOSITIONS | AUXILIARIES | SUBORDINATORS | PRONOUNS | {
            "and",
            "or",
            "but",
            "using",
            "being",
            "no",
        }:
            break
        if low in DETERMINERS:
            return k - 1
        if (
            is_finite(scene.tokens, k - 1)
            or (low in CUE_STANCE and not token.is_name_like)
            or (low.endswith("ly") and low not in _TIMELY)
        ):
            break
        if low in {
            "quoting",
            "counted",
            "found",
            "watched",
            "citing",
            "left",
            "leaving",
            "showing",
            "see",
            "seen",
            "posted",
            "released",
        }:
            break
        k -= 1
    return k


def phrase_end(scene: Scene, noun: int, prepositions: frozenset[str]) -> int:
    """Return the end of the noun phrase of a noun, with at most three phrases after the prepositions "
    "given."""
    end = noun + 1
    for _ in range(3):
        if scene.low(end) not in prepositions or scene.low(end + 1) in {"this", "that", "which", "whom"}:
            break
        k = end + 1
        while k < scene.hi and k - end < 9:
            low = scene.low(k)
            if not scene.tokens[k].is_word or low in PREPOSITIONS | AUXILIARIES | SUBORDINATORS | {
                "and",
                "but",
                "which",
                "who",
                "following",
            }:
                break
            if k > end + 1 and (is_finite(scene.tokens, k) or low in _PLURAL_VERBS or low in DETERMINERS):
                break
            k += 1
        if k == end + 1:
            break
        end = k
    return end


def phrase(
    scene: Scene,
    kind: LeadKind,
    noun: int,
    prepositions: frozenset[str] = frozenset(),
    *,
    minor: bool = False,
) -> Lead:
    """Return the lead of the whole noun phrase of a noun."""
    return Lead(kind, phrase_start(scene, noun), phrase_end(scene, noun, prepositions), minor)
