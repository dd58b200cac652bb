"""Say what changed in an incident since a day: build it of what the case knew then, and hold today's against it.

In:   a record; a day.
Out:  Changes, as a build would have named them.
Holds: nothing is stored. What the case knew on a day is what its log has up to then: reports and judgements; they are
read as today's reader reads them, so that what changes is what came to be known and what was decided.
"""

from datetime import date

from tellings import pipeline
from tellings.changes import what_changed
from tellings.model import Change, Record
from tellings.web.desk import Desk


def changed_since(desk: Desk, record: Record, day: date) -> tuple[Change, ...]:
    """Return what changed in a record since the beginning of a day, UTC."""
    case, until = desk.case, day.isoformat()
    then = {key for key, at in desk.came().items() if at[:10] < until}
    told_in = sorted({account.report_id for account in record.accounts} & then)
    pairs = [desk.read(key) for key in told_in]
    before = pipeline.build_findings(
        [report for report, _ in pairs],
        [found for _, found in pairs],
        actors=case.actors(),
        method=case.method(),
        gazetteer=pipeline.case_gazetteer(case),
        judgements=[one for one in case.judgements() if one.judgement_id in then],
    ).records
    mine = {account.account_id for account in record.accounts}
    was = [one for one in before if mine & {account.account_id for account in one.accounts}]
    return tuple(change for change in what_changed(was, [record]) if change.incident_id == record.incident_id)
