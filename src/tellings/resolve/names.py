"""Compare the names of those who speak or are accused, and look them up among a case's actors.

In:   names as reports print them ("the Mujahedeen-e-Khalq (MEK), whose members ..."), and actors.toml as `Actors`.
Out:  folded names, name-like forms, and the actor that a name is of.
Holds: case, accents, apostrophes, articles and hyphens never tell two names apart; nothing else is ignored,
except by `skeleton` and `sounds_like`, which say so.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from tellings.model import Actor, Actors
from tellings.resolve.gazetteer import KEPT_NAMES, fold_name

_ARTICLE = re.compile(r"^(?:the|an?) ")
_INDEFINITE = re.compile(
    r"^(?:an?|one|two|three|four|five|six|several|some|many|another|other|various|unnamed)\b", re.IGNORECASE
)
_ASIDE = re.compile(r"\s*,\s*(?:who|whom|whose|which|that|where|speaking)\b.*$", re.IGNORECASE | re.DOTALL)
_ACRONYM = re.compile(r"\(([A-Z][A-Z.\-/]{1,9})\)")
_PRONOUNS = frozenset(
    "i we he she it they him her his its their them one both all who other others another this that".split()
)
# Words that name no one by themselves, also where a sentence or a headline prints them with a capital.
_COMMON = frozenset(
    "official officials source sources police security army military government ministry minister spokesman "
    "spokeswoman spokesperson statement report residents witnesses activists rebels militants opposition group "
    "organisation organization council party state media agency agencies hospital doctors medics people residents "
    "president governor commander general colonel leader head chief director camp camps deaths dead".split()
)
_PARTICLES = frozenset(
    "al el ul bin ibn abu de da di do dos la le les von van der den of for and the e i y on in".split()
)


@lru_cache(maxsize=KEPT_NAMES)
def fold(name: str) -> str:
    """Return the key by which two names are compared: `fold_name`, less a leading English article and a final "s" of
    the possessive. "" for a name without letters."""
    bare = re.sub(r"['’]s$", "", name.strip())
    return _ARTICLE.sub("", fold_name(bare))


def name_forms(*told: str) -> tuple[str, ...]:
    """Return the forms among `told` that are names: acronyms in brackets taken out, asides cut, pronouns, lower-case
    descriptions and common words left away. Sorted, without repetition."""
    forms: set[str] = set()
    for form in told:
        forms.update(_ACRONYM.findall(form))
        bare = _ACRONYM.sub("", form).split(",")[0].split("(")[0].strip()
        bare = re.sub(r"^(?:the|an?|The|An?) (?=\S)", "", bare)
        if _is_name(bare):
            forms.add(bare)
    return tuple(sorted(forms))


def _is_name(words: str) -> bool:
    parts = [part for part in re.split(r"[\s-]+", words) if part]
    if not parts or fold(words) in _PRONOUNS:
        return False
    lows = [fold(part) for part in parts]
    if all(low in _COMMON or low in _PARTICLES for low in lows):
        return False
    return all(
        part[0].isupper() or not part[0].isascii() or low in _PARTICLES
        for part, low in zip(parts, lows, strict=True)
    )


def is_pronoun(name: str) -> bool:
    """Whether a phrase is nothing but a pronoun or the like ("it", "One"), and no name however it is printed."""
    return fold(name) in _PRONOUNS


def is_indefinite(name: str) -> bool:
    """Whether a phrase introduces somebody not told before: "an official", "two officials", "one resident"."""
    return _INDEFINITE.match(name.strip()) is not None


def is_introduced(name: str) -> bool:
    """Whether a phrase opens with an article or a number word, which only the start of a sentence capitalises."""
    return is_indefinite(name) or name.casefold().startswith("the ")


def without_aside(phrase: str) -> str:
    """Return a phrase less the relative clause behind it: "a policeman at the base, who spoke ..."."""
    return _ASIDE.sub("", phrase)


def holds_phrase(folded: str, phrase: str) -> bool:
    """Whether a folded text holds a folded phrase as whole words; never for an empty phrase."""
    return bool(phrase) and f" {phrase} " in f" {folded} "


_SERVANT = re.compile(  # "Abd al-Rahman", "Abdul Rahman", "Abdelrahman", "Abdurrahman"
    r"\babd(?: ?[aeiu]l ?| (?=[a-z]{4})|[aeiu]?([rsndzt])(?=\1)| ?[aeiu]([rsndzt]) (?=\2))(?=[a-z]{2})"
)


@lru_cache(maxsize=KEPT_NAMES)
def skeleton(name: str) -> str:
    """Return a person's name less what transliterations differ in: Arabic articles, "Abdul" and "Abd al-" before the
    name that they belong to, doubled letters, ou/oo/o/u, ee/ei/i, y/i, q/k and an "h" at the end of a word."""
    words = []
    for word in _SERVANT.sub("abd", fold(name)).split():
        if word in ("al", "el", "ul"):
            continue
        plain = re.sub(r"ou|oo|o", "u", word)
        plain = re.sub(r"ee|ei|ie", "i", plain).replace("y", "i").replace("q", "k")
        plain = re.sub(r"(.)\1+", r"\1", plain)
        words.append(re.sub(r"(?<=..)h$", "", plain))
    return " ".join(words)


SOUNDS_LIKE = 92  # rapidfuzz ratio of skeletons, 0 to 100. Guess, unmeasured


def sounds_like(left: str, right: str) -> bool:
    """Whether two full names of persons are transliterations of one: at least two words each, the same surname, and
    skeletons with a ratio of at least SOUNDS_LIKE. "Wathiq al-Batat" and "Wathiq al-Battat" are."""
    from rapidfuzz import fuzz

    a, b = skeleton(left).split(), skeleton(right).split()
    if len(a) < 2 or len(b) < 2 or a[-1] != b[-1]:
        return False
    return bool(fuzz.ratio(" ".join(a), " ".join(b)) >= SOUNDS_LIKE)


@dataclass(frozen=True, slots=True)
class ActorBook:
    """The actors of a case, by the folded forms of their names. Make one with `ActorBook.of`."""

    by_name: dict[str, Actor]
    members: tuple[tuple[str, str, Actor], ...]  # (folded phrase, phrase, actor), the longest first

    @classmethod
    def of(cls, actors: Actors) -> "ActorBook":
        """Return the book of these actors; of two with one folded name the first keeps it. Each stands on the widest
        of the sides that its own lies within, so that two of one side bear one name of it."""
        by_name: dict[str, Actor] = {}
        members: list[tuple[str, str, Actor]] = []
        for told in actors.actors:
            actor = told if told.side is None else replace(told, side=actors.outermost(told.side))
            for form in (actor.name, *actor.aliases):
                by_name.setdefault(fold(form), actor)
            members += [(fold(phrase), phrase, actor) for phrase in actor.members]
        members.sort(key=lambda row: (-len(row[0].split()), -len(row[0]), row[0], row[2].name))
        return cls(by_name, tuple(members))

    def find(self, *names: str) -> Actor | None:
        """Return the actor that one of these names is of, None if none is, or if two actors are meant."""
        found = {actor.name: actor for name in names if (actor := self.by_name.get(fold(name))) is not None}
        return next(iter(found.values())) if len(found) == 1 else None

    def canonical(self, name: str) -> str:
        """Return the key of whoever bears this name: the actor's, else the folded name itself."""
        actor = self.by_name.get(fold(name))
        return fold(actor.name) if actor is not None else fold(name)

    def side_by_words(self, *phrases: str) -> tuple[str | None, str | None]:
        """Return (side, words): the side whose member words stand in one of these phrases, as whole words.

        The longest words win; (None, the words) where those of two sides are as long; (None, None) where none stand.
        """
        held = [fold(without_aside(phrase)) for phrase in phrases]
        hits = [row for row in self.members if any(holds_phrase(text, row[0]) for text in held)]
        if not hits:
            return None, None
        longest = len(hits[0][0].split()), len(hits[0][0])
        best = [row for row in hits if (len(row[0].split()), len(row[0])) == longest]
        sides = {actor.side for _, _, actor in best}
        return (best[0][2].side if len(sides) == 1 else None), best[0][1]
