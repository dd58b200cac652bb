"""A voice of one report while the report is being read, and the value it becomes.

In:   what phrases say of their speakers.
Out:  Known; Voices of the model.
Holds: a voice keeps every place where it is named.
"""

from dataclasses import dataclass, field, replace

from tellings.attribution.names import fold_name, is_short_for
from tellings.attribution.speakers import Speaker
from tellings.attribution.traits import Sex, sex_of_pronoun
from tellings.model import Mention, Report, Span, Voice, content_id
from tellings.vocabulary import Access, Connection, Naming, VoiceKind

_MEDIA = (VoiceKind.AGENCY, VoiceKind.OUTLET)


@dataclass(slots=True, eq=False)
class Known:
    """A voice met so far. Two are one only if they are the same object.

    name: the fullest so far. folded: every name for comparison. words: of all phrases that meant it.
    documents: nouns of what it has put out ("statement"). order: its number among the voices, from 1. roles: nouns
    that say what it is, titles too. sex, age: where words, or a pronoun that meant it, tell them. leaning: the
    sex that its own reported words suggest ("said that she had fled"), which may be about another.
    is_shouted: named in capitals; `name` is then in running case and printed in capitals.
    """

    speaker: Speaker
    name: str
    kind: VoiceKind
    order: int
    words: set[str]
    names: set[str] = field(default_factory=set)
    folded: set[str] = field(default_factory=set)
    mentions: list[Span] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    affiliation: str | None = None
    is_shouted: bool = False
    roles: set[str] = field(default_factory=set)
    sex: Sex | None = None
    age: int | None = None
    leaning: Sex | None = None

    def add_names(self, *names: str | None) -> None:
        """Add other names that it goes by; None is passed over."""
        for name in names:
            if name:
                self.names.add(name)
                self.folded.add(fold_name(name))

    def hear(self, speaker: Speaker, span: Span, document: str | None) -> None:
        """Take in another phrase that means this voice, at `span`; document: what the words were put in."""
        self.mentions.append(span)
        self.words |= speaker.words
        self.roles |= speaker.roles
        if self.kind is VoiceKind.PERSON:
            self.sex = self.sex or speaker.sex or sex_of_pronoun(speaker.pronoun or "")
        self.age = speaker.age if self.age is None else self.age
        self.affiliation = self.affiliation or speaker.affiliation
        if document:
            self.documents.add(document)
        self.add_names(speaker.name, *speaker.acronyms)
        if speaker.name is None:
            return
        if self.speaker.name is None:
            self.speaker = replace(
                speaker,
                connection=speaker.connection or self.speaker.connection,
                protected=speaker.protected or self.speaker.protected,
            )
            self.name, self.kind = speaker.name, speaker.kind
            self.affiliation = speaker.affiliation or self.affiliation
        elif len(speaker.name) > len(self.name) and is_short_for(self.name, speaker.name):
            self.name = speaker.name

    def voice_id(self, report_id: str) -> str:
        """Return its id in the report."""
        return content_id("voice", report_id, self.name.casefold(), self.kind, str(self.order))

    def voice(self, report: Report) -> Voice:
        """Return it as a value, with its mentions in order of the text."""
        speaker = self.speaker
        spans = sorted(set(self.mentions))
        mentions = tuple(Mention(report.report_id, span, span.of(report.text)) for span in spans)
        name = self.name.upper() if self.is_shouted else self.name
        names = {n.upper() if self.is_shouted else n for n in self.names}
        is_named_medium = self.kind in _MEDIA and speaker.name is not None
        return Voice(
            voice_id=self.voice_id(report.report_id),
            name=name,
            kind=self.kind,
            naming=Naming.NAMED if is_named_medium else speaker.naming,
            connection=speaker.connection,
            access=speaker.access,
            protected=speaker.protected,
            aliases=tuple(sorted(({m.quote for m in mentions} | names) - {name})),
            affiliation=self.affiliation,
            at_most=speaker.at_most,
            mentions=mentions,
        )


def outlet_voice(report: Report, name: str | None, span: Span | None) -> Voice:
    """Return the voice of the report's outlet; span: where the text names it, if it does."""
    return _medium(report, name, span, VoiceKind.OUTLET, "outlet")


def agency_voice(report: Report, name: str, span: Span | None) -> Voice:
    """Return the voice of the agency that the report credits; span: where the text names it, if it does."""
    return _medium(report, name, span, VoiceKind.AGENCY, "agency")


def _medium(report: Report, name: str | None, span: Span | None, kind: VoiceKind, part: str) -> Voice:
    mentions = (Mention(report.report_id, span, span.of(report.text)),) if span else ()
    return Voice(
        voice_id=content_id("voice", report.report_id, part, name or ""),
        name=name,
        kind=kind,
        naming=Naming.NAMED if name else Naming.UNNAMED,
        connection=Connection.REPORTER,
        access=Access.RELAYS,
        mentions=mentions,
    )
