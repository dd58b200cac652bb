"""Find every count of persons killed, hurt, missing, taken or driven out that a report tells.

In:   a Document.
Out:  CountMentions in order of the text; and, apart, the places that say no casualties are reported.
Holds: each number is read once; a number that no predicate speaks of is no count; "none were killed" is a zero,
"no casualties were reported" is no count at all; nothing is added up here.

How it reads, sentence by sentence: quantities with their nouns, left to right; for each, what the words before
it or after it say befell the counted; then those without words of their own take a neighbour's ("two men and
three women were killed", "including two children"). Last, over the whole document, which of them are totals.

A running total told by an ordinal ("the seventh died on 12 February") is a stated, cumulative 7: the words give
the number reached, and its one new death is in `scope.died_later` where the words say so. With "a" the ordinal
brings in one more ("a twelfth mourner died", "a fifth body was found"): an increment of 1, whose words keep the 12.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from tellings.events.candidate import Candidate
from tellings.events.count_again import kind_asked, refer_back
from tellings.events.count_candidates import read_candidates
from tellings.events.count_denied import mark_denied
from tellings.events.count_lists import bodies_by_ordinal, in_row, listed_names, ordinals, rows_of
from tellings.events.count_mention import CountMention
from tellings.events.count_scope import died_later_end, is_window, other_scope, place_alone, place_of_share
from tellings.events.count_tables import tabled
from tellings.events.none_told import NotReported, find_not_reported, none_reported
from tellings.events.outcome_words import Predicate, low_at
from tellings.events.person_nouns import Head
from tellings.events.rolls import Named, Roll, read_rolls
from tellings.model import Group, Scope, Span
from tellings.text.segment import Document, Sentence, Token
from tellings.vocabulary import CountBasis, Field, PersonStatus

__all__ = ["CountMention", "NotReported", "find_counts", "find_not_reported"]


_LOOK_BACK = (
    12  # counts; those of one sentence further apart have nothing to do with one another: a guess, unmeasured
)


def find_counts(document: Document, named: Named | None = None) -> tuple[CountMention, ...]:
    """Return every count of persons in the document, in order of the text.

    named: what `read_rolls` gives, where it is at hand.
    """
    rolls = (named or read_rolls(document)).rolls
    found: list[CountMention] = []
    parts: list[bool] = []
    last_kind: CountMention | None = None
    asked: Field | None = None
    rows = rows_of(document)
    tables = tabled(document)
    for sentence in document.sentences:
        told = {mention.low for mention in found if mention.kind is Field.KILLED and mention.low}
        read = _read_sentence(document, sentence, last_kind, told, rolls, asked)
        asked = kind_asked(sentence.tokens)
        if tables:
            read = _with_tables(read, tables, sentence.index)
        for mention, is_part in read:
            if rows and mention.scope.place is None:
                mention = in_row(document, mention, rows)
            found.append(mention)
            parts.append(is_part)
            last_kind = mention
    return tuple(_with_totals(found, parts))


def _with_tables(
    read: Sequence[tuple[CountMention, bool]],
    tables: Mapping[int, Sequence[tuple[CountMention, bool]]],
    number: int,
) -> list[tuple[CountMention, bool]]:
    """Return the figures of a sentence with those of a table; what both tell is kept as the sentence tells it."""
    rows = [one.span for table in tables.values() for one, _ in table]
    kept = [  # the rows of a table are no list of names
        pair
        for pair in read
        if pair[0].basis is not CountBasis.LISTED or not any(pair[0].span.overlaps(row) for row in rows)
    ]
    told = tables.get(number, ())
    added = [pair for pair in told if not any(pair[0].span.overlaps(one.span) for one, _ in kept)]
    return sorted([*kept, *added], key=lambda pair: (pair[0].span.start, pair[0].span.end))


def _read_sentence(
    document: Document,
    sentence: Sentence,
    before: CountMention | None,
    told: Container[int | None],
    rolls: Sequence[Roll],
    asked: Field | None,
) -> list[tuple[CountMention, bool]]:
    by_ordinal = [*ordinals(document, sentence), *bodies_by_ordinal(document, sentence)]
    listed = listed_names(document, sentence, told, rolls)
    mentions = [
        pair
        for pair in _mentions(document, sentence, _candidates(sentence, before, asked), before)
        if not _is_told_by(pair[0], by_ordinal, listed)
    ]
    mentions.extend(by_ordinal)
    mentions.extend(listed)
    mentions.sort(key=lambda pair: (pair[0].span.start, pair[0].span.end))
    return mentions


_RECENT = 2  # sentences; a bare figure further off is of something else. A guess, unmeasured


def _candidates(sentence: Sentence, before: CountMention | None, asked: Field | None) -> list[Candidate]:
    """Return the candidates of a sentence; bare figures take the kind that was told or asked shortly before."""
    candidates = read_candidates(sentence)
    is_near = before is not None and before.sentence >= sentence.index - _RECENT
    refer_back(sentence.tokens, candidates, asked or (before.kind if before and is_near else None))
    mark_denied(sentence.tokens, candidates)
    return candidates


def _is_told_by(
    mention: CountMention,
    ordinals: Sequence[tuple[CountMention, bool]],
    listed: Sequence[tuple[CountMention, bool]],
) -> bool:
    """Whether an ordinal or a list tells the same: "a twelfth mourner, a man of 70, succumbed", "the 12 dead"."""
    if mention.low == mention.high == 1:
        return any(one.span.start < mention.span.start < one.span.end for one, _ in ordinals)
    return mention.kind is Field.KILLED and any(
        one.low == mention.low and mention.span.start < one.span.end and one.span.start < mention.span.end
        for one, _ in listed
    )


def _mentions(
    document: Document, sentence: Sentence, candidates: Sequence[Candidate], before: CountMention | None
) -> list[tuple[CountMention, bool]]:
    tokens = sentence.tokens
    made: list[tuple[CountMention, bool, Candidate]] = []
    spans: dict[int, Span] = {}
    for index, candidate in enumerate(candidates):
        if candidate.dead_end:
            continue
        predicate = candidate.predicate
        kind = predicate.kind if predicate else None
        if (
            candidate.subset
            and (predicate is None or candidate.parent)
            and not (predicate and _own_verb(predicate, candidate))
        ):
            if candidate.parent and candidate.parent.predicate:
                kind = candidate.parent.predicate.kind
            elif (
                (candidate.noun.head is Head.PERSON or candidate.noun.of_those)
                and before
                and before.sentence >= sentence.index - 1
                and _opens(tokens, candidate)
            ):
                kind = before.kind
        if kind is None:
            continue
        if predicate is not None and predicate.kind is Field.KILLED_OR_INJURED and not candidate.subset:
            kind = predicate.kind
        mention = _mention(document, sentence, candidates, index, kind)
        if mention is None:
            continue
        if candidate.parent and id(candidate.parent) in spans:
            mention = replace(mention, part_of=spans[id(candidate.parent)])
        spans[id(candidate)] = mention.span
        is_part = (
            (candidate.in_list and candidate.noun.group != Group())
            or candidate.place is not None
            or candidate.shares
        )
        made.append((mention, is_part, candidate))
    _mark_told_earlier(tokens, made)
    _mark_earlier(made)
    _mark_places(document, tokens, made)
    _mark_increments(made, before)
    _spread_scope(tokens, made)
    return [(mention, is_part) for mention, is_part, _ in made]


def _own_verb(predicate: Predicate, candidate: Candidate) -> bool:
    """Whether a part has a verb of its own: "two of them died", not its whole's "... were killed" after it."""
    if candidate.noun.of_those or candidate.parent is None or candidate.parent.predicate is None:
        return True
    # "of whom three died": right after it, and another verb than the whole's
    is_near = candidate.is_after and predicate.adjacent and not candidate.shared
    return (
        is_near and predicate.start == candidate.end and predicate.kind is not candidate.parent.predicate.kind
    )


def _opens(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Whether a part opens its sentence ("Among them were two children"), so that its whole stands before."""
    return candidate.start <= 6


def _mention(
    document: Document, sentence: Sentence, candidates: Sequence[Candidate], index: int, kind: Field
) -> CountMention | None:
    tokens, text = sentence.tokens, document.report.text
    candidate = candidates[index]
    quantity, noun, predicate = candidate.quantity, candidate.noun, candidate.predicate
    start, end = candidate.start, candidate.end
    died_later = False
    if predicate and not (candidate.subset and not noun.of_those):
        start, end = min(start, predicate.start), max(end, predicate.end)
        if candidate.shared:
            start, end = candidate.start, candidate.end
            if candidate.is_after:
                end = max(end, predicate.end)
        if predicate.dies:
            later = died_later_end(tokens, predicate.start, predicate.end)
            if later is not None:
                died_later, end = True, max(end, later)
    elif candidate.subset:
        while (
            low_at(tokens, start - 1) in ("including", "among", "them", "whom", "were", "was") and start > 0
        ):
            start -= 1
    if (
        low_at(tokens, start - 1) in ("left", "leaving", "leaves", "leave")
        and predicate
        and candidate.is_after
    ):
        if _has_future(tokens, start - 1):
            return None
        start -= 1
    low, high, strict = quantity.low, quantity.high, quantity.strict
    if predicate and predicate.exceeded and low is not None:
        high, strict = None, True
    if predicate and predicate.capped:
        low, high, strict = None, low if high is None else high, False
    if quantity.zero:
        zero = _zero_kind(tokens, candidate, predicate)
        if zero is None:
            return None
        kind = zero
    if kind is Field.BODIES_FOUND and predicate and predicate.toll:
        kind = Field.KILLED
    # one who is only named, and counts nobody, bounds no clause: "after a bomber killed 30"
    bounding = [
        one
        for one in candidates[max(0, index - _LOOK_BACK) : index]
        if one.predicate or not one.quantity.article
    ]
    floor = bounding[-1].end if bounding else 0
    ceiling = candidates[index + 1].start if index + 1 < len(candidates) else len(tokens)
    other = other_scope(tokens, start, end, min(floor, start), max(ceiling, end))
    place = candidate.place or place_alone(tokens, max(candidate.end, end))
    span = Span(tokens[start].start, tokens[end - 1].end)
    wording = Span(tokens[candidate.start].start, tokens[candidate.end - 1].end).of(text)
    basis = CountBasis.STATED
    if candidate.as_part:
        basis = CountBasis.SUBTOTAL
    elif noun.partitive and noun.befallen in (Field.INJURED, Field.MISSING) and kind is not noun.befallen:
        basis = CountBasis.INCREMENT  # "three of the wounded died"
    elif noun.partitive and low_at(tokens, quantity.start) not in ("both", "all"):
        basis = (
            CountBasis.SUBTOTAL
            if low_at(tokens, candidate.end - 1) in ("dead", "killed", "wounded")
            else basis
        )
        if noun.befallen is kind:
            basis = CountBasis.SUBTOTAL
    elif (quantity.more and candidate.place is None) or low_at(tokens, quantity.end) in _NEW:
        basis = CountBasis.INCREMENT
    return CountMention(
        kind=kind,
        low=low,
        high=high,
        span=span,
        wording=wording,
        sentence=sentence.index,
        approximate=quantity.approximate,
        strict=strict,
        vague=quantity.vague,
        basis=basis,
        group=noun.group,
        scope=Scope(
            place=_words(text, tokens, place),
            window=_words(text, tokens, other) if other and is_window(tokens, other) else None,
            died_later=died_later or (basis is CountBasis.INCREMENT and noun.befallen is Field.INJURED),
        ),
        is_total=True if predicate and predicate.toll else None,
        cumulative=bool(predicate and predicate.rises and not predicate.superseded),
        superseded=bool(predicate and predicate.superseded),
        other_scope=_words(text, tokens, other),
        denied=candidate.denied,
    )


_NEW = frozenset("new additional further extra fresh".split())


def _has_future(tokens: Sequence[Token], at: int) -> bool:
    return low_at(tokens, at - 1) in ("could", "would", "will", "might", "to")


def _words(text: str, tokens: Sequence[Token], place: tuple[int, int] | None) -> str | None:
    if place is None or place[0] >= min(place[1], len(tokens)):
        return None
    return text[tokens[place[0]].start : tokens[min(place[1], len(tokens)) - 1].end]


def _zero_kind(tokens: Sequence[Token], candidate: Candidate, predicate: Predicate | None) -> Field | None:
    if predicate is None:
        return None
    if tokens[candidate.quantity.start].low in ("no", "any") and none_reported(
        tokens, candidate.quantity.start
    ):
        return None
    if any(
        low_at(tokens, place) in ("reported", "reportedly") for place in range(candidate.end, predicate.end)
    ):
        return None  # "no one was reported hurt"
    return predicate.kind


_EARLY = frozenset("earlier initially previously originally first".split())


_TELLS = frozenset("said put reported announced given stated counted spoke gave told".split())


_EARLY_NOUNS = frozenset("reports report estimates estimate statement figures accounts account".split())


_EARLY_ADJECTIVES = frozenset("earlier initial previous preliminary first".split())


def _mark_told_earlier(tokens: Sequence[Token], made: list[tuple[CountMention, bool, Candidate]]) -> None:
    """Mark a figure as overtaken where its words say so: "had earlier said 12", "first put at 12"."""
    floor = 0
    for index, (mention, is_part, candidate) in enumerate(made):
        lows = [token.low for token in tokens[max(floor, candidate.start - 8) : candidate.start]]
        floor = candidate.end
        for cut in (";", "but", "while"):
            if cut in lows:
                lows = lows[len(lows) - lows[::-1].index(cut) :]
        pairs = set(pairwise(lows))
        is_early = any(
            (a in _EARLY and b in _TELLS) or (a in _EARLY_ADJECTIVES and b in _EARLY_NOUNS) for a, b in pairs
        )
        is_early = is_early or any(
            a in _EARLY and b == "been" and c in _TELLS
            for a, b, c in zip(lows, lows[1:], lows[2:], strict=False)
        )
        if (
            is_early
            and mention.basis is CountBasis.STATED
            and mention.other_scope is None
            and not mention.is_zero
        ):
            made[index] = (replace(mention, superseded=True, cumulative=False), is_part, candidate)


def _mark_places(
    document: Document, tokens: Sequence[Token], made: list[tuple[CountMention, bool, Candidate]]
) -> None:
    """Give counts of one kind their places where their sentence tells several: "three died in Adra, two in Corvo"."""
    stated = [
        (index, place)
        for index, (mention, _, candidate) in enumerate(made)
        if mention.basis is CountBasis.STATED
        and not (mention.other_scope or mention.superseded or mention.scope.place)
        if (place := place_of_share(tokens, _end_of(candidate)))
    ]
    for index, place in stated:
        mention, _, candidate = made[index]
        name = _words(document.report.text, tokens, place)
        others = {
            _words(document.report.text, tokens, there)
            for at, there in stated
            if made[at][0].kind is mention.kind
        }
        if len(others) > 1:
            made[index] = (replace(mention, scope=replace(mention.scope, place=name)), True, candidate)


def _end_of(candidate: Candidate) -> int:
    return max(candidate.end, candidate.predicate.end) if candidate.predicate else candidate.end


def _mark_earlier(made: list[tuple[CountMention, bool, Candidate]]) -> None:
    """Point a superseded figure at the one in its sentence that overtakes it."""
    for index, (mention, is_part, candidate) in enumerate(made):
        if not mention.superseded:
            continue
        for other, _, _ in made[max(0, index - _LOOK_BACK) : index + _LOOK_BACK]:
            is_stated = other.basis is CountBasis.STATED and not other.superseded
            if other is not mention and other.kind is mention.kind and is_stated:
                made[index] = (replace(mention, earlier_of=other.span), is_part, candidate)
                if other.cumulative and (other.low or 0) < (mention.low or 0):
                    at = next(k for k, (one, _, _) in enumerate(made) if one is other)
                    made[at] = (replace(other, cumulative=False), made[at][1], made[at][2])
                break


def _mark_increments(made: list[tuple[CountMention, bool, Candidate]], before: CountMention | None) -> None:
    """Read "more" and "another" as plain where they add persons of another kind ("killed 12 and hurt 30 more")."""
    for index, (mention, is_part, candidate) in enumerate(made):
        if mention.basis is not CountBasis.INCREMENT or not candidate.quantity.more:
            continue
        if index == 0:
            continue
        dead = (Field.KILLED, Field.BODIES_FOUND)
        alike = dead if mention.kind in dead else (mention.kind,)
        if all(other.kind not in alike for other, _, _ in made[max(0, index - _LOOK_BACK) : index]):
            made[index] = (replace(mention, basis=CountBasis.STATED), is_part, candidate)


def _with_scope_of(mention: CountMention, other: CountMention) -> CountMention:
    """Return a mention set apart by the words that set another one apart."""
    window = replace(mention.scope, window=other.scope.window)
    return replace(mention, other_scope=other.other_scope, scope=window)


def _spread_scope(tokens: Sequence[Token], made: list[tuple[CountMention, bool, Candidate]]) -> None:
    """Carry another scope over "and" and to the parts of a count."""
    for index in range(1, len(made)):
        mention, is_part, candidate = made[index]
        earlier, _, before = made[index - 1]
        between = [token.low for token in tokens[before.end : candidate.start]]
        breaks = any(
            word
            in (
                "while",
                "but",
                ";",
                "whereas",
                "bringing",
                "raising",
                "after",
                "before",
                "said",
                "says",
                "told",
            )
            for word in between
        )
        if earlier.other_scope and mention.other_scope is None and not breaks and not mention.cumulative:
            if len(between) <= 8 or candidate.as_part:
                made[index] = (_with_scope_of(mention, earlier), is_part, candidate)
        elif (
            mention.other_scope
            and earlier.other_scope is None
            and not breaks
            and "and" in between
            and len(between) <= 3
        ):
            made[index - 1] = (_with_scope_of(earlier, mention), made[index - 1][1], before)


def _with_totals(mentions: Sequence[CountMention], parts: Sequence[bool]) -> list[CountMention]:
    """Say of each mention whether it is the incident's toll of its kind, as its words and its neighbours show."""
    largest: dict[Field, int] = {}
    statuses: dict[tuple[Field, int], set[PersonStatus]] = {}
    for mention in mentions:
        if mention.other_scope is None and not _is_narrow(mention) and mention.basis is CountBasis.STATED:
            value = mention.high if mention.low is None else mention.low
            largest[mention.kind] = max(largest.get(mention.kind, 0), value or 0)
        if mention.other_scope is None and mention.basis is CountBasis.STATED and not mention.is_zero:
            statuses.setdefault((mention.kind, mention.sentence), set()).add(mention.group.status)
    return [
        _with_total(mention, is_part or _is_one_side(mention, statuses), largest)
        for mention, is_part in zip(mentions, parts, strict=True)
    ]


_ARMED = frozenset({PersonStatus.COMBATANT, PersonStatus.SECURITY_FORCE})


def _is_one_side(mention: CountMention, statuses: dict[tuple[Field, int], set[PersonStatus]]) -> bool:
    """Whether a count is of civilians or of the armed where its sentence counts the others too."""
    told = statuses.get((mention.kind, mention.sentence), set())
    if PersonStatus.CIVILIAN not in told or not told & _ARMED:
        return False
    return mention.group.status is PersonStatus.CIVILIAN or mention.group.status in _ARMED


def _with_total(mention: CountMention, is_part: bool, largest: dict[Field, int]) -> CountMention:
    if mention.other_scope is not None:
        return replace(mention, is_total=None)
    if mention.basis is CountBasis.LISTED:
        return mention
    if mention.basis is not CountBasis.STATED or is_part or mention.scope.place is not None:
        return replace(mention, is_total=False)
    if mention.is_total:
        return mention
    if mention.kind is Field.BODIES_FOUND:
        return mention
    value = mention.high if mention.low is None else mention.low
    if _is_narrow(mention) and largest.get(mention.kind, 0) > (value or 0):
        return replace(mention, is_total=False)
    return replace(mention, is_total=True)


def _is_narrow(mention: CountMention) -> bool:
    """Whether the count is of a group narrower than the persons there."""
    return mention.group.function is not None or mention.group.sex_age is not None
