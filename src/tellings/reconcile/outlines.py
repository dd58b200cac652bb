"""Say which incidents have to do with each other, and whether one name is told dead in two of them.

In:   the records of incidents, each made by itself.
Out:  an Outline of each, small enough to hold those of a whole case at once; the records with what they have to do with
      others, and with a warning where a name is told dead in two.
Holds: an incident is never joined to another here. What a report looks back on, what lies within what and what sums
       up what is told as such, with its reason. A warning names the other incident by its id and nobody by name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from tellings.model import Person, Record, RecordWarning, Related
from tellings.reconcile.namesakes import fact_of
from tellings.reconcile.persons import DEAD, is_told
from tellings.resolve.names import skeleton, sounds_like
from tellings.vocabulary import Fate, PersonAspect, RelatedKind, WarningCode


@dataclass(frozen=True, slots=True)
class Dead:
    """A named person told dead: the full forms of the name, and the claims that tell it, sorted."""

    forms: tuple[str, ...]
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """What of an incident others are held against.

    told_in: reports whose own news it is; passed: reports that mention it in passing. Sorted.
    """

    incident_id: str
    told_in: tuple[str, ...]
    passed: tuple[str, ...]
    dead: tuple[Dead, ...] = ()


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What an incident has to do with others, and the warnings that follow."""

    related: tuple[Related, ...] = ()
    warnings: tuple[RecordWarning, ...] = ()


def outline_of(record: Record) -> Outline:
    """Return the outline of an incident, by its record."""
    dead = [
        Dead(tuple(form for form in person.name_forms if len(skeleton(form).split()) >= 2), ids)
        for person in record.persons
        if (ids := _deaths(person))
    ]
    return Outline(
        record.incident_id,
        tuple(sorted({one.report_id for one in record.accounts if not one.background})),
        tuple(sorted({one.report_id for one in record.accounts if one.background})),
        tuple(one for one in dead if one.forms),
    )


def with_neighbours(records: Iterable[Record]) -> list[Record]:
    """Return records that were made each by itself with what they have to do with each other, in their order."""
    held = list(records)
    found = find_neighbours([outline_of(record) for record in held])
    return [beside(record, found.get(record.incident_id, Neighbours())) for record in held]


def beside(record: Record, found: Neighbours) -> Record:
    """Return a record with what it has to do with others in the place of what stood there."""
    own = [one for one in record.warnings if one.code is not WarningCode.NAME_IN_TWO_INCIDENTS]
    order = {code: number for number, code in enumerate(WarningCode)}
    warnings = sorted([*own, *found.warnings], key=lambda one: (order[one.code], one.text, one.claim_ids))
    return replace(record, related=found.related, warnings=tuple(warnings))


def neighbours_of(record: Record) -> Neighbours:
    """Return what a record says of its incident and others."""
    warnings = (one for one in record.warnings if one.code is WarningCode.NAME_IN_TWO_INCIDENTS)
    return Neighbours(record.related, tuple(warnings))


def find_neighbours(outlines: Sequence[Outline]) -> dict[str, Neighbours]:
    """Return incident id -> what it has to do with others, for incidents that have to do with any."""
    related: dict[str, set[Related]] = {}
    for one, kind, other, why in _mentions(outlines):
        related.setdefault(one, set()).add(Related(other, kind, why))
        related.setdefault(other, set()).add(Related(one, _FROM_THERE[kind], why))
    warnings = _names_in_two(outlines)
    return {
        key: Neighbours(
            tuple(sorted(related.get(key, ()), key=lambda row: (row.kind, row.incident_id, row.why))),
            tuple(warnings.get(key, ())),
        )
        for key in sorted(related.keys() | warnings.keys())
    }


_FROM_THERE = {
    RelatedKind.MENTIONS: RelatedKind.MENTIONED_IN,
    RelatedKind.PART_OF: RelatedKind.HAS_PART,
    RelatedKind.SUMS: RelatedKind.SUMMED_BY,
}


def _mentions(outlines: Sequence[Outline]) -> Iterable[tuple[str, RelatedKind, str, str]]:
    news: dict[str, list[str]] = {}
    for outline in outlines:
        for report_id in outline.told_in:
            news.setdefault(report_id, []).append(outline.incident_id)
    for outline in outlines:
        looking_back: dict[str, int] = {}
        for report_id in outline.passed:
            for other in news.get(report_id, ()):
                if other != outline.incident_id:
                    looking_back[other] = looking_back.get(other, 0) + 1
        for other, number in sorted(looking_back.items()):
            reports = "a report of it looks" if number == 1 else f"{number} reports of it look"
            yield other, RelatedKind.MENTIONS, outline.incident_id, f"{reports} back on it"


# ---------------------------------------------------------------- one name, two incidents


def _deaths(person: Person) -> tuple[str, ...]:
    return tuple(
        sorted(
            claim.claim_id
            for reading in person.readings
            if is_told(reading)
            for claim in reading.claims
            if fact_of(claim).aspect is PersonAspect.FATE
            and fact_of(claim).told in (*DEAD, Fate.PRESUMED_DEAD)
        )
    )


def _names_in_two(outlines: Sequence[Outline]) -> Mapping[str, list[RecordWarning]]:
    """Return incident id -> warnings, for incidents in which a full name is told dead that is dead in another too."""
    blocks: dict[str, list[tuple[str, Dead]]] = {}
    for outline in outlines:
        for dead in outline.dead:
            for key in {_key(form) for form in dead.forms}:
                blocks.setdefault(key, []).append((outline.incident_id, dead))
    found: dict[tuple[str, str], set[str]] = {}
    for _, held in sorted(blocks.items()):
        for (one, left), (other, right) in combinations(held, 2):
            if one != other and any(_is_full_match(a, b) for a in left.forms for b in right.forms):
                found.setdefault((one, other), set()).update(left.claim_ids)
                found.setdefault((other, one), set()).update(right.claim_ids)
    warnings: dict[str, list[RecordWarning]] = {}
    for (one, other), ids in sorted(found.items()):
        text = f"A name that is told dead here is told dead in another incident too: {other}."
        code = WarningCode.NAME_IN_TWO_INCIDENTS
        warnings.setdefault(one, []).append(RecordWarning(code, text, tuple(sorted(ids)), incident_id=other))
    return warnings


def _key(form: str) -> str:
    """Return the key in which two spellings of one full name meet: the surname, and the letter that the name opens
    with."""
    parts = skeleton(form).split()
    return f"{parts[0][:1]} {parts[-1]}"


def _is_full_match(left: str, right: str) -> bool:
    return skeleton(left).split() == skeleton(right).split() or sounds_like(left, right)
