"""Made passages, with what each of their sentences tells.

In:   the files of `training/made/incidents` and `training/made/incident_words`, which have one form.
Out:  Marked: a passage's words and sentences, and for each sentence the incident that it tells of.
Holds: a sentence is as Tellings cuts it; it takes the mark under which most of it was written.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from tellings.inference import Word, lay_out
from training.corpus import as_read

NONE, BACKGROUND = 0, -1  # else the number of an incident, from 1
_LOST = ("", "", "", "", "", ",", ",'\"")


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage. told: of each sentence NONE, BACKGROUND, or the number of the incident that it tells of."""

    kind: str
    text: str
    words: list[Word]
    sentence_of: list[int]
    sentences: list[tuple[int, int]]
    told: list[int]


def read_passages(folder: Path, cutter: Tokenizer, *, seed: str) -> Iterator[Marked]:
    """Yield the passages of all files, in order; the seed says which of them lose marks or last full stops."""
    chance = random.Random(seed)
    for path in sorted(folder.glob("*.txt")):
        for block in path.read_text("utf-8").split("\n\n"):
            lines = [line for line in block.splitlines() if line.strip()]
            if lines:
                yield _read_block(lines, cutter, chance)


def read_texts(*folders: Path) -> Iterator[tuple[str, bool]]:
    """Yield the text of each passage, and whether it tells of an incident of its own."""
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            for block in path.read_text("utf-8").split("\n\n"):
                lines = [line for line in block.splitlines() if line.strip()][1:]
                told = [line.partition(" ") for line in lines if line.strip() != "/"]
                if told:
                    yield (
                        " ".join(sentence for _, _, sentence in told),
                        any(mark[0] == "+" for mark, _, _ in told),
                    )


def _read_block(lines: list[str], cutter: Tokenizer, chance: random.Random) -> Marked:
    kind = lines[0].removeprefix("#").strip()
    lost = chance.choice(_LOST)
    text, places = "", []
    for number, line in enumerate(lines[1:]):
        if line.strip() == "/":
            text = text.rstrip() + "\n\n"
            continue
        mark, _, sentence = line.partition(" ")
        sentence = "".join(char for char in sentence if char not in lost)
        if number == 0 and chance.random() < 0.5:
            sentence = sentence.rstrip(".")
            gap = "\n\n"
        else:
            gap = " "
        told = NONE if mark == "-" else BACKGROUND if mark == "~" else int(mark[1:] or 1)
        places.append((len(text), len(text) + len(sentence), told))
        text += sentence + gap
    return put(kind, text, places, cutter)


def put(kind: str, text: str, places: list[tuple[int, int, int]], cutter: Tokenizer) -> Marked:
    """Return a text as words and sentences. places: (start, end, what is told there), in code points."""
    document = as_read(text)
    assert document is not None, text
    words = lay_out(document.view, [[(span.start, span.end)] for span in document.paragraphs], cutter)
    spans = [sentence.span for sentence in document.sentences]
    sentence_of, number = [], 0
    for word in words:
        while number + 1 < len(spans) and word.start >= spans[number + 1].start:
            number += 1
        sentence_of.append(number)
    bounds, told = [], []
    for number, span in enumerate(spans):
        held = [k for k, s in enumerate(sentence_of) if s == number]
        bounds.append((held[0], held[-1] + 1) if held else (0, 0))
        shared = [(min(end, span.end) - max(start, span.start), mark) for start, end, mark in places]
        told.append(max(shared, default=(0, NONE))[1])
    return Marked(kind, document.view, words, sentence_of, bounds, told)
