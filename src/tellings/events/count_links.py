"""Tie the counts of one sentence to one another: parts to wholes, lists to one verb, corrections to what they correct.

In:   the tokens of a sentence and its Candidates.
Out:  nothing; candidates are marked as parts, and those without words of their own get a neighbour's.
Holds: who has words of its own keeps them, save in a breakdown ("ten people: six men and four women").
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tellings.events.candidate import Candidate, is_joint
from tellings.events.count_scope import place_of_share, turn_of_share
from tellings.events.count_words import has_verb
from tellings.events.numbers import read_number
from tellings.events.outcome_words import ADVERBS, BE, PARTICIPLES, Predicate, low_at
from tellings.events.person_nouns import FUNCTION_WORDS, Head, is_person_noun, read_noun_phrase
from tellings.text.segment import Token
from tellings.vocabulary import Field

_NAMED_DEAD = frozenset("dead killed wounded injured victims toll".split())


_SUBSET_WORDS = frozenset("including included includes".split())


def mark_subsets(tokens: Sequence[Token], candidates: Sequence[Candidate]) -> None:
    """Mark the counts that the words give as a part of another: "including two children", "two of them women"."""
    previous: Candidate | None = None
    for candidate in candidates:
        if previous is not None and previous.subset and _is_share(tokens, candidate):
            previous = candidate
            continue  # "five in Adra, two of them children, and nine in Corvo"
        place = candidate.start - 1
        while low_at(tokens, place) in ADVERBS or low_at(tokens, place) in ("were", "was", "are"):
            place -= 1
        low = low_at(tokens, place)
        if (
            (low in _SUBSET_WORDS and low_at(tokens, place - 1) not in _NAMED_DEAD)
            or (low in ("them", "whom", "which") and low_at(tokens, place - 1) in ("among", "of"))
            or (candidate.noun.of_those and not _is_let_go(tokens, candidate))
            or (
                previous is not None and (_is_severity(tokens, candidate) or _is_of_family(tokens, candidate))
            )
            or (
                previous is not None
                and previous.subset
                and is_joint(tokens, previous.end, candidate.start)
                and not candidate.quantity.article
                and low_at(tokens, candidate.end)
                not in ("were", "was", "killed", "wounded", "injured", "others", "died")
            )
            or (
                previous is not None
                and previous.subset
                and candidate.quantity.article
                and is_joint(tokens, previous.end, candidate.start)
            )
        ):
            candidate.subset = True
        previous = candidate


def _is_share(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Whether a bare number is told with its place: "nine in Corvo"."""
    is_bare = candidate.noun.head is Head.BARE and not candidate.noun.of_those
    return is_bare and place_of_share(tokens, candidate.end) is not None


def _is_of_family(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Whether "six from one family" stands here: a part of those told before."""
    words = [low_at(tokens, candidate.end + step) for step in range(4)]
    return candidate.noun.head is Head.BARE and words[0] in ("from", "of") and "family" in words[2:4]


_LET_GO = frozenset(
    "freed released shot questioned rescued saved let held spared beat stripped took evacuated".split()
)


def _is_let_go(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Whether "two of them" is the object of a verb that tells something else of them ("freed two of them")."""
    return low_at(tokens, candidate.start - 1) in _LET_GO


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


def share_predicates(tokens: Sequence[Token], candidates: Sequence[Candidate]) -> None:
    """Let coordinated counts share one verb: its subjects share backwards, its objects forwards."""
    candidates = [candidate for candidate in candidates if not _is_set_off(tokens, candidate)]
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
        if is_joint(tokens, here.end, following.start) and words:
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
        is_near = is_joint(tokens, previous.end, here.start) or (
            len(between) <= 9
            and between[-1:] == ["and"]
            and _ends_phrase(tokens, here.end)
            and not has_verb(between)
        )
        is_object = not previous.is_after and not previous.predicate.toll
        is_remains = (
            previous.predicate.kind is Field.BODIES_FOUND
        )  # "the bodies of a man and a boy were found"
        has_verb_of_its_own = not is_remains and low_at(tokens, here.end) in (
            "have",
            "has",
            "had",
            "were",
            "was",
            "are",
        )
        if is_object and is_near and _speaks(tokens, here.end):
            continue
        if is_object and here.noun.head is Head.PERSON and is_near and not has_verb_of_its_own:
            here.predicate, here.shared, here.is_after = previous.predicate, True, False
            here.in_list = previous.in_list = True
            continue
        if (
            _is_said_short(tokens, here)
            or _trails(tokens, previous, here)
            or _is_by_other(tokens, previous, here)
        ):
            here.predicate, here.shared, here.is_after = previous.predicate, True, previous.is_after
            here.in_list = _trails(tokens, previous, here)
            previous.in_list = previous.in_list or here.in_list
            continue
        if previous.is_after and here.noun.head is Head.PERSON and between[-3:] == ["as", "well", "as"]:
            here.predicate, here.shared, here.is_after = previous.predicate, True, False
            here.in_list = previous.in_list = True
            continue
        if previous.predicate.subset and here.noun.head is Head.BARE and _tells_what(tokens, here.end):
            here.predicate, here.is_after, here.shared = previous.predicate, False, True
            continue
        if _shares_turn(tokens, previous, here):
            here.predicate, here.shared, here.is_after = previous.predicate, True, previous.is_after
            here.shares = previous.shares = True
            continue
        # "150 bodies were counted in Hammouriya, 100 in Kfar Batna and 67 in Saqba"
        is_one = here.quantity.article and low_at(tokens, here.quantity.end - 1) == "one"
        if here.noun.head in (Head.BARE, Head.PERSON) and (is_one or not here.quantity.article):
            place, mine = None, place_of_share(tokens, here.end)
            if mine is None and here.noun.head is Head.BARE:
                mine = _fronted_place(tokens, here.start)
                if mine and (where := _fronted_place(tokens, previous.start)):
                    here.predicate, here.shared, here.is_after = previous.predicate, True, previous.is_after
                    here.in_list = previous.in_list = True
                    here.place, previous.place = mine, previous.place or where
                    continue
            if mine and len(between) <= _FURTHEST_SHARE:
                for at in range(previous.end, here.start):
                    place = place or place_of_share(tokens, at)
                after = [token.low for token in tokens[place[1] : here.start]] if place else []
                if place and (after in ([";"], [";", "and"]) or not has_verb(after)):
                    here.predicate, here.shared, here.is_after = previous.predicate, True, previous.is_after
                    here.in_list = previous.in_list = True
                    here.place, previous.place = mine, previous.place or place
                    here.as_part = previous.noun.partitive and previous.noun.befallen is not None


_SPEAKS = frozenset(
    "said says say told tells reported reports announced added adds claimed claims stated confirmed confirms wrote "
    "insisted explained recalled alleged testified tweeted admitted estimated".split()
)
_SPEAKER_REACH = 14  # tokens, as in "a spokesman for the Northern Council of the town"; a guess, unmeasured


def _speaks(tokens: Sequence[Token], at: int) -> bool:
    """Whether the clause that goes on at `at` is of somebody who tells it: "killing six, a spokesman for X said"."""
    for place in range(at, min(at + _SPEAKER_REACH, len(tokens))):
        low = tokens[place].low
        if low in _SPEAKS:
            return True
        if low in (",", ";", ".", ":", "and", "who", "that", "which", "when", "-") or low in PARTICIPLES:
            return False
    return False


def _shares_turn(tokens: Sequence[Token], previous: Candidate, here: Candidate) -> bool:
    """Whether both counts are told by day or by turn: "four in the first blast and six in the second"."""
    if here.noun.head is not Head.BARE or turn_of_share(tokens, here.end) is None:
        return False
    if here.start - previous.end > _FURTHEST_SHARE:
        return False
    for at in range(previous.end, here.start):
        end = turn_of_share(tokens, at)
        if end is not None:
            return not has_verb([token.low for token in tokens[end : here.start]])
    return False


_FURTHEST_SHARE = 12  # tokens between two shares of one number: a guess, unmeasured


def _is_set_off(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Whether an age stands between commas, which parts no list: "a boy, 9, and his sister"."""
    marks = low_at(tokens, candidate.start - 1), low_at(tokens, candidate.end)
    return candidate.dead_end and candidate.noun.head is Head.BARE and marks == (",", ",")


_ADDING = (
    ("in", "addition", "to"), ("as", "well", "as"), ("besides",), ("not", "counting"), ("not", "including"),
    ("excluding",), ("apart", "from"), ("aside", "from"), ("along", "with"), ("together", "with"), ("on", "top", "of"),
    ("alongside",), ("discounting",), ("but", "not"),
)  # fmt: skip


def add_to_others(tokens: Sequence[Token], candidates: Sequence[Candidate]) -> None:
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
        if other is None:
            alone = _befell_before(tokens, place)
            if alone:
                here.predicate, here.is_after = alone, False
                continue
        if other is None and place <= 4:
            other = next((c for c in candidates[index + 1 :] if c.predicate and not c.dead_end), None)
        if other is None or other.predicate is None:
            continue
        here.predicate, here.shared, here.is_after = other.predicate, True, False
        here.in_list = True


_REJECTS = (("and", "not"), ("not",), ("rather", "than"), ("instead", "of"), ("but", "not"))


def mark_rejected(tokens: Sequence[Token], candidates: Sequence[Candidate]) -> None:
    """Close off the 12 of "nine, not 12, villagers" and "not 12 but nine"; the other takes the noun."""
    for here, following in pairwise(candidates):
        if here.quantity.article or following.quantity.article or here.dead_end:
            continue
        between = [token.low for token in tokens[here.end : following.start] if token.low != ","]
        if tuple(between) in _REJECTS:
            if here.noun.head is Head.BARE and following.noun.head is Head.PERSON:
                here.noun, here.end = following.noun, following.end
            elif here.noun.head is Head.BARE and low_at(tokens, following.end) == ",":
                noun = read_noun_phrase(tokens, replace(here.quantity, end=following.end + 1))
                if noun.head is not Head.THING:
                    here.noun, here.end = noun, max(noun.end, following.end + 1)
            elif following.noun.head is not Head.BARE:
                continue  # "three soldiers and not two civilians"
            following.dead_end = True
        elif between == ["but"] and low_at(tokens, here.start - 1) == "not":
            here.dead_end = True


_FEARS = frozenset("fear fears feared".split())


def mark_feared(tokens: Sequence[Token], candidates: Sequence[Candidate]) -> None:
    """Take the dead of "it is feared that 40 people died" as presumed dead."""
    for candidate in candidates:
        predicate = candidate.predicate
        if predicate is not None and predicate.kind is Field.MISSING and _are_given_up(tokens, candidate.end):
            candidate.predicate = replace(predicate, kind=Field.PRESUMED_DEAD)
            continue
        if predicate is None or predicate.kind is not Field.KILLED or not candidate.is_after:
            continue
        before = [token.low for token in tokens[max(0, candidate.start - 3) : candidate.start]]
        if before and (before[-1] in _FEARS or (before[-1] == "that" and _FEARS & set(before))):
            candidate.predicate = replace(predicate, kind=Field.PRESUMED_DEAD)


_TAKEN_FOR = frozenset("presumed believed feared assumed taken counted given considered".split())


def _are_given_up(tokens: Sequence[Token], at: int) -> bool:
    """Whether those missing are then said to be dead: "hope faded for nine; they must be taken to be dead"."""
    for place in range(at, len(tokens)):
        if tokens[place].low in ("they", "all") and tokens[place - 1].low in (";", ",", "and", "-", ":"):
            ahead = [low_at(tokens, place + step) for step in range(1, 8)]
            return "dead" in ahead and not _TAKEN_FOR.isdisjoint(ahead)
        if tokens[place].low in ("said", "says"):
            return False
    return False


def _befell_before(tokens: Sequence[Token], at: int) -> Predicate | None:
    """Read the verb of the one in "the mayor was killed along with two guards"; `at` is where the guards start."""
    for step in range(at - 1, max(0, at - 5), -1):
        low = tokens[step].low
        if low in PARTICIPLES and low_at(tokens, step - 1) in BE | ADVERBS:
            return Predicate(PARTICIPLES[low], step, step + 1)
        if low in ("died", "perished"):
            return Predicate(Field.KILLED, step, step + 1)
    return None


_REPORTED_FIRST = frozenset("reported announced stated thought given believed claimed said counted".split())


def mark_corrected(tokens: Sequence[Token], candidates: Sequence[Candidate]) -> None:
    """Read "not 12 as first reported" and "rather than the 12 reported earlier" after the figure that overtakes it."""
    for index in range(1, len(candidates)):
        here, place = candidates[index], candidates[index].start - 1
        while low_at(tokens, place) in ("the", "a"):
            place -= 1
        before = low_at(tokens, place), low_at(tokens, place - 1)
        is_change = before in (("from", "down"), ("from", "up")) and here.noun.head is Head.BARE
        is_other = before[0] == "not" or before in (("than", "rather"), ("of", "instead")) or is_change
        if not is_other and before[0] != "to":
            continue
        ahead = {low_at(tokens, here.end + step) for step in range(5)}
        if here.predicate is not None and here.predicate.adjacent and here.is_after:
            continue
        other = next((c for c in reversed(candidates[:index]) if c.predicate and not c.dead_end), None)
        if other is not None and other.predicate is not None and _is_raised_to(tokens, here):
            here.predicate = replace(other.predicate, toll=True, rises=True, superseded=False, subset=False)
            other.predicate = replace(other.predicate, superseded=True)
            here.shared, here.is_after, here.dead_end = True, False, False
            continue
        if not is_other:
            continue
        if other is None or other.predicate is None or not (is_change or ahead & _REPORTED_FIRST):
            continue
        here.predicate = replace(other.predicate, superseded=True, rises=False, subset=False)
        here.shared, here.is_after, here.dead_end = True, False, False


_CHANGES_IT = frozenset(
    "raised raising revised revising updated updating changed lowered lowering cut corrected".split()
)


def _is_raised_to(tokens: Sequence[Token], here: Candidate) -> bool:
    """Whether "raised the number to", "revised that to" stands before a bare number."""
    if here.noun.head is not Head.BARE or low_at(tokens, here.start - 1) != "to":
        return False
    near = [low_at(tokens, here.start - back) for back in range(2, 6)]
    if read_number(tokens, here.start - 3):  # "corrected an earlier figure of 11 wounded to nine"
        return any(low_at(tokens, here.start - back) in _CHANGES_IT for back in range(4, 11))
    return near[0] in ("number", "figure", "it", "that", "this", "tally", "count", "total") and bool(
        _CHANGES_IT & set(near)
    )


def mark_breakdown(tokens: Sequence[Token], candidates: Sequence[Candidate]) -> None:
    """Read the list after a colon or dash as the parts of the count before it: "ten people: six men and four women"."""
    for index in range(len(candidates) - 1):
        whole, first = candidates[index], candidates[index + 1]
        if whole.predicate is None or whole.dead_end or whole.quantity.article or whole.subset:
            continue
        opening = low_at(tokens, first.start - 1)
        end = max(whole.end, whole.predicate.end if whole.is_after else 0)
        end = whole.end if end > first.start else end
        is_told = first.noun.head is Head.PERSON or (opening in (":", "-") and _is_share(tokens, first))
        if opening not in (":", "-", "(", ",") or first.start - end > 4 or not is_told:
            continue
        parts = [first]
        for part in candidates[index + 2 :]:
            share = place_of_share(tokens, parts[-1].end)
            if (
                not is_joint(tokens, share[1] if share else parts[-1].end, part.start)
                or part.noun.head is Head.THING
            ):
                break
            parts.append(part)
        if any(_has_own(part, whole) for part in parts) or (opening != ":" and len(parts) < 2):
            continue
        total, told = whole.quantity.low or 0, sum(part.quantity.low or 0 for part in parts)
        is_plain = whole.noun.group.function is None and whole.noun.group.sex_age is None
        if told > total or (opening == "," and (told < total or not is_plain)):
            continue
        for part in parts:
            part.subset, part.dead_end, part.predicate = True, False, None


def _is_said_short(tokens: Sequence[Token], here: Candidate) -> bool:
    """Whether another voice gives its bare figure: "... died; the army says two", "four according to the army"."""
    if here.noun.head is not Head.BARE or here.quantity.article:
        return False
    after = low_at(tokens, here.end)
    if low_at(tokens, here.start - 1) in ("says", "said", "say"):
        return not after[:1].isalpha()
    return low_at(tokens, here.start - 1) in (",", "and", "but") and after == "according"


def _is_by_other(tokens: Sequence[Token], previous: Candidate, here: Candidate) -> bool:
    """Whether the verb is left out before another cause: "seven were hurt by stones and one by a petrol bomb"."""
    if not (previous.is_after and previous.predicate) or low_at(tokens, here.start - 1) not in ("and", ","):
        return False
    cause = low_at(tokens, here.end)
    near = [token.low for token in tokens[previous.predicate.end - 3 : previous.predicate.end + 1]]
    return cause in ("by", "with") and cause in near and here.noun.head is not Head.UNKNOWN


def _trails(tokens: Sequence[Token], previous: Candidate, here: Candidate) -> bool:
    """Whether "and three rebels" trails behind the verb of those before."""
    if not (previous.is_after and previous.predicate and here.noun.head is Head.PERSON):
        return False
    between = [token.low for token in tokens[previous.predicate.end : here.start]]
    return between in ([",", "and"], ["and"]) and not low_at(tokens, here.end)[:1].isalpha()


def _tells_what(tokens: Sequence[Token], at: int) -> bool:
    """Whether "were children" stands at `at`: who they are, not what befell them."""
    return low_at(tokens, at) in BE and is_person_noun(low_at(tokens, at + 1))


def _fronted_place(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Return the tokens of the place in "in Belmar, seven" before the number at `at`, or None."""
    end = at - 1 if low_at(tokens, at - 1) == "," else at
    for start in range(end - 2, max(-1, end - 6), -1):
        place = place_of_share(tokens, start)
        if place and place[1] == end:
            return place
    return None


def _has_own(part: Candidate, whole: Candidate) -> bool:
    """Whether a count has a verb of its own after it, not the verb of the whole."""
    if part.predicate is None or part.shared or part.predicate.start < part.end or whole.predicate is None:
        return False
    return part.predicate.start != whole.predicate.start


_FINDS = frozenset("found recovered discovered retrieved unearthed buried".split())


_NOT_DEAD_THEN = frozenset(
    "alive safe guilty to hiding hidden wounded injured unharmed unhurt innocent not".split()
)


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


def give_parents(candidates: Sequence[Candidate]) -> None:
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
