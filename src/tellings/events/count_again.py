"""Read a bare figure whose kind was told before: "put the number at 19", "the true figure was 51", "the rebels 40".

In:   the tokens of a sentence, its Candidates, and the kind that the report told of last.
Out:  nothing; such candidates get a predicate.
Holds: who has words of its own keeps them; a figure of which nothing was told before counts nobody.
"""

from collections.abc import Sequence

from tellings.events.candidate import Candidate
from tellings.events.outcome_words import ADVERBS, BE, EXCEED, PARTICIPLES, STATES, Predicate, low_at
from tellings.events.person_nouns import FUNCTION_WORDS, Head
from tellings.text.segment import Token
from tellings.vocabulary import Field

_FIGURES = frozenset("number figure toll count total tally estimate".split())
_TOPICS = frozenset("number numbers figure figures toll tolls count counts estimate estimates tally".split())
_TOPIC_KINDS = {
    **dict.fromkeys("dead killed victims deaths fatalities slain toll tolls".split(), Field.KILLED),
    **dict.fromkeys("wounded injured injuries hurt".split(), Field.INJURED),
    **dict.fromkeys("casualties casualty".split(), Field.KILLED_OR_INJURED),
    "missing": Field.MISSING,
    "displaced": Field.DISPLACED,
    **dict.fromkeys("arrested detained arrests".split(), Field.DETAINED),
    **dict.fromkeys("abducted kidnapped".split(), Field.ABDUCTED),
}
_PUTS = frozenset(
    "put puts putting placed places placing set sets gave gives giving estimated estimates estimating reckons "
    "reckoned".split()
)
_CHANGES = frozenset(
    "raised raises raising revised revises revising updated updating changed lowered lowers lowering cut cuts cutting "
    "corrected correcting reduced reducing amended amending scaled increased increasing took brought adjusted "
    "bringing brings taking takes lifting lifts lifted pushing pushes pushed".split()
)
_PRONOUNS = frozenset("it that this".split())
_COUNTS = frozenset(
    "counted counts lists listed acknowledged acknowledges acknowledge tallied conceded concedes admitted admits "
    "recorded registered".split()
)
_SPEAKS_OF = frozenset("knew knows know aware spoke speaks speak talked talks talk told".split())
_REACHES = frozenset("reached stood stands rose risen climbed grown fell fallen dropped".split())
_RISES = frozenset("risen rose climbed grown raised raises raising increased increasing brought took".split())
_SAYS = frozenset(
    "says said say put puts reported reports counted counts claims claimed according told insists insisted".split()
)
_RANGES = frozenset(
    "range ranges ranged ranging vary varied varies varying differ differed run runs go".split()
)
_WAYS = (
    ("in", "the", "words", "of"),
    ("in", "those", "of"),
    ("by", "the", "count", "of"),
    ("according", "to"),
)
_OFFICES = frozenset("the its their his a others another some".split())
_HAS = frozenset("had has recorded recorded reported saw suffered registered counted lost".split())
_CUT_SHORT = frozenset("were was did had have are".split())
_REACH = 8  # tokens between a figure and the word that names it; a guess, unmeasured


def refer_back(tokens: Sequence[Token], candidates: Sequence[Candidate], told: Field | None) -> None:
    """Give bare figures the kind that was told before them. told: the last kind of the sentences before, or None."""
    kind = told
    for index, here in enumerate(candidates):
        if here.predicate is not None and not here.dead_end:
            kind = here.predicate.kind if not here.subset else kind
            continue
        echoed = _echo(tokens, here, kind)
        if echoed is not None:
            here.predicate = echoed
            continue
        if here.dead_end or here.subset or here.quantity.article or here.quantity.zero:
            continue
        if here.noun.head is not Head.BARE or here.noun.of_those or here.noun.partitive:
            continue
        summed = _sum_before(tokens, here.start)
        if summed is not None:
            here.predicate = Predicate(Field.KILLED_OR_INJURED, summed, here.start, toll=True)
            continue
        topic = _topic(tokens, here.start)
        meant = topic or kind
        if meant is None:
            continue
        start = _named_from(tokens, here)
        if start is None and topic and _is_ranged(tokens, here):
            start = here.start
        if start is None and _is_there(tokens, here):
            start = here.start - 2
        if start is None and _is_of_told(tokens, here.end, meant):
            here.predicate = Predicate(meant, here.end, _told_end(tokens, here.end), toll=True)
            continue
        if start is None and (
            _is_in_words_of(tokens, here)
            or _is_gapped(tokens, candidates, index)
            or _is_cut_short(tokens, here.end)
        ):
            start = here.start
        if start is not None:
            is_raised = low_at(tokens, here.start - 1) == "to" and any(
                token.low in _RISES for token in tokens[max(0, here.start - _REACH) : here.start]
            )
            is_over = low_at(tokens, here.start - 1) in EXCEED
            here.predicate = Predicate(meant, start, here.start, toll=True, rises=is_raised, exceeded=is_over)
            kind = meant


def kind_asked(tokens: Sequence[Token]) -> Field | None:
    """Return what a question is of: "Seventy dead?", "How many were killed?"; None for any other sentence."""
    if not tokens or all(token.low != "?" for token in tokens[-2:]):
        return None
    kinds = (PARTICIPLES.get(token.low) or STATES.get(token.low) for token in tokens)
    return next((kind for kind in kinds if kind), None)


def _named_from(tokens: Sequence[Token], here: Candidate) -> int | None:
    """Return where the words start that call the number of `here` a figure, or None."""
    place = here.start - 1
    while low_at(tokens, place) in ADVERBS or low_at(tokens, place) in ('"', "'", "“"):
        place -= 1
    low, before = low_at(tokens, place), low_at(tokens, place - 1)
    if low == "to" and before in ("closer", "nearer", "close"):
        place, low = place - 2, low_at(tokens, place - 2)
    if low == "nearer":
        place, low = place - 1, low_at(tokens, place - 1)
    if _goes_on(tokens, here.end):
        return None
    if low in ("makes", "making", "made") or (low == "for" and _is_total_of(tokens, here)):
        return place
    if low == "be" and before == "to" and low_at(tokens, place - 2) in ("out", "proved", "proven"):
        return place - 2
    if low == "of" and before in _FIGURES:
        return place - 1
    if low in ("at", "as", "to"):
        return _put_from(tokens, place)
    if low in BE or low in _REACHES or low in EXCEED:
        return _figure_before(tokens, place)
    if low in _COUNTS or (low in ("of", "to") and before in _SPEAKS_OF | _COUNTS):
        return place if low in _COUNTS else place - 1
    return None


_AUXILIARIES = frozenset("did were was had have has does do are".split())


def _echo(tokens: Sequence[Token], here: Candidate, told: Field | None) -> Predicate | None:
    """Read "So did three shepherds", "as were two guards": what was told of others holds of these too."""
    if told is None or here.dead_end or here.subset or here.noun.head is Head.THING:
        return None
    place = here.start - 1
    if low_at(tokens, place) not in _AUXILIARIES:
        return None
    opening = low_at(tokens, place - 1)
    if opening == "too":
        place, opening = place - 1, low_at(tokens, place - 2)
    is_echo = opening in ("so", "likewise", "also") or (
        opening == "as" and low_at(tokens, place - 2) in (",", "")
    )
    return Predicate(told, place - 1, here.start) if is_echo and not _goes_on_with(tokens, here.end) else None


def _goes_on_with(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb of its own follows: "so did two men flee"."""
    return low_at(tokens, at) in PARTICIPLES or low_at(tokens, at) in STATES


def _is_there(tokens: Sequence[Token], here: Candidate) -> bool:
    """Whether "there were" stands before a figure that ends its clause: "that is not so; there were three"."""
    place = here.start - 1
    while low_at(tokens, place) in ADVERBS or low_at(tokens, place) in ("been", "in", "fact"):
        place -= 1
    is_there = (
        low_at(tokens, place) in ("were", "was", "are", "is", "had", "have")
        and low_at(tokens, place - 1) == "there"
    )
    return is_there and not low_at(tokens, here.end)[:1].isalnum()


_OF_KIND = {
    Field.DISPLACED: frozenset("left fled gone moved departed leave go flee moving leaving".split()),
    Field.ABDUCTED: frozenset("taken seized missing gone held kept".split()),
    Field.DETAINED: frozenset("taken held seized charged caught".split()),
    Field.KILLED: frozenset("fallen hit lost".split()),
    Field.INJURED: frozenset("hit affected treated struck".split()),
    Field.MISSING: frozenset("gone lost".split()),
}


def _told_end(tokens: Sequence[Token], at: int) -> int:
    """Return where "had left", "have been taken" after a figure ends; `at` itself where none stands."""
    place = at
    while (
        low_at(tokens, place) in _AUXILIARIES
        or low_at(tokens, place) in ADVERBS
        or low_at(tokens, place) == "been"
    ):
        place += 1
    return place + 1 if place > at else at


def _is_of_told(tokens: Sequence[Token], at: int, meant: Field) -> bool:
    """Whether a figure goes on with a verb that alone tells little: "3,000 fled; the mayor said only 400 had left"."""
    end = _told_end(tokens, at)
    return (
        end > at
        and low_at(tokens, end - 1) in _OF_KIND.get(meant, ())
        and not low_at(tokens, end)[:1].isalnum()
    )


def _is_total_of(tokens: Sequence[Token], here: Candidate) -> bool:
    return any(tokens[at].low == "total" for at in range(here.quantity.start, here.quantity.end))


def _put_from(tokens: Sequence[Token], place: int) -> int | None:
    """Read "put the number at", "revised that down to", "the figure stood at"; `place` is at the link."""
    low = low_at(tokens, place)
    for step in range(place - 1, max(-1, place - 1 - _REACH), -1):
        word = tokens[step].low
        if word in (",", ";", ".", ":") or word in PARTICIPLES:
            return None
        is_named = word in _FIGURES or (word in _PRONOUNS and step >= place - 3)
        if not is_named:
            continue
        near = [low_at(tokens, step - back) for back in range(1, 6)]
        verbs = _CHANGES if low == "to" else _PUTS
        at = next((step - 1 - k for k, one in enumerate(near) if one in verbs), None)
        if at is not None:
            return at
        between = {token.low for token in tokens[step + 1 : place]}
        return step if word in _FIGURES and between & (_REACHES | _CHANGES | _PUTS) else None
    return None


def _figure_before(tokens: Sequence[Token], place: int) -> int | None:
    """Read "the true number was", "the figure had reached", "the toll, she said, was"; `place` is at the verb."""
    for step in range(place - 1, max(-1, place - 1 - _REACH), -1):
        word = tokens[step].low
        if word in _FIGURES:
            return step
        if word in (";", ".", ":", "who", "which", "and", "but") or word in PARTICIPLES:
            return None
    return None


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun follows a number, so that it is no bare figure."""
    low = low_at(tokens, at)
    return low.isalpha() and low not in FUNCTION_WORDS and low not in ADVERBS and low not in STATES


_LONGEST_LABEL = 6  # tokens of "The army of the north:"; a guess, unmeasured


def _is_labelled(tokens: Sequence[Token], at: int) -> bool:
    """Whether the sentence only names a voice before its figure: "The army: four.", "The ministry - nine."."""
    if low_at(tokens, at - 1) not in (":", "-") or not 1 < at <= _LONGEST_LABEL:
        return False
    return tokens[0].low in _OFFICES and all(token.is_word for token in tokens[: at - 1])


_SUM_VERBS = frozenset(
    "total totals totalled totaled number numbered numbers to reached exceed exceeded at".split()
)


def _sum_before(tokens: Sequence[Token], at: int) -> int | None:
    """Return where "dead and injured together came to" starts that ends before a bare number, or None."""
    if low_at(tokens, at - 1) not in _SUM_VERBS:
        return None
    for step in range(at - 2, max(0, at - 9), -1):
        low = tokens[step].low
        if low in (",", ";", "."):
            return None
        if low not in _HURT and low not in _DEAD:
            continue
        place = step - 1
        while low_at(tokens, place) in ("and", "or", "the", "plus", "with"):
            place -= 1
        first = low_at(tokens, place)
        is_sum = (
            place < step - 1 and (first in _DEAD) != (low in _DEAD) and (first in _DEAD or first in _HURT)
        )
        return place if is_sum else None
    return None


_DEAD = frozenset("killed dead slain deaths fatalities".split())
_HURT = frozenset("wounded injured hurt injuries maimed".split())


def _topic(tokens: Sequence[Token], at: int) -> Field | None:
    """Return what "estimates of the dead" or "casualty figures" before `at` name, or None."""
    for step in range(at - 1, max(-1, at - 14), -1):
        low = tokens[step].low
        if low in (";", "."):
            return None
        if low not in _TOPICS:
            continue
        place = step + 1
        if low_at(tokens, place) in ("of", "for"):
            place += 1
            near = (low_at(tokens, place + k) for k in range(4))
            return next((_TOPIC_KINDS[one] for one in near if one in _TOPIC_KINDS), None)
        return _TOPIC_KINDS.get(low_at(tokens, step - 1)) or _TOPIC_KINDS.get(low)
    return None


def _is_ranged(tokens: Sequence[Token], here: Candidate) -> bool:
    """Whether estimates "range from 40 to 200" or "vary between 40 and 200"."""
    return here.quantity.ends is not None and any(
        low_at(tokens, here.start - back) in _RANGES for back in range(1, 4)
    )


def _is_in_words_of(tokens: Sequence[Token], here: Candidate) -> bool:
    """Whether the figure is given "in the words of" somebody, "by the count of" or "according to" them."""
    place = here.end
    while low_at(tokens, place) in ('"', "'", "”", ","):
        place += 1
    return any(tuple(low_at(tokens, place + k) for k in range(len(way))) == way for way in _WAYS)


def _is_cut_short(tokens: Sequence[Token], at: int) -> bool:
    """Whether the verb is left out as told before: "the company says only three were"."""
    following = low_at(tokens, at + 1)
    return low_at(tokens, at) in _CUT_SHORT and following in ("", ".", ",", ";", '"', "”")


def _is_gapped(tokens: Sequence[Token], candidates: Sequence[Candidate], index: int) -> bool:
    """Whether a second voice stands right before its figure: "the army says two died, the rebels 40"."""
    here = candidates[index]
    if low_at(tokens, here.end)[:1].isalpha() or here.quantity.ends:
        return False
    if _is_labelled(tokens, here.start):
        return True
    if index == 0:
        return False
    end = candidates[index - 1].end
    last = candidates[index - 1]
    parallel = last.predicate is not None and (not last.is_after or low_at(tokens, last.start - 1) in _HAS)
    if not parallel and not any(token.low in _SAYS for token in tokens[: here.start]):
        return False
    if low_at(tokens, here.start - 1) == "then" and here.start - end <= 2:
        return True  # "first counted 31, then 36"
    for step in range(here.start - 1, max(end - 1, here.start - 7), -1):
        low = tokens[step].low
        if low in (",", ";", "and", "but"):
            first = tokens[step + 1]
            return step + 1 < here.start and (first.low in _OFFICES or first.is_name_like)
        if low == "according" and low_at(tokens, step + 1) == "to":
            return step + 2 < here.start and low_at(tokens, step - 1) in (",", ";", "and", "but")
        if low in FUNCTION_WORDS - {"the", "to"} - _OFFICES or not tokens[step].is_word:
            return False
    return False
