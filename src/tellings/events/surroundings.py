"""Find what is told around the incident, and which sentences tell of another one.

In:   a Document.
Out:  RelatedMentions in order of the text; the indexes of background sentences.
Holds: relation is before, after, planned, prevented or other_incident; the words of time are kept, not resolved.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tellings.attribution.lexicon import AUXILIARIES, DETERMINERS
from tellings.attribution.phrases import is_finite
from tellings.events.actors import subject_start
from tellings.events.acts import ACT_NOUNS, HARM_WORDS
from tellings.events.scenes import Scene, scenes
from tellings.model import Span
from tellings.text.segment import Document, Sentence, once_a_document

_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_ACT = (
    r"(?:attacks?|shellings?|bombings?|blasts?|explosions?|strikes?|air ?strikes?|raids?|massacres?|"
    r"ambush(?:es)?|killings?|shootings?|assaults?|bombardments?|murders?|incidents?)"
)
_WHEN = (
    rf"(?:in\s+(?:early\s+|late\s+|mid-?)?{_MONTH}(?:\s+\d{{4}})?|"
    rf"in\s+\d{{4}}|last\s+(?:year|month|week|{_MONTH})|"
    r"(?:a|two|three|several|\w+)\s+(?:years?|months?|weeks?)\s+(?:ago|earlier|before)|"
    r"earlier\s+(?:this|in\s+the)\s+(?:year|month|week))"
)
_OTHER = re.compile(
    rf"\b(?:an?|the|another|one)\s+(?:\w+\s+)?(?:similar|earlier|previous|prior|separate|unrelated|"
    rf"preceding)\s+(?:\w+\s+){{0,2}}{_ACT}\b"
    rf"|\b(?:similar|earlier|previous|prior)\s+(?:\w+\s+)?{_ACT}\b|\b(?:has|have|"
    rf"had)\s+(?:\w+\s+)?(?:been|come)\s+(?:\w+\s+){{0,3}}?(?:attacked|shelled|bombed|hit|targeted|"
    rf"under\s+attack|under\s+fire)"
    rf"\s+(?:\w+\s+){{0,3}}?(?:before|earlier|previously|repeatedly|several\s+times|many\s+times|"
    rf"in\s+the\s+past)\b|\blast\s+(?:week|month|year)'s\s+(?:\w+\s+)?{_ACT}\b",
    re.I,
)
_ELSEWHEN = re.compile(rf"\b{_WHEN}", re.I)
_INDEFINITE_ACT = re.compile(
    rf"\b(?:an?|another)\s+(?:(?!(?:the|before|after|of|on|in)\b)[\w-]+\s+){{0,3}}?{_ACT}\b", re.I
)
_PERIOD = re.compile(
    r"\b(?:since\s+(?:the\s+)?(?:start|beginning|outbreak|early|last|\d{4}|january|february|march|"
    r"april|may|june|july|august|september|october|november|"
    r"december)|(?:over|in|during|for)\s+(?:the\s+)?(?:past|last|recent)\s+(?:\w+\s+)?(?:years?|"
    r"months?|weeks|decades?)|so\s+far\s+this\s+year|between\s+\d{4}\s+and\s+\d{4})\b",
    re.I,
)
_HARM = re.compile(r"\b(?:killed|killing|kills|died|dead|wounded|injured|lives)\b", re.I)
_THAT_ONE = re.compile(rf"\b(?:that\s+(?:one|time|(?:\w+\s+)?{_ACT})|on\s+that\s+occasion)\b", re.I)
_AT_START = re.compile(
    rf"^(?:[\"']?\s*)(?:in\s+{_MONTH}(?:\s+\d{{4}})?|in\s+\d{{4}}|last\s+(?:year|month)|(?:a|two|"
    rf"three|\w+)\s+(?:years?|months?)\s+(?:ago|earlier))\b",
    re.I,
)

# words of which one stands wherever `_OTHER` matches, and those for the patterns of time, which a year may do for too
_OF_ANOTHER = frozenset("similar earlier previous prior separate unrelated preceding been come last".split())
_MONTHS = frozenset(_MONTH[3:-1].split("|"))
_OF_TIME = (
    _MONTHS
    | {f"{month}'s" for month in _MONTHS}
    | {f"mid-{month}" for month in _MONTHS}
    | frozenset("since past last recent so ago earlier before".split())
)


@dataclass(frozen=True, slots=True)
class RelatedMention:
    """Something told around the incident. what: its words; when: the words of time, or None."""

    relation: str
    what: str
    when: str | None
    span: Span
    wording: str
    sentence: int


@once_a_document
def background_sentences(document: Document) -> frozenset[int]:
    """Return the indexes of the sentences that tell of another incident, or of a whole period.

    Headlines and the first sentence of the body are never among them.
    """
    found: set[int] = set()
    body = [s for s in document.sentences if not s.headline]
    for place, sentence in enumerate(body[1:], start=1):
        words = sentence.span.of(document.view)
        follows = body[place - 1].index in found
        if _is_background(sentence, words, late=place >= 2) or (follows and _THAT_ONE.search(words)):
            found.add(sentence.index)
    return frozenset(found)


def _is_background(sentence: Sentence, words: str, *, late: bool) -> bool:
    bag = {token.low for token in sentence.tokens}
    if not _OF_ANOTHER.isdisjoint(bag) and _OTHER.search(words):
        return True
    if _OF_TIME.isdisjoint(bag) and not any(low[:4].isdigit() for low in bag):
        return False
    lows = {word.casefold() for word in re.findall(r"[\w-]+", words)}
    if not (lows & ACT_NOUNS or lows & HARM_WORDS):
        return False
    period = _PERIOD.search(words)
    if period and _HARM.search(words):
        clause = words[words.rfind(",", 0, period.start()) + 1 : period.end()]
        if not re.search(r"\b(?:who|which|whose|that)\b", clause):
            return True
    elsewhen = _ELSEWHEN.search(words)
    if late and elsewhen and _INDEFINITE_ACT.search(words):
        return True
    return late and bool(_AT_START.search(words)) and bool(_HARM.search(words))


_BEFORE = re.compile(
    r"\b(?:(?:from\s+)?the\s+(?:night|day|morning|evening|week|month|year)\s+before(?:\s+the\s+\w+)?|"
    r"(?:only\s+|just\s+)?(?:an?|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|several|\d+)\s+(?:hours?|days?|weeks?|months?|"
    r"years?)\s+(?:before(?:hand)?(?:\s+the\s+\w+)?|earlier|in\s+advance|previously)|"
    r"(?<!since )last\s+(?:year|month|week)|shortly\s+before(?:\s+the\s+\w+)?|"
    r"the\s+previous\s+(?:night|day|week|year)|in\s+advance|beforehand)\b",
    re.I,
)
_AFTER = re.compile(
    r"\b(?:(?:shortly|immediately|soon|minutes|hours|days|weeks)\s+(?:after(?:wards?)?|"
    r"later)(?:\s+the\s+(?:first\s+|second\s+)?\w+)?|the\s+(?:next|following|same)\s+"
    r"(?:morning|day|night|evening|week)|(?:an?|one|two|three|four|five|six|\d+)\s+(?:hours?|days?|"
    r"weeks?|months?)\s+(?:later|after(?:wards)?)|"
    r"following\s+the\s+\w+|overnight|yesterday|since\s+then)\b",
    re.I,
)
_IN_TIME = (  # pattern, relation, words of which one stands wherever it matches
    (_BEFORE, "before", ("before", "earlier", "advance", "previous", "last")),
    (_AFTER, "after", ("after", "later", "next", "following", "same", "overnight", "yesterday", "since")),
)
_PLANNED = re.compile(
    r"\b(?:were|was|had\s+been)\s+(?:to\s+(?:take\s+place|follow|be\s+(?:carried\s+out|launched))|"
    r"planned|scheduled)\b|\ba\s+(?:second|third|further)\s+(?:attack|wave|strike)\s+(?:was\s+)?planned",
    re.I,
)
_PREVENTED = re.compile(
    r"\b(?:prevent(?:s|ed|ing)|foil(?:s|ed)|thwart(?:s|ed)|avert(?:s|ed)|frustrated)\b", re.I
)
_LATER_DEEDS = frozenset(
    "sent died succumbed arrested detained released seized taken moved formed setup set told warned "
    "transferred filmed freed brought found visited knew "
    "buried buries pulled defused admitted evacuated".split()
)


def find_related(document: Document) -> tuple[RelatedMention, ...]:
    """Return what is told around the incident, in order of the text."""
    found: list[RelatedMention] = []
    background = background_sentences(document)
    for scene in scenes(document):
        if scene.sentence.headline:
            continue
        if scene.sentence.index in background:
            found.append(_other(document, scene.sentence))
            continue
        for relation, start, end, when in _around(scene):
            span = scene.span(start, end)
            if not any(span.overlaps(made.span) and relation == made.relation for made in found):
                quote = span.of(document.report.text)
                found.append(
                    RelatedMention(relation, " ".join(quote.split()), when, span, quote, scene.sentence.index)
                )
    return tuple(sorted(found, key=lambda mention: (mention.span, mention.relation)))


def _other(document: Document, sentence: Sentence) -> RelatedMention:
    quote = sentence.span.of(document.report.text)
    when = _ELSEWHEN.search(sentence.span.of(document.view))
    told = when.group() if when else None
    return RelatedMention(
        "other_incident", " ".join(quote.split()), told, sentence.span, quote, sentence.index
    )


def _around(scene: Scene) -> Iterator[tuple[str, int, int, str | None]]:
    """Yield relation, tokens and words of time of what is told around the incident in a sentence."""
    low = scene.words.lower()
    for pattern, relation, having in _IN_TIME:
        if not any(word in low for word in having):
            continue
        for match, at, after in scene.matches(pattern):
            verb = _verb_near(scene, at)
            if verb is None or (scene.low(verb) in HARM_WORDS - {"died", "dead"}):
                continue
            if {"should", "would", "could", "must"} & {
                scene.low(k) for k in range(max(scene.lo, verb - 4), verb)
            }:
                continue
            if match.group().casefold() in {"yesterday", "overnight"} and scene.low(verb) not in _LATER_DEEDS:
                continue
            yield relation, min(verb, at), max(after, verb + 1), match.group()
    is_planned = any(
        word in low for word in ("planned", "scheduled", "take", "follow", "carried", "launched")
    )
    for _, at, after in scene.matches(_PLANNED) if is_planned else ():
        start = subject_start(scene.tokens, scene.lo, at)
        if start is not None and scene.is_act_group(start, at):
            yield "planned", start, scene.object_end(after, scene.hi), None
    is_prevented = any(word in low for word in ("prevent", "foil", "thwart", "avert", "frustrated"))
    for _, at, after in scene.matches(_PREVENTED) if is_prevented else ():
        end = scene.object_end(after, scene.hi)
        if scene.is_act_group(after, end):
            yield "prevented", at, end, None
    for k in range(scene.lo + 1, scene.hi):
        if scene.low(k) in {"released", "freed"} and scene.low(k - 1) in AUXILIARIES | {"all", "both"}:
            start = subject_start(scene.tokens, scene.lo, k)
            if start is not None:
                yield "after", start, k + 1, None


def _verb_near(scene: Scene, at: int) -> int | None:
    """Return the verb that the words of time belong to: the nearest before them, with its "and"."""
    for k in range(at - 1, max(scene.lo - 1, at - 13), -1):
        low = scene.low(k)
        if low in {";", ":", '"', "."}:
            return None
        is_participle = low.endswith("ed") and scene.low(k - 1) not in DETERMINERS and len(low) > 4
        if low in _LATER_DEEDS or is_participle or (is_finite(scene.tokens, k) and low not in AUXILIARIES):
            if scene.low(k - 1) == "and" and scene.low(k - 2).endswith("ed"):
                return k - 2
            return k
    after = next((k for k in range(at, scene.hi) if scene.low(k) in _LATER_DEEDS), None)
    return after if at <= scene.lo + 1 else None
