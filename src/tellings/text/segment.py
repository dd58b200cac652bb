"""Cut a report into paragraphs, sentences and tokens, with exact offsets.

In:   a Report.
Out:  a Document: its view (same length as the text), paragraphs, sentences and tokens, headlines told apart.
Holds: every offset is one of the report's own text; every token lies in exactly one sentence, in order.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from tellings.model import Report, Span
from tellings.text.clean import view
from tellings.text.language import is_unread

_T = TypeVar("_T")
_KEPT_DOCUMENTS = 4  # of which answers are kept: two are read at once

_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*(?:st|nd|rd|th|mm|km|kg|m)?(?![\w])"
    r"|(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Sgt|Capt|Cmdr|Brig|Adm|Rev|Sen|Rep|Gov|Hon|Fr)\.(?=\s+[A-Z])"
    r"|(?:[A-Za-z]\.){2,}(?=\W|$)"
    r"|[^\W\d_]+(?:'[^\W\d_]+)*(?:-[^\W_]+(?:'[^\W\d_]+)?)*"
    r"|\w+|[^\w\s]"
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_SENTENCE_END = re.compile(
    r"(?<![.!?])([.!?]++\u2026?|\u2026)([\"')\]]*)(\s+)(?=[\"'(\[]*[^\W_a-z]|[\"'(\[]*[A-Z])"
)
_TELLS_AFTER_QUOTE = re.compile(  # '"Who fired?" Obi asked.': the mark ends the quotation, not the sentence
    r"(?:[A-Z][\w.'-]* |the |a |an |his |her |he |she |they )?(?:[\w.'-]+ ){0,4}?"
    r"(?:said|says|asked|asks|told|wrote|added|shouted|cried|replied|recalled)\b"
)
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gov gen col lt maj sgt capt cmdr brig adm rev hon st jr sr no nos vs etc ca "
    "jan feb mar apr jun jul aug sep sept oct nov dec mt ft approx dept e.g i.e inc co corp ltd".split()
)
_WRAPPED_WIDTH = (40, 130)  # hard-wrapped text: lines of no more than 130 characters, the fullest above 40
_BULLET = re.compile(r"(?:[-*\u2022\u00b7]|\(?\d{1,3}[.)])\s+(?=\S)")  # a list has a line, or more, an item
_CELLS = re.compile(r"[|\t]|(?<![\s.!?:;\"')])[ ]{2,}(?=\S)|;\s?\S")  # what parts the cells of a row
_OPENS_ENTRY = re.compile(
    r"[\[(]?\d[\w.:/-]*[\])]?\s|(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day)?\.?\s?[:,.–—-]|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d",
    re.I,
)
_TERMINAL = re.compile(r"[.!?:;][\"')\]]*\s*$")

OUTLET_NAME = r"[A-Z][\w.&'-]*(?: (?:[A-Z][\w.&'-]*|of|the|and|on|for|to)){0,5}"

_DATELINE = re.compile(  # "Ostra, Aug. 4 (AFP) -", "VELM, 4 FEB 90 (EFE) -- [TEXT]", "Harbour Times -"
    rf"(?P<head>(?:[^.!?\n\"]|(?<=[a-z])\.(?=,? \d)){{2,80}}?|{OUTLET_NAME})\s*(?:\((?P<agency>[^)]{{2,40}})\))?\s*"
    r"(?:--|\s-\s|-(?=\s)|:\s-)\s*(?:\[[A-Z ]{2,20}\]\s*)*"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark, at [start, end) of the text; `low` is its lower-case form."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it starts with a letter or a digit."""
        return self.text[0].isalnum()

    @property
    def is_name_like(self) -> bool:
        """Whether it is capitalised, as names are."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or headline. paragraph: its number in the document; headline: stands in a title or standfirst."""

    span: Span
    tokens: tuple[Token, ...]
    paragraph: int
    headline: bool
    index: int
    lead_in: int = 0  # tokens of a dateline before the telling starts


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before the first dash of a report: "BAGHDAD (AFP) -" or "Harbour Times -"."""

    span: Span
    outlet: Span | None
    agency: Span | None
    place: Span | None


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A report made ready for reading. view: the text with odd characters made plain, of the same length.

    Compared as an object: what several rooms ask of one document is found once, by `once_a_document`.
    """

    report: Report
    view: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    dateline: Dateline | None
    repeated: tuple[Span, ...]  # passages that stand in the text before, word for word
    unread: tuple[Span, ...] = ()  # paragraphs in a language that is not read: they have no sentences

    def sentence_at(self, span: Span) -> Sentence | None:
        """Return the first sentence that shares a code point with `span`, or None."""
        return next(iter(self.sentences_over(span)), None)

    def sentences_over(self, span: Span) -> tuple[Sentence, ...]:
        """Return the sentences that share a code point with `span`, in order."""
        first = bisect_right(self.sentences, span.start, key=lambda sentence: sentence.span.end)
        last = bisect_left(self.sentences, span.end, lo=first, key=lambda sentence: sentence.span.start)
        return self.sentences[first:last]


def once_a_document(find: Callable[[Document], _T]) -> Callable[[Document], _T]:
    """Have a function that reads one document keep what it found in the last few: many rooms ask it in a row."""
    return lru_cache(maxsize=_KEPT_DOCUMENTS)(find)


def segment(report: Report) -> Document:
    """Return the report cut into paragraphs, sentences and tokens.

    Headlines are the lines at the top that end without a full stop, before the first paragraph that ends
    with one. Hard-wrapped lines are joined; other single line breaks part paragraphs.
    """
    plain = _with_double_quotes(view(report.text))
    found = _paragraphs(plain, start=report.body_start)
    unread = {paragraph for paragraph in found if is_unread(paragraph.of(plain))}
    paragraphs = [paragraph for paragraph in found if paragraph not in unread]
    headlines = _count_headlines(plain, paragraphs)
    dateline = None
    if headlines < len(paragraphs):
        dateline = _dateline(plain, paragraphs[headlines])
    sentences: list[Sentence] = []
    repeated: list[Span] = []
    seen: set[str] = set()
    for number, paragraph in enumerate(paragraphs):
        words = " ".join(paragraph.of(plain).split()).casefold()
        if words in seen and len(words) > 20:
            repeated.append(paragraph)
        seen.add(words)
        for span in _sentences(plain, paragraph):
            tokens = tokenise(plain, span)
            if not tokens:
                continue
            lead_in = 0
            if dateline and dateline.span.overlaps(span):
                lead_in = sum(1 for token in tokens if token.end <= dateline.span.end)
            sentences.append(
                Sentence(
                    span=span,
                    tokens=tokens,
                    paragraph=number,
                    headline=number < headlines,
                    index=len(sentences),
                    lead_in=lead_in,
                )
            )
    return Document(
        report, plain, tuple(paragraphs), tuple(sentences), dateline, tuple(repeated), tuple(sorted(unread))
    )


_OPENS_QUOTE = re.compile(r"(?<![\w'])'(?=[A-Z\"])")
_CLOSES_QUOTE = re.compile(r"(?<=[,.?!])'(?!\w)")


def _with_double_quotes(plain: str) -> str:
    """Return the view with quotations in single marks set in double ones, where the text quotes so.

    A mark opens before a capital and closes after a comma or stop; apostrophes stay as they are.
    """
    if plain.count('"') >= 2 or not (_OPENS_QUOTE.search(plain) and _CLOSES_QUOTE.search(plain)):
        return plain
    return _CLOSES_QUOTE.sub('"', _OPENS_QUOTE.sub('"', plain))


def tokenise(plain: str, span: Span) -> tuple[Token, ...]:
    """Return the tokens of `plain` inside `span`; a possessive 's stays with its word."""
    return tuple(
        Token(m.group(), m.group().casefold(), m.start(), m.end())
        for m in _TOKEN.finditer(plain, span.start, span.end)
    )


def _trimmed(plain: str, start: int, end: int) -> Span | None:
    while start < end and plain[start].isspace():
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _paragraphs(plain: str, *, start: int) -> list[Span]:
    blocks: list[Span] = []
    position = start
    for gap in [*_BLANK_LINE.finditer(plain, start), None]:
        end = gap.start() if gap else len(plain)
        blocks.extend(_lines_of_block(plain, position, end))
        position = gap.end() if gap else end
    return blocks


def _lines_of_block(plain: str, start: int, end: int) -> list[Span]:
    lines: list[Span] = []
    position = start
    for part in plain[start:end].split("\n"):
        line = _trimmed(plain, position, position + len(part))
        if line:
            lines.append(line)
        position += len(part) + 1
    if len(lines) < 2 or any(_BULLET.match(plain, line.start) for line in lines[1:]):
        return lines
    if _is_list([line.of(plain) for line in lines]):
        return lines
    widths = [line.end - line.start for line in lines]
    # the last line of a wrapped block may be short; all others fill the width but for one long word
    is_wrapped = (
        max(widths) <= _WRAPPED_WIDTH[1]
        and max(widths) >= _WRAPPED_WIDTH[0]
        and all(width >= max(widths) - 25 for width in widths[:-1])
        and len({line.of(plain) for line in lines}) == len(lines)
    )
    if is_wrapped:
        return [Span(lines[0].start, lines[-1].end)]
    return lines


def _is_list(lines: list[str]) -> bool:
    """Whether lines are rows or entries, and no wrapped text: each has cells, a stop or a day of its own."""
    if len(lines) < 3:
        return False
    return (
        all(_OPENS_ENTRY.match(line) for line in lines[1:])
        or all(_TERMINAL.search(line) for line in lines[1:])
        or all(len(_CELLS.findall(line)) >= 2 for line in lines)
        or (
            lines[0].count(",") >= 2
            and all(abs(line.count(",") - lines[0].count(",")) <= 1 for line in lines)
        )
    )


def _count_headlines(plain: str, paragraphs: list[Span]) -> int:
    """Return how many paragraphs at the top are headlines; 0 where no body follows them."""
    for number, paragraph in enumerate(paragraphs):
        words = paragraph.of(plain)
        if _TERMINAL.search(words) or len(words) > 220:
            return number
    return 1 if len(paragraphs) == 1 and len(plain) < 160 else 0


def _dateline(plain: str, paragraph: Span) -> Dateline | None:
    words = paragraph.of(plain)[:120]
    match = _DATELINE.match(words)
    if not match:
        return None
    head = match.group("head").strip()
    agency = _group_span(paragraph.start, match, "agency")
    first_part = re.split(r",|/", head)[0].strip()
    head_span = Span(paragraph.start, paragraph.start + len(first_part)) if first_part else None
    span = Span(paragraph.start, paragraph.start + match.end())
    has_upper_place = first_part.isupper() and len(first_part) > 2
    if agency or has_upper_place:
        return Dateline(span, None, agency, head_span)
    if "," in head:
        return Dateline(span, None, None, head_span) if re.search(r"\d", head) else None
    if re.fullmatch(OUTLET_NAME, head) and len(head.split()) >= 2:
        return Dateline(span, head_span, None, None)
    if re.fullmatch(r"[A-Z][\w'-]+", head):
        return Dateline(span, None, None, head_span)
    return None


def _group_span(offset: int, match: re.Match[str], name: str) -> Span | None:
    if match.group(name) is None:
        return None
    return Span(offset + match.start(name), offset + match.end(name))


def _sentences(plain: str, paragraph: Span) -> list[Span]:
    spans: list[Span] = []
    position = paragraph.start
    for match in _SENTENCE_END.finditer(plain, paragraph.start, paragraph.end):
        if match.end(2) >= paragraph.end or _is_abbreviation(plain, match) or _goes_on(plain, match):
            continue
        span = _trimmed(plain, position, match.end(2))
        if span:
            spans.append(span)
        position = match.end()
    last = _trimmed(plain, position, paragraph.end)
    if last:
        spans.append(last)
    return spans


def _goes_on(plain: str, match: re.Match[str]) -> bool:
    """Whether the sentence goes on behind a quoted question or exclamation with who asked it."""
    if match.group(1)[-1] not in "?!" or '"' not in match.group(2):
        return False
    return _TELLS_AFTER_QUOTE.match(plain, match.end(), match.end() + 60) is not None


def _is_abbreviation(plain: str, match: re.Match[str]) -> bool:
    if match.group(1) != ".":
        return False
    word = re.search(r"[\w.]+$", plain[max(0, match.start() - 12) : match.start()])
    if not word:
        return False
    bare = word.group().casefold()
    if len(bare) == 1 and bare.isalpha():
        return True
    if re.fullmatch(r"(?:[a-z]\.)+[a-z]", bare):
        # "the U.S. military", but "at 5 p.m. The ..." ends; an upper-case initialism goes on
        return not bare.endswith(".m")
    return bare in _ABBREVIATIONS
