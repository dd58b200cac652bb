"""Read a source phrase: what it calls the speaker, and what it tells of them.

In:   the tokens of a source span.
Out:  a Speaker: name, role, affiliation, and whether it points back to someone named before.
Holds: nothing is resolved here; the phrase alone decides.
"""

import re
from dataclasses import dataclass, replace

from tellings.attribution.descriptions import (
    HERE,
    NUMBERS,
    are_joined,
    describe,
    names_two,
    up_to_link,
    words_meant,
)
from tellings.attribution.lexicon import (
    ANAPHORIC_GROUP_NOUNS,
    ANAPHORIC_PERSON_NOUNS,
    ANONYMITY,
    DETERMINERS,
    PLURAL_SPEAKERS,
    PREPOSITIONS,
    PRONOUNS,
    PRONOUNS_PERSON,
    SPEAKER_NOUNS,
    TITLES,
)
from tellings.attribution.person_names import BODY_WORDS, join_stops
from tellings.attribution.phrase_parts import (
    Called,
    PhraseParts,
    after_link,
    document_author,
    name_given,
    read_name,
    take_apart,
    up_to_stop,
    words_of,
)
from tellings.attribution.phrases import Tokens
from tellings.attribution.traits import Sex, age_told, is_under_age, sex_of
from tellings.attribution.voice_kinds import is_name_of_body, kind_of_name, kind_of_named, kind_of_role
from tellings.vocabulary import Access, Connection, Naming, VoiceKind

HEADS = frozenset(  # who heads something, by noun or verb
    "head leader chief commander chairman chairwoman founder director heads leads commands chairs runs".split()
)
POINTING = frozenset({"same", "latter", "former", "other"})  # "the same source"

_PLURAL_NUMBERS = frozenset(NUMBERS) - {"one"}
_INDEFINITE = frozenset({"a", "an", "another"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_SUBJECT_FORMS = {  # other forms of a pronoun -> its subject form
    "his": "he", "him": "he", "himself": "he", "her": "she", "herself": "she", "its": "it", "itself": "it",
    "their": "they", "them": "they", "themselves": "they", "our": "we", "us": "we", "my": "i", "me": "i",
    "your": "you", "whom": "who", "whose": "who",
}  # fmt: skip
_PRONOUNS = PRONOUNS | PRONOUNS_PERSON | _SUBJECT_FORMS.keys() | {"you", "that"}
_STRESSING = frozenset("himself herself itself themselves all too also alone".split())  # "he himself"
_SINGLE_BODIES = frozenset(
    "ministry army government opposition military administration".split()
)  # one in a country
_SPOKESPERSONS = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_HEADING = {  # what ties somebody to an incident, by the kind of what he heads
    VoiceKind.ARMED_GROUP: Connection.PARTY,
    VoiceKind.STATE_BODY: Connection.OFFICIAL,
}
_PROTECTED = frozenset({Connection.WITNESS, Connection.VICTIM, Connection.RELATIVE})
_MINORS = frozenset({"boy", "girl", "child", "children", "teenager", "teenagers", "minor"})
_HELD = frozenset({"detainee", "detainees", "prisoner", "prisoners", "detained", "jailed", "imprisoned"})
_PRESENT = frozenset({"witness", "witnesses", "eyewitness", "eyewitnesses", "survivor", "survivors"})
_ROLE_WORDS = (
    (ANAPHORIC_PERSON_NOUNS | TITLES | SPEAKER_NOUNS.keys())
    - ANAPHORIC_GROUP_NOUNS
    - (BODY_WORDS | PLURAL_SPEAKERS)
)
_EMPTY_WORDS = DETERMINERS | PREPOSITIONS | {"and", "or", "who"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """What a phrase calls a speaker.

    phrase: the words without asides. name: a proper name, or None. head: the noun of the role, lower-case.
    words: content words of the whole phrase, lower-case. definite: points back; indefinite: somebody new.
    pronoun: the phrase is one, in its subject form. plural: more than one person. at_most: as in Voice.
    document: the noun of the document it is said in. acronyms: in brackets behind the name. roles: every noun that
    says what the speaker is, titles too. sex, age in years: where words tell them.
    """

    phrase: str
    name: str | None = None
    head: str | None = None
    kind: VoiceKind = VoiceKind.GROUP
    naming: Naming = Naming.UNNAMED
    connection: Connection | None = None
    access: Access = Access.NOT_TOLD
    affiliation: str | None = None
    words: frozenset[str] = frozenset()
    definite: bool = False
    indefinite: bool = False
    pronoun: str | None = None
    plural: bool = False
    at_most: int | None = 1
    document: str | None = None
    acronyms: tuple[str, ...] = ()
    protected: bool = False
    roles: frozenset[str] = frozenset()
    sex: Sex | None = None
    age: int | None = None


def read_speaker(tokens: Tokens) -> Speaker:
    """Return what the phrase says of its speaker. tokens: at least one, whatever they are."""
    tokens = _without_possessive(_between_marks(join_stops(tokens)))
    document = None
    is_bare_document = False
    author = document_author(tokens)
    if author is not None:
        is_bare_document = len(author[1]) == len(tokens)
        document, tokens = author
    if tokens[0].low in _PRONOUNS and all(token.low in _STRESSING for token in tokens[1:]):
        return _pronoun(_SUBJECT_FORMS.get(tokens[0].low, tokens[0].low), document)
    if not any(token.is_word for token in tokens):
        return Speaker(phrase=words_of(tokens))
    whole = tokens
    tokens, is_one_of_many = _who_exactly(tokens)
    parts = take_apart(tokens)
    core = parts.core or parts.asides or tuple(tokens)
    determiner, body = _determiner(core)
    called = Called(role=document) if is_bare_document else _called(body, parts)
    if is_one_of_many:
        determiner = "one"
        called = called._replace(role=called.role.removesuffix("s") if called.role else None)
    is_joined = are_joined(core)
    if is_joined:
        called = Called()
    role = called.role if called.role is not None or called.name is None else _role_in(parts.asides)
    is_pair = is_joined or (called.name is not None and names_two(body))
    is_plural = _is_plural(called.role, determiner)
    last_nouns = {core[k - 1].low for k in range(1, len(core)) if core[k].low == "and"} | {core[-1].low}
    both = 2 if PLURAL_SPEAKERS.isdisjoint(last_nouns) else None
    who = (*up_to_link(core), *up_to_link(parts.asides))
    age = age_told(whole)
    words = tuple(re.sub(r"'s$", "", t.low) for t in whole if t.is_word and t.low not in _EMPTY_WORDS)
    connection = _connection(called, role, words)
    is_anonymous = any(mark in words_of(whole).casefold() for mark in ANONYMITY)
    return Speaker(
        phrase=describe(words_meant(whole, core, is_one_of_many=is_one_of_many), role),
        name=called.name,
        head=role,
        kind=VoiceKind.DOCUMENT
        if is_bare_document
        else VoiceKind.GROUP
        if is_pair
        else _kind(called, role, determiner),
        naming=Naming.UNNAMED
        if is_anonymous
        else _naming(called, body, determiner, is_plural=is_plural or is_joined),
        connection=connection,
        access=_access(connection, words),
        affiliation=called.affiliation,
        words=frozenset(words),
        definite=determiner in _DEFINITE or body[0].low in POINTING - {"other"},
        indefinite=determiner in _INDEFINITE
        or determiner in NUMBERS
        or (not determiner and body[0].low in {"other", "others"}),
        plural=is_plural or is_pair,
        at_most=both if is_pair else NUMBERS.get(determiner) if is_plural else 1,
        document=document,
        acronyms=parts.acronyms,
        protected=connection in _PROTECTED
        or not _MINORS.isdisjoint(words)
        or not _HELD.isdisjoint(words)
        or is_under_age(age),
        roles=frozenset(t.low.rstrip(".") for t in who if t.low.rstrip(".") in _ROLE_WORDS or t.low == role),
        sex=None if is_plural or is_pair else sex_of(who),
        age=age,
    )


def _pronoun(low: str, document: str | None) -> Speaker:
    return Speaker(
        phrase=low,
        kind=VoiceKind.PERSON if low in PRONOUNS_PERSON else VoiceKind.GROUP,
        definite=True,
        pronoun=low,
        plural=low in {"they", "we"},
        document=document,
    )


def _between_marks(tokens: Tokens) -> Tokens:
    """Return the tokens without the marks at either end; those of a phrase that is all marks as they are."""
    places = [k for k, token in enumerate(tokens) if token.is_word]
    if not places:
        return tokens
    end = len(tokens) if tokens[-1].text in {")", "]"} else places[-1] + 1
    return tokens[places[0] : end]


def _without_possessive(tokens: Tokens) -> Tokens:
    """Return "the army" for "the army's", "the rebels" for "the rebels'": the owner of a claim is its speaker."""
    last = tokens[-1]
    cut = 2 if last.low.endswith("'s") else 1 if last.low.endswith("s'") else 0
    if not cut or len(last.text) < 3:
        return tokens
    return (*tokens[:-1], replace(last, text=last.text[:-cut], low=last.low[:-cut], end=last.end - cut))


def _who_exactly(tokens: Tokens) -> tuple[Tokens, bool]:
    """Return (the tokens of who speaks, whether it is one of several).

    "credible media such as the Harbour Times" is the Harbour Times; "one of the officials" is an official.
    """
    for k in range(2, len(tokens) - 1):
        if tokens[k].low == "as" and tokens[k - 1].low == "such":
            return tokens[k + 1 :], False
    if len(tokens) > 2 and tokens[0].low in {"one", "another"} and tokens[1].low == "of":
        return tokens[2:], True
    if len(tokens) > 2 and tokens[0].low in {"some", "many"} and tokens[1].low == "of":
        return tokens[2:], False
    return tokens, False


def _determiner(core: Tokens) -> tuple[str, Tokens]:
    """Return (determiner or number, lower-case, "" for none; the rest of the phrase)."""
    first = core[0].low
    has_one = first in DETERMINERS or first in NUMBERS or first == "another"
    body = core[1:] if has_one and len(core) > 1 else core
    if has_one and len(body) > 1 and body[0].low in NUMBERS:
        return body[0].low, body[1:]  # "the two officials"
    return first if has_one else "", body


def _called(body: Tokens, parts: PhraseParts) -> Called:
    """Return name, role and affiliation, with what the asides add to them."""
    called = read_name(body)
    asides = parts.asides
    if called.name is None and asides and asides[0].is_name_like:
        # "the minister, Ada Obi, said"
        name = read_name(asides).name
        if name is not None and not is_name_of_body(name):
            called = called._replace(name=name, affiliation=called.affiliation or words_of(body))
    if called.name is None:
        called = called._replace(name=name_given(asides))
    if called.name is not None and called.role is None and called.affiliation is None and asides:
        is_who_heads = len(asides) > 2 and asides[0].low == "who" and asides[1].low in HEADS
        called = called._replace(affiliation=up_to_stop(asides[2:]) if is_who_heads else after_link(asides))
    return called


def _role_in(asides: Tokens) -> str | None:
    """Return the role that asides tell: "who heads" is one, "a spokesman for" another."""
    if len(asides) > 2 and asides[0].low == "who" and asides[1].low in HEADS:
        return asides[1].low
    roles = [t.low for t in asides if t.low in SPEAKER_NOUNS]
    if not roles or asides[0].low in {"who", "whose", "which"}:
        return roles[0] if roles else None
    link = next((k for k, t in enumerate(asides) if k and t.low in PREPOSITIONS), len(asides))
    front = [t.low for t in asides[:link] if t.low in SPEAKER_NOUNS]
    return front[-1] if front else roles[0]  # "the council head" is a head


def _is_plural(role: str | None, determiner: str) -> bool:
    """Whether the noun means several persons: a known one, or one that looks it ("two sailors", "critics")."""
    if role is None:
        return determiner in _PLURAL_NUMBERS
    looks_plural = role.endswith("s") and not role.endswith(("ss", "us", "is", "'s"))
    is_unknown = role not in SPEAKER_NOUNS and determiner not in _INDEFINITE
    return role in PLURAL_SPEAKERS or (is_unknown and looks_plural)


def _kind(called: Called, role: str | None, determiner: str) -> VoiceKind:
    if called.name is not None:
        return kind_of_named(called.name, role)
    kind = kind_of_role(called.role)
    is_single = determiner in _INDEFINITE or determiner == "one"
    return VoiceKind.PERSON if kind is VoiceKind.GROUP and is_single else kind


def _naming(called: Called, body: Tokens, determiner: str, *, is_plural: bool) -> Naming:
    if called.name is not None:
        return Naming.NAMED
    if is_plural:
        return Naming.UNNAMED
    if called.role in _SINGLE_BODIES:
        return Naming.NAMED if determiner in {"the", ""} else Naming.UNNAMED
    is_owned = any(t.low.endswith("'s") or t.low == "'" for t in body[:-1])
    is_one_post = determiner == "the" or called.role in _SPOKESPERSONS or is_owned
    is_told_whose = called.affiliation is not None or is_owned or len(body) > 1
    return Naming.ROLE if is_one_post and is_told_whose else Naming.UNNAMED


def _connection(called: Called, role: str | None, words: tuple[str, ...]) -> Connection | None:
    """Return what ties the speaker to the incident: by the role, else by the first word that tells it."""
    connection = SPEAKER_NOUNS.get(role or "")
    if connection is None:
        others = (SPEAKER_NOUNS.get(word) for word in words)
        connection = next((c for c in others if c is not None and c is not Connection.PARTY), None)
    is_head = called.name is not None and role in HEADS and connection in (None, Connection.OFFICIAL)
    if not is_head or called.affiliation is None:
        return connection
    return _HEADING.get(kind_of_name(called.affiliation), connection)


def _access(connection: Connection | None, words: tuple[str, ...]) -> Access:
    is_there = connection is Connection.REPORTER and not HERE.isdisjoint(words)
    if is_there or not _PRESENT.isdisjoint(words) or connection is Connection.RESCUER:
        return Access.PRESENT
    if connection is Connection.MEDIC:
        return Access.TREATED
    return Access.RELAYS if connection is Connection.SPOKESPERSON else Access.NOT_TOLD
