"""Score the casualty figures that `tellings extract` prints against the cases.

In:   lines {"doc_id", "accounts": [{"background", "claims": [{"field", "value", "stance", "origin", "span",
      ...}]}], "voices": [...]}, and the cases of the form described in README.md beside this file.
Out:  Scores: how many cases are right, by trap and by form, the labels of the figures found, and in words
      what was wrong.
Holds: all offsets are Unicode code points; the order of the output changes no number. Nothing here imports
      the product.

Run it:  python tests/counts/scorer.py --documents | tellings extract > out.jsonl
         python tests/counts/scorer.py out.jsonl [--missed] [--json]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Json = dict[str, Any]

CASES = Path(__file__).with_name("cases.jsonl")
KINDS = (
    "killed",
    "injured",
    "killed_or_injured",
    "bodies_found",
    "missing",
    "presumed_dead",
    "detained",
    "abducted",
    "displaced",
)
FORMS = (
    *KINDS,
    "vague",
    "bounded",
    "words",
    "digits",
    "listed",
    "subcount",
    "besides",
    "sum",
    "increment",
    "revision",
    "per_place",
    "armed",
    "headline",
    "two_voices",
    "denial",
    "zero",
    "died_later",
    "upper",
    "lost_marks",
    "table",
    "live",
    "non_ascii",
    "trap_things",
    "trap_measure",
    "trap_unit_name",
    "trap_not_victims",
    "trap_saved",
    "trap_other_incident",
    "trap_period",
    "trap_capacity",
    "trap_order",
    "trap_hypothetical",
    "trap_unknown",
    "trap_repeat",
    "trap_figurative",
    "trap_sentence",
    "trap_accident",
    "trap_animals",
    "trap_votes",
    "trap_fraction",
    "trap_pronoun",
)
LABELS = (  # of figures found, in the order in which they are printed
    "is_total",
    "status",
    "sex_age",
    "function",
    "basis",
    "origin",
    "approximate",
    "strict",
    "headline",
)
NO_NUMBER_MAX_LOW = 3  # "many" tells no number; a reader may still hold that they were a few or more


@dataclass(slots=True)
class Measure:
    """`right` of `of`, and one line of words for each that was wrong."""

    right: int = 0
    of: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def share(self) -> float | None:
        """right / of in [0, 1]; None where there was nothing to be right about."""
        return self.right / self.of if self.of else None

    def count(self, is_right: bool, words: str) -> None:
        """Count one thing; `words` say what was wrong with it if it is wrong."""
        self.of += 1
        self.right += is_right
        if not is_right:
            self.missed.append(words)


@dataclass(frozen=True, slots=True)
class Scores:
    """Cases right, in all and in parts, and the labels of the figures that were found."""

    right: Measure
    right_but_apart_dropped: Measure  # the same, whether or not figures of other incidents are kept
    traps: Measure
    others: Measure
    forms: dict[str, Measure]
    labels: dict[str, Measure]

    def as_json(self) -> Json:
        """The numbers alone: {name: {"right", "of", "share"}}, "forms" and "labels" one level down."""
        return {
            **{name: _numbers(measure) for name, measure in self._cases().items()},
            "forms": {name: _numbers(measure) for name, measure in self.forms.items()},
            "labels": {name: _numbers(measure) for name, measure in self.labels.items()},
        }

    def table(self, *, with_missed: bool = False) -> str:
        """Return the measures as lines of text; with_missed, wrong cases and labels follow in words."""
        lines = ["cases"]
        lines += [_row(name, measure) for name, measure in self._cases().items()]
        if with_missed:
            lines += [f"      - {words}" for words in self.right.missed]
        lines += ["right, by form"]
        lines += [_row(name, measure) for name, measure in self.forms.items()]
        lines += ["labels of the figures found"]
        for name, measure in self.labels.items():
            lines.append(_row(name, measure))
            if with_missed:
                lines += [f"      - {words}" for words in measure.missed]
        return "\n".join(lines)

    def _cases(self) -> dict[str, Measure]:
        return {
            "right": self.right,
            "right_but_apart_dropped": self.right_but_apart_dropped,
            "right_traps": self.traps,
            "right_others": self.others,
        }


def score(outputs: Iterable[Json], golds: Iterable[Json]) -> Scores:
    """Score the output for every case.

    outputs: one object a case, known by "doc_id"; any order.
    golds: the cases.
    Raises: ValueError if a case has no output, an output no case, or a doc_id comes twice.
    """
    by_id: dict[str, Json] = {}
    for output in outputs:
        if output["doc_id"] in by_id:
            raise ValueError(f"document {output['doc_id']!r} comes twice in the output")
        by_id[output["doc_id"]] = output
    scores = Scores(
        Measure(),
        Measure(),
        Measure(),
        Measure(),
        {form: Measure() for form in FORMS},
        {label: Measure() for label in LABELS},
    )
    for gold in golds:
        if gold["id"] not in by_id:
            raise ValueError(f"no output for case {gold['id']!r}; run `scorer.py --documents` for the input")
        _score_case(_Case(gold, by_id.pop(gold["id"])), scores)
    if by_id:
        raise ValueError(f"output for {min(by_id)!r}, which is no case")
    return scores


def documents(golds: Iterable[Json]) -> Iterator[Json]:
    """The cases as `tellings extract` reads them: doc_id, text, and published where it is told."""
    for gold in golds:
        yield {"doc_id": gold["id"], "text": gold["text"]} | (
            {"published": gold["published"]} if gold["published"] else {}
        )


def read_lines(path: Path) -> list[Json]:
    """The objects of a file of JSON lines, in order; UTF-8, newlines untranslated."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [json.loads(line) for line in lines if line.strip()]


# -- one case --------------------------------------------------------------------------------------


class _Case:
    """A gold case and the figures that were read in it, those of this incident and those apart."""

    def __init__(self, gold: Json, output: Json) -> None:
        self.id: str = gold["id"]
        self.text: str = gold["text"]
        self.forms: list[str] = gold["forms"]
        self.is_trap: bool = gold["trap"]
        self.counts: list[Json] = gold["counts"]
        self.apart: list[Json] = gold["apart"]
        self.has_headline = "\n\n" in self.text
        self.given: list[Json] = []
        self.given_apart: list[Json] = []
        for account in output["accounts"]:
            figures = [claim for claim in account["claims"] if _is_figure(claim)]
            (self.given_apart if account["background"] else self.given).extend(figures)
        self.given.sort(key=_order)
        self.given_apart.sort(key=_order)
        self.names: dict[str, set[str]] = {}
        for voice in output.get("voices", []):
            told = [voice["name"], *voice.get("aliases", [])]
            told += [mention.get("quote") for mention in voice.get("mentions", [])]
            self.names[voice["voice_id"]] = {_plain(name) for name in told if name}

    def is_origin(self, gold: Json, voice_id: str | None) -> bool:
        """Whether a voice is the one that the gold names: the same words, or one name within the other."""
        options = [gold["origin"], *gold.get("also_origin", [])]
        if voice_id is None:
            return None in options
        names = self.names.get(voice_id, {_plain(voice_id)})
        return any(_is_name(_plain(option), name) for option in options if option for name in names)

    def figure(self, claim: Json) -> str:
        """A figure in words, as the list of what was wrong shows it."""
        start, end = _span(claim)
        return f"{claim['field']} {_interval(claim['value'])}{_denied(claim)} {self.text[start:end]!r}"


def _score_case(case: _Case, scores: Scores) -> None:
    required = [gold for gold in case.counts if not gold["optional"]]
    found = _match(required, case.given)
    used = set(found.values())
    rest = [claim for j, claim in enumerate(case.given) if j not in used]
    optional = [gold for gold in case.counts if gold["optional"]]
    excused = _match(optional, rest)
    told = [required[i] for i in found] + [optional[i] for i in excused]
    in_parts = [
        gold
        for i, gold in enumerate(required)
        if i not in found and "parts" in gold and all(case.counts[part] in told for part in gold["parts"])
    ]
    missing = [gold for i, gold in enumerate(required) if i not in found and gold not in in_parts]
    extra = [
        claim
        for j, claim in enumerate(rest)
        if j not in excused.values() and not any(_fits(gold, claim) for gold in told)
    ]
    required_apart = [gold for gold in case.apart if not gold["optional"]]
    found_apart = _match(required_apart, case.given_apart)
    dropped = [gold for i, gold in enumerate(required_apart) if i not in found_apart]

    wrong = [f"not given: {_gold_words(gold)}" for gold in missing]
    for claim in extra:
        is_apart = any(_fits(gold, claim) for gold in case.apart)
        why = "of another incident, given of this one" if is_apart else "not in the gold"
        wrong.append(f"{why}: {case.figure(claim)}")
    wrong_apart = wrong + [f"not kept apart: {_gold_words(gold)}" for gold in dropped]
    given = "; ".join(case.figure(claim) for claim in case.given) or "nothing"
    given_apart = "; ".join(case.figure(claim) for claim in case.given_apart) or "nothing"
    words = f"{case.id} {' | '.join(wrong_apart)}  [given: {given}; apart: {given_apart}]  {case.text!r}"
    is_right = not wrong_apart
    for measure in (scores.right, scores.traps if case.is_trap else scores.others):
        measure.count(is_right, words)
    scores.right_but_apart_dropped.count(not wrong, words)
    for form in case.forms:
        scores.forms[form].count(is_right, words)
    for i, j in found.items():
        _score_labels(case, required[i], case.given[j], scores.labels)


def _score_labels(case: _Case, gold: Json, claim: Json, labels: dict[str, Measure]) -> None:
    """Count the labels of one figure that was found; a label on which the gold is open is not counted."""
    value: Json = claim["value"]
    what = f"{case.id} {gold['quote']!r}"

    def count(label: str, is_right: bool, given: object, wanted: object) -> None:
        labels[label].count(is_right, f"{what}: {label} {given!r} instead of {wanted!r}")

    if gold["is_total"] is not None:
        count("is_total", value.get("is_total") == gold["is_total"], value.get("is_total"), gold["is_total"])
    bases = _options(gold["basis"])
    count("basis", value.get("basis") in bases, value.get("basis"), gold["basis"])
    given_origin = claim.get("origin")
    names = sorted(case.names.get(given_origin, {given_origin})) if given_origin else None
    count("origin", case.is_origin(gold, given_origin), names, gold["origin"])
    if not gold.get("also_approximate"):
        given_flag = bool(value.get("approximate"))
        count("approximate", given_flag == gold["approximate"], given_flag, gold["approximate"])
    moved = gold["strict"] and (value["low"], value["high"]) != (gold["low"], gold["high"])
    count(
        "strict",
        bool(value.get("strict")) == (gold["strict"] and not moved),
        value.get("strict"),
        gold["strict"],
    )
    if case.has_headline:
        given_flag = bool(claim.get("headline"))
        count("headline", given_flag == gold["headline"], given_flag, gold["headline"])
    _score_group(gold, value.get("group") or {}, count)


def _score_group(gold: Json, given: Json, count: Callable[[str, bool, object, object], None]) -> None:
    """Count the group's labels. Where words name a group by one label, the others are not counted."""
    wanted: Json = gold["group"] or {"status": "unknown", "sex_age": None, "function": None}
    status = given.get("status") or "unknown"
    count("status", status in _options(wanted["status"]), status, wanted["status"])
    for label in ("sex_age", "function"):
        options = _options(wanted[label])
        if gold["group"] is not None and options == [None]:
            continue
        word = given.get(label)
        is_right = None in options if word is None else any(_is_word(option, word) for option in options)
        count(label, is_right, word, wanted[label])


# -- figures ---------------------------------------------------------------------------------------


def _is_figure(claim: Json) -> bool:
    """Whether a claim is a count that the text tells: of a known kind, with a value, not worked out."""
    return claim["field"] in KINDS and claim["value"] is not None and claim["value"].get("basis") != "derived"


def _fits(gold: Json, claim: Json) -> bool:
    """Whether a claim is the gold figure: its kind, its numbers, its place, denied or not as the gold is."""
    start, end = _span(claim)
    return (
        claim["field"] in [gold["kind"], *gold.get("also_kinds", [])]
        and (claim["stance"] == "denies") == (gold["stance"] == "denies")
        and start < gold["span"][1]
        and gold["span"][0] < end
        and _has_numbers(gold, claim["value"]["low"], claim["value"]["high"])
    )


def _has_numbers(gold: Json, low: int | None, high: int | None) -> bool:
    """Whether an interval is the gold's, or one as good, by the conventions of README.md."""
    return any(
        _is_interval(gold, wanted_low, wanted_high, low, high)
        for wanted_low, wanted_high in [(gold["low"], gold["high"]), *gold.get("also", [])]
    )


def _is_interval(
    gold: Json, wanted_low: int | None, wanted_high: int | None, low: int | None, high: int | None
) -> bool:
    if gold["vague"]:
        if high is not None:
            return False
        if wanted_low is None:
            return low is None or low <= NO_NUMBER_MAX_LOW
        return low is not None and wanted_low <= 2 * low <= 2 * wanted_low
    strict = int(gold["strict"])
    if wanted_low is None:
        is_low = low is None or (low == 0 and wanted_high is not None)
    else:
        is_low = low is not None and wanted_low <= low <= wanted_low + strict * (wanted_high is None)
    if wanted_high is None:
        return is_low and high is None
    return is_low and high is not None and wanted_high - strict * (wanted_low is None) <= high <= wanted_high


def _span(claim: Json) -> tuple[int, int]:
    span = claim["span"]
    return (span["start"], span["end"]) if isinstance(span, dict) else (span[0], span[1])


def _order(claim: Json) -> tuple[tuple[int, int], str]:
    """By place, shorter spans first, so that the order of the output decides nothing."""
    return _span(claim), json.dumps(claim, sort_keys=True, ensure_ascii=False)


def _interval(value: Json) -> str:
    low, high = value["low"], value["high"]
    return f"{low}" if low == high and low is not None else f"{'' if low is None else low}..{high or ''}"


def _denied(figure: Json) -> str:
    return " (denied)" if figure["stance"] == "denies" else ""


def _gold_words(gold: Json) -> str:
    return f"{gold['kind']} {_interval(gold)}{_denied(gold)} {gold['quote']!r}"


# -- words, matching -------------------------------------------------------------------------------


def _options(label: Any) -> list[Any]:
    return label if isinstance(label, list) else [label]


def _plain(name: str) -> str:
    """A name as compared: case, articles before it, the shape of quotes and marks at its ends apart."""
    name = re.sub("[‘’“”\"']", "", " ".join(name.casefold().split())).strip(" ,.;:")
    return re.sub(r"^(?:the|an?) ", "", name)


def _is_name(wanted: str, given: str) -> bool:
    """Whether two plain names are the same, or one stands within the other in whole words."""
    if not wanted or not given:
        return False
    return f" {wanted} " in f" {given} " or f" {given} " in f" {wanted} "


def _is_word(wanted: str | None, given: str) -> bool:
    """Whether two words for a group are the same; plural endings, and words before or after, apart."""
    if wanted is None:
        return False
    stems = [
        " ".join(re.sub("(?:es|s)$", "", word) for word in _plain(words).split()) for words in (wanted, given)
    ]
    singular = [stem.replace("men", "man") for stem in stems]
    return _is_name(stems[0], stems[1]) or _is_name(singular[0], singular[1])


def _match(golds: Sequence[Json], claims: Sequence[Json]) -> dict[int, int]:
    """Pair as many figures as possible, none used twice, the nearest in place first: index -> index."""
    options = [
        sorted(
            (j for j, claim in enumerate(claims) if _fits(gold, claim)),
            key=lambda j: -_overlap(gold, claims[j]),
        )
        for gold in golds
    ]
    taken: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in options[i]:
            if j not in seen:
                seen.add(j)
                if j not in taken or place(taken[j], seen):
                    taken[j] = i
                    return True
        return False

    for i in range(len(golds)):
        place(i, set())
    return {i: j for j, i in taken.items()}


def _overlap(gold: Json, claim: Json) -> float:
    """Intersection over union of the places of two figures that overlap, in (0, 1]."""
    (start, end), (gold_start, gold_end) = _span(claim), gold["span"]
    return float(
        (min(end, gold_end) - max(start, gold_start)) / (max(end, gold_end) - min(start, gold_start))
    )


def _numbers(measure: Measure) -> Json:
    return {"right": measure.right, "of": measure.of, "share": measure.share}


def _row(name: str, measure: Measure) -> str:
    share = "-" if measure.share is None else f"{100 * measure.share:.1f} %"
    return f"  {name:<26}{measure.right:>5} / {measure.of:<5}{share:>9}"


# -- the command -----------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0, or 2 with a message on standard error if the output does not fit."""
    parser = argparse.ArgumentParser(description="Score what `tellings extract` prints against the cases.")
    parser.add_argument("output", nargs="?", type=Path, help="what `tellings extract` printed")
    parser.add_argument("--documents", action="store_true", help="print the cases as its input")
    parser.add_argument("--missed", action="store_true", help="list wrong cases with what was given")
    parser.add_argument("--json", action="store_true", help="print the numbers as JSON")
    options = parser.parse_args(arguments)
    golds = read_lines(CASES)
    if options.documents:
        for document in documents(golds):
            print(json.dumps(document, ensure_ascii=False))
        return 0
    if options.output is None:
        parser.error("give the output of `tellings extract`, or --documents")
    try:
        scores = score(read_lines(options.output), golds)
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"{options.output}: {type(error).__name__} {error}", file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(scores.as_json(), indent=2))
    else:
        print(scores.table(with_missed=options.missed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
