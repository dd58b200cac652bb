"""Find demands, appeals, condemnations and threats.

In:   a Document.
Out:  DemandMentions in order of the text: cue and what is demanded, condemned or threatened.
Holds: a demand told as a noun ("the demand for bread") is none; who was warned has not threatened.
"""

import re
from dataclasses import dataclass

from tellings.attribution.phrases import is_finite
from tellings.events.acts import is_act_word
from tellings.events.scenes import Scene, scenes
from tellings.model import Span
from tellings.text.segment import Document
from tellings.vocabulary import Stance

_CUES: tuple[tuple[re.Pattern[str], Stance], ...] = tuple(
    (re.compile(rf"\b(?:(?:has|have|had|is|are|was|were)\s+(?:also\s+)?)?(?P<cue>{words})", re.I), stance)
    for words, stance in (
        (
            r"demand(?:s|ed|ing)?\b|urg(?:e|es|ed|ing)\b|call(?:s|ed|ing)?\s+(?:up)?on\b|call(?:s|ed|"
            r"ing)?\s+for\b|appeal(?:s|ed|ing)?\s+(?:to|for)\b|"
            r"request(?:s|ed|ing)\b|ask(?:s|ed|ing)\s+(?=(?:the|for|that|its|their|[A-Z])\b)",
            Stance.DEMANDS,
        ),
        (
            r"condemn(?:s|ed|ing)?\b|denounc(?:e|es|ed|ing)\b|deplor(?:e|es|ed|ing)\b|decr(?:y|ies|"
            r"ied|ying)\b",
            Stance.CONDEMNS,
        ),
        (r"threaten(?:s|ed|ing)?\b|vow(?:s|ed|ing)?\b|warn(?:s|ed|ing)?\b", Stance.THREATENS),
    )
)
_STEMS = {  # one of these stands wherever the pattern of the stance matches
    Stance.DEMANDS: ("demand", "urg", "call", "appeal", "request", "ask"),
    Stance.CONDEMNS: ("condemn", "denounc", "deplor", "decr"),
    Stance.THREATENS: ("threaten", "vow", "warn"),
}
_BEFORE_NOUN = frozenset(
    "the a an its his her their this that these those of in no any public popular by for to under "
    "high strong".split()
)
_PASSIVE = frozenset({"was", "were", "been", "be", "being", "is", "are"})
_STOPS = frozenset("before because when while after until as but who which although if since where".split())
_NEW_VERBS = frozenset({"will", "has", "have", "said", "demanded"})
_VIOLENCE_TO_COME = re.compile(r"\b(?:more|further|again|continue|next|come|would|will|to)\b", re.I)


@dataclass(frozen=True, slots=True)
class DemandMention:
    """What is demanded, condemned or threatened. stance: which of the three; span: from the cue on."""

    stance: Stance
    span: Span
    wording: str
    sentence: int


def find_demands(document: Document) -> tuple[DemandMention, ...]:
    """Return the demands, condemnations and threats of a document, in order of the text."""
    found: list[DemandMention] = []
    for scene in scenes(document):
        low = scene.words.lower()
        for pattern, stance in _CUES:
            if not any(stem in low for stem in _STEMS[stance]):
                continue
            for match, at, _ in scene.matches(pattern):
                cue = scene.token_at(match.start("cue"))
                after = scene.token_at(match.end("cue"))
                if not _is_cue(scene, at, cue, after, stance):
                    continue
                end = _end(scene, after)
                if end <= after:
                    continue
                span = scene.span(cue if scene.low(at) in {"is", "are", "was", "were"} else at, end)
                if stance is Stance.THREATENS and not _is_threat(scene, match.group("cue"), after, end):
                    continue
                if not any(span.overlaps(made.span) for made in found):
                    found.append(
                        DemandMention(stance, span, span.of(document.report.text), scene.sentence.index)
                    )
    return tuple(sorted(found, key=lambda mention: mention.span))


def _is_cue(scene: Scene, at: int, cue: int, after: int, stance: Stance) -> bool:
    before = scene.low(at - 1) if at > scene.lo else ""
    if before in _BEFORE_NOUN and not (
        before in {"that", "to"} and stance is Stance.DEMANDS and scene.low(cue) != "demand"
    ):
        return False
    is_ing = scene.low(cue).endswith("ing")
    passive = {scene.low(k) for k in range(max(scene.lo, cue - 2), cue)} & _PASSIVE
    if passive and not is_ing and scene.low(cue) not in {"urge", "demand"}:
        return False
    if scene.low(after) in {"by", "from"}:
        return False
    return not (stance is Stance.CONDEMNS and scene.low(after) in {"to", "man", "prisoner"})


def _is_threat(scene: Scene, cue: str, after: int, end: int) -> bool:
    """Whether what follows is violence to come: "further attacks", "that there is more to come"."""
    words = scene.span(after, end).of(scene.document.view)
    has_act = any(is_act_word(scene.low(k)) for k in range(after, end))
    if cue.casefold().startswith("warn"):
        return (
            bool(_VIOLENCE_TO_COME.search(words))
            and (has_act or "to come" in words)
            and scene.low(after) in {"that", "of", "there"}
        )
    return has_act or bool(
        re.search(r"\b(?:more|again|revenge|retaliat|respond|kill|strike|attack)", words, re.I)
    )


def _end(scene: Scene, lo: int) -> int:
    """Return the end of what is demanded: "and that" and "and to" go on, another verb or a motive "
    "ends it."""
    k = lo
    while k < scene.hi:
        token = scene.tokens[k]
        low = token.low
        if low in {".", ";", ":", '"', "!", ",", "(", "-"}:
            if low == "," and scene.low(k + 1) in {"and"} and scene.low(k + 2) in {"that", "to"}:
                k += 1
                continue
            break
        if k > lo + 1 and low in _STOPS:
            break
        after = scene.low(k + 1)
        opens_verb = k + 1 < scene.hi and (is_finite(scene.tokens, k + 1) or after in _NEW_VERBS)
        if low == "and" and opens_verb and after not in {"that", "to", "the"}:
            break
        if (
            k > lo + 1
            and low.endswith("ing")
            and low in {"fearing", "saying", "citing", "adding", "hoping", "accusing", "killing"}
        ):
            break
        k += 1
    return k
