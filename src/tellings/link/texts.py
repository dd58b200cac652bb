"""Say which reports of a pile carry one text, by little of each.

In:   reports and what was read in them; traces of them.
Out:  a Trace of each report, small enough to be kept; report id -> a key that reports of one text share.
Holds: what is shared is estimated by one run of words in four, which is enough to link by. Who has the text from whom,
       and how much of it, is found anew and exactly among the reports of an incident.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tellings.link.copies import Runs, kept, overlaps, runs_of, text_groups
from tellings.model import Extraction, Report
from tellings.vocabulary import ReportKind, VoiceKind

ONE_IN = 4  # runs, of which one is kept: `copies.kept`
LEAST_KEPT = 6  # runs, by which a text is known again: of one shorter than some thirty words that is chance


@dataclass(frozen=True, slots=True)
class Trace:
    """What a report's text is found again by. agency: the one that it credits with its text, or None."""

    report_id: str
    runs: Runs
    agency: str | None = None

    @property
    def keys(self) -> list[int]:
        """What a text that shares a passage has in common, as numbers of 63 bits."""
        shifted: list[int] = (self.runs >> 1).tolist()  # the lowest bit is no part of the hash
        return shifted


def trace_of(report: Report, extraction: Extraction) -> Trace | None:
    """Return the trace of a report; None for a text too short to be known again, and for a recorder's sheet, which
    carries nobody's text."""
    if report.kind is ReportKind.SHEET:
        return None
    runs = kept(runs_of(report.text[report.body_start :]))
    return Trace(report.report_id, runs, _agency(report, extraction)) if len(runs) >= LEAST_KEPT else None


def _agency(report: Report, extraction: Extraction) -> str | None:
    if report.agency:
        return report.agency
    second = extraction.voices[1] if len(extraction.voices) > 1 else None
    if second is None or second.kind is not VoiceKind.AGENCY:
        return None
    chains = [one.chain for one in extraction.attributions if not one.headline]
    return second.name if chains and all(second.voice_id in chain[1:2] for chain in chains) else None


def same_text(traces: Iterable[Trace]) -> dict[str, str]:
    """Return report id -> the first id among the reports of its text, for those whose text others carry too."""
    held = {trace.report_id: trace for trace in traces}
    agencies = {key: trace.agency for key, trace in held.items() if trace.agency}
    found = overlaps({key: trace.runs for key, trace in held.items()}, one_in=ONE_IN)
    return text_groups(found, agencies)
