"""Score what `tellings read --json FILE` prints against the gold of an attributed article.

In:   the printed JSON of one article, and a gold file of the form described in README.md beside this
      file; the labelled seed article's own gold is read too.
Out:  Scores: for each measure how many are right, of how many, and in words what was missed.
Holds: measures named `..._given` look the other way: how much of what was put out stands in the gold.
       All offsets are Unicode code points. Nothing here imports the product.

Run it:  python tests/attributed/scorer.py OUTPUT.json GOLD.json [OUTPUT.json GOLD.json ...]
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

Json = dict[str, Any]
Gold = TypeVar("Gold")
Out = TypeVar("Out")

MIN_OVERLAP = 0.5  # of covered characters, intersection over union
COUNT_FIELDS = (
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
SEED_ROLES = {
    "logistics": "supplied",
    "coordinated with": "coordinated_with",
    "escorted the rockets": "escorted",
}
SEED_WARNINGS = (  # the seed's warnings are sentences; these are their codes, in its order
    ("one_party_origin",),
    ("no_response_from_accused",),
    ("year_inferred",),
    ("repeated_passage", "headline_credit_differs"),
    ("outlet_takes_frame",),
    ("name_variants",),
)

STRAIGHT = {0x2018: "'", 0x2019: "'"}  # single quotation marks, as names are compared
GOLD_WARNINGS = frozenset(
    {  # the codes that a gold can hold
        "one_party_origin",
        "no_response_from_accused",
        "year_inferred",
        "repeated_passage",
        "headline_credit_differs",
        "outlet_takes_frame",
        "name_variants",
        "relayed_by_opponent",
        "toll_differs_within_side",
        "figure_exceeds_listed",
    }
)


@dataclass(frozen=True, slots=True)
class Measure:
    """right of `of`, and one line of words for each that was missed."""

    right: int
    of: int
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scores:
    """The measures of one article, by name, in the order in which they are printed."""

    document: str
    measures: dict[str, Measure]

    def table(self, *, with_missed: bool = True) -> str:
        """Return the measures as lines of text, each followed by what it missed."""
        lines = [self.document]
        for name, measure in self.measures.items():
            lines.append(f"  {name:<22}{measure.right:>4} / {measure.of}")
            if with_missed:
                lines.extend(f"      - {words}" for words in measure.missed)
        return "\n".join(lines)


def score(output: Json, gold: Json) -> Scores:
    """Score one article.

    output: holds exactly one report; where it yields several incidents, the record with the most
        claims is scored (the first of equals). No incident at all scores as an empty record.
    Raises: ValueError if the output was made from another text than the gold, or not from one report.
    """
    pair = _Pair(output, gold)
    return Scores(
        str(gold.get("document", "")),
        {
            "attributions": _score_attributions(pair),
            "attributions_given": _score_attributions_given(pair),
            "carried_on": _score_carried_on(pair),
            "casualties": _score_casualties(pair),
            "accusations": _score_accusations(pair),
            "accusations_given": _score_accusations_given(pair),
            "own_voice": _score_own_voice(pair),
            "responsibility_taken": _score_responsibility_taken(pair),
            "leads": _score_leads(pair),
            "warnings": _score_warnings(pair),
            "warnings_given": _score_warnings_given(pair),
            "quotes": _score_quotes(pair),
        },
    )


def total(scores: Iterable[Scores]) -> Scores:
    """Add up the measures of several articles; what was missed is named with its document."""
    sums: dict[str, Measure] = {}
    for one in scores:
        for name, measure in one.measures.items():
            so_far = sums.get(name, Measure(0, 0))
            missed = tuple(f"{one.document}: {words}" for words in measure.missed)
            sums[name] = Measure(so_far.right + measure.right, so_far.of + measure.of, so_far.missed + missed)
    return Scores("all", sums)


# -- the pair: one output beside one gold ----------------------------------------------------------


class _Pair:
    """An output and its gold, with what every measure asks of them."""

    def __init__(self, output: Json, gold: Json) -> None:
        reports = output["reports"]
        if len(reports) != 1:
            raise ValueError(f"{len(reports)} reports in the output; score one article at a time")
        self.gold = gold
        self.incident: Json = gold["incident"]
        self.report: Json = reports[0]
        self.text: str = self.report["text"]
        for item in gold["attributions"]:
            part = item["content"]
            if self.text[part["start"] : part["end"]] != part["quote"]:
                raise ValueError(f"the gold's {item['id']} is not in the output's text: another text?")
        records: list[Json] = output.get("incidents") or [{"fields": {}}]
        self.record = max(records, key=lambda record: len(list(_claims(record))))
        self.attributions: list[Json] = [a for a in self.report["attributions"] if not a["carried_on"]]
        self.carried_on: list[Json] = [a for a in self.report["attributions"] if a["carried_on"]]
        self._names: dict[str, set[str]] = {}
        for voice in [*self.report.get("voices", []), *self.record.get("voices", [])]:
            names = self._names.setdefault(voice["voice_id"], set())
            names.update(_plain(name) for name in [voice.get("name"), *(voice.get("aliases") or [])] if name)
        self._mentions: dict[str, set[str]] = {}
        for attribution in self.attributions:
            if attribution["chain"]:
                mentions = self._mentions.setdefault(attribution["chain"][-1], set())
                mentions.update(_plain(self.text[start:end]) for start, end in attribution["source"])
        self.gold_names = {
            key: {_plain(name) for name in [voice.get("name"), *voice.get("aliases", [])] if name}
            for key, voice in gold["voices"].items()
        }

    def is_voice(self, voice_id: str | None, key: str | None) -> bool:
        """Whether an output voice is the gold voice `key`; None, the outlet's own voice, is only None.

        A name or alias in common decides. Only a voice whose names fit no gold voice may be known by
        the words with which the text names it as a source.
        """
        if voice_id is None or key is None:
            return voice_id is None and key is None
        names = self._names.get(voice_id, set())
        if names & self.gold_names[key]:
            return True
        if any(names & other for other in self.gold_names.values()):
            return False
        return bool(self._mentions.get(voice_id, set()) & self.gold_names[key])

    def is_chain(self, chain: Sequence[str], keys: Sequence[str]) -> bool:
        """Whether the chains agree voice by voice; the outlets agree when each stands first."""
        return (
            len(chain) == len(keys)
            and keys[0] == "outlet"
            and all(self.is_voice(voice_id, key) for voice_id, key in zip(chain[1:], keys[1:], strict=True))
        )

    def name(self, voice_id: str | None) -> str:
        """The voice's name for a line of words."""
        if voice_id is None:
            return "own voice"
        return min(self._names.get(voice_id) or {voice_id})

    def claims(self, field: str) -> list[tuple[Json, Json]]:
        """Each (reading, claim) of a field of the record."""
        readings = self.record["fields"].get(field, {}).get("readings", [])
        return [(reading, claim) for reading in readings for claim in reading["claims"]]


def _claims(record: Json) -> Iterable[Json]:
    for field in record["fields"].values():
        for reading in field["readings"]:
            yield from reading["claims"]


# -- attributions ----------------------------------------------------------------------------------


def _score_attributions(pair: _Pair) -> Measure:
    golds = pair.gold["attributions"]
    matched = _match(golds, pair.attributions, lambda gold, out: _is_attribution(pair, gold, out))
    missed = [_why_no_attribution(pair, gold) for i, gold in enumerate(golds) if i not in matched]
    return Measure(len(matched), len(golds), tuple(missed))


def _score_attributions_given(pair: _Pair) -> Measure:
    golds = pair.gold["attributions"]
    used = set(_match(golds, pair.attributions, lambda g, out: _is_attribution(pair, g, out)).values())
    extra = tuple(
        f"not in the gold: {_cut(' … '.join(pair.text[s:e] for s, e in out['content']))!r}"
        f" <- {' > '.join(pair.name(voice) for voice in out['chain'])}"
        for j, out in enumerate(pair.attributions)
        if j not in used
    )
    return Measure(len(used), len(pair.attributions), extra)


def _is_attribution(pair: _Pair, gold: Json, out: Json) -> bool:
    return _has_content(gold, out) and _has_source(gold, out) and _has_chain(pair, gold, out)


def _has_content(gold: Json, out: Json) -> bool:
    """Content overlaps by half; a cue phrase that breaks it counts for neither side."""
    cue_phrase = _covered([gold["source"], gold["cue"]]) | _covered([*out["source"], *out["cue"]])
    given = _covered(out["content"]) - cue_phrase
    options = [gold["content"], *gold.get("also_content", [])]
    return any(_overlap(_covered([option]) - cue_phrase, given) >= MIN_OVERLAP for option in options)


def _has_source(gold: Json, out: Json) -> bool:
    options = [gold["source"], *gold.get("also_source", [])]
    return any(_overlap(_covered([o]), _covered(out["source"])) >= MIN_OVERLAP for o in options)


def _has_chain(pair: _Pair, gold: Json, out: Json) -> bool:
    return any(pair.is_chain(out["chain"], keys) for keys in [gold["chain"], *gold.get("also_chain", [])])


def _why_no_attribution(pair: _Pair, gold: Json) -> str:
    what = f"{gold['id']} {_cut(gold['content']['quote'])!r}"
    near = [out for out in pair.attributions if _has_content(gold, out)]
    if not near:
        return f"{what}: no attribution has this content"
    sourced = [out for out in near if _has_source(gold, out)]
    if not sourced:
        sources = ["".join(pair.text[s:e] for s, e in out["source"]) for out in near]
        return f"{what}: source {sources} instead of {gold['source']['quote']!r}"
    if any(_has_chain(pair, gold, out) for out in sourced):
        return f"{what}: its match serves another attribution"
    chains = [" > ".join(pair.name(voice) for voice in out["chain"]) for out in sourced]
    return f"{what}: chain {chains} instead of {' > '.join(gold['chain'])}"


def _score_carried_on(pair: _Pair) -> Measure:
    """A gold passage may be told as several sentences: those that lie in it by half are joined."""
    missed = []
    golds = pair.gold.get("carried_on", [])
    for gold in golds:
        wanted = _covered([gold])
        pieces = [_covered(out["content"]) for out in pair.carried_on]
        joined = set().union(*(piece for piece in pieces if 2 * len(piece & wanted) >= len(piece)))
        if _overlap(wanted, joined) < MIN_OVERLAP:
            missed.append(f"not carried on: {_cut(gold['quote'])!r}")
    return Measure(len(golds) - len(missed), len(golds), tuple(missed))


# -- the fields of the record ----------------------------------------------------------------------


def _score_casualties(pair: _Pair) -> Measure:
    golds = pair.incident["casualties"]
    given = [(kind, reading, claim) for kind in COUNT_FIELDS for reading, claim in pair.claims(kind)]

    def fits(gold: Json, out: tuple[str, Json, Json]) -> bool:
        kind, reading, claim = out
        return (
            kind in [gold["kind"], *gold.get("also_kind", [])]
            and _is_count(gold, reading["value"])
            and _touch(gold, claim["span"])
            and pair.is_voice(claim["origin"], gold["origin"])
        )

    matched = _match(golds, given, fits)
    missed = []
    for i, gold in enumerate(golds):
        if i not in matched:
            there = [
                f"{kind} {_count_words(reading['value'])} by {pair.name(claim['origin'])}"
                for kind, reading, claim in given
                if _touch(gold, claim["span"])
            ]
            missed.append(
                f"{gold['kind']} {_cut(gold['quote'])!r} by {gold['origin'] or 'own voice'};"
                f" there: {'; '.join(there) or 'nothing'}"
            )
    return Measure(len(matched), len(golds), tuple(missed))


def _is_count(gold: Json, value: Json | None) -> bool:
    if value is None:  # a voice that cannot confirm gives no value
        return False
    if gold.get("basis") == "increment":
        return value.get("basis") == "increment" and value.get("low") == gold["increment"]
    if value.get("basis") == "increment":
        return False
    if gold.get("vague"):
        return bool(value.get("vague"))
    lows = [gold["min"]]
    if gold.get("strict") and gold["min"] is not None:  # "more than thirty": 30 and strict, or 31
        lows = [gold["min"] + 1] if not value.get("strict") else [gold["min"]]
    return (
        value.get("low") in lows
        and value.get("high") == gold["max"]
        and bool(value.get("approximate")) == bool(gold.get("approximate"))
    )


def _count_words(value: Json) -> str:
    flags = [flag for flag in ("approximate", "strict", "vague") if value.get(flag)]
    return " ".join([f"{value.get('low')}..{value.get('high')}", str(value.get("basis")), *flags])


def _score_accusations(pair: _Pair) -> Measure:
    golds = pair.incident["alleged_responsibility"]
    given = pair.claims("accusations")
    matched = _match(golds, given, lambda gold, out: _is_accusation(pair, gold, out))
    missed = []
    for i, gold in enumerate(golds):
        if i not in matched:
            there = [
                f"{reading['value']['role']} {reading['value']['accused']} by {pair.name(claim['origin'])}"
                for reading, claim in given
                if _touch(gold, _accused_span(reading, claim))
            ]
            missed.append(
                f"{_role(gold['role'])} {gold['actor']} by {gold['by']};"
                f" there: {'; '.join(there) or 'nothing'}"
            )
    return Measure(len(matched), len(golds), tuple(missed))


def _score_accusations_given(pair: _Pair) -> Measure:
    """An accusation put out that nobody makes is the worst of errors: each reading must fit a gold."""
    golds = pair.incident["alleged_responsibility"]
    readings = pair.record["fields"].get("accusations", {}).get("readings", [])
    extra = [
        f"not in the gold: {reading['value']['role']} {reading['value']['accused']}"
        f" by {', '.join(pair.name(claim['origin']) for claim in reading['claims'])}"
        for reading in readings
        if not any(_is_accusation(pair, g, (reading, claim)) for g in golds for claim in reading["claims"])
    ]
    return Measure(len(readings) - len(extra), len(readings), tuple(extra))


def _is_accusation(pair: _Pair, gold: Json, out: tuple[Json, Json]) -> bool:
    reading, claim = out
    roles = [_role(gold["role"]), *gold.get("also_role", [])]
    by = gold["by"]
    return (
        reading["value"]["role"] in roles
        and _touch(gold, _accused_span(reading, claim))
        and (pair.is_voice(claim["origin"], by) or pair.is_voice(claim.get("rests_on"), by))
    )


def _accused_span(reading: Json, claim: Json) -> Json:
    """Where this claim names the accused; a reading's own place may lie in another of its claims."""
    place: Json | None = reading["value"].get("accused_span")
    span: Json = claim["span"]
    return place if place and _touch(place, span) else span


def _role(words: str) -> str:
    if words.startswith("intervened for "):
        return "intervened"
    return SEED_ROLES.get(words, words)


def _score_own_voice(pair: _Pair) -> Measure:
    """Counts and accusations that a voice tells must not be passed off as the outlet's own."""
    told = [gold for gold in pair.incident["casualties"] if gold["origin"] is not None]
    told += pair.incident["alleged_responsibility"]
    unsourced = [
        claim
        for field in (*COUNT_FIELDS, "accusations")
        for _, claim in pair.claims(field)
        if claim["origin"] is None
    ]
    missed = tuple(
        f"told by {gold.get('origin') or gold.get('by')}, given as own voice: {_cut(gold['quote'])!r}"
        for gold in told
        if any(_touch(gold, claim["span"]) for claim in unsourced)
    )
    return Measure(len(told) - len(missed), len(told), missed)


def _score_responsibility_taken(pair: _Pair) -> Measure:
    golds = pair.incident["claimed_responsibility"]
    given = pair.claims("responsibility_taken")

    def fits(gold: Json, out: tuple[Json, Json]) -> bool:
        reading, claim = out
        names = {_plain(gold["actor"])}
        keys = [key for key, known in pair.gold_names.items() if names & known]
        in_value = any(names & {_plain(words)} for words in _strings(reading["value"]))
        is_actor = in_value or any(pair.is_voice(claim["origin"], key) for key in keys)
        return is_actor and _touch(gold, claim["span"])

    matched = _match(golds, given, fits)
    missed = [f"responsibility taken by {g['actor']}" for i, g in enumerate(golds) if i not in matched]
    return Measure(len(matched), len(golds), tuple(missed))


def _score_leads(pair: _Pair) -> Measure:
    golds = [lead for lead in pair.incident["leads"] if not lead.get("minor")]
    given = pair.record.get("leads", [])
    missed = [
        f"{gold['what']}: {gold['quote']!r}"
        for gold in golds
        if not any(
            (lead.get("span") and _touch(gold, lead["span"])) or lead.get("quote") == gold["quote"]
            for lead in given
        )
    ]
    return Measure(len(golds) - len(missed), len(golds), tuple(missed))


def _score_warnings(pair: _Pair) -> Measure:
    wanted = _warning_codes(pair.gold["warnings"])
    given = {warning["code"] for warning in pair.record.get("warnings", [])}
    return Measure(len(wanted & given), len(wanted), tuple(sorted(wanted - given)))


def _score_warnings_given(pair: _Pair) -> Measure:
    """Only of the codes that the suite uses: a gold without one means that it is not true there."""
    wanted = _warning_codes(pair.gold["warnings"])
    given = {warning["code"] for warning in pair.record.get("warnings", [])} & GOLD_WARNINGS
    extra = tuple(f"not in the gold: {code}" for code in sorted(given - wanted))
    return Measure(len(wanted & given), len(given), extra)


def _warning_codes(warnings: Sequence[Json | str]) -> set[str]:
    """The codes of a gold's warnings; the seed's six sentences have theirs by position."""
    codes: set[str] = set()
    for i, warning in enumerate(warnings):
        if not isinstance(warning, str):
            codes.add(warning["code"])
        elif len(warnings) == len(SEED_WARNINGS):
            codes.update(SEED_WARNINGS[i])
        else:
            raise ValueError(f"a warning without a code, not the seed's: {warning!r}")
    return codes


def _score_quotes(pair: _Pair) -> Measure:
    """Every claim and lead of the record must quote the text at its span, byte for byte."""
    quoted = [claim for claim in _claims(pair.record) if claim["report_id"] == pair.report["report_id"]]
    quoted += [lead for lead in pair.record.get("leads", []) if lead.get("span")]
    missed = tuple(
        f"{_cut(item['quote'])!r} is not at {item['span']['start']}..{item['span']['end']}"
        for item in quoted
        if pair.text[item["span"]["start"] : item["span"]["end"]] != item["quote"]
    )
    return Measure(len(quoted) - len(missed), len(quoted), missed)


# -- spans, names, matching ------------------------------------------------------------------------


def _covered(spans: Iterable[Any]) -> set[int]:
    """The code points that spans cover; a span is [start, end] or has "start" and "end"."""
    covered: set[int] = set()
    for span in spans:
        start, end = (span["start"], span["end"]) if isinstance(span, dict) else span
        covered.update(range(start, end))
    return covered


def _overlap(left: set[int], right: set[int]) -> float:
    """Intersection over union, in [0, 1]; 0.0 where both are empty."""
    return len(left & right) / len(left | right) if left or right else 0.0


def _touch(left: Json, right: Json) -> bool:
    return bool(left["start"] < right["end"] and right["start"] < left["end"])


def _plain(name: str) -> str:
    """A name as compared: folded case, straight quotes, single spaces, no article before it."""
    name = " ".join(name.casefold().translate(STRAIGHT).split())
    return re.sub(r"^(?:the|an?) ", "", name)


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def _cut(words: str) -> str:
    return words if len(words) <= 60 else words[:57] + "..."


def _match(golds: Sequence[Gold], outs: Sequence[Out], fits: Callable[[Gold, Out], bool]) -> dict[int, int]:
    """Pair as many golds as possible with an output each, none used twice.

    Returns: index of the gold -> index of the output. Augmenting paths, so order changes no number.
    """
    options = [[j for j, out in enumerate(outs) if fits(gold, out)] for gold in golds]
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


def main(arguments: Sequence[str]) -> int:
    """Print the table of each pair of files, and their sum if there are several."""
    if not arguments or len(arguments) % 2:
        print("usage: scorer.py OUTPUT.json GOLD.json [OUTPUT.json GOLD.json ...]", file=sys.stderr)
        return 2
    files = [json.loads(Path(name).read_text(encoding="utf-8")) for name in arguments]
    scores = [score(output, gold) for output, gold in zip(files[::2], files[1::2], strict=True)]
    for one in scores:
        print(one.table())
    if len(scores) > 1:
        print(total(scores).table(with_missed=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
