"""Say how many independent origins stand behind a set of claims.

In:   claims of one incident, resting where they rest; its VoiceMap; what a person judged of its voices.
Out:  OriginClasses; Support.
Holds: a chain is only as independent as its narrowest link. Voices that one rule ties are one origin, with the reason;
       a person's word overrules each rule. Two unnamed voices not shown to differ are at least one and at most two.
       Pages are counted and never taken for origins.

The rules, in the order in which they are taken:
    judged      a person judged two voices to be one
    sources     one passes on what the other told, in every figure that it gives
    bodies      one body, or speakers of one
    texts       one figure, by voices without a name, in reports that have their text from one another
    briefings   one press conference
    sides       one side
Who only passes on another's figures counts with that other, and no longer with its own body or side.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tellings.model import Claim, Joined, Judgement, OriginClass, OriginCount, Support, content_id
from tellings.reconcile.briefings import Briefing
from tellings.reconcile.open_pairs import Member, OpenPairs, shape_of
from tellings.reconcile.resting import FIRST_HAND, counts_as_support, is_unsourced
from tellings.reconcile.ties import (
    Sources,
    Tie,
    find_sources,
    ties_of_bodies,
    ties_of_briefings,
    ties_of_sides,
    ties_of_sources,
    ties_of_texts,
)
from tellings.resolve.partition import Partition
from tellings.resolve.voices import VoiceMap
from tellings.vocabulary import Verdict

LISTED = 40  # classes that a class names which it may be one with; it says how many more there are


@dataclass(frozen=True, slots=True)
class Origins:
    """The independent origins of an incident, and where its voices speak.

    classes: sorted by id; class_of: voice id -> class id; open_pairs: which classes were not shown to differ.
    """

    classes: tuple[OriginClass, ...]
    class_of: Mapping[str, str]
    open_pairs: OpenPairs = field(repr=False, compare=False)

    def count(self, sure: Iterable[str], possible: Iterable[str] = ()) -> OriginCount:
        """Return how many independent origins these voices are, at least and at most.

        sure: voices that tell it; possible: voices that may be meant by a sentence that carries another's account on.
        Classes that were not shown to differ count as one at least.
        """
        known = {self.class_of[voice] for voice in sure if voice in self.class_of}
        more = {self.class_of[voice] for voice in possible if voice in self.class_of}
        return OriginCount(self.open_pairs.least(known), len(known | more))


def find_origins(
    claims: Sequence[Claim],
    voices: VoiceMap,
    *,
    same_text: Mapping[str, str],
    judgements: Iterable[Judgement] = (),
    briefings: Mapping[str, Sequence[Briefing]] | None = None,
) -> Origins:
    """Return the classes of voices that count as one origin, over the claims of one incident, headlines aside.

    same_text: report id -> a key that reports of one text share. judgements: in force; those on two voices join or
    part them. briefings: by voice, of `find_briefings`.
    Where a person parted two voices that rules would bring together, a third that belongs with either goes with the
    one that is first, by rule and by id.
    """
    sourced = [c for c in claims if not c.headline and not is_unsourced(c, voices)]
    held = sorted({c.rests_on for c in sourced if c.rests_on is not None})
    known = frozenset(held)
    same, different = _judged(judgements, voices)
    sources = find_sources(sourced, voices, known)
    groups = _Groups(held, [pair for pair in different if known.issuperset(pair)])
    groups.take(Tie(pair, _judged_one) for pair in same if known.issuperset(pair))
    passing = groups.take(ties_of_sources(sources, voices, known))
    speaking = [voice for voice in held if voice not in passing]
    groups.take(ties_of_bodies(speaking, voices))
    groups.take(ties_of_texts(sourced, voices, frozenset(speaking), same_text=same_text))
    groups.take(ties_of_briefings(speaking, voices, briefings or {}))
    groups.take(ties_of_sides(speaking, voices))
    class_of = groups.class_of()
    open_pairs = _open_pairs(claims, voices, class_of, sources, different)
    return Origins(
        tuple(sorted(groups.classes(open_pairs), key=lambda one: one.class_id)), class_of, open_pairs
    )


def _judged(
    judgements: Iterable[Judgement], voices: VoiceMap
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the pairs of voices of the case that a person judged to be one, and those judged to differ, sorted."""
    same: set[tuple[str, str]] = set()
    different: set[tuple[str, str]] = set()
    for one in judgements:
        into = voices.joined_into
        if one.right is None or one.left.id not in into or one.right.id not in into:
            continue
        left, right = sorted((into[one.left.id], into[one.right.id]))
        if left != right and one.verdict in (Verdict.SAME, Verdict.DIFFERENT):
            (same if one.verdict is Verdict.SAME else different).add((left, right))
    return sorted(same), sorted(different)


def _judged_one(_left: str, _right: str) -> str:
    return "a person judged them to be one"


class _Groups:
    """Brings voices together, tie by tie, under what a person parted."""

    def __init__(self, held: Sequence[str], parted: Sequence[tuple[str, str]]) -> None:
        self._partition = Partition(held, banned=parted)
        self._joined: list[Joined] = []

    def take(self, ties: Iterable[Tie]) -> set[str]:
        """Bring together what the ties tie; return the relays that now count with another of their tie."""
        passing: set[str] = set()
        for tie in ties:
            firsts: list[str] = []
            for voice in tie.voices:
                first = next((one for one in firsts if self._join(one, voice, tie)), None)
                if first is None:
                    firsts.append(voice)
                else:
                    passing |= tie.relays & {first, voice}
        return passing

    def _join(self, first: str, voice: str, tie: Tie) -> bool:
        is_new = not self._partition.are_together(first, voice)
        if is_new and self._partition.join(first, voice):
            self._joined.append(Joined(first, voice, tie.why(first, voice)))
            return True
        return not is_new

    def class_of(self) -> dict[str, str]:
        """Return voice id -> the id of its class."""
        ids = ((content_id("origin", *group), group) for group in self._partition.groups())
        return {voice: class_id for class_id, group in ids for voice in group}

    def classes(self, open_pairs: OpenPairs) -> Iterator[OriginClass]:
        """Yield the classes, each with its reasons."""
        joined: dict[str, list[Joined]] = {}
        for one in self._joined:
            joined.setdefault(self._partition.key(one.a), []).append(one)
        for group in self._partition.groups():
            class_id = content_id("origin", *group)
            may_join, more = open_pairs.open_to(class_id, at_most=LISTED)
            reasons = tuple(joined.get(self._partition.key(group[0]), ()))
            yield OriginClass(class_id, group, reasons, may_join, more)


def _open_pairs(
    claims: Sequence[Claim],
    voices: VoiceMap,
    class_of: Mapping[str, str],
    sources: Sources,
    different: Sequence[tuple[str, str]],
) -> OpenPairs:
    """Return which classes were not shown to differ. From whom a voice passes on may be another voice of the incident,
    under no name; and where that other speaks too, the two are open as long as not all is passed on."""
    behind: dict[str, set[str]] = {}  # a voice that speaks, or is passed on -> the classes that it stands for
    also: set[tuple[str, str]] = set()
    for voice, class_id in class_of.items():
        behind.setdefault(voice, set()).add(class_id)
        for source in (*sources.wholly.get(voice, ()), *sources.partly.get(voice, ())):
            if source not in class_of:
                behind.setdefault(source, set()).add(class_id)
            elif class_of[source] != class_id:
                also.add((class_id, class_of[source]))
    told_in: dict[str, set[str]] = {voice: set() for voice in behind}
    beside: dict[str, set[str]] = {}
    for claim in claims:
        for voice in (*claim.chain, *claim.undecided):
            if voice in told_in:
                beside.setdefault(claim.report_id, set()).add(voice)
    alike: dict[
        frozenset[str], str
    ] = {}  # reports that tell of the same voices, such as copies, set nobody apart anew
    for report_id, told in sorted(beside.items()):
        first = alike.setdefault(frozenset(told), report_id)
        for voice in told:
            told_in[voice].add(first)
    members = [
        Member(class_id, shape_of(voices.of(voice)), tuple(sorted(told_in[voice])))
        for voice in sorted(behind)
        for class_id in sorted(behind[voice])
    ]
    parted = ((class_of[a], class_of[b]) for a, b in different if a in class_of and b in class_of)
    return OpenPairs(members, apart=parted, also=also)


# ---------------------------------------------------------------- what stands behind claims


def support_of(claims: Iterable[Claim], origins: Origins, voices: VoiceMap) -> Support:
    """Return what stands behind these claims. Headlines, vague, derived and rejecting claims count for nothing.

    pages: reports, copies included; voices: who they rest on; sides: those of these voices; first_hand: those told to
    have seen, treated or counted.
    """
    held = [claim for claim in claims if counts_as_support(claim)]
    sourced = [claim for claim in held if not is_unsourced(claim, voices)]
    sure = {c.rests_on for c in sourced if c.rests_on is not None and _is_decided(c, origins)}
    told = {c.rests_on for c in sourced if c.rests_on is not None}
    speakers = [voices.of(voice) for voice in sorted(told)]
    return Support(
        pages=len({claim.report_id for claim in held}),
        voices=len(told),
        origins=origins.count(sure, told),
        sides=tuple(sorted({voice.side for voice in speakers if voice.side is not None})),
        first_hand=tuple(voice.voice_id for voice in speakers if voice.access in FIRST_HAND),
    )


def _is_decided(claim: Claim, origins: Origins) -> bool:
    """Whether it is open to nobody's reading whose words these are: not carried on, or by voices of one origin."""
    if len(claim.undecided) < 2:
        return True
    classes = {origins.class_of.get(voice) for voice in claim.undecided}
    return len(classes) == 1
