"""Read figures that stand in a table, and not in a sentence: under a heading, beside a label, in pairs.

In:   a Document.
Out:  CountMentions by the index of their sentence, each with whether it is one part of several.
Holds: a row counts only where a heading or a label says what befell the counted; a cell without digits is no figure,
"0" is a zero, "n/a" and "-" are nothing; a row called "Total" is the toll, the others are its parts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tellings.events.count_mention import CountMention
from tellings.events.numbers import MONTHS
from tellings.events.person_nouns import is_person_noun
from tellings.model import Scope, Span
from tellings.text.segment import Document
from tellings.vocabulary import CountBasis, Field

_KINDS: dict[str, Field] = {
    **dict.fromkeys(
        "killed dead deaths death fatalities kia died slain martyrs martyred".split(), Field.KILLED
    ),
    **dict.fromkeys(
        "wounded injured hurt injuries wia treated admitted hospitalised hospitalized".split(), Field.INJURED
    ),
    **dict.fromkeys("missing unaccounted disappeared mia".split(), Field.MISSING),
    **dict.fromkeys("arrested arrests detained detentions held captured prisoners".split(), Field.DETAINED),
    **dict.fromkeys("abducted kidnapped abductions kidnappings taken".split(), Field.ABDUCTED),
    **dict.fromkeys("displaced homeless fled".split(), Field.DISPLACED),
    **dict.fromkeys("casualties".split(), Field.KILLED_OR_INJURED),
    **dict.fromkeys("bodies".split(), Field.BODIES_FOUND),
}
_WORD = "|".join(_KINDS)
_LABEL = (
    r"(?:(?:no\.?|number|total|confirmed|reported|people|persons|civilians?)\s+(?:of\s+)?)*"
    rf"(?P<kind>{_WORD})(?:\s+(?:people|persons|civilians|found|recovered|total|so\s+far|confirmed|to\s+date|for|"
    r"in\s+action))?(?:\s*\([^()\d]{1,30}\))?"
)
_LEADER = r"[.·_…]{2,}"  # dots that lead the eye from a label to its figure
_NUMBER = r"(?:c\.\s?|~\s?)?\d{1,3}(?:,\d{3})+\+?|(?:c\.\s?|~\s?)?\d{1,6}\+?"
_HINT = re.compile(rf"\b(?:{_WORD})\b", re.I)
_LABEL_ALONE = re.compile(rf"\s*{_LABEL}\s*\(?s?\)?\s*", re.I)
_BESIDE = re.compile(
    rf"(?:^|[:;,|/(–—\t-])[ ]*(?P<all>{_LABEL}[ ]*(?:{_LEADER}[ ]*|[:=|–—\t][ ]*|-[ ]+)?(?P<number>{_NUMBER}))"
    r"(?=[ ]*(?:[,;|/()\t]|\.?[ ]*$))",
    re.I,
)
_PAIRS = re.compile(
    rf"[-*•\s]*(?:[^\W\d_]+\s+){{0,4}}?{_LABEL}(?:[ ,]+[^\W\d_]+){{0,9}}\s*[:–—-]\s+(?P<pairs>\S.*)", re.I
)
_SPLIT_UP = re.compile(rf"(?P<whole>{_NUMBER})[ ]*\((?P<pairs>[^()]{{3,120}})\)")
_IN_STEP = re.compile(
    rf"[-*•\s]*(?P<labels>(?:{_WORD})(?:\s*/\s*(?:{_WORD}))+)\s*[:=–—-]\s*(?P<numbers>\d+(?:\s*/\s*\d+)+)\s*\.?\s*",
    re.I,
)
_PAIR = re.compile(
    rf"(?P<name>[^\W\d_][^\d;,|:()]{{0,40}}?)[ ]*[(:=–—,-]?[ ]*(?P<number>{_NUMBER})[ ]*\)?[ ]*(?:[;,|.]|\band\b|$)[ ]*"
)
_HEADING = re.compile(rf"[-*•#\s]*{_LABEL}(?:\s+(?:by|per|in\s+each)\s+[\w ]{{1,30}})?\s*:?\s*", re.I)
_TITLE = re.compile(rf"(?:[\w.:]+\s+){{0,4}}{_LABEL}\s+(?:by|per|in\s+each)\s+[\w, ]{{1,30}}:?\s*", re.I)
_ROW = re.compile(
    rf"[-*•\s]*(?P<name>[^\W\d_][^\d|:\t]{{0,40}}?)\s*(?:{_LEADER}|[:=|–—\t-]|[ ]{{2,}}|[ ](?=\d))"
    rf"\s*(?P<number>{_NUMBER})\s*\|?\s*"
)
# what may part the cells of a row; a mark that stands in prose too comes after those that do not
_CUTS = tuple(re.compile(cut) for cut in (r"\||\t|[ ]{2,}", r";[ ]?", r"[ ]/[ ]", r","))
_LONGEST_HEAD = 4  # words in a cell of the columns' line; a guess, unmeasured
_FIGURE = re.compile(rf"\s*(?P<number>{_NUMBER})\s*")
# a heading in words of its own, which only the rows under it make one
_FREE_HEADING = re.compile(
    rf"(?=[^\n]*?(?:\b(?P<kind>{_WORD})\b|\b(?P<absent>not\s+answer\w*|no\s+answer|not\s+seen)\b))[^|\t]{{4,120}}",
    re.I,
)
_NO_FIGURE = re.compile(
    r"[-*•\s]*[^\W\d_][^\d|:\t]{0,40}?\s*[:=|–—\t-]\s*(?:none|nil|n/a|unknown|not known|-|–|\?)?\s*", re.I
)
_TELLS = re.compile(rf"\b(?:{_WORD}|not\s+answer\w*|no\s+answer|not\s+seen)\b", re.I)
_FEWEST_ROWS = 2
_TOTALS = frozenset("total totals all overall sum altogether grand".split())
_TIMES = frozenset("date day time year month hour when".split())


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    words: str


def tabled(document: Document) -> dict[int, list[tuple[CountMention, bool]]]:
    """Return the figures of tables by sentence; True beside those that are one part of several."""
    found: dict[int, list[tuple[CountMention, bool]]] = {}
    text = document.report.text  # the view has one space for a tab
    if not _TELLS.search(text):
        return found
    lines = list(_lines(text))
    for at, line in enumerate(lines):
        if not _TELLS.search(line.words):
            continue
        read = [
            *_in_step(document, line),
            *_split_up(document, line),
            *_under_columns(document, lines, at),
            *_in_pairs(document, line),
            *_under_heading(document, lines, at),
            *_beside_labels(document, line),
        ]
        for mention, is_part in read:
            told = found.setdefault(mention.sentence, [])
            if not any(mention.span.overlaps(other.span) for other, _ in told):
                told.append((mention, is_part))
    return found


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for words in text.split("\n"):
        if words.strip():
            yield _Line(start, words)
        start += len(words) + 1


def _cells(line: _Line, cut_at: re.Pattern[str]) -> list[tuple[int, str]]:
    """Return the cells of a line with where each starts; bars at its ends make no cells."""
    cells, start = list[tuple[int, str]](), 0
    for cut in (*(match.span() for match in cut_at.finditer(line.words)), (len(line.words), 0)):
        cells.append((line.start + start, line.words[start : cut[0]]))
        start = cut[1]
    while cells and not cells[0][1].strip():
        cells.pop(0)
    while cells and not cells[-1][1].strip():
        cells.pop()
    return cells


def _under_columns(
    document: Document, lines: Sequence[_Line], at: int
) -> Iterator[tuple[CountMention, bool]]:
    """Read the rows under a line of columns: "Place | Killed | Wounded"."""
    if any(letter.isdigit() for letter in lines[at].words):
        return
    for cut_at in _CUTS:
        head = _cells(lines[at], cut_at)
        labels = [_LABEL_ALONE.fullmatch(cell) for _, cell in head]
        if len(head) > 1 and any(labels):
            break
    else:
        return
    if any(len(cell.split()) > _LONGEST_HEAD for _, cell in head):
        return
    is_named = labels[0] is None
    is_timed = is_named and head[0][1].strip().casefold() in _TIMES
    rows = 0
    for line in lines[at + 1 :]:
        cells = _cells(line, cut_at)
        if not any(letter.isalnum() for letter in line.words):
            continue  # a rule under the columns
        if len(cells) != len(head):
            return
        rows += 1
        name = cells[0][1].strip() if is_named else ""
        for (start, cell), label in zip(cells, labels, strict=True):
            figure = _FIGURE.fullmatch(cell)
            if label is None or figure is None:
                continue
            span = Span(start + figure.start("number"), start + figure.end("number"))
            kind = _KINDS[label.group("kind").casefold()]
            mention = _mention(document, kind, figure.group("number"), span)
            if mention is not None:
                yield _of_row(mention, "" if is_timed and not _is_total(name) else name, is_named=is_named)


def _in_pairs(document: Document, line: _Line) -> Iterator[tuple[CountMention, bool]]:
    """Read "Killed: garrison 12; attackers 30", "Deaths by village: Adra 4, Corvo 2"."""
    match = _PAIRS.fullmatch(line.words)
    if match is None:
        return
    place, pairs = match.start("pairs"), list[re.Match[str]]()
    while pair := _PAIR.match(line.words, place):
        pairs.append(pair)
        place = pair.end()
    if len(pairs) < 2 or place < len(line.words.rstrip()):
        return
    if any(_HINT.search(pair.group("name")) for pair in pairs):
        return  # each has a label of its own
    for pair in pairs:
        span = Span(line.start + pair.start("name"), line.start + pair.end("number"))
        kind = _KINDS[match.group("kind").casefold()]
        mention = _mention(document, kind, pair.group("number"), span)
        if mention is not None:
            yield _of_row(mention, pair.group("name").strip(), is_named=True)


def _in_step(document: Document, line: _Line) -> Iterator[tuple[CountMention, bool]]:
    """Read "Dead/missing/injured: 12/3/40": as many numbers as labels."""
    match = _IN_STEP.fullmatch(line.words)
    if match is None:
        return
    labels = [label.strip().casefold() for label in match.group("labels").split("/")]
    numbers = list(re.finditer(r"\d+", match.group("numbers")))
    if len(labels) != len(numbers):
        return
    for label, number in zip(labels, numbers, strict=True):
        start = line.start + match.start("numbers") + number.start()
        mention = _mention(document, _KINDS[label], number.group(), Span(start, start + len(number.group())))
        if mention is not None:
            yield mention, False


def _split_up(document: Document, line: _Line) -> Iterator[tuple[CountMention, bool]]:
    """Read the parts in brackets behind a labelled figure: "Killed: 12 (civilians 9, soldiers 3)"."""
    for match in _BESIDE.finditer(line.words):
        whole = _SPLIT_UP.match(line.words, match.start("number"))
        if whole is None:
            continue
        for pair in _PAIR.finditer(line.words, whole.start("pairs"), whole.end("pairs")):
            span = Span(line.start + pair.start("name"), line.start + pair.end("number"))
            kind = _KINDS[match.group("kind").casefold()]
            mention = _mention(document, kind, pair.group("number"), span)
            if mention is not None and not _HINT.search(pair.group("name")):
                yield replace(mention, basis=CountBasis.SUBTOTAL), True


def _under_heading(
    document: Document, lines: Sequence[_Line], at: int
) -> Iterator[tuple[CountMention, bool]]:
    """Read the rows "Adra 12" and "- Corvo: 3" under a line that says what they count: "Deaths by village"."""
    match = _HEADING.fullmatch(lines[at].words) or _TITLE.fullmatch(lines[at].words)
    if match is None:
        match = _free_heading(lines, at)
    if match is None:
        return
    for line in lines[at + 1 :]:
        row = _ROW.fullmatch(line.words)
        if row is None and _NO_FIGURE.fullmatch(line.words):
            continue
        if row is None or _HINT.search(row.group("name")):
            return
        span = Span(line.start + row.start("name"), line.start + row.end("number"))
        kind = _KINDS[match.group("kind").casefold()] if match.group("kind") else Field.MISSING
        mention = _mention(document, kind, row.group("number"), span)
        if mention is not None:
            yield _of_row(mention, row.group("name").strip(), is_named=True)


def _free_heading(lines: Sequence[_Line], at: int) -> re.Match[str] | None:
    """Read "Killed in the shelling of 4 June, by quarter:" as a heading, if rows of figures follow at once."""
    words = lines[at].words
    match = _FREE_HEADING.fullmatch(words)
    if match is None or _ROW.fullmatch(words) or words.rstrip().endswith((".", "!", "?", '"')):
        return None
    kinds = {_KINDS[hint.group().casefold()] for hint in _HINT.finditer(words)}
    under = lines[at + 1 : at + 1 + _FEWEST_ROWS]
    rows = [_ROW.fullmatch(line.words) for line in under]
    if len(kinds) > 1 or len(rows) < _FEWEST_ROWS:
        return None
    return match if all(row and not _HINT.search(row.group("name")) for row in rows) else None


def _beside_labels(document: Document, line: _Line) -> Iterator[tuple[CountMention, bool]]:
    """Read "dead 4, arrested 0", "Killed | 12", "wounded: 30" where nothing but marks stands around them."""
    for match in _BESIDE.finditer(line.words):
        span = Span(line.start + match.start("all"), line.start + match.end("number"))
        mention = _mention(document, _KINDS[match.group("kind").casefold()], match.group("number"), span)
        if mention is not None:
            yield mention, False


def _of_row(mention: CountMention, name: str, *, is_named: bool) -> tuple[CountMention, bool]:
    """Give a figure the place its row is named for, and say whether it is a part."""
    if _is_total(name):
        return replace(mention, is_total=True), False
    last = name.split()[-1].casefold() if name else ""
    is_place = name[:1].isupper() and not is_person_noun(last) and last not in MONTHS
    return replace(mention, scope=Scope(place=name if is_place else None)), is_named


def _is_total(name: str) -> bool:
    return bool(name) and name.split()[0].casefold().strip(":") in _TOTALS


def _mention(document: Document, kind: Field, number: str, span: Span) -> CountMention | None:
    sentence = document.sentence_at(span)
    if sentence is None:
        return None
    value = int(re.sub(r"\D", "", number))
    return CountMention(
        kind=kind,
        low=value,
        high=None if number.endswith("+") else value,
        span=span,
        wording=span.of(document.report.text),
        sentence=sentence.index,
        approximate=number[0] in "c~",
    )
