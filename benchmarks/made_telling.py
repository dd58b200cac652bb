"""Write sentences with marks, and turn pages of them into the extraction that a reader would give.

In:   parts of sentences: plain words, words that tell a value, the names of those who speak.
Out:  a page's text; for a report of that text an Extraction: voices, attributions, accounts with their claims.
Holds: every quote is the text at its span, since spans are noted while the words are written. A page can be put
together anew out of sentences of another: that is how copies are made, and what they tell moves with the words.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tellings.model import (
    Account,
    Attribution,
    Claim,
    Extraction,
    Link,
    Marks,
    Mention,
    Place,
    Report,
    Span,
    Value,
    Voice,
    content_id,
)
from tellings.resolve.marks import rarest_words
from tellings.vocabulary import Access, Connection, Field, How, Naming, Stance, VoiceKind

READ_BY_ITSELF, READ_OF_A_VOICE = 0.8, 0.9  # the confidences that the reader gives its claims


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who says something, as a reader would know it. name: as printed; title: what is printed after it."""

    name: str
    kind: VoiceKind = VoiceKind.PERSON
    naming: Naming = Naming.NAMED
    connection: Connection | None = None
    access: Access = Access.NOT_TOLD
    affiliation: str | None = None
    at_most: int | None = 1
    title: str = ""

    @property
    def is_protected(self) -> bool:
        """Whether it is masked by default: those who were there, and those who do not give their names."""
        return self.connection in (Connection.WITNESS, Connection.RELATIVE, Connection.VICTIM)


@dataclass(frozen=True, slots=True)
class Telling:
    """Words that tell a value of a field.

    value: makes it of the wording as printed and of where the words start in the text. wording: how many of the first
    characters are the words of the value itself; None: all. also: what the same words tell besides.
    """

    words: str
    field: Field
    value: Callable[[str, int], Value]
    wording: int | None = None
    stance: Stance | None = None
    also: "Telling | None" = None


@dataclass(frozen=True, slots=True)
class _Told:
    telling: Telling
    start: int


@dataclass(frozen=True, slots=True)
class _Frame:
    """Who says a sentence: the voices after the outlet with the places of their names, and the parts of the telling."""

    chain: tuple[Speaker, ...]
    named_at: tuple[tuple[int, int], ...]  # one for each voice of the chain
    cue: tuple[int, int]
    content: tuple[int, int]
    stance: Stance
    how: How


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with what it tells. account: which of the page's accounts it belongs to, by number."""

    text: str
    told: tuple[_Told, ...]
    frame: _Frame | None
    account: int = 0
    is_headline: bool = False


Part = str | Telling


def plain(*parts: Part, account: int = 0, is_headline: bool = False) -> Sentence:
    """Return a sentence in the outlet's own voice; a full stop is added unless it is a headline."""
    writer = _Writer()
    writer.write_all(parts)
    if not is_headline:
        writer.write(".")
    return writer.sentence(None, account, is_headline)


def said(
    speaker: Speaker,
    cue: str,
    *content: Part,
    order: str = "after",
    via: Speaker | None = None,
    stance: Stance = Stance.ASSERTS,
    how: How = How.INDIRECT,
    account: int = 0,
) -> Sentence:
    """Return a sentence that a speaker says.

    order: "after" (content, speaker, cue), "before" (speaker, cue, content), "according" (cue, speaker, content) or
    "quoted" ("after", with the content in quotation marks). via: the agency that passed it on, named beside the cue.
    """
    writer = _Writer()
    spots: dict[str, tuple[int, int]] = {}

    def source(end: str = ",") -> None:
        spots["source"] = writer.write(speaker.name)
        if speaker.title:
            writer.write(f", {speaker.title}{end}")

    def cue_words() -> None:
        spots["cue"] = writer.write(cue)
        if via is not None:
            writer.write(" ")
            spots["via"] = writer.write(via.name)

    def words() -> None:
        spots["content"] = writer.write_all(content)

    match order:
        case "before":
            source()
            writer.write(" ")
            cue_words()
            writer.write(" ")
            words()
            writer.write(".")
        case "according":
            cue_words()
            writer.write(" ")
            source(end="")
            writer.write(", ")
            words()
            writer.write(".")
        case "quoted":
            writer.write('"')
            words()
            writer.write('," ')
            source()
            writer.write(" ")
            cue_words()
            writer.write(".")
        case _:
            words()
            writer.write(", ")
            source()
            writer.write(" ")
            cue_words()
            writer.write(".")
    chain = (via, speaker) if via is not None else (speaker,)
    named_at = (spots["via"], spots["source"]) if via is not None else (spots["source"],)
    how = How.DIRECT if order == "quoted" else how
    frame = _Frame(chain, named_at, spots["cue"], spots["content"], stance, how)
    return writer.sentence(frame, account, is_headline=False)


class _Writer:
    """Puts parts of a sentence one after another, the first letter of it a capital, and notes where they stand."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._told: list[_Told] = []
        self._has_begun = False

    def write(self, words: str) -> tuple[int, int]:
        if not self._has_begun and words.strip('"'):
            words = words[0].upper() + words[1:]
            self._has_begun = True
        start = self._length
        self._parts.append(words)
        self._length += len(words)
        return start, self._length

    def write_all(self, parts: Iterable[Part]) -> tuple[int, int]:
        start = self._length
        for part in parts:
            at, _ = self.write(part if isinstance(part, str) else part.words)
            telling = part if isinstance(part, Telling) else None
            while telling is not None:
                self._told.append(_Told(telling, at))
                telling = telling.also
        return start, self._length

    def sentence(self, frame: _Frame | None, account: int, is_headline: bool) -> Sentence:
        return Sentence("".join(self._parts), tuple(self._told), frame, account, is_headline)


# ---------------------------------------------------------------- pages


Page = tuple[tuple[Sentence, ...], ...]  # paragraphs, the headline first


def text_of(page: Page) -> str:
    """Return the text of a page: paragraphs parted by an empty line."""
    return "\n\n".join(" ".join(sentence.text for sentence in paragraph) for paragraph in page) + "\n"


def extraction_of(
    page: Page,
    report: Report,
    *,
    background: frozenset[int],
    small_places: Callable[[str], frozenset[str]],
    reader: str,
) -> Extraction:
    """Return what a reader would find in a report whose text is that of the page.

    background: which accounts are mentioned only in passing, by number. small_places: the keys of a name by which
    accounts are linked (`resolve.localities`). Accounts come in order of their numbers.
    """
    voices = _Voices(report)
    attributions: list[Attribution] = []
    claims: dict[int, list[Claim]] = {}
    texts: dict[int, list[str]] = {}
    for start, sentence in _placed(page):
        texts.setdefault(sentence.account, []).append(sentence.text)
        telling = _attribution(sentence, start, report, voices) if sentence.frame is not None else None
        if telling is not None:
            attributions.append(telling)
        for told in sentence.told:
            claim = _claim(told, sentence, start, report, telling, voices.outlet)
            claims.setdefault(sentence.account, []).append(claim)
    return Extraction(
        report_id=report.report_id,
        reader=reader,
        voices=voices.all(),
        attributions=tuple(attributions),
        accounts=tuple(
            Account(
                content_id("account", report.report_id, *(claim.claim_id for claim in claims[number])),
                report.report_id,
                tuple(claims[number]),
                background=number in background,
                marks=_marks(claims[number], texts[number], small_places),
            )
            for number in sorted(claims)
        ),
    )


def _marks(
    claims: Iterable[Claim], texts: Iterable[str], small_places: Callable[[str], frozenset[str]]
) -> Marks:
    names = {
        name
        for claim in claims
        if isinstance(claim.value, Place)
        for name in (claim.value.name, *claim.value.within)
    }
    keys = {key for name in names for key in small_places(name)}
    return Marks(tuple(sorted(keys)), rarest_words(texts))


def _placed(page: Page) -> Iterator[tuple[int, Sentence]]:
    """Yield each sentence with where it starts in the page's text."""
    start = 0
    for paragraph in page:
        for sentence in paragraph:
            yield start, sentence
            start += len(sentence.text) + 1
        start += 1  # a paragraph ends in two line breaks; a space or one of them is counted already


class _Voices:
    """The voices of one report, each once, in order of the text."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.outlet = content_id("voice", report.report_id, "outlet", report.outlet or "")
        self._mentions: dict[str, tuple[Speaker, list[Span]]] = {}

    def named(self, speaker: Speaker, span: Span) -> str:
        """Note that a speaker is named at a place; return the id of its voice."""
        key = content_id("voice", self._report.report_id, speaker.name.casefold(), speaker.kind)
        self._mentions.setdefault(key, (speaker, []))[1].append(span)
        return key

    def all(self) -> tuple[Voice, ...]:
        outlet = Voice(
            self.outlet,
            self._report.outlet,
            VoiceKind.OUTLET,
            Naming.NAMED,
            Connection.REPORTER,
            Access.RELAYS,
        )
        return (outlet, *(self._voice(key, *held) for key, held in self._mentions.items()))

    def _voice(self, key: str, speaker: Speaker, spans: Sequence[Span]) -> Voice:
        mentions = tuple(Mention(self._report.report_id, s, s.of(self._report.text)) for s in spans)
        return Voice(
            voice_id=key,
            name=speaker.name,
            kind=speaker.kind,
            naming=speaker.naming,
            connection=speaker.connection,
            access=speaker.access,
            protected=speaker.is_protected,
            aliases=tuple(sorted({mention.quote for mention in mentions} - {speaker.name})),
            affiliation=speaker.affiliation,
            at_most=speaker.at_most,
            mentions=mentions,
        )


def _attribution(sentence: Sentence, start: int, report: Report, voices: _Voices) -> Attribution:
    frame = sentence.frame
    assert frame is not None

    def at(spot: tuple[int, int]) -> Span:
        return Span(start + spot[0], start + spot[1])

    named = tuple(
        voices.named(speaker, at(spot)) for speaker, spot in zip(frame.chain, frame.named_at, strict=True)
    )
    source, cue, content = at(frame.named_at[-1]), at(frame.cue), at(frame.content)
    told_to = named[0] if len(named) > 1 else None
    return Attribution(
        attribution_id=content_id(
            "attribution", report.report_id, *(f"{span.start}-{span.end}" for span in (source, cue, content))
        ),
        report_id=report.report_id,
        source=(source,),
        cue=(cue,),
        content=(content,),
        chain=(voices.outlet, *named),
        stance=frame.stance,
        how=frame.how,
        links=tuple(Link(frame.how, told_to if one == named[-1] else None) for one in named),
        rests_on=named[-1],
        confidence=READ_OF_A_VOICE,
    )


_OF_SPEAKING = (Stance.ALLEGES, Stance.CONFIRMS)  # stances that what is told in their sentence has too


def _claim(
    told: _Told, sentence: Sentence, start: int, report: Report, telling: Attribution | None, outlet: str
) -> Claim:
    at = start + told.start
    span = Span(at, at + len(told.telling.words))
    quote = span.of(report.text)
    wording = quote[: told.telling.wording]
    stance = told.telling.stance
    if stance is None:
        stance = telling.stance if telling is not None and telling.stance in _OF_SPEAKING else Stance.ASSERTS
    origin = telling.chain[-1] if telling is not None else None
    field = told.telling.field
    return Claim(
        claim_id=content_id(
            "claim",
            report.report_id,
            field,
            f"{span.start}-{span.end}",
            stance,
            telling.attribution_id if telling is not None else "",
        ),
        field=field,
        value=told.telling.value(wording, at),
        stance=stance,
        report_id=report.report_id,
        attribution_id=telling.attribution_id if telling is not None else None,
        chain=telling.chain if telling is not None else (outlet,),
        origin=origin,
        rests_on=origin,
        span=span,
        quote=quote,
        wording=wording,
        how=telling.how if telling is not None else How.INDIRECT,
        headline=sentence.is_headline,
        confidence=READ_BY_ITSELF if telling is None else READ_OF_A_VOICE,
    )
