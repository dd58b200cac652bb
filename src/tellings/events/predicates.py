"""Read what befell the counted from the words after their noun: "were killed", "died", "others hurt".

In:   tokens and the place where a noun phrase ends.
Out:  a Predicate: which kind of count, and which tokens say so; or None.
Holds: what is negated or only possible comes back refused, so that it stops the search and counts nobody.
"""

from collections.abc import Container, Sequence
from dataclasses import replace

from tellings.events.numbers import read_number
from tellings.events.outcome_phrases import active_phrase, being_phrase, negated_phrase, passive_phrase
from tellings.events.outcome_words import (
    ACTIVE,
    ADVERBS,
    BE,
    INJURED_WORDS,
    MODALS,
    NEGATIONS,
    NOMINALS,
    NOUN_OR_VERB,
    PARTICIPLES,
    SEIZING,
    STATES,
    Predicate,
    low_at,
)
from tellings.events.person_nouns import FUNCTION_WORDS, is_person_noun, is_thing
from tellings.events.takers import taker_after
from tellings.text.segment import Token
from tellings.vocabulary import Field

_DIE = frozenset("died dies die dying perished perish perishing succumbed drowned suffocated".split())
_HAVE = frozenset("has have had having 've".split())
_EPISTEMIC = frozenset("feared presumed believed thought assumed".split())
_TOLD = frozenset(
    "reported reportedly said known confirmed listed declared found left pronounced counted registered".split()
)
_REGION_OPENERS = frozenset(
    "in at from of near on aboard inside outside with between for who that whose which including among travelling "
    "traveling guarding waiting working sleeping belonging aged dressed riding fleeing living staying , ( [ walking "
    "standing taken shot attending sheltering hiding to along by sitting gathered praying playing protesting returning "
    "driving trapped under beneath as mostly mainly most many some both all across around behind".split()
)
_BLOCKERS = frozenset(
    "; : said says saying told when where while because after before but although though whereas however whose "
    "killing wounding injuring leaving bringing raising causing if whether why how -- ! ? then unless despite".split()
)
_COUNT_STARTS = frozenset(
    "at more about some around over nearly up several dozens scores hundreds thousands another almost a an "
    "fewer".split()
)
_DONE_TO_DEATH = frozenset(
    "burned burnt crushed hacked stabbed beaten put stoned starved tortured clubbed bludgeoned knifed trampled kicked "
    "bayoneted blown buried roasted choked frozen gassed strangled whipped flogged speared battered shaken".split()
)
# a second verb may follow: "were ambushed and killed", "were dragged from their homes and shot dead"
_SECOND_VERB = 14  # tokens; a guess, unmeasured
_PHRASES = {
    ("rounded", "up"): Field.DETAINED,
    ("picked", "up"): Field.DETAINED,
    ("locked", "up"): Field.DETAINED,
    ("hauled", "off"): Field.DETAINED,
    ("hauled", "away"): Field.DETAINED,
    ("led", "away"): Field.DETAINED,
    ("taken", "away"): Field.DETAINED,
    ("carried", "off"): Field.ABDUCTED,
    ("dragged", "off"): Field.ABDUCTED,
    ("dragged", "away"): Field.ABDUCTED,
    ("whisked", "away"): Field.ABDUCTED,
    ("spirited", "away"): Field.ABDUCTED,
    ("mowed", "down"): Field.KILLED,
    ("mown", "down"): Field.KILLED,
    ("cut", "down"): Field.KILLED,
    ("wiped", "out"): Field.KILLED,
    ("picked", "off"): Field.KILLED,
    ("driven", "out"): Field.DISPLACED,
    ("forced", "out"): Field.DISPLACED,
    ("left", "homeless"): Field.DISPLACED,
    ("rendered", "homeless"): Field.DISPLACED,
}
_CARRIED = frozenset("carried pulled brought dragged dug taken returned picked lifted fished".split())
_CARRIED_TO = frozenset("home in up back out there away".split())
_HELD = {
    ("in", "custody"),
    ("in", "detention"),
    ("under", "questioning"),
    ("under", "arrest"),
    ("behind", "bars"),
}
_WHO_FALL = frozenset(
    "soldiers fighters men troops policemen guards officers rebels militants insurgents guerrillas comrades "
    "servicemen conscripts terrorists jihadists extremists recruits marines commandos gunmen martyrs militiamen "
    "brothers soldier fighter commanders commander defenders attackers attacker assailants bombers raiders".split()
)
_FALL_IN = frozenset(
    "battle action combat fighting battles attack ambush assault clash clashes raid shelling bombing strike "
    "strikes".split()
)
_LEFT_WITH = frozenset("without with lacking homeless".split())
_TIME_WORDS = frozenset("day night week month year morning evening previous same following".split())


def predicate_after(
    tokens: Sequence[Token],
    at: int,
    *,
    plural: bool | None,
    stops: Container[int],
    reaches_far: bool,
    takes_bare: bool = True,
) -> Predicate | None:
    """Return what the words from `at` on say of the noun phrase that ends there.

    plural: the number of the noun phrase, for agreement; None where either may follow.
    stops: places where another count starts.
    reaches_far: look beyond "in the north of the camp" and "who guarded the buses".
    takes_bare: a participle alone serves ("five killed", "40 others hurt"), not only "were killed".
    """
    near = _read_here(tokens, at, plural=plural, stops=stops, takes_bare=takes_bare)
    if near or not reaches_far:
        return near
    return _read_far(tokens, at, plural=plural, stops=stops)


def _read_here(
    tokens: Sequence[Token], at: int, *, plural: bool | None, stops: Container[int], takes_bare: bool
) -> Predicate | None:
    place = at
    while low_at(tokens, place) in ('"', "'"):
        place += 1
    finite = _read_finite(tokens, place, plural=plural, stops=stops)
    if finite:
        return replace(finite, start=place)
    hurt = place
    while low_at(tokens, hurt) in _WHO_WAS:
        hurt += 1
    if low_at(tokens, hurt) in _HURT_BEFORE and (hurt > place or low_at(tokens, hurt + 1) in _OF_THE_DEED):
        later = _died_since(tokens, hurt + 1, stops)
        if later is not None:
            return Predicate(Field.KILLED, later - 1, later, dies=True)
    bare = _read_bare(tokens, place, stops=stops) if takes_bare else None
    return bare or _second_clause(tokens, place, stops)


# "a girl stabbed in the attack died of her wounds"
_HURT_BEFORE = INJURED_WORDS | frozenset(
    "shot stabbed burned burnt hit struck beaten caught crushed knifed hacked attacked bludgeoned clubbed "
    "trapped".split()
)
_WHO_WAS = frozenset("who was were had been".split())
_OF_THE_DEED = frozenset("in by on at during when near outside inside while after with through as".split())
_CLAUSE = 12  # tokens of the first of two clauses with one subject; a guess, unmeasured
_GO = frozenset(
    "came went gave fell tried left took laid ran got began set were was had lost stood sat lay drove rode held".split()
)
_AUXILIARIES = frozenset("were was are is have has had died perished disappeared vanished never".split())


def _second_clause(tokens: Sequence[Token], at: int, stops: Container[int]) -> Predicate | None:
    """Read the second of two verbs of one subject: "came under fire and were hurt", "fled and were never seen"."""
    first = low_at(tokens, at)
    if first not in _GO and (not first.endswith("ed") or first in PARTICIPLES):
        return None
    for place in range(at + 1, min(at + _CLAUSE, len(tokens) - 1)):
        low = tokens[place].low
        if place in stops or low in _BLOCKERS or low in ("who", "that", "which", ","):
            return None
        if low == "and" and low_at(tokens, place + 1) in _AUXILIARIES:
            found = _read_finite(tokens, place + 1, plural=None, stops=stops)
            return replace(found, adjacent=False) if found else None
    return None


def _read_bare(tokens: Sequence[Token], at: int, *, stops: Container[int]) -> Predicate | None:
    """Read a participle or noun right after a number: "five killed", "43 dead", "22 deaths", "12 lives lost"."""
    place = at
    presumed = False
    for _ in range(4):
        low = low_at(tokens, place)
        if low in _EPISTEMIC:
            presumed, place = True, place + 1
        elif ((low in ADVERBS or low.endswith("ly")) and low not in ("family", "only")) or (
            low in _TOLD and low_at(tokens, place + 1) in {*PARTICIPLES, *STATES}
        ):
            place += 1
        else:
            break
    if low_at(tokens, place) == "held" and low_at(tokens, place + 1) in ("over", "after"):
        return Predicate(Field.DETAINED, at, place + 1)
    is_held = low_at(tokens, place) == "held" and low_at(tokens, place + 1) == "in"
    if is_held and any(low_at(tokens, place + step) in _SWEEPS for step in range(2, 5)):
        return Predicate(Field.DETAINED, at, place + 1)
    if low_at(tokens, place) == "lying" and low_at(tokens, place + 1) == "dead":
        return Predicate(Field.KILLED, at, place + 2)
    if low_at(tokens, place) == "death" and _continues(low_at(tokens, place + 1)):
        return None  # "six death sentences"
    if low_at(tokens, place) == "fallen" and not _continues(low_at(tokens, place + 1)):
        return Predicate(Field.KILLED, at, place + 1)  # "our units had 12 fallen"
    if low_at(tokens, place) == "among" and place == at:
        return _among(tokens, at, at)
    if low_at(tokens, place) == "treated" and low_at(tokens, place + 1) in _AFTER_TREATED:
        return Predicate(Field.INJURED, at, place + 1)
    read = read_outcome(tokens, place)
    if read is None and low_at(tokens, place) in ("eliminated", "liquidated") and _is_force(tokens, place):
        read = Field.KILLED, place + 1
    if read is None:
        return None
    kind, end = read
    if kind in (Field.KILLED, Field.INJURED) and low_at(tokens, end) in ("bodies", "corpses"):
        return Predicate(Field.BODIES_FOUND, at, end + 1)
    if kind is Field.INJURED and low_at(tokens, place - 1) in ("fatally", "mortally"):
        kind = Field.KILLED
    if kind is Field.INJURED and tokens[place].low in PARTICIPLES:
        later = _died_since(tokens, end, stops)
        if later is not None:
            return Predicate(Field.KILLED, at, later, dies=True)
    if _has_object(tokens, end, stops) and tokens[place].low in PARTICIPLES:
        return None
    if tokens[place].low in ("missing", "dead", "killed") and low_at(tokens, end) == "from":
        return None
    if (
        tokens[place].low == "dead"
        and is_thing(low_at(tokens, end))
        and not is_person_noun(low_at(tokens, at - 1))
    ):
        return None
    if kind is Field.KILLED and (presumed or _is_feared(tokens, end)):
        kind = Field.PRESUMED_DEAD
    return Predicate(kind, at, end)


def _is_feared(tokens: Sequence[Token], at: int) -> bool:
    """Whether "(100 dead) are feared" stands at `at`."""
    place = at + (low_at(tokens, at) in BE)
    return low_at(tokens, place) == "feared"


def _continues(low: str) -> bool:
    """Whether a word goes on with a noun phrase."""
    return low.isalpha() and low not in FUNCTION_WORDS and low not in PARTICIPLES


_AFTER_TREATED = frozenset(("", *", ; . for in at on and by )".split()))
_SWEEPS = frozenset("crackdown raid raids sweep sweeps swoop swoops connection roundup operation".split())


def _died_since(tokens: Sequence[Token], at: int, stops: Container[int]) -> int | None:
    """Return where "have died" ends in "two people wounded in the blast have died", or None."""
    for place in range(at, min(at + 12, len(tokens))):
        low = tokens[place].low
        if low in _BLOCKERS or low in (",", "and", "who", "that", "which") or low in BE or place in stops:
            return None
        if low in _DIE:
            return place + 1
    return None


def read_outcome(tokens: Sequence[Token], at: int) -> tuple[Field, int] | None:
    """Read the word or phrase of what befell them, with a second kind joined to it ("killed or wounded")."""
    low, following = low_at(tokens, at), low_at(tokens, at + 1)
    first = _one_outcome(tokens, at)
    if low in SEIZING:
        first = passive_phrase(tokens, at) or first
    if first is None:
        if low == "shot" and following == "dead":
            return Field.KILLED, at + 2
        if (
            low == "shot"
            and following == "and"
            and low_at(tokens, at + 2) in ("killed", "wounded", "injured")
        ):
            return PARTICIPLES[tokens[at + 2].low], at + 3
        if low == "shot" and following == "to" and low_at(tokens, at + 2) == "death":
            return Field.KILLED, at + 3
        if low in ("burned", "burnt", "drowned", "crushed") and following in ("or", "and"):
            if low_at(tokens, at + 2) in ("drowned", "suffocated", "trampled"):
                return Field.KILLED, at + 3
            if low == "drowned" and low_at(tokens, at + 2) in ("burned", "burnt", "crushed"):
                return Field.KILLED, at + 3
        if low in _DONE_TO_DEATH:
            if following == "to" and low_at(tokens, at + 2) == "death":
                return Field.KILLED, at + 3
            if following == "alive":
                return Field.KILLED, at + 2
            if (low, following) in (("blown", "up"), ("blown", "apart"), ("stabbed", "dead")):
                return Field.KILLED, at + 2
            if low == "burned" or low == "burnt":
                return Field.INJURED, at + 1
        if (low, following) in _PHRASES:
            return _PHRASES[low, following], at + 2
        if low in ("taken", "held") and following in (
            "hostage",
            "captive",
            "prisoner",
            "hostages",
            "prisoners",
        ):
            return (Field.DETAINED if following.startswith("prisoner") else Field.ABDUCTED), at + 2
        if low in ("taken", "remanded", "held", "placed") and following in ("into", "in"):
            if low_at(tokens, at + 2) == "custody":
                return Field.DETAINED, at + 3
            return None
        if low == "made" and following == "homeless":
            return Field.DISPLACED, at + 2
        if low == "blown" and low_at(tokens, at + 1) == "up":
            return Field.KILLED, at + 2
        return passive_phrase(tokens, at)
    kind, end = first
    joint = low_at(tokens, end)
    if joint in ("and", "or", "/", "&", ",") and kind in (Field.KILLED, Field.INJURED):
        step = end + 1
        if joint == "and" and low_at(tokens, step) == "/":
            step += 2
        while low_at(tokens, step) in ADVERBS:
            step += 1
        second = _one_outcome(tokens, step)
        is_both = second is not None and {kind, second[0]} == {Field.KILLED, Field.INJURED}
        if second and is_both and (joint != "," or low == "dead") and not _starts_count(tokens, second[1]):
            return Field.KILLED_OR_INJURED, second[1]
        if second and kind is second[0]:
            return kind, second[1]
    return kind, end


def _one_outcome(tokens: Sequence[Token], at: int) -> tuple[Field, int] | None:
    low = low_at(tokens, at)
    if low in PARTICIPLES:
        end = at + 1
        if low == "gunned":
            return (Field.KILLED, at + 2) if low_at(tokens, at + 1) == "down" else None
        return PARTICIPLES[low], end
    if low in STATES:
        if low == "unaccounted":
            return (Field.MISSING, at + 2) if low_at(tokens, at + 1) == "for" else None
        return STATES[low], at + 1
    if low in NOMINALS:
        return NOMINALS[low], at + 1
    return None


def _starts_count(tokens: Sequence[Token], at: int) -> bool:
    low = low_at(tokens, at)
    if low in _COUNT_STARTS:
        return (
            low not in ("at", "more", "up", "over")
            or low_at(tokens, at + 1) in ("least", "than", "to")
            or (low == "over" and read_number(tokens, at + 1) is not None)
        )
    return read_number(tokens, at) is not None


def _has_object(tokens: Sequence[Token], at: int, stops: Container[int]) -> bool:
    """Whether a verb that ends at `at` has an object of its own, so that what stands before it is its subject."""
    place = at
    while low_at(tokens, place) in ('"', "'") or low_at(tokens, place) in ADVERBS:
        place += 1
    low = low_at(tokens, place)
    if place in stops and low not in ("a", "an", "one"):
        # "five killed 40 wounded" is a list, "two men killed five" is not
        number_end = place
        for _ in range(7):
            number_end += 1
            ahead = low_at(tokens, number_end)
            if ahead in PARTICIPLES or ahead in STATES or ahead in NOMINALS:
                return _starts_count(tokens, number_end + 1) and ahead in PARTICIPLES
            if not ahead or ahead in ("in", "at", "on", "and", ",", "when", "."):
                break
        return True
    if low in ("himself", "herself", "themselves", "him", "her", "them", "us", "each"):
        return True
    if low in ("the", "his", "its", "their", "our", "a", "an", "one", "two", "three") and place == at:
        # "killed the mayor", but "killed the same day", "killed the night before"
        for step in range(1, 5):
            ahead = low_at(tokens, place + step)
            if ahead in _TIME_WORDS:
                return False
            if is_person_noun(ahead):
                return True
        return False
    return False


def _read_finite(
    tokens: Sequence[Token], at: int, *, plural: bool | None, stops: Container[int]
) -> Predicate | None:
    """Read a verb group with its auxiliaries: "have since been confirmed dead", "died", "lost their lives"."""
    place = at
    seen_be = seen_have = negated = unreal = presumed = possible = told = False
    for _ in range(12):
        low = low_at(tokens, place)
        if low in BE:
            if place == at and low in ("was", "is") and plural is True:
                return None
            if place == at and low in ("were", "are") and plural is False:
                return None
            seen_be = True
        elif low in _HAVE:
            if low == "has" and plural is True:
                return None
            if low == "have" and plural is False and not (seen_be or possible or told or presumed):
                return None
            seen_have = True
        elif low in ("may", "might"):
            possible = True
        elif low in MODALS or low in ("nearly", "almost"):
            unreal = True
        elif low in NEGATIONS or low.endswith("n't"):
            negated = True
        elif (low in _EPISTEMIC and seen_be) or (
            low in _EPISTEMIC and low_at(tokens, place + 1) in ("dead", "killed", "drowned")
        ):
            presumed = True
        elif presumed and low == "lost":
            return Predicate(Field.PRESUMED_DEAD, at, place + 1)
        elif low == "left" and low_at(tokens, place + 1) in _LEFT_WITH:
            break
        elif low in _TOLD and (seen_be or low_at(tokens, place + 1) in ("dead", "killed", "missing")):
            if low == "found" and negated:
                return Predicate(Field.MISSING, at, place + 1)
            told = True
        elif low == "as" and told:
            pass
        elif low == "to" and seen_have and not (seen_be or presumed or told):
            pass  # "had to flee"
        elif low == "to" and (presumed or told or seen_be):
            unreal = unreal or not (presumed or told)
        elif low in ("did", "do", "does"):
            pass
        elif seen_be and (low == "last" or (low == "seen" and low_at(tokens, place + 1) == "being")):
            pass  # "were last seen being forced into a jeep"
        elif low == "shot" and (
            low_at(tokens, place + 1) in ("dead", "and", "to", "in", "by", "at", "from", "while", "through")
            or any(low_at(tokens, place + step) in _LIMBS for step in range(2, 5))
        ):
            break
        elif low in ADVERBS or (low.endswith("ly") and low not in ("family", "rally", "july")):
            pass
        else:
            break
        place += 1
    low = low_at(tokens, place)
    if negated and not (unreal or possible):
        never = negated_phrase(tokens, place)
        if never:
            return Predicate(never[0], at, never[1])
    found = _finite_end(tokens, place, seen_be=seen_be, seen_have=seen_have, negated=negated)
    if found is None:
        if seen_be and low == "among":
            return _among(tokens, at, place)
        if seen_be and not (negated or unreal or possible):
            found = _second_verb(tokens, place, stops)
        if found is None:
            return None
    kind, end, dies = found
    if not seen_be and low in PARTICIPLES and low not in _DIE:
        return None
    if kind is Field.MISSING and negated and low in ("found", "seen", "heard", "accounted"):
        return Predicate(kind, at, end)
    if negated and low in ("survive", "survived") and not (unreal or possible or presumed):
        return Predicate(kind, at, end)
    if negated or unreal:
        return Predicate(kind, at, end, refused=True)
    if low in ("die",) and low_at(tokens, place - 1) == "to":
        return None
    if possible and not seen_have and kind is not Field.MISSING and (dies or low not in STATES):
        return Predicate(kind, at, end, refused=True)  # "may die", "might be killed": still to come
    if (presumed or possible) and kind is Field.KILLED:
        kind = Field.PRESUMED_DEAD
    if (
        kind is Field.DETAINED
        and (low in SEIZING or _is_taken(tokens, place))
        and taker_after(tokens, end) is Field.ABDUCTED
    ):
        kind = Field.ABDUCTED
    return Predicate(kind, at, end, dies=dies)


def _is_taken(tokens: Sequence[Token], at: int) -> bool:
    """Whether "held", "taken away" or "led away" stands at `at`, and not "taken prisoner", as armies do."""
    return low_at(tokens, at) in ("held", "taken", "led") and not low_at(tokens, at + 1).startswith(
        "prisoner"
    )


def _second_verb(tokens: Sequence[Token], at: int, stops: Container[int]) -> tuple[Field, int, bool] | None:
    """Read the second of two verbs of a passive: "(were) ambushed and killed", "lined up and shot dead"."""
    if (
        not low_at(tokens, at).endswith(("ed", "n", "d", "t", "ht", "ung"))
        or low_at(tokens, at) in FUNCTION_WORDS
    ):
        return None
    for place in range(at + 1, min(at + _SECOND_VERB, len(tokens))):
        low = tokens[place].low
        if low in ("and", ","):
            step = place + 1
            if low_at(tokens, step) == "shot" and low_at(tokens, at) in _LINED_UP:
                return Field.KILLED, step + 1, False
            while low_at(tokens, step) in ADVERBS or low_at(tokens, step) in ("and", "then"):
                step += 1
            outcome = read_outcome(tokens, step)
            if (
                outcome
                and low_at(tokens, step) not in NOMINALS
                and not _has_object(tokens, outcome[1], stops)
            ):
                return outcome[0], outcome[1], False
            if low_at(tokens, step) in ("died", "perished"):
                return Field.KILLED, step + 1, True
            if low_at(tokens, step) in _EPISTEMIC and low_at(tokens, step + 1) in (
                "dead",
                "killed",
                "drowned",
            ):
                return Field.PRESUMED_DEAD, step + 2, False
        elif (
            low in _BLOCKERS or low in BE or low in _HAVE or low in ("who", "that", "which") or place in stops
        ):
            return None
    return None


def _finite_end(
    tokens: Sequence[Token], at: int, *, seen_be: bool, seen_have: bool, negated: bool
) -> tuple[Field, int, bool] | None:
    low, following = low_at(tokens, at), low_at(tokens, at + 1)
    told = _phrase(tokens, at, seen_be=seen_be, negated=negated)
    if told:
        return told
    if low in _DIE:
        if low == "dying" and not seen_be and following in ("for",):
            return None
        return Field.KILLED, at + 1, True
    if low in ("lost", "lose", "losing") and low_at(tokens, at + 1) in ("their", "his", "her", "its"):
        if low_at(tokens, at + 2) in ("lives", "life"):
            return Field.KILLED, at + 3, False
        if low_at(tokens, at + 2) in ("homes", "shelter", "home", "houses", "shelters"):
            return Field.DISPLACED, at + 3, False
        return None
    if low in ("fell", "fallen", "fall", "falling") and (
        following in ("victim", "victims")
        or (following == "as" and low_at(tokens, at + 2).startswith("martyr"))
    ):
        return Field.KILLED, at + (2 if following != "as" else 3), False
    if low in ("fell", "fallen") and _falls(tokens, at):
        return Field.KILLED, at + 1, False
    if negated and low in ("survive", "survived"):
        return Field.KILLED, at + 1, False
    if seen_be and (low, following) in _HELD:
        return Field.DETAINED, at + 2, False
    if seen_be and low == "stopped":
        for step in range(1, 13):
            pair = low_at(tokens, at + step), low_at(tokens, at + step + 1)
            if pair in _HELD:
                return Field.DETAINED, at + step + 2, False
            if pair[0] in _BLOCKERS or pair[0] in (".", ",", "who", "not", "no"):
                break
            if pair[0] == "and" and pair[1] not in BE and pair[1] not in _HAVE:
                break
    if seen_be and low in _CARRIED:
        step = at + 1
        while low_at(tokens, step) in _CARRIED_TO:
            step += 1
        if low_at(tokens, step) in ("dead", "lifeless"):
            return Field.KILLED, step + 1, False
    if low in ("eliminated", "liquidated") and seen_be and _is_force(tokens, at):
        return Field.KILLED, at + 1, False
    if low in ("passed",) and following == "away":
        return Field.KILLED, at + 2, True
    if low in ("fled", "flee", "fleeing"):
        return None if _runs_off(tokens, at) else (Field.DISPLACED, at + 1, False)
    if low in ("went", "gone", "go", "goes") and following == "missing":
        return Field.MISSING, at + 2, False
    if low in ("disappeared", "vanished") or (low in ("disappear", "vanish") and not seen_be):
        return Field.MISSING, at + 1, False
    if low == "paid" and (following, low_at(tokens, at + 3)) == ("with", "lives"):
        return Field.KILLED, at + 4, False
    if low in ("needed", "required", "need", "require", "received", "receiving"):
        for step in range(1, 4):
            if low_at(tokens, at + step) in ("treatment", "surgery", "hospitalisation", "hospitalization"):
                return Field.INJURED, at + step + 1, False
    if seen_be and not negated and _is_hurt_by_hand(tokens, at):
        return Field.INJURED, at + 1, False
    if (
        low == "caught"
        and seen_be
        and following in ("as", "trying", "fleeing", "near", "at", "hiding", "", ".")
    ):
        return Field.DETAINED, at + 1, False
    if low == "crossed" and "border" in (low_at(tokens, at + step) for step in range(1, 6)):
        for step in range(2, 9):
            if low_at(tokens, at + step) in ("escape", "fleeing", "flee", "safety", "refugees"):
                return Field.DISPLACED, at + step + 1, False
    if seen_be and low == "in" and following in _HOSPITAL:
        return Field.INJURED, at + 2, False
    if seen_be and (low, following) == ("fighting", "for") and low_at(tokens, at + 3) in ("lives", "life"):
        return Field.INJURED, at + 4, False
    if seen_be and low in _BUNDLED and taker_after(tokens, at + 1, 10) is Field.ABDUCTED:
        return Field.ABDUCTED, at + 1, False
    if (low, following) == ("fell", "into") and "hands" in (low_at(tokens, at + step) for step in (2, 3, 4)):
        return Field.DETAINED, at + 2, False
    if low == "escaped" and any(
        low_at(tokens, at + step) in ("fighting", "violence", "clashes") for step in (1, 2, 3)
    ):
        return Field.DISPLACED, at + 3, False
    if low in ("lie", "lay", "lies") and following == "dead":
        return Field.KILLED, at + 2, False
    if low in ("met", "meeting") and following in ("their", "his", "her"):
        for step in range(2, 5):
            if low_at(tokens, at + step) in ("death", "deaths", "end"):
                return Field.KILLED, at + step + 1, False
    is_held = low == "held" and seen_be and following in _AFTER_HELD
    if is_held and (following != "in" or low_at(tokens, at + 2) not in ("the", "a", "high")):
        return Field.DETAINED, at + 1, False
    if low in ("left", "leave", "abandoned", "abandon") and following in ("their", "his", "her"):
        if low_at(tokens, at + 2) in ("homes", "home", "houses", "villages"):
            return Field.DISPLACED, at + 3, False
        return None
    if low in ("suffered", "sustained", "suffering", "sustaining", "received"):
        for step in range(1, 6):
            ahead = low_at(tokens, at + step)
            if ahead in ("injuries", "wounds", "burns", "injury", "fractures"):
                return Field.INJURED, at + step + 1, False
            if ahead in FUNCTION_WORDS and ahead not in ("from", "and", "or"):
                break
        return None
    if low in (
        "driven",
        "forced",
        "chased",
        "expelled",
        "displaced",
        "uprooted",
        "bombed",
        "burned",
        "shelled",
    ) and (seen_be and following in ("from", "out") and low_at(tokens, at + 2) in _FROM_HOME):
        return Field.DISPLACED, at + 3, False
    if low in ("driven", "forced", "chased") and seen_be and following == "from":
        return Field.DISPLACED, at + 2, False
    if low in ("forced",) and following == "to" and low_at(tokens, at + 2) in ("flee", "leave", "abandon"):
        return Field.DISPLACED, at + 3, False
    if low in ("taking", "took", "taken", "sought") and following in ("refuge", "shelter") and not seen_be:
        return Field.DISPLACED, at + 2, False
    if low in ("treated",) and seen_be:
        return Field.INJURED, at + 1, False
    if low in ("taken", "rushed", "brought", "admitted", "transferred", "ferried", "carried") and seen_be:
        for step in range(1, 7):
            ahead = low_at(tokens, at + step)
            if ahead.startswith(("hospital", "clinic")):
                return Field.INJURED, at + step + 1, False
            if ahead in ("hostage", "captive", "custody"):
                break
    if seen_be and low in ("buried", "trapped", "under"):
        end = _rubble_end(tokens, at)
        if end is not None or low == "buried":
            return None if end is None else (Field.MISSING, end, False)
    if negated and low in ("seen", "heard", "accounted", "found") and (seen_be or seen_have):
        return Field.MISSING, at + 1, False
    if (
        seen_be
        or low == "missing"
        or (
            low == "dead"
            and following not in ("bodies", "corpses")
            and not (is_thing(following) and not is_person_noun(low_at(tokens, at - 1)))
        )
    ):
        outcome = read_outcome(tokens, at)
        if outcome and (low not in NOMINALS):
            return outcome[0], outcome[1], False
    return None


# what is done to those who are then shot, and not shot at
_LINED_UP = frozenset(
    "lined taken dragged led marched pulled singled tied bound blindfolded stood captured".split()
)


def _phrase(
    tokens: Sequence[Token], at: int, *, seen_be: bool, negated: bool
) -> tuple[Field, int, bool] | None:
    """Read what takes more than one word: "were treated as missing", "abandoned their villages"."""
    if seen_be:
        is_deadly = low_at(tokens, at - 1) in ("fatally", "mortally")
        found = passive_phrase(tokens, at - 1 if is_deadly else at) or being_phrase(tokens, at)
    else:
        found = active_phrase(tokens, at)
        if found and found[0] is Field.DISPLACED and (_is_force(tokens, at) or _runs_off(tokens, at)):
            return None
    if (
        found
        and found[0] is Field.ABDUCTED
        and low_at(tokens, at) in ("fell", "fallen")
        and _is_force(tokens, at)
    ):
        return Field.DETAINED, found[1], False  # armies take prisoners
    return (*found, False) if found else None


def _is_hurt_by_hand(tokens: Sequence[Token], at: int) -> bool:
    """Whether "stabbed" or "shot in the leg" stands at `at`, and no "to death" follows."""
    low, following = low_at(tokens, at), low_at(tokens, at + 1)
    if low not in ("shot", "stabbed", "knifed", "slashed") or following in ("dead", "and"):
        return False
    if "death" in (following, low_at(tokens, at + 2)):
        return False
    return low != "shot" or any(low_at(tokens, at + step) in _LIMBS for step in range(1, 5))


_RUINS = frozenset("rubble debris ruins wreckage".split())
_FALLEN = frozenset("building buildings block house houses".split())


def _rubble_end(tokens: Sequence[Token], at: int) -> int | None:
    """Return where "buried under the rubble", "trapped under a collapsed building" ends, or None."""
    following = low_at(tokens, at + 1)
    if low_at(tokens, at) == "buried" and following not in ("under", "beneath", "in"):
        return None
    for step in range(1, 6):
        low = low_at(tokens, at + step)
        if low in _RUINS or (low in _FALLEN and following in ("under", "beneath")):
            return at + step + 1
    return None


_HOSPITAL = frozenset("hospital hospitals intensive".split())
_BUNDLED = frozenset("taken forced bundled dragged marched pulled led".split())
_LIMBS = frozenset("leg legs arm arms foot feet hand hands shoulder thigh knee knees".split())
_AFTER_HELD = frozenset((*"over for in by after on at as".split(), "", ".", ","))
_AFTER_HELD = frozenset((*"over for in by after on at as".split(), "", ".", ","))
_FROM_HOME = frozenset("their his her its of the home homes".split())
_RUNNERS = frozenset(
    "gunmen gunman attackers attacker assailants assailant suspects suspect men man robbers bombers raiders "
    "kidnappers killers perpetrators shooters bandits thieves militants hijackers prisoners inmates detainees "
    "convicts soldiers fighters rebels youths".split()
)
_MANY = frozenset("dozens scores hundreds thousands families all inhabitants".split())
_ESCAPES = frozenset(
    "scene custody prison jail car vehicle motorcycle motorcycles motorbike foot gunmen".split()
)


def _runs_off(tokens: Sequence[Token], at: int) -> bool:
    """Whether those who "fled" ran from what they had done, or got away, and were not driven from home."""
    near = [low_at(tokens, at - back) for back in range(1, 5)]
    ahead = [low_at(tokens, at + step) for step in range(1, 6)]
    if any(low in _RUNNERS for low in near) and not {"homes", "home", "houses"} & set(ahead):
        return True
    if "foot" in ahead[:4] and (is_person_noun(near[0]) or near[0] in _MANY):
        return False  # "hundreds fled on foot"
    return bool(_ESCAPES & set(ahead[:4]))


def _is_force(tokens: Sequence[Token], at: int) -> bool:
    """Whether the subject of the passive at `at` are fighters: "15 militants were eliminated", no team."""
    step = at - 1
    while low_at(tokens, step) in BE or low_at(tokens, step) in _HAVE or low_at(tokens, step) in ADVERBS:
        step -= 1
    return low_at(tokens, step) in _WHO_FALL


def _falls(tokens: Sequence[Token], at: int) -> bool:
    """Whether soldiers fall as soldiers do: "six soldiers fell", not "fell ill", "fell back" or "fell from a roof"."""
    step = at - 1
    while low_at(tokens, step) in _HAVE or low_at(tokens, step) in ADVERBS:
        step -= 1
    if low_at(tokens, step) not in _WHO_FALL:
        return False
    following = low_at(tokens, at + 1)
    if following in ("", ".", ",", ";", '"', "'", "\u201d", "\u2019", "and", "there", "that", "on"):
        return following != "on" or low_at(tokens, at + 2)[-3:] == "day"
    if following not in ("in", "during"):
        return False
    return any(low_at(tokens, at + ahead) in _FALL_IN for ahead in (2, 3, 4))


def _among(tokens: Sequence[Token], start: int, at: int) -> Predicate | None:
    """Read "were among the dead", "were among those killed", "are among the 126 people killed"."""
    place = at + 1
    for step in range(6):
        low = low_at(tokens, place + step)
        kind = PARTICIPLES.get(low) or STATES.get(low)
        if low in ("victims", "casualties", "martyrs"):
            kind = Field.KILLED if low == "martyrs" else None
            if low == "casualties":
                kind = Field.KILLED_OR_INJURED
        if kind:
            return Predicate(kind, start, place + step + 1, subset=True)
    return None


def _read_far(
    tokens: Sequence[Token], at: int, *, plural: bool | None, stops: Container[int]
) -> Predicate | None:
    """Look for the verb beyond what only describes the noun: "in the north", "who guarded the buses", "[SARC]"."""
    opener = low_at(tokens, at)
    if opener not in _REGION_OPENERS:
        return None
    if opener == "," and low_at(tokens, at + 1) in ("and", "but", "or"):
        return None
    if opener == "with":
        hurt = _with_wounds(tokens, at)
        if hurt:
            return hurt
    in_relative = opener in ("who", "that", "which")
    place = at + 1
    if in_relative:
        first = _read_finite(tokens, place, plural=plural, stops=stops)
        if first:
            return first
    for place in range(at + 1, min(at + 26, len(tokens))):
        low = tokens[place].low
        if low in _BLOCKERS or (place in stops and low not in ("a", "an")):
            return None
        if low in ("who", "that", "which"):
            in_relative = True
            continue
        if low in ("shot", "taken") and place == at:
            continue
        if low in ACTIVE and low not in PARTICIPLES and low not in NOUN_OR_VERB:
            return None
        if (
            low in BE
            or low in _HAVE
            or low in MODALS
            or low in _DIE
            or low in ("lost", "fell", "fled", "left", "suffered")
        ):
            if low_at(tokens, place - 1) in ("who", "that", "which", "to", "they", "he", "she", "it"):
                continue
            found = _read_finite(tokens, place, plural=plural, stops=stops)
            if found:
                return replace(found, adjacent=False)
            if in_relative:
                continue
            if low in BE or low in _HAVE or low in MODALS:
                return None
        elif (
            low_at(tokens, place - 1) == ","
            and low in PARTICIPLES
            and not _has_object(tokens, place + 1, stops)
        ):
            outcome = read_outcome(tokens, place)
            if outcome:
                return Predicate(outcome[0], place, outcome[1], adjacent=False)
    return None


def _with_wounds(tokens: Sequence[Token], at: int) -> Predicate | None:
    for step in range(1, 6):
        low = low_at(tokens, at + step)
        if low in ("wounds", "injuries", "burns", "fractures", "shrapnel"):
            return Predicate(Field.INJURED, at, at + step + 1)
        if low in FUNCTION_WORDS and low not in ("and", "or", "to"):
            return None
    return None
