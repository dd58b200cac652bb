"""Read the quantities of a sentence that may count persons, with what the words say befell them.

In:   a Sentence.
Out:  Candidates, left to right; one without a predicate, and one at a dead end, counts nobody.
Holds: no two overlap; a part ("including two children") knows its whole; what shares another's verb says so.

First each alone: its noun, its own words before and after. Then those without words of their own take a
neighbour's: subjects of one verb, objects of one verb, and shares of one number over several places.
"""

from collections.abc import Sequence
from dataclasses import replace

from tellings.events.candidate import POSSESSIVES, Candidate
from tellings.events.count_links import (
    add_to_others,
    give_parents,
    mark_breakdown,
    mark_corrected,
    mark_feared,
    mark_rejected,
    mark_subsets,
    share_predicates,
)
from tellings.events.count_unreal import mark_unreal
from tellings.events.count_words import find_predicates, on_list
from tellings.events.none_told import NONE_KINDS
from tellings.events.numbers import read_number, read_ordinal
from tellings.events.outcome_words import BE, Predicate, low_at
from tellings.events.person_nouns import FUNCTION_WORDS, Head, NounPhrase, read_noun_phrase
from tellings.events.quantities import Quantity, read_quantity, starts_quantity
from tellings.text.segment import Sentence, Token
from tellings.vocabulary import Field

_BODIES_OF_PERSONS = frozenset(
    "family group crew team squad gang party busload carload boatload patrol platoon column detachment".split()
)


def read_candidates(sentence: Sentence) -> list[Candidate]:
    """Return the quantities of a sentence that may count persons, each with what the words say of it, in order."""
    tokens = sentence.tokens
    candidates = _candidates(tokens, headline=sentence.headline)
    mark_rejected(tokens, candidates)
    stops = {c.start for c in candidates if not c.quantity.article or c.noun.head is Head.PERSON}
    mark_subsets(tokens, candidates)
    stops -= {c.start for c in candidates if c.subset}
    if mark_unreal(tokens, candidates):
        return candidates
    find_predicates(tokens, candidates, stops, headline=sentence.headline)
    share_predicates(tokens, candidates)
    add_to_others(tokens, candidates)
    mark_feared(tokens, candidates)
    mark_corrected(tokens, candidates)
    mark_breakdown(tokens, candidates)
    give_parents(candidates)
    return candidates


def _candidates(tokens: Sequence[Token], *, headline: bool) -> list[Candidate]:
    """Read the quantities of a sentence that may count persons, left to right."""
    found: list[Candidate] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if not (headline or starts_quantity(token.low) or token.low in _OTHER_STARTS):
            at += 1
            continue
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


_PARENTS = frozenset("father mother parent grandfather grandmother parents fathers mothers".split())
_OTHER_STARTS = frozenset("his her their".split())


def _is_exception(tokens: Sequence[Token], at: int) -> bool:
    """Whether "all but two" or "one in five" starts at `at`, which counts nobody."""
    if (
        low_at(tokens, at + 1) == "in"
        and (share := read_number(tokens, at))
        and low_at(tokens, at + 2) != "a"
    ):
        whole = read_number(tokens, at + 2)
        return whole is not None and (share[0] == 1 or low_at(tokens, at + 3) == "of")
    return tokens[at].low == "all" and low_at(tokens, at + 1) in ("but", "except")


def _one_of_headline(tokens: Sequence[Token], at: int) -> Candidate | None:
    """Read the person that a headline names without an article: "Boy, 9, shot dead", "Man killed"."""
    if at and low_at(tokens, at - 1) not in (",", ";", ":", "and", "-"):
        return None
    quantity = Quantity(1, 1, at, at, article=True)
    noun = read_noun_phrase(tokens, quantity)
    if noun.head is not Head.PERSON or noun.end <= at or noun.end - at > 4:
        return None
    if low_at(tokens, at - 1) == "-" and low_at(tokens, noun.end) in ("", ".", "to", "via", "on"):
        return None  # "nine dead - mayor to local radio"
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
    before = low_at(tokens, at - 1)
    if low_at(tokens, at + 1) != "to" or before in ("of", "at", "as", "by", "to", "reach"):
        return False
    if before in ("goes", "go", "went", "gone", "moved"):
        return any(low_at(tokens, at - back) in ("toll", "number") for back in range(2, 12))
    return any(low_at(tokens, at - back) in ("toll", "tolls") for back in range(1, 8))


def _relative(tokens: Sequence[Token], at: int) -> Quantity | None:
    """Read "his wife" in "a man and his wife" as one: the possessive serves as an article."""
    if tokens[at].low not in POSSESSIVES or low_at(tokens, at - 1) not in ("and", ",", "with", "including"):
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
    if noun.head is Head.BARE and _is_label(tokens, quantity):
        return None
    if noun.head is Head.THING and noun.end <= len(tokens) and tokens[noun.end - 1].low in ("names", "name"):
        listed = on_list(tokens, quantity.start, noun.end)
        if listed is not None:
            return Candidate(
                quantity,
                NounPhrase(noun.end, noun.end, Head.BARE),
                quantity.start,
                noun.end,
                predicate=listed,
                fixed=True,
            )
    remains = _one_body(tokens, quantity) if quantity.article and not quantity.zero else None
    if remains is not None:
        return remains
    if noun.head is Head.PERSON and _is_within_name(tokens, quantity, noun):
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
        if quantity.zero and following not in NONE_KINDS and following != "lives":
            return None
        if is_one and noun.head is Head.UNKNOWN:
            return None
        if is_one and noun.head is Head.BARE and low_at(tokens, quantity.start - 1) == "in":
            return None  # "eight died in one, eleven in the other"
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
    if (
        low_at(tokens, end) == "of"
        and tokens[end - 1].low in _PARENTS
        and (children := read_number(tokens, end + 1))
    ):
        end += 1 + children[1]  # "a father of three"
    if quantity.article and noun.head is Head.PERSON and low_at(tokens, end) == "of":
        years = read_number(tokens, end + 1)
        after = low_at(tokens, end + 1 + years[1]) if years else "of"
        if years and years[0] <= _OLDEST and (not after.isalpha() or after in FUNCTION_WORDS):
            end += 1 + years[1]  # "a girl of nine and her brother"
    if noun.head is Head.PERSON and low_at(tokens, start - 1) in (",", "-"):
        pair = low_at(tokens, end), low_at(tokens, end + 1)
        if pair in (("in", "all"), ("in", "total"), ("all", "told")):
            end += 2
        elif pair[0] == "altogether":
            end += 1
    if low_at(tokens, end) in ("a", "per", "an") and low_at(tokens, end + 1) in ("day", "hour"):
        return None  # "treats 300 patients a day"
    if noun.head is Head.BARE and low_at(tokens, end) == "lives":
        end += 1
    return Candidate(quantity, noun, start, end)


_OLDEST = 110
_BODY = frozenset("body corpse cadaver skeleton".split())
_OF_BODIES = frozenset(
    "single human further charred decomposed decomposing burned burnt mutilated bullet-riddled headless naked "
    "male female unidentified lifeless decapitated bloodied bound lone more unclaimed dismembered badly severely "
    "partly new fresh bloated mangled".split()
)
_FINDS_BODY = frozenset(
    "found find finds finding recovered recovers recovering discovered discovers retrieved retrieves pulled pulling "
    "unearthed brought turned dug exhumed fished washed lay lies lying seen spotted floating dumped located came "
    "stumbled extracted hauled counted".split()
)
_FIND_REACH = 5  # tokens between a body and the word that it was found; a guess, unmeasured


def _one_body(tokens: Sequence[Token], quantity: Quantity) -> Candidate | None:
    """Read "a single human body", "another body found": one body, where it is told as found; no "body of evidence"."""
    place = quantity.end
    while low_at(tokens, place) in _OF_BODIES:
        place += 1
    if low_at(tokens, place) not in _BODY or low_at(tokens, quantity.start) == "the":
        return None
    following = low_at(tokens, place + 1)
    if following == "of" or (following.isalpha() and following not in FUNCTION_WORDS | _FINDS_BODY | BE):
        return None  # "a body of evidence", "a body search"
    near = [low_at(tokens, quantity.start - back) for back in range(1, _FIND_REACH)]
    near += [low_at(tokens, place + step) for step in range(1, _FIND_REACH)]
    if _FINDS_BODY.isdisjoint(near):
        return None
    noun = NounPhrase(quantity.end, place + 1, Head.PERSON)
    predicate = Predicate(Field.BODIES_FOUND, place, place + 1)
    return Candidate(
        quantity, noun, quantity.start, place + 1, predicate=predicate, is_after=True, fixed=True
    )


def _is_within_name(tokens: Sequence[Token], quantity: Quantity, noun: NounPhrase) -> bool:
    """Whether a number is part of a name: "the Brigade of the 40 Martyrs"; text in capitals names nothing so."""
    before, start = quantity.start - 1, quantity.start
    if low_at(tokens, before) != "the" or low_at(tokens, before - 1) not in ("of", "for"):
        return False
    named, head = tokens[before - 2] if before >= 2 else None, tokens[noun.end - 1]
    is_name = named is not None and named.text[:1].isupper() and head.text[:1].isupper()
    return is_name and tokens[start - 1].text.islower()


_LABELLED = frozenset(
    "camp sector highway road route unit brigade battalion regiment division gate platform block zone district ward "
    "channel flight bus line lines room floor terminal building house flat apartment no number section chapter "
    "resolution phase level category grade page checkpoint post pier berth hill point area precinct station school "
    "studio radio operation mark tunnel shaft pit bay hangar cell wing kilometre kilometer km mile group company "
    "squadron motorway junction exit lane track hut tent stand tower studio cabin carriage coach quay dock article "
    "article protocol cell compound villa plot street avenue factory hospital polyclinic day week season stage".split()
)


def _is_label(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a number only tells which: "Camp 4", "Highway 40", "in room 12"; not "in the camp 40 were hurt"."""
    at = quantity.start
    if quantity.end - at != 1 or not tokens[at].low.isdigit() or low_at(tokens, at - 1) not in _LABELLED:
        return False
    if tokens[at - 1].text[0].isupper() and at > 1:
        return True
    before = low_at(tokens, at - 2)
    return before in (
        "in",
        "on",
        "at",
        "near",
        "from",
        "of",
        "to",
        "and",
        "along",
        "outside",
        "by",
        "opposite",
    )


# after a bare "another": "one child was killed and another wounded"
_BEFALLEN_NEXT = frozenset(
    "wounded injured hurt killed died arrested detained abducted kidnapped missing".split()
)


def _is_both(tokens: Sequence[Token], quantity: Quantity, noun: NounPhrase) -> bool:
    """Whether "both" counts two persons: "both pilots", "both of them", "both were"; not "both rebels and police"."""
    before, after = low_at(tokens, quantity.start - 1), low_at(tokens, noun.end)
    if before in BE or after == "and" or (before == "," and not after.isalpha()):
        return False  # "killed two, both women"
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
