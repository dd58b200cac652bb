"""Say who is meant: give each telling its chain of voices, from the outlet to the origin.

In:   a Document and its tellings (spans only).
Out:  the report's voices, outlet first, and its attributions, each with its whole chain.
Holds: "the statement", "the group", "he" and acronyms point to one voice of the report; an indefinite
speaker ("a policeman", "two officials") is always a new one; no voice is joined across reports here.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from tellings.attribution.antecedents import find_antecedent, names_somebody
from tellings.attribution.known import Known, agency_voice, outlet_voice
from tellings.attribution.lexicon import (
    AGENCIES,
    ANAPHORIC_GROUP_NOUNS,
    ARMED_WORDS,
    ORGANISATION_WORDS,
    OUTLET_WORDS,
    PRONOUNS,
    PRONOUNS_PERSON,
    SPEAKER_NOUNS,
)
from tellings.attribution.names import explained_acronyms, fold_name, is_short_for
from tellings.attribution.phrases import Tokens, right_phrase
from tellings.attribution.shouting import in_running_case, is_shouted
from tellings.attribution.speakers import Speaker, read_speaker
from tellings.attribution.stances import takes_act_on_itself
from tellings.attribution.telling import Telling
from tellings.attribution.voice_kinds import kind_of_name
from tellings.model import Attribution, Span, Voice, content_id
from tellings.text.segment import Document, tokenise
from tellings.vocabulary import Naming, Stance, VoiceKind

_ORGANISATION_NAME = re.compile(
    r"[.!?\"]\s+\"?(?:[Tt]he )?([A-Z][\w'-]+(?: (?:[A-Z][\w'-]+|of|al|the)){0,8})"
)
_LOOK_AHEAD = 420  # code points in which a group without a name may still be named; guess, unmeasured
_LOOK_BACK = (
    160  # voices; one not heard for longer is met anew. Keeps long texts linear; reports have a few dozen
)
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
    meetings = _Meetings(document, media=frozenset(name for name in (outlet, agency) if name))
    links = meetings.meet_all(tellings)
    line = document.dateline
    voices = [outlet_voice(report, outlet, line.outlet if line else None)]
    if agency is not None:
        voices.append(agency_voice(report, agency, line.agency if line else None))
    prefix = tuple(voice.voice_id for voice in voices)
    chains = _chains(tellings, links, prefix, report.report_id)
    voices += [known.voice(report) for known in meetings.known]
    ids = [_attribution_id(report.report_id, telling) for telling in tellings]
    attributions = (
        Attribution(
            attribution_id=ids[index],
            report_id=report.report_id,
            source=telling.source,
            cue=telling.cue,
            content=telling.content,
            chain=chains[index],
            stance=_stance(document, telling, links[index][-1] if telling.source and links[index] else None),
            how=telling.how,
            hedged=telling.hedged,
            headline=telling.headline,
            outer=ids[telling.outer] if telling.outer is not None else None,
            denies=telling.denies,
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


def _chains(
    tellings: Sequence[Telling], links: Sequence[tuple[Known, ...]], prefix: tuple[str, ...], report_id: str
) -> list[tuple[str, ...]]:
    """Return the voice ids of each telling's chain: its outer telling's, then its own links."""
    chains: list[tuple[str, ...]] = []
    met_through: dict[str, tuple[str, ...]] = {}  # an unnamed voice -> the chain by which the report knows it
    for telling, own in zip(tellings, links, strict=True):
        chain = list(chains[telling.outer] if telling.outer is not None else prefix)
        if telling.outer is None and len(own) == 1 and own[0].voice_id(report_id) in met_through:
            # "according to the same man", whom only the monitor has spoken to
            chains.append(met_through[own[0].voice_id(report_id)])
            continue
        for known in own:
            voice_id = known.voice_id(report_id)
            if voice_id in chain:
                chain = chain[
                    : chain.index(voice_id) + 1
                ]  # "he said": back to a voice of the chain, which ends there
            else:
                chain.append(voice_id)
                if known.speaker.naming is Naming.UNNAMED and len(chain) > len(prefix) + 1:
                    met_through.setdefault(voice_id, tuple(chain))
        chains.append(tuple(chain))
    return chains


class _Meetings:
    """Meets the speakers of a report one after another, as a reader does: the body first, then the headlines."""

    def __init__(self, document: Document, media: frozenset[str]) -> None:
        self._document = document
        self._media = media  # the report's own outlet and agency
        self._acronyms = explained_acronyms(document)
        self._running: dict[int, Tokens | None] = {}  # sentence -> in running case, if it stands in capitals
        self.known: list[Known] = []  # the latest heard last

    def meet_all(self, tellings: Sequence[Telling]) -> list[tuple[Known, ...]]:
        """Return, telling by telling, the voices it adds to the chain: whom it was told to, then who speaks."""
        links: dict[int, tuple[Known, ...]] = {}
        for index in sorted(range(len(tellings)), key=lambda i: (tellings[i].headline, _place(tellings[i]))):
            telling = tellings[index]
            speaker = self._meet(telling) if telling.source else None
            links[index] = tuple(known for known in (self._told_to(telling), speaker) if known is not None)
        for known in self.known:
            self._name_from_what_follows(known)
        return [links[index] for index in range(len(tellings))]

    def _meet(self, telling: Telling) -> Known | None:
        """Return the voice that the telling's source means, a new one where it means none met before."""
        span = telling.source[0]
        tokens, shouted = self._tokens(span, telling.sentence)
        if not any(token.is_word for token in tokens):
            return None
        speaker = read_speaker(tokens)
        if speaker.pronoun in PRONOUNS_PERSON:
            self._meet_subject_before(telling.sentence)
        known = None
        if not self._is_introduced(span):
            known = find_antecedent(speaker, self._recent(), self._acronyms)
        if known is None:
            known = self._new(speaker, is_shouted=shouted)
        else:
            self.known.remove(known)
            self.known.append(known)
        put_in = telling.document.of(self._document.view).split() if telling.document is not None else []
        known.hear(speaker, span, speaker.document or (put_in[-1].casefold() if put_in else None))
        return known

    def _meet_subject_before(self, number: int) -> None:
        """Meet who the sentence before is about, where he has said nothing yet: "An officer contradicted him." """
        sentence, before = self._document.sentences[number], self._document.sentences[number - 1]
        if number == 0 or before.paragraph != sentence.paragraph or before.headline:
            return
        if any(before.span.contains(span) for known in self.known for span in known.mentions):
            return
        tokens = before.tokens[before.lead_in :]
        end = right_phrase(tokens, 0, len(tokens))
        phrase = tokens[:end]
        if not 0 < end < len(tokens) or phrase[0].low in PRONOUNS:
            return
        speaker = read_speaker(tuple(phrase))
        if speaker.kind is not VoiceKind.PERSON or speaker.plural or speaker.head not in SPEAKER_NOUNS:
            return
        known = find_antecedent(speaker, self._recent(), self._acronyms) or self._new(speaker)
        self.known.remove(known)
        self.known.append(known)
        known.hear(speaker, Span(phrase[0].start, phrase[-1].end), None)

    def _tokens(self, span: Span, sentence: int) -> tuple[Tokens, bool]:
        """Return (tokens of the span without quotation marks, whether its sentence stands in capitals)."""
        if sentence not in self._running:
            whole = self._document.sentences[sentence].tokens
            self._running[sentence] = in_running_case(whole) if is_shouted(whole) else None
        running = self._running[sentence]
        if running is None:
            return tuple(t for t in tokenise(self._document.view, span) if t.low != '"'), False
        first = bisect_left(running, span.start, key=lambda t: t.start)
        last = bisect_left(running, span.end, key=lambda t: t.start)
        return tuple(t for t in running[first:last] if t.low != '"'), True

    def _recent(self) -> list[Known]:
        return self.known[: -_LOOK_BACK - 1 : -1]

    def _is_introduced(self, span: Span) -> bool:
        """Whether a relative clause says which one is meant: "the group that took responsibility"."""
        return bool(re.match(r" (?:that|which|who) ", self._document.view[span.end : span.end + 7]))

    def _new(self, speaker: Speaker, *, is_shouted: bool = False) -> Known:
        name = speaker.name or speaker.phrase
        full = self._acronyms.get(name)
        known = Known(
            speaker=speaker,
            name=full or name,
            kind=kind_of_name(full) if full else speaker.kind,
            order=len(self.known) + 1,
            words=set(speaker.words),
            is_shouted=is_shouted,
        )
        known.add_names(name, full, *speaker.acronyms)
        if full:
            known.words |= {word.casefold() for word in full.split()}
        self.known.append(known)
        return known

    def _told_to(self, telling: Telling) -> Known | None:
        """Return the agency or outlet that the words were told to, where it is not the report's own."""
        if telling.told_to is None:
            return None
        bare = re.sub(r"^(?:the|an?) ", "", telling.told_to.of(self._document.view), flags=re.IGNORECASE)
        is_agency = bare.casefold() in AGENCIES
        name = AGENCIES.get(bare.casefold(), bare)
        is_outlet = bool({word.casefold() for word in bare.split()} & OUTLET_WORDS)
        body = self._body_told(telling.told_to)
        if body is not None:
            return body
        if not is_agency and not (bare[:1].isupper() and (is_outlet or len(bare.split()) <= 3)):
            return None
        if any(is_short_for(name, medium) for medium in self._media):
            return None
        for known in self._recent():
            if fold_name(name) in known.folded:
                return known
        known = self._new(read_speaker(tokenise(self._document.view, telling.told_to)))
        known.name, known.kind = name, VoiceKind.AGENCY if is_agency else VoiceKind.OUTLET
        known.add_names(name)
        known.mentions.append(telling.told_to)
        return known

    def _body_told(self, told_to: Span) -> Known | None:
        """Return the body that was told and tells it on: "told the Centre", where the Centre speaks in the report."""
        tokens = tokenise(self._document.view, told_to)
        if tokens[0].low not in {"the", "it"}:
            return None
        known = find_antecedent(read_speaker(tokens), self._recent(), self._acronyms)
        return known if known is not None and known.kind is VoiceKind.ORGANISATION else None

    def _name_from_what_follows(self, known: Known) -> None:
        """Give "the group that took responsibility" the name that the next sentences give it."""
        speaker = known.speaker
        if (
            known.is_shouted
            or speaker.name
            or not speaker.definite
            or speaker.head not in ANAPHORIC_GROUP_NOUNS
            or names_somebody(speaker)
        ):
            return
        start = known.mentions[0].end
        for match in _ORGANISATION_NAME.finditer(self._document.view, start, start + _LOOK_AHEAD):
            name = match.group(1)
            words = {word.casefold() for word in name.split()}
            is_met = any(
                fold_name(name) in other.folded and other.mentions[0].start < start
                for other in self.known
                if other is not known and other.mentions
            )
            if len(words) > 1 and words & (ARMED_WORDS | ORGANISATION_WORDS) and not is_met:
                known.name, known.kind = name, kind_of_name(name)
                known.speaker = replace(speaker, name=name, naming=Naming.NAMED)
                known.add_names(name)
                known.mentions.append(Span(match.start(1), match.end(1)))
                return


def _place(telling: Telling) -> int:
    return min(span.start for span in telling.source or (*telling.cue, *telling.content))
