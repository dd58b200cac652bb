"""Say what is in force on each claim, name and lead: the state that a sheet shows and an edit changes.

In:   judgements; reports and extractions as the reader left them.
Out:  `States`.
Holds: what holds is what `judging` says; an edit is held against the same state as the records.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tellings.judging import Lost, Matter, Places, apply_judgements, in_force, latest, matter_of
from tellings.judging.places import place
from tellings.model import ActType, Claim, Extraction, Judgement, Person, Report
from tellings.resolve.names import fold
from tellings.vocabulary import LeafKind, Verdict


@dataclass(frozen=True, slots=True)
class States:
    """What is in force. Make one with `States.of`.

    by_leaf: judgements in force, by the id of today's leaf and by matter, their leaves as they are found today.
    holding: ids of those that are applied. released_names: (report id, folded name) -> releases of it. joined: pairs
    of ids of accounts, claims or reports that are judged to be the same. read: claims as the reader left them, or as a
    person added them, by id.
    """

    by_leaf: dict[str, dict[Matter, list[Judgement]]]
    holding: frozenset[str]
    released_names: dict[tuple[str, str], list[Judgement]]
    joined: frozenset[frozenset[str]]
    read: dict[str, Claim]

    @classmethod
    def of(
        cls,
        judgements: Sequence[Judgement],
        reports: Sequence[Report],
        extractions: Sequence[Extraction],
        own_types: tuple[ActType, ...] = (),
    ) -> "States":
        """Return what is in force over these reports. extractions: as the reader left them; own_types: the case's."""
        applied = apply_judgements(reports, extractions, judgements, own_types=own_types)
        added_to = {one.report_id: one for one in applied.added_to}
        read_or_added = [added_to.get(one.report_id, one) for one in extractions]
        places = Places.of(reports, read_or_added)
        by_leaf: dict[str, dict[Matter, list[Judgement]]] = defaultdict(lambda: defaultdict(list))
        names: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
        joined = set()
        for one in in_force(judgements):
            pair = place(one, places) if one.verdict is Verdict.SAME else None
            if isinstance(pair, Judgement) and pair.right is not None:
                joined.add(frozenset((pair.left.id, pair.right.id)))
            matter = matter_of(one)
            placed = place(one, places) if matter is not None else None
            if matter is None or placed is None or isinstance(placed, Lost):
                continue
            by_leaf[placed.left.id][matter].append(placed)
            if placed.left.kind == LeafKind.NAME and matter is Matter.RELEASE:
                names[placed.left.report_id, fold(placed.left.quote)].append(placed)
        holding = frozenset(one.judgement_id for one in applied.placed)
        return cls(dict(by_leaf), holding, dict(names), frozenset(joined), dict(places.claims))

    def held(self, leaf_id: str, matter: Matter) -> Judgement | None:
        """Return the judgement that holds on one matter of a leaf, None where none does."""
        in_force_there = self.by_leaf.get(leaf_id, {}).get(matter, ())
        found = [one for one in in_force_there if one.judgement_id in self.holding]
        return latest(found) if found else None

    def on(self, leaf_id: str) -> tuple[Judgement, ...]:
        """Return the judgements that hold on a leaf, one a matter, in the order of `Matter`."""
        found = (self.held(leaf_id, matter) for matter in Matter)
        return tuple(one for one in found if one is not None)

    def in_force(self, leaf_id: str, matter: Matter) -> tuple[str, ...]:
        """Return the ids of all judgements in force on a matter of a leaf, sorted: what a new one replaces."""
        return tuple(sorted(one.judgement_id for one in self.by_leaf.get(leaf_id, {}).get(matter, ())))

    def releases(self, person: Person) -> tuple[Judgement, ...]:
        """Return the releases of a person: of the name in any form told, and of what is told of the person."""
        told = [claim for reading in person.readings for claim in reading.claims]
        names = {(claim.report_id, fold(form)) for claim in told for form in person.name_forms}
        found = [one for name in names for one in self.released_names.get(name, ())]
        found += [one for c in told for one in self.by_leaf.get(c.claim_id, {}).get(Matter.RELEASE, ())]
        return tuple(
            sorted({one.judgement_id: one for one in found}.values(), key=lambda one: one.judgement_id)
        )
