"""Names that a text gives to one and the same: "Osk Civil Guard, also known as the Grey Caps".

In:   the text of a report.
Out:  pairs of names.
Holds: only what the text says in words; a name in brackets behind another may be anything (a party, a place) and is
       none, but for acronyms, which the reader takes with the name itself.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_NAME = r"[A-Z][\w'’-]*(?:(?: (?:of|for|the|and|in|al|bin|de))* [A-Z][\w'’-]*)*"
_KNOWN_AS = re.compile(
    rf"(?P<one>{_NAME})(?:,? (?!known\b)[a-z][\w'-]*){{0,6}},?"
    rf" (?:known(?: in \w+)? as|referred to as|also called) (?:the |\"|“)?(?P<other>{_NAME})"
)
_AT_ONCE = re.compile(
    r",? (?:(?:is|was|also|better|widely|commonly|popularly|locally) ){0,2}(?:known|referred|called)"
)
_SIGNS = ("known as ", "known in ", "referred to as ", "also called ")  # a quick look before the search


class SameByText(NamedTuple):
    """Two names of one, and the words that say so."""

    one: str
    other: str
    words: str


def other_names(text: str) -> Iterator[SameByText]:
    """Yield every two names that the text says are of one, in its order."""
    if any(sign in text for sign in _SIGNS):
        for match in _KNOWN_AS.finditer(text):
            if " " not in match["one"] and not _AT_ONCE.match(text, match.end("one")):
                continue  # "Sarras rescuers known as the Grey Caps"
            yield SameByText(match["one"], match["other"], match.group())
