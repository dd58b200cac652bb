"""Whether a telling is hedged, and by which of its words.

In:   the tokens of cue and content, of the telling's own level.
Out:  True or False.
Holds: words in a relative clause, in a name or in what another tells hedge nothing at this level.
"""

import re
from collections.abc import Sequence

from tellings.attribution.phrases import Tokens
from tellings.text.segment import Token

_DOUBTFUL = (
    r"apparently|reportedly|allegedly|probably|possibly|perhaps|likely|maybe|presumably|purportedly|supposedly|"
    r"unconfirmed|unverified|unclear|unsure|suspected|seemingly|ostensibly|conceivably|presumed|alleged"
)
_BE = r"(?:is|are|was|were|be|been|being)"
_NOT_CHECKED = (
    r"(?:could|can|has|have|had) not (?:\w+ )?(?:be|been) (?:\w+ly )?"
    r"(?:confirmed|verified|corroborated|authenticated|established)"
)
_IN_CONTENT = re.compile(
    rf"\b(?:{_DOUBTFUL}|may(?! \d)|(?<!'s )(?<!the )(?<!their )(?<!its )might"
    rf"|{_BE} (?:\w+ly |also |now |still )?"
    r"(?:believed|thought|feared|understood|rumou?red|reported (?=to |that )|said (?=to ))"
    r"|could (?:\w+ly )?(?:have|well|be (?=an? |the ))"
    r"|(?:appear|appears|appeared|seem|seems|seemed) (?:\w+ly )?(?:to|that|as if|as though|like)"
    r"|(?:i|we) (?:think|believe|guess|suppose|suspect|assume|imagine)"
    rf"|{_BE} (?:also )?possible that|a possible"
    rf"|{_NOT_CHECKED}|as far as \w+ (?:knew|know|knows|could tell|can tell)|to the best of"
    r"|not (?:sure|certain|clear))\b"
)
_IN_CUE = re.compile(
    r"\b(?:apparently|reportedly|allegedly|probably|possibly|perhaps|likely|maybe|presumably|purportedly|supposedly|"
    r"seemingly|ostensibly|may|might|unsure|believ\w+|think|thinks|thought|thinking|guess\w*|assum(?:es?|ed|ing) that|"
    r"presum\w+|suppos\w+|reckon\w*|fear\w*|suspect\w*|seem\w*|appear\w*|speculat\w+|surmis\w+|rumou?r\w*|estimat\w+"
    rf"|{_BE} (?:\w+ly |also |now )?(?:said|alleged|reported|understood) to|possible|{_NOT_CHECKED})\b"
)
_RELATIVE = frozenset({"where", "which", "who", "whose", "whom"})
_MARKS = frozenset({",", ";", ".", "-", "--", "?", "!", ":"})


def is_hedged(cue: Tokens, content: Tokens) -> bool:
    """Whether the words leave open that it is so: "may have", "apparently", "could not be verified", "believes".

    cue, content: tokens in order, without those that another telling inside the content holds.
    """
    return _matches(_IN_CUE, cue) or (
        _matches(_IN_CONTENT, content) and bool(_IN_CONTENT.search(_words(_main_clause(content))))
    )


def _matches(pattern: re.Pattern[str], tokens: Tokens) -> bool:
    """Whether the pattern fits, names left out; the cheap look first, since few texts hedge."""
    plain = _apart(" ".join([token.low for token in tokens if token.is_word]))
    return pattern.search(plain) is not None and pattern.search(_words(tokens)) is not None


def _words(tokens: Sequence[Token]) -> str:
    """Return the words in lower case, with one space between; names and numbers as a placeholder."""
    is_shouted = all(token.text.isupper() for token in tokens if token.is_word)
    words: list[str] = []
    for k, token in enumerate(tokens):
        if not token.is_word:
            continue
        opens = k == 0 or tokens[k - 1].low in {".", "?", "!", ":"} or (tokens[0].low == '"' and k == 1)
        is_name = token.is_name_like and not opens and not is_shouted and token.low != "i"
        words.append("_" if is_name else token.low)
    return _apart(" ".join(words))


def _apart(words: str) -> str:
    return words.replace("cannot", "can not").replace("n't ", " not ")


def _main_clause(tokens: Tokens) -> Tokens:
    """Return the tokens without relative clauses: from "where" or "who" to the next mark."""
    kept: list[Token] = []
    inside = False
    for token in tokens:
        if token.low in _MARKS:
            inside = False
        elif token.low in _RELATIVE and kept:
            inside = True
        if not inside:
            kept.append(token)
    return kept
