"""Read the words around a name for what they tell of its bearer.

In:   the words of a text, and a run among them that may be a name.
Out:  `Signs`: an office told with it, reasons to mask it, whether it is a person's at all.
Holds: one place at a time; what several places come to is for `identities`. Words decide, never a list of names.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tellings.attribution.lexicon import DETERMINERS, MONTHS, PREPOSITIONS
from tellings.events.person_nouns import is_person_noun, is_thing
from tellings.publish.name_runs import BLANK, Run, Word
from tellings.publish.name_words import (
    ADULT_AT,
    BE,
    CALLED_THINGS,
    COURTESY,
    DEATHS,
    DEEDS,
    DETAINEES,
    DIES,
    FAMILIES,
    GROUPS_OF_KIN,
    HOMELY,
    HURT,
    KIN,
    MEDIA,
    MEDICS,
    MINORS,
    NAMING,
    NOT_PERSONS,
    NUMBER_WORDS,
    OFFICE,
    PLURAL_OFFICES,
    POWER,
    PRIVATE,
    SLAIN,
    SPEECH,
    SPELT,
    STATEMENTS,
    SURVIVORS,
    TAKEN,
    TAKINGS,
    THINGS_BEHIND,
    WITNESSES,
)

_WHERE = frozenset("in at near outside around across towards toward".split())
_OF_PLACES = frozenset("from in near outside around".split())
_SENTENCE_ENDS = frozenset({".", "!", "?", BLANK, ";"})
_CLAUSE = 14  # words looked through on either side, at most


_NO_CALLINGS = frozenset(  # nouns that end as callings do, beside those in the reader's own list of things
    "river number border quarter order water minister matter winter summer letter chapter centre center "
    "corner tower shelter suburb paper newspaper father mother character power charter harbour harbor "
    "newsletter daughter weather member cluster theater theatre frontier barrier carrier cover trailer "
    "container computer dinner event moment department government document statement agreement movement "
    "parliament settlement element monument apartment instrument basement accident incident "
    "continent restaurant plant mayor-elect floor door factor sector corridor mirror motor "
    "tractor terror horror error freighter steamer liner cruiser "
    "destroyer helicopter chopper bomber tanker bunker boulder shoulder finger other "
    "another former later earlier under after over ever never together however whether rather further "
    "neither either ".split()
)


class Why(StrEnum):
    """Why a person is masked, in the words that stand in a pseudonym; the first that holds is used."""

    CHILD = "child"
    DETAINED = "detained person"
    DEAD = "one who died"
    MISSING = "missing person"
    RELATIVE = "relative"
    SURVIVOR = "survivor"
    MEDIC = "medic"
    WITNESS = "witness"
    PERSON = "person"


@dataclass(slots=True)
class Signs:
    """What one place tells. office: known to the public. why: reasons to mask. person, thing: what bears the name.

    speaks: says something, or does what only people do. placed: stands as places do, "in X". shared: the office before
    it is a plural ("ministers A and B").
    """

    office: bool = False
    why: set[Why] = field(default_factory=set)
    person: bool = False
    thing: bool = False
    speaks: bool = False
    shared: bool = False
    placed: bool = False

    def add(self, other: "Signs") -> None:
        """Take in what another place tells."""
        self.office |= other.office
        self.why |= other.why
        self.person |= other.person
        self.thing |= other.thing
        self.speaks |= other.speaks
        self.placed |= other.placed


def read_signs(words: Sequence[Word], run: Run) -> Signs:
    """Return what the words before and behind a run tell."""
    signs = Signs(thing=not run.person)
    _read_before(words, run, signs)
    _read_behind(words, run.last, signs)
    if run.last < len(words) and words[run.last].low in FAMILIES and not words[run.last].capital:
        signs.thing = not run.person  # "the Hamdo family": the article is the family's
    before = words[run.first - 1].low if run.first else ""
    if len(run.parts) == 1 and before in _OF_PLACES and Why.CHILD not in signs.why:
        signs.why.clear()  # "two men from Samra were seized": that is told of the men
    return signs


def why_of_noun(low: str) -> Why | None:
    """Return why somebody is masked who is called by this noun ("nurse", "boy", "cousin"); None for other nouns."""
    for nouns, why in (
        (MINORS, Why.CHILD),
        (DETAINEES, Why.DETAINED),
        (KIN, Why.RELATIVE),
        (SURVIVORS, Why.SURVIVOR),
        (MEDICS, Why.MEDIC),
        (WITNESSES, Why.WITNESS),
        (PRIVATE, Why.PERSON),
    ):
        if low in nouns:
            return why
    return Why.PERSON if is_calling(low) else None


def is_calling(low: str) -> bool:
    """Whether a noun in the singular is likely what a person is called by: "broker", "deck-hand", "beautician"."""
    if low in PRIVATE:
        return True
    tail = low.rpartition("-")[2]
    plural = tail.removesuffix("man") + "men" if tail.endswith("man") else f"{tail}s"
    return (
        not is_thing(tail)
        and not is_thing(plural)
        and tail not in _NO_CALLINGS
        and (tail in {"hand", "boss", "cook", "clerk", "mate", "keeper"} or is_person_noun(plural))
    )


# ---------------------------------------------------------------- before the name


def _read_before(words: Sequence[Word], run: Run, signs: Signs) -> None:
    first = run.first
    at = first - 1
    while (
        at >= 0
        and words[at].low in COURTESY | {"."}
        and (words[at].text != "." or _is_abbreviated(words, at))
    ):
        signs.person |= words[at].text != "."
        at -= 1
    if at > 0 and words[at].text in {'"', "'"}:
        _read_called_out(words, at, signs)
        at -= words[at - 1].low in NAMING | {"as"}
    if at < 0:
        return
    noun = _noun(words[at])
    if noun is not None:
        at = _take_noun(words, at, signs)
    if at < 0:
        return
    low = words[at].low
    named = words[at - 2] if low == "as" and at > 1 and words[at - 1].low == "such" else words[at]
    signs.thing |= named.low in MEDIA
    if low in {"the", "a", "an"} and at == first - 1:
        signs.thing = True
    if low == "," and at > 0:
        _read_apposition_before(words, at, signs)
    age = _age_before(words, at)
    if age is not None:
        signs.why.add(Why.CHILD if age < ADULT_AT else Why.PERSON)
        while at >= 0 and words[at].low not in DETERMINERS and words[at].text not in _SENTENCE_ENDS | {","}:
            at -= 1
        at -= at >= 0 and words[at].low in DETERMINERS
        low = words[at].low if at >= 0 else ""
    is_single = len(run.parts) == 1
    if low == "of" and at > 0:
        signs.thing |= words[at - 1].low in THINGS_BEHIND | CALLED_THINGS and is_single
        if not (is_single and words[at - 1].low in GROUPS_OF_KIN):  # "the families of Osk"
            _read_of(words[at - 1].low, signs)
    signs.placed = at == first - 1 and (
        low in _WHERE | {"from", "to"} or (low == "of" and words[at - 1].low in THINGS_BEHIND | CALLED_THINGS)
    )
    if low in _WHERE and is_single and at == first - 1:
        signs.thing |= not (run.last < len(words) and words[run.last].low == "'s")
    if low in TAKEN:
        signs.why.add(Why.DETAINED)
    elif low in SLAIN - {"dead", "died"}:
        signs.why.add(Why.DEAD)
    elif low in HURT:
        signs.why.add(Why.SURVIVOR)
    elif (
        (low in SPEECH and words[at - 1].text in {'"', ",", "'"})
        or low in {"told", "asked"}
        or (low == "to" and at > 0 and words[at - 1].low in {"according", "spoke"})
    ):
        signs.speaks = True
    elif low == "by" and at > 0 and words[at - 1].low == "signed":
        signs.office |= any(word.low in STATEMENTS for word in words[max(0, at - 8) : at])
    elif low in SPELT:
        signs.why.add(Why.PERSON)
    elif low == "as" or low in NAMING:
        _read_naming(words, at, signs)
    elif (
        low == "against"
        and at > 0
        and words[at - 1].low in {"charges", "case", "evidence", "charge", "warrant"}
    ):
        signs.why.add(Why.DETAINED)


def _read_called_out(words: Sequence[Word], quote: int, signs: Signs) -> None:
    """Read 'he calls one name again and again: "X!"'."""
    before = {word.low for word in words[max(0, quote - 10) : quote]}
    if before & {"name", "names"} and words[quote - 1].text in {":", ","}:
        signs.person = True
        signs.why.add(Why.PERSON)


def _is_abbreviated(words: Sequence[Word], at: int) -> bool:
    return at > 0 and len(words[at - 1].text) <= 4 and words[at - 1].low in COURTESY | OFFICE


def _noun(word: Word) -> str | None:
    """Return the noun of an office or calling that a word is or ends in: "ex-minister", "bus-driver"."""
    for low in (word.low, word.low.rpartition("-")[2]):
        if low in OFFICE or low in PRIVATE or (not word.capital and is_calling(low)):
            return low
    return None


def _take_noun(words: Sequence[Word], at: int, signs: Signs) -> int:
    """Take the noun right before a name, "rebel commander X", and return where what is before its phrase stands."""
    low = _noun(words[at]) or ""
    signs.person = True
    why = why_of_noun(low)
    if words[at].capital and low in {"father", "sister", "brother", "mother"}:
        why = Why.PERSON  # of the church
    if low in OFFICE:
        signs.office = True
        signs.shared = low in PLURAL_OFFICES
    elif why is not None:
        signs.why.add(why)
    start = at
    while start > 0 and at - start < 6:
        word = words[start - 1]
        is_inside = word.text.isalnum() or "-" in word.text or word.text in {"'s", "'"}
        if not is_inside or word.low in PREPOSITIONS | SPEECH | BE | TAKEN | SLAIN | HURT:
            break
        start -= 1
        if word.low in DETERMINERS:
            break
    age = _age_before(words, at - 1)
    if age is not None:
        signs.why.add(Why.CHILD if age < ADULT_AT else Why.PERSON)
    return start - 1


def _age_before(words: Sequence[Word], at: int) -> int | None:
    """Return the age told in the word at `at` or up to four before it: "34-year-old", "aged 34"."""
    for k in range(at, max(at - 5, -1), -1):
        low = words[k].low
        if low.endswith("year-old") or low in {"year-old", "years-old"}:
            head = low.removesuffix("-year-old")
            if head in NUMBER_WORDS:
                return NUMBER_WORDS[head]
            for m in range(k - 1, max(k - 4, -1), -1):
                if words[m].text.isdigit():
                    return int(words[m].text)
                if words[m].low.removesuffix("-") in NUMBER_WORDS:
                    return NUMBER_WORDS[words[m].low.removesuffix("-")]
            return ADULT_AT
        if low.endswith("month-old") or low.endswith("week-old") or low.endswith("day-old"):
            return 0
        if low in PREPOSITIONS or words[k].text in _SENTENCE_ENDS | {","}:
            return None
    return None


def _read_apposition_before(words: Sequence[Word], comma: int, signs: Signs) -> None:
    """Read "a baker from the same street, X" and "the governor of Tesh, X": the noun that the phrase is about."""
    for start in range(comma - 1, max(comma - _CLAUSE, -1), -1):
        word = words[start]
        if word.text in _SENTENCE_ENDS or word.text in {",", ":", '"', "("}:
            start += 1
            break
        if word.low in DETERMINERS and not (
            start > 0 and words[start - 1].low in PREPOSITIONS and _has_noun_before(words, start)
        ):
            break
    else:
        start = max(comma - _CLAUSE, 0)
    _read_phrase(words, start, comma, signs)


def _has_noun_before(words: Sequence[Word], start: int) -> bool:
    """Whether a phrase goes on before "of the": "the head of the hospital"."""
    return any(_noun(words[k]) for k in range(max(start - 5, 0), start - 1))


def _read_phrase(words: Sequence[Word], start: int, end: int, signs: Signs) -> bool:
    """Read the head of a noun phrase, its last noun before a preposition; return whether it tells anything."""
    head = None
    for k in range(start, end):
        low = words[k].low
        if low in PREPOSITIONS or low in {"who", "whose", "which", "that", "and"}:
            if head is not None:
                break
            if k == start and low in {"of", "from", "at", "with", "for"}:
                return False
            continue
        if k + 1 < end and words[k + 1].low == "'s":
            continue  # "the minister's brother"
        noun = _noun(words[k])
        if noun is not None and not (words[k].capital and _is_in_body(words, k, end)):
            head = noun
    age = _age_before(words, end - 1)
    if age is not None:
        signs.why.add(Why.CHILD if age < ADULT_AT else Why.PERSON)
    if head is None:
        signs.thing |= (
            any(word.low in CALLED_THINGS and not word.capital for word in words[start:end]) and age is None
        )
        return age is not None
    signs.person = True
    if head in OFFICE:
        signs.office = True
    else:
        why = why_of_noun(head)
        signs.why.update({why} if why else ())
    return True


def _is_in_body(words: Sequence[Word], k: int, end: int) -> bool:
    """Whether a capitalised word is part of a body's name: "the Oduma General Hospital"."""
    for word in words[k + 1 : min(end, k + 3)]:
        if not word.capital:
            return False
        if word.low in NOT_PERSONS:
            return True
    return False


def _read_of(low: str, signs: Signs) -> None:
    if low in KIN:
        signs.why.add(Why.RELATIVE)
    elif low in DEATHS:
        signs.why.add(Why.DEAD)
    elif low in TAKINGS:
        signs.why.add(Why.DETAINED)
    elif low in HOMELY:
        signs.why.add(Why.PERSON)
    elif low in POWER:
        signs.office = True


def _read_naming(words: Sequence[Word], at: int, signs: Signs) -> None:
    """Read "named the dead as X", "identified only as X", "a man called X"."""
    before = words[max(0, at - 12) : at + 1]
    cut = next((n for n in range(len(before) - 1, -1, -1) if before[n].text in {".", BLANK, "!", "?"}), -1)
    before = before[cut + 1 :]
    if not any(word.low in NAMING for word in before):
        return
    is_known = bool({word.low for word in before} & {"known", "called", "nicknamed"})
    if is_known and any(_noun(word) in OFFICE for word in before):
        signs.office = True  # "its spokesman, known as X"
        return
    signs.why.add(_why_of_those(before))


def _why_of_those(before: Sequence[Word]) -> Why:
    lows = {word.low for word in before}
    if lows & (SLAIN | DEATHS):
        return Why.DEAD
    if lows & (TAKEN | DETAINEES | TAKINGS):
        return Why.DETAINED
    if lows & MINORS:
        return Why.CHILD
    return Why.SURVIVOR if lows & (SURVIVORS | HURT) else Why.PERSON


def why_of_list(words: Sequence[Word], first: int) -> Why | None:
    """Return why the names are masked that stand in lines below a line such as "The dead:"; None for other lines.

    first: the word with which a line's name starts; a mark ("-", "•", "3.") stands before it.
    """
    at = first - 1
    if at < 0 or words[at].text not in {"-", "*", "\u2022", ".", ")", "\u00b7"}:
        return None
    while at >= 0 and first - at < 400:
        if words[at].text == ":":
            return None if (why := _why_of_those(words[max(0, at - _CLAUSE) : at])) is Why.PERSON else why
        at -= 1
    return None


# ---------------------------------------------------------------- behind the name


def _read_behind(words: Sequence[Word], last: int, signs: Signs) -> None:
    if last >= len(words):
        return
    low = words[last].low
    ahead = words[last + 1].low if last + 1 < len(words) else ""
    if low == "'s" or (low == "'" and last + 1 < len(words)):
        _read_owned(words, last + 1, signs)
        return
    if low in {",", "("}:
        _read_aside(words, last + 1, signs)
        return
    if low == "who":
        _read_who(words, last + 1, signs)
        return
    if low in {"of", "from", "with", "for", "at"}:
        is_of_body = any(word.capital and word.low in NOT_PERSONS for word in words[last + 1 : last + 6])
        is_of_place = any(
            word.low in {"village", "street", "camp", "city", "town"} for word in words[last + 1 : last + 6]
        )
        signs.office |= is_of_body and not is_of_place and low in {"of", "from", "with"}
        return
    if low in FAMILIES and not words[last].capital:
        signs.person = True
        signs.why.add(Why.RELATIVE)
        return
    if low in THINGS_BEHIND or ahead in {"-led", "-backed"}:
        signs.thing |= not words[last].capital or low in NOT_PERSONS
        return
    if low in BE:
        _read_befallen(words, last, signs)
        return
    if low in DIES:
        signs.why.add(Why.DEAD)
    elif low in SPEECH or low in DEEDS:
        signs.speaks = True
    elif not words[last].capital and any(
        word.low in {"his", "her", "himself", "herself"} for word in words[last + 1 : last + 4]
    ):
        signs.speaks = signs.person = True


def _read_owned(words: Sequence[Word], at: int, signs: Signs) -> None:
    """Read what belongs to the bearer: "X's widow", "X's government"."""
    for word in words[at : at + 4]:
        if word.low in KIN:
            signs.why.add(Why.RELATIVE)
        elif word.low in DEATHS:
            signs.why.add(Why.DEAD)
        elif word.low in TAKINGS:
            signs.why.add(Why.DETAINED)
        elif word.low in HOMELY | {"lawyer", "lawyers", "solicitor", "barrister", "client"}:
            signs.why.add(Why.PERSON)  # also of whoever holds an office; that goes before it
        elif word.low in POWER:
            signs.office = True
        elif not word.text[:1].isalnum():
            return
        else:
            continue
        return


def _read_aside(words: Sequence[Word], at: int, signs: Signs) -> None:
    """Read what stands in commas or brackets: an age, "a teacher at the school", "who was arrested on Monday"."""
    end = at
    while end < len(words) and end - at < _CLAUSE and words[end].text not in _SENTENCE_ENDS | {",", ")"}:
        end += 1
    if at >= end:
        return
    if words[at].low in {"both", "each", "all", "then", "now", "only", "just"} and at + 1 < end:
        at += 1
    low = words[at].low
    if low in {"aged", "age"} and at + 1 < end:
        at, low = at + 1, words[at + 1].low
    number = int(low) if low.isdigit() and len(low) <= 3 else NUMBER_WORDS.get(low.partition("-")[0])
    stands_alone = at + 1 >= end or words[at + 1].low in {"years", "and", "months", "who", "from", "a", "-"}
    if number is not None and number <= 110 and stands_alone:
        is_months = at + 1 < end and words[at + 1].low.startswith("month")
        signs.why.add(Why.CHILD if number < ADULT_AT or is_months else Why.PERSON)
        signs.person = True
        if end < len(words) and words[end].text in {",", ")"}:
            _read_aside(words, end + 1, signs)
        return
    if low in MONTHS:
        return
    if low in {"who", "whose", "whom"}:
        _read_who(words, at + 1, signs)
        return
    if low in SPEECH | {"told"}:
        return
    if low in BE and words[at].text != "had":
        return
    verb = next((k for k in range(at, end) if words[k].low in BE | SPEECH or words[k].low in DEEDS), end)
    stop = next((k for k in range(at, end) if words[k].low in {"who", "whose"}), end)
    is_phrase = low in DETERMINERS or not words[at].capital
    if is_phrase and low not in DETERMINERS and _leads_to_name(words, at, end):
        return
    if (is_phrase and verb >= min(stop, end)) or low in DETERMINERS:
        _read_phrase(words, at, min(stop, end), signs)
    elif words[at].capital and any(_noun(words[k]) in OFFICE for k in range(at, end)):
        _read_phrase(words, at, end, signs)  # ", Minister of Health,"
    if stop < end:
        _read_who(words, stop + 1, signs)


def _leads_to_name(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether an office stands right before somebody else's name: "killed X and Y, interior minister Z said"."""
    return any(
        not words[k].capital
        and words[k].low in OFFICE
        and words[k + 1].capital
        and _noun(words[k + 1]) is None
        for k in range(at, end - 1)
    )


def _read_who(words: Sequence[Word], at: int, signs: Signs) -> None:
    """Read a clause with "who": "who was arrested on Monday", "who is fifteen", "who lost a leg"."""
    signs.person = True
    has_be = False
    for k, word in enumerate(words[at : at + 6], start=at):
        low = word.low
        if k == at and low in {"heads", "headed", "leads", "led", "chairs", "runs", "represents", "speaks"}:
            signs.office = True
            return
        if low in BE:
            has_be = True
        elif low in NUMBER_WORDS or low.isdigit():
            age = int(low) if low.isdigit() else NUMBER_WORDS[low]
            if has_be and words[k - 1].low in BE and age <= 110:
                signs.why.add(Why.CHILD if age < ADULT_AT else Why.PERSON)
            return
        elif low in DIES or (has_be and low in SLAIN):
            signs.why.add(Why.DEAD)
        elif has_be and low in TAKEN:
            signs.why.add(Why.DETAINED)
        elif has_be and low in HURT:
            signs.why.add(Why.SURVIVOR)
        elif low in {"lost", "survived", "witnessed", "saw", "heard", "fled", "lives", "lived"}:
            signs.why.add(Why.WITNESS)
        elif not word.text.isalnum() or low in PREPOSITIONS | SPEECH | {
            "speaks",
            "leads",
            "heads",
            "represents",
        }:
            return


def _read_befallen(words: Sequence[Word], at: int, signs: Signs) -> None:
    """Read "X was killed", "X had been taken from his home", "X is missing", "X was nine"."""
    k = at
    while (
        k < len(words)
        and k - at < 5
        and (words[k].low in BE or words[k].low.endswith("ly") or words[k].low in {"also", "not", "among"})
    ):
        k += 1
    if k >= len(words):
        return
    low = words[k].low
    ahead = words[k + 1].low if k + 1 < len(words) else ""
    is_passive = any(words[m].low in {"was", "were", "is", "are", "been", "being"} for m in range(at, k))
    if low in {"the", "those"} and k > at and words[k - 1].low == "among":
        signs.why.add(_why_of_those(words[k : k + 3]))
    elif low == "missing":
        signs.why.add(Why.MISSING)
    elif low in SLAIN and (is_passive or low == "died"):
        signs.why.add(Why.DEAD)
    elif (
        low in TAKEN
        and is_passive
        and not (low in {"held", "charged"} and ahead in {"with", "in"} and low == "held")
    ):
        signs.why.add(Why.DETAINED)
    elif low in HURT and is_passive:
        signs.why.add(Why.SURVIVOR)
    elif low == "taken" and is_passive and ahead in {"away", "from", "into", "by", "to"}:
        signs.why.add(Why.DETAINED if ahead in {"away", "into"} else Why.PERSON)
    elif (
        low.isdigit()
        and len(low) <= 3
        and is_passive
        and int(low) < 110
        and ahead in {".", ",", "years", "when", "and"}
    ):
        signs.why.add(Why.CHILD if int(low) < ADULT_AT else Why.PERSON)
    elif low in NUMBER_WORDS and is_passive and ahead in {".", ",", "years", "when", "and"}:
        signs.why.add(Why.CHILD if NUMBER_WORDS[low] < ADULT_AT else Why.PERSON)
    elif low in {"a", "an", "the", "his", "her"}:
        _read_phrase(words, k, min(k + 6, len(words)), signs)
