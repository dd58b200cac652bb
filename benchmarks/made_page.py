"""Write a page that tells of a made incident, with what a reader would find in it.

In:   an incident, an outlet, when the page comes out, a chance with a seed; the gazetteer, to place what it names.
Out:  a page of sentences that know what they tell.
Holds: dates and places are told as exactly or as vaguely as newspapers do, and resolved as `resolve` would; figures are
those of the voices; the sentences around them are put together out of many small parts, so that pages of two incidents
share no more running words than two newspapers do.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from benchmarks.made_filler import filler, person, with_article
from benchmarks.made_telling import Part, Sentence, Speaker, Telling, plain, said
from benchmarks.made_world import AGENCIES, TARGETS, Dead, MadeIncident, plain_name

from tellings.events.whereabouts import PlaceMention, Relation
from tellings.model import (
    Accusation,
    Count,
    DateValue,
    Denial,
    Group,
    IncidentType,
    PersonFact,
    Place,
    RelatedEvent,
    ResponsibilityTaken,
    Scope,
    Span,
    StageValue,
    Target,
    VictimGroup,
    Weapon,
)
from tellings.resolve.gazetteer import Gazetteer
from tellings.resolve.localities import small_places
from tellings.resolve.places import resolve_place
from tellings.vocabulary import (
    Access,
    Connection,
    DateBasis,
    Denied,
    Fate,
    Field,
    Grade,
    How,
    Naming,
    PersonAspect,
    PersonClass,
    PersonEffect,
    PersonStatus,
    Role,
    Stage,
    Stance,
    VoiceKind,
)

_AGENCY_VOICES = tuple(Speaker(name, VoiceKind.AGENCY, access=Access.RELAYS) for name in AGENCIES)
OPEN_YEARS = (2000, 2026)  # a day without a year, in a report without a date, may be in any of these
_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Issue:
    """When a page comes out and what says so. published: as the report tells it, None where nothing tells."""

    day: date
    published: str | None


# ---------------------------------------------------------------- values, with their words


def count(
    field: Field, number: int, words: str, *, least: bool = False, is_total: bool | None = True
) -> Telling:
    """Return words that count persons: "six people were killed", "14 wounded". words: with {n} for the number."""
    told = (
        _NUMBERS[number] if number < len(_NUMBERS) and number != 1 else "one" if number == 1 else str(number)
    )
    amount = ("at least " if least else "") + told
    group = Group()
    head = words.partition(" were")[0].partition(" had")[0]
    if "civilians" in words:
        group = Group(PersonStatus.CIVILIAN, "civilians")
    wording = len(head.format(n=amount))

    def value(printed: str, _: int) -> Count:
        high = None if least else number
        return Count(field, number, high, printed, is_total=is_total, group=group, scope=Scope())

    return Telling(words.format(n=amount), field, value, wording)


def when(
    incident_day: date, issue: Issue, chance: random.Random, *, is_background: bool = False
) -> Telling | None:
    """Return words for the incident's day, as exact as newspapers are; None where the page tells none."""
    day = incident_day + timedelta(chance.choice((-1, 1))) if chance.random() < 0.02 else incident_day
    age = (issue.day - day).days
    drawn = chance.random()
    if is_background:
        drawn = 0.5 + drawn / 2
    if drawn < 0.10:
        return None
    if drawn < 0.50 and 0 <= age < 6 and issue.published is not None:
        return _date(f"on {day:%A}", day, day, DateBasis.RELATIVE)
    if drawn < 0.57 and age == 1 and issue.published is not None:
        return _date("overnight", day, day + timedelta(1), DateBasis.RELATIVE)
    named = f"{day.day} {_MONTHS[day.month - 1]}"
    if drawn < 0.85:
        return _date(f"on {named} {day.year}", day, day, DateBasis.STATED)
    if drawn < 0.92 and not (day.month == 2 and day.day == 29):
        if issue.published is not None and 0 <= age < 200:
            return _date(f"on {named}", day, day, DateBasis.INFERRED)
        first, last = (day.replace(year=year) for year in OPEN_YEARS)
        return _date(f"on {named}", first, last, DateBasis.INFERRED, edtf=f"XXXX-{day:%m-%d}")
    if not is_background and age < 4:
        return _date(f"on {named} {day.year}", day, day, DateBasis.STATED)
    first = day.replace(day=1)
    last = (first + timedelta(31)).replace(day=1) - timedelta(1)
    return _date(
        f"in {_MONTHS[day.month - 1]} {day.year}", first, last, DateBasis.STATED, edtf=f"{day:%Y-%m}"
    )


def _date(words: str, first: date, last: date, basis: DateBasis, *, edtf: str | None = None) -> Telling:
    told = edtf or (str(first) if first == last else f"{first}/{last}")
    return Telling(words, Field.DATE, lambda printed, _: DateValue(told, first, last, printed, basis))


class Places:
    """Words for places, resolved as in a report of their country; each name once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._known: dict[tuple[object, ...], Place] = {}
        self._small: dict[str, frozenset[str]] = {}

    def small(self, name: str) -> frozenset[str]:
        """Return the keys of a name that is a small place's."""
        found = self._small.get(name)
        if found is None:
            found = self._small[name] = small_places((name,), self._gazetteer)
        return found

    def told(
        self, name: str, *, country: str, within: Sequence[str] = (), near: bool = False, before: str = ""
    ) -> Telling:
        """Return words that say where: a name, what it lies in, and whether it is only near to it."""
        key = (name, country, tuple(within), near)
        place = self._known.get(key)
        if place is None:
            mention = PlaceMention(
                span=Span(0, len(name)),
                wording=name,
                name=name,
                sentence=0,
                relation=Relation.NEAR if near else Relation.IN,
                within=tuple(within),
            )
            place = resolve_place(mention, gazetteer=self._gazetteer, country_hint=(country,))
            if len(self._known) > 20_000:
                self._known.clear()
            self._known[key] = place
        return Telling(before + name, Field.PLACE, lambda printed, _: place)

    def of(
        self, incident: MadeIncident, chance: random.Random, *, is_headline: bool = False
    ) -> tuple[Part, ...]:
        """Return words for where an incident was, as exact as newspapers are; () where the page tells none."""
        code, town = incident.country.code, plain_name(incident.town.name)
        province, district = (plain_name(name) for name in (incident.town.admin1, incident.town.admin2))
        drawn = chance.random()
        within = (province,) if chance.random() < 0.5 else ()
        tail: tuple[Part, ...] = (f", in {_province(province)}",) if within else ()
        told = partial(self.told, country=code)
        if is_headline:
            return ("in ", told(town))
        if incident.village is not None and drawn < 0.55:
            around = (town, *within)
            return ("in the village of ", told(incident.village, within=around), f", near {town}", *tail)
        if drawn < 0.62:
            return ("in ", told(town, within=within), *tail)
        if drawn < 0.72:
            return ("in ", told(spelled_otherwise(town, chance), within=within), *tail)
        if drawn < 0.82 and incident.near is not None:
            return ("near ", told(plain_name(incident.near.name), within=within, near=True), *tail)
        if drawn < 0.90 and district:
            return ("in ", told(_district(district), within=(province,)))
        if drawn < 0.97:
            return ("in ", told(_province(province)))
        return ()


def _province(name: str) -> str:
    return name if name.endswith((" State", " Region", " Province")) else f"{name} province"


def _district(name: str) -> str:
    return name if name.endswith(("District", "Township", "Area")) else f"{name} district"


def spelled_otherwise(name: str, chance: random.Random) -> str:
    """Return a name as another newspaper may spell it: another vowel, a doubled letter or one fewer."""
    swaps = (
        ("ee", "i"),
        ("oo", "u"),
        ("i", "ee"),
        ("a", "e"),
        ("u", "o"),
        ("q", "k"),
        ("y", "i"),
        ("e", "a"),
    )
    for old, new in chance.sample(swaps, len(swaps)):
        at = name.find(old, 1)
        if at > 0:
            return name[:at] + new + name[at + len(old) :]
    return name + "h"


# ---------------------------------------------------------------- a page


def tell(
    incident: MadeIncident, issue: Issue, chance: random.Random, places: Places, *, account: int = 0
) -> list[tuple[Sentence, ...]]:
    """Return paragraphs that tell of an incident, the headline first; account: the number of its account."""
    voices = list(incident.figures)
    chance.shuffle(voices)
    is_late = (issue.day - incident.day).days >= 2
    with_figures = [one for one in voices if one.killed[is_late] is not None]
    lead, *others = with_figures[: chance.choice((1, 2, 2, 3, 4))]
    paragraphs: list[tuple[Sentence, ...]] = [
        (_headline(incident, chance, places, account),),
        (
            _lead(
                incident,
                issue,
                lead.speaker,
                lead.killed[is_late],
                lead.injured[is_late],
                chance,
                places,
                account,
            ),
        ),
    ]
    told: list[Sentence] = []
    for one in others:
        told.append(
            _figure(incident, one.speaker, one.killed[is_late], one.injured[is_late], chance, account)
        )
    told += _around(incident, chance, places, account)
    fill = [plain(filler(chance), account=account) for _ in range(chance.randint(9, 20))]
    for n, sentence in enumerate(fill):
        told.insert(chance.randint(0, len(told)) if n % 2 else len(told), sentence)
    while told:
        taken = chance.choice((1, 2, 2, 3))
        paragraphs.append(tuple(told[:taken]))
        told = told[taken:]
    return paragraphs


def _headline(incident: MadeIncident, chance: random.Random, places: Places, account: int) -> Sentence:
    where = places.of(incident, chance, is_headline=True)
    target = _target(incident.target)
    forms: tuple[tuple[Part, ...], ...] = (
        (_weapon(incident), f" {chance.choice(incident.act.verbs)} ", target, " ", *where),
        (_type(incident), " at ", target, " ", *where),
        (f"{chance.choice(('deadly', 'new', 'early'))} ", _type(incident), " shocks many ", *where),
        ("grief after ", _type(incident), " ", *where),
    )
    return plain(*chance.choice(forms), account=account, is_headline=True)


def _lead(
    incident: MadeIncident,
    issue: Issue,
    speaker: Speaker,
    killed: int | None,
    injured: int | None,
    chance: random.Random,
    places: Places,
    account: int,
) -> Sentence:
    time = when(incident.day, issue, chance)
    where = places.of(incident, chance)
    verb = chance.choice(incident.act.verbs)
    hit: list[Part] = [_weapon(incident), f" {verb} ", _target(incident.target)]
    if where:
        hit += [" ", *where]
    if time is not None:
        hit += [" ", time]
    parts: list[Part] = []
    dead = _dead(killed, chance)
    if dead is not None:
        parts.append(dead)
        if injured:
            parts += [
                " and ",
                count(Field.INJURED, injured, chance.choice(("{n} wounded", "{n} others hurt"))),
            ]
        parts += [chance.choice((" when ", " as ", " after ")), *hit]
    else:
        parts += [*hit, chance.choice((" but nobody died", " without loss of life"))]
    return _by(speaker, parts, chance, account)


def _dead(killed: int | None, chance: random.Random, *, anew: bool = True) -> Telling | None:
    if not killed:
        return None
    noun = chance.choice(
        ("people", "persons", "residents", "civilians") if killed > 1 else ("person", "resident")
    )
    were = ("were" if killed > 1 else "was") if anew else "had been"
    return count(
        Field.KILLED, killed, f"{{n}} {noun} {were} killed", least=killed > 4 and chance.random() < 0.25
    )


_CUES = {
    "after": ("said", "said later", "reported", "announced", "said by telephone"),
    "before": ("said that", "reported that", "said in a statement that", "confirmed that", "announced that"),
    "according": ("according to", "according to"),
}


def _by(
    speaker: Speaker,
    content: Sequence[Part],
    chance: random.Random,
    account: int,
    *,
    stance: Stance | None = None,
) -> Sentence:
    """Return a sentence by a speaker, now and then through an agency."""
    order = chance.choice(("after", "after", "before", "before", "according"))
    cue = chance.choice(_CUES[order])
    via = None
    if order == "after" and chance.random() < 0.25:
        cue, via = "told", chance.choice(_AGENCY_VOICES)
    how = How.DOCUMENT if "statement" in cue else How.INDIRECT
    if stance is None:
        stance = Stance.CONFIRMS if "confirmed" in cue else Stance.ASSERTS
    return said(speaker, cue, *content, order=order, via=via, stance=stance, how=how, account=account)


def _figure(
    incident: MadeIncident,
    speaker: Speaker,
    killed: int | None,
    injured: int | None,
    chance: random.Random,
    account: int,
) -> Sentence:
    dead = _dead(killed, chance, anew=False)
    if dead is None:
        denial = Telling("nobody had been killed", Field.KILLED, _none_killed, wording=6)
        return _by(
            speaker, (denial, f" at {chance.choice(('the', 'that'))} {incident.target}"), chance, account
        )
    parts: list[Part] = [dead]
    if injured and chance.random() < 0.6:
        parts += [" and ", count(Field.INJURED, injured, "{n} wounded")]
    parts.append(chance.choice((" in the ", " in that ", " by the ")))
    parts.append(_type(incident))
    return _by(speaker, parts, chance, account)


def _none_killed(printed: str, _: int) -> Count:
    return Count(Field.KILLED, 0, 0, printed, is_total=True)


def _around(incident: MadeIncident, chance: random.Random, places: Places, account: int) -> list[Sentence]:
    """Return what else the page tells: the dead by name, who is blamed, who denies, who takes responsibility."""
    found: list[Sentence] = []
    blamed = incident.blamed
    accuser = chance.choice([one.speaker for one in incident.figures])
    if chance.random() < 0.45 and incident.taken_by is None:
        found.append(_accusation(accuser, blamed, incident, chance, account))
        if chance.random() < 0.5:
            words = chance.choice(("any part in it", "having fired there", "involvement of its men"))
            denial = Telling(words, Field.DENIALS, _denial, stance=Stance.DENIES)
            found.append(
                said(blamed, "denied", denial, order="before", stance=Stance.DENIES, account=account)
            )
    if incident.taken_by is not None and chance.random() < 0.6:
        found.append(_responsibility(incident.taken_by, chance, account))
    for dead in incident.dead:
        if chance.random() < 0.5:
            found.append(_named_dead(dead, chance, account))
    if chance.random() < 0.2:
        found.append(_residents(incident, chance, account))
    return found


def _denial(printed: str, _: int) -> Denial:
    return Denial(Denied.INVOLVEMENT, printed)


def _accusation(
    accuser: Speaker, blamed: Speaker, incident: MadeIncident, chance: random.Random, account: int
) -> Sentence:
    role, deed = chance.choice(
        (
            (Role.CARRIED_OUT, "of carrying out the"),
            (Role.ORDERED, "of having ordered the"),
            (Role.PLANNED, "of planning the"),
            (Role.SUPPLIED, "of supplying arms for the"),
        )
    )
    name, grade = (
        blamed.name,
        Grade.ACCUSED_BY_AUTHORITIES if accuser.connection == "official" else Grade.ACCUSED,
    )

    def value(printed: str, start: int) -> Accusation:
        return Accusation(role, name.removeprefix("the "), Span(start, start + len(name)), printed, grade)

    words = f"{name} {deed} {incident.act.noun}"
    telling = Telling(words, Field.ACCUSATIONS, value, stance=Stance.ALLEGES)
    return said(accuser, "accused", telling, order="before", stance=Stance.ALLEGES, account=account)


def _responsibility(party: Speaker, chance: random.Random, account: int) -> Sentence:
    channel = chance.choice(("statement", "telephone", "video"))
    words = {"statement": "in a statement", "telephone": "by telephone", "video": "in a video"}[channel]

    def value(printed: str, _: int) -> ResponsibilityTaken:
        return ResponsibilityTaken(party.name.removeprefix("the "), channel, None, printed)

    telling = Telling(
        f"responsibility for the attack {words}",
        Field.RESPONSIBILITY_TAKEN,
        value,
        stance=Stance.TAKES_RESPONSIBILITY,
    )
    cue = chance.choice(("claimed", "took"))
    return said(party, cue, telling, order="before", stance=Stance.TAKES_RESPONSIBILITY, account=account)


def _named_dead(dead: Dead, chance: random.Random, account: int) -> Sentence:
    def fact(aspect: PersonAspect, words: str, told: str) -> Telling:
        return Telling(words, Field.PERSONS, lambda printed, _: PersonFact(dead.name, aspect, told, printed))

    return plain(
        fact(PersonAspect.FATE, dead.name, Fate.KILLED),
        ", ",
        fact(PersonAspect.AGE, str(dead.age), str(dead.age)),
        ", ",
        fact(PersonAspect.FUNCTION, with_article(dead.work), dead.work),
        chance.choice((", was among the dead", ", was one of those killed", ", died there")),
        account=account,
    )


def _residents(incident: MadeIncident, chance: random.Random, account: int) -> Sentence:
    words = chance.choice(("families", "shoppers", "children", "bus drivers", "labourers", "students"))

    def value(printed: str, _: int) -> VictimGroup:
        return VictimGroup(
            words, PersonStatus.CIVILIAN, printed, kind=PersonClass.CIVILIAN, effect=PersonEffect.DEATH
        )

    who = next(one.speaker for one in incident.figures if one.speaker.naming is Naming.UNNAMED)
    hit = Telling(words, Field.VICTIMS, value)
    return _by(
        who, (hit, chance.choice((" were hit", " had been caught there", " bore the brunt"))), chance, account
    )


def local_line(incident: MadeIncident, chance: random.Random) -> Sentence:
    """Return what an outlet adds to a wire's text: an eyewitness of its own."""
    witness = Speaker(
        person(chance),
        connection=Connection.WITNESS,
        access=Access.PRESENT,
        title=chance.choice(("a shopkeeper", "a teacher", "a driver")),
    )
    number = max(1, incident.killed[0] + chance.choice((-1, 0, 0, 1)))
    seen = count(Field.BODIES_FOUND, number, "{n} bodies", is_total=None)
    return said(witness, "told this newspaper", "I saw ", seen, f" by the {incident.target}", order="quoted")


def mention(
    incident: MadeIncident, issue: Issue, chance: random.Random, places: Places, *, account: int
) -> Sentence:
    """Return a sentence that mentions an earlier incident in passing."""
    time = when(incident.day, issue, chance, is_background=True)
    town = places.told(plain_name(incident.town.name), country=incident.country.code)
    killed = incident.killed[1]
    what = chance.choice(("a similar attack", f"another {incident.act.noun}", "an earlier attack"))
    parts: list[Part] = [_related(what, time, incident), " in ", town]
    if time is not None:
        parts += [" ", time]
    if killed:
        parts += [" had killed ", count(Field.KILLED, killed, "{n} people" if killed > 1 else "{n} person")]
    else:
        parts.append(" had hurt nobody")
    return plain(*parts, account=account)


def _related(words: str, time: Telling | None, incident: MadeIncident) -> Telling:
    def value(printed: str, _: int) -> RelatedEvent:
        told = time.value(time.words, 0) if time is not None else None
        return RelatedEvent(printed, "other_incident", told if isinstance(told, DateValue) else None, printed)

    return Telling(words, Field.RELATED_EVENTS, value)


def summary(
    incidents: Sequence[MadeIncident], issue: Issue, chance: random.Random, places: Places
) -> list[tuple[Sentence, ...]]:
    """Return paragraphs that sum up many incidents of a week in one country: an account of none of them."""
    country = incidents[0].country
    province = _province(plain_name(incidents[0].town.admin1))
    killed = sum(one.killed[1] for one in incidents) + chance.randint(5, 60)
    first = issue.day - timedelta(7)
    week = _date("this week", first, issue.day, DateBasis.RELATIVE)
    where = places.told(province, country=country.code)
    sort = Telling("attacks", Field.TYPE, lambda printed, _: IncidentType("attack", printed))
    number = chance.choice(("A dozen", "Several", "More than twenty", "Scores of"))
    head = plain(f"{number} ", sort, " across ", where, is_headline=True)
    dead = count(Field.KILLED, killed, "{n} people were killed", least=chance.random() < 0.5)
    body = said(country.monitor, "said", dead, " across ", where, " ", week)
    paragraphs: list[tuple[Sentence, ...]] = [(head,), (body,)]
    paragraphs += [(plain(filler(chance)), plain(filler(chance))) for _ in range(chance.randint(3, 6))]
    return paragraphs


def _type(incident: MadeIncident) -> Telling:
    kind = incident.act.type
    happened = Telling(incident.act.noun, Field.STAGE, lambda printed, _: StageValue(Stage.HAPPENED, printed))
    return Telling(
        incident.act.noun, Field.TYPE, lambda printed, _: IncidentType(kind, printed), also=happened
    )


def _weapon(incident: MadeIncident) -> Telling:
    words, name, category = incident.weapon
    return Telling(words, Field.WEAPONS, lambda printed, _: Weapon(name, category, printed))


def _target(target: str) -> Telling:
    kind = TARGETS[target]
    return Telling(with_article(target), Field.TARGETS, lambda printed, _: Target(target, printed, kind=kind))
