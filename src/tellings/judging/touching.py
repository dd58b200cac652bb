"""Say what a change of judgements touches, and which judgements have to be applied together.

In:   judgements: those that are new since a build, those that are held.
Out:  the reports whose accounts or records may be others by it; a part of the judgements that holds by itself.
Holds: what is not named here stays as it was built, byte for byte: a judgement holds for its own report alone, but for
pairs, which contradict each other over third ones, for names, which are protected everywhere, and for stages, which
name accounts of several reports.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tellings.judging.force import in_force
from tellings.judging.places import is_voice, stands_for
from tellings.judging.stages import reviewed_in
from tellings.model import Judgement, Leaf
from tellings.vocabulary import LeafKind, Verdict

# What else is decided of a leaf changes what its record says, and not which accounts it is of.
_LINKING = (Verdict.REJECTED, Verdict.CORRECTED, Verdict.ADDED)


@dataclass(frozen=True, slots=True)
class Touched:
    """Reports that a change touches. linked: their accounts may be of other incidents by it; remade: their records
    alone may be others, those of `linked` left out."""

    linked: frozenset[str]
    remade: frozenset[str]


def reports_named(judgement: Judgement) -> frozenset[str] | None:
    """Return the reports that the leaves of a judgement name, None if one of them names none."""
    leaves = [leaf for leaf in (judgement.left, judgement.right) if leaf is not None]
    named = frozenset(map(_report_of, leaves))
    return None if "" in named else named


def _report_of(leaf: Leaf) -> str:
    return leaf.report_id or (leaf.id if leaf.kind == LeafKind.REPORT else "")


def touched_by(new: Iterable[Judgement], held: Sequence[Judgement]) -> Touched | None:
    """Return what judgements touch that have come since a build; None where that may be anything.

    held: all of the case, the new ones too.
    """
    known = {one.judgement_id: one for one in held}
    linked: set[str] = set()
    remade: set[str] = set()
    for one in new:
        ended = [known[key] for key in one.replaces if key in known]
        for changed in (one, *ended):
            named = reports_named(changed)
            if named is None:
                return None
            if changed.verdict is Verdict.GRAPHIC or (changed.verdict is Verdict.UNDONE and ended):
                continue  # an undoing touches what it undoes
            (linked if _may_link_otherwise(changed) else remade).update(named)
            if changed.right is not None:
                (linked if _may_link_otherwise(changed) else remade).update(_paired(named, held))
            elif changed.verdict is Verdict.PROTECTED:
                remade.update(
                    key for one in held if one.verdict is Verdict.RELEASED for key in reports_named(one) or ()
                )
            elif changed.verdict is Verdict.STAGED:
                remade.update(_staged_in(changed))
    return Touched(frozenset(linked), frozenset(remade - linked))


def _may_link_otherwise(judgement: Judgement) -> bool:
    if judgement.right is not None:
        return stands_for(judgement.left) == LeafKind.ACCOUNT
    return judgement.verdict in _LINKING and not is_voice(judgement.left)


def _staged_in(judgement: Judgement) -> set[str]:
    """Return the reports of the accounts that a stage was given to."""
    told = reviewed_in(judgement)
    return {report_id for report_id, _ in told.accounts} if told is not None else set()


def _paired(report_ids: Iterable[str], judgements: Iterable[Judgement]) -> set[str]:
    """Return these reports and those that pairs lead to from them."""
    found = set(report_ids)
    pairs = [named for one in judgements if one.right is not None and (named := reports_named(one))]
    while more := [named for named in pairs if not found.isdisjoint(named) and not named <= found]:
        found.update(*more)
    return found


def bearing_on(
    report_ids: Iterable[str], held: Sequence[Judgement]
) -> tuple[frozenset[str], tuple[Judgement, ...]]:
    """Return the judgements to be applied where these reports alone count, and the reports that they are applied to.

    held: all of the case, each naming its reports. What they come to for these reports is what all come to.
    """
    holding = in_force(held)
    stages = [(one, _staged_in(one)) for one in holding if one.verdict is Verdict.STAGED]
    found = {*report_ids}
    found.update(
        key for one in holding if one.verdict is Verdict.PROTECTED for key in reports_named(one) or ()
    )
    before = -1
    while before != len(found):
        before = len(found)
        found = _paired(found, holding)
        found.update(*(reports_named(one) or () for one, named in stages if not found.isdisjoint(named)))
    known = {one.judgement_id for one in held}
    idle = [one for one in held if one.verdict is Verdict.UNDONE and known.isdisjoint(one.replaces)]
    bearing = [one for one in holding if not found.isdisjoint(reports_named(one) or ())]
    return frozenset(found), (*bearing, *idle)
