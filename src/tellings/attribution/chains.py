"""Say who is meant: give each telling its chain of voices, from the outlet to the origin.

In:   a Document and its tellings (spans only).
Out:  the report's voices, outlet first, and its attributions, each with its whole chain.
Holds: "the statement", "the group", "he" and acronyms point to one voice of the report; an indefinite
speaker ("a policeman", "two officials") is always a new one; no voice is joined across reports here.
"""

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from tellings.attribution.known import Known, agency_voice, outlet_voice
from tellings.attribution.lexicon import AGENCIES
from tellings.attribution.meetings import Meant, Meetings
from tellings.attribution.oneself import takes_act_on_itself
from tellings.attribution.telling import Telling
from tellings.model import Attribution, Link, Voice, content_id
from tellings.text.segment import Document, tokenise
from tellings.vocabulary import Connection, How, Naming, Stance, VoiceKind

RELAYING = frozenset({VoiceKind.OUTLET, VoiceKind.AGENCY})  # these pass on what others tell
_PLAIN_STANCES = frozenset({Stance.ASSERTS, Stance.CONFIRMS, Stance.ALLEGES})
_SIGN_OFF = re.compile(
    r"^(?:Source|Credit|Agency|Reporting by|With (?:reporting|material) (?:by|from)):? +([A-Z][\w. -]{1,30})\.?$"
)


def resolve_chains(
    document: Document, tellings: tuple[Telling, ...]
) -> tuple[tuple[Voice, ...], tuple[Attribution, ...]]:
    """Return (voices, attributions): the outlet is the first voice; attributions keep the order of the tellings."""
    report = document.report
    outlet, agency = outlet_name(document), credited_agency(document)
    if agency == outlet:
        agency = None
    meetings = Meetings(document, media=tuple(name for name in (outlet, agency) if name))
    meant = meetings.meet_all(tellings)
    line = document.dateline
    voices = [outlet_voice(report, outlet, line.outlet if line else None)]
    if agency is not None:
        voices.append(agency_voice(report, agency, line.agency if line else None))
    own = _Chain(tuple(voice.voice_id for voice in voices), tuple(Link(How.INDIRECT) for _ in voices[1:]))
    chains = _chains(tellings, meant, own, report.report_id, {voice.name: voice.voice_id for voice in voices})
    voices += [known.voice(report) for known in meetings.roll.known]
    relays = frozenset(voice.voice_id for voice in voices if voice.kind in RELAYING)
    ids = [_attribution_id(report.report_id, telling) for telling in tellings]
    attributions = (
        Attribution(
            attribution_id=ids[index],
            report_id=report.report_id,
            source=telling.source,
            cue=telling.cue,
            content=telling.content,
            chain=chains[index].voices,
            links=chains[index].links,
            rests_on=_rests_on(chains[index].voices, own.voices, relays),
            stance=_stance(document, telling, meant[index].speaker),
            how=telling.how,
            hedged=telling.hedged,
            headline=telling.headline,
            outer=ids[telling.outer] if telling.outer is not None else None,
            denies=telling.denies,
            confidence=round(telling.sure, 2) if telling.sure is not None else None,
        )
        for index, telling in enumerate(tellings)
    )
    return tuple(voices), tuple(attributions)


def outlet_name(document: Document) -> str | None:
    """Return the outlet as intake or the text's own dateline tells it, or None."""
    if document.report.outlet:
        return document.report.outlet
    line = document.dateline
    return line.outlet.of(document.view) if line and line.outlet else None


def credited_agency(document: Document) -> str | None:
    """Return the one agency that the report credits with its text, or None."""
    told = document.report.agency
    if told:
        return AGENCIES.get(told.casefold(), told) if told.casefold() not in {"agencies", "various"} else None
    line = document.dateline
    if line and line.agency:
        words = line.agency.of(document.view).strip()
        if words.casefold() in AGENCIES:
            return AGENCIES[words.casefold()]
    for paragraph in document.paragraphs[-2:]:
        match = _SIGN_OFF.match(paragraph.of(document.view))
        if match:
            name = match.group(1).strip().rstrip(".")
            return AGENCIES.get(name.casefold(), name)
    return None


def _stance(document: Document, telling: Telling, speaker: Known | None) -> Stance:
    """Return the telling's stance; who says that he attacked takes responsibility."""
    if telling.stance not in _PLAIN_STANCES or speaker is None or not telling.content:
        return telling.stance
    takes = takes_act_on_itself(
        tokenise(document.view, telling.content[0]),
        kind=speaker.kind,
        connection=speaker.speaker.connection,
        is_plural=speaker.speaker.plural,
    )
    return Stance.TAKES_RESPONSIBILITY if takes else telling.stance


def _attribution_id(report_id: str, telling: Telling) -> str:
    spans = (*telling.source, *telling.cue, *telling.content)
    return content_id("attribution", report_id, *(f"{span.start}-{span.end}" for span in spans))


def own_chain(document: Document, voices: Sequence[Voice]) -> tuple[str, ...]:
    """Return the chain of what a report tells in its own voice: the outlet, and the agency that it credits.

    voices: the report's, outlet first.
    """
    agency = credited_agency(document)
    credited = [v.voice_id for v in voices[1:2] if agency and v.kind is VoiceKind.AGENCY and v.name == agency]
    return (voices[0].voice_id, *credited)


def first_speaker(chain: Sequence[str], relays: Container[str]) -> str:
    """Return the first voice of a chain that is more than a relay of news; the last one if there is none.

    relays: ids of outlets and agencies that only pass on.
    """
    return next((voice for voice in chain if voice not in relays), chain[-1])


def _rests_on(chain: tuple[str, ...], own: tuple[str, ...], relays: Container[str]) -> str | None:
    """Return on whom the report alone lets an attribution rest; None where the outlet tells it in its own voice."""
    return first_speaker(chain[len(own) :], relays) if len(chain) > len(own) else None


class _Chain(NamedTuple):
    """Voice ids, outlet first, and a link for each after it."""

    voices: tuple[str, ...]
    links: tuple[Link, ...]

    def with_voice(self, voice_id: str, link: Link) -> "_Chain":
        """Return the chain with one more voice; back to a voice that it has, it ends there ("he said")."""
        if voice_id in self.voices:
            end = self.voices.index(voice_id) + 1
            return _Chain(self.voices[:end], self.links[: end - 1])
        return _Chain((*self.voices, voice_id), (*self.links, link))


def _chains(
    tellings: Sequence[Telling],
    meant: Sequence[Meant],
    own: _Chain,
    report_id: str,
    media: dict[str | None, str],
) -> list[_Chain]:
    """Return each telling's chain: its outer telling's, then whom it was told to, then who speaks.

    media: name -> voice id of the outlet and agency that carry the report.
    """
    chains: dict[int, _Chain] = {}
    met_through: dict[str, _Chain] = {}  # an unnamed voice -> the chain by which the report knows it

    def chain_of(index: int) -> _Chain:
        if index not in chains:
            outer = tellings[index].outer
            chains[index] = made(index, own if outer is None else chain_of(outer))
        return chains[index]

    def made(index: int, before: _Chain) -> _Chain:
        telling, who = tellings[index], meant[index]
        speaker = who.speaker
        speaker_id = speaker.voice_id(report_id) if speaker is not None else None
        if telling.outer is None and who.relay is None and speaker_id in met_through:
            return met_through[speaker_id]  # "according to the same man", whom only the monitor has spoken to
        chain = before
        told_to = media.get(who.told_medium) if who.told_medium is not None else None
        if who.relay is not None:
            told_to = who.relay.voice_id(report_id)
            chain = chain.with_voice(told_to, Link(telling.how))
        if speaker is None or speaker_id is None:
            return chain
        is_new = speaker_id not in chain.voices
        chain = chain.with_voice(speaker_id, Link(telling.how, told_to))
        if is_new and _is_known_by_chain(speaker) and len(chain.voices) > len(own.voices) + 1:
            met_through.setdefault(speaker_id, chain)
        return chain

    return [chain_of(index) for index in range(len(tellings))]


def _is_known_by_chain(known: Known) -> bool:
    """Whether the report knows a speaker only through whoever spoke to him: no name, no office to ask again."""
    speaker = known.speaker
    is_kin = speaker.name is None and speaker.connection is Connection.RELATIVE
    return speaker.naming is Naming.UNNAMED or is_kin
