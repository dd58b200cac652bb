"""Say which voices of several reports are one speaker, and to whose side each belongs.

In:   reports, what was read in each, a case's actors, and which reports carry one text.
Out:  a VoiceMap: every voice of a single report -> the voice it was joined into, with the reasons, and what stays open.
Holds: a person's judgement comes first, then what names and phrases tie (`ties`). A voice without a name, or told by
       its role alone, is joined only between reports that carry one text, where the passage that names it is the same.
       Every join has its reason in words; what no text settles is told as open. No order of the input changes anything.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from tellings.model import Actor, Actors, Extraction, Joined, Judgement, Report, Voice
from tellings.resolve.merged import TRANSPARENT, Decided, merge
from tellings.resolve.names import ActorBook, fold, name_forms
from tellings.resolve.other_names import other_names
from tellings.resolve.partition import Partition
from tellings.resolve.seeds import BODIES, Seed
from tellings.resolve.ties import Ties, tie_voices
from tellings.vocabulary import Access, Connection, Naming, Verdict

__all__ = ["TRANSPARENT", "Undecided", "VoiceMap", "resolve_voices"]

_CONTEXT_WORDS = 6  # that have to agree in reports of one text, beside the first or last of a mention. Guess
_CONTEXT_REACH = 20  # code points in which a word with the marks behind it fits, nearly always


@dataclass(frozen=True, slots=True)
class Undecided:
    """Voices that no text shows to be one or to differ. voices: at least two ids, sorted. why: in words."""

    voices: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class VoiceMap:
    """Which voice each voice of a report is.

    voices: sorted by id. joined_into: id in a report -> id in `voices`. actors: id in `voices` -> the actor whose
    name it bears. relays: ids of outlets and agencies that only pass on what others tell; an outlet that is itself
    a body of the case, or stands on a side, is none: its page is that body's own statement. joins: which voices of
    reports were joined, by their ids there, and why. undecided: sorted.
    """

    voices: tuple[Voice, ...]
    joined_into: Mapping[str, str]
    actors: Mapping[str, Actor]
    relays: frozenset[str]
    book: ActorBook
    joins: tuple[Joined, ...] = ()
    undecided: tuple[Undecided, ...] = ()

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
            if voice.kind in BODIES and voice.naming is Naming.NAMED and voice.name:
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
    seeds = [Seed.of(voice, extraction, book) for extraction in extractions for voice in extraction.voices]
    seeds.sort(key=lambda seed: seed.id)
    by_id = {seed.id: seed for seed in seeds}
    same, different, decided = _judged(judgements, by_id.keys())
    owners = {seed.id: seed.actor.name for seed in seeds if seed.actor is not None}
    ties = Ties(seeds, Partition(by_id, banned=different, owners=owners), _in_one_chain(extractions))
    for left, right, why in same:
        ties.tie(by_id[left], by_id[right], why)
    tie_voices(ties, {pair for report in reports for pair in other_names(report.text)})
    texts = {report.report_id: report.text for report in reports if report.report_id in same_text}
    _tie_within_one_text(ties, same_text, texts)
    reasons: dict[str, list[Joined]] = {}
    for join in ties.joins:
        reasons.setdefault(ties.partition.key(join.a), []).append(join)
    made = []
    for group in ties.partition.groups():
        told = [join for join in reasons.get(ties.partition.key(group[0]), ()) if _is_telling(join, by_id)]
        made.append(merge([by_id[member] for member in group], book, told, _decided(group, decided, actors)))
    made.sort(key=lambda row: row[0].voice_id)
    voices = tuple(voice for voice, _, _ in made)
    joined_into = {member: voice.voice_id for voice in voices for member in voice.members}
    return VoiceMap(
        voices=voices,
        joined_into=joined_into,
        actors={voice.voice_id: actor for voice, actor, _ in made if actor is not None},
        relays=frozenset(voice.voice_id for voice, _, is_relay in made if is_relay),
        book=book,
        joins=tuple(sorted(ties.joins, key=lambda join: (join.a, join.b))),
        undecided=_undecided(ties, voices, joined_into),
    )


def _decided(group: Iterable[str], decided: Mapping[str, Mapping[str, Judgement]], actors: Actors) -> Decided:
    """Return what persons decided of a voice: of several judgements on one thing about its members, the latest."""
    told: dict[str, str] = {}
    for what, by_voice in decided.items():
        rows = [by_voice[member] for member in group if member in by_voice]
        if rows:
            told[what] = max(rows, key=lambda one: (one.made_at, one.judgement_id)).now
    connection = told.get("connection")
    return Decided(
        side=actors.outermost(told["side"]) if "side" in told else None,
        connection=Connection(connection) if connection else None,
        has_connection=connection is not None,
        access=Access(told["access"]) if "access" in told else None,
    )


def _in_one_chain(extractions: Iterable[Extraction]) -> frozenset[tuple[str, str]]:
    """Return the pairs of voices of whom one passes on what the other tells, outlets aside."""
    chains = {a.chain[1:] for extraction in extractions for a in extraction.attributions if len(a.chain) > 2}
    return frozenset(
        (min(pair), max(pair)) for chain in chains for pair in combinations(chain, 2) if pair[0] != pair[1]
    )


def _is_telling(join: Joined, by_id: Mapping[str, Seed]) -> bool:
    """Whether a join says more than that two members are called the same."""
    return by_id[join.a].key != by_id[join.b].key


def _judged(
    judgements: Iterable[Judgement], known: Iterable[str]
) -> tuple[list[tuple[str, str, str]], list[tuple[str, str]], dict[str, dict[str, Judgement]]]:
    """Return the pairs of voices that a person joined, each with why; those that a person parted; and, by what is
    decided ("side", "connection", "access") and voice, the judgement that decides it."""
    held = frozenset(known)
    same: list[tuple[str, str, str]] = []
    different: list[tuple[str, str]] = []
    decided: dict[str, dict[str, Judgement]] = {}
    for one in sorted(judgements, key=lambda judgement: judgement.judgement_id):
        if one.verdict is Verdict.SIDED and one.left.id in held:
            decided.setdefault("side", {})[one.left.id] = one
        elif one.verdict is Verdict.CORRECTED and one.left.id in held:
            decided.setdefault(one.aspect, {})[one.left.id] = one
        elif one.right is not None and one.left.id in held and one.right.id in held:
            if one.verdict is Verdict.SAME:
                same.append((one.left.id, one.right.id, f"judged the same by {one.by}: {one.why}"))
            else:
                different.append((one.left.id, one.right.id))
    return same, different, decided


# ---------------------------------------------------------------- within one text


def _tie_within_one_text(ties: Ties, same_text: Mapping[str, str], texts: Mapping[str, str]) -> None:
    """Join voices of the same description that stand in the same passage of reports that carry one text."""
    first: dict[tuple[str, str, tuple[str, ...]], Seed] = {}
    for seed in ties.seeds:
        text = texts.get(seed.report_id)
        if text is None or seed.is_named or not seed.key or seed.is_outlet:
            continue
        for passage in _passages(seed, text):
            there = first.setdefault((same_text[seed.report_id], seed.key, passage), seed)
            if there.report_id != seed.report_id:
                ties.tie(there, seed, "the same passage of one text names it in both reports")


def _passages(seed: Seed, text: str) -> Iterable[tuple[str, ...]]:
    """Yield the words that end with each mention of a voice, then those that begin with it."""
    size, reach = _CONTEXT_WORDS + 1, _CONTEXT_WORDS * _CONTEXT_REACH
    for mention in seed.voice.mentions:
        start, end = mention.span.start, mention.span.end
        quote = _words(mention.quote)
        before = (*_words(text[max(0, start - reach) : start]), *quote)[-size:]
        after = (*quote, *_words(text[end : end + reach]))[:size]
        yield from (passage for passage in (before, after) if len(passage) == size)


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))


# ---------------------------------------------------------------- what stays open


def _undecided(ties: Ties, voices: Sequence[Voice], joined_into: Mapping[str, str]) -> tuple[Undecided, ...]:
    """Return which voices no text shows to be one or to differ: one description in independent reports, and names and
    descriptions that fit more than one voice."""
    found: set[Undecided] = set()
    for one in ties.open:
        ids = tuple(sorted({joined_into[seed] for seed in one.seeds}))
        if len(ids) > 1:
            found.add(Undecided(ids, one.why))
    called: dict[str, list[Voice]] = {}
    for voice in voices:
        if voice.naming is not Naming.NAMED and voice.name:
            called.setdefault(fold(voice.name), []).append(voice)
    for held in called.values():
        if len(held) > 1:
            ids = tuple(sorted(voice.voice_id for voice in held))
            found.add(Undecided(ids, f'each is called "{held[0].name}"; no text says whether they are one'))
    return tuple(sorted(found, key=lambda one: (one.voices, one.why)))
