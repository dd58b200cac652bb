"""Five hundred random judgements, and a better reader after them: each is applied at its place, or set aside."""

import random
from dataclasses import replace
from typing import Any

import pytest

from tellings.codec import to_text
from tellings.judging import Matter, apply_judgements, in_force, latest, leaf_of_claim, matter_of
from tellings.model import Claim, Count, Extraction, Judgement, Report, Span
from tests.builders import Page, judgement, page, said

SEEDS = [1, 2, 3, 4]
SPOKEN = ("Northern Council", "a ministry official", "Ilka Voss")
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight")
VERDICTS = ("confirmed", "rejected", "corrected", "chosen", "released", "undone")


def made_case(rng: random.Random) -> list[Page]:
    """Return pages of a dozen figures each, some of them side by side in one sentence."""
    pages = []
    for n in range(15):
        told = []
        for line in range(12):
            field, words = rng.choice(("killed", "injured", "missing")), rng.choice(NUMBERS)
            by = rng.choice(SPOKEN)
            told.append(said(field, words, by, sentence=f"Line {line}: {words} {field} there, {by} said."))
        pages.append(page(f"Outlet {n}", *told))
    return pages


def random_judgements(rng: random.Random, pages: list[Page]) -> list[Judgement]:
    made: list[Judgement] = []
    for n in range(500):
        within = rng.choice(pages)
        claim = rng.choice(within.claims())
        verdict = rng.choice(VERDICTS)
        more: dict[str, Any] = {"made_at": f"2024-05-{rng.randrange(1, 29):02}T12:00:00Z"}
        if verdict == "undone":
            if not made:
                continue
            more["replaces"] = (rng.choice(made).judgement_id,)
        elif made and rng.random() < 0.1:
            more["replaces"] = (rng.choice(made).judgement_id,)
        if verdict == "corrected":
            assert isinstance(claim.value, Count)
            more |= {"aspect": "value", "was": to_text(claim.value), "now": to_text(corrected(claim, 50 + n))}
        elif rng.random() < 0.7:
            more["was"] = to_text(claim.value)
        made.append(
            judgement(leaf_of_claim(claim, within.report), verdict=verdict, why=f"for reason {n}", **more)
        )
    return made


def corrected(claim: Claim, to: int) -> Count:
    assert isinstance(claim.value, Count)
    return replace(claim.value, low=to, high=to)


def read_better(rng: random.Random, pages: list[Page]) -> tuple[list[Extraction], dict[str, str]]:
    """Return the pages as another reader finds them, and where each claim has gone: old id -> new id.

    Spans are moved by up to 20 code points at either end and all ids change; some claims are lost, some stand twice.
    """
    extractions, gone_to = [], {}
    for within in pages:
        claims = []
        for n, claim in enumerate(within.claims()):
            fate = rng.random()
            if fate < 0.1:
                continue
            span = moved(rng, claim.span, len(within.report.text))
            new = replace(
                claim,
                claim_id=f"new-{within.report.outlet}-{n}",
                span=span,
                quote=span.of(within.report.text),
            )
            gone_to[claim.claim_id] = new.claim_id
            claims += [new, replace(new, claim_id=f"{new.claim_id}-twin")] if fate > 0.9 else [new]
        (account,) = within.extraction.accounts
        extractions.append(replace(within.extraction, accounts=(replace(account, claims=tuple(claims)),)))
    return extractions, gone_to


def moved(rng: random.Random, span: Span, length: int) -> Span:
    start = max(0, span.start + rng.randint(-20, 20))
    end = min(length, span.end + rng.randint(-20, 20))
    return Span(start, end) if start < end else span


@pytest.mark.parametrize("seed", SEEDS)
def test_each_judgement_is_applied_at_its_place_or_set_aside(seed: int) -> None:
    rng = random.Random(seed)
    pages = made_case(rng)
    reports: list[Report] = [one.report for one in pages]
    judgements = random_judgements(rng, pages)
    extractions, gone_to = read_better(rng, pages)
    found = apply_judgements(reports, extractions, judgements)
    aside = {one.item for one in found.set_aside}
    placed = {one.judgement_id: one for one in found.placed}
    holding = in_force(judgements)
    old = {claim.claim_id: claim for one in pages for claim in one.claims()}
    now = {c.claim_id: c for e in found.extractions for a in e.accounts for c in a.claims}
    rejected = {row.id: row.by for rows in found.rejected.values() for row in rows}
    by_matter: dict[tuple[str, Matter | None], list[Judgement]] = {}
    applied = 0
    for one in holding:
        by_matter.setdefault((one.left.id, matter_of(one)), []).append(one)
    for rows in by_matter.values():
        for one in rows:
            if one.judgement_id in aside:
                continue
            if one is not latest(rows):
                assert one.judgement_id not in placed, f"seed {seed}: {one} was replaced by a later one"
                continue
            assert one.judgement_id in placed, f"seed {seed}: {one} is lost"
            there = placed[one.judgement_id].left.id
            before = old[one.left.id]
            at = now.get(there)
            where = next(c for e in extractions for a in e.accounts for c in a.claims if c.claim_id == there)
            near = where.span.start - before.span.end <= 20 and before.span.start - where.span.end <= 20
            assert near and where.field is before.field and where.report_id == before.report_id, (
                f"seed {seed}"
            )
            if one.was:
                assert to_text(where.value) == one.was or where.span.overlaps(before.span), f"seed {seed}"
            applied += 1
            match one.verdict:
                case "rejected":
                    assert at is None and rejected[there] == one.judgement_id, f"seed {seed}: {one}"
                case "confirmed":
                    assert at is not None and one.judgement_id in at.judged, f"seed {seed}: {one}"
                case "corrected" if at is not None:
                    assert to_text(at.value) == one.now and one.judgement_id in at.judged, (
                        f"seed {seed}: {one}"
                    )
                case "chosen":
                    assert found.chosen[there].judgement_id == one.judgement_id, f"seed {seed}: {one}"
                case "released":
                    assert found.released[there] == one.judgement_id, f"seed {seed}: {one}"
    ended = {one.judgement_id for one in judgements} - {one.judgement_id for one in holding}
    assert not ended & (placed.keys() | {i for claim in now.values() for i in claim.judged}), f"seed {seed}"
    assert applied > 100, f"seed {seed}: the test tests little"
    right = sum(
        placed[key].left.id == gone_to.get(one.left.id)
        for one in holding
        if (key := one.judgement_id) in placed
    )
    assert right > 0.9 * len(placed), (
        f"seed {seed}: {right} of {len(placed)} are at the claim that was judged"
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_judgements_and_reports_changes_nothing(seed: int) -> None:
    rng = random.Random(seed)
    pages = made_case(rng)
    judgements = random_judgements(rng, pages)
    extractions, _ = read_better(rng, pages)
    reports = [one.report for one in pages]
    wanted = apply_judgements(reports, extractions, judgements)
    rng.shuffle(judgements)
    rng.shuffle(reports)
    assert apply_judgements(reports, extractions, judgements) == wanted


@pytest.mark.parametrize("seed", SEEDS)
def test_by_the_same_reader_every_judgement_keeps_its_own_claim(seed: int) -> None:
    rng = random.Random(seed)
    pages = made_case(rng)
    judgements = [one for one in random_judgements(rng, pages) if one.verdict != "chosen"]
    found = apply_judgements([p.report for p in pages], [p.extraction for p in pages], judgements)
    left = {one.judgement_id: one.left.id for one in judgements}
    assert all(one.left.id == left[one.judgement_id] for one in found.placed)
    asides = [one for one in found.set_aside if "undoes" not in one.message]
    assert asides == []
