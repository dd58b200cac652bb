"""Read one site by its form: who speaks, which words are the cue, what is said.

In:   a Clause and a site.
Out:  a Draft, or None where the site is no telling after all.
Holds: nothing here looks outside the clause; verbs of saying are read in `verbs`.
"""

from tellings.attribution.clause import BE, Clause
from tellings.attribution.lexicon import (
    AUXILIARIES,
    CUE_STANCE,
    DOCUMENT_NOUNS,
    NEGATIONS,
    NOUN_CUES,
)
from tellings.attribution.phrases import Stretch, has_finite, is_adjunct_start, skip_adjunct
from tellings.attribution.sites import ESTIMATES, QUOTE_FORMS, TAKING, is_by_estimate, reads_as_noun
from tellings.attribution.telling import Draft, Relayed
from tellings.attribution.verbs import read_verb

_RUMOURED = frozenset(
    "said believed reported alleged thought understood feared known claimed suspected rumoured rumored".split()
)
_TOLD_BY = frozenset(
    "reported announced confirmed denied condemned claimed denounced rejected told described".split()
)
_CONFIRMED = frozenset({"confirmed", "verified", "corroborated"})
_WAS = BE - {"be", "being"}
_NOBODY = frozenset({"no", "nobody", "none", "neither"})


def read_site(clause: Clause, k: int) -> Draft | None:
    """Return the telling whose cue is the word at k."""
    low = clause.low(k)
    if low == "according":
        return _according_to(clause, k)
    if low == "responsibility":
        return _responsibility(clause, k)
    if low in {"citing", "cited", "cites"} or (low == "quoting"):
        return _citing(clause, k)
    if low in QUOTE_FORMS:
        return _was_quoted(clause, k) if clause.low(k - 1) in _WAS else _quoted_as_saying(clause, k)
    if low in ESTIMATES and is_by_estimate(clause, k):
        return _by_estimate(clause, k)
    if low in NOUN_CUES and (low not in CUE_STANCE or reads_as_noun(clause, k)):
        return _noun(clause, k)
    return _impersonal(clause, k) or read_verb(clause, k)


def _according_to(clause: Clause, k: int) -> Draft | None:
    """Read "..., according to X" and "According to X, ..."."""
    t, hi = clause.tokens, clause.hi
    end = clause.phrase_end(k + 2)
    if end == k + 2:
        return None
    source, cue = Stretch(k + 2, end), Stretch(k, k + 2)
    before = clause.trim(clause.lo, k)
    comma = clause.low(end) == "," and end < hi
    if comma and clause.low(end + 1) in {"which", "who", "whose"} and before.words >= 3:
        return Draft(source, cue, (before,))
    start = end + 1 if comma else end
    if start < hi and is_adjunct_start(t, start, hi):
        start = skip_adjunct(t, start, hi)
    after = clause.trim(start, hi)
    contents: list[Stretch] = []
    if before.words >= 3 and (has_finite(t, *before) or after.words < 3 or before.words > 8):
        contents.append(before)
    if after.words >= 2 and (not contents or comma):
        contents.append(after)
    return Draft(source, cue, tuple(contents)) if contents else None


def _by_estimate(clause: Clause, k: int) -> Draft | None:
    """Read "..., by his estimate", "By the mayor's count, ..."."""
    by = max(m for m in range(max(clause.lo, k - 5), k) if clause.low(m) == "by")
    before, after = clause.trim(clause.lo, by), clause.trim(k + 1, clause.hi)
    content = before if before.words >= 3 else after
    if content.words < 3:
        return None
    return Draft(Stretch(by + 1, k), Stretch(k, k + 1), (content,))


def _responsibility(clause: Clause, k: int) -> Draft | None:
    """Read "X took responsibility for Y", "Y, the group that claimed responsibility for it"."""
    verb = max((m for m in range(max(clause.lo, k - 4), k) if clause.low(m) in TAKING), default=None)
    if verb is None:
        return None
    start = verb
    while start - 1 >= clause.lo and clause.low(start - 1) in AUXILIARIES:
        start -= 1
    is_relative = start > clause.lo and clause.low(start - 1) in {"that", "which", "who"}
    source = clause.phrase_before(start - 1 if is_relative else start)
    if source is None and clause.low(verb) in {"claiming", "taking"}:
        source = clause.subject_before(verb)
    if source is None or clause.low(source.start) in _NOBODY:
        return None
    if any(clause.low(m) in NEGATIONS for m in range(start, k)):
        return None
    end = (
        clause.phrase_end(k + 2, with_aside=False)
        if k + 1 < clause.hi and clause.low(k + 1) == "for"
        else k + 1
    )
    return Draft(source, Stretch(verb, verb + 1), (Stretch(k, max(end, k + 1)),))


def _citing(clause: Clause, k: int) -> Draft | None:
    """Read "..., citing X" and "..., quoting X" where nobody else is said to tell it."""
    end = clause.phrase_end(k + 1)
    if end == k + 1 or clause.low(k) in {"cited", "cites"}:
        return None
    before = clause.trim(clause.lo, k)
    is_subject = clause.tokens[k - 1].is_word and not has_finite(clause.tokens, *before)
    if is_subject and has_finite(clause.tokens, end, clause.hi):
        return None  # "the agency citing medics put the toll at 12": the agency tells it
    content = before if before.words >= 3 else clause.trim(end, clause.hi)
    if content.words < 2:
        return None
    return Draft(Stretch(k + 1, end), Stretch(k, k + 1), (content,))


def _was_quoted(clause: Clause, k: int) -> Draft | None:
    """Read "X was quoted as saying" and "X was quoted by Y as saying"."""
    start = clause.cue_start(k)
    speaker = clause.phrase_before(start)
    as_ = _find_as(clause, k, within=14)
    if speaker is None or as_ is None:
        return None
    before = clause.trim(clause.lo, speaker.start)
    if clause.low(as_ + 2) == "by" or (clause.low(before.start) == '"' and before.words >= 3):
        # '"...," X was quoted as saying by Y'
        return _was_quoted_after(clause, k, speaker, as_, before)
    content = _after_as_saying(clause, as_)
    if clause.low(k + 1) == "by" and k + 2 < as_:
        relayed = Relayed(speaker, Stretch(as_, as_ + 2))
        return Draft(Stretch(k + 2, as_), Stretch(k, k + 1), (content,), relayed=relayed)
    return Draft(speaker, Stretch(start, as_ + 2), (content,))


def _was_quoted_after(clause: Clause, k: int, speaker: Stretch, as_: int, before: Stretch) -> Draft | None:
    if before.words < 2:
        return None
    start = clause.cue_start(k)
    by = next((m for m in (k + 1, as_ + 2) if clause.low(m) == "by" and m + 1 < clause.hi), None)
    if by is None:
        return Draft(speaker, Stretch(start, min(as_ + 2, clause.hi)), (before,))
    outlet = Stretch(by + 1, clause.phrase_end(by + 1))
    if not outlet.words:
        return None
    relayed = Relayed(speaker, Stretch(start, k + 1))
    return Draft(outlet, Stretch(by, by + 1), (before,), relayed=relayed)


def _quoted_as_saying(clause: Clause, k: int) -> Draft | None:
    """Read "the paper quoted X as saying"."""
    source = clause.phrase_before(clause.cue_start(k))
    as_ = _find_as(clause, k, within=24)
    if source is None or as_ is None or as_ == k + 1:
        return None
    relayed = Relayed(Stretch(k + 1, _without_comma(clause, as_)), Stretch(as_, min(as_ + 2, clause.hi)))
    content = _after_as_saying(clause, as_)
    if content.words < 1:  # '"...," the statement quotes X as saying'
        content = clause.trim(clause.lo, source.start)
    if content.words < 1:
        return None
    return Draft(source, Stretch(k, k + 1), (content,), relayed=relayed)


def _without_comma(clause: Clause, end: int) -> int:
    return end - 1 if clause.low(end - 1) == "," else end


def _find_as(clause: Clause, k: int, *, within: int) -> int | None:
    """Return the place of "as" in "as saying" after k."""
    return next(
        (
            m
            for m in range(k, min(clause.hi - 1, k + within))
            if clause.low(m) == "as" and clause.low(m + 1).endswith("ing")
        ),
        None,
    )


def _after_as_saying(clause: Clause, as_: int) -> Stretch:
    start = as_ + 2
    if start >= clause.hi:
        return Stretch(clause.hi, clause.hi)
    return clause.trim(start + 1 if clause.low(start) == "that" else start, clause.hi)


def _impersonal(clause: Clause, k: int) -> Draft | None:
    """Read "it is stated that", "is said to have", "could not be confirmed", "was reported by"."""
    low, start = clause.low(k), clause.cue_start(k)
    if not any(clause.low(m) in BE for m in range(start, k)):
        return None
    subject = clause.phrase_before(start)
    if (
        start - 1 >= clause.lo
        and clause.low(start - 1) == "it"
        and k + 1 < clause.hi
        and clause.low(k + 1) == "that"
    ):
        source = _document_before(clause, start - 1)
        return Draft(source, Stretch(start - 1, k + 2), (clause.trim(k + 2, clause.hi),))
    if subject is None:
        return None
    cue = Stretch(start, k + 1)
    if low in _CONFIRMED and any(clause.low(m) in NEGATIONS for m in range(start, k)):
        return Draft(None, cue, (subject,))
    following = clause.low(k + 1) if k + 1 < clause.hi else ""
    if low in _RUMOURED and following == "to":
        content = (subject, clause.trim(k + 1, clause.hi))
        return Draft(None, cue, content)
    if low in _TOLD_BY and following == "by":
        end = clause.phrase_end(k + 2)
        if end > k + 2:
            return Draft(Stretch(k + 2, end), cue, (subject,))
    return None


def _document_before(clause: Clause, k: int) -> Stretch | None:
    """Return the document of an adverbial before k: "in a report sent by X, it is stated that"."""
    end = k
    while end > clause.lo and clause.low(end - 1) == ",":
        end -= 1
    for m in range(clause.lo, end):
        if clause.low(m) in {"in", "according"} and any(
            w.low in DOCUMENT_NOUNS for w in clause.words(m + 1, m + 5)
        ):
            return Stretch(m + 1, end)
    return None


def _noun(clause: Clause, k: int) -> Draft | None:
    """Read "an allegation by X that ...", "X's claim that ..."."""
    that = next((m for m in range(k + 1, min(clause.hi, k + 16)) if clause.low(m) == "that"), None)
    if that is None or that + 2 >= clause.hi or has_finite(clause.tokens, k + 1, that):
        return None
    source: Stretch | None = None
    if clause.low(k + 1) in {"by", "from"} and clause.part(clause.lo, that).phrase_end(k + 2) >= that - 1:
        source = Stretch(k + 2, that)
    elif that == k + 1 and k > clause.lo and clause.low(k - 1).endswith("'s"):
        owner = clause.phrase_before(k)
        source = Stretch(owner.start, k) if owner else None
    if source is None:
        return None
    content = clause.trim(that + 1, clause.hi)
    return Draft(source, Stretch(k, k + 1), (content,))
