"""The scorer of the nested passages keeps its word, and the passages keep their form."""

from __future__ import annotations

import copy
import hashlib
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.nested import scorer

Json = dict[str, Any]
HERE = Path(__file__).parent
PASSAGES = scorer.read_lines(scorer.PASSAGES)
STANCES = (
    "asserts confirms alleges takes_responsibility concedes denies doubts cannot_confirm corrects withdraws "
    "demands threatens condemns"
).split()
HOWS = ("direct", "indirect", "document", "broadcast", "hearsay")
DENIALS = ("event", "casualties", "status", "involvement", "intent")
LABELS = ("source", "cue", "content", "chain", "rests_on", "stance", "how", "hedged", "denies")


def as_output(passage: Json) -> Json:
    """What a reader would print who reads the passage as its labels have it."""
    told: list[Json] = [
        {label: copy.deepcopy(attribution[label]) for label in LABELS}
        for attribution in passage["attributions"]
        if not attribution.get("optional")
    ]
    told += [
        {"source": [], "cue": [], "content": [part["content"]], "chain": [None], "carried_on": True}
        for part in passage["carried_on"]
    ]
    return {"doc_id": passage["id"], "attributions": told}


def outputs() -> list[Json]:
    return [as_output(passage) for passage in PASSAGES]


def told(passage_id: str) -> tuple[list[Json], list[Json]]:
    """The outputs, and the attributions of one of them, to be damaged."""
    given = outputs()
    return given, next(one["attributions"] for one in given if one["doc_id"] == passage_id)


def first(*, chain: int) -> str:
    """The id of the first passage in which an attribution is nested this deep."""
    ids: list[str] = [
        p["id"] for p in PASSAGES if any(len(a["chain"]) == chain and a["source"] for a in p["attributions"])
    ]
    return ids[0]


# -- the scorer ------------------------------------------------------------------------------------


def test_the_labels_themselves_score_full_marks() -> None:
    scores = scorer.score(outputs(), PASSAGES)
    assert scores.f1 == 1.0
    for measures in [scores.all, *scores.kinds.values()]:
        assert all(measure.right == measure.of for measure in measures.values())
    assert all(measure.of > 0 for measure in scores.all.values())


def test_an_empty_output_finds_nothing() -> None:
    scores = scorer.score([{"doc_id": p["id"], "attributions": []} for p in PASSAGES], PASSAGES)
    assert scores.f1 == 0.0
    assert scores.all["chain"].right == scores.all["rests_on"].right == scores.all["carried_on"].right == 0


def test_the_order_of_the_output_changes_no_number() -> None:
    turned = [one | {"attributions": one["attributions"][::-1]} for one in reversed(outputs())]
    assert scorer.score(turned, PASSAGES).as_json() == scorer.score(outputs(), PASSAGES).as_json()


def test_a_nested_telling_left_out_is_missed_and_its_chain_with_it() -> None:
    passage_id = first(chain=3)
    given, attributions = told(passage_id)
    deepest = max(attributions, key=lambda attribution: len(attribution["chain"]))
    attributions.remove(deepest)
    scores = scorer.score(given, PASSAGES)
    assert scores.all["found"].right == scores.all["found"].of - 1
    assert scores.all["chain"].right == scores.all["chain"].of - 1
    assert scores.f1 < 1.0


def test_a_chain_that_stops_short_is_wrong_though_the_spans_are_right() -> None:
    passage_id = first(chain=4)
    given, attributions = told(passage_id)
    deepest = max(attributions, key=lambda attribution: len(attribution["chain"]))
    deepest["chain"] = deepest["chain"][:-1]
    scores = scorer.score(given, PASSAGES)
    assert scores.f1 == 1.0
    assert scores.all["chain"].right == scores.all["chain"].of - 1
    assert scores.all["origin"].right == scores.all["origin"].of - 1
    assert scores.all["rests_on"].right == scores.all["rests_on"].of


def test_an_attribution_that_nobody_makes_costs_precision() -> None:
    passage_id = next(p["id"] for p in PASSAGES if not p["attributions"])
    given, attributions = told(passage_id)
    attributions.append({"source": [[0, 3]], "cue": [[4, 6]], "content": [[7, 20]], "chain": [None, "x"]})
    scores = scorer.score(given, PASSAGES)
    assert scores.all["given"].right == scores.all["given"].of - 1
    assert scores.kinds["none"]["given"].of == 1


def test_a_doubtful_attribution_counts_neither_when_found_nor_when_missed() -> None:
    passage = next(p for p in PASSAGES if any(a.get("optional") for a in p["attributions"]))
    doubtful = next(a for a in passage["attributions"] if a.get("optional"))
    given, attributions = told(passage["id"])
    attributions.append({label: doubtful[label] for label in LABELS})
    assert scorer.score(given, PASSAGES).as_json() == scorer.score(outputs(), PASSAGES).as_json()


def test_words_that_only_point_back_name_no_voice_by_name() -> None:
    passage, voice = next((p, v) for p in PASSAGES for v in p["voices"] if v.get("back"))
    given, attributions = told(passage["id"])
    changed = 0
    for attribution in attributions:
        if voice["name"] in attribution["chain"]:
            attribution["chain"] = [
                voice["back"][0] if name == voice["name"] else name for name in attribution["chain"]
            ]
            changed += 1
    scores = scorer.score(given, PASSAGES)
    assert changed > 0
    assert scores.all["chain"].right == scores.all["chain"].of
    assert scores.all["chain_by_name"].right == scores.all["chain_by_name"].of - changed


@pytest.mark.parametrize(
    ("label", "wrong"),
    [("stance", "withdraws"), ("how", "nohow"), ("denies", "nothing"), ("rests_on", "nobody at all")],
)
def test_a_wrong_label_costs_its_own_measure_alone(label: str, wrong: str) -> None:
    passage_id = next(
        p["id"] for p in PASSAGES if p["attributions"] and p["attributions"][0]["denies"] is not None
    )
    given, attributions = told(passage_id)
    attributions[0][label] = wrong
    scores = scorer.score(given, PASSAGES).all
    assert {name for name, measure in scores.items() if measure.right < measure.of} == {label}


def test_a_stance_that_is_not_put_out_is_not_measured_but_rests_on_is() -> None:
    given = outputs()
    for one in given:
        for attribution in one["attributions"]:
            attribution.pop("stance", None)
            attribution.pop("rests_on", None)
    scores = scorer.score(given, PASSAGES).all
    assert scores["stance"].of == 0
    assert scores["rests_on"].of > 0 == scores["rests_on"].right


def test_names_are_compared_without_case_article_and_quote_shape() -> None:
    given = outputs()
    for one in given:
        for attribution in one["attributions"]:
            attribution["chain"] = [
                name and "The " + re.sub("^(?:THE|AN?) ", "", name.upper()).replace("'", "’")
                for name in attribution["chain"]
            ]
    scores = scorer.score(given, PASSAGES).all
    assert scores["chain"].right == scores["chain"].of


def test_a_missing_passage_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match=PASSAGES[3]["id"]):
        scorer.score([one for one in outputs() if one["doc_id"] != PASSAGES[3]["id"]], PASSAGES)


def test_the_command_prints_a_table_and_the_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("".join(json.dumps(one) + "\n" for one in outputs()), encoding="utf-8")
    assert scorer.main([str(out)]) == 0
    assert "F1 100.0" in capsys.readouterr().out
    assert scorer.main([str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["all"]["f1"] == 1.0
    assert scorer.main(["--documents"]) == 0
    documents = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [document["text"] for document in documents] == [passage["text"] for passage in PASSAGES]
    out.write_text("{}\n", encoding="utf-8")
    assert scorer.main([str(out)]) == 2
    assert "doc_id" in capsys.readouterr().err


# -- the passages ----------------------------------------------------------------------------------


def test_there_are_enough_passages_of_every_kind_and_ids_are_unique() -> None:
    kinds = Counter(kind for passage in PASSAGES for kind in passage["kinds"])
    assert len(PASSAGES) >= 180
    assert set(kinds) == set(scorer.KINDS)
    assert min(kinds.values()) >= 12
    ids = [passage["id"] for passage in PASSAGES]
    assert len(set(ids)) == len({passage["text"] for passage in PASSAGES}) == len(ids)


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: str(passage["id"]))
def test_every_span_stands_in_its_text_and_begins_and_ends_on_a_word(passage: Json) -> None:
    text = passage["text"]
    spans = [tuple(part["content"]) for part in passage["carried_on"]]
    for a in passage["attributions"]:
        for label in ("source", "cue", "content"):
            roles = [a[label], *a.get(f"also_{label}", [])]
            assert all(role == sorted(role) for role in roles)
            spans += [tuple(span) for role in roles for span in role]
        assert a["content"] and len(a["cue"]) == 1
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert not (start and text[start - 1].isalnum() and text[start].isalnum())
        assert not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: str(passage["id"]))
def test_every_label_is_of_the_form_described(passage: Json) -> None:
    names = {voice["name"] for voice in passage["voices"]}
    assert len(names) == len(passage["voices"])
    assert all(voice["naming"] in ("named", "role", "unnamed") for voice in passage["voices"])
    assert all(set(voice.get("back", [])) <= set(voice["also"]) for voice in passage["voices"])
    assert passage["kinds"] and set(passage["kinds"]) <= set(scorer.KINDS)
    assert ("none" in passage["kinds"]) == (not passage["attributions"])
    for a in passage["attributions"]:
        for chain in [a["chain"], *a.get("also_chain", [])]:
            assert chain[0] == passage["outlet"] and set(chain[1:]) <= names
        assert {a["rests_on"], *a.get("also_rests_on", [])} <= names | {None}
        assert {a["stance"], *a.get("also_stance", [])} <= set(STANCES)
        assert {a["how"], *a.get("also_how", [])} <= set(HOWS)
        assert {a["denies"], *a.get("also_denies", [])} <= {*DENIALS, None}
        assert a["denies"] is not None or a["stance"] != "denies"
        assert type(a["hedged"]) is bool
        if a["outer"] is not None:
            outer = passage["attributions"][a["outer"]]
            assert outer is not a and len(outer["chain"]) <= len(a["chain"])
    assert all(part["voice"] in names for part in passage["carried_on"])


def test_the_digests_are_those_of_the_files() -> None:
    for line in (HERE / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split()
        assert hashlib.sha256((HERE / name).read_bytes()).hexdigest() == digest, name
