"""Meet the speakers of a report one after another, as a reader does: the body first, then the headlines.

In:   a Document, its tellings (spans only), and the names of the outlet and agency that carry the report.
Out:  telling by telling, whom its source means and whom the words were told to; every voice met, once.
Holds: "the statement", "the group", "he" and acronyms point to one voice of the report; an indefinite speaker
("a policeman", "two officials") is always a new one; what the outlet calls itself is no voice beside it.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tellings.attribution.antecedents import is_one_person, may_be_a_body
from tellings.attribution.counted import is_pair, pair_meant, pair_name, put_noun_in
from tellings.attribution.known import Known
from tellings.attribution.lexicon import ORGANISATION_WORDS, PRONOUNS, SPEAKER_NOUNS
from tellings.attribution.listeners import who_was_told
from tellings.attribution.names import is_short_for
from tellings.attribution.phrases import Tokens, right_phrase
from tellings.attribution.roll import Roll
from tellings.attribution.source_words import SourceWords
from tellings.attribution.speakers import Speaker, read_speaker
from tellings.attribution.telling import Telling
from tellings.attribution.traits import Sex, may_be_one, sex_of_pronoun
from tellings.attribution.voice_kinds import is_name_of_body
from tellings.model import Span
from tellings.text.segment import Document
from tellings.vocabulary import How, Naming, VoiceKind

_TOLD_OF = 2  # sentences back, in which "he" may be somebody named who has not spoken; guess, unmeasured
_LAST = 3  # mentions of a voice that are looked at to say where it stands
_SPEAKERS_OWN = frozenset({"i", "we"})  # inside words told, whoever tells them; outside, the outlet
_RELATIVE = frozenset({"who", "which", "that"})
_MEDIA_KINDS = (VoiceKind.OUTLET, VoiceKind.AGENCY)


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a telling means. speaker: None where nobody is told or the outlet speaks. relay: a voice of its own that
    the words were told to. told_medium: the report's own outlet or agency that they were told to, by name."""

    speaker: Known | None = None
    relay: Known | None = None
    told_medium: str | None = None


class Meetings:
    """Reads one report. roll: the voices met so far."""

    def __init__(self, document: Document, media: Sequence[str]) -> None:
        self.roll = Roll(document)
        self._document = document
        self._media = media
        self._sources = SourceWords(document)
        self._contents: list[Span] = []  # in order of the text
        self._content_starts: list[int] = []

    def meet_all(self, tellings: Sequence[Telling]) -> list[Meant]:
        """Return whom each telling means, in the order given."""
        self._contents = sorted(span for telling in tellings for span in telling.content)
        self._content_starts = [span.start for span in self._contents]
        meant: dict[int, Meant] = {}
        teller: Known | None = None  # who speaks in the outermost telling read last
        for index in sorted(range(len(tellings)), key=lambda i: _reading_order(tellings, i)):
            telling = tellings[index]
            if telling.outer is None:
                if teller is not None:
                    self.roll.heard_last(
                        teller
                    )  # "she said he had told her. She ...": those told of stand back
                teller = None
            outer = meant[telling.outer].speaker if telling.outer is not None else None
            speaker = self._meet(telling, outer) if telling.source else None
            relay, medium = None, None
            if telling.told_to is not None:
                relay, medium = who_was_told(telling.told_to, self._document.view, self.roll, self._media)
            meant[index] = Meant(speaker, relay if relay is not speaker else None, medium)
            if telling.outer is None:
                teller = speaker
        for known in self.roll.known:
            self.roll.name_from_what_follows(known)
        return [meant[index] for index in range(len(tellings))]

    # ------------------------------------------------------------ who speaks

    def _meet(self, telling: Telling, outer: Known | None) -> Known | None:
        """Return the voice that the telling's source means, a new one where it means none met before."""
        span = telling.source[0]
        tokens, is_recased = self._sources.of(telling)
        if not any(token.is_word for token in tokens):
            return None
        pair = self._pair(tokens)
        if pair is not None:
            pair.mentions.append(span)
            return self.roll.heard_last(pair)
        speaker = read_speaker(put_noun_in(tokens, self.roll.recent()))
        if speaker.pronoun in _SPEAKERS_OWN:
            return outer
        if speaker.pronoun in _RELATIVE:
            before = self._sources.before(telling)
            named = read_speaker(before) if before else speaker
            speaker = named if named.pronoun is None else speaker
        if speaker.name is not None and self._is_own_medium(speaker):
            return None
        known = None
        if sex_of_pronoun(speaker.pronoun or "") is not None:
            known = self._told_of_before(telling, speaker)
        if known is None and not self._is_introduced(span):
            known = self.roll.find(speaker, in_headline=telling.headline)
        if known is None:
            speaker = self.roll.named_by_affiliation(speaker)
            known = self.roll.meet(speaker, at=span.start, is_recased=is_recased)
        elif may_be_a_body(known) and (speaker.pronoun == "it" or speaker.head in ORGANISATION_WORDS):
            known.kind = VoiceKind.ORGANISATION  # a name taken for a person's
        put_in = telling.document.of(self._document.view).split() if telling.document is not None else []
        known.hear(speaker, span, speaker.document or (put_in[-1].casefold() if put_in else None))
        known.leaning = known.leaning or self._leaning(telling)
        return self.roll.heard_last(known)

    def _leaning(self, telling: Telling) -> Sex | None:
        """Return the sex that reported words suggest of who says them: "said that she had fled"."""
        if telling.how is How.DIRECT or not telling.content:
            return None
        words = telling.content[0].of(self._document.view)[:24].casefold().split()
        first = words[1:2] if words[:1] == ["that"] else words[:1]
        return sex_of_pronoun(first[0]) if first else None

    def _is_introduced(self, span: Span) -> bool:
        """Whether a relative clause says which one is meant: "the group that took responsibility"."""
        return bool(re.match(r" (?:that|which|who) ", self._document.view[span.end : span.end + 7]))

    def _is_own_medium(self, speaker: Speaker) -> bool:
        """Whether the report's own outlet or agency is named: it is no voice beside itself.

        A body that speaks on its own page stays a voice: its page is then its statement.
        """
        name = speaker.name or ""
        if speaker.kind not in _MEDIA_KINDS and is_name_of_body(name):
            return False
        return any(is_short_for(name, medium) for medium in self._media)

    def _pair(self, tokens: Tokens) -> Known | None:
        """Return the voice of "both" and "the two men", where it is clear who they are."""
        if not is_pair(tokens):
            return None
        meant = pair_meant(self.roll.recent())
        if not isinstance(meant, tuple):
            return meant
        name = pair_name(*meant)
        speaker = read_speaker(tokens)
        speaker = replace(
            speaker, name=name, kind=VoiceKind.GROUP, plural=True, at_most=2,
            naming=Naming.NAMED if name else Naming.UNNAMED,
        )  # fmt: skip
        return self.roll.meet(speaker, at=tokens[0].start)

    # ------------------------------------------------------------ who was told of before

    def _told_of_before(self, telling: Telling, pronoun: Speaker) -> Known | None:
        """Meet somebody named shortly before "he" or "she" who has said nothing since, or return None.

        "Police arrested Ada Obi. She said": nobody who speaks stands nearer, outside of what others tell.
        """
        sex = sex_of_pronoun(pronoun.pronoun or "")
        place = telling.source[0].start
        own = self._document.sentence_at(telling.source[0])
        if own is None:
            return None
        for number in range(own.index, max(-1, own.index - 1 - _TOLD_OF), -1):
            sentence = self._document.sentences[number]
            if sentence.headline:
                return None
            if any(
                is_one_person(known) and may_be_one(known.sex, sex) and sentence.span.contains(mention)
                for known in self.roll.recent()
                for mention in known.mentions[-_LAST:]
                if mention.start < place
            ):
                return None
            named = [
                person
                for person in self.roll.people.told_of(number)
                if person.span.end <= place
                and may_be_one(person.speaker.sex, sex)
                and not self._is_in_content(person.span)
            ]
            if named:
                speaker, span = named[0].speaker, named[0].span
                known = self.roll.find(speaker)
                known = known or self.roll.meet(speaker, at=span.start)
                known.hear(speaker, span, None)
                return known
            if number == own.index - 1:
                subject = self._subject_before(own.index)
                if subject is not None and may_be_one(subject.sex, sex):
                    return subject
        return None

    def _is_in_content(self, span: Span) -> bool:
        last = bisect_left(self._content_starts, span.end)
        return any(content.overlaps(span) for content in self._contents[max(0, last - 8) : last])

    def _subject_before(self, number: int) -> Known | None:
        """Meet who the sentence before is about, where he has said nothing yet: "An officer contradicted him." """
        sentence, before = self._document.sentences[number], self._document.sentences[number - 1]
        if number == 0 or before.paragraph != sentence.paragraph or before.headline:
            return None
        if any(
            before.span.contains(span) for known in self.roll.recent() for span in known.mentions[-_LAST:]
        ):
            return None
        tokens = before.tokens[before.lead_in :]
        end = right_phrase(tokens, 0, len(tokens))
        phrase = tokens[:end]
        if not 0 < end < len(tokens) or phrase[0].low in PRONOUNS:
            return None
        speaker = read_speaker(tuple(phrase))
        if speaker.kind is not VoiceKind.PERSON or speaker.plural or speaker.head not in SPEAKER_NOUNS:
            return None
        span = Span(phrase[0].start, phrase[-1].end)
        known = self.roll.find(speaker) or self.roll.meet(speaker, at=span.start)
        known.hear(speaker, span, None)
        return known


def _reading_order(tellings: Sequence[Telling], index: int) -> tuple[bool, tuple[int, ...]]:
    """Return what sorts a telling after the headlines' rest, and after the one in whose content it lies."""
    places: list[int] = []
    at: int | None = index
    while at is not None:
        places.insert(0, _place(tellings[at]))
        at = tellings[at].outer
    return tellings[index].headline, tuple(places)


def _place(telling: Telling) -> int:
    return min(span.start for span in telling.source or (*telling.cue, *telling.content))
