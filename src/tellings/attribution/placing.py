"""Put the tellings of one sentence in their places: one inside another, one after another, several speakers.

In:   a sentence and which of its tokens are quoted.
Out:  its Tellings, outer before inner; `outer` counts from the first telling of the report.
Holds: the content of an inner telling lies in its outer one's; no source lies in its own content.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tellings.attribution.clause import Clause
from tellings.attribution.forms import read_site
from tellings.attribution.lexicon import PRONOUNS
from tellings.attribution.phrases import Stretch, Tokens
from tellings.attribution.sites import CALL_FORMS, find_sites, is_site
from tellings.attribution.telling import Draft, Telling
from tellings.model import Span
from tellings.text.segment import Sentence

_DEEPEST = 6  # levels of telling inside telling
_GOING_ON = frozenset(
    "adding saying claiming stating alleging warning insisting demanding urging accusing blaming denying".split()
)
_BREAKS = frozenset({"and", "but", "while", "whereas", "though", "although", ";", "however", "yet", ","})
_OF_A_LETTER = frozenset({"dated", "sent", "written", "published"})
_PLAIN_SAYING = frozenset(
    {"said", "says", "told", "added", "denied", "denies", "accused", "accuses", "blamed", "demanded"}
)
_OBJECT_OPENERS = frozenset({"that", "on", "for", "the", "to", "it", "any", "there"}) | PRONOUNS


class SentencePlacer:
    """Reads one sentence; `tellings` is the report's list so far, so that `outer` can name its places."""

    def __init__(
        self, sentence: Sentence, tokens: Tokens, quoted: Sequence[int], tellings: list[Telling]
    ) -> None:
        self._sentence = sentence
        self._tellings = tellings
        names = sum(token.is_name_like for token in tokens if token.is_word)
        is_title_case = sentence.headline and names * 10 >= 6 * sum(token.is_word for token in tokens)
        self._whole = Clause(tokens, quoted, 0, len(tokens), is_title_case=is_title_case)
        self._last_speaker: Stretch | None = None

    def read(self, lo: int, hi: int) -> None:
        """Read the tokens [lo, hi) of the sentence and add what they tell."""
        self._read(lo, hi, None, 0)

    def add(self, draft: Draft, *, outer: int | None = None) -> int:
        """Add a telling and return its place in the report's list."""
        self._tellings.append(self._telling(draft, outer))
        return len(self._tellings) - 1

    # ------------------------------------------------------------ one inside another

    def _read(self, lo: int, hi: int, outer: int | None, depth: int) -> None:
        """Read [lo, hi) as speech at one level; what lies in a content is read one level in."""
        t = self._whole.tokens
        while lo < hi:
            while hi > lo and t[hi - 1].low in {".", "!", "?"}:
                hi -= 1
            while (
                lo < hi and depth == 0 and outer is None and t[lo].low in {"but", ","} and self._last_speaker
            ):
                lo += 1  # "claimed the ambush but denied ...": the same speaker goes on
            if hi - lo < 3 or depth >= _DEEPEST:
                return
            if t[lo].low in {"citing", "quoting"} and self._read_citing(lo, hi, outer, depth):
                return
            clause = replace(self._whole, lo=lo, hi=hi, last_speaker=self._last_speaker)
            drafts = (read_site(clause, k) for k in find_sites(clause))
            draft = next((found for found in drafts if found is not None and _is_sound(found)), None)
            if draft is None:
                return
            lo = self._place(clause, draft, outer, depth)

    def _read_citing(self, lo: int, hi: int, outer: int | None, depth: int) -> bool:
        """Read "Citing a letter from X, the group says ...": X tells it, the group passes it on."""
        clause = self._whole.part(lo, hi)
        end = clause.phrase_end(lo + 1)
        comma = end
        while comma + 1 < hi and clause.low(comma) == "," and clause.low(comma + 1) in _OF_A_LETTER:
            comma = next((m for m in range(comma + 1, hi) if clause.low(m) == ","), hi)
        if end == lo + 1 or comma >= hi or clause.low(comma) != ",":
            return False
        source, cue = Stretch(lo + 1, end), Stretch(lo, lo + 1)
        first = len(self._tellings)
        self._read(comma + 1, hi, outer, depth)
        if len(self._tellings) == first:
            main = clause.trim(comma + 1, hi)
            if main.words:
                self.add(Draft(source, cue, (main,)), outer=outer)
            return True
        inner = self._telling(Draft(source, cue, ()), first)
        self._tellings.append(replace(inner, content=self._tellings[first].content))
        return True

    def _place(self, clause: Clause, draft: Draft, outer: int | None, depth: int) -> int:
        """Add a telling and what lies within it; return from where the clause is to be read on."""
        lo, hi = clause.lo, clause.hi
        cited = _cited(clause, draft.cue.end) if draft.relayed is None else None
        contents, rest = self._cut(clause, draft, cited)
        draft = replace(draft, content=contents)
        index = innermost = self.add(draft, outer=outer)
        self._last_speaker = draft.source or self._last_speaker
        if cited is not None and contents:
            by_cited = Draft(cited, Stretch(cited.start - 1, cited.start), contents)
            innermost = self.add(by_cited, outer=index)
        if draft.relayed is not None:
            passed_on = Draft(draft.relayed.source, draft.relayed.cue, contents)
            innermost = self.add(passed_on, outer=index)
        for start, end in contents:
            self._read(start, end, innermost, depth + 1)
        self._read_participle(clause, draft, outer, depth)
        parts = [draft.cue, *([draft.source] if draft.source else []), *contents]
        first, last = min(part.start for part in parts), max(part.end for part in parts)
        if first - lo > 6:
            # what stands before a source-first telling may hold a telling of its own
            self._read(lo, first, outer, depth + 1)
        if rest < hi:
            return rest + 1 if clause.low(rest) in {"and", "but", ","} else rest
        return last if hi - last > 2 else hi

    def _cut(self, clause: Clause, draft: Draft, cited: Stretch | None) -> tuple[tuple[Stretch, ...], int]:
        """Return (the contents, cut where somebody else takes over; the place of that cut, else the clause's end)."""
        contents: list[Stretch] = []
        rest = clause.hi
        for start, end in draft.content:
            if cited is not None and start < cited.start <= end:
                end = cited.start - 2
            elif cited is not None and cited.start - 2 <= start:
                continue
            cut = None
            if draft.cue.end <= start < end:
                cut = _next_speaker(clause.part(start, end), draft, is_afterthought=bool(contents))
            if cut is not None:
                rest = end = cut
                while end > start and clause.low(end - 1) in _BREAKS:
                    end -= 1
            part = clause.trim(start, end)
            if part.words > 0:
                contents.append(part)
        return tuple(contents), rest

    def _read_participle(self, clause: Clause, draft: Draft, outer: int | None, depth: int) -> None:
        """Read ", adding that ..." after a telling: the same speaker goes on."""
        k = next(
            (
                k
                for k in range(draft.cue.end, clause.hi - 2)
                if clause.low(k) == ","
                and clause.low(k + 1) in _GOING_ON
                and clause.quoted[k] == clause.quoted[draft.cue.start]
            ),
            None,
        )
        if k is None or draft.source is None or any(part.start <= k < part.end for part in draft.content):
            return
        content = clause.trim(k + 3 if clause.low(k + 2) == "that" else k + 2, clause.hi)
        if content.words > 0:
            more = Draft(draft.source, Stretch(k + 1, k + 2), (content,))
            index = self.add(more, outer=outer)
            self._read(content.start, content.end, index, depth + 1)

    # ------------------------------------------------------------ from tokens to spans

    def _telling(self, draft: Draft, outer: int | None) -> Telling:
        """Return the spans of the draft; what their words say of stance and manner, `furnishing` adds."""
        return Telling(
            source=(self._span(draft.source),) if draft.source is not None and draft.source.words else (),
            cue=(self._span(draft.cue),),
            content=tuple(sorted(self._span(part) for part in draft.content if part.words > 0)),
            headline=self._sentence.headline,
            outer=outer,
            sentence=self._sentence.index,
        )

    def _span(self, part: Stretch) -> Span:
        t = self._whole.tokens
        return Span(t[part.start].start, t[part.end - 1].end)


def _is_sound(draft: Draft) -> bool:
    """Whether no two of its parts share a word; in broken text a form may fit in ways that make no sense."""
    parts = sorted(part for part in (draft.source, *draft.content) if part is not None and part.words > 0)
    return all(left.end <= right.start for left, right in pairwise(parts))


def _cited(clause: Clause, start: int) -> Stretch | None:
    """Return the phrase of X where ", citing X" or ", quoting X" stands after `start`, or None."""
    for k in range(start, clause.hi - 1):
        if clause.low(k) in {"citing", "quoting"} and clause.low(k - 1) == ",":
            end = clause.phrase_end(k + 1)
            if end > k + 1:
                return Stretch(k + 1, end)
    return None


def _next_speaker(content: Clause, draft: Draft, *, is_afterthought: bool) -> int | None:
    """Return where, in a content, another telling of the same level takes over: ", and police said"; or None.

    is_afterthought: it follows a content and a cue ("A, X said, and B"), so that it may belong to another at once.
    """
    first = content.lo if is_afterthought else content.lo + 1
    for k in range(content.lo + 2, content.hi):
        if content.quoted[k] != content.quoted[content.lo] and content.quoted[k]:
            continue
        low = content.low(k)
        if low == "," and k + 1 < content.hi and content.low(k + 1) in _GOING_ON:
            return k
        if low == "according" or low in {"citing", "quoting"} or not is_site(content, k):
            continue
        begins = content.cue_start(k)
        if begins > content.lo and content.low(begins - 1) in {"and", "but"} and draft.source is not None:
            is_told = low.endswith("ed") or low in {"said", "says", "told"} | CALL_FORMS
            if low in _PLAIN_SAYING or (is_told and content.low(k + 1) in _OBJECT_OPENERS):
                return begins - 1  # "accused X of Y and demanded that Z": the same speaker
        phrase = content.phrase_before(begins)
        if phrase is None or phrase.start - 1 < first or content.low(k - 1) in {"had", "has"}:
            continue
        before, earlier = content.low(phrase.start - 1), content.low(phrase.start - 2)
        if before == "which" and earlier == ",":
            return phrase.start - 2  # "the command, which she said withdrew the guards"
        if before in {"but", "while", "whereas", ";"}:
            return phrase.start - 1
        if before in {"and", "though", "although", "however"} and earlier == ",":
            return phrase.start - 1
        if before == "and" and low in {"said", "says", "added", "denied", "reported", "told"}:
            return phrase.start - 1
        if before == "." or (before == "," and earlier == "however"):
            return phrase.start
    return None
