"""The scorer, held to the gold: the gold put out as an output scores full marks, damaged it scores less."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.attributed.scorer import GOLD_WARNINGS, Measure, score, total

HERE = Path(__file__).parent
NAMES = sorted(path.name.removesuffix(".gold.json") for path in HERE.glob("*.gold.json"))
ROLES = {
    "involved",
    "ordered",
    "planned",
    "coordinated",
    "coordinated_with",
    "supplied",
    "escorted",
    "carried_out",
    "financed",
    "harboured",
    "intervened",
    "failed_to_prevent",
}
LEAD_KINDS = {
    "footage",
    "munition",
    "document",
    "medical_record",
    "witness",
    "detained_person",
    "vehicle",
    "statement",
    "media_report",
    "responsibility_claim",
    "launch_site",
    "names",
}
Json = dict[str, Any]


def load(name: str) -> tuple[str, Json]:
    """The text and the gold of an article."""
    gold: Json = json.loads((HERE / f"{name}.gold.json").read_text(encoding="utf-8"))
    return (HERE / f"{name}.txt").read_bytes().decode("utf-8"), gold


def as_output(text: str, gold: Json) -> Json:
    """The gold, told in the form that `tellings read --json` prints."""
    incident = gold["incident"]
    by_id = {item["id"]: item for item in gold["attributions"]}
    outer = {item["outer_of"]: item["id"] for item in gold["attributions"] if "outer_of" in item}
    fields: dict[str, Json] = {}

    def tell(field: str, value: Any, item: Json, origin: str | None, rests_on: str | None) -> None:
        span = {"start": item["start"], "end": item["end"]}
        claim = {"report_id": "r", "origin": origin, "rests_on": rests_on, "span": span}
        claim["quote"] = item["quote"]
        fields.setdefault(field, {"readings": []})["readings"].append({"value": value, "claims": [claim]})

    for item in incident["casualties"]:
        value = {
            "low": item.get("min", item.get("increment")),
            "high": item.get("max", item.get("increment")),
            "approximate": item.get("approximate", False),
            "strict": item.get("strict", False),
            "vague": item.get("vague", False),
            "basis": item.get("basis", "stated"),
        }
        tell(item["kind"], value, item, item["origin"], item["origin"])
    for item in incident["alleged_responsibility"]:
        span = {"start": item["start"], "end": item["end"]}
        value = {"role": item["role"], "accused": item["actor"], "accused_span": span}
        tell("accusations", value, item, item.get("via", item["by"]), item["by"])
    for item in incident["claimed_responsibility"]:
        tell("responsibility_taken", {"actor": item["actor"]}, item, None, None)

    def pieces(part: Json) -> list[list[int]]:
        return [[part["start"], part["end"]]]

    attributions = [
        {
            "attribution_id": item["id"],
            "source": pieces(item["source"]),
            "cue": pieces(item["cue"]),
            "content": pieces(item["content"]),
            "chain": item["chain"],
            "stance": "asserts",
            "hedged": False,
            "how": "indirect",
            "carried_on": False,
            "undecided": [],
            "headline": item.get("headline_only", False),
            "outer": outer.get(item["id"]),
        }
        for item in by_id.values()
    ]
    attributions += [
        {
            "attribution_id": f"c{i}",
            "source": [],
            "cue": [],
            "content": pieces(item),
            "chain": by_id[item["after"]]["chain"],
            "stance": "asserts",
            "hedged": False,
            "how": "indirect",
            "carried_on": True,
            "undecided": item["undecided"],
            "headline": False,
            "outer": None,
        }
        for i, item in enumerate(gold["carried_on"])
    ]
    voices = [
        {"voice_id": key, "name": voice["name"], "aliases": []} for key, voice in gold["voices"].items()
    ]
    leads = [
        {
            "kind": lead.get("kind"),
            "span": {"start": lead["start"], "end": lead["end"]},
            "quote": lead["quote"],
        }
        for lead in incident["leads"]
        if "start" in lead
    ]
    record = {
        "fields": fields,
        "voices": voices,
        "leads": leads,
        "warnings": [{"code": warning["code"]} for warning in gold["warnings"]],
    }
    report = {"report_id": "r", "text": text, "outlet": None, "attributions": attributions, "voices": voices}
    return {"reports": [report], "incidents": [record], "set_aside": []}


def measures(name: str, damage: Callable[[Json], None]) -> dict[str, Measure]:
    """The measures of an article whose gold was put out and then damaged."""
    text, gold = load(name)
    output = as_output(text, copy.deepcopy(gold))
    damage(output)
    return score(output, gold).measures


@pytest.mark.parametrize("name", NAMES)
def test_the_gold_put_out_scores_full_marks(name: str) -> None:
    text, gold = load(name)
    for measure_name, measure in score(as_output(text, gold), gold).measures.items():
        assert (measure.right, measure.missed) == (measure.of, ()), measure_name


@pytest.mark.parametrize("name", NAMES)
def test_every_gold_span_quotes_its_text_and_keeps_to_the_closed_lists(name: str) -> None:
    text, gold = load(name)

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if "quote" in value:
                assert text[value["start"] : value["end"]] == value["quote"]
            for part in value.values():
                walk(part)
        elif isinstance(value, list):
            for part in value:
                walk(part)

    walk(gold)
    incident = gold["incident"]
    assert {item["role"] for item in incident["alleged_responsibility"]} <= ROLES
    assert {lead["kind"] for lead in incident["leads"]} <= LEAD_KINDS
    assert {warning["code"] for warning in gold["warnings"]} <= GOLD_WARNINGS
    for item in gold["attributions"]:
        assert item["chain"][0] == "outlet" and set(item["chain"]) <= set(gold["voices"])


@pytest.mark.parametrize("name", NAMES)
def test_no_two_voices_of_a_gold_share_a_name(name: str) -> None:
    voices = load(name)[1]["voices"].values()
    names = [{n.casefold() for n in [voice["name"], *voice.get("aliases", [])]} for voice in voices]
    assert sum(len(one) for one in names) == len(set().union(*names))


def test_the_files_are_those_that_were_labelled() -> None:
    for line in (HERE / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((HERE / name).read_bytes()).hexdigest() == digest, name


def test_an_output_with_nothing_found_scores_nothing() -> None:
    def empty(output: Json) -> None:
        output["reports"][0]["attributions"] = []
        output["incidents"] = []

    found = measures("ardeh-camp", empty)
    for name in ("attributions", "carried_on", "casualties", "accusations", "leads"):
        assert found[name].right == 0 and len(found[name].missed) == found[name].of > 0


def test_a_chain_that_forgets_the_voice_between_loses_its_attribution() -> None:
    def shorten(output: Json) -> None:
        for item in output["reports"][0]["attributions"]:
            if item["attribution_id"] == "a6":
                item["chain"] = ["outlet", "gendarmerie"]

    found = measures("ardeh-camp", shorten)["attributions"]
    assert found.right == found.of - 1
    assert "chain" in found.missed[0]


def test_content_may_come_without_the_cue_phrase_that_breaks_it() -> None:
    def halve(output: Json) -> None:
        text = output["reports"][0]["text"]
        for item in output["reports"][0]["attributions"]:
            if item["attribution_id"] == "a16":
                [[start, end]] = item["content"]
                item["content"] = [[start, text.index(",” Jonek said")], [text.index("We’ll hand"), end]]

    found = measures("brekka", halve)["attributions"]
    assert found.right == found.of


def test_content_that_overlaps_by_less_than_half_does_not_count() -> None:
    def cut(output: Json) -> None:
        first = output["reports"][0]["attributions"][1]
        [[start, end]] = first["content"]
        first["content"] = [[start, start + (end - start) // 3]]

    found = measures("quay-road", cut)["attributions"]
    assert found.right == found.of - 1


def test_a_voice_known_only_by_its_words_is_known_but_not_under_anothers_name() -> None:
    def rename(to: str) -> Callable[[Json], None]:
        def damage(output: Json) -> None:
            for voice in output["reports"][0]["voices"]:
                if voice["voice_id"] == "nurse":
                    voice["name"] = to

        return damage

    _, gold = load("dolwirra")
    told = len([a for a in gold["attributions"] if a["chain"][-1] == "nurse"])
    unnamed = measures("dolwirra", rename("somebody at the hospital"))["attributions"]
    assert unnamed.right == unnamed.of
    mistaken = measures("dolwirra", rename("Abdi Rooble"))["attributions"]
    assert mistaken.right == mistaken.of - told


def test_a_count_given_as_the_outlets_own_is_missed_and_named_an_error() -> None:
    def disown(output: Json) -> None:
        output["incidents"][0]["fields"]["killed"]["readings"][0]["claims"][0]["origin"] = None

    found = measures("quay-road", disown)
    assert found["casualties"].right == found["casualties"].of - 1
    assert found["own_voice"].right == found["own_voice"].of - 1


def test_an_increment_read_as_a_toll_is_missed() -> None:
    def flatten(output: Json) -> None:
        for reading in output["incidents"][0]["fields"]["killed"]["readings"]:
            reading["value"]["basis"] = "stated"

    found = measures("tesh-valley", flatten)["casualties"]
    assert found.right == found.of - 1


def test_more_than_thirty_is_thirty_and_strict_or_thirty_one() -> None:
    def low(number: int, strict: bool) -> Callable[[Json], None]:
        def damage(output: Json) -> None:
            value = output["incidents"][0]["fields"]["injured"]["readings"][0]["value"]
            value.update(low=number, strict=strict)

        return damage

    def right(number: int, strict: bool) -> int:
        return measures("tesh-valley", low(number, strict))["casualties"].right

    assert right(30, True) == right(31, False) == right(30, False) + 1


def test_an_accusation_under_another_role_or_accuser_is_missed_and_counted_as_made_up() -> None:
    def swap(output: Json) -> None:
        readings = output["incidents"][0]["fields"]["accusations"]["readings"]
        readings[0]["value"]["role"] = "harboured"
        readings[-1]["claims"][0].update(origin="army", rests_on="army")

    found = measures("brekka", swap)
    assert found["accusations"].right == found["accusations"].of - 2
    assert found["accusations_given"].right == found["accusations_given"].of - 2


def test_a_warning_that_is_not_true_is_named() -> None:
    def warn(output: Json) -> None:
        output["incidents"][0]["warnings"].append({"code": "one_party_origin"})

    found = measures("quay-road", warn)["warnings_given"]
    assert (found.right, found.of, found.missed) == (1, 2, ("not in the gold: one_party_origin",))


def test_a_quote_that_is_not_at_its_span_is_named() -> None:
    def shift(output: Json) -> None:
        output["incidents"][0]["leads"][0]["quote"] = "other words"

    found = measures("tesh-valley", shift)["quotes"]
    assert found.right == found.of - 1


def test_responsibility_taken_by_another_is_missed() -> None:
    def swap(output: Json) -> None:
        output["incidents"][0]["fields"]["responsibility_taken"]["readings"][0]["value"]["actor"] = "army"

    assert measures("brekka", swap)["responsibility_taken"] == Measure(
        0, 1, ("responsibility taken by Sons of Osk",)
    )


def test_the_record_with_the_most_claims_is_scored() -> None:
    def add(output: Json) -> None:
        output["incidents"].insert(0, {"fields": {}, "voices": []})

    found = measures("brekka", add)["casualties"]
    assert found.right == found.of


def test_a_passage_carried_on_may_be_told_as_several_sentences() -> None:
    text, gold = load("tesh-valley")
    output = as_output(text, gold)
    first, second = gold["carried_on"][1:]
    whole = {**first, "end": second["end"], "quote": text[first["start"] : second["end"]]}
    joined = {**gold, "carried_on": [gold["carried_on"][0], whole]}
    assert score(output, joined).measures["carried_on"] == Measure(2, 2)


def test_the_seeds_own_words_for_roles_and_warnings_are_read() -> None:
    text, gold = load("ardeh-camp")
    output = as_output(text, copy.deepcopy(gold))
    words = {"supplied": "logistics", "escorted": "escorted the rockets"}
    for item in gold["incident"]["alleged_responsibility"]:
        item["role"] = words.get(item["role"], item["role"])
    gold["warnings"] = ["one", "two", "three", "four", "five", "six"]
    codes = [
        "one_party_origin",
        "no_response_from_accused",
        "year_inferred",
        "repeated_passage",
        "headline_credit_differs",
        "outlet_takes_frame",
        "name_variants",
    ]
    output["incidents"][0]["warnings"] = [{"code": code} for code in codes]
    found = score(output, gold).measures
    assert found["accusations"].right == found["accusations"].of
    assert found["warnings"] == Measure(7, 7)


def test_an_output_of_another_text_is_refused() -> None:
    text, gold = load("brekka")
    with pytest.raises(ValueError, match="another text"):
        score(as_output(" " + text, gold), gold)


def test_a_total_adds_up_and_names_the_document_of_each_miss() -> None:
    def drop(output: Json) -> None:
        output["incidents"][0]["leads"] = []

    text, gold = load("brekka")
    output = as_output(text, gold)
    drop(output)
    one = score(output, gold)
    both = total([one, one]).measures["leads"]
    assert both.of == 2 * one.measures["leads"].of
    assert both.right == 0
    assert both.missed[0].startswith("brekka.txt: ")
