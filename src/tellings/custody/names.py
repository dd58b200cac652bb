"""Find a person's name in what a case keeps, and blot it out without moving anything.

In:   the forms of a name; texts, bytes, and values as JSON has them.
Out:  where the name stands; the same text or value with the name blotted.
Holds: each code point of the name, white space left out, becomes one U+2588 (a black block), so a text keeps its
length and every span its place. Case does not matter; accents do. The name's words may be parted by white space,
line breaks, hyphens or the like; what is not seen (soft hyphens, joiners, marks of direction) may stand anywhere in
it, letters may be escaped as in an address (%C3%A9), and one apostrophe is as good as another. A possessive 's stays.
The name within a longer word is another word, and stays.
What of a name stands alone (a surname) is another form: it goes only when it is given too.
"""

import html
import io
import re
import unicodedata
import urllib.parse
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any

from tellings import vocabulary
from tellings.errors import InputError

BLOT = "\u2588"

_UNSEEN = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_BETWEEN = rf"(?:[\s\-_+{_UNSEEN}\u2010-\u2015]|%20)+|\."  # what may part the words of a name
_APOSTROPHES = "'`\u00b4\u02bb\u02bc\u02be\u02bf\u2018\u2019"
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1252")  # what every piece is read as
_RARE_ENCODINGS = (  # what a piece is read as only if the name's own bytes stand in it
    "utf-32-le", "utf-32-be", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp866",
    "cp874", "koi8-r", "koi8-u", "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7",
    "iso8859-8", "iso8859-10", "iso8859-13", "iso8859-15", "iso8859-16", "mac-roman", "mac-cyrillic", "gb18030", "big5",
    "shift_jis", "euc-jp", "euc-kr",
)  # fmt: skip
_LEAST_LETTERS = 2
_MEMBER_BYTES = (
    1 << 26
)  # of a member of a ZIP, so much is looked at: a sheet that a person keeps is far smaller
_IDS = re.compile(r"[a-z]+-[0-9a-f]{16}|[0-9a-f]{64}")  # what refers, and so must stay as it is
_CLOSED = frozenset(  # words of closed lists: a value must stay one
    word
    for kind in vars(vocabulary).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum)
    for word in kind
)

Ranges = Sequence[tuple[int, int]]


class Name:
    """A name in all the forms given. Raises: InputError if a form has fewer than two letters."""

    def __init__(self, forms: Iterable[str]) -> None:
        seen = [re.sub(f"[{_UNSEEN}]", "", form) for form in forms]
        given = sorted({" ".join(form.split()) for form in seen}, key=lambda form: (-len(form), form))
        for form in given:
            if sum(letter.isalpha() for letter in form) < _LEAST_LETTERS:
                raise InputError(f'"{form}": is no name; give one with {_LEAST_LETTERS} letters or more')
        if not given:
            raise InputError("no name was given; give the name as it stands in the reports")
        words = [re.split(r"[\s\-]+", form) for form in given]
        self._forms = [[word for word in form if word] for form in words]
        self.words = frozenset(word.casefold() for form in words for word in form if word)
        self._pattern = re.compile(
            r"(?:(?<![^\W_])|(?<=%[0-9a-f]{2}))(?:"
            + "|".join(map(_pattern_of, words))
            + r")(?![^\W_]|[\u0300-\u036f])",
            re.IGNORECASE,
        )

    def find(self, text: str) -> list[tuple[int, int]]:
        """Return where the name stands in a text: [start, end) in code points, in order, not overlapping."""
        return [match.span() for match in self._pattern.finditer(text)]

    def blot(self, text: str) -> str:
        """Return a text with the name blotted wherever it stands as a whole."""
        return blot_at(text, self.find(text))

    def count_alone(self, text: str) -> dict[str, int]:
        """Return how often each word of the name stands in a text, as a word of its own; only those that do."""
        counts = {
            word: len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE))
            for word in self.words
        }
        return {word: number for word, number in sorted(counts.items()) if number}

    def is_in(self, data: bytes) -> bool:
        """Whether the name can be read in these bytes: in any encoding, under markup, escapes, or within a ZIP."""
        return any(
            self.find(reading)
            for piece in _pieces(data)
            for encoding in (*_ENCODINGS, *self._rare_encodings(piece))
            for reading in _readings(piece, encoding)
        )

    def _rare_encodings(self, data: bytes) -> Iterator[str]:
        """Yield the encodings in which every word of the name stands in these bytes, in otherwise than usual ones."""
        for encoding in _RARE_ENCODINGS:
            for form in self._forms:
                words = [_spelled(word, encoding) for word in form]
                is_other = words != [_spelled(word, "cp1252") for word in form]
                if is_other and all(any(one in data for one in spelled) for spelled in words):
                    yield encoding
                    break

    def shares_a_word(self, text: str) -> bool:
        """Whether any word of the name is a word of this text."""
        seen = re.sub(f"[{_UNSEEN}]", "", text)
        return not self.words.isdisjoint(word.casefold() for word in re.findall(r"[^\W_]+", seen))


def _pattern_of(words: Sequence[str]) -> str:
    spelled = []
    for word in words:
        if word:
            forms = {word, unicodedata.normalize("NFC", word), unicodedata.normalize("NFD", word)}
            spelled.append("(?:" + "|".join(map(_letters, sorted(forms))) + ")")
    return f"(?:{_BETWEEN})".join(spelled)


def _letters(word: str) -> str:
    return f"[{_UNSEEN}]*".join(map(_letter, word))


def _letter(letter: str) -> str:
    if letter in _APOSTROPHES:
        return f"(?:[{_APOSTROPHES}]|%27|%E2%80%9[89])"
    if letter.isascii():
        return re.escape(letter)
    escaped = {urllib.parse.quote(one) for one in (letter, letter.lower(), letter.upper())}
    return "(?:" + "|".join(map(re.escape, [letter, *sorted(escaped)])) + ")"


def _spelled(word: str, encoding: str) -> set[bytes]:
    """Return what a word is in an encoding, as given and in small and capital letters."""
    forms = (word, word.lower(), word.title(), word.upper())
    return {form.encode(encoding, "ignore") for form in forms} - {b""} or {word.encode()}


def _pieces(data: bytes) -> Iterator[bytes]:
    yield data
    if data[:4] == b"PK\x03\x04":  # a sheet, or another document that is a ZIP inside
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for member in archive.infolist():
                    with archive.open(member) as file:
                        yield file.read(_MEMBER_BYTES)
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
            return  # what cannot be unpacked was searched as it is


def _readings(data: bytes, encoding: str) -> Iterator[str]:
    text = data.decode(encoding, "replace")
    yield text
    plain = html.unescape(urllib.parse.unquote(_unescaped(text)))
    yield plain
    yield re.sub(r"<[^<>]*>", "", plain)
    yield re.sub(r"<[^<>]*>", " ", plain)


def _unescaped(text: str) -> str:
    """Return a text with the escapes of JSON read, wherever they stand."""
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)
    if re.search("[\ud800-\udfff]", text):  # letters beyond the first plane are escaped as two halves
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return re.sub(r"\\[nrt]", " ", text)


# ---------------------------------------------------------------- blotting


def blot_at(text: str, ranges: Ranges) -> str:
    """Return `text` with every code point in `ranges` blotted, white space kept."""
    parts, reached = [], 0
    for start, end in sorted(ranges):
        start = max(start, reached)
        parts.append(text[reached:start])
        parts.append(re.sub(r"\S", BLOT, text[start:end]))
        reached = max(reached, end)
    return "".join((*parts, text[reached:]))


def blot_all(text: str) -> str:
    """Return `text` with every code point blotted, white space kept."""
    return blot_at(text, [(0, len(text))])


class Blotter:
    """Blots a name out of values that go with one text, or with none.

    text: as it stood; a string of a value that is a piece of it at a place where the name goes, goes likewise,
    though it holds only part of the name.
    """

    def __init__(self, name: Name, text: str = "") -> None:
        self._name = name
        self._text = text
        self._ranges = name.find(text)
        self._blotted = blot_at(text, self._ranges)

    def value(self, data: Any) -> Any:
        """Return the wire form of a value with the name blotted; a quote becomes what stands at its span now."""
        if isinstance(data, str):
            return self.words(data)
        if isinstance(data, list):
            return [self.value(item) for item in data]
        if not isinstance(data, dict):
            return data
        made = {key: self.value(item) for key, item in data.items()}
        span, quote = (
            data.get("span", data),
            data.get("quote"),
        )  # beside its words, or a place that holds them
        if isinstance(span, dict) and isinstance(quote, str) and {"start", "end"} <= set(span):
            start, end = span["start"], span["end"]
            if self._text[start:end] == quote:
                made["quote"] = self._blotted[start:end]
        return made

    def holds(self, text: str) -> bool:
        """Whether the blotter's text holds `text`."""
        return text in self._text

    def words(self, text: str) -> str:
        """Return a string with the name blotted, and what it holds of the name where it is a piece of the text."""
        if _IDS.fullmatch(text) or text in _CLOSED:
            return text
        ranges = self._name.find(text)
        if self._ranges and self._name.shares_a_word(text):
            ranges += self._touched(text, bounded=True)
        return blot_at(text, ranges)

    def window(self, *parts: str) -> tuple[str, ...]:
        """Return strings that stood beside each other in the text (before, quote, after), each blotted.

        Where they are not found there, the name's words go from them, and what may be pieces of them at the ends.
        """
        whole = "".join(parts)
        ranges = [*self._name.find(whole), *(self._touched(whole, bounded=False))]
        if whole not in self._text and (self._ranges or ranges):
            ranges += self._pieces_of_the_name(whole)
        blotted, made, start = blot_at(whole, ranges), [], 0
        for part in parts:
            made.append(blotted[start : start + len(part)])
            start += len(part)
        return tuple(made)

    def _touched(self, piece: str, *, bounded: bool) -> list[tuple[int, int]]:
        """Return the parts of `piece` that lie in the name wherever it stands in the text; bounded: as whole words."""
        edge = r"(?<!\w)" if bounded else ""
        close = r"(?!\w)" if bounded else ""
        found = []
        for match in re.finditer(f"{edge}(?=({re.escape(piece)}){close})", self._text) if piece else ():
            at = match.start()
            for start, end in self._ranges:
                if start < at + len(piece) and at < end:
                    found.append((max(0, start - at), min(len(piece), end - at)))
        return found

    def _pieces_of_the_name(self, text: str) -> list[tuple[int, int]]:
        if not self._name.shares_a_word(text):
            return []
        tokens = [match.span() for match in re.finditer(r"[^\W_]+", text)]
        found = [span for span in tokens if text[span[0] : span[1]].casefold() in self._name.words]
        for (start, end), is_first in ((tokens[0], True), (tokens[-1], False)):
            piece = text[start:end].casefold()
            cut = any(
                word.endswith(piece) if is_first else word.startswith(piece) for word in self._name.words
            )
            found += [(start, end)] if cut else []
        return found
