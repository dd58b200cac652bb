"""Find what a leaf names in what is read today.

In:   reports and extractions as they are now; leaves.
Out:  today's claim, accounts, voice, lead, name or passage; or `Lost`, with the reason.
Holds: a leaf is found by its id; failing that by its words, in its own report alone. Of several that stand at the
place, the one of the value that was judged goes first, then the nearest; two that are equally good are not guessed at.
A text in which a name was blotted out is the same text: a blotted letter stands for any.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tellings.codec import to_json, to_text
from tellings.judging.leaves import lead_id, passage_id
from tellings.model import Account, Claim, Extraction, Judgement, Lead, Leaf, Report, SetAside, Span, Voice
from tellings.vocabulary import LeafKind, Verdict

NEAR = 20  # code points by which a better reader may move either end of a span
_BLOT = "█"
_ALONE = (LeafKind.LEAD, LeafKind.PASSAGE)  # are never the same as another, nor differ from it
_WORDING = ("wording", "accused_span", "inputs", "said_by")  # how a value is told, not what it is


@dataclass(frozen=True, slots=True)
class Lost:
    """Why a judgement is not applied. reason: a short code; fact and step: sentences without a closing stop."""

    reason: str
    fact: str
    step: str = "look at the report again, and judge anew if it still holds"

    def set_aside(self, judgement: Judgement) -> SetAside:
        """Return the judgement, set aside for this reason."""
        return SetAside(
            item=judgement.judgement_id, reason=self.reason, message=self.fact, next_step=self.step
        )


def _gone(leaf: Leaf) -> Lost:
    return Lost(
        reason="judgement_without_place",
        fact=f"what the judgement is about is not found any more: {leaf.id}",
    )


def _doubtful(leaf: Leaf) -> Lost:
    return Lost(
        reason="judgement_ambiguous",
        fact=f"what the judgement is about is read anew, and several things stand at its place: {leaf.id}",
    )


def misfit(fact: str, step: str = "judge anew, about what fits") -> Lost:
    """Return why a judgement cannot be about what it names, or gives what does not fit there."""
    return Lost(reason="judgement_misfit", fact=fact, step=step)


def contradicts(others: str) -> Lost:
    """Return why a `same` does not hold beside other judgements. others: which they are, in words."""
    return Lost(
        reason="judgement_contradicted",
        fact=f"it joins what other judgements keep apart: {others}",
        step="undo the one or the other",
    )


@dataclass(frozen=True, slots=True)
class Places:
    """Where ids and words stand. Make one with `Places.of`.

    claims_in: by report id. account_of: claim id -> account id. voices: voice id -> (report id, voice). own: report
    id -> ids of its accounts, those in the background left out where it has others.
    """

    reports: Mapping[str, Report]
    accounts: Mapping[str, Account]
    claims: Mapping[str, Claim]
    claims_in: Mapping[str, tuple[Claim, ...]]
    account_of: Mapping[str, str]
    voices: Mapping[str, tuple[str, Voice]]
    leads: Mapping[str, Lead]
    own: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, reports: Iterable[Report], extractions: Sequence[Extraction]) -> "Places":
        """Return the places in these reports. reports, extractions: in any order."""
        accounts = [account for one in extractions for account in one.accounts]
        own: dict[str, tuple[str, ...]] = {}
        for one in extractions:
            mine = [a for a in one.accounts if not a.background] or list(one.accounts)
            own[one.report_id] = tuple(sorted(a.account_id for a in mine))
        return cls(
            reports={report.report_id: report for report in reports},
            accounts={account.account_id: account for account in accounts},
            claims={claim.claim_id: claim for account in accounts for claim in account.claims},
            claims_in={
                one.report_id: tuple(claim for account in one.accounts for claim in account.claims)
                for one in extractions
            },
            account_of={c.claim_id: account.account_id for account in accounts for c in account.claims},
            voices={v.voice_id: (one.report_id, v) for one in extractions for v in one.voices},
            leads={lead_id(lead): lead for account in accounts for lead in account.leads},
            own=own,
        )

    def claim(self, leaf: Leaf, *, was: str = "") -> Claim | Lost:
        """Return the claim that a leaf names. was: the value, or the stance, that was judged, as in `Judgement`."""
        if leaf.id in self.claims:
            return self.claims[leaf.id]
        found: list[tuple[tuple[bool, int], str]] = []
        for report_id, place in self.spans(leaf):
            for claim in self.claims_in.get(report_id, ()):
                if leaf.field not in ("", claim.field):
                    continue
                differs = bool(was) and not says(claim, was)
                if claim.span.overlaps(place) or (_is_near(claim.span, place) and not differs):
                    found.append(((differs, _moved(claim.span, place)), claim.claim_id))
        best = _best(found)
        return self.claims[best] if best is not None else (_doubtful(leaf) if found else _gone(leaf))

    def account_ids(self, leaf: Leaf) -> tuple[str, ...] | Lost:
        """Return the ids of the accounts that a leaf stands for, sorted, at least one.

        A report stands for its own accounts; a claim for the account it is in.
        """
        if leaf.id in self.accounts:
            return (leaf.id,)
        if leaf.id in self.claims:
            return (self.account_of[leaf.id],)
        if leaf.id in self.own:
            return self.own[leaf.id] or _gone(leaf)
        spans = self.spans(leaf)
        near: dict[str, int] = {}
        for report_id, place in spans:
            for claim in self.claims_in.get(report_id, ()):
                if _is_near(claim.span, place):
                    account_id, moved = self.account_of[claim.claim_id], _moved(claim.span, place)
                    near[account_id] = min(moved, near.get(account_id, moved))
        if near:
            best = _best([((False, moved), account_id) for account_id, moved in near.items()])
            return (best,) if best is not None else _doubtful(leaf)
        only = {account_id for report_id, _ in spans for account_id in self.own.get(report_id, ())}
        return tuple(only) if len(only) == 1 else _gone(leaf)

    def voice(self, leaf: Leaf) -> str | Lost:
        """Return the id of the voice of one report that a leaf names."""
        if leaf.id in self.voices:
            return leaf.id
        spans = self.spans(leaf)
        found = [
            ((False, _moved(mention.span, place)), voice_id)
            for report_id, place in spans
            for voice_id, (home, voice) in self.voices.items()
            if home == report_id
            for mention in voice.mentions
            if mention.report_id == report_id and _is_near(mention.span, place)
        ]
        best = _best(found)
        return best if best is not None else (_doubtful(leaf) if found else _gone(leaf))

    def lead(self, leaf: Leaf) -> str | Lost:
        """Return the id of the lead that a leaf names."""
        if leaf.id in self.leads:
            return leaf.id
        found = [
            ((False, _moved(lead.span, place)), key)
            for report_id, place in self.spans(leaf)
            for key, lead in self.leads.items()
            if lead.report_id == report_id and _is_near(lead.span, place)
        ]
        best = _best(found)
        return best if best is not None else (_doubtful(leaf) if found else _gone(leaf))

    def name(self, leaf: Leaf) -> tuple[str, Span] | Lost:
        """Return report id and place of a name; of several in the same words in one report, the first."""
        spans = self.spans(leaf)
        if not spans:
            return _gone(leaf)
        return spans[0] if len({report_id for report_id, _ in spans}) == 1 else _doubtful(leaf)

    def passage(self, leaf: Leaf) -> tuple[str, Span] | Lost:
        """Return report id and place of a passage: of several in the same words, the one that it was."""
        spans = self.spans(leaf)
        its_own = [row for row in spans if passage_id(*row) == leaf.id]
        if its_own:
            return its_own[0]
        return spans[0] if len(spans) == 1 else (_doubtful(leaf) if spans else _gone(leaf))

    def spans(self, leaf: Leaf) -> tuple[tuple[str, Span], ...]:
        """Return each place where a leaf's quote stands between its words: (report id, span), in order of the text.

        Only the leaf's own report is looked at; a leaf that names none, from before that was kept, is looked for in
        all, and found only if one alone holds its words.
        """
        if not leaf.quote:
            return ()
        wanted = [leaf.report_id] if leaf.report_id else sorted(self.reports)
        found = [
            (report_id, Span(start, start + len(leaf.quote)))
            for report_id in wanted
            if report_id in self.reports
            for start in _starts(leaf, self.reports[report_id].text)
        ]
        return tuple(found) if len({report_id for report_id, _ in found}) == 1 else ()


def _starts(leaf: Leaf, text: str) -> Iterator[int]:
    """Yield where the quote starts, between its words; blots stand for letters only where the clear words are gone."""
    words = leaf.before + leaf.quote + leaf.after
    pattern = re.escape(words)
    if words not in text and (_BLOT in words or _BLOT in text):
        pattern = "".join("." if char == _BLOT else f"[{re.escape(char)}{_BLOT}]" for char in words)
    for match in re.finditer(f"(?={pattern})", text, re.DOTALL):
        yield match.start() + len(leaf.before)


def _is_near(span: Span, place: Span) -> bool:
    return span.start - place.end <= NEAR and place.start - span.end <= NEAR


def _moved(span: Span, place: Span) -> int:
    """Return by how many code points the two ends of a span lie off the place."""
    return abs(span.start - place.start) + abs(span.end - place.end)


def _best(found: Sequence[tuple[tuple[bool, int], str]]) -> str | None:
    """Return the id of the lowest rank, None where there is none or two share it."""
    least = min((rank for rank, _ in found), default=None)
    first = {key for rank, key in found if rank == least}
    return first.pop() if len(first) == 1 else None


def says(claim: Claim, told: str) -> bool:
    """Whether a claim gives the value, or the stance, that a judgement holds as text, however either is worded."""
    if told == claim.stance:
        return True
    try:
        return _bare(json.loads(told)) == _bare(to_json(claim.value))
    except (ValueError, RecursionError):
        return told == to_text(claim.value)


def _bare(value: object) -> object:
    if isinstance(value, dict):
        return {key: _bare(item) for key, item in value.items() if key not in _WORDING}
    return value


# ---------------------------------------------------------------- judgements in their places


def place(judgement: Judgement, places: Places) -> Judgement | Lost:
    """Return a judgement with its leaves naming what stands there today; the words in them stay as they were made."""
    if judgement.right is None:
        left = _placed(judgement.left, places, was=judgement.was)
        return left if isinstance(left, Lost) else replace(judgement, left=left)
    kinds = {stands_for(judgement.left), stands_for(judgement.right)}
    if len(kinds) > 1 or not kinds.isdisjoint(_ALONE):
        return Lost(
            reason="judgement_misfit",
            fact=f"a {judgement.left.kind} and a {judgement.right.kind} cannot be the same, nor differ",
            step="judge two accounts, two voices or two names",
        )
    found = []
    for leaf in (judgement.left, judgement.right):
        if kinds == {LeafKind.ACCOUNT}:
            ids = places.account_ids(leaf)
            made: Leaf | Lost = ids if isinstance(ids, Lost) else _renamed(leaf, ids, places)
        else:
            made = _placed(leaf, places)
        if isinstance(made, Lost):
            return made
        found.append(made)
    return replace(judgement, left=found[0], right=found[1])


def graphic_spans(judgements: Iterable[Judgement], report: Report) -> tuple[Span, ...]:
    """Return the passages of a report that are marked as graphic, in order of the text. judgements: those in force."""
    here = Places.of([report], [])
    marked = [
        one.left
        for one in judgements
        if one.verdict is Verdict.GRAPHIC and one.left.report_id in ("", report.report_id)
    ]
    found = [here.passage(leaf) for leaf in marked]
    return tuple(sorted({one[1] for one in found if not isinstance(one, Lost)}))


def stands_for(leaf: Leaf) -> str:
    """Return what a leaf of a pair stands for: an account, a voice or a name; leads and passages are their own."""
    if leaf.kind in (LeafKind.NAME, *_ALONE):
        return leaf.kind
    return LeafKind.VOICE if is_voice(leaf) else LeafKind.ACCOUNT


def is_voice(leaf: Leaf) -> bool:
    """Whether a leaf names a voice; judgements of the first version also called it a mention."""
    return leaf.kind == LeafKind.VOICE or leaf.kind.endswith("mention")


def _renamed(leaf: Leaf, account_ids: tuple[str, ...], places: Places) -> Leaf:
    """Return a leaf that names a report or an account: a claim may be rejected, its account stays."""
    is_known = leaf.id in places.accounts or leaf.id in places.own
    return leaf if is_known else replace(leaf, kind=LeafKind.ACCOUNT, id=account_ids[0])


def _placed(leaf: Leaf, places: Places, *, was: str = "") -> Leaf | Lost:
    if leaf.kind == LeafKind.CLAIM:
        claim = places.claim(leaf, was=was)
        return claim if isinstance(claim, Lost) else replace(leaf, id=claim.claim_id)
    if leaf.kind == LeafKind.NAME:
        name = places.name(leaf)
        return name if isinstance(name, Lost) else replace(leaf, report_id=name[0])
    if leaf.kind == LeafKind.PASSAGE:
        passage = places.passage(leaf)
        return (
            passage
            if isinstance(passage, Lost)
            else replace(leaf, id=passage_id(*passage), report_id=passage[0])
        )
    if leaf.kind == LeafKind.LEAD or is_voice(leaf):
        found = places.lead(leaf) if leaf.kind == LeafKind.LEAD else places.voice(leaf)
        return found if isinstance(found, Lost) else replace(leaf, id=found)
    ids = places.account_ids(leaf)
    return ids if isinstance(ids, Lost) else _renamed(leaf, ids, places)
