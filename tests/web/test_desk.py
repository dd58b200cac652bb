"""What a desk keeps in memory is never older than the case, whoever else writes to it."""

from pathlib import Path

from filelock import FileLock

from tellings.judging import judgement, leaf_of_claim
from tellings.vocabulary import Field, Verdict
from tests.web.made import made_desk, records, reopened


def test_what_was_seen_while_another_program_wrote_is_looked_up_again(tmp_path: Path) -> None:
    desk = made_desk(tmp_path / "case", 3)
    other = reopened(desk)
    claim = records(desk)[0].fields[Field.KILLED].readings[0].claims[0]
    report, _ = desk.read(claim.report_id)
    derived = [desk.case.folder / name for name in ("case.db", "case.db.sha256")]
    before = [path.read_bytes() for path in derived]
    leaf = leaf_of_claim(claim, report)
    other.case.add_judgements(
        [
            judgement(
                Verdict.CONFIRMED, leaf, by="B. Other", made_at="2024-05-06T00:00:00Z", why="the text says so"
            )
        ]
    )
    with FileLock(desk.case.folder / "case.lock"):  # the log knows of it, the database does not yet
        for path, data in zip(derived, before, strict=True):
            path.write_bytes(data)
        assert desk.judgements() == () and not desk.is_due()
    assert len(desk.judgements()) == 1 and desk.holding() == desk.judgements()
    assert desk.is_due()
