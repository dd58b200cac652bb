"""How a voice stands to what it is told to say: from the words of cue and content.

In:   words of a telling, lower-case, of its own level.
Out:  its Stance.
Holds: words decide, never who speaks. The verb of the cue comes first; a phrase, a negation or the opening of the
content may turn it.
"""

import re
from collections.abc import Sequence

from tellings.attribution.lexicon import PREPOSITIONS
from tellings.attribution.oneself import Speaker, stance_of_oneself
from tellings.attribution.stance_words import (
    ADVERBS,
    AGREEING,
    ATTACK_NOUNS,
    BE,
    BELIEF,
    CONDEMNED,
    JUDGED_FALSE,
    NAMING,
    NEGATION,
    NO_FACT,
    PHRASES,
    SAYS_NOTHING,
    STANCE_OF,
    VIOLENCE_TO_COME,
    WORDS_TAKEN_BACK,
)
from tellings.vocabulary import Stance

_REPORTED = (
    r"(?:reports?|claims?|allegations?|accusations?|rumou?rs?|story|stories|charges?|suggestions?|accounts?|figures?|"
    r"statements?|information|news|video|footage|talk|toll|numbers?)"
)
_OWN_EARLIER = re.compile(
    r"^(?:its|his|her|their|our|my|the|an) (?:earlier|initial|first|previous|original|preliminary) (?:\w+ ){0,2}?"
    rf"{_REPORTED}\b.{{0,40}}?\b(?:wrong|mistaken|mistake|error|incorrect|inaccurate|too high|too low|premature)\b"
)
_IMPERSONAL: tuple[tuple[re.Pattern[str], Stance], ...] = (
    (_OWN_EARLIER, Stance.CORRECTS),
    (
        re.compile(
            rf"^(?:\w+ ){{0,4}}?{_REPORTED}\b.{{0,60}}?\b{BE} {ADVERBS}{JUDGED_FALSE}\b"
            rf"|^(?:it|that|this|all this) (?:is|was) {ADVERBS}{JUDGED_FALSE}\b"
            r"|^there (?:is|was) no truth\b|^nothing of the (?:kind|sort)\b"
        ),
        Stance.DENIES,
    ),
    (
        re.compile(
            r"^there (?:is|was|were|are|has been|had been) (?:as yet |yet |still |currently |so far )?"
            r"(?:no|little|insufficient) (?:\w+ ){0,2}?(?:evidence|proof|indications?|signs?|reason to believe)\b"
            r"|^no (?:\w+ )?(?:evidence|proof|indication|sign)\b"
            rf"|^it (?:is|was|seem(?:s|ed)) {ADVERBS}(?:doubtful|unlikely|questionable|improbable|implausible)\b"
        ),
        Stance.DOUBTS,
    ),
    (
        re.compile(
            rf"^it (?:is|was|remain(?:s|ed)) (?:still |as yet |{ADVERBS})?"
            r"(?:unclear|unknown|not (?:\w+ )?(?:clear|known|certain|possible to (?:say|tell|confirm|verify)))\b"
            r"|^it (?:is|was) (?:still )?too (?:early|soon) to (?:say|tell|know|confirm|draw)\b"
            r"|^there (?:is|was) no (?:immediate |official |independent )?(?:word|confirmation|information|comment)\b"
            r"|^(?:[\w'-]+ ){1,8}?(?:could|can|has|have|had) not (?:yet )?(?:be|been) (?:\w+ly )?"
            r"(?:confirmed|verified|corroborated|established|authenticated)\b"
        ),
        Stance.CANNOT_CONFIRM,
    ),
)
_WHERE_NEGATED: dict[Stance, Stance] = {
    Stance.WITHDRAWS: Stance.ASSERTS,
    Stance.CORRECTS: Stance.ASSERTS,
    Stance.DOUBTS: Stance.ASSERTS,
}
_ACCUSING = re.compile(r"\b(?:accus|blam|charg|implicat|suspect|fault|finger|hold|held|point)\w*\b")
_TO_BE_TOLD = re.compile(  # "residents to leave": a clause with a verb of its own is no such thing
    r"^(?:(?!(?:i|we|he|she|it|they|you|there|this|that|is|are|was|were|has|had|have|will|would|can|could|did|does|"
    r"may|might|must|should)\b|\w+ed\b)[\w'-]+ ){0,5}?(?:not )?to (?!(?:the|a|an|his|her|its|their|our|my)\b)\w+"
)
_WARNED_OFF = re.compile(r"^(?:[\w'-]+ ){0,6}?(?:not to|to|against|away from) ")
_WARNED_OF = re.compile(
    r"^(?:of |about )?(?:more|further|new|fresh|another) (?:\w+ )?(?:attacks?|strikes?|raids?|bloodshed)"
)
_BEFORE_A_NOUN = frozenset("the a this that another any one his her its their no".split())
_CONTROLLING = frozenset("refused refuses refuse declined declines decline unable failed".split())
_NAMED_WORDS = 60  # words of a content in which its stance is looked for; guess, unmeasured


def stance_of(
    cue: Sequence[str], content: Sequence[str], source: Sequence[str], *, is_quoted: bool = False
) -> Stance:
    """Return how a telling's source stands to its content.

    cue, content, source: lower-case words in order, marks left out; of the content without what another tells in it.
    source: read only for grammar, to see whether "it" or "they" in the content can mean the speaker.
    is_quoted: the content is the speaker's own words, in which only "I" and "we" mean himself.
    """
    told = _plain(content[:_NAMED_WORDS])
    told = told.removeprefix("that ")
    said = _plain(cue)
    if not told.startswith("to ") or not set(cue[-1:]) & _CONTROLLING:
        asked = said
    else:
        asked = f"{said} {' '.join(told.split()[:5])}"  # "refused" | "to say who had fired"
    if SAYS_NOTHING.search(asked):
        return Stance.CANNOT_CONFIRM
    head, stance, at = _head(asked)
    phrase = _phrase(asked, told)
    if phrase is not None:
        at, stance = phrase
    negation = NEGATION.search(asked)
    if negation is not None and negation.start() <= at:
        return _negated(head, stance)
    if phrase is not None:
        return stance
    return _by_content(head, asked, told, stance, Speaker(source, is_quoted))


def _plain(words: Sequence[str]) -> str:
    """Return the words with one space between, "won't" and "cannot" taken apart."""
    apart = {"won't": "will not", "can't": "can not", "cannot": "can not", "shan't": "shall not"}
    return " ".join(
        apart.get(word) or (word[:-3] + " not" if word.endswith("n't") else word) for word in words
    )


def _head(said: str) -> tuple[str, Stance, int]:
    """Return (the word of the cue that carries it, its stance, where it starts).

    It is the first that is more than plain saying, before any adverbial; "" at -1 where no word is known.
    """
    head, at = "", -1
    before = ""
    for match in re.finditer(r"\S+", said):
        word = match.group()
        if head and word in PREPOSITIONS:
            break
        stance = STANCE_OF.get(word)
        if word in {"question", "questions"} and before in _BEFORE_A_NOUN:
            stance = Stance.ASSERTS  # "the question whether"
        before = word
        if stance is not None and stance is not Stance.ASSERTS:
            return word, stance, match.start()
        if stance is not None and not head:
            head, at = word, match.start()
    return head, Stance.ASSERTS, at


def _phrase(asked: str, told: str) -> tuple[int, Stance] | None:
    """Return (where it starts, its stance) of a phrase that starts in the cue; it may end in the content."""
    words = f"{asked} {told}"
    for pattern, stance in PHRASES:
        found = pattern.search(words)
        if found is not None and found.start() < len(asked):
            return found.start(), stance
    return None


def _negated(head: str, stance: Stance) -> Stance:
    if head in BELIEF:
        return Stance.DOUBTS
    if head in AGREEING:
        return Stance.DENIES
    if head.startswith("want"):
        return Stance.DEMANDS
    return _WHERE_NEGATED.get(stance, Stance.CANNOT_CONFIRM)


def _by_content(head: str, said: str, told: str, stance: Stance, speaker: Speaker) -> Stance:
    """Return the stance where the content settles what the verb of the cue leaves open."""
    if stance is Stance.DENIES and NO_FACT.match(told):
        return Stance.ASSERTS
    if stance is Stance.WITHDRAWS and head.startswith("withdr") and not WORDS_TAKEN_BACK.search(told):
        return Stance.ASSERTS
    words = told.split()
    if head.startswith("claim") and 0 < len(words) <= 3 and words[-1] in ATTACK_NOUNS:
        return Stance.TAKES_RESPONSIBILITY
    if head.startswith(("promis", "pledg", "vow", "sw", "threat")):
        is_threat = head.startswith("threat") or VIOLENCE_TO_COME.search(told) is not None
        return Stance.THREATENS if is_threat else Stance.ASSERTS
    if head.startswith("warn"):
        if stance_of_oneself(told, speaker) is Stance.THREATENS or _WARNED_OF.match(told):
            return Stance.THREATENS
        return Stance.DEMANDS if _WARNED_OFF.match(told) else Stance.ASSERTS
    if head in {"told", "tell", "tells", "telling"} and _TO_BE_TOLD.match(told):
        return Stance.DEMANDS
    if head.startswith("want") and _TO_BE_TOLD.match(told) and not told.startswith("to "):
        return Stance.DEMANDS
    if NAMING.search(said) and stance in {Stance.ASSERTS, Stance.DEMANDS}:
        if re.search(rf"\b{JUDGED_FALSE}\b", told):
            return Stance.DENIES
        return Stance.CONDEMNS if CONDEMNED.search(told) else Stance.ASSERTS
    if stance not in {Stance.ASSERTS, Stance.CONFIRMS, Stance.ALLEGES} or _ACCUSING.search(said):
        return stance
    for pattern, turned in _IMPERSONAL:
        if pattern.search(told):
            return turned
    return stance_of_oneself(told, speaker) or stance
