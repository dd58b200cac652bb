"""Mark the figures that a sentence rejects: "denied reports of 30 dead", "claims that nine died are untrue".

In:   the tokens of a sentence and its Candidates.
Out:  nothing; candidates are marked as denied, or as overtaken where a report "proved exaggerated".
Holds: a denial reaches to the end of its clause and no further; denied responsibility denies no figure.
"""

from collections.abc import Sequence
from dataclasses import replace

from tellings.events.candidate import Candidate
from tellings.events.outcome_words import ACTIVE, ADVERBS, BE, NEGATIONS, low_at
from tellings.text.segment import Token

_DENIES = frozenset(
    "denied denies denying deny rejected rejects rejecting reject dismissed dismisses dismissing dismiss refuted "
    "refutes refuting disputed disputes disputing rubbished repudiated repudiates contested contests contradicted "
    "contradicts".split()
)
_CALLS = frozenset(
    "called calls calling branded branding described describes describing labelled labeled dubbed termed "
    "denounced ridiculed".split()
)
_TOLD = frozenset(
    "report reports claim claims allegation allegations figure figures number numbers toll tolls count counts "
    "suggestion suggestions rumour rumours rumor rumors account accounts assertion assertions statement statements "
    "story stories accusation accusations talk estimate estimates news version tally total charge charges".split()
)
_FALSE = frozenset(
    "untrue false baseless unfounded fabricated groundless wrong nonsense lie lies fiction invented exaggerated "
    "incorrect inflated propaganda fabrication fabrications fantasy invention absurd ridiculous lying overblown "
    "mistaken inaccurate".split()
)
_STOPS = frozenset("; but while although though saying said says insisting adding instead which who".split())
_BEFORE_TOLD = 6  # tokens from the verb to "reports" or "claims"; a guess, unmeasured


def mark_denied(tokens: Sequence[Token], candidates: Sequence[Candidate]) -> None:
    """Mark what is denied, and what "proved exaggerated" as overtaken."""
    if not candidates:
        return
    lows = [token.low for token in tokens]
    for candidate in candidates:
        _mark_not_done(lows, candidate)
    for at, low in enumerate(lows):
        if low in _DENIES and _is_of_figures(lows, at) and not _is_negated(lows, at):
            _deny(candidates, at, _clause_end(lows, at + 1))
        elif low in _CALLS and (told := _told_after(lows, at)) is not None:
            end = _clause_end(lows, told)
            if not _FALSE.isdisjoint(lows[told:end]):
                _deny(candidates, told, end)
        elif low in _FALSE or (low == "true" and _is_negated(lows, at)):
            _judged(lows, candidates, at)
        elif low == "contrary" and low_at(tokens, at + 1) == "to":
            _contradict(lows, candidates, at)
        elif low == "truth" and low_at(tokens, at - 1) == "no" and low_at(tokens, at + 1) in ("in", "to"):
            _deny(candidates, at, _clause_end(lows, at))


def _mark_not_done(lows: Sequence[str], candidate: Candidate) -> None:
    """Deny what was told as done by the speaker: "we did not kill 14 prisoners"; "did not kill anyone" is no figure."""
    read, quantity = candidate.predicate, candidate.quantity
    if (
        read is None
        or not (read.refused and read.active)
        or quantity.article
        or quantity.zero
        or quantity.is_one
    ):
        return
    before = lows[max(0, read.start - 2) : read.start]
    if before in (["did", "not"], ["did", "n't"], ["have", "not"], ["had", "not"]) or before[-1:] in (
        ["didn't"],
        ["never"],
    ):
        candidate.predicate = replace(read, refused=False)
        candidate.dead_end, candidate.denied = False, True


def _contradict(lows: Sequence[str], candidates: Sequence[Candidate], at: int) -> None:
    """Deny what "contrary to reports of 30 dead" rejects, and "contrary to what is said, 30 people did not die"."""
    comma = next((place for place in range(at, len(lows)) if lows[place] == ","), len(lows))
    for candidate in candidates:
        read = candidate.predicate
        if at < candidate.start < comma:
            candidate.denied = True
        elif read is not None and read.refused and not NEGATIONS.isdisjoint(lows[candidate.end : read.end]):
            candidate.predicate = replace(read, refused=False)
            candidate.dead_end, candidate.denied = False, True


def _deny(candidates: Sequence[Candidate], start: int, end: int) -> None:
    for candidate in candidates:
        if start < candidate.start < end:
            candidate.denied = True


def _is_of_figures(lows: Sequence[str], at: int) -> bool:
    """Whether the verb at `at` denies what was told, and no responsibility: "denied that", "rejected claims"."""
    following = lows[at + 1] if at + 1 < len(lows) else ""
    if following == "that" or following == "having" or (following.endswith("ing") and following in ACTIVE):
        return True
    return _told_after(lows, at) is not None


def _told_after(lows: Sequence[str], at: int) -> int | None:
    """Return where "reports", "claims" or "the figure" stands after a verb, with no clause between, or None."""
    for place in range(at + 1, min(at + 1 + _BEFORE_TOLD, len(lows))):
        if lows[place] in _TOLD:
            return place
        if lows[place] in _STOPS or lows[place] in (",", ".", "for", "in", "of", "that") or lows[place] in BE:
            return None
    return None


def _is_negated(lows: Sequence[str], at: int) -> bool:
    return any(
        low in NEGATIONS or low.endswith("n't") or low == "without" for low in lows[max(0, at - 3) : at]
    )


def _clause_end(lows: Sequence[str], at: int) -> int:
    return next((place for place in range(at, len(lows)) if lows[place] in _STOPS), len(lows))


def _judged(lows: Sequence[str], candidates: Sequence[Candidate], at: int) -> None:
    """Read "reports that nine died are untrue" and "it is not true that nine died" at the word that judges."""
    place = at - 1
    while place >= 0 and (
        lows[place] in ADVERBS or lows[place].endswith("ly") or lows[place] in ("a", "pure", "not")
    ):
        place -= 1
    if place < 0:
        return
    is_proved = lows[place] in ("proved", "proven") or lows[place - 1 : place + 1] == ["to", "be"]
    if not is_proved and lows[place] not in BE:
        return
    if at + 1 < len(lows) and lows[at + 1] == "that" and not is_proved:
        _deny(candidates, at, _clause_end(lows, at))
        return
    told = next((k for k in range(place - 1, -1, -1) if lows[k] in _TOLD or lows[k] in _STOPS), None)
    if told is None or lows[told] in _STOPS:
        return
    for candidate in candidates:
        if not told < candidate.start < place:
            continue
        if not is_proved:
            candidate.denied = True
        elif candidate.predicate is not None:
            candidate.predicate = replace(candidate.predicate, superseded=True)
