"""Mask people in findings: pseudonyms for names, and what no person has confirmed or released left out.

In:   findings, and the key of a case.
Out:  findings of the same shape, `masked`: texts, quotes, names and whatever else is words, without the hidden names.
Holds: pure. A quote is still the text at its span. Ids of reports, accounts, incidents and claims stay; an id that
       could be worked out from a hidden name is replaced by a keyed one. A pseudonym follows from key and name alone,
       longer only where two would be equal: no order of intake changes it.

What is left out: accusations that no judgement in force confirms, with what else is told in free words that hold one;
leads that none releases. How many stands in `held_back`, of each record and of all.
"""

import base64
import bisect
import dataclasses
import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from tellings.judging import added_claim_id, in_force, lead_id
from tellings.model import (
    Account,
    Accusation,
    Actors,
    Claim,
    Demand,
    Extraction,
    FieldRecord,
    Findings,
    HeldBack,
    Judgement,
    Lead,
    Leaf,
    Mention,
    Record,
    RelatedEvent,
    Report,
    SetAside,
    Span,
    Voice,
)
from tellings.publish.hidden_names import NamesInText
from tellings.publish.identities import Hidden, find_identities
from tellings.vocabulary import Field, LeafKind, Verdict

READING_KEY = b"tellings read: no case, no key"  # without a case: pseudonyms that anybody can work out
_CROCKFORD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
_SHORTEST = 4  # characters of a pseudonym
_AN_ID = re.compile(r"[a-z]+-[0-9a-f]{16}|[0-9a-f]{64}")

T = TypeVar("T")


def mask(
    findings: Findings, key: bytes, *, actors: Actors | None = None, judgements: Sequence[Judgement] = ()
) -> Findings:
    """Return the findings as they may leave the house.

    key: of the case, kept with it; never empty. actors: of the case; whoever stands there is not masked. judgements:
    beside those that the findings hold; those that protect or release a name count. Masked findings come back as
    they are.
    """
    return (
        findings
        if findings.masked
        else Masker(findings, key, actors=actors, judgements=judgements).findings()
    )


class Masker:
    """Masks findings, and words that belong to them: a file's name in a message, for one."""

    def __init__(
        self,
        findings: Findings,
        key: bytes,
        *,
        actors: Actors | None = None,
        judgements: Sequence[Judgement] = (),
    ) -> None:
        """Find out who is hidden in the findings. key: never empty."""
        if not key:
            raise ValueError("pseudonyms without a key could be worked out by anybody")
        self._key = key
        self._findings = findings
        identities = find_identities(findings, actors, judgements)
        self._pseudonyms = pseudonyms(identities.hidden, key)
        self._names = NamesInText(identities)
        self._texts = {
            report.report_id: _Masked(report.text, self._names.places(report.text), self._pseudonyms)
            for report in findings.reports
        }
        self.words = cache(self._words)
        self._ids: dict[str, str] = {}

    def _words(self, words: str) -> str:
        """Return words without the hidden names."""
        if _AN_ID.fullmatch(words) or not self._names.may_stand_in(words):
            return words
        return _Masked(words, self._names.places(words), self._pseudonyms).text

    @cache  # noqa: B019  # lives as long as one masking
    def name_of_file(self, words: str) -> str:
        """Return a file's name or an address without the hidden names, however they are written together."""
        return _Masked(words, self._names.places(words, loose=True), self._pseudonyms).text

    def findings(self) -> Findings:
        """Return the findings, masked."""
        found = self._findings
        confirmed, released = _judged(found)
        self._ids = self._keyed_ids(found)
        told = [claim for record in found.records for claim in _claims(record, Field.ACCUSATIONS)]
        told += [claim for one in found.extractions for account in one.accounts for claim in account.claims]
        accusing = [claim for claim in told if isinstance(claim.value, Accusation)]
        held = {claim.claim_id for claim in accusing}
        held -= {claim.claim_id for claim in accusing if not confirmed.isdisjoint(claim.judged)}
        held |= _holding(told, [claim for claim in accusing if claim.claim_id in held])
        kept = _Kept(frozenset(held), released)
        reports = tuple(self._report(report) for report in found.reports)
        records = tuple(self._record(kept.record(record), record, kept) for record in found.records)
        hidden = {one for text in self._texts.values() for one in text.hidden}
        return Findings(
            reports=reports,
            extractions=tuple(self._rewritten(kept.extraction(one), "") for one in found.extractions),
            records=records,
            set_aside=tuple(self._set_aside(aside) for aside in found.set_aside),
            excluded=tuple(
                dataclasses.replace(self._rewritten(one, ""), id=self._id_or_file(one.id))
                for one in found.excluded
            ),
            judgements=self._rewritten(found.judgements, ""),
            masked=True,
            held_back=HeldBack(
                accusations=sum(record.held_back.accusations for record in records),
                leads=sum(record.held_back.leads for record in records),
                names=len(hidden),
            ),
        )

    def set_aside(self, set_aside: Iterable[SetAside]) -> tuple[SetAside, ...]:
        """Return set-asides without the hidden names, in the order given."""
        return tuple(self._set_aside(aside) for aside in set_aside)

    # ------------------------------------------------------------ one kind of value after the other

    def _report(self, report: Report) -> Report:
        masked = self._texts[report.report_id]
        told: dict[str, str | None] = {
            name: None if (words := getattr(report, name)) is None else self.words(words)
            for name in ("outlet", "title", "author", "agency")
        }
        return dataclasses.replace(
            report,
            **told,  # type: ignore[arg-type]
            text=masked.text,
            url=None if report.url is None else self.name_of_file(report.url),
            body_start=masked.start(report.body_start),
        )

    def _record(self, kept: Record, full: Record, rule: "_Kept") -> Record:
        told = {account.report_id for account in full.accounts}
        hidden = {
            one for report_id in told if report_id in self._texts for one in self._texts[report_id].hidden
        }
        made = self._rewritten(kept, "")
        return dataclasses.replace(
            made,
            voices=tuple(sorted(made.voices, key=lambda voice: voice.voice_id)),
            held_back=HeldBack(
                accusations=_count_accusations(full, rule.held),
                leads=len(full.leads) - len(kept.leads),
                names=len(hidden),
            ),
        )

    def _set_aside(self, aside: SetAside) -> SetAside:
        return dataclasses.replace(
            aside,
            item=self._id_or_file(aside.item),
            message=self.words(aside.message),
            next_step=self.words(aside.next_step),
        )

    def _id_or_file(self, item: str) -> str:
        return item if _AN_ID.fullmatch(item) else self.name_of_file(item)

    def _rewritten(self, value: T, report_id: str) -> T:
        """Return a value with everything in it rewritten. report_id: in whose text its spans lie."""
        return self._any(value, report_id)  # type: ignore[no-any-return]

    def _any(self, value: Any, report_id: str) -> Any:
        if value is None or isinstance(value, StrEnum | bool | int | float):
            return value
        if isinstance(value, str):
            return self._ids.get(value) or self.words(value)
        if isinstance(value, Span):
            text = self._texts.get(report_id)
            return value if text is None else text.span(value)
        if isinstance(value, tuple):
            return tuple(self._any(item, report_id) for item in value)
        if isinstance(value, dict):
            return {key: self._any(item, report_id) for key, item in value.items()}
        if not dataclasses.is_dataclass(value) or isinstance(value, type):
            return value  # a date
        report_id = getattr(value, "report_id", "") or report_id
        told = {name: self._any(getattr(value, name), report_id) for name in _field_names(type(value))}
        if isinstance(value, Claim | Lead | Mention) and report_id in self._texts:
            told["quote"] = told["span"].of(self._texts[report_id].text)
        elif isinstance(value, Leaf):
            told |= {"before": "", "after": ""}  # cut anywhere, also inside a name
        elif isinstance(value, Voice):
            told["aliases"] = tuple(sorted({*told["aliases"]} - {told["name"]}))
            told["protected"] = value.protected or told["name"] != value.name
        return type(value)(**told)

    # ------------------------------------------------------------ ids

    def _keyed_ids(self, found: Findings) -> dict[str, str]:
        """Return a keyed id for each id that follows from a hidden name: it could be worked out from a guess."""
        ids: dict[str, str] = {}
        for extraction in found.extractions:
            ids.update(self._keyed(v.voice_id) for v in extraction.voices if self._names_somebody(v))
        for record in found.records:
            for voice in record.voices:
                if self._names_somebody(voice) or not ids.keys().isdisjoint(voice.members):
                    ids.update([self._keyed(voice.voice_id)])
        for record in found.records:
            for origin in record.origins:
                if not ids.keys().isdisjoint(origin.voices):
                    ids.update([self._keyed(origin.class_id)])
            for person in record.persons:
                if any(self.words(form) != form for form in person.name_forms):
                    ids.update([self._keyed(person.person_id)])
                ids.update(self._keyed(reading.reading_id) for reading in person.readings)
            for field in record.fields.values():
                ids.update(
                    self._keyed(reading.reading_id)
                    for reading in field.readings
                    if any(self.words(words) != words for words in _strings(reading.value))
                )
        return ids

    def _names_somebody(self, voice: Voice) -> bool:
        told = [voice.name or "", *voice.aliases, *(mention.quote for mention in voice.mentions)]
        return any(self.words(words) != words for words in told)

    def _keyed(self, old: str) -> tuple[str, str]:
        digest = hmac.new(self._key, f"id {old}".encode(), hashlib.sha256).hexdigest()
        return old, f"{old.partition('-')[0]}-{digest[:16]}"


def pseudonyms(hidden: Sequence[Hidden], key: bytes) -> dict[Hidden, str]:
    """Return what stands for each name: "[witness K7Q2]".

    The letters and digits (Crockford's base 32) are the first of HMAC-SHA256 of the folded fullest name; more of them
    where two would be equal.
    """
    codes = {one: _code(one.name, key) for one in hidden}
    length = _SHORTEST
    made: dict[Hidden, str] = {}
    waiting = list(hidden)
    while waiting:
        taken: dict[str, list[Hidden]] = {}
        for one in waiting:
            taken.setdefault(codes[one][:length], []).append(one)
        waiting = [one for several in taken.values() if len(several) > 1 for one in several]
        made.update({several[0]: code for code, several in taken.items() if len(several) == 1})
        length += 1
    return {one: f"[{one.why.value} {code}]" for one, code in made.items()}


def _code(name: str, key: bytes) -> str:
    digest = hmac.new(key, name.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode().rstrip("=").translate(_CROCKFORD)


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in dataclasses.fields(kind))


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str) and not isinstance(value, StrEnum):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for name in _field_names(type(value)):
            yield from _strings(getattr(value, name))


# ---------------------------------------------------------------- a text with pseudonyms in it


class _Masked:
    """A text with pseudonyms in the place of names, and where each of its places went."""

    def __init__(
        self, text: str, places: Sequence[tuple[int, int, Hidden]], pseudonyms: Mapping[Hidden, str]
    ) -> None:
        pieces: list[str] = []
        self._moves: list[tuple[int, int, int, int]] = []  # start, end of a name; start, end of its pseudonym
        self.hidden = frozenset(one for _, _, one in places)
        at = length = 0
        for start, end, one in places:
            pseudonym = pseudonyms[one]
            pieces += [text[at:start], pseudonym]
            length += start - at
            self._moves.append((start, end, length, length + len(pseudonym)))
            length += len(pseudonym)
            at = end
        self._starts = [start for start, _, _, _ in self._moves]
        self.text = "".join([*pieces, text[at:]])

    def start(self, at: int) -> int:
        """Return where a span starts that started at `at`: before a name whose inside it is."""
        return self._moved(at, to_end=False)

    def span(self, span: Span) -> Span:
        """Return the span in the masked text; one that touches a name holds the whole pseudonym."""
        return Span(self._moved(span.start, to_end=False), self._moved(span.end, to_end=True))

    def _moved(self, at: int, *, to_end: bool) -> int:
        k = bisect.bisect_left(self._starts, at) - 1  # the last name that starts before
        if k < 0:
            return at
        _, end, new_start, new_end = self._moves[k]
        if at < end:
            return new_end if to_end else new_start
        return at + new_end - end


# ---------------------------------------------------------------- what is left out


@dataclasses.dataclass(frozen=True, slots=True)
class _Kept:
    """What stays. held: ids of the claims that are held back; released: ids of leads that may go out."""

    held: frozenset[str]
    released: frozenset[str]

    def extraction(self, extraction: Extraction) -> Extraction:
        return dataclasses.replace(
            extraction, accounts=tuple(self._account(one) for one in extraction.accounts)
        )

    def _account(self, account: Account) -> Account:
        return dataclasses.replace(
            account,
            claims=tuple(self._claim(claim) for claim in account.claims if claim.claim_id not in self.held),
            leads=self._leads(account.leads),
        )

    def _leads(self, leads: Iterable[Lead]) -> tuple[Lead, ...]:
        return tuple(lead for lead in leads if lead_id(lead) in self.released)

    def _claim(self, claim: Claim) -> Claim:
        relations = tuple(one for one in claim.relations if one.claim_id not in self.held)
        return claim if relations == claim.relations else dataclasses.replace(claim, relations=relations)

    def record(self, record: Record) -> Record:
        fields = {kind: self._field(held) for kind, held in record.fields.items()}
        return dataclasses.replace(
            record,
            fields={
                kind: held
                for kind, held in fields.items()
                if held.readings or not record.fields[kind].readings
            },
            accounts=tuple(
                dataclasses.replace(told, claim_ids=tuple(c for c in told.claim_ids if c not in self.held))
                for told in record.accounts
            ),
            leads=self._leads(record.leads),
            excluded=tuple(row for row in record.excluded if row.id not in self.held),
            judgements=tuple(
                one
                for one in record.judgements
                if one.left.id not in self.held
                and not (one.verdict is Verdict.ADDED and added_claim_id(one) in self.held)
            ),
            follow_ups=tuple(one for one in record.follow_ups if one.lead_id in self.released),
            warnings=tuple(
                dataclasses.replace(one, claim_ids=tuple(c for c in one.claim_ids if c not in self.held))
                for one in record.warnings
            ),
        )

    def _field(self, field: FieldRecord) -> FieldRecord:
        readings = []
        for reading in field.readings:
            claims = tuple(self._claim(claim) for claim in reading.claims if claim.claim_id not in self.held)
            if claims or not reading.claims:
                readings.append(dataclasses.replace(reading, claims=claims))
        return dataclasses.replace(field, readings=tuple(readings))


def _holding(told: Sequence[Claim], accusing: Sequence[Claim]) -> set[str]:
    """Return the ids of claims in free words, what is demanded or told beside, whose words hold an accusation whole."""
    return {
        claim.claim_id
        for claim in told
        if isinstance(claim.value, Demand | RelatedEvent)
        for one in accusing
        if one.report_id == claim.report_id
        and claim.span.start <= one.span.start
        and one.span.end <= claim.span.end
    }


def _judged(found: Findings) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of the judgements in force that confirm, and of the leads that are released."""
    told = {one.judgement_id: one for one in found.judgements}
    told.update((one.judgement_id, one) for record in found.records for one in record.judgements)
    confirmed: set[str] = set()
    released: set[str] = set()
    for one in in_force(told.values()):
        if one.verdict is Verdict.CONFIRMED:
            confirmed.add(one.judgement_id)
        elif one.verdict is Verdict.RELEASED and one.left.kind == LeafKind.LEAD:
            released.add(one.left.id)
    return frozenset(confirmed), frozenset(released)


def _claims(record: Record, field: Field) -> Iterable[Claim]:
    held = record.fields.get(field)
    for reading in held.readings if held else ():
        yield from reading.claims


def _count_accusations(record: Record, held: frozenset[str]) -> int:
    """Return how many accusations are held back: of one thing by one accuser, however often it is told."""
    field = record.fields.get(Field.ACCUSATIONS)
    return len(
        {
            (reading.reading_id, claim.origin or claim.report_id)
            for reading in (field.readings if field else ())
            for claim in reading.claims
            if claim.claim_id in held
        }
    )
