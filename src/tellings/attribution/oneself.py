"""What speakers say of themselves and their own: "it had nothing to do with it", "his men attacked the pier".

In:   words of a content, lower-case; the source's words, or its voice.
Out:  the stance that such words have; whether the speaker takes an act of violence on himself.
Holds: words decide; who speaks only rules out what the words cannot mean ("police said they had fired").
"""

import re
from collections.abc import Sequence

from tellings.attribution.lexicon import (
    ARMED_WORDS,
    AUXILIARIES,
    ORGANISATION_WORDS,
    PLURAL_SPEAKERS,
    SPEAKER_NOUNS,
    STATE_WORDS,
)
from tellings.attribution.phrases import Tokens
from tellings.attribution.stance_words import ADVERBS, ATTACK_NOUNS, BE, VIOLENT
from tellings.vocabulary import Connection, Stance, VoiceKind

_OWN = frozenset({"his", "her", "its", "their", "our", "my"})
_OWN_FORCES = frozenset(
    "group men fighters forces force brigade movement militia militants organisation organization party army units "
    "unit guerrillas rebels mujahideen soldiers front troops planes jets aircraft pilots artillery".split()
)
_ITSELF = frozenset({"group", "movement", "brigade", "battalion", "militia", "front"})
_NEVER_TAKE = frozenset(Connection) - {Connection.PARTY, Connection.SPOKESPERSON}
_PARTY_KINDS = frozenset({VoiceKind.ARMED_GROUP, VoiceKind.ORGANISATION, VoiceKind.GROUP, VoiceKind.PERSON})
_FIRST_PERSON = frozenset({"i", "we", "our", "my"})
_WOMEN = frozenset("she mrs ms miss spokeswoman woman mother wife widow sister aunt".split())
_MEN = frozenset("he mr sir spokesman man father husband brother uncle sheikh".split())
_BODIES = ORGANISATION_WORDS | STATE_WORDS | ARMED_WORDS
_ONLOOKERS = frozenset(
    noun
    for noun, tie in SPEAKER_NOUNS.items()
    if tie in {Connection.WITNESS, Connection.VICTIM, Connection.RELATIVE, Connection.MEDIC}
)

_OF_ONESELF: tuple[tuple[re.Pattern[str], Stance], ...] = (  # after a subject that is the speaker
    (
        re.compile(
            r"^(?:had|has|have) (?:\w+ )?nothing to do with\b"
            r"|^(?:(?:had|has|have|plays?|played|had played|has played|had had) )+no (?:\w+ ){0,2}?"
            r"(?:role|part|hand|involvement|connection|links?|ties|responsibility)\b"
            rf"|^(?:had|has|have) no intention (?:of|to) (?:{VIOLENT}|harm\w*|target\w*)\b"
            rf"|^{BE} {ADVERBS}(?:not|never) {ADVERBS}(?:been )?"
            r"(?:involved|responsible|behind|to blame|guilty|part of|connected|linked|targeting)\b"
            rf"|^(?:did|do|does|had|has|have|would) {ADVERBS}(?:not|never) {ADVERBS}(?:{VIOLENT}|target\w*)\b"
            rf"|^never {ADVERBS}(?:{VIOLENT}|target\w*)\b|^{BE} innocent\b"
        ),
        Stance.DENIES,
    ),
    (
        re.compile(
            r"^(?:had|has|have) (?:seen |found |received )?no (?:\w+ )?(?:evidence|proof|indication|sign|reason to)\b"
            rf"|^{ADVERBS}doubt(?:s|ed)?\b|^(?:did|do|does) {ADVERBS}not {ADVERBS}(?:believe|think)\b"
            rf"|^{BE} {ADVERBS}not {ADVERBS}(?:convinced|persuaded)\b|^{BE} {ADVERBS}s[ck]eptical\b"
        ),
        Stance.DOUBTS,
    ),
    (
        re.compile(
            rf"^{BE} {ADVERBS}(?:not {ADVERBS}(?:aware|sure|certain|able|in a position)|unaware|unsure|unable)\b"
            r"|^(?:had|has|have) (?:as yet |yet |so far )?(?:received )?no (?:\w+ )?"
            r"(?:information|knowledge|details?|reports?|confirmation|word|comment|record|idea|news)\b"
            rf"|^(?:did|do|does|had|has|have) {ADVERBS}not {ADVERBS}(?:know|have|received|seen|heard)\b"
            rf"|^(?:could|can|would|will) {ADVERBS}not {ADVERBS}"
            r"(?:confirm|verify|say|comment|rule out|tell|establish|discuss|(?:give|provide) (?:any )?(?:\w+ )?"
            r"(?:details?|figures?|names?|reasons?|numbers?|information))\b"
            r"|^(?:could|can|would|will) neither confirm nor deny\b"
        ),
        Stance.CANNOT_CONFIRM,
    ),
    (
        re.compile(
            r"^(?:had |has |have |was |were |is |are )?(?:take|took|takes|taken|taking|claim\w*|accept\w*|assum\w+) "
            r"(?:full |sole )?responsibility\b"
        ),
        Stance.TAKES_RESPONSIBILITY,
    ),
    (
        re.compile(
            rf"^(?:will|would|shall) {ADVERBS}(?:retaliate|avenge|hit back|take revenge|punish|crush|kill|bomb|shell|"
            r"destroy|attack|respond with force|strike(?! (?:a|the) (?:deal|balance|bargain)))\b"
        ),
        Stance.THREATENS,
    ),
)


def stance_of_oneself(told: str, speaker: "Speaker") -> Stance | None:
    """Return the stance of what the speaker says of himself or his own; None where it is of others.

    told: the content, lower-case, with one space between its words and without an opening "that".
    """
    words = told.split()
    after = _after_own_subject(words, is_person=True, is_plural=speaker.is_plural or speaker.is_body)
    if after is None and words and speaker.may_be(words[0]):
        after = 1
    if after is None or (speaker.is_quoted and words[0] not in _FIRST_PERSON):
        return None
    rest = " ".join(words[after:])
    return next((stance for pattern, stance in _OF_ONESELF if pattern.search(rest)), None)


class Speaker:
    """Which pronouns of a content may mean its speaker, by the grammar of the source."""

    def __init__(self, source: Sequence[str], is_quoted: bool) -> None:
        """source: its lower-case words. is_quoted: the content is his own words: only "I" and "we" mean himself."""
        self._words = frozenset(source)
        self.is_quoted = is_quoted
        self.is_plural = _is_plural(source)
        self.is_body = bool(_BODIES & self._words)

    def may_be(self, pronoun: str) -> bool:
        """Whether the pronoun may mean the speaker."""
        if pronoun == "it":
            return bool(self._words) and not self.is_plural and not _ONLOOKERS & self._words
        if pronoun in {"he", "she"}:
            is_one = bool(self._words) and not self.is_plural and not self.is_body
            return is_one and not self._words & (_WOMEN if pronoun == "he" else _MEN)
        return pronoun == "i"


def _is_plural(source: Sequence[str]) -> bool:
    for word in source:
        if word in {"of", "for", "from", "in", "at"}:
            break
        if word in PLURAL_SPEAKERS or word in {"they", "we"}:
            return True
    return False


def takes_act_on_itself(
    content: Tokens, *, kind: VoiceKind, connection: Connection | None, is_plural: bool
) -> bool:
    """Whether the content says that its speaker attacked: "it had fired 20 rockets", "his men were behind it".

    kind, connection, is_plural: of the speaker. Officials, victims, witnesses and whoever else tells of others
    never take responsibility by such words: a witness's "they fired" is about somebody else.
    """
    if connection in _NEVER_TAKE or kind not in _PARTY_KINDS:
        return False
    words = [token.low for token in content[:20] if token.is_word]
    if words[:1] == ["that"]:
        del words[0]
    after = _after_own_subject(
        words,
        is_person=kind is VoiceKind.PERSON,
        is_plural=is_plural,
        is_armed=kind is VoiceKind.ARMED_GROUP,
    )
    if after is None:
        return False
    while after < len(words) and words[after] in AUXILIARIES - {"not", "never", "was", "were", "is", "are"}:
        after += 1
    act, following = words[after : after + 2], set(words[after + 1 : after + 8])
    if not act:
        return False
    if act[0] in {"was", "were", "is", "are"}:
        return act[1:] == ["behind"] or (
            act[1:] == ["responsible"] and words[after + 2 : after + 3] == ["for"]
        )
    if act[0] in {"fired", "struck", "attacked", "bombed", "shelled", "ambushed"}:
        return True
    return (act == ["carried", "out"] or act[0] == "launched") and bool(following & ATTACK_NOUNS)


def _after_own_subject(
    words: Sequence[str], *, is_person: bool, is_plural: bool, is_armed: bool = False
) -> int | None:
    """Return where the verb group starts, if the subject is the speaker or his own forces; else None."""
    if not words:
        return None
    if words[0] == "we" or (words[0] == "it" and not is_person and not is_plural):
        return 1
    if words[0] == "they" and is_plural:
        return 1
    if is_armed and words[0] == "the" and words[1:2] and words[1] in _ITSELF:
        return 2  # an armed group's statement: "the group had fired 20 rockets"
    if words[0] in _OWN:
        return next((k + 1 for k in range(1, min(4, len(words))) if words[k] in _OWN_FORCES), None)
    return None
