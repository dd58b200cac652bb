"""Find the names of persons in a report, and cover them so that patterns can be read over them.

In:   a Document.
Out:  Scripts, one a sentence with a name in it: its view with each name covered, and the NameMentions.
Holds: a covered view is as long as the view; a surname alone stands for the one full name of the report that ends
       with it, and for nobody where two do. What is no name of a person is left as it is, in doubt too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tellings.attribution.lexicon import (
    ARMED_WORDS,
    CUE_STANCE,
    DETERMINERS,
    MONTHS,
    ORGANISATION_WORDS,
    OUTLET_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    SPEAKER_NOUNS,
    STATE_WORDS,
    SUBORDINATORS,
    TITLES,
    WEEKDAYS,
)
from tellings.events.person_nouns import FUNCTION_WORDS, is_nationality, is_person_noun, is_thing
from tellings.text.segment import Document, Sentence, Token

NAME, HE = "\ue000", "\ue001"  # private code points: no report prints them with a meaning of its own
NEAR = (
    240  # how far before a name words on it are looked for: no text may make reading slow. Guess, unmeasured
)
COVERS = f"[{NAME}{HE}]+"

_RANKS = frozenset(
    "mr mrs ms miss dr prof sgt sergeant lt lieutenant cpl corporal private pte capt cmdr admiral adm rev father fr "
    "sister brother sheikh hajj haji hajji maulana mullah imam bishop pastor sayyid sayed syed ustaz inspector "
    "constable superintendent sub-inspector nurse nun monk madam engineer teacher martyr".split()
)
_PARTICLES = frozenset(
    "al el ul bin ibn bint abu abd da de del della di do dos du la le les van von der den ter ten of-the y e i".split()
)
_PLACES = frozenset(
    "street road square avenue camp school college river bridge market mosque church cathedral island valley province "
    "district city town village county region station airport port harbour harbor lake mount mountain hill park house "
    "hotel prison north south east west northern southern eastern western central upper lower new old republic "
    "kingdom gulf sea bay coast quarter neighbourhood neighborhood highway junction crossing gate tower plaza "
    "cemetery ward depot clinic farm lane terrace court alley boulevard gardens ford mill crossroads "
    "checkpoint barracks"
    " stadium theatre theater library museum mosque shrine temple monastery dam canal creek beach".split()
)
_BODIES = (ORGANISATION_WORDS | STATE_WORDS | ARMED_WORDS | OUTLET_WORDS) - {"observer", "media", "cross"}
_NO_NAME = (
    FUNCTION_WORDS
    | DETERMINERS
    | PREPOSITIONS
    | PRONOUNS
    | SUBORDINATORS
    | MONTHS
    | WEEKDAYS
    | frozenset(CUE_STANCE)
    | frozenset(
        "killed dead wounded injured missing detained arrested abducted shot died among those victim victims update "
        "names named identified breaking live correction relatives residents witnesses aged mother yes no".split()
    )
) - {"may", "will", "mark", "june", "april", "august", "van"}


@dataclass(frozen=True, slots=True)
class NameMention:
    """One place that names a person, or takes the name up with "he" or "she".

    start, end: code points of the text, titles left out. name: as printed there (of the name taken up for a pronoun).
    full: the fullest form in the report that this is, or `name`. is_full: two words or more stand here.
    pronoun: "he" or "she", or "". titled: a rank or title stands before it, other than of an office.
    """

    start: int
    end: int
    name: str
    full: str
    is_full: bool
    pronoun: str = ""
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """A sentence with its names covered: `covered` is the view of the sentence, `at` its place in the text."""

    sentence: Sentence
    covered: str
    names: tuple[NameMention, ...]
    owner: NameMention | None = None  # whom a sentence takes up that opens with "his" or "her"

    @property
    def at(self) -> int:
        """The code point of the text at which the sentence starts."""
        return self.sentence.span.start

    def between(self, start: int, end: int) -> str:
        """Return the covered words at [start, end) of the text."""
        return self.covered[max(0, start - self.at) : max(0, end - self.at)]

    def before(self, offset: int) -> str:
        """Return the last NEAR covered code points before an offset of `covered`."""
        return self.covered[max(0, offset - NEAR) : offset]


def read_names(document: Document) -> tuple[Script, ...]:
    """Return the sentences of a report that name persons, or go on about the one just named, in order."""
    raw: dict[int, list[_Raw]] = {
        s.index: [row for run in _runs(s) for row in [_person(document, run)] if row]
        for s in document.sentences
    }
    full = _full_names(row for rows in raw.values() for row in rows)
    known = {**_told_inside(document, raw), **full}
    scripts: list[Script] = []
    topic: NameMention | None = None
    paragraph = -1
    for sentence in document.sentences:
        names = [
            _resolved(name, full)
            for name in raw[sentence.index]
            if _is_named(document, sentence, name, known)
        ]
        pronoun = _pronoun(sentence)
        if pronoun is not None and topic is not None and sentence.paragraph <= paragraph + 1:
            taken = NameMention(
                pronoun.start, pronoun.end, topic.name, topic.full, False, pronoun=pronoun.low
            )
            names.insert(0, taken)
        owner = _owner(sentence, topic if sentence.paragraph <= paragraph + 1 else None)
        if names or owner is not None:
            scripts.append(Script(sentence, _cover(document, sentence, names), tuple(names), owner))
        if (
            names
            and not (names[0].pronoun and len(names) > 1)
            and not (owner is not None and topic is not None)
        ):
            mains = [name for name in names if not _is_aside(document, name)]
            topic = mains[0] if len({name.full for name in mains}) == 1 else None
        paragraph = sentence.paragraph
    return tuple(scripts)


def _is_named(document: Document, sentence: Sentence, row: "_Raw", full: dict[str, str]) -> bool:
    """Whether a run is a name: of a word that opens a sentence, and is part of no full name, what follows decides."""
    first = next((t for t in sentence.tokens[sentence.lead_in :] if t.is_word), None)
    if (
        row.words > 1
        or row.titled
        or first is None
        or row.start != first.start
        or full.get(row.name.casefold())
    ):
        return True
    return re.match(r",? \(?(?:aged )?\d|,? and [A-Z]", document.view[row.end : row.end + 12]) is not None


def _told_inside(document: Document, raw: dict[int, list["_Raw"]]) -> dict[str, str]:
    """Return the single names, lower-case, that stand somewhere else than at the start of a sentence."""
    firsts = {s.span.start for s in document.sentences}
    return {
        row.name.casefold(): row.name
        for rows in raw.values()
        for row in rows
        if row.words < 2 and row.start not in firsts
    }


_BEFORE_ASIDE = re.compile(
    r"\b(?:in|at|near|from|of|to|for|by|said|says|told|added|according to)\s+(?:the )?$", re.I
)
_AFTER_ASIDE = re.compile(
    r"'s? |,?\s(?:also |later |has |had )?(?:said|says|told|tells|added|adds|announced)\b", re.I
)


def _is_aside(document: Document, name: NameMention) -> bool:
    """Whether a sentence is not about a name: it owns something, tells something, or is a place's."""
    view = document.view
    return (
        _AFTER_ASIDE.match(view, name.end) is not None
        or _BEFORE_ASIDE.search(view[max(0, name.start - 20) : name.start]) is not None
    )


def _owner(sentence: Sentence, topic: NameMention | None) -> NameMention | None:
    first = next((t for t in sentence.tokens[sentence.lead_in :] if t.is_word), None)
    if topic is None or first is None or first.low not in ("his", "her"):
        return None
    return NameMention(first.start, first.end, topic.name, topic.full, False, pronoun=first.low)


def _cover(document: Document, sentence: Sentence, names: Sequence[NameMention]) -> str:
    letters = list(sentence.span.of(document.view).replace("\n", " "))
    for name in names:
        start, end = name.start - sentence.span.start, name.end - sentence.span.start
        letters[start:end] = (HE if name.pronoun else NAME) * (end - start)
    return "".join(letters)


def _pronoun(sentence: Sentence) -> Token | None:
    """Return the "he" or "she" that opens a sentence as its subject, or None."""
    first = next((t for t in sentence.tokens[sentence.lead_in :] if t.is_word), None)
    return first if first is not None and first.low in ("he", "she") else None


# ---------------------------------------------------------------- runs of capitalised words


def _runs(sentence: Sentence) -> Iterator[Sequence[Token]]:
    """Yield runs of name-like tokens of a sentence that touch but for a space."""
    tokens = sentence.tokens
    place = sentence.lead_in
    while place < len(tokens):
        if not _starts_name(tokens[place]):
            place += 1
            continue
        end = place + 1
        while True:
            step = _next_part(tokens, end)
            if step is None:
                break
            end = step
        yield tokens[place:end]
        place = end


def _starts_name(token: Token) -> bool:
    return token.is_name_like or ("-" in token.text and _is_joined_particle(token))


def _is_joined_particle(token: Token) -> bool:
    """Whether a token is an article joined to a name: "al-Hassan"."""
    head, dash, tail = token.text.partition("-")
    return (
        bool(dash)
        and head in ("al", "el", "an", "ar", "as", "ash", "at", "ad", "az", "ul")
        and tail[:1].isupper()
    )


def _next_part(tokens: Sequence[Token], end: int) -> int | None:
    """Return where a name goes on to that has reached `end`: another word, a particle and a word, an initial's stop."""
    if end >= len(tokens):
        return None
    before, token = tokens[end - 1], tokens[end]
    gap = token.start - before.end
    if token.text == "." and gap == 0 and len(before.text) == 1 and end + 1 < len(tokens):
        return end + 1 if _starts_name(tokens[end + 1]) else None
    if gap > 1 or (gap == 0 and before.text != "."):
        return None
    if before.low.endswith("'s"):
        return None
    if _starts_name(token):
        return end + 1
    if token.low in _PARTICLES:
        after = end + 1
        while after < len(tokens) and after < end + 3 and tokens[after].low in _PARTICLES:
            after += 1
        if after < len(tokens) and tokens[after].is_name_like and tokens[after].text[0].isalpha():
            return after + 1
    return None


@dataclass(frozen=True, slots=True)
class _Raw:
    start: int
    end: int
    name: str
    words: int
    titled: bool


def _person(document: Document, run: Sequence[Token]) -> _Raw | None:
    """Return the person's name in a run, titles and openings left out; None where it names something else."""
    lows = [_bare(token.low) for token in run]
    if any(low in _BODIES or low in _PLACES for low in lows):
        return None
    start, titled = 0, False
    for k, low in enumerate(lows):
        if low.strip(".") in _RANKS:
            start, titled = k + 1, True
        elif low in TITLES or low in SPEAKER_NOUNS or is_person_noun(low) or is_nationality(low):
            is_surname = k == len(lows) - 1 and k > start and low not in TITLES and low not in SPEAKER_NOUNS
            start = start if is_surname else k + 1  # "Ana Porter", but "Interior Minister"
        elif low.endswith(("-old", "-born")) or (low in _NO_NAME and (k == start or low in FUNCTION_WORDS)):
            start = k + 1
    kept = list(run[start:])
    while kept and (kept[0].text == "." or not kept[0].is_word):
        kept = kept[1:]
    if not kept or any(is_thing(_bare(token.low)) for token in kept[-1:]):
        return None
    if len(kept) == 1 and (len(kept[0].text) < 3 or kept[0].text.isupper()):
        return None
    if len(kept) > 6 or all(token.text.isupper() and len(token.text) > 1 for token in kept):
        return None
    end = kept[-1].end - (2 if kept[-1].low.endswith("'s") else 0)
    words = sum(1 for token in kept if token.is_word)
    name = " ".join(document.report.text[kept[0].start : end].split())
    return _Raw(kept[0].start, end, name, words, titled)


def _bare(low: str) -> str:
    return low[:-2] if low.endswith("'s") else low


def _full_names(rows: Iterator[_Raw]) -> dict[str, str]:
    """Return surname or forename, lower-case -> the one full name of the report that has it; "" where several do."""
    found: dict[str, str] = {}
    for row in rows:
        if row.words < 2:
            continue
        parts = row.name.casefold().split()
        for part in {parts[0], parts[-1], " ".join(parts[-2:])}:
            held = found.get(part, row.name)
            found[part] = held if held and _is_same(held, row.name) else ""
            if found[part] and len(row.name) > len(held):
                found[part] = row.name
    return found


def _is_same(left: str, right: str) -> bool:
    a, b = left.casefold().split(), right.casefold().split()
    return a == b or (len(a) != len(b) and a[0] == b[0] and a[-1] == b[-1])


def _resolved(row: _Raw, full: dict[str, str]) -> NameMention:
    folded = row.name.casefold()
    key = folded if row.words < 2 else folded.split()[-1]
    known = full.get(key, "")
    if row.words >= 2 and not (known and _is_same(known, row.name)):
        known = row.name
    return NameMention(row.start, row.end, row.name, known or row.name, row.words >= 2, titled=row.titled)
