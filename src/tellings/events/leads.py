"""Find what could settle a question: footage, munitions left behind, documents, records, people, vehicles.

In:   a Document.
Out:  LeadMentions in order of the text, each with a span as tight as its noun phrase.
Holds: a lead is pointed at by the text, never inferred; `minor` ones are of little weight or hard to use.
       What was destroyed in the act (the car of a car bomb) is no lead.
"""

import re
from dataclasses import dataclass

from tellings.events.acts import HARM_WORDS
from tellings.events.lead_nouns import THING_READERS
from tellings.events.lead_phrases import Lead
from tellings.events.lead_traces import TRACE_READERS
from tellings.events.rolls import Named, read_rolls
from tellings.events.scenes import Scene, scenes
from tellings.model import Span
from tellings.text.segment import Document
from tellings.vocabulary import Field, LeadKind

_TOLL = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|scores|"
    r"hundreds)\b[^.;,]{0,40}?\b(?:killed|dead|died|shot dead)\b"
    r"|\b(?:killing|killed|kills)\s+(?:at\s+least\s+|about\s+)?(?:\d+|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|eleven|twelve)\b[^.;,]{0,25}?(?=\s|[.,;])",
    re.I,
)
_NAMED_DEAD = re.compile(
    r"\b(?:named\s+(?:the\s+\w+\s+)?as|identified\s+(?:the\s+\w+\s+)?as|names\s+of\s+the|"
    r"list\s+of\s+names|whose\s+names)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class LeadMention:
    """One lead. what: its words, for people; quote: the text at span, exactly."""

    kind: LeadKind
    what: str
    span: Span
    quote: str
    sentence: int
    minor: bool = False


def find_leads(document: Document, named: Named | None = None) -> tuple[LeadMention, ...]:
    """Return the leads of a document, in order of the text; those of one kind do not overlap.

    named: what `read_rolls` gives, where it is at hand.
    """
    found = _rolls_of_the_dead(document, named or read_rolls(document))
    for scene in scenes(document):
        if scene.sentence.headline:
            continue
        for reader in (*THING_READERS, *TRACE_READERS):
            for lead in reader(scene):
                mention = _mention(document, scene, lead)
                if mention.kind is LeadKind.STATEMENT and _is_told_before(mention, found):
                    continue
                found.append(mention)
    kept = _without_overlaps(found)
    names = _names_not_given(document)
    if names is not None:
        kept.append(names)
    return tuple(sorted(kept, key=lambda lead: (lead.span, lead.kind)))


def _rolls_of_the_dead(document: Document, named: Named) -> list[LeadMention]:
    """Return the lists that name the dead, as far as they stand in one sentence."""
    found = []
    for roll in named.rolls:
        sentence = document.sentences[roll.sentence]
        if (
            roll.whole
            and roll.kind is Field.KILLED
            and not sentence.headline
            and sentence.span.contains(roll.names)
        ):
            quote = roll.names.of(document.report.text)
            found.append(
                LeadMention(LeadKind.NAMES, " ".join(quote.split()), roll.names, quote, roll.sentence)
            )
    return found


def _is_told_before(mention: LeadMention, found: list[LeadMention]) -> bool:
    """Whether "the statement" takes up one that was told before."""
    takes_up = mention.quote.casefold().startswith(("the ", "this ", "its ", "their ", "his ", "her "))
    return takes_up and any(lead.kind is LeadKind.STATEMENT for lead in found)


def _mention(document: Document, scene: Scene, lead: Lead) -> LeadMention:
    span = scene.span(lead.start, lead.end)
    quote = span.of(document.report.text)
    return LeadMention(lead.kind, " ".join(quote.split()), span, quote, scene.sentence.index, lead.minor)


def _without_overlaps(found: list[LeadMention]) -> list[LeadMention]:
    """Keep, of overlapping leads of one kind, the one that is not minor, then the one found first."""
    kept: list[LeadMention] = []
    for lead in sorted(found, key=lambda lead: lead.minor):
        if not any(lead.span.overlaps(k.span) and (lead.kind is k.kind or lead.minor) for k in kept):
            kept.append(lead)
    return kept


def _names_not_given(document: Document) -> LeadMention | None:
    """Return a minor lead where people died and no name of theirs is told: at the words of the first "
    "toll."""
    if _NAMED_DEAD.search(document.view):
        return None
    for sentence in document.sentences:
        if sentence.headline or not any(token.low in HARM_WORDS for token in sentence.tokens):
            continue
        match = _TOLL.search(sentence.span.of(document.view))
        if match:
            span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
            quote = span.of(document.report.text)
            return LeadMention(
                LeadKind.NAMES, "the names of the dead: none is given", span, quote, sentence.index, True
            )
    return None
