"""What intake hands on: the bytes that came in, and the report that was taken out of them.

In:   bytes and the name they came under.
Out:  Original, Taken; names and messages that are safe to show.
Holds: an original is never changed; a name shows no control character, whatever the file system holds.
"""

import hashlib
from dataclasses import dataclass, field

from tellings.model import Report, SetAside

MAX_BYTES = 10_000_000  # of one report. The longest kept report known to us has under 1 MB.


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of one report as they came in. name: where from, safe to show; sha256: of the bytes."""

    name: str
    data: bytes = field(repr=False)
    sha256: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A report with the bytes it was taken from. doc_id: what a JSON line calls it, None elsewhere."""

    original: Original
    report: Report
    doc_id: str | int | None = None


def original(name: str, data: bytes) -> Original:
    """Return bytes as an original, under a name made safe to show."""
    return Original(name=safe_name(name), data=data, sha256=sha256_of(data))


def sha256_of(data: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def safe_name(name: str) -> str:
    r"""Return a name on one line: what cannot be printed, or is no Unicode, stands as \n, \xff or \u202e."""
    if name.isprintable():
        return name
    return "".join(char if char.isprintable() else _escaped(char) for char in name)


def _escaped(char: str) -> str:
    if "\udc80" <= char <= "\udcff":  # how Python carries a byte of a file name that is not UTF-8
        return f"\\x{ord(char) - 0xDC00:02x}"
    return char.encode("unicode_escape", "surrogatepass").decode("ascii")


def too_large(name: str, max_bytes: int) -> SetAside:
    """Return the SetAside for what is longer than one report may be."""
    return SetAside(
        item=name,
        reason="too_large",
        message=f"it is larger than {max_bytes:,} bytes, the most that is read as one report",
        next_step="split it into one file a report, or into JSON lines with one report a line",
    )
