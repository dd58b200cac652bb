"""Make a judgement of what a person decided.

In:   what was decided, of which leaf or two, by whom, when and why; what it replaces.
Out:  `Judgement`, with its id.
Holds: the id follows from all its parts: the same decision, made twice at one time, is one judgement.
"""

from collections.abc import Iterable

from tellings.model import Judgement, Leaf, content_id
from tellings.vocabulary import Verdict


def judgement(
    verdict: Verdict,
    left: Leaf,
    right: Leaf | None = None,
    *,
    by: str,
    made_at: str,
    why: str,
    aspect: str = "",
    was: str = "",
    now: str = "",
    replaces: Iterable[str] = (),
) -> Judgement:
    """Return the judgement. Its parts are as `Judgement` says; made_at: RFC 3339."""
    ended = tuple(replaces)
    parts = (
        verdict,
        left.id,
        right.id if right is not None else "",
        by,
        made_at,
        why,
        aspect,
        was,
        now,
        *ended,
    )
    return Judgement(
        judgement_id=content_id("judgement", *parts),
        verdict=verdict,
        left=left,
        right=right,
        by=by,
        made_at=made_at,
        why=why,
        aspect=aspect,
        was=was,
        now=now,
        replaces=ended,
    )
