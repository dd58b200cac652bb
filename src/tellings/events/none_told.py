"""Find where a report says that no casualties are reported: neither a zero nor a count.

In:   a Document, or tokens and the place of a "no".
Out:  NotReported places; or the kind and the end of one.
Holds: "there were no casualties" is none of these: it is a zero, and `counts` reads it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tellings.events.outcome_words import ADVERBS, low_at
from tellings.model import Span
from tellings.text.segment import Document, Token
from tellings.vocabulary import Field


@dataclass(frozen=True, slots=True)
class NotReported:
    """A place that says none are reported: no zero, and no count. wording: as printed."""

    kind: Field
    span: Span
    wording: str
    sentence: int


NONE_KINDS = {
    "casualties": Field.KILLED_OR_INJURED,
    "casualty": Field.KILLED_OR_INJURED,
    "victims": Field.KILLED_OR_INJURED,
    "deaths": Field.KILLED,
    "death": Field.KILLED,
    "dead": Field.KILLED,
    "fatalities": Field.KILLED,
    "injuries": Field.INJURED,
    "injured": Field.INJURED,
    "wounded": Field.INJURED,
    "arrests": Field.DETAINED,
}
_REPORTED = frozenset(
    "reported report reports recorded announced given confirmed known mentioned registered claimed immediately "
    "word information details news confirmation figures indication".split()
)
_GIVES = frozenset(
    "gave give gives giving reported reporting reports mentioned mentions announced provided".split()
)


def find_not_reported(document: Document) -> tuple[NotReported, ...]:
    """Return the places that say casualties are not reported ("no deaths have been reported")."""
    found: list[NotReported] = []
    for sentence in document.sentences:
        tokens = sentence.tokens
        for at, token in enumerate(tokens):
            if token.low not in ("no", "any"):
                continue
            none = none_reported(tokens, at)
            if none:
                kind, end = none
                span = Span(tokens[at].start, tokens[end - 1].end)
                found.append(NotReported(kind, span, span.of(document.report.text), sentence.index))
    return tuple(found)


def none_reported(tokens: Sequence[Token], at: int) -> tuple[Field, int] | None:
    """Read "no casualties were reported", "no reports of deaths", "gave no casualties" at a "no".

    Returns the kind and the token place where it ends, or None where the words tell a zero or something else.
    """
    noun_at = next((at + step for step in range(1, 8) if low_at(tokens, at + step) in NONE_KINDS), None)
    if noun_at is None or any(low_at(tokens, p) in (".", ",", ";", "but") for p in range(at, noun_at)):
        return None
    kind = NONE_KINDS[tokens[noun_at].low]
    end = noun_at + 1
    while low_at(tokens, end) in ("or", "and") and low_at(tokens, end + 1) in NONE_KINDS:
        if NONE_KINDS[tokens[end + 1].low] is not kind:
            kind = Field.KILLED_OR_INJURED
        end += 2
    if tokens[at].low == "no" and any(low_at(tokens, p) in _REPORTED for p in range(at + 1, noun_at)):
        return kind, end
    if tokens[at].low == "any":
        return None
    if low_at(tokens, at - 1) in _GIVES:
        return kind, end
    for step in range(4):
        low = low_at(tokens, end + step)
        if low in _REPORTED:
            return kind, end + step + 1
        if (
            low not in ("were", "was", "have", "has", "had", "been", "are", "is", "immediately")
            and low not in ADVERBS
        ):
            break
    return None
