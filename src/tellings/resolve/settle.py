"""Say when and where: give each account its dates, times and places, and date what stands around it.

In:   a report's Document, voices, attributions, and its accounts without dates and places.
Out:  the same accounts with claims of date, time and place, each told by whoever tells it there.
Holds: precision as told; the publication date is never the incident's; an inferred one fixes nothing.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from tellings.events.durations import find_durations
from tellings.events.incident_words import act_spans
from tellings.events.moments import Moment, find_moments
from tellings.events.surroundings import background_sentences
from tellings.events.teller import Teller
from tellings.events.whereabouts import PlaceMention, Relation, find_places
from tellings.model import (
    Account,
    Attribution,
    Claim,
    Count,
    DateValue,
    PersonFact,
    RelatedEvent,
    Span,
    Voice,
    covering,
)
from tellings.resolve.dates import (
    date_told,
    edtf_bounds,
    incident_dates,
    incident_times,
    resolve_date,
    resolve_time,
    stretched,
    telling_dates,
    weekday_evidence,
    written_on,
)
from tellings.resolve.gazetteer import Gazetteer
from tellings.resolve.marks import marks_of
from tellings.resolve.places import countries_named, incident_place, resolve_place
from tellings.text.segment import Document
from tellings.vocabulary import CountBasis, DateBasis, Fate, Field, PersonAspect, Stance

_HURT = (Fate.KILLED, Fate.DIED_OF_WOUNDS, Fate.INJURED)
_REACH = 90  # code points behind the words on a victim's fate in which its day may stand. Guess, unmeasured
_FOUND = re.compile(
    r"\b(?:body|bodies|remains|corpses?|funeral|buried)\b", re.I
)  # found on a day; not dead on it
_BREAK = re.compile(r"[;:]|, (?:and|but|while)\b|\b(?:said|told|announced)\b")
_HERE = frozenset({Relation.IN, Relation.NEAR, Relation.OUTSIDE, Relation.OF, Relation.BETWEEN})
LATEST_YEAR = (
    2026  # the reader's own release: an undated report tells of no later year, unless its capture does
)

_DATES_WORDS = re.compile(
    r"\b(?:statement|letter|report|communiqu[eé]|message|interview)s?\s+(?:of|from|on|dated)\s+(?:\w+\s+)?$",
    re.I,
)


def settle(
    document: Document,
    voices: tuple[Voice, ...],
    attributions: tuple[Attribution, ...],
    accounts: tuple[Account, ...],
    *,
    gazetteer: Gazetteer,
) -> tuple[Account, ...]:
    """Return the accounts with claims of date, time and place added, in order of the text, and their marks.

    An account is dated and placed by the words nearest to its act, of its own sentences where the report has several
    accounts of its own; a background account by all words of its own sentences.
    """
    settler = _Settler(document, voices, attributions, gazetteer)
    is_alone = sum(not account.background for account in accounts) == 1
    told_in = {} if is_alone else settler.sentences_of_each([one for one in accounts if not one.background])
    return tuple(
        settler.marked(settler.settled(account, held), held)
        for account in accounts
        for held in (told_in.get(account.account_id),)
    )


def date_of_report(document: Document) -> DateValue | None:
    """Return the day, with its year, that a report's own date line gives; a choice of two for "04-03-2016"."""
    for moment in find_moments(document):
        calendar = moment.calendar
        if moment.is_own_date and calendar is not None and calendar.year and calendar.day:
            return resolve_date(moment, published=None, published_inferred=False, latest_year=calendar.year)
    return None


class _Settler:
    def __init__(
        self,
        document: Document,
        voices: tuple[Voice, ...],
        attributions: tuple[Attribution, ...],
        gazetteer: Gazetteer,
    ) -> None:
        self.document = document
        self.teller = Teller(document, voices, attributions)
        self.gazetteer = gazetteer
        self.moments = find_moments(document)
        self.written = written_on(document, self.moments)
        self.durations = find_durations(document)
        self.places = find_places(document)
        self.acts = act_spans(document)
        self.countries = countries_named(self.places, document, gazetteer=gazetteer)
        self.weekday = weekday_evidence(document, self.moments, self.acts)

    def sentences_of_each(self, accounts: Sequence[Account]) -> dict[str, frozenset[int]]:
        """Return the sentences of each account, by its id: those of its claims, and those beside them that hold none.

        A date or a place may stand alone at the head of an entry: a sentence without claims goes with the account
        told before it in its paragraph, at the head of a paragraph with the one told after it.
        """
        owner = {number: account for account in accounts for number in self._sentences_of(account)}
        held: dict[str, set[int]] = {
            account.account_id: set(self._sentences_of(account)) for account in accounts
        }
        paragraph, before, waiting = -1, None, list[int]()
        for sentence in self.document.sentences:
            if sentence.paragraph != paragraph:
                paragraph, before, waiting = sentence.paragraph, None, []
            before = owner.get(sentence.index, before)
            if before is None:
                waiting.append(sentence.index)
            else:
                held[before.account_id].update((*waiting, sentence.index))
                waiting = []
        return {account_id: frozenset(numbers) for account_id, numbers in held.items()}

    def settled(self, account: Account, held: frozenset[int] | None) -> Account:
        """Return an account with its dates and places. held: its sentences where the report has several, else None."""
        if account.background:
            moments, places = self._around(account)
            dates = self._date_claims(moments)
            where = self._place_claims(places)
            times: list[Claim] = []
        else:
            later = self._later_deaths(account.claims)
            moments = [moment for moment in self.moments if moment.span not in later]
            mentions, acts = self.places, self.acts
            if held is not None:
                moments = [moment for moment in moments if moment.sentence in held]
                mentions = tuple(place for place in mentions if place.sentence in held)
                acts = tuple(
                    act for act in acts if any(s.index in held for s in self.document.sentences_over(act))
                )
            dated = incident_dates(self.document, moments, acts)
            placed = incident_place(self.document, mentions, acts, gazetteer=self.gazetteer)
            if held is not None:
                # an entry may be dated and placed at its head, apart from the words for the act
                dated = dated or tuple(
                    m for m in moments if m.calendar and m.calendar.is_day and not m.is_own_date
                )
                placed = placed or tuple(one for one in mentions if one.relation in _HERE)
            dates = self._date_claims(dated, weekday=self.weekday)
            where = self._place_claims(placed)
            times = self._time_claims(moments, acts)
        incident = next((c.value for c in dates if isinstance(c.value, DateValue) and c.value.edtf), None)
        claims = [self._dated(claim, incident) for claim in account.claims]
        days = self._person_dates(claims, incident)
        every = {claim.claim_id: claim for claim in [*claims, *dates, *times, *where, *days]}
        return replace(
            account, claims=tuple(sorted(every.values(), key=lambda c: (c.span, c.field, c.claim_id)))
        )

    def marked(self, account: Account, held: frozenset[int] | None) -> Account:
        """Return an account with what marks its incident off. held: as in `settled`."""
        if account.background:
            sentences: Set[int] = self._sentences_of(account)
        else:
            every = range(len(self.document.sentences)) if held is None else held
            sentences = frozenset(every) - background_sentences(self.document)
        return replace(account, marks=marks_of(self.document, sentences, gazetteer=self.gazetteer))

    # ------------------------------------------------------------ when

    def _date(
        self, moment: Moment, *, incident: DateValue | None = None, weekday: int | None = None
    ) -> DateValue:
        report = self.document.report
        captured = edtf_bounds(report.retrieved[:10])[1] if report.retrieved else None
        return date_told(
            moment,
            self.written,
            latest_year=captured.year if captured else LATEST_YEAR,
            weekday=weekday,
            incident=incident,
        )

    def _date_claims(self, moments: Sequence[Moment], *, weekday: int | None = None) -> list[Claim]:
        claims = []
        seen: set[tuple[str, tuple[str, ...]]] = set()
        for moment in moments:
            value = stretched(self._date(moment, weekday=weekday), moment, self.document, self.durations)
            claim = self.teller.claim(
                Field.DATE, value, moment.span, wording=moment.wording, stance=Stance.ASSERTS
            )
            key = (value.edtf, claim.chain)
            if value.edtf and key not in seen:
                seen.add(key)
                claims.append(claim)
        return claims

    def _time_claims(self, moments: Sequence[Moment], acts: Sequence[Span]) -> list[Claim]:
        claims = []
        for moment in incident_times(self.document, moments, acts):
            value = resolve_time(moment)
            if value is not None:
                claims.append(
                    self.teller.claim(
                        Field.TIME, value, moment.span, wording=moment.wording, stance=Stance.ASSERTS
                    )
                )
        return claims

    def _dated(self, claim: Claim, incident: DateValue | None) -> Claim:
        """Date a later death or an event around the incident by the words of its own clause."""
        value = claim.value
        if isinstance(value, RelatedEvent) and value.when is None:
            moment = self._moment_of(claim.span)
            return (
                claim
                if moment is None
                else replace(claim, value=replace(value, when=self._date(moment, incident=incident)))
            )
        if isinstance(value, Count) and (value.basis is CountBasis.INCREMENT or value.scope.died_later):
            moment = self._moment_of(claim.span)
            as_of = self._day(moment, incident) if moment else None
            return claim if as_of is None else replace(claim, value=replace(value, as_of=as_of))
        return claim

    def _person_dates(self, claims: Sequence[Claim], incident: DateValue | None) -> list[Claim]:
        """Return the days of death or injury that the words on a named victim tell, as claims of their own."""
        told = [
            c
            for c in claims
            if isinstance(c.value, PersonFact) and c.value.told in _HURT and not _FOUND.search(c.quote)
        ]
        if not told:
            return []
        telling = {moment.span for moment in telling_dates(self.document, self.moments)}
        made = []
        for claim in told:
            moment = self._moment_near(claim, told, telling)
            value = self._date(moment, incident=incident) if moment else None
            fact = claim.value
            if moment is None or value is None or not value.edtf or not isinstance(fact, PersonFact):
                continue
            span = covering((claim.span, moment.span))
            attribution = next(
                (a for a in self.teller.attributions if a.attribution_id == claim.attribution_id), None
            )
            made.append(
                self.teller.claim(
                    Field.PERSONS,
                    PersonFact(fact.name, PersonAspect.DATE, value.edtf, moment.wording),
                    span,
                    wording=moment.wording,
                    stance=claim.stance,
                    told_by=attribution,
                )
            )
        return made

    def _later_deaths(self, claims: Sequence[Claim]) -> frozenset[Span]:
        """Return the places of the moments that date the deaths of named victims of their wounds, not the incident."""
        told = [c for c in claims if isinstance(c.value, PersonFact) and c.value.aspect is PersonAspect.FATE]
        moments = [
            self._moment_near(claim, told, frozenset())
            for claim in told
            if isinstance(claim.value, PersonFact) and claim.value.told == Fate.DIED_OF_WOUNDS
        ]
        return frozenset(moment.span for moment in moments if moment is not None)

    def _moment_near(self, claim: Claim, told: Sequence[Claim], telling: Set[Span]) -> Moment | None:
        """Return the moment among the words on a victim's fate or right behind them; no other victim stands between."""
        sentence = self.document.sentence_at(claim.span)
        if sentence is None:
            return None
        end = max(claim.span.end, min(claim.span.end + _REACH, sentence.span.end))
        stop = _BREAK.search(self.document.view, claim.span.end, end)
        end = min(
            [stop.start() if stop else end, *(c.span.start for c in told if c.span.start >= claim.span.end)]
        )
        for moment in self.moments:
            is_here = claim.span.start <= moment.span.start and moment.span.end <= max(end, claim.span.end)
            if is_here and moment.calendar and moment.span not in telling and not moment.is_own_date:
                return moment
        return None

    def _day(self, moment: Moment, incident: DateValue | None) -> str | None:
        """Return the day that a moment means, also where it hangs on a publication date that was worked out."""
        when = self._date(moment, incident=incident)
        report = self.document.report
        if not when.edtf and report.published and report.published_inferred:
            when = resolve_date(
                moment,
                published=report.published,
                published_inferred=False,
                latest_year=LATEST_YEAR,
                incident=incident,
            )
        is_day = when.earliest is not None and when.earliest == when.latest
        return when.edtf if is_day else None

    def _moment_of(self, span: Span) -> Moment | None:
        """Return the moment inside a span, else the nearest one after it in its sentence."""
        inside = [m for m in self.moments if m.calendar and m.span.overlaps(span)]
        if inside:
            return inside[0]
        sentence = self.document.sentence_at(span)
        after = [
            m
            for m in self.moments
            if m.calendar and sentence and m.sentence == sentence.index and 0 <= m.span.start - span.end < 60
        ]
        return after[0] if after else None

    # ------------------------------------------------------------ where

    def _place_claims(self, mentions: Sequence[PlaceMention]) -> list[Claim]:
        """Return claims of the best place, by each chain that names it; the places after it are not rivals of it."""
        claims = []
        seen: set[tuple[str, tuple[str, ...]]] = set()
        best = {name.casefold() for m in mentions[:1] for name in (m.name, *m.also)}
        for mention in mentions:
            if not best & {name.casefold() for name in (mention.name, *mention.also)}:
                continue
            value = resolve_place(mention, gazetteer=self.gazetteer, country_hint=self.countries)
            claim = self.teller.claim(
                Field.PLACE, value, mention.span, wording=mention.wording, stance=Stance.ASSERTS
            )
            key = (value.name.casefold(), claim.chain)
            if key not in seen:
                seen.add(key)
                claims.append(claim)
        return claims

    def _sentences_of(self, account: Account) -> frozenset[int]:
        return frozenset(
            s.index for claim in account.claims for s in self.document.sentences_over(claim.span)
        )

    def _around(self, account: Account) -> tuple[list[Moment], list[PlaceMention]]:
        """Return the moments and places of the sentences that a background account stands in."""
        held = self._sentences_of(account)
        told = {m.span for m in telling_dates(self.document, self.moments)}
        moments = [
            m
            for m in self.moments
            if m.sentence in held
            and m.calendar
            and not m.is_own_date
            and m.span not in told
            and not _DATES_WORDS.search(self.document.view[max(0, m.span.start - 40) : m.span.start])
        ]
        dated = [m for m in moments if self._date(m).basis is not DateBasis.RELATIVE or self._date(m).edtf]
        return dated, [p for p in self.places if p.sentence in held]
