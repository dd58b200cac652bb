"""Say what incidents come to together: each total as a range, with what was added and what was not.

In:   a CaseTotal.
Out:  lines in English, unescaped.
Holds: no number stands alone: beside each range stands how many incidents gave a figure and how many gave none; what is
       left out is named with its reason.
"""

from collections.abc import Iterable

from tellings.publish.words import FIELD_WORDS, counted, listing
from tellings.reconcile.totals import CaseTotal, LeftOut, Total
from tellings.vocabulary import NotAdded

NOT_ADDED_WORDS: dict[NotAdded, str] = {
    NotAdded.OUT_OF_SCOPE: "left out by the method",
    NotAdded.PART_OF: "part of another",
    NotAdded.SUMMARY: "sums up others",
    NotAdded.SHARED_NAME: "shares the name of somebody dead with another",
}


def total_in_words(case: CaseTotal) -> tuple[str, ...]:
    """Return what was added and what not in one sentence, a line for each total, then a line for each left out."""
    return (_added(case), *(_total(one) for one in case.totals), *(_left_out(one) for one in case.left_out))


def _added(case: CaseTotal) -> str:
    words = (
        f"Added up are the lowest and the highest figures in force of {counted(case.incidents, 'incident')}"
    )
    if not case.totals:
        words = f"Nothing is added up: no figure is in force in {counted(case.incidents, 'incident')}"
    reasons = list(_reasons(case.left_out))
    return f"{words}; not added: {listing(reasons)}." if reasons else f"{words}; none is left out."


def _reasons(left_out: Iterable[LeftOut]) -> Iterable[str]:
    held = [one.reason for one in left_out]
    for reason, words in NOT_ADDED_WORDS.items():
        if reason in held:
            yield f"{held.count(reason):,} ({words})"


def _total(total: Total) -> str:
    figures = f"{total.low:,} to {total.high:,}" if total.low != total.high else f"{total.low:,}"
    given = f"{counted(total.incidents, 'incident')} {'gives' if total.incidents == 1 else 'give'} a figure"
    none = f"{total.no_figure:,} {'gives' if total.no_figure == 1 else 'give'} none, which is not zero"
    return f"{FIELD_WORDS[total.kind]}: {figures}; {given}, {none}."


def _left_out(one: LeftOut) -> str:
    return f"not added: {one.incident_id} ({one.title}): {one.text}"
