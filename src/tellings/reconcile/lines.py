"""Follow each count along the voices that give it: what one voice, or one body, told first and what later.

In:   claims of one incident in its own voices; its reports and voices.
Out:  Lines of Figures.
Holds: a line is one voice's, or that of all who speak for one body; an outlet in its own voice is a line of its own.
       What one voice passes on of another is in no line.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tellings.model import Claim, Count, Report
from tellings.reconcile.bodies import body_of
from tellings.reconcile.dating import day_of_issue
from tellings.reconcile.disputes import is_total
from tellings.reconcile.resting import is_unsourced
from tellings.reconcile.values import scope_key, value_key
from tellings.resolve.voices import VoiceMap
from tellings.vocabulary import COUNT_FIELDS, Field, Stance


@dataclass(frozen=True, slots=True)
class Figure:
    """One total of one line, with all its claims, the earliest first. day: on which the line first told it, EDTF."""

    value: Count
    day: str | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What one voice or body tells of one kind. figures: the earliest first, undated ones last. withdrawing: what it
    took back, by value."""

    field: Field
    key: str
    figures: tuple[Figure, ...]
    withdrawing: tuple[tuple[Claim, ...], ...] = ()


class LineKeys:
    """Whose line each claim is in."""

    def __init__(self, voices: VoiceMap) -> None:
        self._voices = voices
        self._of_voice: dict[str, str] = {}

    def of(self, claim: Claim) -> str | None:
        """Return the key of a claim's line; None where another voice passes it on, or its outlet is not known."""
        if is_unsourced(claim, self._voices):
            teller = claim.rests_on or claim.chain[0]
            return f"own voice {teller}" if self._voices.of(teller).name else None
        if claim.rests_on is None or claim.rests_on != claim.origin:
            return None
        if claim.rests_on not in self._of_voice:
            body = body_of(self._voices.of(claim.rests_on), self._voices)
            self._of_voice[claim.rests_on] = f"body {body}" if body is not None else f"voice {claim.rests_on}"
        return self._of_voice[claim.rests_on]


def day_told(claim: Claim, reports: Mapping[str, Report]) -> str | None:
    """Return the day a figure held on, as told, else the day its report came out; None if neither is known."""
    if isinstance(claim.value, Count) and claim.value.as_of:
        return claim.value.as_of
    day = day_of_issue(reports.get(claim.report_id))
    return day.isoformat() if day else None


def lines_of(claims: Iterable[Claim], voices: VoiceMap, reports: Mapping[str, Report]) -> tuple[Line, ...]:
    """Return the lines of all counts, sorted by field and key."""
    keys = LineKeys(voices)
    told: dict[tuple[Field, str], dict[str, list[Claim]]] = {}
    taken_back: dict[tuple[Field, str], dict[str, list[Claim]]] = {}
    for claim in claims:
        is_withdrawn = claim.stance is Stance.WITHDRAWS
        if claim.field not in COUNT_FIELDS or not (is_withdrawn or is_total(claim)):
            continue
        key = keys.of(claim)
        if key is not None:
            value = value_key(claim.value)
            if isinstance(claim.value, Count):
                value += scope_key(claim.value)
            into = taken_back if is_withdrawn else told
            into.setdefault((claim.field, key), {}).setdefault(value, []).append(claim)
    return tuple(
        Line(
            field,
            key,
            tuple(
                sorted((_figure(one, reports) for one in told.get((field, key), {}).values()), key=_in_time)
            ),
            tuple(tuple(one) for _, one in sorted(taken_back.get((field, key), {}).items())),
        )
        for field, key in sorted({*told, *taken_back})
    )


def _figure(claims: Iterable[Claim], reports: Mapping[str, Report]) -> Figure:
    days = {claim.claim_id: day_told(claim, reports) for claim in claims}
    held = sorted(claims, key=lambda claim: (days[claim.claim_id] or "9999", claim.claim_id))
    value = held[0].value
    assert isinstance(value, Count)
    return Figure(value, days[held[0].claim_id], tuple(held))


def _in_time(figure: Figure) -> tuple[str, str]:
    return figure.day or "9999", figure.claims[0].claim_id
