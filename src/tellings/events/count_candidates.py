"""Read the quantities of a sentence that may count persons, with what the words say befell them.

In:   a Sentence.
Out:  Candidates, left to right; one without a predicate, and one at a dead end, counts nobody.
Holds: no two overlap; a part ("including two children") knows its whole; what shares another's verb says so.

First each alone: its noun, its own words before and after. Then those without words of their own take a
neighbour's: subjects of one verb, objects of one verb, and shares of one number over several places.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tellings.events.count_scope import place_of_share
from tellings.events.governors import predicate_before
from tellings.events.none_told import NONE_KINDS
from tellings.events.numbers import read_number, read_ordinal
from tellings.events.outcome_words import ADVERBS, BE, Predicate, low_at
from tellings.events.person_nouns import FUNCTION_WORDS, Head, NounPhrase, is_person_noun, read_noun_phrase
from tellings.events.predicates import predicate_after, read_outcome
from tellings.events.quantities import Quantity, read_quantity
from tellings.text.segment import Sentence, Token
from tellings.vocabulary import Field


@dataclass(slots=True)
class Candidate:
    """A quantity with its noun on the way to becoming a mention; tokens [start, end)."""

    quantity: Quantity
    noun: NounPhrase
    start: int
    end: int
    subset: bool = False
    predicate: Predicate | None = None
    is_after: bool = False
    shared: bool = False  # the predicate is a neighbour's
    in_list: bool = False  # stands in a list of the same kind: none of them is the whole
    parent: "Candidate | None" = None
    place: tuple[int, int] | None = None
    kind: Field | None = None
    dead_end: bool = False
    as_part: bool = False
    fixed: bool = False  # the predicate was read with the noun


_BODIES_OF_PERSONS = frozenset("family group crew team squad gang".split())
_NAMED_DEAD = frozenset("dead killed wounded injured victims toll".split())
_CLAUSE_WORDS = frozenset("were was is are has have had said says while but when after ; .".split())
_BURIAL_VERBS = frozenset(
    "recorded counted held conducted performed registered led listed records counts".split()
)
_FINDS = frozenset("found recovered discovered retrieved unearthed buried".split())
_NOT_DEAD_THEN = frozenset(
    "alive safe guilty to hiding hidden wounded injured unharmed unhurt innocent not".split()
)
_DONE_TO_SOME = frozenset(
    "killed killing wounded wounding injured injuring".split()
)  # "killed seven of them"
_SUBSET_WORDS = frozenset("including included includes".split())


def read_candidates(sentence: Sentence) -> list[Candidate]:
    """Return the quantities of a sentence that may count persons, each with what the words say of it, in order."""
    tokens = sentence.tokens
    candidates = _candidates(tokens, headline=sentence.headline)
    stops = {c.start for c in candidates if not c.quantity.article or c.noun.head is Head.PERSON}
    _mark_subsets(tokens, candidates)
    stops -= {c.start for c in candidates if c.subset}
    if _mark_unreal(tokens, candidates):
        return candidates
    _find_predicates(tokens, candidates, stops, headline=sentence.headline)
    _share_predicates(tokens, candidates)
    _add_to_others(tokens, candidates)
    _mark_feared(tokens, candidates)
    _mark_corrected(tokens, candidates)
    _mark_breakdown(tokens, candidates)
    _give_parents(candidates)
    return candidates


def _candidates(tokens: Sequence[Token], *, headline: bool) -> list[Candidate]:
    """Read the quantities of a sentence that may count persons, left to right."""
    found: list[Candidate] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if not (token.is_word) or (at and tokens[at - 1].low in ("$", "€", "£", ".", "#")):
            at += 1
            continue
        if _is_exception(tokens, at):
            excepted = read_quantity(tokens, at + 2)
            at = excepted.end if excepted else at + 2
            continue
        if token.low == "up" and _is_toll_up(tokens, at):
            at += 2
        quantity = read_quantity(tokens, at)
        if quantity is None and headline:
            one = _one_of_headline(tokens, at)
            if one:
                found.append(one)
                at = one.end
                continue
        quantity = quantity or (_relative(tokens, at) if found else None)
        if quantity is None:
            at += 1
            continue
        candidate = _candidate(tokens, quantity)
        if candidate and found and candidate.start < found[-1].end:
            found[-1].end = at = candidate.end  # "nine of the crew of 20"
            continue
        if candidate is None:
            at = at + 1 if quantity.article else max(quantity.end, at + 1)
            continue
        if quantity.from_to and quantity.ends:
            split = _split_rise(tokens, quantity)
            if split:
                for half in split:
                    noun = read_noun_phrase(tokens, half)
                    found.append(Candidate(half, noun, half.start, max(noun.end, half.end)))
                at = found[-1].end
                continue
        found.append(candidate)
        whole = _whole_of(tokens, candidate)
        if whole:
            found.append(whole)
        at = candidate.end
    return found


_UNSURE = frozenset(
    "unclear known clear say unknown asked ask certain sure confirm determine wondered knows".split()
)
_CLAUSE_ENDS = frozenset("; but while whereas although though however after before -".split())
_DISASTERS = frozenset(
    "earthquake quake tremor tsunami flood floods flooding landslide landslides mudslide mudslides avalanche cyclone "
    "hurricane typhoon tornado storm storms drought famine epidemic cholera ebola malaria pandemic coronavirus "
    "heatwave lightning wildfire wildfires crash crashes collision derailment pile-up accident accidents capsizing "
    "stampede shipwreck eruption blizzard monsoon outbreak dengue measles overdose overdoses".split()
)
_VIOLENCE = frozenset(
    "attack attacks attacked bomb bombs bombed bombing blast explosion gunmen gunman shot shelled shelling missile "
    "rocket rockets hijacked militants rebels shooting grenade sabotage ambush ambushed downed".split()
)


def _mark_unreal(tokens: Sequence[Token], candidates: Sequence[Candidate]) -> bool:
    """Close off what is asked, left open ("unclear whether 12 ...") or told of a disaster; returns whether all is."""
    if not candidates:
        return True
    lows = [token.low for token in tokens]
    if "?" in lows[-3:]:
        return True
    for at, low in enumerate(lows):
        opens = low == "whether" or (low == "how" and lows[at + 1 : at + 2] == ["many"])
        opens = opens or (low == "if" and bool(_UNSURE & set(lows[max(0, at - 4) : at])))
        if opens:
            stop = next((k for k in range(at, len(lows)) if lows[k] in _CLAUSE_ENDS), len(lows))
            for candidate in candidates:
                if at < candidate.start < stop:
                    candidate.dead_end = True
    if not _DISASTERS.isdisjoint(lows):
        for candidate in candidates:
            start, end = candidate.start, candidate.end
            while start > 0 and lows[start - 1] not in _CLAUSE_ENDS:
                start -= 1
            while end < len(lows) and lows[end] not in _CLAUSE_ENDS:
                end += 1
            clause = lows[start:end]
            if not _DISASTERS.isdisjoint(clause) and _VIOLENCE.isdisjoint(clause):
                candidate.dead_end = True
    return all(candidate.dead_end for candidate in candidates)


def _is_exception(tokens: Sequence[Token], at: int) -> bool:
    """Whether "all but two" or "one in five" starts at `at`, which counts nobody."""
    if tokens[at].low in ("one", "1") and low_at(tokens, at + 1) == "in":
        return read_number(tokens, at + 2) is not None and low_at(tokens, at + 2) not in ("a", "an")
    return tokens[at].low == "all" and low_at(tokens, at + 1) in ("but", "except")


def _one_of_headline(tokens: Sequence[Token], at: int) -> Candidate | None:
    """Read the person that a headline names without an article: "Boy, 9, shot dead", "Man killed"."""
    if at and low_at(tokens, at - 1) not in (",", ";", ":", "and", "-"):
        return None
    quantity = Quantity(1, 1, at, at, article=True)
    noun = read_noun_phrase(tokens, quantity)
    if noun.head is not Head.PERSON or noun.end <= at or noun.end - at > 4:
        return None
    if low_at(tokens, noun.end - 1) in (
        "enemy",
        "people",
        "police",
        "personnel",
        "staff",
        "crew",
        "troops",
        "elderly",
    ):
        return None
    return Candidate(quantity, noun, at, noun.end)


def _is_toll_up(tokens: Sequence[Token], at: int) -> bool:
    """Whether "up to 14" tells where a toll has got to, and sets no upper end: "toll in bombing up to 14"."""
    if low_at(tokens, at + 1) != "to" or low_at(tokens, at - 1) in ("of", "at", "as", "by", "to", "reach"):
        return False
    return any(low_at(tokens, at - back) in ("toll", "tolls") for back in range(1, 8))


_POSSESSIVES = frozenset("his her their".split())


def _relative(tokens: Sequence[Token], at: int) -> Quantity | None:
    """Read "his wife" in "a man and his wife" as one: the possessive serves as an article."""
    if tokens[at].low not in _POSSESSIVES or low_at(tokens, at - 1) not in ("and", ",", "with", "including"):
        return None
    return Quantity(1, 1, at, at + 1, article=True)


def _whole_of(tokens: Sequence[Token], part: Candidate) -> Candidate | None:
    """Read the 40 in "three of the 40 wounded" as a count of its own."""
    noun = part.noun
    if not (noun.partitive and noun.befallen):
        return None
    for at in range(noun.start, noun.end):
        if read_number(tokens, at):
            quantity = read_quantity(tokens, at)
            if quantity is None or quantity.article:
                return None
            predicate = Predicate(noun.befallen, quantity.end, noun.end)
            bare = NounPhrase(quantity.end, quantity.end, Head.BARE)
            return Candidate(quantity, bare, at, noun.end, predicate=predicate, is_after=True, fixed=True)
    return None


def _candidate(tokens: Sequence[Token], quantity: Quantity) -> Candidate | None:
    noun = read_noun_phrase(tokens, quantity)
    following = low_at(tokens, quantity.end)
    if tokens[quantity.end - 1].low == "both" and not _is_both(tokens, quantity, noun):
        return None
    is_dash = following == "-" and (
        low_at(tokens, quantity.end + 1) == "-" or tokens[quantity.end].start > tokens[quantity.end - 1].end
    )
    if following in ("%", "percent", "per", "-", "/") and noun.head is not Head.PERSON and not is_dash:
        return None
    if noun.head is Head.THING or (quantity.article and read_ordinal(tokens, quantity.end) is not None):
        return None
    is_another = (
        quantity.article and tokens[quantity.end - 1].low == "another" and following in _BEFALLEN_NEXT
    )
    if quantity.article and noun.head is not Head.PERSON and not is_another:
        # a bare "one" counts; "a", "an" and "no" need a person noun
        is_one = tokens[quantity.end - 1].low == "one"
        if not is_one and not (quantity.zero or quantity.more):
            return None
        if quantity.more and not is_one:
            return None
        if quantity.zero and following not in NONE_KINDS:
            return None
        if is_one and noun.head is Head.UNKNOWN:
            return None
    if noun.head is Head.BARE and not noun.of_those and quantity.low is not None and quantity.ends is None:
        value, single = quantity.low, tokens[quantity.end - 1].text
        if (
            single.isdigit()
            and 1900 <= value <= 2099
            and quantity.high == value
            and quantity.end - quantity.start == 1
        ):
            return None
    start = quantity.start
    if low_at(tokens, start - 1) == "of" and low_at(tokens, start - 2) in _BODIES_OF_PERSONS:
        start -= 2
        if low_at(tokens, start - 1) in ("a", "an", "the", "another", "one"):
            start -= 1
    end = max(noun.end, quantity.end)
    if noun.head is Head.BARE and low_at(tokens, end) == "lives":
        end += 1
    return Candidate(quantity, noun, start, end)


# after a bare "another": "one child was killed and another wounded"
_BEFALLEN_NEXT = frozenset(
    "wounded injured hurt killed died arrested detained abducted kidnapped missing".split()
)


def _is_both(tokens: Sequence[Token], quantity: Quantity, noun: NounPhrase) -> bool:
    """Whether "both" counts two persons: "both pilots", "both of them", "both were"; not "both rebels and police"."""
    if low_at(tokens, quantity.start - 1) in BE or low_at(tokens, noun.end) == "and":
        return False
    if noun.head is Head.PERSON or noun.of_those:
        return True
    return low_at(tokens, quantity.end) in ("were", "died", "are", "perished")


_CHANGES = frozenset(
    "corrected lowered lowers cut reduced raising raised rose risen rises rise up climbed increased revised raises "
    "went".split()
)


def _split_rise(tokens: Sequence[Token], quantity: Quantity) -> tuple[Quantity, Quantity] | None:
    """Part "from 9 to 14" in two where it tells of a toll that rose."""
    window = {token.low for token in tokens[max(0, quantity.start - 24) : quantity.start]}
    if not window & {"toll", "number", "dead"} or not window & _CHANGES:
        return None
    if quantity.ends is None:
        return None
    joint = next((p for p in range(quantity.start + 1, quantity.end) if tokens[p].low == "to"), None)
    if joint is None:
        return None
    first = read_quantity(tokens, quantity.start + 1)
    near, far = quantity.ends
    second = read_quantity(tokens, joint + 1)
    if second is None or first is None:
        return None
    return Quantity(near, near, quantity.start + 1, joint), replace(second, low=far)


def _mark_subsets(tokens: Sequence[Token], candidates: Sequence[Candidate]) -> None:
    """Mark the counts that the words give as a part of another: "including two children", "two of them women"."""
    previous: Candidate | None = None
    for candidate in candidates:
        place = candidate.start - 1
        while low_at(tokens, place) in ADVERBS or low_at(tokens, place) in ("were", "was", "are"):
            place -= 1
        low = low_at(tokens, place)
        if (
            (low in _SUBSET_WORDS and low_at(tokens, place - 1) not in _NAMED_DEAD)
            or (low in ("them", "whom", "which") and low_at(tokens, place - 1) in ("among", "of"))
            or candidate.noun.of_those
            or (previous is not None and _is_severity(tokens, candidate))
            or (
                previous is not None
                and previous.subset
                and _is_joint(tokens, previous.end, candidate.start)
                and not candidate.quantity.article
                and low_at(tokens, candidate.end)
                not in ("were", "was", "killed", "wounded", "injured", "others", "died")
            )
            or (
                previous is not None
                and previous.subset
                and candidate.quantity.article
                and _is_joint(tokens, previous.end, candidate.start)
            )
        ):
            candidate.subset = True
        previous = candidate


_SEVERITY = frozenset("seriously critically severely badly gravely slightly lightly".split())


def _is_severity(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Whether a bare number tells how many of those hurt are hurt badly: "30 wounded, eight seriously"."""
    if candidate.noun.head is not Head.BARE or low_at(tokens, candidate.start - 1) not in (
        ",",
        "and",
        "(",
        "with",
    ):
        return False
    low, following = low_at(tokens, candidate.end), low_at(tokens, candidate.end + 1)
    if low in _SEVERITY:
        return not following[:1].isalpha() or following in ("and", "in", "when", "after", "on")
    return (
        low == "in"
        and following in ("critical", "serious", "grave")
        and low_at(tokens, candidate.end + 2) == ("condition")
    )


def _is_joint(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether only "and", a comma or nothing stands between two places."""
    if end - start > 5:
        return False
    between = [token.low for token in tokens[start:end]]
    if between and between[-1] in _POSSESSIVES:
        between.pop()
    return all(word in _JOINTS for word in between)


_JOINTS = frozenset(", and & as well plus or along together with in addition to besides alongside".split())


def _find_predicates(
    tokens: Sequence[Token], candidates: Sequence[Candidate], stops: set[int], *, headline: bool
) -> None:
    floor = 0
    for index, candidate in enumerate(candidates):
        quantity, _noun = candidate.quantity, candidate.noun
        if candidate.fixed or candidate.dead_end:
            continue
        if _is_age(tokens, candidate):
            candidate.dead_end = True
            continue
        plural: bool | None = not quantity.is_one
        joined = index > 0 and _is_joint(tokens, candidates[index - 1].end, candidate.start)
        if quantity.zero or joined or candidate.start < quantity.start:
            plural = None
        after = _after(
            tokens,
            candidate,
            stops,
            plural=plural,
            headline=headline,
            is_first=index == 0,
        )
        before = _before(tokens, candidate, floor)
        candidate.predicate, candidate.is_after = _choose(tokens, candidate, before, after)
        if candidate.predicate is not None:
            floor = candidate.end
            if candidate.is_after:
                floor = candidate.predicate.end if not candidate.predicate.active else candidate.end
        if candidate.predicate and candidate.predicate.refused:
            candidate.dead_end = True
        if index and _is_apposition(tokens, candidates[index - 1], candidate):
            candidate.dead_end = True


def _is_apposition(tokens: Sequence[Token], previous: Candidate, here: Candidate) -> bool:
    """Whether a count only describes the one before: "one more victim, a girl of seventeen, died"."""
    return (
        here.quantity.article
        and previous.quantity.is_one
        and here.predicate is not None
        and previous.predicate is not None
        and previous.predicate.start == here.predicate.start
        and [token.low for token in tokens[previous.end : here.start]] == [","]
    )


def _after(
    tokens: Sequence[Token],
    candidate: Candidate,
    stops: set[int],
    *,
    plural: bool | None,
    headline: bool,
    is_first: bool,
) -> Predicate | None:
    quantity, noun = candidate.quantity, candidate.noun
    place = candidate.end
    takes_bare = True
    if quantity.article and not quantity.more and not quantity.zero:
        before = low_at(tokens, candidate.start - 1)
        is_one = tokens[quantity.start].low == "one"
        takes_bare = (
            headline
            or is_one
            or (not is_first and before in ("and", ","))
            or before in ("with", "leaving", "left")
        )
        takes_bare = takes_bare or low_at(tokens, place) == "dead"
    if quantity.zero and noun.head is Head.BARE and low_at(tokens, place) in NONE_KINDS:
        return Predicate(NONE_KINDS[tokens[place].low], place, place + 1)
    if tokens[candidate.end - 1].low == "lives":
        return _lives_lost(tokens, place)
    if low_at(tokens, place) == "the" and low_at(tokens, candidate.start - 1) == "to":
        named = _toll_named_after(tokens, candidate, place)
        if named:
            return named
    if low_at(tokens, place) in _CAPTIVITY:
        taking = {token.low for token in tokens[max(0, candidate.start - 4) : candidate.start]}
        if taking & {"took", "taking", "takes", "taken", "hold", "holds", "held", "holding", "take"}:
            return Predicate(_CAPTIVITY[low_at(tokens, place)], place, place + 1)
    if noun.head is not Head.UNKNOWN and low_at(tokens, place) in ("from", "out", "to"):
        driven = _driven_out(tokens, candidate.start - 1, place)
        if driven:
            return driven
    if noun.head is Head.UNKNOWN and tokens[candidate.end - 1].low == "burials":
        near = {token.low for token in tokens[max(0, candidate.start - 3) : candidate.start]}
        if near & _BURIAL_VERBS:
            return Predicate(Field.KILLED, candidate.end - 1, candidate.end, subset=True)
    if noun.head is Head.UNKNOWN:
        read = predicate_after(
            tokens, place, plural=plural, stops=stops, reaches_far=False, takes_bare=takes_bare
        )
        return read if read and read.kind in (Field.KILLED, Field.INJURED, Field.KILLED_OR_INJURED) else None
    beyond = _over_aside(tokens, place, in_apposition=noun.partitive)
    if beyond is not None and not candidate.subset:
        read = predicate_after(
            tokens, beyond, plural=plural, stops=stops, reaches_far=False, takes_bare=headline
        )
        if read is not None:
            return read
    joined = _over_conjunct(tokens, place, stops)
    if joined is not None and noun.head is Head.PERSON and not candidate.subset:
        read = predicate_after(tokens, joined, plural=True, stops=stops, reaches_far=False, takes_bare=False)
        if read is not None:
            return replace(read, adjacent=False)
    numeric_bare = noun.head is Head.BARE and not noun.of_those and not quantity.zero
    return predicate_after(
        tokens,
        place,
        plural=plural,
        stops=stops,
        reaches_far=not candidate.subset
        and (not numeric_bare or low_at(tokens, place) == "who")
        and not (
            quantity.article and not quantity.more and low_at(tokens, place) in ("who", "that", "which")
        ),
        takes_bare=takes_bare,
    )


def _lives_lost(tokens: Sequence[Token], at: int) -> Predicate | None:
    """Read "(14 lives) were lost", "may have been lost", "lost"."""
    place, is_possible = at, False
    while (
        low_at(tokens, place) in BE
        or low_at(tokens, place) in _LIFE_VERBS
        or low_at(tokens, place) in ADVERBS
    ):
        is_possible = is_possible or low_at(tokens, place) in ("may", "might", "feared")
        place += 1
    if low_at(tokens, place) not in ("lost", "claimed", "taken"):
        return None
    return Predicate(Field.PRESUMED_DEAD if is_possible else Field.KILLED, at, place + 1)


_LIFE_VERBS = frozenset("have has had may might feared".split())
_BRINGS = frozenset(
    "brought brings bring bringing raised raises raising raise takes taking took lifted lifts lifting pushed "
    "pushing".split()
)


def _toll_named_after(tokens: Sequence[Token], candidate: Candidate, at: int) -> Predicate | None:
    """Read "brought to 45 the number of people killed" at what follows the number."""
    start = candidate.start - 2
    while start >= 0 and tokens[start].low in ADVERBS:
        start -= 1
    if low_at(tokens, start) not in _BRINGS:
        return None
    kind, end = None, at
    for place in range(at + 1, min(at + 8, len(tokens))):
        low = tokens[place].low
        if low == "toll":
            kind, end = Field.KILLED, place + 1
        outcome = read_outcome(tokens, place)
        if outcome and low != "death":
            kind, end = outcome
        if kind:
            return Predicate(kind, start, end, toll=True, rises=True)
    return None


_CAPTIVITY = {
    "hostage": Field.ABDUCTED,
    "hostages": Field.ABDUCTED,
    "captive": Field.ABDUCTED,
    "prisoner": Field.DETAINED,
}
_DRIVES = frozenset(
    "forced forcing forces drove driving driven drives sent sending chased chasing compelled".split()
)
_LEFT_PLACES = frozenset(
    "home homes house houses village villages town towns area city district camp country".split()
)


def _driven_out(tokens: Sequence[Token], before: int, at: int) -> Predicate | None:
    """Read "forced 6,500 people from their homes", "drove 900 out", "forced thousands to flee" at what follows."""
    while low_at(tokens, before) in ADVERBS:
        before -= 1
    if low_at(tokens, before) not in _DRIVES:
        return None
    if tokens[at].low == "to":
        return Predicate(Field.DISPLACED, at, at + 2) if low_at(tokens, at + 1) in ("flee", "leave") else None
    for step in range(1, 5):
        if low_at(tokens, at + step) in _LEFT_PLACES:
            return Predicate(Field.DISPLACED, at, at + step + 1)
    return None


_WITH = frozenset("and plus with".split())
_THE_OTHER = frozenset("the their his her its".split())


def _over_conjunct(tokens: Sequence[Token], at: int, stops: set[int]) -> int | None:
    """Return the place of the verb after "and their commander", "plus the bomber", "as well as X", or None."""
    place = at
    if tokens[at : at + 1] and tokens[at].low == ",":
        place += 1
    words = [low_at(tokens, place + step) for step in range(3)]
    if words == ["as", "well", "as"] or words[:2] in (["along", "with"], ["together", "with"]):
        place += 3 if words[0] == "as" else 2
    elif words[0] in _WITH and words[0] != "with":
        place += 1
    else:
        return None
    if (
        place >= len(tokens)
        or place in stops
        or not (tokens[place].low in _THE_OTHER or tokens[place].is_name_like)
    ):
        return None
    for step in range(place + 1, min(place + 8, len(tokens))):
        low = tokens[step].low
        if step in stops:
            return None
        if low in BE or low in ("have", "had", "died", "perished", "lost"):
            return step
        if low in FUNCTION_WORDS and low not in ("of", "the"):
            return None
        if not tokens[step].is_word and low not in (",", "-"):
            return None
    return None


_SAYS = frozenset("says said say reported reports claimed claims".split())
_SHARES = frozenset("most many some all several half".split())


def _over_aside(tokens: Sequence[Token], at: int, *, in_apposition: bool) -> int | None:
    """Return the place after ", children among them," or ", most of them women,", or None.

    in_apposition: ", a teacher of 51," may stand there too.
    """
    mark = low_at(tokens, at)
    if mark not in (",", "-", "("):
        return None
    shut = ")" if mark == "(" else mark
    close = next((k for k in range(at + 2, min(at + 13, len(tokens))) if tokens[k].low == shut), None)
    if close is None:
        return None
    words = [token.low for token in tokens[at + 1 : close]]
    if words[-1] in _SAYS and len(words) <= 8:
        return close + 1
    if _has_verb(words):
        return None
    if len(words) == 1 and words[0].isdigit():
        return close + 1  # "Boy, 9, shot dead"
    is_share = words[-2:] in (["among", "them"], ["of", "them"])
    is_share = is_share or (words[0] in _SHARES and words[1:3] in (["of", "them"], ["of", "whom"]))
    return close + 1 if is_share or (in_apposition and words[0] in ("a", "an")) else None


def _before(tokens: Sequence[Token], candidate: Candidate, floor: int) -> Predicate | None:
    quantity, noun = candidate.quantity, candidate.noun
    head = tokens[candidate.end - 1].low if noun.head is not Head.BARE else ""
    if candidate.start < quantity.start:
        head = "people"  # "a family of six"
    if tokens[candidate.end - 1].low == "lives":
        head = "lives"
    is_object = noun.of_those and low_at(tokens, candidate.start - 1) in _DONE_TO_SOME
    if candidate.subset and not is_object:
        return None
    read = predicate_before(tokens, candidate.start, noun=head, floor=floor)
    if read is None:
        return None
    if read.toll and (
        noun.head is Head.UNKNOWN or (quantity.article and tokens[quantity.start].low != "one")
    ):
        return None
    if not read.adjacent and read.toll and quantity.low is not None and quantity.high is not None:
        return None
    if read.kind is Field.BODIES_FOUND and quantity.article and not noun.others:
        return None  # "the body of a man": described, not counted
    if noun.head is Head.BARE and quantity.article and not read.active and not read.toll:
        return None
    if noun.head is Head.UNKNOWN and read.kind not in (Field.KILLED, Field.INJURED, Field.KILLED_OR_INJURED):
        return None
    return read


def _choose(
    tokens: Sequence[Token], candidate: Candidate, before: Predicate | None, after: Predicate | None
) -> tuple[Predicate | None, bool]:
    """Choose between the words before and after; a participle right after wins over a verb before that may be one."""
    noun = candidate.noun
    if noun.befallen and after is None and before is None:
        return Predicate(noun.befallen, candidate.quantity.end, candidate.end), True
    if (
        noun.befallen
        and before is None
        and after
        and after.kind in (Field.DETAINED, Field.ABDUCTED, Field.MISSING)
    ):
        return after, True
    if noun.befallen and before is None and after and noun.partitive is False:
        return Predicate(noun.befallen, candidate.quantity.end, candidate.end), True
    if before is None:
        return after, True
    if after is None:
        return before, False
    if before.refused and after.adjacent and not before.active:
        return after, True
    if before.toll:
        return (before, False)
    if before.active and before.kind is Field.BODIES_FOUND:
        return before, False
    word = low_at(tokens, before.end - 1)
    if (
        after.adjacent
        and before.active
        and word in ("killed", "wounded", "injured")
        and noun.head is not Head.UNKNOWN
    ) and low_at(tokens, after.start) != "dead":
        return after, True
    if before.active and before.end <= candidate.start:
        return before, False
    return after, True


def _is_age(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Whether a bare number is an age: "Adel, 43, died", "children under ten"."""
    quantity = candidate.quantity
    if candidate.noun.head is Head.BARE and low_at(tokens, quantity.start) in (
        "under",
        "over",
        "below",
        "above",
    ):
        return is_person_noun(low_at(tokens, quantity.start - 1))  # "children under ten"
    if candidate.noun.head is not Head.BARE or quantity.end - quantity.start != 1 or candidate.noun.of_those:
        return False
    if not tokens[quantity.start].low.isdigit() or int(tokens[quantity.start].low) > 110:
        return False
    before, after = low_at(tokens, quantity.start - 1), low_at(tokens, quantity.end)
    if before == "," and after == ",":
        named = tokens[quantity.start - 2] if quantity.start >= 2 else None
        return named is not None and (named.is_name_like or is_person_noun(named.low))
    return before == "(" and after == ")"


def _share_predicates(tokens: Sequence[Token], candidates: Sequence[Candidate]) -> None:
    """Let coordinated counts share one verb: its subjects share backwards, its objects forwards."""
    for index in range(len(candidates) - 2, -1, -1):
        here, following = candidates[index], candidates[index + 1]
        if here.predicate or here.dead_end or here.subset or following.subset:
            continue
        if (
            following.predicate is None
            or not following.is_after
            or here.noun.head in (Head.BARE, Head.UNKNOWN)
        ):
            continue
        words = [token.low for token in tokens[here.end : following.start]]
        if _is_joint(tokens, here.end, following.start) and words:
            here.predicate, here.is_after, here.shared = following.predicate, True, True
            here.in_list = following.in_list = True
    for index in range(1, len(candidates)):
        here, previous = candidates[index], candidates[index - 1]
        if here.predicate or here.dead_end or here.subset:
            continue
        more = _found_more(tokens, candidates, index)
        if more:
            here.predicate, here.is_after = more, True
            continue
        if previous.subset:
            previous = _previous_main(candidates, index) or previous
        if previous.predicate is None or previous.dead_end or previous.subset:
            continue
        between = [token.low for token in tokens[previous.end : here.start]]
        is_near = _is_joint(tokens, previous.end, here.start) or (
            len(between) <= 9
            and between[-1:] == ["and"]
            and _ends_phrase(tokens, here.end)
            and not _has_verb(between)
        )
        is_object = not previous.is_after and not previous.predicate.toll
        if is_object and here.noun.head is Head.PERSON and is_near:
            here.predicate, here.shared, here.is_after = previous.predicate, True, False
            here.in_list = previous.in_list = True
            continue
        if previous.is_after and here.noun.head is Head.PERSON and between[-3:] == ["as", "well", "as"]:
            here.predicate, here.shared, here.is_after = previous.predicate, True, False
            here.in_list = previous.in_list = True
            continue
        # "150 bodies were counted in Hammouriya, 100 in Kfar Batna and 67 in Saqba"
        if here.noun.head in (Head.BARE, Head.PERSON) and not here.quantity.article:
            place, mine = None, place_of_share(tokens, here.end)
            if mine is None and here.noun.head is Head.BARE:
                mine = _fronted_place(tokens, here.start)
                if mine and (where := _fronted_place(tokens, previous.start)):
                    here.predicate, here.shared, here.is_after = previous.predicate, True, previous.is_after
                    here.in_list = previous.in_list = True
                    here.place, previous.place = mine, previous.place or where
                    continue
            if mine and len(between) <= 9:
                for at in range(previous.end, here.start):
                    place = place or place_of_share(tokens, at)
                if place and here.start - place[1] <= 2:
                    here.predicate, here.shared, here.is_after = previous.predicate, True, previous.is_after
                    here.in_list = previous.in_list = True
                    here.place, previous.place = mine, previous.place or place


_ADDING = (
    ("in", "addition", "to"), ("as", "well", "as"), ("besides",), ("not", "counting"), ("not", "including"),
    ("excluding",), ("apart", "from"), ("aside", "from"), ("along", "with"), ("together", "with"), ("on", "top", "of"),
    ("alongside",), ("discounting",), ("but", "not"),
)  # fmt: skip


def _add_to_others(tokens: Sequence[Token], candidates: Sequence[Candidate]) -> None:
    """Give those told "in addition to" or "besides" others the verb of the others: neither is part of the other."""
    for index, here in enumerate(candidates):
        if here.predicate or here.dead_end or here.noun.head is not Head.PERSON:
            continue
        place = here.start
        while low_at(tokens, place - 1) in ("the", "only", "just", "another"):
            place -= 1
        if not any(
            tuple(token.low for token in tokens[max(0, place - len(words)) : place]) == words
            for words in _ADDING
        ):
            continue
        other = next((c for c in reversed(candidates[:index]) if c.predicate and not c.dead_end), None)
        if other is None and place <= 4:
            other = next((c for c in candidates[index + 1 :] if c.predicate and not c.dead_end), None)
        if other is None or other.predicate is None:
            continue
        here.predicate, here.shared, here.is_after = other.predicate, True, False
        here.in_list = True


_FEARS = frozenset("fear fears feared".split())


def _mark_feared(tokens: Sequence[Token], candidates: Sequence[Candidate]) -> None:
    """Take the dead of "it is feared that 40 people died" as presumed dead."""
    for candidate in candidates:
        predicate = candidate.predicate
        if predicate is None or predicate.kind is not Field.KILLED or not candidate.is_after:
            continue
        before = [token.low for token in tokens[max(0, candidate.start - 3) : candidate.start]]
        if before and (before[-1] in _FEARS or (before[-1] == "that" and _FEARS & set(before))):
            candidate.predicate = replace(predicate, kind=Field.PRESUMED_DEAD)


_REPORTED_FIRST = frozenset("reported announced stated thought given believed claimed said counted".split())


def _mark_corrected(tokens: Sequence[Token], candidates: Sequence[Candidate]) -> None:
    """Read "not 12 as first reported" and "rather than the 12 reported earlier" after the figure that overtakes it."""
    for index in range(1, len(candidates)):
        here, place = candidates[index], candidates[index].start - 1
        while low_at(tokens, place) in ("the", "a"):
            place -= 1
        before = low_at(tokens, place), low_at(tokens, place - 1)
        is_change = before in (("from", "down"), ("from", "up")) and here.noun.head is Head.BARE
        if before[0] != "not" and before not in (("than", "rather"), ("of", "instead")) and not is_change:
            continue
        ahead = {low_at(tokens, here.end + step) for step in range(5)}
        if here.predicate is not None and here.predicate.adjacent and here.is_after:
            continue
        other = next((c for c in reversed(candidates[:index]) if c.predicate and not c.dead_end), None)
        if other is None or other.predicate is None or not (is_change or ahead & _REPORTED_FIRST):
            continue
        here.predicate = replace(other.predicate, superseded=True, rises=False, subset=False)
        here.shared, here.is_after, here.dead_end = True, False, False


def _mark_breakdown(tokens: Sequence[Token], candidates: Sequence[Candidate]) -> None:
    """Read the list after a colon or dash as the parts of the count before it: "ten people: six men and four women"."""
    for index in range(len(candidates) - 1):
        whole, first = candidates[index], candidates[index + 1]
        if whole.predicate is None or whole.dead_end or whole.quantity.article or whole.subset:
            continue
        opening = low_at(tokens, first.start - 1)
        end = max(whole.end, whole.predicate.end if whole.is_after else 0)
        if opening not in (":", "-", "(") or first.start - end > 4 or first.noun.head is not Head.PERSON:
            continue
        parts = [first]
        for part in candidates[index + 2 :]:
            if not _is_joint(tokens, parts[-1].end, part.start) or part.noun.head is Head.THING:
                break
            parts.append(part)
        if first.predicate and first.predicate.start >= first.end and not first.shared:
            continue
        total = whole.quantity.low or 0
        if opening != ":" and len(parts) < 2:
            continue
        if sum(part.quantity.low or 0 for part in parts) > total:
            continue
        for part in parts:
            part.subset, part.dead_end, part.predicate = True, False, None


def _fronted_place(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Return the tokens of the place in "in Belmar, seven" before the number at `at`, or None."""
    end = at - 1 if low_at(tokens, at - 1) == "," else at
    for start in range(end - 2, max(-1, end - 6), -1):
        place = place_of_share(tokens, start)
        if place and place[1] == end:
            return place
    return None


def _found_more(tokens: Sequence[Token], candidates: Sequence[Candidate], index: int) -> Predicate | None:
    """Read "four more were found" after a count of dead or bodies in its sentence."""
    here = candidates[index]
    if not here.quantity.more or here.noun.head is not Head.BARE:
        return None
    place = here.end
    while (
        low_at(tokens, place) in BE
        or low_at(tokens, place) in ("have", "had", "has")
        or (low_at(tokens, place) in ADVERBS)
    ):
        place += 1
    if (
        place == here.end
        or low_at(tokens, place) not in _FINDS
        or low_at(tokens, place + 1) in _NOT_DEAD_THEN
    ):
        return None
    for earlier in reversed(candidates[max(0, index - 12) : index]):
        if earlier.predicate and not earlier.dead_end:
            if earlier.predicate.kind in (Field.KILLED, Field.BODIES_FOUND):
                return Predicate(earlier.predicate.kind, here.end, place + 1)
            return None
    return None


def _previous_main(candidates: Sequence[Candidate], index: int) -> Candidate | None:
    """Return the last candidate before `index` that is no subset, or None."""
    for candidate in reversed(candidates[max(0, index - 12) : index]):
        if not candidate.subset:
            return candidate
    return None


def _ends_phrase(tokens: Sequence[Token], at: int) -> bool:
    low = low_at(tokens, at)
    return (
        not low
        or not low[0].isalnum()
        or (low in FUNCTION_WORDS and low not in ("were", "was", "have", "has", "had", "who"))
    )


def _has_verb(words: Sequence[str]) -> bool:
    return any(word in _CLAUSE_WORDS for word in words)


def _give_parents(candidates: Sequence[Candidate]) -> None:
    """Tie each part to the count it is a part of, and give it that count's kind."""
    for index, candidate in enumerate(candidates):
        if candidate.predicate and candidate.predicate.subset:
            candidate.as_part = True
        if not candidate.subset:
            continue
        candidate.as_part = True
        for earlier in reversed(candidates[max(0, index - 12) : index]):
            if not earlier.subset and earlier.predicate is not None and not earlier.dead_end:
                candidate.parent = earlier
                break
            if not earlier.subset and earlier.noun.head is Head.PERSON and not earlier.quantity.article:
                break
