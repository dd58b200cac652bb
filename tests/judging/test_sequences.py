"""Random sequences of judgements: which were made decides, never the order in which they are kept or come in.

Each judgement has the time at which it was made; "order" is the order in which a case is given them.
"""

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tellings.case import Case
from tellings.codec import to_text
from tellings.intake import Taken, read_bytes
from tellings.judging import (
    added_claim_id,
    apply_judgements,
    leaf_of_account,
    leaf_of_claim,
    leaf_of_lead,
    leaf_of_passage,
    leaf_of_report,
    leaf_of_voice,
    missed_claim,
    new_speaker,
    other_chain,
    other_field,
    other_words,
    reviewed,
    speaker_of,
)
from tellings.judging.contradiction import contradictions
from tellings.judging.force import ASPECTS
from tellings.model import Count, Findings, IncidentType, Judgement, Lead, Leaf, Method, Place, Span
from tellings.pipeline import add_judgements, build_case
from tellings.record import findings
from tellings.vocabulary import (
    Access,
    Connection,
    Field,
    LeadKind,
    LeadState,
    LeafKind,
    Naming,
    PlacePrecision,
    ReviewStage,
    Stance,
    Verdict,
    VoiceKind,
)
from tests.builders import Page, judgement, page, said
from tests.reconcile.bench import ACTORS

CAMP = Place("Tamar", "Tamar", PlacePrecision.EXACT, 41.0, 20.0, 2.0, "own:tamar", ("Varsa",), "Karsovia")
SEEDS = 150


def shelling(outlet: str, killed: str, *by: str, day: str) -> Page:
    return page(
        outlet,
        said("type", "shelling", value=IncidentType("attack/shelling", "shelling")),
        said("place", "Tamar", value=CAMP),
        said("date", day),
        said("killed", killed, *by),
        published=day,
    )


def with_lead(of: Page) -> Page:
    (account,) = of.extraction.accounts
    claim = account.claims[0]
    lead = Lead(LeadKind.FOOTAGE, "film", of.report.report_id, claim.span, claim.quote, claim.chain)
    return Page(of.report, replace(of.extraction, accounts=(replace(account, leads=(lead,)),)))


SHELLINGS = [
    shelling("The Daily", "six", "Northern Council", day="2024-05-06"),
    shelling("The Post", "eight", "a ministry official", day="2024-05-06"),
    shelling("The Herald", "six", "Ilka Voss", day="2024-05-07"),
    shelling("Nordic Sun", "two", "Oren Tal", day="2024-06-20"),
    shelling("Coast Radio", "three", "an army officer", day="2024-08-02"),
]
PAGES = [with_lead(one) for one in SHELLINGS]
REPORTS = [one.report for one in PAGES]
EXTRACTIONS = [one.extraction for one in PAGES]


def built(*judgements: Judgement) -> Findings:
    return findings(REPORTS, EXTRACTIONS, actors=ACTORS, method=Method(title="Tamar"), judgements=judgements)


def printed(found: Findings) -> tuple[str, ...]:
    """Return the bytes that everything of a build has: records, what was set aside, what holds."""
    return tuple(map(to_text, (*found.records, *found.set_aside, *found.judgements)))


def leaves(kind: LeafKind) -> list[Leaf]:
    if kind is LeafKind.CLAIM:
        return [leaf_of_claim(c, one.report) for one in PAGES for c in one.claims("killed")]
    if kind is LeafKind.VOICE:
        return [
            leaf_of_voice(voice, one.report)
            for one in PAGES
            for voice in one.extraction.voices
            if voice.name != one.report.outlet
        ]
    return [
        leaf
        for one in PAGES
        for leaf in (leaf_of_report(one.report), leaf_of_account(one.extraction.accounts[0], one.report))
    ]


def sequence(dice: random.Random) -> list[Judgement]:
    """Return judgements of all sorts, some of them undone, some of the undone made again, at times of their own."""
    made: list[Judgement] = []
    for number in range(dice.randrange(2, 12)):
        more: dict[str, Any] = {"made_at": f"2024-09-01T12:{number:02}:00Z", "why": f"seen {number}"}
        sort = dice.choice(
            [
                "same",
                "different",
                "same",
                "different",
                "chosen",
                "rejected",
                "confirmed",
                "undone",
                *["other"] * 5,
            ]
        )
        if sort == "undone":
            if not made:
                continue
            old = dice.choice(made)
            made.append(judgement(old.left, verdict=sort, replaces=(old.judgement_id,), **more))
        elif sort in ("same", "different"):
            kind = dice.choice([LeafKind.ACCOUNT, LeafKind.ACCOUNT, LeafKind.VOICE])
            made.append(judgement(*dice.sample(leaves(kind), 2), verdict=sort, **more))
        elif sort == "other":
            made.append(other_decision(dice, made, more))
        else:
            made.append(judgement(dice.choice(leaves(LeafKind.CLAIM)), verdict=sort, **more))
    return made


def other_decision(dice: random.Random, made: list[Judgement], more: dict[str, Any]) -> Judgement:
    """Return a judgement of a sort that is about one leaf: a stage, a lead, a passage, a claim, a voice."""
    within = dice.choice(PAGES)
    report, (account,) = within.report, within.extraction.accounts
    start = dice.randrange(len(report.text) - 4)
    place = Span(start, start + dice.randrange(1, 4))
    passage = leaf_of_passage(place, report)
    claim = dice.choice(within.claims())
    outlet, *others = within.extraction.voices
    new = new_speaker(place, report, naming=Naming.ROLE, kind=VoiceKind.PERSON)
    chain = [speaker_of(outlet), *dice.sample([new, *map(speaker_of, others)], dice.randrange(3))]
    low = dice.randrange(4)
    match dice.choice(
        ["staged", "followed", "graphic", "added", "added", "claim", "claim", "voice", "of added"]
    ):
        case "staged":
            record = next(
                r for r in built().records if account.account_id in {a.account_id for a in r.accounts}
            )
            stage = dice.choice(list(ReviewStage))
            return judgement(
                leaf_of_account(account, report),
                verdict="staged",
                was=reviewed(record),
                now=stage.value,
                **more,
            )
        case "followed":
            state = dice.choice(list(LeadState))
            return judgement(
                leaf_of_lead(account.leads[0], report), verdict="followed", now=state.value, **more
            )
        case "graphic":
            return judgement(passage, verdict="graphic", **more)
        case "added":
            told = missed_claim(Field.INJURED, Count(Field.INJURED, low, low, ""), Stance.ASSERTS, chain)
            return judgement(passage, verdict="added", now=told, **more)
        case "voice":
            aspect, words = dice.choice([("connection", Connection), ("access", Access)])
            voice = leaf_of_voice(dice.choice([outlet, *others]), report)
            now = dice.choice([one.value for one in words])
            return judgement(voice, verdict="corrected", aspect=aspect, now=now, **more)
        case "of added" if added := [one for one in made if one.verdict is Verdict.ADDED]:
            one = dice.choice(added)
            held = apply_judgements(REPORTS, EXTRACTIONS, [one]).extractions
            claims = {c.claim_id: c for e in held for a in e.accounts for c in a.claims}
            missed = claims.get(added_claim_id(one), claim)
            home = next(r for r in REPORTS if r.report_id == missed.report_id)
            verdict = dice.choice(["confirmed", "rejected", "chosen"])
            return judgement(leaf_of_claim(missed, home), verdict=verdict, **more)
    aspect, now = dice.choice(
        [
            ("words", other_words(place, report)),
            ("field", other_field(Field.MISSING, Count(Field.MISSING, low, low, ""))),
            ("voice", other_chain(chain)),
            ("value", to_text(Count(Field.KILLED, low, None, ""))),
            ("stance", "alleges"),
        ]
    )
    return judgement(leaf_of_claim(claim, report), verdict="corrected", aspect=aspect, now=now, **more)


def test_the_sequences_hold_every_verdict_and_most_that_they_hold_is_applied() -> None:
    made = [one for seed in range(SEEDS) for one in sequence(random.Random(seed))]
    used = {Verdict.ASSESSED, Verdict.RELEASED, Verdict.PROTECTED, Verdict.SIDED}  # drawn in no sequence
    assert {one.verdict for one in made} == set(Verdict) - used
    assert {one.aspect for one in made} == {"", *ASPECTS[LeafKind.CLAIM], *ASPECTS[LeafKind.VOICE]}
    alone = [one for one in made if one.verdict is Verdict.ADDED or one.aspect in ("words", "voice")]
    aside = [one for one in alone if apply_judgements(REPORTS, EXTRACTIONS, [one]).set_aside]
    assert len(aside) < len(alone) / 5


@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_same_judgements_in_any_order_give_the_same_bytes(seed: int) -> None:
    dice = random.Random(seed)
    made = sequence(dice)
    expected = printed(built(*made))
    for _ in range(2):
        dice.shuffle(made)
        assert printed(built(*made)) == expected


@pytest.mark.parametrize("seed", range(SEEDS))
def test_undoing_the_last_restores_what_was_before_it_to_the_byte(seed: int) -> None:
    made = sequence(random.Random(seed))
    last = next((one for one in reversed(made) if one.verdict is not Verdict.UNDONE), None)
    if last is None or any(last.judgement_id in one.replaces for one in made):
        return
    before = [one for one in made if one != last]
    undone = judgement(last.left, verdict="undone", replaces=(last.judgement_id,))
    assert printed(built(*made, undone)) == printed(built(*before))


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_different_splits_and_a_same_that_holds_joins(seed: int) -> None:
    made = sequence(random.Random(seed))
    found = built(*made)
    aside = {one.item for one in found.set_aside}
    incidents = {account.account_id: r.incident_id for r in found.records for account in r.accounts}
    of_report = {one.report.report_id: one.extraction.accounts[0].account_id for one in PAGES}
    undone = {key for one in made for key in one.replaces if key != one.judgement_id}
    for one in made:
        if one.right is None or one.left.kind == LeafKind.VOICE or one.judgement_id in undone | aside:
            continue
        left, right = (incidents[of_report.get(leaf.id, leaf.id)] for leaf in (one.left, one.right))
        is_one_account = of_report.get(one.left.id, one.left.id) == of_report.get(one.right.id, one.right.id)
        if one.verdict is Verdict.SAME:
            assert left == right, one
        elif not is_one_account:
            assert left != right, one


def test_what_is_set_aside_for_a_contradiction_names_what_it_stands_against() -> None:
    (a, _), (b, _), (c, _) = ((leaf_of_report(one.report), one) for one in PAGES[:3])
    ab = judgement(a, b, verdict="same", made_at="2024-09-01T12:00:00Z")
    bc = judgement(b, c, verdict="same", made_at="2024-09-01T12:01:00Z")
    ac = judgement(a, c, verdict="different", made_at="2024-09-01T12:02:00Z")
    (aside,) = built(ab, bc, ac).set_aside
    assert aside.item == bc.judgement_id
    assert ab.judgement_id in aside.message and ac.judgement_id in aside.message


def test_voices_that_are_judged_same_and_different_are_set_aside_with_both_named() -> None:
    left, right = leaves(LeafKind.VOICE)[:2]
    same, different = (judgement(left, right, verdict=verdict) for verdict in ("same", "different"))
    (aside,) = built(same, different).set_aside
    assert (aside.item, aside.reason) == (same.judgement_id, "judgement_contradicted")
    assert different.judgement_id in aside.message


# ---------------------------------------------------------------- through a case on the disk

TOLD = {
    "The Daily": "Shells hit the market of Ardeh on 6 May 2024, killing six people, the hospital director said.",
    "The Post": "Eight people were killed on 6 May 2024 as shells hit the market of Ardeh, a resident said.",
    "The Herald": "A bomb at the harbour of Ostara on 20 June 2024 killed two people, police said.",
}


@pytest.fixture(scope="module")
def reports() -> list[Taken]:
    outcomes = [
        read_bytes(f"---\noutlet: {outlet}\npublished: 2024-06-21\n---\n{text}\n".encode(), name=outlet)
        for outlet, text in TOLD.items()
    ]
    return [one for one in outcomes if isinstance(one, Taken)]


@pytest.mark.parametrize("seed", range(4))
def test_a_case_that_keeps_them_in_another_order_has_the_same_records(
    seed: int, tmp_path: Path, reports: list[Taken]
) -> None:
    dice = random.Random(seed)
    first, second = (Case.new(tmp_path / name) for name in ("first", "second"))
    for case in (first, second):
        case.add(reports)
    plain = build_case(first)
    held = {one.report_id: one for one in plain.reports}
    claims = [
        leaf_of_claim(claim, held[e.report_id])
        for e in plain.extractions
        for account in e.accounts
        for claim in account.told(Field.KILLED)
    ]
    assert claims
    made: list[Judgement] = []
    for number in range(6):
        more: dict[str, Any] = {"made_at": f"2024-09-01T12:{number:02}:00Z", "why": f"seen {number}"}
        pair = [leaf_of_report(one) for one in dice.sample(list(plain.reports), 2)]
        one = (
            judgement(*pair, verdict=dice.choice(["same", "different"]), **more)
            if dice.random() < 0.6
            else judgement(dice.choice(claims), verdict=dice.choice(["chosen", "rejected"]), **more)
        )
        if not contradictions([*made, one]):
            made.append(one)
    for one in made:
        add_judgements(first, [one])
        if dice.random() < 0.5:
            build_case(first)  # what is built bit by bit comes to what is built at once
    add_judgements(second, dice.sample(made, len(made)))
    assert printed(build_case(first)) == printed(build_case(second))
    add_judgements(
        first, [judgement(one.left, verdict="undone", replaces=(one.judgement_id,)) for one in made]
    )
    assert printed(build_case(first)) == printed(plain)
