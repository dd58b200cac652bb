"""Join voices of one incident's reports that are one, each join with its reason in words.

In:   seeds; a Partition of their ids; the names that texts say are of one.
Out:  joins, and what stays open.
Holds: only names join voices of different reports, and phrases that words tie to a name: equal names, other names told
       by a text, acronyms and shorter names that fit one fuller name only, transliterations of one person's name, the
       head of a monitor or an aid body, a description that fits one named body only. A name or a description that
       fits two joins neither, and is told as open. Each rule looks names up by keys, so that many voices cost no more
       than their number. No order of the input changes anything.

That a report tells of "a monitor" before it names the monitor is how news is written: a "delayed identification lead"
in textbooks of reporting. That a monitor or an aid body and the person who heads it are one voice, and a
ministry and its spokesman two of one body, is the house's rule.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tellings.attribution.lexicon import ORGANISATION_WORDS, PREPOSITIONS, TITLES
from tellings.model import Joined
from tellings.resolve.body_names import body_forms, initials, is_acronym, shorter_forms
from tellings.resolve.descriptions import SORTS, Bearing, Description, bearing, describe, fits
from tellings.resolve.names import fold, skeleton, sounds_like
from tellings.resolve.other_names import SameByText
from tellings.resolve.partition import Partition
from tellings.resolve.seeds import Seed
from tellings.resolve.world_bodies import FORMS_OF
from tellings.vocabulary import Connection, Naming, VoiceKind

_HEADS = re.compile(
    r"\b(?:heads?|director|chief|founder|chair(?:man|woman|person)?|secretary-general|leads|runs|envoy|"
    r"spokes(?:man|woman|person))\b",
    re.IGNORECASE,
)
_FORMER = re.compile(r"\b(?:former|ex-|late)", re.IGNORECASE)
_LONGEST_NAME = 10  # words of a body's name that is looked for in a phrase
_NO_NAMES = frozenset({VoiceKind.PERSON, VoiceKind.GROUP, VoiceKind.DOCUMENT})


@dataclass(frozen=True, slots=True)
class Open:
    """Voices that may be one or not, by their ids in the reports, and why no text settles it."""

    seeds: tuple[str, ...]
    why: str


@dataclass(slots=True)
class Ties:
    """The joins made so far, over one Partition. in_one_chain: pairs of voices, sorted, of whom one passes on what the
    other tells."""

    seeds: Sequence[Seed]
    partition: Partition
    in_one_chain: frozenset[tuple[str, str]] = frozenset()
    joins: list[Joined] = field(default_factory=list)
    open: list[Open] = field(default_factory=list)

    def tie(self, left: Seed, right: Seed, why: str) -> bool:
        """Join two voices, unless something forbids it; return whether they are together now."""
        if self.partition.are_together(left.id, right.id):
            return True
        if not self.partition.join(left.id, right.id):
            return False
        self.joins.append(Joined(min(left.id, right.id), max(left.id, right.id), why))
        return True

    def one_of(self, seeds: Iterable[Seed], *, besides: Seed) -> Seed | None:
        """Return the first of these if they are all one voice, other than `besides`; None if they are none or two."""
        groups: dict[str, Seed] = {}
        own = self.partition.key(besides.id)
        for seed in seeds:
            key = self.partition.key(seed.id)
            if key != own:
                groups.setdefault(key, seed)
        return next(iter(groups.values())) if len(groups) == 1 else None


def tie_voices(ties: Ties, same_by_text: Iterable[SameByText]) -> None:
    """Join all that names and phrases tie, from the surest rule to the least sure."""
    named = [seed for seed in ties.seeds if seed.is_named and seed.key]
    _by_equal_names(ties, named)
    _by_texts(ties, named, same_by_text)
    _by_other_names(ties, named)
    bodies = _distinct(seed for seed in named if seed.kind is not VoiceKind.PERSON)
    _by_acronyms(ties, named, bodies)
    _by_shorter_names(ties, bodies)
    _by_nouns(ties, [seed for seed in named if seed.kind is not VoiceKind.PERSON])
    _by_transliteration(ties, [seed for seed in named if seed.kind is VoiceKind.PERSON])
    _by_head(ties)
    _by_description(ties)


def _distinct(seeds: Iterable[Seed]) -> list[Seed]:
    """Return one seed for each key."""
    first: dict[str, Seed] = {}
    for seed in seeds:
        first.setdefault(seed.key, seed)
    return list(first.values())


def _index(seeds: Iterable[Seed], keys: Callable[[Seed], Iterable[str]]) -> dict[str, list[Seed]]:
    index: dict[str, list[Seed]] = {}
    for seed in seeds:
        for key in keys(seed):
            index.setdefault(key, []).append(seed)
    return index


# ---------------------------------------------------------------- names


def _by_equal_names(ties: Ties, named: Sequence[Seed]) -> None:
    first: dict[str, Seed] = {}
    for seed in named:
        ties.tie(first.setdefault(seed.key, seed), seed, "one name")
        if seed.actor is not None:
            owner = first.setdefault(f"actor {seed.actor.name}", seed)
            ties.tie(owner, seed, "actors.toml gives both names to one actor")
    bodies = _distinct(seed for seed in named if seed.kind is not VoiceKind.PERSON)
    for _, held in sorted(
        _index(bodies, lambda one: body_forms(one.key)).items(),
    ):
        for seed in held[1:]:
            ties.tie(held[0], seed, "one name, told with a country's name and with its adjective")


def _by_texts(ties: Ties, named: Sequence[Seed], told: Iterable[SameByText]) -> None:
    """Join names that a text says are of one ("also known as")."""
    by_key = {seed.key: seed for seed in reversed(named)}
    for pair in sorted(set(told)):
        left, right = by_key.get(_key_of(pair.one)), by_key.get(_key_of(pair.other))
        if left is not None and right is not None:
            ties.tie(left, right, f'a text says so: "{pair.words}"')


def _key_of(name: str) -> str:
    return min(body_forms(name), key=lambda form: (form != fold(name), form))


def _by_other_names(ties: Ties, named: Sequence[Seed]) -> None:
    """Join a voice to the one that a text also calls by its name ("MEK"), if there is only one such voice."""
    bearers = _index(named, lambda one: one.forms)
    few = {form: _of_each_voice(ties, held) for form, held in bearers.items()}
    wanted = []
    fits_two: dict[str, Open] = {}
    for seed in named:
        others = [one for one in few.get(seed.key, ()) if one.report_id != seed.report_id]
        other = ties.one_of(others, besides=seed)
        if other is not None:
            wanted.append((seed, other))
        elif len({ties.partition.key(one.id) for one in others}) > 1:
            fits_two.setdefault(seed.key, _fits_two(seed, others))
    for seed, other in wanted:
        ties.tie(seed, other, f'a text also calls it "{seed.called or seed.voice.name}"')
    ties.open += fits_two.values()


def _of_each_voice(ties: Ties, seeds: Iterable[Seed]) -> list[Seed]:
    """Return, of each voice that these are, two seeds at most, of two reports: whatever report a name stands in, one is
    of another."""
    kept: dict[str, list[Seed]] = {}
    for seed in seeds:
        held = kept.setdefault(ties.partition.key(seed.id), [])
        if not held or (len(held) == 1 and held[0].report_id != seed.report_id):
            held.append(seed)
    return [seed for held in kept.values() for seed in held]


def _fits_two(seed: Seed, others: Iterable[Seed]) -> Open:
    ids = sorted({seed.id, *(other.id for other in others)})
    return Open(tuple(ids), f'the name "{seed.called or seed.voice.name}" fits more than one of them')


def _by_acronyms(ties: Ties, named: Sequence[Seed], bodies: Sequence[Seed]) -> None:
    """Join "NRC" to the only fuller name in the incident whose initials it has."""
    full = _index(bodies, lambda one: initials(one.called or ""))
    for seed in _distinct(one for one in named if is_acronym(one.called or "")):
        other = ties.one_of(full.get(seed.key, ()), besides=seed)
        if other is not None:
            ties.tie(seed, other, "the letters fit one fuller name only")


def _by_shorter_names(ties: Ties, bodies: Sequence[Seed]) -> None:
    """Join "the Osk Observatory" to the only fuller name in the incident that it begins, and "the Health Ministry" to
    the only one of a country."""
    fuller = _index(bodies, lambda one: shorter_forms(one.key))
    for seed in bodies:
        other = ties.one_of(fuller.get(seed.key, ()), besides=seed)
        if other is not None:
            ties.tie(seed, other, "a shorter form of one fuller name only")


def _by_nouns(ties: Ties, bodies: Sequence[Seed]) -> None:
    """Join "the Observatory", told as if it were a name, to the only such body that its own report names; where it
    names none, and it is a monitor, to the only one of the incident."""
    full = [seed for seed in bodies if " " in seed.key]
    near = _index(full, lambda one: (f"{one.report_id} {noun}" for noun in _nouns(one)))
    everywhere = _index(_distinct(full), _nouns)
    for seed in bodies:
        if seed.key not in ORGANISATION_WORDS:
            continue
        held = near.get(f"{seed.report_id} {seed.key}", [])
        other = ties.one_of(held, besides=seed)
        if other is None and not held and seed.key in SORTS["monitor"]:
            other = ties.one_of(everywhere.get(seed.key, ()), besides=seed)
        if other is not None:
            ties.tie(seed, other, "the noun of one fuller name only")


def _by_transliteration(ties: Ties, persons: Sequence[Seed]) -> None:
    """Join spellings of one person's full name, then a surname or a shorter name to the only full one that ends so."""
    spelt: dict[str, Seed] = {}
    for seed in persons:
        ties.tie(spelt.setdefault(skeleton(seed.key), seed), seed, "spellings of one name")
    blocks = _index(spelt.values(), lambda one: _surname_and_letter(skeleton(one.key)))
    for _, held in sorted(blocks.items()):
        for n, left in enumerate(held):
            for right in held[n + 1 :]:
                if sounds_like(left.key, right.key):
                    ties.tie(left, right, "spellings of one name")
    by_end = _index(spelt.values(), lambda one: _ends(skeleton(one.key)))
    for bones, seed in sorted(spelt.items()):
        if seed.key in TITLES:
            continue  # "the General" is no surname
        full = [one for one in by_end.get(bones, ()) if not _are_at_odds(seed, one)]
        other = ties.one_of(full, besides=seed)
        if other is not None:
            ties.tie(seed, other, "a shorter form of one full name only")
        elif len({ties.partition.key(one.id) for one in full} - {ties.partition.key(seed.id)}) > 1:
            ties.open.append(_fits_two(seed, full))


def _ends(bones: str) -> Iterator[str]:
    """Yield the shorter names that a full one ends in: "halabi" of "muhamad halabi"."""
    words = bones.split()
    yield from (" ".join(words[k:]) for k in range(1, len(words)) if words[k - 1] not in PREPOSITIONS)


def _surname_and_letter(bones: str) -> tuple[str, ...]:
    """Return the key of the block in which a spelling is compared: of a surname by itself, none."""
    words = bones.split()
    return (f"{words[-1]} {words[0][:1]}",) if len(words) > 1 else ()


def _are_at_odds(left: Seed, right: Seed) -> bool:
    told = {left.voice.connection, right.voice.connection} - {None}
    return len(told) > 1 and not told <= {Connection.OFFICIAL, Connection.SPOKESPERSON, Connection.PARTY}


# ---------------------------------------------------------------- who speaks for a body


def _by_head(ties: Ties) -> None:
    """Join who heads a monitor or an aid body, or speaks for it, to that body: its word is theirs."""
    bodies = _distinct(seed for seed in ties.seeds if seed.is_body and _monitors_or_helps(seed))
    if not bodies:
        return
    called = _index(
        bodies, lambda one: (one.key, *one.forms, *shorter_forms(one.key), *FORMS_OF.get(one.key, ()))
    )
    by_noun = _index(bodies, _nouns)
    for seed in ties.seeds:
        if seed.kind is not VoiceKind.PERSON or seed.voice.naming is Naming.UNNAMED or seed.is_outlet:
            continue
        phrases = [
            phrase
            for phrase in (*seed.phrases, seed.voice.affiliation or "")
            if _HEADS.search(phrase) and not _FORMER.search(phrase)
        ]
        if phrases and seed.voice.affiliation:
            phrases.append(seed.voice.affiliation)
        other = ties.one_of(_named_in(phrases, called, by_noun), besides=seed)
        if other is not None:
            ties.tie(seed, other, "told to head it, or to speak for it")


def _monitors_or_helps(seed: Seed) -> bool:
    """Whether a body is none of a state or a party: it monitors, helps, or is known for it all over the world."""
    if seed.kind is not VoiceKind.ORGANISATION or seed.voice.connection is Connection.PARTY:
        return False
    return (
        seed.voice.connection is Connection.MONITOR or seed.key in FORMS_OF or bool(_bearing_of(seed).sorts)
    )


def _nouns(seed: Seed) -> Iterator[str]:
    """Yield the noun that "the Observatory" means such a body by."""
    yield from (word for word in seed.key.split() if word in ORGANISATION_WORDS)


def _named_in(
    phrases: Iterable[str],
    called: Mapping[str, Sequence[Seed]],
    by_noun: Mapping[str, Sequence[Seed]],
) -> list[Seed]:
    """Return the bodies that stand in these phrases by a name; else those that one word names ("Observatory")."""
    found: list[Seed] = []
    nouns: list[Seed] = []
    for phrase in phrases:
        words = fold(phrase).split()
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + _LONGEST_NAME) + 1):
                found += called.get(" ".join(words[start:end]), ())
        capitals = {fold(word) for word in re.findall(r"[A-Z][\w'-]*", phrase)}
        capitals |= {word.removesuffix("s") for word in capitals}  # "the Observatorys director"
        nouns += [seed for word in sorted(capitals) for seed in by_noun.get(word, ())]
    return found or nouns


# ---------------------------------------------------------------- descriptions


def _bearing_of(seed: Seed) -> Bearing:
    return bearing((seed.called or "", *seed.phrases), is_monitor=seed.voice.connection is Connection.MONITOR)


def _by_description(ties: Ties) -> None:
    """Join "a monitor" to the only monitor that its own report names after it and that does not pass on its words; and
    "the Osk-based monitor", where its report names none, to the only one in the incident of whom all that is told."""
    described = [
        (seed, told)
        for seed in ties.seeds
        if not seed.is_named
        and seed.kind is not VoiceKind.PERSON
        and (told := describe(seed.voice.name or ""))
    ]
    if not described:
        return
    bodies = [seed for seed in ties.seeds if seed.is_body and not seed.is_outlet]
    told_in = _index(bodies, lambda one: (one.report_id,))
    left: dict[tuple[str, Description], list[Seed]] = {}
    for seed, told in described:
        near = [
            one
            for one in told_in.get(seed.report_id, ())
            if (told.definite or _is_told_before(seed, one))
            and (min(seed.id, one.id), max(seed.id, one.id)) not in ties.in_one_chain
            and fits(told, _bearing_of(one), strictly=False)
        ]
        other = ties.one_of(near, besides=seed)
        if other is not None:
            ties.tie(seed, other, f'its report says "{seed.voice.name}" and names one such body only')
        else:
            left.setdefault((seed.key, told), []).append(seed)
    everywhere = _bearings(ties, bodies)
    for (_, told), seeds in sorted(left.items(), key=lambda row: (row[0][0], row[1][0].id)):
        _across_reports(ties, seeds, told, everywhere)


def _bearings(ties: Ties, bodies: Iterable[Seed]) -> list[tuple[Seed, Bearing]]:
    """Return each body of the incident, with what all reports tell of it."""
    groups: dict[str, list[Seed]] = {}
    for seed in bodies:
        groups.setdefault(ties.partition.key(seed.id), []).append(seed)
    return [
        (
            held[0],
            bearing(
                {phrase for one in held for phrase in (one.called or "", *one.phrases)},
                is_monitor=any(one.voice.connection is Connection.MONITOR for one in held),
            ),
        )
        for _, held in sorted(groups.items())
    ]


def _is_told_before(described: Seed, named: Seed) -> bool:
    """Whether a description stands before the first place that names the body: an indefinite one behind it means
    another."""
    if not described.voice.mentions or not named.voice.mentions:
        return True
    return described.voice.mentions[0].span < named.voice.mentions[0].span


def _across_reports(
    ties: Ties, seeds: Sequence[Seed], told: Description, everywhere: Sequence[tuple[Seed, Bearing]]
) -> None:
    """Join voices of one description that their own reports tie to no name."""
    phrase = seeds[0].voice.name
    fitting = [body for body, bears in everywhere if fits(told, bears, strictly=told.says_which)]
    other = ties.one_of(fitting, besides=seeds[0])
    if told.definite and told.says_which and other is not None:
        for seed in seeds:
            ties.tie(seed, other, f'one body only is told to be "{phrase}"')
    elif fitting:
        ids = tuple(sorted({one.id for one in (*seeds, *fitting)}))
        ties.open.append(Open(ids, f'"{phrase}" may be a body that other reports name, or another'))
