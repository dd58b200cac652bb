"""Wrap a marked sentence into the words of one more voice, so that nesting gets natural text.

In:   one sentence with its own attributions, and the templates of `wrappers/`.
Out:  a Passage whose first attribution holds the sentence as its content, the sentence's own inside it.
Holds: the words of the sentence stay, but for the case of its first letter and its closing mark.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from training.made.markup import Template, Words, read_passages, read_words, write
from training.made.passage import Marked, Passage, Spans, check, edited

_HERE = Path(__file__).parent
_HOLE = "￼"  # stands for the sentence while the wrapper is written
_ENDING = re.compile(r"[.,;:]*([\"”'’]*)[.,;:\s]*\Z")

# First words that are written small inside a sentence; any other may be a name.
_SMALL = frozenset(
    """a an the this that these those some many most several few all both each every no another other such one two
    three four five six seven eight nine ten he she it they we you his her its their our your my there here then now
    in on at by for from with without within after before during since until while when where as if though although
    because once despite amid among under over about against between through across but and or so yet also still even
    instead meanwhile earlier later last next what who which how why whether not only just more less at according to
    asked speaking critics officials police residents witnesses people voters supporters aides""".split()
)


def wrap(seed: int, text: str, marks: Sequence[Marked]) -> Passage:
    """Return the sentence told by an outer voice: "..., the monitor said"; "The Daily Beacon reported that ...".

    text: one sentence, trimmed. marks: its own attributions, by the text's offsets; may be empty.
    Returns: the new attributions stand first, the outermost of them at 0 or (with one that cites) 0 and 1; those
    that were outermost stand in the innermost new one. The same arguments give the same passage.
    Raises: ValueError if the text is empty or holds a line break; BrokenPassage, which is one, if the marks
    do not keep what `passage.check` asks for.
    """
    if not text.strip() or "\n" in text:
        raise ValueError(f"wrap takes one sentence in one line, not {text[:60]!r}")
    chance = random.Random(f"wrap {seed}")
    words, templates = _wrappers()
    has_quotes = any(mark in text for mark in '"“”') or "''" in text
    asks = text.rstrip("\"”'’ ")[-1:] in "?!"
    fitting = [
        t
        for t in templates
        if not (has_quotes and t.theme == "quoted") and not (asks and t.theme != "before")
    ]
    template = chance.choice(fitting)
    outer = write(Template(template.body.replace("<>", _HOLE), template.place, template.theme), words, chance)
    hole = outer.text.index(_HOLE)
    inside = _fitted(Passage(text, tuple(marks)), at_start=template.theme != "before")
    gone = len(inside.text) - 1

    def moved(spans: Spans) -> Spans:
        return tuple((s + gone * (s > hole), e + gone * (e > hole)) for s, e in spans)

    marked = [Marked(moved(m.source), moved(m.cue), moved(m.content), m.outer) for m in outer.marks]
    holder = next(
        k for k, m in reversed(list(enumerate(outer.marks))) if any(s <= hole < e for s, e in m.content)
    )
    first = len(marked)
    for mark in inside.marks:
        marked.append(mark.shifted(hole, holder if mark.outer is None else mark.outer + first))
    rest = outer.text[hole + 1 :]
    passage = Passage(outer.text[:hole] + inside.text + ("" if asks else rest), tuple(marked))
    check(passage)
    return passage


@cache
def _wrappers() -> tuple[Words, tuple[Template, ...]]:
    words = read_words(_HERE / "words.toml")
    return words, tuple(read_passages(_HERE / "wrappers", words))


def _fitted(passage: Passage, *, at_start: bool) -> Passage:
    """Return the sentence without its closing mark, its first letter small if it stands after other words."""
    ending = _ENDING.search(passage.text)
    assert ending is not None  # it matches the empty string too
    fitted = edited(
        passage, [(ending.start(), len(passage.text), ending[1])] if ending[0] != ending[1] else []
    )
    word = re.match(r"[A-Za-z]+", fitted.text)
    if at_start or word is None or word[0] == "I" or word[0].lower() not in _SMALL:
        return fitted
    return replace(fitted, text=fitted.text[0].lower() + fitted.text[1:])
