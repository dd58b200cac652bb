"""Make claims: tie a value at a place of the text to the chain of voices that tells it there.

In:   a report's voices and attributions; a field, a value and its span.
Out:  Claims, with the innermost telling's chain, origin and stance.
Holds: what stands in no attribution is the outlet's own voice and has no origin; a claim's quote is its span.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tellings.attribution.chains import RELAYING, first_speaker, own_chain
from tellings.attribution.lexicon import HEDGES
from tellings.codec import to_text
from tellings.model import Attribution, Claim, Span, Value, Voice, content_id
from tellings.text.segment import Document
from tellings.text.span_index import SpanIndex
from tellings.vocabulary import Field, How, Stance

# A count in a demand or a condemnation is still told, not demanded or condemned.
_TOLD = frozenset({Stance.DEMANDS, Stance.CONDEMNS, Stance.THREATENS, Stance.TAKES_RESPONSIBILITY})
_UPDATING = re.compile(
    r"(?:\s+(?:on|late|early)?\s*[A-Z][a-z]+day)?[\s,]+(?:updating|raising|revising|lowering|increasing|correcting)\b[^.;:\"]*"
)
# The reader's own confidence by how the voice was found. Guesses, unmeasured.
_CONFIDENCE_TOLD, _CONFIDENCE_OWN, _CONFIDENCE_CARRIED = 0.9, 0.8, 0.6


@dataclass(frozen=True)
class Teller:
    """Who tells what at each place of one report."""

    document: Document
    voices: tuple[Voice, ...]
    attributions: tuple[Attribution, ...]

    @cached_property
    def _by_content(self) -> SpanIndex[Attribution]:
        return SpanIndex((a, a.content) for a in self.attributions)

    @cached_property
    def _by_cue(self) -> SpanIndex[Attribution]:
        return SpanIndex((a, a.cue) for a in self.attributions)

    @cached_property
    def _relays(self) -> frozenset[str]:
        return frozenset(voice.voice_id for voice in self.voices if voice.kind in RELAYING)

    @cached_property
    def own_chain(self) -> tuple[str, ...]:
        """The chain of what the outlet tells in its own voice: the outlet, and the agency it credits."""
        return own_chain(self.document, self.voices)

    def telling(self, span: Span) -> Attribution | None:
        """Return the innermost attribution whose content holds more than half of the span, or None."""
        held = [a for a in self._by_content.over(span) if _share(a.content, span) > 0.5]
        if not held:
            return None
        return max(
            held, key=lambda a: (not a.carried_on, len(a.chain), -sum(s.end - s.start for s in a.content))
        )

    def is_open(self, span: Span) -> bool:
        """Whether what no telling holds may still be somebody's: its sentence, no title, names a speaker."""
        sentence = self.document.sentence_at(span)
        return (
            sentence is not None
            and not sentence.headline
            and any(a.source for a in self._by_cue.over(sentence.span))
        )

    def telling_of_figure(self, span: Span) -> Attribution | None:
        """Return who tells the figure at `span`: as `telling`, else the telling that the figure is part of, or None.

        A figure's words may run over the end of a content, hold the cue ("raised the toll to 12"), or stand behind
        it in the speaker's own aside ("police said, updating a toll of 6").
        """
        told = self.telling(span)
        if told is not None:
            return told
        near = [a for a in (*self._by_content.over(span), *self._by_cue.over(span)) if a.source]
        return max(near, key=lambda a: len(a.chain), default=None) or self._updated(span)

    def _updated(self, span: Span) -> Attribution | None:
        sentence = self.document.sentence_at(span)
        if sentence is None or sentence.span.start >= span.start:
            return None
        for told in reversed(self._by_cue.over(Span(sentence.span.start, span.start))):
            end = told.cue[-1].end
            if told.source and end <= span.start and _UPDATING.fullmatch(self.document.view, end, span.start):
                return told
        return None

    def uttered(self, span: Span) -> Attribution | None:
        """Return the innermost attribution whose cue stands in the span, else the one that tells it.

        For what is an act of speech itself: "denied that ...", "took responsibility".
        """
        by_cue = self._by_cue.over(span)
        return max(by_cue, key=lambda a: len(a.chain)) if by_cue else self.telling(span)

    def claim(
        self,
        field: Field,
        value: Value | None,
        span: Span,
        *,
        wording: str | None = None,
        stance: Stance | None = None,
        told_by: Attribution | None = None,
        hedged: bool = False,
    ) -> Claim:
        """Return the claim that the voice at `span` tells `value` of `field`.

        stance: as given, else the telling's own. told_by: the telling, where the caller knows better than
        the place (a claim of responsibility is told by its cue). wording: the value's words, else the quote.
        """
        text = self.document.report.text
        telling = told_by or self.telling(span)
        chain = telling.chain if telling else self.own_chain
        own = len(chain) <= len(self.own_chain)
        quote = span.of(text)
        words = {word.strip(".,;:\"'").casefold() for word in quote.split()}
        if telling is None:
            confidence = _CONFIDENCE_OWN
        else:
            confidence = _CONFIDENCE_CARRIED if telling.carried_on else _CONFIDENCE_TOLD
        if stance is None:
            stance = telling.stance if telling and telling.stance not in _TOLD else Stance.ASSERTS
        if (
            value is not None
            and stance in (Stance.CANNOT_CONFIRM, Stance.DOUBTS)
            and field is not Field.DENIALS
        ):
            stance = Stance.ASSERTS  # it gives a value after all
        return Claim(
            claim_id=content_id(
                "claim",
                self.document.report.report_id,
                field,
                f"{span.start}-{span.end}",
                to_text(value),
                stance,
                telling.attribution_id if telling else "",
            ),
            field=field,
            value=value,
            stance=stance,
            report_id=self.document.report.report_id,
            attribution_id=telling.attribution_id if telling else None,
            chain=chain,
            origin=None if own else chain[-1],
            rests_on=None if own else self._rests_on(chain),
            span=span,
            quote=quote,
            wording=wording if wording is not None else quote,
            hedged=hedged
            or bool(telling and telling.hedged and stance is not Stance.ALLEGES)
            or bool(words & HEDGES),
            carried_on=bool(telling and telling.carried_on),
            undecided=telling.undecided if telling else (),
            how=telling.how if telling else How.INDIRECT,
            headline=self._is_headline(span),
            confidence=confidence,
        )

    def _rests_on(self, chain: tuple[str, ...]) -> str:
        """Return the first voice of the chain that is more than a relay of news: what it passes on is its word."""
        return first_speaker(chain[len(self.own_chain) :], self._relays)

    def _is_headline(self, span: Span) -> bool:
        sentence = self.document.sentence_at(span)  # headlines stand at the top: the first decides
        return sentence is not None and sentence.headline


def _share(content: Iterable[Span], span: Span) -> float:
    covered = sum(max(0, min(part.end, span.end) - max(part.start, span.start)) for part in content)
    return covered / (span.end - span.start)
