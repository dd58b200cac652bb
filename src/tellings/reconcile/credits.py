"""Read what a report says of where its own text is from: an agency, another outlet's page, somebody's own telling.

In:   a report; the names under which agencies and outlets of the incident are known.
Out:  its credits, each with the words that make it.
Holds: a credit stands in a dateline, a by-line, a sign-off or a note of its own, never in a headline and never in the
       run of the telling: what a sentence says that an agency reported is the affair of the chains. "Agencies" without
       a name credits nobody.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from tellings.attribution.lexicon import AGENCIES
from tellings.model import Report, Span
from tellings.resolve.names import fold
from tellings.vocabulary import CreditKind

_HEAD = 5  # paragraphs from the top in which a dateline or by-line may stand
_FOOT = 3  # paragraphs at the end in which a sign-off or a note may stand
_LONGEST_NOTE = 300  # code points; a longer paragraph is no note
_WORD = r"[A-Z](?:[\w&'’-]|\.(?=\w))*"
_NAME = rf"{_WORD}(?: (?:of |the |de |al-)?{_WORD}){{0,4}}"
_NAMES = rf"(?:the )?{_NAME}(?:(?:, | ?/ ?| and |, and )(?:the )?{_NAME})*"
_DATELINE = re.compile(r"^[^\n()]{2,60}\((?P<names>[A-Z][^()\n]{1,40})\)\s*(?:--|[-–—:])")
_OPENS_WITH = re.compile(rf"^\((?P<names>{_NAME}(?: ?/ ?{_NAME})*)\)\s*(?:--|[-–—])")
_ENDS_WITH = re.compile(rf"[.!?\"”] ?\((?P<names>{_NAME}(?: ?/ ?{_NAME})*)\)\s*$")
_BY = re.compile(rf"^(?:By|BY|From|FROM):? (?P<names>{_NAMES})\.?$")
_BY_A_WRITER = re.compile(rf"^(?:By|BY) {_NAME}(?:,| for| \|| of|\n) ?(?P<names>(?:the |The )?{_NAME})\.?$")
_ALONE = re.compile(rf"^[\[(—–-]* ?(?P<names>(?:the |The )?{_NAME}(?: ?/ ?{_NAME})*)\.?[\])]*$")
_SOURCE = re.compile(
    rf"^[\[(]?(?:Source|Sources|Credit|Agency|Text|Copyright|©)(?: by)?:? +(?P<names>{_NAMES})\.?[\])]?$"
)
_IN_PART = re.compile(
    rf"(?:[Bb]ased (?:in part )?on (?:reporting|reports?|material|dispatches|copy) (?:by|from)"
    rf"|(?:[Ww]ith|[Aa]dditional|[Ff]urther) (?:reporting|reports?|material|inputs?|dispatches)(?: by| from)?"
    rf"|[Ww]ith|[Ii]nputs? from) (?P<names>{_NAMES})"
)
_CONTRIBUTED = re.compile(rf"(?P<names>{_NAMES}) (?:has |have |also )?contributed to (?:this|the) \w+")
_TRANSLATED = re.compile(
    r"\b(?:[Tt]ranslat(?:ed|ion) (?:from|of)|[Tt]ranslated (?:and edited )?by"
    r"|[Ff]irst (?:published|appeared|printed|ran) in [A-Z]\w+ (?:by|in|on|at)"
    r"|[Oo]riginally (?:published|written|appeared|printed) in [A-Z]\w+)\b"
)
_REPUBLISHED = re.compile(
    r"\b(?:[Ff]irst|[Oo]riginally) (?:published|appeared|printed|ran)\b|\b[Rr]epublished (?:from|with permission)\b"
)
_FIRST_IN = re.compile(
    rf"(?:(?:published|appeared|printed|ran)(?: in [A-Z]\w+)? (?:by|in|on|at)"
    rf"|(?:translation|version|text) of (?:a|an|the) [\w ]{{0,30}}(?:by|in|from|of)"
    rf"|[Rr]epublished from|translated from) (?P<names>(?:the |The )?{_NAME})"
)
_TOLD_TO = re.compile(
    rf"^(?:By |BY )?(?P<names>{_NAME}\.?),? (?:as |AS )?(?:told|TOLD) (?:to|TO) (?P<writer>{_NAME})\.?$"
)
_LANGUAGES = frozenset(
    "arabic persian farsi turkish kurdish french spanish german russian ukrainian hebrew pashto dari urdu hindi "
    "bengali burmese chinese portuguese italian english somali amharic tigrinya hausa swahili dutch polish serbian "
    "albanian greek armenian azerbaijani georgian tamil sinhala nepali thai indonesian malay korean japanese".split()
)
_NOBODY = frozenset(
    {
        "agencies", "agency", "news agencies", "wires", "wire", "various", "news desk", "web desk", "staff",
        "staff writer", "staff reporter", "staff reporters", "our correspondent", "correspondent", "files", "file",
        "updated", "update", "read more", "advertisement",
    }
)  # fmt: skip
_AGENCY_WORDS = re.compile(
    r"\b(?:(?:news|press|information) agency|newswire|wire service|news service|press association|wire)$"
)


@dataclass(frozen=True, slots=True, order=True)
class Credit:
    """One credit. name: whom the text is from, as it is called in print; "" where a translation names no original.

    span: the words that make the credit, None where only the report's metadata do.
    """

    report_id: str
    kind: CreditKind
    name: str
    span: Span | None = None


def called(name: str) -> str:
    """Return the name by which an agency goes: "the Associated Press" is "AP"; any other name as it stands."""
    bare = re.sub(r"^[Tt]he ", "", " ".join(name.split())).strip(" .")
    return AGENCIES.get(bare.casefold(), AGENCIES.get(name.strip().casefold(), bare))


def is_somebody(name: str) -> bool:
    """Whether a name is one that can be credited: "agencies" is none."""
    return bool(fold(name)) and fold(name) not in _NOBODY


def find_credits(report: Report, known: Set[str]) -> tuple[Credit, ...]:
    """Return the credits of a report, sorted, each once.

    known: the folded names of outlets and agencies, beside those that everybody knows: only these, and names that say
    that they are an agency, can stand on a line of their own.
    """
    found = {
        Credit(report.report_id, kind, name, span)
        for kind, name, span in _credits(report, known)
        if not name or is_somebody(name)
    }
    if report.agency and is_somebody(report.agency):
        found.add(Credit(report.report_id, CreditKind.TEXT, called(report.agency)))
    outlet = fold(called(report.outlet or ""))
    first: dict[tuple[CreditKind, str], Credit] = {}
    for credit in sorted(
        found, key=lambda one: (one.kind, one.name, one.span is None, one.span or Span(0, 1))
    ):
        if not credit.name or fold(credit.name) != outlet:
            first.setdefault((credit.kind, fold(credit.name)), credit)
    return tuple(sorted(first.values(), key=lambda one: (one.kind, one.name)))


def _credits(report: Report, known: Set[str]) -> Iterator[tuple[CreditKind, str, Span | None]]:
    paragraphs = paragraphs_of(report)
    for number, (start, words) in enumerate(paragraphs):
        in_head, in_foot = number < _HEAD, number >= len(paragraphs) - _FOOT and number > 0
        if not (in_head or in_foot):
            continue
        span = Span(start, start + len(words))
        is_note = len(words) <= _LONGEST_NOTE and (number > 0 or words.startswith(("By ", "BY ")))
        if in_head and (match := _DATELINE.match(words) or _OPENS_WITH.match(words)):
            line = Span(start, start + match.end())
            yield from (
                (CreditKind.TEXT, name, line) for name in _split(match.group("names"), known, any_name=True)
            )
        if number == len(paragraphs) - 1 and (match := _ENDS_WITH.search(words)):
            line = Span(start + match.start("names") - 1, start + match.end("names") + 1)
            names = list(_split(match.group("names"), known, any_name=False))
            kind = CreditKind.TEXT if len(names) == 1 else CreditKind.REPORTING
            yield from ((kind, name, line) for name in names)
        if not is_note:
            continue
        if match := _TOLD_TO.match(words):
            yield CreditKind.TOLD_TO, match.group("names"), span
            continue
        yield from ((kind, name, span) for kind, name in _of_a_note(words, known))
        if _TRANSLATED.search(words) or (_REPUBLISHED.search(words) and _FIRST_IN.search(words)):
            kind = CreditKind.TRANSLATION if _TRANSLATED.search(words) else CreditKind.REPUBLISHED
            names = [called(m.group("names")) for m in _FIRST_IN.finditer(words)]
            names = [name for name in names if name.casefold() not in _LANGUAGES]
            yield kind, names[0] if names else "", span


def paragraphs_of(report: Report) -> list[tuple[int, str]]:
    """Return (start, words) of each line of a report's body that is not empty; start: in the report's text."""
    return [
        (match.start(), match.group().rstrip())
        for match in re.compile(r"\S[^\n]*").finditer(report.text, report.body_start)
    ]


def _of_a_note(words: str, known: Set[str]) -> Iterator[tuple[CreditKind, str]]:
    for pattern in (_BY, _BY_A_WRITER, _ALONE, _SOURCE):
        if match := pattern.match(words):
            any_name = pattern is _SOURCE
            names = list(_split(match.group("names"), known, any_name=any_name))
            kind = CreditKind.TEXT if len(names) == 1 else CreditKind.REPORTING
            yield from ((kind, name) for name in names)
            return
    bare = words.strip("[]() –—-*_")
    match = _IN_PART.match(bare) or _CONTRIBUTED.match(bare)
    if (
        match is None and len(bare) <= _LONGEST_NOTE // 2
    ):  # "Reporting by Voss in Ardeh; with material from AP"
        match = (
            next(iter(_IN_PART.finditer(bare)), None)
            if bare.startswith(("Reporting", "Editing", "By "))
            else None
        )
    if match is not None:
        for name in _split(match.group("names"), known, any_name=False):
            yield CreditKind.REPORTING, name


def _split(names: str, known: Set[str], *, any_name: bool) -> Iterator[str]:
    """Yield the names of agencies and outlets in a list of names. any_name: the place they stand in makes them so."""
    for part in re.split(r", and |, | ?/ ?| and |; ", names):
        name = called(part)
        is_known = part.strip().casefold().removeprefix("the ") in AGENCIES or fold(name) in known
        may_be = any_name and not re.search(r"\d", name) and len(name.split()) <= 4
        if is_known or may_be or _AGENCY_WORDS.search(fold(name)):
            yield name
