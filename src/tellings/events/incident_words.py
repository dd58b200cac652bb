"""Find the words that tell of the incident itself: its type, its stage, and the act.

In:   a Document.
Out:  TypeMentions, StageMentions and the spans of act words, in order of the text.
Holds: sentences that tell of another incident or a whole period are left out.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from tellings.events.acts import ACT_NOUNS, HARM_WORDS, MUNITION_NOUNS, VIOLENT_FORMS
from tellings.events.scenes import scenes
from tellings.events.surroundings import background_sentences
from tellings.events.taxonomy import type_words
from tellings.model import ActType, Span
from tellings.text.segment import Document, Sentence, once_a_document
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
# each stage's words, and those of which one stands wherever they do
_STAGES = tuple(
    (stage, pattern, frozenset(having.split()))
    for stage, pattern, having in (
        (Stage.PLANNED, _PLANNED, "planned plotted intended prepared plot plots place"),
        (
            Stage.PREVENTED,
            _PREVENTED,
            "prevented foiled thwarted averted defused disarmed safe intercepted",
        ),
        (Stage.THREATENED, _THREATENED, "threaten threatens threatened vow vows vowed warns warned"),
    )
)
_NOT_REAL = frozenset({"if", "could", "would", "might", "threatened", "planned", "to"})
_NOT_YET = frozenset({"further", "more", "future", "fearing", "second", "next", "another"})
# words that tell of an act by themselves, and those that do where another word of an act stands beside them
_TELLING = (ACT_NOUNS - {"fire", "torture"}) | (
    HARM_WORDS - {"hit", "fell", "burn", "burns", "shot", "target"}
)
_TELLING_BESIDE = frozenset({"hit", "fell", "shot"})
_BESIDE = ACT_NOUNS | MUNITION_NOUNS | HARM_WORDS
_FALLING = frozenset({"rockets", "shells", "mortars", "rounds", "missiles", "bombs"})


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


def find_types(document: Document, own: tuple[ActType, ...] = ()) -> tuple[TypeMention, ...]:
    """Return every naming of a sort of act; of words that fit two sorts the more telling one is given.

    own: a case's own types. What is no violence by itself (arrests, displacement) is given only where the report names
    nothing violent: it is told beside violence as what came of it.
    """
    words = type_words(own)
    text = document.report.text
    found: list[TypeMention] = []
    for sentence in _foreground(document):
        at = sentence.span.start
        for told in words.find(_lower(sentence.span.of(document.view)), _word_starts(sentence)):
            span = Span(at + told.start, at + told.end)
            found.append(TypeMention(told.type, span, span.of(text), sentence.index))
    violent = [mention for mention in found if words.is_violent(mention.type)]
    return tuple(violent or found)


def _foreground(document: Document) -> Iterator[Sentence]:
    """Yield the sentences that may tell of the incident: no question, no repetition, nothing of the background."""
    background = background_sentences(document)
    for sentence in document.sentences:
        is_repeated = any(passage.contains(sentence.span) for passage in document.repeated)
        if sentence.index not in background and sentence.tokens[-1].low != "?" and not is_repeated:
            yield sentence


def _lower(words: str) -> str:
    """Return words in lower case, of the same length."""
    low = words.lower()
    return low if len(low) == len(words) else "".join(c if len(c.lower()) > 1 else c.lower() for c in words)


def _word_starts(sentence: Sentence) -> Iterator[int]:
    """Yield where the words of a sentence start in it, after the dateline; each part of a hyphenated one."""
    at = sentence.span.start
    for token in sentence.tokens[sentence.lead_in :]:
        start = token.start - at
        yield start
        if "-" in token.low:
            yield from (start + k + 1 for k, char in enumerate(token.low) if char == "-")


@once_a_document
def act_spans(document: Document) -> tuple[Span, ...]:
    """Return the words that tell of the main incident ("shelling", "were killed", "hit"), for dating "
    "and placing it.

    Returns: in order of the text, without overlaps; empty where the text tells of no act.
    """
    spans: list[Span] = []
    for sentence in _foreground(document):
        tokens = sentence.tokens
        for k in range(sentence.lead_in, len(tokens)):
            low = tokens[k].low
            if low in _TELLING:
                is_act = True
            elif low in _TELLING_BESIDE:
                is_act = any(t.low in _BESIDE for t in tokens) and (
                    low != "fell" or any(t.low in _FALLING for t in tokens[sentence.lead_in : k])
                )
            else:
                continue
            if is_act and not _is_unreal(sentence, k):
                spans.append(Span(tokens[k].start, tokens[k].end))
    return tuple(spans)


def _is_unreal(sentence: Sentence, at: int) -> bool:
    """Whether an act word is only feared, planned or threatened: "fearing further attacks", "to attack"."""
    before = [token.low for token in sentence.tokens[max(sentence.lead_in, at - 3) : at]]
    if not _NOT_YET.isdisjoint(before):
        return True
    return bool(before) and before[-1] in _NOT_REAL and sentence.tokens[at].low in VIOLENT_FORMS


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
        lows = {token.low for token in scene.tokens}
        for stage, pattern, having in _STAGES:
            if having.isdisjoint(lows):
                continue
            for match, _, _ in scene.matches(pattern):
                span = Span(here.start + match.start(), here.start + match.end())
                if stage is not Stage.PREVENTED or scene.has_act() or scene.near:
                    found.append(StageMention(stage, span, span.of(text), scene.sentence.index))
        at = bisect_left(acts, here.start, key=lambda span: span.start)
        first = acts[at] if at < len(acts) else None
        if first is not None and here.contains(first):
            found.append(StageMention(Stage.HAPPENED, first, first.of(text), scene.sentence.index))
    return tuple(sorted(found, key=lambda mention: (mention.span, mention.stage)))
