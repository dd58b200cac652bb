"""Find the words that tell of the incident itself: its type, its stage, and the act.

In:   a Document.
Out:  TypeMentions, StageMentions and the spans of act words, in order of the text.
Holds: sentences that tell of another incident or a whole period are left out.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass

from tellings.events.acts import ACT_NOUNS, HARM_WORDS, VIOLENT_FORMS
from tellings.events.scenes import Scene, scenes
from tellings.events.surroundings import background_sentences
from tellings.events.taxonomy import TYPES
from tellings.model import Span
from tellings.text.segment import Document
from tellings.vocabulary import Stage

_PLANNED = re.compile(
    r"\b(?:(?:had\s+)?(?:planned|plotted|intended|prepared)\s+(?:to|an?\s+(?:\w+\s+)?attack)|(?:were|"
    r"was)\s+to\s+take\s+place|plot(?:s|ted)?\s+to)\b",
    re.I,
)
_PREVENTED = re.compile(
    r"\b(?:prevented|foiled|thwarted|averted|defused|disarmed|made\s+safe|rendered\s+safe|intercepted)\b",
    re.I,
)
_THREATENED = re.compile(
    r"\b(?:threaten(?:s|ed)?|vow(?:s|ed)?)\b(?=[^.;]*\b(?:attack|strike|kill|more|again|bomb|"
    r"revenge))|\bwarn(?:s|ed)\s+(?:that\s+there\s+is\s+more|of\s+(?:more|further)\s+\w+)",
    re.I,
)
_NOT_REAL = frozenset({"if", "could", "would", "might", "threatened", "planned", "to"})


@dataclass(frozen=True, slots=True)
class TypeMention:
    """A sort of act, in the terms of `taxonomy`, at the words that name it."""

    type: str
    span: Span
    wording: str
    sentence: int


@dataclass(frozen=True, slots=True)
class StageMention:
    """How far an act came, at the words that say so."""

    stage: Stage
    span: Span
    wording: str
    sentence: int


def find_types(document: Document) -> tuple[TypeMention, ...]:
    """Return every naming of a sort of act; of words that fit two sorts the more telling one is given."""
    found: list[TypeMention] = []
    background = background_sentences(document)
    for scene in scenes(document):
        if scene.sentence.index in background:
            continue
        for name, pattern in TYPES:
            for match, _, _ in scene.matches(pattern):
                start = scene.sentence.span.start
                span = Span(start + match.start(), start + match.end())
                if not any(span.overlaps(made.span) for made in found):
                    found.append(TypeMention(name, span, span.of(document.report.text), scene.sentence.index))
    return tuple(sorted(found, key=lambda mention: mention.span))


def act_spans(document: Document) -> tuple[Span, ...]:
    """Return the words that tell of the main incident ("shelling", "were killed", "hit"), for dating "
    "and placing it.

    Returns: in order of the text, without overlaps; empty where the text tells of no act.
    """
    spans: list[Span] = []
    background = background_sentences(document)
    for scene in scenes(document):
        if scene.sentence.index in background:
            continue
        for k in range(scene.lo, scene.hi):
            low = scene.low(k)
            is_act = low in ACT_NOUNS - {"fire", "torture"} or low in HARM_WORDS - {
                "hit",
                "fell",
                "burn",
                "burns",
                "shot",
                "target",
            }
            if not is_act and low in {"hit", "fell", "shot"} and scene.has_act():
                is_act = low != "fell" or any(
                    scene.low(m) in {"rockets", "shells", "mortars", "rounds", "missiles", "bombs"}
                    for m in range(scene.lo, k)
                )
            if is_act and not _is_unreal(scene, k):
                spans.append(scene.span(k, k + 1))
    return tuple(spans)


def _is_unreal(scene: Scene, at: int) -> bool:
    """Whether an act word is only feared, planned or threatened: "fearing further attacks", "to attack"."""
    before = [scene.low(k) for k in range(max(scene.lo, at - 3), at)]
    if {"further", "more", "future", "fearing", "second", "next", "another"} & set(before):
        return True
    return bool(before) and before[-1] in _NOT_REAL and scene.low(at) in VIOLENT_FORMS


def find_stages(document: Document) -> tuple[StageMention, ...]:
    """Return the stages told, in order of the text: planned, prevented, threatened at each place, "
    "and happened at
    the first words of the act in each sentence."""
    found: list[StageMention] = []
    text = document.report.text
    background = background_sentences(document)
    acts = act_spans(document)
    for scene in scenes(document):
        if scene.sentence.index in background:
            continue
        here = scene.sentence.span
        for stage, pattern in (
            (Stage.PLANNED, _PLANNED),
            (Stage.PREVENTED, _PREVENTED),
            (Stage.THREATENED, _THREATENED),
        ):
            for match, _, _ in scene.matches(pattern):
                start = scene.sentence.span.start
                span = Span(start + match.start(), start + match.end())
                if stage is not Stage.PREVENTED or scene.has_act() or scene.near:
                    found.append(StageMention(stage, span, span.of(text), scene.sentence.index))
        at = bisect_left(acts, here.start, key=lambda span: span.start)
        first = acts[at] if at < len(acts) else None
        if first is not None and here.contains(first):
            found.append(StageMention(Stage.HAPPENED, first, first.of(text), scene.sentence.index))
    return tuple(sorted(found, key=lambda mention: (mention.span, mention.stage)))
