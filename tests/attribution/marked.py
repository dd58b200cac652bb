"""Tellings whose spans are marked in the text: "{S The army} {C denied} {K that {I it} {I said} {I so}}".

S, C, K: source, cue, content; several fragments of one are told in order. I: of a telling inside the content.
Every text in these tests is invented.
"""

import re

from tellings.attribution.furnishing import furnish
from tellings.attribution.telling import Telling
from tellings.model import Span
from tellings.text.segment import segment
from tests.builders import report

_MARK = re.compile(r"\{([SCKI]) |\}")


def furnished(marked: str) -> tuple[Telling, str]:
    """Return (the telling of the marked spans as it is furnished, the text without the marks)."""
    text, spans = read_marks(marked)
    telling = furnish(
        segment(report(text)),
        source=tuple(spans["S"]),
        cue=tuple(spans["C"]),
        content=tuple(spans["K"]),
        outer=None,
        inner=spans["I"],
    )
    return telling, text


def read_marks(marked: str) -> tuple[str, dict[str, list[Span]]]:
    """Return (the text without the marks, the spans of each mark in order of the text)."""
    text = ""
    spans: dict[str, list[Span]] = {role: [] for role in "SCKI"}
    opened: list[tuple[str, int]] = []
    at = 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match.group(1):
            opened.append((match.group(1), len(text)))
        else:
            role, start = opened.pop()
            spans[role].append(Span(start, len(text)))
    assert not opened, f"a mark is left open in {marked!r}"
    return text + marked[at:], {role: sorted(found) for role, found in spans.items()}
