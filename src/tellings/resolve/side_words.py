"""The words of a text that suggest on whose side a voice stands: "the pro-government ...", "an opposition activist".

In:   the phrases by which a report calls a voice.
Out:  the words, as printed; None where none stand.
Holds: words suggest, they decide nothing: a side itself comes from actors.toml or from a person.
"""

import re
from collections.abc import Iterable

_LEANING = r"(?:pro|anti)-[\w-]+"
_SIDE = (
    "opposition|rebels?|insurgents?|regime|loyalists?|separatists?|government(?:-(?:run|held|backed|controlled))?|"
    r"\w+-backed|state-(?:run|owned|controlled)"
)
_STATE = r"state (?:media|television|tv|radio|news agency|broadcaster)"
_REST = re.compile(
    r"(?:,| (?:of|in|at|from|for|with|to|on|near|against|who|which|that|citing|fighting|opposed)\b).*$",
    re.DOTALL,
)
_WORDS = re.compile(rf"(?<![\w-])(?:{_LEANING}|{_STATE}|{_SIDE})(?![\w-])", re.IGNORECASE)


def suggesting_words(
    phrases: Iterable[str], *, names: Iterable[str] = (), affiliations: Iterable[str] = ()
) -> str | None:
    """Return the words that suggest a side: those of most phrases, then the longest, then the first by letters.

    names: of a voice that has any; then only what stands before one of them describes the voice. Else what opens a
    phrase does: "a fighter against the government" is not of the government.
    """
    called = tuple(names)
    told = [part for phrase in phrases if (part := _describing(phrase, called))]
    counts: dict[str, int] = {}
    for part in (*told, *affiliations):
        for words in {match.casefold() for match in _WORDS.findall(_REST.sub("", part))}:
            counts[words] = counts.get(words, 0) + 1
    return min(counts, key=lambda words: (-counts[words], -len(words), words)) if counts else None


def _describing(phrase: str, names: tuple[str, ...]) -> str:
    if not names:
        return phrase
    starts = [phrase.index(name) for name in names if name in phrase]
    return phrase[: min(starts)] if starts else ""
