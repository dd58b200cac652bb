"""Marked texts as windows of words with their labels.

In:   PolNeAR's files, or texts made by `training.made`.
Out:  Example: words of a window, a tag a word, and the links among its spans.
Holds: labels cover whole words; a mark that another has covered keeps what is left of it.
"""

import hashlib
import json
import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from tellings.attribution.trained import may_hold_another
from tellings.inference import Window, Word, cut_windows, lay_out
from tellings.model import Report, Span
from tellings.text.segment import Document, segment
from training.made.passage import BrokenPassage, Marked, Passage
from training.made.wrap import wrap

Spans = tuple[tuple[int, int], ...]
ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Mark:
    """One attribution; fragments in code points."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the marks of one level. paragraphs: the stretches to be read, see `inference.lay_out`."""

    text: str
    paragraphs: tuple[Spans, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text as words. spans: of each mark its fragments by role, in words."""

    words: list[Word]
    tags: list[int]
    marks: list[tuple[Spans, Spans, Spans]]


@dataclass(frozen=True, slots=True)
class Example:
    """A window of a labelled text."""

    labelled: Labelled
    window: Window

    @property
    def size(self) -> int:
        """Word pieces, with those that open and close a window."""
        words = self.labelled.words[self.window.start : self.window.end]
        return 2 + sum(len(word.pieces) for word in words)

    def tags(self) -> list[int]:
        """Return the tags of the window's words; a span that began before it begins with it."""
        own = self.labelled.tags[self.window.start : self.window.end]
        return [own[0] - 1, *own[1:]] if own[0] in (2, 4, 6) else own

    def marks(self) -> list[tuple[Spans, Spans, Spans]]:
        """Return what lies wholly in the window of each mark, fragment by fragment, in words of the text."""
        lo, hi = self.window.start, self.window.end
        return [
            tuple(tuple((s, e) for s, e in role if lo <= s and e <= hi) for role in mark)  # type: ignore[misc]
            for mark in self.labelled.marks
        ]


@dataclass(frozen=True, slots=True)
class Source:
    """A text of a corpus. sentences: in code points, in order."""

    text: Text
    sentences: Spans


def as_read(text: str) -> Document | None:
    """Return a text as Tellings reads it; None if it is blank."""
    if not text or text.isspace():
        return None
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return segment(Report(f"report-{digest[:16]}", text, digest, digest, "training"))


def _paragraphs(document: Document) -> tuple[Spans, ...]:
    return tuple(((span.start, span.end),) for span in document.paragraphs)


def read_polnear(folder: Path) -> Iterator[Source]:
    """Yield the texts of a split, in the order of its gold file."""
    for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        with open(folder / "texts" / f"{row['doc_id']}.txt", encoding="utf-8", newline="") as file:
            document = as_read(file.read())
        if document is None:
            continue
        marks = tuple(
            Mark(*(tuple((start, end) for start, end in mark[role]) for role in ROLES))
            for mark in row["attributions"]
        )
        sentences = tuple((sentence.span.start, sentence.span.end) for sentence in document.sentences)
        yield Source(Text(document.view, _paragraphs(document), marks), sentences)


def wrapped_passages(sources: Sequence[Source], seed: int, count: int) -> Iterator[Passage]:
    """Yield sentences of the sources, their marks inside the words of one more voice."""
    chance = random.Random(f"wrapped {seed}")
    while count:
        source = chance.choice(sources)
        lo, hi = chance.choice(source.sentences)
        text = source.text.text[lo:hi]
        inside, outside = [], False
        for mark in source.text.marks:
            spans = (*mark.source, *mark.cue, *mark.content)
            if all(lo <= start and end <= hi for start, end in spans):
                if mark.cue and mark.content:
                    inside.append(mark)
            elif any(start < hi and lo < end for start, end in spans):
                outside = True
        if outside or "\n" in text or not 20 <= len(text) <= 320 or (not inside and chance.random() < 0.8):
            continue
        marks = [
            Marked(
                *(
                    tuple((start - lo, end - lo) for start, end in role)
                    for role in (m.source, m.cue, m.content)
                )
            )
            for m in inside
        ]
        try:
            yield wrap(chance.getrandbits(32), text, marks)
        except BrokenPassage:
            continue  # PolNeAR's marks overlap there
        count -= 1


def levels_of(passage: Passage) -> Iterator[Text]:
    """Yield a passage as it is read: its outermost attributions; those within their contents; and so on."""
    document = as_read(passage.text)
    if document is None:
        return
    text, paragraphs = document.view, _paragraphs(document)
    level: list[int | None] = [None]
    while paragraphs:
        marks = tuple(Mark(m.source, m.cue, m.content) for m in passage.marks if m.outer in level)
        yield Text(text, paragraphs, marks)
        level = [k for k, mark in enumerate(passage.marks) if mark.outer in level]
        paragraphs = tuple(
            passage.marks[k].content
            for k in level
            if k is not None
            and may_hold_another(text, [Span(start, end) for start, end in passage.marks[k].content])
        )


def without(text: Text, lost: str) -> Text:
    """Return the text with the given characters lost, its marks moved."""
    places, kept = [0], []
    for char in text.text:
        if char not in lost:
            kept.append(char)
        places.append(len(kept))

    def moved(spans: Spans) -> Spans:
        return tuple((places[s], places[e]) for s, e in spans if places[s] < places[e])

    return Text(
        "".join(kept),
        tuple(stretches for stretches in map(moved, text.paragraphs) if stretches),
        tuple(Mark(moved(m.source), moved(m.cue), moved(m.content)) for m in text.marks),
    )


def label(text: Text, cutter: Tokenizer) -> Labelled:
    """Return the words of a text with tags: 0 outside, 1 + 2 x role for a begin, 2 + 2 x role for what goes on."""
    words = lay_out(text.text, text.paragraphs, cutter)
    tags = [0] * len(words)
    starts = [word.start for word in words]
    marks = []
    for mark in text.marks:
        roles = []
        for role, spans in enumerate((mark.source, mark.cue, mark.content)):
            found = []
            for start, end in spans:
                covered = _covered(words, starts, start, end)
                if covered is None:
                    continue
                found.append(covered)
                lo, hi = covered
                for k in range(lo, hi):
                    if not tags[k]:
                        is_first = k == lo or tags[k - 1] not in (1 + 2 * role, 2 + 2 * role)
                        tags[k] = 1 + 2 * role + (not is_first)
            roles.append(tuple(found))
        marks.append((roles[0], roles[1], roles[2]))
    return Labelled(words, tags, marks)


def _covered(words: Sequence[Word], starts: Sequence[int], start: int, end: int) -> tuple[int, int] | None:
    lo = max(bisect_right(starts, start) - 1, 0)
    while lo < len(words) and words[lo].end <= start:
        lo += 1
    hi = bisect_left(starts, end)
    return (lo, hi) if lo < hi else None


def windows_of(labelled: Labelled, chance: random.Random) -> Iterator[Example]:
    """Yield the windows of a text, of a size drawn anew for each text."""
    for window in cut_windows(labelled.words, room=chance.choice((96, 126, 158, 190, 190)), overlap=32):
        yield Example(labelled, window)
