"""Find what a reader should know first about how a report tells: repeats, headline credits, frames, "
"spellings.

In:   a Document, its attributions and voices.
Out:  Frames: a warning code, words that say what it is about, and the places.
Holds: words in quotation marks or in a told content are their speaker's; a sentence carried on has no cue, so its
       loaded words are put down to the outlet. Nothing here says who is right.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tellings.model import Attribution, Span, Voice
from tellings.text.language import detect_language, language_name
from tellings.text.segment import Document, Sentence, Token
from tellings.vocabulary import WarningCode

LOADED = frozenset(  # words that take a side when an outlet uses them in its own voice
    "terrorist terrorists terror regime regimes massacre massacres martyr martyrs martyred martyrdom "
    "so-called self-styled credible "
    "uninformed mouthpiece puppet puppets thugs thug henchmen barbaric savage heinous cowardly brutal "
    "bloodthirsty butcher butchers "
    "genocidal genocide infidel infidels crusader mercenaries occupation occupiers illegitimate "
    "usurper heroic glorious notorious "
    "vicious evil propaganda lackeys stooge stooges warmongers criminal criminals".split()
)
_NOT_LOADED = re.compile(
    r"\bcounter[- ]terror\w*|\bcriminal (?:court|code|investigation|law|case|police|tribunal)|"
    r"\boccupation of\b",
    re.I,
)
_QUOTED = re.compile(r'"[^"\n]{1,400}"?')
_ALONE = re.compile(r'(?m)^[ \t]*"(?P<words>[^"\n]{12,300})"[ \t]*$')
_COMMON = frozenset(
    "there their these those other others where which while after before since about above under "
    "house houses north south east west "
    "northern southern eastern western state states party times group groups three seven eight street "
    "united force forces "
    "minister ministry general monday friday sunday march china chine police early later local great "
    "white world women woman".split()
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A warning about a report: its code, what it is about in plain words, and the places in the text."""

    code: WarningCode
    what: str
    spans: tuple[Span, ...]


def find_frames(
    document: Document, attributions: Sequence[Attribution] = (), voices: Sequence[Voice] = ()
) -> tuple[Frame, ...]:
    """Return the warnings that the text of one report gives rise to, at most one of each code."""
    found = (
        _repeated(document),
        _headline_credit(document, attributions, voices),
        _taken_frame(document, attributions),
        _name_variants(document),
        _unread(document),
    )
    return tuple(frame for frame in found if frame is not None)


def _repeated(document: Document) -> Frame | None:
    repeated = document.repeated or tuple(_pulled_quotes(document))
    if not repeated:
        return None
    words = _short(repeated[0].of(document.report.text)).strip('“”"‘’')
    return Frame(
        WarningCode.REPEATED_PASSAGE,
        f"a passage stands more than once and counts once: “{words}”",
        repeated,
    )


def _unread(document: Document) -> Frame | None:
    if not document.unread:
        return None
    languages = sorted({language_name(detect_language(span.of(document.view))) for span in document.unread})
    number = len(document.unread)
    passages = "one paragraph is" if number == 1 else f"{number} paragraphs are"
    what = f"{passages} in {' or '.join(languages)}; only English is read, and nothing was taken from there"
    return Frame(WarningCode.PASSAGE_NOT_READ, what, document.unread)


_LEAST_PULLED = 5  # words; a shorter quotation may recur by chance. A guess, unmeasured


def _pulled_quotes(document: Document) -> Iterator[Span]:
    """Yield each quotation that is a paragraph of its own and stands in another as well: a pull quote."""
    view = document.view
    for match in _ALONE.finditer(view):
        words = match.group("words").strip(" ,.")
        if len(words.split()) < _LEAST_PULLED:
            continue
        again = view.find(words, match.end())
        if again < 0:
            again = view.find(words, 0, match.start())
        if again >= 0:
            yield Span(match.start("words"), match.start("words") + len(words))
            yield Span(again, again + len(words))
            return


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 80 else words[:79] + "…"


# ---------------------------------------------------------------- whom the headline credits


def _headline_credit(
    document: Document, attributions: Sequence[Attribution], voices: Sequence[Voice]
) -> Frame | None:
    """Warn of a voice that headline or standfirst credits and the body never has telling anything "
    "like it."""
    spans: list[Span] = []
    told: list[str] = []
    heads = [a for a in attributions if a.headline and len(a.chain) > 1 and a.source and not a.carried_on]
    body = [a for a in attributions if not a.headline]
    for head in heads:
        words = _content_words(document, head)
        if _is_anothers_toll(document, head, body, voices):
            spans.extend(head.source)
            told.append(" ".join(head.source[0].of(document.report.text).split()))
            continue
        if any(head.chain[-1] in other.chain for other in body) or _may_be_body_voice(
            document, head, body, voices
        ):
            continue
        if any(_content_words(document, other) & words for other in body):
            spans.extend(head.source)
            name = " ".join(head.source[0].of(document.report.text).split())
            if name.casefold() not in {t.casefold() for t in told}:
                told.append(name)
    if not spans:
        return None
    names = ", ".join(told)
    return Frame(
        WarningCode.HEADLINE_CREDIT_DIFFERS,
        f"the headline credits {names}; the body credits others",
        tuple(sorted(spans)),
    )


_TOLL = re.compile(
    r"\b(?P<number>\d{1,5}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty)\b[^.;:]{0,60}?\b(?:killed|dead|died|die|dies|kill|kills|wounded|injured|hurt)\b",
    re.I,
)


def _is_anothers_toll(
    document: Document, head: Attribution, body: Sequence[Attribution], voices: Sequence[Voice]
) -> bool:
    """Whether the headline credits a toll to one voice, and the body has that number from other voices only."""
    toll = next((m for part in head.content for m in _TOLL.finditer(part.of(document.view))), None)
    if toll is None:
        return False
    number = toll.group("number").casefold()
    same: list[bool] = []
    for other in body:
        words = " ".join(part.of(document.view) for part in other.content)
        if not any(m.group("number").casefold() == number for m in _TOLL.finditer(words)):
            continue
        is_credited = head.chain[-1] in other.chain or _may_be_body_voice(document, head, [other], voices)
        same.append(is_credited)
    return bool(same) and not any(same)


def _content_words(document: Document, attribution: Attribution) -> frozenset[str]:
    words = " ".join(part.of(document.view) for part in attribution.content).casefold()
    return frozenset(word for word in re.findall(r"[^\W\d_]{4,}", words) if word not in _COMMON)


def _may_be_body_voice(
    document: Document, head: Attribution, body: Sequence[Attribution], voices: Sequence[Voice]
) -> bool:
    """Whether a short credit ("Police", "Monitor") fits a voice of the body by one of its words."""
    credit = _stems(" ".join(part.of(document.view) for part in head.source))
    names = {voice.voice_id: " ".join([voice.name or "", *voice.aliases]) for voice in voices}
    for other in body:
        words = " ".join(part.of(document.view) for part in other.source)
        chain = " ".join(names.get(voice, "") for voice in other.chain[1:])
        around = (
            document.sentences[_sentence_at(document, other)].span.of(document.view) if other.source else ""
        )
        apposed = around if len(credit) == 1 else ""
        if credit & _stems(f"{words} {chain} {apposed}"):
            return True
    return False


def _sentence_at(document: Document, attribution: Attribution) -> int:
    sentence = document.sentence_at(attribution.source[0])
    return 0 if sentence is None else sentence.index


def _stems(words: str) -> frozenset[str]:
    """Words of four letters and more, cut to how they start, names of places and plurals alike."""
    return frozenset(word[:6].rstrip("s") for word in re.findall(r"[^\W\d_]{4,}", words.casefold()))


# ---------------------------------------------------------------- whose words the outlet takes over


def _taken_frame(document: Document, attributions: Sequence[Attribution]) -> Frame | None:
    spans = tuple(_loaded_in_own_voice(document, attributions))
    if not spans:
        return None
    words = sorted({span.of(document.view).casefold() for span in spans})
    told = ", ".join(f"“{word}”" for word in words)
    return Frame(WarningCode.OUTLET_TAKES_FRAME, f"the outlet's own voice uses loaded words: {told}", spans)


def _loaded_in_own_voice(document: Document, attributions: Sequence[Attribution]) -> Iterator[Span]:
    told = [
        part for a in attributions if not a.carried_on and len(a.chain) > 1 for part in (*a.content, *a.cue)
    ]
    for sentence in document.sentences:
        words = sentence.span.of(document.view)
        shielded = [*_QUOTED.finditer(words), *_NOT_LOADED.finditer(words)]
        for token in sentence.tokens:
            if token.low.removesuffix("'s") not in LOADED or _is_in_name(sentence, token):
                continue
            span = Span(token.start, token.end)
            place = token.start - sentence.span.start
            if any(part.contains(span) for part in told) or any(
                m.start() <= place < m.end() for m in shielded
            ):
                continue
            yield span


def _is_in_name(sentence: Sentence, token: Token) -> bool:
    """Whether a loaded word is part of a name: "the Martyrs Brigade"."""
    if not token.is_name_like or sentence.headline:
        return False
    at = sentence.tokens.index(token)
    after = sentence.tokens[at + 1] if at + 1 < len(sentence.tokens) else None
    return at > 0 or (after is not None and after.is_name_like)


# ---------------------------------------------------------------- one name, two spellings


def _name_variants(document: Document) -> Frame | None:
    """Warn of two capitalised words, five letters and more, one edit apart, neither a form of the other."""
    places: dict[str, Span] = {}
    small: set[str] = set()
    for sentence in document.sentences:
        for k, token in enumerate(sentence.tokens):
            if not token.is_name_like:
                small.add(token.low)
                continue
            word = token.text.removesuffix("'s").removesuffix("'")
            if not word.isalpha() or len(word) < 5:
                continue
            if k < sentence.lead_in and word.isupper():
                places.setdefault(word.capitalize(), Span(token.start, token.start + len(word)))
            elif not sentence.headline and (k > 0 or not word.isupper()):
                places.setdefault(word, Span(token.start, token.start + len(word)))
    names = sorted(word for word in places if word.casefold() not in small | _COMMON and not word.isupper())
    for left, right in _alike(names):
        if _is_variant(left, right):
            spans = tuple(sorted((places[left], places[right])))
            told = " and ".join(f"“{span.of(document.report.text)}”" for span in spans)
            return Frame(WarningCode.NAME_VARIANTS, f"{told} may stand for one name", spans)
    return None


def _alike(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names, in order, whose first or last two letters are the same: any one edit apart are."""
    by_part: dict[tuple[bool, str], list[int]] = {}
    pairs: set[tuple[int, int]] = set()
    for number, name in enumerate(names):
        low = name.casefold()
        for part in ((True, low[:2]), (False, low[-2:])):
            held = by_part.setdefault(part, [])
            pairs.update((before, number) for before in held)
            held.append(number)
    return ((names[left], names[right]) for left, right in sorted(pairs))


_ENDINGS = (
    "s",
    "i",
    "n",
    "e",
    "d",
    "a",
    "y",
)  # plurals, demonyms, feminine forms: Iraq and Iraqi, Sarra and Sarran


def _is_variant(left: str, right: str) -> bool:
    a, b = left.casefold(), right.casefold()
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    short, long = sorted((a, b), key=len)
    if len(short) < len(long):
        if long[:-1] == short and long[-1] in _ENDINGS:
            return False
        return any(long[:k] + long[k + 1 :] == short for k in range(len(long)))
    differing = [k for k in range(len(a)) if a[k] != b[k]]
    if len(differing) == 1:
        return differing[0] < len(a) - 1  # "Karimi" and "Karima" are two people
    return (
        len(differing) == 2
        and differing[1] == differing[0] + 1
        and a[differing[0]] == b[differing[1]]
        and a[differing[1]] == b[differing[0]]
    )
