"""Trace which reports have their text from which: copies, versions of one wire, translations, credits, citations.

In:   the reports of one incident, and what was read in each.
Out:  a Descent: groups of reports that carry one text; edges between reports, each with its reason; credits; notices of
      correction and kill, with the texts they are about.
Holds: two reports of one group are one relay, never two witnesses of what they share. Nothing is said of which came
       first where neither dates, lengths nor credits tell. Of ten thousand copies each has one edge. The order of the
       reports changes nothing.

What a text is and how much of it two reports share is found in `link.copies`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tellings.link.copies import (
    COPY_SHARE,
    RUN_WORDS,
    Overlap,
    Runs,
    agency_of_both,
    is_one_text,
    measure,
    overlaps,
    runs_of,
    text_groups,
)
from tellings.model import Extraction, Report, StemmaEdge
from tellings.reconcile.citing import Pages, citations, issued, outlet_key, translations
from tellings.reconcile.credits import Credit, called, find_credits, is_somebody
from tellings.reconcile.notices import Placed, find_notices, place_notices
from tellings.resolve.names import fold
from tellings.resolve.partition import Partition
from tellings.vocabulary import (
    CreditKind,
    EdgeKind,
    NoticeKind,
    ReportKind,
    VoiceKind,
)

CLEARLY_MORE = 0.1  # containment either way has to differ by this much for lengths to tell. Guess, unmeasured
_NOT_KNOWN = "which came first is not known"
_MEDIA = frozenset({VoiceKind.OUTLET, VoiceKind.AGENCY})


@dataclass(frozen=True)
class Descent:
    """Which reports have their text from which.

    groups: ids of two reports or more that carry one text, sorted. edges: teller has its text, part of it, or a claim
    from told_by; no more of shared text than hold each group together. ordered: (teller, told by) of those for which it
    is known which came first; a circle of them is kept, see `cycles`. credits: what the reports
    say of their own text. notices: those of correction and kill, with the reports they are about; noticed: ids of the
    reports in which such a notice stands.
    """

    groups: tuple[tuple[str, ...], ...] = ()
    edges: tuple[StemmaEdge, ...] = ()
    ordered: frozenset[tuple[str, str]] = frozenset()
    credits: tuple[Credit, ...] = ()
    notices: tuple[Placed, ...] = ()
    noticed: frozenset[tuple[str, NoticeKind]] = frozenset()

    @cached_property
    def same_text(self) -> Mapping[str, str]:
        """Report id -> the first id of its group, for reports that carry a text others carry too."""
        return {report: group[0] for group in self.groups for report in group}

    @cached_property
    def one_relay(self) -> Mapping[str, str]:
        """The same, a translation taken with the text that it translates."""
        translated = [(e.teller, e.told_by) for e in self.edges if e.kind is EdgeKind.TRANSLATES]
        partition = Partition(
            {key for group in self.groups for key in group} | {k for t in translated for k in t}
        )
        for group in self.groups:
            for key in group[1:]:
                partition.join(group[0], key)
        for teller, told_by in translated:
            partition.join(teller, told_by)
        return {report: group[0] for group in partition.groups() for report in group}

    @cached_property
    def _copied(self) -> Mapping[str, str]:
        return {e.teller: e.told_by for e in reversed(self.edges) if e.kind is EdgeKind.COPIES}

    def copy_of(self, report_id: str) -> str | None:
        """Return the report whose whole text this one carries, or None."""
        return self._copied.get(report_id)

    @cached_property
    def killed(self) -> frozenset[str]:
        """The reports whose text was killed, by their own notice or by that of whoever they have it from."""
        return frozenset(
            k for one in self.notices if one.notice.kind is NoticeKind.KILLED for k in one.report_ids
        )


def trace_descent(reports: Sequence[Report], extractions: Sequence[Extraction] = ()) -> Descent:
    """Return which of these reports have their text from which.

    extractions: of the same reports, to know the agency that a dateline or a by-line credits, and whom a report cites;
    may be left out. Which share text, and how much makes two one text, is in `link.copies.is_one_text`.
    The earlier report is the one published earlier by a date that is told, not inferred; else the agency's own page,
    where the other credits that agency; else the page of an outlet, or body, that the other alone names among its
    voices; else, but not between two versions of an agency's text, the one of which more
    is told in the other is taken to be cut from it; else it is not known. A recorder's sheet carries nobody's text:
    what it quotes in its notes is no copy.
    """
    held = {
        r.report_id: r for r in sorted(reports, key=lambda r: r.report_id) if r.kind is not ReportKind.SHEET
    }
    read = [e for e in sorted(extractions, key=lambda one: one.report_id) if e.report_id in held]
    known = frozenset(fold(name) for r in held.values() for name in (r.outlet, r.agency) if name)
    credits = tuple(credit for report in held.values() for credit in find_credits(report, known))
    agencies = _agencies(credits, read)
    texts = _Texts(held, agencies, read)
    groups = texts.groups()
    of_text, ordered = _edges(texts, groups)
    pages = Pages(held, read)
    further = [*translations(credits, pages), *citations(read, pages)]
    notices = [notice for key, report in held.items() for notice in find_notices(report, agencies.get(key))]
    group_of = {report: group[0] for group in groups for report in group}
    return Descent(
        groups=groups,
        edges=tuple(
            sorted({*of_text, *further}, key=lambda edge: (edge.teller, edge.told_by, edge.kind, edge.why))
        ),
        ordered=ordered | {(edge.teller, edge.told_by) for edge in further},
        credits=credits,
        notices=place_notices(notices, held, group_of=group_of, agencies=agencies),
        noticed=frozenset((notice.report_id, notice.kind) for notice in notices if notice.is_own),
    )


def _agencies(credits: Sequence[Credit], extractions: Sequence[Extraction]) -> dict[str, str]:
    """Return report id -> the name of the one agency that it credits with its whole text."""
    told: dict[str, str] = {}
    for extraction in extractions:
        if len(extraction.voices) < 2:
            continue
        second = extraction.voices[1]
        chains = [a.chain for a in extraction.attributions if not a.headline]
        is_credited = bool(chains) and all(second.voice_id in chain[1:2] for chain in chains)
        if second.kind is VoiceKind.AGENCY and second.name and is_credited and is_somebody(second.name):
            told[extraction.report_id] = called(second.name)
    by_report: dict[str, list[Credit]] = {}
    for credit in credits:
        if credit.kind is CreditKind.TEXT:
            by_report.setdefault(credit.report_id, []).append(credit)
    for key, found in by_report.items():
        printed = [
            credit for credit in found if credit.span is None
        ] or found  # metadata before lines of the text
        if len({fold(credit.name) for credit in printed}) == 1:
            told[key] = printed[0].name
    return told


# ---------------------------------------------------------------- shared text


class _Texts:
    """The texts of reports, and which of them share how much."""

    def __init__(
        self, reports: Mapping[str, Report], agencies: Mapping[str, str], extractions: Sequence[Extraction]
    ) -> None:
        self.reports = reports
        self.agencies = agencies
        self.issued = {key: issued(report) for key, report in reports.items()}
        self.named = {e.report_id: {outlet_key(voice.name) for voice in e.voices[1:]} for e in extractions}
        self.runs: dict[str, Runs] = {key: runs_of(r.text[r.body_start :]) for key, r in reports.items()}
        found = overlaps(self.runs)
        self.ties = [one for one in found if is_one_text(one, self.agency(one))]

    def agency(self, overlap: Overlap) -> str | None:
        return agency_of_both(overlap, self.agencies)

    def names(self, report_id: str, other: str) -> bool:
        """Whether a report names the outlet of another among its voices."""
        outlet = outlet_key(self.reports[other].outlet)
        return bool(outlet) and outlet in self.named.get(report_id, ())

    def groups(self) -> tuple[tuple[str, ...], ...]:
        members: dict[str, list[str]] = {}
        for key, first in text_groups(self.ties, self.agencies).items():
            members.setdefault(first, []).append(key)
        return tuple(tuple(sorted(members[first])) for first in sorted(members))

    def ties_with_the_first(self, group: Sequence[str]) -> list[Overlap]:
        """Return the ties of a group with the report of it that came out first, as far as dates tell: of very many
        copies only some pairs were looked at."""
        dated = [(days[1], key) for key in group if (days := self.issued[key])]
        first = min(dated)[1] if dated else group[0]
        ties = [measure(min(first, key), max(first, key), self.runs) for key in group if key != first]
        return [one for one in ties if is_one_text(one, self.agency(one))]


def _edges(
    texts: _Texts, groups: Sequence[Sequence[str]]
) -> tuple[list[StemmaEdge], frozenset[tuple[str, str]]]:
    """Return (edges, those for which it is known which came first).

    For each report but the first of its group, the edge to the report it shares most with; further ones where a group
    would fall apart without them.
    """
    ties = {(one.left, one.right): one for one in texts.ties}
    for group in groups:
        ties.update(((one.left, one.right), one) for one in texts.ties_with_the_first(group))
    options: list[tuple[tuple[float, str, str], StemmaEdge, bool]] = []
    for overlap in ties.values():
        first, second, why_first = _order(overlap, texts)
        kind = EdgeKind.COPIES if overlap.share >= COPY_SHARE else EdgeKind.ADAPTS
        own_share, other_share = overlap.right_share, overlap.left_share
        if second == overlap.left:
            own_share, other_share = other_share, own_share
        why = _why(own_share, other_share, texts.agency(overlap), why_first)
        is_known = not why_first.endswith(_NOT_KNOWN)
        options.append(((-overlap.share, first, second), StemmaEdge(second, first, kind, why), is_known))
    options.sort(key=lambda row: row[0])
    partition = Partition(texts.reports)
    kept: list[tuple[StemmaEdge, bool]] = []
    has_edge: set[str] = set()
    for _, edge, is_known in options:
        if edge.teller not in has_edge:
            has_edge.add(edge.teller)
            partition.join(edge.teller, edge.told_by)
            kept.append((edge, is_known))
    for _, edge, is_known in options:
        if not partition.are_together(edge.teller, edge.told_by):
            partition.join(edge.teller, edge.told_by)
            kept.append((edge, is_known))
    return [edge for edge, _ in kept], frozenset((e.teller, e.told_by) for e, is_known in kept if is_known)


def _order(overlap: Overlap, texts: _Texts) -> tuple[str, str, str]:
    """Return (earlier, later, why)."""
    left, right = overlap.left, overlap.right
    issued_left, issued_right = texts.issued[left], texts.issued[right]
    if issued_left and issued_right:
        if issued_left[1] < issued_right[0]:
            return left, right, f"published later ({issued_right[0]} after {issued_left[1]})"
        if issued_right[1] < issued_left[0]:
            return right, left, f"published later ({issued_left[0]} after {issued_right[1]})"
    for first, second in ((left, right), (right, left)):
        outlet, agency = texts.reports[first].outlet, texts.agencies.get(second)
        if outlet and agency and fold(called(outlet)) == fold(agency) and first not in texts.agencies:
            return first, second, f"credits {agency}, whose own page the other is"
    left_is_named, right_is_named = texts.names(right, left), texts.names(left, right)
    if left_is_named != right_is_named:
        first, second = (left, right) if left_is_named else (right, left)
        return first, second, f"names {texts.reports[first].outlet}, whose own page the other is"
    gap = overlap.left_share - overlap.right_share
    if texts.agency(overlap):
        first, second = sorted((left, right))
        return first, second, f"two versions of its text: {_NOT_KNOWN}"
    if gap > CLEARLY_MORE:
        return right, left, "taken to be cut from the longer text; the dates do not tell which came first"
    if -gap > CLEARLY_MORE:
        return left, right, "taken to be cut from the longer text; the dates do not tell which came first"
    first, second = sorted((left, right))
    return first, second, _NOT_KNOWN


def _why(own_share: float, other_share: float, agency: str | None, order: str) -> str:
    own, other = round(100 * own_share), round(100 * other_share)
    words = f"{own} % of its runs of {RUN_WORDS} words stand there too, {other} % the other way round"
    credit = f"both credit {agency}" if agency else ""
    return "; ".join(part for part in (words, credit, order) if part)
