"""Read a case's two files of settings: who belongs to whom (actors.toml), and how it works (method.toml).

In:   a path, read once, here.
Out:  `Actors`, `Method`.
Holds: nothing in these files is passed over: a key that is not known, or a value of the wrong form, is an
`InputError` that names the file, the table, the key and what is allowed.
"""

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tellings.errors import InputError
from tellings.model import Actor, Actors, ActType, Level, Method
from tellings.taxonomy import CODEBOOKS, amiss, type_names
from tellings.vocabulary import PersonStatus, Policy, ReportKind, VoiceKind

ACTORS_TEMPLATE = """\
# Who belongs to whom, in this case. Edit it, then build the records again.
#
# A side is who a voice belongs to, not whether it is right. Two voices of one side are not independent of each
# other, and they are not one voice either. A voice that stands nowhere here has its side undecided.
#
# [[side]]
# name = "The government's side"
#
# [[side]]
# name = "The ministry's side"
# within = "The government's side"                 # another side that it is part of: the two are one side
#
# [[actor]]
# name = "Ministry of the Interior"
# aliases = ["the Interior Ministry"]              # other names of the SAME voice
# kind = "state_body"                              # {kinds}
# side = "The ministry's side"                     # one of the sides above; leave it out where undecided
# members = ["an interior ministry official"]      # words for voices of their own that belong to its side
""".format(kinds=", ".join(VoiceKind))

METHOD_TEMPLATE = """\
# How this case is put together. Printed in every record that is built from it. Leave out what you do not know.
#
# title = "Attacks on ..., 2013 to 2015"
# incident_definition = "What counts as one incident, and what as another."
# area = "Where."
# who_is_counted = "Whom a count covers."
# standard_of_proof = "None is applied."
# confirmation_levels = ["reported: told by at least one voice"]     # weakest first
# policy = "range"           # how rival figures are dealt with: {policies}
# preferred_voices = ["Relief Watch"]       # for "preferred-voices": whose figures are taken, the first first
# contact = "Whom to write to."
#
# What follows leaves out. It stays on screen with its reason; none of it is dropped.
#
# countries = ["IQ"]         # ISO 3166-1, two letters: an incident whose known places all lie elsewhere is left out
#
# [period]
# from = 2013-02-09          # a day; or, in quotes, "2013-02" or "2013"
# to = 2015-10-29
#
# [exclude]
# outlets = ["The Rumour Mill"]             # reports of these outlets
# report_kinds = ["rendering"]              # reports of these kinds: {report_kinds}
# incident_types = ["abduction"]            # incidents of these sorts of act alone, or of a whole family: "attack"
# person_statuses = ["combatant"]           # counts of these: {person_statuses}
#
# What a level of confirmation asks for, at least; one that is not here is a person's to give.
#
# [[level]]
# name = "reported"          # what stands before the colon in confirmation_levels
# voices = 1                 # also: origins, sides, first_hand
#
# Sorts of act that you add, read like those that ship: docs/taxonomy.md has these, and how words are written.
#
# [[type]]
# name = "attack/acid"
# meaning = "Acid thrown at somebody."
# words = ["acid attack(s|)", "doused with acid"]
# acled = "Attack"                          # its nearest terms, also ucdp, muc4, plover, huridocs
""".format(
    policies=", ".join(Policy), report_kinds=", ".join(ReportKind), person_statuses=", ".join(PersonStatus)
)

_ACTOR_KEYS = ("name", "aliases", "kind", "side", "members")
_METHOD_TEXTS = (
    "title",
    "incident_definition",
    "area",
    "who_is_counted",
    "standard_of_proof",
    "policy",
    "contact",
)
# Every code that ISO 3166-1 assigns, as of 2024, and XK, which is in use for Kosovo.
_COUNTRIES = frozenset(
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ "
    "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO "
    "FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE "
    "JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO "
    "MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW "
    "PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM "
    "TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW XK".split()
)
_TYPE_KEYS = ("name", "meaning", "words", "violent", *CODEBOOKS)
_LEVEL_ASKS = ("voices", "origins", "sides", "first_hand")
_BEFORE_POLICIES = "none"  # what was written for `range` before there were other policies
_EXCLUDE_KEYS = ("outlets", "report_kinds", "incident_types", "person_statuses")
_EDTF_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def read_actors(path: Path) -> Actors:
    """Return what an actors.toml says, sides and actors in the file's order.

    Raises: InputError if it is missing, is no TOML, names a side that it does not list, or gives one name to
    two actors (whose voice would it be?).
    """
    table = _Table(path, "the file", _read(path), allowed=("side", "actor"))
    sides: list[str] = []
    within: dict[str, tuple[str, _Table]] = {}
    for number, data in enumerate(table.tables("side"), start=1):
        side = _Table(path, f"[[side]] number {number}", data, allowed=("name", "within"))
        name = side.name()
        if name in sides:
            raise side.error("name", f"the side {name!r} stands twice", "give each side once")
        sides.append(name)
        wider = side.text("within")
        if wider is not None:
            within[name] = wider, side.called(f"[[side]] {name!r}")
    wider_sides = _wider_sides(within, sides)
    actors = tuple(
        _actor(_Table(path, f"[[actor]] number {number}", data, allowed=_ACTOR_KEYS), sides)
        for number, data in enumerate(table.tables("actor"), start=1)
    )
    told = Actors(sides=tuple(sides), actors=actors, within=wider_sides)
    _require_one_owner(path, told)
    return told


def _wider_sides(within: Mapping[str, tuple[str, "_Table"]], sides: Sequence[str]) -> dict[str, str]:
    """Return which side each lies within; every one is listed, and none lies within itself, over however many."""
    for name, (wider, table) in within.items():
        if wider not in sides:
            known = ", ".join(f'"{one}"' for one in sides)
            raise table.error(
                "within", f"the side {wider!r} is not listed", f"add it as a [[side]], or use one of: {known}"
            )
        circle = [name]
        while wider in within and wider not in circle:
            circle.append(wider)
            wider = within[wider][0]
        if wider == name:
            way = " within ".join(f'"{one}"' for one in (*circle, name))
            raise table.error("within", f"the sides go round in a circle: {way}", "take one of these off")
    return {name: wider for name, (wider, _) in within.items()}


def _actor(table: "_Table", sides: list[str]) -> Actor:
    name = table.name()
    table = table.called(f"[[actor]] {name!r}")
    kinds = ", ".join(f'"{kind}"' for kind in VoiceKind)
    kind = table.text("kind")
    if kind not in set(VoiceKind):
        fact = "is missing" if kind is None else f"{kind!r} is no kind of voice"
        raise table.error("kind", fact, f"use one of {kinds}")
    side = table.text("side")
    if side is not None and side not in sides:
        known = ", ".join(f'"{known}"' for known in sides) or "none so far"
        raise table.error(
            "side", f"the side {side!r} is not listed", f"add it as a [[side]], or use one of: {known}"
        )
    return Actor(
        name=name,
        kind=VoiceKind(kind),
        side=side,
        aliases=table.texts("aliases"),
        members=table.texts("members"),
    )


def _require_one_owner(path: Path, told: Actors) -> None:
    owners: dict[str, str] = {}
    sides: dict[str, tuple[str | None, Actor]] = {}
    for number, actor in enumerate(told.actors):
        side = actor.side and told.outermost(actor.side)
        for form in {actor.name, *actor.aliases}:
            owner = owners.setdefault(form, f"{number} {actor.name}")
            if owner != f"{number} {actor.name}":
                raise InputError(
                    f"{path}: [[actor]] {actor.name!r}: the name {form!r} is also one of "
                    f"{owner.partition(' ')[2]!r}; a name is one actor's: take it off one of the two"
                )
        for words in actor.members:
            other_side, other = sides.setdefault(words, (side, actor))
            if other_side != side:
                raise InputError(
                    f"{path}: [[actor]] {actor.name!r}: key 'members': {words!r} also stands with {other.name!r}, "
                    "which is of another side; words that fit both sides tell neither: take them off"
                )


def read_method(path: Path) -> Method:
    """Return what a method.toml says; a key that is not there is the empty string, the policy "range".

    Raises: InputError if it is missing, is no TOML, holds a key or value of another form, or leaves out by a word that
    is none of its closed list; if its policy or one of its levels cannot be applied; or if a type of the case's own
    would change what ships.
    """
    allowed = (
        *_METHOD_TEXTS,
        "confirmation_levels",
        "level",
        "preferred_voices",
        "countries",
        "period",
        "exclude",
        "type",
    )
    table = _Table(path, "the file", _read(path), allowed=allowed)
    told: dict[str, Any] = {key: text for key in _METHOD_TEXTS if (text := table.text(key)) is not None}
    preferred = table.texts("preferred_voices")
    told["policy"] = _policy(table, preferred)
    levels = table.texts("confirmation_levels")
    period = _Table(path, "[period]", table.table("period"), allowed=("from", "to"))
    start, end = period.day("from"), period.day("to")
    told_alike = min(len(start), len(end))
    if start[:told_alike] > end[:told_alike]:
        raise period.error("to", f"{end} comes before {start}", "let the period run forwards")
    own_types = _own_types(path, table)
    exclude = _Table(path, "[exclude]", table.table("exclude"), allowed=_EXCLUDE_KEYS)
    return Method(
        **told,
        confirmation_levels=levels,
        preferred_voices=preferred,
        levels=_levels(path, table, levels),
        period_from=start,
        period_to=end,
        countries=table.words("countries", _COUNTRIES, 'codes of ISO 3166-1, two letters: "IQ", "SY"'),
        excluded_types=exclude.words("incident_types", type_names(own_types)),
        excluded_outlets=exclude.texts("outlets"),
        excluded_kinds=exclude.words("report_kinds", tuple(ReportKind)),
        excluded_statuses=exclude.words("person_statuses", tuple(PersonStatus)),
        own_types=own_types,
    )


def _policy(table: "_Table", preferred: tuple[str, ...]) -> str:
    """Return the policy, a word of the list: a record prints it, and none may stand there that is not applied."""
    policy = table.text("policy")
    if policy is None or policy == _BEFORE_POLICIES:
        policy = Policy.RANGE.value
    if policy not in set(Policy):
        known = ", ".join(f'"{one}"' for one in Policy)
        raise table.error("policy", f"{policy!r} is not known", f"use one of {known}")
    if policy == Policy.PREFERRED_VOICES and not preferred:
        fact = f'"{policy}" has nobody to prefer'
        raise table.error("policy", fact, 'name them, the first first: preferred_voices = ["..."]')
    return policy


def _levels(path: Path, method: "_Table", told: tuple[str, ...]) -> tuple[Level, ...]:
    """Return what the levels of confirmation ask for, in the order of `told`, weakest first."""
    order = [words.partition(":")[0].strip() for words in told]
    levels: dict[str, Level] = {}
    for number, data in enumerate(method.tables("level"), start=1):
        table = _Table(path, f"[[level]] number {number}", data, allowed=("name", *_LEVEL_ASKS))
        name = table.name()
        if name not in order or name in levels:
            fact = f"the level {name!r} {'stands twice' if name in levels else 'is not listed'}"
            raise table.error(
                "name", fact, "use each level of confirmation_levels once, as it stands before its colon"
            )
        asks = {key: least for key in _LEVEL_ASKS if (least := table.number(key))}
        if not asks:
            raise table.error("name", f"{name!r} asks for nothing", f"give one of: {', '.join(_LEVEL_ASKS)}")
        levels[name] = Level(name, **asks)
    return tuple(levels[name] for name in order if name in levels)


def _own_types(path: Path, method: "_Table") -> tuple[ActType, ...]:
    """Return the sorts of act that a case adds, each held against those that ship and those before it."""
    tables = [
        _Table(path, f"[[type]] number {number}", data, allowed=_TYPE_KEYS)
        for number, data in enumerate(method.tables("type"), start=1)
    ]
    types = tuple(_own_type(table) for table in tables)
    for number, table in enumerate(tables):
        wrong = amiss(types, number)
        if wrong is not None:
            raise table.error(*wrong)
    return types


def _own_type(table: "_Table") -> ActType:
    terms: dict[str, Any] = {book: table.text(book) or "" for book in CODEBOOKS}
    return ActType(
        name=table.name(),
        meaning=table.text("meaning") or "",
        words=table.texts("words"),
        violent=table.yes("violent", otherwise=True),
        **terms,
    )


# ---------------------------------------------------------------- TOML, with errors that say where


def _read(path: Path) -> dict[str, Any]:
    try:
        text = path.read_bytes().decode("utf-8-sig")  # some editors put a byte order mark before it
    except FileNotFoundError as exc:
        raise InputError(f"{path}: is missing; put it back, or leave an empty file there") from exc
    except OSError as exc:
        raise InputError(f"{path}: cannot be read ({exc.strerror}); see to its rights") from exc
    except UnicodeDecodeError as exc:
        raise InputError(f"{path}: is not UTF-8 (byte {exc.start}); save it as UTF-8") from exc
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as exc:
        raise InputError(f"{path}: is not TOML: {_with_place(exc, text)}; mend that place") from exc


def _with_place(exc: tomllib.TOMLDecodeError, text: str) -> str:
    """Return what is wrong, with line and column also where TOML's reader says only that the file ends there."""
    lines = text.replace("\r\n", "\n").split("\n")
    place = f"(at line {len(lines)}, column {len(lines[-1]) + 1}, the end of the file)"
    return str(exc).replace("(at end of document)", place)


class _Table:
    """One table of a file, each value asked for by its form."""

    def __init__(self, path: Path, where: str, data: dict[str, Any], *, allowed: Collection[str]) -> None:
        self._path = path
        self._where = where
        self._data = data
        for key in data:
            if key not in allowed:
                raise self.error(key, "is not known", f"allowed here: {', '.join(allowed)}")

    def error(self, key: str, fact: str, step: str) -> InputError:
        return InputError(f"{self._path}: {self._where}: key {key!r}: {fact}; {step}")

    def called(self, where: str) -> "_Table":
        """Return the same table under a name that says more."""
        return _Table(self._path, where, self._data, allowed=self._data)

    def name(self) -> str:
        name = self.text("name")
        if name is None or not name.strip():
            raise self.error("name", "is missing or empty", 'write name = "..."')
        return name

    def text(self, key: str) -> str | None:
        value = self._data.get(key)
        if value is not None and not isinstance(value, str):
            raise self.error(key, f"is {_form(value)}", 'it takes words in quotes: "..."')
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.error(key, f"is {_form(value)}", 'it takes a list of words in quotes: ["...", "..."]')
        return tuple(value)

    def yes(self, key: str, *, otherwise: bool) -> bool:
        value = self._data.get(key, otherwise)
        if not isinstance(value, bool):
            raise self.error(key, f"is {_form(value)}", "it takes true or false")
        return value

    def number(self, key: str) -> int:
        """Return a whole number from 1 on, 0 where none is told."""
        value = self._data.get(key, 0)
        if isinstance(value, bool) or not isinstance(value, int) or (key in self._data and value < 1):
            raise self.error(key, f"is {value!r}", "it takes a whole number from 1 on")
        return value

    def words(self, key: str, allowed: Collection[str], in_words: str = "") -> tuple[str, ...]:
        """Return words of a closed list. in_words: what is allowed, where the list is too long to name."""
        told = self.texts(key)
        for word in told:
            if word not in allowed:
                known = in_words or ", ".join(f'"{one}"' for one in allowed)
                raise self.error(key, f"{word!r} is not known", f"use {known}")
        return told

    def day(self, key: str) -> str:
        value = self._data.get(key, "")
        if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        if value == "" or (isinstance(value, str) and _EDTF_DAY.fullmatch(value)):
            return str(value)
        raise self.error(key, f"{value!s} is no date", 'it takes a day, 2013-02-09, or "2013-02" or "2013"')

    def table(self, key: str) -> dict[str, Any]:
        value = self._data.get(key, {})
        if not isinstance(value, dict):
            raise self.error(key, f"is {_form(value)}", f"it takes a table: [{key}]")
        return value

    def tables(self, key: str) -> list[dict[str, Any]]:
        value = self._data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.error(key, f"is {_form(value)}", f"it takes tables: [[{key}]]")
        return value


def _form(value: object) -> str:
    """Return what a TOML value is, in words."""
    forms = (
        (bool, "true or false"),
        (int | float, "a number"),
        (str, "words"),
        (date, "a date"),
        (dict, "a table"),
    )
    return next((words for form, words in forms if isinstance(value, form)), "a list of something else")
