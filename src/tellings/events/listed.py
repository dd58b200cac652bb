"""Find the entries of a report that is set as a list of incidents: a table, a chronology, a log, numbered points.

In:   a Document, and the share that each of its sentences tells of an incident.
Out:  the sentences of each entry that tells of one, in order; () where the report is no such list.
Holds: an entry is known by a date, a place or a number of its own. A list of names, of sources or of times of day is
none, and neither is a table without a column of days.
"""

import re
from collections.abc import Iterator, Sequence

from tellings.events.acts import ACT_NOUNS, HARM_WORDS, MUNITION_NOUNS
from tellings.events.whereabouts import find_places
from tellings.text.segment import Document, Sentence

Entry = tuple[int, ...]

TELLS = 0.5  # share from which an entry is held to tell of an incident
TELLS_IN_LIST = 0.2  # and where the other entries do: a note is short for the heads. Both guesses
FEWEST = 3  # entries of a list
MOST_ENTRIES_SILENT = 0.5  # share of entries that may tell of no incident
MOST_IN_CELL = 40  # code points of a cell that holds no account of what happened. Guess

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TOLL = frozenset(
    "kill kills killed killing dead died dies deaths wounded wounding injured fell fire".split()
)
_MORE_ACTS = frozenset(
    "clash clashes clashed battle mob gunmen gunman bodies corpse corpses beaten stabbed stabbing knifed hacked hanged "
    "hung lynched stoned looted looting robbed arrested detained taken shoot-out shootout sniper snipers torched burnt "
    "machine-gunned blown poisoned ambushes abducts kidnaps dies die seized whipped raped drone "
    "death destroyed destroys".split()
)
ACTS = ACT_NOUNS | HARM_WORDS | MUNITION_NOUNS | _MORE_ACTS

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?"
_DAY = (
    rf"(?:(?:{_WEEKDAY},?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–/]\s?\d{{1,2}})?\s+(?:of\s+)?{_MONTH}|"
    rf"{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b)(?:,?\s+\d{{4}})?|"
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
_MARK = r"(?:[-*•–·]\s+|[(\[]?\d{1,3}[.)\]]\s+|no\.?\s*\d{1,3}[.:]?\s+)?[(\[]?"
_OPENS_WITH_DAY = re.compile(
    rf"\s*{_MARK}(?:on\s+)?(?:the\s+)?(?P<day>{_DAY}|{_WEEKDAY}(?=\s*[:.,–—-]|\s*$))(?![\w])", re.I
)
_OPENS_WITH_MONTH = re.compile(
    rf"\s*{_MARK}(?P<day>{_MONTH}(?:\s+\d{{4}})?(?=\s*[:.–—-])|"
    rf"in\s+(?:early\s+|late\s+|mid-)?{_MONTH}(?:\s+\d{{4}})?(?=,))",
    re.I,
)
_OPENS_WITH_NUMBERS = re.compile(
    rf"\s*{_MARK}(?P<first>\d{{1,2}})[./](?P<second>\d{{1,2}})\.?(?=[\s:)\]–—-])"
)
_OPENS_WITH_MARK = re.compile(r"\s*(?:[-*•·]\s+|\(?(?P<number>\d{1,3}|[a-z])[.)]\s+)(?=\S)")
_OPENS_WITH_LABEL = re.compile(
    r"\s*(?:[-*•–·]\s+|\(?\d{1,3}[.)]\s+)?(?P<label>[A-Z][\w'’.]*(?:[ -](?:[A-Z][\w'’]*|of|the|de|la|el|al|and|road|"
    r"district|province|camp|town|village|city|port|market)){0,4}(?:\s*\([^()]{1,30}\)|,\s[A-Z][\w'’ -]{2,24})?)"
    r"\s*(?:[:—–]|\s-{1,2}\s|\.\s-)\s*(?=\S)"
)
_OPENS_IN_MONTH = re.compile(rf"\s*in\s+(?:early\s+|late\s+|mid-)?{_MONTH}\b", re.I)
# who speaks: a list of what each says is no list of incidents
SPEAKERS = frozenset(
    "police army ministry minister government rebels hospital hospitals clinic ward red cross crescent union spokesman "
    "spokeswoman witness witnesses residents officials official mayor governor president opposition observatory "
    "agency radio television council family doctors medics defence killed injured wounded dead missing total source "
    "sources name names age update correction note editor q a mr mrs dr".split()
)
_REFERS_BACK = re.compile(
    r"\b(?:the|that|this|these|those)\s+(?:[\w-]+\s+)?(?:attacks?|blasts?|bombings?|explosions?|shootings?|massacres?|"
    r"raids?|strikes?|ambush|killings?|shellings?|assaults?|incident|kidnapping|abduction)\b(?!\s+(?:of|on|in|at)\s+"
    r"[A-Z])|\b(?:the|death)\s+toll\b|\bof\s+(?:his|her|their)\s+(?:wounds|injuries|burns)\b",
)


def find_entries(
    document: Document, shares: Sequence[float], passing: Sequence[float] = ()
) -> tuple[Entry, ...]:
    """Return the sentences of each entry where a report is a list of incidents, else ().

    shares: one a sentence, in [0, 1]: that it tells of an incident that the report brings. passing: that it tells of
    one in passing, as a dated entry may seem to do; () where that is not known.
    """
    if len(document.paragraphs) >= FEWEST:
        for entries in (
            _rows(document, shares),
            _dated(document, shares, passing),
            _placed(document, shares),
        ):
            if entries:
                return entries
    return _numbered(document, shares)


# ---- tables ----------------------------------------------------------------------------------------

_CUTS = tuple(
    re.compile(cut) for cut in (r"\s*\|\s*", r"\s*\t\s*", r"\s*;\s*", r"\s+/\s+", r"[ ]{2,}", r",\s*")
)
_DAY_CELL = re.compile(
    rf"(?:{_DAY}|{_WEEKDAY}|\d{{1,2}}[./-]\d{{1,2}}\.?|\d{{1,2}}(?:st|nd|rd|th)?)\.?", re.I
)
_HEADS_DAY = re.compile(r"\b(?:date|day|when|on)\b", re.I)
_RULE = re.compile(r"[\s|+:=-]*")
_SUM = re.compile(r"(?:sub-?|grand )?total|sum|all\b|source", re.I)
_QUIET = re.compile(r"\b(?:no incidents?|quiet|nothing reported|nil)\b", re.I)


def _rows(document: Document, shares: Sequence[float]) -> tuple[Entry, ...]:
    """Return the rows of a table that has a column of days, but for its head, its total and what tells of no act."""
    lines = [paragraph.of(document.report.text) for paragraph in document.paragraphs]  # the view has no tabs
    for cut in _CUTS:
        cells = [_cells(cut, line) for line in lines]
        widths = [len(row) for row in cells if len(row) >= 3]
        if len(widths) < FEWEST or len(widths) * 2 < len(lines):
            continue
        usual = max(set(widths), key=widths.count)
        held = [
            k for k, row in enumerate(cells) if len(row) >= 3 and abs(len(row) - usual) <= (cut is _CUTS[-1])
        ]
        column = _day_column([cells[k] for k in held])
        if len(held) < FEWEST or column is None:
            continue
        rows = [
            k
            for k in held
            if not _RULE.fullmatch(lines[k])
            and any(char.isdigit() for char in "".join(cells[k]))
            and not any(_SUM.match(cell) for cell in cells[k][:2])
            and not (cells[k] is cells[held[0]] and not _DAY_CELL.fullmatch(cells[k][column]))
            and not _QUIET.search(lines[k])
        ]
        numbers = _sentences_by_paragraph(document)
        entries = [numbers[k] for k in rows if numbers.get(k)]
        return _telling(document, entries, shares, least=0.05, silent=0.7)
    return ()


def _cells(cut: re.Pattern[str], line: str) -> list[str]:
    return [
        cell.strip() for cell in cut.split(line.strip().strip("|")) if cell.strip() or cut is not _CUTS[4]
    ]


def _day_column(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the column that holds days, more than one of them; None where none does."""
    for column in range(min(5, *(len(row) for row in rows))):
        found = [row[column] for row in rows if _DAY_CELL.fullmatch(row[column])]
        is_day = _HEADS_DAY.search(rows[0][column]) is not None or any(not cell.isdigit() for cell in found)
        if is_day and len(found) * 3 >= len(rows) * 2 and len(found) >= 2 and len(set(found)) >= 2:
            return column
    return None


# ---- entries with a day, a place or a number of their own ------------------------------------------


def _dated(document: Document, shares: Sequence[float], passing: Sequence[float]) -> tuple[Entry, ...]:
    """Return the entries that each open with a day; one that takes up the act told before goes with that."""
    firsts = _firsts(document)
    words = [_opening(document, sentence) for sentence in firsts]
    opens = [_OPENS_WITH_DAY.match(one) or _OPENS_WITH_MONTH.match(one) for one in words]
    numbers = [_OPENS_WITH_NUMBERS.match(one) for one in words]
    if sum(match is not None for match in opens) < FEWEST:
        found = [match for match in numbers if match]
        are_days = all(1 <= int(m["first"]) <= 31 and 1 <= int(m["second"]) <= 12 for m in found)
        opens = list(numbers) if are_days else []
    starts = [sentence.index for sentence, match in zip(firsts, opens, strict=False) if match]
    if len(starts) < FEWEST:
        return ()
    if passing and not any(
        shares[s.index] >= TELLS for s in document.sentences[: starts[0]] if not s.headline
    ):
        # no news stands before the first: the entries are what the report brings, however long ago they were
        shares = [max(one, other) for one, other in zip(shares, passing, strict=True)]
    entries = _telling(document, list(_cut(document, starts)), shares)
    return _taken_up(document, entries, shares)


def _placed(document: Document, shares: Sequence[float]) -> tuple[Entry, ...]:
    """Return the entries that each open with a place, or with a mark and tell of a place of their own."""
    firsts = _firsts(document)
    starts, labels = [], set()
    for sentence in firsts:
        words = _opening(document, sentence)
        match = _OPENS_WITH_LABEL.match(words)
        if match and not SPEAKERS & {word.casefold() for word in _WORD.findall(match["label"])}:
            rest = {word.casefold() for word in _WORD.findall(words[match.end() :])}
            if rest & (ACTS - _TOLL):
                starts.append(sentence.index)
                labels.add(match["label"].casefold())
    if len(labels) >= FEWEST and len(starts) * 2 >= len(firsts) and not _are_persons(document, starts):
        return _taken_up(document, _telling(document, list(_cut(document, starts)), shares), shares)
    starts = [s.index for s in firsts if _OPENS_WITH_MARK.match(_opening(document, s))]
    if len(starts) < FEWEST:
        return ()
    named = {place.sentence: place.name.casefold() for place in reversed(find_places(document))}
    entries = list(_cut(document, starts))
    places = [next((named[number] for number in one if number in named), None) for one in entries]
    own = {place for place in places if place}
    if len(own) < FEWEST or len(own) * 3 < len(entries) * 2:
        return ()
    return _taken_up(document, _telling(document, entries, shares), shares)


def _are_persons(document: Document, starts: Sequence[int]) -> bool:
    """Whether most entries open with somebody's name and age."""
    aged = re.compile(r"[^.:]{3,50}(?:,|\()\s*(?:aged\s+)?\d{1,2}\b")
    found = sum(aged.match(document.sentences[k].span.of(document.view)) is not None for k in starts)
    return found * 2 >= len(starts)


_POINT = re.compile(r"\s*\(?(?P<number>\d{1,2})[.)]\s+(?=\S)")


def _numbered(document: Document, shares: Sequence[float]) -> tuple[Entry, ...]:
    """Return the points of a list within a paragraph, numbered from one: "1) ... 2) ...", each of another place."""
    starts: list[int] = []
    for sentence in document.sentences:
        match = _POINT.match(sentence.span.of(document.view))
        if match and int(match["number"]) == len(starts) + 1:
            starts.append(sentence.index)
    if len(starts) < 2 or document.sentences[starts[0]].paragraph != document.sentences[starts[-1]].paragraph:
        return ()
    acts = [
        k
        for k in starts
        if re.search(
            r"\bin the |\bat the |\bin [A-Z]|\bat [A-Z]", document.sentences[k].span.of(document.view)
        )
    ]
    if len(acts) < len(starts):
        return ()
    return _telling(document, list(_cut(document, starts)), shares)


# ---- of all lists ------------------------------------------------------------------------------------


def opens_with_day(words: str) -> bool:
    """Whether a sentence opens with a day or a month: "On 3 May ...", "In July ..."."""
    return (_OPENS_WITH_DAY.match(words) or _OPENS_IN_MONTH.match(words)) is not None


def _firsts(document: Document) -> list[Sentence]:
    """Return the first sentence of each paragraph."""
    return [
        sentence
        for sentence, before in zip(document.sentences, (None, *document.sentences), strict=False)
        if before is None or before.paragraph != sentence.paragraph
    ]


def _opening(document: Document, first: Sentence) -> str:
    """Return the words of a paragraph: a number before it may be taken for a sentence."""
    return document.paragraphs[first.paragraph].of(document.view)


def _cut(document: Document, starts: Sequence[int]) -> Iterator[Entry]:
    for start, end in zip(starts, (*starts[1:], len(document.sentences)), strict=True):
        yield tuple(range(start, end))


def _sentences_by_paragraph(document: Document) -> dict[int, Entry]:
    found: dict[int, list[int]] = {}
    for sentence in document.sentences:
        found.setdefault(sentence.paragraph, []).append(sentence.index)
    return {paragraph: tuple(numbers) for paragraph, numbers in found.items()}


def _telling(
    document: Document,
    entries: Sequence[Entry],
    shares: Sequence[float],
    *,
    least: float = TELLS_IN_LIST,
    silent: float = MOST_ENTRIES_SILENT,
) -> tuple[Entry, ...]:
    """Return the entries that tell of an incident, where they are most of them; () where too few do."""

    def has_act(entry: Entry) -> bool:
        return any(not ACTS.isdisjoint(t.low for t in document.sentences[k].tokens) for k in entry)

    surely = [entry for entry in entries if max(shares[k] for k in entry) >= TELLS]
    telling = [entry for entry in entries if max(shares[k] for k in entry) >= least or has_act(entry)]
    sure = telling if silent > MOST_ENTRIES_SILENT else surely
    enough = len(sure) >= min(FEWEST, len(entries)) and len(sure) >= len(entries) * (1 - silent)
    return tuple(telling) if enough else ()


def _taken_up(document: Document, entries: Sequence[Entry], shares: Sequence[float]) -> tuple[Entry, ...]:
    """Return the entries, one that takes up an act told before and names no place joined to the one before it."""
    if not any(
        _REFERS_BACK.search(document.sentences[k].span.of(document.view)) for one in entries for k in one
    ):
        return tuple(entries)
    placed = {place.sentence for place in find_places(document)}
    made: list[Entry] = []
    for entry in entries:
        teller = next((k for k in entry if shares[k] >= TELLS_IN_LIST), entry[0])
        if (
            made
            and placed.isdisjoint(entry)
            and _REFERS_BACK.search(document.sentences[teller].span.of(document.view))
        ):
            made[-1] += entry
        else:
            made.append(entry)
    return tuple(made)
