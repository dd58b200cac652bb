"""Link the accounts of a pile of reports.

In:   extractions, their reports, judgements, and which reports carry one text.
Out:  the incidents, what was left out, and the judgements that could not be applied.
Holds: see `cluster`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tellings.link.cluster import Incident, cluster
from tellings.link.judged import place_judgements
from tellings.link.profiles import profile_accounts
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
    same_text: Mapping[str, str] | None = None,
) -> Linked:
    """Return the incidents that these extractions tell of, sorted by id.

    same_text: report id -> a key that reports of one text share.
    Every account that is no background mention is in exactly one incident.
    """
    profiles = profile_accounts(extractions, {report.report_id: report for report in reports})
    judged = place_judgements(judgements, reports, extractions)
    found = cluster(profiles, judged, same_text=same_text or {})
    return Linked(found.incidents, found.left_out, judged.set_aside)
