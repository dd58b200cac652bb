"""Find what is denied, and what somebody cannot confirm.

In:   a Document.
Out:  DenialMentions (what is denied, with its words) and CannotConfirms (which fields are left open).
Holds: a denial is no zero; to deny somebody entry, or to reject an offer, is no denial.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tellings.model import Span
from tellings.text.segment import Document, Sentence
from tellings.vocabulary import Denied, Field

_CUE = re.compile(
    r"\b(?P<not>(?:was|were|been|be|being|not|never|n't)\s+)?(?P<cue>den(?:y|ies|ied|ying)|reject(?:s|"
    r"ed|ing)?|dismiss(?:es|ed|ing)?|"
    r"refut(?:e|es|ed|ing)|disput(?:es|ed)|rebut(?:s|ted)?|contradict(?:s|"
    r"ed)?)\b(?P<rest>[^.;\"]*(?:\"[^\"]{0,60}\"[^.;\"]*)?)",
    re.I,
)
_CUE_STEMS = ("deny", "deni", "reject", "dismiss", "refut", "disput", "rebut", "contradict")
_NO_DENIAL = re.compile(
    r"^\s+(?:(?:the|a|an|any|his|her|its|their|them|him|us|access|all|new|fresh|"
    r"proposed)\s+)*(?:access|entry|visas?|care|treatment|bail|"
    r"permission|asylum|food|water|medical|offers?|proposals?|calls?|demands?|talks|ceasefire|truce|"
    r"resolution|deal|plan|request|terms|"
    r"petition|appeal|peace|negotiations|from|rights?|justice|entrance|burial)\b",
    re.I,
)
_WITHHELD = re.compile(  # "denied the prisoners medical care"
    r"^\s+(?:[\w']+\s+){1,3}?(?:access|entry|visas?|medical|care|treatment|bail|permission|asylum|food|water|burial)\b",
    re.I,
)
_BE = frozenset("was were been be being".split())
_DENIED_BY = re.compile(r"\s+by\s+\S")  # "the accounts were denied by the ministry"
_OPENS_OBJECT = re.compile(
    r"\s+(?:the|a|an|this|that|these|those|any|its|his|her|their|it|them|reports?|claims?)\b", re.I
)
_CALLED = re.compile(
    r"\b(?:describ(?:es|ed)|called|calls|branded|labelled|"
    r"labeled)\s+[^.;\"]{2,60}?\s+(?:as\s+)?[\"']?(?:an?\s+)?(?:\w+\s+){0,2}?"
    r"(?:lies?|fabrications?|invention|nonsense|propaganda|baseless|false|untrue|absurd|slander|"
    r"unfounded|fictitious)\b[\"']?",
    re.I,
)
_IS_FALSE = re.compile(
    r"(?:\b(?:reports?|talk|claims?|figures?|rumou?rs?|allegations?|accusations?|accounts?|numbers?|"
    r"tolls?)\b[^.;\"]{0,60}?\s)"
    r"(?:(?:is|are|was|were|be|had\s+been)\s+)(?:(?:pure|sheer|complete|completely|totally|entirely|"
    r"greatly|grossly|utterly|an?|[\w-]+\s+and)\s+)*"
    r"(?:exaggerat\w+|false|baseless|untrue|invention|invented|fabricat\w+|lies?|unfounded|nonsense|"
    r"wrong|inflated)\b",
    re.I,
)
# one of these stands wherever `_CALLED` or `_IS_FALSE` matches
_FALSE_STEMS = (
    "lie", "fabricat", "inven", "nonsense", "propaganda", "baseless", "false", "untrue", "absurd", "slander",
    "unfounded", "fictitious", "exaggerat", "wrong", "inflated",
)  # fmt: skip
_NO_HARM = re.compile(
    r"\b(?:there\s+(?:were|was|had\s+been|have\s+been)\s+no\s+(?:casualties|deaths|victims|injuries|"
    r"dead)|no\s*(?:one|body)\s+(?:was|had\s+been)\s+"
    r"(?:killed|hurt|injured|wounded|harmed)|caused\s+no\s+casualties|(?:fell|landed)\s+(?:on|"
    r"in)\s+(?:empty|open|waste|vacant|uninhabited)\s+"
    r"(?:ground|land|fields?|areas?|space))",
    re.I,
)
_CANNOT = re.compile(
    r"(?:\b(?:could|can|had|has|have|was|were|is|are|did)(?:\s+not|n't)|\bcannot|\bunable\s+to|"
    r"\bnot\s+in\s+a\s+position\s+to|\bimpossible\s+to|"
    r"\bno\s+way\s+to|\bdeclined\s+to|\bnot\s+able\s+to)\s+(?:yet\s+)?(?:be\s+|"
    r"been\s+)?(?:immediately\s+|independently\s+|yet\s+)*"
    r"(?:confirm|verif|establish|authenticat)\w*|\bno\s+(?:\w+\s+)?toll\s+yet|"
    r"\bno\s+(?:immediate\s+)?word\s+(?:yet\s+)?on\s+(?:casualties|the\s+dead|"
    r"victims)|\b(?:number|toll|figure)s?\b[^.;]{0,40}\b(?:not|n't)\s+(?:yet\s+)?(?:been\s+)?(?:known|"
    r"clear|available|confirmed)",
    re.I,
)
_CANNOT_STEMS = (
    "confirm",
    "verif",
    "establish",
    "authenticat",
    "toll",
    "word",
    "known",
    "clear",
    "available",
)
_TOLL = re.compile(
    r"\b(?:numbers?|toll|dead|died|deaths?|killed|casualt\w+|how\s+many|victims|figures?|"
    r"fatalit\w+)\b",
    re.I,
)
_HURT = re.compile(r"\b(?:wounded|injur\w+|casualt\w+|hurt)\b", re.I)
_CLAIM = re.compile(r"\b(?:claims?|authentic\w*|responsib\w+|statement|post|video|message|recording)\b", re.I)
_TOLL_THERE = re.compile(r"\b(?:number|figure|toll)s?\b", re.I)


@dataclass(frozen=True, slots=True)
class DenialMention:
    """What somebody rejects. span: cue and what is denied; a flat "there were no casualties" has no cue."""

    denies: Denied
    span: Span
    wording: str
    sentence: int


@dataclass(frozen=True, slots=True)
class CannotConfirm:
    """Words that leave fields open. fields: KILLED, INJURED, RESPONSIBILITY_TAKEN; empty where not told."""

    fields: tuple[Field, ...]
    span: Span
    wording: str
    sentence: int


def find_denials(document: Document) -> tuple[DenialMention, ...]:
    """Return the denials of a document, in order of the text; one cue may deny two things at one span."""
    found: list[DenialMention] = []
    last_denial = -9
    for sentence in _sentences(document):
        words = sentence.span.of(document.view)
        low = words.lower()
        here = [*_by_cue(words)] if any(stem in low for stem in _CUE_STEMS) else []
        if any(stem in low for stem in _FALSE_STEMS):
            here += _by_judgement(words)
        if here:
            last_denial = sentence.index
        is_answer = sentence.index - last_denial <= 3
        if is_answer:
            here += [(m.start(), m.end(), (_flat(m.group()),)) for m in _NO_HARM.finditer(words)]
        for start, end, kinds in sorted(here):
            span = Span(sentence.span.start + start, sentence.span.start + end)
            if any(span.overlaps(made.span) for made in found):
                continue
            found.extend(
                DenialMention(kind, span, span.of(document.report.text), sentence.index) for kind in kinds
            )
    return tuple(found)


def _sentences(document: Document) -> Iterator[Sentence]:
    for sentence in document.sentences:
        if not any(passage.contains(sentence.span) for passage in document.repeated):
            yield sentence


def _flat(words: str) -> Denied:
    return Denied.EVENT if re.search(r"\b(?:fell|landed)\b", words, re.I) else Denied.CASUALTIES


def _by_cue(words: str) -> Iterator[tuple[int, int, tuple[Denied, ...]]]:
    for match in _CUE.finditer(words):
        rest = match.group("rest")
        is_passive = bool(match.group("not"))
        if is_passive and _DENIED_BY.match(rest) and match.group("not").split()[0].casefold() in _BE:
            end = match.start("rest") + _clause_end(rest)
            yield match.start("cue"), end, (Denied.INVOLVEMENT,)
            continue
        if match.group("cue").casefold() == "disputed" and not _OPENS_OBJECT.match(rest):
            continue  # "disputed cases"
        if is_passive or _NO_DENIAL.match(rest) or _WITHHELD.match(rest) or not rest.strip():
            continue
        if match.group("cue").casefold().startswith("deny") and words[: match.start()].rstrip().endswith(
            ("not", "n't", "cannot")
        ):
            continue
        end = match.start("rest") + _clause_end(rest)
        yield match.start("cue"), end, _what(rest[: _clause_end(rest)])


def _clause_end(rest: str) -> int:
    """Return where what is denied ends: at a comma with a new clause, or before "and" with a new verb."""
    stop = re.search(
        r",\s+(?:and|but|saying|while|which|who|he|she|it|they|adding)\b|\s+and\s+(?:said|says|will|"
        r"has|was|were|demanded|called|added|accused|blamed)\b"
        r"|\s+-\s|\s+while\b|,\s*$|,\s+[a-z]+\s+(?:said|says)\b",
        rest,
    )
    end = stop.start() if stop else len(rest)
    return len(rest[:end].rstrip(" ,.\"'")) or end


def _by_judgement(words: str) -> Iterator[tuple[int, int, tuple[Denied, ...]]]:
    for pattern in (_CALLED, _IS_FALSE):
        for match in pattern.finditer(words):
            if pattern is _CALLED and not re.search(
                r"account|claim|allegation|accus|report|charge|figure|toll|it\b|statement|"
                r"talk",
                match.group(),
            ):
                continue
            yield match.start(), match.end(), _what(match.group())


_DEED = re.compile(
    r"\b(?:involve\w*|part\s+in|responsib\w+|role|fired|carried\s+out|behind|ordered|allegations?|"
    r"accusations?|accus\w+|charges?|account|supplied|"
    r"provided|came\s+from|come\s+from|link\w*|having|had\s+any|its\s+(?:forces|men|troops|fighters)|"
    r"complicity|shelled|bombed|used|attacked\s+)\b",
    re.I,
)
_DEAD = re.compile(
    r"\b(?:casualt\w+|tolls?|deaths?|dead|died|killed|killing|numbers?|figures?|exaggerat\w+|wounded|"
    r"victims|injur\w+)\b",
    re.I,
)
_EVENT = re.compile(
    r"\b(?:(?:reports?|news|talk|rumou?rs?)\s+(?:of|that|about)\b[^.]*|the\s+(?:\w+\s+)?(?:attack|"
    r"strike|shelling|raid|bombing|massacre)\b|any\s+(?:\w+\s+)?"
    r"(?:attack|strike|shelling|raid)|that\s+[^.]*\b(?:was|were|had\s+been)\s+(?:hit|attacked|shelled|"
    r"bombed|struck|targeted)|took\s+place|happened|occurred)",
    re.I,
)
_STATUS = re.compile(
    r"\b(?:were|was|are|as)\s+(?:all\s+|not\s+|any\s+)*(?:civilians?|fighters?|combatants?|militants?|"
    r"soldiers|terrorists?|unarmed)\b",
    re.I,
)
_INTENT = re.compile(
    r"\b(?:deliberate\w*|intention\w*|intended|on\s+purpose|aim(?:ed|ing)\s+at|target(?:ed|ing|"
    r"s)?\s+(?:\w+\s+)?civilians?)\b",
    re.I,
)


def _what(words: str) -> tuple[Denied, ...]:
    """Return what the words reject, the likeliest first; an attack and its casualties are two things."""
    if _INTENT.search(words):
        return (Denied.INTENT,)
    if _STATUS.search(words):
        return (Denied.STATUS,)
    event = _EVENT.search(words)
    dead = _DEAD.search(words)
    if event and not _DEED.search(words):
        if (
            re.match(r"(?:reports?|news|talk|rumou?rs?)", event.group(), re.I)
            and dead
            and not re.search(r"\battack|strike|shell", words)
        ):
            return (Denied.CASUALTIES,)
        return (Denied.EVENT, Denied.CASUALTIES) if dead else (Denied.EVENT,)
    if dead and not _DEED.search(words):
        return (Denied.CASUALTIES,)
    return (Denied.INVOLVEMENT,)


def cannot_confirm(document: Document) -> tuple[CannotConfirm, ...]:
    """Return the places where somebody cannot confirm, with the fields left open, in order of the text."""
    found: list[CannotConfirm] = []
    previous = ""
    for sentence in _sentences(document):
        words = sentence.span.of(document.view)
        low = words.lower()
        may_stand = any(stem in low for stem in _CANNOT_STEMS)
        for match in _CANNOT.finditer(words) if may_stand else ():
            start = max(words.rfind(";", 0, match.start()), words.rfind('"', 0, match.start())) + 1
            clause = words[start:]
            fields: list[Field] = []
            if _CLAIM.search(clause) and not _TOLL.search(clause):
                fields = [Field.RESPONSIBILITY_TAKEN]
            elif _TOLL.search(clause):
                context = f"{clause} {previous}" if _TOLL_THERE.search(clause) else clause
                fields = [Field.KILLED, Field.INJURED] if _HURT.search(context) else [Field.KILLED]
            span = Span(
                sentence.span.start + _open(words, match.start()),
                sentence.span.start + _close(words, match.end()),
            )
            found.append(CannotConfirm(tuple(fields), span, span.of(document.report.text), sentence.index))
        previous = words
    return tuple(found)


def _open(words: str, at: int) -> int:
    """Return where the clause of a match starts: after the nearest mark or "that"."""
    marks = [m.end() for m in re.finditer(r"[,;:\"]\s*|\b(?:that|but|and)\s+|^", words[:at])]
    return max(marks) if marks else 0


def _close(words: str, at: int) -> int:
    stop = re.search(r"[,;.\"]", words[at:])
    return at + (stop.start() if stop else len(words) - at)
