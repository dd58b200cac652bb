"""Join what several reports tell of named victims: one person an incident, each thing told of them side by side.

In:   claims on persons of one incident, its reports, dates, and the judgements that hold.
Out:  Persons.
Holds: rivals stay side by side; what is told later of one person's fate marks the earlier, and drops nothing.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tellings.model import (
    Claim,
    DateValue,
    Derivation,
    Judgement,
    Person,
    PersonFact,
    Reading,
    Relation,
    Report,
    content_id,
)
from tellings.reconcile.dating import day_of_issue
from tellings.reconcile.namesakes import Bearer, bearers_of, fact_of, forms_of, join_bearers, root_of
from tellings.reconcile.resting import SUPPORTING
from tellings.resolve.names import fold
from tellings.vocabulary import (
    Fate,
    PersonAspect,
    RelationKind,
    Stance,
)

DEAD = (Fate.KILLED, Fate.DIED_OF_WOUNDS)
_OVERTAKEN = (Fate.INJURED, Fate.MISSING, Fate.PRESUMED_DEAD)
_STANCES = {stance: n for n, stance in enumerate(Stance)}
_ASPECTS = {aspect: n for n, aspect in enumerate(PersonAspect)}
_BODY = re.compile(r"\b(?:body|bodies|remains|corpses?|funeral|buried|burial)\b", re.IGNORECASE)


def join_persons(
    claims: Iterable[Claim],
    *,
    incident_id: str,
    reports: Mapping[str, Report],
    dates: Sequence[Reading] = (),
    judgements: Sequence[Judgement] = (),
    released: Mapping[tuple[str, str], str] | None = None,
) -> tuple[Person, ...]:
    """Return the named victims of an incident, sorted by their fullest name, then id.

    claims: of the incident, any fields, any order. dates: its readings of the date: a death or injury that is not
    dated by itself has the day that most reports tell, of two the earlier, as a derived reading. judgements: those
    that hold; `same` and `different` on names join and part. released: (report id, folded name) -> id of the judgement.
    """
    held = sorted((c for c in claims if isinstance(c.value, PersonFact)), key=lambda claim: claim.claim_id)
    bearers = bearers_of(held)
    join_bearers(bearers, judgements)
    groups: dict[int, list[Bearer]] = {}
    for number, bearer in enumerate(bearers):
        groups.setdefault(root_of(bearers, number), []).append(bearer)
    seen: Counter[str] = Counter()
    persons = []
    for members in sorted(groups.values(), key=lambda group: min(bearer.order for bearer in group)):
        forms = forms_of(members)
        key = fold(forms[0])
        parts = ("person", incident_id, key, *((str(seen[key]),) if seen[key] else ()))
        seen[key] += 1
        person_id = content_id(*parts)
        readings = _readings(
            [claim for bearer in members for claim in bearer.claims], person_id, forms[0], reports
        )
        readings += _dated(readings, person_id, forms[0], dates)
        ids = [(released or {}).get((bearer.report_id, fold(form))) for bearer in members for form in forms]
        persons.append(
            Person(
                person_id,
                forms,
                tuple(sorted(readings, key=_order)),
                min((one for one in ids if one is not None), default=None),
            )
        )
    return tuple(sorted(persons, key=lambda person: (fold(person.name_forms[0]), person.person_id)))


# ---------------------------------------------------------------- what is told of a person


def _readings(
    claims: Sequence[Claim], person_id: str, name: str, reports: Mapping[str, Report]
) -> list[Reading]:
    groups: dict[tuple[PersonAspect, str, Stance], list[Claim]] = {}
    for claim in sorted(_related(claims, reports), key=lambda one: one.claim_id):
        fact = fact_of(claim)
        groups.setdefault((fact.aspect, fold(fact.told) or fact.told, claim.stance), []).append(claim)
    readings = []
    for (aspect, key, stance), members in groups.items():
        fact = fact_of(min(members, key=lambda one: (one.headline, one.carried_on, one.claim_id)))
        readings.append(
            Reading(
                content_id("reading", person_id, aspect, key, stance, *(c.claim_id for c in members)),
                PersonFact(name, aspect, fact.told, fact.wording),
                stance,
                tuple(members),
            )
        )
    return readings


def _order(reading: Reading) -> tuple[int, str, int, str]:
    assert isinstance(reading.value, PersonFact)
    return _ASPECTS[reading.value.aspect], reading.value.told, _STANCES[reading.stance], reading.reading_id


def _related(claims: Sequence[Claim], reports: Mapping[str, Report]) -> list[Claim]:
    """Return the claims; those that tell of a death update what was told of the person's injury or absence before."""
    fates = [c for c in claims if fact_of(c).aspect is PersonAspect.FATE and c.stance in SUPPORTING]
    made = []
    for claim in claims:
        relations = list(claim.relations)
        if claim in fates and fact_of(claim).told in DEAD:
            relations += [
                Relation(RelationKind.UPDATES, earlier.claim_id, None)
                for earlier in fates
                if fact_of(earlier).told in _OVERTAKEN and _overtakes(claim, earlier, reports)
            ]
        unique = sorted(dict.fromkeys(relations), key=lambda one: (one.kind, one.claim_id))
        made.append(replace(claim, relations=tuple(unique)))
    return made


def _overtakes(death: Claim, earlier: Claim, reports: Mapping[str, Report]) -> bool:
    if fact_of(death).told == Fate.DIED_OF_WOUNDS or death.report_id == earlier.report_id:
        return True
    later, before = day_of_issue(reports.get(death.report_id)), day_of_issue(reports.get(earlier.report_id))
    return later is not None and before is not None and later > before


def superseded_fates(person: Person) -> frozenset[str]:
    """Return ids of the claims on a person that a later fate has overtaken: injured first, then dead."""
    return frozenset(
        relation.claim_id
        for reading in person.readings
        for claim in reading.claims
        for relation in claim.relations
        if relation.kind is RelationKind.UPDATES
    )


def _dated(readings: Sequence[Reading], person_id: str, name: str, dates: Sequence[Reading]) -> list[Reading]:
    """Return the incident's day, as the reports tell it best, for a death or injury in it that no words date."""
    facts = [(reading, reading.value) for reading in readings if isinstance(reading.value, PersonFact)]
    fates = {value.told for reading, value in facts if value.aspect is PersonAspect.FATE and is_told(reading)}
    if any(value.aspect is PersonAspect.DATE for _, value in facts) or not fates & {
        Fate.KILLED,
        Fate.INJURED,
    }:
        return []
    if Fate.DIED_OF_WOUNDS in fates:
        return []
    hurt = [c for r, value in facts if value.aspect is PersonAspect.FATE for c in r.claims]
    if all(_BODY.search(claim.quote) for claim in hurt):
        return []  # a body that was found on a day did not die on it
    told_in = {claim.report_id for claim in hurt}
    days = [
        reading
        for reading in dates
        if isinstance(reading.value, DateValue)
        and reading.value.edtf
        and is_told(reading)
        and (reading.derived is not None or any(c.report_id in told_in for c in reading.claims))
    ]
    if not days:
        return []
    day = max(days, key=_how_well_told)
    ids = tuple(sorted({*(c.claim_id for c in day.claims), *(day.derived.inputs if day.derived else ())}))
    assert isinstance(day.value, DateValue)
    edtf = day.value.edtf
    return [
        Reading(
            content_id("reading", person_id, PersonAspect.DATE, "derived", edtf, *ids),
            PersonFact(name, PersonAspect.DATE, edtf, ""),
            Stance.ASSERTS,
            (),
            Derivation("the day of the incident", ids),
        )
    ]


def _how_well_told(reading: Reading) -> tuple[bool, int, int]:
    """Return the key by which the day of the incident is chosen: a day, on most pages, then the earliest."""
    value = reading.value
    assert isinstance(value, DateValue)
    is_day = value.earliest is not None and value.earliest == value.latest
    pages = len({claim.report_id for claim in reading.claims if not claim.headline})
    return is_day, pages, -(value.earliest.toordinal() if value.earliest else 0)


def is_told(reading: Reading) -> bool:
    """Whether a reading's voices stand for its value: they do not deny it, doubt it or take it back."""
    return reading.stance in SUPPORTING
