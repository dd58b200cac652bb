"""Read the noun groups that name who may have acted, around a verb and without a parser.

In:   the tokens of a sentence and an index.
Out:  token ranges, one for each of those coordinated; the name in a group; whether it can be an actor.
Holds: nobody in particular ("gunmen", "somebody", "the other"), no weapon, place, time or victim is an actor.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tellings.attribution.lexicon import (
    AUXILIARIES,
    CUE_STANCE,
    DETERMINERS,
    MONTHS,
    PREPOSITIONS,
    PRONOUNS,
    SPEAKER_NOUNS,
    SUBORDINATORS,
    WEEKDAYS,
)
from tellings.attribution.phrases import is_finite
from tellings.events.actor_nouns import (
    ACTOR_NOUNS,
    FORM_OF_VERB,
    GROUP_PREPOSITIONS,
    HOLDERS,
    NAME_LINKS,
    NOBODY,
    PLACING,
    SIDE_ADJECTIVES,
    SINGULAR,
    THINGS,
    TIME_WORDS,
    TITLES,
    VICTIMS,
)
from tellings.events.acts import ACT_ANAPHORA, ACT_NOUNS, AIRCRAFT_AND_VEHICLES, MUNITION_NOUNS
from tellings.events.person_nouns import is_nationality
from tellings.text.segment import Token

Tokens = Sequence[Token]

LONGEST_GROUP = 22  # tokens; guess, unmeasured


@dataclass(frozen=True, slots=True)
class Actor:
    """One of those named: tokens [start, end); name: as told, without determiner or office."""

    name: str
    start: int
    end: int


def read_actors(text: str, tokens: Tokens, lo: int, hi: int, names: frozenset[str]) -> tuple[Actor, ...]:
    """Return the actors of the noun group, or coordination of groups, that starts at token `lo`.

    names: words that the document capitalises within sentences. Returns: empty where no actor starts there.
    """
    shared = _shared_head(text, tokens, lo, hi)
    if shared:
        return shared
    found: list[Actor] = []
    k = lo
    while k < hi:
        end = group_end(tokens, k, hi)
        if end <= k or not is_actor(tokens, k, end, names):
            break
        found.append(Actor(name_in(text, tokens, k, end), k, end))
        after = _next_conjunct(tokens, end, hi)
        if after is None or _starts_clause(tokens, after, hi):
            break
        k = after
    return tuple(found)


def subject_start(tokens: Tokens, lo: int, at: int) -> int | None:
    """Return where the subject of the verb at `at` starts; of the verb before, where "and" stands "
    "between."""
    k = first_auxiliary(tokens, lo, at)
    if k > lo and tokens[k - 1].low in {"and", "but", "then"}:
        verb = verb_before(tokens, lo, k - 1)
        return None if verb is None else subject_start(tokens, lo, verb)
    k = _skip_aside(tokens, lo, k)
    k = _skip_said(tokens, lo, k)
    if k > lo and tokens[k - 1].low in {"who", "which", "that"} and k - 1 > lo:
        k -= 2 if tokens[k - 2].low == "," else 1
    start = k
    while start > lo and k - start < LONGEST_GROUP:
        token = tokens[start - 1]
        low = token.low
        if low == ")":
            opening = next((m for m in range(start - 2, lo - 1, -1) if tokens[m].low == "("), None)
            after = tokens[start]
            if opening is None or opening <= lo or (start < k and after.is_word and after.is_name_like):
                break  # "MOSTAR (Agency) Army jets": what stands before a new name in brackets is a dateline
            start = opening
            continue
        if (
            not token.is_word
            or low in SUBORDINATORS
            or low in {"but", "then", "also", "which", "who", "yet", "meanwhile"}
        ):
            if low in {"which", "who"} and start - 1 > lo and _opens_with_verb(tokens, start, k):
                return subject_start(tokens, lo, start - 1)  # "jets which support the army | have struck"
            break
        if low in CUE_STANCE and not token.is_name_like and not _is_noun_here(tokens, start - 1, lo):
            break
        if is_finite(tokens, start - 1) or (low in AUXILIARIES and low not in {"first", "only", "just"}):
            relative = _relative_before(tokens, lo, start - 1)
            return (
                None if relative == lo else start if relative is None else subject_start(tokens, lo, relative)
            )
        if low in PRONOUNS and start - 1 > lo:
            start -= 1
            break
        joins_sides = (
            start - 1 > lo and is_nationality(tokens[start - 2].low) and is_nationality(tokens[start].low)
        )
        if low in {"and", "or"} and not joins_sides and verb_before(tokens, lo, start - 1) is not None:
            break
        start -= 1
    return _after_adverbial(tokens, _past_date(tokens, start, k), k)


def _opens_with_verb(tokens: Tokens, lo: int, hi: int) -> bool:
    """Whether a relative clause goes on with its verb: "which support the army", not "which the army shelled"."""
    if lo >= hi:
        return False
    first = tokens[lo]
    is_noun = first.is_name_like or first.low in DETERMINERS | ACTOR_NOUNS or is_nationality(first.low)
    return not is_noun and any(t.low in DETERMINERS for t in tokens[lo + 1 : hi])


def _relative_before(tokens: Tokens, lo: int, verb: int) -> int | None:
    """Return the "which" or "who" of a clause that stands between a subject and its verb, where `verb` is the clause's:
    "jets which support the army | have struck"."""
    k = verb
    while k > lo and (tokens[k].low in AUXILIARIES or k == verb):
        k -= 1
    return k if tokens[k].low in {"which", "who"} and k > lo and tokens[k - 1].is_word else None


def _past_date(tokens: Tokens, lo: int, hi: int) -> int:
    """Return where the words after a date at the top of a page start: "August 21 2013 | Army jets"."""
    start = lo
    for k in range(lo, hi - 1):
        low = tokens[k].low
        if not low.isdigit():
            continue
        is_year = len(low) == 4 and low[:2] in {"19", "20"}
        if is_year or (k > lo and (tokens[k - 1].low.isdigit() or tokens[k - 1].low in MONTHS)):
            start = k + 1
    return start


def _is_noun_here(tokens: Tokens, k: int, lo: int) -> bool:
    """Whether a word that can be a cue is a noun: "the charges", "two suspects"."""
    if k <= lo:
        return tokens[k].low in {"suspects", "charges"}
    before = tokens[k - 1].low
    return (
        before in DETERMINERS
        or before.isdigit()
        or before in {"two", "three", "four", "five", "six", "some", "several"}
    )


_BETWEEN = frozenset({"to", "all", "both"})  # what may stand between a subject and its verb


def first_auxiliary(tokens: Tokens, lo: int, k: int) -> int:
    """Return the first of the auxiliaries and adverbs before the verb at k; k itself where there are "
    "none."""
    while k > lo:
        low = tokens[k - 1].low
        if low in AUXILIARIES or (low.endswith("ly") and not tokens[k - 1].is_name_like) or low in _BETWEEN:
            k -= 1
        else:
            break
    return k


def _skip_aside(tokens: Tokens, lo: int, k: int) -> int:
    """Jump over ", she alleged," or ", flying from the same base," that parts a subject from its verb."""
    if k - 1 <= lo or tokens[k - 1].low != ",":
        return k
    for opening in range(k - 2, max(lo, k - 26), -1):
        if tokens[opening].low == '"':
            return k
        if tokens[opening].low != ",":
            continue
        first = tokens[opening + 1].low
        inside = range(opening + 1, k - 1)
        is_cue = any(tokens[m].low in CUE_STANCE for m in inside) and len(inside) <= 8
        if (
            is_cue
            or first.endswith("ing")
            or first in {"who", "whose", "which", "according", "aged", "both"}
            or first.isdigit()
            or first in DETERMINERS
        ):
            return opening
        if len(inside) <= 4 and all(tokens[m].is_name_like or tokens[m].low in NAME_LINKS for m in inside):
            return opening
    return k


def _skip_said(tokens: Tokens, lo: int, k: int) -> int:
    """Jump over the teller between a relative and its verb: "the command, which she said withdrew"."""
    if k - 1 <= lo or tokens[k - 1].low not in CUE_STANCE:
        return k
    for m in range(k - 2, max(lo, k - 7), -1):
        if tokens[m].low in {"who", "which"} and m < k - 2:
            return m + 1
        if not tokens[m].is_word:
            return k
    return k


def verb_before(tokens: Tokens, lo: int, k: int) -> int | None:
    """Return the first finite verb of the clause that ends at k."""
    verb = None
    for m in range(k - 1, lo - 1, -1):
        low = tokens[m].low
        if verb is None and low in {"when", "while", "after"}:
            verb = next((v for v in range(m + 2, k) if tokens[v].low.endswith("ed")), None)
        is_cue = low in CUE_STANCE and not tokens[m].is_name_like and tokens[m + 1].low not in {"of", "about"}
        is_clause = verb is not None and low in {"when", "while", "after", "before", "as", "because", "until"}
        if low in {"that", '"', ";", ":"} or (is_cue and verb is not None) or is_clause:
            break
        if not is_cue and (is_finite(tokens, m) or (low in CUE_STANCE and tokens[m + 1].low == "of")):
            verb = m
    return verb


_PLACES_AHEAD = frozenset({"in", "on", "at", "near"})


def _own_run(tokens: Tokens, start: int, end: int) -> int | None:
    """Return where a side that acts starts behind words of place: "Elsewhere in Osk | rebel fighters"."""
    run = end
    while run > start and (
        tokens[run - 1].low in ACTOR_NOUNS | SIDE_ADJECTIVES
        or is_nationality(tokens[run - 1].low)
        or (run < end and tokens[run - 1].low in {"and", "or"} and is_nationality(tokens[run - 2].low))
    ):
        run -= 1
    if run == end or run <= start or tokens[end - 1].low not in ACTOR_NOUNS:
        return None
    named = run
    while named > start and tokens[named - 1].is_name_like and tokens[named - 1].low not in _PLACES_AHEAD:
        named -= 1
    if named > start and tokens[named - 1].low in {"the", "a", "an"}:
        return named - 1  # "in Osk the Dorn government": its name belongs to it
    before = tokens[run - 1]
    ahead = any(t.low in _PLACES_AHEAD for t in tokens[start:run])
    return run if ahead and (before.is_name_like or before.low[:1].isdigit()) else None


_HOLDING_ON = PREPOSITIONS | frozenset({"and", "or", ",", "such", "all", "against", "including", "than"})


def _after_adverbial(tokens: Tokens, start: int, end: int) -> int | None:
    """Drop "On Saturday", "In Aleppo" and the like before the subject proper."""
    own = _own_run(tokens, start, end)
    if own is not None:
        return own
    if start < end and tokens[start].low in {"and", "or", "also"}:
        start += 1
    if start < end and tokens[start].low in PREPOSITIONS:
        for m in range(start + 1, end):
            if tokens[m].low in DETERMINERS and m > start + 1:
                return m
        return None
    for m in range(end - 1, start, -1):
        before = tokens[m - 1].low
        if before in _HOLDING_ON or (before.endswith("ing") and not tokens[m - 1].is_name_like):
            continue  # "militants operating against the army": the army is not the subject
        if tokens[m].low in {"the", "a", "an"}:
            return m
    return start if start < end else None


def group_end(tokens: Tokens, lo: int, hi: int) -> int:
    """Return the end of the noun group at `lo`, with an apposition that names it; `lo` where none "
    "starts."""
    k = lo
    while k < hi and k - lo < LONGEST_GROUP:
        token = tokens[k]
        low = token.low
        if low == "(":
            close = next((m for m in range(k, min(hi, k + 8)) if tokens[m].low == ")"), None)
            if close is None:
                break
            k = close + 1
            continue
        if low in {"'", "&", "/"} and k > lo:
            k += 1
            continue
        if low == "." and k > lo and len(tokens[k - 1].text) <= 4 and tokens[k - 1].low in TITLES:
            k += 1
            continue
        if (
            not token.is_word
            or low in SUBORDINATORS
            or low in {"but", "which", "who", "whose", "also", "themselves"}
        ):
            break
        if low in {"and", "or"}:
            if not _joins_modifiers(tokens, k, hi):
                break
            k += 1
            continue
        if k > lo and low in {"the", "a", "an"} and tokens[k - 1].low not in PREPOSITIONS | {"and"}:
            break
        if k > lo and (low in TIME_WORDS or low in FORM_OF_VERB or low in PRONOUNS):
            break
        if k > lo and not _keeps_group(tokens, lo, k, hi):
            break
        k += 1
    while k > lo and (tokens[k - 1].low in PREPOSITIONS | DETERMINERS or not tokens[k - 1].is_word):
        if tokens[k - 1].low == ")":
            break
        k -= 1
    return _with_name_aside(tokens, lo, k, hi)


_DRAWN_FROM = frozenset(
    "deserters defectors soldiers officers troops fighters members guards militiamen policemen mercenaries".split()
)


def _keeps_group(tokens: Tokens, lo: int, k: int, hi: int) -> bool:
    token = tokens[k]
    low = token.low
    if low in PREPOSITIONS:
        after = tokens[k + 1] if k + 1 < hi else None
        if after is None:
            return False
        if low in GROUP_PREPOSITIONS:
            return True
        before = tokens[k - 1].low
        return low in PLACING and (
            (
                before in {"ambassador", "envoy", "contractor", "businessman", "commander", "battery", "base"}
                and low != "for"
            )
            or (low == "from" and before in _DRAWN_FROM and (after.low in DETERMINERS or after.is_name_like))
            or (low == "on" and after.low == "duty")
        )
    if token.is_name_like:
        return True
    if low in AUXILIARIES or is_finite(tokens, k):
        return False
    return not (
        low in CUE_STANCE or low.endswith("ly") or low in {"dressed", "himself", "herself", "itself", "as"}
    )


def _joins_modifiers(tokens: Tokens, k: int, hi: int) -> bool:
    """Whether "and" at k joins two modifiers of one noun: "security and military agencies"."""
    if k + 2 >= hi or not tokens[k - 1].is_word or tokens[k + 1].low in DETERMINERS | AUXILIARIES:
        return False
    if tokens[k - 2].low == "of" and tokens[k + 1].is_name_like and tokens[k + 2].low == "(":
        return True  # "the League of Osk and Tesh (LOT)"
    sides = [t for t in (tokens[k - 1], tokens[k + 1]) if is_nationality(t.low)]
    if sides and all(is_nationality(t.low) or t.low in ACTOR_NOUNS for t in (tokens[k - 1], tokens[k + 1])):
        return tokens[k + 2].low in AIRCRAFT_AND_VEHICLES  # "Greek or Turkish jets", "Greek and army jets"
    both_low = not tokens[k - 1].is_name_like and not tokens[k + 1].is_name_like
    return (
        both_low and tokens[k - 1].low not in ACTOR_NOUNS - {"security"} and tokens[k + 2].low in ACTOR_NOUNS
    )


def _with_name_aside(tokens: Tokens, lo: int, k: int, hi: int) -> int:
    """Take in a name in commas after an office: "the governor of Tesh, Ilmar Dorn"."""
    if k <= lo or k + 1 >= hi or tokens[k].low != ",":
        return k
    m = k + 1
    while m < hi and (tokens[m].is_name_like or tokens[m].low in NAME_LINKS):
        m += 1
    if m == k + 1 and m + 1 < hi and tokens[m].low == "the" and tokens[m + 1].is_name_like:
        m = _end_of_called(tokens, m + 1, hi)
        ends = m >= hi or not tokens[m].is_word
        return m if ends and tokens[lo].low in DETERMINERS and m - k <= 6 else k
    has_office = any(t.low in TITLES or t.low in ACTOR_NOUNS or t.low in SPEAKER_NOUNS for t in tokens[lo:k])
    has_office = has_office or (tokens[lo].low in DETERMINERS and m - k - 1 >= 2)
    ends = m >= hi or not tokens[m].is_word
    if 1 <= m - k - 1 <= 4 and ends and has_office and tokens[k + 1].low not in TIME_WORDS | MONTHS:
        return m
    return k


def _end_of_called(tokens: Tokens, k: int, hi: int) -> int:
    """Return the end of a name after "the", with one common noun: "the Sandak brothers"."""
    while k < hi and (tokens[k].is_name_like or tokens[k].low in NAME_LINKS):
        k += 1
    return k + 1 if k < hi and tokens[k].is_word and not is_finite(tokens, k) else k


def _next_conjunct(tokens: Tokens, k: int, hi: int) -> int | None:
    """Return where the next member of a list starts, after "and", "and also", ", including", or a comma."""
    m = k
    joined = False
    while m < hi and tokens[m].low in {
        ",",
        "and",
        "also",
        "including",
        "or",
        "as",
        "well",
        "with",
        "both",
        "together",
    }:
        if tokens[m].low == "with" and tokens[m - 1].low != "together":
            return None
        joined = joined or tokens[m].low != ","
        m += 1
    if m == k or m >= hi:
        return None
    starts = tokens[m].is_name_like or tokens[m].low in DETERMINERS or tokens[m].low in ACTOR_NOUNS
    if not starts or (not joined and not any(t.low == "and" for t in tokens[m : min(hi, m + 9)])):
        return None
    return m


def _starts_clause(tokens: Tokens, lo: int, hi: int) -> bool:
    """Whether a finite verb follows the group at `lo`: then it is the subject of a clause of its own."""
    end = group_end(tokens, lo, hi)
    if end < hi and tokens[end].low == ",":
        end += 1
        if end < hi and tokens[end].low in CUE_STANCE:
            return False  # "by the army and the police, says the report"
    return end < hi and (is_finite(tokens, end) or tokens[end].low in AUXILIARIES)


def _shared_head(text: str, tokens: Tokens, lo: int, hi: int) -> tuple[Actor, ...]:
    """Read "Iranian and Iraqi governments": two actors at one place."""
    start = lo + 1 if lo < hi and tokens[lo].low in DETERMINERS else lo
    if start + 4 > hi:
        return ()
    first, joint, second, head = tokens[start : start + 4]
    if joint.low != "and" or not (first.is_name_like and second.is_name_like):
        return ()
    plural = head.low in SINGULAR
    if not plural or first.low.endswith("'s") or head.low not in ACTOR_NOUNS | frozenset(SINGULAR):
        return ()
    word = SINGULAR[head.low]
    word = word.capitalize() if head.is_name_like else word
    return tuple(Actor(f"{text[t.start : t.end]} {word}", lo, start + 4) for t in (first, second))


def is_actor(tokens: Tokens, lo: int, hi: int, names: frozenset[str]) -> bool:
    """Whether the noun group can be somebody who acts: named, or of a kind that acts."""
    if lo + 2 < hi and tokens[lo].low == "those" and tokens[lo + 1].low == "of":
        return False
    if lo < hi and tokens[lo].low in {"his", "her", "its", "their", "our", "my", "your"}:
        return False
    words = [t for t in tokens[lo:hi] if t.is_word]
    if not words:
        return False
    core = _core(words)
    head = core[-1].low.removesuffix("'s")
    named = [t for t in words if t.is_name_like and _is_name(t, tokens, names)]
    if any(t.low in ACT_NOUNS for t in words) or (words[0].low.endswith("ing") and not words[0].is_name_like):
        return False
    if (
        words[0].low in {"no", "nobody", "neither"} | PREPOSITIONS
        or head in WEEKDAYS | MONTHS
        or head in PRONOUNS
    ):
        return False
    if head in HOLDERS and (named or any(_bare(t) in ACTOR_NOUNS for t in words)):
        return True
    is_peace_mission = head == "mission" and bool(named)
    if head == "artillery" and len(words) > 1 and any(_bare(t) in ACTOR_NOUNS for t in words[:-1]):
        return True
    if not is_peace_mission and head in MUNITION_NOUNS | ACT_NOUNS | ACT_ANAPHORA | VICTIMS:
        return False
    kinds = [t for t in words if _bare(t) in ACTOR_NOUNS and t.low not in AIRCRAFT_AND_VEHICLES]
    if head in AIRCRAFT_AND_VEHICLES:
        return bool(named or [t for t in kinds if t.low != head])
    if head in NOBODY or (head in THINGS and not core[-1].is_name_like):
        return bool(named) and head not in {"who", "which", "it", "other"} and head not in THINGS
    return bool(named or kinds)


def _bare(token: Token) -> str:
    return token.low.removesuffix("'s").removesuffix("'")


def _core(words: Sequence[Token]) -> Sequence[Token]:
    """Return the words up to the first preposition: the last of them is the head."""
    for i, word in enumerate(words):
        if i > 0 and word.low in PREPOSITIONS:
            return words[:i]
    return words


def _is_name(token: Token, tokens: Tokens, names: frozenset[str]) -> bool:
    if token.low in WEEKDAYS | MONTHS or token.low in DETERMINERS or token.low in NOBODY | VICTIMS | THINGS:
        return False
    if token.low in PRONOUNS or token.low in PREPOSITIONS or token.low in SUBORDINATORS:
        return False
    first = next((t for t in tokens if t.is_word), None)
    return token is not first or token.low in names or (len(token.text) > 1 and token.text.isupper())


def name_in(text: str, tokens: Tokens, lo: int, hi: int) -> str:
    """Return the name of the group as told: a person without office, a body without determiner."""
    while lo < hi - 1 and (
        tokens[lo].low in DETERMINERS
        or tokens[lo].low in {"some", "about", "two", "three", "several", "many"}
        or tokens[lo].low.isdigit()
    ):
        lo += 1
    comma = next((k for k in range(lo, hi) if tokens[k].low == ","), None)
    if comma is not None and comma + 2 < hi and tokens[comma + 1].low == "the":
        return _cut(text, tokens, comma + 2, hi)
    if comma is not None and comma + 1 < hi and tokens[comma + 1].is_name_like:
        aside = [t for t in tokens[comma + 1 : hi] if t.is_word]
        if all(t.is_name_like or t.low in NAME_LINKS for t in aside):
            return _cut(text, tokens, _without_office(tokens, comma + 1, hi), hi)
    stop = comma if comma is not None else hi
    if tokens[lo].low in HOLDERS and lo + 2 < stop and tokens[lo + 1].low == "of":
        return name_in(text, tokens, lo + 2, hi)
    if tokens[stop - 1].low in HOLDERS and stop - 1 > lo:
        end = stop - 1
        while end > lo + 1 and tokens[end - 1].low == "own":
            end -= 1
        return _cut(text, tokens, lo, end).removesuffix("'s").removesuffix("’s")
    is_owned = stop - 2 > lo and tokens[stop - 2].low in DETERMINERS  # "a rival of the mine"
    if (
        not is_owned
        and tokens[stop - 1].low in AIRCRAFT_AND_VEHICLES | MUNITION_NOUNS
        and any(t.low in ACTOR_NOUNS for t in tokens[lo : stop - 1])
    ):
        stop -= 1
    start = _without_office(tokens, lo, stop)
    run = tokens[start:stop]
    if start > lo and run and all(t.is_name_like or t.low in NAME_LINKS for t in run):
        return _cut(text, tokens, start, stop)
    return _cut(text, tokens, lo, stop)


def _without_office(tokens: Tokens, lo: int, hi: int) -> int:
    """Return where the person's own name starts after an office: at the word after the last title, "
    "if any is left."""
    last = max((k for k in range(lo, hi) if tokens[k].low in TITLES), default=None)
    if last is None or last + 1 >= hi or not tokens[last + 1].is_name_like:
        return lo
    if any(_bare(t) in ACTOR_NOUNS for t in tokens[last + 1 : hi]):
        return lo  # "Interior Ministry" is no person
    return last + 1


def _cut(text: str, tokens: Tokens, lo: int, hi: int) -> str:
    name = " ".join(text[tokens[lo].start : tokens[hi - 1].end].split())
    return name.rpartition(" (")[0] or name if name.endswith(")") else name
