"""The voices met so far while a report is read, and the names they come by.

In:   a Document; speakers as phrases tell them.
Out:  Roll: whom a phrase means, new voices, their fullest names.
Holds: a voice stands on it once; the latest heard stands last.
"""

import re
from dataclasses import replace

from tellings.attribution.antecedents import find_antecedent, names_somebody
from tellings.attribution.known import Known
from tellings.attribution.lexicon import ANAPHORIC_GROUP_NOUNS, ARMED_WORDS, ORGANISATION_WORDS, STATE_WORDS
from tellings.attribution.names import explained_acronyms, fold_name
from tellings.attribution.people import People
from tellings.attribution.speakers import Speaker
from tellings.attribution.voice_kinds import is_name_of_body, kind_of_name
from tellings.model import Span
from tellings.text.segment import Document
from tellings.vocabulary import Naming, VoiceKind

_ORGANISATION_NAME = re.compile(
    r"[.!?\"]\s+\"?(?:[Tt]he )?([A-Z][\w'-]+(?: (?:[A-Z][\w'-]+|of|al|the)){0,8})"
)
_LOOK_AHEAD = 420  # code points in which a group without a name may still be named; guess, unmeasured
_LOOK_BACK = (
    160  # voices; one not heard for longer is met anew. Keeps long texts linear; reports have a few dozen
)


class Roll:
    """The voices of one report. known: the latest heard last. people: who is named in the report at all."""

    def __init__(self, document: Document) -> None:
        self.known: list[Known] = []
        self.people = People(document)
        self._view = document.view
        self._acronyms = explained_acronyms(document)

    def find(self, speaker: Speaker, *, in_headline: bool = False) -> Known | None:
        """Return the voice met before that a phrase means, or None; see `antecedents`."""
        return find_antecedent(speaker, self.recent(), self._acronyms, in_headline=in_headline)

    def recent(self) -> list[Known]:
        """Return the voices heard lately, the latest first."""
        return self.known[: -_LOOK_BACK - 1 : -1]

    def heard_last(self, known: Known) -> Known:
        """Put a voice that was heard again at the end, and return it."""
        self.known.remove(known)
        self.known.append(known)
        return known

    def meet(self, speaker: Speaker, *, at: int, is_recased: bool = False) -> Known:
        """Return a new voice, by the fullest name that the report gives it before the place `at`.

        is_recased: it is named in capitals, and its phrase in a case that was guessed.
        """
        name = speaker.name or speaker.phrase
        full = self._acronyms.get(name)
        kind = kind_of_name(full) if full else speaker.kind
        if full is None and speaker.name is not None and speaker.kind is VoiceKind.PERSON and " " not in name:
            full = self.people.full_name(name, at)
        known = Known(
            speaker=speaker,
            name=full or name,
            kind=kind,
            order=len(self.known) + 1,
            words=set(speaker.words),
            is_shouted=is_recased,
            roles=set(speaker.roles),
            sex=speaker.sex,
            age=speaker.age,
        )
        known.add_names(name, full, *speaker.acronyms)
        if full:
            known.words |= {word.casefold() for word in full.split()}
        self.known.append(known)
        return known

    def named_by_affiliation(self, speaker: Speaker) -> Speaker:
        """Name "the ministry" by a speaker for it met before: "a spokesman for the Health Ministry"."""
        if speaker.name is not None or not speaker.definite or speaker.words != {speaker.head}:
            return speaker
        for known in self.recent():
            whose = known.affiliation or ""
            if (
                whose[:1].isupper()
                and whose.casefold().split()[-1] == speaker.head
                and is_name_of_body(whose)
            ):
                words = frozenset(word.casefold() for word in whose.split())
                return replace(
                    speaker,
                    name=whose,
                    naming=Naming.NAMED,
                    kind=kind_of_name(whose),
                    words=speaker.words | words,
                )
        return speaker

    def name_from_what_follows(self, known: Known) -> None:
        """Give "the group that took responsibility" the name that the next sentences give it."""
        speaker = known.speaker
        if (
            known.is_shouted
            or speaker.name
            or not speaker.definite
            or speaker.head not in ANAPHORIC_GROUP_NOUNS - STATE_WORDS
            or names_somebody(speaker)
        ):
            return
        start = known.mentions[0].end
        for match in _ORGANISATION_NAME.finditer(self._view, start, start + _LOOK_AHEAD):
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
