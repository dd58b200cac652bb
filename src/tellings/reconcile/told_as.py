"""Read, around a figure, what its own words make of it: an earlier figure, a first one, a correction, taken back.

In:   claims of counts, and the reports that they stand in.
Out:  for each claim whose words say so, a `ToldAs`.
Holds: words decide, and only those of the figure's own clause; what is taken back may be so in the two sentences
       after it. "Raised", "lowered" and "updated" correct nothing: a correction needs a word for a mistake.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from tellings.model import Claim, Count, Report, Span
from tellings.reconcile.dating import sentence_bounds
from tellings.reconcile.values import printed
from tellings.resolve.names import fold
from tellings.resolve.voices import VoiceMap
from tellings.vocabulary import Stance


@dataclass(frozen=True, slots=True)
class ToldAs:
    """What the words around a figure say of it, besides how many. Spans: the words that say so; None: no such words.

    earlier: an earlier figure, overtaken or wrong ("up from an earlier 18", "not 17 as first reported"). is_wrong:
    those words call it wrong. first: a first or preliminary figure, which may hold yet. corrects: puts an earlier
    one right. changes: raises, lowers or updates an earlier one. withdrawn: whoever gave it took it back.
    """

    earlier: Span | None = None
    is_wrong: bool = False
    first: Span | None = None
    corrects: Span | None = None
    changes: bool = False
    withdrawn: Span | None = None


_PLAIN = ToldAs()
_SAID = "said|put|reported|announced|given|stated|counted|spoke|spoken|gave|told|estimated|claimed|thought|believed"
_FIGURE = r"(?:tolls?|counts?|figures?|estimates?|numbers?|reports?|assessments?|tally|tallies|statements?)"
_ABOUT = r"about|around|some|nearly|almost|at least|more than|over|up to|as many as"
_LINK = rf"(?:of|was|were|had|been|stood|at|put|that|which|said|spoke|dead|deaths|the|an?|for|{_ABOUT})"

# before the number, up to it
_FROM_EARLIER = re.compile(
    r"\b(?:up|down|ris(?:e|es|en|ing)|rose|rais\w+|increas\w+|climb\w+|jump\w+|revis\w+|lower\w+|cut|reduc\w+|updat\w+"
    r"|adjust\w+|correct\w+|f[ae]ll\w*|dropp\w+)\b[^;]{0,90}?\bfrom\s+(?:(?:an?|the|its|their|his|her|earlier|previous"
    rf"|prior|initial|first|preliminary|provisional|original|death|of|{_FIGURE}|{_ABOUT})\s+)*$",
    re.IGNORECASE,
)
_PREVIOUS_FIGURE = re.compile(
    rf"\b(?:earlier|previous|prior|former|original)\s+(?:\w+\s+){{0,2}}?{_FIGURE}(?:\s+{_LINK})*\s*$",
    re.IGNORECASE,
)
_FIRST_FIGURE = re.compile(
    rf"\b(?:first|initial|preliminary|provisional|interim|early)\s+(?:\w+\s+)?{_FIGURE}(?:\s+{_LINK})*\s*$",
    re.IGNORECASE,
)
_SAID_EARLIER = re.compile(
    rf"\b(?:earlier|initially|previously|originally|at first|first)\s+(?:been\s+)?(?:{_SAID})\b[^;]{{0,60}}$",
    re.IGNORECASE,
)
_NOT = re.compile(rf"\b(?:not|rather than|instead of)\s+(?:(?:the|{_ABOUT})\s+)*$", re.IGNORECASE)
# after the number
_AS_REPORTED = re.compile(
    rf"\s*(?:[^\W\d]+\s+){{0,3}}?,?\s*(?:as\s+(?:\w+\s+){{0,3}}?|(?:it|they|he|she)?\s*(?:had\s+)?"
    rf"(?:first|earlier|initially|previously|originally)\s+)(?:been\s+)?(?:{_SAID})\b",
    re.IGNORECASE,
)
# in the sentence
FIRST_TOLL = re.compile(
    rf"\b(?:first|initial|preliminary|provisional|interim|early) (?:\w+ )?{_FIGURE}\b|\binitially\b",
    re.IGNORECASE,
)
_MISTAKE = re.compile(
    r"\bcorrect(?:s|ed|ing|ion|ions)\b|\b(?:counted|listed|named|registered)(?: \w+){0,2} (?:twice|two times)\b"
    r"|\bcounting(?: \w+){1,3} twice\b|\bdouble[- ]count\w*|\bmiscount\w*|\bin error\b|\bby mistake\b"
    r"|\bmistaken(?:ly)?\b|\berroneous(?:ly)?\b|\bincorrect(?:ly)?\b|\bw(?:as|ere) wrong\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:rais\w+|rose|ris(?:es|en|ing)|increas\w+|climb\w+|jump\w+|updat\w+|revis\w+|lower\w+|cut|reduc\w+|adjust\w+"
    r"|up from|down (?:from|to))\b",
    re.IGNORECASE,
)
_STATEMENT = r"(?:statement|claim|figure|toll|count|report|story|estimate|announcement|number|tally)s?"
_TAKES_BACK = r"(?:withdr[ae]w\w*|retract(?:s|ed|ing)?|t(?:ook|ake|akes|aken|aking)\s+back)"
_WITHDREW_THAT = re.compile(
    rf"\b{_TAKES_BACK}\s+(?:an?|the|its|their|his|her|that|this)\s+(?:\w+\s+){{0,2}}?{_STATEMENT}\b[^;]{{0,60}}$",
    re.IGNORECASE,
)
_WITHDREW_IT = re.compile(
    rf"(?:^|\b(?:but|and|then)\s+|,\s*|\b(?:later|since)\s+)(?:on\s+\w+,?\s+|later,?\s+)?(?P<who>(?:[^\W\d][\w'’.-]*\s+){{1,5}}?)"
    rf"(?:(?:has|have|had|later|since|then|on \w+)\s+)*{_TAKES_BACK}\s+(?:(?:the|its|their|his|her|that|this)\s+"
    rf"(?:\w+\s+){{0,2}}?{_STATEMENT}|it)\b",
    re.IGNORECASE,
)
_PRONOUNS = frozenset("it they he she which".split())
_SENTENCES_AFTER = 2  # in which a figure may be taken back without being told again. Guess, unmeasured
_NOTICE = re.compile(
    r"(?:\A|[\n(\[])\W*(?:CORRECTS?|CORRECTION|CORRECTED|Corrects|Correction|Corrected|Refil(?:es|ing) to correct)\b"
)
_NOTICE_WITHIN = (
    400  # code points from the head of a report in which an agency's notice of a correction stands
)
_TRIGGER = re.compile(
    r"earlier|previous|prior|former|origin|first|initial|prelim|provision|interim|early|from|not |rather|instead"
    r"|correct|twice|double|miscount|error|mistak|erron|wrong|rais|ros|ris|increas|climb|jump|updat|revis|lower|cut"
    r"|reduc|adjust|down|withdr|retract|t(?:ook|ak\w+)\s+back",
    re.IGNORECASE,
)


def read_words(claims: Iterable[Claim], voices: VoiceMap, reports: Mapping[str, Report]) -> dict[str, ToldAs]:
    """Return claim id -> what its words make of it, for counts of whose words anything is to be said.

    A figure is told as first where "a first toll" stands in its sentence, unless that is said of another figure there.
    All figures under an agency's notice of a correction correct.
    """
    counts = [c for c in claims if isinstance(c.value, Count) and c.report_id in reports]
    counts.sort(key=lambda claim: (claim.report_id, claim.span, claim.claim_id))
    found: dict[str, ToldAs] = {}
    for report_id, of_report in groupby(counts, key=lambda claim: claim.report_id):
        text = reports[report_id].text
        head = _NOTICE.search(text, 0, _NOTICE_WITHIN)
        notice = Span(*head.span()) if head else None
        held = [(claim, *sentence_bounds(text, claim.span.start, claim.span.end)) for claim in of_report]
        for (start, end), row in groupby(held, key=lambda one: (one[1], one[2])):
            for claim, told in _read_sentence([one[0] for one in row], text, start, end, notice):
                withdrawn = told.withdrawn or _taken_back_after(claim, text, end, voices)
                if withdrawn is not told.withdrawn:
                    told = ToldAs(told.earlier, told.is_wrong, told.first, None, told.changes, withdrawn)
                if told != _PLAIN:
                    found[claim.claim_id] = told
    return found


def _read_sentence(
    claims: Sequence[Claim], text: str, start: int, end: int, notice: Span | None
) -> Iterator[tuple[Claim, ToldAs]]:
    sentence = text[start:end]
    if notice is None and not _TRIGGER.search(sentence):
        yield from ((claim, _PLAIN) for claim in claims)
        return
    earlier = {claim.claim_id: _earlier(claim, text, start, end) for claim in claims}
    first = {claim.claim_id: _match(_FIRST_FIGURE, text, start, _number_at(claim)[0]) for claim in claims}
    numbers = {(c.field, printed(c.value)) for c in claims if isinstance(c.value, Count)}
    for claim in claims:
        words, is_wrong = earlier[claim.claim_id]
        called_first = first[claim.claim_id]
        is_alone = sum(field is claim.field for field, _ in numbers) == 1
        if is_alone and called_first is None:
            called_first = _search(FIRST_TOLL, sentence, start)
        withdrawn = _match(_WITHDREW_THAT, text, start, _number_at(claim)[0])
        corrects = None
        if words is None and withdrawn is None:
            others_wrong = [span for span, wrong in earlier.values() if wrong]
            corrects = next(iter(others_wrong), None) or _search(_MISTAKE, sentence, start) or notice
        changes = _CHANGE.search(sentence) is not None
        yield claim, ToldAs(words, is_wrong, called_first, corrects, changes, withdrawn)


_BEFORE_NUMBER = re.compile(
    r"(?:(?:the|its|their|an?|death)\s+)*(?:toll|count|figure|number)\s+(?:of|to|at|was)\s+", re.IGNORECASE
)


def _number_at(claim: Claim) -> tuple[int, int]:
    """Return where the words of a figure stand from its number on: "the toll of 19" from the 19."""
    start = claim.span.start + max(0, claim.quote.rfind(claim.wording))
    lead = _BEFORE_NUMBER.match(claim.wording)
    return start + (lead.end() if lead else 0), start + len(claim.wording)


def _earlier(claim: Claim, text: str, start: int, end: int) -> tuple[Span | None, bool]:
    """Return the words that call a figure an earlier one, and whether they call it wrong."""
    at, past = _number_at(claim)
    reported = _AS_REPORTED.match(text, past, end)
    is_not = _match(_NOT, text, start, at)
    if reported is not None and is_not is not None:
        return Span(is_not.start, reported.end()), True
    patterns = (_FROM_EARLIER, _PREVIOUS_FIGURE, _SAID_EARLIER)
    found = (_match(pattern, text, start, at) for pattern in patterns)
    return next((span for span in found if span is not None), None), False


_CLAUSE = re.compile(r";|\bbut\b|\bwhile\b|\bwhereas\b", re.IGNORECASE)


def _match(pattern: re.Pattern[str], text: str, start: int, at: int) -> Span | None:
    """Return where a pattern that ends at a number stands before it, in its own clause."""
    before = text[start:at]
    cuts = [found.end() for found in _CLAUSE.finditer(before)]
    floor = cuts[-1] if cuts else 0
    found = pattern.search(before, floor)
    return Span(start + found.start(), start + found.end()) if found else None


def _search(pattern: re.Pattern[str], sentence: str, start: int) -> Span | None:
    found = pattern.search(sentence)
    return Span(start + found.start(), start + found.end()) if found else None


def _taken_back_after(claim: Claim, text: str, end: int, voices: VoiceMap) -> Span | None:
    """Return the words in the next sentences by which whoever gave a figure takes it back, or None."""
    if claim.origin is None or claim.stance is Stance.WITHDRAWS:
        return None
    ahead = text[end : end + 400]
    if not re.search(_TAKES_BACK, ahead, re.IGNORECASE):
        return None
    for _ in range(_SENTENCES_AFTER):
        start, end = sentence_bounds(text, end + 2, end + 2)
        found = _WITHDREW_IT.search(text[start:end])
        if found and _is_meant(found["who"], claim, voices):
            return Span(start + found.start(), start + found.end())
    return None


def _is_meant(words: str, claim: Claim, voices: VoiceMap) -> bool:
    """Whether the subject of a sentence is the voice of a figure told just before: a pronoun, or its name's words."""
    subject = fold(words)
    if subject in _PRONOUNS:
        return True
    voice = voices.of(claim.origin or "")
    names = [fold(name) for name in (voice.name, *voice.aliases) if name]
    return any(subject == name or name.endswith(f" {subject}") for name in names)
