"""Mark sentences that carry a speaker's account on without a cue of their own.

In:   a Document and its attributions, chains resolved.
Out:  an Attribution per such sentence: no source, no cue, `carried_on`, and the voices it may be.
Holds: only a sentence whose own words tie it to the one before is carried on (a pronoun, "also", "the
rockets" again); the outlet always stays among the voices it may be.
"""

from bisect import bisect_right

from tellings.attribution.lexicon import DETERMINERS, PREPOSITIONS, SPEAKER_NOUNS
from tellings.model import Attribution, Span, content_id
from tellings.text.segment import Document, Sentence, Token
from tellings.vocabulary import How, Stance

_PRONOUN_OPENERS = frozenset(
    "they it he she his her its their them one both neither none nobody nothing everyone everybody each such".split()
)
_POINTING = frozenset("that this these those such".split())
_GO_ON = frozenset("also moreover furthermore additionally besides likewise similarly".split())
_NEXT = frozenset(
    "then but however later afterwards afterward subsequently meanwhile instead so and as".split()
)
_ORDERED = frozenset("second third first other others same latter former remaining rest next last".split())
_SUMMING = frozenset(
    "figure figures number total toll list incident operation recording recordings documents".split()
)
_LONGEST_RUN = 6  # sentences carried on after one cue; guess, unmeasured
_STANDING_VERBS = frozenset("is are has have lies sits houses remains belongs covers".split())


def carry_on(document: Document, attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """Return the attributions of sentences carried on, in order of the text."""
    told = _by_sentence(document, attributions)
    carried: list[Attribution] = []
    open_by: Attribution | None = None
    inner: Attribution | None = None
    run = 0
    before: Sentence | None = None
    for sentence in document.sentences:
        own = told[sentence.index]
        if sentence.headline:
            continue
        if own:
            speaking = [a for a in own if len(a.chain) > 1 and a.stance in _TELLING]
            open_by = next((a for a in speaking if a.outer is None), speaking[0] if speaking else None)
            inner = next(
                (
                    a
                    for a in speaking
                    if a.outer is not None and a.outer == (open_by and open_by.attribution_id)
                ),
                None,
            )
            run = 0
            before = sentence
            continue
        if open_by is None or before is None or run >= _LONGEST_RUN:
            before, open_by = sentence, None
            continue
        is_new_paragraph = sentence.paragraph != before.paragraph
        tie = _tie(sentence, before, is_new_paragraph=is_new_paragraph)
        if tie is None:
            open_by = None
        else:
            carried.append(_carried(document, sentence, open_by, inner if tie == "points" else None))
            if tie == "goes_on":
                inner = None
            run += 1
        before = sentence
    return tuple(carried)


def _by_sentence(document: Document, attributions: tuple[Attribution, ...]) -> dict[int, list[Attribution]]:
    """Return sentence index -> the attributions with a word in it, in the order given."""
    starts = [sentence.span.start for sentence in document.sentences]
    told: dict[int, list[Attribution]] = {index: [] for index in range(len(starts))}
    for attribution in attributions:
        touched: set[int] = set()
        for part in (*attribution.source, *attribution.cue, *attribution.content):
            index = max(0, bisect_right(starts, part.start) - 1)
            while index < len(starts) and starts[index] < part.end:
                if document.sentences[index].span.overlaps(part):
                    touched.add(index)
                index += 1
        for index in touched:
            told[index].append(attribution)
    return told


_TELLING = frozenset({Stance.ASSERTS, Stance.ALLEGES, Stance.CONFIRMS, Stance.CONCEDES, Stance.DENIES})


def _tie(sentence: Sentence, before: Sentence, *, is_new_paragraph: bool) -> str | None:
    """Return what ties the sentence to the one before: "points", "goes_on", or None."""
    words = [t for t in sentence.tokens if t.is_word]
    if len(words) < 3:
        return None
    first, second = words[0].low, words[1].low
    if first in _POINTING and (is_new_paragraph is False or first in {"those", "these"}):
        return "points"
    if is_new_paragraph:
        return "points" if first in {"they", "those", "these"} else None
    if first in _GO_ON:
        return "goes_on"
    if first in _PRONOUN_OPENERS or (first in _NEXT and (second in _PRONOUN_OPENERS | _POINTING | {"the"})):
        return "points"
    if first in {"in", "on"} and second in {"addition", "top"}:
        return "goes_on"
    if first in {"the", "some", "most", "many", "all", "a", "another", "two", "three"} or first in _NEXT:
        phrase: list[str] = []
        for token in words[:6]:
            if token.low in PREPOSITIONS and phrase:
                break
            if token.low not in DETERMINERS:
                phrase.append(token.low)
        if first != "the" and any(word in SPEAKER_NOUNS for word in phrase):
            return None  # somebody new comes on
        if _ORDERED & set(phrase[:3]):
            return "points"
        if any(t.low in _STANDING_VERBS for t in words[:7]):
            return None
        earlier = {t.low.rstrip("s") for t in before.tokens if len(t.low) > 3 and t.low not in DETERMINERS}
        if first == "the" and phrase and phrase[0] in _SUMMING:
            return "points"
        if first == "the" and any(word.rstrip("s") in earlier for word in phrase[:3] if len(word) > 3):
            return "points"
    return "points" if _repeats(words, before) else None


def _repeats(words: list[Token], before: Sentence) -> bool:
    """Whether a definite phrase near the start names again what the sentence before was about."""
    earlier = {t.low.rstrip("s") for t in before.tokens if len(t.low) > 3}
    return not any(t.low in _STANDING_VERBS for t in words[:7]) and any(
        words[k].low == "the" and words[k + 1].low.rstrip("s") in earlier and len(words[k + 1].low) > 3
        for k in range(1, min(6, len(words) - 1))
    )


def _carried(
    document: Document, sentence: Sentence, told_by: Attribution, inner: Attribution | None
) -> Attribution:
    speaker = inner or told_by
    outlet = speaker.chain[0]
    undecided = [speaker.chain[-1]]
    if inner is not None and told_by.chain[-1] not in undecided:
        undecided.append(told_by.chain[-1])
    if outlet not in undecided:
        undecided.append(outlet)
    report_id = document.report.report_id
    end = sentence.span.end
    return Attribution(
        attribution_id=content_id("attribution", report_id, "carried on", f"{sentence.span.start}-{end}"),
        report_id=report_id,
        source=(),
        cue=(),
        content=(Span(sentence.span.start, end),),
        chain=speaker.chain,
        links=speaker.links,
        rests_on=speaker.rests_on,
        stance=Stance.ASSERTS,
        how=How.INDIRECT if told_by.how is How.DIRECT else told_by.how,
        hedged=told_by.hedged,
        carried_on=True,
        undecided=tuple(undecided),
    )
