"""A view of a text that is easier to read by machine, and as long as the text.

In:   a text, as given.
Out:  its view: the same number of code points, so that an offset in the view is one in the text.
Holds: the text itself is never changed; quotes for the record are cut from the text, never from the view.

What the view makes plain:
    odd spaces (no-break, thin, ideographic), tabs                     -> space
    zero-width characters, bidirectional controls, other controls      -> space
    line and paragraph separators, form feeds, a carriage return alone -> newline; of CR LF, CR -> space
    curly, angled and low quotation marks, apostrophes, primes         -> " or '
    hyphens, minus signs, en and em dashes                             -> -
    an em dash with letters on both sides stays, since a hyphen there would make one word of two
    0x80-0x9F                                                          -> what Windows-1252 means by them,
    read like the rest: texts decoded as Latin-1 by an earlier hand carry their quotation marks there
"""

import re
import unicodedata

EM_DASH = "\u2014"

_LINE_ENDS = "\n\x0b\x0c\x1c\x1d\x1e\u2028\u2029"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u2036\u301d\u301e\u301f\uff02"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2039\u203a\u02bc\u02bb\u02b9\u00b4\u2032\u2035\uff07"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_SPACE_CATEGORIES = frozenset({"Zs", "Cc", "Cf"})

_LONE_RETURN = re.compile(r"\r(?!\n)")
_EM_DASH_IN_WORDS = re.compile(r"(?<=[^\W\d_])[\u2014\x97](?=[^\W\d_])")
_WINDOWS_EM_DASH = "\x97"


class _Plain(dict[int, str]):
    """The view of each code point, worked out when first met."""

    def __missing__(self, code_point: int) -> str:
        plain = self[code_point] = _plain(chr(code_point))
        return plain


def _plain(char: str) -> str:
    if "\x80" <= char <= "\x9f":
        char = char.encode("latin-1").decode("windows-1252", "replace").replace("\ufffd", " ")
    if char in _LINE_ENDS:
        return "\n"
    if char in _DOUBLE_QUOTES:
        return '"'
    if char in _SINGLE_QUOTES:
        return "'"
    if char in _DASHES:
        return "-"
    return " " if unicodedata.category(char) in _SPACE_CATEGORIES else char


_PLAIN = _Plain()


def view(text: str) -> str:
    """Return the view of `text`: the same length in code points, plain spaces, quotes and dashes."""
    plain = _LONE_RETURN.sub("\n", text).translate(_PLAIN)
    if EM_DASH in text or _WINDOWS_EM_DASH in text:
        kept = list(plain)
        for dash in _EM_DASH_IN_WORDS.finditer(text):
            kept[dash.start()] = EM_DASH
        plain = "".join(kept)
    assert len(plain) == len(text), "a view is as long as its text"
    return plain
