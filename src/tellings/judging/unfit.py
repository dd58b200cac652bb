"""Say why a verdict cannot be about its leaf.

In:   a judgement.
Out:  `Lost`, with the reason, where no report need be looked at to see that it cannot hold.
"""

from tellings.judging.corrections import unfit_for_voice
from tellings.judging.force import ASPECTS
from tellings.judging.places import Lost, is_voice, misfit
from tellings.judging.stages import REASONED
from tellings.model import Judgement
from tellings.vocabulary import Assessed, LeadState, LeafKind, ReviewStage, Verdict

_CLAIM_VERDICTS = (Verdict.CONFIRMED, Verdict.REJECTED, Verdict.ASSESSED, Verdict.CHOSEN)
_RELEASABLE = (LeafKind.CLAIM, LeafKind.LEAD, LeafKind.NAME)


def unfit(judgement: Judgement) -> Lost | None:
    """Return why a verdict cannot be about its leaf, None where it can."""
    verdict, kind = judgement.verdict, judgement.left.kind
    if verdict in _CLAIM_VERDICTS and kind != LeafKind.CLAIM:
        return misfit(f"a {kind} cannot be {verdict}: only a claim can")
    if verdict is Verdict.CORRECTED:
        return _unfit_correction(judgement)
    if verdict is Verdict.RELEASED and kind not in _RELEASABLE:
        return misfit(f"a {kind} cannot be released: a claim, a lead and a name can")
    if verdict is Verdict.SIDED and (kind != LeafKind.VOICE or not judgement.now.strip()):
        return misfit(f"a {kind} cannot be sided with {judgement.now!r}: a voice can, with a side")
    if verdict is Verdict.ASSESSED and judgement.now not in set(Assessed):
        return misfit(f"a claim cannot be assessed as {judgement.now!r}: use {', '.join(Assessed)}")
    if verdict is Verdict.PROTECTED and kind != LeafKind.NAME:
        return misfit(f"a {kind} cannot be protected: a name can")
    if verdict is Verdict.GRAPHIC and kind != LeafKind.PASSAGE:
        return misfit(f"a {kind} cannot be graphic: a passage can")
    if verdict is Verdict.FOLLOWED and (kind != LeafKind.LEAD or judgement.now not in set(LeadState)):
        return misfit(f"a {kind} cannot be {judgement.now!r}: a lead can be {', '.join(LeadState)}")
    return _unfit_stage(judgement) if verdict is Verdict.STAGED else None


def _unfit_correction(judgement: Judgement) -> Lost | None:
    if is_voice(judgement.left):
        return unfit_for_voice(judgement.aspect, judgement.now)
    if judgement.left.kind != LeafKind.CLAIM:
        return misfit(f"a {judgement.left.kind} cannot be corrected: a claim and a voice can")
    if judgement.aspect not in ASPECTS[LeafKind.CLAIM]:
        can = ", ".join(ASPECTS[LeafKind.CLAIM])
        return misfit(f"{judgement.aspect!r} of a claim cannot be corrected: use {can}")
    return None


def _unfit_stage(judgement: Judgement) -> Lost | None:
    if judgement.left.kind != LeafKind.ACCOUNT or judgement.now not in set(ReviewStage):
        stages = ", ".join(ReviewStage)
        return misfit(
            f"a {judgement.left.kind} cannot be {judgement.now!r}: the incident of an account can be {stages}"
        )
    if judgement.now in REASONED and not judgement.why.strip():
        return misfit(
            f"an incident cannot be {judgement.now} without a reason", "judge anew, and say what and why"
        )
    return None
