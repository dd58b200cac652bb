"""What the workbench calls stages of review, and what became of leads.

In:   the closed lists.
Out:  pairs of a word of the list and what it is called, in the list's order.
"""

from tellings.vocabulary import LeadState, ReviewStage
from tellings.web.wording import _


def review_stages() -> list[tuple[str, str]]:
    """Return the stages of review."""
    words = {
        ReviewStage.NEW: _("new"),
        ReviewStage.IN_REVIEW: _("in review"),
        ReviewStage.REVIEWED: _("reviewed"),
        ReviewStage.PUBLISHED: _("published"),
        ReviewStage.WITHDRAWN: _("withdrawn"),
        ReviewStage.CORRECTED: _("corrected"),
    }
    return [(one.value, words[one]) for one in ReviewStage]


def states_of_leads() -> list[tuple[str, str]]:
    """Return what may have become of a lead."""
    words = {
        LeadState.OPEN: _("open"),
        LeadState.ASKED: _("asked for"),
        LeadState.OBTAINED: _("obtained"),
        LeadState.LOST: _("lost"),
    }
    return [(one.value, words[one]) for one in LeadState]
