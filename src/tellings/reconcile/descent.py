"""Find which reports carry on which text: copies, and versions of one wire.

In:   reports; the agency that each credits with its text, as its metadata or its chains tell.
Out:  a Descent: groups of reports that carry one text, and an edge for each report that has its text from another;
      cycles, where such edges make one.
Holds: two reports of one group are one relay, never two witnesses of what they share. Nothing is said of which came
       first where neither dates nor lengths tell. The order of the reports changes nothing.

Shared text is measured in runs of five words, after A. Z. Broder, "On the resemblance and containment of
documents" (1997): containment is the share of one report's runs that stand in the other.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tellings.model import Extraction, RecordWarning, Report, StemmaEdge
from tellings.resolve.dates import NotEdtf, edtf_bounds
from tellings.resolve.names import fold
from tellings.resolve.partition import Partition
from tellings.vocabulary import EdgeKind, ReportKind, VoiceKind, WarningCode

RUN_WORDS = 5
COPY_SHARE = 0.8  # of the shorter report's runs: it carries the text whole. Guess, unmeasured
PART_SHARE = 0.3  # of either report's runs: it carries part of the text. Guess, unmeasured
CREDITED_SHARE = 0.15  # the same, where both credit the same agency. Guess, unmeasured
LEAST_RUNS = 12  # shared runs below which nothing is said: a stock phrase can be that long. Guess, unmeasured
CLEARLY_MORE = 0.1  # containment either way has to differ by this much for lengths to tell. Guess, unmeasured
_NOT_KNOWN = "which came first is not known"
_NO_AGENCY = frozenset({"agencies", "various", "wires", "news agencies", "agency"})


@dataclass(frozen=True, slots=True)
class Descent:
    """Which reports carry one text.

    groups: ids of two reports or more each, sorted. edges: teller has its text, or part of it, from told_by; no more
    than hold each group together; a cycle of them is kept and can be found with `find_cycles`.
    """

    groups: tuple[tuple[str, ...], ...]
    edges: tuple[StemmaEdge, ...]

    @property
    def ordered(self) -> frozenset[tuple[str, str]]:
        """(teller, told by) of the edges for which dates or lengths tell which report came first."""
        return frozenset((e.teller, e.told_by) for e in self.edges if not e.why.endswith(_NOT_KNOWN))

    @property
    def same_text(self) -> Mapping[str, str]:
        """Report id -> the first id of its group, for reports that carry a text others carry too."""
        return {report: group[0] for group in self.groups for report in group}

    def copy_of(self, report_id: str) -> str | None:
        """Return the report whose whole text this one carries, or None."""
        whole = [e.told_by for e in self.edges if e.teller == report_id and e.kind is EdgeKind.COPIES]
        return whole[0] if whole else None


@dataclass(frozen=True, slots=True)
class _Overlap:
    """Two reports that share text. share: the runs of `left` that stand in `right`, of all of its runs."""

    left: str
    right: str
    left_share: float
    right_share: float
    agency: str | None

    @property
    def share(self) -> float:
        return max(self.left_share, self.right_share)


def trace_descent(reports: Sequence[Report], extractions: Sequence[Extraction] = ()) -> Descent:
    """Return which of these reports carry one text.

    extractions: of the same reports, to know the agency that a dateline or a by-line credits; may be left out.
    Copies: at least COPY_SHARE of one report's runs stand in the other. Parts: PART_SHARE, or CREDITED_SHARE where
    both credit one agency. The earlier report is the one published earlier by a date that is told, not inferred;
    else, but not between two versions of an agency's text, the one of which more is told in the other is taken to be
    cut from it; else it is not known. A recorder's sheet carries nobody's text: what it quotes in its notes is no copy.
    """
    held = {report.report_id: report for report in reports if report.kind is not ReportKind.SHEET}
    agencies = _agencies(held, extractions)
    overlaps = _overlaps(held, agencies)
    partition = Partition(held)
    for overlap in overlaps:
        partition.join(overlap.left, overlap.right)
    groups = tuple(group for group in partition.groups() if len(group) > 1)
    return Descent(groups, _edges(held, overlaps))


def cycle_warning(cycle: Sequence[str], reports: Mapping[str, Report]) -> RecordWarning:
    """Return the warning that these reports each have it from the next, the last from the first."""
    names = [reports[key].outlet or "an outlet that is not told" if key in reports else key for key in cycle]
    return RecordWarning(
        WarningCode.DESCENT_CYCLE,
        f"By the traces in them, these reports have it from one another in a circle: {' ← '.join([*names, names[0]])}. "
        "Which of them came first is not known.",
    )


# ---------------------------------------------------------------- shared text


def runs_of(text: str) -> frozenset[tuple[str, ...]]:
    """Return the runs of five words in a text, case and marks aside; fewer words than five are one run."""
    words = re.findall(r"\w+", text.casefold())
    if not words:
        return frozenset()
    return frozenset(tuple(words[at : at + RUN_WORDS]) for at in range(max(1, len(words) - RUN_WORDS + 1)))


def _overlaps(reports: Mapping[str, Report], agencies: Mapping[str, str]) -> list[_Overlap]:
    runs = {key: runs_of(report.text[report.body_start :]) for key, report in sorted(reports.items())}
    holders: dict[tuple[str, ...], list[str]] = {}
    for key, held in runs.items():
        for run in held:
            holders.setdefault(run, []).append(key)
    shared: Counter[tuple[str, str]] = Counter()
    for keys in holders.values():
        for n, left in enumerate(keys):
            for right in keys[n + 1 :]:
                shared[left, right] += 1
    found = []
    for (left, right), count in sorted(shared.items()):
        agency = agencies.get(left)
        agency = agency if agency and fold(agency) == fold(agencies.get(right, "")) else None
        overlap = _Overlap(left, right, count / len(runs[left]), count / len(runs[right]), agency)
        enough = CREDITED_SHARE if agency else PART_SHARE
        is_all = runs[left] == runs[right]
        if (count >= LEAST_RUNS and overlap.share >= enough) or is_all:
            found.append(overlap)
    return found


def _agencies(reports: Mapping[str, Report], extractions: Sequence[Extraction]) -> dict[str, str]:
    """Return report id -> the name of the agency that it credits with its whole text."""
    told: dict[str, str] = {}
    for extraction in sorted(extractions, key=lambda one: one.report_id):
        if len(extraction.voices) < 2:
            continue
        second = extraction.voices[1]
        chains = [a.chain for a in extraction.attributions if not a.headline]
        is_credited = bool(chains) and all(second.voice_id in chain[1:2] for chain in chains)
        if second.kind is VoiceKind.AGENCY and second.name and is_credited:
            told[extraction.report_id] = second.name
    for key, report in reports.items():
        if report.agency and fold(report.agency) not in _NO_AGENCY:
            told[key] = report.agency
    return told


# ---------------------------------------------------------------- which came first


def _edges(reports: Mapping[str, Report], overlaps: Sequence[_Overlap]) -> tuple[StemmaEdge, ...]:
    """Return, for each report but the first of its group, the edge to the report it shares most with; further ones
    where a group would fall apart without them."""
    options: list[tuple[tuple[float, str, str], StemmaEdge]] = []
    for overlap in overlaps:
        first, second, why_first = _order(overlap, reports)
        kind = EdgeKind.COPIES if overlap.share >= COPY_SHARE else EdgeKind.ADAPTS
        own_share, other_share = overlap.right_share, overlap.left_share
        if second == overlap.left:
            own_share, other_share = other_share, own_share
        why = _why(own_share, other_share, overlap.agency, why_first)
        options.append(((-overlap.share, first, second), StemmaEdge(second, first, kind, why)))
    options.sort(key=lambda row: row[0])
    best: dict[str, StemmaEdge] = {}
    for _, edge in options:
        best.setdefault(edge.teller, edge)
    kept = list(best.values())
    partition = Partition(reports)
    for edge in kept:
        partition.join(edge.teller, edge.told_by)
    for _, edge in options:
        if not partition.are_together(edge.teller, edge.told_by):
            partition.join(edge.teller, edge.told_by)
            kept.append(edge)
    return tuple(sorted(kept, key=lambda edge: (edge.teller, edge.told_by)))


def _order(overlap: _Overlap, reports: Mapping[str, Report]) -> tuple[str, str, str]:
    """Return (earlier, later, why)."""
    left, right = overlap.left, overlap.right
    issued_left, issued_right = _issued(reports[left]), _issued(reports[right])
    if issued_left and issued_right:
        if issued_left[1] < issued_right[0]:
            return left, right, f"published later ({issued_right[0]} after {issued_left[1]})"
        if issued_right[1] < issued_left[0]:
            return right, left, f"published later ({issued_left[0]} after {issued_right[1]})"
    gap = overlap.left_share - overlap.right_share
    if overlap.agency:
        first, second = sorted((left, right))
        return first, second, f"two versions of its text: {_NOT_KNOWN}"
    if gap > CLEARLY_MORE:
        return right, left, "taken to be cut from the longer text; the dates do not tell which came first"
    if -gap > CLEARLY_MORE:
        return left, right, "taken to be cut from the longer text; the dates do not tell which came first"
    first, second = sorted((left, right))
    return first, second, _NOT_KNOWN


def _issued(report: Report) -> tuple[date, date] | None:
    if not report.published or report.published_inferred:
        return None
    try:
        first, last = edtf_bounds(report.published[:10])
    except NotEdtf:
        return None
    return (first, last) if first and last else None


def _why(own_share: float, other_share: float, agency: str | None, order: str) -> str:
    own, other = round(100 * own_share), round(100 * other_share)
    words = f"{own} % of its runs of {RUN_WORDS} words stand there too, {other} % the other way round"
    credit = f"both credit {agency}" if agency else ""
    return "; ".join(part for part in (words, credit, order) if part)


def find_cycles(ties: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Return every circle of (teller, told by) ties, each once, from its smallest id on; sorted.

    Circles that share ties are given as the strongly connected sets they make: one circle through each set.
    """
    above: dict[str, list[str]] = {}
    for teller, told_by in sorted(set(ties)):
        above.setdefault(teller, []).append(told_by)
    reach = {key: _reached(key, above) for key in above}
    sets = {frozenset(o for o in reach[key] if key in reach.get(o, ())) for key in reach if key in reach[key]}
    return tuple(sorted(_circle(min(members), members, above) for members in sets))


def _reached(start: str, above: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return everything that can be reached from a node in one step or more."""
    found: set[str] = set()
    todo = list(above.get(start, ()))
    while todo:
        key = todo.pop()
        if key not in found:
            found.add(key)
            todo += above.get(key, ())
    return frozenset(found)


def _circle(start: str, members: frozenset[str], above: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return a shortest circle through `start` within a set of nodes that all reach each other."""
    paths: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while paths:
        path = paths.pop(0)
        for step in above.get(path[-1], ()):
            if step == start:
                return path
            if step in members and step not in seen:
                seen.add(step)
                paths.append((*path, step))
    return (start,)
