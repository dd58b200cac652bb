"""What sort of speaker a name or a noun means: a person, a ministry, an armed group, a paper.

In:   a proper name, or the noun of a role.
Out:  VoiceKind.
Holds: words decide, no list of names but those of the news agencies.
"""

import re

from tellings.attribution.lexicon import (
    AGENCIES,
    ANAPHORIC_GROUP_NOUNS,
    ANAPHORIC_PERSON_NOUNS,
    ARMED_WORDS,
    DOCUMENT_NOUNS,
    ORGANISATION_WORDS,
    OUTLET_WORDS,
    PLURAL_SPEAKERS,
    SPEAKER_NOUNS,
    STATE_WORDS,
)
from tellings.vocabulary import VoiceKind

_OUTLET_NOUNS = frozenset(
    "newspaper daily channel television radio media website outlet broadcaster paper".split()
)
_STATE_NOUNS = frozenset("ministry army government military administration embassy authority".split())
_ARMED_NOUNS = frozenset("rebels militia brigade militants insurgents guerrillas".split())
_BODY_NOUNS = ANAPHORIC_GROUP_NOUNS | {"hospital", "observatory", "team"}
_PERSON_NOUNS = frozenset({"person", "somebody", "someone"})
_PAPERS = frozenset(
    "documents reports statements letters papers records study survey poll analysis studies".split()
)
_REBEL_MARKS = frozenset(  # what the army of a state is not called
    "free liberation resistance people's peoples republican revolutionary salvation islamic new united lord's "
    "mujahideen conquest victory".split()
)
_OF_A_COUNTRY = re.compile(
    r"^(?:the )?(?:army|(?:\w*(?:an|i|ese|ish)|national|regular|royal|government) army)$"
)
_PLAINLY_STATE = frozenset("ministry government police parliament embassy presidency".split())


def kind_of_name(name: str) -> VoiceKind:
    """Return what sort of speaker a proper name names, by its words."""
    low = name.casefold()
    if low in AGENCIES:
        return VoiceKind.AGENCY
    words = set(re.split(r"[\s-]+", low))
    if words & (OUTLET_WORDS - {"observer", "media"}) and not words & {"council", "ministry", "army"}:
        return VoiceKind.OUTLET
    if words & _PLAINLY_STATE:
        return VoiceKind.STATE_BODY
    armed = words & ARMED_WORDS
    if armed == {"army"} and not words & _REBEL_MARKS and _OF_A_COUNTRY.search(low):
        return VoiceKind.STATE_BODY  # "the Sarran Army"; "the Free Sarran Army" and "the Osk Army" are none
    if armed and not words & {"council", "government"}:
        return VoiceKind.ARMED_GROUP
    if words & STATE_WORDS:
        return VoiceKind.STATE_BODY
    if words & ORGANISATION_WORDS or (name.isupper() and 2 <= len(name) <= 8 and " " not in name):
        return VoiceKind.ORGANISATION
    return VoiceKind.PERSON


def kind_of_role(role: str | None) -> VoiceKind:
    """Return what sort of speaker a phrase without a name means, by the noun of its role, lower-case."""
    if role in PLURAL_SPEAKERS:
        return VoiceKind.GROUP
    if role in _STATE_NOUNS:
        return VoiceKind.STATE_BODY
    if role in _OUTLET_NOUNS:
        return VoiceKind.OUTLET
    if role in _ARMED_NOUNS:
        return VoiceKind.ARMED_GROUP
    if role in _BODY_NOUNS:
        return VoiceKind.ORGANISATION
    if role in DOCUMENT_NOUNS or role in _PAPERS:
        return VoiceKind.DOCUMENT
    if role in _PERSON_NOUNS:
        return VoiceKind.PERSON
    return VoiceKind.PERSON if role in SPEAKER_NOUNS or role in ANAPHORIC_PERSON_NOUNS else VoiceKind.GROUP


def kind_of_named(name: str, role: str | None) -> VoiceKind:
    """Return what sort of speaker a name means whose phrase also tells a role ("the group Osk First")."""
    kind = kind_of_name(name)
    if kind is VoiceKind.PERSON and role in ANAPHORIC_GROUP_NOUNS:
        return VoiceKind.ORGANISATION
    if kind is VoiceKind.PERSON and role in _OUTLET_NOUNS:
        return VoiceKind.OUTLET
    if kind is VoiceKind.OUTLET and role in ANAPHORIC_PERSON_NOUNS and " " in name:
        return VoiceKind.PERSON  # "Mayor Ada Guardian": a surname like a paper's
    return kind


def is_name_of_body(name: str) -> bool:
    """Whether a name is that of a body rather than a person."""
    words = {word.casefold() for word in re.split(r"[\s-]+", name)}
    is_acronym = name.isupper() and len(name) <= 8
    return is_acronym or bool(words & (ORGANISATION_WORDS | STATE_WORDS | ARMED_WORDS))
