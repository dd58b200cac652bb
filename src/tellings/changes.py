"""Say what a build changed in each record.

In:   the records of the build before, and those of this one.
Out:  Changes: by incident in the order of the records, those that are gone last; of one incident the weightiest first.
Holds: nothing is compared but records that differ. No change names a person: accusations, denials of them, named
       victims and whatever else is told in free words are only counted. The words quote figures, days, places and
       outlets. Incidents are matched by the accounts that they share, since an incident's id follows from its accounts.

What was, was of one incident. Where several were joined, it is the one that shares most accounts; but a report or a
reading that any of them held is not new. Where one was parted, what stands in another part now is not gone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import not_

from tellings.judging import added_claim_id
from tellings.model import (
    Change,
    Figure,
    Judgement,
    Reading,
    Record,
    Review,
    Standing,
    ToldBy,
    Toll,
)
from tellings.publish.words import (
    EXCLUSION_WORDS,
    FIELD_WORDS,
    LEAD_WORDS,
    STATUS_WORDS,
    VERDICT_WORDS,
    WARNING_WORDS,
    count_in_words,
    counted,
    listing,
    value_in_words,
)
from tellings.reconcile.policies import figures_in_force, range_in_force
from tellings.reconcile.values import value_key
from tellings.resolve.names import fold
from tellings.vocabulary import COUNT_FIELDS, ChangeKind, CountBasis, Field, Stance, Verdict, WarningCode

# Fields whose values are said: none of them names anybody. Of the others it is said how many there are more.
_SAID = frozenset(
    {
        *COUNT_FIELDS,
        Field.TYPE,
        Field.STAGE,
        Field.DATE,
        Field.TIME,
        Field.PLACE,
        Field.WEAPONS,
        Field.ROUNDS,
    }
)
_MOST_LISTED = 5  # values or outlets in one change; the rest is counted
_WEIGHT = {kind: n for n, kind in enumerate(ChangeKind)}
_FIELD_ORDER = {field: n for n, field in enumerate(Field)}
_ENDED = {
    ChangeKind.FIGURE_WITHDRAWN: "withdrawn",
    ChangeKind.FIGURE_CORRECTED: "corrected",
    ChangeKind.FIGURE_SUPERSEDED: "superseded",
}


def what_changed(before: Sequence[Record], after: Sequence[Record]) -> tuple[Change, ...]:
    """Return what this build changed; () where nothing did.

    before, after: each incident once. Records that are the same in both may be left out of both.
    """
    held = {record.incident_id: record for record in before}
    stays = {record.incident_id for record in after if held.get(record.incident_id) == record}
    was = [record for record in before if record.incident_id not in stays]
    now = [record for record in after if record.incident_id not in stays]
    came_from = _matched(was, now)
    became: dict[str, list[str]] = {}
    for incident_id, sources in came_from.items():
        for source in sources:
            became.setdefault(source, []).append(incident_id)
    by_id = {record.incident_id: record for record in now}
    found: list[Change] = []
    for record in now:
        sources = came_from[record.incident_id]
        parts = sorted({part for source in sources for part in became[source]} - {record.incident_id})
        if sources:
            compared = _Compared(record, [held[one] for one in sources], [by_id[one] for one in parts])
            found += sorted(compared.changes(), key=_by_weight)
        else:
            reports = {account.report_id for account in record.accounts}
            words = f"a new incident, told in {counted(len(reports), 'report')}"
            found.append(Change(record.incident_id, (), ChangeKind.INCIDENT_NEW, None, words))
    for record in was:
        if record.incident_id not in became:
            words = "it stands in no record any more"
            ids = (record.incident_id,)
            found.append(Change(record.incident_id, ids, ChangeKind.INCIDENT_GONE, None, words))
    return tuple(found)


def _by_weight(change: Change) -> tuple[int, int, str]:
    field = -1 if change.field is None else _FIELD_ORDER[change.field]
    return _WEIGHT[change.kind], field, change.text


def _matched(was: Sequence[Record], now: Sequence[Record]) -> dict[str, tuple[str, ...]]:
    """Return the incidents that each incident came from, the one that it shares most accounts with first.

    An account whose id changed, as it does when its report is read otherwise, is matched by its report where the report
    has one such account before.
    """
    of_account = {a.account_id: record.incident_id for record in was for a in record.accounts}
    still = {account.account_id for record in now for account in record.accounts}
    of_report: dict[str, set[str]] = {}
    for record in was:
        for account in record.accounts:
            if account.account_id not in still:
                of_report.setdefault(account.report_id, set()).add(record.incident_id)

    def source_of(account: ToldBy) -> str | None:
        if account.account_id in of_account:
            return of_account[account.account_id]
        sources = of_report.get(account.report_id, set())
        return next(iter(sources)) if len(sources) == 1 else None

    found = {}
    for record in now:
        shared = Counter(source for a in record.accounts if (source := source_of(a)) is not None)
        found[record.incident_id] = tuple(sorted(shared, key=lambda one: (-shared[one], one)))
    return found


@dataclass(frozen=True, slots=True)
class _Told:
    """The readings of a field that stand on one side of a comparison only."""

    field: Field
    readings: tuple[Reading, ...]


class _Compared:
    """One record of this build, held against those that it came from."""

    def __init__(self, now: Record, sources: Sequence[Record], parts: Sequence[Record]) -> None:
        """sources: at least one, what was is of the first. parts: what else they became."""
        self.now = now
        self.was = sources[0]
        self.sources = sources
        self.parts = parts
        self.outlets = {a.report_id: a.outlet for one in (now, *sources) for a in one.accounts}

    def changes(self) -> Iterator[Change]:
        yield from self._incident()
        yield from self._scope()
        for field in Field:
            yield from self._standing(field)
        yield from self._tolls()
        yield from self._reports()
        for told in _only_in([self.now], self.sources):
            yield from self._new(told)
        for told in _only_in(self.sources, [self.now, *self.parts]):
            yield self._gone(told)
        yield from self._persons()
        yield from self._review()
        yield from self._judgements()
        yield from self._warnings()
        yield from self._leads()

    def _change(
        self,
        kind: ChangeKind,
        text: str,
        *,
        field: Field | None = None,
        was: str = "",
        now: str = "",
        claim_ids: Iterable[str] = (),
        report_ids: Iterable[str] = (),
    ) -> Change:
        return Change(
            incident_id=self.now.incident_id,
            was_ids=tuple(source.incident_id for source in self.sources),
            kind=kind,
            field=field,
            text=text,
            was=was,
            now=now,
            claim_ids=tuple(sorted(claim_ids)),
            report_ids=tuple(sorted(report_ids)),
        )

    # ------------------------------------------------------------ the incident as a whole

    def _incident(self) -> Iterator[Change]:
        if len(self.sources) > 1:
            words = f"joined from {len(self.sources)} incidents of the build before"
            yield self._change(ChangeKind.INCIDENTS_JOINED, words)
        if self.parts:
            words = f"parted from {counted(len(self.parts), 'other incident')} of this build"
            yield self._change(ChangeKind.INCIDENT_PARTED, words)

    def _scope(self) -> Iterator[Change]:
        was, now = self.was.out_of_scope, self.now.out_of_scope
        if (was.reason if was is not None else None) != (now.reason if now is not None else None):
            words = f"left out: {EXCLUSION_WORDS[now.reason]}" if now is not None else "no longer left out"
            yield self._change(ChangeKind.SCOPE_CHANGED, words)

    def _reports(self) -> Iterator[Change]:
        was = {account.report_id for source in self.sources for account in source.accounts}
        now = {account.report_id for account in self.now.accounts}
        elsewhere = {account.report_id for part in self.parts for account in part.accounts}
        new, gone = now - was, was - now - elsewhere
        if new:
            copies = {a.report_id for a in self.now.accounts if a.copy_of is not None} & new
            words = f"+{counted(len(new), 'report')}{self._in(new)}"
            words += f", {len(copies):,} of them with the text of another report" if copies else ""
            yield self._change(ChangeKind.REPORT_NEW, words, report_ids=new)
        if gone:
            words = f"-{counted(len(gone), 'report')}{self._in(gone)}"
            yield self._change(ChangeKind.REPORT_GONE, words, report_ids=gone)

    def _in(self, report_ids: Iterable[str]) -> str:
        names = sorted({self.outlets.get(one) or "an outlet that is not known" for one in report_ids})
        return f" ({_first_of(names)})" if names else ""

    # ------------------------------------------------------------ how a field stands

    def _standing(self, field: Field) -> Iterator[Change]:
        """Yield how the standing of a field that was told before moved, what is taken of it, and what is behind it."""
        was, now = _standing_of(self.was, field), _standing_of(self.now, field)
        if now is not None:
            yield from self._choice(field, was, now)
        if was is None or now is None:
            return
        name = _name(field)
        if was.status is not now.status:
            words = f"standing of {name}: {STATUS_WORDS[now.status]}, was {STATUS_WORDS[was.status]}"
            kind = ChangeKind.STANDING_MOVED
            yield self._change(kind, words, field=field, was=was.status.value, now=now.status.value)
        before, after = was.support.origins, now.support.origins
        if before != after:
            words = (
                f"origins behind {name}: {_span(after.low, after.high)}, was {_span(before.low, before.high)}"
            )
            yield self._change(
                ChangeKind.SUPPORT_CHANGED,
                words,
                field=field,
                was=f"{before.low}..{before.high}",
                now=f"{after.low}..{after.high}",
            )

    def _choice(self, field: Field, was: Standing | None, now: Standing) -> Iterator[Change]:
        before = was.value if was is not None else None
        if now.value is None and before is None:
            return
        if was is not None and (value_key(before), was.method) == (value_key(now.value), now.method):
            return
        is_said = field in _SAID
        if now.value is None:
            words = "no value is taken any more"
        else:
            words = f"{value_in_words(now.value) if is_said else 'another value'} is taken by {_chooser(now)}"
        if before is not None and is_said and value_key(before) != value_key(now.value):
            words += f", was {value_in_words(before)}"
        yield self._change(ChangeKind.CHOICE_CHANGED, f"{_name(field)}: {words}", field=field)

    # ------------------------------------------------------------ tolls

    def _tolls(self) -> Iterator[Change]:
        was = {toll.kind: toll for toll in self.was.tolls}
        now = {toll.kind: toll for toll in self.now.tolls}
        for kind in COUNT_FIELDS:
            yield from self._range(kind, was.get(kind), now.get(kind))
            if kind in was and kind in now:
                yield from self._ended(kind, was[kind], now[kind])

    def _range(self, kind: Field, was: Toll | None, now: Toll | None) -> Iterator[Change]:
        before = range_in_force(was) if was is not None else None
        after = range_in_force(now) if now is not None else None
        if before == after:
            return
        words = f"{_span(*after)}" if after is not None else "no figure in force"
        words += f", was {_span(*before)}" if before is not None else ", no figure before"
        claim_ids = {one for figure in figures_in_force(now) for one in figure.claim_ids} if now else ()
        yield self._change(
            _moved(before, after),
            f"{_name(kind)}: {words}",
            field=kind,
            was=f"{before[0]}..{before[1]}" if before is not None else "",
            now=f"{after[0]}..{after[1]}" if after is not None else "",
            claim_ids=claim_ids,
        )

    def _ended(self, kind: Field, was: Toll, now: Toll) -> Iterator[Change]:
        """Yield which figures that were in force are so no more, by what put them out of force."""
        held = {one for figure in _stated(was) if not figure.superseded for one in figure.claim_ids}
        ended: dict[ChangeKind, list[Figure]] = {}
        for figure in _stated(now):
            if figure.superseded and not held.isdisjoint(figure.claim_ids):
                ended.setdefault(_end_of(figure), []).append(figure)
        for how, figures in ended.items():
            claim_ids = {one for figure in figures for one in figure.claim_ids} & held
            words = f"{_name(kind)}: {_first_of(count_in_words(figure.value) for figure in figures)}"
            yield self._change(how, f"{words} {_ENDED[how]}", field=kind, claim_ids=claim_ids)

    # ------------------------------------------------------------ readings

    def _new(self, told: _Told) -> Iterator[Change]:
        is_denial = [one.stance is Stance.DENIES or told.field is Field.DENIALS for one in told.readings]
        denials = list(compress(told.readings, is_denial))
        others = list(compress(told.readings, map(not_, is_denial)))
        if denials:
            where = "" if told.field is Field.DENIALS else f" ({_name(told.field)})"
            words = f"{counted(len(denials), 'denial')} more{where}"
            claim_ids = _claim_ids(denials)
            yield self._change(ChangeKind.DENIAL_NEW, words, field=told.field, claim_ids=claim_ids)
        if others and told.field is Field.ACCUSATIONS:
            words = f"{counted(len(others), 'accusation')} more"
            claim_ids = _claim_ids(others)
            yield self._change(ChangeKind.ACCUSATION_NEW, words, field=told.field, claim_ids=claim_ids)
        elif others:
            reports = {claim.report_id for reading in others for claim in reading.claims}
            words = f"{_values(told.field, others)} told for the first time{self._in(reports)}"
            claim_ids = _claim_ids(others)
            yield self._change(ChangeKind.READING_NEW, words, field=told.field, claim_ids=claim_ids)

    def _gone(self, told: _Told) -> Change:
        words = f"{_values(told.field, told.readings)} told no more"
        claim_ids = _claim_ids(told.readings)
        return self._change(ChangeKind.READING_GONE, words, field=told.field, claim_ids=claim_ids)

    def _persons(self) -> Iterator[Change]:
        for now, was, kind, end in (
            ([self.now], self.sources, ChangeKind.READING_NEW, "more"),
            (self.sources, [self.now, *self.parts], ChangeKind.READING_GONE, "told no more"),
        ):
            seen = {one for record in was for person in record.persons for one in _claim_ids(person.readings)}
            told = [_claim_ids(person.readings) for record in now for person in record.persons]
            new = [claim_ids for claim_ids in told if seen.isdisjoint(claim_ids)]
            if new:
                words = f"{counted(len(new), 'named victim')} {end}"
                yield self._change(kind, words, field=Field.PERSONS, claim_ids=set().union(*new))

    # ------------------------------------------------------------ what stands beside

    def _review(self) -> Iterator[Change]:
        """Yield how far persons have got with it, or that it changed since they got there."""
        was, now = self.was.review, self.now.review
        if (was.stage, was.changed_since, was.differing) == (now.stage, now.changed_since, now.differing):
            return
        words = f"stage of review: {_stage(was)} before, now {_stage(now)}"
        yield self._change(ChangeKind.REVIEW_MOVED, words, was=was.stage, now=now.stage)

    def _judgements(self) -> Iterator[Change]:
        was = {one.judgement_id: one for source in self.sources for one in source.judgements}
        now = {one.judgement_id: one for one in self.now.judgements}
        elsewhere = {one.judgement_id for part in self.parts for one in part.judgements}
        for kind, ids, end in (
            (ChangeKind.JUDGEMENT_NEW, now.keys() - was.keys(), "came into force"),
            (ChangeKind.JUDGEMENT_GONE, was.keys() - now.keys() - elsewhere, "is in force no more"),
        ):
            for judgement_id in sorted(ids):
                judgement = (now if judgement_id in now else was)[judgement_id]
                leaves = [one for one in (judgement.left, judgement.right) if one is not None]
                claim_ids = [leaf.id for leaf in leaves if leaf.kind == "claim"]
                claim_ids += [added_claim_id(judgement)] if judgement.verdict is Verdict.ADDED else []
                words = f"a judgement {end}: {_decided(judgement)}"
                yield self._change(kind, words, claim_ids=claim_ids)

    def _warnings(self) -> Iterator[Change]:
        was, now, elsewhere = _warned(self.sources), _warned([self.now]), _warned(self.parts)
        for kind, more, holders, words in (
            (ChangeKind.WARNING_NEW, now - was, [self.now], "new warning"),
            (ChangeKind.WARNING_GONE, was - now - elsewhere, self.sources, "warning gone"),
        ):
            told = [warning for holder in holders for warning in holder.warnings]
            for code, number in more.items():
                times = f" ({number} times)" if number > 1 else ""
                claim_ids = {i for one in told if one.code is code for i in one.claim_ids}
                yield self._change(kind, f"{words}: {WARNING_WORDS[code]}{times}", claim_ids=claim_ids)

    def _leads(self) -> Iterator[Change]:
        was = {(lead.kind, fold(lead.what)) for source in self.sources for lead in source.leads}
        new = [lead for lead in self.now.leads if (lead.kind, fold(lead.what)) not in was]
        if new:
            kinds = listing(LEAD_WORDS[lead.kind] for lead in new)
            words = f"{counted(len(new), 'new lead')} ({kinds})"
            yield self._change(ChangeKind.LEAD_NEW, words, report_ids={lead.report_id for lead in new})


# ---------------------------------------------------------------- readings told on one side alone


def _only_in(records: Sequence[Record], others: Sequence[Record]) -> Iterator[_Told]:
    """Yield, field by field, the readings of `records` whose value, in that stance, nobody tells in `others`.

    A claim that others hold does not make its reading another: a judgement may have put its value right.
    """
    for field in Field:
        held = list(_readings(others, field))
        keys = {_key(reading) for reading in held}
        claim_ids = {claim.claim_id for reading in held for claim in reading.claims}
        found = {
            _key(reading): reading
            for reading in _readings(records, field)
            if _key(reading) not in keys and not any(c.claim_id in claim_ids for c in reading.claims)
        }
        if found:
            yield _Told(field, tuple(found.values()))


def _decided(judgement: Judgement) -> str:
    """Return what a judgement decided, in words that name nobody."""
    words = VERDICT_WORDS[judgement.verdict]
    is_of_a_list = judgement.verdict in (Verdict.STAGED, Verdict.FOLLOWED)
    return f"{words} {judgement.now.replace('_', ' ')}" if is_of_a_list else words


def _stage(review: Review) -> str:
    """Return a stage of review in words: "published, changed since"."""
    words = [review.stage.replace("_", " "), *(["changed since"] if review.changed_since else [])]
    beside = listing(one.replace("_", " ") for one in review.differing)
    return ", ".join([*words, *([f"in part {beside}"] if beside else [])])


def _readings(records: Iterable[Record], field: Field) -> Iterator[Reading]:
    for record in records:
        if field in record.fields:
            yield from (one for one in record.fields[field].readings if one.derived is None)


def _key(reading: Reading) -> tuple[Stance, str]:
    return reading.stance, value_key(reading.value)


def _claim_ids(readings: Iterable[Reading]) -> set[str]:
    return {claim.claim_id for reading in readings for claim in reading.claims}


def _values(field: Field, readings: Sequence[Reading]) -> str:
    """Return what was told of a field: its values, or how many they are where they may name somebody."""
    if field not in _SAID:
        return f"{_name(field)}: {counted(len(readings), 'value')}"
    return f"{_name(field)}: {_first_of(value_in_words(one.value, one.stance) for one in readings)}"


# ---------------------------------------------------------------- small words


def _chooser(standing: Standing) -> str:
    """Return what took a value: a judgement, whose author is not named here, or a policy by its name."""
    kind, _, which = standing.method.partition(" ")
    return "a judgement" if kind == "judgement" else f"the policy {which.partition(' ')[0]}"


def _name(field: Field) -> str:
    words = FIELD_WORDS[field]
    return words[:1].lower() + words[1:]


def _first_of(words: Iterable[str]) -> str:
    """Return the first of some words, and how many more there are."""
    held = list(dict.fromkeys(words))
    more = len(held) - _MOST_LISTED
    return listing(held) if more < 2 else f"{', '.join(held[:_MOST_LISTED])} and {more} more"


def _span(low: int, high: int) -> str:
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _moved(was: tuple[int, int] | None, now: tuple[int, int] | None) -> ChangeKind:
    """Return how a range moved. One that rises at one end and falls at the other is wider or narrower."""
    if was is None or now is None:
        return ChangeKind.TOLL_FIRST if was is None else ChangeKind.TOLL_NONE
    low, high = now[0] - was[0], now[1] - was[1]
    if low >= 0 and high >= 0:
        return ChangeKind.TOLL_UP
    if low <= 0 and high <= 0:
        return ChangeKind.TOLL_DOWN
    return ChangeKind.TOLL_WIDER if high > 0 else ChangeKind.TOLL_NARROWER


def _stated(toll: Toll) -> Iterator[Figure]:
    held = (*(figure for side in toll.sides for figure in side.figures), *toll.unsourced)
    return (figure for figure in held if figure.value.basis is not CountBasis.DERIVED)


def _end_of(figure: Figure) -> ChangeKind:
    """Return what put a figure out of force, by the words that its note opens with (`reconcile.overtaken`)."""
    for kind in (ChangeKind.FIGURE_WITHDRAWN, ChangeKind.FIGURE_CORRECTED):
        if figure.note.startswith(_ENDED[kind]):
            return kind
    return ChangeKind.FIGURE_SUPERSEDED


def _warned(records: Iterable[Record]) -> Counter[WarningCode]:
    """Return how often each warning stands in the record that has most of it."""
    found: Counter[WarningCode] = Counter()
    for record in records:
        found |= Counter(warning.code for warning in record.warnings)
    return found


def _standing_of(record: Record, field: Field) -> Standing | None:
    held = record.fields.get(field)
    return held.standing if held is not None else None
