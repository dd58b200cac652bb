"""Tie a denial to what it denies: the accusation, or the claim of responsibility, that it answers in its report.

In:   the claims of one account, and the voices of its report.
Out:  the same claims, those that answer others with relations of the kind `disputes`.
Holds: nobody disputes its own words. A denial answers the accusations of the denier or its side, and else the last
       one told shortly before, where its words take up an allegation; rival claims of responsibility dispute each
       other. What is doubtful is left open.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tellings.events.actor_nouns import ACTOR_NOUNS
from tellings.events.person_nouns import is_nationality
from tellings.model import Accusation, Claim, Denial, Relation, ResponsibilityTaken, Voice
from tellings.vocabulary import Denied, RelationKind, Stance, VoiceKind

_TAKEN_UP = re.compile(
    r"\b(?:allegations?|accusations?|charges?|claims?|reports?|accounts?|suggestions?|accus\w+|it|them|this|that by)\b"
    r"|^(?:denied|rejected|dismissed|refuted|disputed)\s+by\b",
    re.I,
)
_BEFORE = 900  # code points between an allegation and a denial that takes it up: some four sentences; guess, unmeasured
_OF_A_STATE = frozenset(
    "government regime army state military ministry minister president troops forces authorities air-force presidency "
    "palace kremlin jets warplanes aircraft soldiers officials police".split()
)
_AGAINST_A_STATE = frozenset(
    "rebel rebels opposition insurgent insurgents militants terrorists terrorist guerrillas guerrilla fighters "
    "islamist islamists jihadists front militia militias".split()
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def with_answers(claims: Sequence[Claim], voices: Sequence[Voice]) -> list[Claim]:
    """Return the claims in their order, with what each denial and each rival claim of the deed disputes."""
    by_id = {voice.voice_id: voice for voice in voices}
    accusations = [c for c in claims if isinstance(c.value, Accusation) and c.stance is not Stance.DENIES]
    taken = [c for c in claims if isinstance(c.value, ResponsibilityTaken)]
    answered = []
    for claim in claims:
        if isinstance(claim.value, Denial):
            told = answered_by(claim, accusations, taken, by_id)
        elif isinstance(claim.value, ResponsibilityTaken):
            told = [rival for rival in taken if _are_rivals(claim, rival)]
        else:
            told = []
        new = tuple(Relation(RelationKind.DISPUTES, one.claim_id, claim.span) for one in told)
        answered.append(replace(claim, relations=(*claim.relations, *new)) if new else claim)
    return answered


def answered_by(
    denial: Claim, accusations: Sequence[Claim], taken: Sequence[Claim], voices: Mapping[str, Voice]
) -> list[Claim]:
    """Return the accusations and claims of responsibility that a denial answers, in order of the text."""
    value = denial.value
    if not isinstance(value, Denial) or value.denies not in (Denied.INVOLVEMENT, Denied.EVENT, Denied.INTENT):
        return []
    denier = voices.get(denial.origin or "")
    others = [claim for claim in accusations if claim.origin != denial.origin]
    if denier is not None:
        own = [c for c in others if isinstance(c.value, Accusation) and is_of_party(denier, c.value.accused)]
        own += [
            c
            for c in taken
            if isinstance(c.value, ResponsibilityTaken) and is_of_party(denier, c.value.claimant)
        ]
        if own:
            return own
    before = [
        c for c in others if c.span.end <= denial.span.start and denial.span.start - c.span.end <= _BEFORE
    ]
    if before and _TAKEN_UP.search(denial.quote):
        return [max(before, key=lambda claim: (claim.span, claim.claim_id))]
    return []


def _are_rivals(claim: Claim, other: Claim) -> bool:
    one, two = claim.value, other.value
    assert isinstance(one, ResponsibilityTaken) and isinstance(two, ResponsibilityTaken)
    return claim.claim_id != other.claim_id and not is_same_party(one.claimant, two.claimant)


# ---------------------------------------------------------------- parties


def is_of_party(voice: Voice, party: str) -> bool:
    """Whether a voice is a party that is named, or speaks for it, as far as their names tell."""
    is_body = (
        voice.kind is not VoiceKind.PERSON
    )  # a minister who is told without a country may be any country's
    told = [name for name in (voice.name, voice.affiliation, *voice.aliases) if name]
    return any(is_same_party(name, party, by_kind=is_body) for name in told)


def is_same_party(one: str, two: str, *, by_kind: bool = True) -> bool:
    """Whether two names name one party: "the Varnan government" and "Varnan army jets", not "Varnan rebels".

    by_kind: whether "the government" and "army jets" are one where only one of them, or neither, has a proper name.
    """
    mine, theirs = _words(one), _words(two)
    if _is_against(mine) != _is_against(theirs):
        return False
    own, other = _proper(one), _proper(two)
    if own and other:
        return any(_are_one_word(a, b) for a in own for b in other)
    if not by_kind:
        return False
    is_of_state = not _OF_A_STATE.isdisjoint(mine) and not _OF_A_STATE.isdisjoint(theirs)
    return is_of_state or (_is_against(mine) and not mine.isdisjoint(theirs & _AGAINST_A_STATE))


def _words(name: str) -> frozenset[str]:
    return frozenset(word.casefold().removesuffix("'s") for word in _WORD.findall(name.replace("’", "'")))


def _is_against(words: frozenset[str]) -> bool:
    return not _AGAINST_A_STATE.isdisjoint(words)


def _proper(name: str) -> frozenset[str]:
    """The proper words of a name, in lower case."""
    found = set()
    for word in _WORD.findall(name.replace("’", "'")):
        low = word.casefold().removesuffix("'s")
        if (word[0].isupper() or is_nationality(low)) and low not in ACTOR_NOUNS | _OF_A_STATE | {
            "the",
            "mr",
            "dr",
        }:
            found.add(low)
    return frozenset(found)


def _are_one_word(one: str, two: str) -> bool:
    """Whether two proper words are one, or a country and its people: "varna", "varnan"."""
    short, long = sorted((one, two), key=len)
    stem = short.rstrip("aeiy") if len(short) > 4 else short
    return one == two or (len(stem) >= 4 and long.startswith(stem) and len(long) - len(short) <= 3)
