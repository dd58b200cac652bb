"""Link the accounts of a pile of reports.

In:   extractions, their reports, and judgements.
Out:  the incidents, what was left out, and the judgements that could not be applied.
Holds: see `cluster`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tellings.link.cluster import Incident, cluster
from tellings.link.judged import place_judgements
from tellings.link.profiles import profile_accounts
from tellings.link.texts import same_text, trace_of
from tellings.model import Extraction, Judgement, Report, SetAside


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking comes to. left_out: background accounts that joined no incident, sorted; set_aside: judgements
    whose leaves were not found."""

    incidents: tuple[Incident, ...]
    left_out: tuple[str, ...]
    set_aside: tuple[SetAside, ...]


def link_accounts(
    extractions: Sequence[Extraction],
    reports: Sequence[Report],
    *,
    judgements: Sequence[Judgement] = (),
) -> Linked:
    """Return the incidents that these extractions tell of, sorted by id.

    Every account that is no background mention is in exactly one incident.
    """
    held = {report.report_id: report for report in reports}
    traces = (trace_of(held[extraction.report_id], extraction) for extraction in extractions)
    texts = same_text(trace for trace in traces if trace is not None)
    judged = place_judgements(judgements, reports, extractions)
    found = cluster(profile_accounts(extractions, held), judged, same_text=texts)
    return Linked(found.incidents, found.left_out, judged.set_aside)
