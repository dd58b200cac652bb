"""Put what people decided into what was read, before accounts are linked.

In:   reports and extractions as they are now; all judgements of a case.
Out:  `Applied`: the extractions as judged, and what bears on whom.
Holds: every judgement in force is applied, or set aside with its reason. A quote is the text's own at its span, and the
id of a claim stays. A judgement holds for its own page alone, also where other pages carry the same text.
No accusation is ever chosen; a confirmation of one holds for the very claim that was confirmed, and for none near it.

First come the claims that were added, then what was decided of claims and all else, then what was decided of voices:
a claim that was added may be judged, and so may a voice that a corrected chain brought in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tellings.judging.added import Adding, add_claims, in_order
from tellings.judging.contradiction import contradictions
from tellings.judging.corrections import CORRECTING, correct_claim, correct_voice
from tellings.judging.force import Matter, in_force, latest, made, matter_of
from tellings.judging.places import Lost, Places, contradicts, is_voice, misfit, place, says, stands_for
from tellings.judging.retelling import Retelling, used_voices, voices_of
from tellings.judging.stages import by_account
from tellings.judging.unfit import unfit
from tellings.model import (
    Account,
    ActType,
    Claim,
    Exclusion,
    Extraction,
    Judgement,
    PersonFact,
    Report,
    SetAside,
    Voice,
)
from tellings.resolve.names import fold
from tellings.vocabulary import ExclusionReason, Field, LeafKind, Stance, Verdict

_NOT_HELD = (Stance.DENIES, Stance.DOUBTS, Stance.CANNOT_CONFIRM, Stance.WITHDRAWS)
_OF_ONE_LEAF = (Matter.SIDE, Matter.CONNECTION, Matter.ACCESS, Matter.FOLLOW_UP, Matter.GRAPHIC)


@dataclass(frozen=True, slots=True)
class Applied:
    """What judgements come to.

    extractions: as given, with what was added, claims and voices corrected and marked, and without the rejected claims.
    placed: the judgements
    that hold, sorted by id, their leaves naming what stands there today. set_aside: those in force that could not be
    applied, sorted. rejected: by account id, sorted by claim id. chosen: by the id of the claim that stands for its
    reading; of two in one field of an incident the later holds. assessed: by the id of the claim whose value was; of
    two on one value of an incident the later holds. released: id of a claim or lead -> id of the judgement.
    names_released, names_protected: (report id, folded name) -> id of the judgement; a name that is protected anywhere
    is released nowhere. added_to: the extractions that claims were added to, with these, before all
    else was judged. staged: account id -> the judgement on the stage of review that holds for it. followed: lead
    id -> what became of it.
    """

    extractions: tuple[Extraction, ...]
    placed: tuple[Judgement, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    rejected: Mapping[str, tuple[Exclusion, ...]] = field(default_factory=dict)
    chosen: Mapping[str, Judgement] = field(default_factory=dict)
    assessed: Mapping[str, Judgement] = field(default_factory=dict)
    released: Mapping[str, str] = field(default_factory=dict)
    names_released: Mapping[tuple[str, str], str] = field(default_factory=dict)
    names_protected: Mapping[tuple[str, str], str] = field(default_factory=dict)
    added_to: tuple[Extraction, ...] = ()
    staged: Mapping[str, Judgement] = field(default_factory=dict)
    followed: Mapping[str, Judgement] = field(default_factory=dict)


def apply_judgements(
    reports: Iterable[Report],
    extractions: Sequence[Extraction],
    judgements: Iterable[Judgement],
    *,
    own_types: tuple[ActType, ...] = (),
) -> Applied:
    """Return the extractions as judged. reports, extractions, judgements: in any order; the order changes nothing.

    own_types: the sorts of act of the case's own, which a correction may name.
    """
    held = tuple(judgements)
    if not held:
        return Applied(tuple(extractions))
    known = {one.judgement_id for one in held}
    holding = in_force(held)
    work = _Work(reports, extractions, own_types)
    for one in held:
        if one.verdict is Verdict.UNDONE and not known.intersection(one.replaces):
            work.aside(one, _NOTHING_UNDONE)
    work.add([one for one in holding if one.verdict is Verdict.ADDED])
    others = [one for one in holding if one.verdict is not Verdict.ADDED]
    for one in others:
        if not is_voice(one.left):
            work.take(one)
    work.judge_claims()
    for one in others:
        if is_voice(one.left):
            work.take(one)
    work.part_contradictions()
    return work.applied()


def day_of(judgement: Judgement) -> str:
    """Return the day on which a judgement was made, as it was written."""
    return judgement.made_at[:10]


_NOTHING_UNDONE = Lost(
    reason="judgement_without_place",
    fact="it undoes a judgement that is not held",
    step="nothing is to be done unless that judgement was lost; then restore the case from a copy",
)


class _Work:
    """Takes judgements one by one, then applies them claim by claim."""

    def __init__(
        self, reports: Iterable[Report], extractions: Sequence[Extraction], own_types: tuple[ActType, ...]
    ) -> None:
        self.reports = {report.report_id: report for report in reports}
        self.read = {one.report_id: one for one in extractions}
        self.extractions = tuple(extractions)
        self.added_to: tuple[Extraction, ...] = ()
        self.places = Places.of(self.reports.values(), self.extractions)
        self.own_types = own_types
        self.retellings: dict[str, Retelling] = {}
        self.asides: list[SetAside] = []
        self.placed: dict[str, Judgement] = {}
        self.of_claim: dict[str, dict[Matter, list[tuple[Judgement, Judgement]]]] = {}
        self.judged: dict[str, Claim | None] = {}
        self.chosen: dict[str, Judgement] = {}
        self.assessed: dict[str, Judgement] = {}
        self.rejected: dict[str, list[Exclusion]] = {}
        self.released: dict[str, Judgement] = {}
        self.stages: list[Judgement] = []
        self.by_leaf: dict[Matter, dict[str, Judgement]] = {matter: {} for matter in _OF_ONE_LEAF}
        self.names: dict[Matter, dict[tuple[str, str], Judgement]] = {
            Matter.RELEASE: {},
            Matter.PROTECTION: {},
        }

    def retelling(self, report_id: str) -> Retelling:
        """Return who tells what in a report, as persons say."""
        if report_id not in self.retellings:
            self.retellings[report_id] = Retelling(self.reports[report_id], self.read[report_id])
        return self.retellings[report_id]

    def aside(self, judgement: Judgement, lost: Lost) -> None:
        self.asides.append(lost.set_aside(judgement))
        self.placed.pop(judgement.judgement_id, None)

    def add(self, judgements: Sequence[Judgement]) -> None:
        """Add the claims that were missed."""
        if not judgements:
            return
        found: Adding = add_claims(
            judgements, self.places, self.extractions, self.retelling, own_types=self.own_types
        )
        for judgement, lost in found.lost:
            self.aside(judgement, lost)
        self.placed.update((one.judgement_id, one) for one in found.placed)
        self.extractions = found.extractions
        homes = {one.left.report_id for one in found.placed}
        self.added_to = tuple(one for one in found.extractions if one.report_id in homes)
        self.places = Places.of(self.reports.values(), self.extractions)

    def take(self, judgement: Judgement) -> None:
        """Find the place of a judgement, and keep it with what else is decided there."""
        why_not = unfit(judgement)
        placed = why_not if why_not is not None else place(judgement, self.places)
        if isinstance(placed, Lost):
            self.aside(judgement, placed)
            return
        if _is_other_blame(judgement, placed, self.places):
            self.aside(
                judgement,
                _outdated("the accusation is read anew, and its chain may be another", placed.left.id),
            )
            return
        self.placed[judgement.judgement_id] = placed
        matter = matter_of(judgement)
        if matter is None:
            return
        if placed.left.kind == LeafKind.CLAIM:
            matters = self.of_claim.setdefault(placed.left.id, {})
            matters.setdefault(matter, []).append((judgement, placed))
        elif matter is Matter.STAGE:
            self.stages.append(placed)
        elif matter in self.by_leaf:
            before = self.by_leaf[matter].get(placed.left.id, placed)
            self.by_leaf[matter][placed.left.id] = latest((before, placed))
            if before is not placed:
                self.placed.pop(min(before, placed, key=made).judgement_id, None)
        elif placed.left.kind == LeafKind.LEAD:
            self._release(placed.left.id, placed)
        else:
            self._name(matter, placed.left.report_id, placed.left.quote, placed)

    def part_contradictions(self) -> None:
        """Set aside what joins voices or names that others keep apart; accounts are the linking's (`link.judged`)."""
        pairs = [one for one in self.placed.values() if stands_for(one.left) != LeafKind.ACCOUNT]
        for found in contradictions(pairs):
            self.aside(found.same, contradicts(found.others()))

    def _release(self, leaf_id: str, judgement: Judgement) -> None:
        self.released[leaf_id] = latest((judgement, self.released.get(leaf_id, judgement)))

    def _name(self, matter: Matter, report_id: str, name: str, judgement: Judgement) -> None:
        held, key = self.names[matter], (report_id, fold(name))
        if key[1]:  # a name that was blotted out is nobody's
            held[key] = latest((judgement, held.get(key, judgement)))

    def judge_claims(self) -> None:
        """Judge claim by claim; the voices that a person named in their chains are voices of their reports now."""
        self.judged = {
            key: self._judged(self.places.claims[key], self.of_claim[key]) for key in sorted(self.of_claim)
        }
        self.extractions = tuple(self._told(one) for one in self.extractions)
        self.places = replace(
            self.places,
            voices={v.voice_id: (one.report_id, v) for one in self.extractions for v in one.voices},
        )

    def _told(self, extraction: Extraction) -> Extraction:
        """Return an extraction with its claims as judged, and with the voices that their chains name anew."""
        accounts = tuple(_account(account, self.judged) for account in extraction.accounts)
        retelling = self.retellings.get(extraction.report_id)
        if retelling is None:
            return replace(extraction, accounts=accounts)
        claims = [claim for account in accounts for claim in account.claims]
        voices = voices_of(retelling.report, extraction) if claims else extraction.voices
        return replace(
            extraction, accounts=accounts, voices=(*voices, *used_voices(retelling.made.values(), claims))
        )

    def _voice(self, voice: Voice) -> Voice:
        connection, access = (
            self.by_leaf[matter].get(voice.voice_id) for matter in (Matter.CONNECTION, Matter.ACCESS)
        )
        return correct_voice(voice, connection=connection, access=access)

    def applied(self) -> Applied:
        protected = {name for _, name in self.names[Matter.PROTECTION]}
        staged = by_account(self.stages)
        for one in {one.judgement_id for one in self.stages} - {one.judgement_id for one in staged.values()}:
            self.placed.pop(one, None)  # later ones are about all its accounts
        return Applied(
            extractions=tuple(
                replace(one, voices=tuple(self._voice(voice) for voice in one.voices))
                for one in self.extractions
            ),
            placed=tuple(self.placed[key] for key in sorted(self.placed)),
            set_aside=tuple(sorted(self.asides, key=lambda aside: (aside.item, aside.reason, aside.message))),
            rejected={
                account_id: tuple(sorted(rows, key=lambda row: row.id))
                for account_id, rows in sorted(self.rejected.items())
            },
            chosen=self.chosen,
            assessed=self.assessed,
            released={key: one.judgement_id for key, one in sorted(self.released.items())},
            names_released={
                key: one.judgement_id
                for key, one in sorted(self.names[Matter.RELEASE].items())
                if key[1] not in protected
            },
            names_protected={
                key: one.judgement_id for key, one in sorted(self.names[Matter.PROTECTION].items())
            },
            added_to=self.added_to,
            staged=staged,
            followed=self.by_leaf[Matter.FOLLOW_UP],
        )

    # ------------------------------------------------------------ one claim

    def _judged(
        self, claim: Claim, matters: Mapping[Matter, list[tuple[Judgement, Judgement]]]
    ) -> Claim | None:
        """Return a claim as judged, None where it is rejected."""
        holding: dict[Matter, tuple[Judgement, Judgement]] = {}
        for matter, rows in matters.items():
            last = latest(row[0] for row in rows)
            for row in rows:
                if row[0].judgement_id == last.judgement_id:
                    holding[matter] = row
                elif row[0].left.id == last.left.id:
                    self.placed.pop(row[0].judgement_id, None)
                else:  # of another reading: it may have been about another claim, so it does not end in silence
                    fact = "a later judgement, of another reading, holds at its place"
                    self.aside(row[0], _outdated(fact, claim.claim_id))
        now = self._corrected(claim, holding)
        confirmed = holding.get(Matter.ASSESSMENT)
        if confirmed is not None and _is_corrected_since(confirmed[0], now, holding):
            fact = "the accusation was corrected after it was confirmed"
            self.aside(holding.pop(Matter.ASSESSMENT)[0], _outdated(fact, claim.claim_id))
        for matter in (Matter.ASSESSMENT, Matter.FINDING, Matter.CHOICE, Matter.RELEASE):
            if matter in holding and _is_outdated(*holding[matter], read=claim, now=now):
                self.aside(
                    holding.pop(matter)[0], _outdated("the claim is read otherwise now", claim.claim_id)
                )
        assessed = holding.get(Matter.ASSESSMENT)
        is_rejected = assessed is not None and assessed[0].verdict is Verdict.REJECTED
        self._hold(now, holding, is_rejected=is_rejected)
        if Matter.RELEASE in holding:
            placed = holding[Matter.RELEASE][1]
            self._release(claim.claim_id, placed)
            if isinstance(now.value, PersonFact):
                self._name(Matter.RELEASE, claim.report_id, now.value.name, placed)
        if assessed is None:
            return now
        if is_rejected:
            self._reject(claim, assessed[0])
            return None
        return replace(now, judged=tuple(sorted({*now.judged, assessed[0].judgement_id})))

    def _corrected(self, claim: Claim, holding: Mapping[Matter, tuple[Judgement, Judgement]]) -> Claim:
        """Return a claim as corrected; the corrections that do not fit are set aside."""
        corrections = {matter: holding[matter][0] for matter in CORRECTING if matter in holding}
        if not corrections or claim.report_id not in self.reports:
            return claim
        found = correct_claim(claim, corrections, self.retelling(claim.report_id), own_types=self.own_types)
        for judgement, lost in found.lost:
            self.aside(judgement, lost)
        for judgement in found.overtaken:
            self.placed.pop(judgement.judgement_id, None)
        return found.claim

    def _hold(
        self, now: Claim, holding: Mapping[Matter, tuple[Judgement, Judgement]], *, is_rejected: bool
    ) -> None:
        """Keep that a claim's value is chosen or assessed, where it can be."""
        for matter, kept in ((Matter.CHOICE, self.chosen), (Matter.FINDING, self.assessed)):
            if matter in holding:
                judgement, placed = holding[matter]
                why_not = _not_held(now, judgement.verdict, is_rejected=is_rejected)
                if why_not is not None:
                    self.aside(judgement, why_not)
                else:
                    kept[now.claim_id] = placed

    def _reject(self, claim: Claim, judgement: Judgement) -> None:
        text = f"Rejected by {judgement.by} on {day_of(judgement)}: {judgement.why}"
        row = Exclusion(claim.claim_id, ExclusionReason.REJECTED, text, claim.quote, judgement.judgement_id)
        self.rejected.setdefault(self.places.account_of[claim.claim_id], []).append(row)


def _is_other_blame(judgement: Judgement, placed: Judgement, places: Places) -> bool:
    """Whether a judgement that lets an accusation stand was about another reading of it: another chain, it may be."""
    if placed.left.kind != LeafKind.CLAIM or matter_of(judgement) is None:
        return False
    is_blame = places.claims[placed.left.id].field is Field.ACCUSATIONS
    return is_blame and judgement.verdict is not Verdict.REJECTED and judgement.left.id != placed.left.id


def _is_outdated(judgement: Judgement, placed: Judgement, *, read: Claim, now: Claim) -> bool:
    """Whether a judgement was about another value than the one that is read at its place today."""
    if judgement.left.id == placed.left.id or not judgement.was:
        return False
    return not (says(read, judgement.was) or says(now, judgement.was))


def _is_corrected_since(
    judgement: Judgement, now: Claim, holding: Mapping[Matter, tuple[Judgement, Judgement]]
) -> bool:
    """Whether an accusation was confirmed as something else than it is now: who accuses whom of what, and where."""
    if now.field is not Field.ACCUSATIONS or judgement.verdict is not Verdict.CONFIRMED:
        return False
    corrections = [holding[matter][0] for matter in CORRECTING if matter in holding]
    return any(one.judgement_id in now.judged and made(one) > made(judgement) for one in corrections)


def _outdated(fact: str, claim_id: str) -> Lost:
    return Lost(reason="judgement_outdated", fact=f"{fact}: {claim_id}")


def _not_held(claim: Claim, verdict: Verdict, *, is_rejected: bool) -> Lost | None:
    """Return why a claim's value cannot be chosen or assessed, None where it can."""
    if claim.field is Field.ACCUSATIONS:
        return misfit(
            f"no accusation is ever {verdict}", "nothing is to be done: accusations stand side by side"
        )
    if claim.field is Field.PERSONS:
        fact = "chosen among" if verdict is Verdict.CHOSEN else verdict
        return misfit(f"what is told of a person is not {fact}", "correct or reject single claims instead")
    if is_rejected:
        return Lost(
            reason="judgement_contradicted",
            fact=f"the claim {verdict} is also rejected: {claim.claim_id}",
            step="undo the one or the other",
        )
    if claim.value is None or (claim.stance in _NOT_HELD and claim.field is not Field.DENIALS):
        return misfit(
            f"the claim {verdict} does not hold a value: {claim.claim_id}", "judge a claim that gives one"
        )
    return None


def _account(account: Account, judged: Mapping[str, Claim | None]) -> Account:
    if not any(claim.claim_id in judged for claim in account.claims):
        return account
    told = (judged.get(claim.claim_id, claim) for claim in account.claims)
    kept = tuple(claim for claim in told if claim is not None)
    spans = {claim.claim_id: claim.span for claim in account.claims}
    is_moved = any(claim.span != spans[claim.claim_id] for claim in kept)
    return in_order(replace(account, claims=kept)) if is_moved else replace(account, claims=kept)
