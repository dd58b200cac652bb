"""What one report tells of incidents, as templates of the Message Understanding Conferences of 1991 and 1992.

In:   a Document, what the trained heads tell of it, a gazetteer, and the names of places that the task lists, if given.
Out:  plain JSON data: the templates of a report, none where it reports no incident of the task's kind.
Holds: string fills are words of the text, in upper case; the task's own rules of what counts (nine countries) and its
codes stand here and nowhere else. It gives one date, place and sort an incident, as the form wants: for measuring.
Source: the MUC-3 and MUC-4 guidelines, as the set's README tells them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tellings.events.classes import person_class, target_class, weapon_class
from tellings.events.moments import find_moments, moments_in
from tellings.events.numbers import read_number
from tellings.events.told_incidents import Incident, Mention, Party, ToldIncidents
from tellings.model import Span
from tellings.resolve.dates import edtf_bounds, resolve_date, written_on
from tellings.resolve.gazetteer import Gazetteer
from tellings.resolve.places import country_of_word
from tellings.text.segment import Document, tokenise
from tellings.vocabulary import PersonClass, TargetClass, WeaponClass

Json = dict[str, Any]

REPORTS_ONE = 0.5  # share from which a report is held to report an incident. Chosen on the dev split
_COUNTRIES = {
    "AR": "ARGENTINA", "BO": "BOLIVIA", "CL": "CHILE", "CO": "COLOMBIA", "EC": "ECUADOR", "SV": "EL SALVADOR",
    "GT": "GUATEMALA", "HN": "HONDURAS", "PE": "PERU",
}  # fmt: skip
_PERSONS = {
    PersonClass.CIVILIAN: "CIVILIAN", PersonClass.DIPLOMAT: "DIPLOMAT",
    PersonClass.GOVERNMENT_OFFICIAL: "GOVERNMENT OFFICIAL", PersonClass.FORMER_OFFICIAL: "FORMER GOVERNMENT OFFICIAL",
    PersonClass.POLITICAL_FIGURE: "POLITICAL FIGURE", PersonClass.LEGAL: "LEGAL OR JUDICIAL",
    PersonClass.MILITARY: "ACTIVE MILITARY", PersonClass.FORMER_MILITARY: "FORMER ACTIVE MILITARY",
    PersonClass.POLICE: "LAW ENFORCEMENT", PersonClass.GUARD: "SECURITY GUARD",
}  # fmt: skip
_TARGETS = {
    TargetClass.RESIDENCE: "CIVILIAN RESIDENCE",
    TargetClass.COMMERCIAL: "COMMERCIAL",
    TargetClass.COMMUNICATIONS: "COMMUNICATIONS",
    TargetClass.DIPLOMATIC: "DIPLOMAT OFFICE OR RESIDENCE",
    TargetClass.ENERGY: "ENERGY",
    TargetClass.FINANCIAL: "FINANCIAL",
    TargetClass.LAW_ENFORCEMENT: "LAW ENFORCEMENT FACILITY",
    TargetClass.GOVERNMENT_OFFICE: "GOVERNMENT OFFICE OR RESIDENCE",
    TargetClass.POLITICAL_OFFICE: "POLITICAL FIGURE OFFICE OR RESIDENCE",
    TargetClass.ORGANISATION_OFFICE: "ORGANIZATION OFFICE",
    TargetClass.TRANSPORT_VEHICLE: "TRANSPORT VEHICLE",
    TargetClass.TRANSPORT_FACILITY: "TRANSPORTATION FACILITY",
    TargetClass.TRANSPORT_ROUTE: "TRANSPORTATION ROUTE",
    TargetClass.WATER: "WATER",
}  # fmt: skip; anything else is OTHER
_WEAPONS = {
    WeaponClass.GUN: "GUN", WeaponClass.MACHINE_GUN: "MACHINE GUN", WeaponClass.MORTAR: "MORTAR",
    WeaponClass.HANDGUN: "HANDGUN", WeaponClass.RIFLE: "RIFLE", WeaponClass.EXPLOSIVE: "EXPLOSIVE",
    WeaponClass.BOMB: "BOMB", WeaponClass.VEHICLE_BOMB: "VEHICLE BOMB", WeaponClass.DYNAMITE: "DYNAMITE",
    WeaponClass.MINE: "MINE", WeaponClass.AERIAL_BOMB: "AERIAL BOMB", WeaponClass.GRENADE: "GRENADE",
    WeaponClass.MOLOTOV: "MOLOTOV COCKTAIL", WeaponClass.PROJECTILE: "PROJECTILE", WeaponClass.MISSILE: "MISSILE",
    WeaponClass.ROCKET: "ROCKET", WeaponClass.CUTTING: "CUTTING DEVICE", WeaponClass.FIRE: "FIRE",
    WeaponClass.STONE: "STONE", WeaponClass.TORTURE: "TORTURE",
}  # fmt: skip
_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
_HIT = (
    "phys-tgt-id",
    "hum-tgt-name",
    "hum-tgt-desc",
)  # an incident that names none of these is none of the task's
_OF_ONE = ("inc-date", "inc-loc", "inc-type", "inc-stage", "perp-inc-cat")  # an incident has one of these
_TAKEN = "PROPERTY TAKEN FROM TARGET"
_WITHOUT_WEAPON = ("ARSON", "KIDNAPPING")
_LISTED = re.compile(r"^(?P<name>.+?) \((?P<kind>[A-Z ]+)\)\s*$")
_GENERAL_FIRST = (
    "REGION",
    "STATE",
    "DEPARTMENT",
    "PROVINCE",
    "ZONE",
    "CITY",
    "MUNICIPALITY",
    "TOWN",
    "VILLAGE",
)
_LATEST_YEAR = 1999


@dataclass(frozen=True, slots=True)
class Places:
    """Names of places with their kinds, as the task lists them. Empty: kinds come from the gazetteer."""

    kinds: Mapping[str, tuple[str, ...]]

    @classmethod
    def read(cls, lines: Iterable[str]) -> "Places":
        """Return the places of a list with lines of the form NAME (KIND); other lines are passed over."""
        kinds: dict[str, list[str]] = {}
        for line in lines:
            match = _LISTED.match(line.rstrip())
            if match:
                kinds.setdefault(match["name"], []).append(match["kind"])
        return cls({name: tuple(held) for name, held in kinds.items()})


def templates(
    message_id: str, document: Document, told: ToldIncidents, *, gazetteer: Gazetteer, places: Places
) -> list[Json]:
    """Return the templates of a report, numbered from 1."""
    if told.report < REPORTS_ONE:
        return []
    scene = _Scene(document, gazetteer, places)
    made: dict[tuple[str, ...], Json] = {}
    for incident in told.incidents:
        slots = _slots(scene, incident)
        if slots is not None:
            # the task holds for one what agrees in sort, date and place
            same = tuple(str(slots.get(slot)) for slot in ("inc-type", "inc-date", "inc-loc"))
            held = made.setdefault(same, slots)
            if held is not slots:
                _add_fills(held, slots)
    whole = [slots for slots in made.values() if any(slot in slots for slot in _HIT)]
    return [
        {"message_id": message_id, "template": number, "slots": slots}
        for number, slots in enumerate(whole, 1)
    ]


def _add_fills(held: Json, more: Json) -> None:
    for slot, fills in more.items():
        if slot not in _OF_ONE:
            own = held.setdefault(slot, [])
            own += [fill for fill in fills if fill not in own]


def _slots(scene: "_Scene", incident: Incident) -> Json | None:
    where = scene.location(incident)
    if where is None:
        return None  # in none of the countries that the task is about
    slots: Json = {
        "inc-date": scene.dates(incident),
        "inc-loc": [where],
        "inc-type": [incident.kind],
        "inc-stage": [incident.stage],
    }
    if incident.category:
        slots["perp-inc-cat"] = [incident.category]

    def add(slot: str, value: str, ref: str | None = None) -> None:
        fill: Any = value if ref is None else {"value": value, "ref": ref}
        if fill not in slots.setdefault(slot, []):
            slots[slot].append(fill)

    has_weapon = False
    for party in incident.parties:
        words = scene.fill(party.span)
        if party.role == "person":
            add("perp-ind-id", words)
        elif party.role == "organisation":
            add("perp-org-id", words)
            add("perp-org-conf", party.told["perp-org-conf"], words)
        elif party.role == "target" and incident.kind != "KIDNAPPING":
            add("phys-tgt-id", words)
            add("phys-tgt-type", _TARGETS.get(target_class(words), "OTHER"), words)
            add("phys-tgt-num", scene.number(party.span), words)
            scene.nation(add, "phys-tgt-nation", party, where, words)
            for effect in party.effects[:1]:
                add("phys-tgt-effect", _TAKEN if effect == "TAKEN" else effect, words)
        elif party.role == "victim":
            if party.name is not None:
                add("hum-tgt-name", words)
                if party.described is not None:
                    add("hum-tgt-desc", scene.fill(party.described), words)
            else:
                add("hum-tgt-desc", words)
            add("hum-tgt-type", scene.person_type(party), words)
            add("hum-tgt-num", "1" if party.name is not None else scene.number(party.span), words)
            scene.nation(add, "hum-tgt-nation", party, where, words)
            for effect in party.effects:
                add("hum-tgt-effect", effect, words)
        elif party.role == "weapon" and incident.kind not in _WITHOUT_WEAPON:
            has_weapon = True
            add("inc-instr-id", words)
            add("inc-instr-type", _WEAPONS.get(weapon_class(words), party.told["inc-instr-type"]), words)
    if not has_weapon and incident.kind not in _WITHOUT_WEAPON:
        for weapon in incident.weapons:
            add("inc-instr-type", weapon)
    return {slot: fills for slot, fills in slots.items() if fills}


_COUNTED = re.compile(
    r"^(?:THE |AN? |SOME |ABOUT |ALL |BOTH |AT LEAST |(?:\d[\d,]*|ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|"
    r"ELEVEN|TWELVE|SEVERAL|MANY|OTHER) )+(?=\S)"
)
_PLURALS = re.compile(r"(?:[^SU]S|MEN|WOMEN|CHILDREN|PEOPLE|PERSONNEL|POLICE)$")
_HEAD_ENDS = re.compile(r" (?:OF|IN|FROM|WHO|WHICH|THAT|AT|ON|BELONGING|NEAR|WITH)\b|,|\(|\[")


class _Scene:
    """A report with what is looked up in it once."""

    def __init__(self, document: Document, gazetteer: Gazetteer, places: Places) -> None:
        self._document = document
        self._gazetteer = gazetteer
        self._places = places
        moments = find_moments(document)
        self._written = written_on(document, moments)
        self._named = [self._countries(sentence.span.of(document.view)) for sentence in document.sentences]
        line = document.dateline.place if document.dateline else None
        opening = document.view[: line.end if line else 60].split(",")[0].strip()
        self._at = self._country(opening.split("(")[0].strip())

    def fill(self, span: Span) -> str:
        """Return words as a fill: in upper case on one line, without article and number."""
        words = " ".join(span.of(self._document.view).split()).upper().strip(' "')
        return _COUNTED.sub("", words, count=1) or words

    def person_type(self, party: Party) -> str:
        """Return what sort of person a party is, by the words for them, else as the heads have it."""
        described = " ".join(
            " ".join(mention.span.of(self._document.view).split())
            for mention in party.mentions
            if not mention.named
        )
        found = person_class(described) if described else PersonClass.CIVILIAN
        return (
            _PERSONS[found] if found is not PersonClass.CIVILIAN or described else party.told["hum-tgt-type"]
        )

    def number(self, span: Span) -> str:
        """Return how many a description tells: a number, or whether it is one or several."""
        view = self._document.view
        tokens = tokenise(view, Span(max(0, span.start - 24), span.end))
        first = next((k for k, token in enumerate(tokens) if token.start >= span.start), 0)
        for at in (first, first + 1, first - 1):
            if 0 <= at < len(tokens):
                told = read_number(tokens, at)
                if told is not None and told[0] > 0:
                    return str(told[0])
        head = _HEAD_ENDS.split(" ".join(span.of(view).split()).upper(), maxsplit=1)[0]
        return "PLURAL" if _PLURALS.search(head) else "1"

    def nation(self, add: Any, slot: str, party: Party, where: str, ref: str) -> None:
        """Add the nation that the words for a party tell, if it is another than that of the place."""
        words = " ".join(mention.span.of(self._document.view) for mention in party.mentions)
        for country in self._countries(words):
            if not where.startswith(country):
                add(slot, country, ref)
                return

    def dates(self, incident: Incident) -> list[str]:
        """Return the date of an incident: what its sentences tell, else on or before the day of the report."""
        written = self._written.on
        issued = edtf_bounds(written)[1] if written else None
        for number in incident.sentences:
            for moment in moments_in(self._document, self._document.sentences[number]):
                if moment.is_own_date:
                    continue
                value = resolve_date(
                    moment, published=written, published_inferred=False, latest_year=_LATEST_YEAR
                )
                if (
                    value.earliest is None
                    or value.latest is None
                    or (value.latest - value.earliest).days > 40
                ):
                    continue
                if issued and value.earliest > issued:
                    continue
                if moment.calendar is not None and moment.calendar.weekday is not None:
                    return [f"- {_day(value.latest)}"]
                if value.earliest == value.latest:
                    return [_day(value.earliest)]
                return [f"{_day(value.earliest)} - {_day(value.latest)}"]
        return [f"- {_day(issued)}"] if issued else []

    def location(self, incident: Incident) -> str | None:
        """Return the place of an incident, from the country on; None where that is none of the task's."""
        named: list[tuple[str, str]] = []
        country = None
        for mention in incident.places:
            name, kind = self._listed(mention)
            if kind and name not in [held for held, _ in named]:
                named.append((name, kind))
                country = country or self._country(name)
        near = [name for number in incident.sentences for name in self._named[number]]
        wanted = [name for name in near if name in _COUNTRIES.values()]
        everywhere = [name for names in self._named for name in names if name in _COUNTRIES.values()]
        for likely in (country, _most(wanted), self._at, _most(everywhere)):
            if likely in _COUNTRIES.values():
                named = _one_of_each_level(named)
                return ": ".join([str(likely), *(f"{name} ({kind})" for name, kind in named)])
        return None

    def _listed(self, mention: Mention) -> tuple[str, str | None]:
        """Return the name of a place and its kind; None for one that is not listed."""
        name = " ".join(mention.span.of(self._document.view).split()).upper()
        for form in (
            name,
            re.sub(r" (?:DEPARTMENT|PROVINCE|CITY|TOWN|NEIGHBORHOOD|MUNICIPALITY)$", "", name),
        ):
            if self._places.kinds:
                kinds = self._places.kinds.get(form)
                if kinds:
                    return form, next((k for k in ("CITY", "TOWN", "DEPARTMENT") if k in kinds), kinds[0])
            else:
                found = self._gazetteer.find(form.title())
                if found and found[0].kind != "country":
                    return form, "CITY" if found[0].precision == "settlement" else "DEPARTMENT"
        return name, None

    def _country(self, name: str) -> str | None:
        """Return which of the task's countries a place lies in, None for another or an unknown one."""
        found = [place for place in self._gazetteer.find(name.title()) if place.country in _COUNTRIES]
        return _COUNTRIES[found[0].country] if found else None

    def _countries(self, words: str) -> list[str]:
        """Return the countries that words name, by name or adjective, in order."""
        found = []
        for word in re.findall(r"[A-Za-z.]+(?: SALVADOR| STATES)?", words):
            code = country_of_word(word.title(), self._gazetteer)
            if code is None and word.upper() in ("U.S.", "AMERICAN"):
                code = "US"
            if code:
                place = self._gazetteer.find(code)
                name = _COUNTRIES.get(code) or (place[0].country_name.upper() if place else None)
                if name:
                    found.append(name)
        return found


def _day(value: date) -> str:
    return f"{value.day:02} {_MONTHS[value.month - 1]} {value.year % 100:02}"


def _most(names: Sequence[str]) -> str | None:
    return max(dict.fromkeys(names), key=names.count) if names else None


def _one_of_each_level(named: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the likeliest place and, before or after it, one that may hold it or lie in it."""
    kept = list(named[:1])
    for place in named[1:]:
        if len(kept) < 2 and _level(place) != _level(kept[0]):
            kept.append(place)
    return sorted(kept, key=_generality)


def _level(place: tuple[str, str]) -> int:
    """Return 0 for what holds towns, 1 for towns, 2 for what lies in them."""
    rank = _generality(place)
    return 0 if rank < _GENERAL_FIRST.index("CITY") else 1 if rank < len(_GENERAL_FIRST) else 2


def _generality(place: tuple[str, str]) -> int:
    return _GENERAL_FIRST.index(place[1]) if place[1] in _GENERAL_FIRST else len(_GENERAL_FIRST)
