"""Judgements kept in a case: built in, shown since, and undone."""

from dataclasses import replace
from pathlib import Path

import pytest

from tellings.case import Case
from tellings.codec import to_text
from tellings.intake import Taken, read_bytes
from tellings.judging import leaf_of_claim
from tellings.model import Claim, Count, Findings, Report
from tellings.pipeline import build_case, stored_findings
from tellings.vocabulary import Field
from tests.builders import judgement

TEXT = (
    "ARDEH - Shells hit the market of Ardeh on 6 May 2024, killing six people, the hospital director said.\n\n"
    "A spokesman for the Northern Council said that three people were killed in Ardeh.\n"
)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    outcome = read_bytes(
        b"---\noutlet: The Daily\npublished: 2024-05-07\n---\n" + TEXT.encode(), name="a.txt"
    )
    assert isinstance(outcome, Taken)
    made = Case.new(tmp_path / "case")
    made.add([outcome])
    return made


def killed(found: Findings) -> list[tuple[Claim, Report]]:
    report = found.reports[0]
    claims = [claim for e in found.extractions for a in e.accounts for claim in a.told(Field.KILLED)]
    return [(claim, report) for claim in sorted(claims, key=lambda claim: claim.span)]


def test_a_judgement_is_built_in_shown_since_and_undone(case: Case) -> None:
    plain = build_case(case)
    (six, report), (three, _) = killed(plain)
    assert isinstance(six.value, Count)
    kept = [
        judgement(
            leaf_of_claim(six, report),
            verdict="corrected",
            aspect="value",
            was=to_text(six.value),
            now=to_text(replace(six.value, low=7, high=7)),
        ),
        judgement(leaf_of_claim(six, report), verdict="chosen"),
        judgement(leaf_of_claim(three, report), verdict="rejected"),
        judgement(replace(leaf_of_claim(three, report), id="claim-gone", quote="gone"), verdict="confirmed"),
    ]
    case.add_judgements(kept)
    assert not case.is_built()
    built = build_case(case)
    (record,) = built.records
    chosen = record.fields[Field.KILLED].standing.value
    assert isinstance(chosen, Count) and chosen.low == 7
    assert [row.quote for row in record.excluded] == [three.quote]
    assert [aside.reason for aside in built.set_aside] == ["judgement_without_place"]
    assert stored_findings(case) == built
    case.add_judgements(
        [judgement(one.left, verdict="undone", why=one.verdict, replaces=(one.judgement_id,)) for one in kept]
    )
    assert build_case(case) == plain
