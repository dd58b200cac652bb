"""The scorer of the incident passages keeps its word, and the passages keep their form."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.incidents import scorer

Json = dict[str, Any]
HERE = Path(__file__).parent
PASSAGES = scorer.read_lines(scorer.PASSAGES)
TRAP_KINDS = (
    "sport film_book_game history obituary politics_figurative business_figurative law_policy accident natural "
    "medicine science_nature drill threat_hypothetical diplomacy arms_industry statistics opinion "
    "cooking_travel_lifestyle weather_place_names aid_reconstruction dateline_misc"
).split()
KEYS = "id part kind text published incidents background may_background".split()


def account(*, background: bool = False, field: str = "killed", value: object = 3) -> Json:
    claim = {"field": field, "value": value, "quote": "three were killed", "wording": "three"}
    return {"background": background, "claims": [claim]}


def outputs() -> dict[str, Json]:
    """What a reader would print who parts every passage as its labels have it, by doc_id."""
    return {
        p["id"]: {
            "doc_id": p["id"],
            "accounts": [account() for _ in range(p["incidents"])]
            + [account(background=True) for _ in range(p["background"])],
        }
        for p in PASSAGES
    }


def shares(given: dict[str, Json]) -> dict[str, float | None]:
    group = scorer.score(given.values(), PASSAGES).all
    return {name: measure.share for name, measure in group.measures.items()} | {
        "error": group.mean_absolute_error
    }


PERFECT = shares(outputs())


def damaged(passage_id: str, accounts: list[Json]) -> set[str]:
    """The measures that change when one passage is given these accounts."""
    given = outputs()
    given[passage_id] = {"doc_id": passage_id, "accounts": accounts}
    return {name for name, share in shares(given).items() if share != PERFECT[name]}


def first(part: str, **labels: object) -> str:
    """The id of the first passage of this part with these labels."""
    found: str = next(
        p["id"] for p in PASSAGES if p["part"] == part and all(p[k] == v for k, v in labels.items())
    )
    return found


# -- the scorer ------------------------------------------------------------------------------------


def test_the_labels_themselves_score_full_marks() -> None:
    scores = scorer.score(outputs().values(), PASSAGES)
    assert not any(m.wrong for group in [scores.all, *scores.kinds.values()] for m in group.measures.values())
    assert {name: PERFECT[name] for name in scorer.TRAP_MEASURES} == dict.fromkeys(scorer.TRAP_MEASURES, 0.0)
    good = (*scorer.REAL_MEASURES, *scorer.MANY_MEASURES)
    assert {name: PERFECT[name] for name in good} == dict.fromkeys(good, 1.0)
    assert PERFECT["error"] == 0.0


def test_an_empty_output_falls_into_no_trap_and_finds_nothing() -> None:
    given = {p["id"]: {"doc_id": p["id"], "accounts": []} for p in PASSAGES}
    assert all(not share for name, share in shares(given).items() if name != "error")


def test_one_account_everywhere_falls_into_every_trap() -> None:
    given = {p["id"]: {"doc_id": p["id"], "accounts": [account()]} for p in PASSAGES}
    found = shares(given)
    assert all(found[name] == 1.0 for name in (*scorer.TRAP_MEASURES, *scorer.REAL_MEASURES))


def test_an_account_in_a_trap_costs_and_its_toll_costs_apart() -> None:
    trap = first("trap", may_background=False)
    both = {"traps_with_account", "traps_with_any_account"}
    assert damaged(trap, [account(field="type", value="attack/bombing")]) == both
    assert damaged(trap, [account(value=None)]) == both
    assert damaged(trap, [account()]) == both | {"false_tolls"}
    assert damaged(trap, [account(background=True)]) == both


def test_a_background_account_is_allowed_where_the_passage_mentions_one() -> None:
    trap = first("trap", may_background=True)
    assert damaged(trap, [account(background=True)]) == {"traps_with_any_account"}
    assert damaged(trap, [account()]) == set(scorer.TRAP_MEASURES)


def test_a_real_incident_left_out_split_or_put_in_the_background_costs() -> None:
    real = first("real")
    assert damaged(real, []) == {"real_with_account", "real_one"}
    assert damaged(real, [account(background=True)]) == {"real_with_account", "real_one"}
    assert damaged(real, [account(), account()]) == {"real_one"}
    assert damaged(real, [account(), account(background=True)]) == set()


def test_many_incidents_are_counted_without_background_and_a_quarter_off_is_close() -> None:
    many = first("many", incidents=12)
    assert damaged(many, [account()] * 12 + [account(background=True)]) == set()
    assert damaged(many, [account()] * 9) == {"many_right", "error"}
    assert damaged(many, [account()] * 15) == {"many_right", "error"}
    assert damaged(many, [account()] * 16) == {"many_right", "many_close", "error"}


def test_the_order_of_the_output_changes_no_number() -> None:
    turned = scorer.score(reversed(list(outputs().values())), PASSAGES)
    assert turned.as_json() == scorer.score(outputs().values(), PASSAGES).as_json()


def test_a_document_set_aside_holds_no_account_and_one_without_accounts_is_an_error() -> None:
    given = outputs()
    real = first("real")
    given[real] = {"doc_id": real, "set_aside": {"reason": "too short"}}
    assert shares(given)["real_with_account"] == 0.99
    given[real] = {"doc_id": real}
    with pytest.raises(KeyError, match="accounts"):
        shares(given)


def test_a_missing_an_unknown_and_a_double_passage_are_errors_that_name_it() -> None:
    given = list(outputs().values())
    with pytest.raises(ValueError, match="trap-001"):
        scorer.score(given[1:], PASSAGES)
    with pytest.raises(ValueError, match="trap-002"):
        scorer.score([*given, given[1]], PASSAGES)
    with pytest.raises(ValueError, match="nowhere"):
        scorer.score([*given, {"doc_id": "nowhere", "accounts": []}], PASSAGES)


def test_the_command_prints_a_table_what_is_wrong_and_the_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = outputs()
    given["trap-001"]["accounts"] = [account()]
    out = tmp_path / "out.jsonl"
    out.write_text("".join(json.dumps(one) + "\n" for one in given.values()), encoding="utf-8")
    assert scorer.main([str(out), "--missed"]) == 0
    assert "- trap-001 sport: killed 'three'" in capsys.readouterr().out
    assert scorer.main([str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["all"]["false_tolls"] == {
        "count": 1,
        "of": 200,
        "share": 0.005,
    }
    assert scorer.main(["--documents"]) == 0
    documents = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["text"] for one in documents] == [p["text"] for p in PASSAGES]
    assert [one.get("published") for one in documents] == [p["published"] for p in PASSAGES]
    out.write_text("{}\n", encoding="utf-8")
    assert scorer.main([str(out)]) == 2
    assert "doc_id" in capsys.readouterr().err


# -- the passages ----------------------------------------------------------------------------------


def test_every_part_and_every_kind_has_its_number_and_ids_are_unique() -> None:
    assert Counter(p["part"] for p in PASSAGES) == {"trap": 200, "real": 100, "many": 30}
    kinds = {
        part: Counter(p["kind"] for p in PASSAGES if p["part"] == part) for part in ("trap", "real", "many")
    }
    assert set(kinds["trap"]) == set(TRAP_KINDS)
    assert min(kinds["trap"].values()) >= 8
    assert min(kinds["real"].values()) >= 2
    assert min(kinds["many"].values()) >= 3
    assert all(kind.startswith(f"{part}_") for part in ("real", "many") for kind in kinds[part])
    assert len({p["id"] for p in PASSAGES}) == len({p["text"] for p in PASSAGES}) == len(PASSAGES)


def test_a_fifth_of_the_traps_is_long() -> None:
    ends = re.compile(r"""[.!?]["')]*(?=\s|$)""")
    assert sum(len(ends.findall(p["text"])) >= 8 for p in PASSAGES if p["part"] == "trap") >= 40


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: str(passage["id"]))
def test_every_passage_is_of_the_form_described(passage: Json) -> None:
    assert [key for key in passage if key != "note"] == KEYS
    assert passage["id"].startswith(passage["part"] + "-")
    assert passage["text"] == passage["text"].strip() and passage["text"]
    assert passage["published"] is None or date.fromisoformat(passage["published"]) <= date(2024, 1, 1)
    assert type(passage["incidents"]) is int and type(passage["background"]) is int
    assert type(passage["may_background"]) is bool
    if passage["part"] != "many":
        assert passage["incidents"] == (passage["part"] == "real") and passage["background"] == 0
    else:
        assert passage["incidents"] >= 1 and passage["background"] >= 0


def test_the_digests_are_those_of_the_files() -> None:
    for line in (HERE / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split()
        assert hashlib.sha256((HERE / name).read_bytes()).hexdigest() == digest, name
