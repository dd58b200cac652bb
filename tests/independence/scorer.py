"""Score records against the independence cases: who stands behind the toll, and how many origins is that.

In:   lines {"case_id", "records": [RECORD...]}, the records of all reports of a case taken as one pile, and the
      cases of the form described in README.md beside this file.
Out:  Scores: each measure over all cases and by pattern, and in words what was wrong.
Holds: the order of lines, records, voices and claims changes no number. Nothing here imports the product.

Run it:  python tests/independence/scorer.py out.jsonl [--missed] [--json]
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Json = dict[str, Any]
Voice = tuple[str, ...]  # the acceptable names of one labelled voice

CASES = Path(__file__).with_name("cases.jsonl")
FIELD = "killed"
NOT_FOR = frozenset("denies doubts cannot_confirm withdraws demands threatens condemns".split())
NOT_TOTAL = frozenset("increment subtotal derived".split())  # of a count's "basis"
LOW_IS_BETTER = ("too_many", "too_few")
MEASURES = (
    "too_many",
    "too_few",
    "bounds_right",
    "one_record",
    "classes_right",
    "voices_found",
    "no_stranger",
    "status_right",
)  # in the order in which they are printed
SHARED = 0.5  # of the words of two names, that they may be one name where neither holds the other
MAX_TRIED = 4096  # ways to lay given voices on labelled ones that are tried in one case
EMPTY_WORDS = frozenset("a an and at by in of on s the to for from its their".split())


@dataclass(slots=True)
class Measure:
    """`count` of `of`, and one line of words for each case that is wrong."""

    count: int = 0
    of: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def share(self) -> float | None:
        """count / of in [0, 1]; None where nothing was measured."""
        return self.count / self.of if self.of else None


@dataclass(slots=True)
class Group:
    """The measures of one pattern, or of all cases."""

    measures: dict[str, Measure] = field(default_factory=lambda: {name: Measure() for name in MEASURES})

    def as_json(self) -> Json:
        """The numbers alone; a measure of nothing is left out."""
        return {
            name: {"count": measure.count, "of": measure.of, "share": measure.share}
            for name, measure in self.measures.items()
            if measure.of
        }


@dataclass(frozen=True, slots=True)
class Scores:
    """The measures over all cases and by pattern."""

    all: Group
    patterns: dict[str, Group]

    def as_json(self) -> Json:
        """The numbers alone."""
        return {
            "all": self.all.as_json(),
            "patterns": {pattern: group.as_json() for pattern, group in self.patterns.items()},
        }

    def table(self, *, with_missed: bool = False) -> str:
        """Return the measures as lines of text; with_missed, each followed by the cases that are wrong."""
        lines: list[str] = []
        for name, measure in self.all.measures.items():
            lines.append(f"{name:<16}{measure.count:>5} / {measure.of:<5}{_percent(measure.share):>8}")
            if with_missed:
                lines.extend(f"    - {words}" for words in measure.wrong)
        lines += ["", "by pattern".ljust(28) + "of".rjust(4) + "".join(name.rjust(15) for name in MEASURES)]
        for pattern, group in self.patterns.items():
            cells = "".join(_percent(measure.share).rjust(15) for measure in group.measures.values())
            lines.append(f"  {pattern:<26}{group.measures['too_many'].of:>4}{cells}")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Given:
    """What one record says of the toll.

    classes: the names of the voices behind it, by class; voices without a class stand each alone.
    low, high: independent origins; None where the record tells no number.
    """

    classes: tuple[tuple[str, ...], ...]
    low: int | None
    high: int | None
    status: str | None


@dataclass(frozen=True, slots=True)
class Laid:
    """Given voices laid on labelled ones, in the way that fits best."""

    classes_right: bool
    found: int  # labelled voices
    strangers: tuple[str, ...]  # given voices that are no labelled one


def score(answers: Iterable[Json], golds: Iterable[Json]) -> Scores:
    """Score the records of every case.

    answers: one object a case, known by "case_id"; any order.
    golds: the cases.
    Raises: ValueError if a case has no answer, an answer no case, or a case_id comes twice.
    """
    by_id: dict[str, Json] = {}
    for answer in answers:
        if answer["case_id"] in by_id:
            raise ValueError(f"case {answer['case_id']!r} comes twice in the output")
        by_id[answer["case_id"]] = answer
    whole = Group()
    patterns: dict[str, Group] = {}
    for gold in golds:
        if gold["case_id"] not in by_id:
            raise ValueError(f"no records for case {gold['case_id']!r}; give a line for every case")
        records = by_id.pop(gold["case_id"])["records"]
        for group in (whole, patterns.setdefault(gold["pattern"], Group())):
            _score_case(gold, records, group)
    if by_id:
        raise ValueError(f"records for {min(by_id)!r}, which is no case")
    return Scores(whole, patterns)


def cases() -> Iterator[Json]:
    """The cases, in order, for a driver that runs the reports of each as one pile."""
    yield from read_lines(CASES)


def read_lines(path: Path) -> list[Json]:
    """The objects of a file of JSON lines, in order; UTF-8, newlines untranslated."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [json.loads(line) for line in lines if line.strip()]


# -- one case --------------------------------------------------------------------------------------


def _score_case(gold: Json, records: Sequence[Json], group: Group) -> None:
    told = [record for record in records if _toll_claims(record)]
    givens = [_given(record, gold) for record in told]
    is_one = len(givens) == 1
    given = givens[0] if is_one else Given((), None, None, None)
    labelled = [[tuple(voice) for voice in one] for one in gold["classes"]]
    laid = _lay(given.classes, labelled)
    number = sum(len(one) for one in labelled)
    wanted = f"for {gold['low']}..{gold['high']} {_voice_words([[v[0] for v in one] for one in labelled])}"
    words = f"{gold['case_id']} {gold['pattern']}: {_given_words(givens)} {wanted}"

    def count(name: str, *, counted: int, of: int = 1, why: str = "") -> None:
        measure = group.measures[name]
        measure.of += of
        measure.count += counted
        if (counted > 0) if name in LOW_IS_BETTER else (counted < of):
            measure.wrong.append(words + why)

    low, high = given.low, given.high
    has_bounds = low is not None and high is not None
    count("too_many", counted=has_bounds and (low > gold["low"] or high > gold["high"]))
    count("too_few", counted=has_bounds and (low < gold["low"] or high < gold["high"]))
    count("bounds_right", counted=(low, high) == (gold["low"], gold["high"]))
    count("one_record", counted=is_one)
    count("classes_right", counted=is_one and laid.classes_right)
    count("voices_found", counted=laid.found, of=number, why=f"; {laid.found} of {number} voices")
    strange = f"; no labelled voice: {', '.join(laid.strangers)}"
    count("no_stranger", counted=is_one and not laid.strangers, why=strange if laid.strangers else "")
    if gold["status"] is not None:
        said = f"; {given.status} for {' or '.join(gold['status'])}"
        count("status_right", counted=is_one and given.status in gold["status"], why=said)


def _toll_claims(record: Json) -> list[Json]:
    """The claims that give a total of killed: not vague, not derived, not a part, not denied or withdrawn."""
    readings = record.get("fields", {}).get(FIELD, {}).get("readings", [])
    return [claim for reading in readings if _is_total(reading) for claim in reading["claims"]]


def _is_total(reading: Json) -> bool:
    value = reading.get("value")
    if reading.get("stance") in NOT_FOR or reading.get("derived") or not isinstance(value, dict):
        return False
    has_end = value.get("low") is not None or value.get("high") is not None
    is_part = value.get("is_total") is False or value.get("basis") in NOT_TOTAL
    return has_end and not is_part and not value.get("vague")


def _given(record: Json, gold: Json) -> Given:
    names = {voice["voice_id"]: voice.get("name") or "(no name)" for voice in record.get("voices", [])}
    class_of = {
        voice_id: f"class {origin['class_id']}"
        for origin in record.get("origins", [])
        for voice_id in origin["voices"]
    }
    labelled = [tuple(voice) for one in gold["classes"] for voice in one]
    behind = set()
    for claim in _toll_claims(record):
        voice_id = claim.get("rests_on")
        is_outlet_alone = len(claim.get("chain") or []) <= 1 and voice_id in (claim.get("chain") or [])
        if voice_id is None or (
            is_outlet_alone
            and not _fits(names.get(voice_id) or voice_id, labelled)
            and _is_outlet(names, voice_id, gold)
        ):
            continue  # the outlet's own voice: no origin
        behind.add(voice_id)
    by_class: dict[str, list[str]] = {}
    for voice_id in behind:
        by_class.setdefault(class_of.get(voice_id, f"voice {voice_id}"), []).append(
            names.get(voice_id) or voice_id
        )
    standing = record["fields"][FIELD].get("standing") or {}
    origins = (standing.get("support") or {}).get("origins") or {}
    classes = tuple(sorted(tuple(sorted(one)) for one in by_class.values()))
    return Given(classes, origins.get("low"), origins.get("high"), standing.get("status"))


def _is_outlet(names: dict[str, str], voice_id: str, gold: Json) -> bool:
    outlets = {_words(document["outlet"]) for document in gold["docs"] if document["outlet"]}
    return _words(names.get(voice_id, voice_id)) in outlets


def _lay(given: Sequence[Sequence[str]], labelled: Sequence[Sequence[Voice]]) -> Laid:
    """Lay each given voice on a labelled one that its name fits; of the ways to do so, the best one.

    Two labelled voices may bear one name ("a resident" twice), and a given name may fit two equally well. Best is
    the way with the right classes, then the one that finds most voices.
    """
    voices = [voice for one in labelled for voice in one]
    wanted = [number for number, one in enumerate(labelled) for _ in one]  # the class of each voice
    names = [(number, name) for number, one in enumerate(given) for name in one]
    fits = [(number, name, _fits(name, voices)) for number, name in names]
    strangers = tuple(name for _, name, fit in fits if not fit)
    known = [(number, fit) for number, _, fit in fits if fit]
    best = (False, 0)
    for way in itertools.islice(itertools.product(*(fit for _, fit in known)), MAX_TRIED):
        pairs = {(number, wanted[voice]) for (number, _), voice in zip(known, way, strict=True)}
        right = not strangers and len(pairs) == len(given) == len(labelled) == len({one for _, one in pairs})
        best = max(best, (right, len(set(way))))
    return Laid(best[0], best[1], strangers)


def _fits(name: str, voices: Sequence[Voice]) -> list[int]:
    """The labelled voices, by place, that a name fits best; none where it fits none."""
    likeness = [max(_likeness(name, other) for other in voice) for voice in voices]
    best = max(likeness, default=0.0)
    return [place for place, one in enumerate(likeness) if best and one == best]


def _likeness(name: str, other: str) -> float:
    """The shared part of two names' words, in (0, 1], where one holds the other or half is shared; else 0."""
    left, right = _words(name), _words(other)
    both = left & right
    share = len(both) / len(left | right) if both else 0.0
    return share if both and (both in (left, right) or share >= SHARED) else 0.0


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.casefold())) - EMPTY_WORDS


def _given_words(givens: Sequence[Given]) -> str:
    if not givens:
        return "no record with a toll"
    return " and ".join(f"{one.low}..{one.high} {_voice_words(one.classes)}" for one in givens)


def _voice_words(classes: Iterable[Iterable[str]]) -> str:
    return " ".join(f"[{' + '.join(one)}]" for one in classes) or "[]"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"


def main(arguments: Sequence[str]) -> int:
    """Print the scores of a file of records; 2 if the file does not fit."""
    parser = argparse.ArgumentParser(description="Score records on the independence cases.")
    parser.add_argument("output", type=Path, help="lines {case_id, records}")
    parser.add_argument("--cases", type=Path, default=CASES, help="the cases (default: these)")
    parser.add_argument("--missed", action="store_true", help="print the cases that each measure has wrong")
    parser.add_argument("--json", action="store_true", help="print the numbers as JSON")
    options = parser.parse_args(arguments)
    try:
        scores = score(read_lines(options.output), read_lines(options.cases))
    except (OSError, ValueError, KeyError) as problem:
        print(f"{options.output}: {type(problem).__name__}: {problem}", file=sys.stderr)
        return 2
    print(json.dumps(scores.as_json()) if options.json else scores.table(with_missed=options.missed))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
