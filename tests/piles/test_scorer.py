"""The scorer of the piles keeps its word, and the piles keep their form."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tests.piles import scorer

Json = dict[str, Any]
HERE = Path(__file__).parent
CASES = list(scorer.cases())
BY_ID = {case["case_id"]: case for case in CASES}
KEYS = "case_id pattern also docs incidents mentions parts summaries note".split()
PATTERNS = {  # piles of this pattern, and those that hold it beside another
    "two_attacks_one_town": (3, 0),
    "two_towns_one_province": (2, 1),
    "same_means_other_town": (2, 2),
    "place_spelling": (3, 1),
    "dates_told": (3, 3),
    "tolls_differ": (3, 3),
    "early_report": (2, 3),
    "last_years_attack": (3, 0),
    "strike_in_siege": (3, 0),
    "second_wave": (2, 1),
    "weekly_summary": (3, 0),
    "two_incidents_one_report": (2, 3),
    "follow_up": (3, 2),
    "retaliation": (2, 2),
    "anniversary": (2, 1),
    "no_date_or_place": (2, 3),
    "large_city": (2, 3),
    "naval_kidnap_assassination": (3, 0),
}


def record(incident_id: str, own: list[str], background: list[str] | None = None) -> Json:
    accounts = [{"doc_id": doc, "background": False} for doc in own]
    accounts += [{"doc_id": doc, "background": True} for doc in background or []]
    return {"incident_id": incident_id, "accounts": accounts, "related": []}


def answer(case: Json) -> Json:
    """The records of one pile as its labels have them: an incident a record, and one a summary."""
    records = {label: record(label, docs) for label, docs in case["incidents"].items()}
    for doc, label in case["mentions"]:
        records[label]["accounts"].append({"doc_id": doc, "background": True})
    for part, whole in case["parts"]:
        records[part]["related"].append({"incident_id": whole, "kind": "part_of", "why": "within it"})
    alone = [record(f"sum of {doc}", [doc]) for doc in case["summaries"]]
    return {"case_id": case["case_id"], "records": [*records.values(), *alone]}


def outputs() -> dict[str, Json]:
    return {case["case_id"]: answer(case) for case in CASES}


def numbers(given: dict[str, Json]) -> dict[str, float | None]:
    group = scorer.score(given.values(), CASES).all
    pairs = {"precision": group.pairs.precision, "recall": group.pairs.recall, "f1": group.pairs.f1}
    return pairs | {name: share.share for name, share in group.shares.items()}


def damaged(case_id: str, records: list[Json]) -> set[str]:
    """The measures that fall when one pile is given these records."""
    found = numbers(outputs() | {case_id: {"case_id": case_id, "records": records}})
    return {name for name, share in found.items() if share != 1.0}


def first(**holds: object) -> Json:
    """The first pile in which these lists are filled (True) or empty (False)."""
    return next(case for case in CASES if all(bool(case[key]) == value for key, value in holds.items()))


PLAIN = first(mentions=False, parts=False, summaries=False)
PLAIN_ID = PLAIN["case_id"]


# -- the scorer ------------------------------------------------------------------------------------


def test_the_labels_themselves_score_full_marks() -> None:
    scores = scorer.score(outputs().values(), CASES)
    assert numbers(outputs()) == dict.fromkeys(("precision", "recall", "f1", *scorer.SHARES), 1.0)
    for group in (scores.all, *scores.patterns.values()):
        assert not group.pairs.wrong
        assert not any(share.wrong for share in group.shares.values())


def test_a_record_of_its_own_for_every_report_joins_nothing() -> None:
    given = {
        case["case_id"]: {
            "case_id": case["case_id"],
            "records": [record(doc["doc_id"], [doc["doc_id"]]) for doc in case["docs"]],
        }
        for case in CASES
    }
    found = numbers(given)
    assert (found["precision"], found["recall"], found["f1"]) == (None, 0.0, 0.0)
    assert found["piles_right"] == found["mentions_shown"] == found["parts_linked"] == 0.0
    assert found["mentions_not_joined"] == found["parts_apart"] == found["summaries_alone"] == 1.0


def test_one_record_for_each_pile_joins_too_much() -> None:
    given = {
        case["case_id"]: {
            "case_id": case["case_id"],
            "records": [record("all", [doc["doc_id"] for doc in case["docs"]])],
        }
        for case in CASES
    }
    found = numbers(given)
    assert found["recall"] == 1.0
    assert found["precision"] is not None and found["precision"] < 0.6
    assert found["piles_right"] == 2 / 45  # the two piles of one incident
    assert found["mentions_not_joined"] == found["mentions_shown"] == 0.0
    assert found["parts_apart"] == found["parts_linked"] == found["summaries_alone"] == 0.0


def test_an_incident_split_costs_recall_and_its_pile() -> None:
    records = answer(PLAIN)["records"]
    moved = records[0]["accounts"].pop()
    assert damaged(PLAIN_ID, [*records, record("new", [moved["doc_id"]])]) == {
        "recall",
        "f1",
        "piles_right",
    }


def test_two_incidents_joined_cost_precision_and_their_pile() -> None:
    docs = [doc["doc_id"] for doc in PLAIN["docs"]]
    assert damaged(PLAIN_ID, [record("one", docs)]) == {"precision", "f1", "piles_right"}


def test_a_report_of_two_incidents_belongs_to_both_records() -> None:
    case = next(c for c in CASES if set(c["incidents"]["A"]) & set(c["incidents"].get("B", ())))
    given = answer(case)["records"]
    both = set(case["incidents"]["A"]) & set(case["incidents"]["B"])
    given[1]["accounts"] = [account for account in given[1]["accounts"] if account["doc_id"] not in both]
    assert damaged(case["case_id"], given) == {"recall", "f1", "piles_right"}


def test_a_mention_joined_as_news_costs_its_own_measures_and_no_pair() -> None:
    case = first(mentions=True, parts=False, summaries=False)
    doc, label = case["mentions"][0]
    records = answer(case)["records"]
    mentioned = next(one for one in records if one["incident_id"] == label)
    for account in mentioned["accounts"]:
        if account["doc_id"] == doc:
            account["background"] = False
    assert damaged(case["case_id"], records) == {"mentions_not_joined", "mentions_shown", "piles_right"}


def test_a_mention_is_shown_by_a_background_account_or_by_a_link_from_either_side() -> None:
    case = first(mentions=True, parts=False, summaries=False)
    doc, label = case["mentions"][0]
    told = next(one for one, docs in case["incidents"].items() if doc in docs)

    def bare() -> dict[str, Json]:
        records = {one["incident_id"]: one for one in answer(case)["records"]}
        records[label]["accounts"] = [a for a in records[label]["accounts"] if a["doc_id"] != doc]
        return records

    assert damaged(case["case_id"], list(bare().values())) == {"mentions_shown"}
    for here, there, kind, lost in (
        (told, label, "mentions", set()),
        (label, told, "mentions", set()),
        (told, label, "part_of", {"mentions_shown"}),
        (told, told, "mentions", {"mentions_shown"}),
    ):
        records = bare()
        records[here]["related"].append({"incident_id": there, "kind": kind, "why": ""})
        assert damaged(case["case_id"], list(records.values())) == lost


def test_a_summary_shows_what_it_mentions_with_sums_as_well() -> None:
    case = next(c for c in CASES if any(doc in c["summaries"] for doc, _ in c["mentions"]))
    doc, label = next(one for one in case["mentions"] if one[0] in case["summaries"])
    records = {one["incident_id"]: one for one in answer(case)["records"]}
    records[label]["accounts"] = [a for a in records[label]["accounts"] if a["doc_id"] != doc]
    assert damaged(case["case_id"], list(records.values())) == {"mentions_shown"}
    records[f"sum of {doc}"]["related"].append({"incident_id": label, "kind": "sums", "why": ""})
    assert damaged(case["case_id"], list(records.values())) == set()


def test_a_part_wants_a_link_that_points_the_right_way_and_is_never_joined() -> None:
    case = first(parts=True, mentions=False)
    part, whole = case["parts"][0]
    others = case["parts"][1:]

    def linked(here: str, there: str, kind: str) -> list[Json]:
        records = {one["incident_id"]: one for one in answer(case | {"parts": others})["records"]}
        records[here]["related"].append({"incident_id": there, "kind": kind, "why": ""})
        return list(records.values())

    case_id = case["case_id"]
    assert damaged(case_id, linked(part, whole, "part_of")) == set()
    assert damaged(case_id, linked(whole, part, "has_part")) == set()
    for here, there, kind in (
        (whole, part, "part_of"),
        (part, whole, "has_part"),
        (part, whole, "mentions"),
    ):
        assert damaged(case_id, linked(here, there, kind)) == {"parts_linked"}
    docs = [*case["incidents"][part], *case["incidents"][whole]]
    rest = [one for one in answer(case)["records"] if one["incident_id"] not in (part, whole)]
    assert {"precision", "parts_apart", "parts_linked", "piles_right"} <= damaged(
        case_id, [record("one", docs), *rest]
    )


def test_a_summary_joined_with_a_report_costs_and_one_without_a_record_does_not() -> None:
    case = next(c for c in CASES if c["summaries"] and c["pattern"] == "weekly_summary")
    summary = case["summaries"][0]
    rest = [one for one in answer(case)["records"] if one["incident_id"] != f"sum of {summary}"]
    assert damaged(case["case_id"], rest) == set()
    rest[0]["accounts"].append({"doc_id": summary, "background": False})
    assert {"summaries_alone", "piles_right"} <= damaged(case["case_id"], rest)


def test_the_order_of_the_output_changes_no_number() -> None:
    turned = [
        {"case_id": one["case_id"], "records": one["records"][::-1]} for one in reversed(outputs().values())
    ]
    assert scorer.score(turned, CASES).all.as_json() == scorer.score(outputs().values(), CASES).all.as_json()


def test_a_missing_an_unknown_and_a_double_pile_are_errors_that_name_it() -> None:
    given = list(outputs().values())
    with pytest.raises(ValueError, match="pile-01"):
        scorer.score(given[1:], CASES)
    with pytest.raises(ValueError, match="pile-02"):
        scorer.score([*given, given[1]], CASES)
    with pytest.raises(ValueError, match="nowhere"):
        scorer.score([*given, {"case_id": "nowhere", "records": []}], CASES)
    strange = {"case_id": "pile-01", "records": [record("one", ["pile-02-01"])]}
    with pytest.raises(ValueError, match="pile-02-01"):
        scorer.score([strange, *given[1:]], CASES)


def test_the_command_prints_a_table_and_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    docs = [doc["doc_id"] for doc in PLAIN["docs"]]
    given = outputs() | {PLAIN_ID: {"case_id": PLAIN_ID, "records": [record("one", docs)]}}
    out = tmp_path / "out.jsonl"
    out.write_text("".join(json.dumps(one) + "\n" for one in given.values()), encoding="utf-8")
    assert scorer.main([str(out), "--missed"]) == 0
    printed = capsys.readouterr().out
    assert f"- {PLAIN_ID} {PLAIN['pattern']}: joined wrongly" in printed
    assert "piles_right              44 / 45" in printed
    assert scorer.main([str(out), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["all"]["piles_right"] == {"right": 44, "of": 45, "share": 44 / 45}
    assert found["patterns"][PLAIN["pattern"]]["pairs"]["recall"] == 1.0
    out.write_text("{}\n", encoding="utf-8")
    assert scorer.main([str(out)]) == 2
    assert "case_id" in capsys.readouterr().err


# -- the piles -------------------------------------------------------------------------------------


def test_every_pattern_has_its_number_of_piles() -> None:
    assert len(CASES) == len(BY_ID) == 45
    main = Counter(case["pattern"] for case in CASES)
    beside = Counter(pattern for case in CASES for pattern in case["also"])
    assert {pattern: (main[pattern], beside[pattern]) for pattern in main | beside} == PATTERNS
    assert all(3 <= one + other <= 6 for one, other in PATTERNS.values())


def test_the_readme_tells_the_numbers() -> None:
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    for pattern, (one, other) in PATTERNS.items():
        assert f"| `{pattern}` | {one} | {other} |" in readme
    must = sum(
        any({left["doc_id"], right["doc_id"]} <= set(docs) for docs in case["incidents"].values())
        for case in CASES
        for left, right in combinations(case["docs"], 2)
    )
    told = {
        "piles": len(CASES),
        "reports": sum(len(case["docs"]) for case in CASES),
        "incidents": sum(len(case["incidents"]) for case in CASES),
        "pairs to join": must,
        "mentions": sum(len(case["mentions"]) for case in CASES),
        "parts": sum(len(case["parts"]) for case in CASES),
        "summaries": sum(len(case["summaries"]) for case in CASES),
    }
    assert ", ".join(f"{number} {what}" for what, number in told.items()) in readme.replace("\n", " ")


def test_reports_are_of_four_to_twelve_a_pile_and_no_two_are_alike() -> None:
    sizes = [len(case["docs"]) for case in CASES]
    assert min(sizes) >= 4 and max(sizes) <= 12
    assert sum(size >= 10 for size in sizes) == 3
    docs = [doc for case in CASES for doc in case["docs"]]
    assert len({doc["doc_id"] for doc in docs}) == len({doc["text"] for doc in docs}) == len(docs)
    assert 0 < sum(doc["published"] is None for doc in docs) < len(docs) / 5


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case_id"]))
def test_every_pile_is_of_the_form_described(case: Json) -> None:
    assert list(case) == KEYS
    held = [doc["doc_id"] for doc in case["docs"]]
    assert held == [f"{case['case_id']}-{number:02d}" for number in range(1, len(held) + 1)]
    assert case["pattern"] in PATTERNS and case["pattern"] not in case["also"]
    assert 1 <= len(case["incidents"]) <= 5
    told = {doc for docs in case["incidents"].values() for doc in docs}
    mentioning = {doc for doc, _ in case["mentions"]}
    assert all(docs and len(docs) == len(set(docs)) for docs in case["incidents"].values())
    assert told | mentioning | set(case["summaries"]) == set(held)
    assert not told & set(case["summaries"])
    for doc, label in case["mentions"]:
        assert doc not in case["incidents"][label]
    for part, whole in case["parts"]:
        assert part != whole and {part, whole} <= set(case["incidents"])
    assert case["note"] and isinstance(case["note"], str)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case_id"]))
def test_every_report_is_of_the_form_described(case: Json) -> None:
    ends = re.compile(r"""[.!?]["')]*(?=\s|$)""")
    for doc in case["docs"]:
        assert list(doc) == ["doc_id", "outlet", "published", "text"]
        assert doc["outlet"]
        assert doc["published"] is None or date.fromisoformat(doc["published"]) is not None
        assert doc["text"] == doc["text"].strip() and 2 <= len(ends.findall(doc["text"])) <= 12


def test_the_digests_are_those_of_the_files() -> None:
    for line in (HERE / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split()
        assert hashlib.sha256((HERE / name).read_bytes()).hexdigest() == digest, name
