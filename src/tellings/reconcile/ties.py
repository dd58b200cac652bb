"""Say which voices of an incident are one origin, rule by rule, each tie with its reason.

In:   the claims of one incident, in its own voices, and the voices that they rest on.
Out:  ties: voices that one rule brings together, and why.
Holds: each rule groups voices by what they share, so that many cost little. A rule says nothing of what a person
       parted: `independence` sees to that.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.model import Claim, Voice
from tellings.reconcile.bodies import are_two_relays, body_of, is_party, why_one_body, why_one_side
from tellings.reconcile.briefings import Briefing, group_briefings
from tellings.reconcile.open_pairs import Shape, shape_of
from tellings.reconcile.resting import counts_as_support, passed_on_from
from tellings.reconcile.values import value_key
from tellings.resolve.voices import VoiceMap
from tellings.vocabulary import COUNT_FIELDS, Connection, Naming, VoiceKind


@dataclass(frozen=True, slots=True)
class Tie:
    """Voices that a rule brings together: the later ones with the first that nothing keeps them from.

    why: of two of them. relays: those that only pass on here, and so count by no later rule.
    """

    voices: tuple[str, ...]
    why: Callable[[str, str], str]
    relays: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sources:
    """From whom voices pass on what they tell. Keys and values are voice ids, values sorted.

    wholly: in every figure that the key gives; where it gives none, in all that it tells. partly: in some. A source of
    which another voice speaks for the body stands there as that voice.
    """

    wholly: Mapping[str, tuple[str, ...]]
    partly: Mapping[str, tuple[str, ...]]


# ---------------------------------------------------------------- one cites the other


def find_sources(claims: Iterable[Claim], voices: VoiceMap, held: Collection[str]) -> Sources:
    """Return from whom the voices in `held` pass on what they tell.

    A monitor checks and compiles, and passes nobody on. Nor does a party that tells of its opponent's words: what only
    an opponent relays is the party's own telling.
    """
    stand_ins = _stand_ins(voices, held)
    told: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.rests_on in held and counts_as_support(claim):
            told.setdefault(claim.rests_on or "", []).append(claim)
    wholly: dict[str, tuple[str, ...]] = {}
    partly: dict[str, tuple[str, ...]] = {}
    for voice_id, of_voice in sorted(told.items()):
        voice = voices.of(voice_id)
        if voice.connection is Connection.MONITOR:
            continue
        figures = [claim for claim in of_voice if claim.field in COUNT_FIELDS] or of_voice
        behind = [
            {
                key if key in held else stand_ins.get(body_of(voices.of(key), voices) or "", key)
                for key in passed_on_from(claim, voices)
                if not _are_opponents(voice, voices.of(key))
            }
            - {voice_id}
            for claim in figures
        ]
        always = set.intersection(*behind)
        sometimes = set().union(*behind) - always
        if always:
            wholly[voice_id] = tuple(sorted(always))
        if sometimes:
            partly[voice_id] = tuple(sorted(sometimes))
    return Sources(wholly, partly)


def _stand_ins(voices: VoiceMap, held: Collection[str]) -> dict[str, str]:
    """Return the key of a body -> the first voice in `held` that is it or speaks for it."""
    first: dict[str, str] = {}
    for voice in sorted(held):
        body = body_of(voices.of(voice), voices)
        if body is not None:
            first.setdefault(body, voice)
    return first


def _are_opponents(relay: Voice, source: Voice) -> bool:
    """Whether a party passes on the words of one that it may be at odds with: another side, or a body of no known side
    that is itself a party or an authority."""
    if not is_party(relay) or (relay.side is not None and relay.side == source.side):
        return False
    if source.side is not None:
        return True
    return is_party(source) or source.connection in (Connection.OFFICIAL, Connection.SPOKESPERSON)


def ties_of_sources(sources: Sources, voices: VoiceMap, held: Collection[str]) -> Iterator[Tie]:
    """Yield who passes on whom: a voice and those who have all their figures from it, where its own words are kept;
    else two and more who have all from one voice, if they are independent relays."""
    citing: dict[str, list[str]] = {}
    for voice, behind in sources.wholly.items():
        for source in behind:
            citing.setdefault(source, []).append(voice)
    for source, relays in sorted(citing.items()):
        if source in held:
            yield Tie((source, *sorted(relays)), _passes_on, frozenset(relays))
        elif len(relays) > 1 and are_two_relays(relays, voices):
            yield Tie(tuple(sorted(relays)), _pass_on_one, frozenset(relays))


def _passes_on(_left: str, _right: str) -> str:
    return "one passes on what the other told"


def _pass_on_one(_left: str, _right: str) -> str:
    return "both pass on what one voice told them"


# ---------------------------------------------------------------- body and side


def ties_of_bodies(held: Iterable[str], voices: VoiceMap) -> Iterator[Tie]:
    """Yield the voices that are one body, or speak for it."""
    keyed = ((body_of(voices.of(voice), voices), voice) for voice in held)
    yield from _grouped(keyed, lambda _: lambda a, b: why_one_body(voices.of(a), voices.of(b)))


def ties_of_sides(held: Iterable[str], voices: VoiceMap) -> Iterator[Tie]:
    """Yield the voices of one side."""
    keyed = ((voices.of(voice).side, voice) for voice in held)
    yield from _grouped(keyed, lambda side: lambda _a, _b: why_one_side(side))


def _grouped(
    keyed: Iterable[tuple[str | None, str]], why: Callable[[str], Callable[[str, str], str]]
) -> Iterator[Tie]:
    groups: dict[str, set[str]] = {}
    for key, voice in keyed:
        if key is not None:
            groups.setdefault(key, set()).add(voice)
    ties = [Tie(tuple(sorted(group)), why(key)) for key, group in groups.items() if len(group) > 1]
    yield from sorted(ties, key=lambda tie: tie.voices)


# ---------------------------------------------------------------- one wire text


def ties_of_texts(
    claims: Iterable[Claim], voices: VoiceMap, held: Collection[str], *, same_text: Mapping[str, str]
) -> Iterator[Tie]:
    """Yield voices without a name that tell one figure in reports which have their text from one another: they carry
    one text, or one credits or cites the outlet or agency of the other, or both credit one.

    Only where nothing sets any two of them apart, and no report tells of two: else it is open who is who.
    """
    groups: dict[tuple[str, str, str], dict[str, set[str]]] = {}
    own: dict[tuple[str, str, str], set[str]] = {}
    for claim in claims:
        if claim.field not in COUNT_FIELDS or claim.rests_on not in held or not counts_as_support(claim):
            continue
        voice = claim.rests_on or ""
        if voices.of(voice).naming is Naming.NAMED:
            continue
        value = value_key(claim.value)
        for shared, is_own in _text_keys(claim, voices, same_text):
            key = shared, str(claim.field), value
            groups.setdefault(key, {}).setdefault(voice, set()).add(claim.report_id)
            if is_own:
                own.setdefault(key, set()).add(voice)
    ties = set()
    for key, told in groups.items():
        if len(told) < 2 or len(own.get(key, ())) > 1:
            continue
        reports = [report for of_voice in told.values() for report in of_voice]
        shapes = {shape_of(voices.of(voice)) for voice in told}
        if len(reports) == len(set(reports)) and _all_fit(shapes):
            ties.add(tuple(sorted(told)))
    for group in sorted(ties):
        yield Tie(group, _one_text)


def _text_keys(claim: Claim, voices: VoiceMap, same_text: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """Yield what a claim's report may have its text from, and whether it is the outlet's own page."""
    if claim.report_id in same_text:
        yield f"text {same_text[claim.report_id]}", False
    for place, voice in enumerate(claim.chain):
        if voice not in voices.relays:
            break
        if voices.of(voice).name:
            yield f"outlet {voice}", place == 0


def _all_fit(shapes: Collection[Shape]) -> bool:
    held = list(shapes)
    return all(a.fits(b) for n, a in enumerate(held) for b in held[n + 1 :])


def _one_text(_left: str, _right: str) -> str:
    return "one wire text: their reports have it from one another, and tell the same figure"


# ---------------------------------------------------------------- one press conference


def ties_of_briefings(
    held: Iterable[str], voices: VoiceMap, briefings: Mapping[str, Sequence[Briefing]]
) -> Iterator[Tie]:
    """Yield voices that spoke at one briefing; and a body with whoever, unnamed, spoke at a briefing of its own."""
    present = {voice: briefings[voice] for voice in held if voice in briefings}
    ties = [_briefing_tie(sorted(told), told) for told in group_briefings(present)]
    hosts: dict[str, dict[str, str]] = {}
    for voice, spoke_at in present.items():
        for one in spoke_at:
            if one.host is not None and _is_unnamed_official(voices.of(voice)):
                hosts.setdefault(one.host, {})[voice] = one.words
    speakers: dict[str, str] = {}
    for voice in sorted(held) if hosts else ():
        speakers.setdefault(body_of(voices.of(voice), voices) or "", voice)
    for host, told in hosts.items():
        if host in speakers:
            others = sorted(told.keys() - {speakers[host]})
            ties.append(_briefing_tie([speakers[host], *others], told))
    yield from sorted(ties, key=lambda tie: tie.voices)


def _is_unnamed_official(voice: Voice) -> bool:
    is_person = voice.kind in (VoiceKind.PERSON, VoiceKind.GROUP)
    return (
        is_person
        and voice.naming is not Naming.NAMED
        and voice.connection
        in (
            Connection.OFFICIAL,
            Connection.SPOKESPERSON,
            None,
        )
    )


def _briefing_tie(members: Sequence[str], words: Mapping[str, str]) -> Tie:
    return Tie(tuple(members), lambda a, b: f"one press conference: {words.get(b) or words.get(a, '')}")
