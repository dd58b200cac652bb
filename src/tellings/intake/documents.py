"""Take reports in from JSON lines: one document a line.

In:   {"doc_id", "text", "published"?, "outlet"?, "title"?, ...}: the keys of `facts`, with doc_id and text.
Out:  for each line, the report or a SetAside that names the line; always with the doc_id, where there is one.
Holds: one line is in memory at a time; a bad line stops nothing; the text is the string, never changed. Each
       line's own bytes, without the line end, are its original. Unknown keys are left alone.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from tellings.intake.facts import NO_FACTS, BadFact, Facts, facts_from
from tellings.intake.taken import MAX_BYTES, Original, Taken, original, safe_name, sha256_of, too_large
from tellings.intake.text import report_of
from tellings.model import Report, SetAside

EXTRACTOR = "JSON line 1"
SUFFIXES = (".jsonl", ".ndjson")

_BOM = b"\xef\xbb\xbf"


class Lines(Protocol):
    """A binary stream that can be read line by line, such as `sys.stdin.buffer`."""

    def readline(self, limit: int = -1, /) -> bytes:
        """Return the next line with its end, at most `limit` bytes of it; empty at the end."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line and what became of it. number: from 1; doc_id: None where the line tells none."""

    number: int
    doc_id: str | int | None
    outcome: Taken | SetAside


def read_json_lines(
    stream: Lines, *, name: str = "standard input", told: Facts = NO_FACTS, max_bytes: int = MAX_BYTES
) -> Iterator[Line]:
    """Yield every line of a stream that is not blank, in order, as each is read.

    name: of the stream, for messages. told: of all documents, where a line does not tell; the line wins.
    max_bytes: of one line; a longer one is passed over without being held in memory.
    """
    number = 0
    while data := stream.readline(max_bytes + 1):
        number += 1
        item = f"{safe_name(name)}, line {number}"
        if len(data) > max_bytes and not data.endswith(b"\n"):
            while data and not data.endswith(b"\n"):
                data = stream.readline(max_bytes)
            yield Line(number, None, too_large(item, max_bytes))
            continue
        data = data.removesuffix(b"\n").removesuffix(b"\r")
        if data.removeprefix(_BOM).strip():
            yield _take_line(number, original(item, data), told)


def _take_line(number: int, line: Original, told: Facts) -> Line:
    data = line.data.removeprefix(_BOM) if number == 1 else line.data
    try:
        document = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as exc:
        return Line(number, None, _bad_line(line, f"it is not UTF-8: {exc.reason} at byte {exc.start}"))
    except (ValueError, RecursionError) as exc:
        why = f"{exc.msg}, column {exc.colno}" if isinstance(exc, json.JSONDecodeError) else str(exc)
        return Line(number, None, _bad_line(line, f"it is not JSON: {why}"))
    if not isinstance(document, dict):
        return Line(number, None, _bad_line(line, 'it is not an object {"doc_id": ..., "text": ...}'))
    told_id = document.get("doc_id")
    is_id = isinstance(told_id, str | int) and not isinstance(told_id, bool)
    doc_id = told_id if is_id else None
    report = report_from_document(document, told=told, item=line.name, original_sha256=line.sha256)
    if isinstance(report, SetAside):
        return Line(number, doc_id, report)
    return Line(number, doc_id, Taken(line, report, doc_id))


def _bad_line(line: Original, message: str) -> SetAside:
    return SetAside(
        item=line.name,
        reason="not_json",
        message=message,
        next_step='put it right: one JSON object a line, with "doc_id" and "text"; the other lines are read',
        original_sha256=line.sha256,
    )


def report_from_document(
    document: Mapping[str, object],
    *,
    told: Facts = NO_FACTS,
    item: str | None = None,
    original_sha256: str | None = None,
) -> Report | SetAside:
    """Return the report that a parsed document holds.

    told: filled in where the document does not tell. item: what to call it in a message; by default its
    doc_id. original_sha256: of the bytes it was parsed from; by default of its text in UTF-8.
    """
    if item is None:
        doc_id = document.get("doc_id")
        item = "document" if doc_id is None else f"document {safe_name(str(doc_id))}"
    text = document.get("text")
    if not isinstance(text, str):
        fact = 'it has no "text"' if text is None else '"text" is not a string'
        return _bad_document(item, fact, "give every document its text as a string", original_sha256)
    try:
        text_sha256 = sha256_of(text.encode("utf-8"))
    except UnicodeEncodeError as exc:
        fact = f'"text" holds half of a surrogate pair at character {exc.start}, which is no character'
        return _bad_document(item, fact, "write the document again from its source", original_sha256)
    facts = facts_from(document)
    if isinstance(facts, BadFact):
        step = f'put "{facts.key}" right, or leave it out: only doc_id and text are needed'
        return _bad_document(item, facts.sentence, step, original_sha256)
    report = report_of(
        text,
        facts.over(told),
        original_sha256=original_sha256 or text_sha256,
        extractor=EXTRACTOR,
    )
    if report is None:
        return SetAside(
            item=item,
            reason="empty",
            message='"text" is empty' if not text else '"text" holds nothing but blanks',
            next_step="check whether the text was saved with it",
            original_sha256=original_sha256,
        )
    return report


def _bad_document(item: str, message: str, next_step: str, original_sha256: str | None) -> SetAside:
    return SetAside(item, "bad_document", message, next_step, original_sha256)
