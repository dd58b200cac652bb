"""Make leaves: what a judgement names, with the words to find it again after a better reader.

In:   claims, accounts, leads, voices and places of a report, and that report.
Out:  `Leaf`.
Holds: a leaf names one report, quotes it exactly, and carries up to 32 code points of its text on either side. Ids of
leads, names and passages follow from their place: no id can be worked out from a name alone.
"""

from tellings.model import Account, Claim, Lead, Leaf, Report, Span, Voice, content_id
from tellings.vocabulary import LeafKind

CONTEXT = 32  # code points of the text kept on either side of a quote


def leaf_of_report(report: Report) -> Leaf:
    """Return the leaf of a whole report; it has no quote."""
    return Leaf(LeafKind.REPORT, report.report_id, report_id=report.report_id)


def leaf_of_claim(claim: Claim, report: Report) -> Leaf:
    """Return the leaf of a claim. report: the one it stands in."""
    return _leaf(LeafKind.CLAIM, claim.claim_id, claim.span, report, field=claim.field)


def leaf_of_account(account: Account, report: Report) -> Leaf:
    """Return the leaf of an account, quoted by its first claim; without a quote where it has no claims."""
    if not account.claims:
        return Leaf(LeafKind.ACCOUNT, account.account_id, report_id=report.report_id)
    first = min(account.claims, key=lambda claim: (claim.span, claim.claim_id))
    return _leaf(LeafKind.ACCOUNT, account.account_id, first.span, report)


def leaf_of_lead(lead: Lead, report: Report) -> Leaf:
    """Return the leaf of a lead."""
    return _leaf(LeafKind.LEAD, lead_id(lead), lead.span, report)


def leaf_of_voice(voice: Voice, report: Report) -> Leaf:
    """Return the leaf of a voice of one report, quoted by its first mention; without a quote where it has none."""
    spans = sorted(mention.span for mention in voice.mentions if mention.report_id == report.report_id)
    if not spans:
        return Leaf(LeafKind.VOICE, voice.voice_id, report_id=report.report_id)
    return _leaf(LeafKind.VOICE, voice.voice_id, spans[0], report)


def leaf_of_name(span: Span, report: Report) -> Leaf:
    """Return the leaf of a person's name, as it stands at a place in a report."""
    return _leaf(LeafKind.NAME, name_id(report.report_id, span), span, report)


def leaf_of_passage(span: Span, report: Report) -> Leaf:
    """Return the leaf of a passage: words of a report, whatever was read of them."""
    return _leaf(LeafKind.PASSAGE, passage_id(report.report_id, span), span, report)


def lead_id(lead: Lead) -> str:
    """Return the id of a lead: it follows from its report, kind, place and what it is."""
    return content_id("lead", lead.report_id, lead.kind, str(lead.span.start), str(lead.span.end), lead.what)


def name_id(report_id: str, span: Span) -> str:
    """Return the id of a name at a place: it follows from the place, never from the name."""
    return content_id("name", report_id, str(span.start), str(span.end))


def passage_id(report_id: str, span: Span) -> str:
    """Return the id of a passage: it follows from its place."""
    return content_id("passage", report_id, str(span.start), str(span.end))


def _leaf(kind: LeafKind, leaf_id: str, span: Span, report: Report, *, field: str = "") -> Leaf:
    return Leaf(
        kind=kind,
        id=leaf_id,
        quote=span.of(report.text),
        before=report.text[max(0, span.start - CONTEXT) : span.start],
        after=report.text[span.end : span.end + CONTEXT],
        report_id=report.report_id,
        field=field,
    )
