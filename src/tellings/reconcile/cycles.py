"""Find reports that have it from one another in a circle, and warn of them.

In:   ties (teller, told by).
Out:  the circles, and a warning for each.
Holds: a circle is reported and never broken. Time grows with the number of ties.
"""

from collections.abc import Iterable, Mapping, Sequence

from tellings.model import RecordWarning, Report
from tellings.vocabulary import WarningCode


def cycle_warning(cycle: Sequence[str], reports: Mapping[str, Report]) -> RecordWarning:
    """Return the warning that these reports each have it from the next, the last from the first."""
    names = [reports[key].outlet or "an outlet that is not told" if key in reports else key for key in cycle]
    return RecordWarning(
        WarningCode.DESCENT_CYCLE,
        f"By the traces in them, these reports have it from one another in a circle: {' ← '.join([*names, names[0]])}. "
        "Which of them came first is not known.",
    )


def find_cycles(ties: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Return every circle of (teller, told by) ties, each once, from its smallest id on; sorted.

    Circles that share ties are given as the strongly connected sets they make: one circle through each set. The sets
    are found by R. Tarjan's method, "Depth-first search and linear graph algorithms" (1972).
    """
    above: dict[str, list[str]] = {}
    for teller, told_by in sorted(set(ties)):
        above.setdefault(teller, []).append(told_by)
    sets = (members for members in _connected(above) if len(members) > 1 or members[0] in above[members[0]])
    return tuple(sorted(_circle(min(members), frozenset(members), above) for members in sets))


def _connected(above: Mapping[str, Sequence[str]]) -> Iterable[list[str]]:
    """Yield the strongly connected sets of nodes that have something above them."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    for start in above:
        if start in number:
            continue
        todo = [(start, iter(above[start]))]
        number[start] = low[start] = len(number)
        path.append(start)
        on_path.add(start)
        while todo:
            node, steps = todo[-1]
            for step in steps:
                if step not in above:
                    continue
                if step not in number:
                    number[step] = low[step] = len(number)
                    path.append(step)
                    on_path.add(step)
                    todo.append((step, iter(above[step])))
                    break
                if step in on_path:
                    low[node] = min(low[node], number[step])
            else:
                todo.pop()
                if todo:
                    low[todo[-1][0]] = min(low[todo[-1][0]], low[node])
                if low[node] == number[node]:
                    members = [path.pop()]
                    while members[-1] != node:
                        members.append(path.pop())
                    on_path.difference_update(members)
                    yield members


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
