"""How the words came: quoted, in a document, over the air or by hearsay; to whom they were told.

In:   a Document and the spans of a telling.
Out:  Manner: how, the listener, the document.
Holds: only words of the telling count, and adverbials right beside it in its sentence; a listener is a medium or a
body, never an audience ("told reporters").
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tellings.attribution.lexicon import (
    AGENCIES,
    ANAPHORIC_GROUP_NOUNS,
    DETERMINERS,
    DOCUMENT_NOUNS,
    MONTHS,
    OUTLET_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    SPEAKER_NOUNS,
    TELL_FORMS,
    TITLES,
    WEEKDAYS,
)
from tellings.attribution.phrases import Tokens, is_finite
from tellings.model import Span
from tellings.text.segment import Document, Sentence, Token
from tellings.vocabulary import How

QUOTED_SHARE = (
    0.5  # of the words of a content, from which on it is a quotation; less is a paraphrase with quoted words
)
_REACH = 16  # tokens on either side in which an adverbial of the telling may stand; guess, unmeasured
_BROADCASTERS = frozenset({"television", "tv", "radio"})
_OF_A_MEDIUM = OUTLET_WORDS | {"station", "network", "service", "bulletin", "news", "programme", "program"}
_ON_AIR = frozenset({"televised", "broadcast", "airwaves"})
_KEPT_DOCUMENTS = DOCUMENT_NOUNS - {"interview", "website", "page", "account"}  # no page one is quoted on
_PLATFORMS = frozenset(
    "twitter facebook telegram instagram whatsapp tiktok youtube x website page blog".split()
)
_WRITTEN = frozenset(
    "wrote write writes writing written tweet tweets tweeted tweeting retweeted post posts posted posting "
    "blogged".split()
)
_HEARSAY = re.compile(
    r"\b(?:rumou?r\w*|(?:word|news) (?:had |has )?(?:reached|spread|came)|gossip|hearsay"
    r"|(?:was|were|been|being|is|are|am) (?:\w+ly |also )?told(?! by)|(?:learn|learns|learned|learnt|heard|hears|hear) "
    r"(?:of|from|about|that|through)|(?:is|are|was|were|it is|it was) (?:\w+ly |also )?said (?:to|that))\b"
)
_HEARD = re.compile(r"\b(?:hear|hears|heard|hearing)$")
_AUDIENCES = frozenset(
    "reporters journalists newsmen lawmakers parliament deputies senators mps us them him me her you everyone "
    "conference briefing court judge jury rally crowd crowds meeting audience supporters listeners viewers "
    "residents people voters delegates colleagues friends police officers investigators council assembly "
    "correspondents mourners worshippers followers".split()
)
_IN_TALK = frozenset(
    "interview interviews remarks comments statement call message speaking spoke speaks".split()
)
_RELATIVES = frozenset({"which", "who", "that"}) | DOCUMENT_NOUNS
_SAID_TO = frozenset("said says confirmed admitted explained announced reported disclosed spoke".split())
_ENDS = frozenset({".", ";", '"', "and", "but", "while", ":", "?", "!"})
_QUOTE_MARK = re.compile(r"\"|''|``|'")


class Manner(NamedTuple):
    """How the words of a telling came; told_to and document: None where none is named.

    is_quoted: most words of the content stand in quotation marks, whatever `how` says.
    """

    how: How
    told_to: Span | None
    document: Span | None
    is_quoted: bool


class Parts(NamedTuple):
    """The spans of a telling, in order of the text, and the tokens that start in them."""

    source: Sequence[Span]
    cue: Sequence[Span]
    content: Sequence[Span]
    source_tokens: Tokens
    cue_tokens: Tokens
    content_tokens: Tokens


def manner_of(document: Document, sentence: Sentence, parts: Parts) -> Manner:
    """Return how the telling's words came. sentence: that of the cue."""
    content, cue_tokens = parts.content, parts.cue_tokens
    beside = [cue_tokens, *_beside(sentence, parts)]
    told_to = _told_to(beside)
    kept = _document(parts.source_tokens, parts.source, beside)
    said = " ".join(token.low for token in cue_tokens)
    is_quoted = quoted_share(document.view, content, parts.content_tokens) >= QUOTED_SHARE
    first = document.view[content[0].start : content[0].start + 5].casefold() if content else ""
    if _HEARSAY.search(said) or (_HEARD.search(said) and first == "that "):
        how = How.HEARSAY
    elif _is_broadcast(parts.source_tokens, beside, told_to):
        how = How.BROADCAST
    elif is_quoted:
        how = How.DIRECT
    elif kept is not None or any(token.low in _WRITTEN for token in cue_tokens) or _on_platform(beside):
        how = How.DOCUMENT
    else:
        how = How.INDIRECT
    span = Span(told_to[0].start, told_to[-1].end) if told_to else None
    return Manner(how, span, kept, is_quoted)


# ---------------------------------------------------------------- what stands beside the telling


def _beside(sentence: Sentence, parts: Parts) -> Iterator[Tokens]:
    """Yield the adverbials beside a telling, as far as they may be: after the cue, after and before the whole."""
    tokens = sentence.tokens
    source, cue, content = parts.source, parts.cue, parts.content
    taken = [*source, *cue, *content]
    starts = [part.start for part in taken]

    def after(place: int) -> Tokens:
        first = bisect_left(tokens, place, key=lambda t: t.start)
        limit = min((start for start in starts if start >= place), default=sentence.span.end)
        found: list[Token] = []
        for k in range(first, min(first + _REACH, len(tokens))):
            token = tokens[k]
            if token.start >= limit or token.low in _ENDS or (found and _opens_a_clause(tokens, k)):
                break
            if token.low != ",":
                found.append(token)
        return found

    ends = dict.fromkeys(part.end for part in (*cue[-1:], *source[-1:], *content[-1:]))
    yield from (after(end) for end in ends)  # that of the cue comes first
    first = bisect_left(tokens, min(starts), key=lambda t: t.start)
    before = tokens[max(sentence.lead_in, first - _REACH) : first]
    is_whole = first - _REACH <= sentence.lead_in
    is_adverbial = is_whole and not any(
        token.low in _ENDS or (is_finite(tokens, k) and tokens[k - 1].low not in _RELATIVES)
        for k, token in enumerate(before, first - len(before))
    )
    if before and is_adverbial:
        yield before


def _opens_a_clause(tokens: Tokens, k: int) -> bool:
    return tokens[k].low in PRONOUNS or (is_finite(tokens, k) and tokens[k - 1].low not in DOCUMENT_NOUNS)


# ---------------------------------------------------------------- quotation


def quoted_share(view: str, content: Sequence[Span], tokens: Tokens) -> float:
    """Return the share of the words of a content that stand in its own quotation marks, 0 to 1.

    tokens: those of the content.
    """
    marks = [stretch for span in content for stretch in _inside_marks(view, span)]
    words = quoted = k = 0
    for token in tokens:
        if not token.is_word:
            continue
        while k < len(marks) and marks[k][1] <= token.start:
            k += 1
        words += 1
        quoted += k < len(marks) and marks[k][0] <= token.start
    return quoted / words if words else 0.0


def _inside_marks(view: str, span: Span) -> list[tuple[int, int]]:
    """Return the stretches of the span inside quotation marks; a mark just outside either end counts too.

    An opening mark that nothing closes reaches to the end; a closing one that nothing opens, back to the start.
    """
    before_it = view[max(0, span.start - 2) : span.start].rstrip()
    after_it = view[span.end : span.end + 3].lstrip(" ,.?!")
    if before_it.endswith('"') and after_it.startswith('"') and view.find('"', span.start, span.end) < 0:
        return [(span.start, span.end)]
    stretches: list[tuple[int, int]] = []
    opened: tuple[str, int] | None = None
    for match in _QUOTE_MARK.finditer(view, span.start, span.end):
        mark, at = match.group(), match.start()
        before = view[at - 1] if at > span.start else " "
        after = view[match.end()] if match.end() < span.end else " "
        may_open = not after.isspace() and not before.isalnum()
        may_close = not before.isspace() and not after.isalnum()
        if opened is None:
            if may_open and (mark != "'" or not before.isalnum()) and not (may_close and before in ".,?!"):
                opened = (mark, match.end())
            elif may_close and mark != "'" and not stretches:
                stretches.append((span.start, at))
        elif mark == opened[0] and may_close:
            stretches.append((opened[1], at))
            opened = None
    if opened is not None and opened[0] != "'":
        stretches.append((opened[1], span.end))
    return stretches


# ---------------------------------------------------------------- document, broadcast


def _document(source: Tokens, spans: Sequence[Span], beside: Sequence[Tokens]) -> Span | None:
    """Return the document that the words were put in: the source itself, or an adverbial of the telling."""
    for k, token in enumerate(source):
        if token.low in {"by", "from", "who", "in", ","}:
            break
        is_part_of_name = token.is_name_like and k > 0 and not token.text.isupper()
        if token.low in DOCUMENT_NOUNS and not is_part_of_name and not _tells_which_noun(source, k):
            return spans[0]
    for tokens in beside:
        for k, token in enumerate(tokens[:-1]):
            if token.low not in {"in", "on", "via", "through"} or tokens[k + 1].low not in DETERMINERS:
                continue
            for n in range(k + 2, min(k + 6, len(tokens))):
                if tokens[n].low in _KEPT_DOCUMENTS:
                    return Span(tokens[k + 1].start, tokens[n].end)
                if tokens[n].low in PREPOSITIONS | DETERMINERS:
                    break
    return None


def _tells_which_noun(tokens: Tokens, k: int) -> bool:
    """Whether the noun at k only says which one the next noun is: "a letter carrier", "the radio reporter"."""
    following = tokens[k + 1] if k + 1 < len(tokens) else None
    if (
        following is None
        or not following.is_word
        or following.low in PREPOSITIONS | _OF_A_MEDIUM | DOCUMENT_NOUNS
    ):
        return False
    if any(token.low in SPEAKER_NOUNS and token.low not in _OF_A_MEDIUM for token in tokens[k + 1 :]):
        return True
    is_named = following.is_name_like and not following.text.isupper()
    return not is_named and not following.low.endswith(("ed", "ing", "sent", "written", "seen"))


def _on_platform(beside: Sequence[Tokens]) -> bool:
    return any(
        token.low in _PLATFORMS and any(before.low in {"on", "via"} for before in tokens[max(0, k - 4) : k])
        for tokens in beside
        for k, token in enumerate(tokens)
    )


def _is_broadcast(source: Tokens, beside: Sequence[Tokens], told_to: Tokens) -> bool:
    if any(token.low in _BROADCASTERS for token in told_to):
        return True
    core: list[Token] = []
    for token in source:
        if token.low in PREPOSITIONS | {",", "who", "which", "that"}:
            break
        core.append(token)
    if any(token.low in _BROADCASTERS and not _tells_which_noun(core, k) for k, token in enumerate(core)):
        return True
    for tokens in beside:
        for k, token in enumerate(tokens):
            if token.low in _ON_AIR or (token.low == "air" and k and tokens[k - 1].low == "on"):
                return True
            if token.low in _BROADCASTERS and any(
                t.low in {"on", "to", "with"} for t in tokens[max(0, k - 4) : k]
            ):
                return True
    return False


# ---------------------------------------------------------------- to whom


def _told_to(beside: Sequence[Tokens]) -> Tokens:
    """Return the listener's tokens, empty where no medium or body is named."""
    cue, *others = beside
    for k, token in enumerate(cue):
        is_passive = k > 0 and cue[k - 1].low in {"was", "were", "been", "being", "be"}
        if token.low in TELL_FORMS and not is_passive:
            rest = cue[k + 1 :]
            if rest:
                return _listener(rest, 0)
            for tokens in others[:1]:
                return _listener(tokens, 0)
    said = next((k for k, token in enumerate(cue) if token.low in _SAID_TO), None)
    if said is not None:
        rest = cue[said + 1 :] or next(iter(others), ())
        if rest and rest[0].low == "to":
            found = _listener(rest, 1)
            if any(token.is_name_like or token.low in OUTLET_WORDS for token in found):
                return found
    for tokens in beside:
        for k, token in enumerate(tokens):
            if token.low in _IN_TALK and k + 1 < len(tokens) and tokens[k + 1].low in {"with", "to"}:
                found = _listener(tokens, k + 2)
                if found and any(t.is_name_like or t.low in OUTLET_WORDS for t in found):
                    return found
    return ()


def _listener(tokens: Tokens, k: int) -> Tokens:
    """Return the phrase of a medium or body that starts at k, else nothing."""
    found: list[Token] = []
    for n in range(k, min(k + 9, len(tokens))):
        token = tokens[n]
        if token.low in WEEKDAYS | MONTHS or token.low in PRONOUNS:
            break
        joins = (
            token.low in {"of", "for", "and"} and found and n + 1 < len(tokens) and tokens[n + 1].is_name_like
        )
        names = token.is_name_like or token.low in OUTLET_WORDS | AGENCIES.keys() | ANAPHORIC_GROUP_NOUNS
        opens = token.low in DETERMINERS and n == k
        if (
            not (joins and found[-1].is_name_like)
            and not names
            and not opens
            and token.low not in {"state", "local", "news"}
        ):
            break
        found.append(token)
    if not found or any(token.low in _AUDIENCES or token.low.rstrip(".") in TITLES for token in found):
        return ()
    following = next((token for token in tokens[k:] if token.start >= found[-1].end), None)
    is_audience = following is not None and following.low in _AUDIENCES  # "a news" | "conference"
    return () if is_audience or all(token.low in DETERMINERS for token in found) else tuple(found)
