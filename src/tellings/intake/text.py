"""Take a plain text in as a report.

In:   the bytes of a text, its name, and what a sidecar or a JSON line tells of it.
Out:  Taken, or a SetAside with its reason.
Holds: given text is never changed: no newline translation, no strip, no normalisation. A byte order mark
       is part of the encoding and not of the text. Without front matter and in UTF-8, the text's bytes are
       the original's; with front matter, the text is all that follows the block, under its own SHA-256.
"""

import re
from dataclasses import replace

from tellings.intake.encoding import Undecoded, decode
from tellings.intake.facts import NO_FACTS, BadFact, Facts, split_front_matter
from tellings.intake.language import detect_language
from tellings.intake.taken import Original, Taken, sha256_of
from tellings.model import Report, SetAside, content_id
from tellings.vocabulary import ReportKind

PLAIN_TEXT = "plain text 1"
FRONT_MATTER = "front matter 1"

RENDERING_NOTICE = "Written for Tellings from facts reported by"

_NOTICE_AND_BLANK_LINES = re.compile(r"[^\n]*(?:\n[^\S\n]*(?=\n|\Z))*\n?")
_HEAD_BYTES = 16_384  # of the bytes, where front matter may say how the rest is encoded


def take_text(original: Original, *, told: Facts = NO_FACTS) -> Taken | SetAside:
    """Return the report that a plain text holds.

    told: by a sidecar; it wins over front matter where both tell.
    """
    encoding = told.encoding or _encoding_in_front_matter(original.data)
    text = decode(original.data, encoding=encoding)
    if isinstance(text, Undecoded):
        return undecoded(original, text)
    split = split_front_matter(text)
    if isinstance(split, BadFact):
        return SetAside(
            item=original.name,
            reason="bad_front_matter",
            message=f"its front matter cannot be used: {split.sentence}",
            next_step="put that line right; if the block is no front matter, put an empty line before it",
            original_sha256=original.sha256,
        )
    facts, start = split
    report = report_of(
        text[start:],
        told.over(facts),
        original_sha256=original.sha256,
        extractor=FRONT_MATTER if start else PLAIN_TEXT,
    )
    return empty(original) if report is None else Taken(original, report)


def _encoding_in_front_matter(data: bytes) -> str | None:
    if not data.startswith(b"---"):
        return None
    # Latin-1 gives one character a byte. A block that is bad here is bad after decoding, and said so there.
    split = split_front_matter(data[:_HEAD_BYTES].decode("latin-1"))
    return None if isinstance(split, BadFact) else split[0].encoding


def report_of(text: str, facts: Facts, *, original_sha256: str, extractor: str) -> Report | None:
    """Return a text and the facts told of it as a Report; None if the text is blank.

    The id is a hash of text, outlet, address and publication date: the same page told twice is one report,
    and two outlets with one text are two. The language is the told one, or else detected.
    """
    if not text or text.isspace():
        return None
    text_sha256 = sha256_of(text.encode("utf-8"))
    kind = facts.kind or ReportKind.PUBLISHED
    report = Report(
        report_id=content_id(
            "report", text_sha256, facts.outlet or "", facts.url or "", facts.published or ""
        ),
        text=text,
        text_sha256=text_sha256,
        original_sha256=original_sha256,
        extractor=extractor,
        kind=kind,
        outlet=facts.outlet,
        title=facts.title,
        author=facts.author,
        agency=facts.agency,
        published=facts.published,
        published_inferred=bool(facts.published_inferred),
        url=facts.url,
        retrieved=facts.retrieved,
        original_language=facts.original_language,
        body_start=_body_start(text) if kind is ReportKind.RENDERING else 0,
    )
    return replace(report, language=facts.language or detect_language(text[report.body_start :]))


def _body_start(text: str) -> int:
    if not text.startswith(RENDERING_NOTICE):
        return 0
    match = _NOTICE_AND_BLANK_LINES.match(text)
    return match.end() if match else 0


def empty(original: Original) -> SetAside:
    """Return the SetAside for what holds no text."""
    return SetAside(
        item=original.name,
        reason="empty",
        message="it is empty" if not original.data else "it holds no text but blanks",
        next_step="check whether the text was saved with it",
        original_sha256=original.sha256,
    )


def undecoded(original: Original, fault: Undecoded) -> SetAside:
    """Return the SetAside for bytes that did not become text."""
    if fault.reason == "binary":
        next_step = "save what it says as a .txt or .html file, and add that"
    else:
        what = f"it may be {fault.guess}; if so, say" if fault.guess else "find out which it is, and say"
        name = fault.guess or "NAME"
        next_step = (
            f"{what} `encoding: {name}` in its front matter, or "
            f'`encoding = "{name}"` in {original.name}.toml; or save it as UTF-8'
        )
    return SetAside(
        item=original.name,
        reason=fault.reason,
        message=fault.message,
        next_step=next_step,
        original_sha256=original.sha256,
    )
