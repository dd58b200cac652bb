"""Find which voices told it at a news conference, and at whose or where.

In:   the claims of one incident, in its own voices; its reports and attributions.
Out:  for each voice the briefings that it is told to have spoken at.
Holds: words of the sentence decide. A briefing is one with another only by its day and its host, or by its day and
       its named place; one of which no day is known is one with none.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tellings.attribution.voice_kinds import is_name_of_body
from tellings.model import Attribution, Claim, Report
from tellings.reconcile.bodies import BODIES, body_of
from tellings.resolve.dates import NotEdtf, edtf_bounds
from tellings.resolve.names import fold
from tellings.resolve.voices import VoiceMap
from tellings.vocabulary import Connection

_OCCASION = re.compile(
    r"\b(?:(?:news|press|media) (?:conference|briefing)|briefing)s?\b"
    r"|\b(?:told|telling|briefed|spoke to|speaking to) (?:a (?:group|crowd) of )?(?:reporters|journalists)\b"
)
_NAME = r"(?:the |a |an )?(?P<name>[A-Z][\w'’-]+(?: (?:of|for|the|and) (?=[A-Z])| (?=[A-Z])|[\w'’-])*)"
_WHERE = re.compile(rf" (?:held )?(?P<how>at|in|by|of) {_NAME}")
_WHOSE = re.compile(r"(?:the |a |an )?(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+)*)(?:['’]s)? (?:daily |weekly )?$")
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = re.compile(rf"\b(?:{'|'.join(_WEEK)}|yesterday|today)\b", re.IGNORECASE)
_SPEAKING_FOR = frozenset({Connection.OFFICIAL, Connection.SPOKESPERSON, Connection.PARTY, Connection.MEDIC})
_RANK = re.compile(r"^(?:senior|top|high-ranking|ranking|leading) ")
_STOP = re.compile(r"[.!?][\"”]?\s|\n")
_LONGEST = 600  # code points of a sentence on either side of who speaks; guess, unmeasured
_REACH = 90  # code points after the words for a briefing in which its place may stand; guess, unmeasured


@dataclass(frozen=True, slots=True, order=True)
class Briefing:
    """One occasion. by: the key of whoever gave it; "" where told by its place alone. place: folded, "" where none is
    named. host: the body named as giving it, None where none is. is_conference: the words call it a conference or
    briefing. words: what it is called, with its day."""

    day: date
    by: str
    place: str
    host: str | None
    is_conference: bool
    words: str


def find_briefings(
    claims: Sequence[Claim],
    voices: VoiceMap,
    *,
    reports: Mapping[str, Report],
    attributions: Mapping[str, Attribution],
) -> dict[str, tuple[Briefing, ...]]:
    """Return voice id -> the briefings at which it is told to have spoken, sorted; voices of none are left out.

    Two briefings of one day are one where both have a host, and it is one, and no two places are named; or both name a
    place, and it is one, and the words say news conference, press conference or briefing. The host is the body named
    in the words ("at a news conference of the Interior Ministry"), else the body that the speaker is, speaks for, or is
    told to belong to. "Told reporters" is a briefing only of a host. Days: a weekday, "yesterday" or "today" beside the
    words, else that of publication.
    """
    found: dict[str, set[Briefing]] = {}
    seen: set[tuple[str, str]] = set()
    for claim in claims:
        attribution = attributions.get(claim.attribution_id or "")
        report = reports.get(claim.report_id)
        if claim.rests_on is None or claim.headline or attribution is None or report is None:
            continue
        if (claim.rests_on, attribution.attribution_id) in seen or not (
            attribution.source or attribution.cue
        ):
            continue
        seen.add((claim.rests_on, attribution.attribution_id))
        briefing = _read(claim.rests_on, attribution, report, voices)
        if briefing is not None:
            found.setdefault(claim.rests_on, set()).add(briefing)
    return {voice: tuple(sorted(held, key=_order)) for voice, held in sorted(found.items())}


def _order(briefing: Briefing) -> tuple[date, str, str, str, bool, str]:
    return (
        briefing.day,
        briefing.by,
        briefing.place,
        briefing.host or "",
        briefing.is_conference,
        briefing.words,
    )


def group_briefings(briefings: Mapping[str, Sequence[Briefing]]) -> list[dict[str, str]]:
    """Return the voices that spoke at one briefing, with what each telling calls it, for each briefing of two and more.

    Where briefings of one host and day name two places, one that names none is not known to be either.
    """
    by_host: dict[tuple[date, str], dict[str, dict[str, str]]] = {}
    by_place: dict[tuple[date, str], dict[str, str]] = {}
    for voice, held in briefings.items():
        for one in held:
            if one.by:
                by_host.setdefault((one.day, one.by), {}).setdefault(one.place, {})[voice] = one.words
            if one.place and one.is_conference:
                by_place.setdefault((one.day, one.place), {})[voice] = one.words
    groups = list(by_place.values())
    for places in by_host.values():
        named = [told for place, told in places.items() if place]
        if len(named) > 1:
            groups += named
        else:
            groups.append({voice: words for told in places.values() for voice, words in told.items()})
    return [told for told in groups if len(told) > 1]


def _read(voice_id: str, attribution: Attribution, report: Report, voices: VoiceMap) -> Briefing | None:
    spans = (*attribution.source, *attribution.cue)
    start, end = _sentence_around(
        report.text, min(span.start for span in spans), max(span.end for span in spans)
    )
    sentence = report.text[start:end].replace("\n", " ")
    occasion = _OCCASION.search(sentence)
    if occasion is None:
        return None
    told = [(span.start - start, span.end - start) for span in attribution.content]
    day = _day_of(sentence, occasion, told, report)
    if day is None:
        return None
    named, place = _named(sentence, occasion)
    host = _host(named, voices) if named else None
    by = host or _home(voice_id, voices)
    is_conference = not occasion.group().startswith(("told", "telling", "briefed", "spoke", "speaking"))
    if not by and not (place and is_conference):
        return None
    where = f" of {named}" if host else f" in {place}" if place else ""
    what = "news conference" if is_conference else "talk to reporters"
    return Briefing(
        day, by or "", fold(place or ""), host, is_conference, f"{what}{where} on {day.isoformat()}"
    )


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around a place begins and ends, no further than _LONGEST from it."""
    first = max(0, start - _LONGEST)
    stops = [found.end() for found in _STOP.finditer(text, first, start)]
    last = _STOP.search(text, end, end + _LONGEST)
    return (stops[-1] if stops else first), (last.start() if last else min(len(text), end + _LONGEST))


def _named(sentence: str, occasion: re.Match[str]) -> tuple[str | None, str | None]:
    """Return (the host named in the words, the place named in the words)."""
    host = place = None
    before = _WHOSE.search(sentence[: occasion.start()])
    if before is not None and is_name_of_body(before.group("name")):
        host = before.group("name")
    for where in _WHERE.finditer(sentence, occasion.end(), occasion.end() + _REACH):
        name = where.group("name").strip()
        if is_name_of_body(name):
            host = host or name
        elif where.group("how") in ("in", "at"):
            place = place or name
    return host, place


def _host(name: str, voices: VoiceMap) -> str:
    key = voices.book.canonical(name)
    return voices.bodies.get(key, key)


def _home(voice_id: str, voices: VoiceMap) -> str | None:
    """Return the key of the body that a voice is, speaks for, or is told to belong to."""
    voice = voices.of(voice_id)
    body = body_of(voice, voices)
    if body is not None or voice.kind in BODIES:
        return body
    if voice.connection not in _SPEAKING_FOR or not voice.affiliation:
        return None
    return _host(_RANK.sub("", fold(voice.affiliation)), voices)


def _day_of(
    sentence: str, occasion: re.Match[str], told: Sequence[tuple[int, int]], report: Report
) -> date | None:
    """Return the day told nearest to the words for the briefing, outside what was told there; else the day of
    publication. None where that is not known to the day."""
    if not report.published or report.published_inferred:
        return None
    try:
        first, last = edtf_bounds(report.published[:10])
    except NotEdtf:
        return None
    if first is None or first != last:
        return None
    days = [
        (abs(found.start() - occasion.start()), found.group().lower())
        for found in _DAY.finditer(sentence)
        if not any(start <= found.start() < end for start, end in told)
    ]
    word = min(days)[1] if days else "today"
    back = {"today": 0, "yesterday": 1}
    return first - timedelta(days=back[word] if word in back else (first.weekday() - _WEEK.index(word)) % 7)
