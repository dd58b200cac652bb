"""Take a source phrase apart: its core and asides, the name in it, the noun of the role, whom it belongs to.

In:   the tokens of a phrase.
Out:  PhraseParts; Called, what the core calls somebody; the author of a document.
Holds: words are only sorted, none is added; the order of the phrase is kept.
"""

import re
from typing import NamedTuple

from tellings.attribution.lexicon import (
    DETERMINERS,
    DOCUMENT_NOUNS,
    ORGANISATION_WORDS,
    OUTLET_WORDS,
    PLURAL_SPEAKERS,
    PREPOSITIONS,
    SPEAKER_NOUNS,
    TITLES,
)
from tellings.attribution.person_names import BODY_WORDS, is_name_word, titled_name
from tellings.attribution.phrases import Tokens
from tellings.text.segment import Token

_LINKS = frozenset("of for and the in on de la del al bin ibn van von e".split())  # inside names
_NAME_MARKS = _LINKS | {"'s", "-"}
_MEDIA_NOUNS = frozenset(
    "agency newspaper daily channel television station radio broadcaster magazine".split()
)
_BROADCASTERS = frozenset({"television", "tv", "radio", "media", "channel"})
_NAMED_AS = frozenset({"named", "called", "known", "identified", "nicknamed"})
_GOING_BY = frozenset("name identified known himself herself nickname pseudonym calling".split())
_DASHES = frozenset({"-", "--", "\u2013", "\u2014"})
_NO_OWNERS = frozenset(
    "written joint earlier separate new brief press news video".split()
)  # "a joint statement"
_DESCRIBING = ("-based", "-run", "-backed", "-led", "-held", "-affiliated")
_RELATIVE = frozenset({"who", "which", "whose"})


class PhraseParts(NamedTuple):
    """core: the phrase up to its first comma or relative clause. asides: what follows. acronyms: in brackets."""

    core: Tokens
    asides: Tokens
    acronyms: tuple[str, ...]


class Called(NamedTuple):
    """name: a proper name. role: the noun of the role, lower-case. affiliation: the words for whom it belongs to."""

    name: str | None = None
    role: str | None = None
    affiliation: str | None = None


def words_of(tokens: Tokens) -> str:
    """Return the words as printed, with one space for any gap; "" for none."""
    words = ""
    for k, token in enumerate(tokens):
        gap = " " if k and token.start > tokens[k - 1].end else ""
        words += gap + token.text
    return words


def document_author(tokens: Tokens) -> tuple[str, Tokens] | None:
    """Return (document noun, tokens of who wrote it) where the phrase is a document, else None.

    With no author told, the tokens are the document's own phrase.
    """
    place = _document_noun(tokens)
    if place is None:
        return None
    noun = tokens[place].low
    by = [k for k in range(place + 1, len(tokens)) if tokens[k].low in {"by", "from"}]
    if by:
        return noun, tokens[by[-1] + 1 :] or tokens
    if place + 2 < len(tokens) and tokens[place + 1].low == "of":
        following = tokens[place + 2 :]
        if any(t.low in SPEAKER_NOUNS or t.low in ORGANISATION_WORDS for t in following):
            return noun, following
    owners = tuple(t for t in tokens[:place] if t.low not in DETERMINERS | _NO_OWNERS)
    is_owned = any(t.is_name_like or t.low in SPEAKER_NOUNS or t.low.endswith("'s") for t in owners)
    return noun, owners if is_owned else tokens


def _document_noun(tokens: Tokens) -> int | None:
    """Return the place of the noun that makes the phrase a document: "statement" in "a statement by X"."""
    for k, token in enumerate(tokens):
        if token.low in {",", "of", "for"}:
            return None
        if token.low not in DOCUMENT_NOUNS:
            continue
        is_in_name = token.is_name_like and k > 0 and tokens[k - 1].is_name_like and not token.text.isupper()
        if is_in_name:
            continue
        # "a letter carrier", "a press release officer": a noun before the one that speaks
        return None if k + 1 < len(tokens) and tokens[k + 1].low in SPEAKER_NOUNS else k
    return None


def take_apart(tokens: Tokens) -> PhraseParts:
    """Return the parts of a phrase; brackets are left out of core and asides."""
    core: list[Token] = []
    aside: list[Token] = []
    acronyms: list[str] = []
    in_brackets = False
    in_aside = False
    for k, token in enumerate(tokens):
        if token.low in {"(", "["}:
            in_brackets = True
        elif token.low in {")", "]"}:
            in_brackets = False
        elif in_brackets:
            if token.text.isupper() and len(token.text) > 1:
                acronyms.append(token.text)
        elif token.low == "," or (not in_aside and core and _starts_aside(tokens, k)):
            in_aside = True
            if token.low in _RELATIVE:
                aside.append(token)
        elif in_aside and not aside and token.low in _NAMED_AS | {"as", "only", "simply"}:
            continue  # "named Ada Obi": the name follows
        elif not in_aside and core and _opens_apposition(tokens, k):
            in_aside = True
            aside.append(token)
        elif token.low == '"':
            continue
        elif in_aside:
            is_alone = tokens[k - 1].low in {"or", ","} and (k + 1 == len(tokens) or tokens[k + 1].low == ",")
            if is_alone and token.text.isupper() and len(token.text) > 1:
                acronyms.append(token.text)  # "the Coast Mine Group, or CMG,"
            aside.append(token)
        else:
            core.append(token)
    return PhraseParts(tuple(core), tuple(aside), tuple(acronyms))


def _starts_aside(tokens: Tokens, k: int) -> bool:
    """Whether an aside starts at k without a comma: a relative clause, a dash, "named Ada Obi"."""
    low = tokens[k].low
    if low in _RELATIVE or low == "that":
        return True
    if low in _DASHES:
        return tokens[k].start > tokens[k - 1].end
    following = [t for t in tokens[k + 1 : k + 4] if t.low not in {"as", "only", "simply"}]
    return low in _NAMED_AS and bool(following) and following[0].is_name_like


def _opens_apposition(tokens: Tokens, k: int) -> bool:
    """Whether an apposition starts at k that lost its comma: "Ada Obi the council's head"."""
    if tokens[k].low not in {"the", "a", "an"} or not tokens[k - 1].is_name_like or k < 2:
        return False
    is_name = all(t.is_name_like for t in tokens[max(0, k - 2) : k])
    return is_name and any(t.low in SPEAKER_NOUNS for t in tokens[k + 1 : k + 8])


def read_name(body: Tokens) -> Called:
    """Return what the phrase, without its determiner, calls somebody."""
    while len(body) > 1 and body[0].low.endswith(_DESCRIBING):
        body = body[1:]  # "the Velm-based Observatory": no part of its name
    if not body:
        return Called()
    link = next((k for k in range(1, len(body)) if _is_link(body[k])), len(body))
    front = body[:link]
    titled = titled_name(body, link)
    if titled is not None:
        return Called(
            words_of(titled.name), titled.role, words_of(titled.before) or after_link(body[titled.end :])
        )
    # "UN spokeswoman Eliana Nabaa": a lower-case noun of role, then a name
    roles = [k for k, t in enumerate(front) if t.low in SPEAKER_NOUNS and not t.is_name_like]
    if roles:
        last = roles[-1]
        after = front[last + 1 :]
        before = front[:last]
        if after and after[0].is_name_like:
            return Called(words_of(after), front[last].low, words_of(before) or None)
        if front[last].low in _BROADCASTERS and before and before[-1].low == "state":
            name = words_of(front[: last + 1]) if len(before) > 1 else None  # "Sarran state television"
            return Called(name, front[last].low)
        medium = _medium_name(before) if front[last].low in _MEDIA_NOUNS else None
        if medium is not None:
            return Called(medium, front[last].low)
        affiliation = after_link(body[link:]) or words_of(before) or None
        return Called(None, front[last].low, affiliation)
    if front[0].is_name_like and all(is_name_word(t) or t.low in _NAME_MARKS for t in front):
        return _read_capitalised(body, link)
    names = [k for k, t in enumerate(front) if is_name_word(t)]
    if names and names[-1] == len(front) - 1:
        start = names[-1]
        while start > 0 and is_name_word(front[start - 1]):
            start -= 1
        noun = front[start - 1].low if start else None  # "columnist Ada Obi", "the group Osk First"
        return Called(words_of(front[start:]), noun if noun is not None and _is_calling(noun) else None)
    words = [t.low for t in front if t.is_word]
    if len(words) > 1 and words[-1].endswith("ing"):
        return Called(None, words[-1], after_link(body[link:]))  # "exit polling"
    head = next((low for low in reversed(words) if not _is_more(low)), words[-1] if words else None)
    return Called(None, head, after_link(body[link:]))


def _is_link(token: Token) -> bool:
    """Whether a preposition ends the front of a phrase; one with a capital is part of a name."""
    return token.low in PREPOSITIONS and not token.is_name_like


def _is_calling(low: str) -> bool:
    """Whether a word before a name is a noun that says what its bearer is."""
    return low in SPEAKER_NOUNS or low == "host" or low.endswith(("er", "or", "ist", "man", "ian"))


def _is_more(low: str) -> bool:
    """Whether a word beside a noun only says more of it: "documents filed", "a person familiar with"."""
    return low in {"familiar", "aware", "close", "there"} or (len(low) > 4 and low.endswith(("ed", "ing")))


def _medium_name(before: Tokens) -> str | None:
    """Return "SANA" for the words before "agency" in "the state-run SANA news agency", or None."""
    end = len(before)
    while end and not before[end - 1].is_name_like and before[end - 1].low in OUTLET_WORDS | {"state"}:
        end -= 1
    start = end
    while start and before[start - 1].is_name_like:
        start -= 1
    return words_of(before[start:end]) or None


def _read_capitalised(body: Tokens, link: int) -> Called:
    """Read a phrase whose front is all capitalised: a person, a body, or a title with a name."""
    is_proper = _names_a_body_by_link(body, link)
    if link == 1 and body[0].low in SPEAKER_NOUNS and not body[0].text.isupper() and not is_proper:
        return Called(None, body[0].low, after_link(body[link:]))
    role = body[link - 1].low
    if not body[link - 1].text.isupper() and role in SPEAKER_NOUNS and role not in BODY_WORDS | OUTLET_WORDS:
        # "the UN High Commissioner for Refugees": a role written with capitals
        return Called(None, role, after_link(body[link:]) or words_of(body[: link - 1]) or None)
    is_body = link == 1 or any(t.low in BODY_WORDS for t in body[:link])
    end = _body_name_end(body, link) if is_body else link
    words = body[:end]
    titles = 0
    while titles < len(words) - 1 and words[titles].low.rstrip(".") in TITLES and not is_body:
        titles += 1
    if titles:
        title = words[titles - 1].low
        return Called(words_of(words[titles:]), title if title in SPEAKER_NOUNS else None)
    if is_body and len(words) > 1 and words[-1].low in TITLES:
        return Called(None, words[-1].low, words_of(words[:-1]))
    name = re.sub(r"'s$", "", words_of(words))
    return Called(name, None, after_link(body[end:]) if end < len(body) else None)


def _names_a_body_by_link(body: Tokens, link: int) -> bool:
    """Whether a body's noun and what it is for make a name: "Alliance for Velm", but not "Residents of Velm"."""
    if body[0].low not in BODY_WORDS or body[0].low in PLURAL_SPEAKERS or link + 1 >= len(body):
        return False
    return body[link].low in {"for", "of"} and body[link + 1].is_name_like


def _body_name_end(body: Tokens, end: int) -> int:
    """Return the end of a body's name with its "of X", "for X": "National Council of Harbours of Velm"."""
    while end + 1 < len(body) and body[end].low in {"of", "for", "and", "on", "in"}:
        following = end + 1
        while following < len(body) and body[following].low in {"the", "of"}:
            following += 1
        if following >= len(body) or not body[following].is_name_like:
            return end
        end = following
        while end < len(body) and body[end].is_name_like:
            end += 1
    return end


def name_given(asides: Tokens) -> str | None:
    """Return the name that a clause says somebody goes by: "who gave his name as Ada", "calling himself Abu Sahl"."""
    for k in range(1, len(asides) - 1):
        goes_by = asides[k].low in {"as", "of", "himself", "herself"} and asides[k + 1].is_name_like
        if goes_by and not _GOING_BY.isdisjoint(token.low for token in asides[max(0, k - 3) : k + 1]):
            end = k + 1
            while end < len(asides) and is_name_word(asides[end]):
                end += 1
            return words_of(asides[k + 1 : end])
    return None


def after_link(tokens: Tokens) -> str | None:
    """Return the words after "for", "of", "at" or "from": whom the speaker belongs to."""
    for k, token in enumerate(tokens):
        if token.low in {"for", "of", "at", "from", "in", "with"} and k + 1 < len(tokens):
            return up_to_stop(tokens[k + 1 :])
    return None


def up_to_stop(tokens: Tokens) -> str | None:
    """Return the phrase at the start, without its article; None where there is none."""
    stop = next((m for m, t in enumerate(tokens) if t.low in {",", "who", "on", "which"}), len(tokens))
    start = 1 if tokens and tokens[0].low in DETERMINERS and stop > 1 else 0
    return words_of(tokens[start:stop]) or None
