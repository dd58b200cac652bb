"""Say what claims of one incident do to one another: update, correct, withdraw, dispute, or count something else.

In:   claims of one incident in its own voices, resting where they rest; its reports and voices.
Out:  the same claims with their relations, and with the scope and the stance that their sentences tell.
Holds: an update is one voice's or one body's, later in time, or stands in the words ("up from an earlier 18"). A
       correction or a withdrawal stands in the words. All else that differs is a dispute, also within a side. Nobody's
       figure supersedes another voice's.

A relation is turned to one claim at least of each figure that it bears on, and each claim of that figure has one turned
to it: many copies of a text take as many relations as there are copies, and not their square.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from tellings.model import Claim, Count, Relation, Report, Span
from tellings.reconcile.disputes import find_disputes, is_total
from tellings.reconcile.lines import Figure, Line, day_told, lines_of
from tellings.reconcile.scopes import differing_scopes, with_scopes
from tellings.reconcile.told_as import ToldAs, read_words
from tellings.reconcile.values import between, can_both_hold, printed, value_key
from tellings.resolve.voices import VoiceMap
from tellings.vocabulary import COUNT_FIELDS, Field, RelationKind, Stance

_Told = tuple[
    Claim, Claim, RelationKind, Span | None
]  # the claim, what it is turned to, how, and the words for it


def relate_claims(
    claims: Sequence[Claim], voices: VoiceMap, reports: Mapping[str, Report]
) -> tuple[Claim, ...]:
    """Return the claims with all that the case's dates and words add to their relations; sorted by id.

    What a sentence takes back ("withdrew its statement that 19 died") is told with the stance withdraws.
    """
    held = sorted(claims, key=lambda claim: claim.claim_id)
    told = read_words(held, voices, reports)
    held = with_scopes([_taken_back(claim, told) for claim in held], reports)
    lines = lines_of(held, voices, reports)
    found: dict[str, list[Relation]] = {claim.claim_id: list(claim.relations) for claim in held}
    known = {(claim.claim_id, one.kind, one.claim_id) for claim in held for one in claim.relations}
    for claim, other, kind, words in (
        *_in_one_text(held, told, voices),
        *_by_words(held, told, lines, reports),
        *_updates(lines),
        *((a, b, RelationKind.DISPUTES, None) for a, b in find_disputes(held, voices)),
        *((a, b, RelationKind.SCOPE_DIFFERS, None) for a, b in differing_scopes(held)),
    ):
        if (claim.claim_id, kind, other.claim_id) not in known:
            known.add((claim.claim_id, kind, other.claim_id))
            found[claim.claim_id].append(Relation(kind, other.claim_id, words))
    return tuple(
        replace(claim, relations=tuple(sorted(relations, key=lambda one: (one.kind, one.claim_id))))
        if (relations := found[claim.claim_id]) != list(claim.relations)
        else claim
        for claim in held
    )


def _taken_back(claim: Claim, told: Mapping[str, ToldAs]) -> Claim:
    words = told[claim.claim_id].withdrawn if claim.claim_id in told else None
    is_own_sentence = words is not None and words.start < claim.span.start
    return replace(claim, stance=Stance.WITHDRAWS) if is_own_sentence else claim


def _in_one_text(claims: Sequence[Claim], told: Mapping[str, ToldAs], voices: VoiceMap) -> Iterator[_Told]:
    """Yield what one text says of an earlier figure and of the one that took its place: "26, up from an earlier 18".

    The one that took its place is its voice's other figure in that text, else the nearest that is told there.
    """
    totals: dict[tuple[str, Field], list[Claim]] = {}
    for claim in claims:
        if is_total(claim) and not _is_earlier(claim, told):
            totals.setdefault((claim.report_id, claim.field), []).append(claim)
    for claim in claims:
        words = told[claim.claim_id] if _is_earlier(claim, told) else None
        if words is None or not isinstance(claim.value, Count):
            continue
        others = [
            other
            for other in totals.get((claim.report_id, claim.field), [])
            if isinstance(other.value, Count) and printed(other.value) != printed(claim.value)
        ]
        if others:
            into = min(others, key=lambda other: _far_from(claim, other))
            is_put_right = words.is_wrong or (
                into.claim_id in told and told[into.claim_id].corrects is not None
            )
            yield into, claim, _kind(is_put_right), words.earlier


def _is_earlier(claim: Claim, told: Mapping[str, ToldAs]) -> bool:
    return claim.claim_id in told and told[claim.claim_id].earlier is not None


def _far_from(claim: Claim, other: Claim) -> tuple[bool, int, str]:
    return other.origin != claim.origin, abs(other.span.start - claim.span.start), other.claim_id


def _kind(is_put_right: bool) -> RelationKind:
    return RelationKind.CORRECTS if is_put_right else RelationKind.UPDATES


def _updates(lines: Iterable[Line]) -> Iterator[_Told]:
    """Yield what a later figure of a line does to an earlier one that cannot hold beside it.

    A figure counts from the day on which its line first told it: told again later, it updates nothing. Each is turned
    to the last that it overtakes, and each is overtaken by the first that does.
    """
    for line in lines:
        dated = [figure for figure in line.figures if figure.day is not None]
        pairs: set[tuple[int, int]] = set()
        for k in range(len(dated)):
            before = next((n for n in range(k - 1, -1, -1) if _overtakes(dated[k], dated[n])), None)
            after = next((n for n in range(k + 1, len(dated)) if _overtakes(dated[n], dated[k])), None)
            pairs |= {(k, before)} if before is not None else set()
            pairs |= {(after, k)} if after is not None else set()
        for later, earlier in sorted(pairs):
            for claim, other in between(dated[later].claims, dated[earlier].claims):
                yield claim, other, RelationKind.UPDATES, None


def _overtakes(later: Figure, earlier: Figure) -> bool:
    if later.day is None or earlier.day is None or later.day <= earlier.day:
        return False
    return can_both_hold(later.value, earlier.value) is False


def _by_words(
    claims: Sequence[Claim], told: Mapping[str, ToldAs], lines: Iterable[Line], reports: Mapping[str, Report]
) -> Iterator[_Told]:
    """Yield what one voice corrects or withdraws, in words: its own other claims of the field, told no later."""
    for line in lines:
        for figure in line.figures:
            for kind, group in _putting_right(figure.claims, told).items():
                until = _last_day(group, reports)
                for other in line.figures:
                    is_same = printed(other.value) == printed(figure.value)
                    if not is_same and (other.day is None or other.day <= until):
                        yield from ((a, b, kind, _words_of(a, told)) for a, b in between(group, other.claims))
        for withdrawing in line.withdrawing:
            until, value = _last_day(withdrawing, reports), withdrawing[0].value
            for figure in line.figures:
                is_meant = not isinstance(value, Count) or printed(value) == printed(figure.value)
                if is_meant and (figure.day is None or figure.day <= until):
                    for a, b in between(withdrawing, figure.claims):
                        yield a, b, RelationKind.WITHDRAWS, _words_of(a, told)
    yield from _of_other_fields(claims)


def _last_day(claims: Iterable[Claim], reports: Mapping[str, Report]) -> str:
    """Return the last day on which any of these was told; one that is not known counts as the last."""
    return max(day_told(claim, reports) or "9999" for claim in claims)


def _putting_right(claims: Iterable[Claim], told: Mapping[str, ToldAs]) -> dict[RelationKind, list[Claim]]:
    """Return those claims of a figure whose words put another right, or raise or lower it."""
    found: dict[RelationKind, list[Claim]] = {}
    for claim in claims:
        words = told.get(claim.claim_id, ToldAs())
        if words.earlier is not None:
            continue
        if words.corrects is not None:
            found.setdefault(RelationKind.CORRECTS, []).append(claim)
        elif claim.stance is Stance.CORRECTS:
            found.setdefault(_kind(not words.changes), []).append(claim)
    return found


def _words_of(claim: Claim, told: Mapping[str, ToldAs]) -> Span | None:
    words = told.get(claim.claim_id, ToldAs())
    return words.withdrawn or words.corrects


def _of_other_fields(claims: Iterable[Claim]) -> Iterator[_Told]:
    """Yield what a voice corrects (its claims of another value) or withdraws (those of the same) that is no count."""
    held: dict[tuple[Field, str], list[Claim]] = {}
    for claim in claims:
        if claim.field not in COUNT_FIELDS and claim.origin is not None and claim.rests_on == claim.origin:
            held.setdefault((claim.field, claim.origin), []).append(claim)
    kinds = {Stance.CORRECTS: RelationKind.CORRECTS, Stance.WITHDRAWS: RelationKind.WITHDRAWS}
    for own in held.values():
        values: dict[tuple[str, Stance], list[Claim]] = {}
        for claim in own:
            stance = claim.stance if claim.stance in kinds else Stance.ASSERTS
            values.setdefault((value_key(claim.value), stance), []).append(claim)
        for (value, stance), group in values.items():
            for (other, other_stance), targets in values.items() if stance in kinds else ():
                is_meant = (value == other) == (stance is Stance.WITHDRAWS)
                if other_stance is Stance.ASSERTS and is_meant:
                    yield from ((a, b, kinds[stance], None) for a, b in between(group, targets))
