"""The scorer of independence keeps its word, and the cases keep their form."""

from __future__ import annotations

import copy
import hashlib
import json
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.independence import scorer

Json = dict[str, Any]
HERE = Path(__file__).parent
CASES = list(scorer.cases())
KEYS = "case_id pattern docs actors classes low high status note".split()
PATTERNS = {
    "agency_copy_credited": 3,
    "agency_copy_uncredited": 3,
    "translated_copy": 3,
    "copy_with_local_line": 3,
    "one_briefing": 3,
    "chain_to_post": 3,
    "official_repeats_official": 3,
    "corrected_wire": 3,
    "killed_wire": 3,
    "opponent_relays": 3,
    "un_relays_officials": 3,
    "spokesman_relays_hospital": 3,
    "state_media_quote_monitor": 3,
    "headline_credit": 3,
    "independent_named": 4,
    "unnamed_voices": 5,
    "own_voice": 3,
    "many_outlets_one_actor": 3,
    "one_body_many_names": 3,
}
STATUSES = set(
    "unsourced single_origin one_side compatible agreed contested conceded withdrawn unknown".split()
)


def reading(rests_on: list[str], *, stance: str = "asserts", **value: object) -> Json:
    count = {"kind": "killed", "low": 9, "high": 9, "vague": False, "is_total": True, "basis": "stated"}
    claims = [{"chain": ["outlet", one], "origin": one, "rests_on": one} for one in rests_on]
    return {"value": count | value, "stance": stance, "claims": claims, "derived": None}


def record(case: Json) -> Json:
    """The record of somebody who judges a case as its labels have it."""
    voices: list[Json] = [{"voice_id": "outlet", "name": case["docs"][0]["outlet"]}]
    origins = []
    for number, one in enumerate(case["classes"]):
        ids = [f"v{number}-{place}" for place in range(len(one))]
        voices += [{"voice_id": i, "name": names[-1]} for i, names in zip(ids, one, strict=True)]
        origins.append({"class_id": f"c{number}", "voices": ids, "joined": []})
    own = reading([]) | {"claims": [{"chain": ["outlet"], "origin": None, "rests_on": None}]}
    behind = [voice_id for origin in origins for voice_id in origin["voices"]]
    support = {"origins": {"low": case["low"], "high": case["high"]}}
    standing = {"status": (case["status"] or ["unknown"])[0], "support": support}
    toll = {"readings": [own, reading(behind)], "standing": standing}
    return {"fields": {"killed": toll}, "voices": voices, "origins": origins}


ANSWERS = {case["case_id"]: {"case_id": case["case_id"], "records": [record(case)]} for case in CASES}


def shares(answers: dict[str, Json]) -> dict[str, float | None]:
    group = scorer.score(answers.values(), CASES).all
    return {name: measure.share for name, measure in group.measures.items()}


PERFECT = shares(ANSWERS)


def answers() -> dict[str, Json]:
    return copy.deepcopy(ANSWERS)


def changed(given: dict[str, Json]) -> set[str]:
    """The measures that are not as they are for the labels themselves."""
    return {name for name, share in shares(given).items() if share != PERFECT[name]}


def first(*, classes: int, voices: int | None = None) -> str:
    """The id of the first case with so many classes, and so many voices in all; its status is labelled."""
    found: str = next(
        case["case_id"]
        for case in CASES
        if case["status"]
        and len(case["classes"]) == classes
        and voices in (None, sum(map(len, case["classes"])))
    )
    return found


# -- the scorer ------------------------------------------------------------------------------------


def test_the_labels_themselves_score_full_marks() -> None:
    scores = scorer.score(answers().values(), CASES)
    assert not any(
        measure.wrong
        for group in [scores.all, *scores.patterns.values()]
        for measure in group.measures.values()
    )
    assert {name: 0.0 if name in scorer.LOW_IS_BETTER else 1.0 for name in scorer.MEASURES} == PERFECT


def test_no_record_at_all_is_right_in_nothing_and_counts_nothing_too_often() -> None:
    given = {case["case_id"]: {"case_id": case["case_id"], "records": []} for case in CASES}
    assert shares(given) == dict.fromkeys(scorer.MEASURES, 0.0)


def test_a_bound_too_high_and_one_too_low_cost_apart() -> None:
    case_id = first(classes=2)
    for name, bound, off in (("too_many", "high", 1), ("too_many", "low", 1), ("too_few", "low", -1)):
        given = answers()
        given[case_id]["records"][0]["fields"]["killed"]["standing"]["support"]["origins"][bound] += off
        assert changed(given) == {name, "bounds_right"}


def test_one_class_taken_for_two_and_two_for_one_are_wrong_classes() -> None:
    given = answers()
    origins = given[first(classes=2)]["records"][0]["origins"]
    origins[0]["voices"] += origins.pop()["voices"]
    assert changed(given) == {"classes_right"}
    given = answers()
    origins = given[first(classes=1, voices=2)]["records"][0]["origins"]
    origins.append({"class_id": "new", "voices": [origins[0]["voices"].pop()], "joined": []})
    assert changed(given) == {"classes_right"}


def test_voices_without_a_class_stand_each_alone() -> None:
    given = answers()
    given[first(classes=2)]["records"][0]["origins"] = []
    assert changed(given) == set()
    given[first(classes=1, voices=2)]["records"][0]["origins"] = []
    assert changed(given) == {"classes_right"}


def test_a_voice_left_out_and_one_that_is_none_cost() -> None:
    case_id = first(classes=2, voices=2)
    given = answers()
    given[case_id]["records"][0]["fields"]["killed"]["readings"][1]["claims"].pop()
    assert changed(given) == {"classes_right", "voices_found"}
    given = answers()
    given[case_id]["records"][0]["voices"].append({"voice_id": "x", "name": "Zebedee Quill"})
    given[case_id]["records"][0]["fields"]["killed"]["readings"].append(reading(["x"]))
    assert changed(given) == {"classes_right", "no_stranger"}


def test_the_voice_of_an_outlet_counts_only_where_another_outlet_has_it_from_there() -> None:
    case_id = first(classes=1, voices=1)
    given = answers()
    alone = {"chain": ["outlet"], "origin": "outlet", "rests_on": "outlet"}
    readings = given[case_id]["records"][0]["fields"]["killed"]["readings"]
    readings[0]["claims"] = [alone]
    assert changed(given) == set()
    readings[0]["claims"] = [alone | {"chain": ["other", "outlet"]}]
    assert changed(given) == {"classes_right", "no_stranger"}


@pytest.mark.parametrize(
    "no_support",
    [
        {"stance": "denies"},
        {"stance": "withdraws"},
        {"vague": True},
        {"is_total": False},
        {"basis": "increment"},
        {"low": None, "high": None},
    ],
)
def test_a_claim_that_gives_no_total_puts_no_voice_behind_the_toll(no_support: Json) -> None:
    given = answers()
    one = given[first(classes=1)]["records"][0]
    one["voices"].append({"voice_id": "x", "name": "Zebedee Quill"})
    one["fields"]["killed"]["readings"].append(reading(["x"], **no_support))
    assert changed(given) == set()


def test_a_toll_in_two_records_is_wrong_and_a_record_without_a_toll_is_nothing() -> None:
    given = answers()
    case_id = first(classes=1)
    given[case_id]["records"].append({"fields": {"type": {"readings": []}}, "voices": [], "origins": []})
    assert changed(given) == set()
    given[case_id]["records"].append(copy.deepcopy(given[case_id]["records"][0]))
    wrong = {"bounds_right", "one_record", "classes_right", "voices_found", "no_stranger", "status_right"}
    assert changed(given) == wrong


def test_a_status_that_is_none_of_those_labelled_costs() -> None:
    given = answers()
    given[first(classes=1)]["records"][0]["fields"]["killed"]["standing"]["status"] = "unknown"
    assert changed(given) == {"status_right"}


def test_a_name_may_be_told_with_more_or_fewer_words_and_two_voices_may_bear_one_name() -> None:
    assert scorer._fits("Police commander Abdi Gurhan", [("Abdi Gurhan",), ("police",)]) == [0]
    assert scorer._fits("the hospital", [("the field hospital",), ("Omar Haddad",)]) == [0]
    assert scorer._fits("somebody else", [("a resident",)]) == []
    residents = [[("a resident",)], [("a resident",)]]
    assert scorer._lay([["a resident"], ["a resident"]], residents) == scorer.Laid(True, 2, ())
    assert scorer._lay([["a resident", "a resident"]], residents) == scorer.Laid(False, 2, ())


def test_the_order_of_lines_records_voices_and_claims_changes_no_number() -> None:
    given = answers()
    for answer in given.values():
        for one in answer["records"]:
            one["voices"].reverse()
            one["origins"].reverse()
            one["fields"]["killed"]["readings"].reverse()
            one["fields"]["killed"]["readings"][0]["claims"].reverse()
    turned = scorer.score(reversed(list(given.values())), CASES)
    assert turned.all.as_json() == scorer.score(answers().values(), CASES).all.as_json()


def test_a_missing_an_unknown_and_a_double_case_are_errors_that_name_it() -> None:
    given = list(answers().values())
    with pytest.raises(ValueError, match="ind-01"):
        scorer.score(given[1:], CASES)
    with pytest.raises(ValueError, match="ind-02"):
        scorer.score([*given, given[1]], CASES)
    with pytest.raises(ValueError, match="nowhere"):
        scorer.score([*given, {"case_id": "nowhere", "records": []}], CASES)


def test_the_command_prints_a_table_what_is_wrong_and_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = answers()
    given["ind-01"]["records"][0]["fields"]["killed"]["standing"]["support"]["origins"]["high"] = 3
    out = tmp_path / "out.jsonl"
    out.write_text("".join(json.dumps(one) + "\n" for one in given.values()), encoding="utf-8")
    assert scorer.main([str(out), "--missed"]) == 0
    assert "- ind-01 agency_copy_credited: 1..3 [the army] for 1..1" in capsys.readouterr().out
    assert scorer.main([str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["all"]["too_many"] == {"count": 1, "of": 60, "share": 1 / 60}
    out.write_text("{}\n", encoding="utf-8")
    assert scorer.main([str(out)]) == 2
    assert "case_id" in capsys.readouterr().err


# -- the cases -------------------------------------------------------------------------------------


def test_every_pattern_has_its_number_of_cases_and_ids_are_unique() -> None:
    assert Counter(case["pattern"] for case in CASES) == PATTERNS
    assert len(CASES) == len({case["case_id"] for case in CASES}) == 60
    assert sum(case["actors"] is not None for case in CASES) == 12
    documents = [document["doc_id"] for case in CASES for document in case["docs"]]
    assert len(documents) == len(set(documents)) == 168
    bounds = Counter((case["low"], case["high"]) for case in CASES)
    assert bounds == {(0, 0): 2, (1, 1): 37, (1, 2): 2, (2, 2): 17, (3, 3): 2}


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case_id"]))
def test_every_case_is_of_the_form_described(case: Json) -> None:
    assert list(case) == KEYS and case["note"]
    assert len(case["docs"]) >= 2
    for document in case["docs"]:
        assert list(document) == ["doc_id", "outlet", "published", "text"]
        assert document["doc_id"].startswith(case["case_id"] + "-")
        assert document["text"] == document["text"].strip() and document["text"]
        assert document["published"] is None or date.fromisoformat(document["published"]) <= date(2024, 1, 1)
    assert case["status"] is None or (case["status"] and set(case["status"]) <= STATUSES)
    assert 0 <= case["low"] <= case["high"] == len(case["classes"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case_id"]))
def test_every_name_of_a_voice_stands_in_a_text_or_is_an_outlet(case: Json) -> None:
    told = "\n".join(document["outlet"] + "\n" + document["text"] for document in case["docs"]).casefold()
    names = [name for one in case["classes"] for voice in one for name in voice]
    assert [name for name in names if name.casefold() not in told] == []
    assert all(voice for one in case["classes"] for voice in one)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case["actors"]], ids=lambda case: str(case["case_id"])
)
def test_actors_are_of_the_form_described(case: Json) -> None:
    told = tomllib.loads(case["actors"])
    sides = {side["name"] for side in told["side"]}
    kinds = set("state_body armed_group organisation person outlet agency group".split())
    for actor in told["actor"]:
        assert actor["kind"] in kinds and set(actor) <= set("name aliases kind side members".split())
        assert "side" not in actor or actor["side"] in sides


def test_the_digest_is_that_of_the_cases() -> None:
    for line in (HERE / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split()
        assert hashlib.sha256((HERE / name).read_bytes()).hexdigest() == digest, name
