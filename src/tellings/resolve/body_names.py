"""Forms of the name of a body: an observatory, a ministry, a rescue service.

In:   names and phrases as reports print them.
Out:  the key by which names of bodies are compared, the name within a phrase, initials, shorter and fuller forms.
Holds: words decide, no list of names but that of bodies known all over the world; what only looks alike is never one.
       "Sarra's army", "Sarras army" (apostrophes are lost in many stored texts) and "the Sarran army" have a form in
       common, as have "the Ministry of Health" and "the Health Ministry".
"""

import re
from functools import lru_cache

from tellings.attribution.lexicon import STATE_WORDS
from tellings.resolve.gazetteer import KEPT_NAMES
from tellings.resolve.names import fold
from tellings.resolve.world_bodies import WORLD_BODIES

SMALL_WORDS = frozenset("of for the and in on de des du la le al el e y".split())
_WORD = re.compile(r"[^\W_][\w.'’&/-]*")
_BASED = re.compile(r"-(?:based|run|backed|led|linked|affiliated|funded)$", re.IGNORECASE)
_ARTICLES = frozenset({"the", "a", "an"})
_ASIDE = re.compile(r"\([^()]*\)|(?:,| (?:which|who|whose|where|that)\b).*$", re.DOTALL)
_OF = re.compile(r"^(\S+) of (?:the )?(.+)$")
_ACRONYM = re.compile(r"^[A-Z](?:\.?[A-Z]){1,7}\.?$")
_ADJECTIVE_ENDINGS = (  # of an adjective of a country or town, and what its name has instead
    ("i", ""),
    ("n", ""),
    ("an", ""),
    ("ian", ""),
    ("ian", "ia"),
    ("ese", ""),
    ("ese", "a"),
    ("ese", "on"),
    ("ish", "ey"),
    ("an", "as"),
    ("ine", "ina"),
)
_NAMES_OF = {  # adjectives and short forms that no ending gives
    "british": "britain", "uk": "britain", "english": "england", "french": "france", "dutch": "netherlands",
    "greek": "greece", "german": "germany", "spanish": "spain", "swiss": "switzerland", "danish": "denmark",
    "swedish": "sweden", "finnish": "finland", "polish": "poland", "afghan": "afghanistan", "us": "america",
    "american": "america", "filipino": "philippines", "burmese": "burma", "emirati": "emirates",
    "norwegian": "norway", "irish": "ireland", "belgian": "belgium",
}  # fmt: skip


@lru_cache(maxsize=KEPT_NAMES)
def body_key(name: str) -> str:
    """Return the key of a body's name: `fold`ed; the world's name for it where it is known all over the world;
    "Ministry of Health" turned into "health ministry"."""
    key = fold(name)
    if key in WORLD_BODIES:
        return WORLD_BODIES[key]
    match = _OF.match(key)
    if match and match.group(1) in STATE_WORDS:
        return f"{match.group(2)} {match.group(1)}"
    return key


@lru_cache(maxsize=KEPT_NAMES)
def body_forms(name: str) -> frozenset[str]:
    """Return the keys that a body may have whose name opens with a country or town: told as a name, as an adjective or
    as a possessive."""
    key = body_key(name)
    first, _, rest = key.partition(" ")
    if not rest:
        return frozenset({key})
    return frozenset({f"{one} {rest}" for one in places_meant(first)})


def places_meant(word: str) -> frozenset[str]:
    """Return what a folded word may mean as a place: itself, and the name that it is the adjective or possessive of.

    "sarran" may be "sarra" (and much that is no name: only what two words have in common counts).
    """
    meant = {word, _NAMES_OF.get(word, word), word.removesuffix("s")}
    meant |= {
        word[: -len(end)] + new
        for end, new in _ADJECTIVE_ENDINGS
        if word.endswith(end) and len(word) - len(end) > 2
    }
    return frozenset(one for one in meant if one)


@lru_cache(maxsize=KEPT_NAMES)
def name_within(phrase: str) -> str | None:
    """Return the one name of several words, or acronym, that stands in a phrase, articles and describing words left
    out: "the opposing Osk Observatory for Rights monitoring group"; None where there is none, or two."""
    runs: list[list[str]] = [[]]
    for match in _WORD.finditer(_ASIDE.sub("", phrase)):
        word = match.group() if _ACRONYM.match(match.group()) else match.group().rstrip(".'’-")
        low = word.casefold()
        run = runs[-1]
        is_inside = bool(run) and run[-1].casefold() in SMALL_WORDS  # "Centre for the Missing"
        if _BASED.search(word) or (low in _ARTICLES and not is_inside):
            runs.append([])
        elif word[0].isupper() or (low in SMALL_WORDS and run):
            run.append(word)
        else:
            runs.append([])
    names = [" ".join(_without_small_end(run)) for run in runs]
    held = [name for name in names if " " in name or _ACRONYM.match(name)]
    return held[0] if len(held) == 1 and len([name for name in names if name]) == 1 else None


def _without_small_end(run: list[str]) -> list[str]:
    end = len(run)
    while end and run[end - 1].casefold() in SMALL_WORDS:
        end -= 1
    return run[:end]


def is_acronym(name: str) -> bool:
    """Whether a name is two to eight capitals, with or without stops: "NRC", "U.N."."""
    return _ACRONYM.match(name.strip()) is not None


def initials(name: str) -> frozenset[str]:
    """Return the acronyms, folded, whose letters fit a name of several words: of its capitals, small words passed over
    or not ("Osk Observatory for Rights": "oor" and "oofr")."""
    words = [word for word in re.split(r"[\s-]+", name) if word]
    if words and words[0].casefold() in _ARTICLES:
        words = words[1:]
    capitals = [word[0] for word in words if word[0].isupper()]
    if len(capitals) < 2:
        return frozenset()
    every = [word[0] for word in words if word.casefold() not in _ARTICLES]
    return frozenset({"".join(capitals).casefold(), "".join(every).casefold()})


def shorter_forms(key: str) -> frozenset[str]:
    """Return the shorter names that a body's key may be told by: cut before "for", "of", "and", "in", where at least
    two words are left; and, of a state body of three words or more, its last two: "health ministry"."""
    words = key.split()
    cuts = {" ".join(words[:k]) for k in range(2, len(words)) if words[k] in ("for", "of", "and", "in")}
    if len(words) == 3 and words[-1] in STATE_WORDS:
        cuts.add(" ".join(words[1:]))
    return frozenset(cuts)
