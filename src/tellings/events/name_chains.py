"""Say where the words on a name stand, and which names stand in one breath: "Ada Lund, 39, and the cleaner Dora Venn".

In:   a Script, a sentence with its names covered.
Out:  places of descriptors, chains of names that share what is told of one, and the item of each.
Holds: a name that only tells, owns or says whose relative somebody is stands in no chain. Places are offsets in the
       covered sentence; names go by their number in it.
"""

import re
from collections.abc import Sequence

from tellings.attribution.lexicon import CUE_STANCE
from tellings.events.fates import after_name
from tellings.events.person_details import is_work
from tellings.events.person_names import COVERS, NEAR, Script
from tellings.events.person_nouns import is_person_noun
from tellings.model import Span


def follows_preposition(script: Script, n: int) -> bool:
    """Whether a name stands behind "of", "in" or the like: it is no subject of what follows."""
    before = script.before(descriptor_start(script, n))
    return _PREPOSITION_BEFORE.search(before[-_LONGEST_PREPOSITION:]) is not None


_PREPOSITION_BEFORE = re.compile(
    r"\b(?:of|in|at|from|near|to|outside|around|by|for|on|with|under|against)\s+(?:the )?$", re.I
)
_LONGEST_PREPOSITION = 24  # code points that the words may take, with a line break and an indent


_APPOSED = re.compile(
    r"(?:^|(?<=[.;:\"] )|(?<= that )|(?<=, )|(?<= and )|(?<= killed )|(?<= wounded )|(?<= arrested )|(?<= injured ))"
    r"(?:a|an|the|one|another|his|her|their|its|two|three) [^,.;:]{2,90}(?:, (?:a|an|the|one) [^,.;:]{2,60})?"
    r"(?:, (?:named |called |identified as )?| named | called | identified as )$",
    re.I,
)


_APPOSED_ENDS = (", ", "med ", "led ", " as ")  # of "named", "called", "identified as"


_DETERMINERS = frozenset(
    "the a an his her their its one two three four five six seven eight another both other".split()
)


_WORD_BEFORE = re.compile(r"([\w'-]+)(,?) $")


def _word_before(text: str, floor: int, at: int) -> re.Match[str] | None:
    """Return the word that ends one space before `at`, with its comma; it starts at `floor` at the earliest."""
    if at <= floor or text[at - 1] != " ":
        return None
    return _WORD_BEFORE.search(text, max(floor, text.rfind(" ", floor, at - 1) + 1), at)


_ASIDE_VERBS = frozenset("named called identified".split())


_STOPS = frozenset(
    "and or but by to in on at from with for as of that them whom who which when while after before near "
    "including were was are is had has have been not then also later said among into killed killing injured "
    "wounded arrested detained abducted kidnapped".split()
) | frozenset(CUE_STANCE)  # fmt: skip


def descriptor_start(script: Script, n: int) -> int:
    """Return where what stands before a name and describes it starts: "the cleaner", "a driver,", "his wife"."""
    text, name = script.covered, script.names[n]
    at = start = name.start - script.at
    floor = max(script.names[n - 1].end - script.at if n else 0, start - NEAR)
    is_near = text[max(floor, start - 4) : start].lower().endswith(_APPOSED_ENDS)
    match = _APPOSED.search(text, floor, start) if is_near else None
    if match is not None and _is_person_phrase(match.group()):
        return match.start()
    is_apposed = False
    for _ in range(12):
        match = _word_before(text, floor, at)
        if match is None:
            break
        word, comma = match[1].lower(), match[2]
        if comma or word in _ASIDE_VERBS:
            if at != start or is_apposed:
                break
            is_apposed = True
            if comma and not is_person_noun(word) and " of " not in text[floor:at]:
                break
        if word in _DETERMINERS or word.endswith("'s"):
            at = match.start()
            before = _word_before(text, floor, at) if is_apposed else None
            if before is not None and before[1].lower() in ("of", "at", "from", "in"):
                at = before.start()
                continue
            return at
        if word in _STOPS and word not in _ASIDE_VERBS and not (is_apposed and word in ("of", "at", "from")):
            break
        at = match.start()
    if is_apposed:  # without an article, what stands before the comma is another item
        return start
    return at


def _is_person_phrase(words: str) -> bool:
    """Whether what stands before a comma and a name is about a person alone: "a girl who sold water"."""
    head = re.split(r"\b(?:who|whose|that|which|of|at|from|in|with)\b|,", words, maxsplit=1)[0]
    lows = re.findall(r"[\w-]+", head.lower())
    return bool(lows) and (is_person_noun(lows[-1]) or is_work(lows[-1])) and not set(lows) & _STOPS


def is_teller(script: Script, n: int) -> bool:
    """Whether a name is that of whoever tells: "said X", "X, its director, told reporters"."""
    name = script.names[n]
    after = script.covered[name.end - script.at : name.end - script.at + NEAR]
    match = re.match(
        r"(?:\s?\([^()]{1,60}\))?(?:,[^,;:.]{1,80}(?=,))?,?\s*(?:(?:also|has|have|had|later|then|who)\s+)*(?P<verb>[\w']+)",
        after,
    )
    if match is not None and match["verb"].lower() in CUE_STANCE:
        return True
    before = script.before(descriptor_start(script, n)).rstrip()
    last = re.search(r"([\w']+),?$", before)
    if last is None or before.lower().endswith("according to"):
        return last is not None
    return last[1].lower() in CUE_STANCE and last[1].lower() not in _ASIDE_VERBS


def is_plainly_a_person(script: Script, n: int) -> bool:
    """Whether the words around a name show it to be a person's: an age, a title, a person noun, or a fuller name."""
    name = script.names[n]
    if name.pronoun or name.titled or name.full != name.name:
        return True
    after = script.covered[name.end - script.at : name.end - script.at + NEAR]
    if re.match(r",? \(?(?:aged |age )?\d{1,3}\b|, (?:a|an|the|his|her) ", after):
        return True
    before = script.covered[descriptor_start(script, n) : name.start - script.at]
    return any(is_person_noun(word.lower().rpartition("-")[2]) for word in re.findall(r"[\w-]+", before))


_JOINS = re.compile(r",|;|\band\b|&|\bwith\b|/|\+")


_FINITE = re.compile(
    r"\b(?:was|were|is|are|had|has|have|did|said|says|told|that|when|while|because|according|to|by|after|before"
    r"|until|but|went|came|saw|found|heard|fled|ran|near|killing|killed|died)\b",
    re.I,
)


_RELATIVE = re.compile(r"\b(?:who|whose|whom|which)\b[^;]*", re.I)


def _gap(script: Script, left: int, right: int, *, is_list: bool) -> int | None:
    """Return where between two names the first one's words end, as an offset; None where they stand not in one list."""
    text = script.covered
    start, end = script.names[left].end - script.at, script.names[right].start - script.at
    gap = text[start:end]
    if len(gap) > 200 or not _JOINS.search(gap):
        return None
    plain = re.sub(rf"\([^()]*\)|\b(?:known|nicknamed|also called) (?:as )?[\"']?{COVERS}", "", gap)
    if is_list:
        plain = _RELATIVE.sub("", plain) if ";" in gap or re.search(r"\bwho\b", gap) else plain
        if any(
            word.lower() in CUE_STANCE and word.lower() not in _ASIDE_VERBS
            for word in re.findall(r"[\w']+", plain)
        ):
            return None
        if re.search(r"\b(?:according|that|were|while|when|but)\b", plain, re.I):
            return None
    elif _FINITE.search(plain) or any(word.lower() in CUE_STANCE for word in re.findall(r"[\w']+", plain)):
        return None
    for mark in (";", " and ", " as well as ", " along with ", " with ", " & ", ","):
        at = gap.rfind(mark)
        if at >= 0:
            return start + at
    return start


def _is_relative(script: Script, n: int) -> bool:
    """Whether a name only says whose relative somebody is: "son of X", "X's wife"."""
    name = script.names[n]
    before = script.before(descriptor_start(script, n))
    after = script.covered[name.end - script.at : name.end - script.at + NEAR]
    if re.search(r"\b(?:known as|alias|nicknamed|aka|nom de guerre|also called)[ ,]*[\"'(]*$", before, re.I):
        return True  # another name of the one before
    return re.search(r"\b(?:son|daughter|wife|husband|brother|sister|father|mother|widow|cousin|uncle|aunt|nephew|niece"
                     r"|child|children|bodyguard|aide|driver|home|house|office|family|supporters?) of $", before, re.I
    ) is not None or after.startswith("'s ")  # fmt: skip


def chain_after(script: Script, n: int, *, is_list: bool) -> list[int]:
    """Return the names, by number, that stand in one breath with name n and after it, n first.

    is_list: the words before n open a list, in whose items a relative clause may stand.
    """
    held = [n]
    last = n
    for other in range(n + 1, len(script.names)):
        if _is_relative(script, other):
            continue
        if script.names[other].pronoun or _gap(script, last, other, is_list=is_list) is None:
            break
        if is_teller(script, other) or (
            not is_list and after_name(script.covered, script.names[other].end - script.at, bare=False)
        ):
            break
        held.append(other)
        last = other
    return held


def chain_before(script: Script, n: int) -> list[int]:
    """Return the names, by number, that stand in one breath with name n and before it, n last."""
    held = [n]
    first = n
    for other in range(n - 1, -1, -1):
        if _is_relative(script, other):
            continue
        if script.names[other].pronoun or _gap(script, other, first, is_list=False) is None:
            break
        held.insert(0, other)
        first = other
    return held


_LOOSE_END = re.compile(r"(?:[ ,;]|\s(?:of|in|at|from|near|and|with))+$")


def items_of(script: Script, held: Sequence[int], limit: int) -> list[tuple[Span, int]]:
    """Return for each name of a list its item, and where the words on it end. limit: where those of the last end."""
    items: list[tuple[Span, int]] = []
    text = script.covered
    start = descriptor_start(script, held[0])
    for k, n in enumerate(held):
        name_end = script.names[n].end - script.at
        if k + 1 < len(held):
            cut = _gap(script, n, held[k + 1], is_list=True)
            stop = cut if cut is not None else name_end
        else:
            stop = max(name_end, limit)
        stop = name_end + len(_LOOSE_END.sub("", text[name_end:stop]))
        items.append((Span(script.at + start, script.at + stop), script.at + stop))
        if k + 1 < len(held):
            following = text[stop : script.names[held[k + 1]].start - script.at]
            start = stop + len(following) - len(following.lstrip(" ,;&")) if following else stop
            joined = re.match(r"(?:and|with|as well as|along with)\s+", text[start:])
            start += joined.end() if joined else 0
    return items


_ITEM_END = re.compile(
    r";|:|\.\s|\.$| - |, (?:the |a |an |its |his |her )?(?:[\w'-]+ ){1,6}?(?P<cue>[\w']+)\b"
)


_CLAUSE_END = re.compile(
    r"[;:]| (?:was|were|is|are|had|has|have|died|when|while|after|but|as|in|on|during|and|by)\b|\.$|\. "
)


def item_limit(script: Script, n: int, *, is_list: bool) -> int:
    """Return where the words on a name that nothing follows in its list end."""
    start = script.names[n].end - script.at
    limit = len(script.covered)
    following = [name.start - script.at for name in script.names[n + 1 :]]
    if not is_list:
        match = _CLAUSE_END.search(script.covered, start)
        limit = match.start() if match else limit
    else:
        for match in _ITEM_END.finditer(script.covered, start):
            if match["cue"] is None or match["cue"].lower() in CUE_STANCE:
                limit = match.start()
                break
    if following and following[0] < limit:
        limit = descriptor_start(script, n + 1)
    return max(start, limit)
