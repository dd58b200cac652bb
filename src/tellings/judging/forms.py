"""Say in one line of JSON what a judgement holds beyond a value or a word: places, chains, whole claims.

In:   spans and voices of a report; values.
Out:  the text that a judgement holds as `now`; and what such a text says.
Holds: words are pointed at by their place, with the words beside it: the text of a report never changes, so its place
holds after any reader, and the words show that it is the place. A voice is named by id with its name beside it, since
a better reader may give it another id; one that the reader missed is made of words in the text, and of none besides.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from tellings.codec import from_json, to_json, to_text
from tellings.errors import BrokenPromise
from tellings.model import Report, Span, Value, Voice
from tellings.vocabulary import Field, Naming, Stance, VoiceKind

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a report, by their place in code points."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice of a chain: one that was read, by id and name, or a new one, by the words that name it.

    naming, kind, span: of a new one alone.
    """

    id: str = ""
    name: str | None = None
    naming: Naming | None = None
    kind: VoiceKind | None = None
    span: Words | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """Who tells a claim, outlet first, origin last."""

    chain: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class InField:
    """A value in another field. value: its wire form, None where the voice gives none."""

    field: Field
    value: Any


@dataclass(frozen=True, slots=True)
class InAccount:
    """An account by its id, with the words of its first claim beside it."""

    id: str
    span: Words | None = None


@dataclass(frozen=True, slots=True)
class Missed:
    """A claim that was not read. account: None for the nearest of the report."""

    field: Field
    value: Any
    stance: Stance
    chain: tuple[Speaker, ...]
    account: InAccount | None = None


def words_at(span: Span, report: Report) -> Words:
    """Return the words at a place of a report."""
    return Words(span.start, span.end, span.of(report.text))


def speaker_of(voice: Voice) -> Speaker:
    """Return a voice of the report as a chain names it."""
    return Speaker(voice.voice_id, voice.name)


def new_speaker(span: Span, report: Report, *, naming: Naming, kind: VoiceKind) -> Speaker:
    """Return a voice that was not read, as a chain names it. span: of the words that name it in the text."""
    return Speaker("", name_at(span, report), naming, kind, words_at(span, report))


def name_at(span: Span, report: Report) -> str:
    """Return the words at a place as a name: without the line breaks in them."""
    return " ".join(span.of(report.text).split())


# ---------------------------------------------------------------- what a judgement holds as `now`


def other_words(span: Span, report: Report) -> str:
    """Return what a correction of a claim's `words` holds."""
    return to_text(words_at(span, report))


def other_field(field: Field, value: Value | None) -> str:
    """Return what a correction of a claim's `field` holds."""
    return to_text(InField(field, to_json(value)))


def other_chain(speakers: Iterable[Speaker]) -> str:
    """Return what a correction of a claim's `voice` holds. speakers: outlet first."""
    return to_text(Chain(tuple(speakers)))


def missed_claim(
    field: Field,
    value: Value | None,
    stance: Stance,
    speakers: Iterable[Speaker],
    *,
    account: InAccount | None = None,
) -> str:
    """Return what a judgement that adds a claim holds. speakers: outlet first."""
    return to_text(Missed(field, to_json(value), stance, tuple(speakers), account))


def read_form(kind: type[T], now: str) -> T | None:
    """Return what the text of a judgement says, None where it is of another form."""
    try:
        data = json.loads(now, parse_constant=_no_number)
        now.encode("utf-8")
        return from_json(kind, data)
    except (BrokenPromise, ValueError, RecursionError):
        return None


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")
