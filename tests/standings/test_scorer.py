"""The scorer of relations and standing keeps its word, and the cases keep their form."""

from __future__ import annotations

import copy
import hashlib
import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.standings import scorer

Json = dict[str, Any]
HERE = Path(__file__).parent
CASES = list(scorer.cases())
BY_ID = {case["case_id"]: case for case in CASES}
KEYS = "case_id pattern docs actors field relations no_relation in_force status side_divided note".split()
KINDS = {"updates": 12, "corrects": 7, "withdraws": 5, "disputes": 6, "scope_differs": 8}
STATUSES = set("unsourced single_origin one_side compatible agreed contested withdrawn unknown".split())
PATTERNS = {
    "update_over_days": 4,
    "update_in_words": 3,
    "correction_by_voice": 4,
    "correction_of_text": 3,
    "withdrawal": 5,
    "denial": 3,
    "doubt": 3,
    "rival_sides": 3,
    "divided_side": 4,
    "scope_civilians": 2,
    "scope_place": 2,
    "scope_wave": 2,
    "scope_summed": 2,
    "compatible_bounds": 3,
    "agreed": 3,
    "one_origin_many_pages": 3,
    "outlet_alone": 3,
    "cannot_confirm": 3,
    "vague_beside_exact": 2,
    "later_death": 3,
}


def references(case: Json) -> list[Json]:
    """Every quote that a case's labels name, once each."""
    told = [label[end] for label in case["relations"] for end in ("from", "to")]
    told += [ref for pair in case["no_relation"] for ref in pair]
    return [ref for at, ref in enumerate(told) if ref not in told[:at]]


def claim(case: Json, ref: Json, at: int) -> Json:
    text = next(doc["text"] for doc in case["docs"] if doc["doc_id"] == ref["doc_id"])
    start = text.index(ref["quote"])
    return {
        "claim_id": f"c{at}",
        "report_id": ref["doc_id"],
        "span": {"start": start, "end": start + len(ref["quote"])},
        "quote": ref["quote"],
        "wording": ref["quote"],
        "chain": [],
        "origin": f"v{at}",
        "relations": [],
    }


def figures(case: Json) -> list[Json]:
    """Figures in force on the days that the labels name, and on no other of them."""
    days = [label["as_of"] for label in case["in_force"]]
    last = max((doc["published"] for doc in case["docs"] if doc["published"]), default=None)
    values = {tuple(value) for label in case["in_force"] for value in label["figures"]}
    told: list[Json] = []
    for low, high in sorted(values, key=str):
        held = [label["as_of"] for label in case["in_force"] if [low, high] in label["figures"]]
        after = [day for day in days if day and held[-1] and day > held[-1]]
        told.append(
            {
                "claim_ids": [],
                "value": {"low": low, "high": high},
                "as_of": held[0] or (last if len(days) > 1 else None),
                "until": None if held[-1] is None else min(after, default=last),
                "superseded": held[-1] is not None,
            }
        )
    return told


def answer(case: Json) -> Json:
    """What a reader would give who finds all that the labels say, in one record."""
    refs = references(case)
    claims = [claim(case, ref, at) for at, ref in enumerate(refs)]
    for label in case["relations"]:
        target = f"c{refs.index(label['to'])}"
        claims[refs.index(label["from"])]["relations"].append({"kind": label["kind"], "claim_id": target})
    readings = [{"reading_id": one["claim_id"], "value": None, "claims": [one]} for one in claims]
    places = [claim(case, {"doc_id": doc["doc_id"], "quote": doc["text"]}, 0) for doc in case["docs"]]
    for at, place in enumerate(places):
        place.update(claim_id=f"p{at}", wording="")
    return {
        "case_id": case["case_id"],
        "records": [
            {
                "incident_id": "i",
                "voices": [],
                "fields": {
                    case["field"]: {"readings": readings, "standing": {"status": case["status"][-1]}},
                    "place": {"readings": [{"value": None, "claims": places}], "standing": {}},
                },
                "tolls": [
                    {
                        "kind": case["field"],
                        "sides": [{"side": None, "divided": case["side_divided"], "figures": figures(case)}],
                        "unsourced": [],
                    }
                ],
            }
        ],
    }


ANSWERS = {case["case_id"]: answer(case) for case in CASES}
PERFECT = scorer.score(ANSWERS.values(), CASES)


def damaged(case_id: str, damage: Callable[[Json], None]) -> dict[str, list[str]]:
    """The measures, `cases_right` apart, that have something wrong once one answer is damaged, with the words."""
    given = copy.deepcopy(ANSWERS)
    damage(given[case_id])
    measures = scorer.score(given.values(), CASES).all.measures
    wrong = {name: measure.wrong for name, measure in measures.items() if measure.wrong}
    assert bool(wrong.pop("cases_right", None)) == bool(wrong)
    assert all(line.startswith(case_id) for lines in wrong.values() for line in lines)
    return wrong


def first(pattern: str) -> str:
    """The id of the first case of a pattern."""
    found: str = next(case["case_id"] for case in CASES if case["pattern"] == pattern)
    return found


def claims_of(output: Json) -> dict[str, Json]:
    """The claims of the field, by id."""
    field = BY_ID[output["case_id"]]["field"]
    readings = output["records"][0]["fields"][field]["readings"]
    return {one["claim_id"]: one for reading in readings for one in reading["claims"]}


# -- the scorer ------------------------------------------------------------------------------------


def test_the_labels_themselves_score_full_marks() -> None:
    for group in [PERFECT.all, *PERFECT.patterns.values()]:
        assert all(measure.share in (None, 1.0) and not measure.wrong for measure in group.measures.values())
    assert all(measure.share == 1.0 for measure in PERFECT.all.measures.values())
    assert {kind: measure.of for kind, measure in PERFECT.kinds.items()} == KINDS


def test_an_answer_without_records_gets_nothing() -> None:
    given = [{"case_id": case["case_id"], "records": []} for case in CASES]
    measures = scorer.score(given, CASES).all.measures
    assert all(not measure.share for measure in measures.values())


@pytest.mark.parametrize("pattern", sorted({c["pattern"] for c in CASES if c["relations"]}))
def test_a_relation_left_out_of_another_kind_or_turned_round_costs(pattern: str) -> None:
    def leave_out(output: Json) -> None:
        for one in claims_of(output).values():
            one["relations"] = []

    def other_kind(output: Json) -> None:
        for one in claims_of(output).values():
            for relation in one["relations"]:
                relation["kind"] = "disputes" if relation["kind"] != "disputes" else "updates"

    def turn(output: Json) -> None:
        claims = claims_of(output)
        told = [(one, relation) for one in claims.values() for relation in one["relations"]]
        leave_out(output)
        for one, relation in told:
            claims[relation["claim_id"]]["relations"].append(relation | {"claim_id": one["claim_id"]})

    case_id = first(pattern)
    assert set(damaged(case_id, leave_out)) == {"relations_found"}
    assert set(damaged(case_id, other_kind)) == {"relations_found"}
    assert set(damaged(case_id, turn)) == (set() if pattern.startswith("scope") else {"relations_found"})


def test_a_second_kind_beside_the_right_one_costs() -> None:
    def both(output: Json) -> None:
        actor = next(one for one in claims_of(output).values() if one["relations"])
        actor["relations"].append(actor["relations"][0] | {"kind": "disputes"})

    wrong = damaged(first("update_over_days"), both)
    assert "told as disputes, updates" in wrong["relations_found"][0]


def test_a_relation_to_another_telling_of_the_same_figure_by_the_same_origin_is_right() -> None:
    case_id = first("withdrawal")

    def retell(output: Json, *, origin: str) -> None:
        readings = output["records"][0]["fields"]["killed"]["readings"]
        actor = next(one for one in claims_of(output).values() if one["relations"])
        target = claims_of(output)[actor["relations"][0]["claim_id"]]
        again = target | {"claim_id": "again", "span": {"start": 0, "end": 1}, "origin": origin}
        actor["relations"][0]["claim_id"] = "again"
        reading = next(one for one in readings if target in one["claims"])
        reading["value"] = {"low": 30, "high": 30}
        reading["claims"].append(again)

    target = claims_of(ANSWERS[case_id])["c1"]
    assert damaged(case_id, lambda output: retell(output, origin=target["origin"])) == {}
    assert set(damaged(case_id, lambda output: retell(output, origin="another"))) == {"relations_found"}


def test_a_relation_between_rivals_or_a_claim_not_held_costs() -> None:
    case_id = first("rival_sides")

    def relate(output: Json) -> None:
        claims_of(output)["c0"]["relations"].append({"kind": "disputes", "claim_id": "c1"})

    def lose(output: Json) -> None:
        output["records"][0]["fields"]["killed"]["readings"].pop()
        output["records"][0]["fields"]["place"]["readings"][0]["claims"].pop()

    assert "told as disputes" in damaged(case_id, relate)["no_relation_kept"][0]
    assert set(damaged(case_id, lose)) == {"no_relation_kept", "one_record"}


def test_figures_too_many_too_few_or_in_force_too_long_cost() -> None:
    case_id = first("update_over_days")

    def told(output: Json) -> list[Json]:
        figures: list[Json] = output["records"][0]["tolls"][0]["sides"][0]["figures"]
        return figures

    def keep_old(output: Json) -> None:
        for one in told(output):
            one.update(until=None, superseded=False)

    def lose_last(output: Json) -> None:
        told(output).pop()

    def widen(output: Json) -> None:
        told(output)[-1]["value"]["high"] = None

    assert set(damaged(case_id, keep_old)) == {"in_force_right", "figures_rightly_given"}
    assert set(damaged(case_id, lose_last)) == {"in_force_right", "figures_found"}
    assert set(damaged(case_id, widen)) == {"in_force_right", "figures_found", "figures_rightly_given"}
    assert "18, 22, 25 for 25" in damaged(case_id, keep_old)["in_force_right"][-1]


def test_what_the_outlets_alone_tell_is_not_in_force() -> None:
    figure: Json = {
        "claim_ids": [],
        "value": {"low": 16, "high": 16},
        "as_of": None,
        "until": None,
        "superseded": False,
    }

    def as_unsourced(output: Json) -> None:
        output["records"][0]["tolls"][0]["unsourced"].append(figure)

    def as_a_side(output: Json) -> None:
        output["records"][0]["tolls"][0]["sides"][0]["figures"].append(figure)

    case_id = first("outlet_alone")
    assert damaged(case_id, as_unsourced) == {}
    assert set(damaged(case_id, as_a_side)) == {"in_force_right", "figures_rightly_given"}


def test_another_status_and_a_field_that_is_not_there_cost() -> None:
    def status(output: Json) -> None:
        output["records"][0]["fields"]["killed"]["standing"]["status"] = "conceded"

    def no_field(output: Json) -> None:
        del output["records"][0]["fields"]["killed"]

    assert set(damaged(first("agreed"), status)) == {"status_right"}
    assert set(damaged(first("cannot_confirm"), no_field)) == {"status_right"}


def test_a_side_divided_where_none_is_and_one_whole_where_it_is_divided_cost() -> None:
    def turn(output: Json) -> None:
        side = output["records"][0]["tolls"][0]["sides"][0]
        side["divided"] = not side["divided"]

    assert set(damaged(first("divided_side"), turn)) == {"divided_found"}
    assert set(damaged(first("rival_sides"), turn)) == {"undivided_kept"}


def test_two_records_of_one_incident_cost_and_the_fuller_one_is_scored() -> None:
    def add_empty(output: Json) -> None:
        output["records"].insert(0, {"incident_id": "z", "fields": {}, "voices": [], "tolls": []})

    def split(output: Json) -> None:
        record = output["records"][0]
        apart = copy.deepcopy(record) | {"incident_id": "z", "tolls": []}
        for one, doc in ((record, "a"), (apart, "b")):
            for content in one["fields"].values():
                for reading in content["readings"]:
                    reading["claims"] = [
                        claim for claim in reading["claims"] if claim["report_id"].endswith(doc)
                    ]
        output["records"].append(apart)

    assert damaged(first("correction_by_voice"), add_empty) == {}
    assert {"one_record", "relations_found"} <= set(damaged(first("correction_by_voice"), split))


def test_reports_are_known_by_a_map_or_by_their_words() -> None:
    for with_map in (True, False):
        given = copy.deepcopy(ANSWERS)
        for output in given.values():
            ids: dict[str, str] = {}
            for content in output["records"][0]["fields"].values():
                for reading in content["readings"]:
                    for one in reading["claims"]:
                        known = hashlib.sha256(one["report_id"].encode()).hexdigest()
                        ids[known] = one["report_id"]
                        one["report_id"] = known
            if with_map:
                output["reports"] = ids
        assert scorer.score(given.values(), CASES).as_json() == PERFECT.as_json()


def test_a_wider_quote_and_a_quote_of_the_other_count_are_told_apart() -> None:
    case = BY_ID[first("later_death")]

    def widen(output: Json) -> None:
        for one in claims_of(output).values():
            text = next(doc["text"] for doc in case["docs"] if doc["doc_id"] == one["report_id"])
            start, end = max(0, one["span"]["start"] - 20), one["span"]["end"] + 20
            one.update(span={"start": start, "end": end}, quote=text[start:end])

    def other_count(output: Json) -> None:
        fields = output["records"][0]["fields"]
        fields["injured"] = fields["killed"] | {"readings": fields["killed"]["readings"]}
        fields["killed"] = fields["killed"] | {"readings": []}

    assert damaged(case["case_id"], widen) == {}
    assert set(damaged(case["case_id"], other_count)) == {"relations_found"}


def test_the_order_of_the_output_changes_no_number() -> None:
    turned = copy.deepcopy(ANSWERS)
    for output in turned.values():
        for content in output["records"][0]["fields"].values():
            content["readings"].reverse()
        output["records"][0]["tolls"][0]["sides"][0]["figures"].reverse()
    assert scorer.score(reversed(list(turned.values())), CASES).as_json() == PERFECT.as_json()


def test_a_missing_an_unknown_and_a_double_case_are_errors_that_name_it() -> None:
    given = list(ANSWERS.values())
    with pytest.raises(ValueError, match="standing-01"):
        scorer.score(given[1:], CASES)
    with pytest.raises(ValueError, match="standing-02"):
        scorer.score([*given, given[1]], CASES)
    with pytest.raises(ValueError, match="nowhere"):
        scorer.score([*given, {"case_id": "nowhere", "records": []}], CASES)


def test_the_command_prints_a_table_and_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = copy.deepcopy(ANSWERS)
    given["standing-01"]["records"][0]["fields"]["killed"]["standing"]["status"] = "agreed"
    out = tmp_path / "out.jsonl"
    out.write_text("".join(json.dumps(one) + "\n" for one in given.values()), encoding="utf-8")
    assert scorer.main([str(out), "--missed"]) == 0
    assert "- standing-01 update_over_days: agreed for single_origin" in capsys.readouterr().out
    assert scorer.main([str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["all"]["status_right"]["count"] == 59
    out.write_text("{}\n", encoding="utf-8")
    assert scorer.main([str(out)]) == 2
    assert "case_id" in capsys.readouterr().err


# -- the cases -------------------------------------------------------------------------------------


def test_every_pattern_and_every_kind_has_its_number() -> None:
    assert len(CASES) == len(BY_ID) == 60
    assert Counter(case["pattern"] for case in CASES) == PATTERNS
    assert Counter(label["kind"] for case in CASES for label in case["relations"]) == KINDS
    assert sum(len(case["no_relation"]) for case in CASES) == 27
    assert sum(len(case["in_force"]) for case in CASES) == 88
    assert Counter(case["field"] for case in CASES) == {"killed": 51, "injured": 9}
    assert Counter(case["side_divided"] for case in CASES) == {False: 55, True: 4, None: 1}
    docs = [doc for case in CASES for doc in case["docs"]]
    assert len(docs) == len({doc["doc_id"] for doc in docs}) == len({doc["text"] for doc in docs}) == 120


def test_readme_says_the_same_numbers() -> None:
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    for pattern, number in PATTERNS.items():
        assert f"| `{pattern}` | {number} |" in readme


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case_id"]))
def test_every_case_is_of_the_form_described(case: Json) -> None:
    assert list(case) == KEYS
    assert case["note"] and case["actors"] is None
    texts = {doc["doc_id"]: doc["text"] for doc in case["docs"]}
    for doc in case["docs"]:
        assert list(doc) == ["doc_id", "outlet", "published", "text"]
        assert doc["doc_id"].startswith(case["case_id"] + "-")
        assert doc["text"] == doc["text"].strip() and doc["text"]
        assert doc["published"] is None or date.fromisoformat(doc["published"]) <= date(2024, 1, 1)
    for label in case["relations"]:
        assert list(label) == ["kind", "from", "to"] and label["from"] != label["to"]
    for ref in references(case):
        assert list(ref) == ["doc_id", "quote"]
        assert texts[ref["doc_id"]].count(ref["quote"]) == 1
    days = [label["as_of"] for label in case["in_force"]]
    assert days[-1] is None and None not in days[:-1] and days[:-1] == sorted(set(days[:-1]))
    for label in case["in_force"]:
        for low, high in label["figures"]:
            assert low is not None or high is not None
            assert low is None or high is None or low <= high
    assert case["status"] and set(case["status"]) <= STATUSES


def test_the_digests_are_those_of_the_files() -> None:
    for line in (HERE / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split()
        assert hashlib.sha256((HERE / name).read_bytes()).hexdigest() == digest, name
