"""Find the runs of capitalised words in a text that may be a person's name.

In:   a text, as given.
Out:  its words and marks with their places, and the runs among them.
Holds: offsets are the text's own. A run crosses a line end, never a blank line; an office or a courtesy before a name
is no part of it. Headlines set in capitals give no runs: there, every word would be one.
"""

import bisect
import re
from dataclasses import dataclass

from tellings.attribution.lexicon import WEEKDAYS
from tellings.publish.name_words import (
    COURTESY,
    GIVEN_TOO,
    KIN,
    MINORS,
    NAMING,
    NO_NAME,
    NOT_PERSONS,
    NUMBER_WORDS,
    OFFICE,
    PARTICLES,
    PRIVATE,
)
from tellings.resolve.names import fold
from tellings.text.clean import view

_WORD = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+|\d+|[^\W\d_]+(?:['-][^\W\d_]+)*|[^\w\s]|_")
_LETTERS = re.compile(r"[^\W\d_]+")
_MARK_INSIDE = re.compile(r"[.,;] ")
_POSSESSIVE = re.compile(r"(?<=\w)'[sS]$")
_SHOUTED_SHARE = 0.6  # of the long words of a line: above it, capitals mean nothing. Guess, unmeasured
_HEADLINES = 3  # lines at the top that may belong to one headline
_LONGEST = 6  # words of a person's name, particles included


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or mark of a text. low: lower-case. capital: starts with a capital and is no blank line."""

    text: str
    low: str
    start: int
    end: int
    capital: bool
    shouted: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Words [first, last) of a text that may be a name. parts: folded, particles included. person: may be one's."""

    first: int
    last: int
    start: int
    end: int
    parts: tuple[str, ...]
    person: bool


BLANK = "\n\n"

_OPENERS = frozenset({".", "!", "?", '"', ":", "-", "*", "\u2022", BLANK, "(", "'", "\u2014"})
_LEADS = (NO_NAME | COURTESY | OFFICE | PRIVATE | frozenset(NUMBER_WORDS)) - PARTICLES


def words_of(text: str) -> list[Word]:
    """Return the words and marks of a text; a possessive "'s" is a word of its own, a blank line is BLANK."""
    plain = view(text)
    words: list[Word] = []
    shouted = _shouted_lines(plain)
    starts = [lo for lo, _ in shouted]
    for match in _WORD.finditer(plain):
        told, start, end = match.group(), match.start(), match.end()
        if told[0] == "\n":
            words.append(Word(BLANK, BLANK, start, end, capital=False))
            continue
        line = bisect.bisect_right(starts, start) - 1
        is_loud = line >= 0 and start < shouted[line][1]
        cut = _POSSESSIVE.search(told)
        if cut is not None:
            words.append(_word(told[: cut.start()], start, is_loud))
            words.append(Word("'s", "'s", start + cut.start(), end, capital=False))
        else:
            words.append(_word(told, start, is_loud))
    return words


def _word(told: str, start: int, shouted: bool) -> Word:
    tail = told.rpartition("-")[2]
    # "al-Batat" is a name, though it starts small
    capital = told[0].isupper() or ("-" in told and told.split("-")[0] in PARTICLES and tail[:1].isupper())
    return Word(told, told.lower(), start, start + len(told), capital, shouted)


def _shouted_lines(plain: str) -> list[tuple[int, int]]:
    """Return the places of the lines that are headlines in capitals: they stand alone, and hold no sentence."""
    found = []
    lines = plain.split("\n")
    at, top = 0, _HEADLINES
    for n, line in enumerate(lines):
        long_words = [word for word in _LETTERS.findall(line) if len(word) > 3]
        capital = sum(word[0].isupper() for word in long_words)
        top -= bool(line.strip())
        is_alone = top >= 0 or not any(lines[m].strip() for m in (n - 1, n + 1) if 0 <= m < len(lines))
        is_sentence = _MARK_INSIDE.search(line) is not None or line.rstrip().endswith((".", "!", "?", '"'))
        if (
            is_alone
            and not is_sentence
            and len(long_words) >= 3
            and capital > _SHOUTED_SHARE * len(long_words)
        ):
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def runs_of(words: list[Word], *, lows: frozenset[str]) -> list[Run]:
    """Return the runs, in order of the text. lows: words that the texts also print without a capital."""
    runs: list[Run] = []
    at = 0
    while at < len(words):
        if not _may_start(words, at):
            at += 1
            continue
        end = _end_of_run(words, at)
        run = _trimmed(words, at, end, lows)
        if run is not None:
            runs.append(run)
        at = end
    return runs


def _may_start(words: list[Word], at: int) -> bool:
    word = words[at]
    return word.capital and not word.shouted and (len(word.text) > 1 or _is_initial(words, at))


def _is_initial(words: list[Word], at: int) -> bool:
    return len(words[at].text) == 1 and at + 1 < len(words) and words[at + 1].text == "."


def _end_of_run(words: list[Word], at: int) -> int:
    end = at + 1
    if _is_initial(words, at):
        end += 1
    while end < len(words):
        if _is_nickname(words, end):
            end += 4
            continue
        ahead = end
        while (
            ahead < len(words)
            and words[ahead].low in PARTICLES
            and not words[ahead].capital
            and ahead - end < 2
        ):
            ahead += 1
        if ahead >= len(words):
            break
        word = words[ahead]
        if not word.capital or word.shouted:
            break
        # "Prime Minister", "Colonel General": offices in a row stay together, and are cut off below
        is_lead = ahead == end and word.low in COURTESY | OFFICE | NO_NAME and word.low not in PARTICLES
        if is_lead and words[end - 1].low not in OFFICE | NOT_PERSONS | COURTESY:
            break
        if word.text == "I":
            break
        end = ahead + 1
        if _is_initial(words, ahead):
            end += 1
    return end


def _is_nickname(words: list[Word], at: int) -> bool:
    """Whether a name goes on with what its bearer is called, in marks, and the surname: 'Dale "Buck" Hennigan'."""
    if at + 3 >= len(words) or words[at - 1].low in NAMING | NO_NAME:
        return False
    opening, called, closing, surname = words[at : at + 4]
    in_marks = (opening.text, closing.text) in {('"', '"'), ("'", "'"), ("(", ")")}
    return (
        in_marks and called.capital and surname.capital and surname.low not in NO_NAME | OFFICE | NOT_PERSONS
    )


def _is_called(words: list[Word], first: int, last: int) -> bool:
    """Whether one word in quotation marks is what somebody is called, whatever it means else: 'known as "Clerk"'."""
    if last - first != 1 or first < 2 or last >= len(words) or not words[first].text.isalpha():
        return False
    is_quoted = words[first - 1].text in {'"', "'"} and words[last].text in {'"', "'", ",", "."}
    return is_quoted and words[first - 2].low in NAMING | {"as"}


def _is_called_so(words: list[Word], first: int, last: int) -> bool:
    """Whether an ordinary word is a name, since it stands alone behind a noun of kin: "her son Even"."""
    low = words[first].low
    if last - first != 1 or first == 0 or low not in NO_NAME or low in WEEKDAYS or low in COURTESY | OFFICE:
        return False
    return not words[first - 1].capital and words[first - 1].low in KIN | MINORS


def _trimmed(words: list[Word], first: int, last: int, lows: frozenset[str]) -> Run | None:
    """Return the run less what leads up to the name: offices, courtesies, callings, a word that opens a sentence."""
    opens = first == 0 or words[first - 1].text in _OPENERS
    if _is_called(words, first, last):
        return Run(
            first, last, words[first].start, words[last - 1].end, tuple(fold(words[first].text).split()), True
        )
    office = max((k for k in range(first, last - 1) if words[k].low in OFFICE | COURTESY), default=None)
    if office is not None:
        first, opens = office + 1, False
    while first < last:
        low = words[first].low
        is_lead = (
            low in _LEADS
            or low.rpartition("-")[2] in OFFICE | {"old"}
            or low.partition("-")[0] in NUMBER_WORDS
            or words[first].text == "."
        )
        if not is_lead and not (opens and low in lows):
            break
        if _is_called_so(words, first, last):
            break
        first, opens = first + 1, False
    is_initial = last - first > 2 and words[last - 1].text == "." and len(words[last - 2].text) == 1
    if not is_initial:
        while last > first and words[last - 1].text == ".":
            last -= 1
    if first >= last:
        return None
    held = [w for w in words[first:last] if w.text not in {".", '"', "'", "(", ")"}]
    parts_told = tuple(part for w in held for part in fold(w.text).split())
    cores = [w for w in held if w.low not in PARTICLES or w.capital]
    if not parts_told or not cores:
        return None
    is_acronym = len(cores) == 1 and cores[0].text.isupper() and len(cores[0].text) > 1
    told = held[1:] if len(cores) > 1 and held[0].low in GIVEN_TOO else held
    is_thing = any(w.low in NOT_PERSONS or w.low.removesuffix("s") in NOT_PERSONS for w in told) or is_acronym
    too_long = len(held) > _LONGEST
    return Run(
        first, last, words[first].start, words[last - 1].end, parts_told, not is_thing and not too_long
    )
