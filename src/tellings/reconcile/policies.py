"""Deal with rival figures as the case's method says: by a named policy, which explains itself.

In:   the toll of one kind of count, its claims, and how the field stands.
Out:  the standing, with the value that the policy takes, where it takes one; and leads that a policy opens.
Holds: no policy takes a value that nobody told, nor one that is vague, derived, a part or out of force; none touches
       what a person chose; none is for accusations, which have no figures. The status and all readings stay.

Policies are for counts. A date or a place has none: "February" and "9 February" are no rivals, and which of two days or
villages is meant is for a person to choose.

The policies, with their sources (docs/methodology.md has them in full):
    range                the lowest to the highest figure in force; none is taken. Standards for Casualty Recording
    majority-of-origins  what more than half of the independent origins give. Definition and Categorisation in Casualty
                         Recording; the house's rule for how a majority is counted
    preferred-voices     what the first voice of the method's list gives. Standards for Casualty Recording
    gtd-cascade          the newest figure unless it is doubtful; the majority's; the lowest. Codebook of the Global
                         Terrorism Database; the house's rule for what is doubtful
    pending              none until a person chooses. Standards for Casualty Recording
    back-to-source       none; whom to ask, and for what, stands among the leads. Standards for Casualty Recording
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tellings.model import Claim, Count, Figure, Lead, Method, OriginCount, Standing, Toll
from tellings.reconcile.independence import Origins, support_of
from tellings.reconcile.resting import is_unsourced
from tellings.reconcile.tolls import is_relayed
from tellings.reconcile.values import is_numeric, printed, value_key
from tellings.resolve.voices import VoiceMap
from tellings.vocabulary import (
    Access,
    Connection,
    CountBasis,
    LeadKind,
    Policy,
    Stance,
    VoiceKind,
)

VERSION = (
    1  # of all policies together: it goes up when one of them may take another value from the same figures
)


@dataclass(frozen=True, slots=True)
class ToldCount:
    """What a policy goes by, of one kind of count. toll: of that kind; claims: all of the incident."""

    toll: Toll
    claims: Sequence[Claim]
    origins: Origins
    voices: VoiceMap


@dataclass(frozen=True, slots=True)
class _Rival:
    """One value in force, with everything that tells it.

    newest: the last day that it is told to hold on, "" where none is told. origins: those behind it.
    """

    value: Count
    claims: tuple[Claim, ...]
    newest: str
    origins: OriginCount
    doubt: str  # why it is doubtful, "" where nothing says so


_Taken = tuple[_Rival | None, str]  # what a policy takes, and its sentence


def apply_policy(standing: Standing, told: ToldCount, method: Method) -> Standing:
    """Return the standing of a count with what the method's policy makes of its figures in force.

    As it is where a person chose, or where no figure is in force. The grounds open with the policy's sentence.
    """
    rivals = _rivals(told)
    if standing.value is not None or not rivals:
        return standing
    policy = Policy(method.policy)
    taken, sentence = _POLICIES[policy](rivals, told, method)
    grounds = f"{sentence} {standing.grounds}"
    if taken is None:
        return replace(standing, grounds=grounds)
    return replace(standing, value=taken.value, method=f"policy {policy.value} {VERSION}", grounds=grounds)


# ---------------------------------------------------------------- figures in force


def figures_in_force(toll: Toll) -> tuple[Figure, ...]:
    """Return the figures of a toll that stand: given in plain numbers, by whoever, and neither put right nor raised."""
    held = (*(one for side in toll.sides for one in side.figures), *toll.unsourced)
    return tuple(one for one in held if not one.superseded and is_numeric(one.value))


def range_in_force(toll: Toll) -> tuple[int, int] | None:
    """Return the lowest and the highest number in force, None where none is; "at least 50" counts as 50."""
    numbers = [end for one in figures_in_force(toll) for end in printed(one.value) if end is not None]
    return (min(numbers), max(numbers)) if numbers else None


def _rivals(told: ToldCount) -> tuple[_Rival, ...]:
    """Return the values in force, the lowest first; figures of one value are one, whoever gives them."""
    by_id = {claim.claim_id: claim for claim in told.claims if claim.field is told.toll.kind}
    by_value: dict[str, list[Figure]] = {}
    for figure in figures_in_force(told.toll):
        by_value.setdefault(value_key(figure.value), []).append(figure)
    rejected = {
        value_key(claim.value)
        for claim in by_id.values()
        if claim.stance in (Stance.DENIES, Stance.DOUBTS) and claim.value is not None
    }
    rivals = [_rival(figures, by_id, key in rejected, told) for key, figures in by_value.items()]
    return tuple(sorted(rivals, key=lambda one: (_number(one), value_key(one.value))))


def _rival(
    figures: Sequence[Figure], by_id: Mapping[str, Claim], is_rejected: bool, told: ToldCount
) -> _Rival:
    claims = tuple(sorted((by_id[i] for f in figures for i in f.claim_ids), key=lambda one: one.claim_id))
    value = min(figures, key=lambda one: one.claim_ids).value
    if len(figures) > 1:
        value = replace(value, as_of=None)
    doubts = (
        (is_rejected, "a voice denies or doubts it"),
        (all(claim.hedged for claim in claims), "it is hedged wherever it is told"),
        (
            all(is_unsourced(claim, told.voices) for claim in claims),
            "outlets alone tell it, in their own voice",
        ),
        (all(is_relayed(figure) for figure in figures), "it is known only through another voice"),
    )
    return _Rival(
        value=value,
        claims=claims,
        newest=max((figure.as_of for figure in figures if figure.as_of), default=""),
        origins=support_of(claims, told.origins, told.voices).origins,
        doubt=next((why for holds, why in doubts if holds), ""),
    )


def _number(rival: _Rival) -> int:
    return printed(rival.value)[0] or 0


# ---------------------------------------------------------------- policies


def _range(rivals: Sequence[_Rival], told: ToldCount, _method: Method) -> _Taken:
    if len(rivals) == 1:
        return None, f"Policy range: the one figure in force is {_in_words(rivals[0].value)}; none is chosen."
    lowest, highest = range_in_force(told.toll) or (0, 0)
    listed = _list(_in_words(one.value) for one in rivals)
    words = f"from {lowest} to {highest}, of {len(rivals)} figures in force ({listed})"
    return None, f"Policy range: {words}; none is chosen."


def _majority(rivals: Sequence[_Rival], told: ToldCount, _method: Method) -> _Taken:
    high = _all_origins(rivals, told)
    taken = _by_majority(rivals, high)
    if taken is not None:
        return taken, f"Policy majority-of-origins: {_in_words(taken.value)}, {_of_origins(taken, high)}."
    return (
        None,
        f"Policy majority-of-origins: no figure is surely given by more than half of the origins, of which there may "
        f"be {high} ({_by_origins(rivals)}); none is chosen.",
    )


def _all_origins(rivals: Sequence[_Rival], told: ToldCount) -> int:
    """Return how many independent origins stand behind the figures in force, at most."""
    return support_of([c for one in rivals for c in one.claims], told.origins, told.voices).origins.high


def _by_majority(rivals: Iterable[_Rival], of: int) -> _Rival | None:
    """Return what more than half of the origins give: its own counted at least, all of them at most."""
    return next((one for one in rivals if 2 * one.origins.low > of), None)


def _preferred(rivals: Sequence[_Rival], told: ToldCount, method: Method) -> _Taken:
    canonical = told.voices.book.canonical
    for name in method.preferred_voices:
        own = [one for one in rivals if any(_is_own(c, name, told, canonical) for c in one.claims)]
        last = max((_last_told(one, name, told, canonical) for one in own), default="")
        newest = [one for one in own if _last_told(one, name, told, canonical) == last]
        if len(newest) == 1:
            others = _others(rivals, newest[0])
            figure = _in_words(newest[0].value)
            return newest[0], f"Policy preferred-voices: {figure}, which {name} gives; beside it, {others}."
        if newest:
            listed = _list(_in_words(one.value) for one in newest)
            return (
                None,
                f"Policy preferred-voices: {name} gives {listed}, none of them the later; none is chosen.",
            )
    listed = _list(_in_words(one.value) for one in rivals)
    return (
        None,
        f"Policy preferred-voices: no preferred voice gives a figure in its own words ({listed} are in force); "
        "none is chosen.",
    )


def _is_own(claim: Claim, name: str, told: ToldCount, canonical: Callable[[str], str]) -> bool:
    """Whether a claim rests on the voice of this name: what another passes on of it is not its own word."""
    if claim.rests_on is None or claim.rests_on != claim.origin:
        return False
    voice = told.voices.of(claim.rests_on)
    return canonical(name) in {canonical(form) for form in (voice.name, *voice.aliases) if form}


def _last_told(rival: _Rival, name: str, told: ToldCount, canonical: Callable[[str], str]) -> str:
    """Return the last day on which the voice of this name tells a figure, "" where no day is told."""
    own = {c.claim_id for c in rival.claims if _is_own(c, name, told, canonical)}
    figures = (one for side in told.toll.sides for one in side.figures)
    return max((f.as_of for f in figures if f.as_of and not own.isdisjoint(f.claim_ids)), default="")


def _cascade(rivals: Sequence[_Rival], told: ToldCount, _method: Method) -> _Taken:
    last = max(one.newest for one in rivals)
    newest = [one for one in rivals if last and one.newest == last]
    if len(newest) == 1 and not newest[0].doubt:
        words = f"{_in_words(newest[0].value)}, the newest figure in force, as of {last}"
        return newest[0], f"Policy gtd-cascade: {words}; beside it, {_others(rivals, newest[0])}."
    sure = [one for one in rivals if not one.doubt] or list(rivals)
    if len(newest) == 1:
        why = f"the newest, {_in_words(newest[0].value)}, is doubtful: {newest[0].doubt}"
    else:
        why = "no one figure is the newest"
    high = _all_origins(sure, told)
    taken = _by_majority(sure, high)
    if taken is not None:
        return taken, f"Policy gtd-cascade: {_in_words(taken.value)}, {_of_origins(taken, high)}; {why}."
    lowest = min(sure, key=_number)
    words = f"Policy gtd-cascade: {_in_words(lowest.value)}, the lowest figure in force"
    if lowest.doubt:
        return lowest, f"{words}; all are doubtful."
    return (
        lowest,
        f"{words} that is not doubtful; {why}, and none has a majority ({_by_origins(sure)}).",
    )


def _pending(rivals: Sequence[_Rival], _told: ToldCount, _method: Method) -> _Taken:
    listed = _list(_in_words(one.value) for one in rivals)
    return None, f"Policy pending: none is chosen until a person chooses; in force: {listed}."


def _back_to_source(rivals: Sequence[_Rival], _told: ToldCount, _method: Method) -> _Taken:
    listed = _list(_in_words(one.value) for one in rivals)
    return (
        None,
        f"Policy back-to-source: none is chosen; whom to ask stands among the leads; in force: {listed}.",
    )


_POLICIES: dict[Policy, Callable[[Sequence[_Rival], ToldCount, Method], _Taken]] = {
    Policy.RANGE: _range,
    Policy.MAJORITY_OF_ORIGINS: _majority,
    Policy.PREFERRED_VOICES: _preferred,
    Policy.GTD_CASCADE: _cascade,
    Policy.PENDING: _pending,
    Policy.BACK_TO_SOURCE: _back_to_source,
}


# ---------------------------------------------------------------- whom to ask


def open_leads(told: Iterable[ToldCount], method: Method) -> tuple[Lead, ...]:
    """Return whom to ask for what, under the policy `back-to-source`: one lead for each voice and figure in force, of
    the counts that have more than one. None under any other policy."""
    if method.policy != Policy.BACK_TO_SOURCE:
        return ()
    return tuple(lead for one in told for lead in _leads(one))


def _leads(told: ToldCount) -> Iterable[Lead]:
    rivals = _rivals(told)
    for rival in rivals if len(rivals) > 1 else ():
        asked: dict[str, Claim] = {}
        for claim in sorted(rival.claims, key=lambda one: (one.report_id, one.span, one.claim_id)):
            asked.setdefault(claim.rests_on or f"outlet of {claim.report_id}", claim)
        for claim in asked.values():
            kind, whom, what = _to_ask(claim, told.voices)
            figure = f"{_in_words(rival.value)} {told.toll.kind.value.replace('_', ' ')}"
            yield Lead(
                kind,
                f"ask {whom} for {what} ({figure})",
                claim.report_id,
                claim.span,
                claim.quote,
                claim.chain,
            )


def _to_ask(claim: Claim, voices: VoiceMap) -> tuple[LeadKind, str, str]:
    """Return what sort of lead, whom to ask, and for what: the origin's own words or list before anything else."""
    if claim.rests_on is None or is_unsourced(claim, voices):
        return LeadKind.MEDIA_REPORT, "the outlet", "the voice from whom it has the figure"
    voice = voices.of(claim.rests_on)
    whom = voice.name or "the voice"
    if claim.origin is not None and claim.origin != claim.rests_on:
        origin = voices.of(claim.origin).name or "the origin"
        return LeadKind.STATEMENT, origin, f"its own words, which are known only through {whom}"
    if voice.connection is Connection.MEDIC or voice.access is Access.TREATED:
        return LeadKind.MEDICAL_RECORD, whom, "the hospital's or morgue's own list"
    if voice.connection is Connection.MONITOR or voice.access is Access.COUNTED:
        return LeadKind.NAMES, whom, "the list of names behind the figure"
    if voice.access is Access.PRESENT or voice.connection in (Connection.WITNESS, Connection.VICTIM):
        return LeadKind.WITNESS, whom, "what was seen, and who else was there"
    if voice.kind in (VoiceKind.STATE_BODY, VoiceKind.ARMED_GROUP) or voice.connection in (
        Connection.OFFICIAL,
        Connection.SPOKESPERSON,
        Connection.PARTY,
    ):
        return LeadKind.DOCUMENT, whom, "the list or report that the figure rests on"
    return LeadKind.STATEMENT, whom, "how it knows the figure"


# ---------------------------------------------------------------- words


def _in_words(value: Count) -> str:
    """Return a figure in the shortest words: "6", "at least 50", "about 40", "3 to 5"."""
    low, high = value.low, value.high
    about = "about " if value.approximate else ""
    if high is None:
        return f"{'more than' if value.strict else 'at least'} {about}{low}"
    if low is None:
        return f"{'fewer than' if value.strict else 'up to'} {about}{high}"
    words = f"{about}{low}" if low == high else f"{about}{low} to {high}"
    return f"{words} by name" if value.basis is CountBasis.LISTED else words


def _list(words: Iterable[str]) -> str:
    return "; ".join(words)


def _others(rivals: Sequence[_Rival], taken: _Rival) -> str:
    return _list(_in_words(one.value) for one in rivals if one is not taken) or "no other is in force"


def _of_origins(taken: _Rival, high: int) -> str:
    return f"given by at least {taken.origins.low} of at most {high} independent origins"


def _by_origins(rivals: Sequence[_Rival]) -> str:
    return _list(f"{_in_words(one.value)}: {one.origins.low} to {one.origins.high}" for one in rivals)
