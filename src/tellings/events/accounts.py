"""Tell a report's accounts: what happened, field by field, with the voice behind each value.

In:   a report's Document, voices and attributions.
Out:  its accounts, in order of the text, then incidents it mentions in passing; no dates and places yet.
Holds: every figure that was found stands in one account; a report that tells of no incident has none.
"""

from collections.abc import Iterable, Sequence

from tellings.events.accusations import AccusationMention, find_accusations
from tellings.events.answers import with_answers
from tellings.events.arms import RoundsMention, find_rounds, find_weapons
from tellings.events.counts import CountMention, find_counts
from tellings.events.demands import find_demands
from tellings.events.denials import cannot_confirm, find_denials
from tellings.events.frames import find_frames
from tellings.events.grades import grade_of
from tellings.events.harmed import find_targets, find_victims
from tellings.events.incident_words import TypeMention, act_spans, find_stages, find_types
from tellings.events.leads import find_leads
from tellings.events.none_told import find_not_reported
from tellings.events.parting import part
from tellings.events.persons import tell_persons
from tellings.events.responsibility import find_responsibility
from tellings.events.rolls import Named, read_rolls
from tellings.events.surroundings import find_related
from tellings.events.teller import Teller
from tellings.events.told import Told
from tellings.model import (
    Account,
    Accusation,
    ActType,
    Attribution,
    Claim,
    Demand,
    Denial,
    IncidentType,
    Lead,
    RecordWarning,
    RelatedEvent,
    ResponsibilityTaken,
    Span,
    StageValue,
    Target,
    VictimGroup,
    Voice,
    Weapon,
    content_id,
)
from tellings.text.segment import Document
from tellings.vocabulary import Field, RoundsState, Stage, Stance, WarningCode


def tell_accounts(
    document: Document,
    voices: tuple[Voice, ...],
    attributions: tuple[Attribution, ...],
    own_types: tuple[ActType, ...] = (),
    told: Told | None = None,
) -> tuple[Account, ...]:
    """Return the accounts of a report: its own, then those of incidents mentioned in passing.

    own_types: the sorts of act that a case adds to the taxonomy. told: what the trained heads tell of the report;
    without it, a report that names an act of violence has one account of its own.
    Returns: () where the report tells of no act of violence, and of none of the case's own sorts.
    """
    types = find_types(document, own_types)
    own_names = {one.name for one in own_types}
    has_own = any(mention.type in own_names for mention in types)
    named = read_rolls(document)
    counts = find_counts(document, named)
    rounds = find_rounds(document)
    has_figure = any(mention.other_scope is None for mention in counts) or any(
        fired.rounds().state is RoundsState.FIRED for fired in rounds
    )
    parting = part(document, None if has_own else told, has_figure=has_figure)
    if not parting.count and not parting.background:
        return ()
    if told is None and not has_own and not act_spans(document):
        return ()
    teller = Teller(document, voices, attributions)
    own: list[list[Claim]] = [[] for _ in range(parting.count)]
    passing: dict[int, list[Claim]] = {}

    def put(claim: Claim, *, is_other: bool = False) -> None:
        number = _sentence_of(document, claim.span)
        if is_other or number in parting.background:
            passing.setdefault(number, []).append(claim)
        elif own:
            own[parting.account_of(number)].append(claim)

    for mention in counts:
        put(_count_claim(teller, mention), is_other=mention.other_scope is not None)
    for none in find_not_reported(document):
        # no figure is given, and none is no zero
        put(teller.claim(none.kind, None, none.span, stance=Stance.CANNOT_CONFIRM))
    for claim in [*_other_claims(teller, types, rounds), *_persons(teller, named)]:
        put(claim)
    for number, sentence in enumerate(parting.tellers):
        if not own[number]:
            # an incident of which no rule reads anything stands as the sentence that tells of it
            span = document.sentences[sentence].span
            words = " ".join(span.of(document.report.text).split())
            own[number].append(
                teller.claim(Field.STAGE, StageValue(Stage.HAPPENED, words), span, stance=Stance.ASSERTS)
            )
    leads = _leads(teller, named)
    accounts = []
    for number, claims in enumerate(own):
        held = with_answers(_first_told(claims), voices)
        if held:
            mine = [lead for lead in leads if parting.account_of(_sentence_of(document, lead.span)) == number]
            accounts.append(_account(document, held, leads=tuple(mine), background=False))
    accounts += [_account(document, _first_told(one), leads=(), background=True) for one in _runs(passing)]
    return tuple(accounts)


def _runs(passing: dict[int, list[Claim]]) -> list[list[Claim]]:
    """Return the claims of background sentences, those of sentences that follow one another together."""
    runs: list[list[Claim]] = []
    last = -9
    for number in sorted(passing):
        if number == last + 1:
            runs[-1] += passing[number]
        else:
            runs.append(list(passing[number]))
        last = number
    return runs


def report_warnings(
    document: Document,
    voices: tuple[Voice, ...],
    attributions: tuple[Attribution, ...],
    accounts: Sequence[Account],
) -> tuple[RecordWarning, ...]:
    """Return the warnings about a report itself: passages that repeat, a headline that credits another voice,
    words that take a side, one name in two spellings, figures that no account holds. accounts: all of the report."""
    warnings = [
        RecordWarning(frame.code, frame.what) for frame in find_frames(document, attributions, voices)
    ]
    if all(account.background for account in accounts):
        left_out = sum(mention.other_scope is None for mention in find_counts(document, read_rolls(document)))
        if left_out:
            figures = "a figure" if left_out == 1 else f"{left_out} figures"
            told = f"{figures} of people harmed left out: the report is held to tell of no violent incident"
            warnings.append(RecordWarning(WarningCode.NO_INCIDENT_TOLD, told))
    return tuple(warnings)


def _account(
    document: Document, claims: Iterable[Claim], *, leads: tuple[Lead, ...], background: bool
) -> Account:
    held = tuple(
        sorted({c.claim_id: c for c in claims}.values(), key=lambda c: (c.span, c.field, c.claim_id))
    )
    return Account(
        account_id=content_id("account", document.report.report_id, *(c.claim_id for c in held)),
        report_id=document.report.report_id,
        claims=held,
        leads=leads,
        background=background,
    )


def _sentence_of(document: Document, span: Span) -> int:
    sentence = document.sentence_at(span)
    return -1 if sentence is None else sentence.index


def _count_claim(teller: Teller, mention: CountMention) -> Claim:
    told_by = teller.telling_of_figure(mention.span)
    stance = Stance.DENIES if mention.denied else None
    return teller.claim(
        mention.kind, mention.count(), mention.span, wording=mention.wording, stance=stance, told_by=told_by
    )


def _other_claims(
    teller: Teller, types: Iterable[TypeMention], rounds: Sequence[RoundsMention]
) -> list[Claim]:
    document = teller.document
    claims: list[Claim] = []
    for kind in types:
        claims.append(
            teller.claim(Field.TYPE, IncidentType(kind.type, kind.wording), kind.span, stance=Stance.ASSERTS)
        )
    for stage in find_stages(document):
        claims.append(
            teller.claim(
                Field.STAGE, StageValue(stage.stage, stage.wording), stage.span, stance=Stance.ASSERTS
            )
        )
    for weapon in find_weapons(document):
        claims.append(teller.claim(Field.WEAPONS, weapon.weapon(), weapon.span, stance=Stance.ASSERTS))
    for fired in rounds:
        claims.append(teller.claim(Field.ROUNDS, fired.rounds(), fired.span, wording=fired.wording))
    for victims in find_victims(document):
        claims.append(teller.claim(Field.VICTIMS, victims.group(), victims.span, stance=Stance.ASSERTS))
    for target in find_targets(document):
        claims.append(teller.claim(Field.TARGETS, target.target(), target.span, stance=Stance.ASSERTS))
    claims += _accusations(teller)
    claims += _responses(teller)
    for event in find_related(document):
        value_of = RelatedEvent(event.what, event.relation, None, event.wording)
        claims.append(teller.claim(Field.RELATED_EVENTS, value_of, event.span, stance=Stance.ASSERTS))
    return claims


# A type, weapon or target named again by the same chain is no second claim: the first place stands.
_NAMED_ONCE = frozenset({Field.TYPE, Field.STAGE, Field.WEAPONS, Field.VICTIMS, Field.TARGETS})


def _first_told(claims: list[Claim]) -> list[Claim]:
    """Return the claims without those that name again what their chain has named; the body goes before headlines."""
    seen: set[tuple[Field, tuple[str, ...], str]] = set()
    kept = []
    for claim in sorted(claims, key=lambda c: (c.headline, c.span, c.field)):
        if claim.field in _NAMED_ONCE:
            key = (claim.field, claim.chain, _name_of(claim))
            if key in seen:
                continue
            seen.add(key)
        kept.append(claim)
    return kept


def _name_of(claim: Claim) -> str:
    value = claim.value
    if isinstance(value, IncidentType):
        return value.type
    if isinstance(value, StageValue):
        return value.stage
    if isinstance(value, VictimGroup):
        return value.described.casefold()
    return value.name.casefold() if isinstance(value, Weapon | Target) else ""


def _accusations(teller: Teller) -> list[Claim]:
    claims = []
    for mention in find_accusations(teller.document, teller.attributions, teller.voices):
        # the clause may run across a cue ("General X, she alleged, gave the order"): the accused's own place decides
        telling = teller.telling(mention.accused_span) or teller.telling(mention.span)
        if telling is None and (mention.blamed or teller.is_open(mention.accused_span)):
            continue  # whose accusation it is stays in doubt: it is left out
        if telling is not None and not mention.denied and _is_anothers(mention, telling):
            continue  # likewise: "the army answered rebel claims that ..."
        stance = Stance.DENIES if mention.denied else None
        if stance is None and telling is not None and len(telling.chain) > len(teller.own_chain):
            # said by a voice of somebody else: an allegation, whatever the verb
            stance = Stance.ALLEGES
        grade = grade_of(mention, telling, teller)
        value = Accusation(mention.role, mention.accused, mention.accused_span, mention.wording, grade)
        claims.append(
            teller.claim(
                Field.ACCUSATIONS, value, mention.span, stance=stance, told_by=telling, hedged=mention.hedged
            )
        )
    return claims


def _is_anothers(mention: AccusationMention, telling: Attribution) -> bool:
    """Whether the accusation hangs on a noun that is no cue of the telling: somebody else has made it."""
    noun = mention.alleged_at
    return noun is not None and not any(part.overlaps(noun) for part in (*telling.cue, *telling.source))


def _responses(teller: Teller) -> list[Claim]:
    """Return responsibility taken, denials, what cannot be confirmed, and demands."""
    document = teller.document
    claims = []
    for taken in find_responsibility(document, teller.attributions, teller.voices):
        if taken.claimant is None:
            continue
        value = ResponsibilityTaken(
            taken.claimant,
            taken.channel,
            taken.authenticity,
            taken.wording,
            authentic=taken.authentic,
            authenticity_by=taken.authenticity_by,
        )
        stance = Stance.TAKES_RESPONSIBILITY
        claims.append(
            teller.claim(
                Field.RESPONSIBILITY_TAKEN,
                value,
                taken.span,
                stance=stance,
                told_by=teller.uttered(taken.span),
            )
        )
    for denial in find_denials(document):
        value_of = Denial(denial.denies, denial.wording)
        told_by = teller.uttered(denial.span)
        claims.append(
            teller.claim(Field.DENIALS, value_of, denial.span, stance=Stance.DENIES, told_by=told_by)
        )
    for unsure in cannot_confirm(document):
        told_by = teller.uttered(unsure.span)
        for field in unsure.fields:
            claims.append(
                teller.claim(field, None, unsure.span, stance=Stance.CANNOT_CONFIRM, told_by=told_by)
            )
    for demand in find_demands(document):
        told_by = teller.uttered(demand.span)
        claims.append(
            teller.claim(
                Field.DEMANDS, Demand(demand.wording), demand.span, stance=demand.stance, told_by=told_by
            )
        )
    return claims


def _persons(teller: Teller, named: Named) -> list[Claim]:
    """Return what is told of named victims: on a list, by whoever opens it."""
    claims = []
    for mention in tell_persons(teller.document, named):
        told_by = teller.telling(mention.span) or teller.telling(mention.told_at)
        if told_by is None and mention.told_at != mention.span:
            told_by = teller.uttered(mention.told_at)
        stance = Stance.DENIES if mention.denied else None
        claims.append(
            teller.claim(
                Field.PERSONS,
                mention.fact,
                mention.span,
                wording=mention.fact.wording,
                stance=stance,
                told_by=told_by,
            )
        )
    return claims


def _leads(teller: Teller, named: Named) -> tuple[Lead, ...]:
    leads = []
    for found in find_leads(teller.document, named):
        telling = teller.telling(found.span)
        leads.append(
            Lead(
                kind=found.kind,
                what=found.what,
                report_id=teller.document.report.report_id,
                span=found.span,
                quote=found.span.of(teller.document.report.text),
                chain=telling.chain if telling else teller.own_chain,
                minor=found.minor,
            )
        )
    return tuple(leads)
