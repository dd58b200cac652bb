"""The scorer of the counts keeps its word, and the cases keep their form."""

from __future__ import annotations

import copy
import hashlib
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.counts import scorer

Json = dict[str, Any]
HERE = Path(__file__).parent
CASES = scorer.read_lines(scorer.CASES)
STATUSES = ("civilian", "combatant", "hors_de_combat", "security_force", "disputed", "unknown")
BASES = ("stated", "listed", "increment", "subtotal")
COUNT_KEYS = set(
    "kind low high vague approximate strict quote span origin is_total basis group stance headline "
    "optional".split()
)
COUNT_ALSO_KEYS = {"also_kinds", "also", "also_origin", "also_approximate", "parts"}


def first(label: Any) -> Any:
    return options(label)[0]


def options(label: Any) -> list[Any]:
    return label if isinstance(label, list) else [label]


def as_claim(count: Json) -> Json:
    """The claim that a reader would print who reads the figure as its labels have it."""
    group = count["group"] or {"status": "unknown", "sex_age": None, "function": None}
    return {
        "field": count["kind"],
        "value": {
            "kind": "count",
            **{key: count[key] for key in ("low", "high", "vague", "approximate", "strict")},
            "wording": count["quote"],
            "basis": first(count["basis"]),
            "is_total": count["is_total"] is not False,
            "group": {key: first(label) for key, label in group.items()},
        },
        "stance": count["stance"],
        "origin": count["origin"],
        "span": {"start": count["span"][0], "end": count["span"][1]},
        "quote": count["quote"],
        "headline": count["headline"],
    }


def as_output(case: Json) -> Json:
    """What a reader would print who reads the case as its labels have it."""
    accounts = [
        {"background": background, "claims": [as_claim(count) for count in counts if not count["optional"]]}
        for background, counts in ((False, case["counts"]), (True, case["apart"]))
    ]
    origins = {count["origin"] for count in case["counts"] + case["apart"] if count["origin"]}
    voices: list[Json] = [
        {"voice_id": name, "name": name, "aliases": [], "mentions": []} for name in sorted(origins)
    ]
    return {"doc_id": case["id"], "accounts": accounts, "attributions": [], "voices": voices}


def outputs() -> list[Json]:
    return [as_output(case) for case in CASES]


def case_with(is_wanted: Callable[[Json], bool]) -> Json:
    """The first case with a figure of this incident that must be given and is as wanted."""
    cases: list[Json] = [
        case for case in CASES if any(is_wanted(count) and not count["optional"] for count in case["counts"])
    ]
    return cases[0]


def damaged(case: Json, damage: Callable[[list[Json], list[Json]], None]) -> scorer.Scores:
    """The scores when the claims of one case, of this incident and apart, are damaged."""
    given = outputs()
    accounts = next(one["accounts"] for one in given if one["doc_id"] == case["id"])
    damage(accounts[0]["claims"], accounts[1]["claims"])
    return scorer.score(given, CASES)


def is_plain(count: Json) -> bool:
    """A bare number that stands for itself: no bound, no convention, nothing else as good."""
    open_to = ("also", "also_kinds", "parts")
    is_bare = not count["vague"] and not count["strict"] and not any(key in count for key in open_to)
    return is_bare and count["low"] == count["high"] and count["low"] not in (None, 0)


PLAIN = case_with(is_plain)
FULL = len(CASES)


# -- the scorer ------------------------------------------------------------------------------------


def test_the_labels_themselves_score_full_marks() -> None:
    scores = scorer.score(outputs(), CASES)
    assert scores.right.missed == []
    whole = [scores.right, scores.right_but_apart_dropped, scores.traps, scores.others]
    for measure in [*whole, *scores.forms.values(), *scores.labels.values()]:
        assert measure.share == 1.0, measure.missed
    assert scores.right.of == FULL == scores.traps.of + scores.others.of


def test_an_empty_output_is_right_only_where_there_is_nothing_to_give() -> None:
    empty = [{"doc_id": case["id"], "accounts": [], "voices": []} for case in CASES]
    nothing = [case for case in CASES if all(count["optional"] for count in case["counts"] + case["apart"])]
    assert scorer.score(empty, CASES).right.right == len(nothing) < FULL


def test_the_order_of_the_output_changes_no_number() -> None:
    turned = outputs()[::-1]
    for one in turned:
        one["accounts"].reverse()
        for account in one["accounts"]:
            account["claims"].reverse()
    assert scorer.score(turned, CASES).as_json() == scorer.score(outputs(), CASES).as_json()


def test_a_figure_left_out_makes_the_case_wrong() -> None:
    scores = damaged(PLAIN, lambda claims, _: claims.clear())
    assert scores.right.right == FULL - 1
    assert "not given: " in scores.right.missed[0]


@pytest.mark.parametrize(
    "change",
    [
        {"field": "displaced"},
        {"stance": "denies"},
        {"span": {"start": 0, "end": 0}},
        {"value": {"low": 8, "high": 8}},
        {"value": {"low": 7, "high": None}},
        {"value": {"low": None, "high": 7}},
    ],
)
def test_a_wrong_kind_number_place_or_stance_makes_the_case_wrong(change: Json) -> None:
    assert PLAIN["counts"][0]["low"] == 7

    def damage(claims: list[Json], _: list[Json]) -> None:
        claims[0] |= change | {"value": claims[0]["value"] | change.get("value", {})}

    assert damaged(PLAIN, damage).right.right == FULL - 1


def test_a_figure_that_nobody_gives_makes_a_trap_wrong() -> None:
    trap = next(case for case in CASES if case["trap"] and not case["counts"] and not case["apart"])
    scores = damaged(trap, lambda claims, _: claims.append(as_claim(PLAIN["counts"][0])))
    assert scores.traps.right == scores.traps.of - 1
    assert scores.others.right == scores.others.of
    assert "not in the gold: killed 7" in scores.right.missed[0]


def test_a_figure_of_another_incident_given_of_this_one_makes_the_case_wrong() -> None:
    other = next(case for case in CASES if any(not count["optional"] for count in case["apart"]))

    def damage(claims: list[Json], apart: list[Json]) -> None:
        claims.append(apart.pop())

    scores = damaged(other, damage)
    assert scores.right.right == scores.right_but_apart_dropped.right == FULL - 1
    assert "of another incident" in scores.right.missed[0]


def test_a_figure_of_another_incident_that_is_dropped_costs_the_first_measure_alone() -> None:
    other = next(case for case in CASES if any(not count["optional"] for count in case["apart"]))
    scores = damaged(other, lambda _, apart: apart.clear())
    assert scores.right.right == FULL - 1
    assert scores.right_but_apart_dropped.right == FULL


def test_a_figure_of_this_incident_set_apart_is_missing() -> None:
    def damage(claims: list[Json], apart: list[Json]) -> None:
        apart.append(claims.pop())

    assert damaged(PLAIN, damage).right.right == FULL - 1


def test_a_figure_given_twice_is_no_fault_but_a_rival_is() -> None:
    assert damaged(PLAIN, lambda claims, _: claims.append(copy.deepcopy(claims[0]))).right.right == FULL
    rival = as_claim(PLAIN["counts"][0] | {"low": 9, "high": 9})
    assert damaged(PLAIN, lambda claims, _: claims.append(rival)).right.right == FULL - 1


def test_an_optional_figure_counts_neither_when_given_nor_when_missed() -> None:
    for case in CASES:
        for count in case["counts"]:
            if count["optional"]:
                scores = scorer.score(
                    [as_output(case | {"counts": [*case["counts"], count | {"optional": False}]})], [case]
                )
                assert scores.right.right == 1, scores.right.missed


def test_persons_of_a_list_may_be_given_one_by_one_but_none_left_out() -> None:
    for case in CASES:
        for i, whole in enumerate(case["counts"]):
            if "parts" not in whole or whole["optional"]:
                continue
            rest = [count for j, count in enumerate(case["counts"]) if j != i]
            parts = [case["counts"][part] | {"optional": False} for part in whole["parts"]]
            apart = {"id": case["id"], "apart": case["apart"]}
            assert scorer.score([as_output(apart | {"counts": rest + parts})], [case]).right.right == 1
            assert scorer.score([as_output(apart | {"counts": rest + parts[1:]})], [case]).right.right == 0


def test_figures_worked_out_and_claims_without_a_value_are_not_scored() -> None:
    def damage(claims: list[Json], _: list[Json]) -> None:
        worked_out = copy.deepcopy(claims[0])
        worked_out["value"] |= {"low": 99, "high": 99, "basis": "derived"}
        claims += [worked_out, claims[0] | {"value": None}, claims[0] | {"field": "weapons"}]

    assert damaged(PLAIN, damage).right.right == FULL


@pytest.mark.parametrize(
    ("wanted", "given", "is_right"),
    [
        ({"low": 43, "high": None, "strict": True}, (43, None), True),
        ({"low": 43, "high": None, "strict": True}, (44, None), True),
        ({"low": 43, "high": None, "strict": True}, (43, 43), False),
        ({"low": 43, "high": None}, (44, None), False),
        ({"low": None, "high": 10, "strict": True}, (None, 9), True),
        ({"low": None, "high": 10, "strict": True}, (None, 11), False),
        ({"low": None, "high": 43}, (0, 43), True),
        ({"low": None, "high": 43}, (43, 43), False),
        ({"low": 10, "high": 15}, (10, 15), True),
        ({"low": 10, "high": 15}, (10, None), False),
        ({"low": 24, "high": None, "vague": True}, (12, None), True),
        ({"low": 24, "high": None, "vague": True}, (11, None), False),
        ({"low": 24, "high": None, "vague": True}, (25, None), False),
        ({"low": 24, "high": None, "vague": True}, (24, 99), False),
        ({"low": 24, "high": None, "vague": True}, (None, None), False),
        ({"low": None, "high": None, "vague": True}, (None, None), True),
        ({"low": None, "high": None, "vague": True}, (50, None), False),
        ({"low": 2, "high": 2, "also": [[2, None]]}, (2, None), True),
    ],
)
def test_numbers_agree_by_the_conventions(
    wanted: Json, given: tuple[int | None, int | None], is_right: bool
) -> None:
    count = PLAIN["counts"][0] | wanted
    claim = as_claim(count | {"low": given[0], "high": given[1]})
    gold = PLAIN | {"counts": [count]}
    output = as_output(PLAIN) | {"accounts": [{"background": False, "claims": [claim]}]}
    assert scorer.score([output], [gold]).right.right == is_right


@pytest.mark.parametrize(
    ("label", "change"),
    [
        ("is_total", {"value": {"is_total": False}}),
        ("basis", {"value": {"basis": "increment"}}),
        ("approximate", {"value": {"approximate": True}}),
        ("strict", {"value": {"strict": True}}),
        ("status", {"value": {"group": {"status": "disputed", "sex_age": "men", "function": "policemen"}}}),
        (
            "sex_age",
            {"value": {"group": {"status": "civilian", "sex_age": "women", "function": "policemen"}}},
        ),
        ("function", {"value": {"group": {"status": "civilian", "sex_age": "men", "function": None}}}),
        ("origin", {"origin": None}),
        ("headline", {"headline": True}),
    ],
)
def test_a_wrong_label_costs_its_own_measure_alone(label: str, change: Json) -> None:
    group = {"status": "civilian", "sex_age": "men", "function": "policeman"}
    count = PLAIN["counts"][0] | {"group": group, "origin": "the police chief"}
    gold = PLAIN | {"counts": [count], "text": PLAIN["text"] + "\n\n"}
    output = as_output(gold)
    claim = output["accounts"][0]["claims"][0]
    assert scorer.score([output], [gold]).labels[label].share == 1.0
    claim |= change | {"value": claim["value"] | change.get("value", {})}
    scores = scorer.score([output], [gold])
    assert scores.right.right == 1
    assert {name for name, measure in scores.labels.items() if measure.right < measure.of} == {label}


def test_a_voice_agrees_by_name_alias_mention_and_part_of_a_name() -> None:
    count = PLAIN["counts"][0] | {"origin": "a doctor at Central Hospital"}
    gold = PLAIN | {"counts": [count]}
    for voice, is_right in (
        ({"name": "The doctor at Central Hospital"}, True),
        ({"name": "v", "aliases": ["Central Hospital"]}, True),
        ({"name": "v", "mentions": [{"span": [0, 1], "quote": "A DOCTOR"}]}, True),
        ({"name": "entral"}, False),
    ):
        output = as_output(gold)
        output["accounts"][0]["claims"][0]["origin"] = "v1"
        output["voices"] = [{"voice_id": "v1", **voice}]
        assert scorer.score([output], [gold]).labels["origin"].right == is_right


def test_a_missing_case_and_one_too_many_are_errors_that_name_it() -> None:
    with pytest.raises(ValueError, match=CASES[3]["id"]):
        scorer.score([one for one in outputs() if one["doc_id"] != CASES[3]["id"]], CASES)
    with pytest.raises(ValueError, match="no case"):
        scorer.score([*outputs(), {"doc_id": "x", "accounts": []}], CASES)
    with pytest.raises(ValueError, match="twice"):
        scorer.score([*outputs(), as_output(CASES[0])], CASES)


def test_the_command_prints_a_table_and_the_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = outputs()
    given[0]["accounts"][0]["claims"].clear()
    out = tmp_path / "out.jsonl"
    out.write_text("".join(json.dumps(one) + "\n" for one in given), encoding="utf-8")
    assert scorer.main([str(out)]) == 0
    assert "not given" not in capsys.readouterr().out
    assert scorer.main([str(out), "--missed"]) == 0
    assert f"{CASES[0]['id']} not given: killed 7" in capsys.readouterr().out
    assert scorer.main([str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["right"]["right"] == FULL - 1
    assert scorer.main(["--documents"]) == 0
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [document["text"] for document in printed] == [case["text"] for case in CASES]
    assert all(
        document.get("published") == case["published"] for document, case in zip(printed, CASES, strict=True)
    )
    out.write_text("{}\n", encoding="utf-8")
    assert scorer.main([str(out)]) == 2
    assert "doc_id" in capsys.readouterr().err


# -- the cases -------------------------------------------------------------------------------------


def test_there_are_enough_cases_a_third_of_them_traps_and_none_comes_twice() -> None:
    assert len(CASES) >= 400
    assert 3 * sum(case["trap"] for case in CASES) >= len(CASES)
    assert len({case["id"] for case in CASES}) == len({case["text"] for case in CASES}) == len(CASES)


def test_every_form_has_its_cases() -> None:
    forms = Counter(form for case in CASES for form in case["forms"])
    assert set(forms) == set(scorer.FORMS)
    assert min(forms.values()) >= 8, forms.most_common()[-1]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_case_keeps_its_form(case: Json) -> None:
    assert set(case) - {"note"} == {"id", "forms", "trap", "text", "published", "counts", "apart"}
    assert case["trap"] == any(form.startswith("trap_") for form in case["forms"])
    assert len(set(case["forms"])) == len(case["forms"]) > 0
    for count in case["counts"] + case["apart"]:
        assert set(count) >= COUNT_KEYS >= set(count) - COUNT_ALSO_KEYS
        start, end = count["span"]
        assert case["text"][start:end] == count["quote"] != ""
        assert case["text"].count(count["quote"]) == 1
        assert {count["kind"], *count.get("also_kinds", [])} <= set(scorer.KINDS)
        for low, high in [(count["low"], count["high"]), *count.get("also", [])]:
            assert low is None or high is None or 0 <= low <= high
        assert not count["vague"] or count["high"] is None
        assert not count["strict"] or (count["low"] is None) != (count["high"] is None)
        assert count["optional"] or (count["low"], count["high"]) != (None, None)
        assert set(options(count["basis"])) <= set(BASES)
        assert count["stance"] in ("asserts", "denies")
        assert count["is_total"] in (True, False, None)
        names = [name for name in [count["origin"], *count.get("also_origin", [])] if name]
        assert all(name in case["text"] for name in names)
        if count["headline"]:
            assert end <= case["text"].index("\n\n")
        if count["group"] is not None:
            assert set(count["group"]) == {"status", "sex_age", "function"}
            assert set(options(count["group"]["status"])) <= set(STATUSES)
    for whole in case["counts"]:
        parts = [case["counts"][i] for i in whole.get("parts", [])]
        assert all(part["optional"] and part["kind"] == whole["kind"] for part in parts)
        assert not parts or sum(part["low"] for part in parts) == whole["low"]


def test_the_cases_are_the_ones_whose_digest_is_kept() -> None:
    digest, name = (HERE / "SHA256SUMS").read_text(encoding="utf-8").split()
    assert hashlib.sha256((HERE / name).read_bytes()).hexdigest() == digest
