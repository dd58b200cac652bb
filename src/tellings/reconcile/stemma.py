"""Draw up who has it from whom: the edges of the stemma, each with its reason.

In:   the claims of one incident in its own voices; its reports, attributions and descent.
Out:  edges between reports and voices; the agencies that only a credit names, as voices.
Holds: an edge stands for words in a report; the reason quotes the words that name the voice or give the credit, or
       tells what share of text two reports have in common. A voice that a headline alone credits has no edge. No
       accused is named.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from tellings.model import Attribution, Claim, Report, StemmaEdge, Voice, content_id
from tellings.reconcile.citing import outlet_key
from tellings.reconcile.credits import Credit
from tellings.reconcile.descent import Descent
from tellings.resolve.voices import VoiceMap
from tellings.vocabulary import CreditKind, EdgeKind, Naming, VoiceKind

_LONGEST = 90  # code points of words of a report that are quoted in a reason


def draw_edges(
    claims: Sequence[Claim],
    voices: VoiceMap,
    *,
    reports: Mapping[str, Report],
    attributions: Mapping[str, Attribution],
    descent: Descent,
) -> tuple[StemmaEdge, ...]:
    """Return the edges, sorted.

    report TELLS a voice it names; report CREDITS the agency it has its text from; voice RELAYS a voice; report COPIES,
    ADAPTS, TRANSLATES or CITES a report. A report that is a body's own page TELLS that body. The outlet's own voice has
    no edge.
    """
    in_body = {(claim.report_id, voice) for claim in claims if not claim.headline for voice in claim.chain}
    reasons: dict[tuple[str, str, EdgeKind], list[tuple[str, str]]] = {}
    for claim in claims:
        if claim.headline and any((claim.report_id, voice) not in in_body for voice in claim.chain[1:]):
            continue
        reason = _reason(claim, reports, attributions)
        for teller, told_by, kind in _steps(claim, voices):
            named = reason if told_by == claim.chain[-1] else ""
            reasons.setdefault((teller, told_by, kind), []).append((claim.claim_id, named))
    edges = [
        StemmaEdge(teller, told_by, kind, _why(kind, found))
        for (teller, told_by, kind), found in reasons.items()
    ]
    credited = [edge for edge in _credited(descent.credits, voices, reports) if _ends(edge) not in reasons]
    known = set(reports)
    edges += [edge for edge in descent.edges if edge.teller in known and edge.told_by in known]
    return tuple(
        sorted((*edges, *credited), key=lambda edge: (edge.teller, edge.told_by, edge.kind, edge.why))
    )


def credited_voices(credits: Iterable[Credit], voices: VoiceMap) -> tuple[Voice, ...]:
    """Return the agencies that reports credit and no voice of the incident is, sorted by id."""
    known = _by_name(voices)
    named: dict[str, list[Credit]] = {}
    for credit in credits:
        if credit.kind in _OF_AGENCIES and outlet_key(credit.name) not in known:
            named.setdefault(outlet_key(credit.name), []).append(credit)
    made = [
        Voice(_voice_id(held[0]), min(credit.name for credit in held), VoiceKind.AGENCY, Naming.NAMED)
        for held in named.values()
    ]
    return tuple(sorted(made, key=lambda voice: voice.voice_id))


_OF_AGENCIES = (CreditKind.TEXT, CreditKind.REPORTING)


def _voice_id(credit: Credit) -> str:
    return content_id("voice", "credited", outlet_key(credit.name))


def _by_name(voices: VoiceMap) -> dict[str, Voice]:
    """Return outlets, agencies and named persons of an incident by the keys of their names; the first id keeps one."""
    found: dict[str, Voice] = {}
    for voice in voices.voices:
        if voice.naming is Naming.NAMED:
            for name in (voice.name, *voice.aliases):
                if name:
                    found.setdefault(outlet_key(name), voice)
    return found


def _credited(
    credits: Iterable[Credit], voices: VoiceMap, reports: Mapping[str, Report]
) -> Iterable[StemmaEdge]:
    """Yield an edge from a report to each agency that its own lines credit, and to whoever told it to its writer."""
    known = _by_name(voices)
    for credit in credits:
        report = reports.get(credit.report_id)
        if report is None or not credit.name:
            continue
        voice = known.get(outlet_key(credit.name))
        words = f"says “{_quoted(credit.span.of(report.text))}”" if credit.span else "by its particulars"
        if credit.kind in _OF_AGENCIES:
            told_by = voice.voice_id if voice is not None else _voice_id(credit)
            part = "" if credit.kind is CreditKind.TEXT else "; for part of its text"
            yield StemmaEdge(credit.report_id, told_by, EdgeKind.CREDITS, f"{words}{part}")
        elif credit.kind is CreditKind.TOLD_TO and voice is not None:
            yield StemmaEdge(credit.report_id, voice.voice_id, EdgeKind.TELLS, words)


def _ends(edge: StemmaEdge) -> tuple[str, str, EdgeKind]:
    return edge.teller, edge.told_by, edge.kind


def _steps(claim: Claim, voices: VoiceMap) -> list[tuple[str, str, EdgeKind]]:
    outlet, *rest = claim.chain
    steps: list[tuple[str, str, EdgeKind]] = []
    if outlet not in voices.relays:
        steps.append((claim.report_id, outlet, EdgeKind.TELLS))
    elif rest:
        first = voices.of(rest[0])
        is_credit = first.kind is VoiceKind.AGENCY and (len(rest) > 1 or claim.origin is None)
        steps.append((claim.report_id, rest[0], EdgeKind.CREDITS if is_credit else EdgeKind.TELLS))
    start = claim.chain if outlet not in voices.relays else tuple(rest)
    steps += [(a, b, EdgeKind.RELAYS) for a, b in pairwise(start)]
    return steps


def _reason(claim: Claim, reports: Mapping[str, Report], attributions: Mapping[str, Attribution]) -> str:
    attribution = attributions.get(claim.attribution_id or "")
    report = reports.get(claim.report_id)
    if attribution is None or report is None or not attribution.source:
        return ""
    return _quoted(" ".join(span.of(report.text) for span in attribution.source))


def _quoted(told: str) -> str:
    words = " ".join(told.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def _why(kind: EdgeKind, found: Sequence[tuple[str, str]]) -> str:
    number = len({claim_id for claim_id, _ in found})
    count = f"{number} claim{'' if number == 1 else 's'}"
    words = sorted({reason for _, reason in found if reason}, key=lambda reason: (len(reason), reason))
    if kind is EdgeKind.CREDITS:
        return f"credits it with its text; {count}"
    return f"named as “{words[-1]}”; {count}" if words else f"by its chain; {count}"
