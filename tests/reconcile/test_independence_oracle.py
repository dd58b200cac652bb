"""A slow, obvious way to find origins agrees with the fast one on random incidents.

The oracle compares every voice with every other, rule by rule as `independence` lists them, and tries every way to put
classes together. It shares nothing with the fast code but how a voice's body is known and what a claim passes on.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import pytest

from tellings.judging import leaf_of_voice
from tellings.model import Claim, Judgement, OriginCount, Voice
from tellings.reconcile.bodies import body_of, is_party
from tellings.reconcile.briefings import Briefing
from tellings.reconcile.independence import find_origins
from tellings.reconcile.resting import (
    counts_as_support,
    in_voices_of_the_case,
    is_unsourced,
    passed_on_from,
    rest_claims,
)
from tellings.reconcile.values import value_key
from tellings.resolve.voices import VoiceMap, resolve_voices
from tellings.vocabulary import COUNT_FIELDS
from tests.builders import Page, judgement, page, said
from tests.reconcile.bench import ACTORS

CASES = 2000
BATCH = 250

Pair = tuple[str, str]


@dataclass(frozen=True)
class Case:
    """What the origins of one random incident follow from."""

    claims: tuple[Claim, ...]
    voices: VoiceMap
    same_text: Mapping[str, str]
    judgements: tuple[Judgement, ...]
    briefings: Mapping[str, tuple[Briefing, ...]]


# ---------------------------------------------------------------- random incidents

SPEAKERS = {
    "Ilka Voss": {"connection": "medic", "affiliation": "Ardeh Hospital"},
    "Ardeh Hospital": {"kind": "organisation", "connection": "medic"},
    "Jonas Reik": {"connection": "official"},
    "Karl Ober": {"connection": "spokesperson", "affiliation": "police"},
    "Relief Watch": {"kind": "organisation", "connection": "monitor"},
    "Northern Council": {"kind": "organisation"},
    "Northern Guard": {"kind": "armed_group"},
    "Southern Ministry": {"kind": "state_body"},
    "the ministry spokesman": {"connection": "spokesperson", "affiliation": "the ministry"},
    "a council spokesman": {"connection": "spokesperson"},
    "the rebels": {"kind": "group", "naming": "unnamed", "connection": "party"},
    "police": {"kind": "group", "naming": "unnamed", "connection": "official"},
    "a policeman": {"connection": "official", "affiliation": "police"},
    "an interior ministry official": {"connection": "official", "affiliation": "interior ministry"},
    "a health ministry official": {"connection": "official", "affiliation": "health ministry"},
    "a doctor": {"connection": "medic"},
    "a hospital": {"kind": "organisation", "connection": "medic"},
    "a resident": {"connection": "witness"},
    "a relative": {"connection": "relative"},
    "a local source": {},
    "an army officer": {"connection": "official"},
}
AGENCIES = {"Nordic Wire": {"kind": "agency"}, "Canal Six": {"kind": "outlet"}}
DAYS = (date(2024, 5, 6), date(2024, 5, 7))


def random_page(rng: random.Random, number: int, speakers: Sequence[str]) -> Page:
    told = []
    for _ in range(rng.randint(1, 3)):
        chain = [] if rng.random() < 0.1 else [rng.choice(speakers)]
        if chain and rng.random() < 0.4:
            chain.append(rng.choice([one for one in speakers if one not in chain]))
        if rng.random() < 0.25:
            chain.insert(0, rng.choice(list(AGENCIES)))
        field, words = rng.choice(
            [("killed", "six"), ("killed", "seven"), ("injured", "nine"), ("place", "Ardeh")]
        )
        stance = "denies" if rng.random() < 0.05 else "asserts"
        told.append(said(field, words, *chain, stance=stance))
    outlet = rng.choice(["A Post", "B Times", "Nordic Wire", "Relief Watch", f"Outlet {number}"])
    return page(outlet, *told, voices={**SPEAKERS, **AGENCIES}, url=f"https://example.org/{number}")


def random_case(seed: int) -> Case:
    rng = random.Random(seed)
    speakers = rng.sample(list(SPEAKERS), rng.randint(3, 10))
    made = [random_page(rng, number, speakers) for number in range(rng.randint(2, 5))]
    pages = {one.report.report_id: one for one in made}
    reports = [one.report for one in pages.values()]
    text = {key: f"text {rng.randint(0, 1)}" for key in pages if rng.random() < 0.4}
    leaves = [leaf_of_voice(v, one.report) for one in pages.values() for v in one.extraction.voices]
    judged = []
    for number in range(rng.choice([0, 0, 1, 2, 3]) if len(leaves) > 1 else 0):
        left, right = rng.sample(leaves, 2)
        verdict = rng.choice(["same", "different", "different"])
        judged.append(judgement(left, right, verdict=verdict, why=f"reason {number}"))
    voices = resolve_voices(
        reports, [one.extraction for one in pages.values()], ACTORS, same_text=text, judgements=judged
    )
    told = [claim for one in pages.values() for claim in one.claims()]
    claims = rest_claims(in_voices_of_the_case(told, voices), voices)
    briefings = {voice.voice_id: (random_briefing(rng),) for voice in voices.voices if rng.random() < 0.15}
    return Case(claims, voices, text, tuple(judged), briefings)


def random_briefing(rng: random.Random) -> Briefing:
    host = rng.choice([None, None, "southern ministry", "police"])
    by = host or rng.choice(["", "police", "southern ministry"])
    place = rng.choice(["ardeh", "brekka"]) if not by else rng.choice(["", "ardeh", "brekka"])
    return Briefing(rng.choice(DAYS), by, place, host, rng.random() < 0.7, "news conference")


# ---------------------------------------------------------------- the oracle


class Oracle:
    """The rules, as slowly as they can be followed."""

    def __init__(self, case: Case) -> None:
        self.case, self.voices = case, case.voices
        self.sourced = [c for c in case.claims if not c.headline and not is_unsourced(c, case.voices)]
        self.held = sorted({c.rests_on for c in self.sourced if c.rests_on})
        same, self.different = self.judged()
        self.group = {voice: {voice} for voice in self.held}
        for pair in sorted(same - self.different):
            self.bring_together(pair)
        self.passing: set[str] = set()
        for members, relays in self.citing():
            self.bring_together(members)
            for relay in relays:
                if any(other in self.group[relay] for other in members if other != relay):
                    self.passing.add(relay)
        for rule in (self.bodies, self.texts, self.briefings, self.sides):
            for tied in sorted(rule()):
                self.bring_together(tied)

    def of(self, voice: str) -> Voice:
        return self.voices.of(voice)

    def judged(self) -> tuple[set[Pair], set[Pair]]:
        pairs: dict[str, set[Pair]] = {"same": set(), "different": set()}
        for one in self.case.judgements:
            assert one.right is not None
            a, b = sorted(self.voices.joined_into[leaf.id] for leaf in (one.left, one.right))
            if a != b:
                pairs[one.verdict].add((a, b))
        return pairs["same"], pairs["different"]

    def are_parted(self, a: set[str], b: set[str]) -> bool:
        return any((min(x, y), max(x, y)) in self.different for x in a for y in b)

    def bring_together(self, voices: Sequence[str]) -> None:
        """Join every two, in order, unless that would bring together what a person parted."""
        if not set(voices) <= set(self.held):
            return
        for a, b in combinations(voices, 2):
            if self.group[a] is not self.group[b] and not self.are_parted(self.group[a], self.group[b]):
                whole = self.group[a] | self.group[b]
                for voice in whole:
                    self.group[voice] = whole

    # ------------------------------------------------ the rules

    def behind(self, voice: str) -> list[set[str]]:
        """Return, figure by figure, from whom a voice passes on what it tells."""
        if self.of(voice).connection == "monitor":
            return []
        told = [c for c in self.sourced if c.rests_on == voice and counts_as_support(c)]
        figures = [c for c in told if c.field in COUNT_FIELDS] or told
        return [
            {
                self.stand_in(s)
                for s in passed_on_from(c, self.voices)
                if not self.is_hostile(self.of(voice), self.of(s))
            }
            - {voice}
            for c in figures
        ]

    def stand_in(self, source: str) -> str:
        """Return a voice that speaks, in the place of one of its body that does not."""
        body = body_of(self.of(source), self.voices)
        of_body = [voice for voice in self.held if body_of(self.of(voice), self.voices) == body]
        return source if source in self.held or body is None or not of_body else of_body[0]

    def is_hostile(self, relay: Voice, source: Voice) -> bool:
        if not is_party(relay):
            return False
        if source.side is None:
            return is_party(source) or source.connection in ("official", "spokesperson")
        return source.side != relay.side

    def wholly(self, voice: str) -> set[str]:
        behind = self.behind(voice)
        return set.intersection(*behind) if behind else set()

    def ever(self, voice: str) -> set[str]:
        return set().union(*self.behind(voice))

    def citing(self) -> Iterator[tuple[list[str], list[str]]]:
        for source in sorted({s for voice in self.held for s in self.wholly(voice)}):
            relays = [voice for voice in self.held if source in self.wholly(voice)]
            if source in self.held:
                yield [source, *relays], relays
            elif any(self.are_two(a, b) for a, b in combinations(relays, 2)):
                yield relays, relays

    def are_two(self, a: str, b: str) -> bool:
        left, right = self.of(a), self.of(b)
        if "unnamed" in (left.naming, right.naming):
            return False
        bodies, sides = {body_of(left, self.voices), body_of(right, self.voices)}, {left.side, right.side}
        return all(None in told or len(told) == 2 for told in (bodies, sides))

    def speaking(self) -> list[str]:
        return [voice for voice in self.held if voice not in self.passing]

    def bodies(self) -> set[tuple[str, ...]]:
        return self.alike({v: {body_of(self.of(v), self.voices)} for v in self.speaking()})

    def sides(self) -> set[tuple[str, ...]]:
        return self.alike({v: {self.of(v).side} for v in self.speaking()})

    def alike(self, marks: Mapping[str, set[str | None]]) -> set[tuple[str, ...]]:
        """Return the sets of two voices and more that have a mark in common."""
        every = {mark for held in marks.values() for mark in held if mark}
        sets = {tuple(sorted(v for v in marks if mark in marks[v])) for mark in every}
        return {one for one in sets if len(one) > 1}

    def texts(self) -> set[tuple[str, ...]]:
        speaking, found = self.speaking(), set()
        figures = [
            c
            for c in self.sourced
            if c.field in COUNT_FIELDS
            and counts_as_support(c)
            and c.rests_on in speaking
            and self.of(c.rests_on or "").naming != "named"
        ]
        for first in figures:
            for shared in self.has_its_text_from(first):
                told = [
                    c
                    for c in figures
                    if shared in self.has_its_text_from(c)
                    and (c.field, value_key(c.value)) == (first.field, value_key(first.value))
                ]
                voices = sorted({c.rests_on or "" for c in told})
                own = {c.rests_on for c in told if shared == c.chain[0]}
                in_one = any(
                    a.report_id == b.report_id and a.rests_on != b.rests_on for a in told for b in told
                )
                if len(voices) > 1 and len(own) < 2 and not in_one and self.all_fit(voices):
                    found.add(tuple(voices))
        return found

    def has_its_text_from(self, claim: Claim) -> set[str]:
        found = (
            {f"text {self.case.same_text[claim.report_id]}"}
            & {f"text {text}" for text in self.case.same_text.values()}
            if claim.report_id in self.case.same_text
            else set()
        )
        for voice in claim.chain:
            if voice not in self.voices.relays:
                break
            found.add(voice)
        return found

    def all_fit(self, voices: Sequence[str]) -> bool:
        return all(self.nothing_at_odds(self.of(a), self.of(b)) for a, b in combinations(voices, 2))

    def briefings(self) -> set[tuple[str, ...]]:
        speaking = self.speaking()
        told = {v: self.case.briefings.get(v, ()) for v in speaking}
        every = [(v, one) for v, held in told.items() for one in held]
        found: set[tuple[str, ...]] = set()
        for _, one in every:
            by_host = [(v, o) for v, o in every if (o.day, o.by) == (one.day, one.by) and one.by]
            if len({o.place for _, o in by_host if o.place}) > 1:
                by_host = [(v, o) for v, o in by_host if o.place == one.place and one.place]
            by_place = [
                (v, o)
                for v, o in every
                if (o.day, o.place) == (one.day, one.place)
                and one.place
                and one.is_conference
                and o.is_conference
            ]
            found |= {tuple(sorted({v for v, _ in near})) for near in (by_host, by_place)}
        found = {group for group in found if len(group) > 1}
        for host in {one.host for held in told.values() for one in held if one.host}:
            guests = {
                v
                for v in speaking
                if any(one.host == host for one in told[v])
                and self.of(v).naming != "named"
                and self.of(v).kind in ("person", "group")
                and self.of(v).connection in ("official", "spokesperson", None)
            }
            bodies = [v for v in speaking if body_of(self.of(v), self.voices) == host]
            if bodies and guests:
                found.add((bodies[0], *sorted(guests - {bodies[0]})))
        return found

    # ------------------------------------------------ which may be one

    def nothing_at_odds(self, a: Voice, b: Voice) -> bool:
        if a.naming == b.naming == "named" or self.kind(a) != self.kind(b):
            return False
        if a.side and b.side and a.side != b.side:
            return False
        tied = self.tied(a), self.tied(b)
        if all(tied) and tied[0] != tied[1]:
            return False
        words = self.body_words(a), self.body_words(b)
        return not all(words) or words[0] <= words[1] or words[1] <= words[0]

    def kind(self, voice: Voice) -> str:
        return "person" if voice.kind in ("person", "group") else voice.kind

    def tied(self, voice: Voice) -> str | None:
        if voice.connection in ("victim", "witness", "relative"):
            return "witness"
        return "official" if voice.connection == "spokesperson" else voice.connection

    def body_words(self, voice: Voice) -> set[str]:
        plain = {"interior ministry": {"interior", "ministry"}, "health ministry": {"health", "ministry"}}
        told = (voice.affiliation or "").removeprefix("the ").lower()
        return plain.get(
            told,
            {"ardeh hospital": {"hospital"}, "police": {"police"}, "ministry": {"ministry"}}.get(told, set()),
        )

    def stands_for(self, group: set[str]) -> list[str]:
        """Return the voices of a class, and those who speak only through one of them."""
        return [*group, *{s for voice in group for s in self.ever(voice) if s not in self.held}]

    def told_in(self, voice: str) -> set[str]:
        return {c.report_id for c in self.case.claims if voice in (*c.chain, *c.undecided)}

    def may_be_one(self, a: set[str], b: set[str]) -> bool:
        if self.are_parted(a, b):
            return False
        for left, right in ((a, b), (b, a)):
            if any(self.ever(voice) & right for voice in left):
                return True
        return any(
            self.nothing_at_odds(self.of(x), self.of(y)) and not self.told_in(x) & self.told_in(y)
            for x in self.stands_for(a)
            for y in self.stands_for(b)
        )

    def count(self, voices: Sequence[str]) -> OriginCount:
        classes: list[set[str]] = []
        for voice in voices:
            if self.group[voice] not in classes:
                classes.append(self.group[voice])
        ties = {
            (m, n) for m, n in combinations(range(len(classes)), 2) if self.may_be_one(classes[m], classes[n])
        }
        least = min(
            (
                len(way)
                for way in every_way(list(range(len(classes))))
                if all(pair in ties for part in way for pair in combinations(part, 2))
            ),
            default=0,
        )
        return OriginCount(least, len(classes))


def every_way(items: list[int]) -> Iterator[list[list[int]]]:
    """Yield every way to put items into groups."""
    if not items:
        yield []
        return
    *rest, last = items
    for way in every_way(rest):
        for n in range(len(way)):
            yield [*way[:n], [*way[n], last], *way[n + 1 :]]
        yield [*way, [last]]


# ---------------------------------------------------------------- they agree


@pytest.mark.parametrize("first", range(0, CASES, BATCH))
def test_origins_agree_with_a_slow_search(first: int) -> None:
    for seed in range(first, first + BATCH):
        case = random_case(seed)
        oracle = Oracle(case)
        found = find_origins(
            case.claims,
            case.voices,
            same_text=case.same_text,
            judgements=case.judgements,
            briefings=case.briefings,
        )
        expected = {tuple(sorted(group)) for group in oracle.group.values()}
        assert {one.voices for one in found.classes} == expected, f"seed {seed}"
        of_class = {one.class_id: set(one.voices) for one in found.classes}
        for a, b in combinations(found.classes, 2):
            may = oracle.may_be_one(of_class[a.class_id], of_class[b.class_id])
            assert (b.class_id in a.may_join, a.class_id in b.may_join) == (may, may), f"seed {seed}"
        rng = random.Random(seed)
        for _ in range(2):
            some = rng.sample(oracle.held, min(len(oracle.held), rng.randint(0, 7)))
            assert found.count(some) == oracle.count(some), f"seed {seed}: {some}"


def test_the_order_of_what_a_person_judged_changes_nothing() -> None:
    for seed in range(200):
        case = random_case(seed)
        ways = [case.judgements, case.judgements[::-1]]
        one, other = (
            find_origins(case.claims, case.voices, same_text=case.same_text, judgements=way) for way in ways
        )
        assert one == other, f"seed {seed}"
