"""Score the records of each pile of reports: which reports are held to tell of one incident.

In:   lines {"case_id", "records": [RECORD...]}, one a pile, all reports of a pile read as one; each account of a
      RECORD bears the "doc_id" of its report, and "background". And the cases of README.md beside this file.
Out:  Scores: each measure over all piles and by pattern, and in words what was wrong.
Holds: the order of lines, records and accounts changes no number. Nothing here imports the product.

Run it:  python tests/piles/scorer.py records.jsonl [--missed] [--json]
         A driver takes the piles from `cases()`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

Json = dict[str, Any]

CASES = Path(__file__).with_name("cases.jsonl")
SHARES = (  # in the order in which they are printed
    "piles_right",
    "mentions_not_joined",
    "mentions_shown",
    "parts_apart",
    "parts_linked",
    "summaries_alone",
)
MAX_WORDS = 8  # pairs shown of one pile


@dataclass(slots=True)
class Share:
    """`right` of `of`, and one line of words for each that is wrong."""

    right: int = 0
    of: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def share(self) -> float | None:
        """right / of in [0, 1]; None where there was nothing to get right."""
        return self.right / self.of if self.of else None

    def add(self, *, is_right: bool, words: str) -> None:
        """Add one; `words` say what is wrong if it is."""
        self.of += 1
        self.right += is_right
        if not is_right:
            self.wrong.append(words)


@dataclass(slots=True)
class Pairs:
    """Pairs of reports of one pile: joined rightly, joined wrongly, and left apart wrongly."""

    right: int = 0
    too_many: int = 0
    missing: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        """Of the pairs joined, those that tell of one incident; None where none was joined."""
        joined = self.right + self.too_many
        return self.right / joined if joined else None

    @property
    def recall(self) -> float | None:
        """Of the pairs that tell of one incident, those joined; None where there is none."""
        wanted = self.right + self.missing
        return self.right / wanted if wanted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None where nothing was joined and nothing to join."""
        both = 2 * self.right + self.too_many + self.missing
        return 2 * self.right / both if both else None


@dataclass(slots=True)
class Group:
    """The measures of one pattern, or of all piles."""

    pairs: Pairs = field(default_factory=Pairs)
    shares: dict[str, Share] = field(default_factory=lambda: {name: Share() for name in SHARES})

    def as_json(self) -> Json:
        """The numbers alone; a share of nothing is left out."""
        pairs: Json = {
            "precision": self.pairs.precision,
            "recall": self.pairs.recall,
            "f1": self.pairs.f1,
            "right": self.pairs.right,
            "too_many": self.pairs.too_many,
            "missing": self.pairs.missing,
        }
        return {"pairs": pairs} | {
            name: {"right": share.right, "of": share.of, "share": share.share}
            for name, share in self.shares.items()
            if share.of
        }


@dataclass(frozen=True, slots=True)
class Scores:
    """The measures over all piles and by pattern."""

    all: Group
    patterns: dict[str, Group]

    def as_json(self) -> Json:
        """The numbers alone."""
        return {
            "all": self.all.as_json(),
            "patterns": {pattern: group.as_json() for pattern, group in self.patterns.items()},
        }

    def table(self, *, with_missed: bool = False) -> str:
        """Return the measures as lines of text; with_missed, each followed by what is wrong."""
        pairs = self.all.pairs
        lines = [
            f"pairs: precision {_percent(pairs.precision)}  recall {_percent(pairs.recall)}  F1 {_percent(pairs.f1)}"
            f"  ({pairs.right} right, {pairs.too_many} too many, {pairs.missing} missing)"
        ]
        if with_missed:
            lines.extend(f"    - {words}" for words in pairs.wrong)
        for name, share in self.all.shares.items():
            lines.append(f"{name:<22}{share.right:>5} / {share.of:<5}{_percent(share.share):>8}")
            if with_missed:
                lines.extend(f"    - {words}" for words in share.wrong)
        lines += ["", f"{'by pattern':<30}{'piles':>6}{'right':>7}{'precision':>11}{'recall':>8}{'F1':>7}"]
        for pattern, group in self.patterns.items():
            piles = group.shares["piles_right"]
            numbers = (group.pairs.precision, group.pairs.recall, group.pairs.f1)
            cells = "".join(
                _percent(number).rjust(width) for number, width in zip(numbers, (11, 8, 7), strict=True)
            )
            lines.append(f"  {pattern:<28}{piles.of:>6}{piles.right:>7}{cells}")
        return "\n".join(lines)


def cases(path: Path = CASES) -> Iterator[Json]:
    """The piles, in order: a driver reads the "docs" of each as one pile and hands back its records."""
    yield from read_lines(path)


def score(outputs: Iterable[Json], golds: Iterable[Json]) -> Scores:
    """Score the records of every pile.

    outputs: one object a pile, known by "case_id"; any order.
    golds: the piles.
    Raises: ValueError if a pile has no output, an output no pile, a case_id comes twice or an account is of a
        report that the pile does not hold; KeyError if an account bears no doc_id.
    """
    by_id: dict[str, Json] = {}
    for output in outputs:
        if output["case_id"] in by_id:
            raise ValueError(f"case {output['case_id']!r} comes twice in the output")
        by_id[output["case_id"]] = output
    whole = Group()
    patterns: dict[str, Group] = {}
    for gold in golds:
        if gold["case_id"] not in by_id:
            raise ValueError(f"no output for case {gold['case_id']!r}")
        records = [_Record.of(record, gold) for record in by_id.pop(gold["case_id"])["records"]]
        pile = _Pile(gold)
        for group in (whole, patterns.setdefault(gold["pattern"], Group())):
            _score_pile(pile, records, group)
    if by_id:
        raise ValueError(f"output for {min(by_id)!r}, which is no case")
    return Scores(whole, patterns)


def read_lines(path: Path) -> list[Json]:
    """The objects of a file of JSON lines, in order; UTF-8, newlines untranslated."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [json.loads(line) for line in lines if line.strip()]


# -- one pile --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Record:
    """What counts of a RECORD: its reports, those with a background account apart, and its links."""

    incident_id: str
    own: frozenset[str]
    background: frozenset[str]
    links: frozenset[tuple[str, str]]  # (incident_id of the other record, kind)

    @classmethod
    def of(cls, record: Json, gold: Json) -> _Record:
        """Raises: ValueError if an account is of a report that is not in the pile."""
        held = {doc["doc_id"] for doc in gold["docs"]}
        own: set[str] = set()
        background: set[str] = set()
        for account in record["accounts"]:
            if account["doc_id"] not in held:
                raise ValueError(
                    f"{gold['case_id']}: an account of {account['doc_id']!r}, which is not in the pile"
                )
            (background if account.get("background") else own).add(account["doc_id"])
        links = {(link["incident_id"], link["kind"]) for link in record.get("related") or ()}
        return cls(record["incident_id"], frozenset(own), frozenset(background), frozenset(links))


class _Pile:
    """The labels of one pile, turned round: what each report tells and mentions."""

    def __init__(self, gold: Json) -> None:
        self.name = f"{gold['case_id']} {gold['pattern']}"
        self.docs: list[str] = sorted(doc["doc_id"] for doc in gold["docs"])
        self.own: dict[str, set[str]] = {
            doc: {label for label, docs in gold["incidents"].items() if doc in docs} for doc in self.docs
        }
        self.mentions: list[tuple[str, str]] = [(doc, label) for doc, label in gold["mentions"]]
        self.parts: list[tuple[str, str]] = [(part, whole) for part, whole in gold["parts"]]
        self.summaries: frozenset[str] = frozenset(gold["summaries"])
        self._named: dict[str, set[str]] = {
            doc: self.own[doc] | {label for other, label in self.mentions if other == doc}
            for doc in self.docs
        }

    def must_join(self, left: str, right: str) -> bool:
        """Whether both tell of one incident as their news."""
        return bool(self.own[left] & self.own[right])

    def is_left_out(self, left: str, right: str) -> bool:
        """Whether one only mentions an incident that the other tells or mentions, and nothing else joins them."""
        return not self.must_join(left, right) and bool(self._named[left] & self._named[right])

    def is_of(self, record: _Record, label: str) -> bool:
        """Whether more than half of the record's reports tell of this incident as their news."""
        return 2 * sum(label in self.own[doc] for doc in record.own) > len(record.own)


def _score_pile(pile: _Pile, records: Sequence[_Record], group: Group) -> None:
    joined = {pair for record in records for pair in combinations(sorted(record.own), 2)}
    too_many, missing = [], []
    for pair in combinations(pile.docs, 2):
        if pile.must_join(*pair):
            group.pairs.right += pair in joined
            missing.extend([] if pair in joined else [pair])
        elif pair in joined and not pile.is_left_out(*pair):
            too_many.append(pair)
    group.pairs.too_many += len(too_many)
    group.pairs.missing += len(missing)

    mention_joins = _score_mentions(pile, records, group)
    _score_parts(pile, records, group)
    summary_joins = 0
    for doc in sorted(pile.summaries):
        others = {other for record in records if doc in record.own for other in record.own} - {doc}
        summary_joins += bool(others)
        group.shares["summaries_alone"].add(
            is_right=not others, words=f"{pile.name}: {doc}, a summary, is joined with {_listed(others)}"
        )

    words = _pairs_words(pile, too_many, missing)
    if words:
        group.pairs.wrong.append(f"{pile.name}: {words}")
    is_right = not (too_many or missing or mention_joins or summary_joins)
    more = [f"{mention_joins} joined by a mention"] if mention_joins else []
    more += [f"{summary_joins} joined with a summary"] if summary_joins else []
    group.shares["piles_right"].add(
        is_right=is_right, words=f"{pile.name}: " + "; ".join([words] * bool(words) + more)
    )


def _score_mentions(pile: _Pile, records: Sequence[_Record], group: Group) -> int:
    """Score the mentions; return how many have led to a join."""
    joins = 0
    for doc, label in pile.mentions:
        others = {
            other
            for record in records
            if doc in record.own
            for other in record.own
            if label in pile.own[other] and not pile.must_join(doc, other)
        }
        joins += bool(others)
        group.shares["mentions_not_joined"].add(
            is_right=not others,
            words=f"{pile.name}: {doc}, which only mentions {label}, is joined with {_listed(others)}",
        )
        group.shares["mentions_shown"].add(
            is_right=_is_mention_shown(pile, records, doc, label),
            words=f"{pile.name}: nothing shows that {doc} mentions {label}",
        )
    return joins


def _is_mention_shown(pile: _Pile, records: Sequence[_Record], doc: str, label: str) -> bool:
    kinds = ("mentions", "sums") if doc in pile.summaries else ("mentions",)
    mentioned = [record for record in records if pile.is_of(record, label) and doc not in record.own]
    telling = [record for record in records if doc in record.own]
    return any(doc in record.background for record in mentioned) or any(
        (there.incident_id, kind) in here.links or (here.incident_id, kind) in there.links
        for here in telling
        for there in mentioned
        for kind in kinds
    )


def _score_parts(pile: _Pile, records: Sequence[_Record], group: Group) -> None:
    for part, whole in pile.parts:
        mixed = {
            pair
            for record in records
            for pair in combinations(sorted(record.own), 2)
            if not pile.must_join(*pair) and {part, whole} <= pile.own[pair[0]] | pile.own[pair[1]]
        }
        group.shares["parts_apart"].add(
            is_right=not mixed, words=f"{pile.name}: {part} is joined with {whole}, of which it is a part"
        )
        is_linked = any(
            (large.incident_id, "part_of") in small.links or (small.incident_id, "has_part") in large.links
            for small in records
            for large in records
            if small is not large and pile.is_of(small, part) and pile.is_of(large, whole)
        )
        group.shares["parts_linked"].add(
            is_right=is_linked, words=f"{pile.name}: nothing shows that {part} is a part of {whole}"
        )


def _pairs_words(pile: _Pile, too_many: Sequence[tuple[str, str]], missing: Sequence[tuple[str, str]]) -> str:
    words = []
    for head, pairs in (("joined wrongly", too_many), ("left apart", missing)):
        if pairs:
            shown = ", ".join(
                f"{_labelled(pile, left)} + {_labelled(pile, right)}" for left, right in pairs[:MAX_WORDS]
            )
            more = f" and {len(pairs) - MAX_WORDS} more" if len(pairs) > MAX_WORDS else ""
            words.append(f"{head} {shown}{more}")
    return "; ".join(words)


def _labelled(pile: _Pile, doc: str) -> str:
    """The report by its number in the pile, with the incidents it tells: "03(A)"."""
    labels = "".join(sorted(pile.own[doc])) or ("summary" if doc in pile.summaries else "none")
    return f"{doc.rsplit('-', 1)[-1]}({labels})"


def _listed(docs: Iterable[str]) -> str:
    return ", ".join(sorted(docs))


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"


def main(arguments: Sequence[str]) -> int:
    """Print the scores of a file of records; 2 if it does not fit."""
    parser = argparse.ArgumentParser(description="Score the records of the piles of reports.")
    parser.add_argument("output", type=Path, help='lines {"case_id", "records"}')
    parser.add_argument("--cases", type=Path, default=CASES, help="the piles (default: these)")
    parser.add_argument("--missed", action="store_true", help="print what each measure has wrong")
    parser.add_argument("--json", action="store_true", help="print the numbers as JSON")
    options = parser.parse_args(arguments)
    try:
        scores = score(read_lines(options.output), cases(options.cases))
    except (OSError, ValueError, KeyError) as problem:
        print(f"{options.output}: {type(problem).__name__}: {problem}", file=sys.stderr)
        return 2
    print(json.dumps(scores.as_json()) if options.json else scores.table(with_missed=options.missed))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
