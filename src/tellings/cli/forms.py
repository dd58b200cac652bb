"""The JSON that commands print: the forms are those of `docs/commands.md`.

In:   values of `model`.
Out:  plain JSON data.
Holds: every span is in code points of the report's text. In what was found in one text, a fragment is
`[start, end]`; in a record, a span is `{"start", "end"}`, as `codec` writes it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tellings.codec import to_json
from tellings.model import Attribution, Extraction, Findings, Report, SetAside, Span, Voice

Json = dict[str, Any]
DocId = str | int | None
_ACTS = {code: f"\\u{code:04x}" for code in range(0x7F, 0xA0)}  # JSON itself escapes those below U+0020


def as_line(data: Json) -> str:
    """Return JSON data as one line, in Unicode; what a terminal would act on stands as an escape."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ACTS)


def attributions_line(
    doc_id: DocId,
    voices: Iterable[Voice],
    attributions: Iterable[Attribution],
    *,
    carried_on: bool = False,
    set_aside: SetAside | None = None,
) -> Json:
    """Return what `tellings attribute` prints of a document: chains as names, the outlet first.

    carried_on: sentences carried on stand there too; each attribution then says whether it is one, and by whom
    else it may be.
    """
    names = {voice.voice_id: voice.name for voice in voices}
    printed = [told for told in attributions if carried_on or not told.carried_on]
    places = {told.attribution_id: place for place, told in enumerate(printed)}
    line: Json = {
        "doc_id": doc_id,
        "attributions": [_attribution(told, names, places, with_carried_on=carried_on) for told in printed],
    }
    return line if set_aside is None else {**line, "set_aside": to_json(set_aside)}


def extraction_line(
    doc_id: DocId,
    extraction: Extraction | None,
    *,
    carried_on: bool = False,
    set_aside: SetAside | None = None,
) -> Json:
    """Return what `tellings extract` prints of a document. extraction: None where intake set it aside.

    The claims of its accounts name voices and attributions by id: `voices` resolves the one, `attribution_id`
    stands with the other.
    """
    if extraction is None:
        return {
            "doc_id": doc_id,
            "accounts": [],
            "voices": [],
            "attributions": [],
            "warnings": [],
            "set_aside": to_json(set_aside),
        }
    kept = [told for told in extraction.attributions if carried_on or not told.carried_on]
    told = attributions_line(doc_id, extraction.voices, kept, carried_on=carried_on)["attributions"]
    line: Json = {
        "doc_id": doc_id,
        "report_id": extraction.report_id,
        "accounts": to_json(extraction.accounts),
        "voices": to_json(extraction.voices),
        "attributions": [
            {"attribution_id": held.attribution_id, **form} for held, form in zip(kept, told, strict=True)
        ],
        "warnings": to_json(extraction.warnings),
    }
    aside = extraction.set_aside
    return line if aside is None else {**line, "set_aside": to_json(aside)}


def figures_line(doc_id: DocId, extraction: Extraction | None, *, set_aside: SetAside | None = None) -> Json:
    """Return what `tellings extract --format figures` prints of a document; set_aside: why it was not read, or None.

    extraction: None where intake set it aside.
    """
    from tellings.publish.figures import figures_form

    told = (
        {"figures": [], "responsibility": [], "weapons": []}
        if extraction is None
        else figures_form(extraction)
    )
    line = {"doc_id": doc_id, **told}
    return line if set_aside is None else {**line, "set_aside": to_json(set_aside)}


def _attribution(
    told: Attribution,
    names: Mapping[str, str | None],
    places: Mapping[str, int],
    *,
    with_carried_on: bool,
) -> Json:
    form: Json = {
        "source": _fragments(told.source),
        "cue": _fragments(told.cue),
        "content": _fragments(told.content),
        "chain": [names[voice_id] for voice_id in told.chain],
        "links": [
            {
                "voice": names[voice_id],
                "how": link.how.value,
                "told_to": names[link.told_to] if link.told_to is not None else None,
            }
            for voice_id, link in zip(
                told.chain[1:], told.links, strict=False
            )  # an earlier version stored none
        ],
        "rests_on": names[told.rests_on] if told.rests_on is not None else None,
        "outer": places[told.outer] if told.outer is not None else None,
        "stance": told.stance.value,
        "denies": told.denies.value if told.denies is not None else None,
        "how": told.how.value,
        "hedged": told.hedged,
        "headline": told.headline,
        "confidence": told.confidence,
    }
    if with_carried_on:
        form["carried_on"] = told.carried_on
        form["undecided"] = [names[voice_id] for voice_id in told.undecided]
    return form


def findings_form(findings: Findings, doc_ids: Mapping[str, Sequence[str | int]] | None = None) -> Json:
    """Return what `--json` prints of findings: the reports with all that was found in them, records, set-asides.

    doc_ids: what JSON lines call the reports, by report id; of several the first.
    """
    found = {extraction.report_id: extraction for extraction in findings.extractions}
    return {
        "reports": [
            _report(report, found[report.report_id], (doc_ids or {}).get(report.report_id, ()))
            for report in findings.reports
        ],
        "incidents": to_json(findings.records),
        "set_aside": to_json(findings.set_aside),
        "excluded": to_json(findings.excluded),
        "masked": findings.masked,
    }


def _report(report: Report, extraction: Extraction, doc_ids: Sequence[str | int]) -> Json:
    return {
        "report_id": report.report_id,
        **({"doc_id": doc_ids[0]} if doc_ids else {}),
        "outlet": report.outlet,
        "title": report.title,
        "published": report.published,
        "kind": report.kind.value,
        "language": report.language,
        "url": report.url,
        "text": report.text,
        "text_sha256": report.text_sha256,
        "voices": to_json(extraction.voices),
        "attributions": [_attribution_by_ids(told) for told in extraction.attributions],
    }


def _attribution_by_ids(told: Attribution) -> Json:
    return {
        "attribution_id": told.attribution_id,
        "source": _fragments(told.source),
        "cue": _fragments(told.cue),
        "content": _fragments(told.content),
        "chain": list(told.chain),
        "links": to_json(told.links),
        "rests_on": told.rests_on,
        "stance": told.stance.value,
        "denies": told.denies.value if told.denies is not None else None,
        "how": told.how.value,
        "hedged": told.hedged,
        "headline": told.headline,
        "carried_on": told.carried_on,
        "undecided": list(told.undecided),
        "outer": told.outer,
        "confidence": told.confidence,
    }


def _fragments(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
