"""Read a toll before a number: "the death toll rose to", "put the number of dead at", "deaths numbered".

In:   tokens and the places around a quantity.
Out:  a Predicate with `toll`: raised, lowered, overtaken or put at that number; or None.
Holds: a toll that may, will or could be reached comes back refused.
"""

from collections.abc import Sequence
from dataclasses import replace

from tellings.events.numbers import read_number
from tellings.events.outcome_words import (
    BE,
    BEFALLEN_PERSONS,
    EXCEED,
    MODALS,
    NOMINALS,
    PARTICIPLES,
    REACH,
    STATES,
    Predicate,
    low_at,
)
from tellings.events.person_nouns import FUNCTION_WORDS, is_person_noun
from tellings.events.predicates import read_outcome
from tellings.text.segment import Token
from tellings.vocabulary import Field

_RAISE = frozenset(
    "rise rises rose risen rising climb climbs climbed climbing raise raises raised raising "
    "bring brings bringing brought "
    "increase increased increases increasing jump jumps jumped jumping grow grows grew grown "
    "growing went gone soar soars "
    "soared mount mounted mounts up double doubled revised revise updated update takes taking took push pushes pushed "
    "pushing trebled tripled quadrupled doubled lift lifts lifted lifting".split()
)


_LOWER = frozenset(
    "fallen falling lowered lowers lowering lower cut cuts reduced reduces reducing slashed dropped fell corrected "
    "scaled trimmed trims trim halved downgraded shaved".split()
)
_TOLL_LINKS = frozenset("to at of as : reaching".split()) | REACH | EXCEED


_PUTS = frozenset(
    "put puts putting stands stood placed is was remains stand given standing estimated confirmed at remained stays "
    "stayed unchanged steady held holding holds stuck settled frozen".split()
)
_NOT = frozenset("not never no cannot n't nor".split())
# a list of the dead has got as far as a number
_RUNS_TO = frozenset(
    "runs run ran running extends extended comes came amounts amounted stretches lengthened".split()
)
_LISTS = frozenset("list lists register registers roll rolls".split())
_SELF = frozenset("estimate count figure tally total number reckoning assessment".split())


_EARLIER = frozenset("previous earlier older prior".split())


_PUT = frozenset("put puts putting placed places".split())  # "put the dead at four"


_GAVE = frozenset("gave gives giving give given listed lists".split())  # "gave the number of wounded as 26"


_WHOSE_DEAD = frozenset("the its their his own our".split())


_FIRST_COUNTS = _EARLIER | frozenset("initial first preliminary provisional lower higher official".split())


_FIRST_COUNT_NOUNS = frozenset("count figure tally estimate".split())


_DEATH_WORDS = frozenset("died dead killed deaths dying perished toll bodies".split())


_HURT_WORDS = frozenset("wounded injured hurt injuries".split())


def read_toll(tokens: Sequence[Token], place: int, at: int) -> Predicate | None:
    """Read "the death toll from the attack rose to", "put the number of dead at", up to 25 tokens back."""
    named = _named_toll(tokens, place) or _first_count(tokens, place)
    if named:
        return named
    overtaken = False
    while low_at(tokens, place) in _EARLIER or (overtaken and low_at(tokens, place) in ("a", "an", "the")):
        overtaken, place = True, place - 1
    link = low_at(tokens, place)
    linked = link in _TOLL_LINKS or link in EXCEED
    raised = link in ("from", "above", "past", "beyond", "than")
    lowest = max(0, place - 26)
    for step in range(place, lowest - 1, -1):
        low = tokens[step].low
        if low in (";", "said", "says") or (low == "." and step < place):
            return None
        if low in _TOLL_PLURALS and linked and place - step <= 9:
            counted = _plural_toll(tokens, step, place, at)
            if counted:
                return counted
            continue
        is_total = (
            low == "total" and place == step + 1 and link == "to" and low_at(tokens, step - 2) in _RAISE
        )
        # no total of tanks: the sentence must have told of deaths
        is_total = is_total and any(token.low in _DEATH_WORDS for token in tokens[:step])
        if low not in _TOLL_NOUNS and not is_total:
            continue
        kind = Field.KILLED
        start = step
        name_end = step + 1
        whose = _of_counted(tokens, step)
        if low == "figure" and whose is None and low_at(tokens, step - 1) not in _FIGURE_OF:
            continue
        if whose is not None and low != "number":
            kind, name_end = whose
            if kind is Field.BODIES_FOUND:
                return None
        elif low in _LISTS and low_at(tokens, step - 1) != "death":
            return None
        elif low != "number":
            before = low_at(tokens, step - 1)
            if low == "count" and before not in ("body", "casualty", "death", "injury"):
                return None
            if before in ("death", "body", "casualty", "injury", "dead", "casualties"):
                start = step - 1
                kind = {
                    "injury": Field.INJURED,
                    "casualty": Field.KILLED_OR_INJURED,
                    "casualties": Field.KILLED_OR_INJURED,
                }.get(before, Field.KILLED)
            if low_at(tokens, step + 1) == "of":
                outcome = read_outcome(tokens, step + 2)
                if outcome:
                    kind, name_end = outcome
        else:
            if low_at(tokens, step + 1) != "of" and low_at(tokens, step + 1) not in _COUNTED_AS:
                continue
            word = step + 2 if low_at(tokens, step + 1) == "of" else step + 1
            while low_at(tokens, word) in ("the", "those", "people", "civilians", "confirmed", "civilian"):
                word += 1
            outcome = read_outcome(tokens, word)
            if outcome:
                kind, name_end = outcome
            elif low_at(tokens, word) in ("victims", "martyrs"):
                name_end = word + 1
            elif low_at(tokens, word) in BEFALLEN_PERSONS:
                kind, name_end = BEFALLEN_PERSONS[low_at(tokens, word)], word + 1
            elif is_person_noun(low_at(tokens, word)) and (outcome := read_outcome(tokens, word + 1)):
                kind, name_end = outcome
            else:
                return None
            if kind is Field.BODIES_FOUND:
                return None
        earlier = any(low_at(tokens, start - back) in _EARLIER for back in (1, 2))
        between = {token.low for token in tokens[name_end:place]}
        verbs_before = {low_at(tokens, start - back) for back in range(1, 5)}
        rises = bool((between | verbs_before) & (_RAISE - {"up", "double", "went", "gone"}))
        rises = rises or (link == "to" and low_at(tokens, place - 1) == "up")
        falls = bool((between | verbs_before) & _LOWER)
        while low_at(tokens, start - 1) in ("the", "its", "their", "of") and low_at(
            tokens, start - 2
        ) in _SELF | {"of"}:
            start -= 1 if low_at(tokens, start - 2) == "of" else 2  # "its estimate of the number"
        verbs_before |= {low_at(tokens, start - back) for back in range(1, 5)}
        rises = rises or bool(verbs_before & (_RAISE - {"up", "double", "went", "gone"}))
        falls = falls or bool(verbs_before & _LOWER)
        begins = start
        for back in range(1, 5):
            if low_at(tokens, start - back) in _RAISE | _PUT | _GAVE | _LOWER:
                begins = start - back
        if begins == start and low_at(tokens, start - 1) in ("the", "a", "its", "their"):
            begins = start - 1
        is_capped = not _NOT.isdisjoint(tokens[k].low for k in range(max(name_end, place - 4), place + 1))
        is_over = low_at(tokens, at) in _OVER or low_at(tokens, at + 1) == "than"
        is_capped = is_capped and (raised or link in EXCEED or link in _OVER or is_over)
        if between & (MODALS | {"expected", "likely"}) and "may" not in between and not is_capped:
            return Predicate(kind, begins, at, toll=True, refused=True)
        is_left = earlier and link == "to" and (rises or falls)  # "an earlier toll of 12 was revised to nine"
        is_old = (earlier and not is_left) or overtaken
        base = Predicate(kind, begins, at, toll=True, rises=rises, superseded=is_old)
        if is_capped:
            return replace(base, rises=False, capped=True)
        if "now" in (low_at(tokens, k) for k in range(place + 1, at)) and place + 1 - name_end <= 8:
            return base  # "death toll in the blast now 17"
        if not linked:
            if raised and (rises or falls):
                return replace(base, superseded=link == "from", exceeded=link != "from")
            if place + 1 == name_end:
                return base
            if place + 1 - name_end <= 8 and not (between & BE) and link not in FUNCTION_WORDS:
                return replace(base, adjacent=False)
            return None
        if link == "of" and place != name_end and place != step + 1:
            return None
        if (
            link == "to"
            and not (rises or falls)
            and not (between & _RUNS_TO)
            and not (between & {"up", "went", "gone", "double", "doubled", "ranging", "amounted"})
        ):
            return None
        is_put = bool((verbs_before | between) & (_PUTS | _GAVE))
        if link in ("at", "as") and not is_put and not (link == "at" and _ends_there(tokens, at)):
            return None
        return replace(base, exceeded=link in EXCEED)
    return None


_TOLL_NOUNS = frozenset("toll tolls number count roll figure estimate tally".split()) | _LISTS
_FIGURE_OF = frozenset("casualty death toll injury victim fatality".split())
_OVER = frozenset("above over beyond past exceed exceeding".split())
_WHO = frozenset("the those people civilians confirmed civilian all its their persons".split())


def _of_counted(tokens: Sequence[Token], step: int) -> tuple[Field, int] | None:
    """Read what the toll at `step` is of: "count of the dead", "list of the missing", "tally of people killed"."""
    if low_at(tokens, step + 1) not in ("of", "for"):
        return None
    word = step + 2
    while low_at(tokens, word) in _WHO:
        word += 1
    return read_outcome(tokens, word)


def _ends_there(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing goes on with the number at `at`, as in the headline "Death toll from blast at 40"."""
    number = read_number(tokens, at)
    return number is not None and not low_at(tokens, at + number[1])[:1].isalnum()


_COUNTED_AS = frozenset(
    "killed dead wounded injured missing hurt arrested detained".split()
)  # "the number killed"
_TOLL_PLURALS = frozenset("casualties deaths fatalities injuries arrests losses".split())


def _plural_toll(tokens: Sequence[Token], step: int, place: int, at: int) -> Predicate | None:
    """Read "casualties from the raid numbered", "deaths rose to", "fatalities stood at" up to the number at `at`."""
    between = [token.low for token in tokens[step + 1 : place + 1]]
    is_put = between[-2:] in (["put", "at"], ["placed", "at"], ["estimated", "at"])
    if (
        not between
        or set(between) & (MODALS | {",", "and", "who", "that"})
        or (set(between) & BE and not is_put)
    ):
        return None
    link = between[-1]
    rises = bool(set(between) & _RAISE)
    is_told = link in (
        "numbered",
        "number",
        "totalled",
        "totaled",
        "reached",
        "hit",
        "exceeded",
        "topped",
        "surpassed",
    )
    if not is_told and not (link in ("to", "at") and (rises or set(between) & _PUTS - {"at"})):
        return None
    kind = NOMINALS.get(tokens[step].low, Field.KILLED_OR_INJURED)
    start = (
        step - 1
        if low_at(tokens, step - 1) in ("the", "civilian", "confirmed", "total", "its", "their")
        else step
    )
    return Predicate(kind, start, at, toll=True, rises=rises, exceeded=link in EXCEED)


def _named_toll(tokens: Sequence[Token], place: int) -> Predicate | None:
    """Read "put the dead at", "puts its own wounded at" and "the missing were put at"; `place` is at "at"."""
    if low_at(tokens, place) == "to":
        return _brought_to(tokens, place)
    if low_at(tokens, place) not in ("at", "as"):
        return None
    step = place - 1
    is_passive = low_at(tokens, step) in ("put", "placed") and low_at(tokens, step - 1) in BE
    if is_passive:
        step -= 2
    kind = PARTICIPLES.get(low_at(tokens, step)) or STATES.get(low_at(tokens, step))
    if kind is None and low_at(tokens, step) in _TOLL_PLURALS:
        kind = NOMINALS.get(low_at(tokens, step), Field.KILLED)
    if kind is None:
        return None
    start = step
    while low_at(tokens, start - 1) in _WHOSE_DEAD or low_at(tokens, start - 1) == "civilian":
        start -= 1
    if start == step and low_at(tokens, step) not in _TOLL_PLURALS:
        return None
    if is_passive:
        return Predicate(kind, start, place + 1, toll=True)
    if low_at(tokens, start - 1) not in _PUT:
        return None
    return Predicate(kind, start - 1, place + 1, toll=True)


def _brought_to(tokens: Sequence[Token], place: int) -> Predicate | None:
    """Read "brings the dead to", "took the injured to" at "to"."""
    word, verb = low_at(tokens, place - 1), low_at(tokens, place - 3)
    kind = PARTICIPLES.get(word) or STATES.get(word)
    if kind is None or low_at(tokens, place - 2) not in _WHOSE_DEAD or verb not in _RAISE:
        return None
    return Predicate(kind, place - 3, place + 1, toll=True, rises=True)


def _first_count(tokens: Sequence[Token], place: int) -> Predicate | None:
    """Read "an earlier count of" after words of death or wounds in its sentence; `place` is at "of"."""
    if low_at(tokens, place) != "of" or low_at(tokens, place - 1) not in _FIRST_COUNT_NOUNS:
        return None
    which = low_at(tokens, place - 2)
    if which not in _FIRST_COUNTS:
        return None
    start = place - 2
    if low_at(tokens, start - 1) in ("a", "an", "the", "its", "their", "his"):
        start -= 1
    for step in range(start - 1, -1, -1):
        low = tokens[step].low
        if low in _DEATH_WORDS or low in _HURT_WORDS:
            kind = Field.KILLED if low in _DEATH_WORDS else Field.INJURED
            superseded = which in _EARLIER | {"initial", "first"}
            return Predicate(kind, start, place + 1, toll=True, superseded=superseded)
    return None
