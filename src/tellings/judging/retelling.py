"""Say what follows for a claim from its place and from who tells it, where a person put either right.

In:   a report, what was read in it, and the words and voices that a judgement names.
Out:  spans, chains and the voices made for them; the claim with all that follows; or `Lost`.
Holds: origin, `rests_on`, telling and headline follow as they do in reading. The outlet stands first in every chain.
A voice is made of words of the text; where the reader knows a voice by these very words, it is that one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from tellings.attribution.chains import RELAYING, first_speaker, own_chain
from tellings.attribution.known import outlet_voice
from tellings.judging.forms import Speaker, Words, name_at
from tellings.judging.places import Lost, misfit
from tellings.model import Attribution, Claim, Extraction, Mention, Report, Span, Voice, content_id
from tellings.resolve.names import fold
from tellings.text.segment import Document, segment
from tellings.vocabulary import How, Naming, ReportKind, VoiceKind

_BLOT = "█"


def voices_of(report: Report, extraction: Extraction) -> tuple[Voice, ...]:
    """Return the voices that a chain may name, outlet first: of a report that is not read, the outlet alone."""
    return extraction.voices or (outlet_voice(report, report.outlet, None),)


class Retelling:
    """Who tells what in one report, where a person says so. made: the voices made so far, by id."""

    def __init__(self, report: Report, extraction: Extraction) -> None:
        self.report = report
        self.extraction = extraction
        self.voices = voices_of(report, extraction)
        self.made: dict[str, Voice] = {}

    @cached_property
    def _document(self) -> Document | None:
        """The report as it is read; a sheet has rows and no sentences."""
        return None if self.report.kind is ReportKind.SHEET else segment(self.report)

    @cached_property
    def _own(self) -> tuple[str, ...]:
        held = self._document
        return own_chain(held, self.voices) if held is not None else (self.voices[0].voice_id,)

    # ------------------------------------------------------------ what a judgement names

    def span(self, words: Words) -> Span | Lost:
        """Return the place of words, if they stand there; a blotted letter stands for any."""
        text = self.report.text
        if 0 <= words.start < words.end <= len(text):
            span = Span(words.start, words.end)
            if _are_one(span.of(text), words.quote):
                return span
        return Lost(
            reason="judgement_without_place",
            fact=f"its words do not stand in {self.report.report_id} at {words.start}",
        )

    def chain(self, speakers: Sequence[Speaker]) -> tuple[str, ...] | Lost:
        """Return the ids of the voices of a chain; voices that are new are in `made` from then on."""
        if not speakers:
            return misfit("the chain names nobody, and the outlet at least tells a claim")
        ids: list[str] = []
        for speaker in speakers:
            found = self._new(speaker) if speaker.span is not None else self._read(speaker)
            if isinstance(found, Lost):
                return found
            ids.append(found)
        if ids[0] != self.voices[0].voice_id:
            return misfit("the chain does not begin with the outlet of its report")
        if len(set(ids)) < len(ids):
            return misfit("a voice stands in the chain twice")
        return tuple(ids)

    def _read(self, speaker: Speaker) -> str | Lost:
        """Return the id of a voice that was read: by id; failing that by name, if one alone bears it."""
        if any(voice.voice_id == speaker.id for voice in self.voices):
            return speaker.id
        name = fold(speaker.name or "")
        named = [
            v.voice_id for v in self.voices if name and name in {fold(n) for n in (v.name or "", *v.aliases)}
        ]
        if len(named) == 1:
            return named[0]
        return Lost(
            reason="judgement_ambiguous" if named else "judgement_without_place",
            fact=f"a voice of its chain is not found any more, or there are several of its name: {speaker.id}",
        )

    def _new(self, speaker: Speaker) -> str | Lost:
        """Return the id of a voice made of words in the text."""
        assert speaker.span is not None
        span = self.span(speaker.span)
        if isinstance(span, Lost):
            return span
        known = sorted(v.voice_id for v in self.voices if any(mention.span == span for mention in v.mentions))
        if known:
            return known[0]
        name = name_at(span, self.report)
        if not _are_one(name, speaker.name or "") or not name:
            return misfit("the name of a new voice is not the words that name it")
        if speaker.naming is None or speaker.kind is None or speaker.kind is VoiceKind.OUTLET:
            return misfit("a new voice is of some kind, no outlet, and named, known by its role or neither")
        place = f"{span.start}-{span.end}"
        voice = Voice(
            voice_id=content_id("voice", self.report.report_id, place, speaker.kind, speaker.naming),
            name=name,
            kind=speaker.kind,
            naming=speaker.naming,
            at_most=None if speaker.kind is VoiceKind.GROUP and speaker.naming is not Naming.NAMED else 1,
            mentions=(Mention(self.report.report_id, span, span.of(self.report.text)),),
        )
        self.made[voice.voice_id] = voice
        return voice.voice_id

    # ------------------------------------------------------------ what follows

    def moved(self, claim: Claim, span: Span) -> Claim:
        """Return a claim as it stands in other words; the words of its value are those, too."""
        quote = span.of(self.report.text)
        value = replace(claim.value, wording=quote) if claim.value is not None else None
        return replace(
            claim, span=span, quote=quote, wording=quote, value=value, headline=self.is_headline(span)
        )

    def told_by(self, claim: Claim, chain: tuple[str, ...]) -> Claim:
        """Return a claim as a chain tells it: a person said who speaks, so nothing of that is open any more."""
        telling = self.telling(claim.span, chain)
        origin, rests_on = self._behind(chain)
        return replace(
            claim,
            chain=chain,
            origin=origin,
            rests_on=rests_on,
            attribution_id=telling.attribution_id if telling is not None else None,
            how=telling.how if telling is not None else claim.how,
            carried_on=False,
            undecided=(),
        )

    def telling(self, span: Span, chain: tuple[str, ...]) -> Attribution | None:
        """Return the telling by this very chain that reading found over a place: of several the shortest."""
        held = [
            a
            for a in self.extraction.attributions
            if a.chain == chain and any(part.overlaps(span) for part in (*a.content, *a.cue))
        ]
        return min(
            held, key=lambda a: (sum(s.end - s.start for s in a.content), a.attribution_id), default=None
        )

    def how(self, span: Span, chain: tuple[str, ...]) -> How:
        """Return how the words of a place reached the voice before the last of the chain."""
        telling = self.telling(span, chain)
        return telling.how if telling is not None else How.INDIRECT

    def is_headline(self, span: Span) -> bool:
        """Whether a place stands in a title or standfirst."""
        sentence = self._document.sentence_at(span) if self._document is not None else None
        return sentence is not None and sentence.headline

    def _behind(self, chain: tuple[str, ...]) -> tuple[str | None, str | None]:
        """Return (origin, voice that it rests on); neither where the outlet tells it in its own voice."""
        behind = list(chain)
        while behind and behind[0] in self._own:
            del behind[0]
        if not behind:
            return None, None
        relays = {v.voice_id for v in (*self.voices, *self.made.values()) if v.kind in RELAYING}
        return chain[-1], first_speaker(behind, relays)


def _are_one(text: str, words: str) -> bool:
    return len(text) == len(words) and all(
        left == right or _BLOT in (left, right) for left, right in zip(text, words, strict=True)
    )


def used_voices(made: Iterable[Voice], claims: Iterable[Claim]) -> tuple[Voice, ...]:
    """Return those of the made voices that stand in the chain of a claim, sorted by id."""
    used = {voice_id for claim in claims for voice_id in claim.chain}
    return tuple(sorted((v for v in made if v.voice_id in used), key=lambda voice: voice.voice_id))
