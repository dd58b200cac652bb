"""Read counts that are told by a place in a row: rows of a table, ordinals, names on a list.

In:   a Document, its sentences and its lists of names.
Out:  CountMentions; the rows of a table, and the place of a figure in one.
Holds: one row is no table; an ordinal counts where it is told with a death or a body.
"""

from collections.abc import Container, Sequence
from dataclasses import replace

from tellings.events.count_mention import CountMention
from tellings.events.count_scope import died_later_end
from tellings.events.numbers import ORDINAL_ENDINGS, read_ordinal
from tellings.events.outcome_words import NOMINALS, PARTICIPLES, STATES, low_at
from tellings.events.person_nouns import is_person_noun
from tellings.events.predicates import predicate_after
from tellings.events.quantities import read_quantity
from tellings.events.rolls import Roll
from tellings.model import Scope, Span
from tellings.text.segment import Document, Sentence, Token
from tellings.vocabulary import CountBasis, Field


def rows_of(document: Document) -> list[tuple[int, Span]]:
    """Return where rows of a table start, with the place each is of: "Adra: 14 killed, 6 wounded"; one is no table."""
    rows: list[tuple[int, Span]] = []
    for sentence in document.sentences:
        tokens = sentence.tokens
        for at, token in enumerate(tokens):
            if token.low not in (":", "|") or at == 0 or not _starts_figures(tokens, at + 1):
                continue
            start = at
            while start > 0 and at - start < 4 and _may_name(tokens[start - 1]):
                start -= 1
            if start < at and (start == 0 or tokens[start - 1].low in (";", ".", ",", "-", "|")):
                rows.append((tokens[start].start, Span(tokens[start].start, tokens[at - 1].end)))
    return rows if len(rows) > 1 else []


def _starts_figures(tokens: Sequence[Token], at: int) -> bool:
    low = low_at(tokens, at)
    return low[:1].isdigit() or (low.isalpha() and read_quantity(tokens, at) is not None)


def _may_name(token: Token) -> bool:
    low = token.low
    if low in ("total", "totals", "overall", "all", "sum"):
        return False  # the sum of the rows is of no place
    return token.is_name_like and low not in STATES and low not in PARTICIPLES and low not in NOMINALS


def in_row(document: Document, mention: CountMention, rows: list[tuple[int, Span]]) -> CountMention:
    """Give a figure the place of the row it stands in, where it stands in one."""
    sentence = document.sentences[mention.sentence].span
    named = [name for start, name in rows if sentence.start <= start <= mention.span.start]
    if not named:
        return mention
    place = named[-1].of(document.report.text)
    return replace(mention, scope=replace(mention.scope, place=place))


_VICTIM_NOUNS = frozenset("victim person resident man woman child casualty patient fatality".split())


def ordinals(document: Document, sentence: Sentence) -> list[tuple[CountMention, bool]]:
    """Read a running total told by an ordinal: "the attack's sixth victim died", "the seventh died"."""
    tokens = sentence.tokens
    found: list[tuple[CountMention, bool]] = []
    for at, token in enumerate(tokens):
        if token.low[-2:] not in ORDINAL_ENDINGS:
            continue
        value = read_ordinal(tokens, at)
        if value is None or value < 2:
            continue
        before = low_at(tokens, at - 1)
        if not (before in ("the", "a", "its", "their") or before.endswith("'s")):
            continue
        place = at + 1
        while low_at(tokens, place) in ("wounded", "injured", "death") or (
            is_person_noun(low_at(tokens, place)) and low_at(tokens, place + 1) in _VICTIM_NOUNS
        ):
            place += 1
        has_noun = is_person_noun(low_at(tokens, place))
        if has_noun:
            place += 1
        elif value < 3:
            continue
        if low_at(tokens, place) in ("of", "who", "that", "which"):
            continue
        dies = predicate_after(tokens, place, plural=False, stops=(), reaches_far=has_noun, takes_bare=False)
        if dies is None or dies.kind is not Field.KILLED or dies.refused:
            continue
        later = died_later_end(tokens, dies.start, dies.end) if dies.dies else None
        start = at - 1 if before in ("the", "a", "its", "their") else at
        span = (start, max(dies.end, later or 0))
        mention = _counted_by_ordinal(document, sentence, value, span, name_end=place, kind=Field.KILLED)
        found.append((replace(mention, scope=Scope(died_later=later is not None)), False))
    return found


def _counted_by_ordinal(
    document: Document, sentence: Sentence, value: int, at: tuple[int, int], *, name_end: int, kind: Field
) -> CountMention:
    """Make the mention of an ordinal at tokens `at`: the number reached, or with "a" one more."""
    tokens, text = sentence.tokens, document.report.text
    is_one_more = any(
        token.low == "a" for token in tokens[at[0] : at[0] + 2] if not read_ordinal((token,), 0)
    )
    number = 1 if is_one_more else value
    return CountMention(
        kind=kind,
        low=number,
        high=number,
        span=Span(tokens[at[0]].start, tokens[at[1] - 1].end),
        wording=text[tokens[at[0]].start : tokens[name_end - 1].end],
        sentence=sentence.index,
        basis=CountBasis.INCREMENT if is_one_more else CountBasis.STATED,
        is_total=not is_one_more,
        cumulative=not is_one_more,
    )


_FINDING = frozenset("found recovered discovered pulled retrieved unearthed dug".split())


def bodies_by_ordinal(document: Document, sentence: Sentence) -> list[tuple[CountMention, bool]]:
    """Read "a fifth body was found" and "recovered the fourth body". One more body than was told is one more dead."""
    tokens = sentence.tokens
    found: list[tuple[CountMention, bool]] = []
    for at in range(1, len(tokens) - 1):
        if tokens[at + 1].low != "body":
            continue
        value = read_ordinal(tokens, at)
        article = low_at(tokens, at - 1)
        if value is None or value < 2 or article not in ("a", "the"):
            continue
        end = at + 2
        is_object = low_at(tokens, at - 2) in _FINDING and low_at(tokens, end) not in ("of", "to")
        while low_at(tokens, end) in ("was", "has", "had", "been", "later", "also", "then"):
            end += 1
        if low_at(tokens, end) in _FINDING and end > at + 2 and low_at(tokens, end + 1) != "to":
            place = (at - 1, end + 1)
        elif is_object:
            place = (at - 1, at + 2)
        else:
            continue
        kind = Field.KILLED if article == "a" else Field.BODIES_FOUND
        mention = _counted_by_ordinal(document, sentence, value, place, name_end=at + 2, kind=kind)
        found.append((mention, False))
    return found


_OF_THE_DEAD = frozenset("dead killed victims fatalities martyrs deceased slain".split())


def listed_names(
    document: Document, sentence: Sentence, told: Container[int | None], rolls: Sequence[Roll]
) -> list[tuple[CountMention, bool]]:
    """Read "six names on the list of the dead", "the names of all 43 dead", "a list of 12 dead".

    told: the numbers of killed told so far: "the names of all 43" is of the dead where 43 were told as killed.
    rolls: the lists that give the names themselves.
    """
    tokens, text = sentence.tokens, document.report.text
    found: list[tuple[CountMention, bool]] = []
    listed: list[tuple[CountMention, bool]] = []
    names = any(token.low in ("names", "list") for token in tokens)
    for at in range(len(tokens)) if names else ():
        quantity = read_quantity(tokens, at)
        if quantity is None or quantity.article or quantity.zero or quantity.low is None:
            continue
        start = _names_before(tokens, at)
        end = quantity.end
        if start is not None:
            while low_at(tokens, end) in ("of", "the", "people", "persons", "confirmed"):
                end += 1
            if low_at(tokens, end) in _OF_THE_DEAD:
                end += 1
            elif quantity.low in told and not low_at(tokens, quantity.end)[:1].isalpha():
                end = quantity.end
            elif quantity.low in told and low_at(tokens, quantity.end) in ("people", "persons"):
                end = quantity.end + 1
            else:
                continue
        elif low_at(tokens, end) == "names":
            start, list_end = at, _list_of_dead(tokens, end + 1)
            if list_end is None:
                continue
            end = list_end
        else:
            continue
        mention = CountMention(
            kind=Field.KILLED,
            low=quantity.low,
            high=quantity.high,
            span=Span(tokens[start].start, tokens[end - 1].end),
            wording=text[tokens[at].start : tokens[min(end, quantity.end + 1) - 1].end],
            sentence=sentence.index,
            approximate=quantity.approximate,
            strict=quantity.strict,
            vague=quantity.vague,
            basis=CountBasis.LISTED,
            is_total=True,
        )
        if not found or found[-1][0].span.end <= mention.span.start:
            found.append((mention, False))
    for roll in rolls:
        if roll.sentence == sentence.index and not found:
            listed.append((_count_of(document, roll), False))
    return found + listed


def _count_of(document: Document, roll: Roll) -> CountMention:
    """Return a list of names as the count that it is."""
    return CountMention(
        kind=roll.kind,
        low=roll.number,
        high=roll.number,
        span=roll.span,
        wording=roll.span.of(document.report.text),
        sentence=roll.sentence,
        basis=CountBasis.LISTED,
        is_total=roll.whole,
    )


def _names_before(tokens: Sequence[Token], at: int) -> int | None:
    """Return where "the names of (all)" or "a list of" starts that ends at `at`, or None."""
    place = at - 1
    while low_at(tokens, place) in ("all", "the"):
        place -= 1
    if low_at(tokens, place) != "of" or low_at(tokens, place - 1) not in ("names", "list"):
        return None
    start = place - 1
    if low_at(tokens, start - 1) in ("the", "a", "full", "its", "their"):
        start -= 1
    return start


def _list_of_dead(tokens: Sequence[Token], at: int) -> int | None:
    """Read "on the list of the dead", "on its roll of those killed", "among the dead"; returns where it ends."""
    if low_at(tokens, at) not in ("on", "in", "among", "of"):
        return None
    for place in range(at + 1, min(at + 9, len(tokens))):
        low = tokens[place].low
        if low in _OF_THE_DEAD:
            return place + 1
        is_passed = low in (
            "the",
            "a",
            "its",
            "their",
            "list",
            "roll",
            "register",
            "of",
            "those",
            "official",
            "death",
        )
        if not is_passed:
            return None
        if low in ("list", "roll", "register") and low_at(tokens, place - 1) == "death":
            return place + 1
    return None
