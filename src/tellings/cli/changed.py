"""Print what a build changed: incident by incident, in words.

In:   changes as they may be shown, with the titles of their incidents.
Out:  lines, unescaped.
Holds: of a case that is built for the first time it is one line, and of very many incidents the first ones stand here
       with the number of the others.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from tellings.cli.edge import counted
from tellings.model import Change
from tellings.vocabulary import ChangeKind

_MOST_SHOWN = 20  # incidents; `--json` has all


def lines_of_changes(
    changes: Sequence[Change] | None, titles: Mapping[str, str], *, incidents: int
) -> Iterator[str]:
    """Yield what to print.

    changes: None where they were not looked for. titles: by incident id, of those that stand. incidents: how many the
    case has now.
    """
    if changes is None:
        yield "all records were made anew; they are too many to say one by one what changed"
        return
    if not changes:
        yield "no record has changed"
        return
    if len(changes) == incidents and all(change.kind is ChangeKind.INCIDENT_NEW for change in changes):
        yield f"{counted(incidents, 'incident')}, all new"
        return
    groups = [(key, list(held)) for key, held in groupby(changes, key=lambda change: change.incident_id)]
    for incident_id, held in groups[:_MOST_SHOWN]:
        title = titles.get(incident_id)
        yield f"{title} ({incident_id})" if title is not None else incident_id
        for change in held:
            yield f"  {change.text}"
    if len(groups) > _MOST_SHOWN:
        yield f"and {counted(len(groups) - _MOST_SHOWN, 'incident')} more; --json prints all"
