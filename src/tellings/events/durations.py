"""Find the words of a report that tell how long something lasted.

In:   a Document.
Out:  Durations, in order of the text.
Holds: only what an act, a siege or a battle lasted ("a three-day siege", "the attack lasted two hours"); sentences of
       prison, truces and ages are none. Upper-case text is read too.
"""

import re
from dataclasses import dataclass

from tellings.events.calendar import NUMBERS, ONE_TO_TWELVE
from tellings.model import Span
from tellings.text.segment import Document


@dataclass(frozen=True, slots=True)
class Duration:
    """How long, at its words. iso: ISO 8601, "P3D", "PT2H", "P2W", "P1M". days: whole days begun; None for months."""

    span: Span
    wording: str
    sentence: int
    iso: str
    days: int | None


_NUMBER = rf"(?P<number>\d{{1,3}}|{ONE_TO_TWELVE}|a|an)"
_LASTING = re.compile(
    rf"\b{_NUMBER}[- ](?P<unit>hour|day|week|month)(?:[- ]long|s'?|s-long)?\s+(?:[a-z-]+\s+){{0,2}}?"
    r"(?:siege|battle|stand-?off|occupation|attack|assault|offensive|gunfight|gun battle|shoot-?out|blockade|fighting"
    r"|bombardment|raid|ambush|clash|rampage|hostage crisis|ordeal|shelling)\b",
    re.IGNORECASE,
)
_LASTED = re.compile(
    r"\b(?:lasted|lasting|went on for|raged for|continued for)\s+(?:for\s+|about\s+|some\s+|nearly\s+|over\s+)?"
    rf"{_NUMBER}\s+(?P<unit>hour|day|week|month)s?\b",
    re.IGNORECASE,
)
_LETTERS = {"hour": "H", "day": "D", "week": "W", "month": "M"}


def find_durations(document: Document) -> tuple[Duration, ...]:
    """Return how long acts and sieges are told to have lasted; () where that is told of none."""
    found = []
    for pattern in (_LASTING, _LASTED):
        for match in pattern.finditer(document.view):
            span = Span(*match.span())
            sentence = document.sentence_at(span)
            word, unit = match["number"].casefold(), match["unit"].casefold()
            number = int(word) if word.isdigit() else NUMBERS[word]
            if sentence is None or number == 0:
                continue
            days = {"hour": -(-number // 24), "day": number, "week": 7 * number}.get(unit)
            iso = f"P{'T' if unit == 'hour' else ''}{number}{_LETTERS[unit]}"
            found.append(Duration(span, span.of(document.report.text), sentence.index, iso, days))
    return tuple(sorted(found, key=lambda duration: duration.span))
