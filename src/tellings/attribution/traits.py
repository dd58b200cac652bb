"""What words tell of a person besides name and role: the sex that a pronoun must fit, and the age.

In:   the tokens of a phrase; pronouns.
Out:  Sex, or None where no word tells it; an age in years.
Holds: words decide (a title, "spokeswoman", "mother"), never a list of first names.
"""

from enum import Enum

from tellings.attribution.phrases import Tokens

_ADULT_AGE = 18
_MALE_WORDS = frozenset(
    "mr sir lord king prince sheikh imam father brother son uncle husband boy grandfather nephew widower".split()
)
_FEMALE_WORDS = frozenset(
    "mrs ms miss lady queen princess mother sister daughter aunt wife widow girl grandmother niece nun".split()
)
_NEITHER = frozenset({"human", "german", "roman", "ottoman"})


class Sex(Enum):
    """The sex that words tell of a person."""

    FEMALE = "female"
    MALE = "male"


def sex_of(words: Tokens) -> Sex | None:
    """Return the sex that titles and nouns tell: "Mrs", "fisherman", "mother"; the first word that tells one.

    words: those that say who somebody is, without what is told of others ("a widow", not "the widow's lawyer").
    """
    for token in words:
        low = token.low.rstrip(".")
        if low in _FEMALE_WORDS or low.endswith("woman"):
            return Sex.FEMALE
        if low in _MALE_WORDS or (low.endswith("man") and low not in _NEITHER and not token.is_name_like):
            return Sex.MALE
    return None


def sex_of_pronoun(pronoun: str) -> Sex | None:
    """Return the sex that a pronoun in its subject form needs, None for "it" or "they"."""
    return {"she": Sex.FEMALE, "he": Sex.MALE}.get(pronoun)


def may_be_one(left: Sex | None, right: Sex | None) -> bool:
    """Whether two phrases may mean one person, as far as the sexes go that they tell."""
    return left is None or right is None or left is right


def age_told(tokens: Tokens) -> int | None:
    """Return the age that is told: "a 12-year-old", "aged 12", "Ada, 12"; None where none is."""
    for k, token in enumerate(tokens):
        if not (token.low.isdecimal() and len(token.low) <= 2):
            continue
        following = [t.low for t in tokens[k + 1 : k + 3]]
        is_age = "year-old" in following or "year" in following or (k > 0 and tokens[k - 1].low == "aged")
        is_apart = k > 0 and tokens[k - 1].low == "," and following[:1] in ([], [","])
        if is_age or is_apart:
            return int(token.low)
    return None


def is_under_age(age: int | None) -> bool:
    """Whether an age is told and below 18."""
    return age is not None and age < _ADULT_AGE
