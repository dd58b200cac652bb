"""What is told about a report beside its text: front matter, a sidecar file, or the keys of a JSON line.

In:   the start of a text; the bytes of a sidecar; a mapping of keys.
Out:  Facts, or a BadFact that says which key and why.
Holds: facts are told by whoever kept the report, and checked for form only; unknown keys are left alone.

The keys, all optional:
    outlet, title, author, agency, url, note    words; a note is for people, and not read
    published             2013, 2013-02 or 2013-02-09; a date-time is cut to its day
    published_inferred    true where somebody worked the date out, else false
    retrieved             a date or date-time
    kind                  published, rendering or translation
    language, original_language    ISO 639-1: en, ar; a region after it is left out (en-GB)
    encoding              what the bytes are written in, where they are not UTF-8: windows-1256

Front matter stands at the very start of a plain text, between two lines that hold `---` and nothing else:

    ---
    outlet: The Daily Example
    published: 2013-02-09
    # a comment
    ---

One `key: value` a line, the value to the end of the line, quotation marks around it left out; empty lines
and lines that start with # are passed over; at most 64 lines. A block is front matter if its first key is
one of the above; else the text is plain, dashes and all. A key given twice, or a line of another form, is a
BadFact. A sidecar is a TOML file with the same keys; it stands beside the report as `REPORT.toml`.
"""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from itertools import islice

from tellings.vocabulary import ReportKind

MAX_FRONT_MATTER_LINES = 64
TOLD_KINDS = tuple(kind for kind in ReportKind if kind is not ReportKind.SHEET)  # `intake.sheet` makes those

_FRONT_MATTER_START = re.compile(r"---[ \t]*\r?\n")
_FRONT_MATTER_END = re.compile(r"---[ \t]*\r?\n?")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_KEY_LINE = re.compile(r"([^\W\d][\w-]*)[ \t]*:(?:[ \t]+(.*))?")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)([T ]\d\d:\d\d.*)?)?)?")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*", re.IGNORECASE)
_THREE_LETTERS = {"eng": "en", "ara": "ar", "fas": "fa", "per": "fa", "fra": "fr", "fre": "fr", "spa": "es"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is told about a report; None where a key is not told."""

    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    agency: str | None = None
    published: str | None = None
    published_inferred: bool | None = None
    url: str | None = None
    retrieved: str | None = None
    kind: ReportKind | None = None
    language: str | None = None
    original_language: str | None = None
    encoding: str | None = None
    note: str | None = None

    def over(self, other: "Facts") -> "Facts":
        """Return these facts, filled up with those of `other` where these tell nothing.

        Whether a publication date was inferred goes with the date.
        """
        told = {f.name: value for f in fields(self) if (value := getattr(self, f.name)) is not None}
        if self.published is not None:
            told["published_inferred"] = bool(self.published_inferred)
        return replace(other, **told)


@dataclass(frozen=True, slots=True)
class BadFact:
    """A key that cannot be used, and why. line: its number in the file, from 1, where it has one."""

    key: str
    why: str
    line: int | None = None

    @property
    def sentence(self) -> str:
        """The whole complaint in words."""
        return f"line {self.line}: {self.why}" if self.line else self.why


KEYS = tuple(f.name for f in fields(Facts))
NO_FACTS = Facts()


def facts_from(told: Mapping[str, object]) -> Facts | BadFact:
    """Return the facts that a mapping tells. Unknown keys, None and empty strings tell nothing."""
    values: dict[str, object] = {}
    for key in KEYS:
        value = told.get(key)
        if isinstance(value, str):
            value = " ".join(value.split())
            if any("\ud800" <= char <= "\udfff" for char in value):
                return BadFact(key, f"{key} holds half of a surrogate pair, which is no character")
        if value is None or value == "":
            continue
        try:
            values[key] = _READERS.get(key, _words)(value)
        except ValueError as exc:
            return BadFact(key, f"{key} is {_shown(value)}; {exc}")
    return replace(NO_FACTS, **values)  # type: ignore[arg-type]  # each reader gives its field's type


def _shown(value: object) -> str:
    words = str(value) if isinstance(value, date) else repr(value)
    return words if len(words) <= 80 else words[:77] + "..."


def _words(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float | date) and not isinstance(value, bool):
        return str(value)
    raise ValueError("it should be words")


def _published(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    match = _DATE.fullmatch(_words(value))
    if match is None:
        raise ValueError("a date looks like 2013, 2013-02 or 2013-02-09")
    year, month, day, time = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
        if time:
            datetime.fromisoformat(match.group())
    except ValueError as exc:
        raise ValueError(f"there is no such date or time ({exc})") from exc
    return "-".join(part for part in (year, month, day) if part)


def _retrieved(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    _published(value)
    return str(value)


def _truth(value: object) -> bool:
    words = str(value).lower()
    if words in ("true", "yes"):
        return True
    if words in ("false", "no"):
        return False
    raise ValueError("it should be true or false")


def _kind(value: object) -> ReportKind:
    kind = str(value).lower()
    if kind not in TOLD_KINDS:
        raise ValueError(f"it should be one of {', '.join(TOLD_KINDS)}")
    return ReportKind(kind)


def _language(value: object) -> str:
    match = _LANGUAGE.fullmatch(str(value))
    if match is None:
        raise ValueError("a language is an ISO 639-1 code such as en or ar")
    code = match.group(1).lower()
    return _THREE_LETTERS.get(code, code)


def _encoding(value: object) -> str:
    try:
        b"  ".decode(_words(value), "ignore")  # refuses codecs that do not give text, such as base64
        return codecs.lookup(_words(value)).name
    except (LookupError, ValueError):
        raise ValueError("no encoding of that name is known; windows-1256, latin-1 and utf-16 are") from None


_READERS = {
    "published": _published,
    "published_inferred": _truth,
    "retrieved": _retrieved,
    "kind": _kind,
    "language": _language,
    "original_language": _language,
    "encoding": _encoding,
}


def split_front_matter(text: str) -> tuple[Facts, int] | BadFact:
    """Return what the front matter tells and the offset where the text after it starts.

    Without front matter: (NO_FACTS, 0). The offset is in the units of `text`: code points.
    """
    opening = _FRONT_MATTER_START.match(text)
    if opening is None:
        return NO_FACTS, 0
    told: dict[str, str] = {}
    numbers: dict[str, int] = {}
    unlike: BadFact | None = None
    seen_key = False
    lines = islice(_LINE.finditer(text, opening.end()), MAX_FRONT_MATTER_LINES)
    for number, found in enumerate(lines, start=2):
        if _FRONT_MATTER_END.fullmatch(found.group()):
            if not numbers:
                return NO_FACTS, 0
            return unlike or _with_line(facts_from(told), numbers, found.end())
        line = found.group().strip()
        if not line or line.startswith("#"):
            continue
        match = _KEY_LINE.fullmatch(line)
        key = match.group(1).lower().replace("-", "_") if match else ""
        if not seen_key and key not in KEYS:
            return NO_FACTS, 0
        seen_key = True
        if match is None:
            unlike = unlike or BadFact("", f"{_shown(line)} is not of the form `key: value`", number)
        elif key in numbers:
            unlike = unlike or BadFact(key, f"{key} is told twice", number)
        elif key in KEYS:
            told[key] = _unquoted(match.group(2) or "")
            numbers[key] = number
    return NO_FACTS, 0  # nothing closes the block


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def _with_line(facts: Facts | BadFact, numbers: Mapping[str, int], end: int) -> tuple[Facts, int] | BadFact:
    if isinstance(facts, BadFact):
        return replace(facts, line=numbers[facts.key])
    return facts, end


def facts_from_sidecar(data: bytes) -> Facts | BadFact:
    """Return what the bytes of a sidecar tell."""
    import tomllib  # most reports have no sidecar

    try:
        told = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as exc:
        return BadFact("", f"it is not UTF-8: {exc.reason} at byte {exc.start}")
    except (ValueError, RecursionError) as exc:
        return BadFact("", f"it is not TOML: {exc}")
    return facts_from(told)
