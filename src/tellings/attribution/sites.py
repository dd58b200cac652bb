"""Where in a clause a telling may be: the reporting verbs and phrases that are used as such.

In:   a Clause and the index of a word.
Out:  whether the word is a site; `forms` then reads it, and may still find no telling there.
Holds: a word that reads as a noun ("the reports of", "their demands") is no verb.
"""

from collections.abc import Iterator

from tellings.attribution.clause import BE, Clause
from tellings.attribution.lexicon import (
    AUXILIARIES,
    BELIEF_CUES,
    CUE_STANCE,
    DETERMINERS,
    DOCUMENT_NOUNS,
    NOUN_CUES,
    PREPOSITIONS,
    PRONOUNS,
    SPEAKER_NOUNS,
    WEAK_CUES,
)
from tellings.attribution.phrases import has_finite, is_adjunct_start

CALL_FORMS = frozenset("call calls called calling".split())  # "called for an inquiry"
GO_FORMS = frozenset("go goes went going gone".split())  # '"...," the statement goes on'
SPEAK_FORMS = frozenset("speak speaks spoke spoken".split())  # "spoke of dozens of dead"
POINT_FORMS = frozenset("point points pointed".split())  # "pointed to the rival line"
PUT_FORMS = frozenset(  # "put the toll at 12", "gave the toll as 12", "raised the toll to 12"
    "put puts give gives gave list lists listed raise raises raised lower lowers lowered revise revises "
    "revised".split()
)
COUNT_FORMS = frozenset(
    "counted documented documents recorded records tallied registered".split()
)  # "counted 12 dead"
SHOW_FORMS = frozenset("show shows showed depict depicts depicted".split())
NAME_FORMS = frozenset(
    "name names named identified describe describes described".split()
)  # "named X as the man who"
QUOTE_FORMS = frozenset("quoted quotes quoting cited cites citing".split())
TAKING = frozenset("take takes took taken taking claim claims claimed claiming accepted assumed".split())

_OBJECTS = (DETERMINERS | {"it", "him", "them"}) - {"a", "an"}
_REFUSING = frozenset({"refused", "refuses", "declined", "declines", "unable"})
ESTIMATES = frozenset(
    {"estimate", "estimates", "count", "account", "reckoning", "tally"}
)  # "by his estimate"
_TOLL_NOUNS = frozenset("toll number figure dead tally".split())
_COUNTED = frozenset("dead deaths killed fatalities bodies casualties injured wounded victims".split())
_TAKEN = frozenset({"life", "lives", "victim", "victims"})  # "the blast claimed 12 lives"
RECORDINGS = frozenset(
    "video videos footage photo photos photograph photographs picture pictures image images clip clips film "
    "recording recordings".split()
)
_ASKING = ("ask", "request", "appeal", "recommend")  # weak, but "asked the council to" is a telling
_VERB_OR_NOUN = frozenset(
    "report reports claim claims state states charge charges demand demands request requests question questions "
    "doubt doubts estimate estimates comment comments note notes promise promises appeal appeals remark remarks "
    "blame post posts show shows suspect suspects answer order orders signal signals guess hope hopes hold joke "
    "figure figures dispute pledge vow relay tweet repeat challenge feel read recall find accounts know "
    "address".split()
)
_NUMBERS = frozenset("one two three four five six seven eight nine ten several dozens".split())
_PLAIN_FORMS = frozenset(  # of those, what is a verb only right after its subject
    "report claim state charge demand question order show note post hold know appeal request estimate address".split()
)
_AS_A_NOUN_IN_S = frozenset(
    "of from by about on against were are have".split()
)  # "police reports of", "from"
_BEFORE_A_VERB = frozenset(SPEAKER_NOUNS) | PRONOUNS | AUXILIARIES | {"to"}
_ASKED = PRONOUNS | DETERMINERS | {"for", "to"}
_WAS = BE - {"be", "being"}
_LONGEST_NAMING = 26  # tokens from "named" to "as"; guess, unmeasured
_LONGEST_SHOT = 10  # tokens of "purportedly shot in the market" behind "a video"; guess, unmeasured
_CLOSES_SUBJECT = frozenset({",", ";", ":", '"', "and", "but", "he", "she", "they", "who", "that", "which"})
_TAIL = 96  # tokens at the end of a clause in which a telling that closes it starts; guess, unmeasured


def find_sites(clause: Clause) -> Iterator[int]:
    """Yield the sites of the clause at its own level of quotation, the likeliest first.

    That is the one that closes the clause ("..., police said"), where there is one; then the rest in order.
    """
    level = min(clause.quoted[clause.lo : clause.hi])
    for k in range(clause.hi - 1, max(clause.lo, clause.hi - _TAIL) - 1, -1):
        if clause.quoted[k] == level and is_site(clause, k) and _closes_clause(clause, k):
            yield k
            break
    for k in range(clause.lo, clause.hi):
        if clause.quoted[k] == level and is_site(clause, k):
            yield k


def is_site(clause: Clause, k: int) -> bool:
    """Whether the word at k may be the cue of a telling."""
    low = clause.tokens[k].low
    after = clause.low(k + 1)
    before = clause.low(k - 1) if k > clause.lo else ""
    if low == "according":
        return after == "to" and k + 2 < clause.hi
    if low == "responsibility":
        return any(word.low in TAKING for word in clause.words(k - 4, k))
    if low in TAKING and any(word.low == "responsibility" for word in clause.words(k + 1, k + 5)):
        return False  # the site is "responsibility"
    if low == "known" and after in {"as", "for", "to"}:
        return False  # a name or a habit
    if low in TAKING and any(word.low in _TAKEN for word in clause.words(k + 1, k + 6)):
        return False
    if low in COUNT_FORMS:
        return _counts_people(clause, k)
    if low in SHOW_FORMS and is_shown(clause, k):
        return True
    if low in ESTIMATES and is_by_estimate(clause, k):
        return True
    if low in CALL_FORMS:
        return before not in DETERMINERS and (
            after in {"on", "for", "upon"} or _calls_it_something(clause, k)
        )
    if low in QUOTE_FORMS:
        return k + 1 < clause.hi
    if low in SPEAK_FORMS:
        return after == "of"
    if low in GO_FORMS:
        return after == "on" and clause.low(k + 2) in {"", ",", ".", ":", '"', "to"}
    if low in POINT_FORMS:
        return after in {"to", "at"} or (after == "the" and clause.low(k + 2) in {"finger", "blame"})
    if low in {"list", "lists", "listed"}:
        return after.isdecimal() and any(
            clause.low(m) in _TOLL_NOUNS | {"wounded", "killed", "injured"} for m in range(k + 2, k + 5)
        )
    if low in PUT_FORMS:
        return any(clause.low(m) in _TOLL_NOUNS for m in range(k + 1, k + 6))
    if low in NAME_FORMS:
        is_verb = before not in DETERMINERS and not clause.is_passive(k)
        return is_verb and any(word.low == "as" for word in clause.words(k + 1, k + _LONGEST_NAMING))
    if low in CUE_STANCE:
        return _is_reporting_verb(clause, k) or (
            low in NOUN_CUES and reads_as_noun(clause, k) and _leads_that(clause, k)
        )
    return low in NOUN_CUES and _leads_that(clause, k)


def reads_as_noun(clause: Clause, k: int) -> bool:
    """Whether a word that may be a verb or a noun ("reports", "claim") stands as a noun at k."""
    if k == clause.lo:
        return True
    before, low, after = clause.tokens[k - 1], clause.low(k), clause.low(k + 1)
    if before.low.endswith("'s") or before.low in DETERMINERS or before.low in PREPOSITIONS:
        return True
    if clause.low(clause.cue_start(k) - 1) in {"a", "an", "the"}:
        return True  # "a likely suspect"
    if (
        before.low.isdigit()
        or before.low in _NUMBERS
        or before.low in {"any", "no", "some", "such", "more", "other", "and", "or"}
    ):
        return True
    if low.endswith("s") and not low.endswith("ss"):
        # "states the opposition": after a comma it is a verb; "police reports": what follows decides
        is_subject = before.low in {",", '"'} or before.is_name_like
        if is_subject or before.low in SPEAKER_NOUNS or before.low in DOCUMENT_NOUNS:
            return after in _AS_A_NOUN_IN_S
        return before.low not in PRONOUNS and after != "that"
    if low not in _PLAIN_FORMS:
        return False
    return before.low not in _BEFORE_A_VERB


def refuses_to_confirm(clause: Clause, k: int) -> bool:
    """Whether the verb at k is that of "declined to confirm", "was unable to verify"."""
    is_confirming = clause.low(k) in {"confirm", "verify", "corroborate"}
    return (
        is_confirming and k - 2 >= clause.lo and clause.low(k - 1) == "to" and clause.low(k - 2) in _REFUSING
    )


def _counts_people(clause: Clause, k: int) -> bool:
    """Whether the verb at k counts dead or wounded: "counted 24 dead", "has documented 12 deaths"."""
    after = clause.words(k + 1, k + 7)
    is_told = any(word.low in _COUNTED for word in after)
    return is_told and not clause.is_passive(k) and any(_is_number(word.low) for word in after[:4])


def _is_number(low: str) -> bool:
    return low[:1].isdigit() or low in _NUMBERS


def is_shown(clause: Clause, k: int) -> bool:
    """Whether what the verb at k shows, a recording shows: "a video posted on Monday showed six bodies"."""
    start = clause.cue_start(k)
    subject = clause.tokens[clause.lo : start]
    last = max((m for m, word in enumerate(subject) if word.low in RECORDINGS), default=None)
    if (
        last is None
        or clause.is_passive(k)
        or clause.low(start - 1) == "to"
        or clause.low(k + 1) in {"", ".", ","}
    ):
        return False
    between = subject[last + 1 :]  # "shot in the market", "taken by residents of Ardeh": no clause of its own
    return len(between) <= _LONGEST_SHOT and not any(word.low in _CLOSES_SUBJECT for word in between)


def is_by_estimate(clause: Clause, k: int) -> bool:
    """Whether the noun at k closes "by his estimate", "by the mayor's count"."""
    owner = clause.low(k - 1)
    if owner not in {"his", "her", "their", "its"} and not owner.endswith("'s"):
        return False
    return any(word.low == "by" for word in clause.words(k - 5, k - 1)) and clause.low(k + 1) in {
        "",
        ",",
        ".",
    }


def _leads_that(clause: Clause, k: int) -> bool:
    """Whether a clause with "that" hangs on the noun at k: "the claim by the army that ..."."""
    that = next((m for m in range(k + 1, min(clause.hi, k + 16)) if clause.low(m) == "that"), None)
    return that is not None and not has_finite(clause.tokens, k + 1, that)


def _calls_it_something(clause: Clause, k: int) -> bool:
    """Whether the verb at k gives something a name: "called the attack a crime", "called it 'a lie'"."""
    if clause.low(k + 1) not in _OBJECTS or clause.is_passive(k):
        return False
    return any(clause.low(m) in {'"', "a", "an"} for m in range(k + 2, min(clause.hi, k + 8)))


def _has_speaker_before(clause: Clause, k: int) -> bool:
    """Whether a name, a pronoun or a noun for speakers stands right before the verb group at k."""
    start = clause.cue_start(k)
    if start <= clause.lo:
        return False
    before = clause.tokens[start - 1]
    return before.is_name_like or before.low in PRONOUNS or before.low in SPEAKER_NOUNS


def _is_reporting_verb(clause: Clause, k: int) -> bool:
    token = clause.tokens[k]
    low, after = token.low, clause.low(k + 1)
    before = clause.low(k - 1) if k > clause.lo else ""
    if token.is_name_like and k > clause.lo and not token.text.isupper() and not clause.is_title_case:
        return False
    if low in _VERB_OR_NOUN and reads_as_noun(clause, k):
        return False
    is_done_by = (
        low.endswith("ed") and after == "by" and not is_adjunct_start(clause.tokens, k + 1, clause.hi)
    )
    if is_done_by and not any(clause.low(m) in BE for m in range(clause.cue_start(k), k)):
        return False  # "the jets confirmed by pilots as theirs"
    if before in {"to", "of", "for", "by", "without"} and low != "said" and not refuses_to_confirm(clause, k):
        return False
    if low in {"said", "stated"} and before == "the":
        return False
    if low.endswith("ing") and before not in {",", "and"} and before not in _WAS:
        return False
    if low not in WEAK_CUES:
        return True
    speaks = (
        after in {"that", ":", '"'}
        or _says_somewhere_that(clause, k)
        or (after == "," and clause.low(k + 2) == '"' and k + 2 < clause.hi)
    )
    follows_quote = any(word.low == '"' for word in clause.words(k - 4, k))
    if low.startswith(_ASKING):
        return (
            speaks
            or follows_quote
            or after in _ASKED
            or (k + 1 < clause.hi and clause.tokens[k + 1].is_name_like)
        )
    if speaks or before == '"':
        return True
    if low in BELIEF_CUES and _has_speaker_before(clause, k) and after not in {"of", "about", ""}:
        return (
            after == "to"
            or low.startswith("want")
            or has_finite(clause.tokens, k + 1, min(clause.hi, k + 12))
        )
    ends = after in {".", ",", '"', ""}
    return (follows_quote and ends) or (
        k + 1 >= clause.hi and any(w.low == "," for w in clause.words(k - 8, k))
    )


def _says_somewhere_that(clause: Clause, k: int) -> bool:
    """Whether "that" follows the verb after words of where or to whom: "boasted in a letter to the ministry that"."""
    if clause.low(k + 1) not in {"in", "at", "on", "to", "during"}:
        return False
    that = next((m for m in range(k + 2, min(clause.hi, k + 12)) if clause.low(m) == "that"), None)
    return that is not None and not has_finite(clause.tokens, k + 1, that)


def _closes_clause(clause: Clause, k: int) -> bool:
    """Whether the telling at k is the last of the clause: "..., police said" or "..., said the police"."""
    low = clause.low(k)
    if low == "according":
        return k > clause.lo + 3 and clause.phrase_end(k + 2) >= clause.hi - 1
    if low not in CUE_STANCE or low.endswith("ing"):
        return False
    start = clause.cue_start(k)
    if clause.after_telling(k + 1) >= clause.hi:
        phrase = clause.phrase_before(start)
        is_apart = {",", '"', "-", "--"}
        return (
            phrase is not None and phrase.start > clause.lo + 1 and clause.low(phrase.start - 1) in is_apart
        )
    if start > clause.lo + 2 and clause.low(start - 1) in {",", '"', "?", "!"}:
        end = clause.phrase_end(k + 1)
        return end > k + 1 and clause.after_telling(end) >= clause.hi and not clause.closes_apposition(start)
    return False
