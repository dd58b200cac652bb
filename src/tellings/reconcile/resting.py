"""Say on whom each claim rests: the deepest voice that can be reached behind it.

In:   claims of one incident, and its VoiceMap.
Out:  the claims in the incident's own voices, `rests_on` worked out anew; what may stand behind a value at all.
Holds: outlets and agencies pass on and are no origin, unless they are a body of the case or stand on a side. What
       another voice passes on rests on that voice, unless the origin's own words are kept too, or two independent
       relays carry them. Nothing counts that a headline alone tells, that is vague or derived.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tellings.attribution.chains import first_speaker
from tellings.model import Claim, Count, Rounds
from tellings.reconcile.bodies import are_two_relays, is_party
from tellings.reconcile.values import value_key
from tellings.resolve.voices import VoiceMap
from tellings.vocabulary import Access, CountBasis, Field, Stance

FIRST_HAND = frozenset({Access.PRESENT, Access.TREATED, Access.COUNTED})
SUPPORTING = frozenset(Stance) - {Stance.DENIES, Stance.DOUBTS, Stance.CANNOT_CONFIRM, Stance.WITHDRAWS}


def in_voices_of_the_case(claims: Iterable[Claim], voices: VoiceMap) -> tuple[Claim, ...]:
    """Return the claims with every voice of a report replaced by the voice it was joined into; sorted by id.

    What an outlet that speaks for itself tells in its own voice has that outlet as its origin.
    """
    return tuple(sorted((_translated(claim, voices) for claim in claims), key=lambda claim: claim.claim_id))


def _translated(claim: Claim, voices: VoiceMap) -> Claim:
    into = voices.joined_into
    chain = translate_chain(claim.chain, voices)
    origin = into.get(claim.origin, claim.origin) if claim.origin is not None else None
    if origin is None and chain[-1] not in voices.relays:
        origin = chain[-1]
    value = claim.value
    if isinstance(value, Count) and value.group.said_by is not None:
        said_by = into.get(value.group.said_by, value.group.said_by)
        value = replace(value, group=replace(value.group, said_by=said_by))
    undecided = tuple(dict.fromkeys(into.get(voice, voice) for voice in claim.undecided))
    rests_on = first_speaker(chain, voices.relays) if origin is not None else None
    return replace(claim, chain=chain, origin=origin, rests_on=rests_on, undecided=undecided, value=value)


def translate_chain(chain: Sequence[str], voices: VoiceMap) -> tuple[str, ...]:
    """Return a chain in the voices of the case; a voice that passes on its own words stands in it once."""
    made: list[str] = []
    for voice in chain:
        joined = voices.joined_into.get(voice, voice)
        if joined not in made:
            made.append(joined)
    return tuple(made)


def rest_claims(claims: Sequence[Claim], voices: VoiceMap) -> tuple[Claim, ...]:
    """Return the claims, each resting on the deepest voice that can be reached; sorted by id.

    claims: of one incident, in its own voices. A claim that a speaker passes on rests on its origin where the same
    value is told by that origin through outlets and agencies alone, or by two relays independent of each other, who
    are both more than unnamed.
    """
    canonical = voices.book.canonical
    relays: dict[tuple[str, str, str], set[str]] = {}
    for claim in claims:
        if claim.origin is not None and claim.rests_on is not None and not claim.headline:
            key = (claim.origin, claim.field, value_key(claim.value, canonical))
            relays.setdefault(key, set()).add(claim.rests_on)
    reached: dict[tuple[str, str, str], bool] = {}
    made = []
    for claim in claims:
        if claim.origin is not None and claim.rests_on != claim.origin:
            key = (claim.origin, claim.field, value_key(claim.value, canonical))
            held = relays.get(key, set())
            if key not in reached:
                reached[key] = claim.origin in held or are_two_relays(held, voices)
            if reached[key]:
                claim = replace(claim, rests_on=claim.origin)
        made.append(claim)
    return tuple(sorted(made, key=lambda claim: claim.claim_id))


def is_unsourced(claim: Claim, voices: VoiceMap) -> bool:
    """Whether nobody stands behind a claim but an outlet or agency in its own voice, which saw and counted nothing."""
    if claim.rests_on is None:
        return True
    return claim.rests_on in voices.relays and voices.of(claim.rests_on).access not in FIRST_HAND


def counts_as_support(claim: Claim) -> bool:
    """Whether a claim may stand behind a value at all: it holds the value, outside a headline, in plain figures."""
    if claim.headline or claim.value is None:
        return False
    if claim.stance not in SUPPORTING and claim.field is not Field.DENIALS:
        return False
    if isinstance(claim.value, Count):
        return not claim.value.vague and claim.value.basis is not CountBasis.DERIVED
    return not (isinstance(claim.value, Rounds) and (claim.value.vague or claim.value.derived))


def passed_on_from(claim: Claim, voices: VoiceMap) -> tuple[str, ...]:
    """Return the voices from whom the one that a claim rests on has it, outlets and agencies left out."""
    if claim.rests_on is None or claim.origin is None or claim.rests_on == claim.origin:
        return ()
    behind = claim.chain[claim.chain.index(claim.rests_on) + 1 :]
    return tuple(voice for voice in behind if voice not in voices.relays)


def is_by_opponent(claim: Claim, voices: VoiceMap) -> bool:
    """Whether a claim's origin is known only through a party that is not of its side: never an admission."""
    if claim.origin is None or claim.rests_on is None or claim.rests_on == claim.origin:
        return False
    relay, origin = voices.of(claim.rests_on), voices.of(claim.origin)
    return is_party(relay) and (origin.side is None or origin.side != relay.side)
