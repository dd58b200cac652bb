"""Find the page that a report translates, republishes or cites.

In:   the reports of one incident, what was read in each, and the credits that they give.
Out:  edges between reports, each with its reason.
Holds: a page is named by its outlet in the words of the other, and not told to have come out after it. A page that is
       cited tells what is cited. Where several fit, the one that tells most of it is taken, then the last before.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from tellings.model import Extraction, Report, StemmaEdge
from tellings.reconcile.credits import Credit, called
from tellings.reconcile.values import value_key
from tellings.resolve.dates import NotEdtf, edtf_bounds
from tellings.resolve.names import fold
from tellings.vocabulary import COUNT_FIELDS, CreditKind, EdgeKind, VoiceKind

_MEDIA = frozenset({VoiceKind.OUTLET, VoiceKind.AGENCY})


class Pages:
    """The pages of each outlet, and what is told in them: to find the one that is translated or cited."""

    def __init__(self, reports: Mapping[str, Report], extractions: Sequence[Extraction]) -> None:
        self.reports = reports
        self.told = {e.report_id: {key for _, key in _told(e)} for e in extractions}
        self._of: dict[str, list[tuple[date, str]]] = {}
        self._telling: dict[tuple[str, str], list[tuple[date, str]]] = {}
        for report_id, report in sorted(reports.items()):
            outlet = outlet_key(report.outlet)
            if not outlet:
                continue
            days = issued(report)
            # Undated, it fits any day; one that is dated, and fits, comes later in the list and is taken before it.
            row = (days[0] if days else date.min, report_id)
            self._of.setdefault(outlet, []).append(row)
            for key in self.told.get(report_id, ()):
                self._telling.setdefault((outlet, key), []).append(row)
        for rows in (*self._of.values(), *self._telling.values()):
            rows.sort()

    def has(self, outlet: str) -> bool:
        """Whether a page of this outlet is here."""
        return outlet in self._of

    def last_before(self, report_id: str, outlet: str, telling: str | None = None) -> str | None:
        """Return the last page of an outlet that is not told to have come out after a report, and that tells this."""
        rows = self._of.get(outlet, []) if telling is None else self._telling.get((outlet, telling), [])
        days = issued(self.reports[report_id])
        at = bisect_right(rows, (days[1] if days else date.max, "\U0010ffff"))
        found = [key for _, key in rows[max(0, at - 2) : at] if key != report_id]
        return found[-1] if found else None

    def when(self, report_id: str, page: str) -> str:
        """Return how the dates of a report and of the page it is from go together, in words."""
        if issued(self.reports[report_id]) is None or issued(self.reports[page]) is None:
            return "their dates do not tell that it could not be"
        return (
            f"that page is of {self.reports[page].published}, this one of {self.reports[report_id].published}"
        )


def outlet_key(name: str | None) -> str:
    """Return the key by which an outlet's page and its name in another's text are held to be one; "" for none."""
    return fold(called(name)) if name else ""


def _told(extraction: Extraction) -> Iterable[tuple[str, str]]:
    """Yield (claim id, key of field and value) for what a report tells outside its headlines."""
    for account in extraction.accounts:
        for claim in account.claims:
            if claim.value is not None and not claim.headline:
                yield claim.claim_id, f"{claim.field} {value_key(claim.value)}"


def translations(credits: Sequence[Credit], pages: Pages) -> Iterable[StemmaEdge]:
    """Yield an edge for each report that says whose page it translates or republishes, if such a page is here."""
    kinds = {CreditKind.TRANSLATION: EdgeKind.TRANSLATES, CreditKind.REPUBLISHED: EdgeKind.COPIES}
    for credit in credits:
        outlet = outlet_key(credit.name)
        if credit.kind not in kinds or credit.span is None or not outlet:
            continue
        counted = Counter(
            page
            for key in sorted(pages.told.get(credit.report_id, ()))
            if (page := pages.last_before(credit.report_id, outlet, key)) is not None
        )
        page = _most(counted) or pages.last_before(credit.report_id, outlet)
        if page is not None:
            words = " ".join(credit.span.of(pages.reports[credit.report_id].text).split())
            why = f"says “{words}”; {pages.when(credit.report_id, page)}"
            yield StemmaEdge(credit.report_id, page, kinds[credit.kind], why)


def citations(extractions: Sequence[Extraction], pages: Pages) -> Iterable[StemmaEdge]:
    """Yield an edge for each outlet that a report has claims from, to the page of it that tells the same.

    The cited count has to stand there; where no count is cited, any of what is cited.
    """
    for extraction in extractions:
        own = outlet_key(pages.reports[extraction.report_id].outlet)
        media = {v.voice_id: outlet_key(v.name) for v in extraction.voices[1:] if v.kind in _MEDIA}
        media = {voice: key for voice, key in media.items() if pages.has(key) and key != own}
        if not media:
            continue
        cited: dict[str, list[tuple[bool, str]]] = {}
        for account in extraction.accounts:
            for claim in account.claims:
                for outlet in {media[voice] for voice in claim.chain[1:] if voice in media}:
                    if claim.value is not None and not claim.headline:
                        told = f"{claim.field} {value_key(claim.value)}"
                        cited.setdefault(outlet, []).append((claim.field in COUNT_FIELDS, told))
        for outlet, rows in sorted(cited.items()):
            counts = [told for is_count, told in rows if is_count] or [told for _, told in rows]
            found = Counter(
                page
                for told in counts
                if (page := pages.last_before(extraction.report_id, outlet, told)) is not None
            )
            page = _most(found)
            if page is not None:
                name = pages.reports[page].outlet
                why = f"has it from {name}; {found[page]} of {len(counts)} values cited stand there"
                yield StemmaEdge(
                    extraction.report_id,
                    page,
                    EdgeKind.CITES,
                    f"{why}; {pages.when(extraction.report_id, page)}",
                )


def _most(found: Counter[str]) -> str | None:
    return min(found, key=lambda key: (-found[key], key)) if found else None


def issued(report: Report) -> tuple[date, date] | None:
    """Return the first and last day on which a report may have come out; None where no date is told, only inferred."""
    if not report.published or report.published_inferred:
        return None
    try:
        first, last = edtf_bounds(report.published[:10])
    except NotEdtf:
        return None
    return (first, last) if first and last else None
