"""Say what kind of person, thing or weapon a phrase names: "former mayor of a town", "power pylons", "car bomb".

In:   the words of a phrase, in any case; where the phrase says nothing, words that stand beside it.
Out:  a word of PersonClass, TargetClass or WeaponClass.
Holds: the head of a phrase decides ("a judge's widow" is a civilian, "a police car" a vehicle); no name is known.
"""

import re
from collections.abc import Sequence

from tellings.events.class_words import (
    CIVILIAN_HEADS,
    FILLING,
    FROM_THE_AIR,
    HELD_OFFICES,
    HOLDING_HEADS,
    PERSON_HEADS,
    PERSON_TOPICS,
    TARGET_HEADS,
    TARGET_TOPICS,
    VEHICLES,
    WEAPON_HEADS,
    WIRES,
)
from tellings.vocabulary import PersonClass, TargetClass, WeaponClass

_WORD = re.compile(r"[^\W_](?:[\w.]|-(?=\w))*(?:['’]s?\b)?")
# where the head of a phrase ends: what follows says of whom, where or in what
_AFTER_HEAD = frozenset(
    "of who whom which that from in at on for with near belonging accompanying outside carrying loaded filled "
    "packed by to aboard containing made".split()
)
_PLURALS = {"knives": "knife", "wives": "wife", "people": "people", "women": "woman", "men": "man", "bus": "bus",
            "gas": "gas", "congress": "congress", "buses": "bus", "business": "business", "businesses": "business",
            "barracks": "barracks", "children": "child", "police": "police"}  # fmt: skip
_FORMER = frozenset({"former", "retired", "ex", "onetime", "one-time"})

WIDER: dict[WeaponClass, WeaponClass] = {
    WeaponClass.MACHINE_GUN: WeaponClass.GUN,
    WeaponClass.MORTAR: WeaponClass.GUN,
    WeaponClass.HANDGUN: WeaponClass.GUN,
    WeaponClass.RIFLE: WeaponClass.GUN,
    WeaponClass.VEHICLE_BOMB: WeaponClass.BOMB,
    WeaponClass.DYNAMITE: WeaponClass.BOMB,
    WeaponClass.MINE: WeaponClass.BOMB,
    WeaponClass.AERIAL_BOMB: WeaponClass.BOMB,
    WeaponClass.BOMB: WeaponClass.EXPLOSIVE,
    WeaponClass.GRENADE: WeaponClass.EXPLOSIVE,
    WeaponClass.MOLOTOV: WeaponClass.EXPLOSIVE,
    WeaponClass.MISSILE: WeaponClass.PROJECTILE,
    WeaponClass.ROCKET: WeaponClass.PROJECTILE,
}  # each class that has a wider one, as MUC-4 orders them


def person_class(words: str, context: str = "") -> PersonClass:
    """Return what those named by a phrase are; a civilian where no word says otherwise.

    context: what the text says of them elsewhere ("Liberal Party candidate" of a name); read where the phrase
    itself tells nothing.
    """
    for said in (words, context):
        found = _person(_words(said))
        if found is not None:
            return found
    return PersonClass.CIVILIAN


def target_class(words: str, context: str = "") -> TargetClass:
    """Return what sort of thing or place a phrase names; `other` where no word says.

    context: words beside it, as of whose house it is; read where the phrase itself tells nothing, and for homes.
    """
    told = _words(words)
    found = _target(told)
    if found is TargetClass.RESIDENCE:
        return _residence(words, context)
    return found or _target(_words(context)) or TargetClass.OTHER


def weapon_class(words: str, context: str = "") -> WeaponClass:
    """Return the class of a weapon; `other` where no word says. `WIDER` leads from each class to the wider one.

    context: words beside it, as what a bomb was in; read for a bomb and where the phrase itself tells nothing.
    """
    found = _weapon(_words(words))
    if found in (None, WeaponClass.BOMB) and context:
        return _weapon([*_words(context), *_words(words)]) or WeaponClass.OTHER
    return found or WeaponClass.OTHER


# ---------------------------------------------------------------- words of a phrase


def _words(phrase: str) -> list[str]:
    """The words in lower case and singular; a possessive is a word and "'s"."""
    found: list[str] = []
    for match in _WORD.finditer(phrase.casefold()):
        word = match.group().replace("’", "'")
        owner = word.rstrip("s") if word.endswith("'s") else word
        if owner.endswith("'"):
            found += [singular(owner.rstrip("'")), "'s"]
        else:
            found.append(singular(word.rstrip(".") if word.count(".") == 1 else word))
    return found


def singular(word: str) -> str:
    """The singular of a lower-case noun, by its ending: good enough to find it in a list."""
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    if word.endswith("men") and len(word) > 4 and word != "specimen":
        return word[:-3] + "man"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def _head_part(words: Sequence[str]) -> Sequence[str]:
    """The words up to the head: without "of the ministry", "in the centre"; of "one of the judges" the judges."""
    end = next((k for k, word in enumerate(words) if word in _AFTER_HEAD and k > 0), len(words))
    told = words[:end]
    if end < len(words) and words[end] == "of" and set(told) <= _PARTITIVES:
        return _head_part(words[end + 1 :])
    return told


_PARTITIVES = frozenset(
    "one two three four five six seven several some many most all number group dozen part each other a the at least "
    "another both series segment windshield window front entrance gate door wall".split()
)


# ---------------------------------------------------------------- persons


def _person(words: Sequence[str]) -> PersonClass | None:
    head = _head_part(words)
    if not head:
        return None
    is_former = not _FORMER.isdisjoint(head) or head[0].startswith("ex-")
    owner = max((k for k, word in enumerate(head) if word == "'s"), default=-1)
    own = [word.removeprefix("ex-") for word in head[owner + 1 :]]
    found: PersonClass | None = None
    for word in reversed(own):
        if word in CIVILIAN_HEADS:
            found = found or PersonClass.CIVILIAN
            break
        if word in HOLDING_HEADS:
            found = _topic(words) or found
            if found is not None:
                break
            continue
        if word in PERSON_HEADS:
            found = _sharpened(PERSON_HEADS[word], own)
            found = _presided(words, found) if word == "president" else found
            break
    if not is_former or found is None:
        return found
    if found in HELD_OFFICES:
        return PersonClass.FORMER_OFFICIAL
    return PersonClass.FORMER_MILITARY if found is PersonClass.MILITARY else found


def _sharpened(found: PersonClass, own: Sequence[str]) -> PersonClass:
    """What the words before a head make of it: "secretary general", "national guard", "mayoral candidate"."""
    if found is PersonClass.MILITARY and "police" in own:
        return PersonClass.POLICE
    if found is PersonClass.MILITARY and own[-1:] == ["general"]:
        before = own[-2] if len(own) > 1 else ""
        if before == "secretary":
            return PersonClass.POLITICAL_FIGURE
        if before in {"attorney", "prosecutor", "solicitor"}:
            return PersonClass.LEGAL
        return (
            PersonClass.GOVERNMENT_OFFICIAL if before in {"director", "comptroller", "inspector"} else found
        )
    if found is PersonClass.LEGAL and "minister" in own:
        return PersonClass.GOVERNMENT_OFFICIAL
    if found is PersonClass.GUARD and not {"national", "civil", "republican", "coast", "border"}.isdisjoint(
        own
    ):
        return PersonClass.MILITARY
    return found


_GENERAL_OF_OFFICE = frozenset("attorney solicitor director comptroller inspector consul procurator".split())


def _presided(words: Sequence[str], found: PersonClass) -> PersonClass:
    """What a president presides over: a country, unless a court, a party or a company is told."""
    after = set(words[words.index("president") :])
    if not after.isdisjoint({"court", "tribunal"}):
        return PersonClass.LEGAL
    if not after.isdisjoint(_PARTIES):
        return PersonClass.POLITICAL_FIGURE
    return PersonClass.CIVILIAN if not after.isdisjoint(_FIRMS) else found


_PARTIES = frozenset("party union movement front coalition alliance".split())
_FIRMS = frozenset(
    "company bank banco firm corporation club association university federation society".split()
)


def _topic(words: Sequence[str]) -> PersonClass | None:
    told = set(words)
    return next((kind for kind, topics in PERSON_TOPICS if not topics.isdisjoint(told)), None)


# ---------------------------------------------------------------- things and places


def _target(words: Sequence[str]) -> TargetClass | None:
    head = _head_part(words)
    if not head:
        return None
    last = (
        head[-1]
        if head[-1] not in {"building", "facility", "complex", "premises"} or len(head) == 1
        else head[-2]
    )
    if last == "station" and not FILLING.isdisjoint(head):
        return TargetClass.COMMERCIAL
    if last in WIRES and not ({"police", "guard", "command", "military", "security"} & set(head)):
        return TargetClass.COMMUNICATIONS if "telephone" in words else TargetClass.ENERGY
    if last == "hall" and len(head) > 1 and head[-2] in {"city", "town", "village"}:
        return TargetClass.GOVERNMENT_OFFICE
    if last == "house" and not {"presidential", "government"}.isdisjoint(head):
        return TargetClass.GOVERNMENT_OFFICE
    if last in {"pipe", "tank"}:
        return TargetClass.WATER if "water" in words else TargetClass.ENERGY
    if last in TARGET_HEADS:
        found = TARGET_HEADS[last]
        if found is TargetClass.EDUCATION and "police" in head:
            return TargetClass.LAW_ENFORCEMENT
        return found
    if last in {"station", "depot"} and not {"bus", "train", "railway", "railroad", "metro"}.isdisjoint(head):
        return TargetClass.TRANSPORT_FACILITY
    told = set(words)
    found_topic = next((kind for kind, topics in TARGET_TOPICS if not topics.isdisjoint(told)), None)
    if found_topic is not None:
        return found_topic
    # a name after the head ("Embassy Row", "Hotel Plaza"): the first word of a class, read from the left
    return next((TARGET_HEADS[word] for word in head if word in TARGET_HEADS), None)


def _residence(words: str, context: str) -> TargetClass:
    """Whose home it is decides: a mayor's home is an office or residence of government."""
    told = _words(words)
    owner = told[: told.index("'s")] if "'s" in told else told[told.index("of") + 1 :] if "of" in told else []
    whose = _person(owner) or _person(_words(context))
    if "presidential" in told:
        whose = PersonClass.GOVERNMENT_OFFICIAL
    return {
        PersonClass.GOVERNMENT_OFFICIAL: TargetClass.GOVERNMENT_OFFICE,
        PersonClass.POLITICAL_FIGURE: TargetClass.POLITICAL_OFFICE,
        PersonClass.DIPLOMAT: TargetClass.DIPLOMATIC,
    }.get(whose or PersonClass.CIVILIAN, TargetClass.RESIDENCE)


# ---------------------------------------------------------------- weapons


def _weapon(words: Sequence[str]) -> WeaponClass | None:
    told = set(words)
    if not told:
        return None
    if "molotov" in told or ("petrol" in told and "bomb" in told):
        return WeaponClass.MOLOTOV
    if "gun" in told and not {"machine", "submachine", "sub-machine"}.isdisjoint(told):
        return WeaponClass.MACHINE_GUN
    if {"booby", "trap"} <= told:
        return WeaponClass.EXPLOSIVE
    if "automatic" in told and "weapon" in told:
        return WeaponClass.MACHINE_GUN
    found = next((WEAPON_HEADS[word] for word in reversed(_head_part(words)) if word in WEAPON_HEADS), None)
    found = found or next((WEAPON_HEADS[word] for word in words if word in WEAPON_HEADS), None)
    if found in (WeaponClass.BOMB, WeaponClass.DYNAMITE, None):
        if not VEHICLES.isdisjoint(told) and (found or "explosive" in told):
            return WeaponClass.VEHICLE_BOMB
        if "dynamite" in told:
            return WeaponClass.DYNAMITE
        if found is not None and not FROM_THE_AIR.isdisjoint(told):
            return WeaponClass.AERIAL_BOMB
    if found is WeaponClass.BOMB and told.isdisjoint({"bomb", "bombing", "tnt", "firebomb"}):
        return WeaponClass.EXPLOSIVE
    if found is WeaponClass.ROCKET and "grenade" in told and told.isdisjoint({"launcher"}):
        return WeaponClass.GRENADE if "rocket" not in told else WeaponClass.ROCKET
    return found
