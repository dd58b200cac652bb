"""Whom a phrase means, among the voices met before it.

In:   a Speaker and the voices met so far, the latest first.
Out:  one of them, or None: then it is a voice of its own.
Holds: an indefinite phrase ("a policeman") means nobody met before; a body and its spokesman are two; who is told to
be a man is never "she"; among those that fit, whoever spoke last is preferred.
"""

from collections.abc import Mapping, Sequence

from tellings.attribution.counted import ORDINALS
from tellings.attribution.known import Known
from tellings.attribution.lexicon import ANAPHORIC_GROUP_NOUNS, ANAPHORIC_PERSON_NOUNS, PLURAL_SPEAKERS
from tellings.attribution.names import fold_name, is_short_for
from tellings.attribution.speakers import HEADS, POINTING, Speaker
from tellings.attribution.traits import Sex, may_be_one, sex_of_pronoun
from tellings.vocabulary import Connection, Naming, VoiceKind

_BODIES = (VoiceKind.ORGANISATION, VoiceKind.ARMED_GROUP, VoiceKind.STATE_BODY)
_MEDIA = (VoiceKind.OUTLET, VoiceKind.AGENCY)
_GENERIC = frozenset({"source", "sources", "person", "people"})
_STATE_NOUNS = frozenset({"ministry", "army", "police", "military", "government"})  # each means one body only
_NO_STATE = frozenset(  # what no part of a state is called
    "group organisation organization movement opposition militia faction coalition network front brigade rebels "
    "charity campaign union alliance watchdog monitor".split()
)
_PUT_OUT = frozenset({"statement", "communique", "release", "message", "letter", "declaration"})
_MEDIA_NOUNS = frozenset(
    "newspaper paper daily channel station television radio broadcaster magazine website outlet network agency".split()
)
_MARKS = {  # noun -> words by which a body is known to be one
    **dict.fromkeys(
        ("monitor", "watchdog"),
        frozenset(
            "observatory watch monitor monitors monitoring observers observer rights watchdog network".split()
        ),
    ),
    "charity": frozenset("charity aid relief fund foundation crescent cross care".split()),
    "agency": frozenset({"agency"}),
    "union": frozenset({"union"}),
    "hospital": frozenset({"hospital", "clinic"}),
}
_RANKS = frozenset(
    "colonel col general gen captain capt major maj lieutenant lt sergeant sgt brigadier brig inspector commander "
    "policeman policewoman".split()
)
_KINDS_OF = {  # noun -> nouns of those whom it also means
    "officer": _RANKS,
    "policeman": _RANKS | {"officer"},
    "soldier": _RANKS | {"officer", "guard"},
    "official": frozenset(
        "minister secretary governor mayor commissioner deputy director spokesman spokeswoman diplomat ambassador "
        "officer prosecutor president".split()
    ),
    "doctor": frozenset({"surgeon", "physician", "medic", "dr"}),
    "medic": frozenset({"doctor", "nurse", "paramedic", "surgeon"}),
    "witness": frozenset({"eyewitness", "resident", "survivor", "bystander", "villager", "shopkeeper"}),
    "resident": frozenset({"villager", "shopkeeper", "neighbour", "neighbor"}),
    "leader": frozenset({"head", "chief", "chairman", "heads", "leads"}),
    "commander": frozenset({"chief", "commands"}),
    "spokesperson": frozenset({"spokesman", "spokeswoman"}),
    "spokesman": frozenset({"spokesperson"}),
    "spokeswoman": frozenset({"spokesperson"}),
    "diplomat": frozenset({"ambassador", "envoy", "consul"}),
    "organisation": frozenset({"organization"}),
    "organization": frozenset({"organisation"}),
}
_BODY_NOUNS = (
    ANAPHORIC_GROUP_NOUNS | {"company", "firm", "hospital", "church", "bank", "university"}
) - _STATE_NOUNS
_SEXED = {"man": Sex.MALE, "woman": Sex.FEMALE}
_JUST_INTRODUCED = 4  # voices back, in which "the head of a militia" may get its name
_NOT_TELLING = POINTING | ORDINALS.keys()


def find_antecedent(
    speaker: Speaker, recent: Sequence[Known], acronyms: Mapping[str, str], *, in_headline: bool = False
) -> Known | None:
    """Return the voice that the phrase means, or None.

    recent: the latest first. acronyms: acronym -> full name, as the text explains them. in_headline: articles may be
    left out ("monitor" is "the monitor"), but then the words must fit.
    """
    if speaker.pronoun:
        return _by_pronoun(speaker.pronoun, recent)
    is_document = speaker.head in {speaker.document, None} or speaker.kind is VoiceKind.DOCUMENT
    if speaker.document and speaker.name is None and is_document:
        return None if speaker.indefinite else _by_document(speaker.document, recent)
    if speaker.name is not None:
        return _by_name(speaker, recent, acronyms) or _as_introduced(speaker, recent)
    return None if speaker.indefinite else _by_description(speaker, recent, in_headline=in_headline)


def is_one_person(known: Known) -> bool:
    """Whether the voice is a single person."""
    return known.kind is VoiceKind.PERSON and not known.speaker.plural


def may_be_a_body(known: Known) -> bool:
    """Whether a bare name, taken for a person's, may be a body's: no title, role, age or pronoun says a person."""
    says_a_person = (
        known.roles or known.sex is not None or known.age is not None or known.speaker.head is not None
    )
    return is_one_person(known) and known.speaker.name is not None and not says_a_person and " " in known.name


# ---------------------------------------------------------------- pronouns


def _by_pronoun(pronoun: str, recent: Sequence[Known]) -> Known | None:
    sex = sex_of_pronoun(pronoun)
    if sex is not None:
        return _person_by_sex(sex, recent)
    if pronoun in {"who", "which", "that"}:
        return recent[0] if recent else None  # whoever was named last
    if pronoun == "it":
        fitting = [k for k in recent if k.kind not in (VoiceKind.PERSON, VoiceKind.GROUP)]
        fitting = fitting or [k for k in recent if may_be_a_body(k)]
    else:
        fitting = [k for k in recent if k.speaker.plural or k.kind is not VoiceKind.PERSON]
    return next(iter(fitting), recent[0] if recent else None)


def _person_by_sex(sex: Sex, recent: Sequence[Known]) -> Known | None:
    """Return the person that "he" or "she" means: the last who may be one, best one whose own words lean to it."""
    persons = [k for k in recent if is_one_person(k) and may_be_one(k.sex, sex)]
    persons = [k for k in persons if may_be_one(k.leaning, sex)] or persons
    if persons:
        return persons[0]
    # whose kind the words leave open may be a person after all
    return next((k for k in recent[:1] if not is_one_person(k) and not k.speaker.plural), None)


# ---------------------------------------------------------------- documents and names


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
        if forms & known.folded and may_be_one(known.sex, speaker.sex):
            return known
    for known in recent:
        if known.speaker.at_most == 2 or speaker.at_most == 2 or not may_be_one(known.sex, speaker.sex):
            continue  # a surname of two is no short form of both
        if any(is_short_for(name, other) or is_short_for(other, name) for other in known.names):
            return known
    first_name = fold_name(name)
    namesakes = [
        known
        for known in recent
        if is_one_person(known)
        and may_be_one(known.sex, speaker.sex)
        and any(" " in form and form.split()[0] == first_name for form in known.folded)
    ]
    return namesakes[0] if len(namesakes) == 1 and speaker.kind is VoiceKind.PERSON else None


def _as_introduced(speaker: Speaker, recent: Sequence[Known]) -> Known | None:
    """Return who was met before by role alone, where the phrase that names him says that it is he.

    "Ada Obi, who heads the People's Brigade" is "the head of a militia", met just before; "the spokesman, Salim Ode" is
    the spokesman.
    """
    if speaker.kind is not VoiceKind.PERSON or speaker.head is None:
        return None
    just_met = [known for known in recent[:_JUST_INTRODUCED] if known.speaker.name is None]
    if speaker.definite and speaker.naming is not Naming.UNNAMED:
        return next(
            (
                known
                for known in just_met
                if is_one_person(known)
                and known.speaker.head == speaker.head
                and may_be_one(known.sex, speaker.sex)
                and (speaker.affiliation or "").casefold().split()[-1:] in ([], [speaker.head])
            ),
            None,
        )
    if speaker.head not in HEADS or speaker.affiliation is None:
        return None
    for known in just_met:
        intro = known.speaker
        if intro.definite and not intro.plural and intro.head in HEADS and intro.affiliation:
            return known
    return None


# ---------------------------------------------------------------- descriptions


def _by_description(speaker: Speaker, recent: Sequence[Known], *, in_headline: bool) -> Known | None:
    if speaker.words and speaker.words <= {"latter", "former"}:
        return _of_the_last_two(speaker, recent)
    if speaker.age is not None and speaker.definite:
        return next((k for k in recent if is_one_person(k) and k.age == speaker.age), None)
    head = speaker.head
    if head is None:
        return None
    if speaker.definite and "other" in speaker.words:
        alike = [k for k in recent if head in k.words and _may_be(head, k)]
        return alike[1] if len(alike) > 1 else None
    ordinal = next((ORDINALS[word] for word in ORDINALS if word in speaker.words), None)
    words = speaker.words - _NOT_TELLING
    if ordinal is not None:
        return _by_ordinal(speaker, ordinal, recent)
    for known in recent:
        # a body and its spokesman are two: the head noun has to fit
        is_of_many = speaker.plural and is_one_person(known)
        if head in known.words and words <= known.words and _may_be(head, known) and not is_of_many:
            return known
    for known in recent:
        # "Residents" and "camp residents" of one report, where neither is told apart
        is_same_noun = speaker.plural and known.speaker.head == head and not known.speaker.indefinite
        if is_same_noun and known.words <= speaker.words:
            return known
    same = "same" in speaker.words
    points_back = speaker.definite or same or (in_headline and head not in PLURAL_SPEAKERS)
    if not points_back:
        return None
    fitting = _fitting(head, recent, same=same, in_headline=in_headline)
    rest = words - {head}
    if rest and (len(fitting) > 1 or names_somebody(speaker) or in_headline):
        # "the Britain-based monitor": its other words may be new, but not those of another voice
        names = _names_in(speaker)
        fitting = [
            k
            for k in fitting
            if (rest & k.words and names <= k.words) or (not in_headline and not names and may_be_a_body(k))
        ]
    return fitting[0] if fitting else None


def _of_the_last_two(speaker: Speaker, recent: Sequence[Known]) -> Known | None:
    last_two = sorted(recent[:2], key=lambda known: known.order)
    if len(last_two) < 2:
        return None
    return last_two[1] if "latter" in speaker.words else last_two[0]


def _by_ordinal(speaker: Speaker, ordinal: int, recent: Sequence[Known]) -> Known | None:
    """Return "the second witness": who was called so, else the second with that noun."""
    exact = next((k for k in recent if speaker.words <= k.words and k.speaker.head == speaker.head), None)
    if exact is not None:
        return exact
    alike = sorted(
        (k for k in recent if k.speaker.head == speaker.head and k.speaker.indefinite),
        key=lambda known: known.order,
    )
    return alike[ordinal] if speaker.definite and ordinal < len(alike) else None


def _fitting(head: str, recent: Sequence[Known], *, same: bool, in_headline: bool) -> list[Known]:
    """Return the voices that a definite phrase with this noun may mean, the likeliest first."""
    if head in _SEXED:
        return [
            k
            for k in recent
            if is_one_person(k) and may_be_one(k.sex, _SEXED[head]) and k.speaker.name is None
        ] or [k for k in recent if is_one_person(k) and k.sex is _SEXED[head]]
    if head in _GENERIC:
        return [k for k in recent if head in {"source", "sources", "people"} or k.kind is VoiceKind.PERSON]
    kinds = _KINDS_OF.get(head, frozenset())
    if head in ANAPHORIC_PERSON_NOUNS or (kinds and head not in ANAPHORIC_GROUP_NOUNS):
        called = [k for k in recent if is_one_person(k) and head in k.words | k.roles]
        near = [k for k in recent if is_one_person(k) and k.roles & kinds]
        unknown = [k for k in recent if same and k.kind is VoiceKind.PERSON and k.speaker.head is None]
        return called or near or unknown
    if head in _MEDIA_NOUNS:
        media = [k for k in recent if k.kind in _MEDIA]
        if media or head not in ANAPHORIC_GROUP_NOUNS:
            return media
    if head not in _BODY_NOUNS | _STATE_NOUNS:
        return []
    bodies = [k for k in recent if k.kind in _BODIES and _may_be(head, k)]
    if head in _STATE_NOUNS:
        return [k for k in bodies if head in k.words]
    if head in _NO_STATE:
        bodies = [k for k in bodies if k.kind is not VoiceKind.STATE_BODY]
    marks = _MARKS.get(head, frozenset())
    is_watching = head in {"monitor", "watchdog"}
    marked = [
        k for k in bodies if k.words & marks or (is_watching and k.speaker.connection is Connection.MONITOR)
    ]
    if marked or in_headline or head == "hospital":
        return marked
    return bodies or [k for k in recent if may_be_a_body(k)]


def names_somebody(speaker: Speaker) -> bool:
    """Whether the phrase says by name whose it is: "the United Nations mission"."""
    return bool(_names_in(speaker))


def _names_in(speaker: Speaker) -> set[str]:
    """Return the words with a capital that say whose the speaker is, lower-case."""
    words = [*speaker.phrase.split()[1:], *(speaker.affiliation or "").split()]
    return {word.casefold() for word in words if word[:1].isupper() and "-" not in word}


def _may_be(head: str, known: Known) -> bool:
    """Whether a phrase with this head noun may mean the voice: a spokesman is not the body he speaks for."""
    if known.kind is VoiceKind.PERSON:
        return head in ANAPHORIC_PERSON_NOUNS or head == known.speaker.head or head in known.roles
    if head == "army" and known.kind is VoiceKind.ARMED_GROUP:
        return False  # "the army" alone is that of a state
    if head in ANAPHORIC_PERSON_NOUNS and head not in ANAPHORIC_GROUP_NOUNS:
        return head == known.speaker.head
    if head in ANAPHORIC_GROUP_NOUNS and known.kind is VoiceKind.GROUP:
        return head == known.speaker.head
    return True
