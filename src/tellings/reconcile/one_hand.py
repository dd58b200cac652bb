"""Warn where reports under many names may have one author: where it shows, and where it cannot be known.

In:   the claims of one incident, its voices and reports.
Out:  warnings.
Holds: nothing is joined here and no number changes. It takes three hints together: one description of whoever is not
       named, one set of named voices, and one day. What reports do not show is said to be open, not guessed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tellings.model import Claim, RecordWarning, Report
from tellings.reconcile.resting import counts_as_support, is_unsourced
from tellings.reconcile.values import value_key
from tellings.resolve.names import fold
from tellings.resolve.voices import VoiceMap
from tellings.vocabulary import COUNT_FIELDS, Naming, WarningCode

FEWEST = 5  # outlets from which on it is warned of: the house's rule, unmeasured


def find_one_hand(
    claims: Sequence[Claim], voices: VoiceMap, reports: Mapping[str, Report]
) -> Iterator[RecordWarning]:
    """Yield a warning for each figure that FEWEST outlets or more have, on one day, from a voice without a name that
    all describe in the same words, while they name the same other voices, or none."""
    named = _named_voices(claims, voices)
    groups: dict[tuple[str, str, str, frozenset[str]], list[Claim]] = {}
    for claim in claims:
        if claim.field not in COUNT_FIELDS or not counts_as_support(claim) or is_unsourced(claim, voices):
            continue
        voice = voices.of(claim.rests_on or "")
        if voice.naming is Naming.UNNAMED and voice.name and claim.report_id in reports:
            around = named.get(claim.report_id, frozenset())
            groups.setdefault((claim.field, value_key(claim.value), fold(voice.name), around), []).append(
                claim
            )
    for _, found in sorted(groups.items(), key=lambda row: (row[0][:3], sorted(row[0][3]))):
        day, held = _of_one_day(found, reports)
        outlets = {reports[claim.report_id].outlet for claim in held} - {None}
        if len({claim.rests_on for claim in held}) < FEWEST or len(outlets) < FEWEST:
            continue
        voice = voices.of(held[0].rests_on or "")
        yield RecordWarning(
            WarningCode.MAY_BE_ONE_HAND,
            f"{len(outlets)} outlets give one figure on one day, {day}, each from a voice without a name, and all call "
            f"it “{fold(voice.name or '')}”; no two of them name different voices. They may have one author, or one "
            "voice behind them; the texts do not show whether they have.",
            tuple(sorted(claim.claim_id for claim in held)),
        )


def _named_voices(claims: Iterable[Claim], voices: VoiceMap) -> dict[str, frozenset[str]]:
    """Return report id -> the named voices that it tells of, outlets and agencies left out."""
    found: dict[str, set[str]] = {}
    for claim in claims:
        for voice in claim.chain:
            if voice not in voices.relays and voices.of(voice).naming is Naming.NAMED:
                found.setdefault(claim.report_id, set()).add(voice)
    return {report: frozenset(held) for report, held in found.items()}


def _of_one_day(claims: Sequence[Claim], reports: Mapping[str, Report]) -> tuple[str, list[Claim]]:
    """Return the day on which most of the claims' reports came out, the first of several, and these claims."""
    days = {c.report_id: (reports[c.report_id].published or "")[:10] for c in claims}
    number = Counter(day for day in days.values() if len(day) == len("2024-05-06"))
    day = min(number, key=lambda one: (-number[one], one), default="")
    return day, sorted(
        (c for c in claims if days[c.report_id] == day), key=lambda c: c.claim_id
    ) if day else []
