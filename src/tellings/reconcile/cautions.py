"""Warn of what a reader of the record should know first.

In:   one incident put together: claims, voices, origins, tolls, readings, reports and what their reading warned of.
Out:  warnings, each of a closed list of kinds, with the claims they rest on.
Holds: a warning states what the reports do or do not tell; it calls nobody a liar and names no accused.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tellings.model import (
    Accusation,
    Claim,
    Count,
    DateValue,
    Denial,
    Extraction,
    Reading,
    RecordWarning,
    Report,
    Toll,
)
from tellings.reconcile.bodies import is_party
from tellings.reconcile.cycles import cycle_warning, find_cycles
from tellings.reconcile.descent import Descent
from tellings.reconcile.independence import Origins
from tellings.reconcile.notices import CORRECTED_BY, Notice
from tellings.reconcile.one_hand import find_one_hand
from tellings.reconcile.overtaken import Overtaken
from tellings.reconcile.resting import counts_as_support, is_by_opponent, is_unsourced
from tellings.reconcile.tolls import is_relayed
from tellings.resolve.voices import VoiceMap
from tellings.vocabulary import (
    COUNT_FIELDS,
    CountBasis,
    Denied,
    Field,
    NoticeKind,
    RelationKind,
    ReportKind,
    Stance,
    WarningCode,
)

_DENIALS = (Denied.INVOLVEMENT, Denied.INTENT, Denied.EVENT)  # to play down the dead answers no accusation
_GIVING = (Stance.ASSERTS, Stance.CONFIRMS, Stance.ALLEGES, Stance.CONCEDES, Stance.CORRECTS)
_DONE = {NoticeKind.KILLED: "killed", NoticeKind.CORRECTED: "corrected"}
_LONGEST_NOTICE = 160  # code points of a notice that are quoted
_MOST_NAMED = 20  # outlets that are named in one warning
_ANSWERS = (Stance.DENIES, Stance.DOUBTS, Stance.CONCEDES)


@dataclass(frozen=True, slots=True)
class Told:
    """What one incident comes to, for whoever warns about it.

    reports: of accounts that are no background mention. superseded: claim id -> why it is out of force.
    """

    claims: Sequence[Claim]
    voices: VoiceMap
    origins: Origins
    tolls: Sequence[Toll]
    dates: Sequence[Reading]
    reports: Mapping[str, Report]
    extractions: Sequence[Extraction]
    descent: Descent
    superseded: Mapping[str, Overtaken] = field(default_factory=dict)


def find_cautions(told: Told) -> tuple[RecordWarning, ...]:
    """Return the warnings of an incident, in the order of their codes, each once."""
    found = [
        *_one_party(told),
        *_no_response(told),
        *_year_inferred(told),
        *_by_opponents(told),
        *_differs_within_side(told),
        *_fewer_told(told),
        *_renderings(told),
        *_publication_inferred(told),
        *_cycles(told),
        *_notices(told),
        *find_one_hand(told.claims, told.voices, told.reports),
        *_of_the_reports(told),
    ]
    order = {code: n for n, code in enumerate(WarningCode)}
    unique = {(warning.code, warning.text, warning.claim_ids): warning for warning in found}
    return tuple(sorted(unique.values(), key=lambda w: (order[w.code], w.text, w.claim_ids)))


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(sorted({claim.claim_id for claim in claims}))


def _name(voice_id: str, told: Told) -> str:
    return told.voices.of(voice_id).name or "a voice that is not named"


def _one_party(told: Told) -> Iterable[RecordWarning]:
    """One origin, a party, behind every casualty figure and every accusation that has an origin at all."""
    weighty = [
        claim
        for claim in told.claims
        if claim.field in (*COUNT_FIELDS, Field.ACCUSATIONS)
        and counts_as_support(claim)
        and not is_unsourced(claim, told.voices)
    ]
    classes = {told.origins.class_of[claim.rests_on] for claim in weighty if claim.rests_on is not None}
    if len(classes) != 1:
        return
    speakers = sorted({claim.rests_on for claim in weighty if claim.rests_on is not None})
    if not any(is_party(told.voices.of(voice)) for voice in speakers):
        return
    kinds = [
        words
        for words, fields in (("casualty figure", COUNT_FIELDS), ("accusation", (Field.ACCUSATIONS,)))
        if any(claim.field in fields for claim in weighty)
    ]
    sides = sorted({side for voice in speakers if (side := told.voices.of(voice).side) is not None})
    who = " and ".join(_name(voice, told) for voice in speakers)
    of_side = f", of the side {sides[0]}" if sides else ", a party to the conflict"
    what = " and every ".join(kinds)
    yield RecordWarning(
        WarningCode.ONE_PARTY_ORIGIN,
        f"Every {what} that has an origin rests on one: {who}{of_side}.",
        _ids(weighty),
    )


def _no_response(told: Told) -> Iterable[RecordWarning]:
    """Accusations, and neither a denial nor an answer of any kind that is told."""
    accusing = [
        c
        for c in told.claims
        if isinstance(c.value, Accusation) and c.stance not in _ANSWERS and not c.headline
    ]
    if not accusing:
        return
    answers = [
        claim
        for claim in told.claims
        if not claim.headline
        and (
            (isinstance(claim.value, Denial) and claim.value.denies in _DENIALS)
            or (claim.field is Field.ACCUSATIONS and claim.stance in _ANSWERS)
        )
    ]
    ids = {claim.claim_id for claim in accusing}
    disputed = any(
        relation.kind is RelationKind.DISPUTES and relation.claim_id in ids
        for claim in told.claims
        for relation in claim.relations
    )
    accused = {
        told.voices.book.canonical(c.value.accused) for c in accusing if isinstance(c.value, Accusation)
    }
    speaking = [c for c in answers if c.origin is not None and _is_accused(c, accused, told)]
    if disputed or speaking:
        return
    yield RecordWarning(
        WarningCode.NO_RESPONSE_FROM_ACCUSED,
        "No response from any of those accused is reported.",
        _ids(accusing),
    )


def _is_accused(claim: Claim, accused: set[str], told: Told) -> bool:
    """Whether a claim is an answer by one of the accused, by name, affiliation or side."""
    voice = told.voices.of(claim.origin or "")
    book = told.voices.book
    names = {book.canonical(name) for name in (voice.name, voice.affiliation, *voice.aliases) if name}
    if names & accused:
        return True
    sides = {
        actor.side for actor in book.by_name.values() if book.canonical(actor.name) in accused and actor.side
    }
    return voice.side is not None and voice.side in sides


def _year_inferred(told: Told) -> Iterable[RecordWarning]:
    """Dates told without a year: worked out from publication or from other reports, or left open."""
    claims = [c for c in told.claims if isinstance(c.value, DateValue) and _lacks_year(c.value)]
    if not claims:
        return
    fixed = sorted(
        {r.value.edtf for r in told.dates if r.derived is not None and isinstance(r.value, DateValue)}
    )
    shown = sorted(
        {c.value.edtf for c in claims if isinstance(c.value, DateValue) and c.value.edtf[:1].isdigit()}
    )
    if fixed:
        rules = {reading.derived.rule for reading in told.dates if reading.derived is not None}
        whence = " and ".join(sorted(rules))
        text = f"The year is not stated where the date is; it is inferred ({whence}): {', '.join(fixed)}."
    elif shown:
        text = f"The year is not stated where the date is; it is inferred: {', '.join(shown)}."
    else:
        years = sorted(
            {c.value.edtf for c in claims if isinstance(c.value, DateValue) and c.value.edtf[:1] == "["}
        )
        named = (
            f"; by the weekday it is one of {years[0][1:-1].replace(',', ', ')}" if len(years) == 1 else ""
        )
        text = f"The year is not stated, and nothing told fixes it{named}."
    yield RecordWarning(WarningCode.YEAR_INFERRED, text, _ids(claims))


def _lacks_year(value: DateValue) -> bool:
    """Whether a date's year was worked out or is open: "February 9", but not "2013-02-09" nor "on Saturday"."""
    if value.offset_days is not None or not value.edtf:
        return False
    if value.edtf.startswith(("[", "X")):
        return True
    return value.basis.value == "inferred" and value.edtf[:4] not in value.wording


def _by_opponents(told: Told) -> Iterable[RecordWarning]:
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in told.claims:
        if is_by_opponent(claim, told.voices) and claim.origin is not None and claim.rests_on is not None:
            groups.setdefault((claim.rests_on, claim.origin), []).append(claim)
    for (relay, origin), claims in sorted(groups.items()):
        yield RecordWarning(
            WarningCode.RELAYED_BY_OPPONENT,
            f"Words of {_name(origin, told)} are known only through {_name(relay, told)}, a party: they rest on "
            "whoever relays them, and are no admission.",
            _ids(claims),
        )


def _differs_within_side(told: Told) -> Iterable[RecordWarning]:
    for toll in told.tolls:
        for side in toll.sides:
            if not side.divided:
                continue
            figures = [f for f in side.figures if not f.superseded and not is_relayed(f)]
            ends = [
                end
                for figure in figures
                if not figure.value.vague
                for end in (figure.value.low, figure.value.high)
                if end is not None
            ]
            yield RecordWarning(
                WarningCode.TOLL_DIFFERS_WITHIN_SIDE,
                f"{side.side}: figures in force within the side run from {min(ends)} to {max(ends)} "
                f"{toll.kind.value.replace('_', ' ')}, and cannot all hold.",
                tuple(sorted({claim_id for figure in figures for claim_id in figure.claim_ids})),
            )


def _fewer_told(told: Told) -> Iterable[RecordWarning]:
    """A number told in a report that is lower than the names which the same voice lists there."""
    counts = [
        (c, c.value)
        for c in told.claims
        if isinstance(c.value, Count) and c.stance in _GIVING and c.report_id in told.reports
    ]
    for listed, names in counts:
        if names.basis is not CountBasis.LISTED or names.low is None:
            continue
        stated = [
            (claim, count.high)
            for claim, count in counts
            if claim.field is listed.field
            and claim.report_id == listed.report_id
            and claim.origin == listed.origin
            and count.basis is CountBasis.STATED
            and count.is_total
            and not (count.vague or count.approximate)
            and count.high is not None
        ]
        highest = max((high for _, high in stated), default=0)
        if 0 < highest < names.low:
            who = _name(listed.origin, told) if listed.origin else _outlet_of(listed, told)
            kind = listed.field.value.replace("_", " ")
            yield RecordWarning(
                WarningCode.FEWER_TOLD_THAN_LISTED,
                f"{who} tells {highest} {kind}, and lists {names.low} names.",
                _ids([listed, *(claim for claim, _ in stated)]),
            )


def _outlet_of(claim: Claim, told: Told) -> str:
    report = told.reports.get(claim.report_id)
    return (report.outlet if report else None) or "an outlet that is not told"


def _renderings(told: Told) -> Iterable[RecordWarning]:
    own = (ReportKind.PUBLISHED, ReportKind.SHEET)  # a sheet's cells are in its keeper's words
    held = [report for report in told.reports.values() if report.kind not in own]
    if held:
        yield RecordWarning(
            WarningCode.RENDERING_NOT_OUTLETS_WORDS,
            f"{len(held)} of {len(told.reports)} reports are kept as renderings or translations: their words are not "
            "the outlets' own.",
        )


def _publication_inferred(told: Told) -> Iterable[RecordWarning]:
    held = [report for report in told.reports.values() if report.published_inferred]
    if held:
        names = sorted({report.outlet or "an outlet that is not told" for report in held})
        yield RecordWarning(
            WarningCode.PUBLICATION_DATE_INFERRED,
            f"The publication date is inferred, not printed, for: {', '.join(names)}.",
        )


def _cycles(told: Told) -> Iterable[RecordWarning]:
    """Circles of reports that have text from one another, or cite one another's page."""
    for cycle in find_cycles(
        (a, b) for a, b in told.descent.ordered if a in told.reports and b in told.reports
    ):
        yield cycle_warning(cycle, told.reports)


def _notices(told: Told) -> Iterable[RecordWarning]:
    """What is still up of texts that were killed or corrected, and notices of which it is not told what they mean."""
    noticed = told.descent.noticed
    for placed in told.descent.notices:
        notice = placed.notice
        whose = notice.agency or "its outlet"
        if placed.is_open:
            yield RecordWarning(
                WarningCode.NOTICE_UNPLACED,
                f"A notice that {whose} {_DONE[notice.kind]} a text stands here, and several texts may be meant: “"
                f"{_words(notice, told)}”. None was taken to be.",
            )
            continue
        up = [key for key in placed.report_ids if key in told.reports and (key, notice.kind) not in noticed]
        if notice.kind is NoticeKind.KILLED and up:
            yield RecordWarning(
                WarningCode.KILLED_COPY_STILL_UP,
                f"{whose} killed this text (“{_words(notice, told)}”), and it stands without that notice in: "
                f"{_outlets(up, told)}.",
                _ids(claim for claim in told.claims if claim.report_id in up),
            )
        gone = [c for c in told.claims if c.report_id in up and c.claim_id in told.superseded]
        gone = [c for c in gone if told.superseded[c.claim_id].why.startswith(CORRECTED_BY)]
        if notice.kind is NoticeKind.CORRECTED and gone:
            yield RecordWarning(
                WarningCode.UNCORRECTED_COPY_STILL_UP,
                f"{whose} corrected this text (“{_words(notice, told)}”), and the old figure stands in: "
                f"{_outlets((c.report_id for c in gone), told)}.",
                _ids(gone),
            )


def _words(notice: Notice, told: Told) -> str:
    report = told.reports.get(notice.report_id)
    words = " ".join(notice.span.of(report.text).split()) if report is not None else "not of this incident"
    return words if len(words) <= _LONGEST_NOTICE else words[: _LONGEST_NOTICE - 1].rstrip() + "…"


def _outlets(report_ids: Iterable[str], told: Told) -> str:
    """Return the outlets of reports, as a list in words; of very many, the first few."""
    names = sorted({told.reports[key].outlet or "an outlet that is not told" for key in report_ids})
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _of_the_reports(told: Told) -> Iterable[RecordWarning]:
    """What the reading of a single report warned of; claims that are not of this incident are left off."""
    known = {claim.claim_id for claim in told.claims}
    for extraction in told.extractions:
        for warning in extraction.warnings:
            ids = tuple(sorted(claim_id for claim_id in warning.claim_ids if claim_id in known))
            yield RecordWarning(warning.code, warning.text, ids)
