"""Say what befell whom by name: alone, several in one breath, or on a list.

In:   a Document.
Out:  Befallen, one for each name and fate at a place; Rolls, lists of two names or more with one fate.
Holds: who only speaks, counts, or is somebody's relative is left out. A list is as long as the names that stand in it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tellings.attribution.lexicon import CUE_STANCE
from tellings.events.fates import (
    FATE_WORD,
    FIELD_OF,
    Words,
    after_name,
    before_name,
    fate_of,
    opening,
    possessed,
)
from tellings.events.name_chains import (
    chain_after,
    chain_before,
    descriptor_start,
    follows_preposition,
    is_plainly_a_person,
    is_teller,
    item_limit,
    items_of,
)
from tellings.events.person_names import NameMention, Script, read_names
from tellings.model import Span
from tellings.text.segment import Document
from tellings.vocabulary import Fate, Field


@dataclass(frozen=True, slots=True)
class Befallen:
    """A fate told of a name. words: what tells it, with the name where both stand close; item: the name with what
    is said of the person around it; region: where words on the cause may stand. roll: which of the Rolls, or None.
    opened: where the list is opened, if in another sentence. weak: as in `fates.Words`."""

    name: NameMention
    fate: Fate
    words: Span
    item: Span
    region: Span
    sentence: int
    denied: bool = False
    roll: int | None = None
    opened: Span | None = None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Roll:
    """A list of names. kind: of the count it gives; number: how many names; names: the first to the last of them.

    span: from the words that open the list. whole: it is told as of all whom it befell. sentence: where it opens.
    """

    kind: Field
    number: int
    span: Span
    names: Span
    whole: bool
    sentence: int


@dataclass(frozen=True, slots=True)
class Named:
    """All that a report tells of what befell persons by name, in order of the text."""

    befallen: tuple[Befallen, ...]
    rolls: tuple[Roll, ...]
    scripts: tuple[Script, ...]


def read_rolls(document: Document) -> Named:
    """Return what befell whom by name in a report, and the lists of names that it gives."""
    scripts = read_names(document)
    groups = [group for script in scripts for group in _groups(document, script)]
    groups += _bulleted(document, scripts)
    befallen: list[Befallen] = []
    rolls: list[Roll] = []
    seen: set[tuple[int, Fate]] = set()
    for group in groups:
        members = [one for one in group.members if (one.name.start, one.fate) not in seen]
        seen.update((one.name.start, one.fate) for one in members)
        if len({one.name.full for one in members}) > 1 and not members[0].denied and not members[0].weak:
            befallen += [replace(one, roll=len(rolls)) for one in members]
            rolls.append(_roll(group, members))
        else:
            befallen += members
    return Named(tuple(sorted(befallen, key=lambda one: (one.name.start, one.fate))), tuple(rolls), scripts)


@dataclass(frozen=True, slots=True)
class _Group:
    members: tuple[Befallen, ...]
    start: int
    whole: bool


def _roll(group: _Group, members: Sequence[Befallen]) -> Roll:
    names = Span(min(m.item.start for m in members), max(m.item.end for m in members))
    return Roll(
        FIELD_OF[members[0].fate],
        len({one.name.full for one in members}),
        Span(
            min(group.start, names.start),
            max(names.end, max(m.words.end for m in members if not m.opened) if not members[0].opened else 0),
        ),
        names,
        group.whole,
        members[0].sentence,
    )


# ---------------------------------------------------------------- one sentence


def _groups(document: Document, script: Script) -> Iterator[_Group]:
    """Yield the fates that a sentence tells of its names, those of one list together."""
    text, names = script.covered, script.names
    taken: set[int] = set()
    for n, name in enumerate(names):
        start, end = name.start - script.at, name.end - script.at
        descriptor = descriptor_start(script, n)
        floor = next(
            (
                names[m].end - script.at
                for m in range(n - 1, max(-1, n - 6), -1)
                if not follows_preposition(script, m)
            ),
            0,
        )
        if n not in taken and not name.pronoun:
            opened = (
                opening(text, floor, descriptor)
                or _opening_in(text, descriptor, start)
                or _opened_before(document, script, descriptor)
            )
            words = before_name(text, descriptor, headline=script.sentence.headline)
            if words is None and opened is not None and not is_teller(script, n):
                words = opened
            if words is not None:
                held = chain_after(script, n, is_list=words is opened)
                taken.update(held)
                yield _listed(script, held, words)
        for words in after_name(text, end, bare=_may_be_bare(script, start)):
            held = chain_before(script, n) if words.many else [n]
            is_plain = any(is_plainly_a_person(script, k) for k in held)
            if not is_plain and (words.of_things or not any(script.names[k].is_full for k in held)):
                continue
            if follows_preposition(script, held[0]):
                continue
            yield _subject(script, held, words)
        owned = possessed(text, end)
        if owned is not None:
            yield _subject(script, [n], owned)


def _may_be_bare(script: Script, start: int) -> bool:
    if script.sentence.headline:
        return True
    return re.search(r"(?:\band|\bwhile|,|;)\s+(?:[\w'-]+ ){0,4}?$", script.before(start)) is not None


def _opening_in(text: str, descriptor: int, start: int) -> Words | None:
    """Return the fate that a descriptor itself tells: "the victims", "two of the dead", "the dead man"."""
    match = re.search(FATE_WORD, text[descriptor:start])
    if match is None:
        return None
    whole = (
        re.match(r"(?:the )?(?:\w+ )?(?:victims|dead|martyrs)\b", text[descriptor:start], re.I) is not None
    )
    return Words(fate_of(match), descriptor + match.start(), descriptor + match.end(), whole=whole, many=True)


_NAMING = re.compile(
    r"\b(?:named|identified|names|identifies|naming|identifying)(?: (?:him|her|them|(?:the|those|these) [\w ]{3,30}?))?"
    r"(?: (?:on|by|in) [^,;:.]{2,40}?)? as $",
    re.I,
)


def _opened_before(document: Document, script: Script, descriptor: int) -> Words | None:
    """Return the fate that the sentence before tells of those whom this one names: "They named them as"."""
    match = _NAMING.search(script.before(descriptor))
    before = script.sentence.index - 1
    if match is None or before < 0 or document.sentences[before].headline:
        return None
    found = list(FATE_WORD.finditer(document.sentences[before].span.of(document.view)))
    if not found:
        return None
    start = descriptor - (len(script.before(descriptor)) - match.start())
    return Words(fate_of(found[-1]), start, descriptor, whole=True, many=True)


def _listed(script: Script, held: Sequence[int], words: Words) -> _Group:
    is_list = len(held) > 1 or words.whole
    limit = item_limit(script, held[-1], is_list=is_list)
    items = items_of(script, held, limit)
    clause = re.compile(r"[;:]|\.$|\. |, (?:and|but|while)\b").search(script.covered, limit)
    end_of_clause = script.at + (clause.start() if clause else len(script.covered))
    members = []
    for k, (n, (item, stop)) in enumerate(zip(held, items, strict=True)):
        is_near = k == 0 and item.start - (script.at + words.start) < 80
        told = Span(min(item.start, script.at + words.start), item.end) if is_near else item
        region = Span(item.start, max(stop, end_of_clause) if len(held) == 1 else stop)
        if len(held) == 1:
            region = Span(min(region.start, script.at + words.start), region.end)
        members.append(
            Befallen(
                script.names[n],
                words.fate,
                told,
                item,
                region,
                script.sentence.index,
                words.denied,
                weak=words.weak,
            )
        )
    kept = [
        m
        for m, n in zip(members, held, strict=True)
        if len(held) > 1 or script.names[n].is_full or is_plainly_a_person(script, n)
    ]
    return _Group(tuple(kept), script.at + words.start, words.whole)


def _subject(script: Script, held: Sequence[int], words: Words) -> _Group:
    limit = words.start
    items = items_of(script, held, max(limit, script.names[held[-1]].end - script.at))
    clause = re.compile(r"[;:]|\.$|\. |, (?:and|but|while)\b").search(script.covered, words.end)
    end = clause.start() if clause else len(script.covered)
    after = [name.start - script.at for name in script.names if name.start - script.at >= words.end]
    end = max(words.end, min([end, *after]))
    members = []
    for n, (item, _) in zip(held, items, strict=True):
        told = Span(item.start, script.at + words.end)
        is_near = script.at + words.end - item.start < 200
        members.append(
            Befallen(
                script.names[n],
                words.fate,
                told if is_near else item,
                item,
                Span(script.at + words.start, script.at + end) if words.start < end else item,
                script.sentence.index,
                words.denied,
                weak=words.weak,
            )
        )
    return _Group(tuple(members), items[0][0].start, False)


# ---------------------------------------------------------------- lists of a line a name

_BULLET = re.compile(r"(?:[-*\u2022\u00b7]|\(?\d{1,3}[.)])\s+|\d{1,3}\s+(?=[A-Z])")


def _bulleted(document: Document, scripts: Sequence[Script]) -> list[_Group]:
    """Return the groups of names that stand a line each under words that say what befell them."""
    by_paragraph: dict[int, list[Script]] = {}
    for script in scripts:
        by_paragraph.setdefault(script.sentence.paragraph, []).append(script)
    groups: list[_Group] = []
    fate: tuple[Fate, Span, bool, int] | None = None
    members: list[Befallen] = []
    for number, paragraph in enumerate(document.paragraphs):
        words = paragraph.of(document.view)
        member = None
        if fate is not None:
            member = _line_item(by_paragraph.get(number, []), paragraph, words, fate)
        if member is not None:
            members.append(member)
            continue
        if members and fate is not None:
            groups.append(_Group(tuple(members), members[0].item.start, fate[2]))
        members = []
        fate = _opens_lines(document, number, paragraph, words) or (
            fate if not groups and not words.strip() else None
        )
    if members and fate is not None:
        groups.append(_Group(tuple(members), members[0].item.start, fate[2]))
    return groups


def _opens_lines(
    document: Document, number: int, paragraph: Span, words: str
) -> tuple[Fate, Span, bool, int] | None:
    """Return the fate that a line with a colon, or a short heading, tells of those named on the lines below it."""
    is_heading = len(words) < 60 and words[-1:] not in ".!?"
    following = document.paragraphs[number + 1] if number + 1 < len(document.paragraphs) else None
    opens = following is not None and _BULLET.match(document.view, following.start, following.end)
    gives_names = (
        re.search(r"\b(?:names?|named|list|following|identified|victims)\b", words, re.I) is not None
    )
    if not words.endswith(":") and not is_heading and not (opens and gives_names):
        return None
    sentences = [s for s in document.sentences if s.paragraph == number]
    if not sentences:
        return None
    last = sentences[-1]
    found = list(FATE_WORD.finditer(last.span.of(document.view)))
    if not found and words.endswith(":"):
        earlier = [
            s for s in document.sentences if s.paragraph in (number, number - 1) and s.index < last.index
        ]
        found = list(FATE_WORD.finditer(earlier[-1].span.of(document.view))) if earlier else []
    if not found:
        return None
    is_whole = re.search(r"\b(?:among|includ\w+|some of)\b", words, re.I) is None
    return fate_of(found[0 if len(found) < 2 else -1]), last.span, is_whole, last.index


def _line_item(
    scripts: Sequence[Script], paragraph: Span, words: str, opened: tuple[Fate, Span, bool, int]
) -> Befallen | None:
    """Return the person whose line a paragraph is, or None: a bullet or number, or the name, opens it."""
    bullet = _BULLET.match(words)
    if not scripts:
        return None
    script = scripts[0]
    name = script.names[0]
    lead = script.covered[: name.start - script.at]
    starts_with_name = name.start - paragraph.start <= 2 and re.match(
        r"\s*[,(;:-]|$", script.covered[name.end - script.at :]
    )
    if name.pronoun or len(lead) > 60 or not (bullet or starts_with_name):
        return None
    if any(word.lower() in CUE_STANCE for word in re.findall(r"[\w']+", lead)):
        return None
    own = [w for w in after_name(script.covered, name.end - script.at, bare=True) if not w.weak]
    body = paragraph.start + (bullet.end() if bullet else 0)
    first = next(
        (m.start() for m in re.finditer(r"\.\s|;", script.covered[name.end - script.at :])),
        len(script.covered),
    )
    item = Span(min(body, name.start), max(name.end, min(script.at + len(script.covered), name.end + first)))
    fate = own[-1].fate if own else opened[0]
    return Befallen(name, fate, item, item, Span(item.start, paragraph.end), opened[3], opened=opened[1])
