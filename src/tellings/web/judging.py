"""Take decisions in: each is a judgement in the case's log, and the record stands by it when the page comes back.

In:   forms: what is decided, of what, why, and what of it the person had seen decided before.
Out:  a way back to the page, or one that says why nothing was kept, with what was typed.
Holds: nothing is overwritten. A form that was sent twice is kept once. One that was filled in before another judged
the same thing is not kept: what the other decided is shown, and the person decides anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from tellings.codec import to_text
from tellings.errors import InputError
from tellings.judging import leaf_of_account, leaf_of_claim, leaf_of_lead, leaf_of_name, leaf_of_voice
from tellings.judging.deciding import judgement
from tellings.judging.force import matter_of
from tellings.judging.leaves import lead_id
from tellings.judging.stages import require_publishable, reviewed
from tellings.link.joining import pairs_to_join
from tellings.model import Account, Claim, Judgement, Leaf, Record, Span, Voice
from tellings.publish.words import judgement_in_words, sentence_case
from tellings.vocabulary import Assessed, LeadState, ReviewStage, Verdict
from tellings.web.desk import Desk, NotHere, now
from tellings.web.pages import desk_of, page
from tellings.web.wording import _

router = APIRouter()

Text = Annotated[str, Form()]
MOST_PAIRS = 400  # judgements of one splitting: each of those that go from each of those that stay


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement but for who made it, when and why."""

    verdict: Verdict
    left: Leaf
    right: Leaf | None = None
    aspect: str = ""
    was: str = ""
    now: str = ""


def decide(
    request: Request,
    decisions: Sequence[Decision],
    *,
    why: str,
    back: str,
    seen: str | None = None,
    replaces: Iterable[str] = (),
    said: str = "kept",
) -> Response:
    """Keep decisions, and lead back.

    why: the reason, as typed; every decision needs one. seen: ids of what was in force on the first leaf as the form
    showed it, parted by blanks; None where nothing can be stale. replaces: ids of what they replace beside what is in
    force on the same matter of the same leaf.
    """
    desk = desk_of(request)
    reason = " ".join(why.split()) if "\n" not in why else why.strip()
    if not reason:
        raise InputError(
            _("No reason is given. Go back and say why: it stands beside the judgement for good.")
        )
    with desk.turn:
        made_at = now()
        made = []
        for one in decisions:
            held = desk.in_force_on(one.left.id)
            if any(_says_the_same(old, one, by=desk.by, why=reason) for old in held):
                continue
            is_shown = one.left.id == decisions[0].left.id
            if seen is not None and is_shown and seen_of(held) != seen:
                return stale(request, held, back)
            matter = matter_of(_of(one, by=desk.by, made_at=made_at, why=reason, replaces=()))
            same = [old.judgement_id for old in held if matter is not None and matter_of(old) is matter]
            made.append(
                _of(one, by=desk.by, made_at=made_at, why=reason, replaces=sorted({*same, *replaces}))
            )
        if made:
            desk.judge(made)
    return lead_back(back, said if made else "held")


def lead_back(back: str, said: str) -> Response:
    """Return a way back to a page of ours, which says what was done."""
    path, _hash, anchor = (back if back.startswith("/") and not back.startswith("//") else "/").partition("#")
    path += ("&" if "?" in path else "?") + f"said={said}"
    return RedirectResponse(path + (f"#{anchor}" if anchor else ""), status_code=303)


def _of(one: Decision, *, by: str, made_at: str, why: str, replaces: Iterable[str]) -> Judgement:
    return judgement(
        one.verdict,
        one.left,
        one.right,
        by=by,
        made_at=made_at,
        why=why,
        aspect=one.aspect,
        was=one.was,
        now=one.now,
        replaces=tuple(replaces),
    )


def _says_the_same(old: Judgement, new: Decision, *, by: str, why: str) -> bool:
    """Whether a judgement that is held is this very decision: the answer to the first sending of it was lost."""
    right = new.right.id if new.right is not None else ""
    return (
        old.verdict is new.verdict
        and (old.by, old.why, old.aspect, old.now) == (by, why, new.aspect, new.now)
        and old.left.id == new.left.id
        and (old.right.id if old.right is not None else "") == right
    )


def stale(request: Request, held: Sequence[Judgement], back: str) -> Response:
    """Answer that something was judged since a form was made, and that nothing was kept. held: what is in force."""
    return page(
        request,
        "stale.html.j2",
        {"held": [sentence_case(judgement_in_words(one)) for one in held], "back": back},
        title=_("Judged by somebody else meanwhile"),
        status_code=409,
    )


def seen_of(judgements: Sequence[Judgement]) -> str:
    """Return what a form notes of the judgements in force on what it is about."""
    return " ".join(one.judgement_id for one in judgements)


def by_leaf(holding: Sequence[Judgement]) -> dict[str, tuple[Judgement, ...]]:
    """Return judgements by the id of each leaf that they name, in order of their ids."""
    found: dict[str, tuple[Judgement, ...]] = {}
    for one in sorted(holding, key=lambda one: one.judgement_id):
        for leaf in (one.left, one.right):
            if leaf is not None:
                found[leaf.id] = (*found.get(leaf.id, ()), one)
    return found


# ---------------------------------------------------------------- what forms name


def claim_of(desk: Desk, claim_id: str, *, record: Record) -> Claim:
    """Return a claim of a record. Raises: NotHere."""
    for field in record.fields.values():
        for reading in field.readings:
            for claim in reading.claims:
                if claim.claim_id == claim_id:
                    return claim
    raise NotHere(claim_id)


def claim_leaf(desk: Desk, claim: Claim) -> Leaf:
    """Return the leaf of a claim."""
    return leaf_of_claim(claim, desk.read(claim.report_id)[0])


def account_of(desk: Desk, record: Record, account_id: str) -> Account:
    """Return an account of a record as it stands judged. Raises: NotHere."""
    told = next((one for one in record.accounts if one.account_id == account_id), None)
    if told is None:
        raise NotHere(account_id)
    judged = desk.judged(told.report_id)[1]
    found = next((one for one in judged.accounts if one.account_id == account_id), None)
    if found is None:
        raise NotHere(account_id)
    return found


def account_leaf(desk: Desk, account: Account) -> Leaf:
    """Return the leaf of an account."""
    return leaf_of_account(account, desk.read(account.report_id)[0])


def voice_leaf(desk: Desk, report_id: str, voice: Voice) -> Leaf:
    """Return the leaf of a voice of one report."""
    return leaf_of_voice(voice, desk.read(report_id)[0])


# ---------------------------------------------------------------- decisions of a record


@router.post("/judge/choose")
def choose(
    request: Request, incident: Text, claim: Text, why: Text = "", back: Text = "/", seen: Text = ""
) -> Response:
    """Choose, among the rival readings of a field, the one that a claim stands for."""
    desk = desk_of(request)
    record = desk.record_now(incident)
    one = claim_of(desk, claim, record=record)
    rivals = {c.claim_id for reading in record.fields[one.field].readings for c in reading.claims}
    before = [
        old.judgement_id
        for old in record.judgements
        if old.verdict is Verdict.CHOSEN and old.left.id in rivals
    ]
    decision = Decision(Verdict.CHOSEN, claim_leaf(desk, one), was=to_text(one.value))
    return decide(request, [decision], why=why, back=back, seen=seen, replaces=before)


@router.post("/judge/assess")
def assess(
    request: Request,
    incident: Text,
    claim: Text,
    now: Text,
    why: Text = "",
    back: Text = "/",
    seen: Text = "",
) -> Response:
    """Assess the value of a claim by the case's standard of proof, or take the assessment back."""
    desk = desk_of(request)
    one = claim_of(desk, claim, record=desk.record_now(incident))
    leaf = claim_leaf(desk, one)
    if now == "unassessed":
        held = [old for old in desk.in_force_on(leaf.id) if old.verdict is Verdict.ASSESSED]
        return undo_all(request, held, why=why, back=back)
    if now not in set(Assessed):
        raise InputError(_("“%s” is no assessment.") % now)
    decision = Decision(Verdict.ASSESSED, leaf, was=to_text(one.value), now=now)
    return decide(request, [decision], why=why, back=back, seen=seen)


@router.post("/judge/release")
def release(request: Request, incident: Text, person: Text, why: Text = "", back: Text = "/") -> Response:
    """Let the name of a victim go out, in every report of the incident that names the person."""
    desk = desk_of(request)
    record = desk.record_now(incident)
    held = next((one for one in record.persons if one.person_id == person), None)
    if held is None:
        raise NotHere(person)
    decisions: dict[tuple[str, str], Decision] = {}
    for reading in held.readings:
        for claim in reading.claims:
            report = desk.read(claim.report_id)[0]
            for form in held.name_forms:
                at = report.text.find(form)
                if at >= 0:
                    leaf = leaf_of_name(Span(at, at + len(form)), report)
                    decisions.setdefault((claim.report_id, form), Decision(Verdict.RELEASED, leaf))
    if not decisions:
        raise InputError(_("The name stands in no report as it is told here; nothing was released."))
    return decide(request, list(decisions.values()), why=why, back=back)


@router.post("/judge/stage")
def stage(
    request: Request, incident: Text, now: Text, why: Text = "", back: Text = "/", seen: Text = ""
) -> Response:
    """Move the review of an incident on. Publishing is refused while a figure or an accusation waits for a person."""
    desk = desk_of(request)
    record = desk.record_now(incident)
    if now not in set(ReviewStage):
        raise InputError(_("“%s” is no stage of review.") % now)
    if now == ReviewStage.PUBLISHED:
        require_publishable(record)
    leaf = account_leaf(desk, account_of(desk, record, record.accounts[0].account_id))
    if record.review.judgement_id != seen:
        held = [one for one in desk.holding() if one.judgement_id == record.review.judgement_id]
        return stale(request, held, back)
    decision = Decision(Verdict.STAGED, leaf, was=reviewed(record), now=now)
    before = [record.review.judgement_id] if record.review.judgement_id else []
    said = "published" if now == ReviewStage.PUBLISHED else "kept"
    return decide(request, [decision], why=why, back=back, replaces=before, said=said)


@router.post("/judge/lead")
def follow(
    request: Request,
    incident: Text,
    lead: Text,
    now: Text,
    why: Text = "",
    back: Text = "/",
    seen: Text = "",
) -> Response:
    """Say what became of a lead."""
    desk = desk_of(request)
    record = desk.record_now(incident)
    held = next((one for one in record.leads if lead_id(one) == lead), None)
    if held is None:
        raise NotHere(lead)
    if now not in set(LeadState):
        raise InputError(_("“%s” is nothing that becomes of a lead.") % now)
    before = next((one.state.value for one in record.follow_ups if one.lead_id == lead), LeadState.OPEN.value)
    leaf = leaf_of_lead(held, desk.read(held.report_id)[0])
    decision = Decision(Verdict.FOLLOWED, leaf, was=before, now=now)
    return decide(request, [decision], why=why, back=back, seen=seen)


@router.post("/judge/join")
def join(
    request: Request,
    incident: Text,
    other: Text = "",
    other_id: Text = "",
    why: Text = "",
    back: Text = "/",
) -> Response:
    """Join two incidents: one account of each is judged the same, or every account where the two are at odds."""
    desk = desk_of(request)
    first, second = desk.record_now(incident), desk.record_now(other_id.strip() or other)
    if first.incident_id == second.incident_id:
        raise InputError(_("That is the incident itself; choose another."))
    of_first = [account_of(desk, first, one.account_id) for one in first.accounts]
    of_second = [account_of(desk, second, one.account_id) for one in second.accounts]
    reports = {one.report_id: desk.read(one.report_id)[0] for one in (*of_first, *of_second)}
    decisions = [
        Decision(Verdict.SAME, account_leaf(desk, left), account_leaf(desk, right))
        for left, right in pairs_to_join(of_first, of_second, reports)
    ]
    answer = decide(request, decisions, why=why, back=back)
    return _to_incident_of(desk, of_first[0].account_id, answer)


@router.post("/judge/part")
def part(
    request: Request,
    incident: Text,
    account: Annotated[list[str], Form()] = [],  # noqa: B006  # FastAPI copies it
    why: Text = "",
    back: Text = "/",
) -> Response:
    """Split accounts off an incident: each differs from each of those that stay."""
    desk = desk_of(request)
    record = desk.record_now(incident)
    going = [account_of(desk, record, one) for one in dict.fromkeys(account)]
    staying = [
        account_of(desk, record, one.account_id) for one in record.accounts if one.account_id not in account
    ]
    if not going or not staying:
        raise InputError(_("Mark the reports that tell of another incident: some of them, and not all."))
    if len(going) * len(staying) > MOST_PAIRS:
        raise InputError(
            _("That would be %(number)d judgements at once, of %(most)d at most; split fewer off at a time.")
            % {"number": len(going) * len(staying), "most": MOST_PAIRS}
        )
    decisions = [
        Decision(Verdict.DIFFERENT, account_leaf(desk, left), account_leaf(desk, right))
        for left in going
        for right in staying
    ]
    answer = decide(request, decisions, why=why, back=back)
    return _to_incident_of(desk, staying[0].account_id, answer)


def _to_incident_of(desk: Desk, account_id: str, answer: Response) -> Response:
    """Return a way to the incident that an account is in now, where what was decided led back to one that is gone."""
    if answer.status_code != 303:
        return answer
    return lead_back(f"/incidents/{desk.incident_of(account_id)}", "kept")


# ---------------------------------------------------------------- undoing


@router.post("/judge/undo")
def undo(
    request: Request,
    judgement: Annotated[list[str], Form()] = [],  # noqa: B006  # FastAPI copies it
    why: Text = "",
    back: Text = "/history",
) -> Response:
    """Undo judgements: they hold no longer, and stay in the history."""
    desk = desk_of(request)
    return undo_all(request, [desk.judgement(one) for one in judgement], why=why, back=back)


def undo_all(request: Request, held: Sequence[Judgement], *, why: str, back: str) -> Response:
    """Undo judgements, and lead back. One that holds no longer is left as it is."""
    desk = desk_of(request)
    if not why.strip():
        raise InputError(
            _("No reason is given. Go back and say why: it stands beside the judgement for good.")
        )
    with desk.turn:
        holding = {one.judgement_id for one in desk.holding()}
        made_at = now()
        made = [
            judgement(
                Verdict.UNDONE,
                old.left,
                None,
                by=desk.by,
                made_at=made_at,
                why=why.strip(),
                aspect=old.aspect,
                replaces=(old.judgement_id,),
            )
            for old in held
            if old.judgement_id in holding
        ]
        if made:
            desk.judge(made)
    return lead_back(back, "undone" if made else "held")


@router.post("/build")
def build(request: Request) -> Response:
    """Bring the records up to date."""
    desk_of(request).build()
    return lead_back("/", "built")
