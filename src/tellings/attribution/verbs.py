"""Read a verb of saying: "X said that ...", "..., X said", "..., said X", "X told Y that ...".

In:   a Clause and the place of the verb.
Out:  a Draft, or None where nobody who can speak stands by it.
Holds: the source is a phrase of the clause, or the speaker of the telling before ("... and demanded that").
"""

from tellings.attribution.clause import BE, Clause
from tellings.attribution.lexicon import (
    ACCUSING,
    BARE_OBJECT_CUES,
    CUE_STANCE,
    DOCUMENT_NOUNS,
    NEGATIONS,
    OUTLET_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    SPEAKER_NOUNS,
    TELL_FORMS,
)
from tellings.attribution.lost_marks import citing_subject, inverted_source, is_said_before
from tellings.attribution.phrases import Stretch, has_finite, is_adjunct_start, skip_adjunct
from tellings.attribution.sites import (
    CALL_FORMS,
    GO_FORMS,
    RECORDINGS,
    SHOW_FORMS,
    SPEAK_FORMS,
    is_shown,
    refuses_to_confirm,
)
from tellings.attribution.stance_words import ATTACK_NOUNS
from tellings.attribution.telling import Draft
from tellings.vocabulary import Stance

_SAID_TO = frozenset("said confirmed admitted explained announced reported disclosed".split())
_TOLD = frozenset("tell tells told telling".split())
_NO_SPEAKER = frozenset(
    "no nobody none there what nothing neither all deaths casualties explosions blasts rockets shells violence "
    "evidence more".split()
)
_STAND_FOR_PEOPLE = frozenset({"others", "some", "many", "those", "one", "both"})
_CLAIM = frozenset({"claim", "claims", "claimed"})
_SPEAKERS = frozenset(SPEAKER_NOUNS) | DOCUMENT_NOUNS | PRONOUNS | OUTLET_WORDS
_NO_SUBJECT_AFTER = frozenset({"that", "to"}) | PRONOUNS - {"he", "she"}
_WAS = BE - {"be"}
_OPENERS = frozenset({"but", "and", "however", "furthermore", "moreover", "meanwhile", "also", ","})
_ADVERBIAL_OPENERS = frozenset("when if while after before as although though asked speaking".split())
_GOES_ON = frozenset({"adding", "saying", "claiming"})  # read as tellings of their own
_AFTER_INVERTED = frozenset("and but while as after when citing quoting adding".split()) | PREPOSITIONS
_WHERE = frozenset("outside inside at in near from by on".split())
_SHORT_SUBJECTS = frozenset("to there how what why it they he she".split())


def read_verb(clause: Clause, k: int) -> Draft | None:
    """Return the telling whose cue is the verb at k."""
    start = clause.cue_start(k - 2 if refuses_to_confirm(clause, k) else k)
    low = clause.low(k)
    if low.endswith("ed") and any(clause.low(m) in _WAS for m in range(start, k)):
        return None  # a passive that `forms` did not know
    if not _tells(clause, k, start):
        return None
    inverted = _inverted(clause, k, start)
    if inverted is not None:
        return inverted
    if low in SHOW_FORMS and is_shown(clause, k):
        return _shown_by(clause, k, start)
    source = citing_subject(clause, k) or clause.phrase_before(start)
    if source is None and low.endswith("ing"):
        source = clause.subject_before(k)
    if source is None and start == clause.lo and clause.last_speaker and clause.last_speaker.end <= start:
        source = clause.last_speaker
    if source is None or not _can_speak(clause, source, low):
        return None
    has_particle = low in CALL_FORMS | SPEAK_FORMS | GO_FORMS and clause.low(k + 1) in {
        "on",
        "for",
        "upon",
        "of",
    }
    cue = Stretch(start, k + 2 if has_particle else k + 1)
    return _said_by(clause, k, source, cue)


def _tells(clause: Clause, k: int, start: int) -> bool:
    """Whether the verb at k tells something; its negation leaves no telling ("did not say"), but for some."""
    low = clause.low(k)
    is_negated = any(
        clause.low(m) in NEGATIONS or clause.low(m).endswith("n't")
        for m in range(max(clause.lo, start - 1), k)
    )
    if low.startswith("order"):
        return False
    leaves_open = low.startswith(("confirm", "verif", "corroborat")) or CUE_STANCE.get(low) is Stance.DENIES
    return not is_negated or leaves_open


def _can_speak(clause: Clause, source: Stretch, cue: str) -> bool:
    words = clause.tokens[source.start : source.end]
    if words[0].low in _NO_SPEAKER:
        return False
    if any(w.low in _SPEAKERS for w in words):
        return True
    # the first word of a sentence is capitalised whatever it is
    named = words[1:] if source.start == 0 and len(words) > 1 else words
    if any(w.is_name_like for w in named):
        return True
    return cue in {"said", "says", "added", "told"} or words[0].low in _STAND_FOR_PEOPLE


def _shown_by(clause: Clause, k: int, start: int) -> Draft | None:
    """Read "a video shot in the market showed six bodies": a recording tells what it shows."""
    last = max(m for m in range(clause.lo, start) if clause.low(m) in RECORDINGS)
    head = clause.phrase_before(last + 1)
    content = clause.trim(k + 1, clause.hi)
    if head is None or not content.words:
        return None
    return Draft(Stretch(head.start, start), Stretch(start, k + 1), (content,))


# ---------------------------------------------------------------- "..., said a statement by the council"


def _inverted(clause: Clause, k: int, start: int) -> Draft | None:
    """Read content, verb, source."""
    t, lo, hi = clause.tokens, clause.lo, clause.hi
    unmarked = inverted_source(clause, k, start)
    if unmarked is not None:
        return Draft(unmarked, Stretch(start, k + 1), (clause.trim(lo, start),))
    if start - 1 <= lo or clause.low(start - 1) not in {",", '"', "?", "!", "-", "--"}:
        return None
    if clause.closes_apposition(start):
        return None
    if k + 1 >= hi or not t[k + 1].is_word or t[k + 1].low in _NO_SUBJECT_AFTER or clause.low(k) in _TOLD:
        return None  # "told" wants a listener: what follows it does not speak
    before = _said_before(clause, start)
    if before is None or before.words < 2:
        return None
    end = clause.phrase_end(k + 1)
    if end == k + 1 or not _can_speak(clause, Stretch(k + 1, end), ""):
        return None
    tail = skip_adjunct(t, end, hi) if end < hi else end
    is_ended = tail >= hi or t[tail].low in {",", ".", '"', ";", ":", "--", "-", "!", "?"}
    if not is_ended:
        is_clause_after = (
            has_finite(t, k + 1, hi) and not has_finite(t, *before) and t[before.start].low != '"'
        )
        if is_clause_after or t[tail].low not in _AFTER_INVERTED:
            return None
    contents = [before]
    if tail < hi and t[tail].low in {",", ".", ":", "--"}:
        rest = clause.trim(tail + 1, hi)
        if rest.words >= 2 and t[rest.start].low not in {
            "adding",
            "saying",
            "citing",
            "quoting",
            "who",
            "and",
            "but",
        }:
            contents.append(rest)
    return Draft(Stretch(k + 1, end), Stretch(start, k + 1), tuple(contents))


# ---------------------------------------------------------------- "X said ..." and "..., X said"


def _said_by(clause: Clause, k: int, source: Stretch, cue: Stretch) -> Draft | None:
    """Say what the speaker before the verb says: what stands after, or before, or on both sides."""
    low = clause.low(k)
    told_to = _told_to(clause, low, cue.end)
    after = _content_start(clause, low, cue.end, told_to)
    if low in _TOLD and after == cue.end:
        return None  # "told the truth": nobody is told, and no "that" follows
    before = _said_before(clause, source.start)

    def draft(*contents: Stretch) -> Draft:
        return Draft(source, cue, contents)

    mark = clause.low(after) if after < clause.hi else ""
    if not mark or (mark in {".", '"', ")"} and after + 1 >= clause.hi):
        return draft(before) if before else None
    if before is not None and _ends_what_is_said_before(clause, source, before, after):
        rest = clause.trim(after + 1, clause.hi) if mark == "," else Stretch(after, after)
        goes_on = rest.words >= 2 and clause.low(rest.start) not in _GOES_ON
        return draft(before, rest) if goes_on else draft(before)
    if before is not None and is_said_before(clause, k, before, source, after):
        return draft(before)
    if mark in {",", ":", "-", "--"}:
        after += 1
    if after < clause.hi and clause.low(after) == "that":
        after += 1
    content = clause.trim(after, clause.hi)
    if not content.words:
        return draft(before) if before else None
    if low in _CLAIM and clause.low(content.end - 1) in ATTACK_NOUNS and content.words <= 3:
        return draft(content)  # "rebels claim attack", "claimed the raid"
    is_bare = cue.end == k + 1 and low not in BARE_OBJECT_CUES | ACCUSING
    return None if is_bare and _is_mere_object(clause, content) else draft(content)


def _told_to(clause: Clause, low: str, after: int) -> Stretch | None:
    """Return who is told, from `after` on: "told AGENCY", "said to reporters"; empty or None where nobody is."""
    if after + 1 < clause.hi and clause.low(after) == "to" and low in _SAID_TO:
        listener = clause.listener(after + 1)
        return listener if listener.words else None
    if low in TELL_FORMS and after < clause.hi:
        return clause.listener(after)
    return None


def _content_start(clause: Clause, low: str, after: int, told_to: Stretch | None) -> int:
    """Return where the content starts, or the mark before it: behind the listener and the adverbials."""
    t, hi = clause.tokens, clause.hi
    if told_to is not None:
        after = told_to.end
        if low in TELL_FORMS:
            opener = next((m for m in range(after, min(hi, after + 14)) if t[m].low in {":", "that"}), None)
            if opener is not None and not has_finite(t, after, opener):
                after = opener
    if after < hi and is_adjunct_start(t, after, hi):
        return skip_adjunct(t, after, hi)
    if told_to is not None and told_to.words and after < hi and t[after].low in _WHERE:
        # "told reporters outside the gate, ..."
        mark = next((m for m in range(after, min(hi, after + 9)) if t[m].low in {",", '"', "."}), None)
        if mark is None and hi - after < 9:
            mark = hi
        if mark is not None and not has_finite(t, after, mark):
            return mark
    return after


def _ends_what_is_said_before(clause: Clause, source: Stretch, before: Stretch, after: int) -> bool:
    """Whether what stands before the source is what is said, though more follows the verb."""
    mark = clause.low(after)
    if mark == ",":
        opens_quote = after + 1 < clause.hi and clause.low(after + 1) == '"'
        return not opens_quote or bool(clause.quoted[before.start]) or clause.low(before.start) == '"'
    if mark in {".", ";"}:
        return True
    if source.start == 0 or clause.low(source.start - 1) != '"' or mark in {"that", ":", '"'}:
        return False
    return not any(clause.low(m) in {"that", '"'} for m in range(after, min(clause.hi, after + 6)))


def _is_mere_object(clause: Clause, content: Stretch) -> bool:
    """Whether what follows the verb is an object and no telling: "said nothing", "reported the theft"."""
    if clause.low(content.start - 1) in {"that", ":", ","} or content.words >= 4:
        return False
    first = clause.low(content.start)
    return first != '"' and first not in _SHORT_SUBJECTS and not has_finite(clause.tokens, *content)


def _said_before(clause: Clause, end: int) -> Stretch | None:
    """Return the content that stands before a source or verb; None where there is only an adverbial."""
    t = clause.tokens
    start, stop = clause.trim(clause.lo, end)
    while start < stop and t[start].low in _OPENERS:
        start += 1
    if stop <= start or end - 1 < clause.lo or t[end - 1].low not in {",", '"', "-", "--", "?", "!", "."}:
        # no comma at all ("were killed the monitor said"): a clause with a verb still is a content
        return Stretch(start, stop) if stop - start >= 3 and has_finite(t, start, stop) else None
    opener = t[start].low
    if opener == '"':
        return Stretch(start, stop)
    if opener in _ADVERBIAL_OPENERS:
        if not any(t[m].low == "," for m in range(start, stop)):
            return None
    elif (
        opener in PREPOSITIONS
        and t[start + 1].low not in {"least", "most"}
        and not has_finite(t, start, stop)
    ):
        return None
    return Stretch(start, stop) if stop - start >= 2 else None
