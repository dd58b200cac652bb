"""What people decided, put where it belongs in what was read, and what a method leaves out.

In:   judgements, a method; reports and extractions as they are now.
Out:  the extractions as judged, and what bears on whom; exclusions with their reasons.
Holds: a judgement in force is applied, or set aside with its reason; none is passed over.
"""

from tellings.judging.added import added_claim_id, made_account_id
from tellings.judging.applied import Applied, apply_judgements, day_of
from tellings.judging.deciding import judgement
from tellings.judging.fitting import read_value
from tellings.judging.force import Matter, in_force, latest, matter_of
from tellings.judging.forms import (
    InAccount,
    Speaker,
    missed_claim,
    new_speaker,
    other_chain,
    other_field,
    other_words,
    speaker_of,
    words_at,
)
from tellings.judging.leaves import (
    lead_id,
    leaf_of_account,
    leaf_of_claim,
    leaf_of_lead,
    leaf_of_name,
    leaf_of_passage,
    leaf_of_report,
    leaf_of_voice,
    name_id,
    passage_id,
)
from tellings.judging.places import Lost, Places, graphic_spans
from tellings.judging.retelling import voices_of
from tellings.judging.scope import exclude_counts, exclude_reports, leave_out
from tellings.judging.stages import require_publishable, review_of, reviewed, unreviewed

__all__ = [
    "Applied",
    "InAccount",
    "Lost",
    "Matter",
    "Places",
    "Speaker",
    "added_claim_id",
    "apply_judgements",
    "day_of",
    "exclude_counts",
    "exclude_reports",
    "graphic_spans",
    "in_force",
    "judgement",
    "latest",
    "lead_id",
    "leaf_of_account",
    "leaf_of_claim",
    "leaf_of_lead",
    "leaf_of_name",
    "leaf_of_passage",
    "leaf_of_report",
    "leaf_of_voice",
    "leave_out",
    "made_account_id",
    "matter_of",
    "missed_claim",
    "name_id",
    "new_speaker",
    "other_chain",
    "other_field",
    "other_words",
    "passage_id",
    "read_value",
    "require_publishable",
    "review_of",
    "reviewed",
    "speaker_of",
    "unreviewed",
    "voices_of",
    "words_at",
]
