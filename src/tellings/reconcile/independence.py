"""Say how many independent origins stand behind a set of claims.

In:   claims of one incident, resting where they rest; its VoiceMap.
Out:  OriginClasses; Support.
Holds: a chain is only as independent as its narrowest link. Voices of one side, or of one body, are one origin.
       Two unnamed voices not shown to differ are at least one and at most two. Pages are counted and never taken
       for origins.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from tellings.model import Claim, Joined, OriginClass, OriginCount, Support, Voice, content_id
from tellings.reconcile.bodies import why_joined
from tellings.reconcile.resting import FIRST_HAND, counts_as_support, is_unsourced
from tellings.resolve.partition import Partition
from tellings.resolve.voices import VoiceMap
from tellings.vocabulary import Naming, VoiceKind

_EXACT_UP_TO = 10  # classes that hang together; above it the lower bound may be too low, never too high


@dataclass(frozen=True, slots=True)
class Origins:
    """The independent origins of an incident, and where its voices speak.

    classes: sorted by id; class_of: voice id -> class id.
    """

    classes: tuple[OriginClass, ...]
    class_of: Mapping[str, str]

    def count(self, sure: Iterable[str], possible: Iterable[str] = ()) -> OriginCount:
        """Return how many independent origins these voices are, at least and at most.

        sure: voices that tell it; possible: voices that may be meant by a sentence that carries another's account on.
        Classes that were not shown to differ count as one at least.
        """
        known = {self.class_of[voice] for voice in sure if voice in self.class_of}
        more = {self.class_of[voice] for voice in possible if voice in self.class_of}
        may_join = {one.class_id: set(one.may_join) for one in self.classes}
        return OriginCount(least_apart(known, may_join), len(known | more))


def find_origins(claims: Sequence[Claim], voices: VoiceMap, *, same_text: Mapping[str, str]) -> Origins:
    """Return the classes of voices that count as one origin, over the claims of one incident, headlines aside.

    same_text: report id -> a key that reports of one text share.
    """
    sourced = [c for c in claims if not c.headline and not is_unsourced(c, voices)]
    held = sorted({c.rests_on for c in sourced if c.rests_on is not None})
    told_in: dict[str, set[str]] = {voice: set() for voice in held}
    for claim in claims:
        for voice in (*claim.chain, *claim.undecided):
            if voice in told_in:
                told_in[voice].add(same_text.get(claim.report_id, claim.report_id))
    partition = Partition(held)
    joined: list[Joined] = []
    for left, right in combinations(held, 2):
        why = why_joined(voices.of(left), voices.of(right), voices)
        if why is not None and not partition.are_together(left, right):
            partition.join(left, right)
            joined.append(Joined(left, right, why))
    groups = partition.groups()
    ids = {group: content_id("origin", *group) for group in groups}
    class_of = {voice: ids[group] for group in groups for voice in group}
    open_pairs = {
        pair
        for a, b in combinations(groups, 2)
        if any(_may_be_one(voices.of(x), voices.of(y), told_in[x], told_in[y]) for x in a for y in b)
        for pair in ((ids[a], ids[b]), (ids[b], ids[a]))
    }
    classes = tuple(
        OriginClass(
            class_id=ids[group],
            voices=group,
            joined=tuple(j for j in joined if j.a in group),
            may_join=tuple(sorted(other for one, other in open_pairs if one == ids[group])),
        )
        for group in groups
    )
    return Origins(tuple(sorted(classes, key=lambda one: one.class_id)), class_of)


def _may_be_one(left: Voice, right: Voice, told_left: set[str], told_right: set[str]) -> bool:
    """Whether nothing shows that two voices differ: one is not named, no text tells of both, and side, connection and
    kind are not at odds. Two descriptions in one text are two voices."""
    if left.naming is Naming.NAMED and right.naming is Naming.NAMED:
        return False
    if told_left & told_right:
        return False
    for a, b in ((left.side, right.side), (left.connection, right.connection)):
        if a is not None and b is not None and a != b:
            return False
    persons = (VoiceKind.PERSON, VoiceKind.GROUP)
    return left.kind in persons and right.kind in persons


def least_apart(nodes: Iterable[str], may_join: Mapping[str, set[str]]) -> int:
    """Return the fewest groups into which nodes fall if all that may be one is one: a least cover by cliques.

    Within a group every two must be such that they may be one. Where more than _EXACT_UP_TO nodes hang together,
    a lower bound is returned: how many of them, taken one by one, certainly differ from each other.
    """
    held = sorted(set(nodes))
    partition = Partition(held)
    for a, b in combinations(held, 2):
        if b in may_join.get(a, ()):
            partition.join(a, b)
    return sum(_least_cliques(group, may_join) for group in partition.groups())


def _least_cliques(group: Sequence[str], may_join: Mapping[str, set[str]]) -> int:
    if len(group) <= 2:
        return 1
    if len(group) > _EXACT_UP_TO:
        apart: list[str] = []
        for node in sorted(group, key=lambda key: (len(may_join.get(key, ())), key)):
            if all(node not in may_join.get(other, ()) for other in apart):
                apart.append(node)
        return len(apart)
    near = [sum(1 << n for n, b in enumerate(group) if b in may_join.get(a, ())) for a in group]
    whole = (1 << len(group)) - 1
    is_clique = [True] * (whole + 1)
    least = [0] * (whole + 1)
    for mask in range(1, whole + 1):
        first = (mask & -mask).bit_length() - 1
        rest = mask & (mask - 1)
        is_clique[mask] = is_clique[rest] and rest & near[first] == rest
        best, part = len(group), rest
        while True:  # the clique that holds the first node: any subset of the rest
            if is_clique[part | 1 << first]:
                best = min(best, 1 + least[rest & ~part])
            if part == 0:
                break
            part = (part - 1) & rest
        least[mask] = best
    return least[whole]


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
