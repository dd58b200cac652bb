"""Say who is not to be named in what leaves the house, and by which words the texts name them.

In:   findings; the actors of a case.
Out:  the hidden, each with the forms of the name and why; and the names that stay.
Holds: a private person is hidden unless something shows that the public knows them: an office told with the name, or
       actors.toml. The dead, the missing, the held and children are hidden even then. A judgement goes before it all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from tellings.judging import in_force
from tellings.model import Accusation, Actors, Findings, Judgement, PersonFact, Place, Report, Voice
from tellings.publish.name_runs import Run, Word, runs_of, words_of
from tellings.publish.name_words import (
    COURTESY,
    GIVEN_TOO,
    KUNYA,
    NO_NAME,
    NOT_PERSONS,
    OF_ONE_PERSON,
    PARTICLES,
)
from tellings.publish.signs import Signs, Why, read_signs, why_of_list
from tellings.resolve.gazetteer import Gazetteer
from tellings.resolve.names import fold
from tellings.vocabulary import Connection, Fate, Field, LeafKind, Naming, PersonAspect, Verdict, VoiceKind

_OFFICES = frozenset(
    {Connection.OFFICIAL, Connection.SPOKESPERSON, Connection.PARTY, Connection.MONITOR, Connection.REPORTER}
)
_OF_CONNECTION = {
    Connection.WITNESS: Why.WITNESS,
    Connection.VICTIM: Why.SURVIVOR,
    Connection.RELATIVE: Why.RELATIVE,
    Connection.MEDIC: Why.MEDIC,
    Connection.RESCUER: Why.WITNESS,
}
_OF_FATE = {
    Fate.KILLED: Why.DEAD,
    Fate.DIED_OF_WOUNDS: Why.DEAD,
    Fate.PRESUMED_DEAD: Why.DEAD,
    Fate.MISSING: Why.MISSING,
    Fate.INJURED: Why.SURVIVOR,
    Fate.DETAINED: Why.DETAINED,
    Fate.ABDUCTED: Why.DETAINED,
}
_STRONG = frozenset({Why.DETAINED, Why.DEAD, Why.CHILD, Why.MISSING})

Parts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hidden:
    """A person who is not to be named. parts: the fullest name, folded word by word; forms: every other one told."""

    parts: Parts
    forms: frozenset[Parts]
    why: Why

    @property
    def name(self) -> str:
        """The folded fullest name."""
        return " ".join(self.parts)


@dataclass(frozen=True, slots=True)
class ReadText:
    """A report's words and the runs among them that may be names."""

    report_id: str
    words: Sequence[Word]
    runs: Sequence[Run]


@dataclass(frozen=True, slots=True)
class Identities:
    """Who is hidden, sorted by name; which names stay (persons of the public, bodies, places); the texts as read."""

    hidden: tuple[Hidden, ...]
    public: frozenset[Parts]
    things: frozenset[Parts]
    texts: tuple[ReadText, ...]


@dataclass(slots=True)
class _Name:
    """One name of one report or of several, and all that is told of its bearer."""

    parts: Parts
    signs: Signs = field(default_factory=Signs)
    forms: set[Parts] = field(default_factory=set)
    voices: list[Voice] = field(default_factory=list)
    accused: bool = False
    befallen: bool = False  # the reader says so: a named victim


def find_identities(
    findings: Findings, actors: Actors | None = None, judgements: Sequence[Judgement] = ()
) -> Identities:
    """Return who is hidden in these findings.

    actors: a case's; whoever stands there is known to the public. judgements: beside those that the records name.
    """
    texts = tuple(read_text(report) for report in findings.reports)
    names: dict[Parts, _Name] = {}
    for text in texts:
        for parts, name in _names_of_text(text).items():
            held = names.setdefault(parts, _Name(parts))
            held.signs.add(name.signs)
            held.forms |= name.forms
    _add_voices(names, findings)
    _add_persons(names, findings)
    _add_accused(names, findings)
    _add_authors(names, findings)
    known = {
        key
        for actor in (actors or Actors()).actors
        for form in (actor.name, *actor.aliases)
        if (key := parts_of(form))
    }
    known |= _known_bodies(findings)
    protected, released = _judged(findings, judgements)
    for parts in protected:
        names.setdefault(parts, _Name(parts))
    _mask_unknown(names, _places(findings))
    _mark_kin(names, known | released)
    _spread_along_lists(names, texts, known | released)
    hidden: list[Hidden] = []
    public: set[Parts] = set()
    things: set[Parts] = set()
    open_names: list[_Name] = []
    for parts, name in sorted(names.items()):
        if parts in protected:
            hidden.append(Hidden(parts, frozenset(name.forms), _why(name)))
        elif parts in known or parts in released or any(form in released for form in name.forms):
            public.add(parts)
        elif _is_hidden(name):
            hidden.append(Hidden(parts, frozenset(name.forms), _why(name)))
        elif name.signs.thing and not name.signs.office:
            things.add(parts)
        elif name.signs.office:
            public.add(parts)
        else:
            open_names.append(name)
    public |= {name.parts for name in open_names if len(core(name.parts)) > 1}
    return Identities(tuple(_joined(hidden)), frozenset(public), frozenset(things), texts)


def _stem(surname: str) -> str:
    """Return a surname without what tells a woman's from a man's: "tulegenova", "kowalska"."""
    for ending, man in (("ova", "ov"), ("eva", "ev"), ("ina", "in"), ("skaya", "sky"), ("ska", "ski")):
        if surname.endswith(ending) and len(surname) > len(ending) + 2:
            return surname.removesuffix(ending) + man
    return surname


def parts_of(name: str) -> Parts:
    """Return a name as it is compared: folded, word by word, less courtesies, offices and ages before it."""
    words = words_of(f"{name} .")  # as in a sentence: a line of capitals alone would pass for a headline
    runs = [run for run in runs_of(words, lows=frozenset()) if run.person]
    if runs and not any(word.capital and word.low in NOT_PERSONS for word in words):
        return max(runs, key=lambda run: len(run.parts)).parts
    return tuple(fold(name).split())


def read_text(report: Report) -> ReadText:
    """Return the words and runs of a report's text."""
    words = words_of(report.text)
    lows = frozenset(word.low for word in words if not word.capital)
    return ReadText(report.report_id, words, runs_of(words, lows=lows))


# ---------------------------------------------------------------- one text


def _names_of_text(text: ReadText) -> dict[Parts, _Name]:
    """Return the names of a text, each with what its places tell; short forms go with the one fuller name they fit."""
    signs = [read_signs(text.words, run) for run in text.runs]
    for run, sign in zip(text.runs, signs, strict=True):
        why = why_of_list(text.words, run.first)
        if why is not None and run.person:
            sign.why.add(why)
    _share_along_lists(text, signs)
    fullest = _fullest(run.parts for run in text.runs if run.person)
    names: dict[Parts, _Name] = {}
    for run, sign in zip(text.runs, signs, strict=True):
        parts = fullest.get(run.parts, run.parts)
        name = names.setdefault(parts, _Name(parts))
        name.signs.add(sign)
        name.forms.add(run.parts)
    return names


def _share_along_lists(text: ReadText, signs: Sequence[Signs]) -> None:
    """Let names in one list share why they are masked: "killed A, 39, B and C"; and an office in the plural."""
    for n in range(1, len(text.runs)):
        before, run = text.runs[n - 1], text.runs[n]
        between = text.words[before.last : run.first]
        is_list = len(between) <= 8 and all(
            word.text in {",", "(", ")", ";"} or word.low in {"and", "&"} or word.text.isdigit()
            for word in between
        )
        if not is_list or not between or not (run.person and before.person):
            continue
        left, right = signs[n - 1], signs[n]
        if left.shared:
            right.office, right.shared = True, True
        if not (left.office or right.office):
            right.why |= left.why - {Why.CHILD} or ({Why.PERSON} if left.why else set())
            left.why |= right.why - {Why.CHILD} or ({Why.PERSON} if right.why else set())
    for n in range(len(text.runs) - 1, 0, -1):  # and back, so that the first has what the last was told with
        before, run = text.runs[n - 1], text.runs[n]
        between = text.words[before.last : run.first]
        if 0 < len(between) <= 2 and all(word.text == "," or word.low == "and" for word in between):
            left, right = signs[n - 1], signs[n]
            if run.person and before.person and not (left.office or right.office):
                left.why |= right.why - {Why.CHILD}


def _fullest(forms: Iterable[Parts]) -> dict[Parts, Parts]:
    """Return form -> the one fuller name of the text that it is short for; the form itself where several fit."""
    held = sorted(set(forms), key=lambda parts: (-len(parts), parts))
    full: dict[Parts, Parts] = {}
    for parts in held:
        cores = core(parts)
        fits = {full[other] for other in full if len(other) > len(parts) and _is_form_of(cores, other)}
        full[parts] = fits.pop() if len(fits) == 1 else parts
    return full


def core(parts: Parts) -> Parts:
    """Return the words of a name that may stand for it: particles are none, and "Abu Karim" is one word."""
    if parts and parts[0] in KUNYA:
        return parts
    cores = tuple(part for part in parts if part not in PARTICLES and len(part) > 1)
    return cores or parts


def _is_form_of(cores: Parts, other: Parts) -> bool:
    full = core(other)
    if other and other[0] in KUNYA:
        return False
    return set(cores) <= set(full) and (cores[-1] == full[-1] or cores[0] == full[0])


# ---------------------------------------------------------------- what the reader found


def _add_voices(names: dict[Parts, _Name], findings: Findings) -> None:
    voices = [voice for extraction in findings.extractions for voice in extraction.voices]
    voices += [voice for record in findings.records for voice in record.voices]
    for voice in voices:
        if voice.kind is not VoiceKind.PERSON or voice.naming is Naming.UNNAMED or not voice.name:
            continue
        name = _named(names, parts_of(voice.name))
        if name is not None:
            name.voices.append(voice)


def _named(names: dict[Parts, _Name], parts: Parts) -> _Name | None:
    """Return the name that a form is, or is short for; None where none or several fit."""
    if parts in names:
        return names[parts]
    fits = [name for name in names.values() if parts in name.forms]
    if not fits and parts:
        fits = [
            name for key, name in names.items() if len(key) > len(parts) and _is_form_of(core(parts), key)
        ]
    return fits[0] if len(fits) == 1 else None


def _add_persons(names: dict[Parts, _Name], findings: Findings) -> None:
    for extraction in findings.extractions:
        for account in extraction.accounts:
            for claim in account.claims:
                if isinstance(claim.value, PersonFact):
                    _add_fact(names, claim.value)
    for record in findings.records:
        for person in record.persons:
            for reading in person.readings:
                if isinstance(reading.value, PersonFact):
                    _add_fact(names, reading.value)


def _add_fact(names: dict[Parts, _Name], fact: PersonFact) -> None:
    parts = parts_of(fact.name)
    if not parts:
        return
    name = _named(names, parts) or names.setdefault(parts, _Name(parts))
    name.signs.person = True
    name.befallen = True
    if fact.aspect is PersonAspect.FATE:
        name.signs.why.add(
            _OF_FATE.get(Fate(fact.told), Why.PERSON) if fact.told in set(Fate) else Why.PERSON
        )
    elif fact.aspect is PersonAspect.AGE and fact.told.isdigit() and int(fact.told) < 18:
        name.signs.why.add(Why.CHILD)
    else:
        name.signs.why.add(Why.PERSON)


def _add_accused(names: dict[Parts, _Name], findings: Findings) -> None:
    read = [c for one in findings.extractions for account in one.accounts for c in account.claims]
    held = [one.fields[Field.ACCUSATIONS] for one in findings.records if Field.ACCUSATIONS in one.fields]
    judged = [claim for field in held for reading in field.readings for claim in reading.claims]
    for claim in (*read, *judged):  # who accuses whom may be put right, or added
        if isinstance(claim.value, Accusation):
            name = _named(names, parts_of(claim.value.accused))
            if name is not None:
                name.accused = True


def _add_authors(names: dict[Parts, _Name], findings: Findings) -> None:
    """Take in who writes of their own: "Diary of A B"; and authors whom no outlet makes reporters."""
    for report in findings.reports:
        outlet = words_of(f"{report.outlet or ''} .")
        told = [report.author] if report.author and not report.outlet else []
        if {word.low for word in outlet} & OF_ONE_PERSON:
            runs = [run for run in runs_of(outlet, lows=frozenset()) if run.person]
            told += [" ".join(word.text for word in outlet[run.first : run.last]) for run in runs]
            told += [report.author] if report.author else []
        for one in told:
            parts = tuple(part for part in parts_of(one) if part not in OF_ONE_PERSON | {"'s"})
            if len(core(parts)) > 1:
                name = _named(names, parts) or names.setdefault(parts, _Name(parts))
                name.forms.add(parts)
                name.signs.person = True
                name.signs.why.add(Why.WITNESS)


def _mark_kin(names: dict[Parts, _Name], known: set[Parts]) -> None:
    """Mask whoever bears a hidden person's surname, and of whom nothing is told: they may be of the family."""
    surnames = {
        _stem(core(name.parts)[-1])
        for name in names.values()
        if len(core(name.parts)) > 1 and name.parts not in known and _is_hidden(name)
    }
    for name in names.values():
        if len(core(name.parts)) > 1 and _stem(core(name.parts)[-1]) in surnames:
            _mask_open(name)


def _mask_unknown(names: dict[Parts, _Name], places: set[Parts]) -> None:
    """Mask names in full of whose bearers nothing is told, unless they stand as places do."""
    for name in names.values():
        is_full = len(core(name.parts)) > 1 or (len(name.parts) > 1 and len(name.parts[0]) == 1)
        if is_full and not (name.signs.placed or name.parts in places):
            _mask_open(name)


def _mask_open(name: _Name) -> None:
    is_official = any(voice.connection in _OFFICES for voice in name.voices)
    if not (name.signs.why or name.signs.thing or name.signs.office or is_official):
        name.signs.why.add(Why.PERSON)


def _spread_along_lists(names: dict[Parts, _Name], texts: Sequence[ReadText], known: set[Parts]) -> None:
    """Mask whoever is listed beside a hidden person, and of whom nothing else is told: "A, B and C"."""
    for text in texts:
        group: list[_Name] = []
        for n, run in enumerate(text.runs):
            name = _named(names, run.parts)
            is_open = name is not None and run.person and not name.signs.office and name.parts not in known
            is_next = n > 0 and _is_list_between(text.words[text.runs[n - 1].last : run.first])
            if not (is_open and is_next):
                _mask_alike(group)
                group = []
            if is_open and name is not None:
                group.append(name)
        _mask_alike(group)


def _is_list_between(between: Sequence[Word]) -> bool:
    return 0 < len(between) <= 6 and all(
        word.text in {",", "(", ")", ";"} or word.low in {"and", "&", "or"} or word.text.isdigit()
        for word in between
    )


def _mask_alike(group: Sequence[_Name]) -> None:
    if len(group) > 1 and any(_is_hidden(name) for name in group):
        for name in group:
            _mask_open(name)


def _known_bodies(findings: Findings) -> set[Parts]:
    """Return the names of outlets, agencies and bodies: those that the reader knows for other than persons."""
    told = [name for report in findings.reports for name in (report.outlet, report.agency) if name]
    for extraction in findings.extractions:
        told += [
            v.name
            for v in extraction.voices
            if v.kind is not VoiceKind.PERSON and v.name and v.naming is Naming.NAMED
        ]
    known = {tuple(fold(name).split()) for name in told}
    for name in told:
        parts = parts_of(name)
        if set(fold(name).split()) - set(parts) <= NO_NAME | COURTESY:  # of "Diary of A B", A B is no body
            known.add(parts)
    return known - {()}


def _places(findings: Findings) -> set[Parts]:
    """Return the names of the places that the reader found."""
    return {
        tuple(fold(name).split())
        for extraction in findings.extractions
        for account in extraction.accounts
        for claim in account.claims
        if isinstance(claim.value, Place)
        for name in (claim.value.name, claim.quote)
    }


def _judged(findings: Findings, judgements: Sequence[Judgement]) -> tuple[set[Parts], set[Parts]]:
    """Return the names that judgements protect, and those that they release."""
    told = {one.judgement_id: one for one in (*judgements, *findings.judgements)}
    told.update((one.judgement_id, one) for record in findings.records for one in record.judgements)
    protected: set[Parts] = set()
    released: set[Parts] = set()
    for one in in_force(told.values()):
        if one.left.kind == LeafKind.NAME and one.verdict in (Verdict.PROTECTED, Verdict.RELEASED):
            (protected if one.verdict is Verdict.PROTECTED else released).add(parts_of(one.left.quote))
    for record in findings.records:
        for person in record.persons:
            if person.released is not None:
                released.update(parts_of(form) for form in person.name_forms)
    return protected - {()}, released - protected - {()}


# ---------------------------------------------------------------- hidden or not


def _is_hidden(name: _Name) -> bool:
    signs = name.signs
    if not _may_be_person(name):
        return False
    if signs.why & _STRONG or name.befallen:
        return True
    if signs.office:
        return False
    if signs.why:
        return True
    connections = {voice.connection for voice in name.voices}
    if connections & set(_OF_CONNECTION):
        return True
    if name.voices:
        return not connections & _OFFICES
    return (name.accused or signs.speaks) and (len(core(name.parts)) > 1 or signs.person)


def _may_be_person(name: _Name) -> bool:
    """Whether the name may be a person's: nothing shows it to be a body's or a place's, or more does that it is not."""
    signs = name.signs
    cores = core(name.parts)
    if not (name.voices or name.befallen or signs.why & _STRONG) and _is_country(" ".join(name.parts)):
        return False
    if any(part in NOT_PERSONS for part in (cores[1:] if cores[:1] and cores[0] in GIVEN_TOO else cores)):
        return False
    if not signs.thing:
        return True
    return signs.person and len(core(name.parts)) > 1 and bool(signs.why & _STRONG or signs.speaks)


@cache
def _is_country(name: str) -> bool:
    places = Gazetteer.open().find(name)
    return bool(places) and places[0].kind == "country"


def _why(name: _Name) -> Why:
    told = set(name.signs.why) | {
        _OF_CONNECTION[v.connection] for v in name.voices if v.connection in _OF_CONNECTION
    }
    if told <= {Why.PERSON} and name.voices:
        return Why.WITNESS if told else Why.PERSON
    return min(told, key=list(Why).index, default=Why.PERSON)


def _joined(hidden: Sequence[Hidden]) -> Iterable[Hidden]:
    """Join a single name to the one fuller name of other texts whose surname or first name it is."""
    full = [one for one in hidden if len(core(one.parts)) > 1]
    into: dict[Parts, Hidden] = {one.parts: one for one in full}
    for one in hidden:
        if one.parts in into:
            continue
        fits = [other for other in full if _is_form_of(core(one.parts), other.parts)]
        if len(fits) == 1:
            held = into[fits[0].parts]
            why = min(held.why, one.why, key=list(Why).index)
            into[held.parts] = Hidden(held.parts, held.forms | one.forms | {one.parts}, why)
        else:
            into[one.parts] = one
    return [into[key] for key in sorted(into)]
