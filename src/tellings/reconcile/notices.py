"""Find notices by which an agency or outlet corrects or kills a text, and what they take out of force.

In:   the reports of one incident, which of them carry one text, and the credits that they give; claims.
Out:  notices, each with its words; the reports whose text is killed, or stands there uncorrected; claims out of force.
Holds: a notice stands in words, at the head or foot of a report, or names whose text it takes back. A kill takes back
       what all copies of the text tell, whoever still has it up. A correction takes back figures only: those that its
       corrected text tells otherwise by the same voice. Where it is not told which of several texts is meant, the
       notice takes back none of them, and that is said.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.events.numbers import read_number
from tellings.model import Claim, Count, Report, Span
from tellings.reconcile.credits import called, paragraphs_of
from tellings.reconcile.dating import day_of_issue
from tellings.reconcile.overtaken import Overtaken
from tellings.resolve.names import fold
from tellings.text.segment import tokenise
from tellings.vocabulary import COUNT_FIELDS, NoticeKind

CORRECTED_BY = "corrected by a notice of"
_HEAD = 6  # paragraphs from the top in which a report may speak of its own text
_FOOT = 4  # and at the end
_TEXT = r"(?:story|stories|report|article|item|dispatch|text|piece|bulletin|copy)"
_UNDONE = r"(?:killed|withdrawn|retracted|recalled|taken down)"
_WHICH = r"(?:this|the|our|an earlier|the above|the earlier|the previous)"
_KILLED = re.compile(
    r"\bKILL (?:NOTICE|BULLETIN)\b|\bBULLETIN KILL\b|\bMANDATORY KILL\b|\b[Kk]ill notice\b"
    r"|\bSTORY (?:KILLED|WITHDRAWN|REMOVED)\b|^(?:RETRACTION|Retraction|WITHDRAWN|Withdrawn|KILL)\b[:.]"
    r"|\b(?:EDS|Eds|EDITORS|Editors)[:,.] (?:[^.\n]{0,40}\b)?(?:KILL|[Kk]ill)\b"
    rf"|\b(?i:{_WHICH}) {_TEXT} (?:has been|have been|was|is|stands) {_UNDONE}\b"
    r"|\b[Ww]e (?:have |are )?(?:withdrawn|withdrew|retracted|retracting|withdrawing|killed) "
    rf"{_WHICH} (?:\w+ )?{_TEXT}\b"
)
_KILLED_BY = re.compile(  # told of another: "North Wire has withdrawn its report"
    r"(?P<who>(?:[Tt]he )?[A-Z][\w&'’-]*(?: [A-Z][\w&'’-]*){0,4}) (?:has |have |had |later |since |then ){0,2}"
    r"(?:(?:withdrawn|withdrew|withdraws|retracted|retracts) (?:its|the|a|an|this|their|that)|(?:killed|kills) its) "
    rf"(?:[\w’'-]+ ){{0,3}}?{_TEXT}\b"
)
_CORRECTED = re.compile(
    r"\bCORRECT(?:S|ED|ING|ION)\b|\((?:[Cc]orrects|[Cc]orrected|[Rr]efiles to correct|[Rr]epeats to correct)\b"
    r"|^(?:Corrects|Corrected|Correction)\b"
    rf"|\b(?:[Aa]n|[Tt]he) (?:earlier|previous|original) version of (?:this|the|our) {_TEXT}\b"
    r"|\b[Aa]n earlier version (?:said|gave|stated|put|misstated|wrongly|incorrectly)\b"
    rf"|\b[Tt]his {_TEXT} (?:has been|was) (?:corrected|amended)\b"
)
_HINT = re.compile(  # a paragraph without these has no notice: most have none, and the forms above take time
    rf"withdr|retract|correct|amend|version of|earlier version|\bkill\b|kill(?:ed|s) its|story (?:killed|removed)"
    rf"|{_TEXT} (?:has been|have been|was|is|stands) ",
    re.IGNORECASE,
)
_LONGEST = 400  # code points of a paragraph that is a notice as a whole; of a longer one, the sentence is
_ENDS = re.compile(r"[.!?][\"”)]*\s+")
_PRONOUNS = frozenset({"It", "He", "She", "They", "We", "Who", "Which", "And", "But"})
_QUOTED = re.compile(r"[\"“‘']([^\"”’\n]{12,160})[\"”’']")


@dataclass(frozen=True, slots=True, order=True)
class Notice:
    """One notice. agency: whose text it is about, as called in print; None where neither words nor report tell.

    is_own: it stands in that agency's or outlet's text, and does not merely tell of a kill elsewhere.
    """

    report_id: str
    kind: NoticeKind
    span: Span
    agency: str | None
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class Placed:
    """A notice and the reports that it is about, sorted, its own included where that is one of them.

    is_open: it is not told which of several texts is meant, and none is taken to be.
    """

    notice: Notice
    report_ids: tuple[str, ...]
    is_open: bool = False


def find_notices(report: Report, agency: str | None) -> tuple[Notice, ...]:
    """Return the notices of a report, in order. agency: the one that it credits with its text, or None."""
    own = agency or report.outlet
    paragraphs = paragraphs_of(report)
    found: list[Notice] = []
    named: list[Notice] = []
    for number, (start, words) in enumerate(paragraphs):
        if not _HINT.search(words):
            continue
        if (match := _KILLED_BY.search(words)) and match.group("who") not in _PRONOUNS:
            who = called(match.group("who"))
            is_own = fold(who) in {fold(called(name)) for name in (agency, report.outlet) if name}
            named.append(Notice(report.report_id, NoticeKind.KILLED, _span(start, words, match), who, is_own))
        elif number < _HEAD or number >= len(paragraphs) - _FOOT:
            for kind, pattern in ((NoticeKind.KILLED, _KILLED), (NoticeKind.CORRECTED, _CORRECTED)):
                if match := pattern.search(words):
                    found.append(Notice(report.report_id, kind, _span(start, words, match), own))
                    break
    # "KILL NOTICE", and below it whose story it is: one notice.
    unnamed = [notice for notice in found if notice.kind is NoticeKind.CORRECTED or not named]
    return tuple(sorted((*unnamed, *named), key=lambda notice: notice.span))


def _span(start: int, words: str, match: re.Match[str]) -> Span:
    if len(words) <= _LONGEST:
        return Span(start, start + len(words))
    ends = [0, *(end.end() for end in _ENDS.finditer(words)), len(words)]
    first = max(end for end in ends if end <= match.start())
    last = min((end for end in ends if end >= match.end()), default=len(words))
    return Span(start + first, start + first + len(words[first:last].rstrip()))


def place_notices(
    notices: Sequence[Notice],
    reports: Mapping[str, Report],
    *,
    group_of: Mapping[str, str],
    agencies: Mapping[str, str],
) -> tuple[Placed, ...]:
    """Return each notice, once for all copies of a text, with the reports whose text it is about, sorted.

    group_of: report id -> a key that reports of one text share; alone, it may be left out. agencies: report id -> the
    agency that it credits with its text. The text that the notice stands in, if others carry it too. Else the texts
    of the same agency, or outlet, that are not told to have come out later: those whose title the notice quotes, if
    any. Else its own.
    """
    by_words: dict[tuple[str, NoticeKind, str], Notice] = {}
    for notice in sorted(notices):  # in every copy of a text it is one notice
        words = fold(notice.span.of(reports[notice.report_id].text))
        by_words.setdefault((group_of.get(notice.report_id, notice.report_id), notice.kind, words), notice)
    held = sorted(by_words.values())
    members: dict[str, list[str]] = {}
    by_body: dict[str, list[str]] = {}
    for key in sorted(reports) if held else ():
        members.setdefault(group_of.get(key, key), []).append(key)
        names = (agencies.get(key), reports[key].outlet)
        for body in {fold(called(name)) for name in names if name}:
            by_body.setdefault(body, []).append(key)
    corrected = {notice.report_id for notice in notices if notice.kind is NoticeKind.CORRECTED}
    return tuple(_place(notice, reports, group_of, members, by_body, corrected) for notice in held)


def _place(
    notice: Notice,
    reports: Mapping[str, Report],
    group_of: Mapping[str, str],
    members: Mapping[str, Sequence[str]],
    by_body: Mapping[str, Sequence[str]],
    corrected: set[str],
) -> Placed:
    own = notice.report_id
    text = members[group_of.get(own, own)]
    if len(text) > 1 and notice.is_own:
        found = set(text)
    else:
        day = day_of_issue(reports[own])
        words = notice.span.of(reports[own].text)
        found = {
            key
            for key in by_body.get(fold(notice.agency or ""), ())
            if key != own and not _is_after(day_of_issue(reports[key]), day)
        }
        quoted = {fold(title) for title in _QUOTED.findall(words)}
        found = {key for key in found if fold(reports[key].title or "") in quoted} or found
        texts = {group_of.get(key, key) for key in found}
        if len(texts) > 1:
            return Placed(notice, (), is_open=True)
        found |= {key for one in texts for key in members[one]}
        found |= {own} if notice.is_own else set()
    # What was put right stays in force; whoever carries the notice of a correction has the corrected text.
    found -= corrected if notice.kind is NoticeKind.KILLED else corrected - {own}
    return Placed(notice, tuple(sorted(found)))


def _is_after(day: object, other: object) -> bool:
    return day is not None and other is not None and day > other  # type: ignore[operator]


# ---------------------------------------------------------------- what is out of force


def out_of_force(
    claims: Sequence[Claim], placed: Iterable[Placed], reports: Mapping[str, Report]
) -> dict[str, Overtaken]:
    """Return what notices take back, from the day of the notice on.

    claims: of one incident in its own voices. Of a killed text: all. Of a text that stands uncorrected: a count that
    the corrected one tells otherwise by the same voice; where the notice tells a figure that the corrected text does
    not, only that one; where it tells none, nothing that first stands in a later report.
    """
    notices = list(placed)
    if not notices:
        return {}
    by_report: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda one: one.claim_id):
        by_report.setdefault(claim.report_id, []).append(claim)
    found: dict[str, Overtaken] = {}
    for one in sorted(notices, key=lambda placed: placed.notice.kind):  # what is killed as well is withdrawn
        whose = one.notice.agency or "its outlet"
        day = day_of_issue(reports[one.notice.report_id]) if one.notice.report_id in reports else None
        since = day.isoformat() if day else None
        if one.notice.kind is NoticeKind.KILLED:
            taken_back = [claim for key in one.report_ids for claim in by_report.get(key, ())]
            why = Overtaken(f"withdrawn: {whose} killed the text", since)
        else:
            taken_back = list(_corrected(one, by_report, reports))
            why = Overtaken(f"{CORRECTED_BY} {whose}", since)
        found.update((claim.claim_id, why) for claim in taken_back)
    return found


def _corrected(
    one: Placed, by_report: Mapping[str, Sequence[Claim]], reports: Mapping[str, Report]
) -> Iterator[Claim]:
    own = one.notice.report_id
    right: dict[tuple[str, str | None], set[tuple[int | None, int | None]]] = {}
    for claim in by_report.get(own, ()):
        if isinstance(claim.value, Count) and not _is_in(claim, one.notice):
            right.setdefault(_key(claim), set()).add(_figure(claim))
    named = _figures(one.notice.span.of(reports[own].text)) - {
        low for rows in right.values() for low, _ in rows
    }
    day = day_of_issue(reports[own])
    others = [key for key in one.report_ids if key != own]
    early = {
        (_key(claim), _figure(claim))
        for key in others
        if not _is_after(day_of_issue(reports[key]), day)
        for claim in by_report.get(key, ())
        if isinstance(claim.value, Count)
    }
    for claim in (claim for key in (*others, own) for claim in by_report.get(key, ())):
        if not isinstance(claim.value, Count) or claim.field not in COUNT_FIELDS:
            continue
        figures = right.get(_key(claim), set())
        if not figures or _figure(claim) in figures:
            continue
        if claim.value.low in named if named else (_key(claim), _figure(claim)) in early:
            yield claim


def _is_in(claim: Claim, notice: Notice) -> bool:
    return claim.report_id == notice.report_id and notice.span.overlaps(claim.span)


def _key(claim: Claim) -> tuple[str, str | None]:
    return claim.field, claim.rests_on


def _figure(claim: Claim) -> tuple[int | None, int | None]:
    return (claim.value.low, claim.value.high) if isinstance(claim.value, Count) else (None, None)


def _figures(words: str) -> set[int]:
    """Return the whole numbers that a notice tells, in words or digits."""
    plain = re.sub(r"\b[Pp]ara(?:graph)?s? \w+", "", words)
    tokens = tokenise(plain, Span(0, len(plain)))
    return {read[0] for at in range(len(tokens)) if (read := read_number(tokens, at)) is not None}
