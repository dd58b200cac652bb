"""Score what `tellings attribute` prints against the nested passages.

In:   lines {"doc_id", "attributions": [{"source", "cue", "content", "chain", "rests_on", "stance", "how", ...}]},
      and the passages of the form described in README.md beside this file.
Out:  Scores: each measure over all passages and by kind, and in words what was missed.
Holds: all offsets are Unicode code points; the order of the output changes no number. Nothing here imports
      the product.

Run it:  python tests/nested/scorer.py --documents | tellings attribute --carried-on > out.jsonl
         python tests/nested/scorer.py out.jsonl [--missed] [--json]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

Json = dict[str, Any]
Left = TypeVar("Left")
Right = TypeVar("Right")

PASSAGES = Path(__file__).with_name("passages.jsonl")
MIN_OVERLAP = 0.5  # of characters, intersection over union
SAME_CONTENT = 0.05  # outputs whose overlap with the gold is this close to the best have the same content
KINDS = (
    "nested",
    "according_to",
    "relay",
    "responsibility",
    "unnamed",
    "anaphora",
    "headline",
    "lost_marks",
    "upper",
    "hearsay",
    "document",
    "denial",
    "discontinuous",
    "sourceless",
    "carried_on",
    "none",
)
MEASURES = (  # in the order in which they are printed
    "found",
    "given",
    "chain",
    "chain_by_name",
    "origin",
    "rests_on",
    "stance",
    "how",
    "hedged",
    "denies",
    "carried_on",
    "carried_on_given",
)
QUOTES = {0x2018: "'", 0x2019: "'", 0x201C: None, 0x201D: None, 0x22: None}  # as names are compared


@dataclass(slots=True)
class Measure:
    """`right` of `of`, and one line of words for each that was missed."""

    right: int = 0
    of: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def share(self) -> float | None:
        """right / of in [0, 1]; None where there was nothing to be right about."""
        return self.right / self.of if self.of else None

    def count(self, is_right: bool, words: str) -> None:
        """Count one case; `words` say what was missed if it is wrong."""
        self.of += 1
        self.right += is_right
        if not is_right:
            self.missed.append(words)

    def add(self, other: Measure) -> None:
        """Add another measure's counts to this one."""
        self.right += other.right
        self.of += other.of
        self.missed.extend(other.missed)


Measures = dict[str, Measure]


@dataclass(frozen=True, slots=True)
class Scores:
    """The measures over all passages, by kind, and of chains by how many voices they hold."""

    all: Measures
    kinds: dict[str, Measures]
    levels: dict[int, Measure]  # voices in the gold chain, the outlet left out -> whole chain right

    @property
    def f1(self) -> float:
        """F1 of source and content linked, nested attributions included, in [0, 1]."""
        return _f1(self.all)

    def as_json(self) -> Json:
        """The numbers alone: {measure: {"right", "of", "share"}}, by kind and by level too."""

        def numbers(measures: Measures) -> Json:
            return {"f1": _f1(measures)} | {name: _numbers(measure) for name, measure in measures.items()}

        return {
            "all": numbers(self.all),
            "kinds": {kind: numbers(measures) for kind, measures in self.kinds.items()},
            "levels": {str(level): _numbers(measure) for level, measure in sorted(self.levels.items())},
        }

    def table(self, *, with_missed: bool = False) -> str:
        """Return the measures as lines of text; with_missed, each followed by what it missed."""
        lines = [f"attributions: F1 {_percent(self.f1)}"]
        for name, measure in self.all.items():
            lines.append(f"  {name:<18}{measure.right:>5} / {measure.of:<5}{_percent(measure.share):>8}")
            if with_missed:
                lines.extend(f"      - {words}" for words in measure.missed)
        lines += ["whole chain right, by voices in the chain"]
        lines += [
            f"  {level:<18}{measure.right:>5} / {measure.of:<5}{_percent(measure.share):>8}"
            for level, measure in sorted(self.levels.items())
        ]
        shown = ("chain", "origin", "rests_on", "stance", "how")
        lines += ["by kind".ljust(18) + "".join(name.rjust(10) for name in ("f1", *shown))]
        for kind, measures in self.kinds.items():
            cells = [_percent(_f1(measures)), *(_percent(measures[name].share) for name in shown)]
            lines.append(f"  {kind:<16}" + "".join(cell.rjust(10) for cell in cells))
        return "\n".join(lines)


def score(outputs: Iterable[Json], golds: Iterable[Json]) -> Scores:
    """Score the output for every passage.

    outputs: one object a passage, known by "doc_id"; any order. Attributions with "carried_on": true are
        scored as sentences carried on and as nothing else.
    golds: the passages.
    Raises: ValueError if a passage has no output, an output no passage, or a doc_id comes twice.
    """
    by_id: dict[str, Json] = {}
    for output in outputs:
        if output["doc_id"] in by_id:
            raise ValueError(f"document {output['doc_id']!r} comes twice in the output")
        by_id[output["doc_id"]] = output
    whole = _blank()
    kinds = {kind: _blank() for kind in KINDS}
    levels: dict[int, Measure] = {}
    for gold in golds:
        if gold["id"] not in by_id:
            raise ValueError(
                f"no output for passage {gold['id']!r}; run `scorer.py --documents` for the input"
            )
        measures = _score_passage(_Passage(gold, by_id.pop(gold["id"])), levels)
        for sums in [whole, *(kinds[kind] for kind in gold["kinds"])]:
            for name, measure in measures.items():
                sums[name].add(measure)
    if by_id:
        raise ValueError(f"output for {min(by_id)!r}, which is no passage")
    return Scores(whole, kinds, levels)


def documents(golds: Iterable[Json]) -> Iterator[Json]:
    """The passages as `tellings attribute` reads them: doc_id, text, and outlet where it is told."""
    for gold in golds:
        yield {"doc_id": gold["id"], "text": gold["text"]} | (
            {"outlet": gold["outlet"]} if gold["outlet"] else {}
        )


def read_lines(path: Path) -> list[Json]:
    """The objects of a file of JSON lines, in order; UTF-8, newlines untranslated."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [json.loads(line) for line in lines if line.strip()]


# -- one passage -----------------------------------------------------------------------------------


class _Passage:
    """A gold passage and its output, with what every measure asks of them."""

    def __init__(self, gold: Json, output: Json) -> None:
        self.id: str = gold["id"]
        self.text: str = gold["text"]
        self.golds: list[Json] = gold["attributions"]
        self.gold_carried_on: list[Json] = gold["carried_on"]
        given: list[Json] = output["attributions"]
        self.outs = [out for out in given if not out.get("carried_on")]
        self.carried_on = [out for out in given if out.get("carried_on")]
        self._names: dict[str, set[str]] = {}
        self._back: dict[str, set[str]] = {}
        for voice in gold["voices"]:
            self._names[voice["name"]] = {_plain(name) for name in [voice["name"], *voice["also"]]}
            self._back[voice["name"]] = {_plain(name) for name in voice.get("back", [])}

    def is_voice(self, given: str | None, name: str | None, *, by_name: bool = False) -> bool:
        """Whether a name put out is the gold voice `name`; by_name, words that only point back do not do."""
        if given is None or name is None:
            return given is None and name is None
        names = self._names[name]
        return _plain(given) in (names - self._back[name] if by_name else names)

    def is_chain(self, given: Sequence[str | None], names: Sequence[str | None], *, by_name: bool) -> bool:
        """Whether the chains agree voice by voice, the outlet first; no outlet agrees with no outlet."""
        given = given or [None]
        if len(given) != len(names):
            return False
        outlets = [None if outlet is None else _plain(outlet) for outlet in (given[0], names[0])]
        return outlets[0] == outlets[1] and all(
            self.is_voice(voice, name, by_name=by_name)
            for voice, name in zip(given[1:], names[1:], strict=True)
        )

    def has_chain(self, gold: Json, out: Json, *, by_name: bool = False) -> bool:
        return any(self.is_chain(out["chain"], names, by_name=by_name) for names in _chains(gold))

    def has_origin(self, gold: Json, out: Json) -> bool:
        """Whether the last of the chain is right; a chain of the outlet alone has no origin."""
        given = out["chain"][-1] if len(out["chain"]) > 1 else None
        return any(self.is_voice(given, c[-1] if len(c) > 1 else None) for c in _chains(gold))

    def has_rests_on(self, gold: Json, out: Json) -> bool:
        options = [gold["rests_on"], *gold.get("also_rests_on", [])]
        return "rests_on" in out and any(self.is_voice(out["rests_on"], name) for name in options)

    def is_attribution(self, gold: Json, out: Json) -> bool:
        return _has_content(gold, out) and self.has_source(gold, out)

    def has_source(self, gold: Json, out: Json) -> bool:
        """Whether the sources overlap by half or end on the same word of the text, or both are absent."""
        given = _covered(out["source"])
        for option in [gold["source"], *gold.get("also_source", [])]:
            wanted = _covered(option)
            if not wanted and not given:
                return True
            if _overlap(wanted, given) >= MIN_OVERLAP:
                return True
            if wanted and given and self._last_word(wanted) == self._last_word(given):
                return True
        return False

    def _last_word(self, covered: set[int]) -> int:
        """Where the last letter or digit of a span stands; its last character if it has none."""
        return max((at for at in covered if self.text[at].isalnum()), default=max(covered))

    def words(self, spans: Sequence[Sequence[int]]) -> str:
        words = " … ".join(self.text[start:end] for start, end in spans)
        return words if len(words) <= 60 else words[:57] + "..."


def _score_passage(passage: _Passage, levels: dict[int, Measure]) -> Measures:
    measures = _blank()
    golds = [gold for gold in passage.golds if not gold.get("optional")]
    matched = _match(golds, passage.outs, passage.is_attribution)
    used = set(matched.values())
    for i, gold in enumerate(golds):
        what = f"{passage.id} {passage.words(gold['content'])!r}"
        measures["found"].count(i in matched, f"{what}: source {passage.words(gold['source'])!r}")
        best = _best(passage, gold)
        chain = best is not None and passage.has_chain(gold, best)
        shown = "nothing" if best is None else _chain_words(best["chain"])
        why = f"{what}: {shown} instead of {_chain_words(gold['chain'])}"
        measures["chain"].count(chain, why)
        levels.setdefault(len(gold["chain"]) - 1, Measure()).count(chain, why)
        by_name = best is not None and passage.has_chain(gold, best, by_name=True)
        measures["chain_by_name"].count(by_name, why)
        measures["origin"].count(best is not None and passage.has_origin(gold, best), why)
        rests = "nothing" if best is None else best.get("rests_on", "not told")
        measures["rests_on"].count(
            best is not None and passage.has_rests_on(gold, best),
            f"{what}: rests on {rests} instead of {gold['rests_on']}",
        )
        for name in ("stance", "how", "hedged", "denies"):
            if best is None or name not in best or (name == "denies" and gold["denies"] is None):
                continue
            options = [gold[name], *gold.get(f"also_{name}", [])]
            words = f"{what}: {name} {best[name]} instead of {' or '.join(map(str, options))}"
            measures[name].count(best[name] in options, words)
    rest = [out for j, out in enumerate(passage.outs) if j not in used]
    optional = [gold for gold in passage.golds if gold.get("optional")]
    excused = set(_match(optional, rest, _has_content).values())
    measures["given"].right = measures["given"].of = len(used)
    for j, out in enumerate(rest):
        if j not in excused:
            words = f"{passage.id} not in the gold: {passage.words(out['content'])!r}"
            measures["given"].count(False, f"{words} <- {_chain_words(out['chain'])}")
    _score_carried_on(passage, measures)
    return measures


def _score_carried_on(passage: _Passage, measures: Measures) -> None:
    def fits(gold: Json, out: Json) -> bool:
        return _overlap(_covered([gold["content"]]), _covered(out["content"])) >= MIN_OVERLAP

    matched = _match(passage.gold_carried_on, passage.carried_on, fits)
    for i, gold in enumerate(passage.gold_carried_on):
        measures["carried_on"].count(i in matched, f"{passage.id} {passage.words([gold['content']])!r}")
    used = set(matched.values())
    for j, out in enumerate(passage.carried_on):
        measures["carried_on_given"].count(j in used, f"{passage.id} {passage.words(out['content'])!r}")


def _best(passage: _Passage, gold: Json) -> Json | None:
    """The output attribution that tells this content; of several, the one with the best chain."""
    near = [(_content_overlap(gold, out), out) for out in passage.outs]
    near = [(overlap, out) for overlap, out in near if overlap >= MIN_OVERLAP]
    if not near:
        return None
    most = max(overlap for overlap, _ in near)

    def rank(pair: tuple[float, Json]) -> tuple[bool, bool, bool, bool, float, str]:
        overlap, out = pair
        return (
            passage.has_chain(gold, out),
            passage.has_origin(gold, out),
            passage.has_rests_on(gold, out),
            passage.has_source(gold, out),
            overlap,
            json.dumps(out, sort_keys=True),  # so that order decides nothing
        )

    return max((pair for pair in near if pair[0] >= most - SAME_CONTENT), key=rank)[1]


def _has_content(gold: Json, out: Json) -> bool:
    return _content_overlap(gold, out) >= MIN_OVERLAP


def _content_overlap(gold: Json, out: Json) -> float:
    given = _covered(out["content"])
    options = [gold["content"], *gold.get("also_content", [])]
    return max(_overlap(_covered(option), given) for option in options)


# -- spans, names, matching ------------------------------------------------------------------------


def _chains(gold: Json) -> list[list[str | None]]:
    return [gold["chain"], *gold.get("also_chain", [])]


def _chain_words(chain: Sequence[str | None]) -> str:
    return " > ".join("no outlet" if name is None else name for name in chain)


def _covered(spans: Iterable[Sequence[int]]) -> set[int]:
    covered: set[int] = set()
    for start, end in spans:
        covered.update(range(start, end))
    return covered


def _overlap(left: set[int], right: set[int]) -> float:
    """Intersection over union, in [0, 1]; 0.0 where both are empty."""
    return len(left & right) / len(left | right) if left or right else 0.0


def _plain(name: str) -> str:
    """A name as compared: case, articles before it, the shape of quotes and marks at its ends apart."""
    name = " ".join(name.casefold().translate(QUOTES).split()).strip("' ,.;:")
    return re.sub(r"^(?:the|an?) ", "", name)


def _match(
    lefts: Sequence[Left], rights: Sequence[Right], fits: Callable[[Left, Right], bool]
) -> dict[int, int]:
    """Pair as many as possible, none used twice: index of the left -> index of the right."""
    options = [[j for j, right in enumerate(rights) if fits(left, right)] for left in lefts]
    taken: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in options[i]:
            if j not in seen:
                seen.add(j)
                if j not in taken or place(taken[j], seen):
                    taken[j] = i
                    return True
        return False

    for i in range(len(lefts)):
        place(i, set())
    return {i: j for j, i in taken.items()}


def _blank() -> Measures:
    return {name: Measure() for name in MEASURES}


def _f1(measures: Measures) -> float:
    """2 * right / (gold + given): the harmonic mean of recall and precision; 0.0 where there is neither."""
    both = measures["found"].of + measures["given"].of
    return 2 * measures["found"].right / both if both else 0.0


def _numbers(measure: Measure) -> Json:
    return {"right": measure.right, "of": measure.of, "share": measure.share}


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"


def main(arguments: Sequence[str]) -> int:
    """Print the scores of a file of output, or the input that makes it; 2 if the output does not fit."""
    parser = argparse.ArgumentParser(description="Score `tellings attribute` on the nested passages.")
    parser.add_argument("output", nargs="?", type=Path, help="what `tellings attribute` printed")
    parser.add_argument("--passages", type=Path, default=PASSAGES, help="the passages (default: these)")
    parser.add_argument("--documents", action="store_true", help="print the passages as input and stop")
    parser.add_argument("--missed", action="store_true", help="print what each measure missed")
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
