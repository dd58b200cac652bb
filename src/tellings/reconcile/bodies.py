"""Say which voices speak for one body or belong to one side: they are not independent of each other.

In:   voices of one incident, and its VoiceMap.
Out:  verdicts on voices and pairs of voices, with reasons in words.
Holds: a spokesman and his ministry are one origin; an unnamed official speaks for nobody. Voices of one side are not
       independent of each other, and they are not one voice either.
"""

from tellings.model import Voice
from tellings.resolve.names import fold, name_forms
from tellings.resolve.voices import VoiceMap
from tellings.vocabulary import Connection, Naming, VoiceKind

_SPEAKS_FOR = frozenset(
    {Connection.SPOKESPERSON, Connection.OFFICIAL, Connection.PARTY, Connection.MEDIC, Connection.MONITOR}
)
_BODIES = frozenset({VoiceKind.ORGANISATION, VoiceKind.STATE_BODY, VoiceKind.ARMED_GROUP})


def is_party(voice: Voice) -> bool:
    """Whether a voice stands on a side, or is told to be a party or an armed group."""
    return (
        voice.side is not None
        or voice.connection is Connection.PARTY
        or voice.kind in (VoiceKind.ARMED_GROUP,)
    )


def are_independent(left: str, right: str, voices: VoiceMap) -> bool:
    """Whether two voices are neither one, nor of one side, nor speak for one body."""
    return left != right and why_joined(voices.of(left), voices.of(right), voices) is None


def why_joined(left: Voice, right: Voice, voices: VoiceMap) -> str | None:
    """Return why two voices count as one origin, in words; None where they are independent as far as is told."""
    bodies = [body_of(voice, voices) for voice in (left, right)]
    if bodies[0] is not None and bodies[0] == bodies[1]:
        speakers = [voice.kind not in _BODIES for voice in (left, right)]
        return "both speak for one body" if all(speakers) else "one is the body, the other speaks for it"
    if left.side is not None and left.side == right.side:
        return f"one side, {left.side}: not independent of each other"
    return None


def body_of(voice: Voice, voices: VoiceMap) -> str | None:
    """Return the key of the body that a voice is, or speaks for by name or by role; None where none is told.

    An unnamed official speaks for nobody: that it belongs to a body is no word of that body.
    """
    if voice.kind in _BODIES and voice.naming is Naming.NAMED and voice.name:
        return voices.book.canonical(voice.name)
    if voice.naming is Naming.UNNAMED or voice.connection not in _SPEAKS_FOR or not voice.affiliation:
        return None
    is_known = voices.book.find(voice.affiliation) is not None
    if is_known or name_forms(voice.affiliation) or voice.connection is Connection.SPOKESPERSON:
        return _known_body(voice.affiliation, voices)
    return None


def _known_body(affiliation: str, voices: VoiceMap) -> str:
    """Return the key of the body that an affiliation names: an actor, a body that speaks in the case, or its own."""
    key = voices.book.canonical(affiliation)
    for voice in voices.voices:
        is_body = voice.kind in _BODIES and voice.naming is Naming.NAMED
        if (
            is_body
            and voice.name
            and key in {fold(form) for form in (voice.name, *name_forms(*voice.aliases))}
        ):
            return voices.book.canonical(voice.name)
    return key
