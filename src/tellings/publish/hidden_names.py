"""Find where a text names somebody who is hidden.

In:   identities; any text of the findings: a report, a title, a wording, a file's name.
Out:  the places of the names, in order, none overlapping, each with whom it names.
Holds: a full name is always found: whatever its case, accents, line breaks and hyphens. A surname or first name alone
       is found too, unless the place shows that it is somebody else's: it stands in another's name or in a place's,
       or behind the office of somebody known who shares it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tellings.attribution.lexicon import DETERMINERS, MONTHS, PREPOSITIONS, WEEKDAYS
from tellings.publish.identities import Hidden, Identities, Parts, core
from tellings.publish.name_runs import Run, runs_of, words_of
from tellings.publish.name_words import COURTESY, KIN, KUNYA, MINORS, NO_NAME, OFFICE, PARTICLES, SPEECH
from tellings.resolve.names import fold

_LETTER = "[^\\W_](?:[^\\W_]|[\u0300-\u036f\u064b-\u065f\u0670\u00ad\u200b-\u200d\u2060])*"
_WORD = re.compile(f"{_LETTER}(?:['\u2019\u02bc`\u00b4]{_LETTER})*")
_POSSESSIVE = re.compile("['\u2019\u02bc`\u00b4][sS]$")
_JOINT = re.compile(r"(?:[^\S\n]|\n(?!\s*\n)|[-\u2010-\u2015_\u00ad\u200b-\u200d]|%20|\+){1,12}")
_LOOSE_JOINT = re.compile(r"[\W_]{1,12}")
_BEFORE_PLURAL = frozenset("the both all two three four five six seven".split())
_SHORT = 4  # letters: a shorter name without its capital is left alone


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word of a text. key: folded. capital: whether it, or the name it is the end of, starts with one."""

    key: str
    start: int
    end: int
    capital: bool


class NamesInText:
    """Knows the hidden names of findings, and finds them in any text."""

    def __init__(self, identities: Identities) -> None:
        """Take the names; read in the texts which of them are ordinary words, too."""
        self._by_word: dict[str, list[Hidden]] = {}
        self._joined: dict[str, Hidden] = {}
        self._sets: dict[Hidden, frozenset[str]] = {}
        for one in identities.hidden:
            words = {word for form in (one.parts, *one.forms) for word in _words_of_form(form)}
            self._sets[one] = frozenset(words)
            for word in sorted(words):
                self._by_word.setdefault(word, []).append(one)
            if len(one.parts) > 1:
                self._joined["".join(one.parts)] = one
        self._public = identities.public
        self._things = identities.things
        self._shared = {word for parts in identities.public for word in core(parts)}
        self._places = {parts[0] for parts in identities.things if len(parts) == 1}
        self._ordinary = _ordinary_words(identities, frozenset(self._by_word))

    def may_stand_in(self, text: str) -> bool:
        """Whether any word of a hidden name is in a text at all: cheap, and true too often."""
        for match in _WORD.finditer(text):
            key = fold(_POSSESSIVE.sub("", match.group()))
            if key in self._by_word or fold(match.group()) in self._joined:
                return True
            if any(key.removesuffix(ending) in self._by_word for ending in ("s", "es")):
                return True
        return False

    def places(self, text: str, *, loose: bool = False) -> list[tuple[int, int, Hidden]]:
        """Return (start, end, whom) of each hidden name.

        loose: a file's name or an address, where case tells nothing.
        """
        if not self._by_word:
            return []
        pieces = _pieces(text)
        if not self.may_stand_in(text):
            return []
        reading = _Reading(self, text, pieces, loose=loose)
        return reading.places()


class _Reading:
    """One reading of one text, from left to right; remembers who was last named in full."""

    def __init__(self, names: NamesInText, text: str, pieces: Sequence[_Piece], *, loose: bool) -> None:
        self.names = names
        self.text = text
        self.pieces = pieces
        self.loose = loose
        self.joint = _LOOSE_JOINT if loose else _JOINT
        self.pieces = [self._singular(at) for at in range(len(pieces))]
        self.last: dict[
            str, Hidden | None
        ] = {}  # word -> who bore it when last named in full; None: somebody public
        words = words_of(text)
        lows = frozenset(word.low for word in words if not word.capital)
        self.run_at: dict[int, Run] = {}
        for run in runs_of(words, lows=lows):
            for word in words[run.first : run.last]:
                self.run_at[word.start] = run

    def places(self) -> list[tuple[int, int, Hidden]]:
        """Return the places, in order."""
        found: list[tuple[int, int, Hidden]] = []
        at = 0
        while at < len(self.pieces):
            piece = self.pieces[at]
            self._note_public(piece)
            joined = self.names._joined.get(piece.key)
            if joined is not None and (self.loose or piece.capital):
                found.append((piece.start, piece.end, joined))
                at += 1
                continue
            match = self._match(at)
            if match is None:
                at += 1
                continue
            first, end, one = match
            found.append((self.pieces[first].start, self.pieces[end - 1].end, one))
            at = end
        return found

    def _singular(self, at: int) -> _Piece:
        """Return a piece; of a surname in the plural, "the Caicedos", with the surname as its key."""
        piece = self.pieces[at]
        names = self.names
        if piece.key in names._by_word or not piece.capital or self._before(at) not in _BEFORE_PLURAL:
            return piece
        for ending in ("es", "s"):
            key = piece.key.removesuffix(ending)
            if key != piece.key and key in names._by_word and key not in names._shared | names._places:
                return replace(piece, key=key)
        return piece

    def _note_public(self, piece: _Piece) -> None:
        run = self.run_at.get(piece.start)
        if run is not None and run.parts in self.names._public and len(core(run.parts)) > 1:
            for word in core(run.parts):
                self.last[word] = None

    def _match(self, at: int) -> tuple[int, int, Hidden] | None:
        """Return (first, end, whom) of a hidden name at a piece; a particle before `at` may belong to it."""
        best: tuple[int, int, int, Hidden] | None = None
        for one in self.names._by_word.get(self.pieces[at].key, ()):
            first, end, score = self._extent(at, one)
            if not score:
                continue
            is_last = self.last.get(self.pieces[at].key) == one
            rank = (score, is_last)
            if best is None or rank > (best[0], self.last.get(self.pieces[at].key) == best[3]):
                best = (score, first, end, one)
        if best is None:
            return None
        score, first, end, one = best
        whole = score >= 2 or (len(_words_of_form(one.parts)) == 1 and one.parts[0] in KUNYA)
        if not whole and not self._is_meant(at, one):
            return None
        if score >= 2:
            for word in core(one.parts):
                self.last[word] = one
        return first, end, one

    def _extent(self, at: int, one: Hidden) -> tuple[int, int, int]:
        """Return (first, end, how many words of the name) of the longest stretch that is this name's."""
        words = self.names._sets[one]
        end, score = at + 1, 1
        while end < len(self.pieces) and self._are_joined(end - 1):
            ahead = end
            while (
                ahead < len(self.pieces) - 1
                and ahead - end < 2
                and self._is_link(ahead)
                and self._are_joined(ahead)
            ):
                ahead += 1
            if self.pieces[ahead].key not in words or not (self.loose or self._same_case(at, ahead)):
                break
            score += self.pieces[ahead].key not in {self.pieces[k].key for k in range(at, end)}
            end = ahead + 1
        first = at
        before = one.parts[: one.parts.index(self.pieces[at].key)] if self.pieces[at].key in one.parts else ()
        while first > 0 and before and before[-1] in PARTICLES and self.pieces[first - 1].key == before[-1]:
            if not self._are_joined(first - 1):
                break
            first, before = first - 1, before[:-1]
        if one.parts[0] in KUNYA and self.pieces[first].key != one.parts[0]:
            return at, at, 0  # "Karim" is not "Abu Karim"
        return first, end, score

    def _same_case(self, at: int, ahead: int) -> bool:
        return self.pieces[ahead].capital or not self.pieces[at].capital

    def _is_link(self, at: int) -> bool:
        key = self.pieces[at].key
        return key in PARTICLES or (len(key) == 1 and key.isalpha())

    def _are_joined(self, at: int) -> bool:
        """Whether only white space or hyphens lie between a piece and the next; after an initial, its full stop too."""
        between = self.text[self.pieces[at].end : self.pieces[at + 1].start]
        if len(self.pieces[at].key) == 1:
            between = between.removeprefix(".") or " "
        return self.joint.fullmatch(between) is not None

    def _is_meant(self, at: int, one: Hidden) -> bool:
        """Whether one word of a name is meant as that name here, and not as somebody else's, a place or a word."""
        piece = self.pieces[at]
        names = self.names
        if self.loose:
            return len(piece.key) >= _SHORT and piece.key not in names._ordinary
        if not piece.capital:
            return (
                len(piece.key) >= _SHORT
                and piece.key not in names._ordinary
                and piece.key not in names._places
            )
        if piece.key in NO_NAME | MONTHS | WEEKDAYS and not self._has_person_beside(at):
            return False
        run = self.run_at.get(piece.start)
        told = fold(self.text[piece.start : piece.end])  # "Caicedos", where the key is "caicedo"
        others = set(core(run.parts)) - names._sets[one] - {told} if run is not None else set()
        if run is not None and others:
            is_another = not run.person or run.parts in names._public or run.parts in names._things
            if is_another:
                return False
            return core(run.parts)[-1] in {piece.key, told}
        if piece.key in names._shared and one.parts != (piece.key,):
            if self._stands_behind_office(at):
                return False
            return self.last.get(piece.key, one) is not None
        if piece.key in names._places and one.parts != (piece.key,):
            return self._has_person_beside(at)
        return True

    def _before(self, at: int) -> str:
        return self.pieces[at - 1].key if at > 0 else ""

    def _stands_behind_office(self, at: int) -> bool:
        return self._before(at) in OFFICE

    def _has_person_beside(self, at: int) -> bool:
        behind = self.pieces[at + 1].key if at + 1 < len(self.pieces) else ""
        is_place = self._before(at) in PREPOSITIONS
        return self._before(at) in COURTESY | KIN | MINORS or (behind in SPEECH and not is_place)


def _words_of_form(form: Parts) -> Parts:
    """Return the words that find a form: for "Abu Karim" the last, with the first checked beside it."""
    if form and form[0] in KUNYA:
        return form[1:] or form
    return core(form)


def _pieces(text: str) -> list[_Piece]:
    pieces = []
    for match in _WORD.finditer(text):
        told = _POSSESSIVE.sub("", match.group())
        key = fold(told)
        if key:
            pieces.append(
                _Piece(
                    key,
                    match.start(),
                    match.start() + len(told),
                    told[0].isupper() or (told[0].isalpha() and not told[0].islower()),
                )
            )
    return pieces


def _ordinary_words(identities: Identities, wanted: frozenset[str]) -> frozenset[str]:
    """Return the words of hidden names that the texts also print small, behind an article: "the stone"."""
    found: set[str] = set()
    for text in identities.texts:
        for before, word in zip(text.words, text.words[1:], strict=False):
            if not word.capital and word.low in wanted and before.low in DETERMINERS | PREPOSITIONS:
                found.add(word.low)
    return frozenset(found)
