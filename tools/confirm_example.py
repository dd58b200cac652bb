"""Write the judgements that come with the example case: its accusations, held against their texts.

In:   examples/camp-liberty as it is read today.
Out:  examples/camp-liberty/judgements.jsonl, a line of JSON a judgement, sorted by id.

Each accusation of the example was read beside its text by a person: span, chain and accused are as the text has them,
or the accusation stands in LEFT_OPEN with what is not. Run it again after a change of the reader, and look at what it
prints before keeping the file: an accusation that is new has been looked at by nobody, and ends it with 1.
"""

import sys
from pathlib import Path

from tellings.codec import to_text
from tellings.intake import read_paths
from tellings.judging import leaf_of_claim
from tellings.model import Accusation, Judgement, content_id
from tellings.pipeline import gather, read_reports
from tellings.resolve.gazetteer import Gazetteer
from tellings.vocabulary import Verdict

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "camp-liberty"
BY = "The Tellings authors"
MADE_AT = "2026-11-22T00:00:00Z"
WHY = "span, chain and accused were held against the text"

LEFT_OPEN = {  # the words of the claim, and why nobody confirms it
    "after interventions by the office of Prime Minister": "the text leaves open who says it",
    "was another name for Kata'ib Hezbollah": "an identity is told, and the deed only follows from it",
    "points to the regime": "the accused is cut short: the regime in Tehran",
}
CONFIRMED = 15  # claims that were looked at


def main() -> int:
    """Write the file; return 0, or 1 where an accusation has not been looked at."""
    reports = gather(read_paths([EXAMPLE / "reports"])).reports
    places = Gazetteer.open().with_own(EXAMPLE / "gazetteer.csv")
    made: list[Judgement] = []
    for report, extraction in zip(reports, read_reports(reports, gazetteer=places), strict=True):
        for claim in (claim for account in extraction.accounts for claim in account.claims):
            if not isinstance(claim.value, Accusation):
                continue
            words = " ".join(claim.quote.split())
            if words in LEFT_OPEN:
                print(f"left open: {words}: {LEFT_OPEN[words]}")
                continue
            print(f"confirmed: {report.outlet}: {claim.value.role} {claim.value.accused}: {words}")
            leaf = leaf_of_claim(claim, report)
            made.append(
                Judgement(
                    judgement_id=content_id("judgement", Verdict.CONFIRMED, leaf.id, BY, MADE_AT),
                    verdict=Verdict.CONFIRMED,
                    left=leaf,
                    right=None,
                    by=BY,
                    made_at=MADE_AT,
                    why=WHY,
                    was=to_text(claim.value),
                )
            )
    lines = sorted(to_text(judgement) for judgement in made)
    (EXAMPLE / "judgements.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    if len(made) != CONFIRMED:
        print(
            f"{len(made)} accusations, where {CONFIRMED} were looked at: look, then mend CONFIRMED",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
