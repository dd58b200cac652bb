"""Make one voice out of the voices of single reports that are one.

In:   the seeds of one group, and a case's ActorBook.
Out:  a Voice, the actor it is, and whether it only passes on what others tell.
Holds: nothing told of any member is lost; the order of the members changes nothing. A body that speaks through its
       head goes by the body's name. A side comes from a person or actors.toml; words that only suggest one are kept as
       words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tellings.model import Actor, Joined, Mention, Voice, content_id
from tellings.resolve.descriptions import describe
from tellings.resolve.names import ActorBook, is_introduced
from tellings.resolve.seeds import BODIES, Seed
from tellings.resolve.side_words import suggesting_words
from tellings.vocabulary import Access, Connection, Naming, VoiceKind

TRANSPARENT = frozenset({VoiceKind.OUTLET, VoiceKind.AGENCY})
_ACCESS_ORDER = (
    Access.PRESENT,
    Access.TREATED,
    Access.COUNTED,
    Access.INFERS,
    Access.RELAYS,
    Access.NOT_TOLD,
)
_NAMING_ORDER = list(Naming)
_MEDIA = frozenset("media press newspapers papers outlets broadcasters websites".split())
_WHICH_MEDIA = frozenset(
    "the some several various many other local regional national foreign international social news".split()
)


@dataclass(frozen=True, slots=True)
class Decided:
    """What persons decided of a voice; it stands over all that is told. None: nothing, but where `has_connection`
    says that it has no connection."""

    side: str | None = None
    connection: Connection | None = None
    has_connection: bool = False
    access: Access | None = None


def merge(
    group: Sequence[Seed], book: ActorBook, joined: Sequence[Joined] = (), decided: Decided | None = None
) -> tuple[Voice, Actor | None, bool]:
    """Return (voice, its actor, whether it is an outlet or agency that only passes on). joined: why its members are
    one."""
    by_person = decided or Decided()
    actor = next((seed.actor for seed in group if seed.actor is not None), None)
    speaking = [seed for seed in group if not seed.is_outlet] or list(group)
    voices = [seed.voice for seed in group]
    said = [seed.voice for seed in speaking]
    names = sorted({v.name for v in voices if v.name})
    name = actor.name if actor else _fullest(speaking) or (names[0] if names else None)
    known_side, suggested_by = _side(group, actor, book)
    side = by_person.side or known_side
    speaks_for_itself = _speaks_for_itself(group, actor, side)
    kind = _kind(group, actor, speaks_for_itself=speaks_for_itself)
    is_relay = (kind in TRANSPARENT or _are_media_at_large(name)) and not speaks_for_itself
    connection = _connection(speaking)
    access = min((v.access for v in said), key=_ACCESS_ORDER.index)
    if not is_relay and connection is Connection.REPORTER:
        connection, access = None, Access.NOT_TOLD
    connection = by_person.connection if by_person.has_connection else connection
    access = by_person.access or access
    counts = {v.at_most for v in voices}
    affiliations = sorted(
        {v.affiliation for v in _of_bodies(speaking) if v.affiliation}, key=lambda words: (-len(words), words)
    )
    members = tuple(sorted(v.voice_id for v in voices))
    is_named = actor is not None or any(seed.is_named and seed.called for seed in group)
    naming = (
        Naming.NAMED if is_named else min((_less_named(v.naming) for v in voices), key=_NAMING_ORDER.index)
    )
    if naming is not Naming.NAMED and name and is_introduced(name):
        name = name[0].lower() + name[1:]  # "An official" as a sentence begins
    aliases = {form for v in voices for form in (*v.aliases, *([v.name] if v.name else []))} - {name}
    voice = Voice(
        voice_id=content_id("voice", *members),
        name=name,
        kind=kind,
        naming=naming,
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
        joined=tuple(sorted(joined, key=lambda one: (one.a, one.b, one.why))),
    )
    return voice, actor, is_relay


def _of_bodies(seeds: Sequence[Seed]) -> list[Voice]:
    """Return the voices that name the body, where the group is one: what is told of its head is not told of it."""
    return [seed.voice for seed in seeds if seed.is_body] or [seed.voice for seed in seeds]


def _less_named(naming: Naming) -> Naming:
    """Return how far a voice is named whose name is none ("One")."""
    return Naming.UNNAMED if naming is Naming.NAMED else naming


def _are_media_at_large(name: str | None) -> bool:
    """Whether a phrase names media and nobody in particular ("local media"): they pass on as outlets do. "State media"
    and "pro-government outlets" speak for somebody."""
    words = (name or "").casefold().split()
    return bool(words) and words[-1] in _MEDIA and _WHICH_MEDIA.issuperset(words[:-1])


def _place(mention: Mention) -> tuple[str, int, int]:
    return mention.report_id, mention.span.start, mention.span.end


def _fullest(seeds: Sequence[Seed]) -> str | None:
    """Return the longest name told, by words, then by letters: a body's before that of the person it speaks through,
    one of a named voice before all others."""
    told = []
    for seed in seeds:
        name = seed.called or seed.voice.name
        if name:
            told.append((seed.is_body, seed.called is not None, len(name.split()), len(name), name))
    return max(told)[-1] if told else None


def _kind(group: Sequence[Seed], actor: Actor | None, *, speaks_for_itself: bool) -> VoiceKind:
    kinds = [seed.kind for seed in group if not seed.is_outlet] or [seed.kind for seed in group]
    if actor is not None and not (actor.kind in TRANSPARENT and VoiceKind.AGENCY in kinds):
        return actor.kind
    if speaks_for_itself and any(kind in BODIES for kind in kinds):
        kinds = [kind for kind in kinds if kind in BODIES]
    elif any(seed.is_outlet for seed in group):
        return VoiceKind.OUTLET
    elif any(seed.is_body for seed in group):
        kinds = [seed.kind for seed in group if seed.is_body]
    order = list(VoiceKind)
    return min(set(kinds), key=lambda kind: (-kinds.count(kind), order.index(kind)))


def _connection(speaking: Sequence[Seed]) -> Connection | None:
    """Return what most members are told to be; of a body, what is told of the body itself."""
    bodies = [seed for seed in speaking if seed.is_body]
    told = [_told_connection(seed) for seed in bodies or speaking]
    told = told if any(told) else [_told_connection(seed) for seed in speaking]
    known = [connection for connection in told if connection is not None]
    return min(set(known), key=lambda one: (-known.count(one), one)) if known else None


def _told_connection(seed: Seed) -> Connection | None:
    """Return what a voice is told to be: who is called "a monitoring group" is a monitor, not a party."""
    if seed.voice.connection is Connection.PARTY and any(map(_is_monitor, seed.phrases)):
        return Connection.MONITOR
    return seed.voice.connection


def _is_monitor(phrase: str) -> bool:
    told = describe(phrase)
    return told is not None and "monitor" in told.sorts


def _speaks_for_itself(group: Sequence[Seed], actor: Actor | None, side: str | None) -> bool:
    """Whether what this voice's own pages say in their own voice is a statement of its own.

    By actors.toml: an actor that is no outlet or agency, or stands on a side. Without it: a body that its own page
    also names as a speaker ("..., the Council said", on the Council's page).
    """
    if actor is not None:
        return side is not None or actor.kind not in TRANSPARENT
    own_pages = {seed.report_id for seed in group if seed.is_outlet}
    return any(
        not seed.is_outlet and seed.report_id in own_pages and seed.voice.kind in BODIES for seed in group
    )


def _side(group: Sequence[Seed], actor: Actor | None, book: ActorBook) -> tuple[str | None, str | None]:
    """Return (side, the words that suggest one).

    The actor's own side; else the longest member words of actors.toml that stand in the names or the affiliation;
    else the side of the actor whose very name the affiliation is. A tie between sides leaves it open. Where actors.toml
    knows none, words of the text that suggest one are told, and the side stays open.
    """
    if actor is not None:
        return actor.side, None
    voices = [seed.voice for seed in group]
    phrases = sorted({p for v in voices for p in (v.name, v.affiliation, *v.aliases) if p})
    side, words = book.side_by_words(*phrases)
    if words is not None:
        return side, words
    bodies = {v.affiliation: found for v in voices if v.affiliation and (found := book.find(v.affiliation))}
    sides = {body.side for body in bodies.values()}
    if bodies:
        return (sides.pop() if len(sides) == 1 else None), min(bodies)
    return None, suggesting_words(
        (phrase for seed in group for phrase in seed.phrases),
        names=sorted({seed.called for seed in group if seed.called}),
        affiliations=(v.affiliation for v in _of_bodies(group) if v.affiliation),
    )
