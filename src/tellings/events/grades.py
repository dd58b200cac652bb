"""Say how firmly an accusation is made: as a fact, by authorities, by others, or only as possible.

In:   an AccusationMention, the telling it stands in, and who tells what in the report.
Out:  a word of Grade, or None for what is denied without clearing anybody.
Holds: read from the words and from what sort of voice speaks; no voice is weighed against another.
"""

from tellings.events.accusations import AccusationMention
from tellings.events.teller import Teller
from tellings.model import Attribution
from tellings.vocabulary import Connection, Grade, Stance, VoiceKind

_POSSIBLE = frozenset("may might could possibly perhaps possible apparently conceivably".split())


def grade_of(mention: AccusationMention, telling: Attribution | None, teller: Teller) -> Grade | None:
    """Return the grade of an accusation. telling: where the accused stands, None in the outlet's own voice."""
    if mention.cleared:
        return Grade.CLEARED
    if mention.denied:
        return None
    if not _POSSIBLE.isdisjoint(mention.wording.casefold().split()):
        return Grade.POSSIBLE
    if telling is None or len(telling.chain) <= len(teller.own_chain):
        return Grade.ACCUSED if mention.hedged else Grade.REPORTED_AS_FACT
    if telling.stance in (Stance.CONCEDES, Stance.TAKES_RESPONSIBILITY):
        return Grade.CLAIMED  # "the army admitted that soldiers had fired"
    voice = next((one for one in teller.voices if one.voice_id == telling.chain[-1]), None)
    is_authority = voice is not None and (
        voice.kind is VoiceKind.STATE_BODY or voice.connection is Connection.OFFICIAL
    )
    return Grade.ACCUSED_BY_AUTHORITIES if is_authority else Grade.ACCUSED
