"""Say which voices speak for one body or belong to one side: they are not independent of each other.

In:   voices of one incident, and its VoiceMap.
Out:  verdicts on voices and pairs of voices, with reasons in words.
Holds: a spokesman and his ministry are one origin; an unnamed official speaks for nobody, while "police" without more
       are the police themselves. Voices of one side are not independent of each other, nor are they one voice.
"""

from collections.abc import Iterable
from itertools import combinations

from tellings.model import Voice
from tellings.resolve.names import fold, name_forms
from tellings.resolve.voices import VoiceMap
from tellings.vocabulary import Connection, Naming, VoiceKind

_SPEAKS_FOR = frozenset(
    {Connection.SPOKESPERSON, Connection.OFFICIAL, Connection.PARTY, Connection.MEDIC, Connection.MONITOR}
)
BODIES = frozenset({VoiceKind.ORGANISATION, VoiceKind.STATE_BODY, VoiceKind.ARMED_GROUP})
_FORCES = frozenset({"police", "army", "military", "navy", "gendarmerie", "coastguard"})


def is_party(voice: Voice) -> bool:
    """Whether a voice stands on a side, or is told to be a party or an armed group."""
    return (
        voice.side is not None
        or voice.connection is Connection.PARTY
        or voice.kind in (VoiceKind.ARMED_GROUP,)
    )


def are_two_relays(relays: Iterable[str], voices: VoiceMap) -> bool:
    """Whether two of these voices carry a thing independently: neither one nor of one side nor of one body.

    Who is not named is no second relay: nothing shows that it is not the first.
    """
    known = [voices.of(voice) for voice in sorted(set(relays))]
    marks = [(body_of(v, voices), v.side) for v in known if v.naming is not Naming.UNNAMED]
    for shared in zip(*marks, strict=True):  # one body, or one side, behind all of them
        if shared[0] is not None and len(set(shared)) == 1:
            return False
    return any(
        all(a is None or a != b for a, b in zip(left, right, strict=True))
        for left, right in combinations(marks, 2)
    )


def why_one_body(left: Voice, right: Voice) -> str:
    """Return, in words, why two voices of one body count as one origin."""
    speakers = [voice.kind not in BODIES and not _is_force(voice) for voice in (left, right)]
    return "both speak for one body" if all(speakers) else "one is the body, the other speaks for it"


def why_one_side(side: str) -> str:
    """Return, in words, why two voices of one side count as one origin."""
    return f"one side, {side}: not independent of each other"


def body_of(voice: Voice, voices: VoiceMap) -> str | None:
    """Return the key of the body that a voice is, or speaks for by name or by role; None where none is told.

    An unnamed official speaks for nobody: that it belongs to a body is no word of that body.
    """
    if voice.kind in BODIES and voice.naming is Naming.NAMED and voice.name:
        return voices.book.canonical(voice.name)
    if _is_force(voice):
        return _known_body(voice.name or "", voices)
    if voice.naming is Naming.UNNAMED or voice.connection not in _SPEAKS_FOR or not voice.affiliation:
        return None
    is_known = voices.book.find(voice.affiliation) is not None
    if is_known or name_forms(voice.affiliation) or voice.connection is Connection.SPOKESPERSON:
        return _known_body(voice.affiliation, voices)
    return None


def _is_force(voice: Voice) -> bool:
    """Whether a voice is a force as a whole: "police", "the army"; not "local police", "police sources"."""
    return voice.kind is VoiceKind.GROUP and fold(voice.name or "") in _FORCES


def _known_body(affiliation: str, voices: VoiceMap) -> str:
    """Return the key of the body that an affiliation names: an actor, a body that speaks in the case, or its own."""
    key = voices.book.canonical(affiliation)
    return voices.bodies.get(key, key)
