"""What a reader of spans hands on: one telling, its words found, nobody identified yet.

In:   nothing.
Out:  Telling, the promise of a `SpanReader`, and Draft, a telling still in token indexes of its sentence.
Holds: a telling's content lies in its outer telling's; its source shares no word with its content.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tellings.attribution.phrases import Stretch
from tellings.model import Span
from tellings.text.segment import Document
from tellings.vocabulary import Denied, How, Stance


@dataclass(frozen=True, slots=True)
class Telling:
    """Spans of one attribution before anybody is identified.

    told_to: the outlet or agency it was told to, where named. document: the statement or report it was put in.
    outer: index of the telling in whose content this one lies, or None. denies: what a denial rejects.
    sure: the least probability of its spans and links, 0 to 1; None from rules, which know no such thing.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    stance: Stance = Stance.ASSERTS
    how: How = How.INDIRECT
    hedged: bool = False
    headline: bool = False
    told_to: Span | None = None
    document: Span | None = None
    outer: int | None = None
    denies: Denied | None = None
    sentence: int = 0
    sure: float | None = None


SpanReader = Callable[[Document], tuple[Telling, ...]]


@dataclass(frozen=True, slots=True)
class Relayed:
    """Whose words the speaker passes on: "X" and "as saying" in "the paper quoted X as saying"."""

    source: Stretch
    cue: Stretch


@dataclass(frozen=True, slots=True)
class Draft:
    """A telling in token indexes of its sentence, before it is placed among the others."""

    source: Stretch | None
    cue: Stretch
    content: tuple[Stretch, ...]
    relayed: Relayed | None = None
