"""Tell what a report says of each named victim: fate, age, sex, status, function and cause, each at its place.

In:   a Document, and what befell whom by name (`rolls.read_rolls`).
Out:  PersonMentions in order of the text. The day of what befell somebody is read where dates are settled.
Holds: only persons to whom something happened; each thing with the words that tell it; a name has one form a report.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tellings.events.person_details import (
    Detail,
    is_work,
    read_after,
    read_before,
    read_cause,
    read_said,
    sex_of_words,
)
from tellings.events.person_names import NEAR, NameMention, Script
from tellings.events.rolls import Befallen, Named
from tellings.model import PersonFact, Span
from tellings.text.segment import Document
from tellings.vocabulary import Fate, PersonAspect

_HURT = (Fate.KILLED, Fate.DIED_OF_WOUNDS, Fate.INJURED)


@dataclass(frozen=True, slots=True)
class PersonMention:
    """One thing told of a named victim. span: the words with the name; told_at: where the telling is looked for.

    denied: the words say that it was not so.
    """

    fact: PersonFact
    span: Span
    told_at: Span
    denied: bool = False


def tell_persons(document: Document, named: Named) -> tuple[PersonMention, ...]:
    """Return all that a report tells of its named victims, in order of the text; () where it names none."""
    if not named.befallen:
        return ()
    scripts = {script.sentence.index: script for script in named.scripts}
    of_wounds = {
        one.name.full for one in named.befallen if one.fate is Fate.DIED_OF_WOUNDS and not one.denied
    }
    by_start = {name.start: script for script in named.scripts for name in script.names}
    certain = {one.name.full for one in named.befallen if not one.weak and one.fate is not Fate.INJURED}
    names = _joint_names(named, scripts)
    found: list[PersonMention] = []
    for one in named.befallen:
        name = names.get(one.name.start, one.name.full)
        if not (one.weak and one.name.full in certain):
            wording = one.words.of(document.report.text)
            # a report that tells of the wounds means the same death wherever else it tells of one
            is_same_death = one.fate is Fate.KILLED and one.name.full in of_wounds
            fate = Fate.DIED_OF_WOUNDS if is_same_death else one.fate
            fact = PersonFact(name, PersonAspect.FATE, fate, " ".join(wording.split()))
            found.append(PersonMention(fact, one.words, one.opened or one.words, one.denied))
        if not one.denied:
            script = by_start[one.name.start]
            for detail, at in _details(script, one):
                found.append(_mention(document, name, detail, at, one.name, one.opened))
    for roll in range(len(named.rolls)):
        members = [one for one in named.befallen if one.roll == roll]
        found += _shared(document, scripts, members, names)
    found += _of_all(document, named, names)
    told = {
        one.name.full: names.get(one.name.start, one.name.full) for one in named.befallen if not one.denied
    }
    found += _elsewhere(document, named, told)
    return tuple(_each_once(found))


def _mention(
    document: Document, name: str, detail: Detail, at: int, by: NameMention, opened: Span | None = None
) -> PersonMention:
    place = Span(at + detail.start, at + detail.end)
    span = Span(min(place.start, by.start), max(place.end, by.end))
    fact = PersonFact(name, detail.aspect, detail.told, place.of(document.report.text))
    return PersonMention(fact, span, opened or span)


def _of_all(document: Document, named: Named, names: dict[int, str]) -> Iterator[PersonMention]:
    """Yield the status that the sentences after a list tell of all on it: "All five were civilians"."""
    for number, roll in enumerate(named.rolls):
        members = [one for one in named.befallen if one.roll == number]
        after = [s for s in document.sentences if s.span.start >= max(one.name.end for one in members)][:2]
        for sentence in after:
            match = _ALL_WERE.match(sentence.span.of(document.view))
            if match is None or (
                match["n"] and match["n"].lower() not in (_WORDS.get(roll.number), str(roll.number))
            ):
                continue
            for detail in read_before(f"a {singular_of(match['what'])}"):
                place = Detail(detail.aspect, detail.told, match.start("what"), match.end("what"))
                for one in members:
                    fact_name = names.get(one.name.start, one.name.full)
                    yield _apart(document, fact_name, place, sentence.span.start)
            break


_WORDS = dict(enumerate("two three four five six seven eight nine ten eleven twelve".split(), start=2))
_ALL_WERE = re.compile(
    r"(?:All|Both|The|They|All of them)(?: the)?(?: (?P<n>two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|\d+))?"
    r"(?: victims| dead| men| women| people| of them)? (?:were|are)(?: all"
    r"| both)? (?:unarmed )?(?P<what>(?:[a-z]+ )?[a-z]+)\b"
)


def singular_of(plural: str) -> str:
    """Return a plural noun phrase with its last word in the singular: "police officers" -> "police officer"."""
    if plural.endswith("men"):
        return plural[:-2] + "an"
    return plural[:-1] if plural.endswith("s") else plural


def _apart(document: Document, name: str, detail: Detail, at: int) -> PersonMention:
    """Return what a sentence without the name tells of the person."""
    span = Span(at + detail.start, at + detail.end)
    return PersonMention(
        PersonFact(name, detail.aspect, detail.told, span.of(document.report.text)), span, span
    )


def _each_once(found: Sequence[PersonMention]) -> Iterator[PersonMention]:
    seen: set[tuple[PersonFact, Span]] = set()
    once: set[tuple[str, PersonAspect, str, int]] = set()
    for one in sorted(
        found, key=lambda mention: (mention.span, list(PersonAspect).index(mention.fact.aspect))
    ):
        key = (one.fact.name, one.fact.aspect, one.fact.told, one.span.start)
        if (one.fact, one.span) not in seen and key not in once:
            seen.add((one.fact, one.span))
            once.add(key)
            yield one


# ---------------------------------------------------------------- what stands beside the name


def _details(script: Script, one: Befallen) -> Iterator[tuple[Detail, int]]:
    """Yield what the item of a name and the clause on its fate tell, with the code point the words start at."""
    before = script.between(one.item.start, one.name.start)
    after = script.between(one.name.end, one.item.end)
    if one.name.pronoun:
        yield (
            Detail(
                PersonAspect.SEX, "male" if one.name.pronoun == "he" else "female", 0, len(one.name.pronoun)
            ),
            one.name.start,
        )
    if one.roll is None or _PLURALS.search(before) is None:
        for detail in read_before(before):
            yield detail, max(one.item.start, script.at)
    title = script.before(max(0, one.name.start - script.at)).rstrip().rpartition(" ")[2].lower().strip(".")
    if title in ("mr", "mrs", "ms", "miss") and one.name.start > script.at:
        place = one.name.start - len(title) - 2
        yield (
            Detail(PersonAspect.SEX, "male" if title == "mr" else "female", 0, len(title) + 1),
            max(script.at, place),
        )
    for detail in read_after(after):
        yield detail, one.name.end
    owner = re.match(
        r"[,;]?(?: and| with| as well as| along with)? (his|her) ",
        script.between(one.item.end, one.item.end + 24),
    )
    if owner is not None:
        yield (
            Detail(PersonAspect.SEX, "male" if owner[1] == "his" else "female", owner.start(1), owner.end(1)),
            one.item.end,
        )
    if one.fate in _HURT and not one.name.pronoun:
        own = sex_of_words(after)
        if own is not None:
            yield own, one.name.end
    if one.fate in _HURT:
        region = script.between(one.region.start, one.region.end)
        cause = read_cause(region)
        if cause is not None:
            yield cause, max(one.region.start, script.at)
    if one.roll is None and len({name.full for name in script.names}) == 1:
        own = sex_of_words(script.between(one.region.start, one.region.end))
        if own is not None:
            yield own, max(one.region.start, script.at)
    kin = _OWN_KIN.search(script.covered, one.name.end - script.at, one.name.end - script.at + NEAR)
    if kin is not None and one.roll is None and script.names[0] is one.name:
        sex = "male" if kin[1].lower() == "his" else "female"
        yield Detail(PersonAspect.SEX, sex, kin.start(1), kin.end(1)), script.at


_OWN_KIN = re.compile(
    r"\b(his|her) (?:\w+ )?(?:son|daughter|wife|husband|widow|widower|father|mother|brother|sister|uncle"
    r"|aunt|cousin|family"
    r"|relatives|parents|lawyer|employer|neighbours?|neighbors?)\b",
    re.I,
)
_PLURALS = re.compile(
    r"\b(?:(?P<kin>brothers|sisters|sons|daughters|couple|twins|siblings|cousins|men|women|boys|girls)"
    r"|(?P<work>(?:[\w-]+ )?[\w-]+s|policemen"
    r"|policewomen|fishermen|servicemen|militiamen|gunmen))[ ,]*(?:named |called |identified as )?$",
    re.I,
)
_SEX_OF = {"brothers": "male", "sons": "male", "men": "male", "boys": "male",
           "sisters": "female", "daughters": "female", "women": "female", "girls": "female"}  # fmt: skip


def _joint_names(named: Named, scripts: dict[int, Script]) -> dict[int, str]:
    """Return start of a name -> the name with the surname that the words give to both: "brothers A and B Surname"."""
    found: dict[int, str] = {}
    for roll in range(len(named.rolls)):
        members = [one for one in named.befallen if one.roll == roll]
        for one, following in pairwise(members):
            script = scripts.get(one.sentence)
            if (
                script is None
                or one.name.is_full
                or one.name.full != one.name.name
                or not following.name.is_full
            ):
                continue
            before = script.between(one.item.start, one.name.start)
            joins = script.between(one.name.end, following.name.start)
            kin = re.search(
                r"\b(?:brothers|sisters|siblings|twins|couple|cousins|sons|daughters|children)\b",
                before,
                re.I,
            )
            if re.fullmatch(r" (?:and|&) ", joins) and kin is not None:
                found[one.name.start] = f"{one.name.name} {following.name.name.split()[-1]}"
    return found


def _shared(
    document: Document, scripts: dict[int, Script], members: Sequence[Befallen], names: dict[int, str]
) -> Iterator[PersonMention]:
    """Yield what one plural tells of all on a list: "brothers A and B", "police officers A and B"; and "both 19"."""
    script = scripts.get(members[0].sentence) if members else None
    if script is None or not members or members[0].opened is not None:
        return
    first, last = members[0], members[-1]
    before = script.between(first.item.start, first.name.start)
    match = _PLURALS.search(before)
    if match is not None:
        for detail in _plural_details(match):
            for one in _without_words(script, members):
                yield _shared_mention(document, names, one, detail, first.item.start)
    after = script.between(last.name.end, last.name.end + 60)
    for one, following in pairwise(members):
        kin = re.search(r", (his|her) [a-z]+\b", script.between(following.name.end, following.item.end))
        if kin is not None:
            detail = Detail(
                PersonAspect.SEX, "male" if kin[1] == "his" else "female", kin.start(1), kin.end(1)
            )
            yield _mention(
                document, names.get(one.name.start, one.name.full), detail, following.name.end, one.name
            )
    both = re.match(r",? (?:\()?(both|each|all)(?: aged)? (\d{1,3})\b", after)
    if both is not None:
        detail = Detail(PersonAspect.AGE, both[2], both.start(2), both.end(2))
        for one in members[-2:] if both[1] == "both" else members:
            yield _shared_mention(document, names, one, detail, last.name.end)
    aged = re.match(r",? (?:\()?aged (\d{1,3})(?:, (\d{1,3}))?,? and (\d{1,3})\b", after)
    ages = [n for n in (1, 2, 3) if aged is not None and aged[n]]
    if aged is not None and len(ages) == len(members):
        for one, n in zip(members, ages, strict=True):
            detail = Detail(PersonAspect.AGE, aged[n], aged.start(n), aged.end(n))
            yield _shared_mention(document, names, one, detail, last.name.end)


def _without_words(script: Script, members: Sequence[Befallen]) -> Sequence[Befallen]:
    """Return the members that a plural before the first speaks of: up to one whom other words describe."""
    for k, one in enumerate(members[1:], start=1):
        if script.between(one.item.start, one.name.start).strip():
            return members[:k]
    return members


def _plural_details(match: re.Match[str]) -> Iterator[Detail]:
    if match["kin"]:
        sex = _SEX_OF.get(match["kin"].lower())
        if sex is not None:
            yield Detail(PersonAspect.SEX, sex, match.start("kin"), match.end("kin"))
        return
    plural = match["work"]
    singular = singular_of(plural)
    for detail in read_before(f"a {singular}"):
        if detail.aspect is not PersonAspect.FUNCTION or is_work(singular.rpartition(" ")[2].lower()):
            yield Detail(detail.aspect, detail.told, match.start("work"), match.end("work"))


def _shared_mention(
    document: Document, names: dict[int, str], one: Befallen, detail: Detail, at: int
) -> PersonMention:
    return _mention(document, names.get(one.name.start, one.name.full), detail, at, one.name)


# ---------------------------------------------------------------- elsewhere in the report


_HURT_BY = re.compile(
    r"(?: had| has)?(?: was| been)*(?: later)? (?:shot|stabbed|hit|struck|burned|crushed|beaten|has|had"
    r"|lost|broke|suffered"
    r"|sustained|died)\b"
)


def _elsewhere(document: Document, named: Named, told: dict[str, str]) -> Iterator[PersonMention]:
    """Yield what other sentences tell of those victims: "He was 34", "Broz, a driver, was waiting for a bus"."""
    used = {one.name.start for one in named.befallen}
    fates = {one.name.full: one.fate for one in named.befallen}
    for script in named.scripts:
        if script.owner is not None and script.owner.full in told:
            sex = "male" if script.owner.pronoun == "his" else "female"
            detail = Detail(PersonAspect.SEX, sex, 0, len(script.owner.pronoun))
            yield _mention(document, told[script.owner.full], detail, script.owner.start, script.owner)
        for n, name in enumerate(script.names):
            if name.full not in told:
                continue
            at = name.end
            stop = script.names[n + 1].start if n + 1 < len(script.names) else script.sentence.span.end
            rest = script.between(at, stop)
            details: list[tuple[Detail, int]] = [(detail, at) for detail in read_said(rest)]
            if name.start not in used:
                if name.pronoun:
                    sex = "male" if name.pronoun == "he" else "female"
                    details.append((Detail(PersonAspect.SEX, sex, 0, len(name.pronoun)), name.start))
                cut = re.search(r" (?:was|were|is|are|had|has|have|said|told)\b|[.;]", rest)
                details += [(detail, at) for detail in read_after(rest[: cut.start() if cut else None])]
                shot = _HURT_BY.match(rest)
                if shot is not None and fates[name.full] in _HURT and (cause := read_cause(rest)) is not None:
                    details.append((cause, at))
            for detail, start in details:
                yield _mention(document, told[name.full], detail, start, name)
