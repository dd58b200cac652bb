"""One voice of one report, with all that it may be joined by to voices of other reports.

In:   a Voice, the Extraction that it stands in, a case's ActorBook.
Out:  Seed.
Holds: a seed is named if the reader found a name, if actors.toml knows it, or if its phrase is nothing but a
       description and the name behind it ("a monitor the Osk Observatory", "a new toll from the Osk Observatory").
"""

import re
from dataclasses import dataclass

from tellings.attribution.lexicon import TITLES
from tellings.model import Actor, Extraction, Voice
from tellings.resolve.body_names import body_key, name_within
from tellings.resolve.descriptions import describe
from tellings.resolve.names import ActorBook, fold, is_indefinite, is_pronoun, name_forms
from tellings.vocabulary import Naming, VoiceKind

BODIES = frozenset({VoiceKind.ORGANISATION, VoiceKind.STATE_BODY, VoiceKind.ARMED_GROUP})
_PAPER_OF = re.compile(
    r"(?:(?:an?|the) )?(?:[\w-]+ ){0,3}?(?:toll|count|tally|figures?|report|statement|update|estimate|list|data)"
    r"(?: (?:released|issued|published|given|compiled|put out))? (?:from|by|of) (?P<body>.+)",
    re.IGNORECASE | re.DOTALL,
)
_ARTICLE_AT_END = re.compile(r" (?:the|an?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Seed:
    """called: the name it is compared by, None for one without. key: `called`, or else its phrase, folded: of a body by
    `body_key`, of a person without titles. forms: other names of it, as keys. kind: as the name shows it."""

    voice: Voice
    report_id: str
    is_outlet: bool
    called: str | None
    key: str
    forms: frozenset[str]
    actor: Actor | None
    kind: VoiceKind

    @property
    def id(self) -> str:
        """Its voice's id."""
        return self.voice.voice_id

    @property
    def is_named(self) -> bool:
        """Whether it has a name, or actors.toml knows its phrase."""
        return self.called is not None or self.actor is not None

    @property
    def is_body(self) -> bool:
        """Whether it is a body with a name."""
        return self.is_named and self.kind in BODIES

    @property
    def phrases(self) -> tuple[str, ...]:
        """Every phrase by which its report calls it."""
        return (*((self.voice.name,) if self.voice.name else ()), *self.voice.aliases)

    @classmethod
    def of(cls, voice: Voice, extraction: Extraction, book: ActorBook) -> "Seed":
        """Return the seed of a voice of this extraction."""
        name = voice.name or ""
        kind = voice.kind
        called: str | None = name or None
        if is_pronoun(name):
            called = None
        elif voice.naming is not Naming.NAMED:
            called = _body_named_in(name)
            kind = VoiceKind.ORGANISATION if called else kind
        key = _key(called or name, kind)
        forms = frozenset(_key(form, kind) for form in _names(called, voice, kind)) if called else frozenset()
        actor = None
        if called:
            actor = book.find(name, called) or book.find(*name_forms(name, *voice.aliases))
        elif name and not is_indefinite(name):
            actor = book.find(name)
        is_outlet = bool(extraction.voices) and extraction.voices[0] is voice
        return cls(voice, extraction.report_id, is_outlet, called, key, forms - {""}, actor, kind)


def _names(called: str, voice: Voice, kind: VoiceKind) -> tuple[str, ...]:
    told = voice.aliases if voice.naming is Naming.NAMED else ()
    names = name_forms(called, *told)
    if kind is VoiceKind.PERSON:
        return names
    return (*names, *(name for phrase in (called, *told) if (name := name_within(phrase))))


def _key(name: str, kind: VoiceKind) -> str:
    if kind is VoiceKind.PERSON:
        words = fold(name).split()
        start = next((k for k, word in enumerate(words) if word not in TITLES), len(words) - 1)
        return body_key(" ".join(words[max(start, 0) :]))  # a body may be taken for a person
    return body_key(name)


def _body_named_in(phrase: str) -> str | None:
    """Return the body's name that a phrase without a name of its own holds, if all before it describes that body, or is
    a paper that the body put out."""
    paper = _PAPER_OF.fullmatch(phrase)
    if paper:
        return name_within(paper["body"])
    name = name_within(phrase)
    if name is None or not phrase.endswith(name):
        return None
    before = _ARTICLE_AT_END.sub("", phrase[: -len(name)].rstrip())
    return name if before and describe(before) is not None else None
