"""Say which actors of a case no report names.

In:   a case's actors; its reports, one after the other.
Out:  the names of actors that none of them names: a name in actors.toml may be misspelt, or of no use.
Holds: an actor is named where a report prints its name, an alias or words of its members, as whole words, or is its own
page. Case, accents, apostrophes and hyphens tell no two names apart, and a leading article is none of a name. Reports
are read no further than is needed.
"""

import re
import unicodedata
from collections.abc import Iterable

from tellings.model import Actors, Report

_ARTICLE = re.compile(r"^(?:the|an?) ")
_SIGNS = str.maketrans({"’": "'", "‘": "'", "-": " ", "‐": " ", "‑": " ", "–": " ", "\n": " ", "\t": " "})


def actors_not_named(actors: Actors, reports: Iterable[Report]) -> tuple[str, ...]:
    """Return the names of the actors that no report names, in the file's order. reports: in any order."""
    sought = {
        actor.name: [_pattern(form) for form in (actor.name, *actor.aliases, *actor.members)]
        for actor in actors.actors
    }
    for report in reports if sought else ():
        printed = _plain(f"{report.outlet or ''} | {report.title or ''} | {report.text}")
        for name in [name for name, forms in sought.items() if any(form.search(printed) for form in forms)]:
            del sought[name]
        if not sought:
            break
    return tuple(sought)


def _pattern(form: str) -> re.Pattern[str]:
    bare = _ARTICLE.sub("", _plain(form).strip())
    return re.compile(rf"(?<!\w){re.escape(bare)}(?!\w)")


def _plain(text: str) -> str:
    plain = text.translate(_SIGNS).casefold()
    if plain.isascii():
        return plain
    return "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
