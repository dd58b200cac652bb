"""Whom a phrase means, among the voices met before it.

In:   a Speaker and the voices met so far, the latest first.
Out:  one of them, or None: then it is a voice of its own.
Holds: an indefinite phrase ("a policeman") means nobody met before; a body and its spokesman are two; whoever
spoke last is preferred.
"""

from collections.abc import Mapping, Sequence

from tellings.attribution.known import Known
from tellings.attribution.lexicon import ANAPHORIC_GROUP_NOUNS, ANAPHORIC_PERSON_NOUNS, PRONOUNS_PERSON
from tellings.attribution.names import fold_name, is_short_for
from tellings.attribution.speakers import HEADS, POINTING, Speaker
from tellings.vocabulary import VoiceKind

_BODIES = (VoiceKind.ORGANISATION, VoiceKind.ARMED_GROUP, VoiceKind.STATE_BODY)
_GENERIC = frozenset({"source", "sources", "person", "people", "man", "woman"})
_STATE_NOUNS = frozenset({"ministry", "army", "police", "military", "government"})  # each means one body only
_PUT_OUT = frozenset({"statement", "communique", "release", "message", "letter", "declaration"})
_JUST_INTRODUCED = 4  # voices back, in which "the head of a militia" may get its name


def find_antecedent(speaker: Speaker, recent: Sequence[Known], acronyms: Mapping[str, str]) -> Known | None:
    """Return the voice that the phrase means, or None.

    recent: the latest first. acronyms: acronym -> full name, as the text explains them.
    """
    if speaker.pronoun:
        return _by_pronoun(speaker.pronoun, recent)
    is_document = speaker.head in {speaker.document, None} or speaker.kind is VoiceKind.DOCUMENT
    if speaker.document and speaker.name is None and is_document:
        return None if speaker.indefinite else _by_document(speaker.document, recent)
    if speaker.name is not None:
        return _by_name(speaker, recent, acronyms) or _as_introduced(speaker, recent)
    return None if speaker.indefinite else _by_description(speaker, recent)


def _by_pronoun(pronoun: str, recent: Sequence[Known]) -> Known | None:
    if pronoun in PRONOUNS_PERSON:
        fitting = (k for k in recent if k.kind is VoiceKind.PERSON and not k.speaker.plural)
    elif pronoun in {"who", "which"}:
        fitting = (k for k in recent)  # whoever was named last
    elif pronoun == "it":
        fitting = (k for k in recent if k.kind not in (VoiceKind.PERSON, VoiceKind.GROUP))
    else:
        fitting = (k for k in recent if k.speaker.plural or k.kind is not VoiceKind.PERSON)
    return next(fitting, recent[0] if recent else None)


def _by_document(document: str, recent: Sequence[Known]) -> Known | None:
    """Return who put out "the statement"."""
    for known in recent:
        if document in known.documents:
            return known
    if document not in _PUT_OUT:
        return None
    return next((known for known in recent if known.documents or known.kind in _BODIES), None)


def _by_name(speaker: Speaker, recent: Sequence[Known], acronyms: Mapping[str, str]) -> Known | None:
    name = speaker.name or ""
    forms = {fold_name(form) for form in (name, *speaker.acronyms, acronyms.get(name, name))}
    for known in recent:
        if forms & known.folded:
            return known
    for known in recent:
        if any(is_short_for(name, other) or is_short_for(other, name) for other in known.names):
            return known
    return None


def _as_introduced(speaker: Speaker, recent: Sequence[Known]) -> Known | None:
    """Return "the head of a militia", met just before, for "Ada Obi, who heads the People's Brigade"."""
    if speaker.kind is not VoiceKind.PERSON or speaker.head not in HEADS or speaker.affiliation is None:
        return None
    for known in recent[:_JUST_INTRODUCED]:
        intro = known.speaker
        if (
            intro.name is None
            and intro.definite
            and not intro.plural
            and intro.head in HEADS
            and intro.affiliation
        ):
            return known
    return None


def _by_description(speaker: Speaker, recent: Sequence[Known]) -> Known | None:
    words = speaker.words - POINTING
    head = speaker.head
    if head is None:
        return None
    for known in recent:
        # a body and its spokesman are two: the head noun has to fit
        if head in known.words and words <= known.words and _may_be(head, known):
            return known
    for known in recent:
        # "Residents" and "camp residents" of one report, where neither is told apart
        is_same_noun = speaker.plural and known.speaker.head == head and not known.speaker.indefinite
        if is_same_noun and known.words <= speaker.words:
            return known
    same = "same" in speaker.words
    if not (speaker.definite or same):
        return None
    if head in _GENERIC:
        fitting = [k for k in recent if head in {"source", "sources", "people"} or k.kind is VoiceKind.PERSON]
        return fitting[0] if fitting else None
    if head in ANAPHORIC_GROUP_NOUNS:
        fitting = [k for k in recent if k.kind in _BODIES and _may_be(head, k)]
        if head in _STATE_NOUNS:
            fitting = [k for k in fitting if head in k.words]
    elif head in ANAPHORIC_PERSON_NOUNS:
        fitting = [k for k in recent if k.kind is VoiceKind.PERSON]
        fitting = [k for k in fitting if head in k.words or (same and k.speaker.head is None)]
    else:
        return None
    rest = words - {head}
    if rest and (len(fitting) > 1 or names_somebody(speaker)):
        # "the Britain-based monitor": its other words may be new, but not those of another voice
        fitting = [k for k in fitting if rest & k.words]
    return fitting[0] if fitting else None


def names_somebody(speaker: Speaker) -> bool:
    """Whether the phrase says by name whose it is: "the United Nations mission"."""
    words = [*speaker.phrase.split()[1:], *(speaker.affiliation or "").split()]
    return any(word[:1].isupper() and "-" not in word for word in words)


def _may_be(head: str, known: Known) -> bool:
    """Whether a phrase with this head noun may mean the voice: a spokesman is not the body he speaks for."""
    if known.kind is VoiceKind.PERSON:
        return head in ANAPHORIC_PERSON_NOUNS or head == known.speaker.head
    if head in ANAPHORIC_PERSON_NOUNS and head not in ANAPHORIC_GROUP_NOUNS:
        return head == known.speaker.head
    if head in ANAPHORIC_GROUP_NOUNS and known.kind is VoiceKind.GROUP:
        return head == known.speaker.head
    return True
