"""Who was told: the agency, outlet or body that heard the words and passes them on.

In:   the phrase of whom the words were told to; the voices met so far; the names of the report's own media.
Out:  the voice that relays them, or the name of the report's own medium, or neither.
Holds: a person who listens, a court or a ministry relays nothing.
"""

import re
from collections.abc import Sequence

from tellings.attribution.known import Known
from tellings.attribution.lexicon import AGENCIES, OUTLET_WORDS, STATE_WORDS
from tellings.attribution.names import fold_name, is_short_for
from tellings.attribution.roll import Roll
from tellings.attribution.speakers import read_speaker
from tellings.model import Span
from tellings.text.segment import tokenise
from tellings.vocabulary import VoiceKind

_LISTENING = STATE_WORDS | {"parliament", "congress", "assembly"}  # these hear, and pass nothing on


def who_was_told(
    told_to: Span, view: str, roll: Roll, media: Sequence[str]
) -> tuple[Known | None, str | None]:
    """Return (the agency, outlet or body that the words were told to, None; or the report's own medium)."""
    bare = re.sub(r"^(?:the|an?|this) ", "", told_to.of(view), flags=re.IGNORECASE)
    is_agency = bare.casefold() in AGENCIES
    name = AGENCIES.get(bare.casefold(), bare)
    words = bare.casefold().split()
    is_outlet = not OUTLET_WORDS.isdisjoint(words)
    body = _body_told(told_to, view, roll)
    if body is not None:
        return body, None
    medium = next((medium for medium in media if is_short_for(name, medium)), None)
    if medium is not None:
        return None, medium
    is_named = bare[:1].isupper() and (is_outlet or len(bare.split()) <= 3)
    if not (is_agency or is_named):  # "a newspaper" is no link that could be followed
        return None, None
    if (
        not is_agency
        and not is_outlet
        and (not _LISTENING.isdisjoint(words) or _is_person(told_to, view, roll))
    ):
        return None, None
    for known in roll.recent():
        if fold_name(name) in known.folded:
            return known, None
    known = roll.meet(read_speaker(tokenise(view, told_to)), at=told_to.start)
    known.name, known.kind = name, VoiceKind.AGENCY if is_agency else VoiceKind.OUTLET
    known.add_names(name)
    known.mentions.append(told_to)
    return known, None


def _is_person(told_to: Span, view: str, roll: Roll) -> bool:
    """Whether a person was told, who hears it and is no relay of news."""
    speaker = read_speaker(tokenise(view, told_to))
    if (
        speaker.pronoun is not None
        or speaker.roles
        or speaker.sex is not None
        or speaker.connection is not None
    ):
        return True
    name = speaker.name or ""
    if roll.people.full_name(name, told_to.start) is not None or roll.people.is_person(name):
        return True
    known = roll.find(speaker)
    return known is not None and known.kind is VoiceKind.PERSON


def _body_told(told_to: Span, view: str, roll: Roll) -> Known | None:
    """Return the body that was told and tells it on: "told the Centre", where the Centre speaks in the report."""
    tokens = tokenise(view, told_to)
    if not tokens or tokens[0].low not in {"the", "it"}:
        return None
    known = roll.find(read_speaker(tokens))
    return known if known is not None and known.kind is VoiceKind.ORGANISATION else None
