"""Turn bytes into text without guessing in silence.

In:   bytes, and the encoding if somebody told it.
Out:  the text, exactly as encoded; or what stands in the way.
Holds: a byte order mark belongs to the encoding and is not text; nothing else is taken off, added or
       changed. UTF-8 and, with a byte order mark, UTF-16 and UTF-32 need no telling. For all else a
       guess is offered to the person, never used.
"""

import codecs
import re
from dataclasses import dataclass

_MARKS = (  # UTF-32's little-endian mark starts with UTF-16's: the longer ones first
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older office document"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF89a", "a GIF image"),
    (b"GIF87a", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_SAMPLE_BYTES = 32_768
_BINARY_SHARE = 0.02  # of control bytes in bytes that are no UTF-8. A guess, unmeasured.


@dataclass(frozen=True, slots=True)
class Undecoded:
    """Why bytes did not become text. reason: binary or wrong_encoding; guess: an encoding they may be in."""

    reason: str
    message: str
    guess: str | None = None


def decode(data: bytes, *, encoding: str | None = None) -> str | Undecoded:
    """Return the text that bytes encode.

    encoding: what somebody told; None where nobody did.
    """
    mark, marked = _mark(data)
    if encoding is not None:
        return _decoded(data[mark:] if codecs.lookup(encoding).name == marked else data, encoding)
    if marked is not None:
        return _decoded(data[mark:], marked)
    kind = next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)
    if kind is not None:
        return Undecoded("binary", f"it is {kind}, not text")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as exc:
        return _not_utf8(data, exc)
    if "\x00" in text:
        return _with_zeros(data)
    return text


def _mark(data: bytes) -> tuple[int, str | None]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return len(mark), name
    return 0, None


def _decoded(data: bytes, encoding: str) -> str | Undecoded:
    try:
        text = data.decode(encoding)
    except UnicodeError as exc:
        return Undecoded("wrong_encoding", f"it is not {encoding}: {_where(exc)}")
    if "\x00" in text:
        return Undecoded("binary", f"read as {encoding} it holds zero characters, as no text does")
    if _HALF_PAIR.search(text):
        return Undecoded("wrong_encoding", f"read as {encoding} it holds half of a surrogate pair")
    return text


def _where(exc: UnicodeError) -> str:
    return f"{exc.reason} at byte {exc.start}" if isinstance(exc, UnicodeDecodeError) else str(exc)


def _not_utf8(data: bytes, exc: UnicodeDecodeError) -> Undecoded:
    sample = data[:_SAMPLE_BYTES]
    if len(_CONTROLS.findall(sample)) > _BINARY_SHARE * len(sample):
        return Undecoded("binary", "its bytes are not those of a text")
    return Undecoded("wrong_encoding", f"it is not UTF-8: {_where(exc)}", guess_encoding(data))


def _with_zeros(data: bytes) -> Undecoded:
    sample = data[:_SAMPLE_BYTES]
    zeros = sample.count(0)
    for offset, guess in ((1, "utf-16-le"), (0, "utf-16-be")):
        # Latin script in UTF-16 has a zero in nearly every other byte
        if zeros > 0.3 * len(sample) and sample[offset::2].count(0) > 0.95 * zeros:
            return Undecoded("wrong_encoding", "it holds zero bytes, as UTF-16 does, but no mark", guess)
    return Undecoded("binary", "it holds zero bytes, as no text does")


def guess_encoding(data: bytes) -> str | None:
    """Return what bytes that are not UTF-8 may be encoded in, under the name most used, or None."""
    from charset_normalizer import from_bytes  # only for what cannot be read unasked

    sample = data
    if len(data) > 2 * _SAMPLE_BYTES:
        first_odd = next(_ODD_BYTE.finditer(data)).start()
        start = max(0, first_odd - _SAMPLE_BYTES // 2)
        sample = data[start : start + _SAMPLE_BYTES]
    best = from_bytes(sample).best()
    if best is None or best.encoding in ("ascii", "utf_8"):
        return None
    name = best.encoding.replace("_", "-")
    return re.sub(r"^cp(?=125\d$)", "windows-", name)


_ODD_BYTE = re.compile(rb"[\x80-\xff]")
