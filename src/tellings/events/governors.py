"""Read what befell the counted from the words before their number: "killing six", "the toll rose to 14".

In:   tokens and the place where a quantity starts.
Out:  a Predicate: which kind of count, and which tokens say so; or None.
Holds: what is negated, intended or threatened comes back refused, so that it stops the search and counts nobody.
"""

from collections.abc import Sequence

from tellings.events.numbers import read_number
from tellings.events.outcome_phrases import object_phrase
from tellings.events.outcome_words import (
    ACTIVE,
    ADVERBS,
    BE,
    BEFALLEN_PERSONS,
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
from tellings.events.person_nouns import FUNCTION_WORDS, is_person_noun
from tellings.events.takers import taker_before
from tellings.events.tolls import read_toll
from tellings.text.segment import Token
from tellings.vocabulary import Field

_BASE_FORMS = frozenset(
    "execute behead slaughter lynch kill murder massacre assassinate slay wound injure hurt maim arrest detain kidnap "
    "abduct displace hang cost hurt annihilate exterminate apprehend seize jail imprison evict uproot butcher blind "
    "mutilate put claim leave drive force gun mow blow cut take snatch".split()
)
_BURIERS = frozenset("we they he she i who had have has".split())
_FORCE_NOUNS = frozenset(
    "fighters militants soldiers rebels troops men gunmen policemen officers insurgents members servicemen guards own "
    "personnel recruits conscripts commandos marines terrorists guerrillas jihadists extremists "
    "commanders leaders defenders attackers number ranks".split()
)
_KIN = frozenset(
    "children sons daughters brothers sisters relatives cousins siblings grandchildren uncles nephews nieces parents "
    "colleagues comrades".split()
)


_FORCES = _FORCE_NOUNS | frozenset(
    "army militia force forces brigade battalion group regiment front garrison patrol platoon squad unit".split()
)


# verbs of two words whose object is counted
_WITH_PARTICLE: dict[str, dict[str, Field]] = {
    "down": dict.fromkeys(
        "gunned gunning gun guns mowed mowing mow mows cut cutting shot shooting hunted".split(), Field.KILLED
    ),
    "up": dict.fromkeys("rounded rounding round rounds picked picking".split(), Field.DETAINED),
    "out": dict.fromkeys("wiped wiping wipes wipe".split(), Field.KILLED)
    | dict.fromkeys("drove driving driven forced forcing".split(), Field.DISPLACED),
    "off": dict.fromkeys("picked picking".split(), Field.KILLED),
}


_PARTICLES = frozenset(_WITH_PARTICLE)


_THE = frozenset("the its their his her our my".split())
# who is searched for without being missing
_SOUGHT = frozenset(
    "men man suspects suspect gunmen attackers assailants killers perpetrators fugitives".split()
)
# what is done to fighters only: others are taken out to dinner
_FINISHES_OFF = {
    *((verb, "out") for verb in ("took", "taking", "taken", "take", "takes")),
    *((verb, "for") for verb in ("accounted", "accounting", "accounts")),
}


_BEFORE_A_NOUN = frozenset("of his her their from to the its a for with and".split())


_TAKING = frozenset("took taking takes taken have has hold holds holding".split())


_HOLDING = frozenset("holding hold holds held".split())


_OF_PERSONS_ONLY = frozenset(
    "seize seizes seized seizing captured capturing capture captures snatch snatched snatching expelled crippled "
    "neutralised neutralized out off away up".split()
)


_CLAIMS_LIVES = frozenset("claimed claiming claims claim took taken taking cost costing takes".split())


_LISTING_VERBS = frozenset(
    "comprised comprise comprises included include includes were was are is number numbered totalled totaled , "
    ":".split()
)


def predicate_before(tokens: Sequence[Token], at: int, *, noun: str, floor: int) -> Predicate | None:
    """Return what the words before the quantity at `at` say of what is counted.

    noun: the lower-case head noun, "" for none. floor: where the last count ended; nothing before it is read,
    save by a toll.
    """
    place = at - 1
    while place >= floor and (low_at(tokens, place) in ('"', "'", "(") or low_at(tokens, place) in ADVERBS):
        place -= 1
    if place < 0:
        return None
    if low_at(tokens, place) in _THE and (
        low_at(tokens, place - 1) in ("of", "other")
        or low_at(tokens, place - 1) in ACTIVE
        or low_at(tokens, place - 1) == "and"
        or object_phrase(tokens, place - 1)
    ):
        place -= 1  # "the bodies of the 12 hostages"
    low = low_at(tokens, place)
    active = _active(tokens, place, noun=noun)
    if active:
        return active
    if low == "and":
        return _with_another(tokens, place, floor)
    if low == "to" and low_at(tokens, place - 1) in ("injuries", "injury", "wounds"):
        return Predicate(Field.INJURED, place - 1, place + 1, active=True)
    if (
        low == "of"
        and low_at(tokens, place - 1) in ("loss", "losses")
        and (noun == "lives" or _may_fall(noun))
    ):
        start = place - 2 if low_at(tokens, place - 2) == "the" else place - 1
        return Predicate(Field.KILLED, start, place + 1, active=True)
    if low == "of" or (low == "from" and low_at(tokens, place - 1) == "heard"):
        counted = _of(tokens, place) or _loss(tokens, place, noun)
        if counted:
            return counted
    if low == ":" or low == "-":
        label = PARTICIPLES.get(low_at(tokens, place - 1)) or STATES.get(low_at(tokens, place - 1))
        label = label or NOMINALS.get(low_at(tokens, place - 1))
        label = label or BEFALLEN_PERSONS.get(low_at(tokens, place - 1))
        if label and low_at(tokens, place - 2) not in ("of", "or", "and") and place >= 1:
            return Predicate(label, place - 1, place, toll=label is Field.KILLED and noun == "")
    listed = _listed(tokens, place)
    if listed:
        return listed
    return read_toll(tokens, place, at)


def _may_fall(noun: str) -> bool:
    """Whether "the loss of" these tells of deaths."""
    return noun in _FORCE_NOUNS or noun in _KIN or noun in ("people", "civilians", "villagers", "women")


def _active(tokens: Sequence[Token], place: int, *, noun: str) -> Predicate | None:
    """Read a verb whose object follows: "killing", "has killed", "claimed the lives of" (less its "of")."""
    low = low_at(tokens, place)
    start = place
    kind = ACTIVE.get(low)
    if low in ("lost", "losing", "loses") and (
        noun in _FORCE_NOUNS or noun in _KIN or (not noun and low_at(tokens, place - 1) in _FORCES)
    ):
        kind = Field.KILLED
    if low in ("eliminated", "eliminating", "eliminates", "liquidated") and noun in _FORCE_NOUNS:
        kind = Field.KILLED
    if noun in _FORCE_NOUNS and (low_at(tokens, place - 1), low) in _FINISHES_OFF:
        kind, start = Field.KILLED, place - 1
    if low == "dead" and low_at(tokens, place - 1) in ("shot", "shoots", "shooting", "shoot"):
        kind, start = Field.KILLED, place - 1
    if low in _PARTICLES and low_at(tokens, place - 1) in _WITH_PARTICLE.get(low, {}):
        kind, start = _WITH_PARTICLE[low][low_at(tokens, place - 1)], place - 1
    if low in ("buried", "burying") and (is_person_noun(noun) or not noun):
        return _buried(tokens, place)
    if noun == "victims" and low in ("claimed", "claiming", "claims", "found"):
        kind = Field.KILLED
    if noun == "victims" and (
        low in ("left", "leaving") or (low in BE and low_at(tokens, place - 1) == "there")
    ):
        kind = Field.KILLED_OR_INJURED
    if low == "hostage" and low_at(tokens, place - 1) in ("took", "taking", "take", "taken", "takes"):
        kind, start = Field.ABDUCTED, place - 1
    if low in ("treated", "treating", "treats"):
        is_passive = low == "treated" and low_at(tokens, place - 1) in ("was", "were", "been")
        kind = None if is_passive else Field.INJURED
    if low in ("captured", "capturing", "captures", "capture") and is_person_noun(noun):
        kind = Field.DETAINED
        if noun not in _FORCE_NOUNS and taker_before(tokens, place) is Field.ABDUCTED:
            kind = Field.ABDUCTED
    is_held = low == "held" and low_at(tokens, place - 1) in BE
    if low in _HOLDING and (is_person_noun(noun) or not noun) and not is_held:
        kind = taker_before(tokens, place)
        if (
            kind is None
            and low == "holding"
            and low_at(tokens, place - 2) in ("it", "they")
            and noun not in _FORCE_NOUNS
        ):
            kind = Field.ABDUCTED  # "said it was holding two geologists"
    if low in SEIZING and is_person_noun(noun) and taker_before(tokens, place) is Field.ABDUCTED:
        kind = Field.ABDUCTED
    if (
        low in ("took", "taking", "takes")
        and is_person_noun(noun)
        and taker_before(tokens, place) is Field.ABDUCTED
    ):
        kind = Field.ABDUCTED
    if (
        low in ("claimed", "claiming", "claims", "took", "taken", "cost", "costing", "ended")
        and noun == "lives"
    ):
        kind = Field.KILLED
    if low in ("gassed", "gassing") and is_person_noun(noun):
        kind = Field.KILLED_OR_INJURED
    if low in ("took", "taking") and is_person_noun(noun) and kind is None and _after_killing(tokens, place):
        kind = Field.ABDUCTED
    if low in ("took", "taking") and kind is Field.ABDUCTED and noun in _FORCE_NOUNS:
        kind = Field.DETAINED  # "killed two rebels and took six soldiers": armies take prisoners
    if low in _TAKING and noun in ("prisoners", "captives", "hostages"):
        kind = Field.DETAINED if noun == "prisoners" else taker_before(tokens, place) or Field.ABDUCTED
    if low in ("made", "making", "created", "creating") and noun == "refugees":
        kind = Field.DISPLACED
    if low in _PARTICLES and kind in (Field.DETAINED, Field.ABDUCTED):
        kind = taker_before(tokens, start) or kind  # "unknown men picked up"
    phrase = object_phrase(tokens, place) if is_person_noun(noun) or not noun else None
    if phrase and not (phrase[0] is Field.MISSING and low == "for" and noun in _SOUGHT):
        kind, start = phrase
    if kind is None:
        return None
    before = low_at(tokens, start - 1)
    if (
        low in NOUN_OR_VERB
        and before in _BEFORE_A_NOUN
        and not (before == "and" and low in ("wounds", "arrests", "seized"))
        and not (before == "to" and low_at(tokens, start - 2) in _COMES_TRUE)
    ):
        return None
    if (low == "hurt" or low.endswith("ed")) and before in BE:
        return None  # a passive has no object
    if low in _OF_PERSONS_ONLY and not is_person_noun(noun):
        return None
    if kind is Field.KILLED and _is_presumed(tokens, start):
        return Predicate(Field.PRESUMED_DEAD, start, place + 1, active=True)
    if is_unreal(tokens, start):
        return Predicate(kind, start, place + 1, active=True, refused=True)
    # "killed and wounded dozens", "killing and wounding", "kills, wounds"
    step = start - 1
    while low_at(tokens, step) in ("and", "or", ",", "/") or low_at(tokens, step) in ADVERBS:
        step -= 1
    other = ACTIVE.get(low_at(tokens, step)) if step >= 0 else None
    if other and {other, kind} == {Field.KILLED, Field.INJURED} and not _is_passive(tokens, step):
        same_form = low[-3:] == low_at(tokens, step)[-3:] or (
            low[-2:] == "ed" and low_at(tokens, step)[-2:] == "ed"
        )
        same_form = same_form or (low[-1] == "s" and low_at(tokens, step)[-1] == "s")
        if same_form and not is_unreal(tokens, step):
            return Predicate(Field.KILLED_OR_INJURED, step, place + 1, active=True)
        if same_form:
            return Predicate(kind, step, place + 1, active=True, refused=True)
    return Predicate(kind, start, place + 1, active=True)


def _after_killing(tokens: Sequence[Token], place: int) -> bool:
    """Whether whoever "took" at `place` has killed just before: "killing two and taking (14 children)"."""
    if (
        low_at(tokens, place - 1) not in ("and", "then", "before")
        or taker_before(tokens, place) is Field.DETAINED
    ):
        return False
    near = tokens[max(0, place - 8) : place]
    return any(ACTIVE.get(token.low) is Field.KILLED or token.low == "shot" for token in near)


def _with_another(tokens: Sequence[Token], place: int, floor: int) -> Predicate | None:
    """Read "killed himself and (11 others)", "killing its driver and (four passengers)" at the "and"."""
    if low_at(tokens, place - 1) in ("himself", "herself", "themselves", "him", "her", "them"):
        return _active(tokens, place - 2, noun="people")
    for step in range(place - 1, max(floor, place - 9) - 1, -1):
        low = tokens[step].low
        if low in _DETERMINERS or (tokens[step].is_name_like and not tokens[step - 1].is_name_like):
            verb = step - 1
            is_verb = low_at(tokens, verb) in ACTIVE or low_at(tokens, verb) in _HOLDING
            is_verb = is_verb or object_phrase(tokens, verb) is not None
            if is_verb and low_at(tokens, verb) not in BE:
                return (
                    _active(tokens, verb, noun="people")
                    if is_person_noun(low_at(tokens, place - 1))
                    or (tokens[place - 1].is_name_like or low_at(tokens, place - 1) in _SINGLE_VICTIMS)
                    else None
                )
            return None
        if low in FUNCTION_WORDS and low not in ("of",):
            return None
    return None


_DETERMINERS = frozenset("the his her its their".split())


_SINGLE_VICTIMS = frozenset(
    "driver mate skipper cook pilot commander leader officer gunman owner manager reporter baby passer-by".split()
)


def _buried(tokens: Sequence[Token], place: int) -> Predicate | None:
    """Read "he had buried 39 people": a part of the dead, as far as the words go. A landslide buries the living."""
    step = place - 1
    while low_at(tokens, step) in ADVERBS:
        step -= 1
    before = low_at(tokens, step)
    if before in ("had", "have", "has"):
        step -= 1
    who = low_at(tokens, step)
    if who in BE or not (who in _BURIERS or is_person_noun(who)) or is_unreal(tokens, place):
        return None
    return Predicate(Field.KILLED, place, place + 1, active=True, subset=True)


def _is_passive(tokens: Sequence[Token], at: int) -> bool:
    """Whether the participle at `at` ends a passive or has its own count before it."""
    step = at - 1
    while low_at(tokens, step) in ADVERBS:
        step -= 1
    low = low_at(tokens, step)
    return low in BE or is_person_noun(low) or low.isdigit() or read_number(tokens, step) is not None


def _is_presumed(tokens: Sequence[Token], at: int) -> bool:
    """Whether "may have (killed)", "is feared to have (killed)" stands before the verb at `at`."""
    if low_at(tokens, at - 1) != "have":
        return False
    before = low_at(tokens, at - 2)
    return before == "may" or (
        before == "to" and low_at(tokens, at - 3) in ("believed", "feared", "thought", "presumed")
    )


def is_unreal(tokens: Sequence[Token], at: int) -> bool:
    """Whether the verb at `at` is negated, meant, threatened or only possible."""
    step = at - 1
    low = tokens[at].low
    while low_at(tokens, step) in ADVERBS and low_at(tokens, step) not in ("even",):
        step -= 1
    before, further = low_at(tokens, step), low_at(tokens, step - 1)
    if low_at(tokens, at - 1) in ("nearly", "almost"):
        return True
    if before in NEGATIONS or before.endswith("n't") or before == "without":
        return True
    if before == "to" and not low.endswith("ing"):
        return not (further in _COMES_TRUE and low_at(tokens, step - 2) != "be")
    if before in MODALS or before == "let":
        return True
    if before in ("have", "be") and (
        further in MODALS or low_at(tokens, step - 2) in MODALS or further == "not"
    ):
        return True
    if before in ("and", "or") and low in _BASE_FORMS:
        return _is_second_of_unreal(tokens, step - 1)
    if low.endswith("ing"):
        near = [low_at(tokens, step - back) for back in range(4)]
        return bool(
            {
                "threatened",
                "threatening",
                "avoid",
                "planned",
                "plotting",
                "aimed",
                "prevent",
                "prevented",
                "if",
            }
            & set(near)
        )
    if low in _BASE_FORMS and before in ("who", "which", "that", "they", "we", "i", "you"):
        return True
    return before == "if"


# "had to shoot", "were obliged to arrest", "went on to kill" tell what was done
_COMES_TRUE = frozenset(
    "used managed proceeded on able continued obliged forced compelled had succeeded began started came only made "
    "helped constrained driven claimed claims claim claiming said reported believed known alleged admits".split()
)
_SECOND_UNREAL = 16  # tokens from "and" back to the modal; a guess, unmeasured


def _is_second_of_unreal(tokens: Sequence[Token], at: int) -> bool:
    """Whether the verb after "and" is meant too: "would raze the town and (kill 40)", "plans to come and (kill)"."""
    for place in range(at, max(-1, at - _SECOND_UNREAL), -1):
        low = tokens[place].low
        if low in ("who", "that", "which", "said", "says", ";") or low in BE:
            return False
        if low in MODALS:
            return True
        if low == "to" and tokens[place + 1].low not in _AFTER_TO:
            return low_at(tokens, place - 1) not in _COMES_TRUE
    return False


_AFTER_TO = frozenset("the a an his her its their our this that these".split())
_NOT_KNOWN = frozenset("unknown unclear uncertain known".split())


def _of(tokens: Sequence[Token], place: int) -> Predicate | None:
    """Read "the lives of", "the bodies of", "the death of" before a quantity; `place` is at "of"."""
    noun = low_at(tokens, place - 1)
    start = place - 1
    if low_at(tokens, start - 1) == "the":
        start -= 1
    verb = low_at(tokens, start - 1)
    if noun in ("lives", "life"):
        if verb in _CLAIMS_LIVES:
            if is_unreal(tokens, start - 1):
                return Predicate(Field.KILLED, start - 1, place + 1, refused=True)
            return Predicate(Field.KILLED, start - 1, place + 1, active=True)
        return None
    if noun in ("bodies", "corpses", "remains"):
        return Predicate(Field.BODIES_FOUND, start, place + 1, active=True)
    kinds = {
        "death": Field.KILLED, "deaths": Field.KILLED, "killing": Field.KILLED, "killings": Field.KILLED,
        "murder": Field.KILLED, "murders": Field.KILLED, "massacre": Field.KILLED, "execution": Field.KILLED,
        "assassination": Field.KILLED, "slaying": Field.KILLED, "wounding": Field.INJURED, "injuring": Field.INJURED,
        "injury": Field.INJURED, "injuries": Field.INJURED,
        "arrest": Field.DETAINED, "arrests": Field.DETAINED, "detention": Field.DETAINED,
        "abduction": Field.ABDUCTED, "kidnapping": Field.ABDUCTED, "displacement": Field.DISPLACED,
        "abductions": Field.ABDUCTED, "kidnappings": Field.ABDUCTED, "capture": Field.DETAINED,
        "disappearance": Field.MISSING, "disappearances": Field.MISSING, "whereabouts": Field.MISSING,
        "executions": Field.KILLED, "slaughter": Field.KILLED, "lynching": Field.KILLED, "beheading": Field.KILLED,
        "hanging": Field.KILLED, "eviction": Field.DISPLACED, "expulsion": Field.DISPLACED,
        "maiming": Field.INJURED, "woundings": Field.INJURED, "imprisonment": Field.DETAINED,
        "hospitalisation": Field.INJURED, "hospitalization": Field.INJURED,
    }  # fmt: skip
    kind = kinds.get(noun)
    if noun == "fate" and any(low_at(tokens, place + step) in _NOT_KNOWN for step in range(2, 13)):
        kind = Field.MISSING
    if noun == "heard" and "nothing" in (low_at(tokens, place - back) for back in range(2, 6)):
        kind = Field.MISSING
    if kind is None:
        return None
    if low_at(tokens, place - 1) == "killing" and low_at(tokens, start - 1) in ("without", "not"):
        return Predicate(kind, start, place + 1, refused=True)
    return Predicate(kind, start, place + 1, active=True)


def _loss(tokens: Sequence[Token], place: int, noun: str) -> Predicate | None:
    """Read "the loss of (13 men)", "with the loss of (35 lives)"; `place` is at "of". No loss of 40 jobs."""
    if low_at(tokens, place - 1) not in ("loss", "losses"):
        return None
    if noun != "lives" and noun not in _FORCE_NOUNS and noun not in _KIN:
        return None
    return Predicate(Field.KILLED, place - 1, place + 1, active=True)


def _listed(tokens: Sequence[Token], place: int) -> Predicate | None:
    """Read "the dead included", "among the wounded were", "the killed number" before a quantity."""
    low = low_at(tokens, place)
    if low == "as" and low_at(tokens, place - 1) in ("identified", "named", "listed", "described"):
        step = place - 2
        while low_at(tokens, step) in BE or low_at(tokens, step) in ADVERBS:
            step -= 1
        named = _named_group(tokens, step)
        return Predicate(named[0], named[1], place + 1, subset=True) if named else None
    if low == ",":
        fronted = _fronted_group(tokens, place)
        if fronted:
            return fronted
    inverted = _inverted(tokens, place) if low in ("were", "are", "was", "is") else None
    if inverted:
        return inverted
    verb = low in _LISTING_VERBS
    if not verb:
        named = _named_group(tokens, place)
        if named and low_at(tokens, named[1] - 1) == "among":
            return Predicate(named[0], named[1] - 1, place + 1, subset=True)
        return None
    step = place - 1
    while low_at(tokens, step) in ADVERBS:
        step -= 1
    joint = step - 2 if low_at(tokens, step - 1) == "the" else step - 1
    if low in ("number", "numbered", "totalled", "totaled") and low_at(tokens, joint) in ("and", "or"):
        pair = {
            PARTICIPLES.get(word) or STATES.get(word)
            for word in (low_at(tokens, step), low_at(tokens, joint - 1))
        }
        if pair == {Field.KILLED, Field.INJURED}:
            return Predicate(Field.KILLED_OR_INJURED, joint - 1, place + 1, toll=True)
    named = _named_group(tokens, step)
    if named is None:
        return None
    kind, start = named
    among = low_at(tokens, start - 1) == "among"
    if low in ("number", "numbered", "totalled", "totaled"):
        return Predicate(kind, start, place + 1, toll=True)
    if low in (",", ":") and not among:
        return None
    if low in ("were", "was", "are", "is") and not among:
        return Predicate(kind, start, place + 1, active=True) if low in ("were", "are") else None
    return Predicate(kind, start - 1 if among else start, place + 1, subset=True)


def _inverted(tokens: Sequence[Token], place: int) -> Predicate | None:
    """Read "Killed in the raid were" and "Dead are" before the counted; `place` is at the verb."""
    for step in range(place - 1, max(-1, place - 11), -1):
        low = tokens[step].low
        kind = PARTICIPLES.get(low) or STATES.get(low)
        if kind and (step == 0 or tokens[step - 1].low in (";", '"', ":", "said", "that", ".", "-", "also")):
            return Predicate(kind, step, place + 1, active=True)
        if low in (",", ";", "who", "that", "which") or low in BE or low in MODALS:
            return None
    return None


def _fronted_group(tokens: Sequence[Token], place: int) -> Predicate | None:
    """Read "of those killed," and "of the 40 wounded," that opens a clause before the comma at `place`."""
    for step in range(place - 2, max(-1, place - 10), -1):
        if tokens[step].low != "of":
            continue
        if step > 0 and tokens[step - 1].low not in (",", ";", '"', "said", "and", "but", "that"):
            return None
        if low_at(tokens, step + 1) not in ("the", "those", "these"):
            return None
        for ahead in range(step + 2, place):
            low = tokens[ahead].low
            kind = PARTICIPLES.get(low) or STATES.get(low) or _FRONTED.get(low)
            if kind:
                return Predicate(kind, step, place + 1, subset=True)
        return None
    return None


_FRONTED = {"victims": Field.KILLED, "fatalities": Field.KILLED, "deaths": Field.KILLED}


def _named_group(tokens: Sequence[Token], at: int) -> tuple[Field, int] | None:
    """Read "the dead", "those killed", "the injured victims" that ends at `at`; returns the kind and its start."""
    place = at
    low = low_at(tokens, place)
    kind = PARTICIPLES.get(low) or STATES.get(low)
    if low in ("victims", "casualties", "martyrs", "fatalities"):
        kind = {"casualties": Field.KILLED_OR_INJURED}.get(low, Field.KILLED)
    if low in ("people", "ones", "persons") and low_at(tokens, place - 1) in (
        "dead",
        "wounded",
        "injured",
        "killed",
    ):
        place -= 1
        low = low_at(tokens, place)
        kind = PARTICIPLES.get(low) or STATES.get(low)
    if kind is None:
        return None
    if low_at(tokens, place - 1) in ("the", "those", "them"):
        return kind, place - 1
    if low_at(tokens, place - 2) == "the" and read_number(tokens, place - 1):
        return kind, place - 2  # "the 31 dead"
    if low_at(tokens, place - 2) == "among" and read_number(tokens, place - 1):
        return kind, place - 1  # "among 80 detained"
    return (kind, place) if low_at(tokens, place - 1) == "among" else None
