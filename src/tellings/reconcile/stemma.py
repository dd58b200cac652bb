"""Draw up who has it from whom: the edges of the stemma, each with its reason.

In:   the claims of one incident in its own voices; its reports, attributions and descent.
Out:  edges between reports and voices.
Holds: an edge stands for words in a report; the reason quotes the words that name the voice, or gives the share of
       text that two reports have in common. No accused is named.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from tellings.model import Attribution, Claim, Report, StemmaEdge
from tellings.reconcile.descent import Descent
from tellings.resolve.voices import VoiceMap
from tellings.vocabulary import EdgeKind, VoiceKind

_LONGEST = 90  # code points of a source phrase that are quoted in a reason


def draw_edges(
    claims: Sequence[Claim],
    voices: VoiceMap,
    *,
    reports: Mapping[str, Report],
    attributions: Mapping[str, Attribution],
    descent: Descent,
) -> tuple[StemmaEdge, ...]:
    """Return the edges, sorted.

    report TELLS a voice it names; report CREDITS the agency it has its text from; voice RELAYS a voice; report COPIES
    or ADAPTS a report. A report that is a body's own page TELLS that body. The outlet's own voice has no edge.
    """
    reasons: dict[tuple[str, str, EdgeKind], list[tuple[str, str]]] = {}
    for claim in claims:
        reason = _reason(claim, reports, attributions)
        for teller, told_by, kind in _steps(claim, voices):
            named = reason if told_by == claim.chain[-1] else ""
            reasons.setdefault((teller, told_by, kind), []).append((claim.claim_id, named))
    edges = [
        StemmaEdge(teller, told_by, kind, _why(kind, found))
        for (teller, told_by, kind), found in reasons.items()
    ]
    known = set(reports)
    edges += [edge for edge in descent.edges if edge.teller in known and edge.told_by in known]
    return tuple(sorted(edges, key=lambda edge: (edge.teller, edge.told_by, edge.kind, edge.why)))


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
    words = " ".join(" ".join(span.of(report.text).split()) for span in attribution.source)
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def _why(kind: EdgeKind, found: Sequence[tuple[str, str]]) -> str:
    number = len({claim_id for claim_id, _ in found})
    count = f"{number} claim{'' if number == 1 else 's'}"
    words = sorted({reason for _, reason in found if reason}, key=lambda reason: (len(reason), reason))
    if kind is EdgeKind.CREDITS:
        return f"credits it with its text; {count}"
    return f"named as “{words[-1]}”; {count}" if words else f"by its chain; {count}"
