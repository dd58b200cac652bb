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
from tellings.events.numbers import read_ordinal
from tellings.events.outcome_words import ADVERBS, BE, Predicate, low_at
from tellings.events.person_nouns import FUNCTION_WORDS, Head, NounPhrase, is_person_noun, read_noun_phrase
from tellings.events.predicates import predicate_after
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
    candidates = _candidates(tokens)
    stops = {c.start for c in candidates if not c.quantity.article or c.noun.head is Head.PERSON}
    _mark_subsets(tokens, candidates)
    stops -= {c.start for c in candidates if c.subset}
    _find_predicates(tokens, candidates, stops, headline=sentence.headline)
    _share_predicates(tokens, candidates)
    _give_parents(candidates)
    return candidates


def _candidates(tokens: Sequence[Token]) -> list[Candidate]:
    """Read the quantities of a sentence that may count persons, left to right."""
    found: list[Candidate] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if not (token.is_word) or (at and tokens[at - 1].low in ("$", "€", "£", ".", "#")):
            at += 1
            continue
        quantity = read_quantity(tokens, at)
        if quantity is None:
            at += 1
            continue
        candidate = _candidate(tokens, quantity)
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
        at = candidate.end
    return found


def _candidate(tokens: Sequence[Token], quantity: Quantity) -> Candidate | None:
    noun = read_noun_phrase(tokens, quantity)
    following = low_at(tokens, quantity.end)
    is_dash = following == "-" and low_at(tokens, quantity.end + 1) == "-"
    if following in ("%", "percent", "per", "-", "/") and noun.head is not Head.PERSON and not is_dash:
        return None
    if noun.head is Head.THING or (quantity.article and read_ordinal(tokens, quantity.end) is not None):
        return None
    if quantity.article and noun.head is not Head.PERSON:
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


def _split_rise(tokens: Sequence[Token], quantity: Quantity) -> tuple[Quantity, Quantity] | None:
    """Part "from 9 to 14" in two where it tells of a toll that rose."""
    window = {token.low for token in tokens[max(0, quantity.start - 24) : quantity.start]}
    if not window & {"toll", "number", "dead"} or not window & {
        "raising", "raised", "rose", "risen", "rises", "rise", "up", "climbed", "increased", "revised", "raises", "went"
    }:  # fmt: skip
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


def _is_joint(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether only "and", a comma or nothing stands between two places."""
    between = [token.low for token in tokens[start:end]]
    if len(between) > 3:
        return False
    return all(word in (",", "and", "&", "as", "well", "plus", "or", "along", "with") for word in between)


def _find_predicates(
    tokens: Sequence[Token], candidates: Sequence[Candidate], stops: set[int], *, headline: bool
) -> None:
    floor = 0
    for index, candidate in enumerate(candidates):
        quantity, _noun = candidate.quantity, candidate.noun
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
    if low_at(tokens, place) in ("hostage", "captive"):
        taking = {token.low for token in tokens[max(0, candidate.start - 4) : candidate.start]}
        if taking & {"took", "taking", "takes", "taken", "hold", "holds", "held", "holding", "take"}:
            return Predicate(Field.ABDUCTED, place, place + 1)
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
            tokens, beyond, plural=plural, stops=stops, reaches_far=False, takes_bare=False
        )
        if read is not None:
            return read
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


_SHARES = frozenset("most many some all several half".split())


def _over_aside(tokens: Sequence[Token], at: int, *, in_apposition: bool) -> int | None:
    """Return the place after ", children among them," or ", most of them women,", or None.

    in_apposition: ", a teacher of 51," may stand there too.
    """
    if low_at(tokens, at) != ",":
        return None
    close = next((k for k in range(at + 2, min(at + 13, len(tokens))) if tokens[k].low == ","), None)
    if close is None:
        return None
    words = [token.low for token in tokens[at + 1 : close]]
    if _has_verb(words):
        return None
    is_share = words[-2:] in (["among", "them"], ["of", "them"])
    is_share = is_share or (words[0] in _SHARES and words[1:3] in (["of", "them"], ["of", "whom"]))
    return close + 1 if is_share or (in_apposition and words[0] in ("a", "an")) else None


def _before(tokens: Sequence[Token], candidate: Candidate, floor: int) -> Predicate | None:
    quantity, noun = candidate.quantity, candidate.noun
    head = tokens[candidate.end - 1].low if noun.head is not Head.BARE else ""
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
            if mine and len(between) <= 9:
                for at in range(previous.end, here.start):
                    place = place or place_of_share(tokens, at)
                if place and here.start - place[1] <= 2:
                    here.predicate, here.shared, here.is_after = previous.predicate, True, previous.is_after
                    here.in_list = previous.in_list = True
                    here.place, previous.place = mine, previous.place or place


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
