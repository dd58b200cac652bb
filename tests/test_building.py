"""What is built of a part of a case is what would be built from nothing, byte for byte."""

import random
from pathlib import Path
from typing import Any

import pytest
from benchmarks.made_pile import Made, add_made, make_pile, new_case

import tellings.link.cluster as clustering
from tellings import building
from tellings.case import Case
from tellings.codec import to_text
from tellings.judging import (
    leaf_of_account,
    leaf_of_claim,
    leaf_of_name,
    leaf_of_passage,
    leaf_of_voice,
    missed_claim,
    new_speaker,
    other_chain,
    other_field,
    other_words,
    reviewed,
    speaker_of,
)
from tellings.model import Count, Judgement, Leaf, Span
from tellings.pipeline import build_case, update_case
from tellings.vocabulary import Field, Naming, Stance, VoiceKind
from tests.builders import judgement


def bodies(case: Case) -> list[str]:
    return [to_text(record) for record in case.records()]


def built_whole(folder: Path, pile: list[Made], judgements: list[Judgement]) -> list[str]:
    """Return the records of a new case, built at once."""
    case = new_case(folder)
    add_made(case, pile)
    case.add_judgements(judgements)
    assert update_case(case).is_whole
    return bodies(case)


@pytest.mark.parametrize(("seed", "most"), [(1, 200), (2, 200), (3, 40), (4, 12), (5, 4)])
def test_reports_that_come_one_after_the_other_give_the_records_of_all_at_once(
    seed: int, most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clustering, "MOST_IN_COMPONENT", most)
    pile = list(make_pile(150, seed=seed))
    random.Random(seed).shuffle(pile)
    case = new_case(tmp_path / "grown")
    add_made(case, pile[:110])
    update_case(case)
    in_part = 0
    for at in range(110, 150, 4):
        add_made(case, pile[at : at + 4])
        found = update_case(case)
        in_part += not found.is_whole
        assert found.made < found.incidents, "no more was made than what the reports touch"
    assert in_part == 10
    assert bodies(case) == built_whole(tmp_path / "whole", pile, []), f"seed {seed}"


@pytest.mark.parametrize("seed", [4, 5])
def test_judgements_too_touch_no_more_than_they_name(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    pile = list(make_pile(120, seed=seed))
    case = new_case(tmp_path / "grown")
    add_made(case, pile[:100])
    update_case(case)
    accounts = [a for made in pile[:100] for a in made.extraction.accounts if not a.background]
    judged: list[Judgement] = []
    for step in range(6):
        left, right = rng.sample(accounts, 2)
        leaves = [Leaf("account", a.account_id, report_id=a.report_id) for a in (left, right)]
        judged.append(judgement(*leaves, verdict=rng.choice(["same", "different"]), why=str(step)))
        case.add_judgements(judged[-1:])
        assert not update_case(case).is_whole
    add_made(case, pile[100:])
    update_case(case)
    assert bodies(case) == built_whole(tmp_path / "whole", pile, judged), f"seed {seed}"


def decided(rng: random.Random, pile: list[Made], held: list[Judgement], case: Case) -> Judgement:
    """Return a judgement of any sort about any report of a pile, or the undoing of one."""
    if held and rng.random() < 0.2:
        old = rng.choice(held)
        return judgement(old.left, verdict="undone", why=f"of {len(held)}", replaces=(old.judgement_id,))
    made = rng.choice([one for one in pile if one.extraction.accounts])
    report, extraction = made.report, made.extraction
    account = rng.choice(extraction.accounts)
    claim, voice = rng.choice(account.claims), rng.choice(extraction.voices)
    start = rng.randrange(len(report.text) - 12)
    place = Span(start, start + rng.randrange(1, 12))
    passage, of_claim = leaf_of_passage(place, report), leaf_of_claim(claim, report)
    others = extraction.voices[1:]
    chain = [
        speaker_of(extraction.voices[0]),
        *map(speaker_of, rng.sample(others, min(len(others), 1))),
        new_speaker(place, report, naming=Naming.UNNAMED, kind=VoiceKind.PERSON),
    ]
    low = rng.randrange(9)
    more: dict[str, Any] = {"why": f"number {len(held)}", "made_at": f"2024-05-01T12:{len(held):02}:00Z"}
    match rng.choice(SORTS):
        case "staged":
            ids = {account.account_id for account in extraction.accounts}
            there = [r for r in case.records() if ids & {told.account_id for told in r.accounts}]
            was = reviewed(rng.choice(there)) if there else ""
            leaf = leaf_of_account(account, report)
            return judgement(
                leaf, verdict="staged", was=was, now=rng.choice(["published", "reviewed"]), **more
            )
        case "added":
            told = missed_claim(Field.KILLED, Count(Field.KILLED, low, low, ""), Stance.ASSERTS, chain)
            return judgement(passage, verdict="added", now=told, **more)
        case "voice":
            leaf = leaf_of_voice(voice, report)
            return judgement(leaf, verdict="corrected", aspect="access", now="present", **more)
        case "sided":
            return judgement(leaf_of_voice(voice, report), verdict="sided", now="Northern side", **more)
        case "voices" if others:
            pair = [leaf_of_voice(one, report) for one in (voice, rng.choice(others))]
            return judgement(*pair, verdict=rng.choice(["same", "different"]), **more)
        case "accounts":
            other = rng.choice([one for one in pile if one.extraction.accounts])
            pair = [
                leaf_of_account(account, report),
                leaf_of_account(other.extraction.accounts[0], other.report),
            ]
            return judgement(*pair, verdict=rng.choice(["same", "different"]), **more)
        case "name":
            return judgement(
                leaf_of_name(place, report), verdict=rng.choice(["protected", "released"]), **more
            )
        case "graphic":
            return judgement(passage, verdict="graphic", **more)
        case "chain":
            return judgement(of_claim, verdict="corrected", aspect="voice", now=other_chain(chain), **more)
        case "words":
            told = other_words(place, report)
            return judgement(of_claim, verdict="corrected", aspect="words", now=told, **more)
        case "field":
            told = other_field(Field.MISSING, Count(Field.MISSING, low, low, ""))
            return judgement(of_claim, verdict="corrected", aspect="field", now=told, **more)
    return judgement(of_claim, verdict=rng.choice(["confirmed", "rejected", "chosen", "released"]), **more)


SORTS = "staged added voice sided voices accounts name graphic chain words field claim claim".split()


@pytest.mark.parametrize("seed", range(10, 14))
def test_judgements_of_every_sort_one_by_one_give_the_records_and_asides_of_all_at_once(
    seed: int, tmp_path: Path
) -> None:
    rng = random.Random(seed)
    pile = list(make_pile(70, seed=seed))
    case = new_case(tmp_path / "grown")
    add_made(case, pile)
    update_case(case)
    judged: list[Judgement] = []
    for step in range(24):
        judged.append(decided(rng, pile, judged, case))
        case.add_judgements(judged[-1:])
        found = update_case(case)
        assert not found.is_whole
        if step % 8 == 7:
            other = new_case(tmp_path / f"whole-{step}")
            add_made(other, pile)
            other.add_judgements(judged)
            whole = update_case(other)
            assert bodies(case) == bodies(other), f"seed {seed}, {step}"
            assert sorted(map(to_text, found.set_aside)) == sorted(map(to_text, whole.set_aside)), (
                f"seed {seed}"
            )


def test_a_judgement_that_links_nothing_otherwise_makes_the_records_of_its_report_alone(
    tmp_path: Path,
) -> None:
    pile = list(make_pile(60, seed=17))
    case = new_case(tmp_path / "case")
    add_made(case, pile)
    update_case(case)
    for made in pile[:20]:
        claim = made.extraction.accounts[0].claims[0]
        case.add_judgements([judgement(leaf_of_claim(claim, made.report), verdict="confirmed")])
        there = [
            record
            for record in case.records()
            if made.report.report_id in {a.report_id for a in record.accounts}
        ]
        found = update_case(case)
        assert (found.made, found.is_whole) == (len(there), False)
    mark = judgement(leaf_of_passage(Span(0, 3), pile[0].report), verdict="graphic")
    case.add_judgements([mark])
    assert update_case(case).made == 0
    assert case.is_built()


def test_several_processes_make_the_same_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pile = list(make_pile(300, seed=9))
    expected = built_whole(tmp_path / "one", pile, [])
    monkeypatch.setattr(building, "MANY", 2)
    monkeypatch.setattr(building, "AT_A_TIME", 3)
    assert built_whole(tmp_path / "several", pile, []) == expected


def test_a_build_of_nothing_new_makes_no_record(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case")
    add_made(case, list(make_pile(40, seed=6)))
    update_case(case)
    before = bodies(case)
    found = update_case(case)
    assert (found.made, found.is_whole) == (0, False)
    assert bodies(case) == before
    assert case.is_built()


def test_other_settings_have_everything_built_again(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case")
    add_made(case, list(make_pile(40, seed=6)))
    update_case(case)
    path = case.folder / "method.toml"
    path.write_text(path.read_text("utf-8") + '\ntitle = "Another title"\n', "utf-8")
    assert update_case(case).is_whole
    assert {record.method.title for record in case.records()} == {"Another title"}


def test_where_a_key_is_held_by_too_many_everything_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pile = list(make_pile(60, seed=7))
    case = new_case(tmp_path / "case")
    add_made(case, pile[:-1])
    update_case(case)
    monkeypatch.setattr(building, "MOST_TOGETHER", 3)
    add_made(case, pile[-1:])
    assert update_case(case).is_whole


def test_a_build_in_part_gives_the_findings_of_a_whole_one(tmp_path: Path) -> None:
    pile = list(make_pile(50, seed=8))
    case = new_case(tmp_path / "grown")
    add_made(case, pile[:45])
    update_case(case)
    add_made(case, pile[45:])
    other = new_case(tmp_path / "whole")
    add_made(other, pile)
    assert build_case(case) == build_case(other)
