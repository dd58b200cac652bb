"""Part what a report tells into accounts: which incident each of its sentences belongs to.

In:   a Document, and what the trained heads tell of its sentences, or None where only rules are at hand.
Out:  Parting.
Holds: a sentence belongs to one account, to the background, or to none; a report that tells of no incident has no
account.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tellings.events.apart import sums_up, told_apart
from tellings.events.listed import find_entries
from tellings.events.surroundings import background_sentences
from tellings.events.told import Told
from tellings.text.segment import Document

# Shares from which a report is held to tell of an incident. Where people harmed or rounds fired are counted less is
# wanted, save where a word stands that speaks of a mishap, a drill or a story. Chosen on made passages, and on short
# cases of counts: lower finds more of these, and takes more crashes for attacks.
TELLS_ANY = 0.6
TELLS_WITH_FIGURE = 0.1
_NO_ATTACK = frozenset(
    "accident accidents accidental accidentally crash crashed crashes collided collision derailed derailment "
    "overturned capsized capsize drowned drowning avalanche landslide mudslide earthquake quake flood floods "
    "flooding typhoon "
    "hurricane cyclone tornado lightning storm storms tsunami volcano eruption wildfire wildfires leak leaked brakes "
    "skidded swerved malfunction malfunctioned stampede outbreak virus infection drill drills exercise exercises "
    "simulated simulation rehearsal rehearsed mock scenario film movie novel episode museum exhibition "
    "anniversary".split()
)
NEWS = 0.5  # share from which a sentence that opens an account is no background, whatever its words
MOST_BEFORE_NEWS = (
    2  # sentences in passing for each that tells the news, where they come first: more are no background
)
IN_PASSING = 0.5  # share from which a sentence tells of another incident in passing, where that is likelier
SURELY_IN_PASSING = 0.95  # the same, where the report brings no incident of its own
# the toll of what was told before, and of no period
_GOES_ON = re.compile(r"(?:so far,|the (?:death )?toll\b)(?!.*\b(?:year|month|since|\d{4})\b)", re.I)
# a line at the head of a list of what was before
_HEADS_PAST = re.compile(
    r"(?:(?:other|some|the|a|key|major)\s+)*(?:recent|previous|earlier|past|timeline|history|background|related)\b[^.]{0,60}:?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Parting:
    """Where a report's sentences belong.

    count: accounts of its own, numbered in order of the text. starts, owners: from which sentence on the account is
    that number, until the next start. background: sentences that tell of another incident, or of a whole period.
    tellers: of each account the sentence that tells of it most surely; () where only rules are at hand.
    """

    count: int
    starts: tuple[int, ...]
    owners: tuple[int, ...]
    background: frozenset[int]
    tellers: tuple[int, ...] = ()

    def account_of(self, sentence: int) -> int:
        """Return the number of the account that a sentence belongs to, where it is not of the background."""
        return self.owners[max(bisect_right(self.starts, sentence) - 1, 0)]


def part(document: Document, told: Told | None, *, has_figure: bool = False) -> Parting:
    """Return which account each sentence belongs to.

    has_figure: a figure of people harmed was found, not set apart from what the report brings, or one of rounds fired.
    A sentence that tells of no incident by itself goes with the one before it, and those before the first with that.
    """
    background = background_sentences(document)
    if told is None:
        return Parting(1, (0,), (0,), background)
    likely = {
        number
        for number, (main, passing) in enumerate(zip(told.main, told.background, strict=True))
        if passing >= IN_PASSING
        and passing > main
        and not _GOES_ON.match(document.sentences[number].span.of(document.view))
    }
    if told.report < (TELLS_WITH_FIGURE if has_figure and not _names_no_attack(document) else TELLS_ANY):
        return Parting(0, (), (), frozenset(n for n in likely if told.background[n] >= SURELY_IN_PASSING))
    surest = max(range(len(told.main)), key=lambda number: told.main[number])
    past = _under_past(document, told)
    likely = _beside_news(told, likely) | past
    entries = () if past else find_entries(document, told.main, told.background)
    for entry in entries:
        if not any(told.main[number] >= NEWS and number not in likely for number in entry):
            likely = likely - set(entry)
    parts = entries or told_apart(document, told.parts, likely) or ((surest,),)
    owner_of = {number: k for k, one in enumerate(parts) for number in one}
    background = background | likely
    if len(parts) > 1:
        # what an entry, or a sentence set apart, tells is news, though rules take "a separate attack" for another's
        news = {
            number for one in parts for number in (one if entries else one[:1]) if told.main[number] >= NEWS
        }
        background = background - (news - likely) - {max(one, key=lambda k: told.main[k]) for one in parts}
        # the total of a table, a day without an incident, what sums up several
        background = background | _of_none(document, told, parts, is_list=bool(entries))
    starts = sorted(owner_of)
    return Parting(
        count=len(parts),
        starts=tuple(starts),
        owners=tuple(owner_of[number] for number in starts),
        background=background,
        tellers=tuple(max(one, key=lambda k: told.main[k]) for one in parts),
    )


def _names_no_attack(document: Document) -> bool:
    """Whether a word for a mishap, a drill or a story stands in the report."""
    return any(token.low in _NO_ATTACK for sentence in document.sentences for token in sentence.tokens)


def _beside_news(told: Told, likely: set[int]) -> set[int]:
    """Return the sentences told in passing: none where they come first and are most of what a report tells of.

    A list of past deaths is what its report brings, however long ago they were.
    """
    news = [number for one in told.parts for number in one if number not in likely]
    is_news = len(likely) > MOST_BEFORE_NEWS * len(news) and (not news or min(likely) < min(news))
    return set() if is_news else likely


def _under_past(document: Document, told: Told) -> set[int]:
    """Return the sentences under a line such as "Recent attacks in the north:", where news stands above it."""
    has_news = False
    for sentence in document.sentences:
        words = sentence.span.of(document.view)
        is_line = sentence.span == document.paragraphs[sentence.paragraph]
        if has_news and is_line and _HEADS_PAST.fullmatch(words):
            return set(range(sentence.index, len(document.sentences)))
        has_news = has_news or (not sentence.headline and told.main[sentence.index] >= NEWS)
    return set()


def _of_none(
    document: Document, told: Told, parts: Sequence[Sequence[int]], *, is_list: bool
) -> frozenset[int]:
    """Return the sentences that belong to none of several accounts."""
    held = {number for one in parts for number in one}
    first = min(held)
    if is_list:
        return frozenset(
            sentence.index
            for sentence in document.sentences
            if sentence.index not in held
            and (sentence.index > first or sums_up(sentence.span.of(document.view)))
        )
    return frozenset(number for one in told.parts for number in one) - held
