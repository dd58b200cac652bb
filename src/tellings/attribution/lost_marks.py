"""Read tellings in text that lost its commas: "six were killed the monitor said updating its toll".

In:   a Clause and places in it.
Out:  where what is said ends, or who says it.
Holds: nothing is read here that a mark of the text decides.
"""

from tellings.attribution.clause import Clause
from tellings.attribution.lexicon import (
    DETERMINERS,
    DOCUMENT_NOUNS,
    ORGANISATION_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    SPEAKER_NOUNS,
    STATE_WORDS,
    SUBORDINATORS,
)
from tellings.attribution.phrases import Stretch, has_finite, is_finite

_PLAIN_CUES = frozenset("said says added reported announced confirmed".split())
_WANTS_CLAUSE = frozenset({"said", "says", "added", "adds"})
_TRAILS = frozenset("while as after when before amid".split())  # open what follows "..., she said"
_CONTENT_OPENS = frozenset({"that", '"', ":", ","})
_AFTER_SOURCE = frozenset(
    "also who which whose in on at late early adding citing and but while as after".split()
)
_SPEAKS = (
    frozenset(SPEAKER_NOUNS)
    | frozenset(ORGANISATION_WORDS)
    | frozenset(STATE_WORDS)
    | DOCUMENT_NOUNS
    | PRONOUNS
)
_CITING = frozenset({"citing", "quoting"})
_NEAR = 4  # tokens before an inverted verb in which a speaker would be its subject


def is_said_before(clause: Clause, k: int, before: Stretch, source: Stretch, after: int) -> bool:
    """Whether what stands before the source is what is said, though no mark parts the two.

    k: the verb. after: where the words behind it start. So it is where these go on with a participle or "while", or
    are no clause after a verb that wants one ("said in an updated toll", but not "announced a truce").
    """
    if not clause.tokens[source.start - 1].is_word or clause.low(before.start) in SUBORDINATORS:
        return False
    first = clause.low(after)
    if after >= clause.hi or first in _CONTENT_OPENS:
        return False
    is_participle = first.endswith("ing") and len(first) > 5
    wants_clause = clause.low(k) in _WANTS_CLAUSE
    return (
        is_participle
        or first in _TRAILS
        or (wants_clause and not has_finite(clause.tokens, after, clause.hi))
    )


def inverted_source(clause: Clause, k: int, start: int) -> Stretch | None:
    """Return who speaks in "hit in the second strike said the rescue service", or None. k: the verb."""
    t, hi = clause.tokens, clause.hi
    if clause.low(k) not in _PLAIN_CUES or start - clause.lo < 3 or k + 2 > hi or not t[start - 1].is_word:
        return None
    subject = clause.words(start - _NEAR, start)
    if any(
        word.low in _SPEAKS or (word.is_name_like and word.start > t[clause.lo].start) for word in subject
    ):
        return None
    end = clause.phrase_end(k + 1, with_aside=False)
    source = clause.words(k + 1, end)
    if not any(word.low in _SPEAKS - PRONOUNS or word.is_name_like for word in source):
        return None
    if not (source[0].low in DETERMINERS | _SPEAKS or source[0].is_name_like):
        return None
    is_ended = end >= hi or not t[end].is_word or clause.low(end) in _AFTER_SOURCE | PREPOSITIONS
    if not is_ended or (end < hi and is_finite(t, end)) or not has_finite(t, clause.lo, start):
        return None
    return Stretch(k + 1, end)


def citing_subject(clause: Clause, k: int) -> Stretch | None:
    """Return the subject of the verb at k before its "citing X": "the agency citing medics put the toll at 12"."""
    at = next((m for m in range(clause.lo + 1, k) if clause.low(m) in _CITING), None)
    if at is None or not clause.tokens[at - 1].is_word or has_finite(clause.tokens, clause.lo, at):
        return None
    return clause.phrase_before(at)
