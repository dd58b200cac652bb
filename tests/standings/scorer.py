"""Score records against the cases of this folder: relations between claims, figures in force, status.

In:   lines {"case_id", "records": [RECORD...]}, a line a case, each made of all the case's reports as one pile.
      A claim's "report_id" is the doc_id, or else "reports": {report_id: doc_id} in the line says which it is,
      or else the report is known by its words: each quote of it stands in the text where its span says.
Out:  Scores: each measure over all cases and by pattern, and in words what was wrong.
Holds: the order of lines, records, readings and figures changes no number. Nothing here imports the product.

Run it:  python tests/standings/scorer.py out.jsonl [--missed] [--json]
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
Figure = tuple[int | None, int | None]  # low, high; None: no such end

CASES = Path(__file__).with_name("cases.jsonl")
MEASURES = (
    "one_record",
    "relations_found",
    "no_relation_kept",
    "in_force_right",
    "figures_found",
    "figures_rightly_given",
    "status_right",
    "divided_found",
    "undivided_kept",
    "cases_right",
)  # in the order in which they are printed


@dataclass(slots=True)
class Measure:
    """`count` right of `of`, and one line of words for each that is wrong."""

    count: int = 0
    of: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def share(self) -> float | None:
        """count / of in [0, 1]; None where there was nothing to count."""
        return self.count / self.of if self.of else None


@dataclass(slots=True)
class Group:
    """The measures of one pattern, or of all cases."""

    measures: dict[str, Measure] = field(default_factory=lambda: {name: Measure() for name in MEASURES})

    def as_json(self) -> Json:
        """The numbers alone; a measure with nothing to count is left out."""
        return {
            name: {"count": measure.count, "of": measure.of, "share": measure.share}
            for name, measure in self.measures.items()
            if measure.of
        }


@dataclass(frozen=True, slots=True)
class Scores:
    """The measures over all cases, by pattern, and the relations by kind."""

    all: Group
    patterns: dict[str, Group]
    kinds: dict[str, Measure]

    def as_json(self) -> Json:
        """The numbers alone."""
        return {
            "all": self.all.as_json(),
            "patterns": {pattern: group.as_json() for pattern, group in self.patterns.items()},
            "kinds": {
                kind: {"count": one.count, "of": one.of, "share": one.share}
                for kind, one in self.kinds.items()
            },
        }

    def table(self, *, with_missed: bool = False) -> str:
        """Return the measures as lines of text; with_missed, each followed by what is wrong."""
        lines: list[str] = []
        for name, measure in self.all.measures.items():
            lines.append(f"{name:<24}{measure.count:>5} / {measure.of:<5}{_percent(measure.share):>8}")
            if with_missed:
                lines.extend(f"    - {words}" for words in measure.wrong)
        lines += ["", "relations by kind"]
        for kind, measure in self.kinds.items():
            lines.append(f"  {kind:<22}{measure.count:>5} / {measure.of:<5}{_percent(measure.share):>8}")
        shown = ("relations_found", "no_relation_kept", "in_force_right", "status_right", "cases_right")
        lines += ["", "by pattern".ljust(24) + "cases".rjust(6) + "".join(name.rjust(18) for name in shown)]
        for pattern, group in self.patterns.items():
            cells = "".join(_percent(group.measures[name].share).rjust(18) for name in shown)
            lines.append(f"  {pattern:<22}{group.measures['cases_right'].of:>6}{cells}")
        return "\n".join(lines)


def cases(path: Path = CASES) -> Iterator[Json]:
    """The cases in order, for a driver: it reads all `docs` of a case as one pile and hands the records back."""
    yield from read_lines(path)


def score(outputs: Iterable[Json], golds: Iterable[Json]) -> Scores:
    """Score the records of every case.

    outputs: one object a case, known by "case_id"; any order.
    golds: the cases.
    Raises: ValueError if a case has no output, an output no case, or a case_id comes twice; KeyError if a
        record lacks a part that every record has.
    """
    by_id: dict[str, Json] = {}
    for output in outputs:
        if output["case_id"] in by_id:
            raise ValueError(f"case {output['case_id']!r} comes twice in the output")
        by_id[output["case_id"]] = output
    scores = Scores(Group(), {}, {})
    for gold in golds:
        if gold["case_id"] not in by_id:
            raise ValueError(f"no output for case {gold['case_id']!r}; give a line for each case")
        _score_case(gold, by_id.pop(gold["case_id"]), scores)
    if by_id:
        raise ValueError(f"output for {min(by_id)!r}, which is no case")
    return scores


def read_lines(path: Path) -> list[Json]:
    """The objects of a file of JSON lines, in order; UTF-8, newlines untranslated."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [json.loads(line) for line in lines if line.strip()]


# -- one case --------------------------------------------------------------------------------------


def _score_case(gold: Json, output: Json, scores: Scores) -> None:
    groups = (scores.all, scores.patterns.setdefault(gold["pattern"], Group()))
    told = [_Told(gold, record, output.get("reports") or {}) for record in output["records"]]
    best = max(told, key=lambda one: one.rank, default=None)
    is_right = True

    def add(name: str, is_good: bool, words: str, *, of: int = 1, count: int | None = None) -> None:
        nonlocal is_right
        is_right = is_right and is_good
        for group in groups:
            measure = group.measures[name]
            measure.of += of
            measure.count += int(is_good) if count is None else count
            if not is_good:
                measure.wrong.append(f"{gold['case_id']} {gold['pattern']}: {words}")

    if len(gold["docs"]) > 1:
        lacking = [doc["doc_id"] for doc in gold["docs"] if best is None or doc["doc_id"] not in best.docs]
        add("one_record", not lacking, f"not in the record: {', '.join(lacking)} ({len(told)} records)")
    for label in gold["relations"]:
        problem = "no record" if best is None else best.relation_problem(label)
        words = f"{label['kind']} {_ref_words(label['from'])} -> {_ref_words(label['to'])}: {problem}"
        add("relations_found", not problem, words)
        kind = scores.kinds.setdefault(label["kind"], Measure())
        kind.of += 1
        kind.count += not problem
    for left, right in gold["no_relation"]:
        problem = "no record" if best is None else best.no_relation_problem(left, right)
        add("no_relation_kept", not problem, f"{_ref_words(left)} and {_ref_words(right)}: {problem}")
    for label in gold["in_force"]:
        wanted = {(low, high) for low, high in label["figures"]}
        given = set() if best is None else best.in_force(label["as_of"])
        day = label["as_of"] or "the end"
        words = f"at {day} {_figure_words(given)} for {_figure_words(wanted)}"
        add("in_force_right", best is not None and given == wanted, words)
        common = len(given & wanted)
        add("figures_found", wanted <= given, words, of=len(wanted), count=common)
        add("figures_rightly_given", given <= wanted, words, of=len(given), count=common)
    status = "no record" if best is None else best.status
    add("status_right", status in gold["status"], f"{status} for {' or '.join(gold['status'])}")
    if gold["side_divided"] is not None:
        divided = best is not None and best.is_divided
        name = "divided_found" if gold["side_divided"] else "undivided_kept"
        words = "no record" if best is None else f"a side {'is' if divided else 'is not'} divided"
        add(name, best is not None and divided == gold["side_divided"], words)
    add("cases_right", is_right, "see the measures above")


class _Told:
    """One record, seen from the case's documents: which claims stand at a quote, and how they bear on each other."""

    def __init__(self, gold: Json, record: Json, reports: dict[str, str]) -> None:
        self.field: str = gold["field"]
        self.texts: dict[str, str] = {doc["doc_id"]: doc["text"] for doc in gold["docs"]}
        self.record = record
        self.claims: list[Json] = []
        self.values: dict[str, object] = {}
        self.fields: dict[str, str] = {}
        for name, content in sorted(record["fields"].items()):
            for reading in content["readings"]:
                for claim in reading["claims"]:
                    self.claims.append(claim)
                    self.fields[claim["claim_id"]] = name
                    self.values[claim["claim_id"]] = _value(reading.get("value"))
        self.report_docs = _report_docs(gold["docs"], record, self.claims, reports)
        self.docs: set[str] = set().union(*self.report_docs.values())
        refs = [label[end] for label in gold["relations"] for end in ("from", "to")]
        refs += [ref for pair in gold["no_relation"] for ref in pair]
        held = sum(bool(self.at(ref)) for ref in refs)
        in_field = sum(name == self.field for name in self.fields.values())
        # The record that tells of the case: most labelled claims, then most documents, then most of the field.
        self.rank = (held, len(self.docs), in_field, str(record.get("incident_id", "")))

    @property
    def status(self) -> str | None:
        """How the field stands; None where the record does not hold it."""
        standing = (self.record["fields"].get(self.field) or {}).get("standing") or {}
        status: str | None = standing.get("status")
        return status

    @property
    def is_divided(self) -> bool:
        """Whether any side of the field's toll is divided."""
        return any(side.get("divided") for toll in self._tolls() for side in toll.get("sides") or [])

    def in_force(self, as_of: str | None) -> set[Figure]:
        """The figures of voices in force at a day, or at the end. Those of the outlets alone are left out."""
        return {
            (figure["value"]["low"], figure["value"]["high"])
            for toll in self._tolls()
            for side in toll.get("sides") or []
            for figure in side["figures"]
            if _is_in_force(figure, as_of)
        }

    def at(self, ref: Json) -> list[Json]:
        """The claims of that document whose quote overlaps the one given, killed and injured kept apart.

        Where several do, those whose wording stands in the quote, or the other way about, go before the rest.
        """
        start = self.texts[ref["doc_id"]].index(ref["quote"])
        end = start + len(ref["quote"])
        other = "injured" if self.field == "killed" else "killed"
        found = [
            claim
            for claim in self.claims
            if ref["doc_id"] in self.report_docs[claim["report_id"]]
            and self.fields[claim["claim_id"]] != other
            and claim["span"]["start"] < end
            and start < claim["span"]["end"]
        ]
        near = [claim for claim in found if _is_same_wording(claim.get("wording") or "", ref["quote"])]
        return near or found

    def relation_problem(self, label: Json) -> str:
        """What is wrong with a labelled relation; empty where it is told, and as the only kind."""
        actors, targets = self.at(label["from"]), self.at(label["to"])
        if not actors or not targets:
            lacking = [end for end, claims in (("from", actors), ("to", targets)) if not claims]
            return f"no claim at {' and '.join(lacking)}"
        kinds = self._kinds(actors, targets)
        if label["kind"] == "scope_differs":  # it has no direction
            kinds |= self._kinds(targets, actors)
        if kinds == {label["kind"]}:
            return ""
        if label["kind"] in self._kinds(targets, actors):
            return "told the other way round"
        return f"told as {', '.join(sorted(kinds))}" if kinds else "none told"

    def no_relation_problem(self, left: Json, right: Json) -> str:
        """What is wrong with two claims that bear no relation; empty where both are held and none is told."""
        lefts, rights = self.at(left), self.at(right)
        if not lefts or not rights:
            return "no claim at one of them"
        ids = [{claim["claim_id"] for claim in claims} for claims in (lefts, rights)]
        kinds = {
            relation["kind"]
            for claims, others in ((lefts, ids[1]), (rights, ids[0]))
            for claim in claims
            for relation in claim.get("relations") or []
            if relation["claim_id"] in others
        }
        return f"told as {', '.join(sorted(kinds))}" if kinds else ""

    def _kinds(self, actors: Sequence[Json], targets: Sequence[Json]) -> set[str]:
        """The kinds of relation from one of these claims to one of those, or to another telling of the same."""
        return {
            relation["kind"]
            for actor in self._tellings(actors, reports=set())
            for relation in actor.get("relations") or []
            if relation["claim_id"]
            in {one["claim_id"] for one in self._tellings(targets, reports={actor["report_id"]})}
            - {actor["claim_id"]}
        }

    def _tellings(self, claims: Sequence[Json], *, reports: set[str]) -> list[Json]:
        """These claims, and others of their field and value that have the same origin or stand in those reports."""
        ids = {claim["claim_id"] for claim in claims}
        same = [
            other
            for other in self.claims
            for claim in claims
            if other["claim_id"] not in ids
            and self.fields[other["claim_id"]] == self.fields[claim["claim_id"]]
            and self.values[other["claim_id"]] == self.values[claim["claim_id"]] is not None
            and (_is_same_origin(other, claim) or other["report_id"] in reports)
        ]
        return [*claims, *same]

    def _tolls(self) -> list[Json]:
        return [toll for toll in self.record.get("tolls") or [] if toll["kind"] == self.field]


def _report_docs(
    docs: Sequence[Json], record: Json, claims: Sequence[Json], reports: dict[str, str]
) -> dict[str, set[str]]:
    """For each report of the record, the documents that it may be: one, save where two texts tell alike."""
    names = {voice["voice_id"]: voice.get("name") for voice in record.get("voices") or []}
    known = {doc["doc_id"] for doc in docs}
    found: dict[str, set[str]] = {}
    for claim in claims:
        report_id: str = claim["report_id"]
        if report_id in known or report_id in reports:
            found[report_id] = {reports.get(report_id, report_id)}
            continue
        span = claim["span"]
        fitting = {
            doc["doc_id"] for doc in docs if doc["text"][span["start"] : span["end"]] == claim["quote"]
        }
        found[report_id] = found.get(report_id, known) & fitting
    for report_id, fitting in found.items():
        first: set[str | None] = {
            names.get(claim["chain"][0])
            for claim in claims
            if claim["report_id"] == report_id and claim.get("chain")
        }
        by_outlet = {doc["doc_id"] for doc in docs if doc["doc_id"] in fitting and doc["outlet"] in first}
        found[report_id] = by_outlet or fitting
    return found


def _is_in_force(figure: Json, as_of: str | None) -> bool:
    since, until = figure.get("as_of"), figure.get("until")
    if as_of is None:
        return until is None and not figure.get("superseded")
    return (since is None or since[:10] <= as_of) and (until is None or until[:10] > as_of)


def _value(value: object) -> object:
    """What makes two counts the same: their ends; None for what is no count."""
    if isinstance(value, dict) and (value.get("low") is not None or value.get("high") is not None):
        return (value.get("low"), value.get("high"))
    return None


def _is_same_origin(left: Json, right: Json) -> bool:
    return left.get("origin") is not None and left.get("origin") == right.get("origin")


def _is_same_wording(wording: str, quote: str) -> bool:
    left, right = wording.casefold(), quote.casefold()
    return bool(left) and (left in right or right in left)


def _ref_words(ref: Json) -> str:
    return f"{ref['doc_id'].rsplit('-', 1)[-1]} {ref['quote']!r}"


def _figure_words(figures: set[Figure]) -> str:
    """The figures as intervals, lowest first: 20, 20.., ..9, 20..30."""
    ordered = sorted(figures, key=lambda one: (one[0] or 0, one[1] is None, one[1] or 0))
    words = [
        str(low) if low == high else f"{'' if low is None else low}..{'' if high is None else high}"
        for low, high in ordered
    ]
    return ", ".join(words) or "none"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"


def main(arguments: Sequence[str]) -> int:
    """Print the scores of a file of output; 2 if the output does not fit."""
    parser = argparse.ArgumentParser(description="Score records on the cases of relations and standing.")
    parser.add_argument("output", type=Path, help='lines {"case_id", "records"}')
    parser.add_argument("--cases", type=Path, default=CASES, help="the cases (default: these)")
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
