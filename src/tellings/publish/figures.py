"""What one report tells of casualties, responsibility and weapons, in the form of a published evaluation set.

In:   an Extraction.
Out:  plain JSON data: form A, "accounts.jsonl", of the set of dossiers that docs/commands.md describes.
Holds: a figure, an accusation and a weapon stand where their words stand; a voice goes by its name always, and by a
place where the text names it. The form wants one event, date and place a report; rivals are not chosen among, so those
keys are left out.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tellings.attribution.lexicon import PRONOUNS
from tellings.events.answers import is_same_party
from tellings.model import (
    Accusation,
    Claim,
    Count,
    Denial,
    Extraction,
    ResponsibilityTaken,
    Span,
    Voice,
    Weapon,
)
from tellings.vocabulary import CountBasis, Denied, Field, Role, Stance, VoiceKind

Json = dict[str, Any]

# A body counted is a death counted. "Killed or injured", "presumed dead" and "abducted" have no place in the form.
_KINDS = {
    Field.KILLED: "killed",
    Field.BODIES_FOUND: "killed",
    Field.INJURED: "injured",
    Field.MISSING: "missing",
    Field.DETAINED: "detained",
}
_STANCES = {
    Stance.TAKES_RESPONSIBILITY: "claims",
    Stance.CONCEDES: "claims",
    Stance.ALLEGES: "alleges",
    Stance.DENIES: "denies",
}
_OF_THE_DEED = frozenset({Role.CARRIED_OUT, Role.INVOLVED, Role.ORDERED})  # "who is said to have done it"


def figures_form(extraction: Extraction) -> Json:
    """Return `figures`, `responsibility` and `weapons` of a report, each in order of the text."""
    voices = {voice.voice_id: voice for voice in extraction.voices}
    claims = sorted(
        (claim for account in extraction.accounts for claim in account.claims),
        key=lambda claim: (claim.span, claim.field, claim.claim_id),
    )
    return {
        "figures": [_figure(claim, claim.value, voices) for claim in claims if _is_figure(claim)],
        "responsibility": _responsibility(_of_the_incident(extraction, claims), voices),
        "weapons": [
            _place(span)
            for span in sorted({claim.span for claim in claims if isinstance(claim.value, Weapon)})
        ],
    }


def _is_figure(claim: Claim) -> bool:
    """Whether the words give a figure: what is worked out or counted from names is none, what is denied neither."""
    value = claim.value
    if not isinstance(value, Count) or claim.field not in _KINDS or claim.stance is Stance.DENIES:
        return False
    return value.basis not in (CountBasis.DERIVED, CountBasis.LISTED)


def _figure(claim: Claim, value: object, voices: Mapping[str, Voice]) -> Json:
    assert isinstance(value, Count)
    return {
        "kind": _KINDS[claim.field],
        "low": value.low,
        "high": value.high,
        "approximate": value.approximate,
        "span": _place(claim.span),
        "origin": _origin(claim, voices),
        "is_total": value.is_total,
    }


def _origin(claim: Claim, voices: Mapping[str, Voice]) -> Json | None:
    """Return the voice that a claim has it from; None for the outlet's own."""
    return None if claim.origin is None else _voice(voices[claim.origin], near=claim.span)


def _voice(voice: Voice, *, near: Span) -> Json | None:
    """Return a voice by name and by the nearest place that names it; None for one that has neither."""
    named = [mention.span for mention in voice.mentions if mention.quote.casefold() not in PRONOUNS]
    place = min(named, key=lambda span: (_gap(span, near), span), default=None)
    if voice.name is None and place is None:
        return None
    return {"span": None if place is None else _place(place), "name": voice.name}


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _place(span: Span) -> list[int]:
    return [span.start, span.end]


# ---------------------------------------------------------------- who is said to have done it


def _of_the_incident(extraction: Extraction, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims without those of incidents that are mentioned in passing."""
    aside = {
        claim.claim_id for account in extraction.accounts if account.background for claim in account.claims
    }
    return [claim for claim in claims if claim.claim_id not in aside]


def _responsibility(claims: Sequence[Claim], voices: Mapping[str, Voice]) -> list[Json]:
    """Return each accuser, accused and stance once: at its first place, titles after the body."""
    accusations = {claim.claim_id: claim for claim in claims if isinstance(claim.value, Accusation)}
    found: dict[tuple[str, str | None, str], Json] = {}
    for claim in sorted(claims, key=lambda claim: (claim.headline, claim.span, claim.claim_id)):
        accused = _accused(claim, accusations, voices)
        if accused is None:
            continue
        stance = "alleges" if claim.hedged and claim.origin is None else _STANCES.get(claim.stance, "reports")
        key = (str(accused["name"]).casefold(), claim.origin, stance)
        found.setdefault(
            key,
            {"accused": accused, "by": _origin(claim, voices), "stance": stance, "span": _place(claim.span)},
        )
    return sorted(found.values(), key=lambda item: (item["span"], item["accused"]["span"], item["stance"]))


def _accused(claim: Claim, accusations: Mapping[str, Claim], voices: Mapping[str, Voice]) -> Json | None:
    """Return whom a claim says to have done it, or None where it says so of nobody.

    Whoever takes responsibility names itself. Whoever denies what it or its side is accused of does so too; another
    who denies an accusation clears the accused of it.
    """
    value = claim.value
    if isinstance(value, Accusation):
        if value.role not in _OF_THE_DEED:
            return None
        return {"span": _place(value.accused_span), "name": value.accused}
    speaker = voices.get(claim.origin or "")
    if isinstance(value, ResponsibilityTaken):
        at = claim.quote.find(value.claimant)
        if at >= 0:
            start = claim.span.start + at
            return {"span": [start, start + len(value.claimant)], "name": value.claimant}
        return _placed(speaker, claim)
    if (
        not isinstance(value, Denial)
        or value.denies not in (Denied.INVOLVEMENT, Denied.EVENT)
        or speaker is None
    ):
        return None
    if any(one.span.overlaps(claim.span) and one.stance is Stance.DENIES for one in accusations.values()):
        return None  # told there, with its accused
    answered = [accusations[one.claim_id] for one in claim.relations if one.claim_id in accusations]
    if not answered:
        return _placed(speaker, claim) if _OWN_PART.search(claim.quote) else None
    if any(isinstance(one.value, Accusation) and _is_accused(speaker, one.value.accused) for one in answered):
        return _placed(speaker, claim)
    return _accused(answered[-1], accusations, voices)


# what one denies of oneself
_OWN_PART = re.compile(
    r"\b(?:involvement|responsibility|(?:any|its|his|their) (?:role|part|hand|forces|troops|men|army|aircraft|jets|"
    r"warplanes|planes|fighters|soldiers)|having|(?:that )?(?:it|they|he) (?:had|was|were)|targeting|being behind|"
    r"carrying out|hitting|striking|bombing|shelling|attacking)\b",
    re.I,
)


def _is_accused(speaker: Voice, accused: str) -> bool:
    """Whether the speaker is the accused, not only of its side: a minister clears his government."""
    return is_same_party(speaker.name or "", accused, by_kind=speaker.kind is not VoiceKind.PERSON)


def _placed(voice: Voice | None, claim: Claim) -> Json | None:
    told = None if voice is None else _voice(voice, near=claim.span)
    return told if told is not None and told["span"] is not None else None
