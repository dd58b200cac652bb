"""Score what `tellings extract` prints against the incident passages: is there an incident, and how many.

In:   lines {"doc_id", "accounts": [{"background", "claims": [{"field", "value", "wording", ...}]}]}, and the
      passages of the form described in README.md beside this file. A document set aside holds no account.
Out:  Scores: each measure over all passages and by kind, and in words what was wrong.
Holds: the order of the output changes no number. Nothing here imports the product.

Run it:  python tests/incidents/scorer.py --documents | tellings extract > out.jsonl
         python tests/incidents/scorer.py out.jsonl [--missed] [--json]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Json = dict[str, Any]

PASSAGES = Path(__file__).with_name("passages.jsonl")
CLOSE = 0.25  # of the incidents told: as far as the number of accounts may be off in `many_close`
COUNTS = frozenset(
    "killed injured killed_or_injured bodies_found missing presumed_dead detained abducted displaced".split()
)
TRAP_MEASURES = ("traps_with_account", "traps_with_any_account", "false_tolls")
REAL_MEASURES = ("real_with_account", "real_one")
MANY_MEASURES = ("many_right", "many_close")
MEASURES = (*TRAP_MEASURES, *REAL_MEASURES, *MANY_MEASURES)  # in the order in which they are printed
MAX_WORDS = 12  # fields with their wordings shown of one account


@dataclass(slots=True)
class Measure:
    """`count` of `of` passages, and one line of words for each that is wrong.

    What is counted is as the measure's name says: of the traps the wrong ones, of the rest the right ones.
    """

    count: int = 0
    of: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def share(self) -> float | None:
        """count / of in [0, 1]; None where there was no passage."""
        return self.count / self.of if self.of else None

    def add(self, *, is_counted: bool, is_wrong: bool, words: str) -> None:
        """Add one passage; `words` say what was given if it is wrong."""
        self.of += 1
        self.count += is_counted
        if is_wrong:
            self.wrong.append(words)


@dataclass(slots=True)
class Group:
    """The measures of one kind, or of all passages; `errors` are accounts too many or too few of each MANY."""

    measures: dict[str, Measure] = field(default_factory=lambda: {name: Measure() for name in MEASURES})
    errors: list[int] = field(default_factory=list)

    @property
    def mean_absolute_error(self) -> float | None:
        """Accounts too many or too few, on average over MANY; None where there is none."""
        return sum(self.errors) / len(self.errors) if self.errors else None

    def as_json(self) -> Json:
        """The numbers alone; a measure without passages is left out."""
        numbers: Json = {
            name: {"count": measure.count, "of": measure.of, "share": measure.share}
            for name, measure in self.measures.items()
            if measure.of
        }
        return numbers | ({"many_mean_absolute_error": self.mean_absolute_error} if self.errors else {})


@dataclass(frozen=True, slots=True)
class Scores:
    """The measures over all passages and by kind."""

    all: Group
    kinds: dict[str, Group]

    def as_json(self) -> Json:
        """The numbers alone."""
        return {"all": self.all.as_json(), "kinds": {kind: one.as_json() for kind, one in self.kinds.items()}}

    def table(self, *, with_missed: bool = False) -> str:
        """Return the measures as lines of text; with_missed, each followed by the passages that are wrong."""
        lines: list[str] = []
        for name, measure in self.all.measures.items():
            lines.append(f"{name:<26}{measure.count:>5} / {measure.of:<5}{_percent(measure.share):>8}")
            if with_missed:
                lines.extend(f"    - {words}" for words in measure.wrong)
        error = self.all.mean_absolute_error
        lines.append(f"{'many_mean_absolute_error':<26}{'-' if error is None else f'{error:.2f}':>21}")
        for names in (TRAP_MEASURES, REAL_MEASURES, MANY_MEASURES):
            lines += ["", "by kind".ljust(28) + "of".rjust(4) + "".join(name.rjust(24) for name in names)]
            for kind, group in self.kinds.items():
                measures = [group.measures[name] for name in names]
                if measures[0].of:
                    cells = "".join(_percent(measure.share).rjust(24) for measure in measures)
                    lines.append(f"  {kind:<26}{measures[0].of:>4}{cells}")
        return "\n".join(lines)


def score(outputs: Iterable[Json], golds: Iterable[Json]) -> Scores:
    """Score the output for every passage.

    outputs: one object a passage, known by "doc_id"; any order.
    golds: the passages.
    Raises: ValueError if a passage has no output, an output no passage, or a doc_id comes twice; KeyError if
        an output that was not set aside has no accounts.
    """
    by_id: dict[str, Json] = {}
    for output in outputs:
        if output["doc_id"] in by_id:
            raise ValueError(f"document {output['doc_id']!r} comes twice in the output")
        by_id[output["doc_id"]] = output
    whole = Group()
    kinds: dict[str, Group] = {}
    for gold in golds:
        if gold["id"] not in by_id:
            raise ValueError(
                f"no output for passage {gold['id']!r}; run `scorer.py --documents` for the input"
            )
        accounts = _accounts(by_id.pop(gold["id"]))
        for group in (whole, kinds.setdefault(gold["kind"], Group())):
            _score_passage(gold, accounts, group)
    if by_id:
        raise ValueError(f"output for {min(by_id)!r}, which is no passage")
    return Scores(whole, kinds)


def documents(golds: Iterable[Json]) -> Iterator[Json]:
    """The passages as `tellings extract` reads them: doc_id, text, and published where it is told."""
    for gold in golds:
        yield {"doc_id": gold["id"], "text": gold["text"]} | (
            {"published": gold["published"]} if gold["published"] else {}
        )


def read_lines(path: Path) -> list[Json]:
    """The objects of a file of JSON lines, in order; UTF-8, newlines untranslated."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [json.loads(line) for line in lines if line.strip()]


# -- one passage -----------------------------------------------------------------------------------


def _accounts(output: Json) -> list[Json]:
    accounts: list[Json] = output.get("accounts", []) if output.get("set_aside") else output["accounts"]
    return accounts


def _score_passage(gold: Json, accounts: Sequence[Json], group: Group) -> None:
    told = [account for account in accounts if not account.get("background")]
    words = f"{gold['id']} {gold['kind']}: {_given_words(accounts)}"

    def count_bad(name: str, is_bad: bool) -> None:
        group.measures[name].add(is_counted=is_bad, is_wrong=is_bad, words=words)

    def count_good(name: str, is_good: bool) -> None:
        group.measures[name].add(is_counted=is_good, is_wrong=not is_good, words=words)

    if gold["part"] == "trap":
        count_bad("traps_with_account", bool(told) or (bool(accounts) and not gold["may_background"]))
        count_bad("traps_with_any_account", bool(accounts))
        count_bad("false_tolls", any(_has_toll(account) for account in told))
    elif gold["part"] == "real":
        count_good("real_with_account", bool(told))
        count_good("real_one", len(told) == 1)
    else:
        error = abs(len(told) - gold["incidents"])
        words = f"{gold['id']} {gold['kind']}: {len(told)} for {gold['incidents']}; {_given_words(accounts)}"
        group.errors.append(error)
        count_good("many_right", error == 0)
        count_good("many_close", error <= CLOSE * gold["incidents"])


def _has_toll(account: Json) -> bool:
    return any(claim["field"] in COUNTS and claim.get("value") is not None for claim in account["claims"])


def _given_words(accounts: Sequence[Json]) -> str:
    """The accounts given, each as its fields with their wordings."""
    return " | ".join(_account_words(account) for account in accounts) or "no account"


def _account_words(account: Json) -> str:
    claims = account["claims"]
    shown = [
        f"{claim['field']} {(claim.get('wording') or claim.get('quote') or '')!r}"
        for claim in claims[:MAX_WORDS]
    ]
    more = [f"and {len(claims) - MAX_WORDS} more"] if len(claims) > MAX_WORDS else []
    return ("(background) " if account.get("background") else "") + (", ".join(shown + more) or "no claim")


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"


def main(arguments: Sequence[str]) -> int:
    """Print the scores of a file of output, or the input that makes it; 2 if the output does not fit."""
    parser = argparse.ArgumentParser(description="Score `tellings extract` on the incident passages.")
    parser.add_argument("output", nargs="?", type=Path, help="what `tellings extract` printed")
    parser.add_argument("--passages", type=Path, default=PASSAGES, help="the passages (default: these)")
    parser.add_argument("--documents", action="store_true", help="print the passages as input and stop")
    parser.add_argument(
        "--missed", action="store_true", help="print the passages that each measure has wrong"
    )
    parser.add_argument("--json", action="store_true", help="print the numbers as JSON")
    options = parser.parse_args(arguments)
    golds = read_lines(options.passages)
    if options.documents:
        for document in documents(golds):
            print(json.dumps(document, ensure_ascii=False))
        return 0
    if options.output is None:
        parser.error("which output? Give a file of lines, or --documents")
    try:
        scores = score(read_lines(options.output), golds)
    except (OSError, ValueError, KeyError) as problem:
        print(f"{options.output}: {type(problem).__name__}: {problem}", file=sys.stderr)
        return 2
    print(json.dumps(scores.as_json()) if options.json else scores.table(with_missed=options.missed))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
