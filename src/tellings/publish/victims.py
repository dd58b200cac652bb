"""Put what is told of a named victim into words, a line a reading.

In:   a Person of a record, and the Lookup of that record.
Out:  TellingLines, in the order of the readings; rivals stand one under the other.
Holds: every line says who tells it; what a later fate has overtaken, and what is denied or worked out, says so.
"""

from dataclasses import dataclass

from tellings.model import Claim, Person, PersonFact, Reading
from tellings.publish.lookup import Lookup
from tellings.publish.words import edtf_in_words, listing
from tellings.reconcile.persons import superseded_fates
from tellings.vocabulary import Fate, PersonAspect, PersonStatus, Stance

ASPECT_WORDS: dict[PersonAspect, str] = {
    PersonAspect.FATE: "fate",
    PersonAspect.AGE: "age",
    PersonAspect.SEX: "sex",
    PersonAspect.STATUS: "described as",
    PersonAspect.FUNCTION: "work",
    PersonAspect.DATE: "date of death or injury",
    PersonAspect.CAUSE: "cause",
}
FATE_WORDS: dict[Fate, str] = {
    Fate.KILLED: "killed",
    Fate.DIED_OF_WOUNDS: "died of wounds",
    Fate.INJURED: "injured",
    Fate.MISSING: "missing",
    Fate.PRESUMED_DEAD: "presumed dead",
    Fate.DETAINED: "detained",
    Fate.ABDUCTED: "abducted",
}
_STATUS_WORDS: dict[PersonStatus, str] = {
    PersonStatus.CIVILIAN: "civilian",
    PersonStatus.COMBATANT: "combatant",
    PersonStatus.HORS_DE_COMBAT: "out of combat",
    PersonStatus.SECURITY_FORCE: "of the security forces",
    PersonStatus.DISPUTED: "disputed",
    PersonStatus.UNKNOWN: "not told",
}


@dataclass(frozen=True, slots=True)
class TellingLine:
    """One thing told of a person: what, in words; told_by, in words, "" for what is worked out; the claims of it."""

    what: str
    told_by: str
    claims: tuple[Claim, ...]


def tell_victim(person: Person, lookup: Lookup) -> tuple[TellingLine, ...]:
    """Return what is told of a person, a line a reading."""
    gone = superseded_fates(person)
    return tuple(_line(reading, gone, lookup) for reading in person.readings)


def _line(reading: Reading, gone: frozenset[str], lookup: Lookup) -> TellingLine:
    notes = []
    if reading.stance is Stance.DENIES:
        notes.append("denied")
    if reading.claims and all(claim.claim_id in gone for claim in reading.claims):
        notes.append("told before the death")
    if reading.derived is not None:
        notes.append(f"derived: {reading.derived.rule}")
    words = f"{_words_of(reading)} ({'; '.join(notes)})" if notes else _words_of(reading)
    tellers = sorted({lookup.origin(claim) for claim in reading.claims})
    return TellingLine(words, listing(tellers) if tellers else "", reading.claims)


def _words_of(reading: Reading) -> str:
    fact = reading.value
    assert isinstance(fact, PersonFact)
    told = fact.told
    match fact.aspect:
        case PersonAspect.FATE:
            told = FATE_WORDS[Fate(told)] if told in set(Fate) else told
        case PersonAspect.STATUS:
            told = _STATUS_WORDS[PersonStatus(told)] if told in set(PersonStatus) else told
        case PersonAspect.DATE:
            told = edtf_in_words(told)
    return f"{ASPECT_WORDS[fact.aspect]}: {told}"
