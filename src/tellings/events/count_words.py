"""Find for each candidate of a sentence the words that say what befell the counted: before it, after it, around it.

In:   the tokens of a sentence, its Candidates, and the places where one starts.
Out:  nothing; the candidates get their predicates.
Holds: each is read by itself here; what neighbours lend one another is for `count_links`.
"""

from collections.abc import Sequence
from dataclasses import replace

from tellings.events.candidate import CLAUSE_ENDS, Candidate, is_joint
from tellings.events.governors import is_unreal, predicate_before
from tellings.events.none_told import NONE_KINDS
from tellings.events.numbers import read_number
from tellings.events.outcome_phrases import phrase_around
from tellings.events.outcome_words import (
    ACTIVE,
    ADVERBS,
    BE,
    NOMINALS,
    NOUN_OR_VERB,
    PARTICIPLES,
    STATES,
    Predicate,
    low_at,
)
from tellings.events.person_nouns import FUNCTION_WORDS, Head, is_person_noun
from tellings.events.predicates import predicate_after, read_outcome
from tellings.text.segment import Token
from tellings.vocabulary import Field, PersonStatus

_BURIAL_VERBS = frozenset(
    "recorded counted held conducted performed registered led listed records counts".split()
)


_DONE_TO_SOME = frozenset(
    "killed killing wounded wounding injured injuring".split()
)  # "killed seven of them"


CLAUSE_WORDS = frozenset("were was is are has have had said says while but when after ; .".split())


def find_predicates(
    tokens: Sequence[Token], candidates: Sequence[Candidate], stops: set[int], *, headline: bool
) -> None:
    """Give each candidate the words that say what befell it, or put it at a dead end.

    stops: the places where a count starts, over which no verb reaches.
    """
    floor = 0
    for index, candidate in enumerate(candidates):
        quantity, _noun = candidate.quantity, candidate.noun
        if candidate.fixed or candidate.dead_end:
            continue
        if (
            _is_age(tokens, candidate)
            or _is_fronted_whole(tokens, candidate)
            or _is_of_fraction(tokens, candidate)
        ):
            candidate.dead_end = True
            continue
        plural: bool | None = not quantity.is_one
        joined = index > 0 and is_joint(tokens, candidates[index - 1].end, candidate.start)
        is_couple = tokens[candidate.end - 1].low == "couple"
        if is_couple or quantity.zero or joined or candidate.start < quantity.start or quantity.low == 1:
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
        if candidate.predicate and _is_sentenced(tokens, candidate, candidate.predicate):
            candidate.dead_end = True
        read = candidate.predicate
        if (
            read
            and quantity.is_one
            and candidate.noun.of_those
            and low_at(tokens, read.start) in ("hit", "struck")
        ):
            candidate.dead_end = True  # "helped one of those hit in the attack": described, not counted
        if read is None and candidate.noun.head is Head.BARE and _get_away(tokens, candidate.end):
            candidate.dead_end = True  # "of 60 girls seized, 22 escaped"
        is_some = candidate.subset or candidate.noun.partitive or (read is not None and read.subset)
        if is_some and are_let_go(tokens, max(candidate.end, read.end if read else 0)):
            candidate.dead_end = True
        if index and _is_apposition(tokens, candidates[index - 1], candidate):
            candidate.dead_end = True


_LET_GO_LATER = frozenset(
    "freed released rescued identified escaped survived recovered discharged found".split()
)


def are_let_go(tokens: Sequence[Token], at: int) -> bool:
    """Whether "were later freed" stands at `at`."""
    place = at
    while (
        low_at(tokens, place) in BE
        or low_at(tokens, place) in ADVERBS
        or low_at(tokens, place) in ("have", "had")
    ):
        place += 1
    return low_at(tokens, place) in _LET_GO_LATER


_GETS_AWAY = frozenset("escaped survived freed released rescued discharged".split())


def _get_away(tokens: Sequence[Token], at: int) -> bool:
    """Whether "escaped", "were later freed" stands at `at`; bodies are found too."""
    return any(low_at(tokens, at + step) in _GETS_AWAY for step in range(4)) and are_let_go(tokens, at)


_JAILS = frozenset("jailed jailing jails jail imprisoned imprisoning incarcerated locked put sent".split())
_TERMS = frozenset("years year months life terms term".split())


def _is_sentenced(tokens: Sequence[Token], candidate: Candidate, read: Predicate) -> bool:
    """Whether a court has sent the counted to prison for a term: "jailed for life", "jailed four for 12 years"."""
    if read.kind is not Field.DETAINED or _JAILS.isdisjoint(t.low for t in tokens[read.start : read.end]):
        return False
    end = max(candidate.end, read.end)
    for place in range(end, min(end + 6, len(tokens))):
        if tokens[place].low in ("for", "to"):
            return any(low_at(tokens, place + step) in _TERMS for step in range(1, 7))
        if tokens[place].low in CLAUSE_ENDS:
            return False
    return False


_FRACTIONS = frozenset(
    "half third thirds quarter quarters fifth fifths majority % percent cent tenth fraction".split()
)


def _is_of_fraction(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Whether only a fraction of the number is spoken of: "two-thirds of the 90 passengers"."""
    if candidate.noun.befallen or _is_told_of(tokens, candidate):
        return False  # "half of the 31 killed", "a third of the nine monks shot dead" tell of all of them
    place = candidate.start - 1
    while low_at(tokens, place) in _THE_OTHER:
        place -= 1
    if low_at(tokens, place) != "of":
        return low_at(tokens, place) == "half"
    share = low_at(tokens, place - 1)
    return share in _FRACTIONS or share.endswith(("-thirds", "-third", "-quarters", "-fifths"))


def _is_told_of(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Whether a participle right after the number or its noun tells of the whole: "the 31 killed in Adra"."""
    ends = {candidate.quantity.end, candidate.end}
    return any(read_outcome(tokens, end) and low_at(tokens, end) not in NOMINALS for end in ends)


def _is_fronted_whole(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Whether "of the 14 hostages," opens the sentence: what befell some of them follows, with numbers of its own."""
    if candidate.start > 3 or low_at(tokens, candidate.start - 1) != "the":
        return False
    is_of = low_at(tokens, candidate.start - 2) == "of"
    return is_of and candidate.noun.head is Head.PERSON and low_at(tokens, candidate.end) == ","


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
    if (
        low_at(tokens, place) in ("fatal", "fatally", "mortally")
        and not low_at(tokens, place + 1)[:1].isalpha()
    ):
        return Predicate(Field.KILLED, place, place + 1)  # "40 casualties, 12 of them fatal"
    split = (
        _split_verb(tokens, candidate, place)
        or _by_pronoun(tokens, place, stops)
        or _around(tokens, candidate, place)
    )
    if split:
        return split
    if low_at(tokens, place) == "the" and low_at(tokens, candidate.start - 1) == "to":
        named = _toll_named_after(tokens, candidate, place)
        if named:
            return named
    if low_at(tokens, place) == "whom":
        clause = _whom(tokens, place)
        if clause:
            return clause
    if low_at(tokens, place) in _CAPTIVITY:
        taking = {token.low for token in tokens[max(0, candidate.start - _PAIR_REACH) : candidate.start]}
        if taking & {"took", "taking", "takes", "taken", "hold", "holds", "held", "holding", "take"}:
            return Predicate(_CAPTIVITY[low_at(tokens, place)], place, place + 1)
    if noun.head is not Head.UNKNOWN and low_at(tokens, place) in ("from", "out", "to", "into"):
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
    mark = low_at(tokens, place)
    if mark in (",", "-") and low_at(tokens, candidate.start - 1) == mark:
        # "half the town, some 7,000 people, fled"
        read = predicate_after(
            tokens, place + 1, plural=None, stops=stops, reaches_far=False, takes_bare=False
        )
        if read is not None:
            return read
    joined = _over_conjunct(tokens, place, stops)
    if joined is not None and noun.head is Head.PERSON and not candidate.subset:
        read = predicate_after(tokens, joined, plural=True, stops=stops, reaches_far=False, takes_bare=False)
        if read is not None:
            return replace(read, adjacent=False)
    if mark in (",", ".", ";") and low_at(tokens, place - 1) in ("all", "altogether", "told", "total"):
        summed = _summed_up(tokens, candidate.start)
        if summed is not None:
            return summed
    numeric_bare = noun.head is Head.BARE and not noun.of_those and not quantity.zero
    return predicate_after(
        tokens,
        place,
        plural=plural,
        stops=stops,
        reaches_far=not candidate.subset
        and (not numeric_bare or low_at(tokens, place) in _AFTER_BARE)
        and not (
            quantity.article and not quantity.more and low_at(tokens, place) in ("who", "that", "which")
        ),
        takes_bare=takes_bare,
    )


_LISTS = frozenset("list roll register lists rolls registers".split())
_HOLDS = frozenset("holds has contains bears carries held contained had bore counts numbers to".split())
_LIST_REACH = 12  # tokens from "names" to "the list of the missing"; a guess, unmeasured


def on_list(tokens: Sequence[Token], start: int, end: int) -> Predicate | None:
    """Read the list of "(three names) were added to the list of the missing", "the roll of the dead holds (12 names)".

    start, end: of the names.
    """
    after = _list_of(tokens, end, min(end + _LIST_REACH, len(tokens)))
    if after or low_at(tokens, start - 1) not in _HOLDS:
        return after
    return _list_of(tokens, max(0, start - _LIST_REACH), start)


def _list_of(tokens: Sequence[Token], at: int, stop: int) -> Predicate | None:
    for place in range(at, stop):
        low = tokens[place].low
        if low in CLAUSE_ENDS or low == ",":
            return None
        if low in _LISTS and low_at(tokens, place + 1) == "of":
            word = place + 2
            while low_at(tokens, word) in ("the", "those", "people"):
                word += 1
            kind = PARTICIPLES.get(low_at(tokens, word)) or STATES.get(low_at(tokens, word))
            return Predicate(kind, at, word + 1) if kind else None
    return None


_SUMS_REACH = 8  # tokens from "were hurt" to the sum set off behind it; a guess, unmeasured


def _summed_up(tokens: Sequence[Token], at: int) -> Predicate | None:
    """Read "half of the choir were hurt, (12 singers in all)" back from where the sum starts."""
    if low_at(tokens, at - 1) not in (",", "-"):
        return None
    for place in range(at - 2, max(-1, at - _SUMS_REACH), -1):
        if tokens[place].low in CLAUSE_ENDS or tokens[place].low == ",":
            return None
        outcome = read_outcome(tokens, place)
        if outcome and low_at(tokens, place) not in NOMINALS and low_at(tokens, place - 1) in BE:
            return None if is_unreal(tokens, place) else Predicate(outcome[0], at, at)
    return None


_NOT_TO_DEATH = (
    BE | FUNCTION_WORDS | frozenset("sentenced condemned sentencing condemning sentence sent".split())
)


_PUTS_IN_HOSPITAL = frozenset("left leaving leaves put putting puts sent sending with and landed".split())


def _split_verb(tokens: Sequence[Token], candidate: Candidate, at: int) -> Predicate | None:
    """Read the second half of what stands around the counted: "hacked nine farmers to death"."""
    low, following = low_at(tokens, at), low_at(tokens, at + 1)
    before = candidate.start - 1
    while low_at(tokens, before) in ADVERBS:
        before -= 1
    verb = low_at(tokens, before)
    if low == "to" and following == "death" and verb.isalpha() and verb not in _NOT_TO_DEATH:
        return Predicate(Field.KILLED, at, at + 2)
    if low == "alive" and verb in ("burned", "burnt", "burning", "burn", "buried", "burying"):
        return Predicate(Field.KILLED, at, at + 1)
    if (
        low in ("their", "his", "her")
        and following in ("lives", "life")
        and verb in ("cost", "costing", "costs")
    ):
        return Predicate(Field.KILLED, at, at + 2)
    if low == "fleeing" and verb in ("sent", "sending", "sends"):
        return Predicate(Field.DISPLACED, at, at + 1)
    if (
        low in ("in", "into")
        and following in ("custody", "detention")
        and verb not in BE
        and (verb.isalpha() or (verb in ("", ",", ".", ":", "-", "and", ")", "]") and low == "in"))
    ):
        return Predicate(Field.DETAINED, at, at + 2, refused=is_unreal(tokens, before))
    if low == "in" and following in ("hospital", "hospitals"):
        is_short = verb in ("", ":", "-", ",", "and") and low_at(tokens, at + 2) in _AFTER_HOSPITAL
        if verb in _PUTS_IN_HOSPITAL or is_short:
            return Predicate(Field.INJURED, at, at + 2)
    return None


def _around(tokens: Sequence[Token], candidate: Candidate, at: int) -> Predicate | None:
    """Read "took (12 men) into custody", "stabbed (three teenagers)" from what stands around the counted."""
    before = candidate.start - 1
    while low_at(tokens, before) in ADVERBS or low_at(tokens, before) in _THE_OTHER:
        before -= 1
    if low_at(tokens, before) == "and":
        before = _verb_of_pair(tokens, before)
    around = phrase_around(tokens, before, at) if candidate.noun.head in (Head.PERSON, Head.BARE) else None
    if around is None and low_at(tokens, at) == "and" and low_at(tokens, at + 1) in _THE_OTHER:
        around = phrase_around(tokens, before, at + 3)  # "drove 850 herders and their families from"
        around = around if around and around[1] > at + 3 else None
    if (
        around is None
        and low_at(tokens, candidate.start - 1) in (",", "-")
        and candidate.noun.head is not Head.UNKNOWN
    ):
        around = _around_aside(tokens, candidate.start - 1, at)
    if around is None:
        return None
    kind, end = around
    if kind is Field.DISPLACED and candidate.noun.group.status in _UNDER_ARMS:
        return None  # "sent 200 soldiers across the border"
    if end == at and (candidate.noun.head is not Head.PERSON or low_at(tokens, at) in ("who", "that", "and")):
        return None
    return Predicate(kind, at, max(end, at), refused=is_unreal(tokens, before))


_PAIR_REACH = 9  # tokens from the verb to the "and" of its two objects; a guess, unmeasured


def _verb_of_pair(tokens: Sequence[Token], at: int) -> int:
    """Return the verb of "took the director and (five nurses) hostage" from the "and" at `at`; -1 for none."""
    for place in range(at - 1, max(-1, at - _PAIR_REACH), -1):
        low = tokens[place].low
        if low in _THE_OTHER or low in ("a", "an") or read_number(tokens, place):
            before = low_at(tokens, place - 1)
            if before not in FUNCTION_WORDS and before not in (",", "-") and before not in BE:
                return place - 1
        if low in CLAUSE_ENDS or low in BE or not tokens[place].is_word:
            return -1
    return -1


def _around_aside(tokens: Sequence[Token], mark: int, at: int) -> tuple[Field, int] | None:
    """Read what is around a figure set off behind its noun: "sent the others, (700) by his count, running".

    mark: the comma or dash before the figure; at: where the figure ends.
    """
    shut = next(
        (k for k in range(at, min(at + _ASIDE_TELLS, len(tokens))) if tokens[k].low == tokens[mark].low), None
    )
    if shut is None:
        return None
    for place in range(mark - 1, max(-1, mark - _PAIR_REACH), -1):
        low = tokens[place].low
        if low in CLAUSE_ENDS or low in BE or low in (",", "who", "that"):
            return None
        found = phrase_around(tokens, place, shut + 1)
        if found and found[1] > shut + 1:
            return found
        if low in ACTIVE and low not in NOUN_OR_VERB:
            following = low_at(tokens, place + 1)
            has_object = following in _THE_OTHER or following in ("a", "an") or tokens[place + 1].is_name_like
            if not has_object or low_at(tokens, place - 1) in BE or read_outcome(tokens, at):
                return None
            return None if is_unreal(tokens, place) else (ACTIVE[low], at)
    return None


_ASIDE_TELLS = (
    7  # tokens behind the figure in its aside, as in "by the headman's reckoning"; a guess, unmeasured
)


# "5 in hospital after blast": what may follow where a headline leaves the verb out
_AFTER_HOSPITAL = frozenset(("", "after", "following", "as", ",", ".", ";", "and", "with"))
_UNDER_ARMS = (PersonStatus.COMBATANT, PersonStatus.SECURITY_FORCE)


_DOES_TO = frozenset(ACTIVE) | frozenset("shot beat hacked stabbed clubbed burned".split())


def _by_pronoun(tokens: Sequence[Token], at: int, stops: set[int]) -> Predicate | None:
    """Read "and shot them dead" and "and executed them" of those who stand before."""
    for place in range(at, min(at + 14, len(tokens) - 1)):
        low = tokens[place].low
        if place in stops or low in CLAUSE_ENDS or low in BE or low == ".":
            return None
        if low in ("them", "him", "her") and low_at(tokens, place - 1) in _DOES_TO:
            verb, following = low_at(tokens, place - 1), low_at(tokens, place + 1)
            if following.isalpha() and following not in FUNCTION_WORDS and following not in ("dead", "all"):
                return None  # "her daughter"
            if verb not in ACTIVE:
                if low_at(tokens, place + 1) == "dead":
                    return Predicate(Field.KILLED, place - 1, place + 2, adjacent=True)
                if low_at(tokens, place + 1) == "to" and low_at(tokens, place + 2) == "death":
                    return Predicate(Field.KILLED, place - 1, place + 3)
                return None
            is_set = "and" in [token.low for token in tokens[at:place]]
            return (
                Predicate(ACTIVE[verb], place - 1, place + 1) if is_set and not verb.endswith("ing") else None
            )
    return None


def _whom(tokens: Sequence[Token], at: int) -> Predicate | None:
    """Read "(the 14 people) whom the blast killed" at "whom"."""
    for place in range(at + 2, min(at + 8, len(tokens))):
        low = tokens[place].low
        if low in BE or not low.isalpha():
            return None
        if low in ACTIVE and low.endswith("ed"):
            return Predicate(ACTIVE[low], at, place + 1, adjacent=False)
    return None


_LIFE_VERBS = frozenset("have has had may might feared".split())


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


_WILDS = frozenset("hills mountains forest forests bush desert exile camps jungle".split())


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
        if tokens[at].low == "into" and low_at(tokens, at + step) not in _WILDS:
            continue
        if low_at(tokens, at + step) in _LEFT_PLACES or tokens[at].low == "into":
            return Predicate(Field.DISPLACED, at, at + step + 1)
    return None


_AFTER_BARE = frozenset("who aboard inside on with".split())


_WITH = frozenset("and plus with".split())


_THE_OTHER = frozenset("the their his her its my our".split())


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
    if place >= len(tokens) or place in stops:
        return None
    if not (
        tokens[place].low in _THE_OTHER or tokens[place].is_name_like or is_person_noun(tokens[place].low)
    ):
        return None
    for step in range(place + 1, min(place + 8, len(tokens))):
        low = tokens[step].low
        if step in stops:
            return None
        if low in BE or low in ("have", "had", "died", "perished", "lost"):
            return None if low_at(tokens, step - 1) in ("who", "that", "which") else step
        if low in FUNCTION_WORDS and low not in ("of", "the"):
            return None
        if not tokens[step].is_word and low not in (",", "-"):
            return None
    return None


_SAYS = frozenset("says said say reported reports claimed claims".split())


_SHARES = frozenset("most many some all several half".split())


_ASIDE = 18  # tokens of an aside at most; a guess, unmeasured


def _over_aside(tokens: Sequence[Token], at: int, *, in_apposition: bool) -> int | None:
    """Return the place after ", children among them," or ", most of them women,", or None.

    in_apposition: ", a teacher of 51," may stand there too.
    """
    mark = low_at(tokens, at)
    if mark not in (",", "-", "("):
        return None
    shut = ")" if mark == "(" else mark
    close = next((k for k in range(at + 2, min(at + _ASIDE, len(tokens))) if tokens[k].low == shut), None)
    if close is None:
        return None
    words = [token.low for token in tokens[at + 1 : close]]
    if words[-1] in _SAYS and len(words) <= 8:
        return close + 1
    if has_verb(words):
        return None
    if words[0] == "including":
        return close + 1
    is_dashed = mark == "-" and close - at > 2 and not read_number(tokens, at + 1)
    if mark == "(" or is_dashed or words[0] == "not" or words[:2] == ["and", "not"]:
        return close + 1
    if words[-1] == "family" and read_number(tokens, at + 1):
        return close + 1  # "seven people, six from one family, died"
    if len(words) == 1 and words[0].isdigit():
        return close + 1  # "Boy, 9, shot dead"
    is_share = words[-2:] in (["among", "them"], ["of", "them"])
    is_share = is_share or (mark == "-" and words[1:3] in (["of", "them"], ["of", "whom"]))
    is_share = is_share or (words[0] in _SHARES and words[1:3] in (["of", "them"], ["of", "whom"]))
    return close + 1 if is_share or (in_apposition and words[0] in ("a", "an")) else None


def has_verb(words: Sequence[str]) -> bool:
    """Whether a clause, and no mere phrase, is among these lower-case words."""
    return any(word in CLAUSE_WORDS for word in words)


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
    is_remains = low_at(tokens, read.end - 2) not in ("bodies", "corpses")
    if read.kind is Field.BODIES_FOUND and quantity.article and not noun.others and is_remains:
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
    if noun.befallen and after and after.kind is Field.KILLED and after.adjacent and before is None:
        return after, True  # "12 captured soldiers were executed"
    if noun.befallen and after is None and before is None:
        if noun.partitive and candidate.quantity.article:
            return None, False  # "one of the wounded told us"
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
    if before is None and after is None and tokens[candidate.end - 1].low == "martyrs":
        return Predicate(Field.KILLED, candidate.quantity.end, candidate.end), True
    if before is None:
        return after, True
    if after is None:
        return before, False
    if before.refused and after.adjacent and not before.active:
        return after, True
    if before.toll and before.kind is Field.KILLED_OR_INJURED and after.adjacent:
        return after, True  # "put its casualties at 14 dead"
    if before.toll and not before.adjacent and after.adjacent:
        return after, True  # "a toll of 1,000 dead, hundreds wounded"
    if before.toll:
        return (before, False)
    if before.kind in (Field.ABDUCTED, Field.DETAINED) and low_at(tokens, after.start + 1) in (
        "them",
        "him",
        "her",
    ):
        return after, True  # "took six men off a bus and killed them"
    if after.adjacent and before.kind is Field.INJURED and low_at(tokens, after.start) == "dead":
        return after, True  # "the clinic received 14 dead"
    if after.adjacent and before.active and low_at(tokens, before.end - 1) == "hurt":
        return after, True  # "six hurt two dead": headlines lose their marks
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


_TOLLS = frozenset("number toll count figure total tally".split())


def _is_age(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Whether a bare number is an age: "Adel, 43, died", "children under ten"."""
    quantity = candidate.quantity
    if candidate.noun.head is Head.BARE and low_at(tokens, quantity.start) in (
        "under",
        "over",
        "below",
        "above",
    ):
        before = low_at(tokens, quantity.start - 1)
        if before in BE and any(low_at(tokens, quantity.start - back) in _TOLLS for back in range(2, 9)):
            return False  # "the number of wounded cannot have been above 15"
        return is_person_noun(before) or before in BE  # "children under ten", "nine are under ten"
    if candidate.noun.head is not Head.BARE or quantity.end - quantity.start != 1 or candidate.noun.of_those:
        return False
    if not tokens[quantity.start].low.isdigit() or int(tokens[quantity.start].low) > 110:
        return False
    before, after = low_at(tokens, quantity.start - 1), low_at(tokens, quantity.end)
    if before == "," and after == ",":
        named = tokens[quantity.start - 2] if quantity.start >= 2 else None
        return named is not None and (named.is_name_like or is_person_noun(named.low))
    return before == "(" and after == ")"
