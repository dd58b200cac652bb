"""Say which voices of several reports are one speaker, and to whose side each belongs.

In:   reports, what was read in each, a case's actors, and which reports carry one text.
Out:  a VoiceMap: every voice of a single report -> the voice it was joined into.
Holds: only names join voices of different reports: equal by fold, given as another name by a text or by
       actors.toml, or a transliteration of one person's name. A voice without a name, or told by its role alone,
       is joined only between reports that carry one text, where the passage that names it is the same.
       A name that would fit two different voices joins neither. No order of the input changes anything.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tellings.model import Actor, Actors, Extraction, Judgement, Mention, Report, Voice, content_id
from tellings.resolve.names import ActorBook, fold, is_indefinite, is_introduced, name_forms, sounds_like
from tellings.resolve.partition import Partition
from tellings.vocabulary import Access, Connection, Naming, Verdict, VoiceKind

TRANSPARENT = frozenset({VoiceKind.OUTLET, VoiceKind.AGENCY})
_BODIES = frozenset({VoiceKind.ORGANISATION, VoiceKind.STATE_BODY, VoiceKind.ARMED_GROUP})
_CONTEXT_WORDS = (
    6  # words before or after a mention that have to agree in reports of one text. Guess, unmeasured
)
_ACCESS_ORDER = (
    Access.PRESENT,
    Access.TREATED,
    Access.COUNTED,
    Access.INFERS,
    Access.RELAYS,
    Access.NOT_TOLD,
)


@dataclass(frozen=True)
class VoiceMap:
    """Which voice each voice of a report is.

    voices: sorted by id. joined_into: id in a report -> id in `voices`. actors: id in `voices` -> the actor whose
    name it bears. relays: ids of outlets and agencies that only pass on what others tell; an outlet that is itself
    a body of the case, or stands on a side, is none: its page is that body's own statement.
    """

    voices: tuple[Voice, ...]
    joined_into: Mapping[str, str]
    actors: Mapping[str, Actor]
    relays: frozenset[str]
    book: ActorBook

    def of(self, voice_id: str) -> Voice:
        """Return the voice with this id, in a report or here. Raises: KeyError for an id of neither."""
        return self._by_id[self.joined_into.get(voice_id, voice_id)]

    @cached_property
    def _by_id(self) -> dict[str, Voice]:
        return {voice.voice_id: voice for voice in self.voices}

    @cached_property
    def bodies(self) -> Mapping[str, str]:
        """Folded name -> the key of the body of the case that bears it; of two with one name the first keeps it."""
        called: dict[str, str] = {}
        for voice in self.voices:
            if voice.kind in _BODIES and voice.naming is Naming.NAMED and voice.name:
                for form in (voice.name, *name_forms(*voice.aliases)):
                    called.setdefault(fold(form), self.book.canonical(voice.name))
        return called


def resolve_voices(
    reports: Sequence[Report],
    extractions: Sequence[Extraction],
    actors: Actors,
    *,
    same_text: Mapping[str, str],
    judgements: Sequence[Judgement] = (),
) -> VoiceMap:
    """Return the voices of these reports, joined where they are one.

    same_text: report id -> any key that reports share which carry one text; a report that stands alone may be left
    out. judgements: those whose leaves are voices ("voice") or their mentions join or part them.
    """
    book = ActorBook.of(actors)
    seeds = [_Seed.of(voice, extraction, book) for extraction in extractions for voice in extraction.voices]
    seeds.sort(key=lambda seed: seed.id)
    texts = {report.report_id: _words(report.text) for report in reports if report.report_id in same_text}
    same, different = _judged(judgements, {seed.id for seed in seeds})
    owners = [(a.id, b.id) for a in seeds for b in seeds if a.id < b.id and _are_two_actors(a, b)]
    partition = Partition((seed.id for seed in seeds), banned=[*owners, *different])
    for left, right in same:
        partition.join(left, right)
    _join_by_name(seeds, partition)
    _join_within_one_text(seeds, partition, same_text, texts)
    by_id = {seed.id: seed for seed in seeds}
    groups = [[by_id[member] for member in group] for group in partition.groups()]
    made = sorted((_merge(group, book) for group in groups), key=lambda row: row[0].voice_id)
    return VoiceMap(
        voices=tuple(voice for voice, _, _ in made),
        joined_into={member: voice.voice_id for voice, _, _ in made for member in voice.members},
        actors={voice.voice_id: actor for voice, actor, _ in made if actor is not None},
        relays=frozenset(voice.voice_id for voice, _, is_relay in made if is_relay),
        book=book,
    )


@dataclass(frozen=True, slots=True)
class _Seed:
    """One voice of one report, with what it may be joined by."""

    voice: Voice
    report_id: str
    is_outlet: bool
    key: str
    forms: frozenset[str]
    actor: Actor | None

    @property
    def id(self) -> str:
        return self.voice.voice_id

    @property
    def is_named(self) -> bool:
        return self.voice.naming is Naming.NAMED or self.actor is not None

    @classmethod
    def of(cls, voice: Voice, extraction: Extraction, book: ActorBook) -> "_Seed":
        name = voice.name or ""
        named = voice.naming is Naming.NAMED
        forms = frozenset(fold(form) for form in name_forms(name, *voice.aliases)) if named else frozenset()
        actor = None
        if named:
            actor = book.find(name) or book.find(*name_forms(name, *voice.aliases))
        elif name and not is_indefinite(name):
            actor = book.find(name)
        is_outlet = bool(extraction.voices) and extraction.voices[0] is voice
        return cls(voice, extraction.report_id, is_outlet, fold(name), forms - {""}, actor)


def _are_two_actors(left: _Seed, right: _Seed) -> bool:
    return left.actor is not None and right.actor is not None and left.actor.name != right.actor.name


def _judged(
    judgements: Iterable[Judgement], known: set[str]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    same: list[tuple[str, str]] = []
    different: list[tuple[str, str]] = []
    for one in sorted(judgements, key=lambda judgement: judgement.judgement_id):
        if one.right is not None and one.left.id in known and one.right.id in known:
            (same if one.verdict is Verdict.SAME else different).append((one.left.id, one.right.id))
    return same, different


# ---------------------------------------------------------------- by name


def _join_by_name(seeds: Sequence[_Seed], partition: Partition) -> None:
    named = [seed for seed in seeds if seed.is_named and seed.key]
    first: dict[str, _Seed] = {}
    for seed in named:
        for key in (seed.key, *([f"actor {seed.actor.name}"] if seed.actor else [])):
            partition.join(first.setdefault(key, seed).id, seed.id)
    _join_by_other_names(named, partition)
    persons = [seed for seed in named if seed.voice.kind is VoiceKind.PERSON and seed.voice.name]
    for n, left in enumerate(persons):
        for right in persons[n + 1 :]:
            if sounds_like(left.voice.name or "", right.voice.name or ""):
                partition.join(left.id, right.id)


def _join_by_other_names(named: Sequence[_Seed], partition: Partition) -> None:
    """Join a voice to the one that a text also calls by its name ("MEK"), if there is only one such voice."""
    bearers: dict[str, list[_Seed]] = {}
    for seed in named:
        for form in seed.forms:
            bearers.setdefault(form, []).append(seed)
    wanted: list[tuple[str, str]] = []
    for seed in named:
        others = [other for other in bearers.get(seed.key, ()) if other.report_id != seed.report_id]
        groups = {partition.members(other.id) for other in others} - {partition.members(seed.id)}
        if len(groups) == 1:
            wanted.append((seed.id, min(min(group) for group in groups)))
    for left, right in wanted:
        partition.join(left, right)


# ---------------------------------------------------------------- within one text


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))


def _join_within_one_text(
    seeds: Sequence[_Seed],
    partition: Partition,
    same_text: Mapping[str, str],
    texts: Mapping[str, tuple[str, ...]],
) -> None:
    """Join voices of the same description whose passage stands in both reports of one text."""
    groups: dict[tuple[str, str], list[_Seed]] = {}
    for seed in seeds:
        if seed.report_id in same_text and seed.key and not seed.is_outlet:
            groups.setdefault((same_text[seed.report_id], seed.key), []).append(seed)
    runs: dict[str, frozenset[tuple[str, ...]]] = {}
    for _, held in sorted(groups.items()):
        for n, left in enumerate(held):
            for right in held[n + 1 :]:
                if left.report_id != right.report_id and _share_a_passage(left, right, texts, runs):
                    partition.join(left.id, right.id)


def _share_a_passage(
    left: _Seed,
    right: _Seed,
    texts: Mapping[str, tuple[str, ...]],
    runs: dict[str, frozenset[tuple[str, ...]]],
) -> bool:
    """Whether a mention, with the words before or behind it, stands in the other report as well."""
    if not left.voice.mentions or not right.voice.mentions:
        return False
    there = runs.setdefault(right.report_id, _runs_of(texts.get(right.report_id, ())))
    here = texts.get(left.report_id, ())
    for mention in left.voice.mentions:
        quote = _words(mention.quote)
        length = len(quote)
        for at in range(len(here) - length + 1):
            if not quote or here[at : at + length] != quote:
                continue
            before = here[max(0, at - _CONTEXT_WORDS) : at + length][-_CONTEXT_WORDS - 1 :]
            after = here[at : at + length + _CONTEXT_WORDS][: _CONTEXT_WORDS + 1]
            if before in there or after in there:
                return True
    return False


def _runs_of(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    size = _CONTEXT_WORDS + 1
    return frozenset(words[at : at + size] for at in range(len(words) - size + 1))


# ---------------------------------------------------------------- one voice out of several


def _merge(group: Sequence[_Seed], book: ActorBook) -> tuple[Voice, Actor | None, bool]:
    """Return (voice, its actor, whether it is an outlet or agency that only passes on)."""
    actor = next((seed.actor for seed in group if seed.actor is not None), None)
    speaking = [seed for seed in group if not seed.is_outlet] or list(group)
    voices = [seed.voice for seed in group]
    said = [seed.voice for seed in speaking]
    names = sorted({v.name for v in voices if v.name})
    name = actor.name if actor else _fullest(said) or (names[0] if names else None)
    side, suggested_by = _side(voices, actor, book)
    speaks_for_itself = _speaks_for_itself(group, actor, side)
    kind = _kind(group, actor, speaks_for_itself=speaks_for_itself)
    is_relay = kind in TRANSPARENT and not speaks_for_itself
    connections = sorted(
        {v.connection for v in said if v.connection is not None},
        key=lambda told: (-sum(v.connection is told for v in said), told),
    )
    connection = connections[0] if connections else None
    access = min((v.access for v in said), key=_ACCESS_ORDER.index)
    if not is_relay and connection is Connection.REPORTER:
        connection, access = None, Access.NOT_TOLD
    counts = {v.at_most for v in voices}
    affiliations = sorted(
        {v.affiliation for v in said if v.affiliation}, key=lambda words: (-len(words), words)
    )
    members = tuple(sorted(v.voice_id for v in voices))
    naming = min((v.naming for v in voices), key=list(Naming).index)
    if actor is None and naming is not Naming.NAMED and name and is_introduced(name):
        name = name[0].lower() + name[1:]  # "An official" as a sentence begins
    aliases = {form for v in voices for form in (*v.aliases, *([v.name] if v.name else []))} - {name}
    voice = Voice(
        voice_id=content_id("voice", *members),
        name=name,
        kind=kind,
        naming=Naming.NAMED if actor else naming,
        connection=connection,
        access=access,
        side=side,
        suggested_by=suggested_by,
        protected=any(v.protected for v in voices),
        aliases=tuple(sorted(aliases)),
        affiliation=affiliations[0] if affiliations else None,
        at_most=None if None in counts else max(count for count in counts if count is not None),
        mentions=tuple(sorted({m for v in voices for m in v.mentions}, key=_place)),
        members=members,
    )
    return voice, actor, is_relay


def _place(mention: Mention) -> tuple[str, int, int]:
    return mention.report_id, mention.span.start, mention.span.end


def _fullest(voices: Sequence[Voice]) -> str | None:
    """Return the longest name told, by words, then by letters; that of a named voice before all others."""
    told = [(v.naming is Naming.NAMED, len(v.name.split()), len(v.name), v.name) for v in voices if v.name]
    return max(told, key=lambda row: (row[:3], row[3]))[3] if told else None


def _kind(group: Sequence[_Seed], actor: Actor | None, *, speaks_for_itself: bool) -> VoiceKind:
    kinds = [seed.voice.kind for seed in group if not seed.is_outlet] or [seed.voice.kind for seed in group]
    if actor is not None and not (actor.kind in TRANSPARENT and VoiceKind.AGENCY in kinds):
        return actor.kind
    if speaks_for_itself and any(kind in _BODIES for kind in kinds):
        kinds = [kind for kind in kinds if kind in _BODIES]
    elif any(seed.is_outlet for seed in group):
        return VoiceKind.OUTLET
    order = list(VoiceKind)
    return min(set(kinds), key=lambda kind: (-kinds.count(kind), order.index(kind)))


def _speaks_for_itself(group: Sequence[_Seed], actor: Actor | None, side: str | None) -> bool:
    """Whether what this voice's own pages say in their own voice is a statement of its own.

    By actors.toml: an actor that is no outlet or agency, or stands on a side. Without it: a body that its own page
    also names as a speaker ("..., the Council said", on the Council's page).
    """
    if actor is not None:
        return side is not None or actor.kind not in TRANSPARENT
    own_pages = {seed.report_id for seed in group if seed.is_outlet}
    return any(
        not seed.is_outlet and seed.report_id in own_pages and seed.voice.kind in _BODIES for seed in group
    )


def _side(voices: Sequence[Voice], actor: Actor | None, book: ActorBook) -> tuple[str | None, str | None]:
    """Return (side, the words that suggest one).

    The actor's own side; else the longest member words of actors.toml that stand in the names or the affiliation;
    else the side of the actor whose very name the affiliation is. A tie between sides leaves it open.
    """
    if actor is not None:
        return actor.side, None
    phrases = sorted({p for v in voices for p in (v.name, v.affiliation, *v.aliases) if p})
    side, words = book.side_by_words(*phrases)
    if words is not None:
        return side, words
    bodies = {v.affiliation: found for v in voices if v.affiliation and (found := book.find(v.affiliation))}
    sides = {body.side for body in bodies.values()}
    if len(sides) == 1:
        return sides.pop(), min(bodies)
    return None, min(bodies) if bodies else None
