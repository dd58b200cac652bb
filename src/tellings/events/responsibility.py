"""Find who takes responsibility for an act, through what channel, and what is said of that claim's "
"authenticity.

In:   a Document, its attributions and voices.
Out:  ResponsibilityMentions in order of the text; where nobody claims the act, one with `unclaimed`.
Holds: "no group has claimed responsibility" is no claim; a claim is taken as told and not weighed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tellings.attribution.lexicon import ARMED_WORDS, AUXILIARIES, DETERMINERS, PRONOUNS
from tellings.attribution.phrases import is_finite
from tellings.events.actors import first_auxiliary, group_end, name_in, subject_start
from tellings.events.acts import ACT_NOUNS, LAUNCHING_FORMS, MUNITION_NOUNS, VIOLENT_FORMS
from tellings.events.scenes import Scene, scenes
from tellings.model import Attribution, Span, Voice
from tellings.text.segment import Document
from tellings.text.span_index import SpanIndex
from tellings.vocabulary import Authenticity, Stance

_TOOK = re.compile(
    r"\b(?:(?:took|takes?|taken|taking|claim(?:s|ed|ing)?|accept(?:s|ed)?|assum(?:es|ed)|admit(?:s|"
    r"ted)|acknowledged?)\s+"
    r"(?:(?:full|sole|the|direct)\s+)?(?:responsibility|credit))\b",
    re.I,
)
_CLAIMED_WORD = frozenset({"claimed"})
_CLAIMED_DEED = re.compile(r"\bclaim(?:s|ed)? to have (?:carried out|(?P<deed>\w+))\b", re.I)
_CLAIMED = re.compile(r"\b(?:claim(?:s|ed)?|boast(?:s|ed) of)\b", re.I)
_CLAIMED_BY = re.compile(
    r"\b(?:(?:was|were|been)\s+claimed\s+by|claim\s+of\s+responsibility\s+(?:by|from)|"
    r"responsibility\s+was\s+claimed\s+by)\s+",
    re.I,
)
_PLAIN_WORDS = (
    "responsibility",
    "credit",
    "boast",
)  # one of these, or "claim", stands in what is told plainly
_NOBODY = re.compile(
    r"\b(?:no\s+(?:\w+\s+){0,3}(?:claim(?:s|ed)?|tak(?:es|en)|took)\b|(?:nobody|no[- ]one|none|"
    r"no)\b[^.;]{0,40}?\b(?:claimed|taken|took|"
    r"claims?)\b[^.;]{0,12}?\b(?:responsibility|the|it)|no\s+(?:\w+\s+)?claims?\s+of\s+responsibility|"
    r"(?:not|n't|never)\s+(?:yet\s+)?"
    r"(?:claimed|taken)\s+responsibility)",
    re.I,
)
_CHANNEL = re.compile(
    r"\b(?:by\s+(?:tele)?phone(?:\s+to\s+[A-Z]\w+(?:\s+[A-Z]\w+)*)?|by\s+e-?mail|(?:in|via|through|on|"
    r"with)\s+(?:an?|its|his|her|their|the|one)\s+"
    r"(?:[\w-]+\s+){0,3}(?:statement|message|video|post|tweet|communiqu[eé]|letter|recording|"
    r"interview|call|channel|website|broadcast|leaflet|"
    r"audio|note|site|account)(?:\s+(?:on|to|posted\s+on|published\s+on|sent\s+to)\s+(?:an?\s+|the\s+|"
    r"its\s+|their\s+)?[\w.-]+(?:\s+[A-Za-z][\w.-]*)?"
    r"|\s+(?:that|which)\s+(?:was|were)\s+\w+(?:\s+\w+)?\s+(?:in|on|to|by|through)\s+\w+)?)",
    re.I,
)
_AUTHENTICITY = re.compile(
    r"\b(?:(?:could|can|has|have|had|did|was|were|is|are)(?:\s+not|n't)|cannot|"
    r"unable\s+to)\s+(?:yet\s+)?(?:be\s+|been\s+)?(?:immediately\s+|"
    r"independently\s+)*(?:confirm|verif|authenticat|establish|check)\w*(?:\s+independently|\s+(?:the|"
    r"this|that)\s+(?:claim|statement|"
    r"authenticity[\w\s]{0,30}))?|\b(?:offered|gave|provided)\s+no\s+(?:proof|evidence)"
    r"|\b(?:verified|authenticated|confirmed)\s+(?:the|this|that)\s+(?:claim|statement|video|recording|message|"
    r"authenticity)\b",
    re.I,
)
_CONFIRMING = re.compile(r"(?:verified|authenticated|confirmed)\b", re.I)
_CLAIM_WORDS = re.compile(
    r"\b(?:claim|statement|authentic|post|video|message|responsib|recording|proof)", re.I
)
_OWN_SUBJECTS = frozenset({"it", "we", "they"})
_OWN_HOLDERS = frozenset({"its", "his", "her", "our", "their"})
_OWN_MEN = frozenset(
    "group men fighters forces militia brigade movement organisation organization army mujahideen "
    "soldiers".split()
)
_ANAPHORS = frozenset(
    "it he she they group organisation organization movement militia faction statement message who "
    "leader head".split()
)


@dataclass(frozen=True, slots=True)
class ResponsibilityMention:
    """One claim of responsibility, or with `unclaimed` the words that nobody has made one (claimant "
    "is None).

    claimant: as told; of "the group that took responsibility" the name that the text gives it nearby.
    claimant_span: where this sentence names it. channel, authenticity: as told, or None. authentic,
    authenticity_by: what those words say, and who is named as having checked.
    """

    claimant: str | None
    claimant_span: Span | None
    channel: str | None
    authenticity: str | None
    span: Span
    wording: str
    sentence: int
    unclaimed: bool = False
    authenticity_span: Span | None = None
    authentic: Authenticity | None = None
    authenticity_by: str | None = None


def find_responsibility(
    document: Document, attributions: Sequence[Attribution] = (), voices: Sequence[Voice] = ()
) -> tuple[ResponsibilityMention, ...]:
    """Return the claims of responsibility, and the words that there is none, in order of the text."""
    found: list[ResponsibilityMention] = []
    by_content = SpanIndex((telling, telling.content) for telling in attributions)
    for scene in scenes(document):
        low = scene.words.lower()
        says_claim = "claim" in low
        nobody = _NOBODY.search(scene.words) if says_claim or "tak" in low or "took" in low else None
        if nobody and re.search(r"responsib|claim|attack|blast|bombing", scene.words, re.I):
            after = scene.token_at(nobody.end())
            span = _at(scene, nobody.start(), nobody.end())
            if after < scene.hi and scene.tokens[after].is_word:
                span = Span(span.start, scene.tokens[scene.object_end(after, scene.hi) - 1].end)
            found.append(_mention(document, scene, None, None, span, unclaimed=True))
            continue
        is_near = says_claim or any(word in low for word in _PLAIN_WORDS)
        told = list(_told_plainly(document, scene, voices)) if is_near else []
        told = told or list(_told_by_speaker(document, scene, by_content, voices))
        found.extend(told[:1])
    return tuple(found)


def _at(scene: Scene, start: int, end: int) -> Span:
    return Span(scene.sentence.span.start + start, scene.sentence.span.start + end)


def _mention(
    document: Document,
    scene: Scene,
    name: str | None,
    where: Span | None,
    span: Span,
    *,
    unclaimed: bool = False,
) -> ResponsibilityMention:
    channel = None if unclaimed else _CHANNEL.search(scene.words)
    doubt = None if unclaimed else _authenticity(document, scene)
    return ResponsibilityMention(
        claimant=name,
        claimant_span=where,
        channel=" ".join(channel.group().split()).rstrip(".,") if channel else None,
        authenticity=doubt.of(document.report.text) if doubt else None,
        span=span,
        wording=span.of(document.report.text),
        sentence=scene.sentence.index,
        unclaimed=unclaimed,
        authenticity_span=doubt,
        authentic=_says(doubt.of(document.report.text)) if doubt else None,
        authenticity_by=_checked_by(document, doubt) if doubt else None,
    )


def _told_plainly(
    document: Document, scene: Scene, voices: Sequence[Voice]
) -> Iterator[ResponsibilityMention]:
    """Read "took responsibility for it", "claimed the attack" and "was claimed by"."""
    for match, _, after in scene.matches(_CLAIMED_BY):
        end = group_end(scene.tokens, after, scene.hi)
        if end > after:
            name = name_in(document.report.text, scene.tokens, after, end)
            where = scene.span(after, end)
            yield _mention(
                document, scene, name, where, Span(scene.sentence.span.start + match.start(), where.end)
            )
    for at in scene.places(_CLAIMED_WORD):
        if (
            scene.low(at + 1) == "by" and scene.low(at - 1) in ACT_NOUNS | MUNITION_NOUNS
        ):  # "a bombing claimed by X"
            end = group_end(scene.tokens, at + 2, scene.hi)
            while (
                end > at + 2
                and not scene.tokens[end - 1].is_name_like
                and scene.low(end - 1) not in ARMED_WORDS
            ):
                end -= 1
            if end > at + 2:
                name = name_in(document.report.text, scene.tokens, at + 2, end)
                yield _mention(document, scene, name, scene.span(at + 2, end), scene.span(at - 1, end))
    for pattern in (_TOOK, _CLAIMED, _CLAIMED_DEED):
        for match, verb, after in scene.matches(pattern):
            end = scene.object_end(after, scene.hi)
            if (
                pattern is _CLAIMED_DEED
                and (match.group("deed") or "attacked").casefold() not in VIOLENT_FORMS
            ):
                continue
            if pattern is _CLAIMED and not _is_of_act(scene, verb, after, end):
                continue
            start = subject_start(scene.tokens, scene.lo, verb)
            if (
                start is None
                or scene.low(start) in {"no", "nobody", "none", "neither"}
                or {"not", "never"}
                & {scene.low(k) for k in range(first_auxiliary(scene.tokens, scene.lo, verb), verb)}
            ):
                continue
            stop = min(group_end(scene.tokens, start, verb), verb)
            if stop <= start:
                continue
            where = scene.span(start, stop)
            claimant = _resolved(document, scene, start, stop, voices)
            yield _mention(
                document, scene, claimant, where, Span(where.start, _end_of(scene, match.end(), end))
            )


def _is_of_act(scene: Scene, verb: int, after: int, end: int) -> bool:
    """Whether "claim" is a verb and an act its object: not "these claims", not "claimed it was", "gas claim"."""
    before = scene.low(verb - 1)
    if before in DETERMINERS or before in MUNITION_NOUNS or before in ACT_NOUNS or before.endswith("ed"):
        return False
    if end < scene.hi and (is_finite(scene.tokens, end) or scene.low(end) in AUXILIARIES):
        return False
    return scene.is_act_group(after, end)


def _end_of(scene: Scene, offset: int, end: int) -> int:
    return max(scene.sentence.span.start + offset, scene.tokens[end - 1].end)


def _told_by_speaker(
    document: Document, scene: Scene, by_content: SpanIndex[Attribution], voices: Sequence[Voice]
) -> Iterator[ResponsibilityMention]:
    """Read "said that it had fired the mortars", "his group was behind the attack"."""
    for telling in by_content.over(scene.sentence.span):
        if telling.stance is Stance.DENIES or len(telling.chain) < 2:
            continue
        for part in telling.content:
            if not scene.sentence.span.contains(part):
                continue
            verb = _own_deed(scene, part)
            if verb is None:
                continue
            own, deed = verb
            where = telling.source[0] if telling.source else None
            voice = next((v for v in voices if v.voice_id == telling.chain[-1]), None)
            name = voice.name if voice else None
            if where is not None:
                source = " ".join(where.of(document.report.text).split())
                if (
                    source.casefold() not in PRONOUNS
                    and source.casefold().removeprefix("the ") not in _ANAPHORS
                ):
                    name = name if name and _share_a_word(name, source) else source
                after = [cue.start for cue in telling.cue if cue.start >= where.end]
                # a source may end before "calling itself the Sons of Osk": the words up to the cue are about it
                name = _called(document.report.text[where.start : min(after, default=where.end)]) or name
            name = None if name is None else name.removeprefix("the ").removeprefix("The ")
            end = scene.tokens[scene.object_end(deed + 1, scene.hi) - 1].end
            start = min(
                part.start, where.start if where and where.start < part.start else scene.tokens[own].start
            )
            yield _mention(document, scene, name, where, Span(start, end))


def _share_a_word(name: str, source: str) -> bool:
    told = {word.casefold() for word in re.findall(r"\w{3,}", name)}
    return any(word.casefold() in told and word.casefold() != "the" for word in re.findall(r"\w{3,}", source))


def _own_deed(scene: Scene, part: Span) -> tuple[int, int] | None:
    """Return the tokens of the speaker's own subject and of its deed in a content, or None."""
    inside = [
        k for k, t in enumerate(scene.tokens) if part.start <= t.start and t.end <= part.end and k >= scene.lo
    ]
    for k in inside:
        opens = k == inside[0] or scene.low(k - 1) in {"that", '"', ","}
        low = scene.low(k)
        if low == "they" and scene.low(k + 2) not in {"responsible", "behind"}:
            continue
        if not opens or not (low in _OWN_SUBJECTS or (low in _OWN_HOLDERS and scene.low(k + 1) in _OWN_MEN)):
            continue
        for m in range(k + 1, min(k + 9, inside[-1] + 1)):
            word = scene.low(m)
            if word in {"not", "never", "would", "will", "who", "which", '"'} or word.endswith("n't"):
                break
            is_deed = word in VIOLENT_FORMS | LAUNCHING_FORMS or (
                word == "carried" and scene.low(m + 1) == "out"
            )
            if is_deed and scene.low(m - 1) not in {"was", "were", "been", "being"}:
                return k, m
            if word == "responsible" and scene.low(m + 1) == "for":
                return k, m
            if word == "behind" and scene.is_act_group(m + 1, scene.object_end(m + 1, scene.hi)):
                return k, m
            if (
                word not in AUXILIARIES
                and not word.endswith("ly")
                and word not in {"men", "fighters", "forces"}
            ):
                break
    return None


def _called(words: str) -> str | None:
    match = re.search(
        r"\b(?:calling\s+itself|calling\s+themselves|known\s+as|called)\s+(?:the\s+)?(.+)$",
        words,
        re.I | re.S,
    )
    return " ".join(match.group(1).split()) if match else None


def _resolved(document: Document, scene: Scene, lo: int, hi: int, voices: Sequence[Voice]) -> str | None:
    """Return the claimant's name; of "the group" the name of an armed group that the text gives nearby."""
    text = document.report.text
    told = _called(scene.span(lo, hi).of(text))
    name = name_in(text, scene.tokens, lo, hi) if told is None else told
    if name.casefold().removeprefix("the ") not in _ANAPHORS:
        return name
    where = scene.span(lo, hi)
    voice = next((v for v in voices if any(m.span.overlaps(where) for m in v.mentions)), None)
    if voice and voice.name and voice.name.casefold().removeprefix("the ") not in _ANAPHORS:
        return voice.name
    same = [
        s
        for s in document.sentences
        if s.paragraph == scene.sentence.paragraph and s.index >= scene.sentence.index
    ]
    before = [s for s in reversed(document.sentences) if s.index < scene.sentence.index]
    for sentence in (*same, *before):
        match = _ARMED_NAME.search(sentence.span.of(document.view))
        if match:
            start = sentence.span.start + match.start()
            return text[start : start + len(match.group())]
    return name


_ARMED_NAME = re.compile(
    r"\b(?:The )?(?:[A-Z][\w'-]* (?:of )?){0,4}(?:"
    + "|".join(sorted(word.capitalize() for word in ARMED_WORDS))
    + r")(?: (?:of )?[A-Z][\w'-]*){0,3}"
)


def _authenticity(document: Document, scene: Scene) -> Span | None:
    """Return the words that say whether the claim is known to be real, in this sentence or the two "
    "after it."""
    index = scene.sentence.index
    for sentence in document.sentences[index : index + 4]:
        if sentence.index > index and sentence.paragraph - scene.sentence.paragraph > 2:
            break
        words = sentence.span.of(document.view)
        match = _AUTHENTICITY.search(words)
        if match and (sentence.index == index or _CLAIM_WORDS.search(words)):
            return Span(sentence.span.start + match.start(), sentence.span.start + match.end())
    return None


def _says(words: str) -> Authenticity:
    return Authenticity.CONFIRMED if _CONFIRMING.match(words) else Authenticity.NOT_VERIFIED


def _checked_by(document: Document, doubt: Span) -> str | None:
    """Return who checked, or could not: the subject of the words, where it is named."""
    sentence = document.sentence_at(doubt)
    if sentence is None or " be " in f" {doubt.of(document.view)} ":
        return None
    tokens = sentence.tokens
    verb = next((k for k, token in enumerate(tokens) if token.start >= doubt.start), None)
    start = None if verb is None else subject_start(tokens, sentence.lead_in, verb)
    if verb is None or start is None or tokens[start].low in PRONOUNS:
        return None
    stop = first_auxiliary(tokens, sentence.lead_in, verb)
    named = any(token.is_name_like for token in tokens[start:stop])
    return name_in(document.report.text, tokens, start, stop) if stop > start and named else None
