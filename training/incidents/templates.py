"""Reports with the incident templates of MUC-3 and MUC-4, as words with what they tell.

In:   the corpus's texts and keys.
Out:  Labelled: words, sentences, mentions with their role and what is told of them, and which templates they stand in.
Holds: a fill is looked for in the text word for word; where it stands more than once, the places near other fills of
its template are mentions, and the others are left open: neither mentions nor none.
"""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from tellings.inference import Word, lay_out
from training.corpus import as_read

ROLES = ("person", "organisation", "target", "victim", "weapon", "place")
_SLOTS = {
    "perp-ind-id": "person",
    "perp-org-id": "organisation",
    "phys-tgt-id": "target",
    "hum-tgt-name": "victim",
    "hum-tgt-desc": "victim",
    "inc-instr-id": "weapon",
}
_TOLD = {  # slots that are tied to a fill of another, and the roles of those
    "perp-org-conf": ("organisation",),
    "phys-tgt-type": ("target",),
    "phys-tgt-effect": ("target",),
    "hum-tgt-type": ("victim",),
    "hum-tgt-effect": ("victim",),
    "inc-instr-type": ("weapon",),
}
VALUES: dict[str, tuple[str, ...]] = {
    "inc-type": ("ATTACK", "ARSON", "BOMBING", "KIDNAPPING", "ROBBERY", "FORCED WORK STOPPAGE"),
    "inc-stage": ("ACCOMPLISHED", "ATTEMPTED", "THREATENED"),
    "perp-inc-cat": ("TERRORIST ACT", "STATE-SPONSORED VIOLENCE"),
    "perp-org-conf": (
        "REPORTED AS FACT",
        "ACQUITTED",
        "CLAIMED OR ADMITTED",
        "SUSPECTED OR ACCUSED",
        "SUSPECTED OR ACCUSED BY AUTHORITIES",
        "POSSIBLE",
    ),
    "phys-tgt-type": (
        "CIVILIAN RESIDENCE",
        "COMMERCIAL",
        "COMMUNICATIONS",
        "DIPLOMAT OFFICE OR RESIDENCE",
        "ENERGY",
        "FINANCIAL",
        "LAW ENFORCEMENT FACILITY",
        "POLITICAL FIGURE OFFICE OR RESIDENCE",
        "GOVERNMENT OFFICE OR RESIDENCE",
        "ORGANIZATION OFFICE",
        "TRANSPORT VEHICLE",
        "TRANSPORTATION FACILITY",
        "TRANSPORTATION ROUTE",
        "WATER",
        "OTHER",
    ),
    "phys-tgt-effect": ("DESTROYED", "SOME DAMAGE", "NO DAMAGE", "TAKEN"),
    "hum-tgt-type": (
        "CIVILIAN",
        "DIPLOMAT",
        "POLITICAL FIGURE",
        "GOVERNMENT OFFICIAL",
        "FORMER GOVERNMENT OFFICIAL",
        "LEGAL OR JUDICIAL",
        "ACTIVE MILITARY",
        "FORMER ACTIVE MILITARY",
        "LAW ENFORCEMENT",
        "SECURITY GUARD",
    ),
    "hum-tgt-effect": ("INJURY", "DEATH", "NO INJURY", "NO INJURY OR DEATH", "REGAINED FREEDOM"),
    "inc-instr-type": (
        "GUN",
        "MACHINE GUN",
        "MORTAR",
        "HANDGUN",
        "RIFLE",
        "EXPLOSIVE",
        "BOMB",
        "VEHICLE BOMB",
        "DYNAMITE",
        "MINE",
        "AERIAL BOMB",
        "GRENADE",
        "MOLOTOV COCKTAIL",
        "MISSILE",
        "ROCKET",
        "CUTTING DEVICE",
        "FIRE",
        "TORTURE",
    ),
}
_SAME = {"MONEY TAKEN FROM TARGET": "TAKEN", "PROPERTY TAKEN FROM TARGET": "TAKEN", "TARGET TAKEN": "TAKEN"}


@dataclass(slots=True)
class Mention:
    """Words [start, end) that fill a slot.

    told: of each slot that is tied to it, the numbers of its values. fills: what it stands for, by template; a name and
    a description of one victim stand for the same.
    """

    role: int
    start: int
    end: int
    sentence: int
    templates: set[int] = field(default_factory=set)
    told: dict[str, set[int]] = field(default_factory=dict)
    named: bool = False
    fills: set[tuple[int, str]] = field(default_factory=set)


@dataclass(slots=True)
class Key:
    """A template. told: of each slot that stands by itself, the numbers of its values."""

    optional: bool
    told: dict[str, set[int]]
    sentences: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Labelled:
    """A report. sentence_of: of each word. left_open: (role, start, end) that are neither mentions nor none."""

    message_id: str
    text: str
    words: list[Word]
    sentence_of: list[int]
    sentences: list[tuple[int, int]]
    mentions: list[Mention]
    left_open: list[tuple[int, int, int]]
    keys: list[Key]


def read_reports(folder: Path, cutter: Tokenizer) -> Iterator[Labelled]:
    """Yield the reports of a part of the corpus, in order of their names."""
    keys: dict[str, list[dict[str, Any]]] = {}
    for template in json.loads((folder / "keys.json").read_text("utf-8")):
        keys.setdefault(template["message_id"], []).append(template)
    for path in sorted((folder / "texts").glob("*.txt")):
        text = path.read_text("utf-8")
        templates = [t for t in keys.get(path.stem, []) if t["template"] != "*"]
        yield label(path.stem, text, templates, cutter)


def label(message_id: str, text: str, templates: Sequence[dict[str, Any]], cutter: Tokenizer) -> Labelled:
    """Return a report with what its templates tell, put on its words."""
    document = as_read(text)
    assert document is not None, message_id
    paragraphs = [[(span.start, span.end)] for span in document.paragraphs]
    words = lay_out(document.view, paragraphs, cutter)
    sentences, sentence_of, number = [], [], 0
    spans = [sentence.span for sentence in document.sentences]
    for word in words:
        while number + 1 < len(spans) and word.start >= spans[number + 1].start:
            number += 1
        sentence_of.append(number)
    for number in range(len(spans)):
        held = [k for k, s in enumerate(sentence_of) if s == number]
        sentences.append((held[0], held[-1] + 1) if held else (0, 0))
    found = Labelled(message_id, document.view, words, sentence_of, sentences, [], [], [])
    held_by: dict[tuple[int, int, int], Mention] = {}
    for number, template in enumerate(templates):
        _put(found, number, template, held_by)
    found.mentions = [held_by[key] for key in sorted(held_by, key=lambda key: (key[1], -key[2], key[0]))]
    mentioned = {(m.role, m.start, m.end) for m in found.mentions}
    found.left_open = [place for place in found.left_open if place not in mentioned]
    return found


def _put(
    found: Labelled, number: int, template: dict[str, Any], held_by: dict[tuple[int, int, int], Mention]
) -> None:
    slots = template["slots"]
    alone = {
        slot: {v for fill in slots.get(slot, []) for v in _numbers(slot, fill)}
        for slot in ("inc-type", "inc-stage", "perp-inc-cat")
    }
    alone["inc-instr-type"] = {
        v
        for fill in slots.get("inc-instr-type", [])
        if not _refs(fill)
        for v in _numbers("inc-instr-type", fill)
    }
    key = Key(bool(template.get("optional")), alone)
    found.keys.append(key)
    placed: list[tuple[str, str, list[str], list[tuple[int, int]]]] = []
    for slot, role in _SLOTS.items():
        for fill in slots.get(slot, []):
            forms = _strings(fill)
            places = _places(found, forms)
            if places:
                placed.append((slot, role, forms, places))
    for fill in slots.get("inc-loc", []):
        for value in _strings(fill):
            for part in value.split(":")[1:]:
                for name in re.split(r" - ", re.sub(r"\([^)]*\)", "", part)):
                    places = _places(found, [name.strip()])
                    if places:
                        placed.append(("inc-loc", "place", [name.strip()], places))
    # the sentences that tell of it: those with most of its fills, and the first place of each fill without one there
    in_sentence: dict[int, set[int]] = {}
    for k, (slot, _, _, places) in enumerate(placed):
        if slot != "inc-loc":
            for start, _ in places:
                in_sentence.setdefault(found.sentence_of[start], set()).add(k)
    telling = {s for s, held in in_sentence.items() if len(held) >= 2}
    for slot, _, _, places in placed:
        if slot != "inc-loc" and not any(found.sentence_of[start] in telling for start, _ in places):
            telling.add(found.sentence_of[places[0][0]])
    if not placed:
        return
    key.sentences = telling or {found.sentence_of[placed[0][3][0][0]]}
    near = {s + d for s in key.sentences for d in (-1, 0, 1)}
    for slot, role, forms, places in placed:
        told: dict[str, set[int]] = {}
        for other, roles in _TOLD.items():
            if role in roles:
                told[other] = {
                    v
                    for fill in slots.get(other, [])
                    if set(_refs(fill)) & set(forms)
                    for v in _numbers(other, fill)
                }
        names: list[str] = []
        if slot == "hum-tgt-desc":
            names = [ref for fill in slots[slot] if set(_strings(fill)) & set(forms) for ref in _refs(fill)]
            for other in ("hum-tgt-type", "hum-tgt-effect"):
                told[other] |= {
                    v
                    for fill in slots.get(other, [])
                    if set(_refs(fill)) & set(names)
                    for v in _numbers(other, fill)
                }
        wanted = near if role == "place" else key.sentences
        chosen = [place for place in places if found.sentence_of[place[0]] in wanted]
        if role == "place" and not chosen:
            chosen = places[:1]
        for place in places:
            where = (ROLES.index(role), *place)
            if place not in chosen:
                found.left_open.append(where)
                continue
            mention = held_by.setdefault(
                where, Mention(where[0], place[0], place[1], found.sentence_of[place[0]])
            )
            mention.templates.add(number)
            mention.named |= slot == "hum-tgt-name"
            mention.fills |= {(number, name) for name in (names or forms[:1])}
            for other, values in told.items():
                mention.told.setdefault(other, set()).update(values)


def _places(found: Labelled, forms: Sequence[str]) -> list[tuple[int, int]]:
    """Return where any of the forms stands, the longest first, in words, in order; none inside another."""
    starts = {word.start: k for k, word in enumerate(found.words)}
    taken: list[tuple[int, int]] = []
    for form in sorted(set(forms), key=len, reverse=True):
        pattern = r"(?<![A-Za-z0-9])" + r"\s+".join(map(re.escape, form.split())) + r"(?![A-Za-z0-9])"
        for match in re.finditer(pattern, found.text):
            lo = starts.get(match.start())
            if lo is None:
                continue
            hi = lo
            while hi < len(found.words) and found.words[hi].start < match.end():
                hi += 1
            if all(hi <= s or e <= lo for s, e in taken):
                taken.append((lo, hi))
    return sorted(taken)


def _strings(fill: Any) -> list[str]:
    if isinstance(fill, str):
        return [fill]
    if "any" in fill:
        return [s for one in fill["any"] for s in _strings(one)]
    value = fill["value"]
    return [v for v in (value if isinstance(value, list) else [value]) if v != "-"]


def _refs(fill: Any) -> list[str]:
    if isinstance(fill, str):
        return []
    if "any" in fill:
        return [s for one in fill["any"] for s in _refs(one)]
    ref = fill.get("ref", [])
    return [r for r in (ref if isinstance(ref, list) else [ref]) if r != "-"]


def _numbers(slot: str, fill: Any) -> list[int]:
    """Return the first value of a fill, by number; [] where it is none that is learned."""
    values = [_SAME.get(v, v) for v in _strings(fill)]
    return [VALUES[slot].index(v) for v in values[:1] if v in VALUES[slot]]


def shuffled(reports: Sequence[Labelled], seed: str) -> list[Labelled]:
    """Return the reports in an order that the seed fixes."""
    order = list(reports)
    random.Random(seed).shuffle(order)
    return order
