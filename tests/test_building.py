"""What is built of a part of a case is what would be built from nothing, byte for byte."""

import random
from pathlib import Path

import pytest
from benchmarks.made_pile import Made, add_made, make_pile, new_case

import tellings.link.cluster as clustering
from tellings import building
from tellings.case import Case
from tellings.codec import to_text
from tellings.model import Judgement, Leaf
from tellings.pipeline import build_case, update_case
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
